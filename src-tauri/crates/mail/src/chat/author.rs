//! Who speaks. A name ends at the first colon with a blank after it, and names may have such colons themselves.

use super::line::{Body, Head};
use super::stamp::is_mark;
use super::words;
use std::collections::BTreeMap;

/// So many messages that all begin alike tell that this beginning belongs to the name.
const TELLING: usize = 3;

/// The names of a text that are longer than they look.
#[derive(Clone, Debug, Default)]
pub(super) struct Authors(Vec<String>);

impl Authors {
    pub(super) fn of<'a>(heads: impl Iterator<Item = &'a Head<'a>>) -> Self {
        // Of each name, what all its messages begin with up to a second colon.
        let mut seen: BTreeMap<&str, (usize, Option<&str>)> = BTreeMap::new();
        for head in heads {
            let Body::Said(rest) = head.body else { continue };
            if words::is_notice(rest) {
                continue;
            }
            let Some((who, text)) = cut(rest) else { continue };
            let more = cut(text).map(|(more, _)| more);
            let known = seen.entry(who).or_insert((0, more));
            known.0 += 1;
            if known.1 != more {
                known.1 = None;
            }
        }
        let longer = seen
            .into_iter()
            .filter_map(|(who, (count, more))| more.filter(|_| count >= TELLING).map(|more| format!("{who}: {more}")));
        Self(longer.collect())
    }

    /// The name and the text of a line that begins a message; no name where the program speaks.
    pub(super) fn split<'a>(&self, head: &Head<'a>) -> (Option<String>, &'a str) {
        let rest = match head.body {
            Body::Author(who) => return (clean(who), ""),
            Body::Said(rest) if words::is_notice(rest) => return (None, rest),
            Body::Said(rest) => rest,
        };
        for long in &self.0 {
            let text = rest.strip_prefix(long.as_str()).and_then(|rest| rest.strip_prefix(':'));
            if let Some(text) = text {
                return (clean(long), text.strip_prefix(' ').unwrap_or(text));
            }
        }
        match cut(rest) {
            Some((who, text)) => (clean(who), text),
            None => (None, rest),
        }
    }
}

/// Before and after the first colon that has a blank, a mark or nothing after it; Chinese colons need none.
fn cut(text: &str) -> Option<(&str, &str)> {
    let (at, sign) = text.char_indices().find(|(at, sign)| {
        let after = text[at + sign.len_utf8()..].chars().next();
        *sign == '：' || *sign == ':' && after.is_none_or(|next| next.is_whitespace() || is_mark(next))
    })?;
    let (who, text) = (&text[..at], &text[at + sign.len_utf8()..]);
    let blank = who.chars().all(|sign| sign.is_whitespace() || is_mark(sign));
    (!blank).then(|| (who, text.strip_prefix(' ').unwrap_or(text)))
}

/// A name without marks, its blanks plain ones.
fn clean(name: &str) -> Option<String> {
    let plain: String = name.chars().filter(|sign| !is_mark(*sign)).collect();
    let name = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then_some(name)
}
