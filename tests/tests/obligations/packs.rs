//! The five packs, and the few ways in which the obligations ask them.
//!
//! Questions and expected answers are short lines of words, so that an obligation reads like its row in the list.

use aftercare_core::calendar::{Calendar, Hours};
use aftercare_core::case::{Category, Channel, Complexity, Urgency};
use aftercare_core::clock::{self, Calendars, ClockEvent, ClockName, ClockRun, Happening, Measure, On};
use aftercare_core::policy::rules::Length;
use aftercare_core::policy::{
    Answer, Basis, Book, Condition, Dates, DeclaredSet, DeclaredSort, Fact, Facts, Found, Grid, Inputs, Pack, Question,
    Sort, Tables, Verdict, Worth,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// Kept, or what was found instead.
pub type Check = Result<(), String>;

/// An obligation as a plain question to packs, so that it can be put to changed packs too.
pub type Holds = fn(&Packs) -> Check;

/// The five packs.
#[derive(Clone)]
pub struct Packs {
    pub hx: Arc<Held>,
    pub hn: Arc<Held>,
    pub pa: Arc<Held>,
    pub ck: Arc<Held>,
    pub hc: Arc<Held>,
}

impl Packs {
    /// The packs that ship, the newest version of each.
    pub fn shipped() -> Self {
        let held = |text| Arc::new(Held::read(text, None).unwrap_or_else(|error| panic!("{error}")));
        let [hx, hn, pa, ck, hc] = newest().map(held);
        Self { hx, hn, pa, ck, hc }
    }

    /// With one of them, by its place, instead of the one that ships.
    pub fn with(&self, place: usize, held: Held) -> Self {
        let mut packs = self.clone();
        *[&mut packs.hx, &mut packs.hn, &mut packs.pa, &mut packs.ck, &mut packs.hc][place] = Arc::new(held);
        packs
    }

    /// All of them, in the order of [`newest`].
    pub fn all(&self) -> [&Held; 5] {
        [&self.hx, &self.hn, &self.pa, &self.ck, &self.hc]
    }
}

/// The text of each document's newest version, in the order of [`Packs::all`].
pub fn newest() -> [&'static str; 5] {
    ["hx-leather", "huaxing-nor", "pandorana", "changkong", "help-center"].map(|id| {
        let versions = Book::builtin_texts().iter().filter_map(|text| Some((Pack::parse(text).ok()?, *text)));
        let newest = versions.filter(|(pack, _)| pack.id == id).max_by_key(|(pack, _)| pack.version);
        newest.unwrap_or_else(|| panic!("no pack {id}")).1
    })
}

/// A pack with everything of it made ready.
pub struct Held {
    pub pack: Pack,
    pub service: Calendar,
    pub business: Calendar,
    tables: Tables,
    grids: BTreeMap<String, Grid>,
    promises: OnceLock<Vec<(Facts, Vec<Promise>)>>,
}

/// A clock's target with the clause and the basis of its rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Promise {
    clause: String,
    /// As in `solution | service 28800, pauses | stated`.
    line: String,
}

/// Facts with the words they may be.
type Listed<'a> = Vec<(&'a str, Vec<&'a str>)>;

/// The same or what differs, with a word on where.
pub fn same<T: PartialEq + std::fmt::Debug>(what: &str, found: T, wanted: T) -> Check {
    if found == wanted { Ok(()) } else { Err(format!("{what}: found {found:?}, wanted {wanted:?}")) }
}

/// A day.
pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// An instant.
pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// What happened, and when.
pub fn event(instant: &str, what: Happening) -> ClockEvent {
    ClockEvent { at: at(instant), what }
}

/// A case that came by mail, general, not classified, with nothing declared.
pub fn mail() -> Facts {
    Facts {
        channel: Channel::Mail,
        category: None,
        urgency: Urgency::Normal,
        complexity: Complexity::General,
        declared: DeclaredSet::default(),
    }
}

fn word<T: Serialize>(value: T) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap_or_default().to_owned()
}

fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Stated => "stated",
        Basis::Chosen => "chosen",
    }
}

impl Held {
    /// Reads a pack. Calendars that are those of `known` are not compiled anew.
    pub fn read(text: &str, known: Option<&Self>) -> Result<Self, String> {
        let pack = Pack::parse(text).map_err(|error| error.to_string())?;
        let tables = Tables::of(&pack).map_err(|error| error.to_string())?;
        let grids = pack.tables.iter().map(|table| (table.id.clone(), Grid::walk(table, &pack.facts).0)).collect();
        let (service, business) = match known.filter(|known| known.pack.calendars == pack.calendars) {
            Some(known) => (known.service.clone(), known.business.clone()),
            None => {
                let compile = |name: &str| {
                    let spec = pack.calendar(name).map_err(|error| error.to_string())?;
                    Calendar::compile(&spec).map_err(|error| error.to_string())
                };
                let service = compile("service")?;
                let own = pack.calendars.contains_key("business");
                let business = if own { compile("business")? } else { service.clone() };
                (service, business)
            }
        };
        Ok(Self { pack, service, business, tables, grids, promises: OnceLock::new() })
    }

    /// What the pack says of a matter on a day.
    pub fn decide(&self, facts: &str, dates: Dates, on: &str) -> Verdict<'_> {
        let mut inputs = Inputs::default();
        for (fact, words) in condition(facts) {
            words.iter().for_each(|word| inputs.set(fact, word).unwrap());
        }
        self.tables.decide(&self.pack, &Question { inputs, dates, on: day(on) })
    }

    /// The runs of a case of these facts to which this happened.
    pub fn runs(&self, facts: &Facts, events: &[ClockEvent]) -> Vec<ClockRun> {
        let calendars = Calendars { service: &self.service, business: &self.business, days: &self.service };
        clock::run(&self.pack.targets(facts), events, calendars).unwrap()
    }

    /// When the first run of a clock is due, in the pack's own zone; `-` while a pause hides it, nothing when it never runs.
    pub fn due(&self, facts: &Facts, clock: ClockName, events: &[ClockEvent]) -> String {
        let runs = self.runs(facts, events);
        let Some(run) = runs.iter().find(|run| run.clock == clock) else { return String::new() };
        let zoned = |due: DateTime<Utc>| due.with_timezone(&self.service.tz()).format("%a %F %T").to_string();
        run.due.map_or_else(|| "-".to_owned(), zoned)
    }

    /// Everything but clocks and rows that rests on a clause is exactly this, and stands in this section.
    pub fn rests(&self, clause: &str, section: &str, wanted: &[&str]) -> Check {
        let found = self.pack.clause(clause).map(|clause| clause.section.as_str());
        same(&format!("{clause}, section"), found, Some(section))?;
        let known = self.pack.sections.iter().any(|one| one.id == section);
        same(&format!("{clause}, section is listed"), known, true)?;
        same(clause, self.lines(clause), wanted.iter().map(|line| (*line).to_owned()).collect())
    }

    /// The lines of [`Held::rests`].
    pub fn lines(&self, clause: &str) -> Vec<String> {
        let values = self.pack.values();
        let here = values.iter().filter(|v| v.clause == clause && !matches!(v.sort, Sort::Row | Sort::Clock));
        here.map(|value| {
            let worth = match &value.worth {
                Worth::Amount { .. } | Worth::Answer(_) => String::new(),
                Worth::Length(from, length) => {
                    let (count, unit) = match length {
                        Length::Days(days) => (*days, "days"),
                        Length::Months(months) => (*months, "months"),
                    };
                    let from = from.map(|from| format!(" from {}", from.word())).unwrap_or_default();
                    format!("{count} {unit}{from}")
                }
                Worth::Number(number, unit) => format!("{number} {unit}"),
                Worth::Flag(on) => (if *on { "on" } else { "off" }).to_owned(),
                Worth::Hours { tz, weekly, workday, public_days } => {
                    let hours = |all: &[Hours]| match all {
                        [] => "-".to_owned(),
                        all => all.iter().map(|hours| word_of(*hours)).collect::<Vec<_>>().join("+"),
                    };
                    let week: Vec<String> = weekly.days().iter().map(|day| hours(day)).collect();
                    format!("{tz} {} make-up {} week {}", public_days.unwrap_or("-"), hours(workday), week.join(" "))
                }
                Worth::Words(words) => words.join(" "),
                Worth::Text(_) => self.template(&value.code),
            };
            let when = value.when.filter(|when| !when.is_empty()).map(|when| format!(" ({})", written(when)));
            format!("{} {}: {worth}{} | {}", word(value.sort), value.code, when.unwrap_or_default(), basis(value.basis))
        })
        .collect()
    }

    /// What a template is for, and the fields that its subject and body fill in.
    fn template(&self, id: &str) -> String {
        let Some(template) = self.pack.templates.iter().find(|template| template.id == id) else {
            return String::new();
        };
        let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
        template.fields().for_each(|field| *counted.entry(field).or_default() += 1);
        let fields: Vec<String> = counted.iter().map(|(field, count)| format!("{field}×{count}")).collect();
        format!("{} {}", template.purpose.word(), fields.join(" "))
    }

    /// Each line is `decides table | facts | answer | basis`, and every combination of those facts must find it under this clause.
    pub fn decides(&self, clause: &str, wanted: &[&str]) -> Check {
        for line in wanted {
            let parts: Vec<&str> = line.split(" | ").collect();
            let [head, facts, answer, wanted_basis] = parts[..] else { return Err(format!("not a line: {line}")) };
            let id = head.split(' ').next_back().unwrap_or_default();
            let (Some(table), Some(grid)) = (self.pack.table(id), self.grids.get(id)) else {
                return Err(format!("no table {id}"));
            };
            same(line, format!("{} {}", table.decides.word(), table.id).as_str(), head)?;
            let given: BTreeMap<Fact, Vec<&str>> = condition(facts).into_iter().collect();
            let mut all = vec![Inputs::default()];
            for fact in &table.inputs {
                let domain = || self.pack.facts.get(fact).map(|words| words.iter().map(String::as_str).collect());
                let words = given.get(fact).cloned().or_else(domain).unwrap_or_else(|| fact.values().to_vec());
                let with = |inputs: &Inputs, word: &str| {
                    let mut inputs = *inputs;
                    inputs.set(*fact, word).map(|()| inputs).unwrap_or_default()
                };
                all = all.iter().flat_map(|inputs| words.iter().map(|w| with(inputs, w)).collect::<Vec<_>>()).collect();
            }
            for inputs in all {
                let Found::Row(place) = grid.find(&inputs) else { return Err(format!("{line}: no row")) };
                let row = table.rows.get(place).ok_or_else(|| format!("{line}: no row"))?;
                let found = format!("{} | {} | {}", said(&row.answer), basis(row.basis), row.clause);
                same(line, found, format!("{answer} | {wanted_basis} | {clause}"))?;
                if row.answer.fits.is_some() && row.note.is_none() {
                    return Err(format!("{line}: a return without a reason in words"));
                }
            }
        }
        Ok(())
    }

    /// Each line is `clock | facts | amount | basis`; for every case, what this clause promises is what the lines say for it.
    /// A fact that a line leaves out may be anything; `declared none` is the ordinary time.
    pub fn promises(&self, clause: &str, wanted: &[&str]) -> Check {
        let lines: Vec<(Listed<'_>, String)> = wanted
            .iter()
            .map(|line| {
                let parts: Vec<&str> = line.split(" | ").collect();
                let facts = parts[1].split(", ").filter(|part| !part.is_empty());
                let facts = facts.map(|part| part.split_once(' ').unwrap()).map(|(f, w)| (f, w.split(' ').collect()));
                (facts.collect(), format!("{} | {} | {}", parts[0], parts[2], parts[3]))
            })
            .collect();
        for (facts, found) in self.promises.get_or_init(|| self.every_promise()) {
            let category = facts.category.map_or_else(|| "unclassified".to_owned(), word);
            let declared = if facts.declared.is_empty() { "none".to_owned() } else { one_word(facts.declared) };
            let (channel, complexity) = (word(facts.channel), word(facts.complexity));
            let fits = |(fact, words): &(&str, Vec<&str>)| {
                let is = match *fact {
                    "channel" => &channel,
                    "category" => &category,
                    "complexity" => &complexity,
                    "declared" => &declared,
                    other => panic!("no fact {other}"),
                };
                words.contains(&is.as_str())
            };
            let mut due: Vec<&str> =
                lines.iter().filter(|(facts, _)| facts.iter().all(fits)).map(|(_, line)| line.as_str()).collect();
            due.sort_unstable();
            let here: Vec<&str> = found.iter().filter(|p| p.clause == clause).map(|p| p.line.as_str()).collect();
            same(&format!("{clause}: {channel} {category} {complexity} {declared}"), here, due)?;
        }
        Ok(())
    }

    fn every_promise(&self) -> Vec<(Facts, Vec<Promise>)> {
        use Channel::{Chat, Mail, OnSite, Remote, Telephone, Video, Web};
        let categories = Category::ALL.into_iter().map(Some).chain([None]);
        let declared = [
            DeclaredSet::default(),
            DeclaredSet::default().with(DeclaredSort::Peak),
            DeclaredSet::default().with(DeclaredSort::HighVolume),
            DeclaredSet::default().with(DeclaredSort::ForceMajeure),
        ];
        let mut all = Vec::new();
        for category in categories {
            for channel in [Mail, Telephone, Video, Remote, OnSite, Web, Chat] {
                for complexity in [Complexity::General, Complexity::Complex] {
                    for declared in declared {
                        let facts = Facts { channel, category, urgency: Urgency::Normal, complexity, declared };
                        all.push((facts, self.promised(&facts)));
                    }
                }
            }
        }
        all
    }

    fn promised(&self, facts: &Facts) -> Vec<Promise> {
        let line = |target: clock::Target| {
            let rule = self.pack.rule(&target, facts).map_or("no rule", |rule| basis(rule.basis));
            let pauses = if target.pauses { ", pauses" } else { "" };
            let warn = target.warn.map(|warn| format!(", warns at {}", measured(warn))).unwrap_or_default();
            let line = format!("{} | {}{pauses}{warn} | {rule}", target.clock.as_str(), measured(target.measure));
            Promise { clause: target.clause, line }
        };
        let mut promised: Vec<Promise> = self.pack.targets(facts).into_iter().map(line).collect();
        promised.sort();
        promised
    }

    /// Which pack and version this is, since when, and what its parts are called.
    pub fn head(&self) -> Vec<String> {
        let pack = &self.pack;
        let effective = pack.effective.with_timezone(&self.service.tz()).to_rfc3339();
        let languages: Vec<String> = pack.languages.iter().map(word).collect();
        let sections: Vec<&str> = pack.sections.iter().map(|section| section.id.as_str()).collect();
        let tables = pack.tables.iter().map(|table| {
            let inputs: Vec<&str> = table.inputs.iter().map(|fact| fact.word()).collect();
            format!("{} {} by {}", table.decides.word(), table.id, inputs.join(" "))
        });
        let first = format!(
            "{} {} since {effective}, document {}, {}, {}",
            pack.id,
            pack.version,
            pack.document,
            pack.currency,
            languages.join(" ")
        );
        [first, format!("sections {}", sections.join(" "))].into_iter().chain(tables).collect()
    }
}

/// `cause design material, warranty in`.
fn condition(text: &str) -> Vec<(Fact, Vec<&str>)> {
    let parts = text.split(", ").filter(|part| !part.is_empty()).map(|part| part.split_once(' ').unwrap());
    parts.map(|(fact, words)| (Fact::of(fact).unwrap(), words.split(' ').collect())).collect()
}

fn written(when: &Condition) -> String {
    let parts: Vec<String> = when
        .facts()
        .map(|fact| format!("{} {}", fact.word(), when.words(fact).unwrap_or_default().join(" ")))
        .collect();
    parts.join(", ")
}

fn said(answer: &Answer) -> String {
    let json = serde_json::to_value(answer).unwrap();
    let parts = json.as_object().unwrap().iter().map(|(key, value)| match value {
        serde_json::Value::String(word) => format!("{key} {word}"),
        serde_json::Value::Array(words) => {
            let words: Vec<&str> = words.iter().filter_map(|word| word.as_str()).collect();
            format!("{key} {}", words.join(" "))
        }
        other => format!("{key} {other}"),
    });
    let mut parts: Vec<String> = parts.collect();
    parts.sort();
    parts.join(", ")
}

fn measured(measure: Measure) -> String {
    match measure {
        Measure::Service { seconds } => format!("service {seconds}"),
        Measure::Elapsed { seconds, on: On::All } => format!("elapsed {seconds} on all"),
        Measure::Elapsed { seconds, on: On::Service } => format!("elapsed {seconds} on service"),
        Measure::BusinessDays { days } => format!("business_days {days}"),
        Measure::NaturalDays { days } => format!("natural_days {days}"),
    }
}

fn one_word(declared: DeclaredSet) -> String {
    let all = [DeclaredSort::Peak, DeclaredSort::HighVolume, DeclaredSort::ForceMajeure];
    all.into_iter().filter(|sort| declared.has(*sort)).map(word).collect()
}

fn word_of(hours: Hours) -> String {
    let text = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    format!("{}-{}", text(hours.open()), text(hours.close()))
}
