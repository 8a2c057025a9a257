//! From values of the house to cells of a table and back. A cell that can't be read back is damage, never a default.

use crate::error::{Result, StoreError};
use aftercare_core::journal::{Actor, Hash, StreamId, StreamKind};
use aftercare_core::time::Instant;
use chrono::DateTime;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use uuid::Uuid;

fn damaged(what: &str, value: impl std::fmt::Debug) -> StoreError {
    StoreError::Damaged(format!("{what}: {value:?}"))
}

/// A person's text, which stands as bytes on one engine.
pub(crate) fn words(bytes: Vec<u8>) -> Result<String> {
    String::from_utf8(bytes).map_err(|_| StoreError::Damaged("a text that is none".into()))
}

/// Microseconds since 1970.
pub(crate) fn us(at: Instant) -> i64 {
    at.timestamp_micros()
}

pub(crate) fn instant(us: i64) -> Result<Instant> {
    DateTime::from_timestamp_micros(us).ok_or_else(|| damaged("instant", us))
}

pub(crate) fn instant_some(us: Option<i64>) -> Result<Option<Instant>> {
    us.map(instant).transpose()
}

pub(crate) fn count(value: i64) -> Result<u64> {
    u64::try_from(value).map_err(|_| damaged("count", value))
}

pub(crate) fn int(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

pub(crate) fn hash(bytes: &[u8]) -> Result<Hash> {
    bytes.try_into().map(Hash).map_err(|_| damaged("hash", bytes))
}

pub(crate) fn stream(kind: &str, id: Uuid) -> Result<StreamId> {
    StreamKind::from_name(kind).map(|kind| StreamId::new(kind, id)).ok_or_else(|| damaged("stream kind", kind))
}

/// The form in which an actor is hashed too.
pub(crate) fn actor_text(actor: Actor) -> String {
    match actor {
        Actor::Staff(id) => format!("staff:{id}"),
        Actor::Customer => "customer".to_owned(),
        Actor::Desk => "desk".to_owned(),
    }
}

pub(crate) fn actor(text: &str) -> Result<Actor> {
    match text {
        "customer" => Ok(Actor::Customer),
        "desk" => Ok(Actor::Desk),
        _ => {
            let id = text.strip_prefix("staff:").and_then(|id| id.parse().ok());
            id.map(Actor::Staff).ok_or_else(|| damaged("actor", text))
        }
    }
}

/// The word that serde writes for a plain enum.
pub(crate) fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => word,
        other => other.map(|v| v.to_string()).unwrap_or_default(),
    }
}

pub(crate) fn from_word<T: DeserializeOwned>(word: &str) -> Result<T> {
    serde_json::from_value(Value::String(word.to_owned())).map_err(|_| damaged("word", word))
}

pub(crate) fn json<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|error| StoreError::Io(error.to_string()))
}

pub(crate) fn from_json<T: DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|error| StoreError::Damaged(error.to_string()))
}
