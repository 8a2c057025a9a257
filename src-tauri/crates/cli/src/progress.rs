//! How far long work is, on standard error: one line that renews itself before a person, a line for every tenth in a log.

use std::io::{self, IsTerminal, Write};

/// Tells how far the work is.
pub struct Progress {
    terminal: bool,
    last: Option<(&'static str, u64)>,
}

impl Progress {
    /// Nothing told yet.
    pub fn new() -> Self {
        Self { terminal: io::stderr().is_terminal(), last: None }
    }

    /// `what` is being done: so much, of so much; of zero where that is not known.
    pub fn tell(&mut self, what: &'static str, done: u64, of: u64) {
        let steps = if self.terminal { 1000 } else { 10 };
        let step = done.saturating_mul(steps).checked_div(of).unwrap_or(done / 10_000);
        if self.last == Some((what, step)) {
            return;
        }
        self.last = Some((what, step));
        let mut out = io::stderr().lock();
        let far = if of == 0 { done.to_string() } else { format!("{done} of {of}") };
        // A progress line that can't be written is no reason to stop the work.
        let _ = match self.terminal {
            true => write!(out, "\r\x1b[K{what}: {far}"),
            false => writeln!(out, "{what}: {far}"),
        };
        let _ = out.flush();
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.terminal && self.last.is_some() {
            let _ = write!(io::stderr().lock(), "\r\x1b[K");
        }
    }
}

/// Does the work until it is done or Ctrl-C is pressed. Work that is dropped undoes itself.
pub async fn until_stopped<T>(work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    tokio::select! {
        done = work => done,
        stop = tokio::signal::ctrl_c() => {
            stop?;
            anyhow::bail!("stopped; nothing was changed")
        }
    }
}
