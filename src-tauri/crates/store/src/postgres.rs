//! Everything that only PostgreSQL does: how it is reached, the desk's one writing turn, news between servers, its error
//! codes, files as rows, and the form its index keeps words in.
//!
//! [`crate::sqlite`] is its counterpart.

use crate::batch::Batch;
use crate::blobs::Blob;
use crate::bulk::Own;
use crate::db::Conn;
use crate::error::{Result, StoreError};
use aftercare_core::journal::Hash;
use sqlx::postgres::{PgConnectOptions, PgDatabaseError, PgListener, PgPoolOptions};
use sqlx::{PgPool, Postgres, Transaction};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use uuid::Uuid;

pub(crate) static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("../../../migrations/postgres");

/// The lock that a writer holds from its beginning to its commit, as SQLite's one writer does: positions have no gaps then, and what a
/// work reads stays true.
const TURN: &str = "SELECT pg_advisory_xact_lock(x'414654430001'::bigint)";
/// How long to wait for the turn, or for a connection.
const PATIENCE: Duration = Duration::from_secs(10);
const NEWS: &str = "aftercare";
/// Connections that read, or write beside the journal.
const READERS: u32 = 8;
/// Connections that have the turn or wait for it.
const WRITERS: u32 = 3;

/// A database on a server.
#[derive(Clone)]
pub(crate) struct Server {
    pool: PgPool,
    /// Those that wait for the turn have connections of their own: whoever holds it can still read beside it.
    writers: PgPool,
    /// Tells our own news from other processes'.
    me: Uuid,
    /// How often another process wrote.
    heard: Arc<AtomicI64>,
    listener: Arc<Listener>,
}

/// Stops listening when the last store goes.
struct Listener(tokio::task::AbortHandle);

impl Drop for Listener {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Server {
    /// Reaches the database and brings its tables to this program's schema.
    ///
    /// # Errors
    /// [`StoreError::Away`] when nobody answers, [`StoreError::Newer`], [`StoreError::Damaged`] for another program's database.
    pub(crate) async fn reach(url: &str, me: Uuid) -> Result<Self> {
        let options = PgConnectOptions::from_str(url)
            .map_err(|_| StoreError::Io("not the address of a PostgreSQL database".into()))?
            .application_name("aftercare")
            .options([("lock_timeout", PATIENCE.as_millis().to_string()), ("timezone", "UTC".to_owned())]);
        // The first statement of a transaction tells whether a connection still stands: see `begun`.
        let pool =
            |size| PgPoolOptions::new().max_connections(size).acquire_timeout(PATIENCE).test_before_acquire(false);
        let writers = pool(WRITERS).connect_lazy_with(options.clone());
        let pool = pool(READERS).connect_with(options).await?;
        let heard = Arc::new(AtomicI64::new(0));
        let listener = Arc::new(listen(&pool, me, Arc::clone(&heard)).await?);
        Ok(Self { pool, writers, me, heard, listener })
    }

    /// The schema that stands there; 0 for an empty database.
    pub(crate) async fn schema(&self) -> Result<i64> {
        let mut conn = self.pool.acquire().await?;
        let ours: bool =
            sqlx::query_scalar("SELECT to_regclass('_sqlx_migrations') IS NOT NULL").fetch_one(&mut *conn).await?;
        if !ours {
            let tables: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema()")
                .fetch_one(&mut *conn)
                .await?;
            return match tables {
                0 => Ok(0),
                _ => Err(StoreError::Damaged("a database of another program".into())),
            };
        }
        let found: i64 =
            sqlx::query_scalar("SELECT COALESCE(MAX(version), 0) FROM _sqlx_migrations").fetch_one(&mut *conn).await?;
        let known = crate::sqlite::known_schema();
        if found > known { Err(StoreError::Newer { found, known }) } else { Ok(found) }
    }

    pub(crate) async fn migrate(&self) -> Result<()> {
        Ok(MIGRATIONS.run(&self.pool).await?)
    }

    /// Begins a transaction that writes to the journal; waits for the desk's turn.
    pub(crate) async fn begin(&self) -> Result<Conn> {
        let mut tx = begun(&self.writers, "BEGIN").await?;
        // Not in one trip with the beginning: a transaction that waited in vain must know that it has begun, to be undone.
        sqlx::query(TURN).execute(&mut *tx).await?;
        Ok(Conn::Postgres(tx, Some(self.me), Batch::default()))
    }

    /// The same, waiting only so long, and nobody is told of the commit.
    pub(crate) async fn begin_soon(&self, patience: Duration) -> Result<Conn> {
        // All of them wait for the turn already; so would this one.
        if self.writers.size() >= WRITERS && self.writers.num_idle() == 0 {
            return Err(StoreError::Locked);
        }
        let mut tx = begun(&self.writers, "BEGIN").await?;
        sqlx::query("SELECT set_config('lock_timeout', $1, true)")
            .bind(patience.as_millis().to_string())
            .execute(&mut *tx)
            .await?;
        sqlx::query(TURN).execute(&mut *tx).await?;
        Ok(Conn::Postgres(tx, None, Batch::default()))
    }

    /// Begins a transaction that writes beside the journal: a claim, a lease, a draft. Rows lock it, not the turn.
    pub(crate) async fn begin_small(&self) -> Result<Conn> {
        Ok(Conn::Postgres(begun(&self.pool, "BEGIN").await?, Some(self.me), Batch::default()))
    }

    /// Begins to read: one snapshot from the first question on.
    pub(crate) async fn begin_reading(&self) -> Result<Conn> {
        let tx = begun(&self.pool, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?;
        Ok(Conn::Postgres(tx, None, Batch::default()))
    }

    /// A number that changes when another process committed.
    pub(crate) fn heard(&self) -> i64 {
        self.heard.load(Ordering::Acquire)
    }

    pub(crate) async fn put_blob(&self, bytes: &[u8]) -> Result<Blob> {
        let blob = Blob { sha256: Hash::of(bytes), size: bytes.len() as u64 };
        sqlx::query("INSERT INTO blob_bytes (sha256, bytes) VALUES ($1, $2) ON CONFLICT (sha256) DO NOTHING")
            .bind(&blob.sha256.0[..])
            .bind(bytes)
            .execute(&self.pool)
            .await?;
        Ok(blob)
    }

    pub(crate) async fn blob(&self, sha256: &Hash) -> Result<Vec<u8>> {
        let bytes: Vec<u8> = sqlx::query_scalar("SELECT bytes FROM blob_bytes WHERE sha256 = $1")
            .bind(&sha256.0[..])
            .fetch_one(&self.pool)
            .await?;
        match Hash::of(&bytes) == *sha256 {
            true => Ok(bytes),
            false => Err(StoreError::Damaged(format!("blob {sha256}"))),
        }
    }

    pub(crate) async fn close(&self) {
        self.listener.0.abort();
        self.writers.close().await;
        self.pool.close().await;
    }
}

/// Begins a transaction. A connection that broke while it waited in the pool is found out by that, and another one is taken: as many
/// times as there may be such connections, and once more.
async fn begun(pool: &PgPool, text: &'static str) -> Result<Transaction<'static, Postgres>> {
    for _ in 0..READERS {
        match pool.begin_with(text).await {
            Err(error) if broken(&error) => tracing::debug!(%error, "a connection that waited is broken"),
            begun => return begun.map_err(away),
        }
    }
    pool.begin_with(text).await.map_err(away)
}

/// Whether a connection is gone, not the database's answer.
fn broken(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) | sqlx::Error::Protocol(_) | sqlx::Error::BeginFailed => true,
        sqlx::Error::Database(error) => {
            error.code().is_some_and(|code| code.starts_with("57P") || code.starts_with("08"))
        }
        _ => false,
    }
}

/// Hears what other processes commit. A broken connection may have missed some, so it counts as news itself.
async fn listen(pool: &PgPool, me: Uuid, heard: Arc<AtomicI64>) -> Result<Listener> {
    let mut listener = PgListener::connect_with(pool).await?;
    listener.listen(NEWS).await?;
    let me = me.to_string();
    let task = tokio::spawn(async move {
        loop {
            match listener.try_recv().await {
                Ok(Some(news)) if news.payload() == me => continue,
                Ok(_) => {}
                Err(error) => {
                    tracing::warn!(%error, "no news from the database; trying again");
                    tokio::time::sleep(Duration::from_secs(1)).await;
                }
            }
            heard.fetch_add(1, Ordering::AcqRel);
        }
    });
    Ok(Listener(task.abort_handle()))
}

/// Says to every process on the database that something is new; heard when the transaction commits.
pub(crate) fn news(me: Uuid) -> (&'static str, Vec<Own>) {
    ("SELECT pg_notify($1, $2)", vec![Own::Text(Some(NEWS.to_owned())), Own::Text(Some(me.to_string()))])
}

fn away(error: sqlx::Error) -> StoreError {
    match error {
        sqlx::Error::PoolTimedOut => StoreError::Away("no connection in time".into()),
        other => other.into(),
    }
}

/// PostgreSQL's SQLSTATE codes in our words.
pub(crate) fn error(error: &PgDatabaseError) -> StoreError {
    let words = || error.message().to_owned();
    match error.code() {
        "53100" => StoreError::DiskFull,
        "25006" | "42501" => StoreError::ReadOnly(words()),
        "55P03" | "40P01" | "40001" | "57014" => StoreError::Locked,
        "XX001" | "XX002" => StoreError::Damaged(words()),
        code if code.starts_with("08") || code.starts_with("57P") || code.starts_with("53") => {
            StoreError::Away(words())
        }
        code if code.starts_with("28") || code == "3D000" => StoreError::Away(words()),
        _ => StoreError::Io(words()),
    }
}

/// The longest word the index takes; a longer one is no word of a person.
const LONGEST: usize = 255;
/// How many bytes of words a row of the index may hold; PostgreSQL takes one MiB of them with their positions.
const ROOM: usize = 400_000;
/// The highest position PostgreSQL keeps, and how many it keeps of one word.
const POSITIONS: (usize, usize) = (16_383, 255);

/// Words with their places, as far as the index takes them.
fn places(words: &str) -> BTreeMap<&str, Vec<usize>> {
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut room = ROOM;
    for (n, word) in words.split(' ').enumerate().filter(|(_, word)| !word.is_empty() && word.len() <= LONGEST) {
        let Some(left) = room.checked_sub(if places.contains_key(word) { 2 } else { word.len() + 8 }) else { break };
        room = left;
        let at = places.entry(word).or_default();
        if at.len() < POSITIONS.1 && n < POSITIONS.0 {
            at.push(n + 1);
        }
    }
    places
}

/// Words separated by spaces as a `tsvector` with their positions.
pub(crate) fn lexemes(words: &str) -> String {
    let mut out = String::with_capacity(words.len() * 2);
    for (word, at) in places(words) {
        let _ = write!(out, "{}'{word}'", if out.is_empty() { "" } else { " " });
        for (n, place) in at.iter().enumerate() {
            let _ = write!(out, "{}{place}", if n == 0 { ":" } else { "," });
        }
    }
    out
}

/// The same in the binary form that COPY takes: how many words, and each with its places.
pub(crate) fn vector(words: &str) -> Vec<u8> {
    let places = places(words);
    let mut out = Vec::with_capacity(words.len() * 2);
    out.extend(u32::try_from(places.len()).unwrap_or(u32::MAX).to_be_bytes());
    for (word, at) in places {
        out.extend(word.as_bytes());
        out.push(0);
        out.extend(u16::try_from(at.len()).unwrap_or(u16::MAX).to_be_bytes());
        for place in at {
            out.extend(u16::try_from(place).unwrap_or(u16::MAX).to_be_bytes());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_with_their_places() {
        assert_eq!(lexemes("zip broken zip 拉链"), "'broken':2 'zip':1,3 '拉链':4");
        assert_eq!(lexemes(""), "");
        assert_eq!(lexemes(&"x".repeat(300)), "");
        assert!(lexemes(&"word ".repeat(20_000)).len() < 2_000, "positions of one word are limited");
    }
}
