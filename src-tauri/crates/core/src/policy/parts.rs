//! What a row of a table may answer, part by part: for whoever writes one without knowing the words.

use super::pack::Pack;
use super::table::{Change, Charge, Decides, Party, Payer, Remedy, Step, Urge};

/// A part of an answer, such as `charge` or `labour`, with the words it may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its key in the answer.
    pub key: &'static str,
    /// What it may say; `true` and `false` stand for yes and no.
    pub words: Vec<String>,
    /// Several at once.
    pub many: bool,
    /// A row must say it.
    pub needed: bool,
}

impl Decides {
    /// The parts of an answer of such a table under this pack, in their order. [`super::Answer::fits`] refuses all others.
    #[must_use]
    pub fn parts(self, pack: &Pack) -> Vec<Part> {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let part = |key, words, needed| Part { key, words, many: false, needed };
        let flag = || words(&["true", "false"]);
        macro_rules! all {
            ($of:ident) => {
                words(&$of::ALL.iter().map(|word| word.word()).collect::<Vec<_>>())
            };
        }
        match self {
            Self::Liability => vec![part("party", all!(Party), true)],
            Self::Charge => vec![part("charge", all!(Charge), true), part("labour", flag(), false)],
            Self::Freight => vec![part("payer", all!(Payer), true)],
            Self::Remedies => vec![Part { key: "remedies", words: all!(Remedy), many: true, needed: true }],
            Self::Return => vec![part("fits", flag(), true)],
            Self::OrderChange => vec![part("change", all!(Change), true)],
            Self::Routing => {
                let groups = pack.groups.iter().map(|group| group.id.clone()).collect();
                vec![part("group", groups, true), part("alert", all!(Urge), false)]
            }
            Self::Step => vec![part("step", all!(Step), true)],
        }
    }
}
