//! What the desk does: one use case, one transaction; the ticker that watches deadlines; and the one list of queries and
//! commands that window, command line and server share.
//!
//! It exists so that a host stays thin: a host opens an [`App`], hands it calls by name and shows its [`Event`]s. Rules
//! stand in `aftercare-core`; how things are kept, in `aftercare-store`. Left out on purpose: windows, dialogs and
//! printers (the host gives them through [`ports`]), sentences for people (the interface owns them, but for the alerts),
//! log-in and roles (they come with the server).

pub mod api;
pub mod clock;
pub mod demo;
pub mod place;
pub mod ports;
pub mod remote;

mod about;
mod alerts;
mod backup;
mod calendar;
mod cases;
mod customers;
mod declare;
mod desk;
mod effects;
mod erase;
mod errors;
mod exchange;
mod file;
mod forms;
mod intake;
mod jobs;
mod numbers;
mod once;
mod people;
mod policy;
mod sample;
mod settings;
mod show;
mod surveys;
mod ticker;
mod timeline;
mod today;
mod upload;
mod why;
mod words;
mod write;

pub use backup::restore_shut;
pub use intake::traces;
pub use policy::outside as packs;
pub use ticker::Tick;
pub use upload::{UPLOAD_LIMIT, Upload};

use aftercare_core::policy::Book;
use aftercare_core::time::{Instant, micros};
use aftercare_store::{Progress, Store, Tuning};
use api::ApiError;
use chrono::TimeDelta;
use clock::Clock;
use ports::{Notifier, Print};
use serde::Serialize;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use tokio::sync::{Notify, broadcast};
use ts_rs::TS;
use uuid::Uuid;

/// What a host gives to open a desk.
pub struct OpenOptions {
    /// The data folder; made when missing.
    pub folder: PathBuf,
    /// A PostgreSQL URL; none for the file in `folder`.
    pub database: Option<String>,
    /// Where time comes from.
    pub clock: Arc<dyn Clock>,
    /// Where alerts go.
    pub notifier: Arc<dyn Notifier>,
    /// Where forms are printed.
    pub printer: Arc<dyn Print>,
    /// The folder of logs, shown in "About".
    pub log_folder: PathBuf,
    /// The newest crash file, shown in "About".
    pub crash: Option<PathBuf>,
    /// Third-party notices, shown in "About".
    pub notices: String,
}

/// What the window is told without asking.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
#[ts(rename = "AppEvent")]
pub enum Event {
    /// What these tags stand for has changed: ask again.
    Changed {
        /// Such as `cases`, `case:<id>`.
        tags: Vec<String>,
    },
    /// Work goes on.
    Progress {
        /// The name the caller gave it.
        job: String,
        /// Done so far.
        done: u64,
        /// Of so many, where known.
        total: Option<u64>,
    },
    /// Alerts have come due and wait for somebody to take them (`take_alerts`).
    Due,
    /// Show this case: a notification was clicked.
    OpenCase {
        /// Which.
        case: Uuid,
    },
    /// A deadline comes near or has passed.
    Alert {
        /// Which case.
        case: Uuid,
        /// As in C-4127.
        label: String,
        /// Who waits.
        party: String,
        /// Which clock; none for a task.
        clock: Option<aftercare_core::clock::ClockName>,
        /// Comes near, has passed, or is to be done.
        kind: api::views::AlertSort,
        /// The deadline.
        at: Instant,
    },
}

/// An open desk. Cheap to clone; all clones are one.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
    /// For the sample desk's making: every use case takes this for now.
    fixed: Option<Instant>,
    /// The id of the command that is being done, where its caller gave one.
    request: Option<Arc<once::Request>>,
}

struct Inner {
    options: OpenOptions,
    store: RwLock<Store>,
    state: RwLock<Arc<desk::State>>,
    events: broadcast::Sender<Event>,
    jobs: Mutex<HashMap<String, Arc<AtomicBool>>>,
    /// Wakes the ticker after a commit of our own.
    wake: Notify,
    /// While a sample desk is made or a backup restored, the ticker looks away.
    busy: AtomicBool,
    watch: Mutex<ticker::Watch>,
    done: once::Done,
    uploads: upload::Uploads,
    rehearsed: calendar::Rehearsed,
}

impl App {
    /// Opens the desk in a folder, or begins one there.
    ///
    /// # Errors
    /// Why the database can't be used; it was then not written to.
    pub async fn open(options: OpenOptions) -> Result<Self, ApiError> {
        Self::open_watched(options, &mut |_, _| {}).await
    }

    /// [`App::open`] with somebody who watches: `progress` hears what is done, of how much, while a desk of an older program
    /// is brought up to date, and nothing otherwise. Of zero: a backup comes first, and how much follows is not known yet.
    ///
    /// # Errors
    /// As [`App::open`].
    pub async fn open_watched(options: OpenOptions, progress: Progress<'_>) -> Result<Self, ApiError> {
        let now = micros(options.clock.now());
        let store = match &options.database {
            Some(url) => Store::connect(url, &options.folder, now, progress).await?,
            None => Store::open_with(&options.folder, now, Tuning::default(), progress).await?,
        };
        let state = desk::State::read(&store).await?;
        let watch = ticker::Watch::begin(options.clock.as_ref());
        let inner = Inner {
            options,
            store: RwLock::new(store),
            state: RwLock::new(Arc::new(state)),
            events: broadcast::channel(1024).0,
            jobs: Mutex::new(HashMap::new()),
            wake: Notify::new(),
            busy: AtomicBool::new(false),
            watch: Mutex::new(watch),
            done: once::Done::default(),
            uploads: upload::Uploads::default(),
            rehearsed: calendar::Rehearsed::default(),
        };
        let app = Self { inner: Arc::new(inner), fixed: None, request: None };
        app.sweep_left_uploads();
        Ok(app)
    }

    /// Lets go of the folder or the database, for every clone, once works under way have ended; uploads are deleted.
    pub async fn shut(&self) {
        self.forget_uploads();
        self.store().close().await;
    }

    /// What the window is told, from now on.
    pub fn events(&self) -> broadcast::Receiver<Event> {
        self.inner.events.subscribe()
    }

    /// Tells everybody who listens; the host uses it for [`Event::OpenCase`].
    pub fn tell(&self, event: Event) {
        // Nobody listening is no fault.
        let _ = self.inner.events.send(event);
    }

    /// The desk's now: the computer's clock, and on a sample desk what it was moved by.
    pub fn now(&self) -> Instant {
        match self.fixed {
            Some(at) => at,
            None => micros(self.inner.options.clock.now() + self.state().moved),
        }
    }

    /// The same desk with time standing still.
    fn at(&self, now: Instant) -> Self {
        Self { inner: Arc::clone(&self.inner), fixed: Some(now), request: self.request.clone() }
    }

    fn store(&self) -> Store {
        self.inner.store.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn state(&self) -> Arc<desk::State> {
        Arc::clone(&self.inner.state.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads the desk's own facts again, after they changed here or in another process.
    async fn refresh(&self) -> Result<(), ApiError> {
        let state = desk::State::read(&self.store()).await?;
        *self.inner.state.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(state);
        Ok(())
    }

    fn book(&self) -> Book {
        self.store().book()
    }

    fn language(&self) -> String {
        self.state().window.language.clone()
    }

    fn jobs(&self) -> MutexGuard<'_, HashMap<String, Arc<AtomicBool>>> {
        self.inner.jobs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn changed(&self, tags: &[String]) {
        self.tell(Event::Changed { tags: tags.to_vec() });
        self.inner.wake.notify_one();
    }
}

/// Fresh random bytes of the operating system.
fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    // The system's source of randomness fails on no system we run on once it has started.
    #[allow(clippy::expect_used, reason = "without randomness no commitment is safe; there is no lesser way to go on")]
    getrandom::fill(&mut bytes).expect("the system's randomness");
    bytes
}

/// How long a moved clock is ahead.
fn seconds(seconds: i64) -> TimeDelta {
    TimeDelta::try_seconds(seconds).unwrap_or_default()
}
