//! Journal, cases, lists, search, messages.

use crate::common::*;
use aftercare_core::case::{CaseEvent, Category, Complexity, Status, Urgency};
use aftercare_core::clock::{ClockName, PauseReason};
use aftercare_core::country::Country;
use aftercare_core::customer::CustomerEvent;
use aftercare_core::ids::{CaseId, EntryId};
use aftercare_core::journal::{Actor, Hash, Sealer, StreamId, StreamKind};
use aftercare_store::{CaseFilter, Expected, OpenCase, Reach, Store, StoreError};
use chrono::TimeDelta;
use rstest::rstest;

async fn store(engine: Engine) -> (Stand, Store) {
    let stand = Stand::new(engine);
    let store = stand.open(monday()).await.unwrap();
    (stand, store)
}

#[rstest]
#[tokio::test]
async fn events_come_back_as_written_with_their_texts(#[values(Sqlite, Postgres)] engine: Engine) {
    let (_folder, store) = store(engine).await;
    let when = at("2026-11-23T02:00:00.123456Z");
    let (id, number) =
        open_case(&store, when, "Ana@Shop.example", "Broken zip", "The zip of lot 7 broke. 拉链坏了").await.unwrap();
    assert_eq!(number, 1);
    let mut look = store.look().await.unwrap();
    let entries = look.case_entries(id).await.unwrap();
    assert_eq!(entries.len(), 2);
    assert_eq!(entries[1].at, when);
    assert_eq!(entries[1].actor, Actor::Staff(ME));
    let CaseEvent::MessageReceived { text, from, .. } = &entries[1].event else { panic!("{:?}", entries[1]) };
    assert_eq!((from.as_str(), text.as_str()), ("Ana@Shop.example", "The zip of lot 7 broke. 拉链坏了"));
    let recorded = look.recorded(case_stream(id)).await.unwrap();
    assert_eq!(recorded[0].prev, Hash::ZERO);
    assert_eq!(recorded[1].prev, recorded[0].hash);
    assert!(recorded.iter().all(|event| event.hash == event.expected_hash()));
    let payload = String::from_utf8(recorded[1].payload.clone()).unwrap();
    assert!(!payload.contains("Shop") && !payload.contains("拉链"), "no personal text in {payload}");
    assert_eq!(look.case_entries(CaseId(uuid::Uuid::nil())).await.unwrap(), []);
    drop(look);
    assert_sound(&store).await;
}

#[rstest]
#[tokio::test]
async fn a_stream_that_moved_meanwhile_is_a_conflict_and_nothing_is_written(
    #[values(Sqlite, Postgres)] engine: Engine,
) {
    let (_folder, store) = store(engine).await;
    let (id, _) = open_case(&store, monday(), "a@b.example", "x", "y").await.unwrap();
    let mut work = store.begin(monday()).await.unwrap();
    append(&mut work, case_stream(id), Expected::At(2), monday(), |s| CaseEvent::Noted {
        entry: entry(),
        text: s.seal("n"),
    })
    .await
    .unwrap();
    let late = append(&mut work, case_stream(id), Expected::At(2), monday(), |s| CaseEvent::Noted {
        entry: entry(),
        text: s.seal("m"),
    })
    .await;
    assert!(matches!(late, Err(StoreError::Conflict { expected: 2, found: 3, .. })), "{late:?}");
    let again = append(&mut work, case_stream(id), Expected::New, monday(), |_| CaseEvent::Resumed {}).await;
    assert!(matches!(again, Err(StoreError::Conflict { expected: 0, found: 3, .. })));
    drop(work);
    assert_eq!(store.look().await.unwrap().head(case_stream(id)).await.unwrap(), 2);
    assert_sound(&store).await;
}

fn entry() -> aftercare_core::ids::EntryId {
    aftercare_core::ids::EntryId(fresh_id(monday()))
}

#[rstest]
#[tokio::test]
async fn an_undone_work_gives_its_number_back(#[values(Sqlite, Postgres)] engine: Engine) {
    let (_folder, store) = store(engine).await;
    let mut work = store.begin(monday()).await.unwrap();
    open_in(&mut work, monday(), "a@b.example", "lost", "lost").await.unwrap();
    drop(work);
    let (_, number) = open_case(&store, monday(), "a@b.example", "kept", "kept").await.unwrap();
    assert_eq!(number, 1);
    let mut work = store.begin(monday()).await.unwrap();
    work.raise_number("case", 4126).await.unwrap();
    work.raise_number("case", 7).await.unwrap();
    assert_eq!(work.next_number("case").await.unwrap(), 4127);
    assert_eq!(work.next_number("CIP-2026").await.unwrap(), 1);
}

#[rstest]
#[tokio::test]
async fn one_work_can_touch_many_streams_and_says_where_they_went(#[values(Sqlite, Postgres)] engine: Engine) {
    let (_folder, store) = store(engine).await;
    let mut work = store.begin(monday()).await.unwrap();
    let (one, _) = open_in(&mut work, monday(), "a@b.example", "one", "1").await.unwrap();
    let (two, _) = open_in(&mut work, monday(), "c@d.example", "two", "2").await.unwrap();
    assert_eq!(work.look().cases(CaseFilter::Open, "", None, 10).await.unwrap().total, 0);
    work.settle().await.unwrap();
    assert_eq!(work.look().cases(CaseFilter::Open, "", None, 10).await.unwrap().total, 2);
    let written = work.commit().await.unwrap();
    let shown: Vec<_> = written.iter().map(|w| (w.position, w.stream, w.seq, w.kind.as_str())).collect();
    assert_eq!(
        shown,
        [
            (1, case_stream(one), 1, "case.opened"),
            (2, case_stream(one), 2, "case.message_received"),
            (3, case_stream(two), 1, "case.opened"),
            (4, case_stream(two), 2, "case.message_received"),
        ]
    );
    assert_sound(&store).await;
}

#[rstest]
#[tokio::test]
async fn the_list_sorts_by_what_is_due_next_and_others_wait_below(#[values(Sqlite, Postgres)] engine: Engine) {
    let (_folder, store) = store(engine).await;
    let (late, _) = open_case(&store, monday() - TimeDelta::days(3), "late@x.example", "late", "-").await.unwrap();
    let (fresh, _) = open_case(&store, monday(), "fresh@x.example", "fresh", "-").await.unwrap();
    let (waiting, _) = open_case(&store, monday() - TimeDelta::days(4), "w@x.example", "waiting", "-").await.unwrap();
    on_case(&store, waiting, monday(), |s| answered(s, "w@x.example", "a photo please", fresh_id(monday())))
        .await
        .unwrap();
    on_case(&store, waiting, monday(), |s| CaseEvent::Waiting { reason: PauseReason::Customer, what: s.seal("photo") })
        .await
        .unwrap();
    let (solved, _) = open_case(&store, monday(), "s@x.example", "solved", "-").await.unwrap();
    on_case(&store, solved, monday(), |s| CaseEvent::Solved { solution: s.seal("sent a new zip") }).await.unwrap();
    let mut look = store.look().await.unwrap();
    let open = look.cases(CaseFilter::Open, "", None, 10).await.unwrap();
    assert_eq!(open.rows.iter().map(|row| row.id).collect::<Vec<_>>(), [late, fresh, waiting]);
    assert_eq!(open.total, 3);
    let next = open.rows[1].next.as_ref().unwrap();
    assert_eq!(next.run.clock, ClockName::FirstResponse);
    assert!(next.warn_at.unwrap() < next.run.due.unwrap());
    assert!(next.revision.contains("tz"));
    assert_eq!(open.rows[1].unanswered, Some(2));
    assert_eq!(open.rows[2].status, Status::Waiting);
    let list = look.cases(CaseFilter::Solved, "", None, 10).await.unwrap();
    assert_eq!(list.rows.iter().map(|row| row.id).collect::<Vec<_>>(), [solved]);
    assert_eq!(look.cases(CaseFilter::Waiting, "", None, 10).await.unwrap().total, 1);
    assert_eq!(look.cases(CaseFilter::ForUs, "", None, 10).await.unwrap().total, 2);
    assert_eq!(look.cases(CaseFilter::All, "", None, 10).await.unwrap().total, 4);
    let counts = look.counts(monday(), monday().date_naive()).await.unwrap();
    assert_eq!((counts.for_us, counts.waiting, counts.solved, counts.closed), (2, 1, 1, 0));
    assert!(counts.late >= 1);
    let promises = look.promises(10).await.unwrap();
    assert_eq!(promises[0].clock.case, waiting, "its solution was late before the waiting began");
    assert_eq!(promises[1].party, "late@x.example");
    let clocks = look.case_clocks(fresh).await.unwrap();
    assert_eq!(clocks[0].run.clock, ClockName::FirstResponse);
    let due = clocks[0].run.due.unwrap();
    let between = look.promises_between(monday(), due, 10).await.unwrap();
    assert!(between.iter().any(|p| p.clock.case == fresh));
    assert!(look.promises_between(due, due, 10).await.unwrap().is_empty());
    drop(look);
    assert_sound(&store).await;
}

#[rstest]
#[case(CaseFilter::Open)]
#[case(CaseFilter::All)]
#[tokio::test]
async fn pages_join_without_gap_or_repeat(#[case] filter: CaseFilter, #[values(Sqlite, Postgres)] engine: Engine) {
    let (_folder, store) = store(engine).await;
    let mut work = store.begin(monday()).await.unwrap();
    for n in 0..23 {
        let when = monday() - TimeDelta::minutes(n / 2 * 10);
        open_in(&mut work, when, "a@b.example", &format!("case {n}"), "-").await.unwrap();
    }
    work.commit().await.unwrap();
    let mut look = store.look().await.unwrap();
    let whole = look.cases(filter, "", None, 100).await.unwrap();
    assert_eq!((whole.rows.len(), whole.next, whole.total), (23, None, 23));
    let (mut paged, mut after) = (Vec::new(), None);
    loop {
        let page = look.cases(filter, "", after.as_ref(), 5).await.unwrap();
        assert_eq!(page.total, 23);
        paged.extend(page.rows);
        match page.next {
            Some(next) => after = Some(aftercare_store::Cursor::new(next.as_str())),
            None => break,
        }
    }
    assert_eq!(paged, whole.rows);
}

#[rstest]
#[case("zip", 1)]
#[case("ZIP lot", 1)]
#[case("拉链", 1)]
#[case("链坏", 1)]
#[case("了", 1)]
#[case("拉坏", 0)]
#[case("C-1", 1)]
#[case("\"broke yesterday\"", 1)]
#[case("\"yesterday broke\"", 0)]
#[case("handle", 1)]
#[case("ana@shop.example", 1)]
#[case("Huaxin", 1)]
#[case("", 2)]
#[case("  ", 2)]
#[case("***", 0)]
#[case("\"", 0)]
#[case("NEAR(", 0)]
#[tokio::test]
async fn words_find_cases(#[case] words: &str, #[case] found: u64, #[values(Sqlite, Postgres)] engine: Engine) {
    let (_folder, store) = store(engine).await;
    open_case(&store, monday(), "ana@shop.example", "Zip of lot 7", "It broke yesterday. 拉链坏了").await.unwrap();
    let customer = add_customer(&store, monday(), "Huaxin Trading", "buy@huaxin.example", "+86 21 555").await.unwrap();
    let (id, _) = open_case(&store, monday(), "li@other.example", "Handle", "Handle loose").await.unwrap();
    on_case(&store, id, monday(), |_| CaseEvent::CustomerSet { customer }).await.unwrap();
    let page = store.look_for(words).await.unwrap().cases(CaseFilter::Open, words, None, 10).await.unwrap();
    assert_eq!((page.total, page.rows.len() as u64), (found, found));
}

#[rstest]
#[tokio::test]
async fn a_message_is_filed_once_and_leads_back_to_its_case(#[values(Sqlite, Postgres)] engine: Engine) {
    let (_folder, store) = store(engine).await;
    let mut work = store.begin(monday()).await.unwrap();
    let (id, number) = open_in(&mut work, monday(), "ana@shop.example", "x", "y").await.unwrap();
    work.trace(id, 2, &trace(b"raw one", Some(b"id one"), "one@shop.example", &["zero@desk.example"])).await.unwrap();
    work.commit().await.unwrap();
    let mut look = store.look().await.unwrap();
    let raw = Hash::of(b"raw one");
    let identity = Hash::of(b"id one");
    assert_eq!(look.known_message(&raw, None).await.unwrap(), Some((id, 2)));
    assert_eq!(look.known_message(&Hash::of(b"other route"), Some(&identity)).await.unwrap(), Some((id, 2)));
    assert_eq!(look.known_message(&Hash::of(b"other"), Some(&Hash::of(b"other"))).await.unwrap(), None);
    assert_eq!(look.case_by_message_id("one@shop.example").await.unwrap(), Some(id));
    assert_eq!(look.case_by_message_id("two@shop.example").await.unwrap(), None);
    assert_eq!(look.case_by_mention("zero@desk.example").await.unwrap(), Some(id));
    assert_eq!(look.case_by_number(number).await.unwrap(), Some(id));
    assert_eq!(look.case_number(id).await.unwrap(), Some(number));
    assert_eq!(look.case_addresses(id).await.unwrap(), ["ana@shop.example"]);
    drop(look);
    let mut work = store.begin(monday()).await.unwrap();
    let (other, _) = open_in(&mut work, monday(), "ana@shop.example", "x", "y").await.unwrap();
    let twice = work.trace(other, 2, &trace(b"raw one", None, "one@shop.example", &[])).await;
    assert!(matches!(twice, Err(StoreError::Duplicate(_))), "{twice:?}");
}

#[rstest]
#[tokio::test]
async fn a_reclassified_case_shows_its_new_facts_and_its_old_clock(#[values(Sqlite, Postgres)] engine: Engine) {
    let (_folder, store) = store(engine).await;
    let (id, _) = open_case(&store, monday(), "a@b.example", "x", "y").await.unwrap();
    on_case(&store, id, monday() + TimeDelta::minutes(1), |_| CaseEvent::Classified {
        category: Category::ProductQuality,
        urgency: Urgency::High,
        complexity: Complexity::Complex,
        reason: None,
    })
    .await
    .unwrap();
    let row = store.look().await.unwrap().case_row(id).await.unwrap().unwrap();
    assert_eq!(row.urgency, Urgency::High);
    assert_sound(&store).await;
}

#[rstest]
#[tokio::test]
async fn an_erased_person_leaves_proof_but_no_word(#[values(Sqlite, Postgres)] engine: Engine) {
    let (_folder, store) = store(engine).await;
    let mut work = store.begin(monday()).await.unwrap();
    let (id, _) = open_in(&mut work, monday(), "ana@shop.example", "Ana's zip", "secret words").await.unwrap();
    work.trace(id, 2, &trace(b"raw", None, "one@shop.example", &["q@x"])).await.unwrap();
    work.set_draft(ME, id, "Dear Ana").await.unwrap();
    work.commit().await.unwrap();
    let mut look = store.look_for("secret").await.unwrap();
    assert_eq!(look.cases(CaseFilter::Open, "secret", None, 10).await.unwrap().total, 1);
    drop(look);
    let mut work = store.begin(monday()).await.unwrap();
    assert!(work.erase(case_stream(id)).await.unwrap() >= 4);
    work.commit().await.unwrap();
    let mut look = store.look().await.unwrap();
    let row = look.case_row(id).await.unwrap().unwrap();
    assert_eq!((row.subject.as_str(), row.party.as_str()), ("", ""));
    assert_eq!(look.cases(CaseFilter::Open, "secret", None, 10).await.unwrap().total, 0);
    assert_eq!(look.draft(ME, id).await.unwrap(), None);
    assert_eq!(look.case_by_message_id("one@shop.example").await.unwrap(), None);
    assert_eq!(look.known_message(&Hash::of(b"raw"), None).await.unwrap(), Some((id, 2)));
    assert!(look.recorded(case_stream(id)).await.unwrap().iter().all(|e| e.hash == e.expected_hash()));
    drop(look);
    assert_sound(&store).await;
}

/// A program that keeps a case in mind does not bring back what another one erased.
#[rstest]
#[tokio::test]
async fn what_another_program_erased_stays_erased(#[values(Sqlite, Postgres)] engine: Engine) {
    let stand = Stand::new(engine);
    let (mine, other) = (stand.open(monday()).await.unwrap(), stand.open(monday()).await.unwrap());
    set_up(&mine, monday(), &[60]).await.unwrap();
    let (id, _) = open_case(&mine, monday(), "ana@shop.example", "Ana's zip", "secret words").await.unwrap();
    let mut work = other.begin(monday()).await.unwrap();
    work.erase(case_stream(id)).await.unwrap();
    work.commit().await.unwrap();
    let note = |text: &'static str| {
        move |s: &mut Sealer<'_>| CaseEvent::Noted { entry: EntryId(fresh_id(monday())), text: s.seal(text) }
    };
    on_case(&mine, id, monday(), note("plain")).await.unwrap();
    on_case(&mine, id, monday(), note("again")).await.unwrap();
    let mut look = mine.look_for("plain").await.unwrap();
    let row = look.case_row(id).await.unwrap().unwrap();
    assert_eq!((row.subject.as_str(), row.party.as_str()), ("", ""));
    for (words, found) in [("secret", 0), ("plain", 1), ("again", 1)] {
        assert_eq!(look.cases(CaseFilter::Open, words, None, 10).await.unwrap().total, found, "{words}");
    }
    drop(look);
    assert_sound(&mine).await;
}

/// What fails leaves nothing in mind either: the next event is folded on what stands.
#[rstest]
#[tokio::test]
async fn a_dropped_work_leaves_no_trace_in_what_comes_after(#[values(Sqlite, Postgres)] engine: Engine) {
    let (_folder, store) = store(engine).await;
    let (id, _) = open_case(&store, monday(), "ana@shop.example", "zip", "broken").await.unwrap();
    for (commit, text) in [(true, "one"), (false, "two"), (true, "three")] {
        let mut work = store.begin(monday()).await.unwrap();
        append(&mut work, case_stream(id), Expected::Any, monday(), |s| CaseEvent::Noted {
            entry: EntryId(fresh_id(monday())),
            text: s.seal(text),
        })
        .await
        .unwrap();
        work.settle().await.unwrap();
        if commit {
            work.commit().await.unwrap();
        }
    }
    let mut look = store.look_for("three").await.unwrap();
    assert_eq!(look.case_entries(id).await.unwrap().len(), 4);
    assert_eq!(look.cases(CaseFilter::Open, "two", None, 10).await.unwrap().total, 0);
    assert_eq!(look.cases(CaseFilter::Open, "three", None, 10).await.unwrap().total, 1);
    drop(look);
    assert_sound(&store).await;
}

#[rstest]
#[tokio::test]
async fn customers_are_listed_found_and_known_by_address(#[values(Sqlite, Postgres)] engine: Engine) {
    let (_folder, store) = store(engine).await;
    let zeta = add_customer(&store, monday(), "Zeta Bags", "Buy@Zeta.example", "+86 138-0013-8000").await.unwrap();
    let alfa = add_customer(&store, monday(), "alfa 皮具", "info@alfa.example", "021 6437").await.unwrap();
    let (case, _) = open_case(&store, monday(), "x@y.example", "x", "y").await.unwrap();
    on_case(&store, case, monday(), |_| CaseEvent::CustomerSet { customer: zeta }).await.unwrap();
    let mut look = store.look().await.unwrap();
    let (rows, next) = look.customers("", None, 10).await.unwrap();
    assert_eq!(rows.iter().map(|row| row.id).collect::<Vec<_>>(), [alfa, zeta]);
    assert_eq!((rows[1].open_cases, rows[1].email.as_deref(), next), (1, Some("Buy@Zeta.example"), None));
    let (first, next) = look.customers("", None, 1).await.unwrap();
    let (second, end) = look.customers("", next.as_ref(), 1).await.unwrap();
    assert_eq!(([first, second].concat(), end), (rows, None));
    assert_eq!(look.customers("皮具", None, 10).await.unwrap().0.len(), 1);
    for address in ["buy@zeta.EXAMPLE", "0086 13800138000"] {
        let found = look.customers_by_address(address).await.unwrap();
        assert_eq!(found.iter().map(|row| row.id).collect::<Vec<_>>(), [zeta], "{address}");
    }
    assert!(look.customers_by_address("").await.unwrap().is_empty());
    assert_eq!(look.case_row(case).await.unwrap().unwrap().party, "Zeta Bags");
    assert_eq!(look.case_addresses(case).await.unwrap(), ["8613800138000", "buy@zeta.example", "x@y.example"]);
    assert_eq!(look.cases_of(zeta, 10).await.unwrap().len(), 1);
    assert_eq!(look.open_cases_of(zeta).await.unwrap(), 1);
    assert_eq!(look.customer(zeta).await.unwrap().unwrap().profile.name.as_str(), "Zeta Bags");
    let stream = StreamId::new(StreamKind::Customer, zeta.0);
    assert_eq!(look.opened::<CustomerEvent>(stream).await.unwrap().len(), 1);
    drop(look);
    assert_sound(&store).await;
}

/// HC-9: which open cases a declaration for a region may be for.
#[rstest]
#[tokio::test]
async fn hc_9_open_cases_are_found_by_the_country_of_their_customer(#[values(Sqlite, Postgres)] engine: Engine) {
    let (_folder, store) = store(engine).await;
    let british = add_customer(&store, monday(), "Tidemark", "a@b.example", "+44 20").await.unwrap();
    let nowhere = add_customer(&store, monday(), "Nobody", "c@d.example", "+1").await.unwrap();
    let mut cases = Vec::new();
    for customer in [Some(british), Some(nowhere), None] {
        let (id, _) = open_case(&store, monday(), "a@b.example", "x", "y").await.unwrap();
        let mut work = store.begin(monday()).await.unwrap();
        if let Some(customer) = customer {
            append(&mut work, case_stream(id), Expected::Any, monday(), |_| CaseEvent::CustomerSet { customer })
                .await
                .unwrap();
        }
        work.commit().await.unwrap();
        cases.push(id);
    }
    let set = |country: Option<&'static str>| {
        let store = store.clone();
        async move {
            let mut work = store.begin(monday()).await.unwrap();
            let stream = StreamId::new(StreamKind::Customer, nowhere.0);
            append(&mut work, stream, Expected::Any, monday(), |s| CustomerEvent::ProfileSet {
                profile: aftercare_core::customer::Profile {
                    country: country.and_then(Country::new),
                    ..profile(s, "Nobody", "c@d.example", "+1")
                },
            })
            .await
            .unwrap();
            // Inside the work, once it is settled.
            work.settle().await.unwrap();
            assert_eq!(work.look().country_of(nowhere).await.unwrap(), country.and_then(Country::new));
            work.commit().await.unwrap();
        }
    };
    set(None).await;
    let found = async |countries: &[&str]| {
        let countries = countries.iter().filter_map(|code| Country::new(code)).collect();
        let reach = Reach { countries, ..Reach::default() };
        let mut open = store.look().await.unwrap().open_cases(&reach, None, 10).await.unwrap();
        open.sort_by_key(|open| cases.iter().position(|id| *id == open.id));
        open.iter().map(|open| (cases.iter().position(|id| *id == open.id).unwrap(), open.country)).collect::<Vec<_>>()
    };
    let gb = Country::new("GB");
    assert_eq!(found(&[]).await, [(0, gb), (1, None), (2, None)]);
    assert_eq!(found(&["FR", "GB"]).await, [(0, gb), (1, None), (2, None)], "those of nobody's country come along");
    assert_eq!(found(&["FR"]).await, [(1, None), (2, None)]);
    set(Some("FR")).await;
    assert_eq!(found(&["DE", "FR"]).await, [(1, Country::new("FR")), (2, None)]);
    let mut look = store.look().await.unwrap();
    assert_eq!(look.all_open_of(british).await.unwrap(), [OpenCase { id: cases[0], country: gb }]);
    drop(look);
    assert_sound(&store).await;
}

/// What is kept of a case that was read holds where it stands and no longer, whoever wrote or erased since.
#[rstest]
#[tokio::test]
async fn a_case_that_was_read_is_what_its_stream_says_whoever_wrote_since(#[values(Sqlite, Postgres)] engine: Engine) {
    let stand = Stand::new(engine);
    let (one, two) = (stand.open(monday()).await.unwrap(), stand.open(monday()).await.unwrap());
    let (id, _) = open_case(&one, monday(), "a@b.example", "zips", "they stick").await.unwrap();
    let read = async |store: &Store| {
        let mut look = store.look().await.unwrap();
        let entries = store.read_case(&mut look, id).await.unwrap();
        assert_eq!(entries, look.case_entries(id).await.unwrap());
        // What is read is folded beside the reader.
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        entries.len()
    };
    let note = |s: &mut Sealer<'_>| CaseEvent::Noted { entry: entry(), text: s.seal("asked the workshop") };
    assert_eq!((read(&one).await, read(&two).await, read(&two).await), (2, 2, 2));
    on_case(&two, id, monday(), note).await.unwrap();
    assert_eq!((read(&one).await, read(&two).await), (3, 3));
    on_case(&one, id, monday(), |s| answered(s, "a@b.example", "new ones left", fresh_id(monday()))).await.unwrap();
    on_case(&one, id, monday(), |s| CaseEvent::Solved { solution: s.seal("new zips") }).await.unwrap();
    assert_eq!((read(&one).await, read(&two).await), (5, 5));
    let mut work = two.begin(monday()).await.unwrap();
    work.erase(case_stream(id)).await.unwrap();
    work.commit().await.unwrap();
    let mut look = one.look().await.unwrap();
    let entries = one.read_case(&mut look, id).await.unwrap();
    let told = entries.iter().any(|entry| format!("{:?}", entry.event).contains("they stick"));
    assert!(!told, "what was erased is not kept");
    assert!(one.read_case(&mut look, CaseId(fresh_id(monday()))).await.unwrap().is_empty());
    drop(look);
    on_case(&one, id, monday(), |_| CaseEvent::Reopened { reason: None }).await.unwrap();
    assert_sound(&one).await;
    assert_sound(&two).await;
}
