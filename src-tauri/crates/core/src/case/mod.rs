//! A case: what can happen to it ([`event`]), what it then is ([`fold`]), what may be done next ([`acts`]).
//!
//! Left out on purpose: who may see it (the app), how it is stored (the store), what its clocks count ([`crate::clock`]).

pub mod acts;
mod chat;
mod clocks;
pub mod event;
pub mod fold;
pub mod session;
pub mod task;

pub use chat::{chat_id, chat_identity};
pub use event::{BlobRef, CaseEvent, Direction, MessageKind, SentHow};
pub use fold::{Case, Entry, Finding, OnCase, Status};
pub use session::{Session, SessionOutcome, SessionSort};
pub use task::{Task, TaskEnd, TaskSort};

use serde::{Deserialize, Serialize};

/// How a message, call or visit reached the desk (HX-9, HN-2, HC-2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Electronic mail.
    Mail,
    /// Telephone.
    Telephone,
    /// A video call such as FaceTime.
    Video,
    /// Remote maintenance such as ToDesk.
    Remote,
    /// A visit at the customer's place.
    OnSite,
    /// A form or ticket on the web.
    Web,
    /// A chat.
    Chat,
}

/// What the matter is about; the pack says which a desk uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// The goods themselves.
    ProductQuality,
    /// Transport, delay, short delivery.
    Delivery,
    /// How to use or care for the goods.
    Use,
    /// An order or its change.
    Order,
    /// A customised product (HX-8, HX-13).
    Customisation,
    /// Wholesale questions (HX-8, HX-13).
    Wholesale,
    /// Goods that are to come back, money too (HN-3, PA-5).
    Return,
    /// What a product is, and whether it can be had (HN-3, PA-3).
    Information,
    /// The site, an account (HN-3).
    Technical,
    /// A payment that went wrong (HC-1).
    Payment,
    /// How it was to deal with us (HC-1).
    Experience,
    /// A complaint to be registered (PA-7, HN-10).
    Complaint,
    /// An idea for us (HN-10).
    Suggestion,
    /// Anything else.
    Other,
}

impl Category {
    /// All categories in the order in which screens and forms list them.
    pub const ALL: [Self; 14] = [
        Self::ProductQuality,
        Self::Delivery,
        Self::Use,
        Self::Order,
        Self::Customisation,
        Self::Wholesale,
        Self::Return,
        Self::Information,
        Self::Technical,
        Self::Payment,
        Self::Experience,
        Self::Complaint,
        Self::Suggestion,
        Self::Other,
    ];
}

/// How pressing the matter is (HX-11).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// Can wait its turn.
    Low,
    /// As usual.
    #[default]
    Normal,
    /// Before others.
    High,
    /// The customer's business stands still.
    Stopped,
}

/// General or complex (HX-7).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Complexity {
    /// 24 hours in the leather factory's pack.
    #[default]
    General,
    /// 48 hours there.
    Complex,
}

/// The language in which a customer is answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Simplified Chinese.
    Zh,
}
