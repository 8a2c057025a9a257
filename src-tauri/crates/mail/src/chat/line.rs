//! Which lines begin a message. A text keeps one form throughout: the one in which most of its lines begin a message; a
//! line that looks like another form's is something that somebody wrote.

use super::stamp::{self, Date, Stamp, is_mark, past_blanks};

/// How a text marks the beginning of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `[20/11/2026, 10:32:15] Orla: text`.
    Bracket,
    /// `20/11/2026, 10:32 - Orla: text`.
    Dash,
    /// `2026-11-20 10:32:15 名字`, the text on the next lines.
    Lead,
    /// `名字 2026/11/20 10:32:15`, the text on the next lines.
    Trail,
    /// `————— 2026-11-20 —————`, then `名字 10:32` for each message of that day.
    Day,
}

/// The line that begins a message.
#[derive(Clone, Debug)]
pub(super) struct Head<'a> {
    pub(super) stamp: Stamp,
    pub(super) body: Body<'a>,
}

/// What stands on that line beside its time.
#[derive(Clone, Copy, Debug)]
pub(super) enum Body<'a> {
    /// Author and text behind a colon, or what the program itself says.
    Said(&'a str),
    /// The author; the text follows below.
    Author(&'a str),
}

/// A name is shorter: a longer line that ends with a time is a sentence.
const LONGEST_NAME: usize = 60;

impl Form {
    const ALL: [Self; 5] = [Self::Bracket, Self::Dash, Self::Lead, Self::Trail, Self::Day];

    /// The form of a text; none where no line begins a message.
    pub(super) fn of(lines: &[&str]) -> Option<Self> {
        let mut best = None;
        let mut most = 0;
        for form in Self::ALL {
            let count = form.heads(lines).iter().filter(|(head, _)| head.is_some()).count();
            if count > most {
                (best, most) = (Some(form), count);
            }
        }
        best
    }

    /// The lines, each with what it begins.
    pub(super) fn heads<'a>(self, lines: &[&'a str]) -> Vec<(Option<Head<'a>>, &'a str)> {
        let mut day = None;
        let mut fresh = true;
        let heads = lines.iter().map(|line| {
            if self == Self::Day
                && let Some(date) = day_line(line)
            {
                (day, fresh) = (Some(date), true);
                return (None, "");
            }
            // A sentence may end with a time; under a day's line a name stands after an empty one.
            let head = self.head(line, day).filter(|_| fresh || self != Self::Day);
            fresh = line.trim().is_empty();
            (head, *line)
        });
        heads.collect()
    }

    fn head<'a>(self, line: &'a str, day: Option<Date>) -> Option<Head<'a>> {
        let line = past_blanks(line);
        match self {
            Self::Bracket => {
                let (stamp, rest) = stamp::stamp(past_blanks(line.strip_prefix('[')?))?;
                let rest = past_blanks(rest).strip_prefix(']')?;
                let rest = rest.strip_prefix(' ').unwrap_or(rest);
                if rest.contains([':', '：']) {
                    return Some(Head { stamp, body: Body::Said(rest) });
                }
                Some(Head { stamp, body: Body::Author(name(rest)?) })
            }
            Self::Dash => {
                let (stamp, rest) = stamp::stamp(line)?;
                let rest = past_blanks(rest).strip_prefix(['-', '–', '—'])?;
                let rest = rest.strip_prefix(char::is_whitespace)?;
                Some(Head { stamp, body: Body::Said(rest) })
            }
            Self::Lead => {
                let (stamp, rest) = stamp::stamp(line)?;
                let rest = rest.strip_prefix(char::is_whitespace)?;
                // What a dash begins is the other form's, however many lines with a time somebody pasted.
                if past_blanks(rest).starts_with(['-', '–', '—']) {
                    return None;
                }
                match rest.split_once([':', '：']) {
                    Some((who, text)) if !text.trim().is_empty() => {
                        name(who)?;
                        Some(Head { stamp, body: Body::Said(rest) })
                    }
                    Some((who, _)) => Some(Head { stamp, body: Body::Author(name(who)?) }),
                    None => Some(Head { stamp, body: Body::Author(name(rest)?) }),
                }
            }
            Self::Trail => {
                let (at, stamp) = at_end(line, stamp::stamp)?;
                Some(Head { stamp, body: Body::Author(name(&line[..at])?) })
            }
            Self::Day => {
                let (at, time) = at_end(line, stamp::time)?;
                let stamp = Some(Stamp::of(day?, time)).filter(|stamp| stamp.is_one())?;
                Some(Head { stamp, body: Body::Author(name(&line[..at])?) })
            }
        }
    }
}

/// What can be read at the end of a line, after a blank or a bracket, and where it begins.
fn at_end<T>(line: &str, read: impl Fn(&str) -> Option<(T, &str)>) -> Option<(usize, T)> {
    let closed =
        |rest: &str| rest.trim_end_matches(is_mark).trim().trim_matches([']', ')', '）', ':', '：']).is_empty();
    let mut before = None;
    for (at, sign) in line.char_indices() {
        let fresh = before.is_some_and(|sign: char| sign.is_whitespace() || "[(（".contains(sign));
        before = Some(sign);
        if fresh
            && !sign.is_whitespace()
            && let Some((found, rest)) = read(&line[at..])
            && closed(rest)
        {
            return Some((at, found));
        }
    }
    None
}

/// A line of dashes with a date in it.
fn day_line(line: &str) -> Option<Date> {
    let dash = |sign: char| matches!(sign, '-' | '—' | '–' | '─' | '=') || sign.is_whitespace();
    let inner = line.trim_start_matches(dash);
    if line.len() - inner.len() < 3 {
        return None;
    }
    let (date, rest) = stamp::date(inner)?;
    rest.trim_start_matches(dash).is_empty().then_some(date)
}

/// A text that can be somebody's name.
fn name(text: &str) -> Option<&str> {
    let text = text.trim_end_matches(|sign: char| sign.is_whitespace() || "[(（:：".contains(sign)).trim();
    (!text.is_empty() && text.chars().count() <= LONGEST_NAME).then_some(text)
}
