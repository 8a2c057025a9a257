//! Files the messages of a chat: on the case that has the earlier ones, on one that a person chose, or on a new one.

use super::Message;
use super::sides::{digits, staff};
use super::source::Archive;
use crate::App;
use crate::api::{ApiError, ErrorCode};
use crate::desk::State;
use crate::intake::Opening;
use crate::intake::mail::{credible, sealed};
use crate::numbers::only_customer;
use crate::write::Write;
use crate::{errors, file};
use aftercare_core::case::acts::takes_message;
use aftercare_core::case::{BlobRef, Case, CaseEvent, Channel, Language, MessageKind, SentHow, chat_id};
use aftercare_core::ids::{CaseId, CustomerId, EntryId};
use aftercare_core::journal::{Actor, Sealer};
use aftercare_core::time::Instant;
use aftercare_mail::chat::Said;
use aftercare_mail::{guess_language, sanitise_name};
use aftercare_store::{Blob, Trace};

/// Characters of a first line that are a subject.
const SUBJECT: usize = 80;

/// Where the messages go, and what a case for them would begin with.
pub(super) struct Target {
    pub(super) case: Option<CaseId>,
    /// It was opened for this chat.
    pub(super) opened: bool,
    customer: Option<CustomerId>,
    subject: String,
    /// Who writes to the desk: the first of them.
    party: String,
    language: Language,
    /// The first notice among the new messages.
    notice: Option<Instant>,
}

impl Target {
    pub(super) fn new(case: Option<CaseId>, customer: Option<uuid::Uuid>, messages: &[Message]) -> Self {
        let theirs = || messages.iter().filter(|message| !message.ours);
        let first_line = |message: &Message| message.said.text.lines().next().map(str::to_owned);
        let party = theirs().find_map(|message| message.said.author.clone()).unwrap_or_default();
        let text: String = theirs().flat_map(|message| [message.said.text.as_str(), "\n"]).collect();
        let chinese = guess_language(&text) == aftercare_mail::Language::Zh;
        Self {
            case,
            opened: false,
            customer: customer.map(CustomerId),
            subject: theirs().find_map(first_line).map_or_else(|| party.clone(), |line| cut(&line)),
            party,
            language: if chinese { Language::Zh } else { Language::En },
            notice: theirs().next().map(|message| message.at),
        }
    }
}

/// A line as a subject.
fn cut(line: &str) -> String {
    if line.chars().count() <= SUBJECT {
        return line.to_owned();
    }
    let cut: String = line.chars().take(SUBJECT - 1).collect();
    format!("{}…", cut.trim_end())
}

/// The case being written to.
struct Place {
    id: CaseId,
    seq: u64,
    /// As it stood before this batch; none for one that the batch opened.
    before: Option<Case>,
    /// When a customer was heard on it last.
    heard: Option<Instant>,
}

/// One batch under way.
pub(super) struct Put<'a> {
    pub(super) app: &'a App,
    pub(super) state: &'a State,
    pub(super) archive: &'a mut Option<Archive>,
}

impl Put<'_> {
    /// Files a batch in one transaction; gives how many were not there yet.
    pub(super) async fn all(mut self, batch: Vec<Message>, target: &mut Target) -> Result<u64, ApiError> {
        let mut ready = Vec::new();
        for message in batch {
            let files = self.files(&message.said).await?;
            ready.push((message, files));
        }
        let mut write = self.app.write().await?;
        let mut place = match target.case {
            Some(id) => Some(self.place(&mut write, id, target).await?),
            None => None,
        };
        let mut tags = vec!["cases".to_owned(), "desk".to_owned(), "customers".to_owned()];
        let mut added = 0;
        for (message, files) in ready {
            // Somebody else may have imported the same chat meanwhile.
            if write.work.look().filed_message(&message.identity).await?.is_some() {
                continue;
            }
            let at = credible(message.at.min(write.work.now()), write.work.now());
            let mut goes_on = place.take();
            if let Some(stands) = goes_on.take_if(|stands| !message.ours && stands.is_over(&write, at)) {
                let old = stands.id;
                self.leave(&mut write, stands).await?;
                goes_on = Some(self.open(&mut write, target, at, Some(old)).await?);
            }
            let mut stands = match goes_on {
                Some(stands) => stands,
                None => {
                    let notice =
                        target.notice.map_or(at, |notice| credible(notice.min(write.work.now()), write.work.now()));
                    self.open(&mut write, target, notice, None).await?
                }
            };
            tags.push(format!("case:{}", stands.id));
            self.put(&mut write, &mut stands, target, message, at, files).await?;
            place = Some(stands);
            added += 1;
        }
        if let Some(stands) = place {
            target.case = Some(stands.id);
            self.leave(&mut write, stands).await?;
        }
        tags.dedup();
        let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
        write.commit(if added == 0 { &[] } else { &tags }).await?;
        Ok(added)
    }

    /// The files of a message that are in the archive, safely on disk.
    async fn files(&mut self, said: &Said) -> Result<Vec<(BlobRef, Blob)>, ApiError> {
        let mut files = Vec::new();
        for name in said.files.iter().filter_map(|file| file.name.clone()) {
            let Some(mut archive) = self.archive.take() else { break };
            let wanted = name.clone();
            let read = move || {
                let bytes = archive.file(&wanted);
                (archive, bytes)
            };
            let (archive, bytes) = tokio::task::spawn_blocking(read).await.map_err(errors::internal)?;
            *self.archive = Some(archive);
            let Some(bytes) = bytes else { continue };
            let blob = self.app.store().put_blob(bytes).await?;
            let file = BlobRef {
                sha256: blob.sha256.to_string(),
                name: sanitise_name(&name).unwrap_or_else(|| "file".to_owned()),
                mime: mime(&name).to_owned(),
                size: blob.size,
                inline: false,
            };
            files.push((file, blob));
        }
        Ok(files)
    }

    /// The case as it stands, tied to the customer that was chosen.
    async fn place(&self, write: &mut Write, id: CaseId, target: &Target) -> Result<Place, ApiError> {
        let found = file::read(&mut write.work.look(), id).await?.case;
        let mut seq = found.seq;
        if let Some(customer) = target.customer.filter(|_| found.customer.is_none()) {
            known_customer(write, customer).await?;
            let at = write.work.now().max(found.last_at);
            let me = Actor::Staff(self.state.me()?);
            write.case(id, &mut seq, me, at, |_| CaseEvent::CustomerSet { customer }).await?;
            write.declare_changed(id, &mut seq).await?;
        }
        Ok(Place { id, seq, before: Some(found), heard: None })
    }

    async fn open(
        &self,
        write: &mut Write,
        target: &mut Target,
        at: Instant,
        continues: Option<CaseId>,
    ) -> Result<Place, ApiError> {
        let customer = match target.customer {
            Some(customer) => Some(known_customer(write, customer).await?),
            None => match digits(&target.party) {
                Some(_) => {
                    let country = write.app().country()?;
                    only_customer(&mut write.work.look(), &target.party, country).await?
                }
                None => None,
            },
        };
        let language = match customer {
            Some(id) => write.work.look().customer(id).await?.map(|customer| customer.profile.language),
            None => None,
        };
        let opening = Opening {
            channel: Channel::Chat,
            subject: &target.subject,
            customer,
            language: language.unwrap_or(target.language),
            owner: self.state.me()?,
            continues,
            pack: &self.state.settings()?.pack,
            at,
            actor: Actor::Customer,
        };
        let (id, seq) = write.open(opening).await?;
        target.opened = true;
        Ok(Place { id, seq, before: None, heard: None })
    }

    /// Ends the batch on a case: a customer who was heard reaches whoever stands in, and may have opened it again.
    async fn leave(&self, write: &mut Write, mut place: Place) -> Result<(), ApiError> {
        let (Some(before), Some(heard)) = (place.before, place.heard) else { return Ok(()) };
        write.cover(place.id, &mut place.seq, heard).await?;
        if !before.status.is_open() {
            write.declare_changed(place.id, &mut place.seq).await?;
        }
        Ok(())
    }

    async fn put(
        &self,
        write: &mut Write,
        place: &mut Place,
        target: &Target,
        message: Message,
        at: Instant,
        files: Vec<(BlobRef, Blob)>,
    ) -> Result<(), ApiError> {
        for (_, blob) in &files {
            write.work.keep_blob(blob).await?;
        }
        let ahead = message.at > write.work.now();
        let Message { said, identity, ours, .. } = message;
        let author = said.author.clone().unwrap_or_default();
        let actor = match ours {
            true => Actor::Staff(staff(self.state, &author).map_or_else(|| self.state.me(), Ok)?),
            false => Actor::Customer,
        };
        let id = chat_id(&identity);
        let trace = Trace { raw: None, identity: Some(identity), message_id: Some(id.clone()), mentions: Vec::new() };
        let entry = EntryId::at(write.work.now(), crate::random());
        let body = body(&said, &files);
        let event = |seal: &mut Sealer<'_>| {
            let message_id = Some(seal.seal(id));
            let files = files.iter().map(|(blob, _)| sealed(seal, blob)).collect();
            if ours {
                return CaseEvent::MessageSent {
                    entry,
                    channel: Channel::Chat,
                    how: SentHow::Imported,
                    to: seal.seal(&target.party),
                    subject: None,
                    text: seal.seal(body),
                    message_id,
                    raw: None,
                    files,
                };
            }
            let number = digits(&author).is_some();
            CaseEvent::MessageReceived {
                entry,
                channel: Channel::Chat,
                sort: MessageKind::Message,
                from: seal.seal(if number { author.as_str() } else { "" }),
                name: seal.seal_some(Some(author.clone()).filter(|_| !number)),
                subject: None,
                text: seal.seal(body),
                message_id,
                raw: None,
                files,
                problems: if ahead { vec!["date_in_future".to_owned()] } else { Vec::new() },
                imported: true,
            }
        };
        write.message(place.id, &mut place.seq, actor, at, trace, event).await?;
        if !ours {
            place.heard = place.heard.max(Some(at));
            // From here on it is open again.
            if let Some(before) = place.before.as_mut().filter(|case| case.closed_at.is_some_and(|closed| closed <= at))
            {
                before.closed_at = None;
            }
        }
        Ok(())
    }
}

impl Place {
    /// Whether a customer's message of then is too late for this case, and opens one that continues it.
    fn is_over(&self, write: &Write, at: Instant) -> bool {
        let Some(case) = &self.before else { return false };
        let pack = write.work.book().pack(&case.pack, case.pack_version);
        pack.is_ok_and(|pack| !takes_message(case, pack, at))
    }
}

async fn known_customer(write: &mut Write, id: CustomerId) -> Result<CustomerId, ApiError> {
    let known = write.work.look().customer(id).await?;
    known.map(|customer| customer.id).ok_or_else(|| ApiError::new(ErrorCode::NotFound).with("customer", id))
}

/// What was written, below what stands for files that are not here.
fn body(said: &Said, files: &[(BlobRef, Blob)]) -> String {
    let here = |name: &str| files.iter().any(|(file, _)| sanitise_name(name).as_deref() == Some(&file.name));
    let away = said.files.iter().filter(|file| !file.name.as_deref().is_some_and(here)).map(|file| file.words.as_str());
    let text = Some(said.text.as_str()).filter(|text| !text.is_empty());
    away.chain(text).collect::<Vec<_>>().join("\n")
}

/// The type that a file's ending tells; what it is in truth nobody asks before it is shown.
fn mime(name: &str) -> &'static str {
    let end = name.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase()).unwrap_or_default();
    match end.as_str() {
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "heic" => "image/heic",
        "mp4" => "video/mp4",
        "mov" => "video/quicktime",
        "3gp" => "video/3gpp",
        "opus" | "ogg" => "audio/ogg",
        "m4a" => "audio/mp4",
        "mp3" => "audio/mpeg",
        "amr" => "audio/amr",
        "pdf" => "application/pdf",
        "vcf" => "text/vcard",
        _ => "application/octet-stream",
    }
}
