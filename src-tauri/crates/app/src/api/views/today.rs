//! What is to be done: promises, tasks.

use super::cases::ClockView;
use super::people::StaffMember;
use super::surveys::SurveyRow;
use aftercare_core::case::{TaskEnd, TaskSort};
use chrono::{DateTime, Utc};
use serde::Serialize;
use ts_rs::TS;
use uuid::Uuid;

/// A promise that falls due, on Today.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PromiseRow {
    /// The case.
    pub case: Uuid,
    /// As in C-4127.
    pub label: String,
    /// Who waits.
    pub party: String,
    /// What about.
    pub subject: String,
    /// The clock.
    pub clock: ClockView,
}

/// The Today page.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Today {
    /// Next promises, soonest first, late ones on top.
    pub promises: Vec<PromiseRow>,
    /// Surveys due or late.
    pub surveys: Vec<SurveyRow>,
    /// What I have to do, first what is to be done first.
    pub tasks: Vec<TaskRow>,
    /// How many tasks I have; more than are listed where there are very many.
    pub tasks_total: i64,
    /// The desk's now.
    pub now: DateTime<Utc>,
}

/// A thing to do.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TaskView {
    /// Id.
    pub id: Uuid,
    /// What sort.
    pub sort: TaskSort,
    /// What is to be done.
    pub what: String,
    /// When; none for as soon as the case's own deadlines ask.
    pub due: Option<DateTime<Utc>>,
    /// Who is to do it.
    pub owner: StaffMember,
    /// When it was set.
    pub set_at: DateTime<Utc>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// How it ended.
    pub end: Option<TaskEnd>,
}

/// A thing to do, with its case.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TaskRow {
    /// Id.
    pub id: Uuid,
    /// Its case.
    pub case: Uuid,
    /// As in C-4127.
    pub label: String,
    /// Customer or correspondent.
    pub party: String,
    /// The case's subject.
    pub subject: String,
    /// What sort.
    pub sort: TaskSort,
    /// What is to be done.
    pub what: String,
    /// When.
    pub due: Option<DateTime<Utc>>,
    /// The case's next deadline.
    pub clock: Option<ClockView>,
}
