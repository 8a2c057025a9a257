//! Alerts: taken from the server, which hands each to one desk only, and shown on this screen.

use super::Remote;
use crate::ports::Alert;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

/// What of an alert is shown by the system.
#[derive(Deserialize)]
struct Taken {
    keys: Vec<String>,
    title: String,
    body: String,
    case: Option<Uuid>,
}

impl Remote {
    /// Takes what is due and shows it. What can't be shown stays unconfirmed and stands in the summary of what was missed.
    pub(super) async fn take_alerts(&self) {
        let taken = match self.ask("take_alerts", Value::Null).await {
            Ok(Value::Array(taken)) => taken,
            Ok(_) => return,
            Err(error) => {
                tracing::warn!(%error, "alerts could not be taken");
                return;
            }
        };
        let shown: Vec<String> = taken.into_iter().filter_map(|alert| self.show(alert)).flatten().collect();
        if shown.is_empty() {
            return;
        }
        if let Err(error) = self.ask("alerts_shown", json!({ "keys": shown })).await {
            tracing::warn!(%error, "that alerts were shown could not be said");
        }
    }

    /// Shows one; its keys, when somebody can have seen it: the system took it, or a window listens.
    fn show(&self, alert: Value) -> Option<Vec<String>> {
        let Taken { keys, title, body, case } = Taken::deserialize(&alert).ok()?;
        let mut seen = self.inner.events.receiver_count() > 0 && case.is_some();
        match self.inner.options.notifier.notify(&Alert { title, body, case }) {
            Ok(()) => seen = true,
            Err(error) => tracing::warn!(error, "an alert could not be shown by the system"),
        }
        if case.is_some() {
            let mut event = alert;
            event["type"] = json!("alert");
            self.tell(event);
        }
        seen.then_some(keys)
    }
}
