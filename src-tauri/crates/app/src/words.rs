//! The few sentences that the program says itself: alerts outside the window, headers of exported files,
//! what keeps a command from being done. They stand in the interface's .ftl files.

use crate::api::ApiError;
use aftercare_core::clock::ClockName;
use aftercare_core::time::Instant;
use chrono::TimeDelta;
use chrono_tz::Tz;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use std::collections::BTreeMap;
use std::sync::LazyLock;
use unic_langid::{LanguageIdentifier, langid};

const EN: &str = include_str!("../../../../ui/src/i18n/en/notify.ftl");
const ZH: &str = include_str!("../../../../ui/src/i18n/zh-CN/notify.ftl");
/// The headers of exported files.
const EN_TABLES: &str = include_str!("../../../../ui/src/i18n/en/exchange.ftl");
const ZH_TABLES: &str = include_str!("../../../../ui/src/i18n/zh-CN/exchange.ftl");
/// Why something did not work.
const EN_ERRORS: &str = include_str!("../../../../ui/src/i18n/en/errors.ftl");
const ZH_ERRORS: &str = include_str!("../../../../ui/src/i18n/zh-CN/errors.ftl");

/// Policies and verdicts, deadlines and lengths, and what only paper says.
const EN_PAPER: [&str; 5] = [
    include_str!("../../../../ui/src/i18n/en/policies.ftl"),
    include_str!("../../../../ui/src/i18n/en/verdict.ftl"),
    include_str!("../../../../ui/src/i18n/en/why.ftl"),
    include_str!("../../../../ui/src/i18n/en/time.ftl"),
    include_str!("../../../../ui/src/i18n/en/paper.ftl"),
];
const ZH_PAPER: [&str; 5] = [
    include_str!("../../../../ui/src/i18n/zh-CN/policies.ftl"),
    include_str!("../../../../ui/src/i18n/zh-CN/verdict.ftl"),
    include_str!("../../../../ui/src/i18n/zh-CN/why.ftl"),
    include_str!("../../../../ui/src/i18n/zh-CN/time.ftl"),
    include_str!("../../../../ui/src/i18n/zh-CN/paper.ftl"),
];

type Bundle = FluentBundle<FluentResource>;

static ENGLISH: LazyLock<Bundle> =
    LazyLock::new(|| bundle(langid!("en"), [&[EN, EN_TABLES, EN_ERRORS], &EN_PAPER[..]].concat()));
static CHINESE: LazyLock<Bundle> =
    LazyLock::new(|| bundle(langid!("zh-CN"), [&[ZH, ZH_TABLES, ZH_ERRORS], &ZH_PAPER[..]].concat()));

fn bundle(language: LanguageIdentifier, texts: Vec<&str>) -> Bundle {
    let mut bundle = Bundle::new_concurrent(vec![language]);
    // No isolation marks: a notification daemon shows them as boxes.
    bundle.set_use_isolating(false);
    // A faulty file still yields what could be read; a test reads every message of both.
    for text in texts {
        let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource);
        let _ = bundle.add_resource(resource);
    }
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

impl ApiError {
    /// What to tell a person in a language of the desk's; the window's own sentence, for where there is no window.
    #[must_use]
    pub fn sentence(&self, language: &str) -> String {
        let words = Words::of(language);
        let word = |name: &str| self.args.get(name).map(|word| word.replace('_', "-")).unwrap_or_default();
        let (field, problem) = (word("field"), word("problem"));
        let near = [
            format!("refusal-{}", word("refusal")),
            format!("problem-{field}-{problem}"),
            format!("problem-{field}"),
            format!("flaw-{}", word("flaw")),
            format!("conflict-{}", word("what")),
            format!("error-{}", self.word().replace('_', "-")),
        ];
        // A sentence may name a value that this error does not carry.
        let none = ["detail", "url", "host", "field", "path", "folder", "system", "reason", "limit", "theirs", "ours"];
        let mut values: BTreeMap<&str, String> = none.iter().map(|name| (*name, String::new())).collect();
        // A day that a sentence names stands there in words.
        let said = |name: &str, value: &String| {
            let id = format!("day-{}", value.trim_end_matches("_on"));
            let day = if name == "which" || name == "other" { words.say(&id, &[]) } else { id.clone() };
            if day == id { value.clone() } else { day }
        };
        values.extend(self.args.iter().map(|(name, value)| (name.as_str(), said(name, value))));
        let values: Vec<(&str, String)> = values.into_iter().collect();
        near.iter()
            .map(|id| (id, words.say(id, &values)))
            .find(|(id, said)| said != *id)
            .map_or_else(|| self.to_string(), |(_, said)| said.trim_end().to_owned())
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
            ["label", "clock", "left", "party", "subject", "due", "count", "late", "soon", "hours", "minutes", "what"]
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
    fn every_error_has_its_sentence_in_both_languages() {
        use crate::api::ErrorCode;
        use aftercare_store::{Flaw, StoreError, WrongLine};
        let full = ApiError::new(ErrorCode::DiskFull).with("detail", "no space");
        assert!(full.sentence("en").starts_with("The disk is full."), "{}", full.sentence("en"));
        assert!(full.sentence("zh-CN").starts_with("磁盘已满"));
        let cut: StoreError = Flaw::Line { line: 12, wrong: WrongLine::Field { field: "seq".into() } }.into();
        let (en, zh) = (ApiError::from(cut).sentence("en"), Flaw::CutOff);
        assert!(en.starts_with("Line 12:") && en.contains("seq"), "{en}");
        assert!(ApiError::from(StoreError::from(zh)).sentence("zh-CN").starts_with("日志的末尾"));
        let refused = ApiError::new(ErrorCode::Refused).with("refusal", "needs_form");
        assert!(refused.sentence("en").contains("form"), "{}", refused.sentence("en"));
        for code in [ErrorCode::Network, ErrorCode::ReadOnly, ErrorCode::Locked, ErrorCode::Damaged, ErrorCode::Newer] {
            for language in ["en", "zh-CN"] {
                let said = ApiError::new(code).sentence(language);
                assert!(!said.contains("error-") && !said.contains('{'), "{said}");
            }
        }
    }

    #[test]
    fn every_damage_that_keeps_a_backup_or_lines_from_being_taken_is_named() {
        use aftercare_core::journal::{Hash, StreamId, StreamKind};
        use aftercare_store::doctor::{Grade, Problem};
        use aftercare_store::{Flaw, StoreError};
        let stream = StreamId::new(StreamKind::Case, uuid::Uuid::nil());
        let (sha256, commitment, detail) = (Hash::ZERO, Hash::ZERO, String::new);
        let all = [
            Problem::File { detail: detail() },
            Problem::Gap { after: 1, before: 3 },
            Problem::Event { position: 1, detail: detail() },
            Problem::Broken { stream, seq: 1 },
            Problem::Head { stream },
            Problem::Checkpoint { number: 1 },
            Problem::Cut { position: 1 },
            Problem::Tail { stream },
            Problem::Schema { sort: "table", name: "event".into(), loss: true },
            Problem::Unnumbered { numbers: vec![1] },
            Problem::Twice { number: 1 },
            Problem::Text { stream, commitment },
            Problem::TextGone { stream, commitment },
            Problem::Erasures { stream, counted: 0, gone: 1 },
            Problem::Unread { stream, detail: detail() },
            Problem::Pack { id: "hx-leather".into(), version: 2, gone: true },
            Problem::Blob { sha256, missing: true },
            Problem::Unnamed { stream, sha256, missing: true },
        ];
        for problem in all {
            assert!(problem.grade() == Grade::Loss && !problem.is_projection(), "{problem:?}");
            let error = ApiError::from(StoreError::from(Flaw::Journal(problem)));
            let (en, zh) = (error.sentence("en"), error.sentence("zh-CN"));
            assert!(!en.contains("something") && !zh.contains("有内容"), "{error:?}: {en} {zh}");
            assert!(en.contains("aftercarectl doctor") && !en.contains("{"), "{en}");
        }
    }

    #[test]
    fn every_distrust_has_a_sentence_of_its_own() {
        use crate::api::ErrorCode;
        let certificates = ["unknown_issuer", "wrong_name", "expired", "not_yet", "revoked", "authority"];
        let reasons = [&certificates[..], &["plain", "no_authorities", "other"]].concat();
        for language in ["en", "zh-CN"] {
            let said = reasons.iter().map(|reason| {
                let error = ApiError::new(ErrorCode::Untrusted).with("reason", reason).with("host", "desk.example.com");
                let error = error.with("url", "https://desk.example.com").with("detail", "HandshakeFailure");
                error.sentence(language)
            });
            let said: Vec<String> = said.collect();
            let mut once: Vec<&String> = said.iter().collect();
            once.sort();
            once.dedup();
            assert_eq!(once.len(), said.len(), "{said:?}");
            assert!(said.iter().all(|said| !said.contains('{')), "{said:?}");
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
