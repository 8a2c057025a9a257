//! The pack as it is written, and what it promises for given facts.

use crate::calendar::{CalendarError, CalendarSpec, Hours, PublicDays, Weekly};
use crate::case::{Category, Channel, Complexity, Urgency};
use crate::clock::Target;
use crate::time::Instant;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the pack is asked by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Facts {
    /// How the case came.
    pub channel: Channel,
    /// What it is about; none until a person classified it.
    pub category: Option<Category>,
    /// How pressing.
    pub urgency: Urgency,
    /// General or complex.
    pub complexity: Complexity,
}

/// Whether the document gives a value or the desk chose it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The document gives it.
    Stated,
    /// The document leaves it open.
    Chosen,
}

/// A sentence in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// English.
    pub en: String,
    /// Simplified Chinese.
    pub zh: String,
}

/// A place in the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// Such as HX-6.
    pub id: String,
    /// Section of the document.
    pub section: String,
    /// Its words.
    pub quote: String,
}

/// A named calendar.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarRule {
    /// For people.
    pub name: Text,
    /// IANA zone.
    pub tz: String,
    /// Whose public days: `cn`; none for none.
    pub public_days: Option<String>,
    /// Hours of make-up working days.
    #[serde(default)]
    pub workday: Vec<Hours>,
    /// Hours of each weekday.
    pub weekly: Weekly,
    /// Clause.
    pub clause: String,
    /// Stated or chosen.
    pub basis: Basis,
    /// How it was read.
    pub reading: Option<Text>,
}

/// A condition: each list that is given must hold the fact.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct When {
    /// Channels.
    pub channel: Option<Vec<Channel>>,
    /// Categories, or `unclassified`.
    pub category: Option<Vec<MaybeCategory>>,
    /// Complexities.
    pub complexity: Option<Vec<Complexity>>,
    /// Urgencies.
    pub urgency: Option<Vec<Urgency>>,
}

/// A category, or none yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unclassified {
    /// No person classified it yet.
    Unclassified,
}

/// What a condition may name as category.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum MaybeCategory {
    /// Not classified.
    None(Unclassified),
    /// Classified so.
    Some(Category),
}

impl When {
    /// Whether the facts meet the condition.
    pub fn holds(&self, facts: &Facts) -> bool {
        fn has<T: PartialEq>(list: Option<&Vec<T>>, fact: &T) -> bool {
            list.is_none_or(|list| list.contains(fact))
        }
        let category = facts.category.map_or(MaybeCategory::None(Unclassified::Unclassified), MaybeCategory::Some);
        has(self.channel.as_ref(), &facts.channel)
            && has(self.category.as_ref(), &category)
            && has(self.complexity.as_ref(), &facts.complexity)
            && has(self.urgency.as_ref(), &facts.urgency)
    }
}

/// A clock's target under a condition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClockRule {
    /// When it applies; always, if not given.
    #[serde(default)]
    pub when: When,
    /// The target itself: clock, measure, clause, pauses.
    #[serde(flatten)]
    pub target: Target,
    /// Stated or chosen.
    pub basis: Basis,
    /// How it was read.
    pub reading: Option<Text>,
}

/// HX-15: the first survey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FirstSurvey {
    /// Days after the first completion, that day included.
    pub days: u32,
    /// Clause.
    pub clause: String,
    /// Stated or chosen.
    pub basis: Basis,
    /// How it was read.
    pub reading: Option<Text>,
}

/// HX-17: long-term customers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeriodicSurvey {
    /// Calendar months from one survey to the latest day of the next.
    pub months: u32,
    /// Planned so many days before the latest day.
    pub plan_days: u32,
    /// So many completed orders …
    pub long_term_orders: u32,
    /// … within so many months make a customer long-term.
    pub long_term_months: u32,
    /// Clause.
    pub clause: String,
    /// Stated or chosen.
    pub basis: Basis,
    /// How it was read.
    pub reading: Option<Text>,
}

/// The pack's surveys.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SurveyRules {
    /// For first-time customers.
    pub first: Option<FirstSurvey>,
    /// For long-term customers.
    pub periodic: Option<PeriodicSurvey>,
}

/// One company's promises.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
    /// Places in the document.
    pub clauses: Vec<Clause>,
    /// Named calendars; `service` must be there, `business` may.
    pub calendars: BTreeMap<String, CalendarRule>,
    /// Clock targets.
    pub clocks: Vec<ClockRule>,
    /// Surveys.
    #[serde(default)]
    pub surveys: SurveyRules,
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
    /// No such pack version.
    #[error("no pack {0} version {1}")]
    NoPack(String, u32),
}

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
        let named = pack
            .clocks
            .iter()
            .map(|rule| &rule.target.clause)
            .chain(pack.calendars.values().map(|rule| &rule.clause))
            .chain(pack.surveys.first.iter().map(|rule| &rule.clause))
            .chain(pack.surveys.periodic.iter().map(|rule| &rule.clause));
        for clause in named {
            if pack.clause(clause).is_none() {
                return Err(PackError::NoClause(clause.clone()));
            }
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

    /// What is promised for these facts. Several targets may stand for one clock; the earliest due instant holds.
    pub fn targets(&self, facts: &Facts) -> Vec<Target> {
        self.clocks.iter().filter(|rule| rule.when.holds(facts)).map(|rule| rule.target.clone()).collect()
    }

    /// The rule behind a target that applies for these facts.
    pub fn rule(&self, target: &Target, facts: &Facts) -> Option<&ClockRule> {
        let same = |rule: &&ClockRule| rule.target == *target;
        self.clocks.iter().filter(|rule| rule.when.holds(facts)).find(same).or_else(|| self.clocks.iter().find(same))
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
