//! One file, its messages: an mbox, or a single message (`.eml`, a Maildir file).
//!
//! What a file is, its first line decides, never its name. An mbox is read as a stream: memory holds one message at a
//! time, and of a message no more than [`LONGEST_MESSAGE`]. A line `From ` separates messages when it carries a date
//! and either follows an empty line or is followed by a header field; so a sentence that begins with "From" stays a
//! sentence. One `>` is taken off `>From ` lines (mboxrd). Content-Length is not believed: half the programs get it wrong.

use std::io::{self, BufRead, BufReader, Read};

use chrono::{DateTime, Utc};

use crate::fields::split_field;
use crate::problem::{Code, Problem};
use crate::{Parsed, when};

/// Bytes kept of one message; the rest is cut off and said so.
pub const LONGEST_MESSAGE: usize = 256 * 1024 * 1024;

/// The `From ` line in front of a message in an mbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MboxLine {
    /// The envelope sender, as written; often made up.
    pub sender: String,
    /// When the message was delivered. The line has no zone by custom and is taken as UTC.
    pub at: Option<DateTime<Utc>>,
}

/// One message of a file, unread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raw {
    /// The bytes of the message itself, without the mbox line and with `>From ` unquoted. Line ends as they were.
    pub bytes: Vec<u8>,
    /// Where it starts in the file, in bytes; in an mbox, where its `From ` line starts.
    pub offset: u64,
    /// The mbox line, when the file is an mbox.
    pub mbox_line: Option<MboxLine>,
    /// Whether the message was longer than [`LONGEST_MESSAGE`] and lost its end.
    pub cut: bool,
}

impl Raw {
    /// Reads the message. Never fails: what could not be read stands in `problems`.
    pub fn parse(&self, imported_at: DateTime<Utc>) -> Parsed {
        let mut parsed = crate::parse(&self.bytes, self.mbox_line.clone(), imported_at);
        if self.cut {
            let detail = format!("more than {LONGEST_MESSAGE} bytes");
            parsed.problems.insert(0, Problem { code: Code::MessageTooLarge, detail });
        }
        parsed
    }
}

/// The messages of a file, in order. An empty file gives one empty message, so that it does not vanish unseen.
pub fn messages<R: Read>(reader: R) -> Messages<R> {
    Messages {
        lines: Lines { reader: BufReader::with_capacity(128 * 1024, reader), offset: 0, at_line_start: true },
        state: State::Fresh,
        limit: LONGEST_MESSAGE,
    }
}

/// Iterator of [`messages`]. After an error it ends.
pub struct Messages<R> {
    lines: Lines<R>,
    state: State,
    limit: usize,
}

enum State {
    Fresh,
    /// The next message begins; its `From ` line was read already.
    Mbox(u64, MboxLine, Option<Line>),
    Done,
}

impl<R: Read> Iterator for Messages<R> {
    type Item = io::Result<Raw>;

    fn next(&mut self) -> Option<Self::Item> {
        let result = match std::mem::replace(&mut self.state, State::Done) {
            State::Done => return None,
            State::Fresh => self.first(),
            State::Mbox(offset, line, next) => self.mbox_message(offset, line, next),
        };
        if result.is_err() {
            self.state = State::Done;
        }
        Some(result)
    }
}

impl<R: Read> Messages<R> {
    fn first(&mut self) -> io::Result<Raw> {
        let mut blank = Vec::new();
        while let Some(line) = self.lines.next()? {
            let bare = line.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line.bytes);
            if line.is_blank() && blank.len() < 1024 {
                blank.extend_from_slice(&line.bytes);
                continue;
            }
            if bare.starts_with(b"From ") {
                let mbox_line = mbox_line(bare);
                let next = self.lines.next()?;
                if mbox_line.at.is_some() || next.as_ref().is_some_and(Line::is_field) {
                    return self.mbox_message(line.offset, mbox_line, next);
                }
                return self.single(blank, [Some(line), next]);
            }
            return self.single(blank, [Some(line), None]);
        }
        self.single(blank, [None, None])
    }

    fn single(&mut self, mut bytes: Vec<u8>, lines: [Option<Line>; 2]) -> io::Result<Raw> {
        for line in lines.into_iter().flatten() {
            bytes.extend_from_slice(&line.bytes);
        }
        let room = self.limit.saturating_sub(bytes.len()) as u64;
        self.lines.reader.by_ref().take(room).read_to_end(&mut bytes)?;
        let cut = !self.lines.reader.fill_buf()?.is_empty();
        Ok(Raw { bytes, offset: 0, mbox_line: None, cut })
    }

    fn mbox_message(&mut self, offset: u64, envelope: MboxLine, next: Option<Line>) -> io::Result<Raw> {
        let mut bytes: Vec<u8> = Vec::new();
        let mut cut = false;
        let mut blank: Option<Vec<u8>> = None;
        let mut ahead = next;
        let mut after_blank = false;
        loop {
            let line = match ahead.take() {
                Some(line) => line,
                None => match self.lines.next()? {
                    Some(line) => line,
                    None => break,
                },
            };
            if line.whole_start && line.bytes.starts_with(b"From ") {
                let found = mbox_line(&line.bytes);
                if found.at.is_some() {
                    ahead = self.lines.next()?;
                    if after_blank || ahead.as_ref().is_some_and(Line::is_field) {
                        self.state = State::Mbox(line.offset, found, ahead);
                        return Ok(Raw { bytes, offset, mbox_line: Some(envelope), cut });
                    }
                }
            }
            after_blank = line.whole_start && line.is_blank();
            if let Some(held) = blank.take() {
                cut |= !append(&mut bytes, &held, self.limit);
            }
            // The last empty line belongs to the mbox, not to the message.
            if after_blank {
                blank = Some(line.bytes);
                continue;
            }
            let quoted = line.whole_start && is_quoted_from(&line.bytes);
            cut |= !append(&mut bytes, &line.bytes[usize::from(quoted)..], self.limit);
        }
        Ok(Raw { bytes, offset, mbox_line: Some(envelope), cut })
    }
}

fn append(bytes: &mut Vec<u8>, more: &[u8], limit: usize) -> bool {
    let room = limit.saturating_sub(bytes.len());
    bytes.extend_from_slice(&more[..more.len().min(room)]);
    more.len() <= room
}

fn is_quoted_from(line: &[u8]) -> bool {
    let marks = line.iter().take_while(|b| **b == b'>').count();
    marks > 0 && line[marks..].starts_with(b"From ")
}

fn mbox_line(line: &[u8]) -> MboxLine {
    let text = String::from_utf8_lossy(line);
    let rest = text.trim_end().strip_prefix("From ").unwrap_or_default().trim_start();
    let (sender, when) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let at = when::in_words(when).or_else(|| when::in_words(rest));
    MboxLine { sender: sender.to_owned(), at }
}

/// A line, or a piece of one that is too long to hold.
struct Line {
    bytes: Vec<u8>,
    offset: u64,
    /// Whether it starts where a line starts.
    whole_start: bool,
}

impl Line {
    fn is_blank(&self) -> bool {
        matches!(self.bytes.as_slice(), b"\n" | b"\r\n")
    }

    fn is_field(&self) -> bool {
        self.whole_start && (split_field(&self.bytes).is_some() || is_quoted_from(&self.bytes))
    }
}

struct Lines<R> {
    reader: BufReader<R>,
    offset: u64,
    at_line_start: bool,
}

impl<R: Read> Lines<R> {
    /// The next line with its end, in pieces of at most 64 KiB.
    fn next(&mut self) -> io::Result<Option<Line>> {
        let mut bytes = Vec::new();
        self.reader.by_ref().take(64 * 1024).read_until(b'\n', &mut bytes)?;
        if bytes.is_empty() {
            return Ok(None);
        }
        let line = Line { offset: self.offset, whole_start: self.at_line_start, bytes };
        self.offset += line.bytes.len() as u64;
        self.at_line_start = line.bytes.ends_with(b"\n");
        Ok(Some(line))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use proptest::prelude::*;

    fn all(bytes: &[u8]) -> Vec<Raw> {
        messages(bytes).map(Result::unwrap).collect()
    }

    const BOX: &str = "From a@example.com Mon Mar  2 10:00:00 2026\nSubject: one\n\nFrom here on it is text.\n>From quoted\n>>From twice\n\nFrom b@example.com Mon Mar  2 11:00:00 2026\nSubject: two\n\nbody\n\n";

    #[test]
    fn an_mbox_is_taken_apart() {
        for (text, end) in [(BOX.to_owned(), "\n"), (BOX.replace('\n', "\r\n"), "\r\n")] {
            let found = all(text.as_bytes());
            assert_eq!(found.len(), 2);
            let first = String::from_utf8(found[0].bytes.clone()).unwrap();
            assert_eq!(
                first.replace(end, "\n"),
                "Subject: one\n\nFrom here on it is text.\nFrom quoted\n>From twice\n"
            );
            assert_eq!(found[0].mbox_line.as_ref().unwrap().sender, "a@example.com");
            assert_eq!(found[0].mbox_line.as_ref().unwrap().at.unwrap().to_rfc3339(), "2026-03-02T10:00:00+00:00");
            let second = &text[found[1].offset as usize..];
            assert!(second.starts_with("From b@example.com"));
            assert_eq!(String::from_utf8(found[1].bytes.clone()).unwrap().replace(end, "\n"), "Subject: two\n\nbody\n");
        }
    }

    #[test]
    fn a_missing_empty_line_does_not_join_two_messages() {
        let text = BOX.replace(">>From twice\n\n", ">>From twice\n");
        assert_eq!(all(text.as_bytes()).len(), 2);
    }

    #[test]
    fn a_single_message_keeps_every_byte() {
        let text =
            b"Subject: one\r\n\r\n>From stays\r\n\r\nFrom a@example.com Mon Mar  2 10:00:00 2026\r\nSubject: x\r\n\r\n";
        let found = all(text);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].bytes, text);
        assert_eq!(found[0].mbox_line, None);
    }

    #[test]
    fn a_text_that_begins_with_from_is_no_mbox() {
        let found = all(b"From all of us, good luck\nand goodbye\n");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].mbox_line, None);
        assert_eq!(found[0].bytes, b"From all of us, good luck\nand goodbye\n");
    }

    #[test]
    fn nothing_is_one_empty_message() {
        assert_eq!(all(b"").len(), 1);
        assert_eq!(all(b"\n\n")[0].bytes, b"\n\n");
    }

    #[test]
    fn a_large_mbox_is_streamed() {
        // A reader that makes messages on the fly: 64 MB pass through, while each message stays small.
        struct Mill {
            left: usize,
            at: usize,
            one: Vec<u8>,
        }
        impl Read for Mill {
            fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
                if self.at == self.one.len() {
                    self.at = 0;
                    self.left -= 1;
                }
                if self.left == 0 {
                    return Ok(0);
                }
                let n = out.len().min(self.one.len() - self.at);
                out[..n].copy_from_slice(&self.one[self.at..self.at + n]);
                self.at += n;
                Ok(n)
            }
        }
        let mut one = b"From a@example.com Mon Mar  2 10:00:00 2026\nSubject: one\n\n".to_vec();
        one.resize(64 * 1024, b'x');
        one.extend_from_slice(b"\n\n");
        let size = one.len() as u64;
        let mut count = 0u64;
        for found in messages(Mill { left: 1000, at: 0, one }) {
            let found = found.unwrap();
            assert_eq!(found.offset, count * size);
            assert!(found.bytes.len() < 70_000);
            count += 1;
        }
        assert_eq!(count, 1000);
    }

    #[test]
    fn a_message_over_the_limit_is_cut_and_says_so() {
        let mut reader = messages(BOX.as_bytes());
        reader.limit = 20;
        let found: Vec<Raw> = reader.map(Result::unwrap).collect();
        assert_eq!(found.len(), 2);
        assert!(found[0].cut);
        assert_eq!(found[0].bytes.len(), 20);
        let mut reader = messages(&b"Subject: a long single message\n\nbody"[..]);
        reader.limit = 40;
        assert!(!reader.next().unwrap().unwrap().cut);
        let mut reader = messages(&b"Subject: x\n\nbody that goes on"[..]);
        reader.limit = 15;
        let found = reader.next().unwrap().unwrap();
        assert!(found.cut);
        assert_eq!(found.parse(DateTime::UNIX_EPOCH).problems[0].code, Code::MessageTooLarge);
    }

    proptest! {
        #[test]
        fn never_panics(bytes: Vec<u8>, text in "(From |>From |a@b.c |Mon Mar  2 10:00:00 2026|\n|\r\n|x: y){0,40}") {
            let _ = all(&bytes);
            let _ = all(text.as_bytes());
        }
    }
}
