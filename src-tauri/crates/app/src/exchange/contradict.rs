//! Rows of one file that say different things about one record: found before anything is planned or written, so that all
//! of them are refused and none is taken for being the first.
//!
//! First, by what rows themselves say: which share a number or a name and differ. Those few are then planned against what
//! stands, to see which are really about one record; two namesakes with numbers of their own are not. Memory is two hashes
//! a row.

use super::kinds::TableKind;
use super::known::Known;
use super::plan::Planner;
use super::record::{Record, Value};
use crate::App;
use crate::api::ApiError;
use aftercare_core::goods::key;
use aftercare_core::journal::Hash;
use chrono::NaiveDate;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use uuid::Uuid;

/// What a record says.
pub(crate) fn digest(record: &Record) -> Hash {
    Hash::of(format!("{:?}", record.values).as_bytes())
}

/// By what another row could be about the same record.
fn handles(kind: TableKind, record: &Record) -> Vec<Hash> {
    let part = |field: &str| match record.values.get(field) {
        Some(Value::Text(text)) => Some(key(text)),
        Some(Value::Count(count)) => Some(count.to_string()),
        _ => None,
    };
    let sets: &[&[&str]] = match kind {
        TableKind::Customers => &[&["number"], &["name"]],
        TableKind::Contacts => &[&["name"]],
        TableKind::Contracts | TableKind::Orders => &[&["number"]],
        TableKind::OrderLines => &[&["order", "line"], &["order", "product"]],
        TableKind::Lots => &[&["product", "number"]],
        TableKind::Units => &[&["serial"]],
    };
    let handle = |fields: &&[&str]| {
        let parts: Option<Vec<String>> = fields.iter().map(|field| part(field)).collect();
        parts.map(|parts| Hash::of(format!("{fields:?}{parts:?}").as_bytes()))
    };
    sets.iter().filter_map(handle).collect()
}

/// What rows say, by what they could be about.
#[derive(Default)]
pub(crate) struct Handles(HashMap<Hash, (Hash, bool)>);

impl Handles {
    /// Takes note of a row.
    pub(crate) fn note(&mut self, kind: TableKind, record: &Record) {
        let digest = digest(record);
        for handle in handles(kind, record) {
            match self.0.entry(handle) {
                Entry::Occupied(mut known) => known.get_mut().1 |= known.get().0 != digest,
                Entry::Vacant(place) => {
                    place.insert((digest, false));
                }
            }
        }
    }

    /// Whether some row may contradict another.
    pub(crate) fn mixed(&self) -> bool {
        self.0.values().any(|(_, mixed)| *mixed)
    }

    /// Whether another row may contradict this one.
    pub(crate) fn doubts(&self, kind: TableKind, record: &Record) -> bool {
        handles(kind, record).iter().any(|handle| self.0.get(handle).is_some_and(|(_, mixed)| *mixed))
    }
}

/// The rows in doubt, by the record they are really about.
#[derive(Default)]
pub(crate) struct Doubtful {
    known: Known,
    rows: HashMap<Uuid, Vec<(u64, Hash)>>,
}

impl Doubtful {
    /// Beside what rows of earlier tables have made.
    pub(crate) fn beside(known: &Known) -> Self {
        Self { known: known.clone(), rows: HashMap::new() }
    }

    /// Finds out which records these are about; writes nothing.
    pub(crate) async fn take(
        &mut self,
        app: &App,
        kind: TableKind,
        today: NaiveDate,
        records: &[Record],
    ) -> Result<(), ApiError> {
        let mut look = app.look().await?;
        let mut planner = Planner { known: &mut self.known, look: &mut look, now: app.now(), today };
        for record in records {
            // What can't be planned is refused for that, later.
            if let Ok(planned) = planner.row(kind, record).await? {
                let rows = self.rows.entry(planned.record).or_default();
                if rows.is_empty() {
                    planner.take(&planned);
                }
                rows.push((record.line, digest(record)));
            }
        }
        Ok(())
    }

    /// The lines that contradict another, each with the first that does.
    pub(crate) fn refused(self) -> HashMap<u64, u64> {
        let mut refused = HashMap::new();
        for rows in self.rows.into_values() {
            let Some((first, said)) = rows.first().copied() else { continue };
            let Some((second, _)) = rows.iter().copied().find(|(_, digest)| *digest != said) else { continue };
            refused.extend(rows.iter().map(|(line, digest)| (*line, if *digest == said { second } else { first })));
        }
        refused
    }
}
