//! Filed forms of the demo: the same data, template and PDF as a person's filing would make (HX-12).

use super::Story;
use crate::api::ApiError;
use crate::errors::internal;
use crate::file::File;
use crate::forms::{self, Known};
use aftercare_core::case::fold::sort;
use aftercare_core::case::{Case, CaseEvent, Entry};
use aftercare_core::customer::{Customer, CustomerEntry};
use aftercare_core::ids::{CaseId, FormId};
use aftercare_core::time::Instant;
use aftercare_store::bulk::Happened;

/// A form made and laid out.
pub(super) struct Filed {
    pub id: FormId,
    pub template: u32,
    pub template_hash: String,
    /// JSON.
    pub data: String,
    pub pdf: Vec<u8>,
    pub pages: u32,
}

/// Files the form of a case as it stands at this instant.
#[allow(clippy::too_many_arguments, reason = "exactly what a filing is made from")]
pub(super) fn file(
    story: &Story,
    customer: Option<u64>,
    id: CaseId,
    so_far: &[Happened<CaseEvent>],
    at: Instant,
    finding: &str,
    number: &str,
    random: [u8; 10],
) -> Result<Filed, ApiError> {
    let mut entries: Vec<Entry> = (1..)
        .zip(so_far)
        .map(|(seq, happened)| Entry {
            seq,
            actor: happened.actor,
            at: happened.at,
            recorded_at: happened.recorded,
            event: happened.event.clone(),
        })
        .collect();
    sort(&mut entries);
    let case = Case::fold(&entries).ok_or_else(|| internal("a case of the demo that does not begin"))?;
    let customer = customer.and_then(|number| {
        let told = story.tell_customer(number);
        let id = told.id;
        let mut entries: Vec<CustomerEntry> = (1..)
            .zip(told.events)
            .filter(|(_, happened)| happened.recorded <= at)
            .map(|(seq, happened)| CustomerEntry { seq, at: happened.at, event: happened.event })
            .collect();
        entries.sort_by_key(|entry| (entry.at, entry.seq));
        Customer::fold(id, &entries)
    });
    let name =
        |id| story.staff.iter().find(|person| person.id == id).map(|person| person.name.clone()).unwrap_or_default();
    let file = File { id, case, entries };
    let known =
        Known { settings: &story.settings, book: &story.book, customer: customer.as_ref(), name: &name, now: at };
    let data = forms::data(&known, &file, finding)?;
    let form = FormId::at(at, random);
    let sheet = forms::sheet(data.clone(), number, story.service.day_of(at), form)?;
    Ok(Filed {
        id: form,
        template: sheet.version,
        template_hash: sheet.template_hash,
        data: data.to_string(),
        pdf: sheet.pdf,
        pages: sheet.pages,
    })
}
