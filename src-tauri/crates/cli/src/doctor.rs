//! `aftercarectl doctor`: what the store found, in words: what is wrong, how bad, whose record, and the way out.

use crate::desk::said;
use crate::progress::{Progress, until_stopped};
use crate::whole::database;
use aftercare_app::clock::{Clock, SystemClock};
use aftercare_store::doctor::{self, Finding, Grade, Part, Problem, Repaired, Report, Target};
use aftercare_store::{Engine, Place, StoreError, backup};
use clap::Args;
use serde_json::{Value, json};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const HELP: &str = r#"Opens the desk to read only, also while a window has it open or when none can open it, and looks at everything: the
database file, the files of messages and forms, the chains and checkpoints of the journal, texts, policies, numbers; then it
folds every record again and compares what the lists show.

Each finding has a grade:
  note  good to know; nothing has to be done
  mend  nothing that was recorded is touched; the step named puts it right
  loss  what was recorded is damaged, changed or gone; the step named brings back what can be

--repair first writes a backup and opens it again, then makes anew what follows from the journal and the files (lists, clocks,
the search index, the traces by which mail is recognised, rows of files, counters that fell behind, days of policies), and
examines the desk once more. Alerts that are missing are planned again; drafts on no case and of no calendar go. It touches
nothing else. A desk whose journal does not hold, or was cut off at its end, is not repaired: restore a backup. What nothing else
tells can't be found: the words of a draft, a choice of this computer, that an alert was marked as shown, or as not shown,
behind the program's back.

--json answers with one object: engine, schema, counts {events, streams, checkpoints, cases, customers, texts, blobs},
checkpoint (hash of the last one), heads (equal for equal journals), folded (equal for equal records, told by one version),
worst (null|note|mend|loss), findings: [{grade, code, case (number or null), says, way_out, and fields of the code, such as
stream {kind, id}, seq, position, sha256, part}], and with --repair the path of the backup.
Codes: file, index, newer, older, stale, gap, event, broken, head, checkpoint, cut, tail, schema, unnumbered, twice, counter,
ahead, text, text_gone, erasures, unread, trace, untraced, mistraced, mentions, projection, rows, pack, pack_date, blob, unnamed,
size, stray.

The exit code is 0 when nothing is wrong (notes aside), 1 with findings, 2 when it could not look.

Examples:
  aftercarectl doctor
  aftercarectl --folder /data/desk doctor --json
  aftercarectl doctor --database postgres://desk@localhost/aftercare
  aftercarectl doctor --repair"#;

/// What `doctor` takes.
#[derive(Args)]
#[command(after_help = HELP)]
pub struct Doctor {
    /// The desk in this PostgreSQL database, instead of the one in the folder.
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// Makes lists, clocks and the search index anew, after a backup.
    #[arg(long)]
    repair: bool,
    /// Answers as JSON.
    #[arg(long)]
    json: bool,
}

impl Doctor {
    /// With the database of the environment, where none was given.
    pub fn at(self, named: bool) -> Self {
        Self { database: database(self.database, named), ..self }
    }
}

/// How the examination ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ended {
    Fine,
    Found,
    NotLooked,
}

impl From<Ended> for ExitCode {
    fn from(ended: Ended) -> Self {
        Self::from(match ended {
            Ended::Fine => 0,
            Ended::Found => 1,
            Ended::NotLooked => 2,
        })
    }
}

/// Examines, tells, and says how it ended.
pub async fn run(folder: PathBuf, ask: Doctor) -> ExitCode {
    match told(&folder, &ask).await {
        Ok(ended) => ended,
        Err(error) => {
            eprintln!("aftercarectl: {error:#}");
            Ended::NotLooked
        }
    }
    .into()
}

async fn told(folder: &Path, ask: &Doctor) -> anyhow::Result<Ended> {
    // Commands that are to be copied hold wherever they are run.
    let folder = &std::path::absolute(folder)?;
    let target = ask.database.as_deref().map_or(Target::Folder(folder), Target::Server);
    let at = At { folder, database: ask.database.as_deref() };
    let mut progress = Progress::new();
    let mut watch = |part, done, of| progress.tell(looking_at(part), done, of);
    let examined = until_stopped(async {
        doctor::examine(target, Some(aftercare_app::traces), &mut watch).await.map_err(|error| at.lost(error))
    });
    let mut report = examined.await?;
    let mut kept = None;
    // What tells of lost events is all that is left of them, and making lists anew would wipe it.
    if ask.repair && !is_cut(&report) && report.findings.iter().any(|found| found.problem.is_projection()) {
        let backups = at.backups(&report);
        let now = SystemClock::new().now();
        let work = async {
            doctor::repair(target, &backups, folder, now, Some(aftercare_app::traces), &mut watch)
                .await
                .map_err(|error| said(error.into()))
        };
        let Repaired { backup, report: after } = until_stopped(work).await?;
        (kept, report) = (Some(backup), after);
    }
    drop(progress);
    let mut out = io::stdout().lock();
    match ask.json {
        true => {
            let mut answer = serde_json::to_value(&report)?;
            answer["worst"] = json!(report.worst());
            answer["findings"] =
                report.findings.iter().map(|found| at.json(found, &report)).collect::<Result<_, _>>()?;
            if ask.repair {
                answer["backup"] = json!(kept.as_ref().map(|kept| &kept.path));
            }
            serde_json::to_writer_pretty(&mut out, &answer)?;
            writeln!(out)?;
        }
        false => {
            if let Some(kept) = &kept {
                writeln!(out, "The desk as it was: {}", kept.path.display())?;
                writeln!(out, "What follows from the journal was made anew.")?;
            }
            at.words(&report, &mut out)?;
        }
    }
    Ok(match report.problems().is_empty() {
        true => Ended::Fine,
        false => Ended::Found,
    })
}

fn looking_at(part: Part) -> &'static str {
    match part {
        Part::File => "the database file",
        Part::Blobs => "files",
        Part::Journal => "the journal",
        Part::Records => "records",
    }
}

/// Where the desk stands, to name it in commands.
struct At<'a> {
    folder: &'a Path,
    database: Option<&'a str>,
}

impl At<'_> {
    fn lost(&self, error: StoreError) -> anyhow::Error {
        match (error, self.database) {
            (StoreError::NotFound, None) => anyhow::anyhow!("no desk in {}", self.folder.display()),
            (StoreError::NotFound, Some(_)) => anyhow::anyhow!("no desk in this database"),
            (error, _) => said(error.into()),
        }
    }

    fn backups(&self, report: &Report) -> PathBuf {
        report.backups.as_ref().map_or_else(|| Place::new(self.folder).backups(), PathBuf::from)
    }

    /// A command line for this desk.
    fn command(&self, words: &str) -> String {
        match self.database {
            None => format!("aftercarectl --folder \"{}\" {words}", self.folder.display()),
            Some(_) => format!("aftercarectl {words} --database URL"),
        }
    }

    fn json(&self, found: &Finding, report: &Report) -> serde_json::Result<Value> {
        let mut value = serde_json::to_value(found)?;
        value["says"] = says(&found.problem).into();
        value["way_out"] = self.way_out(&found.problem, report).trim_start_matches("Way out: ").into();
        Ok(value)
    }

    fn words(&self, report: &Report, out: &mut impl Write) -> io::Result<()> {
        let counts = &report.counts;
        let engine = match report.engine {
            Engine::Sqlite => "SQLite",
            Engine::Postgres => "PostgreSQL",
        };
        writeln!(
            out,
            "{engine}, schema {}: {} events in {} streams, {} checkpoints, {} cases, {} customers, {} texts, {} files",
            report.schema,
            counts.events,
            counts.streams,
            counts.checkpoints,
            counts.cases,
            counts.customers,
            counts.texts,
            counts.blobs
        )?;
        if let Some(checkpoint) = report.checkpoint {
            writeln!(out, "Last checkpoint {checkpoint}")?;
        }
        // The same words many times over help nobody: a few of each, and how many more.
        let mut told: Vec<(std::mem::Discriminant<Problem>, u64)> = Vec::new();
        for found in &report.findings {
            let sort = std::mem::discriminant(&found.problem);
            let n = match told.iter_mut().find(|(known, _)| *known == sort) {
                Some((_, n)) => {
                    *n += 1;
                    *n
                }
                None => {
                    told.push((sort, 1));
                    1
                }
            };
            if n > SHOWN {
                continue;
            }
            let grade = match found.grade {
                Grade::Note => "note",
                Grade::Mend => "mend",
                Grade::Loss => "loss",
            };
            let case = found.case.map(|number| format!("C-{number}: ")).unwrap_or_default();
            writeln!(out, "{grade}  {case}{}", says(&found.problem))?;
            writeln!(out, "      {}", self.way_out(&found.problem, report))?;
        }
        let more: u64 = told.iter().map(|(_, n)| n.saturating_sub(SHOWN)).sum();
        if more > 0 {
            writeln!(out, "and {more} more of the same kinds; --json names all")?;
        }
        match report.worst() {
            None | Some(Grade::Note) => writeln!(out, "Nothing is wrong."),
            Some(Grade::Mend) => writeln!(out, "Nothing that was recorded is touched."),
            Some(Grade::Loss) => {
                writeln!(out, "Something that was recorded is damaged. Make no backup over an older one.")
            }
        }
    }

    /// The way out of a problem: a command or a step.
    fn way_out(&self, problem: &Problem, report: &Report) -> String {
        match problem {
            Problem::Stray { .. } => "Nothing has to be done; they take room only.".into(),
            Problem::Stale | Problem::Older { .. } => "Open the desk once: its lists are made anew then.".into(),
            Problem::Newer { .. } => "Use the version of Aftercare that wrote it, or a later one.".into(),
            problem if problem.is_projection() && !is_cut(report) => {
                format!("Way out: {}", self.command("doctor --repair"))
            }
            Problem::Erasures { counted, gone, .. } if counted > gone => format!(
                "No command can erase texts again yet. A backup made since they were erased has them gone, and lacks what was recorded \
                 after it: {}",
                self.command("restore BACKUP")
            ),
            Problem::Ahead { .. } => {
                "Nothing has to be done. Should you know records with those numbers, restore the newest backup that has them.".into()
            }
            Problem::Schema { loss: false, .. } => format!(
                "Way out: {}, then `aftercarectl import desk desk.jsonl` into an empty place. Should that not be possible: {}",
                self.command("export desk --out desk.jsonl"),
                self.command("restore BACKUP")
            ),
            Problem::Blob { sha256, .. } | Problem::Unnamed { sha256, .. } => {
                let name = sha256.to_string();
                let part = PathBuf::from("blobs").join(&name[..2]).join(&name[2..4]).join(&name);
                let list = backup::list(&self.backups(report)).unwrap_or_default();
                let kept = list.iter().map(|kept| kept.path.join(&part)).find(|kept| kept.is_file());
                match (kept, self.database) {
                    (Some(kept), None) => {
                        format!("Way out: copy {} to {}", kept.display(), self.folder.join(part).display())
                    }
                    (Some(kept), Some(_)) => format!("A backup has it: {}", kept.display()),
                    (None, _) => {
                        "No backup here has it. If the mail is still in its mailbox, save the file again there.".into()
                    }
                }
            }
            _ => match backup::list(&self.backups(report)).unwrap_or_default().first() {
                Some(newest) => format!(
                    "Way out: {} (of {}; it is proved before it takes the desk's place, and what stands here stays beside it)",
                    self.command(&format!("restore \"{}\"", newest.path.display())),
                    newest.manifest.at.format("%Y-%m-%d %H:%M UTC")
                ),
                None => format!(
                    "No backup in {}. Way out: {}",
                    self.backups(report).display(),
                    self.command("restore BACKUP")
                ),
            },
        }
    }
}

/// Whether lists and texts tell of events that the journal lost.
fn is_cut(report: &Report) -> bool {
    report.findings.iter().any(|found| matches!(found.problem, Problem::Tail { .. }))
}

/// How many findings of one kind are told in words.
const SHOWN: u64 = 5;

/// What is wrong, in a sentence.
fn says(problem: &Problem) -> String {
    let of = |stream: &aftercare_core::journal::StreamId| format!("{} {}", stream.kind.name(), stream.id);
    match problem {
        Problem::File { detail } => format!("The database is damaged: {detail}."),
        Problem::Index { detail } => format!("The search index does not agree with itself: {detail}."),
        Problem::Newer { found, known } => format!(
            "A newer version of Aftercare wrote it (schema {found}, this one knows {known}); lists were not compared."
        ),
        Problem::Older { found, known } => {
            format!(
                "An older version of Aftercare wrote it (schema {found}, today's is {known}); lists were not compared."
            )
        }
        Problem::Stale => {
            "The lists were made by another version, or with other calendars; they were not compared.".into()
        }
        Problem::Gap { after, before } => format!("The journal has nothing between events {after} and {before}."),
        Problem::Event { position, detail } => format!("Event {position} of the journal can't be read: {detail}."),
        Problem::Broken { stream, seq } => {
            format!("Event {seq} of {} was changed, or does not follow the one before it.", of(stream))
        }
        Problem::Head { stream } => format!("The end of {} is not its last event.", of(stream)),
        Problem::Checkpoint { number } => format!("The journal is not the one that checkpoint {number} saw."),
        Problem::Cut { position } => format!("The journal ends before event {position}, which a checkpoint saw."),
        Problem::Tail { stream } => {
            format!(
                "Texts or lists tell of events of {} that the journal does not have: its end was cut off.",
                of(stream)
            )
        }
        Problem::Schema { sort: "migration", name, .. } => {
            format!("Migration {name} is not noted as this program knows it.")
        }
        Problem::Schema { sort: "table", name, .. } => {
            format!("The table {name} is gone from the database; what needs it was not examined.")
        }
        Problem::Schema { sort, name, .. } => format!("The {sort} {name} is gone from the database."),
        Problem::Unnumbered { numbers } => {
            let cases: Vec<String> = numbers.iter().map(|number| format!("C-{number}")).collect();
            format!("No case has these numbers, and some may be gone: {}.", cases.join(", "))
        }
        Problem::Twice { number } => format!("Two cases are C-{number}."),
        Problem::Counter { name, stands, used } => {
            format!("The counter of {name} stands at {stands}, but {used} is in use: a number would come twice.")
        }
        Problem::Ahead { name, stands, used } => {
            format!(
                "The counter of {name} stands at {stands}, and {used} is the last in use: the next number leaves a gap."
            )
        }
        Problem::Text { stream, commitment } => {
            format!("A text of {} is not the one its event committed to ({commitment}).", of(stream))
        }
        Problem::TextGone { stream, commitment } => {
            format!("A text of {} is gone, and was not erased ({commitment}).", of(stream))
        }
        Problem::Erasures { stream, counted, gone } if gone > counted => {
            format!("{gone} texts of {} are gone, and {counted} were erased.", of(stream))
        }
        Problem::Erasures { stream, counted, gone } => format!(
            "{counted} texts of {} were erased, and {gone} are gone: erased ones stand again, what was left of them was deleted, \
             or the count was raised.",
            of(stream)
        ),
        Problem::Unread { stream, detail } => format!("{} can't be read: {detail}.", of(stream)),
        Problem::Trace { stream, seq } => {
            format!("The trace of a message leads to no message: event {seq} of {}.", of(stream))
        }
        Problem::Untraced { stream, seq } => {
            format!("A message has no trace (event {seq} of {}): its mail would be imported once more.", of(stream))
        }
        Problem::Mistraced { stream, seq } => {
            format!("The trace of a message is not the message's: event {seq} of {}.", of(stream))
        }
        Problem::Mentions { stream, missing, strange } => format!(
            "Mail that belongs to {} would not be found by what it answers: {missing} ids are missing, {strange} are not its own.",
            of(stream)
        ),
        Problem::Unnamed { sha256, missing, .. } => format!(
            "A file that a record names has no row, so that no backup takes it{}: {sha256}.",
            if *missing { ", and is gone itself" } else { "" }
        ),
        Problem::Size { sha256, told, is } => {
            format!("A file has {is} bytes, and its row tells {told}, so that no backup takes it: {sha256}.")
        }
        Problem::Rows { table: "draft", rows } => {
            format!("{rows} drafts stand on no case, or in the name of nobody. A repair keeps them in its backup only.")
        }
        Problem::Rows { table: "calendar_draft", rows } => {
            format!(
                "{rows} drafts are of no calendar, or in the name of nobody. A repair keeps them in its backup only."
            )
        }
        Problem::Rows { table: "mention", rows } => format!("{rows} ids of mails lead to no case."),
        Problem::Projection { stream, part } => format!("The lists show {} wrong: {part}.", of(stream)),
        Problem::Rows { table, rows } => format!("{rows} rows of {table} are out of place."),
        Problem::Pack { id, version, gone: false } => {
            format!("The published policy {id}, version {version}, is not the text it was.")
        }
        Problem::Pack { id, version, gone: true } => format!("The published policy {id}, version {version}, is gone."),
        Problem::PackDate { id, version } => {
            format!(
                "The policy {id}, version {version}, is listed with another instant than the one from which it holds."
            )
        }
        Problem::Blob { sha256, missing: true } => format!("A file is missing: {sha256}."),
        Problem::Blob { sha256, missing: false } => format!("A file is not what it was: {sha256}."),
        Problem::Stray { files, bytes } => {
            format!("{files} files of {bytes} bytes belong to nothing: leftovers of a crash.")
        }
    }
}
