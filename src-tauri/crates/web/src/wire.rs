//! Answers and errors on the wire: a JSON body always, the typed error as the interface knows it, and a status that fits.

use aftercare_app::api::{ApiError, ErrorCode};
use axum::Json;
use axum::body::{Body, BodyDataStream, Bytes};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use futures::StreamExt;
use serde_json::Value;
use std::time::Duration;

/// The most bytes of a call's arguments.
pub(crate) const ARGS_LIMIT: usize = 8_000_000;
/// A client that sends nothing for so long is given up.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// So much more is taken from a client whose request is refused as too large.
pub(crate) const DRAINED: u64 = 200_000_000;
const DRAIN: Duration = Duration::from_secs(20);

/// An error on its way out.
pub(crate) struct Refused(pub(crate) ApiError);

impl From<ApiError> for Refused {
    fn from(error: ApiError) -> Self {
        Self(error)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        (status(self.0.code), Json(self.0)).into_response()
    }
}

/// The status of an error. Clients go by the code; this is for everything in between.
fn status(code: ErrorCode) -> StatusCode {
    use ErrorCode as E;
    match code {
        E::Unauthorised => StatusCode::UNAUTHORIZED,
        E::NotHere => StatusCode::FORBIDDEN,
        E::BadCall | E::NotFound | E::UploadGone => StatusCode::NOT_FOUND,
        E::Conflict | E::AlreadyDone | E::AlreadySetUp | E::NotSetUp | E::Cancelled => StatusCode::CONFLICT,
        E::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        E::Away | E::Locked => StatusCode::SERVICE_UNAVAILABLE,
        E::DiskFull => StatusCode::INSUFFICIENT_STORAGE,
        E::ReadOnly | E::Damaged | E::Newer | E::FileUnwritable | E::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// The next bytes of a body; none at its end.
pub(crate) async fn next_bytes(body: &mut BodyDataStream) -> Result<Option<Bytes>, ApiError> {
    let cut = |detail: &str| ApiError::new(ErrorCode::BadCall).with("detail", detail);
    match tokio::time::timeout(PATIENCE, body.next()).await {
        Ok(Some(Ok(bytes))) => Ok(Some(bytes)),
        Ok(None) => Ok(None),
        Ok(Some(Err(error))) => Err(cut(&error.to_string())),
        Err(_) => Err(cut("the rest did not come")),
    }
}

/// Takes and drops what a client still sends, so that it reads why it was refused instead of a broken connection; within
/// limits of bytes and time.
pub(crate) async fn drain(body: &mut BodyDataStream, most: u64) {
    let all = async {
        let mut left = most;
        while let Ok(Some(bytes)) = next_bytes(body).await {
            left = left.saturating_sub(bytes.len() as u64);
            if left == 0 {
                break;
            }
        }
    };
    let _ = tokio::time::timeout(DRAIN, all).await;
}

/// A call's arguments. An empty body is null.
pub(crate) async fn args(body: Body) -> Result<Value, ApiError> {
    let mut body = body.into_data_stream();
    let mut all = Vec::new();
    while let Some(bytes) = next_bytes(&mut body).await? {
        if all.len() + bytes.len() > ARGS_LIMIT {
            drain(&mut body, DRAINED).await;
            return Err(ApiError::new(ErrorCode::TooLarge).with("limit", ARGS_LIMIT / 1_000_000));
        }
        all.extend_from_slice(&bytes);
    }
    if all.is_empty() {
        return Ok(Value::Null);
    }
    serde_json::from_slice(&all).map_err(|error| ApiError::new(ErrorCode::BadCall).with("detail", error))
}
