//! Rows that belong to nobody: traces of no message, lists of no record, drafts on no case; and what is left beyond the
//! journal's end.

use super::records::Against;
use super::{Problem, Report};
use crate::cell;
use crate::db::{Conn, query, query_as, query_scalar};
use crate::error::Result;
use crate::look::Look;
use aftercare_core::desk::DeskEvent;
use aftercare_core::journal::{StreamId, StreamKind};
use aftercare_core::policy::Book;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Looks for all of them; among lists only where they are this program's.
pub(super) async fn look(conn: &mut Conn, against: &Against<'_>, report: &mut Report) -> Result<()> {
    traces(conn, report).await?;
    tails(conn, TAILS_OF_TEXTS, report).await?;
    count(conn, "mention", MENTIONS, report).await?;
    let drafts = drafts(conn).await?.len() as u64;
    if drafts > 0 {
        report.add(Problem::Rows { table: "draft", rows: drafts });
    }
    if against.today {
        let drafts = calendar_drafts(conn, against.book).await?.len() as u64;
        if drafts > 0 {
            report.add(Problem::Rows { table: "calendar_draft", rows: drafts });
        }
    }
    if against.fresh {
        tails(conn, TAILS_OF_LISTS, report).await?;
        for (table, question) in NOBODYS {
            count(conn, table, question, report).await?;
        }
    }
    Ok(())
}

async fn count(conn: &mut Conn, table: &'static str, question: &'static str, report: &mut Report) -> Result<()> {
    let rows: i64 = query_scalar(question).fetch_one(conn).await?;
    if rows != 0 {
        report.add(Problem::Rows { table, rows: rows.unsigned_abs() });
    }
    Ok(())
}

/// Takes away mentions, drafts of nobody and drafts of no calendar; lists are made anew elsewhere.
pub(super) async fn mend(conn: &mut Conn, book: &Book) -> Result<()> {
    query(
        "DELETE FROM mention WHERE NOT EXISTS (SELECT 1 FROM stream s WHERE s.kind = 'case' AND s.id = mention.stream_id)",
    )
    .execute(conn)
    .await?;
    for (staff, case) in drafts(conn).await? {
        query("DELETE FROM draft WHERE staff = $1 AND case_id = $2").bind(staff).bind(case).execute(conn).await?;
    }
    for (staff, pack, name) in calendar_drafts(conn, book).await? {
        query("DELETE FROM calendar_draft WHERE staff = $1 AND pack = $2 AND name = $3")
            .bind(staff)
            .bind(&pack)
            .bind(&name)
            .execute(conn)
            .await?;
    }
    Ok(())
}

/// Drafts on no case, or of nobody whom the desk knows, where it knows anybody: no window shows them.
async fn drafts(conn: &mut Conn) -> Result<Vec<(Uuid, Uuid)>> {
    let rows: Vec<(Uuid, Uuid, i64)> = query_as(
        "SELECT d.staff, d.case_id, (SELECT COUNT(*) FROM stream s WHERE s.kind = 'case' AND s.id = d.case_id) FROM draft d \
         ORDER BY d.staff, d.case_id",
    )
    .fetch_all(conn)
    .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let known = staff(conn).await;
    let rows = rows.into_iter().filter(|(staff, _, cases)| *cases == 0 || is_strange(&known, staff));
    Ok(rows.map(|(staff, case, _)| (staff, case)).collect())
}

/// Drafts of a calendar that no version of a pack has, or of nobody whom the desk knows.
async fn calendar_drafts(conn: &mut Conn, book: &Book) -> Result<Vec<(Uuid, String, String)>> {
    let rows: Vec<(Uuid, String, String)> =
        query_as("SELECT staff, pack, name FROM calendar_draft ORDER BY staff, pack, name").fetch_all(conn).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let known = staff(conn).await;
    let has = |id: &str, name: &str| {
        let mut versions = book.packs().filter(|pack| pack.id == id);
        versions.any(|pack| book.calendar(id, pack.version, name).is_ok())
    };
    Ok(rows.into_iter().filter(|(staff, pack, name)| is_strange(&known, staff) || !has(pack, name)).collect())
}

/// Everybody whom the desk ever knew.
async fn staff(conn: &mut Conn) -> BTreeSet<Uuid> {
    let entries = Look::from(conn).desk_entries().await.unwrap_or_default();
    let known = entries.iter().filter_map(|entry| match &entry.event {
        DeskEvent::StaffSet { id, .. } => Some(id.0),
        _ => None,
    });
    known.collect()
}

/// Where the desk knows nobody, nobody is a stranger.
fn is_strange(known: &BTreeSet<Uuid>, staff: &Uuid) -> bool {
    !known.is_empty() && !known.contains(staff)
}

/// Traces of messages lead to events that are messages.
async fn traces(conn: &mut Conn, report: &mut Report) -> Result<()> {
    let rows: Vec<(Uuid, i64)> = query_as(
        "SELECT m.stream_id, m.seq FROM message m WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.stream_kind = 'case' \
         AND e.stream_id = m.stream_id AND e.seq = m.seq \
         AND e.kind IN ('case.message_received', 'case.message_sent')) ORDER BY m.stream_id, m.seq",
    )
    .fetch_all(conn)
    .await?;
    for (id, seq) in rows {
        report.add(Problem::Trace { stream: StreamId::new(StreamKind::Case, id), seq: cell::count(seq)? });
    }
    Ok(())
}

/// Streams of which something is left beyond the journal's end.
async fn tails(conn: &mut Conn, question: &'static str, report: &mut Report) -> Result<()> {
    let rows: Vec<(String, Uuid)> = query_as(question).fetch_all(conn).await?;
    for (kind, id) in rows {
        report.tail(cell::stream(&kind, id)?);
    }
    Ok(())
}

/// Texts of streams without an event.
const TAILS_OF_TEXTS: &str = "SELECT DISTINCT p.stream_kind, p.stream_id FROM personal p WHERE NOT EXISTS \
     (SELECT 1 FROM event e WHERE e.stream_kind = p.stream_kind AND e.stream_id = p.stream_id)";

macro_rules! beyond {
    ($table:literal, $kind:literal) => {
        concat!(
            "SELECT '",
            $kind,
            "' AS kind, v.id FROM ",
            $table,
            " v WHERE v.seq > COALESCE((SELECT MAX(e.seq) FROM event e WHERE e.stream_kind = '",
            $kind,
            "' AND e.stream_id = v.id), v.seq)"
        )
    };
}

/// Rows that know a later event than the journal's last of their stream, or wait for its words.
const TAILS_OF_LISTS: &str = concat!(
    beyond!("case_view", "case"),
    " UNION ALL ",
    beyond!("customer_view", "customer"),
    " UNION ALL ",
    beyond!("lot_view", "lot"),
    " UNION ALL ",
    beyond!("unit_view", "unit"),
    " UNION ALL ",
    beyond!("(SELECT case_id AS id, seq FROM words_waiting)", "case")
);

macro_rules! nobodys {
    ($table:literal, $id:literal, $kind:literal) => {
        concat!(
            "SELECT COUNT(*) FROM ",
            $table,
            " v WHERE NOT EXISTS \
             (SELECT 1 FROM stream s WHERE s.kind = '",
            $kind,
            "' AND s.id = v.",
            $id,
            ")"
        )
    };
}

/// What a message is found by, of no case.
const MENTIONS: &str = nobodys!("mention", "stream_id", "case");

/// Lanes that are not told to hold as many cases as they do.
const LANES: &str = "SELECT COUNT(*) FROM (SELECT lane FROM (SELECT lane, cases AS n FROM lane_view UNION ALL \
     SELECT lane, -COUNT(*) AS n FROM case_view GROUP BY lane) AS both_ways GROUP BY lane HAVING SUM(n) <> 0) AS wrong";

/// How many rows of each projection belong to no stream.
const NOBODYS: [(&str, &str); 19] = [
    ("lane_view", LANES),
    ("case_view", nobodys!("case_view", "id", "case")),
    ("clock_view", nobodys!("clock_view", "case_id", "case")),
    ("case_address", nobodys!("case_address", "case_id", "case")),
    ("words_waiting", nobodys!("words_waiting", "case_id", "case")),
    ("form_view", nobodys!("form_view", "case_id", "case")),
    ("task_view", nobodys!("task_view", "case_id", "case")),
    ("session_view", nobodys!("session_view", "case_id", "case")),
    (
        "alert",
        "SELECT COUNT(*) FROM alert v WHERE NOT EXISTS \
         (SELECT 1 FROM event e WHERE e.stream_kind = 'case' AND e.stream_id = v.case_id)",
    ),
    ("customer_view", nobodys!("customer_view", "id", "customer")),
    ("customer_address", nobodys!("customer_address", "customer_id", "customer")),
    ("survey_view", nobodys!("survey_view", "customer_id", "customer")),
    ("contract_view", nobodys!("contract_view", "customer_id", "customer")),
    ("order_view", nobodys!("order_view", "customer_id", "customer")),
    ("line_view", nobodys!("line_view", "customer_id", "customer")),
    ("lot_view", nobodys!("lot_view", "id", "lot")),
    ("unit_view", nobodys!("unit_view", "id", "unit")),
    (
        "search_row",
        "SELECT COUNT(*) FROM search_row r WHERE NOT EXISTS (SELECT 1 FROM stream s WHERE s.kind = r.kind AND s.id = r.id)",
    ),
    ("search", "SELECT (SELECT COUNT(*) FROM search) - (SELECT COUNT(*) FROM search_row)"),
];
