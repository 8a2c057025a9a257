//! The desk examined: the file, every chain and checkpoint, the texts, the blobs, the packs, the numbers, and every projection
//! held against a fresh fold. It only reads, and it does not stop at the first problem, because whoever asks wants all of them.
//!
//! A desk that can't be opened any more can still be examined, and one that is in use meanwhile too. [`repair`] makes anew what
//! follows from the journal, after a backup, and nothing else. Left out: words for people (the command line has them), and any
//! mending of what was recorded: a backup is the way back.

mod alert_keys;
mod blobs;
pub(crate) mod erasures;
mod journal;
mod letters;
mod nobodys;
mod packs;
mod problem;
mod records;
mod schema;

pub(crate) use journal::{Walk, walk};
pub use letters::Reader;
pub use problem::{Finding, Grade, Problem};

use self::letters::Letters;
use self::records::Against;
use crate::backup::{self, Backup};
use crate::blobs::Blobs;
use crate::cell;
use crate::db::{Conn, Engine, query};
use crate::error::{Result, StoreError};
use crate::flaw::Flaw;
use crate::place::Place;
use crate::postgres::Server;
use crate::project;
use crate::queries::desk;
use crate::refresh;
use crate::sqlite::{self, Header, Tuning};
use crate::store::{Db, Store};
use aftercare_core::ids::CaseId;
use aftercare_core::journal::{Hash, StreamId};
use aftercare_core::time::Instant;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use uuid::Uuid;

/// Where a desk stands.
#[derive(Clone, Copy, Debug)]
pub enum Target<'a> {
    /// In a data folder.
    Folder(&'a Path),
    /// In the PostgreSQL database at this address.
    Server(&'a str),
}

/// What is being looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The database file's own structure.
    File,
    /// The blobs' bytes.
    Blobs,
    /// Chains and checkpoints.
    Journal,
    /// Streams, folded anew.
    Records,
}

/// Hears what is being looked at: done, of how many; of zero where that is not known.
pub type Watch<'a> = &'a mut (dyn FnMut(Part, u64, u64) + Send);

/// What was counted on the way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Events in the journal.
    pub events: u64,
    /// Streams.
    pub streams: u64,
    /// Checkpoints.
    pub checkpoints: u64,
    /// Cases.
    pub cases: u64,
    /// Customers.
    pub customers: u64,
    /// Texts beside the journal, erased ones too.
    pub texts: u64,
    /// Files named by rows.
    pub blobs: u64,
}

/// What an examination found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The engine.
    pub engine: Engine,
    /// The schema that stands there.
    pub schema: i64,
    /// What was counted.
    pub counts: Counts,
    /// The hash of the last checkpoint.
    pub checkpoint: Option<Hash>,
    /// A hash over the last event of every stream: equal journals have equal heads.
    pub heads: Hash,
    /// A hash over what all cases and customers fold to, told by programs of one version only. Survey plans are left out: they
    /// depend on the day.
    pub folded: Option<Hash>,
    /// Where backups go, when the desk's settings say so.
    pub backups: Option<String>,
    /// What is wrong, the worst first.
    pub findings: Vec<Finding>,
}

impl Report {
    fn new(engine: Engine) -> Self {
        Self {
            engine,
            schema: 0,
            counts: Counts::default(),
            checkpoint: None,
            heads: Hash::ZERO,
            folded: None,
            backups: None,
            findings: Vec::new(),
        }
    }

    /// The worst that was found.
    pub fn worst(&self) -> Option<Grade> {
        self.findings.iter().map(|finding| finding.grade).max()
    }

    /// What is wrong, without what is only good to know.
    pub fn problems(&self) -> Vec<&Problem> {
        self.findings.iter().filter(|found| found.grade > Grade::Note).map(|found| &found.problem).collect()
    }

    fn add(&mut self, problem: Problem) {
        self.findings.push(Finding { grade: problem.grade(), case: None, problem });
    }

    /// Something of a stream is left beyond its end; told once.
    fn tail(&mut self, stream: StreamId) {
        let problem = Problem::Tail { stream };
        if self.findings.iter().all(|found| found.problem != problem) {
            self.add(problem);
        }
    }

    /// Damage is a finding and the examination goes on; what keeps us from looking ends it.
    fn survive<T>(&mut self, outcome: Result<T>) -> Result<Option<T>> {
        match outcome {
            Ok(value) => Ok(Some(value)),
            Err(StoreError::Damaged(detail)) => {
                self.add(Problem::File { detail });
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Names the cases and puts the worst first.
    fn finish(mut self, numbers: &HashMap<Uuid, u64>, blobs: &HashMap<Hash, StreamId>) -> Self {
        for finding in &mut self.findings {
            let stream = match &finding.problem {
                Problem::Blob { sha256, .. } | Problem::Size { sha256, .. } => blobs.get(sha256).copied(),
                other => other.stream(),
            };
            finding.case = stream.and_then(|stream| numbers.get(&stream.id).copied());
        }
        self.findings.sort_by_key(|finding| std::cmp::Reverse(finding.grade));
        self
    }
}

/// Examines a desk, also one that other programs have open or that none can open. Nothing is written. Without a `reader`, what
/// only a raw message tells is not looked at.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no desk, and what keeps it from being read at all; damage stands in the report.
pub async fn examine(target: Target<'_>, reader: Option<Reader>, watch: Watch<'_>) -> Result<Report> {
    match target {
        Target::Folder(folder) => in_folder(&Place::new(folder), reader, watch).await,
        Target::Server(url) => {
            let server = Server::reach(url, Uuid::nil()).await?;
            let report = on_server(&server, reader, watch).await;
            server.close().await;
            report
        }
    }
}

impl Store {
    /// [`examine`] for an open desk, without a reader.
    ///
    /// # Errors
    /// As [`examine`].
    pub async fn examine(&self) -> Result<Report> {
        self.examined(None).await
    }

    async fn examined(&self, reader: Option<Reader>) -> Result<Report> {
        match &self.inner.db {
            Db::File { .. } => in_folder(self.place(), reader, &mut |_, _, _| {}).await,
            Db::Server(server) => on_server(server, reader, &mut |_, _, _| {}).await,
        }
    }

    /// The folder of files; on a server they are rows.
    fn files(&self) -> Option<Blobs> {
        matches!(self.inner.db, Db::File { .. }).then(|| Blobs::new(self.place().blobs()))
    }
}

async fn in_folder(place: &Place, reader: Option<Reader>, watch: Watch<'_>) -> Result<Report> {
    let mut report = Report::new(Engine::Sqlite);
    let path = place.database();
    match sqlite::header(&path) {
        Ok(Header::New) if path.exists() && place.was_used() => {
            report.add(Problem::File { detail: "the file is empty".into() });
            return Ok(report);
        }
        Ok(Header::New | Header::Begun) => return Err(StoreError::NotFound),
        Ok(Header::Ours(_)) | Err(StoreError::Newer { .. }) => {}
        Err(StoreError::Damaged(detail)) => {
            report.add(Problem::File { detail });
            return Ok(report);
        }
        Err(error) => return Err(error),
    }
    let trail = sqlite::Trail::before(&path);
    watch(Part::File, 0, 0);
    let Some(mut eyes) = report.survive(sqlite::onlooker(&path).await)? else { return Ok(report) };
    // A connection of its own: the search index's check trusts what an older look of the same connection remembered.
    let structure = sqlite::structure(&mut eyes).await;
    for detail in report.survive(structure)?.unwrap_or_default() {
        report.add(match sqlite::is_index(&detail) {
            true => Problem::Index { detail },
            false => Problem::File { detail },
        });
    }
    let schema = sqlite::schema(&mut eyes).await;
    report.schema = report.survive(schema)?.unwrap_or_default();
    sqlx::Connection::close(eyes).await?;
    let Some(mut conn) = report.survive(sqlite::onlooker(&path).await)? else { return Ok(report) };
    sqlite::one_instant(&mut conn).await?;
    let mut conn = Conn::File(conn);
    let blobs = Blobs::new(place.blobs());
    let report = whole(&mut conn, Letters { reader, files: Some(&blobs) }, report, watch).await;
    conn.commit().await?;
    // Where the folder can't be written, nothing was left in it either.
    if let Ok(Some(_alone)) = place.alone() {
        trail.sweep();
    }
    report
}

async fn on_server(server: &Server, reader: Option<Reader>, watch: Watch<'_>) -> Result<Report> {
    let mut report = Report::new(Engine::Postgres);
    report.schema = match server.schema().await {
        Ok(0) => return Err(StoreError::NotFound),
        Ok(schema) => schema,
        Err(StoreError::Newer { found, .. }) => found,
        Err(error) => return Err(error),
    };
    let mut conn = server.begin_reading().await?;
    let report = whole(&mut conn, Letters { reader, files: None }, report, watch).await;
    conn.commit().await?;
    report
}

/// Examines what stands in a transaction that is not committed yet.
pub(crate) async fn within(conn: &mut Conn, files: Option<&Blobs>, watch: Watch<'_>) -> Result<Report> {
    let mut report = Report::new(conn.engine());
    report.schema = sqlite::known_schema();
    whole(conn, Letters { reader: None, files }, report, watch).await
}

/// Everything behind an open connection.
async fn whole(conn: &mut Conn, letters: Letters<'_>, mut report: Report, watch: Watch<'_>) -> Result<Report> {
    let known = sqlite::known_schema();
    let found = report.schema;
    let today = found == known;
    match found {
        found if found > known => report.add(Problem::Newer { found, known }),
        found if found < known => report.add(Problem::Older { found, known }),
        _ => {}
    }
    if today {
        let stands = schema::look(conn, &mut report).await;
        if report.survive(stands)? == Some(false) {
            return Ok(report.finish(&HashMap::new(), &HashMap::new()));
        }
    }
    let mut blobs = HashMap::new();
    let looked = blobs::look(conn, letters.files, &mut report, watch).await;
    let named = report.survive(looked)?.unwrap_or_default();
    let mut numbers = HashMap::new();
    let walked = walk(conn, &mut |done, of| watch(Part::Journal, done, of)).await;
    if let Some(walked) = report.survive(walked)? {
        report.counts.events = walked.events;
        report.counts.streams = walked.heads.len() as u64;
        report.counts.checkpoints = walked.checkpoints;
        report.checkpoint = walked.last;
        report.heads = walked.digest();
        numbers = walked.cases.clone();
        let damaged = !walked.problems.is_empty();
        walked.problems.iter().cloned().for_each(|problem| report.add(problem));
        let counted = records::numbers(conn, &walked, damaged, &mut report).await;
        report.survive(counted)?;
    }
    if let Ok(Some(settings)) = refresh::newest_settings(conn).await {
        report.backups = settings.backup_folder;
    }
    if today {
        let counted = erasures::look(conn, &mut report).await;
        report.survive(counted)?;
    }
    let read = packs::look(conn, &mut report).await;
    if let Some(book) = report.survive(read)?.flatten() {
        let made_by = desk::meta(conn, "projection_version").await;
        let made_by = report.survive(made_by)?.flatten();
        let fresh = made_by.as_deref() == Some(project::made_by(&book).as_str());
        if today && !fresh {
            report.add(Problem::Stale);
        }
        let against = Against { book: &book, today, fresh: today && fresh, letters, named: &named };
        let compared = records::compare(conn, &against, &mut blobs, &mut report, watch).await;
        report.survive(compared)?;
    }
    Ok(report.finish(&numbers, &blobs))
}

/// What a repair did.
#[derive(Clone, Debug)]
pub struct Repaired {
    /// The backup made before.
    pub backup: Backup,
    /// What is left.
    pub report: Report,
}

/// Makes what follows from the journal and the files anew, after a backup that was opened and counted, and examines the desk
/// again: projections, traces of messages, rows of files, counters that fell behind, days of packs; drafts on no case and of no
/// calendar go. What was recorded is not touched.
///
/// # Errors
/// What keeps the backup from being made, [`StoreError::Damaged`] when the journal itself does not hold or its end was cut off:
/// then nothing was written.
pub async fn repair(
    target: Target<'_>,
    backups: &Path,
    folder: &Path,
    now: Instant,
    reader: Option<Reader>,
    watch: Watch<'_>,
) -> Result<Repaired> {
    let store = match target {
        Target::Folder(folder) => Store::hold(folder, now, Tuning::default(), &mut |_, _| {}).await?,
        Target::Server(url) => Store::hold_server(url, folder, now, &mut |_, _| {}).await?,
    };
    // What tells of lost events is all that is left of them: lists made anew would no longer tell.
    let before = store.examined(reader).await?;
    if before.problems().iter().any(|problem| matches!(problem, Problem::Tail { .. })) {
        return Err(Flaw::CutOff.into());
    }
    // A row with a wrong size would keep its file from the backup.
    mend_files(&store, &before).await?;
    let backup = backup::before_repair(&store, backups, now).await?;
    mend(&store, &before, reader).await?;
    store.rebuild(now, &mut |done, of| watch(Part::Records, done, of)).await?;
    let report = store.examined(reader).await?;
    store.close().await;
    Ok(Repaired { backup, report })
}

/// Puts the sizes of files right.
async fn mend_files(store: &Store, report: &Report) -> Result<()> {
    let mut tx = store.inner.db.begin().await?;
    for found in &report.findings {
        if let Problem::Size { sha256, is, .. } = &found.problem {
            query("UPDATE blob SET size = $1 WHERE sha256 = $2")
                .bind(cell::int(*is))
                .bind(&sha256.0[..])
                .execute(&mut tx)
                .await?;
        }
    }
    tx.commit().await
}

/// Puts right what stands beside the projections and follows from the journal and the files too.
async fn mend(store: &Store, report: &Report, reader: Option<Reader>) -> Result<()> {
    let files = store.files();
    let mut tx = store.inner.db.begin().await?;
    let mut wrong: BTreeMap<CaseId, BTreeSet<u64>> = BTreeMap::new();
    for found in &report.findings {
        match &found.problem {
            Problem::Trace { stream, seq } | Problem::Untraced { stream, seq } | Problem::Mistraced { stream, seq } => {
                wrong.entry(CaseId(stream.id)).or_default().insert(*seq);
            }
            Problem::Mentions { stream, .. } | Problem::Unnamed { stream, .. } => {
                wrong.entry(CaseId(stream.id)).or_default();
            }
            Problem::Projection { stream, part: "alerts" } => alert_keys::mend(&mut tx, stream.id).await?,
            Problem::Counter { name, used, .. } => desk::raise_number(&mut tx, name, *used).await?,
            Problem::PackDate { id, version } => packs::mend(&mut tx, id, *version).await?,
            _ => {}
        }
    }
    Letters { reader, files: files.as_ref() }.mend(&mut tx, &wrong).await?;
    let book = store.inner.book(&mut tx).await?;
    nobodys::mend(&mut tx, &book).await?;
    tx.commit().await
}
