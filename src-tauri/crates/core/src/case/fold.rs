//! From the events of a case to what the case now is. Pure: the same events give the same case, for ever.

use super::event::{BlobRef, CaseEvent, Direction};
use super::{Category, Channel, Complexity, Language, Urgency};
use crate::clock::{ClockEvent, Happening, PauseReason};
use crate::ids::{CustomerId, FormId, StaffId};
use crate::journal::{Actor, Sealed};
use crate::policy::{Facts, Pack};
use crate::time::Instant;
use serde::{Deserialize, Serialize};

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
    /// What it is about, once classified.
    pub category: Option<Category>,
    /// How pressing.
    pub urgency: Urgency,
    /// General or complex.
    pub complexity: Complexity,
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

    fn begin(entry: &Entry) -> Option<Self> {
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
            category: None,
            urgency: Urgency::default(),
            complexity: Complexity::default(),
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
            seq: 0,
            last_at: entry.at,
        })
    }

    fn apply(&mut self, entry: &Entry) {
        self.seq = self.seq.max(entry.seq);
        self.last_at = self.last_at.max(entry.at);
        match &entry.event {
            CaseEvent::Opened { .. } | CaseEvent::Noted { .. } | CaseEvent::FormPrinted { .. } => {}
            CaseEvent::MessageReceived { sort, from, name, files, .. } => {
                self.files.extend(files.iter().map(|file| (entry.seq, file.clone())));
                if sort.is_human() {
                    self.heard(entry.seq, Some(from), name.as_ref());
                }
            }
            CaseEvent::MessageSent { files, .. } => {
                self.files.extend(files.iter().map(|file| (entry.seq, file.clone())));
                self.unanswered = None;
            }
            CaseEvent::CallLogged { direction, taken, number, name, .. } => {
                self.has_call = true;
                match (direction, taken) {
                    (Direction::In, false) => self.heard(entry.seq, number.as_ref(), name.as_ref()),
                    (Direction::In, true) => {
                        self.heard(entry.seq, number.as_ref(), name.as_ref());
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
            CaseEvent::CustomerSet { customer } => self.customer = Some(*customer),
            CaseEvent::HandedOver { to, .. } => self.owner = *to,
            CaseEvent::Waiting { reason, what } => {
                if self.status.is_open() {
                    self.status = Status::Waiting;
                    self.waiting = Some(Waiting { reason: *reason, what: what.clone(), since: entry.at });
                }
            }
            CaseEvent::Resumed {} => self.resume(),
            CaseEvent::Solved { .. } if !self.status.is_open() => {}
            CaseEvent::Solved { .. } => {
                self.status = Status::Solved;
                self.waiting = None;
                self.solved_at = Some(entry.at);
            }
            CaseEvent::Closed { .. } => {
                self.status = Status::Closed;
                self.waiting = None;
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
        }
    }

    /// A person on the customer's side was heard: waiting for the customer ends, a solved case goes on.
    fn heard(&mut self, seq: u64, from: Option<&Sealed>, name: Option<&Sealed>) {
        self.unanswered = self.unanswered.or(Some(seq));
        if let Some(from) = from {
            self.correspondent = Some(from.clone());
            self.correspondent_name = name.cloned();
        }
        if self.waiting.as_ref().is_some_and(|w| w.reason == PauseReason::Customer) {
            self.resume();
        }
        if !self.status.is_open() {
            self.reopen();
        }
    }

    fn resume(&mut self) {
        if self.status == Status::Waiting {
            self.status = Status::Open;
        }
        self.waiting = None;
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
        Facts { channel: self.channel, category: self.category, urgency: self.urgency, complexity: self.complexity }
    }

    /// The attachments whose rows still stand.
    pub fn blobs(&self) -> impl Iterator<Item = (u64, BlobRef)> + '_ {
        self.files.iter().filter_map(|(seq, sealed)| Some((*seq, serde_json::from_str(sealed.as_str()).ok()?)))
    }
}

/// What the case's events mean to its clocks, with the targets that hold from each classification on.
///
/// `entries` in [`sort`] order. The first classification is no change of mind: it applies from the notice.
pub fn clock_events(entries: &[Entry], pack: &Pack) -> Vec<ClockEvent> {
    let Some(mut case) = entries.iter().find_map(Case::begin) else { return Vec::new() };
    let mut events = Vec::new();
    for entry in entries {
        let was_open = case.status.is_open();
        case.apply(entry);
        if !was_open && case.status.is_open() && !matches!(entry.event, CaseEvent::Reopened { .. }) {
            // A customer who writes or calls reopens the case without a word from us.
            events.push(ClockEvent { at: entry.at, what: Happening::Reopened });
        }
        let what = match &entry.event {
            CaseEvent::MessageReceived { sort, .. } if sort.is_human() => Happening::Received,
            CaseEvent::MessageReceived { .. } => Happening::AutoReply,
            CaseEvent::MessageSent { .. } => Happening::Answered,
            CaseEvent::CallLogged { direction: Direction::In, taken, .. } => {
                events.push(ClockEvent { at: entry.at, what: Happening::Received });
                if !taken {
                    continue;
                }
                Happening::Answered
            }
            CaseEvent::CallLogged { direction: Direction::Out, taken: true, .. } => Happening::Answered,
            CaseEvent::Classified { .. } => Happening::Retarget(pack.targets(&case.facts())),
            CaseEvent::Waiting { reason, .. } if was_open => Happening::Waiting(*reason),
            CaseEvent::Resumed {} => Happening::Resumed,
            CaseEvent::Solved { .. } if was_open => Happening::Solved,
            CaseEvent::Closed { .. } => Happening::Closed,
            CaseEvent::Reopened { .. } if !was_open => Happening::Reopened,
            CaseEvent::Noted { .. } => Happening::Note,
            CaseEvent::CallLogged { .. }
            | CaseEvent::Waiting { .. }
            | CaseEvent::Solved { .. }
            | CaseEvent::Reopened { .. }
            | CaseEvent::Opened { .. }
            | CaseEvent::CustomerSet { .. }
            | CaseEvent::HandedOver { .. }
            | CaseEvent::FormFiled { .. }
            | CaseEvent::FormPrinted { .. } => continue,
        };
        events.push(ClockEvent { at: entry.at, what });
    }
    events
}
