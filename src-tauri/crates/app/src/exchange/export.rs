//! Everything a person sees in lists, as a file. Tables that can be imported come out with the columns they come in with,
//! so that what was exported can be imported again and changes nothing.

use super::kinds::TableKind;
use super::model::{OpenCustomer, OpenUnit};
use super::write::{Out, OutColumn, Writer};
use crate::api::tables::{ExportKind, ExportReport, ExportTable};
use crate::api::{ApiError, ErrorCode};
use crate::words::Words;
use crate::{App, Event, show, surveys};
use aftercare_core::case::Language;
use aftercare_core::clock::{ClockName, ClockRun};
use aftercare_core::goods::key;
use aftercare_store::{CaseFilter, Cursor};
use serde::Serialize;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Rows read at a time.
const PAGE: u32 = 200;

/// Columns of lists that can't be imported.
const CASES: &[&str] = &[
    "label",
    "subject",
    "party",
    "customer_number",
    "status",
    "channel",
    "language",
    "category",
    "urgency",
    "complexity",
    "owner",
    "last_at",
];
const SURVEYS: &[&str] = &[
    "customer_number",
    "customer",
    "duty",
    "form",
    "since",
    "planned_on",
    "last_day",
    "state",
    "sent_on",
    "clause",
    "because",
];
const FORMS: &[&str] = &["number", "form", "case", "customer", "filed_at"];
/// Of each clock's newest run.
const CLOCKS: [(&str, ClockName); 4] = [
    ("first_response", ClockName::FirstResponse),
    ("next_response", ClockName::NextResponse),
    ("update", ClockName::Update),
    ("solution", ClockName::Solution),
];
const OF_CLOCK: [&str; 4] = ["state", "due", "stopped", "breached_at"];

impl ExportKind {
    /// All, as in the window.
    pub const ALL: [Self; 10] = [
        Self::Cases,
        Self::Customers,
        Self::Contacts,
        Self::Contracts,
        Self::Orders,
        Self::OrderLines,
        Self::Lots,
        Self::Units,
        Self::Surveys,
        Self::Forms,
    ];

    /// The table it can be imported as again.
    pub fn table(self) -> Option<TableKind> {
        match self {
            Self::Customers => Some(TableKind::Customers),
            Self::Contacts => Some(TableKind::Contacts),
            Self::Contracts => Some(TableKind::Contracts),
            Self::Orders => Some(TableKind::Orders),
            Self::OrderLines => Some(TableKind::OrderLines),
            Self::Lots => Some(TableKind::Lots),
            Self::Units => Some(TableKind::Units),
            Self::Cases | Self::Surveys | Self::Forms => None,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Cases => "cases",
            Self::Surveys => "surveys",
            Self::Forms => "forms",
            other => other.table().map_or("", TableKind::word),
        }
    }

    fn columns(self) -> Vec<String> {
        match self {
            Self::Cases => {
                let clocks =
                    CLOCKS.iter().flat_map(|(clock, _)| OF_CLOCK.iter().map(move |part| format!("{clock}_{part}")));
                CASES.iter().map(|name| (*name).to_owned()).chain(clocks).collect()
            }
            Self::Surveys => SURVEYS.iter().map(|name| (*name).to_owned()).collect(),
            Self::Forms => FORMS.iter().map(|name| (*name).to_owned()).collect(),
            other => {
                let fields = other.table().map_or(&[][..], TableKind::fields);
                // A contact has no country of its own.
                let kept = |name: &&str| self == Self::Customers || *name != "country";
                fields.iter().map(|field| field.name).filter(kept).map(str::to_owned).collect()
            }
        }
    }
}

/// A column's header in one language: the table's own word for it, else the one for all.
pub(crate) fn header(words: Words, table: &str, column: &str) -> String {
    let (table, column) = (table.replace('_', "-"), column.replace('_', "-"));
    let own = format!("column-{table}-{column}");
    let said = words.say(&own, &[]);
    if said == own { words.say(&format!("column-{column}"), &[]) } else { said }
}

/// The word that serde writes for a plain enum.
fn word<T: Serialize>(value: &T) -> Out {
    let value = serde_json::to_value(value).ok();
    value.and_then(|v| v.as_str().map(str::to_owned)).map_or(Out::Empty, Out::Text)
}

fn language(language: Language) -> Out {
    Out::Text(if language == Language::Zh { "zh" } else { "en" }.to_owned())
}

struct Export {
    app: App,
    writer: Writer,
    job: String,
    stop: Arc<AtomicBool>,
    rows: u64,
}

impl App {
    /// Writes a list to a file.
    pub(crate) async fn export_table(&self, ask: ExportTable) -> Result<ExportReport, ApiError> {
        let (book, pack) = self.pack_now()?;
        let zone = book.service(&pack.id, pack.version)?.calendar.tz();
        let words = Words::of(ask.language.as_deref().unwrap_or(&self.language()));
        let column = |name: String| OutColumn { header: header(words, ask.kind.word(), &name), name };
        let columns = ask.kind.columns().into_iter().map(column).collect();
        let writer = Writer::begin(ask.format, Path::new(&ask.path), columns, zone)?;
        let stop = self.begin_job(&ask.job);
        let mut export = Export { app: self.clone(), writer, job: ask.job.clone(), stop, rows: 0 };
        let done = match ask.kind {
            ExportKind::Cases => export.cases().await,
            ExportKind::Lots => export.lots().await,
            ExportKind::Units => export.units().await,
            ExportKind::Surveys => export.surveys().await,
            ExportKind::Forms => export.forms().await,
            kind => export.of_customers(kind).await,
        };
        self.jobs().remove(&ask.job);
        done?;
        let writer = export.writer;
        let rows = tokio::task::spawn_blocking(move || writer.finish()).await.map_err(crate::errors::internal)??;
        Ok(ExportReport { rows })
    }
}

impl Export {
    fn put(&mut self, row: &[Out]) -> Result<(), ApiError> {
        self.rows += 1;
        self.writer.row(row)
    }

    /// After a page: tells how far it is, and stops when it should.
    fn page(&self) -> Result<(), ApiError> {
        self.app.tell(Event::Progress { job: self.job.clone(), done: self.rows, total: None });
        if self.stop.load(Ordering::Acquire) { Err(ApiError::new(ErrorCode::Cancelled)) } else { Ok(()) }
    }

    /// Customers and what hangs on them, customer by customer.
    async fn of_customers(&mut self, kind: ExportKind) -> Result<(), ApiError> {
        let mut after: Option<Cursor> = None;
        loop {
            let mut look = self.app.look().await?;
            let (page, next) = look.customers("", after.as_ref(), PAGE).await?;
            for row in page {
                if let Some(customer) = look.customer(row.id).await? {
                    for row in rows_of(kind, &OpenCustomer::of(&customer)) {
                        self.put(&row)?;
                    }
                }
            }
            self.page()?;
            after = next;
            if after.is_none() {
                return Ok(());
            }
        }
    }

    async fn lots(&mut self) -> Result<(), ApiError> {
        let mut after: Option<Cursor> = None;
        loop {
            let (page, next) = self.app.look().await?.lots("", after.as_ref(), PAGE).await?;
            for lot in page {
                let quantity = lot.lot.quantity.map_or(Out::Empty, Out::Count);
                let (product, number) = (lot.lot.product.as_str(), lot.lot.number.as_str());
                self.put(&[product.into(), number.into(), lot.lot.produced_on.into(), quantity])?;
            }
            self.page()?;
            after = next;
            if after.is_none() {
                return Ok(());
            }
        }
    }

    async fn units(&mut self) -> Result<(), ApiError> {
        let mut after: Option<Cursor> = None;
        loop {
            let mut look = self.app.look().await?;
            let (page, next) = look.units("", after.as_ref(), PAGE).await?;
            let mut owners: HashMap<_, OpenCustomer> = HashMap::new();
            for row in page {
                let Some((_, unit)) = look.unit(row.id).await? else { continue };
                let unit = OpenUnit::of(&unit);
                let owner = match unit.unit.customer {
                    Some(id) => {
                        if let std::collections::hash_map::Entry::Vacant(new) = owners.entry(id)
                            && let Some(customer) = look.customer(id).await?
                        {
                            new.insert(OpenCustomer::of(&customer));
                        }
                        owners.get(&id)
                    }
                    None => None,
                };
                let line =
                    owner.and_then(|o| o.lines.iter().find(|(id, _)| Some(*id) == unit.unit.line)).map(|(_, l)| l);
                let order = line.and_then(|l| owner?.orders.iter().find(|(id, _)| *id == l.order)).map(|(_, o)| o);
                self.put(&[
                    unit.unit.serial.as_str().into(),
                    unit.unit.product.as_str().into(),
                    unit.unit.lot.clone().into(),
                    owner.and_then(|o| o.number.clone()).into(),
                    owner.map_or("", |o| o.profile.name.as_str()).into(),
                    order.map_or("", |o| o.number.as_str()).into(),
                    line.map_or(Out::Empty, |l| Out::Count(l.position.into())),
                    unit.unit.purchased_on.into(),
                    unit.unit.delivered_on.into(),
                    unit.proof.clone().into(),
                ])?;
            }
            self.page()?;
            after = next;
            if after.is_none() {
                return Ok(());
            }
        }
    }

    async fn cases(&mut self) -> Result<(), ApiError> {
        let (state, now) = (self.app.state(), self.app.now());
        let mut after: Option<Cursor> = None;
        loop {
            let mut look = self.app.look().await?;
            let page = look.cases(CaseFilter::All, "", after.as_ref(), PAGE).await?;
            for row in page.rows {
                let case = crate::file::read(&mut look, row.id).await?.case;
                let number = match row.customer {
                    Some(id) => look.customer(id).await?.and_then(|c| c.number),
                    None => None,
                };
                let owner = state.person(row.owner).name;
                let mut cells = vec![
                    show::label(row.number).as_str().into(),
                    row.subject.as_str().into(),
                    row.party.as_str().into(),
                    number.into(),
                    word(&row.status),
                    word(&row.channel),
                    language(row.language),
                    case.category.as_ref().map_or(Out::Empty, word),
                    word(&row.urgency),
                    word(&case.complexity),
                    owner.as_str().into(),
                    Out::At(row.last_at),
                ];
                let clocks = look.case_clocks(row.id).await?;
                for (_, name) in CLOCKS {
                    let newest =
                        clocks.iter().map(|c| &c.run).filter(|run| run.clock == name).max_by_key(|run| run.cycle);
                    cells.extend(clock(newest, now));
                }
                self.put(&cells)?;
            }
            self.page()?;
            after = page.next;
            if after.is_none() {
                return Ok(());
            }
        }
    }

    /// All surveys: open ones and settled ones, customer by customer.
    async fn surveys(&mut self) -> Result<(), ApiError> {
        let now = self.app.now();
        let mut after: Option<Cursor> = None;
        loop {
            let mut look = self.app.look().await?;
            let (page, next) = look.customers("", after.as_ref(), PAGE).await?;
            for row in page {
                let Some(customer) = look.customer(row.id).await? else { continue };
                for owed in self.app.plan(&customer, now)? {
                    let view = surveys::row(row.id, row.name.clone(), &owed);
                    self.put(&[
                        customer.number.clone().into(),
                        view.name.as_str().into(),
                        word(&view.duty),
                        word(&view.form),
                        Out::Day(view.since),
                        Out::Day(view.planned_on),
                        Out::Day(view.last_day),
                        view.state.as_str().into(),
                        view.sent_on.into(),
                        view.clause.as_str().into(),
                        view.because.as_str().into(),
                    ])?;
                }
            }
            self.page()?;
            after = next;
            if after.is_none() {
                return Ok(());
            }
        }
    }

    async fn forms(&mut self) -> Result<(), ApiError> {
        let mut after: Option<Cursor> = None;
        loop {
            let mut look = self.app.look().await?;
            let (page, next) = look.forms(after.as_ref(), PAGE).await?;
            for form in page {
                let case = look.case_row(form.case).await?;
                self.put(&[
                    form.number.as_str().into(),
                    form.sort.as_str().into(),
                    case.as_ref().map_or(Out::Empty, |case| Out::Text(show::label(case.number))),
                    case.as_ref().map_or("", |case| case.party.as_str()).into(),
                    Out::At(form.filed_at),
                ])?;
            }
            self.page()?;
            after = next;
            if after.is_none() {
                return Ok(());
            }
        }
    }
}

fn clock(run: Option<&ClockRun>, now: aftercare_core::time::Instant) -> [Out; 4] {
    match run {
        None => [Out::Empty, Out::Empty, Out::Empty, Out::Empty],
        Some(run) => [word(&run.state(now)), run.due.into(), run.stopped.into(), run.breach(now).into()],
    }
}

/// A customer's rows in one table.
fn rows_of(kind: ExportKind, customer: &OpenCustomer) -> Vec<Vec<Out>> {
    let profile = &customer.profile;
    let whose = || vec![Out::from(customer.number.clone()), Out::from(profile.name.as_str())];
    let list = |list: &[String]| if list.is_empty() { Out::Empty } else { Out::List(list.to_vec()) };
    let with = |mut row: Vec<Out>, more: Vec<Out>| {
        row.extend(more);
        row
    };
    match kind {
        ExportKind::Customers => vec![with(
            whose(),
            vec![
                profile.contact.clone().into(),
                list(&profile.emails),
                list(&profile.phones),
                language(profile.language),
                profile.zone.clone().into(),
                profile.long_term_since.into(),
                Out::Flag(profile.no_surveys),
                profile.country.map_or(Out::Empty, |country| Out::Text(country.to_string())),
            ],
        )],
        ExportKind::Contacts => {
            let row = |(_, contact): &(_, super::model::OpenContact)| {
                with(
                    whose(),
                    vec![
                        contact.name.as_str().into(),
                        contact.role.clone().into(),
                        list(&contact.emails),
                        list(&contact.phones),
                        contact.language.map_or(Out::Empty, language),
                    ],
                )
            };
            customer.contacts.iter().map(row).collect()
        }
        ExportKind::Contracts => {
            let row = |contract: &aftercare_core::customer::Contract| {
                with(
                    whose(),
                    vec![contract.number.as_str().into(), contract.signed_on.into(), contract.completed_on.into()],
                )
            };
            customer.contracts.iter().map(|(_, contract)| row(contract)).collect()
        }
        ExportKind::Orders => {
            let contract = |order: &aftercare_core::customer::Order| {
                customer.contracts.iter().find(|(id, _)| Some(*id) == order.contract).map(|(_, c)| c.number.clone())
            };
            let row = |order: &aftercare_core::customer::Order| {
                with(
                    whose(),
                    vec![
                        order.number.as_str().into(),
                        contract(order).into(),
                        order.goods.as_str().into(),
                        Out::Flag(order.customised),
                        order.ordered_on.into(),
                        order.received_on.into(),
                        order.completed_on.into(),
                    ],
                )
            };
            customer.orders.iter().map(|(_, order)| row(order)).collect()
        }
        ExportKind::OrderLines => {
            let mut lines: Vec<_> = customer.lines.iter().map(|(_, line)| line).collect();
            lines.sort_by_key(|line| {
                let order = customer.orders.iter().find(|(id, _)| *id == line.order);
                (order.map(|(_, order)| key(&order.number)), line.position)
            });
            let row = |line: &aftercare_core::goods::OrderLine| {
                let order = customer.orders.iter().find(|(id, _)| *id == line.order);
                with(
                    whose(),
                    vec![
                        order.map_or("", |(_, order)| order.number.as_str()).into(),
                        Out::Count(line.position.into()),
                        line.product.as_str().into(),
                        line.lot.clone().into(),
                        Out::Count(line.quantity),
                        line.price.map_or(Out::Empty, Out::Money),
                        line.price.map_or(Out::Empty, |price| Out::Text(price.currency.to_string())),
                    ],
                )
            };
            lines.into_iter().map(row).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::exchange::words::names;

    /// What comes out with these headers is recognised when it comes in again, in both languages.
    #[test]
    fn every_header_is_said_and_those_that_come_in_again_are_recognised() {
        for language in ["en", "zh-CN"] {
            let words = Words::of(language);
            for kind in ExportKind::ALL {
                for column in kind.columns() {
                    let said = header(words, kind.word(), &column);
                    assert!(!said.starts_with("column-"), "{language} {said}");
                    if let Some(table) = kind.table() {
                        assert_eq!(
                            names(table, &said).map(|f| f.name),
                            Some(column.as_str()),
                            "{language} {kind:?} {said}"
                        );
                    }
                }
            }
        }
    }
}
