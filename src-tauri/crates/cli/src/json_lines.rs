//! JSON Lines in and out for the batch commands: a line asks, a line answers, and a bad line does not stop the next.
//!
//! Left out: what is asked; each command brings its own answer.

use std::collections::HashMap;
use std::io::{BufRead, Write};

use aftercare_core::calendar::{Calendar, CalendarError, CalendarSpec, SpecText};
use aftercare_core::time::{Instant, micros};
use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Why a line has no answer. Codes: `bad_utf8`, `bad_json`, `bad_request`, and those of [`CalendarError`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// For programs.
    pub code: &'static str,
    /// For the person who reads the output.
    pub message: String,
}

impl Fault {
    /// A field that is missing or not what it should be.
    pub fn request(message: impl Into<String>) -> Self {
        Self { code: "bad_request", message: message.into() }
    }
}

impl From<CalendarError> for Fault {
    fn from(e: CalendarError) -> Self {
        Self { code: e.code(), message: e.to_string() }
    }
}

#[derive(Serialize)]
struct Line<T> {
    id: Value,
    #[serde(flatten)]
    answer: T,
}

#[derive(Serialize)]
struct Failed {
    error: Fault,
}

/// Answers each line of `input` with one line of `output`. Blank lines are skipped.
///
/// # Errors
/// Reading or writing fails.
pub fn each<A: Serialize>(
    mut input: impl BufRead,
    mut output: impl Write,
    mut answer: impl FnMut(&Value) -> Result<A, Fault>,
) -> anyhow::Result<()> {
    let mut line = Vec::new();
    let mut first = true;
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        let bytes = if first { line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line) } else { &line };
        first = false;
        let bytes = bytes.trim_ascii();
        if bytes.is_empty() {
            continue;
        }
        let mut out = match parse(bytes) {
            Ok(asked) => {
                let given = asked.get("id").cloned();
                let done = if given.is_some() { answer(&asked) } else { Err(Fault::request("id is missing")) };
                let id = given.unwrap_or_default();
                match done {
                    Ok(answer) => serde_json::to_vec(&Line { id, answer })?,
                    Err(error) => serde_json::to_vec(&Line { id, answer: Failed { error } })?,
                }
            }
            Err(error) => serde_json::to_vec(&Line { id: readable_id(bytes), answer: Failed { error } })?,
        };
        out.push(b'\n');
        output.write_all(&out)?;
    }
    output.flush()?;
    Ok(())
}

fn parse(bytes: &[u8]) -> Result<Value, Fault> {
    let text = std::str::from_utf8(bytes).map_err(|e| Fault { code: "bad_utf8", message: e.to_string() })?;
    match serde_json::from_str(text) {
        Ok(value @ Value::Object(_)) => Ok(value),
        Ok(_) => Err(Fault { code: "bad_json", message: "not an object".to_owned() }),
        Err(e) => Err(Fault { code: "bad_json", message: e.to_string() }),
    }
}

/// The id of a line whose text is broken elsewhere; null when that cannot be told.
fn readable_id(bytes: &[u8]) -> Value {
    let asked: Value = serde_json::from_str(&String::from_utf8_lossy(bytes)).unwrap_or_default();
    let id = asked.get("id").cloned().unwrap_or_default();
    // A replacement character would be an id that nobody gave.
    if id.to_string().contains(char::REPLACEMENT_CHARACTER) { Value::Null } else { id }
}

/// The field `name`, which must be there.
pub fn field<'a>(asked: &'a Value, name: &str) -> Result<&'a Value, Fault> {
    asked.get(name).filter(|v| !v.is_null()).ok_or_else(|| Fault::request(format!("{name} is missing")))
}

/// The text `name`.
pub fn text<'a>(asked: &'a Value, name: &str) -> Result<&'a str, Fault> {
    field(asked, name)?.as_str().ok_or_else(|| Fault::request(format!("{name} is not a text")))
}

/// The whole number `name`; `7200.0` is one too, as programs without integers write it.
pub fn whole(asked: &Value, name: &str) -> Result<i64, Fault> {
    /// Up to here a float names one whole number only.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let value = field(asked, name)?;
    #[allow(clippy::cast_possible_truncation, reason = "whole and within the exact range")]
    let from_float = || value.as_f64().filter(|f| f.fract() == 0.0 && f.abs() <= EXACT).map(|f| f as i64);
    value.as_i64().or_else(from_float).ok_or_else(|| Fault::request(format!("{name} is not a whole number in range")))
}

/// The RFC 3339 instant `name`.
pub fn instant(asked: &Value, name: &str) -> Result<Instant, Fault> {
    let parsed = DateTime::parse_from_rfc3339(text(asked, name)?);
    parsed
        .map(|t| micros(t.with_timezone(&Utc)))
        .map_err(|e| Fault::request(format!("{name} is not an RFC 3339 instant: {e}")))
}

/// RFC 3339 in UTC with `Z`.
pub fn rfc3339(t: Instant) -> String {
    t.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// Compiled calendars by what they were compiled from, so that a file with one calendar compiles it once.
#[derive(Default)]
pub struct Known(HashMap<String, Result<Calendar, Fault>>);

impl Known {
    /// At most so many are kept; a megabyte each.
    const KEPT: usize = 64;

    /// The calendar that `spec` describes.
    pub fn calendar(&mut self, spec: &Value) -> Result<Calendar, Fault> {
        let key = spec.to_string();
        if let Some(found) = self.0.get(&key) {
            return found.clone();
        }
        if self.0.len() >= Self::KEPT {
            self.0.clear();
        }
        let made = compile(spec);
        self.0.insert(key, made.clone());
        made
    }
}

fn compile(spec: &Value) -> Result<Calendar, Fault> {
    let text = SpecText::deserialize(spec).map_err(|e| Fault::request(format!("calendar: {e}")))?;
    Ok(Calendar::compile(&CalendarSpec::try_from(text)?)?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn echo(input: &[u8]) -> Vec<String> {
        let mut out = Vec::new();
        each(input, &mut out, |v| text(v, "say").map(|s| serde_json::json!({ "said": s }))).unwrap();
        String::from_utf8(out).unwrap().lines().map(str::to_owned).collect()
    }

    #[test]
    fn a_bad_line_answers_an_error_and_the_next_goes_on() {
        let lines = echo(b"\xEF\xBB\xBF{\"id\":1,\"say\":\"a\"}\n\n  \r\n{\"id\":2\n[1]\n\"\xFF\"\n{\"id\":{\"x\":3}}\n{\"say\":\"b\"}\n{\"id\":null,\"say\":\"c\"}");
        let code =
            |i: usize| serde_json::from_str::<Value>(&lines[i]).unwrap()["error"]["code"].as_str().unwrap().to_owned();
        assert_eq!(lines.len(), 7);
        assert_eq!(lines[0], r#"{"id":1,"said":"a"}"#);
        assert_eq!((code(1), code(2), code(3)), ("bad_json".into(), "bad_json".into(), "bad_utf8".into()));
        assert_eq!(lines[4], r#"{"id":{"x":3},"error":{"code":"bad_request","message":"say is missing"}}"#);
        assert_eq!(lines[5], r#"{"id":null,"error":{"code":"bad_request","message":"id is missing"}}"#);
        assert_eq!(lines[6], r#"{"id":null,"said":"c"}"#);
    }

    #[test]
    fn a_line_with_broken_bytes_keeps_the_id_that_can_be_read() {
        let lines = echo(b"{\"id\":7,\"say\":\"\xFF\"}\n{\"id\":\"\xFF\"}\n");
        assert!(lines[0].starts_with(r#"{"id":7,"error":{"code":"bad_utf8""#), "{}", lines[0]);
        assert!(lines[1].starts_with(r#"{"id":null,"error":{"code":"bad_utf8""#), "{}", lines[1]);
    }

    #[test]
    fn a_whole_number_may_be_written_as_a_float() {
        let n = |v: Value| whole(&serde_json::json!({ "n": v }), "n").ok();
        assert_eq!((n(7200.into()), n(7200.0.into()), n((-1.0).into())), (Some(7200), Some(7200), Some(-1)));
        assert_eq!(
            (n(1.5.into()), n(1e300.into()), n(u64::MAX.into()), n("1".into()), n(true.into())),
            (None, None, None, None, None)
        );
    }

    #[test]
    fn deep_nesting_is_an_error_and_no_crash() {
        let line = format!("{{\"id\":{}", "[".repeat(100_000));
        assert!(echo(line.as_bytes())[0].contains("bad_json"));
    }
}
