//! The one place in the house that asks the machine what time it is. Everything else is given an instant.
//!
//! Left out: time zones (the calendar's business) and the sample desk's movable clock (an offset in the desk's stream,
//! see [`crate::desk`]).

use aftercare_core::time::{Instant, micros};
use std::time::Duration;

/// Where time comes from.
pub trait Clock: Send + Sync + 'static {
    /// The wall clock, in microseconds.
    fn now(&self) -> Instant;
    /// Time that only runs forward, from any beginning. A jump of the wall clock shows as a difference between the two.
    fn steady(&self) -> Duration;
}

/// The computer's clocks.
#[derive(Debug)]
pub struct SystemClock {
    begun: std::time::Instant,
}

impl SystemClock {
    /// Begins the steady clock now.
    #[allow(clippy::disallowed_methods, reason = "the one ambient clock of the house")]
    pub fn new() -> Self {
        Self { begun: std::time::Instant::now() }
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods, reason = "the one ambient clock of the house")]
    fn now(&self) -> Instant {
        micros(chrono::Utc::now())
    }

    fn steady(&self) -> Duration {
        self.begun.elapsed()
    }
}
