//! The tour: the line that this program runs, walked through in the real window on a sample desk, with a picture of each
//! step in light and dark, English and Chinese, at two sizes. `make run` takes it where there is no display.
//!
//! It acts as a person does (keys, words, a dropped file) wherever a driver can; setting the clock, the customer's order and
//! the file dialog's answer go by calls, and say so here. The last line printed is the folder with pictures and paper.
//! With `--server` the window is a desk of a server on PostgreSQL, both started for the tour.

#![allow(clippy::print_stdout, reason = "it tells on the terminal what it does")]

use aftercare_testkit::postgres::Database;
use aftercare_tests::letters::Letter;
use aftercare_tests::queue::{QUEUE, Queue};
use aftercare_tests::scene::{case, drop_files, look, mail_date, move_to, open_cases, run_up_to};
use aftercare_tests::stage::{Stage, root};
use aftercare_tests::window::Window;
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

const SIZES: [(u32, u32); 2] = [(1280, 800), (1920, 1080)];
const FINDING: &str = "Thread of the side seam too weak for the load; batch 2026-07 only.";

/// Takes pictures.
struct Album {
    folder: PathBuf,
    step: usize,
    /// Only English, light, small: while somebody works on the tour itself.
    brief: bool,
}

impl Album {
    async fn step(&mut self, window: &Window, name: &str) -> Result<()> {
        self.step += 1;
        println!("{:>2} {name}", self.step);
        // What was said in the language of a moment ago would stand in every picture.
        window.ask("document.querySelectorAll('.toast .x').forEach((x) => x.click()); return true").await?;
        if self.brief {
            return self.one(window, name, "light", "en", SIZES[0]).await;
        }
        for size in SIZES {
            window.resize(size.0, size.1).await?;
            for language in ["en", "zh-CN"] {
                for theme in ["light", "dark"] {
                    look(window, theme, language).await?;
                    self.one(window, name, theme, language, size).await?;
                }
            }
        }
        look(window, "light", "en").await?;
        window.resize(SIZES[0].0, SIZES[0].1).await
    }

    async fn one(&self, window: &Window, name: &str, theme: &str, language: &str, size: (u32, u32)) -> Result<()> {
        window.until("nothing loads", "return !document.querySelector('[aria-busy=true], .bones')").await?;
        let file = format!("{:02}-{name}-{language}-{theme}-{}.png", self.step, size.0);
        window.picture(&self.folder.join(file)).await
    }
}

#[tokio::main]
async fn main() -> Result<()> {
    let (flags, given): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|word| word.starts_with("--"));
    let given = given.into_iter().next().unwrap_or_else(|| "out/tour".to_owned());
    let folder = if Path::new(&given).is_absolute() { PathBuf::from(given) } else { root().join(given) };
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let mut album =
        Album { folder: folder.clone(), step: 0, brief: std::env::var_os("AFTERCARE_TOUR_BRIEF").is_some() };

    let mut stage = Stage::with_notifications(1920, 1080).await?;
    let database = flags.iter().any(|flag| flag == "--server").then(Database::fresh);
    if let Some(database) = &database {
        stage.serve(database.url()).await?;
        println!("   the desk stands on a server with PostgreSQL");
    }
    let queue = match Queue::start(&mut stage).await {
        Ok(queue) => Some(queue),
        Err(error) => {
            println!("   no printer's queue here, paper as PDF only: {error:#}");
            None
        }
    };
    let mut window = Window::open(&stage, &[]).await?;
    first_start(&mut album, &mut window).await?;
    let id = letters_come(&mut album, &stage, &mut window).await?;
    answer(&mut album, &mut window).await?;
    deadline(&mut album, &stage, &window, &id).await?;
    paper(&mut album, &stage, &mut window, queue.as_ref(), &id).await?;
    survey(&mut album, &window).await?;
    policies(&mut album, &stage, &mut window, queue.as_ref(), &id).await?;
    rest(&mut album, &mut window).await?;
    window.close().await?;
    println!("\n{}", folder.display());
    Ok(())
}

/// No settings exist yet, so the look is set on the page.
async fn first_start(album: &mut Album, window: &mut Window) -> Result<()> {
    album.step += 1;
    println!("{:>2} first-start", album.step);
    for size in SIZES {
        window.resize(size.0, size.1).await?;
        for (language, button) in [("zh-CN", "中文"), ("en", "English")] {
            window.press(button).await?;
            for theme in ["dark", "light"] {
                window.ask(&format!("document.documentElement.dataset.theme = '{theme}'; return true")).await?;
                album.one(window, "first-start", theme, language, size).await?;
            }
        }
    }
    window.resize(SIZES[0].0, SIZES[0].1).await?;
    window.press("Look around a sample desk").await?;
    window.until_seen("nav").await?;
    album.step(window, "today").await?;
    // Read once; About goes on saying until which year holidays are known.
    window.press("Understood").await
}

/// Three letters are dropped on the window; the first is opened and classified.
async fn letters_come(album: &mut Album, stage: &Stage, window: &mut Window) -> Result<String> {
    let date = mail_date(window, 12).await?;
    let letters = [
        Letter {
            id: "seam",
            from: "Maria Rossi <maria@bottega.example>",
            subject: "Open seams on lot 2026-07",
            date: &date,
            text: "Dear team,\n\nthe side seam of 320 of 5,000 tote bags of lot 2026-07 opens after two days of use.\n\
                   Shops have begun to send them back. Please tell us how you want to proceed.\n\nMaria Rossi\nBottega",
        },
        Letter {
            id: "strap",
            from: "陈静 <chen.jing@haibo.example>",
            subject: "肩带五金生锈，请尽快处理",
            date: &date,
            text: "您好：\n\n合同 HB-2026-11 的 150 只公文包，肩带五金件出现锈点，共 12 只。\n请告知处理办法。\n\n陈静",
        },
        Letter {
            id: "care",
            from: "Owen Hart <owen@hartandsons.example>",
            subject: "How to care for the vegetable-tanned straps",
            date: &date,
            text: "Hello,\n\ncould you send us care instructions for the vegetable-tanned straps?\n\nOwen",
        },
    ];
    let mut files = Vec::new();
    for letter in &letters {
        files.push(letter.write(&stage.path("mail"))?);
    }
    if !drop_files(stage, &files.iter().map(PathBuf::as_path).collect::<Vec<_>>()).await? {
        bail!("the second start did not end well");
    }
    window.until_text("3 opened").await?;
    window.keys("g c").await?;
    album.step(window, "cases").await?;

    let rows = open_cases(window).await?;
    let ours = rows.iter().find(|row| row["subject"].as_str().is_some_and(|said| said.contains("Open seams")));
    let id = ours.and_then(|row| row["id"].as_str()).context("the letter's case")?.to_owned();
    window.ask(&format!("location.hash = '#/cases/{id}'; return true")).await?;
    window.until_seen("#case-title").await?;
    album.step(window, "case").await?;
    window.keys("q").await?;
    window.until("the type has the focus", "return document.activeElement?.tagName === 'SELECT'").await?;
    window.keys("enter").await?;
    window.until("classified", "return !document.querySelector('form select')").await?;
    window.keys("y").await?;
    window.until_seen("dialog[open]").await?;
    album.step(window, "why").await?;
    window.keys("escape").await?;
    Ok(id)
}

async fn answer(album: &mut Album, window: &mut Window) -> Result<()> {
    window.keys("r").await?;
    window
        .write("Dear Maria, thank you for the photos. Please keep the 320 pieces aside; our quality team answers on the cause today.")
        .await?;
    album.step(window, "answer").await?;
    window.press("I sent it").await?;
    window.until_text("answered").await?;
    album.step(window, "answered").await
}

/// The sample desk's clock is moved past the next promise on this case.
async fn deadline(album: &mut Album, stage: &Stage, window: &Window, id: &str) -> Result<()> {
    stage.received().await?;
    let page = case(window, id).await?;
    let running = page["clocks"].as_array().into_iter().flatten().filter(|clock| clock["state"] == "running");
    let due = running.filter_map(|clock| clock["due"].as_str()).min().context("a running clock")?.to_owned();
    run_up_to(window, &due).await?;
    move_to(window, &due, 90).await?;
    let mut told = Vec::new();
    for _ in 0..100 {
        if stage.shown().await? > 0 {
            tokio::time::sleep(Duration::from_millis(800)).await;
            told = stage.received().await?;
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    if told.is_empty() {
        bail!("no notification came");
    }
    let lines: Vec<String> = told.iter().map(|(title, body)| format!("{title}\n    {body}\n")).collect();
    fs::write(album.folder.join("notifications.txt"), lines.concat())?;
    println!("   {} notifications received by dunst", told.len());
    album.step(window, "late").await
}

async fn paper(album: &mut Album, stage: &Stage, window: &mut Window, queue: Option<&Queue>, id: &str) -> Result<()> {
    window.ask("document.activeElement?.blur(); return true").await?;
    window.keys("p").await?;
    let sheet = "return [...document.images].some((i) => i.complete && i.naturalWidth > 0)";
    window.until("the sheet", sheet).await?;
    window.ask("document.querySelector('main textarea, aside textarea')?.focus(); return true").await?;
    window.write(FINDING).await?;
    tokio::time::sleep(Duration::from_millis(800)).await;
    window.until("the sheet", sheet).await?;
    album.step(window, "form").await?;
    window.keys("ctrl+enter").await?;
    window.until_text("CIP-").await?;
    window.until("the sheet", sheet).await?;
    let page = case(window, id).await?;
    let form = page["forms"][0].clone();
    let path = album.folder.join(format!("{}.pdf", form["number"].as_str().context("a number")?));
    window.rpc("save_form", json!({ "form": form["id"], "path": path })).await?;
    if let Some(queue) = queue {
        window.keys("ctrl+p").await?;
        let pages = usize::try_from(form["pages"].as_u64().unwrap_or(1))?;
        let size = queue.pages(stage, pages).await?;
        fs::copy(queue.paper(), album.folder.join("printed-by-cups.pdf"))?;
        println!("   printed on {QUEUE}: {pages} page, {size}");
    }
    album.step(window, "filed").await
}

/// A completed first order makes a survey due.
async fn survey(album: &mut Album, window: &Window) -> Result<()> {
    let today = window.rpc("surveys", Value::Null).await?["today"].as_str().context("today")?.to_owned();
    let customer = json!({
        "id": null, "name": "Bottega Rossi", "emails": ["maria@bottega.example"], "phones": ["+39 055 555 0143"], "contact": "Maria Rossi",
        "language": "en", "zone": "Europe/Rome", "long_term_since": null, "no_surveys": false,
    });
    let id = window.rpc("save_customer", customer).await?;
    let order = json!({
        "id": null, "number": "BR-2026-031", "contract": null, "goods": "5,000 tote bags, lot 2026-07", "customised": false,
        "ordered_on": today, "received_on": today, "completed_on": today,
    });
    window.rpc("save_order", json!({ "customer": id, "order": order })).await?;
    window.ask(&format!("location.hash = '#/customers/{}'; return true", id.as_str().unwrap_or_default())).await?;
    window.until_text("Bottega Rossi").await?;
    album.step(window, "customer").await?;
    window.ask("location.hash = '#/surveys'; return true").await?;
    window.until_text("Bottega Rossi").await?;
    album.step(window, "surveys").await
}

/// What was found gives a verdict, printed with the deadline; the packs are read, tried, and their calendar is changed on trial.
async fn policies(
    album: &mut Album,
    stage: &Stage,
    window: &mut Window,
    queue: Option<&Queue>,
    id: &str,
) -> Result<()> {
    let found = json!({ "case": id, "facts": { "cause": "workmanship", "service": "repair" }, "days": { "received_on": "2026-08-14" }, "note": "seam thread too thin" });
    window.rpc("find_facts", found).await?;
    window.ask(&format!("location.hash = '#/cases/{id}'; return true")).await?;
    window.until_seen("#case-title").await?;
    window.keys("y").await?;
    window.until_seen("dialog[open]").await?;
    window.until_text("Free of charge").await?;
    album.step(window, "verdict").await?;
    why_on_paper(album, stage, window, queue, id).await?;
    window.keys("escape").await?;
    for (page, words) in [
        ("policies/hx-leather/document", "within 2 hours"),
        ("policies/hx-leather/tables", "Who answers for it"),
        ("policies/hx-leather/versions", "version 2"),
        ("policies/declared", "Declare"),
    ] {
        window.ask(&format!("location.hash = '#/{page}'; return true")).await?;
        window
            .until(
                "the policy",
                &format!("return document.body.innerText.toLowerCase().includes('{}')", words.to_lowercase()),
            )
            .await?;
        album.step(window, page.rsplit('/').next().unwrap_or(page)).await?;
    }
    window.ask("location.hash = '#/policies/calendars/hx-leather/service'; return true").await?;
    window.until_seen("[role=grid]").await?;
    album.step(window, "calendar").await
}

/// Why and the verdict as they come out of the printer: the dialog, the PDF, and what the queue made of it.
async fn why_on_paper(
    album: &mut Album,
    stage: &Stage,
    window: &mut Window,
    queue: Option<&Queue>,
    id: &str,
) -> Result<()> {
    window.keys("p").await?;
    let sheets = "return [...document.querySelectorAll('dialog.paper img')].filter((i) => i.complete && i.naturalWidth > 0).length > 1";
    window.until("both sheets", sheets).await?;
    album.step(window, "why-on-paper").await?;
    let page = case(window, id).await?;
    let clock = &page["clocks"][0];
    for (language, name) in [("en", "why-en"), ("zh", "why-zh")] {
        let sheet = json!({
            "case": id, "clock": clock["clock"], "cycle": clock["cycle"], "verdict": true, "at": null, "paper": "a4",
            "languages": language,
        });
        let path = album.folder.join(format!("{name}.pdf"));
        window.rpc("save_why", json!({ "sheet": sheet, "path": path })).await?;
        picture_of_paper(stage, &path).await?;
    }
    if let Some(queue) = queue {
        let shown = window.ask("return document.querySelectorAll('dialog.paper img').length").await?;
        window.keys("ctrl+p").await?;
        let size = queue.pages(stage, shown.as_u64().context("no sheets")?.try_into()?).await?;
        let paper = album.folder.join("why-printed-by-cups.pdf");
        fs::copy(queue.paper(), &paper)?;
        picture_of_paper(stage, &paper).await?;
        println!("   printed on {QUEUE}: deadline and verdict, {size}");
    }
    window.keys("escape").await
}

/// A PDF's pages as pictures beside it, where poppler is there to make them.
async fn picture_of_paper(stage: &Stage, pdf: &Path) -> Result<()> {
    match stage
        .command(Path::new("pdftoppm"))
        .args(["-png", "-r", "100"])
        .arg(pdf)
        .arg(pdf.with_extension(""))
        .status()
        .await
    {
        Ok(made) if made.success() => Ok(()),
        Ok(made) => bail!("pdftoppm: {made}"),
        Err(error) => {
            println!("   no picture of {}: {error}", pdf.display());
            Ok(())
        }
    }
}

async fn rest(album: &mut Album, window: &mut Window) -> Result<()> {
    window.ask("location.hash = '#/settings'; return true").await?;
    album.step(window, "settings").await?;
    window.ask("location.hash = '#/cases'; return true").await?;
    window.keys("ctrl+k").await?;
    album.step(window, "palette").await?;
    window.keys("escape").await?;
    window.keys("ctrl+alt+n").await?;
    album.step(window, "call").await
}
