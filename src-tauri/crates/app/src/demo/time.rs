//! When things happen: customers write by day and in the week rather than at night and on Sundays, and more of them as the
//! house grows; the desk works in its service hours.

use super::draw::Draw;
use aftercare_core::calendar::Calendar;
use aftercare_core::time::Instant;
use chrono::{DateTime, Datelike, TimeDelta, Timelike, Weekday};

/// How lively the hours of a Shanghai day are: half the world writes in its evening.
const HOURS: [u64; 24] = [3, 2, 2, 1, 1, 1, 2, 4, 10, 16, 18, 16, 12, 14, 16, 17, 16, 14, 11, 9, 8, 7, 5, 4];

/// The stretch of time that the story covers, with how much happens in each of its hours.
pub(super) struct Arrivals {
    begun: Instant,
    /// Weight of all hours before the one at this index; one longer than the hours.
    before: Vec<u64>,
}

/// Parts of the stretch are counted in so many.
pub(super) const WHOLE: u64 = 1 << 40;

impl Arrivals {
    pub(super) fn new(begun: Instant, until: Instant, calendar: &Calendar) -> Self {
        let hours = ((until - begun).num_seconds() / 3600).max(1);
        let mut before = vec![0];
        let mut sum = 0;
        for hour in 0..hours {
            let local = (begun + TimeDelta::hours(hour)).with_timezone(&calendar.tz());
            let weekend = matches!(local.weekday(), Weekday::Sat | Weekday::Sun);
            let rest = if weekend || !calendar.has_opening(local.date_naive()) { 3 } else { 10 };
            // The house grows by half over the story.
            let growth = 20 + 10 * hour / hours;
            sum += HOURS[local.hour() as usize] * rest * growth.unsigned_abs();
            before.push(sum);
        }
        Self { begun, before }
    }

    /// The instant by which `part` of [`WHOLE`] has come.
    pub(super) fn at(&self, part: u64) -> Instant {
        let total = self.before.last().copied().unwrap_or(1).max(1);
        let wanted = u128::from(part) * u128::from(total);
        let weight = (wanted >> 40) as u64;
        let hour = self.before.partition_point(|sum| *sum <= weight).saturating_sub(1).min(self.before.len() - 2);
        let inside = wanted - (u128::from(self.before[hour]) << 40);
        let length = u128::from((self.before[hour + 1] - self.before[hour]).max(1)) << 40;
        let millis = (inside * 3_600_000 / length).min(3_599_999) as i64;
        self.begun + TimeDelta::hours(hour as i64) + TimeDelta::milliseconds(millis)
    }
}

/// Cut to what a clock on the wall tells.
pub(super) fn millis(at: Instant) -> Instant {
    DateTime::from_timestamp_millis(at.timestamp_millis()).unwrap_or(at)
}

/// So many minutes of service hours later.
pub(super) fn worked(calendar: &Calendar, from: Instant, minutes: i64, draw: &mut Draw) -> Instant {
    let seconds = minutes * 60 + draw.between(1, 59);
    let at = calendar.add(from, seconds).unwrap_or(from + TimeDelta::seconds(seconds));
    at + TimeDelta::milliseconds(draw.between(0, 999))
}

/// Later, at an hour at which somebody so far ahead of UTC is awake.
pub(super) fn awake(from: Instant, minutes: i64, ahead: i64, draw: &mut Draw) -> Instant {
    let at = from + TimeDelta::minutes(minutes) + draw.seconds(0, 59);
    let local = i64::from((at + TimeDelta::hours(ahead)).hour());
    match local {
        7..=21 => at,
        22..=23 => at + TimeDelta::hours(32 - local) + TimeDelta::minutes(draw.between(0, 150)),
        _ => at + TimeDelta::hours(8 - local) + TimeDelta::minutes(draw.between(0, 150)),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use aftercare_core::policy::Book;

    #[test]
    fn arrivals_ascend_from_the_first_instant_to_the_last_and_nights_are_quiet() {
        let book = Book::builtin().unwrap();
        let calendar = &book.service("hx-leather", 1).unwrap().calendar;
        let begun: Instant = "2026-09-07T01:00:00Z".parse().unwrap();
        let until = begun + TimeDelta::days(50);
        let arrivals = Arrivals::new(begun, until, calendar);
        let all: Vec<Instant> = (0..2000).map(|n| arrivals.at(n * WHOLE / 2000)).collect();
        assert!(all.is_sorted());
        assert!(all[0] >= begun && all[1999] < until && until - all[1999] < TimeDelta::hours(4));
        let night = all.iter().filter(|at| (2..6).contains(&at.with_timezone(&calendar.tz()).hour())).count();
        let day = all.iter().filter(|at| (9..13).contains(&at.with_timezone(&calendar.tz()).hour())).count();
        assert!(night * 6 < day, "{night} {day}");
    }
}
