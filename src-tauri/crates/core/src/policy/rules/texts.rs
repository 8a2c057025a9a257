//! Texts to be sent, forms, and where customers turn to.

use crate::policy::{Basis, Condition, Text};
use serde::{Deserialize, Serialize};

named! {
    /// What a text is for.
    Use {
        /// Confirms that a message came (HN-4).
        Acknowledgement "acknowledgement",
        /// Begins an answer.
        Reply "reply",
        /// Asks for what is missing (HN-5, HN-8, HC-3).
        AskDetails "ask_details",
        /// Says that it takes longer (PA-2).
        DelayNotice "delay_notice",
        /// Says how to pack and send (PA-5).
        ReturnInstructions "return_instructions",
        /// Says how a refund stands (PA-6).
        RefundStatus "refund_status",
        /// Says how a repair stands (CK-8).
        RepairStatus "repair_status",
        /// Asks for evidence (HC-7).
        EvidenceRequest "evidence_request",
        /// Tells of a changed policy (PA-10).
        PolicyChange "policy_change",
    }
}

/// The fields that a text may have between double braces.
pub const FIELDS: [&str; 20] = [
    "customer.name",
    "case.number",
    "case.subject",
    "case.received",
    "response.by",
    "solution.by",
    "agent.name",
    "brand.name",
    "order.number",
    "return.number",
    "refund.amount",
    "refund.by",
    "missing.details",
    "policy.effective",
    "policy.changes",
    "evidence.by",
    "repair.status",
    "contact.email",
    "contact.phone",
    "contact.address",
];

/// A text to be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// Its name in the pack.
    pub id: String,
    /// What it is for.
    #[serde(rename = "use")]
    pub purpose: Use,
    /// The subject line.
    pub subject: Text,
    /// The text; `{{ customer.name }}` and the other [`FIELDS`] are filled in.
    pub body: Text,
    /// Clause.
    pub clause: String,
    /// Stated or chosen.
    pub basis: Basis,
    /// How it was read.
    #[serde(default)]
    pub reading: Option<Text>,
}

impl Template {
    /// The fields that its texts name, as written.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        let texts = [&self.subject.en, &self.subject.zh, &self.body.en, &self.body.zh];
        texts
            .into_iter()
            .flat_map(|text| text.split("{{").skip(1))
            .map(|rest| rest.split("}}").next().unwrap_or(rest).trim())
    }
}

/// When a form is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Needed {
    /// Before the case is closed, or a reason instead (HX-12).
    ToClose,
    /// It can be made.
    Offered,
}

/// A form that the brand uses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FormRule {
    /// Which form, as in `customer_information`.
    pub form: String,
    /// For people.
    pub name: Text,
    /// For which cases.
    #[serde(default)]
    pub when: Condition,
    /// Whether it must be there.
    pub needed: Needed,
    /// Clause.
    pub clause: String,
    /// Stated or chosen.
    pub basis: Basis,
    /// How it was read.
    #[serde(default)]
    pub reading: Option<Text>,
}

/// Where customers turn to: a role with example data (HX-10, CK-10).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PackContact {
    /// For people.
    pub role: Text,
    /// Mail address.
    #[serde(default)]
    pub email: Option<String>,
    /// Telephone.
    #[serde(default)]
    pub phone: Option<String>,
    /// Where goods and letters go.
    #[serde(default)]
    pub address: Option<Text>,
    /// When somebody is there.
    #[serde(default)]
    pub hours: Option<Text>,
    /// Clause.
    pub clause: String,
    /// Stated or chosen.
    pub basis: Basis,
    /// How it was read.
    #[serde(default)]
    pub reading: Option<Text>,
}
