//! A case as it stood at an earlier instant: what was written down by then, and nothing that came later.
//!
//! Events count by when they were recorded, so that an answer entered late is not known before it was entered. The pack is the
//! one the case keeps; calendars are those in force then. Names of people and customers are today's: they stand in other
//! streams, and an erased one must not come back.

use crate::App;
use crate::api::{ApiError, ErrorCode};
use crate::file::{self, File};
use aftercare_core::case::{Case, Entry};
use aftercare_core::ids::CaseId;
use aftercare_core::policy::Book;
use aftercare_core::time::{Instant, micros};
use aftercare_store::Look;

/// A case at an instant.
pub(crate) struct Past {
    pub(crate) file: File,
    /// Packs and calendars as they were.
    pub(crate) book: Book,
    /// The instant: by which its clocks stand as they do.
    pub(crate) now: Instant,
    /// The same when it is a past one.
    pub(crate) as_of: Option<Instant>,
}

impl App {
    /// Reads a case as it stood at `at`, or as it stands. An instant to come is now.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] when the case did not exist, or was not known, by then.
    pub(crate) async fn past(&self, look: &mut Look<'_>, id: CaseId, at: Option<Instant>) -> Result<Past, ApiError> {
        let (now, book) = (self.now(), self.book());
        let Some(at) = at.map(micros).filter(|at| *at < now) else {
            let entries = self.store().read_case(look, id).await?;
            return Ok(Past { file: file::of(id, entries)?, book, now, as_of: None });
        };
        let mut entries: Vec<Entry> = look.case_entries(id).await?;
        entries.retain(|entry| entry.recorded_at <= at);
        let case = Case::fold(&entries).ok_or_else(|| ApiError::new(ErrorCode::NotFound).with("case", id))?;
        let mut revisions = book.revisions().clone();
        revisions.values_mut().for_each(|all| all.retain(|revision| revision.from <= at));
        let book = if revisions == *book.revisions() { book } else { book.with_revisions(revisions)? };
        Ok(Past { file: File { id, case, entries }, book, now: at, as_of: Some(at) })
    }
}
