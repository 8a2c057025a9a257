//! From events to the rows of the projections. Pure: the same events, packs and planning instant give the same rows, which is
//! what the verification relies on.
//!
//! Raise [`VERSION`] whenever a fold or a row changes its meaning: databases rebuild at their next opening.

use crate::cell;
use crate::db::without_zeros;
use crate::error::{Result, StoreError};
use crate::queries::cases::{CaseCells, FormCells, clock_word, lane};
use crate::queries::clocks::ClockCells;
use crate::queries::customers::CustomerCells;
use crate::queries::goods::{ContractCells, GoodsCells, LineCells, LotCells, OrderCells, UnitCells, key};
use crate::queries::sessions::SessionCells;
use crate::queries::tasks::TaskCells;
use aftercare_core::case::{Case, CaseEvent, Channel, Entry, SessionSort};
use aftercare_core::clock::{Calendars, ClockRun};
use aftercare_core::customer::{Contact, Customer, CustomerEntry};
use aftercare_core::desk::Settings;
use aftercare_core::goods::{Lot, Unit};
use aftercare_core::ids::{CaseId, CustomerId, LotId, UnitId};
use aftercare_core::journal::Sealed;
use aftercare_core::policy::Book;
use aftercare_core::survey::{self, Owed, long_term, plan};
use aftercare_core::time::Instant;
use chrono::NaiveDate;
use std::collections::BTreeSet;
use uuid::Uuid;

/// The version of what this module makes.
pub const VERSION: u32 = 4;

/// What stored projections were made by besides the journal and the packs in it: the folds, public days, time zones. Another answer
/// means a rebuild. The desk's own revisions of calendars are in the journal: they rewrite what they reach themselves.
pub(crate) fn made_by(book: &Book) -> String {
    format!("{VERSION} · {}", book.made_from())
}

/// A day behind all others, as the text of one.
const NEVER: &str = "9999-12-31";

/// All rows of a case.
#[derive(Debug, PartialEq)]
pub(crate) struct CaseRows {
    pub cells: CaseCells,
    pub clocks: Vec<ClockCells>,
    pub addresses: Vec<String>,
    pub forms: Vec<FormCells>,
    /// Those that go on.
    pub sessions: Vec<SessionCells>,
    /// For the search index.
    pub text: String,
    /// For the alerts.
    pub calls: Calls,
}

/// What of a case may call for an alert.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Calls {
    pub runs: Vec<ClockRun>,
    /// Those still to be done.
    pub tasks: Vec<TaskCells>,
    /// Number and instant of a routing of which its group must know at once.
    pub pressing: Option<(u64, Instant)>,
}

/// Folds a case. `entries` in the fold's order.
pub(crate) fn case(id: CaseId, entries: &[Entry], book: &Book) -> Result<CaseRows> {
    let case = Case::fold(entries).ok_or_else(|| StoreError::Damaged(format!("case {id} has no opening event")))?;
    let found = book.clocks(&case, entries)?;
    let mut clocks = Vec::with_capacity(found.runs.len());
    for (run, revision) in found.runs.iter().zip(&found.revisions) {
        let calendars = book.counted_by(&case.pack, case.pack_version, revision)?;
        clocks.push(clock(id.0, run, revision, calendars)?);
    }
    clocks.sort_by(|a, b| (&a.clock, a.cycle).cmp(&(&b.clock, b.cycle)));
    let next = found.runs.iter().filter(|run| run.ended.is_none()).min_by_key(|run| {
        // A revised calendar chooses the same from the rows.
        (run.due.is_none(), run.due, run.started, clock_word(run.clock), run.cycle)
    });
    let text = |sealed: &Option<Sealed>| sealed.as_ref().map(|s| shown(s.as_str())).filter(|t| !t.is_empty());
    let correspondent = text(&case.correspondent);
    let channel = entries.iter().rev().find_map(channel_of).unwrap_or(case.channel);
    let cells = CaseCells {
        id: id.0,
        number: cell::int(case.number),
        lane: lane(case.status),
        sort_at: next.and_then(|run| run.due).map_or(i64::MAX, cell::us),
        last_at: cell::us(case.last_at),
        notice: cell::us(case.notice),
        status: cell::word(&case.status),
        next_clock: next.map(|run| clock_word(run.clock).to_owned()),
        next_cycle: next.map(|run| i64::from(run.cycle)),
        subject: shown(case.subject.as_str()),
        party: text(&case.correspondent_name).or_else(|| correspondent.clone()).unwrap_or_default(),
        channel: cell::word(&channel),
        language: cell::word(&case.language),
        category: case.category.map(|category| cell::word(&category)),
        urgency: cell::word(&case.urgency),
        complexity: cell::word(&case.complexity),
        owner: case.owner.0,
        customer: case.customer.map(|customer| customer.0),
        unanswered: case.unanswered.map(cell::int),
        pack: case.pack.clone(),
        pack_version: i64::from(case.pack_version),
        forms: cell::int(case.forms.len() as u64),
        seq: cell::int(case.seq),
        team: case.group.clone(),
    };
    Ok(CaseRows {
        cells,
        clocks,
        addresses: addresses_of(entries),
        forms: forms_of(entries),
        sessions: open_sessions(&case),
        text: words_of(&case, entries),
        calls: Calls { runs: found.runs, tasks: open_tasks(&case), pressing: case.pressing },
    })
}

/// A run's row.
pub(crate) fn clock(case: Uuid, run: &ClockRun, revision: &str, calendars: Calendars<'_>) -> Result<ClockCells> {
    let paused = run.pauses.iter().filter(|pause| pause.to.is_none() && run.paused(pause.from)).min_by_key(|p| p.from);
    Ok(ClockCells {
        case_id: case,
        clock: clock_word(run.clock).to_owned(),
        cycle: i64::from(run.cycle),
        started: cell::us(run.started),
        due: run.due.map(cell::us),
        warn_at: run.warn_at(calendars).map(cell::us),
        stopped: run.stopped.map(cell::us),
        ended: run.ended.map(cell::us),
        breached_at: run.breached_at.map(cell::us),
        paused_since: paused.map(|pause| cell::us(pause.from)),
        pause_reason: paused.map(|pause| cell::word(&pause.reason)),
        revision: revision.to_owned(),
        run: cell::json(run)?,
    })
}

/// The open tasks by their numbers, as they stand written.
fn open_tasks(case: &Case) -> Vec<TaskCells> {
    let mut tasks: Vec<TaskCells> = case.tasks.iter().filter(|task| task.is_open()).map(TaskCells::of).collect();
    tasks.sort_by_key(|task| (task.number, task.id));
    tasks
}

/// The sessions that go on, by id.
fn open_sessions(case: &Case) -> Vec<SessionCells> {
    let open = case.sessions.iter().filter(|session| session.is_open());
    let mut sessions: Vec<SessionCells> = open.map(SessionCells::of).collect();
    sessions.sort_by_key(|session| session.id);
    sessions
}

fn channel_of(entry: &Entry) -> Option<Channel> {
    match &entry.event {
        CaseEvent::MessageReceived { channel, .. } | CaseEvent::MessageSent { channel, .. } => Some(*channel),
        CaseEvent::CallLogged { .. } => Some(Channel::Telephone),
        CaseEvent::SessionBegun { sort, .. } => Some(match sort {
            SessionSort::Video => Channel::Video,
            SessionSort::Remote => Channel::Remote,
        }),
        _ => None,
    }
}

/// Mail addresses and numbers a case was written or spoken with.
fn addresses_of(entries: &[Entry]) -> Vec<String> {
    let mut all = BTreeSet::new();
    for entry in entries {
        let address = match &entry.event {
            CaseEvent::MessageReceived { from, .. } => Some(from),
            CaseEvent::MessageSent { to, .. } => Some(to),
            CaseEvent::CallLogged { number, .. } => number.as_ref(),
            _ => None,
        };
        all.extend(address.and_then(|sealed| address_key(sealed.as_str())));
    }
    all.into_iter().collect()
}

fn forms_of(entries: &[Entry]) -> Vec<FormCells> {
    let mut forms: Vec<FormCells> = entries
        .iter()
        .filter_map(|entry| match &entry.event {
            CaseEvent::FormFiled { form, sort, number, .. } => {
                Some((form.0, cell::int(entry.seq), sort.clone(), number.clone(), cell::us(entry.at)))
            }
            _ => None,
        })
        .collect();
    forms.sort_by_key(|form| (form.1, form.0));
    forms
}

/// Everything about a case that a person may search for; nothing where the events make no case.
pub(crate) fn text(entries: &[Entry]) -> Option<String> {
    Case::fold(entries).map(|case| words_of(&case, entries))
}

fn words_of(case: &Case, entries: &[Entry]) -> String {
    let mut text = format!("C-{}\n{}", case.number, case.subject.as_str());
    let mut add = |sealed: Option<&Sealed>| {
        if let Some(words) = sealed.map(Sealed::as_str).filter(|words| !words.is_empty()) {
            text.push('\n');
            text.push_str(words);
        }
    };
    for entry in entries {
        match &entry.event {
            CaseEvent::MessageReceived { from, name, subject, text, .. } => {
                [Some(from), name.as_ref(), subject.as_ref(), Some(text)].into_iter().for_each(&mut add);
            }
            CaseEvent::MessageSent { to, subject, text, .. } => {
                [Some(to), subject.as_ref(), Some(text)].into_iter().for_each(&mut add);
            }
            CaseEvent::CallLogged { number, name, line, .. } => {
                [number.as_ref(), name.as_ref(), Some(line)].into_iter().for_each(&mut add);
            }
            CaseEvent::Noted { text, .. } | CaseEvent::SessionNoted { text, .. } => add(Some(text)),
            CaseEvent::SessionEnded { findings, .. } => add(findings.as_ref()),
            CaseEvent::Solved { solution } => add(Some(solution)),
            CaseEvent::TaskSet { what, .. } => add(Some(what)),
            _ => {}
        }
    }
    for form in &case.forms {
        text.push('\n');
        text.push_str(&form.number);
    }
    text
}

/// Text as lists can show it on either engine.
fn shown(text: &str) -> String {
    without_zeros(text.to_owned())
}

/// The form in which addresses are compared: mail in lower case, numbers as digits with the country's in front where it was
/// written. Nothing for an empty one.
pub fn address_key(address: &str) -> Option<String> {
    let address = address.trim();
    if address.contains('@') {
        return Some(shown(&address.to_lowercase()));
    }
    let digits: String = address.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.strip_prefix("00").map(str::to_owned).unwrap_or(digits);
    (digits.len() >= 3).then_some(digits)
}

/// All rows of a customer.
#[derive(Debug, PartialEq)]
pub(crate) struct CustomerRows {
    pub cells: CustomerCells,
    pub addresses: Vec<String>,
    pub surveys: Vec<Owed>,
    pub goods: GoodsCells,
    /// For the search index.
    pub text: String,
}

/// Folds a customer; surveys are planned as of `now` by the desk's pack. `None` before the first profile.
pub(crate) fn customer(
    id: CustomerId,
    entries: &[CustomerEntry],
    settings: Option<&Settings>,
    book: &Book,
    now: Instant,
) -> Result<Option<CustomerRows>> {
    let Some(customer) = Customer::fold(id, entries) else { return Ok(None) };
    let (mut surveys, mut changes_on) = (Vec::new(), String::new());
    let mut is_long_term = customer.profile.long_term_since.is_some();
    if let Some(settings) = settings {
        let pack = book.in_force(&settings.pack, now)?;
        let zone = book.service_at(&pack.id, pack.version, now)?.calendar.tz();
        surveys = plan(&customer, &pack.surveys, now, zone);
        let today = now.with_timezone(&zone).date_naive();
        changes_on =
            survey::changes_on(&customer, &pack.surveys, today).map_or(NEVER.to_owned(), |day| day.to_string());
        if let Some(rule) = &pack.surveys.periodic {
            is_long_term = long_term(&customer, rule.long_term_orders, rule.long_term_months, today).is_some();
        }
    }
    let profile = &customer.profile;
    let name = shown(profile.name.as_str());
    let first = |list: &[Sealed]| list.iter().map(|s| shown(s.as_str())).find(|text| !text.is_empty());
    let contacts = customer.contacts.iter().map(|(_, contact)| contact);
    let reach = |contact: &'_ Contact| contact.emails.iter().chain(&contact.phones).cloned().collect::<Vec<_>>();
    let theirs: Vec<Sealed> = contacts.clone().flat_map(reach).collect();
    let addresses: BTreeSet<String> = profile
        .emails
        .iter()
        .chain(&profile.phones)
        .chain(&theirs)
        .filter_map(|sealed| address_key(sealed.as_str()))
        .collect();
    let mut words = vec![name.as_str()];
    words.extend(profile.contact.iter().chain(&profile.emails).chain(&profile.phones).map(Sealed::as_str));
    words.extend(customer.contracts.iter().map(|(_, contract)| contract.number.as_str()));
    words.extend(customer.orders.iter().flat_map(|(_, order)| [order.number.as_str(), order.goods.as_str()]));
    words.extend(customer.number.as_deref());
    words.extend(contacts.clone().flat_map(|c| [Some(&c.name), c.role.as_ref()]).flatten().map(Sealed::as_str));
    words.extend(theirs.iter().map(Sealed::as_str));
    let sold: BTreeSet<&str> = customer
        .lines
        .iter()
        .flat_map(|(_, line)| [Some(line.product.as_str()), line.lot.as_deref()])
        .flatten()
        .collect();
    words.extend(sold);
    let text = words.join("\n");
    let cells = CustomerCells {
        id: id.0,
        name_key: name.to_lowercase(),
        email: first(&profile.emails),
        phone: first(&profile.phones),
        language: cell::word(&profile.language),
        orders: cell::int(customer.orders.len() as u64),
        long_term: i64::from(is_long_term),
        planned_at: cell::us(now),
        seq: cell::int(customer.seq),
        number: customer.number.as_deref().map(shown),
        number_key: customer.number.as_deref().map(key),
        match_key: key(&name),
        changes_on,
        country: profile.country.map(String::from),
        name,
    };
    let goods = goods(&customer);
    Ok(Some(CustomerRows { cells, addresses: addresses.into_iter().collect(), surveys, goods, text }))
}

fn day(day: Option<NaiveDate>) -> Option<String> {
    day.map(|day| day.to_string())
}

/// Contracts, orders and lines of a customer, by id.
fn goods(customer: &Customer) -> GoodsCells {
    let mut goods = GoodsCells::default();
    for (id, contract) in &customer.contracts {
        goods.contracts.push(ContractCells {
            id: id.0,
            number: shown(&contract.number),
            number_key: key(&contract.number),
            signed_on: day(contract.signed_on),
            completed_on: day(contract.completed_on),
        });
    }
    for (id, order) in &customer.orders {
        goods.orders.push(OrderCells {
            id: id.0,
            contract_id: order.contract.map(|id| id.0),
            number: shown(&order.number),
            number_key: key(&order.number),
            goods: shown(&order.goods),
            ordered_on: day(order.ordered_on),
            received_on: day(order.received_on),
            completed_on: day(order.completed_on),
        });
    }
    for (id, line) in &customer.lines {
        goods.lines.push(LineCells {
            id: id.0,
            order_id: line.order.0,
            position: i64::from(line.position),
            product: shown(&line.product),
            product_key: key(&line.product),
            lot_key: line.lot.as_deref().map(key).unwrap_or_default(),
            quantity: cell::int(line.quantity),
            price_minor: line.price.map(|price| price.minor),
            currency: line.price.map(|price| price.currency.to_string()),
        });
    }
    goods.contracts.sort_by_key(|row| row.id);
    goods.orders.sort_by_key(|row| row.id);
    goods.lines.sort_by_key(|row| row.id);
    goods
}

/// A lot's row and its words.
pub(crate) fn lot(id: LotId, seq: u64, lot: &Lot) -> (LotCells, String) {
    let cells = LotCells {
        id: id.0,
        product: shown(&lot.product),
        product_key: key(&lot.product),
        number: shown(&lot.number),
        number_key: key(&lot.number),
        produced_on: day(lot.produced_on),
        quantity: lot.quantity.map(cell::int),
        seq: cell::int(seq),
    };
    (cells, format!("{}\n{}", lot.number, lot.product))
}

/// A unit's row and its words.
pub(crate) fn unit(id: UnitId, seq: u64, unit: &Unit) -> (UnitCells, String) {
    let cells = UnitCells {
        id: id.0,
        serial: shown(&unit.serial),
        serial_key: key(&unit.serial),
        product: shown(&unit.product),
        product_key: key(&unit.product),
        lot_key: unit.lot.as_deref().map(key).unwrap_or_default(),
        customer_id: unit.customer.map(|id| id.0),
        line_id: unit.line.map(|id| id.0),
        purchased_on: day(unit.purchased_on),
        delivered_on: day(unit.delivered_on),
        seq: cell::int(seq),
    };
    let proof = unit.proof.as_ref().map(Sealed::as_str).unwrap_or_default();
    (cells, format!("{}\n{}\n{}\n{proof}", unit.serial, unit.product, unit.lot.as_deref().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(" Ana@Shop.Example ", Some("ana@shop.example"))]
    #[case("+86 138-0013-8000", Some("8613800138000"))]
    #[case("0086 138 0013 8000", Some("8613800138000"))]
    #[case("021 6437", Some("0216437"))]
    #[case("", None)]
    #[case("unknown", None)]
    fn addresses_compare_by_their_key(#[case] address: &str, #[case] key: Option<&str>) {
        assert_eq!(address_key(address).as_deref(), key);
    }
}
