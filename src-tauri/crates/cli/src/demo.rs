//! A desk of any size to try things on.

use crate::desk::said;
use crate::progress::Progress;
use aftercare_app::clock::{Clock, SystemClock};
use aftercare_app::demo::{Ask, NOON, Where, make};
use anyhow::Context;
use chrono::DateTime;
use serde_json::{Value, json};
use std::path::PathBuf;

const HELP: &str = "\
Customers in eight countries, what they bought, their mails and calls in English and Chinese, answers, promises kept and late, \
filed forms and surveys, all invented. The same seed, sizes and last instant give the same desk to the byte, on SQLite as on \
PostgreSQL. Its clock stands at its last instant and can be moved, as a sample desk's. Up to 2,000 cases the letters keep their \
original bytes and every form its PDF; larger desks keep 1,000 forms. Ctrl-C leaves no desk behind.

Examples:
  aftercarectl demo --folder /data/demo
  aftercarectl demo --database postgres://aftercare@127.0.0.1/demo --cases 10000";

/// Makes a demo desk in an empty folder or database.
#[derive(clap::Args)]
#[command(after_help = HELP)]
pub struct Demo {
    /// A PostgreSQL database, instead of a file in the folder.
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// Everything follows from it.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many cases.
    #[arg(long, default_value_t = 300)]
    cases: u64,
    /// How many customers; a fifth of the cases unless said.
    #[arg(long)]
    customers: Option<u64>,
    /// The story ends here, RFC 3339.
    #[arg(long, value_name = "INSTANT", default_value = NOON)]
    until: String,
}

/// Makes it.
pub async fn run(folder: PathBuf, demo: Demo) -> anyhow::Result<Value> {
    let until = DateTime::parse_from_rfc3339(&demo.until).with_context(|| format!("not an instant: {}", demo.until))?;
    let ask = Ask { seed: demo.seed, cases: demo.cases, customers: demo.customers, until: until.to_utc() };
    let clock = SystemClock::new();
    let place = Where { folder: &folder, database: demo.database.as_deref(), now: clock.now() };
    let mut progress = Progress::new();
    let made = Box::pin(make(&ask, place, |done, of| progress.tell("cases", done, of)));
    let work = async { made.await.map_err(said) };
    let made = crate::progress::until_stopped(work).await?;
    let seconds = clock.steady().as_secs_f64();
    Ok(json!({
        "events": made.events,
        "records": made.records,
        "seconds": (seconds * 100.0).round() / 100.0,
    }))
}
