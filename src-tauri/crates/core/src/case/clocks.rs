//! What the events of a case mean to its clocks. Pure, as the fold is.
//!
//! Left out: what a clock makes of it, which is the table's ([`crate::clock::TABLE`]).

use super::Category;
use super::event::{CaseEvent, Direction};
use super::fold::{Case, Entry};
use crate::clock::{ClockEvent, Happening};
use crate::policy::{DeclaredSet, DeclaredSort, Fact, Facts, Pack};
use crate::time::Instant;
use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Tz;

/// What the case's events mean to its clocks, with the targets that hold from each classification on.
///
/// `entries` in [`super::fold::sort`] order. The first classification is no change of mind: it applies from the notice.
pub fn clock_events(entries: &[Entry], pack: &Pack) -> Vec<ClockEvent> {
    let Some(mut case) = entries.iter().find_map(Case::begin) else { return Vec::new() };
    let mut events = Vec::new();
    let mut heard = false;
    for entry in entries {
        let was_open = case.status.is_open();
        case.apply(entry);
        let mut push = |what| events.push(ClockEvent { at: entry.at, what });
        if !was_open && case.status.is_open() && !matches!(entry.event, CaseEvent::Reopened { .. }) {
            // A customer who writes or calls reopens the case without a word from us.
            push(Happening::Reopened);
        }
        match &entry.event {
            CaseEvent::MessageReceived { sort, imported, .. } if sort.is_human() => {
                push(Happening::Received);
                // HN-4: once per case, and never for what came from a file.
                if !heard && !imported {
                    push(Happening::AcknowledgementOwed);
                }
                heard = true;
            }
            CaseEvent::MessageReceived { .. } => push(Happening::AutoReply),
            CaseEvent::MessageSent { .. } => push(Happening::Answered),
            CaseEvent::CallLogged { direction: Direction::In, taken, .. } => {
                push(Happening::Received);
                heard = true;
                if *taken {
                    push(Happening::Answered);
                }
            }
            CaseEvent::CallLogged { direction: Direction::Out, taken: true, .. } => push(Happening::Answered),
            // A session that was held answers as a taken call does: at its start (HX-6).
            CaseEvent::SessionEnded { session, held: true, .. } => {
                let begun = case.sessions.iter().find(|one| one.id == *session && one.ended_by == Some(entry.seq));
                events.extend(begun.map(|one| ClockEvent { at: one.begun, what: Happening::Answered }));
            }
            CaseEvent::Classified { .. } | CaseEvent::Declared { .. } | CaseEvent::DeclarationEnded { .. } => {
                push(retarget(pack, &case.facts()));
            }
            CaseEvent::Found { facts, .. } => match facts.get(&Fact::Details).map(Option::as_deref) {
                Some(Some("missing")) => push(Happening::DetailsMissing),
                Some(_) => push(Happening::DetailsComplete),
                None => {}
            },
            CaseEvent::Waiting { reason, .. } if was_open => push(Happening::Waiting(*reason)),
            CaseEvent::Resumed {} => push(Happening::Resumed),
            CaseEvent::Solved { .. } if was_open => push(Happening::Solved),
            CaseEvent::Closed { .. } => push(Happening::Closed),
            CaseEvent::Reopened { .. } if !was_open => push(Happening::Reopened),
            CaseEvent::Noted { .. } => push(Happening::Note),
            CaseEvent::CallLogged { .. }
            | CaseEvent::Waiting { .. }
            | CaseEvent::Solved { .. }
            | CaseEvent::Reopened { .. }
            | CaseEvent::Opened { .. }
            | CaseEvent::CustomerSet { .. }
            | CaseEvent::HandedOver { .. }
            | CaseEvent::Routed { .. }
            | CaseEvent::FormFiled { .. }
            | CaseEvent::FormPrinted { .. }
            | CaseEvent::TaskSet { .. }
            | CaseEvent::TaskEnded { .. }
            | CaseEvent::Erased {}
            | CaseEvent::SessionBegun { .. }
            | CaseEvent::SessionNoted { .. }
            | CaseEvent::SessionConsented { .. }
            | CaseEvent::SessionSnapped { .. }
            | CaseEvent::SessionEnded { .. } => {}
        }
    }
    declared(&case, &mut events);
    days(&case, pack, &mut events);
    events
}

/// The targets for what is known of the case. With a declared state also those without it: both dates stay (HN-1, PA-1).
fn retarget(pack: &Pack, facts: &Facts) -> Happening {
    let targets = pack.targets(facts);
    if facts.declared.is_empty() {
        return Happening::Retarget(targets);
    }
    Happening::Extended { targets, normal: pack.targets(&Facts { declared: DeclaredSet::default(), ..*facts }) }
}

/// HC-9: a declared force majeure holds clocks up from its beginning, or the notice, to its end.
fn declared(case: &Case, events: &mut Vec<ClockEvent>) {
    for state in case.declared.iter().filter(|state| state.sort == DeclaredSort::ForceMajeure) {
        let from = state.from.max(case.notice);
        if state.to.is_some_and(|to| to <= from) {
            continue;
        }
        events.push(ClockEvent { at: from, what: Happening::ForceMajeure });
        events.extend(state.to.map(|at| ClockEvent { at, what: Happening::ForceMajeureOver }));
    }
}

/// What the days of the matter start and stop (CK-3, HC-7), as they are known last: a day that was typed wrong and set right
/// leaves no trace. A day counts from its first instant in the pack's zone, and nothing stops before it started.
fn days(case: &Case, pack: &Pack, events: &mut Vec<ClockEvent>) {
    let Some(zone) = pack.calendars.get("service").and_then(|rule| rule.tz.parse().ok()) else { return };
    let day = |date: Option<NaiveDate>| first_instant(date?, zone);
    let dates = &case.dates;
    let given = case.found.get(&Fact::Evidence).filter(|found| found.word == "given").map(|found| found.at);
    let mut pair = |start: Option<Instant>, stop: Option<Instant>, what: [Happening; 2]| {
        let Some(start) = start else { return };
        let [starts, stops] = what;
        events.push(ClockEvent { at: start, what: starts });
        events.extend(stop.map(|stop| ClockEvent { at: stop.max(start), what: stops }));
    };
    pair(day(dates.confirmed_on), day(dates.sent_on), [Happening::ReturnConfirmed, Happening::GoodsSent]);
    // HC-7: evidence is asked for damage on the way, as found, or as the case is classified while nobody found a cause.
    let on_the_way = match case.found.get(&Fact::Cause) {
        Some(cause) => cause.word == "transport",
        None => case.category == Some(Category::Delivery),
    };
    let evidence = day(dates.evidence_on).or(given);
    pair(day(dates.received_on).filter(|_| on_the_way), evidence, [Happening::GoodsReceived, Happening::EvidenceGiven]);
}

/// Calendars cover 1990 to 2099; a day near their end leaves room for the amounts that count from it.
const YEARS: std::ops::Range<i32> = 1991..2090;

/// The first instant of a day; none outside the years that calendars cover.
fn first_instant(date: NaiveDate, zone: Tz) -> Option<Instant> {
    let midnight = date.and_time(NaiveTime::MIN);
    let local = |hours| zone.from_local_datetime(&(midnight + TimeDelta::hours(hours))).earliest();
    // Where the day begins later, because clocks are set ahead at midnight.
    let first = local(0).or_else(|| local(1))?;
    YEARS.contains(&date.year()).then(|| first.to_utc())
}
