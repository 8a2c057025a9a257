//! Settings, surveys, forms, alerts, drafts, blobs, several processes on one folder.

use crate::common::*;
use aftercare_core::case::CaseEvent;
use aftercare_core::desk::{self, DeskEvent};
use aftercare_core::ids::{FormId, StaffId};
use aftercare_core::survey::{Duty, State};
use aftercare_store::{AlertKind, Expected, Store};
use chrono::TimeDelta;
use rstest::rstest;
use uuid::Uuid;

async fn desk(engine: Engine) -> (Stand, Store) {
    let stand = Stand::new(engine);
    let store = stand.open(monday()).await.unwrap();
    set_up(&store, monday(), &[60, 15]).await.unwrap();
    (stand, store)
}

#[rstest]
#[tokio::test]
async fn settings_are_the_newest_and_the_packs_are_stored(#[values(Sqlite, Postgres)] engine: Engine) {
    let (_folder, store) = desk(engine).await;
    set_up(&store, monday(), &[30]).await.unwrap();
    let mut look = store.look().await.unwrap();
    assert_eq!(look.settings().await.unwrap().unwrap().lead_minutes, [30]);
    assert_eq!(look.desk_entries().await.unwrap().len(), 2);
    assert!(store.book().pack("hx-leather", 1).is_ok());
}

#[rstest]
#[tokio::test]
async fn an_alert_comes_once_in_its_order_and_a_lost_one_is_known(#[values(Sqlite, Postgres)] engine: Engine) {
    let (_folder, store) = desk(engine).await;
    let (id, number) = open_case(&store, monday(), "a@b.example", "zip", "y").await.unwrap();
    let mut look = store.look().await.unwrap();
    let due = look.case_clocks(id).await.unwrap()[0].run.due.unwrap();
    assert_eq!(look.next_instant().await.unwrap(), Some(due - TimeDelta::minutes(60)));
    assert!(look.due_alerts(due - TimeDelta::minutes(61)).await.unwrap().is_empty());
    let soon = look.due_alerts(due - TimeDelta::minutes(15)).await.unwrap();
    assert_eq!(
        soon.iter().map(|a| (a.kind, a.at)).collect::<Vec<_>>(),
        [(AlertKind::Soon, due - TimeDelta::minutes(60)), (AlertKind::Soon, due - TimeDelta::minutes(15)),]
    );
    assert_eq!((soon[0].case, soon[0].number, soon[0].due, soon[0].party.as_str()), (id, number, due, "a@b.example"));
    assert!(
        look.due_alerts(due).await.unwrap().iter().all(|a| a.kind == AlertKind::Soon),
        "exactly at due is not late"
    );
    let late = look.due_alerts(due + TimeDelta::microseconds(1)).await.unwrap();
    assert_eq!(late.last().unwrap().kind, AlertKind::Late);
    drop(look);
    let now = due + TimeDelta::seconds(1);
    assert!(store.claim(&soon[0].key, now).await.unwrap());
    assert!(!store.claim(&soon[0].key, now).await.unwrap());
    assert!(!store.claim("no such alert", now).await.unwrap());
    let mut look = store.look().await.unwrap();
    assert!(look.lost_alerts(now).await.unwrap().is_empty(), "a fresh claim is not lost");
    assert_eq!(look.lost_alerts(now + TimeDelta::minutes(1)).await.unwrap()[0].key, soon[0].key);
    drop(look);
    store.shown(&soon[0].key, now).await.unwrap();
    let mut look = store.look().await.unwrap();
    assert!(look.lost_alerts(now + TimeDelta::minutes(1)).await.unwrap().is_empty());
    assert!(look.due_alerts(now).await.unwrap().iter().all(|a| a.key != soon[0].key));
}

#[rstest]
#[tokio::test]
async fn an_answer_takes_its_alerts_away_and_a_past_deadline_makes_none(#[values(Sqlite, Postgres)] engine: Engine) {
    let (_folder, store) = desk(engine).await;
    let (old, _) = open_case(&store, monday() - TimeDelta::days(30), "old@b.example", "old", "y").await.unwrap();
    // Written down a month late, as an import is.
    let mut work = store.begin(monday()).await.unwrap();
    let (imported, _) =
        open_in(&mut work, monday() - TimeDelta::days(30), "i@b.example", "imported", "y").await.unwrap();
    work.commit().await.unwrap();
    let mut look = store.look().await.unwrap();
    let alerts = look.due_alerts(monday()).await.unwrap();
    assert!(alerts.iter().all(|a| a.case != imported), "late without an alert");
    assert!(alerts.iter().any(|a| a.case == old && a.kind == AlertKind::Late), "nobody looked for a month");
    drop(look);
    on_case(&store, old, monday(), |s| answered(s, "old@b.example", "sorry", fresh_id(monday()))).await.unwrap();
    on_case(&store, old, monday(), |s| CaseEvent::Solved { solution: s.seal("done") }).await.unwrap();
    let mut look = store.look().await.unwrap();
    assert!(look.due_alerts(monday() + TimeDelta::days(9)).await.unwrap().iter().all(|a| a.case != old));
}

#[rstest]
#[tokio::test]
async fn new_lead_times_plan_new_alerts(#[values(Sqlite, Postgres)] engine: Engine) {
    let (_folder, store) = desk(engine).await;
    let (id, _) = open_case(&store, monday(), "a@b.example", "zip", "y").await.unwrap();
    set_up(&store, monday(), &[5]).await.unwrap();
    let mut look = store.look().await.unwrap();
    let due = look.case_clocks(id).await.unwrap()[0].run.due.unwrap();
    assert_eq!(look.next_instant().await.unwrap(), Some(due - TimeDelta::minutes(5)));
}

#[rstest]
#[tokio::test]
async fn a_completed_order_owes_a_survey_until_it_is_late(#[values(Sqlite, Postgres)] engine: Engine) {
    let (_folder, store) = desk(engine).await;
    let id = add_customer(&store, monday(), "Zeta", "z@z.example", "1234").await.unwrap();
    on_customer(&store, id, monday(), order("PO-1", Some("2026-11-20"))).await.unwrap();
    let mut look = store.look().await.unwrap();
    let today = "2026-11-23".parse().unwrap();
    let rows = look.surveys(today, 10).await.unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(
        (rows[0].customer, rows[0].name.as_str(), rows[0].owed.duty, rows[0].owed.state),
        (id, "Zeta", Duty::First, State::Due)
    );
    assert_eq!(look.counts(monday(), today).await.unwrap().surveys, 1);
    let after = rows[0].owed.last_day.succ_opt().unwrap();
    assert_eq!(look.surveys(after, 10).await.unwrap()[0].owed.state, State::Late);
    assert_eq!(look.surveys_of(id, today).await.unwrap().len(), 1);
    drop(look);
    assert_eq!(
        store.plan_surveys(monday() + TimeDelta::days(9)).await.unwrap(),
        0,
        "its days alone tell that it is late"
    );
    assert_sound(&store).await;
}

#[rstest]
#[tokio::test]
async fn surveys_are_planned_anew_on_the_day_that_changes_them(#[values(Sqlite, Postgres)] engine: Engine) {
    let (_folder, store) = desk(engine).await;
    let id = add_customer(&store, monday(), "Zeta", "z@z.example", "1234").await.unwrap();
    add_customer(&store, monday(), "Unmoved", "u@z.example", "5678").await.unwrap();
    on_customer(&store, id, monday(), order("PO-1", Some("2026-11-25"))).await.unwrap();
    let (tuesday, wednesday) = (monday() + TimeDelta::days(1), monday() + TimeDelta::days(2));
    assert_eq!(store.plan_surveys(tuesday).await.unwrap(), 0);
    assert!(store.look().await.unwrap().surveys("2026-11-24".parse().unwrap(), 10).await.unwrap().is_empty());
    assert_eq!(store.plan_surveys(wednesday).await.unwrap(), 1);
    assert_eq!(store.plan_surveys(wednesday).await.unwrap(), 0, "planned already");
    assert_eq!(store.look().await.unwrap().surveys("2026-11-25".parse().unwrap(), 10).await.unwrap().len(), 1);
    // A clock that was two days ahead: what it planned is planned as of today.
    assert_eq!(store.plan_surveys(monday()).await.unwrap(), 1);
    assert!(store.look().await.unwrap().surveys("2026-11-23".parse().unwrap(), 10).await.unwrap().is_empty());
    assert_sound(&store).await;
}

#[rstest]
#[tokio::test]
async fn a_filed_form_is_found_by_id_and_number(#[values(Sqlite, Postgres)] engine: Engine) {
    let (_folder, store) = desk(engine).await;
    let (case, _) = open_case(&store, monday(), "a@b.example", "zip", "y").await.unwrap();
    let form = FormId(fresh_id(monday()));
    let mut work = store.begin(monday()).await.unwrap();
    assert_eq!(work.next_number("CIP-2026").await.unwrap(), 1);
    work.commit().await.unwrap();
    let seq = on_case(&store, case, monday(), |s| CaseEvent::FormFiled {
        form,
        sort: "customer-information".into(),
        number: "CIP-2026-0001".into(),
        template: 1,
        template_hash: String::new(),
        paper: "a4".into(),
        languages: "both".into(),
        data: s.seal("{}"),
        pdf_hash: String::new(),
        pdf: s.seal(""),
        pages: 1,
    })
    .await
    .unwrap();
    let mut look = store.look().await.unwrap();
    let row = look.form(form).await.unwrap().unwrap();
    assert_eq!((row.case, row.seq, row.filed_at), (case, seq, monday()));
    assert_eq!(look.form_by_number("CIP-2026-0001").await.unwrap(), Some(row));
    assert_eq!(look.form_by_number("CIP-2026-0002").await.unwrap(), None);
    drop(look);
    assert_sound(&store).await;
}

#[rstest]
#[tokio::test]
async fn drafts_and_choices_outlive_the_program(#[values(Sqlite, Postgres)] engine: Engine) {
    let (stand, store) = desk(engine).await;
    let (case, _) = open_case(&store, monday(), "a@b.example", "zip", "y").await.unwrap();
    store.set_draft(ME, case, "Dear Ana, 您好", monday()).await.unwrap();
    store.set_local("theme", "dark").await.unwrap();
    let of = ("hx-leather", "service");
    for text in ["{}", "{ \"reason\": \"盘点\" }"] {
        store.set_calendar_draft(ME, of, Some(text), monday()).await.unwrap();
    }
    store.close().await;
    let store = stand.open(monday()).await.unwrap();
    let mut look = store.look().await.unwrap();
    let kept = look.calendar_draft(ME, of).await.unwrap();
    assert_eq!(kept, Some(("{ \"reason\": \"盘点\" }".to_owned(), monday())));
    assert_eq!(look.calendar_draft(ME, ("hx-leather", "business")).await.unwrap(), None);
    assert_eq!(look.calendar_draft(StaffId(Uuid::from_u128(0x52)), of).await.unwrap(), None, "nobody else's");
    assert_eq!(look.draft(ME, case).await.unwrap().as_deref(), Some("Dear Ana, 您好"));
    assert_eq!(look.local("theme").await.unwrap().as_deref(), Some("dark"));
    assert_eq!(look.local("none").await.unwrap(), None);
    drop(look);
    store.set_draft(ME, case, "", monday()).await.unwrap();
    assert_eq!(store.look().await.unwrap().draft(ME, case).await.unwrap(), None);
    store.set_calendar_draft(ME, of, None, monday()).await.unwrap();
    assert_eq!(store.look().await.unwrap().calendar_draft(ME, of).await.unwrap(), None);
}

#[rstest]
#[tokio::test]
async fn two_programs_share_a_folder_and_hear_of_each_other(#[values(Sqlite, Postgres)] engine: Engine) {
    let (stand, one) = desk(engine).await;
    let two = stand.open(monday()).await.unwrap();
    one.changed_elsewhere().await.unwrap();
    two.changed_elsewhere().await.unwrap();
    let (id, _) = open_case(&one, monday(), "a@b.example", "zip", "y").await.unwrap();
    if engine == Sqlite {
        // On a server the news of the second opening may still be on its way.
        assert!(!one.changed_elsewhere().await.unwrap(), "one's own commit is no news");
    }
    while !two.changed_elsewhere().await.unwrap() {
        tokio::task::yield_now().await;
    }
    if engine == Sqlite {
        assert!(!two.changed_elsewhere().await.unwrap());
    }
    assert!(two.look().await.unwrap().case_row(id).await.unwrap().is_some());
    let mut tasks = Vec::new();
    for n in 0..20 {
        let store = if n % 2 == 0 { one.clone() } else { two.clone() };
        tasks.push(tokio::spawn(
            async move { open_case(&store, monday(), "a@b.example", "many", "y").await.unwrap().1 },
        ));
    }
    let mut numbers = Vec::new();
    for task in tasks {
        numbers.push(task.await.unwrap());
    }
    numbers.sort_unstable();
    assert_eq!(numbers, (2..=21).collect::<Vec<_>>(), "gapless, no number twice");
    assert_sound(&two).await;
}

#[rstest]
#[tokio::test]
async fn checkpoints_come_with_every_thousandth_event_and_each_opening(#[values(Sqlite, Postgres)] engine: Engine) {
    let (stand, store) = desk(engine).await;
    let mut work = store.begin(monday()).await.unwrap();
    for _ in 0..1000 {
        append(&mut work, desk::STREAM, Expected::Any, monday(), |_| DeskEvent::ClockMoved { seconds: 1 })
            .await
            .unwrap();
    }
    work.commit().await.unwrap();
    let first = store.look().await.unwrap().checkpoint().await.unwrap().unwrap();
    assert_eq!((first.number, first.position, first.streams), (1, 1001, 1));
    store.close().await;
    let store = stand.open(monday()).await.unwrap();
    assert_eq!(store.look().await.unwrap().checkpoint().await.unwrap().unwrap().number, 1, "nothing new to say");
    open_case(&store, monday(), "a@b.example", "zip", "y").await.unwrap();
    store.close().await;
    let store = stand.open(monday()).await.unwrap();
    assert_eq!(store.look().await.unwrap().checkpoint().await.unwrap().unwrap().position, 1003);
    assert_sound(&store).await;
}

#[rstest]
#[tokio::test]
async fn a_rebuild_gives_the_same_and_tells_its_progress(#[values(Sqlite, Postgres)] engine: Engine) {
    let (_folder, store) = desk(engine).await;
    let id = add_customer(&store, monday(), "Zeta", "z@z.example", "1234").await.unwrap();
    on_customer(&store, id, monday(), order("PO-1", Some("2026-11-20"))).await.unwrap();
    open_case(&store, monday(), "a@b.example", "zip", "y").await.unwrap();
    let before = store
        .look_for("zip")
        .await
        .unwrap()
        .cases(aftercare_store::CaseFilter::All, "zip", None, 10)
        .await
        .unwrap()
        .rows;
    let mut heard = Vec::new();
    store.rebuild(monday(), &mut |done, all| heard.push((done, all))).await.unwrap();
    assert_eq!(heard, [(1, 2), (2, 2)]);
    let after = store
        .look_for("zip")
        .await
        .unwrap()
        .cases(aftercare_store::CaseFilter::All, "zip", None, 10)
        .await
        .unwrap()
        .rows;
    assert_eq!(before, after);
    assert_sound(&store).await;
}
