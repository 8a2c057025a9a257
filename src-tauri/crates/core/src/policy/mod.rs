//! Promises as data: a pack is one company's published document, read from TOML.
//!
//! A pack names its calendars, its clock targets by condition, its decision tables, warranty, returns, surveys, texts;
//! every value carries the clause it comes from and whether the document states it or the desk chose it. The code knows
//! no company.
//!
//! - [`Pack`] is the file, [`rules`] its sections, [`Pack::values`] every value with its place.
//! - [`check`] finds everything that is wrong with a text, [`diff`] what changes from one pack to another.
//! - [`Fact`] and [`Inputs`] are what may be asked by; [`Condition`] a list of words that must hold.
//! - [`Table`] and [`Grid`] decide, [`Part`] is what a row may answer; [`Tables::decide`] puts warranty, windows and tables into a [`Verdict`].
//! - [`Book`] holds the packs a desk knows, with calendars and tables compiled once.

mod book;
pub mod check;
mod condition;
mod dates;
mod diff;
pub mod event;
mod fact;
mod pack;
mod parts;
pub mod rules;
mod table;
mod values;
mod verdict;
mod warranty;

pub use book::{Book, CaseClocks, PackCalendar};
pub use check::check;
pub use condition::Condition;
pub use dates::{DateName, Dates, PastRepair, WrongDays};
pub use diff::{Change as PackChange, diff};
pub use fact::{DeclaredSet, DeclaredSort, Fact, Facts, Inputs, UnknownWord};
pub use pack::{Basis, Clause, FormToClose, Pack, PackError, Section, Text};
pub use parts::Part;
pub use rules::{ClockRule, FirstSurvey, PeriodicSurvey, SurveyRules};
pub use table::{
    Answer, Change, Charge, Decides, Domains, Flaw, Found, Grid, MAX_CELLS, Party, Payer, Remedy, Row, Step, Table,
    Urge,
};
pub use values::{Sort, Value, Worth};
pub use verdict::{Decision, Outcome, Question, Returning, Tables, Verdict, WindowState};
pub use warranty::{Covered, Needed, Span, Warranty, last_day, warranty};
