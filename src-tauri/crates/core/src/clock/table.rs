//! Which event does what to which clock: the one table that code, documentation and tests share.
//!
//! Left out: how an effect is carried out, which is the fold's.

use serde::Serialize;

use super::{ClockName, Happening};

/// Kinds of happenings, the rows of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "named after the happenings, which are explained there")]
pub enum EventKind {
    Received,
    Answered,
    CustomerReplied,
    Waiting,
    Resumed,
    Solved,
    Closed,
    Reopened,
    AutoReply,
    Note,
    Retarget,
}

impl EventKind {
    /// All kinds, in the order of the table.
    pub const ALL: [Self; 11] = [
        Self::Received,
        Self::Answered,
        Self::CustomerReplied,
        Self::Waiting,
        Self::Resumed,
        Self::Solved,
        Self::Closed,
        Self::Reopened,
        Self::AutoReply,
        Self::Note,
        Self::Retarget,
    ];
}

impl From<&Happening> for EventKind {
    fn from(what: &Happening) -> Self {
        match what {
            Happening::Received => Self::Received,
            Happening::Answered => Self::Answered,
            Happening::CustomerReplied => Self::CustomerReplied,
            Happening::Waiting(_) => Self::Waiting,
            Happening::Resumed | Happening::ResumedFrom(_) => Self::Resumed,
            Happening::Solved => Self::Solved,
            Happening::Closed => Self::Closed,
            Happening::Reopened => Self::Reopened,
            Happening::AutoReply => Self::AutoReply,
            Happening::Note => Self::Note,
            Happening::Retarget(_) => Self::Retarget,
        }
    }
}

/// What an event does to a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Starts a run unless one is on (the solution clock has only ever one).
    Start,
    /// Stops the run that is on.
    Stop,
    /// Stops the run that is on and starts the next.
    Restart,
    /// Pauses it.
    Pause,
    /// Ends the pause, or the pauses of the reasons that the event is about.
    Resume,
    /// A stopped or cancelled run goes on; the time in between becomes a pause.
    Continue,
    /// The run is no longer owed.
    Cancel,
    /// New targets from the original start.
    Retarget,
    /// Nothing.
    Nothing,
}

/// Under which circumstances.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// Always.
    Always,
    /// No person has answered on this case yet.
    NeverAnswered,
    /// A person has answered on this case before.
    AnsweredBefore,
    /// The case is neither solved nor closed.
    Unsolved,
    /// As far as the pause waits for the customer.
    ForCustomer,
}

/// One cell of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// Row.
    pub event: EventKind,
    /// Column.
    pub clock: ClockName,
    /// What happens.
    pub effect: Effect,
    /// When it does.
    pub when: When,
}

const fn row(event: EventKind, cells: [(Effect, When); 4]) -> [Rule; 4] {
    let mut rules = [Rule { event, clock: ClockName::FirstResponse, effect: Effect::Nothing, when: When::Always }; 4];
    let mut i = 0;
    while i < 4 {
        rules[i] = Rule { event, clock: ClockName::ALL[i], effect: cells[i].0, when: cells[i].1 };
        i += 1;
    }
    rules
}

use Effect::{Cancel, Continue, Nothing, Pause, Restart, Resume, Retarget, Start, Stop};
use When::{Always, AnsweredBefore, ForCustomer, NeverAnswered, Unsolved};

const NONE: (Effect, When) = (Nothing, Always);

/// Event by clock: a row for each event, with a cell for each clock in the order of [`ClockName::ALL`].
pub const TABLE: [[Rule; 4]; 11] = [
    row(EventKind::Received, [(Start, NeverAnswered), (Start, AnsweredBefore), NONE, (Start, Always)]),
    row(EventKind::Answered, [(Stop, Always), (Stop, Always), (Restart, Unsolved), NONE]),
    row(
        EventKind::CustomerReplied,
        [(Start, NeverAnswered), (Start, AnsweredBefore), (Resume, ForCustomer), (Resume, ForCustomer)],
    ),
    row(EventKind::Waiting, [NONE, NONE, (Pause, Always), (Pause, Always)]),
    row(EventKind::Resumed, [NONE, NONE, (Resume, Always), (Resume, Always)]),
    row(EventKind::Solved, [NONE, NONE, (Cancel, Always), (Stop, Always)]),
    row(EventKind::Closed, [(Cancel, Always), (Cancel, Always), (Cancel, Always), (Cancel, Always)]),
    row(EventKind::Reopened, [NONE, NONE, NONE, (Continue, Always)]),
    row(EventKind::AutoReply, [NONE, NONE, NONE, NONE]),
    row(EventKind::Note, [NONE, NONE, NONE, NONE]),
    row(EventKind::Retarget, [(Retarget, Always), (Retarget, Always), (Retarget, Always), (Retarget, Always)]),
];

/// The cell of `event` and `clock`.
#[must_use]
pub const fn rule(event: EventKind, clock: ClockName) -> Rule {
    TABLE[event as usize][clock as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_meets_every_clock_once() {
        for event in EventKind::ALL {
            for clock in ClockName::ALL {
                let found = TABLE.iter().flatten().filter(|r| r.event == event && r.clock == clock).count();
                assert_eq!(found, 1, "{event:?} {clock:?}");
                let cell = rule(event, clock);
                assert_eq!((cell.event, cell.clock), (event, clock));
            }
        }
        assert_eq!(TABLE.iter().flatten().count(), EventKind::ALL.len() * ClockName::ALL.len());
    }

    #[test]
    fn every_clock_can_start_and_can_stop_and_responses_never_pause() {
        for clock in ClockName::ALL {
            let has =
                |effects: &[Effect]| TABLE.iter().flatten().any(|r| r.clock == clock && effects.contains(&r.effect));
            assert!(has(&[Start, Restart]) && has(&[Stop, Restart]), "{clock:?}");
            let response = matches!(clock, ClockName::FirstResponse | ClockName::NextResponse);
            assert_eq!(has(&[Pause]), !response, "{clock:?}");
            assert_eq!(has(&[Pause]), has(&[Resume]), "{clock:?}");
        }
    }

    #[test]
    fn hx_6_a_machine_or_a_note_moves_no_clock() {
        for event in [EventKind::AutoReply, EventKind::Note] {
            assert!(ClockName::ALL.iter().all(|c| rule(event, *c).effect == Nothing));
        }
    }
}
