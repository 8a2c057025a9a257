//! A desk in a temporary folder with a clock that the test moves, and calls by name as the window makes them.
#![allow(clippy::unwrap_used, clippy::expect_used, dead_code, missing_docs)]

use aftercare_app::api::ApiError;
use aftercare_app::api::views::{NotificationState, Printer};
use aftercare_app::clock::Clock;
use aftercare_app::ports::{Alert, Notifier, Print, PrintJob};
use aftercare_app::{App, OpenOptions};
use aftercare_core::time::Instant;
use aftercare_testkit::{MovableClock, TempDesk, at};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use std::time::Duration;

#[derive(Clone)]
pub struct TestClock(pub Arc<MovableClock>);

impl Clock for TestClock {
    fn now(&self) -> Instant {
        self.0.now()
    }

    fn steady(&self) -> Duration {
        self.0.steady()
    }
}

/// Remembers what was shown and printed.
#[derive(Default)]
pub struct Seen {
    pub alerts: Mutex<Vec<Alert>>,
    pub prints: Mutex<Vec<PrintJob>>,
    pub broken: std::sync::atomic::AtomicBool,
}

impl Notifier for Seen {
    fn notify(&self, alert: &Alert) -> Result<(), String> {
        if self.broken.load(std::sync::atomic::Ordering::Relaxed) {
            return Err("no bus".to_owned());
        }
        self.alerts.lock().unwrap().push(alert.clone());
        Ok(())
    }

    fn state(&self) -> NotificationState {
        NotificationState::Ready
    }
}

impl Print for Seen {
    fn printers(&self) -> Vec<Printer> {
        vec![Printer { name: "desk".into(), label: "Desk".into(), default: true, ready: true }]
    }

    fn print(&self, job: &PrintJob) -> Result<(), String> {
        if job.printer != "desk" {
            return Err("no such printer".to_owned());
        }
        self.prints.lock().unwrap().push(job.clone());
        Ok(())
    }
}

pub struct Bench {
    pub folder: Arc<TempDesk>,
    pub clock: Arc<MovableClock>,
    pub seen: Arc<Seen>,
    pub app: App,
}

/// Friday, 20 November 2026, 10:00 in Shanghai: a plain working day.
pub const FRIDAY: &str = "2026-11-20T10:00:00+08:00";

impl Bench {
    /// An empty folder, not set up.
    pub async fn bare(now: &str) -> Self {
        let clock = Arc::new(MovableClock::new(at(now)));
        Self::beside(Arc::new(TempDesk::new()), clock).await
    }

    /// A second process on the same folder.
    pub async fn beside(folder: Arc<TempDesk>, clock: Arc<MovableClock>) -> Self {
        let seen = Arc::new(Seen::default());
        let options = OpenOptions {
            folder: folder.path().join("desk"),
            database: None,
            clock: Arc::new(TestClock(Arc::clone(&clock))),
            notifier: seen.clone(),
            printer: seen.clone(),
            log_folder: folder.path().join("logs"),
            crash: None,
            notices: String::new(),
        };
        let app = App::open(options).await.unwrap();
        Self { folder, clock, seen, app }
    }

    /// A desk of our own, set up.
    pub async fn new() -> Self {
        Self::at(FRIDAY).await
    }

    pub async fn at(now: &str) -> Self {
        let bench = Self::bare(now).await;
        let args = json!({
            "name": "Mei Lin", "language": "en", "pack": "hx-leather", "house": "Huaxing",
            "addresses": ["service@desk.example.com"], "sample": false,
        });
        bench.ok("set_up", args).await;
        bench
    }

    pub async fn call(&self, name: &str, args: Value) -> Result<Value, ApiError> {
        self.app.call(name, args).await
    }

    pub async fn ok(&self, name: &str, args: Value) -> Value {
        match self.call(name, args.clone()).await {
            Ok(answer) => answer,
            Err(error) => panic!("{name} {args}: {error:?}"),
        }
    }

    /// The code of an error that must come, with the refusal where there is one.
    pub async fn refused(&self, name: &str, args: Value) -> String {
        let error = self.call(name, args.clone()).await.expect_err(&format!("{name} {args}"));
        let code = serde_json::to_value(error.code).unwrap().as_str().unwrap().to_owned();
        match error.args.get("refusal").or(error.args.get("problem")) {
            Some(word) => format!("{code}:{word}"),
            None => code,
        }
    }

    pub async fn import(&self, letters: &[String]) -> Value {
        let paths: Vec<String> = letters
            .iter()
            .enumerate()
            .map(|(n, text)| self.folder.file(&format!("{n}.eml"), text.as_bytes()))
            .collect();
        self.ok("import_mail", json!({ "paths": paths, "job": "test" })).await
    }

    /// Imports one letter; gives the case it went to.
    pub async fn letter(&self, letter: &Mail) -> String {
        let report = self.import(&[letter.text()]).await;
        report["cases"][0].as_str().unwrap_or_else(|| panic!("{report}")).to_owned()
    }

    pub async fn case(&self, id: &str) -> Value {
        self.ok("case", json!({ "case": id })).await
    }

    /// How a clock stands.
    pub async fn clock(&self, id: &str, name: &str) -> Value {
        let page = self.case(id).await;
        page["clocks"].as_array().unwrap().iter().find(|c| c["clock"] == name).cloned().unwrap_or(Value::Null)
    }

    pub fn shown(&self) -> Vec<String> {
        self.seen.alerts.lock().unwrap().iter().map(|alert| alert.title.clone()).collect()
    }

    pub fn pass(&self, minutes: i64) {
        self.clock.pass(chrono::TimeDelta::minutes(minutes));
    }
}

/// A message to be written.
#[derive(Clone)]
pub struct Mail {
    pub from: &'static str,
    pub to: &'static str,
    pub subject: String,
    pub date: &'static str,
    pub id: &'static str,
    pub references: String,
    pub body: &'static str,
    pub extra: &'static str,
}

impl Default for Mail {
    fn default() -> Self {
        Self {
            from: "Orla Fenwick <orla@tidemark.example.com>",
            to: "service@desk.example.com",
            subject: "Zip pulls come off".into(),
            date: "Fri, 20 Nov 2026 09:30:00 +0800",
            id: "one@tidemark.example.com",
            references: String::new(),
            body: "320 of the 5,000 cases lose their zip pull.",
            extra: "",
        }
    }
}

impl Mail {
    pub fn text(&self) -> String {
        let references = match self.references.as_str() {
            "" => String::new(),
            ids => format!("References: {ids}\r\n"),
        };
        format!(
            "From: {}\r\nTo: {}\r\nSubject: {}\r\nDate: {}\r\nMessage-ID: <{}>\r\n{references}{}MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{}\r\n",
            self.from, self.to, self.subject, self.date, self.id, self.extra, self.body
        )
    }
}
