//! The daily backup: one for each of the desk's civil days, and old ones go as Settings say.

use crate::App;
use crate::api::ApiError;
use crate::errors;
use aftercare_store::backup;
use chrono::NaiveDate;

/// Writes the day's backup unless it is there.
pub(super) async fn run(app: &App, today: NaiveDate) -> Result<(), ApiError> {
    let state = app.state();
    let Some(settings) = &state.settings else { return Ok(()) };
    let (book, pack) = app.pack_now()?;
    let calendar = book.service(&pack.id, pack.version)?.calendar.clone();
    let now = app.now();
    if app.backups().await?.iter().any(|backup| calendar.day_of(backup.manifest.at) == today) {
        return Ok(());
    }
    let made = app.back_up(()).await?;
    tracing::info!(path = made.path, "the day's backup is written and proved");
    let (folder, days) = (app.backup_folder(), settings.backup_days);
    let gone =
        tokio::task::spawn_blocking(move || backup::rotate(&folder, days, now)).await.map_err(errors::internal)??;
    if !gone.is_empty() {
        tracing::info!(count = gone.len(), "old backups deleted");
    }
    Ok(())
}
