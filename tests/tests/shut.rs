//! What the page may do is written down in two files; both are read here, so that opening them wider is seen in review.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

fn read(path: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri").join(path);
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn the_content_policy_lets_in_the_bundle_and_nothing_else() {
    let conf = read("tauri.conf.json");
    let security = &conf["app"]["security"];
    let policy: BTreeMap<&str, Vec<&str>> = security["csp"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(directive, sources)| (directive.as_str(), sources.as_str().unwrap().split(' ').collect()))
        .collect();
    let expected: BTreeMap<&str, Vec<&str>> = BTreeMap::from([
        ("default-src", vec!["'none'"]),
        ("script-src", vec!["'self'"]),
        // Svelte sets widths and positions on elements; no style comes from outside.
        ("style-src", vec!["'self'", "'unsafe-inline'"]),
        ("font-src", vec!["'self'"]),
        // Form pages are SVG pictures made by the program.
        ("img-src", vec!["'self'", "data:", "blob:"]),
        ("connect-src", vec!["ipc:", "http://ipc.localhost"]),
        // The original of a mail stands in a sandboxed frame without an address of its own.
        ("frame-src", vec!["'self'"]),
        ("base-uri", vec!["'none'"]),
        ("form-action", vec!["'none'"]),
        ("object-src", vec!["'none'"]),
    ]);
    assert_eq!(policy, expected);
    assert_eq!(security["freezePrototype"], true);
    assert!(security.get("dangerousDisableAssetCspModification").is_none());
    assert!(security.get("assetProtocol").is_none_or(|asset| asset["enable"] != true), "no file of the disk is served");
    assert_eq!(conf["app"]["withGlobalTauri"], false);
    assert_eq!(security["capabilities"], serde_json::json!(["main"]));
}

#[test]
fn the_windows_may_call_one_command_and_listen() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri/capabilities");
    let files: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(files, ["main.json"]);
    let main = read("capabilities/main.json");
    // The strip beside a call shows the same page.
    assert_eq!(main["windows"], serde_json::json!(["main", "strip"]));
    assert_eq!(
        main["permissions"],
        serde_json::json!(["allow-rpc", "core:event:allow-listen", "core:event:allow-unlisten"])
    );
    assert!(main.get("remote").is_none(), "no page of the web may call");
}

#[test]
fn the_identifier_is_fixed_for_it_names_the_data_folder() {
    assert_eq!(read("tauri.conf.json")["identifier"], "org.aftercare.desk");
}
