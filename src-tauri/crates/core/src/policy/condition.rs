//! A condition: lists of words by fact, all of which must hold.

use super::fact::{Fact, Inputs, UnknownWord};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Each fact named must be one of the words listed; a fact that is not named may be anything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "BTreeMap<String, Vec<String>>", into = "BTreeMap<String, Vec<String>>")]
pub struct Condition(Vec<(Fact, u32)>);

impl Condition {
    /// A fact that must be this one word.
    pub(super) fn of(fact: Fact, word: &str) -> Self {
        Self(vec![(fact, fact.bit(word).unwrap_or_default())])
    }

    /// Whether the facts meet it for certain. Of what is declared, one state that is listed is enough.
    #[must_use]
    pub fn holds(&self, inputs: &Inputs) -> bool {
        self.0.iter().all(|(fact, set)| {
            let words = inputs.words(*fact);
            if *fact == Fact::Declared { words & set != 0 } else { words & !set == 0 }
        })
    }

    /// Whether it always holds.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The facts it names.
    pub fn facts(&self) -> impl Iterator<Item = Fact> + '_ {
        self.0.iter().map(|(fact, _)| *fact)
    }

    /// The words it lists for a fact; none when it does not name it.
    #[must_use]
    pub fn words(&self, fact: Fact) -> Option<Vec<&'static str>> {
        self.set(fact).map(|set| fact.words(set).collect())
    }

    pub(super) fn set(&self, fact: Fact) -> Option<u32> {
        self.0.iter().find(|(named, _)| *named == fact).map(|(_, set)| *set)
    }
}

impl TryFrom<BTreeMap<String, Vec<String>>> for Condition {
    type Error = UnknownWord;

    fn try_from(lists: BTreeMap<String, Vec<String>>) -> Result<Self, UnknownWord> {
        let mut sets = Vec::with_capacity(lists.len());
        for (name, words) in lists {
            let fact = Fact::of(&name).ok_or_else(|| UnknownWord { fact: name, value: String::new() })?;
            let mut set = 0;
            for word in words {
                let unknown = || UnknownWord { fact: fact.word().to_owned(), value: word.clone() };
                set |= fact.bit(&word).ok_or_else(unknown)?;
            }
            sets.push((fact, set));
        }
        sets.sort_unstable();
        Ok(Self(sets))
    }
}

impl From<Condition> for BTreeMap<String, Vec<String>> {
    fn from(condition: Condition) -> Self {
        let words =
            |(fact, set): (Fact, u32)| (fact.word().to_owned(), fact.words(set).map(str::to_owned).collect::<Vec<_>>());
        condition.0.into_iter().map(words).collect()
    }
}
