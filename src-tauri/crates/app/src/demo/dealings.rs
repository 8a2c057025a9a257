//! What a customer has bought: contract, orders, what was delivered when, and which surveys went out.

use super::Story;
use super::draw::{Draw, For};
use super::goods::{COLOURS, Colour, DARK, LotNumber, MARK, PRODUCTS, Parts, Product};
use super::matters::{Matter, Stage};
use super::people::{Company, company};
use super::time::{WHOLE, millis, worked};
use aftercare_core::survey::{Duty, SurveyForm};
use aftercare_core::time::Instant;
use chrono::{Datelike, Days, Months, NaiveDate, TimeDelta};

/// One line of an order.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sold {
    pub product: &'static Product,
    pub colour: &'static Colour,
    pub pieces: i64,
    /// For one, in cents of the United States.
    pub cents: i64,
    pub lot: LotNumber,
}

/// One order.
#[derive(Clone, Debug)]
pub(super) struct Bought {
    /// How many of this customer's came before it.
    pub count: usize,
    digit: i64,
    pub customised: bool,
    pub ordered: NaiveDate,
    pub received: NaiveDate,
    pub lines: Vec<Sold>,
}

/// A line by its order's place and its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct About {
    pub order: usize,
    pub line: usize,
}

impl Bought {
    /// Its number, for a customer with this mark.
    pub(super) fn number(&self, mark: &str) -> String {
        let (year, month) = (self.ordered.year() % 100, self.ordered.month());
        format!("{mark}-{year:02}{month:02}-{}{}", self.digit, self.count + 1)
    }

    /// The day that was promised.
    pub(super) fn promised(&self) -> NaiveDate {
        self.ordered + Days::new(45)
    }

    /// What one can complain about on a line.
    pub(super) fn parts(&self, line: &Sold) -> Parts {
        let dark = if line.colour.dark { DARK } else { 0 };
        line.product.parts | dark | if self.customised { MARK } else { 0 }
    }

    fn stands(&self, stage: Stage, day: NaiveDate) -> bool {
        let days = |from: NaiveDate| (day - from).num_days();
        match stage {
            Stage::Placed => (1..=20).contains(&days(self.ordered)),
            Stage::Late => days(self.promised()) >= 2 && day < self.received,
            Stage::Arrived => (1..=21).contains(&days(self.received)),
            Stage::Used => (8..=540).contains(&days(self.received)),
            Stage::Ordered => days(self.ordered) >= 1,
            Stage::Free => true,
        }
    }
}

/// The lines that a matter can be about on that day, the newest orders first.
pub(super) fn fitting(matter: &Matter, orders: &[Bought], day: NaiveDate) -> Vec<About> {
    let fits = |order: &Bought, line: &Sold| order.parts(line) & matter.needs == matter.needs;
    let newest = orders.iter().enumerate().rev().filter(|(_, order)| order.stands(matter.stage, day));
    newest
        .flat_map(|(at, order)| {
            let lines = order.lines.iter().enumerate().filter(move |(_, line)| fits(order, line));
            lines.map(move |(line, _)| About { order: at, line })
        })
        .collect()
}

/// A survey, or the word that there will be none.
pub(super) struct Asked {
    pub at: Instant,
    pub duty: Duty,
    pub form: SurveyForm,
    pub dropped: bool,
}

/// A customer with everything that is known about it from outside its cases.
pub(super) struct Dealings {
    pub company: Company,
    /// When it was typed in.
    pub joined: Instant,
    /// Number, and the day it was signed, where it was.
    pub contract: Option<(String, Option<NaiveDate>)>,
    /// By the day they were ordered.
    pub orders: Vec<Bought>,
    pub surveys: Vec<Asked>,
    pub long_term_since: Option<NaiveDate>,
    pub no_surveys: bool,
}

/// Orders of one customer at most; serial numbers count on it.
pub(super) const MOST: usize = 16;

impl Story {
    /// How many customers the desk begins with.
    pub(super) fn founders(&self) -> u64 {
        (self.customers * 2 / 5).max(1)
    }

    /// How many customers are surely known when this part of the story has passed.
    pub(super) fn known_by(&self, part: u64) -> u64 {
        // Who joins on a holiday is typed in when the desk opens again.
        let part = part.saturating_sub(self.days(11));
        let rest = u128::from(self.customers - self.founders());
        self.founders() + ((rest * u128::from(part)) >> 40) as u64
    }

    /// So many days as a part of the story.
    fn days(&self, days: i64) -> u64 {
        let all = (self.until - self.begun).num_seconds().max(1);
        ((u128::from(WHOLE) * (days * 86_400).unsigned_abs() as u128) / all.unsigned_abs() as u128) as u64
    }

    /// When the customer of this number is typed in; later for higher numbers.
    pub(super) fn joined(&self, number: u64) -> Instant {
        let founders = self.founders();
        if number < founders {
            // The old files come in one after the other, within the first hour.
            let step = (3_600_000 / founders).min(9_000);
            return self.begun + TimeDelta::milliseconds(300_000 + (number * step) as i64);
        }
        let rest = self.customers - founders;
        let part = (u128::from(WHOLE) * u128::from(number - founders) / u128::from(rest)) as u64;
        let at = self.arrivals.at(part);
        millis(self.service.next_opening(at).unwrap_or(at)) + TimeDelta::milliseconds((number % 3_000_000) as i64)
    }

    /// When the customer began to buy, and what, by the day it was ordered.
    pub(super) fn orders(&self, number: u64) -> (NaiveDate, Vec<Bought>) {
        let mut draw = Draw::new(self.seed, For::Orders, number);
        let founder = number < self.founders();
        let first = self.service.day_of(self.joined(number));
        let today = self.service.day_of(self.until);
        let begin = first - Days::new(if founder { draw.between(60, 640) } else { draw.between(0, 6) }.unsigned_abs());
        let mut orders = Vec::new();
        let mut ordered = begin + Days::new(draw.between(0, 9).unsigned_abs());
        // Some buy once, some for years.
        let stays = if founder { 620 } else { 330 };
        // In a long story they come back after longer.
        let gap = 210 + (today - self.service.day_of(self.begun)).num_days() / 3;
        while orders.len() < MOST && ordered < today {
            orders.push(self.bought(&mut draw, ordered, orders.len()));
            if !draw.permille(stays) {
                break;
            }
            ordered = ordered + Days::new(draw.between(45, gap).unsigned_abs());
        }
        (begin, orders)
    }

    fn bought(&self, draw: &mut Draw, ordered: NaiveDate, count: usize) -> Bought {
        let made = ordered + Days::new(20);
        let many = match draw.below(100) {
            0..70 => 1,
            70..93 => 2,
            _ => 3,
        };
        let mut lines: Vec<Sold> = Vec::with_capacity(many);
        while lines.len() < many {
            let product = draw.pick(PRODUCTS);
            if lines.iter().any(|line| line.product.code == product.code) {
                continue;
            }
            let share = draw.between(4, 22);
            lines.push(Sold {
                product,
                colour: draw.pick(COLOURS),
                pieces: (product.usual * share / 10 / 50).max(2) * 50,
                // Who takes more pays less for each.
                cents: product.price * (112 - share) / 100,
                lot: LotNumber {
                    year: made.year(),
                    month: made.month(),
                    turn: if self.lots > 1 { draw.below(self.lots) as u32 + 1 } else { 0 },
                },
            });
        }
        Bought {
            count,
            digit: draw.between(1, 9),
            customised: draw.permille(240),
            ordered,
            received: ordered + Days::new(draw.between(34, 80).unsigned_abs()),
            lines,
        }
    }

    /// The customer of this number.
    pub(super) fn dealings(&self, number: u64) -> Dealings {
        let company = company(self.seed, number);
        let mut draw = Draw::new(self.seed, For::Dealings, number);
        let founder = number < self.founders();
        let joined = self.joined(number);
        let first = self.service.day_of(joined);
        let (begin, orders) = self.orders(number);
        let signed = begin - Days::new(draw.between(0, 25).unsigned_abs());
        let contract = match draw.below(100) {
            0..6 => None,
            6..12 => Some(None),
            _ => Some(Some(if founder { signed } else { signed.max(first - Days::new(40)) })),
        }
        .map(|signed| (format!("CT-{}-{:03}", begin.year(), number % 997 + 1), signed));
        let mut dealings = Dealings {
            long_term_since: (founder && draw.permille(120))
                .then(|| first - Days::new(draw.between(5, 170).unsigned_abs())),
            no_surveys: draw.permille(20),
            company,
            joined,
            contract,
            orders,
            surveys: Vec::new(),
        };
        if !dealings.no_surveys {
            self.ask(&mut dealings, &mut draw);
        }
        dealings
    }

    /// Surveys as the desk sends them: mostly in time, some late, a few never.
    fn ask(&self, to: &mut Dealings, draw: &mut Draw) {
        let form = |order: &Bought| if order.customised { SurveyForm::Project } else { SurveyForm::Service };
        let today = self.service.day_of(self.until);
        let morning = |day: NaiveDate, draw: &mut Draw| {
            let (from, _) = self.service.day_span(day);
            millis(worked(&self.service, from, draw.between(5, 400), draw))
        };
        let done = |order: &&Bought| order.received < today;
        let Some(first) = to.orders.iter().filter(done).min_by_key(|order| order.received) else { return };
        let (wait, dropped) = match draw.below(100) {
            0..86 => (draw.between(1, 5), false),
            86..93 => (draw.between(8, 20), false),
            93..96 => (draw.between(2, 5), true),
            _ => return,
        };
        // A founder's old survey was sent before the desk kept a journal.
        let at = morning(first.received + Days::new(wait.unsigned_abs()), draw);
        to.surveys.push(Asked { at, duty: Duty::First, form: form(first), dropped });
        let mut received: Vec<(NaiveDate, SurveyForm)> =
            to.orders.iter().filter(done).map(|order| (order.received, form(order))).collect();
        received.sort_by_key(|(day, _)| *day);
        // Two orders completed within 24 months make a long-term customer, until the older one is out of sight.
        let pair = received.windows(2).find_map(|two| Some((two.get(1)?.0, two.first()?.0 + Months::new(23))));
        let Some((since, end)) = to.long_term_since.map(|since| (since, today)).or(pair) else { return };
        let mut last = self.service.day_of(at).max(since);
        if dropped {
            last = since;
        }
        loop {
            let gap = match draw.below(100) {
                0..92 => draw.between(168, 178),
                92..97 => draw.between(186, 200),
                _ => return,
            };
            last = last + Days::new(gap.unsigned_abs());
            if last >= today || last >= end {
                return;
            }
            let form =
                received.iter().rev().find(|(day, _)| *day < last).map_or(SurveyForm::Service, |(_, form)| *form);
            let at = morning(last, draw);
            to.surveys.push(Asked { at, duty: Duty::Periodic, form, dropped: false });
            last = self.service.day_of(at);
        }
    }
}
