//! A case as its page shows it.

use super::cases::ClockView;
use super::customers::{CustomerCard, CustomerRow};
use super::forms::FiledFormView;
use super::people::StaffMember;
use super::today::TaskView;
use crate::api::policy::Both;
use aftercare_core::case::acts::{Act, Refusal};
use aftercare_core::case::{
    Category, Channel, Complexity, Direction, Language, MessageKind, Status, TaskSort, Urgency,
};
use aftercare_core::clock::{ClockName, PauseReason};
use aftercare_core::policy::DeclaredSort;
use aftercare_core::route::RouteWhy;
use chrono::{DateTime, Utc};
use serde::Serialize;
use std::collections::BTreeMap;
use ts_rs::TS;
use uuid::Uuid;

/// The case page.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CasePage {
    /// Id.
    pub id: Uuid,
    /// As in C-4127.
    pub label: String,
    /// Subject.
    pub subject: String,
    /// Where it stands.
    pub status: Status,
    /// What it is about; none until classified.
    pub category: Option<Category>,
    /// How pressing.
    pub urgency: Urgency,
    /// General or complex.
    pub complexity: Complexity,
    /// How it came.
    pub channel: Channel,
    /// Language of answers.
    pub language: Language,
    /// Owner.
    pub owner: StaffMember,
    /// The group that it was routed to, as its pack names it.
    pub group: Option<Both>,
    /// The pinned pack, as `hx-leather`.
    pub pack: String,
    /// Its version.
    pub pack_version: u32,
    /// Clocks, most urgent first; stopped ones after running ones.
    pub clocks: Vec<ClockView>,
    /// What happened, oldest first.
    pub timeline: Vec<TimelineEntry>,
    /// The entry with the oldest unanswered question.
    pub unanswered: Option<u64>,
    /// What is waited for.
    pub waiting_for: Option<String>,
    /// To whom an answer goes.
    pub reply_to: Option<ReplyTo>,
    /// The customer, where known.
    pub customer: Option<CustomerCard>,
    /// The correspondent, when no customer is known yet.
    pub correspondent: Option<ReplyTo>,
    /// Customers whose address or number matches the correspondent's.
    pub suggestions: Vec<CustomerRow>,
    /// What is to be done on it, and was.
    pub tasks: Vec<TaskView>,
    /// Files on it.
    pub files: Vec<FileView>,
    /// Forms filed on it.
    pub forms: Vec<FiledFormView>,
    /// The form that must be filed before it is closed, while it is not.
    pub form_owed: Option<FormOwed>,
    /// For so many days after closing a customer's message opens it again.
    pub reopen_days: u32,
    /// Each act, whether lawful now, and which clocks it moves.
    pub acts: Vec<ActView>,
    /// The reply being written, kept over restarts.
    pub draft: String,
    /// The past instant at which it stood so; none for now.
    pub as_of: Option<DateTime<Utc>>,
    /// The desk's now, or that instant.
    pub now: DateTime<Utc>,
}

/// A form that the policy wants filed.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FormOwed {
    /// Which, as in `customer_information`.
    pub form: String,
    /// Its name, where the policy says it.
    pub name: Option<Both>,
    /// Clause.
    pub clause: String,
}

/// An address with its name.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ReplyTo {
    /// Mail address or number.
    pub address: String,
    /// Name.
    pub name: Option<String>,
}

/// A step and its consequence.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ActView {
    /// The step.
    pub act: Act,
    /// Why not, when it can't be taken now.
    pub refused: Option<Refusal>,
    /// Clocks it would stop.
    pub stops: Vec<ClockName>,
    /// Clocks it would start or resume.
    pub starts: Vec<ClockName>,
    /// Clocks it would pause.
    pub pauses: Vec<ClockName>,
}

/// One thing in the timeline.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TimelineEntry {
    /// Number in the stream.
    pub seq: u64,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// When it was written down, if noticeably later.
    pub entered_at: Option<DateTime<Utc>>,
    /// Who, when it was a person of the desk.
    pub by: Option<StaffMember>,
    /// What.
    pub what: Happened,
}

/// What a timeline entry tells.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Happened {
    /// The case began.
    Opened {
        /// Pack and version.
        pack: String,
        /// Version.
        version: u32,
        /// The closed case it continues, as C-4100.
        continues: Option<String>,
    },
    /// A message came in.
    Received {
        /// How.
        channel: Channel,
        /// What sort.
        sort: MessageKind,
        /// Address.
        from: String,
        /// Name.
        name: Option<String>,
        /// Subject.
        subject: Option<String>,
        /// What is new in it.
        text: String,
        /// Codes of what could not be read.
        problems: Vec<String>,
        /// Whether the original can be opened.
        original: bool,
        /// Files.
        files: Vec<FileView>,
        /// The text was erased.
        erased: bool,
    },
    /// An answer went out.
    Sent {
        /// How.
        channel: Channel,
        /// `person_said`, `imported`, `accepted`.
        how: String,
        /// To.
        to: String,
        /// Subject.
        subject: Option<String>,
        /// Text.
        text: String,
        /// Files.
        files: Vec<FileView>,
        /// Whether the original can be opened.
        original: bool,
    },
    /// A call.
    Call {
        /// In or out.
        direction: Direction,
        /// Taken or missed.
        taken: bool,
        /// Number.
        number: Option<String>,
        /// Who.
        name: Option<String>,
        /// The line.
        line: String,
        /// Seconds.
        seconds: u32,
    },
    /// An internal note.
    Note {
        /// Its text.
        text: String,
    },
    /// Classified.
    Classified {
        /// Type.
        category: Category,
        /// Urgency.
        urgency: Urgency,
        /// Complexity.
        complexity: Complexity,
        /// Complexity before, when it changed.
        was: Option<Complexity>,
        /// Why.
        reason: Option<String>,
    },
    /// Facts and days of the matter were found.
    Found {
        /// Facts with their words; none where one was taken back.
        facts: BTreeMap<String, Option<String>>,
        /// Days were typed.
        days: bool,
        /// What was noted.
        note: Option<String>,
    },
    /// A declared state reaches it.
    Declared {
        /// Which declaration.
        declaration: Uuid,
        /// What is declared.
        sort: DeclaredSort,
        /// First instant.
        from: DateTime<Utc>,
        /// The instant after its last, as it was said.
        to: Option<DateTime<Utc>>,
        /// Why.
        reason: String,
    },
    /// A declared state is over.
    DeclarationEnded {
        /// Which declaration.
        declaration: Uuid,
        /// What was declared.
        sort: Option<DeclaredSort>,
        /// The instant after its last.
        at: DateTime<Utc>,
        /// It never held: it was taken back, or turned out not to concern the case.
        lifted: bool,
    },
    /// Tied to a customer.
    CustomerSet {
        /// Name.
        name: String,
    },
    /// New owner.
    HandedOver {
        /// To.
        to: StaffMember,
        /// Why.
        reason: String,
    },
    /// Waiting began.
    Waiting {
        /// For whom.
        reason: PauseReason,
        /// What was asked.
        what: String,
    },
    /// Waiting ended by hand.
    Resumed,
    /// Solved.
    Solved {
        /// How.
        solution: String,
    },
    /// Closed.
    Closed {
        /// Why without a form.
        without_form: Option<String>,
    },
    /// Reopened.
    Reopened {
        /// Why.
        reason: Option<String>,
    },
    /// A form was filed.
    FormFiled {
        /// Id.
        form: Uuid,
        /// Which.
        sort: String,
        /// Number.
        number: String,
        /// Pages.
        pages: u32,
        /// SHA-256 of the PDF.
        pdf_hash: String,
    },
    /// A form was printed or saved.
    FormPrinted {
        /// Number.
        number: String,
        /// Printer, or `pdf`.
        printer: String,
        /// Copies.
        copies: u32,
    },
    /// The desk gave it to somebody by its own rules.
    Routed {
        /// The group, as the pack names it.
        group: Option<Both>,
        /// Whose it is now.
        owner: StaffMember,
        /// Whose it was, where that is somebody else.
        before: Option<StaffMember>,
        /// Why.
        why: RouteWhy,
        /// Whether the group must know at once.
        at_once: bool,
    },
    /// A session by video or remote maintenance, with all that happened in it.
    Session {
        /// The session.
        session: crate::api::session::SessionLine,
    },
    /// Something is to be done.
    TaskSet {
        /// What sort.
        sort: TaskSort,
        /// What is to be done.
        what: String,
        /// When.
        due: Option<DateTime<Utc>>,
        /// By whom.
        owner: StaffMember,
        /// It stood before and was changed, or opened again.
        again: bool,
    },
    /// A task ended by a person's hand.
    TaskEnded {
        /// What was to be done.
        what: String,
        /// Done, or given up.
        done: bool,
    },
    /// The personal texts were erased on request.
    Erased {},
}

/// A file on a case.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FileView {
    /// SHA-256: its name in the blob folder.
    pub sha256: String,
    /// Name.
    pub name: String,
    /// MIME type.
    pub mime: String,
    /// Bytes.
    pub size: u64,
    /// The entry it came with.
    pub seq: u64,
}

/// The original of a message: sanitised HTML for a sandboxed frame, full text, and the headers.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Original {
    /// Sanitised HTML, none when the message had none.
    pub html: Option<String>,
    /// The whole text with its quoted history.
    pub text: String,
    /// Header lines as they stand.
    pub headers: String,
    /// Remote pictures that were left out.
    pub blocked: u32,
}
