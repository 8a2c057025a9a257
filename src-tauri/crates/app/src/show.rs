//! From core's types to what a screen shows. Pure: every instant comes from the caller.

use crate::api::views::{ClockView, MeasureView, Span, StaffMember};
use aftercare_core::clock::{Calendars, ClockRun, ClockState, Measure, On, Pause, Target};
use aftercare_core::desk::Staff;
use aftercare_core::ids::StaffId;
use aftercare_core::policy::rules::CalendarRule;
use aftercare_core::policy::{Basis, Facts, Pack};
use aftercare_core::time::Instant;

/// As in C-4127.
pub(crate) fn label(number: u64) -> String {
    format!("C-{number}")
}

/// What the bar and the chip need of a clock. None for a run without any target.
pub(crate) fn clock(
    run: &ClockRun,
    now: Instant,
    calendars: Calendars<'_>,
    pack: &Pack,
    facts: &Facts,
) -> Option<ClockView> {
    let held = run.held_by(now, calendars)?;
    let state = run.state(now);
    // A declared pause may know its end.
    let on = |pause: &&Pause| pause.to.is_none() || pause.from <= now && pause.to.is_some_and(|to| now < to);
    let open_pause = run.pauses.iter().filter(on).min_by_key(|pause| pause.from);
    let pause = open_pause.filter(|_| run.ended.is_none() && (state == ClockState::Paused || run.paused(now)));
    Some(ClockView {
        clock: run.clock,
        cycle: run.cycle,
        state,
        started: run.started,
        due: run.due,
        warn_at: run.warn_at(calendars),
        stopped: run.stopped,
        breached_at: run.breach(now),
        paused_since: pause.map(|p| p.from),
        pause_reason: pause.map(|p| p.reason),
        used_permille: i64::from(run.used_permille(now, calendars)),
        measure: measure(&held.target),
        clause: held.target.clause.clone(),
        stated: pack.rule(&held.target, facts).is_some_and(|rule| rule.basis == Basis::Stated),
    })
}

/// The calendar that a target is counted by.
pub(crate) fn calendar<'a>(pack: &'a Pack, measure: &MeasureView) -> Option<&'a CalendarRule> {
    let business = pack.calendars.get("business").filter(|_| measure.kind == "business_days");
    business.or_else(|| pack.calendars.get("service"))
}

/// What a target promises.
pub(crate) fn measure(target: &Target) -> MeasureView {
    length(target.measure)
}

/// How long, and how it is counted.
pub(crate) fn length(measure: Measure) -> MeasureView {
    let (kind, seconds, days) = match measure {
        Measure::Service { seconds } => ("service", Some(seconds), None),
        Measure::Elapsed { seconds, on: On::All } => ("elapsed", Some(seconds), None),
        Measure::Elapsed { seconds, on: On::Service } => ("elapsed_service", Some(seconds), None),
        Measure::BusinessDays { days } => ("business_days", None, Some(days)),
        Measure::NaturalDays { days } => ("natural_days", None, Some(days)),
    };
    MeasureView { kind: kind.to_owned(), seconds, days }
}

/// Most urgent first: running ones by due, then paused ones, then stopped ones, newest first.
pub(crate) fn by_urgency(clocks: &mut [ClockView]) {
    clocks.sort_by_key(|clock| {
        let open = clock.stopped.is_none() && clock.state != ClockState::Cancelled;
        match (open, clock.due) {
            (true, Some(due)) => (0, due.timestamp_micros()),
            (true, None) => (1, clock.started.timestamp_micros()),
            (false, _) => (2, -clock.started.timestamp_micros()),
        }
    });
}

/// A person of the desk as screens show them.
pub(crate) fn staff(id: StaffId, staff: &Staff) -> StaffMember {
    let name = staff.name.as_str().to_owned();
    StaffMember { id: id.0, initials: initials(&name), name, group: staff.group.clone() }
}

/// Up to two letters: of a Latin name the first ones of the first and last word, of a Chinese name its last two signs.
pub(crate) fn initials(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let latin = name.chars().any(|c| c.is_ascii_alphabetic());
    if !latin {
        let signs: Vec<char> = name.chars().filter(|c| !c.is_whitespace()).collect();
        return signs[signs.len().saturating_sub(2)..].iter().collect();
    }
    let first = words.first().and_then(|word| word.chars().next());
    let last = words.last().filter(|_| words.len() > 1).and_then(|word| word.chars().next());
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

/// Core's spans as the interface's.
pub(crate) fn spans(spans: &[aftercare_core::clock::Span]) -> Vec<Span> {
    spans.iter().map(|span| Span { from: span.from, to: span.to }).collect()
}

/// The word of an enumeration in data.
pub(crate) fn word<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("Mei Lindqvist", "ML")]
    #[case("mei", "M")]
    #[case("李小梅", "小梅")]
    #[case("李", "李")]
    #[case("", "")]
    #[case("Ana María del Río", "AR")]
    fn initials_are_two_at_most(#[case] name: &str, #[case] expected: &str) {
        assert_eq!(initials(name), expected);
    }
}
