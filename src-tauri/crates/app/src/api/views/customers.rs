//! Customers, their contracts and orders.

use super::cases::CaseRow;
use super::surveys::SurveyRow;
use aftercare_core::case::Language;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// The customer beside the case.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CustomerCard {
    /// Id.
    pub id: Uuid,
    /// Name.
    pub name: String,
    /// Who one speaks to.
    pub contact: Option<String>,
    /// Language.
    pub language: Language,
    /// IANA zone.
    pub zone: Option<String>,
    /// Country, by its code of two letters, where somebody said it.
    pub country: Option<String>,
    /// Addresses.
    pub emails: Vec<String>,
    /// Numbers.
    pub phones: Vec<String>,
    /// The newest contract.
    pub contract: Option<ContractView>,
    /// Without a signed contract (HX-5).
    pub without_contract: bool,
    /// Long-term (HX-17).
    pub long_term: bool,
    /// The survey that is owed next.
    pub survey: Option<SurveyRow>,
    /// Other cases of this customer.
    pub open_cases: i64,
}

/// A row of the customer list.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CustomerRow {
    /// Id.
    pub id: Uuid,
    /// Name.
    pub name: String,
    /// First address.
    pub email: Option<String>,
    /// First number.
    pub phone: Option<String>,
    /// Language.
    pub language: Language,
    /// Open cases.
    pub open_cases: i64,
    /// Orders.
    pub orders: i64,
    /// Long-term (HX-17).
    pub long_term: bool,
}

/// What customers to list.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct CustomersAsk {
    /// Words in name, address or number.
    #[serde(default)]
    pub text: String,
    /// Go on after this page.
    #[serde(default)]
    pub after: Option<String>,
    /// Rows a page, at most 200.
    pub limit: u32,
}

/// A page of customers.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CustomerList {
    /// The rows, by name.
    pub rows: Vec<CustomerRow>,
    /// Give back as `after` for more.
    pub next: Option<String>,
}

/// One customer whole.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CustomerPage {
    /// The card.
    pub card: CustomerCard,
    /// Marked long-term from this day.
    pub long_term_since: Option<NaiveDate>,
    /// Wants no surveys.
    pub no_surveys: bool,
    /// Contracts.
    pub contracts: Vec<ContractView>,
    /// Orders.
    pub orders: Vec<OrderView>,
    /// Cases, newest first, at most 50.
    pub cases: Vec<CaseRow>,
    /// Surveys owed and sent.
    pub surveys: Vec<SurveyRow>,
    /// When the person's texts were erased on request.
    pub erased: Option<DateTime<Utc>>,
    /// The desk's now.
    pub now: DateTime<Utc>,
}

/// A contract.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ContractView {
    /// Id; none for a new one.
    pub id: Option<Uuid>,
    /// Number.
    pub number: String,
    /// Signed.
    pub signed_on: Option<NaiveDate>,
    /// Completed.
    pub completed_on: Option<NaiveDate>,
}

/// An order.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OrderView {
    /// Id; none for a new one.
    pub id: Option<Uuid>,
    /// Number.
    pub number: String,
    /// Its contract.
    pub contract: Option<Uuid>,
    /// What.
    pub goods: String,
    /// To the customer's wish.
    pub customised: bool,
    /// Ordered.
    pub ordered_on: Option<NaiveDate>,
    /// Received.
    pub received_on: Option<NaiveDate>,
    /// Completed.
    pub completed_on: Option<NaiveDate>,
}

/// What erasing a customer would take.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ErasureView {
    /// The name, to be typed again.
    pub name: String,
    /// Cases whose texts and files go.
    pub cases: i64,
    /// Those still open: they are in the way.
    pub open: i64,
    /// Pieces whose proof of purchase goes.
    pub units: i64,
    /// Backups that still have the texts.
    pub backups: i64,
    /// After how many days backups go.
    pub backup_days: i64,
    /// When it was done already.
    pub erased: Option<DateTime<Utc>>,
}
