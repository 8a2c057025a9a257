//! Rows of cases and their forms: what lists show, found and paged by index.

use super::search::{found_in_file, found_on_server, on_both};
use crate::cell;
use crate::db::{Conn, Row, Sql, Texts, query, query_as, query_scalar};
use crate::error::Result;
use crate::look::{Between, CaseRow, ClockRow, FormRow, Narrow};
use crate::page::Cursor;
use aftercare_core::case::Status;
use aftercare_core::clock::ClockName;
use aftercare_core::ids::{CaseId, CustomerId, FormId, StaffId};
use sqlx::FromRow;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A row of `case_view`, cell by cell, so that a stored one can be compared with a fresh one.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub(crate) struct CaseCells {
    pub id: Uuid,
    pub number: i64,
    pub lane: i64,
    pub sort_at: i64,
    pub last_at: i64,
    pub notice: i64,
    pub status: String,
    pub next_clock: Option<String>,
    pub next_cycle: Option<i64>,
    pub subject: String,
    pub party: String,
    pub channel: String,
    pub language: String,
    pub category: Option<String>,
    pub urgency: String,
    pub complexity: String,
    pub owner: Uuid,
    pub customer: Option<Uuid>,
    pub unanswered: Option<i64>,
    pub pack: String,
    pub pack_version: i64,
    pub forms: i64,
    pub seq: i64,
    pub team: Option<String>,
}

/// Writes a row over the one that stands there.
pub(crate) async fn put(conn: &mut Conn, old: Option<&CaseCells>, row: &CaseCells) -> Result<()> {
    const ALL: &str = "INSERT INTO case_view (id, number, lane, sort_at, last_at, notice, status, next_clock, next_cycle, subject, \
         party, channel, language, category, urgency, complexity, owner, customer, unanswered, pack, pack_version, forms, seq, team) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24) \
         ON CONFLICT (id) DO UPDATE SET number = excluded.number, lane = excluded.lane, sort_at = excluded.sort_at, \
         last_at = excluded.last_at, notice = excluded.notice, status = excluded.status, next_clock = excluded.next_clock, \
         next_cycle = excluded.next_cycle, subject = excluded.subject, party = excluded.party, channel = excluded.channel, \
         language = excluded.language, category = excluded.category, urgency = excluded.urgency, \
         complexity = excluded.complexity, owner = excluded.owner, customer = excluded.customer, \
         unanswered = excluded.unanswered, pack = excluded.pack, pack_version = excluded.pack_version, \
         forms = excluded.forms, seq = excluded.seq, team = excluded.team";
    // Most events leave a case where it stands in the lists: three indexes fewer to write.
    const IN_PLACE: &str =
        "UPDATE case_view SET last_at = $2, party = $3, channel = $4, unanswered = $5, seq = $6 WHERE id = $1";
    match old {
        Some(old) if old == row => Ok(()),
        Some(old) if old.stays(row) => {
            query(IN_PLACE)
                .bind(row.id)
                .bind(row.last_at)
                .bind(&row.party)
                .bind(&row.channel)
                .bind(row.unanswered)
                .bind(row.seq)
                .later(conn)
                .await
        }
        _ => {
            query(ALL)
                .bind(row.id)
                .bind(row.number)
                .bind(row.lane)
                .bind(row.sort_at)
                .bind(row.last_at)
                .bind(row.notice)
                .bind(&row.status)
                .bind(&row.next_clock)
                .bind(row.next_cycle)
                .bind(&row.subject)
                .bind(&row.party)
                .bind(&row.channel)
                .bind(&row.language)
                .bind(&row.category)
                .bind(&row.urgency)
                .bind(&row.complexity)
                .bind(row.owner)
                .bind(row.customer)
                .bind(row.unanswered)
                .bind(&row.pack)
                .bind(row.pack_version)
                .bind(row.forms)
                .bind(row.seq)
                .bind(&row.team)
                .later(conn)
                .await
        }
    }
}

impl CaseCells {
    /// Whether the other row differs at most in what an ordinary message or note moves.
    fn stays(&self, other: &Self) -> bool {
        let moved = Self {
            last_at: other.last_at,
            party: other.party.clone(),
            channel: other.channel.clone(),
            unanswered: other.unanswered,
            seq: other.seq,
            ..self.clone()
        };
        moved == *other
    }
}

/// How cases moved between the lanes in one transaction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Moves([i64; 4]);

impl Moves {
    /// A case stands here now; before, there or nowhere.
    pub(crate) fn add(&mut self, from: Option<i64>, to: i64) {
        for (lane, cases) in [(from, -1), (Some(to), 1)] {
            if let Some(slot) = lane.and_then(|lane| self.0.get_mut(usize::try_from(lane).ok()?)) {
                *slot += cases;
            }
        }
    }

    /// Counts them.
    pub(crate) async fn put(self, conn: &mut Conn) -> Result<()> {
        for (lane, cases) in (0_i64..).zip(self.0).filter(|(_, cases)| *cases != 0) {
            query(
                "INSERT INTO lane_view (lane, cases) VALUES ($1, $2) \
                 ON CONFLICT (lane) DO UPDATE SET cases = lane_view.cases + excluded.cases",
            )
            .bind(lane)
            .bind(cases)
            .later(conn)
            .await?;
        }
        Ok(())
    }
}

/// Counts all cases anew.
pub(crate) async fn count_lanes(conn: &mut Conn) -> Result<()> {
    query("DELETE FROM lane_view").execute(conn).await?;
    query("INSERT INTO lane_view (lane, cases) SELECT lane, COUNT(*) FROM case_view GROUP BY lane")
        .execute(conn)
        .await?;
    Ok(())
}

pub(crate) async fn cells(conn: &mut Conn, id: Uuid) -> Result<Option<CaseCells>> {
    query_as(
        "SELECT id, number, lane, sort_at, last_at, notice, status, next_clock, next_cycle, subject, party, channel, \
         language, category, urgency, complexity, owner, customer, unanswered, pack, pack_version, forms, seq, team \
         FROM case_view WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(conn)
    .await
}

/// The addresses that belong to a case through its own messages.
pub(crate) async fn put_addresses(conn: &mut Conn, id: Uuid, old: &[String], addresses: &[String]) -> Result<()> {
    for address in old.iter().filter(|address| !addresses.contains(address)) {
        query("DELETE FROM case_address WHERE case_id = $1 AND address = $2")
            .bind(id)
            .bind(address)
            .later(conn)
            .await?;
    }
    for address in addresses.iter().filter(|address| !old.contains(address)) {
        query("INSERT INTO case_address (case_id, address) VALUES ($1, $2)").bind(id).bind(address).later(conn).await?;
    }
    Ok(())
}

pub(crate) async fn addresses(conn: &mut Conn, id: Uuid) -> Result<Vec<String>> {
    query_scalar("SELECT address FROM case_address WHERE case_id = $1 ORDER BY address").bind(id).fetch_all(conn).await
}

/// A row of `form_view`.
pub(crate) type FormCells = (Uuid, i64, String, String, i64);

pub(crate) async fn put_forms(conn: &mut Conn, case: Uuid, old: &[FormCells], forms: &[FormCells]) -> Result<()> {
    for form in old.iter().filter(|form| !forms.contains(form)) {
        query("DELETE FROM form_view WHERE id = $1").bind(form.0).later(conn).await?;
    }
    for form in forms.iter().filter(|form| !old.contains(form)) {
        let (id, seq, sort, number, filed_at) = form;
        query("INSERT INTO form_view (id, case_id, seq, sort, number, filed_at) VALUES ($1, $2, $3, $4, $5, $6)")
            .bind(id)
            .bind(case)
            .bind(seq)
            .bind(sort)
            .bind(number)
            .bind(filed_at)
            .later(conn)
            .await?;
    }
    Ok(())
}

pub(crate) async fn form_cells(conn: &mut Conn, case: Uuid) -> Result<Vec<FormCells>> {
    query_as("SELECT id, seq, sort, number, filed_at FROM form_view WHERE case_id = $1 ORDER BY seq, id")
        .bind(case)
        .fetch_all(conn)
        .await
}

fn form((id, case, seq, sort, number, at): (Uuid, Uuid, i64, String, String, i64)) -> Result<FormRow> {
    Ok(FormRow {
        id: FormId(id),
        case: CaseId(case),
        seq: cell::count(seq)?,
        sort,
        number,
        filed_at: cell::instant(at)?,
    })
}

pub(crate) async fn form_by_id(conn: &mut Conn, id: FormId) -> Result<Option<FormRow>> {
    let row = query_as("SELECT id, case_id, seq, sort, number, filed_at FROM form_view WHERE id = $1")
        .bind(id.0)
        .fetch_optional(conn)
        .await?;
    row.map(form).transpose()
}

pub(crate) async fn form_by_number(conn: &mut Conn, number: &str) -> Result<Option<FormRow>> {
    let row = query_as("SELECT id, case_id, seq, sort, number, filed_at FROM form_view WHERE number = $1")
        .bind(number)
        .fetch_optional(conn)
        .await?;
    row.map(form).transpose()
}

/// Filed forms, oldest first.
pub(crate) async fn forms_after(conn: &mut Conn, after: (i64, Uuid), limit: i64) -> Result<Vec<FormRow>> {
    let rows = query_as(
        "SELECT id, case_id, seq, sort, number, filed_at FROM form_view WHERE (filed_at, id) > ($1, $2) \
         ORDER BY filed_at, id LIMIT $3",
    )
    .bind(after.0)
    .bind(after.1)
    .bind(limit)
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(form).collect()
}

#[derive(FromRow)]
struct ListCells {
    id: Uuid,
    number: i64,
    lane: i64,
    sort_at: i64,
    last_at: i64,
    status: String,
    subject: String,
    party: String,
    channel: String,
    language: String,
    urgency: String,
    owner: Uuid,
    customer: Option<Uuid>,
    customer_name: Option<String>,
    unanswered: Option<i64>,
    next_clock: Option<String>,
    next_cycle: Option<i64>,
    run: Option<String>,
    warn_at: Option<i64>,
    revision: Option<String>,
    /// How many rows there are in all, where it was asked with them.
    #[sqlx(default)]
    total: Option<i64>,
}

impl ListCells {
    fn read(self) -> Result<CaseRow> {
        let case = CaseId(self.id);
        let next = match (self.next_clock, self.next_cycle, self.run, self.revision) {
            (Some(_), Some(_), Some(run), Some(revision)) => Some(ClockRow {
                case,
                run: cell::from_json(&run)?,
                warn_at: cell::instant_some(self.warn_at)?,
                revision,
            }),
            _ => None,
        };
        Ok(CaseRow {
            id: case,
            number: cell::count(self.number)?,
            subject: self.subject,
            party: self.customer_name.unwrap_or(self.party),
            channel: cell::from_word(&self.channel)?,
            language: cell::from_word(&self.language)?,
            status: cell::from_word(&self.status)?,
            urgency: cell::from_word(&self.urgency)?,
            owner: StaffId(self.owner),
            customer: self.customer.map(CustomerId),
            unanswered: self.unanswered.map(cell::count).transpose()?,
            last_at: cell::instant(self.last_at)?,
            next,
            by_due: Cursor::from_keys(&[self.lane, self.sort_at, self.number]),
            by_last: Cursor::from_keys(&[self.last_at, self.number]),
        })
    }
}

macro_rules! list {
    ($($rest:expr),+) => {
        list!(also ""; $($rest),+)
    };
    (also $more:literal; $($rest:expr),+) => {
        concat!(
            "SELECT ", $more, "c.id, c.number, c.lane, c.sort_at, c.last_at, c.status, c.subject, c.party, c.channel, c.language, \
             c.urgency, c.owner, c.customer, u.name AS customer_name, c.unanswered, c.next_clock, c.next_cycle, k.run, \
             k.warn_at, k.revision FROM case_view c \
             LEFT JOIN customer_view u ON u.id = c.customer \
             LEFT JOIN clock_view k ON k.case_id = c.id AND k.clock = c.next_clock AND k.cycle = c.next_cycle ",
            $($rest),+
        )
    };
}

/// The condition that a case matches the words: its own text, or its customer's.
macro_rules! matches_words {
    ($found:ident, $words:literal) => {
        concat!(
            "(",
            $words,
            " = '' OR c.id IN (",
            $found!("case", $words),
            ") OR c.customer IN (",
            $found!("customer", $words),
            "))"
        )
    };
}

/// What [`Narrow::bound`] binds after low, high and words. A condition that nobody set is NULL, and holds.
macro_rules! narrowed {
    ($found:ident) => {
        concat!(
            "WHERE c.lane BETWEEN $1 AND $2 AND ",
            matches_words!($found, "$3"),
            " AND COALESCE((c.owner = $4) = ($5 = 1), TRUE) AND COALESCE((COALESCE(c.team, '') = $6) = ($7 = 1), TRUE) \
             AND COALESCE((c.channel = $8) = ($9 = 1), TRUE) AND COALESCE((COALESCE(c.category, '') = $10) = ($11 = 1), TRUE) \
             AND COALESCE((c.urgency = $12) = ($13 = 1), TRUE) AND COALESCE((c.language = $14) = ($15 = 1), TRUE) \
             AND COALESCE((c.pack = $16) = ($17 = 1), TRUE) AND COALESCE((c.lane = 0 AND c.sort_at < $18) = ($19 = 1), TRUE) \
             AND COALESCE((c.unanswered IS NOT NULL) = ($20 = 1), TRUE) \
             AND c.notice BETWEEN $21 AND $22 AND c.sort_at BETWEEN $23 AND $24"
        )
    };
}

macro_rules! by_due {
    ($found:ident) => {
        list!(
            narrowed!($found),
            " AND (c.lane, c.sort_at, c.number) > ($25, $26, $27) ORDER BY c.lane, c.sort_at, c.number LIMIT $28"
        )
    };
}

macro_rules! by_last {
    ($found:ident) => {
        list!(
            narrowed!($found),
            " AND (c.last_at, c.number) < ($25, $26) ORDER BY c.last_at DESC, c.number DESC LIMIT $27"
        )
    };
}

macro_rules! total {
    ($found:ident) => {
        concat!("SELECT COUNT(*) FROM case_view c ", narrowed!($found))
    };
}

impl Narrow {
    /// The cells of [`narrowed`], in its order.
    fn bound<'q, T>(&'q self, sql: Sql<'q, T>) -> Sql<'q, T> {
        let flag = |set: bool| i64::from(set);
        let mut sql = sql.bind(self.owner.map(|(owner, _)| owner.0)).bind(self.owner.map(|(_, set)| flag(set)));
        for word in [&self.team, &self.channel, &self.category, &self.urgency, &self.language, &self.pack] {
            let word = word.as_ref();
            sql = sql.bind(word.map(|(word, _)| word.as_str())).bind(word.map(|(_, set)| flag(*set)));
        }
        let [opened, due] = [self.opened, self.due].map(|between| between.map_or((i64::MIN, i64::MAX), Between::cells));
        sql.bind(self.late.map(|(now, _)| cell::us(now)))
            .bind(self.late.map(|(_, set)| flag(set)))
            .bind(self.unanswered.map(flag))
            .bind(opened.0)
            .bind(opened.1)
            .bind(due.0)
            .bind(due.1)
    }
}

impl Between {
    /// First and last microsecond; the last one of all stands for no instant.
    fn cells(self) -> (i64, i64) {
        (self.from.map_or(i64::MIN, cell::us), self.until.map_or(i64::MAX, cell::us) - 1)
    }
}

/// The same without words, and how many there are in all in the same trip. A condition on words, even on none, would make the engines
/// look at every row that is counted.
macro_rules! with_total {
    ($($rest:expr),+) => {
        list!(
            also "(SELECT CAST(COALESCE(SUM(cases), 0) AS BIGINT) FROM lane_view WHERE lane BETWEEN $1 AND $2) AS total, ";
            $($rest),+
        )
    };
}
const BY_DUE: &str = with_total!(
    "WHERE c.lane BETWEEN $1 AND $2 AND (c.lane, c.sort_at, c.number) > ($3, $4, $5) \
     ORDER BY c.lane, c.sort_at, c.number LIMIT $6"
);
const BY_LAST: &str = with_total!(
    "WHERE c.lane BETWEEN $1 AND $2 AND (c.last_at, c.number) < ($3, $4) ORDER BY c.last_at DESC, c.number DESC LIMIT $5"
);
const TOTAL: &str = "SELECT CAST(COALESCE(SUM(cases), 0) AS BIGINT) FROM lane_view WHERE lane BETWEEN $1 AND $2";

/// Which cases: lanes from, to, words as the engine asks for them, and what narrows them.
pub(crate) struct Which<'q> {
    pub low: i64,
    pub high: i64,
    pub words: &'q str,
    pub narrow: &'q Narrow,
}

impl Which<'_> {
    /// Only lanes are asked for.
    fn plain(&self) -> bool {
        self.words.is_empty() && *self.narrow == Narrow::default()
    }

    fn sql<T: Row>(&self, texts: Texts) -> Sql<'_, T> {
        self.narrow.bound(query_as(texts).bind(self.low).bind(self.high).bind(self.words))
    }
}

/// Cases next due first, those waiting for us before those waiting for others. Where only lanes are asked for, how many there are in
/// all comes with the first of them.
pub(crate) async fn by_due(
    conn: &mut Conn,
    which: &Which<'_>,
    after: &[i64; 3],
    limit: i64,
) -> Result<(Vec<CaseRow>, Option<u64>)> {
    let sql = match which.plain() {
        true => query_as::<ListCells>(BY_DUE).bind(which.low).bind(which.high),
        false => which.sql(on_both!(by_due)),
    };
    listed(sql.bind(after[0]).bind(after[1]).bind(after[2]).bind(limit).fetch_all(conn).await?)
}

/// The rows of a list, and how many there are in all where they tell it.
fn listed(rows: Vec<ListCells>) -> Result<(Vec<CaseRow>, Option<u64>)> {
    let total = rows.first().and_then(|row| row.total).map(cell::count).transpose()?;
    Ok((rows.into_iter().map(ListCells::read).collect::<Result<_>>()?, total))
}

/// Cases newest first; as [`by_due`].
pub(crate) async fn by_last(
    conn: &mut Conn,
    which: &Which<'_>,
    after: &[i64; 2],
    limit: i64,
) -> Result<(Vec<CaseRow>, Option<u64>)> {
    let sql = match which.plain() {
        true => query_as::<ListCells>(BY_LAST).bind(which.low).bind(which.high),
        false => which.sql(on_both!(by_last)),
    };
    listed(sql.bind(after[0]).bind(after[1]).bind(limit).fetch_all(conn).await?)
}

/// How many cases there are of these.
pub(crate) async fn total(conn: &mut Conn, which: &Which<'_>) -> Result<u64> {
    let (total,): (i64,) = match which.plain() {
        true => query_as(TOTAL).bind(which.low).bind(which.high).fetch_one(conn).await?,
        false => which.sql(on_both!(total)).fetch_one(conn).await?,
    };
    cell::count(total)
}

pub(crate) async fn row(conn: &mut Conn, id: CaseId) -> Result<Option<CaseRow>> {
    let row: Option<ListCells> = query_as(list!("WHERE c.id = $1")).bind(id.0).fetch_optional(conn).await?;
    row.map(ListCells::read).transpose()
}

/// The newest cases of a customer.
pub(crate) async fn of_customer(conn: &mut Conn, customer: CustomerId, limit: i64) -> Result<Vec<CaseRow>> {
    let rows: Vec<ListCells> = query_as(list!("WHERE c.customer = $1 ORDER BY c.last_at DESC, c.number DESC LIMIT $2"))
        .bind(customer.0)
        .bind(limit)
        .fetch_all(conn)
        .await?;
    rows.into_iter().map(ListCells::read).collect()
}

pub(crate) async fn by_number(conn: &mut Conn, number: u64) -> Result<Option<CaseId>> {
    let row: Option<Uuid> =
        query_scalar("SELECT id FROM case_view WHERE number = $1").bind(cell::int(number)).fetch_optional(conn).await?;
    Ok(row.map(CaseId))
}

/// The number of a case.
pub(crate) async fn number_of(conn: &mut Conn, id: CaseId) -> Result<Option<u64>> {
    let row: Option<i64> =
        query_scalar("SELECT number FROM case_view WHERE id = $1").bind(id.0).fetch_optional(conn).await?;
    row.map(cell::count).transpose()
}

/// Cases by lane.
pub(crate) async fn lanes(conn: &mut Conn) -> Result<[u64; 4]> {
    let rows: Vec<(i64, i64)> = query_as("SELECT lane, cases FROM lane_view").fetch_all(conn).await?;
    let mut lanes = [0; 4];
    for (lane, cases) in rows {
        if let Some(slot) = usize::try_from(lane).ok().and_then(|lane| lanes.get_mut(lane)) {
            *slot = cell::count(cases)?;
        }
    }
    Ok(lanes)
}

/// Open cases of a customer.
pub(crate) async fn open_of(conn: &mut Conn, customer: CustomerId) -> Result<u64> {
    let open: i64 = query_scalar("SELECT COUNT(*) FROM case_view WHERE customer = $1 AND lane < 2")
        .bind(customer.0)
        .fetch_one(conn)
        .await?;
    cell::count(open)
}

/// Open cases by owner.
pub(crate) async fn open_by_owner(conn: &mut Conn) -> Result<BTreeMap<StaffId, u64>> {
    let rows: Vec<(Uuid, i64)> =
        query_as("SELECT owner, COUNT(*) FROM case_view WHERE lane < 2 GROUP BY owner").fetch_all(conn).await?;
    rows.into_iter().map(|(owner, open)| Ok((StaffId(owner), cell::count(open)?))).collect()
}

/// The lane of a status.
pub(crate) fn lane(status: Status) -> i64 {
    match status {
        Status::Open => 0,
        Status::Waiting => 1,
        Status::Solved => 2,
        Status::Closed => 3,
    }
}

/// The word a clock is stored under.
pub(crate) fn clock_word(clock: ClockName) -> &'static str {
    clock.as_str()
}
