//! Packs as documents, verdicts on matters real and made up ([`tried`]), how packs become what screens show ([`view`]);
//! the same for the command line, without a desk ([`outside`]).
//!
//! Left out: drafts and publishing, which are [`versions`]; facts that a person finds, which are an act on the case.

pub mod outside;
mod reference;
pub(crate) mod say;
pub(crate) mod sentence;
pub(crate) mod tried;
mod versions;
pub(crate) mod view;

use crate::App;
use crate::api::ApiError;
use crate::api::policy::{
    CaseVerdict, CheckPolicy, FoundFact, MatterDays, MatterRepair, PolicyAsk, PolicyChecked, PolicyDiff, PolicyDiffAsk,
    PolicyList, PolicyRow, PolicyView, Tried, TryPolicy, VerdictAsk, VersionState,
};
use crate::cases::Past;
use crate::file::File;
use aftercare_core::customer::{Customer, Order};
use aftercare_core::ids::CaseId;
use aftercare_core::journal::Actor;
use aftercare_core::policy::check::check;
use aftercare_core::policy::{Book, Dates, Fact, Pack, PastRepair, Question};
use aftercare_core::time::Instant;
use aftercare_store::Look;
use chrono::NaiveDate;
use outside::Matter;
use tried::no_pack;
use versions::Draft;

/// A pack to be read: published, or a draft that can be read.
struct Asked {
    pack: Pack,
    /// The number that it has or would get.
    version: u32,
    state: VersionState,
    toml: String,
    /// What a draft started from.
    base: Option<u32>,
    /// It can be tried: nothing is wrong with it.
    sound: bool,
}

impl App {
    pub(crate) async fn policies(&self, (): ()) -> Result<PolicyList, ApiError> {
        let (now, book) = (self.now(), self.book());
        let standard = self.state().settings.as_ref().map(|settings| settings.pack.clone());
        let mut ids: Vec<&Pack> = Vec::new();
        for pack in book.packs() {
            if !ids.iter().any(|known| known.id == pack.id) {
                ids.push(pack);
            }
        }
        ids.sort_by(|a, b| (a.document.as_str(), &a.id).cmp(&(&b.document, &b.id)));
        let mut rows = Vec::with_capacity(ids.len());
        for id in ids.into_iter().map(|pack| pack.id.clone()) {
            let current = book.in_force(&id, now)?;
            rows.push(PolicyRow {
                name: view::both(&current.name),
                document: current.document.clone(),
                version: current.version,
                standard: standard.as_deref() == Some(id.as_str()),
                zone: zone(&book, &id, now)?,
                versions: self.versions_of(&id, &book, now).await?,
                draft: self.draft_row(&id, &book).await?,
                id,
            });
        }
        Ok(PolicyList { rows, now })
    }

    /// The pack that a call names: a version, the one in force, or the draft while it can be read.
    async fn pack_asked(&self, id: &str, version: Option<u32>, draft: bool) -> Result<Asked, ApiError> {
        let (now, book) = (self.now(), self.book());
        if draft && let Some(Draft { toml, base, .. }) = self.draft_of(id).await? {
            let report = check(&toml);
            let sound = report.pack.is_some();
            if let Some(pack) = report.pack.or(report.unsound).filter(|pack| pack.id == id) {
                let version = versions::next_version(&book, id);
                return Ok(Asked { pack, version, state: VersionState::Draft, toml, base: Some(base), sound });
            }
        }
        let current = book.in_force(id, now).map_err(|_| no_pack(id))?.version;
        let version = version.unwrap_or(current);
        let pack = book.pack(id, version).map_err(|_| no_pack(id))?.clone();
        let state = versions::state(&pack, current, now);
        let toml = self.look().await?.pack_text(id, version).await?.unwrap_or_default();
        Ok(Asked { pack, version, state, toml, base: None, sound: true })
    }

    pub(crate) async fn policy(&self, ask: PolicyAsk) -> Result<PolicyView, ApiError> {
        let asked = self.pack_asked(&ask.id, ask.version, ask.draft).await?;
        let book = self.book();
        let base = asked.base.and_then(|base| book.pack(&ask.id, base).ok());
        let zone = zone(&book, &ask.id, self.now())?;
        // A draft that can't be read is still what one goes on writing.
        let draft = if ask.draft { self.draft_of(&ask.id).await? } else { None };
        let text = draft.map_or((asked.toml, None), |draft| (draft.toml, Some(draft.saved_at)));
        Ok(view::policy(&asked.pack, (asked.version, asked.state), zone, text, base))
    }

    pub(crate) async fn policy_diff(&self, ask: PolicyDiffAsk) -> Result<PolicyDiff, ApiError> {
        let book = self.book();
        let from = book.pack(&ask.id, ask.from).map_err(|_| no_pack(&ask.id))?;
        let to = self.pack_asked(&ask.id, ask.to, ask.to.is_none()).await?;
        Ok(PolicyDiff { changes: view::changes(from, &to.pack) })
    }

    pub(crate) async fn check_policy(&self, ask: CheckPolicy) -> Result<PolicyChecked, ApiError> {
        let book = self.book();
        let report = versions::examined(&ask.toml, &ask.id);
        let current = book.in_force(&ask.id, self.now()).map_err(|_| no_pack(&ask.id))?;
        Ok(PolicyChecked {
            problems: report.problems.iter().map(view::problem).collect(),
            combinations: u32::try_from(report.combinations).unwrap_or(u32::MAX),
            changes: report.pack.as_ref().map(|pack| view::changes(current, pack)),
        })
    }

    pub(crate) async fn try_policy(&self, ask: TryPolicy) -> Result<Tried, ApiError> {
        let mut asked = self.pack_asked(&ask.id, ask.version, ask.draft).await?;
        if !asked.sound {
            asked = self.pack_asked(&ask.id, ask.version, false).await?;
        }
        let standing = self.book();
        let book = match asked.state {
            // As it would be once published: with the calendars as the desk has revised them.
            VersionState::Draft => Book::read([asked.toml.as_str()])?.with_revisions(standing.revisions().clone())?,
            VersionState::Planned | VersionState::InForce | VersionState::Past => standing,
        };
        let notice = ask.notice.unwrap_or_else(|| self.now());
        let matter = Matter { facts: ask.facts, declared: ask.declared, days: ask.days, notice: None };
        let tried = tried::tried(&book, &asked.pack, &matter, notice)?;
        Ok(Tried { version: asked.version, ..tried })
    }

    pub(crate) async fn verdict(&self, ask: VerdictAsk) -> Result<CaseVerdict, ApiError> {
        let mut look = self.look().await?;
        let past = self.past(&mut look, CaseId(ask.case), ask.at).await?;
        self.verdict_of(&mut look, &past).await
    }

    /// What a case's pack says of it as it stands, or stood.
    pub(crate) async fn verdict_of(&self, look: &mut Look<'_>, past: &Past) -> Result<CaseVerdict, ApiError> {
        let desk = self.state();
        let Past { file: File { id, case, .. }, book, now, as_of } = past;
        let pack = book.pack(&case.pack, case.pack_version)?;
        let zone = book.service(&case.pack, case.pack_version)?.calendar.tz();
        let day = |at: Instant| at.with_timezone(&zone).date_naive();
        // A warranty holds by the day of the notice, however long the work takes.
        let of_order = match case.customer {
            Some(customer) => of_order(look.customer(customer).await?.as_ref(), day(case.notice)),
            None => Dates::default(),
        };
        let question = Question { inputs: case.inputs(), dates: filled(&case.dates, &of_order), on: day(case.notice) };
        let found = book.decide(&case.pack, case.pack_version, &question)?;
        let by = |actor: Actor| match actor {
            Actor::Staff(id) => Some(desk.person(id)),
            Actor::Customer | Actor::Desk => None,
        };
        let named = |(fact, finding): (&Fact, &aftercare_core::case::fold::Finding)| FoundFact {
            fact: fact.word().to_owned(),
            value: finding.word.clone(),
            by: by(finding.by),
            at: finding.at,
        };
        let declared = case.declared.iter().map(|state| crate::show::word(&state.sort)).collect();
        Ok(CaseVerdict {
            case: id.0,
            pack: case.pack.clone(),
            version: case.pack_version,
            verdict: tried::verdict(pack, &question, &found),
            found: case.found.iter().map(named).collect(),
            days: days(&case.dates),
            days_of_order: days(&of_order),
            note: case.finding_note.as_ref().map(|note| note.as_str().to_owned()).filter(|note| !note.is_empty()),
            declared,
            at: *as_of,
            now: *now,
        })
    }
}

/// The zone of a pack's service hours as they stand: the pack's own, or the one that the desk gave them.
fn zone(book: &Book, id: &str, now: Instant) -> Result<String, ApiError> {
    let current = book.in_force(id, now).map_err(|_| no_pack(id))?;
    Ok(book.service(id, current.version)?.calendar.tz().name().to_owned())
}

/// What a customer's order says already: when there is exactly one that was there at the notice, nobody has to type its days.
fn of_order(customer: Option<&Customer>, notice: NaiveDate) -> Dates {
    let before = |day: Option<NaiveDate>| day.filter(|day| *day <= notice);
    let known = |order: &Order| order.ordered_on.is_none_or(|day| day <= notice);
    let mut orders =
        customer.into_iter().flat_map(|customer| &customer.orders).map(|(_, order)| order).filter(|o| known(o));
    match (orders.next(), orders.next()) {
        (Some(order), None) => {
            Dates { purchased_on: before(order.ordered_on), received_on: before(order.received_on), ..Dates::default() }
        }
        _ => Dates::default(),
    }
}

/// Days that a person found, and where nobody did, those of the order.
fn filled(found: &Dates, of_order: &Dates) -> Dates {
    Dates {
        purchased_on: found.purchased_on.or(of_order.purchased_on),
        received_on: found.received_on.or(of_order.received_on),
        ..found.clone()
    }
}

/// The days of a matter as screens show them.
fn days(dates: &Dates) -> MatterDays {
    let repair = |of: &PastRepair| MatterRepair {
        received_on: of.received_on,
        sent_back_on: of.sent_back_on,
        in_warranty: of.in_warranty,
    };
    MatterDays {
        shipped_on: dates.shipped_on,
        purchased_on: dates.purchased_on,
        received_on: dates.received_on,
        requested_on: dates.requested_on,
        confirmed_on: dates.confirmed_on,
        sent_on: dates.sent_on,
        evidence_on: dates.evidence_on,
        repairs: dates.repairs.iter().map(repair).collect(),
    }
}
