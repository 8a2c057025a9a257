//! The book in force: the stored packs with the desk's own revisions of their calendars. It is read from the database when a desk
//! is opened, and again when a pack or a calendar was published, here or by another process.
//!
//! Whoever writes makes sure of it inside the transaction ([`Shelf::sure`]), so all processes count alike. Left out: what a new book
//! means for rows that stand written, which is [`crate::recount`]'s.

use crate::db::{Conn, query_scalar};
use crate::error::{Result, StoreError};
use crate::queries::{desk, events};
use aftercare_core::calendar::event::{CalendarEvent, Revisions, revise};
use aftercare_core::journal::{Hash, Payload, StreamKind};
use aftercare_core::policy::Book;
use std::sync::{PoisonError, RwLock};

/// A book, and what it was read from.
#[derive(Clone, Debug)]
pub(crate) struct Edition {
    pub book: Book,
    /// Events of calendars and policies, and packs: another number means another edition.
    pub made_of: i64,
}

/// Where the book in force stands.
pub(crate) struct Shelf(RwLock<Edition>);

impl Shelf {
    pub(crate) fn new(edition: Edition) -> Self {
        Self(RwLock::new(edition))
    }

    pub(crate) fn edition(&self) -> Edition {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn book(&self) -> Book {
        self.edition().book
    }

    /// Puts an edition in force. Both numbers only grow, so an older one was read from before somebody else's commit.
    pub(crate) fn put(&self, edition: Edition) {
        let mut standing = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if edition.made_of >= standing.made_of {
            *standing = edition;
        }
    }

    /// The book as it stands in the database that `conn` sees; true when it is another than before.
    pub(crate) async fn sure(&self, conn: &mut Conn) -> Result<(Book, bool)> {
        let edition = self.edition();
        if edition.made_of >= made_of(conn).await? {
            return Ok((edition.book, false));
        }
        let edition = read(conn, Some(&edition.book)).await?;
        let book = edition.book.clone();
        self.put(edition);
        Ok((book, true))
    }
}

/// Tells whether a book read before still is the one in force.
pub(crate) async fn made_of(conn: &mut Conn) -> Result<i64> {
    query_scalar(
        "SELECT CAST(COALESCE((SELECT SUM(head_seq) FROM stream WHERE kind IN ('calendar', 'policy')), 0) \
         + (SELECT COUNT(*) FROM pack) AS BIGINT)",
    )
    .fetch_one(conn)
    .await
}

/// Reads the book. What is compiled in the one `before` is not compiled again.
pub(crate) async fn read(conn: &mut Conn, before: Option<&Book>) -> Result<Edition> {
    let made_of = made_of(conn).await?;
    let stored = desk::packs(conn).await?;
    if stored.iter().any(|(toml, sha)| Hash::of(toml.as_bytes()) != *sha) {
        return Err(StoreError::Damaged("a published pack is not the text it was".into()));
    }
    let book = match before.filter(|book| book.packs().count() == stored.len()) {
        Some(book) => book.clone(),
        None => Book::read(stored.iter().map(|(toml, _)| toml.as_str()))?,
    };
    Ok(Edition { book: book.with_revisions(revisions(conn).await?)?, made_of })
}

/// The desk's own revisions of calendars, as their streams tell them.
pub(crate) async fn revisions(conn: &mut Conn) -> Result<Revisions> {
    let mut all = Revisions::new();
    for stream in events::streams(conn, StreamKind::Calendar).await? {
        for event in events::of(conn, stream).await? {
            let told = CalendarEvent::from_wire(&event.kind, event.version, &event.payload, &|_| None)?;
            revise(&mut all, event.occurred_at, told);
        }
    }
    Ok(all)
}
