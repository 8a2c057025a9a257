//! Rows into a file: CSV that no sheet program mistakes for formulas, a workbook, or JSON lines. The file appears whole or
//! not at all.

use crate::api::tables::ExportFormat;
use crate::api::{ApiError, ErrorCode};
use crate::errors;
use aftercare_core::goods::Money;
use aftercare_core::time::Instant;
use chrono::{NaiveDate, SecondsFormat};
use chrono_tz::Tz;
use rust_xlsxwriter::{Format, FormatAlign, Workbook, XlsxError};
use serde_json::{Map, Value, json};
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

/// With one of these at its beginning, a sheet program takes a text for a formula.
pub(crate) const DANGEROUS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Rows a sheet holds, the header among them.
const SHEET_ROWS: u32 = 1_048_576;
/// Characters a sheet's cell holds.
const SHEET_CELL: usize = 32_767;

/// A cell to write.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Out {
    Empty,
    Text(String),
    List(Vec<String>),
    Count(u64),
    Money(Money),
    Day(NaiveDate),
    At(Instant),
    Flag(bool),
}

impl From<&str> for Out {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }
}

impl From<Option<String>> for Out {
    fn from(text: Option<String>) -> Self {
        text.as_deref().map_or(Self::Empty, Self::from)
    }
}

impl From<Option<NaiveDate>> for Out {
    fn from(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }
}

impl From<Option<Instant>> for Out {
    fn from(at: Option<Instant>) -> Self {
        at.map_or(Self::Empty, Self::At)
    }
}

/// A column: its name in JSON and its header.
#[derive(Clone, Debug)]
pub(crate) struct OutColumn {
    pub(crate) name: String,
    pub(crate) header: String,
}

enum Kind {
    Csv(Box<csv::Writer<BufWriter<File>>>),
    Sheet { book: Box<Workbook>, sheet: usize, row: u32, formats: Box<Formats> },
    Lines(BufWriter<File>),
}

struct Formats {
    head: Format,
    day: Format,
    at: Format,
    money: Vec<Format>,
}

/// A file being written.
pub(crate) struct Writer {
    kind: Kind,
    columns: Vec<OutColumn>,
    zone: Tz,
    path: PathBuf,
    part: PathBuf,
    done: bool,
    rows: u64,
}

fn sheet_error(error: XlsxError) -> std::io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => std::io::Error::other(other),
    }
}

impl Writer {
    /// Begins beside `path`. Instants are told in `zone`.
    pub(crate) fn begin(
        format: ExportFormat,
        path: &Path,
        columns: Vec<OutColumn>,
        zone: Tz,
    ) -> Result<Self, ApiError> {
        let mut name = path.file_name().unwrap_or_default().to_owned();
        if name.is_empty() || path.is_dir() {
            return Err(ApiError::new(ErrorCode::FileUnwritable)
                .with("path", path.display())
                .with("detail", "is a folder"));
        }
        name.push(".part");
        let part = path.with_file_name(name);
        let file = || File::create(&part).map(BufWriter::new).map_err(|error| errors::unwritable(path, &error));
        let kind = match format {
            ExportFormat::Csv => {
                let mut file = file()?;
                file.write_all("\u{feff}".as_bytes()).map_err(|error| errors::unwritable(path, &error))?;
                Kind::Csv(Box::new(csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(file)))
            }
            ExportFormat::Jsonl => Kind::Lines(file()?),
            ExportFormat::Xlsx => {
                // Fails early where the folder can't be written.
                drop(file()?);
                let digits = |n: usize| if n == 0 { "#,##0".to_owned() } else { format!("#,##0.{}", "0".repeat(n)) };
                let formats = Formats {
                    head: Format::new().set_bold().set_align(FormatAlign::Left),
                    day: Format::new().set_num_format("yyyy-mm-dd"),
                    at: Format::new().set_num_format("yyyy-mm-dd hh:mm"),
                    money: (0..4).map(|n| Format::new().set_num_format(digits(n))).collect(),
                };
                Kind::Sheet { book: Box::new(Workbook::new()), sheet: 0, row: SHEET_ROWS, formats: Box::new(formats) }
            }
        };
        let path = path.to_owned();
        let mut writer = Self { kind, columns, zone, path, part, done: false, rows: 0 };
        writer.head().map_err(|error| errors::unwritable(&writer.path, &error))?;
        Ok(writer)
    }

    fn head(&mut self) -> std::io::Result<()> {
        match &mut self.kind {
            Kind::Csv(out) => Ok(out.write_record(self.columns.iter().map(|column| escaped(&column.header)))?),
            Kind::Lines(_) => Ok(()),
            Kind::Sheet { book, sheet, row, formats } => {
                *sheet = book.worksheets().len();
                *row = 1;
                let page = book.add_worksheet_with_constant_memory().map_err(sheet_error)?;
                page.set_freeze_panes(1, 0).map_err(sheet_error)?;
                for (column, out) in (0_u16..).zip(&self.columns) {
                    page.set_column_width(column, 18).map_err(sheet_error)?;
                    page.write_string_with_format(0, column, &out.header, &formats.head).map_err(sheet_error)?;
                }
                Ok(())
            }
        }
    }

    /// Writes one row: a cell for each column.
    pub(crate) fn row(&mut self, cells: &[Out]) -> Result<(), ApiError> {
        self.rows += 1;
        self.put(cells).map_err(|error| errors::unwritable(&self.path, &error))
    }

    fn put(&mut self, cells: &[Out]) -> std::io::Result<()> {
        let zone = self.zone;
        if matches!(&self.kind, Kind::Sheet { row, .. } if *row >= SHEET_ROWS) {
            self.head()?;
        }
        match &mut self.kind {
            Kind::Csv(out) => Ok(out.write_record(cells.iter().map(|cell| text(cell, zone)))?),
            Kind::Lines(out) => {
                let row: Map<String, Value> =
                    self.columns.iter().zip(cells).map(|(column, cell)| (column.name.clone(), value(cell))).collect();
                serde_json::to_writer(&mut *out, &row)?;
                out.write_all(b"\n")
            }
            Kind::Sheet { book, sheet, row, formats } => {
                let page = book.worksheet_from_index(*sheet).map_err(sheet_error)?;
                for (column, cell) in (0_u16..).zip(cells) {
                    match cell {
                        Out::Empty => Ok(&mut *page),
                        Out::Text(text) => page.write_string(*row, column, cut(text)),
                        Out::List(list) => page.write_string(*row, column, cut(&list.join("; "))),
                        Out::Count(n) => page.write_number(*row, column, *n as f64),
                        Out::Money(money) => {
                            let digits = money.currency.digits().min(3);
                            let number = money.minor as f64 / 10_f64.powi(digits as i32);
                            page.write_number_with_format(*row, column, number, &formats.money[digits as usize])
                        }
                        Out::Day(day) => page.write_datetime_with_format(*row, column, day, &formats.day),
                        Out::At(at) => {
                            let local = at.with_timezone(&zone).naive_local();
                            page.write_datetime_with_format(*row, column, local, &formats.at)
                        }
                        Out::Flag(flag) => page.write_boolean(*row, column, *flag),
                    }
                    .map(drop)
                    .map_err(sheet_error)?;
                }
                *row += 1;
                Ok(())
            }
        }
    }

    /// Puts the finished file in its place; gives how many rows it holds.
    pub(crate) fn finish(mut self) -> Result<u64, ApiError> {
        let result = match &mut self.kind {
            Kind::Csv(out) => out.flush().and_then(|()| out.get_ref().get_ref().sync_all()),
            Kind::Lines(out) => out.flush().and_then(|()| out.get_ref().sync_all()),
            Kind::Sheet { book, .. } => book.save(&self.part).map_err(sheet_error),
        };
        result
            .and_then(|()| std::fs::rename(&self.part, &self.path))
            .map_err(|error| errors::unwritable(&self.path, &error))?;
        self.done = true;
        Ok(self.rows)
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        if !self.done {
            // What was begun and not finished is nobody's file.
            let _ = std::fs::remove_file(&self.part);
        }
    }
}

fn cut(text: &str) -> String {
    text.chars().take(SHEET_CELL).collect()
}

/// A text that no sheet program takes for a formula. Reading it back takes the apostrophe away.
fn escaped(text: &str) -> String {
    if text.trim_start_matches('\'').starts_with(DANGEROUS) { format!("'{text}") } else { text.to_owned() }
}

fn text(cell: &Out, zone: Tz) -> String {
    match cell {
        Out::Empty => String::new(),
        Out::Text(text) => escaped(text),
        Out::List(list) => escaped(&list.join("; ")),
        Out::Count(n) => n.to_string(),
        Out::Money(money) => money.decimal(),
        Out::Day(day) => day.to_string(),
        Out::At(at) => at.with_timezone(&zone).to_rfc3339_opts(SecondsFormat::Secs, false),
        Out::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
    }
}

fn value(cell: &Out) -> Value {
    match cell {
        Out::Empty => Value::Null,
        Out::Text(text) => json!(text),
        Out::List(list) => json!(list),
        Out::Count(n) => json!(n),
        Out::Money(money) => json!(money.decimal()),
        Out::Day(day) => json!(day),
        Out::At(at) => json!(at.to_rfc3339_opts(SecondsFormat::Micros, true)),
        Out::Flag(flag) => json!(flag),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")")]
    #[case("+86 138 0013 8000", "'+86 138 0013 8000")]
    #[case("@sum", "'@sum")]
    #[case("-5", "'-5")]
    #[case("'=1", "''=1")]
    #[case("'tis", "'tis")]
    #[case("a=b", "a=b")]
    fn formulas_are_made_texts(#[case] given: &str, #[case] written: &str) {
        assert_eq!(escaped(given), written);
    }

    #[test]
    fn what_is_not_finished_leaves_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.csv");
        let columns = vec![OutColumn { name: "a".into(), header: "A".into() }];
        for format in [ExportFormat::Csv, ExportFormat::Xlsx, ExportFormat::Jsonl] {
            let mut writer = Writer::begin(format, &path, columns.clone(), Tz::UTC).unwrap();
            writer.row(&[Out::Count(1)]).unwrap();
            drop(writer);
            assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "{format:?}");
        }
        let away = folder.path().join("none").join("list.csv");
        assert!(Writer::begin(ExportFormat::Csv, &away, columns, Tz::UTC).is_err());
    }
}
