//! Somebody works on the file behind our back: each trace must show.

use crate::common::*;
use aftercare_store::{Blobs, Store, verify::Problem};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, sqlite::SqliteConnectOptions};
use std::path::Path;

/// A desk with some history, closed; checkpoints at two openings.
async fn history() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), monday()).await.unwrap();
    set_up(&store, monday(), &[60]).await.unwrap();
    for n in 0..4 {
        open_case(&store, monday(), "a@b.example", &format!("case {n}"), "words").await.unwrap();
    }
    store.close().await;
    let store = Store::open(folder.path(), monday()).await.unwrap();
    open_case(&store, monday(), "a@b.example", "after the checkpoint", "words").await.unwrap();
    assert_sound(&store).await;
    store.close().await;
    folder
}

/// Does what only somebody with the file and an SQL shell can do.
async fn tamper(folder: &Path, statements: &[&str]) {
    let mut conn = SqliteConnectOptions::new().filename(folder.join("aftercare.db")).connect().await.unwrap();
    let guards = ["DROP TRIGGER event_is_never_changed", "DROP TRIGGER event_is_never_deleted"];
    for statement in guards.iter().chain(statements) {
        sqlx::query(AssertSqlSafe((*statement).to_owned())).execute(&mut conn).await.unwrap();
    }
    conn.close().await.unwrap();
}

async fn problems(folder: &Path) -> Vec<Problem> {
    let store = Store::open(folder, monday()).await.unwrap();
    let problems = store.verify().await.unwrap().problems;
    store.close().await;
    problems
}

#[tokio::test]
async fn the_journal_refuses_changes_by_itself() {
    let folder = history().await;
    let mut conn = SqliteConnectOptions::new().filename(folder.path().join("aftercare.db")).connect().await.unwrap();
    for statement in ["UPDATE event SET kind = 'x'", "DELETE FROM event"] {
        let refused = sqlx::query(statement).execute(&mut conn).await.unwrap_err();
        assert!(refused.to_string().contains("append-only"), "{refused}");
    }
}

#[tokio::test]
async fn a_flipped_byte_breaks_its_chain() {
    let folder = history().await;
    // One character of a payload, the length unchanged.
    tamper(folder.path(), &["UPDATE event SET payload = CAST(replace(CAST(payload AS TEXT), '\"number\":2', '\"number\":9') AS BLOB) WHERE kind = 'case.opened'"]).await;
    let found = problems(folder.path()).await;
    assert!(found.iter().any(|p| matches!(p, Problem::Broken { seq: 1, .. })), "{found:?}");
}

#[tokio::test]
async fn a_rehashed_event_breaks_the_next_one() {
    let folder = history().await;
    tamper(folder.path(), &["UPDATE event SET hash = zeroblob(32) WHERE position = 2"]).await;
    let found = problems(folder.path()).await;
    assert!(found.iter().any(|p| matches!(p, Problem::Broken { seq: 1, .. })), "{found:?}");
    assert!(found.iter().any(|p| matches!(p, Problem::Broken { seq: 2, .. })), "{found:?}");
}

#[tokio::test]
async fn a_deleted_stream_shows_in_gap_and_checkpoint() {
    let folder = history().await;
    let victim = "(SELECT id FROM case_view WHERE number = 2)";
    let statements: Vec<String> = [
        format!("DELETE FROM event WHERE stream_id = {victim}"),
        format!("DELETE FROM personal WHERE stream_id = {victim}"),
        format!("DELETE FROM stream WHERE id = {victim}"),
        "DELETE FROM case_view WHERE number = 2".to_owned(),
    ]
    .into();
    tamper(folder.path(), &statements.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let found = problems(folder.path()).await;
    assert!(found.iter().any(|p| matches!(p, Problem::Gap { .. })), "{found:?}");
    assert!(found.iter().any(|p| matches!(p, Problem::Checkpoint { .. })), "{found:?}");
}

#[tokio::test]
async fn a_deleted_stream_shows_even_when_positions_are_closed_up() {
    let folder = history().await;
    let victim = "(SELECT id FROM case_view WHERE number = 2)";
    let statements: Vec<String> = [
        format!("DELETE FROM event WHERE stream_id = {victim}"),
        format!("DELETE FROM stream WHERE id = {victim}"),
        "UPDATE event SET position = position - 2 WHERE position > 3".to_owned(),
        "DELETE FROM case_view WHERE number = 2".to_owned(),
    ]
    .into();
    tamper(folder.path(), &statements.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let found = problems(folder.path()).await;
    assert!(found.iter().any(|p| matches!(p, Problem::Checkpoint { .. })), "{found:?}");
}

#[tokio::test]
async fn a_cut_tail_shows_in_the_checkpoint() {
    let folder = history().await;
    let last = "(SELECT id FROM case_view WHERE number >= 4)";
    let statements: Vec<String> = [
        format!("DELETE FROM event WHERE stream_id IN {last}"),
        format!("DELETE FROM stream WHERE id IN {last}"),
        "DELETE FROM case_view WHERE number >= 4".to_owned(),
    ]
    .into();
    tamper(folder.path(), &statements.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let found = problems(folder.path()).await;
    assert!(
        found.iter().any(|p| matches!(p, Problem::Cut { position: 9 } | Problem::Checkpoint { number: 1 })),
        "{found:?}"
    );
}

#[tokio::test]
async fn a_rewritten_checkpoint_shows() {
    let folder = history().await;
    tamper(folder.path(), &["UPDATE checkpoint SET streams = streams + 1 WHERE number = 1"]).await;
    // The one that opening wrote after it counts on from it, so it shows too.
    assert_eq!(problems(folder.path()).await.first(), Some(&Problem::Checkpoint { number: 1 }));
}

#[tokio::test]
async fn a_changed_text_and_a_changed_projection_show() {
    let folder = history().await;
    tamper(
        folder.path(),
        &[
            "UPDATE personal SET text = 'other words' WHERE text = 'words'",
            "UPDATE case_view SET urgency = 'low' WHERE number = 1",
            "UPDATE clock_view SET due = due + 1 WHERE case_id = (SELECT id FROM case_view WHERE number = 1)",
        ],
    )
    .await;
    let found = problems(folder.path()).await;
    assert!(found.iter().any(|p| matches!(p, Problem::Text { .. })), "{found:?}");
    for part in ["case", "clocks", "words"] {
        assert!(
            found.iter().any(|p| matches!(p, Problem::Projection { part: wrong, .. } if *wrong == part)),
            "{part}: {found:?}"
        );
    }
    let store = Store::open(folder.path(), monday()).await.unwrap();
    store.rebuild(monday(), &mut |_, _| {}).await.unwrap();
    let left = store.verify().await.unwrap().problems;
    assert!(left.iter().all(|p| matches!(p, Problem::Text { .. })), "a rebuild heals projections only: {left:?}");
}

#[tokio::test]
async fn a_missing_and_a_changed_blob_show() {
    let folder = history().await;
    let store = Store::open(folder.path(), monday()).await.unwrap();
    let (gone, changed, fine) = (
        store.put_blob(b"gone".to_vec()).await.unwrap(),
        store.put_blob(b"changed".to_vec()).await.unwrap(),
        store.put_blob(b"fine".to_vec()).await.unwrap(),
    );
    let mut work = store.begin(monday()).await.unwrap();
    for blob in [gone, changed, fine] {
        work.keep_blob(&blob).await.unwrap();
    }
    work.commit().await.unwrap();
    assert_sound(&store).await;
    std::fs::remove_file(Blobs::new(store.place().blobs()).path(&gone.sha256)).unwrap();
    std::fs::write(Blobs::new(store.place().blobs()).path(&changed.sha256), b"Changed").unwrap();
    let mut found = store.verify().await.unwrap().problems;
    found.sort_by_key(|p| format!("{p:?}"));
    let mut expected = vec![Problem::Blob { sha256: gone.sha256 }, Problem::Blob { sha256: changed.sha256 }];
    expected.sort_by_key(|p| format!("{p:?}"));
    assert_eq!(found, expected);
}
