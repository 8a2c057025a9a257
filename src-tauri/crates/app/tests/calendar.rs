//! Calendars by the calls of the window: what a rehearsal says is what then happens, and nothing happens before it is saved.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use aftercare_app::Event;
use common::{Bench, FRIDAY, Mail};
use serde_json::{Value, json};
use std::sync::Arc;

fn of() -> Value {
    json!({ "pack": "hx-leather", "name": "service" })
}

async fn page(bench: &Bench, year: i32) -> Value {
    bench.ok("calendar", json!({ "pack": "hx-leather", "name": "service", "year": year })).await
}

/// The calendar in force, open in the afternoon only.
async fn afternoon(bench: &Bench) -> Value {
    let mut draft = page(bench, 2026).await["draft"].clone();
    for day in 0..5 {
        draft["weekly"][day] = json!([{ "from": "14:00", "to": "21:00" }]);
    }
    draft
}

fn rehearse(draft: &Value, offset: u32, limit: u32) -> Value {
    json!({ "pack": "hx-leather", "name": "service", "draft": draft, "job": "try", "offset": offset, "limit": limit })
}

fn save(draft: &Value, revision: u32) -> Value {
    json!({ "pack": "hx-leather", "name": "service", "draft": draft, "reason": "a new canteen", "revision": revision, "job": "save" })
}

#[tokio::test]
async fn a_rehearsal_names_what_then_moves() {
    let bench = Bench::new().await;
    let case = bench.letter(&Mail::default()).await;
    let due = bench.clock(&case, "first_response").await["due"].clone();
    assert_eq!(due, "2026-11-20T03:30:00Z");
    let draft = afternoon(&bench).await;
    let mut events = bench.app.events();
    let tried = bench.ok("rehearse", rehearse(&draft, 0, 50)).await;
    assert_eq!((&tried["revision"], &tried["late"], &tried["earlier"]), (&json!(1), &json!(0), &json!(0)));
    let moves = tried["moves"].as_array().unwrap();
    assert_eq!(tried["moved"], moves.len());
    assert_eq!(tried["later"], moves.len());
    assert!(tried["looked"].as_u64().unwrap() >= moves.len() as u64);
    let first = &moves[0];
    assert_eq!(
        (&first["clock"], &first["from"], &first["to"]),
        (&json!("first_response"), &due, &json!("2026-11-20T08:00:00Z"))
    );
    assert_eq!((&first["seconds"], &first["late"], &first["case"]), (&json!(16_200), &json!(false), &json!(case)));
    assert!(moves.windows(2).all(|pair| pair[0]["to"].as_str() <= pair[1]["to"].as_str()));
    let told = std::iter::from_fn(|| events.try_recv().ok())
        .any(|event| matches!(event, Event::Progress { job, .. } if job == "try"));
    assert!(told, "progress is told");
    // Its pages.
    let second = bench.ok("rehearse", rehearse(&draft, 1, 1)).await;
    assert_eq!(second["moves"], json!([moves[1]]));
    // Nothing happened.
    assert_eq!(bench.clock(&case, "first_response").await["due"], due);

    let saved = bench.ok("save_calendar", save(&draft, tried["revision"].as_u64().unwrap() as u32)).await;
    assert_eq!(saved, json!({ "revision": 2, "moved": moves.len() }));
    for one in moves {
        let now = bench.clock(one["case"].as_str().unwrap(), one["clock"].as_str().unwrap()).await;
        assert_eq!(now["due"], one["to"], "{one}");
    }
    let why = bench.ok("why", json!({ "case": case, "clock": "first_response", "cycle": 1 })).await;
    assert!(why["calendar_revision"].as_str().unwrap().starts_with("service #2 · "));
    let again = bench.ok("rehearse", rehearse(&draft, 0, 50)).await;
    assert_eq!((&again["moved"], &again["revision"]), (&json!(0), &json!(2)), "it is in force");

    // Back to the pack's own: the same deadlines go back.
    let back = bench.ok("rehearse", rehearse(&Value::Null, 0, 50)).await;
    assert_eq!(back["moved"], moves.len());
    bench.ok("save_calendar", save(&Value::Null, 2)).await;
    assert_eq!(bench.clock(&case, "first_response").await["due"], due);
    let page = page(&bench, 2026).await;
    assert_eq!((&page["line"]["revision"], &page["line"]["own"]), (&json!(3), &json!(true)));
    let history: Vec<_> = page["revisions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| (r["revision"].clone(), r["own"].clone(), r["by"].clone(), r["reason"].clone()))
        .collect();
    assert_eq!(
        history,
        [
            (json!(3), json!(true), json!("Mei Lin"), json!("a new canteen")),
            (json!(2), json!(false), json!("Mei Lin"), json!("a new canteen")),
            (json!(1), json!(true), json!(""), json!("")),
        ]
    );
}

#[tokio::test]
async fn more_hours_make_late_what_they_would_have_met() {
    let bench = Bench::new().await;
    bench.letter(&Mail::default()).await;
    let mut draft = page(&bench, 2026).await["draft"].clone();
    // Open since seven: the two hours were over at half past nine, before the letter was read.
    draft["zone"] = json!("Asia/Tokyo");
    draft["weekly"][4] = json!([{ "from": "00:00", "to": "24:00" }]);
    bench.pass(89);
    let tried = bench.ok("rehearse", rehearse(&draft, 0, 50)).await;
    assert_eq!(tried["late"], 0, "{tried}");
    draft["weekly"][4] = json!([{ "from": "12:31", "to": "21:00" }]);
    let later = bench.ok("rehearse", rehearse(&draft, 0, 50)).await;
    assert_eq!(later["moves"][0]["late"], false);
}

#[tokio::test]
async fn what_was_edited_elsewhere_meanwhile_is_a_conflict_and_every_process_hears_of_it() {
    let bench = Bench::new().await;
    let other = Bench::beside(Arc::clone(&bench.folder), Arc::clone(&bench.clock)).await;
    let case = bench.letter(&Mail::default()).await;
    let draft = afternoon(&bench).await;
    assert_eq!(other.ok("calendars", Value::Null).await, bench.ok("calendars", Value::Null).await);
    bench.ok("save_calendar", save(&draft, 1)).await;
    let refused = other.call("save_calendar", save(&Value::Null, 1)).await.unwrap_err();
    assert_eq!(
        (refused.word(), refused.args.clone()),
        ("conflict".into(), [("what".into(), "calendar".into())].into())
    );
    assert!(refused.sentence("en").starts_with("Somebody put another revision"), "no word of a stream or its id");
    assert!(refused.sentence("zh-CN").starts_with("其间有人启用了"));
    other.app.tick().await.unwrap();
    assert_eq!(page(&other, 2026).await["line"]["revision"], 2);
    assert_eq!(other.clock(&case, "first_response").await["due"], "2026-11-20T08:00:00Z");
    other.ok("save_calendar", save(&Value::Null, 2)).await;
    bench.app.tick().await.unwrap();
    assert_eq!(bench.clock(&case, "first_response").await["due"], "2026-11-20T03:30:00Z");
}

#[tokio::test]
async fn what_is_no_calendar_or_has_no_reason_is_refused() {
    let bench = Bench::new().await;
    let good = afternoon(&bench).await;
    let with = |path: &str, value: Value| {
        let mut draft = good.clone();
        *draft.pointer_mut(path).unwrap() = value;
        draft
    };
    for (draft, problem) in [
        (with("/zone", json!("Asia/Atlantis")), "unknown_zone"),
        (with("/weekly", json!([[], [], [], [], [], [], []])), "no_opening"),
        (with("/weekly/0", json!([{ "from": "9:00", "to": "21:00" }])), "malformed_hours"),
        (
            with("/weekly/0", json!([{ "from": "09:00", "to": "12:00" }, { "from": "11:00", "to": "13:00" }])),
            "overlapping_hours",
        ),
        (with("/days", json!([{ "date": "2150-01-01" }])), "out_of_range"),
        (with("/days", json!([{ "date": "2027-01-01" }, { "date": "2027-01-01" }])), "duplicate_extra"),
    ] {
        assert_eq!(bench.refused("save_calendar", save(&draft, 1)).await, format!("bad_input:{problem}"));
        assert_eq!(bench.refused("rehearse", rehearse(&draft, 0, 10)).await, format!("bad_input:{problem}"));
    }
    let mut ask = save(&good, 1);
    ask["reason"] = json!("  ");
    assert_eq!(bench.refused("save_calendar", ask).await, "bad_input:missing");
    let nowhere = json!({ "pack": "hx-leather", "name": "canteen", "year": 2026 });
    assert_eq!(bench.refused("calendar", nowhere).await, "not_found");
    let nobodys = json!({ "pack": "nobody", "name": "service", "year": 2026 });
    assert_eq!(bench.refused("calendar", nobodys).await, "not_found");
    assert_eq!(page(&bench, 2026).await["line"]["revision"], 1);
}

#[tokio::test]
async fn a_year_that_the_desk_enters_ends_the_warning() {
    let bench = Bench::new().await;
    let warned = |desk: &Value| desk["warnings"].as_array().unwrap().iter().any(|w| w["code"] == "year_not_published");
    assert!(warned(&bench.ok("desk", Value::Null).await));
    let shown = page(&bench, 2027).await;
    assert_eq!((&shown["year_known"], &shown["days"]), (&json!(false), &json!([])));
    assert_eq!(shown["published"], json!([2024, 2025, 2026]));
    let mut draft = shown["draft"].clone();
    draft["days"].as_array_mut().unwrap().push(json!({ "date": "2027-01-01", "hours": [], "name": "New Year" }));
    bench.ok("save_calendar", save(&draft, 1)).await;
    assert!(warned(&bench.ok("desk", Value::Null).await), "one day is not a year");
    draft["years"] = json!([2027]);
    bench.ok("save_calendar", save(&draft, 2)).await;
    assert!(!warned(&bench.ok("desk", Value::Null).await));
    let shown = page(&bench, 2027).await;
    assert_eq!(shown["year_known"], true);
    assert_eq!(
        shown["days"],
        json!([{ "date": "2027-01-01", "hours": [], "name": "New Year", "source": "desk", "removed": false }])
    );
    assert_eq!(shown["draft"]["years"], json!([2024, 2025, 2026, 2027]));
    assert_eq!(page(&bench, 2026).await["days"][0]["source"], "public");
}

/// What is edited outlives the window, is nobody else's, and is forgotten once it is in force.
#[tokio::test]
async fn edits_are_kept_until_they_are_saved_or_given_up() {
    let bench = Bench::new().await;
    assert_eq!(bench.ok("calendar_edits", of()).await, Value::Null);
    let from = page(&bench, 2026).await["draft"].clone();
    let draft = afternoon(&bench).await;
    let edits = json!({ "revision": 1, "from": from, "draft": draft, "reason": "a new can" });
    let keep = |edits: &Value| json!({ "pack": "hx-leather", "name": "service", "edits": edits });
    bench.ok("keep_calendar_edits", keep(&edits)).await;
    let kept = bench.ok("calendar_edits", of()).await;
    assert_eq!((&kept["edits"], kept["at"].is_string()), (&edits, true));
    assert_eq!(page(&bench, 2026).await["draft"], from, "nothing is in force");
    let other = json!({ "pack": "huaxing-nor", "name": "service" });
    assert_eq!(bench.ok("calendar_edits", other).await, Value::Null);
    bench.ok("keep_calendar_edits", keep(&Value::Null)).await;
    assert_eq!(bench.ok("calendar_edits", of()).await, Value::Null, "given up");

    bench.ok("keep_calendar_edits", keep(&edits)).await;
    bench.refused("save_calendar", save(&draft, 9)).await;
    assert_eq!(bench.ok("calendar_edits", of()).await["edits"], edits, "what could not be saved stays");
    bench.ok("save_calendar", save(&draft, 1)).await;
    assert_eq!(bench.ok("calendar_edits", of()).await, Value::Null, "it is in force");
    let nowhere = json!({ "pack": "hx-leather", "name": "night" });
    assert_eq!(bench.refused("calendar_edits", nowhere).await, "not_found");
}

/// The same hours by another city's clock: a revision like any other, rehearsed before, with the surveys whose days move.
#[tokio::test]
async fn a_calendar_moves_to_another_zone() {
    let bench = Bench::new().await;
    let case = bench.letter(&Mail::default()).await;
    let due = bench.clock(&case, "first_response").await["due"].clone();
    let mut draft = page(&bench, 2026).await["draft"].clone();
    draft["zone"] = json!("Europe/Berlin");
    let tried = bench.ok("rehearse", rehearse(&draft, 0, 50)).await;
    let first = tried["moves"].as_array().unwrap().iter().find(|one| one["clock"] == "first_response").unwrap().clone();
    assert_eq!(first["from"], due);
    assert_ne!(first["to"], due);
    bench.ok("save_calendar", save(&draft, 1)).await;
    assert_eq!(bench.clock(&case, "first_response").await["due"], first["to"]);
    let page = page(&bench, 2026).await;
    assert_eq!((&page["line"]["zone"], &page["own"]["zone"]), (&json!("Europe/Berlin"), &json!("Asia/Shanghai")));
    draft["zone"] = json!("Asia/Atlantis");
    assert_eq!(bench.refused("save_calendar", save(&draft, 2)).await, "bad_input:unknown_zone");
}

#[tokio::test]
async fn days_come_from_a_file_that_a_person_names() {
    let bench = Bench::new().await;
    let path = bench.folder.file("2027.csv", "日期,名称\n2027-01-01,元旦\nsoon,\n".as_bytes());
    let read = bench.ok("read_days_file", json!({ "path": path })).await;
    assert_eq!(read["days"], json!([{ "date": "2027-01-01", "name": "元旦", "workday": false, "line": 2 }]));
    assert_eq!(read["problems"], json!([{ "line": 3, "code": "not_a_date", "value": "soon" }]));
    let gone = bench.folder.path().join("nowhere.ics");
    assert_eq!(bench.refused("read_days_file", json!({ "path": gone })).await, "file_unreadable");
}

#[tokio::test]
async fn the_list_counts_what_is_open_by_each_calendar() {
    let bench = Bench::at(FRIDAY).await;
    let open = |lines: &Value| {
        let line = lines.as_array().unwrap().iter().find(|line| line["pack"] == "hx-leather").unwrap().clone();
        (line["open"].as_i64().unwrap(), line["zone"].clone(), line["own"].clone())
    };
    let before = open(&bench.ok("calendars", Value::Null).await);
    assert_eq!(before, (0, json!("Asia/Shanghai"), json!(true)));
    bench.letter(&Mail::default()).await;
    let lines = bench.ok("calendars", Value::Null).await;
    let tried = bench.ok("rehearse", rehearse(&afternoon(&bench).await, 0, 1)).await;
    assert_eq!(open(&lines).0, tried["looked"].as_i64().unwrap());
    assert!(open(&lines).0 >= 2);
    // A pack with business days of its own has two calendars.
    let mut names: Vec<_> = lines.as_array().unwrap().iter().map(|l| (l["pack"].clone(), l["name"].clone())).collect();
    names.dedup();
    assert_eq!(names.len(), lines.as_array().unwrap().len());
    assert_eq!(page(&bench, 2026).await["line"]["pack"], of()["pack"]);
}
