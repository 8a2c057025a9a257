//! Customers from parts: companies with their people in eight countries whose names, addresses and numbers are nobody's.
//! Mail addresses stand under example domains (RFC 2606).

use super::countries::{COUNTRIES, Country, ENGLISH_FAMILY, ENGLISH_GIVEN, ENGLISH_STEMS, TRADES};
use super::draw::{Draw, For};
use aftercare_core::case::Language::Zh;

/// A person at a customer's.
pub(super) struct Somebody {
    pub name: String,
    /// As one is addressed.
    pub given: String,
    pub role: &'static str,
    pub email: String,
    pub phone: String,
}

/// What people do there, in both languages.
const ROLES: [(&str, &str); 6] = [
    ("Purchasing", "采购"),
    ("Quality", "质检"),
    ("Warehouse", "仓库"),
    ("Shop manager", "店长"),
    ("Customer service", "客服"),
    ("Marketing", "市场"),
];

/// A customer as a letterhead shows it.
pub(super) struct Company {
    pub country: &'static Country,
    pub name: String,
    /// Who writes.
    pub contact: String,
    /// As one is addressed.
    pub given: String,
    pub email: String,
    /// A second address, at some.
    pub second: Option<String>,
    pub phone: String,
    /// The others who write and call, one to four.
    pub others: Vec<Somebody>,
    pub city: &'static str,
    /// Two letters that its order numbers begin with.
    pub mark: String,
}

/// Where the customer of this number is at home.
pub(super) fn country(seed: u64, number: u64) -> usize {
    Draw::new(seed, For::Company, number).weighed(COUNTRIES.iter().map(|country| country.weight))
}

/// The customer of this number. No two have one name or one address.
pub(super) fn company(seed: u64, number: u64) -> Company {
    let mut draw = Draw::new(seed, For::Company, number);
    let country = &COUNTRIES[draw.weighed(COUNTRIES.iter().map(|country| country.weight))];
    // The number's digits in the mixed base of the parts, each shifted by those before it, so that neighbours don't sound
    // alike and no two numbers give the same parts in the same round.
    let (first, rest) = digit(number, country.stems.len());
    let (second, rest) = digit(rest, country.tails.len());
    let (third, round) = digit(rest, TRADES.len());
    let (stem, stem_plain) = country.stems[first];
    let tail_at = (second + 3 * first) % country.tails.len();
    let (tail, tail_plain) = country.tails[tail_at];
    let trade = TRADES[(third + 5 * first + 3 * tail_at) % TRADES.len()];
    let (city, city_plain) = *draw.pick(country.cities);
    let form = *draw.pick(country.forms);
    let zh = country.language == Zh;
    let mut name = match zh {
        true => format!("{city}{stem}{tail}{}{form}", trade.1),
        false => format!("{stem}{tail} {}", trade.0),
    };
    let count = if round == 0 { String::new() } else { (round + 1).to_string() };
    if !zh {
        for more in [form, &count].into_iter().filter(|more| !more.is_empty()) {
            name.push(' ');
            name.push_str(more);
        }
    } else if round > 0 {
        name = format!("{name}（{count}店）");
    }
    let domain = format!(
        "{}{}-{}{count}",
        plain(stem, stem_plain),
        plain(tail, tail_plain),
        trade.0.to_lowercase().replace(' ', "-")
    );
    let domain = if zh { format!("{domain}-{city_plain}") } else { domain };
    let (given, given_plain) = *draw.pick(country.given);
    let (family, family_plain) = *draw.pick(country.family);
    let contact = if zh { format!("{family}{given}") } else { format!("{given} {family}") };
    let local = match zh {
        true => format!("{family_plain}{given_plain}"),
        false => plain(given, ""),
    };
    let second = draw.permille(350).then(|| {
        let what = draw.pick(&["service", "office", "orders", "shop"]);
        format!("{what}@{domain}.example.com")
    });
    let phone = (country.phone)(&mut draw);
    let mut others: Vec<Somebody> = Vec::new();
    let (many, turn) = (draw.rather_low(1, 4), draw.below(ROLES.len() as u64) as usize);
    while others.len() < many.unsigned_abs() as usize {
        let (given, given_plain) = *draw.pick(country.given);
        let (family, family_plain) = *draw.pick(country.family);
        let (name, local) = match zh {
            true => (format!("{family}{given}"), format!("{family_plain}{given_plain}")),
            false => (format!("{given} {family}"), format!("{}.{}", plain(given, ""), plain(family, ""))),
        };
        let role = ROLES[(turn + others.len()) % ROLES.len()];
        // Two of one name would be one person to everybody.
        if name != contact && others.iter().all(|other| other.name != name) {
            others.push(Somebody {
                email: format!("{local}@{domain}.example.com"),
                given: given.to_owned(),
                role: if zh { role.1 } else { role.0 },
                phone: (country.phone)(&mut draw),
                name,
            });
        }
    }
    let mark: String = domain.chars().filter(|c| c.is_ascii_alphabetic() && !"aeiou".contains(*c)).take(2).collect();
    Company {
        country,
        contact,
        given: given.to_owned(),
        email: format!("{local}@{domain}.example.com"),
        second,
        phone,
        others,
        city,
        mark: if mark.len() == 2 { mark.to_uppercase() } else { "PO".to_owned() },
        name,
    }
}

/// Somebody who writes without being a customer.
pub(super) fn stranger(draw: &mut Draw) -> (String, String) {
    let given = draw.pick(&ENGLISH_GIVEN).0;
    let family = draw.pick(&ENGLISH_FAMILY).0;
    let shop = draw.pick(&ENGLISH_STEMS).0.to_lowercase();
    let host = draw.pick(&["example.com", "example.net", "example.org"]);
    (format!("{given} {family}"), format!("{}@{shop}{}.{host}", given.to_lowercase(), draw.below(900) + 100))
}

fn digit(number: u64, base: usize) -> (usize, u64) {
    ((number % base as u64) as usize, number / base as u64)
}

/// As it can stand in an address.
fn plain(word: &str, given: &str) -> String {
    if !given.is_empty() {
        return given.to_owned();
    }
    word.chars()
        .filter_map(|c| match c.to_ascii_lowercase() {
            'ä' => Some("ae"),
            'ö' => Some("oe"),
            'ü' => Some("ue"),
            'é' | 'è' | 'É' => Some("e"),
            'ï' => Some("i"),
            c if c.is_ascii_lowercase() => Some(&ALPHABET[c as usize - 97..c as usize - 96]),
            _ => None,
        })
        .collect()
}

const ALPHABET: &str = "abcdefghijklmnopqrstuvwxyz";

/// The people of the desk: name, group, languages. The first three are those of the sample's story.
pub(super) fn staff(draw: &mut Draw, number: usize) -> (String, &'static str) {
    match number {
        0 => ("Mei Lin".to_owned(), "technical"),
        1 => ("林乔".to_owned(), "technical"),
        2 => ("Dara Whelan".to_owned(), "marketing"),
        _ => {
            let china = &COUNTRIES[0];
            let group = if number.is_multiple_of(4) { "marketing" } else { "technical" };
            let name = match number % 2 {
                0 => format!("{}{}", draw.pick(china.family).0, draw.pick(china.given).0),
                _ => format!("{} {}", draw.pick(&ENGLISH_GIVEN).0, draw.pick(&ENGLISH_FAMILY).0),
            };
            (name, group)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_two_customers_share_a_name_or_an_address_and_all_countries_are_there() {
        let (mut names, mut mails, mut zones) = (HashSet::new(), HashSet::new(), HashSet::new());
        for number in 0..20_000 {
            let one = company(1, number);
            assert!(one.email.is_ascii() && one.email.ends_with(".example.com"), "{}", one.email);
            assert!(names.insert(one.name.clone()), "{} twice", one.name);
            assert!(mails.insert(one.email.clone()), "{} twice", one.email);
            assert!((1..=4).contains(&one.others.len()));
            for other in &one.others {
                assert!(other.email.is_ascii() && mails.insert(other.email.clone()), "{} twice", other.email);
                assert_ne!(other.name, one.contact);
            }
            zones.insert(one.country.zone);
        }
        assert_eq!(zones.len(), 8);
    }
}
