//! What the oracle tests share: a small random source, random calendars as text, and the walk by the minute.
#![allow(dead_code, reason = "each test crate uses its part")]

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Timelike, Utc};
use chrono_tz::Tz;
use serde_json::{Value, json};

/// How many: `few`, or `many` when the environment asks for a soak.
pub fn soak(few: u64, many: u64) -> u64 {
    if std::env::var_os("AFTERCARE_SOAK").is_some_and(|v| v == "1") { many } else { few }
}

/// SplitMix64: the same numbers on every machine.
pub struct Rng(u64);

impl Rng {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

/// Hours of one day: office hours, with a break, a night shift, around the clock, or anything; never overlapping.
fn random_hours(rng: &mut Rng) -> Value {
    let time = |m: usize| format!("{:02}:{:02}", m / 60, m % 60);
    match rng.below(8) {
        0 | 1 => json!([["09:00", "21:00"]]),
        2 => json!([["13:00", "18:30"], ["08:30", "12:00"]]),
        3 => json!([["22:00", "06:00"]]),
        4 => json!([["00:00", "24:00"]]),
        5 => json!([]),
        6 => json!([["00:30", "01:30"], ["01:45", "02:15"], ["02:40", "03:20"], ["20:00", "02:10"]]),
        _ => {
            let mut cuts: Vec<usize> = (0..2 + 2 * rng.below(3)).map(|_| rng.below(1440)).collect();
            cuts.sort_unstable();
            cuts.dedup();
            let mut pairs: Vec<_> = cuts.chunks_exact(2).map(|c| [time(c[0]), time(c[1])]).collect();
            if rng.chance(30)
                && cuts[0] > 0
                && let Some(last) = pairs.last_mut()
            {
                last[1] = time(rng.below(cuts[0]));
            }
            json!(pairs)
        }
    }
}

/// A calendar as JSON text, with holidays and extra days within forty days of `near`.
pub fn random_spec(rng: &mut Rng, tz: &str, near: NaiveDate) -> String {
    let mut weekly = serde_json::Map::new();
    for day in ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] {
        if rng.chance(75) {
            weekly.insert(day.into(), random_hours(rng));
        }
    }
    let date = |rng: &mut Rng| (near + TimeDelta::days(rng.below(40) as i64 - 3)).to_string();
    let holidays: Vec<String> = (0..rng.below(6)).map(|_| date(rng)).collect();
    let mut dates: Vec<String> = (0..rng.below(5)).map(|_| date(rng)).collect();
    dates.sort_unstable();
    dates.dedup();
    let extra: Vec<Value> = dates.iter().map(|d| json!({"date": d, "hours": random_hours(rng)})).collect();
    json!({"tz": tz, "weekly": weekly, "holidays": holidays, "extra": extra}).to_string()
}

/// What the wall clock and the sign on the door say, minute by minute.
pub struct Walk {
    pub start: DateTime<Utc>,
    /// Civil date of each minute.
    pub day: Vec<NaiveDate>,
    pub open: Vec<bool>,
}

impl Walk {
    pub fn new(spec: &str, start: DateTime<Utc>, days: usize) -> Self {
        let spec: Value = serde_json::from_str(spec).unwrap();
        let tz: Tz = spec["tz"].as_str().unwrap().parse().unwrap();
        let (mut day, mut open) = (Vec::new(), Vec::new());
        let mut known: Option<(NaiveDate, Vec<(i64, i64)>)> = None;
        for m in 0..days * 1440 {
            let local = (start + TimeDelta::minutes(m as i64)).with_timezone(&tz).naive_local();
            let date = local.date();
            if known.as_ref().is_none_or(|k| k.0 != date) {
                let mut today = sign(&spec, date);
                today.iter_mut().for_each(|s| s.1 = s.1.min(1440));
                let yesterday = sign(&spec, date - TimeDelta::days(1));
                today.extend(yesterday.iter().filter(|s| s.1 > 1440).map(|s| (0, s.1 - 1440)));
                known = Some((date, today));
            }
            let minute = i64::from(local.hour() * 60 + local.minute());
            day.push(date);
            open.push(known.as_ref().unwrap().1.iter().any(|s| s.0 <= minute && minute < s.1));
        }
        Self { start, day, open }
    }

    pub fn at(&self, m: usize) -> DateTime<Utc> {
        self.start + TimeDelta::minutes(m as i64)
    }

    /// Open minutes between two minutes.
    pub fn between(&self, a: usize, b: usize) -> i64 {
        let count = |a: usize, b: usize| self.open[a..b].iter().filter(|o| **o).count() as i64;
        if a <= b { count(a, b) } else { -count(b, a) }
    }

    /// Forward until so many open minutes have passed.
    pub fn add(&self, from: usize, minutes: i64) -> Option<usize> {
        let (mut m, mut left) = (from, minutes);
        while left > 0 {
            left -= i64::from(*self.open.get(m)?);
            m += 1;
        }
        Some(m)
    }

    /// Back until so many open minutes have passed.
    pub fn sub(&self, from: usize, minutes: i64) -> Option<usize> {
        let (mut m, mut left) = (from, minutes);
        while left > 0 {
            m = m.checked_sub(1)?;
            left -= i64::from(self.open[m]);
        }
        Some(m)
    }

    /// Each whole civil day of the walk with the end of its last open minute.
    pub fn closes(&self) -> Vec<(NaiveDate, Option<DateTime<Utc>>)> {
        let (first, last) = (self.day[0], self.day[self.day.len() - 1]);
        let mut days: Vec<NaiveDate> = self.day.iter().copied().filter(|d| *d != first && *d != last).collect();
        days.sort_unstable();
        days.dedup();
        let close = |d: NaiveDate| (0..self.day.len()).rev().find(|m| self.day[*m] == d && self.open[*m]);
        days.into_iter().map(|d| (d, close(d).map(|m| self.at(m + 1)))).collect()
    }
}

/// The hours that begin on `date`, in minutes of that day.
fn sign(spec: &Value, date: NaiveDate) -> Vec<(i64, i64)> {
    let text = date.to_string();
    let extra = spec["extra"].as_array().unwrap().iter().find(|e| e["date"] == text.as_str());
    let holiday = spec["holidays"].as_array().unwrap().iter().any(|h| *h == text.as_str());
    let weekday = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][date.weekday().num_days_from_monday() as usize];
    let hours = match extra {
        Some(e) => &e["hours"],
        None if holiday => return Vec::new(),
        None => &spec["weekly"][weekday],
    };
    let minute = |v: &Value| {
        let (h, m) = v.as_str().unwrap().split_once(':').unwrap();
        h.parse::<i64>().unwrap() * 60 + m.parse::<i64>().unwrap()
    };
    let span = |p: &Value| {
        let (a, b) = (minute(&p[0]), minute(&p[1]));
        (a, if b < a { b + 1440 } else { b })
    };
    hours.as_array().map(|a| a.iter().map(span).collect()).unwrap_or_default()
}
