//! A customer with contacts, contracts and orders: what can happen, and what then holds.

use crate::case::Language;
use crate::country::Country;
use crate::goods::OrderLine;
use crate::ids::{ContactId, ContractId, CustomerId, LineId, OrderId};
use crate::journal::{Payload, Sealed};
use crate::time::Instant;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What is typed in about a customer. Texts are sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// The company's or person's name.
    pub name: Sealed,
    /// Mail addresses, first one preferred.
    #[serde(default)]
    pub emails: Vec<Sealed>,
    /// Telephone numbers as written.
    #[serde(default)]
    pub phones: Vec<Sealed>,
    /// The person one speaks to.
    #[serde(default)]
    pub contact: Option<Sealed>,
    /// Language of answers.
    #[serde(default)]
    pub language: Language,
    /// IANA zone of the customer, where known.
    #[serde(default)]
    pub zone: Option<String>,
    /// Where the customer is, as somebody said (HC-9); none while nobody did. It is not read off a telephone number: that says
    /// whose line it is, some codes are several countries', and a promise must not pause by a guess.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Country>,
    /// Marked long-term by a person, from this day on (HX-17).
    #[serde(default)]
    pub long_term_since: Option<NaiveDate>,
    /// Does not want surveys: exempt, and shown as such (HX-17).
    #[serde(default)]
    pub no_surveys: bool,
}

/// A contract (HX-5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contract {
    /// The number people use, as in CT-2026-031.
    pub number: String,
    /// Signed on this day; none while unsigned.
    pub signed_on: Option<NaiveDate>,
    /// Completed on this day.
    pub completed_on: Option<NaiveDate>,
}

/// An order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// The number people use.
    pub number: String,
    /// The contract it belongs to.
    pub contract: Option<ContractId>,
    /// What was ordered, in a line.
    pub goods: String,
    /// Made to the customer's wish (HX-15: project form).
    pub customised: bool,
    /// Ordered on this day.
    pub ordered_on: Option<NaiveDate>,
    /// Received by the customer on this day (HX-22).
    pub received_on: Option<NaiveDate>,
    /// Completed on this day (HX-15).
    pub completed_on: Option<NaiveDate>,
}

/// A person at the customer's, beside the one in the profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// The person's name.
    pub name: Sealed,
    /// What the person does there, as written: "purchasing", "采购".
    #[serde(default)]
    pub role: Option<Sealed>,
    /// Mail addresses, first one preferred.
    #[serde(default)]
    pub emails: Vec<Sealed>,
    /// Telephone numbers.
    #[serde(default)]
    pub phones: Vec<Sealed>,
    /// Language of answers to this person; none = the customer's.
    #[serde(default)]
    pub language: Option<Language>,
}

/// The events of a customer stream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "data")]
pub enum CustomerEvent {
    /// First or changed facts; the whole profile each time.
    #[serde(rename = "customer.profile_set")]
    ProfileSet {
        /// The profile.
        profile: Profile,
    },
    /// A contract was typed in or changed.
    #[serde(rename = "customer.contract_set")]
    ContractSet {
        /// Its id.
        id: ContractId,
        /// The contract.
        contract: Contract,
    },
    /// An order was typed in or changed.
    #[serde(rename = "customer.order_set")]
    OrderSet {
        /// Its id.
        id: OrderId,
        /// The order.
        order: Order,
    },
    /// A survey really went out (HX-17 counts from here).
    #[serde(rename = "customer.survey_sent")]
    SurveySent {
        /// Which duty it met: `first` or `periodic`.
        duty: crate::survey::Duty,
        /// `service` or `project`.
        form: crate::survey::SurveyForm,
        /// How it went: `mail`, `paper`, `telephone` and so on.
        by: String,
    },
    /// A first survey is dropped, with the reason (HX-15).
    #[serde(rename = "customer.survey_dropped")]
    SurveyDropped {
        /// Which duty.
        duty: crate::survey::Duty,
        /// Why.
        reason: Sealed,
    },
    /// The number under which the house's books know the customer.
    #[serde(rename = "customer.number_set")]
    NumberSet {
        /// The number; none takes it away.
        number: Option<String>,
    },
    /// A contact was typed in or changed; the whole of it each time.
    #[serde(rename = "customer.contact_set")]
    ContactSet {
        /// Its id.
        id: ContactId,
        /// The contact.
        contact: Contact,
    },
    /// A contact is not there any more.
    #[serde(rename = "customer.contact_left")]
    ContactLeft {
        /// Whose.
        id: ContactId,
    },
    /// A line of an order was typed in or changed.
    #[serde(rename = "customer.line_set")]
    LineSet {
        /// Its id.
        id: LineId,
        /// The line.
        line: OrderLine,
    },
    /// The person's texts were erased on request, here and on the customer's cases. What the other events tell stays proved.
    #[serde(rename = "customer.erased")]
    Erased {},
}

impl Payload for CustomerEvent {
    const VERSION: u16 = 1;
}

/// One event with the instant it happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerEntry {
    /// Number in the stream.
    pub seq: u64,
    /// When.
    pub at: Instant,
    /// What.
    pub event: CustomerEvent,
}

/// A customer as the events tell it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Customer {
    /// Whose.
    pub id: CustomerId,
    /// The facts.
    pub profile: Profile,
    /// The number under which the house's books know it.
    pub number: Option<String>,
    /// Contacts in the order they were typed in.
    pub contacts: Vec<(ContactId, Contact)>,
    /// Contracts in the order they were typed in.
    pub contracts: Vec<(ContractId, Contract)>,
    /// Orders in the order they were typed in.
    pub orders: Vec<(OrderId, Order)>,
    /// Lines of all orders in the order they were typed in.
    pub lines: Vec<(LineId, OrderLine)>,
    /// Surveys sent: when, for which duty, which form.
    pub surveys: Vec<(Instant, crate::survey::Duty, crate::survey::SurveyForm)>,
    /// Surveys dropped with a reason.
    pub dropped: Vec<(Instant, crate::survey::Duty)>,
    /// When the person's texts were erased on request.
    pub erased: Option<Instant>,
    /// Seq of the last event.
    pub seq: u64,
}

impl Customer {
    /// Folds a customer's events, ordered by (instant, seq). `None` before the first profile.
    pub fn fold(id: CustomerId, entries: &[CustomerEntry]) -> Option<Self> {
        let first = entries.iter().find_map(|entry| match &entry.event {
            CustomerEvent::ProfileSet { profile } => Some(profile.clone()),
            _ => None,
        })?;
        let mut customer = Self {
            id,
            profile: first,
            number: None,
            contacts: Vec::new(),
            contracts: Vec::new(),
            orders: Vec::new(),
            lines: Vec::new(),
            surveys: Vec::new(),
            dropped: Vec::new(),
            erased: None,
            seq: 0,
        };
        for entry in entries {
            customer.seq = customer.seq.max(entry.seq);
            match &entry.event {
                CustomerEvent::ProfileSet { profile } => customer.profile = profile.clone(),
                CustomerEvent::ContractSet { id, contract } => put(&mut customer.contracts, *id, contract.clone()),
                CustomerEvent::OrderSet { id, order } => put(&mut customer.orders, *id, order.clone()),
                CustomerEvent::SurveySent { duty, form, .. } => customer.surveys.push((entry.at, *duty, *form)),
                CustomerEvent::SurveyDropped { duty, .. } => customer.dropped.push((entry.at, *duty)),
                CustomerEvent::NumberSet { number } => customer.number.clone_from(number),
                CustomerEvent::ContactSet { id, contact } => put(&mut customer.contacts, *id, contact.clone()),
                CustomerEvent::ContactLeft { id } => customer.contacts.retain(|(known, _)| known != id),
                CustomerEvent::LineSet { id, line } => put(&mut customer.lines, *id, line.clone()),
                CustomerEvent::Erased {} => customer.erased = Some(entry.at),
            }
        }
        // Nobody is left to be asked (HX-17); a profile without words is all that is left of the person.
        customer.profile.no_surveys |= customer.erased.is_some();
        Some(customer)
    }

    /// The lines of one order, by their place in it.
    pub fn lines_of(&self, order: OrderId) -> Vec<(LineId, &OrderLine)> {
        let mut lines: Vec<_> =
            self.lines.iter().filter(|(_, line)| line.order == order).map(|(id, line)| (*id, line)).collect();
        lines.sort_by_key(|(id, line)| (line.position, *id));
        lines
    }

    /// Whether any contract is signed on or before `day` (HX-5: service begins with the signing).
    pub fn has_contract(&self, day: NaiveDate) -> bool {
        self.contracts.iter().any(|(_, contract)| contract.signed_on.is_some_and(|signed| signed <= day))
    }
}

fn put<K: PartialEq, V>(list: &mut Vec<(K, V)>, key: K, value: V) {
    match list.iter_mut().find(|(k, _)| *k == key) {
        Some((_, old)) => *old = value,
        None => list.push((key, value)),
    }
}
