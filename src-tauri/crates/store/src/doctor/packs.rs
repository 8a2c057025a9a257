//! Packs: each stored text is the one that was published or shipped, its row tells when it holds, and none that was published is
//! gone.

use super::{Problem, Report};
use crate::cell;
use crate::db::{Conn, query, query_as, query_scalar};
use crate::error::{Result, StoreError};
use crate::queries::events;
use crate::shelf;
use aftercare_core::journal::{Hash, Payload, StreamKind};
use aftercare_core::policy::event::PolicyEvent;
use aftercare_core::policy::{Book, Pack};
use std::collections::BTreeMap;

/// A version of a pack, by id and number.
type Version = (String, u32);

/// The book of the stored packs. One that was changed is named, and read as it was shipped, where this program ships it.
pub(super) async fn look(conn: &mut Conn, report: &mut Report) -> Result<Option<Book>> {
    let rows: Vec<(String, i64, i64, String, Vec<u8>)> =
        query_as("SELECT id, version, effective_at, toml, sha256 FROM pack ORDER BY id, version")
            .fetch_all(conn)
            .await?;
    let shipped: BTreeMap<Version, &str> = Book::builtin_texts()
        .iter()
        .filter_map(|text| Pack::parse(text).ok().map(|pack| ((pack.id.clone(), pack.version), *text)))
        .collect();
    let mut published = published(conn).await?;
    let mut texts = Vec::with_capacity(rows.len());
    for (id, version, effective_at, toml, sha256) in rows {
        let version = u32::try_from(version).unwrap_or_default();
        let key = (id, version);
        let ours = shipped.get(&key).copied();
        let told = published.remove(&key);
        let pack = Pack::parse(&toml).ok().filter(|pack| (pack.id.as_str(), pack.version) == (key.0.as_str(), key.1));
        let hash = Hash::of(toml.as_bytes());
        let same = hash.0[..] == sha256[..]
            && ours.is_none_or(|ours| ours == toml)
            && told.is_none_or(|told| told == hash.to_string());
        let (id, version) = key;
        match pack.filter(|_| same) {
            Some(pack) => {
                if cell::us(pack.effective) != effective_at {
                    report.add(Problem::PackDate { id, version });
                }
                texts.push(toml);
            }
            None => {
                texts.extend(ours.map(str::to_owned));
                report.add(Problem::Pack { id, version, gone: false });
            }
        }
    }
    for ((id, version), _) in published {
        report.add(Problem::Pack { id, version, gone: true });
    }
    match Book::read(texts.iter().map(String::as_str)) {
        Ok(book) => Ok(Some(book.with_revisions(shelf::revisions(conn).await?)?)),
        Err(error) => Err(StoreError::Damaged(error.to_string())),
    }
}

/// What the journal tells of published texts: their hashes. An event that can't be read is the journal's own finding.
async fn published(conn: &mut Conn) -> Result<BTreeMap<Version, String>> {
    let mut all = BTreeMap::new();
    for stream in events::streams(conn, StreamKind::Policy).await? {
        for event in events::of(conn, stream).await.unwrap_or_default() {
            let told = PolicyEvent::from_wire(&event.kind, event.version, &event.payload, &|_| None);
            if let Ok(PolicyEvent::Published { pack, version, sha256, .. }) = told {
                all.insert((pack, version), sha256);
            }
        }
    }
    Ok(all)
}

/// Puts the instant right that a pack's row tells.
pub(super) async fn mend(conn: &mut Conn, id: &str, version: u32) -> Result<()> {
    let toml: String = query_scalar("SELECT toml FROM pack WHERE id = $1 AND version = $2")
        .bind(id)
        .bind(i64::from(version))
        .fetch_one(conn)
        .await?;
    query("UPDATE pack SET effective_at = $1 WHERE id = $2 AND version = $3")
        .bind(cell::us(Pack::parse(&toml)?.effective))
        .bind(id)
        .bind(i64::from(version))
        .execute(conn)
        .await
        .map(drop)
}
