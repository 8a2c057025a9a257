//! Checkpoints: a hash over everything the journal got since the checkpoint before, chained. They make a lost stream or a
//! cut tail visible, which the streams' own chains can't.
//!
//! Those of rule 1 hashed the heads of all streams instead, which cost more the larger the desk; they are still verified.

use super::events::{self, Head};
use crate::cell;
use crate::db::{Conn, query, query_as};
use crate::error::Result;
use crate::transfer;
use aftercare_core::journal::{Hash, StreamId};
use aftercare_core::time::Instant;
use sha2::{Digest, Sha256};

/// A checkpoint is written at least every so many events.
pub(crate) const EVERY: u64 = 1000;

/// One checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// From 1, without gaps.
    pub number: u64,
    /// When it was written.
    pub at: Instant,
    /// The position of the last event before it.
    pub position: u64,
    /// Streams at that position.
    pub streams: u64,
    /// Events at that position.
    pub events: u64,
    /// Rule 2: hash over the hashes of all events since the checkpoint before, in their order. Rule 1: over all heads, sorted.
    pub digest: Hash,
    /// What `digest` covers.
    pub rule: u64,
    /// Hash of the checkpoint before, [`Hash::ZERO`] for the first.
    pub prev: Hash,
    /// Hash of this one.
    pub hash: Hash,
}

impl Checkpoint {
    /// The hash it must carry.
    pub fn expected_hash(&self) -> Hash {
        let mut digest = Sha256::new();
        digest.update(match self.rule {
            1 => b"aftercare checkpoint 1",
            _ => b"aftercare checkpoint 2",
        });
        digest.update(self.prev.0);
        for number in [self.number, self.position, self.streams, self.events] {
            digest.update(number.to_be_bytes());
        }
        digest.update(self.at.timestamp_micros().to_be_bytes());
        digest.update(self.digest.0);
        Hash(digest.finalize().into())
    }
}

/// The hash over all heads; `heads` sorted by stream.
pub(crate) fn digest<'a>(heads: impl IntoIterator<Item = (&'a StreamId, &'a Head)>) -> Hash {
    let mut digest = Sha256::new();
    digest.update(b"aftercare heads 1");
    for (stream, (seq, hash)) in heads {
        digest.update([u8::try_from(stream.kind.name().len()).unwrap_or(u8::MAX)]);
        digest.update(stream.kind.name().as_bytes());
        digest.update(stream.id.as_bytes());
        digest.update(seq.to_be_bytes());
        digest.update(hash.0);
    }
    Hash(digest.finalize().into())
}

/// What came since a checkpoint, folded as the journal is walked.
#[derive(Clone)]
pub(crate) struct Since {
    digest: Sha256,
    pub events: u64,
    pub streams: u64,
    pub position: u64,
}

impl Since {
    /// Nothing came yet.
    pub(crate) fn new(position: u64) -> Self {
        let mut digest = Sha256::new();
        digest.update(b"aftercare journal 2");
        Self { digest, events: 0, streams: 0, position }
    }

    /// The next event.
    pub(crate) fn add(&mut self, position: u64, seq: u64, hash: &Hash) {
        self.digest.update(hash.0);
        self.events += 1;
        self.streams += u64::from(seq == 1);
        self.position = position;
    }

    /// The checkpoint that stands here, after `last`.
    pub(crate) fn checkpoint(&self, last: Option<&Checkpoint>, at: Instant) -> Checkpoint {
        let mut next = Checkpoint {
            number: last.map_or(1, |last| last.number + 1),
            at,
            position: self.position,
            streams: last.map_or(0, |last| last.streams) + self.streams,
            events: last.map_or(0, |last| last.events) + self.events,
            digest: Hash(self.digest.clone().finalize().into()),
            rule: 2,
            prev: last.map_or(Hash::ZERO, |last| last.hash),
            hash: Hash::ZERO,
        };
        next.hash = next.expected_hash();
        next
    }
}

/// Writes a checkpoint, unless nothing came since the last one.
pub(crate) async fn write(conn: &mut Conn, now: Instant) -> Result<()> {
    let last = last(conn).await?;
    let mut since = Since::new(last.as_ref().map_or(0, |last| last.position));
    loop {
        let page = events::hashes_after(conn, since.position, 10_000).await?;
        for (position, seq, hash) in &page {
            since.add(*position, *seq, hash);
        }
        if page.len() < 10_000 {
            break;
        }
    }
    if since.events == 0 {
        return Ok(());
    }
    put(conn, &since.checkpoint(last.as_ref(), now)).await
}

pub(crate) async fn put(conn: &mut Conn, next: &Checkpoint) -> Result<()> {
    query(
        "INSERT INTO checkpoint (number, at, position, streams, events, digest, prev, hash, rule) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(cell::int(next.number))
    .bind(cell::us(next.at))
    .bind(cell::int(next.position))
    .bind(cell::int(next.streams))
    .bind(cell::int(next.events))
    .bind(&next.digest.0[..])
    .bind(&next.prev.0[..])
    .bind(&next.hash.0[..])
    .bind(cell::int(next.rule))
    .execute(conn)
    .await?;
    Ok(())
}

type Cells = (i64, i64, i64, i64, i64, Vec<u8>, Vec<u8>, Vec<u8>, i64);

fn read((number, at, position, streams, events, digest, prev, hash, rule): Cells) -> Result<Checkpoint> {
    Ok(Checkpoint {
        number: cell::count(number)?,
        at: cell::instant(at)?,
        position: cell::count(position)?,
        streams: cell::count(streams)?,
        events: cell::count(events)?,
        digest: cell::hash(&digest)?,
        rule: cell::count(rule)?,
        prev: cell::hash(&prev)?,
        hash: cell::hash(&hash)?,
    })
}

pub(crate) async fn last(conn: &mut Conn) -> Result<Option<Checkpoint>> {
    let row: Option<Cells> = query_as(
        "SELECT number, at, position, streams, events, digest, prev, hash, rule FROM checkpoint ORDER BY number DESC LIMIT 1",
    )
    .fetch_optional(conn)
    .await?;
    row.map(read).transpose()
}

/// All checkpoints, also of a database from before there was a second rule.
pub(crate) async fn all(conn: &mut Conn) -> Result<Vec<Checkpoint>> {
    let ruled = transfer::columns(conn, "checkpoint").await?.iter().any(|column| column == "rule");
    let rows: Vec<Cells> = query_as(match ruled {
        true => "SELECT number, at, position, streams, events, digest, prev, hash, rule FROM checkpoint ORDER BY number",
        false => "SELECT number, at, position, streams, events, digest, prev, hash, 1 AS rule FROM checkpoint ORDER BY number",
    })
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(read).collect()
}
