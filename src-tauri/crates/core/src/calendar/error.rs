//! What can be wrong with a calendar, and what a sound one can still warn about.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Why a calendar is refused, or cannot answer. The interface finds the sentence by [`CalendarError::code`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// Not one open minute in all the years the engine covers.
    #[error("the calendar never opens")]
    NoOpening,
    /// Not a zone of the IANA database.
    #[error("unknown time zone {0:?}")]
    UnknownZone(String),
    /// Not a date, such as 30 February.
    #[error("impossible date {0:?}")]
    ImpossibleDate(String),
    /// Hours that are not two times of day, or of no length.
    #[error("malformed hours {0:?}")]
    MalformedHours(String),
    /// Two spans of one day that cover the same minute; the day is a weekday or a date.
    #[error("overlapping hours on {0}")]
    OverlappingHours(String),
    /// The same date twice among the extra days.
    #[error("{0} stands twice among the extra days")]
    DuplicateExtra(NaiveDate),
    /// The answer, or the question, lies outside 1990 to 2099, or no opening is left.
    #[error("outside the years 1990 to 2099, or no opening is left")]
    OutOfRange,
    /// A dated file of public holidays that cannot be read.
    #[error("unreadable public holidays: {0}")]
    PublicDays(String),
}

impl CalendarError {
    /// The stable code a consumer acts on.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoOpening => "no_opening",
            Self::UnknownZone(_) => "unknown_zone",
            Self::ImpossibleDate(_) => "impossible_date",
            Self::MalformedHours(_) => "malformed_hours",
            Self::OverlappingHours(_) => "overlapping_hours",
            Self::DuplicateExtra(_) => "duplicate_extra",
            Self::OutOfRange => "out_of_range",
            Self::PublicDays(_) => "public_days",
        }
    }
}

/// What a person should see although the calendar computes: it knows less than it seems to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "code", content = "year")]
pub enum CalendarWarning {
    /// The state has not announced this year's public holidays; plain weekly hours were assumed.
    YearNotPublished(i32),
    /// The year is announced, or long past, but our file does not hold it; plain weekly hours were assumed.
    YearNotRecorded(i32),
}
