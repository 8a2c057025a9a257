//! Values, changes, problems and verdicts in words, for where no interface is: change notices and the command line.
//!
//! The words are the interface's own (`policies.ftl`, `verdict.ftl`); nothing here knows a language.

use super::view;
use crate::api::policy::{
    Amount, AnswerState, ChangeView, Condition, DaySum, PolicyProblem, Tried, ValueSort, ValueView, Verdict,
    VerdictAnswer,
};
use crate::api::views::MeasureView;
use crate::words::Words;
use aftercare_core::policy::Pack;
use aftercare_core::policy::rules::Group;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use std::collections::BTreeMap;

/// Says things of packs in one language.
#[derive(Clone, Copy)]
pub(crate) struct Say {
    words: Words,
    zh: bool,
}

impl Say {
    pub(crate) fn of(language: &str) -> Self {
        Self { words: Words::of(language), zh: language.starts_with("zh") }
    }

    /// A sentence with its values.
    pub(crate) fn say(self, id: &str, args: &[(&str, String)]) -> String {
        self.words.say(&id.replace(['_', '.'], "-"), args)
    }

    /// A sentence as it stands, for texts with fields of their own.
    pub(crate) fn plain(self, id: &str) -> String {
        self.say(id, &[])
    }

    /// The sentence of this name, or this when there is none.
    pub(crate) fn or(self, id: &str, other: &str) -> String {
        let id = id.replace(['_', '.'], "-");
        let said = self.words.say(&id, &[]);
        if said == id { other.to_owned() } else { said }
    }

    pub(crate) fn both(self, of: &crate::api::policy::Both) -> String {
        if self.zh { of.zh.clone() } else { of.en.clone() }
    }

    /// "a, b".
    pub(crate) fn list(self, all: &[String]) -> String {
        all.join(if self.zh { "、" } else { ", " })
    }

    /// Parts of a sentence one after the other.
    pub(crate) fn joined(self, parts: &[String]) -> String {
        parts.join(if self.zh { "，" } else { ", " })
    }

    /// Sentences one after the other.
    pub(crate) fn in_a_row(self, sentences: &[String]) -> String {
        sentences.join(if self.zh { "" } else { " " })
    }

    /// "head: rest".
    pub(crate) fn pair(self, head: &str, rest: &str) -> String {
        format!("{head}{}{rest}", if self.zh { "：" } else { ": " })
    }

    /// "text (aside)".
    pub(crate) fn aside(self, text: &str, aside: &str) -> String {
        if self.zh { format!("{text}（{aside}）") } else { format!("{text} ({aside})") }
    }

    /// What a value is.
    pub(crate) fn title(self, value: &ValueView) -> String {
        let name = value.name.as_ref().map(|name| self.both(name));
        let code = &value.code;
        match value.sort {
            ValueSort::Clock => self.say(&format!("policy-clock-{code}"), &[]),
            ValueSort::Rule => self.say(&format!("policy-rule-{code}"), &[]),
            ValueSort::Number => self.say(&format!("policy-number-{code}"), &[]),
            ValueSort::Survey => self.say(&format!("policy-survey-{code}"), &[]),
            ValueSort::Warranty => self.or(&format!("policy-warranty-{code}"), code),
            ValueSort::Return => self.say(&format!("policy-return-{code}"), &[]),
            ValueSort::Choice => {
                let list = self.say(&format!("policy-choice-{code}"), &[]);
                name.map_or(list.clone(), |name| self.pair(&list, &name))
            }
            ValueSort::Template => self.or(&format!("policy-template-{code}"), code),
            _ => name.unwrap_or_else(|| code.clone()),
        }
    }

    /// A fact's name.
    pub(crate) fn fact(self, fact: &str) -> String {
        self.say(&format!("matter-{fact}"), &[])
    }

    /// A fact's word.
    pub(crate) fn word(self, fact: &str, word: &str) -> String {
        self.or(&format!("word-{fact}-{word}"), word)
    }

    /// For whom a value holds; nothing for everybody.
    pub(crate) fn whom(self, when: &[Condition]) -> String {
        let one = |condition: &Condition| {
            let words: Vec<String> = condition.values.iter().map(|word| self.word(&condition.fact, word)).collect();
            self.pair(&self.fact(&condition.fact), &self.list(&words))
        };
        when.iter().map(one).collect::<Vec<_>>().join(if self.zh { "；" } else { "; " })
    }

    fn units(self, n: u32, unit: &str) -> String {
        self.say(&format!("policy-unit-{unit}"), &[("n", n.to_string())])
    }

    /// "1 h 58 min", cut to the minute.
    pub(crate) fn length(self, seconds: i64) -> String {
        self.words.length(chrono::TimeDelta::try_seconds(seconds).unwrap_or(chrono::TimeDelta::MAX))
    }

    fn measure(self, of: &MeasureView) -> String {
        let amount = match (of.seconds, of.days) {
            (Some(seconds), _) => self.length(seconds),
            (None, days) => self.units(days.unwrap_or_default(), "days"),
        };
        let args = [("amount", amount), ("n", of.days.unwrap_or_default().to_string())];
        self.say(&format!("policy-say-{}", of.kind.replace('_', "-")), &args)
    }

    /// How much.
    pub(crate) fn amount(self, of: &Amount) -> String {
        match of {
            Amount::Measure { measure, .. } => self.measure(measure),
            Amount::Share { of, permille } => {
                let clock = self.say(&format!("policy-clock-{of}"), &[]);
                self.say("policy-amount-share", &[("percent", (permille / 10).to_string()), ("of", clock)])
            }
            Amount::Period { from, days, months } => {
                let amount = match (days, months) {
                    (Some(days), _) => self.units(*days, "days"),
                    (None, months) => self.units(months.unwrap_or_default(), "months"),
                };
                match from {
                    Some(day) => {
                        let from = self.say(&format!("sum-day-{day}"), &[]);
                        self.say("policy-amount-from", &[("amount", amount), ("from", from)])
                    }
                    None => amount,
                }
            }
            Amount::Number { value, unit } if unit == "permille" => format!("{} %", value / 10),
            Amount::Number { value, unit } => {
                let id = format!("policy-unit-{unit}");
                let said = self.say(&id, &[("n", value.to_string())]);
                if said == id { value.to_string() } else { said }
            }
            Amount::Flag { on } => self.say(if *on { "policy-on" } else { "policy-off" }, &[]),
            Amount::Hours { days, zone, .. } => {
                let open = days.iter().filter(|day| !day.hours.is_empty());
                let line = |day: &crate::api::policy::DayHours| {
                    let weekday = |n: u8| self.say(&format!("policy-weekday-{n}"), &[]);
                    let days = if day.first == day.last {
                        weekday(day.first)
                    } else {
                        format!("{}–{}", weekday(day.first), weekday(day.last))
                    };
                    let hours: Vec<String> = day.hours.iter().map(|(from, to)| format!("{from}–{to}")).collect();
                    format!("{days} {}", hours.join(", "))
                };
                format!("{} ({zone})", open.map(line).collect::<Vec<_>>().join("; "))
            }
            Amount::Words { words } => {
                let all: Vec<String> = words.iter().map(|word| self.or(&format!("policy-word-{word}"), word)).collect();
                self.list(&all)
            }
            Amount::Text { text } => {
                let text = self.both(text);
                let line: String = text.lines().next().unwrap_or_default().chars().take(60).collect();
                if line == text { line } else { format!("{line} …") }
            }
            Amount::Answer { answer } => self.answer(&[], answer),
        }
    }

    /// What a table answers. Labour is said where it is waived; that it may be charged is the rule.
    pub(crate) fn answer(self, groups: &[Group], answer: &BTreeMap<String, Vec<String>>) -> String {
        let word = |key: &str, word: &String| match groups.iter().find(|group| key == "group" && group.id == *word) {
            Some(group) => self.both(&view::both(&group.name)),
            None => self.or(&format!("says-{key}-{word}"), word),
        };
        let said = answer.iter().filter(|(key, words)| *key != "labour" || *words != &["true"]);
        let all: Vec<String> = said.flat_map(|(key, words)| words.iter().map(move |one| word(key, one))).collect();
        self.list(&all)
    }

    /// A change in a line: what, for whom, from what to what.
    pub(crate) fn change(self, of: &ChangeView) -> String {
        let Some(value) = of.now.as_ref().or(of.was.as_ref()) else { return String::new() };
        let whom = self.whom(&value.when);
        let title = self.title(value);
        let what = if whom.is_empty() { title } else { self.aside(&title, &whom) };
        let worth = |value: &Option<ValueView>| value.as_ref().map(|value| self.amount(&value.amount));
        let (was, now) = (worth(&of.was), worth(&of.now));
        let line = match (was, now) {
            (Some(was), Some(now)) if was == now => self.say("policy-say-reading", &[("what", what)]),
            (Some(was), Some(now)) => self.say("policy-say-changed", &[("what", what), ("was", was), ("now", now)]),
            (None, Some(now)) => self.say("policy-say-added", &[("what", what), ("now", now)]),
            (Some(was), None) => self.say("policy-say-removed", &[("what", what), ("was", was)]),
            (None, None) => what,
        };
        format!("{line} [{}]", value.clause)
    }

    /// A problem in a sentence, with the input that shows it.
    pub(crate) fn problem(self, of: &PolicyProblem) -> String {
        let args: Vec<(&str, String)> = of.args.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
        let id = format!("policy-problem-{}", of.code.replace('_', "-"));
        let mut said = self.words.say(&id, &args);
        if said == id {
            let detail = of.args.values().cloned().collect::<Vec<_>>().join(", ");
            said = self.say("policy-problem-other", &[("code", of.code.clone()), ("detail", detail)]);
        }
        if !of.input.is_empty() {
            if !self.zh {
                said.push(' ');
            }
            said.push_str(&self.say("policy-input", &[("input", self.whom(&of.input))]));
        }
        said
    }

    /// A verdict and its deadlines, a line each.
    pub(crate) fn tried(self, pack: &Pack, of: &Tried) -> Vec<String> {
        let zone: Tz = of.zone.parse().unwrap_or(Tz::UTC);
        let mut lines = self.verdict(pack, &of.verdict);
        for due in of.deadlines.iter().filter(|due| due.holds) {
            let clock = self.say(&format!("policy-clock-{}", due.clock), &[]);
            let until = self.aside(&civil(due.due, zone), &self.measure(&due.measure));
            let mut line = format!("{} [{}]", self.pair(&clock, &until), due.clause);
            if let Some(normal) = due.normal {
                line.push_str(if self.zh { "；" } else { "; " });
                line.push_str(&self.say("policy-normal", &[("due", civil(normal, zone))]));
            }
            lines.push(line);
        }
        lines
    }

    fn verdict(self, pack: &Pack, of: &Verdict) -> Vec<String> {
        let mut lines: Vec<String> = of.answers.iter().map(|answer| self.decided(pack, answer)).collect();
        lines.extend(of.sums.iter().map(|sum| self.sum(sum)));
        let needs: Vec<String> = of
            .needs
            .iter()
            .map(|fact| self.fact(fact))
            .chain(of.needs_days.iter().map(|day| self.say(&format!("day-{day}"), &[])))
            .collect();
        if !needs.is_empty() {
            lines.push(self.say("verdict-needs", &[("facts", self.list(&needs))]));
        }
        lines
    }

    /// What an answer is about; of freight which way.
    pub(crate) fn about(self, pack: &Pack, of: &VerdictAnswer) -> String {
        let title = match (of.decides.as_str(), pack.table(&of.table)) {
            ("return", Some(table)) => self.both(&view::both(&table.title)),
            (decides, _) => self.say(&format!("decides-{decides}"), &[]),
        };
        match &of.leg {
            Some(leg) => self.aside(&title, &self.word("leg", leg)),
            None => title,
        }
    }

    fn decided(self, pack: &Pack, of: &VerdictAnswer) -> String {
        let head = self.about(pack, of);
        if of.state == AnswerState::NeedsFacts {
            let needs: Vec<String> = of.needs.iter().map(|fact| self.fact(fact)).collect();
            return self.pair(&head, &self.say("verdict-needs", &[("facts", self.list(&needs))]));
        }
        if of.state == AnswerState::Outside {
            let facts: Vec<String> = of.needs.iter().map(|fact| self.fact(fact)).collect();
            return self.pair(&head, &self.aside(&self.plain("verdict-outside"), &self.list(&facts)));
        }
        let row = of.row.map(|row| self.say("verdict-row", &[("row", row.to_string())])).unwrap_or_default();
        let clause = of.clause.clone().unwrap_or_default();
        let basis = self.say(if of.stated { "policy-say-stated" } else { "policy-say-chosen" }, &[]);
        let source = self.joined(&[clause, row, basis]);
        let mut line = format!("{} [{source}]", self.pair(&head, &self.answer(&pack.groups, &of.answer)));
        if let Some(note) = &of.note {
            line.push_str(&format!(" {}", self.both(note)));
        }
        line
    }

    fn sum(self, of: &DaySum) -> String {
        format!("{} [{}]", self.pair(&self.summed(of), &self.sum_line(of)), of.clause)
    }

    /// What days are added up for.
    pub(crate) fn summed(self, of: &DaySum) -> String {
        let what = || self.say(&format!("sum-what-{}", of.what), &[]);
        of.period.as_ref().map_or_else(what, |id| self.or(&format!("policy-warranty-{id}"), id))
    }

    /// "Within: received 2026-08-14 + 12 months, last day 2027-08-14 included".
    pub(crate) fn sum_line(self, of: &DaySum) -> String {
        let length = match (of.days, of.months) {
            (Some(n), _) => self.say("sum-days", &[("n", n.to_string())]),
            (None, n) => self.say("sum-months", &[("n", n.unwrap_or_default().to_string())]),
        };
        let length = match of.paused_days {
            Some(n) => self.list(&[length, self.say("sum-paused", &[("n", n.to_string())])]),
            None => length,
        };
        let from = self.say(&format!("sum-day-{}", of.from), &[]);
        let line = match (of.start, of.last_day) {
            (Some(start), Some(last)) => {
                let args =
                    [("from", from), ("start", start.to_string()), ("length", length), ("last", last.to_string())];
                self.say("sum-line", &args)
            }
            _ => self.say("sum-line-open", &[("from", from), ("length", length)]),
        };
        match (of.holds, of.value.as_deref()) {
            (true, Some("in" | "in_time")) => self.say("sum-within", &[("sum", line)]),
            (true, Some(_)) => self.say("sum-after", &[("sum", line)]),
            (true, None) => line,
            (false, _) => self.say("sum-beside", &[("sum", line)]),
        }
    }
}

/// Day and time with the name of the zone: letters such as CST mean several.
pub(crate) fn civil(instant: DateTime<Utc>, zone: Tz) -> String {
    format!("{} ({})", instant.with_timezone(&zone).format("%Y-%m-%d %H:%M"), zone.name())
}
