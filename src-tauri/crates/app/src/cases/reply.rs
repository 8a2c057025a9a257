//! Answers. Until the desk sends mail itself, a person saves the answer as a file for the mail program, sends it there,
//! and says so.

use crate::App;
use crate::api::acts::{Reply, SaveReply};
use crate::api::{ApiError, ErrorCode};
use crate::cases::page::save;
use crate::cases::steps::needed;
use crate::file::{self, File};
use crate::show;
use aftercare_core::case::acts::{Act, Refusal};
use aftercare_core::case::{CaseEvent, Channel, SentHow};
use aftercare_core::ids::{CaseId, EntryId};
use aftercare_core::journal::Actor;
use aftercare_core::threading::{case_number_in, reply_subject};
use aftercare_mail::{Address, OutgoingDraft, compose_eml};
use aftercare_store::Trace;
use std::path::Path;

impl App {
    /// Writes the answer as an `.eml` file. The same draft is always the same message: one Message-ID until it is sent.
    pub(crate) async fn save_reply(&self, ask: SaveReply) -> Result<(), ApiError> {
        let file = self.file(ask.reply.case).await?;
        self.lawful(&self.book(), &file.case, Act::Reply, true)?;
        let reply = checked(&ask.reply)?;
        let state = self.state();
        let settings = state.settings()?;
        let from = settings.addresses.first().ok_or_else(|| ApiError::field("addresses", "missing"))?;
        let (references, in_reply_to) = file.thread();
        let eml = compose_eml(&OutgoingDraft {
            from: Address { name: Some(settings.house.clone()).filter(|h| !h.is_empty()), email: from.clone() },
            to: vec![Address { name: None, email: reply.to.clone() }],
            cc: Vec::new(),
            subject: subject(&file, &reply.subject),
            text: reply.text.clone(),
            message_id: message_id(&file, from),
            in_reply_to,
            references,
            date: self.now(),
            automatic: false,
            attachments: Vec::new(),
        })?;
        save(Path::new(&ask.path), eml).await
    }

    /// A person says "I sent it": the answer counts from now, and the draft is done with.
    pub(crate) async fn mark_sent(&self, ask: Reply) -> Result<(), ApiError> {
        let me = self.state().me()?;
        let reply = checked(&ask)?;
        let now = self.now();
        let mut write = self.write().await?;
        let file = file::read(&mut write.work.look(), CaseId(ask.case)).await?;
        self.lawful(write.work.book(), &file.case, Act::Reply, true)?;
        let state = self.state();
        let from = state.settings()?.addresses.first().cloned().unwrap_or_default();
        let (subject, id) = (subject(&file, &reply.subject), message_id(&file, &from));
        let (mentions, _) = file.thread();
        let trace = Trace { raw: None, identity: None, message_id: Some(id.clone()), mentions };
        let mut seq = file.case.seq;
        write
            .message(file.id, &mut seq, Actor::Staff(me), file.moment(now), trace, |seal| CaseEvent::MessageSent {
                entry: EntryId::at(now, crate::random()),
                channel: Channel::Mail,
                how: SentHow::PersonSaid,
                to: seal.seal(&reply.to),
                subject: Some(seal.seal(subject)),
                text: seal.seal(&reply.text),
                message_id: Some(seal.seal(id)),
                raw: None,
                files: Vec::new(),
            })
            .await?;
        write.work.set_draft(me, file.id, "").await?;
        write.commit(&["cases", "desk", &format!("case:{}", ask.case)]).await
    }
}

/// The answer with its address and text seen to.
fn checked(reply: &Reply) -> Result<Reply, ApiError> {
    let to = reply.to.trim();
    if !is_address(to) {
        return Err(ApiError::new(ErrorCode::Address).with("address", to));
    }
    Ok(Reply { to: to.to_owned(), text: needed(&reply.text, Refusal::NeedsText)?, ..reply.clone() })
}

/// Whether this can be a mail address: one `@`, something on both sides, no blanks.
pub(crate) fn is_address(text: &str) -> bool {
    let parts: Vec<&str> = text.split('@').collect();
    let odd = |c: char| c.is_whitespace() || c.is_control() || "<>(),;:\"".contains(c);
    matches!(parts[..], [local, domain] if !local.is_empty() && domain.len() > 1 && !domain.starts_with('.') && !domain.ends_with('.'))
        && !text.contains(odd)
}

/// The subject with the case's number in it, so that the answer finds back (HX-9).
fn subject(file: &File, typed: &str) -> String {
    let typed = match typed.trim() {
        "" => reply_subject(file.case.subject.as_str()),
        typed => typed.to_owned(),
    };
    if case_number_in(&typed, "C") == Some(file.case.number) {
        return typed;
    }
    format!("{typed} [{}]", show::label(file.case.number))
}

/// The Message-ID of the answer being written: the same until one more answer has left the house.
fn message_id(file: &File, from: &str) -> String {
    let sent = file.entries.iter().filter(|entry| matches!(entry.event, CaseEvent::MessageSent { .. })).count();
    let domain = from.rsplit_once('@').map_or("desk.invalid", |(_, domain)| domain);
    format!("{}.{}@{domain}", file.id.0.simple(), sent + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("ana@shop.example.com", true)]
    #[case("王@例子.中国", true)]
    #[case("ana@", false)]
    #[case("@shop", false)]
    #[case("a b@shop.example", false)]
    #[case("a@b@c", false)]
    #[case("Ana <ana@shop.example>", false)]
    #[case("", false)]
    fn addresses(#[case] text: &str, #[case] good: bool) {
        assert_eq!(is_address(text), good);
    }
}
