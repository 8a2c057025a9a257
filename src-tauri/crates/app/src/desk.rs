//! The desk's own facts: who sits here, what it is set to, how far its clock was moved; setting it up; its frame.

use crate::api::acts::{MoveClock, SetUp};
use crate::api::views::{Counts, DayLine, Desk, Slept, Span, StaffMember, Warning};
use crate::api::{ApiError, ErrorCode};
use crate::declare::{Stated, hear};
use crate::settings::{Window, addresses};
use crate::{App, sample, show};
use aftercare_core::calendar::CalendarWarning;
use aftercare_core::case::Language;
use aftercare_core::desk::{DeskEvent, Settings, Staff};
use aftercare_core::ids::StaffId;
use aftercare_core::journal::Actor;
use aftercare_core::time::Instant;
use aftercare_store::Store;
use chrono::TimeDelta;
use std::sync::atomic::Ordering;

/// The desk as its stream tells it, with this computer's own choices.
#[derive(Clone, Debug, Default)]
pub(crate) struct State {
    pub(crate) settings: Option<Settings>,
    /// In the order they joined; the first one sits here until log-in exists.
    pub(crate) staff: Vec<(StaffId, Staff)>,
    /// How far the sample desk's clock was moved.
    pub(crate) moved: TimeDelta,
    /// Number of the desk stream's last event.
    pub(crate) seq: u64,
    pub(crate) window: Window,
    /// What was declared, oldest first.
    pub(crate) declared: Vec<Stated>,
    /// Number and instant of the last event about a declaration.
    pub(crate) declared_last: Option<(u64, Instant)>,
}

impl State {
    pub(crate) async fn read(store: &Store) -> Result<Self, ApiError> {
        let mut state = Self { window: Window::read(store).await?, ..Self::default() };
        let mut look = store.look().await?;
        state.moved = crate::seconds(look.clock_ahead().await?);
        for entry in look.desk_entries().await? {
            state.seq = state.seq.max(entry.seq);
            match entry.event {
                DeskEvent::SettingsSet { settings } => state.settings = Some(settings),
                DeskEvent::StaffSet { id, staff } => match state.staff.iter_mut().find(|(known, _)| *known == id) {
                    Some((_, old)) => *old = staff,
                    None => state.staff.push((id, staff)),
                },
                event @ (DeskEvent::Declared { .. } | DeskEvent::DeclarationEnded { .. }) => {
                    hear(&mut state.declared, entry.actor, entry.at, event);
                    state.declared_last = Some((entry.seq, entry.at));
                }
                DeskEvent::ClockMoved { .. } | DeskEvent::BackedUp { .. } => {}
            }
        }
        Ok(state)
    }

    pub(crate) fn settings(&self) -> Result<&Settings, ApiError> {
        self.settings.as_ref().ok_or_else(|| ApiError::new(ErrorCode::NotSetUp))
    }

    pub(crate) fn me(&self) -> Result<StaffId, ApiError> {
        self.staff.first().map(|(id, _)| *id).ok_or_else(|| ApiError::new(ErrorCode::NotSetUp))
    }

    /// Those who are on the desk; a case or a task can be given to them.
    pub(crate) fn here(&self) -> impl Iterator<Item = &(StaffId, Staff)> {
        self.staff.iter().filter(|(_, staff)| !staff.left)
    }

    /// A person by id; one who is not on the desk (any more) keeps the id and has no name.
    pub(crate) fn person(&self, id: StaffId) -> StaffMember {
        match self.staff.iter().find(|(known, _)| *known == id) {
            Some((id, staff)) => show::staff(*id, staff),
            None => StaffMember { id: id.0, name: String::new(), initials: "–".to_owned(), group: None },
        }
    }
}

impl App {
    pub(crate) async fn desk(&self, (): ()) -> Result<Desk, ApiError> {
        let (now, state) = (self.now(), self.state());
        let ready = state.settings.is_some() && !self.inner.busy.load(Ordering::Acquire);
        let (book, pack) = self.pack_now()?;
        let service = &book.service(&pack.id, pack.version)?.calendar;
        let today = service.day_of(now);
        let (from, to) = service.day_span(today);
        let is_open = service.is_open(now);
        let open: Vec<Span> =
            service.open_intervals(from, to).into_iter().map(|(from, to)| Span { from, to }).collect();
        let closes = open.iter().find(|span| span.from <= now && now < span.to).map(|span| span.to);
        let mut warnings = Vec::new();
        for name in pack.calendars.keys() {
            warnings.extend(book.warnings(&pack.id, pack.version, name, today)?.iter().map(warning));
        }
        warnings.dedup();
        if ready && let Some((day, code)) = crate::jobs::backup_fault(self).await? {
            let args = [("day".to_owned(), day), ("why".to_owned(), code)];
            warnings.push(Warning { code: "backup_failed".to_owned(), args: args.into() });
        }
        let counts = if ready { self.counts(today).await? } else { Counts::default() };
        Ok(Desk {
            ready,
            house: state.settings.as_ref().map(|s| s.house.clone()).unwrap_or_default(),
            me: state.staff.first().map(|(id, staff)| show::staff(*id, staff)),
            staff: state.here().map(|(id, staff)| show::staff(*id, staff)).collect(),
            zone: service.tz().name().to_owned(),
            now,
            day: DayLine {
                date: today,
                open,
                is_open,
                changes_at: if is_open { closes } else { service.next_opening(now).ok() },
            },
            sample: state.settings.as_ref().is_some_and(|s| s.sample),
            notifications: self.inner.options.notifier.state(),
            counts,
            warnings,
            slept: if ready { self.slept().await? } else { None },
        })
    }

    async fn counts(&self, today: chrono::NaiveDate) -> Result<Counts, ApiError> {
        let counts = self.look().await?.counts(self.now(), today).await?;
        Ok(Counts {
            for_us: count(counts.for_us),
            waiting: count(counts.waiting),
            late: count(counts.late),
            solved: count(counts.solved),
            closed: count(counts.closed),
            surveys: count(counts.surveys),
        })
    }

    /// The pack in force now, with its book.
    pub(crate) fn pack_now(&self) -> Result<(aftercare_core::policy::Book, aftercare_core::policy::Pack), ApiError> {
        let book = self.book();
        let id = self.state().settings.as_ref().map_or_else(|| "hx-leather".to_owned(), |s| s.pack.clone());
        let pack = book.in_force(&id, self.now())?.clone();
        Ok((book, pack))
    }

    /// Begins the desk.
    pub(crate) async fn set_up(&self, ask: SetUp) -> Result<(), ApiError> {
        if self.state().settings.is_some() {
            return Err(ApiError::new(ErrorCode::AlreadySetUp));
        }
        if ask.name.trim().is_empty() {
            return Err(ApiError::field("name", "missing"));
        }
        if self.book().in_force(&ask.pack, self.now()).is_err() {
            return Err(ApiError::field("pack", "unknown"));
        }
        let language = if ask.language.starts_with("zh") { "zh-CN" } else { "en" };
        self.set_window(Window { language: language.to_owned(), ..Window::default() }).await?;
        if ask.sample {
            return sample::make(self, &ask).await;
        }
        let settings = Settings {
            house: ask.house.trim().to_owned(),
            pack: ask.pack.clone(),
            addresses: addresses(&ask.addresses)?,
            sample: false,
            ..first_settings()
        };
        self.begin(settings, &[(ask.name.trim(), None)]).await
    }

    /// Writes the first events of the desk.
    pub(crate) async fn begin(&self, settings: Settings, people: &[(&str, Option<&str>)]) -> Result<(), ApiError> {
        let now = self.now();
        let mut write = self.write().await?;
        let mut seq = 0;
        let first = write.desk(&mut seq, Actor::Desk, now, |_| DeskEvent::SettingsSet { settings }).await;
        if let Err(error) = first {
            drop(write);
            // Somebody else began it meanwhile, in another process.
            if error.code == ErrorCode::Conflict {
                self.refresh().await?;
                return Err(ApiError::new(ErrorCode::AlreadySetUp));
            }
            return Err(error);
        }
        for (name, group) in people {
            let id = StaffId::at(now, crate::random());
            write
                .desk(&mut seq, Actor::Desk, now, |sealer| DeskEvent::StaffSet {
                    id,
                    staff: Staff {
                        name: sealer.seal(*name),
                        group: group.map(str::to_owned),
                        languages: vec![Language::En, Language::Zh],
                        supervisor: false,
                        away: None,
                        left: false,
                    },
                })
                .await?;
        }
        write.commit(&["desk", "settings"]).await?;
        self.refresh().await
    }

    /// Moves a sample desk's clock forward; a real desk refuses.
    pub(crate) async fn move_clock(&self, ask: MoveClock) -> Result<(), ApiError> {
        let state = self.state();
        if !state.settings()?.sample {
            return Err(ApiError::new(ErrorCode::SampleOnly));
        }
        if ask.seconds <= 0 || ask.seconds > 366 * 86_400 {
            return Err(ApiError::field("seconds", "out_of_range"));
        }
        self.record_move(ask.seconds).await
    }

    pub(crate) async fn record_move(&self, seconds: i64) -> Result<(), ApiError> {
        let state = self.state();
        let mut write = self.write().await?;
        let mut seq = state.seq;
        let actor = Actor::Staff(state.me()?);
        write.desk(&mut seq, actor, self.now(), |_| DeskEvent::ClockMoved { seconds }).await?;
        write.commit(&["desk", "cases", "surveys"]).await?;
        self.refresh().await?;
        self.freshen_surveys().await?;
        self.changed(&["desk".to_owned(), "cases".to_owned(), "surveys".to_owned()]);
        Ok(())
    }

    /// The summary of what was missed was seen.
    pub(crate) async fn slept_seen(&self, (): ()) -> Result<(), ApiError> {
        self.forget_slept().await?;
        self.changed(&["desk".to_owned()]);
        Ok(())
    }

    pub(crate) async fn slept(&self) -> Result<Option<Slept>, ApiError> {
        self.slept_summary().await
    }
}

/// What a new desk is set to.
pub(crate) fn first_settings() -> Settings {
    Settings {
        house: String::new(),
        pack: "hx-leather".to_owned(),
        addresses: Vec::new(),
        phone: String::new(),
        lead_minutes: vec![60, 15],
        sample: false,
        backup_days: 14,
        backup_folder: None,
    }
}

pub(crate) fn warning(warning: &CalendarWarning) -> Warning {
    let (code, year) = match warning {
        CalendarWarning::YearNotPublished(year) => ("year_not_published", year),
        CalendarWarning::YearNotRecorded(year) => ("year_not_recorded", year),
    };
    Warning { code: code.to_owned(), args: [("year".to_owned(), year.to_string())].into() }
}

pub(crate) fn count(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
