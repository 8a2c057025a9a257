//! From what happened to the runs of each clock, by the [`super::TABLE`].
//!
//! The fold only notes starts, stops, pauses and targets; due instants are computed once at the end with every pause
//! known. That is sound: a due instant depends on earlier pauses only. Left out: `now`.

use std::collections::BTreeMap;

use super::due::{reach, unite};
use super::{
    Calendars, ClockEvent, ClockName, ClockRun, Due, Effect, EventKind, Happening, Pause, PauseReason, Target, When,
    rule,
};
use crate::calendar::CalendarError;
use crate::time::Instant;

/// Folds `events` into the runs of the four clocks, in the order in which they started. Clocks that never had a target
/// have no run. Events are taken by (occurred at, position given).
///
/// # Errors
/// [`CalendarError::OutOfRange`] when a clock starts or comes due outside the years covered.
pub fn run(
    targets: &[Target],
    events: &[ClockEvent],
    calendars: Calendars<'_>,
) -> Result<Vec<ClockRun>, CalendarError> {
    let mut sorted: Vec<&ClockEvent> = events.iter().collect();
    sorted.sort_by_key(|e| e.at);
    let mut fold = Fold { targets: targets.to_vec(), ..Fold::default() };
    for event in &sorted {
        fold.take(event);
    }
    let seen = sorted.last().map(|e| e.at);
    fold.runs.into_iter().filter(|r| !r.terms.is_empty()).map(|r| finish(r, seen, calendars)).collect()
}

#[derive(Default)]
struct Fold {
    targets: Vec<Target>,
    runs: Vec<Draft>,
    received: bool,
    answered: bool,
    solved: bool,
    closed: bool,
    waiting: BTreeMap<PauseReason, Instant>,
}

struct Draft {
    clock: ClockName,
    cycle: u32,
    started: Instant,
    ended: Option<(Instant, End)>,
    pauses: Vec<Pause>,
    terms: Vec<(Target, Instant, Option<Instant>)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Stopped,
    Cancelled,
}

impl Fold {
    fn take(&mut self, event: &ClockEvent) {
        let at = event.at;
        let mut kind = EventKind::from(&event.what);
        if kind == EventKind::Received && self.received {
            kind = EventKind::CustomerReplied;
        }
        if let Happening::Retarget(targets) = &event.what {
            self.targets.clone_from(targets);
        }
        for clock in ClockName::ALL {
            let cell = rule(kind, clock);
            let holds = match cell.when {
                When::Always | When::ForCustomer => true,
                When::NeverAnswered => !self.answered,
                When::AnsweredBefore => self.answered,
                When::Unsolved => !self.solved && !self.closed,
            };
            if holds {
                self.act(cell.effect, clock, &event.what, at);
            }
        }
        self.remember(kind, &event.what, at);
    }

    fn act(&mut self, effect: Effect, clock: ClockName, what: &Happening, at: Instant) {
        let on = self.runs.iter().rposition(|r| r.clock == clock && r.ended.is_none());
        let last = self.runs.iter().rposition(|r| r.clock == clock);
        match (effect, on) {
            (Effect::Start, None) if clock != ClockName::Solution || last.is_none() => self.start(clock, at),
            (Effect::Stop, Some(i)) => self.runs[i].end(at, End::Stopped),
            (Effect::Restart, _) => {
                if let Some(i) = on {
                    self.runs[i].end(at, End::Stopped);
                }
                self.start(clock, at);
            }
            (Effect::Pause, Some(i)) => {
                if let Happening::Waiting(reason) = what
                    && !self.waiting.contains_key(reason)
                {
                    self.runs[i].pauses.push(Pause { from: at, to: None, reason: *reason });
                }
            }
            (Effect::Resume, Some(i)) => {
                let over = |p: &&mut Pause| p.to.is_none() && ends(what, p.reason);
                self.runs[i].pauses.iter_mut().filter(over).for_each(|p| p.to = Some(at));
            }
            (Effect::Continue, None) => {
                if let Some(i) = last {
                    self.go_on(i, at);
                }
            }
            (Effect::Cancel, Some(i)) => self.runs[i].end(at, End::Cancelled),
            (Effect::Retarget, Some(i)) => self.runs[i].retarget(&self.targets, at),
            _ => {}
        }
    }

    fn start(&mut self, clock: ClockName, at: Instant) {
        let before = self.runs.iter().filter(|r| r.clock == clock).count();
        let cycle = u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1);
        let mut draft = Draft { clock, cycle, started: at, ended: None, pauses: Vec::new(), terms: Vec::new() };
        draft.retarget(&self.targets, at);
        draft.wait(&self.waiting, at);
        self.runs.push(draft);
    }

    fn go_on(&mut self, i: usize, at: Instant) {
        let run = &mut self.runs[i];
        if let Some((ended, _)) = run.ended.take() {
            run.pauses.push(Pause { from: ended, to: Some(at), reason: PauseReason::Solved });
        }
        run.retarget(&self.targets, at);
        run.wait(&self.waiting, at);
    }

    fn remember(&mut self, kind: EventKind, what: &Happening, at: Instant) {
        match (kind, what) {
            (EventKind::Received, _) => self.received = true,
            (EventKind::Answered, _) => self.answered = true,
            (_, Happening::Waiting(reason)) => {
                self.waiting.entry(*reason).or_insert(at);
            }
            (EventKind::Resumed | EventKind::CustomerReplied, _) => self.waiting.retain(|r, _| !ends(what, *r)),
            (EventKind::Solved | EventKind::Closed, _) => {
                self.solved = true;
                self.closed |= kind == EventKind::Closed;
                self.waiting.retain(|r, _| *r == PauseReason::ForceMajeure);
            }
            (EventKind::Reopened, _) => (self.solved, self.closed) = (false, false),
            _ => {}
        }
    }
}

/// Whether `what` ends a wait for `reason`: a customer's message only the one for the customer.
fn ends(what: &Happening, reason: PauseReason) -> bool {
    match what {
        Happening::Resumed => true,
        Happening::ResumedFrom(r) => *r == reason,
        Happening::CustomerReplied | Happening::Received => reason == PauseReason::Customer,
        _ => false,
    }
}

impl Draft {
    fn end(&mut self, at: Instant, how: End) {
        self.ended = Some((at, how));
        self.pauses.iter_mut().filter(|p| p.to.is_none()).for_each(|p| p.to = Some(at));
    }

    fn wait(&mut self, waiting: &BTreeMap<PauseReason, Instant>, at: Instant) {
        if matches!(self.clock, ClockName::Update | ClockName::Solution) {
            self.pauses.extend(waiting.keys().map(|reason| Pause { from: at, to: None, reason: *reason }));
        }
    }

    fn retarget(&mut self, targets: &[Target], at: Instant) {
        let wanted: Vec<&Target> = targets.iter().filter(|t| t.clock == self.clock).collect();
        for term in self.terms.iter_mut().filter(|t| t.2.is_none() && !wanted.contains(&&t.0)) {
            term.2 = Some(at);
        }
        for target in wanted {
            if !self.terms.iter().any(|t| t.2.is_none() && t.0 == *target) {
                self.terms.push((target.clone(), at.max(self.started), None));
            }
        }
    }
}

fn finish(draft: Draft, seen: Option<Instant>, calendars: Calendars<'_>) -> Result<ClockRun, CalendarError> {
    let pauses = unite(&draft.pauses, None);
    let mut dues = Vec::with_capacity(draft.terms.len());
    for (target, from, until) in draft.terms {
        let held_up = if target.pausable() { &pauses[..] } else { &[] };
        let due = reach(target.measure, draft.started, held_up, calendars)?.map(|r| crate::time::from_micros(r.due));
        dues.push(Due { target, from, until, due });
    }
    let in_force = dues.iter().filter(|d| d.until.is_none());
    let due = in_force.clone().filter_map(|d| d.due).min();
    let dropped = if in_force.count() == 0 { dues.iter().filter_map(|d| d.until).max() } else { None };
    let ended = draft.ended.map(|e| e.0).or(dropped);
    let known = ended.or(seen);
    let late =
        |d: &Due| d.due.filter(|due| d.until.or(known).is_some_and(|end| *due < end) && ended.is_none_or(|e| *due < e));
    let breached_at = dues.iter().filter_map(late).min();
    let stopped = draft.ended.filter(|e| e.1 == End::Stopped).map(|e| e.0);
    Ok(ClockRun {
        clock: draft.clock,
        cycle: draft.cycle,
        started: draft.started,
        due,
        stopped,
        cancelled: ended.is_some() && stopped.is_none(),
        ended,
        breached_at,
        pauses: draft.pauses,
        dues,
    })
}
