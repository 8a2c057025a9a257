//! Chats that a person exported or copied: WhatsApp's text exports and WeChat's texts, to messages with their times.
//!
//! Such a text has no grammar but habits: a line that begins (or ends) with a date and a time begins a message, and every
//! other line goes on with it. Which habit a text follows is what most of its lines follow ([`line`]); in which order its
//! dates are written, all of them together tell, and where they don't, a person is asked ([`order`]).
//!
//! Left out: what the civil times are in UTC (the caller knows whose clock it was), files beside the text, and WeChat's own
//! backups, which are encrypted.

mod author;
mod decode;
mod identity;
mod line;
mod order;
mod stamp;
mod words;

pub use decode::decode as decode_chat;
pub use identity::identities;
pub use order::Order;

use author::Authors;
use chrono::NaiveDateTime;
use line::{Form, Head};

/// A file that a message came with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChatFile {
    /// Its name, where the text tells it.
    pub name: Option<String>,
    /// What stands for it in the text, in the words of the program that wrote it.
    pub words: String,
}

/// What a line of a chat is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChatSort {
    /// Somebody wrote it.
    Message,
    /// Somebody wrote it and took it back: what it said is gone.
    Deleted,
    /// The program said it: encryption, a new subject, somebody joined.
    Notice,
    /// A call that nobody took.
    MissedCall,
}

/// One message of a chat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// By the clock of whoever exported it.
    pub at: NaiveDateTime,
    /// Who, as the export names them; none for most notices.
    pub author: Option<String>,
    /// What was written, lines ended by `\n`, without the words that stand for files.
    pub text: String,
    /// Files it came with.
    pub files: Vec<ChatFile>,
    /// What it is.
    pub sort: ChatSort,
    /// It was changed after it was sent; this is the last wording.
    pub edited: bool,
}

/// A way to read the dates of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The order of day, month and year.
    pub order: Order,
    /// The first message's time, read so.
    pub first: NaiveDateTime,
    /// The latest message's time, read so.
    pub last: NaiveDateTime,
}

/// A chat's text taken apart, its dates not read yet.
#[derive(Clone, Debug)]
pub struct Chat<'a> {
    lines: Vec<(Option<Head<'a>>, &'a str)>,
    authors: Authors,
    readings: Vec<Reading>,
    others: Vec<Reading>,
    before: usize,
}

impl<'a> Chat<'a> {
    /// Takes a text apart. None where nothing in it is a message of a chat.
    #[must_use]
    pub fn read(text: &'a str) -> Option<Self> {
        let lines: Vec<&str> = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).collect();
        let form = Form::of(&lines)?;
        let lines: Vec<(Option<Head<'a>>, &'a str)> = form.heads(&lines);
        let heads = || lines.iter().filter_map(|(head, _)| head.as_ref());
        let (readings, others) = order::readings(&heads().map(|head| head.stamp).collect::<Vec<_>>());
        let authors = Authors::of(heads());
        let before = lines.iter().take_while(|(head, _)| head.is_none()).filter(|(_, line)| !line.trim().is_empty());
        let before = before.count();
        let chat = Self { lines, authors, readings, others, before };
        // A list of things that happened has dates too; a chat has somebody who speaks.
        let order = chat.readings.first()?.order;
        let speaks = chat.messages(order).iter().any(|said| said.author.is_some() && said.sort == ChatSort::Message);
        speaks.then_some(chat)
    }

    /// The ways in which its dates can be read: one where the text decides, several where a person must.
    #[must_use]
    pub fn readings(&self) -> &[Reading] {
        &self.readings
    }

    /// Ways in which all its dates exist too, though the text speaks against them: a person may know better.
    #[must_use]
    pub fn others(&self) -> &[Reading] {
        &self.others
    }

    /// Lines before the first message, which say nothing that anybody wrote.
    #[must_use]
    pub fn before(&self) -> usize {
        self.before
    }

    /// Its messages, in the order of the text, with dates read in this order.
    #[must_use]
    pub fn messages(&self, order: Order) -> Vec<Said> {
        let mut all: Vec<(NaiveDateTime, Option<String>, String)> = Vec::new();
        for (head, line) in &self.lines {
            // A date that does not exist in this order is no date, and its line goes on with the message before.
            match head.as_ref().and_then(|head| Some((head, head.stamp.civil(order)?))) {
                Some((head, at)) => {
                    let (author, text) = self.authors.split(head);
                    all.push((at, author, text.to_owned()));
                }
                None => {
                    if let Some((_, _, text)) = all.last_mut() {
                        text.push('\n');
                        text.push_str(line);
                    }
                }
            }
        }
        all.into_iter().map(|(at, author, text)| words::said(at, author, &text)).collect()
    }
}

#[cfg(test)]
mod tests;
