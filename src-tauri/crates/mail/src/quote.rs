//! What the sender wrote this time, without the history their mail program repeats.
//!
//! A reading aid, never a filter: the whole text stays on the case. Where the rules would leave nothing (a bare forward,
//! an answer written into the quotation) the whole text is given. Forwarded messages are kept: they are new to the desk.
//! Signatures after the `-- ` line and "sent from my phone" lines are dropped, as they say nothing new.

/// Words before `wrote:` in the introductions mail programs write; the line they end may be folded over three lines.
const WROTE: &[&str] =
    &["wrote", "写道", "寫道", "schrieb", "writes", "napisał", "a écrit", "escribió", "のメール", "は書きました"];

/// Titles of a repeated message between rows of dashes.
const ORIGINAL: &[&str] = &[
    "original message",
    "original email",
    "原始邮件",
    "原始郵件",
    "邮件原件",
    "原邮件",
    "回复的原邮件",
    "original",
    "ursprüngliche nachricht",
    "元のメッセージ",
    "回复邮件",
    "历史邮件",
];

const FROM: &[&str] = &["from", "发件人", "寄件人", "寄件者", "发信人", "von", "差出人", "de"];
const WHEN: &[&str] =
    &["sent", "date", "发送时间", "发送日期", "日期", "寄件日期", "傳送時間", "时间", "gesendet", "datum", "送信日時"];
const REST: &[&str] =
    &["to", "cc", "subject", "收件人", "收件者", "抄送", "主题", "主題", "主旨", "an", "betreff", "宛先", "件名"];

const PHONE_LINES: &[&str] = &[
    "sent from my ",
    "get outlook for ",
    "发自我的",
    "來自我的",
    "来自我的",
    "从我的",
    "發自我的",
    "發送自我的",
    "发送自",
    "從 windows",
    "从 windows",
    "von meinem ",
    "iphoneから送信",
];

/// The text without quoted history and signature, or all of it where nothing would be left.
pub fn new_text(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let kept = keep(&lines);
    let kept = without_signature(kept);
    let mut out = String::with_capacity(text.len());
    let mut blanks = 0;
    for line in kept {
        if line.trim().is_empty() {
            blanks += 1;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if blanks > 0 { "\n\n" } else { "\n" });
        }
        blanks = 0;
        out.push_str(line.trim_end());
    }
    if out.trim().is_empty() { text.trim().to_owned() } else { out }
}

fn keep<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    let mut kept = Vec::new();
    let mut i = 0;
    while i < lines.len() {
        if is_quoted(lines[i]) {
            i += 1;
            continue;
        }
        if let Some(length) = introduction(&lines[i..]).or_else(|| title(lines[i])) {
            // With `>` marks below, only the marked lines are history: an answer may follow them. Without, everything is.
            let below = lines[i + length..].iter().find(|l| !l.trim().is_empty());
            if !below.is_some_and(|l| is_quoted(l)) {
                break;
            }
            i += length;
            continue;
        }
        if is_header_block(&lines[i..]) {
            break;
        }
        kept.push(lines[i]);
        i += 1;
    }
    // Outlook draws a rule above the history that was just cut.
    if i < lines.len() {
        while kept.last().is_some_and(|l: &&str| l.trim().is_empty() || is_rule(l)) {
            kept.pop();
        }
    }
    kept
}

fn is_quoted(line: &str) -> bool {
    matches!(line.trim_start().chars().next(), Some('>' | '＞'))
}

fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.chars().count() >= 5 && line.chars().all(|c| matches!(c, '_' | '-' | '─' | '=' | '—'))
}

/// How many lines an introduction such as "On Monday, Ana wrote:" takes, when one starts here.
fn introduction(lines: &[&str]) -> Option<usize> {
    let first = lines.first()?.trim();
    if first.is_empty() || first.chars().count() > 200 {
        return None;
    }
    let mut joined = String::new();
    for (i, line) in lines.iter().take(3).enumerate() {
        let line = line.trim();
        if line.is_empty() || (i > 0 && is_quoted(line)) {
            return None;
        }
        joined.push_str(line);
        joined.push(' ');
        let Some(head) = joined.trim_end().strip_suffix([':', '：']) else { continue };
        let head = head.trim_end_matches([' ', '*', '_']).to_lowercase();
        let by_word = WROTE.iter().any(|w| head.ends_with(w));
        // German puts the name last: "Am 02.03.2026 um 10:00 schrieb Ana:".
        let german = head.starts_with("am ") && head.contains(" schrieb ");
        // "Ana wrote:" alone could be a sentence; an introduction names a date or an address.
        return ((by_word || german) && head.chars().any(|c| c.is_ascii_digit() || c == '@')).then_some(i + 1);
    }
    None
}

/// `-----Original Message-----` in its many forms.
fn title(line: &str) -> Option<usize> {
    let line = line.trim();
    let dash = |c: char| matches!(c, '-' | '—' | '─' | '_' | '=' | '*' | ' ' | '\u{a0}');
    let inner = line.trim_matches(dash);
    let dashes = line.chars().filter(|c| matches!(c, '-' | '—' | '─' | '_' | '=')).count();
    (dashes >= 4 && ORIGINAL.contains(&inner.to_lowercase().as_str())).then_some(1)
}

/// The block of From, Sent, To, Subject that Outlook and its kin put above a repeated message.
fn is_header_block(lines: &[&str]) -> bool {
    let starts = |line: &str, names: &[&str]| field_name(line).is_some_and(|name| names.contains(&name.as_str()));
    if !lines.first().is_some_and(|l| starts(l, FROM)) {
        return false;
    }
    let near: Vec<&&str> = lines[1..].iter().filter(|l| !l.trim().is_empty()).take(5).collect();
    near.iter().any(|l| starts(l, WHEN)) && near.iter().any(|l| starts(l, REST))
}

/// The name of `Name: value`, in lower case and without emphasis.
fn field_name(line: &str) -> Option<String> {
    let line = line.trim_start_matches([' ', '*', '\u{a0}', '\u{3000}']);
    let colon = line.find([':', '：'])?;
    let name: String = line[..colon].chars().filter(|c| !c.is_whitespace() && *c != '*').collect();
    Some(name.to_lowercase())
}

fn without_signature(mut lines: Vec<&str>) -> Vec<&str> {
    if let Some(at) = lines.iter().rposition(|l| matches!(*l, "-- " | "--"))
        && lines[..at].iter().any(|l| !l.trim().is_empty())
        && lines.len() - at <= 16
    {
        lines.truncate(at);
    }
    while let Some(last) = lines.last() {
        let low = last.trim().to_lowercase();
        let phone = low.chars().count() < 80 && PHONE_LINES.iter().any(|p| low.starts_with(p));
        if !low.is_empty() && !phone {
            break;
        }
        lines.pop();
    }
    lines
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case::english("Fine.\n\nOn Mon, 2 Mar 2026 at 10:00, Desk <d@desk.example> wrote:\n> old\n> old", "Fine.")]
    #[case::folded("Fine.\n\nOn Mon, 2 Mar 2026 at 10:00, Desk\n<d@desk.example>\nwrote:\n\n> old", "Fine.")]
    #[case::unmarked("Fine.\n\nOn 2026-03-02, Desk wrote:\nold text", "Fine.")]
    #[case::netease("好的。\n\n在 2026-03-02 10:00:00，\"售后\" <d@desk.example> 写道：\n> 旧", "好的。")]
    #[case::gmail_zh("好的。\n\n售后 <d@desk.example> 于2026年3月2日周一 10:00写道：\n\n> 旧", "好的。")]
    #[case::qq(
        "拉链坏了。\n\n\n------------------ 原始邮件 ------------------\n发件人: \"售后\" <d@desk.example>;\n发送时间: 2026年3月2日\n旧",
        "拉链坏了。"
    )]
    #[case::qq_short("好\n---原始邮件---\n旧", "好")]
    #[case::outlook(
        "Fine.\n\n________________________________\nFrom: Desk <d@desk.example>\nSent: Monday, 2 March 2026\nTo: Ana\nSubject: zip\n\nold",
        "Fine."
    )]
    #[case::outlook_zh(
        "好的。\n\n发件人： 售后 <d@desk.example>\n发送时间： 2026年3月2日\n收件人： 张三\n主题： 拉链\n\n旧",
        "好的。"
    )]
    #[case::outlook_old("Fine.\n\n-----Original Message-----\nFrom: Desk\nold", "Fine.")]
    #[case::german("Gut.\n\nAm 02.03.2026 um 10:00 schrieb Desk:\n> alt", "Gut.")]
    #[case::bottom("On 2 Mar 2026, Desk wrote:\n> how many?\n\n320 pieces.", "320 pieces.")]
    #[case::between("> how many?\n320\n> which lot?\n2026-07", "320\n2026-07")]
    #[case::signature("Fine.\n-- \nAna\n+00 000", "Fine.")]
    #[case::phone("Fine.\n\n发自我的 iPhone", "Fine.")]
    #[case::forward(
        "See below.\n\n---------- Forwarded message ---------\nFrom: Bo <b@x.example>\nzip broken",
        "See below.\n\n---------- Forwarded message ---------\nFrom: Bo <b@x.example>\nzip broken"
    )]
    #[case::nothing_left("> all\n> of it", "> all\n> of it")]
    #[case::only_block("From: a\nSent: b\nTo: c\n\nold", "From: a\nSent: b\nTo: c\n\nold")]
    #[case::sentence("As the manual wrote:\nfold it.", "As the manual wrote:\nfold it.")]
    #[case::table("From: Shanghai\nQuantity: 320", "From: Shanghai\nQuantity: 320")]
    fn what_is_new(#[case] text: &str, #[case] new: &str) {
        assert_eq!(new_text(text), new);
    }

    proptest! {
        #[test]
        fn never_panics_and_never_empties(text in "(\\PC{0,8}|> |\n|On 2026|wrote:|写道：|-- |----原始邮件----){0,40}") {
            prop_assert_eq!(new_text(&text).trim().is_empty(), text.trim().is_empty());
        }
    }
}
