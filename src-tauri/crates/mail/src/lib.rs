//! Real messages to plain facts and back.
//!
//! Customers write from every program there is, and what arrives is often broken. This crate turns any bytes into a
//! [`Parsed`] message: it never fails and never panics, it reads as much as can be read and lists what was wrong. It
//! takes files apart ([`messages`]), says when a message reached us (the notice, from which deadlines run), who or what
//! wrote it ([`Kind`]), what is new in it ([`new_text`]), and writes answers ([`compose_eml`]).
//!
//! Chats are messages too: [`chat`] reads what people export from WhatsApp or copy from WeChat.
//!
//! Left out: which case a message belongs to (`aftercare_core::threading`, fed by [`Parsed::clues`]), storing anything,
//! sending and fetching over the network (a later step), opening `winmail.dat`, decrypting, checking signatures.
//!
//! ```
//! use aftercare_mail::{Kind, parse};
//! let imported = "2026-03-02T03:00:00Z".parse().unwrap();
//! let raw = b"From: Ana <ana@shop.example>\nDate: Mon, 2 Mar 2026 10:00:00 +0800\nSubject: [C-4127] zip\n\nBroken.\n\n> How many?\n";
//! let mail = parse(raw, None, imported);
//! assert_eq!(mail.from.unwrap().email, "ana@shop.example");
//! assert_eq!(mail.new_text, "Broken.");
//! assert_eq!(mail.notice.to_rfc3339(), "2026-03-02T02:00:00+00:00");
//! assert_eq!(mail.kind, Kind::Message);
//! ```

pub mod chat;

mod body;
mod charset;
mod compose;
mod fields;
mod html;
mod identity;
mod kind;
mod language;
mod mbox;
mod model;
mod names;
mod problem;
mod quote;
mod transfer;
mod when;

use aftercare_core::threading::Clues;
use chrono::{DateTime, Utc};

pub use compose::{ComposeError, OutgoingDraft, OutgoingFile, compose_eml};
pub use html::{SafeHtml, inline_images, sanitise_html};
pub use identity::{fingerprint, identity, is_own, is_own_address};
pub use language::guess as guess_language;
pub use mbox::{LONGEST_MESSAGE, MboxLine, Messages, Raw, messages};
pub use model::{Address, Attachment, Kind, Language, NoticeSource, Parsed};
pub use names::sanitise_name;
pub use problem::{Code, Problem};
pub use quote::new_text;

use fields::Fields;
use problem::Problems;

/// Characters of a subject that are kept.
const LONGEST_SUBJECT: usize = 1_000;

/// Reads one message. Never fails: what cannot be read becomes a [`Problem`], and the raw bytes stay with the caller.
/// `envelope` is the mbox line, when the message came out of an mbox; `imported_at` bounds the notice.
pub fn parse(raw: &[u8], envelope: Option<MboxLine>, imported_at: DateTime<Utc>) -> Parsed {
    let mut problems = Problems::default();
    let raw = raw.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(raw);
    // An mbox line left on top of a single message by whoever cut it out.
    let raw = match raw.strip_prefix(b"From ") {
        Some(_) => raw.iter().position(|b| *b == b'\n').map_or(raw, |end| &raw[end + 1..]),
        None => raw,
    };
    let (fields, start) = Fields::read(raw, &mut problems);
    if !fields.look_like_a_message() {
        return headless(raw, envelope.as_ref(), imported_at, problems);
    }
    let from = sender(&fields, &mut problems);
    let date = when::date(&fields, imported_at, &mut problems);
    let (notice, notice_source) = when::notice(&fields, envelope.as_ref(), date, imported_at, &mut problems);
    let subject = fields.text("subject").unwrap_or_default();
    if subject.chars().count() > LONGEST_SUBJECT {
        problems.add(Code::HeaderTooLong, "subject");
    }
    let subject: String = subject.chars().take(LONGEST_SUBJECT).collect();
    let body = body::read(raw, &fields, start, &mut problems);
    let kind = kind::kind(&fields, &body, from.as_ref(), &subject);
    let new_text = quote::new_text(&body.text);
    Parsed {
        language: language::guess(&format!("{subject}\n{new_text}")),
        to: fields.addresses("to", &mut problems),
        cc: fields.addresses("cc", &mut problems),
        reply_to: fields.addresses("reply-to", &mut problems),
        message_id: fields.ids("message-id").into_iter().next(),
        in_reply_to: fields.ids("in-reply-to"),
        references: fields.ids("references"),
        returned_id: body.inner_id.filter(|_| kind == Kind::Bounce),
        from,
        subject,
        date,
        notice,
        notice_source,
        text: body.text,
        html: body.html,
        new_text,
        attachments: body.attachments,
        kind,
        problems: problems.0,
    }
}

impl Parsed {
    /// What the threading rules need to know of this message.
    pub fn clues(&self) -> Clues {
        Clues {
            message_id: self.message_id.clone(),
            in_reply_to: self.in_reply_to.clone(),
            references: self.references.clone(),
            subject: self.subject.clone(),
            from: self.from.as_ref().map(|a| a.email.clone()),
        }
    }
}

fn sender(fields: &Fields, problems: &mut Problems) -> Option<Address> {
    if let Some(from) = fields.addresses("from", problems).into_iter().next() {
        return Some(from);
    }
    match fields.text("from") {
        Some(from) if !from.is_empty() => problems.add(Code::InvalidFrom, from),
        _ => problems.add(Code::MissingFrom, ""),
    }
    fields.addresses("sender", problems).into_iter().next()
}

/// Bytes without a header: plain text somebody saved, or no message at all.
fn headless(raw: &[u8], envelope: Option<&MboxLine>, imported_at: DateTime<Utc>, mut problems: Problems) -> Parsed {
    let odd = raw.iter().filter(|b| b.is_ascii_control() && !b.is_ascii_whitespace()).count();
    let is_text = odd * 20 <= raw.len() && !raw.iter().all(u8::is_ascii_whitespace);
    let mut text = String::new();
    problems.0.clear();
    if is_text {
        problems.add(Code::NoHeaders, "");
        let decoded = charset::decode(raw, None, &mut problems);
        text = body::clean(&decoded, &mut problems).trim().to_owned();
    } else {
        problems.add(Code::NoMessage, format!("{} bytes", raw.len()));
    }
    let (notice, notice_source) = when::notice(&Fields::default(), envelope, None, imported_at, &mut problems);
    let new_text = quote::new_text(&text);
    Parsed {
        from: None,
        to: Vec::new(),
        cc: Vec::new(),
        reply_to: Vec::new(),
        subject: String::new(),
        message_id: None,
        in_reply_to: Vec::new(),
        references: Vec::new(),
        date: None,
        notice,
        notice_source,
        html: None,
        language: language::guess(&new_text),
        new_text,
        text,
        attachments: Vec::new(),
        kind: Kind::Message,
        returned_id: None,
        problems: problems.0,
    }
}
