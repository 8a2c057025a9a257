//! A calendar as it is edited and as core compiles it: the same hours and days in two shapes.

use crate::api::calendar::{CalendarDay, CalendarDraft, DaySource, OpenHours, SpecialDay};
use crate::api::{ApiError, ErrorCode};
use aftercare_core::calendar::event::DayNames;
use aftercare_core::calendar::{Calendar, CalendarError, CalendarSpec, ExtraDay, Hours, PublicDays, Weekly};
use chrono::Datelike;
use std::collections::{BTreeMap, BTreeSet};

/// Years that calendars reach.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2099;
/// Characters of a day's name.
const NAME: usize = 80;

fn text(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// Hours as they are edited.
pub(super) fn hours(all: &[Hours]) -> Vec<OpenHours> {
    let close = |minute: u16| if minute > 1440 { minute - 1440 } else { minute };
    all.iter().map(|hours| OpenHours { from: text(hours.open()), to: text(close(hours.close())) }).collect()
}

/// A calendar as it is edited.
pub(super) fn written(spec: &CalendarSpec, years: &[i32], names: &DayNames) -> CalendarDraft {
    let mut days: BTreeMap<_, Vec<OpenHours>> = spec.holidays.iter().map(|date| (*date, Vec::new())).collect();
    days.extend(spec.extra.iter().map(|day| (day.date, hours(&day.hours))));
    CalendarDraft {
        zone: spec.tz.name().to_owned(),
        weekly: spec.weekly.days().iter().map(|day| hours(day)).collect(),
        days: days
            .into_iter()
            .map(|(date, hours)| SpecialDay { date, hours, name: names.get(&date).cloned() })
            .collect(),
        years: years.to_vec(),
    }
}

fn wrong(field: &str, error: &CalendarError) -> ApiError {
    ApiError::field(field, error.code()).with("detail", error)
}

fn span(field: &str, of: impl ToString, hours: &OpenHours) -> Result<Hours, ApiError> {
    Hours::parse(&hours.from, &hours.to).map_err(|error| wrong(field, &error).with("day", of))
}

/// The calendar that was edited, once it is seen that it compiles and opens every week.
///
/// # Errors
/// [`ErrorCode::BadInput`] with `field` (`zone`, `weekly`, `days`), `problem` (the code of a [`CalendarError`]) and, of a day, `day`:
/// a date, or `mon` to `sun`.
pub(super) fn read(draft: &CalendarDraft) -> Result<CalendarSpec, ApiError> {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let tz = draft.zone.parse().map_err(|_| wrong("zone", &CalendarError::UnknownZone(draft.zone.clone())))?;
    let mut weekly = Weekly::default();
    let slots = [
        &mut weekly.mon,
        &mut weekly.tue,
        &mut weekly.wed,
        &mut weekly.thu,
        &mut weekly.fri,
        &mut weekly.sat,
        &mut weekly.sun,
    ];
    if draft.weekly.len() != slots.len() {
        return Err(ApiError::field("weekly", "malformed_hours"));
    }
    for ((slot, day), hours) in slots.into_iter().zip(DAYS).zip(&draft.weekly) {
        *slot = hours.iter().map(|hours| span("weekly", day, hours)).collect::<Result<_, _>>()?;
    }
    // A single day's opening would leave no deadline behind it: a desk opens every week.
    if weekly.days().iter().all(|day| day.is_empty()) {
        return Err(wrong("weekly", &CalendarError::NoOpening));
    }
    let (mut holidays, mut extra, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
    for day in &draft.days {
        let bad = |error: CalendarError| wrong("days", &error).with("day", day.date);
        if !YEARS.contains(&day.date.year()) {
            return Err(bad(CalendarError::OutOfRange));
        }
        if !seen.insert(day.date) {
            return Err(bad(CalendarError::DuplicateExtra(day.date)));
        }
        let hours = day.hours.iter().map(|hours| span("days", day.date, hours)).collect::<Result<Vec<_>, _>>()?;
        match hours.is_empty() {
            true => holidays.push(day.date),
            false => extra.push(ExtraDay { date: day.date, hours }),
        }
    }
    holidays.sort_unstable();
    extra.sort_by_key(|day| day.date);
    let spec = CalendarSpec { tz, weekly, holidays, extra };
    match Calendar::compile(&spec) {
        Ok(_) => Ok(spec),
        Err(CalendarError::OverlappingHours(day)) => {
            let field = if DAYS.contains(&day.as_str()) { "weekly" } else { "days" };
            Err(wrong(field, &CalendarError::OverlappingHours(day.clone())).with("day", day))
        }
        Err(error) => Err(ApiError::new(ErrorCode::BadInput)
            .with("field", "draft")
            .with("problem", error.code())
            .with("detail", error)),
    }
}

/// Years whose public days the calendar knows: those the desk entered, and published ones of which it still has a day. One that was
/// published after the calendar was made is not among them.
pub(super) fn years(draft: &CalendarDraft, published: Option<&PublicDays>) -> Vec<i32> {
    let has = |date| draft.days.iter().any(|day| day.date == date);
    let ours = published.into_iter().flat_map(|days| &days.years);
    let ours = ours.filter(|year| year.holidays.iter().chain(&year.workdays).any(|date| has(*date)));
    let all: BTreeSet<i32> = draft.years.iter().copied().chain(ours.map(|year| year.year)).collect();
    all.into_iter().filter(|year| YEARS.contains(year)).collect()
}

/// What days are called, as JSON; nothing when none is.
pub(super) fn names(draft: &CalendarDraft) -> Option<String> {
    let name = |day: &SpecialDay| {
        let name: String = day.name.as_deref()?.trim().chars().take(NAME).collect();
        (!name.is_empty()).then_some((day.date, name))
    };
    let names: DayNames = draft.days.iter().filter_map(name).collect();
    if names.is_empty() { None } else { serde_json::to_string(&names).ok() }
}

/// The special days of a year, each with where it comes from, and those of the pack that the desk took away.
pub(super) fn days_of(year: i32, draft: &CalendarDraft, own: &CalendarDraft) -> Vec<CalendarDay> {
    let of_year = |day: &&SpecialDay| day.date.year() == year;
    let stands = |day: &SpecialDay| own.days.iter().any(|own| (own.date, &own.hours) == (day.date, &day.hours));
    let mut days: Vec<CalendarDay> = draft
        .days
        .iter()
        .filter(of_year)
        .map(|day| CalendarDay {
            date: day.date,
            hours: day.hours.clone(),
            name: day.name.clone(),
            source: if stands(day) { DaySource::Public } else { DaySource::Desk },
            removed: false,
        })
        .collect();
    let gone = own.days.iter().filter(of_year).filter(|day| draft.days.iter().all(|now| now.date != day.date));
    days.extend(gone.map(|day| CalendarDay {
        date: day.date,
        hours: draft.weekly.get(day.date.weekday().num_days_from_monday() as usize).cloned().unwrap_or_default(),
        name: None,
        source: DaySource::Desk,
        removed: true,
    }));
    days.sort_by_key(|day| day.date);
    days
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rstest::rstest;

    fn draft() -> CalendarDraft {
        let spec = PublicDays::china().unwrap().calendar(
            chrono_tz::Tz::Asia__Shanghai,
            Weekly { mon: vec![Hours::parse("22:00", "06:00").unwrap()], ..Weekly::default() },
            &[Hours::parse("09:00", "24:00").unwrap()],
        );
        written(&spec, &[2027], &DayNames::new())
    }

    fn day(date: &str, hours: &[(&str, &str)]) -> SpecialDay {
        let hours = hours.iter().map(|(from, to)| OpenHours { from: (*from).into(), to: (*to).into() }).collect();
        SpecialDay { date: date.parse().unwrap(), hours, name: None }
    }

    #[test]
    fn what_is_written_reads_as_the_same_calendar() {
        let draft = draft();
        assert_eq!(draft.weekly[0], [OpenHours { from: "22:00".into(), to: "06:00".into() }]);
        assert_eq!(written(&read(&draft).unwrap(), &[2027], &DayNames::new()), draft);
    }

    #[rstest]
    #[case(|d: &mut CalendarDraft| d.zone = "Asia/Atlantis".into(), "zone", "unknown_zone")]
    #[case(|d: &mut CalendarDraft| d.weekly[0].clear(), "weekly", "no_opening")]
    #[case(|d: &mut CalendarDraft| d.weekly.truncate(6), "weekly", "malformed_hours")]
    #[case(|d: &mut CalendarDraft| d.weekly[1] = day("2027-01-01", &[("09:00", "9:30")]).hours, "weekly", "malformed_hours")]
    #[case(|d: &mut CalendarDraft| d.weekly[1] = day("2027-01-01", &[("09:00", "12:00"), ("11:00", "13:00")]).hours, "weekly", "overlapping_hours")]
    #[case(|d: &mut CalendarDraft| d.days.push(day("2027-05-01", &[("09:00", "12:00"), ("11:00", "13:00")])), "days", "overlapping_hours")]
    #[case(|d: &mut CalendarDraft| d.days.push(day("2100-01-01", &[])), "days", "out_of_range")]
    #[case(|d: &mut CalendarDraft| d.days.push(d.days[0].clone()), "days", "duplicate_extra")]
    fn what_is_no_calendar_is_named(#[case] spoil: fn(&mut CalendarDraft), #[case] field: &str, #[case] problem: &str) {
        let mut draft = draft();
        spoil(&mut draft);
        let error = read(&draft).unwrap_err();
        assert_eq!(
            (error.code, error.args["field"].as_str(), error.args["problem"].as_str()),
            (ErrorCode::BadInput, field, problem)
        );
    }

    #[test]
    fn a_year_is_known_when_the_desk_says_so_or_its_published_days_stand() {
        let public = PublicDays::china().unwrap();
        let mut draft = draft();
        assert_eq!(years(&draft, Some(&public)), [2024, 2025, 2026, 2027]);
        draft.days.retain(|day| day.date.year() != 2026);
        assert_eq!(years(&draft, Some(&public)), [2024, 2025, 2027]);
        assert_eq!(years(&draft, None), [2027]);
    }

    #[test]
    fn each_day_tells_where_it_comes_from() {
        let own = draft();
        let mut edited = own.clone();
        edited.days.retain(|day| day.date.to_string() != "2026-05-09");
        edited.days.push(day("2026-12-24", &[("09:00", "12:00")]));
        let days = days_of(2026, &edited, &own);
        assert_eq!(days.len(), 40, "33 holidays and 6 make-up days are published, one of which is gone; one is ours");
        let of = |date: &str| {
            days.iter().find(|day| day.date.to_string() == date).map(|day| (day.source, day.removed)).unwrap()
        };
        assert_eq!(of("2026-05-09"), (DaySource::Desk, true));
        assert_eq!(of("2026-12-24"), (DaySource::Desk, false));
        assert_eq!(of("2026-10-01"), (DaySource::Public, false));
    }
}
