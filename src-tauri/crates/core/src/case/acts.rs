//! What may be done to a case now, and why not: the lawful steps, decided once for window, command line and server.

use super::fold::{Case, Status};
use crate::policy::rules::Number;
use crate::policy::{Fact, FormToClose, Pack};
use crate::time::Instant;
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// A step a person can take on a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Send an answer.
    Reply,
    /// Write an internal note.
    Note,
    /// Set type, urgency and complexity.
    Classify,
    /// Wait for somebody.
    Wait,
    /// End the waiting.
    Resume,
    /// Provide the solution.
    Solve,
    /// End the case.
    Close,
    /// Go on with a solved or closed case.
    Reopen,
    /// File a form.
    FileForm,
    /// Give it to another owner.
    HandOver,
}

impl Act {
    /// All acts, in the order in which a menu lists them.
    pub const ALL: [Self; 10] = [
        Self::Reply,
        Self::Note,
        Self::Classify,
        Self::Wait,
        Self::Resume,
        Self::Solve,
        Self::Close,
        Self::Reopen,
        Self::FileForm,
        Self::HandOver,
    ];
}

/// Why a step is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The case is closed: reopen it first.
    Closed,
    /// It is already so.
    Already,
    /// Only an open case can do this.
    NotOpen,
    /// Solve it before closing it.
    NotSolved,
    /// A message of the customer is unanswered.
    Unanswered,
    /// Not waiting.
    NotWaiting,
    /// A form that the pack asks for is not filed, and no reason is given (HX-12).
    NeedsForm,
    /// The reason is missing.
    NeedsReason,
    /// The text is missing.
    NeedsText,
    /// It is not classified yet (HX-11).
    NotClassified,
}

/// Whether `act` is lawful on `case` under its pinned pack. `given` says whether the person gave the reason or text that the act
/// asks for.
///
/// # Errors
/// The [`Refusal`] to show.
pub fn check(case: &Case, pack: &Pack, act: Act, given: bool) -> Result<(), Refusal> {
    use Status::{Closed, Open, Solved, Waiting};
    match (act, case.status) {
        (Act::Note | Act::FileForm | Act::HandOver, _) => Ok(()),
        (Act::Reopen, Solved | Closed) => Ok(()),
        (Act::Reopen, Open | Waiting) => Err(Refusal::Already),
        (_, Closed) => Err(Refusal::Closed),
        (Act::Reply | Act::Classify, _) => Ok(()),
        (Act::Wait, Open) | (Act::Resume, Waiting) => Ok(()),
        (Act::Wait, Waiting) => Err(Refusal::Already),
        (Act::Wait, Solved) => Err(Refusal::NotOpen),
        (Act::Resume, _) => Err(Refusal::NotWaiting),
        (Act::Solve, Open | Waiting) => Ok(()),
        (Act::Solve, Solved) => Err(Refusal::Already),
        (Act::Close, Open | Waiting) => Err(Refusal::NotSolved),
        (Act::Close, Solved) if case.category.is_none() => Err(Refusal::NotClassified),
        (Act::Close, Solved) if !given && form_owed(case, pack).is_some() => Err(Refusal::NeedsForm),
        (Act::Close, Solved) => Ok(()),
    }
}

/// The form that its pack wants filed before this case is closed and that is not, the first of them (HX-12). A case with a call
/// in it is a telephone case too, however it began.
#[must_use]
pub fn form_owed<'p>(case: &Case, pack: &'p Pack) -> Option<FormToClose<'p>> {
    let mut asked = vec![case.inputs()];
    if case.has_call {
        let mut called = case.inputs();
        // The word is the fact's own.
        let _ = called.set(Fact::Channel, "telephone");
        asked.push(called);
    }
    let filed = |form: &FormToClose<'_>| case.forms.iter().any(|filed| form.is(&filed.sort));
    pack.forms_to_close().find(|form| asked.iter().any(|inputs| form.when.holds(inputs)) && !filed(form))
}

/// For so many days after closing a customer's message still goes on with the case: the pack's number, else 14 (chosen).
#[must_use]
pub fn reopen_days(pack: &Pack) -> u32 {
    pack.number(Number::ReopenDays).unwrap_or(14)
}

/// Whether a customer's message at `at` goes on with this case rather than opening a linked one, by its pinned pack.
#[must_use]
pub fn takes_message(case: &Case, pack: &Pack, at: Instant) -> bool {
    let days = TimeDelta::days(reopen_days(pack).into());
    case.closed_at.is_none_or(|closed| closed.checked_add_signed(days).is_none_or(|last| at <= last))
}
