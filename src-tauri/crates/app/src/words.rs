//! The few sentences that the program says itself: alerts outside the window. They stand in the interface's .ftl files.

use aftercare_core::clock::ClockName;
use aftercare_core::time::Instant;
use chrono::TimeDelta;
use chrono_tz::Tz;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use std::sync::LazyLock;
use unic_langid::{LanguageIdentifier, langid};

const EN: &str = include_str!("../../../../ui/src/i18n/en/notify.ftl");
const ZH: &str = include_str!("../../../../ui/src/i18n/zh-CN/notify.ftl");

type Bundle = FluentBundle<FluentResource>;

static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| bundle(langid!("en"), EN));
static CHINESE: LazyLock<Bundle> = LazyLock::new(|| bundle(langid!("zh-CN"), ZH));

fn bundle(language: LanguageIdentifier, text: &str) -> Bundle {
    let mut bundle = Bundle::new_concurrent(vec![language]);
    // No isolation marks: a notification daemon shows them as boxes.
    bundle.set_use_isolating(false);
    // A faulty file still yields what could be read; a test reads every message of both.
    let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource);
    let _ = bundle.add_resource(resource);
    bundle
}

/// The sentences in one language.
#[derive(Clone, Copy)]
pub(crate) struct Words(&'static Bundle);

impl Words {
    /// For `en`, `zh-CN` and whatever begins with `zh`; English for the rest.
    pub(crate) fn of(language: &str) -> Self {
        Self(if language.starts_with("zh") { &CHINESE } else { &ENGLISH })
    }

    /// One sentence; its id when it is missing.
    pub(crate) fn say(self, id: &str, args: &[(&str, String)]) -> String {
        let mut values = FluentArgs::new();
        for (name, value) in args {
            match value.parse::<i64>() {
                Ok(number) => values.set(*name, number),
                Err(_) => values.set(*name, value.clone()),
            }
        }
        let Some(pattern) = self.0.get_message(id).and_then(|message| message.value()) else { return id.to_owned() };
        self.0.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned()
    }

    pub(crate) fn clock(self, clock: ClockName) -> String {
        self.say(&format!("notify-clock-{}", clock.as_str()), &[])
    }

    /// "1 h 58 min"; whole minutes, cut.
    pub(crate) fn length(self, length: TimeDelta) -> String {
        let minutes = length.num_minutes().max(0);
        let args = [("hours", (minutes / 60).to_string()), ("minutes", (minutes % 60).to_string())];
        match (minutes / 60, minutes % 60) {
            (0, _) => self.say("notify-minutes", &args),
            (_, 0) => self.say("notify-hours", &args),
            _ => self.say("notify-hours-minutes", &args),
        }
    }
}

/// "14:30", with the date when it is another day.
pub(crate) fn civil(at: Instant, now: Instant, zone: Tz) -> String {
    let (local, today) = (at.with_timezone(&zone), now.with_timezone(&zone).date_naive());
    if local.date_naive() == today {
        local.format("%H:%M").to_string()
    } else {
        local.format("%m-%d %H:%M").to_string()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn both_files_hold_the_same_sentences_and_all_can_be_said() {
        let ids = |text: &str| -> Vec<String> {
            text.lines()
                .filter(|line| line.starts_with("notify-"))
                .map(|line| line.split(' ').next().unwrap().to_owned())
                .collect()
        };
        assert_eq!(ids(EN), ids(ZH));
        assert!(ids(EN).len() > 10);
        let args: Vec<(&str, String)> =
            ["label", "clock", "left", "party", "subject", "due", "count", "late", "soon", "hours", "minutes"]
                .iter()
                .map(|name| (*name, "7".to_owned()))
                .collect();
        for language in ["en", "zh-CN"] {
            for id in ids(EN) {
                let said = Words::of(language).say(&id, &args);
                assert!(!said.is_empty() && said != id && !said.contains('{'), "{language} {id}: {said}");
            }
        }
    }

    #[test]
    fn a_case_number_and_a_length_read_well() {
        let words = Words::of("en");
        let left = words.length(TimeDelta::minutes(118));
        let args = [("label", "C-4127".to_owned()), ("clock", words.clock(ClockName::FirstResponse)), ("left", left)];
        assert_eq!(words.say("notify-soon-title", &args), "C-4127 · Response: 1 h 58 min left");
        assert_eq!(Words::of("zh-CN").length(TimeDelta::minutes(60)), "1 小时");
    }
}
