//! The rows behind the search index: one a case, one a customer.

use crate::error::Result;
use crate::segment;
use crate::sqlite::{self, Conn};
use aftercare_core::journal::Hash;
use uuid::Uuid;

/// Puts the words of a case or customer into the index.
pub(crate) async fn put(conn: &mut Conn, kind: &'static str, id: Uuid, text: &str) -> Result<()> {
    let words = segment::words(text);
    let digest = Hash::of(words.as_bytes());
    if stored(conn, kind, id).await? == Some(digest) {
        return Ok(());
    }
    let slot: i64 = sqlx::query_scalar(
        "INSERT INTO search_row (kind, id, digest) VALUES ($1, $2, $3) \
         ON CONFLICT (kind, id) DO UPDATE SET digest = excluded.digest RETURNING slot",
    )
    .bind(kind)
    .bind(id)
    .bind(&digest.0[..])
    .fetch_one(&mut *conn)
    .await?;
    sqlite::index(conn, slot, &words).await
}

/// The hash of the words in the index.
pub(crate) async fn stored(conn: &mut Conn, kind: &'static str, id: Uuid) -> Result<Option<Hash>> {
    let row: Option<Vec<u8>> = sqlx::query_scalar("SELECT digest FROM search_row WHERE kind = $1 AND id = $2")
        .bind(kind)
        .bind(id)
        .fetch_optional(conn)
        .await?;
    row.map(|digest| crate::cell::hash(&digest)).transpose()
}
