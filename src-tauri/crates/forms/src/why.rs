//! The data of "Why this deadline 期限的由来" and of the verdict that goes with it: a print-out of what the program answers,
//! computed anew each time and never filed. Amounts and instants come ready to print, exact enough to be added up by hand.

use serde::{Deserialize, Serialize};

use crate::{Brand, Field, Moment};

/// The print-out: a sheet for the deadline, one for the verdict, or both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Why {
    /// The head.
    pub brand: Brand,
    /// As in C-4127.
    pub case: String,
    /// The customer, else who wrote.
    pub customer: Option<Field>,
    /// What the case is about.
    pub subject: Option<Field>,
    /// The notice, in the zone that deadlines are counted in.
    pub notice: Option<Moment>,
    /// The same instant in the customer's zone.
    pub customer_time: Option<Moment>,
    /// The past instant at which the case stood so; none for now.
    pub as_of: Option<Moment>,
    /// When it was printed.
    pub printed: Option<Moment>,
    /// Who printed it.
    pub printed_by: Option<Field>,
    /// The deadline.
    pub deadline: Option<Deadline>,
    /// The verdict.
    pub verdict: Option<Verdict>,
    /// What it was computed from, each by number and hash.
    pub sources: Vec<Source>,
}

/// A deadline and the sum behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// "Solution is due".
    pub headline: Field,
    /// The due instant; none while a pause hides it.
    pub due: Option<Moment>,
    /// How it stands, "running", "kept, 4 d late".
    pub state: Field,
    /// When it would be due without what is declared, where that is another instant.
    pub normal: Option<Moment>,
    /// The sum in sentences.
    pub say: Field,
    /// What is promised, "48 h".
    pub target: Field,
    /// The amounts are days; else hours and minutes.
    pub days: bool,
    /// Seconds were cut off in what is printed: a line may differ by one from its ends.
    pub cut: bool,
    /// Hours to write over the lanes.
    pub axis: Vec<u8>,
    /// The days, in order.
    pub lanes: Vec<Lane>,
    /// The amounts added up.
    pub total: String,
    /// Where the sum ended, and the opening that the promise moved to.
    pub hop: Option<Hop>,
    /// The promise behind it.
    pub promise: Promise,
    /// States declared on the case.
    pub declared: Vec<Span>,
    /// Pauses.
    pub pauses: Vec<Span>,
    /// Targets that held before.
    pub before: Vec<Other>,
    /// Other targets in force.
    pub also: Vec<Other>,
    /// Pack and version.
    pub pack: Field,
    /// The calendar.
    pub calendar: Field,
    /// Its revision.
    pub revision: String,
    /// The IANA zone of all instants.
    pub zone: String,
}

/// A civil day, or several in a row that count nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lane {
    /// "2026-11-20".
    pub day: String,
    /// "Fri".
    pub weekday: Option<Field>,
    /// The last of several days.
    pub until: Option<String>,
    /// Its day of the week.
    pub until_weekday: Option<Field>,
    /// Opening hours, in thousandths of the day.
    #[serde(default)]
    pub open: Vec<[u16; 2]>,
    /// What counts, in thousandths of the day.
    #[serde(default)]
    pub counted: Vec<[u16; 2]>,
    /// Waiting, in thousandths of the day.
    #[serde(default)]
    pub paused: Vec<[u16; 2]>,
    /// The notice, in thousandths of the day.
    pub start: Option<u16>,
    /// The due instant, in thousandths of the day.
    pub due: Option<u16>,
    /// One line for each interval.
    pub lines: Vec<Line>,
}

/// An interval of a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Line {
    /// "10:12–17:10".
    pub span: Option<String>,
    /// Why it does not count.
    pub what: Option<Field>,
    /// What it adds, "6:58"; none where it adds nothing.
    pub amount: Option<String>,
    /// The sum so far.
    pub sum: Option<String>,
}

/// The sum ended while closed, so the promise moved on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hop {
    /// Where the sum ended.
    pub from: Moment,
    /// The next opening.
    pub to: Moment,
}

/// The words of the document, with how they were read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Promise {
    /// The document's own words.
    pub quote: String,
    /// Section, "§1.2".
    pub section: String,
    /// Clause, "HX-7".
    pub clause: String,
    /// The document states it; else the desk chose it.
    pub stated: bool,
    /// How it was read.
    pub reading: Option<Field>,
}

/// A stretch of time with what it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// First instant.
    pub from: Moment,
    /// The instant after its last; none while it lasts.
    pub to: Option<Moment>,
    /// For whom, or what was declared.
    pub what: Field,
    /// What was asked, or why it was declared.
    pub why: Option<Field>,
    /// How long, "16 h 14 min".
    pub length: Option<Field>,
}

/// A target beside the one that holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Other {
    /// "24 h".
    pub target: Field,
    /// When it was due; none while a pause hides it.
    pub due: Option<Moment>,
    /// Until when it held.
    pub until: Option<Moment>,
    /// Clause.
    pub clause: String,
}

/// What the policy says of the matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// "Free of charge".
    pub head: Field,
    /// The sentences below it.
    pub say: Option<Field>,
    /// One for each question.
    pub answers: Vec<Answer>,
    /// Facts it rests on.
    pub facts: Vec<Fact>,
    /// Facts and days that are still wanted.
    pub needed: Vec<Field>,
    /// Date arithmetic.
    pub sums: Vec<Sum>,
    /// What was noted with the last finding.
    pub noted: Option<Field>,
    /// States declared on the case.
    pub declared: Option<Field>,
    /// The clause behind the head.
    pub promise: Option<Promise>,
    /// Pack and version.
    pub pack: Field,
}

/// The answer to one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// "Liability", "Freight (to us)".
    pub about: Field,
    /// "us", "needs facts: cause".
    pub answer: Field,
    /// Facts that made the row answer, with the mark of the sum that gave one.
    #[serde(default)]
    pub because: Vec<Field>,
    /// The row of its table; none while it needs facts.
    pub row: Option<u32>,
    /// Clause of the row.
    pub clause: Option<String>,
    /// The document states it; else the desk chose it. None while it needs facts.
    pub stated: Option<bool>,
    /// How the row was read, or what is said to the customer.
    #[serde(default)]
    pub remarks: Vec<Field>,
}

/// A fact that is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// "Cause".
    pub fact: Field,
    /// "Material".
    pub value: Field,
    /// "found by Mei Lin, 2026-11-23 15:42", "from the days (A)".
    pub by: Option<Field>,
}

/// Date arithmetic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    /// "A".
    pub mark: String,
    /// "Warranty".
    pub what: Field,
    /// "received 2026-08-14 + 12 months, last day 2027-08-14 included".
    pub line: Field,
    /// Clause.
    pub clause: String,
    /// The document states it; else the desk chose it.
    pub stated: bool,
}

/// A record that what is printed was computed from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// "Case, entry 14", "Policy text".
    pub what: Field,
    /// The stream, or the pack.
    pub name: String,
    /// SHA-256, hexadecimal: of the journal's entry, or of the text.
    pub hash: String,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use serde_json::Value;

    #[test]
    fn the_sample_reads_and_writes_back_the_same() {
        let sample: Value = serde_json::from_str(include_str!("../templates/why/sample.json")).unwrap();
        let typed: Why = serde_json::from_value(sample).unwrap();
        let again: Why = serde_json::from_value(serde_json::to_value(&typed).unwrap()).unwrap();
        assert_eq!(typed, again);
        assert!(typed.deadline.is_some() && typed.verdict.is_some());
    }
}
