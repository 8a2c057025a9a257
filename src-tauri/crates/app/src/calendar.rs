//! Calendars: what stands, what would happen, and putting one in force.

use crate::App;
use crate::api::calendar::*;
use crate::api::{ApiError, ErrorCode};

fn soon<T>() -> Result<T, ApiError> {
    Err(ApiError::new(ErrorCode::Internal).with("detail", "the calendars are not here yet"))
}

impl App {
    pub(crate) async fn calendars(&self, (): ()) -> Result<Vec<CalendarLine>, ApiError> {
        soon()
    }

    pub(crate) async fn calendar(&self, _: CalendarAsk) -> Result<CalendarPage, ApiError> {
        soon()
    }

    pub(crate) async fn rehearse(&self, _: Rehearse) -> Result<Rehearsal, ApiError> {
        soon()
    }

    pub(crate) async fn read_days_file(&self, _: ReadDaysFile) -> Result<DaysFile, ApiError> {
        soon()
    }

    pub(crate) async fn save_calendar(&self, _: SaveCalendar) -> Result<CalendarSaved, ApiError> {
        soon()
    }
}
