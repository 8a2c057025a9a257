//! What import and export of tables and cards take and answer.

use crate::exchange::{DayOrder, FileSort, Mark, TableKind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// What the person says about a file; everything may be left to the program.
#[derive(Clone, Debug, Default, Deserialize, TS)]
#[serde(default)]
pub struct TableOptions {
    /// Such as `utf-8`, `gbk`, `utf-16le`; none = found out.
    pub encoding: Option<String>,
    /// The separator of a text file; none = found out.
    pub delimiter: Option<char>,
    /// Which sheet of a workbook; none = the first that holds something.
    pub sheet: Option<String>,
    /// The line of the header; none = found out.
    pub header_line: Option<u64>,
    /// In which order day, month and year stand; none = what the file proves.
    pub dates: Option<DayOrder>,
    /// The mark before decimals; none = what the file proves.
    pub decimal: Option<Mark>,
    /// Two letters: where telephone numbers without a country's are from.
    pub country: Option<String>,
    /// Three letters: of prices whose currency stands nowhere.
    pub currency: Option<String>,
    /// Which column is which: the header's name to a field's, or to nothing. None = as kept from the last file with
    /// these headers, else as suggested.
    pub map: Option<BTreeMap<String, String>>,
}

/// A file to look at before it is imported.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct PreviewTable {
    /// The file.
    pub path: String,
    /// As which table.
    pub kind: TableKind,
    /// What is said about it.
    #[serde(default)]
    pub options: TableOptions,
}

/// A table to import.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ImportTable {
    /// The file.
    pub path: String,
    /// As which table.
    pub kind: TableKind,
    /// What is said about it.
    #[serde(default)]
    pub options: TableOptions,
    /// Only say what would happen, for every row.
    #[serde(default)]
    pub dry_run: bool,
    /// A name under which progress is told and the work can be cancelled.
    pub job: String,
}

/// A column of a file.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ColumnView {
    /// The header's name, each once; the letter of the column where there is none.
    pub header: String,
    /// The field it is read as.
    pub field: Option<String>,
    /// Values of its first rows.
    pub sample: Vec<String>,
}

/// A field that a column can be read as.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FieldView {
    /// Its name.
    pub name: String,
    /// Every row needs it.
    pub needed: bool,
    /// Several columns may be read as it.
    pub many: bool,
}

/// What is wrong with a row.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RowProblem {
    /// The line in the file, or the row in the sheet; from 1.
    pub line: u64,
    /// The column's name; none when it is the row as a whole.
    pub column: Option<String>,
    /// What is wrong, as `ambiguous_day`.
    pub code: String,
    /// The cell.
    pub value: String,
}

impl RowProblem {
    /// What is wrong as a clause after the cell, in `en` or `zh-CN`.
    #[must_use]
    pub fn sentence(&self, language: &str) -> String {
        let id = format!("import-problem-{}", self.code.replace('_', "-"));
        crate::words::Words::of(language).say(&id, &[("value", self.value.clone())])
    }
}

/// How many rows would become, or became, what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct RowCounts {
    /// Rows looked at.
    pub rows: u64,
    /// New records.
    pub new: u64,
    /// Records that differ.
    pub changed: u64,
    /// Records that stand like this already.
    pub unchanged: u64,
    /// Rows that can't be taken.
    pub bad: u64,
}

/// A file as it would be imported.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TablePreview {
    /// Text or workbook.
    pub sort: FileSort,
    /// The encoding of a text file.
    pub encoding: Option<String>,
    /// Nothing in the file says so.
    pub encoding_guessed: bool,
    /// Some bytes are not of that encoding.
    pub encoding_broken: bool,
    /// The separator of a text file.
    pub delimiter: Option<char>,
    /// The sheets of a workbook.
    pub sheets: Vec<String>,
    /// The one that is read.
    pub sheet: Option<String>,
    /// The header's line.
    pub header_line: u64,
    /// The order of days: chosen, or proved by the file.
    pub dates: Option<DayOrder>,
    /// The mark before decimals: chosen, or proved by the file.
    pub decimal: Option<Mark>,
    /// The columns.
    pub columns: Vec<ColumnView>,
    /// The mapping is kept from the last file with these headers.
    pub kept: bool,
    /// Headers that stand twice.
    pub twice: Vec<String>,
    /// What a column can be read as.
    pub fields: Vec<FieldView>,
    /// Needed fields without a column; with one missing, no row can be taken.
    pub missing: Vec<String>,
    /// The first rows, cell by cell.
    pub rows: Vec<Vec<String>>,
    /// Rows in the file that hold something, the header aside.
    pub total: u64,
    /// What would become of the rows looked at: the first 1,000.
    pub counts: RowCounts,
    /// The first 200 problems among them.
    pub problems: Vec<RowProblem>,
}

/// What an import did, or a dry run would do.
#[derive(Clone, Debug, Default, Serialize, TS)]
pub struct TableReport {
    /// Nothing was written.
    pub dry_run: bool,
    /// How many rows became what.
    pub counts: RowCounts,
    /// Problems in all.
    pub problems_total: u64,
    /// The first 1,000 of them.
    pub problems: Vec<RowProblem>,
    /// Stopped by the person; what was counted before is imported.
    pub cancelled: bool,
}

/// Cards to import.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ImportCards {
    /// The .vcf file.
    pub path: String,
    /// Two letters: where telephone numbers without a country's are from.
    #[serde(default)]
    pub country: Option<String>,
    /// Only say what would happen.
    #[serde(default)]
    pub dry_run: bool,
    /// A name under which progress is told and the work can be cancelled.
    pub job: String,
}

/// A list that can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ExportKind {
    /// Cases with their clocks.
    Cases,
    /// Customers.
    Customers,
    /// Contacts.
    Contacts,
    /// Contracts.
    Contracts,
    /// Orders.
    Orders,
    /// Lines of orders.
    OrderLines,
    /// Lots.
    Lots,
    /// Units.
    Units,
    /// Surveys owed, sent and dropped.
    Surveys,
    /// Filed forms.
    Forms,
}

/// A file format of exports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// Text with commas, UTF-8 with its mark.
    Csv,
    /// A workbook.
    Xlsx,
    /// One JSON object a line.
    Jsonl,
}

/// A list to export.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ExportTable {
    /// Which.
    pub kind: ExportKind,
    /// As what.
    pub format: ExportFormat,
    /// To this file.
    pub path: String,
    /// Language of the headers, `en` or `zh-CN`; none = the window's.
    #[serde(default)]
    pub language: Option<String>,
    /// A name under which progress is told and the work can be cancelled.
    #[serde(default)]
    pub job: String,
}

/// Customers and contacts to export as cards.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ExportCards {
    /// To this file.
    pub path: String,
    /// A name under which progress is told and the work can be cancelled.
    #[serde(default)]
    pub job: String,
}

/// What an export wrote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct ExportReport {
    /// Rows, or cards.
    pub rows: u64,
}
