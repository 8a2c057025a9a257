//! What tests of every crate share: instants by name, a clock that a test moves, a folder that vanishes.
//!
//! [`postgres`] starts the real server.

pub mod postgres;

use aftercare_core::time::{Instant, micros};
use chrono::{DateTime, TimeDelta};
use std::path::Path;
use std::sync::Mutex;
use std::time::Duration;

/// An instant written as RFC 3339, as in `2026-11-20T09:00:00+08:00`.
///
/// # Panics
/// When the text is none: a fault of the test.
#[must_use]
#[allow(clippy::expect_used, reason = "a wrong instant is a fault of the test that wrote it")]
pub fn at(text: &str) -> Instant {
    micros(DateTime::parse_from_rfc3339(text).expect("an RFC 3339 instant").to_utc())
}

/// A clock that stands until a test moves it.
#[derive(Debug)]
pub struct MovableClock {
    inner: Mutex<(Instant, Duration)>,
}

impl MovableClock {
    /// Stands at this instant.
    #[must_use]
    pub fn new(now: Instant) -> Self {
        Self { inner: Mutex::new((now, Duration::ZERO)) }
    }

    /// The wall clock.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.lock().0
    }

    /// The steady clock.
    #[must_use]
    pub fn steady(&self) -> Duration {
        self.lock().1
    }

    /// Time passes: both clocks go on.
    pub fn pass(&self, by: TimeDelta) {
        let mut both = self.lock();
        both.0 += by;
        both.1 += by.to_std().unwrap_or_default();
    }

    /// The machine slept or somebody set the clock: the wall clock jumps, the steady one stands.
    pub fn jump(&self, by: TimeDelta) {
        self.lock().0 += by;
    }

    /// Sets the wall clock, as time passing when it is later.
    pub fn set(&self, now: Instant) {
        let by = now - self.now();
        if by >= TimeDelta::zero() { self.pass(by) } else { self.jump(by) }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, (Instant, Duration)> {
        self.inner.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// A folder for a desk's data; it vanishes when this is dropped.
#[derive(Debug)]
pub struct TempDesk {
    folder: tempfile::TempDir,
}

impl TempDesk {
    /// A new, empty folder.
    ///
    /// # Panics
    /// When the system has no temporary folder.
    #[must_use]
    #[allow(clippy::expect_used, reason = "a test can't go on without its folder")]
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// The folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file beside the data and answers its path.
    ///
    /// # Panics
    /// When it can't be written.
    #[must_use]
    #[allow(clippy::expect_used, reason = "a test can't go on without its file")]
    pub fn file(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).expect("a file in the temporary folder");
        path.display().to_string()
    }
}

impl Default for TempDesk {
    fn default() -> Self {
        Self::new()
    }
}
