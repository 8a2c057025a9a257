//! Alerts hold by their own names: an alert's key tells its case, clock, run, kind and instant once more, also long after it was
//! shown, when no plan calls for it any more.

use crate::db::{Conn, query, query_as};
use crate::error::Result;
use uuid::Uuid;

/// Key, case, clock, cycle, kind, due, at.
type Row = (String, Uuid, String, i64, String, i64, i64);

/// Microseconds in a minute.
const MINUTE: i64 = 60_000_000;

/// What a key tells: clock, cycle, kind; and for an alert that comes before, its lead in minutes and the due instant.
type Told<'a> = (&'a str, i64, &'static str, Option<(i64, i64)>);

fn told<'a>(key: &'a str, case: &str) -> Option<Told<'a>> {
    let (clock, rest) = key.strip_prefix(case)?.strip_prefix(':')?.split_once(':')?;
    let (cycle, rest) = rest.split_once(':')?;
    let cycle = cycle.parse().ok()?;
    if rest == "late" {
        return Some((clock, cycle, "late", None));
    }
    let (lead, due) = rest.strip_prefix("soon")?.split_once(':')?;
    Some((clock, cycle, "soon", Some((lead.parse().ok()?, due.parse().ok()?))))
}

fn holds((key, case, clock, cycle, kind, due, at): &Row) -> bool {
    let Some((c, n, k, soon)) = told(key, &case.to_string()) else { return false };
    let instants = match soon {
        None => at.checked_sub(1) == Some(*due),
        Some((lead, then)) => {
            then == *due && lead.checked_mul(MINUTE).and_then(|lead| due.checked_sub(lead)) == Some(*at)
        }
    };
    (c, n, k) == (clock.as_str(), *cycle, kind.as_str()) && instants
}

/// Whether a case's alerts are what their keys tell.
pub(super) async fn hold(conn: &mut Conn, case: Uuid) -> Result<bool> {
    let rows: Vec<Row> = query_as("SELECT key, case_id, clock, cycle, kind, due, at FROM alert WHERE case_id = $1")
        .bind(case)
        .fetch_all(conn)
        .await?;
    Ok(rows.iter().all(holds))
}

/// Takes away those of a case that wait and are not what their keys tell, to be planned again; of those that were shown, only
/// the words are put right.
pub(super) async fn mend(conn: &mut Conn, case: Uuid) -> Result<()> {
    let rows: Vec<Row> = query_as("SELECT key, case_id, clock, cycle, kind, due, at FROM alert WHERE case_id = $1")
        .bind(case)
        .fetch_all(conn)
        .await?;
    for row in rows.iter().filter(|row| !holds(row)) {
        let (key, .., due, _) = row;
        query("DELETE FROM alert WHERE key = $1 AND claimed_at IS NULL").bind(key).execute(conn).await?;
        let Some((clock, cycle, kind, soon)) = told(key, &case.to_string()) else {
            query("DELETE FROM alert WHERE key = $1").bind(key).execute(conn).await?;
            continue;
        };
        let (due, at) = match soon {
            None => (*due, due.saturating_add(1)),
            Some((lead, due)) => (due, due.saturating_sub(lead.saturating_mul(MINUTE))),
        };
        query("UPDATE alert SET clock = $1, cycle = $2, kind = $3, due = $4, at = $5 WHERE key = $6")
            .bind(clock)
            .bind(cycle)
            .bind(kind)
            .bind(due)
            .bind(at)
            .bind(key)
            .execute(conn)
            .await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const CASE: &str = "00000000-0000-0000-0000-000000000007";

    #[rstest]
    #[case("solution:1:late", "solution", 1, "late", 100, 101, true)]
    #[case("solution:1:late", "solution", 1, "late", 100, 100, false)]
    #[case("solution:1:late", "update", 1, "late", 100, 101, false)]
    #[case("solution:1:soon2:500000000", "solution", 1, "soon", 500_000_000, 380_000_000, true)]
    #[case("solution:1:soon2:500000000", "solution", 1, "late", 500_000_000, 380_000_000, false)]
    #[case("solution:1:soon2:500000000", "solution", 2, "soon", 500_000_000, 380_000_000, false)]
    #[case("solution:1:soon3:500000000", "solution", 1, "soon", 500_000_000, 380_000_000, false)]
    #[case("solution", "solution", 1, "late", 100, 101, false)]
    fn an_alert_is_what_its_key_tells(
        #[case] key: &str,
        #[case] clock: &str,
        #[case] cycle: i64,
        #[case] kind: &str,
        #[case] due: i64,
        #[case] at: i64,
        #[case] expected: bool,
    ) {
        let row = (format!("{CASE}:{key}"), Uuid::from_u128(7), clock.to_owned(), cycle, kind.to_owned(), due, at);
        assert_eq!(holds(&row), expected);
    }
}
