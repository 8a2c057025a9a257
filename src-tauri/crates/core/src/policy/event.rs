//! What the journal holds of a policy: who put which version in force, and whom that was to be told.
//!
//! The text itself stands beside the journal, for ever; the event holds its hash. Left out: sending the notices.

use crate::journal::{Hash, Payload, StreamId, StreamKind};
use crate::time::Instant;
use serde::{Deserialize, Serialize};

/// The events of a policy's stream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "data")]
pub enum PolicyEvent {
    /// A version was published (PA-10).
    #[serde(rename = "policy.published")]
    Published {
        /// The pack's id.
        pack: String,
        /// Its version.
        version: u32,
        /// In force from here on.
        effective: Instant,
        /// SHA-256 of its text, hexadecimal.
        sha256: String,
        /// How many customers a change notice was prepared for; none when nobody is told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        recipients: Option<u64>,
    },
}

impl Payload for PolicyEvent {
    const VERSION: u16 = 1;
}

/// The stream of a pack's versions: every desk finds it by the pack's id.
#[must_use]
pub fn stream(pack: &str) -> StreamId {
    let hash = Hash::of(format!("policy\0{pack}").as_bytes());
    let mut id = [0; 16];
    id.copy_from_slice(&hash.0[..16]);
    StreamId::new(StreamKind::Policy, uuid::Builder::from_custom_bytes(id).into_uuid())
}
