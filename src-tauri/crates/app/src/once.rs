//! A command whose answer got lost on its way is sent again with the same id. It is done once, and both get the answer.
//!
//! Answers are kept in memory, so that the second one gets what the first one got. For a server that was started anew, or
//! another one on the same database, the id stands in the command's own transaction: then the answer is
//! [`ErrorCode::AlreadyDone`]. Left out: failures. What failed was not done, and its repetition is a new try.

use crate::App;
use crate::api::{ApiError, ErrorCode, LIST, Sort};
use aftercare_core::journal::Hash;
use serde_json::Value;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::OnceCell;
use uuid::Uuid;

/// How long an answer is kept.
const KEPT: Duration = Duration::from_secs(24 * 60 * 60);
/// So many answers at most; the oldest go first.
const MOST: usize = 10_000;

/// Commands that are not marked in the database: they write in several transactions and may be done again without harm,
/// which is what a caller wants whose server died in the middle.
const REPEATABLE: &[&str] = &[
    "set_up",
    "import_mail",
    "import_chat",
    "import_table",
    "import_vcard",
    "export_table",
    "export_vcard",
    "back_up",
    "restore",
    "save_settings",
    "take_alerts",
];

/// A command under way that has an id.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) id: Uuid,
    /// Its first transaction, which carries the id, is committed.
    written: AtomicBool,
}

impl Request {
    /// Whether the transaction that begins now has to carry the id.
    pub(crate) fn unwritten(&self) -> bool {
        !self.written.load(Ordering::Acquire)
    }

    pub(crate) fn written(&self) {
        self.written.store(true, Ordering::Release);
    }
}

#[derive(Debug)]
struct Entry {
    /// The name and arguments the id came with first.
    call: Hash,
    begun: Duration,
    /// In JSON.
    answer: OnceCell<String>,
}

/// What was done, by id.
#[derive(Debug, Default)]
pub(crate) struct Done(Mutex<HashMap<Uuid, Arc<Entry>>>);

impl Done {
    fn entry(&self, id: Uuid, call: Hash, now: Duration) -> Arc<Entry> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST && !known.contains_key(&id) {
            known.retain(|_, entry| now.saturating_sub(entry.begun) < KEPT);
            let mut ages: Vec<(Duration, Uuid)> = known.iter().map(|(id, entry)| (entry.begun, *id)).collect();
            ages.sort_unstable();
            for (_, old) in ages.iter().take((known.len() + 1).saturating_sub(MOST)) {
                known.remove(old);
            }
        }
        let new = || Arc::new(Entry { call, begun: now, answer: OnceCell::new() });
        let entry = known.entry(id).or_insert_with(new);
        if now.saturating_sub(entry.begun) >= KEPT {
            *entry = new();
        }
        Arc::clone(entry)
    }
}

impl App {
    /// As [`App::call_text`], for a caller who may have to ask twice: a command is done once for each id, however often and
    /// however simultaneously it arrives. Of a query the id means nothing.
    ///
    /// # Errors
    /// [`ErrorCode::Conflict`] for an id that came with another command; [`ErrorCode::AlreadyDone`] when the command was
    /// done by a process that has ended, or by another server; else what the call says.
    pub async fn call_once(&self, id: Uuid, name: &str, args: Value) -> Result<String, ApiError> {
        if !LIST.iter().any(|line| line.name == name && line.sort == Sort::Command) {
            return self.call_text(name, args).await;
        }
        let call = Hash::of(format!("{name} {args}").as_bytes());
        let entry = self.inner.done.entry(id, call, self.inner.options.clock.steady());
        if entry.call != call {
            return Err(ApiError::new(ErrorCode::Conflict).with("request", id));
        }
        let request = (!REPEATABLE.contains(&name)).then(|| Arc::new(Request { id, written: AtomicBool::new(false) }));
        let app = Self { request, ..self.clone() };
        entry.answer.get_or_try_init(|| app.call_text(name, args)).await.cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: usize) -> Uuid {
        Uuid::from_u128(n as u128)
    }

    #[test]
    fn an_answer_is_kept_for_a_day() {
        let done = Done::default();
        let first = done.entry(id(1), Hash::ZERO, Duration::ZERO);
        let again = |at| Arc::ptr_eq(&first, &done.entry(id(1), Hash::ZERO, at));
        assert!(again(KEPT - Duration::from_secs(1)));
        assert!(!again(KEPT));
    }

    #[test]
    fn the_oldest_answers_go_when_there_are_too_many() {
        let done = Done::default();
        let entries: Vec<_> =
            (0..=MOST).map(|n| done.entry(id(n), Hash::ZERO, Duration::from_millis(n as u64))).collect();
        let later = Duration::from_secs(60);
        assert!(Arc::ptr_eq(&entries[MOST], &done.entry(id(MOST), Hash::ZERO, later)));
        assert!(Arc::ptr_eq(&entries[1], &done.entry(id(1), Hash::ZERO, later)));
        assert!(!Arc::ptr_eq(&entries[0], &done.entry(id(0), Hash::ZERO, later)));
    }
}
