//! Filters in words: what is a condition, what is a word, and what is wrong.
#![allow(clippy::unwrap_used)]

use aftercare_core::case::{Category, Channel, Urgency};
use aftercare_core::seek::{Is, Key, Seek, Want, Within, Wrong};
use chrono::NaiveDate;
use proptest::prelude::*;
use rstest::rstest;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn read(text: &str) -> Seek {
    Seek::read(text, day("2026-11-30"))
}

fn one(text: &str) -> Result<Want, Wrong> {
    let [term] = &read(text).terms[..] else { panic!("one condition in {text}") };
    term.want.clone()
}

#[test]
fn conditions_and_words_stand_in_one_line() {
    for text in ["owner:me is:late 拉链", "负责人:我 拉链 是：超时", "OWNER:Me  拉链 Is:Late"] {
        let seek = read(text);
        assert_eq!(seek.words, "拉链", "{text}");
        let mut wants: Vec<Want> = seek.terms.iter().map(|term| term.want.clone().unwrap()).collect();
        wants.sort_by_key(|want| matches!(want, Want::Me));
        assert_eq!(wants, [Want::Is(Is::Late), Want::Me], "{text}");
    }
}

#[rstest]
#[case("Re: order 4127 at 09:30")]
#[case("https://tidemark.example.com")]
#[case("-zip a:b :c")]
#[case("owner")]
fn what_has_no_known_key_is_a_word(#[case] text: &str) {
    assert_eq!(read(text), Seek { words: text.to_owned(), terms: Vec::new() });
}

#[test]
fn quotes_keep_blanks_and_a_line_before_turns_over() {
    let seek = read("zip -owner:\"Lin Qiao\" group:“Service desk” pull");
    assert_eq!(seek.words, "zip pull");
    assert_eq!(seek.terms[0].want, Ok(Want::Owner("Lin Qiao".into())));
    assert!(seek.terms[0].not && !seek.terms[1].not);
    assert_eq!(seek.terms[1].want, Ok(Want::Group("Service desk".into())));
    assert_eq!(one("owner:\"Lin"), Ok(Want::Owner("Lin".into())), "an open quote ends with the text");
}

#[rstest]
#[case("channel:phone", Want::Channel(Channel::Telephone))]
#[case("channel:on-site", Want::Channel(Channel::OnSite))]
#[case("urgency:高", Want::Urgency(Urgency::High))]
fn values_have_their_words(#[case] text: &str, #[case] want: Want) {
    assert_eq!(one(text), Ok(want));
}

#[rstest]
#[case("today", Some("2026-11-30"), Some("2026-11-30"))]
#[case("明天", Some("2026-12-01"), Some("2026-12-01"))]
#[case("2026-02", Some("2026-02-01"), Some("2026-02-28"))]
#[case("2026", Some("2026-01-01"), Some("2026-12-31"))]
#[case("<2026-11", None, Some("2026-10-31"))]
#[case(">2026-11-20", Some("2026-11-21"), None)]
#[case("2026-11-20..2026-11-22", Some("2026-11-20"), Some("2026-11-22"))]
#[case("..yesterday", None, Some("2026-11-29"))]
fn days_are_spans(#[case] text: &str, #[case] from: Option<&str>, #[case] to: Option<&str>) {
    let within = Within { from: from.map(day), to: to.map(day) };
    assert_eq!(one(&format!("opened:{text}")), Ok(Want::Opened(within)));
    assert_eq!(one(&format!("到期:{text}")), Ok(Want::Due(within)));
}

#[rstest]
#[case("is:lost", Wrong::Unknown)]
#[case("is:", Wrong::Empty)]
#[case("opened:2026-13", Wrong::Unknown)]
#[case("opened:2026-02-30", Wrong::Unknown)]
#[case("opened:26", Wrong::Unknown)]
#[case("opened:..", Wrong::Unknown)]
#[case("opened:2026-12-01..2026-11-01", Wrong::Unknown)]
fn what_a_key_does_not_have_is_told(#[case] text: &str, #[case] wrong: Wrong) {
    assert_eq!(one(text), Err(wrong));
}

#[test]
fn a_key_that_comes_again_is_told_but_a_case_may_stand_in_two_ways() {
    let seek = read("owner:me owner:Lin is:late is:unanswered is:late");
    let wrong: Vec<Option<Wrong>> = seek.terms.iter().map(|term| term.want.clone().err()).collect();
    assert_eq!(wrong, [None, Some(Wrong::Twice), None, None, Some(Wrong::Twice)]);
}

proptest! {
    /// A page cuts conditions out by their places; what is left are the words.
    #[test]
    fn every_text_is_read_and_places_are_its_own(
        text in "(([-－]?(is|owner|负责人|到期|opened|x)[:：])?[\"“]?[a-z拉链🧵 <>.0-9-]{0,8}[\"”]? ?){0,6}",
    ) {
        let seek = read(&text);
        let units: Vec<u16> = text.encode_utf16().collect();
        let mut left = Vec::new();
        let mut at = 0;
        for term in &seek.terms {
            prop_assert!(at <= term.from && term.from < term.to && term.to <= units.len());
            left.extend_from_slice(&units[at..term.from]);
            left.push(u16::from(b' '));
            at = term.to;
            let cut = String::from_utf16(&units[term.from..term.to]).unwrap();
            let again = read(&cut);
            prop_assert_eq!(again.terms.len(), 1, "{}", cut);
            prop_assert_eq!((again.terms[0].key, &again.terms[0].value, again.terms[0].not), (term.key, &term.value, term.not));
        }
        left.extend_from_slice(&units[at..]);
        let left = String::from_utf16(&left).unwrap();
        prop_assert_eq!(left.split_whitespace().collect::<Vec<_>>(), seek.words.split_whitespace().collect::<Vec<_>>());
    }
}

#[test]
fn every_category_has_its_name_in_events_and_one_word_of_each_language() {
    for category in Category::ALL {
        let name = serde_json::to_value(category).unwrap();
        assert_eq!(one(&format!("category:{}", name.as_str().unwrap())), Ok(Want::Category(category)));
    }
}

#[test]
fn every_key_has_a_word_of_its_own() {
    for key in Key::ALL {
        let seek = read(&format!("{}:today", key.word()));
        assert_eq!(seek.terms[0].key, key);
    }
}
