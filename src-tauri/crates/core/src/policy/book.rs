//! The packs a desk knows, with their calendars compiled once.

use super::{Pack, PackError};
use crate::calendar::{Calendar, CalendarWarning, PublicDays, tzdb_version};
use crate::case::fold::{Case, Entry, clock_events};
use crate::clock::{Calendars, ClockRun, run};
use crate::time::Instant;
use chrono::{Days, NaiveDate};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A calendar of a pack, ready to count.
#[derive(Clone, Debug)]
pub struct PackCalendar {
    /// Ready to count.
    pub calendar: Calendar,
    /// What it was made from: hours, public days as of a date, tz database version. Clocks record it.
    pub revision: String,
}

/// A pack with its calendars.
#[derive(Clone, Debug)]
struct Page {
    pack: Pack,
    service: PackCalendar,
    business: PackCalendar,
}

/// The packs a desk knows, by id and version. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Book {
    pages: Arc<BTreeMap<(String, u32), Page>>,
}

/// The clocks of a case, with what they were computed by.
#[derive(Clone, Debug)]
pub struct CaseClocks {
    /// The runs, in the order they began.
    pub runs: Vec<ClockRun>,
    /// The service calendar's revision.
    pub revision: String,
}

/// The packs that ship with the program, as exact TOML.
const BUILTIN: [&str; 1] = [include_str!("../../packs/hx-leather.toml")];

impl Book {
    /// Reads packs from their TOML.
    ///
    /// # Errors
    /// The first [`PackError`] found.
    pub fn read<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Self, PackError> {
        let mut pages = BTreeMap::new();
        for text in texts {
            let pack = Pack::parse(text)?;
            let service = compile(&pack, "service")?;
            let business =
                if pack.calendars.contains_key("business") { compile(&pack, "business")? } else { service.clone() };
            pages.insert((pack.id.clone(), pack.version), Page { pack, service, business });
        }
        Ok(Self { pages: Arc::new(pages) })
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

    fn page(&self, id: &str, version: u32) -> Result<&Page, PackError> {
        self.pages.get(&(id.to_owned(), version)).ok_or_else(|| PackError::NoPack(id.to_owned(), version))
    }

    /// A pack.
    ///
    /// # Errors
    /// [`PackError::NoPack`].
    pub fn pack(&self, id: &str, version: u32) -> Result<&Pack, PackError> {
        Ok(&self.page(id, version)?.pack)
    }

    /// The version of a pack in force at an instant; before the first one took effect, the first.
    ///
    /// # Errors
    /// [`PackError::NoPack`] when there is no such pack at all.
    pub fn in_force(&self, id: &str, at: Instant) -> Result<&Pack, PackError> {
        let versions = || self.pages.values().map(|page| &page.pack).filter(|pack| pack.id == id);
        versions()
            .filter(|pack| pack.effective <= at)
            .max_by_key(|pack| (pack.effective, pack.version))
            .or_else(|| versions().min_by_key(|pack| pack.version))
            .ok_or_else(|| PackError::NoPack(id.to_owned(), 0))
    }

    /// All packs, by id and version.
    pub fn packs(&self) -> impl Iterator<Item = &Pack> {
        self.pages.values().map(|page| &page.pack)
    }

    /// The service calendar of a pack.
    ///
    /// # Errors
    /// [`PackError::NoPack`].
    pub fn service(&self, id: &str, version: u32) -> Result<&PackCalendar, PackError> {
        Ok(&self.page(id, version)?.service)
    }

    /// Both calendars of a pack, as clocks take them.
    ///
    /// # Errors
    /// [`PackError::NoPack`].
    pub fn calendars(&self, id: &str, version: u32) -> Result<Calendars<'_>, PackError> {
        let page = self.page(id, version)?;
        Ok(Calendars { service: &page.service.calendar, business: &page.business.calendar })
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
        let calendars = Calendars { service: &page.service.calendar, business: &page.business.calendar };
        let runs = run(&targets, &events, calendars)?;
        Ok(CaseClocks { runs, revision: page.service.revision.clone() })
    }

    /// What must be said about the coming 12 months of public days, from `today` on.
    ///
    /// # Errors
    /// [`PackError::Calendar`] if the data file built in were damaged.
    pub fn warnings(&self, today: NaiveDate) -> Result<Vec<CalendarWarning>, PackError> {
        let uses_china =
            self.packs().any(|pack| pack.calendars.values().any(|rule| rule.public_days.as_deref() == Some("cn")));
        if !uses_china {
            return Ok(Vec::new());
        }
        let until = today.checked_add_days(Days::new(60)).unwrap_or(today);
        Ok(PublicDays::china()?.warnings(today, until))
    }
}

fn compile(pack: &Pack, name: &str) -> Result<PackCalendar, PackError> {
    let spec = pack.calendar(name)?;
    let calendar = Calendar::compile(&spec)?;
    let days = match pack.calendars.get(name).and_then(|rule| rule.public_days.as_deref()) {
        Some("cn") => format!(" · cn {}", PublicDays::china()?.as_of),
        _ => String::new(),
    };
    Ok(PackCalendar { calendar, revision: format!("{name} {}{days} · tz {}", pack.version, tzdb_version()) })
}
