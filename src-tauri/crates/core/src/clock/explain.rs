//! "Why this deadline?": the sum behind a due instant, day by day, so that a person can check it by hand.
//!
//! One lane for each civil day from the start to the due instant: what was open, what counted, what was left out. The
//! amounts of the lanes add up to the target exactly. Left out: words (the interface owns them), pack version and
//! calendar revision (the caller knows them).

use chrono::NaiveDate;
use serde::Serialize;

use super::due::{Base, Reach};
use super::{Calendars, ClockName, ClockRun, ClockState, Due, Measure, Pause, Target};
use crate::calendar::Calendar;
use crate::time::{Instant, SECOND, from_micros};

/// Half-open `[from, to)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "an interval's two ends")]
pub struct Span {
    pub from: Instant,
    pub to: Instant,
}

/// What the amounts of the lanes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the two units")]
pub enum Unit {
    Seconds,
    Days,
}

/// One civil day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lane {
    /// The date in the calendar's zone.
    pub day: NaiveDate,
    /// Its first instant.
    pub from: Instant,
    /// The instant after its last; 23 to 25 hours later.
    pub to: Instant,
    /// Opening hours.
    pub open: Vec<Span>,
    /// What counts towards the target, past and to come.
    pub counted: Vec<Span>,
    /// Pauses that hold this target up.
    pub paused: Vec<Span>,
    /// Counted here: seconds, or 1 for a counted day.
    pub amount: i64,
}

/// The sum ended while closed, so the promise moved to the next opening.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Hop {
    /// The amount was used up.
    pub from: Instant,
    /// The opening it moved to.
    pub to: Instant,
}

/// Why a run is due when it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// Which clock.
    pub clock: ClockName,
    /// Which run of it.
    pub cycle: u32,
    /// How it stands.
    pub state: ClockState,
    /// The promise that holds.
    pub target: Target,
    /// What started it.
    pub started: Instant,
    /// Counting began here: the start, or the next opening.
    pub counted_from: Instant,
    /// The amount is used up; `None` while a pause hides it.
    pub reached: Option<Instant>,
    /// When it is due; `None` while a pause hides it.
    pub due: Option<Instant>,
    /// The way from `reached` to `due`, if there is one.
    pub hop: Option<Hop>,
    /// When it stopped.
    pub stopped: Option<Instant>,
    /// The due instant it missed.
    pub breached_at: Option<Instant>,
    /// Unit of the amounts.
    pub unit: Unit,
    /// The target in that unit.
    pub total: i64,
    /// The days, in order.
    pub lanes: Vec<Lane>,
    /// Pauses that hold this target up, by reason.
    pub pauses: Vec<Pause>,
    /// Seconds that would have counted but for the pauses, up to due (or `now` while it is hidden). For days: plain ones.
    pub left_out: i64,
    /// Targets that held before.
    pub earlier: Vec<Due>,
    /// Other targets in force, due later.
    pub beside: Vec<Due>,
}

/// Explains `run` as it stands at `now`; `None` for a run without any target, which [`super::run`] never returns.
#[must_use]
pub fn explain(run: &ClockRun, calendars: Calendars<'_>, now: Instant) -> Option<Explanation> {
    let (held, as_if) = run.holding(now, calendars)?;
    let measure = held.target.measure;
    let known = if held.due.is_some() { as_if } else { None };
    let start = run.started.timestamp_micros();
    let end = known.map_or_else(|| now.timestamp_micros().max(start), |r| r.due);
    let calendar = calendars.of(measure);
    let pauses = run.held_up(held, None);
    let sum = Sum { measure, reach: known, start, end, pauses: &pauses, calendars };
    let counted_from = as_if.map_or(start, |r| r.from);
    let (unit, total) = match measure {
        Measure::Service { seconds } | Measure::Elapsed { seconds, .. } => (Unit::Seconds, seconds.max(0)),
        Measure::BusinessDays { days } | Measure::NaturalDays { days } => (Unit::Days, i64::from(days)),
    };
    Some(Explanation {
        clock: run.clock,
        cycle: run.cycle,
        state: run.state(now),
        target: held.target.clone(),
        started: run.started,
        counted_from: from_micros(counted_from),
        reached: known.map(|r| from_micros(r.reached)),
        due: known.map(|r| from_micros(r.due)),
        hop: known.filter(|r| r.reached < r.due).map(|r| Hop { from: from_micros(r.reached), to: from_micros(r.due) }),
        stopped: run.stopped,
        breached_at: run.breach(now),
        unit,
        total,
        lanes: sum.lanes(calendar, counted_from),
        pauses: if held.target.pausable() { run.pauses.clone() } else { Vec::new() },
        left_out: sum.left_out(counted_from) / SECOND,
        earlier: run.dues.iter().filter(|d| d.until.is_some() && *d != held).cloned().collect(),
        beside: run.dues.iter().filter(|d| d.until.is_none() && *d != held).cloned().collect(),
    })
}

struct Sum<'a> {
    measure: Measure,
    reach: Option<Reach>,
    start: i64,
    end: i64,
    pauses: &'a [(i64, i64)],
    calendars: Calendars<'a>,
}

impl Sum<'_> {
    fn lanes(&self, calendar: &Calendar, counted_from: i64) -> Vec<Lane> {
        let first = calendar.day_of(from_micros(self.start));
        let last = calendar.day_of(from_micros(self.end));
        let stop = self.reach.map_or(self.end, |r| r.reached);
        let mut sum = 0;
        let mut lanes = Vec::new();
        for day in first.iter_days().take_while(|d| *d <= last) {
            let (from, to) = calendar.day_micros(day);
            let (a, b) = (from.max(counted_from), to.min(stop));
            let (counted, amount) = match Base::of(self.measure, self.calendars) {
                Some(base) => {
                    let before = sum / SECOND;
                    sum += base.counted(a, b, self.pauses);
                    (self.counted(base, a, b), sum / SECOND - before)
                }
                None => self.whole_day(calendar, day, first),
            };
            let open = calendar.open().within(from, to).map(span).collect();
            let paused = |p: &(i64, i64)| (p.0.max(from).max(self.start), p.1.min(to).min(self.end));
            let paused = self.pauses.iter().map(paused).filter(|s| s.0 < s.1).map(span).collect();
            lanes.push(Lane { day, from: from_micros(from), to: from_micros(to), open, counted, paused, amount });
        }
        lanes
    }

    /// What counts in `[a, b)`.
    fn counted(&self, base: Base<'_>, a: i64, b: i64) -> Vec<Span> {
        let pieces: Vec<(i64, i64)> = match base {
            _ if a >= b => Vec::new(),
            Base::All => vec![(a, b)],
            Base::Set(s) => s.within(a, b).collect(),
        };
        let mut out = Vec::new();
        for (from, to) in pieces {
            let mut at = from;
            for &(p, r) in self.pauses.iter().filter(|p| p.0 < to && p.1 > from) {
                if p > at {
                    out.push((at, p));
                }
                at = at.max(r);
            }
            if at < to {
                out.push((at, to));
            }
        }
        out.into_iter().map(span).collect()
    }

    /// Whether `day` is one of the n days, and its hours if so.
    fn whole_day(&self, calendar: &Calendar, day: NaiveDate, first: NaiveDate) -> (Vec<Span>, i64) {
        let (from, to) = calendar.day_micros(day);
        if matches!(self.measure, Measure::NaturalDays { .. }) {
            return if day > first { (vec![span((from, to))], 1) } else { (Vec::new(), 0) };
        }
        let receipt = match calendar.close_of(first) {
            Some(_) => first,
            None => calendar
                .closes_after(from_micros(self.start))
                .first()
                .map_or(first, |c| calendar.day_of(from_micros(c - 1))),
        };
        let counts = |c: i64| c <= self.end && !self.pauses.iter().any(|p| (p.0..p.1).contains(&c));
        match calendar.close_of(day).map(|c| c.timestamp_micros()) {
            Some(c) if day > receipt && counts(c) => (calendar.open().within(from, to).map(span).collect(), 1),
            _ => (Vec::new(), 0),
        }
    }

    fn left_out(&self, counted_from: i64) -> i64 {
        let stop = self.reach.map_or(self.end, |r| r.reached);
        match Base::of(self.measure, self.calendars) {
            Some(base) => base.counted(counted_from, stop, &[]) - base.counted(counted_from, stop, self.pauses),
            None => Base::All.counted(self.start, stop, &[]) - Base::All.counted(self.start, stop, self.pauses),
        }
    }
}

fn span(s: (i64, i64)) -> Span {
    Span { from: from_micros(s.0), to: from_micros(s.1) }
}
