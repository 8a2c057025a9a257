//! Where the header stands, which column is which, and what the file itself proves about days and decimals.

use super::kinds::{Field, Sort, TableKind};
use super::read::{Cell, FileSort, Grid, Row};
use super::values::{Habits, amounts, days};
use super::words;
use std::collections::{BTreeMap, BTreeSet};

/// Rows in which a header is looked for: titles, dates of printing and empty rows stand above it.
const HEADER_WITHIN: usize = 25;

/// The columns of a file.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    /// Which row is the header.
    pub(crate) header: usize,
    /// Names of the columns, each once: a second "Name" is "Name (2)", one without a header is its letter.
    pub(crate) headers: Vec<String>,
    /// What each is read as.
    pub(crate) fields: Vec<Option<&'static Field>>,
    /// Headers that stand twice in the file.
    pub(crate) twice: Vec<String>,
}

/// A person's choice: the column's name, and our field's or nothing.
pub(crate) type Choice = BTreeMap<String, String>;

impl Layout {
    /// Finds the header (or takes the row on line `at`) and suggests a field for each column.
    pub(crate) fn find(kind: TableKind, grid: &Grid, at: Option<u64>) -> Self {
        let header = match at {
            Some(line) => grid.rows.iter().position(|row| row.line >= line).unwrap_or(0),
            None => header_row(kind, &grid.rows),
        };
        let width = grid.rows.iter().skip(header).map(used).max().unwrap_or(0);
        let mut headers: Vec<String> = Vec::new();
        let mut twice = Vec::new();
        for column in 0..width {
            let cell = grid.rows.get(header).and_then(|row| row.cells.get(column));
            let text = cell.map(Cell::show).unwrap_or_default();
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let base = if text.is_empty() { letters(column) } else { text };
            let mut name = base.clone();
            let mut n = 2;
            while headers.contains(&name) {
                name = format!("{base} ({n})");
                n += 1;
            }
            if name != base && !twice.contains(&base) {
                twice.push(base);
            }
            headers.push(name);
        }
        let fields = words::suggest(kind, &headers);
        Self { header, headers, fields, twice }
    }

    /// Takes the person's choice where it names a column of this file; the first name of ours or theirs that does not
    /// exist is the error.
    pub(crate) fn choose(&mut self, kind: TableKind, choice: &Choice) -> Result<(), String> {
        for (header, field) in choice {
            let column = self.headers.iter().position(|name| name == header);
            let column =
                column.or_else(|| self.headers.iter().position(|name| words::plain(name) == words::plain(header)));
            let column = column.ok_or_else(|| header.clone())?;
            self.fields[column] = match field.as_str() {
                "" => None,
                name => {
                    let field = kind.field(name).ok_or_else(|| name.to_owned())?;
                    if !field.many() {
                        // The choice takes it away from a column that was only a suggestion.
                        for (other, taken) in self.fields.iter_mut().enumerate() {
                            if other != column && taken.is_some_and(|taken| taken.name == field.name) {
                                *taken = None;
                            }
                        }
                    }
                    Some(field)
                }
            };
        }
        Ok(())
    }

    /// Whether any column of ours was recognised or chosen; else what was taken for the header is likely data.
    pub(crate) fn knows_columns(&self) -> bool {
        self.fields.iter().any(Option::is_some)
    }

    /// Of the headers that stand twice, those of which a column is read and another is not, with the letters of what is read.
    pub(crate) fn chosen_twins(&self) -> Vec<(&str, String)> {
        let of = |base: &str, name: &str| {
            let rest = name.strip_prefix(base).and_then(|rest| rest.strip_prefix(" ("));
            let number = rest.and_then(|rest| rest.strip_suffix(')'));
            name == base || number.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
        };
        let twins = self.twice.iter().filter_map(|base| {
            let all: Vec<usize> = (0..self.headers.len()).filter(|n| of(base, &self.headers[*n])).collect();
            let read: Vec<String> = all.iter().filter(|n| self.fields[**n].is_some()).map(|n| letters(*n)).collect();
            (!read.is_empty() && read.len() < all.len()).then(|| (base.as_str(), read.join(", ")))
        });
        twins.collect()
    }

    /// The columns as a choice, to be kept for the next file with these headers.
    pub(crate) fn choice(&self) -> Choice {
        let field = |field: &Option<&Field>| field.map_or(String::new(), |field| field.name.to_owned());
        self.headers.iter().cloned().zip(self.fields.iter().map(field)).collect()
    }

    /// Rows below the header that hold something.
    pub(crate) fn rows<'g>(&self, grid: &'g Grid) -> impl Iterator<Item = &'g Row> + Clone {
        grid.rows.iter().skip(self.header + 1).filter(|row| !row.is_empty())
    }

    /// Whether a field has a column.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.fields.iter().flatten().any(|field| field.name == name)
    }

    /// What the file proves about days and decimals, where the person said nothing.
    pub(crate) fn habits(&self, grid: &Grid, chosen: Habits) -> Habits {
        let mut orders = BTreeSet::new();
        let mut marks = BTreeSet::new();
        for row in self.rows(grid) {
            for (cell, field) in row.cells.iter().zip(&self.fields) {
                let (Cell::Text(text), Some(field)) = (cell, field) else { continue };
                match field.sort {
                    Sort::Day => orders.extend(days::proves(text).map(|order| order as u8)),
                    Sort::Amount | Sort::Count => marks.extend(amounts::proves(text).map(|mark| mark as u8)),
                    _ => {}
                }
            }
        }
        let only = |set: &BTreeSet<u8>| if set.len() == 1 { set.first().copied() } else { None };
        let order = [days::DayOrder::Dmy, days::DayOrder::Mdy].into_iter().find(|o| only(&orders) == Some(*o as u8));
        let mark = [amounts::Mark::Point, amounts::Mark::Comma].into_iter().find(|m| only(&marks) == Some(*m as u8));
        // Where a comma parts decimals, a program parts columns by semicolons, and the other way round.
        let by_separator = match (grid.sort, grid.delimiter) {
            (FileSort::Csv, Some(';')) if marks.is_empty() => Some(amounts::Mark::Comma),
            (FileSort::Csv, Some(',')) if marks.is_empty() => Some(amounts::Mark::Point),
            _ => None,
        };
        Habits { dates: chosen.dates.or(order), decimal: chosen.decimal.or(mark).or(by_separator), ..chosen }
    }
}

/// The row with the most headers of ours; else the first one with two cells; else the first one.
fn header_row(kind: TableKind, rows: &[Row]) -> usize {
    let within = || rows.iter().take(HEADER_WITHIN).enumerate().filter(|(_, row)| row.open_quote.is_none());
    let score = |row: &Row| {
        let headers: Vec<String> = row.cells.iter().map(Cell::show).collect();
        words::suggest(kind, &headers).into_iter().flatten().count()
    };
    let best = within().map(|(n, row)| (score(row), std::cmp::Reverse(n))).max();
    match best {
        Some((score, std::cmp::Reverse(n))) if score > 0 => n,
        _ => within()
            .find(|(_, row)| row.cells.iter().filter(|cell| !cell.is_empty()).count() > 1)
            .or_else(|| within().find(|(_, row)| !row.is_empty()))
            .map_or(0, |(n, _)| n),
    }
}

fn used(row: &Row) -> usize {
    row.cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1)
}

/// A column's letters, as sheets show them: A, B … Z, AA.
pub(crate) fn letters(column: usize) -> String {
    let mut out = String::new();
    let mut n = column + 1;
    while n > 0 {
        let digit = u8::try_from((n - 1) % 26).unwrap_or_default();
        out.insert(0, char::from(b'A' + digit));
        n = (n - 1) / 26;
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::super::read::{Hints, read};
    use super::*;
    use rstest::rstest;

    fn layout(kind: TableKind, text: &str) -> (Grid, Layout) {
        let grid = read(text.as_bytes(), &Hints::default()).unwrap();
        let layout = Layout::find(kind, &grid, None);
        (grid, layout)
    }

    fn names(layout: &Layout) -> Vec<&str> {
        layout.fields.iter().map(|field| field.map_or("", |field| field.name)).collect()
    }

    #[test]
    fn titles_above_the_header_are_passed_over() {
        let text = "客户一览表,,\n打印日期,2026-11-20,\n,,\n客户编号,客户名称,电话\nK-1,华兴,0577-86501234\n";
        let (grid, layout) = layout(TableKind::Customers, text);
        assert_eq!(layout.header, 3);
        assert_eq!(names(&layout), ["number", "name", "phones"]);
        assert_eq!(layout.rows(&grid).count(), 1);
    }

    #[test]
    fn twins_and_nameless_columns_have_names_of_their_own() {
        let (_, layout) = layout(TableKind::Customers, "Name,Note,Note,,Mail\na,b,c,d,e@f.example\n");
        assert_eq!(layout.headers, ["Name", "Note", "Note (2)", "D", "Mail"]);
        assert_eq!(layout.twice, ["Note"]);
        assert_eq!(names(&layout), ["name", "", "", "", "emails"]);
    }

    #[test]
    fn a_choice_beats_a_suggestion() {
        let (_, mut layout) = layout(TableKind::Customers, "Name,Firma,Mail\n");
        assert_eq!(names(&layout), ["name", "", "emails"]);
        let choice = |pairs: &[(&str, &str)]| pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        layout.choose(TableKind::Customers, &choice(&[("Firma", "name"), ("Mail", "")])).unwrap();
        assert_eq!(names(&layout), ["", "name", ""]);
        assert_eq!(layout.choose(TableKind::Customers, &choice(&[("Nowhere", "name")])), Err("Nowhere".to_owned()));
        assert_eq!(layout.choose(TableKind::Customers, &choice(&[("Mail", "shoe")])), Err("shoe".to_owned()));
    }

    #[rstest]
    #[case("order,ordered\n1,31/12/2026\n2,01/02/2026\n", Some(days::DayOrder::Dmy))]
    #[case("order,ordered\n1,12/31/2026\n2,01/02/2026\n", Some(days::DayOrder::Mdy))]
    #[case("order,ordered\n1,12/31/2026\n2,31/12/2026\n", None)]
    #[case("order,ordered\n1,01/02/2026\n", None)]
    fn the_file_proves_the_order_of_days(#[case] text: &str, #[case] expected: Option<days::DayOrder>) {
        let (grid, layout) = layout(TableKind::Orders, text);
        assert_eq!(layout.habits(&grid, Habits::default()).dates, expected);
    }

    #[rstest]
    #[case("order;price\n1;1.234\n", Some(amounts::Mark::Comma))]
    #[case("order,price\n1,\"1,234\"\n", Some(amounts::Mark::Point))]
    #[case("order,price\n1,\"1.234,50\"\n", Some(amounts::Mark::Comma))]
    #[case("order\tprice\n1\t1.234\n", None)]
    fn the_file_proves_the_decimal_mark(#[case] text: &str, #[case] expected: Option<amounts::Mark>) {
        let (grid, layout) = layout(TableKind::OrderLines, text);
        assert_eq!(layout.habits(&grid, Habits::default()).decimal, expected);
    }

    #[rstest]
    #[case(0, "A")]
    #[case(25, "Z")]
    #[case(26, "AA")]
    #[case(701, "ZZ")]
    #[case(702, "AAA")]
    fn columns_have_letters(#[case] column: usize, #[case] expected: &str) {
        assert_eq!(letters(column), expected);
    }
}
