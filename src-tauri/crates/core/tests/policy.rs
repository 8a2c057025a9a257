//! The leather factory's pack promises what its document says; each test carries the id of the obligation it holds.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use aftercare_core::calendar::Calendar;
use aftercare_core::case::{Category, Channel, Complexity, Urgency};
use aftercare_core::clock::{ClockName, Measure, On, Target};
use aftercare_core::policy::{Basis, Book, DeclaredSet, Facts, Pack, PackError};
use chrono::{DateTime, Utc};
use rstest::rstest;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn facts(channel: Channel, category: Option<Category>, complexity: Complexity) -> Facts {
    Facts { channel, category, urgency: Urgency::Normal, complexity, declared: DeclaredSet::default() }
}

fn targets(facts: Facts, clock: ClockName) -> Vec<Target> {
    let book = Book::builtin().unwrap();
    let pack = book.pack("hx-leather", 1).unwrap();
    pack.targets(&facts).into_iter().filter(|target| target.clock == clock).collect()
}

fn service() -> Calendar {
    Book::builtin().unwrap().service("hx-leather", 1).unwrap().calendar.clone()
}

#[test]
fn hx_5_five_days_of_twelve_hours_in_shanghai() {
    let calendar = service();
    assert!(!calendar.is_open(at("2026-11-20T08:59:59+08:00")));
    assert!(calendar.is_open(at("2026-11-20T09:00:00+08:00")));
    assert!(calendar.is_open(at("2026-11-20T20:59:59+08:00")));
    assert!(!calendar.is_open(at("2026-11-20T21:00:00+08:00")));
    assert!(!calendar.is_open(at("2026-11-21T12:00:00+08:00")), "a Saturday");
    assert!(!calendar.is_open(at("2026-10-05T12:00:00+08:00")), "a public holiday");
    assert!(calendar.is_open(at("2026-10-10T12:00:00+08:00")), "a make-up working Saturday");
    let week = calendar.between(at("2026-11-16T00:00:00+08:00"), at("2026-11-23T00:00:00+08:00"));
    assert_eq!(week, 5 * 12 * 3600);
}

#[rstest]
#[case(ClockName::FirstResponse, Basis::Stated)]
#[case(ClockName::NextResponse, Basis::Chosen)]
fn hx_6_response_within_two_service_hours(#[case] clock: ClockName, #[case] basis: Basis) {
    for channel in [Channel::Mail, Channel::Telephone] {
        let facts = facts(channel, None, Complexity::General);
        let found = targets(facts, clock);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].measure, Measure::Service { seconds: 2 * 3600 });
        assert_eq!(found[0].clause, "HX-6");
        assert!(!found[0].pauses);
        let book = Book::builtin().unwrap();
        let pack = book.pack("hx-leather", 1).unwrap();
        assert_eq!(pack.rule(&found[0], &facts).unwrap().basis, basis);
    }
}

#[rstest]
#[case(Complexity::General, 24)]
#[case(Complexity::Complex, 48)]
fn hx_7_solution_within_24_or_48_hours_of_service_days(#[case] complexity: Complexity, #[case] hours: i64) {
    let found = targets(facts(Channel::Telephone, Some(Category::ProductQuality), complexity), ClockName::Solution);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].measure, Measure::Elapsed { seconds: hours * 3600, on: On::Service });
    assert_eq!(found[0].clause, "HX-7");
    assert!(found[0].pauses);
}

#[rstest]
#[case(Some(Category::Customisation), Complexity::General, Some(Basis::Stated))]
#[case(Some(Category::Wholesale), Complexity::Complex, Some(Basis::Stated))]
#[case(Some(Category::ProductQuality), Complexity::General, Some(Basis::Chosen))]
#[case(None, Complexity::General, Some(Basis::Chosen))]
#[case(Some(Category::ProductQuality), Complexity::Complex, None)]
fn hx_8_solution_by_mail_within_eight_service_hours(
    #[case] category: Option<Category>,
    #[case] complexity: Complexity,
    #[case] basis: Option<Basis>,
) {
    let facts = facts(Channel::Mail, category, complexity);
    let eight: Vec<_> =
        targets(facts, ClockName::Solution).into_iter().filter(|target| target.clause == "HX-8").collect();
    let book = Book::builtin().unwrap();
    let pack = book.pack("hx-leather", 1).unwrap();
    match basis {
        Some(basis) => {
            assert_eq!(eight.len(), 1);
            assert_eq!(eight[0].measure, Measure::Service { seconds: 8 * 3600 });
            assert_eq!(pack.rule(&eight[0], &facts).unwrap().basis, basis);
        }
        None => assert!(eight.is_empty()),
    }
    let call = aftercare_core::policy::Facts { channel: Channel::Telephone, ..facts };
    assert!(targets(call, ClockName::Solution).iter().all(|target| target.clause != "HX-8"), "mail only");
}

#[test]
fn a_clause_that_is_not_there_is_refused() {
    let text = Book::builtin_texts()[0].replacen("clause = \"HX-6\"", "clause = \"HX-99\"", 1);
    assert_eq!(Pack::parse(&text), Err(PackError::NoClause("HX-99".to_owned())));
}

#[test]
fn an_unreadable_pack_names_the_line() {
    let text = Book::builtin_texts()[0].replacen("seconds = 7200", "seconds = \"two hours\"", 1);
    let Err(PackError::Unreadable { line, .. }) = Pack::parse(&text) else { panic!("was read") };
    assert!(line > 0);
}

#[rstest]
#[case("tz = \"Asia/Shanghai\"", "tz = \"Asia/Nowhere\"")]
#[case("public_days = \"cn\"", "public_days = \"xx\"")]
fn a_wrong_calendar_is_refused(#[case] from: &str, #[case] to: &str) {
    assert!(Book::read([Book::builtin_texts()[0].replacen(from, to, 1).as_str()]).is_err());
}
