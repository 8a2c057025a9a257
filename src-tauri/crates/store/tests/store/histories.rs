//! Random histories: whatever happens, in whatever order it is written down, stored projections equal a fresh fold, and a
//! rebuild changes nothing.

use crate::common::*;
use aftercare_core::case::{CaseEvent, Category, Complexity, Direction, SessionSort, Urgency};
use aftercare_core::clock::PauseReason;
use aftercare_core::ids::{CaseId, CustomerId, EntryId, FormId, SessionId};
use aftercare_core::journal::Sealer;
use aftercare_store::{CaseFilter, Expected};
use chrono::TimeDelta;
use proptest::prelude::*;
use uuid::Uuid;

#[derive(Clone, Debug)]
struct Step {
    case: usize,
    what: u8,
    minutes: i64,
    late: i64,
    together: bool,
    other: bool,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step =
        (0..3_usize, 0..19_u8, 1..900_i64, prop_oneof![4 => Just(0), 1 => 1..2000_i64], any::<bool>(), any::<bool>());
    prop::collection::vec(
        step.prop_map(|(case, what, minutes, late, together, other)| Step {
            case,
            what,
            minutes,
            late,
            together,
            other,
        }),
        1..25,
    )
}

fn event(seal: &mut Sealer<'_>, what: u8, customer: CustomerId, n: usize) -> CaseEvent {
    let id = fresh_id(monday());
    match what {
        0 | 1 => received(seal, "ana@shop.example", "Re: zip", "still broken 拉链", id),
        2 | 3 => answered(seal, "ana@shop.example", "we look into it", id),
        4 => CaseEvent::Noted { entry: EntryId(id), text: seal.seal("note") },
        5 => CaseEvent::Waiting { reason: PauseReason::Customer, what: seal.seal("photo") },
        6 => CaseEvent::Waiting { reason: PauseReason::Carrier, what: seal.seal("parcel") },
        7 => CaseEvent::Resumed {},
        8 => CaseEvent::Solved { solution: seal.seal("new zip") },
        9 => CaseEvent::Closed { without_form: None },
        10 => CaseEvent::Reopened { reason: None },
        11 => CaseEvent::CustomerSet { customer },
        12 | 13 => CaseEvent::Classified {
            category: [Category::ProductQuality, Category::Customisation, Category::Wholesale, Category::Other][n % 4],
            urgency: [Urgency::Low, Urgency::Normal, Urgency::Stopped][n % 3],
            complexity: [Complexity::General, Complexity::Complex][n % 2],
            reason: None,
        },
        14 => CaseEvent::CallLogged {
            entry: EntryId(id),
            direction: [Direction::In, Direction::Out][n % 2],
            taken: !n.is_multiple_of(3),
            number: Some(seal.seal("+86 21 555")),
            name: None,
            line: seal.seal("zip"),
            seconds: 60,
        },
        15 => CaseEvent::SessionBegun {
            session: SessionId(Uuid::from_u128(n as u128 / 4)),
            sort: [SessionSort::Video, SessionSort::Remote][n % 2],
            link: Some(seal.seal("123 456 789")),
        },
        16 => {
            CaseEvent::SessionNoted { session: SessionId(Uuid::from_u128(n as u128 / 4)), text: seal.seal("stopper") }
        }
        17 => CaseEvent::SessionEnded {
            session: SessionId(Uuid::from_u128(n as u128 / 4)),
            held: !n.is_multiple_of(3),
            outcome: None,
            findings: Some(seal.seal("crimp")),
        },
        _ => CaseEvent::FormFiled {
            form: FormId(id),
            sort: "customer-information".into(),
            number: format!("CIP-{id}x"),
            template: 1,
            template_hash: String::new(),
            paper: "a4".into(),
            languages: "both".into(),
            data: seal.seal("{}"),
            pdf_hash: String::new(),
            pdf: seal.seal(""),
            pages: 1,
        },
    }
}

async fn play(steps: Vec<Step>, engine: Engine) {
    let stand = Stand::new(engine);
    let store = stand.open(monday()).await.unwrap();
    // Another program on the same desk: what one keeps in mind of a case is not what the other wrote.
    let other = stand.open(monday()).await.unwrap();
    set_up(&store, monday(), &[60, 15]).await.unwrap();
    let customer = add_customer(&store, monday(), "Zeta", "z@z.example", "12345").await.unwrap();
    let mut cases: Vec<CaseId> = Vec::new();
    for n in 0..3 {
        cases.push(
            open_case(&store, monday() + TimeDelta::minutes(n), "ana@shop.example", "zip", "broken").await.unwrap().0,
        );
    }
    let mut now = monday() + TimeDelta::minutes(5);
    let mut open = None;
    for (n, step) in steps.iter().enumerate() {
        now += TimeDelta::minutes(step.minutes);
        let mut work = match open.take() {
            Some(work) => work,
            None if step.other => other.begin(now).await.unwrap(),
            None => store.begin(now).await.unwrap(),
        };
        // A late entry happened before it is written down, but never before its case.
        let when = (work.now() - TimeDelta::minutes(step.late)).max(monday() + TimeDelta::minutes(3));
        append(&mut work, case_stream(cases[step.case]), Expected::Any, when, |s| event(s, step.what, customer, n))
            .await
            .unwrap();
        if step.together && n + 1 < steps.len() {
            open = Some(work);
        } else {
            work.commit().await.unwrap();
        }
    }
    assert_sound(&store).await;
    // What is counted along the way is what counting them all would give.
    let counted = store.look().await.unwrap().counts(now, now.date_naive()).await.unwrap();
    let before = store.look().await.unwrap().cases(CaseFilter::Open, "", None, 10).await.unwrap().rows;
    store.rebuild(now, &mut |_, _| {}).await.unwrap();
    assert_sound(&store).await;
    let after = store.look().await.unwrap().cases(CaseFilter::Open, "", None, 10).await.unwrap().rows;
    assert_eq!(before, after);
    let mut look = store.look().await.unwrap();
    assert_eq!(counted, look.counts(now, now.date_naive()).await.unwrap());
    let all = [counted.for_us, counted.waiting, counted.solved, counted.closed].into_iter().sum::<u64>();
    assert_eq!(all, cases.len() as u64);
    assert_eq!(look.cases(CaseFilter::All, "", None, 10).await.unwrap().total, all);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn stored_projections_equal_a_fresh_fold(steps in steps()) {
        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(play(steps, Sqlite));
    }

    #[test]
    fn stored_projections_equal_a_fresh_fold_on_a_server(steps in steps()) {
        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(play(steps, Postgres));
    }
}
