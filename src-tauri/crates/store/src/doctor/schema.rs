//! The schema: every table, index and guard that the migrations made is there, and the migrations are ours.
//!
//! What a migration makes is read from its own text, so that a new one needs no second list. Left out: the columns and the words
//! of a guard; who changes those is not found here.

use super::{Problem, Report};
use crate::db::{Conn, Engine, Texts, query_as};
use crate::error::Result;
use crate::{postgres, sqlite, transfer};
use std::collections::{BTreeMap, BTreeSet};

const SORTS: [&str; 4] = ["table", "index", "trigger", "function"];

/// Names what is missing. False when it is a table: then not everything can be read.
pub(super) async fn look(conn: &mut Conn, report: &mut Report) -> Result<bool> {
    let migrations = match conn.engine() {
        Engine::Sqlite => &sqlite::MIGRATIONS,
        Engine::Postgres => &postgres::MIGRATIONS,
    };
    let applied: BTreeMap<i64, Vec<u8>> = query_as::<(i64, Vec<u8>)>("SELECT version, checksum FROM _sqlx_migrations")
        .fetch_all(conn)
        .await?
        .into_iter()
        .collect();
    let there: BTreeSet<(String, String)> = query_as::<(String, String)>(Texts {
        sqlite: "SELECT type, name FROM sqlite_schema",
        postgres: "SELECT 'table'::text, tablename::text FROM pg_tables WHERE schemaname = current_schema() \
                   UNION ALL SELECT 'index', indexname::text FROM pg_indexes WHERE schemaname = current_schema() \
                   UNION ALL SELECT 'trigger', t.tgname::text FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid \
                   WHERE c.relnamespace = current_schema()::regnamespace AND t.tgenabled <> 'D' \
                   UNION ALL SELECT 'function', proname::text FROM pg_proc WHERE pronamespace = current_schema()::regnamespace",
    })
    .fetch_all(conn)
    .await?
    .into_iter()
    .collect();
    let mut whole = true;
    for migration in migrations.iter() {
        if applied.get(&migration.version).is_none_or(|checksum| checksum[..] != migration.checksum[..]) {
            report.add(Problem::Schema { sort: "migration", name: migration.version.to_string(), loss: false });
        }
        for (sort, name) in made(migration.sql.as_str()) {
            if !there.contains(&(sort.to_owned(), name.to_owned())) {
                let table = sort == "table";
                let kept = ["stream", "blob_bytes"].contains(&name) || transfer::TABLES.iter().any(|t| t.name == name);
                report.add(Problem::Schema { sort, name: name.to_owned(), loss: table && kept });
                whole &= !table;
            }
        }
    }
    Ok(whole)
}

/// What a migration makes: sort and name.
fn made(text: &str) -> impl Iterator<Item = (&'static str, &str)> {
    text.lines().filter_map(|line| {
        let mut words = line.strip_prefix("CREATE ")?.split([' ', '(']);
        let sort = words.by_ref().find(|word| !["UNIQUE", "VIRTUAL"].contains(word))?;
        let sort = SORTS.into_iter().find(|known| known.eq_ignore_ascii_case(sort))?;
        Some((sort, words.next()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_migrations_text_tells_what_it_makes() {
        let text = "CREATE TABLE a (\n    b INTEGER\n);\nCREATE UNIQUE INDEX c ON a (b);\nCREATE VIRTUAL TABLE d USING x (b);\n\
                    CREATE FUNCTION e() RETURNS trigger;\n-- CREATE TABLE f (\nCREATE TRIGGER g BEFORE UPDATE ON a";
        let made: Vec<_> = made(text).collect();
        assert_eq!(made, [("table", "a"), ("index", "c"), ("table", "d"), ("function", "e"), ("trigger", "g")]);
    }
}
