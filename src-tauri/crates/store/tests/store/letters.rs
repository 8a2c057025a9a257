//! What stands beside the journal and follows from it: traces and mentions of messages, rows of files, drafts, counters. Each
//! damage shows, and heals where the journal or a file still tells what was there. On both engines.

use crate::common::*;
use crate::doctor::{set, tamper, target, words};
use aftercare_core::case::{BlobRef, CaseEvent, Channel, MessageKind, chat_id};
use aftercare_core::desk::{DeskEvent, STREAM, Staff};
use aftercare_core::ids::EntryId;
use aftercare_core::journal::{Hash, Sealed, Sealer};
use aftercare_store::doctor::{self, Grade, Problem, Report};
use aftercare_store::{Blob, Store, Trace};
use rstest::rstest;

/// A mail as this file writes it: its id, what it mentions, and a line of text.
fn mail(id: &str, mentions: &str) -> Vec<u8> {
    format!("{id}\n{mentions}\nthe zip came off").into_bytes()
}

/// Reads such a mail.
fn read(raw: &[u8]) -> Trace {
    let text = std::str::from_utf8(raw).unwrap();
    let mut lines = text.lines();
    let id = lines.next().unwrap();
    let mentions = lines.next().unwrap().split_whitespace().map(str::to_owned).collect();
    let identity = Some(Hash::of(format!("identity of {id}").as_bytes()));
    Trace { raw: Some(Hash::of(raw)), identity, message_id: Some(id.to_owned()), mentions }
}

fn named(seal: &mut Sealer<'_>, blob: &Blob) -> Sealed {
    let (sha256, size) = (blob.sha256.to_string(), blob.size);
    let file = BlobRef { sha256, name: "message.eml".into(), mime: "message/rfc822".into(), size, inline: false };
    seal.seal(serde_json::to_string(&file).unwrap())
}

async fn letter(store: &Store, id: &str, mentions: &str) {
    let raw = mail(id, mentions);
    let blob = store.put_blob(raw.clone()).await.unwrap();
    let mut work = store.begin(monday()).await.unwrap();
    work.keep_blob(&blob).await.unwrap();
    let (case, _) = open_in(&mut work, monday(), "a@b.example", id, "words").await.unwrap();
    let event = |seal: &mut Sealer<'_>| CaseEvent::MessageReceived {
        entry: EntryId(fresh_id(monday())),
        channel: Channel::Mail,
        sort: MessageKind::Message,
        from: seal.seal("a@b.example"),
        name: None,
        subject: None,
        text: seal.seal("the zip came off"),
        message_id: Some(seal.seal(id)),
        raw: Some(named(seal, &blob)),
        files: Vec::new(),
        problems: Vec::new(),
        imported: true,
    };
    let seq = append(&mut work, case_stream(case), aftercare_store::Expected::Any, monday(), event).await.unwrap();
    work.trace(case, seq, &read(&raw)).await.unwrap();
    work.set_draft(ME, case, &format!("about {id}")).await.unwrap();
    work.commit().await.unwrap();
}

/// Three mails on three cases, a draft on each.
async fn desk(engine: Engine) -> Stand {
    let stand = Stand::new(engine);
    let store = stand.open(monday()).await.unwrap();
    set_up(&store, monday(), &[60]).await.unwrap();
    let mut work = store.begin(monday()).await.unwrap();
    append(&mut work, STREAM, aftercare_store::Expected::Any, monday(), |s| DeskEvent::StaffSet {
        id: ME,
        staff: Staff {
            name: s.seal("Mei"),
            group: None,
            languages: Vec::new(),
            supervisor: false,
            away: None,
            left: false,
        },
    })
    .await
    .unwrap();
    work.commit().await.unwrap();
    store.set_calendar_draft(ME, ("hx-leather", "service"), Some("{}"), monday()).await.unwrap();
    letter(&store, "one@x", "").await;
    letter(&store, "two@x", "before@x earlier@x").await;
    letter(&store, "three@x", "before@x").await;
    store.close().await;
    assert_eq!(examine(&stand).await.findings, []);
    stand
}

async fn examine(stand: &Stand) -> Report {
    doctor::examine(target(stand), Some(read), &mut |_, _, _| {}).await.unwrap()
}

const MAIL_2: &str = "(SELECT stream_id FROM message WHERE message_id = 'two@x')";
const NOBODY: &str = "00112233445566778899aabbccddeeff";

#[rstest]
#[case::trace_gone("DELETE FROM message WHERE message_id = 'two@x'", "", "untraced", Some(2))]
#[case::raw_hash("UPDATE message SET raw = NULL WHERE message_id = 'two@x'", "", "mistraced", Some(2))]
#[case::identity("UPDATE message SET identity = NULL WHERE message_id = 'two@x'", "", "mistraced", Some(2))]
#[case::identities_swapped(
    "UPDATE message SET identity = CASE message_id WHEN 'two@x' THEN zeroblob(32) END WHERE message_id = 'two@x'",
    "UPDATE message SET identity = decode(repeat('00', 32), 'hex') WHERE message_id = 'two@x'",
    "mistraced",
    Some(2)
)]
#[case::id_gone("UPDATE message SET message_id = NULL WHERE message_id = 'two@x'", "", "mistraced", Some(2))]
#[case::another_id("UPDATE message SET message_id = 'four@x' WHERE message_id = 'two@x'", "", "mistraced", Some(2))]
#[case::trace_of_no_message("UPDATE message SET seq = 77 WHERE message_id = 'two@x'", "", "trace untraced", Some(2))]
#[case::mention_gone("DELETE FROM mention WHERE message_id = 'earlier@x'", "", "mentions", Some(2))]
#[case::mention_more("INSERT INTO mention (message_id, stream_id) VALUES ('none@x', MAIL_2)", "", "mentions", Some(2))]
#[case::mention_changed(
    "UPDATE mention SET message_id = 'none@x' WHERE message_id = 'earlier@x'",
    "",
    "mentions",
    Some(2)
)]
#[case::mention_of_nobody(
    "INSERT INTO mention (message_id, stream_id) VALUES ('none@x', X'NOBODY')",
    "INSERT INTO mention (message_id, stream_id) VALUES ('none@x', 'NOBODY')",
    "rows:mention",
    None
)]
#[case::draft_of_nobody(
    "INSERT INTO draft (staff, case_id, text, at) VALUES (X'NOBODY', X'NOBODY', 'x', 1)",
    "INSERT INTO draft (staff, case_id, text, at) VALUES ('NOBODY', 'NOBODY', 'x', 1)",
    "rows:draft",
    None
)]
#[case::calendar_draft_of_nobody(
    "INSERT INTO calendar_draft (staff, pack, name, text, at) VALUES (X'NOBODY', 'hx-leather', 'service', 'x', 1)",
    "INSERT INTO calendar_draft (staff, pack, name, text, at) VALUES ('NOBODY', 'hx-leather', 'service', 'x', 1)",
    "rows:calendar_draft",
    None
)]
#[case::calendar_draft_of_no_pack("UPDATE calendar_draft SET pack = 'none'", "", "rows:calendar_draft", None)]
#[case::calendar_draft_of_no_calendar("UPDATE calendar_draft SET name = 'none'", "", "rows:calendar_draft", None)]
#[case::file_without_a_row("DELETE FROM blob WHERE size = (SELECT MAX(size) FROM blob)", "", "unnamed stray", Some(2))]
#[case::size("UPDATE blob SET size = 7 WHERE size = (SELECT MAX(size) FROM blob)", "", "size", Some(2))]
#[case::size_below_zero("UPDATE blob SET size = -1 WHERE size = (SELECT MAX(size) FROM blob)", "", "size", Some(2))]
#[case::counter_behind("UPDATE counter SET value = 2 WHERE name = 'case'", "", "counter", None)]
#[tokio::test]
async fn what_follows_from_messages_shows_and_heals(
    #[case] sqlite: &str,
    #[case] postgres: &str,
    #[case] expected: &str,
    #[case] number: Option<u64>,
    #[values(Sqlite, Postgres)] engine: Engine,
) {
    let stand = desk(engine).await;
    let text = |text: &str| text.replace("MAIL_2", MAIL_2).replace("NOBODY", NOBODY);
    tamper(&stand, &text(sqlite), &text(postgres)).await;
    let report = examine(&stand).await;
    assert_eq!(words(&report), set(expected), "{:#?}", report.findings);
    assert_eq!(report.worst(), Some(Grade::Mend));
    assert_eq!(report.findings[0].case, number, "{:?}", report.findings[0]);
    let (own, backups) = (stand.folder.path(), stand.folder.path().join("backups"));
    let done = doctor::repair(target(&stand), &backups, own, monday(), Some(read), &mut |_, _, _| {}).await.unwrap();
    assert_eq!(done.report.findings, []);
    assert_eq!(done.backup.manifest.missing, [], "every file is in the backup");
    let store = stand.open(monday()).await.unwrap();
    let mut look = store.look().await.unwrap();
    let case = look.case_by_number(2).await.unwrap().unwrap();
    assert_eq!(look.case_by_message_id("two@x").await.unwrap(), Some(case));
    assert_eq!(look.case_by_mention("earlier@x").await.unwrap(), Some(case));
    assert_eq!(look.case_by_mention("none@x").await.unwrap(), None);
    let raw = Hash::of(&mail("two@x", "before@x earlier@x"));
    assert!(look.known_message(&raw, None).await.unwrap().is_some(), "the same mail is not imported again");
    assert_eq!(look.draft(ME, case).await.unwrap().as_deref(), Some("about two@x"));
}

#[rstest]
#[tokio::test]
async fn two_traces_that_changed_places_heal(#[values(Sqlite, Postgres)] engine: Engine) {
    let stand = desk(engine).await;
    let swap = "UPDATE message SET message_id = CASE message_id WHEN 'one@x' THEN 'two@x' ELSE 'one@x' END
                WHERE message_id IN ('one@x', 'two@x')";
    tamper(&stand, swap, "").await;
    assert_eq!(words(&examine(&stand).await), set("mistraced"));
    let (own, backups) = (stand.folder.path(), stand.folder.path().join("backups"));
    let done = doctor::repair(target(&stand), &backups, own, monday(), Some(read), &mut |_, _, _| {}).await.unwrap();
    assert_eq!(done.report.findings, []);
}

#[rstest]
#[tokio::test]
async fn numbers_that_nobody_was_given_are_a_note(#[values(Sqlite, Postgres)] engine: Engine) {
    let stand = desk(engine).await;
    tamper(&stand, "UPDATE counter SET value = 40 WHERE name = 'case'", "").await;
    let report = examine(&stand).await;
    let [found] = report.findings.as_slice() else { panic!("{:?}", report.findings) };
    assert_eq!(found.problem, Problem::Ahead { name: "case".into(), stands: 40, used: 3 });
    assert_eq!(found.grade, Grade::Note);
}

#[rstest]
#[tokio::test]
async fn an_erased_case_is_no_damage(#[values(Sqlite, Postgres)] engine: Engine) {
    let stand = desk(engine).await;
    let store = stand.open(monday()).await.unwrap();
    let mut work = store.begin(monday()).await.unwrap();
    let case = work.look().case_by_number(2).await.unwrap().unwrap();
    work.erase(case_stream(case)).await.unwrap();
    work.commit().await.unwrap();
    store.drop_files().await.unwrap();
    store.close().await;
    assert_eq!(examine(&stand).await.findings, []);
}

/// A message of a chat: no bytes of its own, and traces that its id tells.
async fn chat(store: &Store, text: &str) {
    let mut work = store.begin(monday()).await.unwrap();
    let (case, _) = open_in(&mut work, monday(), "", text, "words").await.unwrap();
    let identity = Hash::of(text.as_bytes());
    let event = |seal: &mut Sealer<'_>| CaseEvent::MessageReceived {
        entry: EntryId(fresh_id(monday())),
        channel: Channel::Chat,
        sort: MessageKind::Message,
        from: seal.seal(""),
        name: Some(seal.seal("Orla")),
        subject: None,
        text: seal.seal(text),
        message_id: Some(seal.seal(chat_id(&identity))),
        raw: None,
        files: Vec::new(),
        problems: Vec::new(),
        imported: true,
    };
    let seq = append(&mut work, case_stream(case), aftercare_store::Expected::Any, monday(), event).await.unwrap();
    let trace =
        Trace { raw: None, identity: Some(identity), message_id: Some(chat_id(&identity)), mentions: Vec::new() };
    work.trace(case, seq, &trace).await.unwrap();
    work.commit().await.unwrap();
}

#[rstest]
#[case::all_there("", "", None)]
#[case::gone("DELETE FROM message WHERE message_id LIKE 'chat:%'", "untraced", Some(1))]
#[case::identity_gone("UPDATE message SET identity = NULL WHERE message_id LIKE 'chat:%'", "mistraced", Some(1))]
#[case::id_gone("UPDATE message SET message_id = NULL WHERE message_id LIKE 'chat:%'", "mistraced", Some(1))]
#[tokio::test]
async fn the_traces_of_a_chat_show_and_heal_without_a_raw_message(
    #[case] damage: &str,
    #[case] expected: &str,
    #[case] number: Option<u64>,
    #[values(Sqlite, Postgres)] engine: Engine,
) {
    let stand = Stand::new(engine);
    let store = stand.open(monday()).await.unwrap();
    set_up(&store, monday(), &[60]).await.unwrap();
    chat(&store, "sixty wet boxes").await;
    store.close().await;
    tamper(&stand, damage, "").await;
    let report = examine(&stand).await;
    assert_eq!(words(&report), set(expected), "{:#?}", report.findings);
    assert_eq!(report.findings.first().and_then(|finding| finding.case), number);
    let (own, backups) = (stand.folder.path(), stand.folder.path().join("backups"));
    let done = doctor::repair(target(&stand), &backups, own, monday(), Some(read), &mut |_, _, _| {}).await.unwrap();
    assert_eq!(done.report.findings, []);
    let store = stand.open(monday()).await.unwrap();
    let filed = store.look().await.unwrap().filed_message(&Hash::of(b"sixty wet boxes")).await.unwrap();
    assert!(filed.is_some(), "the same chat is not imported again");
}
