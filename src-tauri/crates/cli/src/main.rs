//! `aftercarectl`: the desk without a window. It works on the same data folder as the window, also while that is open.
//!
//! Answers go to standard output, as JSON where programs read them; what went wrong goes to standard error. Left out:
//! audits (they come later).

mod calendar_eval;
mod clock_eval;
mod demo;
mod desk;
mod doctor;
mod json_lines;
mod mail_parse;
mod policy;
mod progress;
mod serve;
mod tables;
mod whole;

use aftercare_app::clock::{Clock, SystemClock};
use aftercare_app::packs;
use anyhow::Context;
use clap::{Parser, Subcommand};
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

const CALENDAR: &str = r#"Reads questions from standard input, one JSON object a line, and answers each with one line.

  {"id", "calendar": {"tz", "weekly": {"mon": [["09:00","21:00"]], ...}, "holidays": ["YYYY-MM-DD"],
   "extra": [{"date", "hours": [[...]]}]}, "op": "add|sub|between|is_open|next_opening", "at": RFC 3339,
   "seconds": n, "to": RFC 3339}

  add, sub, next_opening answer {"id","at"}; between {"id","seconds"}; is_open {"id","open"}.
  A bad line answers {"id","error":{"code","message"}}, and the next one goes on.
  "24:00" ends a day; an end before its start runs over midnight; an extra date replaces that day's weekly hours and
  beats a holiday; sub is the mirror of add; between is negative when "to" comes first.

  id is any JSON value and comes back as given; a line without one, or one that cannot be read, answers "id": null.
  Hours are "HH:MM" and belong to the day on which they begin: a holiday takes the whole night shift that begins on it,
  and leaves the end of the one before. Hours of one day may not overlap; where a night shift runs into the next day's
  hours, both count once. The opening instant is open, the closing instant is not. Where clocks change, an hour that
  comes twice counts twice and one that is left out counts nothing.
  seconds is a whole number: zero answers "at" itself, open or not; a negative one goes the other way. Fractions of a
  second in "at" are kept to the microsecond; between drops what is less than a second. Instants come back in UTC.
  Unknown fields inside the calendar are refused, others are ignored. The years are 1990 to 2099.
  Codes: bad_utf8, bad_json, bad_request, unknown_zone, impossible_date, malformed_hours, overlapping_hours,
  duplicate_extra, no_opening (no hours at all), out_of_range (also: no opening is left).
  Answers come in the order of the questions; empty lines are skipped. Bad lines leave the exit code 0; it is 1 when
  reading or writing fails.

Example:
  echo '{"id":1,"calendar":{"tz":"Asia/Shanghai","weekly":{"fri":[["09:00","21:00"]],"mon":[["09:00","21:00"]]}},"op":"add","at":"2026-11-20T20:00:00+08:00","seconds":7200}' | aftercarectl calendar eval"#;

const CLOCK: &str = r#"Reads histories from standard input, one JSON object a line, and answers each with one line.

  {"id", "calendar", "business_days": {calendar, optional},
   "targets": [{"clock": "first_response|next_response|update|solution|acknowledgement|delay_notice|complaint|verification|
     refund|repair|return_sending|evidence|carrier_claim|settlement",
     "kind": "service|elapsed|business_days|natural_days", "seconds": n | "days": n, "on": "all|service" (elapsed only)}],
   "events": [{"at", "kind": "received|answered|customer_replied|waiting|resumed|solved|closed|reopened|auto_reply|note|
     retarget|extended|acknowledgement_owed|acknowledged|told_delay|details_missing|details_complete|verified|refund_owed|
     refunded|repair_agreed|repaired|return_confirmed|goods_sent|goods_received|evidence_given|claim_made|claim_answered|
     cost_left_open|settled|dropped|force_majeure|force_majeure_over"}],
   "now"}

  -> {"id", "clocks": [{"clock", "cycle", "state", "started", "due", "stopped", "breached_at", "remaining"}]}
  Instants are RFC 3339 or null, remaining is in seconds of the clock's own kind.
  A bad line answers {"id","error":{"code","message"}}, and the next one goes on.

  state is running, paused, met, breached or cancelled. due is null while an open pause hides it; stopping exactly at due
  is met; what was late stays breached, with breached_at = due. remaining is what is left of the amount, now or at the
  stop; below zero once late. cycle numbers the runs of one clock from 1. A clock without a target is left out; of several
  targets of one clock the earliest due instant holds.
  first_response starts with a customer's message as long as nobody has answered, next_response with the oldest one
  unanswered since; only "answered" stops them, and they never pause. update starts and stops with each "answered" on an
  unsolved case. solution runs from "received" to "solved". waiting pauses update and solution until resumed or
  customer_replied; solved to reopened is a pause of the solution clock; closed cancels what still runs. A second received
  is a customer_replied; auto_reply and note do nothing.
  waiting and resumed take "reason": "customer|carrier|force_majeure"; retarget takes "targets", extended takes "targets" and
  "normal" (what would hold without a declared state), dropped takes "clock". Each other clock starts and stops with events of
  its own: refund from refund_owed to refunded, and so on; docs/clocks.md has the whole table.
  Kinds: service counts open hours. elapsed counts all time; with "on": "service" it starts at the next opening, counts
  whole days that have an opening, and moves a due instant that falls while closed to the next opening. business_days is
  due at the close of the n-th business day after the day of the notice (the next business day, if that day is none), on
  "business_days" or else "calendar". natural_days is due at the last microsecond of the n-th day after, and never pauses.
  Events may come in any order, those at one instant count in the order given, and those after "now" are left out.
  Calendars, id, codes, order and exit code are as in `aftercarectl calendar eval --help`.

Example:
  echo '{"id":1,"calendar":{"tz":"UTC","weekly":{"mon":[["09:00","17:00"]]}},"targets":[{"clock":"first_response","kind":"service","seconds":7200}],"events":[{"at":"2026-11-23T10:00:00Z","kind":"received"}],"now":"2026-11-23T11:00:00Z"}' | aftercarectl clock eval
  aftercarectl clock eval < histories.jsonl > answers.jsonl"#;

const MAIL: &str = r#"Prints what the desk reads in mail, one JSON object a message, without importing anything: from, to, subject, message_id,
in_reply_to, references, date, notice, text, new_text (without quoted history), attachments (name, size, type, inline),
kind (message|auto_reply|bounce|list|calendar), problems; file and offset say where it stands. A file holds one message
or an mbox, whatever its name. new_text is text without quoted history; date is the Date header or null; notice is when the
message reached the house: the topmost Received header, else the mbox line, else Date, never later than now, and
notice_source names which. A message that cannot be read well is still answered, with what is wrong in problems.
A file that cannot be read answers {"file","error":{"code","message"}}, and the next one goes on; the exit code stays 0.

Example:
  aftercarectl mail parse inbox.mbox complaint.eml"#;

const IMPORT: &str = r#"Each message becomes a case or joins one, once only however often it is imported. Mail from one of the desk's own
addresses counts as an answer. Prints a report as JSON; the window shows the new cases at once. The desk must have been
set up (in the window, or by `aftercarectl desk set-up`).
The report: files and messages read, opened (new cases), joined, known (imported before), own (answers of the desk),
with_problems, cases (their ids), failed (path, code and detail of each file that could not be read). With a failed file
the others are imported all the same, and the exit code is 1. An import that was cut off can simply be given again.

Example:
  aftercarectl import mail inbox.mbox complaint.eml"#;

/// The Aftercare desk without a window.
#[derive(Parser)]
#[command(name = "aftercarectl", version, about)]
struct Cli {
    /// The desk's data folder; without it the one the window uses (AFTERCARE_FOLDER, or the system's folder for local data).
    #[arg(long, global = true, value_name = "FOLDER")]
    folder: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Brings records into the desk.
    #[command(subcommand)]
    Import(Import),
    /// Writes records to files.
    #[command(subcommand)]
    Export(Export),
    /// Looks into mail.
    #[command(subcommand)]
    Mail(Mail),
    /// Asks a calendar.
    #[command(subcommand)]
    Calendar(Eval<CalendarEval>),
    /// Asks the clocks of a case.
    #[command(subcommand)]
    Clock(Eval<ClockEval>),
    /// Packs: examines them, asks them, says what changes.
    #[command(subcommand)]
    Policy(policy::Policy),
    /// Writes a backup, opens it again and counts it. Example: aftercarectl backup
    Backup {
        /// Of the desk in this PostgreSQL database; the backup goes where its settings say, or into the folder.
        #[arg(long, value_name = "URL")]
        database: Option<String>,
    },
    /// Brings a backup back; the database it replaces stays beside it. No window may be open.
    /// Example: aftercarectl restore /data/backups/2026-11-20
    Restore {
        /// The backup's folder.
        path: PathBuf,
        /// Into this PostgreSQL database, which must be empty.
        #[arg(long, value_name = "URL")]
        database: Option<String>,
    },
    /// Examines the desk: what is wrong, how bad, and the way out.
    Doctor(doctor::Doctor),
    /// Serves the desk to several people, over HTTP on this computer.
    Serve(serve::Serve),
    Demo(demo::Demo),
    /// The desk itself.
    #[command(subcommand)]
    Desk(desk::Desk),
    #[command(subcommand, hide = true)]
    Api(Api),
}

#[derive(Subcommand)]
enum Import {
    /// Imports .eml and .mbox files.
    #[command(after_help = IMPORT)]
    Mail {
        /// Files with one message, or an mbox.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Imports a table: customers, contacts, contracts, orders, order_lines, lots or units.
    #[command(after_help = tables::IMPORT_TABLE)]
    Table(tables::ImportTable),
    /// Imports customers and contacts from vCards. Example: aftercarectl import vcard people.vcf --country CN
    Vcard(tables::ImportCards),
    /// Reads a whole desk into an empty folder or database.
    Desk(whole::Import),
}

#[derive(Subcommand)]
enum Export {
    /// Writes a list to a file. Example: aftercarectl export table orders --format xlsx --out orders.xlsx
    Table(tables::ExportTable),
    /// Writes customers and contacts as vCards. Example: aftercarectl export vcard --out people.vcf
    Vcard(tables::ExportCards),
    /// Writes the whole desk as JSON Lines.
    Desk(whole::Export),
}

#[derive(Subcommand)]
enum Mail {
    /// Prints what the desk reads in mail.
    #[command(after_help = MAIL)]
    Parse {
        /// Files with one message, or an mbox.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
}

#[derive(Subcommand)]
enum Eval<T: clap::Args> {
    /// JSON Lines in, JSON Lines out.
    Eval(T),
}

#[derive(clap::Args)]
#[command(after_help = CALENDAR)]
struct CalendarEval {}

#[derive(clap::Args)]
#[command(after_help = CLOCK)]
struct ClockEval {}

#[derive(Subcommand)]
enum Api {
    /// The list of calls as TypeScript.
    Types,
    /// The JSON schema of what `policy explain` reads or answers.
    Schema {
        /// Which.
        of: Schema,
    },
    /// The reference page of packs.
    Packs,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Schema {
    Facts,
    Answer,
}

fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_writer(io::stderr)
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("AFTERCARE_LOG").unwrap_or_else(|_| "error".into()),
        )
        .init();
    match run(Cli::parse()) {
        Ok(code) => code,
        // The reader has what it wanted and left, as `head` does.
        Err(error) if left(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("aftercarectl: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Whether the reader of our output went away.
fn left(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        io.or(json) == Some(io::ErrorKind::BrokenPipe)
    })
}

fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    // A folder that is named on the command line is meant, whatever the environment says about a database.
    let named = cli.folder.is_some();
    let folder = cli.folder.unwrap_or_else(aftercare_app::place::folder);
    match cli.command {
        Command::Doctor(ask) => return Ok(threads()?.block_on(doctor::run(folder, ask.at(named)))),
        Command::Calendar(Eval::Eval(_)) => calendar_eval::run(io::stdin().lock(), io::stdout().lock()),
        Command::Clock(Eval::Eval(_)) => clock_eval::run(io::stdin().lock(), io::stdout().lock()),
        Command::Mail(Mail::Parse { files }) => mail_parse::run(&files, SystemClock::new().now(), io::stdout().lock()),
        Command::Api(wanted) => {
            let text = match wanted {
                Api::Types => aftercare_app::api::typescript(),
                Api::Schema { of: Schema::Facts } => packs::facts_schema(),
                Api::Schema { of: Schema::Answer } => packs::answer_schema(),
                Api::Packs => packs::reference(),
            };
            Ok(io::stdout().lock().write_all(text.as_bytes())?)
        }
        Command::Policy(command) => return policy::run(command),
        Command::Import(Import::Mail { files }) => match unread(&on_desk(desk::import(folder, files))?) {
            0 => Ok(()),
            n => anyhow::bail!("{n} of the files could not be read; the others are imported"),
        },
        Command::Import(Import::Table(ask)) => threads()?.block_on(tables::import(folder, ask)),
        Command::Import(Import::Vcard(ask)) => threads()?.block_on(tables::import_cards(folder, ask)),
        Command::Export(Export::Table(ask)) => threads()?.block_on(tables::export(folder, ask)),
        Command::Export(Export::Vcard(ask)) => threads()?.block_on(tables::export_cards(folder, ask)),
        Command::Import(Import::Desk(ask)) => on_desk(whole::import(folder, ask.at(named))).map(drop),
        Command::Export(Export::Desk(ask)) => on_desk(whole::export(folder, ask.at(named))).map(drop),
        Command::Backup { database } => on_desk(whole::back_up(folder, whole::database(database, named))).map(drop),
        Command::Restore { path, database } => match whole::database(database, named) {
            Some(url) => on_desk(whole::restore(folder, path, url)).map(drop),
            None => on_desk(desk::restore(folder, path)).map(drop),
        },
        Command::Serve(ask) => threads()?.block_on(serve::run(folder, ask)),
        Command::Demo(command) => on_desk(demo::run(folder, command)).map(drop),
        Command::Desk(command) => on_desk(desk::run(folder, command)).map(drop),
    }?;
    Ok(ExitCode::SUCCESS)
}

/// How many files an import's report names as failed.
fn unread(report: &serde_json::Value) -> usize {
    report.get("failed").and_then(serde_json::Value::as_array).map_or(0, Vec::len)
}

fn threads() -> anyhow::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().context("no threads")
}

/// Runs what needs the desk, prints its answer and gives it back.
fn on_desk(work: impl Future<Output = anyhow::Result<serde_json::Value>>) -> anyhow::Result<serde_json::Value> {
    let answer = threads()?.block_on(work)?;
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &answer)?;
    writeln!(out)?;
    Ok(answer)
}
