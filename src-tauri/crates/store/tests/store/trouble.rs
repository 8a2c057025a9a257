//! Files that must be refused untouched, disks that fill up, folders that can't be written.

use crate::common::*;
use aftercare_core::journal::Hash;
use aftercare_store::{CaseFilter, Store, StoreError, Tuning};
use rstest::rstest;
use sqlx::Connection;
use std::fs;
use std::path::Path;
use std::time::Duration;

async fn made() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), monday()).await.unwrap();
    open_case(&store, monday(), "a@b.example", "zip", "y").await.unwrap();
    store.close().await;
    folder
}

fn patch(path: &Path, offset: usize, bytes: &[u8]) {
    let mut file = fs::read(path).unwrap();
    file[offset..offset + bytes.len()].copy_from_slice(bytes);
    fs::write(path, file).unwrap();
}

/// Opens and expects a refusal; nothing in the folder may have changed.
async fn refused(folder: &Path) -> StoreError {
    let path = folder.join("aftercare.db");
    let before = Hash::of(&fs::read(&path).unwrap());
    let error = Store::open(folder, monday()).await.err().expect("refused");
    assert_eq!(Hash::of(&fs::read(&path).unwrap()), before, "never written to");
    for beside in ["aftercare.db-wal", "aftercare.db-shm", "aftercare.db-journal"] {
        assert!(!folder.join(beside).exists(), "{beside}");
    }
    error
}

#[tokio::test]
async fn a_newer_schema_is_refused_untouched() {
    let folder = made().await;
    patch(&folder.path().join("aftercare.db"), 60, &900_u32.to_be_bytes());
    let error = refused(folder.path()).await;
    assert!(matches!(error, StoreError::Newer { found: 900, known: 6.. }), "{error:?}");
}

#[tokio::test]
async fn a_schema_that_only_its_migrations_say_is_newer_is_refused() {
    let folder = made().await;
    let path = folder.path().join("aftercare.db");
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&path);
    let mut conn = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
    sqlx::query(
        "INSERT INTO _sqlx_migrations SELECT 99, 'future', installed_on, success, checksum, execution_time
         FROM _sqlx_migrations LIMIT 1",
    )
    .execute(&mut conn)
    .await
    .unwrap();
    sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut conn).await.unwrap();
    conn.close().await.unwrap();
    let error = refused(folder.path()).await;
    assert!(matches!(error, StoreError::Newer { found: 99, known: 6.. }), "{error:?}");
}

#[tokio::test]
async fn an_empty_file_where_a_desk_has_lived_is_refused_and_elsewhere_a_new_desk() {
    let folder = made().await;
    fs::write(folder.path().join("aftercare.db"), b"").unwrap();
    for suffix in ["-wal", "-shm"] {
        let _ = fs::remove_file(folder.path().join(format!("aftercare.db{suffix}")));
    }
    fs::create_dir_all(folder.path().join("blobs/ab")).unwrap();
    assert!(matches!(refused(folder.path()).await, StoreError::Damaged(_)));
    let fresh = tempfile::tempdir().unwrap();
    fs::write(fresh.path().join("aftercare.db"), b"").unwrap();
    Store::open(fresh.path(), monday()).await.unwrap();
}

#[rstest]
#[case::garbage(b"this is no database at all, only words, many more than a hundred of them would be needed to fill a page of it, so on it goes".to_vec())]
#[case::short(b"SQLite format 3\0".to_vec())]
#[tokio::test]
async fn garbage_is_refused_untouched(#[case] bytes: Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("aftercare.db"), bytes).unwrap();
    assert!(matches!(refused(folder.path()).await, StoreError::Damaged(_)));
}

#[tokio::test]
async fn a_truncated_file_and_another_programs_are_refused_untouched() {
    let folder = made().await;
    let path = folder.path().join("aftercare.db");
    let whole = fs::read(&path).unwrap();
    fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    assert!(matches!(refused(folder.path()).await, StoreError::Damaged(_)));
    fs::write(&path, &whole).unwrap();
    patch(&path, 68, b"ELSE");
    assert!(matches!(refused(folder.path()).await, StoreError::Damaged(_)));
}

#[tokio::test]
async fn a_broken_page_is_reported_not_served() {
    let folder = made().await;
    let path = folder.path().join("aftercare.db");
    let length = fs::metadata(&path).unwrap().len();
    for page in 2..length / 4096 {
        patch(&path, usize::try_from(page * 4096).unwrap(), &[0xFF; 64]);
    }
    let outcome = Store::open(folder.path(), monday()).await.err();
    assert!(matches!(outcome, Some(StoreError::Damaged(_))), "{outcome:?}");
}

#[tokio::test]
async fn an_empty_file_is_a_new_desk() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("aftercare.db"), b"").unwrap();
    let store = Store::open(folder.path(), monday()).await.unwrap();
    assert_sound(&store).await;
}

#[tokio::test]
async fn a_full_disk_loses_nothing_that_was_confirmed() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), monday()).await.unwrap();
    store.close().await;
    let pages = u32::try_from(fs::metadata(folder.path().join("aftercare.db")).unwrap().len() / 4096 + 60).unwrap();
    let tuning = Tuning { max_pages: Some(pages), ..Tuning::default() };
    let store = Store::open_with(folder.path(), monday(), tuning, &mut |_, _| {}).await.unwrap();
    let text = "words ".repeat(2000);
    let mut kept = Vec::new();
    let error = loop {
        match open_case(&store, monday(), "a@b.example", "big", &text).await {
            Ok((id, _)) => kept.push(id),
            Err(error) => break error,
        }
        assert!(kept.len() < 10_000, "it must fill up");
    };
    assert!(matches!(error, StoreError::DiskFull), "{error:?}");
    assert!(!kept.is_empty());
    assert_all_there(&store, &kept).await;
    store.close().await;
    // With room again the desk goes on, and the number that failed is given out.
    let store = Store::open(folder.path(), monday()).await.unwrap();
    let (id, number) = open_case(&store, monday(), "a@b.example", "next", "y").await.unwrap();
    assert_eq!(number, kept.len() as u64 + 1);
    kept.push(id);
    assert_all_there(&store, &kept).await;
}

async fn assert_all_there(store: &Store, kept: &[aftercare_core::ids::CaseId]) {
    let mut look = store.look().await.unwrap();
    assert_eq!(look.cases(CaseFilter::All, "", None, 1).await.unwrap().total, kept.len() as u64);
    for id in kept {
        assert_eq!(look.case_entries(*id).await.unwrap().len(), 2);
    }
    drop(look);
    assert_sound(store).await;
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_really_full_disk_loses_nothing_either() {
    let folder = tempfile::tempdir().unwrap();
    let mounted = std::process::Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=2m", "tmpfs"])
        .arg(folder.path())
        .output()
        .is_ok_and(|done| done.status.success());
    if !mounted {
        eprintln!("skipped: a small file system can't be mounted here (needs root); the page limit stands in for it");
        return;
    }
    let outcome = fill_up(folder.path()).await;
    let unmounted = std::process::Command::new("umount").arg(folder.path()).status().unwrap();
    assert!(unmounted.success());
    let error = outcome;
    assert!(matches!(error, StoreError::DiskFull), "{error:?}");
}

#[cfg(target_os = "linux")]
async fn fill_up(folder: &Path) -> StoreError {
    let store = Store::open(folder, monday()).await.unwrap();
    let text = "words ".repeat(2000);
    let mut kept = Vec::new();
    let error = loop {
        match open_case(&store, monday(), "a@b.example", "big", &text).await {
            Ok((id, _)) => kept.push(id),
            Err(error) => break error,
        }
    };
    assert_all_there(&store, &kept).await;
    assert!(matches!(store.put_blob(vec![7; 3 << 20]).await, Err(StoreError::DiskFull)));
    // Fill what the failed attempts left free.
    let mut filler = fs::File::create(folder.join("filler")).unwrap();
    while std::io::Write::write_all(&mut filler, &[7; 4096]).is_ok() {}
    let backup = store.back_up(&folder.join("backups"), monday()).await;
    assert!(matches!(backup, Err(StoreError::DiskFull)), "{backup:?}");
    assert_eq!(fs::read_dir(folder.join("backups")).map_or(0, Iterator::count), 0, "no draft is left");
    store.close().await;
    error
}

#[tokio::test]
async fn a_writer_that_never_ends_makes_others_say_locked() {
    let folder = made().await;
    let tuning = Tuning { busy: Duration::from_millis(200), ..Tuning::default() };
    let one = Store::open(folder.path(), monday()).await.unwrap();
    let two = Store::open_with(folder.path(), monday(), tuning, &mut |_, _| {}).await.unwrap();
    let work = one.begin(monday()).await.unwrap();
    assert!(matches!(two.begin(monday()).await.err(), Some(StoreError::Locked)));
    let own = two.look().await.unwrap().cases(CaseFilter::All, "", None, 10).await.unwrap();
    assert_eq!(own.total, 1, "reading goes on");
    drop(work);
    assert!(two.begin(monday()).await.is_ok());
}

#[cfg(unix)]
#[tokio::test]
async fn a_folder_that_cant_be_written_says_so() {
    use std::os::unix::fs::PermissionsExt;
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("desk");
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
    if fs::write(folder.join("probe"), b"").is_ok() {
        eprintln!("skipped: this user may write anywhere (root)");
        return;
    }
    let error = Store::open(&folder, monday()).await.err();
    assert!(matches!(error, Some(StoreError::ReadOnly(_))), "{error:?}");
}

#[tokio::test]
async fn another_programs_plain_database_is_refused_untouched() {
    use sqlx::{ConnectOptions, Connection, sqlite::SqliteConnectOptions};
    let folder = tempfile::tempdir().unwrap();
    let options = SqliteConnectOptions::new().filename(folder.path().join("aftercare.db")).create_if_missing(true);
    let mut conn = options.connect().await.unwrap();
    sqlx::query("CREATE TABLE bookmarks (url TEXT)").execute(&mut conn).await.unwrap();
    conn.close().await.unwrap();
    assert!(matches!(refused(folder.path()).await, StoreError::Damaged(_)));
}
