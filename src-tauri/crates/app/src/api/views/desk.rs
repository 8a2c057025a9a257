//! The desk as the frame shows it: its day, its counts, its alerts.

use super::people::StaffMember;
use super::today::PromiseRow;
use aftercare_core::clock::ClockName;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// The desk as the window's frame needs it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Desk {
    /// False until somebody chose "sample desk" or "my desk".
    pub ready: bool,
    /// The house's name.
    pub house: String,
    /// Who sits here.
    pub me: Option<StaffMember>,
    /// Everybody on the desk.
    pub staff: Vec<StaffMember>,
    /// The desk's zone; all civil times are shown in it.
    pub zone: String,
    /// The desk's now: on a sample desk it can be ahead of the computer's.
    pub now: DateTime<Utc>,
    /// Today's service hours.
    pub day: DayLine,
    /// A sample desk, with a movable clock.
    pub sample: bool,
    /// Whether notifications reach anybody.
    pub notifications: NotificationState,
    /// Numbers beside the rail.
    pub counts: Counts,
    /// What needs saying, such as a year without published holidays.
    pub warnings: Vec<Warning>,
    /// What was missed while the program did not run, once.
    pub slept: Option<Slept>,
}

/// The day as the status line draws it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DayLine {
    /// The civil day in the desk's zone.
    pub date: NaiveDate,
    /// Open intervals of that day, instants.
    pub open: Vec<Span>,
    /// Open now?
    pub is_open: bool,
    /// When that changes next.
    pub changes_at: Option<DateTime<Utc>>,
}

/// A stretch of time, half-open.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Span {
    /// First instant.
    pub from: DateTime<Utc>,
    /// First instant after it.
    pub to: DateTime<Utc>,
}

/// Whether desktop notifications work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NotificationState {
    /// A service answers.
    Ready,
    /// None answers: alerts show in the window only.
    Absent,
    /// Not looked yet.
    Unknown,
}

/// Counts that the window shows beside its views.
#[derive(Clone, Debug, Default, Serialize, TS)]
pub struct Counts {
    /// Open cases waiting for the desk.
    pub for_us: i64,
    /// Open cases waiting for somebody else.
    pub waiting: i64,
    /// Cases with a breached clock that still runs.
    pub late: i64,
    /// Solved, not closed.
    pub solved: i64,
    /// Closed.
    pub closed: i64,
    /// Surveys due or late.
    pub surveys: i64,
}

/// A code with what belongs in its sentence.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq, TS)]
pub struct Warning {
    /// Such as `year_not_published`.
    pub code: String,
    /// Values for the sentence, by name.
    pub args: std::collections::BTreeMap<String, String>,
}

/// What an alert is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AlertSort {
    /// A deadline comes near.
    Soon,
    /// A deadline passed.
    Late,
    /// A task is to be done.
    Task,
    /// A pressing case was passed on.
    Routed,
    /// Several at once.
    Summary,
}

/// An alert that belongs to whoever took it. Several at once come as one summary. It holds no sentence: who shows it words it, in
/// the language of the screen.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AlertView {
    /// Confirm these with `alerts_shown` once it is shown.
    pub keys: Vec<String>,
    /// What it is about.
    pub kind: AlertSort,
    /// The case that a click opens; none for a summary.
    pub case: Option<Uuid>,
    /// As in C-4127; of a summary the most urgent one's.
    pub label: String,
    /// Who waits there.
    pub party: String,
    /// What the case is about; of a summary the most urgent one's.
    pub subject: String,
    /// Which clock; none for a summary and for a task.
    pub clock: Option<ClockName>,
    /// What is to be done; of a task only.
    pub task: Option<String>,
    /// The deadline or the task's time; none for a summary.
    pub at: Option<DateTime<Utc>>,
    /// How many deadlines passed.
    pub late: u32,
    /// How many come near.
    pub soon: u32,
    /// The desk's now.
    pub now: DateTime<Utc>,
    /// The IANA zone in which the desk's deadlines are told.
    pub zone: String,
}

/// One summary instead of a storm (what came due while nobody looked).
#[derive(Clone, Debug, Serialize, TS)]
pub struct Slept {
    /// From here.
    pub from: DateTime<Utc>,
    /// To here.
    pub to: DateTime<Utc>,
    /// Deadlines that passed in between.
    pub passed: Vec<PromiseRow>,
    /// Alerts that were claimed but perhaps never seen.
    pub lost_alerts: i64,
}
