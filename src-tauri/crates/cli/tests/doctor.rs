//! `aftercarectl doctor`, `export desk` and `import desk` as somebody at a terminal meets them: answers, exit codes, refusals.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn aftercarectl(folder: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aftercarectl"));
    command.env_remove("AFTERCARE_DATABASE").arg("--folder").arg(folder).args(words).output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn json(output: &Output) -> Value {
    let said = String::from_utf8_lossy(&output.stderr);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {said}"))
}

fn complaint(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A sample desk; gives the path of its folder.
fn sample(parent: &Path) -> PathBuf {
    let folder = parent.join("desk");
    let made = aftercarectl(&folder, &["desk", "set-up", "--name", "Mei Lin", "--house", "Huaxing", "--sample"]);
    assert_eq!(code(&made), 0, "{}", complaint(&made));
    folder
}

fn a_file(folder: &Path) -> PathBuf {
    let mut path = folder.join("blobs");
    while path.is_dir() {
        path = fs::read_dir(&path).unwrap().next().unwrap().unwrap().path();
    }
    path
}

#[test]
fn the_doctor_says_what_is_wrong_and_the_way_out() {
    let parent = tempfile::tempdir().unwrap();
    let folder = sample(parent.path());
    let fine = aftercarectl(&folder, &["doctor"]);
    assert_eq!(code(&fine), 0);
    assert!(String::from_utf8_lossy(&fine.stdout).contains("Nothing is wrong."));
    let told = json(&aftercarectl(&folder, &["doctor", "--json"]));
    assert_eq!((told["worst"].clone(), told["counts"]["cases"].as_u64()), (Value::Null, Some(16)));

    assert_eq!(code(&aftercarectl(&folder, &["backup"])), 0);
    let file = a_file(&folder);
    fs::remove_file(&file).unwrap();
    let wrong = aftercarectl(&folder, &["doctor", "--json"]);
    assert_eq!(code(&wrong), 1);
    let told = json(&wrong);
    assert_eq!((told["worst"].as_str(), told["findings"][0]["code"].as_str()), (Some("loss"), Some("blob")));
    // The way out is taken as it is written: copy A to B.
    let way = told["findings"][0]["way_out"].as_str().unwrap();
    let (from, to) = way.strip_prefix("copy ").unwrap().split_once(" to ").unwrap();
    assert_eq!(Path::new(to), file);
    fs::copy(from, to).unwrap();
    assert_eq!(code(&aftercarectl(&folder, &["doctor"])), 0);

    let none = aftercarectl(&parent.path().join("elsewhere"), &["doctor"]);
    assert_eq!(code(&none), 2);
    assert!(complaint(&none).contains("no desk in"), "{}", complaint(&none));
    fs::write(folder.join("aftercare.db"), b"no database at all, but some words").unwrap();
    let broken = aftercarectl(&folder, &["doctor"]);
    assert_eq!(code(&broken), 1);
    let words = String::from_utf8_lossy(&broken.stdout).into_owned();
    assert!(words.contains("restore \"") && words.contains("aftercare-"), "the newest backup is named: {words}");
}

#[test]
fn a_desk_goes_through_a_file_and_the_doctor_finds_it_equal() {
    let parent = tempfile::tempdir().unwrap();
    let folder = sample(parent.path());
    // Opening a desk writes the checkpoint that its last events still lack.
    assert_eq!(code(&aftercarectl(&folder, &["desk", "show"])), 0);
    let before = json(&aftercarectl(&folder, &["doctor", "--json"]));
    for name in ["desk.jsonl", "desk.jsonl.gz"] {
        let file = parent.path().join(name);
        let path = file.to_str().unwrap();
        let written = json(&aftercarectl(&folder, &["export", "desk", "--out", path]));
        assert_eq!(written["lines"]["event"], before["counts"]["events"]);
        let other = parent.path().join(format!("from-{name}"));
        let read = aftercarectl(&other, &["import", "desk", path]);
        assert_eq!(code(&read), 0, "{}", complaint(&read));
        let after = json(&aftercarectl(&other, &["doctor", "--json"]));
        for what in ["heads", "folded", "checkpoint", "counts", "findings"] {
            assert_eq!(after[what], before[what], "{what}");
        }
        let twice = aftercarectl(&other, &["import", "desk", path]);
        assert_eq!(code(&twice), 1);
        assert!(complaint(&twice).contains("already_there"), "{}", complaint(&twice));

        let bytes = fs::read(&file).unwrap();
        fs::write(&file, &bytes[..bytes.len() - bytes.len() / 3]).unwrap();
        let empty = parent.path().join(format!("empty-{name}"));
        let cut = aftercarectl(&empty, &["import", "desk", path]);
        assert_eq!(code(&cut), 1);
        assert!(complaint(&cut).contains("damaged: "), "{}", complaint(&cut));
        let names: Vec<_> = fs::read_dir(&empty).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["aftercare.lock"], "nothing is kept: {}", complaint(&cut));
    }
}
