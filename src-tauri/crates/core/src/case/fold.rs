//! From the events of a case to what the case now is. Pure: the same events give the same case, for ever.

use super::event::{BlobRef, CaseEvent, Direction};
use super::session::{self, Session};
use super::task::{self, Task, TaskEnd, TaskSort};
use super::{Category, Channel, Complexity, Language, Urgency};
use crate::clock::PauseReason;
use crate::declare::bears;
use crate::ids::{CustomerId, DeclarationId, FormId, StaffId};
use crate::journal::{Actor, Sealed};
use crate::policy::{Dates, DeclaredSet, DeclaredSort, Fact, Facts, Inputs};
use crate::time::Instant;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub use super::clocks::clock_events;

/// Where a case stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// The desk works on it.
    #[default]
    Open,
    /// The desk waits for somebody.
    Waiting,
    /// A solution was provided.
    Solved,
    /// It is over.
    Closed,
}

impl Status {
    /// Whether work is still owed.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Waiting)
    }
}

/// One event of a case with its envelope, as the fold and the timeline see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Number in the stream.
    pub seq: u64,
    /// Who.
    pub actor: Actor,
    /// When it happened.
    pub at: Instant,
    /// When it was written down.
    pub recorded_at: Instant,
    /// What.
    pub event: CaseEvent,
}

/// A filed form as the case knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FiledForm {
    /// Its id.
    pub id: FormId,
    /// Which form.
    pub sort: String,
    /// Its number.
    pub number: String,
    /// When it was filed.
    pub at: Instant,
    /// SHA-256 of the PDF.
    pub pdf_hash: String,
    /// Pages.
    pub pages: u32,
}

/// What the desk waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// For whom.
    pub reason: PauseReason,
    /// What was asked.
    pub what: Sealed,
    /// Since when.
    pub since: Instant,
}

/// A fact as a person found it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The fact's word.
    pub word: String,
    /// Who found it.
    pub by: Actor,
    /// When.
    pub at: Instant,
}

/// A declared state on a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnCase {
    /// Which declaration.
    pub id: DeclarationId,
    /// What is declared.
    pub sort: DeclaredSort,
    /// First instant of it.
    pub from: Instant,
    /// The instant after its last; none while it lasts.
    pub to: Option<Instant>,
    /// Why.
    pub reason: Sealed,
}

/// A case as its events tell it.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// As in C-4127.
    pub number: u64,
    /// The pinned pack.
    pub pack: String,
    /// Its version.
    pub pack_version: u32,
    /// When the customer's first notice reached the desk.
    pub notice: Instant,
    /// How it came.
    pub channel: Channel,
    /// Subject.
    pub subject: Sealed,
    /// Whose it is.
    pub customer: Option<CustomerId>,
    /// Language of answers.
    pub language: Language,
    /// The one owner (HX-1).
    pub owner: StaffId,
    /// The group that it was routed to, by its id in the pinned pack.
    pub group: Option<String>,
    /// Number and instant of the routing of which the group must know at once, while the case is open.
    pub pressing: Option<(u64, Instant)>,
    /// What it is about, once classified.
    pub category: Option<Category>,
    /// How pressing.
    pub urgency: Urgency,
    /// General or complex.
    pub complexity: Complexity,
    /// Facts that people found, the last word of each.
    pub found: BTreeMap<Fact, Finding>,
    /// The days of the matter, as known last.
    pub dates: Dates,
    /// What was noted with the last finding.
    pub finding_note: Option<Sealed>,
    /// Declared states that reached it, also those that are over.
    pub declared: Vec<OnCase>,
    /// Where it stands.
    pub status: Status,
    /// What is waited for, while waiting.
    pub waiting: Option<Waiting>,
    /// The oldest human message nobody answered yet: its seq.
    pub unanswered: Option<u64>,
    /// Address or number of the last person who wrote.
    pub correspondent: Option<Sealed>,
    /// That person's name.
    pub correspondent_name: Option<Sealed>,
    /// Whether a telephone call is part of it (HX-12).
    pub has_call: bool,
    /// When it was solved last, while solved or closed.
    pub solved_at: Option<Instant>,
    /// When it was closed, while closed.
    pub closed_at: Option<Instant>,
    /// Forms filed on it.
    pub forms: Vec<FiledForm>,
    /// Files that came with messages: entry seq and sealed [`BlobRef`].
    pub files: Vec<(u64, Sealed)>,
    /// What is to be done and was, in the order in which it was set.
    pub tasks: Vec<Task>,
    /// Sessions by video and remote maintenance, in the order in which they began.
    pub sessions: Vec<Session>,
    /// Seq of the last event.
    pub seq: u64,
    /// When the last event happened.
    pub last_at: Instant,
}

/// Orders events as the fold wants them: by the instant they happened, then by number.
pub fn sort(entries: &mut [Entry]) {
    entries.sort_by_key(|entry| (entry.at, entry.seq));
}

impl Case {
    /// Folds events, already in [`sort`] order. `None` when the opening event is missing.
    pub fn fold(entries: &[Entry]) -> Option<Self> {
        let mut case = entries.iter().find_map(Self::begin)?;
        for entry in entries {
            case.apply(entry);
        }
        Some(case)
    }

    pub(super) fn begin(entry: &Entry) -> Option<Self> {
        let CaseEvent::Opened { number, pack, pack_version, channel, subject, customer, language, owner, .. } =
            &entry.event
        else {
            return None;
        };
        Some(Self {
            number: *number,
            pack: pack.clone(),
            pack_version: *pack_version,
            notice: entry.at,
            channel: *channel,
            subject: subject.clone(),
            customer: *customer,
            language: *language,
            owner: *owner,
            group: None,
            pressing: None,
            category: None,
            urgency: Urgency::default(),
            complexity: Complexity::default(),
            found: BTreeMap::new(),
            dates: Dates::default(),
            finding_note: None,
            declared: Vec::new(),
            status: Status::Open,
            waiting: None,
            unanswered: None,
            correspondent: None,
            correspondent_name: None,
            has_call: false,
            solved_at: None,
            closed_at: None,
            forms: Vec::new(),
            files: Vec::new(),
            tasks: Vec::new(),
            sessions: Vec::new(),
            seq: 0,
            last_at: entry.at,
        })
    }

    pub(super) fn apply(&mut self, entry: &Entry) {
        self.seq = self.seq.max(entry.seq);
        self.last_at = self.last_at.max(entry.at);
        match &entry.event {
            CaseEvent::Opened { .. } | CaseEvent::Noted { .. } | CaseEvent::FormPrinted { .. } => {}
            CaseEvent::MessageReceived { sort, from, name, files, .. } => {
                self.files.extend(files.iter().map(|file| (entry.seq, file.clone())));
                if sort.is_human() {
                    self.heard(entry, Some(from), name.as_ref());
                }
            }
            CaseEvent::MessageSent { files, .. } => {
                self.files.extend(files.iter().map(|file| (entry.seq, file.clone())));
                self.unanswered = None;
            }
            CaseEvent::CallLogged { direction, taken, number, name, .. } => {
                self.has_call = true;
                if *taken {
                    task::end(&mut self.tasks, TaskSort::CallBack, entry.at, entry.actor, TaskEnd::Done);
                }
                match (direction, taken) {
                    (Direction::In, false) => self.heard(entry, number.as_ref(), name.as_ref()),
                    (Direction::In, true) => {
                        self.heard(entry, number.as_ref(), name.as_ref());
                        self.unanswered = None;
                    }
                    (Direction::Out, true) => self.unanswered = None,
                    (Direction::Out, false) => {}
                }
            }
            CaseEvent::Classified { category, urgency, complexity, .. } => {
                self.category = Some(*category);
                self.urgency = *urgency;
                self.complexity = *complexity;
            }
            CaseEvent::Found { facts, dates, note } => self.find(entry, facts, dates.as_ref(), note.as_ref()),
            CaseEvent::Declared { declaration, sort, from, to, reason } => {
                self.declared.retain(|d| d.id != *declaration);
                let (id, reason) = (*declaration, reason.clone());
                self.declared.push(OnCase { id, sort: *sort, from: *from, to: *to, reason });
            }
            CaseEvent::DeclarationEnded { declaration, at } => {
                self.declared.iter_mut().filter(|d| d.id == *declaration).for_each(|d| d.to = Some(*at));
            }
            CaseEvent::CustomerSet { customer } => self.customer = Some(*customer),
            CaseEvent::HandedOver { to, .. } => self.hand_over(*to),
            CaseEvent::Routed { group, owner, at_once, .. } => {
                self.group = group.clone().or(self.group.take());
                if group.is_some() {
                    self.pressing = (*at_once && self.status.is_open()).then_some((entry.seq, entry.at));
                }
                self.hand_over(*owner);
            }
            CaseEvent::Waiting { reason, what } => {
                if self.status.is_open() {
                    self.status = Status::Waiting;
                    self.waiting = Some(Waiting { reason: *reason, what: what.clone(), since: entry.at });
                }
            }
            CaseEvent::Resumed {} => self.resume(entry),
            CaseEvent::Solved { .. } if !self.status.is_open() => {}
            CaseEvent::Solved { .. } => {
                self.status = Status::Solved;
                self.wait_no_more(entry);
                self.pressing = None;
                self.solved_at = Some(entry.at);
            }
            CaseEvent::Closed { .. } => {
                self.status = Status::Closed;
                self.wait_no_more(entry);
                self.pressing = None;
                task::end(&mut self.tasks, TaskSort::CallBack, entry.at, entry.actor, TaskEnd::Overtaken);
                self.unanswered = None;
                self.closed_at = Some(entry.at);
            }
            CaseEvent::Reopened { .. } if self.status.is_open() => {}
            CaseEvent::Reopened { .. } => self.reopen(),
            CaseEvent::FormFiled { form, sort, number, pdf_hash, pages, .. } => self.forms.push(FiledForm {
                id: *form,
                sort: sort.clone(),
                number: number.clone(),
                at: entry.at,
                pdf_hash: pdf_hash.clone(),
                pages: *pages,
            }),
            CaseEvent::TaskSet { task, sort, what, due, owner } => {
                let known = self.tasks.iter().find(|one| one.id == *task);
                let (number, set_at) = known.map_or((entry.seq, entry.at), |one| (one.number, one.set_at));
                let (sort, what, due, owner) = (*sort, what.clone(), *due, *owner);
                let set = Task { id: *task, number, sort, what, due, owner, set_at, ended: None };
                match self.tasks.iter_mut().find(|one| one.id == *task) {
                    Some(one) => *one = set,
                    None => self.tasks.push(set),
                }
            }
            CaseEvent::SessionBegun { .. }
            | CaseEvent::SessionNoted { .. }
            | CaseEvent::SessionConsented { .. }
            | CaseEvent::SessionSnapped { .. }
            | CaseEvent::SessionEnded { .. } => self.session(entry),
            CaseEvent::TaskEnded { task, done } => {
                let how = if *done { TaskEnd::Done } else { TaskEnd::Dropped };
                let open = self.tasks.iter_mut().filter(|one| one.id == *task && one.is_open());
                open.for_each(|one| one.ended = Some((entry.at, entry.actor, how)));
            }
            // Words are gone from where they stood; nothing that follows from the events changes.
            CaseEvent::Erased {} => {}
        }
    }

    /// What happens in a session. Of one that was held, whatever the customer asked before it began is answered.
    fn session(&mut self, entry: &Entry) {
        if let CaseEvent::SessionSnapped { file, .. } = &entry.event {
            self.files.push((entry.seq, file.clone()));
        }
        if let Some(since) = session::apply(&mut self.sessions, entry) {
            self.unanswered = self.unanswered.and_then(|open| since.map(|first| first.max(open)));
            task::end(&mut self.tasks, TaskSort::CallBack, entry.at, entry.actor, TaskEnd::Done);
        }
    }

    fn find(
        &mut self,
        entry: &Entry,
        facts: &BTreeMap<Fact, Option<String>>,
        dates: Option<&Dates>,
        note: Option<&Sealed>,
    ) {
        for (fact, word) in facts {
            match word {
                Some(word) => {
                    let finding = Finding { word: word.clone(), by: entry.actor, at: entry.at };
                    self.found.insert(*fact, finding);
                }
                None => drop(self.found.remove(fact)),
            }
        }
        if let Some(dates) = dates {
            self.dates = dates.clone();
        }
        self.finding_note = note.cloned();
    }

    /// A person on the customer's side was heard: waiting for the customer ends, a solved case goes on.
    fn heard(&mut self, entry: &Entry, from: Option<&Sealed>, name: Option<&Sealed>) {
        self.unanswered = self.unanswered.or(Some(entry.seq));
        session::heard(&mut self.sessions, entry.seq);
        if let Some(from) = from {
            self.correspondent = Some(from.clone());
            self.correspondent_name = name.cloned();
        }
        if self.waiting.as_ref().is_some_and(|w| w.reason == PauseReason::Customer) {
            self.resume(entry);
        }
        if !self.status.is_open() {
            self.reopen();
        }
    }

    fn resume(&mut self, entry: &Entry) {
        if self.status == Status::Waiting {
            self.status = Status::Open;
        }
        self.wait_no_more(entry);
    }

    /// Nothing is waited for: nobody has to be reminded of it either.
    fn wait_no_more(&mut self, entry: &Entry) {
        self.waiting = None;
        task::end(&mut self.tasks, TaskSort::Reminder, entry.at, entry.actor, TaskEnd::Overtaken);
    }

    /// What its owner had to do on it, the next one has (HX-1).
    fn hand_over(&mut self, to: StaffId) {
        let from = std::mem::replace(&mut self.owner, to);
        self.tasks.iter_mut().filter(|task| task.is_open() && task.owner == from).for_each(|task| task.owner = to);
    }

    fn reopen(&mut self) {
        self.status = Status::Open;
        self.solved_at = None;
        self.closed_at = None;
    }

    /// The facts that hold before anybody classified the case; none unless this entry opens it.
    pub fn opening_facts(entry: &Entry) -> Option<Facts> {
        Self::begin(entry).map(|case| case.facts())
    }

    /// The facts by which the pack chooses its targets.
    pub fn facts(&self) -> Facts {
        Facts {
            channel: self.channel,
            category: self.category,
            urgency: self.urgency,
            complexity: self.complexity,
            declared: self.declared_set(),
        }
    }

    /// Everything that is known of it, as rules and tables ask: what it is and what people found.
    #[must_use]
    pub fn inputs(&self) -> Inputs {
        let mut inputs = Inputs::of(&self.facts());
        for (fact, finding) in &self.found {
            // A word that a later program dropped leaves the fact open.
            let _ = inputs.set(*fact, &finding.word);
        }
        inputs
    }

    /// The states declared for its notice; a force majeure while it bears on the case at all.
    #[must_use]
    pub fn declared_set(&self) -> DeclaredSet {
        let mine = self.declared.iter().filter(|d| bears(d.sort, d.from, d.to, self.notice));
        mine.map(|d| d.sort).collect()
    }

    /// The attachments whose rows still stand.
    pub fn blobs(&self) -> impl Iterator<Item = (u64, BlobRef)> + '_ {
        self.files.iter().filter_map(|(seq, sealed)| Some((*seq, serde_json::from_str(sealed.as_str()).ok()?)))
    }
}
