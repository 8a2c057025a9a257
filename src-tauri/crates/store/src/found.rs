//! Words that wait for the search index: put in soon after the event that changed them, and before anybody searches, so that a
//! search always finds what was committed.
//!
//! Why apart: writing the words of a long case takes longer than all else that an event does. What waits is durable with its event
//! ([`search::wait`]), so a process that dies leaves it to the next search. Left out: erasures and works on many cases, whose
//! words go in with their own commit.

use crate::db::Conn;
use crate::error::{Result, StoreError};
use crate::look::Look;
use crate::project;
use crate::queries::search;
use crate::store::Store;
use aftercare_core::ids::CaseId;
use std::sync::atomic::Ordering;
use uuid::Uuid;

/// Cases in one transaction: whoever writes an event waits no longer than for these.
const TOGETHER: i64 = 8;

impl Store {
    /// Begins to read what a search for `words` finds: what waits for the index is put in first. Without words, [`Store::look`].
    /// Where nothing can be written, it finds what stood in the index before.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub async fn look_for(&self, words: &str) -> Result<Look<'static>> {
        if !words.is_empty() {
            match self.put_words().await {
                Err(error @ (StoreError::DiskFull | StoreError::ReadOnly(_) | StoreError::Locked)) => {
                    tracing::warn!(%error, "the newest words could not be put into the index");
                }
                done => drop(done?),
            }
        }
        self.look().await
    }

    /// [`Store::put_words`] where something was written here since it was called last.
    ///
    /// # Errors
    /// As [`Store::put_words`].
    pub async fn put_words_if_written(&self) -> Result<usize> {
        match self.inner.waits.swap(false, Ordering::AcqRel) {
            true => self.put_words().await,
            false => Ok(0),
        }
    }

    /// Puts into the index what waits for it; gives how many cases that were. Where nothing waits, one short question.
    ///
    /// # Errors
    /// [`StoreError`] when the index can't be written; what was put in stands.
    pub async fn put_words(&self) -> Result<usize> {
        let mut put = 0;
        loop {
            let mut look = self.inner.db.begin_reading().await?;
            let any = !search::waiting(&mut look, 1).await?.is_empty();
            drop(look);
            if !any {
                return Ok(put);
            }
            put += self.put_some().await?;
        }
    }

    async fn put_some(&self) -> Result<usize> {
        // In the writers' turn, so that an erasure can't fall between reading a case and putting its words.
        let mut tx = self.inner.db.begin_untold().await?;
        // Somebody else may have put them in meanwhile.
        let cases = search::waiting(&mut tx, TOGETHER).await?;
        for id in &cases {
            put_one(&mut tx, *id).await?;
        }
        tx.commit().await?;
        Ok(cases.len())
    }
}

/// A case that can't be read does not keep the others waiting: whoever examines the desk is told of it.
async fn put_one(tx: &mut Conn, id: Uuid) -> Result<()> {
    let last = match Look::from(&mut *tx).case_entries(CaseId(id)).await {
        Ok(entries) => {
            if let Some(text) = project::text(&entries) {
                search::put(tx, "case", id, &text).await?;
            }
            entries.iter().map(|entry| entry.seq).max().unwrap_or(u64::MAX)
        }
        Err(error @ (StoreError::Damaged(_) | StoreError::Read(_))) => {
            tracing::warn!(case = %id, %error, "a case can't be read for the index");
            u64::MAX
        }
        Err(error) => return Err(error),
    };
    search::came(tx, id, crate::cell::int(last)).await
}
