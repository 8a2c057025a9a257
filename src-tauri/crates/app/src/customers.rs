//! Customers, their contracts and orders: typed in, checked field by field, found again.

use crate::App;
use crate::api::acts::{CustomerRef, SaveContract, SaveCustomer, SaveOrder};
use crate::api::views::{
    ContractView, CustomerCard, CustomerList, CustomerPage, CustomerRow, CustomersAsk, OrderView, SurveyRow,
};
use crate::api::{ApiError, ErrorCode};
use crate::cases::is_address;
use crate::surveys;
use aftercare_core::country::Country;
use aftercare_core::customer::{Contract, Customer, CustomerEvent, Order, Profile};
use aftercare_core::ids::{ContractId, CustomerId, OrderId};
use aftercare_core::journal::{Actor, Sealed};
use aftercare_core::survey::long_term;
use aftercare_store::{self as store, Cursor, Look};
use chrono::NaiveDate;
use uuid::Uuid;

/// A customer as lists show it.
pub(crate) fn row(row: store::CustomerRow) -> CustomerRow {
    CustomerRow {
        id: row.id.0,
        name: row.name,
        email: row.email,
        phone: row.phone,
        language: row.language,
        open_cases: crate::desk::count(row.open_cases),
        orders: crate::desk::count(row.orders),
        long_term: row.long_term,
    }
}

fn texts(sealed: &[Sealed]) -> Vec<String> {
    sealed.iter().map(|text| text.as_str().to_owned()).filter(|text| !text.is_empty()).collect()
}

fn contract(id: ContractId, contract: &Contract) -> ContractView {
    ContractView {
        id: Some(id.0),
        number: contract.number.clone(),
        signed_on: contract.signed_on,
        completed_on: contract.completed_on,
    }
}

fn order(id: OrderId, order: &Order) -> OrderView {
    OrderView {
        id: Some(id.0),
        number: order.number.clone(),
        contract: order.contract.map(|id| id.0),
        goods: order.goods.clone(),
        customised: order.customised,
        ordered_on: order.ordered_on,
        received_on: order.received_on,
        completed_on: order.completed_on,
    }
}

/// The newest contract: the last one signed, else the last one typed in.
pub(crate) fn newest_contract(customer: &Customer) -> Option<(ContractId, &Contract)> {
    let signed = customer.contracts.iter().filter(|(_, c)| c.signed_on.is_some()).max_by_key(|(_, c)| c.signed_on);
    signed.or(customer.contracts.last()).map(|(id, contract)| (*id, contract))
}

impl App {
    pub(crate) async fn customers(&self, ask: CustomersAsk) -> Result<CustomerList, ApiError> {
        let after = ask.after.map(Cursor::new);
        let mut look = self.look().await?;
        let (rows, next) = look.customers(&ask.text, after.as_ref(), ask.limit.clamp(1, 200)).await?;
        Ok(CustomerList {
            rows: rows.into_iter().map(row).collect(),
            next: next.map(|cursor| cursor.as_str().to_owned()),
        })
    }

    fn survey_rows(&self, customer: &Customer) -> Result<Vec<SurveyRow>, ApiError> {
        let owed = self.plan(customer, self.now())?;
        let name = customer.profile.name.as_str();
        Ok(owed.iter().map(|owed| surveys::row(customer.id, name.to_owned(), owed)).collect())
    }

    pub(crate) async fn card(&self, look: &mut Look<'_>, customer: &Customer) -> Result<CustomerCard, ApiError> {
        let today = self.civil_today()?;
        let (_, pack) = self.pack_now()?;
        let profile = &customer.profile;
        let is_long_term = pack
            .surveys
            .periodic
            .as_ref()
            .is_some_and(|rule| long_term(customer, rule.long_term_orders, rule.long_term_months, today).is_some());
        let open = ["late", "due", "planned"];
        let mut owed: Vec<SurveyRow> = self.survey_rows(customer)?;
        owed.retain(|survey| open.contains(&survey.state.as_str()));
        Ok(CustomerCard {
            id: customer.id.0,
            name: profile.name.as_str().to_owned(),
            contact: profile.contact.as_ref().map(|c| c.as_str().to_owned()).filter(|c| !c.is_empty()),
            language: profile.language,
            zone: profile.zone.clone(),
            country: profile.country.map(|country| country.to_string()),
            emails: texts(&profile.emails),
            phones: texts(&profile.phones),
            contract: newest_contract(customer).map(|(id, c)| contract(id, c)),
            without_contract: !customer.has_contract(today),
            long_term: is_long_term,
            survey: owed.into_iter().min_by_key(|survey| survey.last_day),
            open_cases: crate::desk::count(look.open_cases_of(customer.id).await?),
        })
    }

    pub(crate) async fn customer(&self, ask: CustomerRef) -> Result<CustomerPage, ApiError> {
        let now = self.now();
        let (book, pack) = self.pack_now()?;
        let id = CustomerId(ask.customer);
        let mut look = self.look().await?;
        let customer = look.customer(id).await?.ok_or_else(|| ApiError::new(ErrorCode::NotFound))?;
        let cases = look.cases_of(id, 50).await?;
        Ok(CustomerPage {
            card: self.card(&mut look, &customer).await?,
            long_term_since: customer.profile.long_term_since,
            no_surveys: customer.profile.no_surveys,
            contracts: customer.contracts.iter().map(|(id, c)| contract(*id, c)).collect(),
            orders: customer.orders.iter().map(|(id, o)| order(*id, o)).collect(),
            cases: cases.into_iter().map(|row| self.case_row(row, now, &book, &pack)).collect(),
            surveys: self.survey_rows(&customer)?,
            erased: customer.erased,
            now,
        })
    }

    /// A new customer, or new facts about one.
    pub(crate) async fn save_customer(&self, ask: SaveCustomer) -> Result<Uuid, ApiError> {
        let me = self.state().me()?;
        let (ask, country) = checked(ask)?;
        let now = self.now();
        let mut write = self.write().await?;
        let (id, mut seq, was) = match ask.id {
            None => (CustomerId::at(now, crate::random()), 0, None),
            Some(id) => {
                let known = stands(&mut write.work.look(), CustomerId(id)).await?;
                (known.id, known.seq, Some(known.profile.country))
            }
        };
        write
            .customer(id, &mut seq, Actor::Staff(me), now, |seal| CustomerEvent::ProfileSet {
                profile: Profile {
                    name: seal.seal(&ask.name),
                    emails: ask.emails.iter().map(|text| seal.seal(text)).collect(),
                    phones: ask.phones.iter().map(|text| seal.seal(text)).collect(),
                    contact: seal.seal_some(ask.contact.as_deref()),
                    language: ask.language,
                    zone: ask.zone.clone(),
                    country,
                    long_term_since: ask.long_term_since,
                    no_surveys: ask.no_surveys,
                },
            })
            .await?;
        let mut tags = ["customers", "surveys", "cases", "desk"].map(str::to_owned).to_vec();
        tags.push(format!("customer:{id}"));
        if was.is_some_and(|was| was != country) {
            tags.extend(write.declare_moved(&[id]).await?.iter().map(|case| format!("case:{case}")));
        }
        write.commit(&tags.iter().map(String::as_str).collect::<Vec<_>>()).await?;
        Ok(id.0)
    }

    /// A contract (HX-5).
    pub(crate) async fn save_contract(&self, ask: SaveContract) -> Result<Uuid, ApiError> {
        let number = number(&ask.contract.number)?;
        in_order("completed_on", &[ask.contract.signed_on, ask.contract.completed_on])?;
        self.not_ahead("completed_on", ask.contract.completed_on)?;
        let now = self.now();
        let new = ContractId(ask.contract.id.unwrap_or_else(|| ContractId::at(now, crate::random()).0));
        self.change(ask.customer, |customer| {
            if ask.contract.id.is_some() && !customer.contracts.iter().any(|(id, _)| *id == new) {
                return Err(ApiError::new(ErrorCode::NotFound));
            }
            if customer.contracts.iter().any(|(id, c)| *id != new && c.number == number) {
                return Err(ApiError::field("number", "taken"));
            }
            let contract =
                Contract { number, signed_on: ask.contract.signed_on, completed_on: ask.contract.completed_on };
            Ok(CustomerEvent::ContractSet { id: new, contract })
        })
        .await?;
        Ok(new.0)
    }

    /// An order.
    pub(crate) async fn save_order(&self, ask: SaveOrder) -> Result<Uuid, ApiError> {
        let number = number(&ask.order.number)?;
        let goods = ask.order.goods.trim().to_owned();
        if goods.is_empty() {
            return Err(ApiError::field("goods", "missing"));
        }
        in_order("received_on", &[ask.order.ordered_on, ask.order.received_on])?;
        in_order("completed_on", &[ask.order.ordered_on, ask.order.completed_on])?;
        self.not_ahead("received_on", ask.order.received_on)?;
        self.not_ahead("completed_on", ask.order.completed_on)?;
        let now = self.now();
        let new = OrderId(ask.order.id.unwrap_or_else(|| OrderId::at(now, crate::random()).0));
        self.change(ask.customer, |customer| {
            if ask.order.id.is_some() && !customer.orders.iter().any(|(id, _)| *id == new) {
                return Err(ApiError::new(ErrorCode::NotFound));
            }
            if customer.orders.iter().any(|(id, o)| *id != new && o.number == number) {
                return Err(ApiError::field("number", "taken"));
            }
            let contract = ask.order.contract.map(ContractId);
            if contract.is_some_and(|id| !customer.contracts.iter().any(|(known, _)| *known == id)) {
                return Err(ApiError::field("contract", "unknown"));
            }
            let order = Order {
                number,
                contract,
                goods,
                customised: ask.order.customised,
                ordered_on: ask.order.ordered_on,
                received_on: ask.order.received_on,
                completed_on: ask.order.completed_on,
            };
            Ok(CustomerEvent::OrderSet { id: new, order })
        })
        .await?;
        Ok(new.0)
    }

    /// Writes one event about a customer, decided from what it is now.
    async fn change(
        &self,
        customer: Uuid,
        event: impl FnOnce(&Customer) -> Result<CustomerEvent, ApiError>,
    ) -> Result<(), ApiError> {
        let me = self.state().me()?;
        let id = CustomerId(customer);
        let mut write = self.write().await?;
        let known = stands(&mut write.work.look(), id).await?;
        let (event, mut seq) = (event(&known)?, known.seq);
        write.customer(id, &mut seq, Actor::Staff(me), self.now(), |_| event).await?;
        write.commit(&["customers", "surveys", "desk", &format!("customer:{customer}")]).await
    }

    /// What is completed can't be completed tomorrow.
    fn not_ahead(&self, field: &str, day: Option<NaiveDate>) -> Result<(), ApiError> {
        match day {
            // A day ahead of the desk's may be today at the customer's place.
            Some(day) if day > self.civil_today()?.succ_opt().unwrap_or(day) => Err(ApiError::field(field, "future")),
            _ => Ok(()),
        }
    }
}

async fn stands(look: &mut Look<'_>, id: CustomerId) -> Result<Customer, ApiError> {
    // Nothing is written about somebody who was erased.
    let found = look.customer(id).await?.filter(|customer| customer.erased.is_none());
    found.ok_or_else(|| ApiError::new(ErrorCode::NotFound).with("customer", id))
}

fn number(typed: &str) -> Result<String, ApiError> {
    match typed.trim() {
        "" => Err(ApiError::field("number", "missing")),
        number if number.chars().count() > 60 => Err(ApiError::field("number", "too_long")),
        number => Ok(number.to_owned()),
    }
}

fn in_order(field: &str, days: &[Option<NaiveDate>]) -> Result<(), ApiError> {
    let known: Vec<NaiveDate> = days.iter().copied().flatten().collect();
    if known.is_sorted() { Ok(()) } else { Err(ApiError::field(field, "before_begin")) }
}

/// What was typed, seen to; with the country that its code says.
fn checked(mut ask: SaveCustomer) -> Result<(SaveCustomer, Option<Country>), ApiError> {
    let trimmed = |list: Vec<String>| -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        for text in list.iter().map(|text| text.trim()).filter(|text| !text.is_empty()) {
            if !out.iter().any(|known| known.eq_ignore_ascii_case(text)) {
                out.push(text.to_owned());
            }
        }
        out
    };
    let some = |text: Option<String>| text.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty());
    ask.name = ask.name.trim().to_owned();
    if ask.name.is_empty() {
        return Err(ApiError::field("name", "missing"));
    }
    ask.emails = trimmed(ask.emails);
    if let Some(wrong) = ask.emails.iter().find(|email| !is_address(email)) {
        return Err(ApiError::field("emails", "not_an_address").with("value", wrong));
    }
    ask.phones = trimmed(ask.phones);
    if let Some(wrong) = ask.phones.iter().find(|phone| phone.chars().filter(char::is_ascii_digit).count() < 3) {
        return Err(ApiError::field("phones", "not_a_number").with("value", wrong));
    }
    ask.contact = some(ask.contact);
    ask.zone = some(ask.zone);
    if let Some(zone) = ask.zone.as_deref().filter(|zone| zone.parse::<chrono_tz::Tz>().is_err()) {
        return Err(ApiError::field("zone", "unknown").with("value", zone));
    }
    let country = match some(ask.country.take()) {
        Some(code) => {
            Some(Country::new(&code).ok_or_else(|| ApiError::field("country", "unknown").with("value", code))?)
        }
        None => None,
    };
    Ok((ask, country))
}
