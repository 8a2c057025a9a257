//! Timed work: a row with a unique key for each piece, leased by one process at a time, tried again with growing pauses.
//!
//! A lease is taken by skipping rows that another process is taking (`FOR UPDATE SKIP LOCKED`); on SQLite there is one writer
//! anyway. A process that dies leaves a lease that runs out.

use crate::cell;
use crate::db::{Conn, Texts, query, query_as};
use crate::error::Result;
use aftercare_core::time::Instant;
use uuid::Uuid;

/// A piece of work that is ours until `until`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Its key; there is one piece of work for it, ever.
    pub key: String,
    /// What is to be done.
    pub kind: String,
    /// How often somebody began it, this time included.
    pub tries: u64,
    /// Until when nobody else takes it.
    pub until: Instant,
    pub(crate) lease: Uuid,
}

/// Names work to be done from `at` on; what has this key already stays as it is.
pub(crate) async fn offer(conn: &mut Conn, key: &str, kind: &str, at: Instant) -> Result<bool> {
    let done = query("INSERT INTO job (key, kind, at, tries) VALUES ($1, $2, $3, 0) ON CONFLICT (key) DO NOTHING")
        .bind(key)
        .bind(kind)
        .bind(cell::us(at))
        .execute(conn)
        .await?;
    Ok(done == 1)
}

/// Takes the oldest work of a kind, or of any, that waits and that nobody holds.
pub(crate) async fn lease(
    conn: &mut Conn,
    kind: Option<&str>,
    now: Instant,
    until: Instant,
    lease: Uuid,
) -> Result<Option<Job>> {
    macro_rules! text {
        ($skip:literal) => {
            concat!(
                "UPDATE job SET lease = $1, leased_until = $2, tries = tries + 1 WHERE key = (SELECT key FROM job \
                 WHERE done_at IS NULL AND at <= $3 AND (leased_until IS NULL OR leased_until <= $3) AND ($4 = '' OR kind = $4) \
                 ORDER BY at, key LIMIT 1",
                $skip,
                ") RETURNING key, kind, tries"
            )
        };
    }
    let row: Option<(String, String, i64)> =
        query_as(Texts { sqlite: text!(""), postgres: text!(" FOR UPDATE SKIP LOCKED") })
            .bind(lease)
            .bind(cell::us(until))
            .bind(cell::us(now))
            .bind(kind.unwrap_or_default())
            .fetch_optional(conn)
            .await?;
    row.map(|(key, kind, tries)| Ok(Job { key, kind, tries: cell::count(tries)?, until, lease })).transpose()
}

/// Says that the effect stands; false when the lease ran out and another process took the work.
pub(crate) async fn done(conn: &mut Conn, job: &Job, now: Instant) -> Result<bool> {
    let done = query("UPDATE job SET done_at = $3, fault = NULL WHERE key = $1 AND lease = $2 AND done_at IS NULL")
        .bind(&job.key)
        .bind(job.lease)
        .bind(cell::us(now))
        .execute(conn)
        .await?;
    Ok(done == 1)
}

/// Gives the work back, to be tried again from `at` on, with what went wrong.
pub(crate) async fn failed(conn: &mut Conn, job: &Job, at: Instant, fault: &str) -> Result<bool> {
    let done = query(
        "UPDATE job SET lease = NULL, leased_until = NULL, at = $3, fault = $4 \
         WHERE key = $1 AND lease = $2 AND done_at IS NULL",
    )
    .bind(&job.key)
    .bind(job.lease)
    .bind(cell::us(at))
    .bind(fault)
    .execute(conn)
    .await?;
    Ok(done == 1)
}

/// Gives the work back unfinished, with nothing wrong about it.
pub(crate) async fn rested(conn: &mut Conn, job: &Job, at: Instant) -> Result<bool> {
    let done = query(
        "UPDATE job SET lease = NULL, leased_until = NULL, at = $3, tries = 0, fault = NULL \
         WHERE key = $1 AND lease = $2 AND done_at IS NULL",
    )
    .bind(&job.key)
    .bind(job.lease)
    .bind(cell::us(at))
    .execute(conn)
    .await?;
    Ok(done == 1)
}

/// Key and last fault of the newest work of a kind that is still to be done and went wrong.
pub(crate) async fn fault(conn: &mut Conn, kind: &str) -> Result<Option<(String, String)>> {
    query_as("SELECT key, fault FROM job WHERE kind = $1 AND done_at IS NULL AND fault IS NOT NULL ORDER BY key DESC LIMIT 1")
        .bind(kind)
        .fetch_optional(conn)
        .await
}

/// Forgets work that was done long ago.
pub(crate) async fn sweep(conn: &mut Conn, before: Instant) -> Result<u64> {
    query("DELETE FROM job WHERE done_at IS NOT NULL AND done_at < $1").bind(cell::us(before)).execute(conn).await
}

/// Notes that a command is done with this transaction; a second one with the same id breaks the unique key.
pub(crate) async fn once(conn: &mut Conn, request: Uuid, now: Instant) -> Result<()> {
    query("INSERT INTO request (id, at) VALUES ($1, $2)").bind(request).bind(cell::us(now)).execute(conn).await?;
    Ok(())
}

/// Forgets commands older than this.
pub(crate) async fn forget_requests(conn: &mut Conn, before: Instant) -> Result<u64> {
    query("DELETE FROM request WHERE at < $1").bind(cell::us(before)).execute(conn).await
}
