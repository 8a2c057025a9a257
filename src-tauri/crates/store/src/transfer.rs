//! Rows carried from one database to another, whatever their engines: what a desk is, without what follows from it.
//!
//! Two things go through here: the backup of a desk on a server, which is a backup folder like any other with the rows in a
//! SQLite file, and the desk as lines ([`crate::lines`]). Left out of both: projections and the search index (made anew from the
//! journal), stream heads, which events tell, and counts of erasures where texts tell them; leases of timed work and ids of answered
//! requests (they belong to processes).

use crate::db::{Conn, On, Texts, query, query_scalar, without_zeros};
use crate::doctor::erasures;
use crate::error::{Result, StoreError};
use futures::StreamExt;
use futures::stream::BoxStream;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, Postgres, Row, Sqlite};
use uuid::Uuid;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A number, or microseconds since 1970.
    Int,
    /// A word of the program.
    Text,
    /// Text as people wrote it; bytes on PostgreSQL.
    Words,
    /// Bytes.
    Bytes,
    /// A UUID.
    Id,
    /// An event's payload: bytes that are text in practice.
    Payload,
}

/// A table that a desk can't do without.
pub(crate) struct Table {
    pub name: &'static str,
    pub columns: &'static [(&'static str, Kind)],
    order: &'static str,
}

macro_rules! tables {
    ($($name:ident by $order:literal { $($column:ident $kind:ident),* })*) => {
        /// The tables that are carried, in the order in which they are written.
        pub(crate) const TABLES: &[Table] = &[$(Table {
            name: stringify!($name),
            columns: &[$((stringify!($column), Kind::$kind)),*],
            order: $order,
        }),*];
    };
}

tables! {
    pack by "id, version" { id Text, version Int, effective_at Int, toml Text, sha256 Bytes }
    event by "position" {
        position Int, stream_kind Text, stream_id Id, seq Int, kind Text, version Int, actor Text, occurred_at Int,
        recorded_at Int, payload Payload, prev Bytes, hash Bytes
    }
    personal by "stream_kind, stream_id, commitment" {
        stream_kind Text, stream_id Id, commitment Bytes, salt Bytes, text Words
    }
    checkpoint by "number" {
        number Int, at Int, position Int, streams Int, events Int, digest Bytes, prev Bytes, hash Bytes, rule Int
    }
    message by "stream_id, seq" { stream_id Id, seq Int, raw Bytes, identity Bytes, message_id Text }
    mention by "message_id, stream_id" { message_id Text, stream_id Id }
    counter by "name" { name Text, value Int }
    blob by "sha256" { sha256 Bytes, size Int, stored_at Int }
    draft by "staff, case_id" { staff Id, case_id Id, text Words, at Int }
    calendar_draft by "staff, pack, name" { staff Id, pack Text, name Text, text Words, at Int }
    policy_draft by "pack" { pack Text, base Int, toml Text, saved_at Int, saved_by Id }
    policy_notice by "pack, version, customer_id" {
        pack Text, version Int, customer_id Id, language Text, prepared_at Int, sent_at Int
    }
    alert by "key" {
        key Text, case_id Id, clock Text, cycle Int, kind Text, due Int, at Int, claimed_at Int, shown_at Int
    }
    local by "key" { key Text, value Text }
}

/// A cell, wherever it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    Null,
    Int(i64),
    Text(String),
    Bytes(Vec<u8>),
    Id(Uuid),
}

fn some<T>(value: Option<T>, make: impl FnOnce(T) -> Value) -> Value {
    value.map_or(Value::Null, make)
}

fn in_file(row: &SqliteRow, table: &Table) -> Result<Vec<Value>> {
    let cell = |(n, (_, kind)): (usize, &(&str, Kind))| {
        Ok(match kind {
            Kind::Int => some(row.try_get(n)?, Value::Int),
            Kind::Text | Kind::Words => some(row.try_get(n)?, Value::Text),
            Kind::Bytes | Kind::Payload => some(row.try_get(n)?, Value::Bytes),
            Kind::Id => some(row.try_get(n)?, Value::Id),
        })
    };
    table.columns.iter().enumerate().map(cell).collect()
}

fn on_server(row: &PgRow, table: &Table) -> Result<Vec<Value>> {
    let cell = |(n, (_, kind)): (usize, &(&str, Kind))| {
        Ok(match kind {
            Kind::Int => some(row.try_get(n)?, Value::Int),
            Kind::Text => some(row.try_get(n)?, Value::Text),
            Kind::Words => match row.try_get::<Option<Vec<u8>>, _>(n)? {
                None => Value::Null,
                Some(bytes) => Value::Text(crate::cell::words(bytes)?),
            },
            Kind::Bytes | Kind::Payload => some(row.try_get(n)?, Value::Bytes),
            Kind::Id => some(row.try_get(n)?, Value::Id),
        })
    };
    table.columns.iter().enumerate().map(cell).collect()
}

/// The rows of a table, one after the other, whatever there are.
pub(crate) enum Rows<'c> {
    Sqlite(BoxStream<'c, sqlx::Result<SqliteRow>>, &'static Table),
    Postgres(BoxStream<'c, sqlx::Result<PgRow>>, &'static Table),
    /// The table came later than this database.
    None,
}

/// Tables that came later: a database from before does not have them.
const LATER: [&str; 3] = ["policy_draft", "policy_notice", "calendar_draft"];

impl<'c> Rows<'c> {
    /// Begins to read. A column that an older schema does not have reads as its default in `older`.
    pub(crate) async fn of(conn: &'c mut Conn, table: &'static Table) -> Result<Self> {
        let there = columns(conn, table.name).await?;
        if there.is_empty() && LATER.contains(&table.name) {
            return Ok(Self::None);
        }
        let columns: Vec<&str> = table
            .columns
            .iter()
            .map(|(name, _)| match there.iter().any(|column| column == name) {
                true => Ok(*name),
                false => default_of(table.name, name),
            })
            .collect::<Result<_>>()?;
        let text = format!("SELECT {} FROM {} ORDER BY {}", columns.join(", "), table.name, table.order);
        Ok(match conn.on().await? {
            On::Sqlite(conn) => Self::Sqlite(sqlx::query::<Sqlite>(AssertSqlSafe(text)).fetch(conn), table),
            On::Postgres(conn) => Self::Postgres(sqlx::query::<Postgres>(AssertSqlSafe(text)).fetch(conn), table),
        })
    }

    pub(crate) async fn next(&mut self) -> Result<Option<Vec<Value>>> {
        match self {
            Self::Sqlite(rows, table) => rows.next().await.transpose()?.map(|row| in_file(&row, table)).transpose(),
            Self::Postgres(rows, table) => rows.next().await.transpose()?.map(|row| on_server(&row, table)).transpose(),
            Self::None => Ok(None),
        }
    }
}

/// What a column that came later holds in a database from before.
fn default_of(table: &str, column: &str) -> Result<&'static str> {
    match (table, column) {
        ("checkpoint", "rule") => Ok("1"),
        _ => Err(StoreError::Damaged(format!("no column {column} in {table}"))),
    }
}

/// The columns that a table has in this database.
pub(crate) async fn columns(conn: &mut Conn, table: &str) -> Result<Vec<String>> {
    query_scalar(Texts {
        sqlite: "SELECT name FROM pragma_table_info($1)",
        postgres: "SELECT column_name::text FROM information_schema.columns \
                   WHERE table_schema = current_schema() AND table_name = $1",
    })
    .bind(table)
    .fetch_all(conn)
    .await
}

/// Rows on their way into a table, many in one statement.
pub(crate) struct Batch {
    table: &'static Table,
    rows: Vec<Vec<Value>>,
}

/// Cells in one statement; SQLite takes 32,766 and PostgreSQL twice that.
const CELLS: usize = 6_000;

impl Batch {
    pub(crate) fn new(table: &'static Table) -> Self {
        Self { table, rows: Vec::new() }
    }

    pub(crate) fn table(&self) -> &'static Table {
        self.table
    }

    /// Adds a row, and writes them when they are many.
    pub(crate) async fn add(&mut self, conn: &mut Conn, row: Vec<Value>) -> Result<()> {
        self.rows.push(row);
        match self.rows.len() * self.table.columns.len() >= CELLS {
            true => self.write(conn).await,
            false => Ok(()),
        }
    }

    /// Writes what is left.
    pub(crate) async fn write(&mut self, conn: &mut Conn) -> Result<()> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let width = self.table.columns.len();
        let names: Vec<&str> = self.table.columns.iter().map(|(name, _)| *name).collect();
        let mut text = format!("INSERT INTO {} ({}) VALUES ", self.table.name, names.join(", "));
        for n in 0..self.rows.len() {
            let cells: Vec<String> = (n * width + 1..=(n + 1) * width).map(|cell| format!("${cell}")).collect();
            text.push_str(if n == 0 { "(" } else { ", (" });
            text.push_str(&cells.join(", "));
            text.push(')');
        }
        let cells = self.rows.drain(..).flat_map(|row| row.into_iter().zip(self.table.columns));
        macro_rules! run {
            ($db:ty, $conn:expr, $words:expr, $plain:expr) => {{
                let mut query = sqlx::query::<$db>(AssertSqlSafe(text));
                for (value, (_, kind)) in cells {
                    query = match (value, kind) {
                        (Value::Int(value), _) => query.bind(value),
                        (Value::Text(value), Kind::Words) => query.bind($words(value)),
                        (Value::Text(value), _) => query.bind($plain(value)),
                        (Value::Bytes(value), _) => query.bind(value),
                        (Value::Id(value), _) => query.bind(value),
                        (Value::Null, Kind::Int) => query.bind(None::<i64>),
                        (Value::Null, Kind::Id) => query.bind(None::<Uuid>),
                        (Value::Null, Kind::Text) => query.bind(None::<String>),
                        (Value::Null, Kind::Words) => query.bind(None.map($words)),
                        (Value::Null, Kind::Bytes | Kind::Payload) => query.bind(None::<Vec<u8>>),
                    };
                }
                query.persistent(false).execute($conn).await?;
            }};
        }
        let same = std::convert::identity::<String>;
        match conn.on().await? {
            On::Sqlite(conn) => run!(Sqlite, conn, same, same),
            On::Postgres(conn) => run!(Postgres, conn, String::into_bytes, without_zeros),
        }
        Ok(())
    }
}

/// How many rows all carried tables hold.
pub(crate) async fn size(conn: &mut Conn) -> Result<u64> {
    macro_rules! count {
        ($($table:literal),*) => {{
            let mut all = 0;
            $(
                let rows: i64 = query_scalar(concat!("SELECT COUNT(*) FROM ", $table)).fetch_one(conn).await?;
                all += u64::try_from(rows).unwrap_or_default();
            )*
            all
        }};
    }
    Ok(count!("event", "personal", "message", "blob", "alert"))
}

/// Copies every carried row into an empty database of today's schema. `watch` hears rows done, of about how many.
pub(crate) async fn copy(from: &mut Conn, to: &mut Conn, watch: &mut (dyn FnMut(u64, u64) + Send)) -> Result<()> {
    let (mut done, of) = (0, size(from).await?);
    query("DELETE FROM pack").execute(to).await?;
    for table in TABLES {
        let mut batch = Batch::new(table);
        let mut rows = Rows::of(from, table).await?;
        while let Some(row) = rows.next().await? {
            batch.add(to, row).await?;
            done += 1;
            if done % 500 == 0 {
                watch(done.min(of), of);
            }
        }
        batch.write(to).await?;
    }
    heads(to).await?;
    for (kind, id, counted) in erased(from).await? {
        erasures::carry(to, &kind, id, counted).await?;
    }
    watch(of, of);
    Ok(())
}

/// How many texts of a stream were erased, where its texts don't tell.
pub(crate) const ERASED: Table = Table {
    name: "erased",
    columns: &[("stream_kind", Kind::Text), ("stream_id", Kind::Id), ("erased", Kind::Int)],
    order: "stream_kind, stream_id",
};

/// The counts that are others than [`heads`] makes up for a copy: what does not agree with its texts here stays a finding there. A
/// database from before they were counted has none.
pub(crate) async fn erased(from: &mut Conn) -> Result<Vec<(String, Uuid, i64)>> {
    if !columns(from, "stream").await?.iter().any(|column| column == "erased") {
        return Ok(Vec::new());
    }
    let differing = erasures::differing(from).await?;
    Ok(differing.into_iter().map(|(kind, id, counted, _)| (kind, id, counted)).collect())
}

/// Writes the heads of all streams as their events tell them, and how many of their texts were erased, which left their rows.
pub(crate) async fn heads(conn: &mut Conn) -> Result<()> {
    query("DELETE FROM stream").execute(conn).await?;
    query(
        "INSERT INTO stream (kind, id, head_seq, head_hash, erased) SELECT e.stream_kind, e.stream_id, e.seq, e.hash, \
         (SELECT COUNT(*) FROM personal p WHERE p.stream_kind = e.stream_kind AND p.stream_id = e.stream_id AND p.text IS NULL) \
         FROM event e WHERE e.seq = (SELECT MAX(x.seq) FROM event x WHERE x.stream_kind = e.stream_kind AND x.stream_id = e.stream_id)",
    )
    .execute(conn)
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// Not carried: what is made anew, and what belongs to a process.
    fn is_left(table: &str) -> bool {
        ["stream", "meta", "job", "request", "case_address", "customer_address", "words_waiting"].contains(&table)
            || table.ends_with("_view")
            || table.starts_with("search")
            || table.starts_with("_sqlx")
    }

    #[tokio::test]
    async fn every_table_of_a_desk_is_carried_whole_or_left_on_purpose() {
        let folder = tempfile::tempdir().unwrap();
        let pool = crate::sqlite::migrated(&folder.path().join("a.db")).await.unwrap();
        let mut conn = crate::sqlite::begin(&pool).await.unwrap();
        let names: Vec<String> = query_scalar("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
            .fetch_all(&mut conn)
            .await
            .unwrap();
        assert!(names.len() > TABLES.len());
        for name in names.iter().filter(|name| !is_left(name)) {
            let table =
                TABLES.iter().find(|table| table.name == name).unwrap_or_else(|| panic!("{name} is not carried"));
            let mut there = columns(&mut conn, name).await.unwrap();
            let mut carried: Vec<&str> = table.columns.iter().map(|(column, _)| *column).collect();
            there.sort();
            carried.sort_unstable();
            assert_eq!(there, carried, "{name}");
        }
    }
}
