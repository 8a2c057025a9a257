//! What the declarations' screens ask and are told: peak seasons, high volume, force majeure (HN-1, PA-1, HC-9).
//!
//! One declaration reaches many cases by rule. What it would move is asked first; then it is declared, and each case gets it
//! in the background, told by `Progress` events whose job is `declare`. To stop or undo, end it at its own beginning.

use super::views::StaffMember;
use aftercare_core::case::{Category, Channel};
use aftercare_core::clock::ClockName;
use aftercare_core::policy::DeclaredSort;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// Declares a state for a time.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct Declare {
    /// What is declared.
    pub sort: DeclaredSort,
    /// For this pack; none for all.
    #[serde(default)]
    pub pack: Option<String>,
    /// For cases that came so; empty for all.
    #[serde(default)]
    pub channels: Vec<Channel>,
    /// For cases about this; empty for all, unclassified ones too.
    #[serde(default)]
    pub categories: Vec<Category>,
    /// For cases of customers in these countries, by their codes of two letters; empty for all, those of nobody too.
    #[serde(default)]
    pub countries: Vec<String>,
    /// First instant of it; may be past or to come.
    pub from: DateTime<Utc>,
    /// The instant after its last; none while nobody knows.
    #[serde(default)]
    pub to: Option<DateTime<Utc>>,
    /// Why, and where.
    pub reason: String,
}

/// Ends a declared state. Cases that have no part in it then get their normal dates back.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct EndDeclaration {
    /// Which.
    pub id: Uuid,
    /// The instant after its last; none for now. At its beginning or before, it never was.
    #[serde(default)]
    pub at: Option<DateTime<Utc>>,
    /// Why, if there is something to say.
    #[serde(default)]
    pub reason: Option<String>,
}

/// What declaring or ending would do: exactly one of the two.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct DeclarePreviewAsk {
    /// To be declared.
    #[serde(default)]
    pub declare: Option<Declare>,
    /// To be ended.
    #[serde(default)]
    pub end: Option<EndDeclaration>,
    /// A name for progress and `cancel`.
    pub job: String,
}

/// What declaring or ending would do.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DeclarePreview {
    /// Open cases it reaches or leaves.
    pub cases: i64,
    /// Deadlines that move.
    pub deadlines: i64,
    /// Open cases that it would reach if their customer's country were known and among those it is for.
    pub nowhere: i64,
    /// The first of the deadlines, in the order of their cases.
    pub moved: Vec<MovedDeadline>,
    /// The person stopped it; the numbers are of what was seen by then.
    pub cancelled: bool,
}

/// A deadline that moves.
#[derive(Clone, Debug, Serialize, TS)]
pub struct MovedDeadline {
    /// Case.
    pub case: Uuid,
    /// As in C-4127.
    pub label: String,
    /// Subject.
    pub subject: String,
    /// Which clock.
    pub clock: ClockName,
    /// Which run of it.
    pub cycle: u32,
    /// From here; none while a pause hides it.
    pub was: Option<DateTime<Utc>>,
    /// To here; none while a pause hides it.
    pub now: Option<DateTime<Utc>>,
}

/// What was declared, newest first.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DeclarationList {
    /// All of them.
    pub rows: Vec<DeclarationRow>,
    /// Cases still to be seen to; none when all have what is declared.
    pub at_work: bool,
    /// The desk's now.
    pub now: DateTime<Utc>,
}

/// How a declaration stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DeclarationState {
    /// Begins later.
    Planned,
    /// Is on.
    On,
    /// Is over.
    Over,
    /// Was taken back: it never held.
    TakenBack,
}

/// A declaration.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DeclarationRow {
    /// Id.
    pub id: Uuid,
    /// What is declared.
    pub sort: DeclaredSort,
    /// How it stands now.
    pub state: DeclarationState,
    /// For this pack; none for all.
    pub pack: Option<String>,
    /// For cases that came so; empty for all.
    pub channels: Vec<Channel>,
    /// For cases about this; empty for all.
    pub categories: Vec<Category>,
    /// For cases of customers in these countries; empty for all.
    pub countries: Vec<String>,
    /// First instant of it.
    pub from: DateTime<Utc>,
    /// The instant after its last, as it is known now.
    pub to: Option<DateTime<Utc>>,
    /// Why.
    pub reason: String,
    /// Who declared it.
    pub by: Option<StaffMember>,
    /// When.
    pub at: DateTime<Utc>,
    /// When it was ended by hand.
    pub ended_at: Option<DateTime<Utc>>,
    /// Why it was ended.
    pub end_reason: Option<String>,
}
