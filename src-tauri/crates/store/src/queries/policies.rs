//! Policies beside their published texts: what is being written, who put a version in force, whom a change is to be told.

use crate::cell;
use crate::db::{Conn, query, query_as, query_scalar};
use crate::error::Result;
use crate::queries::cases::lane;
use aftercare_core::case::Status;
use aftercare_core::ids::StaffId;
use aftercare_core::time::Instant;
use std::collections::BTreeMap;
use uuid::Uuid;

/// What is being written of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyDraft {
    /// The version it started from.
    pub base: u32,
    /// Its text.
    pub toml: String,
    /// When it was saved last.
    pub saved_at: Instant,
    /// By whom.
    pub saved_by: Option<StaffId>,
}

/// Registered customers, for a change notice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Registered {
    /// With a mail address, by language.
    pub by_language: BTreeMap<String, u64>,
    /// Without one.
    pub without_address: u64,
}

/// The exact text of a published pack.
pub(crate) async fn text(conn: &mut Conn, id: &str, version: u32) -> Result<Option<String>> {
    query_scalar("SELECT toml FROM pack WHERE id = $1 AND version = $2")
        .bind(id)
        .bind(i64::from(version))
        .fetch_optional(conn)
        .await
}

pub(crate) async fn draft(conn: &mut Conn, pack: &str) -> Result<Option<PolicyDraft>> {
    let row: Option<(i64, String, i64, Option<Uuid>)> =
        query_as("SELECT base, toml, saved_at, saved_by FROM policy_draft WHERE pack = $1")
            .bind(pack)
            .fetch_optional(conn)
            .await?;
    row.map(|(base, toml, at, by)| {
        let base = u32::try_from(cell::count(base)?).unwrap_or(u32::MAX);
        Ok(PolicyDraft { base, toml, saved_at: cell::instant(at)?, saved_by: by.map(StaffId) })
    })
    .transpose()
}

pub(crate) async fn set_draft(conn: &mut Conn, pack: &str, draft: &PolicyDraft) -> Result<()> {
    query(
        "INSERT INTO policy_draft (pack, base, toml, saved_at, saved_by) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (pack) DO UPDATE SET base = excluded.base, toml = excluded.toml, saved_at = excluded.saved_at, \
         saved_by = excluded.saved_by",
    )
    .bind(pack)
    .bind(i64::from(draft.base))
    .bind(draft.toml.as_str())
    .bind(cell::us(draft.saved_at))
    .bind(draft.saved_by.map(|by| by.0))
    .execute(conn)
    .await?;
    Ok(())
}

pub(crate) async fn drop_draft(conn: &mut Conn, pack: &str) -> Result<()> {
    query("DELETE FROM policy_draft WHERE pack = $1").bind(pack).execute(conn).await?;
    Ok(())
}

/// Open cases by the version they keep.
pub(crate) async fn open_cases(conn: &mut Conn, pack: &str) -> Result<BTreeMap<u32, u64>> {
    let rows: Vec<(i64, i64)> = query_as(
        "SELECT pack_version, COUNT(*) FROM case_view WHERE lane IN ($2, $3) AND pack = $1 GROUP BY pack_version",
    )
    .bind(pack)
    .bind(lane(Status::Open))
    .bind(lane(Status::Waiting))
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|(version, cases)| Ok((u32::try_from(cell::count(version)?).unwrap_or(u32::MAX), cell::count(cases)?)))
        .collect()
}

pub(crate) async fn registered(conn: &mut Conn) -> Result<Registered> {
    let rows: Vec<(String, i64)> =
        query_as("SELECT language, COUNT(*) FROM customer_view WHERE email IS NOT NULL GROUP BY language")
            .fetch_all(conn)
            .await?;
    let without: i64 = query_scalar("SELECT COUNT(*) FROM customer_view WHERE email IS NULL").fetch_one(conn).await?;
    let by_language = rows.into_iter().map(|(language, n)| Ok((language, cell::count(n)?))).collect::<Result<_>>()?;
    Ok(Registered { by_language, without_address: cell::count(without)? })
}

/// Notes every registered customer with an address as one to be told, once each; how many there are.
pub(crate) async fn prepare_notice(conn: &mut Conn, pack: &str, version: u32, at: Instant) -> Result<u64> {
    query(
        "INSERT INTO policy_notice (pack, version, customer_id, language, prepared_at) \
         SELECT $1, $2, id, language, $3 FROM customer_view WHERE email IS NOT NULL \
         ON CONFLICT (pack, version, customer_id) DO NOTHING",
    )
    .bind(pack)
    .bind(i64::from(version))
    .bind(cell::us(at))
    .execute(conn)
    .await?;
    let count: i64 = query_scalar("SELECT COUNT(*) FROM policy_notice WHERE pack = $1 AND version = $2")
        .bind(pack)
        .bind(i64::from(version))
        .fetch_one(conn)
        .await?;
    cell::count(count)
}
