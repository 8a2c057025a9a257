//! A whole desk at once: millions of events with the bytes that the ordinary path would have written, in minutes.
//!
//! It exists for desks to try things on and to measure with. Streams are folded by any number of threads ([`Folder`], whose rows
//! come from the ordinary statements), merged into one journal by the instants of their recording, and written table by table
//! ([`file`] and [`server`]). A desk that is not finished is no desk: on SQLite it stands in a folder of its own until the
//! end, on PostgreSQL it says so and is refused.
//!
//! Left out: adding to a desk that has begun. That is what [`crate::Work`] is for.

mod file;
mod fold;
mod gather;
mod server;

pub use fold::{Folder, Happened, Stream};
pub(crate) use gather::{Gather, Own};

use crate::blobs::Blobs;
use crate::db::{Conn, Engine, query};
use crate::error::{Result, StoreError};
use crate::place::Place;
use crate::queries::checkpoints::{self, Checkpoint, Since};
use crate::queries::{cases, desk, events};
use crate::store::{Db, Store};
use aftercare_core::desk::Settings;
use aftercare_core::journal::{Hash, StreamId};
use aftercare_core::time::Instant;
use gather::Row;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The key under which a database says that its desk is not finished.
pub(crate) const UNFINISHED: &str = "unfinished";
/// Where a desk on SQLite grows.
const MAKING: &str = ".making";

const SEARCH_ROW: &str = "INSERT INTO search_row (slot, kind, id, digest) VALUES ($1, $2, $3, $4)";
const SEARCH_IN_FILE: &str = "INSERT INTO search (rowid, body) VALUES ($1, $2)";
const SEARCH_ON_SERVER: &str = "INSERT INTO search (slot, body) VALUES ($1, $2)";

enum Sink {
    File(file::File),
    Server(server::Server),
}

/// The folder in which a desk grows; it goes when the making ends early.
struct Making(Option<PathBuf>);

impl Drop for Making {
    fn drop(&mut self) {
        if let Some(folder) = &self.0 {
            // What can't be taken away now goes when a desk is next begun there.
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}

/// A desk being made.
pub struct Bulk {
    folder: PathBuf,
    making: Making,
    /// Where it grows: the folder's own, or one inside it.
    place: Place,
    store: Option<Store>,
    folded: Folder,
    sink: Sink,
    /// Streams whose next event waits for its turn: when, which, and where in `streams`.
    turns: BinaryHeap<Reverse<(Instant, StreamId, usize)>>,
    streams: HashMap<usize, Stream>,
    taken: usize,
    position: u64,
    since: Since,
    last: Option<Checkpoint>,
    slot: i64,
    blobs: HashSet<Hash>,
}

/// What was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Made {
    /// Events in the journal.
    pub events: u64,
    /// Records that can be found by words.
    pub records: u64,
}

impl Bulk {
    /// Begins a desk in a folder without one, or in a database without one. What an earlier, broken run left goes.
    ///
    /// # Errors
    /// [`StoreError::Duplicate`] when a desk stands there; as [`Store::open`] and [`Store::connect`].
    pub async fn begin(folder: &Path, database: Option<&str>, settings: Settings, until: Instant) -> Result<Self> {
        let mut making = Making(None);
        let (place, store, engine) = match database {
            None => {
                if Place::new(folder).database().exists() {
                    return Err(StoreError::Duplicate("desk".into()));
                }
                let inside = folder.join(MAKING);
                match std::fs::remove_dir_all(&inside) {
                    Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
                    _ => {}
                }
                std::fs::create_dir_all(&inside)?;
                let store = Store::open(&inside, until).await?;
                making = Making(Some(inside.clone()));
                (Place::new(&inside), store, Engine::Sqlite)
            }
            Some(url) => {
                server::clear_unfinished(url).await?;
                let store = Store::connect(url, folder, until, &mut |_, _| {}).await?;
                (Place::new(folder), store, Engine::Postgres)
            }
        };
        let mut tx = store.inner.db.begin().await?;
        if events::last_position(&mut tx).await? > 0 {
            return Err(StoreError::Duplicate("desk".into()));
        }
        desk::set_meta(&mut tx, UNFINISHED, "1").await?;
        tx.commit().await?;
        let book = store.book().clone();
        let pack = book.in_force(&settings.pack, until)?;
        let calendar = &book.service(&pack.id, pack.version)?.calendar;
        let since = if pack.effective <= until { pack.effective } else { Instant::MIN_UTC };
        let today = calendar.day_of(until).to_string();
        let folded = Folder { engine, book: book.clone(), settings: Arc::new(settings), since, today, until };
        let (store, sink) = match database {
            None => {
                store.close().await;
                (None, Sink::File(file::File::open(&place.database()).await?))
            }
            Some(url) => (Some(store), Sink::Server(server::Server::open(url).await?)),
        };
        Ok(Self {
            folder: folder.to_owned(),
            making,
            place,
            store,
            folded,
            sink,
            turns: BinaryHeap::new(),
            streams: HashMap::new(),
            taken: 0,
            position: 0,
            since: Since::new(0),
            last: None,
            slot: 0,
            blobs: HashSet::new(),
        })
    }

    /// Folds streams; clone it for each thread.
    pub fn folder(&self) -> Folder {
        self.folded.clone()
    }

    /// Takes streams, and writes every event recorded before `before`: no stream given later may begin before it.
    ///
    /// # Errors
    /// [`StoreError`] when the database refuses; the desk is then lost.
    pub async fn write(&mut self, streams: Vec<Stream>, before: Instant) -> Result<()> {
        for mut stream in streams {
            for bytes in std::mem::take(&mut stream.files) {
                self.keep(bytes).await?;
            }
            for row in std::mem::take(&mut stream.rows) {
                self.sink.put(row).await?;
            }
            if let Some(first) = stream.events.front() {
                self.turns.push(Reverse((first.recorded, stream.id, self.taken)));
                self.streams.insert(self.taken, stream);
                self.taken += 1;
            }
        }
        while let Some(Reverse((recorded, id, key))) = self.turns.peek().copied() {
            if recorded >= before {
                break;
            }
            self.turns.pop();
            let Some(mut stream) = self.streams.remove(&key) else { continue };
            self.next(&mut stream).await?;
            if let Some(next) = stream.events.front() {
                self.turns.push(Reverse((next.recorded, id, key)));
                self.streams.insert(key, stream);
            }
        }
        Ok(())
    }

    /// How many events are written.
    pub fn events(&self) -> u64 {
        self.position
    }

    /// Gives the next event of a stream its place in the journal.
    async fn next(&mut self, stream: &mut Stream) -> Result<()> {
        let Some(mut event) = stream.events.pop_front() else { return Ok(()) };
        self.position += 1;
        if let Some(cell) = event.row.cells.first_mut() {
            *cell = Own::Int(i64::try_from(self.position).ok());
        }
        self.since.add(self.position, event.seq, &event.hash);
        self.sink.put(event.row).await?;
        for row in event.blobs {
            let Some(Own::Bytes(Some(hash))) = row.cells.first() else { continue };
            let hash = crate::cell::hash(hash)?;
            if self.blobs.insert(hash) {
                self.sink.put(row).await?;
            }
        }
        if let Some(found) = stream.found.take() {
            self.slot += 1;
            let id = Own::Id(Some(found.id));
            let kind = Own::Text(Some(found.kind.to_owned()));
            let digest = Own::Bytes(Some(found.digest.0.to_vec()));
            self.sink.put(Row { text: SEARCH_ROW, cells: vec![Own::Int(Some(self.slot)), kind, id, digest] }).await?;
            let (text, body) = match self.folded.engine {
                Engine::Sqlite => (SEARCH_IN_FILE, Own::Text(Some(found.words))),
                Engine::Postgres => (SEARCH_ON_SERVER, Own::Bytes(Some(crate::postgres::vector(&found.words)))),
            };
            self.sink.put(Row { text, cells: vec![Own::Int(Some(self.slot)), body] }).await?;
        }
        if self.position.is_multiple_of(checkpoints::EVERY) {
            let next = self.since.checkpoint(self.last.as_ref(), event.recorded);
            let mut conn = Conn::Gather(Gather::new(self.folded.engine));
            checkpoints::put(&mut conn, &next).await?;
            if let Conn::Gather(gather) = conn {
                for row in gather.done()?.0 {
                    self.sink.put(row).await?;
                }
            }
            self.since = Since::new(self.position);
            self.last = Some(next);
        }
        Ok(())
    }

    async fn keep(&mut self, bytes: Vec<u8>) -> Result<()> {
        match &self.store {
            Some(store) => store.put_blob(bytes).await.map(drop),
            None => {
                let blobs = Blobs::new(self.place.blobs());
                crate::backup::blocking(move || blobs.put(&bytes)).await.map(drop)
            }
        }
    }

    /// Writes the rest, makes the indexes, and lets the desk be one. Alerts whose time has come count as shown at the end of
    /// the story; rows of numbers go on after `numbers`; `locals` are choices of this computer.
    ///
    /// # Errors
    /// [`StoreError`] when the database refuses; then there is no desk.
    pub async fn finish(mut self, numbers: &[(String, u64)], locals: &[(&str, String)]) -> Result<Made> {
        self.write(Vec::new(), Instant::MAX_UTC).await?;
        let store = match self.sink {
            Sink::File(file) => {
                file.finish().await?;
                Store::hold(self.place.folder(), self.folded.until, crate::Tuning::default(), &mut |_, _| {}).await?
            }
            Sink::Server(server) => {
                server.finish(self.slot).await?;
                self.store.take().ok_or(StoreError::NotFound)?
            }
        };
        let mut tx = store.inner.db.begin().await?;
        desk::set_settings(&mut tx, &self.folded.settings).await?;
        for (name, value) in numbers {
            desk::raise_number(&mut tx, name, *value).await?;
        }
        for (key, value) in locals {
            desk::set_local(&mut tx, key, value).await?;
        }
        cases::count_lanes(&mut tx).await?;
        let until = crate::cell::us(self.folded.until);
        query("UPDATE alert SET claimed_at = $1, shown_at = $1 WHERE at <= $1").bind(until).execute(&mut tx).await?;
        query("DELETE FROM meta WHERE key = $1").bind(UNFINISHED).execute(&mut tx).await?;
        tx.commit().await?;
        store.close().await;
        if let Some(inside) = self.making.0.take() {
            move_out(&inside, &self.folder)?;
        }
        Ok(Made { events: self.position, records: self.slot.unsigned_abs() })
    }
}

impl Sink {
    async fn put(&mut self, row: Row) -> Result<()> {
        match self {
            Self::File(file) => file.put(row).await,
            Self::Server(server) => server.put(row).await,
        }
    }
}

/// Moves a finished desk from where it grew to where it is looked for, the database last.
fn move_out(from: &Path, to: &Path) -> Result<()> {
    let database = Place::new(from).database();
    for entry in std::fs::read_dir(from)? {
        let path = entry?.path();
        if path != database {
            let Some(name) = path.file_name() else { continue };
            std::fs::rename(&path, to.join(name))?;
        }
    }
    std::fs::rename(&database, Place::new(to).database())?;
    crate::blobs::sync_folder(to)?;
    Ok(std::fs::remove_dir_all(from)?)
}

/// Refuses a database whose desk is not finished.
pub(crate) async fn refuse_unfinished(db: &Db) -> Result<()> {
    let mut tx = db.begin_reading().await?;
    match desk::meta(&mut tx, UNFINISHED).await? {
        Some(_) => Err(StoreError::Damaged("the making of this desk was broken off; make it again".into())),
        None => Ok(()),
    }
}
