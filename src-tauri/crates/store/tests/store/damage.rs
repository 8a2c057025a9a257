//! More that somebody, or the disk, can do to a desk: alerts taken away, the journal's end cut off with its heads set back, guards,
//! indexes and tables dropped, the file itself damaged. On both engines where both can suffer it.

use crate::common::*;
use crate::doctor::{CASE_2, examine, history, set, tamper, target, words};
use aftercare_core::desk::{self, DeskEvent};
use aftercare_core::journal::Hash;
use aftercare_core::time::Instant;
use aftercare_store::doctor::{self, Grade, Problem};
use aftercare_store::{CLOCK_APART, Expected, Store, StoreError};
use chrono::TimeDelta;
use rstest::rstest;
use sqlx::{ConnectOptions, Connection, sqlite::SqliteConnectOptions};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Alerts nobody claimed yet, up to this instant.
async fn waiting(store: &Store, until: Instant) -> BTreeSet<(String, Instant, Instant)> {
    let mut look = store.look().await.unwrap();
    let due = look.due_alerts(until).await.unwrap();
    due.into_iter().map(|alert| (alert.key, alert.due, alert.at)).collect()
}

const LONG: TimeDelta = TimeDelta::days(60);

/// An alert behind the program's back; a repair plans it as it was.
#[rstest]
#[case::deleted("DELETE FROM alert WHERE case_id = CASE_2", "projection:alerts")]
#[case::shifted("UPDATE alert SET at = at + 3600000000 WHERE case_id = CASE_2", "projection:alerts")]
#[case::later_due("UPDATE alert SET due = due + 1 WHERE case_id = CASE_2", "projection:alerts")]
#[case::added(
    "INSERT INTO alert (key, case_id, clock, cycle, kind, due, at)
     SELECT 'x', case_id, clock, cycle, kind, due, at FROM alert WHERE case_id = CASE_2 LIMIT 1",
    "projection:alerts"
)]
#[case::of_nobody(
    "INSERT INTO alert (key, case_id, clock, cycle, kind, due, at)
     SELECT 'x', NOBODY, clock, cycle, kind, due, at FROM alert LIMIT 1",
    "rows:alert"
)]
#[tokio::test]
async fn a_wrong_alert_shows_and_is_planned_again(
    #[case] text: &str,
    #[case] expected: &str,
    #[values(Sqlite, Postgres)] engine: Engine,
) {
    let stand = history(engine).await;
    let store = stand.open(monday()).await.unwrap();
    let before = waiting(&store, monday() + LONG).await;
    assert!(before.len() >= 10, "{before:?}");
    store.close().await;
    let text = text.replace("CASE_2", CASE_2);
    let id = "00112233445566778899aabbccddeeff";
    tamper(
        &stand,
        &text.replace("NOBODY", &format!("X'{id}'")),
        &text.replace("NOBODY", &format!("CAST('{id}' AS UUID)")),
    )
    .await;
    let report = examine(&stand).await;
    assert_eq!(words(&report), set(expected), "{:#?}", report.findings);
    assert_eq!(report.worst(), Some(Grade::Mend));
    let backups = stand.folder.path().join("backups");
    // Days later: what should have been told meanwhile is still owed.
    let later = monday() + TimeDelta::days(5);
    let done =
        doctor::repair(target(&stand), &backups, stand.folder.path(), later, None, &mut |_, _, _| {}).await.unwrap();
    assert_eq!(done.report.problems(), [] as [&Problem; 0]);
    let store = stand.open(later).await.unwrap();
    let late = |alerts: BTreeSet<(String, Instant, Instant)>| -> BTreeSet<_> {
        alerts.into_iter().filter(|(key, due, _)| key.ends_with(":late") || *due > later).collect()
    };
    assert_eq!(waiting(&store, monday() + LONG).await, late(before), "a passed deadline is warned of no more");
}

/// What was claimed is not told again, and no finding.
#[rstest]
#[tokio::test]
async fn a_claimed_alert_is_as_it_has_to_be(#[values(Sqlite, Postgres)] engine: Engine) {
    let stand = history(engine).await;
    let store = stand.open(monday()).await.unwrap();
    let all = waiting(&store, monday() + LONG).await;
    for (key, ..) in &all {
        assert!(store.claim(key, monday()).await.unwrap());
    }
    store.rebuild(monday(), &mut |_, _| {}).await.unwrap();
    assert_eq!(waiting(&store, monday() + LONG).await, BTreeSet::new());
    assert_eq!(store.examine().await.unwrap().findings, []);
}

/// A sample desk's clock runs apart from the computer's, ahead of it or behind: rebuilding keeps to the desk's.
#[rstest]
#[case::behind(-300)]
#[case::ahead(2)]
#[tokio::test]
async fn making_anew_keeps_to_the_desks_own_clock(#[case] days: i64, #[values(Sqlite, Postgres)] engine: Engine) {
    let stand = history(engine).await;
    let apart = TimeDelta::days(days);
    // The computer's clock, and the desk's: the events of the desk are of `monday`.
    let computer = monday() - apart;
    let store = stand.open(monday()).await.unwrap();
    let mut work = store.begin(monday()).await.unwrap();
    append(&mut work, desk::STREAM, Expected::Any, monday(), |_| DeskEvent::ClockMoved { seconds: 60 }).await.unwrap();
    work.set_local(CLOCK_APART, &(apart.num_seconds() - 60).to_string()).await.unwrap();
    work.commit().await.unwrap();
    let before = waiting(&store, monday() + LONG).await;
    store.rebuild(computer, &mut |_, _| {}).await.unwrap();
    assert_eq!(waiting(&store, monday() + LONG).await, before);
    assert_eq!(store.examine().await.unwrap().findings, []);
    let mut lines = Vec::new();
    store.export(&mut lines, computer, &mut |_, _| {}).await.unwrap();
    let other = Stand::new(engine);
    let own = other.folder.path();
    aftercare_store::lines::import(&lines[..], target(&other), own, computer, &mut |_, _, _| {}).await.unwrap();
    let store = other.open(computer).await.unwrap();
    assert_eq!(waiting(&store, monday() + LONG).await, before);
}

/// The end of the journal cut off behind the last checkpoint, its heads set back: what is left of it tells, and stays.
#[rstest]
#[tokio::test]
async fn an_end_that_was_cut_off_with_its_heads_shows_and_is_not_wiped(#[values(Sqlite, Postgres)] engine: Engine) {
    let stand = history(engine).await;
    let store = stand.open(monday()).await.unwrap();
    open_case(&store, monday(), "a@b.example", "cut off", "words 6").await.unwrap();
    store.close().await;
    let heads = "DELETE FROM stream WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.stream_kind = kind AND e.stream_id = id);
        UPDATE stream SET head_seq = (SELECT MAX(seq) FROM event e WHERE e.stream_kind = kind AND e.stream_id = id),
        head_hash = (SELECT e.hash FROM event e WHERE e.stream_kind = kind AND e.stream_id = id ORDER BY seq DESC LIMIT 1);
        UPDATE counter SET value = 5 WHERE name = 'case'";
    let text = format!("DELETE FROM event WHERE position > (SELECT MAX(position) - 1 FROM event); {heads}");
    tamper(&stand, &text, "").await;
    let report = examine(&stand).await;
    assert!(words(&report).contains("tail"), "{:#?}", report.findings);
    assert_eq!(report.worst(), Some(Grade::Loss));
    let backups = stand.folder.path().join("backups");
    let refused =
        doctor::repair(target(&stand), &backups, stand.folder.path(), monday(), None, &mut |_, _, _| {}).await.err();
    assert!(matches!(refused, Some(StoreError::Flawed(_))), "{refused:?}");
    assert_eq!(examine(&stand).await.findings, report.findings, "nothing was wiped");
}

/// Parts of the schema gone: a finding each, however much of it.
#[rstest]
#[case::guard(
    "DROP TRIGGER event_is_never_changed",
    "DROP TRIGGER event_is_never_changed ON event",
    "trigger",
    Grade::Mend
)]
#[case::index("DROP INDEX alert_by_case", "", "index", Grade::Mend)]
#[case::list("DROP TABLE clock_view", "", "table", Grade::Mend)]
#[case::traces("DROP TABLE message", "", "table", Grade::Loss)]
#[case::migration(
    "UPDATE _sqlx_migrations SET checksum = X'00' WHERE version = 2",
    "UPDATE _sqlx_migrations SET checksum = '\\x00' WHERE version = 2",
    "migration",
    Grade::Mend
)]
#[tokio::test]
async fn a_part_of_the_schema_that_is_gone_shows(
    #[case] sqlite: &str,
    #[case] postgres: &str,
    #[case] expected: &str,
    #[case] grade: Grade,
    #[values(Sqlite, Postgres)] engine: Engine,
) {
    let stand = history(engine).await;
    match &stand.database {
        Some(database) => drop(database.run(if postgres.is_empty() { sqlite } else { postgres })),
        None => {
            let path = stand.folder.path().join("aftercare.db");
            let mut conn = SqliteConnectOptions::new().filename(path).connect().await.unwrap();
            sqlx::raw_sql(sqlx::AssertSqlSafe(sqlite.to_owned())).execute(&mut conn).await.unwrap();
            conn.close().await.unwrap();
        }
    }
    let report = examine(&stand).await;
    assert!(!report.findings.is_empty());
    for found in &report.findings {
        // An index falls with its table.
        assert!(
            matches!(&found.problem, Problem::Schema { sort, .. } if *sort == expected || *sort == "index"),
            "{:#?}",
            report.findings
        );
    }
    assert_eq!(report.worst(), Some(grade));
}

fn patch(path: &Path, offset: usize, bytes: &[u8]) {
    let mut file = fs::read(path).unwrap();
    file[offset..offset + bytes.len()].copy_from_slice(bytes);
    fs::write(path, file).unwrap();
}

#[tokio::test]
async fn damage_of_the_file_itself_is_a_finding_wherever_it_is() {
    let stand = history(Sqlite).await;
    let path = stand.folder.path().join("aftercare.db");
    let whole = fs::read(&path).unwrap();
    for page in 1..whole.len() / 4096 {
        fs::write(&path, &whole).unwrap();
        patch(&path, page * 4096, &[0xFF; 16]);
        let report = examine(&stand).await;
        assert!(!report.problems().is_empty(), "page {page} of {}", whole.len() / 4096);
    }
    fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    assert_eq!(words(&examine(&stand).await), set("file"));
    fs::write(&path, b"no database at all").unwrap();
    assert_eq!(words(&examine(&stand).await), set("file"));
    fs::write(&path, b"").unwrap();
    assert_eq!(words(&examine(&stand).await), set("file"));
}

#[rstest]
#[tokio::test]
async fn looking_leaves_everything_as_it_is(#[values(Sqlite, Postgres)] engine: Engine) {
    let stand = history(engine).await;
    let files = |stand: &Stand| {
        let names = fs::read_dir(stand.folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
        names.collect::<BTreeSet<_>>()
    };
    let bytes = |stand: &Stand| fs::read(stand.folder.path().join("aftercare.db")).ok().map(|bytes| Hash::of(&bytes));
    let before = (files(&stand), bytes(&stand));
    let first = examine(&stand).await;
    assert_eq!((files(&stand), bytes(&stand)), before);
    // While somebody writes, what was committed is examined.
    let store = stand.open(monday()).await.unwrap();
    let open = store.begin(monday()).await.unwrap();
    let meanwhile = examine(&stand).await;
    assert_eq!((meanwhile.findings.len(), meanwhile.heads), (0, first.heads));
    drop(open);
    open_case(&store, monday(), "a@b.example", "one more", "words").await.unwrap();
    let after = examine(&stand).await;
    assert_eq!((after.counts.cases, after.findings.len()), (6, 0));
    assert_ne!(after.heads, first.heads);
}

#[tokio::test]
async fn a_newer_database_is_examined_as_far_as_it_goes() {
    let stand = history(Sqlite).await;
    let path = stand.folder.path().join("aftercare.db");
    let mut file = fs::read(&path).unwrap();
    file[60..64].copy_from_slice(&900_u32.to_be_bytes());
    fs::write(&path, file).unwrap();
    let report = examine(&stand).await;
    assert_eq!((words(&report), report.schema, report.counts.events), (set("newer"), 900, 18));
    // On a server the list of migrations says it; nobody opens it, and looking changes nothing.
    let stand = history(Postgres).await;
    let database = stand.database.as_ref().unwrap();
    database.run(
        "INSERT INTO _sqlx_migrations SELECT 900, 'future', installed_on, success, checksum, execution_time
         FROM _sqlx_migrations LIMIT 1",
    );
    let report = examine(&stand).await;
    assert_eq!((words(&report), report.schema, report.counts.events), (set("newer"), 900, 18));
    let refused = stand.open(monday()).await.err();
    assert!(matches!(refused, Some(StoreError::Newer { found: 900, .. })), "{refused:?}");
    assert_eq!(database.run("SELECT MAX(version) FROM _sqlx_migrations").trim(), "900");
}

#[rstest]
#[tokio::test]
async fn where_no_desk_is_none_is_examined(#[values(Sqlite, Postgres)] engine: Engine) {
    let stand = Stand::new(engine);
    let error = doctor::examine(target(&stand), None, &mut |_, _, _| {}).await.err();
    assert!(matches!(error, Some(StoreError::NotFound)), "{error:?}");
    assert_eq!(fs::read_dir(stand.folder.path()).unwrap().count(), 0);
}

#[rstest]
#[tokio::test]
async fn the_journal_refuses_changes_by_itself(#[values(Sqlite, Postgres)] engine: Engine) {
    let stand = history(engine).await;
    for statement in ["UPDATE event SET kind = 'x'", "DELETE FROM event"] {
        let refused = match &stand.database {
            Some(database) => {
                let mut conn = sqlx::PgConnection::connect(database.url()).await.unwrap();
                sqlx::query(statement).execute(&mut conn).await.unwrap_err()
            }
            None => {
                let path = stand.folder.path().join("aftercare.db");
                let mut conn = SqliteConnectOptions::new().filename(path).connect().await.unwrap();
                sqlx::query(statement).execute(&mut conn).await.unwrap_err()
            }
        };
        assert!(refused.to_string().contains("append-only"), "{refused}");
    }
}
