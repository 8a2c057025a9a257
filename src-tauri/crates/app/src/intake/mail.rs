//! Mail from files: each message becomes a case or joins one, once only, whatever it looks like.
//!
//! Files are read and taken apart off the app's own threads; messages are filed in transactions of a few, so that the
//! window sees them come and a stop loses nothing. A message that can't be read is kept raw with its problems.

use super::Opening;
use super::join::place;
use crate::api::ApiError;
use crate::api::acts::{ImportMail, JobRef};
use crate::api::views::{FailedFile, ImportReport};
use crate::numbers::only_customer;
use crate::write::Write;
use crate::{App, Event, errors, file};
use aftercare_core::case::acts::takes_message;
use aftercare_core::case::{BlobRef, CaseEvent, Channel, Language, MessageKind, SentHow};
use aftercare_core::ids::{CaseId, EntryId, StaffId};
use aftercare_core::journal::{Actor, Hash, Sealed, Sealer};
use aftercare_core::threading::{Clues, Join};
use aftercare_core::time::Instant;
use aftercare_mail::{Kind, Messages, Parsed, Raw, fingerprint, identity, is_own, messages};
use aftercare_store::{Blob, Store, Trace};
use chrono::Datelike;
use std::fs::File;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Messages filed in one transaction.
const BATCH: usize = 24;
/// Bytes after which a batch is full.
const BATCH_BYTES: usize = 8 * 1024 * 1024;
/// Cases named in the report.
const NAMED: usize = 100;
/// Calendars begin a year earlier; mail dated before has no date worth the name.
const FIRST_YEAR: i32 = 1991;

/// A message read, with its files safely on disk.
struct Read {
    parsed: Parsed,
    raw: Blob,
    files: Vec<(BlobRef, Blob)>,
}

/// What became of a message.
enum Filed {
    Known,
    Opened(CaseId),
    Joined(CaseId),
}

/// The desk as an import sees it.
struct Desk {
    me: StaffId,
    pack: String,
    own: Vec<String>,
}

impl App {
    /// Stops an import after the messages it is filing now.
    pub(crate) async fn cancel(&self, ask: JobRef) -> Result<(), ApiError> {
        if let Some(stop) = self.jobs().get(&ask.job) {
            stop.store(true, Ordering::Release);
        }
        Ok(())
    }

    pub(crate) async fn import_mail(&self, ask: ImportMail) -> Result<ImportReport, ApiError> {
        let stop = Arc::new(AtomicBool::new(false));
        self.jobs().insert(ask.job.clone(), Arc::clone(&stop));
        let done = self.import(&ask, &stop).await;
        self.jobs().remove(&ask.job);
        done
    }

    async fn import(&self, ask: &ImportMail, stop: &AtomicBool) -> Result<ImportReport, ApiError> {
        let state = self.state();
        let settings = state.settings()?;
        let desk = Desk { me: state.me()?, pack: settings.pack.clone(), own: settings.addresses.clone() };
        let single = |name: String| Path::new(&name).extension().is_some_and(|end| end.eq_ignore_ascii_case("eml"));
        let total = ask.paths.iter().map(|path| self.path_name(path)).all(single).then_some(ask.paths.len() as u64);
        let mut report = ImportReport::default();
        for path in &ask.paths {
            if let Err(failed) = self.import_file(path, &desk, ask, stop, total, &mut report).await? {
                report.failed.push(failed);
            }
            if stop.load(Ordering::Acquire) {
                report.cancelled = true;
                break;
            }
        }
        Ok(report)
    }

    /// One file. The inner error is the file's and the next one goes on; the outer one is the database's.
    async fn import_file(
        &self,
        path: &str,
        desk: &Desk,
        ask: &ImportMail,
        stop: &AtomicBool,
        total: Option<u64>,
        report: &mut ImportReport,
    ) -> Result<Result<(), FailedFile>, ApiError> {
        let failed = |error: &std::io::Error| FailedFile {
            path: path.to_owned(),
            code: match error.kind() {
                ErrorKind::NotFound => "not_found",
                ErrorKind::PermissionDenied => "not_allowed",
                ErrorKind::IsADirectory => "is_folder",
                _ => "unreadable",
            }
            .to_owned(),
            detail: error.to_string(),
        };
        let local = match self.local_path(path) {
            Ok(local) => local,
            Err(gone) => {
                let (code, detail) = ("upload_gone".to_owned(), gone.to_string());
                return Ok(Err(FailedFile { path: path.to_owned(), code, detail }));
            }
        };
        let mut source = match File::open(local).and_then(plain_file) {
            Ok(file) => messages(file),
            Err(error) => return Ok(Err(failed(&error))),
        };
        report.files += 1;
        loop {
            let (store, now) = (self.store(), self.now());
            let read = move || -> Result<_, ApiError> {
                let (raws, end) = batch(&mut source);
                let read = raws.iter().map(|raw| read(&store, raw, now)).collect::<Result<Vec<_>, _>>()?;
                Ok((source, read, end))
            };
            let (rest, read, end) = tokio::task::spawn_blocking(read).await.map_err(errors::internal)??;
            source = rest;
            self.file_all(read, desk, report).await?;
            self.tell(Event::Progress { job: ask.job.clone(), done: report.messages, total });
            match end {
                End::More if !stop.load(Ordering::Acquire) => {}
                End::More | End::Done => return Ok(Ok(())),
                End::Broken(error) => return Ok(Err(failed(&error))),
            }
        }
    }

    /// Files a batch in one transaction.
    async fn file_all(&self, batch: Vec<Read>, desk: &Desk, report: &mut ImportReport) -> Result<(), ApiError> {
        if batch.is_empty() {
            return Ok(());
        }
        let mut write = self.write().await?;
        let mut tags = vec!["cases".to_owned(), "desk".to_owned(), "customers".to_owned()];
        let mut now = ImportReport::default();
        for read in batch {
            now.messages += 1;
            now.with_problems += u64::from(!read.parsed.problems.is_empty());
            let own = is_own(&read.parsed, &desk.own);
            let filed = write.file_mail(read, own, desk).await?;
            let case = match filed {
                Filed::Known => {
                    now.known += 1;
                    continue;
                }
                Filed::Opened(case) => {
                    now.opened += 1;
                    case
                }
                Filed::Joined(case) => {
                    now.joined += 1;
                    case
                }
            };
            now.own += u64::from(own);
            tags.push(format!("case:{case}"));
            if !now.cases.contains(&case.0) {
                now.cases.push(case.0);
            }
        }
        let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
        write.commit(if now.cases.is_empty() { &[] } else { &tags }).await?;
        report.messages += now.messages;
        report.known += now.known;
        report.opened += now.opened;
        report.joined += now.joined;
        report.own += now.own;
        report.with_problems += now.with_problems;
        for case in now.cases {
            if report.cases.len() < NAMED && !report.cases.contains(&case) {
                report.cases.push(case);
            }
        }
        Ok(())
    }
}

impl Write {
    async fn file_mail(&mut self, read: Read, own: bool, desk: &Desk) -> Result<Filed, ApiError> {
        let Read { parsed, raw, files } = read;
        let identity = trace(&parsed, raw.sha256).identity;
        if self.work.look().known_message(&raw.sha256, identity.as_ref()).await?.is_some() {
            return Ok(Filed::Known);
        }
        // An answer that a person said was sent comes back from the mail program's outbox: it is counted already.
        if let Some(id) = parsed.message_id.as_deref().filter(|_| own)
            && self.work.look().case_by_message_id(id).await?.is_some()
        {
            return Ok(Filed::Known);
        }
        let mut clues: Clues = parsed.clues();
        clues.in_reply_to.extend(parsed.returned_id.clone());
        let mut problems: Vec<String> = parsed.problems.iter().filter_map(|p| word(&p.code)).collect();
        problems.dedup();
        let mut place = match place(&mut self.work.look(), &clues).await? {
            Join::ByReference(case) | Join::ByNumber(case) => Some(case),
            Join::Ask(_) => {
                problems.push("number_of_another_case".to_owned());
                None
            }
            Join::New => None,
        };
        let at = credible(parsed.notice, self.work.now());
        let mut continues = None;
        let mut seq = 0;
        let mut at_rest = false;
        if let Some(case) = place {
            let found = file::read(&mut self.work.look(), case).await?.case;
            let pack = self.work.book().pack(&found.pack, found.pack_version)?;
            if own || takes_message(&found, pack, at) {
                seq = found.seq;
                at_rest = !found.status.is_open();
            } else {
                continues = Some(case);
                place = None;
            }
        }
        for (_, blob) in &files {
            self.work.keep_blob(blob).await?;
        }
        self.work.keep_blob(&raw).await?;

        let actor = if own { Actor::Staff(desk.me) } else { Actor::Customer };
        let filed = match place {
            Some(case) => Filed::Joined(case),
            None => {
                let address = if own { parsed.to.first() } else { parsed.from.as_ref() };
                let customer = match address {
                    Some(address) => only_customer(&mut self.work.look(), &address.email, None).await?,
                    None => None,
                };
                let language = match customer {
                    Some(id) => self.work.look().customer(id).await?.map(|customer| customer.profile.language),
                    None => None,
                };
                let guessed = if parsed.language == aftercare_mail::Language::Zh { Language::Zh } else { Language::En };
                let opening = Opening {
                    channel: Channel::Mail,
                    subject: &parsed.subject,
                    customer,
                    language: language.unwrap_or(guessed),
                    owner: desk.me,
                    continues,
                    pack: &desk.pack,
                    at,
                    actor,
                };
                let (case, opened) = self.open(opening).await?;
                seq = opened;
                Filed::Opened(case)
            }
        };
        let (Filed::Joined(case) | Filed::Opened(case)) = filed else { return Ok(filed) };
        let heard = matches!(filed, Filed::Joined(_)) && !own && parsed.kind == Kind::Message;
        let trace = trace(&parsed, raw.sha256);
        let entry = EntryId::at(self.work.now(), crate::random());
        self.message(case, &mut seq, actor, at, trace, |seal| event(seal, entry, own, parsed, &raw, &files, problems))
            .await?;
        if heard {
            self.cover(case, &mut seq, at).await?;
        }
        if at_rest {
            // What was declared meanwhile, if the message opened the case again.
            self.declare_changed(case, &mut seq).await?;
        }
        Ok(filed)
    }
}

/// What a message is recognised and threaded by.
fn trace(parsed: &Parsed, raw: Hash) -> Trace {
    let mut mentions = parsed.in_reply_to.clone();
    mentions.extend(parsed.references.iter().cloned());
    mentions.dedup();
    let identity = identity(parsed).and_then(|hex| Hash::parse(&hex));
    Trace { raw: Some(raw), identity, message_id: parsed.message_id.clone(), mentions }
}

/// The traces of a message as filing it keeps them, read from its raw bytes again: for the doctor.
#[must_use]
pub fn traces(raw: &[u8]) -> Trace {
    // When it was imported bounds what is believed of its dates, and none of its traces.
    trace(&aftercare_mail::parse(raw, None, Instant::UNIX_EPOCH), Hash::of(raw))
}

fn event(
    seal: &mut Sealer<'_>,
    entry: EntryId,
    own: bool,
    parsed: Parsed,
    raw: &Blob,
    files: &[(BlobRef, Blob)],
    problems: Vec<String>,
) -> CaseEvent {
    let letter = BlobRef {
        sha256: raw.sha256.to_string(),
        name: "message.eml".to_owned(),
        mime: "message/rfc822".to_owned(),
        size: raw.size,
        inline: false,
    };
    let raw = Some(sealed(seal, &letter));
    let files = files.iter().map(|(file, _)| sealed(seal, file)).collect();
    let subject = seal.seal_some(Some(parsed.subject).filter(|subject| !subject.is_empty()));
    let message_id = seal.seal_some(parsed.message_id);
    if own {
        let to = parsed.to.first().map(|to| to.email.clone()).unwrap_or_default();
        return CaseEvent::MessageSent {
            entry,
            channel: Channel::Mail,
            how: SentHow::Imported,
            to: seal.seal(to),
            subject,
            text: seal.seal(parsed.new_text),
            message_id,
            raw,
            files,
        };
    }
    let (name, from) = parsed.from.map(|from| (from.name, from.email)).unwrap_or_default();
    CaseEvent::MessageReceived {
        entry,
        channel: Channel::Mail,
        sort: match parsed.kind {
            Kind::Message => MessageKind::Message,
            Kind::AutoReply => MessageKind::AutoReply,
            Kind::Bounce => MessageKind::Bounce,
            Kind::List => MessageKind::List,
            Kind::Calendar => MessageKind::Calendar,
        },
        from: seal.seal(from),
        name: seal.seal_some(name),
        subject,
        text: seal.seal(parsed.new_text),
        message_id,
        raw,
        files,
        problems,
        imported: true,
    }
}

pub(super) fn sealed(seal: &mut Sealer<'_>, blob: &BlobRef) -> Sealed {
    seal.seal(serde_json::to_string(blob).unwrap_or_default())
}

/// The instant a message counts from. One dated before calendars begin comes from a clock that was never set: the
/// import is then the first instant at which anybody knows of it.
pub(super) fn credible(notice: Instant, now: Instant) -> Instant {
    if notice.year() < FIRST_YEAR { now } else { notice }
}

/// A code as the word it is written with.
fn word(code: &impl serde::Serialize) -> Option<String> {
    serde_json::to_value(code).ok()?.as_str().map(str::to_owned)
}

/// Opening a folder succeeds on some systems; it is no file even so.
fn plain_file(file: File) -> std::io::Result<File> {
    if file.metadata()?.is_dir() { Err(ErrorKind::IsADirectory.into()) } else { Ok(file) }
}

enum End {
    More,
    Done,
    Broken(std::io::Error),
}

/// The next few messages of a file.
fn batch(source: &mut Messages<File>) -> (Vec<Raw>, End) {
    let (mut raws, mut bytes) = (Vec::new(), 0);
    while raws.len() < BATCH && bytes < BATCH_BYTES {
        match source.next() {
            Some(Ok(raw)) => {
                bytes += raw.bytes.len();
                raws.push(raw);
            }
            Some(Err(error)) => return (raws, End::Broken(error)),
            None => return (raws, End::Done),
        }
    }
    (raws, End::More)
}

/// Reads one message and puts its bytes and files on disk: before any row names them.
fn read(store: &Store, raw: &Raw, now: Instant) -> Result<Read, ApiError> {
    let mut parsed = raw.parse(now);
    let runtime = tokio::runtime::Handle::current();
    let kept = runtime.block_on(store.put_blob(raw.bytes.clone()))?;
    debug_assert_eq!(kept.sha256.to_string(), fingerprint(&raw.bytes));
    let mut files = Vec::new();
    for attachment in std::mem::take(&mut parsed.attachments) {
        let blob = runtime.block_on(store.put_blob(attachment.bytes))?;
        let file = BlobRef {
            sha256: blob.sha256.to_string(),
            name: attachment.name,
            mime: attachment.mime,
            size: blob.size,
            inline: attachment.inline,
        };
        files.push((file, blob));
    }
    Ok(Read { parsed, raw: kept, files })
}
