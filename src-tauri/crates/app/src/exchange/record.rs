//! A row as a record: every cell read by its column, or everything that is wrong with it, by column.

use super::kinds::{Field, Need, Sort, TableKind};
use super::layout::Layout;
use super::read::{Cell, Row};
use super::values::countries::country;
use super::values::{Habits, Wrong, amounts, days, phones, plain};
use super::words;
use aftercare_core::case::Language;
use aftercare_core::country::Country;
use aftercare_core::goods::{Currency, Money};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A value of a record.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Text(String),
    List(Vec<String>),
    Day(NaiveDate),
    Flag(bool),
    Count(u64),
    Money(Money),
    Language(Language),
    Country(Country),
}

/// A row that could be read: what its filled cells say, by field. A field that is missing here is not touched.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Record {
    pub(crate) line: u64,
    pub(crate) values: BTreeMap<&'static str, Value>,
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) line: u64,
    /// The field it is about; its column follows from the layout. None: the row as a whole.
    pub(crate) field: Option<&'static str>,
    pub(crate) column: Option<usize>,
    pub(crate) code: &'static str,
    pub(crate) value: String,
}

impl Record {
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        match self.values.get(name) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn list(&self, name: &str) -> Option<&Vec<String>> {
        match self.values.get(name) {
            Some(Value::List(list)) => Some(list),
            _ => None,
        }
    }

    pub(crate) fn day(&self, name: &str) -> Option<NaiveDate> {
        match self.values.get(name) {
            Some(Value::Day(day)) => Some(*day),
            _ => None,
        }
    }

    pub(crate) fn flag(&self, name: &str) -> Option<bool> {
        match self.values.get(name) {
            Some(Value::Flag(flag)) => Some(*flag),
            _ => None,
        }
    }

    pub(crate) fn count(&self, name: &str) -> Option<u64> {
        match self.values.get(name) {
            Some(Value::Count(count)) => Some(*count),
            _ => None,
        }
    }

    pub(crate) fn country(&self, name: &str) -> Option<Country> {
        match self.values.get(name) {
            Some(Value::Country(country)) => Some(*country),
            _ => None,
        }
    }

    pub(crate) fn money(&self, name: &str) -> Option<Money> {
        match self.values.get(name) {
            Some(Value::Money(money)) => Some(*money),
            _ => None,
        }
    }

    pub(crate) fn language(&self, name: &str) -> Option<Language> {
        match self.values.get(name) {
            Some(Value::Language(language)) => Some(*language),
            _ => None,
        }
    }

    /// A problem of this row with one of its fields, or with the row as a whole.
    pub(crate) fn wrong(&self, field: Option<&'static str>, code: &'static str) -> Problem {
        let value = field.and_then(|field| self.values.get(field)).map(show).unwrap_or_default();
        Problem { line: self.line, field, column: None, code, value }
    }
}

fn show(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::List(list) => list.join("; "),
        Value::Day(day) => day.to_string(),
        Value::Flag(flag) => flag.to_string(),
        Value::Count(count) => count.to_string(),
        Value::Money(money) => format!("{} {}", money.decimal(), money.currency),
        Value::Language(Language::En) => "en".to_owned(),
        Value::Language(Language::Zh) => "zh".to_owned(),
        Value::Country(country) => country.to_string(),
    }
}

/// Reads one row. All that is wrong with it comes at once, so that a person mends it once.
pub(crate) fn read(kind: TableKind, layout: &Layout, habits: &Habits, row: &Row) -> Result<Record, Vec<Problem>> {
    if let Some(line) = row.open_quote {
        return Err(vec![Problem { line, field: None, column: None, code: "open_quote", value: String::new() }]);
    }
    let mut record = Record { line: row.line, ..Record::default() };
    let mut problems = Vec::new();
    let mut habits = *habits;
    let mut amount: Option<(amounts::Number, usize, String)> = None;
    let mut currency: Option<Currency> = None;
    // The country first: telephone numbers of the same row are read with it.
    let mut columns: Vec<(usize, &'static Field)> =
        layout.fields.iter().enumerate().filter_map(|(n, field)| field.map(|field| (n, field))).collect();
    columns.sort_by_key(|(_, field)| field.sort != Sort::Country);
    for (column, field) in columns {
        let cell = row.cells.get(column).unwrap_or(&Cell::Empty);
        if cell.is_empty() {
            continue;
        }
        let shown = cell.show();
        let mut take = || -> Result<Option<Value>, Wrong> {
            if let Cell::Fault(text) = cell {
                return Err(Wrong(if text.starts_with('=') { "formula_without_value" } else { "error_value" }));
            }
            Ok(Some(match field.sort {
                Sort::Text => Value::Text(plain::text(&shown)?),
                Sort::Number => match cell {
                    Cell::Number(number) if number.abs() >= 1e15 => return Err(Wrong("rounded")),
                    _ => Value::Text(plain::number(&shown)?),
                },
                Sort::Emails => Value::List(plain::emails(&shown)?),
                Sort::Phones => match cell {
                    Cell::Number(number) if number.abs() >= 1e15 => return Err(Wrong("rounded")),
                    _ => Value::List(phones::phones(&shown, habits.country)?),
                },
                Sort::Day => Value::Day(match cell {
                    Cell::Day(day) => days::within(*day)?,
                    Cell::Number(number) if *number < 80_001.0 => days::serial(*number)?,
                    _ => days::read(&shown, habits.dates)?,
                }),
                Sort::Flag => match cell {
                    Cell::Flag(flag) => Value::Flag(*flag),
                    _ => Value::Flag(plain::flag(&shown)?),
                },
                Sort::Count => Value::Count(match cell {
                    Cell::Number(number) => amounts::Number::of_sheet(*number)?.pieces()?,
                    _ => amounts::pieces(&shown, habits.decimal)?,
                }),
                Sort::Position => Value::Count(match shown.parse::<u32>() {
                    Ok(position) if position > 0 => u64::from(position),
                    _ => return Err(Wrong("not_a_position")),
                }),
                Sort::Amount => {
                    let (number, named) = match cell {
                        Cell::Number(number) => (amounts::Number::of_sheet(*number)?, None),
                        _ => amounts::price(&shown, habits.decimal)?,
                    };
                    if let Some(named) = named {
                        currency = currency.or(Some(named));
                    }
                    amount = Some((number, column, shown.clone()));
                    return Ok(None);
                }
                Sort::Currency => {
                    currency = Some(amounts::currency(&shown)?);
                    return Ok(None);
                }
                Sort::Language => Value::Language(plain::language(&shown)?),
                Sort::Zone => Value::Text(plain::zone(&shown)?),
                Sort::Country => {
                    let country = country(&shown)?;
                    habits.country = phones::dialled(country);
                    if kind != TableKind::Customers {
                        return Ok(None);
                    }
                    Value::Country(country)
                }
            }))
        };
        match take() {
            Ok(None) => {}
            Ok(Some(Value::List(more))) => match record.values.get_mut(field.name) {
                Some(Value::List(list)) => {
                    list.extend(more.into_iter().filter(|text| !list.contains(text)).collect::<Vec<_>>())
                }
                _ if more.is_empty() => {}
                _ => {
                    record.values.insert(field.name, Value::List(more));
                }
            },
            Ok(Some(value)) => {
                record.values.insert(field.name, value);
            }
            Err(wrong) => problems.push(Problem {
                line: row.line,
                field: Some(field.name),
                column: Some(column),
                code: wrong.0,
                value: shown.chars().take(120).collect(),
            }),
        }
    }
    if let Some((number, column, shown)) = amount {
        let currency = currency.or_else(|| words::currency(&layout.headers[column])).or(habits.currency);
        let money = currency.ok_or(Wrong("no_currency")).and_then(|currency| number.money(currency));
        match money {
            Ok(money) => {
                record.values.insert("price", Value::Money(money));
            }
            Err(wrong) => problems.push(Problem {
                line: row.line,
                field: Some("price"),
                column: Some(column),
                code: wrong.0,
                value: shown,
            }),
        }
    }
    for field in kind.fields().iter().filter(|field| field.need == Need::Always) {
        let told = problems.iter().any(|problem| problem.field == Some(field.name));
        if !record.values.contains_key(field.name) && !told {
            let column = layout.fields.iter().position(|f| f.is_some_and(|f| f.name == field.name));
            problems.push(Problem {
                line: row.line,
                field: Some(field.name),
                column,
                code: "missing",
                value: String::new(),
            });
        }
    }
    if problems.is_empty() { Ok(record) } else { Err(problems) }
}

/// Puts the column beside a problem that was found later, from its field.
pub(crate) fn placed(mut problem: Problem, layout: &Layout) -> Problem {
    if problem.column.is_none() {
        problem.column =
            problem.field.and_then(|name| layout.fields.iter().position(|f| f.is_some_and(|f| f.name == name)));
    }
    problem
}
