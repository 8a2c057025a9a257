//! The data of each form, typed. Everything that can be missing is optional: an empty field prints as a dotted line
//! to write on. Unknown keys are let through, so that a newer program's form still reads.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A text on a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Field {
    /// Erased by law; prints as a black bar.
    Redacted(Redacted),
    /// One text for every language: names, numbers, the customer's own words.
    Text(String),
    /// The same in English and Chinese; a missing one is answered by the other.
    Both {
        /// English.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        en: Option<String>,
        /// Chinese (zh-CN).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        zh: Option<String>,
    },
}

impl Field {
    /// A text in English and Chinese.
    pub fn both(en: impl Into<String>, zh: impl Into<String>) -> Self {
        Self::Both { en: Some(en.into()), zh: Some(zh.into()) }
    }

    /// What takes the place of an erased text.
    pub fn redacted() -> Self {
        Self::Redacted(Redacted { redacted: True })
    }

    fn chars(&self) -> usize {
        match self {
            Self::Redacted(_) => 0,
            Self::Text(t) => t.chars().count(),
            Self::Both { en, zh } => [en, zh].into_iter().flatten().map(|t| t.chars().count()).sum(),
        }
    }
}

impl From<&str> for Field {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Field {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// The marker of an erased text: `{"redacted": true}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redacted {
    redacted: True,
}

/// Only `true` is a marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "bool", into = "bool")]
struct True;

impl TryFrom<bool> for True {
    type Error = &'static str;

    fn try_from(value: bool) -> Result<Self, Self::Error> {
        if value { Ok(Self) } else { Err("redacted is true or absent") }
    }
}

impl From<True> for bool {
    fn from(_: True) -> Self {
        true
    }
}

/// An instant made ready for paper by [`crate::moment`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// Civil date and time, "2026-11-20 10:12".
    pub civil: String,
    /// The zone's city.
    pub place: Option<Field>,
    /// Distance from UTC, "UTC+8".
    pub offset: Option<String>,
}

/// The head of the paper.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brand {
    /// The company.
    pub name: Option<Field>,
    /// The desk.
    pub desk: Option<Field>,
    /// Address, mail, telephone, service centre (HX-10, CK-10): a line each.
    #[serde(default)]
    pub lines: Vec<Field>,
}

/// A verdict with the clause that gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// What holds, "Ours 我方".
    pub text: Field,
    /// Such as "HX-19".
    pub clause: Option<String>,
}

/// A deadline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// When it is due.
    pub at: Moment,
    /// The promised length, "2 h · 2 小时".
    pub target: Option<Field>,
    /// Such as "HX-6".
    pub clause: Option<String>,
}

/// What was done and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// When.
    pub at: Moment,
    /// How, "by the call 来电".
    pub how: Option<Field>,
}

/// What a case is about (HX-11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemType {
    /// Product quality 产品质量.
    Quality,
    /// Delivery 物流.
    Delivery,
    /// Use 使用.
    Use,
    /// Order 订单.
    Order,
    /// Customisation 定制.
    Custom,
    /// Other 其他.
    Other,
}

/// How urgent a case is (HX-11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// Low 低.
    Low,
    /// Normal 一般.
    Normal,
    /// High 高.
    High,
    /// The customer's work stands still 停产.
    Stopped,
}

/// Customer Information Processing Form 客户信息处理单 (HX-12): telephone feedback, from report to signature.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CustomerInformation {
    /// The clause that asks for the form, "HX-12"; stands in the footer.
    pub clause: Option<String>,
    /// The head.
    pub brand: Brand,
    /// The number of the filed form this one corrects.
    pub corrects: Option<String>,
    /// The customer, usually a company.
    pub customer: Option<Field>,
    /// The person or department that called.
    pub contact: Option<Field>,
    /// Telephone.
    pub telephone: Option<Field>,
    /// Contract number; where there is none, a text that says so (HX-5).
    pub contract: Option<Field>,
    /// The notice, in the desk's zone. Deadlines in the same place leave their place out.
    pub received: Option<Moment>,
    /// The same instant in the customer's zone.
    pub customer_time: Option<Moment>,
    /// Telephone, video, e-mail, remote, on-site (HX-9).
    pub channel: Option<Field>,
    /// Such as the length of the call.
    pub channel_detail: Option<Field>,
    /// Who took it.
    pub taken_by: Option<Field>,
    /// The product.
    pub product: Option<Field>,
    /// Lot or serial number.
    pub lot: Option<Field>,
    /// Quantity affected, "320 of 5,000".
    pub affected: Option<Field>,
    /// The last day of warranty and how it is counted (HX-22).
    pub warranty: Option<Field>,
    /// The problem as the customer told it.
    pub problem: Option<Field>,
    /// What it is about.
    #[serde(rename = "type")]
    pub problem_type: Option<ProblemType>,
    /// How urgent it is.
    pub urgency: Option<Urgency>,
    /// Group and person it was passed to (HX-11).
    pub passed_to: Option<Field>,
    /// When it was passed.
    pub passed_at: Option<Moment>,
    /// Cause and measure.
    pub finding: Option<Field>,
    /// Who is liable; none prints "To be found 待查明".
    pub liability: Option<Decided>,
    /// What is charged; none prints "To be found 待查明".
    pub charge: Option<Decided>,
    /// Who pays the freight; none prints "To be found 待查明".
    pub freight: Option<Decided>,
    /// The response deadline (HX-6).
    pub respond_by: Option<Due>,
    /// The first answer.
    pub responded: Option<Done>,
    /// The solution deadline (HX-7, HX-8).
    pub solve_by: Option<Due>,
    /// Printed above the desk's signature line.
    pub handled_by: Option<Field>,
}

impl CustomerInformation {
    /// Whether the rest of the page is ruled to write on: not after a finding that tells the whole.
    pub(crate) fn leaves_room(&self) -> bool {
        self.finding.as_ref().is_none_or(|f| f.chars() < 400)
    }
}

/// Whether something in the data was erased.
pub(crate) fn has_redacted(data: &Value) -> bool {
    match data {
        Value::Object(map) => map.get("redacted") == Some(&Value::Bool(true)) || map.values().any(has_redacted),
        Value::Array(items) => items.iter().any(has_redacted),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use serde_json::json;

    use super::*;

    #[test]
    fn a_field_is_a_text_a_pair_or_a_marker() {
        let read = |v: Value| serde_json::from_value::<Option<Field>>(v);
        assert_eq!(read(json!(null)).unwrap(), None);
        assert_eq!(read(json!("x")).unwrap(), Some("x".into()));
        assert_eq!(read(json!({"en": "a", "zh": "甲"})).unwrap(), Some(Field::both("a", "甲")));
        assert_eq!(read(json!({"redacted": true})).unwrap(), Some(Field::redacted()));
        assert_eq!(serde_json::to_value(Field::redacted()).unwrap(), json!({"redacted": true}));
        assert!(read(json!(7)).is_err());
    }

    #[test]
    fn the_sample_reads_and_writes_back_the_same() {
        let sample: Value =
            serde_json::from_str(include_str!("../templates/customer-information/sample.json")).unwrap();
        let typed: CustomerInformation = serde_json::from_value(sample.clone()).unwrap();
        let again: CustomerInformation = serde_json::from_value(serde_json::to_value(&typed).unwrap()).unwrap();
        assert_eq!(typed, again);
        assert_eq!(typed.urgency, Some(Urgency::High));
        assert!(!has_redacted(&sample));
        assert!(has_redacted(&json!({"a": [{"redacted": true}]})));
    }
}
