//! Whatever a customer writes is printed: all of it, literally, on the paper.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use aftercare_forms::{FormWarning, Languages, Paper, compile};
use common::{filed, printed, squeeze, text, with};
use proptest::prelude::*;
use rstest::rstest;
use serde_json::{Value, json};

#[test]
fn a_long_mixed_text_flows_to_more_pages_and_loses_nothing() {
    let sentence = "Zip pulls come off at the last two centimetres. 拉头在最后两厘米处滑脱，5,000 件中 320 件。\n";
    let mut told = String::new();
    for n in 0.. {
        told.push_str(&format!("{n} {sentence}"));
        if told.chars().count() >= 6000 {
            break;
        }
    }
    for paper in [Paper::A4, Paper::A5, Paper::Letter] {
        let mut request = filed(paper, Languages::Both);
        request.data["problem"] = told.clone().into();
        request.data["finding"] = told.clone().into();
        let form = compile(&request).unwrap();
        assert!(form.pages() >= 3, "{} pages", form.pages());
        assert_eq!(form.warnings(), []);
        let pdf = form.pdf().unwrap();
        let printed = text(&pdf);
        // Heads and feet stand between the pages, so each line is looked for by itself.
        for line in told.lines() {
            assert!(printed.matches(&squeeze(line)).count() >= 1, "lost: {line}");
        }
        assert_eq!(printed.matches("拉头在最后两厘米处滑脱").count(), 2 * told.lines().count());
        // The number stands in the head of every page and in every footer.
        assert_eq!(printed.matches("CIP-2026-0318").count(), 2 * form.pages());
        assert!(printed.contains(&format!("Page{n}of{n}", n = form.pages())));
        assert_eq!(printed.matches("Chop公章").count(), 1);
    }
}

#[rstest]
#[case("#panic(\"x\") $ x^2 $ *bold* _it_ `raw` \\ ~ @ref <label> // c /* c */ = head - item + item")]
#[case("#sys.version #read(\"/etc/passwd\") #import \"@preview/x:1.0.0\": * #let a = 1; #{a}")]
#[case("-- --- ... \"quotes\" 'single' -> => != <= 1/2 fi ffl https://example.com/a?b=c#d")]
#[case("\\u{41} {{braces}} [content] #[x] }} ]] #")]
#[case("</text><script>alert(1)</script>&amp;&#65;")]
fn markup_prints_literally(#[case] hostile: &str) {
    let mut request = with("problem", hostile);
    request.data["customer"] = hostile.into();
    request.data["brand"]["name"] = hostile.into();
    request.number = Some(hostile.into());
    let form = compile(&request).unwrap();
    assert_eq!(form.warnings(), []);
    let printed = text(&form.pdf().unwrap());
    assert!(printed.matches(&squeeze(hostile)).count() >= 2, "{printed}");
}

#[rstest]
#[case::emoji("The zip broke 😡👩‍👩‍👧‍👦🇨🇳 again", "[U+1F621]")]
#[case::controls("a\u{0}b\u{7}c\u{1b}[31m\u{9f}d", "[U+0000]")]
#[case::overrides("pay \u{202E}001\u{202C} now", "[U+202E]")]
#[case::private("\u{E000}\u{F8FF}\u{10FFFF}", "[U+E000]")]
#[case::noncharacter("\u{FFFE}\u{FFFF}", "[U+FFFE]")]
fn what_no_font_has_is_spelled_out_and_reported(#[case] told: &str, #[case] shown: &str) {
    let form = compile(&with("problem", told)).unwrap();
    assert!(matches!(form.warnings(), [FormWarning::MissingGlyphs(_)]), "{:?}", form.warnings());
    assert!(text(&form.pdf().unwrap()).contains(shown));
}

#[rstest]
#[case::rare_han("龘靐齉爩鱻麤 㐂㐅㐆 𠮷𠀋𡈽 㗎")]
#[case::traditional("客戶資訊處理單 體驗麵條")]
#[case::japanese("お客様情報処理票 カバンのファスナー")]
#[case::korean("고객 정보 처리 양식")]
#[case::greek_cyrillic("Ελληνικά Русский Українська")]
#[case::vietnamese("Khách hàng ở Việt Nam")]
#[case::thai("กระเป๋าซิปหลุด")]
#[case::hindi("ज़िप टूट गई")]
#[case::units("½ ¼ № ℃ ± × ÷ ≤ ≥ ≠ → ① ② ✓ ■ ★ ￥ € £ ¥ ™ ®")]
fn the_worlds_scripts_print(#[case] told: &str) {
    let mut request = with("problem", told);
    request.data["customer"] = told.into();
    let form = compile(&request).unwrap();
    assert_eq!(form.warnings(), []);
    form.pdf().unwrap();
}

#[rstest]
#[case("السحاب مكسور في 320 قطعة")]
#[case("הרוכסן נשבר 320 יחידות")]
fn right_to_left_prints(#[case] told: &str) {
    let form = compile(&with("problem", told)).unwrap();
    assert_eq!((form.pages(), form.warnings()), (1, &[][..]));
    assert!(text(&form.pdf().unwrap()).contains("320"));
}

#[rstest]
#[case::word("W".repeat(900))]
#[case::link(format!("https://example.com/{}", "a-b/c_d?e=".repeat(90)))]
#[case::shouting("！".repeat(600))]
#[case::glued("客\u{2060}".repeat(500))]
#[case::nbsp("a\u{A0}".repeat(700))]
#[case::marks(format!("a{}", "\u{301}".repeat(400)))]
fn nothing_runs_off_the_paper(#[case] told: String, #[values(Paper::A4, Paper::A5)] paper: Paper) {
    let mut request = filed(paper, Languages::Both);
    for key in ["customer", "lot", "taken_by", "problem", "finding", "handled_by", "passed_to"] {
        request.data[key] = told.clone().into();
    }
    request.data["charge"] = json!({"text": told, "clause": told});
    request.data["brand"]["name"] = told.clone().into();
    let form = compile(&request).unwrap();
    assert!(!form.warnings().iter().any(|w| matches!(w, FormWarning::OutsidePaper { .. })), "{:?}", form.warnings());
    form.pdf().unwrap();
}

#[test]
fn a_text_in_one_language_is_printed_in_every_choice() {
    for languages in [Languages::Both, Languages::En, Languages::Zh] {
        let mut request = filed(Paper::A4, languages);
        request.data["finding"] = json!({"zh": "只有中文"});
        request.data["problem"] = json!({"en": "English only", "zh": ""});
        let text = printed(&request);
        assert!(text.contains("只有中文") && text.contains("Englishonly"));
    }
}

/// Any shape a text field can have.
fn field() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        Just(json!({"redacted": true})),
        "\\PC{0,60}".prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        ("\\PC{0,40}", "[客户拉头 a-z，。]{0,60}").prop_map(|(en, zh)| json!({"en": en, "zh": zh})),
        "\\PC{0,40}".prop_map(|zh| json!({"zh": zh})),
    ]
}

const FIELDS: [&str; 15] = [
    "customer",
    "contact",
    "telephone",
    "contract",
    "channel",
    "channel_detail",
    "taken_by",
    "product",
    "lot",
    "affected",
    "warranty",
    "problem",
    "passed_to",
    "finding",
    "handled_by",
];

fn cases() -> ProptestConfig {
    // PROPTEST_CASES asks for more.
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { ProptestConfig::default().cases } else { 32 };
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn any_shape_of_data_compiles(
        fields in prop::collection::vec(field(), FIELDS.len()),
        paper in prop_oneof![Just(Paper::A4), Just(Paper::A5), Just(Paper::Letter)],
        languages in prop_oneof![Just(Languages::Both), Just(Languages::En), Just(Languages::Zh)],
        decided in any::<[bool; 6]>(),
    ) {
        let mut request = filed(paper, languages);
        for (key, value) in FIELDS.iter().zip(fields) {
            request.data[*key] = value;
        }
        let keys = ["liability", "charge", "freight", "respond_by", "responded", "solve_by"];
        for (key, _) in keys.iter().zip(decided).filter(|(_, kept)| !kept) {
            request.data[*key] = Value::Null;
        }
        let form = compile(&request).unwrap();
        prop_assert!(!form.warnings().iter().any(|w| !matches!(w, FormWarning::MissingGlyphs(_))), "{:?}", form.warnings());
        let pdf = form.pdf();
        prop_assert!(pdf.is_ok(), "{:?}", pdf.err());
    }

    #[test]
    fn any_text_compiles_to_a_pdf(a in any::<String>(), b in "\\PC{0,300}", c in "[\\s\\S]{0,200}", both in any::<bool>()) {
        let mut request = with("problem", a.clone());
        request.data["customer"] = json!({"en": b, "zh": c});
        request.data["lot"] = c.clone().into();
        request.data["brand"]["lines"] = json!([a, b]);
        request.number = Some(b.clone());
        request.languages = if both { Languages::Both } else { Languages::Zh };
        let form = compile(&request).unwrap();
        let pdf = form.pdf();
        prop_assert!(pdf.is_ok(), "{:?}", pdf.err());
        prop_assert!(form.pages() >= 1);
    }
}
