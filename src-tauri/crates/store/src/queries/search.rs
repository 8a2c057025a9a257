//! The search index: one row for each case, customer, lot and unit, with the words as our segmentation cut them, so that both
//! engines find the same. The engines keep the words and ask for them in their own ways.
//!
//! The words of a case change with nearly every event, and writing them takes longer than everything else an event does. So a case
//! that was written to waits in `words_waiting`, durable with its event, until its words are put in: soon after, and
//! before a search looks, where it can write ([`crate::Store::look_for`]). An erasure does not wait.

use crate::db::{Conn, Engine, Texts, query, query_as, query_scalar};
use crate::error::{Result, StoreError};
use crate::postgres;
use crate::segment;
use aftercare_core::journal::Hash;
use uuid::Uuid;

/// The sub-query that finds ids by words on SQLite; `$n` takes what [`segment::Question::in_file`] made.
macro_rules! found_in_file {
    ($kind:literal, $words:literal) => {
        concat!(
            "SELECT r.id FROM search f JOIN search_row r ON r.slot = f.rowid WHERE f.body MATCH ",
            $words,
            " AND r.kind = '",
            $kind,
            "'"
        )
    };
}

/// The same on PostgreSQL; `$n` takes what [`segment::Question::on_server`] made.
macro_rules! found_on_server {
    ($kind:literal, $words:literal) => {
        concat!(
            "SELECT r.id FROM search f JOIN search_row r ON r.slot = f.slot WHERE f.body @@ CAST(",
            $words,
            " AS tsquery) AND r.kind = '",
            $kind,
            "'"
        )
    };
}

/// A text with a search in it, for each engine.
macro_rules! on_both {
    ($text:ident) => {
        crate::db::Texts { sqlite: $text!(found_in_file), postgres: $text!(found_on_server) }
    };
}

pub(crate) use {found_in_file, found_on_server, on_both};

/// Puts the words of a record into the index, over those that stand there.
pub(crate) async fn put(conn: &mut Conn, kind: &'static str, id: Uuid, text: &str) -> Result<()> {
    let words = segment::words(text);
    let digest = Hash::of(words.as_bytes());
    if let Conn::Gather(gather) = conn {
        gather.found_by(kind, id, digest, words);
        return Ok(());
    }
    let slot = match indexed(conn, kind, id).await? {
        Some((_, there)) if there == digest.0 => return Ok(()),
        Some((slot, _)) => {
            query("UPDATE search_row SET digest = $2 WHERE slot = $1")
                .bind(slot)
                .bind(&digest.0[..])
                .later(conn)
                .await?;
            slot
        }
        None => {
            query_scalar(
                "INSERT INTO search_row (kind, id, digest) VALUES ($1, $2, $3) \
                 ON CONFLICT (kind, id) DO UPDATE SET digest = excluded.digest RETURNING slot",
            )
            .bind(kind)
            .bind(id)
            .bind(&digest.0[..])
            .fetch_one(&mut *conn)
            .await?
        }
    };
    let words = match conn.engine() {
        Engine::Sqlite => words,
        Engine::Postgres => postgres::lexemes(&words),
    };
    query(Texts {
        sqlite: "INSERT OR REPLACE INTO search (rowid, body) VALUES ($1, $2)",
        postgres: "INSERT INTO search (slot, body) VALUES ($1, CAST($2 AS tsvector)) \
                   ON CONFLICT (slot) DO UPDATE SET body = excluded.body",
    })
    .bind(slot)
    .bind(&words)
    .later(conn)
    .await
}

/// What the index has of a record: the row of its words, and their hash.
async fn indexed(conn: &mut Conn, kind: &'static str, id: Uuid) -> Result<Option<(i64, Vec<u8>)>> {
    query_as("SELECT slot, digest FROM search_row WHERE kind = $1 AND id = $2")
        .bind(kind)
        .bind(id)
        .fetch_optional(conn)
        .await
}

/// The words of a case as of its event `seq` are not in the index yet. The number is for the doctor: one beyond the case's last
/// event tells that the journal's end was cut off.
pub(crate) async fn wait(conn: &mut Conn, case: Uuid, seq: i64) -> Result<()> {
    query("INSERT INTO words_waiting (case_id, seq) VALUES ($1, $2) ON CONFLICT (case_id, seq) DO NOTHING")
        .bind(case)
        .bind(seq)
        .later(conn)
        .await
}

/// The words of a case are in the index. Whoever says so has the writers' turn, so nothing came to the case since they were read;
/// a row with a later number is what is left of a lost event.
pub(crate) async fn came(conn: &mut Conn, case: Uuid) -> Result<()> {
    query("DELETE FROM words_waiting WHERE case_id = $1").bind(case).later(conn).await
}

/// Cases whose words wait.
pub(crate) async fn waiting(conn: &mut Conn) -> Result<Vec<Uuid>> {
    query_scalar("SELECT DISTINCT case_id FROM words_waiting ORDER BY case_id").fetch_all(conn).await
}

/// Whether the words of a case wait.
pub(crate) async fn waits(conn: &mut Conn, case: Uuid) -> Result<bool> {
    let rows: i64 =
        query_scalar("SELECT COUNT(*) FROM words_waiting WHERE case_id = $1").bind(case).fetch_one(conn).await?;
    Ok(rows > 0)
}

/// Whether the index holds these words for a case or customer, and says so.
pub(crate) async fn holds(conn: &mut Conn, kind: &'static str, id: Uuid, words: &str) -> Result<bool> {
    let digest = Hash::of(words.as_bytes());
    let asked = match conn.engine() {
        Engine::Sqlite => words.to_owned(),
        Engine::Postgres => postgres::lexemes(words),
    };
    let held: i64 = query_scalar(Texts {
        sqlite: "SELECT COUNT(*) FROM search_row r JOIN search f ON f.rowid = r.slot \
                 WHERE r.kind = $1 AND r.id = $2 AND r.digest = $3 AND f.body = $4",
        postgres: "SELECT COUNT(*) FROM search_row r JOIN search f ON f.slot = r.slot \
                   WHERE r.kind = $1 AND r.id = $2 AND r.digest = $3 AND f.body = CAST($4 AS tsvector)",
    })
    .bind(kind)
    .bind(id)
    .bind(&digest.0[..])
    .bind(&asked)
    .fetch_one(conn)
    .await?;
    Ok(held == 1)
}

/// Empties the index.
pub(crate) async fn forget(conn: &mut Conn) -> Result<()> {
    let emptied = query("DELETE FROM search").execute(conn).await;
    if conn.engine() == Engine::Sqlite {
        // A damaged index can't let go of rows that it does not hold, and may hold words of rows that are gone.
        let damaged = matches!(emptied, Err(StoreError::Damaged(_)));
        if !damaged {
            emptied?;
        }
        query("INSERT INTO search (search) VALUES ('rebuild')").execute(conn).await?;
        if damaged {
            query("DELETE FROM search").execute(conn).await?;
        }
    } else {
        emptied?;
    }
    query("DELETE FROM search_row").execute(&mut *conn).await?;
    query("DELETE FROM words_waiting").execute(conn).await?;
    Ok(())
}
