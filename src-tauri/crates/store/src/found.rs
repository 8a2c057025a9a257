//! Words that wait for the search index: put in soon after the event that changed them, and before anybody searches, so that a
//! search finds what was committed wherever it can write.
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
use std::collections::BTreeSet;
use std::sync::atomic::Ordering;
use uuid::Uuid;

/// Cases in one transaction: whoever writes an event waits no longer than for these.
const TOGETHER: usize = 8;

impl Store {
    /// Begins to read what a search for `words` finds: what waits for the index is put in first. Without words, [`Store::look`].
    /// Where nothing can be written, or others write for longer than a person waits, it finds what stood in the index before.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub async fn look_for(&self, words: &str) -> Result<Look<'static>> {
        if !words.is_empty()
            && let Err(error) = self.put_words().await
        {
            tracing::warn!(%error, "the newest words could not be put into the index");
        }
        self.look().await
    }

    /// [`Store::put_words`] where something was written here that let words wait, but only a few cases of them: the rest comes with
    /// the next call, as do all while others are writing.
    ///
    /// # Errors
    /// As [`Store::put_words`].
    pub async fn put_words_if_written(&self) -> Result<usize> {
        if !self.inner.waits.swap(false, Ordering::AcqRel) {
            return Ok(0);
        }
        let mut cases = self.waiting().await?;
        let more = cases.len() > TOGETHER;
        cases.truncate(TOGETHER);
        let (put, again) = match self.put_some(&cases).await {
            Err(StoreError::Locked | StoreError::Away(_)) => (0, true),
            put => (put?, more),
        };
        self.inner.waits.fetch_or(again, Ordering::AcqRel);
        Ok(put)
    }

    /// Puts into the index what waits for it by now; gives how many cases that were. Where nothing waits, one short question.
    ///
    /// # Errors
    /// [`StoreError::Locked`] when others are writing and go on; [`StoreError`] when the index can't be written. What was put in
    /// stands.
    pub async fn put_words(&self) -> Result<usize> {
        let mut put = 0;
        // Not what others let wait meanwhile: they could go on for ever.
        for cases in self.waiting().await?.chunks(TOGETHER) {
            put += self.put_some(cases).await?;
        }
        Ok(put)
    }

    async fn waiting(&self) -> Result<Vec<Uuid>> {
        search::waiting(&mut self.inner.db.begin_reading().await?).await
    }

    /// A case that can't be put in does not keep the others waiting: whoever examines the desk is told of it.
    async fn put_some(&self, cases: &[Uuid]) -> Result<usize> {
        let mut left_out = BTreeSet::new();
        if cases.is_empty() {
            return Ok(0);
        }
        'anew: loop {
            // In the writers' turn, so that an erasure can't fall between reading a case and putting its words.
            let mut tx = self.inner.db.begin_soon().await?;
            let mut put = 0;
            for id in cases {
                if left_out.contains(id) {
                    search::came(&mut tx, *id).await?;
                    continue;
                }
                match put_one(&mut tx, *id).await {
                    Ok(waited) => put += usize::from(waited),
                    Err(
                        error @ (StoreError::DiskFull
                        | StoreError::ReadOnly(_)
                        | StoreError::Locked
                        | StoreError::Away(_)),
                    ) => return Err(error),
                    Err(error) => {
                        tracing::warn!(case = %id, %error, "the words of a case can't be put into the index");
                        left_out.insert(*id);
                        // A transaction in which PostgreSQL refused something takes nothing more.
                        continue 'anew;
                    }
                }
            }
            tx.commit().await?;
            return Ok(put);
        }
    }
}

/// Puts in the words of one case, unless somebody else did meanwhile.
async fn put_one(tx: &mut Conn, id: Uuid) -> Result<bool> {
    if !search::waits(tx, id).await? {
        return Ok(false);
    }
    let entries = Look::from(&mut *tx).case_entries(CaseId(id)).await?;
    if let Some(text) = project::text(&entries) {
        search::put(tx, "case", id, &text).await?;
    }
    search::came(tx, id).await?;
    // What is refused of it shows here, and not with the next case.
    tx.flush().await?;
    Ok(true)
}
