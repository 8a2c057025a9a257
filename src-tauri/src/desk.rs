//! The desk behind the window: opened beside it, so that the window stands at once and can say what keeps it shut.
//!
//! A database that is damaged, newer, locked or not writable answers every call with the same typed error. Each `desk`
//! call then tries again, so that "try again" in the window is all it takes once the cause is gone.

use crate::api::{ApiError, ErrorCode};
use serde_json::Value;
use std::path::PathBuf;
use std::sync::Arc;
use tauri::AppHandle;
use tokio::sync::Mutex;

/// The app crate's handle, until it is wired.
pub struct App;

/// What stands in the data folder, or why it can't be opened.
pub struct Desk {
    handle: AppHandle,
    folder: PathBuf,
    app: Mutex<Option<Arc<App>>>,
}

impl Desk {
    /// Opens nothing yet.
    pub fn new(handle: AppHandle, folder: PathBuf) -> Self {
        Self { handle, folder, app: Mutex::new(None) }
    }

    /// Asks or commands by name.
    pub async fn call(&self, name: &str, _args: Value) -> Result<Value, ApiError> {
        let _ = (&self.handle, &self.folder, self.app.lock().await.is_some());
        Err(ApiError::new(ErrorCode::Internal).with("call", name))
    }

    /// Ends what runs in the background.
    pub fn close(&self) {}
}

/// The data folder.
pub fn folder() -> PathBuf {
    std::env::temp_dir().join("aftercare-skeleton")
}
