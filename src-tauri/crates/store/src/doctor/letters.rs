//! Messages and what is kept beside them: the traces by which one is recognised and threaded, the ids it mentions, and the rows of
//! its files. Events tell most of it; the rest stands in the raw message, which whoever can read mail reads for us. A chat's
//! message has no raw one: its id tells all its traces.
//!
//! Left out: traces of messages whose texts were erased, and those of events that tell neither an id nor raw bytes.

use super::blobs::bytes;
use super::{Problem, Report};
use crate::blobs::Blobs;
use crate::cell;
use crate::db::{Conn, query, query_as, query_scalar, without_zeros};
use crate::error::{Result, StoreError};
use crate::look::{Look, Trace};
use crate::queries::messages::{self, LONGEST};
use aftercare_core::case::{CaseEvent, Entry, chat_identity};
use aftercare_core::ids::CaseId;
use aftercare_core::journal::{Hash, Sealed, StreamId};
use aftercare_core::time::Instant;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};
use uuid::Uuid;

/// Reads the traces of a message from its raw bytes, as filing it keeps them.
pub type Reader = fn(&[u8]) -> Trace;

/// What messages are held against.
#[derive(Clone, Copy)]
pub(super) struct Letters<'a> {
    /// Without it, what only the raw message tells is not looked at.
    pub reader: Option<Reader>,
    /// The folder of files; on a server they are rows.
    pub files: Option<&'a Blobs>,
}

/// A message as its event tells it.
struct Told<'a> {
    seq: u64,
    at: Instant,
    message_id: Option<&'a Sealed>,
    raw: Option<&'a Sealed>,
    files: Vec<&'a Sealed>,
}

/// What its row should hold. Nothing stands where nothing tells.
struct Expected {
    raw: Option<Option<Hash>>,
    message_id: Option<Option<String>>,
    identity: Option<Option<Hash>>,
}

/// What the rows of a case should hold.
struct Case {
    rows: BTreeMap<u64, Expected>,
    /// Ids that some raw message mentions.
    mentioned: BTreeSet<String>,
    /// Ids of the case itself, which its answers mention.
    own: BTreeSet<String>,
    /// Whether every raw message could be read.
    all: bool,
    /// Files, and when they came.
    files: BTreeMap<Hash, Instant>,
}

#[derive(Deserialize)]
struct Named {
    sha256: String,
}

/// The file that a sealed reference names, unless it was erased.
fn named(sealed: &Sealed) -> Option<Hash> {
    Hash::parse(&serde_json::from_str::<Named>(sealed.as_str()).ok()?.sha256)
}

fn told(entries: &[Entry]) -> Vec<Told<'_>> {
    let told = entries.iter().filter_map(|entry| {
        let (seq, at) = (entry.seq, entry.recorded_at);
        match &entry.event {
            CaseEvent::MessageReceived { message_id, raw, files, .. }
            | CaseEvent::MessageSent { message_id, raw, files, .. } => Some(Told {
                seq,
                at,
                message_id: message_id.as_ref(),
                raw: raw.as_ref(),
                files: files.iter().collect(),
            }),
            CaseEvent::FormFiled { pdf, .. } => Some(Told { seq, at, message_id: None, raw: None, files: vec![pdf] }),
            CaseEvent::SessionSnapped { file, .. } => {
                Some(Told { seq, at, message_id: None, raw: None, files: vec![file] })
            }
            _ => None,
        }
    });
    told.collect()
}

type Row = (i64, Option<Vec<u8>>, Option<Vec<u8>>, Option<String>);

async fn rows(conn: &mut Conn, case: CaseId) -> Result<BTreeMap<u64, Trace>> {
    let rows: Vec<Row> = query_as("SELECT seq, raw, identity, message_id FROM message WHERE stream_id = $1")
        .bind(case.0)
        .fetch_all(conn)
        .await?;
    let hash = |bytes: Option<Vec<u8>>| bytes.map(|bytes| cell::hash(&bytes)).transpose();
    let read = rows.into_iter().map(|(seq, raw, identity, message_id)| {
        // A hash that is none is as wrong as another one.
        let (raw, identity) = (hash(raw).unwrap_or(Some(Hash::ZERO)), hash(identity).unwrap_or(Some(Hash::ZERO)));
        let message_id = message_id.map(without_zeros);
        Ok((cell::count(seq)?, Trace { raw, identity, message_id, mentions: Vec::new() }))
    });
    read.collect()
}

/// The ids that cases mention, for whoever asks case by case in the order of their ids: no index leads from a case to them, so they
/// are read along, some at a time.
#[derive(Default)]
pub(super) struct Mentions {
    read: VecDeque<(Uuid, String)>,
    last: (Uuid, String),
    whole: bool,
}

impl Mentions {
    /// How many are read at a time.
    const PAGE: i64 = 50_000;

    async fn of(&mut self, conn: &mut Conn, case: CaseId) -> Result<BTreeSet<String>> {
        let mut found = BTreeSet::new();
        loop {
            // Those before it are of no case, or of one that could not be read.
            while let Some((of, id)) = self.read.pop_front_if(|(of, _)| *of <= case.0) {
                found.extend((of == case.0).then(|| without_zeros(id)));
            }
            if self.whole || !self.read.is_empty() {
                return Ok(found);
            }
            let page: Vec<(Uuid, String)> = query_as(
                "SELECT stream_id, message_id FROM mention WHERE (stream_id, message_id) > ($1, $2) \
                 ORDER BY stream_id, message_id LIMIT $3",
            )
            .bind(self.last.0)
            .bind(&self.last.1)
            .bind(Self::PAGE)
            .fetch_all(conn)
            .await?;
            self.whole = page.is_empty();
            self.last = page.last().cloned().unwrap_or_default();
            self.read = page.into();
        }
    }
}

async fn mentions(conn: &mut Conn, case: CaseId) -> Result<BTreeSet<String>> {
    let rows: Vec<String> =
        query_scalar("SELECT message_id FROM mention WHERE stream_id = $1").bind(case.0).fetch_all(conn).await?;
    Ok(rows.into_iter().map(without_zeros).collect())
}

impl Letters<'_> {
    async fn read(self, conn: &mut Conn, raw: &Hash) -> Result<Option<Trace>> {
        let Some(reader) = self.reader else { return Ok(None) };
        match bytes(conn, self.files, raw).await {
            Ok(bytes) => Ok(Some(reader(&bytes))),
            // The look at the files names it.
            Err(StoreError::NotFound | StoreError::Damaged(_) | StoreError::Io(_) | StoreError::ReadOnly(_)) => {
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    async fn case(self, conn: &mut Conn, entries: &[Entry]) -> Result<Case> {
        let mut case = Case {
            rows: BTreeMap::new(),
            mentioned: BTreeSet::new(),
            own: BTreeSet::new(),
            all: true,
            files: BTreeMap::new(),
        };
        let kept = |id: &String| id.len() <= LONGEST;
        for told in told(entries) {
            case.files.extend(told.raw.into_iter().chain(told.files).filter_map(named).map(|file| (file, told.at)));
            if told.raw.is_none() && told.message_id.is_none() {
                continue;
            }
            let raw = match told.raw {
                None => Some(None),
                Some(raw) => named(raw).map(Some),
            };
            let message_id = match told.message_id {
                None => Some(None),
                Some(id) => id.text.clone().map(|id| Some(without_zeros(id)).filter(kept)),
            };
            case.own.extend(message_id.iter().flatten().cloned());
            let letter = match raw {
                Some(Some(raw)) => self.read(conn, &raw).await?,
                _ => None,
            };
            case.all &= letter.is_some() || told.raw.is_none();
            if let Some(letter) = &letter {
                case.mentioned.extend(letter.mentions.iter().filter(|id| kept(id)).cloned().map(without_zeros));
            }
            // Only the raw message tells it; letters of a demo desk have one without being kept.
            let of_chat = || chat_identity(message_id.as_ref()?.as_deref()?).map(Some);
            let identity = letter.map(|letter| letter.identity).or_else(of_chat);
            case.rows.insert(told.seq, Expected { raw, message_id, identity });
        }
        Ok(case)
    }

    /// Holds the rows of a case against its messages.
    pub(super) async fn check(
        self,
        conn: &mut Conn,
        stream: StreamId,
        entries: &[Entry],
        (blobs, mentions): (&HashSet<Hash>, &mut Mentions),
        report: &mut Report,
    ) -> Result<()> {
        let id = CaseId(stream.id);
        let case = self.case(conn, entries).await?;
        let rows = rows(conn, id).await?;
        for (seq, expected) in &case.rows {
            match rows.get(seq) {
                None => report.add(Problem::Untraced { stream, seq: *seq }),
                Some(row) if !expected.holds(row) => report.add(Problem::Mistraced { stream, seq: *seq }),
                Some(_) => {}
            }
        }
        if self.reader.is_some() {
            let (missing, strange) = case.compare(&mentions.of(conn, id).await?);
            if !missing.is_empty() || !strange.is_empty() {
                let (missing, strange) = (missing.len() as u64, strange.len() as u64);
                report.add(Problem::Mentions { stream, missing, strange });
            }
        }
        for sha256 in case.files.keys().filter(|file| !blobs.contains(file)) {
            let missing = bytes(conn, self.files, sha256).await.is_err();
            report.add(Problem::Unnamed { stream, sha256: *sha256, missing });
        }
        Ok(())
    }

    /// Writes the rows of these messages, and of these cases' mentions and files, as they should be.
    pub(super) async fn mend(self, conn: &mut Conn, wrong: &BTreeMap<CaseId, BTreeSet<u64>>) -> Result<()> {
        let mut anew = Vec::new();
        for (id, wrong) in wrong {
            let entries = Look::from(&mut *conn).case_entries(*id).await?;
            let case = self.case(conn, &entries).await?;
            let mut rows = rows(conn, *id).await?;
            for seq in wrong {
                // All wrong ones go before any comes: two may have changed places.
                query("DELETE FROM message WHERE stream_id = $1 AND seq = $2")
                    .bind(id.0)
                    .bind(cell::int(*seq))
                    .execute(conn)
                    .await?;
                if let Some(expected) = case.rows.get(seq) {
                    anew.push((*id, *seq, expected.mended(rows.remove(seq).unwrap_or_default())));
                }
            }
            if self.reader.is_some() {
                let (missing, strange) = case.compare(&mentions(conn, *id).await?);
                for mention in strange {
                    query("DELETE FROM mention WHERE stream_id = $1 AND message_id = $2")
                        .bind(id.0)
                        .bind(&mention)
                        .execute(conn)
                        .await?;
                }
                for mention in missing {
                    query("INSERT INTO mention (message_id, stream_id) VALUES ($1, $2)")
                        .bind(&mention)
                        .bind(id.0)
                        .execute(conn)
                        .await?;
                }
            }
            for (sha256, at) in &case.files {
                if let Ok(bytes) = bytes(conn, self.files, sha256).await {
                    let blob = crate::blobs::Blob { sha256: *sha256, size: bytes.len() as u64 };
                    messages::keep_blob(conn, &blob, *at).await?;
                }
            }
        }
        for (id, seq, trace) in anew {
            messages::put(conn, id, seq, &trace).await?;
        }
        Ok(())
    }
}

impl Expected {
    fn holds(&self, row: &Trace) -> bool {
        self.raw.is_none_or(|raw| raw == row.raw)
            && self.identity.is_none_or(|identity| identity == row.identity)
            && self.message_id.as_ref().is_none_or(|id| *id == row.message_id)
    }

    /// The row as it should be; where nothing tells, it stays as it stood.
    fn mended(&self, row: Trace) -> Trace {
        Trace {
            raw: self.raw.unwrap_or(row.raw),
            identity: self.identity.unwrap_or(row.identity),
            message_id: self.message_id.clone().unwrap_or(row.message_id),
            mentions: Vec::new(),
        }
    }
}

impl Case {
    /// Mentions that are missing, and those that nothing tells of.
    fn compare(&self, there: &BTreeSet<String>) -> (Vec<String>, Vec<String>) {
        let missing = self.mentioned.difference(there).cloned().collect();
        let strange = there.iter().filter(|id| self.all && !self.mentioned.contains(*id) && !self.own.contains(*id));
        (missing, strange.cloned().collect())
    }
}
