//! Declared states, found facts, and a case as it stood before: the whole way, from the call to the page.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use aftercare_app::Event;
use common::{Bench, FRIDAY, Mail};
use serde_json::{Value, json};
use std::sync::Arc;

async fn desk(pack: &str) -> Bench {
    let bench = Bench::bare(FRIDAY).await;
    let args = json!({
        "name": "Mei Lin", "language": "en", "pack": pack, "house": "Huaxing",
        "addresses": ["service@desk.example.com"], "sample": false,
    });
    bench.ok("set_up", args).await;
    bench.app.look_back().await.unwrap();
    bench
}

fn letter(n: usize) -> Mail {
    let id = format!("{n}@tidemark.example.com").leak();
    Mail { id, subject: format!("Where is order {n}"), ..Mail::default() }
}

fn peak(from: &str, to: Option<&str>) -> Value {
    json!({ "sort": "peak", "from": from, "to": to, "reason": "Singles' Day" })
}

fn kinds(page: &Value) -> Vec<&str> {
    page["timeline"].as_array().unwrap().iter().map(|e| e["what"]["type"].as_str().unwrap()).collect()
}

const SHENZHEN: &str = "2026-11-15T00:00:00+08:00";

#[tokio::test]
async fn hn_1_a_peak_is_foreseen_then_declared_and_reaches_old_and_new_cases_once() {
    let desk = desk("huaxing-nor").await;
    let old = desk.letter(&letter(1)).await;
    let before = desk.clock(&old, "first_response").await;
    let ask = json!({ "declare": peak(SHENZHEN, Some("2026-12-01T00:00:00+08:00")), "job": "look" });
    let seen = desk.ok("declare_preview", ask.clone()).await;
    assert_eq!((&seen["cases"], &seen["cancelled"]), (&json!(1), &json!(false)));
    let moved = &seen["moved"][0];
    assert_eq!(
        (&moved["clock"], &moved["was"], &moved["label"]),
        (&json!("first_response"), &before["due"], &json!("C-1"))
    );
    assert_eq!(kinds(&desk.case(&old).await), ["opened", "received"], "looking changes nothing");

    desk.ok("declare", ask["declare"].clone()).await;
    assert_eq!(desk.ok("declarations", json!(null)).await["at_work"], true);
    let new = desk.letter(&letter(2)).await;
    let page = desk.case(&new).await;
    assert_eq!(kinds(&page), ["opened", "declared", "received"], "as it opens, before anybody looked");
    desk.app.tick().await.unwrap();
    let list = desk.ok("declarations", json!(null)).await;
    assert_eq!((&list["at_work"], &list["rows"][0]["state"]), (&json!(false), &json!("on")));
    for case in [&old, &new] {
        let clock = desk.clock(case, "first_response").await;
        assert_eq!(clock["due"], moved["now"]);
        let why = desk.ok("why", json!({ "case": case, "clock": "first_response", "cycle": 1 })).await;
        assert_eq!(why["others"][0]["due"], before["due"], "the normal date stays: {why}");
    }
    let told = desk.case(&old).await;
    for _ in 0..3 {
        desk.pass(2);
        desk.app.tick().await.unwrap();
    }
    assert_eq!(desk.case(&old).await["timeline"], told["timeline"], "once");
    let again = desk.ok("declare_preview", ask).await;
    assert_eq!(again["deadlines"], 0, "a second one moves nothing more");

    // Taken back: it never was, for anybody.
    let id = list["rows"][0]["id"].clone();
    let end = json!({ "id": id, "at": SHENZHEN, "reason": "the wrong month" });
    let seen = desk.ok("declare_preview", json!({ "end": end, "job": "look" })).await;
    assert_eq!((&seen["cases"], &seen["moved"][0]["now"]), (&json!(2), &before["due"]));
    desk.ok("end_declaration", end.clone()).await;
    desk.app.tick().await.unwrap();
    assert_eq!(desk.clock(&old, "first_response").await["due"], before["due"]);
    assert_eq!(desk.ok("declarations", json!(null)).await["rows"][0]["state"], "taken_back");
    assert_eq!(desk.refused("end_declaration", end).await, "refused:already");
}

#[tokio::test]
async fn hn_1_a_process_that_dies_leaves_the_declaration_to_the_next() {
    let one = desk("huaxing-nor").await;
    let mut cases = Vec::new();
    for n in 0..7 {
        cases.push(one.letter(&letter(n)).await);
    }
    one.ok("declare", peak(SHENZHEN, None)).await;
    one.app.shut().await;
    let two = Bench::beside(Arc::clone(&one.folder), Arc::clone(&one.clock)).await;
    two.app.look_back().await.unwrap();
    let mut events = two.app.events();
    for _ in 0..2 {
        two.pass(2);
        two.app.tick().await.unwrap();
    }
    for case in &cases {
        assert_eq!(kinds(&two.case(case).await), ["opened", "received", "declared"]);
    }
    let mut told = false;
    while let Ok(event) = events.try_recv() {
        told |= matches!(event, Event::Changed { tags } if tags.contains(&"declarations".to_owned()));
    }
    assert!(told, "the list is asked again when all have it");
}

#[tokio::test]
async fn hc_9_a_force_majeure_holds_up_the_solution_and_says_why() {
    let desk = desk("hx-leather").await;
    let case = desk.letter(&letter(1)).await;
    let flood = json!({ "sort": "force_majeure", "from": "2026-11-20T09:00:00+08:00", "to": "2026-11-23T09:00:00+08:00",
        "reason": "Flood in Guangdong" });
    desk.ok("declare", flood).await;
    desk.app.tick().await.unwrap();
    let clock = desk.clock(&case, "solution").await;
    assert_eq!((&clock["state"], &clock["pause_reason"]), (&json!("paused"), &json!("force_majeure")));
    assert!(clock["due"].is_string(), "its end is known: {clock}");
    assert_eq!(desk.clock(&case, "first_response").await["state"], "running");
    let why = desk.ok("why", json!({ "case": case, "clock": "solution", "cycle": 1 })).await;
    assert_eq!(why["pauses"][0]["what"], "Flood in Guangdong");
}

#[tokio::test]
async fn pa_1_a_case_classified_into_the_scope_gets_what_is_declared_for_it() {
    let desk = desk("pandorana").await;
    let case = desk.letter(&letter(1)).await;
    let mut volume = peak(SHENZHEN, None);
    volume["sort"] = json!("high_volume");
    volume["categories"] = json!(["delivery"]);
    desk.ok("declare", volume).await;
    desk.app.tick().await.unwrap();
    assert_eq!(kinds(&desk.case(&case).await), ["opened", "received"], "nobody knows what it is about");
    let due = desk.clock(&case, "first_response").await["due"].clone();
    let classify = |category: &str| json!({ "case": case, "category": category, "urgency": "normal", "complexity": "general", "reason": null });
    desk.ok("classify", classify("use")).await;
    assert_eq!(desk.clock(&case, "first_response").await["due"], due);
    desk.ok("classify", classify("delivery")).await;
    assert_eq!(kinds(&desk.case(&case).await)[2..], ["classified", "classified", "declared"]);
    assert!(desk.clock(&case, "first_response").await["due"].as_str() > due.as_str());
}

#[tokio::test]
async fn a_declaration_needs_a_reason_an_interval_and_a_pack_that_is_there() {
    let desk = desk("hx-leather").await;
    let with = |field: &str, value: Value| {
        let mut ask = peak(SHENZHEN, None);
        ask[field] = value;
        ask
    };
    assert_eq!(desk.refused("declare", with("reason", json!(" "))).await, "refused:needs_reason");
    assert_eq!(desk.refused("declare", with("to", json!(SHENZHEN))).await, "bad_input:out_of_range");
    assert_eq!(desk.refused("declare", with("pack", json!("no-such"))).await, "bad_input:unknown");
    assert_eq!(
        desk.refused("end_declaration", json!({ "id": "00000000-0000-0000-0000-000000000001" })).await,
        "not_found"
    );
    assert_eq!(desk.refused("declare_preview", json!({ "job": "look" })).await, "bad_input:missing");
}

#[tokio::test]
async fn a_case_is_shown_as_it_stood_with_what_was_known_then() {
    let desk = desk("hx-leather").await;
    let case = desk.letter(&letter(1)).await;
    let first = desk.case(&case).await;
    desk.pass(20);
    desk.ok(
        "classify",
        json!({ "case": case, "category": "delivery", "urgency": "high", "complexity": "complex", "reason": null }),
    )
    .await;
    desk.pass(20);
    let then = desk.clock.now();
    let shown = desk.case(&case).await;
    desk.pass(60);
    desk.ok("mark_sent", json!({ "case": case, "to": "orla@tidemark.example.com", "subject": "", "text": "we look" }))
        .await;
    desk.ok("save_draft", json!({ "case": case, "text": "and then" })).await;
    desk.pass(600);
    desk.ok("solve", json!({ "case": case, "text": "sent anew" })).await;

    let past = desk.ok("case", json!({ "case": case, "at": then })).await;
    for field in ["status", "category", "urgency", "clocks", "timeline", "unanswered", "pack", "pack_version", "now"] {
        assert_eq!(past[field], shown[field], "{field}");
    }
    assert_eq!((&past["as_of"], &past["acts"], &past["draft"]), (&json!(then), &json!([]), &json!("")));
    assert_eq!(shown["as_of"], Value::Null);
    let opened = desk.ok("case", json!({ "case": case, "at": first["now"] })).await;
    assert_eq!(opened["category"], Value::Null);
    assert_eq!(opened["clocks"], first["clocks"]);
    let why = desk.ok("why", json!({ "case": case, "clock": "solution", "cycle": 1, "at": then })).await;
    assert_eq!((&why["clock"]["state"], &why["clock"]["stopped"]), (&json!("running"), &Value::Null));
    assert_eq!(why["now"], json!(then));
    let early = json!({ "case": case, "at": "2026-11-19T10:00:00+08:00" });
    assert_eq!(desk.refused("case", early).await, "not_found", "nobody knew of it");
    let later = desk.ok("case", json!({ "case": case, "at": "2030-01-01T00:00:00Z" })).await;
    assert_eq!((&later["as_of"], &later["status"]), (&Value::Null, &json!("solved")));
}

#[tokio::test]
async fn hx_4_hn_8_facts_are_found_and_taken_back_and_only_words_that_the_pack_knows() {
    let desk = desk("hx-leather").await;
    let case = desk.letter(&letter(1)).await;
    let find = |facts: Value| json!({ "case": case, "facts": facts });
    desk.ok(
        "find_facts",
        json!({ "case": case, "facts": { "cause": "undetermined" }, "days": { "received_on": "2026-11-01" },
        "note": "both say the other" }),
    )
    .await;
    let page = desk.case(&case).await;
    let entry = &page["timeline"][2]["what"];
    assert_eq!(entry["facts"], json!({ "cause": "undetermined" }));
    assert_eq!((&entry["days"], &entry["note"]), (&json!(true), &json!("both say the other")));
    desk.ok("find_facts", find(json!({ "cause": "undetermined" }))).await;
    assert_eq!(desk.case(&case).await["timeline"].as_array().unwrap().len(), 3, "the same again is nothing");
    desk.ok("find_facts", find(json!({ "cause": null }))).await;
    assert_eq!(desk.case(&case).await["timeline"][3]["what"]["facts"], json!({ "cause": null }));
    for facts in
        [json!({ "cause": "moths" }), json!({ "mood": "bad" }), json!({ "channel": "mail" }), json!({ "leg": "to_us" })]
    {
        assert_eq!(desk.refused("find_facts", find(facts)).await, "bad_input:unknown");
    }
    for (day, problem) in [("2026-11-21", "future"), ("1066-10-14", "out_of_range")] {
        let ask = json!({ "case": case, "facts": {}, "days": { "received_on": day } });
        assert_eq!(desk.refused("find_facts", ask).await, format!("bad_input:{problem}"));
    }
}

#[tokio::test]
async fn hc_3_missing_details_hold_up_the_verification() {
    let desk = desk("help-center").await;
    let case = desk.letter(&letter(1)).await;
    let due = desk.clock(&case, "verification").await["due"].clone();
    assert!(due.is_string());
    desk.ok("find_facts", json!({ "case": case, "facts": { "details": "missing" } })).await;
    let held = desk.clock(&case, "verification").await;
    assert_eq!(
        (&held["state"], &held["pause_reason"], &held["due"]),
        (&json!("paused"), &json!("details"), &Value::Null)
    );
    assert_eq!(
        desk.refused("wait", json!({ "case": case, "reason": "details", "what": "x" })).await,
        "bad_input:unknown"
    );
    desk.ok("find_facts", json!({ "case": case, "facts": { "details": "complete" } })).await;
    assert_eq!(desk.clock(&case, "verification").await["due"], due);
}
