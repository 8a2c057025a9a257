//! A desk of any size to try things on: customers in eight countries, what they bought, and what became of it, told by a
//! generator. Everything follows from a seed: the same seed, size and last instant give the same events to the byte,
//! whatever the machine, the day or the engine.
//!
//! Where it comes from: [`people`], [`goods`] and [`dealings`] say who the customers are and what they bought, [`time`] when
//! things happen, [`plan`] what happens on a case, [`matters`] and [`phrases`] with which words, [`picture`] what a
//! photograph shows; [`tell`], [`customers`] and [`lots`] make events of it. The bulk path of the store writes them.
//!
//! Left out: what no issue has built yet (sessions, returns, answers to surveys), and quoted text under answers.

mod countries;
mod customers;
mod dealings;
mod draw;
pub(crate) mod goods;
mod grammar;
pub(crate) mod letter;
mod lots;
mod make;
mod matters;
mod paper;
mod party;
mod people;
mod phrases;
pub(crate) mod picture;
mod plan;
mod tell;
mod time;
mod voice;

pub use make::{Where, make};

use crate::api::ApiError;
use crate::desk::first_settings;
use crate::errors::internal;
use aftercare_core::calendar::Calendar;
use aftercare_core::case::Language;
use aftercare_core::desk::{DeskEvent, Settings, Staff};
use aftercare_core::ids::StaffId;
use aftercare_core::journal::{Actor, Sealer};
use aftercare_core::policy::Book;
use aftercare_core::time::Instant;
use aftercare_store::bulk::Happened;
use chrono::{Datelike, TimeDelta};
use draw::{Draw, For};
use std::collections::HashMap;
use time::Arrivals;

/// The address of sample and demo desks.
pub(crate) const DESK: &str = "service@example.com";

/// The instant at which a demo ends unless another is asked for: a Friday morning in Shanghai.
pub const NOON: &str = "2026-11-20T10:42:00+08:00";

/// Raise it whenever the same seed would tell another story: desks that are kept are then made again.
pub const VERSION: u32 = 2;

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Ask {
    /// Everything follows from it.
    pub seed: u64,
    /// How many cases.
    pub cases: u64,
    /// How many customers; without it a fifth of the cases.
    pub customers: Option<u64>,
    /// The story ends here.
    pub until: Instant,
}

/// Up to so many cases the letters keep their original bytes and every form its PDF.
const ORIGINALS: u64 = 2_000;
/// Of a larger desk so many forms are filed in the program; the others stand in the binder, as their cases say.
const PAPERS: usize = 1_000;

/// A person of the desk.
pub(super) struct Person {
    id: StaffId,
    name: String,
    group: &'static str,
}

/// Everything that all cases and customers share.
pub(crate) struct Story {
    seed: u64,
    cases: u64,
    customers: u64,
    begun: Instant,
    until: Instant,
    arrivals: Arrivals,
    book: Book,
    service: Calendar,
    settings: Settings,
    staff: Vec<Person>,
    originals: bool,
    /// How many lots a month the house makes of each product.
    lots: u64,
}

/// No words to fill in.
struct NoWords;

impl grammar::Words for NoWords {
    fn word(&self, _: &str) -> Option<&str> {
        None
    }
}

impl Story {
    pub(crate) fn new(ask: &Ask, book: Book) -> Result<Self, ApiError> {
        let settings = Settings {
            house: "Huaxing Leather 华兴皮具".to_owned(),
            addresses: vec![DESK.to_owned()],
            phone: "+86 20 5550 0100".to_owned(),
            sample: true,
            ..first_settings()
        };
        let pack = book.in_force(&settings.pack, ask.until)?;
        let service = book.service(&pack.id, pack.version)?.calendar.clone();
        let cases = ask.cases.max(1);
        // A large house has a longer story: 300 cases are two months, a million three years.
        let days = (40_i64..1100)
            .find(|days| days.pow(3) >= 1000 * i64::try_from(cases).unwrap_or(i64::MAX / 1000))
            .unwrap_or(1100);
        let monday = service.day_of(ask.until - TimeDelta::days(days));
        let monday = monday - TimeDelta::days(i64::from(monday.weekday().num_days_from_monday()));
        let begun = service.next_opening(service.day_span(monday).0).map_err(internal)?;
        let mut draw = Draw::new(ask.seed, For::Desk, 0);
        let people = 3 + (cases / 12_000).min(60) as usize;
        let staff = (0..people)
            .map(|number| {
                let (name, group) = people::staff(&mut draw, number);
                Person { id: StaffId::at(begun, draw.bytes()), name, group }
            })
            .collect();
        let customers = ask.customers.unwrap_or(cases / 5).max(12);
        // About five lines of orders share a lot.
        let months = days.unsigned_abs() / 30 + 20;
        let lots = customers * 5 / (months * goods::PRODUCTS.len() as u64 * 10);
        Ok(Self {
            seed: ask.seed,
            cases,
            customers,
            lots,
            begun,
            until: time::millis(ask.until),
            // The first cases come when the old files are typed in.
            arrivals: Arrivals::new(begun + TimeDelta::hours(2), ask.until, &service),
            book,
            service,
            settings,
            staff,
            originals: cases <= ORIGINALS,
        })
    }

    fn pack_version(&self, at: Instant) -> u32 {
        self.book.in_force(&self.settings.pack, at).map_or(1, |pack| pack.version)
    }

    /// The desk's own events: set up, with its people.
    pub(crate) fn tell_desk(&self) -> Vec<Happened<DeskEvent>> {
        let mut draw = Draw::new(self.seed, For::Desk, 1);
        let mut out = Vec::new();
        let put = |out: &mut Vec<_>, event, personal| {
            let at = self.begun + TimeDelta::milliseconds(i64::try_from(out.len()).unwrap_or(0));
            let actor = Actor::Desk;
            out.push(Happened { at, recorded: at, actor, event, personal, mail: None, files: Vec::new() });
        };
        put(&mut out, DeskEvent::SettingsSet { settings: self.settings.clone() }, Vec::new());
        for person in &self.staff {
            let mut salt = || draw.bytes();
            let mut sealer = Sealer::new(&mut salt);
            let staff = Staff {
                name: sealer.seal(&*person.name),
                group: Some(person.group.to_owned()),
                languages: vec![Language::En, Language::Zh],
                supervisor: false,
                away: None,
                left: false,
            };
            let personal = sealer.into_rows();
            put(&mut out, DeskEvent::StaffSet { id: person.id, staff }, personal);
        }
        out
    }

    /// When the cases of a stretch file their forms.
    pub(crate) fn filed(&self, cases: std::ops::Range<u64>) -> Vec<(Instant, u64)> {
        cases.filter_map(|number| Some((plan::filing(&self.plan(number))?, number))).collect()
    }

    /// The numbers of the forms that are filed in the program, by case, in the order of their filing.
    pub(crate) fn filings(&self, mut filed: Vec<(Instant, u64)>) -> HashMap<u64, String> {
        filed.sort_unstable();
        let kept = if self.originals { filed.len() } else { PAPERS };
        let step = filed.len().div_ceil(kept.max(1)).max(1);
        let mut rows = HashMap::<i32, u64>::new();
        let mut numbers = HashMap::new();
        for (at, case) in filed.into_iter().step_by(step) {
            let year = self.service.day_of(at).year();
            let row = rows.entry(year).or_default();
            *row += 1;
            numbers.insert(case, format!("CIP-{year}-{row:04}"));
        }
        numbers
    }
}

#[cfg(test)]
mod believable;
#[cfg(test)]
mod tests;
