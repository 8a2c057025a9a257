//! What can happen to a case. Each variant is an event kind of the journal; names and fields never change once
//! released, a change is a new schema version with an upcaster.

use super::{Category, Channel, Complexity, Language, SessionOutcome, SessionSort, TaskSort, Urgency};
use crate::clock::PauseReason;
use crate::ids::{CaseId, CustomerId, DeclarationId, EntryId, FormId, SessionId, StaffId, TaskId};
use crate::journal::{Payload, Sealed};
use crate::policy::{Dates, DeclaredSort, Fact};
use crate::route::RouteWhy;
use crate::time::Instant;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A file kept beside the journal. Sealed as JSON, so that name and plain hash can be erased with the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlobRef {
    /// SHA-256 of the bytes, hexadecimal: the name of the blob.
    pub sha256: String,
    /// The file's name as given, made safe.
    pub name: String,
    /// MIME type.
    pub mime: String,
    /// Bytes.
    pub size: u64,
    /// Shown inside the message rather than beside it.
    #[serde(default)]
    pub inline: bool,
}

/// What sort of mail a message is; only a human message moves clocks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    /// Written by a person.
    #[default]
    Message,
    /// Out of office and the like.
    AutoReply,
    /// A delivery failure.
    Bounce,
    /// A mailing list or newsletter.
    List,
    /// An invitation.
    Calendar,
}

impl MessageKind {
    /// Whether a person wrote it.
    pub fn is_human(self) -> bool {
        self == Self::Message
    }
}

/// Which way a call went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The customer called.
    In,
    /// The desk called.
    Out,
}

/// How the desk knows that an answer left the house.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SentHow {
    /// A person said "I sent it".
    PersonSaid,
    /// Imported mail from one of the desk's own addresses.
    Imported,
    /// A mail server accepted it.
    Accepted,
}

/// The events of a case stream.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "data")]
pub enum CaseEvent {
    /// The case begins. Its pack version is pinned here for good.
    #[serde(rename = "case.opened")]
    Opened {
        /// The number people say, as in C-4127.
        number: u64,
        /// The pack's id, such as `hx-leather`.
        pack: String,
        /// The pack's version in force at the notice.
        pack_version: u32,
        /// How the first message came.
        channel: Channel,
        /// The subject line or the caller's matter in a line.
        subject: Sealed,
        /// The customer, where known.
        customer: Option<CustomerId>,
        /// What the language of answers is thought to be.
        language: Language,
        /// The owner from the first moment (HX-1).
        owner: StaffId,
        /// A closed case that this one continues.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        continues: Option<CaseId>,
    },
    /// A message came in.
    #[serde(rename = "case.message_received")]
    MessageReceived {
        /// The message's own id in the timeline.
        entry: EntryId,
        /// How it came.
        channel: Channel,
        /// Who or what wrote it.
        sort: MessageKind,
        /// Sender's address or number.
        from: Sealed,
        /// Sender's name as written.
        name: Option<Sealed>,
        /// Subject.
        subject: Option<Sealed>,
        /// What is new in it, without quoted history.
        text: Sealed,
        /// RFC 5322 Message-ID without angle brackets; of a chat's message, its [`chat_id`](super::chat_id).
        message_id: Option<Sealed>,
        /// The raw message as it came: a sealed [`BlobRef`].
        raw: Option<Sealed>,
        /// Files in it, each a sealed [`BlobRef`].
        #[serde(default)]
        files: Vec<Sealed>,
        /// Codes of what could not be read.
        #[serde(default)]
        problems: Vec<String>,
        /// Came from a file: it is never acknowledged.
        #[serde(default)]
        imported: bool,
    },
    /// An answer left the house; a person wrote it.
    #[serde(rename = "case.message_sent")]
    MessageSent {
        /// The message's own id in the timeline.
        entry: EntryId,
        /// How it went.
        channel: Channel,
        /// How the desk knows.
        how: SentHow,
        /// To whom.
        to: Sealed,
        /// Subject.
        subject: Option<Sealed>,
        /// The text.
        text: Sealed,
        /// RFC 5322 Message-ID without angle brackets; of a chat's message, its [`chat_id`](super::chat_id).
        message_id: Option<Sealed>,
        /// The raw message: a sealed [`BlobRef`].
        raw: Option<Sealed>,
        /// Files in it, each a sealed [`BlobRef`].
        #[serde(default)]
        files: Vec<Sealed>,
    },
    /// A telephone call (HX-9, HX-11); `occurred_at` is its start.
    #[serde(rename = "case.call_logged")]
    CallLogged {
        /// The call's own id in the timeline.
        entry: EntryId,
        /// Which way it went.
        direction: Direction,
        /// Whether somebody took it; a missed call answers nothing (HX-6).
        taken: bool,
        /// The other side's number.
        number: Option<Sealed>,
        /// Who spoke there.
        name: Option<Sealed>,
        /// One line: what it was about.
        line: Sealed,
        /// Seconds.
        seconds: u32,
    },
    /// An internal note; moves no clock.
    #[serde(rename = "case.noted")]
    Noted {
        /// The note's own id in the timeline.
        entry: EntryId,
        /// The note.
        text: Sealed,
    },
    /// Type, urgency and complexity were set or changed (HX-7, HX-11).
    #[serde(rename = "case.classified")]
    Classified {
        /// What it is about.
        category: Category,
        /// How pressing.
        urgency: Urgency,
        /// General or complex.
        complexity: Complexity,
        /// Why; needed when complexity changes (HX-7).
        reason: Option<Sealed>,
    },
    /// A person found facts of the matter; decision tables answer from them.
    #[serde(rename = "case.found")]
    Found {
        /// Each fact that was set, with its word; none takes it back.
        facts: BTreeMap<Fact, Option<String>>,
        /// The days of the matter as they are known then; none leaves them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        dates: Option<Dates>,
        /// What was looked at.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<Sealed>,
    },
    /// A declared state reaches the case (HN-1, PA-1, HC-9).
    #[serde(rename = "case.declared")]
    Declared {
        /// Which declaration of the desk's.
        declaration: DeclarationId,
        /// What is declared.
        sort: DeclaredSort,
        /// First instant of it.
        from: Instant,
        /// The instant after its last, where that is known.
        to: Option<Instant>,
        /// Why.
        reason: Sealed,
    },
    /// A declared state is over.
    #[serde(rename = "case.declaration_ended")]
    DeclarationEnded {
        /// Which.
        declaration: DeclarationId,
        /// The instant after its last.
        at: Instant,
    },
    /// The case was tied to a customer.
    #[serde(rename = "case.customer_set")]
    CustomerSet {
        /// Whose case it is.
        customer: CustomerId,
    },
    /// The case went to another owner (HX-1).
    #[serde(rename = "case.handed_over")]
    HandedOver {
        /// The new owner.
        to: StaffId,
        /// Why.
        reason: Sealed,
    },
    /// The desk itself gave the case to somebody: its group's, or whoever stands in for the owner (HX-11).
    #[serde(rename = "case.routed")]
    Routed {
        /// The group, by its id in the pinned pack; none where it did not change.
        group: Option<String>,
        /// Whose it is now; the owner before, where nobody else can have it.
        owner: StaffId,
        /// Why.
        why: RouteWhy,
        /// Whether the group must know at once.
        at_once: bool,
    },
    /// The desk waits for somebody else.
    #[serde(rename = "case.waiting")]
    Waiting {
        /// For whom or what.
        reason: PauseReason,
        /// What was asked (HN-5).
        what: Sealed,
    },
    /// The waiting ended by a person's hand.
    #[serde(rename = "case.resumed")]
    Resumed {},
    /// A solution was provided (HX-7).
    #[serde(rename = "case.solved")]
    Solved {
        /// What the solution was.
        solution: Sealed,
    },
    /// The case is over.
    #[serde(rename = "case.closed")]
    Closed {
        /// Why a telephone case is closed without a filed form (HX-12).
        without_form: Option<Sealed>,
    },
    /// A solved or closed case goes on.
    #[serde(rename = "case.reopened")]
    Reopened {
        /// Why.
        reason: Option<Sealed>,
    },
    /// A form was filed: immutable, numbered, hashed (HX-12).
    #[serde(rename = "case.form_filed")]
    FormFiled {
        /// The form's id.
        form: FormId,
        /// Which form, as in `customer-information`.
        sort: String,
        /// Its number, as in CIP-2026-0318.
        number: String,
        /// Version of the template it was made with.
        template: u32,
        /// The template's hash.
        template_hash: String,
        /// `a4`, `a5` or `letter`.
        paper: String,
        /// `both`, `en` or `zh`.
        languages: String,
        /// The data it was made from, JSON.
        data: Sealed,
        /// SHA-256 of the PDF, hexadecimal: what is proved, also after an erasure.
        pdf_hash: String,
        /// The PDF as filed: a sealed [`BlobRef`]. It prints exactly so again, whatever engine a later program has.
        pdf: Sealed,
        /// Pages.
        pages: u32,
    },
    /// A filed form was printed or saved again.
    #[serde(rename = "case.form_printed")]
    FormPrinted {
        /// The form's id.
        form: FormId,
        /// The printer's name, or `pdf`.
        printer: String,
        /// Copies.
        copies: u32,
    },
    /// Something is to be done; the same task again is changed, and is open again where it had ended.
    #[serde(rename = "case.task_set")]
    TaskSet {
        /// The task's id.
        task: TaskId,
        /// What sort.
        sort: TaskSort,
        /// What is to be done.
        what: Sealed,
        /// When; none for as soon as the case's own deadlines ask.
        due: Option<Instant>,
        /// Who is to do it.
        owner: StaffId,
    },
    /// A person ended a task.
    #[serde(rename = "case.task_ended")]
    TaskEnded {
        /// Which.
        task: TaskId,
        /// Done, or given up.
        done: bool,
    },
    /// The personal texts of the case were erased on request of the person; the events stay, and prove what was done.
    #[serde(rename = "case.erased")]
    Erased {},
    /// A session by video or remote maintenance begins (HX-2, HX-9); `occurred_at` is its start.
    #[serde(rename = "case.session_begun")]
    SessionBegun {
        /// The session's id.
        session: SessionId,
        /// By what.
        sort: SessionSort,
        /// The address, number or ToDesk id that it goes to. There is no field for a password (HX-9).
        link: Option<Sealed>,
    },
    /// A note within a session; when it was said is the event's own instant.
    #[serde(rename = "case.session_noted")]
    SessionNoted {
        /// Which session.
        session: SessionId,
        /// The note.
        text: Sealed,
    },
    /// The customer was asked whether pictures may be kept, and said yes, or took it back.
    #[serde(rename = "case.session_consented")]
    SessionConsented {
        /// Which session.
        session: SessionId,
        /// Yes.
        given: bool,
    },
    /// A picture of what was seen.
    #[serde(rename = "case.session_snapped")]
    SessionSnapped {
        /// Which session.
        session: SessionId,
        /// The picture, a sealed [`BlobRef`].
        file: Sealed,
    },
    /// A session is over.
    #[serde(rename = "case.session_ended")]
    SessionEnded {
        /// Which session.
        session: SessionId,
        /// Whether the two have spoken; a session that nobody joined answers nothing (HX-6).
        held: bool,
        /// What came of it.
        outcome: Option<SessionOutcome>,
        /// What was found.
        findings: Option<Sealed>,
    },
}

impl Payload for CaseEvent {
    const VERSION: u16 = 1;
}
