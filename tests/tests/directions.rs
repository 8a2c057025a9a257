//! Dependencies between our crates run one way. Cargo knows what they are; this holds them there.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand};
use std::collections::{BTreeMap, BTreeSet};

/// What each crate may use of ours, directly. `aftercare` is the desktop host, `aftercare-cli` is `aftercarectl`.
const MAY_USE: [(&str, &[&str]); 8] = [
    ("aftercare", &["aftercare-app"]),
    ("aftercare-cli", &["aftercare-app", "aftercare-core", "aftercare-mail", "aftercare-store", "aftercare-web"]),
    ("aftercare-web", &["aftercare-app"]),
    ("aftercare-app", &["aftercare-store", "aftercare-mail", "aftercare-forms", "aftercare-core"]),
    ("aftercare-store", &["aftercare-core"]),
    ("aftercare-mail", &["aftercare-core"]),
    ("aftercare-forms", &["aftercare-core"]),
    ("aftercare-core", &[]),
];

/// What a crate must not even reach through others: the parts that do I/O, keep time or draw windows.
const NEVER: [(&str, &[&str]); 5] = [
    // A window is no server.
    ("aftercare", &["aftercare-web", "axum"]),
    ("aftercare-core", &["tokio", "sqlx", "sqlx-core", "tauri", "async-std", "reqwest", "tempfile"]),
    ("aftercare-mail", &["tokio", "sqlx", "sqlx-core", "tauri"]),
    ("aftercare-forms", &["tokio", "sqlx", "sqlx-core", "tauri"]),
    ("aftercare-app", &["tauri", "wry", "printers"]),
];

fn known() -> Metadata {
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml");
    MetadataCommand::new().manifest_path(manifest).other_options(vec!["--locked".into()]).exec().unwrap()
}

/// Direct dependencies that are linked (not those of tests or build scripts).
fn direct(known: &Metadata) -> BTreeMap<String, BTreeSet<String>> {
    known
        .packages
        .iter()
        .map(|package| {
            let linked = package.dependencies.iter().filter(|dependency| dependency.kind == DependencyKind::Normal);
            (package.name.to_string(), linked.map(|dependency| dependency.name.clone()).collect())
        })
        .collect()
}

#[test]
fn our_crates_use_each_other_one_way() {
    let known = known();
    let direct = direct(&known);
    for (name, may) in MAY_USE {
        let used = direct.get(name).unwrap_or_else(|| panic!("no crate {name}"));
        let ours: Vec<&String> = used.iter().filter(|used| used.starts_with("aftercare")).collect();
        for each in &ours {
            assert!(
                may.contains(&each.as_str()),
                "{name} must not use {each}: see DESIGN and src-tauri/ARCHITECTURE.md"
            );
        }
    }
    let members: BTreeSet<String> = known.workspace_packages().iter().map(|package| package.name.to_string()).collect();
    let spoken_of: BTreeSet<String> = MAY_USE.iter().map(|(name, _)| (*name).to_owned()).collect();
    let rest: BTreeSet<String> = members.difference(&spoken_of).cloned().collect();
    let tests = BTreeSet::from(["aftercare-testkit".to_owned(), "aftercare-tests".to_owned()]);
    assert_eq!(rest, tests, "a new crate needs its line in this test");
}

#[test]
fn nothing_that_ships_is_linked_with_test_parts() {
    for (name, used) in direct(&known()) {
        if MAY_USE.iter().any(|(ours, _)| *ours == name) {
            for test_only in ["aftercare-testkit", "aftercare-tests", "proptest", "rstest", "insta", "fantoccini"] {
                assert!(!used.contains(test_only), "{name} is linked with {test_only}");
            }
        }
    }
}

#[test]
fn what_must_stay_pure_reaches_nothing_that_is_not() {
    let known = known();
    let graph = known.resolve.as_ref().unwrap();
    for (name, never) in NEVER {
        let begin =
            &known.packages.iter().find(|package| *package.name == name && package.source.is_none()).unwrap().id;
        let mut seen = BTreeSet::new();
        let mut to_see = vec![begin];
        while let Some(id) = to_see.pop() {
            if !seen.insert(id) {
                continue;
            }
            let node = graph.nodes.iter().find(|node| &node.id == id).unwrap();
            to_see.extend(
                node.deps
                    .iter()
                    .filter(|dep| dep.dep_kinds.iter().any(|kind| kind.kind == DependencyKind::Normal))
                    .map(|dep| &dep.pkg),
            );
        }
        for package in known.packages.iter().filter(|package| seen.contains(&package.id)) {
            assert!(!never.contains(&package.name.as_str()), "{name} reaches {}", package.name);
        }
    }
}
