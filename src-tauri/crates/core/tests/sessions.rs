//! Sessions by video and remote maintenance, from their events.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use aftercare_core::case::event::{CaseEvent, Direction};
use aftercare_core::case::fold::{Case, Entry, clock_events};
use aftercare_core::case::{Channel, Language, SessionOutcome, SessionSort, TaskEnd, TaskSort};
use aftercare_core::clock::Happening;
use aftercare_core::ids::{EntryId, SessionId, StaffId, TaskId};
use aftercare_core::journal::{Actor, Hash, Sealed};
use aftercare_core::policy::Pack;
use aftercare_core::time::Instant;
use chrono::TimeDelta;
use uuid::Uuid;

const ME: StaffId = StaffId(Uuid::nil());
const SESSION: SessionId = SessionId(Uuid::from_u128(7));

fn sealed(text: &str) -> Sealed {
    Sealed { commitment: Hash::ZERO, text: Some(text.to_owned()) }
}

fn begun() -> CaseEvent {
    CaseEvent::SessionBegun { session: SESSION, sort: SessionSort::Video, link: Some(sealed("facetime:+39055")) }
}

fn noted(text: &str) -> CaseEvent {
    CaseEvent::SessionNoted { session: SESSION, text: sealed(text) }
}

fn ended(held: bool) -> CaseEvent {
    let outcome = held.then_some(SessionOutcome::VisitNeeded);
    CaseEvent::SessionEnded { session: SESSION, held, outcome, findings: Some(sealed("stopper")) }
}

fn missed() -> CaseEvent {
    CaseEvent::CallLogged {
        entry: EntryId(Uuid::nil()),
        direction: Direction::In,
        taken: false,
        number: None,
        name: None,
        line: sealed("x"),
        seconds: 0,
    }
}

fn entries(events: Vec<CaseEvent>) -> Vec<Entry> {
    let opened = CaseEvent::Opened {
        number: 1,
        pack: "hx-leather".to_owned(),
        pack_version: 1,
        channel: Channel::Telephone,
        subject: sealed("x"),
        customer: None,
        language: Language::En,
        owner: ME,
        continues: None,
    };
    let entry = |(seq, event): (u64, CaseEvent)| Entry {
        seq,
        actor: Actor::Staff(ME),
        at: minute(seq),
        recorded_at: minute(seq),
        event,
    };
    (1..).zip(std::iter::once(opened).chain(events)).map(entry).collect()
}

fn minute(n: u64) -> Instant {
    let begin: Instant = "2026-11-20T02:00:00Z".parse().unwrap();
    begin + TimeDelta::minutes(i64::try_from(n).unwrap())
}

fn fold(events: Vec<CaseEvent>) -> Case {
    Case::fold(&entries(events)).unwrap()
}

/// When the clocks hear an answer.
fn answers(events: Vec<CaseEvent>) -> Vec<Instant> {
    let pack = Pack::parse(include_str!("../packs/hx-leather-1.toml")).unwrap();
    let events = clock_events(&entries(events), &pack);
    events.iter().filter(|event| matches!(event.what, Happening::Answered)).map(|event| event.at).collect()
}

#[test]
fn hx_2_a_session_keeps_its_notes_with_their_times_its_pictures_and_what_came_of_it() {
    let consent = CaseEvent::SessionConsented { session: SESSION, given: true };
    let snap = CaseEvent::SessionSnapped { session: SESSION, file: sealed("{}") };
    let case = fold(vec![begun(), consent, noted("top stopper missing"), snap, noted("lot 2026-07"), ended(true)]);
    let session = &case.sessions[0];
    assert_eq!((session.begun, session.ended), (minute(2), Some(minute(7))));
    let notes: Vec<_> = session.notes.iter().map(|(seq, at, text)| (*seq, *at, text.as_str())).collect();
    assert_eq!(notes, [(4, minute(4), "top stopper missing"), (6, minute(6), "lot 2026-07")]);
    assert_eq!(session.consent, Some(minute(3)));
    assert_eq!(session.snaps.len(), 1);
    assert_eq!(session.outcome, Some(SessionOutcome::VisitNeeded));
    assert_eq!(case.files.iter().map(|(seq, _)| *seq).collect::<Vec<_>>(), [5], "a picture is a file of the case");
}

#[test]
fn hx_6_a_session_that_was_held_answers_at_its_start_and_one_nobody_joined_does_not() {
    assert_eq!(fold(vec![missed(), begun(), ended(true)]).unanswered, None);
    assert_eq!(answers(vec![missed(), begun(), noted("x"), ended(true)]), [minute(3)]);
    assert_eq!(fold(vec![missed(), begun(), ended(false)]).unanswered, Some(2));
    assert!(answers(vec![missed(), begun(), ended(false)]).is_empty());
}

#[test]
fn hx_6_what_the_customer_asks_beside_a_session_is_not_answered_by_it() {
    assert_eq!(fold(vec![missed(), begun(), missed(), ended(true)]).unanswered, Some(4));
    assert_eq!(fold(vec![missed(), begun(), missed(), ended(false)]).unanswered, Some(2));
}

#[test]
fn hx_9_a_held_session_is_the_call_back_that_was_owed() {
    let back = CaseEvent::TaskSet {
        task: TaskId(Uuid::nil()),
        sort: TaskSort::CallBack,
        what: sealed("x"),
        due: None,
        owner: ME,
    };
    let end = |events| fold(events).tasks[0].ended.map(|(.., how)| how);
    assert_eq!(end(vec![back.clone(), begun(), ended(false)]), None);
    assert_eq!(end(vec![back, begun(), ended(true)]), Some(TaskEnd::Done));
}

#[test]
fn a_session_ends_once_and_what_belongs_to_none_changes_nothing() {
    let case = fold(vec![noted("before"), begun(), begun(), noted("x"), ended(false), missed(), ended(true)]);
    assert_eq!(case.sessions.len(), 1);
    assert_eq!((case.sessions[0].ended, case.sessions[0].held), (Some(minute(6)), false));
    assert_eq!(case.sessions[0].notes.len(), 1);
    assert_eq!(case.unanswered, Some(7));
    assert!(answers(vec![begun(), ended(false), ended(true)]).is_empty());
}
