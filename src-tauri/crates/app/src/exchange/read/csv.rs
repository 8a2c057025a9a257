//! Text with separators. The separator is the one by which most lines have the same number of fields.

use super::{Cell, FileSort, Grid, Hints, NoTable, Row, WIDEST, decode, no};
use std::collections::BTreeMap;

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Records looked at to find the separator.
const SAMPLE: usize = 60;

pub(super) fn read(bytes: &[u8], hints: &Hints) -> Result<Grid, NoTable> {
    let (text, decoded) = decode(bytes, hints.encoding.as_deref())?;
    let mut body = text.as_str();
    let mut skipped = 0;
    let mut delimiter = hints.delimiter.and_then(|c| u8::try_from(c).ok());
    // Excel writes and reads a first line "sep=;".
    if let Some(rest) = body.strip_prefix("sep=")
        && let Some(mark) = rest.chars().next()
        && let Some(after) = rest[mark.len_utf8()..].strip_prefix("\r\n").or(rest[mark.len_utf8()..].strip_prefix('\n'))
    {
        delimiter = delimiter.or(u8::try_from(mark).ok());
        body = after;
        skipped = 1;
    }
    let delimiter = delimiter.unwrap_or_else(|| delimiter_of(body));
    let mut rows = Vec::new();
    let mut lines = Lines { text: body.as_bytes(), at: 0, line: 1 };
    let mut open = open_quotes(body.as_bytes(), delimiter).into_iter().peekable();
    let mut records = reader(body, delimiter).into_records();
    while let Some(record) = records.next() {
        let record = record.map_err(|error| no("broken", error))?;
        let line = lines.of(record.position().map_or(0, csv::Position::byte)) + skipped;
        let cells = record.iter().take(WIDEST).map(cell).collect();
        let end = records.reader().position().byte();
        let mut open_quote = None;
        while let Some(byte) = open.next_if(|byte| *byte < end) {
            open_quote = open_quote.or(Some(lines.of(byte) + skipped));
        }
        rows.push(Row { line, cells, open_quote });
    }
    Ok(Grid {
        sort: FileSort::Csv,
        rows,
        decoded: Some(decoded),
        delimiter: Some(char::from(delimiter)),
        sheets: Vec::new(),
        sheet: None,
    })
}

/// Where quotes open that are never closed: the last one of the file, and those that only the next cell's opening quote
/// ended, some lines further down. The reader takes all in between for one cell.
fn open_quotes(text: &[u8], delimiter: u8) -> Vec<u64> {
    let mut open = Vec::new();
    let mut at = 0;
    let mut fresh = true;
    while let Some(&byte) = text.get(at) {
        at += 1;
        if !fresh || byte != b'"' {
            fresh = byte == delimiter || matches!(byte, b'\r' | b'\n');
            continue;
        }
        let (begin, mut lines, mut closed) = (at - 1, false, false);
        while let Some(&byte) = text.get(at) {
            at += 1;
            match byte {
                b'"' if text.get(at) == Some(&b'"') => at += 1,
                b'"' => {
                    closed = true;
                    break;
                }
                b'\r' | b'\n' => lines = true,
                _ => {}
            }
        }
        let clean = text.get(at).is_none_or(|next| *next == delimiter || matches!(next, b'\r' | b'\n'));
        if !closed || (lines && !clean) {
            open.push(begin as u64);
        }
        fresh = false;
    }
    open
}

/// Counts lines up to a record; the reader's own count stands still at the end of a line and at empty ones.
struct Lines<'t> {
    text: &'t [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line on which the record beginning at this byte, or after line ends from there, begins; from 1.
    fn of(&mut self, byte: u64) -> u64 {
        let mut to = usize::try_from(byte).unwrap_or(usize::MAX).min(self.text.len());
        while matches!(self.text.get(to), Some(b'\r' | b'\n')) {
            to += 1;
        }
        while self.at < to {
            let lone = self.text[self.at] == b'\r' && self.text.get(self.at + 1) != Some(&b'\n');
            self.line += u64::from(lone || self.text[self.at] == b'\n');
            self.at += 1;
        }
        self.line
    }
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes())
}

/// A cell; our own exports, and others', hide formulas behind an apostrophe, and Excel texts behind ="...".
fn cell(text: &str) -> Cell {
    if text.trim().is_empty() {
        return Cell::Empty;
    }
    let shown = text
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'))
        .or_else(|| {
            let formula = text.trim_start_matches('\'').starts_with(crate::exchange::write::DANGEROUS);
            text.strip_prefix('\'').filter(|_| formula)
        })
        .unwrap_or(text);
    Cell::Text(shown.to_owned())
}

fn delimiter_of(text: &str) -> u8 {
    let score = |delimiter: u8| {
        let mut widths: BTreeMap<usize, usize> = BTreeMap::new();
        for record in reader(text, delimiter).into_records().take(SAMPLE).flatten() {
            *widths.entry(record.len()).or_default() += 1;
        }
        widths.into_iter().filter(|(width, _)| *width > 1).map(|(width, times)| (times, width)).max().unwrap_or((0, 0))
    };
    let best = DELIMITERS.into_iter().rev().max_by_key(|delimiter| score(*delimiter));
    best.filter(|delimiter| score(*delimiter).0 > 0).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use rstest::rstest;

    fn texts(grid: &Grid) -> Vec<Vec<String>> {
        grid.rows.iter().map(|row| row.cells.iter().map(Cell::show).collect()).collect()
    }

    #[rstest]
    #[case("a,b\n1,2\n", ',')]
    #[case("a;b\n1,5;2,5\n3,5;4,5\n", ';')]
    #[case("a\tb\nx, y\tz\n", '\t')]
    #[case("a|b\n1|2\n", '|')]
    #[case("single\ncolumn\n", ',')]
    #[case("sep=;\na;b\n", ';')]
    #[case("Name;Note\n\"Huaxing; Ltd\";\"one, two, three\"\nX;Y\n", ';')]
    fn the_separator_is_found(#[case] text: &str, #[case] expected: char) {
        assert_eq!(read(text.as_bytes(), &Hints::default()).unwrap().delimiter, Some(expected));
    }

    #[test]
    fn quoted_newlines_keep_the_line_numbers_right() {
        let text = "name,goods\r\n\"Huaxing\r\nLtd\",\"20\"\" case\"\r\nTidemark,bag\r\n";
        let grid = read(text.as_bytes(), &Hints::default()).unwrap();
        assert_eq!(grid.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [1, 2, 4]);
        let spaced = read(b"a,b\n\n\n1,2\r\r3,4", &Hints::default()).unwrap();
        assert_eq!(spaced.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [1, 4, 6]);
        assert_eq!(texts(&grid)[1], ["Huaxing\r\nLtd", "20\" case"]);
    }

    #[rstest]
    #[case("number,name\nQ1,\"never closed\nQ2,Two\nQ3,Three", &[None, Some(2)])]
    #[case("a,b\n\"x\ny\",\"z\nQ2,Two\n", &[None, Some(3)])]
    #[case("sep=,\na,b\n1,\"", &[None, Some(3)])]
    #[case("a,b\n1,\"open\n2,\"two\"\n3,three\n", &[None, Some(2), None])]
    #[case("a,b\n1,20\" case\n2,\"20\"\" case\"\n3,\"two\nlines\"\r\n\"4\" x,y\n5,\"\"", &[None; 6])]
    fn quotes_that_are_never_closed_are_found(#[case] text: &str, #[case] expected: &[Option<u64>]) {
        let grid = read(text.as_bytes(), &Hints::default()).unwrap();
        assert_eq!(grid.rows.iter().map(|row| row.open_quote).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn hidden_formulas_and_texts_come_back() {
        let grid = read(b"'=1+1,=\"0012\",'tis\n", &Hints::default()).unwrap();
        assert_eq!(texts(&grid)[0], ["=1+1", "0012", "'tis"]);
    }
}
