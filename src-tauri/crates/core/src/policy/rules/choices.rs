//! What the desk offers to choose from, and its calendars.

use crate::calendar::{Hours, Weekly};
use crate::case::{Category, Channel, Complexity, Urgency};
use crate::policy::{Basis, Text};
use serde::{Deserialize, Serialize};

/// Something that the desk offers to choose from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Choice<T> {
    /// Which.
    pub id: T,
    /// For people.
    pub name: Text,
    /// Clause.
    pub clause: String,
    /// Stated or chosen.
    pub basis: Basis,
    /// How it was read.
    #[serde(default)]
    pub reading: Option<Text>,
}

/// Categories a brand uses (HN-3, HC-1).
pub type CategoryChoice = Choice<Category>;
/// Urgencies (HX-11).
pub type UrgencyChoice = Choice<Urgency>;
/// Complexities (HX-7).
pub type ComplexityChoice = Choice<Complexity>;
/// Channels (HX-9, HN-2, HC-2).
pub type ChannelChoice = Choice<Channel>;

/// A group of the desk: a role, never a person (HX-10, HX-11, HX-13).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// As routing tables name it.
    pub id: String,
    /// For people.
    pub name: Text,
    /// Where it is written to.
    #[serde(default)]
    pub email: Option<String>,
    /// Where it is called.
    #[serde(default)]
    pub phone: Option<String>,
    /// Clause.
    pub clause: String,
    /// Stated or chosen.
    pub basis: Basis,
    /// How it was read.
    #[serde(default)]
    pub reading: Option<Text>,
}

/// A named calendar.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CalendarRule {
    /// For people.
    pub name: Text,
    /// IANA zone.
    pub tz: String,
    /// Whose public days: `cn`; none for none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public_days: Option<String>,
    /// Hours of make-up working days.
    #[serde(default)]
    pub workday: Vec<Hours>,
    /// Hours of each weekday.
    pub weekly: Weekly,
    /// Clause.
    pub clause: String,
    /// Stated or chosen.
    pub basis: Basis,
    /// How it was read.
    #[serde(default)]
    pub reading: Option<Text>,
}
