//! Tokens in a real keyring: gnome-keyring's own daemon on a bus that belongs to the test, with a home of its own.
//!
//! Which bus a process means stands in its environment, so whoever asks is a process of its own: this test program once more,
//! with the one test that reads steps from its input ([`asker`]).
#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::*;
use std::io::{BufRead, BufReader, Lines, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use zbus::Message;
use zbus::blocking::Connection;
use zbus::blocking::connection::Builder;
use zbus::zvariant::{DynamicType, ObjectPath, OwnedObjectPath, OwnedValue, Value};

const SERVER: &str = "https://desk.example.com";
const OTHER: &str = "https://other.example.com";
const PASSWORD: &str = "箱包 417";
const LOGIN: &str = "/org/freedesktop/secrets/collection/login";

const BUS: &str = r#"<busconfig>
  <type>session</type>
  <listen>unix:dir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>"#;

/// Ends with the test.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A bus on which nobody answers yet, and a home.
struct Place {
    home: tempfile::TempDir,
    bus: String,
    _daemon: Process,
}

impl Place {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let config = home.path().join("bus.conf");
        std::fs::write(&config, BUS).unwrap();
        let mut bus = Command::new("dbus-daemon");
        bus.arg(format!("--config-file={}", config.display())).args(["--nofork", "--print-address=1"]);
        let mut daemon = bus.stdout(Stdio::piped()).spawn().expect("dbus-daemon can be started");
        let mut address = String::new();
        BufReader::new(daemon.stdout.take().unwrap()).read_line(&mut address).unwrap();
        Self { home, bus: address.trim().to_owned(), _daemon: Process(daemon) }
    }

    fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        for (name, folder) in
            [("HOME", ""), ("XDG_RUNTIME_DIR", "run"), ("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "c")]
        {
            let folder = self.home.path().join(folder);
            std::fs::create_dir_all(&folder).unwrap();
            command.env(name, folder);
        }
        command.env("DBUS_SESSION_BUS_ADDRESS", &self.bus).env_remove(VARIABLE);
        command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env_remove("GNOME_KEYRING_CONTROL");
        command
    }

    /// Starts the keyring, unlocked; the first time it is made.
    fn keyring(&self) -> Process {
        let mut keyring = self.command("gnome-keyring-daemon");
        keyring
            .args(["--foreground", "--components=secrets", "--control-directory"])
            .arg(self.home.path().join("run/k"));
        keyring.arg("--unlock").stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut keyring = keyring.spawn().expect("gnome-keyring-daemon can be started");
        keyring.stdin.take().unwrap().write_all(PASSWORD.as_bytes()).unwrap();
        Process(keyring)
    }

    fn connection(&self) -> Connection {
        Builder::address(self.bus.as_str()).unwrap().build().unwrap()
    }

    fn lock(&self) {
        let args = (vec![ObjectPath::try_from(LOGIN).unwrap()],);
        service(&self.connection(), "org.freedesktop.Secret.Service", "Lock", &args);
    }

    /// As the program does that logs a person in.
    fn unlock(&self) {
        let bus = self.connection();
        let opened = service(&bus, "org.freedesktop.Secret.Service", "OpenSession", &("plain", Value::from("")));
        let (_, session): (OwnedValue, OwnedObjectPath) = opened.body().deserialize().unwrap();
        let secret = (session, Vec::<u8>::new(), PASSWORD.as_bytes().to_vec(), "text/plain");
        let args = (ObjectPath::try_from(LOGIN).unwrap(), secret);
        let own = "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface";
        service(&bus, own, "UnlockWithMasterPassword", &args);
    }

    fn asker(&self) -> Asker {
        let mut asker = self.command(std::env::current_exe().unwrap());
        asker.args(["--exact", "secrets::real::asker", "--ignored", "--nocapture"]);
        let mut process = asker.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let said = BufReader::new(process.stdout.take().unwrap()).lines();
        Asker { ask: process.stdin.take().unwrap(), said, _process: Process(process) }
    }
}

fn service(bus: &Connection, interface: &str, method: &str, args: &(impl serde::Serialize + DynamicType)) -> Message {
    let (name, path) = ("org.freedesktop.secrets", "/org/freedesktop/secrets");
    bus.call_method(Some(name), path, Some(interface), method, args).unwrap()
}

/// The window in which a person would type the password: it is there, and nobody types.
struct Nobody;

#[zbus::interface(name = "org.gnome.keyring.internal.Prompter")]
impl Nobody {
    fn begin_prompting(&self, _to: ObjectPath<'_>) {}
    fn stop_prompting(&self, _to: ObjectPath<'_>) {}
}

/// A process that keeps and fetches tokens.
struct Asker {
    ask: ChildStdin,
    said: Lines<BufReader<ChildStdout>>,
    _process: Process,
}

impl Asker {
    /// Does one step; the token, or the reason of the refusal.
    fn says(&mut self, step: &str) -> String {
        writeln!(self.ask, "{step}").unwrap();
        let mut answers = self.said.by_ref().map(Result::unwrap);
        answers
            .find_map(|line| line.split_once("said ").map(|(_, said)| said.to_owned()))
            .expect("the asking process answers and does not end")
    }

    fn fetch(&mut self, server: &str) -> String {
        self.says(&format!("fetch {server}"))
    }

    fn keep(&mut self, server: &str, token: &str) -> String {
        self.says(&format!("keep {server} {token}"))
    }

    /// Asks until the keyring is there, for ten seconds or so: a daemon that ended at its start never is.
    fn keep_once_it_answers(&mut self, server: &str, token: &str) -> String {
        for _ in 0..200 {
            match self.keep(server, token).as_str() {
                "absent" => std::thread::sleep(Duration::from_millis(50)),
                said => return said.to_owned(),
            }
        }
        panic!("gnome-keyring-daemon was started and did not come to the bus");
    }
}

/// Reads a step a line: `fetch SERVER`, `keep SERVER TOKEN`; `hasty` before it does not wait long.
#[tokio::test]
#[ignore = "the others run it, on buses of their own"]
#[allow(clippy::print_stdout, reason = "whoever runs it reads the answer there")]
async fn asker() {
    for line in std::io::stdin().lines() {
        let line = line.unwrap();
        let (hasty, step) = line.strip_prefix("hasty ").map_or((false, line.as_str()), |step| (true, step));
        let said = match step.split(' ').collect::<Vec<_>>()[..] {
            ["fetch", server] if hasty => asked(server, Duration::from_millis(500), |entry| entry.get_password()).await,
            ["fetch", server] => token(server).await,
            ["keep", server, given] => keep(server, given).await.map(|()| "kept".to_owned()),
            _ => panic!("{line}"),
        };
        println!("said {}", said.unwrap_or_else(|error| error.args["reason"].clone()));
    }
}

fn kept_files(home: &Path) -> Vec<u8> {
    let folder = home.join("data/keyrings");
    std::fs::read_dir(folder)
        .unwrap()
        .flat_map(|file| std::fs::read(file.unwrap().path()).unwrap_or_default())
        .collect()
}

#[test]
fn a_token_is_kept_for_its_server_and_outlives_program_and_keyring() {
    let place = Place::new();
    let keyring = place.keyring();
    let mut asker = place.asker();
    assert_eq!(asker.keep_once_it_answers(SERVER, "0f1e2d3c"), "kept");
    assert_eq!(asker.fetch(SERVER), "0f1e2d3c");
    assert_eq!(asker.fetch(OTHER), "no_entry");
    assert_eq!(asker.keep(SERVER, "4b5a6978"), "kept");
    assert_eq!(asker.keep(OTHER, "11112222"), "kept");
    assert_eq!((asker.fetch(SERVER), asker.fetch(OTHER)), ("4b5a6978".to_owned(), "11112222".to_owned()));
    drop(keyring);
    assert_eq!(asker.fetch(SERVER), "absent");
    let kept = kept_files(place.home.path());
    assert!(!kept.is_empty() && !kept.windows(8).any(|part| part == b"4b5a6978"), "never in clear");
    // The same program goes on with a keyring that was started anew, and so does the next one.
    let _keyring = place.keyring();
    assert_eq!(asker.keep_once_it_answers(OTHER, "33334444"), "kept");
    assert_eq!((asker.fetch(SERVER), place.asker().fetch(OTHER)), ("4b5a6978".to_owned(), "33334444".to_owned()));
}

#[test]
fn without_a_keyring_it_says_so_and_one_that_is_started_later_is_found() {
    let place = Place::new();
    let mut asker = place.asker();
    assert_eq!((asker.fetch(SERVER), asker.keep(SERVER, "0f1e2d3c")), ("absent".to_owned(), "absent".to_owned()));
    let _keyring = place.keyring();
    assert_eq!(asker.keep_once_it_answers(SERVER, "0f1e2d3c"), "kept");
    assert_eq!(asker.fetch(SERVER), "0f1e2d3c");
}

#[test]
fn without_a_bus_it_says_so() {
    let mut place = Place::new();
    place.bus = format!("unix:path={}", place.home.path().join("nothing").display());
    let mut asker = place.asker();
    assert_eq!((asker.fetch(SERVER), asker.keep(SERVER, "0f1e2d3c")), ("absent".to_owned(), "absent".to_owned()));
}

/// Without a screen nobody can ask for the password.
#[test]
fn a_locked_keyring_says_so_until_it_is_unlocked() {
    let place = Place::new();
    let _keyring = place.keyring();
    let mut asker = place.asker();
    assert_eq!(asker.keep_once_it_answers(SERVER, "0f1e2d3c"), "kept");
    place.lock();
    assert_eq!((asker.fetch(SERVER), asker.keep(SERVER, "4b5a6978")), ("locked".to_owned(), "locked".to_owned()));
    assert_eq!(asker.keep(OTHER, "11112222"), "locked", "one that it does not know yet");
    place.unlock();
    assert_eq!((asker.fetch(SERVER), asker.fetch(OTHER)), ("0f1e2d3c".to_owned(), "no_entry".to_owned()));
}

#[test]
fn a_window_in_which_nobody_types_is_not_waited_for_for_ever() {
    let place = Place::new();
    let _keyring = place.keyring();
    let mut asker = place.asker();
    assert_eq!(asker.keep_once_it_answers(SERVER, "0f1e2d3c"), "kept");
    place.lock();
    let prompter = Builder::address(place.bus.as_str()).unwrap().name("org.gnome.keyring.SystemPrompter").unwrap();
    let _prompter = prompter.serve_at("/org/gnome/keyring/Prompter", Nobody).unwrap().build().unwrap();
    assert_eq!(asker.says(&format!("hasty fetch {SERVER}")), "slow");
    assert_eq!(asker.says(&format!("hasty fetch {SERVER}")), "slow", "and again");
    place.unlock();
    assert_eq!(asker.fetch(SERVER), "0f1e2d3c", "what hung before holds up nobody");
}
