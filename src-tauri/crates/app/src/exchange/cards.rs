//! vCards, in and out. A card whose name is its organisation's (or that has none) is a customer; another one is a contact
//! of the organisation, which becomes a customer when it is none yet. Of an address only its country is taken. Left out: pictures,
//! birthdays.

use super::kinds::TableKind;
use super::read::decode;
use super::record::{Problem, Record, Value};
use super::run::Run;
use super::values::countries::country as country_of;
use super::values::{Wrong, phones, plain};
use super::{bytes_of, model::OpenCustomer};
use crate::App;
use crate::api::tables::{ExportCards, ExportReport, ImportCards, TableReport};
use crate::api::{ApiError, ErrorCode};
use crate::errors;
use aftercare_core::case::Language;
use aftercare_core::country::Country;
use aftercare_core::goods::key;
use calcard::vcard::{VCard, VCardEntry, VCardKind, VCardProperty, VCardValue, VCardVersion};
use calcard::{Entry, Parser};
use phonenumber::country::Id;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// The house's number of a customer, in cards of ours.
const NUMBER: &str = "X-CUSTOMER-NUMBER";
/// Which part of an address is its country.
const COUNTRY: usize = 6;

/// A card, read: a customer's record, or a contact's with its organisation.
#[derive(Debug)]
enum Card {
    Customer(Record),
    Contact(Record),
}

/// Everything of these properties that is text.
fn texts(card: &VCard, property: &VCardProperty) -> Vec<String> {
    let entries = card.entries.iter().filter(|entry| entry.name == *property);
    let values = entries.filter_map(|entry| entry.values.first()).filter_map(VCardValue::as_text);
    values.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|text| !text.is_empty()).collect()
}

fn text(card: &VCard, property: &VCardProperty) -> Option<String> {
    texts(card, property).into_iter().next()
}

/// The one country of a card's addresses, by its code or a name that we know.
fn country_in(card: &VCard) -> Option<Country> {
    let addresses = card.entries.iter().filter(|entry| entry.name == VCardProperty::Adr);
    let named = addresses.filter_map(|entry| entry.values.get(COUNTRY)).filter_map(VCardValue::as_text);
    let known: BTreeSet<Country> = named.filter_map(|text| country_of(text).ok()).collect();
    known.first().copied().filter(|_| known.len() == 1)
}

/// A person's name in its parts, given name first where it is written so.
fn spelled(card: &VCard) -> Option<String> {
    let entry = card.entries.iter().find(|entry| entry.name == VCardProperty::N)?;
    let part = |n: usize| match entry.values.first() {
        Some(VCardValue::Component(parts)) => parts.get(n).cloned(),
        _ => entry.values.get(n).and_then(VCardValue::as_text).map(str::to_owned),
    };
    let (family, given) = (part(0).unwrap_or_default(), part(1).unwrap_or_default());
    let han = |text: &str| text.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
    let name = if han(&family) || han(&given) { format!("{family}{given}") } else { format!("{given} {family}") };
    Some(name.trim().to_owned()).filter(|name| !name.is_empty())
}

fn read_card(card: &VCard, line: u64, country: Option<Id>) -> Result<Card, Vec<Problem>> {
    let mut record = Record { line, ..Record::default() };
    let mut problems = Vec::new();
    let own = country_in(card);
    let country = own.map_or(country, phones::dialled);
    let organisation = text(card, &VCardProperty::Org);
    let full = text(card, &VCardProperty::Fn).or_else(|| spelled(card));
    let kind = card.property(&VCardProperty::Kind).and_then(|entry| entry.values.first()).cloned();
    let company = matches!(kind, Some(VCardValue::Kind(VCardKind::Org)));
    let mut keep = |field: &'static str, value: Result<Option<Value>, Wrong>, shown: &str| match value {
        Ok(Some(value)) => {
            record.values.insert(field, value);
        }
        Ok(None) => {}
        Err(wrong) => {
            problems.push(Problem { line, field: Some(field), column: None, code: wrong.0, value: shown.to_owned() });
        }
    };
    let list = |all: Vec<String>, read: &dyn Fn(&str) -> Result<Vec<String>, Wrong>| -> Result<Option<Value>, Wrong> {
        let mut out: Vec<String> = Vec::new();
        for text in all {
            for one in read(&text)? {
                if !out.contains(&one) {
                    out.push(one);
                }
            }
        }
        Ok(Some(out).filter(|out| !out.is_empty()).map(Value::List))
    };
    let mails = texts(card, &VCardProperty::Email);
    let shown = mails.join("; ");
    keep("emails", list(mails, &|text| plain::emails(text)), &shown);
    let numbers = texts(card, &VCardProperty::Tel);
    let shown = numbers.join("; ");
    let number = |text: &str| {
        let text = text.strip_prefix("tel:").unwrap_or(text).replace(";ext=", " ext. ");
        phones::phone(&text, country).map(|number| vec![number])
    };
    keep("phones", list(numbers, &number), &shown);
    let language = text(card, &VCardProperty::Lang).and_then(|text| plain::language(&text).ok());
    keep("language", Ok(language.map(Value::Language)), "");
    let customer = match (&organisation, &full) {
        (Some(organisation), Some(full)) if !company && key(organisation) != key(full) => Some(organisation.clone()),
        _ => None,
    };
    let name = if customer.is_some() { full } else { organisation.or(full) };
    match name {
        Some(name) => {
            let read = plain::text(&name).map(|text| Some(Value::Text(text)));
            keep("name", read, &name);
        }
        None => keep("name", Err(Wrong("missing")), ""),
    }
    let contact = customer.is_some();
    match customer {
        Some(customer) => {
            let read = plain::text(&customer).map(|text| Some(Value::Text(text)));
            keep("customer", read, &customer);
            let role = text(card, &VCardProperty::Title).or_else(|| text(card, &VCardProperty::Role));
            keep("role", role.map(|role| plain::text(&role).map(Value::Text)).transpose(), "");
        }
        None => {
            let number = text(card, &VCardProperty::Other(NUMBER.to_owned()));
            keep("number", number.map(|number| plain::number(&number).map(Value::Text)).transpose(), "");
            // A zone told as hours from Greenwich is no zone.
            let zone = text(card, &VCardProperty::Tz).and_then(|text| plain::zone(&text).ok());
            keep("zone", Ok(zone.map(Value::Text)), "");
            keep("country", Ok(own.map(Value::Country)), "");
        }
    }
    match problems.is_empty() {
        true if contact => Ok(Card::Contact(record)),
        true => Ok(Card::Customer(record)),
        false => Err(problems),
    }
}

/// All cards of a file, with what could not be read.
fn read_all(text: &str, country: Option<Id>) -> Vec<Result<Card, Vec<Problem>>> {
    let mut parser = Parser::new(text);
    let mut out = Vec::new();
    let mut line = 0;
    let none = |line, code, value: &str| {
        Err(vec![Problem { line, field: None, column: None, code, value: value.chars().take(80).collect() }])
    };
    loop {
        match parser.entry() {
            Entry::VCard(card) => {
                line += 1;
                out.push(read_card(&card, line, country));
            }
            Entry::Eof => return out,
            Entry::InvalidLine(text) => out.push(none(line + 1, "not_a_card", &text)),
            Entry::UnterminatedComponent(_) => out.push(none(line + 1, "cut_off", "")),
            Entry::ICalendar(_) => out.push(none(line + 1, "not_a_card", "VCALENDAR")),
            _ => out.push(none(line + 1, "not_a_card", "")),
        }
    }
}

impl App {
    /// Imports cards, or says what would happen.
    pub(crate) async fn import_vcard(&self, ask: ImportCards) -> Result<TableReport, ApiError> {
        let stop = self.begin_job(&ask.job);
        let done = self.import_cards(&ask, stop).await;
        self.jobs().remove(&ask.job);
        done
    }

    async fn import_cards(&self, ask: &ImportCards, stop: Arc<AtomicBool>) -> Result<TableReport, ApiError> {
        let country = match ask.country.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
            Some(text) => phones::dialled(country_of(text).map_err(|wrong| ApiError::field("country", wrong.0))?),
            None => None,
        };
        let bytes = bytes_of(self.local_path(&ask.path)?).await?;
        let read = move || -> Result<_, ApiError> {
            let (text, _) = decode(&bytes, None)?;
            Ok(read_all(&text, country))
        };
        let cards = tokio::task::spawn_blocking(read).await.map_err(errors::internal)??;
        if !cards.iter().any(Result::is_ok) && cards.len() < 2 {
            let cut = matches!(cards.first(), Some(Err(problems)) if problems.iter().any(|p| p.code == "cut_off"));
            let problem = if cards.is_empty() {
                "empty"
            } else if cut {
                "broken"
            } else {
                "no_cards"
            };
            if cards.is_empty() || matches!(&cards[0], Err(problems) if problems.iter().all(|p| p.field.is_none())) {
                return Err(ApiError::field("file", problem));
            }
        }
        let mut run = Run::new(self, TableKind::Customers, Some((ask.job.clone(), stop)))?;
        let (mut customers, mut contacts) = (Vec::new(), Vec::new());
        for card in cards {
            match card {
                Ok(Card::Customer(record)) => customers.push(record),
                Ok(Card::Contact(record)) => contacts.push(record),
                Err(problems) => run.refuse(problems),
            }
        }
        // Organisations that have no card of their own and are no customers yet.
        let mut named: BTreeSet<String> = customers.iter().filter_map(|c| c.text("name")).map(key).collect();
        let mut look = self.look().await?;
        for contact in &contacts {
            let Some(name) = contact.text("customer") else { continue };
            if named.insert(key(name)) && look.customers_named(&key(name)).await?.is_empty() {
                let values = [("name", Value::Text(name.to_owned()))].into();
                customers.push(Record { line: contact.line, values });
            }
        }
        drop(look);
        let total = customers.len() + contacts.len();
        run.records(TableKind::Customers, customers, ask.dry_run, total).await?;
        run.records(TableKind::Contacts, contacts, ask.dry_run, total).await?;
        Ok(TableReport { dry_run: ask.dry_run, ..run.finish() })
    }

    /// All customers and contacts as cards, version 3.0: the one that every address book takes.
    pub(crate) async fn export_vcard(&self, ask: ExportCards) -> Result<ExportReport, ApiError> {
        let mut text = String::new();
        let mut rows = 0;
        let mut after = None;
        loop {
            let mut look = self.look().await?;
            let (page, next) = look.customers("", after.as_ref(), 200).await?;
            for row in page {
                let Some(customer) = look.customer(row.id).await? else { continue };
                for card in cards_of(&OpenCustomer::of(&customer)) {
                    card.write_to(&mut text, VCardVersion::V3_0).map_err(errors::internal)?;
                    rows += 1;
                }
            }
            after = next;
            if after.is_none() {
                break;
            }
        }
        let path = Path::new(&ask.path).to_owned();
        let write = move || -> Result<(), ApiError> {
            let mut part = path.file_name().unwrap_or_default().to_owned();
            part.push(".part");
            let part = path.with_file_name(part);
            let written = std::fs::write(&part, text).and_then(|()| std::fs::rename(&part, &path));
            written.map_err(|error| {
                let _ = std::fs::remove_file(&part);
                errors::unwritable(&path, &error)
            })
        };
        if Path::new(&ask.path).is_dir() {
            return Err(ApiError::new(ErrorCode::FileUnwritable).with("path", &ask.path).with("detail", "is a folder"));
        }
        tokio::task::spawn_blocking(write).await.map_err(errors::internal)??;
        Ok(ExportReport { rows })
    }
}

fn entry(name: VCardProperty, text: &str) -> VCardEntry {
    VCardEntry::new(name).with_value(VCardValue::Text(text.to_owned()))
}

fn one(uid: uuid::Uuid, name: &str, organisation: &str, emails: &[String], phones: &[String]) -> VCard {
    let mut uri = String::new();
    let _ = write!(uri, "urn:uuid:{uid}");
    let mut entries = vec![
        entry(VCardProperty::Uid, &uri),
        entry(VCardProperty::Fn, name),
        entry(VCardProperty::N, name),
        entry(VCardProperty::Org, organisation),
    ];
    entries.extend(emails.iter().map(|text| entry(VCardProperty::Email, text)));
    entries.extend(phones.iter().map(|text| entry(VCardProperty::Tel, text)));
    VCard { entries }
}

fn lang(language: Language) -> VCardEntry {
    entry(VCardProperty::Lang, if language == Language::Zh { "zh" } else { "en" })
}

/// An address of which only the country is known.
fn living(country: Country) -> VCardEntry {
    let mut parts = vec![VCardValue::Text(String::new()); COUNTRY];
    parts.push(VCardValue::Text(country.to_string()));
    VCardEntry::new(VCardProperty::Adr).with_values(parts)
}

/// A customer's card and its contacts'.
fn cards_of(customer: &OpenCustomer) -> Vec<VCard> {
    let profile = &customer.profile;
    if profile.name.is_empty() {
        return Vec::new();
    }
    let mut own = one(customer.id.0, &profile.name, &profile.name, &profile.emails, &profile.phones);
    own.entries.push(lang(profile.language));
    own.entries.extend(profile.zone.as_deref().map(|zone| entry(VCardProperty::Tz, zone)));
    own.entries.extend(profile.country.map(living));
    own.entries.extend(customer.number.as_deref().map(|n| entry(VCardProperty::Other(NUMBER.to_owned()), n)));
    let mut cards = vec![own];
    for (id, contact) in customer.contacts.iter().filter(|(_, contact)| !contact.name.is_empty()) {
        let mut card = one(id.0, &contact.name, &profile.name, &contact.emails, &contact.phones);
        card.entries.extend(contact.role.as_deref().map(|role| entry(VCardProperty::Title, role)));
        card.entries.extend(contact.language.map(lang));
        cards.push(card);
    }
    cards
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn records(text: &str, country: Option<Id>) -> Vec<Record> {
        let read = |card| match card {
            Ok(Card::Customer(record) | Card::Contact(record)) => record,
            Err(problems) => panic!("{problems:?}"),
        };
        read_all(text, country).into_iter().map(read).collect()
    }

    #[test]
    fn cards_of_several_versions_are_read() {
        let text = "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E9=99=88;=E5=B0=8F=E6=A2=85\r\nORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=8D=8E=E5=85=B4\r\nTEL;CELL:13800138000\r\nEND:VCARD\r\n\
                    BEGIN:VCARD\nVERSION:3.0\nFN:Orla Fenwick\nORG:Tidemark\\, Ltd;Purchasing\nTITLE:Buyer\nEMAIL;TYPE=WORK:orla@tidemark.example\nTEL;TYPE=CELL:+44 20 7946 0018\nEND:VCARD\n\
                    BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:org\r\nFN:Cobalt\r\nORG:Cobalt GmbH\r\nTEL;VALUE=uri:tel:+49-30-901820\r\nADR;TYPE=work:;;Hauptstr. 1\\, Hof;Berlin;;10115;Germany\r\nTEL:030 1234567\r\nLANG:en\r\nTZ:Europe/Berlin\r\nEND:VCARD\r\n";
        let read = records(text, Some(Id::CN));
        assert_eq!(read.len(), 3);
        assert_eq!((read[0].text("customer"), read[0].text("name")), (Some("华兴"), Some("陈小梅")));
        assert_eq!(read[0].list("phones").unwrap(), &["+86 138 0013 8000"]);
        assert_eq!((read[1].text("customer"), read[1].text("role")), (Some("Tidemark, Ltd"), Some("Buyer")));
        assert_eq!((read[2].text("customer"), read[2].text("name")), (None, Some("Cobalt GmbH")));
        assert_eq!(read[2].list("phones").unwrap(), &["+49 30 901820", "+49 30 1234567"]);
        assert_eq!((read[1].country("country"), read[2].country("country")), (None, Country::new("DE")));
        assert_eq!(read[2].text("zone"), Some("Europe/Berlin"));
    }

    #[test]
    fn a_country_is_taken_where_the_addresses_name_one() {
        let of = |addresses: &str| {
            let read = records(&format!("BEGIN:VCARD\nVERSION:3.0\nFN:Ana\n{addresses}END:VCARD\n"), None);
            read[0].country("country").map(|country| country.to_string())
        };
        let is = |code: &str| Some(code.to_owned());
        assert_eq!(of("ADR:;;1 High St;Hull;;HU1;United Kingdom\n"), is("GB"));
        assert_eq!(of("ADR;CHARSET=UTF-8:;;;;;;中国\nADR:;;x;y;;;CN\n"), is("CN"));
        assert_eq!(of("ADR:;;x;y;;;Elsewhere\nADR:;;x;y;;;FR\n"), is("FR"));
        assert_eq!(of("ADR:;;x;y;;;DE\nADR:;;x;y;;;FR\n"), None, "nobody says which counts");
        assert_eq!(of("ADR:;;1 High St;Hull\n"), None);
    }

    #[test]
    fn what_is_no_card_is_told_and_the_next_one_read() {
        let text =
            "hello\nBEGIN:VCARD\nVERSION:3.0\nEMAIL:nobody\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Ana\nEND:VCARD\n";
        let read = read_all(text, None);
        let codes: Vec<_> = read.iter().filter_map(|r| r.as_ref().err()).flatten().map(|p| (p.line, p.code)).collect();
        assert_eq!(codes, [(1, "not_a_card"), (1, "not_an_address"), (1, "missing")]);
        assert_eq!(read.iter().filter(|r| r.is_ok()).count(), 1);
    }
}
