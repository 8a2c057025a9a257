//! Stopping well.

use crate::bench::{Bench, client, letter};
use crate::events::Events;
use reqwest::{Body, Method};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::sync::mpsc;

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_finishes_what_is_under_way_ends_streams_and_closes_the_store() {
    let mut desk = Bench::new().await;
    let mut events = Events::of(&desk).await;
    events.next().await.unwrap();
    // An upload that is half here.
    let (send, pieces) = mpsc::unbounded_channel::<Vec<u8>>();
    let pieces = futures::stream::unfold(pieces, async |mut pieces| {
        pieces.recv().await.map(|piece| (Ok::<_, std::io::Error>(piece), pieces))
    });
    let request = desk.request(Method::POST, "/api/upload?name=one.eml").body(Body::wrap_stream(pieces));
    let under_way = tokio::spawn(request.send());
    let text = letter("one", "").into_bytes();
    let (first, rest) = text.split_at(40);
    send.send(first.to_vec()).unwrap();
    // The mark by which a process holds its folder is no upload.
    let uploads = |at: &std::path::Path| {
        std::fs::read_dir(at).unwrap().filter(|entry| entry.as_ref().unwrap().file_name() != "held").count()
    };
    let begun = |desk: &Bench| desk.upload_folders().iter().any(|at| uploads(at) == 1);
    while !begun(&desk) {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }

    desk.say_stop();
    while events.next().await.is_some() {}
    send.send(rest.to_vec()).unwrap();
    drop(send);
    let answer = under_way.await.unwrap().unwrap();
    assert_eq!(answer.status(), 200, "what was under way is finished");
    desk.ended().await;

    assert!(client().get(&desk.url).send().await.is_err(), "nobody listens any more");
    let shut = desk.app.call("about", Value::Null).await;
    assert!(shut.is_err(), "the store is closed");
    // And whatever was confirmed is there for the next one.
    let desk = Bench::on(desk.folder.clone(), desk.clock.clone()).await;
    assert_eq!(desk.ok("settings", json!(null)).await["house"], "Huaxing");
}
