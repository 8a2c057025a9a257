//! What the desk knows already, and what the rows before this one have made of it: looked up once, then kept until the
//! batch is written. A dry run keeps it to the end and writes nothing.

use super::model::{CustomerStep, OpenCustomer, OpenUnit, Step};
use crate::api::ApiError;
use aftercare_core::goods::{Lot, key};
use aftercare_core::ids::{ContractId, CustomerId, LotId, OrderId, UnitId};
use aftercare_store::Look;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Everything looked up or made so far.
#[derive(Clone, Default)]
pub(crate) struct Known {
    customers: HashMap<CustomerId, OpenCustomer>,
    /// Names and numbers that rows of this file made, which the database does not know yet.
    names: HashMap<String, Vec<CustomerId>>,
    numbers: HashMap<String, Vec<CustomerId>>,
    contracts: HashMap<String, Vec<(CustomerId, ContractId)>>,
    orders: HashMap<String, Vec<(CustomerId, OrderId)>>,
    lots: HashMap<(String, String), (LotId, u64, Lot)>,
    units: HashMap<String, (UnitId, u64, OpenUnit)>,
}

fn with<T: PartialEq + Copy>(mut found: Vec<T>, made: Option<&Vec<T>>) -> Vec<T> {
    for one in made.into_iter().flatten() {
        if !found.contains(one) {
            found.push(*one);
        }
    }
    found
}

impl Known {
    /// Forgets everything: after a batch is written, the database knows it.
    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }

    pub(crate) async fn customer(
        &mut self,
        look: &mut Look<'_>,
        id: CustomerId,
    ) -> Result<Option<&OpenCustomer>, ApiError> {
        match self.customers.entry(id) {
            Entry::Occupied(known) => Ok(Some(known.into_mut())),
            Entry::Vacant(place) => {
                let customer = look.customer(id).await?;
                Ok(customer.map(|customer| &*place.insert(OpenCustomer::of(&customer))))
            }
        }
    }

    /// Customers of exactly this name. A name that a row has changed is compared as it is now.
    pub(crate) async fn named(&mut self, look: &mut Look<'_>, name: &str) -> Result<Vec<CustomerId>, ApiError> {
        let key = key(name);
        let all = with(look.customers_named(&key).await?, self.names.get(&key));
        let now =
            |id: &CustomerId| self.customers.get(id).is_none_or(|c| aftercare_core::goods::key(&c.profile.name) == key);
        Ok(all.into_iter().filter(now).collect())
    }

    pub(crate) async fn numbered(&mut self, look: &mut Look<'_>, number: &str) -> Result<Vec<CustomerId>, ApiError> {
        let key = key(number);
        Ok(with(look.customers_numbered(&key).await?, self.numbers.get(&key)))
    }

    pub(crate) async fn contracts(
        &mut self,
        look: &mut Look<'_>,
        number: &str,
    ) -> Result<Vec<(CustomerId, ContractId)>, ApiError> {
        let key = key(number);
        Ok(with(look.contracts_numbered(&key).await?, self.contracts.get(&key)))
    }

    pub(crate) async fn orders(
        &mut self,
        look: &mut Look<'_>,
        number: &str,
    ) -> Result<Vec<(CustomerId, OrderId)>, ApiError> {
        let key = key(number);
        Ok(with(look.orders_numbered(&key).await?, self.orders.get(&key)))
    }

    pub(crate) async fn lot(
        &mut self,
        look: &mut Look<'_>,
        product: &str,
        number: &str,
    ) -> Result<Option<(LotId, u64, Lot)>, ApiError> {
        let key = (key(product), key(number));
        if let Some(made) = self.lots.get(&key) {
            return Ok(Some(made.clone()));
        }
        Ok(look.lot_numbered(&key.0, &key.1).await?)
    }

    pub(crate) async fn unit(
        &mut self,
        look: &mut Look<'_>,
        serial: &str,
    ) -> Result<Option<(UnitId, u64, OpenUnit)>, ApiError> {
        let key = key(serial);
        if let Some(made) = self.units.get(&key) {
            return Ok(Some(made.clone()));
        }
        let found = look.unit_numbered(&key).await?;
        Ok(found.map(|(id, seq, unit)| (id, seq, OpenUnit::of(&unit))))
    }

    /// Takes what a row will write, so that the next one finds it.
    pub(crate) fn take(&mut self, step: &Step) {
        match step {
            Step::Customer(id, step) => {
                match step {
                    CustomerStep::Profile(profile) => push(&mut self.names, &profile.name, *id),
                    CustomerStep::Number(number) => push(&mut self.numbers, number, *id),
                    CustomerStep::Contract(contract, c) => push(&mut self.contracts, &c.number, (*id, *contract)),
                    CustomerStep::Order(order, o) => push(&mut self.orders, &o.number, (*id, *order)),
                    CustomerStep::Contact(..) | CustomerStep::Line(..) => {}
                }
                self.customers.entry(*id).or_insert_with(|| OpenCustomer::new(*id)).take(step);
            }
            Step::Lot(id, seq, lot) => {
                self.lots.insert((key(&lot.product), key(&lot.number)), (*id, seq + 1, lot.clone()));
            }
            Step::Unit(id, seq, unit) => {
                self.units.insert(key(&unit.unit.serial), (*id, seq + 1, OpenUnit::clone(unit)));
            }
        }
    }
}

fn push<T: PartialEq>(map: &mut HashMap<String, Vec<T>>, name: &str, value: T) {
    let list = map.entry(key(name)).or_default();
    if !list.contains(&value) {
        list.push(value);
    }
}
