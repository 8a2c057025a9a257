//! What a message says, once read.

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::problem::Problem;

/// A person's mail address, as the message writes it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Address {
    /// The name in front of the address.
    pub name: Option<String>,
    /// The address itself, in its own spelling; compare without regard to case.
    pub email: String,
}

/// What kind of message it is, which decides whether a person wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Somebody wrote it.
    Message,
    /// A machine wrote it: an out-of-office note, a read receipt, anything marked as automatic.
    AutoReply,
    /// A delivery report.
    Bounce,
    /// A mailing list or newsletter.
    List,
    /// A calendar invitation or its answer.
    Calendar,
}

/// A guess at the language, by counting scripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// English, or at least plain Latin letters.
    En,
    /// Chinese.
    Zh,
    /// Anything else, or too little to tell.
    Other,
}

/// Where the instant of notice was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeSource {
    /// The topmost Received header that has a readable date.
    Received,
    /// The `From ` line of an mbox.
    MboxLine,
    /// The Date header.
    Date,
    /// Nothing else had a date: the import itself.
    Import,
}

/// An attached file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attachment {
    /// A file name that is safe on every system; never empty.
    pub name: String,
    /// The declared MIME type, lower case, such as `image/jpeg`.
    #[serde(rename = "type")]
    pub mime: String,
    /// Length of the decoded content in bytes.
    pub size: usize,
    /// Whether it is shown inside the text rather than beside it.
    pub inline: bool,
    /// Content-ID without angle brackets; `cid:` references name it.
    pub content_id: Option<String>,
    /// The decoded content.
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

/// A message, read as far as it could be. The raw bytes stay with the caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// Who wrote it: From, else Sender.
    pub from: Option<Address>,
    /// To.
    pub to: Vec<Address>,
    /// Cc.
    pub cc: Vec<Address>,
    /// Reply-To.
    pub reply_to: Vec<Address>,
    /// The subject, decoded, one line.
    pub subject: String,
    /// Message-ID without angle brackets.
    pub message_id: Option<String>,
    /// Ids of In-Reply-To.
    pub in_reply_to: Vec<String>,
    /// Ids of References, oldest first.
    pub references: Vec<String>,
    /// The Date header.
    pub date: Option<DateTime<Utc>>,
    /// When the message reached us: the topmost Received header, else the mbox line, else Date; never later than the
    /// import. Deadlines start here.
    pub notice: DateTime<Utc>,
    /// Where `notice` comes from.
    pub notice_source: NoticeSource,
    /// The whole text, lines ended by `\n`.
    pub text: String,
    /// The HTML as it was sent. Never show it before [`sanitise_html`](crate::sanitise_html).
    pub html: Option<String>,
    /// `text` without quoted history and signature; all of `text` where nothing would be left.
    pub new_text: String,
    /// Files, in their order.
    pub attachments: Vec<Attachment>,
    /// Person or machine.
    pub kind: Kind,
    /// For a bounce: the Message-ID of the message that came back.
    pub returned_id: Option<String>,
    /// The language of what the sender wrote.
    pub language: Language,
    /// What was wrong.
    pub problems: Vec<Problem>,
}
