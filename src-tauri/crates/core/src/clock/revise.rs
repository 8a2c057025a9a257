//! A run under a revised calendar: what a calendar's edit does to a deadline, without the events behind it.
//!
//! A revision reaches open deadlines only. What had ended or was late by then keeps the calendar it was computed with, and so does
//! a target that was replaced before. Left out: which revisions there are, which is the [`Book`](crate::policy::Book)'s.

use super::due::reach;
use super::{Calendars, ClockRun, Due};
use crate::calendar::CalendarError;
use crate::time::{Instant, from_micros};

impl ClockRun {
    /// The run computed anew by calendars that are in force from `at` on. `None` when it had ended or was late by then: it keeps
    /// what it was computed with. `seen` is the instant of the last event known; the revision itself is known too.
    ///
    /// The same answer comes from the run as stored and from a fresh fold of its events.
    ///
    /// # Errors
    /// [`CalendarError::OutOfRange`] when it starts or comes due outside the years covered.
    pub fn revised(
        &self,
        at: Instant,
        seen: Option<Instant>,
        calendars: Calendars<'_>,
    ) -> Result<Option<Self>, CalendarError> {
        if self.ended.is_some_and(|ended| ended <= at) || self.breach(at).is_some() {
            return Ok(None);
        }
        let mut run = self.clone();
        for due in &mut run.dues {
            // One that held for no time tells what would hold without a declared state: it moves along.
            if due.until.is_none_or(|until| until > at || until == due.from) {
                let pauses = self.held_up(due, None);
                due.due = reach(due.target.measure, self.started, &pauses, calendars)?.map(|r| from_micros(r.due));
            }
        }
        run.due = run.dues.iter().filter(|due| due.until.is_none()).filter_map(|due| due.due).min();
        let known = self.ended.unwrap_or_else(|| seen.map_or(at, |seen| seen.max(at)));
        let late = |d: &Due| {
            let held = d.until.is_none_or(|until| until > d.from && until > at);
            d.due.filter(|due| held && *due < d.until.unwrap_or(known) && self.ended.is_none_or(|ended| *due < ended))
        };
        run.breached_at = run.dues.iter().filter_map(late).min();
        Ok(Some(run))
    }
}
