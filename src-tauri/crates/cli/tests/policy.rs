//! `aftercarectl policy` as somebody at a terminal meets it: words in both languages, exit codes, a planted error of each sort.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use rstest::rstest;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const LEATHER: &str = include_str!("../../core/packs/hx-leather-2.toml");
const FACTS_SCHEMA: &str = include_str!("../../../../docs/policy-facts.schema.json");
const ANSWER_SCHEMA: &str = include_str!("../../../../docs/policy-answer.schema.json");

fn policy(folder: &Path, words: &[&str], input: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aftercarectl"));
    command.current_dir(folder).arg("policy").args(words);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // A program that refuses before it reads closes its end.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn complaint(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", complaint(output)))
}

/// A name for the file, which is the code of the error; what is replaced by what, everywhere.
type Plant = (&'static str, &'static str, &'static str);

const OURS: &str = "when = { cause = [\"our_error\"] }\nanswer = { party";
const PLANTS: [Plant; 34] = [
    ("unfinished", "version = 2\n", "version = \n"),
    ("unexpected", "document = \"001\"\n", "document = \"001\" x\n"),
    ("unquoted", "currency = \"CNY\"", "currency = CNY"),
    ("duplicate_key", "version = 2\n", "version = 2\nversion = 3\n"),
    ("unknown_key", "on = true\nclause = \"HX-1\"\n", "on = true\nloud = true\nclause = \"HX-1\"\n"),
    ("unknown_word", "rule = \"one_owner\"", "rule = \"two_owners\""),
    ("wrong_type", "on = true\nclause = \"HX-1\"\n", "on = \"yes\"\nclause = \"HX-1\"\n"),
    ("amount", "seconds = 7200", "days = 2"),
    ("missing", "document = \"001\"\n", ""),
    ("no_clause", "clause = \"HX-15\"", "clause = \"HX-99\""),
    ("no_section", "section = \"1.1\"\nquote = \"provides", "section = \"9.9\"\nquote = \"provides"),
    ("twice", "[[urgencies]]\nid = \"high\"", "[[urgencies]]\nid = \"low\""),
    ("no_words", "zh = \"皮具工厂\"", "zh = \" \""),
    ("no_currency", "currency = \"CNY\"", "currency = \"yuan\""),
    ("no_service", "calendars.service", "calendars.serving"),
    ("never_opens", "[[\"09:00\", \"21:00\"]]", "[]"),
    ("calendar", "tz = \"Asia/Shanghai\"", "tz = \"Asia/Atlantis\""),
    (
        "gap",
        "when = { cause = [\"force_majeure\", \"outside\"] }\nanswer = { party",
        "when = { cause = [\"force_majeure\"] }\nanswer = { party",
    ),
    ("overlap", OURS, "when = { cause = [\"our_error\", \"undetermined\"] }\nanswer = { party"),
    ("unreachable", OURS, "when = { cause = [] }\nanswer = { party"),
    (
        "input",
        "id = \"liability\"\ndecides = \"liability\"\ntitle = { en = \"Who answers for it\", zh = \"责任归属\" }\ninputs = [\"cause\", \"warranty\"]",
        "id = \"liability\"\ndecides = \"liability\"\ntitle = { en = \"Who answers for it\", zh = \"责任归属\" }\ninputs = [\"cause\", \"warranty\", \"cause\"]",
    ),
    ("not_asked", OURS, "when = { cause = [\"our_error\"], urgency = [\"low\"] }\nanswer = { party"),
    (
        "too_wide",
        "inputs = [\"leg\", \"cause\", \"warranty\"]",
        "inputs = [\"leg\", \"cause\", \"warranty\", \"category\", \"channel\", \"service\", \"urgency\", \"damage\", \"proof\", \"labels\"]",
    ),
    ("answer", "answer = { party = \"nobody\" }", "answer = { payer = \"us\" }"),
    ("no_group", "group = \"technical\", alert = \"normal\"", "group = \"nobody\", alert = \"normal\""),
    (
        "no_word",
        "cause = [\"design\", \"material\", \"workmanship\", \"our_error\", ",
        "cause = [\"moths\", \"design\", \"material\", \"workmanship\", \"our_error\", ",
    ),
    ("never_holds", "category = [\"customisation\", \"wholesale\"] }\nkind", "category = [\"payment\"] }\nkind"),
    ("never_stops", "clock = \"next_response\"", "clock = \"evidence\""),
    (
        "no_share",
        "kind = \"elapsed\"\nseconds = 86400\non = \"service\"",
        "kind = \"share\"\nof = \"refund\"\npermille = 500",
    ),
    ("out_of_range", "seconds = 7200", "seconds = -7200"),
    ("bad_id", "id = \"hx-leather\"", "id = \"../leather\""),
    ("no_field", "{{ repair.status }}\n\nLabour", "{{ repair.state }}\n\nLabour"),
    ("no_period", "id = \"from_receipt\"", "id = \"from_receipt\"\nwhen = { proof = [\"valid\", \"none\"] }"),
    (
        "two_periods",
        "[[warranty.periods]]",
        "[[warranty.periods]]\nid = \"half\"\nfrom = \"received\"\nlength = { months = 6 }\nclause = \"HX-22\"\nbasis = \"chosen\"\n\n[[warranty.periods]]",
    ),
];

/// The leather factory's pack with each slip, a file each.
fn planted(folder: &Path) -> Vec<String> {
    let file = |(name, from, to): &Plant| {
        assert!(LEATHER.contains(from), "{name}: {from}");
        let file = format!("{name}.toml");
        fs::write(folder.join(&file), LEATHER.replace(from, to)).unwrap();
        file
    };
    PLANTS.iter().map(file).collect()
}

#[test]
fn an_error_of_each_sort_is_found_by_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let files = planted(folder.path());
    let words: Vec<&str> = ["check", "--json"].into_iter().chain(files.iter().map(String::as_str)).collect();
    let output = policy(folder.path(), &words, "");
    assert_eq!((code(&output), complaint(&output)), (1, String::new()));
    let told = json(&output);
    let told = told.as_array().unwrap();
    assert_eq!(told.len(), PLANTS.len());
    for ((name, ..), answer) in PLANTS.iter().zip(told) {
        let problems = answer["problems"].as_array().unwrap();
        let found: BTreeSet<&str> = problems.iter().map(|problem| problem["code"].as_str().unwrap()).collect();
        assert!(found.contains(name), "{name}: {found:?}");
        assert_eq!((answer["pack"].clone(), answer["file"].clone()), (Value::Null, json!(format!("{name}.toml"))));
        assert!(problems.iter().all(|problem| problem["line"].as_u64().unwrap() > 0));
    }
    let codes: BTreeSet<&str> = PLANTS.iter().map(|(name, ..)| *name).collect();
    assert_eq!(codes.len(), PLANTS.len());
}

#[rstest]
#[case("en")]
#[case("zh")]
fn problems_are_told_in_words(#[case] language: &str) {
    let folder = tempfile::tempdir().unwrap();
    let files = planted(folder.path());
    let words: Vec<&str> =
        ["check", "--language", language].into_iter().chain(files.iter().map(String::as_str)).collect();
    let output = policy(folder.path(), &words, "");
    assert_eq!((code(&output), complaint(&output)), (1, String::new()));
    let text = said(&output);
    for never in ["policy-", "matter-", "word-", "{ $"] {
        assert!(!text.contains(never), "{never} in {text}");
    }
    insta::assert_snapshot!(format!("problems_{language}"), text);
}

#[rstest]
#[case("en", "hx-leather version 2: no problem; ")]
#[case("zh", "hx-leather 第 2 版：没有问题；")]
fn a_sound_pack_is_told_with_its_combinations(#[case] language: &str, #[case] begins: &str) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("ours.toml"), LEATHER).unwrap();
    for pack in ["ours.toml", "hx-leather", "hx-leather-2"] {
        let output = policy(folder.path(), &["check", pack, "--language", language], "");
        assert_eq!((code(&output), complaint(&output)), (0, String::new()));
        assert!(said(&output).starts_with(begins), "{}", said(&output));
        assert_eq!(said(&output).lines().count(), 1);
    }
    let all = ["check", "hx-leather", "huaxing-nor", "pandorana", "changkong", "help-center", "hx-leather-1"];
    let output = policy(folder.path(), &all, "");
    assert_eq!((code(&output), said(&output).lines().count()), (0, 6));
}

#[test]
fn what_cannot_be_read_does_not_hide_the_others() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("wrong.toml"), LEATHER.replace("\"CNY\"", "\"yuan\"")).unwrap();
    fs::write(folder.path().join("bytes.toml"), b"id = \"\xff\"").unwrap();
    let output = policy(folder.path(), &["check", "none.toml", "bytes.toml", "wrong.toml"], "");
    assert_eq!(code(&output), 2);
    assert!(said(&output).starts_with("wrong.toml:9:12: "), "{}", said(&output));
    let complaint = complaint(&output);
    assert!(complaint.contains("there is no file none.toml") && complaint.contains("hx-leather-2"), "{complaint}");
    assert!(complaint.contains("bytes.toml is not UTF-8"), "{complaint}");
}

const MATTER: &str = r#"{"facts": {"cause": "material", "service": "repair", "category": "product_quality"},
    "days": {"received_on": "2026-08-14"}, "notice": "2026-11-20T10:00:00+08:00"}"#;

#[rstest]
#[case("en")]
#[case("zh")]
fn a_matter_is_explained_in_words(#[case] language: &str) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("facts.json"), MATTER).unwrap();
    let words = ["explain", "hx-leather", "--facts", "facts.json", "--language", language];
    let output = policy(folder.path(), &words, "");
    assert_eq!((code(&output), complaint(&output)), (0, String::new()));
    insta::assert_snapshot!(format!("explained_{language}"), said(&output));
}

#[test]
fn a_matter_is_explained_for_programs_as_the_schema_says() {
    let folder = tempfile::tempdir().unwrap();
    let (asks, answers): (Value, Value) =
        (serde_json::from_str(FACTS_SCHEMA).unwrap(), serde_json::from_str(ANSWER_SCHEMA).unwrap());
    let hidden = r#"{"declared": ["peak", "force_majeure"], "days": {"repairs":
        [{"received_on": "2026-01-02", "sent_back_on": "2026-01-09", "in_warranty": false}]}}"#;
    for pack in ["hx-leather-1", "hx-leather-2", "huaxing-nor", "pandorana", "changkong", "help-center"] {
        for matter in ["{}", MATTER, hidden] {
            fits(&serde_json::from_str(matter).unwrap(), &asks, &asks, "facts");
            let words = ["explain", pack, "--facts", "-", "--at", "2026-11-20T02:00:00Z"];
            let output = policy(folder.path(), &words, matter);
            assert_eq!((code(&output), complaint(&output)), (0, String::new()));
            fits(&json(&output), &answers, &answers, "answer");
        }
    }
    let answer = json(&policy(folder.path(), &["explain", "hx-leather", "--facts", "-"], MATTER));
    assert_eq!((answer["pack"].as_str(), answer["version"].as_u64()), (Some("hx-leather"), Some(2)));
    let liability = &answer["tried"]["verdict"]["answers"][0];
    assert_eq!(
        (liability["clause"].clone(), liability["row"].clone(), liability["answer"].clone()),
        (json!("HX-19"), json!(1), json!({"party": ["us"]}))
    );
    let lines = |language: &str| answer["words"][language].as_array().unwrap().len();
    assert!(lines("en") > 5 && lines("en") == lines("zh"));
}

#[test]
fn a_fact_that_the_pack_does_not_know_is_said_to_lie_outside() {
    let folder = tempfile::tempdir().unwrap();
    let customs = r#"{"facts": {"cause": "customs"}}"#;
    let answer = json(&policy(folder.path(), &["explain", "hx-leather", "--facts", "-"], customs));
    let liability = &answer["tried"]["verdict"]["answers"][0];
    assert_eq!((liability["state"].clone(), liability["needs"].clone()), (json!("outside"), json!(["cause"])));
}

#[rstest]
#[case(r#"{"facts": {"colour": "red", "cause": "moths"}, "declared": ["holiday"]}"#,
    &["there is no fact \"colour\"", "channel, category", "cause can't be \"moths\"", "design, material",
      "nobody can declare \"holiday\"", "peak, high_volume, force_majeure"])]
#[case(r#"{"facts": {"declared": "peak"}}"#, &["stand in \"declared\""])]
#[case(r#"{"fact": {}}"#, &["unknown field `fact`", "`facts`, `declared`, `days`, `notice`"])]
#[case(r#"{"days": {"bought_on": "2026-01-01"}}"#, &["bought_on", "purchased_on"])]
#[case(r#"{"notice": "yesterday"}"#, &["the facts can't be read"])]
#[case("no json", &["the facts can't be read"])]
fn wrong_facts_are_named_with_those_that_there_are(#[case] facts: &str, #[case] named: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let output = policy(folder.path(), &["explain", "hx-leather", "--facts", "-"], facts);
    assert_eq!((code(&output), said(&output)), (1, String::new()));
    for word in named {
        assert!(complaint(&output).contains(word), "{word}: {}", complaint(&output));
    }
}

#[test]
fn a_pack_with_problems_explains_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("wrong.toml"), LEATHER.replace("\"CNY\"", "\"yuan\"")).unwrap();
    let explain = policy(folder.path(), &["explain", "wrong.toml", "--facts", "-"], "{}");
    let diff = policy(folder.path(), &["diff", "hx-leather", "wrong.toml"], "");
    for output in [explain, diff] {
        assert_eq!((code(&output), said(&output)), (1, String::new()));
        assert!(complaint(&output).starts_with("wrong.toml:9:12: "), "{}", complaint(&output));
    }
}

#[rstest]
#[case("en")]
#[case("zh")]
fn a_difference_is_told_with_whom_it_touches_and_from_when(#[case] language: &str) {
    let folder = tempfile::tempdir().unwrap();
    let newer = LEATHER
        .replace("version = 2\neffective = \"2025-01-01", "version = 3\neffective = \"2027-03-01")
        .replacen("seconds = 86400", "seconds = 129600", 1)
        .replace("length = { months = 12 }", "length = { months = 18 }")
        .replacen("rule = \"labour_free\"\non = true", "rule = \"labour_free\"\non = false", 1)
        .replacen("answer = { party = \"nobody\" }", "answer = { party = \"us\" }", 1)
        .replacen("two service hours from the notice;", "two hours from the notice;", 1)
        .replace("value = 14\n", "value = 30\n");
    fs::write(folder.path().join("newer.toml"), newer).unwrap();
    let output = policy(folder.path(), &["diff", "hx-leather", "newer.toml", "--language", language], "");
    assert_eq!((code(&output), complaint(&output)), (0, String::new()));
    insta::assert_snapshot!(format!("changes_{language}"), said(&output));

    let told = json(&policy(folder.path(), &["diff", "hx-leather", "newer.toml", "--json"], ""));
    assert_eq!((told["old"]["version"].clone(), told["new"]["version"].clone()), (json!(2), json!(3)));
    assert_eq!(told["changes"].as_array().unwrap().len() + 1, said(&output).lines().count());
    let same = policy(folder.path(), &["diff", "hx-leather-2", "hx-leather", "--language", language], "");
    assert_eq!((code(&same), said(&same).lines().count()), (0, 1));
}

#[test]
fn the_shipped_packs_are_listed() {
    let folder = tempfile::tempdir().unwrap();
    let output = policy(folder.path(), &["list"], "");
    assert_eq!(code(&output), 0);
    let ids: Vec<String> = said(&output).lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect();
    let all = ["changkong-1", "help-center-1", "huaxing-nor-1", "hx-leather-1", "hx-leather-2", "pandorana-1"];
    assert_eq!(ids, all);
    let told = json(&policy(folder.path(), &["list", "--json", "--language", "zh"], ""));
    assert_eq!((told[4]["version"].clone(), told[4]["name"].clone()), (json!(2), json!("皮具工厂")));
}

/// Panics where a value is not what the schema says. As much of JSON Schema as ours use.
fn fits(value: &Value, schema: &Value, root: &Value, at: &str) {
    if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        return fits(value, root.pointer(name.strip_prefix('#').unwrap()).unwrap(), root, at);
    }
    for key in ["anyOf", "oneOf"] {
        if let Some(all) = schema.get(key).and_then(Value::as_array) {
            let one = |schema: &Value| std::panic::catch_unwind(|| fits(value, schema, root, at)).is_ok();
            assert!(all.iter().any(one), "{at}: {value} is none of {key}");
        }
    }
    if let Some(word) = schema.get("const") {
        assert_eq!(value, word, "{at}");
    }
    if let Some(words) = schema.get("enum").and_then(Value::as_array) {
        assert!(words.contains(value), "{at}: {value}");
    }
    let types: Vec<&str> = match schema.get("type") {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let is = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    assert!(types.is_empty() || types.contains(&is), "{at}: {value} is no {types:?}");
    if let (Some(items), Some(all)) = (schema.get("items"), value.as_array()) {
        all.iter().enumerate().for_each(|(place, one)| fits(one, items, root, &format!("{at}[{place}]")));
    }
    if let Some(map) = value.as_object() {
        let needed = schema.get("required").and_then(Value::as_array).into_iter().flatten();
        needed.for_each(|key| assert!(map.contains_key(key.as_str().unwrap()), "{at} lacks {key}"));
        for (key, one) in map {
            let own = schema.get("properties").and_then(|all| all.get(key));
            match own.or(schema.get("additionalProperties")) {
                Some(Value::Bool(false)) => panic!("{at}: {key} does not belong there"),
                Some(schema @ Value::Object(_)) => fits(one, schema, root, &format!("{at}.{key}")),
                // An object that says its properties says all of them.
                _ => assert!(schema.get("properties").is_none(), "{at}: the schema does not know {key}"),
            }
        }
    }
}
