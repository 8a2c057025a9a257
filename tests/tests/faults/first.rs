//! The first start on a computer that speaks Chinese: Chinese from the first word, and still Chinese the next day.

use aftercare_tests::stage::Stage;
use aftercare_tests::window::Window;
use anyhow::Result;
use serde_json::Value;

#[tokio::test]
async fn a_chinese_computer_gets_a_chinese_desk_from_the_first_word() -> Result<()> {
    let stage = Stage::bare(1280, 800).await?.speaking("zh_CN");
    let mut window = Window::open(&stage, &[]).await?;
    window.until_text("设置本服务台").await?;
    window.until("the page's language", "return document.documentElement.lang === 'zh-CN'").await?;
    super::pictures(&window, "first-zh_CN").await?;
    assert_eq!(window.axe().await?, Vec::<String>::new());
    window.ask("document.querySelector('#name-field input, form input').focus(); return true").await?;
    window.write("林巧").await?;
    window.press("打开服务台").await?;
    window.until_seen("nav").await?;
    window.until_text("今日").await?;
    assert_eq!(window.rpc("settings", Value::Null).await?["language"], "zh-CN");
    assert_eq!(window.rpc("desk", Value::Null).await?["me"]["name"], "林巧");
    window.close().await?;

    // The system changed its mind; the desk did not.
    let stage = stage.speaking("en_GB");
    let window = Window::open(&stage, &[]).await?;
    window.until_text("今日").await?;
    window.until("the page's language", "return document.documentElement.lang === 'zh-CN'").await?;
    window.close().await
}
