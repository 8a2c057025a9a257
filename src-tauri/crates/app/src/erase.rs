//! A person is erased on request: every text about the person goes, what happened stays proved.
//!
//! Events hold commitments, the texts stand beside them; so chains and checkpoints verify as before. Not here: backups made before,
//! which are never changed and go by their age.

use crate::App;
use crate::api::acts::{CustomerRef, EraseCustomer};
use crate::api::views::ErasureView;
use crate::api::{ApiError, ErrorCode};
use aftercare_core::case::CaseEvent;
use aftercare_core::customer::CustomerEvent;
use aftercare_core::ids::CustomerId;
use aftercare_core::journal::{Actor, StreamId, StreamKind};
use aftercare_store::Look;

impl App {
    /// What an erasure would take, and what is in its way.
    pub(crate) async fn erasure(&self, ask: CustomerRef) -> Result<ErasureView, ApiError> {
        let id = CustomerId(ask.customer);
        let mut look = self.look().await?;
        let customer = look.customer(id).await?.ok_or_else(|| ApiError::new(ErrorCode::NotFound))?;
        let (cases, units) = look.all_about(id).await?;
        let open = still_open(&mut look, id).await?;
        drop(look);
        let backups = self.backups().await?;
        Ok(ErasureView {
            name: customer.profile.name.as_str().to_owned(),
            cases: crate::desk::count(cases.len() as u64),
            open: crate::desk::count(open),
            units: crate::desk::count(units.len() as u64),
            backups: crate::desk::count(backups.len() as u64),
            backup_days: i64::from(self.state().settings.as_ref().map_or(0, |settings| settings.backup_days)),
            erased: customer.erased,
        })
    }

    /// Erases a customer's texts everywhere. There is no way back; so the person's name has to be typed, and no case or session may be
    /// open.
    pub(crate) async fn erase_customer(&self, ask: EraseCustomer) -> Result<(), ApiError> {
        let me = self.state().me()?;
        let (id, now) = (CustomerId(ask.customer), self.now());
        let mut write = self.write().await?;
        let mut look = write.work.look();
        let customer = look.customer(id).await?.ok_or_else(|| ApiError::new(ErrorCode::NotFound))?;
        // Once more for what came since: the name is gone, and with it the question.
        let again = customer.erased.is_some();
        if !again && customer.profile.name.as_str().trim() != ask.name.trim() {
            return Err(ApiError::field("name", "other"));
        }
        let open = still_open(&mut look, id).await?;
        if open > 0 {
            return Err(ApiError::new(ErrorCode::CasesOpen).with("count", open));
        }
        let (cases, units) = look.all_about(id).await?;
        let mut tags = vec![format!("customer:{}", id.0)];
        for case in cases {
            let stream = StreamId::new(StreamKind::Case, case.0);
            if write.work.erase(stream).await? > 0 {
                let mut seq = write.work.look().head(stream).await?;
                write.case(case, &mut seq, Actor::Staff(me), now, |_| CaseEvent::Erased {}).await?;
            }
            tags.push(format!("case:{}", case.0));
        }
        for unit in units {
            write.work.erase(StreamId::new(StreamKind::Unit, unit.0)).await?;
        }
        if !again {
            let mut seq = customer.seq;
            write.customer(id, &mut seq, Actor::Staff(me), now, |_| CustomerEvent::Erased {}).await?;
        }
        write.work.erase(StreamId::new(StreamKind::Customer, id.0)).await?;
        tags.extend(["customers", "cases", "surveys", "units", "forms"].map(str::to_owned));
        let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
        write.commit(&tags).await?;
        Ok(self.store().scrub().await?)
    }
}

/// How many of a customer's cases are open, or have a session that nobody ended: it would go on to collect words.
async fn still_open(look: &mut Look<'_>, id: CustomerId) -> Result<u64, ApiError> {
    let (cases, _) = look.all_about(id).await?;
    let sessions = look.open_sessions(u32::MAX).await?;
    let held = sessions.iter().filter(|session| cases.contains(&session.case)).count() as u64;
    // A case of both is told twice; none is what matters.
    Ok(look.open_cases_of(id).await? + held)
}
