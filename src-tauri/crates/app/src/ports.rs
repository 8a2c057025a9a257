//! What the app needs from whoever hosts it: a place to show alerts, and printers. The desktop gives the real ones, the
//! command line and tests their own.

use crate::api::views::{NotificationState, Printer};
use uuid::Uuid;

/// One alert, in the language of the screen and ready to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    /// The line in bold.
    pub title: String,
    /// The line below.
    pub body: String,
    /// The case that a click opens; none for a summary.
    pub case: Option<Uuid>,
}

/// Shows alerts. Must not block for long.
pub trait Notifier: Send + Sync + 'static {
    /// Hands the alert to the system.
    ///
    /// # Errors
    /// What the system said; the alert then counts as lost and appears in the next start's summary.
    fn notify(&self, alert: &Alert) -> Result<(), String>;
    /// Whether alerts are claimed for this screen. A server has none: its clients claim them with `take_alerts`.
    fn takes(&self) -> bool {
        true
    }
    /// Whether anybody would see it.
    fn state(&self) -> NotificationState;
}

/// A print job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintJob {
    /// The printer's name, one of [`Print::printers`].
    pub printer: String,
    /// The job's title in the queue, such as CIP-2026-0318.
    pub title: String,
    /// The document, PDF/A.
    pub pdf: Vec<u8>,
    /// The paper it is laid out for: `a4`, `a5` or `letter`.
    pub paper: String,
    /// From 1.
    pub copies: u32,
}

/// Prints documents. Both calls may block; the app makes them off its own threads.
pub trait Print: Send + Sync + 'static {
    /// The printers of this computer.
    fn printers(&self) -> Vec<Printer>;
    /// Hands a job to its printer.
    ///
    /// # Errors
    /// What the system said.
    fn print(&self, job: &PrintJob) -> Result<(), String>;
}

/// Shows nothing: the command line, where nobody looks at a screen.
#[derive(Debug, Default)]
pub struct NoNotifier;

impl Notifier for NoNotifier {
    fn notify(&self, _alert: &Alert) -> Result<(), String> {
        Err("no notification service".to_owned())
    }

    fn state(&self) -> NotificationState {
        NotificationState::Absent
    }
}

/// Has no printer.
#[derive(Debug, Default)]
pub struct NoPrinter;

impl Print for NoPrinter {
    fn printers(&self) -> Vec<Printer> {
        Vec::new()
    }

    fn print(&self, job: &PrintJob) -> Result<(), String> {
        Err(format!("no printer {}", job.printer))
    }
}
