//! The journal itself: events, stream heads, the erasable texts.

use crate::cell;
use crate::db::{Cell, Conn, Texts, query, query_as, query_scalar};
use crate::error::{Result, StoreError};
use aftercare_core::desk::STREAM;
use aftercare_core::journal::{Hash, Personal, Recorded, StreamId, StreamKind};
use sqlx::FromRow;
use std::collections::HashMap;
use uuid::Uuid;

/// Where a stream stands: the number and hash of its last event.
pub(crate) type Head = (u64, Hash);

#[derive(FromRow)]
struct EventRow {
    position: i64,
    stream_kind: String,
    stream_id: Uuid,
    seq: i64,
    kind: String,
    version: i64,
    actor: String,
    occurred_at: i64,
    recorded_at: i64,
    payload: Vec<u8>,
    prev: Vec<u8>,
    hash: Vec<u8>,
}

impl EventRow {
    fn read(self) -> Result<(u64, Recorded)> {
        let event = Recorded {
            stream: cell::stream(&self.stream_kind, self.stream_id)?,
            seq: cell::count(self.seq)?,
            kind: self.kind,
            version: u16::try_from(self.version).map_err(|_| StoreError::Damaged("schema version".into()))?,
            actor: cell::actor(&self.actor)?,
            occurred_at: cell::instant(self.occurred_at)?,
            recorded_at: cell::instant(self.recorded_at)?,
            payload: self.payload,
            prev: cell::hash(&self.prev)?,
            hash: cell::hash(&self.hash)?,
        };
        Ok((cell::count(self.position)?, event))
    }
}

pub(crate) async fn insert(conn: &mut Conn, position: u64, event: &Recorded) -> Result<()> {
    query(
        "INSERT INTO event (position, stream_kind, stream_id, seq, kind, version, actor, occurred_at, recorded_at, payload, prev, hash) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(cell::int(position))
    .bind(event.stream.kind.name())
    .bind(event.stream.id)
    .bind(cell::int(event.seq))
    .bind(&event.kind)
    .bind(i64::from(event.version))
    .bind(cell::actor_text(event.actor))
    .bind(cell::us(event.occurred_at))
    .bind(cell::us(event.recorded_at))
    .bind(&event.payload)
    .bind(&event.prev.0[..])
    .bind(&event.hash.0[..])
    .later(conn)
    .await
}

/// The events of a stream, by number.
pub(crate) async fn of(conn: &mut Conn, stream: StreamId) -> Result<Vec<Recorded>> {
    let rows: Vec<EventRow> = query_as(
        "SELECT position, stream_kind, stream_id, seq, kind, version, actor, occurred_at, recorded_at, payload, prev, hash \
         FROM event WHERE stream_kind = $1 AND stream_id = $2 ORDER BY seq",
    )
    .bind(stream.kind.name())
    .bind(stream.id)
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(|row| row.read().map(|(_, event)| event)).collect()
}

/// A page of the whole journal, in the order it was written.
pub(crate) async fn after(conn: &mut Conn, position: u64, limit: i64) -> Result<Vec<(u64, Recorded)>> {
    let rows: Vec<EventRow> = query_as(
        "SELECT position, stream_kind, stream_id, seq, kind, version, actor, occurred_at, recorded_at, payload, prev, hash \
         FROM event WHERE position > $1 ORDER BY position LIMIT $2",
    )
    .bind(cell::int(position))
    .bind(limit)
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(EventRow::read).collect()
}

/// Position, number and hash of the events after a position.
pub(crate) async fn hashes_after(conn: &mut Conn, position: u64, limit: i64) -> Result<Vec<(u64, u64, Hash)>> {
    let rows: Vec<(i64, i64, Vec<u8>)> =
        query_as("SELECT position, seq, hash FROM event WHERE position > $1 ORDER BY position LIMIT $2")
            .bind(cell::int(position))
            .bind(limit)
            .fetch_all(conn)
            .await?;
    rows.into_iter()
        .map(|(position, seq, hash)| Ok((cell::count(position)?, cell::count(seq)?, cell::hash(&hash)?)))
        .collect()
}

/// The position of the last event and how many there are; equal unless something was cut out.
pub(crate) async fn extent(conn: &mut Conn) -> Result<(u64, u64)> {
    let (last, all): (i64, i64) =
        query_as("SELECT COALESCE(MAX(position), 0), COUNT(*) FROM event").fetch_one(conn).await?;
    Ok((cell::count(last)?, cell::count(all)?))
}

/// The position of the last event.
pub(crate) async fn last_position(conn: &mut Conn) -> Result<u64> {
    let last: i64 = query_scalar("SELECT COALESCE(MAX(position), 0) FROM event").fetch_one(conn).await?;
    cell::count(last)
}

pub(crate) async fn head(conn: &mut Conn, stream: StreamId) -> Result<Head> {
    let row: Option<(i64, Vec<u8>)> = query_as("SELECT head_seq, head_hash FROM stream WHERE kind = $1 AND id = $2")
        .bind(stream.kind.name())
        .bind(stream.id)
        .fetch_optional(conn)
        .await?;
    row.map_or(Ok((0, Hash::ZERO)), |(seq, hash)| Ok((cell::count(seq)?, cell::hash(&hash)?)))
}

/// The hash of one event.
pub(crate) async fn hash_of(conn: &mut Conn, stream: StreamId, seq: u64) -> Result<Option<Hash>> {
    let hash: Option<Vec<u8>> =
        query_scalar("SELECT hash FROM event WHERE stream_kind = $1 AND stream_id = $2 AND seq = $3")
            .bind(stream.kind.name())
            .bind(stream.id)
            .bind(cell::int(seq))
            .fetch_optional(conn)
            .await?;
    hash.map(|bytes| cell::hash(&bytes)).transpose()
}

/// Where a stream stands as a writer finds it, and the journal around it.
pub(crate) struct Standing {
    /// The position of the journal's last event.
    pub last: u64,
    /// The stream's head.
    pub head: Head,
    /// How many texts of the stream were erased.
    pub erased: i64,
    /// The hash of the desk's own last event, from which its settings follow.
    pub desk: Hash,
    /// What the book in force is made of ([`crate::shelf::made_of`]).
    pub made_of: i64,
}

/// All that an append has to know, in one question.
pub(crate) async fn standing(conn: &mut Conn, stream: StreamId) -> Result<Standing> {
    type Cells = (i64, Option<i64>, Option<Vec<u8>>, Option<i64>, Option<Vec<u8>>, i64);
    let (last, seq, head, erased, desk, made_of): Cells = query_as(
        "SELECT COALESCE((SELECT MAX(position) FROM event), 0), s.head_seq, s.head_hash, s.erased, d.head_hash, \
         CAST(COALESCE((SELECT SUM(head_seq) FROM stream WHERE kind IN ('calendar', 'policy')), 0) \
         + (SELECT COUNT(*) FROM pack) AS BIGINT) \
         FROM (SELECT 1 AS one) o LEFT JOIN stream s ON s.kind = $1 AND s.id = $2 LEFT JOIN stream d ON d.kind = $3 AND d.id = $4",
    )
    .bind(stream.kind.name())
    .bind(stream.id)
    .bind(STREAM.kind.name())
    .bind(STREAM.id)
    .fetch_one(conn)
    .await?;
    let hash = |bytes: Option<Vec<u8>>| bytes.map_or(Ok(Hash::ZERO), |bytes| cell::hash(&bytes));
    Ok(Standing {
        last: cell::count(last)?,
        head: (cell::count(seq.unwrap_or_default())?, hash(head)?),
        erased: erased.unwrap_or_default(),
        desk: hash(desk)?,
        made_of,
    })
}

/// Where a stream stands, and how many texts of it were erased; none where there is no such stream.
pub(crate) async fn stands(conn: &mut Conn, stream: StreamId) -> Result<Option<(Head, i64)>> {
    let row: Option<(i64, Vec<u8>, i64)> =
        query_as("SELECT head_seq, head_hash, erased FROM stream WHERE kind = $1 AND id = $2")
            .bind(stream.kind.name())
            .bind(stream.id)
            .fetch_optional(conn)
            .await?;
    row.map(|(seq, hash, erased)| Ok(((cell::count(seq)?, cell::hash(&hash)?), erased))).transpose()
}

pub(crate) async fn set_head(conn: &mut Conn, stream: StreamId, (seq, hash): Head) -> Result<()> {
    query(
        "INSERT INTO stream (kind, id, head_seq, head_hash) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (kind, id) DO UPDATE SET head_seq = excluded.head_seq, head_hash = excluded.head_hash",
    )
    .bind(stream.kind.name())
    .bind(stream.id)
    .bind(cell::int(seq))
    .bind(&hash.0[..])
    .instead(2, conn)
    .await
}

/// All heads, sorted by kind and id.
pub(crate) async fn heads(conn: &mut Conn) -> Result<Vec<(StreamId, Head)>> {
    let rows: Vec<(String, Uuid, i64, Vec<u8>)> =
        query_as("SELECT kind, id, head_seq, head_hash FROM stream").fetch_all(conn).await?;
    let mut heads = Vec::with_capacity(rows.len());
    for (kind, id, seq, hash) in rows {
        heads.push((cell::stream(&kind, id)?, (cell::count(seq)?, cell::hash(&hash)?)));
    }
    heads.sort_by_key(|(stream, _)| *stream);
    Ok(heads)
}

/// The ids of all streams of a kind, a page at a time.
pub(crate) async fn streams(conn: &mut Conn, kind: StreamKind) -> Result<Vec<StreamId>> {
    let ids: Vec<Uuid> =
        query_scalar("SELECT id FROM stream WHERE kind = $1 ORDER BY id").bind(kind.name()).fetch_all(conn).await?;
    Ok(ids.into_iter().map(|id| StreamId::new(kind, id)).collect())
}

pub(crate) async fn put_text(conn: &mut Conn, stream: StreamId, row: &Personal) -> Result<()> {
    query(
        "INSERT INTO personal (stream_kind, stream_id, commitment, salt, text) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (stream_kind, stream_id, commitment) DO NOTHING",
    )
    .bind(stream.kind.name())
    .bind(stream.id)
    .bind(&row.commitment.0[..])
    .bind(&row.salt[..])
    .bind(Cell::Words(Some(&row.text)))
    .later(conn)
    .await
}

/// The texts of a stream that still stand.
pub(crate) async fn texts(conn: &mut Conn, stream: StreamId) -> Result<HashMap<Hash, String>> {
    let rows: Vec<(Vec<u8>, Vec<u8>)> = query_as(
        "SELECT commitment, text FROM personal WHERE stream_kind = $1 AND stream_id = $2 AND text IS NOT NULL",
    )
    .bind(stream.kind.name())
    .bind(stream.id)
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(|(commitment, text)| Ok((cell::hash(&commitment)?, cell::words(text)?))).collect()
}

/// A commitment, with its salt and text while they stand.
pub(crate) type PersonalRow = (Hash, Option<Vec<u8>>, Option<String>);

/// Every row of texts of a stream, erased ones too.
pub(crate) async fn personal(conn: &mut Conn, stream: StreamId) -> Result<Vec<PersonalRow>> {
    type Cells = (Vec<u8>, Option<Vec<u8>>, Option<Vec<u8>>);
    let rows: Vec<Cells> = query_as(Texts {
        sqlite: "SELECT commitment, salt, CAST(text AS BLOB) FROM personal WHERE stream_kind = $1 AND stream_id = $2",
        postgres: "SELECT commitment, salt, text FROM personal WHERE stream_kind = $1 AND stream_id = $2",
    })
    .bind(stream.kind.name())
    .bind(stream.id)
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|(commitment, salt, text)| Ok((cell::hash(&commitment)?, salt, text.map(cell::words).transpose()?)))
        .collect()
}

/// The position of the first event behind this one.
pub(crate) async fn next_position(conn: &mut Conn, position: u64) -> Result<u64> {
    let next: Option<i64> = query_scalar("SELECT MIN(position) FROM event WHERE position > $1")
        .bind(cell::int(position))
        .fetch_one(conn)
        .await?;
    cell::count(next.unwrap_or(i64::MAX))
}
