//! Writes that wait for each other, so that many go in one trip: a hop to SQLite's thread or a round to the server costs more
//! than most of the statements themselves.
//!
//! What waits is sent before anything is read through the same connection, and with the commit, so nobody can tell but by
//! the time. An error of a waiting statement shows when it is sent; one that must show at its own place (a duplicate
//! that the caller asks about) is executed, not left waiting.

use crate::bulk::Own;
use crate::db::{Engine, Texts, without_zeros};
use crate::error::Result;
use sqlx::{AssertSqlSafe, PgConnection, Postgres, Sqlite, SqliteConnection};
use std::fmt::Write as _;

/// Cells after which a batch goes by itself; PostgreSQL takes 65,535 in one statement, and short texts are kept prepared.
const FULL: usize = 400;

struct Waiting {
    texts: Texts,
    cells: Vec<Own>,
}

/// Statements that wait, in their order.
#[derive(Default)]
pub(crate) struct Batch {
    waiting: Vec<Waiting>,
    cells: usize,
}

/// The table that a statement writes to.
fn table(text: &str) -> Option<&str> {
    let rest = ["INSERT INTO ", "INSERT OR REPLACE INTO ", "UPDATE ", "DELETE FROM "];
    rest.iter().find_map(|verb| text.strip_prefix(verb))?.split([' ', '(']).next()
}

fn inserts(text: &str) -> bool {
    text.starts_with("INSERT ")
}

impl Batch {
    pub(crate) fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Whether what waits has to go before this statement is put beside it. PostgreSQL runs the parts of one statement as of
    /// one moment: there, a table is changed by one part only, unless all insert; they are different rows then.
    pub(crate) fn must_go(&self, texts: Texts, engine: Engine) -> bool {
        let apart = |text: &str| {
            let same = |one: &&Waiting| table(one.texts.postgres) == table(text);
            self.waiting.iter().filter(same).any(|one| !(inserts(one.texts.postgres) && inserts(text)))
        };
        self.cells >= FULL || (engine == Engine::Postgres && apart(texts.postgres))
    }

    pub(crate) fn push(&mut self, texts: Texts, cells: Vec<Own>) {
        self.cells += cells.len();
        self.waiting.push(Waiting { texts, cells });
    }

    /// Forgets a waiting statement of the same text that begins with these cells: a later word on a row is the last.
    pub(crate) fn forget(&mut self, texts: Texts, key: &[Own]) {
        self.waiting.retain(|one| one.texts.sqlite != texts.sqlite || !one.cells.starts_with(key));
    }

    fn take(&mut self) -> Vec<Waiting> {
        self.cells = 0;
        std::mem::take(&mut self.waiting)
    }

    pub(crate) async fn go_to_file(&mut self, conn: &mut SqliteConnection) -> Result<()> {
        let waiting = self.take();
        let text = match waiting.as_slice() {
            [] => return Ok(()),
            [one] => one.texts.sqlite.to_owned(),
            many => {
                let mut text = String::with_capacity(many.len() * 200);
                let mut cells = 0;
                for one in many {
                    numbered(&mut text, one.texts.sqlite, cells);
                    text.push_str(";\n");
                    cells += one.cells.len();
                }
                text
            }
        };
        let mut query = sqlx::query::<Sqlite>(AssertSqlSafe(text));
        for cell in waiting.into_iter().flat_map(|one| one.cells) {
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

    /// The same on the server, together with a last question that is asked whatever waits.
    pub(crate) async fn go_to_server(&mut self, conn: &mut PgConnection, last: Option<(&str, Vec<Own>)>) -> Result<()> {
        let waiting = self.take();
        let text = match (waiting.as_slice(), &last) {
            ([], None) => return Ok(()),
            ([one], None) => one.texts.postgres.to_owned(),
            (many, last) => {
                let mut text = String::with_capacity(many.len() * 200);
                let mut cells = 0;
                for (n, one) in many.iter().enumerate() {
                    let _ = write!(text, "{} w{n} AS (", if n == 0 { "WITH" } else { "," });
                    numbered(&mut text, one.texts.postgres, cells);
                    text.push(')');
                    cells += one.cells.len();
                }
                text.push(' ');
                numbered(&mut text, last.as_ref().map_or("SELECT 1", |(text, _)| text), cells);
                text
            }
        };
        let mut query = sqlx::query::<Postgres>(AssertSqlSafe(text));
        let last = last.map(|(_, cells)| cells).unwrap_or_default();
        for cell in waiting.into_iter().flat_map(|one| one.cells).chain(last) {
            query = match cell {
                Own::Int(value) => query.bind(value),
                Own::Text(value) => query.bind(value.map(without_zeros)),
                Own::Words(value) => query.bind(value.map(String::into_bytes)),
                Own::Bytes(value) => query.bind(value),
                Own::Id(value) => query.bind(value),
            };
        }
        query.execute(conn).await?;
        Ok(())
    }
}

/// A statement whose cells stand behind so many others.
fn numbered(out: &mut String, text: &str, behind: usize) {
    let mut rest = text;
    while let Some(at) = rest.find('$') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let cell: usize = rest[..digits].parse().unwrap_or_default();
        let _ = write!(out, "${}", cell + behind);
        rest = &rest[digits..];
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn batch(texts: &[&'static str]) -> Batch {
        let mut batch = Batch::default();
        texts.iter().for_each(|text| batch.push((*text).into(), vec![Own::Int(Some(1))]));
        batch
    }

    #[test]
    fn cells_are_counted_on_behind_those_before() {
        let mut out = String::new();
        numbered(&mut out, "INSERT INTO a (x, y) VALUES ($1, $2) ON CONFLICT (x) DO UPDATE SET y = $2", 10);
        assert_eq!(out, "INSERT INTO a (x, y) VALUES ($11, $12) ON CONFLICT (x) DO UPDATE SET y = $12");
    }

    #[test]
    fn on_a_server_one_table_is_changed_by_one_part_unless_all_insert() {
        let waiting = batch(&["INSERT INTO a (x) VALUES ($1)", "DELETE FROM b WHERE x = $1"]);
        assert!(!waiting.must_go("INSERT INTO a (x) VALUES ($1) ON CONFLICT (x) DO NOTHING".into(), Engine::Postgres));
        assert!(!waiting.must_go("UPDATE c SET x = $1".into(), Engine::Postgres));
        for text in ["UPDATE a SET x = $1", "DELETE FROM a WHERE x = $1", "INSERT INTO b (x) VALUES ($1)"] {
            assert!(waiting.must_go(text.into(), Engine::Postgres), "{text}");
            assert!(!waiting.must_go(text.into(), Engine::Sqlite), "{text}");
        }
    }

    #[test]
    fn a_later_word_on_a_row_replaces_the_waiting_one() {
        const TEXT: &str = "INSERT INTO stream (kind, id) VALUES ($1, $2)";
        let mut waiting = batch(&[TEXT, "INSERT INTO event (position) VALUES ($1)"]);
        waiting.forget(TEXT.into(), &[Own::Int(Some(2))]);
        assert_eq!(waiting.waiting.len(), 2, "another row");
        waiting.forget(TEXT.into(), &[Own::Int(Some(1))]);
        assert_eq!(waiting.waiting.len(), 1);
    }
}
