//! Why a deadline is what it is.

use super::cases::{ClockView, MeasureView};
use super::desk::Span;
use aftercare_core::clock::PauseReason;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use ts_rs::TS;

/// Why a deadline is what it is: sums that can be checked by hand.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Why {
    /// The case's label.
    pub label: String,
    /// Who waits.
    pub party: String,
    /// The clock.
    pub clock: ClockView,
    /// The document's words.
    pub quote: String,
    /// Section of the document.
    pub section: String,
    /// How the value was read.
    pub reading_en: Option<String>,
    /// The same in Chinese.
    pub reading_zh: Option<String>,
    /// The zone of the lanes.
    pub zone: String,
    /// One lane a civil day; days in between that count nothing are folded into one.
    pub lanes: Vec<Lane>,
    /// When it would be due had nothing been declared; none where that changes nothing.
    pub normal: Option<DateTime<Utc>>,
    /// The sum of what is counted, in seconds: the target, once due is known.
    pub total: i64,
    /// Where the sum ended while closed, before it moved to the next opening.
    pub reached: Option<DateTime<Utc>>,
    /// Waiting left out.
    pub pauses: Vec<PauseView>,
    /// Other targets of this clock: earlier ones, and those that fell later.
    pub others: Vec<OtherDue>,
    /// As `hx-leather`.
    pub pack: String,
    /// Version.
    pub pack_version: u32,
    /// The calendar's name.
    pub calendar: String,
    /// Its revision, which includes the tz database's.
    pub calendar_revision: String,
    /// The desk's now.
    pub now: DateTime<Utc>,
}

/// One day of a "why".
#[derive(Clone, Debug, Serialize, TS)]
pub struct Lane {
    /// The first day.
    pub date: NaiveDate,
    /// The last day, when several empty days are folded.
    pub until: Option<NaiveDate>,
    /// Midnight at its start.
    pub starts: DateTime<Utc>,
    /// Midnight at its end (23 to 25 hours later).
    pub ends: DateTime<Utc>,
    /// Service hours.
    pub open: Vec<Span>,
    /// What counts.
    pub counted: Vec<Span>,
    /// What is left out.
    pub paused: Vec<Span>,
    /// Seconds counted on this day; of a target in days, 1 for a counted one.
    pub seconds: i64,
}

/// A pause.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PauseView {
    /// From.
    pub from: DateTime<Utc>,
    /// To; none while it lasts.
    pub to: Option<DateTime<Utc>>,
    /// For whom.
    pub reason: PauseReason,
    /// What was asked.
    pub what: Option<String>,
}

/// Another target of the same clock.
#[derive(Clone, Debug, Serialize, TS)]
pub struct OtherDue {
    /// What.
    pub measure: MeasureView,
    /// Clause.
    pub clause: String,
    /// When it would be due.
    pub due: Option<DateTime<Utc>>,
    /// It held until then (a reclassification).
    pub superseded_at: Option<DateTime<Utc>>,
}
