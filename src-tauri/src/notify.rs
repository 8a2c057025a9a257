//! Desktop notifications, and whether anybody receives them.
//!
//! The notification plugin answers Ok even when no bus or service is there, so its answer proves nothing: the service is
//! looked for by name, with a time-out. A click brings the window forward and opens the case.

use aftercare_app::api::views::NotificationState;
use aftercare_app::ports::{Alert, Notifier};
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tauri::{AppHandle, Manager};
use tauri_plugin_notification::NotificationExt;

/// How often the service is looked for: it can come and go while the desk is open.
const LOOK_AGAIN: Duration = Duration::from_secs(20);

/// How many notifications are remembered for their click.
const REMEMBERED: usize = 500;

/// Which case a shown notification belongs to, by the number given to the system.
#[derive(Default)]
pub struct Shown(Mutex<(i32, BTreeMap<i32, String>)>);

impl Shown {
    fn remember(&self, case: String) -> i32 {
        let mut shown = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        shown.0 = shown.0.wrapping_add(1);
        let id = shown.0;
        shown.1.insert(id, case);
        while shown.1.len() > REMEMBERED {
            shown.1.pop_first();
        }
        id
    }

    fn case(&self, id: i32) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).1.get(&id).cloned()
    }
}

/// From here on a click on a notification opens its case. Must come before the first notification is shown.
pub fn clicks_open_cases(app: &AppHandle) {
    app.manage(Shown::default());
    let handle = app.clone();
    let listening = app.notification().on_action(move |done| {
        let case = done.notification().and_then(|shown| handle.state::<Shown>().case(shown.id()));
        crate::window::focus(&handle);
        if let Some(case) = case.filter(|case| !case.is_empty()) {
            crate::window::push(&handle, json!({ "type": "open_case", "case": case }));
        }
    });
    if let Err(error) = listening {
        tracing::warn!(%error, "clicks on notifications are not reported");
    }
}

/// The system's notifications.
pub struct Notifications {
    app: AppHandle,
    known: Arc<AtomicU8>,
}

impl Notifications {
    /// Looks for the service now and then again from time to time; the window learns of a change.
    pub fn new(app: AppHandle) -> Self {
        let known = Arc::new(AtomicU8::new(UNKNOWN));
        let (look, at) = (known.clone(), app.clone());
        let looking = std::thread::Builder::new().name("notifications".into()).spawn(move || {
            loop {
                let found = if imp::reaches_anybody() { READY } else { ABSENT };
                if look.swap(found, Ordering::Relaxed) != found {
                    crate::window::push(&at, json!({ "type": "changed", "tags": ["desk"] }));
                }
                std::thread::sleep(LOOK_AGAIN);
            }
        });
        if let Err(error) = looking {
            tracing::warn!(%error, "nobody looks for the notification service");
        }
        Self { app, known }
    }
}

const UNKNOWN: u8 = 0;
const READY: u8 = 1;
const ABSENT: u8 = 2;

impl Notifier for Notifications {
    fn notify(&self, alert: &Alert) -> Result<(), String> {
        if !imp::reaches_anybody() {
            self.known.store(ABSENT, Ordering::Relaxed);
            return Err("no notification service".to_owned());
        }
        let id = self.app.state::<Shown>().remember(alert.case.map(|case| case.to_string()).unwrap_or_default());
        let shown = self.app.notification().builder().id(id).title(&alert.title).body(&alert.body).show();
        shown.map_err(|error| error.to_string())
    }

    fn state(&self) -> NotificationState {
        match self.known.load(Ordering::Relaxed) {
            READY => NotificationState::Ready,
            ABSENT => NotificationState::Absent,
            _ => NotificationState::Unknown,
        }
    }
}

#[cfg(target_os = "linux")]
mod imp {
    use std::sync::mpsc;
    use std::time::Duration;
    use zbus::blocking::{Connection, fdo::DBusProxy};
    use zbus::names::BusName;

    const SERVICE: &str = "org.freedesktop.Notifications";
    const PATIENCE: Duration = Duration::from_secs(2);

    /// The bus is asked on a thread of its own: a bus that never answers must not hold anything up.
    /// Blocks for two seconds at the most.
    pub fn reaches_anybody() -> bool {
        let (tell, told) = mpsc::channel();
        let asked = std::thread::Builder::new().name("notification-service".into()).spawn(move || {
            let _ = tell.send(ask().unwrap_or(false));
        });
        asked.is_ok() && told.recv_timeout(PATIENCE).unwrap_or(false)
    }

    /// It runs, or the bus starts it on the first message.
    fn ask() -> zbus::Result<bool> {
        let bus = DBusProxy::new(&Connection::session()?)?;
        if bus.name_has_owner(BusName::try_from(SERVICE)?)? {
            return Ok(true);
        }
        Ok(bus.list_activatable_names()?.iter().any(|name| name.as_str() == SERVICE))
    }
}

#[cfg(not(target_os = "linux"))]
mod imp {
    /// Windows and macOS bring the service with the system; whether the person silenced it, the system does not say.
    pub fn reaches_anybody() -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_newest_notifications_are_remembered() {
        let shown = Shown::default();
        let first = shown.remember("first".into());
        let ids: Vec<i32> = (0..REMEMBERED).map(|n| shown.remember(n.to_string())).collect();
        assert_eq!(shown.case(first), None);
        assert_eq!(shown.case(ids[0]).as_deref(), Some("0"));
        assert_eq!(shown.case(ids[REMEMBERED - 1]), Some((REMEMBERED - 1).to_string()));
    }
}
