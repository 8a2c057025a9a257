//! Rows of customers, their addresses and the surveys they are owed.

use super::search::{found_in_file, found_on_server, on_both};
use crate::cell;
use crate::db::{Conn, query, query_as, query_scalar};
use crate::error::{Result, StoreError};
use crate::look::{CustomerRow, SurveyRow};
use crate::page::Cursor;
use aftercare_core::country::Country;
use aftercare_core::ids::CustomerId;
use aftercare_core::survey::{Owed, State};
use chrono::NaiveDate;
use sqlx::FromRow;
use uuid::Uuid;

/// A row of `customer_view`, cell by cell.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub(crate) struct CustomerCells {
    pub id: Uuid,
    pub name: String,
    pub name_key: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub language: String,
    pub orders: i64,
    pub long_term: i64,
    pub planned_at: i64,
    pub seq: i64,
    pub number: Option<String>,
    pub number_key: Option<String>,
    pub match_key: String,
    pub changes_on: String,
    pub country: Option<String>,
}

pub(crate) async fn put(conn: &mut Conn, row: &CustomerCells) -> Result<()> {
    query(
        "INSERT INTO customer_view (id, name, name_key, email, phone, language, orders, long_term, planned_at, seq, number, \
         number_key, match_key, changes_on, country) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) \
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key, email = excluded.email, \
         phone = excluded.phone, language = excluded.language, orders = excluded.orders, long_term = excluded.long_term, \
         planned_at = excluded.planned_at, seq = excluded.seq, number = excluded.number, number_key = excluded.number_key, \
         match_key = excluded.match_key, changes_on = excluded.changes_on, \
         country = excluded.country",
    )
    .bind(row.id)
    .bind(&row.name)
    .bind(&row.name_key)
    .bind(&row.email)
    .bind(&row.phone)
    .bind(&row.language)
    .bind(row.orders)
    .bind(row.long_term)
    .bind(row.planned_at)
    .bind(row.seq)
    .bind(&row.number)
    .bind(&row.number_key)
    .bind(&row.match_key)
    .bind(&row.changes_on)
    .bind(&row.country)
    .later(conn)
    .await
}

pub(crate) async fn cells(conn: &mut Conn, id: Uuid) -> Result<Option<CustomerCells>> {
    query_as(
        "SELECT id, name, name_key, email, phone, language, orders, long_term, planned_at, seq, number, number_key, match_key, \
         changes_on, country FROM customer_view WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(conn)
    .await
}

/// The country of a customer.
pub(crate) async fn country(conn: &mut Conn, id: Uuid) -> Result<Option<Country>> {
    let code: Option<Option<String>> =
        query_scalar("SELECT country FROM customer_view WHERE id = $1").bind(id).fetch_optional(conn).await?;
    code.flatten().map(country_of).transpose()
}

/// A stored country.
pub(super) fn country_of(code: String) -> Result<Country> {
    Country::try_from(code).map_err(StoreError::Damaged)
}

pub(crate) async fn put_addresses(conn: &mut Conn, id: Uuid, addresses: &[String]) -> Result<()> {
    query("DELETE FROM customer_address WHERE customer_id = $1").bind(id).later(conn).await?;
    for address in addresses {
        query("INSERT INTO customer_address (address, customer_id) VALUES ($1, $2)")
            .bind(address)
            .bind(id)
            .later(conn)
            .await?;
    }
    Ok(())
}

pub(crate) async fn addresses(conn: &mut Conn, id: Uuid) -> Result<Vec<String>> {
    query_scalar("SELECT address FROM customer_address WHERE customer_id = $1 ORDER BY address")
        .bind(id)
        .fetch_all(conn)
        .await
}

#[derive(FromRow)]
struct ListCells {
    id: Uuid,
    name: String,
    name_key: String,
    email: Option<String>,
    phone: Option<String>,
    language: String,
    orders: i64,
    long_term: i64,
    open_cases: i64,
}

impl ListCells {
    fn read(self) -> Result<CustomerRow> {
        Ok(CustomerRow {
            id: CustomerId(self.id),
            name: self.name,
            email: self.email,
            phone: self.phone,
            language: cell::from_word(&self.language)?,
            orders: cell::count(self.orders)?,
            long_term: self.long_term != 0,
            open_cases: cell::count(self.open_cases)?,
            cursor: Cursor::from_name(&self.name_key, self.id),
        })
    }
}

macro_rules! list {
    ($($rest:expr),+) => {
        concat!(
            "SELECT u.id, u.name, u.name_key, u.email, u.phone, u.language, u.orders, u.long_term, \
             (SELECT COUNT(*) FROM case_view c WHERE c.customer = u.id AND c.lane < 2) AS open_cases FROM customer_view u ",
            $($rest),+
        )
    };
}

macro_rules! list_after {
    ($found:ident) => {
        list!(
            "WHERE (u.name_key, u.id) > ($1, $2) AND u.name_key <> '' AND ($3 = '' OR u.id IN (",
            $found!("customer", "$3"),
            ")) ORDER BY u.name_key, u.id LIMIT $4"
        )
    };
}

/// Customers by name.
pub(crate) async fn list_after(
    conn: &mut Conn,
    words: &str,
    after: &(String, Uuid),
    limit: i64,
) -> Result<Vec<CustomerRow>> {
    let rows: Vec<ListCells> =
        query_as(on_both!(list_after)).bind(&after.0).bind(after.1).bind(words).bind(limit).fetch_all(conn).await?;
    rows.into_iter().map(ListCells::read).collect()
}

pub(crate) async fn row(conn: &mut Conn, id: CustomerId) -> Result<Option<CustomerRow>> {
    let row: Option<ListCells> = query_as(list!("WHERE u.id = $1")).bind(id.0).fetch_optional(conn).await?;
    row.map(ListCells::read).transpose()
}

/// Customers with this address or number, in its normal form.
pub(crate) async fn by_address(conn: &mut Conn, address: &str) -> Result<Vec<CustomerRow>> {
    let rows: Vec<ListCells> = query_as(list!(
        "WHERE u.id IN (SELECT a.customer_id FROM customer_address a WHERE a.address = $1) ORDER BY u.name_key, u.id LIMIT 20"
    ))
    .bind(address)
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(ListCells::read).collect()
}

pub(crate) async fn put_surveys(conn: &mut Conn, id: Uuid, owed: &[Owed]) -> Result<()> {
    query("DELETE FROM survey_view WHERE customer_id = $1").bind(id).later(conn).await?;
    for (number, survey) in (0_i64..).zip(owed) {
        query(
            "INSERT INTO survey_view (customer_id, number, settled, planned_on, last_day, owed) VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(id)
        .bind(number)
        .bind(i64::from(!is_open(survey.state)))
        .bind(survey.planned_on.to_string())
        .bind(survey.last_day.to_string())
        .bind(cell::json(survey)?)
        .later(conn)
        .await?;
    }
    Ok(())
}

fn is_open(state: State) -> bool {
    matches!(state, State::Late | State::Due | State::Planned)
}

/// How an open survey stands on a day.
pub(crate) fn on(mut owed: Owed, today: NaiveDate) -> Owed {
    if is_open(owed.state) {
        owed.state = match () {
            () if today > owed.last_day => State::Late,
            () if today >= owed.planned_on => State::Due,
            () => State::Planned,
        };
    }
    owed
}

/// All surveys of a customer as stored.
pub(crate) async fn surveys_of(conn: &mut Conn, id: Uuid) -> Result<Vec<Owed>> {
    let rows: Vec<String> = query_scalar("SELECT owed FROM survey_view WHERE customer_id = $1 ORDER BY number")
        .bind(id)
        .fetch_all(conn)
        .await?;
    rows.iter().map(|text| cell::from_json(text)).collect()
}

/// Open surveys, soonest last day first: late, due, then planned.
pub(crate) async fn surveys_open(conn: &mut Conn, today: NaiveDate, limit: i64) -> Result<Vec<SurveyRow>> {
    let rows: Vec<(Uuid, String, String)> = query_as(
        "SELECT s.customer_id, u.name, s.owed FROM survey_view s JOIN customer_view u ON u.id = s.customer_id \
         WHERE s.settled = 0 ORDER BY s.last_day, s.customer_id, s.number LIMIT $1",
    )
    .bind(limit)
    .fetch_all(conn)
    .await?;
    let mut surveys = Vec::with_capacity(rows.len());
    for (customer, name, owed) in rows {
        surveys.push(SurveyRow { customer: CustomerId(customer), name, owed: on(cell::from_json(&owed)?, today) });
    }
    surveys.sort_by_key(|row| (row.owed.state, row.owed.last_day));
    Ok(surveys)
}

/// Open surveys whose planned day has come.
pub(crate) async fn surveys_due(conn: &mut Conn, today: NaiveDate) -> Result<u64> {
    let due: i64 = query_scalar("SELECT COUNT(*) FROM survey_view WHERE settled = 0 AND planned_on <= $1")
        .bind(today.to_string())
        .fetch_one(conn)
        .await?;
    cell::count(due)
}

/// Customers whose surveys have to be planned anew: those whose plan changes by `today`, and those planned before `from`, when
/// other rules held, or after `to`, by a clock that ran ahead.
pub(crate) async fn to_plan(conn: &mut Conn, today: NaiveDate, from: i64, to: i64) -> Result<Vec<CustomerId>> {
    let ids: Vec<Uuid> = query_scalar(
        "SELECT id FROM customer_view WHERE changes_on <= $1 UNION SELECT id FROM customer_view WHERE planned_at < $2 \
         UNION SELECT id FROM customer_view WHERE planned_at > $3 ORDER BY id",
    )
    .bind(today.to_string())
    .bind(from)
    .bind(to)
    .fetch_all(conn)
    .await?;
    Ok(ids.into_iter().map(CustomerId).collect())
}
