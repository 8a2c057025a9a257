//! The list of what others wrote and this program carries, with its licences: `src-tauri/NOTICES.md`.
//!
//! It is made from what cargo and npm know and held by a test, so that nobody has to remember it. Only what ships stands
//! in it: what the window and `aftercarectl` link on any system, what the page bundles, and the fonts.

use crate::stage::root;
use anyhow::{Context, Result};
use cargo_metadata::{DependencyKind, MetadataCommand, PackageId};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

/// Our programs that ship.
const SHIPPED: [&str; 2] = ["aftercare", "aftercare-cli"];

const HEAD: &str = "# Third-party notices\n\n\
Aftercare is made with these parts. Each stays under its own licence, named here by its SPDX id; the text of each is in its\n\
source, at the address or package given. Made by `make notices`; a test fails when it is not up to date.\n";

/// One part.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Part {
    name: String,
    version: String,
    licence: String,
    source: String,
}

/// The list as it has to stand.
///
/// # Errors
/// When cargo can't tell, or npm's lock file can't be read.
pub fn text() -> Result<String> {
    let mut text = HEAD.to_owned();
    section(&mut text, "In the program (Rust)", &crates()?)?;
    section(&mut text, "In the page (npm)", &npm()?)?;
    text.push_str("\n## Fonts\n\n");
    for (name, of) in
        [("Inter", "The Inter Project Authors"), ("Noto Sans, Noto Sans CJK SC", "Adobe and The Noto Project Authors")]
    {
        writeln!(text, "- {name}, © {of} · OFL-1.1 (src-tauri/crates/forms/fonts/OFL.txt)")?;
    }
    Ok(text)
}

/// Where it stands.
#[must_use]
pub fn path() -> PathBuf {
    root().join("src-tauri/NOTICES.md")
}

fn section(text: &mut String, title: &str, parts: &BTreeSet<Part>) -> Result<()> {
    writeln!(text, "\n## {title}: {} parts\n", parts.len())?;
    for part in parts {
        writeln!(text, "- {} {} · {} · {}", part.name, part.version, part.licence, part.source)?;
    }
    Ok(())
}

fn crates() -> Result<BTreeSet<Part>> {
    let known = MetadataCommand::new()
        .manifest_path(root().join("Cargo.toml"))
        .other_options(vec!["--locked".into()])
        .exec()?;
    let graph = known.resolve.as_ref().context("cargo resolved nothing")?;
    let edges: BTreeMap<&PackageId, Vec<&PackageId>> = graph
        .nodes
        .iter()
        .map(|node| {
            let linked =
                node.deps.iter().filter(|dep| dep.dep_kinds.iter().any(|kind| kind.kind == DependencyKind::Normal));
            (&node.id, linked.map(|dep| &dep.pkg).collect())
        })
        .collect();
    let mut to_see: Vec<&PackageId> = known
        .packages
        .iter()
        .filter(|package| SHIPPED.contains(&package.name.as_str()))
        .map(|package| &package.id)
        .collect();
    let mut seen = HashSet::new();
    while let Some(id) = to_see.pop() {
        if seen.insert(id) {
            to_see.extend(edges.get(id).into_iter().flatten());
        }
    }
    let foreign = known.packages.iter().filter(|package| seen.contains(&package.id) && package.source.is_some());
    Ok(foreign
        .map(|package| Part {
            name: package.name.to_string(),
            version: package.version.to_string(),
            licence: package.license.clone().unwrap_or_else(|| "see its source".to_owned()).replace('/', " OR "),
            source: package
                .repository
                .clone()
                .or_else(|| package.homepage.clone())
                .unwrap_or_else(|| format!("crate {}", package.name)),
        })
        .collect())
}

fn npm() -> Result<BTreeSet<Part>> {
    let lock: Value = serde_json::from_str(&fs::read_to_string(root().join("ui/package-lock.json"))?)?;
    let packages = lock["packages"].as_object().context("no packages in ui/package-lock.json")?;
    let shipped = packages.iter().filter(|(path, package)| {
        !path.is_empty()
            && ["dev", "devOptional", "optional", "peer"].iter().all(|mark| package[*mark] != Value::Bool(true))
    });
    shipped
        .map(|(path, package)| {
            let name = path.rsplit("node_modules/").next().unwrap_or(path).to_owned();
            Ok(Part {
                version: package["version"].as_str().unwrap_or_default().to_owned(),
                licence: licence(&name, package)?,
                source: format!("npm package {name}"),
                name,
            })
        })
        .collect()
}

/// From the lock file, or from the licence file of the package where its author named it there only.
fn licence(name: &str, package: &Value) -> Result<String> {
    if let Some(id) = package["license"].as_str() {
        return Ok(id.to_owned());
    }
    let folder = root().join("ui/node_modules").join(name);
    let text = ["LICENSE", "LICENSE.md", "license"].iter().find_map(|file| fs::read_to_string(folder.join(file)).ok());
    let text = text.with_context(|| format!("{name} names no licence"))?;
    Ok(if text.contains("MIT License") { "MIT" } else { "see its source" }.to_owned())
}
