//! How the form looks: every paper and language lays out on one page, and pictures are compared with kept ones.
//! `UPDATE_REFS=1` writes the kept pictures anew; look at them before committing.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::path::Path;

use aftercare_forms::{FormKind, Languages, Paper, Request, compile};
use common::picture::{TOLERANCE, difference, raster, read};
use common::{TEMPLATE, filed, printed, sample, squeeze};
use rstest::rstest;

#[rstest]
fn the_sample_fits_one_page(
    #[values(Paper::A4, Paper::A5, Paper::Letter)] paper: Paper,
    #[values(Languages::Both, Languages::En, Languages::Zh)] languages: Languages,
) {
    let form = compile(&filed(paper, languages)).unwrap();
    assert_eq!((form.pages(), form.warnings()), (1, &[][..]));
    assert!(form.svg(0).starts_with("<svg"));
    assert_eq!(form.svg(1), "");
    let pdf = form.pdf().unwrap();
    let text = common::text(&pdf);
    assert_eq!(text.contains("Problemasreported"), languages != Languages::Zh);
    assert_eq!(text.contains("客户反映"), languages != Languages::En);
    assert_eq!(text.contains("与拉链供应商共同检验该批次。"), languages != Languages::En);
    assert!(text.contains("CIP-2026-0318") && text.contains("2026-11-2310:12") && text.contains("HX-7"));
    assert!(!text.contains("DRAFT") && !text.contains("草稿"));

    common::is_on(&pdf, paper);
}

#[test]
fn a_preview_says_draft_and_shows_no_number() {
    let mut request = filed(Paper::A4, Languages::Both);
    request.number = None;
    request.code = Some("C-4127".into());
    let text = printed(&request);
    assert!(text.contains("C-4127"), "a code that is not the number can be typed");
    assert!(text.contains("DRAFT草稿") && text.contains("Draft,notfiled"));
    assert!(!text.contains("CIP-2026-0318") && !text.contains("filed归档2026"));
}

#[test]
fn an_empty_form_is_a_blank_to_write_on() {
    let today = filed(Paper::A4, Languages::Both).today;
    for paper in [Paper::A4, Paper::A5, Paper::Letter] {
        let blank = Request { paper, ..Request::preview(FormKind::CustomerInformation, serde_json::json!({}), today) };
        let form = compile(&blank).unwrap();
        assert_eq!((form.pages(), form.warnings()), (1, &[][..]));
        let text = common::text(&form.pdf().unwrap());
        assert!(text.contains("Customer客户") && text.contains("Tobefound待查明"));
    }
}

#[test]
fn an_erased_text_is_a_black_bar_and_the_filed_hash_stays() {
    let mut request = filed(Paper::A4, Languages::Both);
    let before = compile(&request).unwrap().content_hash().to_owned();
    for key in ["customer", "contact", "telephone", "problem"] {
        request.data[key] = serde_json::json!({"redacted": true});
    }
    request.filed_hash = Some(before.clone());
    let form = compile(&request).unwrap();
    assert_eq!(form.content_hash(), before);
    let text = common::text(&form.pdf().unwrap());
    assert!(!text.contains("Tidemark") && !text.contains("0142") && !text.contains("拉头"));
    assert!(text.contains("Blackedoutbylaw") && text.contains(&squeeze(&before)[..4]));
    check(&request, "form.redacted.ref.png");
}

#[test]
fn a4_looks_as_kept() {
    check(&filed(Paper::A4, Languages::Both), "form.ref.png");
}

#[test]
fn a5_looks_as_kept() {
    check(&filed(Paper::A5, Languages::Both), "form.a5.ref.png");
}

#[test]
fn a_chinese_draft_on_letter_looks_as_kept() {
    check(
        &Request { number: None, code: Some("C-4127".into()), ..filed(Paper::Letter, Languages::Zh) },
        "form.draft.ref.png",
    );
}

#[test]
fn the_picture_test_can_fail() {
    let mut request = filed(Paper::A4, Languages::Both);
    request.data["urgency"] = "low".into();
    request.data["customer"] = "Someone Else Altogether".into();
    let kept = read(&Path::new(TEMPLATE).join("form.ref.png"));
    assert!(difference(&kept, &raster(&request, 1)) > TOLERANCE);
    assert_ne!(sample()["urgency"], "low");
}

fn check(request: &Request, name: &str) {
    common::picture::check(request, 1, &Path::new(TEMPLATE).join(name));
}
