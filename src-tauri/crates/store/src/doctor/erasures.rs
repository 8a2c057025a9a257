//! Erasures: of each stream, as many texts are gone as were erased. An erased text leaves its row, so both can be counted.
//!
//! The count is what was recorded, and nothing mends it: a count that followed the texts would make erased ones that stand again a
//! person's own, and emptied ones erased.

use super::{Problem, Report};
use crate::cell;
use crate::db::{Conn, query, query_as};
use crate::error::Result;
use uuid::Uuid;

/// A stream with how many of its texts were erased, as the program counted, and how many are gone.
pub(crate) type Counted = (String, Uuid, i64, i64);

/// Names the streams whose count is another.
pub(super) async fn look(conn: &mut Conn, report: &mut Report) -> Result<()> {
    for (kind, id, counted, gone) in differing(conn).await? {
        report.add(Problem::Erasures { stream: cell::stream(&kind, id)?, counted, gone });
    }
    Ok(())
}

/// The streams whose count is not what their texts tell.
pub(crate) async fn differing(conn: &mut Conn) -> Result<Vec<Counted>> {
    query_as(
        "SELECT s.kind, s.id, s.erased, COALESCE(g.gone, 0) FROM stream s LEFT JOIN \
         (SELECT stream_kind, stream_id, COUNT(*) AS gone FROM personal WHERE text IS NULL GROUP BY stream_kind, stream_id) g \
         ON g.stream_kind = s.kind AND g.stream_id = s.id WHERE s.erased <> COALESCE(g.gone, 0) ORDER BY s.kind, s.id",
    )
    .fetch_all(conn)
    .await
}

/// Carries a count to a copy of its stream.
pub(crate) async fn carry(conn: &mut Conn, kind: &str, id: Uuid, counted: i64) -> Result<()> {
    query("UPDATE stream SET erased = $1 WHERE kind = $2 AND id = $3")
        .bind(counted)
        .bind(kind)
        .bind(id)
        .execute(conn)
        .await
        .map(drop)
}
