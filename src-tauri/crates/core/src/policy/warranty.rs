//! Whether goods are within their warranty, with the arithmetic (HX-22, CK-4, CK-6).
//!
//! All periods are shown, and which of them holds: whether there is proof decides, not the later date. The last day of
//! each is included. Left out: who pays for what then, which the decision tables say.

use super::dates::{DateName, Dates};
use super::fact::{Fact, Inputs};
use super::pack::Basis;
use super::rules::{After, Length, Period, WarrantyRule};
use chrono::{Days, Months, NaiveDate};
use serde::Serialize;

/// What an answer still needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Needed {
    /// A fact.
    Fact(Fact),
    /// A day.
    Date(DateName),
}

impl Needed {
    /// Its name in data.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Fact(fact) => fact.word(),
            Self::Date(day) => day.word(),
        }
    }
}

/// Within, after, or not to be told yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Covered {
    /// Within the warranty.
    In,
    /// After it.
    Out,
    /// A fact or a day is missing.
    Open,
}

/// One period with its arithmetic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Span<'a> {
    /// The period's name in the pack, or `extension`.
    pub id: &'a str,
    /// The day it counts from; none for the day a repair was sent back.
    pub from: Option<DateName>,
    /// That day, where known.
    pub start: Option<NaiveDate>,
    /// How long.
    pub length: Length,
    /// Days of repairs that were added.
    pub added: u64,
    /// Its last day, included.
    pub last_day: Option<NaiveDate>,
    /// Whether it is one that counts for these goods.
    pub holds: bool,
    /// Clause.
    pub clause: &'a str,
    /// Stated or chosen.
    pub basis: Basis,
}

/// The warranty of goods on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Warranty<'a> {
    /// Within or after.
    pub covered: Covered,
    /// The last day on which they are covered, included; none while it is open.
    pub last_day: Option<NaiveDate>,
    /// The periods and extensions.
    pub spans: Vec<Span<'a>>,
    /// What would settle it.
    pub needs: Vec<Needed>,
}

/// The last day of a length from a day on.
#[must_use]
pub fn last_day(start: NaiveDate, length: Length) -> Option<NaiveDate> {
    match length {
        Length::Days(days) => start.checked_add_days(Days::new(days.into())),
        Length::Months(months) => start.checked_add_months(Months::new(months)),
    }
}

/// The warranty on a day, by what is known of proof, days and repairs.
#[must_use]
pub fn warranty<'a>(rule: &'a WarrantyRule, inputs: &Inputs, dates: &Dates, on: NaiveDate) -> Warranty<'a> {
    let possible = |period: &&Period| period.when.facts().all(|fact| meets(period, inputs, fact));
    let candidates: Vec<&Period> = rule.periods.iter().filter(possible).collect();
    let decided = candidates.len() == 1;
    let mut spans: Vec<Span<'a>> = Vec::with_capacity(rule.periods.len());
    for period in &rule.periods {
        let start = dates.get(period.from);
        let plain = start.and_then(|day| last_day(day, period.length));
        let added = plain.map_or(0, |last| if rule.pauses_during_repair { repaired(dates, last, on) } else { 0 });
        spans.push(Span {
            id: &period.id,
            from: Some(period.from),
            start,
            length: period.length,
            added,
            last_day: plain.and_then(|last| last.checked_add_days(Days::new(added))),
            holds: decided && candidates.iter().any(|one| one.id == period.id),
            clause: &period.clause,
            basis: period.basis,
        });
    }
    let mut needs = Vec::new();
    if !decided {
        let open = candidates.iter().flat_map(|period| period.when.facts()).filter(|fact| inputs.is_open(*fact));
        needs.extend(open.map(Needed::Fact));
    }
    let of_candidates = || spans.iter().filter(|span| candidates.iter().any(|period| period.id == span.id));
    needs.extend(of_candidates().filter(|span| span.start.is_none()).filter_map(|s| s.from.map(Needed::Date)));
    needs.sort_unstable();
    needs.dedup();
    let answers: Vec<Option<NaiveDate>> = of_candidates().map(|span| span.last_day).collect();
    let all = |covered: bool| !answers.is_empty() && answers.iter().all(|l| l.is_some_and(|l| (on <= l) == covered));
    let mut covered = match (all(true), all(false)) {
        (true, _) => Covered::In,
        (_, true) => Covered::Out,
        _ => Covered::Open,
    };
    let mut last = if decided { answers.first().copied().flatten() } else { None };
    for span in extensions(rule, dates) {
        if span.last_day.is_some_and(|end| on <= end) && span.start.is_some_and(|start| start <= on) {
            covered = Covered::In;
        }
        last = if covered == Covered::Open { None } else { last.max(span.last_day) };
        spans.push(span);
    }
    if covered != Covered::Open {
        needs.clear();
    }
    Warranty { covered, last_day: last, spans, needs }
}

/// Whether what is known of a fact leaves room for the period's condition.
fn meets(period: &Period, inputs: &Inputs, fact: Fact) -> bool {
    period.when.set(fact).is_none_or(|set| inputs.words(fact) & set != 0)
}

/// Days spent in repairs under warranty that came in within the period.
fn repaired(dates: &Dates, last: NaiveDate, on: NaiveDate) -> u64 {
    let mut end = last;
    let mut added = 0;
    for repair in dates.repairs.iter().filter(|repair| repair.in_warranty) {
        if repair.received_on > end {
            continue;
        }
        let away = (repair.sent_back_on.unwrap_or(on).max(repair.received_on) - repair.received_on).num_days();
        let away = u64::try_from(away).unwrap_or(0);
        added += away;
        end = end.checked_add_days(Days::new(away)).unwrap_or(end);
    }
    added
}

/// The warranty that repairs gave.
fn extensions<'a>(rule: &'a WarrantyRule, dates: &Dates) -> Vec<Span<'a>> {
    let Some(extension) = &rule.extension else { return Vec::new() };
    let counts = |in_warranty: bool| extension.after == After::Any || !in_warranty;
    let repairs = dates.repairs.iter().filter(|repair| counts(repair.in_warranty));
    repairs
        .filter_map(|repair| repair.sent_back_on)
        .map(|start| Span {
            id: "extension",
            from: None,
            start: Some(start),
            length: extension.length,
            added: 0,
            last_day: last_day(start, extension.length),
            holds: true,
            clause: &extension.clause,
            basis: extension.basis,
        })
        .collect()
}
