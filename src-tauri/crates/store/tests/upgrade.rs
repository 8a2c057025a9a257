//! A desk that an earlier program wrote opens with today's: after a proved backup, with progress, with nothing lost; also when the
//! program is killed in the middle of it or the disk is full. `fixtures/schema-N` are desks as released programs left them.
//!
//! Left out: a database of a newer program, which `store/trouble.rs` plants and sees refused.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use aftercare_core::journal::{Payload, ReadError, Sealed, StreamId, StreamKind};
use aftercare_core::time::Instant;
use aftercare_store::{CaseFilter, Expected, Result, Store, StoreError, Tuning, backup};
use common::*;
use serde::{Deserialize, Serialize};
use sqlx::{Connection, SqliteConnection, sqlite::SqliteConnectOptions};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;
use uuid::Uuid;

/// What the README of the fixture says.
const EVENTS: u64 = 226;
const CASES: u64 = 70;
const STREAMS_FOLDED: u64 = 83;
const LAST_CHECKPOINT: &str = "SELECT number FROM checkpoint \
    WHERE lower(hex(hash)) = '0f3a398f628a1b68bd435a1447eda4a48df5d51aa4e9f2271a73a7f1de82561b'";

fn later() -> Instant {
    at("2026-11-24T02:00:00Z")
}

fn desk_of_schema_3() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    unpack_schema_3(folder.path());
    folder
}

async fn file(folder: &Path) -> SqliteConnection {
    SqliteConnection::connect_with(&SqliteConnectOptions::new().filename(folder.join("aftercare.db"))).await.unwrap()
}

async fn number(folder: &Path, question: &'static str) -> i64 {
    let mut conn = file(folder).await;
    let answer = sqlx::query_scalar(question).fetch_one(&mut conn).await.unwrap();
    conn.close().await.unwrap();
    answer
}

/// Everything that the old program wrote is there, reads, and holds.
async fn assert_whole(store: &Store) {
    assert_sound(store).await;
    let mut look = store.look().await.unwrap();
    assert_eq!(look.events().await.unwrap(), EVENTS);
    assert_eq!(look.cases(CaseFilter::All, "", None, 1).await.unwrap().total, CASES);
    for number in 1..=CASES {
        let id = look.case_by_number(number).await.unwrap().expect("every number has its case");
        assert!(look.case_row(id).await.unwrap().is_some(), "C-{number} is in the lists");
        assert!(!look.case_entries(id).await.unwrap().is_empty(), "C-{number} reads");
    }
    let found = look.cases(CaseFilter::All, "拉链", None, 50).await.unwrap();
    assert!(found.total > 3, "old messages are found by their words: {}", found.total);
    let last = number(store.place().folder(), LAST_CHECKPOINT).await;
    assert_eq!(last, 9, "the old program's last checkpoint stands");
}

#[tokio::test]
async fn a_desk_of_schema_3_opens_after_a_proved_backup() {
    let folder = desk_of_schema_3();
    assert_eq!(number(folder.path(), "PRAGMA user_version").await, 3);
    let mut heard = Vec::new();
    let mut listen = |done, of| heard.push((done, of));
    let store = Store::open_with(folder.path(), later(), Tuning::default(), &mut listen).await.unwrap();
    assert!(store.schema() > 3);
    assert_eq!(heard.first(), Some(&(0, 0)), "that something is under way is told before the backup");
    assert_whole(&store).await;
    let kept = backup::list(&store.place().backups()).unwrap();
    let [kept] = kept.as_slice() else { panic!("one backup: {kept:?}") };
    assert!(kept.path.file_name().unwrap().to_string_lossy().starts_with("before-schema-3-after-"), "{kept:?}");
    assert_eq!((kept.manifest.schema, kept.manifest.events, kept.manifest.cases), (3, EVENTS, CASES));
    backup::check(&kept.path).await.unwrap();
    store.close().await;
    for (question, rows) in [
        ("SELECT COUNT(*) FROM draft", 2),
        ("SELECT COUNT(*) FROM message", 76),
        ("SELECT COUNT(*) FROM mention", 13),
        ("SELECT COUNT(*) FROM personal WHERE text IS NOT NULL", 607),
        ("SELECT COUNT(*) FROM blob", 93),
        ("SELECT COUNT(*) FROM alert WHERE shown_at IS NOT NULL", 7),
        ("SELECT value FROM counter WHERE name = 'case'", 70),
        ("SELECT value FROM counter WHERE name = 'CIP-2026'", 2),
    ] {
        assert_eq!(number(folder.path(), question).await, rows, "{question}");
    }
    // A second opening has nothing left to do.
    let mut heard = Vec::new();
    let mut listen = |done: u64, of: u64| heard.push((done, of));
    let store = Store::open_with(folder.path(), later(), Tuning::default(), &mut listen).await.unwrap();
    assert_eq!(heard, []);
    assert_eq!(backup::list(&store.place().backups()).unwrap().len(), 1);
}

#[tokio::test]
async fn what_an_older_fold_made_is_made_anew_with_progress() {
    let folder = desk_of_schema_3();
    let mut conn = file(folder.path()).await;
    for spoil in [
        "UPDATE meta SET value = '0; an older fold' WHERE key = 'projection_version'",
        "UPDATE case_view SET subject = 'as an older fold saw it'",
        "DELETE FROM clock_view",
    ] {
        sqlx::query(spoil).execute(&mut conn).await.unwrap();
    }
    conn.close().await.unwrap();
    let mut heard = Vec::new();
    let mut listen = |done, of| heard.push((done, of));
    let store = Store::open_with(folder.path(), later(), Tuning::default(), &mut listen).await.unwrap();
    let told: Vec<_> = heard.into_iter().filter(|(_, of)| *of > 0).collect();
    assert_eq!(told, (1..=STREAMS_FOLDED).map(|done| (done, STREAMS_FOLDED)).collect::<Vec<_>>());
    assert_whole(&store).await;
}

/// Takes away what migrations behind the fourth made, as if they had never run.
const BACK_TO_SCHEMA_4: &str = "
    DROP TABLE contract_view, order_view, line_view, lot_view, unit_view, lane_view;
    DROP INDEX IF EXISTS personal_file; ALTER TABLE case_view DROP COLUMN team;
    DROP INDEX form_view_by_day; DROP INDEX customer_view_by_planning; DROP INDEX IF EXISTS clock_view_hidden;
    DROP TABLE IF EXISTS policy_draft, policy_notice, words_waiting, calendar_draft, task_view, session_view;
    ALTER TABLE customer_view DROP COLUMN number, DROP COLUMN number_key, DROP COLUMN match_key, DROP COLUMN changes_on,
        DROP COLUMN country;
    ALTER TABLE stream DROP COLUMN erased;
    DELETE FROM _sqlx_migrations WHERE version > 4;
    UPDATE meta SET value = '2; an older fold' WHERE key = 'projection_version';";

#[tokio::test]
async fn a_desk_on_a_server_is_backed_up_before_its_migration_too() {
    let stand = Stand::new(Postgres);
    let store = stand.open(monday()).await.unwrap();
    set_up(&store, monday(), &[60]).await.unwrap();
    open_case(&store, monday(), "a@b.example", "zip", "words").await.unwrap();
    add_customer(&store, monday(), "Sample Retail", "buyer@shop.example", "+86 20 5550").await.unwrap();
    let blob = store.put_blob(b"a photo".to_vec()).await.unwrap();
    let mut work = store.begin(monday()).await.unwrap();
    work.keep_blob(&blob).await.unwrap();
    work.commit().await.unwrap();
    let before = store.examine().await.unwrap();
    store.close().await;
    let database = stand.database.as_ref().unwrap();
    database.run(BACK_TO_SCHEMA_4);

    let mut heard = Vec::new();
    let mut listen = |done, of| heard.push((done, of));
    let store = Store::connect(database.url(), stand.folder.path(), later(), &mut listen).await.unwrap();
    assert_eq!(heard, [(0, 0), (1, 2), (2, 2)]);
    let after = store.examine().await.unwrap();
    assert_eq!((after.heads, after.folded, after.problems().len()), (before.heads, before.folded, 0));
    let kept = backup::list(&store.place().backups()).unwrap();
    let [kept] = kept.as_slice() else { panic!("one backup: {kept:?}") };
    assert!(kept.path.file_name().unwrap().to_string_lossy().starts_with("before-schema-4-after-"), "{kept:?}");
    let proved = backup::check(&kept.path).await.unwrap().manifest;
    assert_eq!((proved.events, proved.cases, proved.blobs.len()), (before.counts.events, 1, 1));
    store.close().await;
}

const FOLDER: &str = "AFTERCARE_UPGRADE_FOLDER";

/// Opens the desk that the variable names. Does nothing in an ordinary test run.
#[tokio::test]
async fn child() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    Store::open(folder, later()).await.unwrap().close().await;
}

fn opening(folder: &Path) -> std::process::Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["child", "--exact", "--test-threads=1"])
        .env(FOLDER, folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// However an upgrade ends, the desk opens; what it called a backup is one.
#[tokio::test(flavor = "multi_thread")]
async fn a_killed_upgrade_leaves_a_desk_that_opens() {
    let folder = desk_of_schema_3();
    // How long a whole one takes here, so that kills fall anywhere in it.
    #[allow(clippy::disallowed_methods, reason = "measures a process, decides nothing")]
    let begun = std::time::Instant::now();
    assert!(opening(folder.path()).wait().unwrap().success());
    let whole = u64::try_from(begun.elapsed().as_micros()).unwrap();
    let mut chance = 0x2545_F491_4F6C_DD1D_u64;
    let (mut old, mut new) = (0, 0);
    for _ in 0..8 {
        let folder = desk_of_schema_3();
        for _ in 0..3 {
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let mut child = opening(folder.path());
            tokio::time::sleep(Duration::from_micros((chance >> 20) % whole)).await;
            child.kill().unwrap();
            child.wait().unwrap();
        }
        match number(folder.path(), "PRAGMA user_version").await {
            3 => old += 1,
            _ => new += 1,
        }
        let store = Store::open(folder.path(), later()).await.unwrap();
        assert_whole(&store).await;
        let kept = backup::list(&store.place().backups()).unwrap();
        assert!(kept.iter().any(|kept| kept.manifest.schema == 3), "the old desk is kept");
        for kept in kept {
            assert_eq!(backup::check(&kept.path).await.unwrap().manifest.events, EVENTS);
        }
        store.close().await;
    }
    eprintln!("killed before the new schema {old} times, after it {new} times");
}

#[tokio::test]
async fn a_file_that_cant_grow_stays_the_old_desk() {
    let folder = desk_of_schema_3();
    let pages = u32::try_from(number(folder.path(), "PRAGMA page_count").await).unwrap();
    let tuning = Tuning { max_pages: Some(pages), ..Tuning::default() };
    let error = Store::open_with(folder.path(), later(), tuning, &mut |_, _| {}).await.err();
    assert!(matches!(error, Some(StoreError::DiskFull)), "{error:?}");
    assert_eq!(number(folder.path(), "PRAGMA user_version").await, 3);
    assert_eq!(number(folder.path(), "SELECT COUNT(*) FROM event").await, i64::try_from(EVENTS).unwrap());
    let store = Store::open(folder.path(), later()).await.unwrap();
    assert_whole(&store).await;
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_disk_that_fills_up_during_the_upgrade_leaves_a_desk_that_opens_with_room_again() {
    let folder = tempfile::tempdir().unwrap();
    let mount = |options: &str| {
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(folder.path()).stderr(Stdio::null());
        mount.status().is_ok_and(|status| status.success())
    };
    if !mount("size=64m") {
        eprintln!("skipped: a small file system can't be mounted here (needs root); the page limit stands in for it");
        return;
    }
    let (runtime, path) = (tokio::runtime::Handle::current(), folder.path().to_owned());
    let outcome = tokio::task::spawn_blocking(move || runtime.block_on(fill_steps(path))).await;
    assert!(Command::new("umount").arg(folder.path()).status().unwrap().success());
    let full = outcome.unwrap();
    assert!(full > 2, "the disk was full in the middle: {full} times");
}

/// Gives the disk a little more room each time. How often it was still too small.
#[cfg(target_os = "linux")]
async fn fill_steps(folder: PathBuf) -> u32 {
    let room = |size: u64| {
        let status =
            Command::new("mount").args(["-o", &format!("remount,size={size}k")]).arg(&folder).status().unwrap();
        assert!(status.success());
    };
    let desk = folder.join("desk");
    let mut full = 0;
    for spare in (0..4200).step_by(350) {
        room(64 << 10);
        let _ = std::fs::remove_dir_all(&desk);
        std::fs::create_dir(&desk).unwrap();
        unpack_schema_3(&desk);
        let used = Command::new("du").args(["-sk"]).arg(&folder).output().unwrap().stdout;
        let used: u64 = String::from_utf8(used).unwrap().split_whitespace().next().unwrap().parse().unwrap();
        room(used + spare);
        match Store::open(&desk, later()).await {
            Ok(store) => {
                assert_whole(&store).await;
                store.close().await;
            }
            Err(error) => {
                assert!(matches!(error, StoreError::DiskFull), "with {spare} kB to spare: {error:?}");
                full += 1;
                room(64 << 10);
                let store = Store::open(&desk, later()).await.unwrap();
                assert_whole(&store).await;
                store.close().await;
            }
        }
    }
    full
}

/// A kind of event as the first program wrote it: the hours of a day as one span.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "data")]
enum First {
    #[serde(rename = "calendar.hours")]
    Hours { from: String, to: String, by: Sealed },
}

impl Payload for First {
    const VERSION: u16 = 1;
}

/// The same kind today: another name, any number of spans, and the person under another key.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "data")]
enum Today {
    #[serde(rename = "calendar.hours_set")]
    Hours { spans: Vec<(String, String)>, who: Sealed },
}

impl Payload for Today {
    const VERSION: u16 = 2;

    fn upcast(kind: &mut String, version: u16, data: &mut serde_json::Value) {
        if version < 2 && kind == "calendar.hours" {
            *kind = "calendar.hours_set".into();
            *data = serde_json::json!({ "spans": [[data["from"], data["to"]]], "who": data["by"] });
        }
    }
}

#[tokio::test]
async fn events_of_an_earlier_version_are_lifted_when_they_are_read_and_never_rewritten() -> Result<()> {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), monday()).await?;
    let stream = StreamId::new(StreamKind::Policy, Uuid::from_u128(7));
    let mut work = store.begin(monday()).await?;
    append(&mut work, stream, Expected::New, monday(), |s| First::Hours {
        from: "09:00".into(),
        to: "12:00".into(),
        by: s.seal("Ana"),
    })
    .await?;
    work.commit().await?;
    let before = store.look().await?.recorded(stream).await?;
    store.close().await;

    // Today's program goes on in the same stream.
    let store = Store::open(folder.path(), later()).await?;
    let mut work = store.begin(later()).await?;
    let spans = vec![("09:00".to_owned(), "12:00".to_owned()), ("13:00".to_owned(), "18:00".to_owned())];
    append(&mut work, stream, Expected::At(1), later(), |s| Today::Hours { spans: spans.clone(), who: s.seal("Bo") })
        .await?;
    work.commit().await?;
    assert_sound(&store).await;
    let after = store.look().await?.recorded(stream).await?;
    assert_eq!(after[0], before[0], "the first event is the bytes that it was");
    assert_eq!((after[0].version, after[1].version), (1, 2));

    let read = store.look().await?.opened::<Today>(stream).await?;
    let told: Vec<_> = read.into_iter().map(|(_, Today::Hours { spans, who })| (spans, who.text.unwrap())).collect();
    let lifted = vec![("09:00".to_owned(), "12:00".to_owned())];
    assert_eq!(told, [(lifted, "Ana".to_owned()), (spans, "Bo".to_owned())]);
    // The first program says that the second event is newer, and guesses nothing.
    let newer = store.look().await?.opened::<First>(stream).await.err();
    assert!(matches!(newer, Some(StoreError::Read(ReadError::Newer { version: 2, .. }))), "{newer:?}");
    Ok(())
}
