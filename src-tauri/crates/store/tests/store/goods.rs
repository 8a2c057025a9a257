//! Contracts, orders, lines, lots and units: found by number on both engines, in step with the journal, gone when erased.

use crate::common::*;
use aftercare_core::customer::{Contact, Contract, CustomerEvent};
use aftercare_core::goods::{Currency, Lot, LotEvent, Money, OrderLine, Unit, UnitEvent};
use aftercare_core::ids::{ContactId, ContractId, CustomerId, LineId, LotId, OrderId, UnitId};
use aftercare_core::journal::{StreamId, StreamKind};
use aftercare_store::{Expected, Store};
use rstest::rstest;
use uuid::Uuid;

async fn put_lot(store: &Store, id: LotId, expected: Expected, product: &str, number: &str, quantity: Option<u64>) {
    let lot = Lot { product: product.into(), number: number.into(), produced_on: None, quantity };
    let mut work = store.begin(monday()).await.unwrap();
    let stream = StreamId::new(StreamKind::Lot, id.0);
    append(&mut work, stream, expected, monday(), |_| LotEvent::Set { lot }).await.unwrap();
    work.commit().await.unwrap();
}

fn line(order: OrderId, position: u32, lot: Option<&str>, quantity: u64) -> OrderLine {
    let price = Money { minor: 1250, currency: Currency::new("EUR").unwrap() };
    OrderLine { order, position, product: "CASE 20".into(), lot: lot.map(str::to_owned), quantity, price: Some(price) }
}

#[rstest]
#[tokio::test]
async fn customers_orders_and_lines_are_found_by_number(#[values(Sqlite, Postgres)] engine: Engine) {
    let stand = Stand::new(engine);
    let store = stand.open(monday()).await.unwrap();
    let (one, two) = (
        add_customer(&store, monday(), "Huaxing  Leather", "a@b.example", "").await.unwrap(),
        add_customer(&store, monday(), "华兴", "c@d.example", "").await.unwrap(),
    );
    on_customer(&store, one, monday(), CustomerEvent::NumberSet { number: Some("K-01".into()) }).await.unwrap();
    let (order, other) = (OrderId(Uuid::from_u128(11)), OrderId(Uuid::from_u128(12)));
    for (customer, id) in [(one, order), (two, other)] {
        let CustomerEvent::OrderSet { order, .. } = self::order("OR-7", None) else { unreachable!() };
        on_customer(&store, customer, monday(), CustomerEvent::OrderSet { id, order }).await.unwrap();
    }
    let contract = Contract { number: "CT-1".into(), signed_on: None, completed_on: None };
    let ct = ContractId(Uuid::from_u128(13));
    on_customer(&store, two, monday(), CustomerEvent::ContractSet { id: ct, contract }).await.unwrap();
    let (a, b) = (LineId(Uuid::from_u128(14)), LineId(Uuid::from_u128(15)));
    for (id, line) in [(a, line(order, 1, Some("2026-07"), 5_000)), (b, line(order, 2, None, 1))] {
        on_customer(&store, one, monday(), CustomerEvent::LineSet { id, line }).await.unwrap();
    }
    let changed = line(order, 1, Some("2026-07"), 4_680);
    on_customer(&store, one, monday(), CustomerEvent::LineSet { id: a, line: changed }).await.unwrap();

    let mut look = store.look().await.unwrap();
    assert_eq!(look.customers_named("huaxing leather").await.unwrap(), [one]);
    assert_eq!(look.customers_named("huaxing").await.unwrap(), []);
    assert_eq!(look.customers_numbered("ｋ-01").await.unwrap(), [one]);
    assert_eq!(look.orders_numbered("or-7").await.unwrap(), [(one, order), (two, other)]);
    assert_eq!(look.contracts_numbered("ct-1").await.unwrap(), [(two, ct)]);
    assert_eq!(look.buyers_of_lot("case 20", "2026-07").await.unwrap(), [(one, order, 4_680)]);
    // The list's search knows products and lots.
    assert_eq!(look.customers("2026-07", None, 9).await.unwrap().0.len(), 1);
    drop(look);
    assert_sound(&store).await;
}

#[rstest]
#[tokio::test]
async fn a_contact_is_reached_until_it_left(#[values(Sqlite, Postgres)] engine: Engine) {
    let stand = Stand::new(engine);
    let store = stand.open(monday()).await.unwrap();
    let id = add_customer(&store, monday(), "Harbour", "a@b.example", "").await.unwrap();
    let contact = ContactId(Uuid::from_u128(21));
    let stream = StreamId::new(StreamKind::Customer, id.0);
    let mut work = store.begin(monday()).await.unwrap();
    append(&mut work, stream, Expected::Any, monday(), |seal| CustomerEvent::ContactSet {
        id: contact,
        contact: Contact {
            name: seal.seal("Niamh"),
            role: None,
            emails: vec![seal.seal("niamh@harbour.example")],
            phones: vec![],
            language: None,
        },
    })
    .await
    .unwrap();
    work.commit().await.unwrap();
    let found = |store: Store| async move {
        let mut look = store.look().await.unwrap();
        let by_mail = look.customers_by_address("Niamh@Harbour.example").await.unwrap().len();
        (by_mail, look.customers("niamh", None, 9).await.unwrap().0.len())
    };
    assert_eq!(found(store.clone()).await, (1, 1));
    on_customer(&store, id, monday(), CustomerEvent::ContactLeft { id: contact }).await.unwrap();
    assert_eq!(found(store.clone()).await, (0, 0));
    assert_sound(&store).await;
}

#[rstest]
#[tokio::test]
async fn lots_and_units_have_pages_a_search_and_a_rebuild(#[values(Sqlite, Postgres)] engine: Engine) {
    let stand = Stand::new(engine);
    let store = stand.open(monday()).await.unwrap();
    let ids: Vec<LotId> = (31..36).map(|n| LotId(Uuid::from_u128(n))).collect();
    for (n, id) in ids.iter().enumerate() {
        put_lot(&store, *id, Expected::New, "拉杆箱 20", &format!("2026-{n:02}"), None).await;
    }
    put_lot(&store, ids[2], Expected::At(1), "拉杆箱 20", "2026-02", Some(20_000)).await;
    let unit = UnitId(Uuid::from_u128(41));
    let mut work = store.begin(monday()).await.unwrap();
    append(&mut work, StreamId::new(StreamKind::Unit, unit.0), Expected::New, monday(), |seal| UnitEvent::Set {
        unit: Unit {
            serial: "SN 0001".into(),
            product: "拉杆箱 20".into(),
            lot: Some("2026-02".into()),
            customer: Some(CustomerId(Uuid::from_u128(9))),
            line: None,
            purchased_on: None,
            delivered_on: None,
            proof: Some(seal.seal("发票 4711")),
        },
    })
    .await
    .unwrap();
    work.commit().await.unwrap();

    for round in 0..2 {
        let mut look = store.look().await.unwrap();
        let (first, next) = look.lots("", None, 3).await.unwrap();
        let (rest, end) = look.lots("", next.as_ref(), 3).await.unwrap();
        let all: Vec<LotId> = first.iter().chain(&rest).map(|row| row.id).collect();
        assert_eq!((all, end), (ids.clone(), None), "round {round}");
        assert_eq!(look.lots("拉杆", None, 9).await.unwrap().0.len(), 5);
        let (id, seq, lot) = look.lot_numbered("拉杆箱  20", "2026-02").await.unwrap().unwrap();
        assert_eq!((id, seq, lot.quantity), (ids[2], 2, Some(20_000)));
        assert_eq!(look.lot_numbered("other", "2026-02").await.unwrap(), None);
        let (id, seq, found) = look.unit_numbered("sn 0001").await.unwrap().unwrap();
        assert_eq!((id, seq), (unit, 1));
        assert_eq!(found.proof.unwrap().as_str(), "发票 4711");
        assert_eq!(look.units("4711", None, 9).await.unwrap().0.len(), 1);
        drop(look);
        assert_sound(&store).await;
        store.rebuild(monday(), &mut |_, _| {}).await.unwrap();
    }

    let mut work = store.begin(monday()).await.unwrap();
    assert_eq!(work.erase(StreamId::new(StreamKind::Unit, unit.0)).await.unwrap(), 1);
    work.commit().await.unwrap();
    let mut look = store.look().await.unwrap();
    assert_eq!(look.units("4711", None, 9).await.unwrap().0.len(), 0);
    assert_eq!(look.unit(unit).await.unwrap().unwrap().1.proof.unwrap().as_str(), "");
    drop(look);
    assert_sound(&store).await;
}
