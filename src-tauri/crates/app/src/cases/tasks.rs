//! What is to be done on a case: set, put off, ended. A missed call sets one by itself ([`crate::intake`]), and so may a waiting.

use super::steps::needed;
use crate::App;
use crate::api::acts::{EndTask, SetTask};
use crate::api::views::{TaskRow, TaskView};
use crate::api::{ApiError, ErrorCode};
use crate::cases::{clock_of, no_facts};
use crate::desk::State;
use crate::show;
use aftercare_core::case::acts::{Act, Refusal};
use aftercare_core::case::{CaseEvent, Channel, Task, TaskSort};
use aftercare_core::ids::{StaffId, TaskId};
use aftercare_core::policy::{Book, Pack};
use aftercare_core::time::Instant;
use aftercare_store as store;
use uuid::Uuid;

/// A task as the case page shows it.
pub(crate) fn view(task: &Task, desk: &State) -> TaskView {
    TaskView {
        id: task.id.0,
        sort: task.sort,
        what: task.what.as_str().to_owned(),
        due: task.due,
        owner: desk.person(task.owner),
        set_at: task.set_at,
        ended_at: task.ended.map(|(at, ..)| at),
        end: task.ended.map(|(.., how)| how),
    }
}

/// A task as Today shows it.
pub(crate) fn row(row: store::TaskRow, now: Instant, book: &Book, pack: &Pack) -> TaskRow {
    let facts = no_facts(Channel::Mail);
    TaskRow {
        id: row.id.0,
        case: row.case.0,
        label: show::label(row.number),
        party: row.party,
        subject: row.subject,
        sort: row.sort,
        what: row.what,
        due: row.due,
        clock: row.next.as_ref().and_then(|clock| clock_of(clock, now, book, pack, &facts)),
    }
}

impl App {
    /// Sets a task, or changes one; one that had ended is open again.
    pub(crate) async fn set_task(&self, ask: SetTask) -> Result<Uuid, ApiError> {
        let what = needed(&ask.what, Refusal::NeedsText)?;
        let file = self.file(ask.case).await?;
        let known = match ask.task {
            Some(id) => {
                let found = file.case.tasks.iter().find(|task| task.id.0 == id);
                Some(found.ok_or_else(|| ApiError::new(ErrorCode::NotFound).with("task", id))?)
            }
            None => None,
        };
        let owner = match ask.owner {
            Some(id) if self.state().here().any(|(staff, _)| staff.0 == id) => StaffId(id),
            Some(id) => return Err(ApiError::new(ErrorCode::NotFound).with("staff", id)),
            None => known.map_or(self.state().me()?, |task| task.owner),
        };
        let task = known.map_or_else(|| TaskId::at(self.now(), crate::random()), |task| task.id);
        let sort = known.map_or(TaskSort::Todo, |task| task.sort);
        let due = ask.due;
        self.step(ask.case, Act::Note, true, |_, seal| CaseEvent::TaskSet {
            task,
            sort,
            what: seal.seal(what),
            due,
            owner,
        })
        .await?;
        Ok(task.0)
    }

    /// Ends a task. One that has ended already stays as it ended.
    pub(crate) async fn end_task(&self, ask: EndTask) -> Result<(), ApiError> {
        let file = self.file(ask.case).await?;
        let found = file.case.tasks.iter().find(|task| task.id.0 == ask.task);
        let task = found.ok_or_else(|| ApiError::new(ErrorCode::NotFound).with("task", ask.task))?;
        if !task.is_open() {
            return Ok(());
        }
        let (task, done) = (task.id, ask.done);
        self.step(ask.case, Act::Note, true, |_, _| CaseEvent::TaskEnded { task, done }).await
    }
}
