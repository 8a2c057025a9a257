// Made from src-tauri/crates/app/src/api by `make types`. Do not edit: a test compares it with the program.

export type About = { 
/**
 * The program's version.
 */
version: string, 
/**
 * Folder of the data.
 */
data_folder: string, 
/**
 * The database's file.
 */
database: string, 
/**
 * Schema version.
 */
schema: number, 
/**
 * Folder of the logs.
 */
log_folder: string, 
/**
 * The last crash file, redacted.
 */
crash: string | null, 
/**
 * tz database version.
 */
tzdb: string, 
/**
 * Holidays are known up to this year.
 */
holidays_until: number, 
/**
 * Newest backups, newest first.
 */
backups: Array<BackupView>, 
/**
 * Third-party notices, plain text.
 */
notices: string, 
/**
 * Events in the journal.
 */
events: number, };
export type Act = "reply" | "note" | "classify" | "wait" | "resume" | "solve" | "close" | "reopen" | "file_form" | "hand_over";
export type ActView = { 
/**
 * The step.
 */
act: Act, 
/**
 * Why not, when it can't be taken now.
 */
refused: Refusal | null, 
/**
 * Clocks it would stop.
 */
stops: Array<ClockName>, 
/**
 * Clocks it would start or resume.
 */
starts: Array<ClockName>, 
/**
 * Clocks it would pause.
 */
pauses: Array<ClockName>, };
export type AlertKeys = { 
/**
 * Their keys.
 */
keys: Array<string>, };
export type AlertView = { 
/**
 * Confirm these with `alerts_shown` once it is shown.
 */
keys: Array<string>, 
/**
 * The case that a click opens; none for a summary.
 */
case: string | null, 
/**
 * The line in bold, in the desk's language.
 */
title: string, 
/**
 * The line below.
 */
body: string, 
/**
 * As in C-4127; of a summary the most urgent one's.
 */
label: string, 
/**
 * Who waits there.
 */
party: string, 
/**
 * Which clock; none for a summary.
 */
clock: ClockName | null, 
/**
 * `soon`, `late` or `summary`.
 */
kind: string, 
/**
 * The deadline; none for a summary.
 */
at: string | null, };
export type ApiError = { 
/**
 * The code.
 */
code: ErrorCode, 
/**
 * Values by name.
 */
args: { [key in string]: string }, 
/**
 * Such as HX-12.
 */
clause: string | null, };
export type AppEvent = { "type": "changed", 
/**
 * Such as `cases`, `case:<id>`.
 */
tags: Array<string>, } | { "type": "progress", 
/**
 * The name the caller gave it.
 */
job: string, 
/**
 * Done so far.
 */
done: number, 
/**
 * Of so many, where known.
 */
total: number | null, } | { "type": "due" } | { "type": "open_case", 
/**
 * Which.
 */
case: string, } | { "type": "alert", 
/**
 * Which case.
 */
case: string, 
/**
 * As in C-4127.
 */
label: string, 
/**
 * Who waits.
 */
party: string, 
/**
 * Which clock.
 */
clock: ClockName, 
/**
 * `soon` or `late`.
 */
kind: string, 
/**
 * The deadline.
 */
at: string, };
export type BackupView = { 
/**
 * Path.
 */
path: string, 
/**
 * When.
 */
at: string, 
/**
 * Bytes.
 */
size: number, 
/**
 * Opened and counted after writing.
 */
events: number | null, 
/**
 * Cases in it.
 */
cases: number | null, };
export type CaseFilter = "open" | "solved" | "closed" | "all";
export type CaseList = { 
/**
 * The rows.
 */
rows: Array<CaseRow>, 
/**
 * Give this back as `after` for more.
 */
next: string | null, 
/**
 * All rows that match.
 */
total: number, 
/**
 * The desk's now, to tick from.
 */
now: string, };
export type CasePage = { 
/**
 * Id.
 */
id: string, 
/**
 * As in C-4127.
 */
label: string, 
/**
 * Subject.
 */
subject: string, 
/**
 * Where it stands.
 */
status: Status, 
/**
 * What it is about; none until classified.
 */
category: Category | null, 
/**
 * How pressing.
 */
urgency: Urgency, 
/**
 * General or complex.
 */
complexity: Complexity, 
/**
 * How it came.
 */
channel: Channel, 
/**
 * Language of answers.
 */
language: Language, 
/**
 * Owner.
 */
owner: StaffMember, 
/**
 * The pinned pack, as `hx-leather`.
 */
pack: string, 
/**
 * Its version.
 */
pack_version: number, 
/**
 * Clocks, most urgent first; stopped ones after running ones.
 */
clocks: Array<ClockView>, 
/**
 * What happened, oldest first.
 */
timeline: Array<TimelineEntry>, 
/**
 * The entry with the oldest unanswered question.
 */
unanswered: number | null, 
/**
 * What is waited for.
 */
waiting_for: string | null, 
/**
 * To whom an answer goes.
 */
reply_to: ReplyTo | null, 
/**
 * The customer, where known.
 */
customer: CustomerCard | null, 
/**
 * The correspondent, when no customer is known yet.
 */
correspondent: ReplyTo | null, 
/**
 * Customers whose address or number matches the correspondent's.
 */
suggestions: Array<CustomerRow>, 
/**
 * Files on it.
 */
files: Array<FileView>, 
/**
 * Forms filed on it.
 */
forms: Array<FiledFormView>, 
/**
 * Each act, whether lawful now, and which clocks it moves.
 */
acts: Array<ActView>, 
/**
 * The reply being written, kept over restarts.
 */
draft: string, 
/**
 * The desk's now.
 */
now: string, };
export type CaseRef = { 
/**
 * Which.
 */
case: string, };
export type CaseRow = { 
/**
 * Id.
 */
id: string, 
/**
 * As in C-4127.
 */
label: string, 
/**
 * Subject.
 */
subject: string, 
/**
 * Customer's name, else the correspondent's name or address.
 */
party: string, 
/**
 * How the last message came.
 */
channel: Channel, 
/**
 * Where it stands.
 */
status: Status, 
/**
 * A customer's message is unanswered.
 */
unanswered: boolean, 
/**
 * The clock that is due next, or the paused one.
 */
next: ClockView | null, 
/**
 * Owner's initials.
 */
owner: string, 
/**
 * How pressing.
 */
urgency: Urgency, };
export type CaseText = { 
/**
 * Which case.
 */
case: string, 
/**
 * The text: note, solution, reason or draft.
 */
text: string, };
export type CasesAsk = { 
/**
 * Which.
 */
filter: CaseFilter, 
/**
 * Words to find in number, subject, party and messages; empty for all.
 */
text: string, 
/**
 * Go on after this page.
 */
after: string | null, 
/**
 * Rows a page, at most 200.
 */
limit: number, };
export type Category = "product_quality" | "delivery" | "use" | "order" | "customisation" | "wholesale" | "other";
export type Channel = "mail" | "telephone" | "video" | "remote" | "on_site" | "web" | "chat";
export type Classify = { 
/**
 * Which case.
 */
case: string, 
/**
 * Type.
 */
category: Category, 
/**
 * Urgency.
 */
urgency: Urgency, 
/**
 * Complexity.
 */
complexity: Complexity, 
/**
 * Why; needed when complexity changes.
 */
reason: string | null, };
export type ClockName = "first_response" | "next_response" | "update" | "solution";
export type ClockState = "running" | "paused" | "met" | "breached" | "cancelled";
export type ClockView = { 
/**
 * Which.
 */
clock: ClockName, 
/**
 * First, second … run of it.
 */
cycle: number, 
/**
 * As of the answer's `now`; the window lets it tick.
 */
state: ClockState, 
/**
 * Since when.
 */
started: string, 
/**
 * When it is or was due; none while an open pause makes it unknown.
 */
due: string | null, 
/**
 * From here on it is "soon": 75 % used.
 */
warn_at: string | null, 
/**
 * When it stopped.
 */
stopped: string | null, 
/**
 * When it ran past its due instant.
 */
breached_at: string | null, 
/**
 * Since when it is paused.
 */
paused_since: string | null, 
/**
 * For whom it is paused.
 */
pause_reason: PauseReason | null, 
/**
 * Thousandths of the target used, over 1000 when late.
 */
used_permille: number, 
/**
 * What is promised.
 */
measure: MeasureView, 
/**
 * Clause id such as HX-6.
 */
clause: string, 
/**
 * Whether the document states the value.
 */
stated: boolean, };
export type ColumnView = { 
/**
 * The header's name, each once; the letter of the column where there is none.
 */
header: string, 
/**
 * The field it is read as.
 */
field: string | null, 
/**
 * Values of its first rows.
 */
sample: Array<string>, };
export type Complexity = "general" | "complex";
export type ContractView = { 
/**
 * Id; none for a new one.
 */
id: string | null, 
/**
 * Number.
 */
number: string, 
/**
 * Signed.
 */
signed_on: string | null, 
/**
 * Completed.
 */
completed_on: string | null, };
export type Counts = { 
/**
 * Open cases waiting for the desk.
 */
for_us: number, 
/**
 * Open cases waiting for somebody else.
 */
waiting: number, 
/**
 * Cases with a breached clock that still runs.
 */
late: number, 
/**
 * Solved, not closed.
 */
solved: number, 
/**
 * Closed.
 */
closed: number, 
/**
 * Surveys due or late.
 */
surveys: number, };
export type CustomerCard = { 
/**
 * Id.
 */
id: string, 
/**
 * Name.
 */
name: string, 
/**
 * Who one speaks to.
 */
contact: string | null, 
/**
 * Language.
 */
language: Language, 
/**
 * IANA zone.
 */
zone: string | null, 
/**
 * Addresses.
 */
emails: Array<string>, 
/**
 * Numbers.
 */
phones: Array<string>, 
/**
 * The newest contract.
 */
contract: ContractView | null, 
/**
 * Without a signed contract (HX-5).
 */
without_contract: boolean, 
/**
 * Long-term (HX-17).
 */
long_term: boolean, 
/**
 * The survey that is owed next.
 */
survey: SurveyRow | null, 
/**
 * Other cases of this customer.
 */
open_cases: number, };
export type CustomerList = { 
/**
 * The rows, by name.
 */
rows: Array<CustomerRow>, 
/**
 * Give back as `after` for more.
 */
next: string | null, };
export type CustomerPage = { 
/**
 * The card.
 */
card: CustomerCard, 
/**
 * Marked long-term from this day.
 */
long_term_since: string | null, 
/**
 * Wants no surveys.
 */
no_surveys: boolean, 
/**
 * Contracts.
 */
contracts: Array<ContractView>, 
/**
 * Orders.
 */
orders: Array<OrderView>, 
/**
 * Cases, newest first, at most 50.
 */
cases: Array<CaseRow>, 
/**
 * Surveys owed and sent.
 */
surveys: Array<SurveyRow>, 
/**
 * The desk's now.
 */
now: string, };
export type CustomerRef = { 
/**
 * Which.
 */
customer: string, };
export type CustomerRow = { 
/**
 * Id.
 */
id: string, 
/**
 * Name.
 */
name: string, 
/**
 * First address.
 */
email: string | null, 
/**
 * First number.
 */
phone: string | null, 
/**
 * Language.
 */
language: Language, 
/**
 * Open cases.
 */
open_cases: number, 
/**
 * Orders.
 */
orders: number, 
/**
 * Long-term (HX-17).
 */
long_term: boolean, };
export type CustomersAsk = { 
/**
 * Words in name, address or number.
 */
text: string, 
/**
 * Go on after this page.
 */
after: string | null, 
/**
 * Rows a page, at most 200.
 */
limit: number, };
export type DayLine = { 
/**
 * The civil day in the desk's zone.
 */
date: string, 
/**
 * Open intervals of that day, instants.
 */
open: Array<Span>, 
/**
 * Open now?
 */
is_open: boolean, 
/**
 * When that changes next.
 */
changes_at: string | null, };
export type DayOrder = "dmy" | "mdy" | "ymd";
export type Desk = { 
/**
 * False until somebody chose "sample desk" or "my desk".
 */
ready: boolean, 
/**
 * The house's name.
 */
house: string, 
/**
 * Who sits here.
 */
me: StaffMember | null, 
/**
 * Everybody on the desk.
 */
staff: Array<StaffMember>, 
/**
 * The desk's zone; all civil times are shown in it.
 */
zone: string, 
/**
 * The desk's now: on a sample desk it can be ahead of the computer's.
 */
now: string, 
/**
 * Today's service hours.
 */
day: DayLine, 
/**
 * A sample desk, with a movable clock.
 */
sample: boolean, 
/**
 * Whether notifications reach anybody.
 */
notifications: NotificationState, 
/**
 * Numbers beside the rail.
 */
counts: Counts, 
/**
 * What needs saying, such as a year without published holidays.
 */
warnings: Array<Warning>, 
/**
 * What was missed while the program did not run, once.
 */
slept: Slept | null, };
export type Direction = "in" | "out";
export type Duty = "first" | "periodic";
export type EntryRef = { 
/**
 * Which case.
 */
case: string, 
/**
 * Number in the stream.
 */
seq: number, };
export type ErrorCode = "bad_call" | "not_set_up" | "already_set_up" | "not_found" | "refused" | "bad_input" | "conflict" | "disk_full" | "read_only" | "network" | "locked" | "damaged" | "newer" | "file_unreadable" | "file_unwritable" | "printer" | "form" | "address" | "sample_only" | "cancelled" | "away" | "unauthorised" | "already_done" | "other_version" | "no_server" | "keyring" | "upload_gone" | "too_large" | "not_here" | "internal";
export type ExportCards = { 
/**
 * To this file.
 */
path: string, 
/**
 * A name under which progress is told and the work can be cancelled.
 */
job: string, };
export type ExportFormat = "csv" | "xlsx" | "jsonl";
export type ExportKind = "cases" | "customers" | "contacts" | "contracts" | "orders" | "order_lines" | "lots" | "units" | "surveys" | "forms";
export type ExportReport = { 
/**
 * Rows, or cards.
 */
rows: number, };
export type ExportTable = { 
/**
 * Which.
 */
kind: ExportKind, 
/**
 * As what.
 */
format: ExportFormat, 
/**
 * To this file.
 */
path: string, 
/**
 * Language of the headers, `en` or `zh-CN`; none = the window's.
 */
language: string | null, 
/**
 * A name under which progress is told and the work can be cancelled.
 */
job: string, };
export type FailedFile = { 
/**
 * Its path.
 */
path: string, 
/**
 * Why, a code.
 */
code: string, 
/**
 * The system's words.
 */
detail: string, };
export type FieldView = { 
/**
 * Its name.
 */
name: string, 
/**
 * Every row needs it.
 */
needed: boolean, 
/**
 * Several columns may be read as it.
 */
many: boolean, };
export type FileSort = "csv" | "sheet";
export type FileView = { 
/**
 * SHA-256: its name in the blob folder.
 */
sha256: string, 
/**
 * Name.
 */
name: string, 
/**
 * MIME type.
 */
mime: string, 
/**
 * Bytes.
 */
size: number, 
/**
 * The entry it came with.
 */
seq: number, };
export type FiledFormView = { 
/**
 * Id.
 */
id: string, 
/**
 * Which.
 */
sort: string, 
/**
 * Number.
 */
number: string, 
/**
 * When.
 */
filed_at: string, 
/**
 * By whom.
 */
by: StaffMember | null, 
/**
 * SHA-256 of the PDF.
 */
pdf_hash: string, 
/**
 * Template version.
 */
template: number, 
/**
 * Pages.
 */
pages: number, 
/**
 * Paper.
 */
paper: string, 
/**
 * Languages.
 */
languages: string, };
export type FormRef = { 
/**
 * Which.
 */
form: string, };
export type FormSheet = { 
/**
 * Which.
 */
sort: string, 
/**
 * The case.
 */
case: string, 
/**
 * As in C-4127.
 */
label: string, 
/**
 * Each page as SVG.
 */
pages: Array<string>, 
/**
 * Filed, or none for a preview.
 */
filed: FiledFormView | null, 
/**
 * Printed and saved so far.
 */
log: Array<TimelineEntry>, 
/**
 * Codes of what is missing or can't be shown.
 */
warnings: Array<Warning>, 
/**
 * The PDF still has the hash it was filed with; none for a preview, false after an erasure.
 */
same_as_filed: boolean | null, };
export type HandOver = { 
/**
 * Which case.
 */
case: string, 
/**
 * To whom.
 */
to: string, 
/**
 * Why.
 */
reason: string, };
export type Happened = { "type": "opened", 
/**
 * Pack and version.
 */
pack: string, 
/**
 * Version.
 */
version: number, 
/**
 * The closed case it continues, as C-4100.
 */
continues: string | null, } | { "type": "received", 
/**
 * How.
 */
channel: Channel, 
/**
 * What sort.
 */
sort: MessageKind, 
/**
 * Address.
 */
from: string, 
/**
 * Name.
 */
name: string | null, 
/**
 * Subject.
 */
subject: string | null, 
/**
 * What is new in it.
 */
text: string, 
/**
 * Codes of what could not be read.
 */
problems: Array<string>, 
/**
 * Whether the original can be opened.
 */
original: boolean, 
/**
 * Files.
 */
files: Array<FileView>, 
/**
 * The text was erased.
 */
erased: boolean, } | { "type": "sent", 
/**
 * How.
 */
channel: Channel, 
/**
 * `person_said`, `imported`, `accepted`.
 */
how: string, 
/**
 * To.
 */
to: string, 
/**
 * Subject.
 */
subject: string | null, 
/**
 * Text.
 */
text: string, 
/**
 * Files.
 */
files: Array<FileView>, 
/**
 * Whether the original can be opened.
 */
original: boolean, } | { "type": "call", 
/**
 * In or out.
 */
direction: Direction, 
/**
 * Taken or missed.
 */
taken: boolean, 
/**
 * Number.
 */
number: string | null, 
/**
 * Who.
 */
name: string | null, 
/**
 * The line.
 */
line: string, 
/**
 * Seconds.
 */
seconds: number, } | { "type": "note", 
/**
 * Its text.
 */
text: string, } | { "type": "classified", 
/**
 * Type.
 */
category: Category, 
/**
 * Urgency.
 */
urgency: Urgency, 
/**
 * Complexity.
 */
complexity: Complexity, 
/**
 * Complexity before, when it changed.
 */
was: Complexity | null, 
/**
 * Why.
 */
reason: string | null, } | { "type": "customer_set", 
/**
 * Name.
 */
name: string, } | { "type": "handed_over", 
/**
 * To.
 */
to: StaffMember, 
/**
 * Why.
 */
reason: string, } | { "type": "waiting", 
/**
 * For whom.
 */
reason: PauseReason, 
/**
 * What was asked.
 */
what: string, } | { "type": "resumed" } | { "type": "solved", 
/**
 * How.
 */
solution: string, } | { "type": "closed", 
/**
 * Why without a form.
 */
without_form: string | null, } | { "type": "reopened", 
/**
 * Why.
 */
reason: string | null, } | { "type": "form_filed", 
/**
 * Id.
 */
form: string, 
/**
 * Which.
 */
sort: string, 
/**
 * Number.
 */
number: string, 
/**
 * Pages.
 */
pages: number, 
/**
 * SHA-256 of the PDF.
 */
pdf_hash: string, } | { "type": "form_printed", 
/**
 * Number.
 */
number: string, 
/**
 * Printer, or `pdf`.
 */
printer: string, 
/**
 * Copies.
 */
copies: number, };
export type ImportCards = { 
/**
 * The .vcf file.
 */
path: string, 
/**
 * Two letters: where telephone numbers without a country's are from.
 */
country: string | null, 
/**
 * Only say what would happen.
 */
dry_run: boolean, 
/**
 * A name under which progress is told and the work can be cancelled.
 */
job: string, };
export type ImportMail = { 
/**
 * Paths on this computer, or `upload:<id>` on a server.
 */
paths: Array<string>, 
/**
 * A name under which progress is told and the work can be cancelled.
 */
job: string, };
export type ImportReport = { 
/**
 * Files read.
 */
files: number, 
/**
 * Messages in them.
 */
messages: number, 
/**
 * Cases opened.
 */
opened: number, 
/**
 * Messages that joined a case.
 */
joined: number, 
/**
 * Messages that were there already.
 */
known: number, 
/**
 * Messages from the desk's own addresses.
 */
own: number, 
/**
 * Messages with something unreadable, all kept.
 */
with_problems: number, 
/**
 * Files that could not be read, with the reason.
 */
failed: Array<FailedFile>, 
/**
 * The cases touched, at most 100, in order.
 */
cases: Array<string>, 
/**
 * Stopped by the person.
 */
cancelled: boolean, };
export type ImportTable = { 
/**
 * The file.
 */
path: string, 
/**
 * As which table.
 */
kind: TableKind, 
/**
 * What is said about it.
 */
options: TableOptions, 
/**
 * Only say what would happen, for every row.
 */
dry_run: boolean, 
/**
 * A name under which progress is told and the work can be cancelled.
 */
job: string, };
export type JobRef = { 
/**
 * The name given when it was begun.
 */
job: string, };
export type Lane = { 
/**
 * The first day.
 */
date: string, 
/**
 * The last day, when several empty days are folded.
 */
until: string | null, 
/**
 * Midnight at its start.
 */
starts: string, 
/**
 * Midnight at its end (23 to 25 hours later).
 */
ends: string, 
/**
 * Service hours.
 */
open: Array<Span>, 
/**
 * What counts.
 */
counted: Array<Span>, 
/**
 * What is left out.
 */
paused: Array<Span>, 
/**
 * Seconds counted on this day.
 */
seconds: number, };
export type Language = "en" | "zh";
export type LogCall = { 
/**
 * Into this case, else a new one.
 */
case: string | null, 
/**
 * Whose call.
 */
customer: string | null, 
/**
 * In or out.
 */
direction: Direction, 
/**
 * Taken or missed.
 */
taken: boolean, 
/**
 * The other side's number.
 */
number: string, 
/**
 * Who spoke there.
 */
name: string, 
/**
 * One line.
 */
line: string, 
/**
 * When it began; never in the future.
 */
started_at: string, 
/**
 * Seconds.
 */
seconds: number, 
/**
 * Type.
 */
category: Category, 
/**
 * Urgency.
 */
urgency: Urgency, 
/**
 * Language of the caller.
 */
language: Language, };
export type MakeForm = { 
/**
 * Which case.
 */
case: string, 
/**
 * Which form: `customer-information`.
 */
sort: string, 
/**
 * `a4`, `a5`, `letter`.
 */
paper: string, 
/**
 * `both`, `en`, `zh`.
 */
languages: string, 
/**
 * Finding and measure, typed in by the person; empty leaves lines to write on.
 */
finding: string, };
export type Mark = "point" | "comma";
export type MeasureView = { 
/**
 * `service`, `elapsed`, `elapsed_service`, `business_days`, `natural_days`.
 */
kind: string, 
/**
 * Seconds, for the first three.
 */
seconds: number | null, 
/**
 * Days, for the others.
 */
days: number | null, };
export type MessageKind = "message" | "auto_reply" | "bounce" | "list" | "calendar";
export type MoveClock = { 
/**
 * By so many seconds, more than zero.
 */
seconds: number, };
export type NotificationState = "ready" | "absent" | "unknown";
export type OrderView = { 
/**
 * Id; none for a new one.
 */
id: string | null, 
/**
 * Number.
 */
number: string, 
/**
 * Its contract.
 */
contract: string | null, 
/**
 * What.
 */
goods: string, 
/**
 * To the customer's wish.
 */
customised: boolean, 
/**
 * Ordered.
 */
ordered_on: string | null, 
/**
 * Received.
 */
received_on: string | null, 
/**
 * Completed.
 */
completed_on: string | null, };
export type Original = { 
/**
 * Sanitised HTML, none when the message had none.
 */
html: string | null, 
/**
 * The whole text with its quoted history.
 */
text: string, 
/**
 * Header lines as they stand.
 */
headers: string, 
/**
 * Remote pictures that were left out.
 */
blocked: number, };
export type OtherDue = { 
/**
 * What.
 */
measure: MeasureView, 
/**
 * Clause.
 */
clause: string, 
/**
 * When it would be due.
 */
due: string | null, 
/**
 * It held until then (a reclassification).
 */
superseded_at: string | null, };
export type PathRef = { 
/**
 * On this computer.
 */
path: string, };
export type PauseReason = "customer" | "carrier" | "force_majeure" | "solved";
export type PauseView = { 
/**
 * From.
 */
from: string, 
/**
 * To; none while it lasts.
 */
to: string | null, 
/**
 * For whom.
 */
reason: PauseReason, 
/**
 * What was asked.
 */
what: string | null, };
export type PreviewTable = { 
/**
 * The file.
 */
path: string, 
/**
 * As which table.
 */
kind: TableKind, 
/**
 * What is said about it.
 */
options: TableOptions, };
export type PrintForm = { 
/**
 * Which.
 */
form: string, 
/**
 * The printer's name.
 */
printer: string, 
/**
 * Copies.
 */
copies: number, };
export type Printer = { 
/**
 * Name for the system.
 */
name: string, 
/**
 * Name for people.
 */
label: string, 
/**
 * The system's default.
 */
default: boolean, 
/**
 * Accepts jobs.
 */
ready: boolean, };
export type PromiseRow = { 
/**
 * The case.
 */
case: string, 
/**
 * As in C-4127.
 */
label: string, 
/**
 * Who waits.
 */
party: string, 
/**
 * What about.
 */
subject: string, 
/**
 * The clock.
 */
clock: ClockView, };
export type Refusal = "closed" | "already" | "not_open" | "not_solved" | "unanswered" | "not_waiting" | "needs_form" | "needs_reason" | "needs_text" | "not_classified";
export type Reply = { 
/**
 * Which case.
 */
case: string, 
/**
 * To this address.
 */
to: string, 
/**
 * Subject.
 */
subject: string, 
/**
 * Text.
 */
text: string, };
export type ReplyTo = { 
/**
 * Mail address or number.
 */
address: string, 
/**
 * Name.
 */
name: string | null, };
export type RowCounts = { 
/**
 * Rows looked at.
 */
rows: number, 
/**
 * New records.
 */
new: number, 
/**
 * Records that differ.
 */
changed: number, 
/**
 * Records that stand like this already.
 */
unchanged: number, 
/**
 * Rows that can't be taken.
 */
bad: number, };
export type RowProblem = { 
/**
 * The line in the file, or the row in the sheet; from 1.
 */
line: number, 
/**
 * The column's name; none when it is the row as a whole.
 */
column: string | null, 
/**
 * What is wrong, as `ambiguous_day`.
 */
code: string, 
/**
 * The cell.
 */
value: string, };
export type SaveContract = { 
/**
 * Whose.
 */
customer: string, 
/**
 * The contract.
 */
contract: ContractView, };
export type SaveCustomer = { 
/**
 * None for a new one.
 */
id: string | null, 
/**
 * Name.
 */
name: string, 
/**
 * Addresses.
 */
emails: Array<string>, 
/**
 * Numbers.
 */
phones: Array<string>, 
/**
 * Contact person.
 */
contact: string | null, 
/**
 * Language.
 */
language: Language, 
/**
 * IANA zone.
 */
zone: string | null, 
/**
 * Long-term from this day.
 */
long_term_since: string | null, 
/**
 * Wants no surveys.
 */
no_surveys: boolean, };
export type SaveFile = { 
/**
 * Which case.
 */
case: string, 
/**
 * SHA-256.
 */
sha256: string, 
/**
 * To this path.
 */
path: string, };
export type SaveForm = { 
/**
 * Which.
 */
form: string, 
/**
 * To this path.
 */
path: string, };
export type SaveOrder = { 
/**
 * Whose.
 */
customer: string, 
/**
 * The order.
 */
order: OrderView, };
export type SaveReply = { 
/**
 * The answer.
 */
reply: Reply, 
/**
 * To this path.
 */
path: string, };
export type SetCustomer = { 
/**
 * Which case.
 */
case: string, 
/**
 * Whose.
 */
customer: string, };
export type SetUp = { 
/**
 * The person's name on the desk.
 */
name: string, 
/**
 * `en` or `zh-CN`.
 */
language: string, 
/**
 * The pack's id.
 */
pack: string, 
/**
 * The house's name on forms.
 */
house: string, 
/**
 * Own mail addresses.
 */
addresses: Array<string>, 
/**
 * With example records and a movable clock.
 */
sample: boolean, };
export type SettingsView = { 
/**
 * The house's name on forms and mails.
 */
house: string, 
/**
 * The pack's id.
 */
pack: string, 
/**
 * The desk's own addresses.
 */
addresses: Array<string>, 
/**
 * Telephone printed on forms.
 */
phone: string, 
/**
 * Minutes before a deadline, each alerts once.
 */
lead_minutes: Array<number>, 
/**
 * Days that backups are kept.
 */
backup_days: number, 
/**
 * Folder of backups; none = beside the data.
 */
backup_folder: string | null, 
/**
 * Language of this window: `en`, `zh-CN`.
 */
language: string, 
/**
 * `light`, `dark`, `system`.
 */
theme: string, 
/**
 * 100, 125 or 150.
 */
text_scale: number, };
export type SettleSurvey = { 
/**
 * Whose.
 */
customer: string, 
/**
 * Which duty.
 */
duty: Duty, 
/**
 * How it went, as `mail`; none when it is dropped.
 */
by: string | null, 
/**
 * Why it is dropped.
 */
reason: string | null, };
export type Slept = { 
/**
 * From here.
 */
from: string, 
/**
 * To here.
 */
to: string, 
/**
 * Deadlines that passed in between.
 */
passed: Array<PromiseRow>, 
/**
 * Alerts that were claimed but perhaps never seen.
 */
lost_alerts: number, };
export type Span = { 
/**
 * First instant.
 */
from: string, 
/**
 * First instant after it.
 */
to: string, };
export type StaffMember = { 
/**
 * Id.
 */
id: string, 
/**
 * Name.
 */
name: string, 
/**
 * Up to two letters.
 */
initials: string, 
/**
 * Group in the pack.
 */
group: string | null, };
export type Status = "open" | "waiting" | "solved" | "closed";
export type SurveyForm = "service" | "project";
export type SurveyList = { 
/**
 * Late, due, then planned.
 */
rows: Array<SurveyRow>, 
/**
 * Today in the desk's zone.
 */
today: string, };
export type SurveyRow = { 
/**
 * Whose.
 */
customer: string, 
/**
 * Name.
 */
name: string, 
/**
 * Why: first customer or six months.
 */
duty: Duty, 
/**
 * Which form.
 */
form: SurveyForm, 
/**
 * The day from which the duty counts: completion, long-term since, last sent.
 */
since: string, 
/**
 * Planned for.
 */
planned_on: string, 
/**
 * The last day on which the promise is kept.
 */
last_day: string, 
/**
 * `planned`, `due`, `late`, `sent`, `sent_late`, `exempt`, `dropped`.
 */
state: string, 
/**
 * When it went out.
 */
sent_on: string | null, 
/**
 * Clause.
 */
clause: string, 
/**
 * The completed order or contract behind it.
 */
because: string, };
export type TableKind = "customers" | "contacts" | "contracts" | "orders" | "order_lines" | "lots" | "units";
export type TableOptions = { 
/**
 * Such as `utf-8`, `gbk`, `utf-16le`; none = found out.
 */
encoding: string | null, 
/**
 * The separator of a text file; none = found out.
 */
delimiter: string | null, 
/**
 * Which sheet of a workbook; none = the first that holds something.
 */
sheet: string | null, 
/**
 * The line of the header; none = found out.
 */
header_line: number | null, 
/**
 * In which order day, month and year stand; none = what the file proves.
 */
dates: DayOrder | null, 
/**
 * The mark before decimals; none = what the file proves.
 */
decimal: Mark | null, 
/**
 * Two letters: where telephone numbers without a country's are from.
 */
country: string | null, 
/**
 * Three letters: of prices whose currency stands nowhere.
 */
currency: string | null, 
/**
 * Which column is which: the header's name to a field's, or to nothing. None = as kept from the last file with
 * these headers, else as suggested.
 */
map: { [key in string]: string } | null, };
export type TablePreview = { 
/**
 * Text or workbook.
 */
sort: FileSort, 
/**
 * The encoding of a text file.
 */
encoding: string | null, 
/**
 * Nothing in the file says so.
 */
encoding_guessed: boolean, 
/**
 * Some bytes are not of that encoding.
 */
encoding_broken: boolean, 
/**
 * The separator of a text file.
 */
delimiter: string | null, 
/**
 * The sheets of a workbook.
 */
sheets: Array<string>, 
/**
 * The one that is read.
 */
sheet: string | null, 
/**
 * The header's line.
 */
header_line: number, 
/**
 * The order of days: chosen, or proved by the file.
 */
dates: DayOrder | null, 
/**
 * The mark before decimals: chosen, or proved by the file.
 */
decimal: Mark | null, 
/**
 * The columns.
 */
columns: Array<ColumnView>, 
/**
 * The mapping is kept from the last file with these headers.
 */
kept: boolean, 
/**
 * Headers that stand twice.
 */
twice: Array<string>, 
/**
 * What a column can be read as.
 */
fields: Array<FieldView>, 
/**
 * Needed fields without a column; with one missing, no row can be taken.
 */
missing: Array<string>, 
/**
 * The first rows, cell by cell.
 */
rows: Array<Array<string>>, 
/**
 * Rows in the file that hold something, the header aside.
 */
total: number, 
/**
 * What would become of the rows looked at: the first 1,000.
 */
counts: RowCounts, 
/**
 * The first 200 problems among them.
 */
problems: Array<RowProblem>, };
export type TableReport = { 
/**
 * Nothing was written.
 */
dry_run: boolean, 
/**
 * How many rows became what.
 */
counts: RowCounts, 
/**
 * Problems in all.
 */
problems_total: number, 
/**
 * The first 1,000 of them.
 */
problems: Array<RowProblem>, 
/**
 * Stopped by the person; what was counted before is imported.
 */
cancelled: boolean, };
export type TimelineEntry = { 
/**
 * Number in the stream.
 */
seq: number, 
/**
 * When it happened.
 */
at: string, 
/**
 * When it was written down, if noticeably later.
 */
entered_at: string | null, 
/**
 * Who, when it was a person of the desk.
 */
by: StaffMember | null, 
/**
 * What.
 */
what: Happened, };
export type Today = { 
/**
 * Next promises, soonest first, late ones on top.
 */
promises: Array<PromiseRow>, 
/**
 * Surveys due or late.
 */
surveys: Array<SurveyRow>, 
/**
 * The desk's now.
 */
now: string, };
export type Urgency = "low" | "normal" | "high" | "stopped";
export type Wait = { 
/**
 * Which case.
 */
case: string, 
/**
 * For whom.
 */
reason: PauseReason, 
/**
 * What was asked.
 */
what: string, };
export type Warning = { 
/**
 * Such as `year_not_published`.
 */
code: string, 
/**
 * Values for the sentence, by name.
 */
args: { [key in string]: string }, };
export type Why = { 
/**
 * The case's label.
 */
label: string, 
/**
 * Who waits.
 */
party: string, 
/**
 * The clock.
 */
clock: ClockView, 
/**
 * The document's words.
 */
quote: string, 
/**
 * Section of the document.
 */
section: string, 
/**
 * How the value was read.
 */
reading_en: string | null, 
/**
 * The same in Chinese.
 */
reading_zh: string | null, 
/**
 * The zone of the lanes.
 */
zone: string, 
/**
 * One lane a civil day; days in between that count nothing are folded into one.
 */
lanes: Array<Lane>, 
/**
 * The sum of what is counted, in seconds: the target, once due is known.
 */
total: number, 
/**
 * Where the sum ended while closed, before it moved to the next opening.
 */
reached: string | null, 
/**
 * Waiting left out.
 */
pauses: Array<PauseView>, 
/**
 * Other targets of this clock: earlier ones, and those that fell later.
 */
others: Array<OtherDue>, 
/**
 * As `hx-leather`.
 */
pack: string, 
/**
 * Version.
 */
pack_version: number, 
/**
 * The calendar's name.
 */
calendar: string, 
/**
 * Its revision, which includes the tz database's.
 */
calendar_revision: string, 
/**
 * The desk's now.
 */
now: string, };
export type WhyAsk = { 
/**
 * Which case.
 */
case: string, 
/**
 * Which clock.
 */
clock: ClockName, 
/**
 * Which run of it.
 */
cycle: number, };

export interface Calls {
  desk: { args: null; answer: Desk };
  today: { args: null; answer: Today };
  cases: { args: CasesAsk; answer: CaseList };
  case: { args: CaseRef; answer: CasePage };
  original: { args: EntryRef; answer: Original };
  why: { args: WhyAsk; answer: Why };
  customers: { args: CustomersAsk; answer: CustomerList };
  customer: { args: CustomerRef; answer: CustomerPage };
  surveys: { args: null; answer: SurveyList };
  form_preview: { args: MakeForm; answer: FormSheet };
  form: { args: FormRef; answer: FormSheet };
  printers: { args: null; answer: Array<Printer> };
  settings: { args: null; answer: SettingsView };
  about: { args: null; answer: About };
  import_preview: { args: PreviewTable; answer: TablePreview };
  set_up: { args: SetUp; answer: null };
  import_mail: { args: ImportMail; answer: ImportReport };
  import_table: { args: ImportTable; answer: TableReport };
  import_vcard: { args: ImportCards; answer: TableReport };
  export_table: { args: ExportTable; answer: ExportReport };
  export_vcard: { args: ExportCards; answer: ExportReport };
  cancel: { args: JobRef; answer: null };
  log_call: { args: LogCall; answer: string };
  classify: { args: Classify; answer: null };
  save_reply: { args: SaveReply; answer: null };
  mark_sent: { args: Reply; answer: null };
  note: { args: CaseText; answer: null };
  wait: { args: Wait; answer: null };
  resume: { args: CaseRef; answer: null };
  solve: { args: CaseText; answer: null };
  close: { args: CaseText; answer: null };
  reopen: { args: CaseText; answer: null };
  hand_over: { args: HandOver; answer: null };
  set_customer: { args: SetCustomer; answer: null };
  save_draft: { args: CaseText; answer: null };
  save_customer: { args: SaveCustomer; answer: string };
  save_contract: { args: SaveContract; answer: string };
  save_order: { args: SaveOrder; answer: string };
  settle_survey: { args: SettleSurvey; answer: null };
  file_form: { args: MakeForm; answer: string };
  save_form: { args: SaveForm; answer: null };
  print_form: { args: PrintForm; answer: null };
  form_printed: { args: PrintForm; answer: null };
  save_file: { args: SaveFile; answer: null };
  save_settings: { args: SettingsView; answer: null };
  back_up: { args: null; answer: BackupView };
  restore: { args: PathRef; answer: null };
  move_clock: { args: MoveClock; answer: null };
  slept_seen: { args: null; answer: null };
  take_alerts: { args: null; answer: Array<AlertView> };
  alerts_shown: { args: AlertKeys; answer: null };
}

/** The tags each query depends on; `{case}` stands for that field of its arguments. */
export const QUERY_TAGS = {
  desk: ["desk"],
  today: ["cases", "surveys"],
  cases: ["cases"],
  case: ["case:{case}", "customers"],
  original: ["case:{case}"],
  why: ["case:{case}"],
  customers: ["customers"],
  customer: ["customer:{customer}", "cases"],
  surveys: ["surveys"],
  form_preview: ["case:{case}"],
  form: ["forms"],
  printers: [],
  settings: ["settings"],
  about: ["desk"],
  import_preview: ["customers", "lots", "units"],
} as const;

/** The calls that write. */
export const COMMANDS = [
  "set_up",
  "import_mail",
  "import_table",
  "import_vcard",
  "export_table",
  "export_vcard",
  "cancel",
  "log_call",
  "classify",
  "save_reply",
  "mark_sent",
  "note",
  "wait",
  "resume",
  "solve",
  "close",
  "reopen",
  "hand_over",
  "set_customer",
  "save_draft",
  "save_customer",
  "save_contract",
  "save_order",
  "settle_survey",
  "file_form",
  "save_form",
  "print_form",
  "form_printed",
  "save_file",
  "save_settings",
  "back_up",
  "restore",
  "move_clock",
  "slept_seen",
  "take_alerts",
  "alerts_shown",
] as const;

/** The commands whose answer only says that they are done. */
export const SILENT = [
  "set_up",
  "cancel",
  "classify",
  "save_reply",
  "mark_sent",
  "note",
  "wait",
  "resume",
  "solve",
  "close",
  "reopen",
  "hand_over",
  "set_customer",
  "save_draft",
  "settle_survey",
  "save_form",
  "print_form",
  "form_printed",
  "save_file",
  "save_settings",
  "restore",
  "move_clock",
  "slept_seen",
  "alerts_shown",
] as const;
