//! Sessions by video and remote maintenance (HX-2, HX-9): begun, noted, ended. Each Enter is a command of its own, so that a
//! computer that fails in the middle costs nothing that was said.

use super::steps::{needed, optional};
use crate::App;
use crate::api::session::{
    BeginSession, ConsentSession, EndSession, NoteSession, OpenSession, Picture, SessionLine, SessionNote, SessionRef,
    SessionSnap, SessionView, SnapRef, SnapSession,
};
use crate::api::{ApiError, ErrorCode};
use crate::errors;
use crate::file::{self, File};
use crate::show;
use aftercare_core::case::acts::{Act, Refusal};
use aftercare_core::case::{BlobRef, CaseEvent, Session, SessionSort, TaskSort};
use aftercare_core::ids::{CaseId, SessionId, TaskId};
use aftercare_core::journal::{Actor, Sealed, Sealer};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use uuid::Uuid;

/// More sessions than one person can have forgotten.
const OPEN: u32 = 20;
/// A picture of what is seen, not a film of it. What comes over a line as text must fit a call.
const LARGEST: u64 = 5_000_000;

/// The pictures that a page can show, by how their bytes begin.
const PICTURES: &[(&[u8], &str, &str)] = &[
    (b"\x89PNG\r\n\x1a\n", "image/png", "png"),
    (b"\xff\xd8\xff", "image/jpeg", "jpg"),
    (b"GIF8", "image/gif", "gif"),
];

fn picture(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Some(("image/webp", "webp"));
    }
    PICTURES.iter().find(|(begin, ..)| bytes.starts_with(begin)).map(|(_, mime, end)| (*mime, *end))
}

fn some(sealed: Option<&Sealed>) -> Option<String> {
    sealed.map(|sealed| sealed.as_str().to_owned()).filter(|text| !text.is_empty())
}

/// A session as the timeline shows it.
pub(crate) fn line(session: &Session) -> SessionLine {
    let note = |(seq, at, text): &(u64, _, Sealed)| SessionNote { seq: *seq, at: *at, text: text.as_str().to_owned() };
    let snap = |(seq, at, file): &(u64, _, Sealed)| SessionSnap {
        seq: *seq,
        at: *at,
        name: serde_json::from_str::<BlobRef>(file.as_str()).ok().map(|blob| blob.name),
    };
    SessionLine {
        id: session.id.0,
        sort: session.sort,
        link: some(session.link.as_ref()),
        ended: session.ended,
        held: session.held,
        outcome: session.outcome,
        findings: some(session.findings.as_ref()),
        consent: session.consent,
        notes: session.notes.iter().map(note).collect(),
        snaps: session.snaps.iter().map(snap).collect(),
    }
}

/// A session of a case.
fn find(file: &File, id: Uuid) -> Result<&Session, ApiError> {
    let found = file.case.sessions.iter().find(|session| session.id.0 == id);
    found.ok_or_else(|| ApiError::new(ErrorCode::NotFound).with("session", id))
}

/// A session that goes on.
fn running(file: &File, id: Uuid) -> Result<SessionId, ApiError> {
    let session = find(file, id)?;
    session.is_open().then_some(session.id).ok_or_else(|| Refusal::NotOpen.into())
}

impl App {
    /// Begins a session. One at a time on a case.
    pub(crate) async fn begin_session(&self, ask: BeginSession) -> Result<Uuid, ApiError> {
        let me = self.state().me()?;
        // The address of a call is of no use without its own code, and lets nobody onto a computer.
        let link = match ask.sort == SessionSort::Video && ask.link.trim().starts_with("https://") {
            true => Some(ask.link.trim().to_owned()),
            false => optional(&ask.link),
        };
        let mut write = self.write().await?;
        let file = file::read(&mut write.work.look(), CaseId(ask.case)).await?;
        self.lawful(write.work.book(), &file.case, Act::Reply, true)?;
        if file.case.sessions.iter().any(Session::is_open) {
            return Err(Refusal::Already.into());
        }
        let session = SessionId::at(self.now(), crate::random());
        let (mut seq, at) = (file.case.seq, file.moment(self.now()));
        let begun =
            |seal: &mut Sealer<'_>| CaseEvent::SessionBegun { session, sort: ask.sort, link: seal.seal_some(link) };
        write.case(file.id, &mut seq, Actor::Staff(me), at, begun).await?;
        write.commit(&["cases", "sessions", &format!("case:{}", ask.case)]).await?;
        Ok(session.0)
    }

    /// Writes one thing that happened in a session that goes on.
    async fn in_session(
        &self,
        ask: &SessionRef,
        event: impl FnOnce(SessionId, &mut Sealer<'_>) -> CaseEvent,
    ) -> Result<(), ApiError> {
        let me = self.state().me()?;
        let mut write = self.write().await?;
        let file = file::read(&mut write.work.look(), CaseId(ask.case)).await?;
        let session = running(&file, ask.session)?;
        let (mut seq, at) = (file.case.seq, file.moment(self.now()));
        write.case(file.id, &mut seq, Actor::Staff(me), at, |seal| event(session, seal)).await?;
        write.commit(&["cases", &format!("case:{}", ask.case)]).await
    }

    pub(crate) async fn note_session(&self, ask: NoteSession) -> Result<(), ApiError> {
        let text = needed(&ask.text, Refusal::NeedsText)?;
        let on = SessionRef { case: ask.case, session: ask.session };
        self.in_session(&on, |session, seal| CaseEvent::SessionNoted { session, text: seal.seal(text) }).await
    }

    pub(crate) async fn consent_session(&self, ask: ConsentSession) -> Result<(), ApiError> {
        let on = SessionRef { case: ask.case, session: ask.session };
        let given = ask.given;
        self.in_session(&on, |session, _| CaseEvent::SessionConsented { session, given }).await
    }

    /// Keeps a picture. Only with the customer's consent, and only what is a picture by its bytes.
    pub(crate) async fn snap_session(&self, ask: SnapSession) -> Result<(), ApiError> {
        let bytes = self.snapped(&ask).await?;
        let (mime, end) = picture(&bytes).ok_or_else(|| ApiError::field("file", "no_picture"))?;
        let me = self.state().me()?;
        let mut write = self.write().await?;
        let file = file::read(&mut write.work.look(), CaseId(ask.case)).await?;
        let session = running(&file, ask.session)?;
        let known = find(&file, ask.session)?;
        if known.consent.is_none() {
            return Err(ApiError::field("consent", "missing"));
        }
        let (mut seq, at) = (file.case.seq, file.moment(self.now()));
        let kept = self.store().put_blob(bytes).await?;
        write.work.keep_blob(&kept).await?;
        let blob = BlobRef {
            sha256: kept.sha256.to_string(),
            name: format!("{}-{}.{end}", show::label(file.case.number), known.snaps.len() + 1),
            mime: mime.to_owned(),
            size: kept.size,
            inline: false,
        };
        let blob = serde_json::to_string(&blob).map_err(errors::internal)?;
        let event = |seal: &mut Sealer<'_>| CaseEvent::SessionSnapped { session, file: seal.seal(blob) };
        write.case(file.id, &mut seq, Actor::Staff(me), at, event).await?;
        write.commit(&["cases", &format!("case:{}", ask.case)]).await
    }

    async fn snapped(&self, ask: &SnapSession) -> Result<Vec<u8>, ApiError> {
        let too_large = || ApiError::new(ErrorCode::TooLarge).with("limit", LARGEST / 1_000_000);
        if let Some(data) = &ask.data {
            let bytes = STANDARD.decode(data).map_err(|_| ApiError::field("file", "no_picture"))?;
            return if bytes.len() as u64 > LARGEST { Err(too_large()) } else { Ok(bytes) };
        }
        let given = ask.path.as_deref().ok_or_else(|| ApiError::field("file", "missing"))?;
        let path = self.local_path(given)?;
        let unreadable = |error: std::io::Error| {
            ApiError::new(ErrorCode::FileUnreadable).with("path", self.path_name(given)).with("detail", error)
        };
        if tokio::fs::metadata(&path).await.map_err(unreadable)?.len() > LARGEST {
            return Err(too_large());
        }
        tokio::fs::read(&path).await.map_err(unreadable)
    }

    /// Ends a session; what is to be done next becomes a task with it, in one transaction.
    pub(crate) async fn end_session(&self, ask: EndSession) -> Result<(), ApiError> {
        let me = self.state().me()?;
        let (findings, now) = (optional(&ask.findings), self.now());
        let next = match ask.next.filter(|next| !next.what.trim().is_empty()) {
            Some(next) if next.due.is_some_and(|due| due <= now) => return Err(ApiError::field("due", "past")),
            Some(next) => Some((needed(&next.what, Refusal::NeedsText)?, next.due)),
            None => None,
        };
        let mut write = self.write().await?;
        let file = file::read(&mut write.work.look(), CaseId(ask.case)).await?;
        let session = running(&file, ask.session)?;
        let (mut seq, at, actor) = (file.case.seq, file.moment(now), Actor::Staff(me));
        let (held, outcome) = (ask.held, ask.outcome);
        let ended = |seal: &mut Sealer<'_>| CaseEvent::SessionEnded {
            session,
            held,
            outcome,
            findings: seal.seal_some(findings),
        };
        write.case(file.id, &mut seq, actor, at, ended).await?;
        if let Some((what, due)) = next {
            let task = TaskId::at(now, crate::random());
            let sort = TaskSort::Todo;
            let set = |seal: &mut Sealer<'_>| CaseEvent::TaskSet { task, sort, what: seal.seal(what), due, owner: me };
            write.case(file.id, &mut seq, actor, at, set).await?;
        }
        write.commit(&["cases", "desk", "sessions", &format!("case:{}", ask.case)]).await
    }

    /// The sessions that nobody has ended: this computer, or another one, may have failed in the middle.
    pub(crate) async fn open_sessions(&self, (): ()) -> Result<Vec<OpenSession>, ApiError> {
        // Before the desk is set up nobody has any.
        let Ok(me) = self.state().me() else { return Ok(Vec::new()) };
        let rows = self.look().await?.open_sessions(OPEN).await?;
        let open = rows.into_iter().map(|row| OpenSession {
            id: row.id.0,
            case: row.case.0,
            label: show::label(row.number),
            party: row.party,
            subject: row.subject,
            sort: row.sort,
            begun: row.begun,
            mine: row.staff == Some(me),
        });
        Ok(open.collect())
    }

    pub(crate) async fn session(&self, ask: SessionRef) -> Result<SessionView, ApiError> {
        let file = self.file(ask.case).await?;
        let session = find(&file, ask.session)?;
        let SessionLine { id, sort, link, ended, held, outcome, findings, consent, notes, snaps } = line(session);
        let by = match session.by {
            Actor::Staff(id) => Some(self.state().person(id)),
            Actor::Customer | Actor::Desk => None,
        };
        Ok(SessionView {
            id,
            case: ask.case,
            label: show::label(file.case.number),
            party: self.party(&file.case).await?,
            sort,
            link,
            by,
            begun: session.begun,
            ended,
            held,
            outcome,
            findings,
            consent,
            notes,
            snaps,
        })
    }

    /// A picture of a session, for the page to show.
    pub(crate) async fn snapshot(&self, ask: SnapRef) -> Result<Picture, ApiError> {
        let file = self.file(ask.case).await?;
        let mut snaps = file.case.sessions.iter().flat_map(|session| &session.snaps);
        let found = snaps.find(|(seq, ..)| *seq == ask.seq);
        let blob = found.and_then(|(.., file)| serde_json::from_str::<BlobRef>(file.as_str()).ok());
        let blob = blob.ok_or_else(|| ApiError::new(ErrorCode::NotFound))?;
        let bytes = self.blob(&blob.sha256).await?;
        let (mime, _) = picture(&bytes).ok_or_else(|| ApiError::new(ErrorCode::NotFound))?;
        Ok(Picture { data: format!("data:{mime};base64,{}", STANDARD.encode(bytes)) })
    }
}
