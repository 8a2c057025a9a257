//! Customers, contacts and units with their texts in the open, as an import compares and changes them. What changes is a
//! [`Step`]; sealing and writing it is [`apply`](super::apply)'s.

use aftercare_core::case::Language;
use aftercare_core::country::Country;
use aftercare_core::customer::{Contact, Contract, Customer, Order, Profile};
use aftercare_core::goods::{Lot, OrderLine, Unit};
use aftercare_core::ids::{ContactId, ContractId, CustomerId, LineId, LotId, OrderId, UnitId};
use aftercare_core::journal::{Sealed, Sealer};
use chrono::NaiveDate;

/// A customer's facts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct OpenProfile {
    pub(crate) name: String,
    pub(crate) emails: Vec<String>,
    pub(crate) phones: Vec<String>,
    pub(crate) contact: Option<String>,
    pub(crate) language: Language,
    pub(crate) zone: Option<String>,
    pub(crate) country: Option<Country>,
    pub(crate) long_term_since: Option<NaiveDate>,
    pub(crate) no_surveys: bool,
}

/// A contact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct OpenContact {
    pub(crate) name: String,
    pub(crate) role: Option<String>,
    pub(crate) emails: Vec<String>,
    pub(crate) phones: Vec<String>,
    pub(crate) language: Option<Language>,
}

/// A unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OpenUnit {
    /// With its proof left out.
    pub(crate) unit: Unit,
    pub(crate) proof: Option<String>,
}

/// A customer with everything that hangs on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OpenCustomer {
    pub(crate) id: CustomerId,
    pub(crate) seq: u64,
    pub(crate) number: Option<String>,
    pub(crate) profile: OpenProfile,
    pub(crate) contacts: Vec<(ContactId, OpenContact)>,
    pub(crate) contracts: Vec<(ContractId, Contract)>,
    pub(crate) orders: Vec<(OrderId, Order)>,
    pub(crate) lines: Vec<(LineId, OrderLine)>,
}

/// One thing to write about a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CustomerStep {
    Profile(OpenProfile),
    Number(String),
    Contact(ContactId, OpenContact),
    Contract(ContractId, Contract),
    Order(OrderId, Order),
    Line(LineId, OrderLine),
}

/// One thing to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Customer(CustomerId, CustomerStep),
    /// After the stream's event of this number; 0 for a new one.
    Lot(LotId, u64, Lot),
    Unit(UnitId, u64, Box<OpenUnit>),
}

fn texts(sealed: &[Sealed]) -> Vec<String> {
    sealed.iter().map(|text| text.as_str().to_owned()).filter(|text| !text.is_empty()).collect()
}

fn text(sealed: Option<&Sealed>) -> Option<String> {
    sealed.map(|text| text.as_str().to_owned()).filter(|text| !text.is_empty())
}

impl OpenProfile {
    pub(crate) fn seal(&self, seal: &mut Sealer<'_>) -> Profile {
        Profile {
            name: seal.seal(&self.name),
            emails: self.emails.iter().map(|text| seal.seal(text)).collect(),
            phones: self.phones.iter().map(|text| seal.seal(text)).collect(),
            contact: seal.seal_some(self.contact.as_deref()),
            language: self.language,
            zone: self.zone.clone(),
            country: self.country,
            long_term_since: self.long_term_since,
            no_surveys: self.no_surveys,
        }
    }
}

impl OpenContact {
    pub(crate) fn of(contact: &Contact) -> Self {
        Self {
            name: contact.name.as_str().to_owned(),
            role: text(contact.role.as_ref()),
            emails: texts(&contact.emails),
            phones: texts(&contact.phones),
            language: contact.language,
        }
    }

    pub(crate) fn seal(&self, seal: &mut Sealer<'_>) -> Contact {
        Contact {
            name: seal.seal(&self.name),
            role: seal.seal_some(self.role.as_deref()),
            emails: self.emails.iter().map(|text| seal.seal(text)).collect(),
            phones: self.phones.iter().map(|text| seal.seal(text)).collect(),
            language: self.language,
        }
    }
}

impl OpenUnit {
    pub(crate) fn of(unit: &Unit) -> Self {
        Self { proof: text(unit.proof.as_ref()), unit: Unit { proof: None, ..unit.clone() } }
    }

    pub(crate) fn seal(&self, seal: &mut Sealer<'_>) -> Unit {
        Unit { proof: seal.seal_some(self.proof.as_deref()), ..self.unit.clone() }
    }
}

impl OpenCustomer {
    pub(crate) fn of(customer: &Customer) -> Self {
        let profile = &customer.profile;
        Self {
            id: customer.id,
            seq: customer.seq,
            number: customer.number.clone(),
            profile: OpenProfile {
                name: profile.name.as_str().to_owned(),
                emails: texts(&profile.emails),
                phones: texts(&profile.phones),
                contact: text(profile.contact.as_ref()),
                language: profile.language,
                zone: profile.zone.clone(),
                country: profile.country,
                long_term_since: profile.long_term_since,
                no_surveys: profile.no_surveys,
            },
            contacts: customer.contacts.iter().map(|(id, contact)| (*id, OpenContact::of(contact))).collect(),
            contracts: customer.contracts.clone(),
            orders: customer.orders.clone(),
            lines: customer.lines.clone(),
        }
    }

    pub(crate) fn new(id: CustomerId) -> Self {
        Self {
            id,
            seq: 0,
            number: None,
            profile: OpenProfile::default(),
            contacts: Vec::new(),
            contracts: Vec::new(),
            orders: Vec::new(),
            lines: Vec::new(),
        }
    }

    /// Does here what the step will do in the journal.
    pub(crate) fn take(&mut self, step: &CustomerStep) {
        match step {
            CustomerStep::Profile(profile) => self.profile = profile.clone(),
            CustomerStep::Number(number) => self.number = Some(number.clone()),
            CustomerStep::Contact(id, contact) => put(&mut self.contacts, *id, contact),
            CustomerStep::Contract(id, contract) => put(&mut self.contracts, *id, contract),
            CustomerStep::Order(id, order) => put(&mut self.orders, *id, order),
            CustomerStep::Line(id, line) => put(&mut self.lines, *id, line),
        }
        self.seq += 1;
    }
}

fn put<K: PartialEq, V: Clone>(list: &mut Vec<(K, V)>, key: K, value: &V) {
    match list.iter_mut().find(|(k, _)| *k == key) {
        Some((_, old)) => *old = value.clone(),
        None => list.push((key, value.clone())),
    }
}
