//! Samples, their middle and their slow end, and how both are told.

use aftercare_core::time::Instant;
use serde_json::json;
use std::fmt::Write;
use std::time::Duration;

/// Times of one kind of step.
#[derive(Default)]
pub struct Samples(Vec<Duration>);

impl Samples {
    pub fn add(&mut self, time: Duration) {
        self.0.push(time);
    }

    pub fn len(&self) -> u64 {
        self.0.len() as u64
    }

    /// The time that so many of a hundred stay under, in milliseconds.
    pub fn percentile(&self, of: usize) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let at = (sorted.len() * of).div_ceil(100).clamp(1, sorted.len().max(1)) - 1;
        sorted.get(at).map_or(0.0, |time| time.as_secs_f64() * 1e3)
    }
}

/// One row of the result.
pub struct Line {
    pub name: String,
    pub unit: &'static str,
    pub ours: f64,
    /// The bare work in the same run.
    pub floor: Option<f64>,
    /// Ours and the bare work's, where `ours` is not the median itself.
    pub medians: Option<(f64, f64)>,
    pub n: u64,
    pub target: String,
    pub met: bool,
    pub note: String,
}

impl Line {
    pub fn ratio(&self) -> Option<f64> {
        self.floor.filter(|floor| *floor > 0.0).map(|floor| self.ours / floor)
    }

    pub fn json(&self, at: Instant) -> String {
        let round = |value: f64| (value * 1000.0).round() / 1000.0;
        json!({
            "name": self.name, "unit": self.unit, "ours": round(self.ours), "floor": self.floor.map(round),
            "ratio": self.ratio().map(round), "n": self.n, "at": at,
            "medians": self.medians.map(|(ours, floor)| [round(ours), round(floor)]),
        })
        .to_string()
    }
}

/// The table for people.
pub fn table(lines: &[Line], cases: u64) -> String {
    let mut out =
        format!("A desk of {cases} cases. Times are the slowest of twenty (p95) unless the note says otherwise.\n\n");
    let _ = writeln!(
        out,
        "{:28} {:>10} {:>10} {:>7} {:>9} {:>17}  {:26} {}",
        "row", "ours", "floor", "ratio", "n", "medians", "target", "note"
    );
    for line in lines {
        let number = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| format!("{value:.2}"));
        let medians = line.medians.map_or_else(|| "–".to_owned(), |(ours, floor)| format!("{ours:.2} / {floor:.2}"));
        let _ = writeln!(
            out,
            "{:28} {:>7.2} {:2} {:>10} {:>7} {:>9} {:>17}  {:26} {}",
            line.name,
            line.ours,
            line.unit,
            number(line.floor),
            number(line.ratio()),
            line.n,
            medians,
            format!("{} {}", line.target, if line.met { "met" } else { "NOT MET" }),
            line.note
        );
    }
    out
}
