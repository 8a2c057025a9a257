//! The folder is another computer's disk: a real sshfs. Two computers writing there would destroy each other's records.

use super::{letter, whole};
use aftercare_tests::ctl::Ctl;
use aftercare_tests::mounts::{alone, share, unmount};
use aftercare_tests::stage::Stage;
use aftercare_tests::window::Window;
use anyhow::Result;
use std::fs;

const SAID: &str = "is on another computer’s disk (fuse.sshfs), where records are not safe";

#[test]
fn a_share_is_refused_in_both_languages_before_anything_is_written() -> Result<()> {
    alone("share::a_share_is_refused_in_both_languages_before_anything_is_written", || async {
        for (language, words, again) in [
            ("en_GB", ["The desk can’t be opened", "another computer’s disk", "aftercarectl serve"], "Try again"),
            ("zh_CN", ["无法打开服务台", "另一台电脑的磁盘", "aftercarectl serve"], "重试"),
        ] {
            let stage = Stage::bare(1280, 800).await?.speaking(language);
            let ctl = Ctl::on(stage.desk());
            ctl.set_up()?;
            ctl.import(&letter("seam", "Open seams", &stage.path("mail"))?)?;
            super::settle(&stage.desk()).await?;
            let far = stage.path("far");
            fs::create_dir(&far)?;
            fs::copy(stage.desk().join("aftercare.db"), far.join("aftercare.db"))?;
            let before = fs::read(far.join("aftercare.db"))?;
            if share(&far, &stage.desk(), &stage.path("run"))?.is_none() {
                eprintln!("skipped: sshfs, OpenSSH's file server or FUSE is not here");
                return Ok(());
            }
            assert!(ctl.run(&["desk", "show"])?.says("network", SAID));
            let inside = stage.desk().join("new");
            let new = Ctl::on(&inside).run(&["desk", "set-up", "--name", "Lin Qiao"])?;
            assert!(new.says("network", SAID));
            assert!(!inside.exists(), "not even a folder is made");
            let mut window = Window::open(&stage, &[]).await?;
            for words in words {
                window.until_text(words).await?;
            }
            super::pictures(&window, &format!("share-{language}")).await?;
            let names = fs::read_dir(&far)?.map(|entry| entry.unwrap().file_name());
            let names: Vec<_> = names.filter(|name| name != "logs").collect();
            assert_eq!(names, ["aftercare.db"], "nothing but the window's log appeared");
            assert_eq!(fs::read(far.join("aftercare.db"))?, before);

            // The way out: the folder on a disk of this computer.
            unmount(&stage.desk())?;
            window.press(again).await?;
            window.until_seen("nav").await?;
            window.close().await?;
            whole(&ctl, 1)?;
        }
        Ok(())
    })
}
