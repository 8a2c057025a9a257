//! The calendars that deadlines of a pack count by, one step for each revision: which of them a run was computed with, and what a
//! revision does to the runs of a case.
//!
//! A run is computed by the pack's own calendars first. At each later revision the runs that had neither ended nor become late by
//! then are computed anew. So what a stored run says, and what a fresh fold of its events says, is the same.
//!
//! Left out: how a revision is written down ([`crate::calendar::event`]), and where runs are kept.

use crate::calendar::event::{Revision, Revisions};
use crate::calendar::{Calendar, CalendarError, PublicDays, tzdb_version};
use crate::clock::{Calendars, ClockRun, Measure};
use crate::policy::{Pack, PackError};
use crate::time::Instant;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The calendar of a pack that service time counts by, and the one that business days count by.
pub(super) const SERVICE: &str = "service";
pub(super) const BUSINESS: &str = "business";

/// A calendar of a pack, ready to count.
#[derive(Clone, Debug)]
pub struct PackCalendar {
    /// Ready to count.
    pub calendar: Calendar,
    /// What it was made from, in a line: hours, public days as of a date, tz database version. Clocks record it.
    pub revision: String,
    /// The revision's number; 1 is the pack's own.
    pub number: u32,
    /// In force from here on; none for the first.
    pub from: Option<Instant>,
    /// Whether it is the pack's own hours and days.
    pub own: bool,
    /// Years whose public days are known to it; none when it uses no public days.
    pub years: Option<Arc<[i32]>>,
}

/// The calendars in force from an instant on.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub from: Option<Instant>,
    pub service: PackCalendar,
    /// None where the pack counts business days by the service calendar.
    pub business: Option<PackCalendar>,
    /// The pack's own service calendar, whose zone stays that of the promise.
    pub days: Calendar,
}

/// Calendars of the desk that are compiled already, by pack, name and revision.
pub(super) type Compiled = BTreeMap<(String, String, u32), Calendar>;

impl Step {
    pub fn pair(&self) -> Calendars<'_> {
        Calendars { service: &self.service.calendar, business: &self.business().calendar, days: &self.days }
    }

    pub fn business(&self) -> &PackCalendar {
        self.business.as_ref().unwrap_or(&self.service)
    }

    pub fn named(&self, name: &str) -> Option<&PackCalendar> {
        match name {
            SERVICE => Some(&self.service),
            BUSINESS => self.business.as_ref(),
            _ => None,
        }
    }

    /// What a run records that was computed with these.
    pub fn text(&self, run: &ClockRun) -> String {
        match (&self.business, kinds(run)) {
            (None, _) | (Some(_), (true, false)) => self.service.revision.clone(),
            (Some(business), (false, true)) => business.revision.clone(),
            (Some(business), _) => format!("{} + {}", self.service.revision, business.revision),
        }
    }

    /// Whether a run with this record was computed with these.
    pub fn told(&self, text: &str) -> bool {
        match &self.business {
            None => text == self.service.revision,
            Some(business) => match text.split_once(" + ") {
                Some((service, days)) => service == self.service.revision && days == business.revision,
                None => text == self.service.revision || text == business.revision,
            },
        }
    }
}

/// Whether a run counts by the service calendar, and whether by the business calendar.
pub(super) fn kinds(run: &ClockRun) -> (bool, bool) {
    let by_days = |measure: &Measure| matches!(measure, Measure::BusinessDays { .. });
    let mut measures = run.dues.iter().flat_map(|due| std::iter::once(&due.target.measure).chain(&due.target.warn));
    let business = measures.clone().any(by_days);
    (measures.any(|measure| !by_days(measure)) || !business, business)
}

/// A pack's own calendar.
pub(super) fn own(pack: &Pack, name: &str) -> Result<PackCalendar, PackError> {
    let calendar = Calendar::compile(&pack.calendar(name)?)?;
    let public = match pack.calendars.get(name).and_then(|rule| rule.public_days.as_deref()) {
        Some(_) => Some(PublicDays::china()?),
        None => None,
    };
    let days = public.as_ref().map_or_else(String::new, |days| format!(" · cn {}", days.as_of));
    Ok(PackCalendar {
        calendar,
        revision: format!("{name} {}{days} · tz {}", pack.version, tzdb_version()),
        number: 1,
        from: None,
        own: true,
        years: public.map(|days| days.years.iter().map(|year| year.year).collect()),
    })
}

/// The steps of a pack: its own calendars, then each revision in its turn.
pub(super) fn steps(
    pack: &Pack,
    first: Step,
    revisions: &Revisions,
    compiled: &mut Compiled,
) -> Result<Vec<Step>, CalendarError> {
    let of = |name: &'static str| {
        let all = revisions.get(&(pack.id.clone(), name.to_owned())).map_or(&[][..], Vec::as_slice);
        all.iter().map(move |revision| (name, revision))
    };
    let mut turns: Vec<(&str, &Revision)> = of(SERVICE).collect();
    if first.business.is_some() {
        turns.extend(of(BUSINESS));
    }
    turns.sort_by_key(|(_, revision)| revision.from);
    let mut steps = vec![first];
    for (name, revision) in turns {
        let mut next = steps[steps.len() - 1].clone();
        next.from = Some(revision.from);
        let own = steps[0].named(name).unwrap_or(&steps[0].service);
        let revised = revised(pack, name, own, revision, compiled)?;
        match name {
            BUSINESS => next.business = Some(revised),
            _ => next.service = revised,
        }
        steps.push(next);
    }
    Ok(steps)
}

fn revised(
    pack: &Pack,
    name: &str,
    own: &PackCalendar,
    revision: &Revision,
    compiled: &mut Compiled,
) -> Result<PackCalendar, CalendarError> {
    let (number, from) = (revision.number, Some(revision.from));
    let Some(spec) = &revision.spec else {
        let text = format!("{name} #{number} = {}", own.revision);
        return Ok(PackCalendar { revision: text, number, from, ..own.clone() });
    };
    let key = (pack.id.clone(), name.to_owned(), number);
    let calendar = match compiled.get(&key) {
        Some(calendar) => calendar.clone(),
        None => compiled.entry(key).or_insert(Calendar::compile(spec)?).clone(),
    };
    Ok(PackCalendar {
        calendar,
        revision: format!("{name} #{number} · tz {}", tzdb_version()),
        number,
        from,
        own: false,
        years: own.years.as_ref().map(|_| revision.years.as_slice().into()),
    })
}

/// Takes runs as the first step computed them through the later ones; gives the step each was computed with at last.
pub(super) fn through(
    steps: &[Step],
    runs: &mut [ClockRun],
    seen: Option<Instant>,
) -> Result<Vec<usize>, CalendarError> {
    let mut with = vec![0; runs.len()];
    for (n, step) in steps.iter().enumerate() {
        let Some(from) = step.from else { continue };
        for (run, with) in runs.iter_mut().zip(&mut with) {
            if let Some(new) = run.revised(from, seen, step.pair())? {
                (*run, *with) = (new, n);
            }
        }
    }
    Ok(with)
}
