//! What is to be done on cases, and to whom they go: by the calls of the window.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::{Bench, Mail};
use serde_json::{Value, json};

fn call(desk: &Bench, taken: bool) -> Value {
    json!({
        "direction": "in", "taken": taken, "number": "+353 1 555 0142", "name": "Orla Fenwick", "line": "zip pulls",
        "started_at": desk.app.now(), "seconds": 60, "category": "use", "urgency": "normal", "language": "en",
    })
}

async fn log(desk: &Bench, call: Value) -> String {
    desk.ok("log_call", call).await.as_str().unwrap().to_owned()
}

async fn tasks(desk: &Bench, case: &str) -> Vec<Value> {
    desk.case(case).await["tasks"].as_array().unwrap().clone()
}

async fn today(desk: &Bench) -> Vec<Value> {
    desk.ok("today", Value::Null).await["tasks"].as_array().unwrap().clone()
}

/// Somebody looks each minute: what comes due is told one by one.
async fn minutes(desk: &Bench, minutes: u32) {
    for _ in 0..minutes {
        desk.pass(1);
        desk.app.tick().await.unwrap();
    }
}

#[tokio::test]
async fn hx_9_a_missed_call_becomes_a_task_until_both_have_spoken() {
    let desk = Bench::new().await;
    let case = log(&desk, call(&desk, false)).await;
    let [task] = &tasks(&desk, &case).await[..] else { panic!("one task") };
    assert_eq!(
        (&task["sort"], &task["what"], &task["due"], &task["end"]),
        (&json!("call_back"), &json!("Orla Fenwick · +353 1 555 0142"), &Value::Null, &Value::Null)
    );
    let row = &today(&desk).await[0];
    assert_eq!((&row["case"], &row["clock"]["clock"]), (&json!(case), &json!("first_response")));
    desk.pass(5);
    let mut again = call(&desk, false);
    again["case"] = json!(case);
    log(&desk, again).await;
    assert_eq!(tasks(&desk, &case).await.len(), 1, "one call back for two missed calls");
    desk.pass(5);
    let mut back = call(&desk, true);
    back["case"] = json!(case);
    back["direction"] = json!("out");
    log(&desk, back).await;
    assert_eq!(tasks(&desk, &case).await[0]["end"], "done");
    assert!(today(&desk).await.is_empty());
}

#[tokio::test]
async fn hn_5_what_is_waited_for_is_asked_for_again() {
    let desk = Bench::new().await;
    let case = desk.letter(&Mail::default()).await;
    let past = json!({ "case": case, "reason": "customer", "what": "two pictures", "remind_at": desk.app.now() });
    assert_eq!(desk.refused("wait", past).await, "bad_input:past");
    let remind_at = desk.app.now() + chrono::TimeDelta::minutes(90);
    desk.ok("wait", json!({ "case": case, "reason": "customer", "what": "two pictures", "remind_at": remind_at }))
        .await;
    desk.app.tick().await.unwrap();
    let [task] = &tasks(&desk, &case).await[..] else { panic!("one task") };
    assert_eq!((&task["sort"], &task["what"]), (&json!("reminder"), &json!("two pictures")));
    minutes(&desk, 91).await;
    let shown = desk.shown();
    assert!(shown.iter().any(|title| title == "C-1 · two pictures"), "{shown:?}");
    desk.ok("resume", json!({ "case": case })).await;
    assert_eq!(tasks(&desk, &case).await[0]["end"], "overtaken");
    assert_eq!(desk.ok("today", Value::Null).await["tasks_total"], 0);
}

#[tokio::test]
async fn a_task_is_set_put_off_ended_and_opened_again() {
    let desk = Bench::new().await;
    let case = desk.letter(&Mail::default()).await;
    assert_eq!(desk.refused("set_task", json!({ "case": case, "what": " " })).await, "refused:needs_text");
    let due = desk.app.now() + chrono::TimeDelta::minutes(10);
    let task = desk.ok("set_task", json!({ "case": case, "what": "Ask the workshop", "due": due })).await;
    let later = desk.app.now() + chrono::TimeDelta::minutes(60);
    desk.pass(11);
    desk.app.tick().await.unwrap();
    let put_off = json!({ "case": case, "task": task, "what": "Ask the workshop", "due": later });
    desk.ok("set_task", put_off.clone()).await;
    assert_eq!(today(&desk).await.len(), 1, "the same task");
    minutes(&desk, 60).await;
    let told = desk.shown().into_iter().filter(|title| title == "C-1 · Ask the workshop").count();
    assert_eq!(told, 2, "once at each instant: {:?}", desk.shown());
    desk.ok("end_task", json!({ "case": case, "task": task, "done": true })).await;
    desk.ok("end_task", json!({ "case": case, "task": task, "done": false })).await;
    assert_eq!(tasks(&desk, &case).await[0]["end"], "done", "it ended once");
    desk.ok("set_task", put_off).await;
    assert_eq!(tasks(&desk, &case).await[0]["end"], Value::Null, "undone");
    let unknown = json!({ "case": case, "task": uuid::Uuid::nil(), "done": true });
    assert_eq!(desk.refused("end_task", unknown).await, "not_found");
    let nobody = json!({ "case": case, "what": "x", "owner": uuid::Uuid::nil() });
    assert_eq!(desk.refused("set_task", nobody).await, "not_found");
    let found = desk.ok("cases", json!({ "filter": "all", "text": "workshop", "limit": 5 })).await;
    assert_eq!(found["total"], 1, "found by what is to be done");
    let told: Vec<Value> = desk.case(&case).await["timeline"].as_array().unwrap().clone();
    let kinds: Vec<&str> = told.iter().map(|entry| entry["what"]["type"].as_str().unwrap()).collect();
    assert_eq!(kinds[kinds.len() - 4..], ["task_set", "task_set", "task_ended", "task_set"]);
    assert_eq!(told.last().unwrap()["what"]["again"], true);
}

async fn person(desk: &Bench, args: Value) -> Value {
    let mut all = json!({ "languages": ["en"], "supervisor": false, "left": false });
    all.as_object_mut().unwrap().extend(args.as_object().unwrap().clone());
    desk.ok("save_person", all).await
}

#[tokio::test]
async fn hx_11_a_call_goes_to_the_group_that_the_table_names() {
    let desk = Bench::new().await;
    let groups = desk.ok("groups", Value::Null).await;
    assert_eq!(groups[0], json!({ "id": "technical", "name": { "en": "Technical support", "zh": "技术支持组" } }));
    let ana = person(&desk, json!({ "name": "Ana", "group": "technical" })).await;
    let mut urgent = call(&desk, true);
    urgent["urgency"] = json!("stopped");
    let case = log(&desk, urgent).await;
    let page = desk.case(&case).await;
    assert_eq!((&page["owner"]["id"], &page["group"]["en"]), (&ana, &json!("Technical support")));
    let last = page["timeline"].as_array().unwrap().iter().find(|entry| entry["what"]["type"] == "routed").unwrap();
    assert_eq!(
        (&last["what"]["why"], &last["what"]["at_once"], &last["by"]),
        (&json!("group"), &json!(true), &Value::Null)
    );
    desk.pass(1);
    desk.app.tick().await.unwrap();
    assert_eq!(desk.shown(), ["C-1 · pressing, passed on"], "its group knows at once, and once");
    desk.app.tick().await.unwrap();
    assert_eq!(desk.shown().len(), 1);
    // Sorted anew: a matter of another group goes on to it; nobody there, so the owner keeps it.
    let args = json!({ "case": case, "category": "delivery", "urgency": "normal", "complexity": "general" });
    desk.ok("classify", args).await;
    let page = desk.case(&case).await;
    assert_eq!((&page["owner"]["id"], &page["group"]["en"]), (&ana, &json!("After-sales service")));
}

#[tokio::test]
async fn hx_1_a_customer_who_writes_while_the_owner_is_away_meets_who_stands_in() {
    let desk = Bench::new().await;
    let case = desk.letter(&Mail::default()).await;
    let me = desk.ok("desk", Value::Null).await["me"].clone();
    let bo = person(&desk, json!({ "name": "Bo" })).await;
    let now = desk.app.now();
    let away = json!({ "from": now - chrono::TimeDelta::days(1), "to": now + chrono::TimeDelta::days(1), "cover": bo });
    person(&desk, json!({ "id": me["id"], "name": "Mei Lin", "away": away })).await;
    let more = Mail {
        id: "two@tidemark.example.com",
        references: "<one@tidemark.example.com>".into(),
        date: "Fri, 20 Nov 2026 09:50:00 +0800",
        ..Mail::default()
    };
    assert_eq!(desk.letter(&more).await, case);
    let page = desk.case(&case).await;
    assert_eq!(page["owner"]["id"], bo);
    let told = &page["timeline"].as_array().unwrap().last().unwrap()["what"];
    assert_eq!((&told["why"], &told["before"]["id"]), (&json!("cover"), &me["id"]));
    // Who left gets nothing more, and keeps the name on what was done.
    person(&desk, json!({ "id": bo, "name": "Bo", "left": true })).await;
    assert_eq!(desk.refused("hand_over", json!({ "case": case, "to": bo, "reason": "x" })).await, "not_found");
    assert_eq!(desk.refused("set_task", json!({ "case": case, "what": "x", "owner": bo })).await, "not_found");
    assert_eq!(desk.case(&case).await["owner"]["name"], "Bo");
    assert_eq!(desk.ok("desk", Value::Null).await["staff"].as_array().unwrap().len(), 1);
    let people = desk.ok("people", Value::Null).await;
    assert_eq!(
        (&people[0]["away"]["now"], &people[0]["open"], &people[1]["open"]),
        (&json!(true), &json!(0), &json!(1))
    );
}

#[tokio::test]
async fn a_person_who_can_not_be_so_is_refused() {
    let desk = Bench::new().await;
    let me = desk.ok("desk", Value::Null).await["me"]["id"].clone();
    let with = |args: Value| {
        let mut all = json!({ "name": "Ana", "languages": [], "supervisor": false, "left": false });
        all.as_object_mut().unwrap().extend(args.as_object().unwrap().clone());
        all
    };
    let now = desk.app.now();
    for (args, error) in [
        (json!({ "name": "  " }), "bad_input:missing"),
        (json!({ "group": "moths" }), "bad_input:unknown"),
        (json!({ "id": uuid::Uuid::nil() }), "not_found"),
        (json!({ "id": me, "left": true }), "bad_input:last"),
        (json!({ "away": { "from": now, "to": now } }), "bad_input:backwards"),
        (json!({ "id": me, "away": { "from": now, "cover": me } }), "bad_input:self"),
        (json!({ "away": { "from": now, "cover": uuid::Uuid::nil() } }), "not_found"),
    ] {
        assert_eq!(desk.refused("save_person", with(args.clone())).await, error, "{args}");
    }
}

#[tokio::test]
async fn hx_11_a_case_that_becomes_pressing_is_told_and_one_that_was_handed_over_stays() {
    let desk = Bench::new().await;
    let ana = person(&desk, json!({ "name": "Ana", "group": "technical" })).await;
    let jun = person(&desk, json!({ "name": "Jun" })).await;
    let case = log(&desk, call(&desk, true)).await;
    assert_eq!(desk.case(&case).await["owner"]["id"], ana);
    desk.ok("hand_over", json!({ "case": case, "to": jun, "reason": "knows the lot" })).await;
    // A further call that changes nothing of what it is about leaves it where a person put it.
    let mut again = call(&desk, true);
    again["case"] = json!(case);
    again["direction"] = json!("out");
    log(&desk, again).await;
    assert_eq!(desk.case(&case).await["owner"]["id"], jun);
    desk.pass(1);
    desk.app.tick().await.unwrap();
    assert_eq!(desk.shown().len(), 0);
    let sorted =
        |urgency: &str| json!({ "case": case, "category": "use", "urgency": urgency, "complexity": "general" });
    desk.ok("classify", sorted("stopped")).await;
    assert_eq!(desk.case(&case).await["owner"]["id"], jun, "the group stays, and so does its owner");
    desk.pass(1);
    desk.app.tick().await.unwrap();
    assert_eq!(desk.shown(), ["C-1 · pressing, passed on"]);
    desk.ok("classify", sorted("normal")).await;
    desk.ok("solve", json!({ "case": case, "text": "told how" })).await;
    let mut after = call(&desk, true);
    after["case"] = json!(case);
    after["direction"] = json!("out");
    after["urgency"] = json!("stopped");
    log(&desk, after).await;
    desk.pass(1);
    desk.app.tick().await.unwrap();
    assert_eq!(desk.shown().len(), 1, "a solved case presses nobody");
}

#[tokio::test]
async fn hx_9_a_call_back_goes_to_who_stands_in_and_a_call_that_was_taken_meanwhile_ends_it() {
    let desk = Bench::new().await;
    let case = desk.letter(&Mail::default()).await;
    let me = desk.ok("desk", Value::Null).await["me"].clone();
    let bo = person(&desk, json!({ "name": "Bo" })).await;
    let now = desk.app.now();
    let away = json!({ "from": now - chrono::TimeDelta::minutes(5), "cover": bo });
    person(&desk, json!({ "id": me["id"], "name": "Mei Lin", "away": away })).await;
    let mut missed = call(&desk, false);
    missed["case"] = json!(case);
    desk.pass(2);
    let mut taken = call(&desk, true);
    taken["case"] = json!(case);
    desk.pass(1);
    log(&desk, missed).await;
    let page = desk.case(&case).await;
    assert_eq!((&page["owner"]["id"], &page["tasks"][0]["owner"]["id"]), (&bo, &bo));
    log(&desk, taken).await;
    assert_eq!(tasks(&desk, &case).await[0]["end"], "done", "it was taken after the other was missed");
    // A machine's answer gives nothing away, nor does what was written before the absence.
    let other = desk.letter(&Mail { id: "b@x", ..Mail::default() }).await;
    let auto =
        Mail { id: "c@x", references: "<b@x>".into(), extra: "Auto-Submitted: auto-replied\r\n", ..Mail::default() };
    desk.letter(&auto).await;
    let old =
        Mail { id: "d@x", references: "<b@x>".into(), date: "Thu, 19 Nov 2026 09:00:00 +0800", ..Mail::default() };
    desk.letter(&old).await;
    assert_eq!(desk.case(&other).await["owner"]["id"], me["id"]);
}
