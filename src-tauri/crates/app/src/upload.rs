//! The server's stand-in for paths on a client's computer: files that a client sends before a command reads them, and files
//! that a command writes before a client fetches them.
//!
//! They lie in a temporary folder beside the data, under names of our own making, and go after an hour or at the stop. A
//! command names an upload as `upload:<id>`. Left out: keeping them; what an import takes from them it keeps by itself.

use crate::api::{ApiError, ErrorCode, SAVES};
use crate::{App, errors};
use chrono::TimeDelta;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tempfile::TempDir;
use tokio::fs::File;
use tokio::io::AsyncWriteExt;
use uuid::Uuid;

/// The most bytes of one file.
pub const UPLOAD_LIMIT: u64 = 200 * MB;
/// The most bytes of all files at once.
const TOGETHER: u64 = 2000 * MB;
const MB: u64 = 1_000_000;
/// How long a file waits for its command.
const KEPT: Duration = Duration::from_secs(60 * 60);
/// What stands for a path.
const SCHEME: &str = "upload:";
/// The folders' names begin so.
const FOLDER: &str = "uploads-";
/// A folder that was never held and is this old was left by a process that died while it made it.
const LEFT: TimeDelta = TimeDelta::hours(1);
/// The file in it that its process holds for as long as it lives.
const HELD: &str = "held";

#[derive(Clone, Debug)]
struct Kept {
    name: String,
    path: PathBuf,
    size: u64,
    at: Duration,
}

#[derive(Debug, Default)]
struct Inner {
    folder: Option<TempDir>,
    /// Tells other processes that the folder is in use; the system lets go of it when this one dies.
    held: Option<std::fs::File>,
    files: HashMap<Uuid, Kept>,
    /// Bytes of files that are still coming in.
    coming: u64,
}

/// The files there are.
#[derive(Debug, Default)]
pub(crate) struct Uploads(Mutex<Inner>);

impl Uploads {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A file that is coming in. Dropped before [`Upload::done`], it leaves nothing behind.
pub struct Upload {
    app: App,
    id: Uuid,
    name: String,
    path: PathBuf,
    file: Option<File>,
    size: u64,
}

impl Upload {
    /// Adds bytes at its end.
    ///
    /// # Errors
    /// [`ErrorCode::TooLarge`], [`ErrorCode::DiskFull`], [`ErrorCode::FileUnwritable`].
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), ApiError> {
        let more = bytes.len() as u64;
        if self.size + more > UPLOAD_LIMIT {
            return Err(ApiError::new(ErrorCode::TooLarge).with("limit", UPLOAD_LIMIT / MB));
        }
        {
            let mut uploads = self.app.inner.uploads.lock();
            let there: u64 = uploads.files.values().map(|kept| kept.size).sum();
            if there + uploads.coming + more > TOGETHER {
                return Err(ApiError::new(ErrorCode::TooLarge).with("limit", TOGETHER / MB));
            }
            uploads.coming += more;
        }
        self.size += more;
        let Some(file) = &mut self.file else { return Err(errors::internal("the file is closed")) };
        file.write_all(bytes).await.map_err(|error| errors::unwritable(&self.path, &error))
    }

    /// Completes it; gives what stands for its path in commands.
    ///
    /// # Errors
    /// As [`Upload::write`].
    pub async fn done(mut self) -> Result<String, ApiError> {
        if let Some(mut file) = self.file.take() {
            // What was written last is still on its way; a full disk shows here.
            file.flush().await.map_err(|error| errors::unwritable(&self.path, &error))?;
        }
        let at = self.app.inner.options.clock.steady();
        let kept = Kept { name: self.name.clone(), path: self.path.clone(), size: self.size, at };
        let mut uploads = self.app.inner.uploads.lock();
        uploads.files.insert(self.id, kept);
        Ok(format!("{SCHEME}{}", self.id))
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        let mut uploads = self.app.inner.uploads.lock();
        uploads.coming = uploads.coming.saturating_sub(self.size);
        if !uploads.files.contains_key(&self.id) {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

impl App {
    /// Begins to take a file in. `name` is what people see; it never becomes a path.
    ///
    /// # Errors
    /// [`ErrorCode::DiskFull`], [`ErrorCode::FileUnwritable`].
    pub async fn begin_upload(&self, name: &str) -> Result<Upload, ApiError> {
        self.sweep_uploads();
        let id = Uuid::from_bytes(crate::random());
        let path = self.upload_folder()?.join(id.simple().to_string());
        let file = File::create_new(&path).await.map_err(|error| errors::unwritable(&path, &error))?;
        let name: String = name.chars().filter(|sign| !sign.is_control()).take(255).collect();
        Ok(Upload { app: self.clone(), id, name, path, file: Some(file), size: 0 })
    }

    /// Has a command of [`SAVES`] write its file here instead of where its `path` says; gives where it stands for the next
    /// hour, and what the command answers, in JSON. The same id gives the same file and does the command once.
    ///
    /// # Errors
    /// [`ErrorCode::BadCall`] for another command; else what the command says.
    pub async fn save_here(&self, id: Uuid, name: &str, mut args: Value) -> Result<(PathBuf, String), ApiError> {
        let asked = args.get("path").and_then(Value::as_str).map(PathBuf::from);
        let Some(asked) = asked.filter(|_| SAVES.contains(&name)) else {
            return Err(ApiError::new(ErrorCode::BadCall).with("name", name));
        };
        self.sweep_uploads();
        let mut path = self.upload_folder()?.join(id.simple().to_string());
        // Some commands go by the ending.
        let end = asked.extension().and_then(|end| end.to_str());
        if let Some(end) = end.filter(|end| end.len() <= 8 && end.bytes().all(|sign| sign.is_ascii_alphanumeric())) {
            path.set_extension(end);
        }
        args["path"] = json!(path);
        let said = self.call_once(id, name, args).await?;
        let size = std::fs::metadata(&path).map_err(|error| errors::unwritable(&path, &error))?.len();
        let at = self.inner.options.clock.steady();
        let kept = Kept { name: String::new(), path: path.clone(), size, at };
        self.inner.uploads.lock().files.insert(id, kept);
        Ok((path, said))
    }

    fn upload_folder(&self) -> Result<PathBuf, ApiError> {
        let home = &self.inner.options.folder;
        let mut uploads = self.inner.uploads.lock();
        if let Some(folder) = &uploads.folder {
            return Ok(folder.path().to_owned());
        }
        let made = crate::place::make(home)
            .and_then(|()| tempfile::Builder::new().prefix(FOLDER).tempdir_in(home))
            .and_then(|folder| {
                // It has its name once it is held. Where files can't be held, the folder's age tells.
                let draft = folder.path().join("new");
                let held = std::fs::File::create_new(&draft)?;
                if held.try_lock().is_err() {
                    return Ok((folder, None));
                }
                std::fs::rename(draft, folder.path().join(HELD))?;
                Ok((folder, Some(held)))
            });
        let (folder, held) = made.map_err(|error| errors::unwritable(home, &error))?;
        uploads.held = held;
        let path = folder.path().to_owned();
        uploads.folder = Some(folder);
        Ok(path)
    }

    /// The file behind a path that a command names: the upload, or the path itself.
    ///
    /// # Errors
    /// [`ErrorCode::UploadGone`].
    pub(crate) fn local_path(&self, given: &str) -> Result<PathBuf, ApiError> {
        let Some(id) = given.strip_prefix(SCHEME) else { return Ok(PathBuf::from(given)) };
        let id = Uuid::parse_str(id).ok();
        let path = id.and_then(|id| self.inner.uploads.lock().files.get(&id).map(|kept| kept.path.clone()));
        path.ok_or_else(|| ApiError::new(ErrorCode::UploadGone).with("path", given))
    }

    /// What a person calls the file behind a path that a command names.
    pub(crate) fn path_name(&self, given: &str) -> String {
        let id = given.strip_prefix(SCHEME).and_then(|id| Uuid::parse_str(id).ok());
        let name = id.and_then(|id| self.inner.uploads.lock().files.get(&id).map(|kept| kept.name.clone()));
        name.unwrap_or_else(|| given.to_owned())
    }

    /// Whether a path that a command names stands for an upload.
    #[must_use]
    pub fn is_upload(path: &str) -> bool {
        path.starts_with(SCHEME)
    }

    /// Deletes what nobody asked for in time, and what processes that died have left.
    pub(crate) fn sweep_uploads(&self) {
        self.sweep_left_uploads();
        let now = self.inner.options.clock.steady();
        self.inner.uploads.lock().files.retain(|_, kept| {
            let keep = now.saturating_sub(kept.at) < KEPT;
            if !keep && let Err(error) = std::fs::remove_file(&kept.path) {
                tracing::warn!(%error, "an upload could not be deleted");
            }
            keep
        });
    }

    /// Deletes what processes that died have left in this folder.
    pub(crate) fn sweep_left_uploads(&self) {
        let uploads = self.inner.uploads.lock();
        let own = uploads.folder.as_ref().map(TempDir::path);
        sweep_left(&self.inner.options.folder, own, self.inner.options.clock.now());
    }

    pub(crate) fn forget_uploads(&self) {
        let mut uploads = self.inner.uploads.lock();
        uploads.files.clear();
        uploads.held = None;
        if let Some(folder) = uploads.folder.take()
            && let Err(error) = folder.close()
        {
            tracing::warn!(%error, "the folder of uploads could not be deleted");
        }
    }
}

/// Deletes the folders of processes that died; what lives holds its own.
fn sweep_left(home: &Path, own: Option<&Path>, now: aftercare_core::time::Instant) {
    let Ok(entries) = std::fs::read_dir(home) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if !entry.file_name().to_string_lossy().starts_with(FOLDER) || own == Some(&path) {
            continue;
        }
        let changed = entry.metadata().and_then(|meta| meta.modified()).map(chrono::DateTime::<chrono::Utc>::from);
        let dead = match std::fs::File::options().read(true).write(true).open(path.join(HELD)) {
            Ok(held) => held.try_lock().is_ok(),
            Err(_) => changed.is_ok_and(|at| now - at > LEFT),
        };
        if dead && let Err(error) = std::fs::remove_dir_all(&path) {
            tracing::warn!(%error, "left uploads could not be deleted");
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_the_dead_left_goes_and_what_is_held_stays() {
        let home = tempfile::tempdir().unwrap();
        let made = |name: &str| {
            let folder = home.path().join(name);
            std::fs::create_dir(&folder).unwrap();
            std::fs::write(folder.join("letter"), b"x").unwrap();
            folder
        };
        let (dead, alive, own, bare) = (made("uploads-a"), made("uploads-b"), made("uploads-c"), made("uploads-d"));
        let other = made("blobs");
        std::fs::write(dead.join(HELD), b"").unwrap();
        std::fs::write(own.join(HELD), b"").unwrap();
        let held = std::fs::File::create_new(alive.join(HELD)).unwrap();
        held.try_lock().unwrap();
        // The folders carry the computer's own time.
        let now = crate::clock::Clock::now(&crate::clock::SystemClock::new());
        sweep_left(home.path(), Some(&own), now);
        let there = || [&dead, &alive, &own, &bare, &other].map(|folder| folder.exists());
        assert_eq!(there(), [false, true, true, true, true], "one that is being made is not taken for a dead one's");
        sweep_left(home.path(), Some(&own), now + LEFT + TimeDelta::minutes(1));
        assert_eq!(there(), [false, true, true, false, true]);
        drop(held);
        sweep_left(home.path(), Some(&own), now);
        assert!(!alive.exists());
    }
}
