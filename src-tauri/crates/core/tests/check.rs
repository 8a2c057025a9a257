//! Each kind of slip is planted in a real pack and found at its line and column; several at once are found at once.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use aftercare_core::policy::check::{Code, Problem, Report};
use aftercare_core::policy::{Fact, check, diff};
use rstest::rstest;

const LEATHER: &str = include_str!("../packs/hx-leather-2.toml");

/// A small pack in which everything has its place.
const SMALL: &str = r#"id = "small"
version = 1
effective = "2025-01-01T00:00:00Z"
document = "0"
currency = "CNY"
name = { en = "Small", zh = "小" }
[[sections]]
id = "1"
title = { en = "One", zh = "一" }
[[clauses]]
id = "X-1"
section = "1"
quote = "q"
[[categories]]
id = "order"
name = { en = "Order", zh = "订单" }
clause = "X-1"
basis = "chosen"
[[groups]]
id = "desk"
name = { en = "Desk", zh = "前台" }
clause = "X-1"
basis = "chosen"
[calendars.service]
name = { en = "S", zh = "S" }
tz = "Asia/Shanghai"
clause = "X-1"
basis = "chosen"
[calendars.service.weekly]
mon = [["09:00", "21:00"]]
[[clocks]]
clock = "first_response"
kind = "service"
seconds = 7200
clause = "X-1"
basis = "stated"
[[rules]]
rule = "one_owner"
on = true
clause = "X-1"
basis = "stated"
[[tables]]
id = "liability"
decides = "liability"
title = { en = "L", zh = "责" }
inputs = ["proof"]
[[tables.rows]]
when = { proof = ["valid"] }
answer = { party = "us" }
clause = "X-1"
basis = "stated"
[[tables.rows]]
when = { proof = ["none", "forged"] }
answer = { party = "customer" }
clause = "X-1"
basis = "stated"
[[templates]]
id = "reply"
use = "reply"
subject = { en = "Re", zh = "回复" }
body = { en = "Dear {{customer.name}}", zh = "{{customer.name}} 您好" }
clause = "X-1"
basis = "chosen"
"#;

fn planted(from: &str, to: &str) -> Report {
    assert!(SMALL.contains(from), "{from}");
    check(&SMALL.replacen(from, to, 1))
}

/// The line of the small pack that begins so.
fn line(of: &str) -> usize {
    SMALL.lines().position(|line| line.starts_with(of)).unwrap() + 1
}

fn only(report: &Report) -> &Problem {
    assert_eq!(report.problems.len(), 1, "{:#?}", report.problems);
    assert!(report.pack.is_none());
    &report.problems[0]
}

#[test]
fn a_sound_pack_has_no_problem() {
    let report = check(SMALL);
    assert_eq!(report.problems, []);
    assert_eq!(report.combinations, 3);
    assert!(report.pack.is_some());
}

#[rstest]
#[case("currency = \"CNY\"", "currency = \"yuan\"", Code::NoCurrency, "currency")]
#[case("version = 1", "version = \"one\"", Code::WrongType, "version")]
#[case("document = \"0\"", "documant = \"0\"", Code::UnknownKey, "document")]
#[case("section = \"1\"", "section = \"2\"", Code::NoSection, "section")]
#[case(
    "clause = \"X-1\"\nbasis = \"stated\"\n[[rules]]",
    "clause = \"X-9\"\nbasis = \"stated\"\n[[rules]]",
    Code::NoClause,
    "seconds"
)]
#[case("mon = [[\"09:00\", \"21:00\"]]", "mon = []", Code::NeverOpens, "[calendars.service]")]
#[case("tz = \"Asia/Shanghai\"", "tz = \"Asia/Atlantis\"", Code::Calendar, "[calendars.service]")]
#[case("zh = \"小\"", "zh = \" \"", Code::NoWords, "name")]
#[case("seconds = 7200", "days = 2", Code::Amount, "[[clocks]]")]
#[case("seconds = 7200", "seconds = 7200\nwhen = { category = [\"payment\"] }", Code::NeverHolds, "seconds")]
#[case("clock = \"first_response\"", "clock = \"refund\"", Code::NeverStops, "[[clocks]]")]
#[case(
    "kind = \"service\"\nseconds = 7200",
    "kind = \"share\"\nof = \"solution\"\npermille = 750",
    Code::NoShare,
    "[[clocks]]"
)]
#[case(
    "when = { proof = [\"valid\"] }",
    "when = { warranty = [\"in\"] }",
    Code::NotAsked,
    "when = { proof = [\"valid\"] }"
)]
#[case("inputs = [\"proof\"]", "inputs = [\"proof\", \"proof\"]", Code::Input, "inputs")]
#[case("answer = { party = \"us\" }", "answer = { payer = \"us\" }", Code::Answer, "answer")]
#[case("answer = { party = \"us\" }", "answer = { party = \"them\" }", Code::UnknownWord, "answer")]
#[case("id = \"reply\"\n", "id = \"reply\"\nblind = true\n", Code::UnknownKey, "id = \"reply\"")]
#[case("Dear {{customer.name}}", "Dear {{customer.nam}}", Code::NoField, "body")]
fn each_kind_is_found_where_it_stands(#[case] from: &str, #[case] to: &str, #[case] code: Code, #[case] at: &str) {
    let report = planted(from, to);
    let found: Vec<&Problem> = report.problems.iter().filter(|problem| problem.code == code).collect();
    assert!(!found.is_empty(), "{:#?}", report.problems);
    let near = found.iter().any(|problem| problem.line.abs_diff(line(at)) <= to.lines().count());
    assert!(near, "{at} is line {}: {found:#?}", line(at));
    assert!(report.pack.is_none());
}

#[rstest]
#[case("seconds = 7200", "seconds = -1")]
#[case("seconds = 7200", "seconds = 0")]
#[case("seconds = 7200", "seconds = 9223372036854775807")]
#[case("kind = \"service\"\nseconds = 7200", "kind = \"business_days\"\ndays = 4294967295")]
#[case("version = 1", "version = 0")]
#[case("effective = \"2025-01-01T00:00:00Z\"", "effective = \"0001-01-01T00:00:00Z\"")]
fn what_makes_no_promise_is_refused(#[case] from: &str, #[case] to: &str) {
    assert_eq!(only(&planted(from, to)).code, Code::OutOfRange);
}

#[test]
fn names_and_lengths_are_bounded() {
    assert_eq!(only(&planted("id = \"small\"", "id = \"../etc\"")).code, Code::BadId);
    assert_eq!(only(&check(&format!("{SMALL}# {}", "x".repeat(1 << 20)))).code, Code::TooLong);
    let workday = "mon = []\n[[clocks]]";
    let only_made_up = SMALL.replace("basis = \"chosen\"\n[calendars.service.weekly]\nmon = [[\"09:00\", \"21:00\"]]\n[[clocks]]",
        &format!("basis = \"chosen\"\npublic_days = \"cn\"\nworkday = [[\"09:00\", \"21:00\"]]\n[calendars.service.weekly]\n{workday}"));
    assert_ne!(only_made_up, SMALL);
    assert_eq!(only(&check(&only_made_up)).code, Code::NeverOpens);
}

#[test]
fn a_desk_without_service_hours_is_refused() {
    let report = check(&SMALL.replace("calendars.service", "calendars.serving"));
    assert_eq!(only(&report).code, Code::NoService);
}

#[test]
fn a_gap_shows_its_input() {
    let report = planted("[\"none\", \"forged\"]", "[\"none\"]");
    let problem = only(&report);
    assert_eq!((problem.code, problem.input.as_slice()), (Code::Gap, &[(Fact::Proof, "forged")][..]));
    assert_eq!(problem.line, line("[[tables]]"));
}

#[test]
fn an_overlap_shows_its_input_and_both_rows() {
    let report = planted("[\"none\", \"forged\"]", "[\"valid\", \"none\", \"forged\"]");
    let problem = only(&report);
    assert_eq!((problem.code, problem.input.as_slice()), (Code::Overlap, &[(Fact::Proof, "valid")][..]));
    assert_eq!((problem.args["first"].as_str(), problem.args["second"].as_str()), ("1", "2"));
    assert_eq!(problem.line, line("when = { proof = [\"none\"") - 1);
}

#[test]
fn a_row_that_nobody_reaches_is_found() {
    let report = planted(
        "[[templates]]",
        "[[tables.rows]]\nwhen = { proof = [] }\nanswer = { party = \"us\" }\nclause = \"X-1\"\nbasis = \"stated\"\n[[templates]]",
    );
    assert_eq!(only(&report).code, Code::Unreachable);
}

#[test]
fn a_table_that_is_too_wide_is_refused() {
    let inputs = "inputs = [\"proof\", \"cause\", \"category\", \"channel\", \"service\", \"urgency\", \"failure\", \"damage\", \"labels\"]";
    let report = planted("inputs = [\"proof\"]", inputs);
    assert!(report.problems.iter().any(|problem| problem.code == Code::TooWide), "{:#?}", report.problems);
}

#[test]
fn what_stands_twice_is_found() {
    let twice = "[[rules]]\nrule = \"one_owner\"\non = false\nclause = \"X-1\"\nbasis = \"stated\"\n[[rules]]";
    let report = planted("[[rules]]", twice);
    assert_eq!(only(&report).code, Code::Twice);
}

#[test]
fn a_group_and_a_word_that_do_not_exist_are_found() {
    let routing = "[facts]\nproof = [\"valid\", \"none\", \"forged\", \"lost\"]\n[[tables]]\nid = \"routing\"\ndecides = \"routing\"\ntitle = { en = \"R\", zh = \"派\" }\ninputs = []\n[[tables.rows]]\nanswer = { group = \"nobody\" }\nclause = \"X-1\"\nbasis = \"stated\"\n[[templates]]";
    let report = planted("[[templates]]", routing);
    let codes: Vec<Code> = report.problems.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, [Code::NoWord, Code::NoGroup]);
}

#[test]
fn each_state_of_the_proof_has_one_period() {
    let period = |id: &str, when: &str| {
        format!(
            "[[warranty.periods]]\nid = \"{id}\"\nwhen = {{ proof = [{when}] }}\nfrom = \"purchased\"\nlength = {{ days = 9 }}\nclause = \"X-1\"\nbasis = \"stated\"\n"
        )
    };
    let head = "[warranty]\npauses_during_repair = false\nclause = \"X-1\"\nbasis = \"chosen\"\n";
    let one = format!("{head}{}[[templates]]", period("a", "\"valid\", \"none\""));
    let report = planted("[[templates]]", &one);
    assert_eq!((only(&report).code, only(&report).input.clone()), (Code::NoPeriod, vec![(Fact::Proof, "forged")]));
    let two =
        format!("{head}{}{}[[templates]]", period("a", "\"valid\", \"none\", \"forged\""), period("b", "\"none\""));
    assert_eq!(only(&planted("[[templates]]", &two)).code, Code::TwoPeriods);
}

#[test]
fn all_slips_are_told_at_once() {
    let text = SMALL
        .replace("currency = \"CNY\"", "currency = \"yuan\"")
        .replace("party = \"us\"", "party = \"them\"")
        .replace("clock = \"first_response\"", "clock = \"first_respons\"")
        .replace("rule = \"one_owner\"", "rule = \"one_owner\"\nloud = true")
        .replace("use = \"reply\"", "use = \"shouting\"")
        .replace("{{customer.name}} 您好", "{{name}} 您好");
    let problems = check(&text).problems;
    let told = |word: &str| problems.iter().any(|problem| problem.args.values().any(|detail| detail.contains(word)));
    for word in ["yuan", "them", "first_respons", "loud", "shouting"] {
        assert!(told(word), "{word}: {problems:#?}");
    }
    assert!(problems.is_sorted_by_key(|problem| (problem.line, problem.column)));
}

#[test]
fn broken_toml_names_each_place() {
    let text = SMALL.replace("version = 1", "version = ").replace("document = \"0\"", "document = \"0");
    let problems = check(&text).problems;
    let lines: Vec<usize> = problems.iter().filter(|p| p.code == Code::Unfinished).map(|p| p.line).collect();
    assert!(lines.contains(&2) && lines.contains(&4), "{problems:#?}");
}

/// The sorts of slip that people make most, each with what its sentence needs; the library's own words stand beside.
#[rstest]
#[case("document = \"0\"", "document = \"0\" x", Code::Unexpected, &[("found", "x")])]
#[case("version = 1", "version : 1", Code::Unfinished, &[("wanted", "=")])]
#[case("currency = \"CNY\"", "currency = CNY", Code::Unquoted, &[("found", "CNY")])]
#[case("version = 1", "version = ", Code::Unfinished, &[("wanted", "value")])]
#[case("[[clauses]]", "[[clauses]", Code::Unfinished, &[("wanted", "]")])]
#[case("version = 1", "version = 1\nversion = 2", Code::DuplicateKey, &[("key", "version")])]
#[case("on = true", "on = true\nloud = true", Code::UnknownKey, &[("key", "loud"), ("known", "rule, on, clause, basis, reading")])]
#[case("when = { proof = [\"valid\"] }", "when = { prof = [\"valid\"] }", Code::UnknownKey, &[("key", "prof")])]
#[case("basis = \"stated\"\n[[rules]]", "basis = \"written\"\n[[rules]]", Code::UnknownWord, &[("word", "written"), ("known", "stated, chosen")])]
#[case("kind = \"service\"", "kind = \"servce\"", Code::UnknownWord, &[("word", "servce")])]
#[case("when = { proof = [\"valid\"] }", "when = { proof = [\"vald\"] }", Code::NoWord, &[("fact", "proof"), ("word", "vald")])]
#[case("document = \"0\"\n", "", Code::Missing, &[("key", "document")])]
#[case("seconds = 7200", "seconds = \"7200\"", Code::WrongType, &[("found", "text"), ("wanted", "number")])]
#[case("document = \"0\"", "document = 0", Code::WrongType, &[("found", "number"), ("wanted", "text")])]
#[case("on = true", "on = \"yes\"", Code::WrongType, &[("found", "text"), ("wanted", "flag")])]
#[case("inputs = [\"proof\"]", "inputs = \"proof\"", Code::WrongType, &[("found", "text"), ("wanted", "list")])]
#[case("title = { en = \"One\", zh = \"一\" }", "title = \"One\"", Code::WrongType, &[("found", "text"), ("wanted", "table")])]
#[case("rule = \"one_owner\"", "rule = 1", Code::WrongType, &[("wanted", "word")])]
#[case("version = 1", "version = -1", Code::OutOfRange, &[("value", "-1"), ("least", "0")])]
#[case("seconds = 7200", "days = 2", Code::Amount, &[("kind", "service"), ("takes", "seconds")])]
fn usual_slips_have_codes_with_values(
    #[case] from: &str,
    #[case] to: &str,
    #[case] code: Code,
    #[case] args: &[(&str, &str)],
) {
    let report = planted(from, to);
    let found: Vec<&Problem> = report.problems.iter().filter(|problem| problem.code == code).collect();
    let holds =
        |problem: &&&Problem| args.iter().all(|(name, value)| problem.args.get(*name).is_some_and(|v| v == value));
    let one = found.iter().find(holds).unwrap_or_else(|| panic!("{:#?}", report.problems));
    assert!(!one.args["detail"].is_empty() && one.line > 0);
}

#[test]
fn columns_count_characters() {
    let report = planted("zh = \"订单\" }", "zh = \"订单\", ja = \"注文\" }");
    let problem = report.problems.iter().find(|problem| problem.code == Code::UnknownKey).unwrap();
    let line = SMALL.lines().nth(problem.line - 1).unwrap();
    assert!(line.contains("订单"));
    assert_eq!(problem.column, line.chars().take_while(|c| *c != '}').count() + 2);
}

#[test]
fn random_damage_never_panics() {
    let mut state = 1_u64;
    for _ in 0..60 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let chars: Vec<char> = LEATHER.chars().collect();
        let at = usize::try_from(state >> 33).unwrap() % chars.len();
        let length = usize::try_from(state >> 20 & 63).unwrap();
        let cut: String = chars[..at].iter().chain(&chars[(at + length).min(chars.len())..]).collect();
        let report = check(&cut);
        assert!(report.pack.is_some() == report.problems.is_empty());
    }
}

#[test]
fn a_difference_is_told_by_what_it_is_and_for_whom() {
    let old = check(SMALL).pack.unwrap();
    let new =
        check(&SMALL.replace("seconds = 7200", "seconds = 14400").replace("on = true", "on = false")).pack.unwrap();
    assert_eq!(diff(&old, &old), []);
    let changes = diff(&old, &new);
    let codes: Vec<&str> = changes.iter().map(|change| change.value().unwrap().code.as_str()).collect();
    assert_eq!(codes, ["first_response", "one_owner"]);
    assert!(changes.iter().all(|change| change.significant && change.was.is_some() && change.now.is_some()));
    let reading = check(&SMALL.replace(
        "basis = \"chosen\"\n[[groups]]",
        "basis = \"chosen\"\nreading = { en = \"r\", zh = \"读\" }\n[[groups]]",
    ));
    let changes = diff(&old, reading.pack.as_ref().unwrap());
    assert_eq!(changes.len(), 1);
    assert!(!changes[0].significant);
}
