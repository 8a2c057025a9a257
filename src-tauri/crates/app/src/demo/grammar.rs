//! Sentences from patterns: `[one|other]` chooses, also inside a choice, and `$name` takes a word of the case. Enough that a
//! page of letters does not read like one letter.

use super::draw::Draw;

/// The words of a case by name.
pub(super) trait Words {
    /// The word for `$name`.
    fn word(&self, name: &str) -> Option<&str>;
}

/// A text made from a pattern. An unknown `$name` stays as it is, which the tests look for.
pub(super) fn say(pattern: &str, draw: &mut Draw, words: &dyn Words) -> String {
    let mut out = String::with_capacity(pattern.len());
    put(pattern, draw, words, &mut out);
    out
}

fn put(pattern: &str, draw: &mut Draw, words: &dyn Words, out: &mut String) {
    let mut rest = pattern;
    while let Some(at) = rest.find(['[', '$']) {
        out.push_str(&rest[..at]);
        let tail = &rest[at + 1..];
        if rest[at..].starts_with('$') {
            let end = tail.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(tail.len());
            match words.word(&tail[..end]) {
                Some(word) => out.push_str(word),
                None => out.push_str(&rest[at..=at + end]),
            }
            rest = &tail[end..];
        } else {
            let (ways, end) = ways(tail);
            put(draw.pick::<&str>(&ways), draw, words, out);
            rest = &tail[end..];
        }
    }
    out.push_str(rest);
}

/// The ways of a choice whose bracket is open, and where the text after it begins.
fn ways(text: &str) -> (Vec<&str>, usize) {
    let (mut ways, mut from, mut depth) = (Vec::new(), 0, 0);
    for (at, c) in text.char_indices() {
        match c {
            '[' => depth += 1,
            ']' if depth == 0 => {
                ways.push(&text[from..at]);
                return (ways, at + 1);
            }
            ']' => depth -= 1,
            '|' if depth == 0 => {
                ways.push(&text[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    ways.push(&text[from..]);
    (ways, text.len())
}

#[cfg(test)]
mod tests {
    use super::super::draw::For;
    use super::*;

    struct Two;
    impl Words for Two {
        fn word(&self, name: &str) -> Option<&str> {
            match name {
                "n" => Some("12"),
                "product" => Some("totes"),
                _ => None,
            }
        }
    }

    #[test]
    fn choices_and_words_are_filled_in_and_every_way_is_taken() {
        let mut said = std::collections::BTreeSet::new();
        for number in 0..60 {
            let mut draw = Draw::new(1, For::Words, number);
            said.insert(say("[About |]$n $product[ [fail|break]|, alas].", &mut draw, &Two));
        }
        let all = [
            "12 totes break.",
            "12 totes fail.",
            "12 totes, alas.",
            "About 12 totes break.",
            "About 12 totes fail.",
            "About 12 totes, alas.",
        ];
        assert_eq!(said.iter().map(String::as_str).collect::<Vec<_>>(), all);
    }

    #[test]
    fn an_unknown_word_is_left_to_be_seen() {
        assert_eq!(say("$who?", &mut Draw::new(1, For::Words, 1), &Two), "$who?");
    }
}
