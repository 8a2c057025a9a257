//! How a customer's word becomes an event: mail from files ([`mail`]), a chat that was exported or copied ([`chat`]), a call
//! typed in by hand ([`call`]). Which case a letter belongs to is [`join`]'s question.

mod call;
mod chat;
mod join;
mod mail;

pub use mail::traces;

use crate::api::ApiError;
use crate::write::Write;
use aftercare_core::case::{CaseEvent, Channel, Language};
use aftercare_core::ids::{CaseId, CustomerId, StaffId};
use aftercare_core::journal::Actor;
use aftercare_core::time::Instant;

/// What a new case begins with.
pub(crate) struct Opening<'a> {
    pub(crate) channel: Channel,
    pub(crate) subject: &'a str,
    pub(crate) customer: Option<CustomerId>,
    pub(crate) language: Language,
    /// HX-1: from the first moment.
    pub(crate) owner: StaffId,
    pub(crate) continues: Option<CaseId>,
    /// The desk's pack; the version in force at the notice is pinned.
    pub(crate) pack: &'a str,
    /// The notice.
    pub(crate) at: Instant,
    pub(crate) actor: Actor,
}

impl Write {
    /// Opens a case; gives its id and the number of its opening event.
    pub(crate) async fn open(&mut self, opening: Opening<'_>) -> Result<(CaseId, u64), ApiError> {
        let pack = self.work.book().in_force(opening.pack, opening.at)?.clone();
        let number = self.work.next_number("case").await?;
        let id = CaseId::at(self.work.now(), crate::random());
        let mut seq = 0;
        self.case(id, &mut seq, opening.actor, opening.at, |seal| CaseEvent::Opened {
            number,
            pack: pack.id,
            pack_version: pack.version,
            channel: opening.channel,
            subject: seal.seal(opening.subject),
            customer: opening.customer,
            language: opening.language,
            owner: opening.owner,
            continues: opening.continues,
        })
        .await?;
        self.declare_opened(id, &mut seq, opening.at).await?;
        Ok((id, seq))
    }
}
