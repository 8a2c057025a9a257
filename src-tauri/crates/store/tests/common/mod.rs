//! A small desk to test with: fixed people, counted salts, instants as written.

#![allow(dead_code, clippy::unwrap_used, clippy::expect_used)]

use aftercare_core::case::{CaseEvent, Channel, Language, MessageKind};
use aftercare_core::country::Country;
use aftercare_core::customer::{CustomerEvent, Order, Profile};
use aftercare_core::desk::{self, DeskEvent, Settings};
use aftercare_core::ids::{CaseId, CustomerId, EntryId, OrderId, StaffId};
use aftercare_core::journal::{Actor, Payload, Sealer, StreamId, StreamKind};
use aftercare_core::time::Instant;
#[allow(unused_imports)]
pub use aftercare_store::Engine::{self, Postgres, Sqlite};
use aftercare_store::{Expected, Result, Store, Trace, Work};
use aftercare_testkit::postgres::Database;
use std::sync::atomic::{AtomicU64, Ordering};
use uuid::Uuid;

pub const ME: StaffId = StaffId(Uuid::from_u128(0x51));

pub fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

/// A Monday morning in Shanghai, 10:00 there.
pub fn monday() -> Instant {
    at("2026-11-23T02:00:00Z")
}

/// A place for a desk, on either engine; it vanishes with this.
pub struct Stand {
    pub folder: tempfile::TempDir,
    pub database: Option<Database>,
}

impl Stand {
    pub fn new(engine: Engine) -> Self {
        let database = (engine == Engine::Postgres).then(Database::fresh);
        Self { folder: tempfile::tempdir().unwrap(), database }
    }

    /// Opens the desk there, as one more program would.
    pub async fn open(&self, now: Instant) -> Result<Store> {
        open_at(self.folder.path(), self.database.as_ref().map(Database::url), now).await
    }
}

/// Opens the desk in a folder, or in a database.
pub async fn open_at(folder: &std::path::Path, url: Option<&str>, now: Instant) -> Result<Store> {
    match url {
        Some(url) => Store::connect(url, folder, now, &mut |_, _| {}).await,
        None => Store::open(folder, now).await,
    }
}

static SALT: AtomicU64 = AtomicU64::new(1);

pub fn salt() -> [u8; 16] {
    let n = u128::from(SALT.fetch_add(1, Ordering::Relaxed));
    (n << 64 | u128::from(std::process::id())).to_be_bytes()
}

pub fn fresh_id(now: Instant) -> Uuid {
    let random: [u8; 10] = salt()[..10].try_into().unwrap();
    aftercare_core::ids::v7(now, random)
}

/// Appends an event made with sealed texts.
pub async fn append<P: Payload>(
    work: &mut Work,
    stream: StreamId,
    expected: Expected,
    at: Instant,
    event: impl FnOnce(&mut Sealer<'_>) -> P,
) -> Result<u64> {
    let (event, rows) = {
        let mut fresh = salt;
        let mut sealer = Sealer::new(&mut fresh);
        let event = event(&mut sealer);
        (event, sealer.into_rows())
    };
    work.append(stream, expected, Actor::Staff(ME), at, &event, &rows).await
}

pub fn case_stream(id: CaseId) -> StreamId {
    StreamId::new(StreamKind::Case, id.0)
}

pub fn received(seal: &mut Sealer<'_>, from: &str, subject: &str, text: &str, id: Uuid) -> CaseEvent {
    CaseEvent::MessageReceived {
        entry: EntryId(id),
        channel: Channel::Mail,
        sort: MessageKind::Message,
        from: seal.seal(from),
        name: None,
        subject: Some(seal.seal(subject)),
        text: seal.seal(text),
        message_id: None,
        raw: None,
        files: Vec::new(),
        problems: Vec::new(),
        imported: false,
    }
}

pub fn answered(seal: &mut Sealer<'_>, to: &str, text: &str, id: Uuid) -> CaseEvent {
    CaseEvent::MessageSent {
        entry: EntryId(id),
        channel: Channel::Mail,
        how: aftercare_core::case::SentHow::PersonSaid,
        to: seal.seal(to),
        subject: None,
        text: seal.seal(text),
        message_id: None,
        raw: None,
        files: Vec::new(),
    }
}

pub fn opened(seal: &mut Sealer<'_>, number: u64, subject: &str, customer: Option<CustomerId>) -> CaseEvent {
    CaseEvent::Opened {
        number,
        pack: "hx-leather".into(),
        pack_version: 1,
        channel: Channel::Mail,
        subject: seal.seal(subject),
        customer,
        language: Language::En,
        owner: ME,
        continues: None,
    }
}

/// Opens a case with a first message inside a work.
pub async fn open_in(work: &mut Work, when: Instant, from: &str, subject: &str, text: &str) -> Result<(CaseId, u64)> {
    let id = CaseId(fresh_id(when));
    let number = work.next_number("case").await?;
    append(work, case_stream(id), Expected::New, when, |s| opened(s, number, subject, None)).await?;
    append(work, case_stream(id), Expected::At(1), when, |s| received(s, from, subject, text, fresh_id(when))).await?;
    Ok((id, number))
}

/// Opens a case by itself.
pub async fn open_case(store: &Store, when: Instant, from: &str, subject: &str, text: &str) -> Result<(CaseId, u64)> {
    let mut work = store.begin(when).await?;
    let made = open_in(&mut work, when, from, subject, text).await?;
    work.commit().await?;
    Ok(made)
}

/// One more event on a case.
pub async fn on_case(
    store: &Store,
    id: CaseId,
    when: Instant,
    event: impl FnOnce(&mut Sealer<'_>) -> CaseEvent,
) -> Result<u64> {
    let mut work = store.begin(when).await?;
    let seq = append(&mut work, case_stream(id), Expected::Any, when, event).await?;
    work.commit().await?;
    Ok(seq)
}

pub fn settings(leads: &[u32]) -> Settings {
    Settings {
        house: "Sample Leather".into(),
        pack: "hx-leather".into(),
        addresses: vec!["service@desk.example".into()],
        phone: "+86 000".into(),
        lead_minutes: leads.to_vec(),
        sample: false,
        backup_days: 30,
        backup_folder: None,
    }
}

pub async fn set_up(store: &Store, now: Instant, leads: &[u32]) -> Result<()> {
    let mut work = store.begin(now).await?;
    append(&mut work, desk::STREAM, Expected::Any, now, |_| DeskEvent::SettingsSet { settings: settings(leads) })
        .await?;
    work.commit().await?;
    Ok(())
}

pub fn profile(seal: &mut Sealer<'_>, name: &str, email: &str, phone: &str) -> Profile {
    Profile {
        name: seal.seal(name),
        emails: vec![seal.seal(email)],
        phones: vec![seal.seal(phone)],
        contact: Some(seal.seal("Ana")),
        language: Language::En,
        zone: None,
        country: Country::new("GB"),
        long_term_since: None,
        no_surveys: false,
    }
}

pub async fn add_customer(store: &Store, now: Instant, name: &str, email: &str, phone: &str) -> Result<CustomerId> {
    let id = CustomerId(fresh_id(now));
    let mut work = store.begin(now).await?;
    let stream = StreamId::new(StreamKind::Customer, id.0);
    append(&mut work, stream, Expected::New, now, |s| CustomerEvent::ProfileSet {
        profile: profile(s, name, email, phone),
    })
    .await?;
    work.commit().await?;
    Ok(id)
}

pub fn order(number: &str, completed: Option<&str>) -> CustomerEvent {
    CustomerEvent::OrderSet {
        id: OrderId(fresh_id(monday())),
        order: Order {
            number: number.into(),
            contract: None,
            goods: "200 briefcases".into(),
            customised: false,
            ordered_on: None,
            received_on: None,
            completed_on: completed.map(|day| day.parse().unwrap()),
        },
    }
}

pub async fn on_customer(store: &Store, id: CustomerId, now: Instant, event: CustomerEvent) -> Result<()> {
    let mut work = store.begin(now).await?;
    let stream = StreamId::new(StreamKind::Customer, id.0);
    append(&mut work, stream, Expected::Any, now, |_| event).await?;
    work.commit().await?;
    Ok(())
}

pub fn trace(raw: &[u8], identity: Option<&[u8]>, message_id: &str, mentions: &[&str]) -> Trace {
    use aftercare_core::journal::Hash;
    Trace {
        raw: Some(Hash::of(raw)),
        identity: identity.map(Hash::of),
        message_id: Some(message_id.into()),
        mentions: mentions.iter().map(|m| (*m).to_owned()).collect(),
    }
}

/// Asserts that nothing is wrong with a store.
pub async fn assert_sound(store: &Store) {
    assert_eq!(store.examine().await.unwrap().problems(), [] as [&aftercare_store::doctor::Problem; 0]);
}

/// Lays the desk of schema 3 into a folder.
pub fn unpack_schema_3(folder: &std::path::Path) {
    let packed = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/schema-3/desk.tar.gz");
    let packed = flate2::read::GzDecoder::new(std::fs::File::open(packed).unwrap());
    tar::Archive::new(packed).unpack(folder).unwrap();
}
