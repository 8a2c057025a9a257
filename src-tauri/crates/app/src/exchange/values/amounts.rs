//! Amounts and pieces as several countries write them: 1.234,56 and 1,234.56, signs and codes before or behind. Read
//! digit by digit into whole minor units; a float appears only where the sheet itself holds one.

use super::Wrong;
use aftercare_core::goods::{Currency, MAX_PRICE, MAX_QUANTITY, Money};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which mark stands before the decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// 1,234.56.
    Point,
    /// 1.234,56.
    Comma,
}

/// A written number: its digits, and how many of them stand behind the decimal mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    digits: i128,
    places: u32,
}

/// Signs and words for currencies. `$` and `¥` alone name several and are left to the file or the person.
const SIGNS: &[(&str, &str)] = &[
    ("€", "EUR"),
    ("£", "GBP"),
    ("us$", "USD"),
    ("hk$", "HKD"),
    ("a$", "AUD"),
    ("c$", "CAD"),
    ("s$", "SGD"),
    ("rmb", "CNY"),
    ("cn¥", "CNY"),
    ("人民币", "CNY"),
    ("元", "CNY"),
    ("美元", "USD"),
    ("欧元", "EUR"),
    ("日元", "JPY"),
    ("港币", "HKD"),
    ("港元", "HKD"),
    ("英镑", "GBP"),
    ("澳元", "AUD"),
];

/// Codes that are recognised inside other text, as in "Price EUR".
const CODES: &[&str] = &[
    "AED", "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "INR", "JPY", "KRW", "KWD", "MXN",
    "NOK", "NZD", "PLN", "RUB", "SAR", "SEK", "SGD", "THB", "TRY", "TWD", "USD", "VND", "ZAR",
];

/// Words that stand behind a number of pieces.
const PIECES: &[&str] =
    &["pieces", "piece", "pcs.", "pcs", "pc", "ea", "stück", "stk.", "stk", "件", "个", "只", "pièces"];

/// The currency named somewhere in a text, as in a header or a cell.
pub(crate) fn currency_in(text: &str) -> Option<Currency> {
    let text = aftercare_core::goods::key(text);
    let mut words = text.split(|c: char| !c.is_alphabetic() && c != '$' && c != '¥' && c != '€' && c != '£');
    let code = words.find_map(|word| CODES.iter().find(|code| code.eq_ignore_ascii_case(word)));
    if let Some(code) = code {
        return Currency::new(code);
    }
    let longest = SIGNS.iter().filter(|(sign, _)| text.contains(sign)).max_by_key(|(sign, _)| sign.len());
    longest.and_then(|(_, code)| Currency::new(code))
}

/// A cell that holds nothing but a currency.
pub(crate) fn currency(text: &str) -> Result<Currency, Wrong> {
    let key = aftercare_core::goods::key(text);
    let sign = SIGNS.iter().find(|(sign, _)| *sign == key).map(|(_, code)| *code);
    Currency::new(sign.unwrap_or(&key)).ok_or(Wrong("not_a_currency"))
}

/// Takes the number out of a cell such as "EUR 1.234,56" or "12,50 €".
fn bare(text: &str, behind: &[&str]) -> String {
    let mut text = aftercare_core::goods::key(text).replace(['\u{a0}', '\u{202f}', '\u{2009}'], " ");
    for word in behind {
        if let Some(rest) = text.strip_suffix(word) {
            text = rest.trim_end().to_owned();
            break;
        }
    }
    text.trim_matches(|c: char| c.is_alphabetic() || matches!(c, '€' | '£' | '$' | '¥') || c.is_whitespace()).to_owned()
}

/// Reads digits with grouping and decimals. `mark` decides what 1,234 means; without it that is not read.
pub(crate) fn number(text: &str, mark: Option<Mark>) -> Result<Number, Wrong> {
    let (negative, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text),
    };
    if text.is_empty()
        || !text.starts_with(|c: char| c.is_ascii_digit())
        || !text.ends_with(|c: char| c.is_ascii_digit())
    {
        return Err(Wrong("not_a_number"));
    }
    if !text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\'' | '’')) {
        return Err(Wrong("not_a_number"));
    }
    let (points, commas) = (text.matches('.').count(), text.matches(',').count());
    let decimal = match (points, commas) {
        (0, 0) => None,
        // The one that stands once and last is the decimal mark.
        (_, 1) if points > 0 && text.rfind(',') > text.rfind('.') => Some(','),
        (1, _) if commas > 0 && text.rfind('.') > text.rfind(',') => Some('.'),
        (p, c) if p > 0 && c > 0 => return Err(Wrong("not_a_number")),
        (p, c) if p > 1 || c > 1 => None,
        (p, _) => {
            let one = if p == 1 { '.' } else { ',' };
            let behind = text.len() - text.rfind(one).unwrap_or_default() - 1;
            let before = text.find(one).unwrap_or_default();
            let zero = text[..before].bytes().all(|b| b == b'0');
            let grouped = behind == 3 && (1..=3).contains(&before) && !zero;
            match (mark, one) {
                (_, one) if !grouped => Some(one),
                (Some(Mark::Point), '.') | (Some(Mark::Comma), ',') => Some(one),
                (Some(_), _) => None,
                (None, _) => return Err(Wrong("ambiguous_number")),
            }
        }
    };
    let (whole, part) = match decimal {
        Some(mark) => text.rsplit_once(mark).unwrap_or((text, "")),
        None => (text, ""),
    };
    let groups: Vec<&str> = whole.split(['.', ',', ' ', '\'', '’']).collect();
    let grouped =
        groups.len() == 1 || ((1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|group| group.len() == 3));
    if !grouped || !part.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Wrong("not_a_number"));
    }
    let digits: String = groups.concat() + part;
    if digits.len() > 30 {
        return Err(Wrong("too_large"));
    }
    let digits: i128 = digits.parse().map_err(|_| Wrong("not_a_number"))?;
    let places = u32::try_from(part.len()).map_err(|_| Wrong("not_a_number"))?;
    Ok(Number { digits: if negative { -digits } else { digits }, places })
}

impl Number {
    /// The number a sheet holds, as it would show it: fifteen figures at most, which is what a sheet is sure of.
    pub(crate) fn of_sheet(value: f64) -> Result<Self, Wrong> {
        if !value.is_finite() || value.abs() >= 1e15 {
            return Err(Wrong("too_large"));
        }
        let whole = if value == 0.0 { 1 } else { (value.abs().log10().floor() as i32 + 1).max(1) };
        let places = usize::try_from((15 - whole).clamp(0, 12)).unwrap_or(0);
        let text = format!("{value:.places$}");
        let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
        let plain = text.trim_start_matches('-');
        let (whole, part) = plain.split_once('.').unwrap_or((plain, ""));
        let digits: i128 = format!("{whole}{part}").parse().map_err(|_| Wrong("not_a_number"))?;
        let places = u32::try_from(part.len()).map_err(|_| Wrong("not_a_number"))?;
        Ok(Self { digits: if text.starts_with('-') { -digits } else { digits }, places })
    }

    /// The same with exactly `places` decimals; an error when digits would be lost.
    fn with_places(self, places: u32) -> Result<i128, Wrong> {
        let mut digits = self.digits;
        for _ in self.places..places {
            digits = digits.checked_mul(10).ok_or(Wrong("too_large"))?;
        }
        for _ in places..self.places {
            if digits % 10 != 0 {
                return Err(Wrong("too_precise"));
            }
            digits /= 10;
        }
        Ok(digits)
    }

    /// As a price.
    pub(crate) fn money(self, currency: Currency) -> Result<Money, Wrong> {
        let minor = self.with_places(currency.digits())?;
        let minor = i64::try_from(minor).map_err(|_| Wrong("too_large"))?;
        match minor {
            _ if minor < 0 => Err(Wrong("negative")),
            _ if minor > MAX_PRICE => Err(Wrong("too_large")),
            _ => Ok(Money { minor, currency }),
        }
    }

    /// As pieces.
    pub(crate) fn pieces(self) -> Result<u64, Wrong> {
        let whole =
            self.with_places(0).map_err(|wrong| if wrong.0 == "too_precise" { Wrong("not_whole") } else { wrong })?;
        match u64::try_from(whole) {
            Err(_) if whole < 0 => Err(Wrong("negative")),
            Err(_) => Err(Wrong("too_large")),
            Ok(pieces) if pieces > MAX_QUANTITY => Err(Wrong("too_large")),
            Ok(pieces) => Ok(pieces),
        }
    }
}

/// The number in a cell with a price, and the currency where the cell names it.
pub(crate) fn price(text: &str, mark: Option<Mark>) -> Result<(Number, Option<Currency>), Wrong> {
    Ok((number(&bare(text, &[]), mark)?, currency_in(text)))
}

/// Pieces, with or without a word for them.
pub(crate) fn pieces(text: &str, mark: Option<Mark>) -> Result<u64, Wrong> {
    number(&bare(text, PIECES), mark)?.pieces()
}

/// What one written number proves about the file's decimal mark.
pub(crate) fn proves(text: &str) -> Option<Mark> {
    let text = bare(text, PIECES);
    let (points, commas) = (text.matches('.').count(), text.matches(',').count());
    number(&text, None).ok()?;
    match (points, commas) {
        (0, 1) => Some(Mark::Comma),
        (1, 0) => Some(Mark::Point),
        (_, 1) if text.rfind(',') > text.rfind('.') && points > 0 => Some(Mark::Comma),
        (1, _) if commas > 0 => Some(Mark::Point),
        // Repeated marks group thousands, so the other one is for decimals.
        (2.., 0) => Some(Mark::Comma),
        (0, 2..) => Some(Mark::Point),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn minor(text: &str, mark: Option<Mark>, code: &str) -> Result<i64, &'static str> {
        let (number, currency) = price(text, mark).map_err(|w| w.0)?;
        number.money(currency.or(Currency::new(code)).unwrap()).map(|m| m.minor).map_err(|w| w.0)
    }

    #[rstest]
    #[case("1.234,56", None, 123_456)]
    #[case("1,234.56", None, 123_456)]
    #[case("1 234,56 €", None, 123_456)]
    #[case("1'234.56", None, 123_456)]
    #[case("EUR 1.234,56", None, 123_456)]
    #[case("12,5", None, 1_250)]
    #[case("12", None, 1_200)]
    #[case("0,125", Some(Mark::Point), -1)]
    #[case("1,234", Some(Mark::Point), 123_400)]
    #[case("1.234", Some(Mark::Comma), 123_400)]
    #[case("1.234.567", None, 123_456_700)]
    #[case("１２．５０", None, 1_250)]
    fn prices_in_euro(#[case] text: &str, #[case] mark: Option<Mark>, #[case] expected: i64) {
        match expected {
            -1 => assert_eq!(minor(text, mark, "EUR"), Err("too_precise")),
            _ => assert_eq!(minor(text, mark, "EUR"), Ok(expected)),
        }
    }

    #[rstest]
    #[case("186元", "CNY", 18_600)]
    #[case("CNY 186.00", "CNY", 18_600)]
    #[case("¥1,860.5", "CNY", 186_050)]
    #[case("1860 JPY", "JPY", 1_860)]
    #[case("0.125", "KWD", 125)]
    fn prices_elsewhere(#[case] text: &str, #[case] code: &str, #[case] expected: i64) {
        assert_eq!(minor(text, None, code), Ok(expected));
    }

    #[rstest]
    #[case("1,234", "ambiguous_number")]
    #[case("1.234", "ambiguous_number")]
    #[case("12,34,56", "not_a_number")]
    #[case("1,234.567,8", "not_a_number")]
    #[case("-5", "negative")]
    #[case("1.23E+5", "not_a_number")]
    #[case("on request", "not_a_number")]
    #[case("", "not_a_number")]
    #[case("12.345.", "not_a_number")]
    #[case("9999999999999999", "too_large")]
    #[case("1,001.001", "too_precise")]
    fn what_is_no_price_says_why(#[case] text: &str, #[case] code: &str) {
        assert_eq!(minor(text, None, "EUR"), Err(code));
    }

    #[rstest]
    #[case("5,000 pcs", Some(Mark::Point), Ok(5_000))]
    #[case("5000件", None, Ok(5_000))]
    #[case("5,000", None, Err("ambiguous_number"))]
    #[case("5.000", Some(Mark::Comma), Ok(5_000))]
    #[case("5,000", Some(Mark::Comma), Ok(5))]
    #[case("4.5", None, Err("not_whole"))]
    #[case("320 Stück", None, Ok(320))]
    #[case("-3", None, Err("negative"))]
    #[case("99999999999999999999", None, Err("too_large"))]
    #[case("-99999999999999999999", None, Err("negative"))]
    fn pieces_are_whole(#[case] text: &str, #[case] mark: Option<Mark>, #[case] expected: Result<u64, &str>) {
        assert_eq!(pieces(text, mark).map_err(|w| w.0), expected);
    }

    #[rstest]
    #[case(12.5, 1_250)]
    #[case(0.1 + 0.2, 30)]
    #[case(1e9, 100_000_000_000)]
    #[case(19.99, 1_999)]
    #[case(0.0, 0)]
    fn a_sheets_number_is_what_the_sheet_shows(#[case] value: f64, #[case] expected: i64) {
        let money = Number::of_sheet(value).unwrap().money(Currency::new("EUR").unwrap());
        assert_eq!(money.map(|m| m.minor), Ok(expected));
    }

    #[rstest]
    #[case("EUR", Some("EUR"))]
    #[case("Unit price (EUR)", Some("EUR"))]
    #[case("单价（美元）", Some("USD"))]
    #[case("Preis in €", Some("EUR"))]
    #[case("US$ 12", Some("USD"))]
    #[case("$12", None)]
    #[case("Price", None)]
    fn currencies_are_found_in_text(#[case] text: &str, #[case] code: Option<&str>) {
        assert_eq!(currency_in(text).map(|c| c.to_string()).as_deref(), code);
    }

    proptest! {
        /// A price written in any of these ways is read to the last digit.
        #[test]
        fn prices_are_exact(minor in 0..=MAX_PRICE, form in 0..6_usize) {
            let money = Money { minor, currency: Currency::new("EUR").unwrap() };
            let plain = money.decimal();
            let (whole, part) = plain.split_once('.').unwrap();
            let mut grouped = String::new();
            for (n, c) in whole.chars().enumerate() {
                if n > 0 && (whole.len() - n) % 3 == 0 {
                    grouped.push('_');
                }
                grouped.push(c);
            }
            let text = match form {
                0 => plain.clone(),
                1 => format!("{},{part}", grouped.replace('_', ".")),
                2 => format!("{}.{part}", grouped.replace('_', ",")),
                3 => format!("{},{part} €", grouped.replace('_', "\u{a0}")),
                4 => format!("EUR {}.{part}", grouped.replace('_', "'")),
                _ => format!("{whole},{part}"),
            };
            let (number, _) = price(&text, None).unwrap();
            prop_assert_eq!(number.money(money.currency), Ok(money), "{}", text);
        }

        #[test]
        fn anything_is_read_or_refused(text in "\\PC{0,16}") {
            let _ = price(&text, None);
            let _ = pieces(&text, Some(Mark::Comma));
            let _ = proves(&text);
        }
    }
}
