//! Opens a call in the program that holds it: FaceTime, the telephone, a link of any video service, the configured remote-control
//! program. Typed and narrow: a target is one of four schemes or it is refused, and nothing goes through a shell.
//!
//! Left out on purpose: a password. The remote-control program is started alone, and asks its own questions (HX-9).

use aftercare_app::api::{ApiError, ErrorCode};
use aftercare_app::place;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tauri::Url;

/// No link to a call is longer.
const LONGEST: usize = 2048;
/// The file beside the window's own settings: programs are this computer's.
const FILE: &str = "programs.json";

/// The programs of this computer.
#[derive(Debug, Default, Deserialize, Serialize)]
struct Programs {
    /// For remote maintenance, such as ToDesk.
    remote: Option<PathBuf>,
}

fn read() -> Programs {
    let text = place::settings().and_then(|folder| std::fs::read_to_string(folder.join(FILE)).ok());
    text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// The program for remote maintenance, and whether it is there.
pub fn remote() -> Value {
    match read().remote {
        Some(path) => json!({ "path": path.display().to_string(), "found": path.exists() }),
        None => json!({ "path": null, "found": false }),
    }
}

/// Remembers another program for remote maintenance; none forgets it.
///
/// # Errors
/// When it is no program's path, or can't be remembered.
pub fn set_remote(path: Option<&str>) -> Result<(), ApiError> {
    let remote = match path.map(str::trim).filter(|path| !path.is_empty()).map(PathBuf::from) {
        Some(path) if !path.is_absolute() => return Err(ApiError::field("program", "not_absolute")),
        Some(path) if !path.exists() => return Err(ApiError::field("program", "gone").with("path", path.display())),
        other => other,
    };
    let folder = place::settings().ok_or_else(|| ApiError::new(ErrorCode::FileUnwritable))?;
    let unwritten = |error: std::io::Error| ApiError::new(ErrorCode::FileUnwritable).with("detail", error);
    let text = serde_json::to_vec(&Programs { remote })
        .map_err(|error| ApiError::new(ErrorCode::Internal).with("detail", error))?;
    std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(folder.join(FILE), text)).map_err(unwritten)
}

/// Opens a call by its link.
///
/// # Errors
/// When it is none of the four, or no program takes it.
pub fn call(target: &str) -> Result<(), ApiError> {
    let url = target_of(target).ok_or_else(|| ApiError::field("link", "scheme"))?;
    tauri_plugin_opener::open_url(url.as_str(), None::<&str>).map_err(|error| {
        tracing::warn!(scheme = url.scheme(), %error, "a call could not be opened");
        ApiError::field("program", "none").with("scheme", url.scheme())
    })
}

/// Starts the configured program for remote maintenance.
///
/// # Errors
/// When there is none, it is gone, or it does not start.
pub fn start_remote() -> Result<(), ApiError> {
    let path = read().remote.ok_or_else(|| ApiError::field("program", "missing"))?;
    let gone = || ApiError::field("program", "gone").with("path", path.display());
    if !path.exists() {
        return Err(gone());
    }
    start(&path).map_err(|error| {
        tracing::warn!(%error, "the program for remote maintenance does not start");
        ApiError::field("program", "failed").with("path", path.display())
    })
}

fn start(path: &Path) -> std::io::Result<()> {
    // A Mac's program is a folder, which only the system starts.
    if path.is_dir() {
        return tauri_plugin_opener::open_path(path, None::<&str>).map_err(std::io::Error::other);
    }
    let mut child = Command::new(path).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    // Nobody waits for it, but what has ended must not stay behind.
    std::thread::spawn(move || child.wait());
    Ok(())
}

/// A link that opens a call; none for whatever else it is.
fn target_of(text: &str) -> Option<Url> {
    let text = text.trim();
    if text.len() > LONGEST || text.chars().any(|sign| sign.is_control() || sign.is_whitespace()) {
        return None;
    }
    let url: Url = text.parse().ok()?;
    let number = |rest: &str| {
        let digits = rest.chars().filter(char::is_ascii_digit).count();
        let plain = |sign: char| sign.is_ascii_digit() || matches!(sign, '+' | '-' | '.' | '(' | ')');
        (3..=20).contains(&digits) && rest.chars().all(plain)
    };
    let address = |rest: &str| {
        let plain = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '@' | '.' | '-' | '_' | '+');
        rest.split('@').filter(|part| !part.is_empty()).count() == 2 && rest.chars().all(plain)
    };
    let rest = text.split_once(':').map(|(_, rest)| rest.trim_start_matches('/'))?;
    let good = match url.scheme() {
        "tel" => number(rest),
        "facetime" | "facetime-audio" => number(rest) || address(rest),
        "https" => url.host_str().is_some() && url.username().is_empty() && url.password().is_none(),
        _ => false,
    };
    good.then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_opened() {
        for good in [
            "tel:+353-1-555-0142",
            "tel:02155501234",
            "facetime:+8613800138000",
            "facetime://ana@shop.example",
            "facetime-audio:ana@shop.example",
            "https://facetime.apple.com/join#v=1&p=abc",
            " https://meet.example/abc-defg ",
        ] {
            assert!(target_of(good).is_some(), "{good}");
        }
    }

    #[test]
    fn nothing_else_is() {
        for bad in [
            "",
            "tel:",
            "tel:1;rm -rf",
            "tel:*#06#",
            "facetime:$(id)",
            "facetime:a@b@c",
            "http://meet.example/",
            "https://user:secret@meet.example/",
            "https:///",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "todesk://connect?id=1&pwd=2",
            "ms-msdt:/id",
            "C:\\Windows\\System32\\calc.exe",
            "/usr/bin/id",
            "https://a.example/ https://b.example/",
            "https://a.example/\nx",
        ] {
            assert!(target_of(bad).is_none(), "{bad}");
        }
    }
}
