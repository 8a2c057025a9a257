//! The one watcher of a process: shows alerts once, however many processes run and however they die; notices sleep and
//! what other processes wrote; turns the day; starts timed work.
//!
//! When each alert is to be shown, the store has planned with the clocks. Here it is claimed, shown, confirmed, in this
//! order: an alert whose process dies in between is never shown twice and stands in the next start's summary.

use crate::api::ApiError;
use crate::api::views::{PromiseRow, Slept};
use crate::clock::Clock;
use crate::ports::Alert as Shown;
use crate::words::{Words, civil};
use crate::{App, Event, show, today};
use aftercare_core::clock::ClockName;
use aftercare_core::ids::CaseId;
use aftercare_core::time::Instant;
use aftercare_store::{Alert, AlertKind};
use chrono::{DateTime, NaiveDate, TimeDelta};
use std::collections::BTreeMap;
use std::sync::PoisonError;
use std::sync::atomic::Ordering;
use std::time::Duration;

/// How often other processes' writes are looked for.
const PACE: Duration = Duration::from_millis(250);
/// So long without a look, and the machine slept, or its clock jumped.
const ASLEEP: TimeDelta = TimeDelta::minutes(2);
/// A claim so old that nobody can still be showing it.
const LOST_AFTER: TimeDelta = TimeDelta::minutes(1);
/// More alerts than this at once are told as one.
const STORM: usize = 5;
/// How often the watch is written down, so that the next start knows until when somebody looked.
const MARK: TimeDelta = TimeDelta::minutes(1);

/// What the watcher remembers between two looks.
#[derive(Debug)]
pub(crate) struct Watch {
    /// The computer's clock at the last look.
    wall: Instant,
    /// Until when the watch was last written down.
    marked: Option<Instant>,
    /// From when to when nobody looked, until a person has seen the summary.
    gap: Option<(Instant, Instant)>,
    /// The civil day of the last look.
    day: Option<NaiveDate>,
    backup_tried: Option<Instant>,
}

impl Watch {
    pub(crate) fn begin(clock: &dyn Clock) -> Self {
        Self { wall: clock.now(), marked: None, gap: None, day: None, backup_tried: None }
    }
}

/// What one look did; for tests and logs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tick {
    /// Alerts shown one by one.
    pub shown: usize,
    /// Alerts told together in one summary.
    pub summarised: usize,
    /// Nobody looked for a while before this.
    pub slept: bool,
}

impl App {
    /// Watches for as long as the process lives. A fault of one look is logged, and the next look comes.
    pub async fn run_ticker(&self) {
        if let Err(error) = self.look_back().await {
            tracing::warn!(%error, "the watch could not look back");
        }
        loop {
            if let Err(error) = self.tick().await {
                tracing::warn!(%error, "a look failed");
            }
            tokio::select! {
                () = self.inner.wake.notified() => {}
                () = tokio::time::sleep(PACE) => {}
            }
        }
    }

    fn watch<T>(&self, with: impl FnOnce(&mut Watch) -> T) -> T {
        with(&mut self.inner.watch.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Once, before the first look: until when did somebody look last time?
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn look_back(&self) -> Result<(), ApiError> {
        if self.state().settings.is_none() {
            return Ok(());
        }
        let now = self.now();
        let mut look = self.look().await?;
        let read = |text: Option<String>| text.and_then(|t| DateTime::parse_from_rfc3339(&t).ok()).map(|t| t.to_utc());
        let from = read(look.local("gap_from").await?).or(read(look.local("watched_until").await?));
        drop(look);
        if let Some(from) = from.filter(|from| now - *from > ASLEEP) {
            self.open_gap(from, now).await?;
        }
        Ok(())
    }

    async fn open_gap(&self, from: Instant, to: Instant) -> Result<(), ApiError> {
        let from = self.watch(|watch| {
            let from = watch.gap.map_or(from, |(earlier, _)| earlier.min(from));
            watch.gap = Some((from, to));
            from
        });
        Ok(self.store().set_local("gap_from", &from.to_rfc3339()).await?)
    }

    /// One look.
    ///
    /// # Errors
    /// When the database can't be read or written. Nothing was shown then that is not claimed.
    pub async fn tick(&self) -> Result<Tick, ApiError> {
        if self.inner.busy.load(Ordering::Acquire) {
            return Ok(Tick::default());
        }
        if self.store().changed_elsewhere().await? {
            self.refresh().await?;
            let all = ["*", "desk", "cases", "customers", "surveys", "settings", "forms"];
            self.tell(Event::Changed { tags: all.map(str::to_owned).to_vec() });
        }
        if self.state().settings.is_none() {
            return Ok(Tick::default());
        }
        let (wall, now) = (self.inner.options.clock.now(), self.now());
        let before = self.watch(|watch| std::mem::replace(&mut watch.wall, wall));
        let away = wall - before;
        let slept = away > ASLEEP;
        if slept {
            self.open_gap(now - away, now).await?;
            self.changed(&["desk".to_owned(), "cases".to_owned()]);
        }
        let mut tick = self.alert(now, slept || self.watch(|watch| watch.marked.is_none())).await?;
        tick.slept = slept;
        self.turn_day(now).await?;
        if self.watch(|watch| watch.marked.is_none_or(|at| now - at >= MARK || now < at)) {
            self.store().set_local("watched_until", &now.to_rfc3339()).await?;
            self.watch(|watch| watch.marked = Some(now));
        }
        if self.watch(|watch| watch.backup_tried.is_none_or(|at| wall - at >= TimeDelta::minutes(10) || wall < at)) {
            self.watch(|watch| watch.backup_tried = Some(wall));
            crate::jobs::daily(self).await;
        }
        Ok(tick)
    }

    async fn turn_day(&self, now: Instant) -> Result<(), ApiError> {
        let (book, pack) = self.pack_now()?;
        let today = book.service(&pack.id, pack.version)?.calendar.day_of(now);
        if self.watch(|watch| watch.day.replace(today)) != Some(today) {
            self.freshen_surveys().await?;
            self.tell(Event::Changed { tags: vec!["desk".to_owned(), "surveys".to_owned()] });
        }
        Ok(())
    }

    /// Shows what has come due. After a time in which nobody looked, several become one.
    async fn alert(&self, now: Instant, away: bool) -> Result<Tick, ApiError> {
        let due = self.look().await?.due_alerts(now).await?;
        if due.is_empty() {
            return Ok(Tick::default());
        }
        // Of one clock only the newest is worth showing: "late" makes "in 15 minutes" pointless.
        let mut newest: BTreeMap<(CaseId, ClockName, u32), Alert> = BTreeMap::new();
        let mut stale = Vec::new();
        for alert in due {
            if let Some(older) = newest.insert((alert.case, alert.clock, alert.cycle), alert) {
                stale.push(older);
            }
        }
        let store = self.store();
        for alert in stale {
            if store.claim(&alert.key, now).await? {
                store.shown(&alert.key, now).await?;
            }
        }
        let together = newest.len() > STORM || (away && newest.len() > 1);
        let mut claimed = Vec::new();
        let mut tick = Tick::default();
        for alert in newest.into_values() {
            if !store.claim(&alert.key, now).await? {
                continue;
            }
            if together {
                claimed.push(alert);
            } else if self.show_one(&alert, now) {
                store.shown(&alert.key, now).await?;
                tick.shown += 1;
            }
        }
        claimed.sort_by_key(|alert| alert.due);
        if self.show_all(&claimed) {
            for alert in &claimed {
                store.shown(&alert.key, now).await?;
            }
            tick.summarised = claimed.len();
        }
        self.tell(Event::Changed { tags: vec!["desk".to_owned(), "cases".to_owned()] });
        Ok(tick)
    }

    /// Whether somebody can have seen it: the system took it, or a window listens.
    fn show_one(&self, alert: &Alert, now: Instant) -> bool {
        let words = Words::of(&self.language());
        let zone = self.zone();
        let clock = words.clock(alert.clock);
        let label = show::label(alert.number);
        let mut args = vec![
            ("label", label.clone()),
            ("clock", clock),
            ("party", alert.party.clone()),
            ("subject", alert.subject.clone()),
            ("due", civil(alert.due, now, zone)),
        ];
        let (title, body) = match alert.kind {
            AlertKind::Soon => {
                args.push(("left", words.length(alert.due - now)));
                ("notify-soon-title", "notify-soon-body")
            }
            AlertKind::Late => ("notify-late-title", "notify-late-body"),
        };
        let shown = Shown { title: words.say(title, &args), body: words.say(body, &args), case: Some(alert.case.0) };
        let told = self.inner.events.receiver_count() > 0;
        self.tell(Event::Alert {
            case: alert.case.0,
            label,
            party: alert.party.clone(),
            clock: alert.clock,
            kind: kind(alert.kind).to_owned(),
            at: alert.due,
        });
        self.notify(&shown) || told
    }

    fn show_all(&self, alerts: &[Alert]) -> bool {
        let Some(first) = alerts.first() else { return false };
        let late = alerts.iter().filter(|alert| alert.kind == AlertKind::Late).count();
        let words = Words::of(&self.language());
        let args = [
            ("count", alerts.len().to_string()),
            ("late", late.to_string()),
            ("soon", (alerts.len() - late).to_string()),
            ("label", show::label(first.number)),
            ("party", first.party.clone()),
        ];
        let title = words.say("notify-summary-title", &args);
        let told = self.inner.events.receiver_count() > 0;
        self.notify(&Shown { title, body: words.say("notify-summary-body", &args), case: None }) || told
    }

    fn notify(&self, alert: &Shown) -> bool {
        match self.inner.options.notifier.notify(alert) {
            Ok(()) => true,
            Err(error) => {
                tracing::warn!(error, "an alert could not be shown by the system");
                false
            }
        }
    }

    fn zone(&self) -> chrono_tz::Tz {
        let zone = || -> Result<_, ApiError> {
            let (book, pack) = self.pack_now()?;
            Ok(book.service(&pack.id, pack.version)?.calendar.tz())
        };
        zone().unwrap_or(chrono_tz::UTC)
    }

    /// What was missed, until a person has seen it.
    pub(crate) async fn slept_summary(&self) -> Result<Option<Slept>, ApiError> {
        let now = self.now();
        let gap = self.watch(|watch| watch.gap);
        let (book, pack) = self.pack_now()?;
        let mut look = self.look().await?;
        let lost = look.lost_alerts(now - LOST_AFTER).await?;
        let (from, to) = match (gap, lost.first()) {
            (Some(gap), _) => gap,
            (None, Some(first)) => (first.at, now),
            (None, None) => return Ok(None),
        };
        let passed = look.promises_between(from, to, 100).await?;
        let passed: Vec<PromiseRow> =
            passed.into_iter().filter_map(|row| today::promise(row, now, &book, &pack)).collect();
        if passed.is_empty() && lost.is_empty() {
            return Ok(None);
        }
        Ok(Some(Slept { from, to, passed, lost_alerts: i64::try_from(lost.len()).unwrap_or(i64::MAX) }))
    }

    pub(crate) async fn forget_slept(&self) -> Result<(), ApiError> {
        let now = self.now();
        let lost = self.look().await?.lost_alerts(now - LOST_AFTER).await?;
        let store = self.store();
        for alert in &lost {
            store.shown(&alert.key, now).await?;
        }
        self.watch(|watch| watch.gap = None);
        Ok(store.set_local("gap_from", "").await?)
    }

    /// Takes everything that would be shown now as shown: a sample desk begins quietly.
    pub(crate) async fn hush(&self) -> Result<(), ApiError> {
        let (store, now) = (self.store(), self.now());
        for alert in self.look().await?.due_alerts(now).await? {
            if store.claim(&alert.key, now).await? {
                store.shown(&alert.key, now).await?;
            }
        }
        Ok(())
    }
}

fn kind(kind: AlertKind) -> &'static str {
    match kind {
        AlertKind::Soon => "soon",
        AlertKind::Late => "late",
    }
}
