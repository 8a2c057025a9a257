//! What a case becomes by its events, what may be done to it, and that the journal's bytes mean the same for ever.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use aftercare_core::case::acts::{Act, Refusal, check, form_owed, takes_message};
use aftercare_core::case::event::{CaseEvent, Direction, MessageKind, SentHow};
use aftercare_core::case::fold::{Case, Entry, Status, sort};
use aftercare_core::case::{Category, Channel, Complexity, Language, Urgency};
use aftercare_core::clock::{ClockName, ClockState, PauseReason};
use aftercare_core::ids::{EntryId, FormId, StaffId};
use aftercare_core::journal::{Actor, Hash, Payload, Personal, ReadError, Recorded, Sealed, StreamId, StreamKind};
use aftercare_core::policy::rules::{Needed, Number};
use aftercare_core::policy::{Book, Pack};
use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use std::sync::OnceLock;
use uuid::Uuid;

const ME: StaffId = StaffId(Uuid::nil());

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn sealed(text: &str) -> Sealed {
    Sealed { commitment: Personal::commit(&[7; 16], text), text: Some(text.to_owned()) }
}

fn book() -> &'static Book {
    static BOOK: OnceLock<Book> = OnceLock::new();
    BOOK.get_or_init(|| Book::builtin().unwrap())
}

fn pack(version: u32) -> &'static Pack {
    book().pack("hx-leather", version).unwrap()
}

fn opened(channel: Channel) -> CaseEvent {
    CaseEvent::Opened {
        number: 4127,
        pack: "hx-leather".to_owned(),
        pack_version: 1,
        channel,
        subject: sealed("Zip pulls come off"),
        customer: None,
        language: Language::En,
        owner: ME,
        continues: None,
    }
}

fn received(kind: MessageKind) -> CaseEvent {
    CaseEvent::MessageReceived {
        entry: EntryId(Uuid::nil()),
        channel: Channel::Mail,
        sort: kind,
        from: sealed("purchasing@tidemark.example.com"),
        name: None,
        subject: None,
        text: sealed("Can you tell us today?"),
        message_id: None,
        raw: None,
        files: vec![],
        problems: vec![],
        imported: true,
    }
}

fn sent() -> CaseEvent {
    CaseEvent::MessageSent {
        entry: EntryId(Uuid::nil()),
        channel: Channel::Mail,
        how: SentHow::PersonSaid,
        to: sealed("purchasing@tidemark.example.com"),
        subject: None,
        text: sealed("Yes to both."),
        message_id: None,
        raw: None,
        files: vec![],
    }
}

fn call(direction: Direction, taken: bool) -> CaseEvent {
    CaseEvent::CallLogged {
        entry: EntryId(Uuid::nil()),
        direction,
        taken,
        number: None,
        name: None,
        line: sealed("wheel housing"),
        seconds: 60,
    }
}

fn classified(complexity: Complexity) -> CaseEvent {
    CaseEvent::Classified { category: Category::ProductQuality, urgency: Urgency::High, complexity, reason: None }
}

fn waiting(reason: PauseReason) -> CaseEvent {
    CaseEvent::Waiting { reason, what: sealed("three photographs") }
}

fn solved() -> CaseEvent {
    CaseEvent::Solved { solution: sealed("400 pulls by air") }
}

fn closed() -> CaseEvent {
    CaseEvent::Closed { without_form: None }
}

/// Events at minutes after Friday 20 November 2026, 10:00 in Shanghai.
fn history(events: &[(i64, CaseEvent)]) -> Vec<Entry> {
    let start = at("2026-11-20T10:00:00+08:00");
    let mut entries: Vec<Entry> = events
        .iter()
        .zip(1..)
        .map(|((minutes, event), seq)| {
            let at = start + TimeDelta::minutes(*minutes);
            Entry { seq, actor: Actor::Desk, at, recorded_at: at, event: event.clone() }
        })
        .collect();
    sort(&mut entries);
    entries
}

fn fold(events: &[(i64, CaseEvent)]) -> Case {
    Case::fold(&history(events)).unwrap()
}

#[test]
fn without_an_opening_event_there_is_no_case() {
    assert!(Case::fold(&history(&[(0, sent())])).is_none());
}

#[test]
fn a_message_is_unanswered_until_a_person_answers() {
    let mut events =
        vec![(0, opened(Channel::Mail)), (0, received(MessageKind::Message)), (5, received(MessageKind::Message))];
    assert_eq!(fold(&events).unanswered, Some(2), "the oldest one counts");
    events.push((6, sent()));
    assert_eq!(fold(&events).unanswered, None);
}

#[test]
fn hx_6_a_machine_answers_nothing_and_asks_nothing() {
    let events =
        [(0, opened(Channel::Mail)), (0, received(MessageKind::Message)), (5, received(MessageKind::AutoReply))];
    let case = fold(&events);
    assert_eq!(case.unanswered, Some(2));
    let clocks = book().clocks(&case, &history(&events)).unwrap();
    let response = clocks.runs.iter().find(|run| run.clock == ClockName::FirstResponse).unwrap();
    assert_eq!(response.stopped, None);
    assert_eq!(response.due, Some(at("2026-11-20T12:00:00+08:00")));
}

#[test]
fn hx_6_a_taken_call_answers_at_its_start_a_missed_one_does_not() {
    for (taken, state) in [(true, ClockState::Met), (false, ClockState::Running)] {
        let events = [(0, opened(Channel::Telephone)), (0, call(Direction::In, taken))];
        let case = fold(&events);
        let clocks = book().clocks(&case, &history(&events)).unwrap();
        let response = clocks.runs.iter().find(|run| run.clock == ClockName::FirstResponse).unwrap();
        assert_eq!(response.state(at("2026-11-20T10:30:00+08:00")), state);
        assert_eq!(case.unanswered.is_some(), !taken);
    }
}

#[test]
fn hx_7_becoming_complex_counts_from_the_notice_and_keeps_both_deadlines() {
    let events = [
        (0, opened(Channel::Telephone)),
        (0, call(Direction::In, true)),
        (1, classified(Complexity::General)),
        (28, classified(Complexity::Complex)),
    ];
    let case = fold(&events);
    let clocks = book().clocks(&case, &history(&events)).unwrap();
    let solution = clocks.runs.iter().find(|run| run.clock == ClockName::Solution).unwrap();
    assert_eq!(solution.due, Some(at("2026-11-24T10:00:00+08:00")), "48 h of service days from Friday 10:00");
    assert!(solution.dues.iter().any(|due| due.due == Some(at("2026-11-23T10:00:00+08:00")) && due.until.is_some()));
}

#[test]
fn waiting_for_the_customer_ends_when_the_customer_writes_but_not_waiting_for_a_carrier() {
    for (reason, status) in [(PauseReason::Customer, Status::Open), (PauseReason::Carrier, Status::Waiting)] {
        let events = [
            (0, opened(Channel::Mail)),
            (0, received(MessageKind::Message)),
            (1, waiting(reason)),
            (9, received(MessageKind::Message)),
        ];
        assert_eq!(fold(&events).status, status);
    }
}

#[test]
fn a_customer_reopens_a_solved_case_for_fourteen_days_after_closing() {
    let mut events = vec![
        (0, opened(Channel::Mail)),
        (0, received(MessageKind::Message)),
        (1, sent()),
        (2, solved()),
        (3, closed()),
    ];
    let case = fold(&events);
    let end = case.closed_at.unwrap();
    let after = |days: i64| end + TimeDelta::days(days) + TimeDelta::microseconds(1);
    for version in [1, 2] {
        assert!(takes_message(&case, pack(version), end + TimeDelta::days(14)));
        assert!(!takes_message(&case, pack(version), after(14)));
    }
    // Each desk's number is its pack's.
    let mut other = pack(2).clone();
    let rule = other.numbers.iter_mut().find(|rule| rule.number == Number::ReopenDays).unwrap();
    rule.value = 30;
    assert!(takes_message(&case, &other, after(14)) && !takes_message(&case, &other, after(30)));
    other.numbers.iter_mut().for_each(|rule| rule.value = 0);
    assert!(takes_message(&case, &other, end) && !takes_message(&case, &other, after(0)));
    other.numbers.iter_mut().for_each(|rule| rule.value = u32::MAX);
    assert!(takes_message(&case, &other, at("2099-12-31T00:00:00Z")), "further than any calendar");
    events.push((60, received(MessageKind::Message)));
    let case = fold(&events);
    assert_eq!((case.status, case.closed_at), (Status::Open, None));
}

#[test]
fn a_customer_who_writes_after_the_solution_sets_its_clock_going_again() {
    let mut events = vec![
        (0, opened(Channel::Telephone)),
        (0, call(Direction::In, true)),
        (60, solved()),
        (120, received(MessageKind::Message)),
    ];
    let solution = |events: &[(i64, CaseEvent)]| {
        let clocks = book().clocks(&fold(events), &history(events)).unwrap();
        clocks.runs.into_iter().find(|run| run.clock == ClockName::Solution).unwrap()
    };
    let run = solution(&events);
    assert_eq!((run.stopped, run.cycle), (None, 1));
    assert_eq!(run.pauses.len(), 1, "from solved to reopened");
    assert_eq!(run.due, Some(at("2026-11-23T11:00:00+08:00")), "24 h of service days, an hour of pause left out");
    events.push((180, solved()));
    assert_eq!(solution(&events).stopped, Some(at("2026-11-20T13:00:00+08:00")));
}

#[test]
fn hx_12_a_telephone_case_closes_with_a_filed_form_or_a_reason() {
    let mut events = vec![
        (0, opened(Channel::Telephone)),
        (0, call(Direction::In, true)),
        (1, classified(Complexity::General)),
        (2, solved()),
    ];
    let case = fold(&events);
    // The first version lists no forms, and its cases keep to it all the same.
    for pack in [pack(1), pack(2)] {
        assert_eq!(check(&case, pack, Act::Close, false), Err(Refusal::NeedsForm));
        assert_eq!(check(&case, pack, Act::Close, true), Ok(()));
        assert_eq!(form_owed(&case, pack).unwrap().clause, "HX-12");
    }
    events.push((3, filed("service-survey")));
    assert_eq!(check(&fold(&events), pack(2), Act::Close, false), Err(Refusal::NeedsForm), "another form is none");
    events.push((4, filed("customer-information")));
    for pack in [pack(1), pack(2)] {
        assert_eq!(check(&fold(&events), pack, Act::Close, false), Ok(()));
    }
}

fn filed(sort: &str) -> CaseEvent {
    CaseEvent::FormFiled {
        form: FormId(Uuid::nil()),
        sort: sort.to_owned(),
        number: "CIP-2026-0001".to_owned(),
        template: 1,
        template_hash: String::new(),
        paper: "a4".to_owned(),
        languages: "both".to_owned(),
        data: sealed("{}"),
        pdf_hash: String::new(),
        pdf: sealed("{}"),
        pages: 1,
    }
}

#[test]
fn hx_12_a_mail_case_with_a_call_is_a_telephone_case_and_one_without_needs_no_form() {
    let mail = vec![
        (0, opened(Channel::Mail)),
        (0, received(MessageKind::Message)),
        (1, classified(Complexity::General)),
        (3, solved()),
    ];
    for pack in [pack(1), pack(2)] {
        assert_eq!(check(&fold(&mail), pack, Act::Close, false), Ok(()));
        let called = [mail.clone(), vec![(2, call(Direction::Out, true))]].concat();
        assert_eq!(check(&fold(&called), pack, Act::Close, false), Err(Refusal::NeedsForm));
    }
}

/// Which form, for which cases, is the pack's to say.
#[test]
fn hx_12_other_packs_ask_for_the_forms_that_they_list_and_no_others() {
    let telephone = vec![
        (0, opened(Channel::Telephone)),
        (0, call(Direction::In, true)),
        (1, classified(Complexity::General)),
        (2, solved()),
    ];
    for id in ["huaxing-nor", "pandorana", "changkong", "help-center"] {
        let pack = book().pack(id, 1).unwrap();
        assert_eq!(check(&fold(&telephone), pack, Act::Close, false), Ok(()), "{id}");
    }
    let mut own = book().pack("changkong", 1).unwrap().clone();
    own.forms[0].needed = Needed::ToClose;
    assert_eq!(form_owed(&fold(&telephone), &own).unwrap().form, "repair_intake");
    let with = [telephone.clone(), vec![(3, filed("customer-information"))]].concat();
    assert_eq!(check(&fold(&with), &own, Act::Close, false), Err(Refusal::NeedsForm));
    let with = [telephone.clone(), vec![(3, filed("repair-intake"))]].concat();
    assert_eq!(check(&fold(&with), &own, Act::Close, false), Ok(()));
    own.forms[0].when = serde_json::from_str(r#"{"channel": ["mail"], "category": ["use"]}"#).unwrap();
    assert_eq!(form_owed(&fold(&telephone), &own), None, "for other cases");
}

#[test]
fn closing_comes_after_solving_and_classifying() {
    let mut events = vec![(0, opened(Channel::Mail)), (0, received(MessageKind::Message))];
    assert_eq!(check(&fold(&events), pack(1), Act::Close, false), Err(Refusal::NotSolved));
    events.push((1, solved()));
    assert_eq!(check(&fold(&events), pack(1), Act::Close, false), Err(Refusal::NotClassified));
    assert_eq!(check(&fold(&events), pack(1), Act::Reopen, false), Ok(()));
    events.push((2, closed()));
    assert_eq!(check(&fold(&events), pack(1), Act::Reply, false), Err(Refusal::Closed));
    assert_eq!(check(&fold(&events), pack(1), Act::Note, false), Ok(()));
}

#[test]
fn hx_1_there_is_one_owner_and_handing_over_names_the_next() {
    let other = StaffId(Uuid::from_u128(2));
    let events = [(0, opened(Channel::Mail)), (5, CaseEvent::HandedOver { to: other, reason: sealed("holiday") })];
    assert_eq!(fold(&events[..1]).owner, ME);
    assert_eq!(fold(&events).owner, other);
}

fn recorded(event: &CaseEvent) -> Recorded {
    let (kind, payload) = event.to_wire();
    let mut recorded = Recorded {
        stream: StreamId::new(StreamKind::Case, Uuid::from_u128(1)),
        seq: 1,
        kind,
        version: CaseEvent::VERSION,
        actor: Actor::Staff(ME),
        occurred_at: at("2026-11-20T02:12:00Z"),
        recorded_at: at("2026-11-20T02:12:01Z"),
        payload,
        prev: Hash::ZERO,
        hash: Hash::ZERO,
    };
    recorded.hash = recorded.expected_hash();
    recorded
}

/// The journal's format is final: these bytes and this hash must never change.
#[test]
fn the_bytes_and_the_hash_of_an_event_are_fixed() {
    let recorded = recorded(&waiting(PauseReason::Customer));
    assert_eq!(recorded.kind, "case.waiting");
    let commitment = Personal::commit(&[7; 16], "three photographs");
    assert_eq!(
        String::from_utf8(recorded.payload.clone()).unwrap(),
        format!("{{\"reason\":\"customer\",\"what\":{{\"sealed\":\"{commitment}\"}}}}"),
    );
    insta::assert_snapshot!(recorded.hash.to_string());
}

#[test]
fn no_personal_text_stands_in_a_payload() {
    for event in [opened(Channel::Mail), received(MessageKind::Message), sent(), call(Direction::In, true)] {
        let text = String::from_utf8(event.to_wire().1).unwrap();
        for word in ["Zip", "tidemark", "today", "Yes", "wheel"] {
            assert!(!text.contains(word), "{word} in {text}");
        }
    }
}

#[test]
fn every_field_of_an_event_is_under_its_hash() {
    let good = recorded(&solved());
    let changed: [fn(&mut Recorded); 9] = [
        |e| e.stream.kind = StreamKind::Customer,
        |e| e.stream.id = Uuid::from_u128(2),
        |e| e.seq = 2,
        |e| e.kind.push('x'),
        |e| e.version = 2,
        |e| e.actor = Actor::Customer,
        |e| e.occurred_at += TimeDelta::microseconds(1),
        |e| e.recorded_at += TimeDelta::microseconds(1),
        |e| e.payload[3] ^= 1,
    ];
    for change in changed {
        let mut event = good.clone();
        change(&mut event);
        assert_ne!(event.expected_hash(), good.hash);
    }
}

#[test]
fn reading_gives_back_what_was_written_and_an_erased_text_stays_away() {
    let event = received(MessageKind::Message);
    let (kind, payload) = event.to_wire();
    let texts = ["purchasing@tidemark.example.com", "Can you tell us today?"];
    let open = |hash: &Hash| texts.iter().find(|t| sealed(t).commitment == *hash).map(|t| (*t).to_owned());
    assert_eq!(CaseEvent::from_wire(&kind, 1, &payload, &open).unwrap(), event);
    let erased = CaseEvent::from_wire(&kind, 1, &payload, &|_| None).unwrap();
    let CaseEvent::MessageReceived { from, text, .. } = erased else { panic!("another kind") };
    assert_eq!((from.text, text.as_str()), (None, ""));
}

#[test]
fn a_newer_event_is_refused_and_a_damaged_one_is_named() {
    let (kind, payload) = solved().to_wire();
    assert!(matches!(CaseEvent::from_wire(&kind, 99, &payload, &|_| None), Err(ReadError::Newer { version: 99, .. })));
    assert!(matches!(CaseEvent::from_wire(&kind, 1, b"{", &|_| None), Err(ReadError::Damaged { .. })));
    assert!(matches!(CaseEvent::from_wire("case.unheard_of", 1, b"{}", &|_| None), Err(ReadError::Damaged { .. })));
}

fn any_event() -> impl Strategy<Value = CaseEvent> {
    prop_oneof![
        Just(received(MessageKind::Message)),
        Just(received(MessageKind::AutoReply)),
        Just(sent()),
        Just(call(Direction::In, true)),
        Just(call(Direction::In, false)),
        Just(call(Direction::Out, true)),
        Just(classified(Complexity::General)),
        Just(classified(Complexity::Complex)),
        Just(waiting(PauseReason::Customer)),
        Just(waiting(PauseReason::Carrier)),
        Just(CaseEvent::Resumed {}),
        Just(solved()),
        Just(closed()),
        Just(CaseEvent::Reopened { reason: None }),
        Just(CaseEvent::Noted { entry: EntryId(Uuid::nil()), text: sealed("note") }),
    ]
}

proptest! {
    /// Any order of events, lawful or not, gives a case that does not contradict itself, and clocks that agree with it.
    #[test]
    fn any_history_folds_to_a_case_without_contradiction(
        steps in prop::collection::vec((0i64..5000, any_event()), 0..30),
    ) {
        let mut events = vec![(0, opened(Channel::Mail)), (0, received(MessageKind::Message))];
        events.extend(steps);
        let entries = history(&events);
        let case = Case::fold(&entries).unwrap();
        prop_assert_eq!(case.waiting.is_some(), case.status == Status::Waiting);
        prop_assert_eq!(case.closed_at.is_some(), case.status == Status::Closed);
        prop_assert!(case.status.is_open() == (case.solved_at.is_none() && case.closed_at.is_none()) || case.solved_at.is_some());
        let clocks = book().clocks(&case, &entries).unwrap();
        for run in &clocks.runs {
            prop_assert!(run.ended.is_none_or(|end| end >= run.started));
        }
        let first = clocks.runs.iter().filter(|run| run.clock == ClockName::FirstResponse && !run.cancelled);
        prop_assert!(first.count() <= 1, "a first response that was given is not owed again");
        let waits = clocks.runs.iter().any(|run| {
            matches!(run.clock, ClockName::FirstResponse | ClockName::NextResponse) && run.ended.is_none()
        });
        prop_assert_eq!(waits, case.unanswered.is_some() && case.status != Status::Closed, "{:?}", case.status);
    }

    /// Each lawful step leads to where it says.
    #[test]
    fn a_refused_step_is_refused_for_a_reason_that_holds(
        steps in prop::collection::vec((0i64..5000, any_event()), 0..20),
    ) {
        let mut events = vec![(0, opened(Channel::Mail))];
        events.extend(steps);
        let case = fold(&events);
        for act in Act::ALL {
            match check(&case, pack(1), act, true) {
                Err(Refusal::Closed) => prop_assert_eq!(case.status, Status::Closed),
                Err(Refusal::NotWaiting) => prop_assert!(case.status != Status::Waiting),
                Err(Refusal::NotSolved) => prop_assert!(case.status.is_open()),
                _ => {}
            }
        }
    }
}
