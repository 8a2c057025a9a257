//! The words of the language, English and Chinese. English ones are the names that events have, with blanks or lines for underscores.

use super::{Is, Key};
use crate::case::{Category, Channel, Language, Urgency};

const KEYS: [(Key, &[&str]); 10] = [
    (Key::Is, &["is", "是"]),
    (Key::Owner, &["owner", "负责人"]),
    (Key::Group, &["group", "组"]),
    (Key::Channel, &["channel", "渠道"]),
    (Key::Category, &["category", "类别"]),
    (Key::Urgency, &["urgency", "紧急"]),
    (Key::Language, &["language", "语言"]),
    (Key::Brand, &["brand", "品牌"]),
    (Key::Opened, &["opened", "收到"]),
    (Key::Due, &["due", "到期"]),
];

const IS: [(Is, &[&str]); 6] = [
    (Is::Open, &["open", "未结"]),
    (Is::Waiting, &["waiting", "等待"]),
    (Is::Solved, &["solved", "已解决"]),
    (Is::Closed, &["closed", "已关闭"]),
    (Is::Late, &["late", "超时"]),
    (Is::Unanswered, &["unanswered", "未回复"]),
];

const CHANNELS: [(Channel, &[&str]); 7] = [
    (Channel::Mail, &["mail", "邮件"]),
    (Channel::Telephone, &["telephone", "phone", "电话"]),
    (Channel::Video, &["video", "视频"]),
    (Channel::Remote, &["remote", "远程"]),
    (Channel::OnSite, &["on_site", "现场"]),
    (Channel::Web, &["web", "网页"]),
    (Channel::Chat, &["chat", "聊天"]),
];

const CATEGORIES: [(Category, &[&str]); 14] = [
    (Category::ProductQuality, &["product_quality", "quality", "质量"]),
    (Category::Delivery, &["delivery", "交付"]),
    (Category::Use, &["use", "使用"]),
    (Category::Order, &["order", "订单"]),
    (Category::Customisation, &["customisation", "定制"]),
    (Category::Wholesale, &["wholesale", "批发"]),
    (Category::Return, &["return", "退货"]),
    (Category::Information, &["information", "咨询"]),
    (Category::Technical, &["technical", "技术"]),
    (Category::Payment, &["payment", "付款"]),
    (Category::Experience, &["experience", "体验"]),
    (Category::Complaint, &["complaint", "投诉"]),
    (Category::Suggestion, &["suggestion", "建议"]),
    (Category::Other, &["other", "其他"]),
];

const URGENCIES: [(Urgency, &[&str]); 4] = [
    (Urgency::Low, &["low", "低"]),
    (Urgency::Normal, &["normal", "一般"]),
    (Urgency::High, &["high", "高"]),
    (Urgency::Stopped, &["stopped", "停产"]),
];

const LANGUAGES: [(Language, &[&str]); 2] =
    [(Language::En, &["en", "english", "英文"]), (Language::Zh, &["zh", "chinese", "中文"])];

/// Days by name, counted from today.
const DAYS: [(i64, &[&str]); 3] = [(-1, &["yesterday", "昨天"]), (0, &["today", "今天"]), (1, &["tomorrow", "明天"])];

fn read<T: Copy>(all: &[(T, &[&str])], text: &str) -> Option<T> {
    let text = text.to_lowercase().replace([' ', '-'], "_");
    all.iter().find(|(_, words)| words.contains(&text.as_str())).map(|(found, _)| *found)
}

pub(super) fn key(key: Key) -> &'static str {
    KEYS.iter().find(|(one, _)| *one == key).map_or("", |(_, words)| words[0])
}

pub(super) fn read_key(text: &str) -> Option<Key> {
    read(&KEYS, text)
}

pub(super) fn read_is(text: &str) -> Option<Is> {
    read(&IS, text)
}

pub(super) fn is_me(text: &str) -> bool {
    ["me", "我"].contains(&text.to_lowercase().as_str())
}

pub(super) fn read_channel(text: &str) -> Option<Channel> {
    read(&CHANNELS, text)
}

pub(super) fn read_category(text: &str) -> Option<Category> {
    read(&CATEGORIES, text)
}

pub(super) fn read_urgency(text: &str) -> Option<Urgency> {
    read(&URGENCIES, text)
}

pub(super) fn read_language(text: &str) -> Option<Language> {
    read(&LANGUAGES, text)
}

pub(super) fn read_day(text: &str) -> Option<i64> {
    read(&DAYS, text)
}
