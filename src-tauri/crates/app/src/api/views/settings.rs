//! The desk's settings, backups, and what this program is.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Settings as the screen shows and saves them.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SettingsView {
    /// The house's name on forms and mails.
    pub house: String,
    /// The pack's id.
    pub pack: String,
    /// The desk's own addresses.
    pub addresses: Vec<String>,
    /// Telephone printed on forms.
    pub phone: String,
    /// Minutes before a deadline, each alerts once.
    pub lead_minutes: Vec<u32>,
    /// Days that backups are kept.
    pub backup_days: u32,
    /// Folder of backups; none = beside the data.
    pub backup_folder: Option<String>,
    /// Language of this window: `en`, `zh-CN`.
    pub language: String,
    /// `light`, `dark`, `system`.
    pub theme: String,
    /// 100, 125 or 150.
    pub text_scale: u32,
    /// Whether keys open the call card from any program.
    pub shortcut_on: bool,
    /// Which keys, as `Ctrl+Alt+N`.
    pub shortcut: String,
}

/// A backup on disk.
#[derive(Clone, Debug, Serialize, TS)]
pub struct BackupView {
    /// Path.
    pub path: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Bytes.
    pub size: u64,
    /// Opened and counted after writing.
    pub events: Option<i64>,
    /// Cases in it.
    pub cases: Option<i64>,
}

/// "About": what runs here, and where its traces are.
#[derive(Clone, Debug, Serialize, TS)]
pub struct About {
    /// The program's version.
    pub version: String,
    /// Folder of the data.
    pub data_folder: String,
    /// The database's file.
    pub database: String,
    /// Schema version.
    pub schema: i64,
    /// Folder of the logs.
    pub log_folder: String,
    /// The last crash file, redacted.
    pub crash: Option<String>,
    /// tz database version.
    pub tzdb: String,
    /// Holidays are known up to this year.
    pub holidays_until: i32,
    /// Newest backups, newest first.
    pub backups: Vec<BackupView>,
    /// Third-party notices, plain text.
    pub notices: String,
    /// Events in the journal.
    pub events: i64,
}
