//! A desk in a temporary folder, served on a free port, with a clock that the test moves.

use aftercare_app::api::views::{NotificationState, Printer};
use aftercare_app::clock::Clock;
use aftercare_app::ports::{Alert, NoPrinter, Notifier, Print, PrintJob};
use aftercare_app::{App, OpenOptions};
use aftercare_testkit::{MovableClock, TempDesk, at};
use aftercare_web::{Options, Server};
use reqwest::{Client, Method, RequestBuilder, Response};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Once};
use std::time::Duration;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use uuid::Uuid;

struct TestClock(Arc<MovableClock>);

impl Clock for TestClock {
    fn now(&self) -> chrono::DateTime<chrono::Utc> {
        self.0.now()
    }

    fn steady(&self) -> Duration {
        self.0.steady()
    }
}

/// As [`aftercare_web::Clients`], with a fault that a test can switch on.
#[derive(Default)]
pub struct Faulty(AtomicBool);

impl Notifier for Faulty {
    fn notify(&self, _alert: &Alert) -> Result<(), String> {
        panic!("a server shows nothing")
    }

    fn takes(&self) -> bool {
        false
    }

    fn state(&self) -> NotificationState {
        assert!(!self.0.load(Ordering::Relaxed), "a planted fault");
        NotificationState::Unknown
    }
}

/// Fails when it is used: a server prints nothing.
struct Unprinted;

impl Print for Unprinted {
    fn printers(&self) -> Vec<Printer> {
        NoPrinter.printers()
    }

    fn print(&self, _job: &PrintJob) -> Result<(), String> {
        panic!("a server prints nothing")
    }
}

pub struct Bench {
    pub folder: Arc<TempDesk>,
    pub clock: Arc<MovableClock>,
    pub app: App,
    pub url: String,
    pub token: String,
    pub client: Client,
    fault: Arc<Faulty>,
    stop: Option<oneshot::Sender<()>>,
    running: Option<JoinHandle<()>>,
}

/// Friday, 20 November 2026, 10:00 in Shanghai: a plain working day.
pub const FRIDAY: &str = "2026-11-20T10:00:00+08:00";

pub fn client() -> Client {
    static READY: Once = Once::new();
    READY.call_once(|| drop(rustls::crypto::ring::default_provider().install_default()));
    let never = reqwest::redirect::Policy::none();
    Client::builder().no_proxy().redirect(never).timeout(Duration::from_secs(120)).build().unwrap()
}

pub async fn open(folder: PathBuf, clock: &Arc<MovableClock>, fault: &Arc<Faulty>) -> App {
    open_on(folder, None, clock, fault).await
}

async fn open_on(folder: PathBuf, database: Option<String>, clock: &Arc<MovableClock>, fault: &Arc<Faulty>) -> App {
    let options = OpenOptions {
        log_folder: folder.join("logs"),
        folder,
        database,
        clock: Arc::new(TestClock(Arc::clone(clock))),
        notifier: fault.clone(),
        printer: Arc::new(Unprinted),
        crash: None,
        notices: String::new(),
    };
    App::open(options).await.unwrap()
}

impl Bench {
    /// An empty folder, served.
    pub async fn bare() -> Self {
        Self::on(Arc::new(TempDesk::new()), Arc::new(MovableClock::new(at(FRIDAY)))).await
    }

    /// A server on a PostgreSQL database, with a folder of its own.
    pub async fn on_database(url: &str, clock: Arc<MovableClock>) -> Self {
        Self::serve(Arc::new(TempDesk::new()), Some(url.to_owned()), clock).await
    }

    /// A server on this folder.
    pub async fn on(folder: Arc<TempDesk>, clock: Arc<MovableClock>) -> Self {
        Self::serve(folder, None, clock).await
    }

    async fn serve(folder: Arc<TempDesk>, database: Option<String>, clock: Arc<MovableClock>) -> Self {
        let fault = Arc::new(Faulty::default());
        let home = folder.path().join("desk");
        let app = open_on(home.clone(), database, &clock, &fault).await;
        let options = Options { listen: "127.0.0.1:0".parse().unwrap(), folder: home, token_file: None };
        let server = Server::bind(app.clone(), &options).await.unwrap();
        let (url, token) = (server.url(), server.link().split_once("?token=").unwrap().1.to_owned());
        let (stop, stopped) = oneshot::channel();
        let running = tokio::spawn(server.run(async { drop(stopped.await) }));
        let (stop, running) = (Some(stop), Some(running));
        Self { folder, clock, app, url, token, client: client(), fault, stop, running }
    }

    /// A desk, set up.
    pub async fn new() -> Self {
        let bench = Self::bare().await;
        bench.set_up().await;
        bench
    }

    pub async fn set_up(&self) {
        let args = json!({
            "name": "Mei Lin", "language": "en", "pack": "hx-leather", "house": "Huaxing",
            "addresses": ["service@desk.example.com"], "sample": false,
        });
        self.ok("set_up", args).await;
    }

    /// Says stop, and does not wait.
    pub fn say_stop(&mut self) {
        self.stop.take().unwrap().send(()).unwrap();
    }

    /// Waits for the end.
    pub async fn ended(&mut self) {
        self.running.take().unwrap().await.unwrap();
    }

    /// The same folder, served anew.
    pub async fn again(mut self) -> Self {
        self.say_stop();
        self.ended().await;
        Self::on(Arc::clone(&self.folder), Arc::clone(&self.clock)).await
    }

    pub fn plant_fault(&self, on: bool) {
        self.fault.0.store(on, Ordering::Relaxed);
    }

    pub fn bare_request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.url))
    }

    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.bare_request(method, path).bearer_auth(&self.token)
    }

    pub fn post(&self, name: &str, args: &Value) -> RequestBuilder {
        self.request(Method::POST, &format!("/api/{name}")).body(args.to_string())
    }

    pub async fn call(&self, name: &str, args: Value) -> (u16, Value) {
        read(self.post(name, &args).send().await.unwrap()).await
    }

    pub async fn ok(&self, name: &str, args: Value) -> Value {
        let (status, answer) = self.call(name, args.clone()).await;
        assert_eq!(status, 200, "{name} {args}: {answer}");
        answer
    }

    pub async fn once(&self, id: Uuid, name: &str, args: &Value) -> (u16, Value) {
        read(self.post(name, args).header("x-request-id", id.to_string()).send().await.unwrap()).await
    }

    pub async fn upload(&self, name: &str, bytes: impl Into<reqwest::Body>) -> (u16, Value) {
        let mut url = reqwest::Url::parse(&format!("{}/api/upload", self.url)).unwrap();
        url.query_pairs_mut().append_pair("name", name);
        let request = self.client.post(url).bearer_auth(&self.token).body(bytes);
        read(request.send().await.unwrap()).await
    }

    /// Sends a letter up and imports it; gives the case it went to.
    pub async fn letter(&self, id: &str, extra: &str) -> String {
        let (status, up) = self.upload("one.eml", letter(id, extra)).await;
        assert_eq!(status, 200, "{up}");
        let report = self.ok("import_mail", json!({ "paths": [up["path"]], "job": "test" })).await;
        report["cases"][0].as_str().unwrap_or_else(|| panic!("{report}")).to_owned()
    }

    pub fn pass(&self, minutes: i64) {
        self.clock.pass(chrono::TimeDelta::minutes(minutes));
    }

    /// The folders of uploads there are.
    pub fn upload_folders(&self) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(self.folder.path().join("desk")).unwrap();
        let paths = entries.map(|entry| entry.unwrap().path());
        paths.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("uploads-")).collect()
    }
}

/// Status and JSON of an answer.
pub async fn read(answer: Response) -> (u16, Value) {
    let status = answer.status().as_u16();
    let body = answer.bytes().await.unwrap();
    let json = serde_json::from_slice(&body);
    (status, json.unwrap_or_else(|_| panic!("{status}: {}", String::from_utf8_lossy(&body))))
}

/// A customer's message of 09:30: its answer is due at 11:30, alerts at 10:30 and 11:15.
pub fn letter(id: &str, extra: &str) -> String {
    format!(
        "From: Orla Fenwick <orla@tidemark.example.com>\r\nTo: service@desk.example.com\r\nSubject: Zip pulls come off\r\n\
         Date: Fri, 20 Nov 2026 09:30:00 +0800\r\nMessage-ID: <{id}@tidemark.example.com>\r\nMIME-Version: 1.0\r\n\
         {extra}\r\n320 of the 5,000 cases lose their zip pull.\r\n"
    )
}

/// How many notes stand on a case.
pub async fn notes(bench: &Bench, case: &str) -> usize {
    let page = bench.ok("case", json!({ "case": case })).await;
    page["timeline"].to_string().matches("the note").count()
}
