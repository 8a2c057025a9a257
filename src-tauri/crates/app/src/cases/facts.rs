//! What a person finds out about a matter: facts and days that decision tables answer from (HX-3, HX-4, CK-1, HC-3).
//!
//! What is found replaces what was found; taking it back is finding it again, or nothing. Facts that the case itself has
//! (channel, category, …) are not found here.

use super::steps::optional;
use crate::App;
use crate::api::ApiError;
use crate::api::policy::{FindFacts, MatterDays};
use crate::policy::tried;
use aftercare_core::case::CaseEvent;
use aftercare_core::case::acts::Act;
use aftercare_core::policy::{DateName, Dates, Domains, Fact};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// Facts that the case tells by itself, and the leg, which is asked both ways.
const GIVEN: [Fact; 6] = [Fact::Channel, Fact::Category, Fact::Urgency, Fact::Complexity, Fact::Declared, Fact::Leg];

/// Before this nobody kept goods that a desk still answers for.
const FIRST_YEAR: i32 = 1991;

impl App {
    /// Sets facts and days, takes facts back. The same again changes nothing.
    pub(crate) async fn find_facts(&self, ask: FindFacts) -> Result<(), ApiError> {
        let file = self.file(ask.case).await?;
        let (case, book) = (&file.case, self.book());
        let pack = book.pack(&case.pack, case.pack_version)?;
        let zone = book.service(&case.pack, case.pack_version)?.calendar.tz();
        let today = self.now().with_timezone(&zone).date_naive();
        let mut facts = BTreeMap::new();
        for (fact, word) in &ask.facts {
            let (fact, word) = fact_of(fact, word.as_deref(), &pack.facts)?;
            if case.found.get(&fact).map(|found| found.word.as_str()) != word.as_deref() {
                facts.insert(fact, word);
            }
        }
        let dates = ask.days.as_ref().map(|days| dates(days, today)).transpose()?.filter(|dates| *dates != case.dates);
        let note = ask.note.as_deref().and_then(optional);
        if facts.is_empty() && dates.is_none() && note.is_none() {
            return Ok(());
        }
        self.step(ask.case, Act::Classify, true, |_, seal| CaseEvent::Found {
            facts,
            dates,
            note: seal.seal_some(note),
        })
        .await
    }
}

fn fact_of(fact: &str, word: Option<&str>, known: &Domains) -> Result<(Fact, Option<String>), ApiError> {
    let wrong = || ApiError::field("facts", "unknown").with("fact", fact).with("value", word.unwrap_or_default());
    let found = Fact::of(fact).filter(|fact| !GIVEN.contains(fact)).ok_or_else(wrong)?;
    let Some(word) = word else { return Ok((found, None)) };
    let in_pack = known.get(&found).is_none_or(|words| words.iter().any(|known| known == word));
    if !in_pack || !found.values().contains(&word) {
        return Err(wrong());
    }
    Ok((found, Some(word.to_owned())))
}

/// Days that a person typed: they can all be so, and none is to come.
fn dates(days: &MatterDays, today: NaiveDate) -> Result<Dates, ApiError> {
    let dates = tried::dates(days)?;
    let named = DateName::ALL.map(|name| (format!("{}_on", name.word()), dates.get(name)));
    let repaired = dates.repairs.iter().flat_map(|r| [Some(r.received_on), r.sent_back_on]);
    let repaired = repaired.map(|day| ("repairs".to_owned(), day));
    for (name, day) in named.into_iter().chain(repaired) {
        match day {
            Some(day) if day > today => return Err(ApiError::field("day", "future").with("which", name)),
            Some(day) if day.year() < FIRST_YEAR => {
                return Err(ApiError::field("day", "out_of_range").with("which", name));
            }
            _ => {}
        }
    }
    Ok(dates)
}
