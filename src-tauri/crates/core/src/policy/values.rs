//! Every value of a pack with its place, what it says and where it comes from: the one list that checks, screens and
//! differences walk.

use super::condition::Condition;
use super::dates::DateName;
use super::pack::{Basis, Pack, Text};
use super::rules::{Amount, Authorisation, CalendarRule, Choice, Detail, Length};
use super::table::Answer;
use crate::calendar::{Hours, Weekly};
use crate::clock::Measure;
use serde::Serialize;

/// What sort of value it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// Something to choose from; its code is the list, its amount the word.
    Choice,
    /// A group of the desk.
    Group,
    /// Opening hours; its code is the calendar's name.
    Calendar,
    /// A clock's target; its code is the clock.
    Clock,
    /// A rule that holds or not.
    Rule,
    /// A number by itself.
    Number,
    /// A row of a table; its code is the table.
    Row,
    /// A warranty period, `extension` or `pauses`.
    Warranty,
    /// `window`, `sending`, `evidence`, `authorisation`, `details`.
    Return,
    /// `first`, or one of the numbers of the periodic survey.
    Survey,
    /// A text to be sent; its code is its use.
    Template,
    /// A form.
    Form,
    /// A contact.
    Contact,
}

/// How much, or what, a value says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Worth<'a> {
    /// The time that a clock allows.
    Amount {
        /// How much.
        amount: &'a Amount,
        /// Whether waiting may hold it up.
        pauses: bool,
        /// When to warn.
        warn: Option<Measure>,
    },
    /// Days or months, perhaps from a day on; the last one included.
    Length(Option<DateName>, Length),
    /// A number of `days`, `months`, `permille` or `orders`.
    Number(u32, &'a str),
    /// On or off.
    Flag(bool),
    /// Opening hours.
    Hours {
        /// IANA zone.
        tz: &'a str,
        /// Hours of each weekday.
        weekly: &'a Weekly,
        /// Hours of make-up working days.
        workday: &'a [Hours],
        /// Whose public days.
        public_days: Option<&'a str>,
    },
    /// Words that the interface knows.
    Words(Vec<String>),
    /// A text of the pack.
    Text(&'a Text),
    /// What a row answers.
    Answer(&'a Answer),
}

/// A value of a pack.
#[derive(Clone, Debug, PartialEq)]
pub struct Value<'a> {
    /// Where it stands, as in `clocks[3]` or `tables[0].rows[2]`; places count from 0.
    pub key: String,
    /// What sort.
    pub sort: Sort,
    /// What exactly; a word of its sort, or an id of the pack.
    pub code: String,
    /// The pack's own name for it.
    pub name: Option<&'a Text>,
    /// When it holds.
    pub when: Option<&'a Condition>,
    /// How much.
    pub worth: Worth<'a>,
    /// The key under it that holds a number or a flag one may type over.
    pub field: Option<&'static str>,
    /// The clause it comes from.
    pub clause: &'a str,
    /// Stated or chosen.
    pub basis: Basis,
    /// How it was read.
    pub reading: Option<&'a Text>,
}

/// Builds values of anything with clause, basis and reading.
macro_rules! value {
    ($key:expr, $sort:ident, $code:expr, $of:expr, $worth:expr $(, $field:ident: $set:expr)*) => {{
        let of = $of;
        #[allow(clippy::needless_update, reason = "some set every optional part")]
        Value {
            $($field: $set,)*
            ..Value {
                key: $key,
                sort: Sort::$sort,
                code: $code.to_string(),
                name: None,
                when: None,
                worth: $worth,
                field: None,
                clause: &of.clause,
                basis: of.basis,
                reading: of.reading.as_ref(),
            }
        }
    }};
}

impl Pack {
    /// Every value of the pack, in the order of the file's sections.
    pub fn values(&self) -> Vec<Value<'_>> {
        let mut out = Vec::new();
        choices(&mut out, "categories", "category", &self.categories);
        choices(&mut out, "urgencies", "urgency", &self.urgencies);
        choices(&mut out, "complexities", "complexity", &self.complexities);
        choices(&mut out, "channels", "channel", &self.channels);
        for (place, group) in self.groups.iter().enumerate() {
            let ways = [&group.email, &group.phone].into_iter().flatten().cloned().collect();
            let name = Some(&group.name);
            out.push(value!(format!("groups[{place}]"), Group, group.id, group, Worth::Words(ways), name: name));
        }
        for (name, rule) in &self.calendars {
            let CalendarRule { name: shown, tz, public_days, workday, weekly, .. } = rule;
            let worth = Worth::Hours { tz, weekly, workday, public_days: public_days.as_deref() };
            out.push(value!(format!("calendars.{name}"), Calendar, name, rule, worth, name: Some(shown)));
        }
        for (place, rule) in self.clocks.iter().enumerate() {
            let field = Some(match rule.amount {
                Amount::Plain(Measure::BusinessDays { .. } | Measure::NaturalDays { .. }) => "days",
                Amount::Plain(_) => "seconds",
                Amount::Share { .. } => "permille",
            });
            let (key, code) = (format!("clocks[{place}]"), rule.clock.as_str());
            let worth = Worth::Amount { amount: &rule.amount, pauses: rule.pauses, warn: rule.warn };
            out.push(value!(key, Clock, code, rule, worth, when: Some(&rule.when), field: field));
        }
        for (place, rule) in self.rules.iter().enumerate() {
            let (key, code) = (format!("rules[{place}]"), rule.rule.word());
            out.push(value!(key, Rule, code, rule, Worth::Flag(rule.on), field: Some("on")));
        }
        for (place, rule) in self.numbers.iter().enumerate() {
            let (key, code) = (format!("numbers[{place}]"), rule.number.word());
            let worth = Worth::Number(rule.value, &rule.unit);
            out.push(value!(key, Number, code, rule, worth, field: Some("value")));
        }
        for (table_place, table) in self.tables.iter().enumerate() {
            for (place, row) in table.rows.iter().enumerate() {
                let (key, name) = (format!("tables[{table_place}].rows[{place}]"), Some(&table.title));
                let worth = Worth::Answer(&row.answer);
                out.push(value!(key, Row, table.id, row, worth, name: name, when: Some(&row.when)));
            }
        }
        self.goods(&mut out);
        self.surveys_of(&mut out);
        for (place, template) in self.templates.iter().enumerate() {
            let (key, code) = (format!("templates[{place}]"), template.id.as_str());
            out.push(value!(key, Template, code, template, Worth::Text(&template.body)));
        }
        for (place, form) in self.forms.iter().enumerate() {
            let (key, name) = (format!("forms[{place}]"), Some(&form.name));
            let worth = Worth::Words(vec![word(&form.needed)]);
            out.push(value!(key, Form, form.form, form, worth, name: name, when: Some(&form.when)));
        }
        for (place, contact) in self.contacts.iter().enumerate() {
            let ways = [&contact.email, &contact.phone].into_iter().flatten().cloned().collect();
            let (key, name) = (format!("contacts[{place}]"), Some(&contact.role));
            out.push(value!(key, Contact, place.to_string(), contact, Worth::Words(ways), name: name));
        }
        out
    }

    fn goods<'a>(&'a self, out: &mut Vec<Value<'a>>) {
        if let Some(rule) = &self.warranty {
            let (key, worth) = ("warranty".to_owned(), Worth::Flag(rule.pauses_during_repair));
            out.push(value!(key, Warranty, "pauses", rule, worth, field: Some("pauses_during_repair")));
            for (place, period) in rule.periods.iter().enumerate() {
                let key = format!("warranty.periods[{place}]");
                let (worth, when) = (Worth::Length(Some(period.from), period.length), Some(&period.when));
                out.push(value!(key, Warranty, period.id, period, worth, when: when, field: Some("length")));
            }
            if let Some(extension) = &rule.extension {
                let (key, worth) = ("warranty.extension".to_owned(), Worth::Length(None, extension.length));
                out.push(value!(key, Warranty, "extension", extension, worth, field: Some("length")));
            }
        }
        let Some(rules) = &self.returns else { return };
        for (name, window) in [("window", &rules.window), ("sending", &rules.sending), ("evidence", &rules.evidence)] {
            if let Some(window) = window {
                let worth = Worth::Length(Some(window.from), Length::Days(window.days));
                out.push(value!(format!("returns.{name}"), Return, name, window, worth, field: Some("days")));
            }
        }
        if let Some(rule) = &rules.authorisation {
            let Authorisation { need, .. } = rule;
            let key = "returns.authorisation".to_owned();
            out.push(value!(key, Return, "authorisation", rule, Worth::Words(vec![word(need)])));
        }
        if let Some(rule) = &rules.details {
            let words = rule.needs.iter().map(word::<Detail>).collect();
            out.push(value!("returns.details".to_owned(), Return, "details", rule, Worth::Words(words)));
        }
    }

    fn surveys_of<'a>(&'a self, out: &mut Vec<Value<'a>>) {
        if let Some(first) = &self.surveys.first {
            let (key, worth) = ("surveys.first".to_owned(), Worth::Number(first.days, "days"));
            out.push(value!(key, Survey, "first", first, worth, field: Some("days")));
        }
        let Some(rule) = &self.surveys.periodic else { return };
        let parts = [
            ("months", rule.months, "months"),
            ("plan_days", rule.plan_days, "days"),
            ("long_term_orders", rule.long_term_orders, "orders"),
            ("long_term_months", rule.long_term_months, "months"),
        ];
        for (field, number, unit) in parts {
            let (key, worth) = ("surveys.periodic".to_owned(), Worth::Number(number, unit));
            let code = if field == "months" { "periodic" } else { field };
            out.push(value!(key, Survey, code, rule, worth, field: Some(field)));
        }
    }
}

fn choices<'a, T: Serialize>(out: &mut Vec<Value<'a>>, list: &str, code: &str, all: &'a [Choice<T>]) {
    for (place, choice) in all.iter().enumerate() {
        let (key, worth) = (format!("{list}[{place}]"), Worth::Words(vec![word(&choice.id)]));
        out.push(value!(key, Choice, code, choice, worth, name: Some(&choice.name)));
    }
}

/// The word of an enumeration in data.
pub(super) fn word<T: Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}
