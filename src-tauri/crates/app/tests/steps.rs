//! What a person does to a case, and what is refused.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::{Bench, Mail};
use serde_json::{Value, json};

async fn sorted(desk: &Bench, case: &str, category: &str, complexity: &str, reason: Option<&str>) {
    let args =
        json!({ "case": case, "category": category, "urgency": "normal", "complexity": complexity, "reason": reason });
    desk.ok("classify", args).await;
}

fn effects(page: &Value, act: &str, what: &str) -> Vec<String> {
    let acts = page["acts"].as_array().unwrap();
    let found = acts.iter().find(|a| a["act"] == act).unwrap();
    found[what].as_array().unwrap().iter().map(|c| c.as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn hx_1_a_case_has_one_owner_and_a_hand_over_has_a_reason() {
    let desk = Bench::bare(common::FRIDAY).await;
    let args = json!({ "name": "Mei Lin", "language": "en", "pack": "hx-leather", "house": "", "addresses": [], "sample": true });
    desk.ok("set_up", args).await;
    let frame = desk.ok("desk", Value::Null).await;
    let list = desk.ok("cases", json!({ "filter": "open", "limit": 1 })).await;
    let case = list["rows"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(desk.case(&case).await["owner"]["id"], frame["me"]["id"]);
    let to = frame["staff"][1]["id"].clone();
    assert_eq!(
        desk.refused("hand_over", json!({ "case": case, "to": to, "reason": " " })).await,
        "refused:needs_reason"
    );
    desk.ok("hand_over", json!({ "case": case, "to": to, "reason": "Night shift" })).await;
    let page = desk.case(&case).await;
    assert_eq!(page["owner"]["id"], to);
    let last = page["timeline"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(
        (last["what"]["type"].clone(), last["what"]["reason"].clone()),
        (json!("handed_over"), json!("Night shift"))
    );
}

#[tokio::test]
async fn hx_6_i_sent_it_answers_clears_the_draft_and_its_copy_is_known() {
    let desk = Bench::new().await;
    let case = desk.letter(&Mail::default()).await;
    desk.ok("save_draft", json!({ "case": case, "text": "Dear Orla" })).await;
    let page = desk.case(&case).await;
    assert_eq!(page["draft"], "Dear Orla");
    assert_eq!(effects(&page, "reply", "stops"), ["first_response"]);
    let reply =
        json!({ "case": case, "to": "orla@tidemark.example.com", "subject": "", "text": "Dear Orla, we send pulls." });
    let path = desk.folder.path().join("answer.eml");
    desk.ok("save_reply", json!({ "reply": reply, "path": path })).await;
    let eml = std::fs::read_to_string(&path).unwrap();
    assert!(eml.contains("[C-1]") && eml.contains("References: <one@tidemark.example.com>"), "{eml}");
    desk.ok("save_reply", json!({ "reply": reply, "path": path })).await;
    assert_eq!(std::fs::read_to_string(&path).unwrap(), eml, "the same draft is the same message");
    desk.pass(5);
    desk.ok("mark_sent", reply.clone()).await;
    let page = desk.case(&case).await;
    assert_eq!(page["draft"], "");
    assert_eq!(page["unanswered"], Value::Null);
    assert_eq!(desk.clock(&case, "first_response").await["state"], "met");
    // The mail program's own copy of the answer comes in with an import: it was counted already.
    let report = desk.import(&[eml]).await;
    assert_eq!((report["known"].as_u64(), report["joined"].as_u64()), (Some(1), Some(0)), "{report}");
    let mut nobody = reply;
    nobody["to"] = json!("nobody");
    assert_eq!(desk.refused("mark_sent", nobody).await, "address");
}

#[tokio::test]
async fn hx_7_complexity_changes_with_a_reason_and_both_deadlines_stay() {
    let desk = Bench::new().await;
    let case = desk.letter(&Mail::default()).await;
    sorted(&desk, &case, "product_quality", "general", None).await;
    let args = json!({ "case": case, "category": "product_quality", "urgency": "normal", "complexity": "complex", "reason": "" });
    assert_eq!(desk.refused("classify", args).await, "refused:needs_reason");
    let before = desk.clock(&case, "solution").await["due"].clone();
    sorted(&desk, &case, "product_quality", "complex", Some("two departments")).await;
    let clock = desk.clock(&case, "solution").await;
    assert_ne!(clock["due"], before);
    assert_eq!(clock["clause"], "HX-7");
    let why = desk.ok("why", json!({ "case": case, "clock": "solution", "cycle": clock["cycle"] })).await;
    let counted: i64 = why["lanes"].as_array().unwrap().iter().map(|lane| lane["seconds"].as_i64().unwrap()).sum();
    assert_eq!((counted, why["total"].as_i64().unwrap()), (48 * 3600, 48 * 3600), "{why}");
    assert!(why["quote"].as_str().unwrap().contains("48 hours"));
    assert!(why["others"].as_array().unwrap().iter().any(|other| !other["superseded_at"].is_null()), "{why}");
}

#[tokio::test]
async fn hx_8_a_customisation_mail_has_eight_service_hours() {
    let desk = Bench::new().await;
    let case = desk.letter(&Mail::default()).await;
    sorted(&desk, &case, "customisation", "general", None).await;
    let clock = desk.clock(&case, "solution").await;
    assert_eq!((clock["clause"].clone(), clock["stated"].clone()), (json!("HX-8"), json!(true)));
    // 09:30 and eight service hours of a day from 09:00 to 21:00.
    assert_eq!(clock["due"], "2026-11-20T09:30:00Z");
}

#[tokio::test]
async fn waiting_pauses_the_solution_and_the_customers_word_ends_it() {
    let desk = Bench::new().await;
    let case = desk.letter(&Mail::default()).await;
    assert_eq!(effects(&desk.case(&case).await, "wait", "pauses"), ["solution"]);
    assert_eq!(
        desk.refused("wait", json!({ "case": case, "reason": "solved", "what": "x" })).await,
        "bad_input:unknown"
    );
    desk.ok("wait", json!({ "case": case, "reason": "customer", "what": "two pictures" })).await;
    let page = desk.case(&case).await;
    assert_eq!((page["status"].clone(), page["waiting_for"].clone()), (json!("waiting"), json!("two pictures")));
    assert_eq!(desk.clock(&case, "solution").await["state"], "paused");
    assert_eq!(desk.clock(&case, "first_response").await["state"], "running");
    desk.ok("resume", json!({ "case": case })).await;
    assert_eq!(desk.clock(&case, "solution").await["state"], "running");
    desk.ok("wait", json!({ "case": case, "reason": "customer", "what": "again" })).await;
    desk.pass(30);
    let answer = Mail {
        id: "two@tidemark.example.com",
        references: "<one@tidemark.example.com>".into(),
        date: "Fri, 20 Nov 2026 10:20:00 +0800",
        ..Mail::default()
    };
    assert_eq!(desk.letter(&answer).await, case);
    assert_eq!(desk.case(&case).await["status"], "open");
    assert_eq!(desk.refused("resume", json!({ "case": case })).await, "refused:not_waiting");
}

#[tokio::test]
async fn hx_12_a_telephone_case_closes_with_a_filed_form_or_a_reason() {
    let desk = Bench::new().await;
    let call = json!({
        "case": null, "customer": null, "direction": "in", "taken": true, "number": "+44 20 5550 0112", "name": "Priya Nair",
        "line": "Felt sheds", "started_at": "2026-11-20T01:40:00Z", "seconds": 300,
        "category": "product_quality", "urgency": "normal", "language": "en",
    });
    let case = desk.ok("log_call", call).await.as_str().unwrap().to_owned();
    assert_eq!(desk.refused("close", json!({ "case": case, "text": "" })).await, "refused:not_solved");
    desk.ok("solve", json!({ "case": case, "text": "brush once" })).await;
    let error = desk.call("close", json!({ "case": case, "text": "" })).await.unwrap_err();
    assert_eq!((error.args["refusal"].as_str(), error.clause.as_deref()), ("needs_form", Some("HX-12")));

    let make = json!({ "case": case, "sort": "customer-information", "paper": "a4", "languages": "both", "finding": "Loose fibres" });
    let draft = desk.ok("form_preview", make.clone()).await;
    assert!(draft["filed"].is_null() && draft["pages"][0].as_str().unwrap().contains("<svg"));
    let form = desk.ok("file_form", make).await.as_str().unwrap().to_owned();
    let sheet = desk.ok("form", json!({ "form": form })).await;
    assert_eq!(sheet["filed"]["number"], "CIP-2026-0001");
    assert_eq!(sheet["same_as_filed"], true);

    let path = desk.folder.path().join("form.pdf");
    desk.ok("save_form", json!({ "form": form, "path": path })).await;
    desk.pass(60 * 24 * 3);
    desk.ok("print_form", json!({ "form": form, "printer": "desk", "copies": 2 })).await;
    let saved = std::fs::read(&path).unwrap();
    let printed = desk.seen.prints.lock().unwrap()[0].clone();
    assert_eq!(printed.pdf, saved, "three days later the same bytes");
    assert_eq!((printed.title.as_str(), printed.copies), ("CIP-2026-0001", 2));
    let hash = aftercare_core::journal::Hash::of(&saved).to_string();
    assert_eq!(sheet["filed"]["pdf_hash"], hash);
    assert_eq!(desk.refused("print_form", json!({ "form": form, "printer": "gone", "copies": 1 })).await, "printer");
    let log = desk.ok("form", json!({ "form": form })).await["log"].clone();
    assert_eq!(log.as_array().unwrap().len(), 3, "filed, saved, printed: {log}");

    desk.ok("close", json!({ "case": case, "text": "" })).await;
    assert_eq!(desk.case(&case).await["status"], "closed");
    assert_eq!(desk.refused("solve", json!({ "case": case, "text": "x" })).await, "refused:closed");
    desk.ok("reopen", json!({ "case": case, "text": "customer called" })).await;
    assert_eq!(desk.case(&case).await["status"], "open");
}

#[tokio::test]
async fn a_call_that_is_not_on_the_list_is_no_call() {
    let desk = Bench::new().await;
    assert_eq!(desk.refused("drop_everything", Value::Null).await, "bad_call");
    assert_eq!(desk.refused("note", json!({ "case": 7 })).await, "bad_call");
    assert_eq!(desk.refused("case", json!({ "case": uuid::Uuid::nil() })).await, "not_found");
    assert_eq!(desk.refused("move_clock", json!({ "seconds": 60 })).await, "sample_only");
    let bare = Bench::bare(common::FRIDAY).await;
    assert_eq!(bare.refused("import_mail", json!({ "paths": [], "job": "x" })).await, "not_set_up");
    let late = Bench::beside(std::sync::Arc::clone(&bare.folder), std::sync::Arc::clone(&bare.clock)).await;
    let ask =
        json!({ "name": "x", "language": "en", "pack": "hx-leather", "house": "", "addresses": [], "sample": false });
    bare.ok("set_up", ask.clone()).await;
    assert_eq!(
        late.refused("set_up", ask).await,
        "already_set_up",
        "by another process, which this one has not heard of"
    );
    assert_eq!(desk.refused("set_up", json!({ "name": "x", "language": "en", "pack": "hx-leather", "house": "", "addresses": [], "sample": false })).await, "already_set_up");
}
