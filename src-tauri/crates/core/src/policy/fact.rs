//! What a policy may ask about a matter: finite facts, each with its words.
//!
//! Decision tables and conditions speak of nothing else, so that every combination can be walked. A fact that nobody
//! knows yet is simply open: [`Inputs`] then holds every word it might turn out to be. Dates become such words first
//! ([`super::Warranty`], [`super::Returns`]).

use crate::case::{Category, Channel, Complexity, Urgency};
use serde::{Deserialize, Serialize};

macro_rules! facts {
    ($($(#[$doc:meta])* $name:ident $word:literal: $($value:literal)+;)*) => {
        /// A fact that rules depend on.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS))]
        #[serde(rename_all = "snake_case")]
        pub enum Fact { $($(#[$doc])* $name,)* }

        impl Fact {
            /// All facts, in the order in which screens ask for them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The name in packs and in data.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// What it can be, at most 32 words.
            #[must_use]
            pub fn values(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($value),+],)* }
            }
        }
    };
}

facts! {
    /// How the case came.
    Channel "channel": "mail" "telephone" "video" "remote" "on_site" "web" "chat";
    /// What it is about.
    Category "category": "unclassified" "product_quality" "delivery" "use" "order" "customisation" "wholesale" "return"
        "information" "technical" "payment" "experience" "complaint" "suggestion" "other";
    /// How pressing it is.
    Urgency "urgency": "low" "normal" "high" "stopped";
    /// General or complex (HX-7).
    Complexity "complexity": "general" "complex";
    /// What is declared for the time of the notice (HN-1, PA-1, HC-9); the one fact that can be several at once.
    Declared "declared": "peak" "high_volume" "force_majeure";
    /// Where the fault comes from, as a person found it; `undetermined` is a finding too (HX-4).
    Cause "cause": "design" "material" "workmanship" "our_error" "transport" "human" "environment" "improper_use"
        "modification" "force_majeure" "outside" "customs" "software" "no_fault" "undetermined";
    /// Within the warranty period or after it.
    Warranty "warranty": "in" "out";
    /// What proves the purchase (CK-3, CK-4).
    Proof "proof": "valid" "none" "forged";
    /// What the customer wants done.
    Service "service": "telephone" "guidance" "repair" "inspection" "software_upgrade" "replacement" "on_site";
    /// Which way goods travel.
    Leg "leg": "to_us" "to_customer";
    /// Whether the goods fail to work (CK-1, CK-2).
    Failure "failure": "none" "performance";
    /// Packing, accessories, gifts, instructions (CK-1, CK-3).
    Completeness "completeness": "complete" "incomplete";
    /// Damage that somebody or something did to the goods (CK-1, CK-3).
    Damage "damage": "none" "man_made" "force_majeure";
    /// Whether the goods were put to use (CK-1).
    Activation "activation": "unused" "activated";
    /// Whether they can be sold again (CK-1).
    Resale "resale": "fit" "unfit";
    /// Labels, serial numbers, security marks (CK-3).
    Labels "labels": "intact" "altered";
    /// Whether the return was asked for in time.
    ReturnTime "return_time": "in_time" "late";
    /// Whether the goods were sent in time after the return was confirmed (CK-3).
    SendingTime "sending_time": "in_time" "late";
    /// Order number, items and reason (HN-8).
    Details "details": "complete" "missing";
    /// Photographs, videos (HC-3, HC-7).
    Evidence "evidence": "given" "missing";
    /// Whether the evidence came in time (HC-7).
    EvidenceTime "evidence_time": "in_time" "late";
    /// Whether the order is with the carrier already (PA-4).
    Shipment "shipment": "open" "handed_over";
    /// How far a dispute was talked over (HC-8).
    Negotiation "negotiation": "not_tried" "failed" "agreed";
}

/// How many facts there are.
pub(super) const COUNT: usize = Fact::ALL.len();

impl Fact {
    /// The fact of this name.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|fact| fact.word() == word)
    }

    /// The set with this one word in it; none when the fact has no such word.
    pub(super) fn bit(self, value: &str) -> Option<u32> {
        self.values().iter().position(|v| *v == value).map(|place| 1 << place)
    }

    /// The set of all its words.
    pub(super) fn all(self) -> u32 {
        u32::MAX >> (32 - self.values().len())
    }

    /// The words of a set.
    pub(super) fn words(self, set: u32) -> impl Iterator<Item = &'static str> {
        self.values().iter().enumerate().filter(move |(place, _)| set >> place & 1 == 1).map(|(_, word)| *word)
    }
}

/// A state that a person declares for a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DeclaredSort {
    /// A peak season or public holidays (HN-1).
    Peak,
    /// More questions than usual (PA-1).
    HighVolume,
    /// What nobody can help (HC-9).
    ForceMajeure,
}

/// The states declared for a case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct DeclaredSet(u32);

impl DeclaredSet {
    /// With this state too.
    #[must_use]
    pub fn with(self, sort: DeclaredSort) -> Self {
        Self(self.0 | 1 << sort as u32)
    }

    /// Whether it is declared.
    #[must_use]
    pub fn has(self, sort: DeclaredSort) -> bool {
        self.0 >> sort as u32 & 1 == 1
    }

    /// Whether nothing is declared.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl FromIterator<DeclaredSort> for DeclaredSet {
    fn from_iter<I: IntoIterator<Item = DeclaredSort>>(sorts: I) -> Self {
        sorts.into_iter().fold(Self::default(), Self::with)
    }
}

/// What the pack is asked by when it sets clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Facts {
    /// How the case came.
    pub channel: Channel,
    /// What it is about; none until a person classified it.
    pub category: Option<Category>,
    /// How pressing.
    pub urgency: Urgency,
    /// General or complex.
    pub complexity: Complexity,
    /// What is declared for its notice.
    pub declared: DeclaredSet,
}

/// What is known of a matter: for each fact the words it may still turn out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Inputs([u32; COUNT]);

/// A word that a fact does not have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{fact} has no value {value}")]
pub struct UnknownWord {
    /// The fact, or what was given as one.
    pub fact: String,
    /// The word, or nothing when the fact itself is not known.
    pub value: String,
}

impl Default for Inputs {
    /// Nothing is known; nothing is declared.
    fn default() -> Self {
        let mut open = [0; COUNT];
        for fact in Fact::ALL {
            open[*fact as usize] = fact.all();
        }
        open[Fact::Declared as usize] = 0;
        Self(open)
    }
}

impl Inputs {
    /// What facts of a case say.
    #[must_use]
    pub fn of(facts: &Facts) -> Self {
        let mut inputs = Self::default();
        inputs.0[Fact::Channel as usize] = 1 << facts.channel as u32;
        inputs.0[Fact::Category as usize] = 1 << facts.category.map_or(0, |category| category as u32 + 1);
        inputs.0[Fact::Urgency as usize] = 1 << facts.urgency as u32;
        inputs.0[Fact::Complexity as usize] = 1 << facts.complexity as u32;
        inputs.0[Fact::Declared as usize] = facts.declared.0;
        inputs
    }

    /// With a fact set to a word.
    ///
    /// # Errors
    /// [`UnknownWord`] when the fact has no such word.
    pub fn set(&mut self, fact: Fact, value: &str) -> Result<(), UnknownWord> {
        let unknown = || UnknownWord { fact: fact.word().to_owned(), value: value.to_owned() };
        let bit = fact.bit(value).ok_or_else(unknown)?;
        let cell = &mut self.0[fact as usize];
        *cell = if fact == Fact::Declared { *cell | bit } else { bit };
        Ok(())
    }

    /// The words that a fact may still be.
    pub(super) fn words(&self, fact: Fact) -> u32 {
        self.0[fact as usize]
    }

    /// The one word of a fact; none while it is open.
    #[must_use]
    pub fn word(&self, fact: Fact) -> Option<&'static str> {
        let set = self.words(fact);
        if set.count_ones() == 1 { fact.words(set).next() } else { None }
    }

    /// Whether nobody knows this fact yet.
    #[must_use]
    pub fn is_open(&self, fact: Fact) -> bool {
        self.words(fact).count_ones() > 1
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn same<T: Serialize>(fact: Fact, all: &[T], skip: usize) {
        let words: Vec<String> =
            all.iter().map(|v| serde_json::to_value(v).unwrap().as_str().unwrap().into()).collect();
        assert_eq!(fact.values()[skip..], words);
    }

    /// `Inputs::of` reads the enums' places as places of words.
    #[test]
    fn the_words_are_those_of_the_case_in_their_order() {
        use Channel::{Chat, Mail, OnSite, Remote, Telephone, Video, Web};
        same(Fact::Channel, &[Mail, Telephone, Video, Remote, OnSite, Web, Chat], 0);
        same(Fact::Category, &Category::ALL, 1);
        same(Fact::Urgency, &[Urgency::Low, Urgency::Normal, Urgency::High, Urgency::Stopped], 0);
        same(Fact::Complexity, &[Complexity::General, Complexity::Complex], 0);
        use DeclaredSort::{ForceMajeure, HighVolume, Peak};
        same(Fact::Declared, &[Peak, HighVolume, ForceMajeure], 0);
        for (place, category) in Category::ALL.iter().enumerate() {
            assert_eq!(*category as usize, place);
        }
    }

    #[test]
    fn facts_have_their_names_and_their_words_once() {
        for fact in Fact::ALL {
            assert_eq!(serde_json::to_value(fact).unwrap(), fact.word());
            assert_eq!(Fact::of(fact.word()), Some(*fact));
            let mut words = fact.values().to_vec();
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), fact.values().len());
            assert!(words.len() <= 32);
            assert_eq!(fact.words(fact.all()).count(), words.len());
        }
    }

    #[test]
    fn what_is_set_is_known_and_the_rest_is_open() {
        let mut inputs = Inputs::default();
        assert!(inputs.is_open(Fact::Cause));
        inputs.set(Fact::Cause, "material").unwrap();
        assert_eq!(inputs.word(Fact::Cause), Some("material"));
        assert!(inputs.set(Fact::Cause, "moths").is_err());
        inputs.set(Fact::Declared, "peak").unwrap();
        inputs.set(Fact::Declared, "force_majeure").unwrap();
        assert_eq!(Fact::Declared.words(inputs.words(Fact::Declared)).collect::<Vec<_>>(), ["peak", "force_majeure"]);
    }
}
