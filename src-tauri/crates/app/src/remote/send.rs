//! One request and its answer, and the same request again when the answer got lost.

use super::{Link, Remote, UNSURE, tls};
use crate::api::{ApiError, ErrorCode};
use reqwest::header::{CONTENT_TYPE, HeaderMap};
use reqwest::{Method, RequestBuilder, StatusCode, Url};
use serde_json::Value;
use std::sync::PoisonError;
use uuid::{Builder, Uuid};

/// The server says its version in every answer.
pub(super) const VERSION: &str = "aftercare-version";
/// Names a command; the same name twice is one command.
const REQUEST: &str = "x-request-id";
/// What says nothing about a command that was sent before.
const UNREACHED: [ErrorCode; 5] =
    [ErrorCode::Away, ErrorCode::Untrusted, ErrorCode::NoServer, ErrorCode::OtherVersion, ErrorCode::Unauthorised];
const OURS: &str = env!("CARGO_PKG_VERSION");

/// What the server says beside the bytes of a file: the command's own answer.
const SAID: &str = "aftercare-answer";

/// A good answer.
pub(super) struct Answer {
    pub(super) body: Vec<u8>,
    /// The command's own answer, where the body is a file.
    pub(super) said: Option<Value>,
}

/// Why a request has no good answer.
pub(super) enum Trouble {
    /// The server answered with this error, or is not trusted.
    Said(ApiError),
    /// Nobody answered, or the answer broke off.
    Lost(String),
}

impl Remote {
    /// Asks for what changes nothing; once more at once when a kept connection turns out to be closed.
    pub(super) async fn query(&self, path: &str, args: &Value) -> Result<Answer, ApiError> {
        let make = || {
            let request = self.request(Method::POST, path).timeout(self.inner.options.pace.query);
            request.header(CONTENT_TYPE, "application/json").body(args.to_string())
        };
        self.fetch(make).await
    }

    /// Fetches what changes nothing.
    pub(super) async fn fetch(&self, make: impl Fn() -> RequestBuilder) -> Result<Answer, ApiError> {
        let mut lost = String::new();
        for _ in 0..2 {
            match self.answer(make()).await {
                Ok(answer) => return Ok(answer),
                Err(Trouble::Said(error)) => return Err(error),
                Err(Trouble::Lost(detail)) => lost = detail,
            }
        }
        Err(self.lost(&lost))
    }

    /// Has a command done, once, however often it has to be sent for its answer.
    pub(super) async fn command(&self, path: &str, args: &Value) -> Result<Answer, ApiError> {
        let body = args.to_string();
        let key = format!("{path} {body}");
        let id = self.unsure(|unsure| unsure.get(&key).copied()).unwrap_or_else(fresh);
        let pace = &self.inner.options.pace;
        // Who is known to be away is asked once: nobody shall wait before a button for what fails anyway.
        let tries = if self.link() == Link::Connected { pace.repeats + 1 } else { 1 };
        let mut lost = String::new();
        for attempt in 0..tries {
            if attempt > 0 {
                tokio::time::sleep(pace.pause(attempt - 1, dice())).await;
            }
            let request = self.request(Method::POST, path).header(REQUEST, id.to_string());
            let sent = self.answer(request.header(CONTENT_TYPE, "application/json").body(body.clone())).await;
            match sent {
                Ok(answer) => {
                    self.unsure(|unsure| unsure.remove(&key));
                    return Ok(answer);
                }
                // The server lost its database on the way, or another one answers now: nobody knows how far it came.
                Err(Trouble::Said(error)) if UNREACHED.contains(&error.code) => {
                    self.remember(key, id);
                    return Err(error);
                }
                Err(Trouble::Said(error)) => {
                    self.unsure(|unsure| unsure.remove(&key));
                    return Err(error);
                }
                Err(Trouble::Lost(detail)) => lost = detail,
            }
        }
        self.remember(key, id);
        Err(self.lost(&lost))
    }

    /// The same command given again is to be the same request.
    fn remember(&self, key: String, id: Uuid) {
        self.unsure(|unsure| {
            if unsure.len() >= UNSURE {
                unsure.clear();
            }
            unsure.insert(key, id);
        });
    }

    fn unsure<T>(&self, with: impl FnOnce(&mut std::collections::HashMap<String, Uuid>) -> T) -> T {
        with(&mut self.inner.unsure.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// A request with what every one carries.
    pub(super) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.request_to(method, self.address().join(path))
    }

    pub(super) fn request_to(&self, method: Method, url: Url) -> RequestBuilder {
        self.client().request(method, url).bearer_auth(&self.inner.options.token)
    }

    /// Sends a request and reads its answer to the end.
    pub(super) async fn answer(&self, request: RequestBuilder) -> Result<Answer, Trouble> {
        let response = request.send().await.map_err(|error| self.trouble(error))?;
        self.is_ours(response.headers(), response.status()).map_err(Trouble::Said)?;
        let status = response.status();
        let said = response.headers().get(SAID).and_then(|said| serde_json::from_slice(said.as_bytes()).ok());
        let body = response.bytes().await.map_err(|error| self.trouble(error))?;
        if status.is_success() {
            if !matches!(self.link(), Link::Connected | Link::Connecting) {
                // It is there again; the events need not wait for their pause to end.
                self.try_now();
            }
            return Ok(Answer { body: body.to_vec(), said });
        }
        Err(Trouble::Said(serde_json::from_slice(&body).unwrap_or_else(|_| {
            ApiError::new(ErrorCode::Internal).with("detail", format!("the server answered {status}"))
        })))
    }

    /// What a request that failed on its way means.
    pub(super) fn trouble(&self, error: reqwest::Error) -> Trouble {
        match tls::distrust(&error) {
            Some((reason, detail)) => Trouble::Said(self.doubt(reason, &detail)),
            None => Trouble::Lost(error.without_url().to_string()),
        }
    }

    /// Whether what answers is a server of this version that knows this desk.
    pub(super) fn is_ours(&self, headers: &HeaderMap, status: StatusCode) -> Result<(), ApiError> {
        let Some(theirs) = headers.get(VERSION).and_then(|version| version.to_str().ok()) else {
            self.stands(Link::NoServer);
            return Err(ApiError::new(ErrorCode::NoServer).with("url", self.address()));
        };
        if theirs != OURS {
            self.stands(Link::OtherVersion { theirs: theirs.to_owned(), ours: OURS.to_owned() });
            return Err(ApiError::new(ErrorCode::OtherVersion).with("theirs", theirs).with("ours", OURS));
        }
        if status == StatusCode::UNAUTHORIZED {
            self.stands(Link::Unauthorised);
            return Err(ApiError::new(ErrorCode::Unauthorised).with("url", self.address()));
        }
        Ok(())
    }

    /// No answer came: the window learns it, and the event stream is looked at too.
    pub(super) fn lost(&self, detail: &str) -> ApiError {
        if self.link() == Link::Connected {
            self.inner.broken.notify_one();
        }
        self.away();
        ApiError::new(ErrorCode::Away).with("url", self.address()).with("detail", detail)
    }
}

fn fresh() -> Uuid {
    Builder::from_random_bytes(crate::random()).into_uuid()
}

pub(super) fn dice() -> u32 {
    u32::from_le_bytes(crate::random())
}
