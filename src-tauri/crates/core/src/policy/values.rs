//! Every value of a pack with its place, clause and reading: the one list that checks, screens and differences walk.

use super::pack::{Basis, Pack, Text};

/// A value of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value<'a> {
    /// Where it stands, as in `clocks[3]` or `tables[0].rows[2]`; places count from 0.
    pub path: String,
    /// The clause it comes from.
    pub clause: &'a str,
    /// Stated or chosen.
    pub basis: Basis,
    /// How it was read.
    pub reading: Option<&'a Text>,
}

macro_rules! value {
    ($out:ident, $path:expr, $of:expr) => {{
        let of = $of;
        $out.push(Value { path: $path, clause: &of.clause, basis: of.basis, reading: of.reading.as_ref() });
    }};
}

macro_rules! list {
    ($out:ident, $pack:ident: $($name:ident)+) => {$(
        for (place, of) in $pack.$name.iter().enumerate() {
            value!($out, format!(concat!(stringify!($name), "[{}]"), place), of);
        }
    )+};
}

impl Pack {
    /// Every value of the pack, in the order of the file's sections.
    pub fn values(&self) -> Vec<Value<'_>> {
        let mut out = Vec::new();
        list!(out, self: categories urgencies complexities channels groups);
        for (name, rule) in &self.calendars {
            value!(out, format!("calendars.{name}"), rule);
        }
        list!(out, self: clocks rules numbers);
        for (table_place, table) in self.tables.iter().enumerate() {
            for (place, row) in table.rows.iter().enumerate() {
                value!(out, format!("tables[{table_place}].rows[{place}]"), row);
            }
        }
        if let Some(warranty) = &self.warranty {
            value!(out, "warranty".to_owned(), warranty);
            for (place, period) in warranty.periods.iter().enumerate() {
                value!(out, format!("warranty.periods[{place}]"), period);
            }
            if let Some(extension) = &warranty.extension {
                value!(out, "warranty.extension".to_owned(), extension);
            }
        }
        if let Some(returns) = &self.returns {
            let windows =
                [("window", &returns.window), ("sending", &returns.sending), ("evidence", &returns.evidence)];
            for (name, window) in windows {
                if let Some(window) = window {
                    value!(out, format!("returns.{name}"), window);
                }
            }
            if let Some(authorisation) = &returns.authorisation {
                value!(out, "returns.authorisation".to_owned(), authorisation);
            }
            if let Some(details) = &returns.details {
                value!(out, "returns.details".to_owned(), details);
            }
        }
        if let Some(first) = &self.surveys.first {
            value!(out, "surveys.first".to_owned(), first);
        }
        if let Some(periodic) = &self.surveys.periodic {
            value!(out, "surveys.periodic".to_owned(), periodic);
        }
        list!(out, self: templates forms contacts);
        out
    }
}
