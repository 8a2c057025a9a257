//! "Why this deadline" and the verdict on paper: the sum stands on it to the last line, however long it is.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::path::Path;

use aftercare_forms::{Compiled, FormKind, FormWarning, Languages, Paper, Request, compile};
use chrono::NaiveDate;
use common::picture::{TOLERANCE, check, difference, raster, read};
use common::{squeeze, text};
use proptest::prelude::*;
use rstest::rstest;
use serde_json::{Value, json};

const TEMPLATE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/templates/why");

fn sheet(paper: Paper, languages: Languages) -> Request {
    let data = serde_json::from_str(include_str!("../templates/why/sample.json")).unwrap();
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    Request { paper, languages, code: Some("C-4127".into()), ..Request::preview(FormKind::Why, data, today) }
}

fn printed(form: &Compiled) -> String {
    text(&form.pdf().unwrap())
}

fn reference(name: &str) -> std::path::PathBuf {
    Path::new(TEMPLATE).join(name)
}

#[rstest]
fn each_part_of_the_sample_is_a_sheet_of_its_own(
    #[values(Paper::A4, Paper::A5, Paper::Letter)] paper: Paper,
    #[values(Languages::Both, Languages::En, Languages::Zh)] languages: Languages,
) {
    let form = compile(&sheet(paper, languages)).unwrap();
    assert_eq!(form.warnings(), []);
    // Both languages together need more room than the smaller papers have.
    let sheets = if paper != Paper::A4 && languages == Languages::Both { 2..=4 } else { 2..=2 };
    assert!(sheets.contains(&form.pages()), "{} pages", form.pages());
    let pdf = form.pdf().unwrap();
    common::is_on(&pdf, paper);
    let text = text(&pdf);
    assert_eq!(text.contains("Whythisdeadline"), languages != Languages::Zh);
    assert_eq!(text.contains("期限的由来"), languages != Languages::En);
    for told in ["2026-11-2509:00", "10:12–17:10", "14:36", "45:34", "=48:00", "HX-7", "Asia/Shanghai", "C-4127"] {
        assert!(text.contains(told), "{told}");
    }
    // What it was computed from, to the last digit, on each of the two.
    assert_eq!(text.matches("9f3c41d07be2a71e5c08d4f6b1a2930e7d64c5f80912ab3ce47f6508d1b29a34").count(), 2);
    assert!(!text.contains("DRAFT") && !text.contains("草稿"));
}

#[rstest]
#[case::a4(Paper::A4, Languages::Both, "form.ref.png", "verdict.ref.png")]
#[case::english_a5(Paper::A5, Languages::En, "form.a5.en.ref.png", "verdict.a5.en.ref.png")]
#[case::chinese_a5(Paper::A5, Languages::Zh, "form.a5.zh.ref.png", "verdict.a5.zh.ref.png")]
#[case::english_letter(Paper::Letter, Languages::En, "form.letter.en.ref.png", "verdict.letter.en.ref.png")]
#[case::chinese_a4(Paper::A4, Languages::Zh, "form.zh.ref.png", "verdict.zh.ref.png")]
fn it_looks_as_kept(#[case] paper: Paper, #[case] languages: Languages, #[case] why: &str, #[case] verdict: &str) {
    let mut one = sheet(paper, languages);
    one.data["verdict"] = Value::Null;
    check(&one, 1, &reference(why));
    let mut one = sheet(paper, languages);
    one.data["deadline"] = Value::Null;
    check(&one, 1, &reference(verdict));
}

#[test]
fn the_picture_test_can_fail() {
    let mut other = sheet(Paper::A4, Languages::Both);
    other.data["deadline"]["lanes"][1]["lines"][0] =
        json!({ "span": "09:00–21:00", "amount": "12:00", "sum": "18:58" });
    other.data["deadline"]["lanes"][1]["counted"] = json!([[375, 875]]);
    assert!(difference(&read(&reference("form.ref.png")), &raster(&other, 1)) > TOLERANCE);
}

/// A deadline of so many days with an interval each, and two on every other day.
fn long(paper: Paper, days: u32) -> Request {
    let mut request = sheet(paper, Languages::Both);
    let first = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    let mut sum = 0;
    let lane = |n: u32| {
        let mut lines = vec![json!({ "span": "09:00–12:00", "amount": "3:00", "sum": format!("{}:00", sum + 3) })];
        sum += 3;
        if n % 2 == 1 {
            sum += 4;
            lines.push(json!({ "span": "14:00–18:00", "amount": "4:00", "sum": format!("{sum}:00") }));
        }
        json!({ "day": (first + chrono::Days::new(n.into())).to_string(), "counted": [[375, 500]], "lines": lines })
    };
    request.data["deadline"]["lanes"] = (0..days).map(lane).collect();
    request.data["deadline"]["total"] = json!(format!("{sum}:00"));
    request.data["verdict"] = Value::Null;
    request
}

#[rstest]
fn a_long_sum_goes_over_pages_each_with_its_head(#[values(Paper::A4, Paper::A5, Paper::Letter)] paper: Paper) {
    let form = compile(&long(paper, 60)).unwrap();
    assert_eq!(form.warnings(), []);
    assert!(form.pages() >= 2, "{} pages", form.pages());
    let text = printed(&form);
    for day in 0..60 {
        let day = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap() + chrono::Days::new(day);
        assert!(text.contains(&day.to_string()), "lost: {day}");
    }
    assert_eq!(text.matches("09:00–12:00").count(), 60);
    assert!(text.contains("=300:00"));
    // Each page that goes on names the sheet and the case; the table's head stands over each of its parts.
    assert_eq!(text.matches("Whythisdeadline").count(), form.pages());
    assert!(text.matches("Fromto起止").count() + text.matches("From,to起止").count() >= 2, "{text}");
    assert!(text.contains(&format!("Page{n}of{n}", n = form.pages())));
    assert_eq!(text.matches("Chop公章").count(), 1);
}

#[test]
fn a_long_sum_looks_as_kept_where_it_goes_on() {
    check(&long(Paper::A4, 60), 2, &reference("form.long.ref.png"));
}

#[test]
fn a_verdict_that_waits_names_what_it_needs_and_what_was_open() {
    let mut request = sheet(Paper::A4, Languages::En);
    request.data["deadline"] = Value::Null;
    request.data["verdict"]["answers"][0] = json!({
        "about": { "en": "Liability" }, "answer": { "en": "Needs facts: cause" },
        "because": [{ "en": "still possible: rows 1, 2" }],
    });
    request.data["as_of"] = json!({ "civil": "2026-11-21 08:00", "place": "Shanghai", "offset": "UTC+8" });
    let form = compile(&request).unwrap();
    let text = printed(&form);
    assert_eq!((form.pages(), form.warnings()), (1, &[][..]));
    for told in ["Needsfacts:cause", "rows1,2", "AsitstoodOn2026-11-2108:00", "Stillneeded"] {
        assert!(text.to_lowercase().contains(&squeeze(told).to_lowercase()), "{told}: {text}");
    }
    assert!(!text.contains("Whythisdeadline"));
}

#[test]
fn a_deadline_that_waits_and_a_declared_state_say_both_dates() {
    let mut request = sheet(Paper::A4, Languages::En);
    request.data["verdict"] = Value::Null;
    let deadline = &mut request.data["deadline"];
    deadline["normal"] = json!({ "civil": "2026-11-24 09:00", "place": "Shanghai", "offset": "UTC+8" });
    deadline["due"] = Value::Null;
    deadline["cut"] = json!(true);
    deadline["declared"] = json!([{ "from": deadline["pauses"][0]["from"], "what": { "en": "Force majeure" }, "why": "Flood in Guangdong" }]);
    let text = printed(&compile(&request).unwrap());
    for told in ["notknownwhileitwaits", "2026-11-2409:00", "FloodinGuangdong", "Secondsarecut"] {
        assert!(text.contains(told), "{told}: {text}");
    }
}

#[rstest]
#[case::word("W".repeat(700))]
#[case::link(format!("https://example.com/{}", "a-b/c_d?e=".repeat(60)))]
#[case::han("箱包装满时拉头在最后两厘米处滑脱，".repeat(40))]
#[case::glued("客\u{2060}".repeat(300))]
fn nothing_runs_off_the_paper(#[case] told: String, #[values(Paper::A4, Paper::A5)] paper: Paper) {
    let mut request = sheet(paper, Languages::Both);
    for text in texts(&mut request.data) {
        *text = told.clone().into();
    }
    let form = compile(&request).unwrap();
    assert!(!form.warnings().iter().any(|w| matches!(w, FormWarning::OutsidePaper { .. })), "{:?}", form.warnings());
    form.pdf().unwrap();
}

/// Every text that a person or a pack can make long.
fn texts(data: &mut Value) -> Vec<&mut Value> {
    let mut found = Vec::new();
    let Value::Object(form) = data else { return found };
    for (name, value) in form {
        match (name.as_str(), value) {
            ("customer" | "subject" | "printed_by" | "noted" | "quote" | "why" | "name", text @ Value::String(_)) => {
                found.push(text)
            }
            (
                "reading" | "say" | "state" | "head" | "answer" | "pack" | "calendar" | "headline" | "what" | "by"
                | "line",
                text,
            ) if !text.is_null() => {
                found.push(text);
            }
            (_, inner @ Value::Object(_)) => found.extend(texts(inner)),
            (_, Value::Array(all)) => found.extend(all.iter_mut().flat_map(texts)),
            _ => {}
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_compiles_to_a_pdf(a in any::<String>(), b in "\\PC{0,200}", paper in prop_oneof![Just(Paper::A4), Just(Paper::A5)], zh in any::<bool>()) {
        let mut request = sheet(paper, if zh { Languages::Zh } else { Languages::Both });
        for (n, text) in texts(&mut request.data).into_iter().enumerate() {
            *text = if n % 2 == 0 { a.clone() } else { b.clone() }.into();
        }
        let form = compile(&request).unwrap();
        prop_assert!(!form.warnings().iter().any(|w| !matches!(w, FormWarning::MissingGlyphs(_))), "{:?}", form.warnings());
        let pdf = form.pdf();
        prop_assert!(pdf.is_ok(), "{:?}", pdf.err());
    }
}
