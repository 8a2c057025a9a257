//! The folder can be read and not written: by its disk, or by its rights.

use super::{letter, whole};
use aftercare_tests::ctl::Ctl;
use aftercare_tests::mounts::{alone, read_only};
use aftercare_tests::stage::Stage;
use aftercare_tests::window::Window;
use anyhow::Result;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::process::Command;

const SAID: &str =
    "The folder can’t be written: its rights forbid it, or its disk is read-only. Change that, then do it again.";

#[test]
fn a_read_only_disk_is_said_in_both_languages_and_again_is_the_way_out() -> Result<()> {
    alone("read_only::a_read_only_disk_is_said_in_both_languages_and_again_is_the_way_out", || async {
        for (language, words, again) in [
            ("en_GB", ["The desk can’t be opened", "its disk is read-only", "Give yourself the right"], "Try again"),
            ("zh_CN", ["无法打开服务台", "文件夹无法写入", "开通权限"], "重试"),
        ] {
            let stage = Stage::bare(1280, 800).await?.speaking(language);
            let ctl = Ctl::on(stage.desk());
            ctl.set_up()?;
            ctl.import(&letter("seam", "Open seams", &stage.path("mail"))?)?;
            super::settle(&stage.desk()).await?;
            let before = fs::read(stage.desk().join("aftercare.db"))?;
            read_only(&stage.desk(), true)?;
            for args in [["desk", "show"].as_slice(), &["backup"]] {
                assert!(ctl.run(args)?.says("read_only", SAID));
            }
            let mut window = Window::open(&stage, &[]).await?;
            for words in words {
                window.until_text(words).await?;
            }
            window.until_text(&stage.desk().display().to_string()).await?;
            super::pictures(&window, &format!("read-only-{language}")).await?;
            assert_eq!(fs::read(stage.desk().join("aftercare.db"))?, before);
            read_only(&stage.desk(), false)?;
            window.press(again).await?;
            window.until_seen("nav").await?;
            window.close().await?;
            whole(&ctl, 1)?;
        }
        Ok(())
    })
}

/// Takes the right to write from everything in a folder, or gives it back.
fn forbid(folder: &Path, so: bool) -> Result<()> {
    let mode = |folder: bool| match (folder, so) {
        (true, true) => 0o555,
        (true, false) => 0o755,
        (false, true) => 0o444,
        (false, false) => 0o644,
    };
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755))?;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        match entry.file_type()?.is_dir() {
            true => forbid(&entry.path(), so)?,
            false => fs::set_permissions(entry.path(), fs::Permissions::from_mode(mode(false)))?,
        }
    }
    Ok(fs::set_permissions(folder, fs::Permissions::from_mode(mode(true)))?)
}

#[tokio::test]
async fn a_folder_without_the_right_to_write_is_said_and_left_alone() -> Result<()> {
    let folder = tempfile::tempdir()?;
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755))?;
    let desk = folder.path().join("desk");
    let ctl = Ctl::on(&desk);
    ctl.set_up()?;
    ctl.import(&letter("seam", "Open seams", folder.path())?)?;
    super::settle(&desk).await?;
    let before = fs::read(desk.join("aftercare.db"))?;
    forbid(&desk, true)?;
    // To root nothing is forbidden, so it asks as nobody.
    let root = fs::metadata(folder.path())?.uid() == 0;
    let nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
    if root && !Command::new(nobody[0]).args(&nobody[1..]).arg("true").status().is_ok_and(|done| done.success()) {
        eprintln!("skipped: root can't become anybody else here");
        return Ok(());
    }
    let asked = if root { ctl.clone().under(nobody) } else { ctl.clone() };
    for args in [["desk", "show"].as_slice(), &["backup"]] {
        assert!(asked.run(args)?.says("read_only", SAID));
    }
    let report = letter("strap", "Strap too short", folder.path())?;
    assert!(asked.run(&["import", "mail", &report.display().to_string()])?.says("read_only", SAID));
    assert_eq!(fs::read(desk.join("aftercare.db"))?, before);
    forbid(&desk, false)?;
    whole(&ctl, 1)
}
