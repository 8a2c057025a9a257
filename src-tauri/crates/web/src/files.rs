//! Bytes in and out: what a person's computer reads or keeps goes over the wire instead of through a path.
//!
//! What stood in somebody's mail is never shown by a browser as a page of ours: it goes out as a file to be saved.

use crate::calls::{self, Desk};
use crate::wire::{self, Refused};
use aftercare_app::App;
use aftercare_app::api::acts::WhyPaper;
use aftercare_app::api::{ApiError, ErrorCode};
use axum::Json;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use futures::stream::unfold;
use serde::Deserialize;
use serde_json::{Value, json};
use std::fmt::Write;
use std::sync::Arc;
use tokio::io::AsyncReadExt;
use uuid::Uuid;

/// A browser's own viewer styles the page it makes of a PDF.
const PDF: &str = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'";
/// Bytes of a file read at once.
const CHUNK: usize = 64 * 1024;
/// The answer of a command whose file is the body.
const ANSWER: HeaderName = HeaderName::from_static("aftercare-answer");
const SANDBOX: &str = "sandbox; default-src 'none'; frame-ancestors 'none'";

/// A file's name.
#[derive(Deserialize)]
pub(crate) struct Named {
    #[serde(default)]
    name: String,
}

/// `POST /api/upload?name=FILE`: raw bytes.
pub(crate) async fn upload(
    State(desk): State<Arc<Desk>>,
    Query(named): Query<Named>,
    body: Body,
) -> Result<Json<Value>, Refused> {
    let mut upload = desk.app.begin_upload(&named.name).await?;
    let mut body = body.into_data_stream();
    while let Some(bytes) = wire::next_bytes(&mut body).await? {
        if let Err(error) = upload.write(&bytes).await {
            drop(upload);
            wire::drain(&mut body, wire::DRAINED).await;
            return Err(error.into());
        }
    }
    Ok(Json(json!({ "path": upload.done().await? })))
}

/// `GET /api/form/<id>.pdf`: a filed form, to be seen, saved or printed.
pub(crate) async fn form(State(desk): State<Arc<Desk>>, Path(file): Path<String>) -> Result<Response, Refused> {
    let id = file.strip_suffix(".pdf").and_then(|id| Uuid::parse_str(id).ok());
    let id = id.ok_or_else(|| ApiError::new(ErrorCode::NotFound))?;
    let (name, pdf) = desk.work(async move |app: App| app.form_bytes(id).await).await?;
    Ok(answer("application/pdf", &disposition("inline", &name), PDF, pdf))
}

/// `GET /api/why.pdf?case=CASE&…`: the sheet "Why this deadline" as it stands, to be seen, saved or printed.
pub(crate) async fn why(State(desk): State<Arc<Desk>>, Query(ask): Query<WhyPaper>) -> Result<Response, Refused> {
    let (name, pdf) = desk.work(async move |app: App| app.why_bytes(ask).await).await?;
    Ok(answer("application/pdf", &disposition("inline", &name), PDF, pdf))
}

/// `GET /api/blob/<case>/<entry>/<sha256>`: a file of a case.
pub(crate) async fn blob(
    State(desk): State<Arc<Desk>>,
    Path((case, seq, sha256)): Path<(String, String, String)>,
) -> Result<Response, Refused> {
    let ids = Uuid::parse_str(&case).ok().zip(seq.parse().ok());
    let (case, seq) = ids.ok_or_else(|| ApiError::new(ErrorCode::NotFound))?;
    let (name, bytes) = desk.work(async move |app: App| app.case_file(case, seq, &sha256).await).await?;
    Ok(answer("application/octet-stream", &disposition("attachment", &name), SANDBOX, bytes))
}

/// `POST /api/download/<name>`: what a command would save at a path, to be saved by the client.
pub(crate) async fn download(
    State(desk): State<Arc<Desk>>,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Refused> {
    let request = calls::request(&headers)?.unwrap_or_else(calls::any_request);
    let args = wire::args(body).await?;
    let asked = args["path"].as_str().unwrap_or_default();
    let shown = asked.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    let (path, said) = desk.work(async move |app: App| app.save_here(request, &name, args).await).await?;
    let gone = |error: std::io::Error| ApiError::new(ErrorCode::FileUnreadable).with("detail", error);
    let file = tokio::fs::File::open(path).await.map_err(gone)?;
    let size = file.metadata().await.map_err(gone)?.len();
    let mut answer = answer("application/octet-stream", &disposition("attachment", &shown), SANDBOX, Vec::new());
    answer.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(size));
    // What the command itself says (how many rows, say) goes beside the bytes; one beyond ASCII would not fit a header.
    if let Ok(said) = HeaderValue::from_str(&said) {
        answer.headers_mut().insert(ANSWER, said);
    }
    *answer.body_mut() = Body::from_stream(unfold(file, chunk));
    Ok(answer)
}

/// The next bytes of a file on its way out.
async fn chunk(mut file: tokio::fs::File) -> Option<(std::io::Result<Vec<u8>>, tokio::fs::File)> {
    let mut bytes = vec![0; CHUNK];
    match file.read(&mut bytes).await {
        Ok(0) => None,
        Ok(read) => {
            bytes.truncate(read);
            Some((Ok(bytes), file))
        }
        Err(error) => Some((Err(error), file)),
    }
}

fn answer(mime: &str, disposition: &str, policy: &str, bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, mime),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CONTENT_SECURITY_POLICY, policy),
    ];
    (headers, bytes).into_response()
}

/// The name as RFC 6266 and RFC 8187 have it: any sign of any script, and none that could end the header.
fn disposition(how: &str, name: &str) -> String {
    let mut out = format!("{how}; filename*=UTF-8''");
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_leave_its_header() {
        assert_eq!(disposition("inline", "CIP-2026-0001.pdf"), "inline; filename*=UTF-8''CIP-2026-0001.pdf");
        assert_eq!(
            disposition("attachment", "照片\r\n\".jpg"),
            "attachment; filename*=UTF-8''%E7%85%A7%E7%89%87%0D%0A%22.jpg"
        );
    }
}
