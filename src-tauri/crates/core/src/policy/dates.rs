//! The days of a matter, as far as anybody knows them. Civil days in the pack's zone.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A day that something happened on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum DateName {
    /// The goods left the factory.
    Shipped,
    /// The customer bought them, as the proof says.
    Purchased,
    /// They reached the customer.
    Received,
    /// The customer asked to send them back.
    Requested,
    /// We confirmed the return.
    Confirmed,
    /// The customer sent them.
    Sent,
    /// The evidence reached us.
    Evidence,
}

impl DateName {
    /// All of them, in the order in which they use to come.
    pub const ALL: [Self; 7] =
        [Self::Shipped, Self::Purchased, Self::Received, Self::Requested, Self::Confirmed, Self::Sent, Self::Evidence];

    /// The name in packs and in data.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Shipped => "shipped",
            Self::Purchased => "purchased",
            Self::Received => "received",
            Self::Requested => "requested",
            Self::Confirmed => "confirmed",
            Self::Sent => "sent",
            Self::Evidence => "evidence",
        }
    }
}

/// A repair that the goods went through before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct PastRepair {
    /// The day they came in.
    pub received_on: NaiveDate,
    /// The day they were sent back; none while they are here.
    #[serde(default)]
    pub sent_back_on: Option<NaiveDate>,
    /// Whether the warranty covered it then.
    pub in_warranty: bool,
}

/// The days of a matter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct Dates {
    /// The goods left the factory (CK-4).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipped_on: Option<NaiveDate>,
    /// Bought, as the proof says (CK-4).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purchased_on: Option<NaiveDate>,
    /// Reached the customer (HX-22, CK-1, HC-7).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub received_on: Option<NaiveDate>,
    /// The return was asked for (CK-1, CK-3).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requested_on: Option<NaiveDate>,
    /// The return was confirmed (CK-3).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirmed_on: Option<NaiveDate>,
    /// The customer sent the goods (CK-3).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sent_on: Option<NaiveDate>,
    /// The evidence reached us (HC-7).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence_on: Option<NaiveDate>,
    /// Repairs before, in their order (CK-6).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub repairs: Vec<PastRepair>,
}

impl Dates {
    /// A day by its name.
    #[must_use]
    pub fn get(&self, name: DateName) -> Option<NaiveDate> {
        match name {
            DateName::Shipped => self.shipped_on,
            DateName::Purchased => self.purchased_on,
            DateName::Received => self.received_on,
            DateName::Requested => self.requested_on,
            DateName::Confirmed => self.confirmed_on,
            DateName::Sent => self.sent_on,
            DateName::Evidence => self.evidence_on,
        }
    }
}
