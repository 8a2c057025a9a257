//! Days as people in several countries write them. 03/02/2026 is one day in Berlin and another in Boston: without an
//! order, chosen or proved by the file itself, it is not read.

use super::Wrong;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// In which order day, month and year stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DayOrder {
    /// 31/12/2026.
    Dmy,
    /// 12/31/2026.
    Mdy,
    /// 26/12/31.
    Ymd,
}

/// Years that a desk has to do with; calendars reach as far.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2099;

/// First letters of months, English, German, French, Spanish; accents are taken away before.
const MONTHS: [&[&str]; 12] = [
    &["jan", "ene"],
    &["feb", "fev", "fevr"],
    &["mar", "mrz", "maerz", "marz"],
    &["apr", "avr", "abr"],
    &["may", "mai", "mayo"],
    &["jun", "juin"],
    &["jul", "juil"],
    &["aug", "aou", "ago"],
    &["sep"],
    &["oct", "okt"],
    &["nov"],
    &["dec", "dez", "dic"],
];

/// The parts of a written day.
#[derive(Debug, PartialEq, Eq)]
enum Parts {
    /// Read without a doubt.
    Sure(i32, u32, u32),
    /// Three numbers, with the mark between them and the digits of each.
    Three([(u32, usize); 3], char),
}

fn day(year: i32, month: u32, day: u32) -> Result<NaiveDate, Wrong> {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) if YEARS.contains(&year) => Ok(date),
        Some(_) => Err(Wrong("year_out_of_range")),
        None => Err(Wrong("no_such_day")),
    }
}

/// A day within the years a desk knows.
pub(crate) fn within(date: NaiveDate) -> Result<NaiveDate, Wrong> {
    if YEARS.contains(&date.year()) { Ok(date) } else { Err(Wrong("year_out_of_range")) }
}

/// A sheet's day number, as 46083 for 2 March 2026.
pub(crate) fn serial(number: f64) -> Result<NaiveDate, Wrong> {
    if !(1.0..=80_000.0).contains(&number) {
        return Err(Wrong("not_a_day"));
    }
    // Counted from 30 December 1899, so that the leap day that never was comes out right from March 1900 on.
    let begin = NaiveDate::from_ymd_opt(1899, 12, 30).ok_or(Wrong("not_a_day"))?;
    let days = chrono::Days::new(number.trunc() as u64);
    within(begin.checked_add_days(days).ok_or(Wrong("not_a_day"))?)
}

/// Reads a day. `order` is chosen by the person or proved by the file.
pub(crate) fn read(text: &str, order: Option<DayOrder>) -> Result<NaiveDate, Wrong> {
    let ([(a, la), (b, lb), (c, lc)], mark) = match parts(text)? {
        Parts::Sure(y, m, d) => return day(y, m, d),
        Parts::Three(three, mark) => (three, mark),
    };
    let (la, lb, lc) = (la > 2, lb > 2, lc > 2);
    if lb || (la && lc) {
        return Err(Wrong("not_a_day"));
    }
    if la {
        return day(a as i32, b, c);
    }
    let year = |n: u32, long: bool| if long { n as i32 } else { two_digits(n) };
    match order {
        Some(DayOrder::Dmy) => day(year(c, lc), b, a),
        Some(DayOrder::Mdy) => day(year(c, lc), a, b),
        Some(DayOrder::Ymd) if lc => Err(Wrong("other_order")),
        Some(DayOrder::Ymd) => day(two_digits(a), b, c),
        None if !lc => Err(Wrong("two_digit_year")),
        // Points between mean day, month, year wherever they are written.
        None if mark == '.' => day(c as i32, b, a),
        None if a == b => day(c as i32, b, a),
        None if a > 12 => day(c as i32, b, a),
        None if b > 12 => day(c as i32, a, b),
        None => Err(Wrong("ambiguous_day")),
    }
}

/// What one written day proves about the order: nothing when it could be read in two ways.
pub(crate) fn proves(text: &str) -> Option<DayOrder> {
    match parts(text).ok()? {
        Parts::Three([(a, la), (b, lb), (_, lc)], _) if la <= 2 && lb <= 2 && lc == 4 => match (a > 12, b > 12) {
            (true, false) if a <= 31 => Some(DayOrder::Dmy),
            (false, true) if b <= 31 => Some(DayOrder::Mdy),
            _ => None,
        },
        _ => None,
    }
}

fn two_digits(n: u32) -> i32 {
    if n >= 90 { 1900 + n as i32 } else { 2000 + n as i32 }
}

fn parts(text: &str) -> Result<Parts, Wrong> {
    let text = aftercare_core::goods::key(text);
    let text = without_time(&text);
    if let Some(sure) = chinese(text).or_else(|| eight(text)).or_else(|| worded(text)) {
        let (y, m, d) = sure;
        return Ok(Parts::Sure(y, m, d));
    }
    for mark in ['-', '/', '.'] {
        let pieces: Vec<&str> = text.split(mark).map(str::trim).collect();
        if let [a, b, c] = pieces[..] {
            let number = |piece: &str| {
                let fits = (1..=4).contains(&piece.len()) && piece.len() != 3;
                let digits = piece.bytes().all(|b| b.is_ascii_digit());
                if fits && digits { piece.parse().ok().map(|n: u32| (n, piece.len())) } else { None }
            };
            if let (Some(a), Some(b), Some(c)) = (number(a), number(b), number(c)) {
                return Ok(Parts::Three([a, b, c], mark));
            }
        }
    }
    Err(Wrong("not_a_day"))
}

/// Cuts a time of day off the end.
fn without_time(text: &str) -> &str {
    let cut = text.find(['t', ' ']).filter(|at| {
        let rest = text[*at..].trim_start_matches(['t', ' ']);
        let head = rest.split(':').next().unwrap_or_default();
        rest.contains(':') && !head.is_empty() && head.len() <= 2 && head.bytes().all(|b| b.is_ascii_digit())
    });
    cut.map_or(text, |at| text[..at].trim_end())
}

/// 2026年3月2日, 2026年03月02号.
fn chinese(text: &str) -> Option<(i32, u32, u32)> {
    let (year, rest) = text.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let day = rest.trim().trim_end_matches(['日', '号']);
    let year: u32 = year.trim().parse().ok()?;
    let year = if year < 100 { two_digits(year) } else { year as i32 };
    Some((year, month.trim().parse().ok()?, day.trim().parse().ok()?))
}

/// 20260302.
fn eight(text: &str) -> Option<(i32, u32, u32)> {
    if text.len() != 8 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Some((text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..].parse().ok()?))
}

/// 2 Mar 2026, March 2, 2026, 2. März 2026, 02-Mar-2026.
fn worded(text: &str) -> Option<(i32, u32, u32)> {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && *word != "de").collect();
    let [one, two, three] = words[..] else { return None };
    let number = |word: &str| -> Option<u32> {
        let word = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
        word.parse().ok()
    };
    let (month, day, year) = match (month(one), month(two)) {
        (Some(month), _) => (month, number(two)?, number(three)?),
        (None, Some(month)) => match (number(one)?, number(three)?) {
            (year, day) if year > 31 => (month, day, year),
            (day, year) => (month, day, year),
        },
        _ => return None,
    };
    (year >= 1000).then_some((year as i32, month, day))
}

fn month(word: &str) -> Option<u32> {
    if !word.chars().all(char::is_alphabetic) || word.len() < 3 {
        return None;
    }
    let plain: String = word
        .chars()
        .map(|c| match c {
            'é' | 'è' | 'ê' => 'e',
            'û' | 'ü' => 'u',
            'ä' => 'a',
            other => other,
        })
        .collect();
    let at = MONTHS.iter().position(|names| names.iter().any(|name| plain.starts_with(name)))?;
    u32::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("2026-03-02", None)]
    #[case("2026/3/2", None)]
    #[case("2026.03.02", None)]
    #[case("20260302", None)]
    #[case("2026年3月2日", None)]
    #[case("２０２６年０３月０２号", None)]
    #[case("02.03.2026", None)]
    #[case("2.3.2026 00:00:00", None)]
    #[case("2026-03-02T14:30:00+08:00", None)]
    #[case("2 Mar 2026", None)]
    #[case("March 2, 2026", None)]
    #[case("2nd March 2026", None)]
    #[case("2. März 2026", None)]
    #[case("02-Mar-2026", None)]
    #[case("2 mars 2026", None)]
    #[case("2 de marzo de 2026", None)]
    #[case("02/03/2026", Some(DayOrder::Dmy))]
    #[case("03/02/2026", Some(DayOrder::Mdy))]
    #[case("26-03-02", Some(DayOrder::Ymd))]
    #[case("2/3/26", Some(DayOrder::Dmy))]
    fn the_second_of_march(#[case] text: &str, #[case] order: Option<DayOrder>) {
        assert_eq!(read(text, order), Ok("2026-03-02".parse().unwrap()), "{text}");
    }

    #[rstest]
    #[case("02/03/2026", None, "ambiguous_day")]
    #[case("02/03/26", None, "two_digit_year")]
    #[case("31.02.2026", None, "no_such_day")]
    #[case("2026-13-01", None, "no_such_day")]
    #[case("13/13/2026", None, "no_such_day")]
    #[case("31/12/2026", Some(DayOrder::Mdy), "no_such_day")]
    #[case("31/12/2026", Some(DayOrder::Ymd), "other_order")]
    #[case("1026-01-01", None, "year_out_of_range")]
    #[case("soon", None, "not_a_day")]
    #[case("", None, "not_a_day")]
    #[case("2026", None, "not_a_day")]
    #[case("2026-03", None, "not_a_day")]
    #[case("123-04-2026", None, "not_a_day")]
    fn what_is_no_day_says_why(#[case] text: &str, #[case] order: Option<DayOrder>, #[case] code: &str) {
        assert_eq!(read(text, order).map_err(|wrong| wrong.0), Err(code));
    }

    #[rstest]
    #[case("31/12/2026", None)]
    #[case("12/31/2026", None)]
    #[case("05/05/2026", None)]
    fn one_reading_only_needs_no_order(#[case] text: &str, #[case] order: Option<DayOrder>) {
        assert!(read(text, order).is_ok());
    }

    #[rstest]
    #[case(46083.0, Ok("2026-03-02"))]
    #[case(46083.75, Ok("2026-03-02"))]
    #[case(5.0, Err("year_out_of_range"))]
    #[case(-1.0, Err("not_a_day"))]
    #[case(f64::NAN, Err("not_a_day"))]
    fn a_sheets_day_number(#[case] number: f64, #[case] expected: Result<&str, &str>) {
        assert_eq!(serial(number).map_err(|w| w.0), expected.map(|d| d.parse().unwrap()));
    }

    proptest! {
        /// Every written form of a day reads back as that day, or is refused; it never becomes another day.
        #[test]
        fn no_day_becomes_another(days in 0_u64..40_000, form in 0..8_usize) {
            let date = NaiveDate::from_ymd_opt(1990, 1, 1).unwrap() + chrono::Days::new(days);
            let form = ["%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%Y年%m月%d日", "%d %b %Y", "%B %d, %Y"][form];
            let text = date.format(form).to_string();
            match read(&text, None) {
                Ok(read) => prop_assert_eq!(read, date, "{}", text),
                Err(wrong) => prop_assert_eq!(wrong.0, "ambiguous_day", "{}", text),
            }
            let order = if form == "%m/%d/%Y" { DayOrder::Mdy } else { DayOrder::Dmy };
            prop_assert_eq!(read(&text, Some(order)), Ok(date), "{}", text);
        }

        #[test]
        fn anything_is_read_or_refused(text in "\\PC{0,16}") {
            let _ = read(&text, None);
            let _ = proves(&text);
        }
    }
}
