//! What a person does to a case: one use case, one transaction, one event. Whether it is lawful, core decides.

use crate::App;
use crate::api::acts::{CaseRef, CaseText, Classify, HandOver, SetCustomer, Wait};
use crate::api::{ApiError, ErrorCode};
use crate::declare::turns;
use crate::errors;
use crate::file::{self, File};
use aftercare_core::case::acts::{Act, Refusal, check};
use aftercare_core::case::{Case, CaseEvent, TaskSort};
use aftercare_core::ids::{CaseId, CustomerId, EntryId, StaffId, TaskId};
use aftercare_core::journal::{Actor, Sealer};
use aftercare_core::mask::mask;
use aftercare_core::policy::{Book, Fact};
use uuid::Uuid;

/// A text that must not be empty, as it may be stored: without remote passwords (HX-9).
pub(crate) fn needed(text: &str, refusal: Refusal) -> Result<String, ApiError> {
    match text.trim() {
        "" => Err(refusal.into()),
        text => Ok(mask(text).text),
    }
}

/// A text that may be empty, as it may be stored.
pub(crate) fn optional(text: &str) -> Option<String> {
    Some(mask(text.trim()).text).filter(|text| !text.is_empty())
}

impl App {
    /// Checks whether a step is lawful on a case under its pack.
    pub(crate) fn lawful(&self, book: &Book, case: &Case, act: Act, given: bool) -> Result<(), ApiError> {
        let pack = book.pack(&case.pack, case.pack_version)?;
        check(case, pack, act, given).map_err(|refusal| errors::refused(refusal, case, pack))
    }

    /// Takes one step: checks it on the case as it is, and writes its event.
    pub(crate) async fn step(
        &self,
        id: Uuid,
        act: Act,
        given: bool,
        event: impl FnOnce(&File, &mut Sealer<'_>) -> CaseEvent,
    ) -> Result<(), ApiError> {
        let me = self.state().me()?;
        let mut write = self.write().await?;
        let file = file::read(&mut write.work.look(), CaseId(id)).await?;
        self.lawful(write.work.book(), &file.case, act, given)?;
        let mut seq = file.case.seq;
        let at = file.moment(self.now());
        let (mut turned, mut sorted) = (false, false);
        let made = |sealer: &mut Sealer<'_>| {
            let event = event(&file, sealer);
            turned = turns(&event);
            sorted = matches!(event, CaseEvent::Classified { .. });
            event
        };
        write.case(file.id, &mut seq, Actor::Staff(me), at, made).await?;
        if sorted {
            write.route(file.id, &mut seq).await?;
        }
        if turned {
            write.declare_changed(file.id, &mut seq).await?;
        }
        write.commit(&["cases", "desk", &format!("case:{id}")]).await
    }

    pub(crate) async fn note(&self, ask: CaseText) -> Result<(), ApiError> {
        let text = needed(&ask.text, Refusal::NeedsText)?;
        let entry = EntryId::at(self.now(), crate::random());
        self.step(ask.case, Act::Note, true, |_, seal| CaseEvent::Noted { entry, text: seal.seal(text) }).await
    }

    pub(crate) async fn wait(&self, ask: Wait) -> Result<(), ApiError> {
        if !ask.reason.is_waiting() {
            return Err(ApiError::field("reason", "unknown"));
        }
        let what = needed(&ask.what, Refusal::NeedsText)?;
        let now = self.now();
        if ask.remind_at.is_some_and(|at| at <= now) {
            return Err(ApiError::field("remind_at", "past"));
        }
        let me = self.state().me()?;
        let (reason, id) = (ask.reason, CaseId(ask.case));
        let mut write = self.write().await?;
        let file = file::read(&mut write.work.look(), id).await?;
        self.lawful(write.work.book(), &file.case, Act::Wait, true)?;
        let (mut seq, actor, at) = (file.case.seq, Actor::Staff(me), file.moment(now));
        let asked = what.clone();
        write.case(id, &mut seq, actor, at, |seal| CaseEvent::Waiting { reason, what: seal.seal(asked) }).await?;
        // HN-5: what was asked for is asked for again, unless it came.
        if let Some(due) = ask.remind_at {
            let (task, owner) = (TaskId::at(now, crate::random()), file.case.owner);
            let sort = TaskSort::Reminder;
            let set =
                |seal: &mut Sealer<'_>| CaseEvent::TaskSet { task, sort, what: seal.seal(what), due: Some(due), owner };
            write.case(id, &mut seq, actor, at, set).await?;
        }
        write.commit(&["cases", "desk", &format!("case:{id}")]).await
    }

    pub(crate) async fn resume(&self, ask: CaseRef) -> Result<(), ApiError> {
        self.step(ask.case, Act::Resume, true, |_, _| CaseEvent::Resumed {}).await
    }

    pub(crate) async fn solve(&self, ask: CaseText) -> Result<(), ApiError> {
        let text = needed(&ask.text, Refusal::NeedsText)?;
        self.step(ask.case, Act::Solve, true, |_, seal| CaseEvent::Solved { solution: seal.seal(text) }).await
    }

    /// Closes; the text is the reason why a telephone case has no form (HX-12).
    pub(crate) async fn close(&self, ask: CaseText) -> Result<(), ApiError> {
        let reason = optional(&ask.text);
        let given = reason.is_some();
        self.step(ask.case, Act::Close, given, |_, seal| CaseEvent::Closed { without_form: seal.seal_some(reason) })
            .await
    }

    pub(crate) async fn reopen(&self, ask: CaseText) -> Result<(), ApiError> {
        let reason = optional(&ask.text);
        self.step(ask.case, Act::Reopen, true, |_, seal| CaseEvent::Reopened { reason: seal.seal_some(reason) }).await
    }

    /// Sets type, urgency and complexity (HX-7, HX-11). The same again changes nothing.
    pub(crate) async fn classify(&self, ask: Classify) -> Result<(), ApiError> {
        let reason = ask.reason.as_deref().and_then(optional);
        let file = self.file(ask.case).await?;
        let case = &file.case;
        let book = self.book();
        self.lawful(&book, case, Act::Classify, true)?;
        let new = (Some(ask.category), ask.urgency, ask.complexity);
        if new == (case.category, case.urgency, case.complexity) {
            return Ok(());
        }
        // The first classification is no change of mind; a later change of complexity is, and moves deadlines (HX-7).
        if case.category.is_some() && case.complexity != ask.complexity && reason.is_none() {
            let pack = book.pack(&case.pack, case.pack_version)?;
            // The clause of the times that the complexity changes.
            let rule = pack.clocks.iter().find(|rule| rule.when.facts().any(|fact| fact == Fact::Complexity));
            let error = ApiError::from(Refusal::NeedsReason);
            return Err(match rule {
                Some(rule) => error.clause(&rule.clause),
                None => error,
            });
        }
        self.step(ask.case, Act::Classify, true, |_, seal| CaseEvent::Classified {
            category: ask.category,
            urgency: ask.urgency,
            complexity: ask.complexity,
            reason: seal.seal_some(reason),
        })
        .await
    }

    /// Gives a case to its next owner, with the reason (HX-1).
    pub(crate) async fn hand_over(&self, ask: HandOver) -> Result<(), ApiError> {
        let reason = needed(&ask.reason, Refusal::NeedsReason)?;
        let to = StaffId(ask.to);
        if !self.state().here().any(|(id, _)| *id == to) {
            return Err(ApiError::new(ErrorCode::NotFound).with("staff", ask.to));
        }
        if self.file(ask.case).await?.case.owner == to {
            return Err(Refusal::Already.into());
        }
        self.step(ask.case, Act::HandOver, true, |_, seal| CaseEvent::HandedOver { to, reason: seal.seal(reason) })
            .await
    }

    /// Ties a case to its customer.
    pub(crate) async fn set_customer(&self, ask: SetCustomer) -> Result<(), ApiError> {
        let customer = CustomerId(ask.customer);
        if self.look().await?.customer(customer).await?.is_none_or(|customer| customer.erased.is_some()) {
            return Err(ApiError::new(ErrorCode::NotFound).with("customer", ask.customer));
        }
        if self.file(ask.case).await?.case.customer == Some(customer) {
            return Ok(());
        }
        self.step(ask.case, Act::Note, true, |_, _| CaseEvent::CustomerSet { customer }).await?;
        self.changed(&["customers".to_owned(), format!("customer:{}", ask.customer)]);
        Ok(())
    }

    /// Keeps what a person is writing; survives a crash.
    pub(crate) async fn save_draft(&self, ask: CaseText) -> Result<(), ApiError> {
        let me = self.state().me()?;
        // The window that writes it knows it; nobody else shows it.
        Ok(self.store().set_draft(me, CaseId(ask.case), &mask(&ask.text).text, self.now()).await?)
    }
}
