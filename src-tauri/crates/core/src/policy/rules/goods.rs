//! Warranty and returns: periods, windows, what must be told.

use crate::policy::{Basis, Condition, DateName, Text};
use serde::{Deserialize, Serialize};

/// A length in civil days or months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Length {
    /// Days after the start; the last one included.
    Days(u32),
    /// Calendar months, the end of the month clamped; the last day included.
    Months(u32),
}

/// One warranty period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// Its name in the pack.
    pub id: String,
    /// When it is the one that holds; of all periods exactly one must.
    #[serde(default)]
    pub when: Condition,
    /// The day it counts from.
    pub from: DateName,
    /// How long.
    pub length: Length,
    /// Clause.
    pub clause: String,
    /// Stated or chosen.
    pub basis: Basis,
    /// How it was read.
    #[serde(default)]
    pub reading: Option<Text>,
}

/// Which repairs lengthen the warranty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum After {
    /// Those after the warranty (CK-6).
    OutOfWarranty,
    /// Every one.
    Any,
}

/// The warranty on a repair, from the day of sending back (CK-6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Extension {
    /// After which repairs.
    pub after: After,
    /// How long.
    pub length: Length,
    /// Clause.
    pub clause: String,
    /// Stated or chosen.
    pub basis: Basis,
    /// How it was read.
    #[serde(default)]
    pub reading: Option<Text>,
}

/// The warranty (HX-22, CK-4, CK-6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WarrantyRule {
    /// The days of a repair within the period are added to it.
    pub pauses_during_repair: bool,
    /// Clause.
    pub clause: String,
    /// Stated or chosen.
    pub basis: Basis,
    /// How it was read.
    #[serde(default)]
    pub reading: Option<Text>,
    /// The periods, one for each state of the proof.
    pub periods: Vec<Period>,
    /// After a repair.
    #[serde(default)]
    pub extension: Option<Extension>,
}

/// A window of natural days; the last one is included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// The day it counts from.
    pub from: DateName,
    /// Natural days after it.
    pub days: u32,
    /// Clause.
    pub clause: String,
    /// Stated or chosen.
    pub basis: Basis,
    /// How it was read.
    #[serde(default)]
    pub reading: Option<Text>,
}

/// Whether goods need a number to come back under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// Always.
    Required,
    /// Where somebody asks for one.
    IfNeeded,
    /// Never.
    None,
}

/// The number under which goods come back (PA-5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Authorisation {
    /// Whether it is needed.
    pub need: Need,
    /// Clause.
    pub clause: String,
    /// Stated or chosen.
    pub basis: Basis,
    /// How it was read.
    #[serde(default)]
    pub reading: Option<Text>,
}

/// What a return cannot be opened without (HN-8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Details {
    /// Which.
    pub needs: Vec<Detail>,
    /// Clause.
    pub clause: String,
    /// Stated or chosen.
    pub basis: Basis,
    /// How it was read.
    #[serde(default)]
    pub reading: Option<Text>,
}

/// A detail that a customer gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Detail {
    /// The order's number.
    OrderNumber,
    /// Which items.
    Items,
    /// Why.
    Reason,
    /// What happened.
    Description,
    /// Photographs, videos.
    Evidence,
}

/// Returns; their conditions are tables.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct ReturnRules {
    /// Within which a return must be asked for (CK-1 to CK-3).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
    /// Within which the goods must be sent (CK-3).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sending: Option<Window>,
    /// Within which evidence must come (HC-7).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Window>,
    /// The number they come back under (PA-5).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorisation: Option<Authorisation>,
    /// What must be told (HN-8, HC-3).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub details: Option<Details>,
}
