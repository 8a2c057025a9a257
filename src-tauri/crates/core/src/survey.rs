//! Which survey is owed to whom, and until when (HX-15, HX-17). Pure: the same history gives the same plan.
//!
//! Left out: how a survey goes out and comes back; resting rules and case surveys (they come with the survey work).

use crate::customer::Customer;
use crate::policy::SurveyRules;
use crate::time::Instant;
use chrono::{Days, Months, NaiveDate};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// Why a survey is owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Duty {
    /// A first-time customer's contract, order or delivery is completed (HX-15).
    First,
    /// A long-term customer, at least once in six months (HX-17).
    Periodic,
}

/// Which of the two forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SurveyForm {
    /// "Customer Service Satisfaction Survey Form".
    Service,
    /// "Customer Project Satisfaction Survey Form", for customised orders (chosen).
    Project,
}

/// What the duty counts from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "what", content = "number")]
pub enum Because {
    /// This contract was completed.
    Contract(String),
    /// This order was completed.
    Order(String),
    /// This order was received.
    Delivery(String),
    /// A person marked the customer as long-term.
    Marked,
    /// Completed orders made the customer long-term; the last of them.
    Orders(String),
    /// The survey before went out on that day.
    LastSurvey,
}

/// How a duty stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The last day has passed and nothing went out.
    Late,
    /// The planned day has come.
    Due,
    /// It is planned for later.
    Planned,
    /// It went out in time.
    Sent,
    /// It went out after its last day; the lapse stays.
    SentLate,
    /// The customer wants none.
    Exempt,
    /// A person dropped it, with a reason (HX-15).
    Dropped,
}

impl State {
    /// The word in data: `late`, `sent_late` and so on.
    pub fn word(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Due => "due",
            Self::Planned => "planned",
            Self::Sent => "sent",
            Self::SentLate => "sent_late",
            Self::Exempt => "exempt",
            Self::Dropped => "dropped",
        }
    }
}

/// One survey: owed, or settled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owed {
    /// Why.
    pub duty: Duty,
    /// Which form.
    pub form: SurveyForm,
    /// The day the duty counts from.
    pub since: NaiveDate,
    /// What made it count from there.
    pub because: Because,
    /// The day on which it should go out.
    pub planned_on: NaiveDate,
    /// The last day on which the promise is kept, included.
    pub last_day: NaiveDate,
    /// The day it went out.
    pub sent_on: Option<NaiveDate>,
    /// How it stands.
    pub state: State,
    /// Clause.
    pub clause: String,
}

/// All surveys of a customer as of `now`, in the zone of the pack: settled ones first, then what is owed.
///
/// A survey sent counts for the first duty and for the half year alike; one letter is enough for both.
pub fn plan(customer: &Customer, rules: &SurveyRules, now: Instant, zone: Tz) -> Vec<Owed> {
    let day = |at: Instant| at.with_timezone(&zone).date_naive();
    let today = day(now);
    let mut sent: Vec<NaiveDate> = customer.surveys.iter().map(|(at, ..)| day(*at)).collect();
    sent.sort_unstable();
    let mut owed = Vec::new();
    if let Some(first) = first_owed(customer, rules, &sent, today) {
        owed.push(first);
    }
    owed.extend(periodic_owed(customer, rules, &sent, today, &day));
    owed
}

fn first_owed(customer: &Customer, rules: &SurveyRules, sent: &[NaiveDate], today: NaiveDate) -> Option<Owed> {
    let rule = rules.first.as_ref()?;
    let (since, because, customised) = first_completion(customer).filter(|(since, ..)| *since <= today)?;
    let last_day = since.checked_add_days(Days::new(u64::from(rule.days)))?;
    let sent_on = sent.iter().copied().find(|day| *day >= since);
    let dropped = customer.dropped.iter().any(|(_, duty)| *duty == Duty::First);
    let state = match sent_on {
        Some(day) if day <= last_day => State::Sent,
        Some(_) => State::SentLate,
        None if customer.profile.no_surveys => State::Exempt,
        None if dropped => State::Dropped,
        None if today > last_day => State::Late,
        None => State::Due,
    };
    Some(Owed {
        duty: Duty::First,
        form: form(customised),
        since,
        because,
        planned_on: since,
        last_day,
        sent_on,
        state,
        clause: rule.clause.clone(),
    })
}

/// The earliest completed contract, order or delivery, and whether it was made to the customer's wish.
fn first_completion(customer: &Customer) -> Option<(NaiveDate, Because, bool)> {
    let contracts = customer.contracts.iter().filter_map(|(id, contract)| {
        let customised = customer.orders.iter().any(|(_, order)| order.contract == Some(*id) && order.customised);
        Some((contract.completed_on?, Because::Contract(contract.number.clone()), customised))
    });
    let orders = customer.orders.iter().flat_map(|(_, order)| {
        let completed = order.completed_on.map(|on| (on, Because::Order(order.number.clone()), order.customised));
        let received = order.received_on.map(|on| (on, Because::Delivery(order.number.clone()), order.customised));
        completed.into_iter().chain(received)
    });
    // `min_by_key` keeps the first of equals: a contract before an order, an order before its delivery.
    contracts.chain(orders).min_by_key(|(on, ..)| *on)
}

fn form(customised: bool) -> SurveyForm {
    if customised { SurveyForm::Project } else { SurveyForm::Service }
}

fn periodic_owed(
    customer: &Customer,
    rules: &SurveyRules,
    sent: &[NaiveDate],
    today: NaiveDate,
    day: &dyn Fn(Instant) -> NaiveDate,
) -> Vec<Owed> {
    let Some(rule) = rules.periodic.as_ref() else { return Vec::new() };
    let Some((begun, because)) = long_term(customer, rule.long_term_orders, rule.long_term_months, today) else {
        return Vec::new();
    };
    let newest = customer.orders.iter().filter_map(|(_, o)| Some((o.completed_on?, o.customised))).max();
    let form = form(newest.is_some_and(|(_, customised)| customised));
    let mut owed = Vec::new();
    let (mut since, mut because) = (begun, because);
    // Each survey really sent ends one period and begins the next; the last period is still open.
    let later = sent.iter().copied().filter(|on| *on >= begun).map(Some);
    for sent_on in later.chain([None]) {
        let Some(last_day) = since.checked_add_months(Months::new(rule.months)) else { break };
        let planned_on = last_day.checked_sub_days(Days::new(u64::from(rule.plan_days))).unwrap_or(last_day).max(since);
        let dropped = customer
            .dropped
            .iter()
            .any(|(at, duty)| *duty == Duty::Periodic && day(*at) >= planned_on && sent_on.is_none());
        let state = match sent_on {
            Some(on) if on <= last_day => State::Sent,
            Some(_) => State::SentLate,
            None if customer.profile.no_surveys => State::Exempt,
            None if dropped => State::Dropped,
            None if today > last_day => State::Late,
            None if today >= planned_on => State::Due,
            None => State::Planned,
        };
        owed.push(Owed {
            duty: Duty::Periodic,
            form,
            since,
            because: because.clone(),
            planned_on,
            last_day,
            sent_on,
            state,
            clause: rule.clause.clone(),
        });
        if let Some(on) = sent_on {
            since = on;
            because = Because::LastSurvey;
        }
    }
    owed
}

/// Since when the customer is long-term, if so on `today` (chosen: marked so, or enough completed orders in the window).
pub fn long_term(customer: &Customer, orders: u32, months: u32, today: NaiveDate) -> Option<(NaiveDate, Because)> {
    let marked = customer.profile.long_term_since.filter(|since| *since <= today).map(|since| (since, Because::Marked));
    let by_orders = long_term_by_orders(customer, orders, months, today);
    marked.into_iter().chain(by_orders).min_by_key(|(since, _)| *since)
}

/// The first day after `today` on which [`plan`] or [`long_term`] may say something else though nothing happened; none when
/// they never will. That a planned survey becomes due or late is left out: its own two days tell it.
pub fn changes_on(customer: &Customer, rules: &SurveyRules, today: NaiveDate) -> Option<NaiveDate> {
    let contracts = customer.contracts.iter().filter_map(|(_, contract)| contract.completed_on);
    let orders = customer.orders.iter().flat_map(|(_, order)| [order.completed_on, order.received_on]).flatten();
    let mut days: Vec<NaiveDate> = contracts.chain(orders).chain(customer.profile.long_term_since).collect();
    if let Some(rule) = &rules.periodic
        && let Some(needed) = usize::try_from(rule.long_term_orders).ok().filter(|n| *n > 0)
    {
        let mut done: Vec<NaiveDate> = customer.orders.iter().filter_map(|(_, order)| order.completed_on).collect();
        done.sort_unstable();
        // A group of orders holds up to this day.
        let ends = done.windows(needed).filter_map(|group| {
            let end = group.first()?.checked_add_months(Months::new(rule.long_term_months))?;
            (*group.last()? <= end).then(|| end.succ_opt()).flatten()
        });
        days.extend(ends);
    }
    days.into_iter().filter(|day| *day > today).min()
}

fn long_term_by_orders(
    customer: &Customer,
    orders: u32,
    months: u32,
    today: NaiveDate,
) -> Option<(NaiveDate, Because)> {
    let needed = usize::try_from(orders).ok().filter(|n| *n > 0)?;
    let mut done: Vec<(NaiveDate, &str)> =
        customer.orders.iter().filter_map(|(_, o)| Some((o.completed_on?, o.number.as_str()))).collect();
    done.sort_unstable();
    // Each group of `needed` orders in a row holds from its last completion until its first one leaves the window.
    let mut stretch: Option<(NaiveDate, NaiveDate, &str)> = None;
    for group in done.windows(needed) {
        let (Some((first, _)), Some((last, number))) = (group.first(), group.last()) else { continue };
        let Some(until) = first.checked_add_months(Months::new(months)) else { continue };
        if *last > until || *last > today {
            continue;
        }
        stretch = match stretch {
            Some((from, to, by)) if *last <= to => Some((from, to.max(until), by)),
            _ => Some((*last, until, number)),
        };
    }
    stretch.filter(|(_, to, _)| today <= *to).map(|(from, _, by)| (from, Because::Orders(by.to_owned())))
}
