//! Clocks by example: each time word, each line of the design's clock table, and the sum of mock-up "why".
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use aftercare_core::calendar::{Calendar, Hours, PublicDays, Weekly};
use aftercare_core::clock::{
    Calendars, ClockEvent, ClockName, ClockRun, ClockState, Happening, Measure, On, PauseReason, Target, Unit, explain,
    markdown, run,
};
use aftercare_core::time::Instant;
use chrono::{TimeDelta, TimeZone};
use chrono_tz::Tz;
use rstest::rstest;

fn hx() -> Calendar {
    let day = vec![Hours::parse("09:00", "21:00").unwrap()];
    let weekly = Weekly {
        mon: day.clone(),
        tue: day.clone(),
        wed: day.clone(),
        thu: day.clone(),
        fri: day.clone(),
        ..Weekly::default()
    };
    Calendar::compile(&PublicDays::china().unwrap().calendar(Tz::Asia__Shanghai, weekly, &day)).unwrap()
}

/// Around the clock, as at a 24/7 desk (HN-1).
fn always() -> Calendar {
    let all = r#"[["00:00","24:00"]]"#;
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map(|d| format!(r#""{d}":{all}"#)).join(",");
    Calendar::compile(&serde_json::from_str(&format!(r#"{{"tz":"Asia/Shanghai","weekly":{{{days}}}}}"#)).unwrap())
        .unwrap()
}

fn cn(text: &str) -> Instant {
    let naive = text.parse::<chrono::NaiveDateTime>().unwrap_or_else(|_| format!("{text}:00").parse().unwrap());
    Tz::Asia__Shanghai.from_local_datetime(&naive).unwrap().to_utc()
}

const HOUR: i64 = 3600;

fn service(clock: ClockName, hours: i64) -> Target {
    Target {
        clock,
        measure: Measure::Service { seconds: hours * HOUR },
        clause: "HX-6".into(),
        pauses: true,
        warn: None,
    }
}

fn elapsed(hours: i64) -> Target {
    let measure = Measure::Elapsed { seconds: hours * HOUR, on: On::Service };
    Target { clock: ClockName::Solution, measure, clause: "HX-7".into(), pauses: true, warn: None }
}

fn solution(measure: Measure) -> Target {
    Target { clock: ClockName::Solution, measure, clause: String::new(), pauses: true, warn: None }
}

fn fold_on(calendar: &Calendar, targets: &[Target], events: &[(&str, Happening)]) -> Vec<ClockRun> {
    let events: Vec<ClockEvent> =
        events.iter().map(|(at, what)| ClockEvent { at: cn(at), what: what.clone() }).collect();
    run(targets, &events, Calendars { service: calendar, business: calendar, days: calendar }).unwrap()
}

fn fold(targets: &[Target], events: &[(&str, Happening)]) -> Vec<ClockRun> {
    fold_on(&hx(), targets, events)
}

fn due(measure: Measure, notice: &str) -> Instant {
    fold(&[solution(measure)], &[(notice, Happening::Received)])[0].due.unwrap()
}

use Happening::{Answered, AutoReply, Closed, CustomerReplied, Note, Received, Reopened, Resumed, Solved};

fn waiting() -> Happening {
    Happening::Waiting(PauseReason::Customer)
}

#[rstest]
#[case("2026-11-20T10:00", "2026-11-23T10:00")] // Friday to Monday
#[case("2026-11-20T21:30", "2026-11-24T09:00")] // Friday closed: counts from Monday 09:00
#[case("2026-11-21T12:00", "2026-11-24T09:00")] // Saturday
#[case("2026-11-18T22:00", "2026-11-20T09:00")] // Wednesday closed: counts from Thursday 09:00
#[case("2026-09-30T20:00", "2026-10-08T20:00")] // over National Day
#[case("2026-10-09T20:00", "2026-10-10T20:00")] // the make-up Saturday counts
fn hx_7_twenty_four_hours_of_service_days(#[case] notice: &str, #[case] expected: &str) {
    assert_eq!(due(Measure::Elapsed { seconds: 24 * HOUR, on: On::Service }, notice), cn(expected));
}

#[test]
fn hx_7_a_sum_that_ends_while_closed_moves_to_the_next_opening_closing_time_included() {
    let on = |hours| Measure::Elapsed { seconds: hours * HOUR, on: On::Service };
    assert_eq!(due(on(13), "2026-11-19T10:00"), cn("2026-11-20T09:00"), "23:00 is closed");
    assert_eq!(due(on(11), "2026-11-19T10:00"), cn("2026-11-20T09:00"), "21:00 is closed already");
    assert_eq!(due(on(11), "2026-11-19T09:59:59"), cn("2026-11-19T20:59:59"));
}

#[test]
fn elapsed_on_all_counts_all_time() {
    assert_eq!(due(Measure::Elapsed { seconds: 24 * HOUR, on: On::All }, "2026-11-20T21:30"), cn("2026-11-21T21:30"));
}

#[test]
fn hx_6_hx_8_service_hours_end_at_closing_time_and_zero_at_once() {
    assert_eq!(due(Measure::Service { seconds: 2 * HOUR }, "2026-11-20T19:00"), cn("2026-11-20T21:00"));
    assert_eq!(due(Measure::Service { seconds: 8 * HOUR }, "2026-11-20T20:00"), cn("2026-11-23T16:00"));
    assert_eq!(due(Measure::Service { seconds: 0 }, "2026-11-21T03:00"), cn("2026-11-21T03:00"));
}

#[rstest]
#[case(2, "2026-11-18T06:00", "2026-11-20T21:00")] // any hour of a business day counts as received that day
#[case(2, "2026-11-18T23:30", "2026-11-20T21:00")]
#[case(1, "2026-11-20T12:00", "2026-11-23T21:00")]
#[case(1, "2026-11-21T12:00", "2026-11-24T21:00")] // Saturday counts as received on Monday
#[case(3, "2026-09-30T12:00", "2026-10-10T21:00")] // 8, 9 and the make-up Saturday
#[case(0, "2026-11-18T12:00", "2026-11-18T21:00")]
#[case(0, "2026-11-18T22:00", "2026-11-18T22:00")] // never before the notice
#[case(0, "2026-11-21T12:00", "2026-11-23T21:00")]
fn business_days_close_on_the_nth_day_after_receipt(#[case] days: u32, #[case] notice: &str, #[case] expected: &str) {
    assert_eq!(due(Measure::BusinessDays { days }, notice), cn(expected));
}

#[test]
fn natural_days_end_with_the_last_microsecond_of_their_last_day() {
    let last = cn("2026-11-24T00:00") - TimeDelta::microseconds(1);
    assert_eq!(due(Measure::NaturalDays { days: 3 }, "2026-11-20T23:59"), last);
    assert_eq!(due(Measure::NaturalDays { days: 0 }, "2026-11-23T00:00"), last);
}

#[test]
fn the_desk_hours_and_the_business_days_are_two_calendars() {
    let (desk, business) = (always(), hx());
    let events = [ClockEvent { at: cn("2026-11-21T03:00"), what: Received }];
    let targets = [Target {
        clock: ClockName::FirstResponse,
        measure: Measure::BusinessDays { days: 2 },
        clause: "HN-1".into(),
        pauses: true,
        warn: None,
    }];
    let runs = run(&targets, &events, Calendars { service: &desk, business: &business, days: &desk }).unwrap();
    assert_eq!(runs[0].due, Some(cn("2026-11-25T21:00")));
}

#[test]
fn hx_6_an_answer_of_a_person_stops_the_response_and_a_machine_or_a_note_does_not() {
    let targets = [service(ClockName::FirstResponse, 2), service(ClockName::NextResponse, 2)];
    let runs = fold(
        &targets,
        &[
            ("2026-11-20T10:00", Received),
            ("2026-11-20T10:01", AutoReply),
            ("2026-11-20T10:30", Note),
            ("2026-11-20T10:40", CustomerReplied),
            ("2026-11-20T12:00", Answered),
            ("2026-11-20T13:00", CustomerReplied),
            ("2026-11-20T14:00", CustomerReplied),
            ("2026-11-20T15:00:01", Answered),
        ],
    );
    assert_eq!(runs.len(), 2);
    assert_eq!(
        (runs[0].clock, runs[0].started, runs[0].due),
        (ClockName::FirstResponse, cn("2026-11-20T10:00"), Some(cn("2026-11-20T12:00")))
    );
    assert_eq!(runs[0].state(cn("2026-11-25T00:00")), ClockState::Met, "exactly at due is met");
    assert_eq!(
        (runs[1].clock, runs[1].cycle, runs[1].started),
        (ClockName::NextResponse, 1, cn("2026-11-20T13:00")),
        "the oldest unanswered"
    );
    assert_eq!(runs[1].state(cn("2026-11-25T00:00")), ClockState::Breached, "a second late is late");
    assert_eq!(runs[1].breached_at, Some(cn("2026-11-20T15:00")));
}

#[test]
fn hx_6_a_response_never_pauses_and_a_late_one_shows_by_how_much() {
    let runs = fold(
        &[service(ClockName::FirstResponse, 2)],
        &[("2026-11-20T20:00", Received), ("2026-11-20T20:10", waiting())],
    );
    let c = hx();
    let both = Calendars { service: &c, business: &c, days: &c };
    assert_eq!(runs[0].due, Some(cn("2026-11-23T10:00")));
    assert_eq!(runs[0].state(cn("2026-11-23T10:00")), ClockState::Running);
    assert_eq!(runs[0].state(cn("2026-11-23T10:00:01")), ClockState::Breached);
    assert_eq!(runs[0].remaining(cn("2026-11-20T21:30"), both), HOUR);
    assert_eq!(runs[0].remaining(cn("2026-11-23T10:32"), both), -32 * 60);
    assert_eq!(runs[0].used_permille(cn("2026-11-23T09:30"), both), 750);
    assert_eq!(runs[0].used_permille(cn("2026-11-23T11:00"), both), 1500);
    assert_eq!(runs[0].at_permille(750, both), Some(cn("2026-11-23T09:30")));
}

#[test]
fn update_runs_from_each_message_of_ours_on_an_unsolved_case() {
    let runs = fold(
        &[service(ClockName::Update, 8)],
        &[
            ("2026-11-20T10:00", Received),
            ("2026-11-20T11:00", Answered),
            ("2026-11-20T12:00", Answered),
            ("2026-11-20T13:00", Solved),
            ("2026-11-20T14:00", Answered),
            ("2026-11-23T10:00", Reopened),
            ("2026-11-23T11:00", Answered),
        ],
    );
    let told: Vec<_> = runs.iter().map(|r| (r.cycle, r.started, r.state(cn("2026-11-23T11:30")))).collect();
    assert_eq!(
        told,
        [
            (1, cn("2026-11-20T11:00"), ClockState::Met),
            (2, cn("2026-11-20T12:00"), ClockState::Cancelled),
            (3, cn("2026-11-23T11:00"), ClockState::Running),
        ]
    );
}

#[test]
fn hx_7_waiting_pauses_the_solution_and_hides_its_due() {
    let events = [("2026-11-20T10:00", Received), ("2026-11-20T12:00", waiting())];
    let run = &fold(&[elapsed(24)], &events)[0];
    let c = hx();
    let both = Calendars { service: &c, business: &c, days: &c };
    assert_eq!((run.due, run.state(cn("2027-01-05T12:00"))), (None, ClockState::Paused));
    assert_eq!(run.remaining(cn("2026-12-05T12:00"), both), 22 * HOUR);
    let again = [&events[..], &[("2026-11-23T12:00", Resumed)]].concat();
    let run = &fold(&[elapsed(24)], &again)[0];
    assert_eq!(run.due, Some(cn("2026-11-24T10:00")), "2 h on Friday, 12 h on Monday, 10 h on Tuesday");
}

#[test]
fn a_human_message_ends_only_waiting_for_the_customer() {
    let carrier = Happening::Waiting(PauseReason::Carrier);
    let events = [
        ("2026-11-20T10:00", Received),
        ("2026-11-20T12:00", waiting()),
        ("2026-11-20T13:00", carrier),
        ("2026-11-20T15:00", CustomerReplied),
    ];
    let runs = fold(&[elapsed(24)], &events);
    assert_eq!((runs[0].due, runs[0].state(cn("2026-11-20T16:00"))), (None, ClockState::Paused));
    let resumed = [&events[..], &[("2026-11-20T16:00", Resumed)]].concat();
    assert_eq!(
        fold(&[elapsed(24)], &resumed)[0].due,
        Some(cn("2026-11-23T14:00")),
        "12:00 to 16:00, once although two reasons overlap"
    );
    let answered = [&events[..2], &[("2026-11-20T15:00", CustomerReplied)]].concat();
    assert_eq!(fold(&[elapsed(24)], &answered)[0].due, Some(cn("2026-11-23T13:00")));
    let machine = [&events[..2], &[("2026-11-20T15:00", AutoReply)]].concat();
    assert_eq!(fold(&[elapsed(24)], &machine)[0].due, None, "a machine's message ends nothing");
}

#[test]
fn a_business_day_counts_if_the_clock_runs_at_its_close_and_natural_days_never_pause() {
    let events =
        |until: &'static str| vec![("2026-11-18T10:00", Received), ("2026-11-19T20:00", waiting()), (until, Resumed)];
    let target = [solution(Measure::BusinessDays { days: 2 })];
    assert_eq!(fold(&target, &events("2026-11-19T20:59"))[0].due, Some(cn("2026-11-20T21:00")));
    assert_eq!(
        fold(&target, &events("2026-11-19T21:00"))[0].due,
        Some(cn("2026-11-20T21:00")),
        "it runs again in that instant"
    );
    assert_eq!(fold(&target, &events("2026-11-19T21:01"))[0].due, Some(cn("2026-11-23T21:00")));
    let at_close = [("2026-11-18T10:00", Received), ("2026-11-19T21:00", waiting()), ("2026-11-19T21:01", Resumed)];
    assert_eq!(fold(&target, &at_close)[0].due, Some(cn("2026-11-23T21:00")), "paused in that instant");
    let natural = [solution(Measure::NaturalDays { days: 2 })];
    let run = &fold(&natural, &events("2026-11-30T10:00")[..2])[0];
    assert_eq!(run.due, Some(cn("2026-11-21T00:00") - TimeDelta::microseconds(1)));
    assert_eq!(run.state(cn("2026-11-20T10:00")), ClockState::Running);
}

#[test]
fn a_due_instant_never_moves_to_an_opening_inside_a_pause() {
    // 13 h are used up at 23:00; the desk waits from 22:00 on, and in the second case from 23:30 on, before the opening.
    let from = |at: &'static str| [("2026-11-19T10:00", Received), (at, waiting()), ("2026-11-20T12:00", Resumed)];
    assert_eq!(fold(&[elapsed(13)], &from("2026-11-19T22:00"))[0].due, Some(cn("2026-11-20T13:00")));
    assert_eq!(fold(&[elapsed(13)], &from("2026-11-19T23:30"))[0].due, Some(cn("2026-11-20T12:00")));
    let target = [solution(Measure::Service { seconds: 2 * HOUR })];
    assert_eq!(
        fold(&target, &from("2026-11-19T12:00"))[0].due,
        Some(cn("2026-11-19T12:00")),
        "the pause begins as the amount ends: it was used up by then"
    );
}

#[test]
fn solved_to_reopened_is_a_pause_and_a_breach_stays_one() {
    let events = [("2026-11-18T10:00", Received), ("2026-11-18T12:00", Solved), ("2026-11-19T12:00", Reopened)];
    let run = &fold(&[service(ClockName::Solution, 8)], &events)[0];
    assert_eq!((run.cycle, run.due, run.stopped), (1, Some(cn("2026-11-19T18:00")), None));
    assert_eq!(run.pauses[0].reason, PauseReason::Solved);
    let late = [
        ("2026-11-18T10:00", Received),
        ("2026-11-18T19:00", Solved),
        ("2026-11-19T12:00", Reopened),
        ("2026-11-19T12:01", Solved),
    ];
    let runs = fold(&[service(ClockName::Solution, 8)], &late);
    assert_eq!((runs.len(), runs[0].breached_at), (1, Some(cn("2026-11-18T18:00"))));
    assert_eq!(runs[0].state(cn("2026-12-01T00:00")), ClockState::Breached);
    let exact = [("2026-11-18T10:00", Received), ("2026-11-18T18:00", Solved), ("2026-11-19T12:00", Reopened)];
    let run = &fold(&[service(ClockName::Solution, 8)], &exact)[0];
    assert_eq!(
        (run.due, run.breached_at),
        (Some(cn("2026-11-18T18:00")), Some(cn("2026-11-18T18:00"))),
        "solved exactly at due, so nothing was left when it was reopened"
    );
}

#[test]
fn only_a_customers_message_starts_a_response_on_reopening() {
    let targets = [service(ClockName::FirstResponse, 2), service(ClockName::NextResponse, 2)];
    let mut events = vec![
        ("2026-11-18T10:00", Received),
        ("2026-11-18T11:00", Answered),
        ("2026-11-18T12:00", Solved),
        ("2026-11-19T12:00", Reopened),
    ];
    assert_eq!(fold(&targets, &events).len(), 1);
    events.push(("2026-11-19T13:00", CustomerReplied));
    assert_eq!(fold(&targets, &events)[1].started, cn("2026-11-19T13:00"));
}

#[test]
fn closing_cancels_what_is_unanswered_but_no_breach() {
    let targets = [service(ClockName::FirstResponse, 2), elapsed(24)];
    let now = cn("2026-12-01T12:00");
    let soon = fold(&targets, &[("2026-11-18T10:00", Received), ("2026-11-18T11:00", Closed)]);
    assert_eq!([soon[0].state(now), soon[1].state(now)], [ClockState::Cancelled, ClockState::Cancelled]);
    let late = fold(&targets, &[("2026-11-18T10:00", Received), ("2026-11-18T12:30", Closed)]);
    assert_eq!([late[0].state(now), late[1].state(now)], [ClockState::Breached, ClockState::Cancelled]);
    assert_eq!(late[0].breached_at, Some(cn("2026-11-18T12:00")));
}

#[test]
fn hx_7_reclassifying_counts_from_the_original_start_and_keeps_both_deadlines() {
    let complex = || Happening::Retarget(vec![elapsed(48)]);
    let run = &fold(&[elapsed(24)], &[("2026-11-18T10:00", Received), ("2026-11-18T11:00", complex())])[0];
    assert_eq!((run.due, run.dues.len()), (Some(cn("2026-11-20T10:00")), 2));
    assert_eq!((run.dues[0].due, run.dues[0].until), (Some(cn("2026-11-19T10:00")), Some(cn("2026-11-18T11:00"))));
    assert_eq!(run.state(cn("2026-11-19T12:00")), ClockState::Running);
    let late = &fold(
        &[elapsed(24)],
        &[("2026-11-18T10:00", Received), ("2026-11-19T10:01", complex()), ("2026-11-19T12:00", Solved)],
    )[0];
    assert_eq!((late.breached_at, late.due), (Some(cn("2026-11-19T10:00")), Some(cn("2026-11-20T10:00"))));
    assert_eq!(late.state(cn("2026-11-19T12:00")), ClockState::Breached);
    let same = &fold(
        &[elapsed(24)],
        &[("2026-11-18T10:00", Received), ("2026-11-18T11:00", Happening::Retarget(vec![elapsed(24)]))],
    )[0];
    assert_eq!(same.dues.len(), 1, "what did not change is no history");
}

#[test]
fn the_earliest_of_several_targets_holds_and_the_others_stay_visible() {
    let targets = [elapsed(48), service(ClockName::Solution, 8), solution(Measure::NaturalDays { days: 9 })];
    let run = &fold(&targets, &[("2026-11-18T10:00", Received)])[0];
    assert_eq!((run.due, run.dues.len()), (Some(cn("2026-11-18T18:00")), 3));
    let c = hx();
    let why = explain(run, Calendars { service: &c, business: &c, days: &c }, cn("2026-11-18T11:00")).unwrap();
    assert_eq!((why.target.measure, why.beside.len()), (Measure::Service { seconds: 8 * HOUR }, 2));
}

#[test]
fn a_late_entry_takes_its_place_in_time_and_can_still_meet_a_clock() {
    let events = [("2026-11-20T10:00", Received), ("2026-11-20T16:00", Note), ("2026-11-20T11:00", Answered)];
    let run = &fold(&[service(ClockName::FirstResponse, 2)], &events)[0];
    assert_eq!((run.stopped, run.state(cn("2026-11-21T00:00"))), (Some(cn("2026-11-20T11:00")), ClockState::Met));
}

/// The mock-up "why": 48 hours from Friday 10:12, complex since 10:40, waiting from Friday 17:10 to Monday 09:24.
#[test]
fn hx_7_why_adds_up_to_forty_eight_hours_by_hand() {
    let events = [
        ("2026-11-20T10:12", Received),
        ("2026-11-20T10:40", Happening::Retarget(vec![elapsed(48)])),
        ("2026-11-20T17:10", waiting()),
        ("2026-11-23T09:24", Resumed),
    ];
    let run = &fold(&[elapsed(24)], &events)[0];
    let c = hx();
    let why = explain(run, Calendars { service: &c, business: &c, days: &c }, cn("2026-11-23T15:42")).unwrap();
    assert_eq!(why.due, Some(cn("2026-11-25T09:00")));
    let hop = why.hop.unwrap();
    assert_eq!((hop.from, hop.to), (cn("2026-11-25T02:26"), cn("2026-11-25T09:00")));
    let lanes: Vec<_> = why.lanes.iter().map(|l| (l.day.to_string(), l.amount / 60)).collect();
    let expected = [
        ("2026-11-20", 418),
        ("2026-11-21", 0),
        ("2026-11-22", 0),
        ("2026-11-23", 876),
        ("2026-11-24", 1440),
        ("2026-11-25", 146),
    ];
    assert_eq!(lanes, expected.map(|(d, m)| (d.to_owned(), m)));
    assert_eq!(why.lanes.iter().map(|l| l.amount).sum::<i64>(), why.total);
    assert_eq!((why.unit, why.total, why.left_out), (Unit::Seconds, 48 * HOUR, 16 * HOUR + 14 * 60));
    assert_eq!(why.earlier[0].due, Some(cn("2026-11-24T09:00")), "general, 24 h, would be due on Tuesday");
    assert_eq!(why.lanes[0].open[0].from, cn("2026-11-20T09:00"));
    assert_eq!(
        (why.lanes[0].counted[0].from, why.lanes[0].counted[0].to),
        (cn("2026-11-20T10:12"), cn("2026-11-20T17:10"))
    );
    assert_eq!(why.lanes[3].paused[0].to, cn("2026-11-23T09:24"));
    serde_json::to_string(&why).unwrap();
}

#[test]
fn why_counts_days_one_by_one() {
    let target = [solution(Measure::BusinessDays { days: 3 })];
    let events = [("2026-11-21T10:00", Received), ("2026-11-24T20:00", waiting()), ("2026-11-25T08:00", Resumed)];
    let run = &fold(&target, &events)[0];
    let c = hx();
    let why = explain(run, Calendars { service: &c, business: &c, days: &c }, cn("2026-11-23T10:00")).unwrap();
    let counted: Vec<_> = why.lanes.iter().filter(|l| l.amount == 1).map(|l| l.day.to_string()).collect();
    assert_eq!(counted, ["2026-11-25", "2026-11-26", "2026-11-27"], "received on Monday, Tuesday paused at its close");
    assert_eq!((why.unit, why.total, why.due), (Unit::Days, 3, Some(cn("2026-11-27T21:00"))));
}

#[test]
fn targets_and_runs_survive_json_and_toml() {
    let toml = "clock = 'solution'\nkind = 'elapsed'\nseconds = 86400\non = 'service'\nclause = 'HX-7'\n";
    let target: Target = toml::from_str(toml).unwrap();
    assert_eq!(target, elapsed(24));
    let json: Target = serde_json::from_str(r#"{"clock":"first_response","kind":"business_days","days":2}"#).unwrap();
    assert_eq!((json.measure, json.pauses), (Measure::BusinessDays { days: 2 }, true));
    let runs = fold(&[elapsed(24)], &[("2026-11-20T10:00", Received), ("2026-11-20T12:00", waiting())]);
    assert_eq!(serde_json::from_str::<Vec<ClockRun>>(&serde_json::to_string(&runs).unwrap()).unwrap(), runs);
}

#[test]
fn no_targets_no_runs_and_beyond_the_years_an_error() {
    assert!(fold(&[], &[("2026-11-20T10:00", Received)]).is_empty());
    let c = hx();
    let events = [ClockEvent { at: "2099-12-31T02:00:00Z".parse().unwrap(), what: Received }];
    let result = run(&[elapsed(1000)], &events, Calendars { service: &c, business: &c, days: &c });
    assert_eq!(result.unwrap_err().code(), "out_of_range");
}

fn all_time(clock: ClockName, hours: i64) -> Target {
    let measure = Measure::Elapsed { seconds: hours * HOUR, on: On::All };
    Target { clock, measure, clause: String::new(), pauses: true, warn: None }
}

/// Runs of one clock as (started, stopped, due).
fn told(runs: &[ClockRun]) -> Vec<(Instant, Option<Instant>, Option<Instant>)> {
    runs.iter().map(|r| (r.started, r.stopped, r.due)).collect()
}

#[test]
fn hn_4_only_a_live_message_wants_a_confirmation_and_any_confirmation_or_answer_is_one() {
    let target = [all_time(ClockName::Acknowledgement, 1)];
    assert!(fold(&target, &[("2026-11-20T10:00", Received)]).is_empty(), "imported mail starts nothing");
    let owed = [("2026-11-20T10:00", Received), ("2026-11-20T10:00", Happening::AcknowledgementOwed)];
    for end in [Happening::Acknowledged, Answered] {
        let runs = fold(&target, &[&owed[..], &[("2026-11-20T10:05", end)]].concat());
        let stopped = Some(cn("2026-11-20T10:05"));
        assert_eq!(told(&runs), [(cn("2026-11-20T10:00"), stopped, Some(cn("2026-11-20T11:00")))]);
    }
    let machine =
        fold(&target, &[&owed[..], &[("2026-11-20T10:05", AutoReply), ("2026-11-20T10:06", waiting())]].concat());
    assert_eq!((machine[0].stopped, machine[0].state(cn("2026-11-20T10:30"))), (None, ClockState::Running));
    let again = [("2026-11-20T10:05", Happening::Acknowledged), ("2026-11-20T12:00", Happening::AcknowledgementOwed)];
    assert_eq!(fold(&target, &[&owed[..], &again].concat()).len(), 1, "once per case");
}

#[test]
fn pa_2_a_delay_notice_runs_beside_the_first_response_and_ends_when_told_or_answered() {
    let target = [service(ClockName::FirstResponse, 24), service(ClockName::DelayNotice, 18)];
    let start = [("2026-11-18T10:00", Received), ("2026-11-18T11:00", waiting())];
    let runs = fold(&target, &start);
    assert_eq!(runs.iter().map(|r| r.clock).collect::<Vec<_>>(), [ClockName::FirstResponse, ClockName::DelayNotice]);
    assert_eq!(
        (runs[0].due, runs[1].due),
        (Some(cn("2026-11-20T10:00")), Some(cn("2026-11-19T16:00"))),
        "never pauses"
    );
    let noticed = [("2026-11-19T15:00", Happening::ToldDelay), ("2026-11-19T16:00", CustomerReplied)];
    let runs = fold(&target, &[&start[..], &noticed].concat());
    assert_eq!((runs.len(), runs[0].stopped, runs[1].stopped), (2, None, Some(cn("2026-11-19T15:00"))), "told once");
    let runs =
        fold(&target, &[&start[..], &[("2026-11-19T12:00", Answered), ("2026-11-19T13:00", CustomerReplied)]].concat());
    assert_eq!((runs.len(), runs[1].stopped), (2, Some(cn("2026-11-19T12:00"))), "a next response has none");
}

#[test]
fn pa_7_a_complaint_runs_from_the_notice_to_the_solution_and_pauses_as_it_does() {
    let target = |clock| Target { clock, ..solution(Measure::BusinessDays { days: 3 }) };
    let targets = [target(ClockName::Solution), target(ClockName::Complaint)];
    let events = [
        ("2026-11-18T10:00", Received),
        ("2026-11-18T20:00", waiting()),
        ("2026-11-19T22:00", CustomerReplied),
        ("2026-11-25T09:00", Solved),
        ("2026-11-26T09:00", Reopened),
    ];
    for n in 2..=events.len() {
        let runs = fold(&targets, &events[..n]);
        assert_eq!((runs[0].due, runs[0].stopped, &runs[0].pauses), (runs[1].due, runs[1].stopped, &runs[1].pauses));
    }
    // Classified as a complaint later on: counted from the notice all the same.
    let late =
        [("2026-11-18T10:00", Received), ("2026-11-19T10:00", Happening::Retarget(vec![target(ClockName::Complaint)]))];
    let run = &fold(&[], &late)[0];
    assert_eq!((run.started, run.due), (cn("2026-11-18T10:00"), Some(cn("2026-11-23T21:00"))));
}

#[test]
fn hc_3_hc_4_verification_runs_from_the_notice_and_pauses_while_details_are_missing() {
    let target = [Target { clock: ClockName::Verification, ..solution(Measure::BusinessDays { days: 1 }) }];
    let missing = [("2026-11-18T10:00", Received), ("2026-11-18T10:00", Happening::DetailsMissing)];
    let held = fold(&target, &missing);
    assert_eq!((held[0].started, held[0].due), (cn("2026-11-18T10:00"), None));
    assert_eq!(held[0].state(cn("2026-12-18T10:00")), ClockState::Paused);
    assert_eq!(held[0].pauses[0].reason, PauseReason::Details);
    let resumed = fold(
        &target,
        &[&missing[..], &[("2026-11-19T09:00", Resumed), ("2026-11-19T10:00", CustomerReplied)]].concat(),
    );
    assert_eq!(resumed[0].due, None, "only complete details end it");
    let whole = [&missing[..], &[("2026-11-19T22:00", Happening::DetailsComplete)]].concat();
    assert_eq!(fold(&target, &whole)[0].due, Some(cn("2026-11-20T21:00")), "Thursday closed without them");
    for (end, state) in
        [(Happening::Verified, ClockState::Met), (Answered, ClockState::Met), (Solved, ClockState::Cancelled)]
    {
        let run = &fold(&target, &[&whole[..], &[("2026-11-20T12:00", end)]].concat())[0];
        assert_eq!((run.ended, run.state(cn("2026-12-01T00:00"))), (Some(cn("2026-11-20T12:00")), state));
    }
}

#[rstest]
#[case(ClockName::Refund, Happening::RefundOwed, Happening::Refunded, true, false)]
#[case(ClockName::Repair, Happening::RepairAgreed, Happening::Repaired, true, false)]
#[case(ClockName::ReturnSending, Happening::ReturnConfirmed, Happening::GoodsSent, false, true)]
#[case(ClockName::Evidence, Happening::GoodsReceived, Happening::EvidenceGiven, false, true)]
#[case(ClockName::CarrierClaim, Happening::ClaimMade, Happening::ClaimAnswered, false, false)]
#[case(ClockName::Settlement, Happening::CostLeftOpen, Happening::Settled, true, false)]
fn pa_6_ck_9_ck_3_hc_7_hn_7_hx_4_a_clock_of_its_own_events(
    #[case] clock: ClockName,
    #[case] start: Happening,
    #[case] stop: Happening,
    #[case] waits: bool,
    #[case] closes: bool,
) {
    let target = [all_time(clock, 24)];
    let begin =
        [("2026-11-18T10:00", Received), ("2026-11-18T12:00", start.clone()), ("2026-11-18T13:00", start.clone())];
    let with = |more: &[(&'static str, Happening)]| fold(&target, &[&begin[..], more].concat());
    let due = Some(cn("2026-11-19T12:00"));
    assert_eq!(told(&with(&[])), [(cn("2026-11-18T12:00"), None, due)], "a second start moves nothing");
    assert_eq!(
        told(&with(&[("2026-11-18T14:00", stop.clone())])),
        [(cn("2026-11-18T12:00"), Some(cn("2026-11-18T14:00")), due)]
    );
    assert_eq!(with(&[("2026-11-18T14:00", stop.clone()), ("2026-11-18T15:00", start.clone())]).len(), 2, "and again");
    assert!(with(&[("2026-11-18T14:00", Happening::Dropped(clock))])[0].cancelled);
    assert!(!with(&[("2026-11-18T14:00", Happening::Dropped(ClockName::Solution))])[0].cancelled);
    assert_eq!(with(&[("2026-11-18T14:00", Solved), ("2026-11-18T15:00", Closed)])[0].cancelled, closes);
    assert_eq!(with(&[("2026-11-18T14:00", waiting())])[0].due.is_none(), waits);
    assert!(with(&[("2026-11-18T14:00", waiting()), ("2026-11-18T14:00", Solved)])[0].due.is_some(), "solving ends it");
    assert!(with(&[("2026-11-18T14:00", Happening::ForceMajeure)])[0].due.is_none());
    let excused =
        with(&[("2026-11-18T14:00", Happening::ForceMajeure), ("2026-11-18T17:00", Happening::ForceMajeureOver)]);
    assert_eq!(excused[0].due, Some(cn("2026-11-19T15:00")));
}

#[test]
fn hc_9_a_declared_force_majeure_pauses_what_may_pause_until_its_last_declaration_ends() {
    let targets = [service(ClockName::FirstResponse, 2), service(ClockName::Solution, 8)];
    let events = [
        ("2026-11-18T10:00", Received),
        ("2026-11-18T11:00", Happening::ForceMajeure),
        ("2026-11-18T12:00", Happening::ForceMajeure),
        ("2026-11-18T13:00", Happening::ForceMajeureOver),
        ("2026-11-18T13:30", Resumed),
        ("2026-11-18T15:00", Happening::ForceMajeureOver),
    ];
    let runs = fold(&targets, &events);
    assert_eq!(runs[0].due, Some(cn("2026-11-18T12:00")), "a response never pauses");
    assert_eq!(runs[1].due, Some(cn("2026-11-19T10:00")), "four hours more, two declarations at once count once");
    assert_eq!(runs[1].pauses.len(), 1);
    assert_eq!(runs[1].state(cn("2026-11-18T14:00")), ClockState::Paused, "a person's resuming does not end it");
    let hidden = fold(&targets, &events[..5]);
    assert_eq!(hidden[1].due, None);
    // What is foreseen does not tell that the desk looked: nothing is late by it yet.
    let ahead = [
        events[0].clone(),
        ("2026-12-01T10:00", Happening::ForceMajeure),
        ("2026-12-02T10:00", Happening::ForceMajeureOver),
    ];
    assert_eq!(fold(&targets, &ahead)[0].breached_at, None);
    let forbidden = [Target { pauses: false, ..service(ClockName::Solution, 8) }];
    assert_eq!(fold(&forbidden, &events)[0].due, Some(cn("2026-11-18T18:00")), "the pack may forbid it");
}

#[test]
fn hn_1_pa_1_a_declared_state_extends_openly_both_dates_stay() {
    let normal = || vec![service(ClockName::FirstResponse, 24)];
    let declared = || Happening::Extended { targets: vec![service(ClockName::FirstResponse, 48)], normal: normal() };
    let (first, second) = (cn("2026-11-20T10:00"), cn("2026-11-24T10:00"));
    let both = |run: &ClockRun| run.dues.iter().map(|d| (d.due, d.until)).collect::<Vec<_>>();
    // Known at the notice, whichever of the two is written first.
    for events in [
        [("2026-11-18T10:00", Received), ("2026-11-18T10:00", declared())],
        [("2026-11-18T10:00", declared()), ("2026-11-18T10:00", Received)],
    ] {
        let run = &fold(&normal(), &events)[0];
        assert_eq!(run.due, Some(second));
        assert_eq!(both(run), [(Some(first), Some(cn("2026-11-18T10:00"))), (Some(second), None)]);
        assert_eq!(run.breach(cn("2026-11-21T00:00")), None);
    }
    // Declared later, when the normal date was missed already: that stays so.
    let late = [("2026-11-18T10:00", Received), ("2026-11-20T10:30", declared())];
    let run = &fold(&normal(), &late)[0];
    assert_eq!((run.due, run.breached_at), (Some(second), Some(first)));
    // A normal date that came only with a later classification, and never held, is shown and not missed.
    let other = Happening::Extended {
        targets: vec![service(ClockName::FirstResponse, 48)],
        normal: vec![service(ClockName::FirstResponse, 12)],
    };
    let run = &fold(
        &normal(),
        &[("2026-11-18T10:00", declared()), ("2026-11-18T10:00", Received), ("2026-11-19T20:00", other)],
    )[0];
    assert_eq!((run.dues.len(), run.due, run.breach(cn("2026-11-20T00:00"))), (3, Some(second), None));
    // Ended: the normal date holds again, the extended one is history.
    let over =
        [&late[..1], &[("2026-11-18T11:00", declared()), ("2026-11-19T10:00", Happening::Retarget(normal()))]].concat();
    assert_eq!(fold(&normal(), &over)[0].due, Some(first));
}

#[test]
fn pa_6_a_target_may_say_when_to_warn() {
    let c = hx();
    let both = Calendars { service: &c, business: &c, days: &c };
    let refund = |warn| Target { clock: ClockName::Refund, warn, ..solution(Measure::BusinessDays { days: 10 }) };
    let at = |warn| {
        let run = &fold(&[refund(warn)], &[("2026-11-02T10:00", Happening::RefundOwed)])[0];
        (run.due, run.warn_at(both))
    };
    let due = Some(cn("2026-11-16T21:00"));
    assert_eq!(at(Some(Measure::BusinessDays { days: 5 })), (due, Some(cn("2026-11-09T21:00"))));
    assert_eq!(at(Some(Measure::BusinessDays { days: 50 })), (due, due), "never after it is due");
    let usual = at(None);
    assert!(usual.1 > Some(cn("2026-11-11T21:00")) && usual.1 < due, "75 %: {usual:?}");
    let paused = fold(
        &[refund(Some(Measure::BusinessDays { days: 5 }))],
        &[("2026-11-02T10:00", Happening::RefundOwed), ("2026-11-03T10:00", waiting())],
    );
    assert_eq!(paused[0].warn_at(both), None);
    let toml = "clock = 'refund'\nkind = 'business_days'\ndays = 10\nwarn = { kind = 'business_days', days = 5 }\n";
    assert_eq!(toml::from_str::<Target>(toml).unwrap(), refund(Some(Measure::BusinessDays { days: 5 })));
}

/// `docs/clocks.md` is made from the table; `AFTERCARE_BLESS=1` writes it.
#[test]
fn the_documentation_is_the_table() {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../docs/clocks.md");
    if std::env::var_os("AFTERCARE_BLESS").is_some_and(|v| v == "1") {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, markdown()).unwrap();
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    assert_eq!(kept, markdown(), "run with AFTERCARE_BLESS=1");
}
