//! What a policy says of a matter: warranty, windows, each table's answer, with clause and arithmetic.
//!
//! Nothing here blocks work: a missing fact is named, and `undetermined` is an answer (HX-4).

use super::dates::{DateName, Dates};
use super::fact::{Fact, Inputs};
use super::pack::{Basis, Pack, PackError, Text};
use super::rules::{ReturnRules, Window};
use super::table::{Answer, Decides, Found, Grid, Row, Table};
use super::warranty::{Covered, Needed, Warranty, warranty};
use chrono::{Days, NaiveDate};
use serde::Serialize;

/// What is asked: what is known, and on which day (in the pack's zone).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Facts.
    pub inputs: Inputs,
    /// Days.
    pub dates: Dates,
    /// The day on which it is asked.
    pub on: NaiveDate,
}

/// How a table answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum Outcome<'a> {
    /// A row answers.
    Decided {
        /// Its place, from 0.
        row: usize,
        /// What it answers.
        answer: &'a Answer,
        /// What the customer is told.
        #[serde(skip_serializing_if = "Option::is_none")]
        note: Option<&'a Text>,
        /// Clause.
        clause: &'a str,
        /// Stated or chosen.
        basis: Basis,
    },
    /// Facts or days are missing; it blocks nothing.
    NeedsFacts {
        /// Which.
        needs: Vec<Needed>,
        /// The rows that are still possible, from 0.
        rows: &'a [u16],
    },
    /// The policy says nothing about such a matter.
    Outside {
        /// The fact whose word it does not know.
        fact: Fact,
    },
}

/// One question with its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Decision<'a> {
    /// The table's id.
    pub table: &'a str,
    /// What it decides.
    pub decides: Decides,
    /// For freight: which way of the goods.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub leg: Option<&'static str>,
    /// The answer.
    pub outcome: Outcome<'a>,
}

/// A window of days with its arithmetic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WindowState<'a> {
    /// The fact it decides: `return_time`, `sending_time`, `evidence_time`.
    pub fact: Fact,
    /// The day it counts from.
    pub from: DateName,
    /// That day, where known.
    pub start: Option<NaiveDate>,
    /// Natural days after it.
    pub days: u32,
    /// Its last day, included.
    pub last_day: Option<NaiveDate>,
    /// The day that is held against it.
    pub held: Option<NaiveDate>,
    /// In time; none while a day is missing, or it did not begin.
    pub in_time: Option<bool>,
    /// It is not yet the time for it: nothing has to be sent before the return is confirmed.
    pub unbegun: bool,
    /// Clause.
    pub clause: &'a str,
    /// Stated or chosen.
    pub basis: Basis,
}

/// Whether goods may come back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum Returning<'a> {
    /// Every condition is met.
    Allowed,
    /// These conditions are not met, each with its clause.
    Refused {
        /// Tables by id, with the clause of the row that said no.
        because: Vec<(&'a str, &'a str)>,
    },
    /// Facts or days are missing.
    NeedsFacts {
        /// Which.
        needs: Vec<Needed>,
    },
}

/// What a policy says of a matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verdict<'a> {
    /// The warranty, where the policy has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warranty: Option<Warranty<'a>>,
    /// Windows of days.
    pub windows: Vec<WindowState<'a>>,
    /// Each table's answer.
    pub decisions: Vec<Decision<'a>>,
    /// The conditions of a return taken together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub returning: Option<Returning<'a>>,
}

impl<'a> Verdict<'a> {
    /// The answer of the table that decides this; of freight the first way.
    #[must_use]
    pub fn answer(&self, decides: Decides) -> Option<&'a Answer> {
        let decision = self.decisions.iter().find(|decision| decision.decides == decides)?;
        match decision.outcome {
            Outcome::Decided { answer, .. } => Some(answer),
            _ => None,
        }
    }

    /// Everything that is still needed, each once.
    #[must_use]
    pub fn needs(&self) -> Vec<Needed> {
        let mut all: Vec<Needed> = Vec::new();
        for decision in &self.decisions {
            if let Outcome::NeedsFacts { needs, .. } = &decision.outcome {
                all.extend(needs);
            }
        }
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// A pack with its tables ready to answer.
#[derive(Clone, Debug)]
pub struct Tables(Vec<Grid>);

impl Tables {
    /// Compiles a pack's tables.
    ///
    /// # Errors
    /// [`PackError::Table`] when a combination has no row or two; `policy check` says which.
    pub fn of(pack: &Pack) -> Result<Self, PackError> {
        let grid = |table: &Table| {
            let (grid, flaws) = Grid::walk(table, &pack.facts);
            if flaws.is_empty() { Ok(grid) } else { Err(PackError::Table(table.id.clone())) }
        };
        Ok(Self(pack.tables.iter().map(grid).collect::<Result<_, _>>()?))
    }

    /// What the pack says. `pack` is the one the tables were made of.
    #[must_use]
    pub fn decide<'a>(&'a self, pack: &'a Pack, question: &Question) -> Verdict<'a> {
        let mut inputs = question.inputs;
        let mut because: Vec<(Fact, Vec<Needed>)> = Vec::new();
        let warranty = pack.warranty.as_ref().map(|rule| warranty(rule, &inputs, &question.dates, question.on));
        if let Some(found) = &warranty {
            match found.covered {
                Covered::In => know(&mut inputs, Fact::Warranty, "in"),
                Covered::Out => know(&mut inputs, Fact::Warranty, "out"),
                Covered::Open => because.push((Fact::Warranty, found.needs.clone())),
            }
        }
        let windows = pack.returns.as_ref().map_or_else(Vec::new, |rules| windows(rules, &inputs, question));
        for window in &windows {
            match window.in_time {
                Some(true) => know(&mut inputs, window.fact, "in_time"),
                Some(false) => know(&mut inputs, window.fact, "late"),
                None if window.unbegun => know(&mut inputs, window.fact, "in_time"),
                None => because.push((window.fact, vec![Needed::Date(window.from)])),
            }
        }
        let mut decisions = Vec::with_capacity(pack.tables.len() + 1);
        let unbegun = |table: &Table| windows.iter().any(|window| window.unbegun && table.inputs == [window.fact]);
        for (table, grid) in pack.tables.iter().zip(&self.0).filter(|(table, _)| !unbegun(table)) {
            let legs: &[&'static str] =
                if table.inputs.contains(&Fact::Leg) && inputs.is_open(Fact::Leg) { Fact::Leg.values() } else { &[""] };
            for leg in legs {
                let mut inputs = inputs;
                if !leg.is_empty() {
                    know(&mut inputs, Fact::Leg, leg);
                }
                let outcome = outcome(table, grid.find(&inputs), &because);
                let leg = (!leg.is_empty()).then_some(*leg);
                decisions.push(Decision { table: &table.id, decides: table.decides, leg, outcome });
            }
        }
        let returning = returning(&decisions);
        Verdict { warranty, windows, decisions, returning }
    }
}

fn know(inputs: &mut Inputs, fact: Fact, word: &str) {
    // The words are those of the fact itself; were one not, the fact would stay open.
    let _ = inputs.set(fact, word);
}

fn outcome<'a>(table: &'a Table, found: Found<'a>, because: &[(Fact, Vec<Needed>)]) -> Outcome<'a> {
    match found {
        Found::Row(place) => table.rows.get(place).map_or_else(
            || Outcome::NeedsFacts { needs: Vec::new(), rows: &[] },
            |row: &'a Row| Outcome::Decided {
                row: place,
                answer: &row.answer,
                note: row.note.as_ref(),
                clause: &row.clause,
                basis: row.basis,
            },
        ),
        Found::Needs(facts, rows) => {
            // A fact that follows from days is asked for by the days.
            let mut needs = Vec::with_capacity(facts.len());
            for fact in facts {
                match because.iter().find(|(named, _)| named == fact) {
                    Some((_, deeper)) => needs.extend_from_slice(deeper),
                    None => needs.push(Needed::Fact(*fact)),
                }
            }
            needs.sort_unstable();
            needs.dedup();
            Outcome::NeedsFacts { needs, rows }
        }
        Found::Outside(fact) => Outcome::Outside { fact },
    }
}

fn windows<'a>(rules: &'a ReturnRules, inputs: &Inputs, question: &Question) -> Vec<WindowState<'a>> {
    let (dates, on) = (&question.dates, question.on);
    let mut out = Vec::new();
    let mut push = |fact: Fact, window: &'a Window, held: Option<NaiveDate>, later: bool| {
        let start = dates.get(window.from);
        let last_day = start.and_then(|day| day.checked_add_days(Days::new(window.days.into())));
        let by_hand = inputs.word(fact).map(|word| word == "in_time");
        let in_time = match last_day {
            Some(last) => Some(held.unwrap_or(on) <= last),
            None => by_hand,
        };
        out.push(WindowState {
            fact,
            from: window.from,
            start,
            days: window.days,
            last_day,
            held,
            in_time,
            unbegun: later && in_time.is_none(),
            clause: &window.clause,
            basis: window.basis,
        });
    };
    if let Some(window) = &rules.window {
        push(Fact::ReturnTime, window, dates.requested_on, false);
    }
    if let Some(window) = &rules.sending {
        push(Fact::SendingTime, window, dates.sent_on, true);
    }
    if let Some(window) = &rules.evidence {
        push(Fact::EvidenceTime, window, dates.evidence_on, false);
    }
    out
}

fn returning<'a>(decisions: &[Decision<'a>]) -> Option<Returning<'a>> {
    let conditions: Vec<&Decision<'a>> = decisions.iter().filter(|d| d.decides == Decides::Return).collect();
    if conditions.is_empty() {
        return None;
    }
    let mut because = Vec::new();
    let mut needs = Vec::new();
    for condition in conditions {
        match &condition.outcome {
            Outcome::Decided { answer, clause, .. } if answer.fits != Some(true) => {
                because.push((condition.table, *clause));
            }
            Outcome::Decided { .. } => {}
            Outcome::NeedsFacts { needs: missing, .. } => needs.extend(missing),
            Outcome::Outside { fact } => needs.push(Needed::Fact(*fact)),
        }
    }
    needs.sort_unstable();
    needs.dedup();
    Some(match (because.is_empty(), needs.is_empty()) {
        (false, _) => Returning::Refused { because },
        (true, false) => Returning::NeedsFacts { needs },
        (true, true) => Returning::Allowed,
    })
}
