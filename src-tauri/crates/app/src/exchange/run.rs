//! One import under way: rows to records to plans, in batches of one transaction each, with progress and a way to stop.

use super::contradict::{Doubtful, Handles, digest};
use super::kinds::TableKind;
use super::known::Known;
use super::layout::Layout;
use super::plan::{Made, Planned, Planner};
use super::read::Row;
use super::record::{Problem, Record, read};
use super::values::Habits;
use super::{apply, told};
use crate::api::ApiError;
use crate::api::tables::{RowProblem, TableReport};
use crate::{App, Event};
use aftercare_core::ids::StaffId;
use aftercare_core::journal::{Actor, Hash};
use aftercare_store::Look;
use chrono::NaiveDate;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use uuid::Uuid;

/// Rows written in one transaction.
const BATCH: usize = 100;
/// Rows looked at in one reading of the database.
const READ: usize = 500;
/// Problems a report names.
const NAMED: usize = 1_000;

/// A job's name, and the flag that stops it.
pub(crate) type Job = (String, Arc<AtomicBool>);

/// What a batch came to, before it is counted.
#[derive(Default)]
struct Batch {
    plans: Vec<Planned>,
    problems: Vec<Problem>,
    /// Records of this batch, to be remembered when it is written.
    seen: Vec<(Uuid, (u64, Hash))>,
    rows: u64,
    bad: u64,
}

/// The rows that can be read.
fn readable(kind: TableKind, rows: &[&Row], layout: &Layout, habits: &Habits) -> Vec<Record> {
    rows.iter().filter_map(|row| read(kind, layout, habits, row).ok()).collect()
}

/// The row contradicts the one on line `other`.
fn twice(record: &Record, other: u64) -> Problem {
    Problem { value: other.to_string(), ..record.wrong(None, "twice_in_file") }
}

/// An import under way.
pub(crate) struct Run {
    app: App,
    kind: TableKind,
    me: StaffId,
    today: NaiveDate,
    job: Option<Job>,
    known: Known,
    /// Every record met in this file, with the line it first stood on: a second row about it must say the same.
    seen: HashMap<Uuid, (u64, Hash)>,
    /// Rows that contradict others of the file, by line, with the line of one that says something else.
    refused: HashMap<u64, u64>,
    report: TableReport,
}

impl Run {
    pub(crate) fn new(app: &App, kind: TableKind, job: Option<Job>) -> Result<Self, ApiError> {
        Ok(Self {
            app: app.clone(),
            kind,
            me: app.state().me()?,
            today: app.civil_today()?,
            job,
            known: Known::default(),
            seen: HashMap::new(),
            refused: HashMap::new(),
            report: TableReport::default(),
        })
    }

    pub(crate) fn finish(self) -> TableReport {
        self.report
    }

    fn stopped(&mut self) -> bool {
        let stop = self.job.as_ref().is_some_and(|(_, stop)| stop.load(Ordering::Acquire));
        self.report.cancelled |= stop;
        stop
    }

    fn tell(&self, total: usize) {
        if let Some((job, _)) = &self.job {
            self.app.tell(Event::Progress {
                job: job.clone(),
                done: self.report.counts.rows,
                total: Some(total as u64),
            });
        }
    }

    /// Counts what would happen; writes nothing.
    pub(crate) async fn look_at(&mut self, rows: &[&Row], layout: &Layout, habits: &Habits) -> Result<(), ApiError> {
        let kind = self.kind;
        self.find_contradictions(rows.chunks(READ).map(|some| readable(kind, some, layout, habits))).await?;
        for some in rows.chunks(READ) {
            if self.stopped() {
                break;
            }
            let records: Vec<_> = some.iter().map(|row| read(self.kind, layout, habits, row)).collect();
            let mut look = self.app.look().await?;
            let batch = self.plan(&mut look, records).await?;
            self.count(batch, layout);
            self.tell(rows.len());
        }
        Ok(())
    }

    /// Imports.
    pub(crate) async fn take_all(&mut self, rows: &[&Row], layout: &Layout, habits: &Habits) -> Result<(), ApiError> {
        let kind = self.kind;
        self.find_contradictions(rows.chunks(READ).map(|some| readable(kind, some, layout, habits))).await?;
        for some in rows.chunks(BATCH) {
            if self.stopped() {
                break;
            }
            let records = some.iter().map(|row| read(self.kind, layout, habits, row)).collect();
            let batch = self.write(records).await?;
            self.count(batch, layout);
            self.tell(rows.len());
        }
        Ok(())
    }

    /// Counts, or imports, records that come from elsewhere than a table.
    pub(crate) async fn records(
        &mut self,
        kind: TableKind,
        records: Vec<Record>,
        dry: bool,
        total: usize,
    ) -> Result<(), ApiError> {
        self.kind = kind;
        self.find_contradictions(records.chunks(READ).map(<[Record]>::to_vec)).await?;
        let mut records = records.into_iter().peekable();
        while records.peek().is_some() && !self.stopped() {
            let some: Vec<_> = records.by_ref().take(BATCH).map(Ok).collect();
            let batch = match dry {
                true => {
                    let mut look = self.app.look().await?;
                    self.plan(&mut look, some).await?
                }
                false => self.write(some).await?,
            };
            self.count_cards(batch);
            self.tell(total);
        }
        Ok(())
    }

    /// Finds the rows that contradict others, all of which are refused.
    async fn find_contradictions(&mut self, chunks: impl Iterator<Item = Vec<Record>> + Clone) -> Result<(), ApiError> {
        self.refused.clear();
        let mut handles = Handles::default();
        for records in chunks.clone() {
            if self.stopped() {
                return Ok(());
            }
            records.iter().for_each(|record| handles.note(self.kind, record));
            tokio::task::yield_now().await;
        }
        if !handles.mixed() {
            return Ok(());
        }
        let mut doubtful = Doubtful::beside(&self.known);
        for mut records in chunks {
            if self.stopped() {
                return Ok(());
            }
            records.retain(|record| handles.doubts(self.kind, record));
            if !records.is_empty() {
                doubtful.take(&self.app, self.kind, self.today, &records).await?;
            }
        }
        self.refused = doubtful.refused();
        Ok(())
    }

    /// No column was recognised: what was taken for the header is data, and one line says so for all of them.
    pub(crate) fn without_header(&mut self, rows: &[&Row], layout: &Layout, line: u64) {
        let rows = rows.len() as u64;
        let problem = Problem { line, field: None, column: None, code: "no_header", value: String::new() };
        self.count(Batch { rows, bad: rows, problems: vec![problem], ..Batch::default() }, layout);
    }

    /// Something to know that refuses no row.
    pub(crate) fn warn(&mut self, problem: RowProblem) {
        self.report.problems_total += 1;
        self.report.problems.push(problem);
    }

    async fn write(&mut self, records: Vec<Result<Record, Vec<Problem>>>) -> Result<Batch, ApiError> {
        let mut write = self.app.write().await?;
        // Others may have written since the last batch.
        self.known.clear();
        let batch = self.plan(&mut write.work.look(), records).await?;
        let tags = apply::apply(&mut write, Actor::Staff(self.me), &batch.plans).await?;
        if !tags.is_empty() {
            let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
            write.commit(&tags).await?;
        }
        Ok(batch)
    }

    async fn plan(
        &mut self,
        look: &mut Look<'_>,
        records: Vec<Result<Record, Vec<Problem>>>,
    ) -> Result<Batch, ApiError> {
        let mut batch = Batch::default();
        let now = self.app.now();
        let mut planner = Planner { known: &mut self.known, look, now, today: self.today };
        for record in records {
            batch.rows += 1;
            let record = match record {
                Ok(record) => record,
                Err(problems) => {
                    batch.bad += 1;
                    batch.problems.extend(problems);
                    continue;
                }
            };
            if let Some(other) = self.refused.get(&record.line) {
                batch.bad += 1;
                batch.problems.push(twice(&record, *other));
                continue;
            }
            let planned = match planner.row(self.kind, &record).await? {
                Ok(planned) => planned,
                Err(problem) => {
                    batch.bad += 1;
                    batch.problems.push(problem);
                    continue;
                }
            };
            let digest = digest(&record);
            let here = batch.seen.iter().find(|(id, _)| *id == planned.record).map(|(_, first)| *first);
            if let Some((line, first)) = self.seen.get(&planned.record).copied().or(here)
                && first != digest
            {
                batch.bad += 1;
                batch.problems.push(twice(&record, line));
                continue;
            }
            planner.take(&planned);
            batch.seen.push((planned.record, (record.line, digest)));
            batch.plans.push(planned);
        }
        Ok(batch)
    }

    fn add(&mut self, batch: Batch, tell: impl Fn(Problem) -> RowProblem) {
        let counts = &mut self.report.counts;
        counts.rows += batch.rows;
        counts.bad += batch.bad;
        for planned in &batch.plans {
            match planned.made {
                Made::New => counts.new += 1,
                Made::Changed => counts.changed += 1,
                Made::Unchanged => counts.unchanged += 1,
            }
        }
        for (id, first) in batch.seen {
            self.seen.entry(id).or_insert(first);
        }
        self.report.problems_total += batch.problems.len() as u64;
        let room = NAMED.saturating_sub(self.report.problems.len());
        self.report.problems.extend(batch.problems.into_iter().take(room).map(tell));
    }

    fn count(&mut self, batch: Batch, layout: &Layout) {
        self.add(batch, |problem| told(problem, layout));
    }

    fn count_cards(&mut self, batch: Batch) {
        self.add(batch, |problem| RowProblem {
            line: problem.line,
            column: problem.field.map(str::to_owned),
            code: problem.code.to_owned(),
            value: problem.value,
        });
    }

    /// A card that is none, or says too little.
    pub(crate) fn refuse(&mut self, problems: Vec<Problem>) {
        let batch = Batch { rows: 1, bad: 1, problems, ..Batch::default() };
        self.count_cards(batch);
    }
}
