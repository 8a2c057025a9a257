//! What is pushed.

use crate::bench::Bench;
use reqwest::{Method, Response};
use serde_json::{Value, json};

/// A stream of events, read message by message.
pub struct Events {
    answer: Response,
    text: String,
}

impl Events {
    pub async fn of(desk: &Bench) -> Self {
        let answer = desk.request(Method::GET, "/api/events").send().await.unwrap();
        assert_eq!(answer.status(), 200);
        assert_eq!(answer.headers()["content-type"], "text/event-stream");
        Self { answer, text: String::new() }
    }

    /// The next message's id and data; none at the end.
    pub async fn next(&mut self) -> Option<(u64, Value)> {
        loop {
            if let Some((message, rest)) = self.text.split_once("\n\n") {
                let field = |name: &str| message.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
                let found = field("id:").zip(field("data:"));
                let found = found.map(|(id, data)| (id.parse().unwrap(), serde_json::from_str(data).unwrap()));
                self.text = rest.to_owned();
                if found.is_some() {
                    return found;
                }
                continue;
            }
            let more = self.answer.chunk().await.ok()??;
            self.text.push_str(std::str::from_utf8(&more).unwrap());
        }
    }

    /// Reads until a message of this type.
    pub async fn until(&mut self, kind: &str) -> Value {
        loop {
            let (_, event) = self.next().await.unwrap();
            if event["type"] == kind {
                return event;
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_learns_first_to_ask_for_everything_and_then_what_changed() {
    let desk = Bench::new().await;
    let (mut one, mut two) = (Events::of(&desk).await, Events::of(&desk).await);
    let everything = json!({ "type": "changed", "tags": ["*"] });
    assert_eq!(one.next().await.unwrap(), (1, everything.clone()));
    assert_eq!(two.next().await.unwrap(), (1, everything));
    let case = desk.letter("one", "").await;
    for events in [&mut one, &mut two] {
        let mut last = 1;
        loop {
            let (id, event) = events.next().await.unwrap();
            assert_eq!(id, last + 1);
            last = id;
            let tags = event["tags"].as_array().cloned().unwrap_or_default();
            if tags.contains(&json!(format!("case:{case}"))) {
                break;
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_that_was_too_slow_asks_for_everything() {
    let desk = Bench::new().await;
    let mut events = Events::of(&desk).await;
    events.next().await.unwrap();
    // More than the sockets and the queue hold, before anything is read.
    let long = "x".repeat(20_000);
    for done in 0..4_000 {
        desk.app.tell(aftercare_app::Event::Progress { job: long.clone(), done, total: None });
        if done % 100 == 0 {
            tokio::task::yield_now().await;
        }
    }
    assert_eq!(events.until("changed").await["tags"], json!(["*"]));
    let case = desk.letter("one", "").await;
    loop {
        let event = events.until("changed").await;
        if event["tags"].as_array().unwrap().contains(&json!(format!("case:{case}"))) {
            break;
        }
    }
}
