//! The pack as it is written: one company's published document, as data.

use super::condition::Condition;
use super::fact::{Fact, Facts, Inputs};
use super::rules::{
    Amount, CalendarRule, CategoryChoice, ChannelChoice, ClockRule, ComplexityChoice, Flag, FlagRule, FormRule, Group,
    Needed, Number, NumberRule, PackContact, ReturnRules, SurveyRules, Template, UrgencyChoice, WarrantyRule,
};
use super::table::{Domains, Table};
use crate::calendar::{CalendarError, CalendarSpec, PublicDays};
use crate::case::{Category, Language};
use crate::clock::{ClockName, Measure, Target};
use crate::time::Instant;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Whether the document gives a value or the desk chose it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The document gives it.
    Stated,
    /// The document leaves it open.
    Chosen,
}

/// A sentence in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// English.
    pub en: String,
    /// Simplified Chinese.
    pub zh: String,
}

impl Text {
    /// In one of the languages.
    #[must_use]
    pub fn of(&self, language: Language) -> &str {
        match language {
            Language::En => &self.en,
            Language::Zh => &self.zh,
        }
    }
}

/// A chapter of the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its number, as clauses name it.
    pub id: String,
    /// Its title.
    pub title: Text,
}

/// A place in the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// Such as HX-6.
    pub id: String,
    /// Section of the document.
    pub section: String,
    /// Its words.
    pub quote: String,
    /// The same in Chinese, translated by us.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zh: Option<String>,
}

/// One company's promises.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// Such as `hx-leather`.
    pub id: String,
    /// Counts up with each published change.
    pub version: u32,
    /// In force from here on.
    pub effective: Instant,
    /// The document's number.
    pub document: String,
    /// ISO 4217.
    pub currency: String,
    /// For people.
    pub name: Text,
    /// Languages of answers, first one preferred.
    #[serde(default)]
    pub languages: Vec<Language>,
    /// Chapters of the document.
    #[serde(default)]
    pub sections: Vec<Section>,
    /// Places in the document.
    pub clauses: Vec<Clause>,
    /// Categories that are used.
    #[serde(default)]
    pub categories: Vec<CategoryChoice>,
    /// Urgencies that are used.
    #[serde(default)]
    pub urgencies: Vec<UrgencyChoice>,
    /// Complexities that are used.
    #[serde(default)]
    pub complexities: Vec<ComplexityChoice>,
    /// Channels that are open.
    #[serde(default)]
    pub channels: Vec<ChannelChoice>,
    /// Groups of the desk.
    #[serde(default)]
    pub groups: Vec<Group>,
    /// Named calendars; `service` must be there, `business` may.
    pub calendars: BTreeMap<String, CalendarRule>,
    /// Clock targets.
    pub clocks: Vec<ClockRule>,
    /// What holds or does not.
    #[serde(default)]
    pub rules: Vec<FlagRule>,
    /// Numbers that stand by themselves.
    #[serde(default)]
    pub numbers: Vec<NumberRule>,
    /// Words of facts, where the pack does not know them all.
    #[serde(default)]
    pub facts: Domains,
    /// Decision tables.
    #[serde(default)]
    pub tables: Vec<Table>,
    /// Warranty.
    #[serde(default)]
    pub warranty: Option<WarrantyRule>,
    /// Returns.
    #[serde(default)]
    pub returns: Option<ReturnRules>,
    /// Surveys.
    #[serde(default)]
    pub surveys: SurveyRules,
    /// Texts to be sent.
    #[serde(default)]
    pub templates: Vec<Template>,
    /// Forms.
    #[serde(default)]
    pub forms: Vec<FormRule>,
    /// Where customers turn to.
    #[serde(default)]
    pub contacts: Vec<PackContact>,
}

/// Why a pack is refused.
#[derive(Debug, thiserror::Error, PartialEq)]
pub enum PackError {
    /// Not TOML, or not a pack.
    #[error("line {line}: {detail}")]
    Unreadable {
        /// Line, from 1.
        line: usize,
        /// What is wrong.
        detail: String,
    },
    /// A clause is named that the pack does not hold.
    #[error("no clause {0}")]
    NoClause(String),
    /// A calendar is missing.
    #[error("no calendar {0}")]
    NoCalendar(String),
    /// Public days that the program does not know.
    #[error("no public days {0}")]
    NoPublicDays(String),
    /// A calendar is wrong.
    #[error(transparent)]
    Calendar(#[from] CalendarError),
    /// A table does not answer each combination once; `policy check` says which.
    #[error("table {0} does not give each combination one answer")]
    Table(String),
    /// No such pack version.
    #[error("no pack {0} version {1}")]
    NoPack(String, u32),
}

/// What the packs before the list of categories offered.
const FIRST_CATEGORIES: [Category; 7] = [
    Category::ProductQuality,
    Category::Delivery,
    Category::Use,
    Category::Order,
    Category::Customisation,
    Category::Wholesale,
    Category::Other,
];

/// A form that must be filed before a case is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormToClose<'a> {
    /// Which, as in `customer_information`.
    pub form: &'a str,
    /// For people, where the pack names it.
    pub name: Option<&'a Text>,
    /// For which cases.
    pub when: Cow<'a, Condition>,
    /// Clause.
    pub clause: &'a str,
}

impl FormToClose<'_> {
    /// Whether a filed form of this sort, as in `customer-information`, is the one.
    #[must_use]
    pub fn is(&self, sort: &str) -> bool {
        sort.replace('-', "_") == self.form
    }
}

/// What the packs before the list of forms asked for: the form of telephone cases, with its clause (HX-12).
const FIRST_FORM: (&str, &str) = ("customer_information", "HX-12");

impl Pack {
    /// Reads a pack and checks that its clauses and calendars are there.
    ///
    /// # Errors
    /// The first [`PackError`] found.
    pub fn parse(toml: &str) -> Result<Self, PackError> {
        let pack: Self = toml::from_str(toml).map_err(|error| PackError::Unreadable {
            line: error.span().map_or(0, |span| toml[..span.start].lines().count().max(1)),
            detail: error.message().to_owned(),
        })?;
        if let Some(value) = pack.values().iter().find(|value| pack.clause(value.clause).is_none()) {
            return Err(PackError::NoClause(value.clause.to_owned()));
        }
        if !pack.calendars.contains_key("service") {
            return Err(PackError::NoCalendar("service".to_owned()));
        }
        Ok(pack)
    }

    /// The clause with this id.
    pub fn clause(&self, id: &str) -> Option<&Clause> {
        self.clauses.iter().find(|clause| clause.id == id)
    }

    /// The categories that the desk offers under this pack.
    pub fn categories(&self) -> Vec<Category> {
        if self.categories.is_empty() {
            return FIRST_CATEGORIES.to_vec();
        }
        self.categories.iter().map(|choice| choice.id).collect()
    }

    /// Whether a rule holds; no, where the pack says nothing of it.
    pub fn holds(&self, flag: Flag) -> bool {
        self.rules.iter().any(|rule| rule.rule == flag && rule.on)
    }

    /// A number, where the pack says one.
    pub fn number(&self, number: Number) -> Option<u32> {
        self.numbers.iter().find(|rule| rule.number == number).map(|rule| rule.value)
    }

    /// The forms that must be filed before a case is closed, each for the cases of its condition.
    pub fn forms_to_close(&self) -> impl Iterator<Item = FormToClose<'_>> {
        let listed = self.forms.iter().filter(|rule| rule.needed == Needed::ToClose).map(|rule| FormToClose {
            form: &rule.form,
            name: Some(&rule.name),
            when: Cow::Borrowed(&rule.when),
            clause: &rule.clause,
        });
        // Those packs list no chapters either, which every later one must.
        let (form, clause) = FIRST_FORM;
        let first = (self.sections.is_empty() && self.clause(clause).is_some()).then(|| FormToClose {
            form,
            name: None,
            when: Cow::Owned(Condition::of(Fact::Channel, "telephone")),
            clause,
        });
        listed.chain(first)
    }

    /// The table of this name.
    pub fn table(&self, id: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.id == id)
    }

    /// The rules that set clocks for these facts. A rule for a declared state takes the place of the others of its clock.
    fn rules_for(&self, facts: &Facts) -> Vec<&ClockRule> {
        let inputs = Inputs::of(facts);
        let declared = |rule: &ClockRule| rule.when.facts().any(|fact| fact == Fact::Declared);
        let holding: Vec<&ClockRule> = self.clocks.iter().filter(|rule| rule.when.holds(&inputs)).collect();
        let replaced = |clock| holding.iter().any(|rule| rule.clock == clock && declared(rule));
        holding.iter().copied().filter(|rule| declared(rule) || !replaced(rule.clock)).collect()
    }

    /// What is promised for these facts. Several targets may stand for one clock; the earliest due instant holds.
    pub fn targets(&self, facts: &Facts) -> Vec<Target> {
        let rules = self.rules_for(facts);
        rules.iter().filter_map(|rule| target(rule, &rules)).collect()
    }

    /// The rule behind a target that applies for these facts.
    pub fn rule(&self, target_of: &Target, facts: &Facts) -> Option<&ClockRule> {
        let rules = self.rules_for(facts);
        let all: Vec<&ClockRule> = self.clocks.iter().collect();
        let same = |rule: &&&ClockRule| target(rule, &rules).as_ref() == Some(target_of);
        rules.iter().find(same).or_else(|| all.iter().find(same)).copied()
    }

    /// The rule of a calendar as a specification, with the public days in it.
    ///
    /// # Errors
    /// [`PackError::NoCalendar`], [`PackError::NoPublicDays`], [`PackError::Calendar`].
    pub fn calendar(&self, name: &str) -> Result<CalendarSpec, PackError> {
        let rule = self.calendars.get(name).ok_or_else(|| PackError::NoCalendar(name.to_owned()))?;
        let tz = rule.tz.parse().map_err(|_| CalendarError::UnknownZone(rule.tz.clone()))?;
        match rule.public_days.as_deref() {
            Some("cn") => Ok(PublicDays::china()?.calendar(tz, rule.weekly.clone(), &rule.workday)),
            Some(other) => Err(PackError::NoPublicDays(other.to_owned())),
            None => Ok(CalendarSpec { tz, weekly: rule.weekly.clone(), holidays: Vec::new(), extra: Vec::new() }),
        }
    }
}

/// What a rule promises; a share is of the shortest amount that the rules in force give the other clock.
fn target(rule: &ClockRule, in_force: &[&ClockRule]) -> Option<Target> {
    let measure = match rule.amount {
        Amount::Plain(measure) => measure,
        Amount::Share { of, permille } => share(of, permille, in_force)?,
    };
    Some(Target { clock: rule.clock, measure, clause: rule.clause.clone(), pauses: rule.pauses, warn: rule.warn })
}

fn share(of: ClockName, permille: u32, in_force: &[&ClockRule]) -> Option<Measure> {
    let part = |seconds: i64| i64::try_from(i128::from(seconds) * i128::from(permille) / 1000).unwrap_or(i64::MAX);
    let of_measure = |measure: &Measure| match *measure {
        Measure::Service { seconds } => Some(Measure::Service { seconds: part(seconds) }),
        Measure::Elapsed { seconds, on } => Some(Measure::Elapsed { seconds: part(seconds), on }),
        Measure::BusinessDays { .. } | Measure::NaturalDays { .. } => None,
    };
    let amounts = in_force.iter().filter(|rule| rule.clock == of).filter_map(|rule| match &rule.amount {
        Amount::Plain(measure) => Some(measure),
        Amount::Share { .. } => None,
    });
    let seconds = |measure: &&Measure| match measure {
        Measure::Service { seconds } | Measure::Elapsed { seconds, .. } => *seconds,
        Measure::BusinessDays { .. } | Measure::NaturalDays { .. } => i64::MAX,
    };
    amounts.min_by_key(seconds).and_then(of_measure)
}
