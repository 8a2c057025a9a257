//! A revised calendar: open deadlines are counted anew in the transaction of its event, on both engines and for every process;
//! what was met or late keeps its own; and a fresh fold finds everything equal.

use crate::common::*;
use aftercare_core::calendar::CalendarSpec;
use aftercare_core::calendar::event::{CalendarEvent, stream};
use aftercare_core::case::CaseEvent;
use aftercare_core::clock::{ClockName, PauseReason};
use aftercare_core::desk::{self, DeskEvent};
use aftercare_core::ids::CaseId;
use aftercare_core::journal::{StreamId, StreamKind};
use aftercare_core::time::Instant;
use aftercare_store::{CaseFilter, ClockRow, Expected, Recounted, Store, StoreError, Work};
use chrono::TimeDelta;
use proptest::prelude::*;
use rstest::rstest;

const PACK: &str = "hx-leather";

fn spec(zone: &str, hours: &str) -> CalendarSpec {
    let days: Vec<String> =
        ["mon", "tue", "wed", "thu", "fri"].iter().map(|day| format!(r#""{day}":[{hours}]"#)).collect();
    serde_json::from_str(&format!(r#"{{"tz":"{zone}","weekly":{{{}}}}}"#, days.join(","))).unwrap()
}

/// Open in the afternoon only.
fn afternoon() -> CalendarSpec {
    spec("Asia/Shanghai", r#"["14:00","21:00"]"#)
}

/// Appends a revision; it counts from the commit on.
async fn revise_in(work: &mut Work, pack: &str, name: &str, when: Instant, spec: Option<CalendarSpec>) -> u32 {
    let id = stream(pack, name);
    let revision = u32::try_from(work.look().head(id).await.unwrap()).unwrap() + 2;
    append(work, id, Expected::Any, when, |seal| CalendarEvent::Revised {
        pack: pack.to_owned(),
        name: name.to_owned(),
        revision,
        spec,
        years: vec![],
        names: None,
        reason: seal.seal("a new canteen"),
    })
    .await
    .unwrap();
    revision
}

async fn revise(store: &Store, when: Instant, spec: Option<CalendarSpec>) -> Recounted {
    let mut work = store.begin(when).await.unwrap();
    revise_in(&mut work, PACK, "service", when, spec).await;
    let (mut last, mut total) = (0, 0);
    let done = work
        .recount(&mut |done, of| {
            assert!(done >= last && done <= of);
            (last, total) = (done, of);
            true
        })
        .await
        .unwrap()
        .unwrap();
    assert_eq!(last, total);
    work.commit().await.unwrap();
    done
}

async fn clock(store: &Store, id: CaseId, name: ClockName) -> ClockRow {
    let all = store.look().await.unwrap().case_clocks(id).await.unwrap();
    all.into_iter().find(|row| row.run.clock == name).unwrap()
}

#[rstest]
#[tokio::test]
async fn open_deadlines_move_with_their_alerts_and_the_list(#[values(Sqlite, Postgres)] engine: Engine) {
    let stand = Stand::new(engine);
    let store = stand.open(monday()).await.unwrap();
    set_up(&store, monday(), &[60]).await.unwrap();
    let (met, _) = open_case(&store, monday(), "a@x.example", "met", "words").await.unwrap();
    on_case(&store, met, monday() + TimeDelta::minutes(5), |s| answered(s, "a@x.example", "yes", fresh_id(monday())))
        .await
        .unwrap();
    let (waits, _) = open_case(&store, monday(), "c@x.example", "waits", "words").await.unwrap();
    on_case(&store, waits, monday() + TimeDelta::minutes(6), |s| CaseEvent::Waiting {
        reason: PauseReason::Customer,
        what: s.seal("a photograph"),
    })
    .await
    .unwrap();
    let (open, _) = open_case(&store, monday(), "b@x.example", "open", "words").await.unwrap();
    let before = clock(&store, met, ClockName::FirstResponse).await;
    assert_eq!(clock(&store, open, ClockName::FirstResponse).await.run.due, Some(at("2026-11-23T12:00:00+08:00")));

    let now = monday() + TimeDelta::minutes(10);
    let done = revise(&store, now, Some(afternoon())).await;
    assert!(done.moved >= 2 && done.looked >= done.moved, "{done:?}");
    let moved = clock(&store, open, ClockName::FirstResponse).await;
    assert_eq!(moved.run.due, Some(at("2026-11-23T16:00:00+08:00")));
    assert!(moved.revision.starts_with("service #2 · "), "{}", moved.revision);
    assert_eq!(clock(&store, met, ClockName::FirstResponse).await, before, "met ones keep theirs");
    let hidden = clock(&store, waits, ClockName::Solution).await;
    assert_eq!(hidden.run.due, None);
    assert!(hidden.revision.starts_with("service #2 · "), "counted anew though nothing moves: {}", hidden.revision);
    let row = store.look().await.unwrap().case_row(open).await.unwrap().unwrap();
    assert_eq!(row.next.unwrap(), moved);
    // An hour ahead of the new instant; nothing at the old one.
    let warned = store.look().await.unwrap().due_alerts(at("2026-11-23T15:30:00+08:00")).await.unwrap();
    let of_open: Vec<_> = warned.iter().filter(|alert| alert.case == open).map(|alert| alert.at).collect();
    assert_eq!(of_open, [at("2026-11-23T15:00:00+08:00")]);
    assert_sound(&store).await;
    assert!(store.book().service(PACK, 1).unwrap().calendar.is_open(at("2026-11-24T15:00:00+08:00")));
    assert!(!store.book().service(PACK, 1).unwrap().calendar.is_open(at("2026-11-24T10:00:00+08:00")));

    // The next event on the case is folded by the revision too, and a new case begins with it.
    on_case(&store, open, now + TimeDelta::minutes(1), |s| answered(s, "b@x.example", "yes", fresh_id(monday())))
        .await
        .unwrap();
    let (late, _) = open_case(&store, now, "d@x.example", "new", "words").await.unwrap();
    assert_eq!(clock(&store, late, ClockName::FirstResponse).await.run.due, Some(at("2026-11-23T16:00:00+08:00")));
    assert_sound(&store).await;
}

#[rstest]
#[tokio::test]
async fn what_is_stopped_on_the_way_did_not_happen(#[values(Sqlite, Postgres)] engine: Engine) {
    let stand = Stand::new(engine);
    let store = stand.open(monday()).await.unwrap();
    set_up(&store, monday(), &[60]).await.unwrap();
    let (open, _) = open_case(&store, monday(), "b@x.example", "open", "words").await.unwrap();
    let before = store.look().await.unwrap().case_clocks(open).await.unwrap();
    let mut work = store.begin(monday()).await.unwrap();
    revise_in(&mut work, PACK, "service", monday(), Some(afternoon())).await;
    assert_eq!(work.recount(&mut |_, _| false).await.unwrap(), None);
    drop(work);
    assert_eq!(store.look().await.unwrap().case_clocks(open).await.unwrap(), before);
    assert_eq!(store.book().service(PACK, 1).unwrap().number, 1);
    on_case(&store, open, monday(), |s| answered(s, "b@x.example", "yes", fresh_id(monday()))).await.unwrap();
    assert_sound(&store).await;
}

#[rstest]
#[tokio::test]
async fn every_process_counts_alike_and_no_start_makes_all_anew(#[values(Sqlite, Postgres)] engine: Engine) {
    let stand = Stand::new(engine);
    let one = stand.open(monday()).await.unwrap();
    set_up(&one, monday(), &[60]).await.unwrap();
    let two = stand.open(monday()).await.unwrap();
    let (open, _) = open_case(&two, monday(), "b@x.example", "open", "words").await.unwrap();
    two.changed_elsewhere().await.unwrap();
    let now = monday() + TimeDelta::minutes(1);
    revise(&one, now, Some(afternoon())).await;
    // The other one has not heard of it, and writes on the case that it folded last.
    on_case(&two, open, now, |s| CaseEvent::Noted {
        entry: aftercare_core::ids::EntryId(fresh_id(monday())),
        text: s.seal("rang back"),
    })
    .await
    .unwrap();
    assert_eq!(clock(&two, open, ClockName::FirstResponse).await.run.due, Some(at("2026-11-23T16:00:00+08:00")));
    assert_sound(&two).await;

    revise(&one, now + TimeDelta::minutes(1), None).await;
    let mut heard = false;
    for _ in 0..100 {
        heard |= two.changed_elsewhere().await.unwrap();
        if two.book().service(PACK, 1).unwrap().number == 3 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert!(heard && two.book().service(PACK, 1).unwrap().own);
    assert_eq!(clock(&two, open, ClockName::FirstResponse).await.run.due, Some(at("2026-11-23T12:00:00+08:00")));
    assert_sound(&one).await;

    // A third start reads the revisions and finds nothing to make anew.
    let mut made = 0;
    let url = stand.database.as_ref().map(aftercare_testkit::postgres::Database::url);
    let third = match url {
        Some(url) => Store::connect(url, stand.folder.path(), now, &mut |_, _| made += 1).await.unwrap(),
        None => {
            let tuning = aftercare_store::Tuning::default();
            Store::open_with(stand.folder.path(), now, tuning, &mut |_, _| made += 1).await.unwrap()
        }
    };
    assert_eq!((made, third.book().service(PACK, 1).unwrap().number), (0, 3));
    assert_sound(&third).await;
}

#[rstest]
#[tokio::test]
async fn another_zone_moves_the_days_of_surveys(#[values(Sqlite, Postgres)] engine: Engine) {
    let stand = Stand::new(engine);
    // 23:30 in Shanghai; a day behind in Honolulu.
    let night = at("2026-11-23T23:30:00+08:00");
    let store = stand.open(night).await.unwrap();
    set_up(&store, night, &[60]).await.unwrap();
    let customer = add_customer(&store, night, "Zeta", "z@z.example", "12345").await.unwrap();
    let mut work = store.begin(night).await.unwrap();
    let of = StreamId::new(StreamKind::Customer, customer.0);
    append(&mut work, of, Expected::Any, night, |_| order("PO-1", Some("2026-11-23"))).await.unwrap();
    work.commit().await.unwrap();
    assert_sound(&store).await;
    revise(&store, night, Some(spec("Pacific/Honolulu", r#"["09:00","21:00"]"#))).await;
    assert_sound(&store).await;
    store.rebuild(night, &mut |_, _| {}).await.unwrap();
    assert_sound(&store).await;
}

#[rstest]
#[tokio::test]
async fn a_clock_that_was_set_back_does_not_turn_the_order_round(#[values(Sqlite, Postgres)] engine: Engine) {
    let stand = Stand::new(engine);
    let store = stand.open(monday()).await.unwrap();
    set_up(&store, monday(), &[60]).await.unwrap();
    let (open, _) = open_case(&store, monday() + TimeDelta::hours(1), "b@x.example", "open", "words").await.unwrap();
    revise(&store, monday() + TimeDelta::minutes(90), Some(afternoon())).await;
    // Both what the case knows and the last revision lie ahead of this one.
    revise(&store, monday() + TimeDelta::minutes(30), Some(spec("Asia/Shanghai", r#"["10:00","12:00"]"#))).await;
    assert!(clock(&store, open, ClockName::FirstResponse).await.revision.starts_with("service #3 · "));
    assert_sound(&store).await;
}

#[rstest]
#[tokio::test]
async fn a_pack_that_is_published_counts_for_every_process(#[values(Sqlite, Postgres)] engine: Engine) {
    const NEXT: &str = include_str!("../../../core/packs/hx-leather-1.toml");
    let toml = NEXT.replacen("version = 1", "version = 77", 1).replace("seconds = 7200", "seconds = 3600");
    let stand = Stand::new(engine);
    let (one, two) = (stand.open(monday()).await.unwrap(), stand.open(monday()).await.unwrap());
    set_up(&one, monday(), &[60]).await.unwrap();
    let mut work = one.begin(monday()).await.unwrap();
    work.put_pack(&toml).await.unwrap();
    append(&mut work, desk::STREAM, Expected::Any, monday(), |_| DeskEvent::SettingsSet { settings: settings(&[30]) })
        .await
        .unwrap();
    work.commit().await.unwrap();
    assert_eq!(one.book().pack(PACK, 77).unwrap().version, 77);
    let (id, _) = {
        let mut work = two.begin(monday()).await.unwrap();
        let id = CaseId(fresh_id(monday()));
        append(&mut work, case_stream(id), Expected::New, monday(), |s| match opened(s, 1, "by the new one", None) {
            CaseEvent::Opened { number, pack, channel, subject, customer, language, owner, continues, .. } => {
                CaseEvent::Opened {
                    number,
                    pack,
                    pack_version: 77,
                    channel,
                    subject,
                    customer,
                    language,
                    owner,
                    continues,
                }
            }
            other => other,
        })
        .await
        .unwrap();
        append(&mut work, case_stream(id), Expected::At(1), monday(), |s| {
            received(s, "b@x.example", "subject", "words", fresh_id(monday()))
        })
        .await
        .unwrap();
        work.next_number("case").await.unwrap();
        work.commit().await.unwrap();
        (id, ())
    };
    assert_eq!(clock(&two, id, ClockName::FirstResponse).await.run.due, Some(at("2026-11-23T11:00:00+08:00")));
    let mut again = one.begin(monday()).await.unwrap();
    assert!(matches!(again.put_pack(&toml).await, Err(StoreError::Duplicate(_))));
    drop(again);
    assert_sound(&one).await;
}

#[derive(Clone, Debug)]
struct Step {
    case: usize,
    what: u8,
    minutes: i64,
    late: i64,
    other: bool,
    hours: usize,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let late = prop_oneof![4 => Just(0), 1 => 1..2000_i64];
    let step = (0..3_usize, 0..12_u8, 1..500_i64, late, any::<bool>(), 0..5_usize);
    prop::collection::vec(
        step.prop_map(|(case, what, minutes, late, other, hours)| Step { case, what, minutes, late, other, hours }),
        1..20,
    )
}

async fn play(steps: Vec<Step>, engine: Engine) {
    let stand = Stand::new(engine);
    let store = stand.open(monday()).await.unwrap();
    let other = stand.open(monday()).await.unwrap();
    set_up(&store, monday(), &[60, 15]).await.unwrap();
    let mut cases = Vec::new();
    for n in 0..3 {
        cases.push(open_case(&store, monday() + TimeDelta::minutes(n), "a@x.example", "zip", "words").await.unwrap().0);
    }
    let mut now = monday() + TimeDelta::minutes(5);
    for step in steps {
        now += TimeDelta::minutes(step.minutes);
        let by = if step.other { &other } else { &store };
        let mut work = by.begin(now).await.unwrap();
        let id = fresh_id(monday());
        let when = (now - TimeDelta::minutes(step.late)).max(monday() + TimeDelta::minutes(3));
        if step.what < 5 {
            let hours =
                [r#"["09:00","21:00"]"#, r#"["14:00","21:00"]"#, r#"["00:00","24:00"]"#, r#"["20:00","04:00"]"#];
            let spec = hours.get(step.hours).map(|hours| spec("Asia/Shanghai", hours));
            revise_in(&mut work, PACK, "service", now, spec).await;
        }
        if !(1..5).contains(&step.what) {
            append(&mut work, case_stream(cases[step.case]), Expected::Any, when, |seal| match step.what {
                0 | 5 => received(seal, "a@x.example", "Re: zip", "still", id),
                6 | 7 => answered(seal, "a@x.example", "we look into it", id),
                8 => CaseEvent::Waiting { reason: PauseReason::Customer, what: seal.seal("photo") },
                9 => CaseEvent::Resumed {},
                10 => CaseEvent::Solved { solution: seal.seal("new zip") },
                _ => CaseEvent::Reopened { reason: None },
            })
            .await
            .unwrap();
        }
        work.commit().await.unwrap();
    }
    assert_sound(&store).await;
    let before = store.look().await.unwrap().cases(CaseFilter::All, "", None, 10).await.unwrap().rows;
    store.rebuild(now, &mut |_, _| {}).await.unwrap();
    assert_sound(&store).await;
    assert_eq!(before, store.look().await.unwrap().cases(CaseFilter::All, "", None, 10).await.unwrap().rows);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn rows_counted_anew_equal_a_fresh_fold(steps in steps()) {
        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(play(steps, Sqlite));
    }

    #[test]
    fn rows_counted_anew_equal_a_fresh_fold_on_a_server(steps in steps()) {
        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(play(steps, Postgres));
    }
}
