//! The verdict in a sentence or four, as the card says it: the head, who answers for the matter, freight, what holds meanwhile.

use super::say::Say;
use crate::api::policy::{AnswerState, Verdict, VerdictAnswer};
use aftercare_core::policy::Pack;

/// So many facts are named; of more, three and how many there are besides.
const NAMED: usize = 4;

/// The first letter small, unless the word begins with capitals, such as RMA.
pub(crate) fn lower(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(first), second) if !second.is_some_and(char::is_uppercase) => {
            first.to_lowercase().chain(text.chars().skip(1)).collect()
        }
        _ => text.to_owned(),
    }
}

/// The first letter large.
pub(crate) fn upper(text: &str) -> String {
    text.chars().take(1).flat_map(char::to_uppercase).chain(text.chars().skip(1)).collect()
}

fn first<'a>(answer: Option<&'a VerdictAnswer>, key: &str) -> Option<&'a str> {
    answer?.answer.get(key)?.first().map(String::as_str)
}

fn of<'a>(verdict: &'a Verdict, decides: &str, leg: Option<&str>) -> Option<&'a VerdictAnswer> {
    let leg = |answer: &&VerdictAnswer| leg.is_none() || answer.leg.as_deref() == leg;
    verdict.answers.iter().filter(leg).find(|answer| answer.decides == decides)
}

/// The conditions of a return taken together: one that is not met excludes it, else one that is open leaves it open.
fn returning(verdict: &Verdict) -> Option<&VerdictAnswer> {
    let all = || verdict.answers.iter().filter(|answer| answer.decides == "return");
    all()
        .find(|answer| first(Some(*answer), "fits") == Some("false"))
        .or_else(|| all().find(|answer| answer.state != AnswerState::Decided))
        .or_else(|| all().next())
}

/// The answer that heads the card: charge, else liability, else return, else the first.
pub(crate) fn leading(verdict: &Verdict) -> Option<&VerdictAnswer> {
    let matter = verdict.facts.get("category").filter(|category| *category == "return");
    matter
        .and_then(|_| returning(verdict))
        .or_else(|| of(verdict, "charge", None))
        .or_else(|| of(verdict, "liability", None))
        .or_else(|| returning(verdict))
        .or_else(|| verdict.answers.first())
}

fn stand(verdict: &Verdict) -> AnswerState {
    match of(verdict, "liability", None).map(|answer| answer.state) {
        Some(AnswerState::Undetermined) => AnswerState::Undetermined,
        _ => leading(verdict).map_or(AnswerState::NeedsFacts, |answer| answer.state),
    }
}

impl Say {
    /// "Needs facts: cause, warranty".
    pub(crate) fn needs(self, facts: &[String]) -> String {
        let names: Vec<String> = facts.iter().map(|fact| lower(&self.fact(fact))).collect();
        let said = if names.len() <= NAMED {
            self.list(&names)
        } else {
            let more = (names.len() - NAMED + 1).to_string();
            self.say("verdict-and-more", &[("facts", self.list(&names[..NAMED - 1])), ("n", more)])
        };
        self.say("verdict-needs", &[("facts", said)])
    }

    /// "Free of charge".
    pub(crate) fn head(self, pack: &Pack, verdict: &Verdict) -> String {
        let Some(lead) = leading(verdict) else {
            return self.say("verdict-no-tables", &[("version", pack.version.to_string())]);
        };
        match stand(verdict) {
            AnswerState::Undetermined => self.plain("verdict-charge-settle-later"),
            AnswerState::Outside => self.plain("verdict-outside"),
            AnswerState::NeedsFacts => self.needs(if lead.needs.is_empty() { &verdict.needs } else { &lead.needs }),
            AnswerState::Decided => {
                let key = match lead.decides.as_str() {
                    "charge" => "charge",
                    "liability" => "party",
                    "return" => "fits",
                    _ => "",
                };
                match first(Some(lead), key) {
                    Some(word) => self.plain(&format!("verdict-{key}-{word}")),
                    None => upper(&self.answer(&pack.groups, &lead.answer)),
                }
            }
        }
    }

    /// Who pays freight, both ways in one sentence where they agree; nothing while unknown.
    fn freight(self, verdict: &Verdict) -> Option<String> {
        let payer = |leg| first(of(verdict, "freight", Some(leg)), "payer");
        let (there, back) = (payer("to_us"), payer("to_customer"));
        if let Some(payer) = there.filter(|_| there == back) {
            return Some(self.plain(&format!("verdict-freight-both-{payer}")));
        }
        let says = |payer: &str| self.plain(&format!("says-payer-{payer}"));
        let legs = [("verdict-freight-to-us", there), ("verdict-freight-to-customer", back)];
        let parts: Vec<String> =
            legs.into_iter().filter_map(|(id, payer)| Some(self.say(id, &[("payer", says(payer?))]))).collect();
        (!parts.is_empty()).then(|| upper(&self.joined(&parts)))
    }

    /// The sentences below the head; none where the pack decides nothing.
    pub(crate) fn sentences(self, verdict: &Verdict) -> Option<String> {
        let lead = leading(verdict)?;
        let (stand, charge) = (stand(verdict), of(verdict, "charge", None));
        let mut parts = Vec::new();
        if stand == AnswerState::Undetermined {
            parts.push(self.plain("verdict-undetermined-say"));
        } else if let Some(party) = first(of(verdict, "liability", None), "party")
            && lead.decides != "liability"
        {
            parts.push(self.plain(&format!("verdict-party-{party}")));
        }
        if first(charge, "labour") == Some("false") && first(charge, "charge") != Some("free") {
            parts.push(self.plain("verdict-no-labour"));
        }
        parts.extend(self.freight(verdict));
        let open = matches!(stand, AnswerState::NeedsFacts | AnswerState::Outside);
        parts.push(self.plain(if open { "verdict-needs-say" } else { "verdict-never-waits" }));
        let said: Vec<String> =
            parts.iter().map(|part| self.say("verdict-sentence", &[("said", upper(part))])).collect();
        Some(self.in_a_row(&said))
    }
}
