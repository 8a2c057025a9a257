//! Timed work, a file each. Every job may be run at any time and by several processes: it looks first whether it is due.

mod backup;

use crate::App;

/// What is done once a day. A fault is logged; the next look tries again.
pub(crate) async fn daily(app: &App) {
    if let Err(error) = backup::run(app).await {
        tracing::warn!(%error, "the daily backup was not written");
    }
}
