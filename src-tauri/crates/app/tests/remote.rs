//! The client's side of a server against a server of a few lines that breaks connections where it hurts: before a command is
//! read, after it is done, in the middle of its answer, in the middle of an event. Nothing may be done twice, nothing
//! confirmed may be lost, and what was missed is asked again.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;

use aftercare_app::api::{ApiError, ErrorCode};
use aftercare_app::remote::{Address, Link, Pace, Remote, RemoteOptions};
use common::{Seen, TestClock};
use proptest::prelude::*;
use rstest::rstest;
use serde_json::{Value, json};
use std::collections::{HashMap, VecDeque};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::broadcast;
use tokio::task::JoinHandle;
use tokio::time::timeout;

/// What happens to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// The connection is closed before anything is done.
    Unread,
    /// Done, and the connection is closed without an answer.
    Unanswered,
    /// Done, and the answer breaks off after so many bytes.
    Cut(usize),
    /// Nothing goes wrong.
    None,
}

#[derive(Default)]
struct State {
    faults: VecDeque<Fault>,
    /// What each event stream sends before it breaks; when there is none any more, a whole one that stays.
    streams: VecDeque<Vec<u8>>,
    /// Answers of calls by name; anything else is answered with null.
    answers: HashMap<String, (u16, String)>,
    version: Option<&'static str>,
    known: HashMap<String, String>,
    /// Commands in the order in which they were done: path and body.
    done: Vec<(String, String)>,
    /// Names of uploads with their bytes.
    uploads: Vec<(String, Vec<u8>)>,
    connections: usize,
    listeners: usize,
}

struct Server {
    at: SocketAddr,
    state: Arc<Mutex<State>>,
    live: broadcast::Sender<String>,
    task: JoinHandle<()>,
}

const TOKEN: &str = "0f1e2d";
const ALL: &str = "id: 1\ndata: {\"type\":\"changed\",\"tags\":[\"*\"]}\n\n";

impl Server {
    async fn start() -> Self {
        Self::at("127.0.0.1:0".parse().unwrap(), Arc::default()).await
    }

    /// Starts at an address, with what an earlier one remembers.
    async fn at(at: SocketAddr, state: Arc<Mutex<State>>) -> Self {
        let listener = TcpListener::bind(at).await.unwrap();
        let at = listener.local_addr().unwrap();
        let live = broadcast::channel(64).0;
        let (shared, events) = (Arc::clone(&state), live.clone());
        let task = tokio::spawn(async move {
            let mut open = tokio::task::JoinSet::new();
            while let Ok((socket, _)) = listener.accept().await {
                shared.lock().unwrap().connections += 1;
                open.spawn(serve(socket, Arc::clone(&shared), events.subscribe()));
            }
        });
        Self { at, state, live, task }
    }

    /// Stops as a killed process does: listener and connections are gone.
    async fn stop(self) -> (SocketAddr, Arc<Mutex<State>>) {
        self.task.abort();
        let _ = self.task.await;
        (self.at, self.state)
    }

    fn faults(&self, faults: &[Fault]) {
        self.state.lock().unwrap().faults = faults.iter().copied().collect();
    }

    fn answers(&self, name: &str, status: u16, answer: &Value) {
        self.state.lock().unwrap().answers.insert(name.to_owned(), (status, answer.to_string()));
    }

    fn done(&self, path: &str) -> Vec<String> {
        let state = self.state.lock().unwrap();
        state.done.iter().filter(|(done, _)| done == path).map(|(_, body)| body.clone()).collect()
    }
}

struct Request {
    path: String,
    headers: HashMap<String, String>,
    body: Vec<u8>,
}

async fn read_request(socket: &mut TcpStream, left: &mut Vec<u8>) -> Option<Request> {
    let end = loop {
        if let Some(end) = left.windows(4).position(|w| w == b"\r\n\r\n") {
            break end;
        }
        more(socket, left).await?;
    };
    let head = String::from_utf8(left.drain(..end + 4).collect()).unwrap();
    let mut lines = head.lines();
    let path = lines.next().unwrap().split(' ').nth(1).unwrap().to_owned();
    let headers: HashMap<String, String> =
        lines.filter_map(|line| line.split_once(": ")).map(|(k, v)| (k.to_lowercase(), v.to_owned())).collect();
    let mut body = Vec::new();
    if headers.get("transfer-encoding").is_some_and(|how| how == "chunked") {
        loop {
            let line = loop {
                if let Some(end) = left.windows(2).position(|w| w == b"\r\n") {
                    break String::from_utf8(left.drain(..end + 2).collect()).unwrap();
                }
                more(socket, left).await?;
            };
            let size = usize::from_str_radix(line.trim(), 16).unwrap();
            while left.len() < size + 2 {
                more(socket, left).await?;
            }
            body.extend(left.drain(..size));
            left.drain(..2);
            if size == 0 {
                break;
            }
        }
    } else {
        let size = headers.get("content-length").map_or(0, |size| size.parse().unwrap());
        while left.len() < size {
            more(socket, left).await?;
        }
        body.extend(left.drain(..size));
    }
    Some(Request { path, headers, body })
}

async fn more(socket: &mut TcpStream, left: &mut Vec<u8>) -> Option<()> {
    let mut buffer = [0; 4096];
    let n = socket.read(&mut buffer).await.ok().filter(|n| *n > 0)?;
    left.extend_from_slice(&buffer[..n]);
    Some(())
}

async fn serve(mut socket: TcpStream, state: Arc<Mutex<State>>, live: broadcast::Receiver<String>) {
    let mut left = Vec::new();
    while let Some(request) = read_request(&mut socket, &mut left).await {
        if request.path == "/api/events" {
            return stream(socket, state, live).await;
        }
        let fault = state.lock().unwrap().faults.pop_front().unwrap_or(Fault::None);
        if fault == Fault::Unread {
            return;
        }
        let path = request.path.clone();
        let (status, answer) = perform(&state, request);
        let version = state.lock().unwrap().version.unwrap_or(env!("CARGO_PKG_VERSION"));
        let said = if path.starts_with("/api/download/") { "aftercare-answer: {\"rows\":3}\r\n" } else { "" };
        let whole = format!(
            "HTTP/1.1 {status} X\r\naftercare-version: {version}\r\n{said}content-type: application/json\r\ncontent-length: {}\r\n\r\n{answer}",
            answer.len()
        );
        let sent = match fault {
            Fault::Unanswered => 0,
            Fault::Cut(after) => after % whole.len(),
            _ => whole.len(),
        };
        socket.write_all(&whole.as_bytes()[..sent]).await.unwrap();
        if sent < whole.len() {
            return;
        }
    }
}

/// Does what is asked, once for each request id.
fn perform(state: &Mutex<State>, request: Request) -> (u16, String) {
    let mut state = state.lock().unwrap();
    if request.headers.get("authorization").map(String::as_str) != Some(&format!("Bearer {TOKEN}")) {
        return (401, json!(ApiError::new(ErrorCode::Unauthorised)).to_string());
    }
    if let Some(name) = request.path.strip_prefix("/api/upload?name=") {
        let path = format!("upload:{}", state.uploads.len());
        state.uploads.push((name.to_owned(), request.body));
        return (200, json!({ "path": path }).to_string());
    }
    let (status, answer) = {
        let name = request.path.trim_start_matches("/api/").split('?').next().unwrap_or_default();
        state.answers.get(name).cloned().unwrap_or((200, "null".to_owned()))
    };
    let body = String::from_utf8(request.body).unwrap();
    let Some(id) = request.headers.get("x-request-id").cloned() else { return (status, answer) };
    if let Some(first) = state.known.get(&id) {
        return (status, first.clone());
    }
    state.known.insert(id, answer.clone());
    state.done.push((request.path, body));
    (status, answer)
}

async fn stream(mut socket: TcpStream, state: Arc<Mutex<State>>, mut live: broadcast::Receiver<String>) {
    let script = {
        let mut state = state.lock().unwrap();
        state.listeners += 1;
        state.streams.pop_front()
    };
    let head = format!(
        "HTTP/1.1 200 OK\r\naftercare-version: {}\r\ncontent-type: text/event-stream\r\n\r\n",
        env!("CARGO_PKG_VERSION")
    );
    socket.write_all(head.as_bytes()).await.unwrap();
    if let Some(script) = script {
        socket.write_all(&script).await.unwrap();
        return;
    }
    socket.write_all(ALL.as_bytes()).await.unwrap();
    while let Ok(event) = live.recv().await {
        if socket.write_all(format!("data: {event}\n\n").as_bytes()).await.is_err() {
            return;
        }
    }
}

struct Client {
    remote: Remote,
    seen: Arc<Seen>,
    folder: tempfile::TempDir,
}

/// Quick tries; nobody waits for a pause that a test does not need.
const QUICK: Pace = Pace {
    first: Duration::from_millis(1),
    most: Duration::from_millis(5),
    repeats: 4,
    connect: Duration::from_secs(20),
    query: Duration::from_secs(20),
    silence: Duration::from_secs(20),
};

fn client(at: SocketAddr, pace: Pace) -> Client {
    client_with(at, pace, TOKEN)
}

fn client_with(at: SocketAddr, pace: Pace, token: &str) -> Client {
    let seen = Arc::new(Seen::default());
    let folder = tempfile::tempdir().unwrap();
    let clock = aftercare_testkit::MovableClock::new(aftercare_testkit::at(common::FRIDAY));
    let remote = Remote::new(RemoteOptions {
        address: Address::read(&format!("http://{at}")).unwrap().0,
        token: token.to_owned(),
        clock: Arc::new(TestClock(Arc::new(clock))),
        notifier: seen.clone(),
        printer: seen.clone(),
        window_file: Some(folder.path().join("window.json")),
        log_folder: PathBuf::from("/var/log/desk"),
        crash: None,
        notices: "notices".into(),
        pace,
    });
    Client { remote: remote.unwrap(), seen, folder }
}

impl Client {
    /// Listens in the background and waits until the server is there.
    async fn listening(&self) -> (JoinHandle<()>, broadcast::Receiver<Value>) {
        let mut events = self.remote.events();
        let remote = self.remote.clone();
        let task = tokio::spawn(async move { remote.run().await });
        until(&mut events, |event| event["state"] == "connected").await;
        (task, events)
    }

    async fn note(&self, text: &str) -> Result<Value, ApiError> {
        self.remote.call("note", json!({ "case": "c", "text": text })).await
    }
}

/// The next event that fits. A test whose event never comes ends here instead of never.
async fn until(events: &mut broadcast::Receiver<Value>, fits: impl Fn(&Value) -> bool) -> Value {
    let wait = async {
        loop {
            let event = events.recv().await.unwrap();
            if fits(&event) {
                return event;
            }
        }
    };
    timeout(Duration::from_secs(60), wait).await.expect("the event comes")
}

fn on_a_runtime<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(work)
}

fn faults() -> impl Strategy<Value = Vec<Fault>> {
    let one = prop_oneof![
        Just(Fault::Unread),
        Just(Fault::Unanswered),
        (0usize..400).prop_map(Fault::Cut),
        Just(Fault::None),
    ];
    proptest::collection::vec(one, 0..24)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Wherever connections break: each command that is given until it succeeds is done once, in order.
    #[test]
    fn a_command_is_done_once_however_its_answer_gets_lost(faults in faults()) {
        on_a_runtime(async {
            let server = Server::start().await;
            server.faults(&faults);
            let client = client(server.at, QUICK);
            let mut expected = Vec::new();
            for n in 0..6 {
                let text = format!("note {n}");
                let mut tries = 0;
                loop {
                    match client.note(&text).await {
                        Ok(answer) => { prop_assert_eq!(answer, Value::Null); break; }
                        Err(error) => prop_assert_eq!(error.code, ErrorCode::Away),
                    }
                    tries += 1;
                    prop_assert!(tries <= faults.len());
                }
                expected.push(text);
                let done = server.done("/api/note");
                let texts: Vec<String> = done
                    .iter()
                    .map(|body| serde_json::from_str::<Value>(body).unwrap()["text"].as_str().unwrap().to_owned())
                    .collect();
                prop_assert_eq!(&texts, &expected);
            }
            Ok(())
        })?;
    }

    /// Wherever the stream of events breaks: what arrived is whole and in order, and after each break comes "ask for all".
    #[test]
    fn events_are_whole_and_a_break_is_followed_by_asking_for_all(cuts in proptest::collection::vec(0usize..300, 1..6)) {
        on_a_runtime(async {
            let server = Server::start().await;
            let script: String = std::iter::once(ALL.to_owned())
                .chain((0..4).map(|n| format!(": alive\n\nid: {n}\ndata: {{\"type\":\"changed\",\"tags\":[\"case:{n}\"]}}\n\n")))
                .collect();
            let breaks = cuts.len();
            server.state.lock().unwrap().streams =
                cuts.iter().map(|cut| script.as_bytes()[..(*cut).min(script.len())].to_vec()).collect();
            let client = client(server.at, QUICK);
            let mut events = client.remote.events();
            let remote = client.remote.clone();
            let task = tokio::spawn(async move { remote.run().await });
            let (mut connected, mut told) = (0, Vec::new());
            while connected <= breaks || told.last() != Some(&"*".to_owned()) {
                let event = timeout(Duration::from_secs(60), events.recv()).await.unwrap().unwrap();
                match event["type"].as_str().unwrap() {
                    "connection" if event["state"] == "connected" => {
                        connected += 1;
                        told.clear();
                    }
                    "connection" => {}
                    _ => {
                        let tag = event["tags"][0].as_str().unwrap().to_owned();
                        let next = match told.last() {
                            None => "*".to_owned(),
                            Some(_) => format!("case:{}", told.len() - 1),
                        };
                        prop_assert_eq!(&tag, &next, "after {:?}", told);
                        told.push(tag);
                    }
                }
            }
            task.abort();
            Ok(())
        })?;
    }
}

#[tokio::test]
async fn a_server_that_went_and_came_back_is_found_again() {
    let server = Server::start().await;
    let client = client(server.at, QUICK);
    let (_task, mut events) = client.listening().await;
    let (at, state) = server.stop().await;

    let away = until(&mut events, |event| event["state"] == "away").await;
    assert_eq!(away["since"], "2026-11-20T02:00:00Z");
    let error = client.note("while away").await.unwrap_err();
    assert_eq!(error.code, ErrorCode::Away);
    assert_eq!(error.args["url"], format!("http://{at}"));
    assert!(matches!(client.remote.link(), Link::Away { .. }));

    let server = Server::at(at, state).await;
    until(&mut events, |event| event["state"] == "connected").await;
    until(&mut events, |event| event["tags"] == json!(["*"])).await;
    client.note("while away").await.unwrap();
    assert_eq!(server.done("/api/note").len(), 1);
    server.live.send(json!({ "type": "changed", "tags": ["cases"] }).to_string()).unwrap();
    until(&mut events, |event| event["tags"] == json!(["cases"])).await;
}

#[tokio::test]
async fn try_now_does_not_wait_for_the_pause() {
    let server = Server::start().await;
    let (at, state) = server.stop().await;
    let hour = Duration::from_secs(3600);
    let client = client(at, Pace { first: hour, most: hour, ..QUICK });
    let mut events = client.remote.events();
    let remote = client.remote.clone();
    let _task = tokio::spawn(async move { remote.run().await });
    until(&mut events, |event| event["state"] == "away").await;
    let server = Server::at(at, state).await;
    assert_eq!(server.state.lock().unwrap().listeners, 0);
    client.remote.try_now();
    until(&mut events, |event| event["state"] == "connected").await;
}

#[tokio::test]
async fn a_call_that_gets_through_ends_the_pause_too() {
    let server = Server::start().await;
    let (at, state) = server.stop().await;
    let hour = Duration::from_secs(3600);
    let client = client(at, Pace { first: hour, most: hour, ..QUICK });
    let mut events = client.remote.events();
    let remote = client.remote.clone();
    let _task = tokio::spawn(async move { remote.run().await });
    until(&mut events, |event| event["state"] == "away").await;
    let _server = Server::at(at, state).await;
    client.remote.call("today", Value::Null).await.unwrap();
    until(&mut events, |event| event["state"] == "connected").await;
}

#[rstest]
#[case::wrong_token(401, ErrorCode::Unauthorised)]
#[case::not_ours(404, ErrorCode::NoServer)]
#[tokio::test]
async fn who_answers_is_looked_at(#[case] status: u16, #[case] code: ErrorCode) {
    let server = Server::start().await;
    if status == 404 {
        server.task.abort();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        tokio::spawn(async move {
            let (mut socket, _) = listener.accept().await.unwrap();
            let _ = read_request(&mut socket, &mut Vec::new()).await;
            socket.write_all(b"HTTP/1.1 404 Not Found\r\ncontent-length: 3\r\n\r\nno\n").await.unwrap();
        });
        let error = client(at, QUICK).remote.call("desk", Value::Null).await.unwrap_err();
        assert_eq!(error.code, code);
        return;
    }
    let client = client_with(server.at, QUICK, "wrong");
    let error = client.remote.call("desk", Value::Null).await.unwrap_err();
    assert_eq!(error.code, code);
    assert_eq!(client.remote.link(), Link::Unauthorised);
}

#[tokio::test]
async fn a_server_of_another_version_is_named() {
    let server = Server::start().await;
    server.state.lock().unwrap().version = Some("99.0.0");
    let client = client(server.at, QUICK);
    let error = client.remote.call("desk", Value::Null).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::OtherVersion);
    assert_eq!(error.args["theirs"], "99.0.0");
}

#[tokio::test]
async fn what_was_done_before_a_restart_counts_as_done_where_nothing_else_was_to_say() {
    let server = Server::start().await;
    let client = client(server.at, QUICK);
    let gone = json!(ApiError::new(ErrorCode::AlreadyDone));
    server.answers("note", 409, &gone);
    server.answers("log_call", 409, &gone);
    assert_eq!(client.note("x").await.unwrap(), Value::Null);
    let error = client.remote.call("log_call", json!({})).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::AlreadyDone);
}

#[tokio::test]
async fn an_error_of_the_server_is_handed_on_as_it_is() {
    let server = Server::start().await;
    let refused = ApiError::new(ErrorCode::Refused).with("refusal", "needs_text").clause("HX-7");
    server.answers("note", 409, &json!(refused));
    assert_eq!(client(server.at, QUICK).note("").await.unwrap_err(), refused);
    assert_eq!(
        client(server.at, QUICK).remote.call("nothing", Value::Null).await.unwrap_err().code,
        ErrorCode::BadCall
    );
}

/// Who answers in between and is not our server says nothing about what was sent before.
#[tokio::test]
async fn a_command_whose_answer_got_lost_stays_one_though_another_server_answers_meanwhile() {
    let server = Server::start().await;
    let client = client(server.at, QUICK);
    let (_task, _events) = client.listening().await;
    server.faults(&[Fault::Unanswered]);
    server.state.lock().unwrap().version = Some("9.0.0");
    assert_eq!(client.note("x").await.unwrap_err().code, ErrorCode::OtherVersion);
    server.state.lock().unwrap().version = None;
    client.note("x").await.unwrap();
    assert_eq!(server.done("/api/note").len(), 1);
}

#[tokio::test]
async fn alerts_are_taken_shown_and_confirmed() {
    let server = Server::start().await;
    let case = "018f3c1e-0000-7000-8000-000000000001";
    let one = json!({
        "keys": ["k1"], "case": case, "label": "C-1", "party": "Ana", "subject": "zip", "clock": "first_response",
        "kind": "soon", "at": "2026-11-20T03:00:00Z", "late": 0, "soon": 1, "now": "2026-11-20T02:00:00Z",
        "zone": "Asia/Shanghai",
    });
    let many = json!({
        "keys": ["k2", "k3"], "case": null, "label": "C-1", "party": "Ana", "subject": "zip", "clock": null,
        "kind": "summary", "at": null, "late": 2, "soon": 0, "now": "2026-11-20T02:00:00Z", "zone": "Asia/Shanghai",
    });
    server.answers("take_alerts", 200, &json!([one, many]));
    let client = client(server.at, QUICK);
    let (_task, mut events) = client.listening().await;
    let alert = until(&mut events, |event| event["type"] == "alert").await;
    assert_eq!(alert["case"], case);
    assert_eq!(alert["kind"], "soon");
    // The confirmation follows the showing.
    let confirmed = async {
        while server.done("/api/alerts_shown").is_empty() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    timeout(Duration::from_secs(60), confirmed).await.unwrap();
    assert_eq!(server.done("/api/alerts_shown"), [json!({ "keys": ["k1", "k2", "k3"] }).to_string()]);
    let titles: Vec<String> = client.seen.alerts.lock().unwrap().iter().map(|alert| alert.title.clone()).collect();
    assert_eq!(titles, ["C-1 · Response: 1 h left", "2 deadlines while nobody looked"]);

    server.answers("take_alerts", 200, &json!([]));
    server.live.send(json!({ "type": "due" }).to_string()).unwrap();
    let asked = async {
        while server.done("/api/take_alerts").len() < 2 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    timeout(Duration::from_secs(60), asked).await.unwrap();
}

/// The window has no language of its own, and the server speaks, but not of its settings.
#[tokio::test]
async fn an_alert_is_worded_in_the_language_that_the_server_said_last() {
    let server = Server::start().await;
    let client = client(server.at, QUICK);
    server.answers("settings", 200, &json!({ "language": "zh-CN" }));
    client.remote.call("settings", Value::Null).await.unwrap();
    server.answers("settings", 500, &json!({ "code": "internal", "args": {} }));
    let many = json!({
        "keys": ["k2", "k3"], "case": null, "label": "C-1", "party": "Ana", "subject": "zip", "clock": null,
        "kind": "summary", "at": null, "late": 2, "soon": 0, "now": "2026-11-20T02:00:00Z", "zone": "Asia/Shanghai",
    });
    server.answers("take_alerts", 200, &json!([many]));
    let (_task, _events) = client.listening().await;
    let shown = async {
        while client.seen.alerts.lock().unwrap().is_empty() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    timeout(Duration::from_secs(60), shown).await.unwrap();
    let title = client.seen.alerts.lock().unwrap()[0].title.clone();
    assert!(title.contains("时限"), "{title}");
}

#[tokio::test]
async fn files_go_up_before_the_command_and_come_back_where_they_belong() {
    let server = Server::start().await;
    let client = client(server.at, QUICK);
    let mail = client.folder.path().join("客户 1.eml");
    std::fs::write(&mail, b"Subject: x\r\n\r\nbody").unwrap();
    let (mail, gone) = (mail.display().to_string(), client.folder.path().join("gone.eml").display().to_string());
    let report = json!({ "messages": 0, "failed": [{ "path": "upload:0", "code": "unreadable", "detail": "odd" }] });
    server.answers("import_mail", 200, &report);
    let said = client.remote.call("import_mail", json!({ "paths": [mail, gone], "job": "j" })).await.unwrap();
    assert_eq!(server.done("/api/import_mail"), [json!({ "job": "j", "paths": ["upload:0"] }).to_string()]);
    assert_eq!(server.state.lock().unwrap().uploads[0].1, b"Subject: x\r\n\r\nbody");
    assert_eq!(said["failed"][0]["path"], mail);
    assert_eq!((&said["failed"][1]["path"], &said["failed"][1]["code"]), (&json!(gone), &json!("not_found")));

    server.answers("download/save_form", 200, &json!("the bytes"));
    let to = client.folder.path().join("CIP-1.pdf");
    let form = json!({ "form": "f", "path": to.display().to_string() });
    server.faults(&[Fault::Cut(120)]);
    let (_task, _events) = client.listening().await;
    assert_eq!(client.remote.call("save_form", form).await.unwrap(), json!({ "rows": 3 }));
    assert_eq!(std::fs::read_to_string(&to).unwrap(), "\"the bytes\"");
    assert_eq!(server.done("/api/download/save_form"), [json!({ "form": "f", "path": "CIP-1.pdf" }).to_string()]);
}

#[tokio::test]
async fn a_table_goes_up_before_it_is_looked_at() {
    let server = Server::start().await;
    let client = client(server.at, QUICK);
    let table = client.folder.path().join("orders.csv");
    std::fs::write(&table, b"number\n1").unwrap();
    server.answers("import_table", 200, &json!({ "rows": 1 }));
    let ask = json!({ "kind": "orders", "path": table.display().to_string() });
    client.remote.call("import_table", ask).await.unwrap();
    assert_eq!(server.done("/api/import_table"), [json!({ "kind": "orders", "path": "upload:0" }).to_string()]);
    let gone = json!({ "kind": "orders", "path": client.folder.path().join("gone.csv").display().to_string() });
    assert_eq!(client.remote.call("import_table", gone).await.unwrap_err().code, ErrorCode::FileUnreadable);
}

#[tokio::test]
async fn forms_come_out_of_this_computers_printer() {
    let server = Server::start().await;
    let client = client(server.at, QUICK);
    server.answers("form", 200, &json!({ "filed": { "number": "CIP-2026-0318", "paper": "a5" } }));
    server.answers("form/f1.pdf", 200, &json!("pdf"));
    assert_eq!(client.remote.call("printers", Value::Null).await.unwrap()[0]["name"], "desk");
    let job = json!({ "form": "f1", "printer": "desk", "copies": 2 });
    client.remote.call("print_form", job.clone()).await.unwrap();
    let prints = client.seen.prints.lock().unwrap().clone();
    assert_eq!((prints[0].title.as_str(), prints[0].paper.as_str(), prints[0].copies), ("CIP-2026-0318", "a5", 2));
    assert_eq!(prints[0].pdf, b"\"pdf\"");
    assert_eq!(server.done("/api/form_printed"), [job.to_string()]);

    // What no printer took is not said to be printed.
    let error = client.remote.call("print_form", json!({ "form": "f1", "printer": "other", "copies": 1 })).await;
    assert_eq!(error.unwrap_err().code, ErrorCode::Printer);
    assert_eq!(server.done("/api/form_printed").len(), 1);
}

#[tokio::test]
async fn the_sheet_of_a_deadline_comes_out_of_this_computers_printer() {
    let server = Server::start().await;
    let client = client(server.at, QUICK);
    server.answers("why_sheet", 200, &json!({ "label": "C-4127" }));
    server.answers("why.pdf", 200, &json!("pdf"));
    let sheet = json!({ "case": "c", "clock": "solution", "cycle": 2, "verdict": false, "at": null, "paper": "letter", "languages": "zh" });
    client.remote.call("print_why", json!({ "sheet": sheet, "printer": "desk", "copies": 2 })).await.unwrap();
    let prints = client.seen.prints.lock().unwrap().clone();
    assert_eq!((prints[0].title.as_str(), prints[0].paper.as_str(), prints[0].copies), ("C-4127", "letter", 2));
    assert_eq!(prints[0].pdf, b"\"pdf\"");
    let none = client.remote.call("print_why", json!({ "sheet": sheet, "printer": "desk", "copies": 0 })).await;
    assert_eq!(none.unwrap_err().code, ErrorCode::BadInput);
    let error = client.remote.call("print_why", json!({ "sheet": sheet, "printer": "other", "copies": 1 })).await;
    assert_eq!(error.unwrap_err().code, ErrorCode::Printer);
}

#[tokio::test]
async fn language_and_look_belong_to_this_window() {
    let server = Server::start().await;
    let client = client(server.at, QUICK);
    let theirs = json!({
        "house": "Works", "language": "en", "theme": "light", "text_scale": 100, "shortcut_on": true, "shortcut": "Ctrl+Alt+N",
    });
    server.answers("settings", 200, &theirs);
    assert_eq!(client.remote.call("settings", Value::Null).await.unwrap(), theirs);
    let mut mine = json!({
        "house": "Works", "language": "zh-CN", "theme": "dark", "text_scale": 125, "shortcut_on": false, "shortcut": "Ctrl+F9",
    });
    client.remote.call("save_settings", mine.clone()).await.unwrap();
    assert_eq!(client.remote.call("settings", Value::Null).await.unwrap(), mine);
    assert!(server.done("/api/save_settings").is_empty());
    mine["house"] = json!("Other");
    client.remote.call("save_settings", mine.clone()).await.unwrap();
    let sent: Value = serde_json::from_str(&server.done("/api/save_settings")[0]).unwrap();
    let mut expected = theirs;
    expected["house"] = json!("Other");
    assert_eq!(sent, expected);
    mine = client.remote.call("settings", Value::Null).await.unwrap();
    mine["shortcut"] = json!("N");
    let refused = client.remote.call("save_settings", mine).await.unwrap_err();
    assert_eq!((refused.code, refused.args["field"].as_str()), (ErrorCode::BadInput, "shortcut"));
}

#[tokio::test]
async fn what_this_computer_knows_better_is_its_own() {
    let server = Server::start().await;
    let client = client(server.at, QUICK);
    server.answers("desk", 200, &json!({ "ready": true, "notifications": "absent" }));
    server.answers("about", 200, &json!({ "version": "x", "log_folder": "/srv/logs", "crash": "/srv/crash" }));
    assert_eq!(client.remote.call("desk", Value::Null).await.unwrap()["notifications"], "ready");
    let about = client.remote.call("about", Value::Null).await.unwrap();
    assert_eq!((&about["log_folder"], &about["crash"]), (&json!("/var/log/desk"), &Value::Null));
}

#[tokio::test]
async fn a_chat_that_was_pasted_goes_as_it_is_and_one_in_a_file_goes_up() {
    let server = Server::start().await;
    let client = client(server.at, QUICK);
    let file = client.folder.path().join("_chat.txt");
    std::fs::write(&file, b"20/11/2026, 09:00 - Orla: hi").unwrap();
    server.answers("import_chat", 200, &json!({ "added": 1 }));
    let text = json!({ "job": "j", "text": "20/11/2026, 09:00 - Orla: hi" });
    client.remote.call("import_chat", text.clone()).await.unwrap();
    let path = json!({ "job": "j", "path": file.display().to_string() });
    client.remote.call("import_chat", path).await.unwrap();
    let up = json!({ "job": "j", "path": "upload:0" });
    assert_eq!(server.done("/api/import_chat"), [text.to_string(), up.to_string()]);
}

#[tokio::test]
async fn a_picture_that_was_pasted_goes_as_it_is_and_one_that_was_dropped_goes_up() {
    let server = Server::start().await;
    let client = client(server.at, QUICK);
    let file = client.folder.path().join("seam.png");
    std::fs::write(&file, b"\x89PNG\r\n\x1a\n").unwrap();
    server.answers("snap_session", 200, &Value::Null);
    let pasted = json!({ "case": "c", "data": "iVBORw0KGgo=", "session": "s" });
    client.remote.call("snap_session", pasted.clone()).await.unwrap();
    let dropped = json!({ "case": "c", "path": file.display().to_string(), "session": "s" });
    client.remote.call("snap_session", dropped).await.unwrap();
    let up = json!({ "case": "c", "path": "upload:0", "session": "s" });
    assert_eq!(server.done("/api/snap_session"), [pasted.to_string(), up.to_string()]);
}
