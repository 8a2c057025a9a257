//! Days from a file: an iCalendar file of holidays, or a table with a date on each line. What can't be taken is said with its line.
//!
//! Left out: rules that repeat (a holiday by rule is announced year by year) and times of day.

use crate::App;
use crate::api::ApiError;
use crate::api::calendar::{DaysFile, FileDay, FileProblem, ReadDaysFile};
use crate::exchange::{NoFile, TableCell, TableHints, bytes_of, decode, table_of, written_days};
use chrono::{Datelike, Days, NaiveDate};
use std::collections::BTreeMap;

/// Days that one entry may span.
const LONGEST: i64 = 366;
/// Years that calendars reach.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2099;
/// Characters of what stands in a file that a problem shows.
const SHOWN: usize = 80;

impl App {
    pub(crate) async fn read_days_file(&self, ask: ReadDaysFile) -> Result<DaysFile, ApiError> {
        let bytes = bytes_of(self.local_path(&ask.path)?).await?;
        Ok(read(&bytes, ask.encoding.as_deref())?)
    }
}

/// Reads the days of a file, whatever its name ends with.
fn read(bytes: &[u8], encoding: Option<&str>) -> Result<DaysFile, NoFile> {
    let mut found = Found::default();
    let workbook = bytes.starts_with(b"PK") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]);
    let text = if workbook { None } else { Some(decode(bytes, encoding)?.0) };
    match text
        .filter(|text| text.trim_start().get(..15).is_some_and(|head| head.eq_ignore_ascii_case("BEGIN:VCALENDAR")))
    {
        Some(text) => calendar(&text, &mut found),
        None => table(bytes, encoding, &mut found)?,
    }
    Ok(DaysFile { days: found.days.into_values().collect(), problems: found.problems })
}

#[derive(Default)]
struct Found {
    days: BTreeMap<NaiveDate, FileDay>,
    problems: Vec<FileProblem>,
}

impl Found {
    fn refuse(&mut self, line: u64, code: &str, value: &str) {
        let value = value.trim().chars().take(SHOWN).collect();
        self.problems.push(FileProblem { line, code: code.to_owned(), value });
    }

    /// Adds the days from one to another, both included.
    fn add(&mut self, line: u64, (from, to): (NaiveDate, NaiveDate), name: &str, workday: bool) {
        if !YEARS.contains(&from.year()) || !YEARS.contains(&to.year()) {
            return self.refuse(line, "out_of_range", &from.to_string());
        }
        let length = (to - from).num_days();
        if !(0..LONGEST).contains(&length) {
            return self.refuse(line, "too_long", name);
        }
        for date in (0..=length.unsigned_abs()).filter_map(|n| from.checked_add_days(Days::new(n))) {
            match self.days.get_mut(&date) {
                Some(known) if known.workday != workday => self.refuse(line, "twice", &date.to_string()),
                Some(known) => {
                    if known.name.is_empty() {
                        name.clone_into(&mut known.name);
                    }
                }
                None => {
                    self.days.insert(date, FileDay { date, name: name.to_owned(), workday, line });
                }
            }
        }
    }
}

/// Whether words say that a day is worked in exchange, as `春节（班）`, `补班`, `make-up workday`.
fn is_worked(words: &str) -> bool {
    let words = words.to_lowercase();
    ["班", "work", "make-up", "makeup"].iter().any(|word| words.contains(word))
        && !["不上班", "no work", "non-work"].iter().any(|word| words.contains(word))
}

/// A line of an iCalendar file, unfolded, with the line it begins on.
fn unfolded(text: &str) -> Vec<(u64, String)> {
    let mut lines: Vec<(u64, String)> = Vec::new();
    for (n, line) in (1..).zip(text.lines()) {
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some((_, last))) => last.push_str(rest),
            _ => lines.push((n, line.trim_end_matches('\r').to_owned())),
        }
    }
    lines
}

/// Name, parameters and value of a property.
fn property(line: &str) -> Option<(String, String, &str)> {
    let mut quoted = false;
    let colon = line.char_indices().find(|(_, c)| {
        quoted ^= *c == '"';
        *c == ':' && !quoted
    });
    let (head, value) = (&line[..colon?.0], &line[colon?.0 + 1..]);
    let (name, params) = head.split_once(';').unwrap_or((head, ""));
    Some((name.trim().to_ascii_uppercase(), params.to_ascii_uppercase(), value))
}

/// Text without its backslashes.
fn plain(value: &str) -> String {
    let (mut out, mut chars) = (String::with_capacity(value.len()), value.chars());
    while let Some(c) = chars.next() {
        match (c, c == '\\') {
            (_, true) => match chars.next() {
                Some('n' | 'N') => out.push(' '),
                Some(other) => out.push(other),
                None => {}
            },
            (c, false) => out.push(c),
        }
    }
    out.trim().to_owned()
}

/// A date of an iCalendar file, and whether it is a whole day: `20270206`, or its midnight by a wall clock.
fn date(value: &str) -> Option<(Option<NaiveDate>, bool)> {
    let value = value.trim();
    let head = value.get(..8).filter(|head| head.bytes().all(|b| b.is_ascii_digit()))?;
    let part = |range: std::ops::Range<usize>| head.get(range).and_then(|digits| digits.parse::<u32>().ok());
    let year = i32::try_from(part(0..4)?).ok()?;
    let found = NaiveDate::from_ymd_opt(year, part(4..6)?, part(6..8)?);
    Some((found, matches!(value.get(8..), None | Some("" | "T000000"))))
}

/// Days of a duration such as `P1D` or `P1W`.
fn duration(value: &str) -> Option<i64> {
    let rest = value.trim().strip_prefix('P')?;
    let days = rest.strip_suffix('D').and_then(|n| n.parse().ok());
    days.or_else(|| rest.strip_suffix('W').and_then(|n| n.parse::<i64>().ok()).and_then(|weeks| weeks.checked_mul(7)))
}

#[derive(Default)]
struct Entry {
    line: u64,
    start: Option<(u64, String)>,
    end: Option<(u64, String)>,
    days: Option<i64>,
    name: String,
    worked: Option<bool>,
    repeats: bool,
    cancelled: bool,
}

fn calendar(text: &str, found: &mut Found) {
    let mut entry: Option<Entry> = None;
    // What stands inside an alarm is about the alarm.
    let mut inside = 0_u32;
    for (n, line) in unfolded(text) {
        let Some((name, _, value)) = property(&line) else { continue };
        match (name.as_str(), value.trim().to_ascii_uppercase().as_str(), entry.as_mut()) {
            ("BEGIN", "VEVENT", _) => entry = Some(Entry { line: n, ..Entry::default() }),
            ("BEGIN", _, Some(_)) => inside += 1,
            ("END", "VEVENT", Some(_)) => {
                if let Some(entry) = entry.take() {
                    event(entry, found);
                }
                inside = 0;
            }
            ("END", _, Some(_)) => inside = inside.saturating_sub(1),
            (name, word, Some(entry)) if inside == 0 => match name {
                "DTSTART" => entry.start = Some((n, value.to_owned())),
                "DTEND" => entry.end = Some((n, value.to_owned())),
                "DURATION" => entry.days = duration(value),
                "SUMMARY" => entry.name = plain(value),
                "RRULE" | "RDATE" => entry.repeats = true,
                "STATUS" => entry.cancelled = word == "CANCELLED",
                // As Apple's calendars of Chinese holidays say it.
                "X-APPLE-SPECIAL-DAY" => entry.worked = Some(word == "ALTERNATE-WORKDAY"),
                _ => {}
            },
            _ => {}
        }
    }
    if let Some(open) = entry {
        found.refuse(open.line, "no_date", &open.name);
    }
}

fn event(entry: Entry, found: &mut Found) {
    if entry.cancelled {
        return;
    }
    let Some((line, start)) = entry.start else { return found.refuse(entry.line, "no_date", &entry.name) };
    if entry.repeats {
        return found.refuse(line, "repeats", &entry.name);
    }
    let mut whole = |line: u64, value: &str| match date(value) {
        None => {
            found.refuse(line, "not_a_date", value);
            None
        }
        Some((None, _)) => {
            found.refuse(line, "impossible_date", value);
            None
        }
        Some((Some(_), false)) => {
            found.refuse(line, "not_all_day", value);
            None
        }
        Some((Some(date), true)) => Some(date),
    };
    let Some(from) = whole(line, &start) else { return };
    let to = match entry.end {
        // The end is the day after the last.
        Some((line, end)) => match whole(line, &end) {
            Some(end) if end > from => end.pred_opt(),
            Some(_) => Some(from),
            None => return,
        },
        None => entry
            .days
            .filter(|days| (1..=LONGEST).contains(days))
            .map_or(Some(from), |days| from.checked_add_days(Days::new(days.unsigned_abs() - 1))),
    };
    let worked = entry.worked.unwrap_or_else(|| is_worked(&entry.name));
    found.add(line, (from, to.unwrap_or(from)), &entry.name, worked);
}

/// What a cell says as a date: nothing where it is none, and no attempt at one.
fn day(cell: &TableCell, order: Option<crate::exchange::DayOrder>) -> Option<Result<NaiveDate, &'static str>> {
    let code = |wrong: crate::exchange::Wrong| match wrong.0 {
        "no_such_day" => "impossible_date",
        "year_out_of_range" => "out_of_range",
        "not_a_day" => "not_a_date",
        _ => "ambiguous_day",
    };
    match cell {
        TableCell::Day(date) => Some(written_days::within(*date).map_err(code)),
        TableCell::Number(n) if *n >= 10_000_000.0 => Some(written_days::read(&format!("{n:.0}"), order).map_err(code)),
        TableCell::Number(n) if *n >= 20_000.0 => Some(written_days::serial(*n).map_err(code)),
        TableCell::Text(text) => match written_days::read(text.trim(), order).map_err(code) {
            Err("not_a_date") => None,
            read => Some(read),
        },
        _ => None,
    }
}

fn table(bytes: &[u8], encoding: Option<&str>, found: &mut Found) -> Result<(), NoFile> {
    let hints = TableHints { encoding: encoding.map(str::to_owned), ..TableHints::default() };
    let grid = table_of(bytes, &hints)?;
    let mut orders = grid.rows.iter().flat_map(|row| &row.cells).filter_map(|cell| match cell {
        TableCell::Text(text) => written_days::proves(text.trim()),
        _ => None,
    });
    let order = orders.next().filter(|first| orders.all(|other| other == *first));
    let mut first = true;
    for row in grid.rows.iter().filter(|row| !row.is_empty()) {
        let dates: Vec<(usize, Result<NaiveDate, &str>)> =
            row.cells.iter().enumerate().filter_map(|(n, cell)| Some((n, day(cell, order)?))).collect();
        let words: Vec<String> = row
            .cells
            .iter()
            .enumerate()
            .filter(|(n, cell)| !cell.is_empty() && dates.iter().all(|(date, _)| date != n))
            .map(|(_, cell)| cell.show())
            .collect();
        let shown = row.cells.iter().map(TableCell::show).collect::<Vec<_>>().join(" ");
        // The first line without a date is a header, whatever it says.
        let header = std::mem::take(&mut first);
        let bad = dates.iter().find_map(|(n, date)| date.as_ref().err().map(|code| (*n, *code)));
        let good: Vec<NaiveDate> = dates.iter().filter_map(|(_, date)| date.ok()).collect();
        match (bad, good.as_slice()) {
            (Some((n, code)), _) => found.refuse(row.line, code, &row.cells[n].show()),
            (None, []) if header => {}
            (None, []) => found.refuse(row.line, "not_a_date", &shown),
            (None, [from, rest @ ..]) => {
                // A second date is the last day of a rest.
                let to = rest.first().copied().unwrap_or(*from);
                let worked = words.iter().any(|word| is_worked(word));
                let name = words.iter().find(|word| !is_flag(word)).cloned().unwrap_or_default();
                found.add(row.line, (*from, to), &name, worked);
            }
        }
    }
    Ok(())
}

/// Whether a cell only tells which sort of day it is.
fn is_flag(word: &str) -> bool {
    let word = word.trim().to_lowercase();
    [
        "workday", "work", "holiday", "rest", "班", "休", "上班", "补班", "放假", "休息", "yes", "no", "true", "false",
        "0", "1",
    ]
    .contains(&word.as_str())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn days(file: &DaysFile) -> Vec<String> {
        let mark = |day: &FileDay| if day.workday { "+" } else { "" };
        file.days.iter().map(|day| format!("{}{} {}", day.date, mark(day), day.name)).collect()
    }

    fn problems(file: &DaysFile) -> Vec<(u64, &str, &str)> {
        file.problems.iter().map(|one| (one.line, one.code.as_str(), one.value.as_str())).collect()
    }

    #[test]
    fn whole_days_of_an_icalendar_file() {
        let text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20270206\r\nDTEND;VALUE=DATE:20270209\r\n\
            SUMMARY:Spring\r\n  Festival\\, rest\r\nBEGIN:VALARM\r\nSUMMARY:ring\r\nEND:VALARM\r\nEND:VEVENT\r\n\
            BEGIN:VEVENT\r\nDTSTART:20270220\r\nSUMMARY:春节（班）\r\nEND:VEVENT\r\n\
            BEGIN:VEVENT\r\nDTSTART;TZID=\"Asia/Shanghai:x\":20270405T000000\r\nDURATION:P1D\r\nSUMMARY:Qingming\r\nEND:VEVENT\r\n\
            BEGIN:VEVENT\r\nDTSTART:20270501\r\nSTATUS:CANCELLED\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        let file = read(text.as_bytes(), None).unwrap();
        assert_eq!(
            days(&file),
            [
                "2027-02-06 Spring Festival, rest",
                "2027-02-07 Spring Festival, rest",
                "2027-02-08 Spring Festival, rest",
                "2027-02-20+ 春节（班）",
                "2027-04-05 Qingming",
            ]
        );
        assert_eq!(problems(&file), []);
    }

    #[test]
    fn what_an_icalendar_file_says_wrong_is_told_by_its_line() {
        let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:New Year\nDTSTART:20270101\nRRULE:FREQ=YEARLY\nEND:VEVENT\n\
            BEGIN:VEVENT\nDTSTART:20270101T090000Z\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART:20270230\nEND:VEVENT\n\
            BEGIN:VEVENT\nDTSTART:soon\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:nothing\nEND:VEVENT\n\
            BEGIN:VEVENT\nDTSTART:20270101\nDTEND:20290101\nSUMMARY:long\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART:18990101\nEND:VEVENT\n\
            BEGIN:VEVENT\nDTSTART:20270103\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART:20270103\nSUMMARY:make-up day\nEND:VEVENT\nBEGIN:VEVENT\n";
        let file = read(text.as_bytes(), None).unwrap();
        assert_eq!(
            problems(&file),
            [
                (4, "repeats", "New Year"),
                (8, "not_all_day", "20270101T090000Z"),
                (11, "impossible_date", "20270230"),
                (14, "not_a_date", "soon"),
                (16, "no_date", "nothing"),
                (20, "too_long", "long"),
                (25, "out_of_range", "1899-01-01"),
                (31, "twice", "2027-01-03"),
                (34, "no_date", ""),
            ]
        );
        assert_eq!(days(&file), ["2027-01-03 "]);
    }

    #[test]
    fn a_table_with_or_without_a_header_in_several_date_formats() {
        let file =
            read("date,name\n2027-02-06,Spring Festival\n2027/2/7;\n6 Mar 2027,Other\n".as_bytes(), None).unwrap();
        assert_eq!(days(&file)[0], "2027-02-06 Spring Festival");
        let text = "31/12/2027;Year's end\n01/02/2027;One\n";
        assert_eq!(days(&read(text.as_bytes(), None).unwrap()), ["2027-02-01 One", "2027-12-31 Year's end"]);
        let text = "2027-10-01,2027-10-03,National Day,\n2027-10-09,,,workday\n20271010,,x,补班\n";
        assert_eq!(
            days(&read(text.as_bytes(), None).unwrap()),
            [
                "2027-10-01 National Day",
                "2027-10-02 National Day",
                "2027-10-03 National Day",
                "2027-10-09+ ",
                "2027-10-10+ x",
            ]
        );
    }

    #[test]
    fn a_table_in_gbk() {
        let (bytes, ..) = encoding_rs::GBK.encode("日期,名称\n2027年2月6日,春节\n2027年2月20日,春节补班\n");
        let file = read(&bytes, None).unwrap();
        assert_eq!(days(&file), ["2027-02-06 春节", "2027-02-20+ 春节补班"]);
        assert_eq!(read(&bytes, Some("gbk")).unwrap().days, file.days);
    }

    #[test]
    fn what_a_table_says_wrong_is_told_by_its_line() {
        let file = read("date\n2027-02-30\n01/02/2027\n1899-12-31\nsoon\n2027-05-01\n".as_bytes(), None).unwrap();
        assert_eq!(
            problems(&file),
            [
                (2, "impossible_date", "2027-02-30"),
                (3, "ambiguous_day", "01/02/2027"),
                (4, "out_of_range", "1899-12-31"),
                (5, "not_a_date", "soon"),
            ]
        );
        assert_eq!(days(&file), ["2027-05-01 "]);
        assert!(read(b"", None).is_err());
    }
}
