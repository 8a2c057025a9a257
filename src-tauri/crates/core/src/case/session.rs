//! Sessions by video or remote maintenance (HX-2, HX-9): when they began and ended, what was said and seen in them.
//!
//! Each note is an event of its own, so a computer that fails in the middle costs nothing that was said. A session that nobody
//! ended stays open until a person ends it. There is no place for a remote password; what is pasted is masked ([`crate::mask`]).

use super::event::CaseEvent;
use super::fold::Entry;
use crate::ids::SessionId;
use crate::journal::{Actor, Sealed};
use crate::time::Instant;
use serde::{Deserialize, Serialize};

/// By what a session is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SessionSort {
    /// FaceTime, or a link of any other video call.
    Video,
    /// Remote maintenance, as by ToDesk.
    Remote,
}

/// What came of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SessionOutcome {
    /// The customer is helped.
    Solved,
    /// Not yet.
    NotSolved,
    /// Somebody has to go there.
    VisitNeeded,
    /// Another call is needed.
    CallAgain,
}

/// A session as the case knows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// The number of the event that began it.
    pub number: u64,
    /// By what.
    pub sort: SessionSort,
    /// Where it goes: an address, a number, a ToDesk id.
    pub link: Option<Sealed>,
    /// Who holds it.
    pub by: Actor,
    /// When it began.
    pub begun: Instant,
    /// When it ended.
    pub ended: Option<Instant>,
    /// The number of the event that ended it.
    pub ended_by: Option<u64>,
    /// Whether the two have spoken, once it ended.
    pub held: bool,
    /// What came of it.
    pub outcome: Option<SessionOutcome>,
    /// What was found.
    pub findings: Option<Sealed>,
    /// Since when pictures may be kept; none where nobody was asked, or said no.
    pub consent: Option<Instant>,
    /// What was noted, with number and instant.
    pub notes: Vec<(u64, Instant, Sealed)>,
    /// What was seen, each a sealed [`BlobRef`](super::BlobRef), with number and instant.
    pub snaps: Vec<(u64, Instant, Sealed)>,
    /// The first that the customer said beside the session while it went on: that is not answered by it.
    heard: Option<u64>,
}

impl Session {
    /// Whether it still goes on.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.ended.is_none()
    }
}

/// Takes what happened into the sessions. Of one that was held and ends here: the first that was heard beside it.
pub(super) fn apply(sessions: &mut Vec<Session>, entry: &Entry) -> Option<Option<u64>> {
    let find = |sessions: &'_ mut Vec<Session>, id: &SessionId| sessions.iter().position(|one| one.id == *id);
    match &entry.event {
        CaseEvent::SessionBegun { session, sort, link } if find(sessions, session).is_none() => {
            sessions.push(Session {
                id: *session,
                number: entry.seq,
                sort: *sort,
                link: link.clone(),
                by: entry.actor,
                begun: entry.at,
                ended: None,
                ended_by: None,
                held: false,
                outcome: None,
                findings: None,
                consent: None,
                notes: Vec::new(),
                snaps: Vec::new(),
                heard: None,
            });
            None
        }
        CaseEvent::SessionNoted { session, text } => {
            let at = find(sessions, session)?;
            sessions.get_mut(at)?.notes.push((entry.seq, entry.at, text.clone()));
            None
        }
        CaseEvent::SessionConsented { session, given } => {
            let at = find(sessions, session)?;
            sessions.get_mut(at)?.consent = given.then_some(entry.at);
            None
        }
        CaseEvent::SessionSnapped { session, file } => {
            let at = find(sessions, session)?;
            sessions.get_mut(at)?.snaps.push((entry.seq, entry.at, file.clone()));
            None
        }
        CaseEvent::SessionEnded { session, held, outcome, findings } => {
            let at = find(sessions, session)?;
            let one = sessions.get_mut(at).filter(|one| one.is_open())?;
            one.ended = Some(entry.at);
            one.ended_by = Some(entry.seq);
            one.held = *held;
            one.outcome = *outcome;
            one.findings = findings.clone();
            held.then_some(one.heard)
        }
        _ => None,
    }
}

/// The customer was heard beside the sessions that go on.
pub(super) fn heard(sessions: &mut [Session], seq: u64) {
    for one in sessions.iter_mut().filter(|one| one.is_open()) {
        one.heard = one.heard.or(Some(seq));
    }
}
