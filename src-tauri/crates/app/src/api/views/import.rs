//! What an import of mail did.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// What an import did.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct ImportReport {
    /// Files read.
    pub files: u64,
    /// Messages in them.
    pub messages: u64,
    /// Cases opened.
    pub opened: u64,
    /// Messages that joined a case.
    pub joined: u64,
    /// Messages that were there already.
    pub known: u64,
    /// Messages from the desk's own addresses.
    pub own: u64,
    /// Messages with something unreadable, all kept.
    pub with_problems: u64,
    /// Files that could not be read, with the reason.
    pub failed: Vec<FailedFile>,
    /// The cases touched, at most 100, in order.
    pub cases: Vec<Uuid>,
    /// Stopped by the person.
    pub cancelled: bool,
}

/// A file that could not be read.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FailedFile {
    /// Its path.
    pub path: String,
    /// Why, a code.
    pub code: String,
    /// The system's words.
    pub detail: String,
}
