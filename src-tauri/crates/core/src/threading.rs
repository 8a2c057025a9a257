//! Which case a message belongs to.
//!
//! A customer's answer must land on its case, whatever their mail program does to the subject, and a stranger must not
//! land on somebody else's. Two traces lead back: the Message-IDs an answer names, and the case number we write into
//! every subject. The first cannot be guessed by an outsider, so it is trusted. The second can be typed by anybody, so
//! it joins only when the sender (or the sender's own domain) already belongs to the case; otherwise a person is asked.
//!
//! Left out: reading the mail (the mail crate), looking anything up (the caller fills a [`Known`] or implements
//! [`Lookup`]), and what happens to a case that was closed long ago (the case rules decide between reopening and a new,
//! linked case).

use std::collections::{HashMap, HashSet};

/// What a message says about where it belongs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Clues {
    /// The message's own id, without angle brackets.
    pub message_id: Option<String>,
    /// Ids of `In-Reply-To`, without angle brackets.
    pub in_reply_to: Vec<String>,
    /// Ids of `References`, oldest first, as the header has them.
    pub references: Vec<String>,
    /// The decoded subject.
    pub subject: String,
    /// The sender's address, when there is one.
    pub from: Option<String>,
}

impl Clues {
    /// The ids this message names, the nearest ancestor first: `In-Reply-To`, then `References` from its end.
    pub fn ancestors(&self) -> Vec<&str> {
        let mut seen = HashSet::new();
        self.in_reply_to
            .iter()
            .chain(self.references.iter().rev())
            .map(String::as_str)
            .filter(|id| seen.insert(*id))
            .collect()
    }
}

/// What is known of the cases on file. `Case` is the caller's key and stays opaque here.
pub trait Lookup {
    /// A case's key.
    type Case: Clone;
    /// The case on which a message with this id is filed, received or sent.
    fn by_message_id(&self, id: &str) -> Option<Self::Case>;
    /// The case on which a message is filed that names this id as an ancestor. It catches mail imported in the wrong
    /// order: the answer first, then what it answers.
    fn by_mention(&self, _id: &str) -> Option<Self::Case> {
        None
    }
    /// The case with this number.
    fn by_number(&self, number: u64) -> Option<Self::Case>;
    /// Whether the address (or, unless it is a public mail provider's, its domain) belongs to the case.
    /// [`same_party`] is the comparison.
    fn is_party(&self, case: &Self::Case, address: &str) -> bool;
}

/// A lookup filled beforehand, for callers whose store answers asynchronously.
#[derive(Debug, Clone)]
pub struct Known<C> {
    /// Message-ID to case.
    pub messages: HashMap<String, C>,
    /// Id named as an ancestor by a filed message, to that message's case.
    pub mentions: HashMap<String, C>,
    /// Case number to case, with the addresses that belong to it.
    pub numbers: HashMap<u64, (C, Vec<String>)>,
}

impl<C> Default for Known<C> {
    fn default() -> Self {
        Self { messages: HashMap::new(), mentions: HashMap::new(), numbers: HashMap::new() }
    }
}

impl<C: Clone + PartialEq> Lookup for Known<C> {
    type Case = C;
    fn by_message_id(&self, id: &str) -> Option<C> {
        self.messages.get(id).cloned()
    }
    fn by_mention(&self, id: &str) -> Option<C> {
        self.mentions.get(id).cloned()
    }
    fn by_number(&self, number: u64) -> Option<C> {
        self.numbers.get(&number).map(|(case, _)| case.clone())
    }
    fn is_party(&self, case: &C, address: &str) -> bool {
        self.numbers
            .values()
            .filter(|(known, _)| known == case)
            .any(|(_, addresses)| addresses.iter().any(|known| same_party(known, address)))
    }
}

/// Where a message goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Join<C> {
    /// It names a message of this case.
    ByReference(C),
    /// It carries this case's number and comes from someone who belongs to the case.
    ByNumber(C),
    /// It carries this case's number but comes from a stranger: a colleague of the customer, or someone fishing. It
    /// opens a case of its own, marked with the suspicion, until a person joins the two.
    Ask(C),
    /// Nothing leads anywhere.
    New,
}

/// Decides where a message goes. Message-IDs come before the case number: they say which message was answered, while
/// a number stays in a subject that people reuse. `prefix` is the letters before the number, such as `C` in `C-4127`.
pub fn join<L: Lookup + ?Sized>(clues: &Clues, prefix: &str, lookup: &L) -> Join<L::Case> {
    for id in clues.ancestors() {
        if let Some(case) = lookup.by_message_id(id) {
            return Join::ByReference(case);
        }
    }
    if let Some(case) = clues.message_id.as_deref().and_then(|id| lookup.by_mention(id)) {
        return Join::ByReference(case);
    }
    let Some(case) = case_number_in(&clues.subject, prefix).and_then(|number| lookup.by_number(number)) else {
        return Join::New;
    };
    match clues.from.as_deref() {
        Some(from) if lookup.is_party(&case, from) => Join::ByNumber(case),
        _ => Join::Ask(case),
    }
}

/// Mail providers where a shared domain says nothing about who someone is.
pub const PUBLIC_MAIL_DOMAINS: &[&str] = &[
    "126.com",
    "139.com",
    "163.com",
    "189.cn",
    "21cn.com",
    "aliyun.com",
    "aol.com",
    "foxmail.com",
    "gmail.com",
    "gmx.de",
    "gmx.net",
    "googlemail.com",
    "hotmail.com",
    "icloud.com",
    "live.com",
    "mac.com",
    "mail.com",
    "mail.ru",
    "me.com",
    "msn.com",
    "naver.com",
    "outlook.com",
    "proton.me",
    "protonmail.com",
    "qq.com",
    "sina.cn",
    "sina.com",
    "sohu.com",
    "t-online.de",
    "tom.com",
    "vip.163.com",
    "vip.qq.com",
    "web.de",
    "yahoo.co.jp",
    "yahoo.com",
    "yandex.ru",
    "yeah.net",
    "zoho.com",
];

/// Whether two addresses are the same mailbox, or two mailboxes of one private domain. Case never matters.
pub fn same_party(a: &str, b: &str) -> bool {
    let (a, b) = (a.trim().to_lowercase(), b.trim().to_lowercase());
    if a.is_empty() || b.is_empty() {
        return false;
    }
    if a == b {
        return true;
    }
    match (a.rsplit_once('@'), b.rsplit_once('@')) {
        (Some((_, x)), Some((_, y))) => !x.is_empty() && x == y && !PUBLIC_MAIL_DOMAINS.contains(&x),
        _ => false,
    }
}

/// The case number a subject carries, such as 4127 in `Re: [C-4127] zip` or `回复：【C-4127】拉链`. A number in brackets
/// wins over a bare one, an earlier one over a later one. Full-width letters, digits and hyphens count as their plain
/// forms. Not found inside another word or number (`ABC-4127`, `C-4127-2`, `C-4127x`).
pub fn case_number_in(subject: &str, prefix: &str) -> Option<u64> {
    let plain: Vec<char> = subject.chars().map(plain_form).collect();
    let prefix: Vec<char> = prefix.chars().map(|c| c.to_ascii_uppercase()).collect();
    if prefix.is_empty() {
        return None;
    }
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let mut bare = None;
    for start in 0..plain.len() {
        if start > 0 && word(plain[start - 1]) {
            continue;
        }
        let after = start + prefix.len();
        let fits =
            plain.get(start..after).is_some_and(|w| w.iter().zip(&prefix).all(|(a, b)| a.to_ascii_uppercase() == *b));
        if !fits || plain.get(after) != Some(&'-') {
            continue;
        }
        let digits: String = plain[after + 1..].iter().take_while(|c| c.is_ascii_digit()).collect();
        let end = after + 1 + digits.len();
        let next = plain.get(end).copied();
        let runs_on = match next {
            Some('-') => plain.get(end + 1).is_some_and(|c| word(*c)),
            Some(c) => word(c),
            None => false,
        };
        if runs_on {
            continue;
        }
        let Ok(number) = digits.parse::<u64>() else { continue };
        if start > 0 && matches!(plain[start - 1], '[' | '【') && matches!(next, Some(']' | '】')) {
            return Some(number);
        }
        bare = bare.or(Some(number));
    }
    bare
}

fn plain_form(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '〔' | '〖' => '【',
        '〕' | '〗' => '】',
        _ => c,
    }
}

/// What mail programs put before the subject of an answer or a forward, lower case, without the colon.
const MARKS: &[&str] = &[
    "re", "aw", "antw", "antwort", "sv", "fw", "fwd", "wg", "rv", "回复", "答复", "回覆", "答覆", "回信", "转发",
    "轉寄", "轉發", "返信", "転送",
];

/// A subject without the marks of answers and forwards in front: `回复：Re[2]: 转发: zip` is `zip`.
pub fn base_subject(subject: &str) -> &str {
    let mut rest = subject.trim();
    loop {
        let Some(colon) = rest.find([':', '：']) else { return rest };
        let head = rest[..colon].trim();
        let mark = match head.split_once(['[', '(']) {
            Some((mark, count)) if count.ends_with([']', ')']) => mark.trim(),
            _ => head,
        };
        if !MARKS.contains(&mark.to_lowercase().as_str()) {
            return rest;
        }
        let width = rest[colon..].chars().next().map_or(1, char::len_utf8);
        rest = rest[colon + width..].trim_start();
    }
}

/// The subject of an answer: exactly one `Re: ` in front, whatever stood there.
pub fn reply_subject(subject: &str) -> String {
    format!("Re: {}", base_subject(subject)).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("Re: [C-4127] broken zip", Some(4127))]
    #[case("回复：【C-4127】拉链坏了", Some(4127))]
    #[case("回复：【Ｃ－４１２７】拉链坏了", Some(4127))]
    #[case("关于C-4127的问题", Some(4127))]
    #[case("c-4127", Some(4127))]
    #[case("C–4127 auto-corrected dash", Some(4127))]
    #[case("C-1 and [C-2]", Some(2))]
    #[case("C-1 and C-2", Some(1))]
    #[case("(C-4127).", Some(4127))]
    #[case("ABC-4127", None)]
    #[case("AC-DC-4127", None)]
    #[case("C-4127-2", None)]
    #[case("C-4127x", None)]
    #[case("C-", None)]
    #[case("C4127", None)]
    #[case("vitamin C - 4127", None)]
    #[case("C-99999999999999999999999", None)]
    #[case("", None)]
    fn numbers_are_found_in_subjects(#[case] subject: &str, #[case] number: Option<u64>) {
        assert_eq!(case_number_in(subject, "C"), number);
    }

    #[rstest]
    #[case("zip", "Re: zip")]
    #[case("Re: zip", "Re: zip")]
    #[case("RE: re : Re[3]: zip", "Re: zip")]
    #[case("回复：答复: zip", "Re: zip")]
    #[case("AW: WG: SV: 转发： zip", "Re: zip")]
    #[case("Order 12: zip", "Re: Order 12: zip")]
    #[case("Re: [C-4127] zip", "Re: [C-4127] zip")]
    #[case("", "Re:")]
    fn one_re_in_front(#[case] subject: &str, #[case] reply: &str) {
        assert_eq!(reply_subject(subject), reply);
    }

    fn known() -> Known<&'static str> {
        let mut known = Known::default();
        known.messages.insert("first@desk.example".to_owned(), "A");
        known.messages.insert("other@desk.example".to_owned(), "B");
        known.mentions.insert("parent@shop.example".to_owned(), "B");
        known.numbers.insert(4127, ("A", vec!["Ana@Shop.example".to_owned(), "li@qq.com".to_owned()]));
        known
    }

    fn clues(subject: &str, from: &str) -> Clues {
        Clues { subject: subject.to_owned(), from: Some(from.to_owned()), ..Clues::default() }
    }

    #[test]
    fn a_reference_beats_the_number() {
        let mut clues = clues("[C-4127] zip", "ana@shop.example");
        clues.references = vec!["other@desk.example".to_owned()];
        assert_eq!(join(&clues, "C", &known()), Join::ByReference("B"));
    }

    #[test]
    fn the_nearest_ancestor_wins() {
        let mut c = clues("zip", "x@y.example");
        c.references = vec!["other@desk.example".to_owned(), "first@desk.example".to_owned()];
        assert_eq!(join(&c, "C", &known()), Join::ByReference("A"));
        c.in_reply_to = vec!["other@desk.example".to_owned()];
        assert_eq!(join(&c, "C", &known()), Join::ByReference("B"));
    }

    #[test]
    fn a_parent_that_arrives_late_joins_its_answer() {
        let mut c = clues("zip", "x@y.example");
        c.message_id = Some("parent@shop.example".to_owned());
        assert_eq!(join(&c, "C", &known()), Join::ByReference("B"));
    }

    #[rstest]
    #[case("ana@shop.example", Join::ByNumber("A"))]
    #[case("boss@SHOP.example", Join::ByNumber("A"))]
    #[case("li@QQ.com", Join::ByNumber("A"))]
    #[case("mallory@qq.com", Join::Ask("A"))]
    #[case("mallory@evil.example", Join::Ask("A"))]
    #[case("mallory@notshop.example", Join::Ask("A"))]
    #[case("", Join::Ask("A"))]
    fn a_number_joins_only_its_own_people(#[case] from: &str, #[case] expected: Join<&'static str>) {
        assert_eq!(join(&clues("[C-4127] zip", from), "C", &known()), expected);
    }

    #[test]
    fn an_unknown_number_opens_a_case() {
        assert_eq!(join(&clues("[C-9] zip", "ana@shop.example"), "C", &known()), Join::New);
    }

    proptest! {
        #[test]
        fn any_number_is_read_back(number in 0..u64::MAX / 2, before in "[ \u{4e00}-\u{4e20}]{0,6}", after in "[ \u{4e00}-\u{4e20}]{0,6}") {
            prop_assert_eq!(case_number_in(&format!("{before}[C-{number}]{after}"), "C"), Some(number));
        }

        #[test]
        fn replying_twice_changes_nothing(subject in ".{0,60}") {
            let once = reply_subject(&subject);
            prop_assert_eq!(reply_subject(&once), once.clone());
            prop_assert!(once.starts_with("Re:"));
        }
    }
}
