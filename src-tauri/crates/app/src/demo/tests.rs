//! The story is lawful, believable and the same every time.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::*;
use aftercare_core::case::acts::{Act, Refusal, check, takes_message};
use aftercare_core::case::{Case, CaseEvent, Complexity, Entry, Status};
use aftercare_core::customer::{Customer, CustomerEntry, CustomerEvent};
use aftercare_core::survey::{State, plan};
use std::collections::{BTreeMap, HashSet};

fn story(seed: u64, cases: u64) -> Story {
    let ask = Ask { seed, cases, customers: None, until: NOON.parse().unwrap() };
    Story::new(&ask, Book::builtin().unwrap()).unwrap()
}

fn entries(told: &[Happened<CaseEvent>]) -> Vec<Entry> {
    (1..)
        .zip(told)
        .map(|(seq, one)| Entry {
            seq,
            actor: one.actor,
            at: one.at,
            recorded_at: one.recorded,
            event: one.event.clone(),
        })
        .collect()
}

/// The step that an event takes, with whether its reason is given.
fn act(event: &CaseEvent) -> Option<(Act, bool)> {
    Some(match event {
        CaseEvent::MessageSent { .. } => (Act::Reply, true),
        CaseEvent::Noted { .. } => (Act::Note, true),
        CaseEvent::Classified { .. } => (Act::Classify, true),
        CaseEvent::HandedOver { .. } => (Act::HandOver, true),
        CaseEvent::Waiting { .. } => (Act::Wait, true),
        CaseEvent::Resumed {} => (Act::Resume, true),
        CaseEvent::Solved { .. } => (Act::Solve, true),
        CaseEvent::Closed { without_form } => (Act::Close, without_form.is_some()),
        CaseEvent::Reopened { .. } => (Act::Reopen, true),
        CaseEvent::FormFiled { .. } => (Act::FileForm, true),
        _ => return None,
    })
}

#[test]
fn every_step_of_every_case_is_one_that_the_desk_would_have_allowed() {
    let story = story(1, 3_000);
    let (mut open, mut events, mut late, mut statuses) = (0, 0, 0, BTreeMap::new());
    for number in 1..=3_000 {
        let plan = story.plan(number);
        if plan.steps.is_empty() {
            continue;
        }
        let (_, told) = story.tell(&plan, None).unwrap();
        let all = entries(&told);
        for (n, entry) in all.iter().enumerate().skip(1) {
            assert!(entry.at >= all[n - 1].at && entry.recorded_at >= all[n - 1].recorded_at, "{number}: {all:#?}");
            let case = Case::fold(&all[..n]).unwrap();
            if let Some((act, given)) = act(&entry.event) {
                let allowed = check(&case, act, given);
                assert!(allowed.is_ok(), "case {number}, step {n}: {act:?} {allowed:?} in {all:#?}");
            }
            if let CaseEvent::Classified { complexity, reason, .. } = &entry.event {
                let moved = case.category.is_some() && case.complexity != *complexity;
                assert!(!moved || reason.is_some(), "{:?}", Refusal::NeedsReason);
            }
            if matches!(entry.event, CaseEvent::MessageReceived { .. }) {
                assert!(takes_message(&case, entry.at));
            }
        }
        let case = Case::fold(&all).unwrap();
        events += all.len();
        open += usize::from(case.status.is_open());
        *statuses.entry(format!("{:?}", case.status)).or_insert(0) += 1;
        let runs = story.book.clocks(&case, &all).unwrap().runs;
        late += runs.iter().filter(|run| run.breached_at.is_some()).count();
        if case.status == Status::Closed {
            assert!(runs.iter().all(|run| run.ended.is_some()), "{runs:?}");
        }
        assert!(case.complexity == Complexity::General || case.category.is_some());
    }
    println!("{events} events, {open} open, {late} late runs, {statuses:?}");
    assert!((8 * 3_000..11 * 3_000).contains(&events), "{events} events");
    assert!(open > 60 && open < 600, "{open} open");
    assert!(late > 300 && late < 3_000, "{late} late runs");
}

#[test]
fn every_survey_was_owed_when_it_went_out() {
    let story = story(3, 2_000);
    let pack = story.book.in_force(&story.settings.pack, story.until).unwrap().clone();
    let zone = story.service.tz();
    let (mut sent, mut states) = (0, BTreeMap::new());
    for number in 0..story.customers {
        let (id, told) = story.tell_customer(number);
        let all: Vec<CustomerEntry> =
            (1..).zip(&told).map(|(seq, one)| CustomerEntry { seq, at: one.at, event: one.event.clone() }).collect();
        for (n, one) in told.iter().enumerate() {
            assert!(n == 0 || one.recorded > told[n - 1].recorded, "customer {number}");
            let duty = match &one.event {
                CustomerEvent::SurveySent { duty, .. } | CustomerEvent::SurveyDropped { duty, .. } => *duty,
                _ => continue,
            };
            let mut before = all[..n].to_vec();
            before.sort_by_key(|entry| (entry.at, entry.seq));
            let customer = Customer::fold(id, &before).unwrap();
            let owed = plan(&customer, &pack.surveys, one.at, zone);
            let open = |state| matches!(state, State::Late | State::Due | State::Planned);
            assert!(
                owed.iter().any(|o| o.duty == duty && open(o.state)),
                "customer {number}: {duty:?} {owed:#?} {all:#?}"
            );
            sent += 1;
        }
        let mut all = all;
        all.sort_by_key(|entry| (entry.at, entry.seq));
        let customer = Customer::fold(id, &all).unwrap();
        for owed in plan(&customer, &pack.surveys, story.until, zone) {
            *states.entry(owed.state.word()).or_insert(0) += 1;
        }
    }
    println!("{sent} surveys, {states:?}");
    assert!(sent > 100);
    for state in ["late", "due", "planned", "sent", "sent_late", "dropped"] {
        assert!(states.contains_key(state), "{state} in {states:?}");
    }
}

#[test]
fn the_same_seed_tells_the_same_story_and_another_one_another() {
    let tell = |seed| {
        let story = story(seed, 40);
        let filings = story.filings();
        let mut out = Vec::new();
        for number in 1..=40 {
            let plan = story.plan(number);
            let form = filings.get(&number).filter(|_| number <= 12);
            let (id, told) = story.tell(&plan, form.map(String::as_str)).unwrap();
            for one in told {
                out.push(format!("{id} {} {} {:?} {:?}", one.at, one.recorded, one.event, one.personal));
            }
        }
        for number in 0..story.customers {
            let (id, told) = story.tell_customer(number);
            for one in told {
                out.push(format!("{id} {} {:?}", one.recorded, one.event));
            }
        }
        out
    };
    let first = tell(1);
    assert!(first.iter().any(|line| line.contains("FormFiled")));
    assert!(first == tell(1));
    let other: HashSet<String> = tell(2).into_iter().collect();
    assert!(first.iter().all(|line| !other.contains(line)));
}

#[test]
fn texts_have_no_holes_and_hardly_ever_repeat() {
    let story = story(1, 1_500);
    let (mut letters, mut lines) = (BTreeMap::<String, u32>::new(), 0);
    for number in 1..=1_500 {
        let plan = story.plan(number);
        let (_, told) = story.tell(&plan, None).unwrap();
        for one in &told {
            for row in &one.personal {
                assert!(!row.text.contains(['$', '[', '|']) || row.text.contains("[C-"), "a hole: {}", row.text);
                assert!(!row.text.is_empty());
                lines += 1;
            }
            if let CaseEvent::MessageReceived { text, .. } = &one.event {
                *letters.entry(text.as_str().to_owned()).or_default() += 1;
            }
        }
    }
    let all: u32 = letters.values().sum();
    let twice = letters.values().filter(|times| **times > 1).count();
    println!("{lines} texts, {all} letters, {twice} of them more than once");
    for (letter, _) in letters.iter().take(12) {
        println!("----\n{letter}");
    }
    assert!(twice * 20 < letters.len(), "{twice} of {}", letters.len());
}

#[test]
fn a_desk_of_a_million_would_have_its_proportions() {
    let story = story(1, 1_000_000);
    let (mut events, mut open, mut sagas) = (0_u64, 0_u64, 0);
    for number in (1..=1_000_000).step_by(97).chain([9_999, 10_000, 30_000]) {
        let plan = story.plan(number);
        sagas += u64::from(plan.steps.len() >= 199);
        events += plan.steps.len() as u64 + 1;
        let over = |what: &plan::What| matches!(what, plan::What::Solve { .. } | plan::What::Close { .. });
        open += u64::from(plan.steps.last().is_some_and(|step| !over(&step.what)));
    }
    let customers: u64 =
        (0..story.customers).step_by(97).map(|number| story.tell_customer(number).1.len() as u64).sum();
    println!("{} events of cases, {} of customers, {open} open of 10310", events * 97, customers * 97);
    assert!((9_000_000..11_500_000).contains(&((events + customers) * 97)));
    assert!((60..200).contains(&open), "{open} of 10310 open");
    assert!(sagas >= 2);
}
