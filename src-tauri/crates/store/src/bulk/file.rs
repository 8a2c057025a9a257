//! Rows into a SQLite file that nobody else has open: many at a time, without a log, indexes at the end.

use super::gather::{Own, Row, target};
use crate::error::Result;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sqlx::{AssertSqlSafe, Connection, Sqlite};
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

/// Cells in one statement.
const CELLS: usize = 600;

struct Table {
    /// The statement for a full batch, and up to its values.
    full: Arc<str>,
    head: String,
    columns: usize,
    batch: usize,
    waiting: Vec<Vec<Own>>,
}

/// The file being filled.
pub(super) struct File {
    conn: SqliteConnection,
    /// By the place of their statement's text.
    tables: HashMap<usize, Table>,
    /// What makes the indexes that were put away.
    indexes: Vec<String>,
}

impl File {
    pub(super) async fn open(path: &Path) -> Result<Self> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .journal_mode(SqliteJournalMode::Off)
            .synchronous(SqliteSynchronous::Off)
            .locking_mode(sqlx::sqlite::SqliteLockingMode::Exclusive)
            .statement_cache_capacity(200)
            .pragma("cache_size", "-1500000")
            .pragma("temp_store", "file")
            .pragma("threads", "2");
        let mut conn = SqliteConnection::connect_with(&options).await?;
        let made: Vec<(String, String)> = sqlx::query_as(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY name",
        )
        .fetch_all(&mut conn)
        .await?;
        let mut indexes = Vec::with_capacity(made.len());
        for (name, sql) in made {
            sqlx::query(AssertSqlSafe(format!("DROP INDEX \"{name}\""))).execute(&mut conn).await?;
            indexes.push(sql);
        }
        // Fewer, larger pieces of the index of words; set back at the end.
        sqlx::query("INSERT INTO search (search, rank) VALUES ('hashsize', 67108864)").execute(&mut conn).await?;
        sqlx::query("BEGIN IMMEDIATE").execute(&mut conn).await?;
        Ok(Self { conn, tables: HashMap::new(), indexes })
    }

    pub(super) async fn put(&mut self, row: Row) -> Result<()> {
        let key = row.text.as_ptr().addr();
        let table = match self.tables.get_mut(&key) {
            Some(table) => table,
            None => {
                let (name, columns) = target(row.text)?;
                let head = format!("INSERT INTO {name} ({}) VALUES ", columns.join(", "));
                let batch = (CELLS / columns.len()).max(1);
                let full = statement(&head, columns.len(), batch).into();
                let table = Table { full, head, columns: columns.len(), batch, waiting: Vec::with_capacity(batch) };
                self.tables.entry(key).or_insert(table)
            }
        };
        table.waiting.push(row.cells);
        if table.waiting.len() >= table.batch {
            let (full, rows) = (Arc::clone(&table.full), std::mem::take(&mut table.waiting));
            table.waiting.reserve(table.batch);
            insert(&mut self.conn, full, rows).await?;
        }
        Ok(())
    }

    /// Writes what waits, makes the indexes, gives the file back as it is opened by everybody.
    pub(super) async fn finish(mut self) -> Result<()> {
        for table in self.tables.values_mut() {
            let rows = std::mem::take(&mut table.waiting);
            if !rows.is_empty() {
                let rest = statement(&table.head, table.columns, rows.len()).into();
                insert(&mut self.conn, rest, rows).await?;
            }
        }
        sqlx::query("COMMIT").execute(&mut self.conn).await?;
        for index in std::mem::take(&mut self.indexes) {
            sqlx::query(AssertSqlSafe(index)).execute(&mut self.conn).await?;
        }
        sqlx::query("INSERT INTO search (search, rank) VALUES ('hashsize', 1048576)").execute(&mut self.conn).await?;
        // On the disk before anybody is told that it is there.
        sqlx::query("PRAGMA synchronous = FULL").execute(&mut self.conn).await?;
        sqlx::query("PRAGMA locking_mode = NORMAL").execute(&mut self.conn).await?;
        sqlx::query("PRAGMA journal_mode = WAL").execute(&mut self.conn).await?;
        Ok(self.conn.close().await?)
    }
}

fn statement(head: &str, columns: usize, rows: usize) -> String {
    let row = format!("({})", vec!["?"; columns].join(","));
    format!("{head}{}", vec![row; rows].join(","))
}

async fn insert(conn: &mut SqliteConnection, text: Arc<str>, rows: Vec<Vec<Own>>) -> Result<()> {
    let mut query = sqlx::query::<Sqlite>(AssertSqlSafe(text));
    for cell in rows.into_iter().flatten() {
        query = match cell {
            Own::Int(value) => query.bind(value),
            Own::Text(value) | Own::Words(value) => query.bind(value),
            Own::Bytes(value) => query.bind(value),
            Own::Id(value) => query.bind(value),
        };
    }
    query.execute(conn).await?;
    Ok(())
}
