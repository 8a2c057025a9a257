//! Who may come in, and what every answer carries.
//!
//! Listening on loopback keeps other computers out, but not other pages in a browser on this one. So the Host must be a
//! name of this computer (a page that makes its own name point here is refused), the Origin must be this server (a form
//! or script on another page is refused), and every call needs the token, in a header or in the cookie of this port.

use crate::calls::Desk;
use crate::wire::{self, Refused};
use aftercare_app::api::{ApiError, ErrorCode};
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// Tells client and server versions apart.
pub(crate) const VERSION: HeaderName = HeaderName::from_static("aftercare-version");

/// Bytes that are taken from who has no token.
const STRANGERS: u64 = 1_000_000;
/// For everything but the page itself.
const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// On every answer, unless it says otherwise itself.
const ALWAYS: [(HeaderName, &str); 9] = [
    (header::CONTENT_SECURITY_POLICY, NOTHING),
    (header::CACHE_CONTROL, "no-store"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()"),
    (VERSION, env!("CARGO_PKG_VERSION")),
];

/// Host and Origin, for everything.
pub(crate) async fn from_here(request: Request, next: Next) -> Response {
    let mut answer = match stranger(request.headers()) {
        Some(what) => {
            let error = ApiError::new(ErrorCode::Unauthorised).with("detail", what);
            (StatusCode::FORBIDDEN, axum::Json(error)).into_response()
        }
        None => next.run(request).await,
    };
    for (name, value) in ALWAYS {
        answer.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    answer
}

/// The token, for everything under `/api`.
pub(crate) async fn with_token(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    if knows(&desk, request.headers()) {
        return next.run(request).await;
    }
    wire::drain(&mut request.into_body().into_data_stream(), STRANGERS).await;
    Refused(ApiError::new(ErrorCode::Unauthorised)).into_response()
}

/// What is wrong with where a request says it comes from.
fn stranger(headers: &HeaderMap) -> Option<&'static str> {
    let text = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let host = text(header::HOST).unwrap_or_default();
    if headers.get_all(header::HOST).iter().count() != 1 || !is_local(host) {
        return Some("host");
    }
    let same = |origin: &str| origin.strip_prefix("http://").is_some_and(|of| of.eq_ignore_ascii_case(host));
    text(header::ORIGIN).filter(|origin| !same(origin)).map(|_| "origin")
}

/// Whether a Host names this computer, with any port: a tunnel may have another one.
fn is_local(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if !port.is_empty() && port.bytes().all(|sign| sign.is_ascii_digit()) => name,
        _ => host,
    };
    matches!(name, "127.0.0.1" | "[::1]") || name.eq_ignore_ascii_case("localhost")
}

fn knows(desk: &Desk, headers: &HeaderMap) -> bool {
    if let Some(given) = headers.get(header::AUTHORIZATION) {
        let token = given.to_str().ok().and_then(|text| text.split_once(' '));
        return token.is_some_and(|(kind, token)| kind.eq_ignore_ascii_case("bearer") && desk.token.is(token.trim()));
    }
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies.flat_map(|line| line.split(';')).any(|pair| {
        pair.trim().split_once('=').is_some_and(|(name, token)| name == desk.cookie && desk.token.is(token))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("127.0.0.1:8080", true)]
    #[case("localhost:9", true)]
    #[case("LocalHost", true)]
    #[case("[::1]:8080", true)]
    #[case("[::1]", true)]
    #[case("desk.example.com:8080", false)]
    #[case("127.0.0.1.example.com", false)]
    #[case("localhost.example.com:80", false)]
    #[case("127.0.0.1:80:80", false)]
    #[case("10.0.0.3:8080", false)]
    #[case("", false)]
    fn names_of_this_computer(#[case] host: &str, #[case] local: bool) {
        assert_eq!(is_local(host), local);
    }
}
