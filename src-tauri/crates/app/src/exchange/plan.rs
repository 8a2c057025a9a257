//! What a record changes: which customer, contract, order, line, lot or unit it is, and what differs from what stands.
//!
//! An empty or missing cell touches nothing. A record is found by its number, where it has one, else by its exact name;
//! where two fit, the row is refused rather than one of them chosen.

use super::kinds::TableKind;
use super::known::Known;
use super::model::{CustomerStep, OpenContact, OpenCustomer, OpenProfile, OpenUnit, Step};
use super::record::{Problem, Record};
use crate::api::ApiError;
use aftercare_core::customer::{Contract, Order};
use aftercare_core::goods::{Lot, OrderLine, Unit, key};
use aftercare_core::ids::{ContactId, ContractId, CustomerId, LineId, LotId, OrderId, UnitId};
use aftercare_core::time::Instant;
use aftercare_store::Look;
use chrono::NaiveDate;
use uuid::Uuid;

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Made {
    New,
    Changed,
    Unchanged,
}

/// A planned row.
#[derive(Debug)]
pub(crate) struct Planned {
    /// The record it is about.
    pub(crate) record: Uuid,
    pub(crate) made: Made,
    pub(crate) steps: Vec<Step>,
}

type Answer<T> = Result<Result<T, Problem>, ApiError>;

/// Gives an inner problem back as the answer.
macro_rules! some {
    ($result:expr) => {
        match $result {
            Ok(value) => value,
            Err(problem) => return Ok(Err(problem)),
        }
    };
}

/// Plans rows against what is known.
pub(crate) struct Planner<'k, 'l, 'c> {
    pub(crate) known: &'k mut Known,
    pub(crate) look: &'l mut Look<'c>,
    pub(crate) now: Instant,
    /// Today in the desk's zone.
    pub(crate) today: NaiveDate,
}

impl Planner<'_, '_, '_> {
    /// The outer error is the database's; the inner one the row's.
    pub(crate) async fn row(&mut self, kind: TableKind, record: &Record) -> Answer<Planned> {
        let planned = match kind {
            TableKind::Customers => self.customer(record).await?,
            TableKind::Contacts => self.contact(record).await?,
            TableKind::Contracts => self.contract(record).await?,
            TableKind::Orders => self.order(record).await?,
            TableKind::OrderLines => self.line(record).await?,
            TableKind::Lots => self.lot(record).await?,
            TableKind::Units => self.unit(record).await?,
        };
        Ok(planned)
    }

    /// Takes a planned row as done, so that the rows after it find it.
    pub(crate) fn take(&mut self, planned: &Planned) {
        for step in &planned.steps {
            self.known.take(step);
        }
    }

    async fn customer(&mut self, record: &Record) -> Answer<Planned> {
        let name = record.text("name").unwrap_or_default();
        let number = record.text("number");
        let mut found = match number {
            Some(number) => self.known.numbered(self.look, number).await?,
            None => Vec::new(),
        };
        if found.len() > 1 {
            return Ok(Err(record.wrong(Some("number"), "several_customers")));
        }
        if found.is_empty() {
            found = self.known.named(self.look, name).await?;
            if number.is_some() {
                // A namesake with another number is another customer.
                let mut free = Vec::new();
                for id in found {
                    if self.known.customer(self.look, id).await?.is_some_and(|c| c.number.is_none()) {
                        free.push(id);
                    }
                }
                found = free;
            }
            if found.len() > 1 {
                return Ok(Err(record.wrong(Some("name"), "several_customers")));
            }
        }
        let id = found.first().copied().unwrap_or_else(|| CustomerId::at(self.now, crate::random()));
        let old = self.known.customer(self.look, id).await?.cloned();
        let mut profile = old.as_ref().map(|c| c.profile.clone()).unwrap_or_default();
        profile = OpenProfile {
            name: name.to_owned(),
            emails: record.list("emails").cloned().unwrap_or(profile.emails),
            phones: record.list("phones").cloned().unwrap_or(profile.phones),
            contact: some_text(record, "contact").or(profile.contact),
            language: record.language("language").unwrap_or(profile.language),
            zone: some_text(record, "zone").or(profile.zone),
            country: record.country("country").or(profile.country),
            long_term_since: record.day("long_term_since").or(profile.long_term_since),
            no_surveys: record.flag("no_surveys").unwrap_or(profile.no_surveys),
        };
        // Found by its name, which compares without case and width: then the name stands as it was typed in.
        if let Some(old) = old.as_ref().filter(|old| key(&old.profile.name) == key(name)) {
            profile.name.clone_from(&old.profile.name);
        }
        let mut steps = Vec::new();
        if old.as_ref().is_none_or(|old| old.profile != profile) {
            steps.push(Step::Customer(id, CustomerStep::Profile(profile)));
        }
        if let Some(number) = number
            && old.as_ref().and_then(|old| old.number.as_deref()).is_none_or(|old| key(old) != key(number))
        {
            steps.push(Step::Customer(id, CustomerStep::Number(number.to_owned())));
        }
        Ok(Ok(planned(id.0, old.is_none(), steps)))
    }

    /// The customer that a row of another table names. `None`: the row names none.
    async fn whose(&mut self, record: &Record) -> Answer<Option<CustomerId>> {
        for (field, by_number) in [("customer_number", true), ("customer", false)] {
            let Some(text) = record.text(field) else { continue };
            let found = match by_number {
                true => self.known.numbered(self.look, text).await?,
                false => self.known.named(self.look, text).await?,
            };
            return Ok(match found[..] {
                [one] => Ok(Some(one)),
                [] => Err(record.wrong(Some(field), "unknown_customer")),
                _ => Err(record.wrong(Some(field), "several_customers")),
            });
        }
        Ok(Ok(None))
    }

    async fn loaded(&mut self, id: CustomerId) -> Result<OpenCustomer, ApiError> {
        let found = self.known.customer(self.look, id).await?.cloned();
        found.ok_or_else(|| ApiError::new(crate::api::ErrorCode::NotFound).with("customer", id))
    }

    async fn contact(&mut self, record: &Record) -> Answer<Planned> {
        let Some(id) = some!(self.whose(record).await?) else {
            return Ok(Err(record.wrong(None, "no_customer_named")));
        };
        let customer = self.loaded(id).await?;
        let name = record.text("name").unwrap_or_default();
        let found: Vec<_> = customer.contacts.iter().filter(|(_, c)| key(&c.name) == key(name)).collect();
        if found.len() > 1 {
            return Ok(Err(record.wrong(Some("name"), "several_contacts")));
        }
        let old = found.first().map(|(id, contact)| (*id, contact.clone()));
        let contact_id = old.as_ref().map_or_else(|| ContactId::at(self.now, crate::random()), |(id, _)| *id);
        let was = old.map(|(_, contact)| contact);
        let base = was.clone().unwrap_or_else(|| OpenContact { name: name.to_owned(), ..OpenContact::default() });
        let contact = OpenContact {
            name: base.name,
            role: some_text(record, "role").or(base.role),
            emails: record.list("emails").cloned().unwrap_or(base.emails),
            phones: record.list("phones").cloned().unwrap_or(base.phones),
            language: record.language("language").or(base.language),
        };
        let same = was.as_ref() == Some(&contact);
        let steps = if same { vec![] } else { vec![Step::Customer(id, CustomerStep::Contact(contact_id, contact))] };
        Ok(Ok(planned(contact_id.0, was.is_none(), steps)))
    }

    async fn contract(&mut self, record: &Record) -> Answer<Planned> {
        let number = record.text("number").unwrap_or_default();
        let whose = some!(self.whose(record).await?);
        let found = self.known.contracts(self.look, number).await?;
        let id = some!(owner(record, whose, &found));
        let customer = self.loaded(id).await?;
        let old = customer.contracts.iter().find(|(_, c)| key(&c.number) == key(number)).cloned();
        let base = old.as_ref().map(|(_, c)| c.clone()).unwrap_or_else(|| Contract {
            number: number.to_owned(),
            signed_on: None,
            completed_on: None,
        });
        let contract = Contract {
            number: base.number,
            signed_on: record.day("signed_on").or(base.signed_on),
            completed_on: record.day("completed_on").or(base.completed_on),
        };
        some!(in_order(record, "completed_on", contract.signed_on, contract.completed_on));
        some!(self.not_ahead(record, "completed_on", contract.completed_on));
        let same = old.as_ref().is_some_and(|(_, old)| *old == contract);
        let contract_id = old.as_ref().map_or_else(|| ContractId::at(self.now, crate::random()), |(id, _)| *id);
        let steps = if same { vec![] } else { vec![Step::Customer(id, CustomerStep::Contract(contract_id, contract))] };
        Ok(Ok(planned(contract_id.0, old.is_none(), steps)))
    }

    async fn order(&mut self, record: &Record) -> Answer<Planned> {
        let number = record.text("number").unwrap_or_default();
        let whose = some!(self.whose(record).await?);
        let found = self.known.orders(self.look, number).await?;
        let id = some!(owner(record, whose, &found));
        let customer = self.loaded(id).await?;
        let old = customer.orders.iter().find(|(_, o)| key(&o.number) == key(number)).cloned();
        let contract = match record.text("contract") {
            Some(text) => match customer.contracts.iter().find(|(_, c)| key(&c.number) == key(text)) {
                Some((id, _)) => Some(*id),
                None => return Ok(Err(record.wrong(Some("contract"), "unknown_contract"))),
            },
            None => old.as_ref().and_then(|(_, o)| o.contract),
        };
        let goods = some_text(record, "goods").or_else(|| old.as_ref().map(|(_, o)| o.goods.clone()));
        let Some(goods) = goods else { return Ok(Err(record.wrong(Some("goods"), "missing"))) };
        let was = old.as_ref().map(|(_, o)| o);
        let order = Order {
            number: was.map_or_else(|| number.to_owned(), |o| o.number.clone()),
            contract,
            goods,
            customised: record.flag("customised").unwrap_or(was.is_some_and(|o| o.customised)),
            ordered_on: record.day("ordered_on").or(was.and_then(|o| o.ordered_on)),
            received_on: record.day("received_on").or(was.and_then(|o| o.received_on)),
            completed_on: record.day("completed_on").or(was.and_then(|o| o.completed_on)),
        };
        for (field, day) in [("received_on", order.received_on), ("completed_on", order.completed_on)] {
            some!(in_order(record, field, order.ordered_on, day));
            some!(self.not_ahead(record, field, day));
        }
        let same = was == Some(&order);
        let order_id = old.as_ref().map_or_else(|| OrderId::at(self.now, crate::random()), |(id, _)| *id);
        let steps = if same { vec![] } else { vec![Step::Customer(id, CustomerStep::Order(order_id, order))] };
        Ok(Ok(planned(order_id.0, old.is_none(), steps)))
    }

    /// The order a row names, with its customer. `None`: the row names none.
    async fn under(&mut self, record: &Record, whose: Option<CustomerId>) -> Answer<Option<(OpenCustomer, OrderId)>> {
        let Some(number) = record.text("order") else { return Ok(Ok(None)) };
        let mut found = self.known.orders(self.look, number).await?;
        found.retain(|(customer, _)| whose.is_none_or(|whose| whose == *customer));
        match found[..] {
            [(customer, order)] => Ok(Ok(Some((self.loaded(customer).await?, order)))),
            [] => Ok(Err(record.wrong(Some("order"), "unknown_order"))),
            _ => Ok(Err(record.wrong(Some("order"), "several_orders"))),
        }
    }

    async fn line(&mut self, record: &Record) -> Answer<Planned> {
        let whose = some!(self.whose(record).await?);
        let Some((customer, order)) = some!(self.under(record, whose).await?) else {
            return Ok(Err(record.wrong(Some("order"), "missing")));
        };
        let lines: Vec<_> = customer.lines.iter().filter(|(_, line)| line.order == order).collect();
        let position = record.count("line").and_then(|n| u32::try_from(n).ok());
        let product = record.text("product");
        let lot = record.text("lot");
        let found: Vec<_> = lines
            .iter()
            .filter(|(_, line)| match position {
                Some(position) => line.position == position,
                None => {
                    product.is_some_and(|product| key(product) == key(&line.product))
                        && lot.map(key) == line.lot.as_deref().map(key)
                }
            })
            .collect();
        if found.len() > 1 {
            return Ok(Err(record.wrong(Some("product"), "several_lines")));
        }
        let old = found.first().map(|(id, line)| (*id, line.clone()));
        let was = old.as_ref().map(|(_, line)| line);
        let Some(product) = product.map(str::to_owned).or(was.map(|line| line.product.clone())) else {
            return Ok(Err(record.wrong(Some("product"), "missing")));
        };
        let Some(quantity) = record.count("quantity").or(was.map(|line| line.quantity)) else {
            return Ok(Err(record.wrong(Some("quantity"), "missing")));
        };
        let next = || lines.iter().map(|(_, line)| line.position).max().unwrap_or(0).saturating_add(1);
        let line = OrderLine {
            order,
            position: position.or(was.map(|line| line.position)).unwrap_or_else(next),
            product,
            lot: lot.map(str::to_owned).or(was.and_then(|line| line.lot.clone())),
            quantity,
            price: record.money("price").or(was.and_then(|line| line.price)),
        };
        let same = was == Some(&line);
        let line_id = old.as_ref().map_or_else(|| LineId::at(self.now, crate::random()), |(id, _)| *id);
        let steps = if same { vec![] } else { vec![Step::Customer(customer.id, CustomerStep::Line(line_id, line))] };
        Ok(Ok(planned(line_id.0, old.is_none(), steps)))
    }

    async fn lot(&mut self, record: &Record) -> Answer<Planned> {
        let (product, number) = (record.text("product").unwrap_or_default(), record.text("number").unwrap_or_default());
        let old = self.known.lot(self.look, product, number).await?;
        let was = old.as_ref().map(|(_, _, lot)| lot);
        let lot = Lot {
            product: was.map_or_else(|| product.to_owned(), |lot| lot.product.clone()),
            number: was.map_or_else(|| number.to_owned(), |lot| lot.number.clone()),
            produced_on: record.day("produced_on").or(was.and_then(|lot| lot.produced_on)),
            quantity: record.count("quantity").or(was.and_then(|lot| lot.quantity)),
        };
        some!(self.not_ahead(record, "produced_on", lot.produced_on));
        let same = was == Some(&lot);
        let (id, seq) =
            old.as_ref().map_or_else(|| (LotId::at(self.now, crate::random()), 0), |(id, seq, _)| (*id, *seq));
        let steps = if same { vec![] } else { vec![Step::Lot(id, seq, lot)] };
        Ok(Ok(planned(id.0, old.is_none(), steps)))
    }

    async fn unit(&mut self, record: &Record) -> Answer<Planned> {
        let serial = record.text("serial").unwrap_or_default();
        let old = self.known.unit(self.look, serial).await?;
        let was = old.as_ref().map(|(_, _, unit)| &unit.unit);
        let Some(product) = some_text(record, "product").or(was.map(|unit| unit.product.clone())) else {
            return Ok(Err(record.wrong(Some("product"), "missing")));
        };
        let whose = some!(self.whose(record).await?);
        let mut customer = whose.or(was.and_then(|unit| unit.customer));
        let mut line = was.and_then(|unit| unit.line).filter(|_| customer == was.and_then(|unit| unit.customer));
        if let Some((owner, order)) = some!(self.under(record, whose).await?) {
            customer = Some(owner.id);
            let of_order = owner.lines.iter().filter(|(_, line)| line.order == order);
            let position = record.count("line");
            let fits: Vec<LineId> = match position {
                Some(position) => {
                    of_order.filter(|(_, l)| u64::from(l.position) == position).map(|(id, _)| *id).collect()
                }
                None => of_order.filter(|(_, l)| key(&l.product) == key(&product)).map(|(id, _)| *id).collect(),
            };
            match (&fits[..], position) {
                ([one], _) => line = Some(*one),
                (_, Some(_)) => return Ok(Err(record.wrong(Some("line"), "unknown_line"))),
                // Which of several lines it came with stays open.
                (_, None) => line = None,
            }
        }
        let unit = Unit {
            serial: was.map_or_else(|| serial.to_owned(), |unit| unit.serial.clone()),
            product,
            lot: some_text(record, "lot").or(was.and_then(|unit| unit.lot.clone())),
            customer,
            line,
            purchased_on: record.day("purchased_on").or(was.and_then(|unit| unit.purchased_on)),
            delivered_on: record.day("delivered_on").or(was.and_then(|unit| unit.delivered_on)),
            proof: None,
        };
        for (field, day) in [("purchased_on", unit.purchased_on), ("delivered_on", unit.delivered_on)] {
            some!(self.not_ahead(record, field, day));
        }
        let proof = some_text(record, "proof").or(old.as_ref().and_then(|(_, _, unit)| unit.proof.clone()));
        let unit = OpenUnit { unit, proof };
        let same = old.as_ref().is_some_and(|(_, _, old)| *old == unit);
        let (id, seq) =
            old.as_ref().map_or_else(|| (UnitId::at(self.now, crate::random()), 0), |(id, seq, _)| (*id, *seq));
        let steps = if same { vec![] } else { vec![Step::Unit(id, seq, Box::new(unit))] };
        Ok(Ok(planned(id.0, old.is_none(), steps)))
    }

    /// What has happened can't happen tomorrow; a day ahead of the desk's may be today at the customer's place.
    fn not_ahead(&self, record: &Record, field: &'static str, day: Option<NaiveDate>) -> Result<(), Problem> {
        let last = self.today.succ_opt().unwrap_or(self.today);
        if day.is_some_and(|day| day > last) { Err(record.wrong(Some(field), "future")) } else { Ok(()) }
    }
}

fn planned(record: Uuid, new: bool, steps: Vec<Step>) -> Planned {
    let made = match (new, steps.is_empty()) {
        (true, _) => Made::New,
        (false, true) => Made::Unchanged,
        (false, false) => Made::Changed,
    };
    Planned { record, made, steps }
}

fn some_text(record: &Record, field: &str) -> Option<String> {
    record.text(field).map(str::to_owned)
}

/// Whose a contract or order is: the customer named, else the only one who has a record of this number.
fn owner<T>(record: &Record, whose: Option<CustomerId>, found: &[(CustomerId, T)]) -> Result<CustomerId, Problem> {
    match (whose, found) {
        (Some(whose), _) => Ok(whose),
        (None, [(one, _)]) => Ok(*one),
        (None, []) => Err(record.wrong(None, "no_customer_named")),
        (None, _) => Err(record.wrong(Some("number"), "several_customers")),
    }
}

fn in_order(
    record: &Record,
    field: &'static str,
    begin: Option<NaiveDate>,
    end: Option<NaiveDate>,
) -> Result<(), Problem> {
    match (begin, end) {
        (Some(begin), Some(end)) if end < begin => Err(record.wrong(Some(field), "before_begin")),
        _ => Ok(()),
    }
}
