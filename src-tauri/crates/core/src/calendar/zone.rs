//! Where a zone's wall clock jumps. The engine reads local time as "the wall clock shows", so it needs the stretches
//! of constant offset: a local span may fall on one, on two (the clock was set back) or on none (it was set forward).
//!
//! Left out: zone rules themselves, which are the tz database's.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use chrono::{DateTime, Offset, TimeZone};
use chrono_tz::Tz;

use super::{FIRST_SECOND, LAST_SECOND};

const DAY: i64 = 86_400;

/// A stretch of constant offset, `[from, to)` in seconds since the epoch; local = UTC + `offset`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    pub from: i64,
    pub to: i64,
    pub offset: i64,
}

/// All stretches of `tz` over the engine's years, found once per process and zone.
pub(super) fn stretches(tz: Tz) -> Arc<[Stretch]> {
    static KNOWN: LazyLock<Mutex<HashMap<Tz, Arc<[Stretch]>>>> = LazyLock::new(Mutex::default);
    let known = || KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(s) = known().get(&tz) {
        return s.clone();
    }
    let found: Arc<[Stretch]> = find(tz).into();
    known().insert(tz, found.clone());
    found
}

fn offset(tz: Tz, second: i64) -> i64 {
    let t = DateTime::from_timestamp(second, 0).unwrap_or_default();
    i64::from(tz.offset_from_utc_datetime(&t.naive_utc()).fix().local_minus_utc())
}

fn find(tz: Tz) -> Vec<Stretch> {
    let (first, last) = (FIRST_SECOND - 3 * DAY, LAST_SECOND + 3 * DAY);
    let mut out = Vec::new();
    let mut from = first;
    let mut before = offset(tz, first);
    let mut t = first;
    while t < last {
        let next = (t + DAY).min(last);
        let now = offset(tz, next);
        if now != before {
            let (mut lo, mut hi) = (t, next);
            while hi - lo > 1 {
                let mid = lo + (hi - lo) / 2;
                if offset(tz, mid) == before { lo = mid } else { hi = mid }
            }
            out.push(Stretch { from, to: hi, offset: before });
            (from, before) = (hi, now);
        }
        t = next;
    }
    out.push(Stretch { from, to: last, offset: before });
    out
}

/// The stretch that holds `second`.
pub(super) fn at(stretches: &[Stretch], second: i64) -> Stretch {
    let i = stretches.partition_point(|s| s.to <= second).min(stretches.len() - 1);
    stretches[i]
}

/// Adds to `out` the UTC spans during which the wall clock shows a time in `[a, b)`, local seconds since 1970-01-01 00:00
/// by that clock. `hint` remembers where an ascending caller stands.
pub(super) fn spans(stretches: &[Stretch], hint: &mut usize, a: i64, b: i64, out: &mut Vec<(i64, i64)>) {
    while *hint + 1 < stretches.len() && stretches[*hint].to + 2 * DAY < a {
        *hint += 1;
    }
    let here = stretches[*hint];
    if a - here.offset >= here.from + 2 * DAY && b - here.offset <= here.to - 2 * DAY {
        out.push((a - here.offset, b - here.offset));
        return;
    }
    for s in &stretches[*hint..] {
        if s.from - 2 * DAY >= b {
            break;
        }
        let (from, to) = ((a - s.offset).max(s.from), (b - s.offset).min(s.to));
        if from < to {
            out.push((from, to));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_agree_with_the_database_at_every_jump() {
        for tz in [
            Tz::Europe__Berlin,
            Tz::America__New_York,
            Tz::Australia__Lord_Howe,
            Tz::Asia__Shanghai,
            Tz::America__St_Johns,
            Tz::Africa__Casablanca,
        ] {
            let all = stretches(tz);
            assert!(all.windows(2).all(|w| w[0].to == w[1].from && w[0].offset != w[1].offset));
            for s in all.iter() {
                assert_eq!((offset(tz, s.from), offset(tz, s.to - 1)), (s.offset, s.offset));
            }
        }
        assert_eq!(stretches(Tz::UTC).len(), 1);
        assert!(stretches(Tz::Europe__Berlin).len() > 215, "summer time is known to the last year");
    }
}
