//! Reading a pack although parts of it are wrong.
//!
//! What cannot be read is noted, taken out, and the rest is read again, until it reads. So a person sees every slip in
//! one go, and rules that stand are examined although others don't.

use super::{Found, slip};
use crate::policy::pack::Pack;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue, ValueDeserializer};

/// Slips after which a text is not read further.
const MANY: usize = 200;

pub(super) struct Read {
    /// What could be read.
    pub pack: Option<Pack>,
    /// What could not.
    pub found: Vec<Found>,
    /// Paths of lists that lost an entry; what they should add up to cannot be told.
    pub hurt: BTreeSet<String>,
    /// Where things stand.
    pub places: Places,
}

/// Where each path of the text stands, as in `tables[0].rows[2].answer`.
pub(super) struct Places(BTreeMap<String, Range<usize>>);

impl Places {
    /// The bytes of a path, or of the nearest thing around it.
    pub fn find(&self, path: &str) -> Range<usize> {
        let mut path = path;
        loop {
            if let Some(span) = self.0.get(path) {
                return span.clone();
            }
            match path.rfind(['.', '[']) {
                Some(cut) => path = &path[..cut],
                None => return 0..0,
            }
        }
    }
}

pub(super) fn read(text: &str) -> Read {
    let (document, errors) = DeTable::parse_recoverable(text);
    let span = document.span();
    let mut root = Spanned::new(span, DeValue::Table(document.into_inner()));
    let mut found: Vec<Found> = errors.iter().map(|error| slip::syntax(text, error)).collect();
    let mut hurt = BTreeSet::new();
    let mut gone = BTreeSet::new();
    let mut pack = None;
    while found.len() < MANY {
        match Pack::deserialize(ValueDeserializer::from(root.clone())) {
            Ok(read) => {
                pack = Some(read);
                break;
            }
            Err(error) => {
                let missing = slip::is_missing(&error);
                // What is missing because it was taken out has been told.
                let told = missing && gone.iter().any(|name: &String| error.message().contains(&format!("`{name}`")));
                let path = error.span().and_then(|at| around(&root, &at, missing));
                if !told {
                    found.push(slip::shape(&error));
                }
                let Some(path) = path.filter(|path| !path.is_empty()) else { break };
                let Some(name) = take_out(&mut root, &path) else { break };
                gone.insert(name);
                hurt.insert(parent(&path));
            }
        }
    }
    // Only a text that reads as it stands has the places that its pack's paths speak of.
    let mut places = BTreeMap::new();
    note(&root, "", &mut places);
    Read { pack, found, hurt, places: Places(places) }
}

/// A step into a value.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Key(String),
    Place(usize),
}

/// The path of the smallest thing that can be taken out around these bytes: for what is missing the entry it is missing
/// in, else the key.
fn around(value: &Spanned<DeValue<'_>>, at: &Range<usize>, missing: bool) -> Option<Vec<Step>> {
    fn covers(span: &Range<usize>, at: &Range<usize>) -> bool {
        span.start <= at.start && at.end <= span.end
    }
    fn walk(value: &Spanned<DeValue<'_>>, at: &Range<usize>, path: &mut Vec<Step>) -> bool {
        let inside = match value.get_ref() {
            DeValue::Table(table) => table.iter().any(|(key, value)| {
                path.push(Step::Key(key.get_ref().to_string()));
                let here = walk(value, at, path) || covers(&key.span(), at);
                if !here {
                    path.pop();
                }
                here
            }),
            DeValue::Array(array) => array.iter().enumerate().any(|(place, value)| {
                path.push(Step::Place(place));
                let here = walk(value, at, path);
                if !here {
                    path.pop();
                }
                here
            }),
            _ => false,
        };
        inside || covers(&value.span(), at)
    }
    let mut path = Vec::new();
    // The root covers everything; only what stands below can be taken out.
    walk(value, at, &mut path);
    if !missing {
        // A word in a list is taken out with the key that holds the list.
        while matches!(path.last(), Some(Step::Place(_))) && matches!(leaf(value, &path), Some(DeValue::String(_))) {
            path.pop();
        }
    }
    Some(path)
}

fn leaf<'a, 'i>(root: &'a Spanned<DeValue<'i>>, path: &[Step]) -> Option<&'a DeValue<'i>> {
    let mut value = root.get_ref();
    for step in path {
        value = match (value, step) {
            (DeValue::Table(table), Step::Key(key)) => {
                table.iter().find(|(name, _)| name.get_ref() == key.as_str())?.1.get_ref()
            }
            (DeValue::Array(array), Step::Place(place)) => array.get(*place)?.get_ref(),
            _ => return None,
        };
    }
    Some(value)
}

/// Takes a thing out; its key, when it had one.
fn take_out<'i>(root: &mut Spanned<DeValue<'i>>, path: &[Step]) -> Option<String> {
    let (last, parents) = path.split_last()?;
    let mut value = root.get_mut();
    for step in parents {
        value = match (value, step) {
            (DeValue::Table(table), Step::Key(key)) => {
                let name = table.keys().find(|name| name.get_ref() == key.as_str())?.clone();
                table.get_mut(&name)?.get_mut()
            }
            (DeValue::Array(array), Step::Place(place)) => array.get_mut(*place)?.get_mut(),
            _ => return None,
        };
    }
    match (value, last) {
        (DeValue::Table(table), Step::Key(key)) => {
            let name = table.keys().find(|name| name.get_ref() == key.as_str())?.clone();
            table.remove(&name)?;
            Some(key.clone())
        }
        (DeValue::Array(array), Step::Place(place)) if *place < array.len() => {
            let entries = std::mem::replace(array, DeArray::new()).into_iter().enumerate();
            *array = entries.filter(|(at, _)| at != place).map(|(_, value)| value).collect();
            Some(String::new())
        }
        _ => None,
    }
}

fn parent(path: &[Step]) -> String {
    text(&path[..path.len().saturating_sub(1)])
}

fn text(path: &[Step]) -> String {
    let mut out = String::new();
    for step in path {
        match step {
            Step::Key(key) if out.is_empty() => out.push_str(key),
            Step::Key(key) => out.push_str(&format!(".{key}")),
            Step::Place(place) => out.push_str(&format!("[{place}]")),
        }
    }
    out
}

fn note(value: &Spanned<DeValue<'_>>, path: &str, places: &mut BTreeMap<String, Range<usize>>) {
    places.insert(path.to_owned(), value.span());
    match value.get_ref() {
        DeValue::Table(table) => {
            for (key, value) in table.iter() {
                let name =
                    if path.is_empty() { key.get_ref().to_string() } else { format!("{path}.{}", key.get_ref()) };
                note(value, &name, places);
            }
        }
        DeValue::Array(array) => {
            for (place, value) in array.iter().enumerate() {
                note(value, &format!("{path}[{place}]"), places);
            }
        }
        _ => {}
    }
}
