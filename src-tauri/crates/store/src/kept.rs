//! Cases that were read or written to lately, as this process folded them: the next event on one of them is folded without reading
//! it all again, and neither does its page.
//!
//! What is kept is never trusted by itself. It holds where the stream's head, read inside the transaction that appends, is the
//! one it was folded at, and no text of the stream was erased since; a head's hash covers every event before it. It is taken out
//! for a transaction and put back after its commit, so one that fails leaves nothing behind.
//!
//! A case that was read for its page is folded beside the reader ([`crate::Store::read_case`]), for whoever answers it.
//!
//! Left out: customers and goods, which change seldom.

use crate::project::Calls;
use crate::queries::events::Head;
use crate::refresh::Stored;
use aftercare_core::case::{CaseEvent, Entry};
use aftercare_core::desk::Settings;
use aftercare_core::ids::CaseId;
use aftercare_core::journal::Hash;
use aftercare_core::time::Instant;
use std::collections::HashMap;

/// Bytes of texts and rows that are kept, roughly.
const ROOM: usize = 48 << 20;
/// What an event or a clock takes beside its long text.
const BESIDE: usize = 1024;

/// A case as it was folded last.
#[derive(Debug)]
pub(crate) struct KeptCase {
    /// Where its stream stood, and how many of its texts had been erased.
    pub at: (Head, i64),
    /// In the fold's order.
    pub entries: Vec<Entry>,
    /// What stands written.
    pub stored: Stored,
    /// What may call for alerts, and when they were planned last.
    pub planned: (Calls, Instant),
}

impl KeptCase {
    /// One that does not exist yet.
    pub(crate) fn unopened(at: (Head, i64), now: Instant) -> Self {
        Self { at, entries: Vec::new(), stored: Stored::default(), planned: (Calls::default(), now) }
    }

    fn weight(&self) -> usize {
        let text = |entry: &Entry| match &entry.event {
            CaseEvent::MessageReceived { text, .. }
            | CaseEvent::MessageSent { text, .. }
            | CaseEvent::Noted { text, .. }
            | CaseEvent::FormFiled { data: text, .. } => text.as_str().len(),
            _ => 0,
        };
        BESIDE * (1 + self.entries.len() + self.stored.clocks.len()) + self.entries.iter().map(text).sum::<usize>()
    }
}

#[derive(Debug)]
struct Slot {
    turn: u64,
    weight: usize,
    case: KeptCase,
}

/// All that is kept.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    cases: HashMap<CaseId, Slot>,
    weight: usize,
    turn: u64,
    /// The desk's settings, by the hash of its own last event.
    settings: Option<(Hash, Option<Settings>)>,
}

impl Kept {
    /// Takes a case out, if it was kept as its stream stands.
    pub(crate) fn take(&mut self, id: CaseId, at: &(Head, i64)) -> Option<KeptCase> {
        let case = self.forget(id)?;
        (case.at == *at).then_some(case)
    }

    /// The entries of a case, if it was kept as its stream stands.
    pub(crate) fn entries(&self, id: CaseId, at: &(Head, i64)) -> Option<Vec<Entry>> {
        self.cases.get(&id).filter(|slot| slot.case.at == *at).map(|slot| slot.case.entries.clone())
    }

    /// Keeps a case that was read, unless one that knows as much is kept.
    pub(crate) fn put_read(&mut self, id: CaseId, case: KeptCase) {
        if self.cases.get(&id).is_none_or(|slot| slot.case.at.0.0 < case.at.0.0 || slot.case.at.1 < case.at.1) {
            self.put(id, case);
        }
    }

    fn forget(&mut self, id: CaseId) -> Option<KeptCase> {
        let slot = self.cases.remove(&id)?;
        self.weight -= slot.weight;
        Some(slot.case)
    }

    /// Keeps a case; those written to longest ago make room.
    pub(crate) fn put(&mut self, id: CaseId, case: KeptCase) {
        self.forget(id);
        self.turn += 1;
        let slot = Slot { turn: self.turn, weight: case.weight(), case };
        self.weight += slot.weight;
        self.cases.insert(id, slot);
        while self.weight > ROOM {
            let oldest = self.cases.iter().min_by_key(|(_, slot)| slot.turn).map(|(id, _)| *id);
            if oldest.and_then(|id| self.forget(id)).is_none() {
                break;
            }
        }
    }

    pub(crate) fn settings(&self, at: &Hash) -> Option<Option<Settings>> {
        self.settings.as_ref().filter(|(known, _)| known == at).map(|(_, settings)| settings.clone())
    }

    pub(crate) fn know(&mut self, at: Hash, settings: Option<Settings>) {
        self.settings = Some((at, settings));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn case(seq: u64, erased: i64, weight: usize) -> KeptCase {
        let entry = Entry {
            seq,
            actor: aftercare_core::journal::Actor::Desk,
            at: Instant::default(),
            recorded_at: Instant::default(),
            event: CaseEvent::Resumed {},
        };
        let mut case = KeptCase::unopened(((seq, Hash::ZERO), erased), Instant::default());
        case.entries = vec![entry; weight / BESIDE];
        case
    }

    fn id(n: u128) -> CaseId {
        CaseId(Uuid::from_u128(n))
    }

    #[test]
    fn what_was_kept_at_another_head_or_before_an_erasure_does_not_hold() {
        let mut kept = Kept::default();
        for (asked, holds) in [((3, 0), true), ((4, 0), false), ((3, 1), false)] {
            kept.put(id(1), case(3, 0, 10));
            assert_eq!(kept.take(id(1), &((asked.0, Hash::ZERO), asked.1)).is_some(), holds, "{asked:?}");
            assert!(kept.take(id(1), &((3, Hash::ZERO), 0)).is_none(), "it is taken out either way");
        }
        assert_eq!(kept.weight, 0);
    }

    #[test]
    fn the_longest_untouched_make_room() {
        let mut kept = Kept::default();
        for n in 0..5 {
            // Four of them leave a little room; what a case weighs beside its entries fits into it.
            kept.put(id(n), case(1, 0, ROOM / 4 - ROOM / 64));
        }
        assert!(kept.take(id(0), &((1, Hash::ZERO), 0)).is_none());
        assert!((1..5).all(|n| kept.take(id(n), &((1, Hash::ZERO), 0)).is_some()));
        assert_eq!(kept.weight, 0);
    }
}
