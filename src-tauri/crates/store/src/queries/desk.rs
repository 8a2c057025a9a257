//! The desk's small things: settings as projected, packs, counters, drafts, this computer's choices, facts about the file.

use crate::cell;
use crate::db::{Cell, Conn, query, query_as, query_scalar};
use crate::error::Result;
use aftercare_core::desk::Settings;
use aftercare_core::ids::{CaseId, StaffId};
use aftercare_core::journal::Hash;
use aftercare_core::time::Instant;

pub(crate) async fn settings(conn: &mut Conn) -> Result<Option<Settings>> {
    let row: Option<String> = query_scalar("SELECT settings FROM desk_view WHERE id = 1").fetch_optional(conn).await?;
    row.map(|text| cell::from_json(&text)).transpose()
}

pub(crate) async fn set_settings(conn: &mut Conn, settings: &Settings) -> Result<()> {
    query(
        "INSERT INTO desk_view (id, settings) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET settings = excluded.settings",
    )
    .bind(cell::json(settings)?)
    .execute(conn)
    .await?;
    Ok(())
}

/// Keeps a published pack as exact text. A version once published is never replaced.
pub(crate) async fn put_pack(conn: &mut Conn, id: &str, version: u32, effective: Instant, toml: &str) -> Result<()> {
    query(
        "INSERT INTO pack (id, version, effective_at, toml, sha256) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (id, version) DO NOTHING",
    )
    .bind(id)
    .bind(i64::from(version))
    .bind(cell::us(effective))
    .bind(toml)
    .bind(&Hash::of(toml.as_bytes()).0[..])
    .execute(conn)
    .await?;
    Ok(())
}

/// The exact texts of all published packs, with the hash each was stored with.
pub(crate) async fn packs(conn: &mut Conn) -> Result<Vec<(String, Hash)>> {
    let rows: Vec<(String, Vec<u8>)> =
        query_as("SELECT toml, sha256 FROM pack ORDER BY id, version").fetch_all(conn).await?;
    rows.into_iter().map(|(toml, sha)| Ok((toml, cell::hash(&sha)?))).collect()
}

/// The next number of a row of numbers; without gaps, because it is part of the transaction.
pub(crate) async fn next_number(conn: &mut Conn, name: &str) -> Result<u64> {
    let value: i64 = query_scalar(
        "INSERT INTO counter (name, value) VALUES ($1, 1) \
         ON CONFLICT (name) DO UPDATE SET value = counter.value + 1 RETURNING value",
    )
    .bind(name)
    .fetch_one(conn)
    .await?;
    cell::count(value)
}

/// Sets where a row of numbers goes on, for a desk that brings its old numbers; never backwards.
pub(crate) async fn raise_number(conn: &mut Conn, name: &str, to: u64) -> Result<()> {
    query(
        "INSERT INTO counter (name, value) VALUES ($1, $2) \
         ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE counter.value < excluded.value",
    )
    .bind(name)
    .bind(cell::int(to))
    .execute(conn)
    .await?;
    Ok(())
}

pub(crate) async fn draft(conn: &mut Conn, staff: StaffId, case: CaseId) -> Result<Option<String>> {
    let text: Option<Vec<u8>> = query_scalar("SELECT text FROM draft WHERE staff = $1 AND case_id = $2")
        .bind(staff.0)
        .bind(case.0)
        .fetch_optional(conn)
        .await?;
    text.map(cell::words).transpose()
}

/// Keeps a draft; an empty one is forgotten.
pub(crate) async fn set_draft(conn: &mut Conn, staff: StaffId, case: CaseId, text: &str, at: Instant) -> Result<()> {
    if text.is_empty() {
        query("DELETE FROM draft WHERE staff = $1 AND case_id = $2").bind(staff.0).bind(case.0).execute(conn).await?;
        return Ok(());
    }
    query(
        "INSERT INTO draft (staff, case_id, text, at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (staff, case_id) DO UPDATE SET text = excluded.text, at = excluded.at",
    )
    .bind(staff.0)
    .bind(case.0)
    .bind(Cell::Words(Some(text)))
    .bind(cell::us(at))
    .execute(conn)
    .await?;
    Ok(())
}

pub(crate) async fn forget_drafts(conn: &mut Conn, case: CaseId) -> Result<()> {
    query("DELETE FROM draft WHERE case_id = $1").bind(case.0).execute(conn).await?;
    Ok(())
}

/// What somebody is changing of a calendar, and when it was kept.
pub(crate) async fn calendar_draft(
    conn: &mut Conn,
    staff: StaffId,
    (pack, name): (&str, &str),
) -> Result<Option<(String, Instant)>> {
    let row: Option<(Vec<u8>, i64)> =
        query_as("SELECT text, at FROM calendar_draft WHERE staff = $1 AND pack = $2 AND name = $3")
            .bind(staff.0)
            .bind(pack)
            .bind(name)
            .fetch_optional(conn)
            .await?;
    row.map(|(text, at)| Ok((cell::words(text)?, cell::instant(at)?))).transpose()
}

/// Keeps what somebody is changing of a calendar; none is forgotten.
pub(crate) async fn set_calendar_draft(
    conn: &mut Conn,
    staff: StaffId,
    (pack, name): (&str, &str),
    text: Option<&str>,
    at: Instant,
) -> Result<()> {
    let Some(text) = text else {
        query("DELETE FROM calendar_draft WHERE staff = $1 AND pack = $2 AND name = $3")
            .bind(staff.0)
            .bind(pack)
            .bind(name)
            .execute(conn)
            .await?;
        return Ok(());
    };
    query(
        "INSERT INTO calendar_draft (staff, pack, name, text, at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (staff, pack, name) DO UPDATE SET text = excluded.text, at = excluded.at",
    )
    .bind(staff.0)
    .bind(pack)
    .bind(name)
    .bind(Cell::Words(Some(text)))
    .bind(cell::us(at))
    .execute(conn)
    .await?;
    Ok(())
}

pub(crate) async fn local(conn: &mut Conn, key: &str) -> Result<Option<String>> {
    query_scalar("SELECT value FROM local WHERE key = $1").bind(key).fetch_optional(conn).await
}

pub(crate) async fn set_local(conn: &mut Conn, key: &str, value: &str) -> Result<()> {
    query("INSERT INTO local (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value")
        .bind(key)
        .bind(value)
        .execute(conn)
        .await?;
    Ok(())
}

pub(crate) async fn meta(conn: &mut Conn, key: &str) -> Result<Option<String>> {
    query_scalar("SELECT value FROM meta WHERE key = $1").bind(key).fetch_optional(conn).await
}

pub(crate) async fn set_meta(conn: &mut Conn, key: &str, value: &str) -> Result<()> {
    query("INSERT INTO meta (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value")
        .bind(key)
        .bind(value)
        .execute(conn)
        .await?;
    Ok(())
}
