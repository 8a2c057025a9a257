//! Holds a database against itself: chains, checkpoints, texts, projections, blobs. It only reads, and it does not stop at the
//! first problem, because whoever asks wants to know all of them.

use crate::cell;
use crate::db::{Conn, Engine, query_scalar};
use crate::error::{Result, StoreError};
use crate::look::{Checkpoint, Look};
use crate::project;
use crate::queries::events::Head;
use crate::queries::{cases, checkpoints, clocks, customers, desk, events, messages, search};
use crate::refresh;
use crate::sqlite;
use crate::store::Store;
use aftercare_core::ids::{CaseId, CustomerId};
use aftercare_core::journal::{Hash, Personal, StreamId, StreamKind};
use aftercare_core::policy::Book;
use sqlx::Connection;
use std::collections::BTreeMap;

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Events between these positions are missing.
    Gap {
        /// The last position before the gap.
        after: u64,
        /// The first one behind it.
        before: u64,
    },
    /// An event does not follow the one before it, or its bytes are not those that were hashed.
    Broken {
        /// Its stream.
        stream: StreamId,
        /// Its number.
        seq: u64,
    },
    /// A stream's head is not its last event.
    Head {
        /// The stream.
        stream: StreamId,
    },
    /// A checkpoint is not the one that was written, or the streams were others when it was.
    Checkpoint {
        /// Its number.
        number: u64,
    },
    /// The journal ends before a position that a checkpoint saw.
    Cut {
        /// The position seen.
        position: u64,
    },
    /// A text is not the one its event committed to.
    Text {
        /// The stream.
        stream: StreamId,
    },
    /// A stream can't be read or folded.
    Unread {
        /// The stream.
        stream: StreamId,
        /// Why.
        detail: String,
    },
    /// A stored projection is not what a fresh fold gives.
    Projection {
        /// Whose.
        stream: StreamId,
        /// Which part of it.
        part: &'static str,
    },
    /// A projection has more or fewer rows than there are streams.
    Rows {
        /// Which.
        table: &'static str,
    },
    /// A file is missing, or its bytes changed.
    Blob {
        /// Its name.
        sha256: Hash,
    },
    /// The database file's own structure is damaged.
    File {
        /// What the engine says.
        detail: String,
    },
}

/// What a verification found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Events in the journal.
    pub events: u64,
    /// Streams.
    pub streams: u64,
    /// Checkpoints.
    pub checkpoints: u64,
    /// Files named by rows.
    pub blobs: u64,
    /// Nothing, if all is well.
    pub problems: Vec<Problem>,
}

impl Store {
    /// Verifies everything: the file, the chains, the checkpoints, the texts, the projections, the blobs' bytes.
    ///
    /// # Errors
    /// [`StoreError`] when the database can't be read at all; what is merely wrong stands in the report.
    pub async fn verify(&self) -> Result<Report> {
        let mut look = self.look().await?;
        let conn = look.conn();
        let mut report = chain(conn).await?;
        if self.engine() == Engine::Sqlite {
            // A connection of its own: the search index's check trusts what an older look of the same connection remembered.
            let mut fresh = sqlite::copier(&self.place().database()).await?;
            let structure = sqlite::integrity(&mut fresh).await;
            fresh.close().await?;
            match structure {
                Err(StoreError::Damaged(detail)) => report.problems.push(Problem::File { detail }),
                other => other?,
            }
        }
        projections(conn, self.book(), &mut report.problems).await?;
        let blobs = messages::blobs(conn).await?;
        report.blobs = blobs.len() as u64;
        for blob in &blobs {
            if self.blob(&blob.sha256).await.is_err() {
                report.problems.push(Problem::Blob { sha256: blob.sha256 });
            }
        }
        Ok(report)
    }
}

/// Walks the whole journal once: positions, numbers, hashes, heads and checkpoints.
pub(crate) async fn chain(conn: &mut Conn) -> Result<Report> {
    const PAGE: i64 = 2000;
    let mut walk = Walk {
        report: Report::default(),
        heads: BTreeMap::new(),
        position: 0,
        waiting: checkpoints::all(conn).await?.into(),
        last: None,
        since: checkpoints::Since::new(0),
    };
    walk.report.checkpoints = walk.waiting.len() as u64;
    loop {
        let page = events::after(conn, walk.position, PAGE).await?;
        if page.is_empty() {
            break;
        }
        for (position, event) in page {
            walk.reach(position - 1);
            if position != walk.position + 1 {
                walk.report.problems.push(Problem::Gap { after: walk.position, before: position });
            }
            let (seq, hash) = walk.heads.get(&event.stream).copied().unwrap_or((0, Hash::ZERO));
            if event.seq != seq + 1 || event.prev != hash || event.hash != event.expected_hash() {
                walk.report.problems.push(Problem::Broken { stream: event.stream, seq: event.seq });
            }
            walk.heads.insert(event.stream, (event.seq, event.hash));
            walk.since.add(position, event.seq, &event.hash);
            walk.position = position;
            walk.report.events += 1;
        }
    }
    walk.reach(walk.position);
    let cut = walk.waiting.iter().map(|c| Problem::Cut { position: c.position });
    walk.report.problems.extend(cut);
    let stored: BTreeMap<StreamId, Head> = events::heads(conn).await?.into_iter().collect();
    let streams = stored.keys().chain(walk.heads.keys().filter(|stream| !stored.contains_key(stream)));
    for stream in streams.filter(|stream| stored.get(stream) != walk.heads.get(stream)) {
        walk.report.problems.push(Problem::Head { stream: *stream });
    }
    walk.report.streams = stored.len() as u64;
    Ok(walk.report)
}

struct Walk {
    report: Report,
    heads: BTreeMap<StreamId, Head>,
    position: u64,
    waiting: std::collections::VecDeque<Checkpoint>,
    last: Option<Checkpoint>,
    /// What came since it.
    since: checkpoints::Since,
}

impl Walk {
    /// Checks the checkpoints that were written when the journal ended at or before `position`.
    fn reach(&mut self, position: u64) {
        while self.waiting.front().is_some_and(|checkpoint| checkpoint.position <= position) {
            let Some(checkpoint) = self.waiting.pop_front() else { return };
            let mut expected = self.since.checkpoint(self.last.as_ref(), checkpoint.at);
            if checkpoint.rule == 1 {
                expected.rule = 1;
                expected.digest = checkpoints::digest(&self.heads);
            }
            expected.streams = self.heads.len() as u64;
            expected.events = self.report.events;
            expected.position = checkpoint.position;
            expected.hash = expected.expected_hash();
            let holds = checkpoint == expected;
            if !holds {
                self.report.problems.push(Problem::Checkpoint { number: checkpoint.number });
            }
            self.since = checkpoints::Since::new(checkpoint.position);
            self.last = Some(checkpoint);
        }
    }
}

async fn projections(conn: &mut Conn, book: &Book, problems: &mut Vec<Problem>) -> Result<()> {
    let settings = desk::settings(conn).await?;
    let mut rows = [0_i64; 2];
    for kind in StreamKind::ALL {
        for stream in events::streams(conn, kind).await? {
            let texts = events::salted(conn, stream).await?;
            let kept = |(commitment, salt, text): &(Hash, Vec<u8>, String)| {
                salt.as_slice().try_into().is_ok_and(|salt| Personal::commit(salt, text) == *commitment)
            };
            if !texts.iter().all(kept) {
                problems.push(Problem::Text { stream });
            }
            let parts = match kind {
                StreamKind::Case => case(conn, CaseId(stream.id), book).await,
                StreamKind::Customer => customer(conn, CustomerId(stream.id), settings.as_ref(), book).await,
                StreamKind::Desk => match refresh::newest_settings(conn).await {
                    Ok(fresh) if fresh == settings => Ok(vec![]),
                    Ok(_) => Ok(vec!["settings"]),
                    Err(error) => Err(error),
                },
                StreamKind::Calendar | StreamKind::Policy => Ok(vec![]),
            };
            match parts {
                Ok(parts) => problems.extend(parts.into_iter().map(|part| Problem::Projection { stream, part })),
                Err(error @ (StoreError::Read(_) | StoreError::Policy(_) | StoreError::Damaged(_))) => {
                    problems.push(Problem::Unread { stream, detail: error.to_string() });
                }
                Err(error) => return Err(error),
            }
            match kind {
                StreamKind::Case => rows[0] += 1,
                StreamKind::Customer => rows[1] += 1,
                _ => {}
            }
        }
    }
    for ((table, query), expected) in
        [("case_view", "SELECT COUNT(*) FROM case_view"), ("customer_view", "SELECT COUNT(*) FROM customer_view")]
            .into_iter()
            .zip(rows)
    {
        let found: i64 = query_scalar(query).fetch_one(&mut *conn).await?;
        if found > expected || (table == "case_view" && found != expected) {
            problems.push(Problem::Rows { table });
        }
    }
    Ok(())
}

/// The parts of a case's projection that a fresh fold gives differently.
async fn case(conn: &mut Conn, id: CaseId, book: &Book) -> Result<Vec<&'static str>> {
    let entries = Look::from(&mut *conn).case_entries(id).await?;
    let fresh = project::case(id, &entries, book)?;
    let words = Hash::of(crate::segment::words(&fresh.text).as_bytes());
    let mut wrong = Vec::new();
    let mut same = |part, holds: bool| {
        if !holds {
            wrong.push(part)
        }
    };
    same("case", cases::cells(conn, id.0).await?.as_ref() == Some(&fresh.cells));
    same("clocks", clocks::cells(conn, id.0).await? == fresh.clocks);
    same("addresses", cases::addresses(conn, id.0).await? == fresh.addresses);
    same("forms", cases::form_cells(conn, id.0).await? == fresh.forms);
    same("words", search::stored(conn, "case", id.0).await? == Some(words));
    Ok(wrong)
}

/// The same for a customer; surveys as of the instant they were planned.
async fn customer(
    conn: &mut Conn,
    id: CustomerId,
    settings: Option<&aftercare_core::desk::Settings>,
    book: &Book,
) -> Result<Vec<&'static str>> {
    let entries = Look::from(&mut *conn).customer_entries(id).await?;
    let stored = customers::cells(conn, id.0).await?;
    let planned = stored.as_ref().map_or(Ok(Default::default()), |cells| cell::instant(cells.planned_at))?;
    let Some(fresh) = project::customer(id, &entries, settings, book, planned)? else {
        return Ok(if stored.is_some() { vec!["customer"] } else { vec![] });
    };
    let words = Hash::of(crate::segment::words(&fresh.text).as_bytes());
    let mut wrong = Vec::new();
    let mut same = |part, holds: bool| {
        if !holds {
            wrong.push(part)
        }
    };
    same("customer", stored.as_ref() == Some(&fresh.cells));
    same("addresses", customers::addresses(conn, id.0).await? == fresh.addresses);
    same("surveys", customers::surveys_of(conn, id.0).await? == fresh.surveys);
    same("words", search::stored(conn, "customer", id.0).await? == Some(words));
    Ok(wrong)
}
