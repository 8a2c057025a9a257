//! Alerts of a desk without a screen.

use crate::bench::Bench;
use crate::distant::desk;
use crate::events::Events;
use serde_json::{Value, json};
use std::time::Duration;

#[tokio::test(flavor = "multi_thread")]
async fn an_alert_goes_to_one_client_only() {
    let desk = Bench::new().await;
    let case = desk.letter("one", "").await;
    let mut events = Events::of(&desk).await;
    assert_eq!(desk.ok("take_alerts", Value::Null).await, json!([]));
    desk.pass(31);
    events.until("due").await;
    let take = || desk.ok("take_alerts", Value::Null);
    let both = futures::future::join_all([take(), take(), take(), take()]).await;
    let taken: Vec<&Value> = both.iter().flat_map(|alerts| alerts.as_array().unwrap()).collect();
    assert_eq!(taken.len(), 1, "{taken:?}");
    let alert = taken[0];
    assert_eq!((&alert["case"], &alert["kind"], &alert["label"]), (&json!(case), &json!("soon"), &json!("C-1")));
    assert_eq!((&alert["late"], &alert["soon"], &alert["zone"]), (&json!(0), &json!(1), &json!("Asia/Shanghai")));
    desk.ok("alerts_shown", json!({ "keys": alert["keys"] })).await;
    desk.pass(2);
    assert_eq!(desk.ok("desk", Value::Null).await["slept"], Value::Null, "it was shown");
    assert_eq!(desk.ok("take_alerts", Value::Null).await, json!([]), "and is not shown again");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_whose_client_died_stands_in_the_summary() {
    let desk = Bench::new().await;
    desk.letter("one", "").await;
    desk.pass(31);
    assert_eq!(desk.ok("take_alerts", Value::Null).await.as_array().unwrap().len(), 1);
    desk.pass(2);
    assert_eq!(desk.ok("desk", Value::Null).await["slept"]["lost_alerts"], 1);
    assert_eq!(desk.ok("take_alerts", Value::Null).await, json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_said_again_until_somebody_takes_it() {
    let desk = Bench::new().await;
    desk.letter("one", "").await;
    let mut events = Events::of(&desk).await;
    desk.pass(31);
    events.until("due").await;
    desk.pass(1);
    events.until("due").await;
    assert_eq!(desk.ok("take_alerts", Value::Null).await.as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_due_while_no_client_was_there_is_one_summary() {
    let desk = Bench::new().await;
    for id in ["one", "two", "three"] {
        let other = format!("References: <{id}@elsewhere.example.com>\r\n");
        desk.letter(id, &other).await;
    }
    let cases = desk.ok("cases", json!({ "filter": "open", "text": "", "after": null, "limit": 20 })).await;
    desk.pass(200);
    let taken = desk.ok("take_alerts", Value::Null).await;
    assert_eq!(taken.as_array().unwrap().len(), 1, "{taken}");
    assert_eq!((&taken[0]["kind"], &taken[0]["case"]), (&json!("summary"), &Value::Null));
    assert_eq!(json!(taken[0]["keys"].as_array().unwrap().len()), cases["total"]);
}

/// The words are made where they are shown: by a Chinese window of an English server.
#[tokio::test(flavor = "multi_thread")]
async fn an_alert_speaks_the_language_of_the_screen_that_shows_it() {
    let bench = Bench::new().await;
    bench.letter("one", "").await;
    let window = bench.folder.path().join("window.json");
    std::fs::write(&window, r#"{"language":"zh-CN"}"#).unwrap();
    let (remote, screen) = desk(&bench.url, &bench.token, Some(window)).unwrap();
    assert_eq!(bench.ok("settings", Value::Null).await["language"], "en");
    assert_eq!(remote.call("settings", Value::Null).await.unwrap()["language"], "zh-CN");
    bench.pass(31);
    let run = remote.clone();
    let running = tokio::spawn(async move { run.run().await });
    let shown = |n: usize| {
        let screen = screen.clone();
        async move {
            while screen.0.lock().unwrap().len() < n {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            screen.0.lock().unwrap()[n - 1].clone()
        }
    };
    let soon = shown(1).await;
    assert_eq!(soon.title, "C-1 · 响应：还剩 59 分钟");
    assert_eq!(soon.body, "Orla Fenwick · Zip pulls come off · 11:30 到期");
    // Several at once, while nobody looked.
    for id in ["two", "three"] {
        bench.letter(id, &format!("References: <{id}@elsewhere.example.com>\r\n")).await;
    }
    bench.pass(120);
    let many = shown(2).await;
    assert_eq!((many.title.as_str(), many.case), ("无人查看期间有 3 个时限到期", None));
    running.abort();
}
