//! Telephone numbers: read with the country they are from, kept in the international form. A national number without a
//! country is kept as written: it rings from the desk, and nobody knows better.

use super::Wrong;
use aftercare_core::country::Country;
use phonenumber::Mode;
use phonenumber::country::Id;

/// The country by whose rules a number without a country's is read; none where nobody telephones.
pub(crate) fn dialled(country: Country) -> Option<Id> {
    country.as_str().parse().ok()
}

/// A number with the marks of a keyboard instead of those of other writing systems.
pub(crate) fn plain(text: &str) -> String {
    let plain: String = text
        .trim()
        .chars()
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            '\u{a0}' | '\u{3000}' => ' ',
            '–' | '—' | '‑' => '-',
            other => other,
        })
        .collect();
    plain.replace("转", " ext. ").replace("分机", " ext. ")
}

/// One number, as it is kept.
pub(crate) fn phone(text: &str, country: Option<Id>) -> Result<String, Wrong> {
    let plain = plain(text);
    let digits = plain.chars().filter(char::is_ascii_digit).count();
    let exponent = plain.to_lowercase().contains("e+");
    if exponent && plain.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | 'e' | 'E' | '+')) {
        return Err(Wrong("rounded"));
    }
    if !(3..=20).contains(&digits) {
        return Err(Wrong("not_a_phone"));
    }
    let plain = plain.strip_prefix("00").map_or(plain.clone(), |rest| format!("+{rest}"));
    let national = !plain.starts_with('+');
    if national && country.is_none() {
        return Ok(text.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    match phonenumber::parse(if national { country } else { None }, &plain) {
        Ok(number) if number.is_valid() => Ok(number.format().mode(Mode::International).to_string()),
        _ => Err(Wrong("not_a_phone")),
    }
}

/// The numbers of a cell, which may be several.
pub(crate) fn phones(text: &str, country: Option<Id>) -> Result<Vec<String>, Wrong> {
    let mut out: Vec<String> = Vec::new();
    let mut keep = |number: String| {
        if !out.contains(&number) {
            out.push(number);
        }
    };
    for part in text.split(['\n', ';', '、', '；', '|', ',', '，']).map(str::trim).filter(|part| !part.is_empty()) {
        // A slash parts two numbers, or area code and number.
        match phone(&part.replace('/', " "), country) {
            Ok(number) => keep(number),
            Err(wrong) if !part.contains('/') => return Err(wrong),
            Err(_) => {
                for piece in part.split('/').map(str::trim).filter(|piece| !piece.is_empty()) {
                    keep(phone(piece, country)?);
                }
            }
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
    #[case("13800138000", Some(Id::CN), "+86 138 0013 8000")]
    #[case("0577-8650 1234", Some(Id::CN), "+86 577 8650 1234")]
    #[case("(0)30 901820", Some(Id::DE), "+49 30 901820")]
    #[case("030 / 901820", Some(Id::DE), "+49 30 901820")]
    #[case("+44 20 7946 0018", None, "+44 20 7946 0018")]
    #[case("0044 20 7946 0018", Some(Id::CN), "+44 20 7946 0018")]
    #[case("(212) 555-0123", Some(Id::US), "+1 212-555-0123")]
    #[case("021 6437", None, "021 6437")]
    #[case("＋８６ 138 0013 8000", None, "+86 138 0013 8000")]
    fn numbers_of_several_countries(#[case] text: &str, #[case] country: Option<Id>, #[case] kept: &str) {
        assert_eq!(phones(text, country), Ok(vec![kept.to_owned()]));
    }

    #[test]
    fn a_cell_may_hold_several() {
        let two = Ok(vec!["+86 138 0013 8000".to_owned(), "+86 577 8650 1234".to_owned()]);
        assert_eq!(phones("13800138000/0577-86501234", Some(Id::CN)), two);
        assert_eq!(phones("13800138000、0577-86501234; 138 0013 8000", Some(Id::CN)), two);
    }

    #[rstest]
    #[case("12", None, "not_a_phone")]
    #[case("call reception", None, "not_a_phone")]
    #[case("1.38E+10", Some(Id::CN), "rounded")]
    #[case("99999", Some(Id::CN), "not_a_phone")]
    #[case("+86 1", None, "not_a_phone")]
    fn what_is_no_number_says_why(#[case] text: &str, #[case] country: Option<Id>, #[case] code: &str) {
        assert_eq!(phone(text, country).map_err(|w| w.0), Err(code));
    }

    #[test]
    fn what_was_kept_is_kept_again_the_same() {
        for (text, country) in
            [("13800138000", Some(Id::CN)), ("021 6437", None), ("0577-86501234转8001", Some(Id::CN))]
        {
            let once = phone(text, country).unwrap();
            assert_eq!(phone(&once, country).unwrap(), once);
            assert_eq!(phone(&once, None).unwrap(), once);
        }
    }
}
