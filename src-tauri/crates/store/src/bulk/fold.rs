//! From what happened to the rows of a stream: hashes, texts, heads, projections, alerts. Pure, so any number of threads can.

use super::gather::{Found, Gather, Row};
use crate::db::{Conn, Engine};
use crate::error::{Result, StoreError};
use crate::project;
use crate::queries::cases::Moves;
use crate::queries::{alerts, events, goods, messages, search};
use crate::refresh::{self, Stored, Words};
use crate::work::record;
use crate::{Blob, Trace};
use aftercare_core::case::fold::sort;
use aftercare_core::case::{Case, CaseEvent, Entry};
use aftercare_core::customer::{CustomerEntry, CustomerEvent};
use aftercare_core::desk::{DeskEvent, STREAM, Settings};
use aftercare_core::goods::{Lot, LotEvent, Unit, UnitEvent};
use aftercare_core::ids::{CaseId, CustomerId, LotId, UnitId};
use aftercare_core::journal::{Actor, Hash, Payload, Personal, StreamId, StreamKind};
use aftercare_core::policy::Book;
use aftercare_core::time::{Instant, micros};
use futures::FutureExt;
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

/// Something that happened, ready to be written down. A stream's are given in the order of their recording.
#[derive(Clone, Debug)]
pub struct Happened<E> {
    /// When it happened.
    pub at: Instant,
    /// When it is written down; never before the event before it.
    pub recorded: Instant,
    /// Who caused it.
    pub actor: Actor,
    /// What.
    pub event: E,
    /// The texts it seals.
    pub personal: Vec<Personal>,
    /// The traces of a message.
    pub mail: Option<Trace>,
    /// Files that its texts name.
    pub files: Vec<Vec<u8>>,
}

/// An event on its way, without its place in the journal.
pub(super) struct Event {
    pub recorded: Instant,
    pub seq: u64,
    pub hash: Hash,
    pub row: Row,
    /// Rows of its files.
    pub blobs: Vec<Row>,
}

/// A stream, folded.
pub struct Stream {
    pub(super) id: StreamId,
    pub(super) events: VecDeque<Event>,
    pub(super) rows: Vec<Row>,
    pub(super) found: Option<Found>,
    pub(super) files: Vec<Vec<u8>>,
}

/// What folding needs, shared by all threads.
#[derive(Clone)]
pub struct Folder {
    pub(super) engine: Engine,
    pub(super) book: Book,
    pub(super) settings: Arc<Settings>,
    /// From when on the rules for surveys hold, the last day, and its last instant.
    pub(super) since: Instant,
    pub(super) today: String,
    pub(super) until: Instant,
}

/// What a future of the gathering gives: it never waits.
fn at_once<T>(future: impl Future<Output = Result<T>>) -> Result<T> {
    future.now_or_never().unwrap_or_else(|| Err(StoreError::Io("a gathering waited".into())))
}

impl Folder {
    /// Folds a case.
    ///
    /// # Errors
    /// [`StoreError`] when its events make no case.
    pub fn case(&self, id: CaseId, told: Vec<Happened<CaseEvent>>) -> Result<Stream> {
        let mut entries: Vec<Entry> = (1..)
            .zip(&told)
            .map(|(seq, one)| Entry {
                seq,
                actor: one.actor,
                at: micros(one.at),
                recorded_at: micros(one.recorded),
                event: one.event.clone(),
            })
            .collect();
        let (mut conn, events, files) = self.journal(StreamId::new(StreamKind::Case, id.0), told)?;
        let by_recording = entries.clone();
        sort(&mut entries);
        let with = (&mut Moves::default(), Words::Now);
        let (_, calls) = at_once(refresh::put_case(&mut conn, id, &entries, Stored::default(), &self.book, with))?;
        if !calls.tasks.is_empty() || calls.runs.iter().any(|run| run.ended.is_none()) {
            self.alerts(&mut conn, id, &by_recording)?;
        }
        finish(conn, StreamId::new(StreamKind::Case, id.0), events, files)
    }

    /// The alerts that stand after each event was written down in its turn: one is planned while it lies ahead, and stays as
    /// long as it is called for.
    fn alerts(&self, conn: &mut Conn, id: CaseId, by_recording: &[Entry]) -> Result<()> {
        let mut standing = BTreeMap::new();
        for (n, last) in by_recording.iter().enumerate() {
            let mut entries = by_recording[..=n].to_vec();
            sort(&mut entries);
            if Case::fold(&entries).is_none() {
                continue;
            }
            let calls = project::case(id, &entries, &self.book)?.calls;
            let wanted = alerts::wanted(id, &calls, &self.settings.lead_minutes, last.recorded_at);
            standing.retain(|key, _| wanted.iter().any(|alert| alert.key == *key));
            for alert in wanted.into_iter().filter(|alert| alert.at > last.recorded_at) {
                standing.insert(alert.key.clone(), alert);
            }
        }
        standing.values().try_for_each(|alert| at_once(alerts::put(conn, id, alert)))
    }

    /// Folds a customer. Surveys are planned as of the last event, or of the last day where that plan does not hold any more.
    ///
    /// # Errors
    /// [`StoreError`] when its events make no customer.
    pub fn customer(&self, id: CustomerId, told: Vec<Happened<CustomerEvent>>) -> Result<Stream> {
        let mut entries: Vec<CustomerEntry> = (1..)
            .zip(&told)
            .map(|(seq, one)| CustomerEntry { seq, at: micros(one.at), event: one.event.clone() })
            .collect();
        entries.sort_by_key(|entry| (entry.at, entry.seq));
        let last = told.last().map_or(self.until, |one| micros(one.recorded));
        let fold = |now| project::customer(id, &entries, Some(&self.settings), &self.book, now);
        let mut rows = fold(last)?;
        // As the first opening on the last day would find it.
        if rows.as_ref().is_some_and(|rows| last < self.since || rows.cells.changes_on <= self.today) {
            rows = fold(self.until)?;
        }
        let stream = StreamId::new(StreamKind::Customer, id.0);
        let (mut conn, events, files) = self.journal(stream, told)?;
        if let Some(rows) = rows {
            at_once(refresh::put_rows(&mut conn, id, &rows))?;
        }
        finish(conn, stream, events, files)
    }

    /// Folds a lot.
    ///
    /// # Errors
    /// [`StoreError`] when an event can't be written.
    pub fn lot(&self, id: LotId, told: Vec<Happened<LotEvent>>) -> Result<Stream> {
        let entries: Vec<_> = (1..).zip(&told).map(|(seq, one)| (seq, micros(one.at), one.event.clone())).collect();
        let stream = StreamId::new(StreamKind::Lot, id.0);
        let (mut conn, events, files) = self.journal(stream, told)?;
        if let Some((_, lot, seq)) = Lot::fold(id, &entries) {
            let (cells, text) = project::lot(id, seq, &lot);
            at_once(goods::put_lot(&mut conn, &cells))?;
            at_once(search::put(&mut conn, "lot", id.0, &text))?;
        }
        finish(conn, stream, events, files)
    }

    /// Folds a unit.
    ///
    /// # Errors
    /// [`StoreError`] when an event can't be written.
    pub fn unit(&self, id: UnitId, told: Vec<Happened<UnitEvent>>) -> Result<Stream> {
        let entries: Vec<_> = (1..).zip(&told).map(|(seq, one)| (seq, micros(one.at), one.event.clone())).collect();
        let stream = StreamId::new(StreamKind::Unit, id.0);
        let (mut conn, events, files) = self.journal(stream, told)?;
        if let Some((_, unit, seq)) = Unit::fold(id, &entries) {
            let (cells, text) = project::unit(id, seq, &unit);
            at_once(goods::put_unit(&mut conn, &cells))?;
            at_once(search::put(&mut conn, "unit", id.0, &text))?;
        }
        finish(conn, stream, events, files)
    }

    /// Folds the desk itself.
    ///
    /// # Errors
    /// [`StoreError`] when an event can't be written.
    pub fn desk(&self, told: Vec<Happened<DeskEvent>>) -> Result<Stream> {
        let (conn, events, files) = self.journal(STREAM, told)?;
        finish(conn, STREAM, events, files)
    }

    /// Events, texts, message traces and the head of a stream.
    fn journal<P: Payload>(
        &self,
        stream: StreamId,
        told: Vec<Happened<P>>,
    ) -> Result<(Conn, VecDeque<Event>, Vec<Vec<u8>>)> {
        let mut head = (0, Hash::ZERO);
        let mut conn = Conn::Gather(Gather::new(self.engine));
        let (mut out, mut files) = (VecDeque::with_capacity(told.len()), Vec::new());
        for one in told {
            let recorded = record(stream, head, one.actor, one.at, micros(one.recorded), &one.event);
            head = (recorded.seq, recorded.hash);
            for row in &one.personal {
                at_once(events::put_text(&mut conn, stream, row))?;
            }
            if let Some(trace) = &one.mail {
                at_once(messages::put(&mut conn, CaseId(stream.id), recorded.seq, trace))?;
            }
            let mut apart = Conn::Gather(Gather::new(self.engine));
            at_once(events::insert(&mut apart, 0, &recorded))?;
            for bytes in one.files {
                let blob = Blob { sha256: Hash::of(&bytes), size: bytes.len() as u64 };
                at_once(messages::keep_blob(&mut apart, &blob, recorded.recorded_at))?;
                files.push(bytes);
            }
            let (mut rows, _) = rows(apart)?;
            let blobs = rows.split_off(1.min(rows.len()));
            let Some(row) = rows.pop() else { continue };
            out.push_back(Event { recorded: recorded.recorded_at, seq: recorded.seq, hash: recorded.hash, row, blobs });
        }
        at_once(events::set_head(&mut conn, stream, head))?;
        Ok((conn, out, files))
    }
}

fn rows(conn: Conn) -> Result<(Vec<Row>, Option<Found>)> {
    match conn {
        Conn::Gather(gather) => gather.done(),
        _ => Err(StoreError::Io("not a gathering".into())),
    }
}

fn finish(conn: Conn, id: StreamId, events: VecDeque<Event>, files: Vec<Vec<u8>>) -> Result<Stream> {
    let (rows, found) = rows(conn)?;
    Ok(Stream { id, events, rows, found, files })
}
