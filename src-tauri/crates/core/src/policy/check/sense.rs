//! Whether what a pack says makes sense: each combination one answer, every clock an end, every name known.

use super::read::Places;
use super::{Code, Found, Shown};
use crate::calendar::{Calendar, CalendarError};
use crate::clock::{ClockName, Measure};
use crate::goods::Currency;
use crate::policy::fact::{Fact, Inputs};
use crate::policy::pack::{Pack, PackError, Text};
use crate::policy::rules::{Amount, FIELDS, Flag, Length, Period};
use crate::policy::table::{Decides, Flaw, Grid, Remedy, Table};
use crate::policy::values::word;
use chrono::Datelike;
use std::collections::{BTreeMap, BTreeSet};

/// What a calendar can count; further lies no promise that anybody makes.
const LONGEST: i64 = 5 * 366 * 86_400;
const MOST_DAYS: i64 = 5 * 366;
const MOST_MONTHS: i64 = 600;
/// Years that packs may take effect in: calendars reach from 1990 to 2099.
const FIRST_YEAR: i64 = 1990;
const LAST_YEAR: i64 = 2089;

/// Something wrong at a path.
pub(super) struct Slip {
    path: String,
    code: Code,
    args: BTreeMap<&'static str, String>,
    input: Shown,
}

impl Slip {
    pub fn at(self, places: &Places) -> Found {
        Found { span: places.find(&self.path), code: self.code, args: self.args, input: self.input }
    }
}

pub(super) struct Sense {
    pub found: Vec<Slip>,
    pub combinations: usize,
}

/// Examines a pack; lists in `hurt` lost entries in reading, so what they should add up to is not examined.
pub(super) fn sense(pack: &Pack, hurt: &BTreeSet<String>) -> Sense {
    let mut sense = Sense { found: Vec::new(), combinations: 0 };
    sense.head(pack);
    sense.amounts(pack);
    sense.clauses(pack, hurt);
    sense.ids(pack);
    sense.words(pack);
    sense.calendars(pack, hurt);
    for (place, table) in pack.tables.iter().enumerate() {
        let path = format!("tables[{place}]");
        let hurt = hurt.iter().any(|lost| lost.starts_with(&path) || lost == "tables");
        sense.table(pack, table, &path, hurt);
    }
    sense.clocks(pack, hurt);
    sense.warranty(pack, hurt);
    sense.texts(pack);
    sense
}

impl Sense {
    fn slip<const N: usize>(&mut self, path: impl Into<String>, code: Code, args: [(&'static str, String); N]) {
        self.found.push(Slip { path: path.into(), code, args: args.into(), input: Vec::new() });
    }

    fn shown<const N: usize>(&mut self, path: &str, code: Code, args: [(&'static str, String); N], input: Shown) {
        self.found.push(Slip { path: path.to_owned(), code, args: args.into(), input });
    }

    fn head(&mut self, pack: &Pack) {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if pack.id.is_empty() || pack.id.len() > 40 || !pack.id.chars().all(plain) {
            let id: String = pack.id.chars().take(40).collect();
            self.slip("id", Code::BadId, [("id", id)]);
        }
        self.range("version".to_owned(), pack.version.into(), 1, 1_000_000);
        self.range("effective".to_owned(), pack.effective.year().into(), FIRST_YEAR, LAST_YEAR);
        if Currency::new(&pack.currency).is_none() {
            self.slip("currency", Code::NoCurrency, [("currency", pack.currency.clone())]);
        }
        for (fact, words) in &pack.facts {
            for word in words.iter().filter(|word| fact.bit(word).is_none()) {
                let args = [("fact", fact.word().to_owned()), ("word", word.clone())];
                self.slip(format!("facts.{}", fact.word()), Code::NoWord, args);
            }
            if words.is_empty() {
                let args = [("fact", fact.word().to_owned()), ("word", String::new())];
                self.slip(format!("facts.{}", fact.word()), Code::NoWord, args);
            }
        }
    }

    fn range(&mut self, path: String, value: i64, least: i64, most: i64) {
        if !(least..=most).contains(&value) {
            let args = [("value", value.to_string()), ("least", least.to_string()), ("most", most.to_string())];
            self.slip(path, Code::OutOfRange, args);
        }
    }

    fn measure(&mut self, path: &str, measure: Measure) {
        match measure {
            Measure::Service { seconds } | Measure::Elapsed { seconds, .. } => {
                self.range(format!("{path}.seconds"), seconds, 1, LONGEST);
            }
            Measure::BusinessDays { days } | Measure::NaturalDays { days } => {
                self.range(format!("{path}.days"), days.into(), 0, MOST_DAYS);
            }
        }
    }

    fn length(&mut self, path: String, length: Length) {
        match length {
            Length::Days(days) => self.range(path, days.into(), 1, MOST_DAYS),
            Length::Months(months) => self.range(path, months.into(), 1, MOST_MONTHS),
        }
    }

    fn amounts(&mut self, pack: &Pack) {
        for (place, rule) in pack.clocks.iter().enumerate() {
            let path = format!("clocks[{place}]");
            match rule.amount {
                Amount::Plain(measure) => self.measure(&path, measure),
                Amount::Share { permille, .. } => self.range(format!("{path}.permille"), permille.into(), 1, 1000),
            }
            if let Some(warn) = rule.warn {
                self.measure(&format!("{path}.warn"), warn);
            }
        }
        for (place, rule) in pack.numbers.iter().enumerate() {
            self.range(format!("numbers[{place}].value"), rule.value.into(), 0, MOST_DAYS);
        }
        if let Some(rule) = &pack.warranty {
            for (place, period) in rule.periods.iter().enumerate() {
                self.length(format!("warranty.periods[{place}].length"), period.length);
            }
            if let Some(extension) = &rule.extension {
                self.length("warranty.extension.length".to_owned(), extension.length);
            }
        }
        if let Some(rules) = &pack.returns {
            let windows = [("window", &rules.window), ("sending", &rules.sending), ("evidence", &rules.evidence)];
            for (name, window) in windows {
                if let Some(window) = window {
                    self.range(format!("returns.{name}.days"), window.days.into(), 0, MOST_DAYS);
                }
            }
        }
        if let Some(first) = &pack.surveys.first {
            self.range("surveys.first.days".to_owned(), first.days.into(), 0, MOST_DAYS);
        }
        if let Some(rule) = &pack.surveys.periodic {
            let at = |field: &str| format!("surveys.periodic.{field}");
            self.range(at("months"), rule.months.into(), 1, MOST_MONTHS);
            // Planned within the period that it belongs to.
            self.range(at("plan_days"), rule.plan_days.into(), 0, i64::from(rule.months) * 28);
            self.range(at("long_term_orders"), rule.long_term_orders.into(), 1, 1_000_000);
            self.range(at("long_term_months"), rule.long_term_months.into(), 1, MOST_MONTHS);
        }
    }

    fn clauses(&mut self, pack: &Pack, hurt: &BTreeSet<String>) {
        if !hurt.contains("clauses") {
            for value in pack.values().iter().filter(|value| pack.clause(value.clause).is_none()) {
                self.slip(format!("{}.clause", value.key), Code::NoClause, [("clause", value.clause.to_owned())]);
            }
        }
        let listed = |id: &str| pack.sections.is_empty() || pack.sections.iter().any(|section| section.id == id);
        for (place, clause) in pack.clauses.iter().enumerate().filter(|(_, clause)| !listed(&clause.section)) {
            let args = [("clause", clause.id.clone()), ("section", clause.section.clone())];
            self.slip(format!("clauses[{place}].section"), Code::NoSection, args);
        }
    }

    fn ids(&mut self, pack: &Pack) {
        let lists: [(&str, &str, Vec<String>); 12] = [
            ("clauses", "id", pack.clauses.iter().map(|c| c.id.clone()).collect()),
            ("sections", "id", pack.sections.iter().map(|s| s.id.clone()).collect()),
            ("categories", "id", pack.categories.iter().map(|c| word(&c.id)).collect()),
            ("urgencies", "id", pack.urgencies.iter().map(|c| word(&c.id)).collect()),
            ("complexities", "id", pack.complexities.iter().map(|c| word(&c.id)).collect()),
            ("channels", "id", pack.channels.iter().map(|c| word(&c.id)).collect()),
            ("groups", "id", pack.groups.iter().map(|g| g.id.clone()).collect()),
            ("tables", "id", pack.tables.iter().map(|t| t.id.clone()).collect()),
            ("templates", "id", pack.templates.iter().map(|t| t.id.clone()).collect()),
            ("rules", "rule", pack.rules.iter().map(|r| r.rule.word().to_owned()).collect()),
            ("numbers", "number", pack.numbers.iter().map(|n| n.number.word().to_owned()).collect()),
            ("forms", "form", pack.forms.iter().map(|f| f.form.clone()).collect()),
        ];
        for (list, key, ids) in lists {
            for (place, id) in ids.iter().enumerate().filter(|(place, id)| ids[..*place].contains(id)) {
                self.slip(format!("{list}[{place}].{key}"), Code::Twice, [("id", id.clone())]);
            }
        }
    }

    fn words(&mut self, pack: &Pack) {
        let mut texts: Vec<(String, &Text)> = vec![("name".to_owned(), &pack.name)];
        for value in pack.values() {
            texts.extend(value.reading.map(|text| (format!("{}.reading", value.key), text)));
            texts.extend(value.name.map(|text| (format!("{}.name", value.key), text)));
        }
        for (place, template) in pack.templates.iter().enumerate() {
            texts.push((format!("templates[{place}].subject"), &template.subject));
            texts.push((format!("templates[{place}].body"), &template.body));
        }
        for (place, table) in pack.tables.iter().enumerate() {
            texts.push((format!("tables[{place}].title"), &table.title));
        }
        for (path, text) in texts {
            for (language, words) in [("en", &text.en), ("zh", &text.zh)] {
                if words.trim().is_empty() {
                    self.slip(format!("{path}.{language}"), Code::NoWords, [("language", language.to_owned())]);
                }
            }
        }
    }

    fn calendars(&mut self, pack: &Pack, hurt: &BTreeSet<String>) {
        if !pack.calendars.contains_key("service") && !hurt.contains("calendars") {
            self.slip("calendars", Code::NoService, []);
        }
        for (name, rule) in &pack.calendars {
            let compiled = pack.calendar(name).and_then(|spec| Ok(Calendar::compile(&spec).map(drop)?));
            match compiled {
                // Make-up days alone are no hours of service.
                Ok(()) if rule.weekly.days().iter().any(|day| !day.is_empty()) => {}
                Ok(()) | Err(PackError::Calendar(CalendarError::NoOpening)) => {
                    self.slip(format!("calendars.{name}"), Code::NeverOpens, []);
                }
                Err(error) => {
                    self.slip(format!("calendars.{name}"), Code::Calendar, [("detail", error.to_string())]);
                }
            }
        }
    }

    fn table(&mut self, pack: &Pack, table: &Table, path: &str, hurt: bool) {
        let name = || ("table", table.id.clone());
        let (grid, flaws) = Grid::walk(table, &pack.facts);
        self.combinations += grid.combinations_count();
        for flaw in flaws {
            let row = |place: usize| format!("{path}.rows[{place}]");
            let count = |place: usize| (place + 1).to_string();
            match flaw {
                // A row was lost in reading: what it left open is no gap of the author's.
                Flaw::Gap(_) if hurt => {}
                Flaw::Gap(input) => self.shown(path, Code::Gap, [name()], input),
                Flaw::Overlap(first, second, input) => {
                    let args = [name(), ("first", count(first)), ("second", count(second))];
                    self.shown(&row(second), Code::Overlap, args, input);
                }
                Flaw::Unreachable(place) => self.slip(row(place), Code::Unreachable, [name(), ("row", count(place))]),
                Flaw::TooWide => self.slip(path, Code::TooWide, [name()]),
                Flaw::Input(fact) => {
                    self.slip(format!("{path}.inputs"), Code::Input, [name(), ("fact", fact.word().to_owned())]);
                }
                Flaw::NotAsked(place, fact) => {
                    let args = [name(), ("row", count(place)), ("fact", fact.word().to_owned())];
                    self.slip(format!("{}.when", row(place)), Code::NotAsked, args);
                }
            }
        }
        for (place, row) in table.rows.iter().enumerate() {
            let at = format!("{path}.rows[{place}].answer");
            if !row.answer.fits(table.decides) {
                let args = [name(), ("row", (place + 1).to_string()), ("decides", table.decides.word().to_owned())];
                self.slip(at, Code::Answer, args);
            } else if let Some(group) =
                row.answer.group.as_ref().filter(|g| pack.groups.iter().all(|one| one.id != **g))
            {
                self.slip(at, Code::NoGroup, [("group", group.clone())]);
            }
        }
    }

    fn clocks(&mut self, pack: &Pack, hurt: &BTreeSet<String>) {
        for (place, rule) in pack.clocks.iter().enumerate() {
            let path = format!("clocks[{place}]");
            for fact in rule.when.facts().filter(|fact| !offered(pack, *fact, rule.when.set(*fact).unwrap_or(0))) {
                self.slip(format!("{path}.when"), Code::NeverHolds, [("fact", fact.word().to_owned())]);
            }
            if hurt.is_empty() && !lives(pack, rule.clock) {
                self.slip(path.clone(), Code::NeverStops, [("clock", rule.clock.as_str().to_owned())]);
            }
            if let Amount::Share { of, .. } = rule.amount {
                let countable = |amount: &Amount| {
                    matches!(amount, Amount::Plain(Measure::Service { .. } | Measure::Elapsed { .. }))
                };
                if !pack.clocks.iter().any(|other| other.clock == of && countable(&other.amount)) {
                    let args = [("clock", rule.clock.as_str().to_owned()), ("of", of.as_str().to_owned())];
                    self.slip(path, Code::NoShare, args);
                }
            }
        }
    }

    fn warranty(&mut self, pack: &Pack, hurt: &BTreeSet<String>) {
        let Some(rule) = &pack.warranty else { return };
        if hurt.iter().any(|lost| lost.starts_with("warranty")) {
            return;
        }
        let facts: BTreeSet<Fact> = rule.periods.iter().flat_map(|period| period.when.facts()).collect();
        let mut combinations: Vec<Shown> = vec![Vec::new()];
        for fact in facts {
            let with = |shown: &Shown| {
                fact.values().iter().map(|word| [shown.as_slice(), &[(fact, *word)]].concat()).collect::<Vec<_>>()
            };
            combinations = combinations.iter().flat_map(with).collect();
        }
        self.combinations += combinations.len();
        for shown in combinations {
            let mut inputs = Inputs::default();
            for (fact, word) in &shown {
                // The word is the fact's own.
                let _ = inputs.set(*fact, word);
            }
            let holding: Vec<(usize, &Period)> =
                rule.periods.iter().enumerate().filter(|(_, period)| period.when.holds(&inputs)).collect();
            match holding.as_slice() {
                [_] => {}
                [] => self.shown("warranty", Code::NoPeriod, [], shown),
                [(_, first), (place, second), ..] => {
                    let args = [("first", first.id.clone()), ("second", second.id.clone())];
                    self.shown(&format!("warranty.periods[{place}]"), Code::TwoPeriods, args, shown);
                }
            }
        }
    }

    fn texts(&mut self, pack: &Pack) {
        for (place, template) in pack.templates.iter().enumerate() {
            for field in template.fields().filter(|field| !FIELDS.contains(field)) {
                self.slip(format!("templates[{place}].body"), Code::NoField, [("field", field.to_owned())]);
            }
        }
    }
}

/// Whether the desk offers any of these words of a fact under this pack.
fn offered(pack: &Pack, fact: Fact, set: u32) -> bool {
    let among =
        |words: Vec<String>| words.is_empty() || words.iter().any(|w| fact.bit(w).is_some_and(|b| set & b != 0));
    match fact {
        Fact::Channel => among(pack.channels.iter().map(|choice| word(&choice.id)).collect()),
        Fact::Category => {
            let mut words: Vec<String> = pack.categories.iter().map(|c| word(&c.id)).collect();
            if !words.is_empty() {
                words.push("unclassified".to_owned());
            }
            among(words)
        }
        Fact::Urgency => among(pack.urgencies.iter().map(|choice| word(&choice.id)).collect()),
        Fact::Complexity => among(pack.complexities.iter().map(|choice| word(&choice.id)).collect()),
        _ => set != 0,
    }
}

/// Whether something under this pack can start and stop a clock.
fn lives(pack: &Pack, clock: ClockName) -> bool {
    let remedy = |remedy: Remedy| {
        pack.tables.iter().filter(|table| table.decides == Decides::Remedies).any(|table| {
            table.rows.iter().any(|row| row.answer.remedies.as_ref().is_some_and(|all| all.contains(&remedy)))
        })
    };
    let returns = pack.returns.as_ref();
    match clock {
        ClockName::DelayNotice => pack.clocks.iter().any(|rule| rule.clock == ClockName::FirstResponse),
        ClockName::Refund => remedy(Remedy::Refund),
        ClockName::Repair => remedy(Remedy::Repair),
        ClockName::CarrierClaim => remedy(Remedy::CarrierClaim),
        ClockName::ReturnSending => returns.is_some(),
        ClockName::Evidence => returns.is_some_and(|rules| rules.evidence.is_some()),
        ClockName::Settlement => pack.holds(Flag::SettleBeforeClose),
        ClockName::FirstResponse
        | ClockName::NextResponse
        | ClockName::Update
        | ClockName::Solution
        | ClockName::Acknowledgement
        | ClockName::Complaint
        | ClockName::Verification => true,
    }
}
