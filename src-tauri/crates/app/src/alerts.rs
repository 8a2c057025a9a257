//! Alerts: shown by the screen of this process, or, from a server, handed to the one client that takes them.
//!
//! When each is to be shown, the store has planned with the clocks. Here it is claimed, shown, confirmed, in this order: an
//! alert whose process or client dies in between is never shown twice and stands in the next summary. When to look is
//! the ticker's business.

use crate::api::ApiError;
use crate::api::acts::AlertKeys;
use crate::api::views::{AlertSort, AlertView};
use crate::ports::Alert as Shown;
use crate::ticker::Tick;
use crate::words::{Words, civil};
use crate::{App, Event, show};
use aftercare_core::ids::CaseId;
use aftercare_core::time::Instant;
use aftercare_store::{Alert, AlertKind, AlertOf};
use chrono::TimeDelta;
use chrono_tz::Tz;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// More alerts than this at once are told as one.
const STORM: usize = 5;
/// Alerts that wait for a client longer than this came due while nobody looked.
const OVERDUE: TimeDelta = TimeDelta::minutes(2);
/// While alerts wait for a client, it is said again after this time.
const AGAIN: Duration = Duration::from_secs(30);

/// What a server's ticker has said about alerts that wait.
#[derive(Debug, Default)]
pub(crate) struct Waiting {
    keys: BTreeSet<String>,
    said: Duration,
}

impl App {
    /// What is due and worth showing. Of one clock only the newest is: "late" makes "in 15 minutes" pointless.
    async fn fresh(&self, now: Instant) -> Result<Vec<Alert>, ApiError> {
        let due = self.look().await?.due_alerts(now).await?;
        let mut newest: BTreeMap<(CaseId, AlertOf, u32), Alert> = BTreeMap::new();
        let mut stale = Vec::new();
        for alert in due {
            // Shown when the clock stood past it once before, and passed again in a jump: the summary on the page has it.
            if alert.told && now - alert.at > OVERDUE {
                stale.push(alert);
                continue;
            }
            if let Some(older) = newest.insert((alert.case, alert.of, alert.cycle), alert) {
                stale.push(older);
            }
        }
        let store = self.store();
        for alert in stale {
            if store.claim(&alert.key, now).await? {
                store.shown(&alert.key, now).await?;
            }
        }
        Ok(newest.into_values().collect())
    }

    /// Shows what has come due. After a time in which nobody looked, several become one.
    pub(crate) async fn alert(&self, now: Instant, away: bool) -> Result<Tick, ApiError> {
        let fresh = self.fresh(now).await?;
        if fresh.is_empty() {
            return Ok(Tick::default());
        }
        let store = self.store();
        let together = fresh.len() > STORM || (away && fresh.len() > 1);
        let mut claimed = Vec::new();
        let mut tick = Tick::default();
        for alert in fresh {
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
        if self.show_all(&claimed, now) {
            for alert in &claimed {
                store.shown(&alert.key, now).await?;
            }
            tick.summarised = claimed.len();
        }
        self.tell(Event::Changed { tags: vec!["desk".to_owned(), "cases".to_owned()] });
        Ok(tick)
    }

    /// Says to the clients that alerts wait: when a new one came, and again from time to time.
    pub(crate) async fn tell_due(&self, now: Instant, waiting: Waiting) -> Result<Waiting, ApiError> {
        let due = self.look().await?.due_alerts(now).await?;
        let keys: BTreeSet<String> = due.into_iter().map(|alert| alert.key).collect();
        let steady = self.inner.options.clock.steady();
        let again = !keys.is_empty() && steady.saturating_sub(waiting.said) >= AGAIN;
        if again || !keys.is_subset(&waiting.keys) {
            self.tell(Event::Due);
            return Ok(Waiting { keys, said: steady });
        }
        Ok(Waiting { keys, ..waiting })
    }

    /// Claims everything that is due and hands it to this caller alone.
    pub(crate) async fn take_alerts(&self, (): ()) -> Result<Vec<AlertView>, ApiError> {
        if self.state().settings.is_none() {
            return Ok(Vec::new());
        }
        let now = self.now();
        let store = self.store();
        let mut claimed = Vec::new();
        for alert in self.fresh(now).await? {
            if store.claim(&alert.key, now).await? {
                claimed.push(alert);
            }
        }
        if claimed.is_empty() {
            return Ok(Vec::new());
        }
        claimed.sort_by_key(|alert| alert.due);
        self.changed(&["desk".to_owned(), "cases".to_owned()]);
        let overdue = claimed.iter().any(|alert| now - alert.at > OVERDUE);
        if claimed.len() > STORM || (overdue && claimed.len() > 1) {
            return Ok(self.summary(&claimed, now).into_iter().collect());
        }
        Ok(claimed.iter().map(|alert| self.one(alert, now)).collect())
    }

    /// A client has shown what it took.
    pub(crate) async fn alerts_shown(&self, ask: AlertKeys) -> Result<(), ApiError> {
        let (store, now) = (self.store(), self.now());
        for key in &ask.keys {
            store.shown(key, now).await?;
        }
        Ok(())
    }

    fn one(&self, alert: &Alert, now: Instant) -> AlertView {
        let late = alert.kind == AlertKind::Late;
        let (kind, clock) = match alert.of {
            AlertOf::Task => (AlertSort::Task, None),
            AlertOf::Route => (AlertSort::Routed, None),
            AlertOf::Clock(clock) => (if late { AlertSort::Late } else { AlertSort::Soon }, Some(clock)),
        };
        AlertView {
            keys: vec![alert.key.clone()],
            kind,
            case: Some(alert.case.0),
            label: show::label(alert.number),
            party: alert.party.clone(),
            subject: alert.subject.clone(),
            clock,
            task: alert.task.clone(),
            at: Some(alert.due),
            late: u32::from(late),
            soon: u32::from(!late),
            now,
            zone: self.zone().name().to_owned(),
        }
    }

    fn summary(&self, alerts: &[Alert], now: Instant) -> Option<AlertView> {
        let first = self.one(alerts.first()?, now);
        let late = alerts.iter().filter(|alert| alert.kind == AlertKind::Late).count();
        let many = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Some(AlertView {
            keys: alerts.iter().map(|alert| alert.key.clone()).collect(),
            kind: AlertSort::Summary,
            case: None,
            clock: None,
            task: None,
            at: None,
            late: many(late),
            soon: many(alerts.len() - late),
            ..first
        })
    }

    /// Whether somebody can have seen it: the system took it, or a window listens.
    fn show_one(&self, alert: &Alert, now: Instant) -> bool {
        let view = self.one(alert, now);
        let told = self.inner.events.receiver_count() > 0;
        self.tell(Event::Alert {
            case: alert.case.0,
            label: view.label.clone(),
            party: view.party.clone(),
            clock: view.clock,
            kind: view.kind,
            at: alert.due,
        });
        self.notify(&view) || told
    }

    fn show_all(&self, alerts: &[Alert], now: Instant) -> bool {
        let Some(view) = self.summary(alerts, now) else { return false };
        let told = self.inner.events.receiver_count() > 0;
        self.notify(&view) || told
    }

    fn notify(&self, view: &AlertView) -> bool {
        match self.inner.options.notifier.notify(&worded(view, &self.language())) {
            Ok(()) => true,
            Err(error) => {
                tracing::warn!(error, "an alert could not be shown by the system");
                false
            }
        }
    }

    fn zone(&self) -> Tz {
        let zone = || -> Result<_, ApiError> {
            let (book, pack) = self.pack_now()?;
            Ok(book.service(&pack.id, pack.version)?.calendar.tz())
        };
        zone().unwrap_or(chrono_tz::UTC)
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

/// An alert in the words of a language, as the system shows it.
pub(crate) fn worded(view: &AlertView, language: &str) -> Shown {
    let words = Words::of(language);
    // A server is of its client's version, so both know the same zones.
    let zone: Tz = view.zone.parse().unwrap_or(chrono_tz::UTC);
    let mut args = vec![
        ("label", view.label.clone()),
        ("party", view.party.clone()),
        ("subject", view.subject.clone()),
        ("count", view.keys.len().to_string()),
        ("late", view.late.to_string()),
        ("soon", view.soon.to_string()),
    ];
    args.extend(view.task.clone().map(|what| ("what", what)));
    args.extend(view.clock.map(|clock| ("clock", words.clock(clock))));
    if let Some(due) = view.at {
        args.extend([("due", civil(due, view.now, zone)), ("left", words.length(due - view.now))]);
    }
    let (title, body) = match view.kind {
        AlertSort::Soon => ("notify-soon-title", "notify-soon-body"),
        AlertSort::Late => ("notify-late-title", "notify-late-body"),
        AlertSort::Task => ("notify-task-title", "notify-task-body"),
        AlertSort::Routed => ("notify-routed-title", "notify-routed-body"),
        AlertSort::Summary => ("notify-summary-title", "notify-summary-body"),
    };
    Shown { title: words.say(title, &args), body: words.say(body, &args), case: view.case }
}
