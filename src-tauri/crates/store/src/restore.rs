//! Brings a backup back. It is proved first, laid beside the database under another name, opened and counted there, and only
//! then takes its place; the database it replaces stays beside it.

use crate::backup::{self, Backup, DATABASE, blocking};
use crate::blobs::{Blobs, sync_folder};
use crate::db::Conn;
use crate::error::{Result, StoreError};
use crate::flaw::Flaw;
use crate::place::Place;
use crate::postgres::Server;
use crate::sqlite::{self, Header};
use crate::store::{Progress, Store};
use crate::{doctor, lines, transfer};
use aftercare_core::time::Instant;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// What a restore did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// What was brought back.
    pub backup: Backup,
    /// The database that stood there before, if any.
    pub replaced: Option<PathBuf>,
}

/// Restores the backup at `from` into the data folder. Nobody may have the folder open: close the [`Store`](crate::Store)
/// first, and open it again after.
///
/// # Errors
/// [`StoreError::Locked`] while another program has the folder; [`StoreError::Flawed`], [`StoreError::Damaged`] or [`StoreError::Newer`] for the backup;
/// [`StoreError::DiskFull`], [`StoreError::ReadOnly`]. Whatever the error, the old database stands where it stood.
pub async fn restore(from: &Path, folder: &Path, now: Instant) -> Result<Restored> {
    let backup = backup::check(from).await?;
    let place = Place::new(folder);
    place.prepare()?;
    let Some(_alone) = place.alone()? else { return Err(StoreError::Locked) };
    let fresh = sqlite::beside(&place.database(), ".restoring");
    let laid = lay(&backup, from, &place, &fresh).await;
    let replaced = match laid {
        Ok(()) => set_aside(&place, now).await,
        Err(error) => Err(error),
    };
    let replaced = replaced.inspect_err(|_| drop(fs::remove_file(&fresh)))?;
    fs::rename(&fresh, place.database())?;
    sync_folder(place.folder())?;
    Ok(Restored { backup, replaced })
}

/// Restores the backup at `from` into the PostgreSQL database at `url`, in which no desk may stand. `own` is this program's folder.
///
/// # Errors
/// [`StoreError::Duplicate`] when a desk is there; [`StoreError::Flawed`], [`StoreError::Damaged`] or [`StoreError::Newer`] for the backup;
/// [`StoreError::Away`]. Whatever the error, the database is as empty as it was.
pub async fn restore_server(from: &Path, url: &str, own: &Path, now: Instant, watch: Progress<'_>) -> Result<Backup> {
    let backup = backup::check(from).await?;
    let server = Server::reach(url, Uuid::nil()).await?;
    let filled = fill(&backup, from, &server, watch).await;
    server.close().await;
    filled?;
    Store::connect(url, own, now, watch).await?.close().await;
    Ok(backup)
}

/// Copies a proved backup's rows and files, all or nothing.
async fn fill(backup: &Backup, from: &Path, server: &Server, watch: Progress<'_>) -> Result<()> {
    let mut file = Conn::File(sqlite::reader(&from.join(DATABASE)).await?);
    let mut tx = lines::empty_server(server).await?;
    transfer::copy(&mut file, &mut tx, watch).await?;
    let kept = Blobs::new(from.join("blobs"));
    for blob in &backup.manifest.blobs {
        let (kept, sha256) = (kept.clone(), blob.sha256);
        let bytes = blocking(move || kept.get(&sha256)).await?;
        lines::put(&mut tx, None, bytes).await?;
    }
    let walked = doctor::walk(&mut tx, &mut |_, _| {}).await?;
    if let Some(problem) = walked.problems.first() {
        return Err(Flaw::Journal(problem.clone()).into());
    }
    tx.commit().await?;
    file.commit().await
}

/// Copies database and blobs into the folder and counts the copy.
async fn lay(backup: &Backup, from: &Path, place: &Place, fresh: &Path) -> Result<()> {
    let (source, target) = (from.join(DATABASE), fresh.to_owned());
    let (kept, to) = (Blobs::new(from.join("blobs")), Blobs::new(place.blobs()));
    let blobs = backup.manifest.blobs.clone();
    blocking(move || {
        fs::copy(&source, &target)?;
        File::options().write(true).open(&target)?.sync_all()?;
        for blob in blobs {
            if to.get(&blob.sha256).is_err() {
                let _ = fs::remove_file(to.path(&blob.sha256));
                to.put(&kept.get(&blob.sha256)?)?;
            }
        }
        Ok(())
    })
    .await?;
    backup::count(fresh).await?.is(&backup.manifest)
}

/// Gives the standing database a second name. Its log must not stay beside the new one: it is worked in where possible,
/// else renamed along.
async fn set_aside(place: &Place, now: Instant) -> Result<Option<PathBuf>> {
    let database = place.database();
    if fs::metadata(&database).is_ok_and(|file| file.len() > 0) {
        let replaced = free_name(&database, now);
        if matches!(sqlite::header(&database), Ok(Header::Ours(_) | Header::Begun)) {
            sqlite::finish_log(&database).await?;
        }
        let log = sqlite::beside(&database, "-wal");
        if fs::metadata(&log).is_ok_and(|file| file.len() > 0) {
            fs::rename(&log, sqlite::beside(&replaced, "-wal"))?;
        }
        if fs::hard_link(&database, &replaced).is_err() {
            fs::copy(&database, &replaced)?;
            File::options().write(true).open(&replaced)?.sync_all()?;
        }
        for suffix in ["-wal", "-shm"] {
            let _ = fs::remove_file(sqlite::beside(&database, suffix));
        }
        sync_folder(place.folder())?;
        return Ok(Some(replaced));
    }
    for suffix in ["-wal", "-shm"] {
        let _ = fs::remove_file(sqlite::beside(&database, suffix));
    }
    Ok(None)
}

fn free_name(database: &Path, now: Instant) -> PathBuf {
    let stem = format!(".replaced-{}", now.format("%Y-%m-%dT%H%M%SZ"));
    let mut name = sqlite::beside(database, &stem);
    let mut n = 2;
    while name.exists() {
        name = sqlite::beside(database, &format!("{stem}-{n}"));
        n += 1;
    }
    name
}
