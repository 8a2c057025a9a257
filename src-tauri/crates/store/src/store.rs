//! The store itself: opening a data folder, beginning to read or write in it, and the small things that are one statement.

use crate::backup::{self, Source};
use crate::blobs::{Blob, Blobs};
use crate::db::{Conn, Engine};
use crate::error::{Result, StoreError};
use crate::kept::{Kept, KeptCase};
use crate::look::Look;
use crate::place::{Lock, Place};
use crate::postgres::Server;
use crate::queries::jobs::{self, Job};
use crate::queries::{alerts, checkpoints, customers, desk, erase, events};
use crate::refresh::{self, With};
use crate::shelf::{self, Edition, Shelf};
use crate::sqlite::{self, Header, Tuning};
use crate::work::Work;
use crate::{bulk, cell, project};
use aftercare_core::case::Entry;
use aftercare_core::ids::{CaseId, StaffId};
use aftercare_core::journal::{Hash, StreamId, StreamKind};
use aftercare_core::policy::{Book, Pack};
use aftercare_core::time::Instant;
use chrono::TimeDelta;
use sqlx::SqlitePool;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use uuid::Uuid;

/// How long a person searching, or the watch over alerts, waits for others who write.
const SOON: Duration = Duration::from_millis(250);

/// A data folder, open. Cheap to clone; the folder is let go when the last clone is dropped or [`Store::close`] is called.
#[derive(Clone)]
pub struct Store {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub place: Place,
    pub db: Db,
    pub blobs: Blobs,
    shelf: Arc<Shelf>,
    seen: AtomicI64,
    kept: Arc<Mutex<Kept>>,
    /// Whether words wait for the index, as far as this process knows.
    pub waits: Arc<AtomicBool>,
    lock: Mutex<Option<Lock>>,
}

/// Where rows stand.
pub(crate) enum Db {
    /// In a file of the folder: one connection writes, several read.
    File { writer: SqlitePool, readers: SqlitePool },
    /// On a server.
    Server(Server),
}

impl Db {
    /// Begins to write to the journal, alone.
    pub(crate) async fn begin(&self) -> Result<Conn> {
        match self {
            Self::File { writer, .. } => sqlite::begin(writer).await,
            Self::Server(server) => server.begin().await,
        }
    }

    /// The same for what can wait and is no news: whoever writes is waited for only [`SOON`]. Other processes on a server are not
    /// told of the commit. Those on a file see that something was written and can't tell what, so they ask again for what they show:
    /// no mark tells words from a draft, a claim or a choice, which are news.
    pub(crate) async fn begin_soon(&self) -> Result<Conn> {
        match self {
            Self::File { writer, .. } => sqlite::begin_soon(writer, SOON).await,
            Self::Server(server) => server.begin_soon(SOON).await,
        }
    }

    /// Begins to write beside the journal.
    async fn begin_small(&self) -> Result<Conn> {
        match self {
            Self::File { writer, .. } => sqlite::begin(writer).await,
            Self::Server(server) => server.begin_small().await,
        }
    }

    pub(crate) async fn begin_reading(&self) -> Result<Conn> {
        match self {
            Self::File { readers, .. } => sqlite::begin_reading(readers).await,
            Self::Server(server) => server.begin_reading().await,
        }
    }
}

impl Inner {
    /// The book as it stands in the database. What was folded by another one is not kept.
    pub(crate) async fn book(&self, conn: &mut Conn) -> Result<Book> {
        let (book, other) = self.shelf.sure(conn).await?;
        if other && let Ok(mut kept) = self.kept.lock() {
            *kept = Kept::default();
        }
        Ok(book)
    }
}

/// Heard while an older desk is brought up to date: streams done, of how many; of zero while its backup is made.
pub type Progress<'a> = &'a mut (dyn FnMut(u64, u64) + Send);

impl Store {
    /// Opens the data folder, and makes it if there is none. A database of an older program is backed up and migrated; its
    /// projections are rebuilt when their meaning changed.
    ///
    /// # Errors
    /// [`StoreError::Newer`] and [`StoreError::Damaged`] leave the file as it was; [`StoreError::Network`],
    /// [`StoreError::ReadOnly`], [`StoreError::DiskFull`], [`StoreError::Locked`], [`StoreError::Policy`].
    pub async fn open(folder: impl AsRef<Path>, now: Instant) -> Result<Self> {
        Self::open_with(folder, now, Tuning::default(), &mut |_, _| {}).await
    }

    /// [`Store::open`] with its knobs.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub async fn open_with(
        folder: impl AsRef<Path>,
        now: Instant,
        tuning: Tuning,
        progress: Progress<'_>,
    ) -> Result<Self> {
        let store = Self::hold(folder.as_ref(), now, tuning, progress).await?;
        store.catch_up(now, progress).await?;
        Ok(store)
    }

    /// Opens the data folder and leaves everything in it as it is: projections of an older fold, a day that has passed.
    pub(crate) async fn hold(folder: &Path, now: Instant, tuning: Tuning, progress: Progress<'_>) -> Result<Self> {
        let place = Place::new(folder);
        if sqlite::header(&place.database())? == Header::New {
            place.prepare()?;
            place.begin_database()?;
        } else {
            place.refuse_network()?;
        }
        let lock = ready(&place, now, tuning, progress).await?;
        let writer = sqlite::writer(&place.database(), tuning).await?;
        {
            let mut conn = writer.acquire().await?;
            sqlite::check_schema(&mut conn).await?;
            if !sqlite::check_log(&mut conn).await? {
                return Err(StoreError::Network {
                    folder: place.folder().to_owned(),
                    system: "no shared memory".into(),
                });
            }
        }
        let readers = sqlite::readers(&place.database(), tuning).await?;
        Self::stand(place, Db::File { writer, readers }, Some(lock)).await
    }

    /// Opens the desk in a PostgreSQL database, and begins one in an empty database. `folder` is this server's own: its
    /// backups lie there. Any number of processes may have the same database open.
    ///
    /// # Errors
    /// [`StoreError::Away`], [`StoreError::Newer`], [`StoreError::Damaged`], [`StoreError::Policy`].
    pub async fn connect(url: &str, folder: impl AsRef<Path>, now: Instant, progress: Progress<'_>) -> Result<Self> {
        let store = Self::hold_server(url, folder.as_ref(), now, progress).await?;
        store.catch_up(now, progress).await?;
        Ok(store)
    }

    /// [`Store::hold`] for a desk on a server.
    pub(crate) async fn hold_server(url: &str, folder: &Path, now: Instant, progress: Progress<'_>) -> Result<Self> {
        let place = Place::new(folder);
        let server = Server::reach(url, Uuid::from_u128(rand_id())).await?;
        let found = server.schema().await?;
        if found > 0 && found < sqlite::known_schema() {
            progress(0, 0);
            backup::before_migration(Source::Server(&server, &place), found, now).await?;
        }
        server.migrate().await?;
        Self::stand(place, Db::Server(server), None).await
    }

    async fn stand(place: Place, db: Db, lock: Option<Lock>) -> Result<Self> {
        let shelf = Arc::new(Shelf::new(packs(&db).await?));
        let blobs = Blobs::new(place.blobs());
        let inner = Inner {
            place,
            db,
            blobs,
            shelf,
            seen: AtomicI64::new(0),
            kept: Arc::default(),
            // Whoever had it open before may have left some.
            waits: Arc::new(AtomicBool::new(true)),
            lock: Mutex::new(lock),
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Rebuilds what an older fold made, plans surveys for the day, writes the opening's checkpoint.
    async fn catch_up(&self, now: Instant, progress: Progress<'_>) -> Result<()> {
        bulk::refuse_unfinished(&self.inner.db).await?;
        let mut tx = self.inner.db.begin().await?;
        let made_by = desk::meta(&mut tx, "projection_version").await?;
        let book = self.inner.book(&mut tx).await?;
        if made_by != Some(project::made_by(&book)) {
            refresh::everything(&mut tx, &book, now, progress).await?;
        }
        desk::set_meta(&mut tx, "program", env!("CARGO_PKG_VERSION")).await?;
        checkpoints::write(&mut tx, now).await?;
        tx.commit().await?;
        self.plan_surveys(now).await?;
        self.changed_elsewhere().await?;
        Ok(())
    }

    /// Where things lie.
    pub fn place(&self) -> &Place {
        &self.inner.place
    }

    /// The published packs with their calendars, as this process knows them: others' news come with [`Store::changed_elsewhere`], and
    /// with each [`Work`].
    pub fn book(&self) -> Book {
        self.inner.shelf.book()
    }

    /// On which engine the rows stand.
    pub fn engine(&self) -> Engine {
        match self.inner.db {
            Db::File { .. } => Engine::Sqlite,
            Db::Server(_) => Engine::Postgres,
        }
    }

    /// Begins to read: everything the view answers is as of one instant.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub async fn look(&self) -> Result<Look<'static>> {
        Ok(Look::from(self.inner.db.begin_reading().await?))
    }

    /// Begins to write; waits for other writers, in this process and others. A second work in the same task waits for the
    /// first one in vain.
    ///
    /// # Errors
    /// [`StoreError::Locked`] when they take too long; [`StoreError::ReadOnly`].
    pub async fn begin(&self, now: Instant) -> Result<Work> {
        let tx = self.inner.db.begin().await?;
        let inner = &self.inner;
        Ok(Work::begin(tx, now, Arc::clone(&inner.shelf), Arc::clone(&inner.kept), Arc::clone(&inner.waits)))
    }

    /// Reads a case in the order of its fold, for somebody who looks at it and may write on it next: it is kept folded. `look` is one
    /// of this store's; what is kept holds where it stands as `look` sees it.
    ///
    /// # Errors
    /// [`StoreError`] when it can't be read.
    pub async fn read_case(&self, look: &mut Look<'_>, id: CaseId) -> Result<Vec<Entry>> {
        let stream = StreamId::new(StreamKind::Case, id.0);
        let Some(at) = events::stands(look.conn(), stream).await? else { return Ok(Vec::new()) };
        let kept = self.inner.kept.lock().ok().and_then(|kept| kept.entries(id, &at));
        if let Some(entries) = kept {
            return Ok(entries);
        }
        let entries = look.case_entries(id).await?;
        let (shelf, kept, read) = (Arc::clone(&self.inner.shelf), Arc::clone(&self.inner.kept), entries.clone());
        // Beside the reader, who does not wait for it.
        tokio::task::spawn_blocking(move || {
            let Edition { book, made_of } = shelf.edition();
            let Ok(rows) = project::case(id, &read, &book) else { return };
            // They were planned with its last event.
            let then = refresh::planned_at(&read, Instant::UNIX_EPOCH);
            let planned = (rows.calls.clone(), then);
            let case = KeptCase { at, entries: read, stored: rows.into(), planned };
            if let Ok(mut kept) = kept.lock()
                && shelf.edition().made_of == made_of
            {
                kept.put_read(id, case);
            }
        });
        Ok(entries)
    }

    /// Claims an alert before it is shown. True for exactly one caller, and durable before it returns.
    ///
    /// # Errors
    /// [`StoreError`] when it could not be written; then do not show it.
    pub async fn claim(&self, key: &str, now: Instant) -> Result<bool> {
        let mut tx = self.inner.db.begin_small().await?;
        let claimed = alerts::claim(&mut tx, key, now).await?;
        tx.commit().await?;
        Ok(claimed)
    }

    /// Confirms that an alert was shown, or told in the summary.
    ///
    /// # Errors
    /// [`StoreError`] when it could not be written.
    pub async fn shown(&self, key: &str, now: Instant) -> Result<()> {
        let mut tx = self.inner.db.begin_small().await?;
        alerts::shown(&mut tx, key, now).await?;
        tx.commit().await
    }

    /// Keeps what somebody is writing on a case; an empty text forgets it.
    ///
    /// # Errors
    /// [`StoreError`] when it could not be written.
    pub async fn set_draft(&self, staff: StaffId, case: CaseId, text: &str, now: Instant) -> Result<()> {
        let mut tx = self.inner.db.begin_small().await?;
        desk::set_draft(&mut tx, staff, case, text, now).await?;
        tx.commit().await
    }

    /// Keeps what somebody is changing of a calendar (pack and name); none is forgotten.
    ///
    /// # Errors
    /// [`StoreError`] when it could not be written.
    pub async fn set_calendar_draft(
        &self,
        staff: StaffId,
        of: (&str, &str),
        text: Option<&str>,
        now: Instant,
    ) -> Result<()> {
        let mut tx = self.inner.db.begin_small().await?;
        desk::set_calendar_draft(&mut tx, staff, of, text, now).await?;
        tx.commit().await
    }

    /// Keeps a choice of this computer, such as `theme`.
    ///
    /// # Errors
    /// [`StoreError`] when it could not be written.
    pub async fn set_local(&self, key: &str, value: &str) -> Result<()> {
        let mut tx = self.inner.db.begin_small().await?;
        desk::set_local(&mut tx, key, value).await?;
        tx.commit().await
    }

    /// Plans surveys as of `now` for customers whose plan no longer holds. Call it when the desk's day changes; opening
    /// does it too. Gives how many customers were planned anew.
    ///
    /// # Errors
    /// [`StoreError`] when it could not be written.
    pub async fn plan_surveys(&self, now: Instant) -> Result<usize> {
        let mut tx = self.inner.db.begin().await?;
        let Some(settings) = desk::settings(&mut tx).await? else { return Ok(0) };
        let book = self.inner.book(&mut tx).await?;
        let pack = book.in_force(&settings.pack, now)?;
        let calendar = &book.service(&pack.id, pack.version)?.calendar;
        let today = calendar.day_of(now);
        let since = if pack.effective <= now { cell::us(pack.effective) } else { i64::MIN };
        let (_, until) = calendar.day_span(today);
        let with = With { book: &book, settings: Some(&settings), now };
        let old = customers::to_plan(&mut tx, today, since, cell::us(until)).await?;
        for id in &old {
            refresh::customer(&mut tx, *id, with).await?;
        }
        tx.commit().await?;
        Ok(old.len())
    }

    /// Whether another connection (another process, or another opening of the folder) committed since this was last asked.
    /// While this process itself is writing, the answer is no and the question stays open.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read.
    pub async fn changed_elsewhere(&self) -> Result<bool> {
        let version = match &self.inner.db {
            Db::File { writer, .. } => {
                let Some(mut conn) = writer.try_acquire() else { return Ok(false) };
                sqlite::data_version(&mut conn).await?
            }
            Db::Server(server) => server.heard(),
        };
        let changed = self.inner.seen.swap(version, Ordering::Relaxed) != version;
        if changed {
            let mut look = self.inner.db.begin_reading().await?;
            self.inner.book(&mut look).await?;
        }
        Ok(changed)
    }

    /// Reads a blob; its bytes are checked against its name.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::Damaged`].
    pub async fn blob(&self, sha256: &Hash) -> Result<Vec<u8>> {
        match &self.inner.db {
            Db::Server(server) => server.blob(sha256).await,
            Db::File { .. } => {
                let (blobs, sha256) = (self.inner.blobs.clone(), *sha256);
                backup::blocking(move || blobs.get(&sha256)).await
            }
        }
    }

    /// Keeps bytes as a blob: safe when it returns. Put it before the work that names it.
    ///
    /// # Errors
    /// [`StoreError::DiskFull`], [`StoreError::ReadOnly`], [`StoreError::Io`].
    pub async fn put_blob(&self, bytes: Vec<u8>) -> Result<Blob> {
        match &self.inner.db {
            Db::Server(server) => server.put_blob(&bytes).await,
            Db::File { .. } => {
                let blobs = self.inner.blobs.clone();
                backup::blocking(move || blobs.put(&bytes)).await
            }
        }
    }

    /// Names a piece of timed work, to be done once from `at` on. False when it was named before.
    ///
    /// # Errors
    /// [`StoreError`] when it could not be written.
    pub async fn offer_job(&self, key: &str, kind: &str, at: Instant) -> Result<bool> {
        let mut tx = self.inner.db.begin_small().await?;
        let fresh = jobs::offer(&mut tx, key, kind, at).await?;
        tx.commit().await?;
        Ok(fresh)
    }

    /// Takes the next piece of work that waits, for so long; nobody else takes it meanwhile, and somebody does after.
    ///
    /// # Errors
    /// [`StoreError`] when it could not be written.
    pub async fn lease_job(&self, now: Instant, length: TimeDelta) -> Result<Option<Job>> {
        self.lease(None, now, length).await
    }

    /// The same of one kind, for a length of its own.
    ///
    /// # Errors
    /// [`StoreError`] when it could not be written.
    pub async fn lease_job_of(&self, kind: &str, now: Instant, length: TimeDelta) -> Result<Option<Job>> {
        self.lease(Some(kind), now, length).await
    }

    async fn lease(&self, kind: Option<&str>, now: Instant, length: TimeDelta) -> Result<Option<Job>> {
        let mut tx = self.inner.db.begin_small().await?;
        let job = jobs::lease(&mut tx, kind, now, now + length, Uuid::from_u128(rand_id())).await?;
        tx.commit().await?;
        Ok(job)
    }

    /// Says that a job is done whose effect lies outside the database; [`Work::finish_job`] is for those inside. False when
    /// its lease ran out and it is another process's now.
    ///
    /// # Errors
    /// [`StoreError`] when it could not be written.
    pub async fn finish_job(&self, job: &Job, now: Instant) -> Result<bool> {
        let mut tx = self.inner.db.begin_small().await?;
        let done = jobs::done(&mut tx, job, now).await?;
        tx.commit().await?;
        Ok(done)
    }

    /// Gives a job back with what went wrong; it is tried again after a pause that doubles from a minute to four hours.
    ///
    /// # Errors
    /// [`StoreError`] when it could not be written.
    pub async fn fail_job(&self, job: &Job, now: Instant, fault: &str) -> Result<()> {
        let pause = TimeDelta::minutes(1 << (job.tries.clamp(1, 8) - 1)).min(TimeDelta::hours(4));
        let mut tx = self.inner.db.begin_small().await?;
        jobs::failed(&mut tx, job, now + pause, fault).await?;
        tx.commit().await
    }

    /// Gives a job back that is not done and went well so far: it goes on at once, by whoever takes it next.
    ///
    /// # Errors
    /// [`StoreError`] when it could not be written.
    pub async fn rest_job(&self, job: &Job, now: Instant) -> Result<()> {
        let mut tx = self.inner.db.begin_small().await?;
        jobs::rested(&mut tx, job, now).await?;
        tx.commit().await
    }

    /// Forgets jobs done more than a month ago, and requests older than a day.
    ///
    /// # Errors
    /// [`StoreError`] when it could not be written.
    pub async fn sweep(&self, now: Instant) -> Result<()> {
        let mut tx = self.inner.db.begin_small().await?;
        jobs::sweep(&mut tx, now - TimeDelta::days(31)).await?;
        jobs::forget_requests(&mut tx, now - TimeDelta::days(1)).await?;
        tx.commit().await?;
        self.scrub().await
    }

    /// Deletes the bytes of files that an erasure left without a name, also those that a crash left over. Gives how many.
    ///
    /// # Errors
    /// [`StoreError`] when the folder or the database can't be written; what is left goes with the next call.
    pub async fn drop_files(&self) -> Result<u64> {
        let Db::File { .. } = &self.inner.db else { return Ok(0) };
        // Inside the transaction: whoever named a file of these bytes anew came before it, and keeps it.
        let mut tx = self.inner.db.begin().await?;
        let gone = erase::to_drop(&mut tx).await?;
        let blobs = self.inner.blobs.clone();
        let tried =
            backup::blocking(move || Ok(gone.into_iter().map(|file| (file, blobs.remove(&file))).collect::<Vec<_>>()));
        let mut count = 0;
        for (file, removed) in tried.await? {
            match removed {
                Ok(()) => {
                    erase::dropped(&mut tx, &file).await?;
                    count += 1;
                }
                // Another program has it open: its mark stays, the others go.
                Err(error) => tracing::warn!(%error, %file, "an erased file can't be deleted yet"),
            }
        }
        tx.commit().await?;
        Ok(count)
    }

    /// After an erasure: files go, and the room that erased rows had is written anew; again at each sweep until it could be.
    ///
    /// # Errors
    /// As [`Store::drop_files`].
    pub async fn scrub(&self) -> Result<()> {
        self.drop_files().await?;
        let Db::File { writer, .. } = &self.inner.db else { return Ok(()) };
        let mut look = self.inner.db.begin_reading().await?;
        let owed = desk::local(&mut look, erase::OWED).await?.is_some_and(|owed| !owed.is_empty());
        drop(look);
        if owed && sqlite::write_anew(writer).await? {
            self.set_local(erase::OWED, "").await?;
        }
        Ok(())
    }

    /// The database's schema version.
    pub fn schema(&self) -> i64 {
        sqlite::known_schema()
    }

    /// Makes every projection anew from the journal.
    ///
    /// # Errors
    /// [`StoreError`] when an event can't be read or the rows can't be written; then the old ones stand.
    pub async fn rebuild(&self, now: Instant, progress: Progress<'_>) -> Result<()> {
        let mut tx = self.inner.db.begin().await?;
        let book = self.inner.book(&mut tx).await?;
        refresh::everything(&mut tx, &book, now, progress).await?;
        tx.commit().await
    }

    /// Lets go of the folder, for every clone; what is written is written. Waits for works and looks under way.
    pub async fn close(self) {
        match &self.inner.db {
            Db::File { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Db::Server(server) => server.close().await,
        }
        if let Ok(mut lock) = self.inner.lock.lock() {
            lock.take();
        }
    }
}

/// Brings the folder to where any number of programs can share it, alone as long as that takes.
async fn ready(place: &Place, now: Instant, tuning: Tuning, progress: Progress<'_>) -> Result<Lock> {
    const STEP: Duration = Duration::from_millis(20);
    let steps = (tuning.busy.as_millis() / STEP.as_millis()).max(1);
    for _ in 0..steps {
        if let Some(lock) = place.share()? {
            if sqlite::header(&place.database())? == Header::Ours(sqlite::known_schema()) {
                sqlite::check_untouched(&place.database()).await?;
                return Ok(lock);
            }
            drop(lock);
            if let Some(_alone) = place.alone()? {
                migrate(place, now, tuning, progress).await?;
                continue;
            }
        }
        tokio::time::sleep(STEP).await;
    }
    Err(StoreError::Locked)
}

async fn migrate(place: &Place, now: Instant, tuning: Tuning, progress: Progress<'_>) -> Result<()> {
    match sqlite::header(&place.database())? {
        Header::Ours(found) if found < sqlite::known_schema() => {
            progress(0, 0);
            backup::before_migration(Source::File(place), found, now).await?;
        }
        Header::Begun => sqlite::check_begun(&place.database()).await?,
        // An empty file beside what a desk leaves behind is no new desk: something cut the database off.
        Header::New if place.database().exists() && place.was_used() => {
            return Err(StoreError::Damaged("the file is empty".into()));
        }
        Header::Ours(_) | Header::New => {}
    }
    let writer = sqlite::writer(&place.database(), tuning).await?;
    {
        let mut conn = writer.acquire().await?;
        sqlite::check_schema(&mut conn).await?;
        sqlite::MIGRATIONS.run(&mut *conn).await?;
        // So that the header tells the schema from now on.
        sqlite::checkpoint(&mut conn).await?;
    }
    writer.close().await;
    Ok(())
}

/// An id that no other process has: names a process or a lease, and is no secret.
fn rand_id() -> u128 {
    use std::hash::{BuildHasher, Hasher, RandomState};
    let half = || RandomState::new().build_hasher().finish();
    u128::from(half()) << 64 | u128::from(half())
}

/// Stores the packs that ship with the program where they are missing, and reads all that are stored.
async fn packs(db: &Db) -> Result<Edition> {
    let mut tx = db.begin().await?;
    for text in Book::builtin_texts() {
        let pack = Pack::parse(text)?;
        desk::put_pack(&mut tx, &pack.id, pack.version, pack.effective, text).await?;
    }
    let edition = shelf::read(&mut tx, None).await?;
    tx.commit().await?;
    Ok(edition)
}
