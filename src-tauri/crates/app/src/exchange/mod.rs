//! Tables and cards, in and out: looked at first, then imported in batches, with every row that can't be taken named by
//! line and column; the same file twice changes nothing.
//!
//! A file goes through `read` (bytes to cells), `layout` (which column is which), `record` (cells to values), `plan` (what
//! differs from what stands) and `apply` (events). A dry run is the same without the last step. Left out: mail files
//! (they are cases, see `intake`) and the whole desk as JSON lines (that is the store's).

mod apply;
mod cards;
mod contradict;
mod export;
mod kinds;
mod known;
mod layout;
mod model;
mod plan;
mod read;
mod record;
mod run;
mod values;
mod words;
mod write;

pub use kinds::TableKind;
pub use read::FileSort;
pub(crate) use read::{Cell as TableCell, Hints as TableHints, NoTable as NoFile, decode, read as table_of};
pub use values::amounts::Mark;
use values::countries::country;
pub use values::days::DayOrder;
pub(crate) use values::{Wrong, days as written_days, phones};

use crate::App;
use crate::api::tables::{
    ColumnView, FieldView, ImportTable, PreviewTable, RowProblem, TableOptions, TablePreview, TableReport,
};
use crate::api::{ApiError, ErrorCode};
use crate::errors;
use aftercare_core::goods::Currency;
use aftercare_core::journal::Hash;
use kinds::Need;
use layout::{Choice, Layout};
use read::{Cell, Grid, Hints, NoTable, Row};
use record::Problem;
use run::Run;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use values::Habits;

/// Rows a preview plans, and the problems it names.
const PREVIEWED: usize = 1_000;
const PREVIEW_PROBLEMS: usize = 200;
/// Rows and cells a preview shows.
const SHOWN: usize = 8;
const SHOWN_CELL: usize = 80;

/// A file with its columns, ready to be read row by row.
pub(crate) struct Table {
    grid: Grid,
    layout: Layout,
    habits: Habits,
    /// The mapping is from the last file with these headers.
    kept: bool,
}

impl From<NoTable> for ApiError {
    fn from(no: NoTable) -> Self {
        Self::new(ErrorCode::BadInput).with("field", "file").with("problem", no.code).with("detail", no.detail)
    }
}

/// The bytes of a file that a person named.
pub(crate) async fn bytes_of(path: PathBuf) -> Result<Vec<u8>, ApiError> {
    let read = move || -> Result<Vec<u8>, ApiError> {
        let failed = |error: std::io::Error| {
            ApiError::new(ErrorCode::FileUnreadable).with("path", path.display()).with("detail", error)
        };
        let about = std::fs::metadata(&path).map_err(failed)?;
        if about.is_dir() {
            return Err(failed(std::io::ErrorKind::IsADirectory.into()));
        }
        if about.len() > read::LARGEST as u64 {
            return Err(ApiError::field("file", "too_large"));
        }
        std::fs::read(&path).map_err(failed)
    };
    tokio::task::spawn_blocking(read).await.map_err(errors::internal)?
}

impl App {
    /// Reads a file and finds its columns.
    async fn table(&self, path: &str, kind: TableKind, options: TableOptions) -> Result<Table, ApiError> {
        let bytes = bytes_of(self.local_path(path)?).await?;
        let hints =
            Hints { encoding: options.encoding.clone(), delimiter: options.delimiter, sheet: options.sheet.clone() };
        let grid =
            tokio::task::spawn_blocking(move || read::read(&bytes, &hints)).await.map_err(errors::internal)??;
        let chosen = habits(&options)?;
        let mut layout = Layout::find(kind, &grid, options.header_line);
        let mut kept = false;
        match &options.map {
            Some(map) => {
                layout.choose(kind, map).map_err(|name| ApiError::field("map", "unknown").with("value", name))?
            }
            None => {
                let remembered = self.look().await?.local(&memory(kind, &layout.headers)).await?;
                let choice: Option<Choice> = remembered.and_then(|text| serde_json::from_str(&text).ok());
                // A field that a newer or older program does not know leaves the suggestion standing.
                if let Some(choice) = choice {
                    let mut tried = layout.clone();
                    kept = tried.choose(kind, &choice).is_ok();
                    if kept {
                        layout = tried;
                    }
                }
            }
        }
        if let Some(line) = grid.rows.get(layout.header).and_then(|row| row.open_quote) {
            return Err(read::no("open_quote", line).into());
        }
        let habits = layout.habits(&grid, chosen);
        Ok(Table { grid, layout, habits, kept })
    }

    /// A file as it would be imported.
    pub(crate) async fn import_preview(&self, ask: PreviewTable) -> Result<TablePreview, ApiError> {
        let kind = ask.kind;
        let table = self.table(&ask.path, kind, ask.options).await?;
        let Table { grid, layout, habits, kept } = &table;
        let mut run = Run::new(self, kind, None)?;
        let rows: Vec<&Row> = layout.rows(grid).take(PREVIEWED).collect();
        if layout.knows_columns() {
            warn(&mut run, &table);
            run.look_at(&rows, layout, habits).await?;
        } else {
            run.without_header(&rows, layout, header_line(&table));
        }
        let report = run.finish();
        let shown = |row: &Row, column: usize| row.cells.get(column).map_or(String::new(), cut);
        let first: Vec<&Row> = layout.rows(grid).take(SHOWN).collect();
        let columns = layout.headers.iter().zip(&layout.fields).enumerate().map(|(n, (header, field))| ColumnView {
            header: header.clone(),
            field: field.map(|field| field.name.to_owned()),
            sample: first.iter().map(|row| shown(row, n)).filter(|text| !text.is_empty()).take(3).collect(),
        });
        let needed = |need: Need| need == Need::Always;
        Ok(TablePreview {
            sort: grid.sort,
            encoding: grid.decoded.as_ref().map(|d| d.name.to_owned()),
            encoding_guessed: grid.decoded.as_ref().is_some_and(|d| d.guessed),
            encoding_broken: grid.decoded.as_ref().is_some_and(|d| d.broken),
            delimiter: grid.delimiter,
            sheets: grid.sheets.clone(),
            sheet: grid.sheet.clone(),
            header_line: header_line(&table),
            dates: habits.dates,
            decimal: habits.decimal,
            columns: columns.collect(),
            kept: *kept,
            twice: layout.twice.clone(),
            fields: kind
                .fields()
                .iter()
                .map(|field| FieldView { name: field.name.to_owned(), needed: needed(field.need), many: field.many() })
                .collect(),
            missing: kind
                .fields()
                .iter()
                .filter(|field| needed(field.need) && !layout.has(field.name))
                .map(|field| field.name.to_owned())
                .collect(),
            rows: first.iter().map(|row| (0..layout.headers.len()).map(|n| shown(row, n)).collect()).collect(),
            total: layout.rows(grid).count() as u64,
            counts: report.counts,
            problems: report.problems.into_iter().take(PREVIEW_PROBLEMS).collect(),
        })
    }

    /// Imports a table, or says for every row what would happen.
    pub(crate) async fn import_table(&self, ask: ImportTable) -> Result<TableReport, ApiError> {
        let stop = self.begin_job(&ask.job);
        let done = self.import_rows(&ask, stop).await;
        self.jobs().remove(&ask.job);
        done
    }

    async fn import_rows(&self, ask: &ImportTable, stop: Arc<AtomicBool>) -> Result<TableReport, ApiError> {
        let table = self.table(&ask.path, ask.kind, ask.options.clone()).await?;
        let Table { grid, layout, habits, .. } = &table;
        let mut run = Run::new(self, ask.kind, Some((ask.job.clone(), stop)))?;
        let rows: Vec<&Row> = layout.rows(grid).collect();
        if !layout.knows_columns() {
            run.without_header(&rows, layout, header_line(&table));
            return Ok(TableReport { dry_run: ask.dry_run, ..run.finish() });
        }
        if ask.dry_run {
            warn(&mut run, &table);
            run.look_at(&rows, layout, habits).await?;
            let report = run.finish();
            return Ok(TableReport { dry_run: true, ..report });
        }
        let choice = serde_json::to_string(&layout.choice()).unwrap_or_default();
        self.store().set_local(&memory(ask.kind, &layout.headers), &choice).await?;
        run.take_all(&rows, layout, habits).await?;
        Ok(run.finish())
    }

    /// Enters work under its name; it stops when its flag is set.
    pub(crate) fn begin_job(&self, job: &str) -> Arc<AtomicBool> {
        let stop = Arc::new(AtomicBool::new(false));
        self.jobs().insert(job.to_owned(), Arc::clone(&stop));
        stop
    }
}

/// Where a mapping is kept: by table and set of headers, whatever their order.
fn memory(kind: TableKind, headers: &[String]) -> String {
    let mut plain: Vec<String> = headers.iter().map(|header| words::plain(header)).collect();
    plain.sort_unstable();
    format!("import:{}:{}", kind.word(), Hash::of(plain.join("\n").as_bytes()))
}

/// What the person chose, checked.
fn habits(options: &TableOptions) -> Result<Habits, ApiError> {
    let some =
        |text: &Option<String>| text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    let country = match some(&options.country) {
        Some(text) => phones::dialled(country(&text).map_err(|wrong| ApiError::field("country", wrong.0))?),
        None => None,
    };
    let currency = match some(&options.currency) {
        Some(text) => Some(Currency::new(&text).ok_or_else(|| ApiError::field("currency", "not_a_currency"))?),
        None => None,
    };
    Ok(Habits { dates: options.dates, decimal: options.decimal, country, currency })
}

fn cut(cell: &Cell) -> String {
    let text = cell.show();
    match text.char_indices().nth(SHOWN_CELL) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}

fn header_line(table: &Table) -> u64 {
    table.grid.rows.get(table.layout.header).map_or(1, |row| row.line)
}

/// What a person should know about the columns before anything is imported.
fn warn(run: &mut Run, table: &Table) {
    let line = header_line(table);
    for (header, read) in table.layout.chosen_twins() {
        let column = Some(header.to_owned());
        run.warn(RowProblem { line, column, code: "header_twice".to_owned(), value: read });
    }
}

/// A problem with its column's name.
fn told(problem: Problem, layout: &Layout) -> RowProblem {
    let problem = record::placed(problem, layout);
    RowProblem {
        line: problem.line,
        column: problem
            .column
            .and_then(|n| layout.headers.get(n).cloned())
            .or_else(|| problem.field.map(str::to_owned)),
        code: problem.code.to_owned(),
        value: problem.value,
    }
}
