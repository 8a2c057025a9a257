//! Backups: written, opened again and counted by the store; recorded, listed and brought back here.

use crate::App;
use crate::api::acts::PathRef;
use crate::api::views::BackupView;
use crate::api::{ApiError, ErrorCode};
use crate::errors;
use aftercare_core::desk::DeskEvent;
use aftercare_core::journal::Actor;
use aftercare_core::time::Instant;
use aftercare_store::backup::{self, Backup};
use aftercare_store::{Store, restore};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::PoisonError;
use std::sync::atomic::Ordering;

fn view(backup: &Backup) -> BackupView {
    BackupView {
        path: backup.path.display().to_string(),
        at: backup.manifest.at,
        size: backup.manifest.size(),
        events: i64::try_from(backup.manifest.events).ok(),
        cases: i64::try_from(backup.manifest.cases).ok(),
    }
}

/// Brings a backup back into the folder of a desk that can't be opened; what stood there stays beside it.
///
/// # Errors
/// [`ErrorCode::BadCall`] when `args` name no path; [`ErrorCode::Locked`] while another program has the folder; what is
/// wrong with the backup. The folder is unchanged then.
pub async fn restore_shut(folder: &Path, args: Value, now: Instant) -> Result<(), ApiError> {
    let ask: PathRef = serde_json::from_value(args).map_err(|_| ApiError::new(ErrorCode::BadCall))?;
    restore::restore(Path::new(ask.path.trim()), folder, now).await?;
    Ok(())
}

impl App {
    /// Where backups go.
    pub(crate) fn backup_folder(&self) -> PathBuf {
        let chosen = self.state().settings.as_ref().and_then(|settings| settings.backup_folder.clone());
        chosen.map_or_else(|| self.store().place().backups(), PathBuf::from)
    }

    /// The backups there are, newest first.
    pub(crate) async fn backups(&self) -> Result<Vec<Backup>, ApiError> {
        let folder = self.backup_folder();
        Ok(tokio::task::spawn_blocking(move || backup::list(&folder)).await.map_err(errors::internal)??)
    }

    pub(crate) async fn backup_views(&self) -> Result<Vec<BackupView>, ApiError> {
        Ok(self.backups().await?.iter().take(30).map(view).collect())
    }

    /// Writes a backup now, proves it, and keeps a note of it in the desk's history.
    pub(crate) async fn back_up(&self, (): ()) -> Result<BackupView, ApiError> {
        let now = self.now();
        let made = self.store().back_up(&self.backup_folder(), now).await?;
        let state = self.state();
        if state.settings.is_some() {
            let mut write = self.write().await?;
            let mut seq = write.work.look().head(aftercare_core::desk::STREAM).await?;
            let event = DeskEvent::BackedUp {
                file: made.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
                events: made.manifest.events,
                sha256: made.manifest.database.sha256.to_string(),
            };
            write.desk(&mut seq, Actor::Desk, now, |_| event).await?;
            write.commit(&["desk"]).await?;
            self.refresh().await?;
        }
        Ok(view(&made))
    }

    /// Brings a backup back in place of what stands here; the old database stays beside it.
    pub(crate) async fn restore(&self, ask: PathRef) -> Result<(), ApiError> {
        // A desk on a server is brought back into an empty database, by `aftercarectl restore --database`.
        if self.inner.options.database.is_some() {
            return Err(ApiError::new(ErrorCode::NotHere).with("name", "restore"));
        }
        let from = PathBuf::from(ask.path.trim());
        // Proved before anything is closed.
        backup::check(&from).await?;
        if self.inner.busy.swap(true, Ordering::AcqRel) {
            return Err(ApiError::new(ErrorCode::Locked));
        }
        let done = self.exchange(&from).await;
        self.inner.busy.store(false, Ordering::Release);
        self.tell(crate::Event::Changed { tags: vec!["*".to_owned(), "desk".to_owned()] });
        done
    }

    async fn exchange(&self, from: &Path) -> Result<(), ApiError> {
        let folder = self.inner.options.folder.clone();
        let now = self.inner.options.clock.now();
        self.store().close().await;
        let restored = restore::restore(from, &folder, now).await;
        // Open again whatever came of it: the old database stands where it stood.
        let store = Store::open(&folder, now).await?;
        *self.inner.store.write().unwrap_or_else(PoisonError::into_inner) = store;
        self.refresh().await?;
        restored?;
        Ok(())
    }
}
