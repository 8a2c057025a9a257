//! The calendar engine against a slow oracle that walks minute by minute and asks the wall clock. The oracle shares
//! nothing with the engine but chrono and the spec's text.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;

use aftercare_core::calendar::{Calendar, CalendarError};
use chrono::{DateTime, TimeDelta};
use common::{Rng, Walk, random_spec, soak};
use proptest::prelude::*;

const ZONES: [&str; 8] = [
    "Asia/Shanghai",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/St_Johns",
    "Africa/Casablanca",
    "America/Havana",
    "UTC",
];

/// Thirty days around a jump of the clock, or around nothing in particular.
fn window(rng: &mut Rng) -> DateTime<chrono::Utc> {
    let starts = ["2026-03-16", "2026-10-12", "2026-03-01", "2026-10-20", "2025-12-20", "2026-01-28", "2010-10-24"];
    format!("{}T00:00:00Z", starts[rng.below(starts.len())]).parse().unwrap()
}

/// One random calendar, walked for thirty days, and everything asked of it there.
fn compare(seed: u64) {
    let mut rng = Rng::new(seed);
    let start = window(&mut rng);
    let text = random_spec(&mut rng, ZONES[(seed % 8) as usize], start.date_naive());
    let spec = serde_json::from_str(&text).unwrap();
    let walk = Walk::new(&text, start, 30);
    let calendar = match Calendar::compile(&spec) {
        Ok(c) => c,
        Err(e) => {
            assert_eq!(e, CalendarError::NoOpening, "{text}");
            assert!(walk.open.iter().all(|o| !o), "{text}");
            return;
        }
    };
    let at = |m: usize| start + TimeDelta::minutes(m as i64);
    let n = walk.open.len();
    for m in 0..n {
        assert_eq!(calendar.is_open(at(m)), walk.open[m], "seed {seed} open at {} in {text}", at(m));
    }
    for _ in 0..60 {
        let (a, b) = (rng.below(n), rng.below(n));
        assert_eq!(calendar.between(at(a), at(b)), walk.between(a, b) * 60, "seed {seed} between {} {}", at(a), at(b));
        assert_eq!(calendar.between(at(a), at(b)), -calendar.between(at(b), at(a)));
        if let Some(next) = (a..n).find(|m| walk.open[*m]) {
            assert_eq!(calendar.next_opening(at(a)).unwrap(), at(next), "seed {seed} next {}", at(a));
        }
        let minutes = rng.below(40 * 60) as i64;
        if let Some(m) = walk.add(a, minutes) {
            let found = calendar.add(at(a), minutes * 60).unwrap();
            assert_eq!(found, at(m), "seed {seed} add {} {minutes} in {text}", at(a));
            assert_eq!(calendar.between(at(a), found), minutes * 60);
        }
        if let Some(m) = walk.sub(a, minutes) {
            let found = calendar.sub(at(a), minutes * 60).unwrap();
            assert_eq!(found, at(m), "seed {seed} sub {} {minutes} in {text}", at(a));
            assert_eq!(calendar.between(found, at(a)), minutes * 60);
        }
    }
    for (day, close) in walk.closes() {
        assert_eq!(calendar.close_of(day), close, "seed {seed} close of {day} in {text}");
        assert_eq!(calendar.has_opening(day), close.is_some());
    }
    let spans = calendar.open_intervals(at(0), at(n - 1));
    let sum: i64 = spans.iter().map(|s| (s.1 - s.0).num_seconds()).sum();
    assert_eq!(sum, calendar.between(at(0), at(n - 1)));
    assert!(spans.windows(2).all(|w| w[0].1 < w[1].0));
}

#[test]
fn the_engine_agrees_with_a_walk_by_the_minute() {
    for seed in 0..soak(64, 4_000) {
        compare(seed);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn monotone_and_inverse_to_the_microsecond(seed in any::<u64>(), pairs in prop::collection::vec((0i64..3_000_000_000_000, 0i64..3_000_000_000_000, 0i64..3_000_000), 32)) {
        let mut rng = Rng::new(seed);
        let start: DateTime<chrono::Utc> = "2026-01-01T00:00:00Z".parse().unwrap();
        let text = random_spec(&mut rng, ZONES[(seed % 8) as usize], start.date_naive());
        let Ok(calendar) = Calendar::compile(&serde_json::from_str(&text).unwrap()) else { return Ok(()) };
        for (a, b, seconds) in pairs {
            let (a, b) = (start + TimeDelta::microseconds(a.min(b)), start + TimeDelta::microseconds(a.max(b)));
            let Ok(later) = calendar.add(a, seconds) else { continue };
            prop_assert!(later >= a);
            prop_assert!(calendar.add(b, seconds).is_err() || calendar.add(b, seconds).unwrap() >= later);
            prop_assert_eq!(calendar.between(a, later), seconds);
            if seconds > 0 {
                prop_assert!(calendar.between(a, later - TimeDelta::microseconds(1)) < seconds, "the earliest");
            }
            let Ok(sooner) = calendar.sub(later, seconds) else { continue };
            prop_assert_eq!(calendar.between(sooner, later), seconds);
            if seconds > 0 {
                prop_assert!(sooner >= a && calendar.between(sooner + TimeDelta::microseconds(1), later) < seconds, "the latest");
            }
        }
    }
}
