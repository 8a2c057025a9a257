//! Reading: everything one screen needs, from one instant of the database.
//!
//! A [`Look`] is a read transaction, or the view from inside a [`Work`](crate::Work). What it answers fits together, even
//! while others write.

use crate::cell;
use crate::db::{Conn, Engine};
use crate::error::Result;
use crate::page::{Cursor, Page};
use crate::queries::policies::{self, PolicyDraft, Registered};
use crate::queries::reach::{self, OpenCase, Reach};
use crate::queries::{
    alerts, cases, checkpoints, clocks, customers, desk, erase, events, goods, jobs, messages, sessions, tasks,
};
use crate::segment;
use aftercare_core::case::fold::sort;
use aftercare_core::case::{CaseEvent, Channel, Entry, Language, SessionSort, Status, TaskSort, Urgency};
use aftercare_core::clock::ClockRun;
use aftercare_core::country::Country;
use aftercare_core::customer::{Customer, CustomerEntry, CustomerEvent};
use aftercare_core::desk::{self as core_desk, DeskEvent, Settings};
use aftercare_core::goods::{Lot, LotEvent, Unit, UnitEvent};
use aftercare_core::ids::{CaseId, ContractId, CustomerId, FormId, LotId, OrderId, SessionId, StaffId, TaskId, UnitId};
use aftercare_core::journal::{Actor, Hash, Payload, Recorded, StreamId, StreamKind};
use aftercare_core::survey::Owed;
use aftercare_core::time::Instant;
pub use alerts::{Alert, AlertKind, AlertOf};
pub use checkpoints::Checkpoint;
use chrono::NaiveDate;
pub use messages::Trace;
use std::collections::BTreeMap;

/// A run of a clock as stored.
#[derive(Clone, Debug, PartialEq)]
pub struct ClockRow {
    /// Whose.
    pub case: CaseId,
    /// The run; states and remainders follow from it and a `now`.
    pub run: ClockRun,
    /// When three quarters of the time are used.
    pub warn_at: Option<Instant>,
    /// The calendar revision it was computed with.
    pub revision: String,
}

/// An open task as lists show it.
#[derive(Clone, Debug, PartialEq)]
pub struct TaskRow {
    /// Id.
    pub id: TaskId,
    /// Its case.
    pub case: CaseId,
    /// The case's number.
    pub number: u64,
    /// The case's subject.
    pub subject: String,
    /// Customer or correspondent.
    pub party: String,
    /// What sort.
    pub sort: TaskSort,
    /// What is to be done.
    pub what: String,
    /// When.
    pub due: Option<Instant>,
    /// Who is to do it.
    pub owner: StaffId,
    /// The case's next deadline.
    pub next: Option<ClockRow>,
}

/// A session that goes on.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionRow {
    /// Id.
    pub id: SessionId,
    /// Its case.
    pub case: CaseId,
    /// The case's number.
    pub number: u64,
    /// The case's subject.
    pub subject: String,
    /// Customer or correspondent.
    pub party: String,
    /// By what.
    pub sort: SessionSort,
    /// When it began.
    pub begun: Instant,
    /// Who holds it.
    pub staff: Option<StaffId>,
}

/// A case as lists show it.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseRow {
    /// Id.
    pub id: CaseId,
    /// As in C-4127.
    pub number: u64,
    /// Subject.
    pub subject: String,
    /// The customer's name, else the correspondent's name or address.
    pub party: String,
    /// How the last message came or went.
    pub channel: Channel,
    /// Language of answers.
    pub language: Language,
    /// Where it stands.
    pub status: Status,
    /// How pressing.
    pub urgency: Urgency,
    /// Owner.
    pub owner: StaffId,
    /// Customer, where known.
    pub customer: Option<CustomerId>,
    /// Seq of the oldest unanswered message.
    pub unanswered: Option<u64>,
    /// When the last thing happened.
    pub last_at: Instant,
    /// The clock due next, else one that is paused.
    pub next: Option<ClockRow>,
    pub(crate) by_due: Cursor,
    pub(crate) by_last: Cursor,
}

/// A promise that falls due.
#[derive(Clone, Debug, PartialEq)]
pub struct PromiseRow {
    /// The clock and its case.
    pub clock: ClockRow,
    /// The case's number.
    pub number: u64,
    /// Subject.
    pub subject: String,
    /// Who waits.
    pub party: String,
}

/// A customer as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerRow {
    /// Id.
    pub id: CustomerId,
    /// Name.
    pub name: String,
    /// First address.
    pub email: Option<String>,
    /// First number.
    pub phone: Option<String>,
    /// Language of answers.
    pub language: Language,
    /// Orders typed in.
    pub orders: u64,
    /// Long-term when last planned (HX-17).
    pub long_term: bool,
    /// Open cases.
    pub open_cases: u64,
    pub(crate) cursor: Cursor,
}

/// A lot as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LotRow {
    /// Id.
    pub id: LotId,
    /// The lot.
    pub lot: Lot,
    pub(crate) cursor: Cursor,
}

/// A unit as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitRow {
    /// Id.
    pub id: UnitId,
    /// Its serial number.
    pub serial: String,
    /// The article.
    pub product: String,
    /// Whose.
    pub customer: Option<CustomerId>,
    pub(crate) cursor: Cursor,
}

/// A survey with its customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurveyRow {
    /// Whose.
    pub customer: CustomerId,
    /// Name.
    pub name: String,
    /// The survey; its state as of the day asked for.
    pub owed: Owed,
}

/// Where a filed form stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormRow {
    /// Id.
    pub id: FormId,
    /// The case it is filed on.
    pub case: CaseId,
    /// The event that holds it.
    pub seq: u64,
    /// Which form.
    pub sort: String,
    /// Its number.
    pub number: String,
    /// When it was filed.
    pub filed_at: Instant,
}

/// An event of the desk stream with its envelope.
#[derive(Clone, Debug, PartialEq)]
pub struct DeskEntry {
    /// Number in the stream.
    pub seq: u64,
    /// Who.
    pub actor: Actor,
    /// When.
    pub at: Instant,
    /// What.
    pub event: DeskEvent,
}

/// Which cases, in which order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseFilter {
    /// Open and waiting: next due first, those waiting for others last.
    Open,
    /// Open, waiting for us.
    ForUs,
    /// Waiting for others.
    Waiting,
    /// Solved, newest first.
    Solved,
    /// Closed, newest first.
    Closed,
    /// All, newest first.
    All,
}

impl CaseFilter {
    /// Lanes from, to; and whether sorted by due instant.
    fn lanes(self) -> (i64, i64, bool) {
        match self {
            Self::Open => (0, 1, true),
            Self::ForUs => (0, 0, true),
            Self::Waiting => (1, 1, true),
            Self::Solved => (2, 2, false),
            Self::Closed => (3, 3, false),
            Self::All => (0, 3, false),
        }
    }
}

/// What narrows a list of cases. Each with whether it has to hold, or must not; what nobody set is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Narrow {
    /// Whose.
    pub owner: Option<(StaffId, bool)>,
    /// Routed to this group, by its id.
    pub team: Option<(String, bool)>,
    /// The words of enumerations, as rows have them.
    pub channel: Option<(String, bool)>,
    /// A case without a category is in none.
    pub category: Option<(String, bool)>,
    /// How pressing.
    pub urgency: Option<(String, bool)>,
    /// In which language.
    pub language: Option<(String, bool)>,
    /// By whose policy, by its id.
    pub pack: Option<(String, bool)>,
    /// Waiting for us past its due instant, as of this one.
    pub late: Option<(Instant, bool)>,
    /// A customer's message is unanswered.
    pub unanswered: Option<bool>,
    /// When notice was given.
    pub opened: Option<Between>,
    /// When the next promise is due; what is due at no instant is not.
    pub due: Option<Between>,
}

/// From an instant on and before another; none where it is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Between {
    /// From.
    pub from: Option<Instant>,
    /// Before.
    pub until: Option<Instant>,
}

/// Numbers beside the views.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Open, waiting for us.
    pub for_us: u64,
    /// Waiting for others.
    pub waiting: u64,
    /// With a clock past its due instant that still runs.
    pub late: u64,
    /// Solved.
    pub solved: u64,
    /// Closed.
    pub closed: u64,
    /// Surveys whose planned day has come.
    pub surveys: u64,
}

pub(crate) enum Seat<'c> {
    Own(Conn),
    Lent(&'c mut Conn),
}

/// A view of the database as of one instant.
pub struct Look<'c> {
    pub(crate) seat: Seat<'c>,
}

impl Look<'_> {
    pub(crate) fn conn(&mut self) -> &mut Conn {
        match &mut self.seat {
            Seat::Own(tx) => tx,
            Seat::Lent(conn) => conn,
        }
    }

    /// The events of a stream as recorded, by number.
    ///
    /// # Errors
    /// As for every function here: [`StoreError`](crate::StoreError) when the database can't be read.
    pub async fn recorded(&mut self, stream: StreamId) -> Result<Vec<Recorded>> {
        events::of(self.conn(), stream).await
    }

    /// The events of a stream, read and with their texts joined, by number.
    pub async fn opened<P: Payload>(&mut self, stream: StreamId) -> Result<Vec<(Recorded, P)>> {
        let recorded = events::of(self.conn(), stream).await?;
        if recorded.is_empty() {
            return Ok(Vec::new());
        }
        let texts = events::texts(self.conn(), stream).await?;
        let open = |hash: &Hash| texts.get(hash).cloned();
        let mut opened = Vec::with_capacity(recorded.len());
        for event in recorded {
            let payload = P::from_wire(&event.kind, event.version, &event.payload, &open)?;
            opened.push((event, payload));
        }
        Ok(opened)
    }

    /// The entries of a case, in the order of the fold. Empty when there is no such case.
    pub async fn case_entries(&mut self, id: CaseId) -> Result<Vec<Entry>> {
        let opened = self.opened::<CaseEvent>(StreamId::new(StreamKind::Case, id.0)).await?;
        let mut entries: Vec<Entry> = opened
            .into_iter()
            .map(|(e, event)| Entry {
                seq: e.seq,
                actor: e.actor,
                at: e.occurred_at,
                recorded_at: e.recorded_at,
                event,
            })
            .collect();
        sort(&mut entries);
        Ok(entries)
    }

    /// The entries of a customer, in the order of the fold. Empty when there is no such customer.
    pub async fn customer_entries(&mut self, id: CustomerId) -> Result<Vec<CustomerEntry>> {
        let opened = self.opened::<CustomerEvent>(StreamId::new(StreamKind::Customer, id.0)).await?;
        let mut entries: Vec<CustomerEntry> =
            opened.into_iter().map(|(e, event)| CustomerEntry { seq: e.seq, at: e.occurred_at, event }).collect();
        entries.sort_by_key(|entry| (entry.at, entry.seq));
        Ok(entries)
    }

    /// A customer, folded.
    pub async fn customer(&mut self, id: CustomerId) -> Result<Option<Customer>> {
        Ok(Customer::fold(id, &self.customer_entries(id).await?))
    }

    /// The entries of the desk, by number.
    pub async fn desk_entries(&mut self) -> Result<Vec<DeskEntry>> {
        let opened = self.opened::<DeskEvent>(core_desk::STREAM).await?;
        Ok(opened
            .into_iter()
            .map(|(e, event)| DeskEntry { seq: e.seq, actor: e.actor, at: e.occurred_at, event })
            .collect())
    }

    /// The settings in force; none before the desk was set up.
    pub async fn settings(&mut self) -> Result<Option<Settings>> {
        desk::settings(self.conn()).await
    }

    /// The number of a stream's last event; 0 when it has none.
    pub async fn head(&mut self, stream: StreamId) -> Result<u64> {
        Ok(events::head(self.conn(), stream).await?.0)
    }

    /// The hash of a stream's event with this number; none when there is no such event.
    pub async fn event_hash(&mut self, stream: StreamId, seq: u64) -> Result<Option<Hash>> {
        events::hash_of(self.conn(), stream, seq).await
    }

    /// How many events the journal holds.
    pub async fn events(&mut self) -> Result<u64> {
        Ok(events::extent(self.conn()).await?.1)
    }

    /// The clocks of a case: running ones first, soonest due on top.
    pub async fn case_clocks(&mut self, id: CaseId) -> Result<Vec<ClockRow>> {
        clocks::of_case(self.conn(), id).await
    }

    /// A page of cases. `words` as typed by a person, empty for all; a cursor from another list is ignored.
    pub async fn cases(
        &mut self,
        filter: CaseFilter,
        words: &str,
        after: Option<&Cursor>,
        limit: u32,
    ) -> Result<Page<CaseRow>> {
        self.cases_narrowed(filter, words, &Narrow::default(), after, limit).await
    }

    /// The same, of those that the conditions leave.
    pub async fn cases_narrowed(
        &mut self,
        filter: CaseFilter,
        words: &str,
        narrow: &Narrow,
        after: Option<&Cursor>,
        limit: u32,
    ) -> Result<Page<CaseRow>> {
        let (low, high, by_due) = filter.lanes();
        let words = match question(self.conn(), words) {
            Some(question) => question,
            None => return Ok(Page { rows: Vec::new(), next: None, total: 0 }),
        };
        let which = cases::Which { low, high, words: &words, narrow };
        let (conn, limit) = (self.conn(), page_size(limit));
        let (mut rows, total) = if by_due {
            let after = after.and_then(Cursor::keys).unwrap_or([-1, i64::MIN, i64::MIN]);
            cases::by_due(conn, &which, &after, limit + 1).await?
        } else {
            let after = after.and_then(Cursor::keys).unwrap_or([i64::MAX, i64::MAX]);
            cases::by_last(conn, &which, &after, limit + 1).await?
        };
        let total = match total {
            Some(total) => total,
            None => cases::total(conn, &which).await?,
        };
        let next = cut(&mut rows, limit, |row| if by_due { row.by_due.clone() } else { row.by_last.clone() });
        Ok(Page { rows, next, total })
    }

    /// Open and waiting cases that a declaration may be for, by id, after this one.
    pub async fn open_cases(&mut self, reach: &Reach, after: Option<CaseId>, limit: u32) -> Result<Vec<OpenCase>> {
        reach::open_cases(self.conn(), reach, after, limit).await
    }

    /// All open and waiting cases of a customer.
    pub async fn all_open_of(&mut self, customer: CustomerId) -> Result<Vec<OpenCase>> {
        reach::open_of(self.conn(), customer).await
    }

    /// The country of a customer, where it is known.
    pub async fn country_of(&mut self, customer: CustomerId) -> Result<Option<Country>> {
        customers::country(self.conn(), customer.0).await
    }

    /// One case as a list row.
    pub async fn case_row(&mut self, id: CaseId) -> Result<Option<CaseRow>> {
        cases::row(self.conn(), id).await
    }

    /// The case with this number.
    pub async fn case_by_number(&mut self, number: u64) -> Result<Option<CaseId>> {
        cases::by_number(self.conn(), number).await
    }

    /// The number of a case.
    pub async fn case_number(&mut self, id: CaseId) -> Result<Option<u64>> {
        cases::number_of(self.conn(), id).await
    }

    /// The newest cases of a customer.
    pub async fn cases_of(&mut self, customer: CustomerId, limit: u32) -> Result<Vec<CaseRow>> {
        cases::of_customer(self.conn(), customer, page_size(limit)).await
    }

    /// Every case of a customer and every piece that is its own, for an erasure.
    pub async fn all_about(&mut self, customer: CustomerId) -> Result<(Vec<CaseId>, Vec<UnitId>)> {
        erase::about(self.conn(), customer).await
    }

    /// Open cases of a customer.
    pub async fn open_cases_of(&mut self, customer: CustomerId) -> Result<u64> {
        cases::open_of(self.conn(), customer).await
    }

    /// The addresses that belong to a case: its own correspondents' and its customer's.
    pub async fn case_addresses(&mut self, id: CaseId) -> Result<Vec<String>> {
        let mut all = cases::addresses(self.conn(), id.0).await?;
        if let Some(customer) = cases::cells(self.conn(), id.0).await?.and_then(|cells| cells.customer) {
            all.extend(customers::addresses(self.conn(), customer).await?);
        }
        all.sort_unstable();
        all.dedup();
        Ok(all)
    }

    /// Numbers beside the views. `today` in the desk's zone.
    pub async fn counts(&mut self, now: Instant, today: NaiveDate) -> Result<Counts> {
        let [for_us, waiting, solved, closed] = cases::lanes(self.conn()).await?;
        let late = clocks::late_cases(self.conn(), now).await?;
        let surveys = customers::surveys_due(self.conn(), today).await?;
        Ok(Counts { for_us, waiting, late, solved, closed, surveys })
    }

    /// Open promises by due instant, late ones on top.
    pub async fn promises(&mut self, limit: u32) -> Result<Vec<PromiseRow>> {
        clocks::promises(self.conn(), page_size(limit)).await
    }

    /// Open promises that came due after `from` and not after `to`, for the summary of what was missed.
    pub async fn promises_between(&mut self, from: Instant, to: Instant, limit: u32) -> Result<Vec<PromiseRow>> {
        clocks::between(self.conn(), cell::us(from), cell::us(to), page_size(limit)).await
    }

    /// A page of customers by name.
    pub async fn customers(
        &mut self,
        words: &str,
        after: Option<&Cursor>,
        limit: u32,
    ) -> Result<(Vec<CustomerRow>, Option<Cursor>)> {
        let Some(words) = question(self.conn(), words) else { return Ok((Vec::new(), None)) };
        let limit = page_size(limit);
        let after = after.and_then(Cursor::name).unwrap_or_default();
        let mut rows = customers::list_after(self.conn(), &words, &after, limit + 1).await?;
        let next = cut(&mut rows, limit, |row| row.cursor.clone());
        Ok((rows, next))
    }

    /// One customer as a list row.
    pub async fn customer_row(&mut self, id: CustomerId) -> Result<Option<CustomerRow>> {
        customers::row(self.conn(), id).await
    }

    /// Customers who have this mail address or number, at most 20.
    pub async fn customers_by_address(&mut self, address: &str) -> Result<Vec<CustomerRow>> {
        match crate::project::address_key(address) {
            Some(key) => customers::by_address(self.conn(), &key).await,
            None => Ok(Vec::new()),
        }
    }

    /// Customers of exactly this name, as [`goods::key`](aftercare_core::goods::key) compares, at most 20.
    pub async fn customers_named(&mut self, name: &str) -> Result<Vec<CustomerId>> {
        goods::customers_by(self.conn(), goods::BY_NAME, &goods::key(name)).await
    }

    /// Customers with this number in the house's books, at most 20; one in an orderly house.
    pub async fn customers_numbered(&mut self, number: &str) -> Result<Vec<CustomerId>> {
        goods::customers_by(self.conn(), goods::BY_NUMBER, &goods::key(number)).await
    }

    /// Contracts of this number with their customers, at most 20.
    pub async fn contracts_numbered(&mut self, number: &str) -> Result<Vec<(CustomerId, ContractId)>> {
        goods::contracts_by_number(self.conn(), &goods::key(number)).await
    }

    /// Orders of this number with their customers, at most 20.
    pub async fn orders_numbered(&mut self, number: &str) -> Result<Vec<(CustomerId, OrderId)>> {
        goods::orders_by_number(self.conn(), &goods::key(number)).await
    }

    /// Who bought from a lot: customer, order and pieces of each line.
    pub async fn buyers_of_lot(&mut self, product: &str, lot: &str) -> Result<Vec<(CustomerId, OrderId, u64)>> {
        goods::buyers(self.conn(), &goods::key(product), &goods::key(lot)).await
    }

    /// A lot, with the number of its last event.
    pub async fn lot(&mut self, id: LotId) -> Result<Option<(u64, Lot)>> {
        let opened = self.opened::<LotEvent>(StreamId::new(StreamKind::Lot, id.0)).await?;
        let entries: Vec<_> = opened.into_iter().map(|(e, event)| (e.seq, e.occurred_at, event)).collect();
        Ok(Lot::fold(id, &entries).map(|(_, lot, seq)| (seq, lot)))
    }

    /// The lot of a product with this number.
    pub async fn lot_numbered(&mut self, product: &str, number: &str) -> Result<Option<(LotId, u64, Lot)>> {
        let id = goods::lot_by_number(self.conn(), &goods::key(product), &goods::key(number)).await?;
        let Some(id) = id else { return Ok(None) };
        Ok(self.lot(id).await?.map(|(seq, lot)| (id, seq, lot)))
    }

    /// A unit, with the number of its last event.
    pub async fn unit(&mut self, id: UnitId) -> Result<Option<(u64, Unit)>> {
        let opened = self.opened::<UnitEvent>(StreamId::new(StreamKind::Unit, id.0)).await?;
        let entries: Vec<_> = opened.into_iter().map(|(e, event)| (e.seq, e.occurred_at, event)).collect();
        Ok(Unit::fold(id, &entries).map(|(_, unit, seq)| (seq, unit)))
    }

    /// The unit with this serial number.
    pub async fn unit_numbered(&mut self, serial: &str) -> Result<Option<(UnitId, u64, Unit)>> {
        let id = goods::unit_by_serial(self.conn(), &goods::key(serial)).await?;
        let Some(id) = id else { return Ok(None) };
        Ok(self.unit(id).await?.map(|(seq, unit)| (id, seq, unit)))
    }

    /// A page of lots by number.
    pub async fn lots(
        &mut self,
        words: &str,
        after: Option<&Cursor>,
        limit: u32,
    ) -> Result<(Vec<LotRow>, Option<Cursor>)> {
        let Some(words) = question(self.conn(), words) else { return Ok((Vec::new(), None)) };
        let limit = page_size(limit);
        let after = after.and_then(Cursor::name).unwrap_or_default();
        let mut rows = goods::lots(self.conn(), &words, &after, limit + 1).await?;
        let next = cut(&mut rows, limit, |row| row.cursor.clone());
        Ok((rows, next))
    }

    /// A page of units by serial number.
    pub async fn units(
        &mut self,
        words: &str,
        after: Option<&Cursor>,
        limit: u32,
    ) -> Result<(Vec<UnitRow>, Option<Cursor>)> {
        let Some(words) = question(self.conn(), words) else { return Ok((Vec::new(), None)) };
        let limit = page_size(limit);
        let after = after.and_then(Cursor::name).unwrap_or_default();
        let mut rows = goods::units(self.conn(), &words, &after, limit + 1).await?;
        let next = cut(&mut rows, limit, |row| row.cursor.clone());
        Ok((rows, next))
    }

    /// Surveys owed: late, due, then planned. `today` in the desk's zone.
    pub async fn surveys(&mut self, today: NaiveDate, limit: u32) -> Result<Vec<SurveyRow>> {
        customers::surveys_open(self.conn(), today, i64::from(limit)).await
    }

    /// All surveys of a customer, settled ones too. `today` in the desk's zone.
    pub async fn surveys_of(&mut self, customer: CustomerId, today: NaiveDate) -> Result<Vec<Owed>> {
        let stored = customers::surveys_of(self.conn(), customer.0).await?;
        Ok(stored.into_iter().map(|owed| customers::on(owed, today)).collect())
    }

    /// A filed form.
    pub async fn form(&mut self, id: FormId) -> Result<Option<FormRow>> {
        cases::form_by_id(self.conn(), id).await
    }

    /// A page of filed forms, oldest first.
    pub async fn forms(&mut self, after: Option<&Cursor>, limit: u32) -> Result<(Vec<FormRow>, Option<Cursor>)> {
        let limit = page_size(limit);
        let after = after.and_then(Cursor::name).and_then(|(at, id)| Some((at.parse().ok()?, id)));
        let mut rows =
            cases::forms_after(self.conn(), after.unwrap_or((i64::MIN, uuid::Uuid::nil())), limit + 1).await?;
        let next = cut(&mut rows, limit, |row| Cursor::from_name(&cell::us(row.filed_at).to_string(), row.id.0));
        Ok((rows, next))
    }

    /// The filed form with this number, as scanned or typed.
    pub async fn form_by_number(&mut self, number: &str) -> Result<Option<FormRow>> {
        cases::form_by_number(self.conn(), number).await
    }

    /// Where a message is filed already: the same bytes, or the same identity.
    pub async fn known_message(&mut self, raw: &Hash, identity: Option<&Hash>) -> Result<Option<(CaseId, u64)>> {
        messages::known(self.conn(), raw, identity).await
    }

    /// Where a message of this identity is filed already.
    pub async fn filed_message(&mut self, identity: &Hash) -> Result<Option<(CaseId, u64)>> {
        messages::filed(self.conn(), identity).await
    }

    /// The case on which a message with this Message-ID is filed.
    pub async fn case_by_message_id(&mut self, id: &str) -> Result<Option<CaseId>> {
        messages::by_message_id(self.conn(), id).await
    }

    /// The case on which a message is filed that answers this Message-ID.
    pub async fn case_by_mention(&mut self, id: &str) -> Result<Option<CaseId>> {
        messages::by_mention(self.conn(), id).await
    }

    /// The text somebody was writing on a case.
    pub async fn draft(&mut self, staff: StaffId, case: CaseId) -> Result<Option<String>> {
        desk::draft(self.conn(), staff, case).await
    }

    /// What somebody is changing of a calendar of a pack, and when it was kept.
    pub async fn calendar_draft(&mut self, staff: StaffId, of: (&str, &str)) -> Result<Option<(String, Instant)>> {
        desk::calendar_draft(self.conn(), staff, of).await
    }

    /// The exact text of a published pack.
    pub async fn pack_text(&mut self, id: &str, version: u32) -> Result<Option<String>> {
        policies::text(self.conn(), id, version).await
    }

    /// What is being written of a pack.
    pub async fn policy_draft(&mut self, pack: &str) -> Result<Option<PolicyDraft>> {
        policies::draft(self.conn(), pack).await
    }

    /// Open cases of a pack by the version they keep.
    pub async fn open_by_version(&mut self, pack: &str) -> Result<BTreeMap<u32, u64>> {
        policies::open_cases(self.conn(), pack).await
    }

    /// Registered customers, for a change notice (PA-10).
    pub async fn registered(&mut self) -> Result<Registered> {
        policies::registered(self.conn()).await
    }

    /// A choice of this computer, such as `language`.
    pub async fn local(&mut self, key: &str) -> Result<Option<String>> {
        desk::local(self.conn(), key).await
    }

    /// A person's open tasks: first what is to be done first, by its own time or else by its case's next deadline.
    pub async fn tasks(&mut self, owner: StaffId, limit: u32) -> Result<Vec<TaskRow>> {
        tasks::of_owner(self.conn(), owner, page_size(limit)).await
    }

    /// The sessions that nobody has ended, the oldest first.
    pub async fn open_sessions(&mut self, limit: u32) -> Result<Vec<SessionRow>> {
        sessions::open(self.conn(), page_size(limit)).await
    }

    /// How many open cases each person has; those without any are left out.
    pub async fn open_by_owner(&mut self) -> Result<BTreeMap<StaffId, u64>> {
        cases::open_by_owner(self.conn()).await
    }

    /// How many open tasks a person has.
    pub async fn count_tasks(&mut self, owner: StaffId) -> Result<u64> {
        tasks::count(self.conn(), owner).await
    }

    /// Alerts whose instant has come and that nobody claimed, oldest first, at most 1,000.
    pub async fn due_alerts(&mut self, now: Instant) -> Result<Vec<Alert>> {
        alerts::due(self.conn(), now, 1000).await
    }

    /// Alerts claimed before `before` and never confirmed. Give a minute ago, so that another window's fresh claim is not
    /// taken for lost.
    pub async fn lost_alerts(&mut self, before: Instant) -> Result<Vec<Alert>> {
        alerts::lost(self.conn(), before).await
    }

    /// Key and last fault of the newest timed work of a kind that went wrong and is still to be done.
    pub async fn job_fault(&mut self, kind: &str) -> Result<Option<(String, String)>> {
        jobs::fault(self.conn(), kind).await
    }

    /// When the next unclaimed alert is to be shown; may have passed already.
    pub async fn next_instant(&mut self) -> Result<Option<Instant>> {
        alerts::next(self.conn()).await
    }

    /// By how many seconds the desk's own clock is ahead of the computer's; none but sample and demo desks' is.
    pub async fn clock_ahead(&mut self) -> Result<i64> {
        crate::refresh::clock_ahead(self.conn()).await
    }

    /// The newest checkpoint.
    pub async fn checkpoint(&mut self) -> Result<Option<Checkpoint>> {
        checkpoints::last(self.conn()).await
    }
}

fn page_size(limit: u32) -> i64 {
    i64::from(limit.clamp(1, 500))
}

/// The index question for typed words: empty for all, none when nothing in them can be found.
fn question(conn: &Conn, words: &str) -> Option<String> {
    let question = segment::question(words);
    let asked = || match conn.engine() {
        Engine::Sqlite => question.in_file(),
        Engine::Postgres => question.on_server(),
    };
    (words.trim().is_empty() || !question.is_empty()).then(asked)
}

/// Cuts the row read beyond the page; says where the next page begins.
fn cut<T>(rows: &mut Vec<T>, limit: i64, cursor: impl Fn(&T) -> Cursor) -> Option<Cursor> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    if rows.len() <= limit {
        return None;
    }
    rows.truncate(limit);
    rows.last().map(cursor)
}

impl From<Conn> for Look<'_> {
    fn from(conn: Conn) -> Self {
        Self { seat: Seat::Own(conn) }
    }
}

impl<'c> From<&'c mut Conn> for Look<'c> {
    fn from(conn: &'c mut Conn) -> Self {
        Self { seat: Seat::Lent(conn) }
    }
}
