//! What chat programs write themselves, in English and Chinese: notices, calls that nobody took, messages taken back, and
//! the words that stand for files.

use super::stamp::is_mark;
use super::{ChatFile, ChatSort, Said};
use chrono::NaiveDateTime;

/// Notices that name something, in which a colon may stand.
const NAMING: [&str; 12] = [
    " changed the subject",
    " changed the group name",
    " changed this group",
    " changed the group description",
    " created group ",
    " created this group",
    " added you",
    " pinned a message",
    "更改了主题",
    "将主题从",
    "创建了群组",
    "修改群名为",
];

/// Beginnings of notices that some programs put into a person's mouth.
const NOTICES: [&str; 10] = [
    "Messages and calls are end-to-end encrypted",
    "Messages to this chat and calls are",
    "Messages you send to this chat",
    "Your security code with",
    "This business works with other companies",
    "This chat is with a business account",
    "Waiting for this message",
    "消息和通话均",
    "消息和通话已",
    "以上是打招呼的内容",
];

const MISSED: [&str; 10] = [
    "Missed voice call",
    "Missed video call",
    "Missed group voice call",
    "Missed group video call",
    "Silenced voice call",
    "Silenced video call",
    "未接语音通话",
    "未接视频通话",
    "未接来电",
    "未接听",
];

const DELETED: [&str; 8] = [
    "This message was deleted",
    "You deleted this message",
    "此消息已删除",
    "此消息已被删除",
    "你已删除此消息",
    "您已删除此消息",
    "你删除了此消息",
    "此訊息已刪除",
];

/// What WeChat says of a message taken back, in the middle of a sentence.
const RECALLED: [&str; 3] = ["撤回了一条消息", " recalled a message", " unsent a message"];

const EDITED: [&str; 3] = ["<This message was edited>", "<此消息已编辑>", "<消息已编辑>"];

/// What stands for a file that was left out, as a whole line.
const LEFT_OUT: [&str; 30] = [
    "<Media omitted>",
    "<媒体文件已省略>",
    "<省略多媒体文件>",
    "<媒体已省略>",
    "<已省略媒体文件>",
    "image omitted",
    "video omitted",
    "audio omitted",
    "sticker omitted",
    "GIF omitted",
    "video note omitted",
    "document omitted",
    "Contact card omitted",
    "图像已省略",
    "图片已省略",
    "视频已省略",
    "音频已省略",
    "文件已省略",
    "贴图已省略",
    "图片",
    "[图片]",
    "[照片]",
    "[视频]",
    "[语音]",
    "[动画表情]",
    "[表情]",
    "[Photo]",
    "[Image]",
    "[Video]",
    "[Voice]",
];

/// Words in brackets after the name of a file that was exported.
const ATTACHED: [&str; 6] = ["file attached", "文件附件", "附件文件", "已附加文件", "檔案已附加", "附件"];

/// What stands before the name of a file, in WeChat.
const FILE: [&str; 3] = ["[文件]", "[File]", "[檔案]"];

/// Whether a line without its time is the program's own: no name before a colon, or a sentence that names something.
pub(super) fn is_notice(rest: &str) -> bool {
    let rest = rest.trim_start_matches(is_mark);
    begins(rest, &NOTICES)
        || NAMING.iter().any(|words| rest.split(": ").next().is_some_and(|head| head.contains(words)))
}

/// What a person sent that WhatsApp marks as its own words all the same.
const SENT: [&str; 6] = ["Location:", "Live location", "POLL:", "位置：", "位置:", "投票"];

/// Makes a message of what stands under a name.
pub(super) fn said(at: NaiveDateTime, author: Option<String>, text: &str) -> Said {
    // WhatsApp marks what it writes itself; a person's own text rarely begins so.
    let marked = text.starts_with('\u{200E}');
    let plain: String = text.chars().filter(|sign| !is_mark(*sign)).collect();
    let (plain, edited) = without_edited(plain.trim());
    let mut files = Vec::new();
    let mut lines = Vec::new();
    for line in plain.lines() {
        match file(line.trim()) {
            Some(file) => files.push(file),
            None => lines.push(line.trim_end()),
        }
    }
    let text = lines.join("\n").trim().to_owned();
    let sort = match text.trim_end_matches(['.', '。']) {
        words if files.is_empty() && is_one(words, &DELETED) => ChatSort::Deleted,
        words if words.chars().count() < 80 && RECALLED.iter().any(|recalled| words.ends_with(recalled)) => {
            ChatSort::Deleted
        }
        words if files.is_empty() && is_one(words, &MISSED) => ChatSort::MissedCall,
        words if files.is_empty() && words.starts_with("[语音通话]") && words.contains("未") => {
            ChatSort::MissedCall
        }
        words if author.is_none() || begins(words, &NOTICES) => ChatSort::Notice,
        words if marked && files.is_empty() && !words.is_empty() && !begins(words, &SENT) => ChatSort::Notice,
        // A name with nothing under it says nothing.
        "" if files.is_empty() => ChatSort::Notice,
        _ => ChatSort::Message,
    };
    Said { at, author, text, files, sort, edited }
}

fn begins(text: &str, with: &[&str]) -> bool {
    with.iter().any(|words| text.starts_with(words))
}

/// Whether a text is one of these, perhaps with by whom or when.
fn is_one(text: &str, of: &[&str]) -> bool {
    let more = |rest: &str| rest.is_empty() || [",", "，", " at ", " by "].iter().any(|sign| rest.starts_with(sign));
    !text.contains('\n') && of.iter().any(|words| text.strip_prefix(words).is_some_and(more))
}

fn without_edited(text: &str) -> (&str, bool) {
    for words in EDITED {
        if let Some(text) = text.strip_suffix(words) {
            return (text.trim_end(), true);
        }
    }
    (text, false)
}

/// The file that a line stands for.
fn file(line: &str) -> Option<ChatFile> {
    let file = |name: Option<&str>| Some(ChatFile { name: name.map(str::to_owned), words: line.to_owned() });
    if LEFT_OUT.contains(&line) {
        return file(None);
    }
    for words in FILE {
        if let Some(rest) = line.strip_prefix(words) {
            return file(Some(rest.trim()).filter(|name| !name.is_empty()));
        }
    }
    // `<attached: 00000012-PHOTO-2026-11-20.jpg>`, its word in the language of the telephone.
    if let Some((word, name)) = line.strip_prefix('<').and_then(|line| line.strip_suffix('>')?.split_once([':', '：']))
    {
        let name = name.trim();
        let worded = word.chars().all(|sign| sign.is_alphabetic() || sign.is_whitespace());
        return if worded && is_file_name(name) { file(Some(name)) } else { None };
    }
    // `IMG-20261120-WA0003.jpg (file attached)`.
    let (name, words) = line.strip_suffix([')', '）'])?.rsplit_once(['(', '（'])?;
    if ATTACHED.contains(&words) && is_file_name(name.trim()) { file(Some(name.trim())) } else { None }
}

fn is_file_name(text: &str) -> bool {
    let end = text.rsplit_once('.').map(|(_, end)| end);
    end.is_some_and(|end| (1..=8).contains(&end.len()) && end.bytes().all(|sign| sign.is_ascii_alphanumeric()))
        && !text.contains(['/', '\\'])
}
