//! The Customer Information Processing Form's fields, filled from a case (HX-12). What nobody knows stays empty: the
//! template leaves a line to write on.

use crate::App;
use crate::api::ApiError;
use crate::customers::newest_contract;
use crate::file::File;
use aftercare_core::case::{CaseEvent, Category, Channel, Direction, Urgency};
use aftercare_core::clock::{ClockName, ClockRun, Measure};
use aftercare_core::customer::Customer;
use aftercare_core::desk::Settings;
use aftercare_core::ids::StaffId;
use aftercare_core::journal::Actor;
use aftercare_core::policy::Book;
use aftercare_core::time::Instant;
use aftercare_forms::{Brand, CustomerInformation, Done, Due, Field, ProblemType, Urgency as FormUrgency, moment};
use aftercare_store::Look;
use chrono_tz::Tz;
use serde_json::{Value, json};

/// Letters of a customer's message that fit on the paper.
const PROBLEM: usize = 1_200;

/// The sheet after an erasure: every personal field a black bar.
pub(super) fn blacked_out() -> Value {
    let bar = json!({ "redacted": true });
    json!({
        "clause": "HX-12",
        "customer": bar, "contact": bar, "telephone": bar, "contract": bar, "problem": bar, "finding": bar,
        "taken_by": bar, "handled_by": bar, "passed_to": bar,
    })
}

/// What a form takes from beyond its case.
pub(crate) struct Known<'a> {
    pub(crate) settings: &'a Settings,
    pub(crate) book: &'a Book,
    pub(crate) customer: Option<&'a Customer>,
    /// The name of a person of the desk; empty for one nobody knows.
    pub(crate) name: &'a dyn Fn(StaffId) -> String,
    pub(crate) now: Instant,
}

impl App {
    /// The form's data as of now.
    pub(super) async fn form_data(&self, look: &mut Look<'_>, file: &File, finding: &str) -> Result<Value, ApiError> {
        let (state, book) = (self.state(), self.book());
        let customer = match file.case.customer {
            Some(id) => look.customer(id).await?,
            None => None,
        };
        let name = |id| state.person(id).name;
        let known = Known {
            settings: state.settings()?,
            book: &book,
            customer: customer.as_ref(),
            name: &name,
            now: self.now(),
        };
        data(&known, file, finding)
    }
}

/// The form's data.
pub(crate) fn data(known: &Known<'_>, file: &File, finding: &str) -> Result<Value, ApiError> {
    let Known { settings, book, customer, .. } = known;
    let case = &file.case;
    let calendars = book.calendars(&case.pack, case.pack_version)?;
    let zone = calendars.service.tz();
    let today = calendars.service.day_of(known.now);
    let profile = customer.map(|customer| &customer.profile);
    let runs = book.clocks(case, &file.entries)?.runs;
    let run = |clock| runs.iter().find(|run: &&ClockRun| run.clock == clock);
    let their_zone = profile.and_then(|p| p.zone.as_deref()).and_then(|zone| zone.parse::<Tz>().ok());
    let name = |sealed: Option<&aftercare_core::journal::Sealed>| {
        sealed.map(|text| text.as_str().trim().to_owned()).filter(|text| !text.is_empty())
    };
    let person = |actor: Actor| match actor {
        Actor::Staff(id) => Some((known.name)(id)).filter(|name| !name.is_empty()),
        Actor::Customer | Actor::Desk => None,
    };
    let story = Story::of(file);
    let owner = Some((known.name)(case.owner)).filter(|name| !name.is_empty());
    let signed = customer.filter(|c| c.has_contract(today)).and_then(newest_contract);
    let contract = match (customer, signed) {
        (_, Some((_, contract))) => Some(Field::Text(contract.number.clone())),
        (Some(_), None) => Some(Field::both("none signed (HX-5)", "未签订合同（HX-5）")),
        (None, None) => None,
    };
    let goods = customer.filter(|c| c.orders.len() == 1).and_then(|c| c.orders.first());
    let handed = file.entries.iter().rev().find_map(|entry| match &entry.event {
        CaseEvent::HandedOver { to, .. } => Some(((known.name)(*to), entry.at)),
        _ => None,
    });
    let corrects = case.forms.iter().rev().find(|form| form.sort == super::CUSTOMER_INFORMATION);
    let form = CustomerInformation {
        clause: Some("HX-12".to_owned()),
        brand: brand(settings),
        corrects: corrects.map(|form| form.number.clone()),
        customer: name(profile.map(|p| &p.name)).or_else(|| name(case.correspondent_name.as_ref())).map(Field::from),
        contact: name(case.correspondent_name.as_ref())
            .or_else(|| name(profile.and_then(|p| p.contact.as_ref())))
            .map(Field::from),
        telephone: story.number.clone().or_else(|| name(profile.and_then(|p| p.phones.first()))).map(Field::from),
        contract,
        received: Some(moment(case.notice, zone)),
        customer_time: their_zone.filter(|theirs| *theirs != zone).map(|theirs| moment(case.notice, theirs)),
        channel: Some(channel(case.channel)),
        channel_detail: story.seconds.filter(|s| *s > 0).map(|s| {
            let minutes = s.div_ceil(60);
            Field::both(format!("call, {minutes} min"), format!("通话 {minutes} 分钟"))
        }),
        taken_by: story.taken_by.and_then(person).or_else(|| owner.clone()).map(Field::from),
        product: goods.map(|(_, order)| Field::from(format!("{} · {}", order.number, order.goods))),
        lot: None,
        affected: None,
        warranty: None,
        problem: story.problem.clone().map(Field::from),
        problem_type: case.category.map(problem_type),
        urgency: Some(urgency(case.urgency)),
        passed_to: handed.as_ref().map(|(person, _)| person.clone()).map(Field::from),
        passed_at: handed.map(|(_, at)| moment(at, zone)),
        finding: Some(finding.trim()).filter(|text| !text.is_empty()).map(Field::from),
        liability: None,
        charge: None,
        freight: None,
        respond_by: run(ClockName::FirstResponse).and_then(|run| due(run, zone)),
        responded: run(ClockName::FirstResponse)
            .and_then(|run| run.stopped)
            .map(|at| Done { at: moment(at, zone), how: story.answered(at) }),
        solve_by: run(ClockName::Solution).and_then(|run| due(run, zone)),
        handled_by: owner.map(Field::from),
    };
    serde_json::to_value(form).map_err(crate::errors::internal)
}

/// The head of the desk's papers.
pub(super) fn brand(settings: &Settings) -> Brand {
    let lines = [settings.addresses.first(), Some(&settings.phone)];
    Brand {
        name: Some(settings.house.as_str()).filter(|house| !house.is_empty()).map(Field::from),
        desk: Some(Field::both("After-sales desk", "售后服务台")),
        lines: lines
            .into_iter()
            .flatten()
            .filter(|line| !line.is_empty())
            .map(|line| Field::from(line.as_str()))
            .collect(),
    }
}

/// What the case's entries tell that its fold does not keep.
struct Story<'a> {
    file: &'a File,
    problem: Option<String>,
    number: Option<String>,
    seconds: Option<u32>,
    taken_by: Option<Actor>,
}

impl<'a> Story<'a> {
    fn of(file: &'a File) -> Self {
        let mut story = Self { file, problem: None, number: None, seconds: None, taken_by: None };
        for entry in &file.entries {
            match &entry.event {
                CaseEvent::MessageReceived { sort, text, .. } if sort.is_human() => {
                    story.tell(text.as_str());
                }
                CaseEvent::CallLogged { number, line, seconds, taken, .. } => {
                    story.tell(line.as_str());
                    story.number = story.number.or(number.as_ref().map(|n| n.as_str().to_owned()));
                    if *taken {
                        story.seconds = story.seconds.or(Some(*seconds));
                        story.taken_by = story.taken_by.or(Some(entry.actor));
                    }
                }
                _ => {}
            }
        }
        story
    }

    /// The first words of the customer are the problem.
    fn tell(&mut self, text: &str) {
        let text = text.trim();
        if self.problem.is_some() || text.is_empty() {
            return;
        }
        let mut short: String = text.chars().take(PROBLEM).collect();
        if short.len() < text.len() {
            short.push('…');
        }
        self.problem = Some(short);
    }

    /// By what the first answer was given at this instant.
    fn answered(&self, at: aftercare_core::time::Instant) -> Option<Field> {
        self.file.entries.iter().filter(|entry| entry.at == at).find_map(|entry| match &entry.event {
            CaseEvent::MessageSent { .. } => Some(Field::both("by e-mail", "电子邮件")),
            CaseEvent::CallLogged { direction: Direction::In, .. } => Some(Field::both("by the call", "来电")),
            CaseEvent::CallLogged { direction: Direction::Out, .. } => Some(Field::both("by our call", "去电")),
            _ => None,
        })
    }
}

fn due(run: &ClockRun, zone: Tz) -> Option<Due> {
    let at = run.due?;
    let holding = run.dues.iter().filter(|due| due.until.is_none()).find(|due| due.due == Some(at));
    let target = &holding?.target;
    let hours = |seconds: i64| match (seconds / 3600, seconds % 3600 / 60) {
        (h, 0) => Field::both(format!("{h} h"), format!("{h} 小时")),
        (h, m) => Field::both(format!("{h} h {m} min"), format!("{h} 小时 {m} 分")),
    };
    let length = match target.measure {
        Measure::Service { seconds } | Measure::Elapsed { seconds, .. } => hours(seconds),
        Measure::BusinessDays { days } => Field::both(format!("{days} business days"), format!("{days} 个工作日")),
        Measure::NaturalDays { days } => Field::both(format!("{days} days"), format!("{days} 天")),
    };
    Some(Due { at: moment(at, zone), target: Some(length), clause: Some(target.clause.clone()) })
}

fn channel(channel: Channel) -> Field {
    let (en, zh) = match channel {
        Channel::Mail => ("E-mail", "电子邮件"),
        Channel::Telephone => ("Telephone", "电话"),
        Channel::Video => ("Video", "视频"),
        Channel::Remote => ("Remote", "远程"),
        Channel::OnSite => ("On site", "现场"),
        Channel::Web => ("Web", "网站"),
        Channel::Chat => ("Chat", "在线聊天"),
    };
    Field::both(en, zh)
}

fn problem_type(category: Category) -> ProblemType {
    match category {
        Category::ProductQuality => ProblemType::Quality,
        Category::Delivery => ProblemType::Delivery,
        Category::Use => ProblemType::Use,
        Category::Order | Category::Payment => ProblemType::Order,
        Category::Customisation => ProblemType::Custom,
        Category::Wholesale
        | Category::Return
        | Category::Information
        | Category::Technical
        | Category::Experience
        | Category::Complaint
        | Category::Suggestion
        | Category::Other => ProblemType::Other,
    }
}

fn urgency(urgency: Urgency) -> FormUrgency {
    match urgency {
        Urgency::Low => FormUrgency::Low,
        Urgency::Normal => FormUrgency::Normal,
        Urgency::High => FormUrgency::High,
        Urgency::Stopped => FormUrgency::Stopped,
    }
}
