//! Promises as data: a pack is one company's published document, read from TOML.
//!
//! A pack names its calendars, its clock targets by condition, its survey rules; every value carries the clause it comes
//! from and whether the document states it or the desk chose it. The code knows no company.
//!
//! Left out for now: decision tables, templates, routing (they come with the policy engine).

mod book;
mod pack;

pub use book::{Book, CaseClocks, PackCalendar};
pub use pack::{
    Basis, CalendarRule, Clause, ClockRule, Facts, FirstSurvey, Pack, PackError, PeriodicSurvey, SurveyRules, Text,
    When,
};
