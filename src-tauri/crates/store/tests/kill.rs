//! `kill -9` at any moment: a child writes cases and claims alerts, the parent kills it in the middle, again and again. Every
//! event the child confirmed must be there, the chains must hold, and no alert may be claimed twice.
//!
//! The child is this test binary itself, run with an environment variable; so it works wherever the tests do.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use aftercare_core::journal::Hash;
use aftercare_store::{Store, StoreError};
use chrono::TimeDelta;
use common::*;
use std::collections::HashSet;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

const FOLDER: &str = "AFTERCARE_KILL_FOLDER";
/// At least so many; `make soak` asks for more.
const KILLS: u32 = 200;
/// A fresh folder every so many kills, so that a full verification stays cheap.
const CHAPTER: u32 = 40;

/// What a child told before it died. A line that was cut is no confirmation.
#[derive(Default)]
struct Told {
    cases: Vec<(u64, String)>,
    claimed: Vec<String>,
}

/// Writes until it is killed. Does nothing in an ordinary test run.
#[test]
fn child() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(write_for_ever(Path::new(&folder)));
}

async fn write_for_ever(folder: &Path) {
    let tell = |line: String| {
        let mut out = std::io::stdout().lock();
        writeln!(out, "\n{line}").unwrap();
        out.flush().unwrap();
    };
    let store = Store::open(folder, monday()).await.unwrap();
    loop {
        // Each event is an hour; so deadlines pass while the loop runs.
        let events = store.look().await.unwrap().events().await.unwrap();
        let now = monday() + TimeDelta::hours(i64::try_from(events).unwrap());
        let text = format!("case of {events}");
        let blob = store.put_blob(text.clone().into_bytes()).await.unwrap();
        let mut work = store.begin(now).await.unwrap();
        let (id, number) = open_in(&mut work, now, "a@b.example", "kill", &text).await.unwrap();
        work.trace(id, 2, &trace(text.as_bytes(), None, &format!("{id}@x"), &[])).await.unwrap();
        work.keep_blob(&blob).await.unwrap();
        work.commit().await.unwrap();
        tell(format!("kept {number} {id}"));
        for alert in store.look().await.unwrap().due_alerts(now).await.unwrap().into_iter().take(3) {
            if store.claim(&alert.key, now).await.unwrap() {
                tell(format!("claimed {}", alert.key));
                store.shown(&alert.key, now).await.unwrap();
            }
        }
    }
}

fn spawn(folder: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["child", "--exact", "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Lets a child write for a while, kills it, gives what it confirmed. Even turns count from the first confirmation, odd ones
/// from the start, so that openings are hit too.
fn one_life(folder: &Path, turn: u32, chance: u64) -> Told {
    let mut child = spawn(folder);
    let out = child.stdout.take().unwrap();
    let (send, receive) = mpsc::channel();
    let reader = std::thread::spawn(move || {
        let mut told = Told::default();
        let mut lines = BufReader::new(out);
        let mut line = String::new();
        while lines.read_line(&mut line).unwrap_or(0) > 0 {
            if let Some(whole) = line.strip_suffix('\n') {
                let mut words = whole.split(' ');
                match (words.next(), words.next(), words.next()) {
                    (Some("kept"), Some(number), Some(id)) => told.cases.push((number.parse().unwrap(), id.to_owned())),
                    (Some("claimed"), Some(key), None) => told.claimed.push(key.to_owned()),
                    _ => {}
                }
                if told.cases.len() == 1 {
                    let _ = send.send(());
                }
            }
            line.clear();
        }
        told
    });
    if turn.is_multiple_of(2) {
        // However slow the computer: wait for the first word, then strike.
        let _ = receive.recv_timeout(Duration::from_secs(60));
        std::thread::sleep(Duration::from_micros(chance % 30_000));
    } else {
        std::thread::sleep(Duration::from_micros(chance % 120_000));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_confirmed_is_lost_and_no_alert_comes_twice() {
    let mut chance = 0x9E37_79B9_7F4A_7C15_u64;
    let mut confirmed = 0_usize;
    let mut claims = 0_usize;
    let asked = std::env::var("AFTERCARE_KILLS").ok().and_then(|kills| kills.parse::<u32>().ok());
    for chapter in 0..asked.unwrap_or(KILLS).max(KILLS).div_ceil(CHAPTER) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path(), monday()).await.unwrap();
        set_up(&store, monday(), &[60]).await.unwrap();
        store.close().await;
        let mut claimed = HashSet::new();
        let mut last = 0;
        for turn in 0..CHAPTER {
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let path = folder.path().to_owned();
            let told = tokio::task::spawn_blocking(move || one_life(&path, turn, chance >> 20)).await.unwrap();
            for key in told.claimed {
                assert!(claimed.insert(key.clone()), "{key} came twice (chapter {chapter}, turn {turn})");
            }
            let store = Store::open(folder.path(), monday()).await.unwrap();
            let mut look = store.look().await.unwrap();
            for (number, id) in &told.cases {
                assert!(*number > last, "numbers go up");
                last = *number;
                let found = look.case_by_number(*number).await.unwrap().expect("a confirmed case is there");
                assert_eq!(found.to_string(), *id);
                assert_eq!(look.case_entries(found).await.unwrap().len(), 2);
            }
            confirmed += told.cases.len();
            drop(look);
            if turn % 10 == 9 {
                assert_sound(&store).await;
            }
            store.close().await;
        }
        claims += claimed.len();
        all_is_well(folder.path(), &claimed).await;
    }
    assert!(confirmed > 100, "the children did write: {confirmed}");
    assert!(claims > 20, "the children did claim: {claims}");
}

/// After a chapter: everything verifies, numbers have no gap, and every claim is either confirmed or known as lost.
async fn all_is_well(folder: &Path, claimed: &HashSet<String>) {
    let store = Store::open(folder, monday()).await.unwrap();
    assert_sound(&store).await;
    let mut look = store.look().await.unwrap();
    let cases = look.cases(aftercare_store::CaseFilter::All, "", None, 1).await.unwrap().total;
    for number in 1..=cases {
        let id = look.case_by_number(number).await.unwrap().expect("no gap in the numbers");
        let traces = look.recorded(case_stream(id)).await.unwrap();
        assert_eq!(traces.len(), 2, "a case is there whole or not at all");
    }
    assert_eq!(look.known_message(&Hash::of(b"case of 1"), None).await.unwrap().map(|(_, seq)| seq), Some(2));
    let later = monday() + TimeDelta::days(9999);
    let waiting: HashSet<String> = look.due_alerts(later).await.unwrap().into_iter().map(|alert| alert.key).collect();
    assert!(claimed.is_disjoint(&waiting), "a claimed alert is not offered again");
    for alert in look.lost_alerts(later).await.unwrap() {
        drop(look);
        assert!(!store.claim(&alert.key, later).await.unwrap());
        store.shown(&alert.key, later).await.unwrap();
        look = store.look().await.unwrap();
    }
    assert!(look.lost_alerts(later).await.unwrap().is_empty());
    drop(look);
    assert!(!matches!(store.begin(later).await.err(), Some(StoreError::Locked)));
}
