//! What the form tests share: the sample, a filed request, and poppler's tools.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, reason = "test code; no test uses all of it")]

pub mod picture;

use std::path::Path;
use std::process::Command;

use aftercare_forms::{FormKind, Languages, Paper, Request, compile};
use chrono::NaiveDate;
use serde_json::Value;

pub const TEMPLATE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/templates/customer-information");

pub fn sample() -> Value {
    serde_json::from_str(&std::fs::read_to_string(Path::new(TEMPLATE).join("sample.json")).unwrap()).unwrap()
}

/// The sample, filed.
pub fn filed(paper: Paper, languages: Languages) -> Request {
    Request {
        paper,
        languages,
        number: Some("CIP-2026-0318".into()),
        code: Some("CIP-2026-0318".into()),
        ident: "form CIP-2026-0318".into(),
        ..Request::preview(FormKind::CustomerInformation, sample(), NaiveDate::from_ymd_opt(2026, 11, 20).unwrap())
    }
}

/// The sample with one text replaced.
pub fn with(key: &str, value: impl Into<Value>) -> Request {
    let mut request = filed(Paper::A4, Languages::Both);
    request.data[key] = value.into();
    request
}

/// Whether a PDF's pages have this size.
pub fn is_on(pdf: &[u8], paper: Paper) {
    let info = String::from_utf8(poppler("pdfinfo", &[], pdf, &[])).unwrap();
    let size = match paper {
        Paper::A4 => "595.276 x 841.89",
        Paper::A5 => "419.528 x 595.276",
        Paper::Letter => "612 x 792",
    };
    assert!(info.contains(size), "{info}");
}

/// Runs one of poppler's tools on a PDF and gives its standard output.
pub fn poppler(tool: &str, before: &[&str], pdf: &[u8], after: &[&str]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("form.pdf");
    std::fs::write(&file, pdf).unwrap();
    let out = Command::new(tool)
        .args(before)
        .arg(&file)
        .args(after)
        .output()
        .unwrap_or_else(|e| panic!("{tool} can't run ({e}): install the package poppler-utils"));
    assert!(out.status.success(), "{tool}: {}", String::from_utf8_lossy(&out.stderr));
    out.stdout
}

/// The text of a PDF without any white space, so that line breaks don't matter.
pub fn text(pdf: &[u8]) -> String {
    let text = String::from_utf8(poppler("pdftotext", &["-raw"], pdf, &["-"])).unwrap();
    squeeze(&text)
}

pub fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{200B}' | '\u{C}')).collect()
}

pub fn printed(request: &Request) -> String {
    text(&compile(request).unwrap().pdf().unwrap())
}
