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
    assert_eq!(kinds(&desk.case(&case).await)[2..], ["classified", "classified", "routed", "declared"]);
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

/// A customer by name, address and country; gives the id.
async fn customer(desk: &Bench, name: &str, email: &str, country: Option<&str>) -> String {
    desk.ok("save_customer", profile(None, name, email, country)).await.as_str().unwrap().to_owned()
}

fn profile(id: Option<&str>, name: &str, email: &str, country: Option<&str>) -> Value {
    json!({ "id": id, "name": name, "emails": [email], "phones": ["+49 40 5550 0177"], "contact": null, "language": "en",
        "zone": null, "country": country, "long_term_since": null, "no_surveys": false })
}

fn flood(countries: &[&str]) -> Value {
    json!({ "sort": "force_majeure", "from": "2026-11-20T09:00:00+08:00", "to": null, "reason": "Flood on the Elbe",
        "countries": countries })
}

/// A letter from this address.
async fn from(desk: &Bench, n: usize, address: &'static str) -> String {
    desk.letter(&Mail { from: address, ..letter(n) }).await
}

async fn paused(desk: &Bench, case: &str) -> bool {
    desk.clock(case, "solution").await["state"] == "paused"
}

#[tokio::test]
async fn hc_9_a_region_is_foreseen_and_reaches_its_customers_cases_old_and_new() {
    let desk = desk("hx-leather").await;
    let there = customer(&desk, "Nordhaven", "jonas@nordhaven.example.com", Some("de")).await;
    customer(&desk, "Corvane", "elise@corvane.example.com", Some("FR")).await;
    customer(&desk, "Nowhere", "ana@nowhere.example.com", None).await;
    let inside = from(&desk, 1, "jonas@nordhaven.example.com").await;
    let outside = from(&desk, 2, "elise@corvane.example.com").await;
    let unknown = from(&desk, 3, "ana@nowhere.example.com").await;
    let nobodys = from(&desk, 4, "who@else.example.com").await;
    assert_eq!(desk.ok("customer", json!({ "customer": there })).await["card"]["country"], "DE");

    let mut wrong = flood(&["DE", "Germany"]);
    assert_eq!(desk.refused("declare", wrong.clone()).await, "bad_input:unknown");
    wrong["countries"] = json!(["ZZ"]);
    assert_eq!(desk.refused("declare", wrong).await, "bad_input:unknown");
    let seen = desk.ok("declare_preview", json!({ "declare": flood(&["DE", "PL"]), "job": "look" })).await;
    assert_eq!((&seen["cases"], &seen["nowhere"]), (&json!(1), &json!(2)), "{seen}");
    assert_eq!(seen["moved"][0]["case"], json!(inside));
    let everywhere = desk.ok("declare_preview", json!({ "declare": flood(&[]), "job": "look" })).await;
    assert_eq!((&everywhere["cases"], &everywhere["nowhere"]), (&json!(4), &json!(0)));

    desk.ok("declare", flood(&["DE", "PL"])).await;
    desk.app.tick().await.unwrap();
    assert_eq!(desk.ok("declarations", json!(null)).await["rows"][0]["countries"], json!(["DE", "PL"]));
    assert!(paused(&desk, &inside).await);
    for case in [&outside, &unknown, &nobodys] {
        assert!(!paused(&desk, case).await, "unknown is in no region");
    }
    let new = from(&desk, 5, "jonas@nordhaven.example.com").await;
    assert_eq!(kinds(&desk.case(&new).await), ["opened", "declared", "received"], "as it opens");
}

#[tokio::test]
async fn hc_9_another_country_or_another_customer_reaches_the_clocks_at_once() {
    let desk = desk("hx-leather").await;
    let ana = customer(&desk, "Nowhere", "ana@nowhere.example.com", None).await;
    let known = from(&desk, 1, "ana@nowhere.example.com").await;
    let stray = from(&desk, 2, "who@else.example.com").await;
    desk.ok("declare", flood(&["DE"])).await;
    desk.app.tick().await.unwrap();
    let due = desk.clock(&known, "solution").await["due"].clone();
    assert!(!paused(&desk, &known).await && due.is_string());

    let save = |country| profile(Some(&ana), "Nowhere", "ana@nowhere.example.com", country);
    desk.ok("save_customer", save(Some("DE"))).await;
    assert!(paused(&desk, &known).await, "the customer turned out to be there");
    desk.ok("set_customer", json!({ "case": stray, "customer": ana })).await;
    assert!(paused(&desk, &stray).await, "the case turned out to be that customer's");
    let told = kinds(&desk.case(&known).await).len();
    desk.ok("save_customer", save(Some("DE"))).await;
    assert_eq!(kinds(&desk.case(&known).await).len(), told, "the same again is nothing");

    desk.pass(30);
    desk.ok("save_customer", save(Some("FR"))).await;
    for case in [&known, &stray] {
        assert!(!paused(&desk, case).await, "elsewhere after all");
        let page = desk.case(case).await;
        let last = page["timeline"].as_array().unwrap().last().unwrap();
        assert_eq!((&last["what"]["type"], &last["what"]["lifted"]), (&json!("declaration_ended"), &json!(true)));
    }
    assert_eq!(desk.clock(&known, "solution").await["due"], due, "as if it had never been");
    let elsewhere = customer(&desk, "Nordhaven", "jonas@nordhaven.example.com", Some("DE")).await;
    desk.ok("set_customer", json!({ "case": stray, "customer": elsewhere })).await;
    assert!(paused(&desk, &stray).await);
    desk.ok("set_customer", json!({ "case": stray, "customer": ana })).await;
    assert!(!paused(&desk, &stray).await);
    for _ in 0..2 {
        desk.pass(2);
        desk.app.tick().await.unwrap();
    }
    assert!(!paused(&desk, &stray).await && !paused(&desk, &known).await, "the walk over all cases says the same");
    let wrong = profile(None, "Atlantis", "a@b.example.com", Some("ZZ"));
    assert_eq!(desk.refused("save_customer", wrong).await, "bad_input:unknown");
}

#[tokio::test]
async fn hc_9_a_country_that_is_imported_reaches_the_clocks_at_once() {
    let desk = desk("hx-leather").await;
    customer(&desk, "Nowhere", "ana@nowhere.example.com", None).await;
    let case = from(&desk, 1, "ana@nowhere.example.com").await;
    desk.ok("declare", flood(&["DE"])).await;
    desk.app.tick().await.unwrap();
    let path = desk.folder.file("customers.csv", "name,country\nNowhere,Deutschland\nNew one,FR\n".as_bytes());
    desk.ok("import_table", json!({ "path": path, "kind": "customers", "options": {}, "dry_run": false, "job": "t" }))
        .await;
    assert!(paused(&desk, &case).await);
}

#[tokio::test]
async fn hc_9_a_case_that_goes_on_gets_what_was_declared_meanwhile_at_once() {
    let desk = desk("hx-leather").await;
    let mut rested = Vec::new();
    for n in 0..3 {
        let case = desk.letter(&letter(n)).await;
        desk.pass(5);
        desk.ok("solve", json!({ "case": case, "text": "sent anew" })).await;
        rested.push(case);
    }
    desk.pass(5);
    desk.ok("declare", flood(&[])).await;
    desk.app.tick().await.unwrap();
    for case in &rested {
        assert!(!kinds(&desk.case(case).await).contains(&"declared"), "a case at rest gets nothing");
    }
    desk.pass(30);
    // By the customer's letter, by a call, by hand.
    let again = Mail {
        id: "again@tidemark.example.com",
        references: "<0@tidemark.example.com>".into(),
        date: "Fri, 20 Nov 2026 10:40:00 +0800",
        ..Mail::default()
    };
    assert_eq!(desk.letter(&again).await, rested[0]);
    let call = json!({
        "case": rested[1], "customer": null, "direction": "in", "taken": false, "number": "+49 40 5550 0177", "name": "",
        "line": "Rang", "started_at": desk.clock.now(), "seconds": 0,
        "category": "other", "urgency": "normal", "language": "en",
    });
    desk.ok("log_call", call).await;
    desk.ok("reopen", json!({ "case": rested[2], "text": "not solved after all" })).await;
    for case in &rested {
        let page = desk.case(case).await;
        assert_eq!((&page["status"], kinds(&page).last()), (&json!("open"), Some(&"declared")));
        assert!(paused(&desk, case).await);
    }
}

#[tokio::test]
async fn pa_1_a_call_that_is_classified_as_it_is_logged_gets_what_is_declared_for_its_category() {
    let desk = desk("pandorana").await;
    let mut volume = peak(SHENZHEN, None);
    volume["sort"] = json!("high_volume");
    volume["categories"] = json!(["delivery"]);
    desk.ok("declare", volume).await;
    desk.app.tick().await.unwrap();
    let call = json!({
        "case": null, "customer": null, "direction": "in", "taken": true, "number": "+44 20 5550 0112", "name": "Priya Nair",
        "line": "Where is it", "started_at": "2026-11-20T01:40:00Z", "seconds": 300,
        "category": "delivery", "urgency": "normal", "language": "en",
    });
    let case = desk.ok("log_call", call).await.as_str().unwrap().to_owned();
    assert_eq!(kinds(&desk.case(&case).await).last(), Some(&"declared"));
}

#[tokio::test]
async fn a_reason_that_is_missing_names_no_clause_but_that_of_the_times_that_it_is_about() {
    let desk = desk("hx-leather").await;
    let mut ask = flood(&[]);
    ask["reason"] = json!(" ");
    let refused = desk.call("declare", ask).await.unwrap_err();
    assert_eq!((refused.args["refusal"].as_str(), refused.clause), ("needs_reason", None));
    let case = desk.letter(&letter(1)).await;
    let staff = desk.ok("desk", json!(null)).await["staff"][0]["id"].clone();
    let hand = desk.call("hand_over", json!({ "case": case, "to": staff, "reason": "" })).await.unwrap_err();
    assert_eq!(hand.clause, None);
    let classify = |complexity: &str| json!({ "case": case, "category": "use", "urgency": "normal", "complexity": complexity, "reason": null });
    desk.ok("classify", classify("general")).await;
    let complexity = desk.call("classify", classify("complex")).await.unwrap_err();
    assert_eq!((complexity.args["refusal"].as_str(), complexity.clause.as_deref()), ("needs_reason", Some("HX-7")));
}

#[tokio::test]
async fn days_out_of_order_and_repairs_at_once_are_refused_by_their_names() {
    let desk = desk("hx-leather").await;
    let case = desk.letter(&letter(1)).await;
    let swapped = json!({ "received_on": "2026-11-01", "purchased_on": "2026-11-02" });
    let overlap = json!({ "repairs": [
        { "received_on": "2026-10-10", "sent_back_on": "2026-10-20", "in_warranty": true },
        { "received_on": "2026-10-01", "sent_back_on": "2026-10-12", "in_warranty": true },
    ] });
    let backwards =
        json!({ "repairs": [{ "received_on": "2026-10-10", "sent_back_on": "2026-10-09", "in_warranty": true }] });
    for (days, problem, names) in [
        (swapped, "out_of_order", vec![("which", "received_on"), ("other", "purchased_on")]),
        (overlap, "overlap", vec![("n", "1"), ("m", "2")]),
        (backwards, "backwards", vec![("n", "1")]),
    ] {
        for (call, ask) in [
            ("find_facts", json!({ "case": case, "facts": {}, "days": days })),
            ("try_policy", json!({ "id": "hx-leather", "facts": {}, "days": days })),
        ] {
            let error = desk.call(call, ask).await.unwrap_err();
            assert_eq!(error.args["problem"], problem, "{call}");
            names.iter().for_each(|(name, value)| assert_eq!(error.args[*name], *value, "{call} {name}"));
            for language in ["en", "zh-CN"] {
                let said = error.sentence(language);
                assert!(!said.contains("_on") && !said.contains("problem") && !said.contains('{'), "{said}");
            }
        }
    }
    let error = desk
        .call("try_policy", json!({ "id": "hx-leather", "facts": {}, "days": { "requested_on": "2026-11-05", "confirmed_on": "2026-11-04" } }))
        .await
        .unwrap_err();
    assert_eq!(error.sentence("en"), "“Return confirmed” can’t lie before “Return asked for”.");
    // Given in another order than they came in, they are kept in theirs.
    let unsorted = json!({ "repairs": [
        { "received_on": "2026-10-20", "sent_back_on": null, "in_warranty": true },
        { "received_on": "2026-10-01", "sent_back_on": "2026-10-20", "in_warranty": true },
    ] });
    desk.ok("find_facts", json!({ "case": case, "facts": {}, "days": unsorted })).await;
    let days = desk.ok("verdict", json!({ "case": case })).await["days"].clone();
    assert_eq!(days["repairs"][0]["received_on"], "2026-10-01");
}
