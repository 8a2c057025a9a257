//! Calendars of the packs: what stands, and putting one in force. What it would do is rehearsed first (`rehearse`); days come from
//! files too (`days`).
//!
//! Left out: what a revision does to deadlines, which core counts and the store writes.

mod days;
mod draft;
mod rehearse;

pub(crate) use rehearse::Rehearsed;

use crate::api::calendar::*;
use crate::api::views::Warning;
use crate::api::{ApiError, ErrorCode};
use crate::desk::{count, warning};
use crate::{App, Event, errors};
use aftercare_core::calendar::event::{CalendarEvent, DayNames, stream};
use aftercare_core::calendar::{CalendarSpec, PublicDays};
use aftercare_core::journal::Actor;
use aftercare_core::policy::{Book, Pack, PackCalendar};
use aftercare_core::time::Instant;
use aftercare_store::Look;
use chrono::Datelike;
use std::collections::BTreeSet;
use std::sync::atomic::Ordering;

const NAMES: [&str; 2] = ["service", "business"];

/// What changes when a calendar does: every deadline, so everybody asks anew.
const TAGS: [&str; 5] = ["*", "calendars", "cases", "surveys", "desk"];

/// A calendar that somebody asked for.
pub(crate) struct Asked {
    pub(crate) book: Book,
    pub(crate) pack: Pack,
    pub(crate) name: String,
    pub(crate) now: Instant,
}

impl Asked {
    pub(crate) fn standing(&self) -> Result<&PackCalendar, ApiError> {
        Ok(self.book.calendar(&self.pack.id, self.pack.version, &self.name)?)
    }

    /// The calendar as the pack has it.
    pub(crate) fn own(&self) -> Result<CalendarSpec, ApiError> {
        Ok(self.pack.calendar(&self.name)?)
    }

    /// The calendar in force, with the years that the desk entered.
    fn in_force(&self) -> Result<(CalendarSpec, Vec<i32>), ApiError> {
        let key = (self.pack.id.clone(), self.name.clone());
        let last = self.book.revisions().get(&key).and_then(|all| all.last());
        match last.and_then(|last| Some((last.spec.clone()?, last.years.clone()))) {
            Some(found) => Ok(found),
            None => Ok((self.own()?, Vec::new())),
        }
    }

    /// Public holidays of the pack's rule, where it has any.
    pub(crate) fn published(&self) -> Result<Option<PublicDays>, ApiError> {
        let rule = self.pack.calendars.get(&self.name);
        match rule.and_then(|rule| rule.public_days.as_deref()) {
            Some(_) => Ok(Some(PublicDays::china()?)),
            None => Ok(None),
        }
    }

    /// When a revision made now is in force: never before the pack's last one.
    pub(crate) fn from(&self) -> Instant {
        let all = self.book.revisions().iter().filter(|((pack, _), _)| *pack == self.pack.id);
        all.flat_map(|(_, all)| all).map(|revision| revision.from).fold(self.now, Instant::max)
    }
}

impl App {
    pub(crate) fn calendar_asked(&self, pack: &str, name: &str) -> Result<Asked, ApiError> {
        let (book, now) = (self.book(), self.now());
        let missing = |_| ApiError::new(ErrorCode::NotFound);
        let found = book.in_force(pack, now).map_err(missing)?.clone();
        book.calendar(&found.id, found.version, name).map_err(missing)?;
        Ok(Asked { book, pack: found, name: name.to_owned(), now })
    }

    pub(crate) async fn calendars(&self, (): ()) -> Result<Vec<CalendarLine>, ApiError> {
        let book = self.book();
        let ids: BTreeSet<String> = book.packs().map(|pack| pack.id.clone()).collect();
        let mut look = self.look().await?;
        let mut lines = Vec::new();
        for id in ids {
            for name in NAMES {
                if let Ok(asked) = self.calendar_asked(&id, name) {
                    lines.push(self.line(&mut look, &asked).await?);
                }
            }
        }
        Ok(lines)
    }

    async fn line(&self, look: &mut Look<'_>, asked: &Asked) -> Result<CalendarLine, ApiError> {
        let (pack, standing) = (&asked.pack, asked.standing()?);
        let two = pack.calendars.contains_key(NAMES[1]);
        let open = match (two, asked.name == NAMES[0]) {
            (false, _) => look.open_clocks_of(&pack.id).await?,
            (true, true) => look.open_clocks_by(&pack.id).await?.0,
            (true, false) => look.open_clocks_by(&pack.id).await?.1,
        };
        let today = standing.calendar.day_of(asked.now);
        let warnings = asked.book.warnings(&pack.id, pack.version, &asked.name, today)?;
        let words = |text: &aftercare_core::policy::Text| match self.language().starts_with("zh") {
            true => text.zh.clone(),
            false => text.en.clone(),
        };
        Ok(CalendarLine {
            pack: pack.id.clone(),
            pack_name: words(&pack.name),
            name: asked.name.clone(),
            title: pack.calendars.get(&asked.name).map(|rule| words(&rule.name)).unwrap_or_default(),
            zone: standing.calendar.tz().name().to_owned(),
            revision: standing.number,
            own: standing.own,
            since: standing.from,
            warnings: warnings.iter().map(warning).collect::<Vec<Warning>>(),
            open: count(open),
        })
    }

    pub(crate) async fn calendar(&self, ask: CalendarAsk) -> Result<CalendarPage, ApiError> {
        let asked = self.calendar_asked(&ask.pack, &ask.name)?;
        let standing = asked.standing()?;
        let year = ask.year.unwrap_or_else(|| standing.calendar.day_of(asked.now).year());
        let (spec, years) = asked.in_force()?;
        let mut look = self.look().await?;
        let line = self.line(&mut look, &asked).await?;
        let (revisions, names) = self.revisions(&mut look, &asked).await?;
        let own = draft::written(&asked.own()?, &[], &DayNames::new());
        let draft = draft::written(&spec, &years, &names);
        let published = asked.published()?;
        let known: Vec<i32> = published.iter().flat_map(|days| &days.years).map(|year| year.year).collect();
        let rule = asked.pack.calendars.get(&asked.name);
        Ok(CalendarPage {
            line,
            workday: rule.map(|rule| draft::hours(&rule.workday)).unwrap_or_default(),
            year,
            days: draft::days_of(year, &draft, &own),
            year_known: standing.years.as_ref().is_none_or(|years| years.contains(&year)),
            sources: published.map(sources).unwrap_or_default(),
            published: known,
            revisions,
            draft,
            own,
        })
    }

    /// The history of a calendar, newest first, and what the calendar in force calls its days.
    async fn revisions(&self, look: &mut Look<'_>, asked: &Asked) -> Result<(Vec<RevisionLine>, DayNames), ApiError> {
        let mut lines =
            vec![RevisionLine { revision: 1, at: None, by: String::new(), reason: String::new(), own: true }];
        let mut called = DayNames::new();
        for (recorded, event) in look.opened::<CalendarEvent>(stream(&asked.pack.id, &asked.name)).await? {
            let CalendarEvent::Revised { revision, spec, names, reason, .. } = event;
            let by = match recorded.actor {
                Actor::Staff(id) => self.state().person(id).name,
                Actor::Customer | Actor::Desk => String::new(),
            };
            called = names.and_then(|names| serde_json::from_str(names.as_str()).ok()).unwrap_or_default();
            let reason = reason.as_str().to_owned();
            lines.push(RevisionLine { revision, at: Some(recorded.occurred_at), by, reason, own: spec.is_none() });
        }
        lines.reverse();
        Ok((lines, called))
    }

    /// One's own edits that are not in force, as they were kept.
    pub(crate) async fn calendar_edits(&self, ask: CalendarRef) -> Result<Option<KeptEdits>, ApiError> {
        self.calendar_asked(&ask.pack, &ask.name)?;
        let me = self.state().me()?;
        let kept = self.look().await?.calendar_draft(me, (&ask.pack, &ask.name)).await?;
        // What an older program kept in another shape is nothing to go on with.
        Ok(kept.and_then(|(text, at)| Some(KeptEdits { edits: serde_json::from_str(&text).ok()?, at })))
    }

    /// Keeps one's own edits; they survive a crash of the window.
    pub(crate) async fn keep_calendar_edits(&self, ask: KeepCalendarEdits) -> Result<(), ApiError> {
        self.calendar_asked(&ask.pack, &ask.name)?;
        let me = self.state().me()?;
        let text = ask.edits.as_ref().map(serde_json::to_string).transpose().map_err(errors::internal)?;
        // The window that writes them knows them; nobody else shows them.
        Ok(self.store().set_calendar_draft(me, (&ask.pack, &ask.name), text.as_deref(), self.now()).await?)
    }

    /// Puts a calendar in force. Cancelled while it counts, it did not happen.
    pub(crate) async fn save_calendar(&self, ask: SaveCalendar) -> Result<CalendarSaved, ApiError> {
        let stop = ask.job.as_ref().map(|job| self.begin_job(job));
        let saved = self.put_calendar(&ask, stop.as_deref()).await;
        if let Some(job) = &ask.job {
            self.jobs().remove(job);
        }
        saved
    }

    async fn put_calendar(
        &self,
        ask: &SaveCalendar,
        stop: Option<&std::sync::atomic::AtomicBool>,
    ) -> Result<CalendarSaved, ApiError> {
        let me = self.state().me()?;
        let reason = ask.reason.trim();
        if reason.is_empty() {
            return Err(ApiError::field("reason", "missing"));
        }
        let asked = self.calendar_asked(&ask.pack, &ask.name)?;
        let read = match &ask.draft {
            Some(draft) => Some((draft::read(draft)?, draft::years(draft, asked.published()?.as_ref()))),
            None => None,
        };
        let mut write = self.write().await?;
        let of = stream(&asked.pack.id, &asked.name);
        let mut seq = u64::from(ask.revision.saturating_sub(1));
        let revision = ask.revision.max(1) + 1;
        write
            .put(of, &mut seq, Actor::Staff(me), asked.from(), |sealer| {
                let names = ask.draft.as_ref().and_then(draft::names);
                let (spec, years) = read.map_or((None, Vec::new()), |(spec, years)| (Some(spec), years));
                CalendarEvent::Revised {
                    pack: asked.pack.id.clone(),
                    name: asked.name.clone(),
                    revision,
                    spec,
                    years,
                    names: sealer.seal_some(names),
                    reason: sealer.seal(reason),
                }
            })
            .await?;
        let mut watch = |done: u64, of: u64| {
            if let Some(job) = &ask.job {
                self.tell(Event::Progress { job: job.clone(), done, total: Some(of) });
            }
            !stop.is_some_and(|stop| stop.load(Ordering::Acquire))
        };
        let Some(done) = write.work.recount(&mut watch).await? else {
            return Err(ApiError::new(ErrorCode::Cancelled));
        };
        write.work.forget_calendar_draft(me, (&ask.pack, &ask.name)).await?;
        write.commit(&TAGS).await?;
        Ok(CalendarSaved { revision, moved: count(done.moved) })
    }
}

/// Where published days come from, in the words of their file.
fn sources(days: PublicDays) -> Vec<String> {
    let mut words = vec![format!("{} · {}", days.country, days.as_of)];
    words.extend(days.source);
    words
}
