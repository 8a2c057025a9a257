//! A real CUPS with one queue, as a normal user and on a socket of its own: what is printed lands in a file as a PDF that
//! went through the queue's filters.

use crate::stage::Stage;
use anyhow::{Context, Result, bail};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use tempfile::TempDir;
use tokio::process::{Child, Command};

/// The queue's name.
pub const QUEUE: &str = "Front-desk";
/// Ships with cups-filters: what comes out is a PDF again, so that its pages can be counted.
const DRIVER: &str = "/usr/share/ppd/cupsfilters/Generic-PDF_Printer-PDF.ppd";

/// A running CUPS.
pub struct Queue {
    folder: TempDir,
    _cupsd: Child,
}

impl Queue {
    /// Starts it and tells the stage where it answers.
    ///
    /// # Errors
    /// When cupsd, its filters or its client tools are missing.
    pub async fn start(stage: &mut Stage) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("aftercare-cups-").tempdir()?;
        let at = |inside: &str| folder.path().join(inside);
        // As root, CUPS gives its filters to another user, who has to get in.
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755))?;
        for inside in ["root", "spool", "cache", "state", "out"] {
            fs::create_dir(at(inside))?;
            fs::set_permissions(at(inside), fs::Permissions::from_mode(0o777))?;
        }
        let socket = at("socket").display().to_string();
        fs::write(at("cupsd.conf"), settings(&socket))?;
        fs::write(at("cups-files.conf"), files(folder.path()))?;
        let cupsd = if Path::new("/usr/sbin/cupsd").exists() { "/usr/sbin/cupsd" } else { "cupsd" };
        let child = Command::new(cupsd)
            .arg("-f")
            .arg("-c")
            .arg(at("cupsd.conf"))
            .arg("-s")
            .arg(at("cups-files.conf"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .context("cupsd")?;
        stage.print_through(&socket);
        let queue = Self { folder, _cupsd: child };
        let stands = async {
            while !admin(stage, "lpstat", &["-r"]).await.is_ok_and(|said| said.contains("is running")) {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), stands).await.context("cupsd does not answer")?;
        let device = format!("file://{}", queue.paper().display());
        admin(stage, "lpadmin", &["-p", QUEUE, "-E", "-v", &device, "-P", DRIVER, "-o", "printer-is-shared=false"])
            .await?;
        admin(stage, "lpadmin", &["-d", QUEUE]).await?;
        Ok(queue)
    }

    /// Where the paper lands.
    #[must_use]
    pub fn paper(&self) -> PathBuf {
        self.folder.path().join("out").join("page.pdf")
    }

    /// Waits for this many pages and tells their size in points, as `595 x 842`.
    ///
    /// # Errors
    /// When they never come.
    pub async fn pages(&self, stage: &Stage, wanted: usize) -> Result<String> {
        let mut last = String::new();
        for _ in 0..200 {
            if let Ok(said) = admin(stage, "pdfinfo", &[&self.paper().display().to_string()]).await {
                let line = |name: &str| {
                    said.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().trim().to_owned()
                };
                if line("Pages:").parse() == Ok(wanted) {
                    return Ok(line("Page size:"));
                }
                last = said;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        bail!("the queue never printed {wanted} pages; last seen: {last}")
    }
}

async fn admin(stage: &Stage, program: &str, args: &[&str]) -> Result<String> {
    let sbin = Path::new("/usr/sbin").join(program);
    let program = if sbin.exists() { sbin } else { PathBuf::from(program) };
    let said = stage.command(&program).args(args).output().await.with_context(|| program.display().to_string())?;
    if !said.status.success() {
        bail!("{} {args:?}: {}", program.display(), String::from_utf8_lossy(&said.stderr));
    }
    Ok(String::from_utf8_lossy(&said.stdout).into_owned())
}

fn settings(socket: &str) -> String {
    format!(
        "Listen {socket}\nBrowsing Off\nDefaultAuthType None\nWebInterface No\nLogLevel warn\n\
         <Location />\n  Order allow,deny\n  Allow all\n</Location>\n\
         <Location /admin>\n  Order allow,deny\n  Allow all\n</Location>\n\
         <Policy default>\n  JobPrivateAccess all\n  JobPrivateValues none\n  SubscriptionPrivateAccess all\n\
         \n  SubscriptionPrivateValues none\n  <Limit All>\n    Order deny,allow\n    Allow all\n  </Limit>\n</Policy>\n"
    )
}

fn files(folder: &Path) -> String {
    let at = |inside: &str| folder.join(inside).display().to_string();
    format!(
        "FileDevice Yes\nServerRoot {}\nRequestRoot {}\nCacheDir {}\nStateDir {}\nTempDir {}\nAccessLog {}\nErrorLog {}\n\
         PageLog {}\nSystemGroup root\nUser nobody\nGroup nogroup\n",
        at("root"),
        at("spool"),
        at("cache"),
        at("state"),
        at("spool"),
        at("access.log"),
        at("error.log"),
        at("page.log"),
    )
}
