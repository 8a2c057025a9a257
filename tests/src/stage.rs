//! A screen, a session bus and folders that belong to one test alone, so that tests neither meet nor touch the person's own desk.
//!
//! The bus starts nothing by itself: whether a notification service is there is the test's choice, on any machine.

use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// How long a helper program may take to stand.
const PATIENCE: Duration = Duration::from_secs(20);

const BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

const DUNST: &str = "[global]\n    monitor = 0\n    history_length = 100\n    notification_limit = 0\n    font = Sans 10\n\
[urgency_low]\n    timeout = 0\n[urgency_normal]\n    timeout = 0\n[urgency_critical]\n    timeout = 0\n";

/// The place of one test; everything in it ends with it.
pub struct Stage {
    folder: TempDir,
    display: String,
    bus: String,
    language: String,
    size: (u32, u32),
    cups: Option<String>,
    /// Where the desk's server answers, and its token.
    server: Option<(String, String)>,
    with: Vec<(OsString, OsString)>,
    children: Vec<Child>,
}

impl Stage {
    /// A screen of this size and a bus with nobody on it.
    ///
    /// # Errors
    /// When Xvfb or dbus-daemon is missing or does not start.
    pub async fn bare(width: u32, height: u32) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("aftercare-stage-").tempdir()?;
        for inside in ["desk", "home", "config", "cache", "local", "run", "mail"] {
            fs::create_dir(folder.path().join(inside))?;
        }
        fs::set_permissions(folder.path().join("run"), fs::Permissions::from_mode(0o700))?;
        fs::write(folder.path().join("bus.conf"), BUS)?;
        fs::write(folder.path().join("dunstrc"), DUNST)?;

        let mut screen = Command::new("Xvfb");
        screen.args(["-displayfd", "1", "-nolisten", "tcp", "-screen", "0", &format!("{width}x{height}x24")]);
        let (screen, number) = first_line(screen).await.context("Xvfb")?;
        let mut bus = Command::new("dbus-daemon");
        bus.arg(format!("--config-file={}", folder.path().join("bus.conf").display()));
        bus.args(["--nofork", "--print-address=1"]);
        let (daemon, address) = first_line(bus).await.context("dbus-daemon")?;
        Ok(Self {
            folder,
            display: format!(":{number}"),
            bus: address,
            language: "en_GB".to_owned(),
            size: (width, height),
            cups: None,
            with: Vec::new(),
            server: None,
            children: vec![screen, daemon],
        })
    }

    /// The same with dunst, which receives notifications and keeps them until they are clicked or closed.
    ///
    /// # Errors
    /// When something is missing or does not start.
    pub async fn with_notifications(width: u32, height: u32) -> Result<Self> {
        let mut stage = Self::bare(width, height).await?;
        let mut dunst = stage.command("dunst");
        dunst.arg("-conf").arg(stage.folder.path().join("dunstrc")).stdout(Stdio::null()).stderr(Stdio::null());
        stage.children.push(dunst.spawn().context("dunst")?);
        let ready = async {
            while !stage.dunst(&["count"]).await.is_ok_and(|said| said.contains("Waiting")) {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        tokio::time::timeout(PATIENCE, ready).await.context("dunst did not answer")?;
        Ok(stage)
    }

    /// The language that the system says it speaks, such as `zh_CN`.
    #[must_use]
    pub fn speaking(mut self, language: &str) -> Self {
        language.clone_into(&mut self.language);
        self
    }

    /// Variables for everything that is started from here on.
    pub fn set(&mut self, variables: impl IntoIterator<Item = (impl Into<OsString>, impl Into<OsString>)>) {
        self.with.extend(variables.into_iter().map(|(name, value)| (name.into(), value.into())));
    }

    /// Where the printer's queue answers.
    pub fn print_through(&mut self, server: &str) {
        self.cups = Some(server.to_owned());
    }

    /// Starts a server on this database; every window opened from now on is a desk of it.
    ///
    /// # Errors
    /// When `aftercarectl` is not built or does not serve.
    pub async fn serve(&mut self, database: &str) -> Result<()> {
        let folder = self.folder.path().join("server");
        fs::create_dir_all(&folder)?;
        let mut serve = self.command(program("aftercarectl")?);
        serve.args(["serve", "--listen", "127.0.0.1:0", "--folder"]).arg(&folder).env("AFTERCARE_DATABASE", database);
        let (child, line) = first_line(serve).await.context("aftercarectl serve")?;
        let url = line.strip_prefix("listening on ").context("no address")?.to_owned();
        let token = fs::read_to_string(folder.join("server.token"))?.trim().to_owned();
        self.server = Some((url, token));
        self.children.push(child);
        Ok(())
    }

    /// The screen's name, as in `:7`.
    #[must_use]
    pub fn display(&self) -> &str {
        &self.display
    }

    /// Width and height of the screen.
    #[must_use]
    pub fn size(&self) -> (u32, u32) {
        self.size
    }

    /// The desk's data folder.
    #[must_use]
    pub fn desk(&self) -> PathBuf {
        self.folder.path().join("desk")
    }

    /// A folder for files that the test makes.
    #[must_use]
    pub fn path(&self, inside: &str) -> PathBuf {
        self.folder.path().join(inside)
    }

    /// A program that lives on this stage.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let at = |inside: &str| self.folder.path().join(inside);
        let mut command = Command::new(program);
        command
            .env("DISPLAY", &self.display)
            .env("GDK_BACKEND", "x11")
            .env_remove("WAYLAND_DISPLAY")
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus)
            .env("AFTERCARE_FOLDER", at("desk"))
            .env("HOME", at("home"))
            .env("XDG_CONFIG_HOME", at("config"))
            .env("XDG_CACHE_HOME", at("cache"))
            .env("XDG_DATA_HOME", at("local"))
            .env("XDG_RUNTIME_DIR", at("run"))
            .env("LANG", "C.UTF-8")
            .env("LANGUAGE", &self.language)
            .env_remove("LC_ALL")
            .env_remove("LC_MESSAGES")
            .env("NO_AT_BRIDGE", "1")
            .env("GTK_USE_PORTAL", "0")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("GTK_THEME")
            .stdin(Stdio::null())
            .kill_on_drop(true);
        if let Some((url, token)) = &self.server {
            command.env("AFTERCARE_SERVER", url).env("AFTERCARE_TOKEN", token);
        }
        command.envs(self.with.iter().cloned());
        match &self.cups {
            Some(server) => command.env("CUPS_SERVER", server),
            None => command.env("CUPS_SERVER", at("run").join("no-cups.sock")),
        };
        command
    }

    /// Asks `dunstctl`.
    ///
    /// # Errors
    /// When dunst does not answer.
    pub async fn dunst(&self, args: &[&str]) -> Result<String> {
        let said = self.command("dunstctl").args(args).output().await.context("dunstctl")?;
        if !said.status.success() {
            bail!("dunstctl {args:?}: {}", String::from_utf8_lossy(&said.stderr));
        }
        Ok(String::from_utf8_lossy(&said.stdout).into_owned())
    }

    /// How many notifications stand on the screen.
    ///
    /// # Errors
    /// When dunst does not answer.
    pub async fn shown(&self) -> Result<usize> {
        Ok(self.dunst(&["count", "displayed"]).await?.trim().parse()?)
    }

    /// Closes what is shown and tells all that ever arrived, as title and body, oldest first.
    ///
    /// # Errors
    /// When dunst does not answer.
    pub async fn received(&self) -> Result<Vec<(String, String)>> {
        self.dunst(&["close-all"]).await?;
        tokio::time::sleep(Duration::from_millis(200)).await;
        let history: Value = serde_json::from_str(&self.dunst(&["history"]).await?)?;
        let field = |entry: &Value, name: &str| entry[name]["data"].as_str().unwrap_or_default().to_owned();
        let entries = history["data"][0].as_array().cloned().unwrap_or_default();
        Ok(entries.iter().rev().map(|entry| (field(entry, "summary"), field(entry, "body"))).collect())
    }
}

/// The folder from which other programs than those beside the tests are taken, such as a release.
pub const PROGRAMS: &str = "AFTERCARE_PROGRAMS";

/// The file of one of our programs: in the folder that [`PROGRAMS`] names, else beside the running one.
///
/// # Errors
/// When it was not built.
pub fn program(name: &str) -> Result<PathBuf> {
    if let Some(folder) = std::env::var_os(PROGRAMS) {
        let path = Path::new(&folder).join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
        return if path.is_file() { Ok(path) } else { bail!("{} is not there", path.display()) };
    }
    let here = std::env::current_exe()?;
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let found = here.ancestors().skip(1).take(2).map(|folder| folder.join(&file)).find(|path| path.is_file());
    found.with_context(|| format!("{name} is not built: cargo build --workspace --bins"))
}

/// The top of the checkout.
#[must_use]
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

async fn first_line(mut command: Command) -> Result<(Child, String)> {
    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true).spawn()?;
    let out = child.stdout.take().context("no output")?;
    let mut lines = BufReader::new(out).lines();
    let line = tokio::time::timeout(PATIENCE, lines.next_line()).await.context("it says nothing")??;
    // Keeps the pipe open for as long as the program lives.
    tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
    Ok((child, line.context("it ended at once")?))
}
