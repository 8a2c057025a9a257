//! What the calendar editor asks and is told.
//!
//! A calendar is named by pack and name (`service`, `business`). Its first revision is the pack's own; the desk may revise it, and
//! may go back to the pack's own, which is a revision too. Times of day are `HH:MM` by the calendar's wall clock; `24:00` ends a
//! day, and an end before its start runs over midnight.

use super::views::Warning;
use aftercare_core::clock::ClockName;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// A calendar of a pack, as the list shows it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CalendarLine {
    /// The pack's id.
    pub pack: String,
    /// The pack's name, in the window's language.
    pub pack_name: String,
    /// `service` or `business`.
    pub name: String,
    /// Its name for people, in the window's language.
    pub title: String,
    /// IANA zone.
    pub zone: String,
    /// The revision in force; 1 is the pack's own.
    pub revision: u32,
    /// Whether the pack's own hours and days are in force.
    pub own: bool,
    /// Since when, where the desk revised it.
    pub since: Option<DateTime<Utc>>,
    /// Years without public holidays: `year_not_published`, `year_not_recorded`, with `year`.
    pub warnings: Vec<Warning>,
    /// Open deadlines that count by it.
    pub open: i64,
}

/// Which calendar, and which of its years.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct CalendarAsk {
    /// The pack's id.
    pub pack: String,
    /// `service` or `business`.
    pub name: String,
    /// The year to show the days of; none = this year.
    #[serde(default)]
    pub year: Option<i32>,
}

/// A stretch of a day's hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OpenHours {
    /// `09:00`.
    pub from: String,
    /// `21:00`; `24:00` ends the day; before `from`: it ends on the next day.
    pub to: String,
}

/// A date with its own hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SpecialDay {
    /// The civil date in the calendar's zone.
    pub date: NaiveDate,
    /// Its hours instead of its weekday's; none = closed, a holiday.
    #[serde(default)]
    pub hours: Vec<OpenHours>,
    /// What the day is called, where somebody said so.
    #[serde(default)]
    pub name: Option<String>,
}

/// A calendar as it is edited: all of it, for all years.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CalendarDraft {
    /// IANA zone.
    pub zone: String,
    /// The hours of the seven weekdays, Monday first; none = closed.
    pub weekly: Vec<Vec<OpenHours>>,
    /// Holidays and make-up days, ascending, each date once.
    pub days: Vec<SpecialDay>,
    /// Years whose public holidays the desk entered in full: no warning about them any more. Years of the published data need
    /// not stand here.
    pub years: Vec<i32>,
}

/// Where a day of a calendar comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DaySource {
    /// Published public holidays and make-up days.
    Public,
    /// The pack itself.
    Pack,
    /// The desk's own: added, changed, or taken away.
    Desk,
}

/// A special day of the year shown.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CalendarDay {
    /// The date.
    pub date: NaiveDate,
    /// Its hours; none = closed. Of a day that the desk took away: those of its weekday.
    pub hours: Vec<OpenHours>,
    /// What it is called.
    pub name: Option<String>,
    /// Where it comes from.
    pub source: DaySource,
    /// A special day by the pack's own calendar that the desk made an ordinary one.
    pub removed: bool,
}

/// A revision in a calendar's history.
#[derive(Clone, Debug, Serialize, TS)]
pub struct RevisionLine {
    /// From 1, which is the pack's own.
    pub revision: u32,
    /// In force from here on; none for the first.
    pub at: Option<DateTime<Utc>>,
    /// Who made it; empty for the first.
    pub by: String,
    /// Why; empty for the first, and when erased.
    pub reason: String,
    /// Whether it is the pack's own hours and days.
    pub own: bool,
}

/// A calendar with a year of it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CalendarPage {
    /// What the list shows of it.
    pub line: CalendarLine,
    /// As it stands, to be edited.
    pub draft: CalendarDraft,
    /// As the pack has it.
    pub own: CalendarDraft,
    /// Hours a make-up day has unless others are given.
    pub workday: Vec<OpenHours>,
    /// The year shown.
    pub year: i32,
    /// Its holidays and make-up days.
    pub days: Vec<CalendarDay>,
    /// Whether that year's public holidays are known, published or entered by the desk; always, where the pack has none.
    pub year_known: bool,
    /// Where published days come from and as of when, in words of their file; empty where the pack has none.
    pub sources: Vec<String>,
    /// Published years.
    pub published: Vec<i32>,
    /// The history, newest first.
    pub revisions: Vec<RevisionLine>,
}

/// What would happen if a calendar were saved.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct Rehearse {
    /// The pack's id.
    pub pack: String,
    /// `service` or `business`.
    pub name: String,
    /// The calendar to try; none = back to the pack's own.
    pub draft: Option<CalendarDraft>,
    /// A name under which progress is told and the work can be cancelled.
    pub job: String,
    /// Moves to leave out, for the pages after the first.
    #[serde(default)]
    pub offset: u32,
    /// Moves to give, at most 500.
    pub limit: u32,
}

/// A deadline that moves.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DeadlineMove {
    /// The case.
    pub case: Uuid,
    /// As in C-4127.
    pub label: String,
    /// Subject.
    pub subject: String,
    /// Who waits.
    pub party: String,
    /// Which clock.
    pub clock: ClockName,
    /// Which run of it.
    pub cycle: u32,
    /// Due as it stands; none while a pause hides it.
    pub from: Option<DateTime<Utc>>,
    /// Due then; none while a pause hides it.
    pub to: Option<DateTime<Utc>>,
    /// Later by so many seconds; below zero: earlier. None when either is hidden.
    pub seconds: Option<i64>,
    /// Not late now, and late by it.
    pub late: bool,
}

/// A survey whose days move.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SurveyMove {
    /// The customer.
    pub customer: Uuid,
    /// Their name.
    pub name: String,
    /// Planned day as it stands.
    pub planned_from: NaiveDate,
    /// Planned day then.
    pub planned_to: NaiveDate,
    /// Latest day as it stands.
    pub last_from: NaiveDate,
    /// Latest day then.
    pub last_to: NaiveDate,
}

/// What would happen.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Rehearsal {
    /// The revision that was rehearsed against; give it to `save_calendar`.
    pub revision: u32,
    /// As of when.
    pub now: DateTime<Utc>,
    /// Open deadlines looked at.
    pub looked: i64,
    /// Of them, those that move.
    pub moved: i64,
    /// Of them, those that become late by it.
    pub late: i64,
    /// Of them, those that become due earlier.
    pub earlier: i64,
    /// Of them, those that become due later.
    pub later: i64,
    /// The moves by their new due instant; those hidden by a pause last.
    pub moves: Vec<DeadlineMove>,
    /// Surveys whose days move.
    pub surveys_moved: i64,
    /// The first hundred of them.
    pub surveys: Vec<SurveyMove>,
}

/// A calendar to put in force.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SaveCalendar {
    /// The pack's id.
    pub pack: String,
    /// `service` or `business`.
    pub name: String,
    /// The calendar; none = back to the pack's own.
    pub draft: Option<CalendarDraft>,
    /// Why; must be given.
    pub reason: String,
    /// The revision it was edited from; `conflict` when another is in force meanwhile.
    pub revision: u32,
    /// A name under which progress is told and the work can be cancelled; cancelled, nothing happened.
    #[serde(default)]
    pub job: Option<String>,
}

/// A calendar that was put in force.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CalendarSaved {
    /// Its revision.
    pub revision: u32,
    /// Open deadlines that moved.
    pub moved: i64,
}

/// Which calendar.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct CalendarRef {
    /// The pack's id.
    pub pack: String,
    /// `service` or `business`.
    pub name: String,
}

/// Edits of a calendar that are not in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CalendarEdits {
    /// The revision they were begun on.
    pub revision: u32,
    /// The calendar as it stood then: what somebody else saves meanwhile is told by it.
    pub from: CalendarDraft,
    /// The calendar with the edits.
    pub draft: CalendarDraft,
    /// Why, as far as it was written.
    #[serde(default)]
    pub reason: String,
}

/// One's own edits that were kept.
#[derive(Clone, Debug, Serialize, TS)]
pub struct KeptEdits {
    /// The edits.
    pub edits: CalendarEdits,
    /// When they were kept.
    pub at: DateTime<Utc>,
}

/// Keeps one's own edits of a calendar, so that they outlive the window. They are nobody else's, and change nothing.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct KeepCalendarEdits {
    /// The pack's id.
    pub pack: String,
    /// `service` or `business`.
    pub name: String,
    /// The edits; none forgets them.
    pub edits: Option<CalendarEdits>,
}

/// A file with days: an iCalendar file or a table of dates and names.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ReadDaysFile {
    /// The file.
    pub path: String,
    /// Such as `utf-8` or `gbk`, for a table; none = found out.
    #[serde(default)]
    pub encoding: Option<String>,
}

/// A day of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct FileDay {
    /// The date.
    pub date: NaiveDate,
    /// What it is called; empty where the file does not say.
    pub name: String,
    /// Worked in exchange for a holiday, as the file says.
    pub workday: bool,
    /// The line it stands on.
    pub line: u64,
}

/// What could not be taken from a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct FileProblem {
    /// The line, from 1.
    pub line: u64,
    /// What is wrong: `not_a_date`, `ambiguous_day`, `impossible_date`, `repeats`, `not_all_day`, `too_long`, `out_of_range`,
    /// `twice`, `no_date`.
    pub code: String,
    /// What stands there.
    pub value: String,
}

/// The days of a file.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DaysFile {
    /// Each date once, ascending.
    pub days: Vec<FileDay>,
    /// What could not be taken.
    pub problems: Vec<FileProblem>,
}
