//! Rows of what is to be done: the open tasks of cases, found by case and by owner.

use crate::cell;
use crate::db::{Conn, query, query_as, query_scalar};
use crate::error::Result;
use crate::look::{ClockRow, TaskRow};
use aftercare_core::case::Task;
use aftercare_core::ids::{CaseId, StaffId, TaskId};
use sqlx::FromRow;
use uuid::Uuid;

/// A row of `task_view`, cell by cell.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub(crate) struct TaskCells {
    pub id: Uuid,
    pub number: i64,
    pub sort: String,
    pub what: String,
    pub due_at: Option<i64>,
    pub owner: Uuid,
}

impl TaskCells {
    /// The row of an open task.
    pub(crate) fn of(task: &Task) -> Self {
        Self {
            id: task.id.0,
            number: cell::int(task.number),
            sort: cell::word(&task.sort),
            what: crate::db::without_zeros(task.what.as_str().to_owned()),
            due_at: task.due.map(cell::us),
            owner: task.owner.0,
        }
    }
}

/// Brings a case's rows to what they are to be.
pub(crate) async fn put(conn: &mut Conn, case: Uuid, old: &[TaskCells], tasks: &[TaskCells]) -> Result<()> {
    for task in old.iter().filter(|task| !tasks.contains(task)) {
        query("DELETE FROM task_view WHERE id = $1").bind(task.id).later(conn).await?;
    }
    for task in tasks.iter().filter(|task| !old.contains(task)) {
        query("INSERT INTO task_view (id, case_id, number, sort, what, due_at, owner) VALUES ($1, $2, $3, $4, $5, $6, $7)")
            .bind(task.id)
            .bind(case)
            .bind(task.number)
            .bind(&task.sort)
            .bind(&task.what)
            .bind(task.due_at)
            .bind(task.owner)
            .later(conn)
            .await?;
    }
    Ok(())
}

pub(crate) async fn cells(conn: &mut Conn, case: Uuid) -> Result<Vec<TaskCells>> {
    query_as("SELECT id, number, sort, what, due_at, owner FROM task_view WHERE case_id = $1 ORDER BY number, id")
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
    what: String,
    due_at: Option<i64>,
    owner: Uuid,
    run: Option<String>,
    warn_at: Option<i64>,
    revision: Option<String>,
}

impl ListCells {
    fn read(self) -> Result<TaskRow> {
        let case = CaseId(self.case_id);
        let next = match (self.run, self.revision) {
            (Some(run), Some(revision)) => {
                let (run, warn_at) = (cell::from_json(&run)?, cell::instant_some(self.warn_at)?);
                Some(ClockRow { case, run, warn_at, revision })
            }
            _ => None,
        };
        Ok(TaskRow {
            id: TaskId(self.id),
            case,
            number: cell::count(self.case_number)?,
            subject: self.subject,
            party: self.customer_name.unwrap_or(self.party),
            sort: cell::from_word(&self.sort)?,
            what: self.what,
            due: cell::instant_some(self.due_at)?,
            owner: StaffId(self.owner),
            next,
        })
    }
}

/// Open tasks of a person, first the one that is to be done first: by its own time, else by the case's next deadline.
pub(crate) async fn of_owner(conn: &mut Conn, owner: StaffId, limit: i64) -> Result<Vec<TaskRow>> {
    let rows: Vec<ListCells> = query_as(
        "SELECT t.id, t.case_id, c.number AS case_number, c.subject, c.party, u.name AS customer_name, t.sort, t.what, \
         t.due_at, t.owner, k.run, k.warn_at, k.revision FROM task_view t JOIN case_view c ON c.id = t.case_id \
         LEFT JOIN customer_view u ON u.id = c.customer \
         LEFT JOIN clock_view k ON k.case_id = c.id AND k.clock = c.next_clock AND k.cycle = c.next_cycle \
         WHERE t.owner = $1 ORDER BY COALESCE(t.due_at, c.sort_at), t.id LIMIT $2",
    )
    .bind(owner.0)
    .bind(limit)
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(ListCells::read).collect()
}

/// How many open tasks a person has.
pub(crate) async fn count(conn: &mut Conn, owner: StaffId) -> Result<u64> {
    let tasks: i64 =
        query_scalar("SELECT COUNT(*) FROM task_view WHERE owner = $1").bind(owner.0).fetch_one(conn).await?;
    cell::count(tasks)
}
