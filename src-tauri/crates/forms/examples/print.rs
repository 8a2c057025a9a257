//! Prints a form's sample, or the data of a JSON file, to look at a template while working on it:
//! `cargo run -p aftercare-forms --example print -- OUT.pdf [customer_information|why] [a4|a5|letter] [both|en|zh] [DATA.json]`.
#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "a tool for the terminal that measures")]

use std::error::Error;
use std::time::Instant;

use aftercare_forms::{FormKind, Request, compile};
use chrono::NaiveDate;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let out = args.next().ok_or("where to?")?;
    let word = |w: Option<String>, otherwise: &str| serde_json::Value::from(w.unwrap_or_else(|| otherwise.into()));
    let kind = serde_json::from_value(word(args.next(), "customer_information"))?;
    let paper = serde_json::from_value(word(args.next(), "a4"))?;
    let languages = serde_json::from_value(word(args.next(), "both"))?;
    let data = match args.next() {
        Some(file) => std::fs::read_to_string(file)?,
        None => match kind {
            FormKind::CustomerInformation => include_str!("../templates/customer-information/sample.json").to_owned(),
            FormKind::Why => include_str!("../templates/why/sample.json").to_owned(),
        },
    };
    let today = NaiveDate::from_ymd_opt(2026, 11, 20).ok_or("date")?;
    let number = (kind == FormKind::CustomerInformation).then(|| "CIP-2026-0318".to_owned());
    let mut request = Request::preview(kind, serde_json::from_str(&data)?, today);
    request.paper = paper;
    request.languages = languages;
    request.code = number.clone().or_else(|| Some("C-4127".to_owned()));
    request.number = number;
    for round in ["first", "same again", "another"] {
        if round == "another" {
            let changed = if kind == FormKind::Why { "subject" } else { "problem" };
            request.data[changed] = "Another problem altogether. 完全不同的问题。".into();
        }
        let start = Instant::now();
        let form = compile(&request)?;
        let laid_out = start.elapsed();
        let pdf = form.pdf()?;
        let pdf_done = start.elapsed();
        let svg = form.svg(0).len();
        println!(
            "{round}: layout {laid_out:?}, PDF +{:?} ({} bytes), SVG +{:?} ({svg} bytes), {} pages, {:?}",
            pdf_done - laid_out,
            pdf.len(),
            start.elapsed() - pdf_done,
            form.pages(),
            form.warnings(),
        );
        if round == "first" {
            std::fs::write(&out, pdf)?;
        }
    }
    Ok(())
}
