//! Filed forms, their sheets, and where they are printed.

use super::case::TimelineEntry;
use super::desk::Warning;
use super::people::StaffMember;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// A filed form on a case.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FiledFormView {
    /// Id.
    pub id: Uuid,
    /// Which.
    pub sort: String,
    /// Number.
    pub number: String,
    /// When.
    pub filed_at: DateTime<Utc>,
    /// By whom.
    pub by: Option<StaffMember>,
    /// SHA-256 of the PDF.
    pub pdf_hash: String,
    /// Template version.
    pub template: u32,
    /// Pages.
    pub pages: u32,
    /// Paper.
    pub paper: String,
    /// Languages.
    pub languages: String,
}

/// A form as the window shows it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FormSheet {
    /// Which.
    pub sort: String,
    /// The case.
    pub case: Uuid,
    /// As in C-4127.
    pub label: String,
    /// Each page as SVG.
    pub pages: Vec<String>,
    /// Filed, or none for a preview.
    pub filed: Option<FiledFormView>,
    /// Printed and saved so far.
    pub log: Vec<TimelineEntry>,
    /// Codes of what is missing or can't be shown.
    pub warnings: Vec<Warning>,
    /// The PDF still has the hash it was filed with; none for a preview, false after an erasure.
    pub same_as_filed: Option<bool>,
}

/// A printer.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Printer {
    /// Name for the system.
    pub name: String,
    /// Name for people.
    pub label: String,
    /// The system's default.
    pub default: bool,
    /// Accepts jobs.
    pub ready: bool,
}
