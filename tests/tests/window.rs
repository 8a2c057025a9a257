//! The real window, from the first mail file to a printed form: what a person sees and does, and what no other test can show.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use aftercare_tests::keyboard::{ALT, CONTROL, F9, Keyboard};
use aftercare_tests::letters::Letter;
use aftercare_tests::queue::{QUEUE, Queue};
use aftercare_tests::scene::{begin, case, drop_files, import, look, mail_date, move_to, open_cases, run_up_to};
use aftercare_tests::screen::windows;
use aftercare_tests::stage::Stage;
use aftercare_tests::window::Window;
use anyhow::Result;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::time::Duration;

/// What the issue allows from a dropped mail file to a filed form.
const ACTIONS: usize = 15;

const SEAM: &str = "Dear team,\nthe side seam of 320 of 5,000 tote bags of lot 2026-07 opens after two days.\nPlease tell us what to do.\nMaria";

fn letter<'a>(id: &'a str, date: &'a str) -> Letter<'a> {
    Letter { id, from: "Maria Rossi <maria@bottega.example>", subject: "Open seams on lot 2026-07", date, text: SEAM }
}

#[tokio::test]
async fn from_a_dropped_mail_to_a_filed_form_by_keys_alone() -> Result<()> {
    let stage = Stage::with_notifications(1280, 800).await?;
    let mut window = Window::open(&stage, &[]).await?;
    begin(&window, false, "en").await?;
    let date = mail_date(&window, 10).await?;
    let file = letter("seam", &date).write(&stage.path("mail"))?;

    window.actions = 1;
    assert!(drop_files(&stage, &[&file]).await?, "the second start ends well");
    window.until_text("1 opened").await?;
    window.keys("g c").await?;
    window.until_text("Open seams on lot 2026-07").await?;
    window.keys("j").await?;
    window.until_seen("#case-title").await?;
    window.until_text("320 of 5,000").await?;
    window.keys("q").await?;
    window.until("the type has the focus", "return document.activeElement?.tagName === 'SELECT'").await?;
    window.keys("enter").await?;
    window.until("classified", "return !document.querySelector('form select')").await?;
    window.keys("p").await?;
    window.until("the sheet", "return [...document.images].some((i) => i.complete && i.naturalWidth > 0)").await?;
    window.keys("ctrl+enter").await?;
    window.until_text("CIP-").await?;
    assert!(window.actions <= ACTIONS, "{} visible actions", window.actions);

    let id = open_cases(&window).await?[0]["id"].as_str().unwrap().to_owned();
    let page = case(&window, &id).await?;
    assert_eq!(page["forms"].as_array().unwrap().len(), 1, "{page}");
    assert_eq!(page["category"], "product_quality");
    window.close().await
}

#[tokio::test]
async fn a_restart_keeps_all_and_a_second_start_joins_the_first() -> Result<()> {
    let stage = Stage::bare(1280, 800).await?;
    let window = Window::open(&stage, &[]).await?;
    begin(&window, false, "en").await?;
    let date = mail_date(&window, 10).await?;
    let cases = import(&stage, &window, &[letter("seam", &date)]).await?;
    window.rpc("note", json!({ "case": cases[0], "text": "Asked the mill for the thread's batch." })).await?;
    window.rpc("save_draft", json!({ "case": cases[0], "text": "Dear Maria, we are looking into" })).await?;
    let before = case(&window, &cases[0]).await?;
    window.close().await?;

    // Started with the same mail: it is known, and nothing doubles.
    let file = stage.path("mail").join("seam.eml").display().to_string();
    let window = Window::open(&stage, &[&file]).await?;
    window.until_text("1 known already").await?;
    let after = case(&window, &cases[0]).await?;
    for part in ["label", "timeline", "draft", "status", "forms"] {
        assert_eq!(before[part], after[part], "{part}");
    }
    assert_eq!(before["clocks"][0]["due"], after["clocks"][0]["due"]);

    let other =
        Letter { id: "strap", subject: "Strap too short", ..letter("strap", &date) }.write(&stage.path("mail"))?;
    assert!(drop_files(&stage, &[&other]).await?);
    window.until_text("1 opened").await?;
    assert_eq!(open_cases(&window).await?.len(), 2);
    window.close().await
}

#[tokio::test]
async fn a_link_from_a_softphone_brings_the_call_card_with_who_calls() -> Result<()> {
    let stage = Stage::bare(1280, 800).await?;
    let mut window = Window::open(&stage, &[]).await?;
    begin(&window, false, "en").await?;
    let customer = json!({
        "id": null, "name": "Bottega Rossi", "emails": [], "phones": ["055 555 0143"], "contact": null, "language": "en",
        "zone": "Europe/Rome", "country": "IT", "long_term_since": null, "no_surveys": false,
    });
    window.rpc("save_customer", customer).await?;

    // What is no link of ours ends the second start and does nothing else.
    assert!(drop_files(&stage, &[Path::new("aftercare://close/C-1")]).await?);
    assert!(drop_files(&stage, &[Path::new("aftercare://call?from=0039%20055%20555%200143")]).await?);
    window.until_text("Bottega Rossi").await?;
    window.write("Where is our order?").await?;
    // Another one rings meanwhile.
    assert!(drop_files(&stage, &[Path::new("aftercare://call?from=+49305550176&name=Taschenhaus")]).await?);
    window.until_text("Another call: Taschenhaus").await?;
    window.keys("ctrl+enter").await?;
    window.until_text("C-1 · to Technical support, Lin Qiao").await?;
    window.until_text("Taschenhaus").await?;
    let cases = open_cases(&window).await?;
    assert_eq!((&cases[0]["subject"], &cases[0]["party"]), (&json!("Where is our order?"), &json!("Bottega Rossi")));
    let text = "const box = document.querySelector('[role=dialog] textarea'); return box?.value === ''";
    window.until("the card of the other call", text).await?;
    window.write("Wheel housing").await?;
    window.close().await?;

    // What was typed outlives the program, and a link that starts it opens the case beside it.
    let window = Window::open(&stage, &["aftercare://case/C-1"]).await?;
    window.until_seen("#case-title").await?;
    let text = "return document.querySelector('[role=dialog] textarea')?.value === 'Wheel housing'";
    window.until("the kept card", text).await?;
    window.close().await
}

#[tokio::test]
async fn a_session_outlives_a_program_that_is_killed_in_its_middle() -> Result<()> {
    let stage = Stage::bare(1280, 800).await?;
    let mut window = Window::open(&stage, &[]).await?;
    begin(&window, false, "en").await?;
    let date = mail_date(&window, 10).await?;
    let cases = import(&stage, &window, &[letter("seam", &date)]).await?;
    let at = |session: &Value| json!({ "case": cases[0], "session": session });
    window.ask(&format!("location.hash = '#/cases/{}'; return true", cases[0])).await?;
    window.until_seen("#case-title").await?;
    // The key opens the strip in a window of its own, above the others.
    window.keys("v").await?;
    let mut seen = Vec::new();
    for _ in 0..100 {
        seen = windows(&stage)?;
        if seen.contains(&(360, 520)) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert!(seen.contains(&(360, 520)), "{seen:?}");
    let session = window.rpc("begin_session", json!({ "case": cases[0], "sort": "video", "link": "" })).await?;
    for text in ["Top stopper missing", "密码：sEcr3t77, carton 41"] {
        let mut note = at(&session);
        note["text"] = json!(text);
        window.rpc("note_session", note).await?;
    }
    // Killed with -9, as a computer that fails: nothing is closed.
    drop(window);

    let mut window = Window::open(&stage, &[]).await?;
    window.until_text("is still open since").await?;
    let kept = window.rpc("session", at(&session)).await?;
    let notes: Vec<&str> = kept["notes"].as_array().unwrap().iter().filter_map(|one| one["text"].as_str()).collect();
    assert_eq!(notes, ["Top stopper missing", "密码：••••••, carton 41"]);
    window.press("Go on").await?;
    let mut end = at(&session);
    end["held"] = json!(true);
    end["findings"] = json!("Stopper crimp");
    window.rpc("end_session", end).await?;
    window.until("no open session is told", "return !document.body.innerText.includes('is still open since')").await?;
    let page = case(&window, &cases[0]).await?;
    let response = page["clocks"].as_array().unwrap().iter().find(|clock| clock["clock"] == "first_response");
    assert!(response.is_some_and(|clock| clock["stopped"].is_string()), "a held session answers: {}", page["clocks"]);

    // What is no call is opened by nobody, and a program that is not set is said in words.
    for bad in ["file:///etc/passwd", "javascript:alert(1)", "https://a:b@example.com/"] {
        let refused = window.rpc("host_open_call", json!({ "link": bad })).await.unwrap_err().to_string();
        assert!(refused.contains("scheme"), "{bad}: {refused}");
    }
    let missing = window.rpc("host_start_remote", Value::Null).await.unwrap_err().to_string();
    assert!(missing.contains("missing"), "{missing}");
    window.close().await
}

#[tokio::test]
async fn keys_pressed_in_another_program_open_the_call_card() -> Result<()> {
    let stage = Stage::bare(1280, 800).await?;
    let window = Window::open(&stage, &[]).await?;
    begin(&window, false, "en").await?;
    let stands = |word: &'static str| {
        format!(
            "window.__TAURI_INTERNALS__.invoke('rpc', {{ name: 'host_shortcut', args: null }}).then((s) => (window.keysAre = s)); return window.keysAre === '{word}'"
        )
    };
    window.until("the keys", &stands("registered")).await?;
    let keyboard = Keyboard::of(&stage)?;
    keyboard.strike(&[CONTROL, ALT, u32::from('n')])?;
    window.until_seen("[role=dialog]").await?;

    // Keys of another program stay its own, and Settings know it.
    keyboard.hold(F9)?;
    let mut settings = window.rpc("settings", Value::Null).await?;
    settings["shortcut"] = json!("Ctrl+Alt+F9");
    window.rpc("save_settings", settings.clone()).await?;
    window.until("the keys", &stands("taken")).await?;
    settings["shortcut_on"] = json!(false);
    window.rpc("save_settings", settings).await?;
    window.until("the keys", &stands("off")).await?;
    window.close().await
}

#[tokio::test]
async fn a_deadline_notifies_once_and_a_click_opens_its_case() -> Result<()> {
    let stage = Stage::with_notifications(1280, 800).await?;
    let window = Window::open(&stage, &[]).await?;
    begin(&window, true, "en").await?;
    let date = mail_date(&window, 1).await?;
    let cases = import(&stage, &window, &[letter("seam", &date)]).await?;
    let page = case(&window, &cases[0]).await?;
    let label = page["label"].as_str().unwrap().to_owned();
    let due = page["clocks"][0]["due"].as_str().expect("a first deadline").to_owned();

    let ours = |all: &[(String, String)]| {
        all.iter().filter(|(title, body)| format!("{title} {body}").contains(&label)).count()
    };
    // What other cases tell on the way is put aside.
    run_up_to(&window, &due).await?;
    let before = ours(&stage.received().await?);
    move_to(&window, &due, 5).await?;
    let mut shown = 0;
    for _ in 0..100 {
        shown = stage.shown().await?;
        if shown > 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert!(shown > 0, "no notification came");
    tokio::time::sleep(Duration::from_millis(1500)).await;

    // The click on ours: dunst counts from the newest, so each is tried until ours opens.
    let mut opened = false;
    for position in 0..stage.shown().await?.min(20) {
        window.ask("location.hash = '#/today'; return true").await?;
        stage.dunst(&["action", &position.to_string()]).await?;
        tokio::time::sleep(Duration::from_millis(400)).await;
        let at = window.ask("return location.hash").await?;
        if at.as_str().is_some_and(|at| at.contains(&cases[0])) {
            opened = true;
            break;
        }
    }
    assert!(opened, "no click opened {label}");
    let times = ours(&stage.received().await?);
    assert_eq!(times, before + 1, "the breach is told once");
    window.close().await?;

    let window = Window::open(&stage, &[]).await?;
    window.until_seen("nav").await?;
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert_eq!(ours(&stage.received().await?), times, "a restart tells nothing twice");
    window.close().await
}

#[tokio::test]
async fn without_a_notification_service_the_window_says_so() -> Result<()> {
    let stage = Stage::bare(1280, 800).await?;
    let window = Window::open(&stage, &[]).await?;
    begin(&window, true, "en").await?;
    window.until_text("No notification service answers").await?;
    assert_eq!(window.rpc("desk", Value::Null).await?["notifications"], "absent");
    window.close().await
}

#[tokio::test]
async fn a_damaged_database_is_said_in_words_and_left_alone() -> Result<()> {
    let stage = Stage::bare(1280, 800).await?;
    let damaged = b"SQLite format 3\0 and then nothing that belongs there".repeat(200);
    fs::write(stage.desk().join("aftercare.db"), &damaged)?;
    let window = Window::open(&stage, &[]).await?;
    window.until_text("The desk can’t be opened").await?;
    window.until_text("damaged").await?;
    let refused = window.rpc("cases", json!({ "filter": "open", "text": "", "limit": 10 })).await.unwrap_err();
    assert!(refused.to_string().contains("damaged"), "{refused}");
    assert_eq!(fs::read(stage.desk().join("aftercare.db"))?, damaged, "not a byte was written");

    // Once the cause is gone, "again" is enough.
    fs::remove_file(stage.desk().join("aftercare.db"))?;
    let mut window = window;
    window.press("Try again").await?;
    window.until("the first start", "return !!document.querySelector('form input')").await?;
    window.close().await
}

#[tokio::test]
async fn a_desk_that_cannot_be_opened_takes_a_backup_in_its_place() -> Result<()> {
    let stage = Stage::bare(1280, 800).await?;
    let window = Window::open(&stage, &[]).await?;
    begin(&window, false, "en").await?;
    let date = mail_date(&window, 10).await?;
    import(&stage, &window, &[letter("seam", &date)]).await?;
    let backup = window.rpc("back_up", Value::Null).await?["path"].clone();
    window.close().await?;

    let path = stage.desk().join("aftercare.db");
    fs::write(&path, b"SQLite format 3\0 and then nothing that belongs there".repeat(200))?;
    let mut window = Window::open(&stage, &[]).await?;
    window.until_text("damaged").await?;
    let nothing = window.rpc("restore", json!({ "path": stage.path("mail") })).await;
    assert!(nothing.is_err(), "a folder that is no backup is refused");
    window.rpc("restore", json!({ "path": backup })).await?;
    window.press("Try again").await?;
    window.until("the desk", "return !!document.querySelector('nav')").await?;
    assert_eq!(open_cases(&window).await?[0]["subject"], "Open seams on lot 2026-07");
    window.close().await
}

#[tokio::test]
async fn the_page_reaches_nothing_but_its_program() -> Result<()> {
    let stage = Stage::bare(1280, 800).await?;
    let window = Window::open(&stage, &[]).await?;
    for command in [
        "plugin:notification|notify",
        "plugin:dialog|open",
        "plugin:window|close",
        "plugin:event|emit",
        "plugin:webview|create_webview",
    ] {
        let script = "const [name, done] = arguments; window.__TAURI_INTERNALS__.invoke(name, {}).then(() => done('let in'), (e) => done(String(e)))";
        let answer = window.ask_later(script, vec![json!(command)]).await?;
        assert!(answer.as_str().is_some_and(|said| said.contains("not allowed")), "{command}: {answer}");
    }
    let script =
        "const done = arguments[0]; fetch('http://127.0.0.1:9/').then(() => done('let in'), (e) => done('refused'))";
    assert_eq!(window.ask_later(script, vec![]).await?, "refused");
    let script = "const done = arguments[0]; document.addEventListener('securitypolicyviolation', (e) => done(e.effectiveDirective));
        const s = document.createElement('script'); s.textContent = 'window.letIn = true'; document.head.append(s);
        setTimeout(() => done(window.letIn ? 'let in' : 'silent'), 2000)";
    assert!(window.ask_later(script, vec![]).await?.as_str().is_some_and(|said| said.starts_with("script-src")));
    let unknown = window.rpc("drop_everything", json!({})).await.unwrap_err();
    assert!(unknown.to_string().contains("bad_call"), "{unknown}");
    window.close().await
}

#[tokio::test]
async fn a_form_is_printed_on_a_real_queue() -> Result<()> {
    let mut stage = Stage::bare(1280, 800).await?;
    let queue = Queue::start(&mut stage).await?;
    let window = Window::open(&stage, &[]).await?;
    begin(&window, false, "en").await?;
    let date = mail_date(&window, 10).await?;
    let cases = import(&stage, &window, &[letter("seam", &date)]).await?;
    window
        .rpc("classify", json!({ "case": cases[0], "category": "product_quality", "urgency": "high", "complexity": "general", "reason": null }))
        .await?;
    let make = json!({ "case": cases[0], "sort": "customer-information", "paper": "a4", "languages": "both", "finding": "Thread too weak." });
    let form = window.rpc("file_form", make).await?;

    let printers = window.rpc("printers", Value::Null).await?;
    let ours = printers
        .as_array()
        .unwrap()
        .iter()
        .find(|printer| printer["name"] == QUEUE)
        .expect("the queue is listed")
        .clone();
    assert_eq!((&ours["default"], &ours["ready"]), (&json!(true), &json!(true)));
    let pages = window.rpc("form", json!({ "form": form })).await?["filed"]["pages"].as_u64().unwrap() as usize;
    window.rpc("print_form", json!({ "form": form, "printer": QUEUE, "copies": 2 })).await?;
    let size = queue.pages(&stage, pages * 2).await?;
    assert!(size.starts_with("595"), "A4, not {size}");

    // Why and the verdict go the same way: a sheet each.
    let sheet =
        json!({ "case": cases[0], "clock": "solution", "cycle": 1, "verdict": true, "paper": "a5", "languages": "zh" });
    window.rpc("print_why", json!({ "sheet": sheet, "printer": QUEUE, "copies": 3 })).await?;
    let size = queue.pages(&stage, 6).await?;
    assert!(size.starts_with("420") || size.starts_with("419"), "A5, not {size}");

    let refused =
        window.rpc("print_form", json!({ "form": form, "printer": "No-such", "copies": 1 })).await.unwrap_err();
    assert!(refused.to_string().contains("printer"), "{refused}");
    window.close().await
}

#[tokio::test]
async fn axe_finds_nothing_on_any_screen() -> Result<()> {
    let stage = Stage::with_notifications(1280, 800).await?;
    let mut window = Window::open(&stage, &[]).await?;
    let mut found = Vec::new();
    let mut look_at =
        |screen: &str, said: Vec<String>| found.extend(said.into_iter().map(|one| format!("{screen}: {one}")));
    window.until("the first start", "return document.querySelector('main h1') !== null").await?;
    look_at("first start", window.axe().await?);
    begin(&window, true, "en").await?;
    let cases = open_cases(&window).await?;
    let id = cases[0]["id"].as_str().unwrap();
    let screens = [
        "#/today".into(),
        "#/cases".into(),
        format!("#/cases/{id}"),
        "#/customers".into(),
        "#/surveys".into(),
        format!("#/forms/{id}"),
        "#/settings".into(),
    ];
    for theme in ["light", "dark"] {
        look(&window, theme, "en").await?;
        for screen in &screens {
            window.ask(&format!("location.hash = {}; return true", json!(screen))).await?;
            window.settled().await?;
            window.until("a still page", "return !document.querySelector('[aria-busy=true], .bones')").await?;
            look_at(&format!("{screen} {theme}"), window.axe().await?);
        }
    }
    window.keys("ctrl+k").await?;
    look_at("palette", window.axe().await?);
    assert!(found.is_empty(), "{}", found.join("\n"));
    window.close().await
}
