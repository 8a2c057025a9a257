//! `aftercarectl calendar eval`: the calendar engine as a filter, a question a line.
//!
//! Left out: calendars of packs and desks; each line brings its own.

use std::io::{BufRead, Write};

use serde::Serialize;
use serde_json::Value;

use crate::json_lines::{Fault, Known, each, field, instant, rfc3339, text, whole};

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    At(String),
    Seconds(i64),
    Open(bool),
}

/// Answers each line of `input`; see `aftercarectl calendar eval --help` for the fields.
///
/// # Errors
/// Reading or writing fails; a bad line is no such error.
pub fn run(input: impl BufRead, output: impl Write) -> anyhow::Result<()> {
    let mut known = Known::default();
    each(input, output, |asked| answer(asked, &mut known))
}

fn answer(asked: &Value, known: &mut Known) -> Result<Answer, Fault> {
    let calendar = known.calendar(field(asked, "calendar")?)?;
    let op = text(asked, "op")?;
    let at = instant(asked, "at")?;
    calendar.check(at)?;
    let seconds = || whole(asked, "seconds");
    Ok(match op {
        "add" => Answer::At(rfc3339(calendar.add(at, seconds()?)?)),
        "sub" => Answer::At(rfc3339(calendar.sub(at, seconds()?)?)),
        "between" => {
            let to = instant(asked, "to")?;
            calendar.check(to)?;
            Answer::Seconds(calendar.between(at, to))
        }
        "is_open" => Answer::Open(calendar.is_open(at)),
        "next_opening" => Answer::At(rfc3339(calendar.next_opening(at)?)),
        other => {
            return Err(Fault::request(format!("op {other:?} is none of add, sub, between, is_open, next_opening")));
        }
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    fn ask(lines: &[Value]) -> Vec<Value> {
        let input: String = lines.iter().map(|l| format!("{l}\n")).collect();
        let mut out = Vec::new();
        run(input.as_bytes(), &mut out).unwrap();
        out.split(|b| *b == b'\n').filter(|l| !l.is_empty()).map(|l| serde_json::from_slice(l).unwrap()).collect()
    }

    fn shanghai() -> Value {
        let day = json!([["09:00", "21:00"]]);
        json!({"tz": "Asia/Shanghai", "weekly": {"mon": day, "tue": day, "wed": day, "thu": day, "fri": day},
            "holidays": ["2026-10-01"], "extra": [{"date": "2026-10-10", "hours": [["09:00", "21:00"]]}]})
    }

    #[test]
    fn hx_5_each_operation_answers_in_its_field() {
        let q = |id: i32, op: &str, at: &str| json!({"id": id, "calendar": shanghai(), "op": op, "at": at});
        let with = |mut v: Value, key: &str, x: Value| {
            v[key] = x;
            v
        };
        let got = ask(&[
            with(q(1, "add", "2026-11-20T20:00:00+08:00"), "seconds", json!(7200)),
            with(q(2, "sub", "2026-11-23T10:00:00+08:00"), "seconds", json!(7200)),
            with(q(3, "between", "2026-11-23T10:00:00+08:00"), "to", json!("2026-11-20T20:00:00+08:00")),
            q(4, "is_open", "2026-10-10T09:00:00+08:00"),
            q(5, "is_open", "2026-10-01T12:00:00+08:00"),
            q(6, "next_opening", "2026-11-20T21:00:00+08:00"),
            with(q(7, "add", "2026-11-20T12:00:00.250Z"), "seconds", json!(0)),
        ]);
        assert_eq!(
            got,
            [
                json!({"id": 1, "at": "2026-11-23T02:00:00Z"}),
                json!({"id": 2, "at": "2026-11-20T12:00:00Z"}),
                json!({"id": 3, "seconds": -7200}),
                json!({"id": 4, "open": true}),
                json!({"id": 5, "open": false}),
                json!({"id": 6, "at": "2026-11-23T01:00:00Z"}),
                json!({"id": 7, "at": "2026-11-20T12:00:00.250Z"}),
            ]
        );
    }

    #[test]
    fn every_kind_of_bad_line_has_its_code() {
        let code = |v: Value| ask(&[v])[0]["error"]["code"].as_str().unwrap().to_owned();
        let base = json!({"id": 1, "calendar": shanghai(), "op": "add", "at": "2026-11-20T20:00:00Z", "seconds": 1});
        let change = |key: &str, x: Value| {
            let mut v = base.clone();
            v[key] = x;
            v
        };
        assert_eq!(code(change("op", json!("multiply"))), "bad_request");
        assert_eq!(code(change("at", json!("yesterday"))), "bad_request");
        assert_eq!(code(change("seconds", json!(1.5))), "bad_request");
        assert_eq!(code(change("calendar", json!(null))), "bad_request");
        assert_eq!(code(change("calendar", json!({"tz": "UTC", "weekly": {"monday": []}}))), "bad_request");
        assert_eq!(code(change("calendar", json!({"tz": "Mars/Olympus"}))), "unknown_zone");
        assert_eq!(code(change("calendar", json!({"tz": "UTC", "holidays": ["2026-02-29"]}))), "impossible_date");
        assert_eq!(
            code(change("calendar", json!({"tz": "UTC", "weekly": {"mon": [["9", "21:00"]]}}))),
            "malformed_hours"
        );
        assert_eq!(
            code(change("calendar", json!({"tz": "UTC", "weekly": {"mon": [["09:00", "12:00"], ["11:00", "13:00"]]}}))),
            "overlapping_hours"
        );
        assert_eq!(code(change("calendar", json!({"tz": "UTC"}))), "no_opening");
        assert_eq!(code(change("at", json!("1950-01-01T00:00:00Z"))), "out_of_range");
        assert_eq!(code(change("seconds", json!(i64::MAX))), "out_of_range");
        assert_eq!(code(change("seconds", json!(i64::MIN))), "out_of_range");
    }
}
