//! Calls by name: the same answers as from the app, each command once, faults that stay their own.

use crate::bench::{Bench, notes};
use aftercare_app::api::{LIST, Sort};
use reqwest::Method;
use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;
use uuid::Uuid;

/// Arguments for the queries that want some; a new query may stand here or be answered with the same error.
async fn examples(desk: &Bench) -> Vec<(&'static str, Value)> {
    let cases = desk.ok("cases", json!({ "filter": "all", "text": "", "after": null, "limit": 50 })).await;
    let mut found = (Value::Null, Value::Null, Value::Null);
    for row in cases["rows"].as_array().unwrap() {
        let page = desk.ok("case", json!({ "case": row["id"] })).await;
        if let Some(letter) =
            page["timeline"].as_array().unwrap().iter().find(|entry| entry["what"]["original"] == true)
        {
            found.0 = json!({ "case": row["id"], "seq": letter["seq"] });
        }
        if let Some(clock) = page["clocks"].as_array().unwrap().first() {
            found.1 = json!({ "case": row["id"], "clock": clock["clock"], "cycle": clock["cycle"] });
        }
        if let Some(form) = page["forms"].as_array().unwrap().first() {
            found.2 = json!({ "form": form["id"] });
        }
    }
    let customers = desk.ok("customers", json!({ "text": "", "after": null, "limit": 5 })).await;
    let case = json!({ "case": cases["rows"][0]["id"] });
    let sheet =
        json!({ "case": cases["rows"][0]["id"], "sort": "customer-information", "paper": "a4", "languages": "both" });
    vec![
        ("cases", json!({ "filter": "open", "text": "", "after": null, "limit": 20 })),
        ("case", case),
        ("original", found.0),
        ("why", found.1),
        ("customers", json!({ "text": "", "after": null, "limit": 20 })),
        ("customer", json!({ "customer": customers["rows"][0]["id"] })),
        ("form_preview", sheet),
        ("form", found.2),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn every_query_answers_as_the_app_itself_does() {
    let desk = Bench::bare().await;
    let sample = json!({ "name": "Mei Lin", "language": "en", "pack": "hx-leather", "house": "", "addresses": [], "sample": true });
    desk.ok("set_up", sample).await;
    let examples = examples(&desk).await;
    let mut answered = 0;
    for line in LIST.iter().filter(|line| line.sort == Sort::Query) {
        let example = examples.iter().find(|(name, _)| *name == line.name);
        let args = example.map_or(Value::Null, |(_, args)| args.clone());
        let (status, over_the_wire) = desk.call(line.name, args.clone()).await;
        match desk.app.call(line.name, args.clone()).await {
            Ok(answer) => {
                assert_eq!((status, &over_the_wire), (200, &answer), "{}", line.name);
                answered += 1;
            }
            Err(error) => {
                assert_eq!(over_the_wire, serde_json::to_value(error).unwrap(), "{}", line.name);
                assert!(status >= 400, "{}", line.name);
                assert!(example.is_none(), "{} {args}: {over_the_wire}", line.name);
            }
        }
    }
    assert!(answered >= 13, "{answered}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_call_is_refused_in_the_same_form() {
    let desk = Bench::new().await;
    let code = |answer: &(u16, Value)| (answer.0, answer.1["code"].as_str().unwrap().to_owned());
    let refused = |status, code: &str| (status, code.to_owned());
    assert_eq!(code(&desk.call("no_such_call", Value::Null).await), refused(404, "bad_call"));
    assert_eq!(code(&desk.call("case", json!({ "case": 7 })).await), refused(404, "bad_call"));
    assert_eq!(code(&desk.call("case", json!({ "case": Uuid::nil() })).await), refused(404, "not_found"));
    let cut = desk.request(Method::POST, "/api/desk").body("{").send().await.unwrap();
    assert_eq!(code(&crate::bench::read(cut).await), refused(404, "bad_call"));
    let get = desk.request(Method::GET, "/api/desk").send().await.unwrap();
    assert_eq!(code(&crate::bench::read(get).await), refused(404, "bad_call"));
    let huge = json!({ "case": Uuid::nil(), "text": "x".repeat(9_000_000) });
    assert_eq!(code(&desk.call("note", huge).await), refused(413, "too_large"));
    let odd = desk.post("desk", &Value::Null).header("x-request-id", "seven").send().await.unwrap();
    assert_eq!(code(&crate::bench::read(odd).await), refused(404, "bad_call"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_with_the_same_id_is_done_once() {
    let desk = Bench::new().await;
    let case = desk.letter("one", "").await;
    let note = json!({ "case": case, "text": "the note" });
    let id = Uuid::from_u128(1);
    assert_eq!(desk.once(id, "note", &note).await.0, 200);
    assert_eq!(desk.once(id, "note", &note).await, (200, Value::Null));
    assert_eq!(notes(&desk, &case).await, 1);
    assert_eq!(desk.once(Uuid::from_u128(2), "note", &note).await.0, 200);
    assert_eq!(notes(&desk, &case).await, 2, "another id is another note");
    let (status, error) = desk.once(id, "note", &json!({ "case": case, "text": "something else" })).await;
    assert_eq!((status, error["code"].as_str()), (409, Some("conflict")));
    // What gives an answer gives the same one again.
    let call = json!({ "name": "Ada", "emails": [], "phones": [], "contact": null, "language": "en", "zone": null,
        "long_term_since": null, "no_surveys": false, "id": null });
    let first = desk.once(Uuid::from_u128(3), "save_customer", &call).await;
    assert_eq!(first.0, 200, "{}", first.1);
    assert_eq!(desk.once(Uuid::from_u128(3), "save_customer", &call).await, first);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_id_many_times_at_once_is_done_once() {
    let desk = Bench::new().await;
    let case = desk.letter("one", "").await;
    let note = json!({ "case": case, "text": "the note" });
    let all = (0..12).map(|_| desk.once(Uuid::from_u128(9), "note", &note));
    for answer in futures::future::join_all(all).await {
        assert_eq!(answer, (200, Value::Null));
    }
    assert_eq!(notes(&desk, &case).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_started_anew_still_knows_what_was_done() {
    let desk = Bench::new().await;
    let case = desk.letter("one", "").await;
    let note = json!({ "case": case, "text": "the note" });
    assert_eq!(desk.once(Uuid::from_u128(1), "note", &note).await.0, 200);
    let desk = desk.again().await;
    let (status, error) = desk.once(Uuid::from_u128(1), "note", &note).await;
    assert_eq!((status, error["code"].as_str()), (409, Some("already_done")), "{error}");
    assert_eq!(notes(&desk, &case).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_refused_can_be_tried_again_with_its_id() {
    let desk = Bench::new().await;
    let case = desk.letter("one", "").await;
    let (id, resume) = (Uuid::from_u128(1), json!({ "case": case }));
    assert_eq!(desk.once(id, "resume", &resume).await.1["code"], "refused");
    desk.ok("wait", json!({ "case": case, "reason": "customer", "what": "a photo" })).await;
    assert_eq!(desk.once(id, "resume", &resume).await, (200, Value::Null));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_path_of_the_servers_computer_is_read_or_written() {
    let desk = Bench::new().await;
    let secret = desk.folder.file("secret.eml", crate::bench::letter("secret", "").as_bytes());
    let target = desk.folder.path().join("written.pdf");
    let form = Uuid::nil();
    let sheet = json!({ "case": form, "cycle": 1, "verdict": true, "paper": "a4", "languages": "en" });
    for (name, args) in [
        ("import_mail", json!({ "paths": [secret], "job": "x" })),
        ("import_mail", json!({ "paths": ["upload:../../secret.eml", secret], "job": "x" })),
        ("chat_preview", json!({ "path": secret })),
        ("save_form", json!({ "form": form, "path": target })),
        ("save_file", json!({ "case": form, "sha256": "00", "path": target })),
        ("save_reply", json!({ "reply": { "case": form, "to": "", "subject": "", "text": "" }, "path": target })),
        ("print_form", json!({ "form": form, "printer": "desk", "copies": 1 })),
        ("save_why", json!({ "sheet": sheet, "path": target })),
        ("print_why", json!({ "sheet": sheet, "printer": "desk", "copies": 1 })),
        ("restore", json!({ "path": desk.folder.path() })),
    ] {
        let (status, error) = desk.call(name, args).await;
        assert_eq!((status, error["code"].as_str()), (403, Some("not_here")), "{name}");
    }
    assert!(!target.exists());
    let outside = json!({ "paths": ["upload:../../secret.eml"], "job": "x" });
    let report = desk.ok("import_mail", outside).await;
    assert_eq!((&report["failed"][0]["code"], &report["files"]), (&json!("upload_gone"), &json!(0)));
    // A backup that the desk lists may be brought back.
    let made = desk.ok("back_up", Value::Null).await;
    desk.ok("restore", json!({ "path": made["path"] })).await;
    assert_eq!(desk.ok("desk", Value::Null).await["ready"], true);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fault_is_one_answer_and_ends_nothing_else() {
    let desk = Bench::new().await;
    desk.plant_fault(true);
    let (status, error) = desk.call("desk", Value::Null).await;
    assert_eq!((status, error["code"].as_str()), (500, Some("internal")));
    desk.plant_fault(false);
    assert_eq!(desk.call("desk", Value::Null).await.0, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_is_finished_when_its_client_has_gone() {
    let desk = Bench::new().await;
    let case = desk.letter("one", "").await;
    let body = json!({ "case": case, "text": "the note" }).to_string();
    let host = desk.url.strip_prefix("http://").unwrap();
    let request = format!(
        "POST /api/note HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {}\r\nContent-Length: {}\r\n\r\n{body}",
        desk.token,
        body.len()
    );
    let mut socket = tokio::net::TcpStream::connect(host).await.unwrap();
    socket.write_all(request.as_bytes()).await.unwrap();
    drop(socket);
    while notes(&desk, &case).await == 0 {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert_eq!(notes(&desk, &case).await, 1);
}
