//! Declared states: peak season, high volume, force majeure, each for a time and for some cases, by rule (HN-1, PA-1, HC-9).
//!
//! The desk declares once; each case it reaches gets an event of its own, so that a case tells its whole story. Left out: what
//! a state does to targets (the pack says) and to clocks ([`crate::clock`]), and finding the cases in a database.

use crate::case::{Case, CaseEvent, Category, Channel};
use crate::country::Country;
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
    /// Cases of customers there (HC-9); one whose customer or country nobody knows is none of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "ts", ts(as = "Vec<String>"))]
    pub countries: Vec<Country>,
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
    /// Whether its pack and scope are this case's; `country` is the one of the case's customer.
    #[must_use]
    pub fn concerns(&self, case: &Case, country: Option<Country>) -> bool {
        let Scope { channels, categories, countries } = &self.scope;
        self.pack.as_ref().is_none_or(|pack| *pack == case.pack)
            && (channels.is_empty() || channels.contains(&case.channel))
            && (categories.is_empty() || case.category.is_some_and(|category| categories.contains(&category)))
            && (countries.is_empty() || country.is_some_and(|country| countries.contains(&country)))
    }

    /// Whether it is for this case. Whether the case is open is not asked.
    #[must_use]
    pub fn reaches(&self, case: &Case, country: Option<Country>) -> bool {
        self.concerns(case, country) && bears(self.sort, self.from, self.to, case.notice)
    }

    /// The event that brings a case into line with this declaration at an instant; none when it is.
    ///
    /// What no longer concerns a case, because its category, its customer or that one's country turned out another, is lifted as
    /// if it had never been; what was over by then stays told as it was. It comes back with the facts.
    #[must_use]
    pub fn lacking(&self, case: &Case, country: Option<Country>, now: Instant) -> Option<CaseEvent> {
        let Self { id, sort, from, to, .. } = *self;
        let declared = || {
            let reason = self.reason.clone();
            self.reaches(case, country).then_some(CaseEvent::Declared { declaration: id, sort, from, to, reason })
        };
        let Some(on) = case.declared.iter().find(|on| on.id == id) else { return declared() };
        let lifted = on.to.is_some_and(|to| to <= on.from);
        let over = on.to.is_some_and(|to| to <= now);
        match (self.concerns(case, country), lifted) {
            (true, true) if on.to != to => declared(),
            (true, _) => to.filter(|_| on.to != to).map(|at| CaseEvent::DeclarationEnded { declaration: id, at }),
            (false, false) if !over => Some(CaseEvent::DeclarationEnded { declaration: id, at: on.from }),
            (false, _) => None,
        }
    }
}
