//! What a search finds: everything that was committed, by whomever, and nothing that was erased; however late its words came into
//! the index.

use crate::common::*;
use aftercare_core::case::CaseEvent;
use aftercare_core::clock::PauseReason;
use aftercare_core::ids::{CaseId, EntryId};
use aftercare_store::{CaseFilter, Expected, Store};
use rstest::rstest;

async fn note(store: &Store, id: CaseId, text: &str) {
    let mut work = store.begin(monday()).await.unwrap();
    append(&mut work, case_stream(id), Expected::Any, monday(), |s| CaseEvent::Noted {
        entry: EntryId(fresh_id(monday())),
        text: s.seal(text),
    })
    .await
    .unwrap();
    work.commit().await.unwrap();
}

/// How many cases hold the words.
async fn found(store: &Store, words: &str) -> u64 {
    let mut look = store.look_for(words).await.unwrap();
    look.cases(CaseFilter::All, words, None, 10).await.unwrap().total
}

/// The same of what stands in the index already.
async fn indexed(store: &Store, words: &str) -> u64 {
    store.look().await.unwrap().cases(CaseFilter::All, words, None, 10).await.unwrap().total
}

#[rstest]
#[tokio::test]
async fn a_search_finds_what_was_committed_by_this_process_and_by_another(#[values(Sqlite, Postgres)] engine: Engine) {
    let stand = Stand::new(engine);
    let (one, two) = (stand.open(monday()).await.unwrap(), stand.open(monday()).await.unwrap());
    let (id, _) = open_case(&one, monday(), "ana@shop.example", "zip", "拉链坏了").await.unwrap();
    assert_eq!((indexed(&two, "拉链").await, found(&two, "拉链").await), (0, 1), "its words waited");
    assert_eq!(indexed(&one, "拉链").await, 1, "and stand in the index from then on");
    note(&two, id, "the slider came off").await;
    assert_eq!((found(&one, "slider 拉链").await, found(&one, "slide").await, found(&one, "lost").await), (1, 1, 0));
    assert_eq!(one.put_words().await.unwrap(), 0, "nothing waits any more");
    assert_sound(&one).await;
}

#[rstest]
#[tokio::test]
async fn words_that_wait_outlive_the_process(#[values(Sqlite, Postgres)] engine: Engine) {
    let stand = Stand::new(engine);
    let store = stand.open(monday()).await.unwrap();
    open_case(&store, monday(), "ana@shop.example", "zip", "the slider came off").await.unwrap();
    assert_sound(&store).await;
    store.close().await;
    let store = stand.open(monday()).await.unwrap();
    assert_eq!(indexed(&store, "slider").await, 0);
    assert_eq!(store.put_words_if_written().await.unwrap(), 1, "who opens a desk does not know what waits");
    assert_eq!(store.put_words_if_written().await.unwrap(), 0);
    assert_eq!(indexed(&store, "slider").await, 1);
    assert_sound(&store).await;
}

#[rstest]
#[tokio::test]
async fn what_is_erased_while_its_words_wait_is_never_found(#[values(Sqlite, Postgres)] engine: Engine) {
    let stand = Stand::new(engine);
    let store = stand.open(monday()).await.unwrap();
    let (id, _) = open_case(&store, monday(), "ana@shop.example", "zip", "the slider came off").await.unwrap();
    assert_eq!(found(&store, "slider").await, 1);
    note(&store, id, "her telephone is 5550199").await;
    let mut work = store.begin(monday()).await.unwrap();
    work.erase(case_stream(id)).await.unwrap();
    work.commit().await.unwrap();
    assert_eq!((indexed(&store, "slider").await, indexed(&store, "5550199").await), (0, 0), "gone with the erasure");
    assert_eq!((found(&store, "slider").await, found(&store, "5550199").await), (0, 0));
    assert_sound(&store).await;
}

#[rstest]
#[tokio::test]
async fn an_event_that_says_no_word_lets_nothing_wait(#[values(Sqlite, Postgres)] engine: Engine) {
    let stand = Stand::new(engine);
    let store = stand.open(monday()).await.unwrap();
    let (id, _) = open_case(&store, monday(), "ana@shop.example", "zip", "the slider came off").await.unwrap();
    assert_eq!(store.put_words().await.unwrap(), 1);
    let reason = PauseReason::Customer;
    on_case(&store, id, monday(), |s| CaseEvent::Waiting { reason, what: s.seal("a photo") }).await.unwrap();
    assert_eq!(store.put_words().await.unwrap(), 0);
    assert_eq!(found(&store, "slider").await, 1);
}

#[tokio::test]
async fn a_case_that_cannot_be_read_keeps_no_other_waiting() {
    let stand = Stand::new(Sqlite);
    let store = stand.open(monday()).await.unwrap();
    let (broken, _) = open_case(&store, monday(), "ana@shop.example", "zip", "the slider came off").await.unwrap();
    open_case(&store, monday(), "bo@shop.example", "handle", "the handle came off").await.unwrap();
    let path = stand.folder.path().join("aftercare.db");
    let spoil = format!(
        "DROP TRIGGER event_is_never_changed; UPDATE event SET payload = X'00' WHERE stream_id = X'{}' AND seq = 2",
        broken.0.simple()
    );
    use sqlx::Connection;
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path);
    let mut conn = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(spoil)).execute(&mut conn).await.unwrap();
    conn.close().await.unwrap();
    assert_eq!(found(&store, "handle").await, 1);
    assert_eq!(store.put_words().await.unwrap(), 0);
}
