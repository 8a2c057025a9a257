//! What is wrong with a backup, or with a desk as lines, as codes with values. The sentences stand in the interface's
//! files under `flaw-<code>`, and for lines under `flaw-line-<code>`.

use crate::doctor::Problem;
use crate::error::StoreError;
use serde::Serialize;
use std::fmt;

/// Something that keeps a backup, a desk as lines or a repair from being taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// Its journal, or what stands beside it, does not hold.
    Journal(Problem),
    /// The backup's own description can't be read.
    Manifest {
        /// What the reader says.
        detail: String,
    },
    /// A file of the backup is not the one that its description names.
    File {
        /// The file.
        path: String,
    },
    /// The database does not have as many events and cases as the description says, or as the original.
    Counts {
        /// Events found.
        events: u64,
        /// Cases found.
        cases: u64,
        /// Events told.
        events_told: u64,
        /// Cases told.
        cases_told: u64,
    },
    /// The end of the journal was cut off; lists and texts still tell of it, and a repair would wipe that.
    CutOff,
    /// A line of a desk as lines is wrong.
    Line {
        /// Its number, from 1.
        line: u64,
        /// What is wrong with it.
        wrong: WrongLine,
    },
}

/// What is wrong with a line of a desk as lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "wrong", rename_all = "snake_case")]
pub enum WrongLine {
    /// There is none at all.
    Empty,
    /// The first line is not a desk's.
    NoDesk,
    /// No program of this format writes such a line.
    Unknown,
    /// What is compressed ends in the middle, or is no such thing.
    Packed {
        /// What the reader says.
        detail: String,
    },
    /// The text ends inside a line, or before the last one.
    Cut,
    /// It is not JSON.
    Json {
        /// What the reader says.
        detail: String,
    },
    /// A field is missing.
    Missing {
        /// Its name.
        field: String,
    },
    /// A field is not what it should be.
    Field {
        /// Its name.
        field: String,
    },
    /// A file's bytes are not those of its name.
    File,
    /// The lines before it are not those that were written.
    Changed,
    /// Something stands behind the last line.
    More,
}

impl Flaw {
    /// Its code, such as `file`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Journal(_) => "journal",
            Self::Manifest { .. } => "manifest",
            Self::File { .. } => "file",
            Self::Counts { .. } => "counts",
            Self::CutOff => "cut_off",
            Self::Line { .. } => "line",
        }
    }

    /// Its values by name, as texts.
    pub fn values(&self) -> Vec<(String, String)> {
        let pair = |name: &str, value: String| (name.to_owned(), value);
        match self {
            Self::Journal(problem) => {
                let mut values = texts(problem);
                for (name, _) in &mut values {
                    if name == "code" {
                        *name = "problem".to_owned();
                    }
                }
                if let Some(stream) = problem.stream() {
                    values.push(pair("stream", stream.to_string()));
                }
                values
            }
            Self::Manifest { detail } => vec![pair("detail", detail.clone())],
            Self::File { path } => vec![pair("path", path.clone())],
            Self::Counts { events, cases, events_told, cases_told } => vec![
                pair("events", events.to_string()),
                pair("cases", cases.to_string()),
                pair("events_told", events_told.to_string()),
                pair("cases_told", cases_told.to_string()),
            ],
            Self::CutOff => Vec::new(),
            Self::Line { line, wrong } => {
                let mut values = texts(wrong);
                values.push(pair("line", line.to_string()));
                values
            }
        }
    }
}

/// The plain fields of a code, as texts.
fn texts(code: &impl Serialize) -> Vec<(String, String)> {
    let Ok(serde_json::Value::Object(fields)) = serde_json::to_value(code) else { return Vec::new() };
    let text = |value: serde_json::Value| match value {
        serde_json::Value::String(text) => Some(text),
        serde_json::Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    fields.into_iter().filter_map(|(name, value)| Some((name, text(value)?))).collect()
}

/// For logs: the code and its values.
impl fmt::Display for Flaw {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.code())?;
        self.values().iter().try_for_each(|(name, value)| write!(out, " {name}={value}"))
    }
}

impl From<Flaw> for StoreError {
    fn from(flaw: Flaw) -> Self {
        Self::Flawed(Box::new(flaw))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use aftercare_core::journal::{StreamId, StreamKind};

    #[test]
    fn a_flaw_is_a_code_with_values() {
        let stream = StreamId::new(StreamKind::Case, uuid::Uuid::nil());
        let said = Flaw::Journal(Problem::Broken { stream, seq: 7 }).to_string();
        assert_eq!(said, "journal problem=broken seq=7 stream=case 00000000-0000-0000-0000-000000000000");
        let wrong = WrongLine::Field { field: "seq".into() };
        assert_eq!(Flaw::Line { line: 12, wrong }.to_string(), "line field=seq wrong=field line=12");
    }
}
