//! From hours as written to open intervals on the time line, once for all the years covered.
//!
//! Each civil day is taken by itself: its own hours up to midnight, and what spills over from the evening before. The
//! wall clock decides which instants those are. Left out: any loop at question time.

use std::collections::HashSet;

use chrono::{Datelike, NaiveDate};

use super::spec::{CalendarSpec, DAY, Hours};
use super::{CalendarError, Compiled, FIRST, FIRST_SECOND, Intervals, LAST, LAST_SECOND, zone};
use crate::time::SECOND;

/// Days since 1989-12-31, the first civil day any zone shows within the years covered.
pub(super) fn day_index(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce() - 719_163) - FIRST_SECOND / 86_400 + 1
}

/// Civil days from 1989-12-31 to 2100-01-01.
const DAYS: i64 = (LAST_SECOND - FIRST_SECOND) / 86_400 + 2;

/// 00:00 of a day by its own wall clock, in seconds since 1970-01-01 00:00 by that clock.
pub(super) fn local_midnight(index: i64) -> i64 {
    FIRST_SECOND + (index - 1) * 86_400
}

pub(super) fn compile(spec: &CalendarSpec) -> Result<Compiled, CalendarError> {
    let weekly = spec.weekly.days();
    for (name, hours) in ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().zip(weekly) {
        apart(hours).ok_or_else(|| CalendarError::OverlappingHours((*name).to_owned()))?;
    }
    // Later entries win: an extra day beats a holiday.
    let mut special: Vec<(i64, &[Hours])> = spec.holidays.iter().map(|d| (day_index(*d), &[][..])).collect();
    special.retain(|s| s.0 >= 0);
    let mut seen = HashSet::new();
    for extra in &spec.extra {
        let index = day_index(extra.date);
        if !(0..DAYS).contains(&index) {
            return Err(CalendarError::OutOfRange);
        }
        if !seen.insert(index) {
            return Err(CalendarError::DuplicateExtra(extra.date));
        }
        apart(&extra.hours).ok_or_else(|| CalendarError::OverlappingHours(extra.date.to_string()))?;
        special.push((index, &extra.hours));
    }

    special.sort_by_key(|s| s.0);
    let mut special = special.into_iter().peekable();

    let stretches = zone::stretches(spec.tz);
    let (mut open, mut days) = (Vec::with_capacity(40_000), Vec::with_capacity(40_000));
    let (mut closes, mut ordinals) = (Vec::with_capacity(40_000), Vec::with_capacity(40_000));
    let mut weekday = first_weekday();
    let mut hint = 0;
    let mut evening: &[Hours] = &[];
    let mut pieces = Vec::new();
    for index in 0..DAYS {
        ordinals.push(u32::try_from(closes.len()).unwrap_or(u32::MAX));
        let mut hours = weekly[weekday];
        while let Some((_, own)) = special.next_if(|s| s.0 == index) {
            hours = own;
        }
        let midnight = local_midnight(index);
        let minute = |m: u16| midnight + i64::from(m) * 60;
        pieces.clear();
        for h in evening.iter().filter(|h| h.close() > DAY) {
            zone::spans(&stretches, &mut hint, midnight, minute(h.close() - DAY), &mut pieces);
        }
        for h in hours {
            zone::spans(&stretches, &mut hint, minute(h.open()), minute(h.close().min(DAY)), &mut pieces);
        }
        pieces.iter_mut().for_each(|p| *p = ((p.0 * SECOND).max(FIRST), (p.1 * SECOND).min(LAST)));
        pieces.retain(|p| p.0 < p.1);
        if pieces.len() > 1 {
            pieces.sort_unstable();
        }
        if let Some(close) = pieces.iter().map(|p| p.1).max() {
            closes.push(close);
            open.extend_from_slice(&pieces);
            pieces.clear();
            zone::spans(&stretches, &mut hint, midnight, midnight + 86_400, &mut pieces);
            days.extend(pieces.iter().map(|p| (p.0 * SECOND, p.1 * SECOND)));
        }
        evening = hours;
        weekday = (weekday + 1) % 7;
    }
    ordinals.push(u32::try_from(closes.len()).unwrap_or(u32::MAX));
    let open = Intervals::new(open);
    if open.is_empty() {
        return Err(CalendarError::NoOpening);
    }
    Ok(Compiled {
        tz: spec.tz,
        stretches,
        open,
        days: Intervals::new(days),
        closes: closes.into(),
        ordinals: ordinals.into(),
    })
}

fn first_weekday() -> usize {
    NaiveDate::from_ymd_opt(1989, 12, 31).map_or(6, |d| d.weekday().num_days_from_monday() as usize)
}

/// `None` when two spans of one day cover the same minute.
fn apart(hours: &[Hours]) -> Option<()> {
    let mut sorted: Vec<_> = hours.iter().map(|h| (h.open(), h.close())).collect();
    sorted.sort_unstable();
    sorted.windows(2).all(|w| w[0].1 <= w[1].0).then_some(())
}
