//! The stream of a customer: typed in with its people, with contract, orders and their lines as they came, and the surveys
//! that went out; and the streams of the pieces with a serial number that it was sent.

use super::dealings::{Asked, Bought, Dealings, MOST};
use super::draw::{Draw, For};
use super::goods::grouped;
use super::grammar::say;
use super::phrases::Phrases;
use super::time::{millis, worked};
use super::{NoWords, Story};
use aftercare_core::case::Language;
use aftercare_core::customer::{Contact, Contract, CustomerEvent, Order, Profile};
use aftercare_core::goods::{Currency, Money, OrderLine, Unit, UnitEvent};
use aftercare_core::ids::{ContactId, ContractId, CustomerId, LineId, OrderId, UnitId};
use aftercare_core::journal::{Actor, Sealer};
use aftercare_core::time::Instant;
use aftercare_store::bulk::Happened;
use chrono::{NaiveDate, TimeDelta};

/// A customer as told, with its pieces.
pub(super) struct ToldCustomer {
    pub id: CustomerId,
    pub events: Vec<Happened<CustomerEvent>>,
    pub units: Vec<(UnitId, Happened<UnitEvent>)>,
}

impl Story {
    /// The id of a customer.
    pub(super) fn customer_id(&self, number: u64, joined: Instant) -> CustomerId {
        CustomerId::at(joined, Draw::new(self.seed, For::CustomerStream, number).bytes())
    }

    /// What happened with a customer, up to the end of the story.
    pub(super) fn tell_customer(&self, number: u64) -> ToldCustomer {
        let dealings = self.dealings(number);
        let mut draw = Draw::new(self.seed, For::CustomerStream, number);
        let id = CustomerId::at(dealings.joined, draw.bytes());
        let staff = Actor::Staff(self.staff[draw.below(self.staff.len() as u64) as usize].id);
        let mut file = File { draw, staff, id, number, now: dealings.joined, out: Vec::new(), units: Vec::new() };
        file.profile(&dealings);
        let mut later = file.orders(self, &dealings);
        for asked in &dealings.surveys {
            // A survey sent before the customer was typed in is told with the old orders.
            later.push((asked.at.max(file.now + TimeDelta::milliseconds(1)), Later::Survey(asked)));
        }
        later.sort_by_key(|(at, _)| *at);
        for (at, what) in later {
            file.later(at, what, &dealings);
        }
        let (mut events, mut units) = (file.out, file.units);
        events.retain(|happened| happened.recorded <= self.until);
        units.retain(|(_, happened)| happened.recorded <= self.until);
        ToldCustomer { id, events, units }
    }
}

enum Later<'a> {
    /// Ordered, with its lines.
    Order(OrderId, Order, &'a Bought),
    /// Received: with its lines as they were typed in.
    Receipt(OrderId, Order, &'a Bought),
    Survey(&'a Asked),
}

struct File {
    draw: Draw,
    staff: Actor,
    id: CustomerId,
    number: u64,
    now: Instant,
    out: Vec<Happened<CustomerEvent>>,
    units: Vec<(UnitId, Happened<UnitEvent>)>,
}

impl File {
    fn put(&mut self, at: Instant, event: impl FnOnce(&mut Sealer<'_>) -> CustomerEvent) {
        let draw = &mut self.draw;
        let mut salt = || draw.bytes();
        let mut sealer = Sealer::new(&mut salt);
        let event = event(&mut sealer);
        let personal = sealer.into_rows();
        let recorded = self.now;
        self.out.push(Happened { at, recorded, actor: self.staff, event, personal, mail: None, files: Vec::new() });
        self.now += TimeDelta::milliseconds(1);
    }

    fn profile(&mut self, dealings: &Dealings) {
        let company = &dealings.company;
        self.put(self.now, |seal| CustomerEvent::ProfileSet {
            profile: Profile {
                name: seal.seal(&*company.name),
                emails: std::iter::once(&company.email)
                    .chain(&company.second)
                    .map(|email| seal.seal(&**email))
                    .collect(),
                phones: vec![seal.seal(&*company.phone)],
                contact: Some(seal.seal(&*company.contact)),
                language: company.country.language,
                zone: Some(company.country.zone.to_owned()),
                country: aftercare_core::country::Country::new(company.country.code),
                long_term_since: dealings.long_term_since,
                no_surveys: dealings.no_surveys,
            },
        });
        for other in &company.others {
            let id = ContactId::at(self.now, self.draw.bytes());
            self.put(self.now, |seal| CustomerEvent::ContactSet {
                id,
                contact: Contact {
                    name: seal.seal(&*other.name),
                    role: Some(seal.seal(other.role)),
                    emails: vec![seal.seal(&*other.email)],
                    phones: vec![seal.seal(&*other.phone)],
                    language: None,
                },
            });
        }
    }

    /// Contract and orders that are known at the beginning; gives what comes later.
    fn orders<'a>(&mut self, story: &Story, dealings: &'a Dealings) -> Vec<(Instant, Later<'a>)> {
        let contract = dealings.contract.as_ref().map(|(number, signed)| {
            let id = ContractId::at(self.now, self.draw.bytes());
            let contract = Contract { number: number.clone(), signed_on: *signed, completed_on: None };
            self.put(self.now, |_| CustomerEvent::ContractSet { id, contract });
            id
        });
        let zh = dealings.company.country.language == Language::Zh;
        let first = story.service.day_of(self.now);
        let mut later = Vec::new();
        for bought in &dealings.orders {
            let order = |received: Option<NaiveDate>| Order {
                number: bought.number(&dealings.company.mark),
                contract,
                goods: goods(bought, zh),
                customised: bought.customised,
                ordered_on: Some(bought.ordered),
                received_on: received,
                completed_on: received,
            };
            let morning = |day: NaiveDate, minutes: i64, draw: &mut Draw| {
                millis(worked(&story.service, story.service.day_span(day).0, minutes, draw))
            };
            let known = bought.received < first;
            if bought.ordered <= first {
                let id = OrderId::at(self.now, self.draw.bytes());
                self.put(self.now, |_| CustomerEvent::OrderSet { id, order: order(known.then_some(bought.received)) });
                let lines = self.lines(id, bought, dealings);
                if known {
                    self.sent(bought, &lines);
                } else {
                    let at = morning(bought.received, self.draw.between(0, 3), &mut self.draw);
                    later.push((at, Later::Receipt(id, order(Some(bought.received)), bought)));
                }
            } else {
                let minutes = self.draw.between(5, 500);
                let at = morning(bought.ordered, minutes, &mut self.draw);
                let id = OrderId::at(at, self.draw.bytes());
                later.push((at, Later::Order(id, order(None), bought)));
                let at = morning(bought.received, self.draw.between(0, 3), &mut self.draw);
                later.push((at, Later::Receipt(id, order(Some(bought.received)), bought)));
            }
        }
        later
    }

    /// Types in the lines of an order.
    fn lines(&mut self, order: OrderId, bought: &Bought, dealings: &Dealings) -> Vec<LineId> {
        let (currency, rate) = dealings.company.country.money;
        let mut ids = Vec::with_capacity(bought.lines.len());
        for (position, sold) in (1..).zip(&bought.lines) {
            let id = LineId::at(self.now, self.draw.bytes());
            let line = OrderLine {
                order,
                position,
                product: sold.product.article(),
                lot: Some(sold.lot.to_string()),
                quantity: sold.pieces.unsigned_abs(),
                price: Currency::new(currency).map(|currency| Money { minor: sold.cents * rate / 1000, currency }),
            };
            self.put(self.now, |_| CustomerEvent::LineSet { id, line });
            ids.push(id);
        }
        ids
    }

    /// Types in pieces of a line by their serial numbers, of some orders.
    fn sent(&mut self, bought: &Bought, lines: &[LineId]) {
        let found = bought.lines.iter().zip(lines).find(|(sold, _)| sold.product.serial);
        let Some((sold, line)) = found.filter(|_| self.draw.permille(700)) else { return };
        for piece in 0..self.draw.between(1, 4).unsigned_abs() {
            // Each number stands for one customer, order and piece; multiplied by an odd number it doesn't look like it.
            let plain = (self.number * MOST as u64 + bought.count as u64) * 4 + piece;
            let serial = plain.wrapping_mul(0x9E37_79B1) & 0x3FFF_FFFF;
            let lot = &sold.lot;
            let (year, month) = (lot.year % 100, lot.month);
            let draw = &mut self.draw;
            let id = UnitId::at(self.now, draw.bytes());
            let mut salt = || draw.bytes();
            let mut sealer = Sealer::new(&mut salt);
            let unit = Unit {
                serial: format!("{}{year:02}{month:02}-{serial:010}", sold.product.code),
                product: sold.product.article(),
                lot: Some(lot.to_string()),
                customer: Some(self.id),
                line: Some(*line),
                purchased_on: Some(bought.ordered),
                delivered_on: Some(bought.received),
                proof: Some(sealer.seal(format!("INV-{}-{plain}", bought.ordered.format("%y%m")))),
            };
            let personal = sealer.into_rows();
            let (at, actor) = (self.now, self.staff);
            let event = UnitEvent::Set { unit };
            let happened = Happened { at, recorded: at, actor, event, personal, mail: None, files: Vec::new() };
            self.units.push((id, happened));
        }
    }

    fn later(&mut self, at: Instant, what: Later<'_>, dealings: &Dealings) {
        self.now = self.now.max(at);
        let now = self.now;
        match what {
            Later::Order(id, order, bought) => {
                self.put(now, |_| CustomerEvent::OrderSet { id, order });
                self.lines(id, bought, dealings);
            }
            Later::Receipt(id, order, bought) => {
                self.put(now, |_| CustomerEvent::OrderSet { id, order });
                let lines: Vec<LineId> = self.out.iter().filter_map(|one| line_of(&one.event, id)).collect();
                self.sent(bought, &lines);
            }
            Later::Survey(asked) if asked.dropped => {
                let phrases = Phrases::of(dealings.company.country.language);
                let reason = say(phrases.dropped_survey, &mut self.draw, &NoWords);
                self.put(now, |seal| CustomerEvent::SurveyDropped { duty: asked.duty, reason: seal.seal(reason) });
            }
            Later::Survey(asked) => {
                let by = *self.draw.pick(&["mail", "mail", "mail", "online", "telephone", "paper"]);
                let (duty, form) = (asked.duty, asked.form);
                self.put(asked.at.min(now), |_| CustomerEvent::SurveySent { duty, form, by: by.to_owned() });
            }
        }
    }
}

fn line_of(event: &CustomerEvent, order: OrderId) -> Option<LineId> {
    match event {
        CustomerEvent::LineSet { id, line } if line.order == order => Some(*id),
        _ => None,
    }
}

/// An order in a line of words.
fn goods(bought: &Bought, zh: bool) -> String {
    let lines = bought.lines.iter().map(|sold| {
        let (pieces, lot) = (grouped(sold.pieces), sold.lot);
        match zh {
            true => format!("{}{} {pieces} 个，批次 {lot}", sold.colour.zh, sold.product.zh),
            false => format!("{pieces} {}, {}, lot {lot}", sold.product.many, sold.colour.en),
        }
    });
    lines.collect::<Vec<_>>().join(if zh { "；" } else { "; " })
}
