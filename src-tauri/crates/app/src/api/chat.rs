//! What is asked and told about a chat that comes in as a text.

use crate::exchange::DayOrder;
use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// A chat to look at before it is imported: a file or a text.
#[derive(Clone, Debug, Default, Deserialize, TS)]
pub struct PreviewChat {
    /// The exported file, a text or a `.zip` that holds one.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub path: Option<String>,
    /// What was pasted.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub text: Option<String>,
    /// How its dates are written; none for what the text itself tells.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub order: Option<DayOrder>,
    /// Whose clock its times are of, an IANA zone; none for the desk's.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub zone: Option<String>,
    /// Who of it is the desk; none for a guess.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub ours: Option<Vec<String>>,
}

/// Imports a chat.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ImportChat {
    /// The exported file, a text or a `.zip` that holds one.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub path: Option<String>,
    /// What was pasted.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub text: Option<String>,
    /// Into this case; none for the one that has its earlier messages, else a new one.
    pub case: Option<Uuid>,
    /// Whose chat.
    pub customer: Option<Uuid>,
    /// Who of it is the desk.
    pub ours: Vec<String>,
    /// How its dates are written; none for what the text itself tells.
    pub order: Option<DayOrder>,
    /// Whose clock its times are of, an IANA zone.
    pub zone: String,
    /// A name under which progress is told and the work can be cancelled.
    pub job: String,
}

/// Somebody who wrote in a chat.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ChatParticipant {
    /// As the text names them.
    pub name: String,
    /// Messages.
    pub messages: u64,
    /// Is of the desk: as was said, or as it seems.
    pub ours: bool,
}

/// A way to read the dates of a chat.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ChatReading {
    /// The order of day, month and year.
    pub order: DayOrder,
    /// The first message's time.
    pub first: NaiveDateTime,
    /// The last message's time.
    pub last: NaiveDateTime,
    /// Nothing in the text speaks against it.
    pub likely: bool,
}

/// The case that has a chat's earlier messages.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ChatJoins {
    /// Which.
    pub case: Uuid,
    /// As in C-4127.
    pub label: String,
}

/// A chat as it would be imported.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ChatPreview {
    /// Who wrote, in the order in which they did first.
    pub participants: Vec<ChatParticipant>,
    /// How its dates are read; none where a person must choose among the likely readings. Counts are those of the first one.
    pub order: Option<DayOrder>,
    /// The ways to read them.
    pub readings: Vec<ChatReading>,
    /// Whose clock.
    pub zone: String,
    /// The first message.
    pub first_at: Option<DateTime<Utc>>,
    /// The last one.
    pub last_at: Option<DateTime<Utc>>,
    /// Messages that would be added.
    pub new: u64,
    /// Messages that the desk has already.
    pub known: u64,
    /// Lines that the program wrote.
    pub notices: u64,
    /// Messages that were taken back: what they said is gone.
    pub deleted: u64,
    /// Calls that nobody took.
    pub missed_calls: u64,
    /// Files that are in the archive.
    pub files: u64,
    /// Files that were left out of the export.
    pub files_missing: u64,
    /// Messages whose time is still to come: the zone or the dates are read wrongly, or a clock ran ahead.
    pub future: u64,
    /// Lines before the first message.
    pub skipped: u64,
    /// The case it goes on with, unless another is chosen.
    pub joins: Option<ChatJoins>,
}

/// What an import of a chat did.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct ChatReport {
    /// Messages added.
    pub added: u64,
    /// Messages that were there already.
    pub known: u64,
    /// The case; none where nothing was done.
    pub case: Option<Uuid>,
    /// It was opened for this.
    pub opened: bool,
    /// Stopped by the person.
    pub cancelled: bool,
}
