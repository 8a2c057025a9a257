//! One run of a clock and what follows from it at some `now`: its state, what remains, how much is used.
//!
//! Left out: how the run came about (the fold) and why it is due then (the explanation).

use serde::{Deserialize, Serialize};

use super::due::{Base, Reach, United, amount, reach, unite};
use super::{Calendars, ClockName, ClockState, Due, Measure, Pause};
use crate::time::{Instant, SECOND, from_micros};

/// Thousandths of the time allowed after which a clock is "soon", where its target does not say.
const WARN_PERMILLE: u32 = 750;

/// One run of one clock. What depends on the present is asked with a `now`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockRun {
    /// Which clock.
    pub clock: ClockName,
    /// 1 for the first run of this clock on the case, and so on.
    pub cycle: u32,
    /// The event that started it. (An elapsed target on service days may count from the next opening only.)
    pub started: Instant,
    /// The earliest due instant of the targets in force; `None` while an open pause hides it.
    pub due: Option<Instant>,
    /// When it stopped by being done.
    pub stopped: Option<Instant>,
    /// No longer owed: the case was closed, or its new classification promises nothing here.
    pub cancelled: bool,
    /// When it stopped or was cancelled.
    pub ended: Option<Instant>,
    /// The due instant it missed, as far as the events tell; ask [`ClockRun::breach`] with a `now` for the whole truth.
    pub breached_at: Option<Instant>,
    /// When it did not run, by reason, in the order they began.
    pub pauses: Vec<Pause>,
    /// Every target, in force or replaced, with its due instant.
    pub dues: Vec<Due>,
}

impl ClockRun {
    /// The due instant that was missed by `now`, if any. Stopping exactly at due misses nothing.
    #[must_use]
    pub fn breach(&self, now: Instant) -> Option<Instant> {
        let open = self.ended.is_none_or(|e| e > now);
        let late = self.due.filter(|d| open && *d < now);
        [self.breached_at.filter(|b| *b < now), late].into_iter().flatten().min()
    }

    /// How the run stands at `now`.
    #[must_use]
    pub fn state(&self, now: Instant) -> ClockState {
        let ended = self.ended.is_some_and(|e| e <= now);
        match () {
            () if self.breach(now).is_some() => ClockState::Breached,
            () if ended && self.cancelled => ClockState::Cancelled,
            () if ended => ClockState::Met,
            () if self.paused(now) => ClockState::Paused,
            () => ClockState::Running,
        }
    }

    /// Whether a pause holds up every target in force at `now`.
    #[must_use]
    pub fn paused(&self, now: Instant) -> bool {
        let mut in_force = self.in_force().peekable();
        in_force.peek().is_some()
            && in_force.all(|d| d.target.pausable())
            && self.pauses.iter().any(|p| p.from <= now && p.to.is_none_or(|t| now < t))
    }

    /// Seconds left at `now` in the clock's own kind: service seconds for service hours, counted seconds for elapsed time,
    /// seconds of the business calendar for business days, plain seconds for natural days. Negative by how much it is
    /// late. Stands still in a pause and after the end. Of several targets, the one that holds. Cut towards zero.
    #[must_use]
    pub fn remaining(&self, now: Instant, calendars: Calendars<'_>) -> i64 {
        let at = self.moment(now);
        self.holding(now, calendars).map_or(0, |(d, r)| self.left(d, r, at, calendars) / SECOND)
    }

    /// How much of the time allowed is used at `now`, in thousandths: 750 warns, above 1000 is late. Stands still where
    /// [`ClockRun::remaining`] does.
    #[must_use]
    pub fn used_permille(&self, now: Instant, calendars: Calendars<'_>) -> u32 {
        let at = self.moment(now);
        let Some((d, r)) = self.holding(now, calendars) else { return 0 };
        let (total, left) = (self.total(d, calendars), self.left(d, r, at, calendars));
        if total <= 0 {
            return if left < 0 || r.is_some_and(|r| r.due <= at.timestamp_micros()) { 1000 } else { 0 };
        }
        let used = i128::from(total - left).max(0) * 1000 / i128::from(total);
        u32::try_from(used).unwrap_or(u32::MAX)
    }

    /// The instant at which `permille` of the time allowed is used, for alerts ahead of a deadline and for the delay
    /// notice (PA-2). `None` while a pause hides it.
    #[must_use]
    pub fn at_permille(&self, permille: u32, calendars: Calendars<'_>) -> Option<Instant> {
        let part = |whole: i64| i64::try_from(i128::from(whole) * i128::from(permille) / 1000).ok();
        let (d, r) = self.holding(self.ended.unwrap_or(self.started), calendars)?;
        let pauses = self.held_up(d, None);
        let due = |measure| reach(measure, self.started, &pauses, calendars).ok().flatten().map(|r| from_micros(r.due));
        match d.target.measure {
            Measure::Service { seconds } => due(Measure::Service { seconds: part(seconds)? }),
            Measure::Elapsed { seconds, on } => due(Measure::Elapsed { seconds: part(seconds)?, on }),
            Measure::BusinessDays { .. } => {
                let back = self.total(d, calendars) - part(self.total(d, calendars))?;
                calendars.business.sub(d.due?, back / SECOND).ok()
            }
            Measure::NaturalDays { .. } => {
                Some(from_micros(self.started.timestamp_micros() + part(r?.due - self.started.timestamp_micros())?))
            }
        }
    }

    /// When to warn: at the instant the holding target names, never after its due, else when 75 % of the time is used.
    /// `None` while a pause hides it.
    #[must_use]
    pub fn warn_at(&self, calendars: Calendars<'_>) -> Option<Instant> {
        let (d, _) = self.holding(self.ended.unwrap_or(self.started), calendars)?;
        let Some(warn) = d.target.warn else { return self.at_permille(WARN_PERMILLE, calendars) };
        let pauses = self.held_up(d, None);
        let at = reach(warn, self.started, &pauses, calendars).ok().flatten().map(|r| from_micros(r.due))?;
        Some(d.due.map_or(at, |due| at.min(due)))
    }

    /// The target whose due instant holds at `now`; while all are hidden, the one that would hold if the pause ended now.
    #[must_use]
    pub fn held_by(&self, now: Instant, calendars: Calendars<'_>) -> Option<&Due> {
        self.holding(now, calendars).map(|h| h.0)
    }

    fn in_force(&self) -> impl Iterator<Item = &Due> {
        self.dues.iter().filter(|d| d.until.is_none())
    }

    /// `now`, or the end if that came first.
    pub(super) fn moment(&self, now: Instant) -> Instant {
        self.ended.map_or(now, |e| e.min(now)).max(self.started)
    }

    pub(super) fn held_up(&self, due: &Due, cut: Option<Instant>) -> United {
        if due.target.pausable() { unite(&self.pauses, cut.map(|c| c.timestamp_micros())) } else { United::new() }
    }

    /// The due that holds, and how it comes due if an open pause ended at `now`.
    pub(super) fn holding(&self, now: Instant, calendars: Calendars<'_>) -> Option<(&Due, Option<Reach>)> {
        let at = self.moment(now);
        let candidates: Vec<&Due> = match self.in_force().collect::<Vec<_>>() {
            none if none.is_empty() => self.dues.iter().filter(|d| d.until == self.ended).collect(),
            some => some,
        };
        let as_if = |d: &Due| {
            let cut = d.due.is_none().then_some(at);
            reach(d.target.measure, self.started, &self.held_up(d, cut), calendars).ok().flatten()
        };
        candidates.into_iter().map(|d| (d, as_if(d))).min_by_key(|(_, r)| r.map_or(i64::MAX, |r| r.due))
    }

    /// Microseconds allowed, in the clock's own kind.
    fn total(&self, d: &Due, calendars: Calendars<'_>) -> i64 {
        match d.target.measure {
            Measure::Service { seconds } | Measure::Elapsed { seconds, .. } => amount(seconds).unwrap_or(i64::MAX),
            Measure::BusinessDays { .. } | Measure::NaturalDays { .. } => {
                let plain = reach(d.target.measure, self.started, &[], calendars).ok().flatten();
                plain.map_or(0, |r| span(d.target.measure, self.started.timestamp_micros(), r.due, calendars))
            }
        }
    }

    /// Microseconds left at `at`, in the clock's own kind.
    fn left(&self, d: &Due, reached: Option<Reach>, at: Instant, calendars: Calendars<'_>) -> i64 {
        let now = at.timestamp_micros();
        let pauses = self.held_up(d, Some(at));
        match (Base::of(d.target.measure, calendars), reached) {
            (Some(base), Some(r)) if now > r.due => -base.counted(r.due, now, &pauses),
            (Some(base), r) => {
                let from = r.map_or(self.started.timestamp_micros(), |r| r.from);
                (self.total(d, calendars) - base.counted(from, now, &pauses)).max(0)
            }
            (None, Some(r)) => span(d.target.measure, now, r.due, calendars),
            (None, None) => 0,
        }
    }
}

fn span(measure: Measure, from: i64, to: i64, calendars: Calendars<'_>) -> i64 {
    match measure {
        Measure::BusinessDays { .. } => calendars.business.open().between(from, to),
        _ => to - from,
    }
}
