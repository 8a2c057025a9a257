//! Everything that only SQLite does: how it is opened, its pragmas, its result codes, its copy of itself.
//!
//! [`crate::postgres`] is its counterpart; but for the search index, nothing outside these two names an engine's own SQL.

use crate::batch::Batch;
use crate::db;
use crate::error::{Result, StoreError};
use futures::StreamExt;
use sqlx::pool::PoolOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{Connection, Row, Sqlite, SqliteConnection, SqlitePool};
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;
use std::time::Duration;

type Conn = SqliteConnection;

pub(crate) static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("../../../migrations/sqlite");

/// "AFTC" in the file's header tells our databases from anybody else's.
const APPLICATION_ID: u32 = 0x4146_5443;

/// What a connection keeps of the file, in KiB (negative, as SQLite wants it): a page of a list of a million cases reads
/// from some 600 places, which do not fit into the 2 MiB that it would keep by itself.
const ROOM: &str = "-16384";

/// What tests turn; programs take the default.
#[derive(Clone, Copy, Debug)]
pub struct Tuning {
    /// How long to wait for another writer, in this process or another.
    pub busy: Duration,
    /// Highest number of pages of the database, to stand in for a full disk.
    pub max_pages: Option<u32>,
}

impl Default for Tuning {
    fn default() -> Self {
        Self { busy: Duration::from_secs(10), max_pages: None }
    }
}

/// The newest schema this program knows.
pub(crate) fn known_schema() -> i64 {
    MIGRATIONS.iter().map(|m| m.version).max().unwrap_or(0)
}

/// What a look at the file's first bytes tells, without opening it as a database.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Header {
    /// No file, or an empty one: a new database.
    New,
    /// Begun but never migrated; the header says nothing yet.
    Begun,
    /// One of ours with this schema.
    Ours(i64),
}

/// Reads the header. Never writes.
///
/// # Errors
/// [`StoreError::Damaged`] when it is no database, not one of ours, or shorter than it says; [`StoreError::Newer`].
pub(crate) fn header(path: &Path) -> Result<Header> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Header::New),
        Err(error) => return Err(error.into()),
    };
    let length = file.metadata()?.len();
    if length == 0 {
        return Ok(Header::New);
    }
    let mut bytes = [0_u8; 100];
    file.read_exact(&mut bytes).map_err(|_| StoreError::Damaged("shorter than a database header".into()))?;
    if &bytes[..16] != b"SQLite format 3\0" {
        return Err(StoreError::Damaged("not a database".into()));
    }
    let word = |at: usize| u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
    let page = match u16::from_be_bytes([bytes[16], bytes[17]]) {
        1 => 65536,
        size => u64::from(size),
    };
    if page < 512 || !page.is_power_of_two() {
        return Err(StoreError::Damaged("impossible page size".into()));
    }
    // While a write-ahead log stands beside it, the file itself may lag behind its header.
    let log = std::fs::metadata(beside(path, "-wal")).is_ok_and(|m| m.len() > 0);
    if !log && page * u64::from(word(28)) > length {
        return Err(StoreError::Damaged("shorter than its header says".into()));
    }
    match (word(68), i64::from(word(60))) {
        (APPLICATION_ID, found) if found > known_schema() => Err(StoreError::Newer { found, known: known_schema() }),
        (APPLICATION_ID, found) => Ok(Header::Ours(found)),
        (0, 0) => Ok(Header::Begun),
        _ => Err(StoreError::Damaged("a database of another program".into())),
    }
}

/// The name of a file that SQLite keeps beside the database.
pub(crate) fn beside(path: &Path, suffix: &str) -> std::path::PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(suffix);
    path.with_file_name(name)
}

fn options(path: &Path, tuning: Tuning) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .foreign_keys(true)
        .busy_timeout(tuning.busy)
        .synchronous(SqliteSynchronous::Full)
        .pragma("temp_store", "memory")
        .pragma("cache_size", ROOM)
        .pragma("trusted_schema", "off")
}

fn pool(tuning: Tuning, size: u32) -> PoolOptions<Sqlite> {
    PoolOptions::new()
        .max_connections(size)
        .acquire_timeout(tuning.busy)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
}

/// The one connection that writes.
pub(crate) async fn writer(path: &Path, tuning: Tuning) -> Result<SqlitePool> {
    let mut options = options(path, tuning).create_if_missing(true).journal_mode(SqliteJournalMode::Wal);
    if let Some(pages) = tuning.max_pages {
        options = options.pragma("max_page_count", pages.to_string());
    }
    Ok(pool(tuning, 1).connect_with(options).await?)
}

/// The connections that read.
pub(crate) async fn readers(path: &Path, tuning: Tuning) -> Result<SqlitePool> {
    Ok(pool(tuning, 4).connect_with(options(path, tuning).pragma("query_only", "on")).await?)
}

/// One connection that never writes, for looking at a backup. `immutable`: not even lock files appear beside it.
pub(crate) async fn reader(path: &Path) -> Result<Conn> {
    let options = options(path, Tuning::default()).read_only(true).immutable(true);
    Ok(Conn::connect_with(&options).await?)
}

/// One connection that never writes, to a database that others may be writing to. Where not even the log's files may be
/// made (a folder that can't be written), nobody writes either.
pub(crate) async fn onlooker(path: &Path) -> Result<Conn> {
    let ours = options(path, Tuning::default()).read_only(true);
    match Conn::connect_with(&ours).await {
        Ok(mut conn) => {
            match sqlx::query("SELECT COUNT(*) FROM sqlite_schema").execute(&mut conn).await.map_err(StoreError::from) {
                Ok(_) => Ok(conn),
                Err(StoreError::ReadOnly(_) | StoreError::Io(_)) => reader(path).await,
                Err(error) => Err(error),
            }
        }
        Err(error) => match StoreError::from(error) {
            StoreError::ReadOnly(_) | StoreError::Io(_) => reader(path).await,
            error => Err(error),
        },
    }
}

/// Everything read through this connection from now on is as of one instant.
pub(crate) async fn one_instant(conn: &mut Conn) -> Result<()> {
    sqlx::query("BEGIN").execute(conn).await?;
    Ok(())
}

/// The files that an onlooker leaves beside a database that nobody has open.
pub(crate) struct Trail(Vec<std::path::PathBuf>);

impl Trail {
    /// Notes what is not there yet.
    pub(crate) fn before(path: &Path) -> Self {
        Self(["-wal", "-shm"].map(|suffix| beside(path, suffix)).into_iter().filter(|file| !file.exists()).collect())
    }

    /// Takes away what appeared and holds nothing; the caller knows that nobody has the database open.
    pub(crate) fn sweep(self) {
        let holds = |file: &std::path::PathBuf| std::fs::metadata(file).is_ok_and(|m| m.len() > 0);
        let log = self.0.iter().find(|file| file.to_string_lossy().ends_with("-wal"));
        if log.is_some_and(|log| !holds(log)) {
            for file in &self.0 {
                let _ = std::fs::remove_file(file);
            }
        }
    }
}

/// A new database of today's schema.
pub(crate) async fn migrated(path: &Path) -> Result<SqlitePool> {
    let writer = writer(path, Tuning::default()).await?;
    let mut conn = writer.acquire().await?;
    MIGRATIONS.run(&mut *conn).await?;
    drop(conn);
    Ok(writer)
}

/// One more connection to a database in use, from which it is copied while others write.
pub(crate) async fn copier(path: &Path) -> Result<Conn> {
    Ok(Conn::connect_with(&options(path, Tuning::default())).await?)
}

/// Works the whole log into a database that nobody has open, so that the file stands by itself. A log that can't be worked
/// in is left beside it.
pub(crate) async fn finish_log(path: &Path) -> Result<()> {
    let mut conn = match Conn::connect_with(&options(path, Tuning::default())).await {
        Ok(conn) => conn,
        Err(error) => {
            tracing::warn!(%error, "the replaced database can't be opened; its log is kept beside it");
            return Ok(());
        }
    };
    if let Err(error) = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut conn).await {
        tracing::warn!(%error, "the replaced database's log is kept beside it");
    }
    let _ = conn.close().await;
    Ok(())
}

/// A database of up to so many bytes is written anew after an erasure: a few seconds. In a larger one what rows left behind in its
/// pages' free room stays until those pages are written again; a backup never has it.
const ANEW: i64 = 2 << 30;

/// Writes the database anew without what stands in its free room, and empties its log. False where others read or write just now, or
/// the disk is full: it stays as it is, and is tried again.
pub(crate) async fn write_anew(writer: &SqlitePool) -> Result<bool> {
    let pages: i64 = sqlx::query_scalar("PRAGMA page_count").fetch_one(writer).await?;
    let size: i64 = sqlx::query_scalar("PRAGMA page_size").fetch_one(writer).await?;
    if pages * size <= ANEW
        && let Err(error) = sqlx::query("VACUUM").execute(writer).await
    {
        tracing::warn!(%error, "the database is not written anew after an erasure yet");
        return Ok(false);
    }
    let busy: i64 = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(writer).await?.try_get(0)?;
    Ok(busy == 0)
}

/// What is deleted from here on is overwritten with zeros too, in rows and in the index of words; or no longer. A server keeps old rows
/// until it cleans up by itself.
pub(crate) async fn overwrite(conn: &mut db::Conn, on: bool) -> Result<()> {
    if let db::On::Sqlite(conn) = conn.on().await? {
        let statements = match on {
            true => &["PRAGMA secure_delete = ON", "INSERT INTO search (search, rank) VALUES ('secure-delete', 1)"][..],
            // The index writes what it holds back before a savepoint, so while deleting is thorough.
            false => &[
                "SAVEPOINT words",
                "RELEASE words",
                "INSERT INTO search (search, rank) VALUES ('secure-delete', 0)",
                "PRAGMA secure_delete = OFF",
            ],
        };
        for statement in statements {
            sqlx::query(*statement).execute(&mut *conn).await?;
        }
    }
    Ok(())
}

/// Begins a transaction that may write; waits for its turn.
pub(crate) async fn begin(writer: &SqlitePool) -> Result<db::Conn> {
    begin_in(writer, "BEGIN IMMEDIATE").await
}

/// The same, waiting only so long. A turn that comes later is given back by the connection's own thread.
pub(crate) async fn begin_soon(writer: &SqlitePool, patience: Duration) -> Result<db::Conn> {
    tokio::time::timeout(patience, begin(writer)).await.unwrap_or(Err(StoreError::Locked))
}

/// Begins to read: one snapshot from the first question on.
pub(crate) async fn begin_reading(readers: &SqlitePool) -> Result<db::Conn> {
    begin_in(readers, "BEGIN").await
}

/// When the disk fills up, SQLite undoes a transaction by itself, and the pool's count of open ones is wrong from then on.
/// Such a connection refuses to begin; it is thrown away and another takes its place.
async fn begin_in(pool: &SqlitePool, statement: &'static str) -> Result<db::Conn> {
    loop {
        match pool.begin_with(statement).await {
            Err(sqlx::Error::InvalidSavePointStatement) => pool.acquire().await?.close().await?,
            other => return Ok(db::Conn::Sqlite(other?, Batch::default())),
        }
    }
}

/// Sees that the log is in use; a file system without shared memory refuses it.
pub(crate) async fn check_log(conn: &mut Conn) -> Result<bool> {
    let mode: String = sqlx::query_scalar("PRAGMA journal_mode").fetch_one(conn).await?;
    Ok(mode == "wal")
}

/// Whether a database whose header says nothing is really a new one of ours. Looks without touching.
pub(crate) async fn check_begun(path: &Path) -> Result<()> {
    let log = std::fs::metadata(beside(path, "-wal")).is_ok_and(|m| m.len() > 0);
    let mut conn = if log { copier(path).await? } else { reader(path).await? };
    let id: i64 = sqlx::query_scalar("PRAGMA application_id").fetch_one(&mut conn).await?;
    let tables: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' AND name <> '_sqlx_migrations'",
    )
    .fetch_one(&mut conn)
    .await?;
    conn.close().await?;
    match id == i64::from(APPLICATION_ID) || tables == 0 {
        true => Ok(()),
        false => Err(StoreError::Damaged("a database of another program".into())),
    }
}

/// The schema in the open database; looks past the header, into the log.
pub(crate) async fn schema(conn: &mut Conn) -> Result<i64> {
    let said: i64 = sqlx::query_scalar("PRAGMA user_version").fetch_one(&mut *conn).await?;
    // The header says what our programs wrote last; the list of migrations says it too, and the higher one counts.
    let listed: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM sqlite_schema WHERE name = '_sqlx_migrations'")
        .fetch_one(&mut *conn)
        .await?;
    let applied: i64 = match listed {
        0 => 0,
        _ => sqlx::query_scalar("SELECT COALESCE(MAX(version), 0) FROM _sqlx_migrations").fetch_one(conn).await?,
    };
    Ok(said.max(applied))
}

/// [`schema`], where this program knows it.
pub(crate) async fn check_schema(conn: &mut Conn) -> Result<i64> {
    let found = schema(conn).await?;
    match found > known_schema() {
        true => Err(StoreError::Newer { found, known: known_schema() }),
        false => Ok(found),
    }
}

/// The same before anything is opened for writing, so that a refusal leaves nothing behind. A log that is in use holds
/// newer pages than the file, and a file in use may be read half written: anything but a clear "newer" is left to
/// [`check_schema`], which looks once more through the connection that reads the log.
pub(crate) async fn check_untouched(path: &Path) -> Result<()> {
    let Ok(mut conn) = reader(path).await else { return Ok(()) };
    let checked = check_schema(&mut conn).await;
    let _ = conn.close().await;
    match checked {
        Err(error @ StoreError::Newer { .. }) => Err(error),
        _ => Ok(()),
    }
}

/// A thorough look at the file's own structure: SQLite's words for each thing that is wrong.
pub(crate) async fn structure(conn: &mut Conn) -> Result<Vec<String>> {
    let mut rows = sqlx::query("PRAGMA integrity_check(5)").fetch(conn);
    let mut words = Vec::new();
    while let Some(row) = rows.next().await {
        match row.map_err(StoreError::from) {
            Ok(row) => words.extend(row.try_get::<String, _>(0)),
            // An index that can't even be read ends the check; the tables were looked at before it.
            Err(StoreError::Damaged(detail)) => words.push(detail),
            Err(error) => return Err(error),
        }
    }
    words.retain(|word| word != "ok");
    Ok(words)
}

/// Whether what [`structure`] says is about the search index, which is made anew from the journal.
pub(crate) fn is_index(words: &str) -> bool {
    words.contains("FTS5") || words.contains("fts5:")
}

/// [`structure`] for a copy that has to hold: `Err` with SQLite's words when anything but the search index is wrong.
pub(crate) async fn integrity(conn: &mut Conn) -> Result<()> {
    let words: Vec<String> = structure(conn).await?.into_iter().filter(|words| !is_index(words)).collect();
    if words.is_empty() { Ok(()) } else { Err(StoreError::Damaged(words.join("; "))) }
}

/// A number that changes when another connection committed.
pub(crate) async fn data_version(conn: &mut Conn) -> Result<i64> {
    Ok(sqlx::query_scalar("PRAGMA data_version").fetch_one(conn).await?)
}

/// Moves the log into the database file, as far as readers allow.
pub(crate) async fn checkpoint(conn: &mut Conn) -> Result<()> {
    sqlx::query("PRAGMA wal_checkpoint(PASSIVE)").execute(conn).await?;
    Ok(())
}

/// Writes a compact copy of the whole database, as of one instant, while others go on writing.
pub(crate) async fn copy(conn: &mut Conn, to: &Path) -> Result<()> {
    let to = to.to_str().ok_or_else(|| StoreError::Io(format!("not a name SQLite can take: {}", to.display())))?;
    sqlx::query("VACUUM INTO $1").bind(to).execute(conn).await?;
    Ok(())
}

/// SQLite's result codes in our words.
pub(crate) fn error(error: &dyn sqlx::error::DatabaseError) -> StoreError {
    let code = error.code().and_then(|code| code.parse::<i32>().ok()).unwrap_or(1);
    let words = || error.message().to_owned();
    match (code & 0xff, code) {
        (5 | 6, _) => StoreError::Locked,
        (8, _) => StoreError::ReadOnly(words()),
        // The log's index could not grow: the disk is full.
        (13, _) | (10, 4874) => StoreError::DiskFull,
        (11 | 26, _) => StoreError::Damaged(words()),
        (14, _) => StoreError::Io(format!("can't open: {}", words())),
        _ => StoreError::Io(words()),
    }
}
