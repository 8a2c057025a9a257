//! One case as read whole: its entries and what they fold to.

use crate::App;
use crate::api::{ApiError, ErrorCode};
use aftercare_core::case::{Case, CaseEvent, Entry, MessageKind, chat_identity};
use aftercare_core::ids::CaseId;
use aftercare_core::time::Instant;
use aftercare_store::Look;
use uuid::Uuid;

/// A case with its history.
pub(crate) struct File {
    pub(crate) id: CaseId,
    pub(crate) case: Case,
    /// In the order of the fold.
    pub(crate) entries: Vec<Entry>,
}

/// Reads a case.
pub(crate) async fn read(look: &mut Look<'_>, id: CaseId) -> Result<File, ApiError> {
    of(id, look.case_entries(id).await?)
}

/// A case of its entries, in the order of the fold.
pub(crate) fn of(id: CaseId, entries: Vec<Entry>) -> Result<File, ApiError> {
    let case = Case::fold(&entries).ok_or_else(|| ApiError::new(ErrorCode::NotFound).with("case", id))?;
    Ok(File { id, case, entries })
}

impl File {
    /// When an act of now counts. Never before what the case knows already: where the computer's clock ran ahead and was
    /// set right, an answer must still come after its question.
    pub(crate) fn moment(&self, now: Instant) -> Instant {
        now.max(self.case.last_at)
    }

    /// The entry with this number.
    pub(crate) fn entry(&self, seq: u64) -> Result<&Entry, ApiError> {
        self.entries.iter().find(|entry| entry.seq == seq).ok_or_else(|| ApiError::new(ErrorCode::NotFound))
    }

    /// The Message-IDs of the case's mail, oldest first, and the id of the last message that a person sent to the desk.
    pub(crate) fn thread(&self) -> (Vec<String>, Option<String>) {
        let (mut all, mut last) = (Vec::new(), None);
        for entry in &self.entries {
            let (id, theirs) = match &entry.event {
                CaseEvent::MessageReceived { message_id, sort, .. } => (message_id, *sort == MessageKind::Message),
                CaseEvent::MessageSent { message_id, .. } => (message_id, false),
                _ => continue,
            };
            let Some(id) = id.as_ref().map(|id| id.as_str().to_owned()) else { continue };
            // A chat's id means nothing to a mail program.
            if id.is_empty() || chat_identity(&id).is_some() {
                continue;
            }
            if theirs {
                last = Some(id.clone());
            }
            all.push(id);
        }
        (all, last)
    }
}

impl App {
    pub(crate) async fn look(&self) -> Result<Look<'static>, ApiError> {
        Ok(self.store().look().await?)
    }

    pub(crate) async fn file(&self, id: Uuid) -> Result<File, ApiError> {
        read(&mut self.look().await?, CaseId(id)).await
    }

    /// Who waits: the customer's name, else the correspondent's, else the address.
    pub(crate) async fn party(&self, case: &Case) -> Result<String, ApiError> {
        if let Some(customer) = case.customer
            && let Some(row) = self.look().await?.customer_row(customer).await?
        {
            return Ok(row.name);
        }
        let name = case.correspondent_name.as_ref().map(|name| name.as_str()).filter(|name| !name.is_empty());
        let address = case.correspondent.as_ref().map(|address| address.as_str());
        Ok(name.or(address).unwrap_or_default().to_owned())
    }
}
