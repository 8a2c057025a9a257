//! Who is on the other side of a case, and the words that its texts are filled with.

use super::Story;
use super::dealings::{Dealings, Sold};
use super::draw::Draw;
use super::goods::{COLOURS, PRODUCTS, grouped};
use super::grammar::{Words, say};
use super::matters::Stage;
use super::people::stranger;
use super::plan::Plan;
use aftercare_core::case::Language;
use aftercare_core::ids::CustomerId;
use chrono::NaiveDate;

/// Who is on the other side of a case.
pub(super) struct Party {
    pub customer: Option<CustomerId>,
    pub language: Language,
    pub name: String,
    pub given: String,
    pub company: String,
    pub email: String,
    pub phone: String,
    pub city: &'static str,
}

/// The words of a case by name.
pub(super) struct Slots(pub Vec<(&'static str, String)>);

impl Words for Slots {
    fn word(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, word)| word.as_str())
    }
}

impl Story {
    /// Who writes or calls: the person in the profile, or another one of the house.
    pub(super) fn party(&self, plan: &Plan, dealings: Option<&Dealings>, draw: &mut Draw) -> Party {
        let (Some(number), Some(dealings)) = (plan.customer, dealings) else {
            let (name, email) = stranger(draw);
            let given = name.split(' ').next().unwrap_or(&name).to_owned();
            return Party {
                customer: None,
                language: Language::En,
                company: String::new(),
                phone: String::new(),
                city: draw.pick::<&'static str>(&["Bristol", "Lyon", "Austin", "Geelong", "Leeds"]),
                name,
                given,
                email,
            };
        };
        let company = &dealings.company;
        let other = draw.permille(400).then(|| draw.pick(&company.others));
        let (name, given) = other.map_or((&company.contact, &company.given), |other| (&other.name, &other.given));
        let (email, phone) = other.map_or((&company.email, &company.phone), |other| (&other.email, &other.phone));
        // Some houses answer from one address for all.
        let shared = company.second.as_ref().filter(|_| draw.permille(200));
        Party {
            customer: Some(self.customer_id(number, dealings.joined)),
            language: company.country.language,
            name: name.clone(),
            given: given.clone(),
            company: company.name.clone(),
            email: shared.unwrap_or(email).clone(),
            phone: phone.clone(),
            city: company.city,
        }
    }
}

/// The words of a case that begins on `day`.
pub(super) fn slots(
    party: &Party,
    plan: &Plan,
    dealings: Option<&Dealings>,
    day: NaiveDate,
    draw: &mut Draw,
) -> (Slots, Option<Sold>) {
    let zh = party.language == Language::Zh;
    let about = plan.about.zip(dealings).and_then(|(about, dealings)| {
        let order = dealings.orders.get(about.order)?;
        Some((order, *order.lines.get(about.line)?, order.number(&dealings.company.mark)))
    });
    let product = about.as_ref().map_or_else(|| draw.pick(PRODUCTS), |(_, sold, _)| sold.product);
    let colour = about.as_ref().map_or_else(|| draw.pick(COLOURS), |(_, sold, _)| sold.colour);
    let pieces = about.as_ref().map_or(product.usual, |(_, sold, _)| sold.pieces);
    let affected = (pieces * draw.rather_low(4, 80) / 1000).max(2);
    let days = match &about {
        Some((order, ..)) if plan.matter.stage == Stage::Late => (day - order.promised()).num_days(),
        _ => draw.between(2, 9),
    };
    let word = |en: &str, zh_word: &str| if zh { zh_word } else { en }.to_owned();
    let mut slots = Slots(vec![
        ("product", word(product.many, product.zh)),
        ("one", word(product.one, product.zh)),
        ("colour", word(colour.en, colour.zh)),
        ("n", grouped(affected)),
        ("few", draw.between(3, 8).to_string()),
        ("total", grouped(pieces)),
        ("share", format!("{}.{} %", affected * 100 / pieces, affected * 1000 / pieces % 10)),
        ("lot", about.as_ref().map(|(_, sold, _)| sold.lot.to_string()).unwrap_or_default()),
        ("order", about.as_ref().map(|(_, _, number)| number.clone()).unwrap_or_default()),
        ("city", party.city.to_owned()),
        ("days", days.to_string()),
        ("waited", "2".to_owned()),
        ("name", party.name.clone()),
        ("given", party.given.clone()),
        ("company", party.company.clone()),
        ("person", String::new()),
        ("subject", String::new()),
        ("line", String::new()),
    ]);
    for (name, ways) in plan.matter.choices {
        let (en, chinese) = *draw.pick(ways);
        let chosen = say(if zh { chinese } else { en }, draw, &slots);
        slots.0.push((name, chosen));
    }
    (slots, about.map(|(_, sold, _)| sold))
}
