//! Instants out of mail: Date, Received, the mbox line; and the notice that deadlines start from.

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, SubsecRound, TimeZone, Utc};
use mail_parser::parsers::MessageStream;
use mail_parser::{DateTime as MailDate, HeaderValue};

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
    rfc5322(value).or_else(|| asctime(value)).or_else(|| iso(value))
}

fn rfc5322(value: &str) -> Option<DateTime<Utc>> {
    let line = format!("{value}\n");
    let HeaderValue::DateTime(read) = MessageStream::new(line.as_bytes()).parse_date() else { return None };
    let MailDate { year, month, day, hour, minute, second, .. } = read;
    // The parser forgives impossible days and takes asctime's hour for a year; chrono and these bounds do not.
    if !(1900..=9998).contains(&year) || read.tz_hour > 23 || read.tz_minute > 59 {
        return None;
    }
    let local = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())?
        .and_hms_opt(hour.into(), minute.into(), u32::from(second).min(59))?;
    let offset = Duration::minutes(i64::from(read.tz_hour) * 60 + i64::from(read.tz_minute));
    let utc = if read.tz_before_gmt { local + offset } else { local - offset };
    Some(Utc.from_utc_datetime(&utc))
}

/// `Thu Nov 22 03:31:51 2026`, with an optional zone before or after the year; without one, UTC.
pub(crate) fn asctime(value: &str) -> Option<DateTime<Utc>> {
    let words: Vec<&str> = value.split_whitespace().collect();
    let start = words.iter().position(|w| is_month(w))?;
    let (month, day, clock) = (words[start], words.get(start + 1)?, words.get(start + 2)?);
    let rest = &words[start + 3..];
    let year = rest.iter().find(|w| w.len() == 4 && w.bytes().all(|b| b.is_ascii_digit()))?;
    let zone = rest.iter().find(|w| w.len() == 5 && w.starts_with(['+', '-'])).copied().unwrap_or("+0000");
    let clock = if clock.matches(':').count() == 1 { format!("{clock}:00") } else { (*clock).to_owned() };
    let whole = format!("{day} {month} {year} {clock} {zone}");
    DateTime::parse_from_str(&whole, "%d %b %Y %H:%M:%S %z").ok().map(|at| at.to_utc())
}

fn is_month(word: &str) -> bool {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    MONTHS.contains(&word)
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
