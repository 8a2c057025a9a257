//! What can happen to a case, as far as its clocks care. What a clock makes of it stands in the [`super::TABLE`].

use serde::{Deserialize, Serialize};

use super::{ClockName, Target};
use crate::time::Instant;

/// Whom or what a clock waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PauseReason {
    /// The customer owes us something; a human message of theirs ends it.
    Customer,
    /// A carrier has it.
    Carrier,
    /// Force majeure, declared for many cases or met with on this one (HC-9).
    ForceMajeure,
    /// Order number, description or evidence is missing (HC-3).
    Details,
    /// From solving or closing to reopening. Only the fold makes it; it is nobody's to declare.
    Solved,
}

impl PauseReason {
    /// Whether a person can wait for it. Details and the time after a solution come by what happens.
    #[must_use]
    pub fn is_waiting(self) -> bool {
        !matches!(self, Self::Details | Self::Solved)
    }
}

/// What can happen to a case, as far as clocks care.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "with", rename_all = "snake_case")]
pub enum Happening {
    /// The notice: the customer's message reached us.
    Received,
    /// A person's answer left, or a call was taken, a session held.
    Answered,
    /// A further human message of the customer.
    CustomerReplied,
    /// We wait for somebody.
    Waiting(PauseReason),
    /// The waiting, for whomever, is over. A declared force majeure and missing details stay.
    Resumed,
    /// One reason to wait is over, others may stand.
    ResumedFrom(PauseReason),
    /// A solution was provided.
    Solved,
    /// The case ended.
    Closed,
    /// A solved or closed case goes on.
    Reopened,
    /// A machine's message, ours or theirs.
    AutoReply,
    /// An internal note.
    Note,
    /// Reclassified: these targets hold from now on, computed from the original start. What they replace stays in the
    /// run's history, and a breach stays a breach.
    Retarget(Vec<Target>),
    /// As [`Happening::Retarget`], by a declared state: these hold, and what would hold without it stays visible (HN-1, PA-1).
    Extended {
        /// What holds from now on.
        targets: Vec<Target>,
        /// What would hold.
        normal: Vec<Target>,
    },
    /// The first message came live and wants a confirmation (HN-4); imported mail never does.
    AcknowledgementOwed,
    /// A confirmation left, also the automatic one.
    Acknowledged,
    /// The customer was told of the delay (PA-2).
    ToldDelay,
    /// Details are missing (HC-3).
    DetailsMissing,
    /// They are complete.
    DetailsComplete,
    /// The preliminary verification was done (HC-4).
    Verified,
    /// We owe a refund (PA-6).
    RefundOwed,
    /// It was sent.
    Refunded,
    /// The need of a repair is confirmed, its cost agreed where there is one (CK-8, CK-9).
    RepairAgreed,
    /// It is repaired.
    Repaired,
    /// The return was confirmed (CK-3).
    ReturnConfirmed,
    /// The customer sent the goods.
    GoodsSent,
    /// The customer received the goods (HC-7).
    GoodsReceived,
    /// The customer gave the evidence.
    EvidenceGiven,
    /// A claim was made against the carrier (HC-7).
    ClaimMade,
    /// The carrier answered it.
    ClaimAnswered,
    /// Who pays was left open (HX-4).
    CostLeftOpen,
    /// It was settled.
    Settled,
    /// What this clock was about is no longer owed: a return withdrawn, a claim given up.
    Dropped(ClockName),
    /// A declared force majeure begins (HC-9). Several may overlap.
    ForceMajeure,
    /// One of them is over.
    ForceMajeureOver,
}

impl Happening {
    /// Whether it may be known before it happens, as the end of a declared state is.
    pub fn is_foreseen(&self) -> bool {
        matches!(self, Self::ForceMajeure | Self::ForceMajeureOver)
    }
}

/// A happening and when it occurred.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockEvent {
    /// Occurred at. Events of one instant keep the order they are given in.
    pub at: Instant,
    /// What it was.
    pub what: Happening,
}
