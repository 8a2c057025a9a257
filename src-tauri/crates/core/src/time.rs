//! The one kind of instant the house uses. It exists so that every engine and both stores agree on its resolution.
//!
//! Left out on purpose: any way to ask what time it is. `now` is always a parameter.

use chrono::{DateTime, Utc};

/// An instant in UTC. Everything stored or compared is truncated to microseconds by [`micros`].
pub type Instant = DateTime<Utc>;

/// Microseconds in a second, the unit the calendar and clock engines count in.
pub(crate) const SECOND: i64 = 1_000_000;

/// `t` truncated to whole microseconds, the finest step that both stores keep.
#[must_use]
pub fn micros(t: Instant) -> Instant {
    DateTime::from_timestamp_micros(t.timestamp_micros()).unwrap_or(t)
}

/// The instant `us` microseconds after the epoch. Values come from instants, so the fallback is never taken.
pub(crate) fn from_micros(us: i64) -> Instant {
    DateTime::from_timestamp_micros(us).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn micros_cuts_the_finer_digits_and_nothing_else() {
        let t: Instant = "2026-11-22T03:24:05.123456789Z".parse().unwrap();
        assert_eq!(micros(t), "2026-11-22T03:24:05.123456Z".parse::<Instant>().unwrap());
        assert_eq!(micros(micros(t)), micros(t));
    }
}
