//! Customers, contracts, orders, and the surveys that follow from them.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::{Bench, Mail};
use serde_json::{Value, json};

async fn customer(desk: &Bench, email: &str, long_term: Value) -> String {
    let args = json!({
        "id": null, "name": "Tidemark Travel Retail", "emails": [email], "phones": ["+61 3 5550 0142"], "contact": "Orla",
        "language": "en", "zone": "Australia/Melbourne", "long_term_since": long_term, "no_surveys": false,
    });
    desk.ok("save_customer", args).await.as_str().unwrap().to_owned()
}

fn order(customer: &str, number: &str, customised: bool, completed: Value) -> Value {
    let order = json!({
        "id": null, "number": number, "contract": null, "goods": "cases", "customised": customised,
        "ordered_on": "2026-09-01", "received_on": null, "completed_on": completed,
    });
    json!({ "customer": customer, "order": order })
}

#[tokio::test]
async fn a_known_senders_mail_belongs_to_the_customer_at_once() {
    let desk = Bench::new().await;
    let who = customer(&desk, "Orla@Tidemark.example.com", Value::Null).await;
    let case = desk.letter(&Mail::default()).await;
    let page = desk.case(&case).await;
    assert_eq!(page["customer"]["id"], json!(who));
    let list = desk.ok("cases", json!({ "filter": "open", "limit": 10 })).await;
    assert_eq!(list["rows"][0]["party"], "Tidemark Travel Retail");
}

#[tokio::test]
async fn hx_5_a_customer_without_a_signed_contract_is_marked() {
    let desk = Bench::new().await;
    let who = customer(&desk, "a@b.example.com", Value::Null).await;
    let without =
        || async { desk.ok("customer", json!({ "customer": who })).await["card"]["without_contract"].clone() };
    assert_eq!(without().await, true);
    let mut contract = json!({ "id": null, "number": "CT-2026-031", "signed_on": null, "completed_on": null });
    let id = desk.ok("save_contract", json!({ "customer": who, "contract": contract })).await;
    assert_eq!(without().await, true, "unsigned is no contract yet");
    contract["id"] = id;
    contract["signed_on"] = json!("2026-11-19");
    desk.ok("save_contract", json!({ "customer": who, "contract": contract })).await;
    assert_eq!(without().await, false);
    contract["id"] = Value::Null;
    assert_eq!(
        desk.refused("save_contract", json!({ "customer": who, "contract": contract })).await,
        "bad_input:taken"
    );
}

#[tokio::test]
async fn hx_15_a_first_completed_order_owes_a_survey_and_dropping_it_needs_a_reason() {
    let desk = Bench::new().await;
    let who = customer(&desk, "a@b.example.com", Value::Null).await;
    assert_eq!(desk.ok("surveys", Value::Null).await["rows"], json!([]));
    desk.ok("save_order", order(&who, "PO-1", true, json!("2026-11-16"))).await;
    let rows = desk.ok("surveys", Value::Null).await["rows"].clone();
    let row = &rows[0];
    assert_eq!(
        (row["duty"].clone(), row["form"].clone(), row["state"].clone()),
        (json!("first"), json!("project"), json!("due"))
    );
    assert_eq!(
        (row["last_day"].clone(), row["because"].clone(), row["clause"].clone()),
        (json!("2026-11-23"), json!("order:PO-1"), json!("HX-15"))
    );
    let today = desk.ok("today", Value::Null).await;
    assert_eq!(today["surveys"].as_array().unwrap().len(), 1);
    let settle = |by: Value, reason: Value| json!({ "customer": who, "duty": "first", "by": by, "reason": reason });
    assert_eq!(desk.refused("settle_survey", settle(Value::Null, json!(" "))).await, "refused:needs_reason");
    desk.ok("settle_survey", settle(json!("mail"), Value::Null)).await;
    assert_eq!(desk.ok("surveys", Value::Null).await["rows"], json!([]));
    assert_eq!(desk.refused("settle_survey", settle(json!("mail"), Value::Null)).await, "refused:already");
}

#[tokio::test]
async fn hx_17_a_long_term_customer_owes_one_in_six_months() {
    let desk = Bench::new().await;
    customer(&desk, "a@b.example.com", json!("2026-05-27")).await;
    let rows = desk.ok("surveys", Value::Null).await["rows"].clone();
    let row = &rows[0];
    assert_eq!(
        (row["duty"].clone(), row["planned_on"].clone(), row["last_day"].clone()),
        (json!("periodic"), json!("2026-11-13"), json!("2026-11-27"))
    );
    assert_eq!((row["state"].clone(), row["because"].clone()), (json!("due"), json!("marked")));
    desk.pass(60 * 24 * 8);
    desk.app.tick().await.unwrap();
    assert_eq!(desk.ok("surveys", Value::Null).await["rows"][0]["state"], "late");
}

#[tokio::test]
async fn fields_are_checked_one_by_one() {
    let desk = Bench::new().await;
    let who = customer(&desk, "a@b.example.com", Value::Null).await;
    let mut typed = json!({
        "id": null, "name": " ", "emails": [], "phones": [], "contact": null, "language": "en", "zone": null,
        "long_term_since": null, "no_surveys": false,
    });
    let field = |name: &'static str, value: Value, problem: &'static str| (name, value, problem);
    assert_eq!(desk.refused("save_customer", typed.clone()).await, "bad_input:missing");
    typed["name"] = json!("x");
    for (name, value, problem) in [
        field("emails", json!(["nobody"]), "not_an_address"),
        field("phones", json!(["--"]), "not_a_number"),
        field("zone", json!("Mars/Base"), "unknown"),
    ] {
        let mut wrong = typed.clone();
        wrong[name] = value;
        assert_eq!(desk.refused("save_customer", wrong).await, format!("bad_input:{problem}"));
    }
    assert_eq!(desk.refused("save_order", order(&who, "PO-1", false, json!("2026-12-24"))).await, "bad_input:future");
    assert_eq!(
        desk.refused("save_order", order(&who, "PO-1", false, json!("2026-08-01"))).await,
        "bad_input:before_begin"
    );
    assert_eq!(desk.refused("save_order", order(&who, " ", false, Value::Null)).await, "bad_input:missing");
}

async fn numbered(desk: &Bench, name: &str, phone: &str, country: Value) -> Value {
    let args = json!({
        "id": null, "name": name, "emails": [], "phones": [phone], "contact": null, "language": "zh", "zone": null,
        "country": country, "long_term_since": null, "no_surveys": false,
    });
    desk.ok("save_customer", args).await
}

async fn callers(desk: &Bench, number: &str) -> Vec<String> {
    let found = desk.ok("callers", json!({ "number": number })).await;
    found.as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_caller_is_found_by_the_number_however_it_is_written() {
    let desk = Bench::new().await;
    numbered(&desk, "Lan Xin", "138 0013 8000", Value::Null).await;
    numbered(&desk, "Hua Mao", "(020) 5550 0100", json!("CN")).await;
    numbered(&desk, "Taschenhaus", "030 901820", json!("DE")).await;
    numbered(&desk, "Ohio Bags", "+1 380 013 8000", json!("US")).await;
    for number in ["0086 138-0013-8000", "+86 138 0013 8000", "8613800138000", "13800138000", "＋86 13800138000"] {
        assert_eq!(callers(&desk, number).await, ["Lan Xin"], "{number}");
    }
    for number in ["+86 20 5550 0100", "02055500100", "0086 (0)20 5550-0100"] {
        assert_eq!(callers(&desk, number).await, ["Hua Mao"], "{number}");
    }
    assert_eq!(callers(&desk, "+49 30 901820").await, ["Taschenhaus"]);
    assert_eq!(callers(&desk, "+1 380 013 8000").await, ["Ohio Bags"]);
    for nobody in ["+43 30 901820", "+1 205 550 0100", "", "12", "anonymous"] {
        assert!(callers(&desk, nobody).await.is_empty(), "{nobody}");
    }
}

#[tokio::test]
async fn a_call_belongs_to_the_only_customer_with_its_number_and_to_none_of_two() {
    let desk = Bench::new().await;
    let who = numbered(&desk, "Lan Xin", "13800138000", Value::Null).await;
    let call = |line: &str| {
        json!({
            "case": null, "customer": null, "direction": "in", "taken": true, "number": "0086 138 0013 8000", "name": "",
            "line": line, "started_at": desk.app.now(), "seconds": 60, "category": "delivery", "urgency": "normal",
            "language": "zh",
        })
    };
    let case = desk.ok("log_call", call("Where is it")).await;
    assert_eq!(desk.case(case.as_str().unwrap()).await["customer"]["id"], who);
    numbered(&desk, "Lan Xin Shop", "+86 138 0013 8000", Value::Null).await;
    let case = desk.ok("log_call", call("And the other one")).await;
    let page = desk.case(case.as_str().unwrap()).await;
    assert_eq!(page["customer"], Value::Null, "a person must say which");
}

#[tokio::test]
async fn the_keys_of_the_call_card_are_kept_as_they_are_written_everywhere() {
    let desk = Bench::new().await;
    let mut settings = desk.ok("settings", Value::Null).await;
    assert_eq!(settings["shortcut_on"], true);
    settings["shortcut"] = json!("alt + ctrl + f9");
    settings["shortcut_on"] = json!(false);
    desk.ok("save_settings", settings.clone()).await;
    let kept = desk.ok("settings", Value::Null).await;
    assert_eq!((&kept["shortcut"], &kept["shortcut_on"]), (&json!("Ctrl+Alt+F9"), &json!(false)));
    settings["shortcut"] = json!("Shift+N");
    assert_eq!(desk.refused("save_settings", settings).await, "bad_input:unknown");
}
