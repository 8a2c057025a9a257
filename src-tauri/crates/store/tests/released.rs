//! Desks of released schemas, on either engine, open with today's program: after a proved backup, with nothing lost, with lists that
//! are what their journals fold to. Each of `fixtures/schema-*` was made by one command, which its `make.sh` names.
//!
//! Left out: what a kill or a full disk in the middle does, which `upgrade.rs` tries on the desk of schema 3.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use aftercare_core::case::Case;
use aftercare_core::policy::{DeclaredSort, Fact};
use aftercare_core::time::Instant;
use aftercare_store::{CaseFilter, backup};
use chrono::{DateTime, TimeDelta};
use common::*;
use flate2::read::GzDecoder;
use rstest::rstest;
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection, sqlite::SqliteConnectOptions};
use std::fs::File;
use std::io::Read;
use std::path::PathBuf;

/// What the README of a fixture says.
struct Fixture {
    schema: i64,
    events: u64,
    cases: u64,
    blobs: usize,
}

const FIXTURES: [Fixture; 3] = [
    Fixture { schema: 5, events: 286, cases: 29, blobs: 48 },
    Fixture { schema: 8, events: 347, cases: 30, blobs: 45 },
    Fixture { schema: 11, events: 348, cases: 30, blobs: 45 },
];
/// Questions, with the answers of the fixtures of schemas 5, 8 and 11.
const ROWS: [(&str, i64, i64, i64); 34] = [
    ("SELECT COUNT(*) FROM event", 286, 347, 348),
    ("SELECT COUNT(*) FROM stream", 48, 67, 67),
    ("SELECT COUNT(*) FROM personal WHERE text IS NOT NULL", 597, 649, 650),
    ("SELECT COUNT(*) FROM message", 75, 62, 62),
    ("SELECT COUNT(*) FROM mention", 49, 34, 34),
    ("SELECT COUNT(*) FROM blob", 48, 45, 45),
    ("SELECT COUNT(*) FROM draft", 2, 2, 2),
    ("SELECT COUNT(*) FROM alert", 7, 6, 6),
    ("SELECT COUNT(*) FROM alert WHERE shown_at IS NOT NULL", 4, 3, 3),
    ("SELECT value FROM counter WHERE name = 'case'", 29, 30, 30),
    ("SELECT value FROM counter WHERE name = 'CIP-2026'", 8, 7, 7),
    ("SELECT COUNT(*) FROM case_view", 29, 30, 30),
    ("SELECT COUNT(*) FROM clock_view", 74, 69, 69),
    ("SELECT COUNT(*) FROM form_view", 8, 7, 7),
    ("SELECT COUNT(*) FROM customer_view", 14, 14, 14),
    ("SELECT COUNT(*) FROM contract_view", 12, 13, 13),
    ("SELECT COUNT(*) FROM order_view", 18, 17, 17),
    ("SELECT COUNT(*) FROM line_view", 2, 21, 21),
    ("SELECT COUNT(*) FROM lot_view", 2, 16, 16),
    ("SELECT COUNT(*) FROM unit_view", 2, 4, 4),
    ("SELECT COUNT(*) FROM survey_view", 8, 9, 9),
    ("SELECT COUNT(*) FROM desk_view", 1, 1, 1),
    ("SELECT COUNT(*) FROM search_row", 47, 64, 64),
    ("SELECT COUNT(*) FROM search", 47, 64, 64),
    ("SELECT COUNT(*) FROM policy_draft", 0, 1, 1),
    ("SELECT COUNT(*) FROM policy_notice", 0, 14, 14),
    ("SELECT COUNT(*) FROM event WHERE kind = 'calendar.revised'", 0, 1, 1),
    ("SELECT COUNT(*) FROM event WHERE kind = 'policy.published'", 0, 1, 1),
    ("SELECT COUNT(*) FROM event WHERE kind = 'case.found'", 0, 2, 2),
    ("SELECT COUNT(*) FROM event WHERE kind = 'case.declared'", 0, 9, 9),
    ("SELECT COUNT(*) FROM event WHERE kind = 'case.declaration_ended'", 0, 1, 1),
    ("SELECT COUNT(*) FROM event WHERE kind = 'desk.declared'", 0, 2, 3),
    ("SELECT COUNT(*) FROM customer_view WHERE country IS NOT NULL", 0, 0, 14),
    ("SELECT COUNT(*) FROM calendar_draft", 0, 0, 1),
];
/// What follows from the journal whatever the day is; of customers, the day on which surveys were planned is left out.
const LISTS: [&str; 11] = [
    "case_view",
    "clock_view",
    "case_address",
    "form_view",
    "customer_address",
    "contract_view",
    "order_view",
    "line_view",
    "lot_view",
    "unit_view",
    "desk_view",
];

fn later() -> Instant {
    at("2026-11-24T02:00:00Z")
}

/// When a desk is opened again: for those whose clock stands apart from the computer's, a minute after their last event. Opened in their
/// own past they would be right to call for alerts anew.
async fn again(stand: &Stand, schema: i64) -> Instant {
    if schema < 8 {
        return later();
    }
    let last = number(stand, "SELECT MAX(recorded_at) FROM event").await;
    let apart = number(stand, "SELECT CAST(value AS BIGINT) FROM local WHERE key = 'clock_apart'").await;
    // Their makers moved it on by so much.
    const MOVED: i64 = 4200;
    DateTime::from_timestamp_micros(last).unwrap() - TimeDelta::seconds(apart + MOVED) + TimeDelta::minutes(1)
}

fn packed(schema: i64, name: &str) -> GzDecoder<File> {
    let fixtures = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    GzDecoder::new(File::open(fixtures.join(format!("schema-{schema}")).join(name)).unwrap())
}

/// The desk as the released program left it.
async fn released(schema: i64, engine: Engine) -> Stand {
    let stand = Stand::new(engine);
    match &stand.database {
        None => tar::Archive::new(packed(schema, "desk.tar.gz")).unpack(stand.folder.path()).unwrap(),
        Some(database) => {
            let mut text = String::new();
            packed(schema, "desk.sql.gz").read_to_string(&mut text).unwrap();
            let mut conn = PgConnection::connect(database.url()).await.unwrap();
            sqlx::raw_sql(AssertSqlSafe(text)).execute(&mut conn).await.unwrap();
            conn.close().await.unwrap();
        }
    }
    stand
}

/// Asks for texts past the program.
async fn ask(stand: &Stand, sqlite: &str, postgres: &str) -> Vec<String> {
    match &stand.database {
        None => {
            let path = stand.folder.path().join("aftercare.db");
            let mut conn = SqliteConnection::connect_with(&SqliteConnectOptions::new().filename(path)).await.unwrap();
            let rows = sqlx::query_scalar(AssertSqlSafe(sqlite)).fetch_all(&mut conn).await.unwrap();
            conn.close().await.unwrap();
            rows
        }
        Some(database) => database.run(postgres).lines().map(str::to_owned).collect(),
    }
}

async fn number(stand: &Stand, question: &str) -> i64 {
    ask(stand, &format!("SELECT CAST(({question}) AS TEXT)"), question).await[0].parse().unwrap()
}

/// Every row of a table as text, sorted.
async fn rows(stand: &Stand, table: &str) -> Vec<String> {
    let columns =
        ask(stand, &format!("SELECT 'quote(' || name || ')' FROM pragma_table_info('{table}')"), "SELECT 'x'").await;
    let sqlite = format!("SELECT {} AS line FROM {table} ORDER BY line", columns.join(" || ',' || "));
    ask(stand, &sqlite, &format!("SELECT t::text FROM {table} t ORDER BY t::text")).await
}

#[rstest]
#[tokio::test]
async fn a_released_desk_opens_whole_after_a_proved_backup(
    #[values(0, 1, 2)] fixture: usize,
    #[values(Sqlite, Postgres)] engine: Engine,
) {
    let Fixture { schema, events, cases, blobs } = FIXTURES[fixture];
    let stand = released(schema, engine).await;
    let checkpoints = number(&stand, "SELECT COUNT(*) FROM checkpoint").await;
    let store = stand.open(again(&stand, schema).await).await.unwrap();
    assert_sound(&store).await;
    let mut look = store.look().await.unwrap();
    assert_eq!(look.events().await.unwrap(), events);
    assert_eq!(look.cases(CaseFilter::All, "", None, 1).await.unwrap().total, cases);
    for number in 1..=cases {
        let id = look.case_by_number(number).await.unwrap().expect("every number has its case");
        assert!(look.case_row(id).await.unwrap().is_some(), "C-{number} is in the lists");
        assert!(!look.case_entries(id).await.unwrap().is_empty(), "C-{number} reads");
    }
    assert!(
        look.cases(CaseFilter::All, "拉链", None, 50).await.unwrap().total > 1,
        "messages are found by their words"
    );
    drop(look);
    for (question, five, eight, eleven) in ROWS {
        let expected = [five, eight, eleven][fixture];
        assert_eq!(number(&stand, question).await, expected, "{question}");
    }
    assert!(number(&stand, "SELECT COUNT(*) FROM checkpoint").await >= checkpoints);
    let kept = backup::list(&store.place().backups()).unwrap();
    if store.schema() == schema {
        assert_eq!(kept, [], "nothing was to be done");
    } else {
        let [kept] = kept.as_slice() else { panic!("one backup: {kept:?}") };
        let name = kept.path.file_name().unwrap().to_string_lossy();
        assert!(name.starts_with(&format!("before-schema-{schema}-after-")), "{kept:?}");
        let proved = backup::check(&kept.path).await.unwrap().manifest;
        assert_eq!((proved.events, proved.cases, proved.blobs.len()), (events, cases, blobs));
        assert_eq!(proved.missing, []);
    }
    store.close().await;
}

/// Calendars, policies, declared states and found facts count as they did.
#[rstest]
#[tokio::test]
async fn what_schemas_6_to_8_brought_holds_on(#[values(Sqlite, Postgres)] engine: Engine) {
    let stand = released(8, engine).await;
    let store = stand.open(later()).await.unwrap();
    let book = store.book();
    assert_eq!(book.pack("hx-leather", 3).unwrap().effective, at("2027-01-04T01:00:00Z"));
    assert_eq!(book.in_force("hx-leather", later()).unwrap().version, 2);
    assert_eq!(book.service("hx-leather", 2).unwrap().number, 2);
    let mut look = store.look().await.unwrap();
    let draft = look.policy_draft("hx-leather").await.unwrap().unwrap();
    assert_eq!((draft.base, draft.toml.contains("seconds = 10800")), (2, true));
    let id = look.case_by_number(30).await.unwrap().unwrap();
    let case = Case::fold(&look.case_entries(id).await.unwrap()).unwrap();
    assert_eq!(case.found.get(&Fact::Cause).unwrap().word, "material");
    let declared: Vec<_> = case.declared.iter().map(|on| (on.sort, on.to == Some(on.from))).collect();
    assert_eq!(declared, [(DeclaredSort::ForceMajeure, false), (DeclaredSort::Peak, true)]);
    drop(look);
    store.close().await;
}

#[rstest]
#[tokio::test]
async fn the_lists_of_a_released_desk_are_those_that_its_journal_folds_to(
    #[values(5, 8, 11)] schema: i64,
    #[values(Sqlite, Postgres)] engine: Engine,
) {
    let stand = released(schema, engine).await;
    let store = stand.open(later()).await.unwrap();
    let mut before = Vec::new();
    for list in LISTS {
        before.push(rows(&stand, list).await);
    }
    assert!(before.iter().all(|list| !list.is_empty()));
    store.rebuild(later(), &mut |_, _| {}).await.unwrap();
    for (list, before) in LISTS.into_iter().zip(before) {
        assert_eq!(rows(&stand, list).await, before, "{list}");
    }
    assert_sound(&store).await;
    store.close().await;
}

#[rstest]
#[tokio::test]
async fn both_engines_left_the_same_desk_and_open_to_the_same(#[values(5, 8, 11)] schema: i64) {
    let mut told = Vec::new();
    for engine in [Sqlite, Postgres] {
        let stand = released(schema, engine).await;
        let store = stand.open(later()).await.unwrap();
        let report = store.examine().await.unwrap();
        let texts = ask(
            &stand,
            "SELECT CAST(text AS TEXT) FROM draft ORDER BY 1",
            "SELECT convert_from(text, 'UTF8') FROM draft ORDER BY 1",
        )
        .await;
        assert_eq!(texts, ["The new sliders left today, in two parcels", "您好，补发的拉链头今天寄出"]);
        told.push((report.counts.events, report.counts.cases, report.counts.customers, report.counts.texts));
        store.close().await;
    }
    assert_eq!(told[0], told[1]);
}
