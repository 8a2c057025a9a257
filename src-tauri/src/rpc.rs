//! The one command of the window: a name, arguments, an answer or a typed error.

use crate::api::ApiError;
use crate::{desk::Desk, dialogs, window};
use serde_json::Value;
use std::sync::Once;
use std::time::Duration;
use tauri::{AppHandle, State};

/// A page that calls but does not say `host_ready` gets what waits for it after this time.
const LISTENS_AT_THE_LATEST: Duration = Duration::from_millis(1500);
static FIRST: Once = Once::new();

/// Hands the call to the host's own answers or to the app crate.
#[tauri::command]
pub async fn rpc(app: AppHandle, desk: State<'_, Desk>, name: String, args: Value) -> Result<Value, ApiError> {
    FIRST.call_once(|| {
        let app = app.clone();
        tauri::async_runtime::spawn(async move {
            tokio::time::sleep(LISTENS_AT_THE_LATEST).await;
            window::listens(&app);
        });
    });
    match dialogs::answer(&app, &name, &args).await {
        Some(answer) => answer,
        None => desk.call(&name, args).await,
    }
}
