//! What a revised calendar does to rows that stand written, in the transaction of the event itself: open deadlines are counted anew
//! from the rows, without their events, and their alerts planned anew.
//!
//! A run that had ended or was late keeps what it was counted with, so a fresh fold gives the same rows. Left out: which calendars
//! are in force ([`crate::shelf`]), and what it would do, which is a question and not this.

use crate::cell;
use crate::db::{Conn, Texts, query, query_as, query_scalar};
use crate::error::Result;
use crate::look::Look;
use crate::project::{self, Calls};
use crate::queries::cases::Moves;
use crate::queries::clocks::{self, ClockCells};
use crate::queries::{alerts, desk, events};
use crate::refresh::{self, With};
use aftercare_core::clock::ClockRun;
use aftercare_core::ids::{CaseId, CustomerId};
use aftercare_core::journal::StreamKind;
use aftercare_core::policy::Book;
use sqlx::FromRow;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use uuid::Uuid;

/// Rows read at once.
const PAGE: i64 = 2_000;
/// Runs whose alerts go with one statement.
const TOGETHER: usize = 100;

/// What a revision did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Recounted {
    /// Open deadlines counted anew.
    pub looked: u64,
    /// Of them, those that are due at another instant now.
    pub moved: u64,
}

/// Hears how many open deadlines are done, of how many; false stops.
pub type Watch<'a> = &'a mut (dyn FnMut(u64, u64) -> bool + Send);

#[derive(FromRow)]
struct Row {
    #[sqlx(flatten)]
    cells: ClockCells,
    pack_version: i64,
    last_at: i64,
}

/// Brings the rows from the calendars of the book `before` to those of `with`. `None` when `watch` stopped it: the transaction has to
/// be dropped then.
pub(crate) async fn recount(
    conn: &mut Conn,
    before: &Book,
    with: With<'_>,
    watch: Watch<'_>,
) -> Result<Option<Recounted>> {
    let revised = |book: &Book, id: &str| -> Vec<_> {
        book.revisions().iter().filter(|((pack, _), _)| pack == id).map(|(key, all)| (key.clone(), all.len())).collect()
    };
    let ids: BTreeSet<&str> = with.book.packs().map(|pack| pack.id.as_str()).collect();
    let (mut done, mut any) = (Recounted::default(), false);
    for id in ids.into_iter().filter(|id| revised(before, id) != revised(with.book, id)) {
        any = true;
        let went = match with.book.goes_on_from(before, id) {
            true => rows(conn, id, before, with, &mut done, watch).await?,
            false => cases(conn, id, with, watch).await?,
        };
        if !went {
            return Ok(None);
        }
    }
    if zone(before, with)? != zone(with.book, with)? {
        for stream in events::streams(conn, StreamKind::Customer).await? {
            refresh::customer(conn, CustomerId(stream.id), with).await?;
        }
    }
    if any {
        desk::set_meta(conn, refresh::PLANNED, &cell::us(with.now).to_string()).await?;
    }
    Ok(Some(done))
}

/// The zone that surveys are planned in.
fn zone(book: &Book, with: With<'_>) -> Result<Option<String>> {
    let Some(settings) = with.settings else { return Ok(None) };
    let pack = book.in_force(&settings.pack, with.now)?;
    Ok(Some(book.service(&pack.id, pack.version)?.calendar.tz().name().to_owned()))
}

macro_rules! open {
    ($rest:literal) => {
        concat!(
            "SELECT k.case_id, k.clock, k.cycle, k.started, k.due, k.warn_at, k.stopped, k.ended, k.breached_at, \
             k.paused_since, k.pause_reason, k.revision, k.run, c.pack_version, c.last_at \
             FROM clock_view k JOIN case_view c ON c.id = k.case_id WHERE k.ended IS NULL AND c.pack = $1 AND ",
            $rest
        )
    };
}

async fn rows(
    conn: &mut Conn,
    id: &str,
    before: &Book,
    with: With<'_>,
    done: &mut Recounted,
    watch: Watch<'_>,
) -> Result<bool> {
    let open: i64 = query_scalar(
        "SELECT COUNT(*) FROM clock_view k JOIN case_view c ON c.id = k.case_id WHERE k.ended IS NULL AND c.pack = $1",
    )
    .bind(id)
    .fetch_one(&mut *conn)
    .await?;
    let (open, mut seen) = (cell::count(open)?, 0);
    let mut moved = Moved::default();
    // Cases that know of something later than this work (a clock was set back): a stored run does not say what was seen.
    let mut anew = BTreeSet::new();
    let mut after = (i64::MIN, Uuid::nil(), String::new(), 0);
    for hidden in [false, true] {
        loop {
            let page: Vec<Row> = match hidden {
                false => query_as(open!(
                    "k.due IS NOT NULL AND (k.due, k.case_id, k.clock, k.cycle) > ($2, $3, $4, $5) \
                     ORDER BY k.due, k.case_id, k.clock, k.cycle LIMIT $6"
                ))
                .bind(id)
                .bind(after.0),
                true => query_as(open!(
                    "k.due IS NULL AND (k.case_id, k.clock, k.cycle) > ($2, $3, $4) \
                     ORDER BY k.case_id, k.clock, k.cycle LIMIT $5"
                ))
                .bind(id),
            }
            .bind(after.1)
            .bind(after.2.clone())
            .bind(after.3)
            .bind(PAGE)
            .fetch_all(&mut *conn)
            .await?;
            let Some(last) = page.last() else { break };
            after =
                (last.cells.due.unwrap_or_default(), last.cells.case_id, last.cells.clock.clone(), last.cells.cycle);
            let full = page.len() == usize::try_from(PAGE).unwrap_or(usize::MAX);
            seen += page.len() as u64;
            for row in page {
                if cell::instant(row.last_at)? > with.now {
                    anew.insert(row.cells.case_id);
                } else {
                    one(conn, id, row, before, with, done, &mut moved).await?;
                }
            }
            moved.settle(conn, with).await?;
            if !watch(seen.min(open), open) {
                return Ok(false);
            }
            if !full {
                break;
            }
        }
        after = (i64::MIN, Uuid::nil(), String::new(), 0);
    }
    if done.moved > 0 {
        query(NEXT).bind(id).execute(&mut *conn).await?;
    }
    fold(conn, anew, with).await?;
    Ok(true)
}

/// One row. Rows that moved to later come by again while pages are read: they stand as they should then.
async fn one(
    conn: &mut Conn,
    id: &str,
    row: Row,
    before: &Book,
    with: With<'_>,
    done: &mut Recounted,
    moved: &mut Moved,
) -> Result<()> {
    let old = row.cells;
    let version = u32::try_from(row.pack_version).unwrap_or_default();
    let run: ClockRun = cell::from_json(&old.run)?;
    let Some((run, revision)) = with.book.recount(before, (id, version), &run, None)? else { return Ok(()) };
    let calendars = with.book.counted_by(id, version, &revision)?;
    let new = project::clock(old.case_id, &run, &revision, calendars)?;
    if new == old {
        return Ok(());
    }
    done.looked += 1;
    if new.due != old.due || new.breached_at != old.breached_at {
        done.moved += 1;
        moved.0.push((old.case_id, run));
    }
    clocks::put(conn, old.case_id, std::slice::from_ref(&old), std::slice::from_ref(&new)).await
}

/// Runs that moved, and whose alerts have to.
#[derive(Default)]
struct Moved(Vec<(Uuid, ClockRun)>);

static SOON: LazyLock<&'static str> = LazyLock::new(|| {
    let runs = (0..TOGETHER).map(|n| format!("(${}, ${}, ${})", 3 * n + 1, 3 * n + 2, 3 * n + 3));
    let text = format!(
        "DELETE FROM alert WHERE claimed_at IS NULL AND kind = 'soon' AND (case_id, clock, cycle) IN (VALUES {})",
        runs.collect::<Vec<_>>().join(", ")
    );
    Box::leak(text.into_boxed_str())
});

impl Moved {
    /// What warned of the old instants goes; what lies ahead of the new ones comes. What was claimed stands.
    async fn settle(&mut self, conn: &mut Conn, with: With<'_>) -> Result<()> {
        for some in self.0.chunks(TOGETHER) {
            let mut delete = query(Texts::from(*SOON));
            // The last ones fill up what is left.
            for n in 0..TOGETHER {
                let Some((case, run)) = some.get(n).or(some.last()) else { continue };
                delete = delete.bind(*case).bind(run.clock.as_str()).bind(i64::from(run.cycle));
            }
            delete.execute(&mut *conn).await?;
        }
        for (case, run) in self.0.drain(..) {
            let case = CaseId(case);
            let calls = Calls { runs: vec![run], ..Calls::default() };
            let wanted = alerts::wanted(case, &calls, with.leads(), with.now);
            for alert in wanted.iter().filter(|alert| alert.at > with.now) {
                alerts::put(conn, case, alert).await?;
            }
        }
        Ok(())
    }
}

macro_rules! next {
    ($collate:literal) => {
        concat!(
            "UPDATE case_view SET (sort_at, next_clock, next_cycle) = (SELECT COALESCE(k.due, 9223372036854775807), k.clock, \
             k.cycle FROM clock_view k WHERE k.case_id = case_view.id AND k.ended IS NULL \
             ORDER BY CASE WHEN k.due IS NULL THEN 1 ELSE 0 END, k.due, k.started, k.clock",
            $collate,
            ", k.cycle LIMIT 1) WHERE pack = $1 AND id IN (SELECT case_id FROM clock_view WHERE ended IS NULL AND due IS NOT NULL \
             UNION SELECT case_id FROM clock_view WHERE ended IS NULL AND due IS NULL)"
        )
    };
}

/// The clock due next of each case that has an open one, as [`project::case`] chooses it.
const NEXT: Texts = Texts { sqlite: next!(""), postgres: next!(" COLLATE \"C\"") };

/// All cases of a pack, from their events.
async fn cases(conn: &mut Conn, id: &str, with: With<'_>, watch: Watch<'_>) -> Result<bool> {
    let all: Vec<Uuid> =
        query_scalar("SELECT id FROM case_view WHERE pack = $1 ORDER BY id").bind(id).fetch_all(&mut *conn).await?;
    let of = all.len() as u64;
    for (done, some) in (0_u64..).step_by(TOGETHER).zip(all.chunks(TOGETHER)) {
        if !watch(done, of) {
            return Ok(false);
        }
        fold(conn, some.iter().copied().collect(), with).await?;
    }
    Ok(true)
}

async fn fold(conn: &mut Conn, cases: BTreeSet<Uuid>, with: With<'_>) -> Result<()> {
    let mut moves = Moves::default();
    for case in cases {
        refresh::case(conn, CaseId(case), with, &mut moves).await?;
    }
    moves.put(conn).await
}

/// A deadline that is open, as a rehearsal reads it.
#[derive(Clone, Debug)]
pub struct OpenClock {
    /// Whose.
    pub case: CaseId,
    /// The version of its pack.
    pub version: u32,
    run: String,
}

impl OpenClock {
    /// The run. Reading it is most of the work, so that it can be done elsewhere.
    ///
    /// # Errors
    /// [`StoreError::Damaged`](crate::StoreError::Damaged).
    pub fn run(&self) -> Result<ClockRun> {
        cell::from_json(&self.run)
    }
}

/// Where a reading of open deadlines goes on.
#[derive(Clone, Debug)]
pub struct Onward(bool, i64, Uuid, String, i64);

impl Default for Onward {
    fn default() -> Self {
        Self(false, i64::MIN, Uuid::nil(), String::new(), 0)
    }
}

type OpenCells = (Uuid, String, i64, Option<i64>, String, i64);

impl Look<'_> {
    /// How many deadlines are open, of all packs.
    pub async fn open_clocks_count(&mut self) -> Result<u64> {
        let open: i64 = query_scalar(
            "SELECT (SELECT COUNT(*) FROM clock_view WHERE ended IS NULL AND due IS NOT NULL) \
             + (SELECT COUNT(*) FROM clock_view WHERE ended IS NULL AND due IS NULL)",
        )
        .fetch_one(self.conn())
        .await?;
        cell::count(open)
    }

    /// Open deadlines of a pack's cases, page by page: by due instant, then those that a pause hides. None is left when the answer
    /// has no place to go on from.
    pub async fn open_clocks(
        &mut self,
        pack: &str,
        from: &Onward,
        limit: u32,
    ) -> Result<(Vec<OpenClock>, Option<Onward>)> {
        let limit = i64::from(limit.max(1));
        let Onward(hidden, due, case, clock, cycle) = from;
        let rows: Vec<OpenCells> = match hidden {
            false => query_as(
                "SELECT k.case_id, k.clock, k.cycle, k.due, k.run, c.pack_version FROM clock_view k \
                 JOIN case_view c ON c.id = k.case_id WHERE k.ended IS NULL AND c.pack = $1 AND k.due IS NOT NULL \
                 AND (k.due, k.case_id, k.clock, k.cycle) > ($2, $3, $4, $5) \
                 ORDER BY k.due, k.case_id, k.clock, k.cycle LIMIT $6",
            )
            .bind(pack)
            .bind(*due),
            true => query_as(
                "SELECT k.case_id, k.clock, k.cycle, k.due, k.run, c.pack_version FROM clock_view k \
                 JOIN case_view c ON c.id = k.case_id WHERE k.ended IS NULL AND c.pack = $1 AND k.due IS NULL \
                 AND (k.case_id, k.clock, k.cycle) > ($2, $3, $4) ORDER BY k.case_id, k.clock, k.cycle LIMIT $5",
            )
            .bind(pack),
        }
        .bind(*case)
        .bind(clock)
        .bind(*cycle)
        .bind(limit)
        .fetch_all(self.conn())
        .await?;
        let full = i64::try_from(rows.len()).unwrap_or(i64::MAX) == limit;
        let next = match rows.last() {
            Some((case, clock, cycle, due, ..)) if full => {
                Some(Onward(*hidden, due.unwrap_or_default(), *case, clock.clone(), *cycle))
            }
            _ if *hidden => None,
            _ => Some(Onward(true, i64::MIN, Uuid::nil(), String::new(), 0)),
        };
        let read = |(case, _, _, _, run, version): OpenCells| OpenClock {
            case: CaseId(case),
            version: u32::try_from(version).unwrap_or_default(),
            run,
        };
        Ok((rows.into_iter().map(read).collect(), next))
    }

    /// How many open deadlines of a pack's cases count by service time, and how many by business days; some by both.
    pub async fn open_clocks_by(&mut self, pack: &str) -> Result<(u64, u64)> {
        let (service, business): (i64, i64) = query_as(
            "SELECT COUNT(CASE WHEN k.run LIKE '%\"kind\":\"service\"%' OR k.run LIKE '%\"kind\":\"elapsed\"%' \
             OR k.run LIKE '%\"kind\":\"natural_days\"%' THEN 1 END), \
             COUNT(CASE WHEN k.run LIKE '%\"kind\":\"business_days\"%' THEN 1 END) FROM (SELECT case_id, run FROM clock_view \
             WHERE ended IS NULL AND due IS NOT NULL UNION ALL SELECT case_id, run FROM clock_view WHERE ended IS NULL \
             AND due IS NULL) k JOIN case_view c ON c.id = k.case_id WHERE c.pack = $1",
        )
        .bind(pack)
        .fetch_one(self.conn())
        .await?;
        Ok((cell::count(service)?, cell::count(business)?))
    }

    /// Open deadlines of a pack's cases.
    pub async fn open_clocks_of(&mut self, pack: &str) -> Result<u64> {
        let open: i64 = query_scalar(
            "SELECT COUNT(*) FROM (SELECT case_id FROM clock_view WHERE ended IS NULL AND due IS NOT NULL \
             UNION ALL SELECT case_id FROM clock_view WHERE ended IS NULL AND due IS NULL) k \
             JOIN case_view c ON c.id = k.case_id WHERE c.pack = $1",
        )
        .bind(pack)
        .fetch_one(self.conn())
        .await?;
        cell::count(open)
    }
}
