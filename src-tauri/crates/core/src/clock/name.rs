//! The clocks by name.

use serde::{Deserialize, Serialize};

/// The clocks of a case. One without a target in the pack never runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ClockName {
    /// From the oldest unanswered customer message to the first answer of a person (HX-6).
    FirstResponse,
    /// The same for every later message.
    NextResponse,
    /// From each message of ours on an unsolved case to the next one.
    Update,
    /// From the notice to the solution (HX-7, HX-8).
    Solution,
    /// From a first message that came live to the confirmation that it came (HN-4).
    Acknowledgement,
    /// Beside the first response: the customer is told that it takes longer (PA-2).
    DelayNotice,
    /// From the notice to the solution, as a complaint is addressed (PA-7).
    Complaint,
    /// From the notice to the preliminary verification (HC-3, HC-4).
    Verification,
    /// From a refund being owed to the money being sent (PA-6).
    Refund,
    /// From the confirmed need of a repair to its end (CK-9).
    Repair,
    /// From the confirmation of a return to the goods being sent (CK-3).
    ReturnSending,
    /// From the receipt of damaged goods to the evidence (HC-7).
    Evidence,
    /// From a claim against a carrier to its answer (HN-7, HC-7).
    CarrierClaim,
    /// From a cost left open to its settlement (HX-4).
    Settlement,
}

/// How many clocks there are.
pub(super) const CLOCKS: usize = 14;

impl ClockName {
    /// All clocks, in the order of the table.
    pub const ALL: [Self; CLOCKS] = [
        Self::FirstResponse,
        Self::NextResponse,
        Self::Update,
        Self::Solution,
        Self::Acknowledgement,
        Self::DelayNotice,
        Self::Complaint,
        Self::Verification,
        Self::Refund,
        Self::Repair,
        Self::ReturnSending,
        Self::Evidence,
        Self::CarrierClaim,
        Self::Settlement,
    ];

    /// The name in data: `first_response` and so on.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::FirstResponse => "first_response",
            Self::NextResponse => "next_response",
            Self::Update => "update",
            Self::Solution => "solution",
            Self::Acknowledgement => "acknowledgement",
            Self::DelayNotice => "delay_notice",
            Self::Complaint => "complaint",
            Self::Verification => "verification",
            Self::Refund => "refund",
            Self::Repair => "repair",
            Self::ReturnSending => "return_sending",
            Self::Evidence => "evidence",
            Self::CarrierClaim => "carrier_claim",
            Self::Settlement => "settlement",
        }
    }

    /// Whether a case has only ever one run of it.
    pub(super) fn once(self) -> bool {
        matches!(self, Self::Solution | Self::Acknowledgement | Self::Complaint | Self::Verification)
    }
}
