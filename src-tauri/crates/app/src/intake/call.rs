//! A telephone call typed in by hand (HX-9, HX-11): one line and two keys.

use super::Opening;
use crate::App;
use crate::api::acts::LogCall;
use crate::api::{ApiError, ErrorCode};
use crate::file;
use crate::numbers::only_customer;
use aftercare_core::case::acts::{Refusal, takes_message};
use aftercare_core::case::{CaseEvent, Channel, Direction, Task, TaskSort};
use aftercare_core::ids::{CaseId, CustomerId, EntryId, TaskId};
use aftercare_core::journal::{Actor, Sealer};
use aftercare_core::mask::mask;
use uuid::Uuid;

/// Longer than a day is a slip of the finger.
const LONGEST_CALL: u32 = 24 * 3600;

impl App {
    pub(crate) async fn log_call(&self, ask: LogCall) -> Result<Uuid, ApiError> {
        let state = self.state();
        let (me, pack) = (state.me()?, state.settings()?.pack.clone());
        let now = self.now();
        let line = mask(ask.line.trim()).text;
        if line.is_empty() {
            return Err(ApiError::field("line", "missing"));
        }
        if ask.started_at > now {
            return Err(ApiError::field("started_at", "future"));
        }
        if ask.seconds > LONGEST_CALL {
            return Err(ApiError::field("seconds", "out_of_range"));
        }
        let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let (number, name) = (some(&ask.number), some(&ask.name));
        // Whom to call back: name and number, as far as they are known.
        let whom = [name.as_deref(), number.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let actor = Actor::Staff(me);
        let desk = self.country()?;
        let mut write = self.write().await?;

        let customer = match (ask.customer, &number) {
            (Some(id), _) => {
                let id = CustomerId(id);
                let known = write.work.look().customer(id).await?;
                Some(known.ok_or_else(|| ApiError::new(ErrorCode::NotFound).with("customer", id))?.id)
            }
            (None, Some(number)) => only_customer(&mut write.work.look(), number, desk).await?,
            (None, None) => None,
        };
        let mut before = None;
        let (id, mut seq) = match ask.case {
            Some(id) => {
                let file = file::read(&mut write.work.look(), CaseId(id)).await?;
                let book = write.work.book();
                let its = book.pack(&file.case.pack, file.case.pack_version)?;
                if !takes_message(&file.case, its, ask.started_at) {
                    return Err(Refusal::Closed.into());
                }
                let seq = file.case.seq;
                let id = file.id;
                before = Some(file.case);
                (id, seq)
            }
            None => {
                write
                    .open(Opening {
                        channel: Channel::Telephone,
                        subject: &line,
                        customer,
                        language: ask.language,
                        owner: me,
                        continues: None,
                        pack: &pack,
                        at: ask.started_at,
                        actor,
                    })
                    .await?
            }
        };
        let call = |seal: &mut Sealer<'_>| CaseEvent::CallLogged {
            entry: EntryId::at(now, crate::random()),
            direction: ask.direction,
            taken: ask.taken,
            number: seal.seal_some(number),
            name: seal.seal_some(name),
            line: seal.seal(line),
            seconds: if ask.taken { ask.seconds } else { 0 },
        };
        write.case(id, &mut seq, actor, ask.started_at, call).await?;
        // The call itself may have opened the case again.
        let mut turned = before.as_ref().is_some_and(|case| !case.status.is_open());
        if let (Some(case), Some(customer)) = (&before, customer)
            && case.customer.is_none()
        {
            write.case(id, &mut seq, actor, now, |_| CaseEvent::CustomerSet { customer }).await?;
            turned = true;
        }
        // A missed call tells nothing of its matter, so nothing is classified by it.
        let told = ask.taken || ask.direction == Direction::Out;
        let known = before.as_ref().map(|case| (case.category, case.urgency));
        if told && known != Some((Some(ask.category), ask.urgency)) {
            let complexity = before.as_ref().map(|case| case.complexity).unwrap_or_default();
            write
                .case(id, &mut seq, actor, now, |_| CaseEvent::Classified {
                    category: ask.category,
                    urgency: ask.urgency,
                    complexity,
                    reason: None,
                })
                .await?;
            turned = true;
            write.route(id, &mut seq).await?;
        }
        // HX-9: who calls and finds nobody is called back.
        let missed = !ask.taken && ask.direction == Direction::In;
        let open = |task: &Task| task.sort == TaskSort::CallBack && task.is_open();
        if missed && !before.as_ref().is_some_and(|case| case.tasks.iter().any(open)) {
            let owner = before.as_ref().map_or(me, |case| case.owner);
            let task = TaskId::at(now, crate::random());
            // At the call's own instant: one that was taken since has ended it.
            let set = |seal: &mut Sealer<'_>| CaseEvent::TaskSet {
                task,
                sort: TaskSort::CallBack,
                what: seal.seal(whom),
                due: None,
                owner,
            };
            write.case(id, &mut seq, Actor::Desk, ask.started_at, set).await?;
        }
        // The task goes along.
        if before.is_some() && ask.direction == Direction::In {
            write.cover(id, &mut seq, ask.started_at).await?;
        }
        if turned {
            write.declare_changed(id, &mut seq).await?;
        }
        write.commit(&["cases", "desk", "customers", &format!("case:{id}")]).await?;
        Ok(id.0)
    }
}
