//! Erasures: of each stream, as many texts are gone as were erased. An erased text leaves its row, so both can be counted.

use super::{Problem, Report};
use crate::cell;
use crate::db::{Conn, query, query_as};
use crate::error::Result;
use aftercare_core::journal::StreamId;
use uuid::Uuid;

/// Names the streams whose count is another.
pub(super) async fn look(conn: &mut Conn, report: &mut Report) -> Result<()> {
    let rows: Vec<(String, Uuid, i64, i64)> = query_as(
        "SELECT s.kind, s.id, s.erased, COALESCE(g.gone, 0) FROM stream s LEFT JOIN \
         (SELECT stream_kind, stream_id, COUNT(*) AS gone FROM personal WHERE text IS NULL GROUP BY stream_kind, stream_id) g \
         ON g.stream_kind = s.kind AND g.stream_id = s.id WHERE s.erased <> COALESCE(g.gone, 0) ORDER BY s.kind, s.id",
    )
    .fetch_all(conn)
    .await?;
    for (kind, id, counted, gone) in rows {
        report.add(Problem::Erasures { stream: cell::stream(&kind, id)?, counted, gone });
    }
    Ok(())
}

/// Puts a count right that tells of more erasures than there are texts gone.
pub(super) async fn mend(conn: &mut Conn, stream: StreamId, gone: i64) -> Result<()> {
    query("UPDATE stream SET erased = $1 WHERE kind = $2 AND id = $3")
        .bind(gone)
        .bind(stream.kind.name())
        .bind(stream.id)
        .execute(conn)
        .await
        .map(drop)
}
