//! A person is erased on request, by the calls of the window: gone from every list, search and page; what was done stays proved.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::{Bench, Mail};
use serde_json::{Value, json};

async fn customer(desk: &Bench, name: &str, email: &str) -> String {
    let ask = json!({
        "id": null, "name": name, "emails": [email], "phones": ["+353 1 555 0142"], "contact": "Orla", "language": "en",
        "zone": null, "long_term_since": null, "no_surveys": false,
    });
    desk.ok("save_customer", ask).await.as_str().unwrap().to_owned()
}

async fn solved(desk: &Bench, customer: &str) -> String {
    let case = desk.letter(&Mail::default()).await;
    desk.ok("set_customer", json!({ "case": case, "customer": customer })).await;
    desk.ok("note", json!({ "case": case, "text": "Orla's bank is the Harbour" })).await;
    desk.ok("mark_sent", json!({ "case": case, "to": "orla@tidemark.example.com", "subject": "", "text": "New pulls are on their way." })).await;
    desk.ok("solve", json!({ "case": case, "text": "Sent new pulls" })).await;
    case
}

async fn found(desk: &Bench, words: &str) -> i64 {
    let ask = json!({ "filter": "all", "text": words, "after": null, "limit": 20 });
    desk.ok("cases", ask).await["total"].as_i64().unwrap()
}

#[tokio::test]
async fn an_erased_person_is_nowhere_and_the_journal_stands() {
    let desk = Bench::new().await;
    let id = customer(&desk, "Tidemark", "orla@tidemark.example.com").await;
    let case = solved(&desk, &id).await;
    assert_eq!(found(&desk, "harbour").await, 1);
    let before = desk.ok("erasure", json!({ "customer": id })).await;
    assert_eq!((&before["cases"], &before["open"], &before["erased"]), (&json!(1), &json!(0), &Value::Null));

    assert_eq!(desk.refused("erase_customer", json!({ "customer": id, "name": "Tide" })).await, "bad_input:other");
    desk.ok("erase_customer", json!({ "customer": id, "name": "Tidemark" })).await;
    // What somebody writes afterwards goes by asking again; nobody is tied to who was erased.
    desk.ok("note", json!({ "case": case, "text": "her harbour again" })).await;
    desk.ok("erase_customer", json!({ "customer": id, "name": "" })).await;
    assert_eq!(desk.refused("set_customer", json!({ "case": case, "customer": id })).await, "not_found");

    for words in ["harbour", "orla", "tidemark", "pulls"] {
        assert_eq!(found(&desk, words).await, 0, "{words}");
    }
    let list = desk.ok("customers", json!({ "text": "", "after": null, "limit": 20 })).await;
    assert_eq!(list["rows"], json!([]));
    assert_eq!(desk.ok("callers", json!({ "number": "+353 1 555 0142" })).await, json!([]));
    let page = desk.ok("customer", json!({ "customer": id })).await;
    assert_eq!(
        (&page["card"]["name"], &page["card"]["emails"], &page["card"]["contact"]),
        (&json!(""), &json!([]), &Value::Null)
    );
    assert_eq!(page["erased"], json!(desk.app.now()));
    assert!(
        page["surveys"].as_array().unwrap().iter().all(|survey| survey["state"] == "exempt"),
        "{}",
        page["surveys"]
    );

    let told = desk.case(&case).await.to_string().to_lowercase();
    for word in ["harbour", "orla", "tidemark", "new pulls"] {
        assert!(!told.contains(word), "{word} stands in {told}");
    }
    assert!(told.contains(r#""type":"erased""#), "{told}");
    // The same letter is not taken for a new one.
    assert_eq!(desk.import(&[Mail::default().text()]).await["known"], 1);
}

#[tokio::test]
async fn nobody_is_erased_while_a_promise_runs() {
    let desk = Bench::new().await;
    let id = customer(&desk, "Tidemark", "orla@tidemark.example.com").await;
    let case = desk.letter(&Mail::default()).await;
    desk.ok("set_customer", json!({ "case": case, "customer": id })).await;
    assert_eq!(desk.ok("erasure", json!({ "customer": id })).await["open"], 1);
    assert_eq!(desk.refused("erase_customer", json!({ "customer": id, "name": "Tidemark" })).await, "cases_open");
    assert_eq!(found(&desk, "pulls").await, 1);
}
