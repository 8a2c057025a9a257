//! A desk as lines and back, from one engine to the other; a backup of a desk on a server; and files that must be refused.

use crate::common::*;
use crate::doctor::{examine, history, tamper, target};
use aftercare_core::country::Country;
use aftercare_core::journal::Hash;
use aftercare_store::doctor::{Problem, Report, Target};
use aftercare_store::{Result, Store, StoreError, backup, lines, restore};
use rstest::rstest;
use std::io::Cursor;
use std::path::Path;

async fn written(store: &Store) -> Vec<u8> {
    let mut out = Vec::new();
    store.export(&mut out, monday(), &mut |_, _| {}).await.unwrap();
    out
}

async fn read(bytes: &[u8], stand: &Stand) -> Result<Report> {
    lines::import(Cursor::new(bytes), target(stand), stand.folder.path(), monday(), &mut |_, _, _| {}).await
}

/// What two desks of one history have in common.
fn told(report: &Report) -> (Hash, Option<Hash>, Option<Hash>, String) {
    (report.heads, report.folded, report.checkpoint, format!("{:?}", report.counts))
}

#[rstest]
#[tokio::test]
async fn a_desk_goes_to_either_engine_and_comes_back_equal(
    #[values(Sqlite, Postgres)] from: Engine,
    #[values(Sqlite, Postgres)] to: Engine,
) {
    let stand = history(from).await;
    let store = stand.open(monday()).await.unwrap();
    let case = store.look().await.unwrap().case_by_number(2).await.unwrap().unwrap();
    store.set_draft(ME, case, "half a sentence\0 with a zero", monday()).await.unwrap();
    store.set_local("theme", "dark").await.unwrap();
    let of = ("hx-leather", "service");
    store.set_calendar_draft(ME, of, Some("{ \"reason\": \"盘点\" }"), monday()).await.unwrap();
    let first = written(&store).await;
    let told_first = told(&store.examine().await.unwrap());
    let file = store.blob(&Hash::of(b"a photo of a zip")).await.unwrap();
    store.close().await;

    let other = Stand::new(to);
    let report = read(&first, &other).await.unwrap();
    assert_eq!(report.findings, []);
    assert_eq!(told(&report), told_first);
    let store = other.open(monday()).await.unwrap();
    let mut look = store.look().await.unwrap();
    assert_eq!(look.draft(ME, case).await.unwrap().unwrap(), "half a sentence\0 with a zero");
    assert_eq!(look.local("theme").await.unwrap().unwrap(), "dark");
    let kept = look.calendar_draft(ME, of).await.unwrap();
    assert_eq!(kept, Some(("{ \"reason\": \"盘点\" }".to_owned(), monday())));
    assert_eq!(look.settings().await.unwrap().unwrap().house, "Sample Leather");
    let customers = look.customers("", None, 10).await.unwrap().0;
    for customer in &customers {
        assert_eq!(look.country_of(customer.id).await.unwrap(), Country::new("GB"), "where it is came along");
    }
    assert!(!customers.is_empty());
    drop(look);
    assert_eq!(store.blob(&Hash::of(b"a photo of a zip")).await.unwrap(), file);
    let second = written(&store).await;
    assert_eq!(rows(&second), rows(&first), "line for line the same");
    // The desk lives on where it went: the next number is the next one.
    let (_, number) = open_case(&store, monday(), "a@b.example", "next", "y").await.unwrap();
    assert_eq!(number, 6);
    store.close().await;

    let back = Stand::new(from);
    assert_eq!(told(&read(&second, &back).await.unwrap()), told_first);
}

/// What was erased stays so on its way, and the doctor finds as much of it gone there as here.
#[rstest]
#[tokio::test]
async fn an_erased_case_goes_to_either_engine_and_is_no_damage_there(
    #[values(Sqlite, Postgres)] from: Engine,
    #[values(Sqlite, Postgres)] to: Engine,
) {
    let stand = history(from).await;
    let store = stand.open(monday()).await.unwrap();
    let mut work = store.begin(monday()).await.unwrap();
    let case = work.look().case_by_number(2).await.unwrap().unwrap();
    assert!(work.erase(case_stream(case)).await.unwrap() > 1);
    work.commit().await.unwrap();
    let text = written(&store).await;
    let kept = store.back_up(&store.place().backups(), monday()).await.unwrap();
    store.close().await;

    let other = Stand::new(to);
    assert_eq!(read(&text, &other).await.unwrap().findings, []);
    let back = tempfile::tempdir().unwrap();
    restore::restore(&kept.path, back.path(), monday()).await.unwrap();
    for store in [other.open(monday()).await.unwrap(), Store::open(back.path(), monday()).await.unwrap()] {
        assert_eq!(store.examine().await.unwrap().findings, []);
        let row = store.look().await.unwrap().case_row(case).await.unwrap().unwrap();
        assert_eq!((row.number, row.subject.as_str()), (2, ""));
        store.close().await;
    }
}

/// Somebody emptied a text, and no copy says that it was erased.
#[rstest]
#[tokio::test]
async fn a_count_of_erasures_that_texts_do_not_tell_goes_along(
    #[values(Sqlite, Postgres)] from: Engine,
    #[values(Sqlite, Postgres)] to: Engine,
) {
    let stand = history(from).await;
    let damage = "UPDATE personal SET salt = NULL, text = NULL WHERE text = 'words 2'";
    tamper(&stand, damage, &damage.replace("'words 2'", "'words 2'::bytea")).await;
    let is_told = |report: &Report| {
        let told = |problem: &&Problem| matches!(problem, Problem::Erasures { counted: 0, gone: 1, .. });
        report.problems().iter().any(told)
    };
    let store = stand.open(monday()).await.unwrap();
    assert!(is_told(&store.examine().await.unwrap()));
    let text = written(&store).await;
    let kept = store.back_up(&store.place().backups(), monday()).await.unwrap();
    store.close().await;
    assert!(is_told(&read(&text, &Stand::new(to)).await.unwrap()));
    let other = Stand::new(to);
    match target(&other) {
        Target::Folder(folder) => drop(restore::restore(&kept.path, folder, monday()).await.unwrap()),
        Target::Server(url) => drop(restored(&kept.path, url, other.folder.path()).await.unwrap()),
    }
    assert!(is_told(&examine(&other).await));
}

/// The lines without the first, which tells the instant, and the last.
fn rows(text: &[u8]) -> Vec<String> {
    let lines: Vec<String> = std::str::from_utf8(text).unwrap().lines().map(str::to_owned).collect();
    lines[1..lines.len() - 1].to_vec()
}

/// The place is as empty as it was: another import goes in.
async fn assert_empty(stand: &Stand) {
    let names: Vec<_> =
        std::fs::read_dir(stand.folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(names.iter().all(|name| name == "aftercare.lock"), "{names:?}");
}

#[rstest]
#[tokio::test]
async fn a_file_that_was_cut_or_changed_is_refused_and_leaves_nothing(#[values(Sqlite, Postgres)] engine: Engine) {
    let desk = history(Sqlite).await;
    let store = desk.open(monday()).await.unwrap();
    let whole = written(&store).await;
    store.close().await;
    let text = String::from_utf8(whole.clone()).unwrap();
    let without_last = text.trim_end().rsplit_once('\n').unwrap().0.to_owned() + "\n";
    let payload = text.replacen("\\\"number\\\":2", "\\\"number\\\":9", 1);
    assert_ne!(payload, text);
    let spoilt: Vec<(&str, String)> = vec![
        ("nothing", String::new()),
        ("cut in a line", text[..text.len() / 2].to_owned()),
        ("cut behind a line", without_last),
        ("cut in the last line", text[..text.len() - 5].to_owned()),
        (
            "a line left out",
            text.lines().enumerate().filter(|(n, _)| *n != 9).map(|(_, line)| format!("{line}\n")).collect(),
        ),
        ("another payload", payload),
        ("something behind", format!("{text}{{}}\n")),
        ("no desk", "{\"a\":1}\n".to_owned()),
        ("an unknown line", text.replacen("\"line\":\"counter\"", "\"line\":\"wonder\"", 1)),
    ];
    let stand = Stand::new(engine);
    for (what, text) in spoilt {
        let refused = read(text.as_bytes(), &stand).await.err();
        assert!(matches!(refused, Some(StoreError::Flawed(_))), "{what}: {refused:?}");
        assert_empty(&stand).await;
    }
    let newer = text.replacen("\"format\":1", "\"format\":2", 1);
    let refused = read(newer.as_bytes(), &stand).await.err();
    assert!(matches!(refused, Some(StoreError::Newer { found: 2, known: 1 })), "{refused:?}");
    read(&whole, &stand).await.unwrap();
    let twice = read(&whole, &stand).await.err();
    assert!(matches!(twice, Some(StoreError::Duplicate(_))), "{twice:?}");
}

/// Writes the last line anew, so that only the desk itself can tell that something is wrong.
fn sealed_again(text: &str) -> String {
    let body = text.trim_end().rsplit_once('\n').unwrap().0.to_owned() + "\n";
    let mut lines = std::collections::BTreeMap::<String, u64>::new();
    for line in body.lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        *lines.entry(line["line"].as_str().unwrap().to_owned()).or_default() += 1;
    }
    let digest = Hash::of(body.as_bytes());
    format!("{body}{}\n", serde_json::json!({ "line": "end", "lines": lines, "sha256": digest }))
}

#[rstest]
#[case::payload("\\\"number\\\":2", "\\\"number\\\":9")]
#[case::text("\"words 2\"", "\"other words\"")]
#[case::checkpoint("\"events\":13,", "\"events\":12,")]
#[tokio::test]
async fn a_forged_desk_is_refused_though_its_last_line_holds(
    #[case] was: &str,
    #[case] is: &str,
    #[values(Sqlite, Postgres)] engine: Engine,
) {
    let desk = history(Sqlite).await;
    let store = desk.open(monday()).await.unwrap();
    let text = String::from_utf8(written(&store).await).unwrap();
    store.close().await;
    let forged = text.replacen(was, is, 1);
    assert_ne!(forged, text);
    let stand = Stand::new(engine);
    let refused = read(sealed_again(&forged).as_bytes(), &stand).await.err();
    assert!(matches!(refused, Some(StoreError::Flawed(_))), "{refused:?}");
    assert_empty(&stand).await;
    read(sealed_again(&text).as_bytes(), &stand).await.unwrap();
}

#[tokio::test]
async fn counters_and_traces_come_right_on_the_way() {
    let desk = history(Sqlite).await;
    let store = desk.open(monday()).await.unwrap();
    let text = String::from_utf8(written(&store).await).unwrap();
    store.close().await;
    let low = text.replacen("\"name\":\"case\",\"value\":5", "\"name\":\"case\",\"value\":3", 1);
    assert_ne!(low, text);
    let stand = Stand::new(Sqlite);
    assert_eq!(read(sealed_again(&low).as_bytes(), &stand).await.unwrap().findings, []);
    let store = stand.open(monday()).await.unwrap();
    assert_eq!(open_case(&store, monday(), "a@b.example", "next", "y").await.unwrap().1, 6);
}

#[tokio::test]
async fn a_file_missing_here_is_missing_there_and_everything_else_arrives() {
    let desk = history(Sqlite).await;
    let store = desk.open(monday()).await.unwrap();
    let gone = Hash::of(b"a photo of a zip");
    std::fs::remove_file(aftercare_store::Blobs::new(store.place().blobs()).path(&gone)).unwrap();
    let text = written(&store).await;
    store.close().await;
    let stand = Stand::new(Postgres);
    let report = read(&text, &stand).await.unwrap();
    assert_eq!(report.findings.len(), 1);
    assert_eq!(report.findings[0].case, Some(1));
}

#[tokio::test]
async fn a_backup_of_a_server_is_a_backup_like_any_other() {
    let desk = history(Postgres).await;
    let before = examine(&desk).await;
    let store = desk.open(monday()).await.unwrap();
    let folder = store.place().backups();
    let mut heard = Vec::new();
    let kept = store.back_up_watched(&folder, monday(), &mut |done, of| heard.push((done, of))).await.unwrap();
    assert!(heard.last().is_some_and(|(done, of)| done == of && *of > 0), "{heard:?}");
    let again = store.back_up(&folder, monday()).await.unwrap();
    store.close().await;
    for kept in [&kept, &again] {
        let proved = backup::check(&kept.path).await.unwrap();
        assert_eq!((proved.manifest.events, proved.manifest.cases), (before.counts.events, 5));
        assert_eq!((proved.manifest.blobs.len(), proved.manifest.missing.len()), (2, 0));
        let names: Vec<_> = std::fs::read_dir(&kept.path).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names.len(), 3, "database, blobs, manifest: {names:?}");
    }
    // Into a folder.
    let folder = tempfile::tempdir().unwrap();
    restore::restore(&kept.path, folder.path(), monday()).await.unwrap();
    let store = Store::open(folder.path(), monday()).await.unwrap();
    let report = store.examine().await.unwrap();
    assert_eq!((report.findings.len(), report.heads, report.folded), (0, before.heads, before.folded));
    store.close().await;
    // Into an empty database, and only there.
    let other = Stand::new(Postgres);
    let Target::Server(url) = target(&other) else { panic!("a server") };
    restored(&kept.path, url, other.folder.path()).await.unwrap();
    let report = examine(&other).await;
    assert_eq!((report.findings.len(), report.heads, report.folded), (0, before.heads, before.folded));
    let refused = restored(&kept.path, url, other.folder.path()).await.err();
    assert!(matches!(refused, Some(StoreError::Duplicate(_))), "{refused:?}");
}

async fn restored(from: &Path, url: &str, own: &Path) -> Result<backup::Backup> {
    restore::restore_server(from, url, own, monday(), &mut |_, _| {}).await
}

#[tokio::test]
async fn the_desk_of_an_earlier_schema_moves_to_a_server() {
    let stand = Stand::new(Sqlite);
    crate::common::unpack_schema_3(stand.folder.path());
    let store = stand.open(monday()).await.unwrap();
    let text = written(&store).await;
    let here = told(&store.examine().await.unwrap());
    store.close().await;
    let server = Stand::new(Postgres);
    let report = read(&text, &server).await.unwrap();
    assert_eq!(report.problems(), [] as [&aftercare_store::doctor::Problem; 0]);
    assert_eq!(told(&report), here);
}
