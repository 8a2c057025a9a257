//! Where a desk's data stands: the same folder for the window and for `aftercarectl`.
//!
//! It is the system's folder for local data, never a roaming one, because a database must not be carried about while it
//! is open. Two things put it elsewhere: the variable `AFTERCARE_FOLDER`, and, for good, a file named `folder` in the
//! system's folder for settings whose first line is the path. A window can also stand before a server's desk: by the
//! variable `AFTERCARE_SERVER`, or by a file named `server` beside that one, with the address in its first line. Left out:
//! the server's token, which is never in a file of ours.

use directories::BaseDirs;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

/// The application's fixed identifier; a test of the window holds it equal to the one in `tauri.conf.json`.
pub const IDENTIFIER: &str = "org.aftercare.desk";
/// Puts the folder elsewhere for one run.
pub const VARIABLE: &str = "AFTERCARE_FOLDER";
/// Opens a server's desk for one run.
pub const SERVER_VARIABLE: &str = "AFTERCARE_SERVER";

/// Makes a folder of data that only this user may look into, as [`aftercare_store::Place::make`] does.
///
/// # Errors
/// As the operating system says.
pub fn make(folder: &Path) -> io::Result<()> {
    aftercare_store::Place::make(folder)
}

/// Which desk a window opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The one in the data folder.
    Folder,
    /// The one of the server at this address.
    Server(String),
}

/// The data folder. It need not exist yet.
#[must_use]
pub fn folder() -> PathBuf {
    let base = BaseDirs::new();
    let setting = base.as_ref().and_then(|base| std::fs::read_to_string(setting_file(base.config_local_dir())).ok());
    chosen(std::env::var_os(VARIABLE), setting.as_deref(), base.as_ref().map(BaseDirs::data_local_dir))
}

/// Which desk a window opens, and the variable that says so for this run, if one does.
#[must_use]
pub fn place() -> (Place, Option<&'static str>) {
    let setting = settings().and_then(|folder| std::fs::read_to_string(folder.join("server")).ok());
    chosen_place(std::env::var(SERVER_VARIABLE).ok(), std::env::var_os(VARIABLE), setting.as_deref())
}

/// The folder of settings that say where the desk stands.
#[must_use]
pub fn settings() -> Option<PathBuf> {
    BaseDirs::new().map(|base| base.config_local_dir().join(IDENTIFIER))
}

/// The file that puts the data folder elsewhere for good.
#[must_use]
pub fn setting() -> Option<PathBuf> {
    BaseDirs::new().map(|base| setting_file(base.config_local_dir()))
}

/// From the next start on the window opens the server's desk at this address.
///
/// # Errors
/// When the settings can't be written; the choice stays what it was.
pub fn remember_server(settings: &Path, address: &str) -> io::Result<()> {
    std::fs::create_dir_all(settings)?;
    write(&settings.join("server"), address)
}

/// From the next start on the window opens the desk in this folder.
///
/// # Errors
/// When the settings can't be written.
pub fn remember_folder(settings: &Path, folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(settings)?;
    let line = folder.to_str().ok_or(io::ErrorKind::InvalidFilename)?;
    write(&settings.join("folder"), line)?;
    match std::fs::remove_file(settings.join("server")) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// The whole line or the old one.
fn write(file: &Path, line: &str) -> io::Result<()> {
    let draft = file.with_extension("part");
    std::fs::write(&draft, format!("{line}\n"))?;
    std::fs::rename(&draft, file)
}

fn setting_file(config: &Path) -> PathBuf {
    config.join(IDENTIFIER).join("folder")
}

fn first_line(text: Option<&str>) -> Option<&str> {
    text.and_then(|text| text.lines().next()).map(str::trim).filter(|line| !line.is_empty())
}

fn chosen(variable: Option<OsString>, setting: Option<&str>, local: Option<&Path>) -> PathBuf {
    if let Some(variable) = variable.filter(|value| !value.is_empty()) {
        return PathBuf::from(variable);
    }
    if let Some(line) = first_line(setting) {
        return PathBuf::from(line);
    }
    // A computer without a home: beside the program's working folder, and never in a shared temporary one.
    local.unwrap_or(Path::new(".")).join(IDENTIFIER)
}

fn chosen_place(
    server: Option<String>,
    folder: Option<OsString>,
    setting: Option<&str>,
) -> (Place, Option<&'static str>) {
    if let Some(server) = server.filter(|server| !server.trim().is_empty()) {
        return (Place::Server(server.trim().to_owned()), Some(SERVER_VARIABLE));
    }
    // Who names a folder for this run means that folder, whatever is set for good.
    if folder.is_some_and(|folder| !folder.is_empty()) {
        return (Place::Folder, Some(VARIABLE));
    }
    match first_line(setting) {
        Some(server) => (Place::Server(server.to_owned()), None),
        None => (Place::Folder, None),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn the_variable_then_the_setting_then_the_systems_folder() {
        let local = Some(Path::new("/home/ana/.local/share"));
        let system = PathBuf::from("/home/ana/.local/share").join(IDENTIFIER);
        assert_eq!(chosen(None, None, local), system);
        assert_eq!(chosen(Some(OsString::new()), Some("\n"), local), system);
        assert_eq!(chosen(None, Some(" /data/desk \n# moved in May\n"), local), PathBuf::from("/data/desk"));
        assert_eq!(chosen(Some("/tmp/desk".into()), Some("/data/desk"), local), PathBuf::from("/tmp/desk"));
        assert_eq!(chosen(None, None, None), PathBuf::from(".").join(IDENTIFIER));
    }

    #[test]
    fn a_variable_decides_before_what_is_set_for_good() {
        let server = |address: &str| Place::Server(address.to_owned());
        let own = || Some("http://127.0.0.1:9 ".to_owned());
        assert_eq!(chosen_place(None, None, None), (Place::Folder, None));
        assert_eq!(chosen_place(None, None, Some("http://127.0.0.1:8\n")), (server("http://127.0.0.1:8"), None));
        assert_eq!(chosen_place(own(), Some("/d".into()), None), (server("http://127.0.0.1:9"), Some(SERVER_VARIABLE)));
        assert_eq!(chosen_place(None, Some("/d".into()), Some("http://127.0.0.1:8")), (Place::Folder, Some(VARIABLE)));
    }

    #[test]
    fn the_last_choice_counts() {
        let settings = tempfile::tempdir().unwrap();
        let settings = settings.path().join("new");
        let server = || std::fs::read_to_string(settings.join("server")).ok();
        remember_server(&settings, "http://127.0.0.1:8").unwrap();
        assert_eq!(first_line(server().as_deref()), Some("http://127.0.0.1:8"));
        remember_folder(&settings, Path::new("/data/desk")).unwrap();
        assert_eq!(server(), None);
        assert_eq!(std::fs::read_to_string(settings.join("folder")).unwrap(), "/data/desk\n");
        remember_folder(&settings, Path::new("/data/other")).unwrap();
        assert_eq!(std::fs::read_to_string(settings.join("folder")).unwrap(), "/data/other\n");
    }
}
