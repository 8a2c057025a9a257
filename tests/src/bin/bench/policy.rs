//! `policy_check_5`: the five packs examined as `aftercarectl policy check` does it; bare: the same texts parsed as TOML.
//! `verdict`: a matter with all its facts decided by the slowest pack; bare: one look into a table of the same size.

use crate::measure::{Line, Samples};
use crate::rows::{clock, line};
use aftercare_app::packs::{Shipped, shipped};
use aftercare_core::policy::{Dates, Fact, Grid, Inputs, Pack, Question, Tables, check};
use anyhow::{Result, anyhow, ensure};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::hint::black_box;

/// Questions in one sample: a single one is too short for a clock.
const BATCH: u32 = 1000;

/// The newest version of each pack.
fn newest() -> Vec<Shipped> {
    shipped("en").into_iter().map(|pack| (pack.id.clone(), pack)).collect::<BTreeMap<_, _>>().into_values().collect()
}

pub fn policy_check_5(name: &str) -> Result<Line> {
    let packs = newest();
    let (mut ours, mut floor, mut combinations) = (Samples::default(), Samples::default(), 0);
    for turn in 0..60 {
        let begun = clock();
        combinations = 0;
        for pack in &packs {
            let report = check(black_box(pack.toml));
            ensure!(report.problems.is_empty(), "{} has problems", pack.id);
            combinations += report.combinations;
        }
        let took = begun.elapsed();
        let begun = clock();
        for pack in &packs {
            black_box(black_box(pack.toml).parse::<toml::Table>()?);
        }
        if turn >= 10 {
            ours.add(took);
            floor.add(begun.elapsed());
        }
    }
    let note = format!("{} packs, {combinations} combinations", packs.len());
    Ok(line(name, &ours, &floor, 95, "200 ms", ours.percentile(95) <= 200.0, &note))
}

/// A matter of which everything is known that this pack's tables ask.
fn known(pack: &Pack) -> Result<Question> {
    let mut inputs = Inputs::default();
    for table in &pack.tables {
        for fact in table.inputs.iter().filter(|fact| **fact != Fact::Leg) {
            let word = pack.facts.get(fact).and_then(|words| words.first().cloned());
            let word = word.or_else(|| fact.values().first().map(|word| (*word).to_owned()));
            inputs.set(*fact, &word.ok_or_else(|| anyhow!("a fact without words"))?)?;
        }
    }
    let day = |text: &str| text.parse::<NaiveDate>();
    let bought = Some(day("2026-08-14")?);
    let dates = Dates { shipped_on: bought, purchased_on: bought, received_on: bought, ..Dates::default() };
    Ok(Question { inputs, dates, on: day("2026-11-20")? })
}

/// So long a thousand questions take.
fn asked(pack: &Pack, tables: &Tables, question: &Question) -> Samples {
    let mut samples = Samples::default();
    for turn in 0..220 {
        let begun = clock();
        for _ in 0..BATCH {
            black_box(tables.decide(black_box(pack), black_box(question)));
        }
        if turn >= 20 {
            samples.add(begun.elapsed());
        }
    }
    samples
}

pub fn verdict(name: &str) -> Result<Line> {
    let mut slowest: Option<(f64, Samples, String, usize)> = None;
    let mut open: f64 = 0.0;
    for shipped in newest() {
        let pack = Pack::parse(shipped.toml)?;
        let tables = Tables::of(&pack)?;
        let question = known(&pack)?;
        let samples = asked(&pack, &tables, &question);
        let nothing = Question { inputs: Inputs::default(), dates: Dates::default(), on: question.on };
        open = open.max(asked(&pack, &tables, &nothing).percentile(95));
        let time = samples.percentile(95);
        if slowest.as_ref().is_none_or(|(most, ..)| *most < time) {
            let cells = pack.tables.iter().map(|table| Grid::walk(table, &pack.facts).0.combinations_count()).max();
            let note = format!("{}, {} tables", pack.id, pack.tables.len());
            slowest = Some((time, samples, note, cells.unwrap_or(1)));
        }
    }
    let (_, ours, note, cells) = slowest.ok_or_else(|| anyhow!("no packs"))?;
    let table: Vec<u16> = (0..cells).map(|cell| u16::try_from(cell % 7).unwrap_or(0)).collect();
    let mut floor = Samples::default();
    for turn in 0..220_usize {
        let begun = clock();
        for place in 0..BATCH as usize {
            black_box(table[black_box((place + turn) % cells)]);
        }
        if turn >= 20 {
            floor.add(begun.elapsed());
        }
    }
    // Milliseconds a thousand are microseconds each.
    let met = ours.percentile(95) <= 2.0;
    let note = format!("{note}; with nothing known {open:.2} µs");
    Ok(Line { unit: "µs", ..line(name, &ours, &floor, 95, "2 µs", met, &note) })
}
