//! The one list of what the window and the server's clients can ask and command.
//!
//! The dispatch, the TypeScript types and HTTP are made from the list below; nothing else is reachable. Fields that name a
//! file of the caller's computer are called `path` or `paths`: a server takes nothing but uploads there. A query
//! names the tags it depends on, with `{field}` for a field of its arguments; each [`crate::Event::Changed`] names the
//! tags it touches.

pub mod acts;
pub mod calendar;
pub mod chat;
pub mod declare;
pub mod error;
pub mod policy;
pub mod session;
pub mod tables;
mod typescript;
pub mod views;

pub use error::{ApiError, ErrorCode};
pub use typescript::typescript;

use crate::App;
use acts::*;
use calendar::*;
use chat::*;
use chrono::{DateTime, Utc};
use declare::*;
use policy::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use session::*;
use tables::*;
use uuid::Uuid;
use views::*;

/// The commands that write a file where their `path` says. A server writes it for its client to fetch.
pub const SAVES: &[&str] = &["save_form", "save_why", "save_file", "save_reply", "export_table", "export_vcard"];

/// Whether a call only reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Reads.
    Query,
    /// Writes.
    Command,
}

/// A line of the list.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// Reads or writes.
    pub sort: Sort,
    /// The name in calls.
    pub name: &'static str,
    /// Tags a query depends on; `{case}` stands for that field of its arguments.
    pub tags: &'static [&'static str],
    /// The answer's type, as the list writes it; `()` for a command that only says that it is done.
    pub answer: &'static str,
}

impl Line {
    /// The line of this name.
    #[must_use]
    pub fn of(name: &str) -> Option<&'static Self> {
        LIST.iter().find(|line| line.name == name)
    }
}

macro_rules! api {
    ($($sort:ident $name:ident: $args:ty => $answer:ty $(, $tag:literal)*;)*) => {
        /// All calls, in the order of the list.
        pub const LIST: &[Line] = &[$(Line {
            sort: Sort::$sort,
            name: stringify!($name),
            tags: &[$($tag),*],
            answer: stringify!($answer),
        }),*];

        impl App {
            /// Answers one call of the list, in JSON: the way from here to a page is only copied.
            ///
            /// # Errors
            /// [`ErrorCode::BadCall`] for a name or arguments that the list does not have; else what the call says.
            pub async fn call_text(&self, name: &str, args: Value) -> Result<String, ApiError> {
                match name {
                    $(stringify!($name) => {
                        let args: $args = read(name, args)?;
                        let answer: $answer = Box::pin(self.$name(args)).await?;
                        write(&answer)
                    })*
                    _ => Err(ApiError::new(ErrorCode::BadCall).with("name", name)),
                }
            }
        }

        fn declare(out: &mut typescript::Types) {
            $(out.call::<$args, $answer>(stringify!($name));)*
        }
    };
}

api! {
    Query desk: () => Desk, "desk";
    Query today: () => Today, "cases", "surveys";
    Query cases: CasesAsk => CaseList, "cases";
    Query case: CaseAsk => CasePage, "case:{case}", "customers";
    Query original: EntryRef => Original, "case:{case}";
    Query why: WhyAsk => Why, "case:{case}";
    Query customers: CustomersAsk => CustomerList, "customers";
    Query callers: CallersAsk => Vec<CustomerRow>, "customers";
    Query customer: CustomerRef => CustomerPage, "customer:{customer}", "cases";
    Query erasure: CustomerRef => ErasureView, "customer:{customer}", "cases";
    Query surveys: () => SurveyList, "surveys";
    Query form_preview: MakeForm => FormSheet, "case:{case}";
    Query form: FormRef => FormSheet, "forms";
    Query why_sheet: WhyPaper => FormSheet, "case:{case}", "customers";
    Query printers: () => Vec<Printer>;
    Query settings: () => SettingsView, "settings";
    Query people: () => Vec<PersonView>, "people", "desk", "cases";
    Query groups: () => Vec<GroupView>, "policies", "settings";
    Query about: () => About, "desk";
    Query import_preview: PreviewTable => TablePreview, "customers", "lots", "units";
    Query chat_preview: PreviewChat => ChatPreview, "cases";
    Query policies: () => PolicyList, "policies", "cases";
    Query policy: PolicyAsk => PolicyView, "policies";
    Query policy_diff: PolicyDiffAsk => PolicyDiff, "policies";
    Query check_policy: CheckPolicy => PolicyChecked, "policies";
    Query publish_preview: PublishAsk => PublishPreview, "policies", "customers";
    Query try_policy: TryPolicy => Tried, "policies", "calendars";
    Query verdict: VerdictAsk => CaseVerdict, "case:{case}";
    Query calendars: () => Vec<CalendarLine>, "calendars", "cases";
    Query calendar: CalendarAsk => CalendarPage, "calendars";
    Query calendar_edits: CalendarRef => Option<KeptEdits>;
    Query rehearse: Rehearse => Rehearsal;
    Query declarations: () => DeclarationList, "declarations", "desk";
    Query declare_preview: DeclarePreviewAsk => DeclarePreview;
    Query open_sessions: () => Vec<OpenSession>, "sessions";
    Query session: SessionRef => SessionView, "case:{case}", "customers";
    Query snapshot: SnapRef => Picture, "case:{case}";
    Query read_days_file: ReadDaysFile => DaysFile;
    Command set_up: SetUp => ();
    Command import_mail: ImportMail => ImportReport;
    Command import_chat: ImportChat => ChatReport;
    Command import_table: ImportTable => TableReport;
    Command import_vcard: ImportCards => TableReport;
    Command export_table: ExportTable => ExportReport;
    Command export_vcard: ExportCards => ExportReport;
    Command cancel: JobRef => ();
    Command log_call: LogCall => Uuid;
    Command classify: Classify => ();
    Command save_reply: SaveReply => ();
    Command mark_sent: Reply => ();
    Command note: CaseText => ();
    Command wait: Wait => ();
    Command set_task: SetTask => Uuid;
    Command end_task: EndTask => ();
    Command begin_session: BeginSession => Uuid;
    Command note_session: NoteSession => ();
    Command consent_session: ConsentSession => ();
    Command snap_session: SnapSession => ();
    Command end_session: EndSession => ();
    Command resume: CaseRef => ();
    Command solve: CaseText => ();
    Command close: CaseText => ();
    Command reopen: CaseText => ();
    Command hand_over: HandOver => ();
    Command save_person: SavePerson => Uuid;
    Command set_customer: SetCustomer => ();
    Command save_draft: CaseText => ();
    Command save_customer: SaveCustomer => Uuid;
    Command erase_customer: EraseCustomer => ();
    Command save_contract: SaveContract => Uuid;
    Command save_order: SaveOrder => Uuid;
    Command settle_survey: SettleSurvey => ();
    Command find_facts: FindFacts => ();
    Command declare: Declare => Uuid;
    Command end_declaration: EndDeclaration => ();
    Command save_policy_draft: SavePolicyDraft => DateTime<Utc>;
    Command drop_policy_draft: DropPolicyDraft => ();
    Command publish_policy: PublishPolicy => ();
    Command file_form: MakeForm => Uuid;
    Command save_form: SaveForm => ();
    Command print_form: PrintForm => ();
    Command form_printed: PrintForm => ();
    Command save_why: SaveWhy => ();
    Command print_why: PrintWhy => ();
    Command save_file: SaveFile => ();
    Command save_settings: SettingsView => ();
    Command keep_calendar_edits: KeepCalendarEdits => ();
    Command save_calendar: SaveCalendar => CalendarSaved;
    Command back_up: () => BackupView;
    Command restore: PathRef => ();
    Command move_clock: MoveClock => ();
    Command slept_seen: () => ();
    Command take_alerts: () => Vec<AlertView>;
    Command alerts_shown: AlertKeys => ();
}

fn read<T: DeserializeOwned>(name: &str, args: Value) -> Result<T, ApiError> {
    serde_json::from_value(args)
        .map_err(|error| ApiError::new(ErrorCode::BadCall).with("name", name).with("detail", error))
}

fn write<T: Serialize>(answer: &T) -> Result<String, ApiError> {
    serde_json::to_string(answer).map_err(|error| ApiError::new(ErrorCode::Internal).with("detail", error))
}

impl App {
    /// [`App::call_text`] for whoever looks into the answer.
    ///
    /// # Errors
    /// As [`App::call_text`].
    pub async fn call(&self, name: &str, args: Value) -> Result<Value, ApiError> {
        let text = self.call_text(name, args).await?;
        serde_json::from_str(&text).map_err(|error| ApiError::new(ErrorCode::Internal).with("detail", error))
    }
}
