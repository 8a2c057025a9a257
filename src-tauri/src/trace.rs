//! What the program leaves behind for the person who has to find a fault: a rotating log and a crash file.
//!
//! Both stay on this computer and carry no customer's words. Crash files hold no panic payload, because a payload can
//! quote what was being worked on; log lines lose every mail address on the way to the file.

use std::backtrace::Backtrace;
use std::fs;
use std::io::{self, Write};
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};
use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

/// Days of logs that are kept.
const KEPT: usize = 7;

/// The folder of logs and crash files under the desk's data folder.
pub fn log_folder(folder: &Path) -> PathBuf {
    folder.join("logs")
}

/// Begins the log. A folder that can't be written leaves the program without a log, not without a window.
pub fn begin(folder: &Path) -> Option<WorkerGuard> {
    aftercare_app::place::make(folder).ok()?;
    let folder = log_folder(folder);
    fs::create_dir_all(&folder).ok()?;
    let file = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .max_log_files(KEPT)
        .filename_prefix("aftercare")
        .filename_suffix("log")
        .build(folder)
        .ok()?;
    let (writer, guard) = tracing_appender::non_blocking(file);
    let filter = EnvFilter::try_from_env("AFTERCARE_LOG")
        .unwrap_or_else(|_| EnvFilter::new("warn,aftercare=info,aftercare_app=info,aftercare_store=info"));
    let begun = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(false)
        .with_writer(move || Masked(writer.make_writer()))
        .try_init();
    begun.ok()?;
    tracing::info!(version = env!("CARGO_PKG_VERSION"), os = std::env::consts::OS, "started");
    Some(guard)
}

/// From here on a panic leaves `crash-<process>.txt` in the log folder; its date is the file's.
pub fn crashes_into(folder: &Path) {
    let folder = log_folder(folder);
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        let path = folder.join(format!("crash-{}.txt", std::process::id()));
        let _ = fs::write(&path, crash_text(info, &Backtrace::force_capture()));
        before(info);
    }));
}

/// The newest crash file, if the program ever crashed.
pub fn newest_crash(folder: &Path) -> Option<PathBuf> {
    let files = fs::read_dir(log_folder(folder)).ok()?.flatten();
    let crashes = files.filter(|file| file.file_name().to_string_lossy().starts_with("crash-"));
    crashes.max_by_key(|file| file.metadata().and_then(|about| about.modified()).ok()).map(|file| file.path())
}

fn crash_text(info: &PanicHookInfo<'_>, trace: &Backtrace) -> String {
    let place = info.location().map_or_else(|| "unknown".to_owned(), ToString::to_string);
    let thread = std::thread::current();
    format!(
        "Aftercare {} stopped over a fault of its own.\nsystem: {} {}\nthread: {}\nplace: {place}\n\n{trace}\n",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        thread.name().unwrap_or("unnamed"),
    )
}

/// Takes mail addresses out of what goes to the file. One call is one log line.
struct Masked<W: Write>(W);

impl<W: Write> Write for Masked<W> {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.0.write_all(mask(&String::from_utf8_lossy(line)).as_bytes())?;
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Replaces whatever stands around an `@`, as far as an address can reach, by `<address>`.
fn mask(line: &str) -> String {
    if !line.contains('@') {
        return line.to_owned();
    }
    let of_address = |c: char| c.is_alphanumeric() || "@.!#$%&'*+/=?^_`{|}~-".contains(c);
    let mut masked = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(start) = rest.find(of_address) {
        masked.push_str(&rest[..start]);
        let word = &rest[start..];
        let end = word.find(|c| !of_address(c)).unwrap_or(word.len());
        masked.push_str(if word[..end].contains('@') { "<address>" } else { &word[..end] });
        rest = &word[end..];
    }
    masked + rest
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use std::sync::{Arc, Mutex};

    #[test]
    fn a_log_line_loses_addresses_and_nothing_else() {
        assert_eq!(mask("kept 3 of 4: <li.wei+x@example.com.cn>, done\n"), "kept 3 of 4: <<address>>, done\n");
        assert_eq!(mask("no address here, 09:00–21:00 测试"), "no address here, 09:00–21:00 测试");
        assert_eq!(mask("a@b 王@例子.中国"), "<address> <address>");
        assert_eq!(mask("@"), "<address>");
    }

    #[test]
    fn a_crash_file_has_the_place_and_not_the_words() {
        let seen = Arc::new(Mutex::new(String::new()));
        let record = seen.clone();
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            *record.lock().unwrap() = crash_text(info, &Backtrace::disabled());
        }));
        let words = "Mrs Chen's letter";
        let _ = std::panic::catch_unwind(|| panic!("could not fold {words}"));
        std::panic::set_hook(before);
        let text = seen.lock().unwrap().clone();
        assert!(text.contains("trace.rs:"), "{text}");
        assert!(!text.contains("Chen"), "{text}");
    }
}
