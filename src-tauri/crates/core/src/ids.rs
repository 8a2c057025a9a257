//! Typed identities. An id is a UUIDv7: it sorts by the time it was made and never changes hands.

use crate::time::Instant;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// Makes the id that belongs to an instant and ten random bytes, both given by the caller.
            pub fn at(now: Instant, random: [u8; 10]) -> Self {
                Self(v7(now, random))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )+};
}

ids! {
    /// One matter of one customer, from notice to closing.
    CaseId,
    /// A company or person that the desk serves.
    CustomerId,
    /// A signed purchase and sales contract (HX-5).
    ContractId,
    /// An order under a contract or by itself.
    OrderId,
    /// A person of the desk.
    StaffId,
    /// One message, call or note inside a case.
    EntryId,
    /// A filed form.
    FormId,
    /// A person at a customer's.
    ContactId,
    /// One line of an order.
    LineId,
    /// Pieces of one product made together.
    LotId,
    /// A piece with a serial number.
    UnitId,
    /// A thing to do on a case.
    TaskId,
    /// A session by video or remote maintenance.
    SessionId,
    /// A declared state: peak season, high volume, force majeure.
    DeclarationId,
}

/// A UUIDv7 from an instant (milliseconds since 1970, never negative) and ten random bytes.
pub fn v7(now: Instant, random: [u8; 10]) -> Uuid {
    let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}
