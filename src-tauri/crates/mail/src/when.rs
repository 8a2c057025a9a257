//! Instants out of mail: Date, Received, the mbox line; and the notice that deadlines start from.

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, SubsecRound, Utc};

use crate::fields::Fields;
use crate::mbox::MboxLine;
use crate::model::NoticeSource;
use crate::problem::{Code, Problems};

/// How far a sender's clock may be ahead before it is worth a word.
const SKEW: Duration = Duration::minutes(10);

/// The Date header as an instant.
pub(crate) fn date(fields: &Fields, imported_at: DateTime<Utc>, problems: &mut Problems) -> Option<DateTime<Utc>> {
    let Some(value) = fields.get("date") else {
        problems.add(Code::MissingDate, "");
        return None;
    };
    let Some(date) = read_date(value) else {
        problems.add(Code::InvalidDate, value);
        return None;
    };
    if date > imported_at + SKEW {
        problems.add(Code::DateInFuture, value);
    }
    if date.timestamp() < 631_152_000 {
        problems.add(Code::DateImplausible, value);
    }
    Some(date)
}

/// When the message reached us, and how we know: the topmost Received header that has a readable date (it was written
/// by our own side), else the mbox line, else Date, else the import; never later than the import.
pub(crate) fn notice(
    fields: &Fields,
    envelope: Option<&MboxLine>,
    date: Option<DateTime<Utc>>,
    imported_at: DateTime<Utc>,
    problems: &mut Problems,
) -> (DateTime<Utc>, NoticeSource) {
    let imported_at = imported_at.trunc_subsecs(6);
    let mut received = None;
    for (i, value) in fields.all("received").enumerate() {
        received = value.rsplit_once(';').and_then(|(_, when)| read_date(when));
        if received.is_some() {
            break;
        }
        if i == 0 {
            problems.add(Code::InvalidReceived, value);
        }
    }
    let found = received
        .map(|at| (at, NoticeSource::Received))
        .or_else(|| envelope.and_then(|line| line.at).map(|at| (at, NoticeSource::MboxLine)))
        .or_else(|| date.map(|at| (at, NoticeSource::Date)))
        .unwrap_or((imported_at, NoticeSource::Import));
    (found.0.min(imported_at), found.1)
}

/// Reads a mail date in the forms that occur: RFC 5322 with its obsolete zones, asctime, ISO 8601.
pub(crate) fn read_date(value: &str) -> Option<DateTime<Utc>> {
    let value = value.trim();
    iso(value).or_else(|| in_words(value))
}

/// A date written in words and numbers, in the order of RFC 5322 or of asctime. Weekdays and comments are not looked at:
/// a wrong weekday makes no other day. Without a zone, UTC.
pub(crate) fn in_words(value: &str) -> Option<DateTime<Utc>> {
    let plain = without_comments(value).replace(',', " ");
    let words = plain.split_whitespace().flat_map(split_zone).flat_map(split_dashed);
    let (mut day, mut month, mut year, mut clock, mut zone) = (None, None, None, None, None);
    for word in words {
        if word.contains(':') && clock.is_none() && word.starts_with(|c: char| c.is_ascii_digit()) {
            clock = Some(read_clock(word)?);
        } else if let Some(number) = month_number(word).filter(|_| month.is_none()) {
            month = Some(number);
        } else if word.bytes().all(|b| b.is_ascii_digit()) {
            match (day, year) {
                (None, _) if word.len() <= 2 => day = Some(word.parse::<u32>().ok()?),
                (_, None) if word.len() <= 4 => year = Some(read_year(word)?),
                _ => return None,
            }
        } else if let Some(offset) = zone_minutes(word).filter(|_| zone.is_none()) {
            zone = Some(offset);
        }
    }
    let (hour, minute, second) = clock?;
    let local = NaiveDate::from_ymd_opt(year?, month?, day?)?.and_hms_opt(hour, minute, second.min(59))?;
    Some((local - Duration::minutes(zone.unwrap_or(0))).and_utc())
}

fn without_comments(value: &str) -> String {
    let mut depth = 0usize;
    value
        .chars()
        .filter(|c| match c {
            '(' => {
                depth += 1;
                false
            }
            ')' => {
                depth = depth.saturating_sub(1);
                false
            }
            _ => depth == 0,
        })
        .collect()
}

/// `10:00:00+0800` as two words.
fn split_zone(word: &str) -> Vec<&str> {
    match word.rfind(['+', '-']).filter(|at| *at > 0 && word[..*at].contains(':')) {
        Some(at) => vec![&word[..at], &word[at..]],
        None => vec![word],
    }
}

/// `02-Mar-2026` as three words; a zone such as `-0800` stays one.
fn split_dashed(word: &str) -> Vec<&str> {
    if word.bytes().any(|b| b.is_ascii_alphabetic()) {
        word.split('-').filter(|w| !w.is_empty()).collect()
    } else {
        vec![word]
    }
}

fn read_clock(word: &str) -> Option<(u32, u32, u32)> {
    let mut parts = word.split(':');
    let hour = parts.next()?.parse().ok()?;
    let minute = parts.next()?.parse().ok()?;
    let second = match parts.next() {
        Some(text) => text.split('.').next()?.parse().ok()?,
        None => 0,
    };
    Some((hour, minute, second))
}

/// Two and three digits as RFC 5322 section 4.3 reads them.
fn read_year(word: &str) -> Option<i32> {
    let year: i32 = word.parse().ok()?;
    match word.len() {
        2 if year < 50 => Some(2000 + year),
        2 | 3 => Some(1900 + year),
        4 => Some(year),
        _ => None,
    }
}

fn month_number(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let short = word.get(..3)?.to_ascii_lowercase();
    let whole = word.bytes().all(|b| b.is_ascii_alphabetic());
    MONTHS.iter().position(|m| whole && *m == short).and_then(|n| u32::try_from(n + 1).ok())
}

/// Minutes east of Greenwich. Unknown letters say nothing (RFC 5322 section 4.3).
fn zone_minutes(word: &str) -> Option<i64> {
    let hours = match word.to_ascii_uppercase().as_str() {
        "GMT" | "UT" | "UTC" | "Z" => 0,
        "EST" | "CDT" => -5,
        "EDT" => -4,
        "CST" | "MDT" => -6,
        "MST" | "PDT" => -7,
        "PST" => -8,
        _ => {
            let sign = if word.starts_with('-') { -1 } else { 1 };
            let digits: String = word.strip_prefix(['+', '-'])?.chars().filter(|c| *c != ':').collect();
            if digits.len() != 4 || !digits.bytes().all(|b| b.is_ascii_digit()) {
                return None;
            }
            let number: i64 = digits.parse().ok()?;
            let minutes = number / 100 * 60 + number % 100;
            return (number % 100 < 60 && minutes <= 14 * 60).then_some(sign * minutes);
        }
    };
    Some(hours * 60)
}

fn iso(value: &str) -> Option<DateTime<Utc>> {
    if let Ok(at) = DateTime::parse_from_rfc3339(value) {
        return Some(at.to_utc().trunc_subsecs(6));
    }
    if let Ok(at) = DateTime::parse_from_str(value, "%Y-%m-%d %H:%M:%S %z") {
        return Some(at.to_utc());
    }
    NaiveDateTime::parse_from_str(value, "%Y-%m-%d %H:%M:%S").ok().map(|at| at.and_utc())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("Mon, 02 Mar 2026 10:00:00 +0800", "2026-03-02T02:00:00Z")]
    #[case("2 Mar 2026 10:00 EST", "2026-03-02T15:00:00Z")]
    #[case("Mon, 2 Mar 2026 10:00:00 +0800 (CST)", "2026-03-02T02:00:00Z")]
    #[case("Mon, 02 Mar 2026 10:00:00 GMT", "2026-03-02T10:00:00Z")]
    #[case("Mon Mar  2 10:00:00 2026", "2026-03-02T10:00:00Z")]
    #[case("Mon Mar 02 10:00:00 +0800 2026", "2026-03-02T02:00:00Z")]
    #[case("2026-03-02 10:00:00 +0800", "2026-03-02T02:00:00Z")]
    #[case("2026-03-02T10:00:00+08:00", "2026-03-02T02:00:00Z")]
    #[case("Tue, 2 March 26 10:00:00 +0530", "2026-03-02T04:30:00Z")]
    #[case("02-Mar-2026 10:00:00 -0330", "2026-03-02T13:30:00Z")]
    #[case("Mon,2 Mar 2026 10:00:00+0800", "2026-03-02T02:00:00Z")]
    #[case("Thu, 01 Jan 1970 00:00:00 +0000", "1970-01-01T00:00:00Z")]
    #[case("Fri, 31 Dec 2016 23:59:60 +0000", "2016-12-31T23:59:59Z")]
    fn dates_in_the_forms_that_occur(#[case] text: &str, #[case] instant: &str) {
        assert_eq!(read_date(text).map(|at| at.to_rfc3339()), Some(instant.replace('Z', "+00:00")));
    }

    #[rstest]
    #[case("")]
    #[case("yesterday")]
    #[case("Mon, 30 Feb 2026 10:00:00 +0800")]
    #[case("Mon, 02 Mar 2026 25:00:00 +0800")]
    #[case("Mon, 02 Mar 2026")]
    #[case("2 Mar 99999 10:00:00 +0000")]
    fn dates_that_are_none(#[case] text: &str) {
        assert_eq!(read_date(text), None);
    }

    proptest! {
        #[test]
        fn never_panics(text in "\\PC{0,60}", bytes in "[0-9 A-Za-z:+,-]{0,60}") {
            let _ = read_date(&text);
            let _ = read_date(&bytes);
        }
    }
}
