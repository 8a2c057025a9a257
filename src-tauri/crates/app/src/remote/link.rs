//! How the connection stands, and how long to wait before the next try.

use super::Distrust;
use aftercare_core::time::Instant;
use serde::Serialize;
use std::time::Duration;

/// How the connection to the server stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Link {
    /// Nothing was heard yet.
    Connecting,
    /// Events come in.
    Connected,
    /// No answer; tries go on.
    Away {
        /// When the last answer failed to come, by this computer's clock.
        since: Instant,
    },
    /// The server does not know the token.
    Unauthorised,
    /// The server is of another version.
    OtherVersion {
        /// The server's.
        theirs: String,
        /// This program's.
        ours: String,
    },
    /// Something else answers there.
    NoServer,
    /// By https, and this computer does not trust what answers. Nothing was sent.
    Untrusted {
        /// Why.
        reason: Distrust,
    },
}

/// How patient a connection is; tests are less so.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Pause before the second try; it doubles with each further one.
    pub first: Duration,
    /// The longest pause between tries.
    pub most: Duration,
    /// How often a command whose answer got lost is sent again at once.
    pub repeats: u32,
    /// Until a connection stands, and until the first byte of the event stream.
    pub connect: Duration,
    /// Until a query's answer is there.
    pub query: Duration,
    /// So long without a sign of life, and the event stream counts as broken. The server gives one every 15 s.
    pub silence: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            first: Duration::from_millis(250),
            most: Duration::from_secs(15),
            repeats: 4,
            connect: Duration::from_secs(5),
            query: Duration::from_secs(30),
            silence: Duration::from_secs(40),
        }
    }
}

impl Pace {
    /// The pause after so many failures in a row. `dice` spreads the desks of a house over the second half of the pause,
    /// so that a server that comes back is not met by all at once.
    #[must_use]
    pub fn pause(&self, failures: u32, dice: u32) -> Duration {
        let whole = self.first.saturating_mul(2u32.saturating_pow(failures.min(20))).min(self.most);
        let half = whole / 2;
        half + half.mul_f64(f64::from(dice) / f64::from(u32::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn pauses_grow_to_a_limit_and_are_spread(failures in 0u32..200, dice in any::<u32>()) {
            let pace = Pace::default();
            let (least, most) = (pace.pause(failures, 0), pace.pause(failures, u32::MAX));
            let pause = pace.pause(failures, dice);
            prop_assert!(least <= pause && pause <= most);
            prop_assert!(most <= pace.most);
            prop_assert!(least * 2 <= most + Duration::from_millis(1));
            prop_assert!(pace.pause(failures + 1, dice) >= pause);
        }
    }

    #[test]
    fn the_first_pause_is_short_and_the_last_one_long() {
        let pace = Pace::default();
        assert_eq!(pace.pause(0, u32::MAX), pace.first);
        assert_eq!(pace.pause(30, u32::MAX), pace.most);
    }
}
