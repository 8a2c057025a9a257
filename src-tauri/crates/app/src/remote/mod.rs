//! A desk that stands on a server: the same calls and events as [`crate::App`], over HTTP.
//!
//! What the network does to a call is dealt with here, so that a host needs not know: an answer that got lost is fetched
//! again by the same request id, and the command is done once; a connection that broke is built anew with growing pauses;
//! after each break everything is asked again, so no event is missed. What only this computer can do (print, write a file,
//! show an alert) is done here through the host's [`crate::ports`]. Left out: keeping tokens, which is the host's business
//! ([`crate::place`] and the keyring), and any queue of commands: what could not be sent has failed, and says so.

mod address;
mod alerts;
mod files;
mod link;
mod listen;
mod send;
mod sse;
mod tls;
mod window;

pub use address::Address;
pub use link::{Link, Pace};
pub use tls::Distrust;

use crate::api::{ApiError, ErrorCode, Line, SAVES, Sort};
use crate::clock::Clock;
use crate::ports::{Notifier, Print};
use aftercare_core::time::micros;
use reqwest::Client;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{Notify, broadcast};
use uuid::Uuid;

/// What a host gives to reach a server.
pub struct RemoteOptions {
    /// Where it is.
    pub address: Address,
    /// What it knows this desk by.
    pub token: String,
    /// Where time comes from.
    pub clock: Arc<dyn Clock>,
    /// Where alerts go.
    pub notifier: Arc<dyn Notifier>,
    /// Where forms are printed.
    pub printer: Arc<dyn Print>,
    /// Where this window's language and look are kept; none leaves them to the server.
    pub window_file: Option<PathBuf>,
    /// This computer's folder of logs, shown in "About".
    pub log_folder: PathBuf,
    /// This computer's newest crash file.
    pub crash: Option<PathBuf>,
    /// Third-party notices of this program.
    pub notices: String,
    /// How patient.
    pub pace: Pace,
}

/// A connection to a server. Cheap to clone; all clones are one.
#[derive(Clone)]
pub struct Remote {
    inner: Arc<Inner>,
}

struct Inner {
    options: RemoteOptions,
    client: Mutex<Client>,
    /// The server was not trusted: whom this computer trusts is looked up anew before the next try.
    doubted: AtomicBool,
    link: Mutex<Link>,
    /// The server's language, once it was said.
    language: Mutex<Option<String>>,
    events: broadcast::Sender<Value>,
    /// Ends a pause between tries.
    again: Notify,
    /// Ends an event stream that a failed call has proved broken.
    broken: Notify,
    /// Commands of which nobody knows whether they were done, with the ids they were sent with: the same one given again
    /// is the same request.
    unsure: Mutex<HashMap<String, Uuid>>,
}

/// The calls that read files named by their `path` or `paths`.
const READS: &[&str] =
    &["import_mail", "import_preview", "import_table", "import_vcard", "chat_preview", "import_chat", "snap_session"];

/// So many commands without an answer are remembered.
const UNSURE: usize = 1000;

impl Remote {
    /// Prepares the connection; nothing is sent yet.
    ///
    /// # Errors
    /// [`ErrorCode::Untrusted`] when this computer has no list of authorities for https.
    pub fn new(options: RemoteOptions) -> Result<Self, ApiError> {
        let client = Mutex::new(tls::client(&options.address, &options.pace)?);
        let inner = Inner {
            options,
            client,
            doubted: AtomicBool::new(false),
            link: Mutex::new(Link::Connecting),
            language: Mutex::default(),
            events: broadcast::channel(1024).0,
            again: Notify::new(),
            broken: Notify::new(),
            unsure: Mutex::default(),
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Where the server is.
    #[must_use]
    pub fn address(&self) -> &Address {
        &self.inner.options.address
    }

    /// How the connection stands.
    #[must_use]
    pub fn link(&self) -> Link {
        self.lock_link().clone()
    }

    /// What the window is told, from now on: the server's events as they are, and `connection` events of this side.
    #[must_use]
    pub fn events(&self) -> broadcast::Receiver<Value> {
        self.inner.events.subscribe()
    }

    /// Tries at once instead of waiting for the pause to end.
    pub fn try_now(&self) {
        self.inner.again.notify_one();
    }

    /// Answers one call of the list, here or from the server.
    ///
    /// # Errors
    /// [`ErrorCode::Away`] when no answer comes: a command was then done once or not at all, and giving it again is safe.
    /// Else what the server says.
    pub async fn call(&self, name: &str, args: Value) -> Result<Value, ApiError> {
        match name {
            "printers" => self.printers().await,
            "print_form" => self.print(args).await,
            "print_why" => self.print_why(args).await,
            _ if SAVES.contains(&name) => self.save(name, args).await,
            _ if READS.contains(&name) => self.import(name, args).await,
            "settings" => self.settings().await,
            "save_settings" => self.save_settings(args).await,
            "desk" => self.desk().await,
            "about" => self.about().await,
            _ => self.ask(name, args).await,
        }
    }

    /// Sends a call as it is.
    async fn ask(&self, name: &str, args: Value) -> Result<Value, ApiError> {
        let Some(line) = Line::of(name) else { return Err(ApiError::new(ErrorCode::BadCall).with("name", name)) };
        let path = format!("/api/{name}");
        let answer = match line.sort {
            Sort::Query => self.query(&path, &args).await,
            Sort::Command => self.command(&path, &args).await,
        };
        match answer {
            Ok(answer) => read(&answer.body),
            // It was done when it came the first time, and there was nothing else to say.
            Err(error) if error.code == ErrorCode::AlreadyDone && line.answer == "()" => Ok(Value::Null),
            Err(error) => Err(error),
        }
    }

    async fn desk(&self) -> Result<Value, ApiError> {
        let mut desk = self.ask("desk", Value::Null).await?;
        // Whether anybody sees a notification is a matter of this screen, not of the server's.
        desk["notifications"] = json!(self.inner.options.notifier.state());
        Ok(desk)
    }

    async fn about(&self) -> Result<Value, ApiError> {
        let mut about = self.ask("about", Value::Null).await?;
        let here = &self.inner.options;
        about["log_folder"] = json!(here.log_folder.display().to_string());
        about["crash"] = json!(here.crash.as_ref().map(|path| path.display().to_string()));
        about["notices"] = json!(here.notices);
        Ok(about)
    }

    fn client(&self) -> Client {
        let mut client = self.inner.client.lock().unwrap_or_else(PoisonError::into_inner);
        if self.inner.doubted.swap(false, Ordering::Relaxed) {
            let here = &self.inner.options;
            match tls::client(&here.address, &here.pace) {
                Ok(new) => *client = new,
                Err(_) => self.inner.doubted.store(true, Ordering::Relaxed),
            }
        }
        client.clone()
    }

    fn lock_link(&self) -> MutexGuard<'_, Link> {
        self.inner.link.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes how the connection stands; the window learns of a change.
    fn stands(&self, new: Link) {
        let changed = {
            let mut link = self.lock_link();
            // Away since the first failure, not since the last.
            let same = *link == new || matches!((&*link, &new), (Link::Away { .. }, Link::Away { .. }));
            if !same {
                *link = new.clone();
            }
            !same
        };
        if changed {
            tracing::info!(link = ?new, "connection");
            self.tell(connection(&new));
        }
    }

    /// The server is not trusted; the next try looks up whom this computer trusts.
    fn doubt(&self, reason: Distrust, detail: &str) -> ApiError {
        self.inner.doubted.store(true, Ordering::Relaxed);
        self.stands(Link::Untrusted { reason });
        reason.error(self.address(), detail)
    }

    fn away(&self) {
        self.stands(Link::Away { since: micros(self.inner.options.clock.now()) });
    }

    fn tell(&self, event: Value) {
        // Nobody listening is no fault.
        let _ = self.inner.events.send(event);
    }
}

/// The event that tells the window how the connection stands.
#[must_use]
pub fn connection(link: &Link) -> Value {
    let mut event = json!(link);
    event["type"] = json!("connection");
    event
}

fn read(answer: &[u8]) -> Result<Value, ApiError> {
    serde_json::from_slice(answer).map_err(|error| ApiError::new(ErrorCode::BadCall).with("detail", error))
}
