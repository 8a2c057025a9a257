//! The PDF as an archive wants it (HX-12: filed, immutable, hashed): PDF/A-2b as far as it can be checked without a
//! validator, fonts inside, equal bytes for equal requests.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use aftercare_forms::{FormError, FormKind, Languages, Paper, compile, template_hash, template_version};
use common::{filed, poppler, with};
use serde_json::json;

fn has(pdf: &[u8], needle: &str) -> bool {
    pdf.windows(needle.len()).any(|w| w == needle.as_bytes())
}

#[test]
fn the_pdf_declares_and_keeps_pdf_a() {
    let pdf = compile(&filed(Paper::A4, Languages::Both)).unwrap().pdf().unwrap();
    assert!(pdf.starts_with(b"%PDF-1.7"));
    assert!(has(&pdf, "<pdfaid:part>2</pdfaid:part>"));
    assert!(has(&pdf, "<pdfaid:conformance>B</pdfaid:conformance>"));
    assert!(has(&pdf, "/OutputIntents") && has(&pdf, "GTS_PDFA1"));
    assert!(!has(&pdf, "/Encrypt") && !has(&pdf, "/JavaScript"));

    let info = String::from_utf8(poppler("pdfinfo", &[], &pdf, &[])).unwrap();
    assert!(info.contains("Customer Information Processing Form CIP-2026-0318"), "{info}");
    assert!(info.contains("2026"), "{info}");
}

#[test]
fn every_font_is_inside() {
    let pdf = compile(&with("contact", "مرحبا שלום สวัสดี हिन्दी 한글 ③ 𠮷")).unwrap().pdf().unwrap();
    let list = String::from_utf8(poppler("pdffonts", &[], &pdf, &[])).unwrap();
    let fonts: Vec<_> = list.lines().skip(2).collect();
    assert!(fonts.len() >= 6, "{list}");
    for font in fonts {
        // … emb sub uni object ID
        let words: Vec<_> = font.split_whitespace().rev().collect();
        assert_eq!(words[4], "yes", "not embedded: {font}");
    }
}

#[test]
fn equal_requests_give_equal_bytes() {
    for (paper, languages) in [(Paper::A4, Languages::Both), (Paper::A5, Languages::Zh)] {
        let first = compile(&filed(paper, languages)).unwrap();
        compile(&with("problem", "another form in between 另一张")).unwrap().pdf().unwrap();
        let second = compile(&filed(paper, languages)).unwrap();
        assert_eq!(first.pdf().unwrap(), second.pdf().unwrap());
        assert_eq!(first.svg(0), second.svg(0));
    }
}

#[test]
fn the_order_of_keys_changes_nothing() {
    let request = filed(Paper::A4, Languages::Both);
    let mut turned = request.clone();
    let entries: Vec<_> = request.data.as_object().unwrap().clone().into_iter().rev().collect();
    turned.data = serde_json::Value::Object(entries.into_iter().collect());
    assert_eq!(compile(&request).unwrap().pdf().unwrap(), compile(&turned).unwrap().pdf().unwrap());
}

#[test]
fn a_filed_form_names_its_version_and_prints_again() {
    let request = filed(Paper::A4, Languages::Both);
    let form = compile(&request).unwrap();
    assert_eq!(form.version(), template_version(FormKind::CustomerInformation));
    assert_eq!(template_hash(FormKind::CustomerInformation).len(), 64);
    let mut again = request.clone();
    again.version = Some(form.version());
    again.filed_hash = Some(form.content_hash().to_owned());
    assert_eq!(compile(&again).unwrap().pdf().unwrap(), form.pdf().unwrap());
    again.version = Some(form.version() + 1);
    assert_eq!(compile(&again).unwrap_err().code(), "form_version");
}

#[test]
fn another_day_number_or_ident_is_another_document() {
    let request = filed(Paper::A4, Languages::Both);
    let bytes = |r| compile(&r).unwrap().pdf().unwrap();
    let base = bytes(request.clone());
    let mut other = request.clone();
    other.ident = "form CIP-2026-0319".into();
    assert_ne!(base, bytes(other));
    let mut other = request.clone();
    other.today = request.today.succ_opt().unwrap();
    assert_ne!(base, bytes(other));
}

#[test]
fn data_of_another_type_is_refused_by_name() {
    let error = compile(&with("urgency", "yesterday")).unwrap_err();
    assert!(matches!(&error, FormError::Data(m) if m.contains("yesterday")), "{error}");
    assert_eq!(compile(&with("customer", 7)).unwrap_err().code(), "form_data");
    assert_eq!(compile(&with("received", json!({"civil": 1}))).unwrap_err().code(), "form_data");
}
