//! Filters in words above the list of cases, by the calls of the window.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::{Bench, Mail};
use serde_json::{Value, json};

async fn ask(desk: &Bench, filter: &str, text: &str) -> Value {
    desk.ok("cases", json!({ "filter": filter, "text": text, "after": null, "limit": 20 })).await
}

/// The subjects that a question finds, as the list sorts them; the total has to agree.
async fn found(desk: &Bench, text: &str) -> Vec<String> {
    let answer = ask(desk, "open", text).await;
    let rows = answer["rows"].as_array().unwrap();
    assert_eq!(answer["total"], json!(rows.len()), "{text}: {answer}");
    let mut subjects: Vec<String> = rows.iter().map(|row| row["subject"].as_str().unwrap().to_owned()).collect();
    subjects.sort();
    subjects
}

async fn letter(desk: &Bench, id: &'static str, subject: &str) -> String {
    desk.letter(&Mail { id, subject: subject.into(), ..Mail::default() }).await
}

/// Two letters and a call: zip, seam, call.
async fn desk() -> (Bench, [String; 2]) {
    let desk = Bench::new().await;
    let zip = letter(&desk, "one@x", "zip").await;
    let seam = letter(&desk, "two@x", "seam").await;
    let person = json!({ "id": null, "name": "Bo Chen", "group": null, "languages": ["en"], "supervisor": false, "left": false });
    let bo = desk.ok("save_person", person).await;
    desk.ok("hand_over", json!({ "case": seam, "to": bo, "reason": "knows seams" })).await;
    desk.ok(
        "log_call",
        json!({
            "direction": "in", "taken": true, "number": "+353 1 555 0142", "name": "Orla", "line": "call",
            "started_at": desk.app.now(), "seconds": 60, "category": "use", "urgency": "high", "language": "en",
        }),
    )
    .await;
    (desk, [zip, seam])
}

#[tokio::test]
async fn conditions_leave_what_they_say() {
    let (desk, _) = desk().await;
    let all = found(&desk, "").await;
    assert_eq!(all.len(), 3, "{all:?}");
    for (text, want) in [
        ("owner:\"Bo Chen\"", vec!["seam"]),
        ("负责人:bo", vec!["seam"]),
        ("channel:telephone", vec!["call"]),
        ("-channel:mail", vec!["call"]),
        ("channel:mail -owner:bo", vec!["zip"]),
        ("category:use urgency:high", vec!["call"]),
        ("-category:use", vec!["seam", "zip"]),
        ("channel:mail seam", vec!["seam"]),
        ("opened:today channel:mail", vec!["seam", "zip"]),
        ("opened:<2026-11-20", vec![]),
        ("opened:2026-11-20..", vec!["call", "seam", "zip"]),
        ("brand:hx-leather is:unanswered", vec!["seam", "zip"]),
        ("brand:changkong", vec![]),
        ("is:late", vec![]),
        ("is:waiting", vec![]),
        ("language:zh", vec![]),
    ] {
        assert_eq!(found(&desk, text).await, want, "{text}");
    }
}

#[tokio::test]
async fn what_is_late_is_found_when_it_is() {
    let (desk, [zip, _]) = desk().await;
    assert_eq!(found(&desk, "is:late").await, Vec::<String>::new());
    desk.pass(60 * 24 * 7);
    assert_eq!(found(&desk, "is:late channel:mail").await, ["seam", "zip"]);
    desk.ok("solve", json!({ "case": zip, "text": "done" })).await;
    assert_eq!(found(&desk, "is:late channel:mail").await, ["seam"]);
    // What stands elsewhere is found by saying so, whatever list is open.
    assert_eq!(found(&desk, "is:solved").await, ["zip"]);
    assert_eq!(ask(&desk, "closed", "is:solved").await["total"], 1);
}

#[tokio::test]
async fn what_a_desk_does_not_know_is_told_in_its_place_and_finds_nothing() {
    let (desk, _) = desk().await;
    for (text, key, wrong) in [
        ("zip owner:nobody", "owner", "unknown"),
        ("owner:", "owner", "empty"),
        ("group:nowhere", "group", "unknown"),
        ("is:open is:closed", "is", "twice"),
        ("-due:today", "due", "turned"),
        ("-is:closed", "is", "turned"),
        ("brand:other", "brand", "unknown"),
    ] {
        let answer = ask(&desk, "open", text).await;
        assert_eq!((&answer["rows"], &answer["total"]), (&json!([]), &json!(0)), "{text}");
        let terms = answer["terms"].as_array().unwrap();
        let bad: Vec<&Value> = terms.iter().filter(|term| !term["wrong"].is_null()).collect();
        assert_eq!(bad.len(), 1, "{text}: {terms:?}");
        assert_eq!((&bad[0]["key"], &bad[0]["wrong"]), (&json!(key), &json!(wrong)), "{text}");
    }
    let terms = ask(&desk, "open", "拉链 是:超时 zip").await["terms"].clone();
    assert_eq!(terms, json!([{ "from": 3, "to": 7, "key": "is", "value": "超时", "not": false, "wrong": null }]));
}

/// Whoever a case was routed to is found by the group, in either language.
#[tokio::test]
async fn groups_are_found_by_id_and_name() {
    let (desk, _) = desk().await;
    let groups = desk.ok("groups", Value::Null).await;
    let mut routed = Vec::new();
    for group in groups.as_array().unwrap() {
        let by = |name: &Value| format!("group:\"{}\"", name.as_str().unwrap());
        let of = found(&desk, &by(&group["id"])).await;
        assert_eq!(found(&desk, &by(&group["name"]["en"])).await, of);
        assert_eq!(found(&desk, &by(&group["name"]["zh"])).await, of);
        routed.extend(of);
    }
    assert!(routed.contains(&"call".to_owned()), "the call was routed: {routed:?}");
}
