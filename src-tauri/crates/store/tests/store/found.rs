//! What a search finds: everything that was committed, by whomever, and nothing that was erased; however late its words came into
//! the index.

use crate::common::*;
use crate::doctor::{set, tamper, words};
use aftercare_core::case::CaseEvent;
use aftercare_core::clock::PauseReason;
use aftercare_core::ids::{CaseId, EntryId};
use aftercare_store::{CaseFilter, Expected, Store, Tuning};
use rstest::rstest;
use std::time::Duration;

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

/// A payload that is none, and a database that takes no words of this case: PostgreSQL refuses the whole transaction then.
#[rstest]
#[case::unreadable("UPDATE event SET payload = BYTES WHERE stream_id = BROKEN AND seq = 2", "")]
#[case::refused(
    "CREATE TRIGGER refused BEFORE INSERT ON search_row WHEN NEW.id = BROKEN BEGIN SELECT RAISE(ABORT, 'refused'); END",
    "CREATE FUNCTION refused() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''refused''; END';
     CREATE TRIGGER refused BEFORE INSERT ON search_row FOR EACH ROW WHEN (NEW.id = BROKEN) EXECUTE FUNCTION refused()"
)]
#[tokio::test]
async fn a_case_that_cannot_be_read_keeps_no_other_waiting(
    #[case] sqlite: &str,
    #[case] postgres: &str,
    #[values(Sqlite, Postgres)] engine: Engine,
) {
    let stand = Stand::new(engine);
    let store = stand.open(monday()).await.unwrap();
    let (broken, _) = open_case(&store, monday(), "ana@shop.example", "zip", "the slider came off").await.unwrap();
    open_case(&store, monday(), "bo@shop.example", "handle", "the handle came off").await.unwrap();
    let postgres = if postgres.is_empty() { sqlite } else { postgres };
    let id = broken.0.simple();
    tamper(
        &stand,
        &sqlite.replace("BROKEN", &format!("X'{id}'")).replace("BYTES", "X'00'"),
        &postgres.replace("BROKEN", &format!("'{id}'")).replace("BYTES", "'\\x00'"),
    )
    .await;
    assert_eq!((found(&store, "handle").await, found(&store, "slider").await), (1, 0));
    assert_eq!(store.put_words().await.unwrap(), 0, "nobody waits any more");
}

/// The journal's end was cut off, and what waited for its words is left.
#[rstest]
#[tokio::test]
async fn what_waits_for_an_event_that_is_gone_is_told_and_waits_no_longer(#[values(Sqlite, Postgres)] engine: Engine) {
    let stand = Stand::new(engine);
    let store = stand.open(monday()).await.unwrap();
    open_case(&store, monday(), "ana@shop.example", "zip", "the slider came off").await.unwrap();
    tamper(&stand, "UPDATE words_waiting SET seq = seq + 7", "").await;
    assert_eq!(words(&store.examine().await.unwrap()), set("tail"));
    assert_eq!(found(&store, "slider").await, 1);
    assert_eq!(store.put_words().await.unwrap(), 0);
    assert_sound(&store).await;
}

/// Somebody writes for hours, and others wait behind.
#[rstest]
#[tokio::test]
async fn who_searches_does_not_wait_for_those_who_write(#[values(Sqlite, Postgres)] engine: Engine) {
    let stand = Stand::new(engine);
    let store = match engine {
        Sqlite => {
            let tuning = Tuning { busy: Duration::from_secs(10_000), max_pages: None };
            Store::open_with(stand.folder.path(), monday(), tuning, &mut |_, _| {}).await.unwrap()
        }
        Postgres => stand.open(monday()).await.unwrap(),
    };
    open_case(&store, monday(), "ana@shop.example", "zip", "the slider came off").await.unwrap();
    assert_eq!(found(&store, "slider").await, 1);
    open_case(&store, monday(), "bo@shop.example", "handle", "the handle came off").await.unwrap();
    let writing = store.begin(monday()).await.unwrap();
    let behind: Vec<_> = (0..8)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move { store.begin(monday()).await.map(drop) })
        })
        .collect();
    assert_eq!((found(&store, "slider").await, found(&store, "handle").await), (1, 0), "what stood there before");
    assert_eq!(store.put_words_if_written().await.unwrap(), 0, "nor does the watch over alerts");
    drop(writing);
    for other in behind {
        drop(other.await.unwrap());
    }
    // The last of them may still be letting go of its turn.
    while store.put_words_if_written().await.unwrap() == 0 {}
    assert_eq!(indexed(&store, "handle").await, 1);
}

#[rstest]
#[tokio::test]
async fn a_look_puts_in_a_few_cases_and_the_next_one_the_rest(#[values(Sqlite, Postgres)] engine: Engine) {
    let stand = Stand::new(engine);
    let store = stand.open(monday()).await.unwrap();
    for n in 0..10 {
        open_case(&store, monday(), "ana@shop.example", "zip", &format!("slider {n}")).await.unwrap();
    }
    let mut looks = Vec::new();
    for _ in 0..3 {
        looks.push(store.put_words_if_written().await.unwrap());
    }
    assert_eq!(looks, [8, 2, 0]);
    assert_eq!(indexed(&store, "slider").await, 10);
}

#[rstest]
#[tokio::test]
async fn whoever_let_nothing_wait_does_not_look_for_it(#[values(Sqlite, Postgres)] engine: Engine) {
    let stand = Stand::new(engine);
    let (one, two) = (stand.open(monday()).await.unwrap(), stand.open(monday()).await.unwrap());
    let (id, _) = open_case(&two, monday(), "ana@shop.example", "zip", "the slider came off").await.unwrap();
    assert_eq!(one.put_words_if_written().await.unwrap(), 1, "others may have left some before it was opened");
    open_case(&two, monday(), "bo@shop.example", "handle", "the handle came off").await.unwrap();
    let reason = PauseReason::Customer;
    on_case(&one, id, monday(), |s| CaseEvent::Waiting { reason, what: s.seal("a photo") }).await.unwrap();
    assert_eq!(one.put_words_if_written().await.unwrap(), 0);
    assert_eq!(two.put_words_if_written().await.unwrap(), 1);
}
