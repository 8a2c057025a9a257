//! Surveys, and what holds or is counted by itself.

use crate::policy::{Basis, Text};
use serde::{Deserialize, Serialize};

/// HX-15: the first survey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FirstSurvey {
    /// Days after the first completion, that day included.
    pub days: u32,
    /// Clause.
    pub clause: String,
    /// Stated or chosen.
    pub basis: Basis,
    /// How it was read.
    #[serde(default)]
    pub reading: Option<Text>,
}

/// HX-17: long-term customers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PeriodicSurvey {
    /// Calendar months from one survey to the latest day of the next.
    pub months: u32,
    /// Planned so many days before the latest day.
    pub plan_days: u32,
    /// So many completed orders …
    pub long_term_orders: u32,
    /// … within so many months make a customer long-term.
    pub long_term_months: u32,
    /// Clause.
    pub clause: String,
    /// Stated or chosen.
    pub basis: Basis,
    /// How it was read.
    #[serde(default)]
    pub reading: Option<Text>,
}

/// The pack's surveys.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct SurveyRules {
    /// For first-time customers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<FirstSurvey>,
    /// For long-term customers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub periodic: Option<PeriodicSurvey>,
}

named! {
    /// A rule that holds or does not.
    Flag {
        /// Each case has exactly one owner (HX-1).
        OneOwner "one_owner",
        /// A case whose cause is undetermined closes only with a settlement (HX-4).
        SettleBeforeClose "settle_before_close",
        /// A case with a call closes only with a filed form or a reason (HX-12).
        FormBeforeClose "form_before_close",
        /// Who has no signed contract is served all the same (HX-18).
        ServeWithoutContract "serve_without_contract",
        /// Labour is never charged (HX-21).
        LabourFree "labour_free",
        /// No court before negotiation (HC-8).
        NegotiationFirst "negotiation_first",
        /// No liability for indirect loss (HC-9).
        NoIndirectLoss "no_indirect_loss",
        /// An order is not changed after the hand-over to the carrier without a reason (PA-4).
        ReasonAfterHandover "reason_after_handover",
        /// A charged repair waits for consent (CK-8).
        ConsentBeforeChargedRepair "consent_before_charged_repair",
        /// Charged goods go back after payment (CK-8).
        PaymentBeforeReturn "payment_before_return",
        /// A report without details is held, never lost (HC-3).
        HoldIncomplete "hold_incomplete",
        /// Dissatisfaction is a case (HN-10).
        RegisterDissatisfaction "register_dissatisfaction",
        /// Suggestions are kept and answered (HN-10).
        KeepSuggestions "keep_suggestions",
        /// Staff are trained regularly (PA-8).
        TrainStaff "train_staff",
        /// Remote passwords are never kept (HX-9).
        RemoteSecretsNever "remote_secrets_never",
        /// The customer is told of a delay (PA-2).
        TellOfDelay "tell_of_delay",
        /// Registered customers are told of significant changes (PA-10).
        NotifySignificantChanges "notify_significant_changes",
    }
}

/// A rule that holds or does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FlagRule {
    /// Which.
    pub rule: Flag,
    /// Whether it holds.
    pub on: bool,
    /// Clause.
    pub clause: String,
    /// Stated or chosen.
    pub basis: Basis,
    /// How it was read.
    #[serde(default)]
    pub reading: Option<Text>,
}

named! {
    /// A number that stands by itself.
    Number {
        /// So long after closing a message still goes on with the case.
        ReopenDays "reopen_days",
        /// Training comes round after so many months (PA-8).
        TrainingMonths "training_months",
    }
}

/// A number that stands by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NumberRule {
    /// Which.
    pub number: Number,
    /// How many.
    pub value: u32,
    /// Of what: `days`, `months`.
    pub unit: String,
    /// Clause.
    pub clause: String,
    /// Stated or chosen.
    pub basis: Basis,
    /// How it was read.
    #[serde(default)]
    pub reading: Option<Text>,
}
