//! From a file to rows of cells, whatever its name ends with: what it is, its bytes say. Left out: what cells mean.

mod csv;
mod encoding;
mod sheets;

use chrono::NaiveDate;
pub(crate) use encoding::{Decoded, decode};
use serde::Serialize;
use ts_rs::TS;

/// Bytes a table file may have.
pub(crate) const LARGEST: usize = 200 * 1024 * 1024;
/// Columns looked at; a sheet formatted to its far edge has 16,384.
const WIDEST: usize = 256;

/// What a file turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FileSort {
    /// Text with separators.
    Csv,
    /// A workbook: .xlsx, .xls, .xlsb or .ods.
    Sheet,
}

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    Empty,
    Text(String),
    Number(f64),
    Day(NaiveDate),
    Flag(bool),
    /// An error value such as #N/A, or a formula that was never worked out.
    Fault(String),
}

impl Cell {
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// As shown to a person, and as read where a text is wanted.
    pub(crate) fn show(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Fault(text) => text.trim().to_owned(),
            Self::Number(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
            Self::Number(number) => number.to_string(),
            Self::Day(day) => day.to_string(),
            Self::Flag(flag) => flag.to_string(),
        }
    }
}

/// One row, with the line it begins on in a text file, or its number in a sheet; from 1.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    pub(crate) line: u64,
    pub(crate) cells: Vec<Cell>,
    /// The line on which a quote opens that is never closed: what the cells hold from there on was rows of their own.
    pub(crate) open_quote: Option<u64>,
}

impl Row {
    pub(crate) fn is_empty(&self) -> bool {
        self.cells.iter().all(Cell::is_empty)
    }
}

/// A file as read.
#[derive(Clone, Debug)]
pub(crate) struct Grid {
    pub(crate) sort: FileSort,
    pub(crate) rows: Vec<Row>,
    /// How bytes became text; none for a workbook.
    pub(crate) decoded: Option<Decoded>,
    pub(crate) delimiter: Option<char>,
    /// The workbook's sheets, and the one that was read.
    pub(crate) sheets: Vec<String>,
    pub(crate) sheet: Option<String>,
}

/// What the person said about the file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hints {
    pub(crate) encoding: Option<String>,
    pub(crate) delimiter: Option<char>,
    pub(crate) sheet: Option<String>,
}

/// Why a file is no table. The code goes into the interface's `import-file-<code>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NoTable {
    pub(crate) code: &'static str,
    pub(crate) detail: String,
}

pub(crate) fn no(code: &'static str, detail: impl ToString) -> NoTable {
    NoTable { code, detail: detail.to_string() }
}

/// Reads a file's bytes.
pub(crate) fn read(bytes: &[u8], hints: &Hints) -> Result<Grid, NoTable> {
    if bytes.len() > LARGEST {
        return Err(no("too_large", bytes.len()));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(no("empty", ""));
    }
    let workbook = bytes.starts_with(b"PK") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]);
    let grid = if workbook { sheets::read(bytes, hints)? } else { csv::read(bytes, hints)? };
    if grid.rows.iter().all(Row::is_empty) {
        return Err(no("empty", ""));
    }
    Ok(grid)
}
