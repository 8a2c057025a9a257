//! Records: every stream's texts against their commitments, its messages against their traces, and every projection row against a
//! fresh fold; and the rows of numbers.

use super::blobs::Named;
use super::letters::{Letters, Mentions};
use super::{Part, Problem, Report, Walk, Watch, alert_keys, nobodys};
use crate::cell;
use crate::db::{Conn, query_as};
use crate::error::{Result, StoreError};
use crate::look::Look;
use crate::project;
use crate::queries::{alerts, cases, clocks, customers, desk, events, goods, search, sessions, tasks};
use crate::refresh;
use aftercare_core::case::Entry;
use aftercare_core::desk::Settings;
use aftercare_core::ids::{CaseId, CustomerId, LotId, UnitId};
use aftercare_core::journal::{Hash, Personal, Recorded, StreamId, StreamKind};
use aftercare_core::policy::Book;
use aftercare_core::survey::{Owed, State};
use aftercare_core::time::Instant;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How many missing numbers are named.
const NAMED: usize = 20;

/// Numbers of cases and forms: unique, and none beyond its counter. Where the journal is damaged, those that no case has.
pub(super) async fn numbers(conn: &mut Conn, walk: &Walk, damaged: bool, report: &mut Report) -> Result<()> {
    let counters: BTreeMap<String, i64> =
        query_as::<(String, i64)>("SELECT name, value FROM counter").fetch_all(conn).await?.into_iter().collect();
    let stands = |name: &str| counters.get(name).map_or(0, |value| u64::try_from(*value).unwrap_or_default());
    let mut used = BTreeSet::new();
    for number in walk.cases.values() {
        if !used.insert(*number) {
            report.add(Problem::Twice { number: *number });
        }
    }
    let highest = used.last().copied().unwrap_or_default();
    let rows = walk.forms.iter().map(|(name, used)| (name.as_str(), *used)).chain([("case", highest)]);
    for (name, used) in rows {
        match (name.to_owned(), stands(name)) {
            (name, stands) if used > stands => report.add(Problem::Counter { name, stands, used }),
            (name, stands) if used < stands && !damaged => report.add(Problem::Ahead { name, stands, used }),
            _ => {}
        }
    }
    // Holes may be of a desk that brought old numbers, unless the journal is damaged.
    if damaged {
        let first = used.first().copied().unwrap_or(1);
        let gone = (first..=stands("case").max(highest)).filter(|number| !used.contains(number));
        let numbers: Vec<u64> = gone.take(NAMED).collect();
        if !numbers.is_empty() {
            report.add(Problem::Unnumbered { numbers });
        }
    }
    Ok(())
}

/// What records are held against.
pub(super) struct Against<'a> {
    /// The packs.
    pub book: &'a Book,
    /// The schema is this program's.
    pub today: bool,
    /// The projections are this program's.
    pub fresh: bool,
    /// How messages are held against their traces.
    pub letters: Letters<'a>,
    /// What the rows of files name.
    pub named: &'a Named,
}

/// What grows from stream to stream.
#[derive(Default)]
struct Along {
    folded: Sha256,
    mentions: Mentions,
}

/// Reads every stream: texts always, messages where the schema is known, projections where they are this program's.
pub(super) async fn compare(
    conn: &mut Conn,
    against: &Against<'_>,
    found: &mut HashMap<Hash, StreamId>,
    report: &mut Report,
    watch: Watch<'_>,
) -> Result<()> {
    let bad: Vec<(Hash, String)> = against.named.bad.iter().map(|sha256| (*sha256, sha256.to_string())).collect();
    let settings = match against.fresh {
        // What can't be read here is no other settings: the fold says what they are.
        true => refresh::newest_settings(conn).await.unwrap_or_default(),
        false => None,
    };
    let planned = refresh::planned(conn).await.unwrap_or(Instant::MAX_UTC);
    let mut streams = Vec::new();
    for kind in StreamKind::ALL {
        streams.extend(events::streams(conn, kind).await?);
    }
    let mut along = Along::default();
    for (done, stream) in streams.iter().enumerate() {
        let read = stream_of(conn, *stream, &bad, found, report).await;
        report.survive(read)?;
        if against.today {
            let with = (settings.as_ref(), planned);
            match record(conn, *stream, against, with, &mut along, report).await {
                Err(error @ (StoreError::Read(_) | StoreError::Policy(_) | StoreError::Damaged(_))) => {
                    report.add(Problem::Unread { stream: *stream, detail: error.to_string() });
                }
                looked => looked?,
            }
        }
        watch(Part::Records, done as u64 + 1, streams.len() as u64);
    }
    let count = |kind| streams.iter().filter(|stream| stream.kind == kind).count() as u64;
    (report.counts.cases, report.counts.customers) = (count(StreamKind::Case), count(StreamKind::Customer));
    if against.fresh {
        report.folded = Some(Hash(along.folded.finalize().into()));
    }
    nobodys::look(conn, against, report).await
}

/// One stream's messages, and its projections; the fold goes into the digest.
async fn record(
    conn: &mut Conn,
    stream: StreamId,
    against: &Against<'_>,
    (settings, planned): (Option<&Settings>, Instant),
    along: &mut Along,
    report: &mut Report,
) -> Result<()> {
    let Along { folded, mentions } = along;
    let mut parts = Vec::new();
    if stream.kind == StreamKind::Case {
        let id = CaseId(stream.id);
        let entries = Look::from(&mut *conn).case_entries(id).await?;
        against.letters.check(conn, stream, &entries, (&against.named.all, mentions), report).await?;
        if against.fresh {
            let leads = settings.map_or(&[][..], |settings| &settings.lead_minutes);
            parts = case(conn, id, &entries, (leads, planned), against.book, folded).await?;
        }
    } else if against.fresh {
        parts = projections(conn, stream, settings, against.book, folded).await?;
    }
    parts.into_iter().for_each(|part| report.add(Problem::Projection { stream, part }));
    Ok(())
}

/// Holds a stream's texts against what its events committed to, and finds which stream names a bad file.
async fn stream_of(
    conn: &mut Conn,
    stream: StreamId,
    bad: &[(Hash, String)],
    found: &mut HashMap<Hash, StreamId>,
    report: &mut Report,
) -> Result<()> {
    let texts = events::personal(conn, stream).await?;
    report.counts.texts += texts.len() as u64;
    let recorded = events::of(conn, stream).await?;
    for (commitment, salt, text) in &texts {
        let holds = match (salt, text) {
            // Erased: the row stands, salt and text are gone.
            (None, None) => true,
            (Some(salt), Some(text)) => {
                salt.as_slice().try_into().is_ok_and(|salt| Personal::commit(salt, text) == *commitment)
            }
            _ => false,
        };
        if !holds {
            report.add(Problem::Text { stream, commitment: *commitment });
        }
    }
    let kept: BTreeSet<Hash> = texts.iter().map(|(commitment, ..)| *commitment).collect();
    let told: BTreeSet<Hash> = recorded.iter().flat_map(sealed).collect();
    if kept.difference(&told).next().is_some() {
        report.tail(stream);
    }
    for commitment in told.difference(&kept) {
        report.add(Problem::TextGone { stream, commitment: *commitment });
    }
    for (sha256, hex) in bad {
        let in_texts = texts.iter().any(|(_, _, text)| text.as_ref().is_some_and(|text| text.contains(hex)));
        if in_texts || recorded.iter().any(|event| holds(&event.payload, hex.as_bytes())) {
            found.entry(*sha256).or_insert(stream);
        }
    }
    Ok(())
}

const SEALED: &[u8] = br#""sealed":""#;

/// The commitments in an event's payload, which is JSON without spaces.
fn sealed(event: &Recorded) -> Vec<Hash> {
    let mut all = Vec::new();
    let mut rest = event.payload.as_slice();
    while let Some(at) = rest.windows(SEALED.len()).position(|window| window == SEALED) {
        rest = &rest[at + SEALED.len()..];
        let hash = rest.get(..64).and_then(|hex| Hash::parse(std::str::from_utf8(hex).ok()?));
        all.extend(hash);
    }
    all
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

/// The parts of a stream's projection that a fresh fold gives differently.
async fn projections(
    conn: &mut Conn,
    stream: StreamId,
    settings: Option<&Settings>,
    book: &Book,
    folded: &mut Sha256,
) -> Result<Vec<&'static str>> {
    match stream.kind {
        StreamKind::Customer => customer(conn, CustomerId(stream.id), settings, book, folded).await,
        StreamKind::Desk => {
            let fresh = refresh::newest_settings(conn).await?;
            let stored = match desk::settings(conn).await {
                Err(StoreError::Damaged(_)) => return Ok(vec!["settings"]),
                stored => stored?,
            };
            Ok(if fresh == stored { vec![] } else { vec!["settings"] })
        }
        StreamKind::Lot => lot(conn, LotId(stream.id), folded).await,
        StreamKind::Unit => unit(conn, UnitId(stream.id), folded).await,
        StreamKind::Case | StreamKind::Calendar | StreamKind::Policy => Ok(vec![]),
    }
}

/// A case's; its alerts too, as they were called for when it was `planned` last. Which of them were claimed, nothing else tells.
async fn case(
    conn: &mut Conn,
    id: CaseId,
    entries: &[Entry],
    (leads, planned): (&[u32], Instant),
    book: &Book,
    folded: &mut Sha256,
) -> Result<Vec<&'static str>> {
    let fresh = project::case(id, entries, book)?;
    let words = crate::segment::words(&fresh.text);
    folded.update(format!(
        "{:?}{:?}{:?}{:?}{:?}{:?}",
        fresh.cells, fresh.clocks, fresh.addresses, fresh.forms, fresh.calls.tasks, fresh.sessions
    ));
    folded.update(&words);
    let mut wrong = Parts::default();
    wrong.unless("case", cases::cells(conn, id.0).await.map(|stored| stored.as_ref() == Some(&fresh.cells)))?;
    wrong.unless("clocks", clocks::cells(conn, id.0).await.map(|stored| stored == fresh.clocks))?;
    wrong.unless("addresses", cases::addresses(conn, id.0).await.map(|stored| stored == fresh.addresses))?;
    let planned = refresh::planned_at(entries, planned);
    let alerts = match alerts::hold(conn, id, &fresh.calls, leads, planned).await {
        Ok(true) => alert_keys::hold(conn, id.0).await,
        other => other,
    };
    wrong.unless("alerts", alerts)?;
    wrong.unless("forms", cases::form_cells(conn, id.0).await.map(|stored| stored == fresh.forms))?;
    wrong.unless("tasks", tasks::cells(conn, id.0).await.map(|stored| stored == fresh.calls.tasks))?;
    wrong.unless("sessions", sessions::cells(conn, id.0).await.map(|stored| stored == fresh.sessions))?;
    // Those that wait come by themselves.
    let words = match search::waits(conn, id.0).await {
        Ok(false) => search::holds(conn, "case", id.0, &words).await,
        other => other,
    };
    wrong.unless("words", words)?;
    Ok(wrong.0)
}

/// The same for a customer; surveys as of the instant they were planned.
async fn customer(
    conn: &mut Conn,
    id: CustomerId,
    settings: Option<&Settings>,
    book: &Book,
    folded: &mut Sha256,
) -> Result<Vec<&'static str>> {
    let entries = Look::from(&mut *conn).customer_entries(id).await?;
    let stored = customers::cells(conn, id.0).await?;
    let planned = stored.as_ref().map_or(Ok(Default::default()), |cells| cell::instant(cells.planned_at))?;
    let Some(fresh) = project::customer(id, &entries, settings, book, planned)? else {
        return Ok(if stored.is_some() { vec!["customer"] } else { vec![] });
    };
    let words = crate::segment::words(&fresh.text);
    let cells = &fresh.cells;
    folded.update(format!("{:?}{:?}{:?}{:?}{}", cells.id, cells.name, cells.email, cells.phone, cells.orders));
    folded.update(format!("{}{:?}{:?}{:?}", cells.seq, cells.country, fresh.addresses, fresh.goods));
    folded.update(&words);
    let mut wrong = Parts::default();
    wrong.unless("customer", Ok(stored.as_ref() == Some(&fresh.cells)))?;
    wrong.unless("addresses", customers::addresses(conn, id.0).await.map(|stored| stored == fresh.addresses))?;
    let surveys = match customers::surveys_of(conn, id.0).await {
        Ok(stored) if stored == fresh.surveys => survey_columns(conn, id, &fresh.surveys).await,
        other => other.map(|_| false),
    };
    wrong.unless("surveys", surveys)?;
    wrong.unless("goods", goods::of_customer(conn, id.0).await.map(|stored| stored == fresh.goods))?;
    wrong.unless("words", search::holds(conn, "customer", id.0, &words).await)?;
    Ok(wrong.0)
}

/// Whether the columns by which surveys are listed are those of the surveys.
async fn survey_columns(conn: &mut Conn, id: CustomerId, owed: &[Owed]) -> Result<bool> {
    let rows: Vec<(i64, i64, String, String)> = query_as(
        "SELECT number, settled, planned_on, last_day FROM survey_view WHERE customer_id = $1 ORDER BY number",
    )
    .bind(id.0)
    .fetch_all(conn)
    .await?;
    let fresh = (0_i64..).zip(owed).map(|(number, survey)| {
        let is_open = matches!(survey.state, State::Late | State::Due | State::Planned);
        (number, i64::from(!is_open), survey.planned_on.to_string(), survey.last_day.to_string())
    });
    Ok(rows.into_iter().eq(fresh))
}

async fn lot(conn: &mut Conn, id: LotId, folded: &mut Sha256) -> Result<Vec<&'static str>> {
    let mut wrong = Parts::default();
    let stored = goods::lot_cells(conn, id.0).await;
    match Look::from(&mut *conn).lot(id).await? {
        None => wrong.unless("lot", stored.map(|stored| stored.is_none()))?,
        Some((seq, lot)) => {
            let (cells, text) = project::lot(id, seq, &lot);
            let words = crate::segment::words(&text);
            folded.update(format!("{cells:?}{words}"));
            wrong.unless("lot", stored.map(|stored| stored == Some(cells)))?;
            wrong.unless("words", search::holds(conn, "lot", id.0, &words).await)?;
        }
    }
    Ok(wrong.0)
}

async fn unit(conn: &mut Conn, id: UnitId, folded: &mut Sha256) -> Result<Vec<&'static str>> {
    let mut wrong = Parts::default();
    let stored = goods::unit_cells(conn, id.0).await;
    match Look::from(&mut *conn).unit(id).await? {
        None => wrong.unless("unit", stored.map(|stored| stored.is_none()))?,
        Some((seq, unit)) => {
            let (cells, text) = project::unit(id, seq, &unit);
            let words = crate::segment::words(&text);
            folded.update(format!("{cells:?}{words}"));
            wrong.unless("unit", stored.map(|stored| stored == Some(cells)))?;
            wrong.unless("words", search::holds(conn, "unit", id.0, &words).await)?;
        }
    }
    Ok(wrong.0)
}

/// Names of parts that are wrong.
#[derive(Default)]
struct Parts(Vec<&'static str>);

impl Parts {
    /// A cell that can't be read is as wrong as one that differs.
    fn unless(&mut self, part: &'static str, holds: Result<bool>) -> Result<()> {
        match holds {
            Ok(true) => {}
            Ok(false) | Err(StoreError::Damaged(_)) => self.0.push(part),
            Err(error) => return Err(error),
        }
        Ok(())
    }
}
