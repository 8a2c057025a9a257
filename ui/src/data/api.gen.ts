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
export type AlertSort = "soon" | "late" | "task" | "routed" | "summary";
export type AlertView = { 
/**
 * Confirm these with `alerts_shown` once it is shown.
 */
keys: Array<string>, 
/**
 * What it is about.
 */
kind: AlertSort, 
/**
 * The case that a click opens; none for a summary.
 */
case: string | null, 
/**
 * As in C-4127; of a summary the most urgent one's.
 */
label: string, 
/**
 * Who waits there.
 */
party: string, 
/**
 * What the case is about; of a summary the most urgent one's.
 */
subject: string, 
/**
 * Which clock; none for a summary and for a task.
 */
clock: ClockName | null, 
/**
 * What is to be done; of a task only.
 */
task: string | null, 
/**
 * The deadline or the task's time; none for a summary.
 */
at: string | null, 
/**
 * How many deadlines passed.
 */
late: number, 
/**
 * How many come near.
 */
soon: number, 
/**
 * The desk's now.
 */
now: string, 
/**
 * The IANA zone in which the desk's deadlines are told.
 */
zone: string, };
export type Amount = { "type": "measure", 
/**
 * How it is counted, and how much.
 */
measure: MeasureView, 
/**
 * Whether waiting may hold it up.
 */
pauses: boolean, 
/**
 * When to warn, where the pack says so.
 */
warn: MeasureView | null, } | { "type": "share", 
/**
 * Which.
 */
of: string, 
/**
 * Thousandths.
 */
permille: number, } | { "type": "period", 
/**
 * The day it counts from, such as `received`; none where only the length is meant.
 */
from: string | null, 
/**
 * Days.
 */
days: number | null, 
/**
 * Calendar months.
 */
months: number | null, } | { "type": "number", 
/**
 * The number.
 */
value: number, 
/**
 * Its unit.
 */
unit: string, } | { "type": "flag", 
/**
 * On.
 */
on: boolean, } | { "type": "hours", 
/**
 * Days in a row with the same hours are one line.
 */
days: Array<DayHours>, 
/**
 * IANA zone.
 */
zone: string, 
/**
 * Whose public days: `cn`; none for none.
 */
public_days: string | null, } | { "type": "words", 
/**
 * Which.
 */
words: Array<string>, } | { "type": "text", 
/**
 * All of it.
 */
text: Both, } | { "type": "answer", 
/**
 * As [`TableRow::answer`].
 */
answer: { [key in string]: Array<string> }, };
export type AnswerPart = { 
/**
 * Its key in [`TableRow::answer`].
 */
key: string, 
/**
 * What it may say; `true` and `false` for yes and no, of `group` the pack's groups.
 */
words: Array<string>, 
/**
 * Several at once.
 */
many: boolean, 
/**
 * A row must say it.
 */
needed: boolean, };
export type AnswerState = "decided" | "needs_facts" | "undetermined" | "outside";
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
 * Which clock; none for a task.
 */
clock: ClockName | null, 
/**
 * Comes near, has passed, or is to be done.
 */
kind: AlertSort, 
/**
 * The deadline.
 */
at: string, };
export type AwayView = { 
/**
 * First instant.
 */
from: string, 
/**
 * The instant after its last; none while it is open.
 */
to: string | null, 
/**
 * Who stands in.
 */
cover: string | null, 
/**
 * Whether it holds now.
 */
now: boolean, };
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
export type BeginSession = { 
/**
 * Which case.
 */
case: string, 
/**
 * By what.
 */
sort: SessionSort, 
/**
 * The link, number or ToDesk id that it goes to; empty where there is none.
 */
link: string, };
export type Both = { 
/**
 * English.
 */
en: string, 
/**
 * Simplified Chinese.
 */
zh: string, };
export type CalendarAsk = { 
/**
 * The pack's id.
 */
pack: string, 
/**
 * `service` or `business`.
 */
name: string, 
/**
 * The year to show the days of; none = this year.
 */
year: number | null, };
export type CalendarDay = { 
/**
 * The date.
 */
date: string, 
/**
 * Its hours; none = closed. Of a day that the desk took away: those of its weekday.
 */
hours: Array<OpenHours>, 
/**
 * What it is called.
 */
name: string | null, 
/**
 * Where it comes from.
 */
source: DaySource, 
/**
 * A special day by the pack's own calendar that the desk made an ordinary one.
 */
removed: boolean, };
export type CalendarDraft = { 
/**
 * IANA zone.
 */
zone: string, 
/**
 * The hours of the seven weekdays, Monday first; none = closed.
 */
weekly: Array<Array<OpenHours>>, 
/**
 * Holidays and make-up days, ascending, each date once.
 */
days: Array<SpecialDay>, 
/**
 * Years whose public holidays the desk entered in full: no warning about them any more. Years of the published data need
 * not stand here.
 */
years: Array<number>, };
export type CalendarEdits = { 
/**
 * The revision they were begun on.
 */
revision: number, 
/**
 * The calendar as it stood then: what somebody else saves meanwhile is told by it.
 */
from: CalendarDraft, 
/**
 * The calendar with the edits.
 */
draft: CalendarDraft, 
/**
 * Why, as far as it was written.
 */
reason: string, };
export type CalendarLine = { 
/**
 * The pack's id.
 */
pack: string, 
/**
 * The pack's name, in the window's language.
 */
pack_name: string, 
/**
 * `service` or `business`.
 */
name: string, 
/**
 * Its name for people, in the window's language.
 */
title: string, 
/**
 * IANA zone.
 */
zone: string, 
/**
 * The revision in force; 1 is the pack's own.
 */
revision: number, 
/**
 * Whether the pack's own hours and days are in force.
 */
own: boolean, 
/**
 * Since when, where the desk revised it.
 */
since: string | null, 
/**
 * Years without public holidays: `year_not_published`, `year_not_recorded`, with `year`.
 */
warnings: Array<Warning>, 
/**
 * Open deadlines that count by it.
 */
open: number, };
export type CalendarPage = { 
/**
 * What the list shows of it.
 */
line: CalendarLine, 
/**
 * As it stands, to be edited.
 */
draft: CalendarDraft, 
/**
 * As the pack has it.
 */
own: CalendarDraft, 
/**
 * Hours a make-up day has unless others are given.
 */
workday: Array<OpenHours>, 
/**
 * The year shown.
 */
year: number, 
/**
 * Its holidays and make-up days.
 */
days: Array<CalendarDay>, 
/**
 * Whether that year's public holidays are known, published or entered by the desk; always, where the pack has none.
 */
year_known: boolean, 
/**
 * Where published days come from and as of when, in words of their file; empty where the pack has none.
 */
sources: Array<string>, 
/**
 * Published years.
 */
published: Array<number>, 
/**
 * The history, newest first.
 */
revisions: Array<RevisionLine>, };
export type CalendarRef = { 
/**
 * The pack's id.
 */
pack: string, 
/**
 * `service` or `business`.
 */
name: string, };
export type CalendarSaved = { 
/**
 * Its revision.
 */
revision: number, 
/**
 * Open deadlines that moved.
 */
moved: number, };
export type CallersAsk = { 
/**
 * The number, in any way of writing it.
 */
number: string, };
export type CaseAsk = { 
/**
 * Which.
 */
case: string, 
/**
 * As it stood then; none for now.
 */
at?: string | null, };
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
 * The conditions in the text, in order. With one that is wrong there are no rows.
 */
terms: Array<SeekTerm>, 
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
 * The group that it was routed to, as its pack names it.
 */
group: Both | null, 
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
 * What is to be done on it, and was.
 */
tasks: Array<TaskView>, 
/**
 * Files on it.
 */
files: Array<FileView>, 
/**
 * Forms filed on it.
 */
forms: Array<FiledFormView>, 
/**
 * The form that must be filed before it is closed, while it is not.
 */
form_owed: FormOwed | null, 
/**
 * For so many days after closing a customer's message opens it again.
 */
reopen_days: number, 
/**
 * Each act, whether lawful now, and which clocks it moves.
 */
acts: Array<ActView>, 
/**
 * The reply being written, kept over restarts.
 */
draft: string, 
/**
 * The past instant at which it stood so; none for now.
 */
as_of: string | null, 
/**
 * The desk's now, or that instant.
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
export type CaseVerdict = { 
/**
 * The case.
 */
case: string, 
/**
 * Pack.
 */
pack: string, 
/**
 * The version the case keeps.
 */
version: number, 
/**
 * What the pack answers.
 */
verdict: Verdict, 
/**
 * Facts that people found, with who and when.
 */
found: Array<FoundFact>, 
/**
 * Days that are known.
 */
days: MatterDays, 
/**
 * Of those, what orders and units say already and nobody has to type.
 */
days_of_order: MatterDays, 
/**
 * What was noted with the last finding.
 */
note: string | null, 
/**
 * States declared for the case's notice.
 */
declared: Array<string>, 
/**
 * The instant that was asked for.
 */
at: string | null, 
/**
 * The desk's now.
 */
now: string, };
export type CasesAsk = { 
/**
 * Which.
 */
filter: CaseFilter, 
/**
 * Words to find in number, subject, party and messages, and conditions such as `owner:me is:late`; empty for all.
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
export type Category = "product_quality" | "delivery" | "use" | "order" | "customisation" | "wholesale" | "return" | "information" | "technical" | "payment" | "experience" | "complaint" | "suggestion" | "other";
export type ChangeView = { 
/**
 * As it was.
 */
was: ValueView | null, 
/**
 * As it will be.
 */
now: ValueView | null, 
/**
 * Customers feel it, so they are told (PA-10); else it is of the house, such as a reading.
 */
significant: boolean, };
export type Channel = "mail" | "telephone" | "video" | "remote" | "on_site" | "web" | "chat";
export type ChatJoins = { 
/**
 * Which.
 */
case: string, 
/**
 * As in C-4127.
 */
label: string, };
export type ChatParticipant = { 
/**
 * As the text names them.
 */
name: string, 
/**
 * Messages.
 */
messages: number, 
/**
 * Is of the desk: as was said, or as it seems.
 */
ours: boolean, };
export type ChatPreview = { 
/**
 * Who wrote, in the order in which they did first.
 */
participants: Array<ChatParticipant>, 
/**
 * How its dates are read; none where a person must choose among the likely readings. Counts are those of the first one.
 */
order: DayOrder | null, 
/**
 * The ways to read them.
 */
readings: Array<ChatReading>, 
/**
 * Whose clock.
 */
zone: string, 
/**
 * The first message.
 */
first_at: string | null, 
/**
 * The last one.
 */
last_at: string | null, 
/**
 * Messages that would be added.
 */
new: number, 
/**
 * Messages that the desk has already.
 */
known: number, 
/**
 * Lines that the program wrote.
 */
notices: number, 
/**
 * Messages that were taken back: what they said is gone.
 */
deleted: number, 
/**
 * Calls that nobody took.
 */
missed_calls: number, 
/**
 * Files that are in the archive.
 */
files: number, 
/**
 * Files that were left out of the export.
 */
files_missing: number, 
/**
 * Messages whose time is still to come: the zone or the dates are read wrongly, or a clock ran ahead.
 */
future: number, 
/**
 * Lines before the first message.
 */
skipped: number, 
/**
 * The case it goes on with, unless another is chosen.
 */
joins: ChatJoins | null, };
export type ChatReading = { 
/**
 * The order of day, month and year.
 */
order: DayOrder, 
/**
 * The first message's time.
 */
first: string, 
/**
 * The last message's time.
 */
last: string, 
/**
 * Nothing in the text speaks against it.
 */
likely: boolean, };
export type ChatReport = { 
/**
 * Messages added.
 */
added: number, 
/**
 * Messages that were there already.
 */
known: number, 
/**
 * The case; none where nothing was done.
 */
case: string | null, 
/**
 * It was opened for this.
 */
opened: boolean, 
/**
 * Stopped by the person.
 */
cancelled: boolean, };
export type CheckPolicy = { 
/**
 * Pack.
 */
id: string, 
/**
 * Its text.
 */
toml: string, };
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
export type ClauseView = { 
/**
 * Such as HX-6.
 */
id: string, 
/**
 * Its chapter.
 */
section: string, 
/**
 * Its words.
 */
quote: string, 
/**
 * Our translation.
 */
zh: string | null, };
export type ClockName = "first_response" | "next_response" | "update" | "solution" | "acknowledgement" | "delay_notice" | "complaint" | "verification" | "refund" | "repair" | "return_sending" | "evidence" | "carrier_claim" | "settlement";
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
export type Condition = { 
/**
 * Such as `cause`.
 */
fact: string, 
/**
 * Any of these.
 */
values: Array<string>, };
export type ConsentSession = { 
/**
 * Its case.
 */
case: string, 
/**
 * Which session.
 */
session: string, 
/**
 * Asked and given.
 */
given: boolean, };
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
 * Country, by its code of two letters, where somebody said it.
 */
country: string | null, 
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
 * When the person's texts were erased on request.
 */
erased: string | null, 
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
export type DayHours = { 
/**
 * 1 = Monday.
 */
first: number, 
/**
 * The last of them; the same for one day.
 */
last: number, 
/**
 * Such as `09:00` and `21:00`; none when closed all day.
 */
hours: Array<[string, string]>, };
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
export type DaySource = "public" | "pack" | "desk";
export type DaySum = { 
/**
 * `warranty`, `extension`, `return_window`, `sending`, `evidence`.
 */
what: string, 
/**
 * The pack's id of the period, such as `with_proof`.
 */
period: string | null, 
/**
 * The fact that comes of it: `warranty`, `return_time` …
 */
fact: string | null, 
/**
 * Its word.
 */
value: string | null, 
/**
 * The day it counts from, such as `received`, `sent_back`.
 */
from: string, 
/**
 * That day; none while nobody knows it.
 */
start: string | null, 
/**
 * Days added.
 */
days: number | null, 
/**
 * Months added.
 */
months: number | null, 
/**
 * Days that a repair in the period put on top.
 */
paused_days: number | null, 
/**
 * The last day, included.
 */
last_day: string | null, 
/**
 * The day that was compared with it.
 */
compared: string | null, 
/**
 * It decides; false for the one shown beside it.
 */
holds: boolean, 
/**
 * Clause.
 */
clause: string, 
/**
 * The document gives it; else it was chosen.
 */
stated: boolean, };
export type DaysFile = { 
/**
 * Each date once, ascending.
 */
days: Array<FileDay>, 
/**
 * What could not be taken.
 */
problems: Array<FileProblem>, };
export type DeadlineMove = { 
/**
 * The case.
 */
case: string, 
/**
 * As in C-4127.
 */
label: string, 
/**
 * Subject.
 */
subject: string, 
/**
 * Who waits.
 */
party: string, 
/**
 * Which clock.
 */
clock: ClockName, 
/**
 * Which run of it.
 */
cycle: number, 
/**
 * Due as it stands; none while a pause hides it.
 */
from: string | null, 
/**
 * Due then; none while a pause hides it.
 */
to: string | null, 
/**
 * Later by so many seconds; below zero: earlier. None when either is hidden.
 */
seconds: number | null, 
/**
 * Not late now, and late by it.
 */
late: boolean, };
export type DeclarationList = { 
/**
 * All of them.
 */
rows: Array<DeclarationRow>, 
/**
 * Cases still to be seen to; none when all have what is declared.
 */
at_work: boolean, 
/**
 * The desk's now.
 */
now: string, };
export type DeclarationRow = { 
/**
 * Id.
 */
id: string, 
/**
 * What is declared.
 */
sort: DeclaredSort, 
/**
 * How it stands now.
 */
state: DeclarationState, 
/**
 * For this pack; none for all.
 */
pack: string | null, 
/**
 * For cases that came so; empty for all.
 */
channels: Array<Channel>, 
/**
 * For cases about this; empty for all.
 */
categories: Array<Category>, 
/**
 * For cases of customers in these countries; empty for all.
 */
countries: Array<string>, 
/**
 * First instant of it.
 */
from: string, 
/**
 * The instant after its last, as it is known now.
 */
to: string | null, 
/**
 * Why.
 */
reason: string, 
/**
 * Who declared it.
 */
by: StaffMember | null, 
/**
 * When.
 */
at: string, 
/**
 * When it was ended by hand.
 */
ended_at: string | null, 
/**
 * Why it was ended.
 */
end_reason: string | null, };
export type DeclarationState = "planned" | "on" | "over" | "taken_back";
export type Declare = { 
/**
 * What is declared.
 */
sort: DeclaredSort, 
/**
 * For this pack; none for all.
 */
pack: string | null, 
/**
 * For cases that came so; empty for all.
 */
channels: Array<Channel>, 
/**
 * For cases about this; empty for all, unclassified ones too.
 */
categories: Array<Category>, 
/**
 * For cases of customers in these countries, by their codes of two letters; empty for all, those of nobody too.
 */
countries: Array<string>, 
/**
 * First instant of it; may be past or to come.
 */
from: string, 
/**
 * The instant after its last; none while nobody knows.
 */
to: string | null, 
/**
 * Why, and where.
 */
reason: string, };
export type DeclarePreview = { 
/**
 * Open cases it reaches or leaves.
 */
cases: number, 
/**
 * Deadlines that move.
 */
deadlines: number, 
/**
 * Open cases that it would reach if their customer's country were known and among those it is for.
 */
nowhere: number, 
/**
 * The first of the deadlines, in the order of their cases.
 */
moved: Array<MovedDeadline>, 
/**
 * The person stopped it; the numbers are of what was seen by then.
 */
cancelled: boolean, };
export type DeclarePreviewAsk = { 
/**
 * To be declared.
 */
declare: Declare | null, 
/**
 * To be ended.
 */
end: EndDeclaration | null, 
/**
 * A name for progress and `cancel`.
 */
job: string, };
export type DeclaredSort = "peak" | "high_volume" | "force_majeure";
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
export type DraftRow = { 
/**
 * The number it would get.
 */
version: number, 
/**
 * What it started from.
 */
base: number, 
/**
 * When it was saved last.
 */
saved_at: string, 
/**
 * By whom.
 */
by: StaffMember | null, 
/**
 * How many values differ from the base; none while it can't be read.
 */
changes: number | null, 
/**
 * How many problems stand in its way.
 */
problems: number, };
export type DropPolicyDraft = { 
/**
 * Pack.
 */
id: string, 
/**
 * When the draft that is meant was saved, to notice another's writing.
 */
seen: string, };
export type Duty = "first" | "periodic";
export type EndDeclaration = { 
/**
 * Which.
 */
id: string, 
/**
 * The instant after its last; none for now. At its beginning or before, it never was.
 */
at: string | null, 
/**
 * Why, if there is something to say.
 */
reason: string | null, };
export type EndSession = { 
/**
 * Its case.
 */
case: string, 
/**
 * Which session.
 */
session: string, 
/**
 * Whether the two have spoken; one that nobody joined answers nothing.
 */
held: boolean, 
/**
 * What came of it.
 */
outcome?: SessionOutcome | null, 
/**
 * What was found.
 */
findings: string, 
/**
 * Becomes a task of mine.
 */
next?: NextStep | null, };
export type EndTask = { 
/**
 * Which case.
 */
case: string, 
/**
 * Which task.
 */
task: string, 
/**
 * Done, or given up.
 */
done: boolean, };
export type EntryRef = { 
/**
 * Which case.
 */
case: string, 
/**
 * Number in the stream.
 */
seq: number, };
export type EraseCustomer = { 
/**
 * Which.
 */
customer: string, 
/**
 * Its name, typed by the person who erases: there is no way back.
 */
name: string, };
export type ErasureView = { 
/**
 * The name, to be typed again.
 */
name: string, 
/**
 * Cases whose texts and files go.
 */
cases: number, 
/**
 * Those still open: they are in the way.
 */
open: number, 
/**
 * Pieces whose proof of purchase goes.
 */
units: number, 
/**
 * Backups that still have the texts.
 */
backups: number, 
/**
 * After how many days backups go.
 */
backup_days: number, 
/**
 * When it was done already.
 */
erased: string | null, };
export type ErrorCode = "bad_call" | "not_set_up" | "already_set_up" | "not_found" | "cases_open" | "refused" | "bad_input" | "conflict" | "disk_full" | "read_only" | "network" | "locked" | "damaged" | "newer" | "file_unreadable" | "file_unwritable" | "printer" | "form" | "address" | "sample_only" | "cancelled" | "away" | "unauthorised" | "already_done" | "other_version" | "no_server" | "untrusted" | "keyring" | "upload_gone" | "too_large" | "not_here" | "internal";
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
export type FactView = { 
/**
 * Such as `cause`.
 */
fact: string, 
/**
 * What it can be in this pack.
 */
values: Array<string>, 
/**
 * Where it comes from: `case` (channel, category …), `found` by a person, or `days` when dates give it.
 */
from: string, 
/**
 * The tables that ask for it.
 */
tables: Array<string>, };
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
export type FileDay = { 
/**
 * The date.
 */
date: string, 
/**
 * What it is called; empty where the file does not say.
 */
name: string, 
/**
 * Worked in exchange for a holiday, as the file says.
 */
workday: boolean, 
/**
 * The line it stands on.
 */
line: number, };
export type FileProblem = { 
/**
 * The line, from 1.
 */
line: number, 
/**
 * What is wrong: `not_a_date`, `ambiguous_day`, `impossible_date`, `repeats`, `not_all_day`, `too_long`, `out_of_range`,
 * `twice`, `no_date`.
 */
code: string, 
/**
 * What stands there.
 */
value: string, };
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
export type FindFacts = { 
/**
 * Which.
 */
case: string, 
/**
 * Each fact that was set, with its word; none takes it back.
 */
facts: { [key in string]: string | null }, 
/**
 * The days as they are known then; none to leave them.
 */
days: MatterDays | null, 
/**
 * A note, such as what was looked at.
 */
note: string | null, };
export type FormOwed = { 
/**
 * Which, as in `customer_information`.
 */
form: string, 
/**
 * Its name, where the policy says it.
 */
name: Both | null, 
/**
 * Clause.
 */
clause: string, };
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
export type FoundFact = { 
/**
 * Such as `cause`.
 */
fact: string, 
/**
 * Its word.
 */
value: string, 
/**
 * Who found it.
 */
by: StaffMember | null, 
/**
 * When.
 */
at: string, };
export type GroupView = { 
/**
 * Its id.
 */
id: string, 
/**
 * As the pack names it.
 */
name: Both, };
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
reason: string | null, } | { "type": "found", 
/**
 * Facts with their words; none where one was taken back.
 */
facts: { [key in string]: string | null }, 
/**
 * Days were typed.
 */
days: boolean, 
/**
 * What was noted.
 */
note: string | null, } | { "type": "declared", 
/**
 * Which declaration.
 */
declaration: string, 
/**
 * What is declared.
 */
sort: DeclaredSort, 
/**
 * First instant.
 */
from: string, 
/**
 * The instant after its last, as it was said.
 */
to: string | null, 
/**
 * Why.
 */
reason: string, } | { "type": "declaration_ended", 
/**
 * Which declaration.
 */
declaration: string, 
/**
 * What was declared.
 */
sort: DeclaredSort | null, 
/**
 * The instant after its last.
 */
at: string, 
/**
 * It never held: it was taken back, or turned out not to concern the case.
 */
lifted: boolean, } | { "type": "customer_set", 
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
copies: number, } | { "type": "routed", 
/**
 * The group, as the pack names it.
 */
group: Both | null, 
/**
 * Whose it is now.
 */
owner: StaffMember, 
/**
 * Whose it was, where that is somebody else.
 */
before: StaffMember | null, 
/**
 * Why.
 */
why: RouteWhy, 
/**
 * Whether the group must know at once.
 */
at_once: boolean, } | { "type": "session", 
/**
 * The session.
 */
session: SessionLine, } | { "type": "task_set", 
/**
 * What sort.
 */
sort: TaskSort, 
/**
 * What is to be done.
 */
what: string, 
/**
 * When.
 */
due: string | null, 
/**
 * By whom.
 */
owner: StaffMember, 
/**
 * It stood before and was changed, or opened again.
 */
again: boolean, } | { "type": "task_ended", 
/**
 * What was to be done.
 */
what: string, 
/**
 * Done, or given up.
 */
done: boolean, } | { "type": "erased", };
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
export type ImportChat = { 
/**
 * The exported file, a text or a `.zip` that holds one.
 */
path?: string | null, 
/**
 * What was pasted.
 */
text?: string | null, 
/**
 * Into this case; none for the one that has its earlier messages, else a new one.
 */
case: string | null, 
/**
 * Whose chat.
 */
customer: string | null, 
/**
 * Who of it is the desk.
 */
ours: Array<string>, 
/**
 * How its dates are written; none for what the text itself tells.
 */
order: DayOrder | null, 
/**
 * Whose clock its times are of, an IANA zone.
 */
zone: string, 
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
export type KeepCalendarEdits = { 
/**
 * The pack's id.
 */
pack: string, 
/**
 * `service` or `business`.
 */
name: string, 
/**
 * The edits; none forgets them.
 */
edits: CalendarEdits | null, };
export type KeptEdits = { 
/**
 * The edits.
 */
edits: CalendarEdits, 
/**
 * When they were kept.
 */
at: string, };
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
 * Seconds counted on this day; of a target in days, 1 for a counted one.
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
export type MatterDays = { 
/**
 * The goods left the factory.
 */
shipped_on: string | null, 
/**
 * Bought, as the proof says.
 */
purchased_on: string | null, 
/**
 * Reached the customer.
 */
received_on: string | null, 
/**
 * The return was asked for.
 */
requested_on: string | null, 
/**
 * The return was confirmed.
 */
confirmed_on: string | null, 
/**
 * The customer sent the goods.
 */
sent_on: string | null, 
/**
 * The evidence reached us.
 */
evidence_on: string | null, 
/**
 * Repairs before, in their order (CK-6).
 */
repairs: Array<MatterRepair>, };
export type MatterRepair = { 
/**
 * The day they came in.
 */
received_on: string, 
/**
 * The day they were sent back; none while they are here.
 */
sent_back_on: string | null, 
/**
 * Whether the warranty covered it then.
 */
in_warranty: boolean, };
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
export type MovedDeadline = { 
/**
 * Case.
 */
case: string, 
/**
 * As in C-4127.
 */
label: string, 
/**
 * Subject.
 */
subject: string, 
/**
 * Which clock.
 */
clock: ClockName, 
/**
 * Which run of it.
 */
cycle: number, 
/**
 * From here; none while a pause hides it.
 */
was: string | null, 
/**
 * To here; none while a pause hides it.
 */
now: string | null, };
export type NextStep = { 
/**
 * What.
 */
what: string, 
/**
 * When.
 */
due?: string | null, };
export type NoteSession = { 
/**
 * Its case.
 */
case: string, 
/**
 * Which session.
 */
session: string, 
/**
 * The note.
 */
text: string, };
export type NoticeView = { 
/**
 * The pack asks for it, and something significant changes.
 */
needed: boolean, 
/**
 * Customers with an address: they get it once each.
 */
recipients: number, 
/**
 * Of those, by language.
 */
languages: { [key in string]: number }, 
/**
 * Registered customers without an address: to be told in another way.
 */
without_address: number, 
/**
 * Its subject.
 */
subject: Both, 
/**
 * Its text.
 */
body: Both, 
/**
 * Clause.
 */
clause: string | null, };
export type NotificationState = "ready" | "absent" | "unknown";
export type OpenHours = { 
/**
 * `09:00`.
 */
from: string, 
/**
 * `21:00`; `24:00` ends the day; before `from`: it ends on the next day.
 */
to: string, };
export type OpenSession = { 
/**
 * Id.
 */
id: string, 
/**
 * Its case.
 */
case: string, 
/**
 * As in C-4127.
 */
label: string, 
/**
 * Customer or correspondent.
 */
party: string, 
/**
 * The case's subject.
 */
subject: string, 
/**
 * By what.
 */
sort: SessionSort, 
/**
 * When it began.
 */
begun: string, 
/**
 * Whether I hold it.
 */
mine: boolean, };
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
export type PauseReason = "customer" | "carrier" | "force_majeure" | "details" | "solved";
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
export type PersonView = { 
/**
 * Name, initials, group.
 */
person: StaffMember, 
/**
 * Languages spoken.
 */
languages: Array<Language>, 
/**
 * May approve what needs a second pair of eyes.
 */
supervisor: boolean, 
/**
 * When the person is away.
 */
away: AwayView | null, 
/**
 * No longer on the desk.
 */
left: boolean, 
/**
 * Open cases.
 */
open: number, };
export type Picture = { 
/**
 * A `data:` address.
 */
data: string, };
export type PolicyAsk = { 
/**
 * Pack.
 */
id: string, 
/**
 * None for the one in force.
 */
version: number | null, 
/**
 * The draft, when there is one that can be read, whatever is wrong with what it says; else as without.
 */
draft: boolean, };
export type PolicyChecked = { 
/**
 * All problems at once, in the order of the text.
 */
problems: Array<PolicyProblem>, 
/**
 * Combinations that were walked.
 */
combinations: number, 
/**
 * What differs from the version in force; none while it can't be read.
 */
changes: Array<ChangeView> | null, };
export type PolicyDiff = { 
/**
 * In the order of the newer pack.
 */
changes: Array<ChangeView>, };
export type PolicyDiffAsk = { 
/**
 * Pack.
 */
id: string, 
/**
 * The older one.
 */
from: number, 
/**
 * The newer one; none for the draft.
 */
to: number | null, };
export type PolicyList = { 
/**
 * In the order of their documents.
 */
rows: Array<PolicyRow>, 
/**
 * The desk's now.
 */
now: string, };
export type PolicyProblem = { 
/**
 * Line, from 1.
 */
line: number, 
/**
 * Column, from 1, in characters.
 */
column: number, 
/**
 * Where it ends, in the same line: the column after it; none when only the beginning is known.
 */
end: number | null, 
/**
 * Such as `gap`, `overlap`, `unreachable`, `no_clause`; its sentence is the interface's.
 */
code: string, 
/**
 * Values of the sentence.
 */
args: { [key in string]: string }, 
/**
 * The input that shows it, for tables.
 */
input: Array<Condition>, };
export type PolicyRow = { 
/**
 * Such as `hx-leather`.
 */
id: string, 
/**
 * For people.
 */
name: Both, 
/**
 * The document's number.
 */
document: string, 
/**
 * The version in force now.
 */
version: number, 
/**
 * The desk's own pack, that new cases get when nothing else is said.
 */
standard: boolean, 
/**
 * The pack's zone.
 */
zone: string, 
/**
 * All published ones, newest first.
 */
versions: Array<VersionRow>, 
/**
 * What is being changed.
 */
draft: DraftRow | null, };
export type PolicyView = { 
/**
 * Pack.
 */
id: string, 
/**
 * Which version; of a draft the one it would become.
 */
version: number, 
/**
 * How it stands.
 */
state: VersionState, 
/**
 * For people.
 */
name: Both, 
/**
 * The document's number.
 */
document: string, 
/**
 * In force from here on; for a draft what it says now.
 */
effective: string, 
/**
 * The zone of its calendars and days.
 */
zone: string, 
/**
 * The language of the quotes.
 */
language: string, 
/**
 * Chapters, in the order of the document.
 */
sections: Array<SectionView>, 
/**
 * Clauses, in the order of the document.
 */
clauses: Array<ClauseView>, 
/**
 * Values, in the order of the pack; rows of tables stand in the tables.
 */
values: Array<ValueView>, 
/**
 * Decision tables.
 */
tables: Array<TableView>, 
/**
 * The facts that its rules ask for, in the order in which screens ask.
 */
facts: Array<FactView>, 
/**
 * Each fact that there is, with the words it may have in this pack: what conditions are written with.
 */
words: { [key in string]: Array<string> }, 
/**
 * Days that its rules count from, such as `received`.
 */
days: Array<string>, 
/**
 * The whole pack as text, exactly as published; the draft's, when that was asked for, also while it can't be read.
 */
toml: string, 
/**
 * When the draft was saved whose text this is; none for a published one's.
 */
saved_at: string | null, };
export type PreviewChat = { 
/**
 * The exported file, a text or a `.zip` that holds one.
 */
path?: string | null, 
/**
 * What was pasted.
 */
text?: string | null, 
/**
 * How its dates are written; none for what the text itself tells.
 */
order?: DayOrder | null, 
/**
 * Whose clock its times are of, an IANA zone; none for the desk's.
 */
zone?: string | null, 
/**
 * Who of it is the desk; none for a guess.
 */
ours?: Array<string> | null, };
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
export type PrintWhy = { 
/**
 * What.
 */
sheet: WhyPaper, 
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
export type PublishAsk = { 
/**
 * Pack.
 */
id: string, 
/**
 * From when on it is to hold.
 */
effective: string, };
export type PublishPolicy = { 
/**
 * Pack.
 */
id: string, 
/**
 * From when on it holds; not in the past.
 */
effective: string, 
/**
 * The draft that was previewed, by the instant it was saved.
 */
seen: string, 
/**
 * Prepare the change notice.
 */
notice: boolean, };
export type PublishPreview = { 
/**
 * The number it gets.
 */
version: number, 
/**
 * The version it follows.
 */
base: number, 
/**
 * Combinations that were walked, each with exactly one answer.
 */
combinations: number, 
/**
 * What stands in the way; nothing may.
 */
problems: Array<PolicyProblem>, 
/**
 * What changes for whom.
 */
changes: Array<ChangeView>, 
/**
 * Open cases; they keep their version.
 */
open_cases: number, 
/**
 * The change notice.
 */
notice: NoticeView, };
export type ReadDaysFile = { 
/**
 * The file.
 */
path: string, 
/**
 * Such as `utf-8` or `gbk`, for a table; none = found out.
 */
encoding: string | null, };
export type Refusal = "closed" | "already" | "not_open" | "not_solved" | "unanswered" | "not_waiting" | "needs_form" | "needs_reason" | "needs_text" | "not_classified";
export type Rehearsal = { 
/**
 * The revision that was rehearsed against; give it to `save_calendar`.
 */
revision: number, 
/**
 * As of when.
 */
now: string, 
/**
 * Open deadlines looked at.
 */
looked: number, 
/**
 * Of them, those that move.
 */
moved: number, 
/**
 * Of them, those that become late by it.
 */
late: number, 
/**
 * Of them, those that become due earlier.
 */
earlier: number, 
/**
 * Of them, those that become due later.
 */
later: number, 
/**
 * The moves by their new due instant; those hidden by a pause last.
 */
moves: Array<DeadlineMove>, 
/**
 * Surveys whose days move.
 */
surveys_moved: number, 
/**
 * The first hundred of them.
 */
surveys: Array<SurveyMove>, };
export type Rehearse = { 
/**
 * The pack's id.
 */
pack: string, 
/**
 * `service` or `business`.
 */
name: string, 
/**
 * The calendar to try; none = back to the pack's own.
 */
draft: CalendarDraft | null, 
/**
 * A name under which progress is told and the work can be cancelled.
 */
job: string, 
/**
 * Moves to leave out, for the pages after the first.
 */
offset: number, 
/**
 * Moves to give, at most 500.
 */
limit: number, };
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
export type RevisionLine = { 
/**
 * From 1, which is the pack's own.
 */
revision: number, 
/**
 * In force from here on; none for the first.
 */
at: string | null, 
/**
 * Who made it; empty for the first.
 */
by: string, 
/**
 * Why; empty for the first, and when erased.
 */
reason: string, 
/**
 * Whether it is the pack's own hours and days.
 */
own: boolean, };
export type RouteWhy = "group" | "cover";
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
export type SaveCalendar = { 
/**
 * The pack's id.
 */
pack: string, 
/**
 * `service` or `business`.
 */
name: string, 
/**
 * The calendar; none = back to the pack's own.
 */
draft: CalendarDraft | null, 
/**
 * Why; must be given.
 */
reason: string, 
/**
 * The revision it was edited from; `conflict` when another is in force meanwhile.
 */
revision: number, 
/**
 * A name under which progress is told and the work can be cancelled; cancelled, nothing happened.
 */
job: string | null, };
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
 * Country, by its code of two letters (ISO 3166-1).
 */
country: string | null, 
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
export type SavePerson = { 
/**
 * None for a new one.
 */
id?: string | null, 
/**
 * Name.
 */
name: string, 
/**
 * Group, by its id in the pack.
 */
group?: string | null, 
/**
 * Languages spoken.
 */
languages: Array<Language>, 
/**
 * May approve what needs a second pair of eyes.
 */
supervisor: boolean, 
/**
 * When the person is away.
 */
away?: SetAway | null, 
/**
 * No longer on the desk.
 */
left: boolean, };
export type SavePolicyDraft = { 
/**
 * Pack.
 */
id: string, 
/**
 * Its whole text.
 */
toml: string, 
/**
 * When the draft that this one started from was saved, to notice another's writing; none when there was none.
 */
seen: string | null, };
export type SaveReply = { 
/**
 * The answer.
 */
reply: Reply, 
/**
 * To this path.
 */
path: string, };
export type SaveWhy = { 
/**
 * What.
 */
sheet: WhyPaper, 
/**
 * To this path.
 */
path: string, };
export type SectionView = { 
/**
 * Such as `1.2`.
 */
id: string, 
/**
 * Its title.
 */
title: Both, };
export type SeekTerm = { 
/**
 * Where it begins, in UTF-16 units.
 */
from: number, 
/**
 * Where it ends.
 */
to: number, 
/**
 * Its key, such as `owner`.
 */
key: string, 
/**
 * Its value as written.
 */
value: string, 
/**
 * Turned over.
 */
not: boolean, 
/**
 * What is wrong with it: `empty`, `unknown`, `twice` or `turned`.
 */
wrong: string | null, };
export type SessionLine = { 
/**
 * Id.
 */
id: string, 
/**
 * By what.
 */
sort: SessionSort, 
/**
 * Where it goes.
 */
link: string | null, 
/**
 * When it ended.
 */
ended: string | null, 
/**
 * Whether the two have spoken.
 */
held: boolean, 
/**
 * What came of it.
 */
outcome: SessionOutcome | null, 
/**
 * What was found.
 */
findings: string | null, 
/**
 * Since when pictures may be kept.
 */
consent: string | null, 
/**
 * What was noted.
 */
notes: Array<SessionNote>, 
/**
 * What was seen.
 */
snaps: Array<SessionSnap>, };
export type SessionNote = { 
/**
 * Number in the case's stream.
 */
seq: number, 
/**
 * When.
 */
at: string, 
/**
 * What.
 */
text: string, };
export type SessionOutcome = "solved" | "not_solved" | "visit_needed" | "call_again";
export type SessionRef = { 
/**
 * Its case.
 */
case: string, 
/**
 * Which.
 */
session: string, };
export type SessionSnap = { 
/**
 * Number in the case's stream.
 */
seq: number, 
/**
 * When.
 */
at: string, 
/**
 * The file's name; none where it was erased.
 */
name: string | null, };
export type SessionSort = "video" | "remote";
export type SessionView = { 
/**
 * Id.
 */
id: string, 
/**
 * Its case.
 */
case: string, 
/**
 * As in C-4127.
 */
label: string, 
/**
 * Customer or correspondent.
 */
party: string, 
/**
 * By what.
 */
sort: SessionSort, 
/**
 * Where it goes.
 */
link: string | null, 
/**
 * Who holds it.
 */
by: StaffMember | null, 
/**
 * When it began.
 */
begun: string, 
/**
 * When it ended.
 */
ended: string | null, 
/**
 * Whether the two have spoken.
 */
held: boolean, 
/**
 * What came of it.
 */
outcome: SessionOutcome | null, 
/**
 * What was found.
 */
findings: string | null, 
/**
 * Since when pictures may be kept.
 */
consent: string | null, 
/**
 * What was noted.
 */
notes: Array<SessionNote>, 
/**
 * What was seen.
 */
snaps: Array<SessionSnap>, };
export type SetAway = { 
/**
 * First instant.
 */
from: string, 
/**
 * The instant after its last; none while it is open.
 */
to?: string | null, 
/**
 * Who stands in.
 */
cover?: string | null, };
export type SetCustomer = { 
/**
 * Which case.
 */
case: string, 
/**
 * Whose.
 */
customer: string, };
export type SetTask = { 
/**
 * Which case.
 */
case: string, 
/**
 * The task to change; none for a new one.
 */
task?: string | null, 
/**
 * What is to be done.
 */
what: string, 
/**
 * When.
 */
due?: string | null, 
/**
 * By whom; none for the one who has it, of a new one me.
 */
owner?: string | null, };
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
text_scale: number, 
/**
 * Whether keys open the call card from any program.
 */
shortcut_on: boolean, 
/**
 * Which keys, as `Ctrl+Alt+N`.
 */
shortcut: string, };
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
export type SnapRef = { 
/**
 * Its case.
 */
case: string, 
/**
 * The entry that brought it.
 */
seq: number, };
export type SnapSession = { 
/**
 * Its case.
 */
case: string, 
/**
 * Which session.
 */
session: string, 
/**
 * The file.
 */
path?: string | null, 
/**
 * The bytes that were pasted, base64.
 */
data?: string | null, };
export type Span = { 
/**
 * First instant.
 */
from: string, 
/**
 * First instant after it.
 */
to: string, };
export type SpecialDay = { 
/**
 * The civil date in the calendar's zone.
 */
date: string, 
/**
 * Its hours instead of its weekday's; none = closed, a holiday.
 */
hours: Array<OpenHours>, 
/**
 * What the day is called, where somebody said so.
 */
name: string | null, };
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
export type SurveyMove = { 
/**
 * The customer.
 */
customer: string, 
/**
 * Their name.
 */
name: string, 
/**
 * Planned day as it stands.
 */
planned_from: string, 
/**
 * Planned day then.
 */
planned_to: string, 
/**
 * Latest day as it stands.
 */
last_from: string, 
/**
 * Latest day then.
 */
last_to: string, };
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
export type TableRow = { 
/**
 * Which, from 1.
 */
row: number, 
/**
 * Its conditions; an input that is left out may be anything.
 */
when: Array<Condition>, 
/**
 * Its answer: `party` → `us`; `remedies` → several.
 */
answer: { [key in string]: Array<string> }, 
/**
 * Clause.
 */
clause: string, 
/**
 * The document gives it; else it was chosen.
 */
stated: boolean, 
/**
 * How it was read.
 */
reading: Both | null, 
/**
 * What is said to the customer.
 */
note: Both | null, };
export type TableView = { 
/**
 * Id in the pack.
 */
id: string, 
/**
 * What it decides: `liability`, `charge`, `freight`, `remedies`, `return`, `order_change`, `routing`, `step`.
 */
decides: string, 
/**
 * Its title.
 */
title: Both, 
/**
 * The facts it asks for, in its order.
 */
inputs: Array<string>, 
/**
 * How many combinations its rows answer.
 */
combinations: number, 
/**
 * What a row may answer.
 */
answers: Array<AnswerPart>, 
/**
 * Its rows.
 */
rows: Array<TableRow>, };
export type TaskEnd = "done" | "dropped" | "overtaken";
export type TaskRow = { 
/**
 * Id.
 */
id: string, 
/**
 * Its case.
 */
case: string, 
/**
 * As in C-4127.
 */
label: string, 
/**
 * Customer or correspondent.
 */
party: string, 
/**
 * The case's subject.
 */
subject: string, 
/**
 * What sort.
 */
sort: TaskSort, 
/**
 * What is to be done.
 */
what: string, 
/**
 * When.
 */
due: string | null, 
/**
 * The case's next deadline.
 */
clock: ClockView | null, };
export type TaskSort = "call_back" | "reminder" | "todo";
export type TaskView = { 
/**
 * Id.
 */
id: string, 
/**
 * What sort.
 */
sort: TaskSort, 
/**
 * What is to be done.
 */
what: string, 
/**
 * When; none for as soon as the case's own deadlines ask.
 */
due: string | null, 
/**
 * Who is to do it.
 */
owner: StaffMember, 
/**
 * When it was set.
 */
set_at: string, 
/**
 * When it ended.
 */
ended_at: string | null, 
/**
 * How it ended.
 */
end: TaskEnd | null, };
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
 * What I have to do, first what is to be done first.
 */
tasks: Array<TaskRow>, 
/**
 * How many tasks I have; more than are listed where there are very many.
 */
tasks_total: number, 
/**
 * The desk's now.
 */
now: string, };
export type Tried = { 
/**
 * Which version answered.
 */
version: number, 
/**
 * The verdict.
 */
verdict: Verdict, 
/**
 * Deadlines that begin with the notice, earliest first.
 */
deadlines: Array<TriedDue>, 
/**
 * The notice they count from.
 */
notice: string, 
/**
 * The pack's zone.
 */
zone: string, };
export type TriedDue = { 
/**
 * Clock.
 */
clock: string, 
/**
 * How much, and how it is counted.
 */
measure: MeasureView, 
/**
 * When it would be due.
 */
due: string, 
/**
 * Without what is declared; none when that changes nothing.
 */
normal: string | null, 
/**
 * The earliest of its clock: it holds.
 */
holds: boolean, 
/**
 * Clause.
 */
clause: string, 
/**
 * The document gives it; else it was chosen.
 */
stated: boolean, 
/**
 * How it was read.
 */
reading: Both | null, };
export type TryPolicy = { 
/**
 * Pack.
 */
id: string, 
/**
 * None for the one in force.
 */
version: number | null, 
/**
 * The draft instead, when nothing is wrong with it; else as without.
 */
draft: boolean, 
/**
 * Known facts.
 */
facts: { [key in string]: string }, 
/**
 * Declared states: `peak`, `high_volume`, `force_majeure`.
 */
declared: Array<string>, 
/**
 * Known days.
 */
days: MatterDays, 
/**
 * The notice; none for now.
 */
notice: string | null, };
export type Urgency = "low" | "normal" | "high" | "stopped";
export type ValueSort = "clock" | "calendar" | "number" | "rule" | "row" | "survey" | "warranty" | "return" | "choice" | "group" | "template" | "form" | "contact";
export type ValueView = { 
/**
 * Where it stands in the text, such as `clocks[2]` or `warranty.periods[0]`, `returns.window`.
 */
key: string, 
/**
 * What sort.
 */
sort: ValueSort, 
/**
 * What exactly; a word of its sort.
 */
code: string, 
/**
 * The pack's own name for it.
 */
name: Both | null, 
/**
 * When it holds.
 */
when: Array<Condition>, 
/**
 * How much.
 */
amount: Amount, 
/**
 * Clause.
 */
clause: string, 
/**
 * The document gives it; else it was chosen.
 */
stated: boolean, 
/**
 * How it was read.
 */
reading: Both | null, 
/**
 * In a draft: what the base had. None when it is the same.
 */
was: Amount | null, 
/**
 * In a draft: it is not in the base, or its amount, its reading or its conditions differ.
 */
changed: boolean, 
/**
 * The field that holds a number or a flag one may type over: `seconds`, `days`, `value`, `on`, `length`, …
 */
field: string | null, };
export type Verdict = { 
/**
 * One for each question that the pack has a table for; freight for each leg.
 */
answers: Array<VerdictAnswer>, 
/**
 * Date arithmetic, in its order.
 */
sums: Array<DaySum>, 
/**
 * Facts as the tables saw them, with those that dates gave.
 */
facts: { [key in string]: string }, 
/**
 * Facts that some answer waits for, most wanted first.
 */
needs: Array<string>, 
/**
 * Days that would give a fact that some answer waits for.
 */
needs_days: Array<string>, };
export type VerdictAnswer = { 
/**
 * As [`TableView::decides`].
 */
decides: string, 
/**
 * Which way, for freight: `to_us`, `to_customer`.
 */
leg: string | null, 
/**
 * How far it is.
 */
state: AnswerState, 
/**
 * The answer, as [`TableRow::answer`]; empty while it needs facts.
 */
answer: { [key in string]: Array<string> }, 
/**
 * Which facts it needs.
 */
needs: Array<string>, 
/**
 * The table.
 */
table: string, 
/**
 * The row that fired, from 1; none while it needs facts.
 */
row: number | null, 
/**
 * Rows that may still fire while facts are open.
 */
open_rows: Array<number>, 
/**
 * Clause of the row.
 */
clause: string | null, 
/**
 * The document gives it; else it was chosen.
 */
stated: boolean, 
/**
 * How the row was read.
 */
reading: Both | null, 
/**
 * What is said to the customer.
 */
note: Both | null, };
export type VerdictAsk = { 
/**
 * Which.
 */
case: string, 
/**
 * As it stood then; none for now.
 */
at: string | null, };
export type VersionRow = { 
/**
 * Counts up.
 */
version: number, 
/**
 * How it stands now.
 */
state: VersionState, 
/**
 * In force from here on.
 */
effective: string, 
/**
 * When it was published here; none for those that came with the program.
 */
published_at: string | null, 
/**
 * Who published it.
 */
by: StaffMember | null, 
/**
 * Open cases that keep it.
 */
open_cases: number, 
/**
 * The change notice prepared with it: how many customers are to be told; none when nobody was.
 */
recipients: number | null, };
export type VersionState = "draft" | "planned" | "in_force" | "past";
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
what: string, 
/**
 * Remind the owner then, while it is still waited for.
 */
remind_at?: string | null, };
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
 * When it would be due had nothing been declared; none where that changes nothing.
 */
normal: string | null, 
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
cycle: number, 
/**
 * As it stood then; none for now.
 */
at?: string | null, };
export type WhyPaper = { 
/**
 * Which case.
 */
case: string, 
/**
 * Which clock; none for the verdict alone.
 */
clock: ClockName | null, 
/**
 * Which run of it.
 */
cycle: number, 
/**
 * With the verdict.
 */
verdict: boolean, 
/**
 * As it stood then; none for now.
 */
at: string | null, 
/**
 * `a4`, `a5`, `letter`.
 */
paper: string, 
/**
 * `both`, `en`, `zh`.
 */
languages: string, };

export interface Calls {
  desk: { args: null; answer: Desk };
  today: { args: null; answer: Today };
  cases: { args: CasesAsk; answer: CaseList };
  case: { args: CaseAsk; answer: CasePage };
  original: { args: EntryRef; answer: Original };
  why: { args: WhyAsk; answer: Why };
  customers: { args: CustomersAsk; answer: CustomerList };
  callers: { args: CallersAsk; answer: Array<CustomerRow> };
  customer: { args: CustomerRef; answer: CustomerPage };
  erasure: { args: CustomerRef; answer: ErasureView };
  surveys: { args: null; answer: SurveyList };
  form_preview: { args: MakeForm; answer: FormSheet };
  form: { args: FormRef; answer: FormSheet };
  why_sheet: { args: WhyPaper; answer: FormSheet };
  printers: { args: null; answer: Array<Printer> };
  settings: { args: null; answer: SettingsView };
  people: { args: null; answer: Array<PersonView> };
  groups: { args: null; answer: Array<GroupView> };
  about: { args: null; answer: About };
  import_preview: { args: PreviewTable; answer: TablePreview };
  chat_preview: { args: PreviewChat; answer: ChatPreview };
  policies: { args: null; answer: PolicyList };
  policy: { args: PolicyAsk; answer: PolicyView };
  policy_diff: { args: PolicyDiffAsk; answer: PolicyDiff };
  check_policy: { args: CheckPolicy; answer: PolicyChecked };
  publish_preview: { args: PublishAsk; answer: PublishPreview };
  try_policy: { args: TryPolicy; answer: Tried };
  verdict: { args: VerdictAsk; answer: CaseVerdict };
  calendars: { args: null; answer: Array<CalendarLine> };
  calendar: { args: CalendarAsk; answer: CalendarPage };
  calendar_edits: { args: CalendarRef; answer: KeptEdits | null };
  rehearse: { args: Rehearse; answer: Rehearsal };
  declarations: { args: null; answer: DeclarationList };
  declare_preview: { args: DeclarePreviewAsk; answer: DeclarePreview };
  open_sessions: { args: null; answer: Array<OpenSession> };
  session: { args: SessionRef; answer: SessionView };
  snapshot: { args: SnapRef; answer: Picture };
  read_days_file: { args: ReadDaysFile; answer: DaysFile };
  set_up: { args: SetUp; answer: null };
  import_mail: { args: ImportMail; answer: ImportReport };
  import_chat: { args: ImportChat; answer: ChatReport };
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
  set_task: { args: SetTask; answer: string };
  end_task: { args: EndTask; answer: null };
  begin_session: { args: BeginSession; answer: string };
  note_session: { args: NoteSession; answer: null };
  consent_session: { args: ConsentSession; answer: null };
  snap_session: { args: SnapSession; answer: null };
  end_session: { args: EndSession; answer: null };
  resume: { args: CaseRef; answer: null };
  solve: { args: CaseText; answer: null };
  close: { args: CaseText; answer: null };
  reopen: { args: CaseText; answer: null };
  hand_over: { args: HandOver; answer: null };
  save_person: { args: SavePerson; answer: string };
  set_customer: { args: SetCustomer; answer: null };
  save_draft: { args: CaseText; answer: null };
  save_customer: { args: SaveCustomer; answer: string };
  erase_customer: { args: EraseCustomer; answer: null };
  save_contract: { args: SaveContract; answer: string };
  save_order: { args: SaveOrder; answer: string };
  settle_survey: { args: SettleSurvey; answer: null };
  find_facts: { args: FindFacts; answer: null };
  declare: { args: Declare; answer: string };
  end_declaration: { args: EndDeclaration; answer: null };
  save_policy_draft: { args: SavePolicyDraft; answer: string };
  drop_policy_draft: { args: DropPolicyDraft; answer: null };
  publish_policy: { args: PublishPolicy; answer: null };
  file_form: { args: MakeForm; answer: string };
  save_form: { args: SaveForm; answer: null };
  print_form: { args: PrintForm; answer: null };
  form_printed: { args: PrintForm; answer: null };
  save_why: { args: SaveWhy; answer: null };
  print_why: { args: PrintWhy; answer: null };
  save_file: { args: SaveFile; answer: null };
  save_settings: { args: SettingsView; answer: null };
  keep_calendar_edits: { args: KeepCalendarEdits; answer: null };
  save_calendar: { args: SaveCalendar; answer: CalendarSaved };
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
  callers: ["customers"],
  customer: ["customer:{customer}", "cases"],
  erasure: ["customer:{customer}", "cases"],
  surveys: ["surveys"],
  form_preview: ["case:{case}"],
  form: ["forms"],
  why_sheet: ["case:{case}", "customers"],
  printers: [],
  settings: ["settings"],
  people: ["people", "desk", "cases"],
  groups: ["policies", "settings"],
  about: ["desk"],
  import_preview: ["customers", "lots", "units"],
  chat_preview: ["cases"],
  policies: ["policies", "cases"],
  policy: ["policies"],
  policy_diff: ["policies"],
  check_policy: ["policies"],
  publish_preview: ["policies", "customers"],
  try_policy: ["policies", "calendars"],
  verdict: ["case:{case}"],
  calendars: ["calendars", "cases"],
  calendar: ["calendars"],
  calendar_edits: [],
  rehearse: [],
  declarations: ["declarations", "desk"],
  declare_preview: [],
  open_sessions: ["sessions"],
  session: ["case:{case}", "customers"],
  snapshot: ["case:{case}"],
  read_days_file: [],
} as const;

/** The calls that write. */
export const COMMANDS = [
  "set_up",
  "import_mail",
  "import_chat",
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
  "set_task",
  "end_task",
  "begin_session",
  "note_session",
  "consent_session",
  "snap_session",
  "end_session",
  "resume",
  "solve",
  "close",
  "reopen",
  "hand_over",
  "save_person",
  "set_customer",
  "save_draft",
  "save_customer",
  "erase_customer",
  "save_contract",
  "save_order",
  "settle_survey",
  "find_facts",
  "declare",
  "end_declaration",
  "save_policy_draft",
  "drop_policy_draft",
  "publish_policy",
  "file_form",
  "save_form",
  "print_form",
  "form_printed",
  "save_why",
  "print_why",
  "save_file",
  "save_settings",
  "keep_calendar_edits",
  "save_calendar",
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
  "end_task",
  "note_session",
  "consent_session",
  "snap_session",
  "end_session",
  "resume",
  "solve",
  "close",
  "reopen",
  "hand_over",
  "set_customer",
  "save_draft",
  "erase_customer",
  "settle_survey",
  "find_facts",
  "end_declaration",
  "drop_policy_draft",
  "publish_policy",
  "save_form",
  "print_form",
  "form_printed",
  "save_why",
  "print_why",
  "save_file",
  "save_settings",
  "keep_calendar_edits",
  "restore",
  "move_clock",
  "slept_seen",
  "alerts_shown",
] as const;

/** The commands that write a file where their `path` says. */
export const SAVES = [
  "save_form",
  "save_why",
  "save_file",
  "save_reply",
  "export_table",
  "export_vcard",
] as const;
