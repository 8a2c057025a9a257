//! A message of ours as bytes. Every changing thing (time, Message-ID, case number in the subject) is given by the
//! caller, so the same draft is always the same message: sending it twice cannot become two messages.
//!
//! Text goes out as plain UTF-8, lines as the person broke them (not `format=flowed`: Chinese has no blanks to flow at,
//! and a file of the text should read as it was written).

use std::time::SystemTime;

use chrono::{DateTime, Utc};
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment as FilePart, Mailbox, MultiPart, SinglePart};

use crate::model::Address;

/// A message to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutgoingDraft {
    /// The desk's address.
    pub from: Address,
    /// Recipients; at least one in `to` or `cc`.
    pub to: Vec<Address>,
    /// Copies.
    pub cc: Vec<Address>,
    /// The whole subject, case number included.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// Message-ID without angle brackets; made once by the caller and kept.
    pub message_id: String,
    /// Id of the message that is answered, without angle brackets.
    pub in_reply_to: Option<String>,
    /// Its ancestors, oldest first, without angle brackets.
    pub references: Vec<String>,
    /// The Date header; whole seconds are kept.
    pub date: DateTime<Utc>,
    /// Whether a machine writes it (an acknowledgement): marks it so that no other machine answers (RFC 3834).
    pub automatic: bool,
    /// Files.
    pub attachments: Vec<OutgoingFile>,
}

/// A file that goes with a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutgoingFile {
    /// File name.
    pub name: String,
    /// MIME type.
    pub mime: String,
    /// Content.
    pub bytes: Vec<u8>,
}

/// Why a draft is no message.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ComposeError {
    /// An address is not one.
    #[error("not a mail address: {0}")]
    Address(String),
    /// Nobody to send it to.
    #[error("no recipient")]
    NoRecipient,
    /// A message id is empty or has characters that no id has.
    #[error("not a message id: {0}")]
    MessageId(String),
    /// A MIME type is not one.
    #[error("not a MIME type: {0}")]
    Mime(String),
    /// The date lies outside what mail can say (1970 to 9999).
    #[error("date out of range")]
    Date,
    /// The mail library refused, and says why.
    #[error("cannot be written: {0}")]
    Refused(String),
}

/// Writes a draft as a message file (`.eml`, CRLF line ends).
pub fn compose_eml(draft: &OutgoingDraft) -> Result<Vec<u8>, ComposeError> {
    if draft.to.is_empty() && draft.cc.is_empty() {
        return Err(ComposeError::NoRecipient);
    }
    let seconds = u64::try_from(draft.date.timestamp()).map_err(|_| ComposeError::Date)?;
    if seconds > 253_402_300_799 {
        return Err(ComposeError::Date);
    }
    let at = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(seconds);
    let mut builder = lettre::Message::builder()
        .date(at)
        .from(mailbox(&draft.from)?)
        .subject(one_line(&draft.subject))
        .message_id(Some(bracketed(&draft.message_id)?));
    for address in &draft.to {
        builder = builder.to(mailbox(address)?);
    }
    for address in &draft.cc {
        builder = builder.cc(mailbox(address)?);
    }
    if let Some(id) = &draft.in_reply_to {
        builder = builder.in_reply_to(bracketed(id)?);
    }
    if !draft.references.is_empty() {
        let ids: Result<Vec<String>, _> = draft.references.iter().map(|id| bracketed(id)).collect();
        builder = builder.references(ids?.join(" "));
    }
    if draft.automatic {
        let name = HeaderName::new_from_ascii_str("Auto-Submitted");
        builder = builder.raw_header(HeaderValue::new(name, "auto-replied".to_owned()));
    }
    let text = SinglePart::plain(draft.text.replace("\r\n", "\n").replace('\n', "\r\n"));
    let message = if draft.attachments.is_empty() {
        builder.singlepart(text)
    } else {
        let mut parts = MultiPart::mixed().boundary(boundary(draft)).singlepart(text);
        for file in &draft.attachments {
            let mime = ContentType::parse(&file.mime).map_err(|_| ComposeError::Mime(file.mime.clone()))?;
            parts = parts.singlepart(FilePart::new(one_line(&file.name)).body(file.bytes.clone(), mime));
        }
        builder.multipart(parts)
    };
    Ok(message.map_err(|e| ComposeError::Refused(e.to_string()))?.formatted())
}

/// A boundary that depends on the draft only, so that the same draft gives the same bytes.
fn boundary(draft: &OutgoingDraft) -> String {
    let mut seed = draft.message_id.clone().into_bytes();
    seed.extend_from_slice(draft.text.as_bytes());
    format!("part-{}", &crate::fingerprint(&seed)[..32])
}

fn mailbox(address: &Address) -> Result<Mailbox, ComposeError> {
    let email = address.email.trim().parse().map_err(|_| ComposeError::Address(address.email.clone()))?;
    let name = address.name.as_deref().map(one_line).filter(|n| !n.is_empty());
    Ok(Mailbox::new(name, email))
}

fn bracketed(id: &str) -> Result<String, ComposeError> {
    let fits = !id.is_empty() && id.len() <= 900 && id.bytes().all(|b| b.is_ascii_graphic() && b != b'<' && b != b'>');
    if fits { Ok(format!("<{id}>")) } else { Err(ComposeError::MessageId(id.to_owned())) }
}

/// Control characters out: a line break in a subject would start another header.
fn one_line(text: &str) -> String {
    crate::fields::one_line(text)
}
