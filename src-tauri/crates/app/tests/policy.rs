//! Policies by the calls of the window: a draft harms nobody, what is published holds from its instant on, and a case keeps
//! the version of its notice.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use aftercare_app::api::ErrorCode;
use common::{Bench, Mail};
use serde_json::{Value, json};
use std::sync::Arc;

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
    let late = bench.call("publish_policy", publish.clone()).await.unwrap_err();
    assert_eq!((late.code, late.args["version"].as_str()), (ErrorCode::Conflict, "3"), "somebody was first");
    assert!(late.sentence("en").starts_with("Version 3 was published meanwhile"), "{}", late.sentence("en"));
    assert!(late.sentence("zh-CN").starts_with("其间已发布第 3 版"));
    let mut unknown = publish;
    unknown["id"] = json!("no-such");
    assert_eq!(bench.refused("publish_policy", unknown).await, "not_found");
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

/// What can be read is shown as it is written, although something is wrong with what it says: nobody could mend a row that he
/// does not see. Trying it is answered by the version in force, and says so.
#[tokio::test]
async fn a_draft_that_makes_no_sense_yet_is_shown_as_it_is_written() {
    let bench = Bench::new().await;
    let toml = text(&bench).await;
    let at = toml.find("answer = { party = \"us\" }").unwrap();
    let row = toml[..at].rfind("[[tables.rows]]").unwrap();
    let next = at + toml[at..].find("[[tables.rows]]").unwrap();
    // Its first row stands twice: both answer the same.
    let twice = format!("{}{}{}", &toml[..next], &toml[row..next], &toml[next..]);
    let draft = save(&bench, &twice).await;
    assert_eq!((&draft["problems"], &draft["changes"]), (&json!(1), &Value::Null));
    let kept = bench.ok("policy", json!({ "id": ID, "draft": true })).await;
    assert_eq!((&kept["state"], &kept["version"]), (&json!("draft"), &json!(3)));
    let base = bench.ok("policy", json!({ "id": ID })).await;
    let rows = |page: &Value| page["tables"][0]["rows"].as_array().unwrap().len();
    assert_eq!(rows(&kept), rows(&base) + 1);
    assert_eq!(kept["tables"][0]["answers"][0]["key"], "party");
    assert!(kept["words"]["leg"].as_array().unwrap().contains(&json!("to_us")));
    let checked = bench.ok("check_policy", json!({ "id": ID, "toml": twice })).await;
    let problem = &checked["problems"][0];
    assert_eq!(problem["code"], "overlap");
    let line = twice.lines().nth(problem["line"].as_u64().unwrap() as usize - 1).unwrap();
    assert_eq!(line, "[[tables.rows]]", "a problem of a row stands at its head");
    let tried = bench.ok("try_policy", json!({ "id": ID, "draft": true })).await;
    assert_eq!(tried["version"], 2);

    // Without the row that it stands for nothing answers: that is the table's problem, at its head.
    let gap = format!("{}{}", &toml[..row], &toml[next..]);
    let checked = bench.ok("check_policy", json!({ "id": ID, "toml": gap })).await;
    let problem = &checked["problems"][0];
    assert_eq!((&problem["code"], &problem["args"]["table"]), (&json!("gap"), &json!("liability")));
    let line = gap.lines().nth(problem["line"].as_u64().unwrap() as usize - 1).unwrap();
    assert_eq!(line, "[[tables]]");

    save(&bench, &slower(&bench).await).await;
    let tried = bench.ok("try_policy", json!({ "id": ID, "draft": true, "facts": { "channel": "mail" } })).await;
    assert_eq!(tried["version"], 3, "a draft without problems answers under the number it would get");
}

/// The desk's own hours and zone hold for a draft too, and for what is said about the pack.
#[tokio::test]
async fn a_pack_is_read_and_tried_in_the_zone_that_its_calendar_has() {
    let bench = Bench::new().await;
    let ask = json!({ "pack": ID, "name": "service", "year": 2026 });
    let mut draft = bench.ok("calendar", ask).await["draft"].clone();
    draft["zone"] = json!("Europe/Berlin");
    let saved = json!({ "pack": ID, "name": "service", "draft": draft, "reason": "moved", "revision": 1 });
    bench.ok("save_calendar", saved).await;
    assert_eq!(row(&bench).await["zone"], "Europe/Berlin");
    assert_eq!(bench.ok("policy", json!({ "id": ID })).await["zone"], "Europe/Berlin");
    let matter = |draft: bool| json!({ "id": ID, "draft": draft, "facts": { "channel": "mail" }, "notice": "2026-11-16T05:00:00Z" });
    let due = |tried: &Value| {
        let all = tried["deadlines"].as_array().unwrap();
        all.iter().find(|one| one["clock"] == "next_response").or(all.first()).unwrap()["due"].clone()
    };
    let standing = bench.ok("try_policy", matter(false)).await;
    save(&bench, &text(&bench).await).await;
    let drafted = bench.ok("try_policy", matter(true)).await;
    assert_eq!((&drafted["version"], &drafted["zone"]), (&json!(3), &json!("Europe/Berlin")));
    assert_eq!(due(&drafted), due(&standing), "nothing differs but the number");
    let effective = bench.app.now() + chrono::TimeDelta::days(1);
    save(&bench, &slower(&bench).await).await;
    let preview = bench.ok("publish_preview", json!({ "id": ID, "effective": effective })).await;
    assert!(preview["notice"]["body"]["en"].as_str().unwrap().contains("(Europe/Berlin)"), "{preview}");
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

#[tokio::test]
async fn pa_10_of_two_who_publish_at_once_one_is_told_that_the_other_was_first() {
    let one = Bench::new().await;
    let draft = save(&one, &slower(&one).await).await;
    let two = Bench::beside(Arc::clone(&one.folder), Arc::clone(&one.clock)).await;
    let effective = one.app.now() + chrono::TimeDelta::minutes(30);
    let publish = json!({ "id": ID, "effective": effective, "seen": draft["saved_at"], "notice": false });
    let (a, b) = tokio::join!(one.call("publish_policy", publish.clone()), two.call("publish_policy", publish));
    let (first, won, lost) = if a.is_ok() { (&one, a, b) } else { (&two, b, a) };
    assert!(won.is_ok());
    let lost = lost.unwrap_err();
    assert_eq!((lost.code, lost.args["what"].as_str()), (ErrorCode::Conflict, "published"), "{lost:?}");
    assert_eq!(row(first).await["versions"].as_array().unwrap().len(), 3, "once");
    // One that was dropped is told so.
    one.pass(1);
    let draft = save(&one, &slower(&one).await).await;
    two.ok("drop_policy_draft", json!({ "id": ID })).await;
    let publish = json!({ "id": ID, "effective": effective, "seen": draft["saved_at"], "notice": false });
    let gone = one.call("publish_policy", publish).await.unwrap_err();
    assert_eq!(gone.sentence("en"), "This draft was dropped meanwhile. Begin a new one.");
}

/// HX-12 asks for the form, no other brand does; how long a closed case goes on with a message is a number of its pack.
#[tokio::test]
async fn hx_12_closing_and_going_on_follow_the_pack_of_the_case() {
    let bench = Bench::new().await;
    let toml = text(&bench).await;
    let at = toml.find("number = \"reopen_days\"").unwrap();
    assert!(toml[at..].contains("value = 14"));
    let shorter = format!("{}{}", &toml[..at], toml[at..].replacen("value = 14", "value = 3", 1));
    let draft = save(&bench, &shorter).await;
    assert_eq!(draft["problems"], 0);
    let before = bench.letter(&Mail::default()).await;
    let publish = json!({ "id": ID, "effective": bench.app.now(), "seen": draft["saved_at"], "notice": false });
    bench.ok("publish_policy", publish).await;
    bench.pass(1);

    let call = |desk: &Bench| {
        json!({
            "direction": "in", "taken": true, "number": "+353 1 555 0142", "name": "Orla Fenwick", "line": "zip pulls",
            "started_at": desk.app.now(), "seconds": 60, "category": "use", "urgency": "normal", "language": "en",
        })
    };
    let case = bench.ok("log_call", call(&bench)).await.as_str().unwrap().to_owned();
    let page = |id: String| async { bench.case(&{ id }).await["reopen_days"].clone() };
    assert_eq!(
        (page(before.clone()).await, page(case.clone()).await),
        (json!(14), json!(3)),
        "each by its own version"
    );
    bench.ok("solve", json!({ "case": case, "text": "told how" })).await;
    assert_eq!(bench.refused("close", json!({ "case": case, "text": "" })).await, "refused:needs_form");
    bench.ok("close", json!({ "case": case, "text": "nothing to put on paper" })).await;
    bench.pass(4 * 24 * 60);
    let mut again = call(&bench);
    again["case"] = json!(case);
    assert_eq!(bench.refused("log_call", again).await, "refused:closed", "four days are more than three");

    // The same telephone case under a brand that asks for no form.
    let other = Bench::bare(common::FRIDAY).await;
    let args = json!({ "name": "Mei Lin", "language": "en", "pack": "changkong", "house": "", "addresses": [], "sample": false });
    other.ok("set_up", args).await;
    let case = other.ok("log_call", call(&other)).await.as_str().unwrap().to_owned();
    other.ok("solve", json!({ "case": case, "text": "told how" })).await;
    other.ok("close", json!({ "case": case, "text": "" })).await;
    assert_eq!(other.case(&case).await["status"], "closed");
    other.pass(13 * 24 * 60);
    let mut again = call(&other);
    again["case"] = json!(case);
    other.ok("log_call", again).await;
    assert_eq!(other.case(&case).await["status"], "open", "thirteen days are less than fourteen");
}
