//! What a pack says of a matter, made up or real: verdict, sums of days, deadlines. Pure.

use super::outside::Matter;
use super::view::{answer, both, parts};
use crate::api::policy::{AnswerState, DaySum, KnownFacts, MatterDays, Tried, TriedDue, Verdict, VerdictAnswer};
use crate::api::{ApiError, ErrorCode};
use crate::show;
use aftercare_core::calendar::CalendarError;
use aftercare_core::case::{Category, Channel, Complexity, Urgency};
use aftercare_core::clock::{Calendars, ClockEvent, ClockRun, Happening, run};
use aftercare_core::policy::{
    Basis, Book, Covered, DateName, Dates, Decision, DeclaredSet, DeclaredSort, Fact, Facts, Inputs, Needed, Outcome,
    Pack, PastRepair, Question, Verdict as CoreVerdict, WrongDays,
};
use aftercare_core::time::Instant;
use serde::de::DeserializeOwned;

/// The days of a matter as core takes them, repairs in their order.
///
/// # Errors
/// [`ErrorCode::BadInput`] for days that can't all be so: `day` with `which` and `other`, or `repairs` with the repair's number.
pub(crate) fn dates(days: &MatterDays) -> Result<Dates, ApiError> {
    let repair = |of: &crate::api::policy::MatterRepair| PastRepair {
        received_on: of.received_on,
        sent_back_on: of.sent_back_on,
        in_warranty: of.in_warranty,
    };
    let dates = Dates {
        shipped_on: days.shipped_on,
        purchased_on: days.purchased_on,
        received_on: days.received_on,
        requested_on: days.requested_on,
        confirmed_on: days.confirmed_on,
        sent_on: days.sent_on,
        evidence_on: days.evidence_on,
        repairs: days.repairs.iter().map(repair).collect(),
    };
    dates.ordered().map_err(|wrong| {
        let name = |day: DateName| format!("{}_on", day.word());
        match wrong {
            WrongDays::OutOfOrder { first, later } => {
                ApiError::field("day", "out_of_order").with("which", name(later)).with("other", name(first))
            }
            WrongDays::RepairEarly { repair, first } => {
                ApiError::field("repairs", "early").with("n", repair + 1).with("other", name(first))
            }
            WrongDays::RepairBackwards(repair) => ApiError::field("repairs", "backwards").with("n", repair + 1),
            WrongDays::RepairsOverlap(one, other) => {
                ApiError::field("repairs", "overlap").with("n", one + 1).with("m", other + 1)
            }
        }
    })
}

/// Facts that were given by their words.
///
/// # Errors
/// [`ErrorCode::BadInput`] for a fact or a word that there is not.
pub(crate) fn inputs(facts: &KnownFacts, declared: &[String]) -> Result<Inputs, ApiError> {
    let mut inputs = Inputs::default();
    let wrong = |fact: &str, word: &str| ApiError::field("facts", "unknown").with("fact", fact).with("value", word);
    for (name, word) in facts {
        let fact = Fact::of(name).ok_or_else(|| wrong(name, word))?;
        inputs.set(fact, word).map_err(|_| wrong(name, word))?;
    }
    for word in declared {
        inputs.set(Fact::Declared, word).map_err(|_| wrong("declared", word))?;
    }
    Ok(inputs)
}

/// What clocks are set by; what is not known is as with a new mail.
pub(crate) fn facts(known: &KnownFacts, declared: &[String]) -> Facts {
    fn word<T: DeserializeOwned>(known: &KnownFacts, fact: Fact) -> Option<T> {
        serde_json::from_value(known.get(fact.word())?.as_str().into()).ok()
    }
    let states = declared.iter().filter_map(|word| serde_json::from_value::<DeclaredSort>(word.as_str().into()).ok());
    Facts {
        channel: word(known, Fact::Channel).unwrap_or(Channel::Mail),
        category: word::<Category>(known, Fact::Category),
        urgency: word::<Urgency>(known, Fact::Urgency).unwrap_or_default(),
        complexity: word::<Complexity>(known, Fact::Complexity).unwrap_or_default(),
        declared: states.collect::<DeclaredSet>(),
    }
}

/// The deadlines that begin with a notice, earliest first; under a declared state with the normal ones beside.
///
/// # Errors
/// A calendar that does not reach so far.
pub(crate) fn deadlines(
    pack: &Pack,
    calendars: Calendars<'_>,
    facts: &Facts,
    notice: Instant,
) -> Result<Vec<TriedDue>, ApiError> {
    let mut events = vec![ClockEvent { at: notice, what: Happening::Received }];
    if matches!(facts.channel, Channel::Mail | Channel::Web | Channel::Chat) {
        events.push(ClockEvent { at: notice, what: Happening::AcknowledgementOwed });
    }
    // Calendars reach from 1990 to 2099; a notice beyond is a slip of the hand.
    let beyond = |error: CalendarError| match error {
        CalendarError::OutOfRange => ApiError::field("notice", "range"),
        other => other.into(),
    };
    let runs = run(&pack.targets(facts), &events, calendars).map_err(beyond)?;
    let normal_facts = Facts { declared: DeclaredSet::default(), ..*facts };
    let normal =
        if facts.declared.is_empty() { Vec::new() } else { run(&pack.targets(&normal_facts), &events, calendars)? };
    let normal_due = |of: &ClockRun| normal.iter().find(|one| one.clock == of.clock).and_then(|one| one.due);
    let mut out = Vec::new();
    for run in &runs {
        for due in &run.dues {
            let Some(at) = due.due else { continue };
            let rule = pack.rule(&due.target, facts);
            out.push(TriedDue {
                clock: run.clock.as_str().to_owned(),
                measure: show::measure(&due.target),
                due: at,
                normal: normal_due(run).filter(|normal| *normal != at),
                holds: run.due == Some(at),
                clause: due.target.clause.clone(),
                stated: rule.is_some_and(|rule| rule.basis == Basis::Stated),
                reading: rule.and_then(|rule| rule.reading.as_ref()).map(both),
            });
        }
    }
    out.sort_by(|a, b| (a.due, &a.clock).cmp(&(b.due, &b.clock)));
    Ok(out)
}

/// What a pack of the book says of a matter: verdict, and the deadlines that begin with its notice.
///
/// # Errors
/// A fact or a word that there is not; days that can't all be so; a calendar that does not reach so far.
pub(crate) fn tried(book: &Book, pack: &Pack, matter: &Matter, notice: Instant) -> Result<Tried, ApiError> {
    let zone = book.service(&pack.id, pack.version)?.calendar.tz();
    let question = Question {
        inputs: inputs(&matter.facts, &matter.declared)?,
        dates: dates(&matter.days)?,
        on: notice.with_timezone(&zone).date_naive(),
    };
    let found = book.decide(&pack.id, pack.version, &question)?;
    let facts = facts(&matter.facts, &matter.declared);
    let calendars = book.calendars(&pack.id, pack.version)?;
    Ok(Tried {
        version: pack.version,
        verdict: verdict(pack, &question, &found),
        deadlines: deadlines(pack, calendars, &facts, notice)?,
        notice,
        zone: zone.name().to_owned(),
    })
}

/// A verdict as screens show it.
pub(crate) fn verdict(pack: &Pack, question: &Question, found: &CoreVerdict<'_>) -> Verdict {
    let mut needs: Vec<(Needed, usize)> = Vec::new();
    for decision in &found.decisions {
        if let Outcome::NeedsFacts { needs: missing, .. } = &decision.outcome {
            for need in missing {
                match needs.iter_mut().find(|(known, _)| known == need) {
                    Some((_, count)) => *count += 1,
                    None => needs.push((*need, 1)),
                }
            }
        }
    }
    needs.sort_by_key(|(need, count)| (std::cmp::Reverse(*count), *need));
    let named = |want: fn(&Needed) -> Option<&'static str>| -> Vec<String> {
        needs.iter().filter_map(|(need, _)| want(need)).map(str::to_owned).collect()
    };
    Verdict {
        answers: found.decisions.iter().map(|decision| decided(pack, decision)).collect(),
        sums: sums(question, found),
        facts: known(question, found),
        needs: named(|need| if let Needed::Fact(fact) = need { Some(fact.word()) } else { None }),
        needs_days: named(|need| if let Needed::Date(day) = need { Some(day.word()) } else { None }),
    }
}

fn known(question: &Question, found: &CoreVerdict<'_>) -> KnownFacts {
    let mut facts: KnownFacts = Fact::ALL
        .iter()
        .filter(|fact| **fact != Fact::Declared)
        .filter_map(|fact| Some((fact.word().to_owned(), question.inputs.word(*fact)?.to_owned())))
        .collect();
    if let Some(warranty) = &found.warranty
        && let Some(word) = covered(warranty.covered)
    {
        facts.insert(Fact::Warranty.word().to_owned(), word.to_owned());
    }
    for window in &found.windows {
        if let Some(in_time) = window.in_time {
            let word = if in_time { "in_time" } else { "late" };
            facts.insert(window.fact.word().to_owned(), word.to_owned());
        }
    }
    facts
}

fn covered(state: Covered) -> Option<&'static str> {
    match state {
        Covered::In => Some("in"),
        Covered::Out => Some("out"),
        Covered::Open => None,
    }
}

fn decided(pack: &Pack, decision: &Decision<'_>) -> VerdictAnswer {
    let count = |place: usize| u32::try_from(place + 1).unwrap_or(u32::MAX);
    let mut view = VerdictAnswer {
        decides: decision.decides.word().to_owned(),
        leg: decision.leg.map(str::to_owned),
        state: AnswerState::NeedsFacts,
        answer: Default::default(),
        needs: Vec::new(),
        table: decision.table.to_owned(),
        row: None,
        open_rows: Vec::new(),
        clause: None,
        stated: false,
        reading: None,
        note: None,
    };
    match &decision.outcome {
        Outcome::Decided { row, answer: says, note, clause, basis } => {
            let undetermined = says.party.is_some_and(|party| party.word() == "undetermined")
                || says.charge.is_some_and(|charge| charge.word() == "settle_later");
            view.state = if undetermined { AnswerState::Undetermined } else { AnswerState::Decided };
            view.answer = answer(says);
            view.row = Some(count(*row));
            view.clause = Some((*clause).to_owned());
            view.stated = *basis == Basis::Stated;
            view.note = note.map(both);
            let row = pack.table(decision.table).and_then(|table| table.rows.get(*row));
            view.reading = row.and_then(|row| row.reading.as_ref()).map(both);
        }
        Outcome::NeedsFacts { needs, rows } => {
            view.needs = asked(pack, decision.table, needs);
            view.open_rows = rows.iter().map(|row| count((*row).into())).collect();
        }
        Outcome::Outside { fact } => {
            view.state = AnswerState::Outside;
            view.needs = vec![fact.word().to_owned()];
        }
    }
    view
}

/// The facts that a table waits for; one that days would give stands for those days.
fn asked(pack: &Pack, table: &str, needs: &[Needed]) -> Vec<String> {
    let by_days = [Fact::Warranty, Fact::ReturnTime, Fact::SendingTime, Fact::EvidenceTime];
    let of_table = |fact: &&Fact| pack.table(table).is_some_and(|table| table.inputs.contains(fact));
    let mut all: Vec<Fact> = Vec::new();
    for need in needs {
        match need {
            Needed::Fact(fact) => all.push(*fact),
            Needed::Date(_) => all.extend(by_days.iter().filter(of_table)),
        }
    }
    all.sort_unstable();
    all.dedup();
    all.into_iter().map(|fact| fact.word().to_owned()).collect()
}

fn sums(question: &Question, found: &CoreVerdict<'_>) -> Vec<DaySum> {
    let mut out = Vec::new();
    if let Some(warranty) = &found.warranty {
        for span in &warranty.spans {
            let (days, months) = parts(span.length);
            let extension = span.from.is_none();
            out.push(DaySum {
                what: if extension { "extension" } else { "warranty" }.to_owned(),
                period: (!extension).then(|| span.id.to_owned()),
                fact: span.holds.then(|| Fact::Warranty.word().to_owned()),
                value: span.last_day.map(|last| if question.on <= last { "in" } else { "out" }.to_owned()),
                from: span.from.map_or("sent_back", |day| day.word()).to_owned(),
                start: span.start,
                days,
                months,
                paused_days: u32::try_from(span.added).ok().filter(|days| *days > 0),
                last_day: span.last_day,
                compared: Some(question.on),
                holds: span.holds,
                clause: span.clause.to_owned(),
                stated: span.basis == Basis::Stated,
            });
        }
    }
    for window in &found.windows {
        let what = match window.fact {
            Fact::ReturnTime => "return_window",
            Fact::SendingTime => "sending",
            _ => "evidence",
        };
        out.push(DaySum {
            what: what.to_owned(),
            period: None,
            fact: Some(window.fact.word().to_owned()),
            value: window.in_time.map(|in_time| if in_time { "in_time" } else { "late" }.to_owned()),
            from: window.from.word().to_owned(),
            start: window.start,
            days: Some(window.days),
            months: None,
            paused_days: None,
            last_day: window.last_day,
            compared: window.held.or(Some(question.on)),
            holds: true,
            clause: window.clause.to_owned(),
            stated: window.basis == Basis::Stated,
        });
    }
    out
}

/// A pack that is not there.
pub(crate) fn no_pack(id: &str) -> ApiError {
    ApiError::new(ErrorCode::NotFound).with("pack", id)
}
