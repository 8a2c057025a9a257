//! A case's events as the timeline shows them.

use crate::api::policy::Both;
use crate::api::session::SessionLine;
use crate::api::views::{FileView, FiledFormView, Happened, TimelineEntry};
use crate::cases::sessions;
use crate::desk::State;
use crate::policy::view::both;
use crate::show;
use aftercare_core::case::{BlobRef, Case, CaseEvent, Complexity, Entry, SentHow};
use aftercare_core::customer::Customer;
use aftercare_core::ids::StaffId;
use aftercare_core::journal::{Actor, Sealed};
use aftercare_core::policy::Pack;
use std::collections::HashMap;
use uuid::Uuid;

/// Names that stand in other streams.
#[derive(Default)]
pub(crate) struct Names {
    pub(crate) customers: HashMap<Uuid, String>,
    /// Numbers of cases that this one continues.
    pub(crate) cases: HashMap<Uuid, u64>,
}

impl Names {
    pub(crate) fn know(&mut self, customer: &Customer) {
        self.customers.insert(customer.id.0, customer.profile.name.as_str().to_owned());
    }
}

fn text(sealed: &Sealed) -> String {
    sealed.as_str().to_owned()
}

/// A text that may be missing or empty.
fn some(sealed: Option<&Sealed>) -> Option<String> {
    sealed.map(text).filter(|text| !text.is_empty())
}

/// The files of an entry whose rows still stand.
pub(crate) fn files(seq: u64, sealed: &[Sealed]) -> Vec<FileView> {
    sealed
        .iter()
        .filter_map(|file| serde_json::from_str::<BlobRef>(file.as_str()).ok())
        .map(|blob| FileView { sha256: blob.sha256, name: blob.name, mime: blob.mime, size: blob.size, seq })
        .collect()
}

/// A group of a pack by its name; by its id where the pack does not have it.
pub(crate) fn group(pack: &Pack, id: Option<&str>) -> Option<Both> {
    let id = id?;
    let named = pack.groups.iter().find(|group| group.id == id).map(|group| both(&group.name));
    Some(named.unwrap_or_else(|| Both { en: id.to_owned(), zh: id.to_owned() }))
}

/// The timeline, oldest first. A session is one entry, at its beginning.
pub(crate) fn timeline(entries: &[Entry], desk: &State, names: &Names, pack: &Pack) -> Vec<TimelineEntry> {
    let mut complexity: Option<Complexity> = None;
    let mut told = Told { sessions: held(entries), ..Told::default() };
    entries
        .iter()
        .filter_map(|entry| {
            let what = happened(entry, (desk, names, pack), complexity, &mut told)?;
            if let CaseEvent::Classified { complexity: now, .. } = &entry.event {
                complexity = Some(*now);
            }
            Some(TimelineEntry {
                seq: entry.seq,
                at: entry.at,
                entered_at: ((entry.recorded_at - entry.at).num_seconds() > 60).then_some(entry.recorded_at),
                by: match entry.actor {
                    Actor::Staff(id) => Some(desk.person(id)),
                    Actor::Customer | Actor::Desk => None,
                },
                what,
            })
        })
        .collect()
}

/// What earlier entries named.
#[derive(Default)]
struct Told {
    /// Numbers of forms.
    forms: HashMap<Uuid, String>,
    /// What tasks are about.
    tasks: HashMap<Uuid, String>,
    /// Whose the case is.
    owner: Option<StaffId>,
    /// Sessions as they stand at the end, by the number of their beginning.
    sessions: HashMap<u64, SessionLine>,
}

/// The sessions of a case, folded only where there are any.
fn held(entries: &[Entry]) -> HashMap<u64, SessionLine> {
    let any = entries.iter().any(|entry| matches!(entry.event, CaseEvent::SessionBegun { .. }));
    let case = if any { Case::fold(entries) } else { None };
    case.iter().flat_map(|case| &case.sessions).map(|session| (session.number, sessions::line(session))).collect()
}

impl Told {
    /// Whose the case was, once another has it.
    fn owned_by(&mut self, owner: StaffId) -> Option<StaffId> {
        self.owner.replace(owner).filter(|before| *before != owner)
    }
}

fn happened(
    entry: &Entry,
    (desk, names, pack): (&State, &Names, &Pack),
    before: Option<Complexity>,
    told: &mut Told,
) -> Option<Happened> {
    Some(match &entry.event {
        CaseEvent::Opened { pack: id, pack_version, continues, owner, .. } => {
            told.owned_by(*owner);
            Happened::Opened {
                pack: id.clone(),
                version: *pack_version,
                continues: continues.and_then(|id| names.cases.get(&id.0)).map(|number| show::label(*number)),
            }
        }
        CaseEvent::MessageReceived {
            channel,
            sort,
            from,
            name,
            subject,
            text: body,
            raw,
            files: list,
            problems,
            ..
        } => Happened::Received {
            channel: *channel,
            sort: *sort,
            from: text(from),
            name: some(name.as_ref()),
            subject: some(subject.as_ref()),
            text: text(body),
            problems: problems.clone(),
            original: raw.as_ref().is_some_and(|raw| raw.text.is_some()),
            files: files(entry.seq, list),
            erased: body.text.is_none(),
        },
        CaseEvent::MessageSent { channel, how, to, subject, text: body, raw, files: list, .. } => Happened::Sent {
            channel: *channel,
            how: match how {
                SentHow::PersonSaid => "person_said",
                SentHow::Imported => "imported",
                SentHow::Accepted => "accepted",
            }
            .to_owned(),
            to: text(to),
            subject: some(subject.as_ref()),
            text: text(body),
            files: files(entry.seq, list),
            original: raw.as_ref().is_some_and(|raw| raw.text.is_some()),
        },
        CaseEvent::CallLogged { direction, taken, number, name, line, seconds, .. } => Happened::Call {
            direction: *direction,
            taken: *taken,
            number: some(number.as_ref()),
            name: some(name.as_ref()),
            line: text(line),
            seconds: *seconds,
        },
        CaseEvent::Noted { text: note, .. } => Happened::Note { text: text(note) },
        CaseEvent::Classified { category, urgency, complexity, reason } => Happened::Classified {
            category: *category,
            urgency: *urgency,
            complexity: *complexity,
            was: before.filter(|was| was != complexity),
            reason: some(reason.as_ref()),
        },
        CaseEvent::Found { facts, dates, note } => Happened::Found {
            facts: facts.iter().map(|(fact, word)| (fact.word().to_owned(), word.clone())).collect(),
            days: dates.is_some(),
            note: some(note.as_ref()),
        },
        CaseEvent::Declared { declaration, sort, from, to, reason } => {
            Happened::Declared { declaration: declaration.0, sort: *sort, from: *from, to: *to, reason: text(reason) }
        }
        CaseEvent::DeclarationEnded { declaration, at } => {
            let stated = desk.declared.iter().map(|one| &one.declaration).find(|one| one.id == *declaration);
            Happened::DeclarationEnded {
                declaration: declaration.0,
                sort: stated.map(|one| one.sort),
                at: *at,
                lifted: stated.is_some_and(|one| *at <= one.from),
            }
        }
        CaseEvent::CustomerSet { customer } => {
            Happened::CustomerSet { name: names.customers.get(&customer.0).cloned().unwrap_or_default() }
        }
        CaseEvent::HandedOver { to, reason } => {
            told.owned_by(*to);
            Happened::HandedOver { to: desk.person(*to), reason: text(reason) }
        }
        CaseEvent::Routed { group: to, owner, why, at_once } => Happened::Routed {
            group: group(pack, to.as_deref()),
            owner: desk.person(*owner),
            before: told.owned_by(*owner).map(|before| desk.person(before)),
            why: *why,
            at_once: *at_once,
        },
        CaseEvent::Waiting { reason, what } => Happened::Waiting { reason: *reason, what: text(what) },
        CaseEvent::Resumed {} => Happened::Resumed,
        CaseEvent::Solved { solution } => Happened::Solved { solution: text(solution) },
        CaseEvent::Closed { without_form } => Happened::Closed { without_form: some(without_form.as_ref()) },
        CaseEvent::Reopened { reason } => Happened::Reopened { reason: some(reason.as_ref()) },
        CaseEvent::FormFiled { form, sort, number, pages, pdf_hash, .. } => {
            told.forms.insert(form.0, number.clone());
            Happened::FormFiled {
                form: form.0,
                sort: sort.clone(),
                number: number.clone(),
                pages: *pages,
                pdf_hash: pdf_hash.clone(),
            }
        }
        CaseEvent::FormPrinted { form, printer, copies } => Happened::FormPrinted {
            number: told.forms.get(&form.0).cloned().unwrap_or_default(),
            printer: printer.clone(),
            copies: *copies,
        },
        CaseEvent::SessionBegun { .. } => Happened::Session { session: told.sessions.remove(&entry.seq)? },
        // Within the session's own entry.
        CaseEvent::SessionNoted { .. }
        | CaseEvent::SessionConsented { .. }
        | CaseEvent::SessionSnapped { .. }
        | CaseEvent::SessionEnded { .. } => return None,
        CaseEvent::TaskSet { task, sort, what, due, owner } => Happened::TaskSet {
            sort: *sort,
            what: text(what),
            due: *due,
            owner: desk.person(*owner),
            again: told.tasks.insert(task.0, text(what)).is_some(),
        },
        CaseEvent::TaskEnded { task, done } => {
            Happened::TaskEnded { what: told.tasks.get(&task.0).cloned().unwrap_or_default(), done: *done }
        }
        CaseEvent::Erased {} => Happened::Erased {},
    })
}

/// The forms filed on a case, oldest first.
pub(crate) fn filed(entries: &[Entry], desk: &State) -> Vec<FiledFormView> {
    entries
        .iter()
        .filter_map(|entry| match &entry.event {
            CaseEvent::FormFiled { form, sort, number, template, paper, languages, pdf_hash, pages, .. } => {
                Some(FiledFormView {
                    id: form.0,
                    sort: sort.clone(),
                    number: number.clone(),
                    filed_at: entry.at,
                    by: match entry.actor {
                        Actor::Staff(id) => Some(desk.person(id)),
                        Actor::Customer | Actor::Desk => None,
                    },
                    pdf_hash: pdf_hash.clone(),
                    template: *template,
                    pages: *pages,
                    paper: paper.clone(),
                    languages: languages.clone(),
                })
            }
            _ => None,
        })
        .collect()
}
