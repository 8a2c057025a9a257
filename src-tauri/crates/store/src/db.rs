//! One SQL text on either engine: a connection that is one or the other, and a statement that runs on both.
//!
//! Values go in as four kinds of cells and rows come out through `sqlx::FromRow`, so a query names no engine. Where the
//! engines differ (search, leases, news, blobs, copies), the text is given twice or the work stands in [`crate::sqlite`] and
//! [`crate::postgres`].

use crate::batch::Batch;
use crate::bulk::{Gather, Own};
use crate::error::Result;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, PgConnection, Postgres, Sqlite, SqliteConnection, Transaction};
use std::borrow::Cow;
use std::marker::PhantomData;
use uuid::Uuid;

/// Which database a store stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Engine {
    /// A file beside the desk.
    Sqlite,
    /// A server.
    Postgres,
}

/// A connection to ask and write through. Dropping a transaction undoes it.
pub(crate) enum Conn {
    /// A transaction on the desk's file, and what waits to be written with it.
    Sqlite(Transaction<'static, Sqlite>, Batch),
    /// The same on the server, and who tells the others when it commits; nobody for one that reads.
    Postgres(Transaction<'static, Postgres>, Option<Uuid>, Batch),
    /// A connection of its own to a file: a backup, or a desk looked at from beside.
    File(SqliteConnection),
    /// No database: the rows that would be written are gathered for [`crate::bulk`]; what is asked finds nothing.
    Gather(Gather),
}

/// Whichever engine it is, as what sqlx can run a statement on.
pub(crate) enum On<'c> {
    Sqlite(&'c mut SqliteConnection),
    Postgres(&'c mut PgConnection),
}

impl Conn {
    pub(crate) fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(..) | Self::File(_) => Engine::Sqlite,
            Self::Postgres(..) => Engine::Postgres,
            Self::Gather(gather) => gather.engine,
        }
    }

    /// The engine's own connection, behind everything that waited.
    pub(crate) async fn on(&mut self) -> Result<On<'_>> {
        self.flush().await?;
        Ok(match self {
            Self::Sqlite(tx, _) => On::Sqlite(tx),
            Self::File(conn) => On::Sqlite(conn),
            Self::Postgres(tx, ..) => On::Postgres(tx),
            Self::Gather(_) => unreachable!("the statements of a gathering are answered before"),
        })
    }

    fn batch(&mut self) -> Option<&mut Batch> {
        match self {
            Self::Sqlite(_, batch) | Self::Postgres(_, _, batch) => Some(batch),
            Self::File(_) | Self::Gather(_) => None,
        }
    }

    /// Sends what waits.
    ///
    /// # Errors
    /// What the database refuses of it.
    pub(crate) async fn flush(&mut self) -> Result<()> {
        match self {
            Self::Sqlite(tx, batch) if !batch.is_empty() => batch.go_to_file(tx).await,
            Self::Postgres(tx, _, batch) if !batch.is_empty() => batch.go_to_server(tx, None).await,
            _ => Ok(()),
        }
    }

    /// Makes a transaction's work durable; a connection of its own is only closed.
    pub(crate) async fn commit(self) -> Result<()> {
        match self {
            Self::Sqlite(mut tx, mut batch) => {
                batch.go_to_file(&mut tx).await?;
                Ok(tx.commit().await?)
            }
            Self::Postgres(mut tx, teller, mut batch) => {
                batch.go_to_server(&mut tx, teller.map(crate::postgres::news)).await?;
                Ok(tx.commit().await?)
            }
            Self::File(conn) => Ok(sqlx::Connection::close(conn).await?),
            Self::Gather(_) => Ok(()),
        }
    }
}

/// A cell on its way into a table.
#[derive(Clone, Debug)]
pub(crate) enum Cell<'q> {
    Int(Option<i64>),
    Text(Option<Cow<'q, str>>),
    Bytes(Option<Cow<'q, [u8]>>),
    Id(Option<Uuid>),
    /// Text as people wrote it, any character in it: TEXT on SQLite, BYTEA on PostgreSQL, whose TEXT has no zero character.
    Words(Option<&'q str>),
}

macro_rules! cells {
    ($($from:ty => $value:ident $cell:expr;)*) => {
        $(impl<'q> From<$from> for Cell<'q> {
            fn from($value: $from) -> Self {
                $cell
            }
        })*
    };
}

cells! {
    i64 => v Cell::Int(Some(v));
    &'q i64 => v Cell::Int(Some(*v));
    Option<i64> => v Cell::Int(v);
    &'q str => v Cell::Text(Some(Cow::Borrowed(v)));
    &'q String => v Cell::Text(Some(Cow::Borrowed(v)));
    String => v Cell::Text(Some(Cow::Owned(v)));
    Option<&'q str> => v Cell::Text(v.map(Cow::Borrowed));
    &'q Option<String> => v Cell::Text(v.as_deref().map(Cow::Borrowed));
    &'q [u8] => v Cell::Bytes(Some(Cow::Borrowed(v)));
    &'q Vec<u8> => v Cell::Bytes(Some(Cow::Borrowed(v)));
    Vec<u8> => v Cell::Bytes(Some(Cow::Owned(v)));
    Option<Vec<u8>> => v Cell::Bytes(v.map(Cow::Owned));
    Uuid => v Cell::Id(Some(v));
    &'q Uuid => v Cell::Id(Some(*v));
    Option<Uuid> => v Cell::Id(v);
}

/// A zero character, which PostgreSQL's TEXT can't hold, becomes the character for "not readable".
fn plain(text: Option<Cow<'_, str>>) -> Option<String> {
    text.map(|text| without_zeros(text.into_owned()))
}

/// The text without zero characters.
pub(crate) fn without_zeros(text: String) -> String {
    if text.contains('\0') { text.replace('\0', "\u{fffd}") } else { text }
}

/// A text for each engine; mostly they are the same one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Texts {
    pub sqlite: &'static str,
    pub postgres: &'static str,
}

impl From<&'static str> for Texts {
    fn from(text: &'static str) -> Self {
        Self { sqlite: text, postgres: text }
    }
}

/// What a row can be read as, on either engine.
pub(crate) trait Row: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}
impl<T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin> Row for T {}

/// A statement with its cells; `T` is what a row is read as.
pub(crate) struct Sql<'q, T> {
    texts: Texts,
    cells: Vec<Cell<'q>>,
    rows: PhantomData<fn() -> T>,
}

/// A statement that gives no rows.
pub(crate) fn query<'q>(texts: impl Into<Texts>) -> Sql<'q, ()> {
    Sql::new(texts.into())
}

/// A statement whose rows are `T`.
pub(crate) fn query_as<'q, T: Row>(texts: impl Into<Texts>) -> Sql<'q, T> {
    Sql::new(texts.into())
}

/// A statement with one column.
pub(crate) fn query_scalar<'q, T>(texts: impl Into<Texts>) -> Scalar<'q, T>
where
    (T,): Row,
{
    Scalar(Sql::new(texts.into()))
}

macro_rules! bound {
    ($query:expr, $cells:expr, $words:expr, $text:expr) => {{
        let mut query = $query;
        for cell in $cells {
            query = match cell {
                Cell::Int(value) => query.bind(value),
                Cell::Text(value) => query.bind($text(value)),
                Cell::Bytes(value) => query.bind(value.map(Cow::into_owned)),
                Cell::Id(value) => query.bind(value),
                Cell::Words(value) => query.bind($words(value)),
            };
        }
        query
    }};
}

fn owned(text: Option<Cow<'_, str>>) -> Option<String> {
    text.map(Cow::into_owned)
}

fn text(words: Option<&str>) -> Option<String> {
    words.map(str::to_owned)
}

fn bytes(words: Option<&str>) -> Option<Vec<u8>> {
    words.map(|words| words.as_bytes().to_vec())
}

impl<'q, T> Sql<'q, T> {
    fn new(texts: Texts) -> Self {
        Self { texts, cells: Vec::new(), rows: PhantomData }
    }

    pub(crate) fn bind(mut self, cell: impl Into<Cell<'q>>) -> Self {
        self.cells.push(cell.into());
        self
    }
}

impl Sql<'_, ()> {
    /// Lets it wait for others that write ([`crate::batch`]).
    ///
    /// # Errors
    /// Where those before it have to go first, what the database refuses of them.
    pub(crate) async fn later(self, conn: &mut Conn) -> Result<()> {
        let engine = conn.engine();
        let Some(batch) = conn.batch() else { return self.execute(conn).await.map(drop) };
        if batch.must_go(self.texts, engine) {
            conn.flush().await?;
        }
        if let Some(batch) = conn.batch() {
            batch.push(self.texts, self.cells.into_iter().map(Own::from).collect());
        }
        Ok(())
    }

    /// [`Self::later`] where what waits to be written to the same row, the one that the first `key` cells name, need not be
    /// written any more.
    ///
    /// # Errors
    /// As [`Self::later`].
    pub(crate) async fn instead(self, key: usize, conn: &mut Conn) -> Result<()> {
        if let Some(batch) = conn.batch() {
            let cells: Vec<Own> = self.cells.iter().take(key).cloned().map(Own::from).collect();
            batch.forget(self.texts, &cells);
        }
        self.later(conn).await
    }

    /// Runs it; gives how many rows it touched.
    pub(crate) async fn execute(self, conn: &mut Conn) -> Result<u64> {
        if let Conn::Gather(gather) = conn {
            return Ok(gather.take(self.texts, self.cells));
        }
        Ok(match conn.on().await? {
            On::Sqlite(conn) => bound!(sqlx::query::<Sqlite>(self.texts.sqlite), self.cells, text, owned)
                .execute(conn)
                .await?
                .rows_affected(),
            On::Postgres(conn) => bound!(sqlx::query::<Postgres>(self.texts.postgres), self.cells, bytes, plain)
                .execute(conn)
                .await?
                .rows_affected(),
        })
    }
}

impl<T: Row> Sql<'_, T> {
    pub(crate) async fn fetch_all(self, conn: &mut Conn) -> Result<Vec<T>> {
        if matches!(conn, Conn::Gather(_)) {
            return Ok(Vec::new());
        }
        Ok(match conn.on().await? {
            On::Sqlite(conn) => {
                bound!(sqlx::query_as::<Sqlite, T>(self.texts.sqlite), self.cells, text, owned).fetch_all(conn).await?
            }
            On::Postgres(conn) => {
                bound!(sqlx::query_as::<Postgres, T>(self.texts.postgres), self.cells, bytes, plain)
                    .fetch_all(conn)
                    .await?
            }
        })
    }

    pub(crate) async fn fetch_optional(self, conn: &mut Conn) -> Result<Option<T>> {
        if matches!(conn, Conn::Gather(_)) {
            return Ok(None);
        }
        Ok(match conn.on().await? {
            On::Sqlite(conn) => {
                bound!(sqlx::query_as::<Sqlite, T>(self.texts.sqlite), self.cells, text, owned)
                    .fetch_optional(conn)
                    .await?
            }
            On::Postgres(conn) => {
                bound!(sqlx::query_as::<Postgres, T>(self.texts.postgres), self.cells, bytes, plain)
                    .fetch_optional(conn)
                    .await?
            }
        })
    }

    /// The one row there must be.
    pub(crate) async fn fetch_one(self, conn: &mut Conn) -> Result<T> {
        self.fetch_optional(conn).await?.ok_or(crate::error::StoreError::NotFound)
    }
}

/// A statement with one column, read without the row around it.
pub(crate) struct Scalar<'q, T>(Sql<'q, (T,)>);

impl<'q, T> Scalar<'q, T>
where
    (T,): Row,
{
    pub(crate) fn bind(self, cell: impl Into<Cell<'q>>) -> Self {
        Self(self.0.bind(cell))
    }

    pub(crate) async fn fetch_all(self, conn: &mut Conn) -> Result<Vec<T>> {
        Ok(self.0.fetch_all(conn).await?.into_iter().map(|(value,)| value).collect())
    }

    pub(crate) async fn fetch_optional(self, conn: &mut Conn) -> Result<Option<T>> {
        Ok(self.0.fetch_optional(conn).await?.map(|(value,)| value))
    }

    pub(crate) async fn fetch_one(self, conn: &mut Conn) -> Result<T> {
        Ok(self.0.fetch_one(conn).await?.0)
    }
}
