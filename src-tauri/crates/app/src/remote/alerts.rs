//! Alerts: taken from the server, which hands each to one desk only, and shown on this screen, in its language.

use super::Remote;
use crate::alerts::worded;
use crate::api::views::AlertView;
use serde::Deserialize;
use serde_json::{Value, json};

impl Remote {
    /// Takes what is due and shows it. What can't be shown stays unconfirmed and stands in the summary of what was missed.
    pub(super) async fn take_alerts(&self) {
        let taken = match self.ask("take_alerts", Value::Null).await {
            Ok(Value::Array(taken)) if taken.is_empty() => return,
            Ok(Value::Array(taken)) => taken,
            Ok(_) => return,
            Err(error) => {
                tracing::warn!(%error, "alerts could not be taken");
                return;
            }
        };
        let language = self.language().await;
        let shown: Vec<String> = taken.into_iter().filter_map(|alert| self.show(alert, &language)).flatten().collect();
        if shown.is_empty() {
            return;
        }
        if let Err(error) = self.ask("alerts_shown", json!({ "keys": shown })).await {
            tracing::warn!(%error, "that alerts were shown could not be said");
        }
    }

    /// Shows one; its keys, when somebody can have seen it: the system took it, or a window listens.
    fn show(&self, alert: Value, language: &str) -> Option<Vec<String>> {
        let view = match AlertView::deserialize(&alert) {
            Ok(view) => view,
            Err(error) => {
                tracing::warn!(%error, "an alert of the server can't be read");
                return None;
            }
        };
        let mut seen = self.inner.events.receiver_count() > 0 && view.case.is_some();
        match self.inner.options.notifier.notify(&worded(&view, language)) {
            Ok(()) => seen = true,
            Err(error) => tracing::warn!(error, "an alert could not be shown by the system"),
        }
        if view.case.is_some() {
            let mut event = alert;
            event["type"] = json!("alert");
            self.tell(event);
        }
        seen.then_some(view.keys)
    }
}
