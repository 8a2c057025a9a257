//! The desks that are measured: made once by the generator, kept outside the checkout, one for each engine.

use aftercare_app::clock::{Clock, SystemClock};
use aftercare_app::demo::{Ask, NOON, VERSION, Where, make};
use aftercare_core::time::Instant;
use aftercare_store::Engine;
use aftercare_testkit::postgres::Server;
use anyhow::{Context, Result, anyhow};
use serde_json::{Value, json};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

/// A desk that stands.
pub struct Kept {
    pub folder: PathBuf,
    /// Of a desk on a server.
    pub url: Option<String>,
    pub seconds: f64,
    pub events: u64,
    pub bytes: u64,
}

/// Where they stand.
pub struct Desks {
    root: PathBuf,
    pub cases: u64,
    pub until: Instant,
    server: Option<Server>,
}

impl Desks {
    pub fn open() -> Result<Self> {
        let root = std::env::var_os("AFTERCARE_BENCH").map(PathBuf::from).context("AFTERCARE_BENCH names no folder")?;
        let cases = match std::env::var("CASES") {
            Ok(cases) => cases.parse().context("CASES is no number")?,
            Err(_) => 1_000_000,
        };
        Ok(Self { root, cases, until: NOON.parse()?, server: None })
    }

    fn folder(&self, name: &str) -> PathBuf {
        self.root.join(format!("{name}-{}", self.cases))
    }

    /// What a desk must have been made by to be used again.
    fn version(&self) -> String {
        format!("demo {VERSION}, projections {}", aftercare_store::PROJECTION_VERSION)
    }

    /// The desk on an engine; made when it is not there, of another version, or asked for anew.
    pub async fn desk(&mut self, engine: Engine, anew: bool) -> Result<Kept> {
        let name = if engine == Engine::Sqlite { "sqlite" } else { "postgres" };
        let folder = self.folder(name);
        let note = folder.join("made.json");
        let kept: Option<Value> = std::fs::read(&note).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let kept = kept.filter(|kept| kept["version"] == self.version() && !anew);
        if kept.is_none() {
            self.server = self.server.take().filter(|_| engine == Engine::Sqlite);
            let _ = std::fs::remove_dir_all(&folder);
            std::fs::create_dir_all(&folder)?;
        }
        let url = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => Some(self.serve(&folder, kept.is_none()).await?),
        };
        let desk = folder.join("desk");
        let kept = match kept {
            Some(kept) => kept,
            None => {
                let clock = SystemClock::new();
                let ask = Ask { seed: 1, cases: self.cases, customers: None, until: self.until };
                let place = Where { folder: &desk, database: url.as_deref(), now: self.until };
                let made = make(&ask, place, told(name)).await.map_err(|error| anyhow!("{error:?}"))?;
                let seconds = clock.steady().as_secs_f64();
                let kept = json!({ "version": self.version(), "seconds": seconds, "events": made.events });
                std::fs::write(&note, kept.to_string())?;
                kept
            }
        };
        Ok(Kept {
            bytes: size(&folder),
            folder: desk,
            url,
            seconds: kept["seconds"].as_f64().unwrap_or_default(),
            events: kept["events"].as_u64().unwrap_or_default(),
        })
    }

    /// Starts the server whose data stand in the folder; as durable as PostgreSQL is by itself.
    async fn serve(&mut self, folder: &Path, fresh: bool) -> Result<String> {
        let settings = [
            "shared_buffers=2GB",
            "max_wal_size=8GB",
            "checkpoint_timeout=30min",
            "effective_cache_size=8GB",
            "wal_level=minimal",
            "max_wal_senders=0",
        ];
        let server = Server::at(&folder.join("data"), &settings)?;
        let url = server.url();
        self.server = Some(server);
        if fresh {
            let mut conn = <sqlx::PgConnection as sqlx::Connection>::connect(&format!("{url}/postgres")).await?;
            for name in ["desk", "floor"] {
                sqlx::query(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&mut conn).await?;
            }
        }
        Ok(format!("{url}/desk"))
    }
}

/// Progress for a person who waits.
fn told(name: &str) -> impl FnMut(u64, u64) {
    let (name, mut last, steps) = (name.to_owned(), 0, if std::io::stderr().is_terminal() { 1000 } else { 20 });
    move |done, of| {
        let step = done * steps / of.max(1);
        if step != last {
            last = step;
            let mut out = std::io::stderr().lock();
            let _ = writeln!(out, "making the desk on {name}: {done} of {of} cases");
        }
    }
}

/// Bytes in a folder and all below it.
fn size(folder: &Path) -> u64 {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    let sizes = entries.flatten().map(|entry| match entry.metadata() {
        Ok(meta) if meta.is_dir() => size(&entry.path()),
        Ok(meta) => meta.len(),
        Err(_) => 0,
    });
    sizes.sum()
}
