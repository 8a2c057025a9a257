//! What queries answer: ready for a screen, without sentences. Instants are UTC, civil days are ISO dates, words are codes
//! that the interface puts into the reader's language.

use aftercare_core::case::acts::{Act, Refusal};
use aftercare_core::case::{
    Category, Channel, Complexity, Direction, Language, MessageKind, Status, TaskEnd, TaskSort, Urgency,
};
use aftercare_core::clock::{ClockName, ClockState, PauseReason};
use aftercare_core::policy::DeclaredSort;
use aftercare_core::route::RouteWhy;
use aftercare_core::survey::{Duty, SurveyForm};
use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use uuid::Uuid;

/// The desk as the window's frame needs it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Desk {
    /// False until somebody chose "sample desk" or "my desk".
    pub ready: bool,
    /// The house's name.
    pub house: String,
    /// Who sits here.
    pub me: Option<StaffMember>,
    /// Everybody on the desk.
    pub staff: Vec<StaffMember>,
    /// The desk's zone; all civil times are shown in it.
    pub zone: String,
    /// The desk's now: on a sample desk it can be ahead of the computer's.
    pub now: DateTime<Utc>,
    /// Today's service hours.
    pub day: DayLine,
    /// A sample desk, with a movable clock.
    pub sample: bool,
    /// Whether notifications reach anybody.
    pub notifications: NotificationState,
    /// Numbers beside the rail.
    pub counts: Counts,
    /// What needs saying, such as a year without published holidays.
    pub warnings: Vec<Warning>,
    /// What was missed while the program did not run, once.
    pub slept: Option<Slept>,
}

/// A person of the desk (HX-10).
#[derive(Clone, Debug, Serialize, TS)]
pub struct StaffMember {
    /// Id.
    pub id: Uuid,
    /// Name.
    pub name: String,
    /// Up to two letters.
    pub initials: String,
    /// Group in the pack.
    pub group: Option<String>,
}

/// A person of the desk with everything that Settings show.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PersonView {
    /// Name, initials, group.
    pub person: StaffMember,
    /// Languages spoken.
    pub languages: Vec<Language>,
    /// May approve what needs a second pair of eyes.
    pub supervisor: bool,
    /// When the person is away.
    pub away: Option<AwayView>,
    /// No longer on the desk.
    pub left: bool,
    /// Open cases.
    pub open: i64,
}

/// A group of the desk's pack.
#[derive(Clone, Debug, Serialize, TS)]
pub struct GroupView {
    /// Its id.
    pub id: String,
    /// As the pack names it.
    pub name: super::policy::Both,
}

/// A person's absence.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AwayView {
    /// First instant.
    pub from: DateTime<Utc>,
    /// The instant after its last; none while it is open.
    pub to: Option<DateTime<Utc>>,
    /// Who stands in.
    pub cover: Option<Uuid>,
    /// Whether it holds now.
    pub now: bool,
}

/// The day as the status line draws it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DayLine {
    /// The civil day in the desk's zone.
    pub date: NaiveDate,
    /// Open intervals of that day, instants.
    pub open: Vec<Span>,
    /// Open now?
    pub is_open: bool,
    /// When that changes next.
    pub changes_at: Option<DateTime<Utc>>,
}

/// A stretch of time, half-open.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Span {
    /// First instant.
    pub from: DateTime<Utc>,
    /// First instant after it.
    pub to: DateTime<Utc>,
}

/// Whether desktop notifications work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NotificationState {
    /// A service answers.
    Ready,
    /// None answers: alerts show in the window only.
    Absent,
    /// Not looked yet.
    Unknown,
}

/// Counts that the window shows beside its views.
#[derive(Clone, Debug, Default, Serialize, TS)]
pub struct Counts {
    /// Open cases waiting for the desk.
    pub for_us: i64,
    /// Open cases waiting for somebody else.
    pub waiting: i64,
    /// Cases with a breached clock that still runs.
    pub late: i64,
    /// Solved, not closed.
    pub solved: i64,
    /// Closed.
    pub closed: i64,
    /// Surveys due or late.
    pub surveys: i64,
}

/// A code with what belongs in its sentence.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq, TS)]
pub struct Warning {
    /// Such as `year_not_published`.
    pub code: String,
    /// Values for the sentence, by name.
    pub args: std::collections::BTreeMap<String, String>,
}

/// What an alert is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AlertSort {
    /// A deadline comes near.
    Soon,
    /// A deadline passed.
    Late,
    /// A task is to be done.
    Task,
    /// A pressing case was passed on.
    Routed,
    /// Several at once.
    Summary,
}

/// An alert that belongs to whoever took it. Several at once come as one summary. It holds no sentence: who shows it words it, in
/// the language of the screen.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AlertView {
    /// Confirm these with `alerts_shown` once it is shown.
    pub keys: Vec<String>,
    /// What it is about.
    pub kind: AlertSort,
    /// The case that a click opens; none for a summary.
    pub case: Option<Uuid>,
    /// As in C-4127; of a summary the most urgent one's.
    pub label: String,
    /// Who waits there.
    pub party: String,
    /// What the case is about; of a summary the most urgent one's.
    pub subject: String,
    /// Which clock; none for a summary and for a task.
    pub clock: Option<ClockName>,
    /// What is to be done; of a task only.
    pub task: Option<String>,
    /// The deadline or the task's time; none for a summary.
    pub at: Option<DateTime<Utc>>,
    /// How many deadlines passed.
    pub late: u32,
    /// How many come near.
    pub soon: u32,
    /// The desk's now.
    pub now: DateTime<Utc>,
    /// The IANA zone in which the desk's deadlines are told.
    pub zone: String,
}

/// One summary instead of a storm (what came due while nobody looked).
#[derive(Clone, Debug, Serialize, TS)]
pub struct Slept {
    /// From here.
    pub from: DateTime<Utc>,
    /// To here.
    pub to: DateTime<Utc>,
    /// Deadlines that passed in between.
    pub passed: Vec<PromiseRow>,
    /// Alerts that were claimed but perhaps never seen.
    pub lost_alerts: i64,
}

/// A clock as chips, strips and bars show it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ClockView {
    /// Which.
    pub clock: ClockName,
    /// First, second … run of it.
    pub cycle: u32,
    /// As of the answer's `now`; the window lets it tick.
    pub state: ClockState,
    /// Since when.
    pub started: DateTime<Utc>,
    /// When it is or was due; none while an open pause makes it unknown.
    pub due: Option<DateTime<Utc>>,
    /// From here on it is "soon": 75 % used.
    pub warn_at: Option<DateTime<Utc>>,
    /// When it stopped.
    pub stopped: Option<DateTime<Utc>>,
    /// When it ran past its due instant.
    pub breached_at: Option<DateTime<Utc>>,
    /// Since when it is paused.
    pub paused_since: Option<DateTime<Utc>>,
    /// For whom it is paused.
    pub pause_reason: Option<PauseReason>,
    /// Thousandths of the target used, over 1000 when late.
    pub used_permille: i64,
    /// What is promised.
    pub measure: MeasureView,
    /// Clause id such as HX-6.
    pub clause: String,
    /// Whether the document states the value.
    pub stated: bool,
}

/// What a clock promises.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct MeasureView {
    /// `service`, `elapsed`, `elapsed_service`, `business_days`, `natural_days`.
    pub kind: String,
    /// Seconds, for the first three.
    pub seconds: Option<i64>,
    /// Days, for the others.
    pub days: Option<u32>,
}

/// A row of the case list.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CaseRow {
    /// Id.
    pub id: Uuid,
    /// As in C-4127.
    pub label: String,
    /// Subject.
    pub subject: String,
    /// Customer's name, else the correspondent's name or address.
    pub party: String,
    /// How the last message came.
    pub channel: Channel,
    /// Where it stands.
    pub status: Status,
    /// A customer's message is unanswered.
    pub unanswered: bool,
    /// The clock that is due next, or the paused one.
    pub next: Option<ClockView>,
    /// Owner's initials.
    pub owner: String,
    /// How pressing.
    pub urgency: Urgency,
}

/// Which cases a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CaseFilter {
    /// Open and waiting, next due first; those waiting for others after those waiting for us.
    Open,
    /// Solved, newest first.
    Solved,
    /// Closed, newest first.
    Closed,
    /// All, newest first.
    All,
}

/// What to list.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct CasesAsk {
    /// Which.
    pub filter: CaseFilter,
    /// Words to find in number, subject, party and messages; empty for all.
    #[serde(default)]
    pub text: String,
    /// Go on after this page.
    #[serde(default)]
    pub after: Option<String>,
    /// Rows a page, at most 200.
    pub limit: u32,
}

/// A page of the case list.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CaseList {
    /// The rows.
    pub rows: Vec<CaseRow>,
    /// Give this back as `after` for more.
    pub next: Option<String>,
    /// All rows that match.
    pub total: i64,
    /// The desk's now, to tick from.
    pub now: DateTime<Utc>,
}

/// A promise that falls due, on Today.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PromiseRow {
    /// The case.
    pub case: Uuid,
    /// As in C-4127.
    pub label: String,
    /// Who waits.
    pub party: String,
    /// What about.
    pub subject: String,
    /// The clock.
    pub clock: ClockView,
}

/// The Today page.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Today {
    /// Next promises, soonest first, late ones on top.
    pub promises: Vec<PromiseRow>,
    /// Surveys due or late.
    pub surveys: Vec<SurveyRow>,
    /// What I have to do, first what is to be done first.
    pub tasks: Vec<TaskRow>,
    /// How many tasks I have; more than are listed where there are very many.
    pub tasks_total: i64,
    /// The desk's now.
    pub now: DateTime<Utc>,
}

/// A thing to do.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TaskView {
    /// Id.
    pub id: Uuid,
    /// What sort.
    pub sort: TaskSort,
    /// What is to be done.
    pub what: String,
    /// When; none for as soon as the case's own deadlines ask.
    pub due: Option<DateTime<Utc>>,
    /// Who is to do it.
    pub owner: StaffMember,
    /// When it was set.
    pub set_at: DateTime<Utc>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// How it ended.
    pub end: Option<TaskEnd>,
}

/// A thing to do, with its case.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TaskRow {
    /// Id.
    pub id: Uuid,
    /// Its case.
    pub case: Uuid,
    /// As in C-4127.
    pub label: String,
    /// Customer or correspondent.
    pub party: String,
    /// The case's subject.
    pub subject: String,
    /// What sort.
    pub sort: TaskSort,
    /// What is to be done.
    pub what: String,
    /// When.
    pub due: Option<DateTime<Utc>>,
    /// The case's next deadline.
    pub clock: Option<ClockView>,
}

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
    pub group: Option<super::policy::Both>,
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
    pub name: Option<super::policy::Both>,
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
        group: Option<super::policy::Both>,
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
        session: super::session::SessionLine,
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

/// The customer beside the case.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CustomerCard {
    /// Id.
    pub id: Uuid,
    /// Name.
    pub name: String,
    /// Who one speaks to.
    pub contact: Option<String>,
    /// Language.
    pub language: Language,
    /// IANA zone.
    pub zone: Option<String>,
    /// Country, by its code of two letters, where somebody said it.
    pub country: Option<String>,
    /// Addresses.
    pub emails: Vec<String>,
    /// Numbers.
    pub phones: Vec<String>,
    /// The newest contract.
    pub contract: Option<ContractView>,
    /// Without a signed contract (HX-5).
    pub without_contract: bool,
    /// Long-term (HX-17).
    pub long_term: bool,
    /// The survey that is owed next.
    pub survey: Option<SurveyRow>,
    /// Other cases of this customer.
    pub open_cases: i64,
}

/// A row of the customer list.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CustomerRow {
    /// Id.
    pub id: Uuid,
    /// Name.
    pub name: String,
    /// First address.
    pub email: Option<String>,
    /// First number.
    pub phone: Option<String>,
    /// Language.
    pub language: Language,
    /// Open cases.
    pub open_cases: i64,
    /// Orders.
    pub orders: i64,
    /// Long-term (HX-17).
    pub long_term: bool,
}

/// What customers to list.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct CustomersAsk {
    /// Words in name, address or number.
    #[serde(default)]
    pub text: String,
    /// Go on after this page.
    #[serde(default)]
    pub after: Option<String>,
    /// Rows a page, at most 200.
    pub limit: u32,
}

/// A page of customers.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CustomerList {
    /// The rows, by name.
    pub rows: Vec<CustomerRow>,
    /// Give back as `after` for more.
    pub next: Option<String>,
}

/// One customer whole.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CustomerPage {
    /// The card.
    pub card: CustomerCard,
    /// Marked long-term from this day.
    pub long_term_since: Option<NaiveDate>,
    /// Wants no surveys.
    pub no_surveys: bool,
    /// Contracts.
    pub contracts: Vec<ContractView>,
    /// Orders.
    pub orders: Vec<OrderView>,
    /// Cases, newest first, at most 50.
    pub cases: Vec<CaseRow>,
    /// Surveys owed and sent.
    pub surveys: Vec<SurveyRow>,
    /// The desk's now.
    pub now: DateTime<Utc>,
}

/// A contract.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ContractView {
    /// Id; none for a new one.
    pub id: Option<Uuid>,
    /// Number.
    pub number: String,
    /// Signed.
    pub signed_on: Option<NaiveDate>,
    /// Completed.
    pub completed_on: Option<NaiveDate>,
}

/// An order.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OrderView {
    /// Id; none for a new one.
    pub id: Option<Uuid>,
    /// Number.
    pub number: String,
    /// Its contract.
    pub contract: Option<Uuid>,
    /// What.
    pub goods: String,
    /// To the customer's wish.
    pub customised: bool,
    /// Ordered.
    pub ordered_on: Option<NaiveDate>,
    /// Received.
    pub received_on: Option<NaiveDate>,
    /// Completed.
    pub completed_on: Option<NaiveDate>,
}

/// A survey that is owed, planned, late or sent (HX-15, HX-17).
#[derive(Clone, Debug, Serialize, TS)]
pub struct SurveyRow {
    /// Whose.
    pub customer: Uuid,
    /// Name.
    pub name: String,
    /// Why: first customer or six months.
    pub duty: Duty,
    /// Which form.
    pub form: SurveyForm,
    /// The day from which the duty counts: completion, long-term since, last sent.
    pub since: NaiveDate,
    /// Planned for.
    pub planned_on: NaiveDate,
    /// The last day on which the promise is kept.
    pub last_day: NaiveDate,
    /// `planned`, `due`, `late`, `sent`, `sent_late`, `exempt`, `dropped`.
    pub state: String,
    /// When it went out.
    pub sent_on: Option<NaiveDate>,
    /// Clause.
    pub clause: String,
    /// The completed order or contract behind it.
    pub because: String,
}

/// The list of surveys owed.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SurveyList {
    /// Late, due, then planned.
    pub rows: Vec<SurveyRow>,
    /// Today in the desk's zone.
    pub today: NaiveDate,
}

/// Why a deadline is what it is: sums that can be checked by hand.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Why {
    /// The case's label.
    pub label: String,
    /// Who waits.
    pub party: String,
    /// The clock.
    pub clock: ClockView,
    /// The document's words.
    pub quote: String,
    /// Section of the document.
    pub section: String,
    /// How the value was read.
    pub reading_en: Option<String>,
    /// The same in Chinese.
    pub reading_zh: Option<String>,
    /// The zone of the lanes.
    pub zone: String,
    /// One lane a civil day; days in between that count nothing are folded into one.
    pub lanes: Vec<Lane>,
    /// When it would be due had nothing been declared; none where that changes nothing.
    pub normal: Option<DateTime<Utc>>,
    /// The sum of what is counted, in seconds: the target, once due is known.
    pub total: i64,
    /// Where the sum ended while closed, before it moved to the next opening.
    pub reached: Option<DateTime<Utc>>,
    /// Waiting left out.
    pub pauses: Vec<PauseView>,
    /// Other targets of this clock: earlier ones, and those that fell later.
    pub others: Vec<OtherDue>,
    /// As `hx-leather`.
    pub pack: String,
    /// Version.
    pub pack_version: u32,
    /// The calendar's name.
    pub calendar: String,
    /// Its revision, which includes the tz database's.
    pub calendar_revision: String,
    /// The desk's now.
    pub now: DateTime<Utc>,
}

/// One day of a "why".
#[derive(Clone, Debug, Serialize, TS)]
pub struct Lane {
    /// The first day.
    pub date: NaiveDate,
    /// The last day, when several empty days are folded.
    pub until: Option<NaiveDate>,
    /// Midnight at its start.
    pub starts: DateTime<Utc>,
    /// Midnight at its end (23 to 25 hours later).
    pub ends: DateTime<Utc>,
    /// Service hours.
    pub open: Vec<Span>,
    /// What counts.
    pub counted: Vec<Span>,
    /// What is left out.
    pub paused: Vec<Span>,
    /// Seconds counted on this day; of a target in days, 1 for a counted one.
    pub seconds: i64,
}

/// A pause.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PauseView {
    /// From.
    pub from: DateTime<Utc>,
    /// To; none while it lasts.
    pub to: Option<DateTime<Utc>>,
    /// For whom.
    pub reason: PauseReason,
    /// What was asked.
    pub what: Option<String>,
}

/// Another target of the same clock.
#[derive(Clone, Debug, Serialize, TS)]
pub struct OtherDue {
    /// What.
    pub measure: MeasureView,
    /// Clause.
    pub clause: String,
    /// When it would be due.
    pub due: Option<DateTime<Utc>>,
    /// It held until then (a reclassification).
    pub superseded_at: Option<DateTime<Utc>>,
}

/// A filed form on a case.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FiledFormView {
    /// Id.
    pub id: Uuid,
    /// Which.
    pub sort: String,
    /// Number.
    pub number: String,
    /// When.
    pub filed_at: DateTime<Utc>,
    /// By whom.
    pub by: Option<StaffMember>,
    /// SHA-256 of the PDF.
    pub pdf_hash: String,
    /// Template version.
    pub template: u32,
    /// Pages.
    pub pages: u32,
    /// Paper.
    pub paper: String,
    /// Languages.
    pub languages: String,
}

/// A form as the window shows it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FormSheet {
    /// Which.
    pub sort: String,
    /// The case.
    pub case: Uuid,
    /// As in C-4127.
    pub label: String,
    /// Each page as SVG.
    pub pages: Vec<String>,
    /// Filed, or none for a preview.
    pub filed: Option<FiledFormView>,
    /// Printed and saved so far.
    pub log: Vec<TimelineEntry>,
    /// Codes of what is missing or can't be shown.
    pub warnings: Vec<Warning>,
    /// The PDF still has the hash it was filed with; none for a preview, false after an erasure.
    pub same_as_filed: Option<bool>,
}

/// A printer.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Printer {
    /// Name for the system.
    pub name: String,
    /// Name for people.
    pub label: String,
    /// The system's default.
    pub default: bool,
    /// Accepts jobs.
    pub ready: bool,
}

/// What an import did.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct ImportReport {
    /// Files read.
    pub files: u64,
    /// Messages in them.
    pub messages: u64,
    /// Cases opened.
    pub opened: u64,
    /// Messages that joined a case.
    pub joined: u64,
    /// Messages that were there already.
    pub known: u64,
    /// Messages from the desk's own addresses.
    pub own: u64,
    /// Messages with something unreadable, all kept.
    pub with_problems: u64,
    /// Files that could not be read, with the reason.
    pub failed: Vec<FailedFile>,
    /// The cases touched, at most 100, in order.
    pub cases: Vec<Uuid>,
    /// Stopped by the person.
    pub cancelled: bool,
}

/// A file that could not be read.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FailedFile {
    /// Its path.
    pub path: String,
    /// Why, a code.
    pub code: String,
    /// The system's words.
    pub detail: String,
}

/// Settings as the screen shows and saves them.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SettingsView {
    /// The house's name on forms and mails.
    pub house: String,
    /// The pack's id.
    pub pack: String,
    /// The desk's own addresses.
    pub addresses: Vec<String>,
    /// Telephone printed on forms.
    pub phone: String,
    /// Minutes before a deadline, each alerts once.
    pub lead_minutes: Vec<u32>,
    /// Days that backups are kept.
    pub backup_days: u32,
    /// Folder of backups; none = beside the data.
    pub backup_folder: Option<String>,
    /// Language of this window: `en`, `zh-CN`.
    pub language: String,
    /// `light`, `dark`, `system`.
    pub theme: String,
    /// 100, 125 or 150.
    pub text_scale: u32,
    /// Whether keys open the call card from any program.
    pub shortcut_on: bool,
    /// Which keys, as `Ctrl+Alt+N`.
    pub shortcut: String,
}

/// A backup on disk.
#[derive(Clone, Debug, Serialize, TS)]
pub struct BackupView {
    /// Path.
    pub path: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Bytes.
    pub size: u64,
    /// Opened and counted after writing.
    pub events: Option<i64>,
    /// Cases in it.
    pub cases: Option<i64>,
}

/// "About": what runs here, and where its traces are.
#[derive(Clone, Debug, Serialize, TS)]
pub struct About {
    /// The program's version.
    pub version: String,
    /// Folder of the data.
    pub data_folder: String,
    /// The database's file.
    pub database: String,
    /// Schema version.
    pub schema: i64,
    /// Folder of the logs.
    pub log_folder: String,
    /// The last crash file, redacted.
    pub crash: Option<String>,
    /// tz database version.
    pub tzdb: String,
    /// Holidays are known up to this year.
    pub holidays_until: i32,
    /// Newest backups, newest first.
    pub backups: Vec<BackupView>,
    /// Third-party notices, plain text.
    pub notices: String,
    /// Events in the journal.
    pub events: i64,
}
