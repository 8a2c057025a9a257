//! The journal walked once: positions without gaps, numbers and hashes in each stream, heads, and the checkpoints over all.

use super::Problem;
use crate::db::{Conn, query_scalar};
use crate::error::{Result, StoreError};
use crate::queries::checkpoints::{self, Checkpoint, Since};
use crate::queries::events::{self, Head};
use aftercare_core::journal::{Hash, Recorded, StreamId};
use std::collections::{BTreeMap, HashMap, VecDeque};
use uuid::Uuid;

const PAGE: i64 = 2000;

/// What the walk saw.
pub(crate) struct Walk {
    /// Events.
    pub events: u64,
    /// Checkpoints.
    pub checkpoints: u64,
    /// The hash of the last checkpoint.
    pub last: Option<Hash>,
    /// The last event of each stream, as walked.
    pub heads: BTreeMap<StreamId, Head>,
    /// The number of each case, as its first event says.
    pub cases: HashMap<Uuid, u64>,
    /// The highest number of each row of form numbers, such as `CIP-2026`.
    pub forms: BTreeMap<String, u64>,
    /// What is wrong.
    pub problems: Vec<Problem>,
    position: u64,
    waiting: VecDeque<Checkpoint>,
    before: Option<Checkpoint>,
    since: Since,
}

impl Walk {
    /// A hash over the heads: equal journals have an equal one.
    pub fn digest(&self) -> Hash {
        checkpoints::digest(&self.heads)
    }

    fn event(&mut self, position: u64, event: &Recorded) {
        self.reach(position - 1);
        if position != self.position + 1 {
            self.problems.push(Problem::Gap { after: self.position, before: position });
        }
        let (seq, hash) = self.heads.get(&event.stream).copied().unwrap_or((0, Hash::ZERO));
        if event.seq != seq + 1 || event.prev != hash || event.hash != event.expected_hash() {
            self.problems.push(Problem::Broken { stream: event.stream, seq: event.seq });
        }
        self.name(event);
        self.heads.insert(event.stream, (event.seq, event.hash));
        self.since.add(position, event.seq, &event.hash);
        self.position = position;
        self.events += 1;
    }

    /// Remembers the numbers that events gave out.
    fn name(&mut self, event: &Recorded) {
        let data = || serde_json::from_slice::<serde_json::Value>(&event.payload).unwrap_or_default();
        match event.kind.as_str() {
            "case.opened" => {
                if let Some(number) = data().get("number").and_then(serde_json::Value::as_u64) {
                    self.cases.insert(event.stream.id, number);
                }
            }
            "case.form_filed" => {
                let data = data();
                let row = data.get("number").and_then(|number| number.as_str()?.rsplit_once('-'));
                if let Some((name, number)) = row.and_then(|(name, number)| Some((name, number.parse::<u64>().ok()?))) {
                    let highest = self.forms.entry(name.to_owned()).or_default();
                    *highest = number.max(*highest);
                }
            }
            _ => {}
        }
    }

    /// Checks the checkpoints that were written when the journal ended at or before `position`.
    fn reach(&mut self, position: u64) {
        while self.waiting.front().is_some_and(|checkpoint| checkpoint.position <= position) {
            let Some(checkpoint) = self.waiting.pop_front() else { return };
            let mut expected = self.since.checkpoint(self.before.as_ref(), checkpoint.at);
            if checkpoint.rule == 1 {
                expected.rule = 1;
                expected.digest = checkpoints::digest(&self.heads);
            }
            expected.streams = self.heads.len() as u64;
            expected.events = self.events;
            expected.position = checkpoint.position;
            expected.hash = expected.expected_hash();
            if checkpoint != expected {
                self.problems.push(Problem::Checkpoint { number: checkpoint.number });
            }
            self.since = Since::new(checkpoint.position);
            self.last = Some(checkpoint.hash);
            self.before = Some(checkpoint);
        }
    }
}

/// Walks the whole journal; `watch` hears positions done, of how many.
pub(crate) async fn walk(conn: &mut Conn, watch: &mut (dyn FnMut(u64, u64) + Send)) -> Result<Walk> {
    let waiting: VecDeque<Checkpoint> = checkpoints::all(conn).await?.into();
    let mut walk = Walk {
        events: 0,
        checkpoints: waiting.len() as u64,
        last: None,
        heads: BTreeMap::new(),
        cases: HashMap::new(),
        forms: BTreeMap::new(),
        problems: Vec::new(),
        position: 0,
        waiting,
        before: None,
        since: Since::new(0),
    };
    let end: i64 = query_scalar("SELECT COALESCE(MAX(position), 0) FROM event").fetch_one(conn).await?;
    let end = u64::try_from(end).unwrap_or_default();
    let mut limit = PAGE;
    loop {
        let page = match events::after(conn, walk.position, limit).await {
            Ok(page) => page,
            // One row of the page holds what no program writes: nearer, until it stands alone, and past it.
            Err(StoreError::Damaged(_)) if limit > 1 => {
                limit /= 2;
                continue;
            }
            Err(StoreError::Damaged(detail)) => {
                walk.position = events::next_position(conn, walk.position).await?;
                walk.problems.push(Problem::Event { position: walk.position, detail });
                continue;
            }
            Err(error) => return Err(error),
        };
        limit = (limit * 2).min(PAGE);
        if page.is_empty() {
            break;
        }
        for (position, event) in &page {
            walk.event(*position, event);
        }
        watch(walk.position, end);
    }
    walk.reach(walk.position);
    let cut: Vec<Problem> = walk.waiting.iter().map(|c| Problem::Cut { position: c.position }).collect();
    walk.problems.extend(cut);
    let stored: BTreeMap<StreamId, Head> = events::heads(conn).await?.into_iter().collect();
    let unknown = walk.heads.keys().filter(|stream| !stored.contains_key(stream));
    let wrong = stored.keys().chain(unknown).filter(|stream| stored.get(stream) != walk.heads.get(stream));
    let wrong: Vec<Problem> = wrong.map(|stream| Problem::Head { stream: *stream }).collect();
    walk.problems.extend(wrong);
    Ok(walk)
}
