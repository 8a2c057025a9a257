//! The story is lawful, believable and the same every time.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::customers::ToldCustomer;
use super::*;
use aftercare_core::case::acts::{Act, Refusal, check, takes_message};
use aftercare_core::case::{Case, CaseEvent, Complexity, Entry, Status};
use aftercare_core::customer::{Customer, CustomerEntry, CustomerEvent};
use aftercare_core::desk::STREAM;
use aftercare_core::goods::{LotEvent, UnitEvent};
use aftercare_core::ids::CaseId;
use aftercare_core::journal::{StreamId, StreamKind};
use aftercare_core::survey::{State, plan};
use aftercare_store::{Expected, Store, StoreError};
use aftercare_testkit::postgres::Database;
use sqlx::Connection;
use std::collections::{BTreeMap, HashSet};
use std::path::Path;

pub(super) fn story(seed: u64, cases: u64) -> Story {
    let ask = Ask { seed, cases, customers: None, until: NOON.parse().unwrap() };
    Story::new(&ask, Book::builtin().unwrap()).unwrap()
}

fn entries(told: &[Happened<CaseEvent>]) -> Vec<Entry> {
    (1..)
        .zip(told)
        .map(|(seq, one)| Entry {
            seq,
            actor: one.actor,
            at: one.at,
            recorded_at: one.recorded,
            event: one.event.clone(),
        })
        .collect()
}

/// The step that an event takes, with whether its reason is given.
fn act(event: &CaseEvent) -> Option<(Act, bool)> {
    Some(match event {
        CaseEvent::MessageSent { .. } => (Act::Reply, true),
        CaseEvent::Noted { .. } => (Act::Note, true),
        CaseEvent::Classified { .. } => (Act::Classify, true),
        CaseEvent::HandedOver { .. } => (Act::HandOver, true),
        CaseEvent::Waiting { .. } => (Act::Wait, true),
        CaseEvent::Resumed {} => (Act::Resume, true),
        CaseEvent::Solved { .. } => (Act::Solve, true),
        CaseEvent::Closed { without_form } => (Act::Close, without_form.is_some()),
        CaseEvent::Reopened { .. } => (Act::Reopen, true),
        CaseEvent::FormFiled { .. } => (Act::FileForm, true),
        _ => return None,
    })
}

#[test]
fn every_step_of_every_case_is_one_that_the_desk_would_have_allowed() {
    let story = story(1, 3_000);
    let (mut open, mut events, mut late, mut statuses) = (0, 0, 0, BTreeMap::new());
    for number in 1..=3_000 {
        let plan = story.plan(number);
        if plan.steps.is_empty() {
            continue;
        }
        let (_, told) = story.tell(&plan, None).unwrap();
        let all = entries(&told);
        for (n, entry) in all.iter().enumerate().skip(1) {
            assert!(entry.at >= all[n - 1].at && entry.recorded_at >= all[n - 1].recorded_at, "{number}: {all:#?}");
            let case = Case::fold(&all[..n]).unwrap();
            if let Some((act, given)) = act(&entry.event) {
                let pack = story.book.pack(&case.pack, case.pack_version).unwrap();
                let allowed = check(&case, pack, act, given);
                assert!(allowed.is_ok(), "case {number}, step {n}: {act:?} {allowed:?} in {all:#?}");
            }
            if let CaseEvent::Classified { complexity, reason, .. } = &entry.event {
                let moved = case.category.is_some() && case.complexity != *complexity;
                assert!(!moved || reason.is_some(), "{:?}", Refusal::NeedsReason);
            }
            if matches!(entry.event, CaseEvent::MessageReceived { .. }) {
                let pack = story.book.pack(&case.pack, case.pack_version).unwrap();
                assert!(takes_message(&case, pack, entry.at));
            }
        }
        let case = Case::fold(&all).unwrap();
        events += all.len();
        open += usize::from(case.status.is_open());
        *statuses.entry(format!("{:?}", case.status)).or_insert(0) += 1;
        let runs = story.book.clocks(&case, &all).unwrap().runs;
        late += runs.iter().filter(|run| run.breached_at.is_some()).count();
        if case.status == Status::Closed {
            assert!(runs.iter().all(|run| run.ended.is_some()), "{runs:?}");
        }
        assert!(case.complexity == Complexity::General || case.category.is_some());
    }
    eprintln!("{events} events, {open} open, {late} late runs, {statuses:?}");
    assert!((8 * 3_000..11 * 3_000).contains(&events), "{events} events");
    assert!(open > 60 && open < 600, "{open} open");
    assert!(late > 300 && late < 3_000, "{late} late runs");
}

#[test]
fn every_survey_was_owed_when_it_went_out() {
    let story = story(3, 2_000);
    let pack = story.book.in_force(&story.settings.pack, story.until).unwrap().clone();
    let zone = story.service.tz();
    let (mut sent, mut states) = (0, BTreeMap::new());
    for number in 0..story.customers {
        let ToldCustomer { id, events: told, .. } = story.tell_customer(number);
        let all: Vec<CustomerEntry> =
            (1..).zip(&told).map(|(seq, one)| CustomerEntry { seq, at: one.at, event: one.event.clone() }).collect();
        for (n, one) in told.iter().enumerate() {
            assert!(n == 0 || one.recorded > told[n - 1].recorded, "customer {number}");
            let duty = match &one.event {
                CustomerEvent::SurveySent { duty, .. } | CustomerEvent::SurveyDropped { duty, .. } => *duty,
                _ => continue,
            };
            let mut before = all[..n].to_vec();
            before.sort_by_key(|entry| (entry.at, entry.seq));
            let customer = Customer::fold(id, &before).unwrap();
            let owed = plan(&customer, &pack.surveys, one.at, zone);
            let open = |state| matches!(state, State::Late | State::Due | State::Planned);
            assert!(
                owed.iter().any(|o| o.duty == duty && open(o.state)),
                "customer {number}: {duty:?} {owed:#?} {all:#?}"
            );
            sent += 1;
        }
        let mut all = all;
        all.sort_by_key(|entry| (entry.at, entry.seq));
        let customer = Customer::fold(id, &all).unwrap();
        for owed in plan(&customer, &pack.surveys, story.until, zone) {
            *states.entry(owed.state.word()).or_insert(0) += 1;
        }
    }
    eprintln!("{sent} surveys, {states:?}");
    assert!(sent > 100);
    for state in ["late", "due", "planned", "sent", "sent_late", "dropped"] {
        assert!(states.contains_key(state), "{state} in {states:?}");
    }
}

#[test]
fn the_same_seed_tells_the_same_story_and_another_one_another() {
    let tell = |seed| {
        let story = story(seed, 40);
        let filings = story.filings(story.filed(1..story.cases + 1));
        let mut out = Vec::new();
        for number in 1..=40 {
            let plan = story.plan(number);
            let form = filings.get(&number).filter(|_| number <= 12);
            let (id, told) = story.tell(&plan, form.map(String::as_str)).unwrap();
            for one in told {
                out.push(format!("{id} {} {} {:?} {:?}", one.at, one.recorded, one.event, one.personal));
            }
        }
        for number in 0..story.customers {
            let told = story.tell_customer(number);
            for one in told.events {
                out.push(format!("{} {} {:?}", told.id, one.recorded, one.event));
            }
            for (id, one) in told.units {
                out.push(format!("{id} {} {:?}", one.recorded, one.event));
            }
        }
        out
    };
    let first = tell(1);
    assert!(first.iter().any(|line| line.contains("FormFiled")));
    assert!(first == tell(1));
    let other: HashSet<String> = tell(2).into_iter().collect();
    assert!(first.iter().all(|line| !other.contains(line)));
}

#[test]
fn texts_have_no_holes_and_hardly_ever_repeat() {
    let story = story(1, 1_500);
    let (mut letters, mut lines) = (BTreeMap::<String, u32>::new(), 0);
    for number in 1..=1_500 {
        let plan = story.plan(number);
        let (_, told) = story.tell(&plan, None).unwrap();
        for one in &told {
            for row in &one.personal {
                assert!(!row.text.contains(['$', '[', '|']) || row.text.contains("[C-"), "a hole: {}", row.text);
                assert!(!row.text.is_empty());
                lines += 1;
            }
            if let CaseEvent::MessageReceived { text, .. } = &one.event {
                *letters.entry(text.as_str().to_owned()).or_default() += 1;
            }
        }
    }
    let all: u32 = letters.values().sum();
    let twice = letters.values().filter(|times| **times > 1).count();
    eprintln!("{lines} texts, {all} letters, {twice} of them more than once");
    for (letter, _) in letters.iter().take(12) {
        eprintln!("----\n{letter}");
    }
    assert!(twice * 20 < letters.len(), "{twice} of {}", letters.len());
}

#[test]
fn a_desk_of_a_million_would_have_its_proportions() {
    let story = story(1, 1_000_000);
    let (mut events, mut open, mut sagas, mut asking) = (0_u64, 0_u64, 0, 0_u64);
    for number in (1..=1_000_000).step_by(97).chain([9_999, 10_000, 30_000]) {
        let plan = story.plan(number);
        sagas += u64::from(plan.steps.len() >= 199);
        asking += u64::from(plan.matter.tone == matters::Tone::Office);
        events += plan.steps.len() as u64 + 1;
        let over = |what: &plan::What| matches!(what, plan::What::Solve { .. } | plan::What::Close { .. });
        open += u64::from(plan.steps.last().is_some_and(|step| !over(&step.what)));
    }
    let told = (0..story.customers).step_by(97).map(|number| story.tell_customer(number));
    let (customers, units) =
        told.fold((0, 0), |(events, units), told| (events + told.events.len() as u64, units + told.units.len() as u64));
    let lots = story.tell_lots(&story.sales(0..story.customers)).len() as u64;
    let (events, customers, units) = (events * 97, customers * 97, units * 97);
    eprintln!(
        "{events} events of cases, {customers} of customers, {units} units, {lots} lots, {open} open, {asking} ask of 10310"
    );
    assert!((1_000..3_500).contains(&asking), "{asking} questions of 10310 cases");
    assert!((9_000_000..11_500_000).contains(&(events + customers + units + lots)));
    assert!((80..130).contains(&open), "{open} of 10310 open");
    assert!(sagas >= 2);
}

/// Writes a story as a person would have, event by event.
async fn by_hand(story: &Story, store: &Store, apart: &str) {
    #[allow(clippy::large_enum_variant, reason = "a handful, in a test")]
    enum One {
        Case(CaseId, Happened<CaseEvent>),
        Customer(Happened<CustomerEvent>),
        Lot(Happened<LotEvent>),
        Unit(Happened<UnitEvent>),
        Desk(Happened<DeskEvent>),
    }
    let filings = story.filings(story.filed(1..story.cases + 1));
    let mut all = Vec::new();
    for (seq, one) in (1_u64..).zip(story.tell_desk()) {
        all.push(((one.recorded, STREAM, seq), One::Desk(one)));
    }
    for number in 0..story.customers {
        let told = story.tell_customer(number);
        for (seq, one) in (1..).zip(told.events) {
            all.push(((one.recorded, StreamId::new(StreamKind::Customer, told.id.0), seq), One::Customer(one)));
        }
        for (id, one) in told.units {
            all.push(((one.recorded, StreamId::new(StreamKind::Unit, id.0), 1), One::Unit(one)));
        }
    }
    for (id, one) in story.tell_lots(&story.sales(0..story.customers)) {
        all.push(((one.recorded, StreamId::new(StreamKind::Lot, id.0), 1), One::Lot(one)));
    }
    for number in 1..=story.cases {
        let (id, told) = story.tell(&story.plan(number), filings.get(&number).map(String::as_str)).unwrap();
        for (seq, one) in (1..).zip(told) {
            all.push(((one.recorded, StreamId::new(StreamKind::Case, id.0), seq), One::Case(id, one)));
        }
    }
    all.sort_by_key(|(turn, _)| *turn);
    for ((now, stream, seq), one) in all {
        let before = if seq == 1 { Expected::New } else { Expected::At(seq - 1) };
        let files = match &one {
            One::Case(_, one) => one.files.clone(),
            _ => Vec::new(),
        };
        let mut blobs = Vec::new();
        for bytes in files {
            blobs.push(store.put_blob(bytes).await.unwrap());
        }
        let mut work = store.begin(now).await.unwrap();
        for blob in &blobs {
            work.keep_blob(blob).await.unwrap();
        }
        match one {
            One::Case(id, one) => {
                let seq = work.append(stream, before, one.actor, one.at, &one.event, &one.personal).await.unwrap();
                if let Some(trace) = &one.mail {
                    work.trace(id, seq, trace).await.unwrap();
                }
            }
            One::Customer(one) => {
                work.append(stream, before, one.actor, one.at, &one.event, &one.personal).await.unwrap();
            }
            One::Lot(one) => {
                work.append(stream, before, one.actor, one.at, &one.event, &one.personal).await.unwrap();
            }
            One::Unit(one) => {
                work.append(stream, before, one.actor, one.at, &one.event, &one.personal).await.unwrap();
            }
            One::Desk(one) => {
                work.append(stream, before, one.actor, one.at, &one.event, &one.personal).await.unwrap();
            }
        }
        work.commit().await.unwrap();
    }
    store.plan_surveys(story.until).await.unwrap();
    loop {
        let due = store.look().await.unwrap().due_alerts(story.until).await.unwrap();
        if due.is_empty() {
            break;
        }
        for alert in due {
            assert!(store.claim(&alert.key, story.until).await.unwrap());
            store.shown(&alert.key, story.until).await.unwrap();
        }
    }
    let mut work = store.begin(story.until).await.unwrap();
    let mut rows = BTreeMap::<String, u64>::new();
    for number in filings.values() {
        *rows.entry(number[..8].to_owned()).or_default() += 1;
    }
    for (series, last) in rows.into_iter().chain([("case".to_owned(), story.cases)]) {
        work.raise_number(&series, last).await.unwrap();
    }
    work.set_local(aftercare_store::CLOCK_APART, apart).await.unwrap();
    work.commit().await.unwrap();
}

/// Every row of every table as text; slots of the index of words, which are nobody's business, left out.
async fn tables(folder: &Path, url: Option<&str>) -> BTreeMap<String, Vec<String>> {
    let mut out = BTreeMap::new();
    if let Some(url) = url {
        let mut conn = sqlx::PgConnection::connect(url).await.unwrap();
        let names: Vec<String> =
            sqlx::query_scalar("SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()")
                .fetch_all(&mut conn)
                .await
                .unwrap();
        for name in names.into_iter().filter(|name| name != "_sqlx_migrations" && !name.starts_with("search")) {
            let text = format!("SELECT CAST(t AS text) FROM {name} t ORDER BY 1");
            let rows = sqlx::query_scalar(sqlx::AssertSqlSafe(text)).fetch_all(&mut conn).await.unwrap();
            out.insert(name, rows);
        }
        let found =
            "SELECT concat(r.kind, r.id, r.digest, f.body) FROM search_row r JOIN search f USING (slot) ORDER BY 1";
        out.insert("search".to_owned(), sqlx::query_scalar(found).fetch_all(&mut conn).await.unwrap());
        return out;
    }
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(aftercare_store::Place::new(folder).database());
    let mut conn = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
    let names: Vec<String> =
        sqlx::query_scalar("SELECT name FROM sqlite_schema WHERE type = 'table'").fetch_all(&mut conn).await.unwrap();
    let ours = |name: &String| !["_sqlx", "sqlite_", "search"].iter().any(|other| name.starts_with(other));
    for name in names.into_iter().filter(ours) {
        let columns: Vec<String> = sqlx::query_scalar("SELECT name FROM pragma_table_info($1)")
            .bind(&name)
            .fetch_all(&mut conn)
            .await
            .unwrap();
        let quoted: Vec<String> = columns.iter().map(|column| format!("quote(\"{column}\")")).collect();
        let text = format!("SELECT {} FROM {name} ORDER BY 1", quoted.join(" || ',' || "));
        let rows = sqlx::query_scalar(sqlx::AssertSqlSafe(text)).fetch_all(&mut conn).await.unwrap();
        out.insert(name, rows);
    }
    let found = "SELECT r.kind || quote(r.id) || quote(r.digest) || f.body FROM search_row r \
                 JOIN search f ON f.rowid = r.slot ORDER BY 1";
    out.insert("search".to_owned(), sqlx::query_scalar(found).fetch_all(&mut conn).await.unwrap());
    out
}

#[rstest::rstest]
#[case::sqlite(false)]
#[case::postgres(true)]
#[tokio::test(flavor = "multi_thread")]
async fn in_bulk_and_event_by_event_are_the_same_rows_in_every_table(#[case] server: bool) {
    let ask = Ask { seed: 7, cases: 60, customers: None, until: NOON.parse().unwrap() };
    let place =
        |database: &Option<Database>| (tempfile::tempdir().unwrap(), database.as_ref().map(|d| d.url().to_owned()));
    let databases = [server.then(Database::fresh), server.then(Database::fresh)];
    let [(hand, hand_url), (bulk, bulk_url)] = [place(&databases[0]), place(&databases[1])];
    let now = ask.until - TimeDelta::seconds(77);

    let store = match &hand_url {
        Some(url) => Store::connect(url, hand.path(), now, &mut |_, _| {}).await.unwrap(),
        None => Store::open(hand.path(), now).await.unwrap(),
    };
    let story = Story::new(&ask, store.book().clone()).unwrap();
    by_hand(&story, &store, "77").await;
    store.put_words().await.unwrap();
    store.close().await;

    let place = Where { folder: bulk.path(), database: bulk_url.as_deref(), now };
    let mut heard = Vec::new();
    let made = make(&ask, place, |done, _| heard.push(done)).await.unwrap();
    assert_eq!(heard.last(), Some(&60));

    let (by_hand, in_bulk) =
        (tables(hand.path(), hand_url.as_deref()).await, tables(bulk.path(), bulk_url.as_deref()).await);
    assert_eq!(by_hand.keys().collect::<Vec<_>>(), in_bulk.keys().collect::<Vec<_>>());
    for (name, rows) in &by_hand {
        let other = &in_bulk[name];
        assert_eq!(rows.len(), other.len(), "{name}");
        // When the alerts were planned last is each making's own.
        let own = |row: &String| name == "meta" && row.contains("planned_at");
        for (one, two) in rows.iter().zip(other).filter(|(one, _)| !own(one)) {
            assert_eq!(one, two, "{name}");
        }
    }
    assert_eq!(by_hand["event"].len() as u64, made.events);
    for (name, least) in [
        ("event", 500),
        ("personal", 900),
        ("line_view", 12),
        ("lot_view", 8),
        ("unit_view", 1),
        ("alert", 3),
        ("form_view", 3),
        ("survey_view", 5),
        ("blob", 50),
    ] {
        assert!(by_hand[name].len() >= least, "{name}: {}", by_hand[name].len());
    }

    // And the desk opens, is whole, and is not made a second time.
    let store = match &bulk_url {
        Some(url) => Store::connect(url, bulk.path(), ask.until, &mut |_, _| {}).await.unwrap(),
        None => Store::open(bulk.path(), ask.until).await.unwrap(),
    };
    let row = store.look().await.unwrap().case_by_number(1).await.unwrap();
    assert!(row.is_some());
    store.close().await;
    let again = make(&ask, place, |_, _| {}).await.unwrap_err();
    assert_eq!(again.code, crate::api::ErrorCode::AlreadySetUp);
}

#[rstest::rstest]
#[case::sqlite(false)]
#[case::postgres(true)]
#[tokio::test(flavor = "multi_thread")]
async fn a_making_that_is_broken_off_leaves_no_desk_and_the_next_one_starts_over(#[case] server: bool) {
    let ask = Ask { seed: 7, cases: 240, customers: Some(30), until: NOON.parse().unwrap() };
    let database = server.then(Database::fresh);
    let folder = tempfile::tempdir().unwrap();
    let url = database.as_ref().map(Database::url);
    let place = Where { folder: folder.path(), database: url, now: ask.until };
    {
        let begun = tokio::sync::Notify::new();
        let mut work = Box::pin(make(&ask, place, |_, _| begun.notify_one()));
        // Broken off in the middle: the future is dropped while streams are being told or written.
        let soon = async {
            begun.notified().await;
            tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        };
        tokio::select! {
            made = &mut work => panic!("made before it was broken off: {made:?}"),
            () = soon => {}
        }
    }
    if let Some(url) = url {
        let refused = Store::connect(url, folder.path(), ask.until, &mut |_, _| {}).await;
        assert!(matches!(refused, Err(StoreError::Damaged(_))));
    } else {
        assert!(!aftercare_store::Place::new(folder.path()).database().exists());
    }
    let small = Ask { cases: 20, ..ask };
    let made = make(&small, place, |_, _| {}).await.unwrap();
    let all = tables(folder.path(), url).await;
    assert_eq!(all["event"].len() as u64, made.events);
    assert_eq!(all["case_view"].len(), 20);
}
