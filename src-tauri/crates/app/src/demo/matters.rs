//! What cases are about: the ways in which bags and cases disappoint, with what is asked, wished, answered and done about
//! each. A matter names what the goods must have for it to happen, and when in an order's life it does; the answer follows
//! from what the customer wishes.
//!
//! Patterns as [`super::grammar`] reads them. Words: `$product` `$one` `$colour` `$n` `$few` `$total` `$lot` `$order` `$city`
//! `$share` `$days` `$name` `$company`, and those of [`Matter::choices`], which stay the same all through a case.

mod delivery;
mod fault;
mod metal;
mod office;
mod wear;

use super::goods::Parts;
use super::picture::Defect;
use aftercare_core::case::Category;

/// A matter in one language.
pub(super) struct Told {
    pub subject: &'static str,
    /// The heart of the customer's letter.
    pub letter: &'static str,
    /// The same in the one line of a call.
    pub line: &'static str,
    /// What the desk asks back, and in short what it then waits for.
    pub ask: &'static str,
    pub awaited: &'static str,
    /// What the customer answers to it.
    pub facts: &'static str,
    /// A note of the desk to itself.
    pub note: &'static str,
}

/// How a matter ends, in one language.
pub(super) struct Done {
    /// What the customer wants, as the end of the letter; may be nothing.
    pub wish: &'static str,
    /// What is done about it.
    pub remedy: &'static str,
    /// The solution in a line.
    pub solved: &'static str,
}

/// What the customer wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Wish {
    /// Good pieces for the bad ones.
    Replace,
    /// Money back, or off.
    Credit,
    /// Parts to mend it there.
    Parts,
    /// To have it mended.
    Repair,
    /// To be told how.
    Advice,
    /// The goods, and a day for them.
    Goods,
    /// Something from the office: papers, an offer, a change.
    Office,
}

/// One way for a matter to end.
pub(super) struct Way {
    pub wish: Wish,
    pub en: Done,
    pub zh: Done,
}

/// When in the life of an order it happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Ordered, not yet begun.
    Placed,
    /// Promised, not yet there.
    Late,
    /// Just there.
    Arrived,
    /// There for a while.
    Used,
    /// Ordered at some time.
    Ordered,
    /// Needs no order.
    Free,
}

/// How one talks about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    /// The goods are bad: production is asked.
    Fault,
    /// The goods are wrong, late or hurt on their way: shipping is asked.
    Transit,
    /// A question.
    Office,
}

/// A word with its ways in English and Chinese, the same one all through a case.
pub(super) type Choice = (&'static str, &'static [(&'static str, &'static str)]);

/// A matter.
pub(super) struct Matter {
    pub category: Category,
    /// How often, against the others.
    pub weight: u32,
    /// Of a thousand, how many are complex.
    pub complex: u64,
    /// A photograph comes with it.
    pub photo: Option<Defect>,
    /// What is photographed when the desk asks for it.
    pub evidence: Option<Defect>,
    /// It may have to wait for the carrier.
    pub carrier: bool,
    /// What the goods must have.
    pub needs: Parts,
    pub stage: Stage,
    pub tone: Tone,
    pub choices: &'static [Choice],
    pub en: Told,
    pub zh: Told,
    pub ways: &'static [Way],
}

/// All of them.
pub(super) static MATTERS: &[&Matter] = &[
    &fault::ZIP,
    &fault::HANDLE,
    &fault::STRAP,
    &fault::WHEELS,
    &fault::SEAM,
    &wear::DYE,
    &wear::SMELL,
    &wear::LINING,
    &metal::PLATING,
    &metal::LOCK,
    &wear::MARK,
    &delivery::WRONG,
    &delivery::MISSING,
    &delivery::CRUSHED,
    &delivery::LATE,
    &office::CARE,
    &office::CHANGE,
    &office::STAMPING,
    &office::WHOLESALE,
    &office::PAPERS,
];
