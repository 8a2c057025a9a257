//! The one watcher of a process: has alerts shown when they come due; notices sleep and what other processes wrote; turns
//! the day; starts timed work. How an alert is shown once, however many processes run and however they die: [`crate::alerts`].

use crate::alerts::Waiting;
use crate::api::ApiError;
use crate::api::views::{PromiseRow, Slept};
use crate::clock::Clock;
use crate::{App, Event, today};
use aftercare_core::time::Instant;
use chrono::{DateTime, NaiveDate, TimeDelta};
use std::sync::PoisonError;
use std::sync::atomic::Ordering;
use std::time::Duration;

/// How often other processes' writes are looked for.
const PACE: Duration = Duration::from_millis(250);
/// So long without a look, and the machine slept, or its clock jumped.
const ASLEEP: TimeDelta = TimeDelta::minutes(2);
/// A claim so old that nobody can still be showing it.
const LOST_AFTER: TimeDelta = TimeDelta::minutes(1);
/// How often the watch is written down, so that the next start knows until when somebody looked.
const MARK: TimeDelta = TimeDelta::minutes(1);
/// How often timed work is looked for.
const WORK: TimeDelta = TimeDelta::minutes(1);

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
    /// When timed work was last looked for.
    worked: Option<Instant>,
    waiting: Waiting,
}

impl Watch {
    pub(crate) fn begin(clock: &dyn Clock) -> Self {
        Self { wall: clock.now(), marked: None, gap: None, day: None, worked: None, waiting: Waiting::default() }
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
        self.run_ticker_until(std::future::pending()).await;
    }

    /// Watches until `stop` is there; a look under way, with the work it began, is ended first.
    pub async fn run_ticker_until(&self, stop: impl Future<Output = ()>) {
        let mut stop = std::pin::pin!(stop);
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
                () = &mut stop => return,
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
        let until = read(look.local("watched_until").await?);
        let from = read(look.local("gap_from").await?).or(until);
        drop(look);
        self.set_right(now, until.is_some_and(|until| until - now > ASLEEP)).await?;
        if let Some(from) = from.filter(|from| now - *from > ASLEEP) {
            self.open_gap(from, now).await?;
        }
        Ok(())
    }

    /// The clock may have run ahead and been set right, while we ran or before: what was done ahead of `now` is seen to.
    async fn set_right(&self, now: Instant, seen: bool) -> Result<(), ApiError> {
        if self.store().clock_set_back(now, seen).await? {
            tracing::warn!(%now, "the clock was set back; alerts ahead of it may be shown again");
            self.changed(&["desk".to_owned(), "cases".to_owned()]);
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
        } else if away < -ASLEEP {
            self.set_right(now, true).await?;
        }
        let mut tick = Tick::default();
        if self.inner.options.notifier.takes() {
            tick = self.alert(now, slept || self.watch(|watch| watch.marked.is_none())).await?;
        } else {
            let waiting = self.watch(|watch| std::mem::take(&mut watch.waiting));
            let waiting = self.tell_due(now, waiting).await?;
            self.watch(|watch| watch.waiting = waiting);
        }
        tick.slept = slept;
        self.turn_day(now).await?;
        if self.watch(|watch| watch.marked.is_none_or(|at| now - at >= MARK || now < at)) {
            self.store().set_local("watched_until", &now.to_rfc3339()).await?;
            self.watch(|watch| watch.marked = Some(now));
            self.sweep_uploads();
        }
        if self.watch(|watch| watch.worked.is_none_or(|at| wall - at >= WORK || wall < at)) {
            self.watch(|watch| watch.worked = Some(wall));
            let (book, pack) = self.pack_now()?;
            crate::jobs::run(self, book.service(&pack.id, pack.version)?.calendar.day_of(now)).await;
        }
        if let Err(error) = self.store().put_words_if_written().await {
            tracing::warn!(%error, "words wait for the index; the next search or start puts them in");
        }
        Ok(tick)
    }

    /// Timed work is looked for at the next look.
    pub(crate) fn work_soon(&self) {
        self.watch(|watch| watch.worked = None);
        self.inner.wake.notify_one();
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

    /// What was missed, until a person has seen it.
    pub(crate) async fn slept_summary(&self) -> Result<Option<Slept>, ApiError> {
        let now = self.now();
        // What a clock that ran ahead took for slept away has not passed yet.
        let gap = self.watch(|watch| watch.gap).map(|(from, to)| (from, to.min(now))).filter(|(from, to)| from < to);
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
}
