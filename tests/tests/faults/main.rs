//! What happens when the computer under the desk fails it: a full disk, a folder that can't be written, a share, a clock that
//! jumps, a damaged page, a file that somebody else holds, a newer database.
//!
//! Each fault is tried on the programs themselves, `aftercarectl` and the window (`make soak` takes those of the release: see
//! [`stage::PROGRAMS`](aftercare_tests::stage::PROGRAMS)). Each must end in a sentence that helps, and everything that was
//! confirmed before must be there after: opened again, counted, and held against the journal.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod clock;
mod disk;
mod first;
mod lock;
mod newer;
mod page;
mod read_only;
mod share;

use aftercare_tests::ctl::Ctl;
use aftercare_tests::letters::Letter;
use anyhow::Result;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{Connection, Executor};
use std::path::{Path, PathBuf};

/// A letter of a few minutes ago, as a file.
fn letter(id: &str, subject: &str, folder: &Path) -> Result<PathBuf> {
    letter_at(id, subject, folder, now() - TimeDelta::minutes(10))
}

fn letter_at(id: &str, subject: &str, folder: &Path, at: DateTime<Utc>) -> Result<PathBuf> {
    let date = at.to_rfc2822();
    let text = "Dear team,\nthe side seam of 320 of 5,000 tote bags opens after two days.\nMaria";
    Letter { id, from: "Maria Rossi <maria@bottega.example>", subject, date: &date, text }.write(folder)
}

/// What time it is, for dates in letters.
#[allow(clippy::disallowed_methods, reason = "letters are dated like real ones")]
fn now() -> DateTime<Utc> {
    Utc::now()
}

/// The database of a desk, from beside: as another program that has it open.
async fn beside(desk: &Path) -> Result<SqliteConnection> {
    let options = SqliteConnectOptions::new().filename(desk.join("aftercare.db"));
    Ok(SqliteConnection::connect_with(&options).await?)
}

/// Makes the log part of the file, so that the file alone is the database.
async fn settle(desk: &Path) -> Result<()> {
    let mut conn = beside(desk).await?;
    conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").await?;
    Ok(conn.close().await?)
}

/// Everything that was confirmed is there and holds against the journal.
fn whole(ctl: &Ctl, cases: usize) -> Result<()> {
    assert_eq!(ctl.open_cases()?, cases);
    let doctor = ctl.doctor()?;
    assert_eq!(doctor.code, Some(0), "{doctor:?}");
    Ok(())
}

fn note(ctl: &Ctl, case: &str, text: &str) -> Result<aftercare_tests::ctl::Ended> {
    ctl.call("note", &json!({ "case": case, "text": text }))
}

fn notes(case: &Value) -> Vec<&str> {
    let entries = case["timeline"].as_array().map(Vec::as_slice).unwrap_or_default();
    entries
        .iter()
        .filter_map(|entry| (entry["what"]["type"] == "note").then(|| entry["what"]["text"].as_str())?)
        .collect()
}

/// Where pictures of what these pages say are put, for somebody to look at.
fn picture(name: &str) -> Result<PathBuf> {
    let folder = std::env::var_os("AFTERCARE_PICTURES")
        .map_or_else(|| aftercare_tests::stage::root().join("out/faults"), PathBuf::from);
    std::fs::create_dir_all(&folder)?;
    Ok(folder.join(format!("{name}.png")))
}

/// A page in light and dark, where no setting says which.
async fn pictures(window: &aftercare_tests::window::Window, name: &str) -> Result<()> {
    for theme in ["light", "dark"] {
        window.ask(&format!("document.documentElement.dataset.theme = '{theme}'; return true")).await?;
        window.picture(&picture(&format!("{name}-{theme}"))?).await?;
    }
    Ok(())
}
