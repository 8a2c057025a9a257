//! Workbooks: dates as serials, numbers that are texts, merged titles, formulas with or without their result.

use super::{Cell, FileSort, Grid, Hints, NoTable, Row, WIDEST, no};
use calamine::{Data, Reader, Sheets, open_workbook_auto_from_rs};
use chrono::{DateTime, NaiveDate, NaiveDateTime};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

pub(super) fn read(bytes: &[u8], hints: &Hints) -> Result<Grid, NoTable> {
    // A foreign file may break the parser's own assumptions; that is the file's fault and no reason to fall over.
    catch_unwind(AssertUnwindSafe(|| open(bytes, hints))).unwrap_or_else(|_| Err(no("broken", "")))
}

fn open(bytes: &[u8], hints: &Hints) -> Result<Grid, NoTable> {
    let mut book: Sheets<_> = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|error| no("broken", error))?;
    let sheets = book.sheet_names();
    let mut first = None;
    let wanted: Vec<String> = match &hints.sheet {
        Some(name) if sheets.contains(name) => vec![name.clone()],
        Some(name) => return Err(no("no_such_sheet", name)),
        None => sheets.clone(),
    };
    for name in wanted {
        let range = book.worksheet_range(&name).map_err(|error| no("broken", error))?;
        let Some((top, left)) = range.start() else { continue };
        let formulas = book.worksheet_formula(&name).ok();
        let mut rows = Vec::new();
        for (r, row) in range.rows().enumerate() {
            let line = top as usize + r;
            let mut cells = vec![Cell::Empty; (left as usize).min(WIDEST)];
            for (c, data) in row.iter().enumerate().take(WIDEST.saturating_sub(left as usize)) {
                let at = (line as u32, left + c as u32);
                let formula = || formulas.as_ref().and_then(|f| f.get_value(at)).filter(|text| !text.is_empty());
                cells.push(match cell(data) {
                    Cell::Empty => formula().map_or(Cell::Empty, |text| Cell::Fault(format!("={text}"))),
                    cell => cell,
                });
            }
            rows.push(Row { line: line as u64 + 1, cells, open_quote: None });
        }
        if rows.iter().all(Row::is_empty) {
            continue;
        }
        first = Some((name, rows));
        break;
    }
    let (sheet, rows) = first.ok_or_else(|| no("empty", ""))?;
    Ok(Grid { sort: FileSort::Sheet, rows, decoded: None, delimiter: None, sheets, sheet: Some(sheet) })
}

fn cell(data: &Data) -> Cell {
    match data {
        Data::Empty => Cell::Empty,
        Data::String(text) if text.trim().is_empty() => Cell::Empty,
        Data::String(text) => Cell::Text(text.clone()),
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) => Cell::Number(*number),
        Data::Bool(flag) => Cell::Flag(*flag),
        Data::DateTime(when) if when.is_duration() => Cell::Number(when.as_f64()),
        Data::DateTime(when) => match when.as_datetime() {
            Some(at) => Cell::Day(at.date()),
            None => Cell::Number(when.as_f64()),
        },
        Data::DateTimeIso(text) => iso(text).map_or_else(|| Cell::Text(text.clone()), Cell::Day),
        Data::DurationIso(text) => Cell::Text(text.clone()),
        Data::Error(error) => Cell::Fault(error.to_string()),
    }
}

fn iso(text: &str) -> Option<NaiveDate> {
    let at = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").ok().map(|at| at.date());
    at.or_else(|| text.parse().ok()).or_else(|| DateTime::parse_from_rfc3339(text).ok().map(|at| at.date_naive()))
}
