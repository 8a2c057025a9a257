//! When an amount of time is used up, pauses left out. Integer microseconds throughout.
//!
//! Cost: a constant for each pause, none for the span. Left out: which target holds, which is the run's.

use chrono::Days;

use super::{Calendars, Measure, On, Pause};
use crate::calendar::{CalendarError, Intervals};
use crate::time::{Instant, SECOND, from_micros};

/// Pauses united: ascending, disjoint, half-open; an open end is `i64::MAX`.
pub(super) type United = Vec<(i64, i64)>;

/// Unites `pauses`; one still open, or open at `cut`, ends at `cut` when that is given.
pub(super) fn unite(pauses: &[Pause], cut: Option<i64>) -> United {
    let end = |p: &Pause| {
        let to = p.to.map_or(i64::MAX, |t| t.timestamp_micros());
        cut.map_or(to, |c| to.min(c))
    };
    let mut spans: United = pauses.iter().map(|p| (p.from.timestamp_micros(), end(p))).filter(|s| s.0 < s.1).collect();
    spans.sort_unstable();
    let mut out: United = Vec::with_capacity(spans.len());
    for s in spans {
        match out.last_mut() {
            Some(last) if s.0 <= last.1 => last.1 = last.1.max(s.1),
            _ => out.push(s),
        }
    }
    out
}

/// What is counted: all time, or a set of intervals.
#[derive(Clone, Copy)]
pub(super) enum Base<'a> {
    All,
    Set(&'a Intervals),
}

impl<'a> Base<'a> {
    /// What a measure in seconds counts; `None` for days.
    pub fn of(measure: Measure, calendars: Calendars<'a>) -> Option<Self> {
        match measure {
            Measure::Service { .. } => Some(Self::Set(calendars.service.open())),
            Measure::Elapsed { on: On::Service, .. } => Some(Self::Set(calendars.service.days())),
            Measure::Elapsed { on: On::All, .. } => Some(Self::All),
            Measure::BusinessDays { .. } | Measure::NaturalDays { .. } => None,
        }
    }

    fn between(self, from: i64, to: i64) -> i64 {
        match self {
            Self::All => to - from,
            Self::Set(s) => s.between(from, to),
        }
    }

    fn add(self, at: i64, amount: i64) -> Option<i64> {
        match self {
            _ if amount == 0 => Some(at),
            Self::All => at.checked_add(amount),
            Self::Set(s) => s.add(at, amount),
        }
    }

    /// Amount in `[from, to)` outside the pauses; zero when `to` is not later.
    pub fn counted(self, from: i64, to: i64, pauses: &[(i64, i64)]) -> i64 {
        if to <= from {
            return 0;
        }
        let paused = |p: &(i64, i64)| {
            let (a, b) = (p.0.max(from), p.1.min(to));
            if a < b { self.between(a, b) } else { 0 }
        };
        self.between(from, to) - pauses.iter().map(paused).sum::<i64>()
    }

    /// The earliest instant by which `amount` is used up outside the pauses; `None` when an open pause hides it. An amount used
    /// up in the very instant a pause begins is used up then, as one used up at closing time is due at closing time; a zero
    /// amount that begins in a pause waits for its end.
    fn reach(self, from: i64, amount: i64, pauses: &[(i64, i64)]) -> Result<Option<i64>, CalendarError> {
        let (mut at, mut left) = (from, amount);
        for &(p, r) in pauses.iter().filter(|p| p.1 > from) {
            if p > at {
                let runs = self.between(at, p);
                if runs >= left {
                    break;
                }
                left -= runs;
            }
            if r == i64::MAX {
                return Ok(None);
            }
            at = at.max(r);
        }
        self.add(at, left).map(Some).ok_or(CalendarError::OutOfRange)
    }
}

/// How a target comes due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reach {
    /// Counting starts here: the start, or the opening after it.
    pub from: i64,
    /// The amount is used up.
    pub reached: i64,
    /// Due: the same, or the opening after it.
    pub due: i64,
}

/// Seconds of a measure in microseconds.
pub(super) fn amount(seconds: i64) -> Result<i64, CalendarError> {
    seconds.max(0).checked_mul(SECOND).ok_or(CalendarError::OutOfRange)
}

/// When `measure`, started at `start`, is due; `None` when an open pause hides it.
pub(super) fn reach(
    measure: Measure,
    start: Instant,
    pauses: &[(i64, i64)],
    calendars: Calendars<'_>,
) -> Result<Option<Reach>, CalendarError> {
    calendars.service.check(start)?;
    let from = start.timestamp_micros();
    let same = |t: i64| Reach { from, reached: t, due: t };
    let found = match measure {
        Measure::Service { seconds } => {
            Base::Set(calendars.service.open()).reach(from, amount(seconds)?, pauses)?.map(same)
        }
        Measure::Elapsed { seconds, on: On::All } => Base::All.reach(from, amount(seconds)?, pauses)?.map(same),
        Measure::Elapsed { seconds, on: On::Service } => on_service(from, amount(seconds)?, pauses, calendars)?,
        Measure::BusinessDays { days } => business_days(start, days, pauses, calendars)?.map(same),
        Measure::NaturalDays { days } => {
            let first = calendars.days.day_of(start);
            let last = first.checked_add_days(Days::new(u64::from(days))).ok_or(CalendarError::OutOfRange)?;
            Some(same(calendars.days.day_micros(last).1 - 1))
        }
    };
    if let Some(r) = found {
        calendars.service.check(from_micros(r.due))?;
    }
    Ok(found)
}

fn on_service(
    start: i64,
    amount: i64,
    pauses: &[(i64, i64)],
    calendars: Calendars<'_>,
) -> Result<Option<Reach>, CalendarError> {
    let open = calendars.service.open();
    let from = open.next(start).ok_or(CalendarError::OutOfRange)?;
    let Some(reached) = Base::Set(calendars.service.days()).reach(from, amount, pauses)? else {
        return Ok(None);
    };
    let mut due = reached;
    while !open.contains(due) {
        due = open.next(due).ok_or(CalendarError::OutOfRange)?;
        if let Some(&(_, resumed)) = pauses.iter().find(|p| (p.0..p.1).contains(&due)) {
            if resumed == i64::MAX {
                return Ok(None);
            }
            due = resumed;
        }
    }
    Ok(Some(Reach { from, reached, due }))
}

fn business_days(
    start: Instant,
    days: u32,
    pauses: &[(i64, i64)],
    calendars: Calendars<'_>,
) -> Result<Option<i64>, CalendarError> {
    let later = calendars.business.closes_after(start);
    let today = calendars.business.close_of(calendars.business.day_of(start)).map(|c| c.timestamp_micros());
    let from = start.timestamp_micros();
    let (mut left, mut i) = match (days, today) {
        (0, Some(close)) if close <= from => return Base::All.reach(from, 0, pauses),
        (0, Some(close)) if !pauses.iter().any(|p| (p.0..p.1).contains(&close)) => return Ok(Some(close)),
        (0, _) => (1, 0),
        (n, Some(_)) => (n as usize, 0),
        (n, None) => (n as usize, 1),
    };
    for &(p, r) in pauses {
        let runs = later.partition_point(|c| *c < p).saturating_sub(i);
        if left <= runs {
            break;
        }
        left -= runs;
        if r == i64::MAX {
            return Ok(None);
        }
        i = i.max(later.partition_point(|c| *c < r));
    }
    later.get(i + left - 1).copied().map(Some).ok_or(CalendarError::OutOfRange)
}
