//! Who is on the desk, in which groups, and who is away.

use crate::api::policy::Both;
use aftercare_core::case::Language;
use chrono::{DateTime, Utc};
use serde::Serialize;
use ts_rs::TS;
use uuid::Uuid;

/// A person of the desk (HX-10).
#[derive(Clone, Debug, Serialize, TS)]
pub struct StaffMember {
    /// Id.
    pub id: Uuid,
    /// Name.
    pub name: String,
    /// Up to two letters.
    pub initials: String,
    /// Group in the pack.
    pub group: Option<String>,
}

/// A person of the desk with everything that Settings show.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PersonView {
    /// Name, initials, group.
    pub person: StaffMember,
    /// Languages spoken.
    pub languages: Vec<Language>,
    /// May approve what needs a second pair of eyes.
    pub supervisor: bool,
    /// When the person is away.
    pub away: Option<AwayView>,
    /// No longer on the desk.
    pub left: bool,
    /// Open cases.
    pub open: i64,
}

/// A group of the desk's pack.
#[derive(Clone, Debug, Serialize, TS)]
pub struct GroupView {
    /// Its id.
    pub id: String,
    /// As the pack names it.
    pub name: Both,
}

/// A person's absence.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AwayView {
    /// First instant.
    pub from: DateTime<Utc>,
    /// The instant after its last; none while it is open.
    pub to: Option<DateTime<Utc>>,
    /// Who stands in.
    pub cover: Option<Uuid>,
    /// Whether it holds now.
    pub now: bool,
}
