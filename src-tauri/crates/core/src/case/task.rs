//! Things to do on a case: a call to return (HX-6, HX-9), a question to ask again (HN-5), anything a person plans. Each has an owner
//! and perhaps a day.
//!
//! A task is no promise: what is promised to the customer, clocks watch. What ends a task by itself stands here and nowhere else.

use crate::ids::{StaffId, TaskId};
use crate::journal::{Actor, Sealed};
use crate::time::Instant;
use serde::{Deserialize, Serialize};

/// What sort of thing is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum TaskSort {
    /// Return a missed call. Over when one of us and one of them have spoken.
    CallBack,
    /// Ask again what the case waits for. Over when the waiting is.
    Reminder,
    /// Anything else. Only a person ends it.
    Todo,
}

/// How a task ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum TaskEnd {
    /// It was done.
    Done,
    /// A person gave it up.
    Dropped,
    /// What happened on the case left nothing to do.
    Overtaken,
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Its id.
    pub id: TaskId,
    /// The number of the event that set it first; its short name within the case.
    pub number: u64,
    /// What sort.
    pub sort: TaskSort,
    /// What is to be done.
    pub what: Sealed,
    /// When it is to be done; its owner is told then.
    pub due: Option<Instant>,
    /// Who is to do it.
    pub owner: StaffId,
    /// When it was set first.
    pub set_at: Instant,
    /// When, by whom and how it ended.
    pub ended: Option<(Instant, Actor, TaskEnd)>,
}

impl Task {
    /// Whether it is still to be done.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.ended.is_none()
    }
}

/// Ends the open tasks of a sort, for `actor` at an instant.
pub(super) fn end(tasks: &mut [Task], sort: TaskSort, at: Instant, actor: Actor, how: TaskEnd) {
    for task in tasks.iter_mut().filter(|task| task.sort == sort && task.is_open()) {
        task.ended = Some((at, actor, how));
    }
}
