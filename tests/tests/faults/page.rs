//! A page in the middle of the file is damaged: of a table that the first screen needs, and of one that it does not.

use super::{beside, letter, note, settle, whole};
use aftercare_tests::ctl::Ctl;
use aftercare_tests::scene::look;
use aftercare_tests::stage::Stage;
use aftercare_tests::window::Window;
use anyhow::Result;
use serde_json::{Value, json};
use sqlx::Connection;
use std::fs;
use std::ops::Range;
use std::path::Path;

/// Writes nonsense over the first page of a table, and tells where it stands in the file.
async fn damage(desk: &Path, table: &str) -> Result<Range<usize>> {
    settle(desk).await?;
    let mut conn = beside(desk).await?;
    let page: i64 = sqlx::query_scalar("SELECT rootpage FROM sqlite_schema WHERE name = $1")
        .bind(table)
        .fetch_one(&mut conn)
        .await?;
    let size: i64 = sqlx::query_scalar("PRAGMA page_size").fetch_one(&mut conn).await?;
    conn.close().await?;
    let at = usize::try_from((page - 1) * size)?..usize::try_from(page * size)?;
    assert!(at.start > 0, "not the header");
    let path = desk.join("aftercare.db");
    let mut bytes = fs::read(&path)?;
    assert!(at.end < bytes.len(), "in the middle");
    bytes[at.clone()].fill(0xa5);
    fs::write(path, bytes)?;
    Ok(at)
}

/// The damaged page is as it was found.
fn untouched(file: &Path, at: &Range<usize>) -> Result<bool> {
    Ok(fs::read(file)?[at.clone()].iter().all(|byte| *byte == 0xa5))
}

/// A desk with a letter, a backup of it, and a note after that.
fn desk(ctl: &Ctl, mail: &Path, language: &str) -> Result<(String, String)> {
    ctl.run(&[
        "desk",
        "set-up",
        "--name",
        "Lin Qiao",
        "--language",
        language,
        "--address",
        "service@hx-leather.example",
    ])?
    .answer()?;
    let cases = ctl.import(&letter("seam", "Open seams", mail)?)?;
    let backup = ctl.run(&["backup"])?.answer()?["path"].as_str().unwrap().to_owned();
    Ok((cases[0].clone(), backup))
}

#[tokio::test]
async fn a_damaged_page_that_the_first_screen_needs_is_said_and_a_backup_brings_the_desk_back() -> Result<()> {
    for (language, said, where_) in
        [("en", "A part of the records is damaged", "en_GB"), ("zh-CN", "部分记录已损坏", "zh_CN")]
    {
        let stage = Stage::bare(1280, 800).await?.speaking(where_);
        let ctl = Ctl::on(stage.desk());
        let (_, backup) = desk(&ctl, &stage.path("mail"), language)?;
        let at = damage(&stage.desk(), "case_view").await?;
        let refused = ctl.run(&["desk", "call", "cases", r#"{"filter":"open","text":"","after":null,"limit":20}"#])?;
        assert!(refused.says("damaged", "A part of the records is damaged"));
        let doctor = ctl.doctor()?;
        assert_ne!(doctor.code, Some(0), "{doctor:?}");

        let window = Window::open(&stage, &[]).await?;
        window.until_text(said).await?;
        super::pictures(&window, &format!("page-needed-{language}")).await?;
        assert!(untouched(&stage.desk().join("aftercare.db"), &at)?);

        // The way out, as Settings or the shut page call it.
        window.rpc("restore", json!({ "path": backup })).await?;
        window.ask("location.hash = '#/cases'; return true").await?;
        window.until_text("Open seams").await?;
        window.close().await?;
        let aside: Vec<_> = fs::read_dir(stage.desk())?
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.to_string_lossy().contains(".replaced-") && !path.to_string_lossy().ends_with("-wal"))
            .collect();
        assert_eq!(aside.len(), 1);
        assert!(untouched(&aside[0], &at)?, "the damaged file is kept as it was");
        whole(&ctl, 1)?;
    }
    Ok(())
}

#[tokio::test]
async fn a_damaged_page_that_nobody_needs_now_is_said_where_it_is_met_and_before_backups_end() -> Result<()> {
    let stage = Stage::bare(1280, 800).await?;
    let ctl = Ctl::on(stage.desk());
    let (case, backup) = desk(&ctl, &stage.path("mail"), "en")?;
    fs::rename(&backup, stage.path("mail").join("backup"))?;
    let at = damage(&stage.desk(), "blob").await?;
    assert!(note(&ctl, &case, "Asked the mill.")?.answer()?.is_null(), "the rest works on");
    assert_eq!(super::notes(&ctl.case(&case)?), ["Asked the mill."]);
    assert!(ctl.run(&["backup"])?.says("damaged", "A part of the records is damaged"));
    let another = letter("strap", "Strap too short", &stage.path("mail"))?;
    let import = ctl.run(&["import", "mail", &another.display().to_string()])?;
    assert!(import.says("damaged", "A part of the records is damaged"));
    assert_ne!(ctl.doctor()?.code, Some(0));
    assert!(untouched(&stage.desk().join("aftercare.db"), &at)?);

    // The day's backup can't be made: the desk says so instead of going on without.
    let window = Window::open(&stage, &[]).await?;
    window.until_text("a part of the records is damaged").await?;
    super::pictures(&window, "page-backup-en").await?;
    look(&window, "dark", "zh-CN").await?;
    window.until_text("部分记录已损坏").await?;
    window.picture(&super::picture("page-backup-zh")?).await?;
    let back = stage.path("mail").join("backup");
    window.rpc("restore", json!({ "path": back })).await?;
    window.until("the notice goes", "return !document.body.innerText.includes('部分记录已损坏')").await?;
    window.rpc("back_up", Value::Null).await?;
    window.close().await?;
    whole(&ctl, 1)
}
