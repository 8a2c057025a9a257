//! Writing: one unit of work is one transaction. Events, their texts, message traces, drafts and numbers go in together with
//! the projections of every stream touched, or not at all. When [`Work::commit`] returns, the disk has it.
//!
//! A work holds the writer's place from its beginning: what it reads stays true until it commits. Dropping it undoes it.

use crate::blobs::Blob;
use crate::db::Conn;
use crate::error::{Result, StoreError};
use crate::kept::{Kept, KeptCase};
use crate::look::{Look, Trace};
use crate::project;
use crate::queries::cases::Moves;
use crate::queries::events::Head;
use crate::queries::jobs::{self, Job};
use crate::queries::policies::{self, PolicyDraft};
use crate::queries::{alerts, checkpoints, desk, erase, events, messages, search};
use crate::recount::{self, Recounted};
use crate::refresh::{self, Stored, With, Words};
use crate::shelf::{self, Edition, Shelf};
use crate::sqlite;
use aftercare_core::case::fold::sort;
use aftercare_core::case::{CaseEvent, Entry};
use aftercare_core::desk::Settings;
use aftercare_core::ids::{CaseId, CustomerId, LotId, StaffId, UnitId};
use aftercare_core::journal::{Actor, Hash, Payload, Personal, Recorded, StreamId, StreamKind};
use aftercare_core::policy::{Book, Pack};
use aftercare_core::time::{Instant, micros};
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

/// What the writer believes about a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// It does not exist yet.
    New,
    /// Its last event has this number.
    At(u64),
    /// Whatever it has; for events that hold regardless of what came before.
    Any,
}

/// An event that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its place in the whole journal, from 1 without gaps.
    pub position: u64,
    /// Its stream.
    pub stream: StreamId,
    /// Its number there.
    pub seq: u64,
    /// What it is, such as `case.opened`.
    pub kind: String,
}

/// A transaction under way.
pub struct Work {
    pub(crate) tx: Conn,
    now: Instant,
    book: Book,
    /// What the book is made of.
    made_of: i64,
    shelf: Arc<Shelf>,
    /// The book that this work made, in force with its commit.
    edition: Option<Edition>,
    /// The journal's last position; unknown until something is appended.
    position: Option<u64>,
    /// Where streams stand that were asked for, and how many of their texts were erased.
    heads: BTreeMap<StreamId, (Head, i64)>,
    /// The hash of the desk's last event, where it was asked for and nothing was added.
    desk: Option<Hash>,
    kept: Arc<Mutex<Kept>>,
    /// Told when words wait for the index.
    waits: Arc<AtomicBool>,
    /// Whether they do since this work.
    lets_wait: bool,
    /// Cases folded already, and with what was appended to them here.
    cases: BTreeMap<CaseId, KeptCase>,
    written: Vec<Written>,
    touched: BTreeSet<StreamId>,
    erased: BTreeSet<StreamId>,
}

/// So many cases of one work may wait for their words; a work of more takes its time anyway.
const WAIT: usize = 8;

impl Work {
    pub(crate) fn begin(
        tx: Conn,
        now: Instant,
        shelf: Arc<Shelf>,
        kept: Arc<Mutex<Kept>>,
        waits: Arc<AtomicBool>,
    ) -> Self {
        let Edition { book, made_of } = shelf.edition();
        Self {
            tx,
            now: micros(now),
            book,
            made_of,
            shelf,
            edition: None,
            position: None,
            heads: BTreeMap::new(),
            desk: None,
            kept,
            waits,
            lets_wait: false,
            cases: BTreeMap::new(),
            written: Vec::new(),
            touched: BTreeSet::new(),
            erased: BTreeSet::new(),
        }
    }

    /// When everything in here is written down.
    pub fn now(&self) -> Instant {
        self.now
    }

    /// The packs, to decide with.
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// Reads from inside: events written here already show, their projections do not before the commit
    /// (or [`Work::settle`]).
    pub fn look(&mut self) -> Look<'_> {
        Look::from(&mut self.tx)
    }

    /// Appends an event; gives its number in the stream. `personal` are the rows its sealed texts belong to.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the stream does not stand where it was expected.
    pub async fn append<P: Payload>(
        &mut self,
        stream: StreamId,
        expected: Expected,
        actor: Actor,
        occurred_at: Instant,
        event: &P,
        personal: &[Personal],
    ) -> Result<u64> {
        let (last, (found, prev)) = self.standing(stream).await?;
        let wanted = match expected {
            Expected::New => 0,
            Expected::At(seq) => seq,
            Expected::Any => found,
        };
        if found != wanted {
            return Err(StoreError::Conflict { stream, expected: wanted, found });
        }
        let recorded = record(stream, (found, prev), actor, occurred_at, self.now, event);
        for row in personal {
            events::put_text(&mut self.tx, stream, row).await?;
        }
        let position = last + 1;
        events::insert(&mut self.tx, position, &recorded).await?;
        events::set_head(&mut self.tx, stream, (recorded.seq, recorded.hash)).await?;
        self.position = Some(position);
        self.touched.insert(stream);
        if let Some((head, _)) = self.heads.get_mut(&stream) {
            *head = (recorded.seq, recorded.hash);
        }
        match stream.kind {
            StreamKind::Case => self.fold_on(CaseId(stream.id), &recorded, personal)?,
            StreamKind::Desk => self.desk = None,
            _ => {}
        }
        let seq = recorded.seq;
        self.written.push(Written { position, stream, seq, kind: recorded.kind });
        Ok(seq)
    }

    /// The journal's last position, and a stream's head.
    async fn standing(&mut self, stream: StreamId) -> Result<(u64, Head)> {
        if let (Some(last), Some((head, _))) = (self.position, self.heads.get(&stream)) {
            return Ok((last, *head));
        }
        let found = events::standing(&mut self.tx, stream).await?;
        let at = (found.head, found.erased);
        if self.position.is_none() {
            self.desk = Some(found.desk);
            if found.made_of > self.made_of {
                self.take_news().await?;
            }
        }
        self.position = Some(found.last);
        self.heads.insert(stream, at);
        let id = CaseId(stream.id);
        if stream.kind == StreamKind::Case {
            let known = match found.head.0 {
                0 => Some(KeptCase::unopened(at, self.now)),
                _ => self.kept().and_then(|mut kept| kept.take(id, &at)),
            };
            self.cases.extend(known.map(|case| (id, case)));
        }
        Ok((found.last, found.head))
    }

    /// Another process published a pack or a calendar: from here on this work decides by it too.
    async fn take_news(&mut self) -> Result<()> {
        let edition = shelf::read(&mut self.tx, Some(&self.book)).await?;
        (self.book, self.made_of) = (edition.book.clone(), edition.made_of);
        self.shelf.put(edition);
        if let Some(mut kept) = self.kept() {
            *kept = Kept::default();
        }
        Ok(())
    }

    /// Keeps the text of a pack. It counts from the commit on; an event of its policy's stream says who published it, and why.
    ///
    /// # Errors
    /// [`StoreError::Policy`] when it is no pack; [`StoreError::Duplicate`] when this version stands already.
    pub async fn put_pack(&mut self, toml: &str) -> Result<()> {
        let pack = Pack::parse(toml)?;
        // Another process may have published it a moment ago.
        self.standing(StreamId::new(StreamKind::Policy, uuid::Uuid::nil())).await?;
        if self.book.pack(&pack.id, pack.version).is_ok() {
            return Err(StoreError::Duplicate(format!("pack {} version {}", pack.id, pack.version)));
        }
        // So that the book is read anew with the commit.
        self.touched.insert(StreamId::new(StreamKind::Policy, uuid::Uuid::nil()));
        desk::put_pack(&mut self.tx, &pack.id, pack.version, pack.effective, toml).await
    }

    /// Keeps what is being written of a pack.
    ///
    /// # Errors
    /// [`StoreError`] when it can't be written.
    pub async fn set_policy_draft(&mut self, pack: &str, draft: &PolicyDraft) -> Result<()> {
        policies::set_draft(&mut self.tx, pack, draft).await
    }

    /// Drops what was being written of a pack.
    ///
    /// # Errors
    /// [`StoreError`] when it can't be written.
    pub async fn drop_policy_draft(&mut self, pack: &str) -> Result<()> {
        policies::drop_draft(&mut self.tx, pack).await
    }

    /// Notes every registered customer with an address as one to be told of a version, once each; how many there are.
    ///
    /// # Errors
    /// [`StoreError`] when it can't be written.
    pub async fn prepare_notice(&mut self, pack: &str, version: u32) -> Result<u64> {
        policies::prepare_notice(&mut self.tx, pack, version, self.now).await
    }

    /// Counts open deadlines anew by the calendars that were revised in this work; the commit does it unasked. `watch` hears how
    /// many are done, of how many, and stops it by false: then the answer is none, and the work is to be dropped.
    ///
    /// # Errors
    /// [`StoreError`] when a row can't be read or written.
    pub async fn recount(&mut self, watch: recount::Watch<'_>) -> Result<Option<Recounted>> {
        self.touched.retain(|stream| !matches!(stream.kind, StreamKind::Calendar | StreamKind::Policy));
        // What was read of cases before stands otherwise now.
        self.cases.clear();
        let settings = self.settings().await?;
        let edition = shelf::read(&mut self.tx, Some(&self.book)).await?;
        let before = std::mem::replace(&mut self.book, edition.book.clone());
        self.edition = Some(edition);
        let book = self.book.clone();
        let with = With { book: &book, settings: settings.as_ref(), now: self.now };
        recount::recount(&mut self.tx, &before, with, watch).await
    }

    fn kept(&self) -> Option<MutexGuard<'_, Kept>> {
        // One that panicked while it held them left them as they were.
        self.kept.lock().ok()
    }

    /// Adds an event to a case that was folded before, as it will be read back. A text that did not come with the event
    /// has to be looked for: then the case is read anew.
    fn fold_on(&mut self, id: CaseId, recorded: &Recorded, personal: &[Personal]) -> Result<()> {
        let Some(case) = self.cases.get_mut(&id) else { return Ok(()) };
        let missing = Cell::new(false);
        let open = |hash: &Hash| {
            let text = personal.iter().find(|row| row.commitment == *hash).map(|row| row.text.clone());
            missing.set(missing.get() || text.is_none());
            text
        };
        let event = CaseEvent::from_wire(&recorded.kind, recorded.version, &recorded.payload, &open)?;
        if missing.get() {
            self.cases.remove(&id);
            return Ok(());
        }
        case.entries.push(Entry {
            seq: recorded.seq,
            actor: recorded.actor,
            at: recorded.occurred_at,
            recorded_at: recorded.recorded_at,
            event,
        });
        sort(&mut case.entries);
        Ok(())
    }

    /// The next number of a row of numbers such as `case` or `CIP-2026`, from 1, without gaps: undone with the work.
    ///
    /// # Errors
    /// [`StoreError`] when the database refuses.
    pub async fn next_number(&mut self, name: &str) -> Result<u64> {
        desk::next_number(&mut self.tx, name).await
    }

    /// Lets a row of numbers go on after `to`; never backwards.
    ///
    /// # Errors
    /// [`StoreError`] when the database refuses.
    pub async fn raise_number(&mut self, name: &str, to: u64) -> Result<()> {
        desk::raise_number(&mut self.tx, name, to).await
    }

    /// Keeps the traces of a message filed by event `seq` of a case.
    ///
    /// # Errors
    /// [`StoreError::Duplicate`] when a message with these bytes or this identity is filed already.
    pub async fn trace(&mut self, case: CaseId, seq: u64, trace: &Trace) -> Result<()> {
        messages::put(&mut self.tx, case, seq, trace).await
    }

    /// Names a blob whose file was put before.
    ///
    /// # Errors
    /// [`StoreError`] when the database refuses.
    pub async fn keep_blob(&mut self, blob: &Blob) -> Result<()> {
        messages::keep_blob(&mut self.tx, blob, self.now).await
    }

    /// Keeps what somebody is writing on a case; an empty text forgets it.
    ///
    /// # Errors
    /// [`StoreError`] when the database refuses.
    pub async fn set_draft(&mut self, staff: StaffId, case: CaseId, text: &str) -> Result<()> {
        desk::set_draft(&mut self.tx, staff, case, text, self.now).await
    }

    /// Forgets what somebody was changing of a calendar (pack and name): it is in force now.
    ///
    /// # Errors
    /// [`StoreError`] when the database refuses.
    pub async fn forget_calendar_draft(&mut self, staff: StaffId, of: (&str, &str)) -> Result<()> {
        desk::set_calendar_draft(&mut self.tx, staff, of, None, self.now).await
    }

    /// Keeps a choice of this computer.
    ///
    /// # Errors
    /// [`StoreError`] when the database refuses.
    pub async fn set_local(&mut self, key: &str, value: &str) -> Result<()> {
        desk::set_local(&mut self.tx, key, value).await
    }

    /// Claims an alert; [`crate::Store::claim`] is the usual way.
    ///
    /// # Errors
    /// [`StoreError`] when the database refuses.
    pub async fn claim(&mut self, key: &str) -> Result<bool> {
        alerts::claim(&mut self.tx, key, self.now).await
    }

    /// Notes that this work answers the request with that id.
    ///
    /// # Errors
    /// [`StoreError::Duplicate`] when it was done before; then do not do it again.
    pub async fn once(&mut self, request: uuid::Uuid) -> Result<()> {
        jobs::once(&mut self.tx, request, self.now).await
    }

    /// Says that a job's effect is what this work writes: both stand, or neither.
    ///
    /// # Errors
    /// [`StoreError::Locked`] when the lease ran out and another process has the job; drop the work then.
    pub async fn finish_job(&mut self, job: &Job) -> Result<()> {
        match jobs::done(&mut self.tx, job, self.now).await? {
            true => Ok(()),
            false => Err(StoreError::Locked),
        }
    }

    /// Erases every personal text of a stream. Events and hashes stand; drafts and message traces of a case go too, and the files
    /// that no other text names. Their bytes go from a folder by [`crate::Store::drop_files`].
    ///
    /// # Errors
    /// [`StoreError`] when the database refuses.
    pub async fn erase(&mut self, stream: StreamId) -> Result<u64> {
        if self.erased.is_empty() {
            sqlite::overwrite(&mut self.tx, true).await?;
            desk::set_local(&mut self.tx, erase::OWED, "1").await?;
        }
        let files = erase::files(&mut self.tx, stream).await?;
        let erased = erase::texts(&mut self.tx, stream).await?;
        erase::unname(&mut self.tx, &files).await?;
        if stream.kind == StreamKind::Case {
            messages::forget(&mut self.tx, CaseId(stream.id)).await?;
            desk::forget_drafts(&mut self.tx, CaseId(stream.id)).await?;
        }
        self.touched.insert(stream);
        self.erased.insert(stream);
        self.cases.remove(&CaseId(stream.id));
        self.heads.remove(&stream);
        Ok(erased)
    }

    /// Brings the projections up to what was appended so far, for a long work that reads lists in between.
    ///
    /// # Errors
    /// [`StoreError`] when a stream can't be folded.
    pub async fn settle(&mut self) -> Result<()> {
        let touched = std::mem::take(&mut self.touched);
        if touched.is_empty() {
            return Ok(());
        }
        let published = |stream: &StreamId| matches!(stream.kind, StreamKind::Calendar | StreamKind::Policy);
        if touched.iter().any(published) {
            self.recount(&mut |_, _| true).await?;
        }
        if touched.iter().any(|stream| stream.kind == StreamKind::Desk) {
            refresh::desk(&mut self.tx, &self.book, self.now).await?;
        }
        let settings = self.settings().await?;
        let book = self.book.clone();
        let with = With { book: &book, settings: settings.as_ref(), now: self.now };
        let mut moves = Moves::default();
        let cases = touched.iter().filter(|stream| stream.kind == StreamKind::Case).count();
        let words = if cases > WAIT { Words::Now } else { Words::Later };
        for stream in touched {
            match stream.kind {
                StreamKind::Case => self.settle_case(stream, with, (&mut moves, words)).await?,
                StreamKind::Customer => refresh::customer(&mut self.tx, CustomerId(stream.id), with).await?,
                StreamKind::Lot => refresh::lot(&mut self.tx, LotId(stream.id)).await?,
                StreamKind::Unit => refresh::unit(&mut self.tx, UnitId(stream.id)).await?,
                StreamKind::Desk | StreamKind::Calendar | StreamKind::Policy => {}
            }
        }
        moves.put(&mut self.tx).await
    }

    /// The settings in force, read where they are not known yet.
    async fn settings(&mut self) -> Result<Option<Settings>> {
        let known = self.desk.and_then(|at| self.kept()?.settings(&at));
        if let Some(settings) = known {
            return Ok(settings);
        }
        let settings = desk::settings(&mut self.tx).await?;
        if let (Some(at), Some(mut kept)) = (self.desk, self.kept()) {
            kept.know(at, settings.clone());
        }
        Ok(settings)
    }

    async fn settle_case(
        &mut self,
        stream: StreamId,
        with: With<'_>,
        (moves, words): (&mut Moves, Words),
    ) -> Result<()> {
        let id = CaseId(stream.id);
        let (entries, stored, planned) = match self.cases.remove(&id) {
            Some(case) => (case.entries, case.stored, Some(case.planned)),
            None => {
                let entries = self.look().case_entries(id).await?;
                let stored = self.stood(stream, &entries, with.book).await?;
                (entries, stored, None)
            }
        };
        // What was erased is not found from the commit on.
        let words = if self.erased.contains(&stream) { Words::Now } else { words };
        let (before, with_words) = (stored.text, (moves, words));
        let (stored, calls) = refresh::put_case(&mut self.tx, id, &entries, stored, with.book, with_words).await?;
        if let Some(cells) = stored.cells.as_ref().filter(|_| words == Words::Later && before != stored.text) {
            search::wait(&mut self.tx, id.0, cells.seq).await?;
            self.lets_wait = true;
        }
        let wanted = alerts::wanted(id, &calls, with.leads(), with.now);
        match planned {
            Some((before, then)) => {
                let before = alerts::wanted(id, &before, with.leads(), then);
                alerts::plan_after(&mut self.tx, id, (&before, then), &wanted, with.now).await?;
            }
            None => alerts::bring(&mut self.tx, id, &wanted, with.now).await?,
        }
        if let Some(at) = self.heads.get(&stream).copied() {
            let planned = (calls, with.now);
            self.cases.insert(id, KeptCase { at, entries, stored, planned });
        }
        Ok(())
    }

    /// What stands written about a case that events were appended to here: what those before them fold to.
    async fn stood(&mut self, stream: StreamId, entries: &[Entry], book: &Book) -> Result<Stored> {
        let here = || self.written.iter().filter(|written| written.stream == stream).map(|written| written.seq);
        let Some(first) = here().min().filter(|_| !self.erased.contains(&stream)) else {
            return refresh::stored(&mut self.tx, CaseId(stream.id)).await;
        };
        let before: Vec<Entry> = entries.iter().filter(|entry| entry.seq < first).cloned().collect();
        if before.is_empty() {
            return Ok(Stored::default());
        }
        Ok(project::case(CaseId(stream.id), &before, book)?.into())
    }

    /// Makes it so. When this returns, every event is on disk and every list shows it; when it fails, nothing happened.
    ///
    /// # Errors
    /// [`StoreError::DiskFull`], [`StoreError::ReadOnly`], [`StoreError::Locked`], [`StoreError::Policy`] and the like.
    pub async fn commit(mut self) -> Result<Vec<Written>> {
        self.settle().await?;
        if !self.erased.is_empty() {
            sqlite::overwrite(&mut self.tx, false).await?;
        }
        if let Some(last) = self.position {
            let before = last - self.written.len() as u64;
            if last / checkpoints::EVERY > before / checkpoints::EVERY {
                checkpoints::write(&mut self.tx, self.now).await?;
            }
        }
        self.tx.commit().await?;
        if self.lets_wait {
            self.waits.store(true, Ordering::Release);
        }
        if let Ok(mut kept) = self.kept.lock() {
            if let Some(edition) = self.edition {
                self.made_of = edition.made_of;
                self.shelf.put(edition);
                *kept = Kept::default();
            }
            // Rows that were folded by another book than the one in force by now are not kept.
            if self.shelf.edition().made_of != self.made_of {
                return Ok(self.written);
            }
            for (id, mut case) in self.cases {
                if let Some(at) = self.heads.get(&StreamId::new(StreamKind::Case, id.0)) {
                    case.at = *at;
                    kept.put(id, case);
                }
            }
        }
        Ok(self.written)
    }
}

/// The event that follows a stream's head.
pub(crate) fn record<P: Payload>(
    stream: StreamId,
    (seq, prev): (u64, Hash),
    actor: Actor,
    occurred_at: Instant,
    now: Instant,
    event: &P,
) -> Recorded {
    let (kind, payload) = event.to_wire();
    let mut recorded = Recorded {
        stream,
        seq: seq + 1,
        kind,
        version: P::VERSION,
        actor,
        occurred_at: micros(occurred_at),
        recorded_at: now,
        payload,
        prev,
        hash: Hash::ZERO,
    };
    recorded.hash = recorded.expected_hash();
    recorded
}
