//! To whom a case goes: the group that its pack's routing table names (HX-11), the person in it with the least to do, and whoever
//! stands in for one who is away.
//!
//! Left out: when it is asked, which is the app's; and a person's own hand-over, which needs no rule.

use crate::desk::Staff;
use crate::ids::StaffId;
use crate::policy::{Answer, Urge};
use crate::time::Instant;
use serde::{Deserialize, Serialize};

/// Why the desk gave a case to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum RouteWhy {
    /// The routing table names the group.
    Group,
    /// Its owner is away.
    Cover,
}

/// A person who can take cases.
#[derive(Clone, Copy, Debug)]
pub struct Person<'a> {
    /// Who.
    pub id: StaffId,
    /// What the desk knows of the person.
    pub staff: &'a Staff,
    /// How many open cases the person has.
    pub open: u64,
}

/// Where a case goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// The group, by its id in the pack.
    pub group: String,
    /// Who in it; the owner before where nobody of the group is there.
    pub owner: StaffId,
    /// Whether the group must know at once.
    pub at_once: bool,
}

/// Who acts for a person at an instant: the person, or who stands in, or who stands in for that one. Where they stand in for each
/// other in a circle, or nobody does, the person keeps it.
#[must_use]
pub fn acting(id: StaffId, people: &[Person<'_>], at: Instant) -> StaffId {
    let mut who = id;
    for _ in people {
        let known = people.iter().find(|person| person.id == who);
        let Some(away) = known.and_then(|person| person.staff.away.as_ref()).filter(|away| away.holds(at)) else {
            return who;
        };
        match away.cover {
            Some(cover) if people.iter().any(|person| person.id == cover && !person.staff.left) => who = cover,
            _ => return id,
        }
    }
    id
}

/// Where a routing table's answer sends a case. One whose owner is of the group already stays with its owner.
#[must_use]
pub fn route(answer: &Answer, owner: StaffId, people: &[Person<'_>], at: Instant) -> Option<Route> {
    let group = answer.group.clone()?;
    let at_once = answer.alert == Some(Urge::AtOnce);
    let of_group = |person: &&Person<'_>| person.staff.group.as_ref() == Some(&group) && !person.staff.left;
    let stays = people.iter().any(|person| person.id == owner && of_group(&person));
    let there = |person: &&Person<'_>| person.staff.away.as_ref().is_none_or(|away| !away.holds(at));
    let least =
        |all: &mut dyn Iterator<Item = &Person<'_>>| all.min_by_key(|person| (person.open, person.id)).map(|p| p.id);
    let next = match stays {
        true => Some(owner),
        false => {
            least(&mut people.iter().filter(of_group).filter(there)).or(least(&mut people.iter().filter(of_group)))
        }
    };
    Some(Route { group, owner: acting(next.unwrap_or(owner), people, at), at_once })
}
