//! Cases as rows of a list, and their clocks.

use aftercare_core::case::{Channel, Status, Urgency};
use aftercare_core::clock::{ClockName, ClockState, PauseReason};
use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// A clock as chips, strips and bars show it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ClockView {
    /// Which.
    pub clock: ClockName,
    /// First, second … run of it.
    pub cycle: u32,
    /// As of the answer's `now`; the window lets it tick.
    pub state: ClockState,
    /// Since when.
    pub started: DateTime<Utc>,
    /// When it is or was due; none while an open pause makes it unknown.
    pub due: Option<DateTime<Utc>>,
    /// From here on it is "soon": 75 % used.
    pub warn_at: Option<DateTime<Utc>>,
    /// When it stopped.
    pub stopped: Option<DateTime<Utc>>,
    /// When it ran past its due instant.
    pub breached_at: Option<DateTime<Utc>>,
    /// Since when it is paused.
    pub paused_since: Option<DateTime<Utc>>,
    /// For whom it is paused.
    pub pause_reason: Option<PauseReason>,
    /// Thousandths of the target used, over 1000 when late.
    pub used_permille: i64,
    /// What is promised.
    pub measure: MeasureView,
    /// Clause id such as HX-6.
    pub clause: String,
    /// Whether the document states the value.
    pub stated: bool,
}

/// What a clock promises.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct MeasureView {
    /// `service`, `elapsed`, `elapsed_service`, `business_days`, `natural_days`.
    pub kind: String,
    /// Seconds, for the first three.
    pub seconds: Option<i64>,
    /// Days, for the others.
    pub days: Option<u32>,
}

/// A row of the case list.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CaseRow {
    /// Id.
    pub id: Uuid,
    /// As in C-4127.
    pub label: String,
    /// Subject.
    pub subject: String,
    /// Customer's name, else the correspondent's name or address.
    pub party: String,
    /// How the last message came.
    pub channel: Channel,
    /// Where it stands.
    pub status: Status,
    /// A customer's message is unanswered.
    pub unanswered: bool,
    /// The clock that is due next, or the paused one.
    pub next: Option<ClockView>,
    /// Owner's initials.
    pub owner: String,
    /// How pressing.
    pub urgency: Urgency,
}

/// Which cases a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CaseFilter {
    /// Open and waiting, next due first; those waiting for others after those waiting for us.
    Open,
    /// Solved, newest first.
    Solved,
    /// Closed, newest first.
    Closed,
    /// All, newest first.
    All,
}

/// What to list.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct CasesAsk {
    /// Which.
    pub filter: CaseFilter,
    /// Words to find in number, subject, party and messages, and conditions such as `owner:me is:late`; empty for all.
    #[serde(default)]
    pub text: String,
    /// Go on after this page.
    #[serde(default)]
    pub after: Option<String>,
    /// Rows a page, at most 200.
    pub limit: u32,
}

/// A page of the case list.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CaseList {
    /// The rows.
    pub rows: Vec<CaseRow>,
    /// Give this back as `after` for more.
    pub next: Option<String>,
    /// All rows that match.
    pub total: i64,
    /// The conditions in the text, in order. With one that is wrong there are no rows.
    pub terms: Vec<SeekTerm>,
    /// The desk's now, to tick from.
    pub now: DateTime<Utc>,
}

/// A condition in a text.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SeekTerm {
    /// Where it begins, in UTF-16 units.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
    /// Its key, such as `owner`.
    pub key: String,
    /// Its value as written.
    pub value: String,
    /// Turned over.
    pub not: bool,
    /// What is wrong with it: `empty`, `unknown`, `twice` or `turned`.
    pub wrong: Option<String>,
}
