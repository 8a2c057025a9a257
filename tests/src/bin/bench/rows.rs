//! The rows: what is measured, and the bare work beside it. Ours and the bare work take turns, so that a busy machine is busy
//! for both.

use crate::desks::{Desks, Kept};
use crate::measure::{Line, Samples};
use aftercare_app::clock::Clock;
use aftercare_app::ports::{NoNotifier, NoPrinter};
use aftercare_app::{App, OpenOptions};
use aftercare_core::case::CaseEvent;
use aftercare_core::ids::{CaseId, EntryId, StaffId};
use aftercare_core::journal::{Actor, Payload, Sealer, StreamId, StreamKind};
use aftercare_core::time::Instant;
use aftercare_store::{CaseFilter, Expected, Place, Store};
use anyhow::{Result, anyhow};
use serde_json::{Value, json};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{Connection, PgConnection, Row, SqliteConnection};
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;

/// The desk's time stands still at the end of its story.
struct Still(Instant);

impl Clock for Still {
    fn now(&self) -> Instant {
        self.0
    }

    fn steady(&self) -> Duration {
        Duration::ZERO
    }
}

/// A connection past the program.
enum Bare {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

macro_rules! bare {
    ($bare:expr, $conn:ident => $work:expr) => {
        match $bare {
            Bare::Sqlite($conn) => $work,
            Bare::Postgres($conn) => $work,
        }
    };
}

/// A row of the list by hand: every value taken out, as whoever shows it has to.
macro_rules! taken {
    ($row:expr; $($kind:ty),*) => {{
        let (row, mut n) = ($row, 0_usize);
        $(
            std::hint::black_box(row.try_get::<$kind, _>(n)?);
            n += 1;
        )*
        std::hint::black_box(n);
    }};
}

/// A desk to measure on.
pub struct Stage {
    until: Instant,
    place: std::path::PathBuf,
    url: Option<String>,
    app: App,
    store: Store,
}

#[allow(clippy::disallowed_methods, reason = "measuring is what this program is for")]
pub fn clock() -> std::time::Instant {
    std::time::Instant::now()
}

impl Stage {
    pub async fn open(desks: &Desks, kept: &Kept) -> Result<Self> {
        let until = desks.until;
        let app =
            App::open(options(&kept.folder, kept.url.clone(), until)).await.map_err(|error| anyhow!("{error:?}"))?;
        let store = match &kept.url {
            Some(url) => Store::connect(url, &kept.folder, until, &mut |_, _| {}).await?,
            None => Store::open(&kept.folder, until).await?,
        };
        Ok(Self { until, place: kept.folder.clone(), url: kept.url.clone(), app, store })
    }

    pub async fn close(self) -> Result<()> {
        self.store.close().await;
        Ok(())
    }

    async fn bare(&self) -> Result<Bare> {
        Ok(match &self.url {
            Some(url) => Bare::Postgres(PgConnection::connect(url).await?),
            None => {
                let options = SqliteConnectOptions::new().filename(Place::new(&self.place).database());
                Bare::Sqlite(SqliteConnection::connect_with(&options.pragma("query_only", "on")).await?)
            }
        })
    }

    async fn call(&self, name: &str, args: Value) -> Result<String> {
        self.app.call_text(name, args).await.map_err(|error| anyhow!("{name}: {error:?}"))
    }

    /// The list as the window opens it: first page and total, as JSON. Bare: the two statements and their values.
    pub async fn list_first_page(&self, name: &str) -> Result<Line> {
        const PAGE: &str = "SELECT c.id, c.number, c.lane, c.sort_at, c.last_at, c.status, c.subject, c.party, c.channel, \
             c.language, c.urgency, c.owner, c.customer, u.name AS customer_name, c.unanswered, c.next_clock, \
             c.next_cycle, k.run, k.warn_at, k.revision FROM case_view c \
             LEFT JOIN customer_view u ON u.id = c.customer \
             LEFT JOIN clock_view k ON k.case_id = c.id AND k.clock = c.next_clock AND k.cycle = c.next_cycle \
             WHERE c.lane BETWEEN 0 AND 1 ORDER BY c.lane, c.sort_at, c.number LIMIT 51";
        const TOTAL: &str = "SELECT CAST(COALESCE(SUM(cases), 0) AS BIGINT) FROM lane_view WHERE lane BETWEEN 0 AND 1";
        type Text = Option<String>;
        type Number = Option<i64>;
        let mut bare = self.bare().await?;
        let (mut ours, mut floor) = (Samples::default(), Samples::default());
        for turn in 0..320 {
            let begun = clock();
            let answer = self.call("cases", json!({ "filter": "open", "text": "", "limit": 50 })).await?;
            let took = begun.elapsed();
            anyhow::ensure!(answer.len() > 1000, "an empty list");
            let begun = clock();
            bare!(&mut bare, conn => {
                for row in sqlx::query(PAGE).fetch_all(&mut *conn).await? {
                    taken!(row; Uuid, i64, i64, i64, i64, String, String, String, String, String, String, Uuid, Option<Uuid>,
                        Text, Number, Text, Number, Text, Number, Text);
                }
                sqlx::query(TOTAL).fetch_one(&mut *conn).await?.try_get::<i64, _>(0)?;
            });
            if turn >= 20 {
                ours.add(took);
                floor.add(begun.elapsed());
            }
        }
        let met = ours.percentile(95) <= 5.0 && ours.percentile(95) <= 2.0 * floor.percentile(95);
        Ok(line(name, &ours, &floor, 95, "5 ms, 2 × floor", met, ""))
    }

    /// A case of 200 events as the window opens it, as JSON. Bare: its events and texts.
    pub async fn case_open_200(&self, name: &str) -> Result<Line> {
        const LONG: &str = "SELECT stream_id FROM event WHERE stream_kind = 'case' AND seq = 200 LIMIT 1";
        const LONGEST: &str = "SELECT id FROM case_view ORDER BY seq DESC LIMIT 1";
        let mut bare = self.bare().await?;
        // A small desk has none so long: then its longest.
        let id: Option<Uuid> = bare!(&mut bare, conn => {
            match sqlx::query(LONG).fetch_optional(&mut *conn).await? {
                Some(row) => Some(row.get(0)),
                None => sqlx::query(LONGEST).fetch_optional(&mut *conn).await?.map(|row| row.get(0)),
            }
        });
        let id = id.ok_or_else(|| anyhow!("no case"))?;
        let (mut ours, mut floor, mut events) = (Samples::default(), Samples::default(), 0);
        for turn in 0..220 {
            let begun = clock();
            self.call("case", json!({ "case": id })).await?;
            let took = begun.elapsed();
            let begun = clock();
            bare!(&mut bare, conn => {
                let rows = sqlx::query("SELECT * FROM event WHERE stream_kind = 'case' AND stream_id = $1 ORDER BY seq")
                    .bind(id).fetch_all(&mut *conn).await?;
                events = rows.len();
                sqlx::query("SELECT * FROM personal WHERE stream_kind = 'case' AND stream_id = $1")
                    .bind(id).fetch_all(&mut *conn).await?;
            });
            if turn >= 20 {
                ours.add(took);
                floor.add(begun.elapsed());
            }
        }
        let met = ours.percentile(95) <= 10.0;
        Ok(line(name, &ours, &floor, 95, "10 ms", met, &format!("{events} events")))
    }

    /// A note on an open case, durable, with everything that follows from it; it was read for its page before, as by the person
    /// who writes it. Bare: its bytes into a table of their own,
    /// as durable, in a database of its own on the same disk.
    pub async fn event_append(&self, name: &str) -> Result<Line> {
        const TABLE: &str = "CREATE TABLE bare (position BIGINT PRIMARY KEY, stream_kind TEXT, stream_id BYTEA, seq BIGINT, \
             kind TEXT, version BIGINT, actor TEXT, occurred_at BIGINT, recorded_at BIGINT, payload BYTEA, prev BYTEA, hash BYTEA)";
        const INSERT: &str = "INSERT INTO bare VALUES ($1, 'case', $2, $3, $4, 1, $5, $6, $6, $7, $8, $8)";
        let mut bare = match &self.url {
            Some(url) => Bare::Postgres(PgConnection::connect(&url.replace("/desk", "/floor")).await?),
            None => {
                let path = self.place.join("bare.db");
                let _ = std::fs::remove_file(&path);
                let options = SqliteConnectOptions::new()
                    .filename(&path)
                    .create_if_missing(true)
                    .journal_mode(SqliteJournalMode::Wal)
                    .synchronous(SqliteSynchronous::Full);
                Bare::Sqlite(SqliteConnection::connect_with(&options).await?)
            }
        };
        bare!(&mut bare, conn => {
            sqlx::query("DROP TABLE IF EXISTS bare").execute(&mut *conn).await?;
            sqlx::query(TABLE).execute(&mut *conn).await?;
        });
        let cases: Vec<CaseId> = {
            let mut look = self.store.look().await?;
            look.cases(CaseFilter::Open, "", None, 200).await?.rows.iter().map(|row| row.id).collect()
        };
        let me = Actor::Staff(StaffId(Uuid::from_u128(0x51)));
        let (mut ours, mut floor) = (Samples::default(), Samples::default());
        for (turn, case) in (0_i64..).zip(cases.iter().cycle().take(220)) {
            let mut salt = || [u8::try_from(turn % 251).unwrap_or(0); 16];
            let mut sealer = Sealer::new(&mut salt);
            let text = format!("Third test piece is in the oven, result {turn} by noon.");
            let note = CaseEvent::Noted { entry: EntryId::at(self.until, [7; 10]), text: sealer.seal(text) };
            let rows = sealer.into_rows();
            let stream = StreamId::new(StreamKind::Case, case.0);
            self.store.read_case(&mut self.store.look().await?, *case).await?;
            tokio::time::sleep(Duration::from_millis(2)).await;
            let begun = clock();
            let mut work = self.store.begin(self.until).await?;
            let seq = work.append(stream, Expected::Any, me, self.until, &note, &rows).await?;
            work.commit().await?;
            let took = begun.elapsed();

            let (kind, payload) = note.to_wire();
            let at = self.until.timestamp_micros();
            let begun = clock();
            bare!(&mut bare, conn => {
                let mut tx = conn.begin().await?;
                sqlx::query(INSERT)
                    .bind(turn)
                    .bind(case.0.as_bytes().to_vec())
                    .bind(i64::try_from(seq)?)
                    .bind(kind)
                    .bind("staff:00000000-0000-0000-0000-000000000051")
                    .bind(at)
                    .bind(payload)
                    .bind(vec![7_u8; 32])
                    .execute(&mut *tx)
                    .await?;
                tx.commit().await?;
            });
            if turn >= 20 {
                ours.add(took);
                floor.add(begun.elapsed());
            }
        }
        let met = ours.percentile(50) <= 1.5 * floor.percentile(50);
        let slow = format!("medians; p95 {:.2} / {:.2}", ours.percentile(95), floor.percentile(95));
        Ok(line(name, &ours, &floor, 50, "1.5 × floor", met, &slow))
    }
}

/// What opens a desk whose time stands still.
pub fn options(folder: &std::path::Path, database: Option<String>, until: Instant) -> OpenOptions {
    OpenOptions {
        clock: Arc::new(Still(until)),
        notifier: Arc::new(NoNotifier),
        printer: Arc::new(NoPrinter),
        log_folder: folder.join("logs"),
        database,
        folder: folder.to_owned(),
        crash: None,
        notices: String::new(),
    }
}

pub fn line(name: &str, ours: &Samples, floor: &Samples, of: usize, target: &str, met: bool, note: &str) -> Line {
    Line {
        name: name.to_owned(),
        unit: "ms",
        ours: ours.percentile(of),
        floor: Some(floor.percentile(of)),
        medians: (of != 50).then(|| (ours.percentile(50), floor.percentile(50))),
        n: ours.len(),
        target: target.to_owned(),
        met,
        note: note.to_owned(),
    }
}
