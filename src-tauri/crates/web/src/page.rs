//! The interface for a browser: the same page as the desktop's, carried in the program (a debug build reads it from
//! `ui/dist`), and the link that lets a browser in.

use crate::calls::Desk;
use crate::wire::Refused;
use aftercare_app::api::{ApiError, ErrorCode};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;
use serde::Deserialize;
use std::sync::Arc;

/// As the desktop's, and calls to this server.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; \
    img-src 'self' data: blob:; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; \
    object-src 'none'; frame-ancestors 'none'";

const INDEX: &str = "index.html";

#[derive(RustEmbed)]
#[folder = "../../../ui/dist"]
#[allow_missing = true]
struct Built;

#[derive(Deserialize)]
pub(crate) struct Link {
    token: Option<String>,
}

/// `GET /`: the page; with the token in the link, first the cookie.
pub(crate) async fn index(State(desk): State<Arc<Desk>>, link: Result<Query<Link>, QueryRejection>) -> Response {
    // A link that can't be read, such as one with two tokens, is a wrong one.
    let token = link.map_or_else(|_| Some(String::new()), |Query(link)| link.token);
    let Some(token) = token else { return file(INDEX) };
    // A wrong one leads to the page too: it says in words that it is not let in.
    let mut answer = (StatusCode::SEE_OTHER, [(header::LOCATION, "/")]).into_response();
    if desk.token.is(&token) {
        let cookie = format!("{}={}; HttpOnly; SameSite=Strict; Path=/", desk.cookie, desk.token.as_str());
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            answer.headers_mut().insert(header::SET_COOKIE, cookie);
        }
    }
    answer
}

/// Everything else that the page is made of.
pub(crate) async fn asset(uri: Uri) -> Response {
    file(uri.path().trim_start_matches('/'))
}

fn file(path: &str) -> Response {
    let Some(found) = Built::get(path) else {
        return Refused(ApiError::new(ErrorCode::NotFound)).into_response();
    };
    // The names under assets change with what is in them.
    let keep = if path.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    let headers =
        [(header::CONTENT_TYPE, mime(path)), (header::CACHE_CONTROL, keep), (header::CONTENT_SECURITY_POLICY, POLICY)];
    let data = if path == INDEX { from_a_server(&found.data).into() } else { found.data };
    (headers, data).into_response()
}

/// The page looks for this mark: without it, it would show the example desk.
fn from_a_server(page: &[u8]) -> Vec<u8> {
    String::from_utf8_lossy(page)
        .replacen("<head>", concat!("<head>", r#"<meta name="aftercare-host" content="server" />"#), 1)
        .into_bytes()
}

fn mime(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, end)| end) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_knows_that_a_server_gave_it_out() {
        let marked = from_a_server(b"<!doctype html><html><head><title>x</title></head></html>");
        assert!(String::from_utf8_lossy(&marked).contains(r#"<head><meta name="aftercare-host" content="server" />"#));
    }
}
