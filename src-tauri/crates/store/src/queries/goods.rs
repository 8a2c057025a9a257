//! Rows of contracts, orders, lines, lots and units: found by number, told by page.

use super::search::{found_in_file, found_on_server, on_both};
use crate::cell;
use crate::db::{Conn, Texts, query, query_as, query_scalar};
use crate::error::Result;
use crate::look::{LotRow, UnitRow};
use crate::page::Cursor;
use aftercare_core::goods::Lot;
use aftercare_core::ids::{ContractId, CustomerId, LotId, OrderId, UnitId};
use chrono::NaiveDate;
use sqlx::FromRow;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Characters of a key that are compared; longer ones are no names that anybody types.
const KEY: usize = 200;

/// The key under which a number or name is kept.
pub(crate) fn key(text: &str) -> String {
    let key = aftercare_core::goods::key(text);
    crate::db::without_zeros(key.chars().take(KEY).collect())
}

/// A row of `contract_view`.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub(crate) struct ContractCells {
    pub id: Uuid,
    pub number: String,
    pub number_key: String,
    pub signed_on: Option<String>,
    pub completed_on: Option<String>,
}

/// A row of `order_view`.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub(crate) struct OrderCells {
    pub id: Uuid,
    pub contract_id: Option<Uuid>,
    pub number: String,
    pub number_key: String,
    pub goods: String,
    pub ordered_on: Option<String>,
    pub received_on: Option<String>,
    pub completed_on: Option<String>,
}

/// A row of `line_view`.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub(crate) struct LineCells {
    pub id: Uuid,
    pub order_id: Uuid,
    pub position: i64,
    pub product: String,
    pub product_key: String,
    pub lot_key: String,
    pub quantity: i64,
    pub price_minor: Option<i64>,
    pub currency: Option<String>,
}

/// Everything that a customer's stream tells about goods.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct GoodsCells {
    pub contracts: Vec<ContractCells>,
    pub orders: Vec<OrderCells>,
    pub lines: Vec<LineCells>,
}

/// A row of `lot_view`.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub(crate) struct LotCells {
    pub id: Uuid,
    pub product: String,
    pub product_key: String,
    pub number: String,
    pub number_key: String,
    pub produced_on: Option<String>,
    pub quantity: Option<i64>,
    pub seq: i64,
}

/// A row of `unit_view`.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub(crate) struct UnitCells {
    pub id: Uuid,
    pub serial: String,
    pub serial_key: String,
    pub product: String,
    pub product_key: String,
    pub lot_key: String,
    pub customer_id: Option<Uuid>,
    pub line_id: Option<Uuid>,
    pub purchased_on: Option<String>,
    pub delivered_on: Option<String>,
    pub seq: i64,
}

/// What a customer's goods are now.
pub(crate) async fn of_customer(conn: &mut Conn, customer: Uuid) -> Result<GoodsCells> {
    Ok(GoodsCells {
        contracts: query_as(
            "SELECT id, number, number_key, signed_on, completed_on FROM contract_view WHERE customer_id = $1 ORDER BY id",
        )
        .bind(customer)
        .fetch_all(conn)
        .await?,
        orders: query_as(
            "SELECT id, contract_id, number, number_key, goods, ordered_on, received_on, completed_on FROM order_view \
             WHERE customer_id = $1 ORDER BY id",
        )
        .bind(customer)
        .fetch_all(conn)
        .await?,
        lines: query_as(
            "SELECT id, order_id, position, product, product_key, lot_key, quantity, price_minor, currency FROM line_view \
             WHERE customer_id = $1 ORDER BY id",
        )
        .bind(customer)
        .fetch_all(conn)
        .await?,
    })
}

/// Ids whose rows are gone or differ, and the rows to write.
fn differ<'r, T: PartialEq>(old: &[T], new: &'r [T], id: impl Fn(&T) -> Uuid) -> (Vec<Uuid>, Vec<&'r T>) {
    let mut before: BTreeMap<Uuid, &T> = old.iter().map(|row| (id(row), row)).collect();
    let mut write = Vec::new();
    let mut gone = Vec::new();
    for row in new {
        match before.remove(&id(row)) {
            Some(same) if same == row => {}
            Some(_) => {
                gone.push(id(row));
                write.push(row);
            }
            None => write.push(row),
        }
    }
    gone.extend(before.into_keys());
    (gone, write)
}

async fn drop_all(conn: &mut Conn, text: &'static str, ids: &[Uuid]) -> Result<()> {
    for id in ids {
        query(text).bind(*id).later(conn).await?;
    }
    Ok(())
}

/// Brings a customer's rows to what they should be; writes only those that differ.
pub(crate) async fn put(conn: &mut Conn, customer: Uuid, rows: &GoodsCells) -> Result<()> {
    let old = of_customer(conn, customer).await?;
    let (gone, write) = differ(&old.contracts, &rows.contracts, |row| row.id);
    drop_all(conn, "DELETE FROM contract_view WHERE id = $1", &gone).await?;
    for row in write {
        query(
            "INSERT INTO contract_view (id, customer_id, number, number_key, signed_on, completed_on) \
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(row.id)
        .bind(customer)
        .bind(&row.number)
        .bind(&row.number_key)
        .bind(&row.signed_on)
        .bind(&row.completed_on)
        .later(conn)
        .await?;
    }
    let (gone, write) = differ(&old.orders, &rows.orders, |row| row.id);
    drop_all(conn, "DELETE FROM order_view WHERE id = $1", &gone).await?;
    for row in write {
        query(
            "INSERT INTO order_view (id, customer_id, contract_id, number, number_key, goods, ordered_on, received_on, \
             completed_on) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(row.id)
        .bind(customer)
        .bind(row.contract_id)
        .bind(&row.number)
        .bind(&row.number_key)
        .bind(&row.goods)
        .bind(&row.ordered_on)
        .bind(&row.received_on)
        .bind(&row.completed_on)
        .later(conn)
        .await?;
    }
    let (gone, write) = differ(&old.lines, &rows.lines, |row| row.id);
    drop_all(conn, "DELETE FROM line_view WHERE id = $1", &gone).await?;
    for row in write {
        query(
            "INSERT INTO line_view (id, customer_id, order_id, position, product, product_key, lot_key, quantity, \
             price_minor, currency) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .bind(row.id)
        .bind(customer)
        .bind(row.order_id)
        .bind(row.position)
        .bind(&row.product)
        .bind(&row.product_key)
        .bind(&row.lot_key)
        .bind(row.quantity)
        .bind(row.price_minor)
        .bind(&row.currency)
        .later(conn)
        .await?;
    }
    Ok(())
}

pub(crate) async fn put_lot(conn: &mut Conn, row: &LotCells) -> Result<()> {
    query(
        "INSERT INTO lot_view (id, product, product_key, number, number_key, produced_on, quantity, seq) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
         ON CONFLICT (id) DO UPDATE SET product = excluded.product, product_key = excluded.product_key, \
         number = excluded.number, number_key = excluded.number_key, produced_on = excluded.produced_on, \
         quantity = excluded.quantity, seq = excluded.seq",
    )
    .bind(row.id)
    .bind(&row.product)
    .bind(&row.product_key)
    .bind(&row.number)
    .bind(&row.number_key)
    .bind(&row.produced_on)
    .bind(row.quantity)
    .bind(row.seq)
    .later(conn)
    .await
}

pub(crate) async fn lot_cells(conn: &mut Conn, id: Uuid) -> Result<Option<LotCells>> {
    query_as(
        "SELECT id, product, product_key, number, number_key, produced_on, quantity, seq FROM lot_view WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(conn)
    .await
}

pub(crate) async fn put_unit(conn: &mut Conn, row: &UnitCells) -> Result<()> {
    query(
        "INSERT INTO unit_view (id, serial, serial_key, product, product_key, lot_key, customer_id, line_id, \
         purchased_on, delivered_on, seq) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
         ON CONFLICT (id) DO UPDATE SET serial = excluded.serial, serial_key = excluded.serial_key, \
         product = excluded.product, product_key = excluded.product_key, lot_key = excluded.lot_key, \
         customer_id = excluded.customer_id, line_id = excluded.line_id, purchased_on = excluded.purchased_on, \
         delivered_on = excluded.delivered_on, seq = excluded.seq",
    )
    .bind(row.id)
    .bind(&row.serial)
    .bind(&row.serial_key)
    .bind(&row.product)
    .bind(&row.product_key)
    .bind(&row.lot_key)
    .bind(row.customer_id)
    .bind(row.line_id)
    .bind(&row.purchased_on)
    .bind(&row.delivered_on)
    .bind(row.seq)
    .later(conn)
    .await
}

pub(crate) async fn unit_cells(conn: &mut Conn, id: Uuid) -> Result<Option<UnitCells>> {
    query_as(
        "SELECT id, serial, serial_key, product, product_key, lot_key, customer_id, line_id, purchased_on, delivered_on, \
         seq FROM unit_view WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(conn)
    .await
}

/// At most this many records of one number or name are told; two are one too many already.
const SAME: i64 = 20;

pub(crate) async fn customers_by(conn: &mut Conn, text: &'static str, key: &str) -> Result<Vec<CustomerId>> {
    let ids: Vec<Uuid> = query_scalar(text).bind(key).bind(SAME).fetch_all(conn).await?;
    Ok(ids.into_iter().map(CustomerId).collect())
}

pub(crate) const BY_NAME: &str = "SELECT id FROM customer_view WHERE match_key = $1 ORDER BY id LIMIT $2";
pub(crate) const BY_NUMBER: &str = "SELECT id FROM customer_view WHERE number_key = $1 ORDER BY id LIMIT $2";

pub(crate) async fn contracts_by_number(conn: &mut Conn, key: &str) -> Result<Vec<(CustomerId, ContractId)>> {
    let rows: Vec<(Uuid, Uuid)> =
        query_as("SELECT customer_id, id FROM contract_view WHERE number_key = $1 ORDER BY id LIMIT $2")
            .bind(key)
            .bind(SAME)
            .fetch_all(conn)
            .await?;
    Ok(rows.into_iter().map(|(customer, id)| (CustomerId(customer), ContractId(id))).collect())
}

pub(crate) async fn orders_by_number(conn: &mut Conn, key: &str) -> Result<Vec<(CustomerId, OrderId)>> {
    let rows: Vec<(Uuid, Uuid)> =
        query_as("SELECT customer_id, id FROM order_view WHERE number_key = $1 ORDER BY id LIMIT $2")
            .bind(key)
            .bind(SAME)
            .fetch_all(conn)
            .await?;
    Ok(rows.into_iter().map(|(customer, id)| (CustomerId(customer), OrderId(id))).collect())
}

/// Customers who bought from a lot, with the pieces of each line.
pub(crate) async fn buyers(conn: &mut Conn, product: &str, lot: &str) -> Result<Vec<(CustomerId, OrderId, u64)>> {
    let rows: Vec<(Uuid, Uuid, i64)> = query_as(
        "SELECT customer_id, order_id, quantity FROM line_view WHERE product_key = $1 AND lot_key = $2 ORDER BY id",
    )
    .bind(product)
    .bind(lot)
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|(customer, order, quantity)| Ok((CustomerId(customer), OrderId(order), cell::count(quantity)?)))
        .collect()
}

pub(crate) async fn lot_by_number(conn: &mut Conn, product: &str, number: &str) -> Result<Option<LotId>> {
    let id: Option<Uuid> =
        query_scalar("SELECT id FROM lot_view WHERE number_key = $1 AND product_key = $2 ORDER BY id LIMIT 1")
            .bind(number)
            .bind(product)
            .fetch_optional(conn)
            .await?;
    Ok(id.map(LotId))
}

pub(crate) async fn unit_by_serial(conn: &mut Conn, serial: &str) -> Result<Option<UnitId>> {
    let id: Option<Uuid> = query_scalar("SELECT id FROM unit_view WHERE serial_key = $1 ORDER BY id LIMIT 1")
        .bind(serial)
        .fetch_optional(conn)
        .await?;
    Ok(id.map(UnitId))
}

fn day(text: Option<String>) -> Option<NaiveDate> {
    text.and_then(|text| text.parse().ok())
}

macro_rules! lots_after {
    ($found:ident) => {
        concat!(
            "SELECT l.id, l.product, l.product_key, l.number, l.number_key, l.produced_on, l.quantity, l.seq FROM lot_view l \
             WHERE (l.number_key, l.id) > ($1, $2) AND ($3 = '' OR l.id IN (",
            $found!("lot", "$3"),
            ")) ORDER BY l.number_key, l.id LIMIT $4"
        )
    };
}

macro_rules! units_after {
    ($found:ident) => {
        concat!(
            "SELECT l.id, l.serial, l.serial_key, l.product, l.product_key, l.lot_key, l.customer_id, l.line_id, \
             l.purchased_on, l.delivered_on, l.seq FROM unit_view l \
             WHERE (l.serial_key, l.id) > ($1, $2) AND ($3 = '' OR l.id IN (",
            $found!("unit", "$3"),
            ")) ORDER BY l.serial_key, l.id LIMIT $4"
        )
    };
}

/// Lots by number.
pub(crate) async fn lots(conn: &mut Conn, words: &str, after: &(String, Uuid), limit: i64) -> Result<Vec<LotRow>> {
    const TEXTS: Texts = on_both!(lots_after);
    let rows: Vec<LotCells> =
        query_as(TEXTS).bind(&after.0).bind(after.1).bind(words).bind(limit).fetch_all(conn).await?;
    rows.into_iter()
        .map(|row| {
            let cursor = Cursor::from_name(&row.number_key, row.id);
            let quantity = row.quantity.map(cell::count).transpose()?;
            let lot = Lot { product: row.product, number: row.number, produced_on: day(row.produced_on), quantity };
            Ok(LotRow { id: LotId(row.id), lot, cursor })
        })
        .collect()
}

/// Units by serial.
pub(crate) async fn units(conn: &mut Conn, words: &str, after: &(String, Uuid), limit: i64) -> Result<Vec<UnitRow>> {
    const TEXTS: Texts = on_both!(units_after);
    let rows: Vec<UnitCells> =
        query_as(TEXTS).bind(&after.0).bind(after.1).bind(words).bind(limit).fetch_all(conn).await?;
    Ok(rows
        .into_iter()
        .map(|row| UnitRow {
            id: UnitId(row.id),
            cursor: Cursor::from_name(&row.serial_key, row.id),
            serial: row.serial,
            product: row.product,
            customer: row.customer_id.map(CustomerId),
        })
        .collect())
}
