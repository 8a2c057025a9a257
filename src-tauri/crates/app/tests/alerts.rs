//! Alerts: once, however many processes watch and however they end.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::{Bench, Mail};
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// A message at 09:30: the response is due at 11:30, alerts at 10:30 and 11:15.
async fn with_a_case() -> (Bench, String) {
    let desk = Bench::new().await;
    let case = desk.letter(&Mail::default()).await;
    desk.app.look_back().await.unwrap();
    desk.app.tick().await.unwrap();
    (desk, case)
}

#[tokio::test]
async fn each_lead_and_the_breach_alert_once() {
    let (desk, case) = with_a_case().await;
    assert!(desk.shown().is_empty());
    for _ in 0..130 {
        desk.pass(1);
        desk.app.tick().await.unwrap();
    }
    let response: Vec<String> = desk.shown().into_iter().filter(|title| title.contains("Response")).collect();
    assert_eq!(response, ["C-1 · Response: 1 h left", "C-1 · Response: 15 min left", "C-1 · Response is late"]);
    let last = desk.seen.alerts.lock().unwrap().last().unwrap().clone();
    assert_eq!(last.case.map(|id| id.to_string()), Some(case));
    assert!(last.body.contains("11:30"), "{}", last.body);
}

#[tokio::test]
async fn two_processes_on_one_folder_alert_once_together() {
    let (one, _) = with_a_case().await;
    let two = Bench::beside(Arc::clone(&one.folder), Arc::clone(&one.clock)).await;
    two.app.look_back().await.unwrap();
    for _ in 0..100 {
        one.pass(1);
        let (a, b) = tokio::join!(one.app.tick(), two.app.tick());
        a.unwrap();
        b.unwrap();
    }
    let mut all = one.shown();
    all.extend(two.shown());
    let before = all.len();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), before, "{all:?}");
    assert!(before >= 2, "{all:?}");
}

#[tokio::test]
async fn an_answer_ends_the_alerts() {
    let (desk, case) = with_a_case().await;
    desk.ok("mark_sent", json!({ "case": case, "to": "orla@tidemark.example.com", "subject": "", "text": "we look" }))
        .await;
    for _ in 0..100 {
        desk.pass(1);
        desk.app.tick().await.unwrap();
    }
    assert!(desk.shown().iter().all(|title| !title.contains("Response")), "{:?}", desk.shown());
}

#[tokio::test]
async fn what_came_due_while_the_machine_slept_is_one_summary() {
    let desk = Bench::new().await;
    for n in 0..4 {
        let id: &'static str = ["a@x.example.com", "b@x.example.com", "c@x.example.com", "d@x.example.com"][n];
        desk.letter(&Mail { id, ..Mail::default() }).await;
    }
    desk.app.look_back().await.unwrap();
    desk.app.tick().await.unwrap();
    desk.clock.jump(chrono::TimeDelta::hours(3));
    let tick = desk.app.tick().await.unwrap();
    assert!(tick.slept);
    assert_eq!((tick.shown, tick.summarised), (0, 4), "{:?}", desk.shown());
    assert_eq!(desk.shown(), ["4 deadlines while nobody looked"]);
    let slept = desk.ok("desk", Value::Null).await["slept"].clone();
    assert_eq!(slept["passed"].as_array().unwrap().len(), 4, "{slept}");
    desk.ok("slept_seen", Value::Null).await;
    assert_eq!(desk.ok("desk", Value::Null).await["slept"], Value::Null);
    desk.app.tick().await.unwrap();
    assert_eq!(desk.shown().len(), 1);
}

#[tokio::test]
async fn an_alert_nobody_saw_stands_in_the_next_summary() {
    let (desk, _) = with_a_case().await;
    desk.seen.broken.store(true, Ordering::Relaxed);
    desk.pass(31);
    desk.app.tick().await.unwrap();
    assert!(desk.shown().is_empty());
    desk.pass(5);
    let next = Bench::beside(Arc::clone(&desk.folder), Arc::clone(&desk.clock)).await;
    next.app.look_back().await.unwrap();
    next.app.tick().await.unwrap();
    assert!(next.shown().is_empty(), "claimed once is never shown again");
    assert_eq!(next.ok("desk", Value::Null).await["slept"]["lost_alerts"], 1);
    next.ok("slept_seen", Value::Null).await;
    assert_eq!(next.ok("desk", Value::Null).await["slept"], Value::Null);
}

#[tokio::test]
async fn the_days_backup_is_written_once_and_brings_everything_back() {
    let (desk, case) = with_a_case().await;
    let about = desk.ok("about", Value::Null).await;
    let backups = about["backups"].as_array().unwrap().clone();
    assert_eq!(backups.len(), 1, "{about}");
    desk.pass(60);
    desk.app.tick().await.unwrap();
    assert_eq!(desk.ok("about", Value::Null).await["backups"].as_array().unwrap().len(), 1);
    desk.ok("note", json!({ "case": case, "text": "after the backup" })).await;
    let entries = |page: &Value| page["timeline"].as_array().unwrap().len();
    let with_note = entries(&desk.case(&case).await);
    desk.ok("restore", json!({ "path": backups[0]["path"] })).await;
    assert_eq!(entries(&desk.case(&case).await), with_note - 1);
    desk.ok("note", json!({ "case": case, "text": "and it goes on" })).await;
}
