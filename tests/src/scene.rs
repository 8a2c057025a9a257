//! Beginnings that several tests and the tour share: a desk that is set up, a letter that has come.

use crate::letters::Letter;
use crate::stage::{Stage, program};
use crate::window::Window;
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;

/// Sets a desk up and waits for its screen.
///
/// # Errors
/// The program's typed error, or a window that does not follow.
pub async fn begin(window: &Window, sample: bool, language: &str) -> Result<()> {
    let set_up = json!({
        "name": "Lin Qiao", "language": language, "pack": "hx-leather", "house": "HX Leather",
        "addresses": ["service@hx-leather.example"], "sample": sample,
    });
    window.rpc("set_up", set_up).await?;
    window.until_seen("nav").await
}

/// The desk's now in the form of a mail's `Date`, so many minutes earlier.
///
/// # Errors
/// When the desk does not answer.
pub async fn mail_date(window: &Window, minutes_ago: u32) -> Result<String> {
    let now = window.rpc("desk", Value::Null).await?["now"].as_str().context("no now")?.to_owned();
    let date = window
        .ask(&format!(
            "return new Date(Date.parse({}) - {minutes_ago} * 60000).toUTCString().replace('GMT', '+0000')",
            json!(now)
        ))
        .await?;
    Ok(date.as_str().context("no date")?.to_owned())
}

/// Drops files on the window by the way that a second start with file names takes; tells how that start ended.
///
/// # Errors
/// When the second start does not end by itself.
pub async fn drop_files(stage: &Stage, files: &[&Path]) -> Result<bool> {
    let mut second = stage.command(program("aftercare")?);
    let ended = tokio::time::timeout(Duration::from_secs(15), second.args(files).status()).await;
    Ok(ended.context("the second start goes on beside the first")??.success())
}

/// Imports letters by a call and tells the cases they went to, in order.
///
/// # Errors
/// The program's typed error.
pub async fn import(stage: &Stage, window: &Window, letters: &[Letter<'_>]) -> Result<Vec<String>> {
    let mut paths = Vec::new();
    for letter in letters {
        paths.push(letter.write(&stage.path("mail"))?.display().to_string());
    }
    let report = window.rpc("import_mail", json!({ "paths": paths, "job": "scene" })).await?;
    if report["failed"].as_array().is_none_or(|failed| !failed.is_empty()) {
        bail!("import: {report}");
    }
    Ok(report["cases"].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect())
}

/// A case as the program tells it.
///
/// # Errors
/// The program's typed error.
pub async fn case(window: &Window, id: &str) -> Result<Value> {
    window.rpc("case", json!({ "case": id })).await
}

/// Makes the list ask for open cases.
///
/// # Errors
/// The program's typed error.
pub async fn open_cases(window: &Window) -> Result<Vec<Value>> {
    let list = window.rpc("cases", json!({ "filter": "open", "text": "", "after": null, "limit": 200 })).await?;
    Ok(list["rows"].as_array().cloned().unwrap_or_default())
}

/// Moves a sample desk's clock to an instant (RFC 3339), if it lies ahead.
///
/// # Errors
/// The program's typed error.
pub async fn move_to(window: &Window, instant: &str, seconds_after: i64) -> Result<()> {
    let now = window.rpc("desk", Value::Null).await?["now"].as_str().context("no now")?.to_owned();
    let ahead = window
        .ask(&format!("return Math.ceil((Date.parse({}) - Date.parse({})) / 1000)", json!(instant), json!(now)))
        .await?;
    let ahead = ahead.as_i64().or_else(|| ahead.as_f64().map(|seconds| seconds as i64)).context("no difference")?;
    if ahead + seconds_after > 0 {
        window.rpc("move_clock", json!({ "seconds": ahead + seconds_after })).await?;
    }
    Ok(())
}

/// Lets a sample desk's time run up to a minute before an instant, in steps small enough that alerts are told one by one:
/// more than five at once would be one summary.
///
/// # Errors
/// The program's typed error.
pub async fn run_up_to(window: &Window, instant: &str) -> Result<()> {
    for _ in 0..200 {
        let now = window.rpc("desk", Value::Null).await?["now"].clone();
        let left = window
            .ask(&format!("return Math.floor((Date.parse({}) - Date.parse({now})) / 1000)", json!(instant)))
            .await?;
        let left = left.as_f64().context("no difference")? as i64;
        if left <= 90 {
            break;
        }
        window.rpc("move_clock", json!({ "seconds": (left - 60).min(900) })).await?;
        tokio::time::sleep(Duration::from_millis(600)).await;
    }
    Ok(())
}

/// Sets what a screen shows: theme and language, as the settings would.
///
/// # Errors
/// The program's typed error, or a window that does not follow.
pub async fn look(window: &Window, theme: &str, language: &str) -> Result<()> {
    let mut settings = window.rpc("settings", Value::Null).await?;
    settings["theme"] = json!(theme);
    settings["language"] = json!(language);
    // The settings screen shows what stands in its fields; it takes the saved values when it is opened anew.
    let hash = window.ask("return location.hash").await?;
    if hash.as_str().is_some_and(|hash| hash.starts_with("#/settings")) {
        window.ask("location.hash = '#/today'; return true").await?;
        window.settled().await?;
    }
    window.rpc("save_settings", settings).await?;
    let tag = if language.starts_with("zh") { "zh" } else { "en" };
    window
        .until(
            "the look",
            &format!(
                "const d = document.documentElement; return d.dataset.theme === '{theme}' && d.lang.startsWith('{tag}')"
            ),
        )
        .await?;
    window.ask(&format!("location.hash = {hash}; return true")).await?;
    window.settled().await
}
