//! Rows gathered instead of written: the same statements as everybody's run against a [`Gather`], so a row made in bulk can't
//! differ from one made by hand.

use crate::db::{Cell, Engine, Texts, without_zeros};
use crate::error::{Result, StoreError};
use aftercare_core::journal::Hash;
use uuid::Uuid;

/// A cell that owns what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Own {
    Int(Option<i64>),
    Text(Option<String>),
    Bytes(Option<Vec<u8>>),
    Id(Option<Uuid>),
    /// TEXT on SQLite, BYTEA on PostgreSQL.
    Words(Option<String>),
}

impl From<Cell<'_>> for Own {
    fn from(cell: Cell<'_>) -> Self {
        match cell {
            Cell::Int(value) => Self::Int(value),
            Cell::Text(value) => Self::Text(value.map(|text| text.into_owned())),
            Cell::Bytes(value) => Self::Bytes(value.map(|bytes| bytes.into_owned())),
            Cell::Id(value) => Self::Id(value),
            Cell::Words(value) => Self::Words(value.map(str::to_owned)),
        }
    }
}

/// A row, by the statement that would have written it.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub text: &'static str,
    pub cells: Vec<Own>,
}

/// The words by which a record is found.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub kind: &'static str,
    pub id: Uuid,
    pub digest: Hash,
    pub words: String,
}

/// Stands in for a connection while one stream is folded.
pub(crate) struct Gather {
    pub engine: Engine,
    pub rows: Vec<Row>,
    pub found: Option<Found>,
    /// A statement that is no row.
    strange: Option<&'static str>,
}

impl Gather {
    pub(crate) fn new(engine: Engine) -> Self {
        Self { engine, rows: Vec::new(), found: None, strange: None }
    }

    /// Takes a statement; how many rows it would have touched. What takes rows away finds none of a new stream.
    pub(crate) fn take(&mut self, texts: Texts, cells: Vec<Cell<'_>>) -> u64 {
        let text = match self.engine {
            Engine::Sqlite => texts.sqlite,
            Engine::Postgres => texts.postgres,
        };
        if text.starts_with("DELETE ") {
            return 0;
        }
        if !text.starts_with("INSERT INTO ") {
            self.strange = Some(text);
            return 0;
        }
        let cells: Vec<Own> = cells.into_iter().map(|cell| self.own(cell)).collect();
        let once = text.ends_with("DO NOTHING");
        if once && self.rows.iter().any(|row| row.text == text && row.cells == cells) {
            return 0;
        }
        self.rows.push(Row { text, cells });
        1
    }

    fn own(&self, cell: Cell<'_>) -> Own {
        match (self.engine, cell) {
            (Engine::Postgres, Cell::Text(Some(text))) => Own::Text(Some(without_zeros(text.into_owned()))),
            (_, cell) => cell.into(),
        }
    }

    /// The words of the stream's record; which slot of the index they get shows when it is written.
    pub(crate) fn found_by(&mut self, kind: &'static str, id: Uuid, digest: Hash, words: String) {
        self.found = Some(Found { kind, id, digest, words });
    }

    /// What was gathered.
    ///
    /// # Errors
    /// When something was asked of it that is no row: then the bulk path can't write it.
    pub(crate) fn done(self) -> Result<(Vec<Row>, Option<Found>)> {
        match self.strange {
            Some(text) => Err(StoreError::Io(format!("not a row: {text}"))),
            None => Ok((self.rows, self.found)),
        }
    }
}

/// Table and columns of `INSERT INTO table (columns) VALUES ($1, …)`, when its values are its cells in their order.
pub(crate) fn target(text: &'static str) -> Result<(&'static str, Vec<&'static str>)> {
    let parts = || {
        let rest = text.strip_prefix("INSERT INTO ")?;
        let (table, rest) = rest.split_once(" (")?;
        let (columns, rest) = rest.split_once(") VALUES (")?;
        let (values, _) = rest.split_once(')')?;
        let columns: Vec<&str> = columns.split(',').map(str::trim).collect();
        let plain = values.split(',').map(str::trim).zip(1..).all(|(value, n)| value == format!("${n}"));
        (plain && values.split(',').count() == columns.len()).then_some((table, columns))
    };
    parts().ok_or_else(|| StoreError::Io(format!("not a plain row: {text}")))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_plain_insert_tells_its_table_and_columns_and_anything_else_is_refused() {
        let (table, columns) =
            target("INSERT INTO mention (message_id, stream_id) VALUES ($1, $2) ON CONFLICT DO NOTHING").unwrap();
        assert_eq!((table, columns), ("mention", vec!["message_id", "stream_id"]));
        assert!(target("INSERT INTO desk_view (id, settings) VALUES (1, $1)").is_err());
        assert!(target("UPDATE case_view SET lane = $1").is_err());
    }
}
