//! Rows of the sessions that go on: few, and looked for at each start, for a computer that failed may have left one open.

use crate::cell;
use crate::db::{Conn, query, query_as};
use crate::error::Result;
use crate::look::SessionRow;
use aftercare_core::case::Session;
use aftercare_core::ids::{CaseId, SessionId, StaffId};
use aftercare_core::journal::Actor;
use sqlx::FromRow;
use uuid::Uuid;

/// A row of `session_view`, cell by cell.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub(crate) struct SessionCells {
    pub id: Uuid,
    pub sort: String,
    pub begun_at: i64,
    pub staff: Option<Uuid>,
}

impl SessionCells {
    /// The row of an open session.
    pub(crate) fn of(session: &Session) -> Self {
        let staff = match session.by {
            Actor::Staff(id) => Some(id.0),
            Actor::Customer | Actor::Desk => None,
        };
        Self { id: session.id.0, sort: cell::word(&session.sort), begun_at: cell::us(session.begun), staff }
    }
}

/// Brings a case's rows to what they are to be.
pub(crate) async fn put(conn: &mut Conn, case: Uuid, old: &[SessionCells], sessions: &[SessionCells]) -> Result<()> {
    for session in old.iter().filter(|session| !sessions.contains(session)) {
        query("DELETE FROM session_view WHERE case_id = $1 AND id = $2")
            .bind(case)
            .bind(session.id)
            .later(conn)
            .await?;
    }
    for session in sessions.iter().filter(|session| !old.contains(session)) {
        query("INSERT INTO session_view (case_id, id, sort, begun_at, staff) VALUES ($1, $2, $3, $4, $5)")
            .bind(case)
            .bind(session.id)
            .bind(&session.sort)
            .bind(session.begun_at)
            .bind(session.staff)
            .later(conn)
            .await?;
    }
    Ok(())
}

pub(crate) async fn cells(conn: &mut Conn, case: Uuid) -> Result<Vec<SessionCells>> {
    query_as("SELECT id, sort, begun_at, staff FROM session_view WHERE case_id = $1 ORDER BY id")
        .bind(case)
        .fetch_all(conn)
        .await
}

#[derive(FromRow)]
struct ListCells {
    id: Uuid,
    case_id: Uuid,
    case_number: i64,
    subject: String,
    party: String,
    customer_name: Option<String>,
    sort: String,
    begun_at: i64,
    staff: Option<Uuid>,
}

/// The sessions that go on, the oldest first.
pub(crate) async fn open(conn: &mut Conn, limit: i64) -> Result<Vec<SessionRow>> {
    let rows: Vec<ListCells> = query_as(
        "SELECT s.id, s.case_id, c.number AS case_number, c.subject, c.party, u.name AS customer_name, s.sort, \
         s.begun_at, s.staff FROM session_view s JOIN case_view c ON c.id = s.case_id \
         LEFT JOIN customer_view u ON u.id = c.customer ORDER BY s.begun_at, s.id LIMIT $1",
    )
    .bind(limit)
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(SessionRow {
                id: SessionId(row.id),
                case: CaseId(row.case_id),
                number: cell::count(row.case_number)?,
                subject: row.subject,
                party: row.customer_name.unwrap_or(row.party),
                sort: cell::from_word(&row.sort)?,
                begun: cell::instant(row.begun_at)?,
                staff: row.staff.map(StaffId),
            })
        })
        .collect()
}
