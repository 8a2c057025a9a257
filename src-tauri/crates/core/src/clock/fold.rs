//! From what happened to the runs of each clock, by the [`super::TABLE`].
//!
//! The fold only notes starts, stops, pauses and targets; due instants are computed once at the end with every pause
//! known. That is sound: a due instant depends on earlier pauses only. Left out: `now`.

use std::collections::BTreeSet;

use super::due::{reach, unite};
use super::{
    Calendars, ClockEvent, ClockName, ClockRun, Due, Effect, EventKind, Happening, Pause, PauseReason, Target, When,
    rule,
};
use crate::calendar::CalendarError;
use crate::time::Instant;

/// Folds `events` into the runs of the clocks, in the order in which they started. Clocks that never had a target have no
/// run. Events are taken by (occurred at, position given).
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
    let seen = sorted.iter().rev().find(|e| !e.what.is_foreseen()).map(|e| e.at);
    fold.runs.into_iter().filter(|r| !r.terms.is_empty()).map(|r| finish(r, seen, calendars)).collect()
}

#[derive(Default)]
struct Fold {
    targets: Vec<Target>,
    /// What would hold without a declared state.
    normal: Vec<Target>,
    runs: Vec<Draft>,
    received: bool,
    answered: bool,
    solved: bool,
    closed: bool,
    /// What is waited for or missing.
    waiting: BTreeSet<PauseReason>,
    /// How many declarations of force majeure are on.
    declared: u32,
}

struct Draft {
    clock: ClockName,
    cycle: u32,
    started: Instant,
    ended: Option<(Instant, End)>,
    holds: Vec<Hold>,
    terms: Vec<Term>,
}

/// A pause, and whether a declaration made it.
struct Hold {
    pause: Pause,
    declared: bool,
}

struct Term {
    target: Target,
    from: Instant,
    until: Option<Instant>,
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
        match &event.what {
            Happening::Retarget(targets) => {
                self.targets.clone_from(targets);
                self.normal.clear();
            }
            Happening::Extended { targets, normal } => {
                self.targets.clone_from(targets);
                self.normal.clone_from(normal);
            }
            _ => {}
        }
        let with_first = !self.answered && self.on(ClockName::FirstResponse).is_none();
        for clock in ClockName::ALL {
            let cell = rule(kind, clock);
            let holds = match cell.when {
                When::Always | When::ForCustomer | When::ForWaiting => true,
                When::NeverAnswered => !self.answered,
                When::AnsweredBefore => self.answered,
                When::WithFirstResponse => with_first,
                When::Unsolved => !self.solved && !self.closed,
                When::Named => event.what == Happening::Dropped(clock),
            };
            if holds && cell.effect != Effect::Nothing {
                self.act(cell.effect, clock, &event.what, at);
            }
        }
        self.remember(kind, &event.what);
    }

    fn on(&self, clock: ClockName) -> Option<usize> {
        self.runs.iter().rposition(|r| r.clock == clock && r.ended.is_none())
    }

    fn act(&mut self, effect: Effect, clock: ClockName, what: &Happening, at: Instant) {
        let on = self.on(clock);
        let last = self.runs.iter().rposition(|r| r.clock == clock);
        match (effect, on) {
            (Effect::Start, None) if !clock.once() || last.is_none() => self.start(clock, at),
            (Effect::Stop, Some(i)) => self.runs[i].end(at, End::Stopped),
            (Effect::Restart, _) => {
                if let Some(i) = on {
                    self.runs[i].end(at, End::Stopped);
                }
                self.start(clock, at);
            }
            (Effect::Pause, Some(i)) => match waits_for(what) {
                Some(reason) if !self.waiting.contains(&reason) => self.runs[i].hold(at, reason, false),
                None if self.declared == 0 => self.runs[i].hold(at, PauseReason::ForceMajeure, true),
                _ => {}
            },
            (Effect::Resume, Some(i)) => {
                let last = self.declared <= 1;
                let over = |h: &&mut Hold| {
                    let ended = if h.declared { over_by_declaration(what, last) } else { ends(what, h.pause.reason) };
                    h.pause.to.is_none() && ended
                };
                self.runs[i].holds.iter_mut().filter(over).for_each(|h| h.pause.to = Some(at));
            }
            (Effect::Continue, None) => {
                if let Some(i) = last {
                    self.go_on(i, at);
                }
            }
            (Effect::Cancel, Some(i)) => self.runs[i].end(at, End::Cancelled),
            (Effect::Retarget, Some(i)) => self.runs[i].retarget(&self.targets, &self.normal, at),
            _ => {}
        }
    }

    fn start(&mut self, clock: ClockName, at: Instant) {
        let before = self.runs.iter().filter(|r| r.clock == clock).count();
        let cycle = u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1);
        let mut draft = Draft { clock, cycle, started: at, ended: None, holds: Vec::new(), terms: Vec::new() };
        draft.retarget(&self.targets, &self.normal, at);
        draft.wait(&self.waiting, self.declared > 0, at);
        self.runs.push(draft);
    }

    fn go_on(&mut self, i: usize, at: Instant) {
        let run = &mut self.runs[i];
        if let Some((ended, _)) = run.ended.take() {
            let pause = Pause { from: ended, to: Some(at), reason: PauseReason::Solved };
            run.holds.push(Hold { pause, declared: false });
        }
        run.retarget(&self.targets, &self.normal, at);
        run.wait(&self.waiting, self.declared > 0, at);
    }

    fn remember(&mut self, kind: EventKind, what: &Happening) {
        match kind {
            EventKind::Received => self.received = true,
            EventKind::Answered => self.answered = true,
            EventKind::Waiting | EventKind::DetailsMissing => self.waiting.extend(waits_for(what)),
            EventKind::Solved | EventKind::Closed => {
                self.solved = true;
                self.closed |= kind == EventKind::Closed;
                self.waiting.retain(|r| !ends(what, *r));
            }
            EventKind::Reopened => (self.solved, self.closed) = (false, false),
            EventKind::ForceMajeure => self.declared += 1,
            EventKind::ForceMajeureOver => self.declared = self.declared.saturating_sub(1),
            _ => {}
        }
        if matches!(kind, EventKind::Resumed | EventKind::CustomerReplied | EventKind::DetailsComplete) {
            self.waiting.retain(|r| !ends(what, *r));
        }
    }
}

/// What a happening makes a clock wait for; `None` for a declaration.
fn waits_for(what: &Happening) -> Option<PauseReason> {
    match what {
        Happening::Waiting(reason) => Some(*reason),
        Happening::DetailsMissing => Some(PauseReason::Details),
        _ => None,
    }
}

/// Whether `what` ends a wait for `reason`: a customer's message only the one for the customer.
fn ends(what: &Happening, reason: PauseReason) -> bool {
    match what {
        Happening::Resumed => reason != PauseReason::Details,
        Happening::ResumedFrom(r) => *r == reason,
        Happening::CustomerReplied | Happening::Received => reason == PauseReason::Customer,
        Happening::DetailsComplete => reason == PauseReason::Details,
        Happening::Solved | Happening::Closed => matches!(reason, PauseReason::Customer | PauseReason::Carrier),
        _ => false,
    }
}

/// A declared pause ends with the last declaration, and by nothing else.
fn over_by_declaration(what: &Happening, last: bool) -> bool {
    last && *what == Happening::ForceMajeureOver
}

impl Draft {
    fn end(&mut self, at: Instant, how: End) {
        self.ended = Some((at, how));
        self.holds.iter_mut().filter(|h| h.pause.to.is_none()).for_each(|h| h.pause.to = Some(at));
    }

    fn hold(&mut self, from: Instant, reason: PauseReason, declared: bool) {
        self.holds.push(Hold { pause: Pause { from, to: None, reason }, declared });
    }

    /// A run that begins, or goes on, while the case waits begins paused, if such waiting pauses its clock.
    fn wait(&mut self, waiting: &BTreeSet<PauseReason>, declared: bool, at: Instant) {
        let pauses = |event| rule(event, self.clock).effect == Effect::Pause;
        let (by_waiting, by_details) = (pauses(EventKind::Waiting), pauses(EventKind::DetailsMissing));
        let by_declaration = declared && pauses(EventKind::ForceMajeure);
        for reason in waiting {
            if if *reason == PauseReason::Details { by_details } else { by_waiting } {
                self.hold(at, *reason, false);
            }
        }
        if by_declaration {
            self.hold(at, PauseReason::ForceMajeure, true);
        }
    }

    fn retarget(&mut self, targets: &[Target], normal: &[Target], at: Instant) {
        let at = at.max(self.started);
        let mine =
            |list: &'_ [Target]| -> Vec<Target> { list.iter().filter(|t| t.clock == self.clock).cloned().collect() };
        let (wanted, normal) = (mine(targets), mine(normal));
        for term in self.terms.iter_mut().filter(|t| t.until.is_none() && !wanted.contains(&t.target)) {
            term.until = Some(at);
        }
        for target in normal {
            if !wanted.contains(&target) && !self.terms.iter().any(|t| t.target == target) {
                self.terms.push(Term { target, from: at, until: Some(at) });
            }
        }
        for target in wanted {
            if !self.terms.iter().any(|t| t.until.is_none() && t.target == target) {
                self.terms.push(Term { target, from: at, until: None });
            }
        }
    }
}

fn finish(draft: Draft, seen: Option<Instant>, calendars: Calendars<'_>) -> Result<ClockRun, CalendarError> {
    let pauses: Vec<Pause> = draft.holds.iter().map(|h| h.pause).collect();
    let united = unite(&pauses, None);
    let mut dues = Vec::with_capacity(draft.terms.len());
    for Term { target, from, until } in draft.terms {
        let held_up = if target.pausable() { &united[..] } else { &[] };
        let due = reach(target.measure, draft.started, held_up, calendars)?.map(|r| crate::time::from_micros(r.due));
        dues.push(Due { target, from, until, due });
    }
    let in_force = dues.iter().filter(|d| d.until.is_none());
    let due = in_force.clone().filter_map(|d| d.due).min();
    let dropped = if in_force.count() == 0 { dues.iter().filter_map(|d| d.until).max() } else { None };
    let ended = draft.ended.map(|e| e.0).or(dropped);
    let known = ended.or(seen);
    let late = |d: &Due| {
        let held = d.until.is_none_or(|until| d.from < until);
        let by = d.until.or(known).filter(|_| held);
        d.due.filter(|due| by.is_some_and(|end| *due < end) && ended.is_none_or(|e| *due < e))
    };
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
        pauses,
        dues,
    })
}
