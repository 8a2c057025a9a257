//! How much time a clock allows, and under which condition.

use crate::clock::{ClockName, Measure, On};
use crate::policy::{Basis, Condition, Text};
use serde::{Deserialize, Serialize};

/// How much time a clock allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Amount {
    /// By itself.
    Plain(Measure),
    /// A share of what another clock allows (PA-2).
    Share {
        /// Which clock.
        of: ClockName,
        /// Thousandths of it.
        permille: u32,
    },
}

/// A clock's target under a condition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "ClockText", into = "ClockText")]
pub struct ClockRule {
    /// Which clock.
    pub clock: ClockName,
    /// When it applies; always, if not given. A rule that names a declared state replaces the others of its clock
    /// while that state is declared (HN-1, PA-1).
    pub when: Condition,
    /// The time allowed.
    pub amount: Amount,
    /// Whether waiting may hold it up.
    pub pauses: bool,
    /// When to warn; at 75 % where it says nothing.
    pub warn: Option<Measure>,
    /// Clause.
    pub clause: String,
    /// Stated or chosen.
    pub basis: Basis,
    /// How it was read.
    pub reading: Option<Text>,
}

/// A clock's target as it is written.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ClockText {
    /// Which clock.
    clock: ClockName,
    /// When it applies; always, if not given. A rule that names a declared state replaces the others of its clock
    /// while that state is declared (HN-1, PA-1).
    #[serde(default, skip_serializing_if = "Condition::is_empty")]
    when: Condition,
    /// How it is counted: `service`, `elapsed`, `business_days`, `natural_days` or `share`.
    kind: String,
    /// Seconds of open time, or of time as it passes: for `service` and `elapsed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seconds: Option<i64>,
    /// Days after the day of the notice: for `business_days` and `natural_days`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    days: Option<u32>,
    /// Which hours `elapsed` counts; all of them, if not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    on: Option<On>,
    /// The clock that a `share` is of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    of: Option<ClockName>,
    /// Thousandths of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    permille: Option<u32>,
    /// Whether waiting may hold it up; yes, if not given.
    #[serde(default = "yes")]
    pauses: bool,
    /// When to warn; at 75 % where it says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    warn: Option<Measure>,
    /// Clause.
    clause: String,
    /// Stated or chosen.
    basis: Basis,
    /// How it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reading: Option<Text>,
}

fn yes() -> bool {
    true
}

impl TryFrom<ClockText> for ClockRule {
    type Error = String;

    fn try_from(text: ClockText) -> Result<Self, String> {
        let ClockText { clock, when, kind, seconds, days, on, of, permille, pauses, warn, clause, basis, reading } =
            text;
        let amount = match (kind.as_str(), seconds, days, on, of, permille) {
            ("service", Some(seconds), None, None, None, None) => Amount::Plain(Measure::Service { seconds }),
            ("elapsed", Some(seconds), None, on, None, None) => {
                Amount::Plain(Measure::Elapsed { seconds, on: on.unwrap_or_default() })
            }
            ("business_days", None, Some(days), None, None, None) => Amount::Plain(Measure::BusinessDays { days }),
            ("natural_days", None, Some(days), None, None, None) => Amount::Plain(Measure::NaturalDays { days }),
            ("share", None, None, None, Some(of), Some(permille)) => Amount::Share { of, permille },
            ("service" | "elapsed", ..) => return Err(format!("`{kind}` takes `seconds` and no other amount")),
            ("business_days" | "natural_days", ..) => return Err(format!("`{kind}` takes `days` and no other amount")),
            ("share", ..) => return Err("`share` takes `of` and `permille` and no other amount".to_owned()),
            _ => {
                return Err(format!(
                    "unknown kind `{kind}`, expected one of `service`, `elapsed`, `business_days`, `natural_days`, `share`"
                ));
            }
        };
        Ok(Self { clock, when, amount, pauses, warn, clause, basis, reading })
    }
}

impl From<ClockRule> for ClockText {
    fn from(rule: ClockRule) -> Self {
        let ClockRule { clock, when, amount, pauses, warn, clause, basis, reading } = rule;
        let (kind, seconds, days, on, of, permille) = match amount {
            Amount::Plain(Measure::Service { seconds }) => ("service", Some(seconds), None, None, None, None),
            Amount::Plain(Measure::Elapsed { seconds, on }) => ("elapsed", Some(seconds), None, Some(on), None, None),
            Amount::Plain(Measure::BusinessDays { days }) => ("business_days", None, Some(days), None, None, None),
            Amount::Plain(Measure::NaturalDays { days }) => ("natural_days", None, Some(days), None, None, None),
            Amount::Share { of, permille } => ("share", None, None, None, Some(of), Some(permille)),
        };
        let kind = kind.to_owned();
        Self { clock, when, kind, seconds, days, on, of, permille, pauses, warn, clause, basis, reading }
    }
}
