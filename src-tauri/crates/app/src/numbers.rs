//! Telephone numbers that come in, and whose they are, however both were written.
//!
//! The store compares digits. Here a number is read as its country writes it, so that "0086 138…", "+86 138…" and "138…" are
//! one; the store is asked for every way in which it may stand there, and what it finds is read again by the same rules,
//! because two countries may have the same digits.

use crate::App;
use crate::api::ApiError;
use crate::api::acts::CallersAsk;
use crate::api::views::CustomerRow;
use crate::customers;
use crate::exchange::phones::{dialled, plain};
use aftercare_core::country::Country;
use aftercare_core::customer::Customer;
use aftercare_core::ids::CustomerId;
use aftercare_core::journal::Sealed;
use aftercare_store::{self as store, Look};
use phonenumber::{Mode, PhoneNumber};

/// A number as far as it can be told.
#[derive(Debug, PartialEq, Eq)]
enum Number {
    /// Of a known country: its code, the digits after it, and the digits as they are dialled within the country.
    Full { code: u16, national: String, within: String },
    /// Digits of a country that nobody named.
    Bare(String),
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn full(number: &PhoneNumber) -> Number {
    let code = number.country().code();
    let all = digits(&number.format().mode(Mode::E164).to_string());
    let national = all.strip_prefix(&code.to_string()).unwrap_or(&all).to_owned();
    Number::Full { code, national, within: digits(&number.format().mode(Mode::National).to_string()) }
}

impl Number {
    /// Reads a number; one without a country's code is of this country. None where there are hardly any digits.
    fn read(text: &str, country: Option<Country>) -> Option<Self> {
        let text = plain(text);
        // An extension is behind the line, and no way of finding whose line it is.
        let begins = text.find(|c: char| c == '+' || c.is_ascii_digit())?;
        let (_, text) = text.split_at(begins);
        let text = text.split(char::is_alphabetic).next().unwrap_or_default();
        let all = digits(text);
        let abroad = all.strip_prefix("00").or(text.starts_with('+').then_some(&*all));
        if all.len() < 3 {
            return None;
        }
        // Only digits are handed on: what stands between them would be read as the end of the country's code.
        if let Some(all) = abroad {
            // Told with its code it is that country's, even one that this program's tables don't know yet.
            let number = phonenumber::parse(None, format!("+{all}"));
            return Some(number.map_or(Self::Bare(all.to_owned()), |number| full(&number)));
        }
        let valid = |number: &PhoneNumber| number.is_valid();
        let here = country.and_then(dialled).and_then(|id| phonenumber::parse(Some(id), &all).ok()).filter(valid);
        // Some telephones leave the plus out; nothing begins with a zero after it.
        let plus = || phonenumber::parse(None, format!("+{all}")).ok().filter(valid);
        let found = here.or_else(|| if all.starts_with('0') { None } else { plus() });
        Some(found.as_ref().map_or(Self::Bare(all), full))
    }

    /// The digits under which it may stand in the store.
    fn keys(&self) -> Vec<String> {
        let mut keys = match self {
            Self::Full { code, national, within } => vec![
                format!("{code}{national}"),
                national.clone(),
                within.clone(),
                format!("0{national}"),
                // As in "+49 (0)30 …".
                format!("{code}0{national}"),
            ],
            Self::Bare(all) => vec![all.clone(), all.trim_start_matches('0').to_owned()],
        };
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    fn is(&self, other: &Self) -> bool {
        let short = |text: &str| text.trim_start_matches('0').to_owned();
        match (self, other) {
            (Self::Full { code, national, .. }, Self::Full { code: theirs, national: other, .. }) => {
                (code, national) == (theirs, other)
            }
            (Self::Full { national, .. }, Self::Bare(all)) | (Self::Bare(all), Self::Full { national, .. }) => {
                short(national) == short(all)
            }
            (Self::Bare(one), Self::Bare(other)) => short(one) == short(other),
        }
    }
}

/// The numbers of a customer and of those who speak for it.
fn phones(customer: &Customer) -> impl Iterator<Item = &str> {
    let contacts = customer.contacts.iter().flat_map(|(_, contact)| &contact.phones);
    customer.profile.phones.iter().chain(contacts).map(Sealed::as_str)
}

/// Customers with this mail address or telephone number, which is read as of the desk's country where it names none.
pub(crate) async fn customers_of(
    look: &mut Look<'_>,
    address: &str,
    desk: Option<Country>,
) -> Result<Vec<store::CustomerRow>, ApiError> {
    if address.contains('@') {
        return Ok(look.customers_by_address(address).await?);
    }
    let Some(asked) = Number::read(address, desk) else { return Ok(Vec::new()) };
    let mut found: Vec<store::CustomerRow> = Vec::new();
    for key in asked.keys() {
        for row in look.customers_by_address(&key).await? {
            if found.iter().any(|known| known.id == row.id) {
                continue;
            }
            let Some(customer) = look.customer(row.id).await? else { continue };
            let country = customer.profile.country.or(desk);
            if phones(&customer).filter_map(|phone| Number::read(phone, country)).any(|phone| phone.is(&asked)) {
                found.push(row);
            }
        }
    }
    Ok(found)
}

/// The one customer with this address or number; none when several have it, because then a person must say.
pub(crate) async fn only_customer(
    look: &mut Look<'_>,
    address: &str,
    desk: Option<Country>,
) -> Result<Option<CustomerId>, ApiError> {
    let found = customers_of(look, address, desk).await?;
    Ok(match &found[..] {
        [only] => Some(only.id),
        _ => None,
    })
}

impl App {
    /// The country in which the desk telephones: China where its hours are China's; else each customer's own.
    pub(crate) fn country(&self) -> Result<Option<Country>, ApiError> {
        let (book, pack) = self.pack_now()?;
        let service = &book.service(&pack.id, pack.version)?.calendar;
        Ok((service.tz().name() == "Asia/Shanghai").then(|| Country::new("CN")).flatten())
    }

    /// Who calls with this number.
    pub(crate) async fn callers(&self, ask: CallersAsk) -> Result<Vec<CustomerRow>, ApiError> {
        let desk = self.country()?;
        let mut look = self.look().await?;
        Ok(customers_of(&mut look, &ask.number, desk).await?.into_iter().map(customers::row).collect())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    /// Whether one who calls so is found under what stands in the store so.
    fn finds(asked: &str, desk: &str, stored: &str, country: &str) -> bool {
        let (asked, stands) = (Number::read(asked, Country::new(desk)), Number::read(stored, Country::new(country)));
        let key = store::address_key(stored).unwrap();
        asked.is_some_and(|asked| asked.keys().contains(&key) && stands.is_some_and(|stands| stands.is(&asked)))
    }

    #[rstest]
    #[case("0086 138 0013 8000", "13800138000")]
    #[case("+86 138-0013-8000", "13800138000")]
    #[case("138 0013 8000", "+86 138 0013 8000")]
    #[case("8613800138000", "+86 138 0013 8000")]
    #[case("+8613800138000", "008613800138000")]
    #[case("＋８６ 138 0013 8000", "138-0013-8000")]
    #[case("(020) 5550 0100", "+86 20 5550 0100")]
    #[case("+86 20 5550 0100", "(020) 5550 0100")]
    #[case("+86 (0)20 5550 0100", "020-55500100")]
    #[case("02055500100", "+86 (0)20 5550 0100")]
    #[case("021 6437", "0216437")]
    #[case("Tel. (+86) 138 0013 8000", "13800138000")]
    #[case("020-55500100 转 8001", "+86 20 5550 0100")]
    #[case("+86 20 5550 0100 ext. 8001", "(020) 5550 0100")]
    fn one_number_in_two_ways(#[case] asked: &str, #[case] stored: &str) {
        assert!(finds(asked, "CN", stored, "CN"));
    }

    #[rstest]
    #[case("+49 30 901820", "030 901820", "DE", true)]
    #[case("+49 30 901820", "+49 (0)30 901820", "", true)]
    #[case("+39 055 555 0143", "055 5550143", "IT", true)]
    #[case("+1 212 555 0123", "(212) 555-0123", "US", true)]
    #[case("+43 30 901820", "030 901820", "DE", false)]
    #[case("+43 30 901820", "+49 30 901820", "", false)]
    // The same digits within the country, and in one case even with the code.
    #[case("+1 205 550 0100", "020 5550 0100", "CN", false)]
    #[case("+1 380 555 0100", "13805550100", "CN", false)]
    #[case("13805550100", "+1 380 555 0100", "US", false)]
    #[case("+49 30 901820", "030 901821", "DE", false)]
    fn a_number_is_its_countrys(#[case] asked: &str, #[case] stored: &str, #[case] of: &str, #[case] found: bool) {
        assert_eq!(finds(asked, "CN", stored, of), found);
    }

    #[test]
    fn every_country_is_read_without_a_fault() {
        for country in Country::all() {
            assert_eq!(Number::read("12", Some(country)), None);
            for text in ["0", "555 01", "(0)20 5550 0100", "+1", "+999 12", "00", "call me"] {
                let _ = Number::read(text, Some(country));
            }
        }
    }

    /// A country, its code, the prefix before the national digits, and numbers that are in use there.
    fn numbers() -> impl Strategy<Value = (&'static str, &'static str, &'static str, String)> {
        prop_oneof![
            "13[0-9]{9}".prop_map(|digits| ("CN", "86", "", digits)),
            "205[0-9]{7}".prop_map(|digits| ("CN", "86", "0", digits)),
            "30[2-9][0-9]{6}".prop_map(|digits| ("DE", "49", "0", digits)),
            "20[37][2-9][0-9]{6}".prop_map(|digits| ("GB", "44", "0", digits)),
            "212[2-9]55[0-9]{4}".prop_map(|digits| ("US", "1", "", digits)),
        ]
    }

    /// Digits with marks between some of them.
    fn marked(digits: &str, marks: &[u8]) -> String {
        let mut out = String::new();
        for (place, digit) in digits.chars().enumerate() {
            let mark = marks.get(place).copied().unwrap_or(9);
            if place > 0 && place + 1 < digits.len() && mark < 3 {
                out.push([' ', '-', '.'][usize::from(mark)]);
            }
            out.push(digit);
        }
        out
    }

    fn written(way: u8, code: &str, before: &str, digits: &str, marks: &[u8]) -> String {
        let national = marked(digits, marks);
        match way {
            0 => format!("+{code} {national}"),
            1 => format!("00{code}{national}"),
            2 => format!("+{code}{digits}"),
            3 if !before.is_empty() => format!("+{code} ({before}){national}"),
            3 => format!("＋{code} {national}"),
            4 => format!("({before}{}) {}", &digits[..2], &digits[2..]),
            _ => format!("{before}{national}"),
        }
    }

    proptest! {
        #[test]
        fn every_way_of_writing_a_number_finds_it(
            (country, code, before, digits) in numbers(),
            (asked, stored) in (0_u8..6, 0_u8..6),
            marks in proptest::collection::vec(0_u8..8, 12),
            others in proptest::collection::vec(0_u8..8, 12),
        ) {
            // Who calls from abroad shows the code; the desk itself dials without it.
            let asked = if country == "CN" { asked } else { asked % 4 };
            let asked = written(asked, code, before, &digits, &marks);
            let stored = written(stored, code, before, &digits, &others);
            prop_assert!(finds(&asked, "CN", &stored, country), "{asked} of {stored}");
        }

        #[test]
        fn two_countries_with_the_same_digits_are_two(
            (_, code, _, digits) in numbers(),
            marks in proptest::collection::vec(0_u8..8, 12),
        ) {
            for other in ["86", "49", "44", "1", "61"].into_iter().filter(|other| *other != code) {
                let (one, other) = (written(0, code, "", &digits, &marks), format!("+{other}{digits}"));
                prop_assert!(!finds(&one, "CN", &other, "CN"), "{one} of {other}");
            }
        }
    }
}
