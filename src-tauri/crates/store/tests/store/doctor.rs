//! Somebody works on the rows behind our back, or the disk does: each trace must show, with its record and its grade, and what
//! follows from the journal must heal. On both engines, but where only a file can break.

use crate::common::*;
use aftercare_core::case::CaseEvent;
use aftercare_core::goods::{LotEvent, UnitEvent};
use aftercare_core::ids::{EntryId, FormId};
use aftercare_core::journal::{Hash, StreamId, StreamKind};
use aftercare_core::policy::event::{PolicyEvent, stream};
use aftercare_core::policy::{Book, Pack};
use aftercare_store::doctor::{self, Grade, Problem, Report, Target};
use aftercare_store::{Blobs, Store, StoreError, backup};
use rstest::rstest;
use sqlx::{ConnectOptions, Connection, sqlite::SqliteConnectOptions};
use std::collections::BTreeSet;
use std::fs;

const FILE: &[u8] = b"a photo of a zip";
const OTHER: &[u8] = b"another photo";

/// A desk with some of everything, closed: five cases, the last behind the last checkpoint.
pub(crate) async fn history(engine: Engine) -> Stand {
    let stand = Stand::new(engine);
    let store = stand.open(monday()).await.unwrap();
    set_up(&store, monday(), &[60]).await.unwrap();
    let customer = add_customer(&store, monday(), "Sample Retail", "buyer@shop.example", "+86 20 5550").await.unwrap();
    on_customer(&store, customer, monday(), order("A-1", Some("2026-11-02"))).await.unwrap();
    for n in 1..=4 {
        let (id, number) =
            open_case(&store, monday(), "a@b.example", &format!("case {n}"), &format!("words {n}")).await.unwrap();
        assert_eq!(number, n);
        let mut work = store.begin(monday()).await.unwrap();
        let name = format!("raw {n}");
        work.trace(id, 2, &trace(name.as_bytes(), None, &format!("{n}@x"), &["before@x"])).await.unwrap();
        work.commit().await.unwrap();
        if n == 1 {
            one_of_each(&store, id).await;
        }
    }
    store.close().await;
    let store = stand.open(monday()).await.unwrap();
    on_customer(&store, customer, monday(), order("A-2", Some("2026-11-09"))).await.unwrap();
    store.close().await;
    let store = stand.open(monday()).await.unwrap();
    open_case(&store, monday(), "a@b.example", "after the checkpoint", "words 5").await.unwrap();
    goods(&store).await;
    store.put_words().await.unwrap();
    store.close().await;
    let report = examine(&stand).await;
    assert_eq!(report.findings, []);
    assert_eq!((report.counts.cases, report.counts.customers, report.counts.checkpoints), (5, 1, 2));
    stand
}

/// A lot, and a piece of it.
async fn goods(store: &Store) {
    let mut work = store.begin(monday()).await.unwrap();
    let (lot, unit) = (fresh_id(monday()), fresh_id(monday()));
    append(&mut work, StreamId::new(StreamKind::Lot, lot), aftercare_store::Expected::New, monday(), |_| {
        LotEvent::Set {
            lot: serde_json::from_value(
                serde_json::json!({ "product": "Tote", "number": "2026-07", "quantity": 5000 }),
            )
            .unwrap(),
        }
    })
    .await
    .unwrap();
    append(&mut work, StreamId::new(StreamKind::Unit, unit), aftercare_store::Expected::New, monday(), |_| {
        UnitEvent::Set {
            unit: serde_json::from_value(serde_json::json!({ "serial": "T-77", "product": "Tote", "lot": "2026-07" }))
                .unwrap(),
        }
    })
    .await
    .unwrap();
    work.commit().await.unwrap();
}

/// A filed form and two files on the first case.
async fn one_of_each(store: &Store, id: aftercare_core::ids::CaseId) {
    let file = store.put_blob(FILE.to_vec()).await.unwrap();
    let other = store.put_blob(OTHER.to_vec()).await.unwrap();
    let mut work = store.begin(monday()).await.unwrap();
    work.keep_blob(&file).await.unwrap();
    work.keep_blob(&other).await.unwrap();
    assert_eq!(work.next_number("CIP-2026").await.unwrap(), 1);
    append(&mut work, case_stream(id), aftercare_store::Expected::Any, monday(), |s| CaseEvent::FormFiled {
        form: FormId(fresh_id(monday())),
        sort: "customer-information".into(),
        number: "CIP-2026-0001".into(),
        template: 1,
        template_hash: Hash::of(b"template").to_string(),
        paper: "a4".into(),
        languages: "en".into(),
        data: s.seal("{}"),
        pdf_hash: file.sha256.to_string(),
        pdf: s.seal(format!("{{\"sha256\":\"{}\"}}", file.sha256)),
        pages: 1,
    })
    .await
    .unwrap();
    append(&mut work, case_stream(id), aftercare_store::Expected::Any, monday(), |s| CaseEvent::Noted {
        entry: EntryId(fresh_id(monday())),
        text: s.seal(format!("see {}", other.sha256)),
    })
    .await
    .unwrap();
    work.commit().await.unwrap();
}

pub(crate) fn target(stand: &Stand) -> Target<'_> {
    match &stand.database {
        Some(database) => Target::Server(database.url()),
        None => Target::Folder(stand.folder.path()),
    }
}

pub(crate) async fn examine(stand: &Stand) -> Report {
    doctor::examine(target(stand), None, &mut |_, _, _| {}).await.unwrap()
}

/// Does what only somebody with the rows and an SQL shell can do; `postgres` where its words are others.
pub(crate) async fn tamper(stand: &Stand, sqlite: &str, postgres: &str) {
    match &stand.database {
        Some(database) => {
            let text = if postgres.is_empty() { sqlite } else { postgres };
            let guard = "TRIGGER event_is_never_changed";
            database.run(&format!("ALTER TABLE event DISABLE {guard}; {text}; ALTER TABLE event ENABLE {guard}"));
        }
        None => {
            let path = stand.folder.path().join("aftercare.db");
            let mut conn = SqliteConnectOptions::new().filename(path).connect().await.unwrap();
            let guards: Vec<String> =
                sqlx::query_scalar("SELECT sql FROM sqlite_schema WHERE name LIKE 'event_is_never_%'")
                    .fetch_all(&mut conn)
                    .await
                    .unwrap();
            let off = "DROP TRIGGER event_is_never_changed; DROP TRIGGER event_is_never_deleted;";
            let text = format!("{off} {sqlite}; {};", guards.join(";\n"));
            sqlx::raw_sql(sqlx::AssertSqlSafe(text)).execute(&mut conn).await.unwrap();
            conn.close().await.unwrap();
        }
    }
}

/// What was found, in one word each.
pub(crate) fn words(report: &Report) -> BTreeSet<String> {
    report
        .findings
        .iter()
        .map(|found| match &found.problem {
            Problem::Projection { part, .. } => format!("projection:{part}"),
            Problem::Rows { table, .. } => format!("rows:{table}"),
            other => serde_json::to_value(other).unwrap()["code"].as_str().unwrap().to_owned(),
        })
        .collect()
}

pub(crate) fn set(expected: &str) -> BTreeSet<String> {
    expected.split_whitespace().map(str::to_owned).collect()
}

pub(crate) const CASE_2: &str = "(SELECT id FROM case_view WHERE number = 2)";

/// Deletes every trace of the cases from this number on, as somebody would who wants them gone.
fn without(which: &str) -> String {
    let ids = format!("(SELECT id FROM case_view WHERE number {which})");
    format!(
        "DELETE FROM event WHERE stream_id IN {ids}; DELETE FROM personal WHERE stream_id IN {ids};
         DELETE FROM message WHERE stream_id IN {ids}; DELETE FROM mention WHERE stream_id IN {ids};
         DELETE FROM clock_view WHERE case_id IN {ids}; DELETE FROM case_address WHERE case_id IN {ids};
         DELETE FROM form_view WHERE case_id IN {ids}; DELETE FROM alert WHERE case_id IN {ids};
         DELETE FROM search WHERE SLOT IN (SELECT slot FROM search_row WHERE id IN {ids});
         DELETE FROM search_row WHERE id IN {ids}; DELETE FROM stream WHERE id IN {ids};
         DELETE FROM case_view WHERE number {which};"
    )
}

/// What happened to the journal, its expected traces, and the case that the worst of them names.
#[rstest]
#[case::flipped_byte(
    "UPDATE event SET payload = CAST(replace(CAST(payload AS TEXT), '\"problems\":[]', '\"problems\":[ ]') AS BLOB)
     WHERE kind = 'case.message_received' AND stream_id = CASE_2",
    "UPDATE event SET payload = convert_to(replace(convert_from(payload, 'UTF8'), '\"problems\":[]', '\"problems\":[ ]'), 'UTF8')
     WHERE kind = 'case.message_received' AND stream_id = CASE_2",
    "broken", Some(2))]
#[case::rehashed_event(
    "UPDATE event SET hash = prev WHERE stream_id = CASE_2 AND seq = 1",
    "",
    "broken checkpoint",
    Some(2)
)]
#[case::changed_instant(
    "UPDATE event SET occurred_at = occurred_at + 1 WHERE stream_id = CASE_2 AND seq = 2",
    "",
    "broken projection:alerts projection:case projection:clocks",
    Some(2)
)]
#[case::swapped_events(
    "UPDATE event SET position = -position WHERE position IN (9, 10);
     UPDATE event SET position = 19 + position WHERE position < 0",
    "",
    "checkpoint",
    None
)]
#[case::moved_head("UPDATE stream SET head_seq = head_seq + 1 WHERE id = CASE_2", "", "head", Some(2))]
#[case::lost_head(
    "DELETE FROM stream WHERE id = CASE_2",
    "",
    "head rows:case_view rows:clock_view rows:case_address rows:mention rows:search_row",
    Some(2)
)]
#[case::rewritten_checkpoint("UPDATE checkpoint SET streams = streams + 1 WHERE number = 1", "", "checkpoint", None)]
#[case::first_checkpoint_gone("DELETE FROM checkpoint WHERE number = 1", "", "checkpoint", None)]
#[case::twice_the_same_number(
    "UPDATE event SET payload = CAST(replace(CAST(payload AS TEXT), '\"number\":2', '\"number\":1') AS BLOB) WHERE stream_id = CASE_2",
    "UPDATE event SET payload = convert_to(replace(convert_from(payload, 'UTF8'), '\"number\":2', '\"number\":1'), 'UTF8') WHERE stream_id = CASE_2",
    "broken twice unnumbered projection:case projection:words",
    Some(1)
)]
#[case::counter_behind("UPDATE counter SET value = 3 WHERE name = 'case'", "", "counter", None)]
#[case::counter_of_forms_gone("DELETE FROM counter WHERE name = 'CIP-2026'", "", "counter", None)]
#[case::trace_to_nowhere("UPDATE message SET seq = 77 WHERE stream_id = CASE_2", "", "trace", Some(2))]
#[case::changed_text(
    "UPDATE personal SET text = 'other words' WHERE text = 'words 2'",
    "UPDATE personal SET text = 'other words'::bytea WHERE text = 'words 2'::bytea",
    "text projection:words",
    Some(2)
)]
#[case::half_erased(
    "UPDATE personal SET salt = NULL WHERE text = 'words 2'",
    "UPDATE personal SET salt = NULL WHERE text = 'words 2'::bytea",
    "text",
    Some(2)
)]
#[case::text_gone(
    "DELETE FROM personal WHERE text = 'words 2'",
    "DELETE FROM personal WHERE text = 'words 2'::bytea",
    "text_gone projection:words",
    Some(2)
)]
#[case::erased_by_nobody(
    "UPDATE personal SET salt = NULL, text = NULL WHERE text = 'words 2'",
    "UPDATE personal SET salt = NULL, text = NULL WHERE text = 'words 2'::bytea",
    "erasures projection:words",
    Some(2)
)]
#[case::more_erased_than_gone("UPDATE stream SET erased = erased + 2 WHERE id = CASE_2", "", "erasures", Some(2))]
#[case::changed_pack("UPDATE pack SET toml = toml || ' ' WHERE id = 'hx-leather'", "", "pack", None)]
#[case::hash_of_a_pack(
    "UPDATE pack SET sha256 = zeroblob(32) WHERE id = 'pandorana'",
    "UPDATE pack SET sha256 = decode(repeat('00', 32), 'hex') WHERE id = 'pandorana'",
    "pack",
    None
)]
#[tokio::test]
async fn what_was_done_to_the_journal_shows(
    #[case] sqlite: &str,
    #[case] postgres: &str,
    #[case] expected: &str,
    #[case] number: Option<u64>,
    #[values(Sqlite, Postgres)] engine: Engine,
) {
    let stand = history(engine).await;
    tamper(&stand, &sqlite.replace("CASE_2", CASE_2), &postgres.replace("CASE_2", CASE_2)).await;
    let report = examine(&stand).await;
    assert_eq!(words(&report), set(expected), "{:#?}", report.findings);
    let worst = report.findings.first().unwrap();
    assert_eq!(worst.case, number, "{worst:?}");
    let mended = ["counter", "trace"].contains(&expected);
    assert_eq!(report.worst(), Some(if mended { Grade::Mend } else { Grade::Loss }));
}

#[rstest]
#[tokio::test]
async fn a_pack_changed_with_its_hash_shows(#[values(Sqlite, Postgres)] engine: Engine) {
    let stand = history(engine).await;
    let text = Book::builtin_texts().iter().find(|text| text.contains("hx-leather")).unwrap();
    let hash = Hash::of(format!("{text} ").as_bytes());
    tamper(
        &stand,
        &format!("UPDATE pack SET toml = toml || ' ', sha256 = X'{hash}' WHERE id = 'hx-leather'"),
        &format!("UPDATE pack SET toml = toml || ' ', sha256 = '\\x{hash}' WHERE id = 'hx-leather'"),
    )
    .await;
    assert_eq!(words(&examine(&stand).await), set("pack"));
}

/// A pack that the desk itself published: the journal tells its hash, so that a text changed with its hash shows too, and a lost one.
#[rstest]
#[case::changed_with_its_hash("UPDATE pack SET toml = TEXT, sha256 = HASH WHERE version = 77", false)]
#[case::gone("DELETE FROM pack WHERE version = 77", true)]
#[tokio::test]
async fn a_published_pack_is_held_against_its_event(
    #[case] damage: &str,
    #[case] gone: bool,
    #[values(Sqlite, Postgres)] engine: Engine,
) {
    const SHIPPED: &str = include_str!("../../../core/packs/hx-leather-1.toml");
    let stand = history(engine).await;
    let toml = SHIPPED.replacen("version = 1", "version = 77", 1);
    let hash = Hash::of(toml.as_bytes()).to_string();
    let store = stand.open(monday()).await.unwrap();
    let mut work = store.begin(monday()).await.unwrap();
    work.put_pack(&toml).await.unwrap();
    let effective = Pack::parse(&toml).unwrap().effective;
    append(&mut work, stream("hx-leather"), aftercare_store::Expected::New, monday(), |_| PolicyEvent::Published {
        pack: "hx-leather".into(),
        version: 77,
        effective,
        sha256: hash,
        recipients: None,
    })
    .await
    .unwrap();
    work.commit().await.unwrap();
    store.close().await;
    assert_eq!(examine(&stand).await.findings, []);
    let other = toml.replace("seconds = 7200", "seconds = 3600");
    let hash = Hash::of(other.as_bytes());
    let text = format!("'{}'", other.replace('\'', "''"));
    let damage = damage.replace("TEXT", &text);
    let sqlite = damage.replace("HASH", &format!("X'{hash}'"));
    tamper(&stand, &sqlite, &damage.replace("HASH", &format!("'\\x{hash}'"))).await;
    let report = examine(&stand).await;
    let [found] = report.findings.as_slice() else { panic!("{:#?}", report.findings) };
    assert_eq!(found.problem, Problem::Pack { id: "hx-leather".into(), version: 77, gone });
}

#[rstest]
#[case::a_stream("= 2", "", "gap checkpoint unnumbered rows:lane_view")]
#[case::a_stream_and_the_positions_closed_up(
    "= 2",
    "UPDATE event SET position = -position WHERE position > 9; UPDATE event SET position = -position - 2 WHERE position < 0",
    "checkpoint unnumbered rows:lane_view"
)]
#[case::the_tail_that_no_checkpoint_saw(
    "= 5",
    "DELETE FROM event WHERE position > 14; DELETE FROM lot_view; DELETE FROM unit_view;
     DELETE FROM search WHERE SLOT IN (SELECT slot FROM search_row WHERE kind IN ('lot', 'unit'));
     DELETE FROM search_row WHERE kind IN ('lot', 'unit'); DELETE FROM stream WHERE kind IN ('lot', 'unit')",
    "ahead rows:lane_view"
)]
#[case::the_tail_that_a_checkpoint_saw(
    ">= 4",
    "DELETE FROM event WHERE position > 11",
    "cut head unnumbered projection:customer projection:goods projection:lot projection:surveys projection:unit projection:words rows:lane_view tail"
)]
#[tokio::test]
async fn what_was_deleted_shows(
    #[case] which: &str,
    #[case] and: &str,
    #[case] expected: &str,
    #[values(Sqlite, Postgres)] engine: Engine,
) {
    let stand = history(engine).await;
    let text = format!("{} {and}", without(which));
    tamper(&stand, &text.replace("SLOT", "rowid"), &text.replace("SLOT", "slot")).await;
    let report = examine(&stand).await;
    assert_eq!(words(&report), set(expected), "{:#?}", report.findings);
    let gone = report.findings.iter().find_map(|found| match &found.problem {
        Problem::Unnumbered { numbers } => Some(numbers.clone()),
        Problem::Ahead { stands, used, .. } => Some((used + 1..=*stands).collect()),
        _ => None,
    });
    let expected = match which {
        "= 2" => vec![2],
        "= 5" => vec![5],
        _ => vec![4, 5],
    };
    assert_eq!(gone.unwrap(), expected);
}

/// A wrong row in each projection; a repair heals it and nothing else changes.
#[rstest]
#[case::case("UPDATE case_view SET urgency = 'low' WHERE number = 2", "", "projection:case")]
#[case::case_gone("DELETE FROM case_view WHERE number = 2", "", "projection:case rows:lane_view")]
#[case::lanes("UPDATE lane_view SET cases = cases + 1", "", "rows:lane_view")]
#[case::survey_hidden("UPDATE survey_view SET settled = 1 - settled", "", "projection:surveys")]
#[case::clocks("UPDATE clock_view SET due = due + 1 WHERE case_id = CASE_2", "", "projection:clocks")]
#[case::clock_unreadable("UPDATE clock_view SET run = '?' WHERE case_id = CASE_2", "", "projection:clocks")]
#[case::an_alert_of_another_kind("UPDATE alert SET kind = 'late' WHERE case_id = CASE_2", "", "projection:alerts")]
#[case::an_alert_of_another_clock(
    "UPDATE alert SET clock = 'update', cycle = 7 WHERE case_id = CASE_2",
    "",
    "projection:alerts"
)]
#[case::addresses("DELETE FROM case_address WHERE case_id = CASE_2", "", "projection:addresses")]
#[case::one_address_more(
    "INSERT INTO case_address (case_id, address) SELECT id, 'x' FROM case_view WHERE number = 2",
    "",
    "projection:addresses"
)]
#[case::forms("UPDATE form_view SET sort = 'another'", "", "projection:forms")]
#[case::a_session_nobody_began(
    "INSERT INTO session_view (case_id, id, sort, begun_at) SELECT id, id, 'video', 0 FROM case_view WHERE number = 2",
    "",
    "projection:sessions"
)]
#[case::session_of_nobody(
    "INSERT INTO session_view (case_id, id, sort, begun_at)
     VALUES (X'00112233445566778899aabbccddeeff', X'00112233445566778899aabbccddeeff', 'video', 0)",
    "INSERT INTO session_view (case_id, id, sort, begun_at)
     VALUES ('00112233445566778899aabbccddeeff', '00112233445566778899aabbccddeeff', 'video', 0)",
    "rows:session_view"
)]
#[case::customer("UPDATE customer_view SET name = 'Another'", "", "projection:customer")]
#[case::country("UPDATE customer_view SET country = NULL", "", "projection:customer")]
#[case::customers_addresses("DELETE FROM customer_address", "", "projection:addresses")]
#[case::surveys("DELETE FROM survey_view", "", "projection:surveys")]
#[case::orders("UPDATE order_view SET goods = 'another'", "", "projection:goods")]
#[case::contract_of_nobody(
    "INSERT INTO contract_view (id, customer_id, number, number_key)
     VALUES (X'00112233445566778899aabbccddeeff', X'00112233445566778899aabbccddeeff', 'x', 'x')",
    "INSERT INTO contract_view (id, customer_id, number, number_key)
     VALUES ('00112233445566778899aabbccddeeff', '00112233445566778899aabbccddeeff', 'x', 'x')",
    "rows:contract_view"
)]
#[case::lot("UPDATE lot_view SET quantity = 1", "", "projection:lot")]
#[case::unit("DELETE FROM unit_view", "", "projection:unit")]
#[case::day_of_a_pack("UPDATE pack SET effective_at = effective_at + 1 WHERE id = 'hx-leather'", "", "pack_date")]
#[case::settings("UPDATE desk_view SET settings = replace(settings, '+86 000', '+86 001')", "", "projection:settings")]
#[case::settings_unreadable("UPDATE desk_view SET settings = '{'", "", "projection:settings")]
#[case::settings_gone("DELETE FROM desk_view", "", "projection:settings")]
#[case::search_row("DELETE FROM search_row WHERE id = CASE_2", "", "projection:words rows:search")]
#[case::search_digest(
    "UPDATE search_row SET digest = X'00' WHERE id = CASE_2",
    "UPDATE search_row SET digest = '\\x00' WHERE id = CASE_2",
    "projection:words"
)]
#[case::search_words(
    "UPDATE search SET body = 'other' WHERE rowid = (SELECT slot FROM search_row WHERE id = CASE_2)",
    "UPDATE search SET body = 'other' WHERE slot = (SELECT slot FROM search_row WHERE id = CASE_2)",
    "projection:words"
)]
#[case::search_missing(
    "DELETE FROM search WHERE rowid = (SELECT slot FROM search_row WHERE id = CASE_2)",
    "DELETE FROM search WHERE slot = (SELECT slot FROM search_row WHERE id = CASE_2)",
    "projection:words rows:search"
)]
#[case::rows_of_nobody(
    "INSERT INTO case_address (case_id, address) VALUES (X'00112233445566778899aabbccddeeff', 'x')",
    "INSERT INTO case_address (case_id, address) VALUES ('00112233445566778899aabbccddeeff', 'x')",
    "rows:case_address"
)]
#[tokio::test]
async fn a_wrong_projection_shows_and_heals(
    #[case] sqlite: &str,
    #[case] postgres: &str,
    #[case] expected: &str,
    #[values(Sqlite, Postgres)] engine: Engine,
) {
    let stand = history(engine).await;
    let before = examine(&stand).await;
    tamper(&stand, &sqlite.replace("CASE_2", CASE_2), &postgres.replace("CASE_2", CASE_2)).await;
    let report = examine(&stand).await;
    assert_eq!(words(&report), set(expected), "{:#?}", report.findings);
    assert_eq!(report.worst(), Some(Grade::Mend));
    assert_eq!((report.heads, report.folded), (before.heads, before.folded), "what was recorded is the same");
    let backups = stand.folder.path().join("backups");
    let done =
        doctor::repair(target(&stand), &backups, stand.folder.path(), monday(), None, &mut |_, _, _| {}).await.unwrap();
    assert_eq!(done.report.problems(), [] as [&Problem; 0]);
    assert_eq!((done.report.heads, done.report.folded), (before.heads, before.folded));
    assert!(done.backup.path.file_name().unwrap().to_string_lossy().starts_with("before-repair-"));
    assert_eq!(backup::check(&done.backup.path).await.unwrap().manifest.events, before.counts.events);
    assert_eq!(stand.open(monday()).await.unwrap().examine().await.unwrap().problems(), [] as [&Problem; 0]);
}

/// A count that followed the texts would say of a resurrected one that nobody ever erased it.
#[rstest]
#[tokio::test]
async fn a_repair_lowers_no_count_of_erased_texts(#[values(Sqlite, Postgres)] engine: Engine) {
    let stand = history(engine).await;
    let damage = "UPDATE stream SET erased = erased + 2 WHERE id = CASE_2; UPDATE case_view SET urgency = 'low' WHERE number = 2";
    tamper(&stand, &damage.replace("CASE_2", CASE_2), "").await;
    assert_eq!(words(&examine(&stand).await), set("erasures projection:case"));
    let backups = stand.folder.path().join("backups");
    let done =
        doctor::repair(target(&stand), &backups, stand.folder.path(), monday(), None, &mut |_, _, _| {}).await.unwrap();
    let left = done.report.problems();
    assert!(matches!(left.as_slice(), [Problem::Erasures { counted: 2, gone: 0, .. }]), "{left:?}");
    assert_eq!(done.report.worst(), Some(Grade::Loss));
}

#[tokio::test]
async fn a_search_index_that_lies_shows_and_heals() {
    let stand = history(Sqlite).await;
    // The index's own blocks, which the rows of words don't show.
    let lie = "UPDATE search_data SET block = zeroblob(length(block)) WHERE id > 10";
    tamper(&stand, lie, "").await;
    let report = examine(&stand).await;
    assert_eq!(words(&report), set("index"), "{:#?}", report.findings);
    let backups = stand.folder.path().join("backups");
    let done =
        doctor::repair(target(&stand), &backups, stand.folder.path(), monday(), None, &mut |_, _, _| {}).await.unwrap();
    assert_eq!(done.report.findings, []);
}

#[rstest]
#[tokio::test]
async fn a_damaged_journal_is_not_repaired(#[values(Sqlite, Postgres)] engine: Engine) {
    let stand = history(engine).await;
    let damage =
        "UPDATE event SET hash = prev WHERE position = 5; UPDATE case_view SET urgency = 'low' WHERE number = 2";
    tamper(&stand, damage, "").await;
    let before = words(&examine(&stand).await);
    let backups = stand.folder.path().join("backups");
    let refused =
        doctor::repair(target(&stand), &backups, stand.folder.path(), monday(), None, &mut |_, _, _| {}).await.err();
    assert!(matches!(refused, Some(StoreError::Flawed(_))), "{refused:?}");
    assert_eq!(words(&examine(&stand).await), before, "nothing was touched");
    assert_eq!(fs::read_dir(&backups).map_or(0, Iterator::count), 0, "no half a backup is left");
}

#[rstest]
#[tokio::test]
async fn missing_and_changed_files_show_with_their_case(#[values(Sqlite, Postgres)] engine: Engine) {
    let stand = history(engine).await;
    let (gone, changed) = (Hash::of(FILE), Hash::of(OTHER));
    match &stand.database {
        Some(database) => {
            database.run(&format!("DELETE FROM blob_bytes WHERE sha256 = '\\x{gone}'"));
            database.run(&format!("UPDATE blob_bytes SET bytes = 'x' WHERE sha256 = '\\x{changed}'"));
        }
        None => {
            let files = Blobs::new(stand.folder.path().join("blobs"));
            fs::remove_file(files.path(&gone)).unwrap();
            fs::write(files.path(&changed), b"x").unwrap();
        }
    }
    let report = examine(&stand).await;
    let found: BTreeSet<_> = report
        .findings
        .iter()
        .map(|found| match found.problem {
            Problem::Blob { sha256, missing } => (sha256, missing, found.case),
            ref other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(found, BTreeSet::from([(gone, true, Some(1)), (changed, false, Some(1))]));
}

#[rstest]
#[tokio::test]
async fn files_of_nobody_are_only_a_note(#[values(Sqlite, Postgres)] engine: Engine) {
    let stand = history(engine).await;
    let store = stand.open(monday()).await.unwrap();
    store.put_blob(b"left by a crash".to_vec()).await.unwrap();
    let report = store.examine().await.unwrap();
    assert_eq!(report.worst(), Some(Grade::Note));
    assert!(matches!(report.findings[0].problem, Problem::Stray { files: 1, bytes: 15 }), "{:?}", report.findings);
}

#[rstest]
#[tokio::test]
async fn an_event_that_no_program_wrote_is_named_and_passed(#[values(Sqlite, Postgres)] engine: Engine) {
    let stand = history(engine).await;
    tamper(&stand, "UPDATE event SET actor = 'nobody' WHERE position = 5", "").await;
    let report = examine(&stand).await;
    assert!(report.findings.iter().any(|found| matches!(found.problem, Problem::Event { position: 5, .. })));
    assert_eq!(report.counts.events, 17, "all the others were walked: {:?}", report.findings);
}
