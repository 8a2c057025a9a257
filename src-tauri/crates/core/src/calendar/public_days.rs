//! Public holidays as dated data of ours, with its source, and an open word about years it does not know.
//!
//! Left out: computing holidays from rules. Make-up days and bridging rests are announced year by year, so a year that
//! nobody has announced stays a plain one and says so.

use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;
use serde::Deserialize;

use super::{CalendarError, CalendarSpec, CalendarWarning, ExtraDay, Hours, Weekly};

/// One country's announced years.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicDays {
    /// ISO 3166 code.
    pub country: String,
    /// The day on which the facts were last checked.
    pub as_of: String,
    /// Where the facts come from, in words.
    pub source: Vec<String>,
    /// Years in ascending order.
    #[serde(rename = "year")]
    pub years: Vec<YearOfDays>,
}

/// One announced year.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YearOfDays {
    /// The year.
    pub year: i32,
    /// Every date of an official rest period, weekend dates inside it included.
    pub holidays: Vec<NaiveDate>,
    /// Weekend dates that are make-up working days (HX-5).
    pub workdays: Vec<NaiveDate>,
}

impl PublicDays {
    /// China's public holidays and make-up days (HX-5), from `calendars/cn.toml`.
    ///
    /// # Errors
    /// [`CalendarError::PublicDays`] if the file built in were damaged.
    pub fn china() -> Result<Self, CalendarError> {
        Self::parse(include_str!("../../calendars/cn.toml"))
    }

    /// Reads such a file.
    ///
    /// # Errors
    /// [`CalendarError::PublicDays`] on anything but this shape, or on a date outside its year.
    pub fn parse(text: &str) -> Result<Self, CalendarError> {
        let days: Self = toml::from_str(text).map_err(|e| CalendarError::PublicDays(e.message().to_owned()))?;
        for y in &days.years {
            if let Some(stray) = y.holidays.iter().chain(&y.workdays).find(|d| d.year() != y.year) {
                return Err(CalendarError::PublicDays(format!("{stray} stands in year {}", y.year)));
            }
        }
        if !days.years.is_sorted_by(|a, b| a.year < b.year) {
            return Err(CalendarError::PublicDays("years are not in order".to_owned()));
        }
        Ok(days)
    }

    /// A calendar with these holidays; make-up days get `workday_hours`.
    #[must_use]
    pub fn calendar(&self, tz: Tz, weekly: Weekly, workday_hours: &[Hours]) -> CalendarSpec {
        let workday = |date: &NaiveDate| ExtraDay { date: *date, hours: workday_hours.to_vec() };
        CalendarSpec {
            tz,
            weekly,
            holidays: self.years.iter().flat_map(|y| y.holidays.iter().copied()).collect(),
            extra: self.years.iter().flat_map(|y| y.workdays.iter().map(workday)).collect(),
        }
    }

    /// What a person should see about the dates from `from` to `to`, both included: each year that the file lacks.
    #[must_use]
    pub fn warnings(&self, from: NaiveDate, to: NaiveDate) -> Vec<CalendarWarning> {
        let last = self.years.last().map_or(i32::MIN, |y| y.year);
        (from.year()..=to.year())
            .filter(|year| self.years.iter().all(|y| y.year != *year))
            .map(|y| if y > last { CalendarWarning::YearNotPublished(y) } else { CalendarWarning::YearNotRecorded(y) })
            .collect()
    }
}
