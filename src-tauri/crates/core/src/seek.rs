//! Filters in words: `owner:me is:late zip` or `负责人:我 是:超时 拉链`, read into conditions and the words that are left.
//!
//! A condition is a key, a colon and a value, `-` before it turns it over, quotes keep blanks together. What has no known key is a
//! word: letters are full of colons ("Re:", "09:30"). A key with a value that it does not have is told, with its place, and nobody
//! guesses. Not here: whose name or group a value is, which the desk knows, and where a day begins, which its calendar knows.

mod words;

use crate::case::{Category, Channel, Language, Urgency};
use chrono::{Datelike, Days, Months, NaiveDate};

/// What a condition is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// How the case stands.
    Is,
    /// Whose it is.
    Owner,
    /// To which group it was routed.
    Group,
    /// How it came.
    Channel,
    /// What it is about.
    Category,
    /// How pressing.
    Urgency,
    /// In which language it is answered.
    Language,
    /// By whose policy.
    Brand,
    /// When notice of it was given.
    Opened,
    /// When its next promise is due.
    Due,
}

impl Key {
    /// All of them, as a person is offered them.
    pub const ALL: [Self; 10] = [
        Self::Is,
        Self::Owner,
        Self::Group,
        Self::Channel,
        Self::Category,
        Self::Urgency,
        Self::Language,
        Self::Brand,
        Self::Opened,
        Self::Due,
    ];

    /// Its English word, which is also its name elsewhere.
    pub fn word(self) -> &'static str {
        words::key(self)
    }
}

/// How a case can stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Is {
    /// Open or waiting.
    Open,
    /// Waiting for somebody else.
    Waiting,
    /// Solved.
    Solved,
    /// Closed.
    Closed,
    /// Past the due instant of its next promise, and open.
    Late,
    /// A customer's message is unanswered.
    Unanswered,
}

/// Days from and to, both within; none where it is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Within {
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub to: Option<NaiveDate>,
}

/// What a condition asks for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Want {
    /// How it stands.
    Is(Is),
    /// Me.
    Me,
    /// The owner with this name.
    Owner(String),
    /// The group of this id or name.
    Group(String),
    /// The channel.
    Channel(Channel),
    /// The category.
    Category(Category),
    /// The urgency.
    Urgency(Urgency),
    /// The language.
    Language(Language),
    /// The brand of this id.
    Brand(String),
    /// Notice on these days.
    Opened(Within),
    /// Due on these days.
    Due(Within),
}

/// What is wrong with a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Wrong {
    /// The key has no value.
    Empty,
    /// The key does not have this value.
    Unknown,
    /// The key was there before; two of it would never or always hold.
    Twice,
    /// The condition can't be turned over.
    Turned,
}

/// A condition as it stands in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Where it begins, in UTF-16 units, as a page counts them.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// Its key.
    pub key: Key,
    /// Its value as written, without quotes.
    pub value: String,
    /// Turned over by `-`.
    pub not: bool,
    /// What it asks for, or what is wrong with it.
    pub want: Result<Want, Wrong>,
}

/// A text as it is understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seek {
    /// What is left for the search of words, in order.
    pub words: String,
    /// The conditions, in order.
    pub terms: Vec<Term>,
}

impl Seek {
    /// Reads a text; `today` is the desk's civil day. Every text can be read.
    pub fn read(text: &str, today: NaiveDate) -> Self {
        let mut seek = Self::default();
        for token in tokens(text) {
            match token.key {
                None => {
                    if !seek.words.is_empty() {
                        seek.words.push(' ');
                    }
                    seek.words.push_str(token.text);
                }
                Some((key, not, value)) => {
                    // Of standing there may be several: late and unanswered, say.
                    let twice =
                        seek.terms.iter().any(|term| term.key == key && (key != Key::Is || term.value == value));
                    let want = if twice { Err(Wrong::Twice) } else { want(key, &value, today) };
                    seek.terms.push(Term { from: token.from, to: token.to, key, value, not, want });
                }
            }
        }
        seek
    }
}

struct Token<'t> {
    text: &'t str,
    from: usize,
    to: usize,
    key: Option<(Key, bool, String)>,
}

/// Cuts a text at its blanks, but not within quotes that follow a key.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let (mut rest, mut at) = (text, 0);
    let units = |part: &str| part.encode_utf16().count();
    loop {
        let word = rest.trim_start();
        at += units(rest) - units(word);
        if word.is_empty() {
            return found;
        }
        let blank = word.find(char::is_whitespace).unwrap_or(word.len());
        let (len, key) = match keyed(word) {
            Some((key, not, head)) => {
                let (len, value) = value(&word[head..]);
                (head + len, Some((key, not, value)))
            }
            None => (blank, None),
        };
        let (token, behind) = word.split_at(len);
        found.push(Token { text: token, from: at, to: at + units(token), key });
        at += units(token);
        rest = behind;
    }
}

/// The key that a text begins with, whether it is turned over, and where its value begins.
fn keyed(text: &str) -> Option<(Key, bool, usize)> {
    let bare = text.strip_prefix(['-', '－']).unwrap_or(text);
    let colon = bare.find([':', '：'])?;
    let key = words::read_key(&bare[..colon])?;
    let mark = bare[colon..].chars().next().map_or(1, char::len_utf8);
    Some((key, bare.len() < text.len(), text.len() - bare.len() + colon + mark))
}

/// A value up to the next blank or its closing quote, and how much of the text it takes.
fn value(text: &str) -> (usize, String) {
    for (open, close) in [('"', '"'), ('“', '”'), ('「', '」')] {
        if let Some(quoted) = text.strip_prefix(open) {
            let end = quoted.find(close);
            let inner = &quoted[..end.unwrap_or(quoted.len())];
            return (open.len_utf8() + inner.len() + end.map_or(0, |_| close.len_utf8()), inner.trim().to_owned());
        }
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    (end, text[..end].to_owned())
}

fn want(key: Key, value: &str, today: NaiveDate) -> Result<Want, Wrong> {
    if value.is_empty() {
        return Err(Wrong::Empty);
    }
    let found = match key {
        Key::Is => words::read_is(value).map(Want::Is),
        Key::Owner if words::is_me(value) => Some(Want::Me),
        Key::Owner => Some(Want::Owner(value.to_owned())),
        Key::Group => Some(Want::Group(value.to_owned())),
        Key::Channel => words::read_channel(value).map(Want::Channel),
        Key::Category => words::read_category(value).map(Want::Category),
        Key::Urgency => words::read_urgency(value).map(Want::Urgency),
        Key::Language => words::read_language(value).map(Want::Language),
        Key::Brand => Some(Want::Brand(value.to_owned())),
        Key::Opened => within(value, today).map(Want::Opened),
        Key::Due => within(value, today).map(Want::Due),
    };
    found.ok_or(Wrong::Unknown)
}

/// Days: `today`, `2026`, `2026-11`, `2026-11-20`, before (`<`) or after (`>`) such, or from one to another (`..`).
fn within(value: &str, today: NaiveDate) -> Option<Within> {
    if let Some(rest) = value.strip_prefix(['<', '＜']) {
        return Some(Within { from: None, to: Some(span(rest, today)?.0.pred_opt()?) });
    }
    if let Some(rest) = value.strip_prefix(['>', '＞']) {
        return Some(Within { from: Some(span(rest, today)?.1.succ_opt()?), to: None });
    }
    if let Some((from, to)) = value.split_once("..") {
        let end = |text: &str| if text.is_empty() { Some(None) } else { span(text, today).map(Some) };
        let (from, to) = (end(from)?, end(to)?);
        let found = Within { from: from.map(|span| span.0), to: to.map(|span| span.1) };
        let backwards = found.from.zip(found.to).is_some_and(|(from, to)| to < from);
        return (!backwards && (found.from, found.to) != (None, None)).then_some(found);
    }
    let (from, to) = span(value, today)?;
    Some(Within { from: Some(from), to: Some(to) })
}

/// First and last day of a day, month or year.
fn span(text: &str, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    if let Some(by) = words::read_day(text) {
        let day = if by < 0 { today.pred_opt()? } else { today.checked_add_days(Days::new(by.unsigned_abs()))? };
        return Some((day, day));
    }
    let mut parts = text.split('-');
    let year = number(parts.next()?, 4)?;
    let month = parts.next().map(|part| number(part, 2));
    let day = parts.next().map(|part| number(part, 2));
    if parts.next().is_some() {
        return None;
    }
    let year_of = i32::try_from(year).ok()?;
    match (month, day) {
        (None, _) => Some((NaiveDate::from_ymd_opt(year_of, 1, 1)?, NaiveDate::from_ymd_opt(year_of, 12, 31)?)),
        (Some(month), None) => {
            let first = NaiveDate::from_ymd_opt(year_of, month?, 1)?;
            let next = first.checked_add_months(Months::new(1))?;
            Some((first, next.with_day(1)?.pred_opt()?))
        }
        (Some(month), Some(day)) => NaiveDate::from_ymd_opt(year_of, month?, day?).map(|day| (day, day)),
    }
}

fn number(text: &str, most: usize) -> Option<u32> {
    let fits = (1..=most).contains(&text.len()) && (most < 4 || text.len() == 4);
    (fits && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}
