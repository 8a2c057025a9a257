//! Surveys owed (HX-15, HX-17), and what was done about them. Which are owed, core plans; nothing here knows a rule.

use crate::App;
use crate::api::acts::SettleSurvey;
use crate::api::views::{SurveyList, SurveyRow};
use crate::api::{ApiError, ErrorCode};
use aftercare_core::case::acts::Refusal;
use aftercare_core::customer::{Customer, CustomerEvent};
use aftercare_core::ids::CustomerId;
use aftercare_core::journal::Actor;
use aftercare_core::survey::{Because, Owed, State, plan};
use aftercare_core::time::Instant;
use chrono::NaiveDate;

/// A survey as lists show it.
pub(crate) fn row(customer: CustomerId, name: String, owed: &Owed) -> SurveyRow {
    SurveyRow {
        customer: customer.0,
        name,
        duty: owed.duty,
        form: owed.form,
        since: owed.since,
        planned_on: owed.planned_on,
        last_day: owed.last_day,
        state: owed.state.word().to_owned(),
        sent_on: owed.sent_on,
        clause: owed.clause.clone(),
        because: because(&owed.because),
    }
}

/// What the duty counts from, as `order:OR-12`, or a bare code where no number stands behind it.
fn because(because: &Because) -> String {
    match because {
        Because::Contract(number) => format!("contract:{number}"),
        Because::Order(number) => format!("order:{number}"),
        Because::Delivery(number) => format!("delivery:{number}"),
        Because::Orders(number) => format!("orders:{number}"),
        Because::Marked => "marked".to_owned(),
        Because::LastSurvey => "last_survey".to_owned(),
    }
}

/// Whether something is still to be done.
pub(crate) fn is_open(owed: &Owed) -> bool {
    matches!(owed.state, State::Late | State::Due | State::Planned)
}

impl App {
    /// All surveys of a customer, as of `now`.
    pub(crate) fn plan(&self, customer: &Customer, now: Instant) -> Result<Vec<Owed>, ApiError> {
        let (book, pack) = self.pack_now()?;
        let zone = book.service(&pack.id, pack.version)?.calendar.tz();
        Ok(plan(customer, &pack.surveys, now, zone))
    }

    /// Today in the desk's zone.
    pub(crate) fn civil_today(&self) -> Result<NaiveDate, ApiError> {
        let (book, pack) = self.pack_now()?;
        Ok(book.service(&pack.id, pack.version)?.calendar.day_of(self.now()))
    }

    pub(crate) async fn surveys(&self, (): ()) -> Result<SurveyList, ApiError> {
        let today = self.civil_today()?;
        let rows = self.look().await?.surveys(today, 500).await?;
        Ok(SurveyList { rows: rows.into_iter().map(|r| row(r.customer, r.name, &r.owed)).collect(), today })
    }

    /// Plans surveys anew when the desk's day has changed.
    pub(crate) async fn freshen_surveys(&self) -> Result<(), ApiError> {
        if self.store().plan_surveys(self.now()).await? > 0 {
            self.changed(&["surveys".to_owned(), "customers".to_owned(), "desk".to_owned()]);
        }
        Ok(())
    }

    /// A survey went out, or is dropped; dropping needs a reason (HX-15).
    pub(crate) async fn settle_survey(&self, ask: SettleSurvey) -> Result<(), ApiError> {
        let me = self.state().me()?;
        let now = self.now();
        let by = ask.by.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
        let reason = ask.reason.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
        if by.is_none() && reason.is_none() {
            return Err(ApiError::from(Refusal::NeedsReason).clause("HX-15"));
        }
        let id = CustomerId(ask.customer);
        let mut write = self.write().await?;
        let customer = write.work.look().customer(id).await?.ok_or_else(|| ApiError::new(ErrorCode::NotFound))?;
        let owed = self.plan(&customer, now)?;
        let owed = owed.iter().find(|owed| owed.duty == ask.duty && is_open(owed));
        let owed = owed.ok_or_else(|| ApiError::from(Refusal::Already))?;
        let (duty, form, mut seq) = (owed.duty, owed.form, customer.seq);
        write
            .customer(id, &mut seq, Actor::Staff(me), now, |seal| match (by, reason) {
                (Some(by), _) => CustomerEvent::SurveySent { duty, form, by },
                (None, reason) => CustomerEvent::SurveyDropped { duty, reason: seal.seal(reason.unwrap_or_default()) },
            })
            .await?;
        write.commit(&["surveys", "desk", "customers", &format!("customer:{}", ask.customer)]).await
    }
}
