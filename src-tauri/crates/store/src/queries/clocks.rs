//! Rows of clocks: one for each run, with the run itself as JSON for the screens and its instants as indexed cells.

use crate::cell;
use crate::db::{Conn, query, query_as, query_scalar};
use crate::error::Result;
use crate::look::{ClockRow, PromiseRow};
use aftercare_core::ids::CaseId;
use aftercare_core::time::Instant;
use sqlx::FromRow;
use uuid::Uuid;

/// A row of `clock_view`, cell by cell.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub(crate) struct ClockCells {
    pub case_id: Uuid,
    pub clock: String,
    pub cycle: i64,
    pub started: i64,
    pub due: Option<i64>,
    pub warn_at: Option<i64>,
    pub stopped: Option<i64>,
    pub ended: Option<i64>,
    pub breached_at: Option<i64>,
    pub paused_since: Option<i64>,
    pub pause_reason: Option<String>,
    pub revision: String,
    pub run: String,
}

/// Brings a case's rows from what they are to what they should be.
pub(crate) async fn put(conn: &mut Conn, case: Uuid, old: &[ClockCells], rows: &[ClockCells]) -> Result<()> {
    // Most events move no clock, and hardly one moves more than two.
    if old == rows {
        return Ok(());
    }
    let same = |one: &ClockCells, other: &ClockCells| one.clock == other.clock && one.cycle == other.cycle;
    for gone in old.iter().filter(|one| !rows.iter().any(|row| same(one, row))) {
        query("DELETE FROM clock_view WHERE case_id = $1 AND clock = $2 AND cycle = $3")
            .bind(case)
            .bind(&gone.clock)
            .bind(gone.cycle)
            .later(conn)
            .await?;
    }
    for row in rows.iter().filter(|row| !old.contains(row)) {
        query(
            "INSERT INTO clock_view (case_id, clock, cycle, started, due, warn_at, stopped, ended, breached_at, paused_since, \
             pause_reason, revision, run) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) \
             ON CONFLICT (case_id, clock, cycle) DO UPDATE SET started = excluded.started, due = excluded.due, \
             warn_at = excluded.warn_at, stopped = excluded.stopped, ended = excluded.ended, \
             breached_at = excluded.breached_at, paused_since = excluded.paused_since, \
             pause_reason = excluded.pause_reason, revision = excluded.revision, run = excluded.run",
        )
        .bind(row.case_id)
        .bind(&row.clock)
        .bind(row.cycle)
        .bind(row.started)
        .bind(row.due)
        .bind(row.warn_at)
        .bind(row.stopped)
        .bind(row.ended)
        .bind(row.breached_at)
        .bind(row.paused_since)
        .bind(&row.pause_reason)
        .bind(&row.revision)
        .bind(&row.run)
        .later(conn)
        .await?;
    }
    Ok(())
}

pub(crate) async fn cells(conn: &mut Conn, case: Uuid) -> Result<Vec<ClockCells>> {
    query_as(
        "SELECT case_id, clock, cycle, started, due, warn_at, stopped, ended, breached_at, paused_since, pause_reason, \
         revision, run FROM clock_view WHERE case_id = $1 ORDER BY clock, cycle",
    )
    .bind(case)
    .fetch_all(conn)
    .await
}

/// The clocks of a case: those that run first, soonest due on top.
pub(crate) async fn of_case(conn: &mut Conn, case: CaseId) -> Result<Vec<ClockRow>> {
    let rows: Vec<(String, Option<i64>, String)> = query_as(
        "SELECT run, warn_at, revision FROM clock_view WHERE case_id = $1 \
         ORDER BY CASE WHEN ended IS NULL THEN 0 ELSE 1 END, CASE WHEN due IS NULL THEN 1 ELSE 0 END, due, clock, cycle",
    )
    .bind(case.0)
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|(run, warn_at, revision)| {
            Ok(ClockRow { case, run: cell::from_json(&run)?, warn_at: cell::instant_some(warn_at)?, revision })
        })
        .collect()
}

type PromiseCells = (Uuid, String, Option<i64>, String, i64, String, String, Option<String>);

fn promise((case, run, warn_at, revision, number, subject, party, name): PromiseCells) -> Result<PromiseRow> {
    let case = CaseId(case);
    Ok(PromiseRow {
        clock: ClockRow { case, run: cell::from_json(&run)?, warn_at: cell::instant_some(warn_at)?, revision },
        number: cell::count(number)?,
        subject,
        party: name.unwrap_or(party),
    })
}

/// Promises that fall due next, late ones on top.
pub(crate) async fn promises(conn: &mut Conn, limit: i64) -> Result<Vec<PromiseRow>> {
    between(conn, i64::MIN, i64::MAX, limit).await
}

/// Promises still open whose due instant lies after `from` and not after `to`.
pub(crate) async fn between(conn: &mut Conn, from: i64, to: i64, limit: i64) -> Result<Vec<PromiseRow>> {
    let rows: Vec<PromiseCells> = query_as(
        "SELECT k.case_id, k.run, k.warn_at, k.revision, c.number, c.subject, c.party, u.name \
         FROM clock_view k JOIN case_view c ON c.id = k.case_id LEFT JOIN customer_view u ON u.id = c.customer \
         WHERE k.ended IS NULL AND k.due IS NOT NULL AND k.due > $1 AND k.due <= $2 \
         ORDER BY k.due, k.case_id, k.clock, k.cycle LIMIT $3",
    )
    .bind(from)
    .bind(to)
    .bind(limit)
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(promise).collect()
}

/// Cases with a clock that ran past its due instant and still runs.
pub(crate) async fn late_cases(conn: &mut Conn, now: Instant) -> Result<u64> {
    let late: i64 = query_scalar(
        "SELECT COUNT(DISTINCT case_id) FROM clock_view WHERE ended IS NULL AND due IS NOT NULL AND due < $1",
    )
    .bind(cell::us(now))
    .fetch_one(conn)
    .await?;
    cell::count(late)
}
