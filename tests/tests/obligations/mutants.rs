//! Packs in which one value was changed: each must turn at least one obligation red, or the value is promised to nobody.
//!
//! Changed in turn are each number (up and down), flag, basis, clause, word, opening hour, date, field of a text and
//! word of a condition; every entry of a list is left out once, every row of a table also trades its answer with the
//! next one's. A change that the engine refuses to read counts as red: no desk would take such a pack. Left alone are
//! sentences. A seeded sample in `make test`, all of them in `make soak`.

use super::DOCUMENTS;
use super::ids::id;
use super::packs::{Held, Holds, Packs, newest};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use toml::Value;

/// Changes that no obligation can see, each with the reason. Pack, and how the change begins.
const EXPLAINED: [(&str, &str, &str); 0] = [];

/// How many changes of each pack the ordinary tests try.
const SAMPLE: usize = 40;

/// Where in a pack.
type Place = Vec<Step>;

#[derive(Clone, Debug)]
enum Step {
    Key(String),
    At(usize),
}

/// One change to a pack.
#[derive(Clone, Debug)]
struct Mutant {
    /// What was changed, in words.
    what: String,
    /// The new values; none where something is left out.
    edits: Vec<(Place, Option<Value>)>,
}

/// Words that are traded for another one of the same key in the same pack.
const WORDS: [&str; 30] = [
    "id", "document", "currency", "section", "clause", "email", "phone", "tz", "clock", "kind", "on", "of", "rule",
    "number", "unit", "decides", "party", "charge", "payer", "change", "group", "alert", "step", "from", "after",
    "need", "use", "form", "needed", "basis",
];

/// What stands for another word where the pack knows only one.
const OTHERWISE: [(&str, &str); 15] = [
    ("document", "009"),
    ("currency", "EUR"),
    ("tz", "UTC"),
    ("on", "all"),
    ("of", "next_response"),
    ("unit", "weeks"),
    ("change", "too_late"),
    ("from", "shipped"),
    ("after", "any"),
    ("need", "required"),
    ("needed", "to_close"),
    ("form", "other"),
    ("number", "training_months"),
    ("number", "reopen_days"),
    ("alert", "normal"),
];

/// Parts that may also be left out whole.
const PARTS: [&str; 13] = [
    "when",
    "warn",
    "public_days",
    "note",
    "email",
    "phone",
    "extension",
    "window",
    "sending",
    "evidence",
    "authorisation",
    "details",
    "labour",
];

struct Walk {
    pools: BTreeMap<String, BTreeSet<String>>,
    found: Vec<Mutant>,
}

fn mutants(pack: &Value) -> Vec<Mutant> {
    let mut walk = Walk { pools: BTreeMap::new(), found: Vec::new() };
    walk.pool(pack);
    walk.value(pack, &mut Vec::new());
    walk.found
}

impl Walk {
    fn pool(&mut self, value: &Value) {
        match value {
            Value::Table(table) => table.iter().for_each(|(key, value)| {
                if let Value::String(word) = value {
                    self.pools.entry(key.clone()).or_default().insert(word.clone());
                }
                self.pool(value);
            }),
            Value::Array(list) => list.iter().for_each(|value| self.pool(value)),
            _ => {}
        }
    }

    fn set(&mut self, place: &Place, what: &str, value: impl Into<Value>) {
        let value = value.into();
        let what = format!("{}: {what} {value}", written(place));
        self.found.push(Mutant { what, edits: vec![(place.clone(), Some(value))] });
    }

    fn leave_out(&mut self, place: &Place) {
        let what = format!("{}: left out", written(place));
        self.found.push(Mutant { what, edits: vec![(place.clone(), None)] });
    }

    fn value(&mut self, value: &Value, place: &mut Place) {
        match value {
            Value::Integer(number) => {
                self.set(place, "now", number + 1);
                if *number > 0 {
                    self.set(place, "now", number - 1);
                }
            }
            Value::Boolean(flag) => self.set(place, "now", !flag),
            Value::String(text) => self.text(text, place),
            Value::Array(list) => self.list(list, place),
            Value::Table(table) => {
                for (key, inner) in table {
                    place.push(Step::Key(key.clone()));
                    let told = key != "note" || table.get("answer").is_some_and(|answer| answer.get("fits").is_some());
                    if PARTS.contains(&key.as_str()) && told {
                        self.leave_out(place);
                    }
                    self.value(inner, place);
                    place.pop();
                }
            }
            Value::Float(_) | Value::Datetime(_) => {}
        }
    }

    fn text(&mut self, text: &str, place: &Place) {
        let key = place.iter().rev().find_map(|step| if let Step::Key(key) = step { Some(key.as_str()) } else { None });
        let key = key.unwrap_or_default();
        if key == "effective" {
            self.set(place, "now", text.replacen("-01T", "-02T", 1));
        } else if text.len() == 5 && text.as_bytes()[2] == b':' {
            self.set(place, "now", half_an_hour_on(text));
        } else if text.contains("{{") {
            for (start, _) in text.match_indices("{{") {
                let end = text[start..].find("}}").map_or(text.len(), |at| start + at + 2);
                self.set(place, "now", format!("{}{}", &text[..start], &text[end..]));
            }
        } else if WORDS.contains(&key) && matches!(place.last(), Some(Step::Key(_))) {
            let other = match (key, text) {
                ("kind", "service") => Some("elapsed"),
                ("kind", "elapsed") => Some("service"),
                ("kind", "business_days") => Some("natural_days"),
                ("kind", "natural_days") => Some("business_days"),
                _ => None,
            };
            let pool = self.pools.get(key).cloned().unwrap_or_default();
            let next = pool.iter().skip_while(|word| *word != text).nth(1).or_else(|| pool.iter().find(|w| *w != text));
            let fixed = || OTHERWISE.iter().find(|(of, word)| *of == key && *word != text).map(|(_, word)| *word);
            if let Some(word) = other.or(next.map(String::as_str)).or_else(fixed) {
                let word = word.to_owned();
                self.set(place, "now", word);
            }
        }
    }

    fn list(&mut self, list: &[Value], place: &mut Place) {
        for (at, inner) in list.iter().enumerate() {
            place.push(Step::At(at));
            self.leave_out(place);
            self.value(inner, place);
            place.pop();
        }
        let last = place.last();
        if matches!(last, Some(Step::Key(key)) if key == "remedies" || key == "inputs") && list.len() > 1 {
            let turned: Vec<Value> = list.iter().rev().cloned().collect();
            self.set(place, "turned round", turned);
        }
        if matches!(last, Some(Step::Key(key)) if key == "rows") {
            let answers: Vec<Value> = list.iter().map(|row| row["answer"].clone()).collect();
            for at in 0..list.len() {
                let next = (at + 1) % list.len();
                if answers[at] != answers[next] {
                    let of = |at: usize| {
                        let steps = [Step::At(at), Step::Key("answer".to_owned())];
                        place.iter().cloned().chain(steps).collect::<Place>()
                    };
                    let what = format!("{}: answers of {at} and {next} traded", written(place));
                    let edits = vec![(of(at), Some(answers[next].clone())), (of(next), Some(answers[at].clone()))];
                    self.found.push(Mutant { what, edits });
                }
            }
        }
    }
}

fn half_an_hour_on(text: &str) -> String {
    let minutes = text[..2].parse::<u32>().unwrap() * 60 + text[3..].parse::<u32>().unwrap();
    let minutes = if minutes == 24 * 60 { minutes - 30 } else { minutes + 30 };
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

fn written(place: &Place) -> String {
    let step = |step: &Step| match step {
        Step::Key(key) => format!(".{key}"),
        Step::At(at) => format!("[{at}]"),
    };
    place.iter().map(step).collect::<String>().trim_start_matches('.').to_owned()
}

fn apply(pack: &Value, mutant: &Mutant) -> Value {
    let mut pack = pack.clone();
    for (place, value) in &mutant.edits {
        let (last, way) = place.split_last().unwrap();
        let inner = way.iter().fold(&mut pack, |value, step| match step {
            Step::Key(key) => value.get_mut(key).unwrap(),
            Step::At(at) => value.get_mut(*at).unwrap(),
        });
        match (last, inner, value) {
            (Step::Key(key), Value::Table(table), Some(value)) => drop(table.insert(key.clone(), value.clone())),
            (Step::Key(key), Value::Table(table), None) => drop(table.remove(key)),
            (Step::At(at), Value::Array(list), Some(value)) => list[*at] = value.clone(),
            (Step::At(at), Value::Array(list), None) => drop(list.remove(*at)),
            (step, ..) => panic!("{step:?} leads nowhere"),
        }
    }
    pack
}

/// How a change was seen.
enum Seen {
    /// The engine does not take such a pack.
    Refused,
    /// This obligation.
    By(String),
    /// Not at all.
    Not,
}

fn seen(packs: &Packs, place: usize, pack: &Value, mutant: &Mutant, obligations: &[(&str, Holds)]) -> Seen {
    let text = toml::to_string(&apply(pack, mutant)).unwrap();
    let Ok(held) = Held::read(&text, Some(packs.all()[place])) else { return Seen::Refused };
    let packs = packs.with(place, held);
    let red = obligations.iter().find(|(_, holds)| holds(&packs).is_err());
    red.map_or(Seen::Not, |(name, _)| Seen::By(id(name)))
}

/// The same numbers on every machine.
fn scattered(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

fn every_change_turns_red(place: usize) {
    let packs = Packs::shipped();
    let pack: Value = toml::from_str(newest()[place]).unwrap();
    let name = packs.all()[place].pack.id.clone();
    // PA-10 holds every pack to its head.
    let versions = DOCUMENTS[2].iter().filter(|(name, _)| place != 2 && id(name) == "PA-10");
    let obligations: Vec<(&str, Holds)> = DOCUMENTS[place].iter().chain(versions).copied().collect();
    let mut all = mutants(&pack);
    let made = all.len();
    if std::env::var_os("AFTERCARE_SOAK").is_none_or(|soak| soak != "1") {
        let mut order: Vec<(u64, Mutant)> = (0..).map(scattered).zip(all).collect();
        order.sort_by_key(|(number, _)| *number);
        all = order.into_iter().take(SAMPLE).map(|(_, mutant)| mutant).collect();
    }
    let (next, refused) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let (alive, by) = (Mutex::new(Vec::new()), Mutex::new(BTreeMap::<String, usize>::new()));
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, Into::into) {
            scope.spawn(|| {
                while let Some(mutant) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
                    match seen(&packs, place, &pack, mutant, &obligations) {
                        Seen::Refused => drop(refused.fetch_add(1, Ordering::Relaxed)),
                        Seen::By(id) => *by.lock().unwrap().entry(id).or_default() += 1,
                        Seen::Not => alive.lock().unwrap().push(mutant.what.clone()),
                    }
                }
            });
        }
    });
    let explained = |what: &String| EXPLAINED.iter().any(|(pack, begins, _)| *pack == name && what.starts_with(begins));
    let alive: Vec<String> = alive.into_inner().unwrap().into_iter().filter(|what| !explained(what)).collect();
    let by = by.into_inner().unwrap();
    println!("{name}: {made} changes, {} tried, {} refused, seen by {by:?}", all.len(), refused.into_inner());
    assert!(alive.is_empty(), "{name}: nobody sees\n{}", alive.join("\n"));
}

#[test]
fn changes_to_the_leather_factory_turn_red() {
    every_change_turns_red(0);
}

#[test]
fn changes_to_the_web_shop_turn_red() {
    every_change_turns_red(1);
}

#[test]
fn changes_to_the_jewellery_shop_turn_red() {
    every_change_turns_red(2);
}

#[test]
fn changes_to_the_electronics_maker_turn_red() {
    every_change_turns_red(3);
}

#[test]
fn changes_to_the_help_centre_turn_red() {
    every_change_turns_red(4);
}

/// An unchanged pack written anew stays green: what turns red is the change.
#[test]
fn writing_a_pack_anew_changes_nothing() {
    let packs = Packs::shipped();
    for (place, text) in newest().into_iter().enumerate() {
        let text = toml::to_string(&toml::from_str::<Value>(text).unwrap()).unwrap();
        let packs = packs.with(place, Held::read(&text, None).unwrap());
        for (name, holds) in DOCUMENTS.iter().flat_map(|all| all.iter()) {
            assert_eq!(holds(&packs), Ok(()), "{name}");
        }
    }
}
