//! A whole desk as JSON Lines: one line a row, exact bytes, a first line that says what it is and a last one that proves that
//! nothing is missing. `docs/desk-lines.md` describes it for others.
//!
//! It is how a desk changes its engine, and a form in which it can be read without this program. Reading goes into an empty place
//! only, is examined before it counts, and is all or nothing. Left out: see [`crate::transfer`].

use crate::backup::blocking;
use crate::blobs::{Blobs, sync_folder};
use crate::cell;
use crate::db::{Conn, Engine, query, query_as};
use crate::doctor::{self, Problem, Report, Target, Watch, erasures};
use crate::error::{Result, StoreError};
use crate::flaw::{Flaw, WrongLine};
use crate::place::Place;
use crate::postgres::Server;
use crate::queries::desk;
use crate::sqlite::{self, Header, Tuning};
use crate::store::Store;
use crate::transfer::{self, Batch, ERASED, Kind, Rows, TABLES, Table, Value};
use aftercare_core::journal::Hash;
use aftercare_core::time::{Instant, micros};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::{Map, Value as Json, json};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashSet};
use std::io::{BufRead, ErrorKind, Write};
use std::path::Path;
use uuid::Uuid;

/// The version of the lines that this program writes.
pub const FORMAT: u32 = 1;
const FIRST: &str = "aftercare-desk";
const LAST: &str = "end";

/// What was written or read, by kind of line.
pub type Lines = BTreeMap<String, u64>;

/// A text that is hashed as it is written.
struct Out<W> {
    to: W,
    digest: Sha256,
    lines: Lines,
}

impl<W: Write> Out<W> {
    fn line(&mut self, name: &str, mut line: Map<String, Json>) -> Result<()> {
        line.insert("line".into(), name.into());
        let mut text = Json::Object(line).to_string();
        text.push('\n');
        self.digest.update(&text);
        *self.lines.entry(name.to_owned()).or_default() += 1;
        Ok(self.to.write_all(text.as_bytes())?)
    }
}

impl Store {
    /// Writes the whole desk, as of one instant, while it goes on. `watch` hears rows done, of about how many.
    ///
    /// # Errors
    /// [`StoreError`] when the desk can't be read or `to` can't be written.
    pub async fn export(
        &self,
        to: impl Write + Send,
        now: Instant,
        watch: &mut (dyn FnMut(u64, u64) + Send),
    ) -> Result<Lines> {
        let mut look = self.look().await?;
        let conn = look.conn();
        let (mut done, of) = (0, transfer::size(conn).await?);
        let mut out = Out { to, digest: Sha256::new(), lines: Lines::new() };
        let first = json!({
            "format": FORMAT, "program": env!("CARGO_PKG_VERSION"), "schema": self.schema(), "at": micros(now),
        });
        out.line(FIRST, object(first)?)?;
        for table in TABLES {
            let mut rows = Rows::of(conn, table).await?;
            while let Some(row) = rows.next().await? {
                let sha256 = (table.name == "blob").then(|| row.first().cloned());
                let mut line = to_json(table, row);
                if let Some(Some(Value::Bytes(sha256))) = sha256 {
                    let bytes = self.blob(&cell::hash(&sha256)?).await;
                    // A file that is gone or changed is said to be missing; the doctor names it on both sides.
                    let bytes = match bytes {
                        Ok(bytes) => Json::String(BASE64.encode(bytes)),
                        Err(StoreError::NotFound | StoreError::Damaged(_)) => Json::Null,
                        Err(error) => return Err(error),
                    };
                    line.insert("base64".into(), bytes);
                }
                out.line(table.name, line)?;
                done += 1;
                if done % 500 == 0 {
                    watch(done.min(of), of);
                }
            }
        }
        for (kind, id, counted) in transfer::erased(conn).await? {
            let row = vec![Value::Text(kind), Value::Id(id), Value::Int(counted)];
            out.line(ERASED.name, to_json(&ERASED, row))?;
        }
        let digest = Hash(out.digest.clone().finalize().into());
        let last = json!({ "line": LAST, "lines": out.lines, "sha256": digest });
        writeln!(out.to, "{last}")?;
        out.to.flush()?;
        watch(of, of);
        Ok(out.lines)
    }
}

fn object(value: Json) -> Result<Map<String, Json>> {
    match value {
        Json::Object(map) => Ok(map),
        other => Err(StoreError::Damaged(format!("not an object: {other}"))),
    }
}

fn to_json(table: &Table, row: Vec<Value>) -> Map<String, Json> {
    let mut line = Map::new();
    for (value, (name, kind)) in row.into_iter().zip(table.columns) {
        let (name, value) = match (value, kind) {
            (Value::Null, _) => ((*name).to_owned(), Json::Null),
            (Value::Int(value), _) => ((*name).to_owned(), value.into()),
            (Value::Text(value), _) => ((*name).to_owned(), value.into()),
            (Value::Id(value), _) => ((*name).to_owned(), value.to_string().into()),
            // Payloads are JSON as text; the string holds their exact bytes.
            (Value::Bytes(bytes), Kind::Payload) => match String::from_utf8(bytes) {
                Ok(text) => ((*name).to_owned(), text.into()),
                Err(bytes) => (format!("{name}_hex"), hex::encode(bytes.into_bytes()).into()),
            },
            (Value::Bytes(bytes), _) => ((*name).to_owned(), hex::encode(bytes).into()),
        };
        line.insert(name, value);
    }
    line
}

fn from_json(table: &Table, line: &Map<String, Json>) -> Result<Vec<Value>, WrongLine> {
    let cell = |(name, kind): &(&str, Kind)| {
        let wrong = || WrongLine::Field { field: (*name).to_owned() };
        let missing = || WrongLine::Missing { field: (*name).to_owned() };
        let bytes = |text: &str| hex::decode(text).map(Value::Bytes).map_err(|_| wrong());
        let value = match (line.get(*name), kind) {
            (None, Kind::Payload) => match line.get(&format!("{name}_hex")) {
                Some(Json::String(text)) => return bytes(text),
                _ => return Err(missing()),
            },
            (None, _) => return Err(missing()),
            (Some(value), _) => value,
        };
        match (value, kind) {
            (Json::Null, _) => Ok(Value::Null),
            (Json::Number(number), Kind::Int) => number.as_i64().map(Value::Int).ok_or_else(wrong),
            (Json::String(text), Kind::Text | Kind::Words) => Ok(Value::Text(text.clone())),
            (Json::String(text), Kind::Payload) => Ok(Value::Bytes(text.clone().into_bytes())),
            (Json::String(text), Kind::Bytes) => bytes(text),
            (Json::String(text), Kind::Id) => text.parse().map(Value::Id).map_err(|_| wrong()),
            _ => Err(wrong()),
        }
    };
    table.columns.iter().map(cell).collect()
}

/// Reads a desk from lines into an empty place, examines it, and only then lets it stand there. `watch` hears lines read.
///
/// # Errors
/// [`StoreError::Duplicate`] when a desk is there already; [`StoreError::Flawed`] naming the line, when one is wrong, when the last
/// is missing, or when what was read does not hold; [`StoreError::Newer`] for lines of a newer format. The place is empty then.
pub async fn import(
    from: impl BufRead + Send,
    target: Target<'_>,
    own: &Path,
    now: Instant,
    watch: Watch<'_>,
) -> Result<Report> {
    match target {
        Target::Folder(folder) => into_folder(from, &Place::new(folder), now, watch).await,
        Target::Server(url) => into_server(from, url, own, now, watch).await,
    }
}

async fn into_folder(from: impl BufRead + Send, place: &Place, now: Instant, watch: Watch<'_>) -> Result<Report> {
    let empty = || matches!(sqlite::header(&place.database()), Ok(Header::New)) && !place.was_used();
    if !empty() {
        return Err(StoreError::Duplicate("a desk".into()));
    }
    place.prepare()?;
    let Some(_alone) = place.alone()? else { return Err(StoreError::Locked) };
    if !empty() {
        return Err(StoreError::Duplicate("a desk".into()));
    }
    // Of an import that was killed; nobody else imports while we hold the place.
    for entry in std::fs::read_dir(place.folder())?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("importing-") && name.ends_with(".part") {
            std::fs::remove_dir_all(entry.path())?;
        }
    }
    let draft = Draft(Place::new(place.folder().join(format!("importing-{}.part", std::process::id()))));
    draft.0.prepare()?;
    let blobs = Blobs::new(draft.0.blobs());
    let writer = sqlite::migrated(&draft.0.database()).await?;
    let mut tx = sqlite::begin(&writer).await?;
    fill(&mut tx, Some(&blobs), from, watch).await?;
    tx.commit().await?;
    writer.close().await;
    // What follows from the journal is made by the first opening.
    let store = Store::open_with(draft.0.folder(), now, Tuning::default(), &mut |done, of| {
        watch(doctor::Part::Records, done, of);
    })
    .await?;
    let report = store.examine().await?;
    store.close().await;
    for name in ["blobs", "aftercare.db"] {
        let part = draft.0.folder().join(name);
        if part.exists() {
            let target = place.folder().join(name);
            let _ = std::fs::remove_file(&target);
            std::fs::rename(part, target)?;
        }
    }
    sync_folder(place.folder())?;
    Ok(report)
}

/// A place that is cleared away however the work ends.
struct Draft(Place);

impl Drop for Draft {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(self.0.folder());
    }
}

async fn into_server(
    from: impl BufRead + Send,
    url: &str,
    own: &Path,
    now: Instant,
    watch: Watch<'_>,
) -> Result<Report> {
    let server = Server::reach(url, Uuid::nil()).await?;
    let filled = async {
        let mut tx = empty_server(&server).await?;
        fill(&mut tx, None, from, watch).await?;
        tx.commit().await
    };
    let filled = filled.await;
    server.close().await;
    filled?;
    let store = Store::connect(url, own, now, &mut |done, of| watch(doctor::Part::Records, done, of)).await?;
    let report = store.examine().await?;
    store.close().await;
    Ok(report)
}

/// Begins to write in a database on a server in which no desk stands.
pub(crate) async fn empty_server(server: &Server) -> Result<Conn> {
    server.schema().await?;
    server.migrate().await?;
    let mut tx = server.begin().await?;
    let (events, packs): (i64, i64) =
        query_as("SELECT (SELECT COUNT(*) FROM event), (SELECT COUNT(*) FROM personal)").fetch_one(&mut tx).await?;
    match events + packs {
        0 => Ok(tx),
        _ => Err(StoreError::Duplicate("a desk".into())),
    }
}

/// Reads all lines into empty tables, sees that they hold, and leaves the commit to the caller.
async fn fill(conn: &mut Conn, files: Option<&Blobs>, from: impl BufRead + Send, watch: Watch<'_>) -> Result<()> {
    for text in ["DELETE FROM pack", "DELETE FROM counter", "DELETE FROM checkpoint", "DELETE FROM local"] {
        query(text).execute(conn).await?;
    }
    let mut reading = Reading { from, digest: Sha256::new(), lines: Lines::new(), number: 0 };
    let first = reading.next()?.ok_or_else(|| reading.wrong(WrongLine::Empty))?;
    let format = first.get("format").and_then(Json::as_u64);
    match (first.get("line").and_then(Json::as_str), format) {
        (Some(FIRST), Some(format)) if format == u64::from(FORMAT) => {}
        (Some(FIRST), Some(format)) => {
            return Err(StoreError::Newer { found: cell::int(format), known: i64::from(FORMAT) });
        }
        _ => return Err(reading.wrong(WrongLine::NoDesk)),
    }
    let (mut missing, mut erased) = (HashSet::new(), Vec::new());
    let mut batch: Option<Batch> = None;
    loop {
        let Some(line) = reading.next()? else {
            return Err(reading.wrong(WrongLine::Cut));
        };
        let name = line.get("line").and_then(Json::as_str).unwrap_or_default();
        if name == LAST {
            reading.prove(&line)?;
            break;
        }
        if name == ERASED.name {
            let mut row = from_json(&ERASED, &line).map_err(|wrong| reading.wrong(wrong))?.into_iter();
            let (Some(Value::Text(kind)), Some(Value::Id(id)), Some(Value::Int(counted))) =
                (row.next(), row.next(), row.next())
            else {
                return Err(reading.wrong(WrongLine::Missing { field: "erased".to_owned() }));
            };
            erased.push((kind, id, counted));
            continue;
        }
        let table = TABLES.iter().find(|table| table.name == name).ok_or_else(|| reading.wrong(WrongLine::Unknown))?;
        let row = from_json(table, &line).map_err(|wrong| reading.wrong(wrong))?;
        if table.name == "blob" {
            let [Value::Bytes(sha256), ..] = row.as_slice() else {
                return Err(reading.wrong(WrongLine::Missing { field: "sha256".to_owned() }));
            };
            let sha256 = cell::hash(sha256)?;
            match line.get("base64") {
                Some(Json::String(text)) => {
                    let bytes = BASE64
                        .decode(text)
                        .map_err(|_| reading.wrong(WrongLine::Field { field: "base64".to_owned() }))?;
                    if Hash::of(&bytes) != sha256 {
                        return Err(reading.wrong(WrongLine::File));
                    }
                    put(conn, files, bytes).await?;
                }
                _ => drop(missing.insert(sha256)),
            }
        }
        if let Some(mut full) = batch.take_if(|batch| batch.table().name != table.name) {
            full.write(conn).await?;
        }
        batch.get_or_insert_with(|| Batch::new(table)).add(conn, row).await?;
        if reading.number.is_multiple_of(500) {
            watch(doctor::Part::File, reading.number, 0);
        }
    }
    if let Some(mut full) = batch.take() {
        full.write(conn).await?;
    }
    settle(conn).await?;
    for (kind, id, counted) in erased {
        erasures::carry(conn, &kind, id, counted).await?;
    }
    let report = doctor::within(conn, files, watch).await?;
    // What was missing before is missing still, and what stood again stands; what a repair puts right is told to whoever reads the
    // desk.
    let fine = |problem: &&Problem| match problem {
        Problem::Blob { sha256, .. } => missing.contains(sha256),
        Problem::Erasures { .. } => true,
        problem => problem.is_projection(),
    };
    match report.problems().into_iter().find(|problem| !fine(problem)) {
        None => Ok(()),
        Some(problem) => Err(Flaw::Journal(problem.clone()).into()),
    }
}

/// Writes what follows: heads, and counters at least as high as the numbers in use. Traces that lead nowhere go.
pub(crate) async fn settle(conn: &mut Conn) -> Result<()> {
    transfer::heads(conn).await?;
    query(
        "DELETE FROM message WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.stream_kind = 'case' \
         AND e.stream_id = message.stream_id AND e.seq = message.seq)",
    )
    .execute(conn)
    .await?;
    let walked = doctor::walk(conn, &mut |_, _| {}).await?;
    if let Some(highest) = walked.cases.values().max() {
        desk::raise_number(conn, "case", *highest).await?;
    }
    for (name, highest) in &walked.forms {
        desk::raise_number(conn, name, *highest).await?;
    }
    Ok(())
}

/// Keeps a file where the desk keeps its files.
pub(crate) async fn put(conn: &mut Conn, files: Option<&Blobs>, bytes: Vec<u8>) -> Result<()> {
    match (files, conn.engine()) {
        (Some(files), _) => {
            let files = files.clone();
            blocking(move || files.put(&bytes).map(drop)).await
        }
        (None, Engine::Postgres) => {
            query("INSERT INTO blob_bytes (sha256, bytes) VALUES ($1, $2) ON CONFLICT (sha256) DO NOTHING")
                .bind(&Hash::of(&bytes).0[..])
                .bind(&bytes)
                .execute(conn)
                .await
                .map(drop)
        }
        (None, Engine::Sqlite) => Ok(()),
    }
}

/// Lines on their way in.
struct Reading<R> {
    from: R,
    digest: Sha256,
    lines: Lines,
    number: u64,
}

impl<R: BufRead> Reading<R> {
    fn wrong(&self, wrong: WrongLine) -> StoreError {
        Flaw::Line { line: self.number, wrong }.into()
    }

    fn next(&mut self) -> Result<Option<Map<String, Json>>> {
        let mut text = Vec::new();
        self.number += 1;
        match self.from.read_until(b'\n', &mut text) {
            Ok(0) => return Ok(None),
            Ok(_) => {}
            // What was compressed ends in the middle, or is no such thing.
            Err(error)
                if matches!(
                    error.kind(),
                    ErrorKind::UnexpectedEof | ErrorKind::InvalidData | ErrorKind::InvalidInput
                ) =>
            {
                return Err(self.wrong(WrongLine::Packed { detail: error.to_string() }));
            }
            Err(error) => return Err(error.into()),
        }
        if text.last() != Some(&b'\n') {
            return Err(self.wrong(WrongLine::Cut));
        }
        let line: Map<String, Json> =
            serde_json::from_slice(&text).map_err(|error| self.wrong(WrongLine::Json { detail: error.to_string() }))?;
        let name = line.get("line").and_then(Json::as_str).unwrap_or_default();
        if name != LAST {
            self.digest.update(&text);
            *self.lines.entry(name.to_owned()).or_default() += 1;
        }
        Ok(Some(line))
    }

    /// Sees that the last line tells what was read, and that nothing stands behind it.
    fn prove(&mut self, last: &Map<String, Json>) -> Result<()> {
        let digest = Hash(self.digest.clone().finalize().into()).to_string();
        let lines = serde_json::to_value(&self.lines).map_err(|error| StoreError::Io(error.to_string()))?;
        if last.get("sha256").and_then(Json::as_str) != Some(&digest) || last.get("lines") != Some(&lines) {
            return Err(self.wrong(WrongLine::Changed));
        }
        let mut more = [0_u8; 1];
        match self.from.read(&mut more)? {
            0 => Ok(()),
            _ => Err(self.wrong(WrongLine::More)),
        }
    }
}
