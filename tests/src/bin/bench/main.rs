//! `make bench`: how long the desk's daily steps take on a desk of a million cases, on both engines, each beside the bare work
//! that can't be avoided. A table for people, then JSON lines. Nothing here is asserted: a slow machine is no fault.
//!
//! The desk comes from `aftercarectl demo`'s generator and is kept between runs in a folder of its own ([`desks`]); a new
//! version of the generator makes it again. Left out: the interface, which is measured in the real window.

mod desks;
mod measure;
mod policy;
mod rehearsal;
mod rows;

use aftercare_app::clock::{Clock, SystemClock};
use aftercare_store::Engine;
use anyhow::Result;
use desks::{Desks, Kept};
use measure::Line;

#[tokio::main]
async fn main() -> Result<()> {
    let only = std::env::var("ROW").ok().filter(|row| !row.is_empty());
    let wanted = |name: &str| only.as_deref().is_none_or(|only| name == only || name.starts_with(&format!("{only}.")));
    let mut desks = Desks::open()?;
    let mut lines: Vec<Line> = Vec::new();
    for (engine, name) in [(Engine::Sqlite, "sqlite"), (Engine::Postgres, "postgres")] {
        let rows = ["list_first_page", "case_open_200", "event_append"].map(|row| format!("{row}.{name}"));
        let demo = format!("demo_{name}");
        if !rows.iter().any(|row| wanted(row)) && !wanted(&demo) {
            continue;
        }
        let kept = desks.desk(engine, only.as_deref() == Some(&*demo)).await?;
        if wanted(&demo) {
            lines.push(made(&demo, &kept));
        }
        let stage = rows::Stage::open(&desks, &kept).await?;
        let [list, case, append] = &rows;
        if wanted(list) {
            lines.push(stage.list_first_page(list).await?);
        }
        if wanted(case) {
            lines.push(stage.case_open_200(case).await?);
        }
        if wanted(append) {
            lines.push(stage.event_append(append).await?);
        }
        stage.close().await?;
    }
    if wanted("rehearsal_100k") {
        lines.push(rehearsal::rehearsal_100k("rehearsal_100k", desks.until).await?);
    }
    if wanted("policy_check_5") {
        lines.push(policy::policy_check_5("policy_check_5")?);
    }
    if wanted("verdict") {
        lines.push(policy::verdict("verdict")?);
    }
    let at = SystemClock::new().now();
    println!("{}", measure::table(&lines, desks.cases));
    for line in &lines {
        println!("{}", line.json(at));
    }
    Ok(())
}

/// How long the desk took to make, when it was made.
fn made(name: &str, kept: &Kept) -> Line {
    Line {
        name: name.to_owned(),
        unit: "s",
        ours: kept.seconds,
        floor: None,
        medians: None,
        n: kept.events,
        target: "1200 s".to_owned(),
        met: kept.seconds <= 1200.0,
        note: format!(
            "{:.0} events/s, {:.1} GB",
            kept.events as f64 / kept.seconds.max(0.001),
            kept.bytes as f64 / 1e9
        ),
    }
}
