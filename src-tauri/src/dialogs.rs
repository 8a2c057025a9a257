//! What only the desktop can answer: file dialogs, the system's language, the keys it holds, opening a folder.
//!
//! The page gets paths as text and hands them back to commands; it never reads or writes a file itself.

use aftercare_app::api::{ApiError, ErrorCode};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};
use tokio::sync::oneshot;

/// Answers a `host_*` call.
///
/// # Errors
/// When there is no such call, or a folder can't be opened.
pub async fn answer(app: AppHandle, name: String, args: Value) -> Result<Value, ApiError> {
    let given = args.get("name").and_then(Value::as_str).unwrap_or_default();
    Ok(match name.as_str() {
        "host_pick_mail" => {
            let (tell, told) = oneshot::channel();
            let dialog = dialog(&app).add_filter("Mail", &["eml", "mbox", "mbx", "EML", "MBOX"]);
            dialog.pick_files(move |files| drop(tell.send(files.unwrap_or_default())));
            json!(told.await.map(paths).unwrap_or_default())
        }
        "host_pick_table" => {
            let ends = ["csv", "tsv", "txt", "xlsx", "xls", "xlsb", "ods", "vcf", "CSV", "XLSX", "XLS", "VCF"];
            named(one(dialog(&app).add_filter("CSV, XLSX, ODS, VCF", &ends), FileDialogBuilder::pick_file).await)
        }
        "host_pick_chat" => named(
            one(dialog(&app).add_filter("TXT, ZIP", &["txt", "zip", "TXT", "ZIP"]), FileDialogBuilder::pick_file).await,
        ),
        "host_pick_days" => {
            let ends = ["ics", "csv", "tsv", "txt", "xlsx", "xls", "ods", "ICS", "CSV", "XLSX", "XLS"];
            named(one(dialog(&app).add_filter("ICS, CSV, XLSX, ODS", &ends), FileDialogBuilder::pick_file).await)
        }
        "host_pick_save" => one(dialog(&app).set_file_name(file_name(given)), FileDialogBuilder::save_file).await,
        "host_pick_folder" => one(dialog(&app), FileDialogBuilder::pick_folder).await,
        "host_pick_backup" => one(dialog(&app), FileDialogBuilder::pick_file).await,
        "host_locale" => json!(language(sys_locale::get_locale())),
        "host_shortcut" => json!(crate::shortcut::state(&app)),
        "host_ready" => {
            crate::window::listens(&app);
            Value::Null
        }
        "host_pick_program" => one(dialog(&app), FileDialogBuilder::pick_file).await,
        "host_strip" => {
            crate::strip::show(&app, &args)?;
            json!(true)
        }
        "host_strip_close" => {
            crate::strip::close(&app);
            Value::Null
        }
        "host_open_call" => {
            crate::opener::call(args.get("link").and_then(Value::as_str).unwrap_or_default())?;
            Value::Null
        }
        "host_start_remote" => {
            crate::opener::start_remote()?;
            Value::Null
        }
        "host_remote" => crate::opener::remote(),
        "host_set_remote" => {
            crate::opener::set_remote(args.get("path").and_then(Value::as_str))?;
            Value::Null
        }
        "host_reveal" => {
            reveal(&args)?;
            Value::Null
        }
        _ => return Err(ApiError::new(ErrorCode::BadCall).with("name", name)),
    })
}

/// A chosen file with its name for people; nothing where none was chosen.
fn named(path: Value) -> Value {
    match path.as_str().map(Path::new) {
        Some(file) => json!({ "path": path, "name": file.file_name().map(|name| name.to_string_lossy()) }),
        None => Value::Null,
    }
}

type Dialog = FileDialogBuilder<tauri::Wry>;
/// What the dialog calls when the person has chosen.
type Chosen = Box<dyn FnOnce(Option<FilePath>) + Send>;

fn dialog(app: &AppHandle) -> Dialog {
    let dialog = app.dialog().file();
    match app.get_webview_window(crate::window::MAIN) {
        Some(window) => dialog.set_parent(&window),
        None => dialog,
    }
}

/// Shows a dialog that gives one path; null when the person turned back.
fn one(dialog: Dialog, show: fn(Dialog, Chosen)) -> impl Future<Output = Value> + Send {
    let (tell, told) = oneshot::channel();
    show(dialog, Box::new(move |file| drop(tell.send(file))));
    async move { json!(told.await.ok().flatten().and_then(|file| paths(vec![file]).pop())) }
}

fn paths(files: Vec<FilePath>) -> Vec<String> {
    files.into_iter().filter_map(|file| file.into_path().ok()).map(|path| path.display().to_string()).collect()
}

/// The system's language as a BCP 47 tag; English where the system names none (`C`, `POSIX`).
fn language(system: Option<String>) -> String {
    system
        .map(|tag| tag.replace('_', "-"))
        .filter(|tag| tag.split('-').next().is_some_and(|language| matches!(language.len(), 2..=3)))
        .unwrap_or_else(|| "en".to_owned())
}

/// A proposed file name without what some system refuses in one.
fn file_name(proposed: &str) -> String {
    let name: String =
        proposed.chars().map(|c| if c.is_control() || "/\\:*?\"<>|".contains(c) { '-' } else { c }).collect();
    name.trim_matches([' ', '.']).to_owned()
}

/// Opens a folder in the system's file browser: the path itself if it is one, else the folder that holds it. A file is
/// never opened, for it could be a program that came with a mail.
fn reveal(args: &Value) -> Result<(), ApiError> {
    let path = args.get("path").and_then(Value::as_str).ok_or_else(|| ApiError::field("path", "missing"))?;
    let path = PathBuf::from(path);
    let folder = if path.is_dir() { Some(path.as_path()) } else { path.parent().filter(|folder| folder.is_dir()) };
    let folder = folder.filter(|folder| folder.is_absolute());
    let folder: &Path = folder.ok_or_else(|| ApiError::new(ErrorCode::NotFound).with("path", path.display()))?;
    tauri_plugin_opener::open_path(folder, None::<&str>).map_err(|error| {
        tracing::warn!(%error, "the folder could not be opened");
        ApiError::new(ErrorCode::FileUnreadable).with("path", folder.display())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proposed_name_fits_every_system() {
        assert_eq!(file_name("C-4127: 320/5,000 \"straps\".eml"), "C-4127- 320-5,000 -straps-.eml");
        assert_eq!(file_name("..\\up.pdf"), "-up.pdf");
        assert_eq!(file_name("客户信息.pdf"), "客户信息.pdf");
    }

    #[test]
    fn a_system_without_a_language_is_english() {
        for (system, expected) in
            [(None, "en"), (Some("C"), "en"), (Some("POSIX"), "en"), (Some("zh_CN"), "zh-CN"), (Some("en-GB"), "en-GB")]
        {
            assert_eq!(language(system.map(str::to_owned)), expected);
        }
    }

    #[test]
    fn only_folders_are_opened() {
        assert!(reveal(&json!({})).is_err());
        assert!(reveal(&json!({ "path": "/no/such/folder/file.txt" })).is_err());
        assert!(reveal(&json!({ "path": "relative" })).is_err());
    }
}
