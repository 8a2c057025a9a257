//! Sessions by video and remote maintenance: what is told and asked of them. A field for a remote password does not exist (HX-9).

use super::views::StaffMember;
use aftercare_core::case::{SessionOutcome, SessionSort};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// Begins a session on a case.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct BeginSession {
    /// Which case.
    pub case: Uuid,
    /// By what.
    pub sort: SessionSort,
    /// The link, number or ToDesk id that it goes to; empty where there is none.
    pub link: String,
}

/// Names a session.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SessionRef {
    /// Its case.
    pub case: Uuid,
    /// Which.
    pub session: Uuid,
}

/// Notes something in a session.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct NoteSession {
    /// Its case.
    pub case: Uuid,
    /// Which session.
    pub session: Uuid,
    /// The note.
    pub text: String,
}

/// Says whether pictures may be kept.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ConsentSession {
    /// Its case.
    pub case: Uuid,
    /// Which session.
    pub session: Uuid,
    /// Asked and given.
    pub given: bool,
}

/// Keeps a picture of what is seen: a file, or what was pasted.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SnapSession {
    /// Its case.
    pub case: Uuid,
    /// Which session.
    pub session: Uuid,
    /// The file.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub path: Option<String>,
    /// The bytes that were pasted, base64.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub data: Option<String>,
}

/// What is to be done next.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct NextStep {
    /// What.
    pub what: String,
    /// When.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub due: Option<DateTime<Utc>>,
}

/// Ends a session.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct EndSession {
    /// Its case.
    pub case: Uuid,
    /// Which session.
    pub session: Uuid,
    /// Whether the two have spoken; one that nobody joined answers nothing.
    pub held: bool,
    /// What came of it.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub outcome: Option<SessionOutcome>,
    /// What was found.
    pub findings: String,
    /// Becomes a task of mine.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub next: Option<NextStep>,
}

/// Names a picture of a session.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SnapRef {
    /// Its case.
    pub case: Uuid,
    /// The entry that brought it.
    pub seq: u64,
}

/// A picture as a page can show it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Picture {
    /// A `data:` address.
    pub data: String,
}

/// A session that nobody has ended.
#[derive(Clone, Debug, Serialize, TS)]
pub struct OpenSession {
    /// Id.
    pub id: Uuid,
    /// Its case.
    pub case: Uuid,
    /// As in C-4127.
    pub label: String,
    /// Customer or correspondent.
    pub party: String,
    /// The case's subject.
    pub subject: String,
    /// By what.
    pub sort: SessionSort,
    /// When it began.
    pub begun: DateTime<Utc>,
    /// Whether I hold it.
    pub mine: bool,
}

/// A note of a session.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SessionNote {
    /// Number in the case's stream.
    pub seq: u64,
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub text: String,
}

/// A picture of a session.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SessionSnap {
    /// Number in the case's stream.
    pub seq: u64,
    /// When.
    pub at: DateTime<Utc>,
    /// The file's name; none where it was erased.
    pub name: Option<String>,
}

/// A session.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SessionView {
    /// Id.
    pub id: Uuid,
    /// Its case.
    pub case: Uuid,
    /// As in C-4127.
    pub label: String,
    /// Customer or correspondent.
    pub party: String,
    /// By what.
    pub sort: SessionSort,
    /// Where it goes.
    pub link: Option<String>,
    /// Who holds it.
    pub by: Option<StaffMember>,
    /// When it began.
    pub begun: DateTime<Utc>,
    /// When it ended.
    pub ended: Option<DateTime<Utc>>,
    /// Whether the two have spoken.
    pub held: bool,
    /// What came of it.
    pub outcome: Option<SessionOutcome>,
    /// What was found.
    pub findings: Option<String>,
    /// Since when pictures may be kept.
    pub consent: Option<DateTime<Utc>>,
    /// What was noted.
    pub notes: Vec<SessionNote>,
    /// What was seen.
    pub snaps: Vec<SessionSnap>,
}

/// A session as the timeline shows it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SessionLine {
    /// Id.
    pub id: Uuid,
    /// By what.
    pub sort: SessionSort,
    /// Where it goes.
    pub link: Option<String>,
    /// When it ended.
    pub ended: Option<DateTime<Utc>>,
    /// Whether the two have spoken.
    pub held: bool,
    /// What came of it.
    pub outcome: Option<SessionOutcome>,
    /// What was found.
    pub findings: Option<String>,
    /// Since when pictures may be kept.
    pub consent: Option<DateTime<Utc>>,
    /// What was noted.
    pub notes: Vec<SessionNote>,
    /// What was seen.
    pub snaps: Vec<SessionSnap>,
}
