//! What is said in a case: letters, answers and lines about calls, put together from the matter's words and the phrases
//! that everybody uses.

use super::matters::{Tone, Wish};
use super::phrases::back;
use super::plan::{Answer, Letter, Step};
use super::tell::Teller;
use aftercare_core::case::{Direction, Language};
use aftercare_core::threading::reply_subject;

/// With a capital at the beginning, where the script has them.
fn capital(mut text: String) -> String {
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

impl Teller<'_> {
    fn zh(&self) -> bool {
        self.party.language == Language::Zh
    }

    /// Sentences one after the other, as the language sets them.
    fn join(&self, words: &mut String, more: &str) {
        if !more.is_empty() {
            if !self.zh() && !words.ends_with(['\n', ' ']) && !more.starts_with(' ') {
                words.push(' ');
            }
            words.push_str(more);
        }
    }

    /// What a matter is called in the case's list.
    pub(super) fn title(&mut self, missed: bool, called: bool) -> String {
        let line = capital(self.say(self.text.line));
        self.slot("line", line.clone());
        capital(match (missed, called) {
            // More often than not a message tells what it is about.
            (true, _) if self.draw.permille(700) => self.say(self.phrases.message_left),
            (true, _) => self.say(self.phrases.missed),
            (_, true) => line,
            _ => self.say(self.text.subject),
        })
    }

    /// Says something else than the last time, where there is something else.
    pub(super) fn say_anew(&mut self, pattern: &str) -> String {
        let mut words = self.say(pattern);
        for _ in 0..4 {
            if words != self.last {
                break;
            }
            words = self.say(pattern);
        }
        self.last.clone_from(&words);
        words
    }

    /// The words of a letter.
    pub(super) fn words(&mut self, letter: Letter, pictured: bool) -> String {
        let (text, phrases) = (self.text, self.phrases);
        let first = letter == Letter::First;
        let mut words = if first || self.draw.permille(500) { self.say(phrases.hello) } else { String::new() };
        let heart = match letter {
            Letter::First => text.letter,
            Letter::Facts => text.facts,
            Letter::Chase => phrases.chase,
            Letter::Content => phrases.content,
            Letter::Again => back(self.plan.way.wish, self.party.language).again,
        };
        let heart = self.say_anew(heart);
        words.push_str(&heart);
        if first {
            let wish = self.say(self.done.wish);
            self.join(&mut words, &wish);
        }
        if pictured {
            let see = self.say(phrases.pictured);
            self.join(&mut words, &see);
        }
        if first {
            words.push_str(&self.say(phrases.bye));
        } else {
            words.push_str("\n\n");
            words.push_str(if self.zh() { &self.party.name } else { &self.party.given });
        }
        words.trim_end().to_owned()
    }

    /// The subject of a letter.
    pub(super) fn headed(&mut self, letter: Letter) -> String {
        match letter {
            Letter::First => self.subject.clone(),
            _ if self.thread.is_empty() => self.topic(),
            _ if self.zh() && self.draw.permille(500) => format!("回复：{}", self.topic()),
            _ => reply_subject(&self.topic()),
        }
    }

    /// What letters of this case are headed: a call's line instead of "missed call".
    pub(super) fn topic(&self) -> String {
        if self.lettered { self.subject.clone() } else { self.word("line").to_owned() }
    }

    /// The words of an answer.
    pub(super) fn reply(&mut self, answer: Answer) -> String {
        let phrases = self.phrases;
        let talk = phrases.talk(self.plan.matter.tone);
        let remedy = self.remedy.clone();
        let (before, heart) = match answer {
            Answer::Help => (talk.thanks_for, remedy),
            Answer::Ask if self.lettered => (phrases.before_ask, self.say(self.text.ask)),
            Answer::Ask => (phrases.before_ask_called, self.say(self.text.ask)),
            Answer::Looking => (talk.looking, String::new()),
            Answer::Remedy => (phrases.details, remedy),
            Answer::Result => (phrases.result, remedy),
            Answer::Said => (phrases.as_said, remedy),
            Answer::Chased => (talk.chased, String::new()),
            Answer::Welcome => (talk.welcome, String::new()),
            Answer::Again => (back(self.plan.way.wish, self.party.language).answer, String::new()),
        };
        let mut words = self.say(phrases.dear);
        let before = self.say_anew(before);
        words.push_str(&before);
        self.join(&mut words, &heart);
        words.push_str(&self.say(phrases.regards));
        words
    }

    /// The line about a call.
    pub(super) fn called(&mut self, direction: Direction, taken: bool, step: &Step) -> String {
        let phrases = self.phrases;
        match (direction, taken) {
            (Direction::In, true) => {
                let plain = matches!(self.plan.way.wish, Wish::Goods | Wish::Office)
                    || self.plan.way.wish == Wish::Advice && self.plan.matter.tone == Tone::Office;
                let line = self.word("line").to_owned();
                if plain {
                    return line;
                }
                let short = back(self.plan.way.wish, self.party.language).short;
                format!("{line}{}{short}", if self.zh() { "，" } else { "; " })
            }
            (Direction::In, false) => self.subject.clone(),
            (Direction::Out, false) => self.say(phrases.unreached),
            (Direction::Out, true) if self.missed_until(step) => self.say(phrases.called_back),
            (Direction::Out, true) => self.say(phrases.rang),
        }
    }
}
