//! The case list, the case page, the original of a message, the files.

use super::past::Past;
use crate::api::acts::{CaseAsk, EntryRef, SaveFile};
use crate::api::views::{CaseList, CasePage, CaseRow, CasesAsk, ClockView, FormOwed, Original, ReplyTo};
use crate::api::{ApiError, ErrorCode};
use crate::file::File;
use crate::numbers::customers_of;
use crate::policy::view::both;
use crate::timeline::{self, Names};
use crate::{App, effects, errors, show};
use aftercare_core::case::{BlobRef, CaseEvent, Channel, acts};
use aftercare_core::ids::CaseId;
use aftercare_core::journal::Hash;
use aftercare_core::policy::{Book, Facts, Pack};
use aftercare_core::time::Instant;
use aftercare_store::{self as store, ClockRow, Cursor, Look};
use std::path::Path;
use uuid::Uuid;

/// A stored clock as a list shows it, by the desk's pack.
pub(crate) fn clock_of(row: &ClockRow, now: Instant, book: &Book, pack: &Pack, facts: &Facts) -> Option<ClockView> {
    show::clock(&row.run, now, book.counted_by(&pack.id, pack.version, &row.revision).ok()?, pack, facts)
}

/// The facts a list row knows too little to tell; they only choose between targets that are equal but for their basis.
pub(crate) fn no_facts(channel: Channel) -> Facts {
    Facts {
        channel,
        category: None,
        urgency: Default::default(),
        complexity: Default::default(),
        declared: Default::default(),
    }
}

impl App {
    pub(crate) fn case_row(&self, row: store::CaseRow, now: Instant, book: &Book, pack: &Pack) -> CaseRow {
        let facts = no_facts(row.channel);
        CaseRow {
            id: row.id.0,
            label: show::label(row.number),
            subject: row.subject,
            party: row.party,
            channel: row.channel,
            status: row.status,
            unanswered: row.unanswered.is_some(),
            next: row.next.as_ref().and_then(|clock| clock_of(clock, now, book, pack, &facts)),
            owner: self.state().person(row.owner).initials,
            urgency: row.urgency,
        }
    }

    pub(crate) async fn cases(&self, ask: CasesAsk) -> Result<CaseList, ApiError> {
        let now = self.now();
        let (book, pack) = self.pack_now()?;
        let sought = self.seek(ask.filter, &ask.text, (&book, &pack))?;
        if !sought.is_sound() {
            // Half a question has no answer: what is wrong is said at its place.
            return Ok(CaseList { rows: Vec::new(), next: None, total: 0, terms: sought.terms, now });
        }
        let after = ask.after.map(Cursor::new);
        let mut look = self.store().look_for(&sought.words).await?;
        let limit = ask.limit.clamp(1, 200);
        let page = look.cases_narrowed(sought.filter, &sought.words, &sought.narrow, after.as_ref(), limit).await?;
        Ok(CaseList {
            terms: sought.terms,
            rows: page.rows.into_iter().map(|row| self.case_row(row, now, &book, &pack)).collect(),
            next: page.next.map(|cursor| cursor.as_str().to_owned()),
            total: crate::desk::count(page.total),
            now,
        })
    }

    pub(crate) async fn case(&self, ask: CaseAsk) -> Result<CasePage, ApiError> {
        let desk = self.state();
        let mut look = self.look().await?;
        let Past { file, book, now, as_of } = self.past(&mut look, CaseId(ask.case), ask.at).await?;
        let File { case, entries, .. } = &file;
        let pack = book.pack(&case.pack, case.pack_version)?;
        let facts = case.facts();
        let found = book.clocks(case, entries)?;
        let mut clocks: Vec<ClockView> = Vec::with_capacity(found.runs.len());
        for (run, revision) in found.runs.iter().zip(&found.revisions) {
            let calendars = book.counted_by(&case.pack, case.pack_version, revision)?;
            clocks.extend(show::clock(run, now, calendars, pack, &facts));
        }
        show::by_urgency(&mut clocks);

        let names = self.names(&mut look, &file).await?;
        let correspondent = case.correspondent.as_ref().map(|address| ReplyTo {
            address: address.as_str().to_owned(),
            name: case.correspondent_name.as_ref().map(|n| n.as_str().to_owned()).filter(|n| !n.is_empty()),
        });
        let customer = match case.customer {
            Some(id) => look.customer(id).await?,
            None => None,
        };
        let card = match &customer {
            Some(customer) => Some(self.card(&mut look, customer).await?),
            None => None,
        };
        let suggestions = match (&card, &correspondent) {
            (None, Some(who)) => customers_of(&mut look, &who.address, self.country()?).await?,
            _ => Vec::new(),
        };
        let draft = match as_of {
            None => look.draft(desk.me()?, file.id).await?.unwrap_or_default(),
            Some(_) => String::new(),
        };
        let mail = correspondent.as_ref().filter(|who| who.address.contains('@'));
        let reply_to = mail.cloned().or_else(|| {
            let card = card.as_ref()?;
            Some(ReplyTo { address: card.emails.first()?.clone(), name: card.contact.clone() })
        });
        Ok(CasePage {
            id: ask.case,
            label: show::label(case.number),
            subject: case.subject.as_str().to_owned(),
            status: case.status,
            category: case.category,
            urgency: case.urgency,
            complexity: case.complexity,
            channel: case.channel,
            language: case.language,
            owner: desk.person(case.owner),
            group: timeline::group(pack, case.group.as_deref()),
            pack: case.pack.clone(),
            pack_version: case.pack_version,
            // Nothing is done in the past.
            form_owed: acts::form_owed(case, pack).map(|owed| FormOwed {
                form: owed.form.to_owned(),
                name: owed.name.map(both),
                clause: owed.clause.to_owned(),
            }),
            reopen_days: acts::reopen_days(pack),
            acts: if as_of.is_none() { effects::acts(&book, case, entries, now)? } else { Vec::new() },
            clocks,
            timeline: timeline::timeline(entries, &desk, &names, pack),
            unanswered: case.unanswered,
            waiting_for: case.waiting.as_ref().map(|waiting| waiting.what.as_str().to_owned()),
            reply_to,
            correspondent: if card.is_none() { correspondent } else { None },
            customer: card,
            suggestions: suggestions.into_iter().map(crate::customers::row).collect(),
            tasks: case.tasks.iter().map(|task| super::tasks::view(task, &desk)).collect(),
            files: case
                .files
                .iter()
                .flat_map(|(seq, sealed)| timeline::files(*seq, std::slice::from_ref(sealed)))
                .collect(),
            forms: timeline::filed(entries, &desk),
            draft,
            as_of,
            now,
        })
    }

    /// The names that a case's timeline speaks of and that stand in other streams.
    pub(crate) async fn names(&self, look: &mut Look<'_>, file: &File) -> Result<Names, ApiError> {
        let mut names = Names::default();
        for entry in &file.entries {
            match &entry.event {
                CaseEvent::CustomerSet { customer } | CaseEvent::Opened { customer: Some(customer), .. } => {
                    if let Some(customer) = look.customer(*customer).await? {
                        names.know(&customer);
                    }
                }
                _ => {}
            }
            if let CaseEvent::Opened { continues: Some(before), .. } = &entry.event
                && let Some(number) = look.case_number(*before).await?
            {
                names.cases.insert(before.0, number);
            }
        }
        Ok(names)
    }

    pub(crate) async fn original(&self, ask: EntryRef) -> Result<Original, ApiError> {
        let file = self.file(ask.case).await?;
        let entry = file.entry(ask.seq)?;
        let raw = match &entry.event {
            CaseEvent::MessageReceived { raw, .. } | CaseEvent::MessageSent { raw, .. } => raw.as_ref(),
            _ => None,
        };
        let missing = || ApiError::new(ErrorCode::NotFound);
        let blob: BlobRef = serde_json::from_str(raw.ok_or_else(missing)?.as_str()).map_err(|_| missing())?;
        let bytes = self.blob(&blob.sha256).await?;
        let now = self.now();
        let read = move || {
            let parsed = aftercare_mail::parse(&bytes, None, now);
            let images = aftercare_mail::inline_images(&parsed.attachments);
            let safe =
                parsed.html.map(|html| aftercare_mail::sanitise_html(&html, move |cid| images.get(cid).cloned()));
            Original {
                blocked: safe.as_ref().map_or(0, |safe| u32::try_from(safe.remote_blocked).unwrap_or(u32::MAX)),
                html: safe.map(|safe| safe.html),
                text: parsed.text,
                headers: headers(&bytes),
            }
        };
        tokio::task::spawn_blocking(read).await.map_err(errors::internal)
    }

    /// The bytes of a file beside the journal.
    pub(crate) async fn blob(&self, sha256: &str) -> Result<Vec<u8>, ApiError> {
        let hash = Hash::parse(sha256).ok_or_else(|| ApiError::new(ErrorCode::NotFound))?;
        Ok(self.store().blob(&hash).await?)
    }

    /// A file of a case, with its name: the one that entry `seq` brought, by its SHA-256.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] for a file that is not on the case, or why it can't be read.
    pub async fn case_file(&self, case: Uuid, seq: u64, sha256: &str) -> Result<(String, Vec<u8>), ApiError> {
        let file = self.file(case).await?;
        let found = file.case.blobs().find(|(at, blob)| *at == seq && blob.sha256 == sha256);
        let (_, blob) = found.ok_or_else(|| ApiError::new(ErrorCode::NotFound))?;
        Ok((blob.name, self.blob(sha256).await?))
    }

    /// Saves a file of a case where the person chose. Only files that are on the case are given out.
    pub(crate) async fn save_file(&self, ask: SaveFile) -> Result<(), ApiError> {
        let file = self.file(ask.case).await?;
        if !file.case.blobs().any(|(_, blob)| blob.sha256 == ask.sha256) {
            return Err(ApiError::new(ErrorCode::NotFound));
        }
        let bytes = self.blob(&ask.sha256).await?;
        save(Path::new(&ask.path), bytes).await
    }
}

/// The header lines as they stand, at most 32 KiB.
fn headers(raw: &[u8]) -> String {
    let end = raw.windows(2).position(|w| w == b"\n\n").into_iter();
    let end = end.chain(raw.windows(4).position(|w| w == b"\r\n\r\n")).min().unwrap_or(raw.len()).min(32 * 1024);
    String::from_utf8_lossy(&raw[..end]).into_owned()
}

/// Writes a file so that at its name stands the whole of it or nothing new.
pub(crate) async fn save(path: &Path, bytes: Vec<u8>) -> Result<(), ApiError> {
    let path = path.to_owned();
    let write = move || {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let draft = path.with_file_name(format!(".{name}.part"));
        let done = std::fs::write(&draft, &bytes).and_then(|()| std::fs::rename(&draft, &path));
        done.map_err(|error| {
            let _ = std::fs::remove_file(&draft);
            errors::unwritable(&path, &error)
        })
    };
    tokio::task::spawn_blocking(write).await.map_err(errors::internal)?
}
