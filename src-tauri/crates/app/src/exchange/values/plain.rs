//! Texts, yes and no, languages, zones, mail addresses.

use super::Wrong;
use aftercare_core::case::Language;
use aftercare_core::goods::key;

/// Characters a one-line text may have; a cell beyond it is a file cut off inside quotes, or a letter.
const LONGEST: usize = 500;
/// Characters a number (of a contract, an order, a lot) may have, as when typed in.
const LONGEST_NUMBER: usize = 60;

/// A text in one line, blanks folded.
pub(crate) fn text(cell: &str) -> Result<String, Wrong> {
    if cell.contains('\u{FFFD}') {
        return Err(Wrong("unreadable_characters"));
    }
    let folded = cell.split_whitespace().collect::<Vec<_>>().join(" ");
    if folded.chars().count() > LONGEST { Err(Wrong("too_long")) } else { Ok(folded) }
}

/// A number of a contract, an order, a lot, a serial.
pub(crate) fn number(cell: &str) -> Result<String, Wrong> {
    let text = text(cell)?;
    let head = text.split_once(['E', 'e']).filter(|(_, tail)| tail.starts_with('+'));
    if let Some((head, tail)) = head
        && head.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',')
        && tail[1..].bytes().all(|b| b.is_ascii_digit())
    {
        // A sheet made 4.71E+12 of it; the figures are gone.
        return Err(Wrong("rounded"));
    }
    if text.chars().count() > LONGEST_NUMBER { Err(Wrong("too_long")) } else { Ok(text) }
}

/// Yes or no in several languages.
pub(crate) fn flag(cell: &str) -> Result<bool, Wrong> {
    match key(cell).as_str() {
        "yes" | "y" | "true" | "1" | "x" | "✓" | "√" | "ja" | "j" | "oui" | "sí" | "si" | "是" | "有" | "真" => {
            Ok(true)
        }
        "no" | "n" | "false" | "0" | "-" | "✗" | "nein" | "non" | "否" | "无" | "不" | "假" => Ok(false),
        _ => Err(Wrong("not_yes_or_no")),
    }
}

/// English or Chinese.
pub(crate) fn language(cell: &str) -> Result<Language, Wrong> {
    let word = key(cell);
    match word.split(['-', '_']).next().unwrap_or_default() {
        "en" | "eng" | "english" | "englisch" | "英语" | "英文" => Ok(Language::En),
        "zh" | "chi" | "zho" | "chinese" | "chinesisch" | "mandarin" | "中文" | "汉语" | "普通话" | "cn" => {
            Ok(Language::Zh)
        }
        _ => Err(Wrong("not_a_language")),
    }
}

/// An IANA zone, as it is spelt there.
pub(crate) fn zone(cell: &str) -> Result<String, Wrong> {
    let text = text(cell)?;
    let known = chrono_tz::TZ_VARIANTS.iter().find(|zone| zone.name().eq_ignore_ascii_case(&text));
    known.map(|zone| zone.name().to_owned()).ok_or(Wrong("not_a_zone"))
}

/// The mail addresses of a cell, which may be several, with or without names around them.
pub(crate) fn emails(cell: &str) -> Result<Vec<String>, Wrong> {
    let mut out: Vec<String> = Vec::new();
    for part in cell.split(['\n', ';', ',', '、', '；', '，', ' ', '\t', '\u{3000}']) {
        let part = part.trim().trim_matches(['<', '>', '"', '\'', '.']);
        let part = part.strip_prefix("mailto:").unwrap_or(part);
        if part.is_empty() {
            continue;
        }
        if !part.contains('@') && cell.contains('<') {
            continue;
        }
        if !crate::cases::is_address(part) {
            return Err(Wrong("not_an_address"));
        }
        if !out.iter().any(|known| known.eq_ignore_ascii_case(part)) {
            out.push(part.to_owned());
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("a@b.example; c@d.example", &["a@b.example", "c@d.example"])]
    #[case("Ana <ana@shop.example>", &["ana@shop.example"])]
    #[case("a@b.example，A@b.example", &["a@b.example"])]
    #[case("", &[])]
    fn addresses_of_a_cell(#[case] cell: &str, #[case] expected: &[&str]) {
        assert_eq!(emails(cell).unwrap(), expected);
    }

    #[rstest]
    #[case("nobody")]
    #[case("a@b.example und c")]
    fn a_cell_with_something_else_is_not_half_read(#[case] cell: &str) {
        assert_eq!(emails(cell), Err(Wrong("not_an_address")));
    }

    #[test]
    fn words_in_both_languages() {
        assert_eq!(flag("是"), Ok(true));
        assert_eq!(flag(" NO "), Ok(false));
        assert_eq!(flag("maybe"), Err(Wrong("not_yes_or_no")));
        assert_eq!(language("zh-CN"), Ok(Language::Zh));
        assert_eq!(language("English"), Ok(Language::En));
        assert_eq!(language("Klingon"), Err(Wrong("not_a_language")));
        assert_eq!(zone("asia/shanghai"), Ok("Asia/Shanghai".to_owned()));
        assert_eq!(number("4.71E+12"), Err(Wrong("rounded")));
        assert_eq!(number("CT-2026E+1"), Ok("CT-2026E+1".to_owned()));
    }
}
