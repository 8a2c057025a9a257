//! The one command of the window: a name, arguments, an answer or a typed error.

use crate::desk::{Desk, said};
use crate::{choose, dialogs, window};
use aftercare_app::api::{ApiError, ErrorCode};
use serde_json::Value;
use serde_json::value::RawValue;
use std::sync::{Arc, Once};
use std::time::Duration;
use tauri::{AppHandle, State};
use tokio::runtime::Handle;

/// A page that calls but does not say `host_ready` gets what waits for it after this time.
const LISTENS_AT_THE_LATEST: Duration = Duration::from_millis(1500);
static FIRST: Once = Once::new();

/// Hands the call to the host's own answers or to the app crate.
#[tauri::command]
pub async fn rpc(
    app: AppHandle,
    desk: State<'_, Arc<Desk>>,
    name: String,
    args: Value,
) -> Result<Box<RawValue>, ApiError> {
    FIRST.call_once(|| {
        let app = app.clone();
        tauri::async_runtime::spawn(async move {
            tokio::time::sleep(LISTENS_AT_THE_LATEST).await;
            window::listens(&app);
        });
    });
    if name.starts_with("host_") && !choose::CALLS.contains(&name.as_str()) {
        return said(&dialogs::answer(app, name, args).await?);
    }
    // On a thread that may block: forms are set and mail is parsed there, and the window's own threads stay free.
    let (desk, runtime) = (Arc::clone(&desk), Handle::current());
    let answered = tokio::task::spawn_blocking(move || runtime.block_on(desk.answer(&name, args))).await;
    answered.unwrap_or_else(|fault| {
        tracing::error!(panicked = fault.is_panic(), "a call ended over a fault");
        Err(ApiError::new(ErrorCode::Internal))
    })
}
