//! Surveys that are owed.

use aftercare_core::survey::{Duty, SurveyForm};
use chrono::NaiveDate;
use serde::Serialize;
use ts_rs::TS;
use uuid::Uuid;

/// A survey that is owed, planned, late or sent (HX-15, HX-17).
#[derive(Clone, Debug, Serialize, TS)]
pub struct SurveyRow {
    /// Whose.
    pub customer: Uuid,
    /// Name.
    pub name: String,
    /// Why: first customer or six months.
    pub duty: Duty,
    /// Which form.
    pub form: SurveyForm,
    /// The day from which the duty counts: completion, long-term since, last sent.
    pub since: NaiveDate,
    /// Planned for.
    pub planned_on: NaiveDate,
    /// The last day on which the promise is kept.
    pub last_day: NaiveDate,
    /// `planned`, `due`, `late`, `sent`, `sent_late`, `exempt`, `dropped`.
    pub state: String,
    /// When it went out.
    pub sent_on: Option<NaiveDate>,
    /// Clause.
    pub clause: String,
    /// The completed order or contract behind it.
    pub because: String,
}

/// The list of surveys owed.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SurveyList {
    /// Late, due, then planned.
    pub rows: Vec<SurveyRow>,
    /// Today in the desk's zone.
    pub today: NaiveDate,
}
