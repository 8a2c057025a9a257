//! The stream of a customer: typed in, with contract and orders as they came, and the surveys that went out.

use super::dealings::{Asked, Dealings};
use super::draw::{Draw, For};
use super::grammar::say;
use super::phrases::{EN, ZH};
use super::tell::grouped;
use super::time::{millis, worked};
use super::{NoWords, Story};
use aftercare_core::case::Language;
use aftercare_core::customer::{Contract, CustomerEvent, Order, Profile};
use aftercare_core::ids::{ContractId, CustomerId, OrderId};
use aftercare_core::journal::{Actor, Sealer};
use aftercare_core::time::Instant;
use aftercare_store::bulk::Happened;
use chrono::{NaiveDate, TimeDelta};

impl Story {
    /// The id of a customer.
    pub(super) fn customer_id(&self, number: u64, joined: Instant) -> CustomerId {
        CustomerId::at(joined, Draw::new(self.seed, For::CustomerStream, number).bytes())
    }

    /// The events of a customer, up to the end of the story.
    pub(super) fn tell_customer(&self, number: u64) -> (CustomerId, Vec<Happened<CustomerEvent>>) {
        let dealings = self.dealings(number);
        let mut draw = Draw::new(self.seed, For::CustomerStream, number);
        let id = CustomerId::at(dealings.joined, draw.bytes());
        let staff = Actor::Staff(self.staff[draw.below(self.staff.len() as u64) as usize].id);
        let mut file = File { draw, staff, now: dealings.joined, out: Vec::new() };
        file.profile(&dealings);
        let mut later = file.orders(self, &dealings);
        for asked in &dealings.surveys {
            // A survey sent before the customer was typed in is told with the old orders.
            later.push((asked.at.max(file.now + TimeDelta::milliseconds(1)), Later::Survey(asked)));
        }
        later.sort_by_key(|(at, _)| *at);
        for (at, what) in later {
            file.later(at, what, &dealings);
        }
        let mut out = file.out;
        out.retain(|happened| happened.recorded <= self.until);
        (id, out)
    }
}

enum Later<'a> {
    Order(OrderId, Order),
    Survey(&'a Asked),
}

struct File {
    draw: Draw,
    staff: Actor,
    now: Instant,
    out: Vec<Happened<CustomerEvent>>,
}

impl File {
    fn put(&mut self, at: Instant, event: impl FnOnce(&mut Sealer<'_>) -> CustomerEvent) {
        let draw = &mut self.draw;
        let mut salt = || draw.bytes();
        let mut sealer = Sealer::new(&mut salt);
        let event = event(&mut sealer);
        let personal = sealer.into_rows();
        let recorded = self.now;
        self.out.push(Happened { at, recorded, actor: self.staff, event, personal, mail: None, files: Vec::new() });
        self.now += TimeDelta::milliseconds(1);
    }

    fn profile(&mut self, dealings: &Dealings) {
        let company = &dealings.company;
        self.put(self.now, |seal| CustomerEvent::ProfileSet {
            profile: Profile {
                name: seal.seal(&*company.name),
                emails: std::iter::once(&company.email)
                    .chain(&company.second)
                    .map(|email| seal.seal(&**email))
                    .collect(),
                phones: vec![seal.seal(&*company.phone)],
                contact: Some(seal.seal(&*company.contact)),
                language: company.country.language,
                zone: Some(company.country.zone.to_owned()),
                long_term_since: dealings.long_term_since,
                no_surveys: dealings.no_surveys,
            },
        });
    }

    /// Contract and orders that are known at the beginning; gives what comes later.
    fn orders<'a>(&mut self, story: &Story, dealings: &'a Dealings) -> Vec<(Instant, Later<'a>)> {
        let contract = dealings.contract.as_ref().map(|(number, signed)| {
            let id = ContractId::at(self.now, self.draw.bytes());
            let contract = Contract { number: number.clone(), signed_on: *signed, completed_on: None };
            self.put(self.now, |_| CustomerEvent::ContractSet { id, contract });
            id
        });
        let zh = dealings.company.country.language == Language::Zh;
        let first = story.service.day_of(self.now);
        let mut later = Vec::new();
        for bought in &dealings.orders {
            let order = |received: Option<NaiveDate>| Order {
                number: bought.number.clone(),
                contract,
                goods: match zh {
                    true => format!(
                        "{}{} {} 个，批次 {}",
                        bought.colour.1,
                        bought.product.zh,
                        grouped(bought.pieces),
                        bought.lot
                    ),
                    false => format!(
                        "{} {}, {}, lot {}",
                        grouped(bought.pieces),
                        bought.product.many,
                        bought.colour.0,
                        bought.lot
                    ),
                },
                customised: bought.customised,
                ordered_on: Some(bought.ordered),
                received_on: received,
                completed_on: received,
            };
            let morning = |day: NaiveDate, minutes: i64, draw: &mut Draw| {
                millis(worked(&story.service, story.service.day_span(day).0, minutes, draw))
            };
            let known = bought.received < first;
            if bought.ordered <= first {
                let id = OrderId::at(self.now, self.draw.bytes());
                self.put(self.now, |_| CustomerEvent::OrderSet { id, order: order(known.then_some(bought.received)) });
                if !known {
                    let at = morning(bought.received, self.draw.between(0, 3), &mut self.draw);
                    later.push((at, Later::Order(id, order(Some(bought.received)))));
                }
            } else {
                let minutes = self.draw.between(5, 500);
                let at = morning(bought.ordered, minutes, &mut self.draw);
                let id = OrderId::at(at, self.draw.bytes());
                later.push((at, Later::Order(id, order(None))));
                let at = morning(bought.received, self.draw.between(0, 3), &mut self.draw);
                later.push((at, Later::Order(id, order(Some(bought.received)))));
            }
        }
        later
    }

    fn later(&mut self, at: Instant, what: Later<'_>, dealings: &Dealings) {
        self.now = self.now.max(at);
        let now = self.now;
        match what {
            Later::Order(id, order) => self.put(now, |_| CustomerEvent::OrderSet { id, order }),
            Later::Survey(asked) if asked.dropped => {
                let phrases = if dealings.company.country.language == Language::Zh { &ZH } else { &EN };
                let reason = say(phrases.dropped_survey, &mut self.draw, &NoWords);
                self.put(now, |seal| CustomerEvent::SurveyDropped { duty: asked.duty, reason: seal.seal(reason) });
            }
            Later::Survey(asked) => {
                let by = *self.draw.pick(&["mail", "mail", "mail", "online", "telephone", "paper"]);
                let (duty, form) = (asked.duty, asked.form);
                self.put(asked.at.min(now), |_| CustomerEvent::SurveySent { duty, form, by: by.to_owned() });
            }
        }
    }
}
