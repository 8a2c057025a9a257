//! Checkpoints: a hash over the heads of all streams at one position, chained. They make a lost stream or a cut tail
//! visible, which the streams' own chains can't.

use super::events::{self, Head};
use crate::cell;
use crate::error::Result;
use crate::sqlite::Conn;
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
    /// Hash over all heads, sorted.
    pub digest: Hash,
    /// Hash of the checkpoint before, [`Hash::ZERO`] for the first.
    pub prev: Hash,
    /// Hash of this one.
    pub hash: Hash,
}

impl Checkpoint {
    /// The hash it must carry.
    pub fn expected_hash(&self) -> Hash {
        let mut digest = Sha256::new();
        digest.update(b"aftercare checkpoint 1");
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

/// Writes a checkpoint, unless the last one stands at the same position.
pub(crate) async fn write(conn: &mut Conn, now: Instant) -> Result<()> {
    let (position, events) = events::extent(conn).await?;
    let last = last(conn).await?;
    if position == last.as_ref().map_or(0, |last| last.position) {
        return Ok(());
    }
    let heads = events::heads(conn).await?;
    let mut next = Checkpoint {
        number: last.as_ref().map_or(1, |last| last.number + 1),
        at: now,
        position,
        streams: heads.len() as u64,
        events,
        digest: digest(heads.iter().map(|(stream, head)| (stream, head))),
        prev: last.map_or(Hash::ZERO, |last| last.hash),
        hash: Hash::ZERO,
    };
    next.hash = next.expected_hash();
    sqlx::query(
        "INSERT INTO checkpoint (number, at, position, streams, events, digest, prev, hash) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(cell::int(next.number))
    .bind(cell::us(next.at))
    .bind(cell::int(next.position))
    .bind(cell::int(next.streams))
    .bind(cell::int(next.events))
    .bind(&next.digest.0[..])
    .bind(&next.prev.0[..])
    .bind(&next.hash.0[..])
    .execute(conn)
    .await?;
    Ok(())
}

type Cells = (i64, i64, i64, i64, i64, Vec<u8>, Vec<u8>, Vec<u8>);

fn read((number, at, position, streams, events, digest, prev, hash): Cells) -> Result<Checkpoint> {
    Ok(Checkpoint {
        number: cell::count(number)?,
        at: cell::instant(at)?,
        position: cell::count(position)?,
        streams: cell::count(streams)?,
        events: cell::count(events)?,
        digest: cell::hash(&digest)?,
        prev: cell::hash(&prev)?,
        hash: cell::hash(&hash)?,
    })
}

pub(crate) async fn last(conn: &mut Conn) -> Result<Option<Checkpoint>> {
    let row: Option<Cells> = sqlx::query_as(
        "SELECT number, at, position, streams, events, digest, prev, hash FROM checkpoint ORDER BY number DESC LIMIT 1",
    )
    .fetch_optional(conn)
    .await?;
    row.map(read).transpose()
}

pub(crate) async fn all(conn: &mut Conn) -> Result<Vec<Checkpoint>> {
    let rows: Vec<Cells> = sqlx::query_as(
        "SELECT number, at, position, streams, events, digest, prev, hash FROM checkpoint ORDER BY number",
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(read).collect()
}
