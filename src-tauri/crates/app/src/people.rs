//! The people of the desk (HX-10): who they are, to which group they belong, when they are away; and to whom cases go by it
//! (HX-1, HX-11).

use crate::App;
use crate::api::acts::SavePerson;
use crate::api::views::{AwayView, GroupView, PersonView};
use crate::api::{ApiError, ErrorCode};
use crate::policy::view::both;
use crate::write::Write;
use crate::{file, show};
use aftercare_core::case::{Case, CaseEvent};
use aftercare_core::desk::{Away, DeskEvent, Staff};
use aftercare_core::ids::{CaseId, StaffId};
use aftercare_core::journal::Actor;
use aftercare_core::policy::{Decides, Question};
use aftercare_core::route::{Person, Route, RouteWhy, acting, route};
use aftercare_core::time::Instant;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A name longer than this is a slip.
const LONGEST_NAME: usize = 120;

/// Everybody with what they have to do, as routing asks.
fn people<'a>(staff: &'a [(StaffId, Staff)], open: &BTreeMap<StaffId, u64>) -> Vec<Person<'a>> {
    let person =
        |(id, staff): &'a (StaffId, Staff)| Person { id: *id, staff, open: open.get(id).copied().unwrap_or(0) };
    staff.iter().map(person).collect()
}

impl App {
    /// Everybody, those who left too.
    pub(crate) async fn people(&self, (): ()) -> Result<Vec<PersonView>, ApiError> {
        let (state, now) = (self.state(), self.now());
        let open = self.look().await?.open_by_owner().await?;
        let view = |(id, staff): &(StaffId, Staff)| PersonView {
            person: show::staff(*id, staff),
            languages: staff.languages.clone(),
            supervisor: staff.supervisor,
            away: staff.away.as_ref().map(|away| AwayView {
                from: away.from,
                to: away.to,
                cover: away.cover.map(|id| id.0),
                now: away.holds(now),
            }),
            left: staff.left,
            open: crate::desk::count(open.get(id).copied().unwrap_or(0)),
        };
        Ok(state.staff.iter().map(view).collect())
    }

    /// The groups to which people can belong.
    pub(crate) async fn groups(&self, (): ()) -> Result<Vec<GroupView>, ApiError> {
        let (_, pack) = self.pack_now()?;
        Ok(pack.groups.iter().map(|group| GroupView { id: group.id.clone(), name: both(&group.name) }).collect())
    }

    /// Takes a person onto the desk, or changes what is known of one.
    pub(crate) async fn save_person(&self, ask: SavePerson) -> Result<Uuid, ApiError> {
        let state = self.state();
        let me = state.me()?;
        let name = ask.name.trim().to_owned();
        if name.is_empty() {
            return Err(ApiError::field("name", "missing"));
        }
        if name.chars().count() > LONGEST_NAME {
            return Err(ApiError::field("name", "too_long"));
        }
        let (_, pack) = self.pack_now()?;
        let old = match ask.id {
            Some(id) => {
                let known = state.staff.iter().find(|(staff, _)| staff.0 == id);
                Some(known.ok_or_else(|| ApiError::new(ErrorCode::NotFound).with("staff", id))?)
            }
            None => None,
        };
        let group = ask.group.filter(|group| !group.is_empty());
        // One that an earlier pack had stays until somebody changes it.
        let kept = old.is_some_and(|(_, staff)| staff.group == group);
        if let Some(group) = group.as_ref().filter(|group| !kept && !pack.groups.iter().any(|one| one.id == **group)) {
            return Err(ApiError::field("group", "unknown").with("value", group));
        }
        let id = old.map_or_else(|| StaffId::at(self.now(), crate::random()), |(id, _)| *id);
        // Who sits here can't leave: nobody could do anything any more.
        if ask.left && id == me {
            return Err(ApiError::field("left", "last"));
        }
        let away = match &ask.away {
            Some(away) => Some(absence(away, id, &state.staff)?),
            None => None,
        };
        let languages = ask.languages.clone();
        let (supervisor, left) = (ask.supervisor, ask.left);
        let mut write = self.write().await?;
        let mut seq = state.seq;
        write
            .desk(&mut seq, Actor::Staff(me), self.now(), |seal| DeskEvent::StaffSet {
                id,
                staff: Staff { name: seal.seal(name), group, languages, supervisor, away, left },
            })
            .await?;
        write.commit(&["desk", "people", "cases"]).await?;
        self.refresh().await?;
        Ok(id.0)
    }
}

fn absence(ask: &crate::api::acts::SetAway, of: StaffId, staff: &[(StaffId, Staff)]) -> Result<Away, ApiError> {
    if ask.to.is_some_and(|to| to <= ask.from) {
        return Err(ApiError::field("to", "backwards"));
    }
    let cover = match ask.cover {
        Some(id) if StaffId(id) == of => return Err(ApiError::field("cover", "self")),
        Some(id) => {
            let known = staff.iter().any(|(known, staff)| known.0 == id && !staff.left);
            Some(known.then_some(StaffId(id)).ok_or_else(|| ApiError::new(ErrorCode::NotFound).with("staff", id))?)
        }
        None => None,
    };
    Ok(Away { from: ask.from, to: ask.to, cover })
}

impl Write {
    /// Sends a case that was just classified where its pack's routing table says (HX-11); nothing where it is there already.
    pub(crate) async fn route(&mut self, id: CaseId, seq: &mut u64) -> Result<(), ApiError> {
        let state = self.app().state();
        let file = file::read(&mut self.work.look(), id).await?;
        let (case, at) = (&file.case, file.moment(self.work.now()));
        if !case.status.is_open() {
            return Ok(());
        }
        let Some(Route { group, owner, at_once }) = self.routed(case, &state.staff, at).await? else { return Ok(()) };
        let stays = case.group.as_ref() == Some(&group);
        if stays && at_once == case.pressing.is_some() {
            return Ok(());
        }
        // One that became pressing, or no more, stays with whom it is.
        let owner = if stays { case.owner } else { owner };
        let why = RouteWhy::Group;
        self.case(id, seq, Actor::Desk, at, |_| CaseEvent::Routed { group: Some(group), owner, why, at_once }).await
    }

    async fn routed(
        &mut self,
        case: &Case,
        staff: &[(StaffId, Staff)],
        at: Instant,
    ) -> Result<Option<Route>, ApiError> {
        let open = self.work.look().open_by_owner().await?;
        let book = self.work.book();
        let on = book.service(&case.pack, case.pack_version)?.calendar.day_of(at);
        let question = Question { inputs: case.inputs(), dates: case.dates.clone(), on };
        let verdict = book.decide(&case.pack, case.pack_version, &question)?;
        let answer = verdict.answer(Decides::Routing);
        Ok(answer.and_then(|answer| route(answer, case.owner, &people(staff, &open), at)))
    }

    /// Gives an open case that a customer was heard on at `heard` to whoever stands in for its owner, where that one is away and was then:
    /// what is imported from an older time changes hands no more.
    pub(crate) async fn cover(&mut self, id: CaseId, seq: &mut u64, heard: Instant) -> Result<(), ApiError> {
        let state = self.app().state();
        let file = file::read(&mut self.work.look(), id).await?;
        let (case, at) = (&file.case, file.moment(self.work.now()));
        let away = state.staff.iter().find(|(id, _)| *id == case.owner).and_then(|(_, staff)| staff.away.as_ref());
        let owner = acting(case.owner, &people(&state.staff, &BTreeMap::new()), at);
        if owner == case.owner || !case.status.is_open() || !away.is_some_and(|away| away.holds(heard)) {
            return Ok(());
        }
        let why = RouteWhy::Cover;
        self.case(id, seq, Actor::Desk, at, |_| CaseEvent::Routed { group: None, owner, why, at_once: false }).await
    }
}
