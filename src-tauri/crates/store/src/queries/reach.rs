//! Which open cases a declaration may be for: the wide net. Whether it really is, core decides on the folded case.

use super::customers::country_of;
use crate::cell;
use crate::db::{Conn, query_as};
use crate::error::Result;
use aftercare_core::country::Country;
use aftercare_core::ids::{CaseId, CustomerId};
use aftercare_core::time::Instant;
use uuid::Uuid;

/// What narrows the cases; what is none or empty narrows nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Under this pack.
    pub pack: Option<String>,
    /// Noticed at or after.
    pub from: Option<Instant>,
    /// Noticed before.
    pub to: Option<Instant>,
    /// Of customers in these countries, and of those whose country nobody knows.
    pub countries: Vec<Country>,
}

/// An open case with what its own story does not tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenCase {
    /// The case.
    pub id: CaseId,
    /// The country of its customer, where both are known.
    pub country: Option<Country>,
}

/// Open and waiting cases, by id, after this one.
pub(crate) async fn open_cases(
    conn: &mut Conn,
    reach: &Reach,
    after: Option<CaseId>,
    limit: u32,
) -> Result<Vec<OpenCase>> {
    // Codes have two letters each, so no code is found across a comma.
    let countries = reach.countries.iter().map(Country::as_str).collect::<Vec<_>>().join(",");
    let rows: Vec<(Uuid, Option<String>)> = query_as(
        "SELECT c.id, u.country FROM case_view c LEFT JOIN customer_view u ON u.id = c.customer \
         WHERE c.lane < 2 AND c.id > $1 AND c.notice >= $2 AND c.notice < $3 AND ($4 = '' OR c.pack = $4) \
         AND ($5 = '' OR u.country IS NULL OR $5 LIKE '%' || u.country || '%') ORDER BY c.id LIMIT $6",
    )
    .bind(after.map_or(Uuid::nil(), |id| id.0))
    .bind(reach.from.map_or(i64::MIN, cell::us))
    .bind(reach.to.map_or(i64::MAX, cell::us))
    .bind(reach.pack.as_deref().unwrap_or_default())
    .bind(countries)
    .bind(i64::from(limit))
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(open_case).collect()
}

/// Open and waiting cases of a customer, by id.
pub(crate) async fn open_of(conn: &mut Conn, customer: CustomerId) -> Result<Vec<OpenCase>> {
    let rows: Vec<(Uuid, Option<String>)> = query_as(
        "SELECT c.id, u.country FROM case_view c LEFT JOIN customer_view u ON u.id = c.customer \
         WHERE c.customer = $1 AND c.lane < 2 ORDER BY c.id",
    )
    .bind(customer.0)
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(open_case).collect()
}

fn open_case((id, country): (Uuid, Option<String>)) -> Result<OpenCase> {
    Ok(OpenCase { id: CaseId(id), country: country.map(country_of).transpose()? })
}
