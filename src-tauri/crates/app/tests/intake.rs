//! Mail and calls come in: once, on the right case, with the right instants.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::{Bench, Mail};
use serde_json::json;

#[tokio::test]
async fn hx_9_mail_becomes_a_case_and_importing_twice_changes_nothing() {
    let desk = Bench::new().await;
    let letter = Mail::default();
    let report = desk.import(&[letter.text()]).await;
    assert_eq!((report["opened"].as_u64(), report["known"].as_u64()), (Some(1), Some(0)), "{report}");
    let id = report["cases"][0].as_str().unwrap().to_owned();
    let page = desk.case(&id).await;
    assert_eq!(page["label"], "C-1");
    assert_eq!(page["channel"], "mail");
    assert_eq!(page["correspondent"]["address"], "orla@tidemark.example.com");
    // The notice is the message's, not the import's.
    assert_eq!(page["timeline"][1]["at"], "2026-11-20T01:30:00Z");
    assert_eq!(page["timeline"][1]["entered_at"], "2026-11-20T02:00:00Z");

    let events = desk.ok("about", json!(null)).await["events"].clone();
    let again = desk.import(&[letter.text()]).await;
    assert_eq!((again["opened"].as_u64(), again["known"].as_u64()), (Some(0), Some(1)), "{again}");
    // Another route gives other bytes: the same Message-ID, sender and date are still the same message.
    let rerouted = Mail { extra: "X-Route: other\r\n", ..letter };
    assert_eq!(desk.import(&[rerouted.text()]).await["known"], 1);
    assert_eq!(desk.ok("about", json!(null)).await["events"], events);
}

#[tokio::test]
async fn an_answer_joins_by_reference_and_by_number_but_a_stranger_with_a_number_does_not() {
    let desk = Bench::new().await;
    let case = desk.letter(&Mail::default()).await;
    let by_reference = Mail {
        id: "two@tidemark.example.com",
        references: "<one@tidemark.example.com>".into(),
        subject: "something else".into(),
        ..Mail::default()
    };
    assert_eq!(desk.letter(&by_reference).await, case);
    let by_number = Mail { id: "three@tidemark.example.com", subject: "AW: [C-1] zip".into(), ..Mail::default() };
    assert_eq!(desk.letter(&by_number).await, case);
    let hijack = Mail {
        id: "four@evil.example.com",
        from: "mallory@evil.example.org",
        subject: "Re: [C-1] zip".into(),
        ..Mail::default()
    };
    let other = desk.letter(&hijack).await;
    assert_ne!(other, case);
    let page = desk.case(&other).await;
    assert_eq!(page["timeline"][1]["what"]["problems"][0], "number_of_another_case");
}

#[tokio::test]
async fn hx_6_mail_of_our_own_is_an_answer_and_a_machine_is_not() {
    let desk = Bench::new().await;
    let case = desk.letter(&Mail::default()).await;
    assert_eq!(desk.clock(&case, "first_response").await["state"], "running");
    let machine = Mail {
        id: "ooo@tidemark.example.com",
        references: "<one@tidemark.example.com>".into(),
        extra: "Auto-Submitted: auto-replied\r\n",
        ..Mail::default()
    };
    assert_eq!(desk.letter(&machine).await, case);
    assert_eq!(desk.clock(&case, "first_response").await["state"], "running");
    let ours = Mail {
        from: "service@desk.example.com",
        to: "orla@tidemark.example.com",
        id: "answer@desk.example.com",
        references: "<one@tidemark.example.com>".into(),
        date: "Fri, 20 Nov 2026 09:50:00 +0800",
        ..Mail::default()
    };
    let report = desk.import(&[ours.text()]).await;
    assert_eq!((report["own"].as_u64(), report["joined"].as_u64()), (Some(1), Some(1)));
    let clock = desk.clock(&case, "first_response").await;
    assert_eq!((clock["state"].clone(), clock["stopped"].clone()), (json!("met"), json!("2026-11-20T01:50:00Z")));
}

#[tokio::test]
async fn mail_from_a_clock_that_was_never_set_is_kept_and_counts_from_its_import() {
    let desk = Bench::new().await;
    for (date, id) in
        [("Thu, 1 Jan 1970 00:00:00 +0000", "a@x.example"), ("Fri, 31 Dec 2199 10:00:00 +0000", "b@x.example")]
    {
        let case = desk.letter(&Mail { date, id, ..Mail::default() }).await;
        let page = desk.case(&case).await;
        assert_eq!(page["timeline"][1]["at"], "2026-11-20T02:00:00Z", "{date}");
        assert!(!page["timeline"][1]["what"]["problems"].as_array().unwrap().is_empty(), "{date}");
    }
}

#[tokio::test]
async fn a_deadline_already_past_at_import_is_late_without_an_alert() {
    let desk = Bench::new().await;
    let old = Mail { date: "Tue, 17 Nov 2026 09:30:00 +0800", ..Mail::default() };
    let case = desk.letter(&old).await;
    let clock = desk.clock(&case, "first_response").await;
    assert_eq!(clock["state"], "breached");
    assert_eq!(clock["due"], "2026-11-17T03:30:00Z");
    desk.app.tick().await.unwrap();
    desk.pass(1);
    desk.app.tick().await.unwrap();
    assert!(desk.shown().is_empty(), "{:?}", desk.shown());
    assert_eq!(desk.ok("desk", json!(null)).await["counts"]["late"], 1);
}

#[tokio::test]
async fn who_writes_long_after_the_closing_opens_a_linked_case() {
    let desk = Bench::at("2026-10-12T10:00:00+08:00").await;
    let case = desk.letter(&Mail { date: "Mon, 12 Oct 2026 09:30:00 +0800", ..Mail::default() }).await;
    desk.ok("classify", json!({ "case": case, "category": "product_quality", "urgency": "normal", "complexity": "general", "reason": null })).await;
    desk.ok("solve", json!({ "case": case, "text": "sent studs" })).await;
    desk.ok("close", json!({ "case": case, "text": "" })).await;
    desk.clock.set(aftercare_testkit::at(common::FRIDAY));
    let again =
        Mail { id: "later@tidemark.example.com", references: "<one@tidemark.example.com>".into(), ..Mail::default() };
    let linked = desk.letter(&again).await;
    assert_ne!(linked, case);
    assert_eq!(desk.case(&linked).await["timeline"][0]["what"]["continues"], "C-1");
    assert_eq!(desk.case(&case).await["status"], "closed");
}

#[tokio::test]
async fn unreadable_mail_is_kept_raw_with_its_problem() {
    let desk = Bench::new().await;
    let path = desk.folder.file("noise.eml", &[0, 1, 2, 3, 255, 254, 0, 0, 7]);
    let report = desk.ok("import_mail", json!({ "paths": [path, "/nowhere/at/all.eml"], "job": "j" })).await;
    assert_eq!((report["with_problems"].as_u64(), report["opened"].as_u64()), (Some(1), Some(1)), "{report}");
    assert_eq!(report["failed"][0]["code"], "not_found");
    let case = report["cases"][0].as_str().unwrap();
    let page = desk.case(case).await;
    let entry = &page["timeline"][1];
    assert_eq!(entry["what"]["problems"][0], "no_message");
    assert_eq!(entry["what"]["original"], true);
    desk.ok("original", json!({ "case": case, "seq": entry["seq"] })).await;
}

#[tokio::test]
async fn hx_11_a_call_is_one_line_and_two_keys_and_answers_at_its_start() {
    let desk = Bench::new().await;
    let call = json!({
        "case": null, "customer": null, "direction": "in", "taken": true, "number": "+86 571 5550 0163", "name": "Chen",
        "line": "Seam opens on 60 gift boxes", "started_at": "2026-11-20T01:40:00Z", "seconds": 540,
        "category": "product_quality", "urgency": "high", "language": "zh",
    });
    let id = desk.ok("log_call", call.clone()).await.as_str().unwrap().to_owned();
    let page = desk.case(&id).await;
    assert_eq!((page["category"].clone(), page["urgency"].clone()), (json!("product_quality"), json!("high")));
    assert_eq!(page["channel"], "telephone");
    let clock = desk.clock(&id, "first_response").await;
    assert_eq!((clock["state"].clone(), clock["stopped"].clone()), (json!("met"), json!("2026-11-20T01:40:00Z")));
    let mut wrong = call.clone();
    wrong["line"] = json!("  ");
    assert_eq!(desk.refused("log_call", wrong).await, "bad_input:missing");
    let mut ahead = call.clone();
    ahead["started_at"] = json!("2026-11-20T03:00:00Z");
    assert_eq!(desk.refused("log_call", ahead).await, "bad_input:future");
    let mut missed = call;
    missed["taken"] = json!(false);
    let id = desk.ok("log_call", missed).await.as_str().unwrap().to_owned();
    assert_eq!(desk.clock(&id, "first_response").await["state"], "running");
}
