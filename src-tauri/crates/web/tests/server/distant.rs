//! A desk of this server on another screen: the desktop's side of the connection, with a screen that remembers what it showed.

use aftercare_app::api::views::NotificationState;
use aftercare_app::api::{ApiError, ErrorCode};
use aftercare_app::clock::SystemClock;
use aftercare_app::ports::{Alert, NoPrinter, Notifier};
use aftercare_app::remote::{Address, Pace, Remote, RemoteOptions};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

/// What a screen showed.
#[derive(Default)]
pub struct Screen(pub Mutex<Vec<Alert>>);

impl Notifier for Screen {
    fn notify(&self, alert: &Alert) -> Result<(), String> {
        self.0.lock().unwrap().push(alert.clone());
        Ok(())
    }

    fn state(&self) -> NotificationState {
        NotificationState::Ready
    }
}

/// A desk of the server at this address; `window_file` keeps its language.
pub fn desk(url: &str, token: &str, window_file: Option<PathBuf>) -> Result<(Remote, Arc<Screen>), ApiError> {
    let screen = Arc::new(Screen::default());
    let remote = Remote::new(RemoteOptions {
        address: Address::read(url)?.0,
        token: token.to_owned(),
        clock: Arc::new(SystemClock::new()),
        notifier: screen.clone(),
        printer: Arc::new(NoPrinter),
        window_file,
        log_folder: PathBuf::new(),
        crash: None,
        notices: String::new(),
        pace: Pace::default(),
    })?;
    Ok((remote, screen))
}

/// The code and the reason of a refusal.
pub fn told(error: &ApiError) -> (ErrorCode, &str) {
    (error.code, error.args.get("reason").map_or("", String::as_str))
}
