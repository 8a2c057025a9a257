//! The packs a desk knows, with their calendars compiled once, and the desk's own revisions of those.
//!
//! A book is a value: another revision or another pack makes another book. Left out: where packs and revisions are kept.

mod counting;

pub use counting::PackCalendar;

use super::{Pack, PackError, Question, Tables, Verdict};
use crate::calendar::event::Revisions;
use crate::calendar::{CalendarWarning, PublicDays, tzdb_version};
use crate::case::fold::{Case, Entry, clock_events};
use crate::clock::{Calendars, ClockRun, run};
use crate::time::Instant;
use chrono::{Datelike, Days, NaiveDate};
use counting::{BUSINESS, Compiled, SERVICE, Step};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A pack with its calendars.
#[derive(Clone, Debug)]
struct Page {
    pack: Arc<Pack>,
    tables: Arc<Tables>,
    /// The pack's own calendars, then those of each revision; never empty.
    steps: Vec<Step>,
}

/// The packs a desk knows, by id and version. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Book {
    pages: Arc<BTreeMap<(String, u32), Page>>,
    compiled: Arc<Compiled>,
    revisions: Arc<Revisions>,
    made_from: Arc<str>,
}

/// The clocks of a case, with what they were computed by.
#[derive(Clone, Debug)]
pub struct CaseClocks {
    /// The runs, in the order they began.
    pub runs: Vec<ClockRun>,
    /// For each run the calendar revision it was computed with; [`Book::counted_by`] finds the calendars.
    pub revisions: Vec<String>,
}

/// The packs that ship with the program, as exact TOML.
const BUILTIN: [&str; 6] = [
    include_str!("../../packs/hx-leather-1.toml"),
    include_str!("../../packs/hx-leather-2.toml"),
    include_str!("../../packs/huaxing-nor-1.toml"),
    include_str!("../../packs/pandorana-1.toml"),
    include_str!("../../packs/changkong-1.toml"),
    include_str!("../../packs/help-center-1.toml"),
];

/// Days ahead in which a year without public days is worth a warning.
const AHEAD: Days = Days::new(60);

impl Book {
    /// Reads packs from their TOML.
    ///
    /// # Errors
    /// The first [`PackError`] found.
    pub fn read<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Self, PackError> {
        let mut pages = BTreeMap::new();
        for text in texts {
            let pack = Pack::parse(text)?;
            let service = counting::own(&pack, SERVICE)?;
            let business = match pack.calendars.contains_key(BUSINESS) {
                true => Some(counting::own(&pack, BUSINESS)?),
                false => None,
            };
            let days = service.calendar.clone();
            let steps = vec![Step { from: None, service, business, days }];
            let tables = Arc::new(Tables::of(&pack)?);
            pages.insert((pack.id.clone(), pack.version), Page { pack: Arc::new(pack), tables, steps });
        }
        let made_from = format!("cn {} · tz {}", PublicDays::china()?.as_of, tzdb_version());
        Ok(Self {
            pages: Arc::new(pages),
            compiled: Arc::default(),
            revisions: Arc::default(),
            made_from: made_from.into(),
        })
    }

    /// The packs that ship with the program.
    ///
    /// # Errors
    /// A [`PackError`] if one of them were wrong; the tests read them all.
    pub fn builtin() -> Result<Self, PackError> {
        Self::read(BUILTIN)
    }

    /// The exact texts of the packs that ship with the program.
    pub fn builtin_texts() -> &'static [&'static str] {
        &BUILTIN
    }

    /// The same packs with the desk's own revisions of their calendars, instead of those it had. What is compiled stays so.
    ///
    /// # Errors
    /// [`PackError::Calendar`] when a revision is no calendar.
    pub fn with_revisions(&self, revisions: Revisions) -> Result<Self, PackError> {
        let mut compiled = Compiled::clone(&self.compiled);
        // A number that stands for another calendar now (a restored desk) is compiled again.
        compiled.retain(|(pack, name, number), _| {
            let of = |all: &Revisions| {
                let all = all.get(&(pack.clone(), name.clone()))?;
                all.iter().find(|revision| revision.number == *number).and_then(|revision| revision.spec.clone())
            };
            of(&revisions) == of(&self.revisions)
        });
        let mut pages = BTreeMap::new();
        for (key, page) in self.pages.iter() {
            let steps = counting::steps(&page.pack, page.steps[0].clone(), &revisions, &mut compiled)?;
            pages.insert(key.clone(), Page { pack: Arc::clone(&page.pack), tables: Arc::clone(&page.tables), steps });
        }
        Ok(Self {
            pages: Arc::new(pages),
            compiled: Arc::new(compiled),
            revisions: Arc::new(revisions),
            made_from: Arc::clone(&self.made_from),
        })
    }

    /// The desk's own revisions.
    #[must_use]
    pub fn revisions(&self) -> &Revisions {
        &self.revisions
    }

    fn page(&self, id: &str, version: u32) -> Result<&Page, PackError> {
        self.pages.get(&(id.to_owned(), version)).ok_or_else(|| PackError::NoPack(id.to_owned(), version))
    }

    fn last(&self, id: &str, version: u32) -> Result<&Step, PackError> {
        let page = self.page(id, version)?;
        Ok(&page.steps[page.steps.len() - 1])
    }

    /// A pack.
    ///
    /// # Errors
    /// [`PackError::NoPack`].
    pub fn pack(&self, id: &str, version: u32) -> Result<&Pack, PackError> {
        Ok(&self.page(id, version)?.pack)
    }

    /// What a pack says of a matter.
    ///
    /// # Errors
    /// [`PackError::NoPack`].
    pub fn decide(&self, id: &str, version: u32, question: &Question) -> Result<Verdict<'_>, PackError> {
        let page = self.page(id, version)?;
        Ok(page.tables.decide(&page.pack, question))
    }

    /// The version of a pack in force at an instant; before the first one took effect, the first.
    ///
    /// # Errors
    /// [`PackError::NoPack`] when there is no such pack at all.
    pub fn in_force(&self, id: &str, at: Instant) -> Result<&Pack, PackError> {
        let versions = || self.pages.values().map(|page| &*page.pack).filter(|pack| pack.id == id);
        versions()
            .filter(|pack| pack.effective <= at)
            .max_by_key(|pack| (pack.effective, pack.version))
            .or_else(|| versions().min_by_key(|pack| pack.version))
            .ok_or_else(|| PackError::NoPack(id.to_owned(), 0))
    }

    /// All packs, by id and version.
    pub fn packs(&self) -> impl Iterator<Item = &Pack> {
        self.pages.values().map(|page| &*page.pack)
    }

    /// The service calendar of a pack as it is in force now.
    ///
    /// # Errors
    /// [`PackError::NoPack`].
    pub fn service(&self, id: &str, version: u32) -> Result<&PackCalendar, PackError> {
        Ok(&self.last(id, version)?.service)
    }

    /// The service calendar of a pack as it was in force at an instant.
    ///
    /// # Errors
    /// [`PackError::NoPack`].
    pub fn service_at(&self, id: &str, version: u32, at: Instant) -> Result<&PackCalendar, PackError> {
        let page = self.page(id, version)?;
        let step = page.steps.iter().rev().find(|step| step.from.is_none_or(|from| from <= at));
        Ok(&step.unwrap_or(&page.steps[0]).service)
    }

    /// A calendar of a pack as it is in force now; `business` only where the pack has its own.
    ///
    /// # Errors
    /// [`PackError::NoPack`], [`PackError::NoCalendar`].
    pub fn calendar(&self, id: &str, version: u32, name: &str) -> Result<&PackCalendar, PackError> {
        self.last(id, version)?.named(name).ok_or_else(|| PackError::NoCalendar(name.to_owned()))
    }

    /// Both calendars of a pack as they are in force now, as clocks take them.
    ///
    /// # Errors
    /// [`PackError::NoPack`].
    pub fn calendars(&self, id: &str, version: u32) -> Result<Calendars<'_>, PackError> {
        Ok(self.last(id, version)?.pair())
    }

    /// The calendars that a run of a case was computed with, by what it recorded; those in force now when no record says so.
    ///
    /// # Errors
    /// [`PackError::NoPack`].
    pub fn counted_by(&self, id: &str, version: u32, revision: &str) -> Result<Calendars<'_>, PackError> {
        let last = self.last(id, version)?;
        let steps = self.page(id, version)?.steps.iter().rev();
        // A list asks by the version in force; an older one's record names its own.
        let others = self.pages.range((id.to_owned(), 0)..=(id.to_owned(), u32::MAX)).flat_map(|(_, page)| &page.steps);
        Ok(steps.chain(others).find(|step| step.told(revision)).unwrap_or(last).pair())
    }

    /// Folds a case's events into its clocks. `entries` in [`crate::case::fold::sort`] order.
    ///
    /// # Errors
    /// [`PackError::NoPack`], or [`PackError::Calendar`] when an instant lies outside the calendar's range.
    pub fn clocks(&self, case: &Case, entries: &[Entry]) -> Result<CaseClocks, PackError> {
        let page = self.page(&case.pack, case.pack_version)?;
        let opening = entries.iter().find_map(Case::opening_facts);
        let targets = opening.map(|facts| page.pack.targets(&facts)).unwrap_or_default();
        let events = clock_events(entries, &page.pack);
        let mut runs = run(&targets, &events, page.steps[0].pair())?;
        let known = events.iter().filter(|event| !event.what.is_foreseen()).map(|event| event.at);
        let seen = if page.steps.len() > 1 { known.max() } else { None };
        let with = counting::through(&page.steps, &mut runs, seen)?;
        let revisions = runs.iter().zip(with).map(|(run, n)| page.steps[n].text(run)).collect();
        Ok(CaseClocks { runs, revisions })
    }

    /// A run as stored when `before` was the book, computed anew by the revisions that came since; with what it records then. `None`
    /// when it keeps its own. `seen` as for [`ClockRun::revised`].
    ///
    /// # Errors
    /// [`PackError::NoPack`], [`PackError::Calendar`].
    pub fn recount(
        &self,
        before: &Self,
        (id, version): (&str, u32),
        run: &ClockRun,
        seen: Option<Instant>,
    ) -> Result<Option<(ClockRun, String)>, PackError> {
        let page = self.page(id, version)?;
        let known = before.page(id, version).map_or(1, |page| page.steps.len());
        let mut anew: Option<(ClockRun, &Step)> = None;
        for step in page.steps.iter().skip(known) {
            let Some(from) = step.from else { continue };
            let now = anew.as_ref().map_or(run, |(run, _)| run);
            if let Some(next) = now.revised(from, seen, step.pair())? {
                anew = Some((next, step));
            }
        }
        Ok(anew.map(|(run, step)| {
            let text = step.text(&run);
            (run, text)
        }))
    }

    /// Whether the calendars of a pack only went on since `before`: what that book counted, [`Book::recount`] brings up to date. A
    /// revision that took its place between earlier ones (the computer's clock was set back) needs the events again.
    #[must_use]
    pub fn goes_on_from(&self, before: &Self, id: &str) -> bool {
        let pages = || self.pages.iter().filter(|((pack, _), _)| pack == id);
        pages().all(|(key, page)| {
            let old = before.pages.get(key).map_or(&[][..], |page| &page.steps);
            let same = |(old, new): (&Step, &Step)| {
                let text = |step: &Step| (step.from, step.service.revision.clone(), step.business().revision.clone());
                text(old) == text(new)
            };
            old.len() <= page.steps.len() && old.iter().zip(&page.steps).all(same)
        })
    }

    /// What must be said about the coming two months of public days, from `today` on, by a calendar of a pack.
    ///
    /// # Errors
    /// [`PackError::NoPack`], [`PackError::NoCalendar`]; [`PackError::Calendar`] if the data file built in were damaged.
    pub fn warnings(
        &self,
        id: &str,
        version: u32,
        name: &str,
        today: NaiveDate,
    ) -> Result<Vec<CalendarWarning>, PackError> {
        let Some(known) = &self.calendar(id, version, name)?.years else { return Ok(Vec::new()) };
        let until = today.checked_add_days(AHEAD).unwrap_or(today);
        let published = PublicDays::china()?;
        let last = published.years.last().map_or(i32::MIN, |year| year.year);
        let missing = (today.year()..=until.year()).filter(|year| !known.contains(year));
        Ok(missing
            .map(|year| match year > last {
                true => CalendarWarning::YearNotPublished(year),
                false => CalendarWarning::YearNotRecorded(year),
            })
            .collect())
    }

    /// What the packs' own calendars follow from besides the packs: public days and the tz database, each as of when. Another
    /// answer means that stored deadlines have to be computed again.
    #[must_use]
    pub fn made_from(&self) -> &str {
        &self.made_from
    }
}
