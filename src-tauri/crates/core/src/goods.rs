//! What is sold: order lines, the lots they come from, and single pieces with a serial number.
//!
//! It exists because a complaint is about "320 of 5,000 pieces of lot 2026-07": a number, a lot, a line. Lots and units
//! have streams of their own (one lot is bought by several customers; a unit outlives its order); lines stand in their
//! customer's stream. Left out: warranty and repairs of a unit, which are further events on its stream.
//!
//! Money is whole minor units with its currency and is only ever added to its like; nothing here is a float.

use crate::ids::{CustomerId, LineId, LotId, OrderId, UnitId};
use crate::journal::{Payload, Sealed};
use crate::time::Instant;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A three-letter currency code, ISO 4217, in capitals.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

impl Currency {
    /// The code, if it has three Latin letters.
    pub fn new(code: &str) -> Option<Self> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_alphabetic).then(|| Self(bytes.map(|b| b.to_ascii_uppercase())))
    }

    /// The code in capitals.
    pub fn as_str(&self) -> &str {
        // Three ASCII letters by construction.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Digits after the point: how many decimal places one minor unit stands for.
    pub fn digits(self) -> u32 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF" | b"UGX"
            | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            _ => 2,
        }
    }
}

impl std::fmt::Display for Currency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::fmt::Debug for Currency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.as_str().to_owned()
    }
}

impl TryFrom<String> for Currency {
    type Error = String;
    fn try_from(code: String) -> Result<Self, Self::Error> {
        Self::new(&code).ok_or_else(|| format!("not a currency: {code}"))
    }
}

/// An amount in whole minor units (cents, fen, yen).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// Minor units; 12.50 EUR is 1250, 12 JPY is 12.
    pub minor: i64,
    /// In which currency.
    pub currency: Currency,
}

impl Money {
    /// So many pieces at this price; none when it does not fit into minor units.
    pub fn times(self, quantity: u64) -> Option<Self> {
        let minor = i64::try_from(quantity).ok().and_then(|n| self.minor.checked_mul(n))?;
        Some(Self { minor, ..self })
    }

    /// The amount as digits with a point, as in `12.50`; without the currency.
    pub fn decimal(self) -> String {
        let digits = self.currency.digits() as usize;
        let sign = if self.minor < 0 { "-" } else { "" };
        let all = format!("{:0>width$}", self.minor.unsigned_abs(), width = digits + 1);
        let (whole, part) = all.split_at(all.len() - digits);
        if digits == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
    }
}

/// Most pieces that a line, a lot or a claim counts; what is typed in or imported is held against it.
pub const MAX_QUANTITY: u64 = 1_000_000_000_000;
/// Highest price of one piece, in minor units.
pub const MAX_PRICE: i64 = 1_000_000_000_000_000;

/// One line of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderLine {
    /// The order it stands in.
    pub order: OrderId,
    /// Its place there, from 1, as printed on the contract.
    pub position: u32,
    /// The article: its number or name.
    pub product: String,
    /// The number of the lot it was delivered from, where known. With the product it names a [`Lot`].
    #[serde(default)]
    pub lot: Option<String>,
    /// Pieces.
    pub quantity: u64,
    /// For one piece.
    #[serde(default)]
    pub price: Option<Money>,
}

impl OrderLine {
    /// The price of the whole line; none without a price, or when it does not fit.
    pub fn amount(&self) -> Option<Money> {
        self.price?.times(self.quantity)
    }
}

/// What lines add up to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// Pieces.
    pub quantity: u128,
    /// Minor units by currency, of the lines with a price.
    pub money: BTreeMap<Currency, i128>,
    /// Lines without a price.
    pub unpriced: u64,
}

/// Adds lines up, exactly: within [`MAX_QUANTITY`] and [`MAX_PRICE`] the sums are wide enough for any number of lines a
/// desk can hold. Beyond them (no program of ours writes that) they stay at the widest value and never wrap.
pub fn sum<'a>(lines: impl IntoIterator<Item = &'a OrderLine>) -> Sum {
    let mut sum = Sum::default();
    for line in lines {
        sum.quantity = sum.quantity.saturating_add(u128::from(line.quantity));
        match line.price {
            Some(price) => {
                let total = sum.money.entry(price.currency).or_default();
                *total = total.saturating_add(i128::from(price.minor).saturating_mul(i128::from(line.quantity)));
            }
            None => sum.unpriced += 1,
        }
    }
    sum
}

/// A lot: pieces of one product made together. Product and number name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lot {
    /// The article.
    pub product: String,
    /// The lot's number, as in 2026-07.
    pub number: String,
    /// The day it was produced on.
    #[serde(default)]
    pub produced_on: Option<NaiveDate>,
    /// Pieces in it.
    #[serde(default)]
    pub quantity: Option<u64>,
}

/// The events of a lot's stream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "data")]
pub enum LotEvent {
    /// First or changed facts; all of them each time.
    #[serde(rename = "lot.set")]
    Set {
        /// The lot.
        lot: Lot,
    },
}

impl Payload for LotEvent {
    const VERSION: u16 = 1;
}

impl Lot {
    /// The lot as its events tell it, and the number of the last one. `entries`: number, instant, event.
    pub fn fold(id: LotId, entries: &[(u64, Instant, LotEvent)]) -> Option<(LotId, Self, u64)> {
        let (_, _, LotEvent::Set { lot }) = entries.iter().max_by_key(|(seq, at, _)| (*at, *seq))?;
        Some((id, lot.clone(), entries.iter().map(|(seq, ..)| *seq).max().unwrap_or(0)))
    }
}

/// A piece with a serial number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// The serial number, as engraved; it names the unit.
    pub serial: String,
    /// The article.
    pub product: String,
    /// The number of its lot, where known.
    #[serde(default)]
    pub lot: Option<String>,
    /// Who bought it.
    #[serde(default)]
    pub customer: Option<CustomerId>,
    /// On which line of theirs.
    #[serde(default)]
    pub line: Option<LineId>,
    /// The day of purchase.
    #[serde(default)]
    pub purchased_on: Option<NaiveDate>,
    /// The day it reached the customer.
    #[serde(default)]
    pub delivered_on: Option<NaiveDate>,
    /// What proves the purchase, such as an invoice's number; none without proof (CK-4).
    #[serde(default)]
    pub proof: Option<Sealed>,
}

/// The events of a unit's stream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "data")]
pub enum UnitEvent {
    /// First or changed facts; all of them each time.
    #[serde(rename = "unit.set")]
    Set {
        /// The unit.
        unit: Unit,
    },
}

impl Payload for UnitEvent {
    const VERSION: u16 = 1;
}

impl Unit {
    /// The unit as its events tell it, and the number of the last one. `entries`: number, instant, event.
    pub fn fold(id: UnitId, entries: &[(u64, Instant, UnitEvent)]) -> Option<(UnitId, Self, u64)> {
        let (_, _, UnitEvent::Set { unit }) = entries.iter().max_by_key(|(seq, at, _)| (*at, *seq))?;
        Some((id, unit.clone(), entries.iter().map(|(seq, ..)| *seq).max().unwrap_or(0)))
    }
}

/// The form in which numbers, serials and names are compared: without outer blanks, inner blanks as one, lower case, and
/// full-width letters and digits (as typed in Chinese) as plain ones.
pub fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        for c in word.chars() {
            let plain = match c {
                '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
                other => other,
            };
            key.extend(plain.to_lowercase());
        }
    }
    key
}
