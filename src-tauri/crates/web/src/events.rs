//! What changes, pushed to every client as server-sent events.
//!
//! The first message says "everything may have changed", and so does the one after a gap: a client that was away, or too
//! slow, asks again and has missed nothing. So there is no memory of past events here, and `Last-Event-ID` means nothing.

use crate::calls::Desk;
use aftercare_app::Event;
use axum::extract::State;
use axum::response::sse::{self, KeepAlive, Sse};
use futures::Stream;
use futures::stream::unfold;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::{Receiver, error::RecvError};
use tokio::sync::watch;

/// How often a comment keeps the connection alive.
const ALIVE: Duration = Duration::from_secs(15);

struct Reader {
    events: Receiver<Event>,
    stop: watch::Receiver<bool>,
    sent: u64,
}

/// `GET /api/events`.
pub(crate) async fn events(State(desk): State<Arc<Desk>>) -> Sse<impl Stream<Item = Result<sse::Event, Infallible>>> {
    let reader = Reader { events: desk.app.events(), stop: desk.stop.clone(), sent: 0 };
    let messages = unfold(reader, async |mut reader| {
        let event = reader.next().await?;
        reader.sent += 1;
        let message = serde_json::to_string(&event).unwrap_or_default();
        Some((Ok(sse::Event::default().id(reader.sent.to_string()).data(message)), reader))
    });
    Sse::new(messages).keep_alive(KeepAlive::new().interval(ALIVE))
}

impl Reader {
    /// The next event; none once the server stops.
    async fn next(&mut self) -> Option<Event> {
        if *self.stop.borrow() {
            return None;
        }
        if self.sent == 0 {
            return Some(everything());
        }
        tokio::select! {
            _ = self.stop.wait_for(|stop| *stop) => None,
            event = self.events.recv() => match event {
                Ok(event) => Some(event),
                Err(RecvError::Lagged(_)) => {
                    // What is still queued is part of "everything".
                    self.events = self.events.resubscribe();
                    Some(everything())
                }
                Err(RecvError::Closed) => None,
            },
        }
    }
}

fn everything() -> Event {
    Event::Changed { tags: vec!["*".to_owned()] }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use tokio::sync::broadcast;

    #[tokio::test]
    async fn a_reader_that_lags_is_told_to_ask_for_everything() {
        let (say, events) = broadcast::channel(2);
        let (halt, stop) = watch::channel(false);
        let mut reader = Reader { events, stop, sent: 0 };
        assert_eq!(reader.next().await, Some(everything()));
        reader.sent = 1;
        for _ in 0..5 {
            say.send(Event::Due).unwrap();
        }
        assert_eq!(reader.next().await, Some(everything()));
        say.send(Event::Due).unwrap();
        assert_eq!(reader.next().await, Some(Event::Due));
        halt.send(true).unwrap();
        assert_eq!(reader.next().await, None);
    }
}
