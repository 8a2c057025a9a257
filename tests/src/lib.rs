//! What the tests of the real window share: a screen, a bus and a folder of their own, the window driven through
//! WebKitWebDriver, a printer's queue, mail files, and the list of third-party parts.
//!
//! It stands in a library because the tour (`src/bin/tour.rs`) walks with the same legs. Linux only, for the driver is
//! WebKitGTK's; the flows that need no window are tested in the crates and run everywhere.

pub mod ctl;
pub mod fake_clock;
#[cfg(target_os = "linux")]
pub mod keyboard;
pub mod letters;
pub mod mounts;
pub mod notices;
pub mod queue;
pub mod scene;
#[cfg(target_os = "linux")]
pub mod screen;
pub mod stage;
pub mod window;
