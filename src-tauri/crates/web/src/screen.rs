//! A server has no screen: alerts wait until a client takes them.

use aftercare_app::api::views::NotificationState;
use aftercare_app::ports::{Alert, Notifier};

/// The notifier of a server. Nothing is claimed for it.
#[derive(Debug, Default)]
pub struct Clients;

impl Notifier for Clients {
    fn notify(&self, _alert: &Alert) -> Result<(), String> {
        Err("alerts wait for a client".to_owned())
    }

    fn takes(&self) -> bool {
        false
    }

    /// Each client knows its own.
    fn state(&self) -> NotificationState {
        NotificationState::Unknown
    }
}
