//! A revised calendar reaches open deadlines only, whether it is applied to a run as stored or to a fresh fold of its events.
//!
//! The oracle folds the whole history by each calendar in turn and picks, target by target, what the design's words say.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;

use aftercare_core::calendar::event::{Revision, Revisions};
use aftercare_core::calendar::{Calendar, CalendarSpec, CalendarWarning};
use aftercare_core::case::event::{CaseEvent, MessageKind, SentHow};
use aftercare_core::case::fold::{Case, Entry};
use aftercare_core::case::{Channel, Language};
use aftercare_core::clock::{
    Calendars, ClockEvent, ClockName, ClockRun, Happening, Measure, On, PauseReason, Target, explain, run,
};
use aftercare_core::ids::{EntryId, StaffId};
use aftercare_core::journal::{Actor, Hash, Sealed};
use aftercare_core::policy::{Book, Dates, PackError};
use aftercare_core::time::Instant;
use chrono::{NaiveDate, TimeDelta};
use common::{Rng, random_spec, soak};
use std::collections::BTreeMap;
use uuid::Uuid;

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn start() -> Instant {
    at("2026-10-12T00:00:00Z")
}

/// Calendars that open every week, compiled once.
fn calendars() -> Vec<Calendar> {
    let mut rng = Rng::new(1);
    let mut all = Vec::new();
    while all.len() < 20 {
        let zone = ["Asia/Shanghai", "Europe/Berlin", "America/New_York"][rng.below(3)];
        let text = random_spec(&mut rng, zone, start().date_naive());
        let found = Calendar::compile(&serde_json::from_str(&text).unwrap()).ok();
        all.extend(found.filter(|c| c.between(at("2050-01-01T00:00:00Z"), at("2050-01-15T00:00:00Z")) > 0));
    }
    all
}

fn targets(rng: &mut Rng) -> Vec<Target> {
    let mut out = Vec::new();
    for clock in [ClockName::FirstResponse, ClockName::NextResponse, ClockName::Update, ClockName::Solution] {
        for _ in 0..[1, 1, 2, 0][rng.below(4)] {
            let seconds = [0, 600, 2 * 3600, 8 * 3600, 40 * 3600][rng.below(5)];
            let days = 1 + rng.below(4) as u32;
            let measure = match rng.below(5) {
                0 | 1 => Measure::Service { seconds },
                2 => Measure::Elapsed { seconds, on: On::Service },
                3 => Measure::BusinessDays { days },
                _ => Measure::NaturalDays { days },
            };
            out.push(Target { clock, measure, clause: String::new(), pauses: rng.chance(85), warn: None });
        }
    }
    out
}

fn history(rng: &mut Rng) -> Vec<ClockEvent> {
    let mut minute = rng.below(2000) as i64;
    let mut events = vec![ClockEvent { at: start() + TimeDelta::minutes(minute), what: Happening::Received }];
    for _ in 0..rng.below(12) {
        minute += rng.below(3000) as i64;
        let what = match rng.below(9) {
            0 | 1 => Happening::Answered,
            2 => Happening::CustomerReplied,
            3 => Happening::Waiting(PauseReason::Customer),
            4 => Happening::Waiting(PauseReason::Carrier),
            5 => Happening::Resumed,
            6 => Happening::Solved,
            7 => Happening::Reopened,
            _ => Happening::Retarget(targets(rng)),
        };
        events.push(ClockEvent { at: start() + TimeDelta::minutes(minute), what });
    }
    events
}

type Pair = (Calendar, Calendar);

fn pair((service, business): &Pair) -> Calendars<'_> {
    Calendars { service, business, days: service }
}

/// Late by `now`: a target that held for some time was not done when it came due.
fn late(run: &ClockRun, now: Instant) -> Option<Instant> {
    let missed = |due: &aftercare_core::clock::Due| {
        let held_until = due.until.map_or(now, |until| until.min(now));
        let until = run.ended.map_or(held_until, |ended| held_until.min(ended));
        due.due.filter(|d| *d < until && due.until.is_none_or(|until| until > due.from))
    };
    run.dues.iter().filter_map(missed).min()
}

fn oracle(targets: &[Target], events: &[ClockEvent], first: &Pair, later: &[(Instant, Pair)]) -> Vec<ClockRun> {
    let mut runs = run(targets, events, pair(first)).unwrap();
    for (from, calendars) in later {
        let anew = run(targets, events, pair(calendars)).unwrap();
        for old in &mut runs {
            if old.ended.is_some_and(|ended| ended <= *from) || late(old, *from).is_some() {
                continue;
            }
            let mut new = anew.iter().find(|r| (r.clock, r.cycle) == (old.clock, old.cycle)).unwrap().clone();
            for (new, old) in new.dues.iter_mut().zip(&old.dues) {
                assert_eq!((&new.target, new.from, new.until), (&old.target, old.from, old.until));
                if old.until.is_some_and(|until| until <= *from && until > old.from) {
                    new.due = old.due;
                }
            }
            *old = new;
        }
    }
    runs
}

#[test]
fn a_stored_run_revised_is_the_run_of_a_fresh_fold() {
    let calendars = calendars();
    let calendar = |rng: &mut Rng| calendars[rng.below(calendars.len())].clone();
    let (mut moved, mut kept) = (0, 0);
    for seed in 0..soak(2_000, 100_000) {
        let mut rng = Rng::new(seed);
        let first = (calendar(&mut rng), calendar(&mut rng));
        let mut turn = start() + TimeDelta::minutes(rng.below(9000) as i64);
        let mut later = Vec::new();
        for _ in 0..1 + rng.below(3) {
            later.push((turn, (calendar(&mut rng), calendar(&mut rng))));
            turn += TimeDelta::minutes(rng.below(9000) as i64);
        }
        let (targets, events) = (targets(&mut rng), history(&mut rng));
        let expected = oracle(&targets, &events, &first, &later);
        let seen = events.iter().map(|event| event.at).max();
        let mut found = run(&targets, &events, pair(&first)).unwrap();
        for (from, calendars) in &later {
            for run in &mut found {
                match run.revised(*from, seen, pair(calendars)).unwrap() {
                    Some(new) => {
                        moved += usize::from(new.due != run.due);
                        *run = new;
                    }
                    None => kept += 1,
                }
            }
        }
        assert_eq!(found.len(), expected.len());
        for (found, expected) in found.iter().zip(&expected) {
            assert_eq!(found.dues, expected.dues, "seed {seed}");
            assert_eq!(
                (found.started, found.ended, &found.pauses),
                (expected.started, expected.ended, &expected.pauses)
            );
            let in_force = expected.dues.iter().filter(|due| due.until.is_none());
            assert_eq!(found.due, in_force.filter_map(|due| due.due).min(), "seed {seed}");
            for hours in [0, 30, 300, 3000] {
                let now = seen.unwrap().max(later[later.len() - 1].0) + TimeDelta::hours(hours);
                assert_eq!(found.breach(now), late(expected, now), "seed {seed} {:?} {now}", found.clock);
            }
        }
    }
    assert!(moved > 500 && kept > 500, "the histories try both: {moved} moved, {kept} kept");
}

fn sealed() -> Sealed {
    Sealed { commitment: Hash::ZERO, text: None }
}

/// A case of the leather factory: noticed on Friday at 10:00 in Shanghai, answered when so many minutes had passed.
fn case(answered: Option<i64>) -> Vec<Entry> {
    let opened = CaseEvent::Opened {
        number: 1,
        pack: "hx-leather".to_owned(),
        pack_version: 1,
        channel: Channel::Mail,
        subject: sealed(),
        customer: None,
        language: Language::En,
        owner: StaffId(Uuid::nil()),
        continues: None,
    };
    let received = CaseEvent::MessageReceived {
        entry: EntryId(Uuid::nil()),
        channel: Channel::Mail,
        sort: MessageKind::Message,
        from: sealed(),
        name: None,
        subject: None,
        text: sealed(),
        message_id: None,
        raw: None,
        files: vec![],
        problems: vec![],
        imported: true,
    };
    let sent = CaseEvent::MessageSent {
        entry: EntryId(Uuid::nil()),
        channel: Channel::Mail,
        how: SentHow::PersonSaid,
        to: sealed(),
        subject: None,
        text: sealed(),
        message_id: None,
        raw: None,
        files: vec![],
    };
    let friday = at("2026-11-20T10:00:00+08:00");
    let mut events = vec![(0, opened), (0, received)];
    events.extend(answered.map(|minutes| (minutes, sent)));
    let entry = |(seq, (minutes, event))| {
        let at = friday + TimeDelta::minutes(minutes);
        Entry { seq, actor: Actor::Desk, at, recorded_at: at, event }
    };
    (1..).zip(events).map(entry).collect()
}

fn spec(json: &str) -> CalendarSpec {
    serde_json::from_str(json).unwrap()
}

/// Open from noon to two on working days.
fn short() -> CalendarSpec {
    let day = r#"[["12:00","14:00"]]"#;
    spec(&format!(
        r#"{{"tz":"Asia/Shanghai","weekly":{{"mon":{day},"tue":{day},"wed":{day},"thu":{day},"fri":{day}}}}}"#
    ))
}

fn revised(name: &str, all: &[(&str, Option<CalendarSpec>, &[i32])]) -> Book {
    let of = (2..).zip(all).map(|(number, (from, spec, years))| Revision {
        number,
        from: at(from),
        spec: spec.clone(),
        years: years.to_vec(),
    });
    let mut revisions = Revisions::new();
    revisions.insert(("hx-leather".to_owned(), name.to_owned()), of.collect());
    Book::builtin().unwrap().with_revisions(revisions).unwrap()
}

fn due(book: &Book, entries: &[Entry], clock: ClockName) -> (Option<Instant>, String) {
    let clocks = book.clocks(&Case::fold(entries).unwrap(), entries).unwrap();
    let n = clocks.runs.iter().position(|run| run.clock == clock).unwrap();
    (clocks.runs[n].due, clocks.revisions[n].clone())
}

#[test]
fn a_revision_moves_what_is_open_and_each_run_tells_by_which_it_was_counted() {
    let own = Book::builtin().unwrap();
    let (noon, by_own) = due(&own, &case(None), ClockName::FirstResponse);
    assert_eq!(noon, Some(at("2026-11-20T12:00:00+08:00")));
    assert!(by_own.starts_with("service 1 · cn "), "{by_own}");

    let book = revised("service", &[("2026-11-20T11:00:00+08:00", Some(short()), &[])]);
    let (moved, text) = due(&book, &case(None), ClockName::FirstResponse);
    assert_eq!(moved, Some(at("2026-11-20T14:00:00+08:00")));
    assert!(text.starts_with("service #2 · tz "), "{text}");
    let calendars = book.counted_by("hx-leather", 1, &text).unwrap();
    assert!(!calendars.service.is_open(at("2026-11-20T11:30:00+08:00")));
    let calendars = book.counted_by("hx-leather", 1, &by_own).unwrap();
    assert!(calendars.service.is_open(at("2026-11-20T11:30:00+08:00")));

    // Met before the revision: as it was.
    let answered = case(Some(30));
    assert_eq!(due(&book, &answered, ClockName::FirstResponse), (noon, by_own));
    // Answered after it: by the revision.
    assert_eq!(due(&book, &case(Some(90)), ClockName::FirstResponse).0, moved);
}

#[test]
fn what_was_late_stays_late_and_going_back_is_a_revision_too() {
    let book = revised("service", &[("2026-11-20T12:30:00+08:00", Some(short()), &[])]);
    let entries = case(None);
    let clocks = book.clocks(&Case::fold(&entries).unwrap(), &entries).unwrap();
    let first = clocks.runs.iter().position(|run| run.clock == ClockName::FirstResponse).unwrap();
    assert_eq!(clocks.runs[first].due, Some(at("2026-11-20T12:00:00+08:00")), "late since noon");
    assert!(clocks.revisions[first].starts_with("service 1 · "));

    let there = ("2026-11-20T11:00:00+08:00", Some(short()), &[][..]);
    let book = revised("service", &[there.clone(), ("2026-11-20T11:10:00+08:00", None, &[])]);
    let (back, text) = due(&book, &case(None), ClockName::FirstResponse);
    assert_eq!(back, Some(at("2026-11-20T12:00:00+08:00")));
    assert!(text.starts_with("service #3 = service 1 · "), "{text}");
    assert!(book.calendar("hx-leather", 1, "service").unwrap().own);
    // Going back at once and going back too late differ: what came due meanwhile did so.
    let book = revised("service", &[there, ("2026-11-20T14:30:00+08:00", None, &[])]);
    assert_eq!(due(&book, &case(None), ClockName::FirstResponse).0, Some(at("2026-11-20T14:00:00+08:00")));
}

/// The desk moved its hours west; the days of the return are still those of the promise (CK-3), and so is the day on which the goods
/// left in time.
#[test]
fn ck_3_natural_days_are_those_of_the_packs_zone_wherever_the_hours_moved() {
    let day = r#"[["09:00","17:00"]]"#;
    let berlin = spec(&format!(r#"{{"tz":"Europe/Berlin","weekly":{{"mon":{day},"tue":{day}}}}}"#));
    let revision = |from: &str| Revision { number: 2, from: at(from), spec: Some(berlin.clone()), years: vec![] };
    let mut entries = case(None);
    let CaseEvent::Opened { pack, .. } = &mut entries[0].event else { panic!("it begins with its opening") };
    "changkong".clone_into(pack);
    let dates = Dates { confirmed_on: Some("2026-11-23".parse().unwrap()), ..Dates::default() };
    let found = CaseEvent::Found { facts: BTreeMap::new(), dates: Some(dates.clone()), note: None };
    let when = at("2026-11-23T10:00:00+08:00");
    entries.push(Entry { seq: 3, actor: Actor::Desk, at: when, recorded_at: when, event: found });
    let last = Some(at("2026-12-01T00:00:00+08:00") - TimeDelta::microseconds(1));
    for from in [None, Some("2026-11-21T00:00:00+08:00"), Some("2026-11-25T00:00:00+08:00")] {
        let mut revisions = Revisions::new();
        let all = from.map(revision).into_iter().collect();
        revisions.insert(("changkong".to_owned(), "service".to_owned()), all);
        let book = Book::builtin().unwrap().with_revisions(revisions).unwrap();
        assert_eq!(due(&book, &entries, ClockName::ReturnSending).0, last, "{from:?}");
        let clocks = book.clocks(&Case::fold(&entries).unwrap(), &entries).unwrap();
        let run = clocks.runs.iter().find(|run| run.clock == ClockName::ReturnSending).unwrap();
        let sum = explain(run, book.calendars("changkong", 1).unwrap(), when).unwrap();
        let counted: Vec<String> =
            sum.lanes.iter().filter(|lane| lane.amount == 1).map(|lane| lane.day.to_string()).collect();
        assert_eq!((counted.len(), &*counted[0], &*counted[6]), (7, "2026-11-24", "2026-11-30"));
        // The last day is in time, the next is not.
        for (sent, late) in [("2026-11-30", false), ("2026-12-01", true)] {
            let mut entries = entries.clone();
            let dates = Dates { sent_on: Some(sent.parse().unwrap()), ..dates.clone() };
            let at = at("2026-12-03T10:00:00+08:00");
            let event = CaseEvent::Found { facts: BTreeMap::new(), dates: Some(dates), note: None };
            entries.push(Entry { seq: 4, actor: Actor::Desk, at, recorded_at: at, event });
            let clocks = book.clocks(&Case::fold(&entries).unwrap(), &entries).unwrap();
            let run = clocks.runs.iter().find(|run| run.clock == ClockName::ReturnSending).unwrap();
            assert_eq!(run.breach(at).is_some(), late, "{from:?} {sent}");
        }
    }
}

#[test]
fn the_calendar_at_an_instant_is_the_one_in_force_then() {
    let book = revised("service", &[("2026-11-20T11:00:00+08:00", Some(short()), &[])]);
    let number = |text| book.service_at("hx-leather", 1, at(text)).unwrap().number;
    assert_eq!(number("2026-11-20T10:59:59+08:00"), 1);
    assert_eq!(number("2026-11-20T11:00:00+08:00"), 2);
    assert_eq!(book.service("hx-leather", 1).unwrap().number, 2);
    assert_eq!(book.revisions().len(), 1);
    let again = book.with_revisions(Revisions::new()).unwrap();
    assert_eq!(again.service("hx-leather", 1).unwrap().number, 1);
}

#[test]
fn another_calendar_of_the_same_number_is_compiled_anew() {
    let book = revised("service", &[("2026-11-20T11:00:00+08:00", Some(short()), &[])]);
    let noon = at("2026-11-20T11:30:00+08:00");
    assert!(!book.service("hx-leather", 1).unwrap().calendar.is_open(noon));
    let always = spec(r#"{"tz":"Asia/Shanghai","weekly":{"fri":[["00:00","24:00"]]}}"#);
    let other = revised("service", &[("2026-11-20T11:00:00+08:00", Some(always), &[])]);
    let book = book.with_revisions(other.revisions().clone()).unwrap();
    assert!(book.service("hx-leather", 1).unwrap().calendar.is_open(noon));
}

#[test]
fn a_calendar_that_is_none_is_refused() {
    let broken = spec(r#"{"tz":"UTC"}"#);
    let mut revisions = Revisions::new();
    let revision = Revision { number: 2, from: start(), spec: Some(broken), years: vec![] };
    revisions.insert(("hx-leather".to_owned(), "service".to_owned()), vec![revision]);
    let refused = Book::builtin().unwrap().with_revisions(revisions).unwrap_err();
    assert!(matches!(refused, PackError::Calendar(error) if error.code() == "no_opening"));
}

#[test]
fn a_year_without_public_days_warns_until_the_desk_enters_it() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let warn = |book: &Book, today| book.warnings("hx-leather", 1, "service", day(today)).unwrap();
    let own = Book::builtin().unwrap();
    assert_eq!(warn(&own, "2026-10-01"), []);
    assert_eq!(warn(&own, "2026-11-20"), [CalendarWarning::YearNotPublished(2027)]);
    let without = revised("service", &[("2026-11-20T11:00:00+08:00", Some(short()), &[2026])]);
    assert_eq!(warn(&without, "2026-11-20"), [CalendarWarning::YearNotPublished(2027)]);
    let entered = revised("service", &[("2026-11-20T11:00:00+08:00", Some(short()), &[2026, 2027])]);
    assert_eq!(warn(&entered, "2026-11-20"), []);
    assert_eq!(warn(&entered, "2027-11-20"), [CalendarWarning::YearNotPublished(2028)]);
}
