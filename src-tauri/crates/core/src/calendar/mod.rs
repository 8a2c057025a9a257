//! Service hours: weekly hours in a named zone, minus public holidays, plus make-up days, turned into precomputed open
//! intervals so that every question costs the same however far it reaches.
//!
//! What words mean here (the "Time words" of the obligations, one meaning each):
//! - Open is a matter of the wall clock: the desk is open exactly when the clock in its zone shows a time within the
//!   hours. So 02:00-02:30 comes twice in the night the clock is set back and not at all in the night it is set forward.
//! - Intervals are half-open, lengths are real time: a 25-hour day has 25 hours.
//! - Hours belong to the day they begin on. A holiday or an extra day does not cut the night shift that began the
//!   evening before; where such a shift meets the new day's hours, the two unite.
//! - A day *has an opening* when any instant of it is open, also by a night shift from the evening before; it *closes*
//!   at the end of its last open instant, at the latest when the day ends.
//! - Arithmetic is exact in microseconds. [`Calendar::between`] answers whole seconds, cut towards zero, so that it
//!   is the same both ways round.
//!
//! The engine covers 1990 to 2099 (the tz database's rules end with 2099); beyond, the answer is a typed error.
//! Left out: clocks (see [`crate::clock`]), and reading any file.

mod compile;
mod error;
pub mod event;
mod intervals;
mod public_days;
mod spec;
mod zone;

use std::sync::Arc;

use chrono::NaiveDate;
use chrono_tz::Tz;

pub use error::{CalendarError, CalendarWarning};
pub(crate) use intervals::Intervals;
pub use public_days::{PublicDays, YearOfDays};
pub use spec::{CalendarSpec, ExtraDay, Hours, SpecText, Weekly};

use crate::time::{Instant, SECOND, from_micros};

/// 1990-01-01T00:00:00Z and 2100-01-01T00:00:00Z.
const FIRST_SECOND: i64 = 631_152_000;
const LAST_SECOND: i64 = 4_102_444_800;
/// The same in microseconds.
const FIRST: i64 = FIRST_SECOND * SECOND;
const LAST: i64 = LAST_SECOND * SECOND;

/// The version of the tz database compiled in; part of what a calendar revision means.
#[must_use]
pub fn tzdb_version() -> &'static str {
    chrono_tz::IANA_TZDB_VERSION
}

/// A compiled calendar: answers in constant time, cheap to clone, equal answers on every machine.
#[derive(Debug, Clone)]
pub struct Calendar(Arc<Compiled>);

#[derive(Debug)]
struct Compiled {
    tz: Tz,
    stretches: Arc<[zone::Stretch]>,
    /// Open time.
    open: Intervals,
    /// All hours of days that have an opening.
    days: Intervals,
    /// The closing instant of each day that has an opening, ascending.
    closes: Box<[i64]>,
    /// For each civil day from 1989-12-31 on: how many days with an opening lie before it; one longer than the days.
    ordinals: Box<[u32]>,
}

impl Calendar {
    /// Compiles what people wrote. Costs a few milliseconds; keep and share the result.
    ///
    /// # Errors
    /// No opening at all, overlapping hours of one day, a date twice among the extra days, an extra day outside the
    /// years covered. (Unknown zones, impossible dates and malformed hours are refused when the spec is read.)
    pub fn compile(spec: &CalendarSpec) -> Result<Self, CalendarError> {
        compile::compile(spec).map(|c| Self(Arc::new(c)))
    }

    /// The zone the hours are read in.
    #[must_use]
    pub fn tz(&self) -> Tz {
        self.0.tz
    }

    /// Whether the engine's years hold `at`.
    ///
    /// # Errors
    /// [`CalendarError::OutOfRange`].
    pub fn check(&self, at: Instant) -> Result<(), CalendarError> {
        inside(at).map(|_| ())
    }

    /// The earliest instant by which `seconds` of open time have passed since `at`; an amount used up exactly at closing
    /// time ends at closing time. Zero answers `at`, a negative amount is [`Calendar::sub`].
    ///
    /// # Errors
    /// [`CalendarError::OutOfRange`] when `at` or the answer lies outside the years covered.
    pub fn add(&self, at: Instant, seconds: i64) -> Result<Instant, CalendarError> {
        let from = inside(at)?;
        let amount = seconds.checked_mul(SECOND).ok_or(CalendarError::OutOfRange)?;
        let found = match amount {
            0 => Some(from),
            1.. => self.0.open.add(from, amount),
            _ => amount.checked_neg().and_then(|a| self.0.open.sub(from, a)),
        };
        found.map(from_micros).ok_or(CalendarError::OutOfRange)
    }

    /// The mirror of [`Calendar::add`]: the latest instant from which `seconds` of open time pass until `at`.
    ///
    /// # Errors
    /// [`CalendarError::OutOfRange`].
    pub fn sub(&self, at: Instant, seconds: i64) -> Result<Instant, CalendarError> {
        self.add(at, seconds.checked_neg().ok_or(CalendarError::OutOfRange)?)
    }

    /// Open seconds in `[from, to)`, cut towards zero; negative when `to` is the earlier. Time outside the years covered
    /// counts as closed.
    #[must_use]
    pub fn between(&self, from: Instant, to: Instant) -> i64 {
        self.0.open.between(from.timestamp_micros(), to.timestamp_micros()) / SECOND
    }

    /// Whether the desk is open at `at`: the opening instant is, the closing instant is not.
    #[must_use]
    pub fn is_open(&self, at: Instant) -> bool {
        self.0.open.contains(at.timestamp_micros())
    }

    /// `at` itself when open, else the next opening.
    ///
    /// # Errors
    /// [`CalendarError::OutOfRange`] when none is left.
    pub fn next_opening(&self, at: Instant) -> Result<Instant, CalendarError> {
        self.0.open.next(inside(at)?).map(from_micros).ok_or(CalendarError::OutOfRange)
    }

    /// Whether any instant of the civil day `day` is open.
    #[must_use]
    pub fn has_opening(&self, day: NaiveDate) -> bool {
        self.close_of(day).is_some()
    }

    /// When `day` closes for the last time, at the latest at its end; `None` for a day without opening.
    #[must_use]
    pub fn close_of(&self, day: NaiveDate) -> Option<Instant> {
        let i = usize::try_from(compile::day_index(day)).ok()?;
        let (a, b) = (*self.0.ordinals.get(i)?, *self.0.ordinals.get(i + 1)?);
        (a < b).then(|| from_micros(self.0.closes[a as usize]))
    }

    /// The open intervals that meet `[from, to)`, cut to it.
    #[must_use]
    pub fn open_intervals(&self, from: Instant, to: Instant) -> Vec<(Instant, Instant)> {
        let spans = self.0.open.within(from.timestamp_micros(), to.timestamp_micros());
        spans.map(|(a, b)| (from_micros(a), from_micros(b))).collect()
    }

    /// The civil date of `at` in the calendar's zone.
    #[must_use]
    pub fn day_of(&self, at: Instant) -> NaiveDate {
        at.with_timezone(&self.0.tz).date_naive()
    }

    /// The civil day `day` on the time line: its first instant, and the instant after its last. Where the clock is set
    /// back over midnight the day's first and last instants count.
    #[must_use]
    pub fn day_span(&self, day: NaiveDate) -> (Instant, Instant) {
        let (a, b) = self.day_micros(day);
        (from_micros(a), from_micros(b))
    }

    pub(crate) fn day_micros(&self, day: NaiveDate) -> (i64, i64) {
        let local = compile::local_midnight(compile::day_index(day));
        let (mut spans, mut hint) = (Vec::new(), 0);
        zone::spans(&self.0.stretches, &mut hint, local, local + 86_400, &mut spans);
        let utc = local - zone::at(&self.0.stretches, local).offset;
        let from = spans.iter().map(|s| s.0).min().unwrap_or(utc);
        let to = spans.iter().map(|s| s.1).max().unwrap_or(utc);
        (from * SECOND, to * SECOND)
    }

    pub(crate) fn open(&self) -> &Intervals {
        &self.0.open
    }

    pub(crate) fn days(&self) -> &Intervals {
        &self.0.days
    }

    /// Closing instants of the days with an opening that lie after the civil day of `at`.
    pub(crate) fn closes_after(&self, at: Instant) -> &[i64] {
        let i = usize::try_from(compile::day_index(self.day_of(at)) + 1).unwrap_or(0);
        let n = self.0.ordinals.get(i).copied().unwrap_or(u32::MAX) as usize;
        self.0.closes.get(n..).unwrap_or(&[])
    }
}

fn inside(at: Instant) -> Result<i64, CalendarError> {
    let us = at.timestamp_micros();
    if (FIRST..LAST).contains(&us) { Ok(us) } else { Err(CalendarError::OutOfRange) }
}
