//! Brings stored projections up to the journal: reads a stream, folds it, writes its rows. Runs inside the transaction that
//! wrote the events, so that no reader ever sees one without the other.

use crate::cell;
use crate::db::Conn;
use crate::error::{Result, StoreError};
use crate::look::Look;
use crate::project;
use crate::project::{Calls, CaseRows, CustomerRows};
use crate::queries::cases::{CaseCells, FormCells, Moves};
use crate::queries::clocks::ClockCells;
use crate::queries::sessions::{self, SessionCells};
use crate::queries::tasks::{self, TaskCells};
use crate::queries::{alerts, cases, clocks, customers, desk, events, goods, search};
use aftercare_core::case::Entry;
use aftercare_core::customer::CustomerEntry;
use aftercare_core::desk::{DeskEvent, STREAM, Settings};
use aftercare_core::ids::{CaseId, CustomerId, LotId, UnitId};
use aftercare_core::journal::{Hash, StreamKind};
use aftercare_core::policy::Book;
use aftercare_core::time::Instant;
use chrono::TimeDelta;

/// What folding needs besides the events.
#[derive(Clone, Copy)]
pub(crate) struct With<'a> {
    pub book: &'a Book,
    pub settings: Option<&'a Settings>,
    pub now: Instant,
}

impl With<'_> {
    pub(crate) fn leads(&self) -> &[u32] {
        self.settings.map_or(&[], |settings| &settings.lead_minutes)
    }
}

/// What stands written about a case.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stored {
    pub cells: Option<CaseCells>,
    pub clocks: Vec<ClockCells>,
    pub addresses: Vec<String>,
    pub forms: Vec<FormCells>,
    pub tasks: Vec<TaskCells>,
    pub sessions: Vec<SessionCells>,
    /// The hash of the text that it is found by, where that is known.
    pub text: Option<Hash>,
}

impl From<CaseRows> for Stored {
    fn from(rows: CaseRows) -> Self {
        let CaseRows { cells, clocks, addresses, forms, sessions, text, calls } = rows;
        let tasks = calls.tasks;
        let text = Some(Hash::of(text.as_bytes()));
        Self { cells: Some(cells), clocks, addresses, forms, tasks, sessions, text }
    }
}

/// When the words of a case go into the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Words {
    /// With its other rows.
    Now,
    /// Soon after, and before anybody searches ([`crate::Store::put_words`]); whoever writes the other rows lets them wait.
    Later,
}

/// Reads what stands written about a case.
pub(crate) async fn stored(conn: &mut Conn, id: CaseId) -> Result<Stored> {
    let Some(cells) = cases::cells(conn, id.0).await? else { return Ok(Stored::default()) };
    Ok(Stored {
        cells: Some(cells),
        clocks: clocks::cells(conn, id.0).await?,
        addresses: cases::addresses(conn, id.0).await?,
        forms: cases::form_cells(conn, id.0).await?,
        tasks: tasks::cells(conn, id.0).await?,
        sessions: sessions::cells(conn, id.0).await?,
        text: None,
    })
}

/// Reads a case, folds it, writes what differs.
pub(crate) async fn case(conn: &mut Conn, id: CaseId, with: With<'_>, moves: &mut Moves) -> Result<()> {
    let entries = Look::from(&mut *conn).case_entries(id).await?;
    let stored = stored(conn, id).await?;
    let (_, calls) = put_case(conn, id, &entries, stored, with.book, (moves, Words::Now)).await?;
    alerts::plan(conn, id, &calls, with.leads(), with.now).await
}

/// Writes what a case's events say over what stands there, but for its alerts; gives what stands there now, and what
/// may call for alerts.
pub(crate) async fn put_case(
    conn: &mut Conn,
    id: CaseId,
    entries: &[Entry],
    old: Stored,
    book: &Book,
    (moves, words): (&mut Moves, Words),
) -> Result<(Stored, Calls)> {
    let mut rows = project::case(id, entries, book)?;
    moves.add(old.cells.as_ref().map(|cells| cells.lane), rows.cells.lane);
    cases::put(conn, old.cells.as_ref(), &rows.cells).await?;
    clocks::put(conn, id.0, &old.clocks, &rows.clocks).await?;
    cases::put_addresses(conn, id.0, &old.addresses, &rows.addresses).await?;
    cases::put_forms(conn, id.0, &old.forms, &rows.forms).await?;
    tasks::put(conn, id.0, &old.tasks, &rows.calls.tasks).await?;
    sessions::put(conn, id.0, &old.sessions, &rows.sessions).await?;
    let runs = std::mem::take(&mut rows.calls.runs);
    let calls = Calls { runs, ..rows.calls.clone() };
    if words == Words::Now {
        search::put(conn, "case", id.0, &rows.text).await?;
        search::came(conn, id.0).await?;
    }
    Ok((rows.into(), calls))
}

pub(crate) async fn customer(conn: &mut Conn, id: CustomerId, with: With<'_>) -> Result<()> {
    let entries = Look::from(&mut *conn).customer_entries(id).await?;
    put_customer(conn, id, &entries, with).await
}

/// Writes what a customer's events say.
pub(crate) async fn put_customer(
    conn: &mut Conn,
    id: CustomerId,
    entries: &[CustomerEntry],
    with: With<'_>,
) -> Result<()> {
    match project::customer(id, entries, with.settings, with.book, with.now)? {
        Some(rows) => put_rows(conn, id, &rows).await,
        None => Ok(()),
    }
}

/// Writes a customer's rows.
pub(crate) async fn put_rows(conn: &mut Conn, id: CustomerId, rows: &CustomerRows) -> Result<()> {
    customers::put(conn, &rows.cells).await?;
    customers::put_addresses(conn, id.0, &rows.addresses).await?;
    customers::put_surveys(conn, id.0, &rows.surveys).await?;
    goods::put(conn, id.0, &rows.goods).await?;
    search::put(conn, "customer", id.0, &rows.text).await
}

pub(crate) async fn lot(conn: &mut Conn, id: LotId) -> Result<()> {
    let Some((seq, lot)) = Look::from(&mut *conn).lot(id).await? else { return Ok(()) };
    let (cells, text) = project::lot(id, seq, &lot);
    goods::put_lot(conn, &cells).await?;
    search::put(conn, "lot", id.0, &text).await
}

pub(crate) async fn unit(conn: &mut Conn, id: UnitId) -> Result<()> {
    let Some((seq, unit)) = Look::from(&mut *conn).unit(id).await? else { return Ok(()) };
    let (cells, text) = project::unit(id, seq, &unit);
    goods::put_unit(conn, &cells).await?;
    search::put(conn, "unit", id.0, &text).await
}

/// Folds the desk; what its settings change elsewhere (alert leads, the surveys' pack) is brought along.
pub(crate) async fn desk(conn: &mut Conn, book: &Book, now: Instant) -> Result<()> {
    let before = desk::settings(conn).await?;
    let Some(after) = newest_settings(conn).await? else { return Ok(()) };
    if before.as_ref() == Some(&after) {
        return Ok(());
    }
    desk::set_settings(conn, &after).await?;
    let with = With { book, settings: Some(&after), now };
    if before.as_ref().map(|s| &s.pack) != Some(&after.pack) {
        for stream in events::streams(conn, StreamKind::Customer).await? {
            customer(conn, CustomerId(stream.id), with).await?;
        }
    }
    if before.as_ref().map(|s| &s.lead_minutes) != Some(&after.lead_minutes) {
        for stream in events::streams(conn, StreamKind::Case).await? {
            let id = CaseId(stream.id);
            let runs = clocks::of_case(conn, id).await?.into_iter().map(|row| row.run).collect();
            let pressing = alerts::pressing(conn, id).await?;
            let calls = Calls { runs, tasks: tasks::cells(conn, id.0).await?, pressing };
            alerts::plan(conn, id, &calls, with.leads(), now).await?;
        }
    }
    Ok(())
}

/// The settings as the desk's events tell them.
pub(crate) async fn newest_settings(conn: &mut Conn) -> Result<Option<Settings>> {
    let entries = Look::from(conn).desk_entries().await?;
    Ok(entries.into_iter().rev().find_map(|entry| match entry.event {
        DeskEvent::SettingsSet { settings } => Some(settings),
        _ => None,
    }))
}

/// A choice of the desk's computer: by how many seconds a demo's clock is apart from the computer's, whatever its journal says.
pub const CLOCK_APART: &str = "clock_apart";

/// By how many seconds the desk's own clock is ahead of the computer's: a sample desk's was moved, and its journal tells how far.
pub(crate) async fn clock_ahead(conn: &mut Conn) -> Result<i64> {
    let apart = desk::local(conn, CLOCK_APART).await?.and_then(|text| text.parse::<i64>().ok());
    let entries = Look::from(conn).desk_entries().await?;
    let moves = entries.iter().filter_map(|entry| match entry.event {
        DeskEvent::ClockMoved { seconds } => Some(seconds),
        _ => None,
    });
    Ok(moves.chain(apart).fold(0_i64, i64::saturating_add))
}

/// What the desk's own clock shows when the computer's shows `now`.
pub(crate) async fn desk_now(conn: &mut Conn, now: Instant) -> Result<Instant> {
    let seconds = clock_ahead(conn).await?;
    let moved = TimeDelta::try_seconds(seconds).and_then(|moved| now.checked_add_signed(moved));
    moved.ok_or_else(|| StoreError::Damaged(format!("a clock moved by {seconds} seconds")))
}

pub(crate) const PLANNED: &str = "planned_at";

/// When the alerts of all cases were planned last: with the settings, or when everything was made anew.
pub(crate) async fn planned(conn: &mut Conn) -> Result<Instant> {
    let anew = desk::meta(conn, PLANNED).await?.and_then(|text| text.parse().ok()).map(cell::instant).transpose()?;
    Ok(anew.unwrap_or_default().max(set_at(conn).await?))
}

/// When the settings were written down last.
async fn set_at(conn: &mut Conn) -> Result<Instant> {
    let opened = Look::from(conn).opened::<DeskEvent>(STREAM).await?;
    let set = opened.iter().filter(|(_, event)| matches!(event, DeskEvent::SettingsSet { .. }));
    Ok(set.map(|(recorded, _)| recorded.recorded_at).max().unwrap_or_default())
}

/// When a case's alerts were planned last: with its last event, or with all others'.
pub(crate) fn planned_at(entries: &[Entry], all: Instant) -> Instant {
    entries.iter().map(|entry| entry.recorded_at).max().unwrap_or_default().max(all)
}

/// Makes every projection anew, as of the desk's own clock when the computer's shows `now`. Alerts are no projection, for nothing
/// else tells which were shown: they stand as they are, but for what planning them at that instant changes, and those that are
/// missing come back. `progress` hears how many streams are done, of how many.
pub(crate) async fn everything(
    conn: &mut Conn,
    book: &Book,
    now: Instant,
    progress: &mut (dyn FnMut(u64, u64) + Send),
) -> Result<()> {
    for table in [
        "DELETE FROM case_view",
        "DELETE FROM lane_view",
        "DELETE FROM clock_view",
        "DELETE FROM case_address",
        "DELETE FROM form_view",
        "DELETE FROM task_view",
        "DELETE FROM session_view",
        "DELETE FROM customer_view",
        "DELETE FROM customer_address",
        "DELETE FROM survey_view",
        "DELETE FROM contract_view",
        "DELETE FROM order_view",
        "DELETE FROM line_view",
        "DELETE FROM lot_view",
        "DELETE FROM unit_view",
        "DELETE FROM desk_view",
    ] {
        crate::db::query(table).execute(&mut *conn).await?;
    }
    search::forget(conn).await?;
    crate::db::query(
        "DELETE FROM alert WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.stream_kind = 'case' AND e.stream_id = alert.case_id)",
    )
    .execute(&mut *conn)
    .await?;
    let now = desk_now(conn, now).await?;
    // A revised calendar planned too, after the last event of many a case: what lay behind by then stays quiet.
    let planned = planned(conn).await?;
    let settings = newest_settings(conn).await?;
    if let Some(settings) = &settings {
        desk::set_settings(conn, settings).await?;
    }
    let with = With { book, settings: settings.as_ref(), now };
    let customers = events::streams(conn, StreamKind::Customer).await?;
    let cases = events::streams(conn, StreamKind::Case).await?;
    let lots = events::streams(conn, StreamKind::Lot).await?;
    let units = events::streams(conn, StreamKind::Unit).await?;
    let all = (customers.len() + cases.len() + lots.len() + units.len()) as u64;
    let mut done = 0;
    for stream in customers {
        customer(conn, CustomerId(stream.id), with).await?;
        done += 1;
        progress(done, all);
    }
    for stream in cases {
        let id = CaseId(stream.id);
        let entries = Look::from(&mut *conn).case_entries(id).await?;
        let (_, calls) =
            put_case(conn, id, &entries, Stored::default(), book, (&mut Moves::default(), Words::Now)).await?;
        alerts::plan_since(conn, id, &calls, with.leads(), now, planned_at(&entries, planned)).await?;
        done += 1;
        progress(done, all);
    }
    for stream in lots {
        lot(conn, LotId(stream.id)).await?;
        done += 1;
        progress(done, all);
    }
    for stream in units {
        unit(conn, UnitId(stream.id)).await?;
        done += 1;
        progress(done, all);
    }
    cases::count_lanes(conn).await?;
    desk::set_meta(conn, PLANNED, &cell::us(now).to_string()).await?;
    desk::set_meta(conn, "projection_version", &project::made_by(book)).await
}
