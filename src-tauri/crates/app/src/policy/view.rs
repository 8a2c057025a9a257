//! From core's packs to what the screens show. Pure.

use crate::api::policy::{
    Amount, AnswerPart, Both, ChangeView, ClauseView, Condition, DayHours, FactView, PolicyProblem, PolicyView,
    SectionView, TableRow, TableView, ValueSort, ValueView, VersionState,
};
use crate::api::views::MeasureView;
use crate::show;
use aftercare_core::calendar::{Hours, Weekly};
use aftercare_core::clock::Measure;
use aftercare_core::policy::check::Problem;
use aftercare_core::policy::rules::{self, Length};
use aftercare_core::policy::{
    Basis, Condition as CoreCondition, DateName, Fact, Grid, Pack, PackChange, Part, Sort, Table, Text, Value, Worth,
    diff,
};
use aftercare_core::time::Instant;
use std::collections::BTreeMap;

pub(crate) fn both(text: &Text) -> Both {
    Both { en: text.en.clone(), zh: text.zh.clone() }
}

pub(crate) fn conditions(when: &CoreCondition) -> Vec<Condition> {
    let words = |fact: Fact| when.words(fact).unwrap_or_default().into_iter().map(str::to_owned).collect();
    when.facts().map(|fact| Condition { fact: fact.word().to_owned(), values: words(fact) }).collect()
}

/// An answer as keys with their words.
pub(crate) fn answer(answer: &aftercare_core::policy::Answer) -> BTreeMap<String, Vec<String>> {
    let Ok(serde_json::Value::Object(map)) = serde_json::to_value(answer) else { return BTreeMap::new() };
    let words = |value: serde_json::Value| match value {
        serde_json::Value::Array(all) => all.iter().filter_map(|one| one.as_str().map(str::to_owned)).collect(),
        serde_json::Value::String(word) => vec![word],
        other => vec![other.to_string()],
    };
    map.into_iter().map(|(key, value)| (key, words(value))).collect()
}

fn measured(measure: Measure) -> MeasureView {
    show::length(measure)
}

fn amount(worth: &Worth<'_>) -> Amount {
    match worth {
        Worth::Amount { amount: rules::Amount::Plain(measure), pauses, warn } => {
            Amount::Measure { measure: measured(*measure), pauses: *pauses, warn: warn.map(measured) }
        }
        Worth::Amount { amount: rules::Amount::Share { of, permille }, .. } => {
            Amount::Share { of: of.as_str().to_owned(), permille: *permille }
        }
        Worth::Length(from, length) => {
            let (days, months) = parts(*length);
            Amount::Period { from: from.map(|day| day.word().to_owned()), days, months }
        }
        Worth::Number(value, unit) => Amount::Number { value: (*value).into(), unit: (*unit).to_owned() },
        Worth::Flag(on) => Amount::Flag { on: *on },
        Worth::Hours { tz, weekly, public_days, .. } => {
            Amount::Hours { days: week(weekly), zone: (*tz).to_owned(), public_days: public_days.map(str::to_owned) }
        }
        Worth::Words(words) => Amount::Words { words: words.clone() },
        Worth::Text(text) => Amount::Text { text: both(text) },
        Worth::Answer(of) => Amount::Answer { answer: answer(of) },
    }
}

pub(crate) fn parts(length: Length) -> (Option<u32>, Option<u32>) {
    match length {
        Length::Days(days) => (Some(days), None),
        Length::Months(months) => (None, Some(months)),
    }
}

/// Days in a row with the same hours as one line.
fn week(weekly: &Weekly) -> Vec<DayHours> {
    let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    let close = |hours: &Hours| if hours.close() > 1440 { hours.close() - 1440 } else { hours.close() };
    let mut out: Vec<DayHours> = Vec::new();
    for (day, hours) in (1..).zip(weekly.days()) {
        let hours: Vec<(String, String)> = hours.iter().map(|h| (clock(h.open()), clock(close(h)))).collect();
        match out.last_mut() {
            Some(before) if before.hours == hours => before.last = day,
            _ => out.push(DayHours { first: day, last: day, hours }),
        }
    }
    out
}

fn sort(sort: Sort) -> ValueSort {
    match sort {
        Sort::Choice => ValueSort::Choice,
        Sort::Group => ValueSort::Group,
        Sort::Calendar => ValueSort::Calendar,
        Sort::Clock => ValueSort::Clock,
        Sort::Rule => ValueSort::Rule,
        Sort::Number => ValueSort::Number,
        Sort::Row => ValueSort::Row,
        Sort::Warranty => ValueSort::Warranty,
        Sort::Return => ValueSort::Return,
        Sort::Survey => ValueSort::Survey,
        Sort::Template => ValueSort::Template,
        Sort::Form => ValueSort::Form,
        Sort::Contact => ValueSort::Contact,
    }
}

pub(crate) fn value(of: &Value<'_>) -> ValueView {
    ValueView {
        key: of.key.clone(),
        sort: sort(of.sort),
        code: of.code.clone(),
        name: of.name.map(both),
        when: of.when.map(conditions).unwrap_or_default(),
        amount: amount(&of.worth),
        clause: of.clause.to_owned(),
        stated: of.basis == Basis::Stated,
        reading: of.reading.map(both),
        was: None,
        changed: false,
        field: of.field.map(str::to_owned),
    }
}

pub(crate) fn changes(old: &Pack, new: &Pack) -> Vec<ChangeView> {
    let view = |change: PackChange<'_>| ChangeView {
        was: change.was.as_ref().map(value),
        now: change.now.as_ref().map(value),
        significant: change.significant,
    };
    diff(old, new).into_iter().map(view).collect()
}

fn table(of: &Table, pack: &Pack) -> TableView {
    let row = |(place, row): (usize, &aftercare_core::policy::Row)| TableRow {
        row: u32::try_from(place + 1).unwrap_or(u32::MAX),
        when: conditions(&row.when),
        answer: answer(&row.answer),
        clause: row.clause.clone(),
        stated: row.basis == Basis::Stated,
        reading: row.reading.as_ref().map(both),
        note: row.note.as_ref().map(both),
    };
    let part =
        |part: Part| AnswerPart { key: part.key.to_owned(), words: part.words, many: part.many, needed: part.needed };
    TableView {
        id: of.id.clone(),
        decides: of.decides.word().to_owned(),
        title: both(&of.title),
        inputs: of.inputs.iter().map(|fact| fact.word().to_owned()).collect(),
        combinations: u32::try_from(Grid::walk(of, &pack.facts).0.combinations_count()).unwrap_or(u32::MAX),
        answers: of.decides.parts(pack).into_iter().map(part).collect(),
        rows: of.rows.iter().enumerate().map(row).collect(),
    }
}

/// Whether a case has a fact by itself, dates give it, or a person finds it.
fn from(fact: Fact, pack: &Pack) -> &'static str {
    let rules = pack.returns.as_ref();
    match fact {
        Fact::Channel | Fact::Category | Fact::Urgency | Fact::Complexity | Fact::Declared => "case",
        Fact::Warranty if pack.warranty.is_some() => "days",
        Fact::ReturnTime if rules.is_some_and(|rules| rules.window.is_some()) => "days",
        Fact::SendingTime if rules.is_some_and(|rules| rules.sending.is_some()) => "days",
        Fact::EvidenceTime if rules.is_some_and(|rules| rules.evidence.is_some()) => "days",
        _ => "found",
    }
}

/// The words of a fact that the pack knows.
fn words(fact: Fact, pack: &Pack) -> Vec<String> {
    let all = || fact.values().iter().map(|word| (*word).to_owned()).collect();
    pack.facts.get(&fact).cloned().unwrap_or_else(all)
}

fn facts(pack: &Pack) -> Vec<FactView> {
    let asked = |fact: Fact| -> Vec<String> {
        pack.tables.iter().filter(|table| table.inputs.contains(&fact)).map(|table| table.id.clone()).collect()
    };
    let by_period = |fact: Fact| {
        pack.warranty.as_ref().is_some_and(|rule| rule.periods.iter().any(|p| p.when.facts().any(|f| f == fact)))
    };
    let by_clock = |fact: Fact| pack.clocks.iter().any(|rule| rule.when.facts().any(|named| named == fact));
    Fact::ALL
        .iter()
        .copied()
        .filter(|fact| *fact != Fact::Leg && (!asked(*fact).is_empty() || by_period(*fact) || by_clock(*fact)))
        .map(|fact| FactView {
            fact: fact.word().to_owned(),
            values: words(fact, pack),
            from: from(fact, pack).to_owned(),
            tables: asked(fact),
        })
        .collect()
}

/// The days that the pack's rules count from or hold against.
fn days(pack: &Pack) -> Vec<String> {
    let mut wanted: Vec<DateName> = Vec::new();
    if let Some(rule) = &pack.warranty {
        wanted.extend(rule.periods.iter().map(|period| period.from));
    }
    if let Some(rules) = &pack.returns {
        for (window, held) in [
            (&rules.window, DateName::Requested),
            (&rules.sending, DateName::Sent),
            (&rules.evidence, DateName::Evidence),
        ] {
            wanted.extend(window.iter().flat_map(|window| [window.from, held]));
        }
    }
    let named = DateName::ALL.iter().filter(|day| wanted.contains(day));
    named.map(|day| day.word().to_owned()).collect()
}

/// A pack as one reads it, under the number that it has or would get, in its zone; with `base`, values that differ from that
/// are marked.
pub(crate) fn policy(
    pack: &Pack,
    (version, state): (u32, VersionState),
    zone: String,
    (toml, saved_at): (String, Option<Instant>),
    base: Option<&Pack>,
) -> PolicyView {
    let changes = base.map(|base| diff(base, pack)).unwrap_or_default();
    let changed = |key: &str, of: &Value<'_>| {
        changes.iter().find(|c| c.now.as_ref().is_some_and(|now| now.key == key && now.code == of.code))
    };
    let mut values = Vec::new();
    for of in pack.values().into_iter().filter(|of| of.sort != Sort::Row) {
        let change = changed(&of.key, &of);
        let mut view = value(&of);
        if let Some(change) = change {
            view.changed = true;
            view.was = change.was.as_ref().map(|was| amount(&was.worth)).filter(|was| *was != view.amount);
        }
        values.push(view);
    }
    PolicyView {
        id: pack.id.clone(),
        version,
        state,
        name: both(&pack.name),
        document: pack.document.clone(),
        effective: pack.effective,
        zone,
        language: "en".to_owned(),
        sections: pack
            .sections
            .iter()
            .map(|section| SectionView { id: section.id.clone(), title: both(&section.title) })
            .collect(),
        clauses: pack
            .clauses
            .iter()
            .map(|clause| ClauseView {
                id: clause.id.clone(),
                section: clause.section.clone(),
                quote: clause.quote.clone(),
                zh: clause.zh.clone(),
            })
            .collect(),
        values,
        tables: pack.tables.iter().map(|one| table(one, pack)).collect(),
        facts: facts(pack),
        words: Fact::ALL.iter().map(|fact| (fact.word().to_owned(), words(*fact, pack))).collect(),
        days: days(pack),
        toml,
        saved_at,
    }
}

pub(crate) fn problem(of: &Problem) -> PolicyProblem {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let shown = |(fact, word): &(Fact, &'static str)| Condition {
        fact: fact.word().to_owned(),
        values: vec![(*word).to_owned()],
    };
    PolicyProblem {
        line: count(of.line),
        column: count(of.column),
        end: of.end.map(count),
        code: of.code.word(),
        args: of.args.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
        input: of.input.iter().map(shown).collect(),
    }
}
