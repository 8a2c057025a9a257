//! A date and a time of day as chat programs write them, in whatever order and dress.

use super::order::Order;
use chrono::{NaiveDate, NaiveDateTime};

/// A date and time, the order of its date not decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    /// The three numbers of the date as they stand.
    pub(super) date: Date,
    time: (u32, u32, u32),
}

/// The three numbers of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Date {
    numbers: [u32; 3],
    /// Which of them has four digits: that one is the year.
    year: Option<usize>,
    /// Nobody writes the month first and dots after it.
    pub(super) dotted: bool,
}

impl Date {
    /// The day that it is in this order, if there is one.
    pub(super) fn day(self, order: Order) -> Option<NaiveDate> {
        let [a, b, c] = self.numbers;
        let (place, (year, month, day)) = match order {
            Order::DayFirst => (2, (c, b, a)),
            Order::MonthFirst => (2, (c, a, b)),
            Order::YearFirst => (0, (a, b, c)),
        };
        let year = match self.year {
            Some(at) if at == place => year,
            Some(_) => return None,
            None => 2000 + year,
        };
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
    }
}

impl Stamp {
    /// A stamp of a date and a time of day found apart from it.
    pub(super) fn of(date: Date, time: (u32, u32, u32)) -> Self {
        Self { date, time }
    }

    /// The instant on that clock in this order of its date.
    pub(super) fn civil(self, order: Order) -> Option<NaiveDateTime> {
        let (hour, minute, second) = self.time;
        self.date.day(order)?.and_hms_opt(hour, minute, second)
    }

    /// Whether it is a date in any order.
    pub(super) fn is_one(self) -> bool {
        Order::ALL.into_iter().any(|order| self.civil(order).is_some())
    }
}

/// Signs that nobody sees: they steer the direction of writing, or stand at the beginning of a file.
pub(super) fn is_mark(sign: char) -> bool {
    matches!(sign, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{200B}')
}

/// Without blanks and marks at its beginning. Blanks that don't break are blanks.
pub(super) fn past_blanks(text: &str) -> &str {
    text.trim_start_matches(|sign: char| sign.is_whitespace() || is_mark(sign))
}

/// The date and time at the beginning of a text, and what follows.
pub(super) fn stamp(text: &str) -> Option<(Stamp, &str)> {
    let (date, rest) = date(text)?;
    let rest = past_blanks(rest);
    let rest = past_blanks(rest.strip_prefix([',', '，', 'T']).unwrap_or(rest));
    let rest = past_blanks(weekday(rest));
    let (time, rest) = time(rest)?;
    let stamp = Stamp { date, time };
    stamp.is_one().then_some((stamp, rest))
}

/// The date at the beginning of a text.
pub(super) fn date(text: &str) -> Option<(Date, &str)> {
    let (a, digits_a, rest) = number(text, 4)?;
    let (first, rest) = separator(rest, &['/', '.', '-', '年'])?;
    let (b, digits_b, rest) = number(rest, 2)?;
    let (second, rest) = separator(rest, &['/', '.', '-', '月'])?;
    if (first == '年') != (second == '月') || (first != '年' && first != second) {
        return None;
    }
    let (c, digits_c, rest) = number(rest, 4)?;
    let rest = if first == '年' { rest.strip_prefix(['日', '号'])? } else { rest };
    let year = match (digits_a, digits_b, digits_c) {
        (4, _, 1..=2) => Some(0),
        (1..=2, _, 4) => Some(2),
        (1..=2, _, 1..=2) if first == '年' => return None,
        (1..=2, _, 1..=2) => None,
        _ => return None,
    };
    Some((Date { numbers: [a, b, c], year, dotted: first == '.' }, rest))
}

/// The time of day at the beginning of a text: 24 hours, or 12 with a word before or after.
pub(super) fn time(text: &str) -> Option<((u32, u32, u32), &str)> {
    let (word, text) = period_before(text);
    let (hour, _, rest) = number(text, 2)?;
    let (sign, rest) = separator(rest, &[':', '.', '：', '时'])?;
    let (minute, digits, rest) = number(rest, 2)?;
    if digits != 2 && sign != '时' {
        return None;
    }
    let rest = rest.strip_prefix('分').unwrap_or(rest);
    let (second, rest) = match separator(rest, &[':', '.', '：']).and_then(|(_, rest)| number(rest, 2)) {
        Some((second, 2, rest)) => (second, rest),
        _ => (0, rest),
    };
    let (after, rest) = period_after(rest);
    let hour = match word.or(after) {
        None => hour,
        Some(_) if hour > 12 => hour,
        Some(Period::Morning) => hour % 12,
        Some(Period::Afternoon) => hour % 12 + 12,
        // Noon begins before it: 中午 11:40.
        Some(Period::Noon) => {
            if hour >= 10 {
                hour
            } else {
                hour + 12
            }
        }
    };
    // A leap second, as some programs write it, is the last of its minute.
    (hour < 24 && minute < 60 && second <= 60).then_some(((hour, minute, second.min(59)), rest))
}

#[derive(Clone, Copy)]
enum Period {
    Morning,
    Noon,
    Afternoon,
}

fn period_before(text: &str) -> (Option<Period>, &str) {
    const WORDS: [(&str, Period); 9] = [
        ("凌晨", Period::Morning),
        ("清晨", Period::Morning),
        ("早上", Period::Morning),
        ("上午", Period::Morning),
        ("中午", Period::Noon),
        ("下午", Period::Afternoon),
        ("傍晚", Period::Afternoon),
        ("晚上", Period::Afternoon),
        ("晚间", Period::Afternoon),
    ];
    for (word, period) in WORDS {
        if let Some(rest) = text.strip_prefix(word) {
            return (Some(period), past_blanks(rest));
        }
    }
    (None, text)
}

fn period_after(text: &str) -> (Option<Period>, &str) {
    let rest = past_blanks(text);
    for (letter, period) in [('a', Period::Morning), ('p', Period::Afternoon)] {
        let Some(rest) = strip_letter(rest, letter) else { continue };
        let rest = past_blanks(rest.strip_prefix('.').unwrap_or(rest));
        let Some(rest) = strip_letter(rest, 'm') else { continue };
        let rest = rest.strip_prefix('.').unwrap_or(rest);
        if !rest.starts_with(char::is_alphanumeric) {
            return (Some(period), rest);
        }
    }
    (None, text)
}

fn strip_letter(text: &str, letter: char) -> Option<&str> {
    text.strip_prefix([letter, letter.to_ascii_uppercase()])
}

/// Some write the day of the week between date and time; it says nothing new.
fn weekday(text: &str) -> &str {
    let text = text.strip_prefix(['(', '（']).unwrap_or(text);
    for word in ["星期", "周"] {
        let rest = text
            .strip_prefix(word)
            .and_then(|rest| rest.strip_prefix(['一', '二', '三', '四', '五', '六', '日', '天']));
        if let Some(rest) = rest {
            return rest.strip_prefix([')', '）']).unwrap_or(rest);
        }
    }
    text
}

/// A number of at most so many digits, and how many it has.
fn number(text: &str, most: usize) -> Option<(u32, usize, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > most {
        return None;
    }
    let (number, rest) = text.split_at_checked(digits)?;
    Some((number.parse().ok()?, digits, rest))
}

fn separator<'a>(text: &'a str, of: &[char]) -> Option<(char, &'a str)> {
    let sign = text.chars().next().filter(|sign| of.contains(sign))?;
    Some((sign, text.strip_prefix(sign)?))
}
