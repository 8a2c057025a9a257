//! Clocks: what was promised within which time, and whether it was kept.
//!
//! [`run`] folds what happened on a case into the runs of its clocks; a run carries start, dues, pauses and stop, and
//! everything else (running, paused, met, breached, cancelled; what remains; why) is derived from those and a `now`
//! that the caller gives. The one [`TABLE`] says which event does what to which clock; the fold reads it, and
//! `docs/clocks.md` is made from it.
//!
//! Rules in one place each:
//! - Stopping exactly at due is met; one microsecond later is late, and late stays breached, through stopping, reopening
//!   and reclassifying.
//! - Due is the earliest instant by which the amount is used up, also when a pause begins in it; a due instant that moves to
//!   the next opening never lands inside a pause. A business day counts if the clock runs in the instant that day closes.
//!   While an open pause hides the end, `due` is `None`: any instant printed there would be wrong. What remains is
//!   known, and stands still.
//! - Responses, delay notices, acknowledgements and natural days never pause, nor does a target whose pack forbids it.
//! - A target that held for no time (what would hold without a declared state) is shown, and never missed.
//! - A second "received" is a customer's message like any other.
//!
//! Left out: which targets a pack sets ([`crate::policy`]), alerts, and the journal that the events come from.

mod doc;
mod due;
mod explain;
mod fold;
mod happening;
mod name;
mod revise;
mod run;
mod table;

pub use doc::markdown;
pub use explain::{Explanation, Hop, Lane, Span, Unit, explain};
pub use fold::run;
pub use happening::{ClockEvent, Happening, PauseReason};
pub use name::ClockName;
pub use run::ClockRun;
pub use table::{Effect, EventKind, Rule, TABLE, When, rule};

use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;
use crate::time::Instant;

/// Which hours an elapsed target counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum On {
    /// All time.
    #[default]
    All,
    /// All hours of days that have an opening; starts at the notice or the next opening, and a due instant that falls while
    /// closed moves to the next opening. Closing time itself is closed.
    Service,
}

/// How an amount of time is measured. Seconds below zero count as zero, which is due at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Measure {
    /// Open time of the service calendar.
    Service {
        /// Seconds of service hours.
        seconds: i64,
    },
    /// Time as it passes.
    Elapsed {
        /// Seconds.
        seconds: i64,
        /// Which hours count.
        #[serde(default)]
        on: On,
    },
    /// Due at the close of the n-th business day after the day of receipt.
    BusinessDays {
        /// n; 0 is the close of the day of receipt itself.
        days: u32,
    },
    /// Due at the last microsecond of the n-th day after the start, in the service calendar's zone. Never pauses.
    NaturalDays {
        /// n.
        days: u32,
    },
}

/// One promise about one clock. Several may apply; the earliest due instant holds, the others stay visible.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Target {
    /// The clock it is about.
    pub clock: ClockName,
    /// The time allowed.
    #[serde(flatten)]
    pub measure: Measure,
    /// Where the promise comes from, such as `HX-6`.
    #[serde(default)]
    pub clause: String,
    /// Whether the pack lets waiting pause it. Responses, delay notices, acknowledgements and natural days don't pause even so.
    #[serde(default = "yes")]
    pub pauses: bool,
    /// How long after the start to warn, in any measure; not given: when 75 % is used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warn: Option<Measure>,
}

fn yes() -> bool {
    true
}

impl Target {
    /// Whether a pause of its clock holds this target up.
    #[must_use]
    pub fn pausable(&self) -> bool {
        self.pauses && !matches!(self.measure, Measure::NaturalDays { .. })
    }
}

/// The calendars clocks count by. A 24/7 desk has a business-day calendar beside its hours (HN-1).
#[derive(Debug, Clone, Copy)]
pub struct Calendars<'a> {
    /// Service hours, in the zone that the desk keeps them in.
    pub service: &'a Calendar,
    /// Business days and their closing times.
    pub business: &'a Calendar,
    /// Whose civil days natural days are: the zone of the promise, the pack's own, wherever the desk's hours moved to. The days of a
    /// matter are written down in the same zone.
    pub days: &'a Calendar,
}

impl<'a> Calendars<'a> {
    /// Whose days a measure's sum is told in.
    #[must_use]
    pub fn of(self, measure: Measure) -> &'a Calendar {
        match measure {
            Measure::BusinessDays { .. } => self.business,
            Measure::NaturalDays { .. } => self.days,
            Measure::Service { .. } | Measure::Elapsed { .. } => self.service,
        }
    }
}

/// A stretch in which a clock did not run. Several may overlap; they unite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// First instant of it.
    pub from: Instant,
    /// The instant it ended; `None` while it lasts.
    pub to: Option<Instant>,
    /// Whom it waited for.
    pub reason: PauseReason,
}

/// One target of a run, in force or replaced, with its due instant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// The promise.
    pub target: Target,
    /// In force since.
    pub from: Instant,
    /// Replaced at; `None` while in force.
    pub until: Option<Instant>,
    /// When it is due; `None` while a pause hides it. A replaced target's keeps being computed, for the history.
    pub due: Option<Instant>,
}

/// How a run stands at some instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the five states are explained in the module's head")]
pub enum ClockState {
    Running,
    Paused,
    Met,
    Breached,
    Cancelled,
}
