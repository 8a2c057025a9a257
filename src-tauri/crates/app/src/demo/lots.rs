//! The lots that orders were delivered from: each as large as what was sold of it, with something over.

use super::Story;
use super::draw::{Draw, For};
use super::goods::{LotNumber, PRODUCTS};
use super::time::{millis, worked};
use aftercare_core::goods::{Lot, LotEvent};
use aftercare_core::ids::LotId;
use aftercare_core::journal::Actor;
use aftercare_store::bulk::Happened;
use chrono::{Days, NaiveDate, TimeDelta};
use std::collections::BTreeMap;
use std::ops::Range;

/// Pieces sold of a lot, and the first day on which some of it were needed.
pub(super) type Sales = BTreeMap<(&'static str, LotNumber), (u64, NaiveDate)>;

impl Story {
    /// What these customers buy, by lot.
    pub(super) fn sales(&self, customers: Range<u64>) -> Sales {
        let mut sales = Sales::new();
        for number in customers {
            for order in self.orders(number).1 {
                let made = order.ordered + Days::new(20);
                for line in &order.lines {
                    add(&mut sales, (line.product.code, line.lot), (line.pieces.unsigned_abs(), made));
                }
            }
        }
        sales
    }

    /// The lots with what happened to them, by the instant of their recording.
    pub(super) fn tell_lots(&self, sales: &Sales) -> Vec<(LotId, Happened<LotEvent>)> {
        let mut made: Vec<_> = sales.iter().collect();
        made.sort_by_key(|(name, (_, day))| (*day, **name));
        let first = self.service.day_of(self.begun);
        // The old ones are typed in before the customers are, within a quarter of an hour.
        let old = made.iter().filter(|(_, (_, day))| *day <= first).count().max(1) as i64;
        let mut out = Vec::with_capacity(made.len());
        for (n, (&(code, lot), &(pieces, day))) in (0_i64..).zip(made) {
            let Some(at) = PRODUCTS.iter().position(|product| product.code == code) else { continue };
            let number = ((at as u64) << 48)
                | (u64::from(lot.year.unsigned_abs()) << 32)
                | (u64::from(lot.month) << 24)
                | u64::from(lot.turn);
            let mut draw = Draw::new(self.seed, For::Lot, number);
            let recorded = if day <= first {
                self.begun + TimeDelta::milliseconds(30_000 + 240_000 * n / old)
            } else {
                let minutes = draw.between(5, 460);
                millis(worked(&self.service, self.service.day_span(day).0, minutes, &mut draw))
            };
            let recorded = millis(recorded);
            if recorded > self.until {
                continue;
            }
            let over = pieces * draw.between(2, 9).unsigned_abs() / 100;
            let staff = &self.staff[draw.below(self.staff.len() as u64) as usize];
            let lot = Lot {
                product: PRODUCTS[at].article(),
                number: lot.to_string(),
                produced_on: Some(day),
                quantity: Some((pieces + over).next_multiple_of(10)),
            };
            let happened = Happened {
                at: recorded,
                recorded,
                actor: Actor::Staff(staff.id),
                event: LotEvent::Set { lot },
                personal: Vec::new(),
                mail: None,
                files: Vec::new(),
            };
            out.push((LotId::at(recorded, draw.bytes()), happened));
        }
        out.sort_by_key(|(id, one)| (one.recorded, *id));
        out
    }
}

/// Adds what was sold of a lot.
fn add(sales: &mut Sales, name: (&'static str, LotNumber), (pieces, made): (u64, NaiveDate)) {
    let sold = sales.entry(name).or_insert((0, made));
    *sold = (sold.0 + pieces, sold.1.min(made));
}

/// Adds the sales of other customers.
pub(super) fn join(sales: &mut Sales, others: Sales) {
    for (name, sold) in others {
        add(sales, name, sold);
    }
}
