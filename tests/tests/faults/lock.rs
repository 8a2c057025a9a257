//! Another program holds the file for longer than anybody waits: said, and over by itself once it lets go.

use super::{beside, letter, note, notes, whole};
use aftercare_tests::ctl::Ctl;
use aftercare_tests::scene::{begin, case};
use aftercare_tests::stage::Stage;
use aftercare_tests::window::Window;
use anyhow::Result;
use serde_json::json;
use sqlx::{Connection, Executor};

const SAID: &str = "Another program holds the records. Close it or wait a moment.";

#[tokio::test]
async fn a_held_file_is_said_and_taken_again_once_it_is_free() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let ctl = Ctl::on(folder.path().join("desk"));
    ctl.set_up()?;
    let first = ctl.import(&letter("seam", "Open seams", folder.path())?)?;
    let mut other = beside(&folder.path().join("desk")).await?;
    other.execute("BEGIN IMMEDIATE").await?;
    assert!(note(&ctl, &first[0], "Asked the mill.")?.says("locked", SAID));
    other.execute("COMMIT").await?;
    other.close().await?;
    assert!(note(&ctl, &first[0], "Asked the mill.")?.answer()?.is_null());
    assert_eq!(notes(&ctl.case(&first[0])?), ["Asked the mill."]);
    whole(&ctl, 1)
}

#[tokio::test]
async fn a_window_whose_file_is_held_opens_by_itself_in_both_languages() -> Result<()> {
    for (language, words) in [
        ("en_GB", ["The desk can’t be opened", "Another program holds the records", "opens by itself"]),
        ("zh_CN", ["无法打开服务台", "记录正被另一程序占用", "自动打开"]),
    ] {
        let stage = Stage::bare(1280, 800).await?.speaking(language);
        let ctl = Ctl::on(stage.desk());
        ctl.set_up()?;
        ctl.import(&letter("seam", "Open seams", &stage.path("mail"))?)?;
        let mut other = beside(&stage.desk()).await?;
        other.execute("BEGIN IMMEDIATE").await?;
        let window = Window::open(&stage, &[]).await?;
        for words in words {
            window.until_text(words).await?;
        }
        super::pictures(&window, &format!("locked-{language}")).await?;
        other.execute("COMMIT").await?;
        // Nobody presses anything.
        window.until_seen("nav").await?;
        window.close().await?;
        whole(&ctl, 1)?;
    }
    Ok(())
}

#[tokio::test]
async fn a_step_on_a_held_file_is_refused_in_words_and_taken_at_the_next_try() -> Result<()> {
    let stage = Stage::bare(1280, 800).await?;
    let mut window = Window::open(&stage, &[]).await?;
    begin(&window, false, "zh-CN").await?;
    let file = letter("seam", "Open seams", &stage.path("mail"))?;
    let report = window.rpc("import_mail", json!({ "paths": [file], "job": "scene" })).await?;
    let id = report["cases"][0].as_str().unwrap().to_owned();
    window.ask(&format!("location.hash = '#/cases/{id}'; return true")).await?;
    window.until_text("320 of 5,000").await?;
    let mut other = beside(&stage.desk()).await?;
    other.execute("BEGIN IMMEDIATE").await?;
    window.keys("n").await?;
    window.write("工厂周五寄出新线。").await?;
    window.keys("ctrl+enter").await?;
    window.until_text("记录正被另一程序占用").await?;
    super::pictures(&window, "locked-step-zh").await?;
    window
        .until("the words", "return [...document.querySelectorAll('textarea')].some((t) => t.value.includes('新线'))")
        .await?;
    other.execute("COMMIT").await?;
    window.keys("ctrl+enter").await?;
    window
        .until(
            "the note is kept",
            "return ![...document.querySelectorAll('textarea')].some((t) => t.value.includes('新线'))",
        )
        .await?;
    assert_eq!(notes(&case(&window, &id).await?), ["工厂周五寄出新线。"]);
    window.close().await?;
    whole(&Ctl::on(stage.desk()), 1)
}
