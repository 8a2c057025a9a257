//! Decision tables, warranty and windows, held against slow and simple readings of the same rules.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use aftercare_core::policy::rules::{Length, WarrantyRule};
use aftercare_core::policy::{
    Covered, DateName, Dates, Decides, Fact, Flaw, Found, Grid, Inputs, Needed, Outcome, Pack, PastRepair, Question,
    Returning, Table, Tables, warranty,
};
use chrono::NaiveDate;
use proptest::prelude::*;
use std::collections::BTreeMap;

const HEAD: &str = r#"
id = "t"
version = 1
effective = "2025-01-01T00:00:00Z"
document = "0"
currency = "CNY"
name = { en = "T", zh = "T" }
clocks = []
[[clauses]]
id = "X-1"
section = "1"
quote = "q"
[calendars.service]
name = { en = "S", zh = "S" }
tz = "Asia/Shanghai"
clause = "X-1"
basis = "chosen"
[calendars.service.weekly]
mon = [["09:00", "21:00"]]
"#;

fn pack(rest: &str) -> Pack {
    Pack::parse(&format!("{HEAD}{rest}")).unwrap()
}

fn table(inputs: &str, rows: &[(&str, &str)]) -> Table {
    let mut text = format!(
        "[[tables]]\nid = \"t\"\ndecides = \"liability\"\ntitle = {{ en = \"T\", zh = \"T\" }}\ninputs = [{inputs}]\n"
    );
    for (when, party) in rows {
        text.push_str(&format!(
            "[[tables.rows]]\nwhen = {{ {when} }}\nanswer = {{ party = \"{party}\" }}\nclause = \"X-1\"\nbasis = \"chosen\"\n"
        ));
    }
    pack(&text).tables.remove(0)
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn each_combination_has_its_row() {
    let rows = [
        (r#"proof = ["valid"], warranty = ["in"]"#, "us"),
        (r#"proof = ["valid"], warranty = ["out"]"#, "customer"),
        (r#"proof = ["none", "forged"]"#, "customer"),
    ];
    let table = table(r#""proof", "warranty""#, &rows);
    let (grid, flaws) = Grid::walk(&table, &BTreeMap::new());
    assert_eq!(flaws, []);
    assert_eq!(grid.combinations_count(), 6);
    let find = |known: &[(Fact, &str)]| {
        let mut inputs = Inputs::default();
        known.iter().for_each(|(fact, word)| inputs.set(*fact, word).unwrap());
        grid.find(&inputs)
    };
    assert_eq!(find(&[(Fact::Proof, "valid"), (Fact::Warranty, "in")]), Found::Row(0));
    assert_eq!(find(&[(Fact::Proof, "valid"), (Fact::Warranty, "out")]), Found::Row(1));
    // Without proof the warranty doesn't matter.
    assert_eq!(find(&[(Fact::Proof, "none")]), Found::Row(2));
    // After the warranty the proof doesn't matter: two rows, one answer.
    assert_eq!(find(&[(Fact::Warranty, "out")]), Found::Row(1));
    assert_eq!(find(&[(Fact::Proof, "valid")]), Found::Needs(&[Fact::Warranty], &[0, 1]));
    assert_eq!(find(&[]), Found::Needs(&[Fact::Warranty, Fact::Proof], &[0, 1, 2]));
}

#[test]
fn gaps_overlaps_and_rows_nobody_reaches_are_named() {
    let flaws = |inputs, rows: &[(&str, &str)]| Grid::walk(&table(inputs, rows), &BTreeMap::new()).1;
    let two = r#""proof", "warranty""#;
    assert_eq!(
        flaws(two, &[(r#"proof = ["valid", "none"]"#, "us"), (r#"proof = ["forged"], warranty = ["in"]"#, "us")]),
        [Flaw::Gap(vec![(Fact::Proof, "forged"), (Fact::Warranty, "out")])]
    );
    assert_eq!(
        flaws(two, &[("", "us"), (r#"proof = ["forged"]"#, "customer")]),
        [Flaw::Overlap(0, 1, vec![(Fact::Proof, "forged"), (Fact::Warranty, "in")])]
    );
    assert_eq!(flaws(two, &[("", "us"), ("proof = []", "customer")]), [Flaw::Unreachable(1)]);
    assert_eq!(flaws(r#""proof", "proof""#, &[("", "us")]), [Flaw::Input(Fact::Proof)]);
    assert_eq!(flaws(r#""declared""#, &[("", "us")]), [Flaw::Input(Fact::Declared)]);
    assert_eq!(flaws(r#""proof""#, &[(r#"warranty = ["in"]"#, "us")]), [Flaw::NotAsked(0, Fact::Warranty)]);
}

#[test]
fn a_word_that_the_pack_does_not_know_is_outside() {
    let table = table(r#""cause""#, &[("", "us")]);
    let domains = BTreeMap::from([(Fact::Cause, vec!["design".to_owned(), "transport".to_owned()])]);
    let (grid, flaws) = Grid::walk(&table, &domains);
    assert_eq!((grid.combinations_count(), flaws), (2, vec![]));
    let mut inputs = Inputs::default();
    assert_eq!(grid.find(&inputs), Found::Row(0));
    inputs.set(Fact::Cause, "software").unwrap();
    assert_eq!(grid.find(&inputs), Found::Outside(Fact::Cause));
}

const PARTIES: [&str; 4] = ["us", "customer", "carrier", "nobody"];

proptest! {
    /// A grid with some facts open answers as one that walks every combination by hand.
    #[test]
    fn what_is_open_is_walked(
        answers in proptest::collection::vec(0..3_usize, 3 * 2 * 3),
        known in (proptest::option::of(0..3_usize), proptest::option::of(0..2_usize), proptest::option::of(0..3_usize)),
    ) {
        let facts = [Fact::Proof, Fact::Warranty, Fact::Damage];
        let words = |i: usize, j: usize, k: usize| [facts[0].values()[i], facts[1].values()[j], facts[2].values()[k]];
        let mut rows = Vec::new();
        for (n, answer) in answers.iter().enumerate() {
            let w = words(n / 6, n / 3 % 2, n % 3);
            let when = facts.iter().zip(w).map(|(f, w)| format!("{} = [\"{w}\"]", f.word())).collect::<Vec<_>>().join(", ");
            rows.push((when, PARTIES[*answer]));
        }
        let rows: Vec<(&str, &str)> = rows.iter().map(|(when, party)| (when.as_str(), *party)).collect();
        let (grid, flaws) = Grid::walk(&table(r#""proof", "warranty", "damage""#, &rows), &BTreeMap::new());
        prop_assert_eq!(flaws, vec![]);
        let mut inputs = Inputs::default();
        let given = [known.0, known.1, known.2];
        for (fact, word) in facts.iter().zip(given) {
            if let Some(word) = word {
                inputs.set(*fact, fact.values()[word]).unwrap();
            }
        }
        let fits = |n: &usize| {
            let at = [n / 6, n / 3 % 2, n % 3];
            given.iter().zip(at).all(|(given, at)| given.is_none_or(|given| given == at))
        };
        let left: Vec<usize> = (0..answers.len()).filter(fits).collect();
        let mut distinct: Vec<usize> = left.iter().map(|n| answers[*n]).collect();
        distinct.sort_unstable();
        distinct.dedup();
        match grid.find(&inputs) {
            Found::Row(row) => {
                prop_assert_eq!(distinct, vec![answers[row]]);
            }
            Found::Needs(needs, still) => {
                prop_assert!(distinct.len() > 1);
                let still: Vec<usize> = still.iter().map(|row| usize::from(*row)).collect();
                prop_assert_eq!(&still, &left);
                for (place, fact) in facts.iter().enumerate() {
                    // A fact is needed exactly if turning it alone turns the answer somewhere.
                    let same_but = |a: usize, b: usize| {
                        let (a, b) = ([a / 6, a / 3 % 2, a % 3], [b / 6, b / 3 % 2, b % 3]);
                        (0..3).all(|p| p == place || a[p] == b[p])
                    };
                    let turns = left.iter().any(|a| left.iter().any(|b| same_but(*a, *b) && answers[*a] != answers[*b]));
                    prop_assert_eq!(needs.contains(fact), turns, "{:?}", fact);
                }
            }
            Found::Outside(fact) => prop_assert!(false, "{fact:?}"),
        }
    }
}

fn two_periods() -> WarrantyRule {
    let text = r#"
[warranty]
pauses_during_repair = true
clause = "X-1"
basis = "chosen"
[[warranty.periods]]
id = "without_proof"
when = { proof = ["none", "forged"] }
from = "shipped"
length = { days = 240 }
clause = "X-1"
basis = "stated"
[[warranty.periods]]
id = "with_proof"
when = { proof = ["valid"] }
from = "purchased"
length = { days = 180 }
clause = "X-1"
basis = "stated"
[warranty.extension]
after = "out_of_warranty"
length = { days = 60 }
clause = "X-1"
basis = "stated"
"#;
    pack(text).warranty.unwrap()
}

#[test]
fn the_last_day_is_included_and_the_proof_decides() {
    let rule = two_periods();
    let dates =
        Dates { shipped_on: Some(day("2026-01-01")), purchased_on: Some(day("2026-03-02")), ..Dates::default() };
    let mut inputs = Inputs::default();
    inputs.set(Fact::Proof, "valid").unwrap();
    let on = |inputs: &Inputs, dates: &Dates, text: &str| {
        let found = warranty(&rule, inputs, dates, day(text));
        (found.covered, found.last_day)
    };
    assert_eq!(on(&inputs, &dates, "2026-08-29"), (Covered::In, Some(day("2026-08-29"))));
    assert_eq!(on(&inputs, &dates, "2026-08-30"), (Covered::Out, Some(day("2026-08-29"))));
    inputs.set(Fact::Proof, "none").unwrap();
    assert_eq!(on(&inputs, &dates, "2026-08-29"), (Covered::In, Some(day("2026-08-29"))));
    // Nobody knows of a proof yet: as long as both periods agree, none is needed.
    let open = Inputs::default();
    assert_eq!(on(&open, &dates, "2026-08-29").0, Covered::In);
    let apart = Dates { shipped_on: Some(day("2026-02-01")), ..dates.clone() };
    let found = warranty(&rule, &open, &apart, day("2026-09-01"));
    assert_eq!((found.covered, found.needs), (Covered::Open, vec![Needed::Fact(Fact::Proof)]));
    let found = warranty(&rule, &inputs, &Dates::default(), day("2026-09-01"));
    assert_eq!((found.covered, found.needs), (Covered::Open, vec![Needed::Date(DateName::Shipped)]));
}

#[test]
fn repairs_lengthen_it() {
    let rule = two_periods();
    let mut inputs = Inputs::default();
    inputs.set(Fact::Proof, "valid").unwrap();
    let repair = |from: &str, to: &str, in_warranty| PastRepair {
        received_on: day(from),
        sent_back_on: Some(day(to)),
        in_warranty,
    };
    let mut dates = Dates { purchased_on: Some(day("2026-01-01")), ..Dates::default() };
    // 180 days: 2026-06-30. Ten days away under warranty are added.
    dates.repairs = vec![repair("2026-06-25", "2026-07-05", true)];
    let found = warranty(&rule, &inputs, &dates, day("2026-07-10"));
    assert_eq!((found.covered, found.last_day), (Covered::In, Some(day("2026-07-10"))));
    assert_eq!(warranty(&rule, &inputs, &dates, day("2026-07-11")).covered, Covered::Out);
    // A repair after it: sixty days from the day it was sent back, that day's sixtieth included.
    dates.repairs = vec![repair("2026-08-01", "2026-08-10", false)];
    let found = warranty(&rule, &inputs, &dates, day("2026-10-09"));
    assert_eq!((found.covered, found.last_day), (Covered::In, Some(day("2026-10-09"))));
    assert_eq!(warranty(&rule, &inputs, &dates, day("2026-10-10")).covered, Covered::Out);
    assert_eq!(found.spans.last().unwrap().length, Length::Days(60));
}

proptest! {
    /// The warranty held against counting days one by one.
    #[test]
    fn warranty_by_counting_days(bought in 0..400_i64, asked in 0..1000_i64) {
        let rule = two_periods();
        let from = day("2026-01-01") + chrono::TimeDelta::days(bought);
        let on = from + chrono::TimeDelta::days(asked - 300);
        let mut inputs = Inputs::default();
        inputs.set(Fact::Proof, "valid").unwrap();
        let dates = Dates { purchased_on: Some(from), ..Dates::default() };
        let mut last = from;
        for _ in 0..180 { last = last.succ_opt().unwrap(); }
        let expected = if on <= last { Covered::In } else { Covered::Out };
        prop_assert_eq!(warranty(&rule, &inputs, &dates, on).covered, expected);
    }
}

fn returning() -> Pack {
    pack(
        r#"
[returns.window]
from = "received"
days = 7
clause = "X-1"
basis = "stated"
[returns.sending]
from = "confirmed"
days = 7
clause = "X-1"
basis = "stated"
[[tables]]
id = "in_time"
decides = "return"
title = { en = "In time", zh = "按时" }
inputs = ["return_time"]
[[tables.rows]]
when = { return_time = ["in_time"] }
answer = { fits = true }
clause = "X-1"
basis = "stated"
[[tables.rows]]
when = { return_time = ["late"] }
answer = { fits = false }
clause = "X-1"
basis = "stated"
[[tables]]
id = "sent"
decides = "return"
title = { en = "Sent in time", zh = "按时寄出" }
inputs = ["sending_time"]
[[tables.rows]]
when = { sending_time = ["in_time"] }
answer = { fits = true }
clause = "X-1"
basis = "stated"
[[tables.rows]]
when = { sending_time = ["late"] }
answer = { fits = false }
clause = "X-1"
basis = "stated"
"#,
    )
}

#[test]
fn a_return_is_one_answer_per_condition() {
    let pack = returning();
    let tables = Tables::of(&pack).unwrap();
    let ask = |received: Option<&str>, confirmed: Option<&str>, on: &str| Question {
        inputs: Inputs::default(),
        dates: Dates { received_on: received.map(day), confirmed_on: confirmed.map(day), ..Dates::default() },
        on: day(on),
    };
    let state = |question: &Question| tables.decide(&pack, question).returning.unwrap();
    assert_eq!(state(&ask(Some("2026-11-01"), None, "2026-11-08")), Returning::Allowed);
    assert_eq!(
        state(&ask(Some("2026-11-01"), None, "2026-11-09")),
        Returning::Refused { because: vec![("in_time", "X-1")] }
    );
    assert_eq!(
        state(&ask(None, None, "2026-11-09")),
        Returning::NeedsFacts { needs: vec![Needed::Date(DateName::Received)] }
    );
    let mut late = ask(Some("2026-11-01"), Some("2026-11-02"), "2026-11-10");
    late.dates.requested_on = Some(day("2026-11-02"));
    assert_eq!(state(&late), Returning::Refused { because: vec![("sent", "X-1")] });
    late.dates.sent_on = Some(day("2026-11-09"));
    assert_eq!(state(&late), Returning::Allowed);
}

#[test]
fn freight_is_told_for_each_way() {
    let pack = pack(
        r#"
[[tables]]
id = "freight"
decides = "freight"
title = { en = "Freight", zh = "运费" }
inputs = ["leg"]
[[tables.rows]]
when = { leg = ["to_us"] }
answer = { payer = "us" }
clause = "X-1"
basis = "stated"
[[tables.rows]]
when = { leg = ["to_customer"] }
answer = { payer = "customer" }
clause = "X-1"
basis = "stated"
"#,
    );
    let tables = Tables::of(&pack).unwrap();
    let question = Question { inputs: Inputs::default(), dates: Dates::default(), on: day("2026-11-01") };
    let verdict = tables.decide(&pack, &question);
    let legs: Vec<_> = verdict.decisions.iter().map(|decision| decision.leg.unwrap()).collect();
    assert_eq!(legs, ["to_us", "to_customer"]);
    assert!(verdict.decisions.iter().all(|d| matches!(d.outcome, Outcome::Decided { .. })));
    assert_eq!(verdict.answer(Decides::Freight).unwrap().payer.unwrap().word(), "us");
}

#[test]
fn misspelt_keys_and_words_are_refused_with_their_line() {
    let wrong = |text: &str| Pack::parse(&format!("{HEAD}{text}")).unwrap_err().to_string();
    let row = "[[tables]]\nid = \"t\"\ndecides = \"liability\"\ntitle = { en = \"T\", zh = \"T\" }\ninputs = [\"cause\"]\n[[tables.rows]]\nclause = \"X-1\"\nbasis = \"chosen\"\n";
    let message = wrong(&format!("{row}answer = {{ party = \"them\" }}\n"));
    assert!(message.contains("them"), "{message}");
    assert!(message.starts_with("line "), "{message}");
    let message = wrong(&format!("{row}answer = {{ party = \"us\" }}\nwhen = {{ cause = [\"moths\"] }}\n"));
    assert!(message.contains("moths"), "{message}");
    let clock =
        "[[clocks]]\nclock = \"solution\"\nkind = \"service\"\ndays = 3\nclause = \"X-1\"\nbasis = \"chosen\"\n";
    let text = format!("{}{clock}", HEAD.replace("clocks = []\n", ""));
    let message = Pack::parse(&text).unwrap_err().to_string();
    assert!(message.contains("seconds"), "{message}");
}

#[test]
fn days_that_cant_be_so_are_named_and_repairs_come_in_their_order() {
    use aftercare_core::policy::WrongDays::{OutOfOrder, RepairBackwards, RepairEarly, RepairsOverlap};
    let on = |text: &str| Some(day(text));
    let repair = |from: &str, back: Option<&str>| PastRepair {
        received_on: day(from),
        sent_back_on: back.map(day),
        in_warranty: true,
    };
    let with = |repairs: &[PastRepair]| Dates { repairs: repairs.to_vec(), ..Dates::default() };
    let late = Dates { received_on: on("2026-03-01"), purchased_on: on("2026-03-02"), ..Dates::default() };
    assert_eq!(late.ordered(), Err(OutOfOrder { first: DateName::Purchased, later: DateName::Received }));
    let confirmed = Dates { requested_on: on("2026-03-05"), confirmed_on: on("2026-03-04"), ..Dates::default() };
    assert_eq!(confirmed.ordered(), Err(OutOfOrder { first: DateName::Requested, later: DateName::Confirmed }));
    // Made to order, sent without waiting for our word, all on one day: that is how it goes.
    let fine = Dates {
        shipped_on: on("2026-03-03"),
        purchased_on: on("2026-03-01"),
        received_on: on("2026-03-03"),
        sent_on: on("2026-03-03"),
        requested_on: on("2026-03-04"),
        confirmed_on: on("2026-03-04"),
        evidence_on: on("2026-03-03"),
        ..Dates::default()
    };
    assert_eq!(fine.clone().ordered(), Ok(fine.clone()));
    let (first, second) = (repair("2026-04-01", Some("2026-04-10")), repair("2026-04-10", Some("2026-04-12")));
    let open = repair("2026-05-01", None);
    assert_eq!(with(&[open, second, first]).ordered(), Ok(with(&[first, second, open])));
    assert_eq!(with(&[second, repair("2026-04-01", Some("2026-04-11"))]).ordered(), Err(RepairsOverlap(0, 1)));
    assert_eq!(with(&[repair("2026-04-01", None), second]).ordered(), Err(RepairsOverlap(0, 1)), "still away");
    assert_eq!(with(&[first, repair("2026-04-20", Some("2026-04-19"))]).ordered(), Err(RepairBackwards(1)));
    let early = Dates { repairs: vec![repair("2026-03-02", None)], ..fine };
    assert_eq!(early.ordered(), Err(RepairEarly { repair: 0, first: DateName::Shipped }));
}
