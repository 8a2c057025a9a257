//! Erasing: texts with their salts, and the files that nothing names any more.

use crate::cell;
use crate::db::{Conn, Engine, query, query_scalar};
use crate::error::Result;
use crate::queries::{desk, events};
use aftercare_core::case::BlobRef;
use aftercare_core::ids::{CaseId, CustomerId, UnitId};
use aftercare_core::journal::{Hash, StreamId};
use std::collections::BTreeSet;
use uuid::Uuid;

/// How the text of a file begins, as `BlobRef` is written; behind it stands the hash. The index has the same words.
const BEGINS: &str = r#"{"sha256":""#;
/// Set from an erasure until the database was written anew.
pub(crate) const OWED: &str = "scrub_owed";
/// Marks of files whose rows are gone and whose bytes may still be on disk.
const GONE: &str = "blob_gone:";

/// Erases every text of a stream, and the salts with them; the commitments stay. Gives how many.
pub(crate) async fn texts(conn: &mut Conn, stream: StreamId) -> Result<u64> {
    let done = query(
        "UPDATE personal SET salt = NULL, text = NULL WHERE stream_kind = $1 AND stream_id = $2 AND text IS NOT NULL",
    )
    .bind(stream.kind.name())
    .bind(stream.id)
    .execute(&mut *conn)
    .await?;
    // Whoever keeps the stream folded sees by this that it has to be read again; the doctor counts it against the rows.
    query("UPDATE stream SET erased = erased + $1 WHERE kind = $2 AND id = $3")
        .bind(cell::int(done))
        .bind(stream.kind.name())
        .bind(stream.id)
        .execute(conn)
        .await?;
    Ok(done)
}

/// The files that a stream's texts name.
pub(crate) async fn files(conn: &mut Conn, stream: StreamId) -> Result<BTreeSet<Hash>> {
    let texts = events::personal(conn, stream).await?.into_iter().filter_map(|(_, _, text)| text);
    let named =
        texts.filter(|text| text.starts_with(BEGINS)).filter_map(|text| serde_json::from_str::<BlobRef>(&text).ok());
    Ok(named.filter_map(|blob| Hash::parse(&blob.sha256)).collect())
}

/// What tells of a customer in words: its cases, and the pieces that are its own.
pub(crate) async fn about(conn: &mut Conn, customer: CustomerId) -> Result<(Vec<CaseId>, Vec<UnitId>)> {
    let cases: Vec<Uuid> = query_scalar("SELECT id FROM case_view WHERE customer = $1 ORDER BY id")
        .bind(customer.0)
        .fetch_all(conn)
        .await?;
    let units: Vec<Uuid> = query_scalar("SELECT id FROM unit_view WHERE customer_id = $1 ORDER BY id")
        .bind(customer.0)
        .fetch_all(conn)
        .await?;
    Ok((cases.into_iter().map(CaseId).collect(), units.into_iter().map(UnitId).collect()))
}

/// Takes away the rows of those files that no text names any more. On a file's desk the bytes go by [`to_drop`], after the commit.
pub(crate) async fn unname(conn: &mut Conn, files: &BTreeSet<Hash>) -> Result<()> {
    for file in files {
        let begins = format!("{BEGINS}{file}");
        let named: Option<i64> = query_scalar(crate::db::Texts {
            sqlite: r#"SELECT 1 FROM personal WHERE substr(text, 1, 11) = '{"sha256":"' AND substr(text, 1, 75) = $1 LIMIT 1"#,
            postgres: r#"SELECT CAST(1 AS BIGINT) FROM personal WHERE substr(text, 1, 11) = CAST('{"sha256":"' AS BYTEA) AND substr(text, 1, 75) = convert_to($1, 'UTF8') LIMIT 1"#,
        })
        .bind(&begins)
        .fetch_optional(conn)
        .await?;
        if named.is_some() {
            continue;
        }
        query("DELETE FROM blob WHERE sha256 = $1").bind(&file.0[..]).execute(conn).await?;
        match conn.engine() {
            Engine::Postgres => {
                query("DELETE FROM blob_bytes WHERE sha256 = $1").bind(&file.0[..]).execute(conn).await?;
            }
            Engine::Sqlite => desk::set_local(conn, &format!("{GONE}{file}"), "").await?,
        }
    }
    Ok(())
}

/// The files whose bytes have to go. Marks of ones that were named anew meanwhile are taken away.
pub(crate) async fn to_drop(conn: &mut Conn) -> Result<Vec<Hash>> {
    let marks: Vec<String> =
        query_scalar("SELECT key FROM local WHERE key >= 'blob_gone:' AND key < 'blob_gone;' ORDER BY key")
            .fetch_all(conn)
            .await?;
    let mut gone = Vec::new();
    for file in marks.iter().filter_map(|mark| Hash::parse(mark.strip_prefix(GONE)?)) {
        let named: Option<i64> = query_scalar("SELECT CAST(1 AS BIGINT) FROM blob WHERE sha256 = $1")
            .bind(&file.0[..])
            .fetch_optional(conn)
            .await?;
        match named {
            Some(_) => dropped(conn, &file).await?,
            None => gone.push(file),
        }
    }
    Ok(gone)
}

/// The bytes of a file are gone, or need not go.
pub(crate) async fn dropped(conn: &mut Conn, file: &Hash) -> Result<()> {
    query("DELETE FROM local WHERE key = $1").bind(format!("{GONE}{file}")).execute(conn).await.map(drop)
}
