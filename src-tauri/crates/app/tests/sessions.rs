//! Sessions by video and remote maintenance, by the calls of the window.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::{Bench, Mail};
use serde_json::{Value, json};
use std::sync::Arc;

/// The smallest picture there is: one dot.
const DOT: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

async fn begin(desk: &Bench, case: &str, sort: &str, link: &str) -> Value {
    let session = desk.ok("begin_session", json!({ "case": case, "sort": sort, "link": link })).await;
    json!({ "case": case, "session": session })
}

fn with(session: &Value, more: Value) -> Value {
    let mut all = session.clone();
    all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    all
}

fn end(session: &Value, held: bool) -> Value {
    with(session, json!({ "held": held, "findings": "" }))
}

/// The session's entry in the timeline.
async fn entry(desk: &Bench, case: &str) -> Value {
    let page = desk.case(case).await;
    let mut entries = page["timeline"].as_array().unwrap().iter().filter(|one| one["what"]["type"] == "session");
    let found = entries.next().expect("an entry").clone();
    assert!(entries.next().is_none(), "one entry for one session");
    found["what"]["session"].clone()
}

async fn response(desk: &Bench, case: &str) -> Value {
    let page = desk.case(case).await;
    let clocks = page["clocks"].as_array().unwrap();
    clocks.iter().find(|clock| clock["clock"] == "first_response").expect("a response clock").clone()
}

#[tokio::test]
async fn hx_2_a_session_is_one_entry_with_notes_pictures_findings_and_a_next_step() {
    let desk = Bench::new().await;
    let case = desk.letter(&Mail::default()).await;
    let session = begin(&desk, &case, "video", "facetime:+353 1 555 0142").await;
    desk.pass(3);
    desk.ok("note_session", with(&session, json!({ "text": "Top stopper missing on 3 of 3" }))).await;
    desk.ok("consent_session", with(&session, json!({ "given": true }))).await;
    desk.ok("snap_session", with(&session, json!({ "data": DOT }))).await;
    desk.pass(4);
    let due = desk.app.now() + chrono::TimeDelta::days(2);
    let more = json!({
        "held": true, "outcome": "visit_needed", "findings": "Stopper crimp", "next": { "what": "400 pulls", "due": due },
    });
    desk.ok("end_session", with(&session, more)).await;

    let shown = entry(&desk, &case).await;
    assert_eq!(shown["notes"][0]["text"], "Top stopper missing on 3 of 3");
    assert_eq!((&shown["findings"], &shown["outcome"]), (&json!("Stopper crimp"), &json!("visit_needed")));
    assert!(shown["ended"].is_string() && shown["consent"].is_string());
    let picture = json!({ "case": case, "seq": shown["snaps"][0]["seq"] });
    let data = desk.ok("snapshot", picture).await["data"].as_str().unwrap().to_owned();
    assert_eq!(data, format!("data:image/png;base64,{DOT}"));
    let page = desk.case(&case).await;
    assert_eq!(page["files"].as_array().unwrap().len(), 1, "a picture is a file of the case");
    assert_eq!((&page["tasks"][0]["what"], &page["tasks"][0]["sort"]), (&json!("400 pulls"), &json!("todo")));
    assert_eq!(desk.ok("open_sessions", Value::Null).await, json!([]));
}

#[tokio::test]
async fn hx_6_a_held_session_stops_the_response_clock_and_one_nobody_joined_does_not() {
    let desk = Bench::new().await;
    let case = desk.letter(&Mail::default()).await;
    desk.pass(5);
    let session = begin(&desk, &case, "remote", "123 456 789").await;
    desk.pass(5);
    desk.ok("end_session", end(&session, false)).await;
    assert_eq!(response(&desk, &case).await["stopped"], Value::Null);
    let begun = desk.app.now();
    let session = begin(&desk, &case, "remote", "123 456 789").await;
    desk.pass(30);
    desk.ok("end_session", end(&session, true)).await;
    let stopped: chrono::DateTime<chrono::Utc> =
        serde_json::from_value(response(&desk, &case).await["stopped"].clone()).unwrap();
    assert_eq!(stopped, begun, "at its start, as a call");
}

#[tokio::test]
async fn hx_9_a_remote_password_is_in_nothing_that_is_kept() {
    let desk = Bench::new().await;
    let case = desk.letter(&Mail::default()).await;
    let pasted = "设备代码：123 456 789\n临时密码：sEcr3t77";
    let session = begin(&desk, &case, "remote", pasted).await;
    desk.ok("note_session", with(&session, json!({ "text": pasted }))).await;
    desk.ok("note", json!({ "case": case, "text": pasted })).await;
    desk.ok("save_draft", json!({ "case": case, "text": pasted })).await;
    let more = json!({ "held": true, "findings": pasted, "next": { "what": "pwd sEcr3t77" } });
    desk.ok("end_session", with(&session, more)).await;
    let page = desk.case(&case).await.to_string();
    assert!(page.contains("123 456 789") && page.contains("••••••"), "{page}");
    assert!(!page.contains("sEcr3t77"));
    desk.ok("back_up", Value::Null).await;
    let mut folders = vec![desk.folder.path().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else {
                let bytes = std::fs::read(&entry).unwrap();
                assert!(!bytes.windows(8).any(|part| part == b"sEcr3t77"), "{}", entry.display());
            }
        }
    }
}

#[tokio::test]
async fn an_open_session_is_found_again_and_goes_on_where_it_was() {
    let desk = Bench::new().await;
    let case = desk.letter(&Mail::default()).await;
    let session = begin(&desk, &case, "video", "").await;
    desk.ok("note_session", with(&session, json!({ "text": "before" }))).await;
    // Another process on the same desk, as a computer that comes back.
    let again = Bench::beside(Arc::clone(&desk.folder), Arc::clone(&desk.clock)).await;
    let open = again.ok("open_sessions", Value::Null).await;
    assert_eq!((&open[0]["id"], &open[0]["mine"]), (&session["session"], &json!(true)));
    assert_eq!(again.ok("session", session.clone()).await["notes"][0]["text"], "before");
    again.ok("note_session", with(&session, json!({ "text": "after" }))).await;
    assert_eq!(entry(&desk, &case).await["notes"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn what_a_session_refuses() {
    let desk = Bench::new().await;
    let case = desk.letter(&Mail::default()).await;
    let session = begin(&desk, &case, "video", "").await;
    let again = json!({ "case": case, "sort": "video", "link": "" });
    assert_eq!(desk.refused("begin_session", again).await, "refused:already");
    assert_eq!(desk.refused("note_session", with(&session, json!({ "text": " " }))).await, "refused:needs_text");
    let snap = |data: &str| with(&session, json!({ "data": data }));
    assert_eq!(desk.refused("snap_session", snap(DOT)).await, "bad_input:missing", "no picture without consent");
    desk.ok("consent_session", with(&session, json!({ "given": true }))).await;
    assert_eq!(desk.refused("snap_session", snap("PHNjcmlwdD4=")).await, "bad_input:no_picture");
    assert_eq!(desk.refused("snap_session", snap("?")).await, "bad_input:no_picture");
    desk.ok("consent_session", with(&session, json!({ "given": false }))).await;
    assert_eq!(desk.refused("snap_session", snap(DOT)).await, "bad_input:missing", "a consent that was taken back");
    let past = with(&end(&session, true), json!({ "next": { "what": "x", "due": desk.app.now() } }));
    assert_eq!(desk.refused("end_session", past).await, "bad_input:past");
    desk.ok("end_session", end(&session, true)).await;
    assert_eq!(desk.refused("end_session", end(&session, true)).await, "refused:not_open");
    assert_eq!(desk.refused("note_session", with(&session, json!({ "text": "late" }))).await, "refused:not_open");
}

#[tokio::test]
async fn the_doctor_finds_nothing_wrong_with_sessions_and_their_pictures() {
    let desk = Bench::new().await;
    let case = desk.letter(&Mail::default()).await;
    let session = begin(&desk, &case, "video", "").await;
    desk.ok("consent_session", with(&session, json!({ "given": true }))).await;
    desk.ok("snap_session", with(&session, json!({ "data": DOT }))).await;
    desk.ok("end_session", end(&session, true)).await;
    // One that goes on has a row of its own.
    begin(&desk, &case, "remote", "123 456 789").await;
    desk.app.shut().await;
    let folder = desk.folder.path().join("desk");
    let place = aftercare_store::doctor::Target::Folder(&folder);
    let found = aftercare_store::doctor::examine(place, Some(aftercare_app::traces), &mut |_, _, _| {}).await.unwrap();
    assert_eq!(found.findings, [], "{found:#?}");
}

#[tokio::test]
async fn only_what_is_really_on_disk_as_a_picture_is_kept() {
    let desk = Bench::new().await;
    let case = desk.letter(&Mail::default()).await;
    let session = begin(&desk, &case, "video", "").await;
    desk.ok("consent_session", with(&session, json!({ "given": true }))).await;
    let text = desk.folder.file("note.png", b"no picture at all");
    assert_eq!(desk.refused("snap_session", with(&session, json!({ "path": text }))).await, "bad_input:no_picture");
    let gone = json!({ "path": desk.folder.path().join("gone.png") });
    assert_eq!(desk.refused("snap_session", with(&session, gone)).await, "file_unreadable");
    let large = desk.folder.file("film.png", &vec![0; 5_000_001]);
    assert_eq!(desk.refused("snap_session", with(&session, json!({ "path": large }))).await, "too_large");
    assert_eq!(desk.case(&case).await["files"], json!([]));
}
