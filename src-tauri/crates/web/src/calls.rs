//! Calls by name, as the app's list has them.
//!
//! A call that has begun is finished even when its client goes away: half a command must not be what is left. A fault in one
//! call becomes its own answer and ends nothing else. Left to the side that has the screen: what writes or prints on the
//! person's own computer; a path in a call can only be an upload (and what would be saved at one is fetched: [`crate::files`]).

use crate::token::Token;
use crate::wire::{self, Refused};
use aftercare_app::App;
use aftercare_app::api::{ApiError, ErrorCode};
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use serde_json::Value;
use std::sync::Arc;
use tokio::runtime::Handle;
use tokio::sync::{Semaphore, watch};
use uuid::Uuid;

/// Calls that are worked on at once; more wait for their turn.
pub(crate) const AT_ONCE: u32 = 64;

/// What only makes sense beside the person's screen.
const BESIDE_THE_SCREEN: &[&str] = &["print_form", "print_why"];

/// What the routes share.
pub(crate) struct Desk {
    pub(crate) app: App,
    pub(crate) token: Token,
    /// Cookies of one computer are shared by all its ports, so each server's has its own name.
    pub(crate) cookie: String,
    /// True once the server is to stop.
    pub(crate) stop: watch::Receiver<bool>,
    pub(crate) turns: Arc<Semaphore>,
}

impl Desk {
    /// Does work that may take long or block, to its end.
    pub(crate) async fn work<T, F>(&self, work: impl FnOnce(App) -> F + Send + 'static) -> Result<T, ApiError>
    where
        T: Send + 'static,
        F: Future<Output = Result<T, ApiError>>,
    {
        let internal = || ApiError::new(ErrorCode::Internal);
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|_| internal())?;
        let (app, runtime) = (self.app.clone(), Handle::current());
        let working = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            runtime.block_on(work(app))
        });
        working.await.unwrap_or_else(|fault| {
            tracing::error!(panicked = fault.is_panic(), "a call ended over a fault");
            Err(internal())
        })
    }
}

/// `POST /api/<name>`.
pub(crate) async fn call(
    State(desk): State<Arc<Desk>>,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<impl IntoResponse, Refused> {
    let request = request(&headers)?;
    let args = wire::args(body).await?;
    let work = async move |app: App| {
        allowed(&app, &name, &args).await?;
        match request {
            Some(id) => app.call_once(id, &name, args).await,
            None => app.call_text(&name, args).await,
        }
    };
    Ok(([(CONTENT_TYPE, "application/json")], desk.work(work).await?))
}

/// The id under which a command is done once.
pub(crate) fn request(headers: &HeaderMap) -> Result<Option<Uuid>, ApiError> {
    let Some(id) = headers.get("x-request-id") else { return Ok(None) };
    let id = id.to_str().ok().and_then(|text| Uuid::parse_str(text).ok());
    id.map(Some).ok_or_else(|| ApiError::new(ErrorCode::BadCall).with("detail", "X-Request-Id"))
}

/// For who gave none.
pub(crate) fn any_request() -> Uuid {
    let mut bytes = [0; 16];
    // Without randomness the id is nil: then two such requests at once are refused, and nothing else is lost.
    let _ = getrandom::fill(&mut bytes);
    Uuid::from_bytes(bytes)
}

/// Refuses what would touch files of the server's computer.
async fn allowed(app: &App, name: &str, args: &Value) -> Result<(), ApiError> {
    let not_here = || ApiError::new(ErrorCode::NotHere).with("name", name);
    if BESIDE_THE_SCREEN.contains(&name) {
        return Err(not_here());
    }
    if name == "restore" {
        let about = app.call("about", Value::Null).await?;
        let backups = about["backups"].as_array().into_iter().flatten();
        let listed = backups.map(|backup| &backup["path"]).any(|path| *path == args["path"]);
        return if listed { Ok(()) } else { Err(not_here()) };
    }
    if paths(args).into_iter().all(App::is_upload) { Ok(()) } else { Err(not_here()) }
}

/// Everything in a call's arguments that names a file.
fn paths(args: &Value) -> Vec<&str> {
    match args {
        Value::Object(fields) => fields.iter().flat_map(|(name, value)| named(name, value)).collect(),
        Value::Array(items) => items.iter().flat_map(paths).collect(),
        _ => Vec::new(),
    }
}

fn named<'a>(name: &str, value: &'a Value) -> Vec<&'a str> {
    match (name, value) {
        ("path", Value::String(path)) => vec![path],
        ("paths", Value::Array(paths)) => paths.iter().filter_map(Value::as_str).collect(),
        _ => paths(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn paths_are_found_however_deep_they_stand() {
        let args =
            json!({ "paths": ["a", "b"], "x": [{ "path": "c" }], "y": { "z": { "path": "d" } }, "text": "path" });
        let mut found = paths(&args);
        found.sort_unstable();
        assert_eq!(found, ["a", "b", "c", "d"]);
        assert!(paths(&Value::Null).is_empty());
    }
}
