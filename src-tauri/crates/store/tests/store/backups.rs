//! Backups are proved when made, restores when brought back.

use crate::common::*;
use aftercare_store::restore::restore;
use aftercare_store::{Blobs, CaseFilter, Store, StoreError, backup};
use chrono::TimeDelta;
use std::fs;

async fn desk() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), monday()).await.unwrap();
    set_up(&store, monday(), &[60]).await.unwrap();
    let blob = store.put_blob(b"a photo of the zip".to_vec()).await.unwrap();
    let mut work = store.begin(monday()).await.unwrap();
    open_in(&mut work, monday(), "a@b.example", "拉链坏了", "words").await.unwrap();
    work.keep_blob(&blob).await.unwrap();
    work.commit().await.unwrap();
    (folder, store)
}

#[tokio::test]
async fn what_is_restored_equals_what_was_backed_up() {
    let (folder, store) = desk().await;
    let made = store.back_up(&store.place().backups(), monday()).await.unwrap();
    assert_eq!(made.path.file_name().unwrap(), "aftercare-2026-11-23T020000Z");
    assert_eq!((made.manifest.events, made.manifest.cases, made.manifest.blobs.len()), (3, 1, 1));
    assert_eq!(made.manifest.missing, []);
    assert_eq!(backup::check(&made.path).await.unwrap(), made);
    assert_eq!(backup::list(&store.place().backups()).unwrap(), std::slice::from_ref(&made));
    let before = store.look_for("拉链").await.unwrap().cases(CaseFilter::All, "拉链", None, 10).await.unwrap().rows;

    open_case(&store, monday(), "a@b.example", "written after the backup", "words").await.unwrap();
    let busy = restore(&made.path, folder.path(), monday()).await;
    assert!(matches!(busy, Err(StoreError::Locked)), "not under a running desk: {busy:?}");
    store.close().await;
    let done = restore(&made.path, folder.path(), monday()).await.unwrap();
    let replaced = done.replaced.unwrap();
    assert_eq!(replaced.file_name().unwrap(), "aftercare.db.replaced-2026-11-23T020000Z");
    assert!(replaced.exists());

    let store = Store::open(folder.path(), monday()).await.unwrap();
    let after = store.look_for("拉链").await.unwrap().cases(CaseFilter::All, "拉链", None, 10).await.unwrap().rows;
    assert_eq!(before, after);
    assert_eq!(store.look().await.unwrap().events().await.unwrap(), 3);
    assert_sound(&store).await;
    // The replaced one can be had back: it is a database of its own.
    let aside = tempfile::tempdir().unwrap();
    fs::copy(&replaced, aside.path().join("aftercare.db")).unwrap();
    let old = Store::open(aside.path(), monday()).await.unwrap();
    assert_eq!(old.look().await.unwrap().events().await.unwrap(), 5);
}

#[tokio::test]
async fn a_backup_brings_a_desk_to_an_empty_computer_with_its_files() {
    let (_folder, store) = desk().await;
    let elsewhere = tempfile::tempdir().unwrap();
    let made = store.back_up(elsewhere.path(), monday()).await.unwrap();
    let fresh = tempfile::tempdir().unwrap();
    let done = restore(&made.path, &fresh.path().join("desk"), monday()).await.unwrap();
    assert_eq!(done.replaced, None);
    let store = Store::open(fresh.path().join("desk"), monday()).await.unwrap();
    assert_eq!(store.examine().await.unwrap().counts.blobs, 1);
    assert_sound(&store).await;
}

#[tokio::test]
async fn a_damaged_database_is_replaced_by_its_backup_and_kept() {
    let (folder, store) = desk().await;
    let made = store.back_up(&store.place().backups(), monday()).await.unwrap();
    store.close().await;
    fs::write(folder.path().join("aftercare.db"), b"ruined by something or somebody, no database any more").unwrap();
    assert!(matches!(Store::open(folder.path(), monday()).await.err(), Some(StoreError::Damaged(_))));
    let done = restore(&made.path, folder.path(), monday()).await.unwrap();
    assert!(fs::read(done.replaced.unwrap()).unwrap().starts_with(b"ruined"));
    assert_sound(&Store::open(folder.path(), monday()).await.unwrap()).await;
}

#[tokio::test]
async fn a_backup_with_a_wrong_byte_is_refused_and_the_desk_stands() {
    let (folder, store) = desk().await;
    let made = store.back_up(&store.place().backups(), monday()).await.unwrap();
    store.close().await;
    let file = made.path.join("aftercare.db");
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&file, bytes).unwrap();
    let refused = restore(&made.path, folder.path(), monday()).await;
    assert!(matches!(refused, Err(StoreError::Flawed(_))), "{refused:?}");
    assert!(!folder.path().join("aftercare.db.restoring").exists());
    let store = Store::open(folder.path(), monday()).await.unwrap();
    assert_eq!(store.look().await.unwrap().events().await.unwrap(), 3);
    assert!(matches!(
        restore(&folder.path().join("nowhere"), folder.path(), monday()).await,
        Err(StoreError::NotFound)
    ));
}

#[tokio::test]
async fn a_backup_goes_on_beside_writers() {
    let (_folder, store) = desk().await;
    let busy = store.clone();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let writer = tokio::spawn(async move {
        let mut stopped = stopped;
        let mut cases = 1_u64;
        while stopped.try_recv().is_err() {
            open_case(&busy, monday(), "a@b.example", "meanwhile", "words").await.unwrap();
            cases += 1;
        }
        cases
    });
    let mut last = 0;
    for n in 0..3 {
        let made = store.back_up(&store.place().backups(), monday() + TimeDelta::minutes(n)).await.unwrap();
        assert!(made.manifest.cases >= last);
        assert_eq!(made.manifest.events, made.manifest.cases * 2 + 1, "from one instant");
        last = made.manifest.cases;
    }
    stop.send(()).unwrap();
    assert!(writer.await.unwrap() >= last);
    assert_sound(&store).await;
}

#[tokio::test]
async fn a_missing_file_is_told_and_does_not_stop_the_backup() {
    let (_folder, store) = desk().await;
    let sha = aftercare_core::journal::Hash::of(b"a photo of the zip");
    fs::remove_file(Blobs::new(store.place().blobs()).path(&sha)).unwrap();
    let made = store.back_up(&store.place().backups(), monday()).await.unwrap();
    assert_eq!((made.manifest.missing, made.manifest.blobs.len()), (vec![sha], 0));
}

#[tokio::test]
async fn old_backups_go_once_as_many_days_stand_after_them() {
    let (_folder, store) = desk().await;
    let folder = store.place().backups();
    assert_eq!(backup::list(&folder).unwrap(), []);
    let mut paths = Vec::new();
    for day in [0, 1, 40, 41] {
        paths.push(store.back_up(&folder, monday() + TimeDelta::days(day)).await.unwrap().path);
    }
    let twin = store.back_up(&folder, monday() + TimeDelta::days(41)).await.unwrap().path;
    assert!(twin.to_string_lossy().ends_with("Z-2"), "two in a second have two names");
    assert_eq!(backup::rotate(&folder, 3, monday() + TimeDelta::days(41)).unwrap(), paths[..1]);
    assert_eq!(backup::rotate(&folder, 2, monday() + TimeDelta::days(41)).unwrap(), paths[1..2]);
    assert_eq!(backup::rotate(&folder, 2, monday() + TimeDelta::days(42)).unwrap().len(), 0, "not old enough");
    // Weeks without a backup, or a clock that runs ahead: age alone takes nothing away.
    assert_eq!(backup::rotate(&folder, 2, monday() + TimeDelta::days(400)).unwrap().len(), 0);
    assert_eq!(backup::rotate(&folder, 0, monday() + TimeDelta::days(400)).unwrap(), paths[2..3]);
    assert_eq!(backup::list(&folder).unwrap().len(), 2, "the newest day stays, however old");
}

#[tokio::test]
async fn two_backups_of_one_second_are_both_kept() {
    let (_folder, store) = desk().await;
    let to = store.place().backups();
    let (one, other) = tokio::join!(store.back_up(&to, monday()), store.back_up(&to, monday()));
    assert_ne!(one.unwrap().path, other.unwrap().path);
    assert_eq!(backup::list(&to).unwrap().len(), 2);
}
