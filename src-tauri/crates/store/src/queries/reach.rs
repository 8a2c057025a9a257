//! Which open cases a declaration may be for: the wide net. Whether it really is, core decides on the folded case.

use crate::cell;
use crate::db::{Conn, query_as};
use crate::error::Result;
use aftercare_core::ids::CaseId;
use aftercare_core::time::Instant;
use uuid::Uuid;

/// What narrows the cases; what is none narrows nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Under this pack.
    pub pack: Option<String>,
    /// Noticed at or after.
    pub from: Option<Instant>,
    /// Noticed before.
    pub to: Option<Instant>,
}

/// Open and waiting cases, by id, after this one.
pub(crate) async fn open_cases(
    conn: &mut Conn,
    reach: &Reach,
    after: Option<CaseId>,
    limit: u32,
) -> Result<Vec<CaseId>> {
    let rows: Vec<(Uuid,)> = query_as(
        "SELECT id FROM case_view WHERE lane < 2 AND id > $1 AND notice >= $2 AND notice < $3 AND ($4 = '' OR pack = $4) \
         ORDER BY id LIMIT $5",
    )
    .bind(after.map_or(Uuid::nil(), |id| id.0))
    .bind(reach.from.map_or(i64::MIN, cell::us))
    .bind(reach.to.map_or(i64::MAX, cell::us))
    .bind(reach.pack.as_deref().unwrap_or_default())
    .bind(i64::from(limit))
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|(id,)| CaseId(id)).collect())
}
