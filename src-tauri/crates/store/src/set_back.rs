//! A computer whose clock ran ahead and was set right: what it did in that time is undone where it would keep the desk from
//! its duties, and stands where it is history.
//!
//! Events stay as they were recorded: the journal tells what the desk believed. An alert that was shown for an instant that
//! has not come was a false one; the right one is still owed. It keeps the mark that it was shown: should this clock be the wrong
//! one, and jump forward again, nothing is told twice (`told` in [`Alert`](crate::Alert)). Surveys are the day's work ([`Store::plan_surveys`]).

use crate::cell;
use crate::db::{query, query_as, query_scalar};
use crate::error::Result;
use crate::queries::cases::Moves;
use crate::queries::desk;
use crate::refresh::{self, With};
use crate::store::Store;
use aftercare_core::ids::CaseId;
use aftercare_core::journal::StreamKind;
use aftercare_core::time::Instant;
use chrono::TimeDelta;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Clocks of computers on one database differ by less; what lies further ahead, a wrong clock wrote.
const SKEW: TimeDelta = TimeDelta::minutes(2);
/// Events looked at in one go, from the newest back.
const PAGE: i64 = 500;

impl Store {
    /// Call it when a desk is opened, and when the clock is found set back: `seen` then. Alerts claimed ahead of `now` for an
    /// instant that is still to come may be shown again, and those of cases written to ahead of `now` are planned anew. Gives
    /// whether anything had been done ahead of `now`.
    ///
    /// # Errors
    /// [`StoreError`](crate::StoreError) when it could not be written; then nothing is changed.
    pub async fn clock_set_back(&self, now: Instant, seen: bool) -> Result<bool> {
        let ahead = cell::us(now + SKEW);
        let mut tx = self.inner.db.begin().await?;
        let (mut written, mut cases, mut before) = (false, BTreeSet::new(), i64::MAX);
        loop {
            // The wrong clock's events are the newest ones: the walk ends where a page has none of them.
            let page: Vec<(i64, String, Uuid, i64)> = query_as(
                "SELECT position, stream_kind, stream_id, recorded_at FROM event WHERE position < $1 \
                 ORDER BY position DESC LIMIT $2",
            )
            .bind(before)
            .bind(PAGE)
            .fetch_all(&mut tx)
            .await?;
            let wrong: Vec<_> = page.iter().filter(|(.., recorded)| *recorded > ahead).collect();
            cases.extend(wrong.iter().filter(|(_, kind, ..)| kind == StreamKind::Case.name()).map(|(.., id, _)| *id));
            written |= !wrong.is_empty();
            match page.last() {
                Some((position, ..)) if !wrong.is_empty() => before = *position,
                _ => break,
            }
        }
        if !(seen || written) {
            return Ok(false);
        }
        // Nothing else will look whether those are still called for.
        let freed: Vec<Uuid> = query_scalar(
            "SELECT DISTINCT c.id FROM alert a JOIN case_view c ON c.id = a.case_id WHERE a.claimed_at > $1 AND a.at > $2",
        )
            .bind(ahead)
            .bind(cell::us(now))
            .fetch_all(&mut tx)
            .await?;
        cases.extend(freed);
        query("UPDATE alert SET claimed_at = NULL WHERE claimed_at > $1 AND at > $2")
            .bind(ahead)
            .bind(cell::us(now))
            .execute(&mut tx)
            .await?;
        let settings = desk::settings(&mut tx).await?;
        let book = self.inner.book(&mut tx).await?;
        let with = With { book: &book, settings: settings.as_ref(), now };
        let mut moves = Moves::default();
        for id in cases {
            refresh::case(&mut tx, CaseId(id), with, &mut moves).await?;
        }
        moves.put(&mut tx).await?;
        tx.commit().await?;
        Ok(true)
    }
}
