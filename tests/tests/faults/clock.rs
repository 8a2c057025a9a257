//! The computer's clock jumps: a year back, a year ahead, eight hours asleep, between two starts and under a running window.

use super::{beside, letter_at, note, notes, now, whole};
use aftercare_tests::ctl::Ctl;
use aftercare_tests::fake_clock::FakeClock;
use aftercare_tests::scene::case;
use aftercare_tests::stage::Stage;
use aftercare_tests::window::Window;
use anyhow::{Context, Result, bail};
use chrono::{DateTime, TimeDelta, Utc};
use rstest::rstest;
use serde_json::{Value, json};
use sqlx::Connection;
use std::fs;
use std::path::Path;
use std::time::Duration;

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;
const YEAR: i64 = 365 * DAY;

/// Wednesday, 25 November 2026, ten in the morning at the desk: a day with eleven hours of service ahead.
fn morning() -> Result<DateTime<Utc>> {
    Ok(DateTime::parse_from_rfc3339("2026-11-25T02:00:00Z")?.to_utc())
}

/// A clock that stands at [`morning`] now.
fn clock(folder: &Path) -> Result<Option<FakeClock>> {
    let clock = FakeClock::new(folder, (morning()? - now()).num_seconds())?;
    if clock.is_none() {
        eprintln!("skipped: libfaketime is not here");
    }
    Ok(clock)
}

fn due(case: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    case["clocks"].as_array().into_iter().flatten().map(|one| (text(&one["clock"]), text(&one["due"]))).collect()
}

#[rstest]
#[case(-YEAR)]
#[case(YEAR)]
#[case(8 * HOUR)]
fn between_two_starts_nothing_is_lost_and_no_deadline_moves(#[case] jump: i64) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let Some(clock) = clock(folder.path())? else { return Ok(()) };
    let ctl = Ctl::on(folder.path().join("desk")).with(clock.variables());
    ctl.set_up()?;
    let at = |minutes: i64| Ok::<_, anyhow::Error>(morning()? - TimeDelta::minutes(minutes));
    let first = ctl.import(&letter_at("seam", "Open seams", folder.path(), at(10)?)?)?;
    let before = due(&ctl.case(&first[0])?);
    assert_eq!(before[0], ("first_response".to_owned(), "2026-11-25T03:50:00Z".to_owned()));

    clock.set(jump)?;
    assert_eq!(due(&ctl.case(&first[0])?), before);
    note(&ctl, &first[0], "By the other clock.")?.answer()?;
    let theirs = letter_at("strap", "Strap too short", folder.path(), at(5)? + TimeDelta::seconds(jump))?;
    let second = ctl.import(&theirs)?;
    ctl.run(&["backup"])?.answer()?;
    whole(&ctl, 2)?;

    clock.set(0)?;
    assert_eq!(due(&ctl.case(&first[0])?), before);
    assert_eq!(notes(&ctl.case(&first[0])?), ["By the other clock."]);
    // A case that began by the wrong clock can be answered, solved and closed by the right one.
    for id in [&first[0], &second[0]] {
        let classify = json!({ "case": id, "category": "product_quality", "urgency": "high", "complexity": "general", "reason": null });
        ctl.call("classify", &classify)?.answer()?;
        let answer =
            json!({ "case": id, "to": "maria@bottega.example", "subject": "Seams", "text": "We send new ones." });
        ctl.call("mark_sent", &answer)?.answer()?;
        assert_eq!(ctl.case(id)?["unanswered"], Value::Null);
        ctl.call("solve", &json!({ "case": id, "text": "New ones are on their way." }))?.answer()?;
        assert_eq!(ctl.case(id)?["status"], "solved");
        ctl.call("close", &json!({ "case": id, "text": "" }))?.answer()?;
        assert_eq!(ctl.case(id)?["status"], "closed");
    }
    whole(&ctl, 0)
}

#[rstest]
#[case(-YEAR)]
#[case(YEAR)]
fn surveys_are_planned_by_the_day_it_really_is(#[case] jump: i64) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let Some(clock) = clock(folder.path())? else { return Ok(()) };
    let ctl = Ctl::on(folder.path().join("desk")).with(clock.variables());
    ctl.run(&["desk", "set-up", "--name", "Lin Qiao", "--sample"])?.answer()?;
    let before = ctl.call("surveys", &Value::Null)?.answer()?;
    assert!(before["rows"].as_array().is_some_and(|rows| rows.len() > 3), "{before}");
    clock.set(jump)?;
    let wrong = ctl.call("surveys", &Value::Null)?.answer()?;
    assert_ne!(wrong, before, "planned as of another year");
    clock.set(0)?;
    assert_eq!(ctl.call("surveys", &Value::Null)?.answer()?, before);
    Ok(())
}

/// Until the desk's watcher has looked at a clock within ten minutes of this.
async fn watched(desk: &Path, clock: DateTime<Utc>) -> Result<()> {
    until("the watcher looks", async || {
        let mut conn = beside(desk).await?;
        let at: Option<String> =
            sqlx::query_scalar("SELECT value FROM local WHERE key = 'watched_until'").fetch_optional(&mut conn).await?;
        let at = at.and_then(|at| DateTime::parse_from_rfc3339(&at).ok());
        let waiting: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM alert WHERE claimed_at IS NULL AND at <= $1")
            .bind(clock.timestamp_micros())
            .fetch_one(&mut conn)
            .await?;
        conn.close().await?;
        Ok(waiting == 0 && at.is_some_and(|at| (at.to_utc() - clock).abs() < TimeDelta::minutes(10)))
    })
    .await
}

async fn until(what: &str, seen: impl AsyncFn() -> Result<bool>) -> Result<()> {
    for _ in 0..600 {
        if seen().await? {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    bail!("never seen: {what}")
}

/// The notifications that arrived since these.
async fn news(stage: &Stage, seen: &mut usize) -> Result<Vec<(String, String)>> {
    let all = stage.received().await?;
    let fresh = all[*seen..].to_vec();
    *seen = all.len();
    Ok(fresh)
}

#[tokio::test]
async fn under_a_running_window_nothing_is_told_twice_and_no_backup_is_rotated_away() -> Result<()> {
    let mut stage = Stage::with_notifications(1280, 800).await?;
    let begun = now();
    let Some(clock) = clock(&stage.path("run"))? else { return Ok(()) };
    stage.set(clock.variables());
    let (desk, mail) = (stage.desk(), stage.path("mail"));
    let ctl = Ctl::on(&desk).with(clock.variables());
    // Sixteen days of good backups.
    clock.set(-17 * DAY)?;
    ctl.set_up()?;
    for day in 1..=16 {
        clock.set(-day * DAY)?;
        ctl.run(&["backup"])?.answer()?;
    }
    let good = backups(&desk)?;
    assert_eq!(good.len(), 16);

    clock.set(0)?;
    let window = Window::open(&stage, &[]).await?;
    window.until_seen("nav").await?;
    let mut cases = Vec::new();
    for n in 0..3 {
        let file = letter_at(&format!("seam{n}"), "Open seams", &mail, morning()? - TimeDelta::minutes(10))?;
        cases.extend(imported(&window, &file).await?);
    }
    let before = due(&case(&window, &cases[0]).await?);
    watched(&desk, morning()?).await?;
    let mut seen = 0;
    assert_eq!(news(&stage, &mut seen).await?, []);

    // Eight hours asleep: everything that came due is one notification and one line on the page.
    clock.set(8 * HOUR)?;
    watched(&desk, morning()? + TimeDelta::hours(8)).await?;
    until("a notification", async || Ok(stage.shown().await? > 0)).await?;
    let told = news(&stage, &mut seen).await?;
    assert_eq!(told.len(), 1, "{told:?}");
    window.ask("location.hash = '#/cases'; return true").await?;
    window.until_text("While the desk slept").await?;
    super::pictures(&window, "slept-en").await?;
    window.rpc("slept_seen", Value::Null).await?;
    assert_eq!(due(&case(&window, &cases[0]).await?), before);

    // A year ahead, and back: what was told too early is told again when it is true, and nothing counts as passed.
    let file = letter_at("strap", "Strap too short", &mail, morning()? + TimeDelta::hours(8) - TimeDelta::minutes(1))?;
    let strap = imported(&window, &file).await?.remove(0);
    let answer_by = due(&case(&window, &strap).await?);
    assert_eq!(answer_by[0].1, "2026-11-25T11:59:00Z");
    clock.set(8 * HOUR + YEAR)?;
    watched(&desk, morning()? + TimeDelta::hours(8) + TimeDelta::days(365)).await?;
    until("a notification", async || Ok(stage.shown().await? > 0)).await?;
    assert_eq!(news(&stage, &mut seen).await?.len(), 1, "one summary");
    until("next year's backup", async || Ok(backups(&desk)?.iter().any(|name| name.contains("2027-")))).await?;
    clock.set(8 * HOUR)?;
    watched(&desk, morning()? + TimeDelta::hours(8)).await?;
    assert_eq!(due(&case(&window, &strap).await?), answer_by);
    assert_eq!(case(&window, &strap).await?["clocks"][0]["state"], "running");
    let slept = window.rpc("desk", Value::Null).await?["slept"].clone();
    assert!(slept["passed"].as_array().is_none_or(Vec::is_empty), "nothing has passed yet: {slept}");
    let kept = backups(&desk)?;
    // Fourteen days of backups stand; next year's took the place of one.
    for name in &good[4..] {
        assert!(kept.contains(name), "{name} is gone: {kept:?}");
    }

    // A year back, and forth.
    clock.set(8 * HOUR - YEAR)?;
    watched(&desk, morning()? + TimeDelta::hours(8) - TimeDelta::days(365)).await?;
    window.rpc("note", json!({ "case": strap, "text": "Written a year ago." })).await?;
    clock.set(8 * HOUR)?;
    watched(&desk, morning()? + TimeDelta::hours(8)).await?;
    assert_eq!(notes(&case(&window, &strap).await?), ["Written a year ago."]);
    assert_eq!(due(&case(&window, &strap).await?), answer_by);
    assert_eq!(news(&stage, &mut seen).await?, []);

    // The deadline that was told a year too early is told when it comes.
    let due_at = DateTime::parse_from_rfc3339(&answer_by[0].1)?.to_utc();
    for seconds in [-60, 5] {
        let at = due_at + TimeDelta::seconds(seconds);
        clock.set((at - morning()? - (now() - begun)).num_seconds())?;
        watched(&desk, at).await?;
    }
    until("a notification", async || Ok(stage.shown().await? > 0)).await?;
    let told = news(&stage, &mut seen).await?;
    assert_eq!(told.len(), 1, "{told:?}");
    let label = case(&window, &strap).await?["label"].as_str().context("no label")?.to_owned();
    assert!(format!("{told:?}").contains(&label), "{told:?}");
    window.close().await?;

    let window = Window::open(&stage, &[]).await?;
    window.until_seen("nav").await?;
    watched(&desk, due_at).await?;
    assert_eq!(news(&stage, &mut seen).await?, [], "a restart tells nothing twice");
    window.close().await?;
    whole(&ctl, 4)
}

async fn imported(window: &Window, file: &Path) -> Result<Vec<String>> {
    let report = window.rpc("import_mail", json!({ "paths": [file], "job": "scene" })).await?;
    Ok(report["cases"].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect())
}

/// The names of the daily backups, oldest first.
fn backups(desk: &Path) -> Result<Vec<String>> {
    let mut names: Vec<String> = fs::read_dir(desk.join("backups"))?
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| !name.ends_with(".part"))
        .collect();
    names.sort();
    Ok(names)
}
