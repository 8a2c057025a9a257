//! The desk itself: its people, its addresses, its settings. One stream, whose id is fixed.

use crate::case::Language;
use crate::declare::Scope;
use crate::ids::{DeclarationId, StaffId};
use crate::journal::{Payload, Sealed, StreamId, StreamKind};
use crate::policy::DeclaredSort;
use crate::time::Instant;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The desk's own stream.
pub const STREAM: StreamId = StreamId { kind: StreamKind::Desk, id: Uuid::nil() };

/// A person of the desk (HX-10).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staff {
    /// Name on screens and forms.
    pub name: Sealed,
    /// Group, as in the pack: `technical`, `marketing`.
    #[serde(default)]
    pub group: Option<String>,
    /// Languages spoken.
    #[serde(default)]
    pub languages: Vec<Language>,
    /// May approve what needs a second pair of eyes.
    #[serde(default)]
    pub supervisor: bool,
    /// When the person is away, and who stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub away: Option<Away>,
    /// No longer on the desk: gets no more cases, and keeps the name on what was done.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub left: bool,
}

/// A person's absence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Away {
    /// First instant of it.
    pub from: Instant,
    /// The instant after its last; none while it is open.
    pub to: Option<Instant>,
    /// Who stands in; none where nobody does.
    pub cover: Option<StaffId>,
}

impl Away {
    /// Whether the person is away at an instant.
    #[must_use]
    pub fn holds(&self, at: Instant) -> bool {
        self.from <= at && self.to.is_none_or(|to| at < to)
    }
}

/// What the desk is set to. Everything here can be changed in Settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// The house's name on forms and mails.
    pub house: String,
    /// The brand's pack.
    pub pack: String,
    /// Mail addresses of the desk: mail from them counts as a staff answer.
    pub addresses: Vec<String>,
    /// Telephone printed on forms.
    pub phone: String,
    /// Minutes before a deadline at which an alert is shown; each once.
    pub lead_minutes: Vec<u32>,
    /// A sample desk has a movable clock and example records; a real one refuses them.
    pub sample: bool,
    /// Daily backups are kept for so many days.
    pub backup_days: u32,
    /// Where backups go; none = beside the data.
    #[serde(default)]
    pub backup_folder: Option<String>,
}

/// The events of the desk stream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "data")]
pub enum DeskEvent {
    /// The desk was set up or its settings changed; all of them each time.
    #[serde(rename = "desk.settings_set")]
    SettingsSet {
        /// The settings.
        settings: Settings,
    },
    /// A person joined or changed.
    #[serde(rename = "desk.staff_set")]
    StaffSet {
        /// Whose.
        id: StaffId,
        /// The facts.
        staff: Staff,
    },
    /// The movable clock of a sample desk was moved.
    #[serde(rename = "desk.clock_moved")]
    ClockMoved {
        /// By so many seconds, forward.
        seconds: i64,
    },
    /// A state was declared for a time (HN-1, PA-1, HC-9). The cases it reaches get a `case.declared` each.
    #[serde(rename = "desk.declared")]
    Declared {
        /// The declaration's own id.
        id: DeclarationId,
        /// What is declared.
        sort: DeclaredSort,
        /// For this pack; none = for all.
        pack: Option<String>,
        /// For which cases.
        scope: Scope,
        /// First instant of it.
        from: Instant,
        /// The instant after its last, where that is known.
        to: Option<Instant>,
        /// Why, and where.
        reason: Sealed,
    },
    /// A declared state is over, or never was longer than this.
    #[serde(rename = "desk.declaration_ended")]
    DeclarationEnded {
        /// Which.
        id: DeclarationId,
        /// The instant after its last.
        at: Instant,
        /// Why, where it ends before the time that was said.
        reason: Option<Sealed>,
    },
    /// A backup was written and verified.
    #[serde(rename = "desk.backed_up")]
    BackedUp {
        /// The file's name.
        file: String,
        /// Events in it.
        events: u64,
        /// SHA-256 of the file, hexadecimal.
        sha256: String,
    },
}

impl Payload for DeskEvent {
    const VERSION: u16 = 1;
}
