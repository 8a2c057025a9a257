//! The journal's final format: what an event is, how it is hashed, how personal text is kept erasable.
//!
//! An event belongs to a *stream*, is numbered in it from 1 without gaps, and carries the hash of the one before it.
//! Its payload is kept as the exact bytes that were hashed. Personal text (names, addresses, message bodies, file
//! names) never stands in a payload: the payload holds a [`Sealed`] commitment, the text stands in an erasable row
//! beside the journal. Storing and reading is the store's business; this module only says what the bytes mean.

use crate::ids::StaffId;
use crate::time::Instant;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fmt;
use uuid::Uuid;

/// What a stream tells the history of. New kinds go at the end: checkpoints add stream heads up in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StreamKind {
    /// One case.
    Case,
    /// One customer with contracts and orders.
    Customer,
    /// The desk itself: staff, settings, backups.
    Desk,
    /// A calendar's revisions.
    Calendar,
    /// A policy pack's published versions.
    Policy,
    /// A lot: pieces of one product made together.
    Lot,
    /// A piece with a serial number.
    Unit,
}

impl StreamKind {
    /// All kinds, in the order in which they were introduced.
    pub const ALL: [Self; 7] =
        [Self::Case, Self::Customer, Self::Desk, Self::Calendar, Self::Policy, Self::Lot, Self::Unit];

    /// The name used in hashes and in the database; never changes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Customer => "customer",
            Self::Desk => "desk",
            Self::Calendar => "calendar",
            Self::Policy => "policy",
            Self::Lot => "lot",
            Self::Unit => "unit",
        }
    }

    /// The kind with this [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A stream: what it is about, and whose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct StreamId {
    /// What the stream tells.
    pub kind: StreamKind,
    /// The id of the case, customer and so on.
    pub id: Uuid,
}

impl StreamId {
    /// Names a stream.
    pub fn new(kind: StreamKind, id: Uuid) -> Self {
        Self { kind, id }
    }
}

/// As in "case 0198c2f4-…", for messages.
impl std::fmt::Display for StreamId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.kind.name(), self.id)
    }
}

/// Who caused an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "who", content = "id")]
pub enum Actor {
    /// A person of the desk.
    Staff(StaffId),
    /// The customer.
    Customer,
    /// The program by itself.
    Desk,
}

/// A SHA-256 value, written as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// What stands before the first event of a stream.
    pub const ZERO: Self = Self([0; 32]);

    /// The hash of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Reads 64 hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes).ok()?;
        Some(Self(bytes))
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl Serialize for Hash {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a SHA-256 value"))
    }
}

/// An event as it stands in the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The stream it belongs to.
    pub stream: StreamId,
    /// Its number in the stream, from 1.
    pub seq: u64,
    /// What happened, such as `case.opened`.
    pub kind: String,
    /// The schema version of the payload; old ones are read through upcasters.
    pub version: u16,
    /// Who caused it.
    pub actor: Actor,
    /// When it happened.
    pub occurred_at: Instant,
    /// When the desk wrote it down; later than `occurred_at` for a late entry.
    pub recorded_at: Instant,
    /// The payload: the exact bytes that were hashed.
    pub payload: Vec<u8>,
    /// The hash of the event before, [`Hash::ZERO`] for the first.
    pub prev: Hash,
    /// The hash of this event.
    pub hash: Hash,
}

impl Recorded {
    /// Computes the hash that this event must carry. Every field is length-prefixed, so no two events share an input.
    pub fn expected_hash(&self) -> Hash {
        let actor = match self.actor {
            Actor::Staff(id) => format!("staff:{id}"),
            Actor::Customer => "customer".to_owned(),
            Actor::Desk => "desk".to_owned(),
        };
        let mut digest = Sha256::new();
        let mut field = |bytes: &[u8]| {
            digest.update((bytes.len() as u64).to_be_bytes());
            digest.update(bytes);
        };
        field(b"aftercare event 1");
        field(&self.prev.0);
        field(self.stream.kind.name().as_bytes());
        field(self.stream.id.as_bytes());
        field(&self.seq.to_be_bytes());
        field(self.kind.as_bytes());
        field(&self.version.to_be_bytes());
        field(actor.as_bytes());
        field(&self.occurred_at.timestamp_micros().to_be_bytes());
        field(&self.recorded_at.timestamp_micros().to_be_bytes());
        field(&self.payload);
        Hash(digest.finalize().into())
    }
}

/// A text kept outside the event: the event holds a salted commitment, the text can be erased.
///
/// Serialises as `{"sealed": "<64 hex digits>"}`; the text joins again when the store reads the event.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Sealed {
    /// SHA-256 over salt and text.
    #[serde(rename = "sealed")]
    pub commitment: Hash,
    /// The text, unless it was erased.
    #[serde(default)]
    pub text: Option<String>,
}

impl Sealed {
    /// The text, or nothing when it was erased.
    pub fn as_str(&self) -> &str {
        self.text.as_deref().unwrap_or("")
    }
}

impl Serialize for Sealed {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry("sealed", &self.commitment)?;
        map.end()
    }
}

/// One erasable row beside the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Personal {
    /// What the event holds.
    pub commitment: Hash,
    /// Random bytes, so that a short text can't be guessed from its commitment.
    pub salt: [u8; 16],
    /// The text itself.
    pub text: String,
}

impl Personal {
    /// The commitment that belongs to a salt and a text.
    pub fn commit(salt: &[u8; 16], text: &str) -> Hash {
        let mut digest = Sha256::new();
        digest.update(salt);
        digest.update(text.as_bytes());
        Hash(digest.finalize().into())
    }
}

/// Seals texts and remembers the rows to store with the event.
pub struct Sealer<'a> {
    salt: &'a mut dyn FnMut() -> [u8; 16],
    rows: Vec<Personal>,
}

impl<'a> Sealer<'a> {
    /// `salt` gives sixteen fresh random bytes a call.
    pub fn new(salt: &'a mut dyn FnMut() -> [u8; 16]) -> Self {
        Self { salt, rows: Vec::new() }
    }

    /// Seals one text.
    pub fn seal(&mut self, text: impl Into<String>) -> Sealed {
        let text = text.into();
        let salt = (self.salt)();
        let commitment = Personal::commit(&salt, &text);
        self.rows.push(Personal { commitment, salt, text: text.clone() });
        Sealed { commitment, text: Some(text) }
    }

    /// Seals a text that may be missing.
    pub fn seal_some(&mut self, text: Option<impl Into<String>>) -> Option<Sealed> {
        text.map(|text| self.seal(text))
    }

    /// The rows to store.
    pub fn into_rows(self) -> Vec<Personal> {
        self.rows
    }
}

/// Why an event's payload could not be read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ReadError {
    /// A newer program wrote it.
    #[error("event kind {kind} version {version} is newer than this program")]
    Newer {
        /// The event's kind.
        kind: String,
        /// Its schema version.
        version: u16,
    },
    /// The bytes are not what the kind says.
    #[error("event kind {kind} version {version} can't be read: {detail}")]
    Damaged {
        /// The event's kind.
        kind: String,
        /// Its schema version.
        version: u16,
        /// What serde said.
        detail: String,
    },
}

/// The events of one kind of stream: an enum, tagged `kind` and `data` by serde.
pub trait Payload: Serialize + DeserializeOwned {
    /// The schema version that this program writes.
    const VERSION: u16;

    /// Splits the event into its kind and its payload bytes (JSON with sorted keys).
    fn to_wire(&self) -> (String, Vec<u8>) {
        let mut value = serde_json::to_value(self).unwrap_or(Value::Null);
        let kind = value.get("kind").and_then(Value::as_str).unwrap_or_default().to_owned();
        let data = value.get_mut("data").map_or(Value::Null, Value::take);
        (kind, data.to_string().into_bytes())
    }

    /// Reads an event back. `open` gives the text of a commitment, unless it was erased.
    ///
    /// # Errors
    /// [`ReadError`] when a newer program wrote it or the bytes are damaged.
    fn from_wire(
        kind: &str,
        version: u16,
        payload: &[u8],
        open: &dyn Fn(&Hash) -> Option<String>,
    ) -> Result<Self, ReadError> {
        if version > Self::VERSION {
            return Err(ReadError::Newer { kind: kind.to_owned(), version });
        }
        let damaged = |detail: String| ReadError::Damaged { kind: kind.to_owned(), version, detail };
        let mut data: Value = serde_json::from_slice(payload).map_err(|e| damaged(e.to_string()))?;
        let mut kind_now = kind.to_owned();
        Self::upcast(&mut kind_now, version, &mut data);
        unseal(&mut data, open);
        let mut tagged = serde_json::Map::new();
        tagged.insert("kind".into(), Value::String(kind_now));
        if !data.is_null() {
            tagged.insert("data".into(), data);
        }
        serde_json::from_value(Value::Object(tagged)).map_err(|e| damaged(e.to_string()))
    }

    /// Lifts the payload of an older schema version to today's; nothing to do while there is only one.
    fn upcast(_kind: &mut String, _version: u16, _data: &mut Value) {}
}

/// Puts the text back beside every commitment in a payload.
fn unseal(value: &mut Value, open: &dyn Fn(&Hash) -> Option<String>) {
    match value {
        Value::Object(map) => {
            let hash = map.get("sealed").and_then(Value::as_str).and_then(Hash::parse);
            if let Some(hash) = hash {
                if let Some(text) = open(&hash) {
                    map.insert("text".into(), Value::String(text));
                }
            } else {
                map.values_mut().for_each(|v| unseal(v, open));
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|v| unseal(v, open)),
        _ => {}
    }
}
