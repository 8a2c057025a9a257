//! HX-15 and HX-17: which survey is owed, until when, and that no history makes one lapse unseen.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use aftercare_core::customer::{Contract, Customer, Order, Profile};
use aftercare_core::ids::{ContractId, CustomerId, OrderId};
use aftercare_core::journal::{Personal, Sealed};
use aftercare_core::policy::{Book, SurveyRules};
use aftercare_core::survey::{Because, Duty, Owed, State, SurveyForm, changes_on, long_term, plan};
use chrono::{DateTime, Days, Months, NaiveDate, Utc};
use chrono_tz::Asia::Shanghai;
use proptest::prelude::*;
use std::sync::OnceLock;
use uuid::Uuid;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn noon(day: NaiveDate) -> DateTime<Utc> {
    day.and_hms_opt(4, 0, 0).unwrap().and_utc()
}

fn rules() -> SurveyRules {
    static RULES: OnceLock<SurveyRules> = OnceLock::new();
    RULES.get_or_init(|| Book::builtin().unwrap().pack("hx-leather", 1).unwrap().surveys.clone()).clone()
}

fn customer() -> Customer {
    let name = Sealed { commitment: Personal::commit(&[0; 16], "Qinghe"), text: Some("Qinghe".to_owned()) };
    Customer {
        id: CustomerId(Uuid::nil()),
        profile: Profile {
            name,
            emails: vec![],
            phones: vec![],
            contact: None,
            language: Default::default(),
            country: None,
            zone: None,
            long_term_since: None,
            no_surveys: false,
        },
        number: None,
        contacts: Vec::new(),
        lines: Vec::new(),
        contracts: vec![],
        orders: vec![],
        surveys: vec![],
        dropped: vec![],
        erased: None,
        seq: 1,
    }
}

fn order(number: &str, completed: Option<&str>, customised: bool) -> (OrderId, Order) {
    let id = OrderId(Uuid::from_u128(number.len() as u128 * 1000 + number.bytes().map(u128::from).sum::<u128>()));
    let order = Order {
        number: number.to_owned(),
        contract: None,
        goods: "vanity case".to_owned(),
        customised,
        ordered_on: None,
        received_on: None,
        completed_on: completed.map(day),
    };
    (id, order)
}

fn on(customer: &Customer, today: &str) -> Vec<Owed> {
    plan(customer, &rules(), noon(day(today)), Shanghai)
}

#[test]
fn hx_15_first_survey_is_due_seven_days_after_the_first_completion() {
    let mut c = customer();
    assert!(on(&c, "2026-11-20").is_empty(), "nothing completed, nothing owed");
    c.orders = vec![order("OR-2", Some("2026-11-10"), false), order("OR-1", Some("2026-11-03"), false)];
    let owed = on(&c, "2026-11-03");
    let first = &owed[0];
    assert_eq!((first.duty, first.state), (Duty::First, State::Due));
    assert_eq!(first.last_day, day("2026-11-10"));
    assert_eq!(first.because, Because::Order("OR-1".to_owned()));
    assert_eq!(first.form, SurveyForm::Service);
    assert_eq!(on(&c, "2026-11-10")[0].state, State::Due, "the last day is included");
    assert_eq!(on(&c, "2026-11-11")[0].state, State::Late);
}

#[test]
fn hx_15_a_customised_order_gets_the_project_form() {
    let mut c = customer();
    c.orders = vec![order("OR-1", Some("2026-11-03"), true)];
    assert_eq!(on(&c, "2026-11-04")[0].form, SurveyForm::Project);
}

#[test]
fn hx_15_contract_and_delivery_count_too_and_the_earliest_holds() {
    let mut c = customer();
    let (id, mut o) = order("OR-1", Some("2026-11-10"), false);
    o.received_on = Some(day("2026-11-08"));
    c.orders = vec![(id, o)];
    assert_eq!(on(&c, "2026-11-20")[0].because, Because::Delivery("OR-1".to_owned()));
    let contract = Contract { number: "CT-1".to_owned(), signed_on: None, completed_on: Some(day("2026-11-05")) };
    c.contracts = vec![(ContractId(Uuid::nil()), contract)];
    let owed = on(&c, "2026-11-20");
    assert_eq!(owed[0].because, Because::Contract("CT-1".to_owned()));
    assert_eq!(owed[0].last_day, day("2026-11-12"));
}

#[test]
fn hx_15_sent_late_keeps_the_lapse_and_dropping_shows() {
    let mut c = customer();
    c.orders = vec![order("OR-1", Some("2026-11-03"), false)];
    c.surveys = vec![(noon(day("2026-11-14")), Duty::First, SurveyForm::Service)];
    assert_eq!(on(&c, "2026-11-20")[0].state, State::SentLate);
    c.surveys.clear();
    c.dropped = vec![(noon(day("2026-11-14")), Duty::First)];
    assert_eq!(on(&c, "2026-11-20")[0].state, State::Dropped);
}

#[test]
fn hx_17_six_months_clamped_planned_14_days_before() {
    let mut c = customer();
    c.profile.long_term_since = Some(day("2026-08-31"));
    let owed = on(&c, "2026-09-01");
    assert_eq!(owed.len(), 1);
    assert_eq!(owed[0].last_day, day("2027-02-28"), "31 August + 6 months");
    assert_eq!(owed[0].planned_on, day("2027-02-14"));
    assert_eq!(owed[0].state, State::Planned);
    assert_eq!(on(&c, "2027-02-14")[0].state, State::Due);
    assert_eq!(on(&c, "2027-02-28")[0].state, State::Due);
    assert_eq!(on(&c, "2027-03-01")[0].state, State::Late);
}

#[test]
fn hx_17_two_completed_orders_in_24_months_make_long_term() {
    let mut c = customer();
    c.orders = vec![order("OR-1", Some("2024-11-20"), false), order("OR-22", Some("2026-11-20"), false)];
    let periodic = |c: &Customer, d: &str| on(c, d).into_iter().find(|o| o.duty == Duty::Periodic);
    let owed = periodic(&c, "2026-11-20").unwrap();
    assert_eq!(owed.since, day("2026-11-20"));
    assert_eq!(owed.because, Because::Orders("OR-22".to_owned()));
    c.orders[0].1.completed_on = Some(day("2024-11-19"));
    assert!(periodic(&c, "2026-11-20").is_none(), "24 months and a day apart");
}

#[test]
fn hx_17_late_is_owed_once_and_the_next_counts_from_the_real_sending() {
    let mut c = customer();
    c.profile.long_term_since = Some(day("2025-01-10"));
    c.surveys = vec![(noon(day("2025-09-01")), Duty::Periodic, SurveyForm::Service)];
    let owed = on(&c, "2025-10-01");
    assert_eq!(owed.len(), 2);
    assert_eq!(owed[0].state, State::SentLate, "last day was 10 July");
    assert_eq!((owed[1].since, owed[1].last_day), (day("2025-09-01"), day("2026-03-01")));
    assert_eq!(owed[1].because, Because::LastSurvey);
}

#[test]
fn hx_17_opting_out_is_exempt_and_shown() {
    let mut c = customer();
    c.profile.long_term_since = Some(day("2025-01-10"));
    c.profile.no_surveys = true;
    assert_eq!(on(&c, "2026-01-01")[0].state, State::Exempt);
}

proptest! {
    /// Whatever was sent and whenever one looks, exactly one period is open, it begins with the last sending, and no
    /// period is longer than six months unless it says that it lapsed.
    #[test]
    fn hx_17_no_history_lets_a_period_lapse_unseen(
        gaps in prop::collection::vec(0u64..400, 0..12),
        wait in 0u64..800,
    ) {
        let begun = day("2024-02-29");
        let mut c = customer();
        c.profile.long_term_since = Some(begun);
        let mut at = begun;
        for gap in gaps {
            at = at + Days::new(gap);
            c.surveys.push((noon(at), Duty::Periodic, SurveyForm::Service));
        }
        let today = at + Days::new(wait);
        let owed = plan(&c, &rules(), noon(today), Shanghai);
        let (open, settled): (Vec<_>, Vec<_>) = owed.iter().partition(|o| o.sent_on.is_none());
        prop_assert_eq!(open.len(), 1);
        prop_assert_eq!(settled.len(), c.surveys.len());
        prop_assert_eq!(open[0].since, at);
        for o in &owed {
            let latest = o.since + Months::new(6);
            prop_assert_eq!(o.last_day, latest);
            prop_assert!(o.planned_on <= o.last_day && o.planned_on >= o.since);
            let lapsed = o.sent_on.unwrap_or(today) > latest;
            prop_assert_eq!(matches!(o.state, State::Late | State::SentLate), lapsed);
        }
    }

    /// From any day to the day before the one that is named, the plan is the same but for how far its days have come.
    #[test]
    fn hx_17_a_plan_holds_until_the_day_that_is_named(
        completed in prop::collection::vec((0u64..1500, any::<bool>()), 0..6),
        marked in prop::option::of(0u64..1500),
        asked in 0u64..2500,
        later in 1u64..900,
    ) {
        let begun = day("2022-02-28");
        let mut c = customer();
        c.profile.long_term_since = marked.map(|days| begun + Days::new(days));
        for (n, (days, received)) in completed.into_iter().enumerate() {
            let (id, mut one) = order(&format!("PO-{n}"), None, false);
            let on = Some(begun + Days::new(days));
            if received { one.received_on = on } else { one.completed_on = on }
            c.orders.push((id, one));
        }
        let today = begun + Days::new(asked);
        let named = changes_on(&c, &rules(), today);
        prop_assert!(named.is_none_or(|named| named > today));
        let then = today + Days::new(later);
        if named.is_none_or(|named| then < named) {
            let at = |day| {
                let mut owed = plan(&c, &rules(), noon(day), Shanghai);
                owed.iter_mut().filter(|o| o.sent_on.is_none()).for_each(|o| o.state = State::Planned);
                let rule = rules().periodic.unwrap();
                (owed, long_term(&c, rule.long_term_orders, rule.long_term_months, day))
            };
            prop_assert_eq!(at(today), at(then));
        }
    }
}
