//! The days of a matter, as far as anybody knows them. Civil days in the pack's zone.

use self::DateName::{Confirmed, Evidence, Purchased, Received, Requested, Sent, Shipped};
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

/// Why days can't all be so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrongDays {
    /// A day lies before one that comes first.
    #[error("{} lies before {}", .later.word(), .first.word())]
    OutOfOrder {
        /// What comes first.
        first: DateName,
        /// What can't lie before it.
        later: DateName,
    },
    /// A repair (from 0) came in before a day that comes first.
    #[error("repair {} came in before {}", .repair + 1, .first.word())]
    RepairEarly {
        /// Which repair.
        repair: usize,
        /// What comes first.
        first: DateName,
    },
    /// A repair (from 0) ended before it began.
    #[error("repair {} was sent back before it came in", .0 + 1)]
    RepairBackwards(usize),
    /// Two repairs (from 0) of the same time.
    #[error("repairs {} and {} overlap", .0 + 1, .1 + 1)]
    RepairsOverlap(usize, usize),
}

/// Which day never lies before which. Bought and left the factory come in either order, and goods may be sent back, or a return
/// asked for, without waiting for what usually comes first.
const ORDER: [(DateName, DateName); 10] = [
    (Shipped, Received),
    (Shipped, Sent),
    (Shipped, Evidence),
    (Purchased, Received),
    (Purchased, Requested),
    (Purchased, Confirmed),
    (Purchased, Sent),
    (Requested, Confirmed),
    (Received, Sent),
    (Received, Evidence),
];

impl Dates {
    /// The same with repairs in the order in which they came in, when all days can be so. A repair may begin on the day on which
    /// the one before was sent back.
    ///
    /// # Errors
    /// The first of [`WrongDays`]; repairs are named by the place they were given in.
    pub fn ordered(mut self) -> Result<Self, WrongDays> {
        for (first, later) in ORDER {
            if self.get(first).zip(self.get(later)).is_some_and(|(first, later)| later < first) {
                return Err(WrongDays::OutOfOrder { first, later });
            }
        }
        let mut repairs: Vec<(usize, PastRepair)> = self.repairs.iter().copied().enumerate().collect();
        for (place, repair) in &repairs {
            let early = |first: &DateName| self.get(*first).is_some_and(|day| repair.received_on < day);
            if let Some(first) = [Shipped, Purchased, Received].into_iter().find(early) {
                return Err(WrongDays::RepairEarly { repair: *place, first });
            }
            if repair.sent_back_on.is_some_and(|back| back < repair.received_on) {
                return Err(WrongDays::RepairBackwards(*place));
            }
        }
        repairs.sort_by_key(|(_, repair)| (repair.received_on, repair.sent_back_on.unwrap_or(NaiveDate::MAX)));
        for two in repairs.windows(2) {
            let [(one, before), (other, next)] = two else { continue };
            // One that is not back yet has no next.
            if before.sent_back_on.is_none_or(|back| next.received_on < back) {
                return Err(WrongDays::RepairsOverlap(*one.min(other), *one.max(other)));
            }
        }
        self.repairs = repairs.into_iter().map(|(_, repair)| repair).collect();
        Ok(self)
    }

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
