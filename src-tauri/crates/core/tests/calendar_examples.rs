//! The calendar's meaning by example: each definition of the time words, China's days (HX-5), and clocks that jump.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use aftercare_core::calendar::{Calendar, CalendarError, CalendarSpec, CalendarWarning, Hours, PublicDays, Weekly};
use aftercare_core::time::Instant;
use chrono::{Datelike, NaiveDate, TimeDelta, TimeZone, Weekday};
use chrono_tz::Tz;
use rstest::rstest;

fn calendar(json: &str) -> Calendar {
    Calendar::compile(&serde_json::from_str::<CalendarSpec>(json).unwrap()).unwrap()
}

/// Every day has these hours.
fn daily(tz: &str, hours: &str) -> Calendar {
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map(|d| format!(r#""{d}":{hours}"#)).join(",");
    calendar(&format!(r#"{{"tz":"{tz}","weekly":{{{days}}}}}"#))
}

/// HX-5: Monday to Friday 09:00-21:00 in Shanghai, with China's public holidays and make-up days.
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
    let spec = PublicDays::china().unwrap().calendar(Tz::Asia__Shanghai, weekly, &day);
    Calendar::compile(&spec).unwrap()
}

fn local(tz: Tz, text: &str) -> Instant {
    let naive = text.parse::<chrono::NaiveDateTime>().unwrap_or_else(|_| format!("{text}:00").parse().unwrap());
    tz.from_local_datetime(&naive).unwrap().to_utc()
}

fn cn(text: &str) -> Instant {
    local(Tz::Asia__Shanghai, text)
}

fn utc(text: &str) -> Instant {
    text.parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn the_opening_instant_is_open_and_the_closing_instant_is_not() {
    let c = hx();
    let us = TimeDelta::microseconds(1);
    assert!(c.is_open(cn("2026-11-20T09:00")) && !c.is_open(cn("2026-11-20T09:00") - us));
    assert!(!c.is_open(cn("2026-11-20T21:00")) && c.is_open(cn("2026-11-20T21:00") - us));
    assert_eq!(c.next_opening(cn("2026-11-20T21:00")).unwrap(), cn("2026-11-23T09:00"));
    assert_eq!(c.next_opening(cn("2026-11-20T12:34")).unwrap(), cn("2026-11-20T12:34"));
}

#[test]
fn an_amount_used_up_at_closing_time_ends_at_closing_time_and_zero_at_once() {
    let c = hx();
    assert_eq!(c.add(cn("2026-11-20T19:00"), 7200).unwrap(), cn("2026-11-20T21:00"));
    assert_eq!(c.add(cn("2026-11-20T19:00"), 7201).unwrap(), cn("2026-11-23T09:00:01"));
    assert_eq!(c.sub(cn("2026-11-23T11:00"), 7200).unwrap(), cn("2026-11-23T09:00"));
    assert_eq!(c.sub(cn("2026-11-23T11:00"), 7201).unwrap(), cn("2026-11-20T20:59:59"));
    assert_eq!(c.add(cn("2026-11-21T03:00"), 0).unwrap(), cn("2026-11-21T03:00"));
    assert_eq!(c.add(cn("2026-11-23T11:00"), -7201).unwrap(), c.sub(cn("2026-11-23T11:00"), 7201).unwrap());
}

#[test]
fn between_is_signed_and_cut_towards_zero() {
    let c = hx();
    let (a, b) = (cn("2026-11-20T20:00"), cn("2026-11-23T10:00") + TimeDelta::milliseconds(900));
    assert_eq!((c.between(a, b), c.between(b, a)), (7200, -7200));
    let later = c.add(a + TimeDelta::microseconds(7), 7200).unwrap();
    assert_eq!(later, cn("2026-11-23T10:00") + TimeDelta::microseconds(7));
}

/// National Day 2026: rest from Thursday 1 to Wednesday 7 October, worked on Saturday 10.
#[test]
fn hx_5_national_day_rests_and_the_saturday_after_works() {
    let c = hx();
    assert_eq!(c.add(cn("2026-09-30T20:00"), 2 * 3600).unwrap(), cn("2026-10-08T10:00"));
    assert_eq!(c.next_opening(cn("2026-09-30T21:00")).unwrap(), cn("2026-10-08T09:00"));
    assert_eq!(c.add(cn("2026-10-09T20:00"), 2 * 3600).unwrap(), cn("2026-10-10T10:00"), "a make-up Saturday");
    assert_eq!(c.add(cn("2026-10-10T20:00"), 2 * 3600).unwrap(), cn("2026-10-12T10:00"), "Sunday rests");
    assert!((1..=7).all(|d| !c.has_opening(NaiveDate::from_ymd_opt(2026, 10, d).unwrap())));
}

/// Spring Festival 2026: rest from Sunday 15 to Monday 23 February, worked on the Saturdays 14 and 28.
#[test]
fn hx_5_spring_festival_rests_nine_days() {
    let c = hx();
    assert_eq!(c.add(cn("2026-02-14T20:30"), 3600).unwrap(), cn("2026-02-24T09:30"));
    assert!(c.has_opening(day("2026-02-28")) && !c.has_opening(day("2026-02-21")));
}

#[rstest]
#[case("2026-01-04")]
#[case("2026-02-14")]
#[case("2026-02-28")]
#[case("2026-05-09")]
#[case("2026-09-20")]
#[case("2026-10-10")]
#[case("2025-01-26")]
#[case("2024-02-04")]
fn hx_5_make_up_days_are_weekend_days_with_full_hours(#[case] date: &str) {
    let c = hx();
    let date = day(date);
    assert!(matches!(date.weekday(), Weekday::Sat | Weekday::Sun));
    let (from, to) = c.day_span(date);
    assert_eq!(c.between(from, to), 12 * 3600);
    assert_eq!(c.close_of(date), Some(cn(&format!("{date}T21:00"))));
}

/// The announced number of working days checks the file as a whole.
#[rstest]
#[case(2024, 251)]
#[case(2025, 248)]
#[case(2026, 248)]
fn hx_5_each_announced_year_has_its_working_days(#[case] year: i32, #[case] days: usize) {
    let c = hx();
    let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
    assert_eq!(first.iter_days().take_while(|d| d.year() == year).filter(|d| c.has_opening(*d)).count(), days);
}

#[test]
fn hx_5_a_year_without_data_warns_and_never_stays_silent() {
    let cn_days = PublicDays::china().unwrap();
    assert_eq!(cn_days.warnings(day("2026-11-01"), day("2026-12-31")), []);
    assert_eq!(cn_days.warnings(day("2026-12-31"), day("2027-01-01")), [CalendarWarning::YearNotPublished(2027)]);
    assert_eq!(
        cn_days.warnings(day("2023-06-01"), day("2028-01-01")),
        [
            CalendarWarning::YearNotRecorded(2023),
            CalendarWarning::YearNotPublished(2027),
            CalendarWarning::YearNotPublished(2028)
        ]
    );
    let json = serde_json::to_string(&CalendarWarning::YearNotPublished(2027)).unwrap();
    assert_eq!(json, r#"{"code":"year_not_published","year":2027}"#);
}

#[test]
fn a_damaged_holiday_file_is_refused() {
    let file = |days: &str| {
        format!("country='CN'\nas_of='2026'\nsource=[]\n[[year]]\nyear=2026\nholidays=[{days}]\nworkdays=[]")
    };
    assert!(PublicDays::parse(&file("'2026-01-01'")).is_ok());
    for bad in ["'2025-01-01'", "'2026-02-30'", "1"] {
        assert_eq!(PublicDays::parse(&file(bad)).unwrap_err().code(), "public_days", "{bad}");
    }
}

#[test]
fn breaks_close_and_touching_hours_unite() {
    let c = daily("UTC", r#"[["13:00","18:00"],["09:00","12:00"]]"#);
    assert!(!c.is_open(utc("2026-11-20T12:30:00Z")));
    assert_eq!(c.add(utc("2026-11-20T11:00:00Z"), 7200).unwrap(), utc("2026-11-20T14:00:00Z"));
    let c = daily("UTC", r#"[["09:00","12:00"],["12:00","18:00"]]"#);
    assert_eq!(c.open_intervals(utc("2026-11-20T00:00:00Z"), utc("2026-11-21T00:00:00Z")).len(), 1);
}

#[test]
fn a_night_shift_belongs_to_the_day_it_began_on() {
    let night = r#"{"tz":"UTC","weekly":{"fri":[["22:00","06:00"]]},"holidays":["2026-11-21"],"extra":[{"date":"2026-11-28","hours":[]}]}"#;
    let c = calendar(night);
    assert!(c.is_open(utc("2026-11-21T05:59:00Z")), "Saturday's holiday does not cut Friday's shift");
    assert!(c.is_open(utc("2026-11-28T05:59:00Z")), "nor does an extra day without hours");
    assert!(c.has_opening(day("2026-11-21")) && c.has_opening(day("2026-11-20")));
    assert_eq!(
        c.close_of(day("2026-11-20")),
        Some(utc("2026-11-21T00:00:00Z")),
        "a day closes at its end at the latest"
    );
    assert_eq!(c.close_of(day("2026-11-21")), Some(utc("2026-11-21T06:00:00Z")));
    let holiday = calendar(r#"{"tz":"UTC","weekly":{"fri":[["22:00","06:00"]]},"holidays":["2026-11-20"]}"#);
    assert!(!holiday.is_open(utc("2026-11-21T01:00:00Z")), "the holiday takes its whole shift away");
}

#[test]
fn an_extra_day_replaces_the_hours_and_beats_a_holiday() {
    let c = calendar(
        r#"{"tz":"UTC","weekly":{"fri":[["09:00","21:00"]]},"holidays":["2026-11-20"],"extra":[{"date":"2026-11-20","hours":[["10:00","24:00"]]}]}"#,
    );
    let spans = c.open_intervals(utc("2026-11-20T00:00:00Z"), utc("2026-11-22T00:00:00Z"));
    assert_eq!(spans, [(utc("2026-11-20T10:00:00Z"), utc("2026-11-21T00:00:00Z"))]);
}

#[test]
fn always_open_is_one_interval_without_seams() {
    let c = daily("America/New_York", r#"[["00:00","24:00"]]"#);
    let (from, to) = (utc("1991-01-01T00:00:00Z"), utc("2099-01-01T00:00:00Z"));
    assert_eq!(c.open_intervals(from, to), [(from, to)]);
    assert_eq!(c.add(from, (to - from).num_seconds()).unwrap(), to);
}

/// A day whose clock jumps has the real length: Berlin and New York an hour, Lord Howe half of one.
#[rstest]
#[case("Europe/Berlin", "2026-03-29", 23 * 3600)]
#[case("Europe/Berlin", "2026-10-25", 25 * 3600)]
#[case("America/New_York", "2026-03-08", 23 * 3600)]
#[case("America/New_York", "2026-11-01", 25 * 3600)]
#[case("Australia/Lord_Howe", "2026-10-04", 23 * 3600 + 1800)]
#[case("Australia/Lord_Howe", "2026-04-05", 24 * 3600 + 1800)]
#[case("Asia/Shanghai", "2026-10-25", 24 * 3600)]
fn lengths_are_real_seconds(#[case] tz: &str, #[case] date: &str, #[case] seconds: i64) {
    let c = daily(tz, r#"[["00:00","24:00"]]"#);
    let (from, to) = c.day_span(day(date));
    assert_eq!(c.between(from, to), seconds);
    assert_eq!((to - from).num_seconds(), seconds);
    let night = daily(tz, r#"[["22:00","06:00"]]"#);
    let before = c.day_span(day(date) - TimeDelta::days(1)).0;
    assert_eq!(night.between(before + TimeDelta::hours(12), to - TimeDelta::hours(6)), 8 * 3600 + seconds - 24 * 3600);
}

#[test]
fn hours_inside_the_jump_follow_the_wall_clock() {
    let c = daily("Europe/Berlin", r#"[["02:15","02:45"]]"#);
    assert!(!c.has_opening(day("2026-03-29")), "02:15 never comes");
    let (from, to) = c.day_span(day("2026-10-25"));
    assert_eq!(
        c.open_intervals(from, to),
        [
            (utc("2026-10-25T00:15:00Z"), utc("2026-10-25T00:45:00Z")),
            (utc("2026-10-25T01:15:00Z"), utc("2026-10-25T01:45:00Z")),
        ],
        "02:15 comes twice"
    );
    let c = daily("Europe/Berlin", r#"[["02:30","09:00"]]"#);
    assert_eq!(
        c.next_opening(utc("2026-03-29T00:00:00Z")).unwrap(),
        utc("2026-03-29T01:00:00Z"),
        "opens as the clock jumps to 03:00"
    );
}

#[test]
fn summer_time_is_known_to_the_last_year() {
    let c = daily("Europe/Berlin", r#"[["09:00","10:00"]]"#);
    assert!(c.is_open(utc("2099-07-01T07:30:00Z")) && c.is_open(utc("2099-12-01T08:30:00Z")));
}

#[rstest]
#[case(r#"{"tz":"UTC"}"#, "no_opening")]
#[case(r#"{"tz":"UTC","weekly":{"mon":[]},"extra":[{"date":"2026-01-01","hours":[]}]}"#, "no_opening")]
#[case(r#"{"tz":"UTC","weekly":{"mon":[["09:00","12:00"],["11:59","13:00"]]}}"#, "overlapping_hours")]
#[case(r#"{"tz":"UTC","weekly":{"mon":[["22:00","06:00"],["23:00","24:00"]]}}"#, "overlapping_hours")]
#[case(
    r#"{"tz":"UTC","extra":[{"date":"2026-01-01","hours":[["09:00","10:00"],["09:00","10:00"]]}]}"#,
    "overlapping_hours"
)]
#[case(
    r#"{"tz":"UTC","extra":[{"date":"2026-01-01","hours":[]},{"date":"2026-01-01","hours":[["09:00","10:00"]]}]}"#,
    "duplicate_extra"
)]
#[case(r#"{"tz":"UTC","extra":[{"date":"2150-01-01","hours":[["09:00","10:00"]]}]}"#, "out_of_range")]
fn a_calendar_that_cannot_hold_is_refused(#[case] json: &str, #[case] code: &str) {
    let spec: CalendarSpec = serde_json::from_str(json).unwrap();
    assert_eq!(Calendar::compile(&spec).unwrap_err().code(), code);
}

#[test]
fn beyond_the_years_covered_is_a_typed_error() {
    let c = hx();
    let far = utc("2099-12-31T12:00:00Z");
    assert_eq!(c.add(far, 100 * 3600), Err(CalendarError::OutOfRange));
    assert_eq!(c.add(utc("1980-01-01T00:00:00Z"), 1), Err(CalendarError::OutOfRange));
    assert_eq!(c.sub(utc("1990-01-02T00:00:00Z"), 100 * 3600), Err(CalendarError::OutOfRange));
    assert_eq!(c.add(far, i64::MAX), Err(CalendarError::OutOfRange));
    assert_eq!(c.sub(far, i64::MIN), Err(CalendarError::OutOfRange));
    assert!(
        !c.is_open(utc("2150-01-01T02:00:00Z"))
            && !c.has_opening(day("2150-01-01"))
            && !c.has_opening(day("1900-01-01"))
    );
    let once = calendar(r#"{"tz":"UTC","extra":[{"date":"2026-01-01","hours":[["09:00","10:00"]]}]}"#);
    assert_eq!(once.next_opening(utc("2026-01-01T10:00:00Z")), Err(CalendarError::OutOfRange));
}
