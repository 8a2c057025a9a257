//! The values of a pack, section by section. Each says its clause, whether the document states it, and how it was read.
//!
//! The keys here are the keys of the TOML file; `docs/packs.md` is made from them. A key that is not known is refused: a
//! promise must not get lost because somebody misspelt it.

/// An enumeration whose words stand in packs.
macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$inner:meta])* $variant:ident $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS))]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$inner])* $variant,)* }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word in packs and in data.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }
    };
}

pub(crate) use named;

mod choices;
mod clock;
mod goods;
mod promises;
mod texts;

pub use choices::{CalendarRule, CategoryChoice, ChannelChoice, Choice, ComplexityChoice, Group, UrgencyChoice};
pub use clock::{Amount, ClockRule};
pub use goods::{
    After, Authorisation, Detail, Details, Extension, Length, Need, Period, ReturnRules, WarrantyRule, Window,
};
pub use promises::{FirstSurvey, Flag, FlagRule, Number, NumberRule, PeriodicSurvey, SurveyRules};
pub use texts::{FIELDS, FormRule, Needed, PackContact, Template, Use};
