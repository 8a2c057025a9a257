//! Chats come in as texts: each message at its own time, once only, on the right case (HX-9, HN-2, HC-2).
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::{Bench, Mail};
use serde_json::{Value, json};
use std::io::Write;

/// By the desk's own clock, in Shanghai: two messages of the customer's, our answer, a picture that was left out.
const SHORT: &str = "\
20/11/2026, 08:59 - Messages and calls are end-to-end encrypted.
20/11/2026, 09:00 - Orla Byrne: 60 of the gift boxes came in wet
The carton on top was open
20/11/2026, 09:00 - Orla Byrne: IMG-20261120-WA0003.jpg (file attached)
20/11/2026, 09:20 - Mei Lin: Thank you. Which lot is it?
";
const TAIL: &str = "\
20/11/2026, 09:31 - Orla Byrne: lot 2026-07
20/11/2026, 09:32 - Orla Byrne: This message was deleted
20/11/2026, 09:33 - Missed voice call
";

fn ask(text: &str) -> Value {
    json!({ "text": text, "case": null, "customer": null, "ours": ["Mei Lin"], "order": null, "zone": "Asia/Shanghai", "job": "test" })
}

fn with(mut ask: Value, field: &str, value: Value) -> Value {
    ask[field] = value;
    ask
}

/// What happened on a case, but for its opening: who, when and what.
fn told(page: &Value) -> Vec<String> {
    let entries = page["timeline"].as_array().unwrap().iter().filter(|entry| entry["what"]["type"] != "opened");
    let told = entries.map(|entry| {
        let what = &entry["what"];
        let text = what["text"].as_str().unwrap_or_default().replace('\n', "/");
        format!("{} {} {text}", entry["at"].as_str().unwrap(), what["type"].as_str().unwrap())
    });
    told.collect()
}

#[tokio::test]
async fn hx_9_a_chat_becomes_a_case_with_each_message_at_its_own_time() {
    let desk = Bench::new().await;
    let seen = desk.ok("chat_preview", json!({ "text": format!("{SHORT}{TAIL}") })).await;
    let side = |n: usize| (seen["participants"][n]["name"].clone(), seen["participants"][n]["ours"].clone());
    assert_eq!((side(0), side(1)), ((json!("Orla Byrne"), json!(false)), (json!("Mei Lin"), json!(true))), "{seen}");
    assert_eq!((&seen["order"], &seen["zone"], &seen["joins"]), (&json!("dmy"), &json!("Asia/Shanghai"), &Value::Null));
    for (field, count) in
        [("new", 4), ("known", 0), ("notices", 1), ("deleted", 1), ("missed_calls", 1), ("files_missing", 1)]
    {
        assert_eq!(seen[field], count, "{field} of {seen}");
    }
    assert_eq!(seen["first_at"], "2026-11-20T01:00:00Z");

    let report = desk.ok("import_chat", ask(SHORT)).await;
    assert_eq!((report["added"].as_u64(), report["known"].as_u64()), (Some(3), Some(0)), "{report}");
    let id = report["case"].as_str().unwrap();
    let page = desk.case(id).await;
    assert_eq!((&page["channel"], &page["subject"]), (&json!("chat"), &json!("60 of the gift boxes came in wet")));
    assert_eq!(
        told(&page),
        [
            "2026-11-20T01:00:00Z received 60 of the gift boxes came in wet/The carton on top was open",
            "2026-11-20T01:00:00Z received IMG-20261120-WA0003.jpg (file attached)",
            "2026-11-20T01:20:00Z sent Thank you. Which lot is it?",
        ]
    );
    let sent = page["timeline"].as_array().unwrap().iter().find(|entry| entry["what"]["type"] == "sent").unwrap();
    assert_eq!((&sent["what"]["how"], &sent["by"]["name"]), (&json!("imported"), &json!("Mei Lin")));
    // Our answer in the chat is the answer that was promised.
    let clock = desk.clock(id, "first_response").await;
    assert_eq!((&clock["state"], &clock["stopped"]), (&json!("met"), &json!("2026-11-20T01:20:00Z")));
}

#[tokio::test]
async fn a_longer_export_adds_only_its_end_on_the_same_case() {
    let desk = Bench::new().await;
    let first = desk.ok("import_chat", ask(SHORT)).await;
    let again = desk.ok("import_chat", ask(SHORT)).await;
    assert_eq!((again["added"].as_u64(), again["known"].as_u64(), &again["case"]), (Some(0), Some(3), &first["case"]));
    let longer = format!("{SHORT}{TAIL}");
    // Who is the desk is known from the last time, whatever the desk's people are called.
    let seen = desk.ok("chat_preview", json!({ "text": longer })).await;
    assert_eq!(
        (&seen["new"], &seen["known"], &seen["joins"]["label"]),
        (&json!(1), &json!(3), &json!("C-1")),
        "{seen}"
    );
    // With another zone it is the same chat.
    let report = desk.ok("import_chat", with(ask(&longer), "zone", json!("Europe/Dublin"))).await;
    assert_eq!((report["added"].as_u64(), &report["case"]), (Some(1), &first["case"]), "{report}");
    let page = desk.case(first["case"].as_str().unwrap()).await;
    assert_eq!(told(&page).len(), 4);
    assert_eq!(
        desk.ok("cases", json!({ "filter": "all", "limit": 50 })).await["rows"].as_array().map(Vec::len),
        Some(1)
    );
}

#[tokio::test]
async fn who_was_the_desk_the_last_time_is_it_again() {
    let desk = Bench::new().await;
    let text = SHORT.replace("Mei Lin", "Customer care");
    let before = desk.ok("chat_preview", json!({ "text": text })).await;
    assert_eq!(before["participants"][1]["ours"], false);
    desk.ok("import_chat", with(ask(&text), "ours", json!(["Customer care"]))).await;
    let after = desk.ok("chat_preview", json!({ "text": format!("{text}{TAIL}") })).await;
    assert_eq!((&after["participants"][1]["ours"], &after["participants"][0]["ours"]), (&json!(true), &json!(false)));
    assert_eq!((&after["new"], &after["known"]), (&json!(1), &json!(3)));
}

#[tokio::test]
async fn dates_that_can_be_read_in_two_ways_are_asked_about_once() {
    let desk = Bench::new().await;
    let text = "05/11/26, 09:00 - Orla: wet boxes\n05/11/26, 09:20 - Mei Lin: thank you\n";
    let seen = desk.ok("chat_preview", json!({ "text": text })).await;
    assert_eq!(seen["order"], Value::Null, "{seen}");
    let likely: Vec<&str> = seen["readings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|r| r["likely"] == true)
        .map(|r| r["first"].as_str().unwrap())
        .collect();
    assert_eq!(likely, ["2026-11-05T09:00:00", "2026-05-11T09:00:00"]);
    assert_eq!(desk.refused("import_chat", ask(text)).await, "bad_input:ambiguous");
    let report = desk.ok("import_chat", with(ask(text), "order", json!("mdy"))).await;
    let page = desk.case(report["case"].as_str().unwrap()).await;
    assert!(told(&page)[0].starts_with("2026-05-11T01:00:00Z"), "{page}");
    // What was chosen once is known by the messages themselves.
    let again = desk.ok("chat_preview", json!({ "text": format!("{text}06/11/26, 09:00 - Orla: hello?\n") })).await;
    assert_eq!((&again["order"], &again["new"]), (&json!("mdy"), &json!(1)), "{again}");
    // What would lie in the future was not meant: 20 November has not become 11 December.
    let past = desk.ok("chat_preview", json!({ "text": "12/11/26, 09:00 - Orla: wet boxes\n" })).await;
    assert_eq!(past["order"], "dmy");
    assert_eq!(desk.refused("chat_preview", json!({ "text": "Dear desk, no chat" })).await, "bad_input:no_chat");
    assert_eq!(
        desk.refused("chat_preview", json!({ "text": SHORT, "zone": "Asia/Atlantis" })).await,
        "bad_input:unknown"
    );
}

#[tokio::test]
async fn a_chat_goes_into_the_case_that_a_person_names() {
    let desk = Bench::new().await;
    let case = desk.letter(&Mail::default()).await;
    let report = desk.ok("import_chat", with(ask(SHORT), "case", json!(case))).await;
    assert_eq!((report["case"].as_str(), &report["opened"]), (Some(case.as_str()), &json!(false)));
    let page = desk.case(&case).await;
    assert_eq!(page["channel"], "mail");
    assert_eq!(told(&page).len(), 4);
    // The next export finds it by its messages.
    assert_eq!(desk.ok("import_chat", ask(&format!("{SHORT}{TAIL}"))).await["case"], case);
    let nobody = with(ask("20/11/2026, 09:20 - Mei Lin: Hello\n"), "case", Value::Null);
    assert_eq!(desk.refused("import_chat", nobody).await, "bad_input:nobody_else");
}

#[tokio::test]
async fn a_chat_that_goes_on_long_after_the_closing_opens_a_linked_case() {
    let desk = Bench::at("2026-10-12T10:00:00+08:00").await;
    let text = "12/10/2026, 09:00 - Orla Byrne: wet boxes\n";
    let case = desk.ok("import_chat", ask(text)).await["case"].as_str().unwrap().to_owned();
    desk.ok("classify", json!({ "case": case, "category": "product_quality", "urgency": "normal", "complexity": "general", "reason": null })).await;
    desk.ok("solve", json!({ "case": case, "text": "sent new ones" })).await;
    desk.ok("close", json!({ "case": case, "text": "" })).await;
    desk.clock.set(aftercare_testkit::at(common::FRIDAY));
    let soon = desk.ok("import_chat", ask(&format!("{text}13/10/2026, 09:00 - Orla Byrne: thank you\n"))).await;
    assert_eq!(
        (soon["case"].as_str(), &soon["opened"]),
        (Some(case.as_str()), &json!(false)),
        "within the days to reopen"
    );
    desk.ok("solve", json!({ "case": case, "text": "nothing more to do" })).await;
    desk.clock.set(aftercare_testkit::at("2026-12-20T10:00:00+08:00"));
    desk.ok("close", json!({ "case": case, "text": "" })).await;
    desk.clock.set(aftercare_testkit::at("2027-02-20T10:00:00+08:00"));
    let late = desk
        .ok(
            "import_chat",
            ask(&format!(
                "{text}13/10/2026, 09:00 - Orla Byrne: thank you\n19/02/2027, 09:00 - Orla Byrne: the lid is loose\n"
            )),
        )
        .await;
    let linked = late["case"].as_str().unwrap();
    assert_eq!((&late["opened"], late["added"].as_u64()), (&json!(true), Some(1)));
    assert_eq!(desk.case(linked).await["timeline"][0]["what"]["continues"], "C-1");
}

#[tokio::test]
async fn times_that_are_still_to_come_or_long_past_count_from_the_import() {
    let desk = Bench::new().await;
    let ahead = "20/11/2026, 11:00 - Orla Byrne: from a clock that runs ahead\n";
    assert_eq!(desk.ok("chat_preview", json!({ "text": ahead })).await["future"], 1);
    let report = desk.ok("import_chat", ask(ahead)).await;
    let page = desk.case(report["case"].as_str().unwrap()).await;
    assert!(told(&page)[0].starts_with("2026-11-20T02:00:00Z"), "{page}");
    assert_eq!(page["timeline"][1]["what"]["problems"], json!(["date_in_future"]));
    let old = desk.ok("import_chat", ask("01/01/1990, 11:00 - Dana: from a clock that was never set\n")).await;
    let page = desk.case(old["case"].as_str().unwrap()).await;
    assert!(told(&page)[0].starts_with("2026-11-20T02:00:00Z"), "{page}");
}

#[tokio::test]
async fn a_number_is_found_among_the_customers() {
    let desk = Bench::new().await;
    let customer = json!({
        "id": null, "name": "Tidemark", "emails": [], "phones": ["+353 1 555 0142"], "contact": null, "language": "zh",
        "zone": null, "long_term_since": null, "no_surveys": false,
    });
    let customer = desk.ok("save_customer", customer).await;
    let text = "20/11/2026, 09:00 - +353 1 555 0142: wet boxes\n";
    let report = desk.ok("import_chat", ask(text)).await;
    let page = desk.case(report["case"].as_str().unwrap()).await;
    assert_eq!((&page["customer"]["id"], &page["language"]), (&customer, &json!("zh")), "{page}");
    assert_eq!(page["timeline"][1]["what"]["from"], "+353 1 555 0142");
}

#[tokio::test]
async fn an_archive_brings_its_pictures_along() {
    let desk = Bench::new().await;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file("WhatsApp Chat with Orla Byrne.txt", options).unwrap();
    zip.write_all(format!("\u{feff}{SHORT}").replace("Mei Lin", "Care").as_bytes()).unwrap();
    zip.start_file("IMG-20261120-WA0003.jpg", options).unwrap();
    zip.write_all(b"\xFF\xD8\xFF wet").unwrap();
    let bytes = zip.finish().unwrap().into_inner();
    let path = desk.folder.file("WhatsApp Chat with Orla Byrne.zip", &bytes);
    // Its name tells the other side.
    let seen = desk.ok("chat_preview", json!({ "path": path })).await;
    assert_eq!(
        (&seen["files"], &seen["files_missing"], &seen["participants"][1]["ours"]),
        (&json!(1), &json!(0), &json!(true)),
        "{seen}"
    );
    let mut import = with(ask(""), "path", json!(path));
    import["text"] = Value::Null;
    import["ours"] = json!(["Care"]);
    let report = desk.ok("import_chat", import).await;
    let page = desk.case(report["case"].as_str().unwrap()).await;
    let file = &page["timeline"][2]["what"]["files"][0];
    assert_eq!(
        (&file["name"], &file["mime"], &file["size"]),
        (&json!("IMG-20261120-WA0003.jpg"), &json!("image/jpeg"), &json!(7)),
        "{page}"
    );
    assert_eq!(page["timeline"][2]["what"]["text"], "");
    let broken = desk.folder.file("broken.zip", &bytes[..bytes.len() / 2]);
    assert_eq!(desk.refused("chat_preview", json!({ "path": broken })).await, "bad_input:no_chat");
}

#[tokio::test]
async fn the_doctor_finds_nothing_wrong_with_a_chat() {
    let desk = Bench::new().await;
    let report = desk.ok("import_chat", ask(SHORT)).await;
    let case = report["case"].as_str().unwrap().to_owned();
    // An answer by mail on the same case names no id of the chat's.
    let reply =
        json!({ "case": case, "to": "orla@tidemark.example.com", "subject": "", "text": "Sixty new ones go out." });
    desk.ok("mark_sent", reply).await;
    let path = desk.folder.path().join("answer.eml");
    let reply = json!({ "reply": { "case": case, "to": "orla@tidemark.example.com", "subject": "", "text": "And more" }, "path": path });
    desk.ok("save_reply", reply).await;
    let eml = std::fs::read_to_string(path).unwrap();
    assert!(!eml.contains("chat:"), "{eml}");
    desk.app.shut().await;
    let folder = desk.folder.path().join("desk");
    let place = aftercare_store::doctor::Target::Folder(&folder);
    let found = aftercare_store::doctor::examine(place, Some(aftercare_app::traces), &mut |_, _, _| {}).await.unwrap();
    assert_eq!(found.findings, [], "{found:#?}");
}
