//! What works on the desk's data folder: each command is a call of the app's one list.

use aftercare_app::api::ApiError;
use aftercare_app::clock::SystemClock;
use aftercare_app::ports::{NoNotifier, NoPrinter};
use aftercare_app::{App, OpenOptions};
use anyhow::bail;
use clap::Subcommand;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Commands about the desk itself.
#[derive(Subcommand)]
pub enum Desk {
    /// Who sits here, what is due, what is counted. Example: aftercarectl desk show
    Show,
    /// What the desk is set to. Example: aftercarectl desk settings
    Settings,
    /// Begins the desk in an empty folder.
    /// Example: aftercarectl desk set-up --name "Mei Lin" --house "Huaxing" --address service@example.com
    SetUp {
        /// The person's name.
        #[arg(long)]
        name: String,
        /// The house's name on forms.
        #[arg(long, default_value = "")]
        house: String,
        /// The desk's own mail addresses.
        #[arg(long = "address")]
        addresses: Vec<String>,
        /// en or zh-CN.
        #[arg(long, default_value = "en")]
        language: String,
        /// With example records and a movable clock.
        #[arg(long)]
        sample: bool,
    },
    /// Moves a sample desk's clock forward. Example: aftercarectl desk move-clock 3600
    MoveClock {
        /// By so many seconds.
        seconds: i64,
    },
    /// Takes one call of the list, for scripts and tests. Example: aftercarectl desk call cases '{"filter":"open","limit":20}'
    #[command(hide = true)]
    Call {
        /// The call's name.
        name: String,
        /// Its arguments, JSON.
        #[arg(default_value = "null")]
        args: String,
    },
}

async fn open(folder: PathBuf) -> anyhow::Result<App> {
    open_at(folder, None).await
}

/// Opens the desk in the folder, or in a database.
pub async fn open_at(folder: PathBuf, database: Option<String>) -> anyhow::Result<App> {
    let log_folder = folder.join("logs");
    let options = OpenOptions {
        folder,
        database,
        clock: Arc::new(SystemClock::new()),
        notifier: Arc::new(NoNotifier),
        printer: Arc::new(NoPrinter),
        log_folder,
        crash: None,
        notices: String::new(),
    };
    App::open(options).await.map_err(said)
}

/// Opens a desk that is there; a mistyped folder gets an answer instead of a new desk.
pub async fn open_existing(folder: PathBuf) -> anyhow::Result<App> {
    if !aftercare_store::Place::new(&folder).database().exists() {
        bail!("not_set_up: no desk in {}. Begin one: aftercarectl desk set-up --name NAME", folder.display());
    }
    open(folder).await
}

/// A typed error as a line for a terminal: its code for scripts, its sentence for people, its values for whoever helps them.
pub fn said(error: ApiError) -> anyhow::Error {
    let code = error.word();
    let sentence = error.sentence("en");
    let new = |value: &&String| !value.is_empty() && !sentence.contains(value.as_str());
    let values: Vec<String> =
        error.args.iter().filter(|(_, value)| new(value)).map(|(name, value)| format!("{name}: {value}")).collect();
    let values = if values.is_empty() { String::new() } else { format!(" [{}]", values.join(", ")) };
    let clause = error.clause.map(|clause| format!(" ({clause})")).unwrap_or_default();
    anyhow::anyhow!("{code}{clause}: {sentence}{values}")
}

pub async fn call(app: &App, name: &str, args: Value) -> anyhow::Result<Value> {
    app.call(name, args).await.map_err(said)
}

/// Imports mail files; the report is the answer, with the files that could not be read under `failed`.
pub async fn import(folder: PathBuf, files: Vec<PathBuf>) -> anyhow::Result<Value> {
    let app = open_existing(folder).await?;
    let paths: Vec<String> = files.iter().map(|path| absolute(path)).collect();
    call(&app, "import_mail", json!({ "paths": paths, "job": "aftercarectl" })).await
}

/// Brings a backup back, also into a folder that has no database or a damaged one.
pub async fn restore(folder: PathBuf, path: PathBuf) -> anyhow::Result<Value> {
    use aftercare_app::clock::Clock;
    let now = SystemClock::new().now();
    if !path.is_dir() {
        bail!("not_found folder: {}", path.display());
    }
    let path = PathBuf::from(absolute(&path));
    let done = aftercare_store::restore::restore(&path, &folder, now).await.map_err(|error| said(error.into()))?;
    Ok(json!({
        "path": done.backup.path,
        "at": done.backup.manifest.at,
        "events": done.backup.manifest.events,
        "cases": done.backup.manifest.cases,
        "replaced": done.replaced,
    }))
}

/// The other commands.
pub async fn run(folder: PathBuf, command: Desk) -> anyhow::Result<Value> {
    let begins = matches!(command, Desk::SetUp { .. } | Desk::Call { .. });
    let app = if begins { open(folder).await? } else { open_existing(folder).await? };
    match command {
        Desk::Show => call(&app, "desk", Value::Null).await,
        Desk::Settings => call(&app, "settings", Value::Null).await,
        Desk::SetUp { name, house, addresses, language, sample } => {
            let args = json!({
                "name": name, "house": house, "addresses": addresses, "language": language,
                "pack": "hx-leather", "sample": sample,
            });
            call(&app, "set_up", args).await?;
            call(&app, "desk", Value::Null).await
        }
        Desk::MoveClock { seconds } => call(&app, "move_clock", json!({ "seconds": seconds })).await,
        Desk::Call { name, args } => {
            let args = serde_json::from_str(&args).map_err(|error| anyhow::anyhow!("arguments: {error}"))?;
            call(&app, &name, args).await
        }
    }
}

pub fn absolute(path: &Path) -> String {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).display().to_string()
}
