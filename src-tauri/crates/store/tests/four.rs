//! Four processes on one desk, killed at random and started again: no alert is claimed twice, every job has its effect once,
//! no update is lost, and each process hears of what the others wrote. On a file and on a server.
//!
//! The processes are this test binary itself, run with environment variables.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use aftercare_core::case::CaseEvent;
use aftercare_core::ids::{CaseId, EntryId};
use aftercare_store::{CaseFilter, Expected, Store, StoreError};
use chrono::TimeDelta;
use common::*;
use rstest::rstest;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;

const FOLDER: &str = "AFTERCARE_FOUR_FOLDER";
const DATABASE: &str = "AFTERCARE_FOUR_DATABASE";
/// So many processes at a time.
const DESKS: usize = 4;
/// So many kills in an ordinary run; `make soak` asks for more.
const KILLS: u32 = 30;
const JOBS: usize = 60;

/// Works until it is killed, and says each thing after it is confirmed. Does nothing in an ordinary test run.
#[test]
fn desk() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(work_for_ever(Path::new(&folder), std::env::var(DATABASE).ok()));
}

async fn work_for_ever(folder: &Path, url: Option<String>) {
    let tell = |line: String| {
        let mut out = std::io::stdout().lock();
        writeln!(out, "\n{line}").unwrap();
        out.flush().unwrap();
    };
    let store = again(async || open_at(folder, url.as_deref(), monday()).await).await;
    let cases: Vec<CaseId> = {
        let mut look = store.look().await.unwrap();
        look.cases(CaseFilter::All, "", None, 10).await.unwrap().rows.iter().map(|row| row.id).collect()
    };
    for turn in 0_u64.. {
        // Deadlines pass as the journal grows, the same for every process.
        let events = again(async || store.look().await?.events().await).await;
        let now = monday() + TimeDelta::hours(i64::try_from(events).unwrap());
        if again(async || store.changed_elsewhere().await).await {
            tell("heard".into());
        }
        // An update that reads, decides and writes: the count in the note is lost if another's note is.
        let case = cases[usize::try_from(turn).unwrap() % cases.len()];
        let head = again(async || store.look().await?.head(case_stream(case)).await).await;
        match note(&store, case, head, now).await {
            Ok(seq) => tell(format!("noted {case} {seq}")),
            Err(StoreError::Conflict { .. } | StoreError::Locked | StoreError::Away(_)) => {}
            Err(error) => panic!("{error}"),
        }
        for alert in again(async || store.look().await?.due_alerts(now).await).await.into_iter().take(3) {
            if again(async || store.claim(&alert.key, now).await).await {
                tell(format!("claimed {}", alert.key));
            }
        }
        if let Some(job) = again(async || store.lease_job(now, TimeDelta::hours(40)).await).await {
            // Its effect: an event, in the transaction that ends the job.
            let done = async {
                let mut work = store.begin(now).await?;
                append(&mut work, case_stream(case), Expected::Any, now, |seal| CaseEvent::Noted {
                    entry: EntryId(fresh_id(now)),
                    text: seal.seal(format!("job {}", job.key)),
                })
                .await?;
                work.finish_job(&job).await?;
                work.commit().await
            };
            match done.await {
                Ok(_) | Err(StoreError::Locked | StoreError::Away(_)) => {}
                Err(error) => panic!("{error}"),
            }
        }
    }
}

async fn note(store: &Store, case: CaseId, head: u64, now: aftercare_core::time::Instant) -> Result<u64, StoreError> {
    let mut work = store.begin(now).await?;
    let seq = append(&mut work, case_stream(case), Expected::At(head), now, |seal| CaseEvent::Noted {
        entry: EntryId(fresh_id(now)),
        text: seal.seal(format!("after {head}")),
    })
    .await?;
    work.commit().await?;
    Ok(seq)
}

/// Asks until nobody is in the way.
async fn again<T>(mut ask: impl AsyncFnMut() -> Result<T, StoreError>) -> T {
    loop {
        match ask().await {
            Ok(answer) => return answer,
            Err(StoreError::Locked | StoreError::Away(_)) => tokio::task::yield_now().await,
            Err(error) => panic!("{error}"),
        }
    }
}

/// What the processes told before they died. A line that was cut is no confirmation.
#[derive(Default)]
struct Told {
    noted: Vec<(CaseId, u64)>,
    claimed: Vec<String>,
    heard: u64,
}

impl Told {
    fn line(&mut self, line: &str) {
        let words: Vec<&str> = line.split(' ').collect();
        match words.as_slice() {
            ["noted", case, seq] => self.noted.push((CaseId(case.parse().unwrap()), seq.parse().unwrap())),
            ["claimed", key] => self.claimed.push((*key).to_owned()),
            ["heard"] => self.heard += 1,
            _ => {}
        }
    }
}

fn start(stand: &Stand, lines: &mpsc::Sender<String>) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "desk", "--nocapture", "--test-threads=1"]).env(FOLDER, stand.folder.path());
    match &stand.database {
        Some(database) => command.env(DATABASE, database.url()),
        None => command.env_remove(DATABASE),
    };
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    let lines = lines.clone();
    std::thread::spawn(move || {
        for line in out.lines().map_while(Result::ok) {
            let _ = lines.send(line);
        }
    });
    child
}

#[rstest]
#[tokio::test]
async fn four_processes_with_kills(#[values(Sqlite, Postgres)] engine: Engine) {
    let kills: u32 = std::env::var("AFTERCARE_FOUR_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(KILLS);
    let stand = Stand::new(engine);
    let store = stand.open(monday()).await.unwrap();
    set_up(&store, monday(), &[60, 15]).await.unwrap();
    for n in 0..6 {
        open_case(&store, monday(), "a@b.example", &format!("case {n}"), "y").await.unwrap();
    }
    for n in 0..JOBS {
        store.offer_job(&format!("job:{n}"), "test", monday()).await.unwrap();
        assert!(!store.offer_job(&format!("job:{n}"), "test", monday()).await.unwrap(), "a key is offered once");
    }
    let (send, lines) = mpsc::channel();
    let mut desks: Vec<Child> = (0..DESKS).map(|_| start(&stand, &send)).collect();
    let mut told = Told::default();
    let mut random = u64::from(std::process::id());
    for kill in 0..kills {
        // Each dies after some lines of its own and the others' work, wherever it then is.
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        for _ in 0..5 + (random >> 33) % 40 {
            told.line(&lines.recv().unwrap());
        }
        let victim = usize::try_from(kill).unwrap() % DESKS;
        desks[victim].kill().unwrap();
        desks[victim].wait().unwrap();
        desks[victim] = start(&stand, &send);
    }
    // Until every job is done by whoever lives.
    let mut effects = jobs_done(&store).await;
    while effects.values().sum::<usize>() < JOBS {
        for _ in 0..20 {
            told.line(&lines.recv().unwrap());
        }
        effects = jobs_done(&store).await;
    }
    for mut desk in desks {
        desk.kill().unwrap();
        desk.wait().unwrap();
    }
    drop(send);
    lines.iter().for_each(|line| told.line(&line));

    let once: BTreeSet<&String> = told.claimed.iter().collect();
    assert_eq!(once.len(), told.claimed.len(), "an alert was claimed twice: {:?}", told.claimed);
    assert!(!once.is_empty(), "alerts came due");
    assert!(effects.values().all(|times| *times == 1), "{effects:?}");
    assert!(told.heard > 0, "a process hears of the others");
    let mut look = store.look().await.unwrap();
    let mut seen: BTreeMap<CaseId, u64> = BTreeMap::new();
    for (case, seq) in &told.noted {
        let last = seen.entry(*case).or_default();
        *last = (*last).max(*seq);
    }
    let twice: BTreeSet<&(CaseId, u64)> = told.noted.iter().collect();
    assert_eq!(twice.len(), told.noted.len(), "two processes were told the same place in a stream");
    for (case, seq) in told.noted.iter() {
        let entries = look.case_entries(*case).await.unwrap();
        let entry = entries.iter().find(|entry| entry.seq == *seq).expect("what was confirmed is there");
        let CaseEvent::Noted { text, .. } = &entry.event else { panic!("{entry:?}") };
        assert_eq!(text.as_str(), format!("after {}", seq - 1), "it stands on what its writer had read");
    }
    drop(look);
    assert_sound(&store).await;
}

/// How often each job had its effect.
async fn jobs_done(store: &Store) -> BTreeMap<String, usize> {
    let mut look = store.look().await.unwrap();
    let rows = look.cases(CaseFilter::All, "", None, 10).await.unwrap().rows;
    let mut done = BTreeMap::new();
    for row in rows {
        for entry in look.case_entries(row.id).await.unwrap() {
            if let CaseEvent::Noted { text, .. } = &entry.event
                && let Some(key) = text.as_str().strip_prefix("job ")
            {
                *done.entry(key.to_owned()).or_default() += 1;
            }
        }
    }
    done
}

/// What one process commits, every other one hears of without asking the journal; and it is there to be read then.
#[rstest]
#[tokio::test]
async fn each_process_hears_of_the_others_change(#[values(Sqlite, Postgres)] engine: Engine) {
    let stand = Stand::new(engine);
    let mine = stand.open(monday()).await.unwrap();
    set_up(&mine, monday(), &[60]).await.unwrap();
    let (send, lines) = mpsc::channel();
    open_case(&mine, monday(), "a@b.example", "zip", "y").await.unwrap();
    mine.changed_elsewhere().await.unwrap();
    let before = mine.look().await.unwrap().events().await.unwrap();
    let mut other = start(&stand, &send);
    while !mine.changed_elsewhere().await.unwrap() || mine.look().await.unwrap().events().await.unwrap() == before {
        tokio::task::yield_now().await;
    }
    other.kill().unwrap();
    other.wait().unwrap();
    drop(lines);
}
