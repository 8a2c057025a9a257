//! Contacts, lines, lots and units: exact sums, folds, and journals of before that read and hash as they did.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use aftercare_core::country::Country;
use aftercare_core::customer::{Contact, Customer, CustomerEntry, CustomerEvent, Profile};
use aftercare_core::goods::{
    Currency, Lot, LotEvent, MAX_PRICE, MAX_QUANTITY, Money, OrderLine, Unit, UnitEvent, key, sum,
};
use aftercare_core::ids::{ContactId, CustomerId, LineId, LotId, OrderId, UnitId};
use aftercare_core::journal::{Hash, Payload, Sealer, StreamKind};
use aftercare_core::time::Instant;
use proptest::prelude::*;
use rstest::rstest;
use uuid::Uuid;

fn at(second: i64) -> Instant {
    Instant::from_timestamp(1_780_000_000 + second, 0).unwrap()
}

fn line(position: u32, quantity: u64, price: Option<Money>) -> OrderLine {
    let order = OrderId(Uuid::from_u128(1));
    OrderLine { order, position, product: "CASE-20".into(), lot: Some("2026-07".into()), quantity, price }
}

fn eur(minor: i64) -> Money {
    Money { minor, currency: Currency::new("eur").unwrap() }
}

fn profile(seal: &mut Sealer<'_>) -> Profile {
    Profile {
        name: seal.seal("Tidemark"),
        emails: vec![],
        phones: vec![],
        contact: None,
        language: Default::default(),
        zone: None,
        country: None,
        long_term_since: None,
        no_surveys: false,
    }
}

#[rstest]
#[case("EUR", 1250, "12.50")]
#[case("EUR", 5, "0.05")]
#[case("EUR", -5, "-0.05")]
#[case("JPY", 12, "12")]
#[case("KWD", 1, "0.001")]
#[case("CNY", 0, "0.00")]
#[case("CNY", i64::MIN, "-92233720368547758.08")]
fn money_reads_with_the_places_of_its_currency(#[case] code: &str, #[case] minor: i64, #[case] text: &str) {
    assert_eq!(Money { minor, currency: Currency::new(code).unwrap() }.decimal(), text);
}

#[rstest]
#[case("", None)]
#[case("EU", None)]
#[case("E1R", None)]
#[case("¥", None)]
#[case("usd", Some("USD"))]
fn a_currency_is_three_letters(#[case] code: &str, #[case] read: Option<&str>) {
    assert_eq!(Currency::new(code).map(|c| c.to_string()).as_deref(), read);
}

#[rstest]
#[case(" OR-12 ", "or-12")]
#[case("ＯＲ－１２", "or-12")]
#[case("Huaxing   Leather\tLtd", "huaxing leather ltd")]
#[case("华兴　皮具", "华兴 皮具")]
fn names_and_numbers_compare_by_their_key(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(key(text), expected);
}

#[test]
fn what_does_not_fit_says_so_instead_of_wrapping() {
    assert_eq!(eur(i64::MAX).times(2), None);
    assert_eq!(eur(1).times(u64::MAX), None);
    assert_eq!(line(1, u64::MAX, Some(eur(1))).amount(), None);
    assert_eq!(eur(1250).times(5_000), Some(eur(6_250_000)));
}

#[test]
fn a_customer_folds_contacts_number_and_lines() {
    let mut salt = || [7; 16];
    let mut seal = Sealer::new(&mut salt);
    let (one, two) = (ContactId(Uuid::from_u128(1)), ContactId(Uuid::from_u128(2)));
    let mut contact = |name: &str| Contact {
        name: seal.seal(name),
        role: Some(seal.seal("purchasing")),
        emails: vec![],
        phones: vec![],
        language: None,
    };
    let (ana, bo, ana_maria) = (contact("Ana"), contact("Bo"), contact("Ana María"));
    let lid = LineId(Uuid::from_u128(9));
    let events = vec![
        CustomerEvent::ProfileSet { profile: profile(&mut seal) },
        CustomerEvent::ContactSet { id: one, contact: ana },
        CustomerEvent::ContactSet { id: two, contact: bo },
        CustomerEvent::NumberSet { number: Some("K-17".into()) },
        CustomerEvent::ContactSet { id: one, contact: ana_maria.clone() },
        CustomerEvent::ContactLeft { id: two },
        CustomerEvent::LineSet { id: lid, line: line(1, 5_000, Some(eur(1_250))) },
        CustomerEvent::LineSet { id: lid, line: line(1, 4_680, Some(eur(1_250))) },
    ];
    let entries: Vec<CustomerEntry> = events
        .into_iter()
        .enumerate()
        .map(|(n, event)| CustomerEntry { seq: n as u64 + 1, at: at(n as i64), event })
        .collect();
    let customer = Customer::fold(CustomerId(Uuid::from_u128(3)), &entries).unwrap();
    assert_eq!(customer.contacts, vec![(one, ana_maria)]);
    assert_eq!(customer.number.as_deref(), Some("K-17"));
    assert_eq!(customer.lines.len(), 1);
    assert_eq!(customer.lines[0].1.quantity, 4_680);
    assert_eq!(customer.seq, 8);
}

/// The released kinds keep their bytes: a journal of before hashes as it did, and reads the same.
#[test]
fn released_kinds_keep_their_bytes() {
    let mut salt = || [7; 16];
    let mut seal = Sealer::new(&mut salt);
    let (kind, bytes) = CustomerEvent::ProfileSet { profile: profile(&mut seal) }.to_wire();
    assert_eq!(kind, "customer.profile_set");
    let text = String::from_utf8(bytes).unwrap();
    let name = seal.into_rows()[0].commitment;
    assert_eq!(
        text,
        format!(
            r#"{{"profile":{{"contact":null,"emails":[],"language":"en","long_term_since":null,"name":{{"sealed":"{name}"}},"no_surveys":false,"phones":[],"zone":null}}}}"#
        )
    );
    // What came later stands in it only where it says something, and an event without it reads on.
    let read = |text: &str| CustomerEvent::from_wire(&kind, 1, text.as_bytes(), &|_| None);
    let Ok(CustomerEvent::ProfileSet { profile }) = read(&text) else { panic!("an old profile reads") };
    assert_eq!(profile.country, None);
    let there = CustomerEvent::ProfileSet { profile: Profile { country: Country::new("de"), ..profile } };
    let told = String::from_utf8(there.to_wire().1).unwrap();
    assert!(told.contains(r#""country":"DE""#), "{told}");
    assert_eq!(read(&told), Ok(there));
    assert!(read(&told.replace("DE", "Q7")).is_err() && read(&told.replace("DE", "QQ")).is_ok());
}

/// Checkpoints of the first rule add heads up in the order of kinds: kinds of later programs come after all others.
#[test]
fn new_kinds_of_stream_come_last() {
    let mut kinds = StreamKind::ALL.to_vec();
    kinds.sort();
    let names: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
    assert_eq!(names, ["case", "customer", "desk", "calendar", "policy", "lot", "unit"]);
    assert!(StreamKind::ALL.iter().all(|kind| StreamKind::from_name(kind.name()) == Some(*kind)));
}

#[test]
fn lots_and_units_tell_their_newest_facts() {
    let lot = |quantity| Lot { product: "CASE-20".into(), number: "2026-07".into(), produced_on: None, quantity };
    let entries = vec![
        (1, at(0), LotEvent::Set { lot: lot(None) }),
        (2, at(5), LotEvent::Set { lot: lot(Some(5_000)) }),
        // Entered later, happened earlier.
        (3, at(2), LotEvent::Set { lot: lot(Some(1)) }),
    ];
    let id = LotId(Uuid::from_u128(4));
    assert_eq!(Lot::fold(id, &entries), Some((id, lot(Some(5_000)), 3)));
    assert_eq!(Lot::fold(id, &[]), None);
}

#[test]
fn a_unit_comes_back_from_its_bytes_with_its_proof_sealed() {
    let mut salt = || [9; 16];
    let mut seal = Sealer::new(&mut salt);
    let unit = Unit {
        serial: "SN-0001".into(),
        product: "CASE-20".into(),
        lot: None,
        customer: None,
        line: None,
        purchased_on: Some("2026-03-02".parse().unwrap()),
        delivered_on: None,
        proof: Some(seal.seal("invoice 4711")),
    };
    let (kind, bytes) = UnitEvent::Set { unit: unit.clone() }.to_wire();
    assert!(!String::from_utf8_lossy(&bytes).contains("4711"));
    let row = &seal.into_rows()[0];
    let open = |hash: &Hash| (*hash == row.commitment).then(|| row.text.clone());
    let back = UnitEvent::from_wire(&kind, 1, &bytes, &open).unwrap();
    assert_eq!(back, UnitEvent::Set { unit: unit.clone() });
    let id = UnitId(Uuid::from_u128(5));
    assert_eq!(Unit::fold(id, &[(1, at(0), back)]), Some((id, unit, 1)));
}

proptest! {
    /// Sums are exact whatever the order and however the lines are grouped, and agree with adding one piece at a time.
    #[test]
    fn sums_are_exact(rows in prop::collection::vec((0..=MAX_QUANTITY, prop::option::of((-MAX_PRICE..=MAX_PRICE, 0..3_usize))), 0..40), split in 0..40_usize) {
        let codes = ["EUR", "JPY", "CNY"];
        let lines: Vec<OrderLine> = rows
            .iter()
            .enumerate()
            .map(|(n, (quantity, price))| {
                let price = price.map(|(minor, c)| Money { minor, currency: Currency::new(codes[c]).unwrap() });
                line(n as u32 + 1, *quantity, price)
            })
            .collect();
        let whole = sum(&lines);
        let mut back: Vec<&OrderLine> = lines.iter().collect();
        back.reverse();
        prop_assert_eq!(&sum(back), &whole);
        let (a, b) = lines.split_at(split.min(lines.len()));
        let (mut left, right) = (sum(a), sum(b));
        left.quantity += right.quantity;
        left.unpriced += right.unpriced;
        for (currency, minor) in right.money {
            *left.money.entry(currency).or_default() += minor;
        }
        prop_assert_eq!(&left, &whole);
        prop_assert_eq!(whole.quantity, rows.iter().map(|(q, _)| u128::from(*q)).sum::<u128>());
    }

    #[test]
    fn an_amount_is_its_price_so_many_times(minor in -1_000_000_i64..1_000_000, quantity in 0_u64..10_000) {
        let amount = line(1, quantity, Some(eur(minor))).amount().unwrap();
        let mut added = 0;
        for _ in 0..quantity {
            added += minor;
        }
        prop_assert_eq!(amount.minor, added);
    }

    #[test]
    fn decimals_read_back(minor in any::<i64>(), code in prop::sample::select(vec!["EUR", "JPY", "KWD"])) {
        let money = Money { minor, currency: Currency::new(code).unwrap() };
        let digits = money.decimal().replace('.', "");
        prop_assert_eq!(digits.parse::<i128>().unwrap(), i128::from(minor));
    }

    #[test]
    fn keys_are_stable(text in "\\PC{0,30}") {
        prop_assert_eq!(key(&key(&text)), key(&text));
    }
}
