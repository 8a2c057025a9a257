//! Declared states (HN-1, PA-1, HC-9): said once by the desk, brought to each case by rule.
//!
//! Each case gets an event of its own. New cases get theirs as they open; open ones in the background, in batches that may be
//! cut off anywhere and go on later ([`crate::jobs`]): what is to be done follows from the case and the declarations as they
//! stand, so that doing it twice does nothing. Left out: telling the customers, which belongs to mail.

use crate::api::declare::{
    DeclarationList, DeclarationRow, DeclarationState, Declare, DeclarePreview, DeclarePreviewAsk, EndDeclaration,
    MovedDeadline,
};
use crate::api::{ApiError, ErrorCode};
use crate::desk::State;
use crate::file::{self, File};
use crate::write::Write;
use crate::{App, Event, show};
use aftercare_core::case::acts::Refusal;
use aftercare_core::case::{Case, CaseEvent, Entry};
use aftercare_core::clock::ClockRun;
use aftercare_core::country::Country;
use aftercare_core::declare::{Declaration, Scope};
use aftercare_core::desk::{DeskEvent, STREAM};
use aftercare_core::ids::{CaseId, CustomerId, DeclarationId};
use aftercare_core::journal::{Actor, Hash, Sealed, StreamId, StreamKind};
use aftercare_core::policy::{Book, DeclaredSort};
use aftercare_core::time::{Instant, micros};
use aftercare_store::{CaseFilter, Look, OpenCase, Reach};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use uuid::Uuid;

/// Cases that one transaction brings into line.
const BATCH: u32 = 100;
/// Moved deadlines that a preview names.
const NAMED: usize = 200;

/// A declaration as the desk's stream tells it.
#[derive(Clone, Debug)]
pub(crate) struct Stated {
    /// With its end as it is known now.
    pub(crate) declaration: Declaration,
    pub(crate) by: Actor,
    pub(crate) at: Instant,
    /// When it was ended by hand, and why.
    pub(crate) ended: Option<(Instant, Option<Sealed>)>,
}

/// Folds the desk's events into its declarations, oldest first.
pub(crate) fn hear(all: &mut Vec<Stated>, actor: Actor, at: Instant, event: DeskEvent) {
    match event {
        DeskEvent::Declared { id, sort, pack, scope, from, to, reason } => {
            let declaration = Declaration { id, sort, pack, scope, from, to, reason };
            all.push(Stated { declaration, by: actor, at, ended: None });
        }
        DeskEvent::DeclarationEnded { id, at: end, reason } => {
            for stated in all.iter_mut().filter(|stated| stated.declaration.id == id) {
                stated.declaration.to = Some(end);
                stated.ended = Some((at, reason.clone()));
            }
        }
        _ => {}
    }
}

/// What a case lacks to be in line with the declarations.
fn lacks(declarations: &[Stated], case: &Case, country: Option<Country>, now: Instant) -> Vec<CaseEvent> {
    declarations.iter().filter_map(|stated| stated.declaration.lacking(case, country, now)).collect()
}

/// The country of a case's customer, where a declaration asks for it.
async fn country(look: &mut Look<'_>, case: &Case, declarations: &[Stated]) -> Result<Option<Country>, ApiError> {
    match case.customer.filter(|_| by_country(declarations)) {
        Some(customer) => Ok(look.country_of(customer).await?),
        None => Ok(None),
    }
}

/// Whether any of these is for some countries only.
fn by_country(declarations: &[Stated]) -> bool {
    declarations.iter().any(|stated| !stated.declaration.scope.countries.is_empty())
}

/// Whether a declaration may reach its case, or not any more, by this event.
pub(crate) fn turns(event: &CaseEvent) -> bool {
    use CaseEvent::{Classified, CustomerSet, Reopened};
    matches!(event, Classified { .. } | CustomerSet { .. } | Reopened { .. })
}

impl Write {
    /// The declarations as this transaction sees them, also one that another process has just made.
    async fn declarations(&mut self) -> Result<Vec<Stated>, ApiError> {
        let state = self.app().state();
        let mut look = self.work.look();
        if look.head(STREAM).await? == state.seq {
            return Ok(state.declared.clone());
        }
        let mut all = Vec::new();
        for entry in look.desk_entries().await? {
            hear(&mut all, entry.actor, entry.at, entry.event);
        }
        Ok(all)
    }

    async fn bring(&mut self, id: CaseId, seq: &mut u64, at: Instant, lacks: Vec<CaseEvent>) -> Result<(), ApiError> {
        for event in lacks {
            self.case(id, seq, Actor::Desk, at, |seal| match event {
                CaseEvent::Declared { declaration, sort, from, to, reason } => {
                    CaseEvent::Declared { declaration, sort, from, to, reason: seal.seal(reason.as_str()) }
                }
                other => other,
            })
            .await?;
        }
        Ok(())
    }

    /// Gives a case that has just begun what is declared for it. It has its opening event only.
    pub(crate) async fn declare_opened(&mut self, id: CaseId, seq: &mut u64, at: Instant) -> Result<(), ApiError> {
        let declarations = self.declarations().await?;
        if declarations.is_empty() {
            return Ok(());
        }
        self.bring_lacking(id, seq, &declarations, Some(at)).await
    }

    /// Brings an open case into line after something about it changed: its category, its customer, or that it is open again.
    pub(crate) async fn declare_changed(&mut self, id: CaseId, seq: &mut u64) -> Result<(), ApiError> {
        let declarations = self.declarations().await?;
        if declarations.is_empty() {
            return Ok(());
        }
        self.bring_lacking(id, seq, &declarations, None).await
    }

    async fn bring_lacking(
        &mut self,
        id: CaseId,
        seq: &mut u64,
        declarations: &[Stated],
        at: Option<Instant>,
    ) -> Result<(), ApiError> {
        let mut look = self.work.look();
        let file = file::read(&mut look, id).await?;
        if !file.case.status.is_open() {
            return Ok(());
        }
        let country = country(&mut look, &file.case, declarations).await?;
        let at = at.unwrap_or_else(|| file.moment(self.work.now()));
        self.bring(id, seq, at, lacks(declarations, &file.case, country, at)).await
    }

    /// Brings the open cases of customers into line whose profiles were set in this work: where they are may have changed. Gives
    /// the cases that were written to.
    pub(crate) async fn declare_moved(&mut self, customers: &[CustomerId]) -> Result<Vec<CaseId>, ApiError> {
        let mut touched = Vec::new();
        if customers.is_empty() {
            return Ok(touched);
        }
        let declarations = self.declarations().await?;
        if !by_country(&declarations) {
            return Ok(touched);
        }
        // So that the lists know the new country.
        self.work.settle().await?;
        for customer in customers {
            for open in self.work.look().all_open_of(*customer).await? {
                let file = file::read(&mut self.work.look(), open.id).await?;
                let (mut seq, at) = (file.case.seq, file.moment(self.work.now()));
                let lacks = lacks(&declarations, &file.case, open.country, at);
                if !lacks.is_empty() {
                    self.bring(open.id, &mut seq, at, lacks).await?;
                    touched.push(open.id);
                }
            }
        }
        Ok(touched)
    }
}

impl App {
    pub(crate) async fn declarations(&self, (): ()) -> Result<DeclarationList, ApiError> {
        let (now, state) = (self.now(), self.state());
        let rows = state.declared.iter().rev().map(|stated| row(stated, now, &state)).collect();
        Ok(DeclarationList { rows, at_work: self.declaring(&state).await?, now })
    }

    /// Whether cases still lack what was declared last.
    async fn declaring(&self, state: &State) -> Result<bool, ApiError> {
        let Some((seq, _)) = state.declared_last else { return Ok(false) };
        let done = self.look().await?.local(DONE).await?;
        Ok(done.and_then(|text| text.parse::<u64>().ok()).is_none_or(|done| done < seq))
    }

    /// Declares a state. Who may is the server's to say, once there are roles.
    pub(crate) async fn declare(&self, ask: Declare) -> Result<Uuid, ApiError> {
        let declaration = self.stated(&ask)?;
        let Declaration { id, sort, pack, scope, from, to, reason } = declaration;
        self.say_declared(|seal| DeskEvent::Declared {
            id,
            sort,
            pack,
            scope,
            from,
            to,
            reason: seal.seal(reason.as_str()),
        })
        .await?;
        Ok(id.0)
    }

    pub(crate) async fn end_declaration(&self, ask: EndDeclaration) -> Result<(), ApiError> {
        let (id, at) = self.end_asked(&ask)?;
        let why = ask.reason.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
        self.say_declared(|seal| DeskEvent::DeclarationEnded { id, at, reason: seal.seal_some(why) }).await
    }

    async fn say_declared(
        &self,
        event: impl FnOnce(&mut aftercare_core::journal::Sealer<'_>) -> DeskEvent,
    ) -> Result<(), ApiError> {
        let state = self.state();
        let mut write = self.write().await?;
        let mut seq = state.seq;
        write.desk(&mut seq, Actor::Staff(state.me()?), self.now(), event).await?;
        write.commit(&["declarations", "desk"]).await?;
        self.refresh().await?;
        self.work_soon();
        self.changed(&["declarations".to_owned()]);
        Ok(())
    }

    /// A declaration as asked for, with a new id.
    fn stated(&self, ask: &Declare) -> Result<Declaration, ApiError> {
        let reason = crate::cases::needed(&ask.reason, Refusal::NeedsReason)?;
        if ask.to.is_some_and(|to| to <= ask.from) {
            return Err(ApiError::field("to", "out_of_range"));
        }
        if let Some(pack) = &ask.pack
            && self.book().in_force(pack, self.now()).is_err()
        {
            return Err(ApiError::field("pack", "unknown"));
        }
        let country = |code: &String| {
            Country::new(code).ok_or_else(|| ApiError::field("countries", "unknown").with("value", code))
        };
        let countries = ask.countries.iter().map(country).collect::<Result<_, _>>()?;
        Ok(Declaration {
            id: DeclarationId::at(self.now(), crate::random()),
            sort: ask.sort,
            pack: ask.pack.clone(),
            scope: Scope { channels: ask.channels.clone(), categories: ask.categories.clone(), countries },
            from: micros(ask.from),
            to: ask.to.map(micros),
            reason: unsealed(reason),
        })
    }

    /// Which declaration is to be ended, and at which instant.
    fn end_asked(&self, ask: &EndDeclaration) -> Result<(DeclarationId, Instant), ApiError> {
        let (id, at) = (DeclarationId(ask.id), ask.at.map_or(self.now(), micros));
        let state = self.state();
        let known = state.declared.iter().find(|stated| stated.declaration.id == id);
        let known = known.ok_or_else(|| ApiError::new(ErrorCode::NotFound).with("declaration", ask.id))?;
        // What ended before stays ended; to go on, it is declared again.
        if known.declaration.to.is_some_and(|to| to <= at) {
            return Err(Refusal::Already.into());
        }
        Ok((id, at.max(known.declaration.from)))
    }

    /// What declaring or ending would do. Nothing is written.
    pub(crate) async fn declare_preview(&self, ask: DeclarePreviewAsk) -> Result<DeclarePreview, ApiError> {
        let stop = Arc::new(AtomicBool::new(false));
        self.jobs().insert(ask.job.clone(), Arc::clone(&stop));
        let found = self.foresee(&ask, &stop).await;
        self.jobs().remove(&ask.job);
        found
    }

    async fn foresee(&self, ask: &DeclarePreviewAsk, stop: &AtomicBool) -> Result<DeclarePreview, ApiError> {
        let (state, now, book) = (self.state(), self.now(), self.book());
        let one = match (&ask.declare, &ask.end) {
            (Some(declare), None) => {
                Stated { declaration: self.stated(declare)?, by: Actor::Desk, at: now, ended: None }
            }
            (None, Some(end)) => {
                let (id, at) = self.end_asked(end)?;
                let known = state.declared.iter().find(|stated| stated.declaration.id == id);
                let mut one = known.ok_or_else(|| ApiError::new(ErrorCode::NotFound))?.clone();
                one.declaration.to = Some(at);
                one
            }
            _ => return Err(ApiError::field("declare", "missing")),
        };
        let reach = reach(&one.declaration, ask.end.is_some());
        let all = std::slice::from_ref(&one);
        let wide = Scope { countries: Vec::new(), ..one.declaration.scope.clone() };
        let anywhere = Declaration { scope: wide, ..one.declaration.clone() };
        let total = self.look().await?.cases(CaseFilter::Open, "", None, 1).await?.total;
        let mut found = DeclarePreview { cases: 0, deadlines: 0, nowhere: 0, moved: Vec::new(), cancelled: false };
        let (mut after, mut done) = (None, 0);
        loop {
            let mut look = self.look().await?;
            let open = look.open_cases(&reach, after, BATCH).await?;
            let Some(last) = open.last().map(|last| last.id) else { return Ok(found) };
            for OpenCase { id, country } in &open {
                let file = file::read(&mut look, *id).await?;
                let lacks = lacks(all, &file.case, *country, file.moment(now));
                if !lacks.is_empty() {
                    found.cases += 1;
                    moved(&book, &file, lacks, now, &mut found)?;
                } else if ask.end.is_none() && country.is_none() && anywhere.reaches(&file.case, None) {
                    found.nowhere += 1;
                }
            }
            (after, done) = (Some(last), done + open.len() as u64);
            self.tell(Event::Progress { job: ask.job.clone(), done, total: Some(total.max(done)) });
            if stop.load(Ordering::Acquire) {
                return Ok(DeclarePreview { cancelled: true, ..found });
            }
        }
    }

    /// Brings the next open cases into line with what is declared; each batch is a transaction. `None` when all have it.
    pub(crate) async fn bring_declared(&self, after: Option<CaseId>, most: u32) -> Result<Option<CaseId>, ApiError> {
        let declarations = self.state().declared.clone();
        let (mut after, mut left) = (after, most);
        while left > 0 {
            let mut look = self.look().await?;
            let open = look.open_cases(&Reach::default(), after, BATCH.min(left)).await?;
            let Some(last) = open.last().map(|last| last.id) else { return Ok(None) };
            let mut lacking = Vec::new();
            for OpenCase { id, country } in &open {
                let file = file::read(&mut look, *id).await?;
                if !lacks(&declarations, &file.case, *country, file.moment(self.now())).is_empty() {
                    lacking.push(*id);
                }
            }
            drop(look);
            self.bring_all(&lacking).await?;
            left = left.saturating_sub(u32::try_from(open.len()).unwrap_or(left));
            after = Some(last);
        }
        Ok(after)
    }

    /// One transaction. Cases are read again in it: what another process did meanwhile counts.
    async fn bring_all(&self, cases: &[CaseId]) -> Result<(), ApiError> {
        if cases.is_empty() {
            return Ok(());
        }
        let mut write = self.write().await?;
        let declarations = write.declarations().await?;
        let mut tags = vec!["cases".to_owned(), "desk".to_owned()];
        for id in cases {
            let mut seq = write.work.look().head(StreamId::new(StreamKind::Case, id.0)).await?;
            write.bring_lacking(*id, &mut seq, &declarations, None).await?;
            tags.push(format!("case:{id}"));
        }
        let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
        write.commit(&tags).await
    }
}

/// Up to which event of the desk's stream all cases have what is declared.
pub(crate) const DONE: &str = "declared_done";

/// The wide net for a preview. One that ends lets go of cases that it does not reach any more.
fn reach(declaration: &Declaration, ends: bool) -> Reach {
    let Declaration { pack, from, to, sort, scope, .. } = declaration;
    let by_notice = *sort != DeclaredSort::ForceMajeure && !ends;
    let countries = if ends { Vec::new() } else { scope.countries.clone() };
    Reach { pack: pack.clone(), from: by_notice.then_some(*from), to: to.filter(|_| !ends), countries }
}

/// A text that is shown or folded before it is written.
fn unsealed(text: String) -> Sealed {
    Sealed { commitment: Hash::ZERO, text: Some(text) }
}

/// Which open deadlines of a case `events` would move.
fn moved(
    book: &Book,
    file: &File,
    events: Vec<CaseEvent>,
    now: Instant,
    found: &mut DeclarePreview,
) -> Result<(), ApiError> {
    let mut entries = file.entries.clone();
    let at = file.moment(now);
    for (event, seq) in events.into_iter().zip(file.case.seq + 1..) {
        entries.push(Entry { seq, actor: Actor::Desk, at, recorded_at: now, event });
    }
    let before = book.clocks(&file.case, &file.entries)?.runs;
    let after = Case::fold(&entries).map(|case| book.clocks(&case, &entries)).transpose()?;
    let same = |a: &ClockRun, b: &ClockRun| (a.clock, a.cycle) == (b.clock, b.cycle);
    for run in after.iter().flat_map(|clocks| &clocks.runs).filter(|run| run.ended.is_none()) {
        let Some(was) = before.iter().find(|old| same(old, run)).filter(|old| old.due != run.due) else { continue };
        found.deadlines += 1;
        if found.moved.len() < NAMED {
            found.moved.push(MovedDeadline {
                case: file.id.0,
                label: show::label(file.case.number),
                subject: file.case.subject.as_str().to_owned(),
                clock: run.clock,
                cycle: run.cycle,
                was: was.due,
                now: run.due,
            });
        }
    }
    Ok(())
}

fn row(stated: &Stated, now: Instant, state: &State) -> DeclarationRow {
    let Declaration { id, sort, pack, scope, from, to, reason } = &stated.declaration;
    DeclarationRow {
        id: id.0,
        sort: *sort,
        state: match *to {
            Some(to) if to <= *from => DeclarationState::TakenBack,
            Some(to) if to <= now => DeclarationState::Over,
            _ if now < *from => DeclarationState::Planned,
            _ => DeclarationState::On,
        },
        pack: pack.clone(),
        channels: scope.channels.clone(),
        categories: scope.categories.clone(),
        countries: scope.countries.iter().map(ToString::to_string).collect(),
        from: *from,
        to: *to,
        reason: reason.as_str().to_owned(),
        by: match stated.by {
            Actor::Staff(id) => Some(state.person(id)),
            Actor::Customer | Actor::Desk => None,
        },
        at: stated.at,
        ended_at: stated.ended.as_ref().map(|ended| ended.0),
        end_reason: stated.ended.as_ref().and_then(|ended| ended.1.as_ref()).map(|why| why.as_str().to_owned()),
    }
}
