//! Declared states: peak season, high volume, force majeure, each for a time and for some cases, by rule (HN-1, PA-1, HC-9).
//!
//! The desk declares once; each case it reaches gets an event of its own, so that a case tells its whole story. Left out: what
//! a state does to targets (the pack says) and to clocks ([`crate::clock`]), and finding the cases in a database.

use crate::case::{Case, Category, Channel};
use crate::ids::DeclarationId;
use crate::journal::Sealed;
use crate::policy::DeclaredSort;
use crate::time::Instant;
use serde::{Deserialize, Serialize};

/// Which cases of a pack a declaration is for. An empty list stands for all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct Scope {
    /// Cases that came so.
    pub channels: Vec<Channel>,
    /// Cases about this; one that nobody classified yet is none of them.
    pub categories: Vec<Category>,
}

/// A declared state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// Id.
    pub id: DeclarationId,
    /// What is declared.
    pub sort: DeclaredSort,
    /// For this pack; none = for all.
    pub pack: Option<String>,
    /// For which cases.
    pub scope: Scope,
    /// First instant of it.
    pub from: Instant,
    /// The instant after its last; none while it lasts.
    pub to: Option<Instant>,
    /// Why.
    pub reason: Sealed,
}

/// Whether a state declared for `[from, to)` bears on a matter noticed at `notice`: peak and high volume by the notice alone, a
/// force majeure as long as the matter goes on.
#[must_use]
pub fn bears(sort: DeclaredSort, from: Instant, to: Option<Instant>, notice: Instant) -> bool {
    let some = to.is_none_or(|to| from < to);
    let begun = sort == DeclaredSort::ForceMajeure || from <= notice;
    some && begun && to.is_none_or(|to| notice < to)
}

impl Declaration {
    /// Whether it is for this case. Whether the case is open is not asked.
    #[must_use]
    pub fn reaches(&self, case: &Case) -> bool {
        let Scope { channels, categories } = &self.scope;
        self.pack.as_ref().is_none_or(|pack| *pack == case.pack)
            && (channels.is_empty() || channels.contains(&case.channel))
            && (categories.is_empty() || case.category.is_some_and(|category| categories.contains(&category)))
            && bears(self.sort, self.from, self.to, case.notice)
    }
}
