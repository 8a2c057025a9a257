//! Makes every text printable without losing any of it: line ends become one kind, signs that no shipped font has
//! are spelled out as `[U+1F600]` and reported, and signs that only steer (joiners, direction overrides) can't hide
//! or reorder what a customer wrote.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde_json::Value;

use crate::FormWarning;
use crate::fonts::covers;

/// The signs that had to be spelled out.
#[derive(Default)]
pub(crate) struct Missing(BTreeSet<char>);

impl Missing {
    pub(crate) fn into_warnings(self) -> Vec<FormWarning> {
        if self.0.is_empty() { Vec::new() } else { vec![FormWarning::MissingGlyphs(self.0.into_iter().collect())] }
    }
}

/// Cleans every text inside; keys stay.
pub(crate) fn clean(value: &mut Value, missing: &mut Missing) {
    each_text(value, &mut |text| printable(text, missing));
}

/// Spells out the given pieces of text, which came out broken although each sign is in some font.
pub(crate) fn spell_out(value: &mut Value, broken: &BTreeSet<String>, missing: &mut Missing) {
    each_text(value, &mut |text| {
        let mut text = text.to_owned();
        for piece in broken.iter().filter(|p| !p.is_empty()) {
            if text.contains(piece.as_str()) {
                let mut spelled = String::new();
                for c in piece.chars() {
                    spell(c, &mut spelled, missing);
                }
                text = text.replace(piece.as_str(), &spelled);
            }
        }
        text
    });
}

fn each_text(value: &mut Value, change: &mut impl FnMut(&str) -> String) {
    match value {
        Value::String(text) => *text = change(text),
        Value::Array(items) => items.iter_mut().for_each(|v| each_text(v, change)),
        Value::Object(map) => map.values_mut().for_each(|v| each_text(v, change)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn printable(text: &str, missing: &mut Missing) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                out.push('\n');
            }
            '\n' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\t' => out.push_str("    "),
            // Spaces that forbid a line break would let a line run off the paper.
            '\u{A0}' | '\u{2007}' | '\u{202F}' => out.push(' '),
            // Nothing to see in them: word joiner, soft hyphen, byte order mark, variation selectors.
            '\u{AD}' | '\u{2060}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => {}
            // Direction overrides could turn a number around; private signs mean something else in every font.
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{E000}'..='\u{F8FF}' => spell(c, &mut out, missing),
            c if c.is_control() || !covers(c) => {
                if !matches!(c, '\u{200B}'..='\u{200F}') {
                    spell(c, &mut out, missing);
                }
            }
            c => out.push(c),
        }
    }
    out
}

fn spell(c: char, out: &mut String, missing: &mut Missing) {
    missing.0.insert(c);
    let _ = write!(out, "[U+{:04X}]", u32::from(c));
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use rstest::rstest;
    use serde_json::json;

    use super::*;

    #[rstest]
    #[case("plain 客户", "plain 客户", "")]
    #[case("a\r\nb\rc\u{2028}d", "a\nb\nc\nd", "")]
    #[case("ok 😀😀!", "ok [U+1F600][U+1F600]!", "😀")]
    #[case("nul\0", "nul[U+0000]", "\0")]
    #[case("5\u{A0}000\u{FEFF}", "5 000", "")]
    #[case("a\u{202E}b", "a[U+202E]b", "\u{202E}")]
    #[case("❤\u{FE0F}", "❤", "")]
    fn texts_become_printable(#[case] text: &str, #[case] printed: &str, #[case] missing: &str) {
        let mut found = Missing::default();
        let mut doc = json!({"a": [text]});
        clean(&mut doc, &mut found);
        assert_eq!(doc, json!({"a": [printed]}));
        assert_eq!(found.0.into_iter().collect::<String>(), missing);
    }

    #[test]
    fn broken_pieces_are_spelled_out() {
        let mut found = Missing::default();
        let mut doc = json!({"a": "xaby", "b": 3});
        spell_out(&mut doc, &BTreeSet::from(["ab".to_owned()]), &mut found);
        assert_eq!(doc, json!({"a": "x[U+0061][U+0062]y", "b": 3}));
        assert_eq!(found.into_warnings(), [FormWarning::MissingGlyphs(vec!['a', 'b'])]);
    }
}
