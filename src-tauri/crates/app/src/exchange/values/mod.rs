//! From a cell to a value: days, amounts, pieces, telephone numbers, words. What can be read in two ways is said, not
//! guessed.

pub(crate) mod amounts;
pub(crate) mod countries;
pub(crate) mod days;
pub(crate) mod phones;
pub(crate) mod plain;

/// Why a cell can't be read. The sentence stands in the interface's `import-problem-<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wrong(pub(crate) &'static str);

/// What is known about the file, or was chosen by the person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Habits {
    pub(crate) dates: Option<days::DayOrder>,
    pub(crate) decimal: Option<amounts::Mark>,
    pub(crate) country: Option<phonenumber::country::Id>,
    pub(crate) currency: Option<aftercare_core::goods::Currency>,
}
