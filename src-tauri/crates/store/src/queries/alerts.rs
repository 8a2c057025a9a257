//! Alerts: planned with the clock's projection, claimed once, confirmed when shown.
//!
//! A `soon` alert belongs to one due instant; a `late` one to one run of a clock, which is breached only once. An alert whose
//! instant has passed already when its clock is first projected is not made: imported mail shows late without noise.

use crate::cell;
use crate::db::{Conn, query, query_as, query_scalar};
use crate::error::Result;
use crate::project::Calls;
use aftercare_core::clock::ClockName;
use aftercare_core::ids::CaseId;
use aftercare_core::time::Instant;
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use uuid::Uuid;

/// What an alert says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AlertKind {
    /// A deadline comes near.
    Soon,
    /// A deadline has passed.
    Late,
}

/// What an alert is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AlertOf {
    /// A deadline of the case.
    Clock(ClockName),
    /// A task that is to be done.
    Task,
    /// A pressing case that was passed on (HX-11).
    Route,
}

impl AlertOf {
    /// The word that stands in the row.
    fn word(self) -> &'static str {
        match self {
            Self::Clock(clock) => clock.as_str(),
            Self::Task => "task",
            Self::Route => "route",
        }
    }

    fn read(word: &str) -> Result<Self> {
        match word {
            "task" => Ok(Self::Task),
            "route" => Ok(Self::Route),
            word => Ok(Self::Clock(cell::from_word(word)?)),
        }
    }
}

/// An alert with what its words need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    /// Its key; claim and confirm it by this.
    pub key: String,
    /// The case.
    pub case: CaseId,
    /// The case's number.
    pub number: u64,
    /// Customer or correspondent.
    pub party: String,
    /// The case's subject.
    pub subject: String,
    /// A clock, or a task.
    pub of: AlertOf,
    /// The clock's run, or the task's number in its case.
    pub cycle: u32,
    /// Near or passed.
    pub kind: AlertKind,
    /// The deadline, or the task's instant.
    pub due: Instant,
    /// When it was to be shown.
    pub at: Instant,
    /// What is to be done, of a task that is still open.
    pub task: Option<String>,
    /// It was shown once already, by a clock that ran ahead or was not set back yet.
    pub told: bool,
}

/// An alert that a case calls for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Planned {
    pub key: String,
    of: AlertOf,
    cycle: u32,
    kind: AlertKind,
    due: Instant,
    pub at: Instant,
}

/// What a case calls for. A task calls once, at its instant; under another instant it is called for anew.
pub(crate) fn wanted(case: CaseId, calls: &Calls, leads: &[u32], now: Instant) -> Vec<Planned> {
    let mut plan = Vec::new();
    for run in calls.runs.iter().filter(|run| run.ended.is_none()) {
        let name = format!("{case}:{}:{}", run.clock.as_str(), run.cycle);
        let passed = run.breach(now);
        let of = AlertOf::Clock(run.clock);
        let planned = |key: String, kind, due, at| Planned { key, of, cycle: run.cycle, kind, due, at };
        if let Some(due) = passed.or(run.due) {
            // A microsecond after due: stopping exactly at due is met.
            plan.push(planned(format!("{name}:late"), AlertKind::Late, due, due + TimeDelta::microseconds(1)));
        }
        if let (None, Some(due)) = (passed, run.due) {
            for lead in leads {
                let at = due - TimeDelta::minutes(i64::from(*lead));
                plan.push(planned(format!("{name}:soon{lead}:{}", cell::us(due)), AlertKind::Soon, due, at));
            }
        }
    }
    for task in &calls.tasks {
        let Some(due) = task.due_at.and_then(|due| cell::instant(due).ok()) else { continue };
        let key = format!("{case}:{}:{}:soon0:{}", AlertOf::Task.word(), task.number, cell::us(due));
        let cycle = u32::try_from(task.number).unwrap_or(u32::MAX);
        plan.push(Planned { key, of: AlertOf::Task, cycle, kind: AlertKind::Soon, due, at: due });
    }
    if let Some((number, routed)) = calls.pressing {
        // Just after it was passed on: what was imported lies behind and stays quiet.
        let at = routed + TimeDelta::microseconds(1);
        let key = format!("{case}:{}:{number}:soon0:{}", AlertOf::Route.word(), cell::us(at));
        let cycle = u32::try_from(number).unwrap_or(u32::MAX);
        plan.push(Planned { key, of: AlertOf::Route, cycle, kind: AlertKind::Soon, due: at, at });
    }
    plan
}

/// Number and instant of the routing of which an alert still waits.
pub(crate) async fn pressing(conn: &mut Conn, case: CaseId) -> Result<Option<(u64, Instant)>> {
    let row: Option<(i64, i64)> =
        query_as("SELECT cycle, at FROM alert WHERE case_id = $1 AND clock = $2 AND claimed_at IS NULL")
            .bind(case.0)
            .bind(AlertOf::Route.word())
            .fetch_optional(conn)
            .await?;
    row.map(|(number, at)| Ok((cell::count(number)?, cell::instant(at - 1)?))).transpose()
}

/// Plans a case's alerts anew. What was claimed stands; what is no longer called for goes; only what lies ahead is added.
pub(crate) async fn plan(conn: &mut Conn, case: CaseId, calls: &Calls, leads: &[u32], now: Instant) -> Result<()> {
    plan_since(conn, case, calls, leads, now, now).await
}

/// [`plan`] for a case that called for `before` when it was planned last, at `then`. Where it calls for the same now, what
/// had to be done was done then: nothing that lies ahead now lay behind.
pub(crate) async fn plan_after(
    conn: &mut Conn,
    case: CaseId,
    (before, then): (&[Planned], Instant),
    wanted: &[Planned],
    now: Instant,
) -> Result<()> {
    match now >= then && before == wanted {
        true => Ok(()),
        false => bring(conn, case, wanted, now).await,
    }
}

/// [`plan`], but what lay ahead at `since`, when it was planned last, and is gone comes back too.
pub(crate) async fn plan_since(
    conn: &mut Conn,
    case: CaseId,
    calls: &Calls,
    leads: &[u32],
    now: Instant,
    since: Instant,
) -> Result<()> {
    bring(conn, case, &wanted(case, calls, leads, now), since.min(now)).await
}

/// Brings a case's alerts to what is wanted; of those, only what lies behind `since` is added.
pub(crate) async fn bring(conn: &mut Conn, case: CaseId, wanted: &[Planned], since: Instant) -> Result<()> {
    let waiting: Vec<(String, i64, i64)> =
        query_as("SELECT key, due, at FROM alert WHERE case_id = $1 AND claimed_at IS NULL")
            .bind(case.0)
            .fetch_all(&mut *conn)
            .await?;
    for (key, ..) in waiting.iter().filter(|(key, ..)| wanted.iter().all(|alert| alert.key != *key)) {
        query("DELETE FROM alert WHERE key = $1 AND claimed_at IS NULL").bind(key).later(conn).await?;
    }
    for alert in wanted.iter().filter(|alert| alert.at > since) {
        let as_it_is = (cell::us(alert.due), cell::us(alert.at));
        if !waiting.iter().any(|(key, due, at)| *key == alert.key && (*due, *at) == as_it_is) {
            put(conn, case, alert).await?;
        }
    }
    Ok(())
}

/// Whether a case's alerts are those that were called for when it was `planned` last: each that lay ahead stands, claimed or as
/// it has to be, and none waits that nothing called for.
pub(crate) async fn hold(
    conn: &mut Conn,
    case: CaseId,
    calls: &Calls,
    leads: &[u32],
    planned: Instant,
) -> Result<bool> {
    let rows: Vec<(String, i64, i64, Option<i64>)> =
        query_as("SELECT key, due, at, claimed_at FROM alert WHERE case_id = $1").bind(case.0).fetch_all(conn).await?;
    let then = wanted(case, calls, leads, planned);
    let stands = |alert: &Planned| {
        let same = (cell::us(alert.due), cell::us(alert.at));
        rows.iter().any(|(key, due, at, claimed)| *key == alert.key && (claimed.is_some() || (*due, *at) == same))
    };
    // A clock that was set back plans as of an earlier instant.
    let ever = wanted(case, calls, leads, Instant::MIN_UTC);
    let called = |key: &str| then.iter().chain(&ever).any(|alert| alert.key == key);
    Ok(then.iter().filter(|alert| alert.at > planned).all(stands)
        && rows.iter().filter(|(.., claimed)| claimed.is_none()).all(|(key, ..)| called(key)))
}

/// Writes one down; one that was claimed stands as it is.
pub(crate) async fn put(conn: &mut Conn, case: CaseId, alert: &Planned) -> Result<()> {
    query(
        "INSERT INTO alert (key, case_id, clock, cycle, kind, due, at) VALUES ($1, $2, $3, $4, $5, $6, $7) \
         ON CONFLICT (key) DO UPDATE SET due = excluded.due, at = excluded.at WHERE alert.claimed_at IS NULL",
    )
    .bind(&alert.key)
    .bind(case.0)
    .bind(alert.of.word())
    .bind(i64::from(alert.cycle))
    .bind(cell::word(&alert.kind))
    .bind(cell::us(alert.due))
    .bind(cell::us(alert.at))
    .later(conn)
    .await
}

#[derive(FromRow)]
struct AlertCells {
    key: String,
    case_id: Uuid,
    number: i64,
    party: String,
    customer_name: Option<String>,
    subject: String,
    clock: String,
    cycle: i64,
    kind: String,
    due: i64,
    at: i64,
    task: Option<String>,
    told: i64,
}

impl AlertCells {
    fn read(self) -> Result<Alert> {
        Ok(Alert {
            key: self.key,
            case: CaseId(self.case_id),
            number: cell::count(self.number)?,
            party: self.customer_name.unwrap_or(self.party),
            subject: self.subject,
            of: AlertOf::read(&self.clock)?,
            cycle: u32::try_from(self.cycle).unwrap_or(u32::MAX),
            kind: cell::from_word(&self.kind)?,
            due: cell::instant(self.due)?,
            at: cell::instant(self.at)?,
            task: self.task,
            told: self.told != 0,
        })
    }
}

macro_rules! list {
    ($rest:literal) => {
        concat!(
            "SELECT a.key, a.case_id, c.number, c.party, u.name AS customer_name, c.subject, a.clock, a.cycle, a.kind, a.due, a.at, \
             t.what AS task, CASE WHEN a.shown_at IS NULL THEN CAST(0 AS BIGINT) ELSE CAST(1 AS BIGINT) END AS told \
             FROM alert a JOIN case_view c ON c.id = a.case_id LEFT JOIN customer_view u ON u.id = c.customer \
             LEFT JOIN task_view t ON t.case_id = a.case_id AND a.clock = 'task' AND t.number = a.cycle ",
            $rest
        )
    };
}

/// Alerts whose instant has come and that nobody claimed, oldest first.
pub(crate) async fn due(conn: &mut Conn, now: Instant, limit: i64) -> Result<Vec<Alert>> {
    let rows: Vec<AlertCells> =
        query_as(list!("WHERE a.claimed_at IS NULL AND a.at <= $1 ORDER BY a.at, a.key LIMIT $2"))
            .bind(cell::us(now))
            .bind(limit)
            .fetch_all(conn)
            .await?;
    rows.into_iter().map(AlertCells::read).collect()
}

/// Alerts claimed before `before` and never confirmed: their process died in between.
pub(crate) async fn lost(conn: &mut Conn, before: Instant) -> Result<Vec<Alert>> {
    let rows: Vec<AlertCells> =
        query_as(list!("WHERE a.claimed_at < $1 AND a.shown_at IS NULL ORDER BY a.claimed_at, a.key LIMIT 1000"))
            .bind(cell::us(before))
            .fetch_all(conn)
            .await?;
    rows.into_iter().map(AlertCells::read).collect()
}

/// Claims an alert. True for exactly one caller, however many ask and however they die.
pub(crate) async fn claim(conn: &mut Conn, key: &str, now: Instant) -> Result<bool> {
    let done = query("UPDATE alert SET claimed_at = $2 WHERE key = $1 AND claimed_at IS NULL")
        .bind(key)
        .bind(cell::us(now))
        .execute(conn)
        .await?;
    Ok(done == 1)
}

/// Confirms that an alert was seen or told.
pub(crate) async fn shown(conn: &mut Conn, key: &str, now: Instant) -> Result<()> {
    query("UPDATE alert SET shown_at = $2 WHERE key = $1 AND claimed_at IS NOT NULL AND shown_at IS NULL")
        .bind(key)
        .bind(cell::us(now))
        .execute(conn)
        .await?;
    Ok(())
}

/// The instant of the next unclaimed alert, past or coming.
pub(crate) async fn next(conn: &mut Conn) -> Result<Option<Instant>> {
    let at: Option<i64> = query_scalar("SELECT MIN(at) FROM alert WHERE claimed_at IS NULL").fetch_one(conn).await?;
    cell::instant_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queries::tasks::TaskCells;
    use aftercare_core::clock::ClockRun;

    fn calls(runs: &[ClockRun]) -> Calls {
        Calls { runs: runs.to_vec(), ..Calls::default() }
    }

    fn run(due: Option<Instant>, ended: Option<Instant>) -> ClockRun {
        let started = Instant::default();
        ClockRun {
            clock: ClockName::Solution,
            cycle: 1,
            started,
            due,
            stopped: ended,
            cancelled: false,
            ended,
            breached_at: None,
            pauses: Vec::new(),
            dues: Vec::new(),
        }
    }

    #[test]
    fn an_open_run_calls_for_its_leads_and_its_end() {
        let start = Instant::default();
        let due = start + TimeDelta::hours(24);
        let plan = wanted(CaseId(Uuid::nil()), &calls(&[run(Some(due), None)]), &[60, 15], start);
        let at: Vec<_> = plan.iter().map(|alert| (alert.kind, alert.at)).collect();
        assert_eq!(
            at,
            [
                (AlertKind::Late, due + TimeDelta::microseconds(1)),
                (AlertKind::Soon, due - TimeDelta::minutes(60)),
                (AlertKind::Soon, due - TimeDelta::minutes(15)),
            ]
        );
    }

    #[test]
    fn a_passed_deadline_calls_for_no_warning_and_an_ended_or_hidden_one_for_nothing() {
        let start = Instant::default();
        let due = start + TimeDelta::hours(1);
        let case = CaseId(Uuid::nil());
        let passed = wanted(case, &calls(&[run(Some(due), None)]), &[60], due + TimeDelta::seconds(1));
        assert_eq!(passed.iter().map(|a| a.kind).collect::<Vec<_>>(), [AlertKind::Late]);
        assert!(wanted(case, &calls(&[run(Some(due), Some(start)), run(None, None)]), &[60], start).is_empty());
    }

    #[test]
    fn a_task_calls_at_its_instant_and_anew_when_it_is_put_off() {
        let case = CaseId(Uuid::nil());
        let task = |due_at| TaskCells {
            id: Uuid::nil(),
            number: 7,
            sort: "todo".to_owned(),
            what: "ask again".to_owned(),
            due_at,
            owner: Uuid::nil(),
        };
        let plan = |due_at| {
            let calls = Calls { tasks: vec![task(due_at)], ..Calls::default() };
            wanted(case, &calls, &[60, 15], Instant::default())
        };
        assert!(plan(None).is_empty());
        let (first, later) = (plan(Some(5_000_000)), plan(Some(9_000_000)));
        assert_eq!((first.len(), first[0].of, first[0].cycle, first[0].at), (1, AlertOf::Task, 7, first[0].due));
        assert_ne!(first[0].key, later[0].key);
    }
}
