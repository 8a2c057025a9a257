//! Policies by the calls of the window: a draft harms nobody, what is published holds from its instant on, and a case keeps
//! the version of its notice.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::{Bench, Mail};
use serde_json::{Value, json};

const ID: &str = "hx-leather";

async fn row(bench: &Bench) -> Value {
    let list = bench.ok("policies", json!(null)).await;
    list["rows"].as_array().unwrap().iter().find(|row| row["id"] == ID).unwrap().clone()
}

async fn text(bench: &Bench) -> String {
    bench.ok("policy", json!({ "id": ID })).await["toml"].as_str().unwrap().to_owned()
}

/// The pack in force with four hours for the first response.
async fn slower(bench: &Bench) -> String {
    let text = text(bench).await;
    let at = text.find("clock = \"first_response\"").unwrap();
    let (head, tail) = text.split_at(at);
    assert!(tail.contains("seconds = 7200"));
    format!("{head}{}", tail.replacen("seconds = 7200", "seconds = 14400", 1))
}

async fn save(bench: &Bench, toml: &str) -> Value {
    let seen = row(bench).await["draft"]["saved_at"].clone();
    bench.ok("save_policy_draft", json!({ "id": ID, "toml": toml, "seen": seen })).await;
    row(bench).await["draft"].clone()
}

#[tokio::test]
async fn pa_10_five_packs_are_read_with_their_versions() {
    let bench = Bench::new().await;
    let list = bench.ok("policies", json!(null)).await;
    let ids: Vec<&str> = list["rows"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["huaxing-nor", ID, "pandorana", "changkong", "help-center"]);
    let row = row(&bench).await;
    assert_eq!((&row["version"], &row["standard"], &row["draft"]), (&json!(2), &json!(true), &Value::Null));
    let states: Vec<&Value> = row["versions"].as_array().unwrap().iter().map(|version| &version["state"]).collect();
    assert_eq!(states, ["in_force", "past"]);
    for id in ids {
        let page = bench.ok("policy", json!({ "id": id })).await;
        assert!(page["values"].as_array().unwrap().len() > 10, "{id}");
        assert!(!page["tables"].as_array().unwrap().is_empty(), "{id}");
        let clauses: Vec<&Value> = page["clauses"].as_array().unwrap().iter().map(|clause| &clause["id"]).collect();
        assert!(page["values"].as_array().unwrap().iter().all(|value| clauses.contains(&&value["clause"])));
    }
    // The first version stays readable: nine values, and nothing decided by table.
    let first = bench.ok("policy", json!({ "id": ID, "version": 1 })).await;
    assert_eq!((&first["state"], &first["tables"]), (&json!("past"), &json!([])));
    let changes = bench.ok("policy_diff", json!({ "id": ID, "from": 1, "to": 2 })).await;
    assert!(changes["changes"].as_array().unwrap().iter().any(|change| change["was"].is_null()));
}

#[tokio::test]
async fn pa_10_a_published_version_holds_from_its_instant_and_cases_keep_theirs() {
    let bench = Bench::new().await;
    let before = bench.letter(&Mail::default()).await;
    let due = bench.clock(&before, "first_response").await["due"].clone();
    let toml = slower(&bench).await;
    let draft = save(&bench, &toml).await;
    assert_eq!(
        (&draft["version"], &draft["base"], &draft["problems"], &draft["changes"]),
        (&json!(3), &json!(2), &json!(0), &json!(1))
    );
    assert_eq!(bench.clock(&before, "first_response").await["due"], due, "a draft changes nothing");

    let now = bench.app.now();
    let effective = now + chrono::TimeDelta::minutes(30);
    let ask = json!({ "id": ID, "effective": effective });
    let preview = bench.ok("publish_preview", ask.clone()).await;
    assert_eq!((&preview["version"], &preview["base"], &preview["open_cases"]), (&json!(3), &json!(2), &json!(1)));
    assert_eq!(preview["problems"], json!([]));
    assert_eq!(preview["changes"].as_array().unwrap().len(), 1);
    assert_eq!(preview["changes"][0]["significant"], true);
    assert!(preview["notice"]["body"]["en"].as_str().unwrap().contains("Response, first"), "{preview}");

    let publish = json!({ "id": ID, "effective": effective, "seen": draft["saved_at"], "notice": true });
    bench.ok("publish_policy", publish.clone()).await;
    assert_eq!(bench.refused("publish_policy", publish).await, "not_found", "the draft is gone");
    let standing = row(&bench).await;
    assert_eq!((&standing["version"], &standing["draft"]), (&json!(2), &Value::Null), "not in force yet");
    assert_eq!(standing["versions"][0]["state"], "planned");
    assert!(standing["versions"][0]["by"].is_object() && standing["versions"][0]["published_at"].is_string());

    bench.pass(31);
    let standing = row(&bench).await;
    assert_eq!(standing["version"], 3);
    assert_eq!(bench.clock(&before, "first_response").await["due"], due, "it keeps the version of its notice");
    let try_it = json!({ "id": ID, "facts": { "channel": "mail" } });
    let tried = bench.ok("try_policy", try_it).await;
    assert_eq!(tried["version"], 3);
    let first = tried["deadlines"].as_array().unwrap().iter().find(|one| one["clock"] == "first_response").unwrap();
    assert_eq!(first["measure"]["seconds"], 14_400);
}

#[tokio::test]
async fn a_broken_draft_is_kept_and_never_published() {
    let bench = Bench::new().await;
    let toml = slower(&bench).await.replace("party = \"us\"", "party = \"them\"");
    let checked = bench.ok("check_policy", json!({ "id": ID, "toml": toml })).await;
    let problems = checked["problems"].as_array().unwrap().len();
    assert!(problems >= 1 && checked["changes"].is_null());
    let draft = save(&bench, &toml).await;
    assert_eq!((&draft["problems"], &draft["changes"]), (&json!(problems), &Value::Null));
    let effective = bench.app.now() + chrono::TimeDelta::days(1);
    let publish = json!({ "id": ID, "effective": effective, "seen": draft["saved_at"], "notice": false });
    assert_eq!(bench.refused("publish_policy", publish).await, "bad_input:problems");
    assert_eq!(row(&bench).await["version"], 2, "the last good version goes on");
    let kept = bench.ok("policy", json!({ "id": ID, "draft": true })).await;
    assert!(kept["toml"].as_str().unwrap().contains("them"), "nothing that was typed is lost");
    bench.ok("drop_policy_draft", json!({ "id": ID })).await;
    assert_eq!(row(&bench).await["draft"], Value::Null);
}

#[tokio::test]
async fn two_people_do_not_write_over_each_other() {
    let bench = Bench::new().await;
    let toml = slower(&bench).await;
    save(&bench, &toml).await;
    let stale = json!({ "id": ID, "toml": toml, "seen": null });
    assert_eq!(bench.refused("save_policy_draft", stale).await, "conflict");
    let past = bench.app.now() - chrono::TimeDelta::days(1);
    let draft = row(&bench).await["draft"].clone();
    let publish = json!({ "id": ID, "effective": past, "seen": draft["saved_at"], "notice": false });
    assert_eq!(bench.refused("publish_policy", publish).await, "bad_input:past");
    let publish = json!({ "id": ID, "effective": bench.app.now(), "seen": past, "notice": false });
    assert_eq!(bench.refused("publish_policy", publish).await, "conflict");
}

#[tokio::test]
async fn hx_19_hx_22_a_verdict_follows_from_what_is_found() {
    let bench = Bench::new().await;
    let case = bench.letter(&Mail::default()).await;
    let open = bench.ok("verdict", json!({ "case": case })).await;
    assert_eq!(open["version"], 2);
    let answer = |verdict: &Value, decides: &str| {
        let all = verdict["verdict"]["answers"].as_array().unwrap();
        all.iter().find(|answer| answer["decides"] == decides).unwrap().clone()
    };
    assert_eq!(answer(&open, "liability")["state"], "needs_facts");
    bench.pass(5);
    let facts = json!({ "cause": "material", "service": "repair" });
    bench.ok("find_facts", json!({ "case": case, "facts": facts, "days": { "received_on": "2026-08-14" } })).await;
    let found = bench.ok("verdict", json!({ "case": case })).await;
    let liability = answer(&found, "liability");
    assert_eq!((&liability["state"], &liability["answer"]["party"]), (&json!("decided"), &json!(["us"])));
    assert_eq!((&liability["clause"], &liability["stated"]), (&json!("HX-19"), &json!(true)));
    assert_eq!(answer(&found, "charge")["answer"]["charge"], json!(["free"]));
    let sum =
        found["verdict"]["sums"].as_array().unwrap().iter().find(|sum| sum["what"] == "warranty").unwrap().clone();
    assert_eq!(
        (&sum["last_day"], &sum["value"], &sum["clause"]),
        (&json!("2027-08-14"), &json!("in"), &json!("HX-22"))
    );
    assert!(found["found"].as_array().unwrap().iter().all(|fact| fact["by"].is_object()));
    // As it stood before, nobody knew.
    let at = found["found"][0]["at"].as_str().unwrap().parse::<chrono::DateTime<chrono::Utc>>().unwrap();
    bench.pass(5);
    let earlier = json!({ "case": case, "at": at - chrono::TimeDelta::microseconds(1) });
    let then = bench.ok("verdict", earlier).await;
    assert_eq!(answer(&then, "liability")["state"], "needs_facts");
}

#[tokio::test]
async fn a_word_that_no_fact_has_is_refused() {
    let bench = Bench::new().await;
    assert_eq!(
        bench.refused("try_policy", json!({ "id": ID, "facts": { "cause": "moths" } })).await,
        "bad_input:unknown"
    );
    assert_eq!(
        bench.refused("try_policy", json!({ "id": ID, "facts": { "moths": "yes" } })).await,
        "bad_input:unknown"
    );
    assert_eq!(bench.refused("policy", json!({ "id": "nobody" })).await, "not_found");
    assert_eq!(bench.refused("policy", json!({ "id": ID, "version": 9 })).await, "not_found");
}

#[tokio::test]
async fn hn_1_a_declared_peak_shows_both_dates() {
    let bench = Bench::new().await;
    let ask = json!({ "id": "huaxing-nor", "facts": { "channel": "mail" }, "declared": ["peak"], "notice": "2026-11-16T15:00:00Z" });
    let tried = bench.ok("try_policy", ask).await;
    let first = tried["deadlines"].as_array().unwrap().iter().find(|one| one["clock"] == "first_response").unwrap();
    assert!(first["normal"].as_str().unwrap() < first["due"].as_str().unwrap(), "{first}");
}
