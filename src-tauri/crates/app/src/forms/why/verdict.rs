//! A verdict on paper: each answer with its row, its clause, the facts that made the row answer, and days added up. Pure.

use super::deadline::{Exact, section};
use super::{both, named};
use crate::api::policy::{AnswerState, CaseVerdict, Condition, DaySum, VerdictAnswer};
use crate::policy::say::Say;
use crate::policy::sentence::{leading, lower, upper};
use crate::policy::view;
use aftercare_core::policy::{Fact, Pack};
use aftercare_forms::Field;
use aftercare_forms::why::{self as paper, Answer, Promise, Sum, Verdict};
use chrono_tz::Tz;

/// The verdict as the sheet has it.
pub(super) fn verdict(of: &CaseVerdict, pack: &Pack, zone: Tz) -> Verdict {
    let found = &of.verdict;
    let sums: Vec<Sum> = found.sums.iter().enumerate().map(|(n, sum)| summed(n, sum)).collect();
    let wanted = found.needs.iter().map(|fact| both(|say| say.fact(fact)));
    let days = found.needs_days.iter().map(|day| both(|say| say.plain(&format!("day-{day}"))));
    Verdict {
        head: both(|say| say.head(pack, found)),
        say: found.answers.first().map(|_| both(|say| say.sentences(found).unwrap_or_default())),
        answers: found.answers.iter().map(|answer| answered(answer, of, pack)).collect(),
        facts: Fact::ALL.iter().filter_map(|fact| known(*fact, of, zone)).collect(),
        needed: wanted.chain(days).collect(),
        sums,
        noted: of.note.as_deref().map(Field::from),
        declared: (!of.declared.is_empty()).then(|| {
            both(|say| {
                let states: Vec<String> = of.declared.iter().map(|state| say.word("declared", state)).collect();
                say.list(&states)
            })
        }),
        promise: leading(found).and_then(|lead| promise(lead, pack)),
        pack: named(pack),
    }
}

/// A letter for each sum: answers and facts name it.
fn mark(n: usize) -> String {
    let letter = u8::try_from(n).ok().and_then(|n| b'A'.checked_add(n)).filter(u8::is_ascii_uppercase);
    letter.map_or_else(|| (n + 1).to_string(), |letter| char::from(letter).to_string())
}

/// The mark of the sum that gave a fact its word.
fn given_by(fact: &str, of: &CaseVerdict) -> Option<String> {
    let gives = |sum: &DaySum| sum.holds && sum.value.is_some() && sum.fact.as_deref() == Some(fact);
    of.verdict.sums.iter().position(gives).map(mark)
}

fn summed(n: usize, of: &DaySum) -> Sum {
    Sum {
        mark: mark(n),
        what: both(|say| say.summed(of)),
        line: both(|say| say.sum_line(of)),
        clause: of.clause.clone(),
        stated: of.stated,
    }
}

fn answered(of: &VerdictAnswer, all: &CaseVerdict, pack: &Pack) -> Answer {
    let answer = |say: Say| match of.state {
        AnswerState::NeedsFacts => say.needs(&of.needs),
        AnswerState::Outside => {
            let facts: Vec<String> = of.needs.iter().map(|fact| say.fact(fact)).collect();
            say.aside(&say.plain("verdict-outside"), &say.list(&facts))
        }
        AnswerState::Decided | AnswerState::Undetermined => upper(&say.answer(&pack.groups, &of.answer)),
    };
    let note = of.note.as_ref().map(|note| both(|say| say.both(note)));
    let reading = of.reading.as_ref().map(|read| both(|say| say.pair(&say.plain("why-reading"), &say.both(read))));
    Answer {
        about: both(|say| say.about(pack, of)),
        answer: both(answer),
        because: because(of, all, pack),
        row: of.row,
        clause: of.clause.clone(),
        stated: of.row.map(|_| of.stated),
        remarks: note.into_iter().chain(reading).collect(),
    }
}

/// What made the row answer: each of its conditions with the word that meets it. Of an open answer the rows that are left.
fn because(of: &VerdictAnswer, all: &CaseVerdict, pack: &Pack) -> Vec<Field> {
    let row = of.row.and_then(|row| pack.table(&of.table)?.rows.get(usize::try_from(row).ok()?.checked_sub(1)?));
    let Some(row) = row else {
        let rows: Vec<String> = of.open_rows.iter().map(u32::to_string).collect();
        let left = || both(|say| say.say("paper-open-rows", &[("rows", say.list(&rows))]));
        return if rows.is_empty() { Vec::new() } else { vec![left()] };
    };
    let conditions = view::conditions(&row.when);
    if conditions.is_empty() {
        return vec![both(|say| say.plain("verdict-otherwise"))];
    }
    conditions.iter().map(|condition| met(condition, of, all)).collect()
}

fn met(of: &Condition, answer: &VerdictAnswer, all: &CaseVerdict) -> Field {
    let leg = answer.leg.as_ref().filter(|_| of.fact == Fact::Leg.word());
    let known = leg.or_else(|| all.verdict.facts.get(&of.fact));
    both(|say| {
        let words = match known {
            Some(word) => lower(&say.word(&of.fact, word)),
            // Whatever it is: all that it can be gives this answer.
            None => say.list(&of.values.iter().map(|word| lower(&say.word(&of.fact, word))).collect::<Vec<_>>()),
        };
        let words = match given_by(&of.fact, all) {
            Some(mark) if known.is_some() => say.aside(&words, &mark),
            _ => words,
        };
        say.pair(&say.fact(&of.fact), &words)
    })
}

fn known(fact: Fact, of: &CaseVerdict, zone: Tz) -> Option<paper::Fact> {
    let (name, value) = (fact.word(), of.verdict.facts.get(fact.word())?);
    let finding = of.found.iter().find(|found| found.fact == name && found.value == *value);
    let by = match (finding, given_by(name, of)) {
        (_, Some(mark)) => both(|say| say.say("paper-from-days", &[("mark", mark.clone())])),
        (Some(finding), None) => {
            let at = Exact::of(finding.at, zone).moment(finding.at).civil;
            let who = finding.by.as_ref().map(|by| by.name.clone()).filter(|name| !name.is_empty());
            both(|say| match &who {
                Some(who) => say.say("paper-found-by", &[("who", who.clone()), ("at", at.clone())]),
                None => say.say("paper-found", &[("at", at.clone())]),
            })
        }
        (None, None) => both(|say| say.plain("paper-from-case")),
    };
    Some(paper::Fact { fact: both(|say| say.fact(name)), value: both(|say| say.word(name, value)), by: Some(by) })
}

/// The clause of the answer that heads the sheet.
fn promise(lead: &VerdictAnswer, pack: &Pack) -> Option<Promise> {
    let clause = pack.clause(lead.clause.as_ref()?)?;
    Some(Promise {
        quote: clause.quote.clone(),
        section: section(&clause.section),
        clause: clause.id.clone(),
        stated: lead.stated,
        reading: None,
    })
}
