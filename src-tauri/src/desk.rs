//! The desk behind the window: opened beside it, so that the window stands at once and can say what keeps it shut.
//!
//! A database that is damaged, newer, locked or not writable answers every call with the same typed error. Each `desk`
//! call then tries again, so that "try again" in the window is all it takes once the cause is gone; `restore` brings a
//! backup back in its place.

use crate::notify::Notifications;
use crate::print::Paper;
use crate::{trace, window};
use aftercare_app::api::ApiError;
use aftercare_app::clock::{Clock, SystemClock};
use aftercare_app::{App, OpenOptions, restore_shut};
use serde_json::Value;
use std::path::PathBuf;
use std::sync::Arc;
use tauri::AppHandle;
use tokio::sync::Mutex;
use tokio::sync::broadcast::error::RecvError;

/// What others wrote and this program carries.
const NOTICES: &str = include_str!("../NOTICES.md");

/// The job whose progress the opening page shows.
const OPENING: &str = "opening";

/// What stands in the data folder, or why it can't be opened.
pub struct Desk {
    handle: AppHandle,
    folder: PathBuf,
    notifications: Arc<Notifications>,
    opened: Mutex<Option<Result<App, ApiError>>>,
}

impl Desk {
    /// Opens nothing yet; the first call does.
    pub fn new(handle: AppHandle, folder: PathBuf) -> Self {
        let notifications = Arc::new(Notifications::new(handle.clone()));
        Self { handle, folder, notifications, opened: Mutex::new(None) }
    }

    /// Asks or commands by name.
    ///
    /// # Errors
    /// The call's own, or why the desk can't be opened.
    pub async fn call(&self, name: &str, args: Value) -> Result<Value, ApiError> {
        if name == "restore" && self.is_shut().await {
            return self.restore(args).await;
        }
        let app = self.app(name == "desk").await?;
        app.call(name, args).await
    }

    async fn is_shut(&self) -> bool {
        matches!(self.opened.lock().await.as_ref(), Some(Err(_)))
    }

    /// The way out of a desk that can't be opened: a backup in its place. The next `desk` call opens it.
    async fn restore(&self, args: Value) -> Result<Value, ApiError> {
        let mut opened = self.opened.lock().await;
        restore_shut(&self.folder, args, SystemClock::new().now()).await?;
        *opened = None;
        Ok(Value::Null)
    }

    /// The open desk. While it is shut only `again` tries anew.
    async fn app(&self, again: bool) -> Result<App, ApiError> {
        let mut opened = self.opened.lock().await;
        match opened.as_ref() {
            Some(Ok(app)) => return Ok(app.clone()),
            Some(Err(error)) if !again => return Err(error.clone()),
            _ => {}
        }
        let begun = self.open().await.map_err(|error| {
            tracing::error!(code = ?error.code, "the desk can't be opened");
            error.with("folder", self.folder.display())
        });
        if let Ok(app) = &begun {
            self.pump(app);
            let watched = app.clone();
            tauri::async_runtime::spawn(async move { watched.run_ticker().await });
        }
        *opened = Some(begun.clone());
        begun
    }

    async fn open(&self) -> Result<App, ApiError> {
        let options = OpenOptions {
            folder: self.folder.clone(),
            database: None,
            clock: Arc::new(SystemClock::new()),
            notifier: self.notifications.clone(),
            printer: Arc::new(Paper),
            log_folder: trace::log_folder(&self.folder),
            crash: trace::newest_crash(&self.folder),
            notices: NOTICES.to_owned(),
        };
        let (mut told, handle) = (None, self.handle.clone());
        App::open_watched(options, &mut |done, total| {
            // A step is a hundredth: a desk of a million cases must not drown the page.
            let step = done.saturating_mul(100).checked_div(total);
            if told != Some(step) {
                told = Some(step);
                let total = (total > 0).then_some(total);
                window::push(
                    &handle,
                    serde_json::json!({ "type": "progress", "job": OPENING, "done": done, "total": total }),
                );
            }
        })
        .await
    }

    /// Hands the desk's events to the window for as long as both live.
    fn pump(&self, app: &App) {
        let mut events = app.events();
        let handle = self.handle.clone();
        tauri::async_runtime::spawn(async move {
            loop {
                match events.recv().await {
                    Ok(event) => match serde_json::to_value(&event) {
                        Ok(event) => window::push(&handle, event),
                        Err(error) => tracing::error!(%error, "an event could not be told"),
                    },
                    // Too many at once: the window asks for everything again.
                    Err(RecvError::Lagged(_)) => {
                        window::push(&handle, serde_json::json!({ "type": "changed", "tags": ["*"] }));
                    }
                    Err(RecvError::Closed) => break,
                }
            }
        });
    }
}
