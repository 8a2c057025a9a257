//! `aftercarectl policy`: packs examined, asked, compared and listed, without a desk.
//!
//! Sentences are the interface's own, in its languages. Left out: packs that a desk published; the window has those.

use aftercare_app::clock::{Clock, SystemClock};
use aftercare_app::packs::{self, Checked, NoAnswer, Shipped};
use anyhow::{Context, bail};
use chrono::{DateTime, Utc};
use clap::{Args, Subcommand, ValueEnum};
use serde::Serialize;
use serde_json::json;
use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;
use std::process::ExitCode;

const CHECK: &str = r#"Examines packs: everything that is wrong, at once, a line each:

  FILE:LINE:COLUMN: what is wrong, and the input that shows it

Every combination of a table's inputs must have exactly one row; rows must be reachable, clauses quoted, calendars open, clocks
have something that starts and stops them, texts name fields that there are. A sound pack gets one line with the number of
combinations that were walked. PACK is a file, or a pack that ships with the program by its id (see aftercarectl policy list).

--json answers with a list, an object a pack: file, pack and version (null while something is wrong), combinations, problems:
[{line, column, end (or null), code, args, input: [{fact, values}], says}]. Codes: syntax, shape, missing, no_clause, no_section,
twice, no_words, no_currency, no_service, never_opens, calendar, gap, overlap, unreachable, input, not_asked, too_wide, answer,
no_group, no_word, never_holds, never_stops, no_share, no_field, no_period, two_periods.

The exit code is 0 when nothing is wrong, 1 with problems, 2 when a pack could not be read.

Examples:
  aftercarectl policy check our-pack.toml
  aftercarectl policy check hx-leather pandorana --language zh"#;

const EXPLAIN: &str = r#"Says what a pack decides of a matter: who is liable, what is charged, who pays each way of the goods, which remedies there
are, what comes next, which conditions of a return are met, each with clause and row; the days of warranty and windows; the deadlines that
begin with the notice. PACK is a file or a shipped pack's id; FACTS.json is a file, or - for standard input:

  {"facts": {"cause": "material", "service": "repair"}, "declared": ["peak"],
   "days": {"received_on": "2026-08-14", "repairs": [{"received_on", "sent_back_on", "in_warranty"}]},
   "notice": "2026-11-20T10:00:00+08:00"}

Everything may be left out: what is not known is open, and an answer that depends on it says which facts it needs. A fact or a
word that there is not is refused, with those that there are. The notice is --at, else the one in the facts, else now.

The answer is one JSON object: {pack, version, tried: {verdict, deadlines, …}, words: {en: [lines], zh: [lines]}}; with
--language only the lines of that language. Schemas: docs/policy-facts.schema.json, docs/policy-answer.schema.json.

Example:
  echo '{"facts":{"cause":"material","service":"repair"},"days":{"received_on":"2026-08-14"}}' | aftercarectl policy explain hx-leather --facts - --language en"#;

const DIFF: &str = r#"Says what changes from one pack to another: each value with the clause, for whom it holds, what it was and what it will be; and
from when on. Values are told apart by what they are and when they hold, so a moved entry is no change. OLD and NEW are files or
shipped packs' ids. The exit code is 0 whether they differ or not.

--json answers with one object: old and new {pack, version, effective}, says (from when), changes: [{was, now (null for what was
added or goes), significant (customers feel it), says}].

Example:
  aftercarectl policy diff hx-leather-1 hx-leather-2 --language en"#;

/// Packs: examined, asked, compared.
#[derive(Subcommand)]
pub enum Policy {
    /// Examines packs; every problem at once.
    #[command(after_help = CHECK)]
    Check(Check),
    /// Says what a pack decides of a matter.
    #[command(after_help = EXPLAIN)]
    Explain(Explain),
    /// Says what changes from one pack to another, and for whom.
    #[command(after_help = DIFF)]
    Diff(Diff),
    /// Lists the packs that ship with the program. Example: aftercarectl policy list
    List(List),
}

/// What `check` takes.
#[derive(Args)]
pub struct Check {
    /// Files, or ids of shipped packs.
    #[arg(required = true, value_name = "PACK")]
    packs: Vec<String>,
    /// The language of the sentences.
    #[arg(long, value_enum, default_value_t)]
    language: Language,
    /// Answers as JSON.
    #[arg(long)]
    json: bool,
}

/// What `explain` takes.
#[derive(Args)]
pub struct Explain {
    /// A file, or the id of a shipped pack.
    pack: String,
    /// What is known of the matter, as JSON; - for standard input.
    #[arg(long, value_name = "FACTS.json")]
    facts: String,
    /// The notice, RFC 3339, instead of the one in the facts.
    #[arg(long, value_name = "INSTANT")]
    at: Option<DateTime<Utc>>,
    /// Only the words, in this language.
    #[arg(long, value_enum, conflicts_with = "json")]
    language: Option<Language>,
    /// Answers as JSON, as without --language.
    #[arg(long)]
    json: bool,
}

/// What `diff` takes.
#[derive(Args)]
pub struct Diff {
    /// The older pack: a file or a shipped pack's id.
    old: String,
    /// The newer one.
    new: String,
    /// The language of the sentences.
    #[arg(long, value_enum, default_value_t)]
    language: Language,
    /// Answers as JSON.
    #[arg(long)]
    json: bool,
}

/// What `list` takes.
#[derive(Args)]
pub struct List {
    /// The language of the names.
    #[arg(long, value_enum, default_value_t)]
    language: Language,
    /// Answers as JSON.
    #[arg(long)]
    json: bool,
}

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Language {
    /// English.
    #[default]
    En,
    /// Simplified Chinese.
    #[value(alias = "zh-CN")]
    Zh,
}

impl Language {
    fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh-CN",
        }
    }
}

/// Something was wrong with a pack, or with what was asked.
const FOUND: u8 = 1;
/// A pack could not be looked at.
const NOT_LOOKED: u8 = 2;

/// Runs one of them.
pub fn run(command: Policy) -> anyhow::Result<ExitCode> {
    let now = SystemClock::new().now();
    let mut out = io::stdout().lock();
    match command {
        Policy::Check(ask) => check(&ask, now, &mut out),
        Policy::Explain(ask) => explain(&ask, now, &mut out),
        Policy::Diff(ask) => diff(&ask, now, &mut out),
        Policy::List(ask) => list(&ask, &mut out),
    }
}

fn check(ask: &Check, now: DateTime<Utc>, out: &mut impl Write) -> anyhow::Result<ExitCode> {
    let (mut code, mut answers) = (0, Vec::new());
    for name in &ask.packs {
        let pack = match read(name, now) {
            Ok(pack) => pack,
            Err(error) => {
                // The others are examined all the same.
                eprintln!("aftercarectl: {error:#}");
                code = NOT_LOOKED;
                continue;
            }
        };
        let checked = packs::check(&pack.text, ask.language.tag());
        code = code.max(if checked.problems.is_empty() { 0 } else { FOUND });
        if ask.json {
            let mut answer = serde_json::to_value(&checked)?;
            answer["file"] = json!(pack.name);
            answers.push(answer);
        } else {
            problems(&checked, &pack.name, out)?;
            writeln!(out, "{}", packs::summary(&checked, &pack.name, ask.language.tag()))?;
        }
    }
    if ask.json {
        print(&answers, out)?;
    }
    Ok(code.into())
}

fn problems(checked: &Checked, file: &str, out: &mut impl Write) -> io::Result<()> {
    checked
        .problems
        .iter()
        .try_for_each(|problem| writeln!(out, "{file}:{}:{}: {}", problem.of.line, problem.of.column, problem.says))
}

fn explain(ask: &Explain, now: DateTime<Utc>, out: &mut impl Write) -> anyhow::Result<ExitCode> {
    let facts = match ask.facts.as_str() {
        "-" => io::read_to_string(io::stdin().lock()).context("standard input")?,
        path => text(Path::new(path))?,
    };
    let mut matter = packs::matter(&facts).with_context(|| ask.facts.clone())?;
    matter.notice = ask.at.or(matter.notice);
    let notice = matter.notice.unwrap_or(now);
    let pack = read(&ask.pack, notice)?;
    let language = ask.language.unwrap_or_default().tag();
    let answer = match packs::explain(&pack.text, &matter, notice) {
        Ok(answer) => answer,
        Err(error) => return refused(error, &pack, language),
    };
    match ask.language {
        None => print(&answer, out)?,
        Some(Language::En) => lines(&answer.words.en, out)?,
        Some(Language::Zh) => lines(&answer.words.zh, out)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn diff(ask: &Diff, now: DateTime<Utc>, out: &mut impl Write) -> anyhow::Result<ExitCode> {
    let (old, new) = (read(&ask.old, now)?, read(&ask.new, now)?);
    let language = ask.language.tag();
    let compared = match packs::diff(&old.text, &new.text, language) {
        Ok(compared) => compared,
        Err((newer, error)) => return refused(error, if newer { &new } else { &old }, language),
    };
    match ask.json {
        true => print(&compared, out)?,
        false => {
            writeln!(out, "{}", compared.says)?;
            for change in &compared.changes {
                writeln!(out, "{}", change.says)?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn list(ask: &List, out: &mut impl Write) -> anyhow::Result<ExitCode> {
    let all = packs::shipped(ask.language.tag());
    if ask.json {
        print(&all, out)?;
        return Ok(ExitCode::SUCCESS);
    }
    for Shipped { id, version, effective, document, name, .. } in all {
        writeln!(out, "{id}-{version}\t{effective:?}\t{document}\t{name}")?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Why there is no answer: the problems of a pack as `check` tells them, but on standard error.
fn refused(error: NoAnswer, pack: &Source, language: &str) -> anyhow::Result<ExitCode> {
    let NoAnswer::Problems(checked) = error else { return Err(error.into()) };
    let mut out = io::stderr().lock();
    problems(&checked, &pack.name, &mut out)?;
    writeln!(out, "{}", packs::summary(&checked, &pack.name, language))?;
    Ok(FOUND.into())
}

fn print(answer: &impl Serialize, out: &mut impl Write) -> anyhow::Result<()> {
    serde_json::to_writer_pretty(&mut *out, answer)?;
    Ok(writeln!(out)?)
}

fn lines(all: &[String], out: &mut impl Write) -> io::Result<()> {
    all.iter().try_for_each(|line| writeln!(out, "{line}"))
}

/// The text of a pack, and what the person called it.
struct Source {
    name: String,
    text: String,
}

/// A file, or a shipped pack: by its id the version in force at the instant, or by id and version.
fn read(name: &str, at: DateTime<Utc>) -> anyhow::Result<Source> {
    let source = |text: String| Source { name: name.to_owned(), text };
    let path = Path::new(name);
    if path.is_file() {
        return Ok(source(text(path)?));
    }
    let all = packs::shipped("en");
    if let Some(pack) = packs::named(&all, name, at) {
        return Ok(source(pack.toml.to_owned()));
    }
    let ids: Vec<String> = all.iter().map(|pack| format!("{}-{}", pack.id, pack.version)).collect();
    bail!("there is no file {name}, and no shipped pack of this name; shipped are {}", ids.join(", "))
}

fn text(path: &Path) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    let name = || path.display().to_string();
    fs::File::open(path).and_then(|mut file| file.read_to_end(&mut bytes)).with_context(name)?;
    String::from_utf8(bytes).ok().with_context(|| format!("{} is not UTF-8", path.display()))
}
