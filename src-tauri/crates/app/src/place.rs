//! Where a desk's data stands: the same folder for the window and for `aftercarectl`.
//!
//! It is the system's folder for local data, never a roaming one, because a database must not be carried about while it
//! is open. Two things put it elsewhere: the variable `AFTERCARE_FOLDER`, and, for good, a file named `folder` in the
//! system's folder for settings whose first line is the path.

use directories::BaseDirs;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The application's fixed identifier; a test of the window holds it equal to the one in `tauri.conf.json`.
pub const IDENTIFIER: &str = "org.aftercare.desk";
/// Puts the folder elsewhere for one run.
pub const VARIABLE: &str = "AFTERCARE_FOLDER";

/// The data folder. It need not exist yet.
#[must_use]
pub fn folder() -> PathBuf {
    let base = BaseDirs::new();
    let setting = base.as_ref().and_then(|base| std::fs::read_to_string(setting_file(base.config_local_dir())).ok());
    chosen(std::env::var_os(VARIABLE), setting.as_deref(), base.as_ref().map(BaseDirs::data_local_dir))
}

/// The file that puts the data folder elsewhere for good.
#[must_use]
pub fn setting() -> Option<PathBuf> {
    BaseDirs::new().map(|base| setting_file(base.config_local_dir()))
}

fn setting_file(config: &Path) -> PathBuf {
    config.join(IDENTIFIER).join("folder")
}

fn chosen(variable: Option<OsString>, setting: Option<&str>, local: Option<&Path>) -> PathBuf {
    if let Some(variable) = variable.filter(|value| !value.is_empty()) {
        return PathBuf::from(variable);
    }
    if let Some(line) = setting.and_then(|text| text.lines().next()).map(str::trim).filter(|line| !line.is_empty()) {
        return PathBuf::from(line);
    }
    // A computer without a home: beside the program's working folder, and never in a shared temporary one.
    local.unwrap_or(Path::new(".")).join(IDENTIFIER)
}

#[cfg(test)]
mod tests {
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
}
