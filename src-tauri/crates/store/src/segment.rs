//! Words for the search index, cut by us so that both engines find the same: other scripts by word, Chinese, Japanese and
//! Korean by overlapping pairs, so that any two neighbouring characters are found like an English word.
//!
//! Left out: stems and dictionaries. A phrase of pairs finds exactly the substring that was typed.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The words of a text, lower-cased, separated by spaces, for the index.
pub fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 2);
    for piece in pieces(text) {
        match piece {
            Piece::Word(word) => push(&mut out, &word),
            Piece::Run(run) => {
                for pair in run.windows(2) {
                    push(&mut out, &pair.iter().collect::<String>());
                }
                // The last character by itself, so that a single one is found at the end of a run too.
                if let Some(last) = run.last() {
                    push(&mut out, &last.to_string());
                }
            }
        }
    }
    out
}

/// What a person typed: every term must occur, a term in quotation marks as a phrase, the last one may be unfinished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The words of each term, and whether the last of them may go on.
    terms: Vec<(String, bool)>,
}

/// Reads what a person typed.
pub fn question(text: &str) -> Question {
    let mut phrases: Vec<(String, bool)> = Vec::new();
    for (n, part) in text.split(['"', '“', '”']).enumerate() {
        let quoted = n % 2 == 1;
        let terms: Vec<&str> = if quoted { vec![part] } else { part.split_whitespace().collect() };
        phrases.extend(terms.into_iter().map(|term| (phrase(term), quoted)).filter(|(words, _)| !words.is_empty()));
    }
    let last = phrases.len().saturating_sub(1);
    let open = |n: usize, quoted: bool, words: &str| {
        let single = words.chars().count() == 1 && words.chars().all(is_joined);
        single || (n == last && !quoted)
    };
    let terms = phrases.into_iter().enumerate().map(|(n, (words, q))| (open(n, q, &words), words));
    Question { terms: terms.map(|(open, words)| (words, open)).collect() }
}

impl Question {
    /// Nothing in it can be searched for.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// As FTS5 of SQLite reads it.
    pub(crate) fn in_file(&self) -> String {
        let star = |open: bool| if open { "*" } else { "" };
        let terms: Vec<String> = self.terms.iter().map(|(words, open)| format!("\"{words}\"{}", star(*open))).collect();
        terms.join(" ")
    }

    /// As a `tsquery` of PostgreSQL. The words hold letters and digits only, so they need no escape.
    pub(crate) fn on_server(&self) -> String {
        let term = |(words, open): &(String, bool)| {
            let quoted: Vec<String> = words.split(' ').map(|word| format!("'{word}'")).collect();
            format!("({}{})", quoted.join(" <-> "), if *open { ":*" } else { "" })
        };
        let terms: Vec<String> = self.terms.iter().map(term).collect();
        terms.join(" & ")
    }
}

/// The words of one term, as they stand one after the other in the index.
fn phrase(term: &str) -> String {
    let mut out = String::new();
    for piece in pieces(term) {
        match piece {
            Piece::Word(word) => push(&mut out, &word),
            Piece::Run(run) if run.len() == 1 => push(&mut out, &run.iter().collect::<String>()),
            Piece::Run(run) => run.windows(2).for_each(|pair| push(&mut out, &pair.iter().collect::<String>())),
        }
    }
    out
}

enum Piece {
    Word(String),
    Run(Vec<char>),
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let mut fresh = true;
    for c in text.chars().map(plain).flat_map(bare) {
        if is_combining_mark(c) {
            continue;
        }
        if !c.is_alphanumeric() {
            fresh = true;
            continue;
        }
        match (out.last_mut(), is_joined(c)) {
            (Some(Piece::Run(run)), true) if !fresh => run.push(c),
            (Some(Piece::Word(word)), false) if !fresh => word.extend(c.to_lowercase()),
            (_, true) => out.push(Piece::Run(vec![c])),
            (_, false) => out.push(Piece::Word(c.to_lowercase().collect())),
        }
        fresh = false;
    }
    out
}

fn push(out: &mut String, word: &str) {
    if !out.is_empty() {
        out.push(' ');
    }
    out.push_str(word);
}

/// Full-width letters and digits as their plain forms.
fn plain(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// A letter without its marks, so that "Cafe" finds "Café" on both engines. Kana and Hangul keep theirs: they are letters
/// of their own.
fn bare(c: char) -> impl Iterator<Item = char> {
    let apart = (!c.is_ascii() && !is_joined(c)).then(|| std::iter::once(c).nfd());
    let whole = apart.is_none().then_some(c);
    whole.into_iter().chain(apart.into_iter().flatten())
}

/// Scripts written without spaces between words.
fn is_joined(c: char) -> bool {
    matches!(c,
        '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3134F}'
        | '\u{3040}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{AC00}'..='\u{D7AF}' | '\u{1100}'..='\u{11FF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("Broken ZIP, lot-7", "broken zip lot 7")]
    #[case("拉链坏了", "拉链 链坏 坏了 了")]
    #[case("箱", "箱")]
    #[case("C-4127 拉链", "c 4127 拉链 链")]
    #[case("ＡＢ１２", "ab12")]
    #[case("zip拉链zip", "zip 拉链 链 zip")]
    #[case("", "")]
    #[case("——！", "")]
    #[case("Café Ünal e\u{301}tui ガラス", "cafe unal etui ガラ ラス ス")]
    fn texts_become_words(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(words(text), expected);
    }

    #[rstest]
    #[case("zip", "\"zip\"*")]
    #[case("C-4127", "\"c 4127\"*")]
    #[case("拉链坏了", "\"拉链 链坏 坏了\"*")]
    #[case("链", "\"链\"*")]
    #[case("链 zip", "\"链\"* \"zip\"*")]
    #[case("broken zi", "\"broken\" \"zi\"*")]
    #[case("\"late delivery\" zip", "\"late delivery\" \"zip\"*")]
    #[case("zip \"late delivery\"", "\"zip\" \"late delivery\"")]
    #[case("\" OR 1=1 --", "\"or 1 1\"")]
    #[case("*", "")]
    fn terms_become_questions(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(question(text).in_file(), expected);
    }
}
