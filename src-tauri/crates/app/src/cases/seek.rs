//! Filters in words, as this desk understands them: whose name, which group, where a day begins.

use crate::App;
use crate::api::ApiError;
use crate::api::views::{CaseFilter, SeekTerm};
use aftercare_core::calendar::Calendar;
use aftercare_core::ids::StaffId;
use aftercare_core::policy::{Book, Pack};
use aftercare_core::seek::{Is, Seek, Term, Want, Within, Wrong};
use aftercare_store::{self as store, Between, Narrow};
use serde::Serialize;

/// What a list is asked for.
pub(super) struct Sought {
    pub filter: store::CaseFilter,
    pub narrow: Narrow,
    pub words: String,
    pub terms: Vec<SeekTerm>,
}

impl Sought {
    /// Whether every condition was understood.
    pub(super) fn is_sound(&self) -> bool {
        self.terms.iter().all(|term| term.wrong.is_none())
    }
}

impl App {
    /// Reads what was typed above a list.
    pub(super) fn seek(
        &self,
        filter: CaseFilter,
        text: &str,
        (book, pack): (&Book, &Pack),
    ) -> Result<Sought, ApiError> {
        let calendar = &book.service(&pack.id, pack.version)?.calendar;
        let Seek { words, terms } = Seek::read(text, calendar.day_of(self.now()));
        let filter = match filter {
            CaseFilter::Open => store::CaseFilter::Open,
            CaseFilter::Solved => store::CaseFilter::Solved,
            CaseFilter::Closed => store::CaseFilter::Closed,
            CaseFilter::All => store::CaseFilter::All,
        };
        let mut sought = Sought { filter, narrow: Narrow::default(), words, terms: Vec::new() };
        let mut lanes = false;
        for term in terms {
            let wrong = match &term.want {
                Ok(want) => self.narrow(&mut sought, &mut lanes, (want, !term.not), (book, pack, calendar)).err(),
                Err(wrong) => Some(*wrong),
            };
            sought.terms.push(view(term, wrong));
        }
        Ok(sought)
    }

    /// Takes a condition in; says what is wrong with it on this desk.
    fn narrow(
        &self,
        sought: &mut Sought,
        lanes: &mut bool,
        (want, holds): (&Want, bool),
        (book, pack, calendar): (&Book, &Pack, &Calendar),
    ) -> Result<(), Wrong> {
        let narrow = &mut sought.narrow;
        match want {
            Want::Is(Is::Late) => narrow.late = Some((self.now(), holds)),
            Want::Is(Is::Unanswered) => narrow.unanswered = Some(holds),
            // Lanes are one span: no case stands in two, and those that stand elsewhere may be on both sides of it.
            Want::Is(_) | Want::Opened(_) | Want::Due(_) if !holds => return Err(Wrong::Turned),
            Want::Is(_) if *lanes => return Err(Wrong::Twice),
            Want::Is(is) => {
                *lanes = true;
                sought.filter = match is {
                    Is::Waiting => store::CaseFilter::Waiting,
                    Is::Solved => store::CaseFilter::Solved,
                    Is::Closed => store::CaseFilter::Closed,
                    Is::Open | Is::Late | Is::Unanswered => store::CaseFilter::Open,
                };
            }
            Want::Me => narrow.owner = Some((self.state().me().map_err(|_| Wrong::Unknown)?, holds)),
            Want::Owner(name) => narrow.owner = Some((self.named(name).ok_or(Wrong::Unknown)?, holds)),
            Want::Group(name) => narrow.team = Some((group_named(pack, name).ok_or(Wrong::Unknown)?, holds)),
            Want::Channel(channel) => narrow.channel = Some((word(channel), holds)),
            Want::Category(category) => narrow.category = Some((word(category), holds)),
            Want::Urgency(urgency) => narrow.urgency = Some((word(urgency), holds)),
            Want::Language(language) => narrow.language = Some((word(language), holds)),
            Want::Brand(id) => narrow.pack = Some((brand(book, id).ok_or(Wrong::Unknown)?, holds)),
            Want::Opened(within) => narrow.opened = Some(between(*within, calendar)),
            Want::Due(within) => narrow.due = Some(between(*within, calendar)),
        }
        Ok(())
    }

    /// The person of the desk with this name, or the only one whose name has it; also one who left.
    fn named(&self, name: &str) -> Option<StaffId> {
        let state = self.state();
        let name = name.to_lowercase();
        let one = |fits: &dyn Fn(&str) -> bool| {
            let mut found = state.staff.iter().filter(|(_, staff)| fits(&staff.name.as_str().to_lowercase()));
            found.next().filter(|_| found.next().is_none()).map(|(id, _)| *id)
        };
        one(&|known| known == name).or_else(|| one(&|known| known.contains(&name)))
    }
}

fn group_named(pack: &Pack, name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    let is = |text: &str| text.to_lowercase() == lower;
    let found = pack.groups.iter().find(|group| is(&group.id) || is(&group.name.en) || is(&group.name.zh));
    found.map(|group| group.id.clone())
}

fn brand(book: &Book, id: &str) -> Option<String> {
    book.packs().map(|pack| pack.id.clone()).find(|known| *known == id.to_lowercase())
}

/// The days of a condition as instants of the desk's zone.
fn between(within: Within, calendar: &Calendar) -> Between {
    Between {
        from: within.from.map(|day| calendar.day_span(day).0),
        until: within.to.map(|day| calendar.day_span(day).1),
    }
}

/// A word as rows have it.
fn word<T: Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}

fn view(term: Term, wrong: Option<Wrong>) -> SeekTerm {
    SeekTerm {
        from: u32::try_from(term.from).unwrap_or(u32::MAX),
        to: u32::try_from(term.to).unwrap_or(u32::MAX),
        key: term.key.word().to_owned(),
        value: term.value,
        not: term.not,
        wrong: wrong.map(|wrong| {
            match wrong {
                Wrong::Empty => "empty",
                Wrong::Unknown => "unknown",
                Wrong::Twice => "twice",
                Wrong::Turned => "turned",
            }
            .to_owned()
        }),
    }
}
