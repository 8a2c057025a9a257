//! The sample desk is believable, stands at its fixed morning, and its journal holds no personal text in clear.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::Bench;
use serde_json::{Value, json};

async fn sample() -> Bench {
    let desk = Bench::bare("2027-02-03T04:05:06Z").await;
    let args = json!({ "name": "Mei Lin", "language": "en", "pack": "hx-leather", "house": "", "addresses": [], "sample": true });
    desk.ok("set_up", args).await;
    desk
}

#[tokio::test]
async fn it_has_something_of_everything_and_a_movable_clock() {
    let desk = sample().await;
    let frame = desk.ok("desk", Value::Null).await;
    assert_eq!(
        (frame["ready"].clone(), frame["sample"].clone(), frame["now"].clone()),
        (json!(true), json!(true), json!("2026-11-20T02:42:00Z"))
    );
    let counts = &frame["counts"];
    for name in ["for_us", "waiting", "late", "solved", "closed", "surveys"] {
        assert!(counts[name].as_i64().unwrap() > 0, "{name}: {counts}");
    }
    let customers = desk.ok("customers", json!({ "limit": 100 })).await;
    assert!(customers["rows"].as_array().unwrap().len() >= 12);
    let states: Vec<String> = desk.ok("surveys", Value::Null).await["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| format!("{} {}", row["duty"], row["state"]))
        .collect();
    assert!(states.iter().any(|s| s.contains("first")) && states.iter().any(|s| s.contains("periodic")), "{states:?}");
    let found = desk.ok("cases", json!({ "filter": "all", "text": "拉链", "limit": 10 })).await;
    assert!(found["total"].as_i64().unwrap() >= 1, "{found}");
    let form = desk.ok("cases", json!({ "filter": "closed", "limit": 10 })).await;
    assert!(form["total"].as_i64().unwrap() >= 2);

    // Quiet at first; then the clock is moved over a deadline and somebody hears of it.
    desk.app.look_back().await.unwrap();
    desk.app.tick().await.unwrap();
    assert!(desk.shown().is_empty(), "{:?}", desk.shown());
    desk.ok("move_clock", json!({ "seconds": 1500 })).await;
    desk.app.tick().await.unwrap();
    assert!(desk.shown().iter().any(|title| title.contains("Response is late")), "{:?}", desk.shown());
    assert_eq!(desk.ok("desk", Value::Null).await["now"], "2026-11-20T03:07:00Z");
}

#[tokio::test]
async fn no_payload_holds_a_name_an_address_or_a_letters_words() {
    let desk = sample().await;
    let store = aftercare_store::Store::open(desk.folder.path().join("desk"), desk.app.now()).await.unwrap();
    let mut look = store.look().await.unwrap();
    let mut payloads = String::new();
    let mut ids = vec![aftercare_core::desk::STREAM];
    use aftercare_core::journal::{StreamId, StreamKind};
    for row in look.cases(aftercare_store::CaseFilter::All, "", None, 500).await.unwrap().rows {
        ids.push(StreamId::new(StreamKind::Case, row.id.0));
    }
    for row in look.customers("", None, 500).await.unwrap().0 {
        ids.push(StreamId::new(StreamKind::Customer, row.id.0));
    }
    for id in &ids {
        for event in look.recorded(*id).await.unwrap() {
            payloads.push_str(&String::from_utf8(event.payload).unwrap());
        }
    }
    assert!(ids.len() > 25 && payloads.len() > 20_000);
    for personal in [
        "Fenwick",
        "orla@",
        "Tidemark",
        "青禾",
        "陈雨桐",
        "Nordhaven",
        "jonas",
        "5550 0142",
        "zip pull",
        "拉链",
        "Mei Lin",
        "林乔",
        "sample-0",
        "zip-pull.png",
    ] {
        assert!(!payloads.contains(personal), "{personal} stands in the journal");
    }
}

/// A file of the checkout that `make types` writes.
fn is_made(file: &str, made: &str) {
    let path = format!("{}/../../../{file}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("AFTERCARE_BLESS").is_some() {
        std::fs::write(&path, made).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(kept == made, "{file} has drifted: run `make types`");
}

#[test]
fn the_interfaces_types_are_those_of_the_program() {
    is_made("ui/src/data/api.gen.ts", &aftercare_app::api::typescript());
}

#[test]
fn the_papers_on_packs_are_those_of_the_program() {
    use aftercare_app::packs;
    is_made("docs/policy-facts.schema.json", &packs::facts_schema());
    is_made("docs/policy-answer.schema.json", &packs::answer_schema());
    is_made("docs/packs.md", &packs::reference());
}

#[test]
fn each_key_of_a_pack_has_its_meaning_and_an_example() {
    let page = aftercare_app::packs::reference();
    let cells = |line: &str| line.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let keys: Vec<Vec<String>> =
        page.lines().filter(|line| line.starts_with("| `")).map(cells).filter(|row| row.len() == 5).collect();
    assert!(keys.len() > 120, "{}", keys.len());
    for row in keys {
        let full = row.iter().enumerate().all(|(place, cell)| place == 2 || !cell.is_empty());
        assert!(full, "{row:?}");
    }
}
