//! What was wrong with a message. Bad mail is never refused: it is kept raw, and what could not be read is said here.

use serde::Serialize;

/// The kind of a problem. The window owns the sentence for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// Nothing in the bytes can be read as a message.
    NoMessage,
    /// Text without any header of a message; all of it was taken as the body.
    NoHeaders,
    /// There is no From. The sender is taken from Sender if that exists.
    MissingFrom,
    /// From is there but holds no address.
    InvalidFrom,
    /// There is no Date.
    MissingDate,
    /// Date cannot be read, or names a day that does not exist.
    InvalidDate,
    /// Date is later than the import (by more than the tolerance for skewed clocks).
    DateInFuture,
    /// Date lies before electronic mail was common (1990): the sender's clock was not set.
    DateImplausible,
    /// The topmost Received header has no readable date; an earlier hop or source was used for the notice.
    InvalidReceived,
    /// Bytes that do not exist in the declared character set, or an unknown set; some characters were replaced.
    BadCharset,
    /// The character set was missing or wrong and another one was found that fits.
    CharsetGuessed,
    /// Base64 with characters or a length that cannot be; what could be decoded is there.
    BrokenBase64,
    /// A transfer encoding nobody knows; the bytes were taken as they are.
    UnknownEncoding,
    /// A multipart without its closing boundary: the message was probably cut off.
    TruncatedMultipart,
    /// A multipart that names no boundary, or one that never occurs.
    MissingBoundary,
    /// A header field longer than is read.
    HeaderTooLong,
    /// Lines among the headers that are none: perhaps text whose empty line in front was lost.
    StrayHeaderLines,
    /// More addresses than are read.
    TooManyAddresses,
    /// NUL bytes were removed from text.
    NulBytes,
    /// More nested messages than are opened.
    NestedTooDeep,
    /// More parts than are read.
    TooManyParts,
    /// The message is larger than is kept; its end was cut off.
    MessageTooLarge,
    /// A `winmail.dat` is attached: its contents are not opened.
    WinmailDat,
    /// The body is encrypted and cannot be shown.
    Encrypted,
    /// The HTML could not be turned into text by the renderer; its tags were removed plainly.
    HtmlUnreadable,
    /// The MIME structure made the parser fail; only headers and plain text were read.
    StructureUnreadable,
}

/// One thing that was wrong, with what was found there (for people, not for programs).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The kind.
    pub code: Code,
    /// What was found, shortened.
    pub detail: String,
}

/// Collects problems, each code and detail once, and not without end.
#[derive(Debug, Default)]
pub(crate) struct Problems(pub Vec<Problem>);

impl Problems {
    pub fn add(&mut self, code: Code, detail: impl AsRef<str>) {
        let detail: String = detail.as_ref().chars().filter(|c| !c.is_control()).take(200).collect();
        let problem = Problem { code, detail };
        if self.0.len() < 100 && !self.0.contains(&problem) {
            self.0.push(problem);
        }
    }
}
