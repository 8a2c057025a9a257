//! What the policy's screens ask and are told: packs as documents, values, tables, versions, verdicts.
//!
//! Facts, their words and the keys of answers are core's words, as strings: `cause`, `material`; `party`, `us`. The
//! interface has a sentence for each. Texts that the pack itself holds come in both languages.
//!
//! Left out: calendars (see `calendar`), and a case's own clocks (see `views`).

use super::views::{MeasureView, StaffMember};
use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use uuid::Uuid;

/// A text of the pack in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Both {
    /// English.
    pub en: String,
    /// Simplified Chinese.
    pub zh: String,
}

/// A fact and the words it may have: one condition of a row or a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct Condition {
    /// Such as `cause`.
    pub fact: String,
    /// Any of these.
    pub values: Vec<String>,
}

/// Facts that are known, each with its word. What nobody knows is absent.
pub type KnownFacts = BTreeMap<String, String>;

/// The days of a matter, in the pack's zone; what nobody knows is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct MatterDays {
    /// The goods left the factory.
    pub shipped_on: Option<NaiveDate>,
    /// Bought, as the proof says.
    pub purchased_on: Option<NaiveDate>,
    /// Reached the customer.
    pub received_on: Option<NaiveDate>,
    /// The return was asked for.
    pub requested_on: Option<NaiveDate>,
    /// The return was confirmed.
    pub confirmed_on: Option<NaiveDate>,
    /// The customer sent the goods.
    pub sent_on: Option<NaiveDate>,
    /// The evidence reached us.
    pub evidence_on: Option<NaiveDate>,
    /// Repairs before, in their order (CK-6).
    pub repairs: Vec<MatterRepair>,
}

/// A repair that the goods went through before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MatterRepair {
    /// The day they came in.
    pub received_on: NaiveDate,
    /// The day they were sent back; none while they are here.
    pub sent_back_on: Option<NaiveDate>,
    /// Whether the warranty covered it then.
    pub in_warranty: bool,
}

/// All packs of the desk.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PolicyList {
    /// In the order of their documents.
    pub rows: Vec<PolicyRow>,
    /// The desk's now.
    pub now: DateTime<Utc>,
}

/// One pack with its versions.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PolicyRow {
    /// Such as `hx-leather`.
    pub id: String,
    /// For people.
    pub name: Both,
    /// The document's number.
    pub document: String,
    /// The version in force now.
    pub version: u32,
    /// The desk's own pack, that new cases get when nothing else is said.
    pub standard: bool,
    /// The pack's zone.
    pub zone: String,
    /// All published ones, newest first.
    pub versions: Vec<VersionRow>,
    /// What is being changed.
    pub draft: Option<DraftRow>,
}

/// How a version stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum VersionState {
    /// Being written.
    Draft,
    /// Published, in force later.
    Planned,
    /// In force.
    InForce,
    /// Was in force, or another took its place at the same instant; cases may still keep it.
    Past,
}

/// A published version.
#[derive(Clone, Debug, Serialize, TS)]
pub struct VersionRow {
    /// Counts up.
    pub version: u32,
    /// How it stands now.
    pub state: VersionState,
    /// In force from here on.
    pub effective: DateTime<Utc>,
    /// When it was published here; none for those that came with the program.
    pub published_at: Option<DateTime<Utc>>,
    /// Who published it.
    pub by: Option<StaffMember>,
    /// Open cases that keep it.
    pub open_cases: i64,
    /// The change notice prepared with it: how many customers are to be told; none when nobody was.
    pub recipients: Option<i64>,
}

/// What is being changed.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DraftRow {
    /// The number it would get.
    pub version: u32,
    /// What it started from.
    pub base: u32,
    /// When it was saved last.
    pub saved_at: DateTime<Utc>,
    /// By whom.
    pub by: Option<StaffMember>,
    /// How many values differ from the base; none while it can't be read.
    pub changes: Option<u32>,
    /// How many problems stand in its way.
    pub problems: u32,
}

/// Which version to read.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct PolicyAsk {
    /// Pack.
    pub id: String,
    /// None for the one in force.
    #[serde(default)]
    pub version: Option<u32>,
    /// The draft, when there is one that can be read, whatever is wrong with what it says; else as without.
    #[serde(default)]
    pub draft: bool,
}

/// A pack as one reads it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PolicyView {
    /// Pack.
    pub id: String,
    /// Which version; of a draft the one it would become.
    pub version: u32,
    /// How it stands.
    pub state: VersionState,
    /// For people.
    pub name: Both,
    /// The document's number.
    pub document: String,
    /// In force from here on; for a draft what it says now.
    pub effective: DateTime<Utc>,
    /// The zone of its calendars and days.
    pub zone: String,
    /// The language of the quotes.
    pub language: String,
    /// Chapters, in the order of the document.
    pub sections: Vec<SectionView>,
    /// Clauses, in the order of the document.
    pub clauses: Vec<ClauseView>,
    /// Values, in the order of the pack; rows of tables stand in the tables.
    pub values: Vec<ValueView>,
    /// Decision tables.
    pub tables: Vec<TableView>,
    /// The facts that its rules ask for, in the order in which screens ask.
    pub facts: Vec<FactView>,
    /// Each fact that there is, with the words it may have in this pack: what conditions are written with.
    pub words: BTreeMap<String, Vec<String>>,
    /// Days that its rules count from, such as `received`.
    pub days: Vec<String>,
    /// The whole pack as text, exactly as published; the draft's, when that was asked for, also while it can't be read.
    pub toml: String,
    /// When the draft was saved whose text this is; none for a published one's.
    pub saved_at: Option<DateTime<Utc>>,
}

/// A chapter of the document.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SectionView {
    /// Such as `1.2`.
    pub id: String,
    /// Its title.
    pub title: Both,
}

/// A clause of the document.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ClauseView {
    /// Such as HX-6.
    pub id: String,
    /// Its chapter.
    pub section: String,
    /// Its words.
    pub quote: String,
    /// Our translation.
    pub zh: Option<String>,
}

/// What sort of value it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ValueSort {
    /// Target of a clock; `code` is the clock.
    Clock,
    /// Opening hours; `code` is the calendar's name.
    Calendar,
    /// A number; `code` names it, such as `reopen_days`.
    Number,
    /// A rule that is on or off; `code` names it.
    Rule,
    /// A row of a table, in changes only; `code` is the table.
    Row,
    /// `first`, or one of the numbers of the periodic survey: `months`, `plan_days`, `long_term_orders`, …
    Survey,
    /// A warranty period by its id, `extension`, or `pauses`.
    Warranty,
    /// `window`, `sending`, `evidence`, `authorisation`, `details`.
    Return,
    /// Something to choose from: `category`, `urgency`, `complexity`, `channel`; its word is the amount.
    Choice,
    /// A group that cases are passed to.
    Group,
    /// A text that is sent; `code` is its use.
    Template,
    /// A printed form.
    Form,
    /// A contact that is printed.
    Contact,
}

/// How much, in a shape that the interface puts into words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Amount {
    /// A length that a clock counts.
    Measure {
        /// How it is counted, and how much.
        measure: MeasureView,
        /// Whether waiting may hold it up.
        pauses: bool,
        /// When to warn, where the pack says so.
        warn: Option<MeasureView>,
    },
    /// A share of another clock.
    Share {
        /// Which.
        of: String,
        /// Thousandths.
        permille: u32,
    },
    /// Days or months from a day; the last one included.
    Period {
        /// The day it counts from, such as `received`; none where only the length is meant.
        from: Option<String>,
        /// Days.
        days: Option<u32>,
        /// Calendar months.
        months: Option<u32>,
    },
    /// A number with its unit: `days`, `months`, `permille`, `orders`.
    Number {
        /// The number.
        value: i64,
        /// Its unit.
        unit: String,
    },
    /// On or off.
    Flag {
        /// On.
        on: bool,
    },
    /// Opening hours.
    Hours {
        /// Days in a row with the same hours are one line.
        days: Vec<DayHours>,
        /// IANA zone.
        zone: String,
        /// Whose public days: `cn`; none for none.
        public_days: Option<String>,
    },
    /// One or several words, such as `required` or `order_number`, `items`; of a contact, its addresses.
    Words {
        /// Which.
        words: Vec<String>,
    },
    /// A text of the pack.
    Text {
        /// All of it.
        text: Both,
    },
    /// What a row answers.
    Answer {
        /// As [`TableRow::answer`].
        answer: BTreeMap<String, Vec<String>>,
    },
}

/// Weekdays with the same hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct DayHours {
    /// 1 = Monday.
    pub first: u8,
    /// The last of them; the same for one day.
    pub last: u8,
    /// Such as `09:00` and `21:00`; none when closed all day.
    pub hours: Vec<(String, String)>,
}

/// One value of a pack, with where it comes from.
#[derive(Clone, Debug, Serialize, TS, JsonSchema)]
pub struct ValueView {
    /// Where it stands in the text, such as `clocks[2]` or `warranty.periods[0]`, `returns.window`.
    pub key: String,
    /// What sort.
    pub sort: ValueSort,
    /// What exactly; a word of its sort.
    pub code: String,
    /// The pack's own name for it.
    pub name: Option<Both>,
    /// When it holds.
    pub when: Vec<Condition>,
    /// How much.
    pub amount: Amount,
    /// Clause.
    pub clause: String,
    /// The document gives it; else it was chosen.
    pub stated: bool,
    /// How it was read.
    pub reading: Option<Both>,
    /// In a draft: what the base had. None when it is the same.
    pub was: Option<Amount>,
    /// In a draft: it is not in the base, or its amount, its reading or its conditions differ.
    pub changed: bool,
    /// The field that holds a number or a flag one may type over: `seconds`, `days`, `value`, `on`, `length`, …
    pub field: Option<String>,
}

/// A decision table.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TableView {
    /// Id in the pack.
    pub id: String,
    /// What it decides: `liability`, `charge`, `freight`, `remedies`, `return`, `order_change`, `routing`, `step`.
    pub decides: String,
    /// Its title.
    pub title: Both,
    /// The facts it asks for, in its order.
    pub inputs: Vec<String>,
    /// How many combinations its rows answer.
    pub combinations: u32,
    /// What a row may answer.
    pub answers: Vec<AnswerPart>,
    /// Its rows.
    pub rows: Vec<TableRow>,
}

/// A part of an answer, with the words it may have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct AnswerPart {
    /// Its key in [`TableRow::answer`].
    pub key: String,
    /// What it may say; `true` and `false` for yes and no, of `group` the pack's groups.
    pub words: Vec<String>,
    /// Several at once.
    pub many: bool,
    /// A row must say it.
    pub needed: bool,
}

/// A row of a decision table.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TableRow {
    /// Which, from 1.
    pub row: u32,
    /// Its conditions; an input that is left out may be anything.
    pub when: Vec<Condition>,
    /// Its answer: `party` → `us`; `remedies` → several.
    pub answer: BTreeMap<String, Vec<String>>,
    /// Clause.
    pub clause: String,
    /// The document gives it; else it was chosen.
    pub stated: bool,
    /// How it was read.
    pub reading: Option<Both>,
    /// What is said to the customer.
    pub note: Option<Both>,
}

/// A fact that the pack's rules ask for.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FactView {
    /// Such as `cause`.
    pub fact: String,
    /// What it can be in this pack.
    pub values: Vec<String>,
    /// Where it comes from: `case` (channel, category …), `found` by a person, or `days` when dates give it.
    pub from: String,
    /// The tables that ask for it.
    pub tables: Vec<String>,
}

/// Two versions to compare.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct PolicyDiffAsk {
    /// Pack.
    pub id: String,
    /// The older one.
    pub from: u32,
    /// The newer one; none for the draft.
    #[serde(default)]
    pub to: Option<u32>,
}

/// What changes from one version to another.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PolicyDiff {
    /// In the order of the newer pack.
    pub changes: Vec<ChangeView>,
}

/// One change: a value as it was and as it will be. What stands in one of them only was added or removed.
#[derive(Clone, Debug, Serialize, TS, JsonSchema)]
pub struct ChangeView {
    /// As it was.
    pub was: Option<ValueView>,
    /// As it will be.
    pub now: Option<ValueView>,
    /// Customers feel it, so they are told (PA-10); else it is of the house, such as a reading.
    pub significant: bool,
}

/// A text of a pack to be examined.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct CheckPolicy {
    /// Pack.
    pub id: String,
    /// Its text.
    pub toml: String,
}

/// What stands in the way of a pack.
#[derive(Clone, Debug, Serialize, TS, JsonSchema)]
pub struct PolicyProblem {
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1, in characters.
    pub column: u32,
    /// Where it ends, in the same line: the column after it; none when only the beginning is known.
    pub end: Option<u32>,
    /// Such as `gap`, `overlap`, `unreachable`, `no_clause`; its sentence is the interface's.
    pub code: String,
    /// Values of the sentence.
    pub args: BTreeMap<String, String>,
    /// The input that shows it, for tables.
    pub input: Vec<Condition>,
}

/// How a text was found.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PolicyChecked {
    /// All problems at once, in the order of the text.
    pub problems: Vec<PolicyProblem>,
    /// Combinations that were walked.
    pub combinations: u32,
    /// What differs from the version in force; none while it can't be read.
    pub changes: Option<Vec<ChangeView>>,
}

/// A draft to keep. It may hold problems; only publishing asks for none. The answer is when it was saved: what the next one
/// of the same hand has seen.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SavePolicyDraft {
    /// Pack.
    pub id: String,
    /// Its whole text.
    pub toml: String,
    /// When the draft that this one started from was saved, to notice another's writing; none when there was none.
    #[serde(default)]
    pub seen: Option<DateTime<Utc>>,
}

/// A draft to drop.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct DropPolicyDraft {
    /// Pack.
    pub id: String,
    /// When the draft that is meant was saved, to notice another's writing.
    pub seen: DateTime<Utc>,
}

/// What publishing the draft would do.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct PublishAsk {
    /// Pack.
    pub id: String,
    /// From when on it is to hold.
    pub effective: DateTime<Utc>,
}

/// What publishing the draft would do.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PublishPreview {
    /// The number it gets.
    pub version: u32,
    /// The version it follows.
    pub base: u32,
    /// Combinations that were walked, each with exactly one answer.
    pub combinations: u32,
    /// What stands in the way; nothing may.
    pub problems: Vec<PolicyProblem>,
    /// What changes for whom.
    pub changes: Vec<ChangeView>,
    /// Open cases; they keep their version.
    pub open_cases: i64,
    /// The change notice.
    pub notice: NoticeView,
}

/// The notice of a change, to registered customers (PA-10).
#[derive(Clone, Debug, Serialize, TS)]
pub struct NoticeView {
    /// The pack asks for it, and something significant changes.
    pub needed: bool,
    /// Customers with an address: they get it once each.
    pub recipients: i64,
    /// Of those, by language.
    pub languages: BTreeMap<String, i64>,
    /// Registered customers without an address: to be told in another way.
    pub without_address: i64,
    /// Its subject.
    pub subject: Both,
    /// Its text.
    pub body: Both,
    /// Clause.
    pub clause: Option<String>,
}

/// Publishes the draft.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct PublishPolicy {
    /// Pack.
    pub id: String,
    /// From when on it holds; not in the past.
    pub effective: DateTime<Utc>,
    /// The draft that was previewed, by the instant it was saved.
    pub seen: DateTime<Utc>,
    /// Prepare the change notice.
    pub notice: bool,
}

/// A matter made up, to see what a pack says.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct TryPolicy {
    /// Pack.
    pub id: String,
    /// None for the one in force.
    #[serde(default)]
    pub version: Option<u32>,
    /// The draft instead, when nothing is wrong with it; else as without.
    #[serde(default)]
    pub draft: bool,
    /// Known facts.
    #[serde(default)]
    pub facts: KnownFacts,
    /// Declared states: `peak`, `high_volume`, `force_majeure`.
    #[serde(default)]
    pub declared: Vec<String>,
    /// Known days.
    #[serde(default)]
    pub days: MatterDays,
    /// The notice; none for now.
    #[serde(default)]
    pub notice: Option<DateTime<Utc>>,
}

/// What a pack says to a matter that was made up.
#[derive(Clone, Debug, Serialize, TS, JsonSchema)]
pub struct Tried {
    /// Which version answered.
    pub version: u32,
    /// The verdict.
    pub verdict: Verdict,
    /// Deadlines that begin with the notice, earliest first.
    pub deadlines: Vec<TriedDue>,
    /// The notice they count from.
    pub notice: DateTime<Utc>,
    /// The pack's zone.
    pub zone: String,
}

/// A deadline of a matter that was made up.
#[derive(Clone, Debug, Serialize, TS, JsonSchema)]
pub struct TriedDue {
    /// Clock.
    pub clock: String,
    /// How much, and how it is counted.
    pub measure: MeasureView,
    /// When it would be due.
    pub due: DateTime<Utc>,
    /// Without what is declared; none when that changes nothing.
    pub normal: Option<DateTime<Utc>>,
    /// The earliest of its clock: it holds.
    pub holds: bool,
    /// Clause.
    pub clause: String,
    /// The document gives it; else it was chosen.
    pub stated: bool,
    /// How it was read.
    pub reading: Option<Both>,
}

/// What a pack answers to what is known.
#[derive(Clone, Debug, Serialize, TS, JsonSchema)]
pub struct Verdict {
    /// One for each question that the pack has a table for; freight for each leg.
    pub answers: Vec<VerdictAnswer>,
    /// Date arithmetic, in its order.
    pub sums: Vec<DaySum>,
    /// Facts as the tables saw them, with those that dates gave.
    pub facts: KnownFacts,
    /// Facts that some answer waits for, most wanted first.
    pub needs: Vec<String>,
    /// Days that would give a fact that some answer waits for.
    pub needs_days: Vec<String>,
}

/// How far an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AnswerState {
    /// Each combination of what is open gives this answer.
    Decided,
    /// It depends on facts that nobody knows yet.
    NeedsFacts,
    /// A person found that it can't be distinguished (HX-4): served first, settled later.
    Undetermined,
    /// The policy says nothing about such a matter; `needs` names the fact whose word it does not know.
    Outside,
}

/// The answer to one question.
#[derive(Clone, Debug, Serialize, TS, JsonSchema)]
pub struct VerdictAnswer {
    /// As [`TableView::decides`].
    pub decides: String,
    /// Which way, for freight: `to_us`, `to_customer`.
    pub leg: Option<String>,
    /// How far it is.
    pub state: AnswerState,
    /// The answer, as [`TableRow::answer`]; empty while it needs facts.
    pub answer: BTreeMap<String, Vec<String>>,
    /// Which facts it needs.
    pub needs: Vec<String>,
    /// The table.
    pub table: String,
    /// The row that fired, from 1; none while it needs facts.
    pub row: Option<u32>,
    /// Rows that may still fire while facts are open.
    pub open_rows: Vec<u32>,
    /// Clause of the row.
    pub clause: Option<String>,
    /// The document gives it; else it was chosen.
    pub stated: bool,
    /// How the row was read.
    pub reading: Option<Both>,
    /// What is said to the customer.
    pub note: Option<Both>,
}

/// "received 14 Aug 2026 + 12 months, last day 14 Aug 2027 included".
#[derive(Clone, Debug, Serialize, TS, JsonSchema)]
pub struct DaySum {
    /// `warranty`, `extension`, `return_window`, `sending`, `evidence`.
    pub what: String,
    /// The pack's id of the period, such as `with_proof`.
    pub period: Option<String>,
    /// The fact that comes of it: `warranty`, `return_time` …
    pub fact: Option<String>,
    /// Its word.
    pub value: Option<String>,
    /// The day it counts from, such as `received`, `sent_back`.
    pub from: String,
    /// That day; none while nobody knows it.
    pub start: Option<NaiveDate>,
    /// Days added.
    pub days: Option<u32>,
    /// Months added.
    pub months: Option<u32>,
    /// Days that a repair in the period put on top.
    pub paused_days: Option<u32>,
    /// The last day, included.
    pub last_day: Option<NaiveDate>,
    /// The day that was compared with it.
    pub compared: Option<NaiveDate>,
    /// It decides; false for the one shown beside it.
    pub holds: bool,
    /// Clause.
    pub clause: String,
    /// The document gives it; else it was chosen.
    pub stated: bool,
}

/// A case, perhaps at an earlier instant.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct VerdictAsk {
    /// Which.
    pub case: Uuid,
    /// As it stood then; none for now.
    #[serde(default)]
    pub at: Option<DateTime<Utc>>,
}

/// The verdict on a case.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CaseVerdict {
    /// The case.
    pub case: Uuid,
    /// Pack.
    pub pack: String,
    /// The version the case keeps.
    pub version: u32,
    /// What the pack answers.
    pub verdict: Verdict,
    /// Facts that people found, with who and when.
    pub found: Vec<FoundFact>,
    /// Days that are known.
    pub days: MatterDays,
    /// Of those, what orders and units say already and nobody has to type.
    pub days_of_order: MatterDays,
    /// What was noted with the last finding.
    pub note: Option<String>,
    /// States declared for the case's notice.
    pub declared: Vec<String>,
    /// The instant that was asked for.
    pub at: Option<DateTime<Utc>>,
    /// The desk's now.
    pub now: DateTime<Utc>,
}

/// A fact that a person found.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FoundFact {
    /// Such as `cause`.
    pub fact: String,
    /// Its word.
    pub value: String,
    /// Who found it.
    pub by: Option<StaffMember>,
    /// When.
    pub at: DateTime<Utc>,
}

/// What a person found on a case.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct FindFacts {
    /// Which.
    pub case: Uuid,
    /// Each fact that was set, with its word; none takes it back.
    pub facts: BTreeMap<String, Option<String>>,
    /// The days as they are known then; none to leave them.
    #[serde(default)]
    pub days: Option<MatterDays>,
    /// A note, such as what was looked at.
    #[serde(default)]
    pub note: Option<String>,
}
