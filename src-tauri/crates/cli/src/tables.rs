//! Tables and cards, in and out: `import table`, `import vcard`, `export table`, `export vcard`. Each is a call of the
//! app's one list; a person reads lines, a program asks for `--json`.

use crate::desk::{absolute, call, open_existing};
use aftercare_app::api::tables::RowProblem;
use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

/// What every import of tables says about itself.
pub const IMPORT_TABLE: &str = r#"Kinds: customers, contacts, contracts, orders, order_lines, lots, units; give them in this order, for each names what the
ones before it brought. A file is .csv (any separator, UTF-8, GBK, UTF-16 and others), .xlsx, .xls or .ods; what it is, its
bytes say. The header is found, also below titles, and its words are recognised in English and Chinese; --map says otherwise
and is kept for the next file with these headers. Records are found by their number, else by their exact name. An empty cell
leaves what stands. The same file twice changes nothing. A row that can't be taken is named by line and column with what is
wrong; the others are imported, and the exit code is 1.
03/04/2026 is two days: such days are read only when the file proves the order elsewhere, or --dates says it. 1,234 alone
likewise needs --decimal, unless the file's separator settles it.
The JSON report: dry_run, counts {rows, new, changed, unchanged, bad}, problems_total, problems [{line, column, code, value}],
cancelled. The manual has the table of columns.

Examples:
  aftercarectl import table customers kunden.csv --map 'Kd.-Nr.=number' --country DE --dry-run
  aftercarectl import table order_lines lines.xlsx --currency EUR --dates dmy"#;

const LISTS: [&str; 10] =
    ["cases", "customers", "contacts", "contracts", "orders", "order_lines", "lots", "units", "surveys", "forms"];

/// A table to import.
#[derive(Args)]
pub struct ImportTable {
    /// Which table.
    #[arg(value_parser = ["customers", "contacts", "contracts", "orders", "order_lines", "lots", "units"])]
    kind: String,
    /// The file.
    file: PathBuf,
    /// Which column is which: 'Their header=our field'; 'Their header=' leaves it out. May stand several times.
    #[arg(long = "map", value_name = "HEADER=FIELD")]
    map: Vec<String>,
    /// The encoding of a text file, such as gbk; found out without it.
    #[arg(long)]
    encoding: Option<String>,
    /// The separator of a text file; found out without it.
    #[arg(long)]
    delimiter: Option<char>,
    /// Which sheet of a workbook; the first that holds something without it.
    #[arg(long)]
    sheet: Option<String>,
    /// The line of the header; found without it.
    #[arg(long)]
    header: Option<u64>,
    /// In which order day, month and year stand.
    #[arg(long)]
    dates: Option<Dates>,
    /// The mark before decimals.
    #[arg(long)]
    decimal: Option<Decimal>,
    /// Two letters: where telephone numbers without a country's are from.
    #[arg(long)]
    country: Option<String>,
    /// Three letters: of prices whose currency stands nowhere.
    #[arg(long)]
    currency: Option<String>,
    /// Only say what would happen.
    #[arg(long)]
    dry_run: bool,
    /// Answer as JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Dates {
    Dmy,
    Mdy,
    Ymd,
}

#[derive(Clone, Copy, ValueEnum)]
enum Decimal {
    Point,
    Comma,
}

/// Cards to import.
#[derive(Args)]
pub struct ImportCards {
    /// The .vcf file.
    file: PathBuf,
    /// Two letters: where telephone numbers without a country's are from.
    #[arg(long)]
    country: Option<String>,
    /// Only say what would happen.
    #[arg(long)]
    dry_run: bool,
    /// Answer as JSON.
    #[arg(long)]
    json: bool,
}

/// A list to export.
#[derive(Args)]
pub struct ExportTable {
    /// Which list.
    #[arg(value_parser = LISTS)]
    kind: String,
    /// csv is UTF-8 with its mark; jsonl is one JSON object a line.
    #[arg(long, default_value = "csv", value_parser = ["csv", "xlsx", "jsonl"])]
    format: String,
    /// To this file.
    #[arg(long)]
    out: PathBuf,
    /// Language of the headers: en or zh-CN; the desk's without it.
    #[arg(long)]
    language: Option<String>,
}

/// Cards to export.
#[derive(Args)]
pub struct ExportCards {
    /// To this file.
    #[arg(long)]
    out: PathBuf,
}

fn word(value: impl ValueEnum) -> Value {
    value.to_possible_value().map_or(Value::Null, |value| json!(value.get_name()))
}

/// Imports a table.
pub async fn import(folder: PathBuf, ask: ImportTable) -> anyhow::Result<()> {
    let mut map = BTreeMap::new();
    for pair in &ask.map {
        let (header, field) = pair.rsplit_once('=').with_context(|| format!("--map {pair}: write HEADER=FIELD"))?;
        map.insert(header.trim().to_owned(), field.trim().to_owned());
    }
    let options = json!({
        "encoding": ask.encoding, "delimiter": ask.delimiter, "sheet": ask.sheet, "header_line": ask.header,
        "dates": ask.dates.map(word), "decimal": ask.decimal.map(word), "country": ask.country, "currency": ask.currency,
        "map": (!map.is_empty()).then_some(map),
    });
    let args = json!({
        "path": absolute(&ask.file), "kind": ask.kind, "options": options, "dry_run": ask.dry_run, "job": "aftercarectl",
    });
    let app = open_existing(folder).await?;
    told(&call(&app, "import_table", args).await?, ask.json)
}

/// Imports cards.
pub async fn import_cards(folder: PathBuf, ask: ImportCards) -> anyhow::Result<()> {
    let args = json!({
        "path": absolute(&ask.file), "country": ask.country, "dry_run": ask.dry_run, "job": "aftercarectl",
    });
    let app = open_existing(folder).await?;
    told(&call(&app, "import_vcard", args).await?, ask.json)
}

/// Exports a list.
pub async fn export(folder: PathBuf, ask: ExportTable) -> anyhow::Result<()> {
    let args = json!({
        "kind": ask.kind, "format": ask.format, "path": absolute(&ask.out), "language": ask.language, "job": "aftercarectl",
    });
    let app = open_existing(folder).await?;
    let report = call(&app, "export_table", args).await?;
    line(format_args!("{} in {}", counted(&report["rows"], "row"), ask.out.display()))
}

/// Exports cards.
pub async fn export_cards(folder: PathBuf, ask: ExportCards) -> anyhow::Result<()> {
    let app = open_existing(folder).await?;
    let report = call(&app, "export_vcard", json!({ "path": absolute(&ask.out) })).await?;
    line(format_args!("{} in {}", counted(&report["rows"], "card"), ask.out.display()))
}

/// "1 row", "2 rows".
fn counted(n: &Value, what: &str) -> String {
    if *n == json!(1) { format!("1 {what}") } else { format!("{n} {what}s") }
}

fn line(text: std::fmt::Arguments<'_>) -> anyhow::Result<()> {
    Ok(writeln!(std::io::stdout().lock(), "{text}")?)
}

/// Tells a report; rows that could not be taken fail the command.
fn told(report: &Value, as_json: bool) -> anyhow::Result<()> {
    let counts = &report["counts"];
    let dry = report["dry_run"] == true;
    if as_json {
        line(format_args!("{}", serde_json::to_string_pretty(report)?))?;
    } else {
        for problem in report["problems"].as_array().into_iter().flatten() {
            let problem: RowProblem = serde_json::from_value(problem.clone())?;
            let column = problem.column.as_deref().map(|column| format!(", {column}")).unwrap_or_default();
            let value = if problem.value.is_empty() { String::new() } else { format!("“{}” ", problem.value) };
            line(format_args!("line {}{column}: {value}{}", problem.line, problem.sentence("en")))?;
        }
        let done = if dry { "would be " } else { "" };
        line(format_args!(
            "{}: {done}{} new, {} changed, {} unchanged, {} not taken",
            counted(&counts["rows"], "row"),
            counts["new"],
            counts["changed"],
            counts["unchanged"],
            counts["bad"]
        ))?;
    }
    match counts["bad"].as_u64() {
        None | Some(0) => Ok(()),
        Some(_) if dry => bail!("{} can't be taken", counted(&counts["bad"], "row")),
        Some(_) => bail!("{} could not be taken; the others are imported", counted(&counts["bad"], "row")),
    }
}
