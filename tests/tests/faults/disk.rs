//! The disk is full: while mail is imported, an answer is saved, a form is filed, a backup is made, and when the desk opens.

use super::{letter, note, notes, whole};
use aftercare_tests::ctl::Ctl;
use aftercare_tests::mounts::{alone, fill, resize, small_disk};
use aftercare_tests::scene::{begin, case, look};
use aftercare_tests::stage::Stage;
use aftercare_tests::window::Window;
use anyhow::Result;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

const SAID: &str = "The disk is full. Nothing confirmed is lost. Make room, then do it again.";

/// An mbox with so many letters.
fn mbox(path: &Path, letters: usize) -> Result<()> {
    let mut all = String::new();
    for n in 0..letters {
        let story = format!("Of lot {n} the seams of 320 pieces open after two days of use.\n").repeat(60);
        all += &format!(
            "From c{n}@bottega.example Sun Nov 22 06:00:00 2026\nFrom: Client {n} <c{n}@bottega.example>\nTo: service@hx-leather.example\n\
             Subject: Seams of lot {n}\nDate: Sun, 22 Nov 2026 06:00:00 +0000\nMessage-ID: <lot{n}@bottega.example>\n\n{story}\n"
        );
    }
    Ok(fs::write(path, all)?)
}

#[test]
fn an_import_that_fills_the_disk_goes_on_once_there_is_room() -> Result<()> {
    alone("disk::an_import_that_fills_the_disk_goes_on_once_there_is_room", || async {
        let folder = tempfile::tempdir()?;
        let disk = folder.path().join("disk");
        fs::create_dir(&disk)?;
        small_disk(&disk, 6_000)?;
        let ctl = Ctl::on(disk.join("desk"));
        ctl.set_up()?;
        let first = ctl.import(&letter("seam", "Open seams on lot 2026-07", folder.path())?)?;
        assert!(note(&ctl, &first[0], "Asked the mill.")?.answer()?.is_null());

        let all = folder.path().join("all.mbox");
        mbox(&all, 400)?;
        let path = all.display().to_string();
        let full = ctl.run(&["import", "mail", &path])?;
        assert!(full.says("disk_full", SAID));
        assert!(ctl.run(&["backup"])?.says("disk_full", SAID));
        let left = fs::read_dir(disk.join("desk/backups")).map(Iterator::count).unwrap_or_default();
        assert_eq!(left, 0, "a backup that did not fit leaves nothing behind");

        resize(&disk, 100_000)?;
        let kept = ctl.open_cases()?;
        assert!((1..401).contains(&kept), "{kept} cases");
        assert_eq!(notes(&ctl.case(&first[0])?), ["Asked the mill."]);
        whole(&ctl, kept)?;
        let rest = ctl.run(&["import", "mail", &path])?.answer()?;
        assert_eq!(rest["known"].as_u64().unwrap() as usize, kept - 1, "what was taken is known: {rest}");
        assert_eq!(rest["opened"].as_u64().unwrap() as usize, 401 - kept);
        assert!(ctl.run(&["backup"])?.answer()?["cases"] == 401);
        whole(&ctl, 401)
    })
}

#[test]
fn the_window_says_what_a_full_disk_kept_from_being_saved_and_keeps_the_words() -> Result<()> {
    alone("disk::the_window_says_what_a_full_disk_kept_from_being_saved_and_keeps_the_words", || async {
        let stage = Stage::bare(1280, 800).await?;
        small_disk(&stage.desk(), 30_000)?;
        let mut window = Window::open(&stage, &[]).await?;
        begin(&window, false, "en").await?;
        let file = letter("seam", "Open seams on lot 2026-07", &stage.path("mail"))?;
        let report = window.rpc("import_mail", json!({ "paths": [file], "job": "scene" })).await?;
        let id = report["cases"][0].as_str().unwrap().to_owned();
        let classify = json!({ "case": id, "category": "product_quality", "urgency": "high", "complexity": "general", "reason": null });
        window.rpc("classify", classify).await?;
        window.ask(&format!("location.hash = '#/cases/{id}'; return true")).await?;
        window.until_text("320 of 5,000").await?;
        look(&window, "light", "en").await?;

        let filler = fill(&stage.desk())?;
        window.keys("n").await?;
        window.write("The mill sends new thread on Friday.").await?;
        window.keys("ctrl+enter").await?;
        window.until_text("The disk is full").await?;
        window.picture(&super::picture("full-note-light-en")?).await?;
        window.until("the words are still there", KEPT).await?;
        assert_eq!(notes(&case(&window, &id).await?), Vec::<&str>::new());

        // The answer, the form and the backup, as the page calls them.
        let form = json!({ "case": id, "sort": "customer-information", "paper": "a4", "languages": "both", "finding": "Thread too weak." });
        for (name, args) in [
            (
                "mark_sent",
                json!({ "case": id, "to": "maria@bottega.example", "subject": "Seams", "text": "We send new ones." }),
            ),
            ("file_form", form.clone()),
            ("back_up", Value::Null),
        ] {
            let refused = window.rpc(name, args).await.unwrap_err().to_string();
            assert!(refused.contains("disk_full"), "{name}: {refused}");
        }
        let page = case(&window, &id).await?;
        assert_eq!((page["forms"].as_array().unwrap().len(), &page["unanswered"].is_null()), (0, &false), "{page}");

        fs::remove_file(&filler)?;
        window.keys("ctrl+enter").await?;
        window.until("the note is kept", "return document.body.innerText.includes('new thread on Friday') && !document.querySelector('textarea')?.value.includes('thread')").await?;
        window.rpc("file_form", form).await?;
        window.rpc("back_up", Value::Null).await?;
        let page = case(&window, &id).await?;
        assert_eq!((notes(&page).len(), page["forms"].as_array().unwrap().len()), (1, 1), "{page}");
        window.close().await?;
        whole(&Ctl::on(stage.desk()), 1)
    })
}

const KEPT: &str =
    "return [...document.querySelectorAll('textarea')].some((t) => t.value.includes('new thread on Friday'))";

#[test]
fn a_desk_on_a_full_disk_says_so_in_both_languages_and_opens_once_there_is_room() -> Result<()> {
    alone("disk::a_desk_on_a_full_disk_says_so_in_both_languages_and_opens_once_there_is_room", || async {
        for (language, closed, full, hint, again) in [
            ("en_GB", "The desk can’t be opened", "The disk is full", "few hundred megabytes", "Try again"),
            ("zh_CN", "无法打开服务台", "磁盘已满", "几百兆", "重试"),
        ] {
            let stage = Stage::bare(1280, 800).await?.speaking(language);
            small_disk(&stage.desk(), 20_000)?;
            let ctl = Ctl::on(stage.desk());
            ctl.set_up()?;
            ctl.import(&letter("seam", "Open seams", &stage.path("mail"))?)?;
            super::settle(&stage.desk()).await?;
            let filler = fill(&stage.desk())?;
            assert!(ctl.run(&["desk", "show"])?.says("disk_full", SAID));
            let mut window = Window::open(&stage, &[]).await?;
            for words in [closed, full, hint] {
                window.until_text(words).await?;
            }
            super::pictures(&window, &format!("full-{language}")).await?;
            fs::remove_file(&filler)?;
            window.press(again).await?;
            window.until_seen("nav").await?;
            window.close().await?;
            whole(&ctl, 1)?;
        }
        Ok(())
    })
}
