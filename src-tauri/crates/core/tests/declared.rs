//! Declared states and facts found on a case: which cases they reach, and what their clocks make of them.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use aftercare_core::case::event::{CaseEvent, MessageKind, SentHow};
use aftercare_core::case::fold::{Case, Entry, sort};
use aftercare_core::case::{Category, Channel, Complexity, Language, Urgency};
use aftercare_core::clock::{ClockName, ClockRun, ClockState, PauseReason};
use aftercare_core::country::Country;
use aftercare_core::declare::{Declaration, Scope};
use aftercare_core::ids::{DeclarationId, EntryId, StaffId};
use aftercare_core::journal::{Actor, Payload, Personal, Sealed};
use aftercare_core::policy::{Book, Dates, DeclaredSort, Fact};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::OnceLock;
use uuid::Uuid;

/// A desk around the clock in Shanghai; 2 h elapsed to answer, 8 h in the peak, 24 h for a complex matter.
const PACK: &str = r#"
id = "night-shop"
version = 1
effective = "2025-01-01T00:00:00+08:00"
document = "009"
currency = "CNY"
clauses = [{ id = "HN-1", section = "1", quote = "slower in peak seasons" }]
name = { en = "Night shop", zh = "夜店" }
[calendars.service]
name = { en = "Always", zh = "全天" }
tz = "Asia/Shanghai"
clause = "HN-1"
basis = "chosen"
weekly = { mon = [["00:00", "24:00"]], tue = [["00:00", "24:00"]], wed = [["00:00", "24:00"]], thu = [["00:00", "24:00"]], fri = [["00:00", "24:00"]], sat = [["00:00", "24:00"]], sun = [["00:00", "24:00"]] }
"#;

fn clocks() -> String {
    let rule = |clock: &str, when: &str, measure: &str| {
        format!("[[clocks]]\nclock = \"{clock}\"\n{when}\n{measure}\nclause = \"HN-1\"\nbasis = \"chosen\"\n")
    };
    let hours = |n: i64| format!("kind = \"elapsed\"\nseconds = {}", n * 3600);
    let days = |n: u32| format!("kind = \"natural_days\"\ndays = {n}");
    [
        rule("first_response", "when = { complexity = [\"general\"] }", &hours(2)),
        rule("first_response", "when = { complexity = [\"complex\"] }", &hours(24)),
        rule("first_response", "when = { declared = [\"peak\"] }", &hours(8)),
        rule("delay_notice", "", "kind = \"share\"\nof = \"first_response\"\npermille = 750"),
        rule("acknowledgement", "", "kind = \"elapsed\"\nseconds = 900"),
        rule("solution", "", &hours(48)),
        rule("verification", "", &hours(24)),
        rule("return_sending", "", &days(7)),
        rule("evidence", "", &days(3)),
    ]
    .concat()
}

fn book() -> &'static Book {
    static BOOK: OnceLock<Book> = OnceLock::new();
    BOOK.get_or_init(|| Book::read([format!("{PACK}{}", clocks()).as_str()]).unwrap())
}

fn at(text: &str) -> DateTime<Utc> {
    format!("{text}:00+08:00").parse::<DateTime<chrono::FixedOffset>>().unwrap().to_utc()
}

fn sealed(text: &str) -> Sealed {
    Sealed { commitment: Personal::commit(&[7; 16], text), text: Some(text.to_owned()) }
}

const NOTICE: &str = "2026-11-20T10:00";

fn opened() -> CaseEvent {
    CaseEvent::Opened {
        number: 9,
        pack: "night-shop".to_owned(),
        pack_version: 1,
        channel: Channel::Mail,
        subject: sealed("Where is it"),
        customer: None,
        language: Language::En,
        owner: StaffId(Uuid::nil()),
        continues: None,
    }
}

fn received(imported: bool) -> CaseEvent {
    CaseEvent::MessageReceived {
        entry: EntryId(Uuid::nil()),
        channel: Channel::Mail,
        sort: MessageKind::Message,
        from: sealed("a@example.com"),
        name: None,
        subject: None,
        text: sealed("Where is it?"),
        message_id: None,
        raw: None,
        files: vec![],
        problems: vec![],
        imported,
    }
}

fn sent() -> CaseEvent {
    CaseEvent::MessageSent {
        entry: EntryId(Uuid::nil()),
        channel: Channel::Mail,
        how: SentHow::PersonSaid,
        to: sealed("a@example.com"),
        subject: None,
        text: sealed("On its way"),
        message_id: None,
        raw: None,
        files: vec![],
    }
}

fn declared(n: u128, sort: DeclaredSort, from: &str, to: Option<&str>) -> CaseEvent {
    let reason = sealed("Singles' Day");
    CaseEvent::Declared { declaration: DeclarationId(Uuid::from_u128(n)), sort, from: at(from), to: to.map(at), reason }
}

fn ended(n: u128, at_: &str) -> CaseEvent {
    CaseEvent::DeclarationEnded { declaration: DeclarationId(Uuid::from_u128(n)), at: at(at_) }
}

fn classified(complexity: Complexity) -> CaseEvent {
    CaseEvent::Classified { category: Category::Delivery, urgency: Urgency::Normal, complexity, reason: None }
}

fn found(facts: &[(Fact, Option<&str>)], dates: Option<Dates>) -> CaseEvent {
    let facts = facts.iter().map(|(fact, word)| (*fact, word.map(str::to_owned))).collect();
    CaseEvent::Found { facts, dates, note: None }
}

fn history(live: bool, more: &[(&str, CaseEvent)]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = [(NOTICE, opened()), (NOTICE, received(!live))]
        .iter()
        .chain(more)
        .zip(1..)
        .map(|((text, event), seq)| {
            let at = at(text);
            Entry { seq, actor: Actor::Desk, at, recorded_at: at, event: event.clone() }
        })
        .collect();
    sort(&mut entries);
    entries
}

fn runs(entries: &[Entry]) -> BTreeMap<ClockName, ClockRun> {
    let case = Case::fold(entries).unwrap();
    book().clocks(&case, entries).unwrap().runs.into_iter().map(|run| (run.clock, run)).collect()
}

fn after(more: &[(&str, CaseEvent)]) -> BTreeMap<ClockName, ClockRun> {
    runs(&history(true, more))
}

use DeclaredSort::{ForceMajeure, HighVolume, Peak};

#[test]
fn hn_1_a_peak_declared_when_the_case_opens_extends_and_keeps_the_normal_date() {
    let clocks = after(&[(NOTICE, declared(1, Peak, "2026-11-11T00:00", Some("2026-12-01T00:00")))]);
    let run = &clocks[&ClockName::FirstResponse];
    let dues: Vec<_> = run.dues.iter().map(|d| (d.due, d.until)).collect();
    assert_eq!(dues, [(Some(at("2026-11-20T12:00")), Some(at(NOTICE))), (Some(at("2026-11-20T18:00")), None)]);
    assert_eq!(run.due, Some(at("2026-11-20T18:00")));
    assert_eq!(run.breach(at("2026-11-20T17:00")), None);
    let notice = &clocks[&ClockName::DelayNotice];
    assert_eq!(notice.due, Some(at("2026-11-20T16:00")), "75 % of the extended target");
    assert_eq!(clocks[&ClockName::Solution].dues.len(), 1, "nothing else was promised for it");
}

#[test]
fn hn_1_what_was_late_before_the_declaration_stays_late_and_the_rest_counts_from_the_notice() {
    let peak = declared(1, Peak, "2026-11-11T00:00", None);
    let early = &after(&[("2026-11-20T11:00", peak.clone())])[&ClockName::FirstResponse];
    assert_eq!((early.due, early.breached_at), (Some(at("2026-11-20T18:00")), None));
    assert_eq!(early.dues[0].due, Some(at("2026-11-20T12:00")));
    let late = &after(&[("2026-11-20T12:30", peak)])[&ClockName::FirstResponse];
    assert_eq!((late.due, late.breached_at), (Some(at("2026-11-20T18:00")), Some(at("2026-11-20T12:00"))));
}

#[test]
fn hn_1_a_later_classification_keeps_both_dates_of_its_own() {
    let peak = declared(1, Peak, "2026-11-11T00:00", None);
    let run =
        &after(&[(NOTICE, peak), ("2026-11-20T13:00", classified(Complexity::Complex))])[&ClockName::FirstResponse];
    let dues: Vec<_> = run.dues.iter().map(|d| (d.due, d.until.is_none())).collect();
    let normal = (Some(at("2026-11-21T10:00")), false);
    assert_eq!(dues, [(Some(at("2026-11-20T12:00")), false), (Some(at("2026-11-20T18:00")), true), normal]);
    assert_eq!(run.breach(at("2026-11-20T17:00")), None, "a date that never held was never missed");
}

#[test]
fn pa_1_ending_a_declaration_before_the_notice_brings_the_normal_date_back() {
    let peak = declared(1, Peak, "2026-11-11T00:00", None);
    let kept = &after(&[(NOTICE, peak.clone()), ("2026-11-20T11:00", ended(1, "2026-11-20T11:00"))]);
    assert_eq!(kept[&ClockName::FirstResponse].due, Some(at("2026-11-20T18:00")), "it was on at the notice");
    let back = &after(&[(NOTICE, peak), ("2026-11-20T11:00", ended(1, "2026-11-20T09:00"))]);
    assert_eq!(back[&ClockName::FirstResponse].due, Some(at("2026-11-20T12:00")));
}

#[test]
fn hc_9_a_declared_force_majeure_holds_up_the_solution_from_the_notice_to_its_end() {
    let before = declared(1, ForceMajeure, "2026-11-19T00:00", Some("2026-11-21T10:00"));
    let clocks = after(&[("2026-11-20T12:00", before.clone())]);
    let run = &clocks[&ClockName::Solution];
    assert_eq!(run.due, Some(at("2026-11-23T10:00")), "a day more");
    assert_eq!((run.pauses[0].from, run.pauses[0].to), (at(NOTICE), Some(at("2026-11-21T10:00"))));
    assert_eq!(run.pauses[0].reason, PauseReason::ForceMajeure);
    assert_eq!(run.state(at("2026-11-20T15:00")), ClockState::Paused);
    assert_eq!(clocks[&ClockName::FirstResponse].due, Some(at("2026-11-20T12:00")), "an answer is owed all the same");
    // Its end comes sooner, or was never known.
    let sooner = after(&[("2026-11-20T12:00", before), ("2026-11-20T20:00", ended(1, "2026-11-20T16:00"))]);
    assert_eq!(sooner[&ClockName::Solution].due, Some(at("2026-11-22T16:00")));
    let open = after(&[("2026-11-20T12:00", declared(1, ForceMajeure, "2026-11-20T14:00", None))]);
    assert_eq!(open[&ClockName::Solution].due, None);
    let over = after(&[("2026-11-20T12:00", declared(1, ForceMajeure, "2026-11-18T14:00", Some("2026-11-19T00:00")))]);
    assert_eq!(over[&ClockName::Solution].pauses, []);
}

#[test]
fn hc_9_two_at_once_count_once_and_a_persons_resuming_ends_neither() {
    let more = [
        ("2026-11-20T10:10", declared(1, ForceMajeure, "2026-11-20T12:00", Some("2026-11-20T18:00"))),
        ("2026-11-20T10:20", declared(2, ForceMajeure, "2026-11-20T15:00", Some("2026-11-20T20:00"))),
        ("2026-11-20T13:00", CaseEvent::Waiting { reason: PauseReason::Customer, what: sealed("a photograph") }),
        ("2026-11-20T14:00", CaseEvent::Resumed {}),
    ];
    assert_eq!(after(&more)[&ClockName::Solution].due, Some(at("2026-11-22T18:00")), "eight hours, once");
}

#[test]
fn a_declaration_reaches_by_pack_channel_category_and_interval() {
    let mut case = Case::fold(&history(true, &[])).unwrap();
    let all = |sort, from: &str, to: Option<&str>| Declaration {
        id: DeclarationId(Uuid::nil()),
        sort,
        pack: None,
        scope: Scope::default(),
        from: at(from),
        to: to.map(at),
        reason: sealed("flood"),
    };
    // The notice itself is in, the end is not; a force majeure reaches whatever goes on when it comes.
    for (sort, from, to, reached) in [
        (Peak, NOTICE, None, true),
        (Peak, "2026-11-20T10:01", None, false),
        (HighVolume, "2026-11-01T00:00", Some(NOTICE), false),
        (HighVolume, "2026-11-01T00:00", Some("2026-11-20T10:01"), true),
        (ForceMajeure, "2026-11-25T00:00", None, true),
        (ForceMajeure, "2026-11-01T00:00", Some(NOTICE), false),
        (ForceMajeure, "2026-11-26T00:00", Some("2026-11-25T00:00"), false),
    ] {
        assert_eq!(all(sort, from, to).reaches(&case, None), reached, "{sort:?} {from} {to:?}");
    }
    let mut one = all(Peak, "2026-11-01T00:00", None);
    one.pack = Some("hx-leather".to_owned());
    assert!(!one.reaches(&case, None));
    one.pack = Some("night-shop".to_owned());
    one.scope.channels = vec![Channel::Telephone];
    assert!(!one.reaches(&case, None));
    one.scope = Scope { channels: vec![Channel::Mail], categories: vec![Category::Delivery], ..Scope::default() };
    assert!(!one.reaches(&case, None), "nobody classified it");
    case.category = Some(Category::Delivery);
    assert!(one.reaches(&case, None));
}

fn country(code: &str) -> Option<Country> {
    Some(Country::new(code).unwrap())
}

fn flood(countries: &[&str]) -> Declaration {
    let countries = countries.iter().filter_map(|code| country(code)).collect();
    Declaration {
        id: DeclarationId(Uuid::from_u128(7)),
        sort: ForceMajeure,
        pack: None,
        scope: Scope { countries, ..Scope::default() },
        from: at(NOTICE),
        to: None,
        reason: sealed("flood"),
    }
}

#[test]
fn hc_9_a_declaration_for_a_region_reaches_cases_of_customers_there() {
    let case = Case::fold(&history(true, &[])).unwrap();
    let there = flood(&["DE", "PL"]);
    for (of, reached) in [(country("DE"), true), (country("PL"), true), (country("FR"), false), (None, false)] {
        assert_eq!(there.reaches(&case, of), reached, "{of:?}");
        assert!(flood(&[]).reaches(&case, of), "one without a region is for all");
    }
}

/// What a declaration makes of a case at noon, and the case after it.
fn brought(case: &Case, declaration: &Declaration, of: Option<Country>) -> (Option<CaseEvent>, Case) {
    let noon = at("2026-11-20T12:00");
    let event = declaration.lacking(case, of, noon);
    let mut after = case.clone();
    if let Some(event) = &event {
        let base = history(true, &[]);
        let told = case.declared.iter().map(|on| CaseEvent::Declared {
            declaration: on.id,
            sort: on.sort,
            from: on.from,
            to: on.to,
            reason: on.reason.clone(),
        });
        let more = told.chain([event.clone()]).zip(3..);
        let entry = |(event, seq)| Entry { seq, actor: Actor::Desk, at: noon, recorded_at: noon, event };
        after = Case::fold(&base.into_iter().chain(more.map(entry)).collect::<Vec<_>>()).unwrap();
    }
    assert_eq!(declaration.lacking(&after, of, noon), None, "brought once, it lacks nothing");
    (event, after)
}

#[test]
fn hc_9_what_turns_out_to_be_elsewhere_is_lifted_and_comes_back_with_the_facts() {
    let case = Case::fold(&history(true, &[])).unwrap();
    let there = flood(&["DE"]);
    let (event, in_germany) = brought(&case, &there, country("DE"));
    assert!(matches!(event, Some(CaseEvent::Declared { to: None, .. })));
    let (event, elsewhere) = brought(&in_germany, &there, country("FR"));
    assert_eq!(event, Some(CaseEvent::DeclarationEnded { declaration: there.id, at: there.from }));
    assert!(elsewhere.declared_set().is_empty());
    let (_, unknown) = brought(&in_germany, &there, None);
    assert!(unknown.declared_set().is_empty(), "nobody knows where");
    let (event, again) = brought(&elsewhere, &there, country("DE"));
    assert!(matches!(event, Some(CaseEvent::Declared { .. })) && again.declared_set().has(ForceMajeure));
    // Its end is known meanwhile: the case that was left out has no part in it, the one inside gets the end.
    let over = Declaration { to: Some(at("2026-11-20T11:00")), ..there.clone() };
    assert_eq!(over.lacking(&elsewhere, country("FR"), at("2026-11-20T12:00")), None);
    let (event, ended) = brought(&in_germany, &over, country("DE"));
    assert_eq!(event, Some(CaseEvent::DeclarationEnded { declaration: there.id, at: at("2026-11-20T11:00") }));
    assert_eq!(over.lacking(&ended, country("FR"), at("2026-11-20T12:00")), None, "what was over stays told");
}

#[test]
fn hc_9_a_declaration_from_before_regions_reads_on_and_writes_the_same_bytes() {
    let old = r#"{"categories":["delivery"],"channels":[]}"#;
    let scope: Scope = serde_json::from_str(old).unwrap();
    assert_eq!(scope, Scope { categories: vec![Category::Delivery], ..Scope::default() });
    assert_eq!(serde_json::to_value(&scope).unwrap().to_string(), old);
    let new = flood(&["DE"]).scope;
    let text = serde_json::to_string(&new).unwrap();
    assert!(text.contains(r#""countries":["DE"]"#), "{text}");
    assert_eq!(serde_json::from_str::<Scope>(&text).unwrap(), new);
}

#[test]
fn hn_4_imported_mail_starts_no_acknowledgement_clock_live_mail_does() {
    assert!(!runs(&history(false, &[])).contains_key(&ClockName::Acknowledgement));
    assert_eq!(after(&[])[&ClockName::Acknowledgement].due, Some(at("2026-11-20T10:15")));
    let later = runs(&history(false, &[("2026-11-20T11:00", received(false))]));
    assert!(!later.contains_key(&ClockName::Acknowledgement), "what began as a file is never acknowledged");
    let ours = [(NOTICE, sent()), ("2026-11-20T12:00", received(false))];
    assert_eq!(after(&ours)[&ClockName::Acknowledgement].stopped, Some(at(NOTICE)), "an answer is one too");
}

#[test]
fn hc_3_details_found_missing_hold_up_the_verification_until_they_are_complete() {
    let missing = (NOTICE, found(&[(Fact::Details, Some("missing"))], None));
    let clocks = after(std::slice::from_ref(&missing));
    assert_eq!(clocks[&ClockName::Verification].due, None);
    assert_eq!(clocks[&ClockName::Solution].due, Some(at("2026-11-22T10:00")), "the promise to solve goes on");
    for back in [Some("complete"), None] {
        let more = [missing.clone(), ("2026-11-20T15:00", found(&[(Fact::Details, back)], None))];
        assert_eq!(after(&more)[&ClockName::Verification].due, Some(at("2026-11-21T15:00")));
    }
}

#[test]
fn ck_3_hc_7_days_of_the_matter_start_and_stop_their_clocks_as_known_last() {
    let day = |d: u32| NaiveDate::from_ymd_opt(2026, 11, d);
    let dates = |received, evidence, confirmed, sent| Dates {
        received_on: received,
        evidence_on: evidence,
        confirmed_on: confirmed,
        sent_on: sent,
        ..Dates::default()
    };
    let last = |d: &str| Some(at(d) - TimeDelta::microseconds(1));
    let cause = |word| (NOTICE, found(&[(Fact::Cause, Some(word))], None));
    let after = |more: &[(&str, CaseEvent)]| after(&[&[cause("transport")], more].concat());
    let wrong = ("2026-11-20T11:00", found(&[], Some(dates(day(1), None, day(20), None))));
    let right = ("2026-11-20T12:00", found(&[], Some(dates(day(18), None, day(21), None))));
    let clocks = after(&[wrong.clone(), right.clone()]);
    assert_eq!(
        (clocks[&ClockName::Evidence].due, clocks[&ClockName::Evidence].breached_at),
        (last("2026-11-22T00:00"), None)
    );
    assert_eq!(clocks[&ClockName::ReturnSending].due, last("2026-11-29T00:00"));
    let kept = ("2026-11-24T12:00", found(&[], Some(dates(day(18), day(21), day(21), day(28)))));
    let clocks = after(&[right.clone(), kept]);
    let soon = at("2026-12-24T00:00");
    assert_eq!(clocks[&ClockName::Evidence].state(soon), ClockState::Met);
    assert_eq!(clocks[&ClockName::ReturnSending].state(soon), ClockState::Met);
    let late =
        after(&[right.clone(), ("2026-11-29T12:00", found(&[], Some(dates(day(18), day(22), day(21), day(29)))))]);
    assert_eq!(late[&ClockName::Evidence].state(soon), ClockState::Breached);
    assert_eq!(late[&ClockName::ReturnSending].state(soon), ClockState::Breached);
    let made = runs(&history(true, &[cause("material"), right.clone()]));
    assert!(!made.contains_key(&ClockName::Evidence), "a fault of the goods asks for none");
    let given = after(&[right, ("2026-11-20T15:00", found(&[(Fact::Evidence, Some("given"))], None))]);
    assert_eq!(given[&ClockName::Evidence].stopped, Some(at("2026-11-20T15:00")));
    let odd = ("2026-11-20T11:00", found(&[], Some(dates(NaiveDate::from_ymd_opt(2, 1, 1), None, day(20), day(3)))));
    let clocks = after(&[odd]);
    assert!(!clocks.contains_key(&ClockName::Evidence), "a year that no calendar covers counts nothing");
    assert_eq!(clocks[&ClockName::ReturnSending].stopped, Some(at("2026-11-20T00:00")));
}

#[test]
fn each_fact_replaces_its_own_word_and_null_takes_it_back() {
    let first = found(&[(Fact::Cause, Some("material")), (Fact::Proof, Some("none"))], None);
    let more = [
        ("2026-11-20T11:00", first),
        ("2026-11-20T12:00", found(&[(Fact::Cause, Some("transport")), (Fact::Proof, None)], None)),
    ];
    let case = Case::fold(&history(true, &more)).unwrap();
    let words: Vec<_> = case.found.iter().map(|(fact, f)| (*fact, f.word.as_str(), f.at)).collect();
    assert_eq!(words, [(Fact::Cause, "transport", at("2026-11-20T12:00"))]);
}

/// The journal's bytes of the new kinds are final.
#[test]
fn the_new_kinds_are_written_so_and_read_back() {
    let dates = Dates { received_on: NaiveDate::from_ymd_opt(2026, 11, 1), ..Dates::default() };
    for (event, kind, text) in [
        (
            found(&[(Fact::Cause, Some("material")), (Fact::Proof, None)], None),
            "case.found",
            r#"{"facts":{"cause":"material","proof":null}}"#,
        ),
        (found(&[], Some(dates)), "case.found", r#"{"dates":{"received_on":"2026-11-01"},"facts":{}}"#),
        (
            ended(1, NOTICE),
            "case.declaration_ended",
            r#"{"at":"2026-11-20T02:00:00Z","declaration":"00000000-0000-0000-0000-000000000001"}"#,
        ),
    ] {
        let (name, payload) = event.to_wire();
        assert_eq!(name, kind);
        assert_eq!(String::from_utf8(payload.clone()).unwrap(), text);
        assert_eq!(CaseEvent::from_wire(&name, 1, &payload, &|_| None).unwrap(), event);
    }
    let (name, payload) = declared(1, Peak, NOTICE, None).to_wire();
    let text = String::from_utf8(payload).unwrap();
    assert_eq!(name, "case.declared");
    assert!(text.contains(r#""sort":"peak""#) && !text.contains("Singles"), "{text}");
}

fn any_state() -> impl Strategy<Value = (i64, CaseEvent)> {
    let sorts = prop_oneof![Just(Peak), Just(HighVolume), Just(ForceMajeure)];
    let span = (-5000i64..5000, prop::option::of(-4000i64..9000));
    let declare = (0u128..3, sorts, span).prop_map(|(n, sort, (from, to))| {
        let minute = |m: i64| at(NOTICE) + TimeDelta::minutes(m);
        let (declaration, reason) = (DeclarationId(Uuid::from_u128(n)), sealed("flood"));
        CaseEvent::Declared { declaration, sort, from: minute(from), to: to.map(minute), reason }
    });
    let end = (0u128..3, -4000i64..9000).prop_map(|(n, to)| CaseEvent::DeclarationEnded {
        declaration: DeclarationId(Uuid::from_u128(n)),
        at: at(NOTICE) + TimeDelta::minutes(to),
    });
    let plain = prop_oneof![
        Just(sent()),
        Just(received(true)),
        Just(classified(Complexity::Complex)),
        Just(classified(Complexity::General)),
        Just(CaseEvent::Waiting { reason: PauseReason::Carrier, what: sealed("claim") }),
        Just(CaseEvent::Resumed {}),
        Just(CaseEvent::Solved { solution: sealed("sent anew") }),
        Just(CaseEvent::Reopened { reason: None }),
    ];
    (0i64..6000, prop_oneof![3 => plain, 2 => declare, 1 => end])
}

proptest! {
    /// Whatever is declared and ended: the normal date is in the history of every run that has an extended one, what held for
    /// no time is not missed, no force majeure holds up an answer, and none holds up anything outside its time.
    #[test]
    fn declared_states_are_open_and_bounded(steps in prop::collection::vec(any_state(), 0..14)) {
        let mut entries = history(true, &[]);
        for (n, (minute, event)) in steps.into_iter().enumerate() {
            let at = at(NOTICE) + TimeDelta::minutes(minute);
            entries.push(Entry { seq: n as u64 + 3, actor: Actor::Desk, at, recorded_at: at, event });
        }
        sort(&mut entries);
        let case = Case::fold(&entries).unwrap();
        let clocks = book().clocks(&case, &entries).unwrap().runs;
        let peak = case.declared_set().has(Peak);
        for run in &clocks {
            let hours = |d: &aftercare_core::clock::Due| (d.due.unwrap() - run.started).num_hours();
            if run.clock == ClockName::FirstResponse {
                let all: Vec<i64> = run.dues.iter().map(hours).collect();
                prop_assert!(!all.contains(&8) || all.contains(&2) || all.contains(&24), "{all:?}");
                if peak && run.ended.is_none() {
                    prop_assert_eq!(run.due, Some(run.started + TimeDelta::hours(8)));
                }
                prop_assert!(run.pauses.is_empty());
            }
            for due in run.dues.iter().filter(|d| d.until == Some(d.from)) {
                let other = run.dues.iter().any(|d| d.until != Some(d.from) && d.due == due.due);
                prop_assert!(other || run.breached_at != due.due);
            }
            for pause in run.pauses.iter().filter(|p| p.reason == PauseReason::ForceMajeure) {
                let on = |t: DateTime<Utc>| case.declared.iter().any(|d| {
                    d.sort == ForceMajeure && d.from.max(case.notice) <= t && d.to.is_none_or(|to| t < to)
                });
                let last = pause.to.map_or(pause.from, |to| to - TimeDelta::microseconds(1));
                prop_assert!(on(pause.from) && on(last.max(pause.from)), "{pause:?} {:?}", case.declared);
            }
        }
    }
}
