//! `aftercarectl`: the desk without a window. It works on the same data folder as the window, also while that is open.
//!
//! Answers go to standard output, as JSON where programs read them; what went wrong goes to standard error. Left out:
//! serving, exports and audits (they come with the server).

mod calendar_eval;
mod clock_eval;
mod desk;
mod json_lines;
mod mail_parse;

use aftercare_app::clock::{Clock, SystemClock};
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

Example:
  echo '{"id":1,"calendar":{"tz":"Asia/Shanghai","weekly":{"fri":[["09:00","21:00"]],"mon":[["09:00","21:00"]]}},"op":"add","at":"2026-11-20T20:00:00+08:00","seconds":7200}' | aftercarectl calendar eval"#;

const CLOCK: &str = r#"Reads histories from standard input, one JSON object a line, and answers each with one line.

  {"id", "calendar", "business_days": {calendar, optional},
   "targets": [{"clock": "first_response|next_response|update|solution",
     "kind": "service|elapsed|business_days|natural_days", "seconds": n | "days": n, "on": "all|service" (elapsed only)}],
   "events": [{"at", "kind": "received|answered|customer_replied|waiting|resumed|solved|closed|reopened|auto_reply|note"}],
   "now"}

  -> {"id", "clocks": [{"clock", "cycle", "state", "started", "due", "stopped", "breached_at", "remaining"}]}
  Instants are RFC 3339 or null, remaining is in seconds of the clock's own kind.
  A bad line answers {"id","error":{"code","message"}}, and the next one goes on.

Example:
  aftercarectl clock eval < histories.jsonl > answers.jsonl"#;

const MAIL: &str = r#"Prints what the desk reads in mail, one JSON object a message, without importing anything: from, to, subject, message_id,
in_reply_to, references, date, notice, text, new_text (without quoted history), attachments (name, size, type, inline),
kind (message|auto_reply|bounce|list|calendar), problems. A file holds one message or an mbox.

Example:
  aftercarectl mail parse inbox.mbox complaint.eml"#;

const IMPORT: &str = r#"Each message becomes a case or joins one, once only however often it is imported. Mail from one of the desk's own
addresses counts as an answer. Prints a report as JSON; the window shows the new cases at once.

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
    /// Looks into mail.
    #[command(subcommand)]
    Mail(Mail),
    /// Asks a calendar.
    #[command(subcommand)]
    Calendar(Eval<CalendarEval>),
    /// Asks the clocks of a case.
    #[command(subcommand)]
    Clock(Eval<ClockEval>),
    /// Writes a backup, opens it again and counts it. Example: aftercarectl backup
    Backup,
    /// Brings a backup back; the database it replaces stays beside it. No window may be open.
    /// Example: aftercarectl restore /data/backups/2026-11-20
    Restore {
        /// The backup's folder.
        path: PathBuf,
    },
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
}

fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_writer(io::stderr)
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("AFTERCARE_LOG").unwrap_or_else(|_| "error".into()),
        )
        .init();
    match run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("aftercarectl: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> anyhow::Result<()> {
    let folder = cli.folder.unwrap_or_else(aftercare_app::place::folder);
    match cli.command {
        Command::Calendar(Eval::Eval(_)) => calendar_eval::run(io::stdin().lock(), io::stdout().lock()),
        Command::Clock(Eval::Eval(_)) => clock_eval::run(io::stdin().lock(), io::stdout().lock()),
        Command::Mail(Mail::Parse { files }) => mail_parse::run(&files, SystemClock::new().now(), io::stdout().lock()),
        Command::Api(Api::Types) => {
            Ok(io::stdout().lock().write_all(aftercare_app::api::typescript().as_bytes())?)
        }
        Command::Import(Import::Mail { files }) => on_desk(desk::import(folder, files)),
        Command::Backup => on_desk(desk::back_up(folder)),
        Command::Restore { path } => on_desk(desk::restore(folder, path)),
        Command::Desk(command) => on_desk(desk::run(folder, command)),
    }
}

/// Runs what needs the desk, and prints its answer.
fn on_desk(work: impl Future<Output = anyhow::Result<serde_json::Value>>) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().context("no threads")?;
    let answer = runtime.block_on(work)?;
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &answer)?;
    Ok(writeln!(out)?)
}
