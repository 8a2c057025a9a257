//! By what a message of a chat is recognised, so that a longer export of the same chat adds only its end. Chat programs
//! write no id into their exports: who said what in which minute is all there is, and which of equal ones it is.
//!
//! Not in it: seconds, which one telephone exports and another does not; the names of files, which are there or not as the
//! person chose at the export; the zone, which a person may choose anew. A message that was changed later is another.

use super::{ChatSort, Said};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// The identity of each message, as SHA-256; none for what nobody wrote. `ours` are the authors of the desk's side. What
/// they say depends on whom they say it to: the same words go to many customers within a minute.
#[must_use]
pub fn identities(messages: &[Said], ours: &[String]) -> Vec<Option<[u8; 32]>> {
    let is_ours = |said: &Said| said.author.as_ref().is_some_and(|author| ours.contains(author));
    let wrote = |said: &&Said| said.sort == ChatSort::Message;
    let party = messages.iter().filter(wrote).find(|said| !is_ours(said)).and_then(|said| said.author.as_deref());
    let mut equal: HashMap<String, u32> = HashMap::new();
    let identities = messages.iter().map(|said| {
        let author = said.author.as_deref().filter(|_| said.sort == ChatSort::Message)?;
        let to = if is_ours(said) { party.unwrap_or_default() } else { "" };
        let minute = said.at.format("%Y-%m-%d %H:%M");
        // Author and text as one: where a name with a colon in it ends must not matter.
        let words = format!("{minute}\n{to}\n{}\n{author}: {}", said.files.len(), said.text);
        let ordinal = equal.entry(words.clone()).or_default();
        *ordinal += 1;
        Some(Sha256::digest(format!("chat 1\n{ordinal}\n{words}").as_bytes()).into())
    });
    identities.collect()
}
