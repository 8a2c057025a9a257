//! Backups: one folder each, with a compact copy of the database, the blobs it names, and a manifest of hashes and counts.
//!
//! A backup counts only when it was opened again: the file's structure, every chain and checkpoint, the number of events and
//! cases. It is made beside a running desk, from one instant, under a temporary name; a name of its own means it is whole.
//! Blobs are hard links where the disk allows: they never change, so thirty backups cost little more than one.

use crate::blobs::{Blob, Blobs, sync_folder, write_through};
use crate::db::{Conn, query_scalar};
use crate::doctor;
use crate::error::{Result, StoreError};
use crate::flaw::Flaw;
use crate::place::Place;
use crate::postgres::Server;
use crate::queries::{checkpoints, messages};
use crate::sqlite;
use crate::store::{Db, Progress, Store};
use crate::transfer;
use aftercare_core::journal::Hash;
use aftercare_core::time::{Instant, micros};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use sqlx::Connection;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

pub(crate) const DATABASE: &str = "aftercare.db";
const MANIFEST: &str = "manifest.json";
const BEGINS: &str = "aftercare-";

/// A file of a backup.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// SHA-256 of its bytes.
    pub sha256: Hash,
    /// Bytes.
    pub size: u64,
}

/// What a backup says about itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The layout of the folder; this is 1.
    pub format: u32,
    /// When it was made.
    pub at: Instant,
    /// The program that made it.
    pub program: String,
    /// The database's schema version.
    pub schema: i64,
    /// Events in the journal.
    pub events: u64,
    /// Cases.
    pub cases: u64,
    /// The database file.
    pub database: Kept,
    /// The blobs.
    pub blobs: Vec<Kept>,
    /// Blobs that were missing or damaged already; the desk should hear of them.
    #[serde(default)]
    pub missing: Vec<Hash>,
}

impl Manifest {
    /// Bytes of everything in it.
    pub fn size(&self) -> u64 {
        self.database.size + self.blobs.iter().map(|blob| blob.size).sum::<u64>()
    }
}

/// A backup on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Its folder.
    pub path: PathBuf,
    /// What it says.
    pub manifest: Manifest,
}

impl Store {
    /// Writes a backup into `folder` (see [`Place::backups`]) while the desk goes on, opens it again and counts it.
    ///
    /// # Errors
    /// [`StoreError::DiskFull`], [`StoreError::ReadOnly`], [`StoreError::Damaged`] or [`StoreError::Flawed`] when the copy does not hold; nothing is left
    /// behind then.
    pub async fn back_up(&self, folder: &Path, now: Instant) -> Result<Backup> {
        self.back_up_watched(folder, now, &mut |_, _| {}).await
    }

    /// [`Store::back_up`]; `watch` hears rows copied, of about how many, where rows are copied one by one. Dropping the work
    /// stops it.
    ///
    /// # Errors
    /// As [`Store::back_up`].
    pub async fn back_up_watched(&self, folder: &Path, now: Instant, watch: Progress<'_>) -> Result<Backup> {
        let mut tx = self.inner.db.begin().await?;
        checkpoints::write(&mut tx, now).await?;
        tx.commit().await?;
        make(self.source(), folder, BEGINS, now, watch).await
    }

    fn source(&self) -> Source<'_> {
        match &self.inner.db {
            Db::File { .. } => Source::File(&self.inner.place),
            Db::Server(server) => Source::Server(server, &self.inner.place),
        }
    }
}

/// Where the rows and files of a backup come from.
#[derive(Clone, Copy)]
pub(crate) enum Source<'a> {
    /// A data folder.
    File(&'a Place),
    /// A database on a server. Files are kept in this program's own folder too, so that they are fetched once.
    Server(&'a Server, &'a Place),
}

/// The backup before a repair.
pub(crate) async fn before_repair(store: &Store, folder: &Path, now: Instant) -> Result<Backup> {
    make(store.source(), folder, "before-repair-", now, &mut |_, _| {}).await
}

pub(crate) async fn before_migration(from: Source<'_>, schema: i64, now: Instant) -> Result<Backup> {
    let (Source::File(place) | Source::Server(_, place)) = from;
    make(from, &place.backups(), &format!("before-schema-{schema}-after-"), now, &mut |_, _| {}).await
}

async fn make(from: Source<'_>, folder: &Path, begins: &str, now: Instant, watch: Progress<'_>) -> Result<Backup> {
    Place::make(folder)?;
    let stem = format!("{begins}{}", now.format("%Y-%m-%dT%H%M%SZ"));
    // Its own for each backup under way, in this process and beside it: two may begin in one second.
    let turn = DRAFTS.fetch_add(1, Ordering::Relaxed);
    let draft = folder.join(format!("{stem}.{}-{turn}.part", std::process::id()));
    let guard = Draft(&draft);
    let made = fill(from, &draft, now, watch).await;
    let done = made.and_then(|manifest| {
        let path = settle(folder, &stem, &draft)?;
        sync_folder(folder)?;
        Ok(Backup { path, manifest })
    });
    drop(guard);
    done
}

/// A draft goes when its work is done, fails or is dropped; a backup that is whole has another name by then.
struct Draft<'a>(&'a Path);

impl Drop for Draft<'_> {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(self.0);
    }
}

/// Counts the backups that this process began.
static DRAFTS: AtomicU64 = AtomicU64::new(0);

/// Gives a whole backup the first name that is free.
fn settle(folder: &Path, stem: &str, draft: &Path) -> Result<PathBuf> {
    let mut path = folder.join(stem);
    let mut n = 2;
    loop {
        if !path.exists() {
            match fs::rename(draft, &path) {
                Err(_) if path.exists() => {}
                done => return Ok(done.map(|()| path)?),
            }
        }
        path = folder.join(format!("{stem}-{n}"));
        n += 1;
    }
}

async fn fill(from: Source<'_>, draft: &Path, now: Instant, watch: Progress<'_>) -> Result<Manifest> {
    fs::create_dir_all(draft)?;
    let database = draft.join(DATABASE);
    let place = match from {
        Source::File(place) => {
            let mut conn = sqlite::copier(&place.database()).await?;
            sqlite::copy(&mut conn, &database).await?;
            conn.close().await?;
            place
        }
        Source::Server(server, place) => {
            fetch(server, &database, &Blobs::new(place.blobs()), watch).await?;
            place
        }
    };
    File::open(&database).and_then(|file| file.sync_all())?;
    let counted = count(&database).await?;
    let (from, to) = (Blobs::new(place.blobs()), Blobs::new(draft.join("blobs")));
    let named = counted.blobs;
    let (blobs, missing) = blocking(move || link_all(&from, &to, &named)).await?;
    let manifest = Manifest {
        format: 1,
        at: micros(now),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        schema: counted.schema,
        events: counted.events,
        cases: counted.cases,
        database: kept(&database)?,
        blobs,
        missing,
    };
    let text = serde_json::to_vec_pretty(&manifest).map_err(|error| StoreError::Io(error.to_string()))?;
    write_through(&draft.join(MANIFEST), &text)?;
    sync_folder(draft)?;
    Ok(manifest)
}

/// Writes what stands on a server, as of one instant, into a database file, and its files where we keep ours.
async fn fetch(server: &Server, database: &Path, files: &Blobs, watch: Progress<'_>) -> Result<()> {
    let writer = sqlite::migrated(database).await?;
    let mut from = server.begin_reading().await?;
    let mut to = sqlite::begin(&writer).await?;
    transfer::copy(&mut from, &mut to, watch).await?;
    to.commit().await?;
    writer.close().await;
    let named = messages::blobs(&mut from).await?;
    from.commit().await?;
    for blob in named {
        if files.holds(&blob) {
            continue;
        }
        match server.blob(&blob.sha256).await {
            Ok(bytes) => {
                let files = files.clone();
                blocking(move || files.put(&bytes)).await?;
            }
            // The manifest names it as missing.
            Err(StoreError::NotFound | StoreError::Damaged(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Work on many files belongs on a thread of its own.
pub(crate) async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|error| StoreError::Io(error.to_string()))?
}

fn link_all(from: &Blobs, to: &Blobs, named: &[Blob]) -> Result<(Vec<Kept>, Vec<Hash>)> {
    let (mut blobs, mut missing) = (Vec::new(), Vec::new());
    for blob in named {
        let (source, target) = (from.path(&blob.sha256), to.path(&blob.sha256));
        if kept(&source).ok() != Some(Kept { sha256: blob.sha256, size: blob.size }) {
            missing.push(blob.sha256);
            continue;
        }
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder)?;
        }
        if fs::hard_link(&source, &target).is_err() {
            to.put(&from.get(&blob.sha256)?)?;
        }
        blobs.push(Kept { sha256: blob.sha256, size: blob.size });
    }
    Ok((blobs, missing))
}

/// Hash and size of a file.
fn kept(path: &Path) -> Result<Kept> {
    let mut file = File::open(path)?;
    let (mut digest, mut size, mut part) = (Sha256::new(), 0, vec![0; 1 << 16]);
    loop {
        match file.read(&mut part)? {
            0 => return Ok(Kept { sha256: Hash(digest.finalize().into()), size }),
            n => {
                digest.update(&part[..n]);
                size += n as u64;
            }
        }
    }
}

/// What a look into a closed database file shows.
pub(crate) struct Counted {
    pub schema: i64,
    pub events: u64,
    pub cases: u64,
    blobs: Vec<Blob>,
}

impl Counted {
    /// Sees that it counts what a manifest says.
    pub(crate) fn is(&self, told: &Manifest) -> Result<()> {
        let (events, cases, events_told, cases_told) = (self.events, self.cases, told.events, told.cases);
        match (events, cases) == (events_told, cases_told) {
            true => Ok(()),
            false => Err(Flaw::Counts { events, cases, events_told, cases_told }.into()),
        }
    }
}

/// Opens a copy and counts it: structure, chains, checkpoints, events, cases.
pub(crate) async fn count(database: &Path) -> Result<Counted> {
    sqlite::header(database)?;
    let mut file = sqlite::reader(database).await?;
    let schema = sqlite::check_schema(&mut file).await?;
    sqlite::integrity(&mut file).await?;
    let mut conn = Conn::File(file);
    let walked = doctor::walk(&mut conn, &mut |_, _| {}).await?;
    if let Some(problem) = walked.problems.first() {
        return Err(Flaw::Journal(problem.clone()).into());
    }
    let cases: i64 = query_scalar("SELECT COUNT(*) FROM stream WHERE kind = 'case'").fetch_one(&mut conn).await?;
    let blobs = messages::blobs(&mut conn).await?;
    conn.commit().await?;
    Ok(Counted { schema, events: walked.events, cases: crate::cell::count(cases)?, blobs })
}

/// Reads what a backup says about itself, without proving it.
///
/// # Errors
/// [`StoreError::NotFound`], [`StoreError::Flawed`].
pub fn read(path: &Path) -> Result<Backup> {
    let text = fs::read(path.join(MANIFEST))?;
    let manifest: Manifest =
        serde_json::from_slice(&text).map_err(|error| Flaw::Manifest { detail: error.to_string() })?;
    match manifest.format {
        1 => Ok(Backup { path: path.to_owned(), manifest }),
        found => Err(StoreError::Newer { found: i64::from(found), known: 1 }),
    }
}

/// Proves a backup: every file has the bytes its manifest says, and the database opens and counts the same.
///
/// # Errors
/// [`StoreError::Flawed`] with the first thing that is wrong; [`StoreError::Damaged`]; [`StoreError::Newer`]; [`StoreError::NotFound`].
pub async fn check(path: &Path) -> Result<Backup> {
    let backup = read(path)?;
    let (files, root) = (backup.manifest.clone(), path.to_owned());
    blocking(move || {
        let blobs = Blobs::new(root.join("blobs"));
        let database = std::iter::once((root.join(DATABASE), files.database));
        for (path, expected) in database.chain(files.blobs.iter().map(|blob| (blobs.path(&blob.sha256), *blob))) {
            if kept(&path)? != expected {
                return Err(Flaw::File { path: path.display().to_string() }.into());
            }
        }
        Ok(())
    })
    .await?;
    let counted = count(&path.join(DATABASE)).await?;
    counted.is(&backup.manifest)?;
    Ok(backup)
}

/// The backups in a folder, newest first. What is no backup is passed over.
///
/// # Errors
/// [`StoreError::Io`] when the folder can't be read; a missing one holds none.
pub fn list(folder: &Path) -> Result<Vec<Backup>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    };
    let mut backups: Vec<Backup> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_none_or(|end| end != "part"))
        .filter_map(|path| read(&path).ok())
        .collect();
    backups.sort_by(|a, b| (b.manifest.at, &b.path).cmp(&(a.manifest.at, &a.path)));
    Ok(backups)
}

/// Deletes daily backups that are older than so many days and have as many days of backups after them. Gives what went.
/// Age alone is not enough: a computer whose clock ran ahead, or a desk that nobody opened for weeks, would lose what it has.
///
/// # Errors
/// [`StoreError::Io`] and the like when something can't be deleted.
pub fn rotate(folder: &Path, days: u32, now: Instant) -> Result<Vec<PathBuf>> {
    let named = |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(BEGINS));
    let limit = now - TimeDelta::days(i64::from(days));
    let (mut after, mut old) = (BTreeSet::new(), Vec::new());
    for backup in list(folder)?.into_iter().filter(|backup| named(&backup.path)) {
        let (at, day) = (backup.manifest.at, backup.manifest.at.date_naive());
        if at < limit && after.iter().filter(|one| **one != day).count() >= days.max(1) as usize {
            old.push(backup.path);
        }
        after.insert(day);
    }
    for path in &old {
        fs::remove_dir_all(path)?;
    }
    Ok(old)
}
