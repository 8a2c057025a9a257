//! The desk behind the window: the one in a folder of this computer, or a server's. It is opened beside the window, so that
//! the window stands at once and can say what keeps the desk shut.
//!
//! A database that is damaged, newer, locked or not writable answers every call with the same typed error. Each `desk`
//! call then tries again, so that "try again" in the window is all it takes once the cause is gone; `restore` brings a
//! backup back in its place. Another folder or server takes the desk's place without a new start: see [`crate::choose`].

use crate::notify::Notifications;
use crate::print::Paper;
use crate::{secrets, trace, window};
use aftercare_app::api::{ApiError, ErrorCode};
use aftercare_app::clock::{Clock, SystemClock};
use aftercare_app::place::{self, Place};
use aftercare_app::remote::{Address, Pace, Remote, RemoteOptions};
use aftercare_app::{App, OpenOptions, restore_shut};
use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tauri::AppHandle;
use tauri::async_runtime::JoinHandle;
use tokio::runtime::Handle;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{Mutex, oneshot};

/// What others wrote and this program carries.
const NOTICES: &str = include_str!("../NOTICES.md");
/// The name under which the page is told how far the opening is; the page knows it too.
const OPENING: &str = "opening";

/// An open desk.
#[derive(Clone)]
pub enum Opened {
    /// In a folder of this computer.
    Local(App),
    /// A server's.
    Remote(Remote),
}

impl Opened {
    /// Takes the keys that this window's settings name. A server that does not answer leaves them as they are.
    async fn set_keys(&self, handle: &AppHandle) {
        let settings = match self {
            Self::Local(app) => app.call("settings", Value::Null).await,
            Self::Remote(remote) => remote.call("settings", Value::Null).await,
        };
        let Ok(settings) = settings else { return };
        let keys = settings["shortcut"].as_str().filter(|_| settings["shortcut_on"] == true).map(str::to_owned);
        crate::shortcut::set(handle, keys);
    }
}

/// Whether an event says that the settings may be others now.
fn touches_settings(event: &Value) -> bool {
    let tags = event["tags"].as_array().into_iter().flatten();
    event["type"] == "changed" && tags.into_iter().any(|tag| tag == "settings" || tag == "*")
}

/// Where the desk stands, and the desk, or why it can't be opened.
pub(crate) struct Standing {
    pub(crate) place: Place,
    /// The variable that decides the place for this run.
    pub(crate) fixed: Option<&'static str>,
    pub(crate) folder: PathBuf,
    pub(crate) opened: Option<Result<Opened, ApiError>>,
    /// What goes on for the open desk: its ears, and the pump to the window.
    tasks: Vec<JoinHandle<()>>,
    /// Dropped, it ends the ticker of a desk in a folder, after the look under way.
    ticking: Option<oneshot::Sender<()>>,
}

/// The window's desk.
pub struct Desk {
    handle: AppHandle,
    /// Where the log and crash files of this run are, wherever the desk goes.
    logs: PathBuf,
    notifications: Arc<Notifications>,
    pub(crate) standing: Mutex<Standing>,
}

impl Desk {
    /// Opens nothing yet; the first call does.
    pub fn new(handle: AppHandle, folder: PathBuf) -> Self {
        let notifications = Arc::new(Notifications::new(handle.clone()));
        let (place, fixed) = place::place();
        let logs = folder.clone();
        let standing = Standing { place, fixed, folder, opened: None, tasks: Vec::new(), ticking: None };
        Self { handle, logs, notifications, standing: Mutex::new(standing) }
    }

    /// Asks or commands by name.
    ///
    /// # Errors
    /// The call's own, or why the desk can't be opened.
    pub async fn call(&self, name: &str, args: Value) -> Result<Box<RawValue>, ApiError> {
        if name == "restore" && self.is_shut().await {
            return said(&self.restore(args).await?);
        }
        match self.opened(name == "desk").await? {
            Opened::Local(app) => RawValue::from_string(app.call_text(name, args).await?).map_err(unsaid),
            Opened::Remote(remote) => said(&remote.call(name, args).await?),
        }
    }

    async fn is_shut(&self) -> bool {
        let standing = self.standing.lock().await;
        standing.place == Place::Folder && matches!(standing.opened, Some(Err(_)))
    }

    /// The way out of a desk that can't be opened: a backup in its place. The next `desk` call opens it.
    async fn restore(&self, args: Value) -> Result<Value, ApiError> {
        let mut standing = self.standing.lock().await;
        restore_shut(&standing.folder, args, SystemClock::new().now()).await?;
        standing.opened = None;
        Ok(Value::Null)
    }

    /// The open desk. While it is shut only `again` tries anew.
    async fn opened(&self, again: bool) -> Result<Opened, ApiError> {
        let mut standing = self.standing.lock().await;
        match &standing.opened {
            Some(Ok(opened)) => return Ok(opened.clone()),
            Some(Err(error)) if !again => return Err(error.clone()),
            _ => {}
        }
        let begun = match &standing.place {
            Place::Folder => self.open_folder(&standing.folder).await.map(Opened::Local),
            Place::Server(address) => self.open_server(address).await.map(Opened::Remote),
        };
        match begun {
            Ok(opened) => {
                self.take(&mut standing, opened.clone());
                Ok(opened)
            }
            Err(error) => {
                tracing::error!(code = ?error.code, "the desk can't be opened");
                standing.opened = Some(Err(error.clone()));
                Err(error)
            }
        }
    }

    /// From here on this is the desk: what went on for another one ends.
    pub(crate) fn take(&self, standing: &mut Standing, opened: Opened) {
        for task in standing.tasks.drain(..) {
            task.abort();
        }
        standing.ticking = None;
        match opened.clone() {
            Opened::Local(app) => {
                standing.tasks.push(self.pump(app.events()));
                standing.tasks.push(self.keep_keys(app.events(), opened.clone()));
                standing.ticking = tick(app);
            }
            Opened::Remote(remote) => {
                standing.tasks.push(self.pump(remote.events()));
                standing.tasks.push(self.keep_keys(remote.events(), opened.clone()));
                standing.tasks.push(tauri::async_runtime::spawn(async move { remote.run().await }));
            }
        }
        standing.opened = Some(Ok(opened));
    }

    /// Opens the desk in a folder.
    ///
    /// # Errors
    /// Why it can't be; the folder stands in the error.
    pub(crate) async fn open_folder(&self, folder: &Path) -> Result<App, ApiError> {
        let options = OpenOptions {
            folder: folder.to_owned(),
            database: None,
            clock: Arc::new(SystemClock::new()),
            notifier: self.notifications.clone(),
            printer: Arc::new(Paper),
            log_folder: trace::log_folder(&self.logs),
            crash: trace::newest_crash(&self.logs),
            notices: NOTICES.to_owned(),
        };
        let (mut told, handle) = (None, self.handle.clone());
        App::open_watched(options, &mut |done, total| {
            // A step is a hundredth: a desk of a million cases must not drown the page.
            let step = done.saturating_mul(100).checked_div(total);
            if told != Some(step) {
                told = Some(step);
                let total = (total > 0).then_some(total);
                window::push(&handle, json!({ "type": "progress", "job": OPENING, "done": done, "total": total }));
            }
        })
        .await
        .map_err(|error| error.with("folder", folder.display()))
    }

    async fn open_server(&self, address: &str) -> Result<Remote, ApiError> {
        let (address, _) = Address::read(address)?;
        let token = secrets::token(&address.to_string()).await;
        self.reach(address.clone(), token.map_err(|error| error.with("url", &address))?)
    }

    /// Prepares the connection to a server.
    ///
    /// # Errors
    /// As [`Remote::new`].
    pub(crate) fn reach(&self, address: Address, token: String) -> Result<Remote, ApiError> {
        Remote::new(RemoteOptions {
            address,
            token,
            clock: Arc::new(SystemClock::new()),
            notifier: self.notifications.clone(),
            printer: Arc::new(Paper),
            window_file: place::settings().map(|folder| folder.join("window.json")),
            log_folder: trace::log_folder(&self.logs),
            crash: trace::newest_crash(&self.logs),
            notices: NOTICES.to_owned(),
            pace: Pace::default(),
        })
    }

    /// Hands the desk's events to the window for as long as both live.
    fn pump<E: Clone + Serialize + Send + 'static>(&self, mut events: Receiver<E>) -> JoinHandle<()> {
        let handle = self.handle.clone();
        tauri::async_runtime::spawn(async move {
            loop {
                match events.recv().await {
                    Ok(event) => match serde_json::to_value(&event) {
                        Ok(event) => window::push(&handle, event),
                        Err(error) => tracing::error!(%error, "an event could not be told"),
                    },
                    // Too many at once: the window asks for everything again.
                    Err(RecvError::Lagged(_)) => window::push(&handle, json!({ "type": "changed", "tags": ["*"] })),
                    Err(RecvError::Closed) => break,
                }
            }
        })
    }

    /// Keeps the keys of the call card as the desk's settings say. A task of its own: a server's answer may take long.
    fn keep_keys<E: Clone + Serialize + Send + 'static>(
        &self,
        mut events: Receiver<E>,
        desk: Opened,
    ) -> JoinHandle<()> {
        let handle = self.handle.clone();
        tauri::async_runtime::spawn(async move {
            loop {
                // On a thread that may block: keys are taken on the main one.
                let (desk, handle, runtime) = (desk.clone(), handle.clone(), Handle::current());
                let set = tokio::task::spawn_blocking(move || runtime.block_on(desk.set_keys(&handle))).await;
                if let Err(fault) = set {
                    tracing::error!(panicked = fault.is_panic(), "the keys of the call card were not set");
                }
                loop {
                    match events.recv().await {
                        Ok(event) if !serde_json::to_value(&event).is_ok_and(|event| touches_settings(&event)) => {}
                        Ok(_) | Err(RecvError::Lagged(_)) => break,
                        Err(RecvError::Closed) => return,
                    }
                }
            }
        })
    }
}

/// An answer as the page gets it.
pub(crate) fn said(answer: &Value) -> Result<Box<RawValue>, ApiError> {
    to_raw_value(answer).map_err(unsaid)
}

fn unsaid(error: serde_json::Error) -> ApiError {
    ApiError::new(ErrorCode::Internal).with("detail", error)
}

/// Watches the desk's deadlines on a thread of its own until what this gives is dropped.
fn tick(app: App) -> Option<oneshot::Sender<()>> {
    let (stop, stopped) = oneshot::channel::<()>();
    let stopped = async {
        let _ = stopped.await;
    };
    let watch = move || tauri::async_runtime::block_on(app.run_ticker_until(stopped));
    match std::thread::Builder::new().name("ticker".into()).spawn(watch) {
        Ok(_) => Some(stop),
        Err(error) => {
            tracing::error!(%error, "nobody watches the deadlines");
            None
        }
    }
}
