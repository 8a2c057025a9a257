//! "Why this deadline" and the verdict on paper: the sum adds up, both dates stand on it, and it says what it was computed from.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use aftercare_core::journal::{Hash, StreamId, StreamKind};
use aftercare_core::policy::Book;
use aftercare_store::Store;
use chrono::TimeDelta;
use common::{Bench, FRIDAY, Mail};
use serde_json::{Value, json};
use std::process::Command;
use uuid::Uuid;

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

fn sheet(case: &str, clock: Option<&str>, verdict: bool) -> Value {
    json!({ "case": case, "clock": clock, "cycle": 1, "verdict": verdict, "at": null, "paper": "a4", "languages": "en" })
}

/// The text of a sheet as it is saved, without white space.
async fn text(desk: &Bench, sheet: &Value) -> String {
    let path = desk.folder.path().join("sheet.pdf");
    desk.ok("save_why", json!({ "sheet": sheet, "path": path })).await;
    let read = Command::new("pdftotext").args(["-raw"]).arg(&path).arg("-").output();
    let read = read.expect("pdftotext: install the package poppler-utils");
    String::from_utf8(read.stdout).unwrap().chars().filter(|sign| !sign.is_whitespace()).collect()
}

fn holds(text: &str, all: &[&str]) {
    for told in all {
        let told: String = told.chars().filter(|sign| !sign.is_whitespace()).collect();
        assert!(text.contains(&told), "{told} is not in {text}");
    }
}

/// The amounts in the column "counted", which stand before the sums.
fn added(text: &str) -> Vec<i64> {
    let times = |word: &str| -> Option<i64> {
        let parts: Vec<i64> = word.split(':').map(|part| part.parse().ok()).collect::<Option<_>>()?;
        Some(parts.iter().fold(0, |sum, part| sum * 60 + part) * if parts.len() == 2 { 60 } else { 1 })
    };
    text.split_whitespace().filter_map(times).collect()
}

#[tokio::test]
async fn hx_7_a_deadline_is_printed_with_each_interval_and_the_journal_s_entry() {
    let desk = desk("hx-leather").await;
    let case = desk.letter(&Mail::default()).await;
    let classify = json!({ "case": case, "category": "product_quality", "urgency": "normal", "complexity": "complex", "reason": null });
    desk.ok("classify", classify).await;
    desk.clock.pass(TimeDelta::milliseconds(1_500_400));
    desk.ok("wait", json!({ "case": case, "reason": "customer", "what": "three photographs" })).await;
    desk.pass(60 * 3);
    desk.ok("resume", json!({ "case": case })).await;
    let before = desk.case(&case).await;

    let shown = desk.ok("why_sheet", sheet(&case, Some("solution"), true)).await;
    assert_eq!((&shown["sort"], &shown["label"], &shown["warnings"]), (&json!("why"), &json!("C-1"), &json!([])));
    assert_eq!(shown["pages"].as_array().unwrap().len(), 2, "one sheet for the deadline, one for the verdict");
    let printed = text(&desk, &sheet(&case, Some("solution"), true)).await;
    let why = desk.ok("why", json!({ "case": case, "clock": "solution", "cycle": 1 })).await;
    holds(
        &printed,
        &[
            "Why this deadline",
            "Solution is due",
            "2026-11-20 Fri",
            "09:30:00–10:25:00",
            "0:55:00",
            "10:25:00–13:25:00 waiting, customer",
            "three photographs",
            "3 h",
            "=48:00:00",
            "HX-7",
            "stated",
            "hx-leather",
            "Asia/Shanghai",
            "Mei Lin",
            "Huaxing",
            "Needs facts:",
            why["quote"].as_str().unwrap(),
            why["calendar_revision"].as_str().unwrap(),
            "Seconds are cut",
        ],
    );
    // What it was computed from can be looked up.
    let store = Store::open(desk.folder.path().join("desk"), desk.app.now()).await.unwrap();
    let stream = StreamId::new(StreamKind::Case, case.parse::<Uuid>().unwrap());
    let journal = store.look().await.unwrap().recorded(stream).await.unwrap();
    let last = journal.last().unwrap();
    holds(&printed, &[&format!("Journal of the case, entry {}", last.seq), &last.hash.to_string(), &case]);
    let pack = Book::builtin_texts().iter().find(|text| text.contains("version = 2")).unwrap();
    holds(&printed, &[&Hash::of(pack.as_bytes()).to_string()]);
    // It is a print-out: nothing happened to the case.
    assert_eq!(desk.case(&case).await["timeline"], before["timeline"]);
}

#[tokio::test]
async fn each_line_is_the_difference_of_its_ends_and_all_make_the_target() {
    let desk = desk("hx-leather").await;
    let case = desk.letter(&Mail::default()).await;
    for _ in 0..4 {
        desk.clock.pass(TimeDelta::microseconds(4_321_000_777));
        desk.ok("wait", json!({ "case": case, "reason": "customer", "what": "x" })).await;
        desk.clock.pass(TimeDelta::microseconds(7_654_000_333));
        desk.ok("resume", json!({ "case": case })).await;
    }
    let path = desk.folder.path().join("sheet.pdf");
    desk.ok("save_why", json!({ "sheet": sheet(&case, Some("solution"), false), "path": path })).await;
    let layout = Command::new("pdftotext").args(["-layout"]).arg(&path).arg("-").output().unwrap();
    let layout = String::from_utf8(layout.stdout).unwrap();
    let mut sum = 0;
    let mut lines = 0;
    for line in layout.lines() {
        let Some((from, to)) = line.split_whitespace().find_map(|word| word.split_once('–')) else { continue };
        let counted = added(line);
        let &[amount, so_far] = &counted[..] else { continue };
        let clock = |word: &str| added(if word == "24:00" { "24:00:00" } else { word }).first().copied();
        let (Some(from), Some(to)) = (clock(from), clock(to)) else { continue };
        sum += amount;
        lines += 1;
        assert!((to - from - amount).abs() <= 1, "{line}");
        assert_eq!(sum, so_far, "{line}");
    }
    assert!(lines >= 5, "{lines} lines in {layout}");
    assert_eq!(sum, 8 * 3600, "{layout}");
    assert!(layout.contains("= 8:00:00"), "{layout}");
}

#[tokio::test]
async fn a_case_as_it_stood_is_printed_with_what_was_known_then() {
    let desk = desk("hx-leather").await;
    let case = desk.letter(&Mail::default()).await;
    let then = desk.clock.now();
    desk.pass(30);
    desk.ok("wait", json!({ "case": case, "reason": "customer", "what": "three photographs" })).await;
    let now = text(&desk, &sheet(&case, Some("solution"), false)).await;
    holds(&now, &["three photographs", "Journal of the case, entry 3", "not known while it waits"]);
    assert!(!now.contains("Asitstoodon"), "{now}");
    let mut past = sheet(&case, Some("solution"), false);
    past["at"] = json!(then);
    let past = text(&desk, &past).await;
    holds(
        &past,
        &["As it stood on 2026-11-20 10:00", "Journal of the case, entry 2", "Printed 2026-11-20 10:30, Mei Lin"],
    );
    assert!(!past.contains("photographs"), "{past}");
    let mut early = sheet(&case, Some("solution"), true);
    early["at"] = json!("2026-11-19T10:00:00+08:00");
    assert_eq!(desk.refused("why_sheet", early).await, "not_found");
}

#[tokio::test]
async fn hx_19_a_verdict_is_printed_with_row_clause_facts_and_days() {
    let desk = desk("hx-leather").await;
    let case = desk.letter(&Mail::default()).await;
    let open = text(&desk, &sheet(&case, None, true)).await;
    holds(&open, &["Verdict", "Needs facts:", "still possible: rows", "Still needed", "Cause"]);
    assert!(!open.contains("Whythisdeadline"), "{open}");
    let found = json!({ "case": case, "facts": { "cause": "material", "service": "repair" }, "days": { "received_on": "2026-08-14" }, "note": "pulls measured" });
    desk.ok("find_facts", found).await;
    let decided = text(&desk, &sheet(&case, None, true)).await;
    holds(
        &decided,
        &[
            "Free of charge",
            "We answer for it. We pay freight both ways.",
            "Liability",
            "Freight (To us)",
            "Freight (To the customer)",
            "Cause: material",
            "Warranty: in warranty (A)",
            "received 2026-08-14 + 12 months, last day 2027-08-14 included",
            "HX-19",
            "Material, found by Mei Lin",
            "from the days (A)",
            "pulls measured",
            "Next step",
            "Remedies",
            "Chop",
        ],
    );
    let answer = desk.ok("verdict", json!({ "case": case, "at": null })).await;
    for one in answer["verdict"]["answers"].as_array().unwrap().iter().filter(|one| !one["row"].is_null()) {
        holds(&decided, &[&format!("row {}", one["row"]), one["clause"].as_str().unwrap()]);
    }
    let mut chinese = sheet(&case, None, true);
    chinese["languages"] = json!("zh");
    holds(
        &text(&desk, &chinese).await,
        &["结论", "免费", "由我方负责。往返运费由我方承担。", "原因：材料", "含最后一天 2027-08-14", "第 1 行"],
    );
}

#[tokio::test]
async fn hn_1_hc_9_a_declared_state_leaves_both_dates_on_paper() {
    let desk = desk("huaxing-nor").await;
    let case = desk.letter(&Mail::default()).await;
    let before = desk.ok("why", json!({ "case": case, "clock": "first_response", "cycle": 1 })).await;
    assert_eq!(before["normal"], Value::Null);
    let peak = json!({ "sort": "peak", "from": "2026-11-15T00:00:00+08:00", "to": null, "reason": "Singles' Day" });
    desk.ok("declare", peak).await;
    desk.app.tick().await.unwrap();
    let why = desk.ok("why", json!({ "case": case, "clock": "first_response", "cycle": 1 })).await;
    assert_eq!(why["normal"], before["clock"]["due"]);
    assert_ne!(why["clock"]["due"], before["clock"]["due"]);
    let printed = text(&desk, &sheet(&case, Some("first_response"), false)).await;
    let zone: chrono_tz::Tz = why["zone"].as_str().unwrap().parse().unwrap();
    let civil = |due: &Value| {
        let at: chrono::DateTime<chrono::Utc> = serde_json::from_value(due.clone()).unwrap();
        at.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string()
    };
    holds(
        &printed,
        &[
            "Normally, without what is declared",
            &civil(&why["normal"]),
            &civil(&why["clock"]["due"]),
            "Peak season",
            "Singles' Day",
        ],
    );

    let flood = json!({ "sort": "force_majeure", "from": FRIDAY, "to": null, "reason": "Flood in Guangdong" });
    let case = desk.letter(&Mail { id: "two@tidemark.example.com", ..Mail::default() }).await;
    let due = desk.clock(&case, "solution").await["due"].clone();
    desk.ok("declare", flood).await;
    desk.app.tick().await.unwrap();
    let why = desk.ok("why", json!({ "case": case, "clock": "solution", "cycle": 1 })).await;
    assert_eq!((&why["clock"]["due"], &why["normal"]), (&Value::Null, &due));
    let printed = text(&desk, &sheet(&case, Some("solution"), false)).await;
    holds(&printed, &["not known while it waits", &civil(&due), "Flood in Guangdong", "force majeure"]);
}

#[tokio::test]
async fn a_target_in_days_adds_up_days() {
    let desk = desk("help-center").await;
    let case = desk.letter(&Mail::default()).await;
    let why = desk.ok("why", json!({ "case": case, "clock": "verification", "cycle": 1 })).await;
    let days = why["clock"]["measure"]["days"].as_i64().unwrap();
    let printed = text(&desk, &sheet(&case, Some("verification"), false)).await;
    holds(&printed, &["day of the notice", "Counted, days", &format!("={days}"), "1 business day from the notice"]);
}

#[tokio::test]
async fn it_goes_to_the_printer_and_what_can_t_be_printed_is_refused() {
    let desk = desk("hx-leather").await;
    let case = desk.letter(&Mail::default()).await;
    let mut ask = sheet(&case, Some("first_response"), true);
    ask["paper"] = json!("a5");
    desk.ok("print_why", json!({ "sheet": ask, "printer": "desk", "copies": 3 })).await;
    let job = desk.seen.prints.lock().unwrap()[0].clone();
    assert_eq!((job.title.as_str(), job.paper.as_str(), job.copies), ("C-1", "a5", 3));
    assert!(job.pdf.starts_with(b"%PDF"));
    let print =
        |sheet: &Value, printer: &str, copies: u32| json!({ "sheet": sheet, "printer": printer, "copies": copies });
    assert_eq!(desk.refused("print_why", print(&ask, "gone", 1)).await, "printer");
    assert_eq!(desk.refused("print_why", print(&ask, "desk", 0)).await, "bad_input:out_of_range");
    assert_eq!(desk.refused("why_sheet", sheet(&case, None, false)).await, "bad_input:missing");
    assert_eq!(desk.refused("why_sheet", sheet(&case, Some("refund"), true)).await, "not_found");
    for field in ["paper", "languages"] {
        let mut wrong = sheet(&case, Some("first_response"), true);
        wrong[field] = json!("a3");
        assert_eq!(desk.refused("why_sheet", wrong).await, "bad_input:unknown");
    }
    let nowhere = desk.folder.path().join("no/such/folder.pdf");
    assert_eq!(desk.refused("save_why", json!({ "sheet": ask, "path": nowhere })).await, "file_unwritable");
    assert_eq!(desk.seen.prints.lock().unwrap().len(), 1);
}
