//! A desk to try things on: invented customers and three weeks of their mail, calls and orders, made by importing real
//! message bytes through the same intake as everybody's. It stands at a fixed Friday morning, so it looks the same
//! whenever it is made, and its clock can be moved.

mod people;
mod story;

use crate::api::acts::{
    CaseText, Classify, ImportMail, LogCall, MakeForm, SaveContract, SaveCustomer, SaveOrder, SetUp, SettleSurvey, Wait,
};
use crate::api::views::{ContractView, OrderView};
use crate::api::{ApiError, ErrorCode};
use crate::demo::letter::Letter;
use crate::demo::picture::picture;
use crate::demo::{DESK, NOON};
use crate::desk::first_settings;
use crate::{App, errors};
use aftercare_core::case::{Complexity, Direction, Language};
use aftercare_core::desk::Settings;
use aftercare_core::time::Instant;
use chrono::{DateTime, NaiveDate, TimeDelta};
use people::{COMPANIES, Company};
use std::collections::HashMap;
use std::sync::atomic::Ordering;
use story::{STORY, Step};
use uuid::Uuid;

fn at(text: &str) -> Result<Instant, ApiError> {
    DateTime::parse_from_rfc3339(text).map(|at| at.to_utc()).map_err(errors::internal)
}

fn day(text: &str) -> Result<NaiveDate, ApiError> {
    text.parse().map_err(errors::internal)
}

/// Makes the desk. While it is made, nobody is alerted and the window is told that it is not ready.
pub(crate) async fn make(app: &App, ask: &SetUp) -> Result<(), ApiError> {
    app.inner.busy.store(true, Ordering::Release);
    let made = build(app, ask).await;
    app.inner.busy.store(false, Ordering::Release);
    let tags = ["desk", "cases", "customers", "surveys", "settings", "forms"].map(str::to_owned);
    app.changed(&tags);
    made
}

async fn build(app: &App, ask: &SetUp) -> Result<(), ApiError> {
    let noon = at(NOON)?;
    let begun = at("2026-10-26T09:00:00+08:00")?;
    let settings = Settings {
        house: if ask.house.trim().is_empty() {
            "Huaxing Leather 华兴皮具".to_owned()
        } else {
            ask.house.trim().to_owned()
        },
        pack: ask.pack.clone(),
        addresses: vec![DESK.to_owned()],
        phone: "+86 20 5550 0100".to_owned(),
        sample: true,
        ..first_settings()
    };
    let people = [(ask.name.trim(), None), ("林乔", Some("technical")), ("Dara Whelan", Some("marketing"))];
    app.at(begun).begin(settings, &people).await?;
    let customers = enter_customers(&app.at(begun + TimeDelta::minutes(5))).await?;
    let folder = std::env::temp_dir().join(format!("aftercare-sample-{}", Uuid::from_bytes(crate::random())));
    std::fs::create_dir_all(&folder).map_err(|error| errors::unwritable(&folder, &error))?;
    let told =
        Teller { app, folder: folder.clone(), customers, cases: HashMap::new(), letters: HashMap::new() }.tell().await;
    let _ = std::fs::remove_dir_all(&folder);
    told?;
    // From here on the desk's clock runs beside the computer's, so far apart.
    let apart = noon - app.inner.options.clock.now();
    app.at(noon).record_move(apart.num_seconds()).await?;
    app.hush().await
}

async fn enter_customers(app: &App) -> Result<HashMap<&'static str, Uuid>, ApiError> {
    let mut ids = HashMap::new();
    for company in COMPANIES {
        let customer = app
            .save_customer(SaveCustomer {
                id: None,
                name: company.name.to_owned(),
                emails: vec![company.email.to_owned()],
                phones: vec![company.phone.to_owned()],
                contact: Some(company.contact.to_owned()),
                language: company.language,
                zone: Some(company.zone.to_owned()),
                country: Some(company.country.to_owned()),
                long_term_since: company.long_term_since.map(day).transpose()?,
                no_surveys: company.no_surveys,
            })
            .await?;
        ids.insert(company.key, customer);
        enter_orders(app, customer, company).await?;
        for (duty, sent) in company.surveys {
            let sent = day(sent)?.and_hms_opt(3, 0, 0).map(|civil| civil.and_utc()).unwrap_or_else(|| app.now());
            let settle = SettleSurvey { customer, duty: *duty, by: Some("mail".to_owned()), reason: None };
            app.at(sent).settle_survey(settle).await?;
        }
    }
    Ok(ids)
}

async fn enter_orders(app: &App, customer: Uuid, company: &Company) -> Result<(), ApiError> {
    let mut contract = None;
    if let Some((number, signed, completed)) = company.contract {
        let view = ContractView {
            id: None,
            number: number.to_owned(),
            signed_on: signed.map(day).transpose()?,
            completed_on: completed.map(day).transpose()?,
        };
        contract = Some(app.save_contract(SaveContract { customer, contract: view }).await?);
    }
    for (number, goods, customised, ordered, completed) in company.orders {
        let completed = completed.map(day).transpose()?;
        // Typed in when it was completed, not before.
        let entered = completed.and_then(|day| day.and_hms_opt(8, 0, 0)).map(|civil| civil.and_utc());
        let app = app.at(entered.map_or(app.now(), |at| at.max(app.now())));
        let order = OrderView {
            id: None,
            number: (*number).to_owned(),
            contract,
            goods: (*goods).to_owned(),
            customised: *customised,
            ordered_on: Some(day(ordered)?),
            received_on: completed,
            completed_on: completed,
        };
        app.save_order(SaveOrder { customer, order }).await?;
    }
    Ok(())
}

/// Lets the story happen, each step at its own time.
struct Teller<'a> {
    app: &'a App,
    folder: std::path::PathBuf,
    customers: HashMap<&'static str, Uuid>,
    cases: HashMap<&'static str, Uuid>,
    /// The Message-ID of each case's last letter, which the next one answers.
    letters: HashMap<&'static str, String>,
}

impl Teller<'_> {
    async fn tell(mut self) -> Result<(), ApiError> {
        let mut story: Vec<(usize, &(&str, Step))> = STORY.iter().enumerate().collect();
        story.sort_by_key(|(_, (time, _))| *time);
        for (number, (time, step)) in story {
            let (date, clock) = time.split_once(' ').unwrap_or((time, "00:00"));
            let now = at(&format!("2026-{date}T{clock}:00+08:00"))?;
            self.take(number, now, step).await?;
        }
        Ok(())
    }

    async fn take(&mut self, number: usize, now: Instant, step: &Step) -> Result<(), ApiError> {
        let app = self.app.at(now);
        match step {
            Step::Mail { case, from, subject, text, photo } => {
                let photo = photo.map(|(name, defect, shape, tone)| (name, picture(defect, shape, tone)));
                let letter = Letter { at: now, subject, text, photo, machine: false, id: "", thread: None };
                self.deliver(number, case, from, letter).await
            }
            Step::Machine { case, from, subject, text } => {
                let letter = Letter { at: now, subject, text, photo: None, machine: true, id: "", thread: None };
                self.deliver(number, case, from, letter).await
            }
            Step::Own { case, to, text } => self.answer(number, now, case, to, text).await,
            Step::Call { case, from, taken, minutes, line, as_: (category, urgency) } => {
                let company = company(from);
                let id = app
                    .at(now + TimeDelta::minutes(i64::from(*minutes) + 1))
                    .log_call(LogCall {
                        case: self.cases.get(case).copied(),
                        customer: self.customers.get(from).copied(),
                        direction: Direction::In,
                        taken: *taken,
                        number: company.map(|c| c.phone).unwrap_or_default().to_owned(),
                        name: company.map(|c| c.contact).unwrap_or_default().to_owned(),
                        line: (*line).to_owned(),
                        started_at: now,
                        seconds: minutes * 60,
                        category: *category,
                        urgency: *urgency,
                        language: company.map_or(Language::En, |c| c.language),
                    })
                    .await?;
                self.cases.insert(case, id);
                Ok(())
            }
            Step::Sort(case, category, urgency, complexity) => {
                let case = self.case(case)?;
                // Who takes the case for a complex one says so at once.
                let reason =
                    (*complexity == Complexity::Complex).then(|| "More than one department is needed".to_owned());
                let ask = Classify { case, category: *category, urgency: *urgency, complexity: *complexity, reason };
                app.classify(ask).await
            }
            Step::Note(case, text) => app.note(self.text(case, text)?).await,
            Step::Wait(case, reason, what) => {
                app.wait(Wait { case: self.case(case)?, reason: *reason, what: (*what).to_owned(), remind_at: None })
                    .await
            }
            Step::Solve(case, text) => app.solve(self.text(case, text)?).await,
            Step::File(case, finding) => {
                let form = MakeForm {
                    case: self.case(case)?,
                    sort: "customer-information".to_owned(),
                    paper: "a4".to_owned(),
                    languages: "both".to_owned(),
                    finding: (*finding).to_owned(),
                };
                app.file_form(form).await.map(|_| ())
            }
            Step::Close(case) => app.close(self.text(case, "")?).await,
        }
    }

    fn case(&self, key: &str) -> Result<Uuid, ApiError> {
        self.cases.get(key).copied().ok_or_else(|| errors::internal(format!("no case {key}")))
    }

    fn text(&self, key: &str, text: &str) -> Result<CaseText, ApiError> {
        Ok(CaseText { case: self.case(key)?, text: text.to_owned() })
    }

    async fn deliver(
        &mut self,
        number: usize,
        case: &'static str,
        from: &str,
        letter: Letter<'_>,
    ) -> Result<(), ApiError> {
        let (name, email) = company(from).map_or((None, from), |c| (Some(c.contact), c.email));
        // Who writes again after a long time answers the old letter.
        let thread = self.letters.get(case).or_else(|| self.letters.get(case.trim_end_matches("-new")));
        let thread = thread.or_else(|| self.letters.get("meridian-old").filter(|_| case == "meridian-new"));
        let id = message_id(number, email);
        let letter = Letter { id: &id, thread: thread.map(String::as_str), ..letter };
        let (bytes, _) = letter.write((name, email), (Some("After-sales desk"), DESK))?;
        self.import(case, letter.at, number, bytes).await?;
        self.letters.insert(case, id);
        Ok(())
    }

    async fn answer(
        &mut self,
        number: usize,
        now: Instant,
        case: &'static str,
        to: &str,
        text: &str,
    ) -> Result<(), ApiError> {
        let company = company(to).ok_or_else(|| errors::internal(format!("no customer {to}")))?;
        let page = self.app.at(now).case(crate::api::acts::CaseAsk { case: self.case(case)?, at: None }).await?;
        let subject = format!("Re: {} [{}]", page.subject, page.label);
        let id = message_id(number, DESK);
        let thread = self.letters.get(case).map(String::as_str);
        let letter = Letter { at: now, subject: &subject, text, photo: None, machine: false, id: &id, thread };
        let (bytes, _) = letter.write((Some("After-sales desk"), DESK), (Some(company.contact), company.email))?;
        // A customer whom we answer by mail after a call has no letter yet; the answer begins the thread.
        self.import(case, now, number, bytes).await?;
        self.letters.insert(case, id);
        Ok(())
    }

    async fn import(&mut self, case: &'static str, at: Instant, number: usize, bytes: Vec<u8>) -> Result<(), ApiError> {
        let path = self.folder.join(format!("{number:03}.eml"));
        std::fs::write(&path, bytes).map_err(|error| errors::unwritable(&path, &error))?;
        let ask = ImportMail { paths: vec![path.display().to_string()], job: "sample".to_owned() };
        let report = self.app.at(at).import_mail(ask).await?;
        let id = report.cases.first().copied().ok_or_else(|| {
            ApiError::new(ErrorCode::Internal).with("detail", format!("sample letter {number} was not filed"))
        })?;
        self.cases.entry(case).or_insert(id);
        Ok(())
    }
}

fn company(key: &str) -> Option<&'static Company> {
    COMPANIES.iter().find(|company| company.key == key)
}

fn message_id(number: usize, from: &str) -> String {
    let domain = from.rsplit_once('@').map_or("example.com", |(_, domain)| domain);
    format!("sample-{number:03}@{domain}")
}
