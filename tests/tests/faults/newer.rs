//! A newer program wrote the database: this one says so and leaves it as it is.

use super::{beside, letter, settle, whole};
use aftercare_tests::ctl::Ctl;
use aftercare_tests::stage::Stage;
use aftercare_tests::window::Window;
use anyhow::Result;
use sqlx::{Connection, Executor};
use std::fs;

#[tokio::test]
async fn a_newer_database_is_said_in_both_languages_and_left_alone() -> Result<()> {
    for (language, words, again) in [
        ("en_GB", ["The desk can’t be opened", "a newer version of Aftercare", "Nothing was written"], "Try again"),
        ("zh_CN", ["无法打开服务台", "更新版本的 Aftercare", "未写入任何内容"], "重试"),
    ] {
        let stage = Stage::bare(1280, 800).await?.speaking(language);
        let ctl = Ctl::on(stage.desk());
        ctl.set_up()?;
        ctl.import(&letter("seam", "Open seams", &stage.path("mail"))?)?;
        let database = stage.desk().join("aftercare.db");
        settle(&stage.desk()).await?;
        let ours = fs::read(&database)?;
        let mut conn = beside(&stage.desk()).await?;
        conn.execute("PRAGMA user_version = 9000").await?;
        conn.close().await?;
        settle(&stage.desk()).await?;
        let before = fs::read(&database)?;
        assert_ne!(ours, before);

        assert!(ctl.run(&["desk", "show"])?.says("newer", "These records come from a newer version of Aftercare"));
        let mut window = Window::open(&stage, &[]).await?;
        for words in words {
            window.until_text(words).await?;
        }
        super::pictures(&window, &format!("newer-{language}")).await?;
        assert!(window.rpc("desk", serde_json::Value::Null).await.unwrap_err().to_string().contains("newer"));
        assert_eq!(fs::read(&database)?, before, "not a byte was written");

        fs::write(&database, &ours)?;
        window.press(again).await?;
        window.until_seen("nav").await?;
        window.close().await?;
        whole(&ctl, 1)?;
    }
    Ok(())
}
