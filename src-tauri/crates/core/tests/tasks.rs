//! What is to be done on a case, and what ends it by itself.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use aftercare_core::case::event::{CaseEvent, Direction};
use aftercare_core::case::fold::{Case, Entry};
use aftercare_core::case::{Channel, Language, TaskEnd, TaskSort};
use aftercare_core::clock::PauseReason;
use aftercare_core::ids::{EntryId, StaffId, TaskId};
use aftercare_core::journal::{Actor, Hash, Sealed};
use aftercare_core::time::Instant;
use chrono::TimeDelta;
use proptest::prelude::*;
use uuid::Uuid;

const ME: StaffId = StaffId(Uuid::nil());
const OTHER: StaffId = StaffId(Uuid::from_u128(2));

fn sealed() -> Sealed {
    Sealed { commitment: Hash::ZERO, text: Some("x".to_owned()) }
}

fn task(n: u128) -> TaskId {
    TaskId(Uuid::from_u128(n))
}

fn set(n: u128, sort: TaskSort) -> CaseEvent {
    CaseEvent::TaskSet { task: task(n), sort, what: sealed(), due: None, owner: ME }
}

fn call(direction: Direction, taken: bool) -> CaseEvent {
    let entry = EntryId(Uuid::nil());
    CaseEvent::CallLogged { entry, direction, taken, number: None, name: None, line: sealed(), seconds: 60 }
}

fn waiting() -> CaseEvent {
    CaseEvent::Waiting { reason: PauseReason::Customer, what: sealed() }
}

fn solved() -> CaseEvent {
    CaseEvent::Solved { solution: sealed() }
}

fn fold(events: Vec<CaseEvent>) -> Case {
    let opened = CaseEvent::Opened {
        number: 1,
        pack: "hx-leather".to_owned(),
        pack_version: 1,
        channel: Channel::Telephone,
        subject: sealed(),
        customer: None,
        language: Language::En,
        owner: ME,
        continues: None,
    };
    let begin: Instant = "2026-11-20T02:00:00Z".parse().unwrap();
    let entry = |(seq, event): (u64, CaseEvent)| {
        let at = begin + TimeDelta::minutes(i64::try_from(seq).unwrap());
        Entry { seq, actor: Actor::Staff(ME), at, recorded_at: at, event }
    };
    let entries: Vec<Entry> = (1..).zip(std::iter::once(opened).chain(events)).map(entry).collect();
    Case::fold(&entries).unwrap()
}

fn ends(events: Vec<CaseEvent>) -> Vec<Option<TaskEnd>> {
    fold(events).tasks.iter().map(|task| task.ended.map(|(.., how)| how)).collect()
}

#[test]
fn hx_9_a_call_back_is_over_when_both_have_spoken_and_not_before() {
    let back = || set(1, TaskSort::CallBack);
    assert_eq!(ends(vec![back(), call(Direction::Out, false)]), [None], "nobody there");
    assert_eq!(ends(vec![back(), call(Direction::In, false)]), [None], "missed once more");
    assert_eq!(ends(vec![back(), call(Direction::Out, true)]), [Some(TaskEnd::Done)]);
    assert_eq!(ends(vec![back(), call(Direction::In, true)]), [Some(TaskEnd::Done)]);
    assert_eq!(ends(vec![back(), solved(), CaseEvent::Closed { without_form: None }]), [Some(TaskEnd::Overtaken)]);
}

#[test]
fn hn_5_a_reminder_is_over_with_the_waiting() {
    let both = || vec![waiting(), set(1, TaskSort::Reminder), set(2, TaskSort::Todo)];
    assert_eq!(ends(both()), [None, None]);
    let over = [Some(TaskEnd::Overtaken), None];
    for event in [CaseEvent::Resumed {}, call(Direction::In, true), call(Direction::In, false), solved()] {
        let mut events = both();
        events.push(event.clone());
        assert_eq!(ends(events), over, "{event:?}");
    }
    let mut called = both();
    called.push(call(Direction::Out, true));
    assert_eq!(ends(called), [None, None], "we called them; what was asked for is still missing");
}

#[test]
fn a_person_ends_a_task_and_setting_it_again_opens_it() {
    let done = |done| CaseEvent::TaskEnded { task: task(1), done };
    let todo = || set(1, TaskSort::Todo);
    assert_eq!(ends(vec![todo(), done(true)]), [Some(TaskEnd::Done)]);
    assert_eq!(ends(vec![todo(), done(false)]), [Some(TaskEnd::Dropped)]);
    assert_eq!(ends(vec![todo(), done(true), done(false)]), [Some(TaskEnd::Done)], "it ended once");
    let again = fold(vec![todo(), done(true), todo()]);
    assert!(again.tasks.len() == 1 && again.tasks[0].is_open());
    assert_eq!((again.tasks[0].number, again.tasks[0].set_at), (2, again.notice + TimeDelta::minutes(1)));
    assert_eq!(ends(vec![todo(), solved(), CaseEvent::Closed { without_form: None }]), [None], "it outlives the case");
}

#[test]
fn hx_1_open_tasks_of_the_owner_go_with_the_case() {
    let theirs = CaseEvent::TaskSet { task: task(3), sort: TaskSort::Todo, what: sealed(), due: None, owner: OTHER };
    let over = CaseEvent::TaskEnded { task: task(2), done: true };
    let third = StaffId(Uuid::from_u128(9));
    let events = vec![set(1, TaskSort::Todo), set(2, TaskSort::Todo), over, theirs];
    let handed = |to| CaseEvent::HandedOver { to, reason: sealed() };
    let owners = |case: Case| case.tasks.iter().map(|task| task.owner).collect::<Vec<_>>();
    let mut once = events.clone();
    once.push(handed(third));
    assert_eq!(owners(fold(once)), [third, ME, OTHER], "what is over, and what is another's, stays");
    let mut twice = events;
    twice.extend([handed(OTHER), handed(ME)]);
    assert_eq!(owners(fold(twice)), [ME, ME, ME], "then all that is open is the owner's");
}

fn any_event() -> impl Strategy<Value = CaseEvent> {
    prop_oneof![
        (0..4_u128, 0..3_u8).prop_map(|(n, sort)| {
            set(n, [TaskSort::CallBack, TaskSort::Reminder, TaskSort::Todo][usize::from(sort)])
        }),
        (0..4_u128, any::<bool>()).prop_map(|(n, done)| CaseEvent::TaskEnded { task: task(n), done }),
        (any::<bool>(), any::<bool>())
            .prop_map(|(out, taken)| call(if out { Direction::Out } else { Direction::In }, taken)),
        Just(waiting()),
        Just(CaseEvent::Resumed {}),
        Just(solved()),
        Just(CaseEvent::Closed { without_form: None }),
        Just(CaseEvent::Reopened { reason: None }),
    ]
}

proptest! {
    /// However it goes: nobody is reminded of what is not waited for, each task stands once, and what ended has an end.
    #[test]
    fn tasks_hold_together(events in proptest::collection::vec(any_event(), 0..40)) {
        // A reminder can be set by hand where nothing is waited for; the desk's own come with the waiting.
        let events: Vec<CaseEvent> = events.into_iter().flat_map(|event| match event {
            CaseEvent::TaskSet { sort: TaskSort::Reminder, .. } => vec![],
            CaseEvent::Waiting { .. } => vec![waiting(), set(99, TaskSort::Reminder)],
            event => vec![event],
        }).collect();
        let waited = events.iter().any(|event| matches!(event, CaseEvent::Waiting { .. }));
        let case = fold(events);
        let mut ids: Vec<_> = case.tasks.iter().map(|task| task.id).collect();
        ids.sort_unstable();
        ids.dedup();
        prop_assert_eq!(ids.len(), case.tasks.len());
        prop_assert_eq!(case.tasks.iter().any(|task| task.id == task_99()), waited);
        for one in &case.tasks {
            prop_assert!(one.ended.is_none_or(|(at, ..)| at >= one.set_at && at <= case.last_at));
        }
    }
}

fn task_99() -> TaskId {
    task(99)
}
