//! From events to the rows of the projections. Pure: the same events, packs and planning instant give the same rows, which is
//! what the verification relies on.
//!
//! Raise [`VERSION`] whenever a fold or a row changes its meaning: databases rebuild at their next opening.

use crate::cell;
use crate::error::{Result, StoreError};
use crate::queries::cases::{CaseCells, FormCells, clock_word, lane};
use crate::queries::clocks::ClockCells;
use crate::queries::customers::CustomerCells;
use aftercare_core::case::{Case, CaseEvent, Entry};
use aftercare_core::clock::ClockRun;
use aftercare_core::customer::{Customer, CustomerEntry};
use aftercare_core::desk::Settings;
use aftercare_core::ids::{CaseId, CustomerId};
use aftercare_core::journal::Sealed;
use aftercare_core::policy::Book;
use aftercare_core::survey::{Owed, long_term, plan};
use aftercare_core::time::Instant;
use std::collections::BTreeSet;

/// The version of what this module makes.
pub const VERSION: u32 = 2;

/// What stored projections were made by: the folds, and the calendars with their time zones. Another answer means a rebuild.
pub(crate) fn made_by(book: &Book) -> String {
    let calendars = book.packs().filter_map(|pack| Some(&book.service(&pack.id, pack.version).ok()?.revision));
    std::iter::once(VERSION.to_string()).chain(calendars.cloned()).collect::<Vec<_>>().join("; ")
}

/// Thousandths of a target after which a clock is "soon".
const WARN_PERMILLE: u32 = 750;

/// All rows of a case.
#[derive(Debug, PartialEq)]
pub(crate) struct CaseRows {
    pub cells: CaseCells,
    pub clocks: Vec<ClockCells>,
    pub addresses: Vec<String>,
    pub forms: Vec<FormCells>,
    /// For the search index.
    pub text: String,
    /// For the alerts.
    pub runs: Vec<ClockRun>,
}

/// Folds a case. `entries` in the fold's order.
pub(crate) fn case(id: CaseId, entries: &[Entry], book: &Book) -> Result<CaseRows> {
    let case = Case::fold(entries).ok_or_else(|| StoreError::Damaged(format!("case {id} has no opening event")))?;
    let found = book.clocks(&case, entries)?;
    let calendars = book.calendars(&case.pack, case.pack_version)?;
    let mut clocks = Vec::with_capacity(found.runs.len());
    for run in &found.runs {
        let paused =
            run.pauses.iter().filter(|pause| pause.to.is_none() && run.paused(pause.from)).min_by_key(|p| p.from);
        clocks.push(ClockCells {
            case_id: id.0,
            clock: clock_word(run.clock).to_owned(),
            cycle: i64::from(run.cycle),
            started: cell::us(run.started),
            due: run.due.map(cell::us),
            warn_at: run.at_permille(WARN_PERMILLE, calendars).map(cell::us),
            stopped: run.stopped.map(cell::us),
            ended: run.ended.map(cell::us),
            breached_at: run.breached_at.map(cell::us),
            paused_since: paused.map(|pause| cell::us(pause.from)),
            pause_reason: paused.map(|pause| cell::word(&pause.reason)),
            revision: found.revision.clone(),
            run: cell::json(run)?,
        });
    }
    clocks.sort_by(|a, b| (&a.clock, a.cycle).cmp(&(&b.clock, b.cycle)));
    let next =
        found.runs.iter().filter(|run| run.ended.is_none()).min_by_key(|run| (run.due.is_none(), run.due, run.started));
    let text = |sealed: &Option<Sealed>| sealed.as_ref().map(|s| s.as_str().to_owned()).filter(|t| !t.is_empty());
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
        subject: case.subject.as_str().to_owned(),
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
    };
    Ok(CaseRows {
        cells,
        clocks,
        addresses: addresses_of(entries),
        forms: forms_of(entries),
        text: words_of(&case, entries),
        runs: found.runs,
    })
}

fn channel_of(entry: &Entry) -> Option<aftercare_core::case::Channel> {
    match &entry.event {
        CaseEvent::MessageReceived { channel, .. } | CaseEvent::MessageSent { channel, .. } => Some(*channel),
        CaseEvent::CallLogged { .. } => Some(aftercare_core::case::Channel::Telephone),
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

/// Everything about a case that a person may search for.
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
            CaseEvent::Noted { text, .. } => add(Some(text)),
            CaseEvent::Solved { solution } => add(Some(solution)),
            _ => {}
        }
    }
    for form in &case.forms {
        text.push('\n');
        text.push_str(&form.number);
    }
    text
}

/// The form in which addresses are compared: mail in lower case, numbers as digits with the country's in front where it was
/// written. Nothing for an empty one.
pub fn address_key(address: &str) -> Option<String> {
    let address = address.trim();
    if address.contains('@') {
        return Some(address.to_lowercase());
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
    let mut surveys = Vec::new();
    let mut is_long_term = customer.profile.long_term_since.is_some();
    if let Some(settings) = settings {
        let pack = book.in_force(&settings.pack, now)?;
        let zone = book.service(&pack.id, pack.version)?.calendar.tz();
        surveys = plan(&customer, &pack.surveys, now, zone);
        if let Some(rule) = &pack.surveys.periodic {
            let today = now.with_timezone(&zone).date_naive();
            is_long_term = long_term(&customer, rule.long_term_orders, rule.long_term_months, today).is_some();
        }
    }
    let profile = &customer.profile;
    let name = profile.name.as_str().to_owned();
    let first = |list: &[Sealed]| list.iter().map(|s| s.as_str().to_owned()).find(|text| !text.is_empty());
    let addresses: BTreeSet<String> =
        profile.emails.iter().chain(&profile.phones).filter_map(|sealed| address_key(sealed.as_str())).collect();
    let mut words = vec![name.as_str()];
    words.extend(profile.contact.iter().chain(&profile.emails).chain(&profile.phones).map(Sealed::as_str));
    words.extend(customer.contracts.iter().map(|(_, contract)| contract.number.as_str()));
    words.extend(customer.orders.iter().flat_map(|(_, order)| [order.number.as_str(), order.goods.as_str()]));
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
        name,
    };
    Ok(Some(CustomerRows { cells, addresses: addresses.into_iter().collect(), surveys, text }))
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
