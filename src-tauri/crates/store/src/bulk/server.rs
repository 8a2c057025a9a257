//! Rows into PostgreSQL by COPY, a few megabytes at a time, indexes at the end: one transaction on tables emptied in it, so that
//! the server may write the rows as settled ones and, where it is set so, without its log.

use super::gather::{Own, Row, target};
use crate::error::Result;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::collections::HashMap;

/// Bytes of rows after which they are sent.
const FULL: usize = 48 << 20;
/// How a binary COPY begins: its mark, no flags, no more header.
const HEADER: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";

struct Table {
    name: &'static str,
    statement: String,
    bytes: Vec<u8>,
}

/// The database being filled.
pub(super) struct Server {
    conn: PgConnection,
    /// By the place of their statement's text.
    tables: HashMap<usize, Table>,
    waiting: usize,
    /// What makes the indexes and keys that were put away.
    indexes: Vec<String>,
}

impl Server {
    pub(super) async fn open(url: &str) -> Result<Self> {
        let mut conn = PgConnection::connect(url).await?;
        for setting in [
            "SET synchronous_commit = off",
            "SET maintenance_work_mem = '1GB'",
            "SET max_parallel_maintenance_workers = 2",
        ] {
            sqlx::query(setting).execute(&mut conn).await?;
        }
        sqlx::query("BEGIN").execute(&mut conn).await?;
        let keys: Vec<(String, String, String)> = sqlx::query_as(
            "SELECT CAST(conrelid AS regclass)::text, conname::text, pg_get_constraintdef(oid) FROM pg_constraint \
             WHERE contype IN ('p', 'u') AND connamespace = CAST(current_schema() AS regnamespace) \
             AND CAST(conrelid AS regclass)::text NOT IN ('_sqlx_migrations', 'blob_bytes') ORDER BY 1, 2",
        )
        .fetch_all(&mut conn)
        .await?;
        let mut indexes = Vec::new();
        for (table, name, made) in keys {
            let drop = format!("ALTER TABLE {table} DROP CONSTRAINT \"{name}\"");
            sqlx::query(AssertSqlSafe(drop)).execute(&mut conn).await?;
            indexes.push(format!("ALTER TABLE {table} ADD CONSTRAINT \"{name}\" {made}"));
        }
        let others: Vec<(String, String)> = sqlx::query_as(
            "SELECT indexname::text, indexdef FROM pg_indexes WHERE schemaname = current_schema() \
             AND tablename NOT IN ('_sqlx_migrations', 'blob_bytes') ORDER BY 1",
        )
        .fetch_all(&mut conn)
        .await?;
        for (name, made) in others {
            sqlx::query(AssertSqlSafe(format!("DROP INDEX \"{name}\""))).execute(&mut conn).await?;
            indexes.push(made);
        }
        Ok(Self { conn, tables: HashMap::new(), waiting: 0, indexes })
    }

    pub(super) async fn put(&mut self, row: Row) -> Result<()> {
        let key = row.text.as_ptr().addr();
        if !self.tables.contains_key(&key) {
            let (name, columns) = target(row.text)?;
            if self.tables.values().all(|table| table.name != name) {
                for text in [format!("ALTER TABLE {name} DISABLE TRIGGER USER"), format!("TRUNCATE {name}")] {
                    sqlx::query(AssertSqlSafe(text)).execute(&mut self.conn).await?;
                }
            }
            let statement = format!("COPY {name} ({}) FROM STDIN (FORMAT binary, FREEZE)", columns.join(", "));
            self.tables.insert(key, Table { name, statement, bytes: HEADER.to_vec() });
        }
        if let Some(table) = self.tables.get_mut(&key) {
            let before = table.bytes.len();
            encode(&row.cells, &mut table.bytes);
            self.waiting += table.bytes.len() - before;
        }
        if self.waiting >= FULL { self.flush().await } else { Ok(()) }
    }

    async fn flush(&mut self) -> Result<()> {
        for table in self.tables.values_mut().filter(|table| table.bytes.len() > HEADER.len()) {
            let mut bytes = std::mem::replace(&mut table.bytes, HEADER.to_vec());
            bytes.extend((-1_i16).to_be_bytes());
            let mut copy = self.conn.copy_in_raw(&table.statement).await?;
            for piece in bytes.chunks(1 << 20) {
                copy.send(piece).await?;
            }
            copy.finish().await?;
        }
        self.waiting = 0;
        Ok(())
    }

    /// Sends what waits, makes keys and indexes, lets the slots of the index go on after `slot`.
    pub(super) async fn finish(mut self, slot: i64) -> Result<()> {
        self.flush().await?;
        for index in std::mem::take(&mut self.indexes) {
            sqlx::query(AssertSqlSafe(index)).execute(&mut self.conn).await?;
        }
        for table in self.tables.values() {
            let text = format!("ALTER TABLE {} ENABLE TRIGGER USER", table.name);
            sqlx::query(AssertSqlSafe(text)).execute(&mut self.conn).await?;
        }
        sqlx::query("SELECT setval(pg_get_serial_sequence('search_row', 'slot'), $1)")
            .bind(slot.max(1))
            .execute(&mut self.conn)
            .await?;
        sqlx::query("COMMIT").execute(&mut self.conn).await?;
        sqlx::query("VACUUM (ANALYZE)").execute(&mut self.conn).await?;
        Ok(self.conn.close().await?)
    }
}

/// Empties a database that an earlier run left unfinished; any other is left alone.
pub(super) async fn clear_unfinished(url: &str) -> Result<()> {
    let mut conn = PgConnection::connect(url).await?;
    let meta: bool = sqlx::query_scalar("SELECT to_regclass('meta') IS NOT NULL").fetch_one(&mut conn).await?;
    let unfinished: bool = match meta {
        true => {
            sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM meta WHERE key = $1)")
                .bind(super::UNFINISHED)
                .fetch_one(&mut conn)
                .await?
        }
        false => false,
    };
    if unfinished {
        let tables: Vec<String> = sqlx::query_scalar(
            "SELECT 'DROP TABLE ' || quote_ident(tablename) || ' CASCADE' FROM pg_tables WHERE schemaname = current_schema() \
             UNION ALL SELECT 'DROP FUNCTION ' || CAST(oid AS regprocedure) FROM pg_proc \
             WHERE pronamespace = CAST(current_schema() AS regnamespace)",
        )
        .fetch_all(&mut conn)
        .await?;
        let mut tx = conn.begin().await?;
        for drop in tables {
            sqlx::query(AssertSqlSafe(drop)).execute(&mut *tx).await?;
        }
        tx.commit().await?;
    }
    Ok(conn.close().await?)
}

fn encode(cells: &[Own], out: &mut Vec<u8>) {
    out.extend(i16::try_from(cells.len()).unwrap_or(i16::MAX).to_be_bytes());
    for cell in cells {
        match cell {
            Own::Int(value) => put(out, value.map(i64::to_be_bytes).as_ref().map(<[u8; 8]>::as_slice)),
            Own::Text(value) | Own::Words(value) => put(out, value.as_ref().map(String::as_bytes)),
            Own::Bytes(value) => put(out, value.as_deref()),
            Own::Id(value) => put(out, value.as_ref().map(|id| id.as_bytes().as_slice())),
        }
    }
}

fn put(out: &mut Vec<u8>, bytes: Option<&[u8]>) {
    match bytes {
        Some(bytes) => {
            out.extend(i32::try_from(bytes.len()).unwrap_or(i32::MAX).to_be_bytes());
            out.extend(bytes);
        }
        None => out.extend((-1_i32).to_be_bytes()),
    }
}
