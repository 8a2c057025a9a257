//! A person is erased: what was said, and the files that only this person sent, are nowhere any more; what others have stays.

use crate::common::*;
use crate::doctor::examine;
use aftercare_core::case::{BlobRef, CaseEvent, Channel, MessageKind};
use aftercare_core::ids::{CaseId, EntryId};
use aftercare_core::journal::{Sealed, Sealer};
use aftercare_store::{Blob, Expected, Store, StoreError};
use rstest::rstest;
use std::fs;
use std::path::Path;

/// A word that stands nowhere else, and in no compressed page.
const WORD: &str = "quillfeather";

fn named(seal: &mut Sealer<'_>, blob: &Blob) -> Sealed {
    let (sha256, size) = (blob.sha256.to_string(), blob.size);
    let file = BlobRef { sha256, name: "photo.jpg".into(), mime: "image/jpeg".into(), size, inline: false };
    seal.seal(serde_json::to_string(&file).unwrap())
}

/// A case with a message and these files.
async fn letter(store: &Store, text: &str, files: &[&[u8]]) -> (CaseId, Vec<Blob>) {
    let mut blobs = Vec::new();
    for file in files {
        blobs.push(store.put_blob(file.to_vec()).await.unwrap());
    }
    let mut work = store.begin(monday()).await.unwrap();
    for blob in &blobs {
        work.keep_blob(blob).await.unwrap();
    }
    let (case, _) = open_in(&mut work, monday(), "a@b.example", text, text).await.unwrap();
    append(&mut work, case_stream(case), Expected::Any, monday(), |seal| CaseEvent::MessageReceived {
        entry: EntryId(fresh_id(monday())),
        channel: Channel::Mail,
        sort: MessageKind::Message,
        from: seal.seal("a@b.example"),
        name: None,
        subject: None,
        text: seal.seal(text),
        message_id: None,
        raw: None,
        files: blobs.iter().map(|blob| named(seal, blob)).collect(),
        problems: Vec::new(),
        imported: true,
    })
    .await
    .unwrap();
    work.commit().await.unwrap();
    (case, blobs)
}

async fn erase(store: &Store, case: CaseId) {
    let mut work = store.begin(monday()).await.unwrap();
    work.erase(case_stream(case)).await.unwrap();
    work.commit().await.unwrap();
    store.scrub().await.unwrap();
}

#[rstest]
#[tokio::test]
async fn files_go_with_the_last_text_that_names_them(#[values(Sqlite, Postgres)] engine: Engine) {
    let stand = Stand::new(engine);
    let store = stand.open(monday()).await.unwrap();
    set_up(&store, monday(), &[60]).await.unwrap();
    let (first, files) = letter(&store, "one", &[b"only here", b"of both"]).await;
    let (second, _) = letter(&store, "two", &[b"of both"]).await;
    erase(&store, first).await;
    assert!(matches!(store.blob(&files[0].sha256).await, Err(StoreError::NotFound)));
    assert_eq!(store.blob(&files[1].sha256).await.unwrap(), b"of both");
    erase(&store, second).await;
    assert!(matches!(store.blob(&files[1].sha256).await, Err(StoreError::NotFound)));
    assert_eq!(store.drop_files().await.unwrap(), 0, "done once");
    store.close().await;
    assert_eq!(examine(&stand).await.findings, []);
}

/// The same bytes come again, before those of the erased one are gone from the disk.
#[rstest]
#[tokio::test]
async fn a_file_that_is_named_anew_stays(#[values(Sqlite, Postgres)] engine: Engine) {
    let stand = Stand::new(engine);
    let store = stand.open(monday()).await.unwrap();
    set_up(&store, monday(), &[60]).await.unwrap();
    let (first, files) = letter(&store, "one", &[b"a photo"]).await;
    let mut work = store.begin(monday()).await.unwrap();
    work.erase(case_stream(first)).await.unwrap();
    work.commit().await.unwrap();
    letter(&store, "two", &[b"a photo"]).await;
    assert_eq!(store.drop_files().await.unwrap(), 0);
    assert_eq!(store.blob(&files[0].sha256).await.unwrap(), b"a photo");
    store.close().await;
    assert_eq!(examine(&stand).await.findings, []);
}

fn holds(folder: &Path, words: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(holds(&path, words));
        } else if fs::read(&path).unwrap().windows(words.len()).any(|part| part == words) {
            found.push(path.display().to_string());
        }
    }
    found
}

/// Deleted rows leave their bytes in a database's free room, and words of the index in its old parts.
#[tokio::test]
async fn no_byte_of_what_was_said_stands_in_the_folder() {
    let stand = Stand::new(Sqlite);
    let store = stand.open(monday()).await.unwrap();
    set_up(&store, monday(), &[60]).await.unwrap();
    let (case, _) = letter(&store, &format!("the {WORD} came off"), &[WORD.as_bytes()]).await;
    for n in 0..40 {
        letter(&store, &format!("a zip, {n}"), &[]).await;
    }
    // The index has it too.
    let mut look = store.look_for(WORD).await.unwrap();
    assert_eq!(look.cases(aftercare_store::CaseFilter::Open, WORD, None, 10).await.unwrap().total, 1);
    drop(look);
    assert_ne!(holds(stand.folder.path(), WORD.as_bytes()), Vec::<String>::new(), "it can be seen at all");
    erase(&store, case).await;
    store.close().await;
    assert_eq!(holds(stand.folder.path(), WORD.as_bytes()), Vec::<String>::new());
    assert_eq!(examine(&stand).await.findings, []);
}
