//! Traces of messages: what was imported already, and which case a Message-ID leads to. And the rows of blobs.

use crate::blobs::Blob;
use crate::cell;
use crate::db::{Conn, query, query_as, query_scalar};
use crate::error::Result;
use aftercare_core::ids::CaseId;
use aftercare_core::journal::Hash;
use aftercare_core::time::Instant;
use uuid::Uuid;

/// The traces of one message, given with the event that files it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    /// SHA-256 of the raw message; no two filed messages share it.
    pub raw: Option<Hash>,
    /// SHA-256 over what else it is known by (Message-ID, sender and date; of a chat, who said what when); no two filed messages share it.
    pub identity: Option<Hash>,
    /// Message-ID without angle brackets.
    pub message_id: Option<String>,
    /// Ids of In-Reply-To and References.
    pub mentions: Vec<String>,
}

/// The longest Message-ID that is kept to thread by: what fits in a line of a mail. A longer one is no mail server's, and
/// an index takes no key without end.
pub(crate) const LONGEST: usize = 998;

pub(crate) async fn put(conn: &mut Conn, case: CaseId, seq: u64, trace: &Trace) -> Result<()> {
    query("INSERT INTO message (stream_id, seq, raw, identity, message_id) VALUES ($1, $2, $3, $4, $5)")
        .bind(case.0)
        .bind(cell::int(seq))
        .bind(trace.raw.map(|hash| hash.0.to_vec()))
        .bind(trace.identity.map(|hash| hash.0.to_vec()))
        .bind(trace.message_id.as_deref().filter(|id| id.len() <= LONGEST))
        .execute(&mut *conn)
        .await?;
    for id in trace.mentions.iter().filter(|id| id.len() <= LONGEST) {
        query(
            "INSERT INTO mention (message_id, stream_id) VALUES ($1, $2) ON CONFLICT (message_id, stream_id) DO NOTHING",
        )
        .bind(id)
        .bind(case.0)
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}

/// Where a message with these bytes, or this identity, is filed.
pub(crate) async fn known(conn: &mut Conn, raw: &Hash, identity: Option<&Hash>) -> Result<Option<(CaseId, u64)>> {
    let row: Option<(Uuid, i64)> = query_as(
        "SELECT stream_id, seq FROM message WHERE raw = $1 \
         UNION ALL SELECT stream_id, seq FROM message WHERE identity = $2 LIMIT 1",
    )
    .bind(&raw.0[..])
    .bind(identity.map(|hash| hash.0.to_vec()))
    .fetch_optional(conn)
    .await?;
    row.map(|(id, seq)| Ok((CaseId(id), cell::count(seq)?))).transpose()
}

/// Where a message of this identity is filed.
pub(crate) async fn filed(conn: &mut Conn, identity: &Hash) -> Result<Option<(CaseId, u64)>> {
    let row: Option<(Uuid, i64)> = query_as("SELECT stream_id, seq FROM message WHERE identity = $1")
        .bind(&identity.0[..])
        .fetch_optional(conn)
        .await?;
    row.map(|(id, seq)| Ok((CaseId(id), cell::count(seq)?))).transpose()
}

/// The case on which a message with this Message-ID is filed; the newest, when several are.
pub(crate) async fn by_message_id(conn: &mut Conn, id: &str) -> Result<Option<CaseId>> {
    let row: Option<Uuid> =
        query_scalar("SELECT stream_id FROM message WHERE message_id = $1 ORDER BY stream_id DESC LIMIT 1")
            .bind(id)
            .fetch_optional(conn)
            .await?;
    Ok(row.map(CaseId))
}

/// The case on which a message is filed that names this Message-ID.
pub(crate) async fn by_mention(conn: &mut Conn, id: &str) -> Result<Option<CaseId>> {
    let row: Option<Uuid> =
        query_scalar("SELECT stream_id FROM mention WHERE message_id = $1 ORDER BY stream_id DESC LIMIT 1")
            .bind(id)
            .fetch_optional(conn)
            .await?;
    Ok(row.map(CaseId))
}

/// Forgets the traces of a case, for an erasure. The hash of the raw bytes stays, so that it is not imported again.
pub(crate) async fn forget(conn: &mut Conn, case: CaseId) -> Result<()> {
    query("UPDATE message SET message_id = NULL WHERE stream_id = $1").bind(case.0).execute(&mut *conn).await?;
    query("DELETE FROM mention WHERE stream_id = $1").bind(case.0).execute(conn).await?;
    Ok(())
}

pub(crate) async fn keep_blob(conn: &mut Conn, blob: &Blob, at: Instant) -> Result<()> {
    query("INSERT INTO blob (sha256, size, stored_at) VALUES ($1, $2, $3) ON CONFLICT (sha256) DO NOTHING")
        .bind(&blob.sha256.0[..])
        .bind(cell::int(blob.size))
        .bind(cell::us(at))
        .execute(conn)
        .await?;
    Ok(())
}

/// All blobs that rows name, by name.
pub(crate) async fn blobs(conn: &mut Conn) -> Result<Vec<Blob>> {
    let rows: Vec<(Vec<u8>, i64)> = query_as("SELECT sha256, size FROM blob ORDER BY sha256").fetch_all(conn).await?;
    rows.into_iter().map(|(sha, size)| Ok(Blob { sha256: cell::hash(&sha)?, size: cell::count(size)? })).collect()
}
