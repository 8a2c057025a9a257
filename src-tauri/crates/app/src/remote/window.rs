//! Language, light, text size and the keys of the call card belong to this window. With a server they are kept beside this program, because the next
//! desk on the same server has its own.

use super::Remote;
use crate::api::ApiError;
use crate::errors;
use crate::settings::{SHORTCUT, shortcut};
use serde_json::{Map, Value, json};
use std::sync::PoisonError;
use std::time::Duration;

const OURS: [&str; 5] = ["language", "theme", "text_scale", "shortcut_on", "shortcut"];

/// How long an alert waits to hear in which language the server speaks.
const SHORT: Duration = Duration::from_secs(2);

impl Remote {
    pub(super) async fn settings(&self) -> Result<Value, ApiError> {
        let mut settings = self.theirs().await?;
        // The server's computer may have another keyboard.
        settings["shortcut_on"] = json!(true);
        settings["shortcut"] = json!(SHORTCUT);
        for (name, value) in self.window().await {
            settings[&name] = value;
        }
        Ok(settings)
    }

    /// Keeps the window's part here and hands the desk's part on, if anything of it changed.
    pub(super) async fn save_settings(&self, args: Value) -> Result<Value, ApiError> {
        let Some(path) = self.inner.options.window_file.clone() else { return self.ask("save_settings", args).await };
        let keys = args["shortcut"].as_str().unwrap_or_default();
        let Some(keys) = shortcut(keys) else {
            return Err(ApiError::field("shortcut", "unknown").with("value", keys));
        };
        let theirs = self.theirs().await?;
        let mut desk = args.clone();
        let mut window = Map::new();
        for name in OURS {
            window.insert(name.to_owned(), args[name].clone());
            desk[name] = theirs[name].clone();
        }
        window.insert("shortcut".to_owned(), json!(keys));
        if desk != theirs {
            self.ask("save_settings", desk).await?;
        }
        crate::cases::save(&path, Value::Object(window).to_string().into_bytes()).await?;
        self.tell(json!({ "type": "changed", "tags": ["settings"] }));
        Ok(Value::Null)
    }

    /// The server's settings; the language among them is remembered.
    async fn theirs(&self) -> Result<Value, ApiError> {
        let theirs = self.ask("settings", Value::Null).await?;
        if let Some(language) = theirs["language"].as_str() {
            *self.inner.language.lock().unwrap_or_else(PoisonError::into_inner) = Some(language.to_owned());
        }
        Ok(theirs)
    }

    /// The language of this window: the one kept here, else the server's, as it said last; English while nobody says.
    pub(super) async fn language(&self) -> String {
        if let Some(kept) = self.window().await.get("language").and_then(Value::as_str) {
            return kept.to_owned();
        }
        if let Ok(Err(error)) = tokio::time::timeout(SHORT, self.theirs()).await {
            tracing::warn!(%error, "the server does not say its language");
        }
        let said = self.inner.language.lock().unwrap_or_else(PoisonError::into_inner).clone();
        said.unwrap_or_else(|| "en".to_owned())
    }

    /// What is kept here; a file that is missing or odd counts as nothing kept.
    async fn window(&self) -> Map<String, Value> {
        let Some(path) = self.inner.options.window_file.clone() else { return Map::new() };
        let read = move || std::fs::read(path).ok().and_then(|text| serde_json::from_slice::<Value>(&text).ok());
        let kept = tokio::task::spawn_blocking(read).await.map_err(errors::internal).ok().flatten();
        let Some(Value::Object(mut kept)) = kept else { return Map::new() };
        kept.retain(|name, value| {
            OURS.contains(&name.as_str())
                && match name.as_str() {
                    "text_scale" => value.is_u64(),
                    "shortcut_on" => value.is_boolean(),
                    _ => value.is_string(),
                }
        });
        kept
    }
}
