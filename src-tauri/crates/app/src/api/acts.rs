//! What commands take.

use aftercare_core::case::{Category, Complexity, Direction, Language, Urgency};
use aftercare_core::clock::{ClockName, PauseReason};
use aftercare_core::survey::Duty;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use ts_rs::TS;
use uuid::Uuid;

/// Begins the desk, once.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SetUp {
    /// The person's name on the desk.
    pub name: String,
    /// `en` or `zh-CN`.
    pub language: String,
    /// The pack's id.
    pub pack: String,
    /// The house's name on forms.
    pub house: String,
    /// Own mail addresses.
    pub addresses: Vec<String>,
    /// With example records and a movable clock.
    pub sample: bool,
}

/// A call typed in by hand (HX-9, HX-11).
#[derive(Clone, Debug, Deserialize, TS)]
pub struct LogCall {
    /// Into this case, else a new one.
    pub case: Option<Uuid>,
    /// Whose call.
    pub customer: Option<Uuid>,
    /// In or out.
    pub direction: Direction,
    /// Taken or missed.
    pub taken: bool,
    /// The other side's number.
    pub number: String,
    /// Who spoke there.
    pub name: String,
    /// One line.
    pub line: String,
    /// When it began; never in the future.
    pub started_at: DateTime<Utc>,
    /// Seconds.
    pub seconds: u32,
    /// Type.
    pub category: Category,
    /// Urgency.
    pub urgency: Urgency,
    /// Language of the caller.
    pub language: Language,
}

/// Asks whose number it is.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct CallersAsk {
    /// The number, in any way of writing it.
    pub number: String,
}

/// Sets type, urgency and complexity.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct Classify {
    /// Which case.
    pub case: Uuid,
    /// Type.
    pub category: Category,
    /// Urgency.
    pub urgency: Urgency,
    /// Complexity.
    pub complexity: Complexity,
    /// Why; needed when complexity changes.
    pub reason: Option<String>,
}

/// An answer.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct Reply {
    /// Which case.
    pub case: Uuid,
    /// To this address.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// Text.
    pub text: String,
}

/// Saves an answer as a file for the mail program.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SaveReply {
    /// The answer.
    pub reply: Reply,
    /// To this path.
    pub path: String,
}

/// A case and a text.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct CaseText {
    /// Which case.
    pub case: Uuid,
    /// The text: note, solution, reason or draft.
    pub text: String,
}

/// Waits for somebody.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct Wait {
    /// Which case.
    pub case: Uuid,
    /// For whom.
    pub reason: PauseReason,
    /// What was asked.
    pub what: String,
    /// Remind the owner then, while it is still waited for.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub remind_at: Option<DateTime<Utc>>,
}

/// A thing to do on a case.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SetTask {
    /// Which case.
    pub case: Uuid,
    /// The task to change; none for a new one.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub task: Option<Uuid>,
    /// What is to be done.
    pub what: String,
    /// When.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub due: Option<DateTime<Utc>>,
    /// By whom; none for the one who has it, of a new one me.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub owner: Option<Uuid>,
}

/// Ends a task.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct EndTask {
    /// Which case.
    pub case: Uuid,
    /// Which task.
    pub task: Uuid,
    /// Done, or given up.
    pub done: bool,
}

/// One case, perhaps as it stood before.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct CaseAsk {
    /// Which.
    pub case: Uuid,
    /// As it stood then; none for now.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub at: Option<DateTime<Utc>>,
}

/// Names one case.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct CaseRef {
    /// Which.
    pub case: Uuid,
}

/// Gives a case to another owner.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct HandOver {
    /// Which case.
    pub case: Uuid,
    /// To whom.
    pub to: Uuid,
    /// Why.
    pub reason: String,
}

/// A new or changed person of the desk.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SavePerson {
    /// None for a new one.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub id: Option<Uuid>,
    /// Name.
    pub name: String,
    /// Group, by its id in the pack.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub group: Option<String>,
    /// Languages spoken.
    pub languages: Vec<Language>,
    /// May approve what needs a second pair of eyes.
    pub supervisor: bool,
    /// When the person is away.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub away: Option<SetAway>,
    /// No longer on the desk.
    pub left: bool,
}

/// An absence.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SetAway {
    /// First instant.
    pub from: DateTime<Utc>,
    /// The instant after its last; none while it is open.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub to: Option<DateTime<Utc>>,
    /// Who stands in.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub cover: Option<Uuid>,
}

/// Ties a case to a customer.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SetCustomer {
    /// Which case.
    pub case: Uuid,
    /// Whose.
    pub customer: Uuid,
}

/// One clock of one case.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct WhyAsk {
    /// Which case.
    pub case: Uuid,
    /// Which clock.
    pub clock: ClockName,
    /// Which run of it.
    pub cycle: u32,
    /// As it stood then; none for now.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub at: Option<DateTime<Utc>>,
}

/// One message of one case.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct EntryRef {
    /// Which case.
    pub case: Uuid,
    /// Number in the stream.
    pub seq: u64,
}

/// One file of one case.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct FileRef {
    /// Which case.
    pub case: Uuid,
    /// SHA-256.
    pub sha256: String,
}

/// A file of a case, to be saved.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SaveFile {
    /// Which case.
    pub case: Uuid,
    /// SHA-256.
    pub sha256: String,
    /// To this path.
    pub path: String,
}

/// A new or changed customer.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SaveCustomer {
    /// None for a new one.
    pub id: Option<Uuid>,
    /// Name.
    pub name: String,
    /// Addresses.
    pub emails: Vec<String>,
    /// Numbers.
    pub phones: Vec<String>,
    /// Contact person.
    pub contact: Option<String>,
    /// Language.
    pub language: Language,
    /// IANA zone.
    pub zone: Option<String>,
    /// Country, by its code of two letters (ISO 3166-1).
    #[serde(default)]
    pub country: Option<String>,
    /// Long-term from this day.
    pub long_term_since: Option<NaiveDate>,
    /// Wants no surveys.
    pub no_surveys: bool,
}

/// A customer to erase.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct EraseCustomer {
    /// Which.
    pub customer: Uuid,
    /// Its name, typed by the person who erases: there is no way back.
    pub name: String,
}

/// A contract of a customer.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SaveContract {
    /// Whose.
    pub customer: Uuid,
    /// The contract.
    pub contract: super::views::ContractView,
}

/// An order of a customer.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SaveOrder {
    /// Whose.
    pub customer: Uuid,
    /// The order.
    pub order: super::views::OrderView,
}

/// A survey that went out, or is dropped.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SettleSurvey {
    /// Whose.
    pub customer: Uuid,
    /// Which duty.
    pub duty: Duty,
    /// How it went, as `mail`; none when it is dropped.
    pub by: Option<String>,
    /// Why it is dropped.
    pub reason: Option<String>,
}

/// Names one customer.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct CustomerRef {
    /// Which.
    pub customer: Uuid,
}

/// A form to make from a case.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct MakeForm {
    /// Which case.
    pub case: Uuid,
    /// Which form: `customer-information`.
    pub sort: String,
    /// `a4`, `a5`, `letter`.
    pub paper: String,
    /// `both`, `en`, `zh`.
    pub languages: String,
    /// Finding and measure, typed in by the person; empty leaves lines to write on.
    #[serde(default)]
    pub finding: String,
}

/// Names a filed form.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct FormRef {
    /// Which.
    pub form: Uuid,
}

/// Saves a filed form as PDF/A.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SaveForm {
    /// Which.
    pub form: Uuid,
    /// To this path.
    pub path: String,
}

/// Prints a filed form.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct PrintForm {
    /// Which.
    pub form: Uuid,
    /// The printer's name.
    pub printer: String,
    /// Copies.
    pub copies: u32,
}

/// "Why this deadline", the verdict, or each on a sheet of its own: a print-out of what stands, never filed.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct WhyPaper {
    /// Which case.
    pub case: Uuid,
    /// Which clock; none for the verdict alone.
    #[serde(default)]
    pub clock: Option<ClockName>,
    /// Which run of it.
    pub cycle: u32,
    /// With the verdict.
    pub verdict: bool,
    /// As it stood then; none for now.
    #[serde(default)]
    pub at: Option<DateTime<Utc>>,
    /// `a4`, `a5`, `letter`.
    pub paper: String,
    /// `both`, `en`, `zh`.
    pub languages: String,
}

/// Saves the print-out as PDF/A.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SaveWhy {
    /// What.
    pub sheet: WhyPaper,
    /// To this path.
    pub path: String,
}

/// Prints the print-out.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct PrintWhy {
    /// What.
    pub sheet: WhyPaper,
    /// The printer's name.
    pub printer: String,
    /// Copies.
    pub copies: u32,
}

/// Mail files to import.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ImportMail {
    /// Paths on this computer, or `upload:<id>` on a server.
    pub paths: Vec<String>,
    /// A name under which progress is told and the work can be cancelled.
    pub job: String,
}

/// Alerts that a client took and has shown.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct AlertKeys {
    /// Their keys.
    pub keys: Vec<String>,
}

/// Names running work.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct JobRef {
    /// The name given when it was begun.
    pub job: String,
}

/// A path.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct PathRef {
    /// On this computer.
    pub path: String,
}

/// Moves the clock of a sample desk forward.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct MoveClock {
    /// By so many seconds, more than zero.
    pub seconds: i64,
}
