//! Today: what falls due next.

use crate::App;
use crate::api::ApiError;
use crate::api::views::{PromiseRow, SurveyRow, Today};
use crate::cases::{clock_of, no_facts, tasks};
use crate::show;
use aftercare_core::case::Channel;
use aftercare_core::policy::{Book, Pack};
use aftercare_core::survey::State;
use aftercare_core::time::Instant;
use aftercare_store as store;

/// Rows on the page; more would be no view of a day.
const ROWS: u32 = 60;

/// A promise as a list shows it.
pub(crate) fn promise(row: store::PromiseRow, now: Instant, book: &Book, pack: &Pack) -> Option<PromiseRow> {
    Some(PromiseRow {
        case: row.clock.case.0,
        label: show::label(row.number),
        clock: clock_of(&row.clock, now, book, pack, &no_facts(Channel::Mail))?,
        party: row.party,
        subject: row.subject,
    })
}

impl App {
    pub(crate) async fn today(&self, (): ()) -> Result<Today, ApiError> {
        let now = self.now();
        let (book, pack) = self.pack_now()?;
        let today = book.service(&pack.id, pack.version)?.calendar.day_of(now);
        let mut look = self.look().await?;
        let promises = look.promises(ROWS).await?;
        let me = self.state().me()?;
        let tasks = look.tasks(me, ROWS).await?.into_iter().map(|row| tasks::row(row, now, &book, &pack)).collect();
        let tasks_total = crate::desk::count(look.count_tasks(me).await?);
        let surveys: Vec<SurveyRow> = look
            .surveys(today, ROWS)
            .await?
            .into_iter()
            .filter(|row| matches!(row.owed.state, State::Late | State::Due))
            .map(|row| crate::surveys::row(row.customer, row.name, &row.owed))
            .collect();
        let promises = promises.into_iter().filter_map(|row| promise(row, now, &book, &pack)).collect();
        Ok(Today { promises, surveys, tasks, tasks_total, now })
    }
}
