//! What changes from one pack to another: value by value, with the condition that says for whom.
//!
//! Values are told apart by what they are and when they hold, not by their place in the file; so a moved entry is no
//! change. Left out: the words, which are the interface's.

use super::pack::{Basis, Pack};
use super::values::{Sort, Value, Worth};
use std::collections::BTreeMap;

/// One change. A value that is only in one of the packs was added or removed.
#[derive(Clone, Debug, PartialEq)]
pub struct Change<'a> {
    /// As it was.
    pub was: Option<Value<'a>>,
    /// As it will be.
    pub now: Option<Value<'a>>,
    /// Customers feel it, so they are told (PA-10); else it is of the house.
    pub significant: bool,
}

impl<'a> Change<'a> {
    /// The newer of the two.
    #[must_use]
    pub fn value(&self) -> Option<&Value<'a>> {
        self.now.as_ref().or(self.was.as_ref())
    }
}

/// Everything that differs, in the order of the newer pack; what was removed stands at the end.
#[must_use]
pub fn diff<'a>(old: &'a Pack, new: &'a Pack) -> Vec<Change<'a>> {
    let mut before: BTreeMap<Name, Value<'a>> = named(old.values());
    let mut changes = Vec::new();
    let after = new.values();
    let names: Vec<Name> = names(&after);
    for (name, now) in names.into_iter().zip(after) {
        let was = before.remove(&name);
        let same = was.as_ref().is_some_and(|was| {
            was.worth == now.worth
                && was.name == now.name
                && was.reading == now.reading
                && was.basis == now.basis
                && was.clause == now.clause
        });
        if !same {
            let significant = significant(was.as_ref(), Some(&now));
            changes.push(Change { was, now: Some(now), significant });
        }
    }
    changes.extend(before.into_values().map(|was| Change {
        significant: significant(Some(&was), None),
        was: Some(was),
        now: None,
    }));
    changes
}

/// What a value is: sort, code, condition, and a number among equals.
type Name = (Sort, String, Vec<(String, Vec<String>)>, usize);

fn names(values: &[Value<'_>]) -> Vec<Name> {
    let mut seen: BTreeMap<Name, usize> = BTreeMap::new();
    let name = |value: &Value<'_>| {
        let when: BTreeMap<String, Vec<String>> = value.when.cloned().unwrap_or_default().into();
        // Words to choose from are told apart by the word itself.
        let code = match (&value.sort, &value.worth) {
            (Sort::Choice, Worth::Words(words)) => format!("{} {}", value.code, words.join(" ")),
            _ => value.code.clone(),
        };
        let mut name: Name = (value.sort, code, when.into_iter().collect(), 0);
        let count = seen.entry(name.clone()).or_default();
        name.3 = *count;
        *count += 1;
        name
    };
    values.iter().map(name).collect()
}

fn named(values: Vec<Value<'_>>) -> BTreeMap<Name, Value<'_>> {
    names(&values).into_iter().zip(values).collect()
}

/// Whether a customer feels it: an amount, an answer or hours that differ; not a reading, and not what is only of the house.
fn significant(was: Option<&Value<'_>>, now: Option<&Value<'_>>) -> bool {
    let felt = |sort: Sort| !matches!(sort, Sort::Template | Sort::Form | Sort::Group | Sort::Choice);
    let of = now.or(was);
    let inner = of.is_none_or(|value| match &value.worth {
        Worth::Answer(answer) => answer.group.is_some() || answer.step.is_some(),
        _ => false,
    });
    match (was, now) {
        (Some(was), Some(now)) if was.worth == now.worth => was.basis != now.basis && now.basis == Basis::Stated,
        _ => !inner && of.is_some_and(|value| felt(value.sort)),
    }
}
