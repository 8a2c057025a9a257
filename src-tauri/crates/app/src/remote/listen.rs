//! The events: heard for as long as the process lives, through every break.

use super::send::{Trouble, dice};
use super::sse::Sse;
use super::{Link, Remote};
use futures::StreamExt;
use reqwest::Method;
use serde_json::Value;
use tokio::time::timeout;

impl Remote {
    /// Listens until the task is dropped. Each break is followed by a pause that grows while nobody answers.
    pub async fn run(&self) {
        let mut failures = 0;
        loop {
            if self.listen().await {
                failures = 0;
            }
            let pause = self.inner.options.pace.pause(failures, dice());
            failures = failures.saturating_add(1);
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                () = self.inner.again.notified() => {}
            }
        }
    }

    /// Listens until the stream breaks; says whether there was one.
    async fn listen(&self) -> bool {
        let pace = &self.inner.options.pace;
        let request = self.request(Method::GET, "/api/events").header("accept", "text/event-stream");
        let response = match timeout(pace.connect, request.send()).await {
            Ok(Ok(response)) => response,
            Ok(Err(error)) => {
                if let Trouble::Lost(_) = self.trouble(error) {
                    self.away();
                }
                return false;
            }
            Err(_) => {
                self.away();
                return false;
            }
        };
        if self.is_ours(response.headers(), response.status()).is_err() {
            return false;
        }
        if !response.status().is_success() {
            // The server runs and can't serve, such as while its database is away.
            self.away();
            return false;
        }
        self.stands(Link::Connected);
        let taking = self.clone();
        tokio::spawn(async move { taking.take_alerts().await });
        let mut sse = Sse::default();
        let mut stream = response.bytes_stream();
        loop {
            let piece = tokio::select! {
                piece = timeout(pace.silence, stream.next()) => piece,
                () = self.inner.broken.notified() => break,
            };
            let Ok(Some(Ok(piece))) = piece else { break };
            let Ok(messages) = sse.feed(&piece) else { break };
            for message in messages {
                self.heard(&message);
            }
        }
        self.away();
        true
    }

    fn heard(&self, message: &str) {
        let Ok(event) = serde_json::from_str::<Value>(message) else {
            tracing::warn!("an event of the server can't be read");
            return;
        };
        match event["type"].as_str() {
            Some("due") => {
                let taking = self.clone();
                tokio::spawn(async move { taking.take_alerts().await });
            }
            Some(_) => self.tell(event),
            None => {}
        }
    }
}
