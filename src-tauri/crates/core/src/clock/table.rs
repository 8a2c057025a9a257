//! Which event does what to which clock: the one table that code, documentation and tests share.
//!
//! Left out: how an effect is carried out, which is the fold's.

use serde::Serialize;

use super::name::CLOCKS;
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
    AcknowledgementOwed,
    Acknowledged,
    ToldDelay,
    DetailsMissing,
    DetailsComplete,
    Verified,
    RefundOwed,
    Refunded,
    RepairAgreed,
    Repaired,
    ReturnConfirmed,
    GoodsSent,
    GoodsReceived,
    EvidenceGiven,
    ClaimMade,
    ClaimAnswered,
    CostLeftOpen,
    Settled,
    Dropped,
    ForceMajeure,
    ForceMajeureOver,
}

/// How many kinds there are.
const EVENTS: usize = 32;

impl EventKind {
    /// All kinds, in the order of the table.
    pub const ALL: [Self; EVENTS] = [
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
        Self::AcknowledgementOwed,
        Self::Acknowledged,
        Self::ToldDelay,
        Self::DetailsMissing,
        Self::DetailsComplete,
        Self::Verified,
        Self::RefundOwed,
        Self::Refunded,
        Self::RepairAgreed,
        Self::Repaired,
        Self::ReturnConfirmed,
        Self::GoodsSent,
        Self::GoodsReceived,
        Self::EvidenceGiven,
        Self::ClaimMade,
        Self::ClaimAnswered,
        Self::CostLeftOpen,
        Self::Settled,
        Self::Dropped,
        Self::ForceMajeure,
        Self::ForceMajeureOver,
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
            Happening::Retarget(_) | Happening::Extended { .. } => Self::Retarget,
            Happening::AcknowledgementOwed => Self::AcknowledgementOwed,
            Happening::Acknowledged => Self::Acknowledged,
            Happening::ToldDelay => Self::ToldDelay,
            Happening::DetailsMissing => Self::DetailsMissing,
            Happening::DetailsComplete => Self::DetailsComplete,
            Happening::Verified => Self::Verified,
            Happening::RefundOwed => Self::RefundOwed,
            Happening::Refunded => Self::Refunded,
            Happening::RepairAgreed => Self::RepairAgreed,
            Happening::Repaired => Self::Repaired,
            Happening::ReturnConfirmed => Self::ReturnConfirmed,
            Happening::GoodsSent => Self::GoodsSent,
            Happening::GoodsReceived => Self::GoodsReceived,
            Happening::EvidenceGiven => Self::EvidenceGiven,
            Happening::ClaimMade => Self::ClaimMade,
            Happening::ClaimAnswered => Self::ClaimAnswered,
            Happening::CostLeftOpen => Self::CostLeftOpen,
            Happening::Settled => Self::Settled,
            Happening::Dropped(_) => Self::Dropped,
            Happening::ForceMajeure => Self::ForceMajeure,
            Happening::ForceMajeureOver => Self::ForceMajeureOver,
        }
    }
}

/// What an event does to a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Starts a run unless one is on. Solution, complaint, verification and acknowledgement have only ever one.
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
    /// The first response's run starts with this event.
    WithFirstResponse,
    /// The case is neither solved nor closed.
    Unsolved,
    /// As far as the pause waits for the customer.
    ForCustomer,
    /// As far as the pause is one of waiting.
    ForWaiting,
    /// The event is about this clock.
    Named,
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

type Row = [Rule; CLOCKS];
type Cell = (ClockName, Effect, When);

/// A row with the cells that do something; all others do nothing.
const fn row(event: EventKind, cells: &[Cell]) -> Row {
    let mut rules =
        [Rule { event, clock: ClockName::FirstResponse, effect: Effect::Nothing, when: When::Always }; CLOCKS];
    let mut i = 0;
    while i < CLOCKS {
        rules[i].clock = ClockName::ALL[i];
        i += 1;
    }
    let mut i = 0;
    while i < cells.len() {
        let at = cells[i].0 as usize;
        rules[at].effect = cells[i].1;
        rules[at].when = cells[i].2;
        i += 1;
    }
    rules
}

/// A row with the same cell for every clock.
const fn all(event: EventKind, effect: Effect, when: When) -> Row {
    let mut rules = row(event, &[]);
    let mut i = 0;
    while i < CLOCKS {
        rules[i].effect = effect;
        rules[i].when = when;
        i += 1;
    }
    rules
}

use ClockName::{
    Acknowledgement, CarrierClaim, Complaint, DelayNotice, Evidence, FirstResponse, NextResponse, Refund, Repair,
    ReturnSending, Settlement, Solution, Update, Verification,
};
use Effect::{Cancel, Continue, Pause, Restart, Resume, Retarget, Start, Stop};
use When::{Always, AnsweredBefore, ForCustomer, ForWaiting, Named, NeverAnswered, Unsolved, WithFirstResponse};

/// Event by clock: a row for each event, with a cell for each clock in the order of [`ClockName::ALL`].
pub const TABLE: [Row; EVENTS] = [
    row(
        EventKind::Received,
        &[
            (FirstResponse, Start, NeverAnswered),
            (NextResponse, Start, AnsweredBefore),
            (DelayNotice, Start, WithFirstResponse),
            (Solution, Start, Always),
            (Complaint, Start, Always),
            (Verification, Start, Always),
        ],
    ),
    row(
        EventKind::Answered,
        &[
            (FirstResponse, Stop, Always),
            (NextResponse, Stop, Always),
            (Update, Restart, Unsolved),
            (Acknowledgement, Stop, Always),
            (DelayNotice, Stop, Always),
            (Verification, Stop, Always),
        ],
    ),
    row(
        EventKind::CustomerReplied,
        &[
            (FirstResponse, Start, NeverAnswered),
            (NextResponse, Start, AnsweredBefore),
            (DelayNotice, Start, WithFirstResponse),
            (Update, Resume, ForCustomer),
            (Solution, Resume, ForCustomer),
            (Complaint, Resume, ForCustomer),
            (Verification, Resume, ForCustomer),
            (Refund, Resume, ForCustomer),
            (Repair, Resume, ForCustomer),
            (Settlement, Resume, ForCustomer),
        ],
    ),
    row(
        EventKind::Waiting,
        &[
            (Update, Pause, Always),
            (Solution, Pause, Always),
            (Complaint, Pause, Always),
            (Verification, Pause, Always),
            (Refund, Pause, Always),
            (Repair, Pause, Always),
            (Settlement, Pause, Always),
        ],
    ),
    row(
        EventKind::Resumed,
        &[
            (Update, Resume, ForWaiting),
            (Solution, Resume, ForWaiting),
            (Complaint, Resume, ForWaiting),
            (Verification, Resume, ForWaiting),
            (Refund, Resume, ForWaiting),
            (Repair, Resume, ForWaiting),
            (Settlement, Resume, ForWaiting),
        ],
    ),
    row(
        EventKind::Solved,
        &[
            (Update, Cancel, Always),
            (Solution, Stop, Always),
            (Complaint, Stop, Always),
            (Verification, Cancel, Always),
            (Refund, Resume, ForWaiting),
            (Repair, Resume, ForWaiting),
            (Settlement, Resume, ForWaiting),
        ],
    ),
    row(
        EventKind::Closed,
        &[
            (FirstResponse, Cancel, Always),
            (NextResponse, Cancel, Always),
            (Update, Cancel, Always),
            (Solution, Cancel, Always),
            (Acknowledgement, Cancel, Always),
            (DelayNotice, Cancel, Always),
            (Complaint, Cancel, Always),
            (Verification, Cancel, Always),
            (Refund, Resume, ForWaiting),
            (Repair, Resume, ForWaiting),
            (Settlement, Resume, ForWaiting),
            (ReturnSending, Cancel, Always),
            (Evidence, Cancel, Always),
        ],
    ),
    row(EventKind::Reopened, &[(Solution, Continue, Always), (Complaint, Continue, Always)]),
    row(EventKind::AutoReply, &[]),
    row(EventKind::Note, &[]),
    all(EventKind::Retarget, Retarget, Always),
    row(EventKind::AcknowledgementOwed, &[(Acknowledgement, Start, NeverAnswered)]),
    row(EventKind::Acknowledged, &[(Acknowledgement, Stop, Always)]),
    row(EventKind::ToldDelay, &[(DelayNotice, Stop, Always)]),
    row(EventKind::DetailsMissing, &[(Verification, Pause, Always)]),
    row(EventKind::DetailsComplete, &[(Verification, Resume, Always)]),
    row(EventKind::Verified, &[(Verification, Stop, Always)]),
    row(EventKind::RefundOwed, &[(Refund, Start, Always)]),
    row(EventKind::Refunded, &[(Refund, Stop, Always)]),
    row(EventKind::RepairAgreed, &[(Repair, Start, Always)]),
    row(EventKind::Repaired, &[(Repair, Stop, Always)]),
    row(EventKind::ReturnConfirmed, &[(ReturnSending, Start, Always)]),
    row(EventKind::GoodsSent, &[(ReturnSending, Stop, Always)]),
    row(EventKind::GoodsReceived, &[(Evidence, Start, Always)]),
    row(EventKind::EvidenceGiven, &[(Evidence, Stop, Always)]),
    row(EventKind::ClaimMade, &[(CarrierClaim, Start, Always)]),
    row(EventKind::ClaimAnswered, &[(CarrierClaim, Stop, Always)]),
    row(EventKind::CostLeftOpen, &[(Settlement, Start, Always)]),
    row(EventKind::Settled, &[(Settlement, Stop, Always)]),
    row(
        EventKind::Dropped,
        &[
            (Refund, Cancel, Named),
            (Repair, Cancel, Named),
            (ReturnSending, Cancel, Named),
            (Evidence, Cancel, Named),
            (CarrierClaim, Cancel, Named),
            (Settlement, Cancel, Named),
        ],
    ),
    row(
        EventKind::ForceMajeure,
        &[
            (Update, Pause, Always),
            (Solution, Pause, Always),
            (Complaint, Pause, Always),
            (Verification, Pause, Always),
            (Refund, Pause, Always),
            (Repair, Pause, Always),
            (ReturnSending, Pause, Always),
            (Evidence, Pause, Always),
            (CarrierClaim, Pause, Always),
            (Settlement, Pause, Always),
        ],
    ),
    row(
        EventKind::ForceMajeureOver,
        &[
            (Update, Resume, Always),
            (Solution, Resume, Always),
            (Complaint, Resume, Always),
            (Verification, Resume, Always),
            (Refund, Resume, Always),
            (Repair, Resume, Always),
            (ReturnSending, Resume, Always),
            (Evidence, Resume, Always),
            (CarrierClaim, Resume, Always),
            (Settlement, Resume, Always),
        ],
    ),
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
            let never = matches!(clock, FirstResponse | NextResponse | Acknowledgement | DelayNotice);
            assert_eq!(has(&[Pause]), !never, "{clock:?}");
        }
    }

    #[test]
    fn what_pauses_a_clock_has_an_end_that_resumes_it() {
        let ends = [
            (EventKind::Waiting, EventKind::Resumed),
            (EventKind::Waiting, EventKind::CustomerReplied),
            (EventKind::DetailsMissing, EventKind::DetailsComplete),
            (EventKind::ForceMajeure, EventKind::ForceMajeureOver),
        ];
        for clock in ClockName::ALL {
            for (pause, end) in ends {
                assert_eq!(rule(pause, clock).effect == Pause, rule(end, clock).effect == Resume, "{clock:?} {end:?}");
            }
        }
    }

    #[test]
    fn hx_6_a_machine_or_a_note_moves_no_clock() {
        for event in [EventKind::AutoReply, EventKind::Note] {
            assert!(ClockName::ALL.iter().all(|c| rule(event, *c).effect == Effect::Nothing));
        }
    }
}
