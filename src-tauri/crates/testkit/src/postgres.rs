//! A real PostgreSQL for tests: the system's own server, started as a normal user in a temporary folder, on loopback.
//!
//! One server serves a whole test run: `scripts/nextest.sh` starts it and names it in `AFTERCARE_TEST_POSTGRES`. A test that
//! is run by itself starts its own. Each test gets an empty database of its own.

use std::io;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use tempfile::TempDir;

/// Names the server of a whole test run, as `postgres://aftercare@127.0.0.1:PORT`.
pub const VARIABLE: &str = "AFTERCARE_TEST_POSTGRES";
const USER: &str = "aftercare";

/// A server that stops, and whose folder goes, when this is dropped; also when the process is killed.
#[derive(Debug)]
pub struct Server {
    port: u16,
    /// Ends the server when its input closes, which the system does for every dead process.
    guard: Child,
    folder: Option<TempDir>,
    data: PathBuf,
}

impl Server {
    /// Starts a server in a temporary folder that doesn't wait for the disk: for tests of what is asked and answered.
    ///
    /// # Errors
    /// When PostgreSQL is not installed or does not start; the text says what it said.
    pub fn start() -> io::Result<Self> {
        let folder = tempfile::Builder::new().prefix("aftercare-postgres-").tempdir()?;
        open_to(folder.path())?;
        let mut server =
            Self::at(&folder.path().join("data"), &["fsync=off", "synchronous_commit=off", "full_page_writes=off"])?;
        server.folder = Some(folder);
        Ok(server)
    }

    /// Starts the server whose data stand in `data`, and makes them when there are none: as durable as `settings` say, which
    /// by PostgreSQL's own choice is fully.
    ///
    /// # Errors
    /// When PostgreSQL is not installed or does not start; the text says what it said.
    pub fn at(data: &Path, settings: &[&str]) -> io::Result<Self> {
        if !data.join("PG_VERSION").exists() {
            std::fs::create_dir_all(data)?;
            own(data)?;
            run(as_user(&program("initdb")?)
                .args(["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"])
                .args(["-U", USER, "-D"])
                .arg(data))?;
        }
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut options =
            format!("-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=400");
        for setting in settings {
            options.push_str(&format!(" -c {setting}"));
        }
        let log = data.join("server.log");
        let control = program("pg_ctl")?;
        run(as_user(&control)
            .args(["start", "-w", "-t", "60", "-D"])
            .arg(data)
            .arg("-l")
            .arg(&log)
            .args(["-o", &options]))
        .map_err(|error| {
            let said = std::fs::read_to_string(&log).unwrap_or_default();
            io::Error::other(format!("{error}\n{said}"))
        })?;
        // `read` ends with the pipe, the pipe with this process.
        let mut guard = as_user(Path::new("/bin/sh"));
        guard.args(["-c", "trap '' INT TERM; read -r _; exec \"$0\" stop -m immediate -D \"$1\" >/dev/null 2>&1"]);
        let guard = guard.arg(&control).arg(data).stdin(Stdio::piped()).stdout(Stdio::null()).spawn()?;
        Ok(Self { port, guard, folder: None, data: data.to_owned() })
    }

    /// Its address, without a database.
    #[must_use]
    pub fn url(&self) -> String {
        format!("postgres://{USER}@127.0.0.1:{}", self.port)
    }

    /// Stops it as a crash would, and starts it again on the same port.
    ///
    /// # Errors
    /// When it does not come back.
    pub fn crash_and_restart(&self) -> io::Result<()> {
        run(as_user(&program("pg_ctl")?)
            .args(["restart", "-w", "-m", "immediate", "-D"])
            .arg(&self.data)
            .arg("-l")
            .arg(self.data.join("server.log")))
    }

    /// Stops it as a crash would; [`Server::again`] starts it on the same port.
    ///
    /// # Errors
    /// When it can't be stopped.
    pub fn crash(&self) -> io::Result<()> {
        run(as_user(&program("pg_ctl")?).args(["stop", "-m", "immediate", "-D"]).arg(&self.data))
    }

    /// Starts it again after [`Server::crash`].
    ///
    /// # Errors
    /// When it does not come back.
    pub fn again(&self) -> io::Result<()> {
        let options = std::fs::read_to_string(self.data.join("postmaster.opts"))?;
        let options = options.split_once(' ').map_or("", |(_, rest)| rest).replace('"', "");
        let options = options.split(" -D ").next().map_or(String::new(), str::to_owned);
        run(as_user(&program("pg_ctl")?)
            .args(["start", "-w", "-D"])
            .arg(&self.data)
            .arg("-l")
            .arg(self.data.join("server.log"))
            .args(["-o", options.trim()]))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.guard.stdin.take());
        let _ = self.guard.wait();
        // The files belong to the server's user; as root we may take them away.
        if let Some(folder) = self.folder.take() {
            let _ = folder.close();
        }
    }
}

/// An empty database; it goes with this.
#[derive(Debug)]
pub struct Database {
    url: String,
    server: String,
    name: String,
}

impl Database {
    /// A new one on the server of this test run.
    ///
    /// # Panics
    /// When there is no PostgreSQL: these tests don't pass over it in silence.
    #[must_use]
    #[allow(clippy::expect_used, reason = "a test of PostgreSQL can't go on without it")]
    pub fn fresh() -> Self {
        Self::on(&shared()).expect("a database on the test server")
    }

    /// A new one on this server.
    ///
    /// # Errors
    /// What the server said.
    pub fn on(server: &str) -> io::Result<Self> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        ask(server, "postgres", &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))?;
        ask(server, "postgres", &format!("CREATE DATABASE {name}"))?;
        Ok(Self { url: format!("{server}/{name}"), server: server.to_owned(), name })
    }

    /// Its address.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Runs statements in it, past the program: to plant damage. Gives what `psql` printed.
    ///
    /// # Panics
    /// When the server refuses.
    #[allow(clippy::expect_used, reason = "a statement that fails is a fault of the test")]
    pub fn run(&self, statements: &str) -> String {
        ask(&self.server, &self.name, statements).expect("statements that the server takes")
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let _ = ask(&self.server, "postgres", &format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name));
    }
}

/// The server of this test run, else one of this process.
fn shared() -> String {
    if let Ok(url) = std::env::var(VARIABLE)
        && !url.is_empty()
    {
        return url;
    }
    static OWN: OnceLock<Mutex<Option<Server>>> = OnceLock::new();
    let mut own = OWN.get_or_init(|| Mutex::new(None)).lock().unwrap_or_else(PoisonError::into_inner);
    #[allow(clippy::expect_used, reason = "a test of PostgreSQL can't go on without it")]
    own.get_or_insert_with(|| Server::start().expect("PostgreSQL, as `make setup` installs it")).url()
}

fn ask(server: &str, database: &str, statements: &str) -> io::Result<String> {
    let mut psql = Command::new(program("psql")?);
    psql.args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d"]).arg(format!("{server}/{database}"));
    let done = psql.arg("-c").arg(statements).output()?;
    match done.status.success() {
        true => Ok(String::from_utf8_lossy(&done.stdout).into_owned()),
        false => Err(io::Error::other(String::from_utf8_lossy(&done.stderr).into_owned())),
    }
}

/// One of PostgreSQL's programs: the newest of Debian's versions, else whatever the path has.
fn program(name: &str) -> io::Result<PathBuf> {
    let mut versions: Vec<PathBuf> = match std::fs::read_dir("/usr/lib/postgresql") {
        Ok(entries) => entries.filter_map(|entry| Some(entry.ok()?.path().join("bin").join(name))).collect(),
        Err(_) => Vec::new(),
    };
    versions.retain(|path| path.is_file());
    versions.sort();
    if let Some(newest) = versions.pop() {
        return Ok(newest);
    }
    let on_path = |folder: PathBuf| Some(folder.join(name)).filter(|path| path.is_file());
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .find_map(on_path)
        .ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, format!("PostgreSQL's {name} is not installed")))
}

#[cfg(unix)]
fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|out| out.stdout.trim_ascii() == b"0")
}

#[cfg(not(unix))]
fn is_root() -> bool {
    false
}

/// The server refuses to run as root, so root lends it the user that its package made.
fn as_user(program: &Path) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=postgres", "--regid=postgres", "--init-groups", "--"]).arg(program).current_dir("/");
    command
}

fn own(folder: &Path) -> io::Result<()> {
    if is_root() { run(Command::new("chown").arg("postgres:postgres").arg(folder)) } else { Ok(()) }
}

/// Lets the server's user through.
fn open_to(folder: &Path) -> io::Result<()> {
    if is_root() { run(Command::new("chmod").arg("755").arg(folder)) } else { Ok(()) }
}

/// Runs a command to its end. What it says goes to a file-less pipe only while it lives: a server it leaves behind must not
/// keep the pipe open, so output of `pg_ctl start` is not read.
fn run(command: &mut Command) -> io::Result<()> {
    let quiet = command.get_args().any(|arg| arg == "start" || arg == "restart");
    let out = if quiet {
        let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
        return if status.success() { Ok(()) } else { Err(io::Error::other(format!("{command:?}: {status}"))) };
    } else {
        command.stdin(Stdio::null()).output()?
    };
    match out.status.success() {
        true => Ok(()),
        false => Err(io::Error::other(format!("{command:?}: {}", String::from_utf8_lossy(&out.stderr)))),
    }
}
