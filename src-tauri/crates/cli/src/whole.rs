//! The whole desk in and out: as lines, from one engine to the other.

use crate::desk::{self, said};
use crate::progress::{Progress, until_stopped};
use aftercare_app::api::ApiError;
use aftercare_app::clock::{Clock, SystemClock};
use aftercare_store::doctor::{Part, Target};
use aftercare_store::{Place, Store, StoreError, Tuning, lines};
use anyhow::{Context, bail};
use clap::Args;
use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

const EXPORT: &str = r#"Writes everything that a desk is as JSON Lines: events as they were recorded, texts, files, drafts, alerts; what follows from
them is left out. docs/desk-lines.md describes the lines. The desk may be in use; the file holds one instant of it. It holds
names and messages as they are: keep it as you keep the desk. A name that ends in .gz is compressed.

Prints how many lines of each kind were written. A file of that name is replaced when the new one is whole, not before.

Examples:
  aftercarectl export desk --out desk.jsonl.gz
  aftercarectl export desk --database postgres://desk@localhost/aftercare --out desk.jsonl"#;

const IMPORT: &str = r#"Reads what `export desk` wrote, into an empty folder or an empty PostgreSQL database. The file is proved to be whole, every chain,
checkpoint, text and file is checked, then lists are made anew and the desk is examined as the doctor does it. If anything does
not hold, the place stays empty.

Prints what the doctor found. `heads` equal to those of the desk that was written means that the journals are equal.

Examples:
  aftercarectl --folder /data/desk import desk desk.jsonl.gz
  aftercarectl import desk desk.jsonl --database postgres://desk@localhost/aftercare"#;

/// What `export desk` takes.
#[derive(Args)]
#[command(after_help = EXPORT)]
pub struct Export {
    /// The file to write.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// The desk in this PostgreSQL database, instead of the one in the folder.
    #[arg(long, value_name = "URL")]
    database: Option<String>,
}

/// What `import desk` takes.
#[derive(Args)]
#[command(after_help = IMPORT)]
pub struct Import {
    /// The file that `export desk` wrote.
    file: PathBuf,
    /// Into this PostgreSQL database, instead of the folder.
    #[arg(long, value_name = "URL")]
    database: Option<String>,
}

impl Export {
    /// With the database of the environment, where none was given.
    pub fn at(self, named: bool) -> Self {
        Self { database: database(self.database, named), ..self }
    }
}

impl Import {
    /// With the database of the environment, where none was given.
    pub fn at(self, named: bool) -> Self {
        Self { database: database(self.database, named), ..self }
    }
}

/// The database that is meant: the one given, else that of AFTERCARE_DATABASE unless a folder was `named`.
pub fn database(given: Option<String>, named: bool) -> Option<String> {
    let set = || std::env::var("AFTERCARE_DATABASE").ok().filter(|url| !named && !url.trim().is_empty());
    given.or_else(set)
}

/// Writes a backup where Settings say.
pub async fn back_up(folder: PathBuf, database: Option<String>) -> anyhow::Result<Value> {
    let app = match database {
        Some(url) => desk::open_at(folder, Some(url)).await?,
        None => desk::open_existing(folder).await?,
    };
    until_stopped(desk::call(&app, "back_up", Value::Null)).await
}

/// Brings a backup back into an empty database.
pub async fn restore(folder: PathBuf, path: PathBuf, url: String) -> anyhow::Result<Value> {
    let now = SystemClock::new().now();
    let mut progress = Progress::new();
    let mut watch = |done, of| progress.tell("rows", done, of);
    let done = until_stopped(async {
        let done = aftercare_store::restore::restore_server(&path, &url, &folder, now, &mut watch).await;
        done.map_err(|error| match error {
            StoreError::Duplicate(_) => refused(error, &path),
            error => said(error.into()),
        })
    });
    let done = done.await?;
    let manifest = &done.manifest;
    Ok(json!({ "path": done.path, "at": manifest.at, "events": manifest.events, "cases": manifest.cases }))
}

/// Why a desk was not read, in words about the file and the place.
fn refused(error: StoreError, file: &Path) -> anyhow::Error {
    let file = file.display();
    match error {
        StoreError::Duplicate(_) => {
            anyhow::anyhow!(
                "already_there: A desk stands there already. It is read into an empty place only; nothing was changed."
            )
        }
        StoreError::Flawed(_) => {
            let said = ApiError::from(error).sentence("en");
            anyhow::anyhow!("damaged: {file} does not hold a whole desk, and nothing was kept of it. {said}")
        }
        StoreError::Newer { found, known } => anyhow::anyhow!(
            "newer: {file} is of format {found}, and this program knows {known}. Use the version that wrote it, or a later one."
        ),
        error => said(error.into()),
    }
}

fn is_packed(path: &Path) -> bool {
    path.extension().is_some_and(|end| end.eq_ignore_ascii_case("gz"))
}

/// Writes the desk.
pub async fn export(folder: PathBuf, ask: Export) -> anyhow::Result<Value> {
    let now = SystemClock::new().now();
    let mut progress = Progress::new();
    let store = match &ask.database {
        Some(url) => Store::connect(url, &folder, now, &mut |_, _| {}).await,
        None if !Place::new(&folder).database().exists() => bail!("not_set_up: no desk in {}", folder.display()),
        None => Store::open_with(&folder, now, Tuning::default(), &mut |_, _| {}).await,
    };
    let store = store.map_err(|error| said(error.into()))?;
    let mut draft = ask.out.clone().into_os_string();
    draft.push(".part");
    let draft = PathBuf::from(draft);
    let file = BufWriter::new(File::create(&draft).with_context(|| draft.display().to_string())?);
    let mut watch = |done, of| progress.tell("rows", done, of);
    let written = until_stopped(async {
        if is_packed(&ask.out) {
            let mut out = GzEncoder::new(file, Compression::default());
            let lines = store.export(&mut out, now, &mut watch).await.map_err(|error| said(error.into()))?;
            finish(out.finish()?)?;
            return Ok(lines);
        }
        let mut out = file;
        let lines = store.export(&mut out, now, &mut watch).await.map_err(|error| said(error.into()))?;
        finish(out)?;
        Ok(lines)
    });
    let written = written.await;
    let written = written.and_then(|lines| {
        std::fs::rename(&draft, &ask.out)?;
        Ok(lines)
    });
    if written.is_err() {
        let _ = std::fs::remove_file(&draft);
    }
    Ok(json!({ "path": ask.out, "lines": written? }))
}

fn finish(mut out: BufWriter<File>) -> anyhow::Result<()> {
    out.flush()?;
    out.get_ref().sync_all()?;
    Ok(())
}

/// Reads a desk into an empty place.
pub async fn import(folder: PathBuf, ask: Import) -> anyhow::Result<Value> {
    let file = File::open(&ask.file).with_context(|| ask.file.display().to_string())?;
    let target = ask.database.as_deref().map_or(Target::Folder(&folder), Target::Server);
    let now = SystemClock::new().now();
    let mut progress = Progress::new();
    let mut watch = |part, done, of| {
        let what = match part {
            Part::File => "lines",
            Part::Blobs => "files",
            Part::Journal => "the journal",
            Part::Records => "records",
        };
        progress.tell(what, done, of);
    };
    let read = until_stopped(async {
        let read = match is_packed(&ask.file) {
            true => lines::import(BufReader::new(MultiGzDecoder::new(file)), target, &folder, now, &mut watch).await,
            false => lines::import(BufReader::new(file), target, &folder, now, &mut watch).await,
        };
        read.map_err(|error| refused(error, &ask.file))
    });
    Ok(serde_json::to_value(read.await?)?)
}
