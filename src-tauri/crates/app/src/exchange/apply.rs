//! Writes what was planned: sealed where it is personal, one event a step, in the transaction of its batch.

use super::model::{CustomerStep, Step};
use super::plan::Planned;
use crate::api::ApiError;
use crate::write::Write;
use aftercare_core::customer::CustomerEvent;
use aftercare_core::goods::{LotEvent, UnitEvent};
use aftercare_core::ids::CustomerId;
use aftercare_core::journal::{Actor, StreamId, StreamKind};
use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};

/// Writes a batch; gives the tags of what changed.
pub(crate) async fn apply(write: &mut Write, actor: Actor, batch: &[Planned]) -> Result<BTreeSet<String>, ApiError> {
    let at = write.work.now();
    let mut seqs: HashMap<CustomerId, u64> = HashMap::new();
    let mut tags = BTreeSet::new();
    let mut moved = Vec::new();
    for step in batch.iter().flat_map(|planned| &planned.steps) {
        match step {
            Step::Customer(id, step) => {
                let stream = StreamId::new(StreamKind::Customer, id.0);
                let seq = match seqs.entry(*id) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(new) => new.insert(write.work.look().head(stream).await?),
                };
                // One that is new has no case yet.
                if matches!(step, CustomerStep::Profile(_)) && *seq > 0 {
                    moved.push(*id);
                }
                write
                    .customer(*id, seq, actor, at, |seal| match step {
                        CustomerStep::Profile(profile) => CustomerEvent::ProfileSet { profile: profile.seal(seal) },
                        CustomerStep::Number(number) => CustomerEvent::NumberSet { number: Some(number.clone()) },
                        CustomerStep::Contact(id, contact) => {
                            CustomerEvent::ContactSet { id: *id, contact: contact.seal(seal) }
                        }
                        CustomerStep::Contract(id, contract) => {
                            CustomerEvent::ContractSet { id: *id, contract: contract.clone() }
                        }
                        CustomerStep::Order(id, order) => CustomerEvent::OrderSet { id: *id, order: order.clone() },
                        CustomerStep::Line(id, line) => CustomerEvent::LineSet { id: *id, line: line.clone() },
                    })
                    .await?;
                tags.extend(["customers", "surveys", "desk"].map(str::to_owned));
                tags.insert(format!("customer:{id}"));
            }
            Step::Lot(id, seq, lot) => {
                let mut seq = *seq;
                let stream = StreamId::new(StreamKind::Lot, id.0);
                write.put(stream, &mut seq, actor, at, |_| LotEvent::Set { lot: lot.clone() }).await?;
                tags.insert("lots".to_owned());
            }
            Step::Unit(id, seq, unit) => {
                let mut seq = *seq;
                let stream = StreamId::new(StreamKind::Unit, id.0);
                write.put(stream, &mut seq, actor, at, |seal| UnitEvent::Set { unit: unit.seal(seal) }).await?;
                tags.insert("units".to_owned());
            }
        }
    }
    for case in write.declare_moved(&moved).await? {
        tags.extend(["cases".to_owned(), format!("case:{case}")]);
    }
    Ok(tags)
}
