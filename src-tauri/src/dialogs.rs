//! What only the desktop can answer: file dialogs, the system's language, opening a folder.
//!
//! The page gets paths as text and hands them back to commands; it never reads or writes a file itself.

use crate::api::{ApiError, ErrorCode};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};
use tokio::sync::oneshot;

/// Answers a `host_*` call; none when there is no such call.
pub async fn answer(app: &AppHandle, name: &str, args: &Value) -> Option<Result<Value, ApiError>> {
    let value = match name {
        "host_pick_mail" => {
            let picked = ask(app, |dialog, tell| {
                dialog.add_filter("Mail", &["eml", "mbox", "mbx", "EML", "MBOX"]).pick_files(move |files| {
                    let _ = tell.send(files.unwrap_or_default());
                });
            });
            json!(paths(picked.await.unwrap_or_default()))
        }
        "host_pick_save" => {
            let name = args.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
            one(app, move |dialog, tell| {
                dialog.set_file_name(file_name(&name)).save_file(move |file| {
                    let _ = tell.send(file);
                });
            })
            .await
        }
        "host_pick_folder" => {
            one(app, |dialog, tell| {
                dialog.pick_folder(move |file| {
                    let _ = tell.send(file);
                });
            })
            .await
        }
        "host_pick_backup" => {
            one(app, |dialog, tell| {
                dialog.pick_file(move |file| {
                    let _ = tell.send(file);
                });
            })
            .await
        }
        "host_locale" => json!(language(sys_locale::get_locale())),
        "host_ready" => {
            crate::window::listens(app);
            Value::Null
        }
        "host_reveal" => return Some(reveal(args).map(|()| Value::Null)),
        _ => return None,
    };
    Some(Ok(value))
}

/// The system's language as a BCP 47 tag; English where the system names none (`C`, `POSIX`).
fn language(system: Option<String>) -> String {
    system
        .map(|tag| tag.replace('_', "-"))
        .filter(|tag| tag.split('-').next().is_some_and(|language| matches!(language.len(), 2..=3)))
        .unwrap_or_else(|| "en".to_owned())
}

async fn ask<T: Send + 'static>(
    app: &AppHandle,
    show: impl FnOnce(FileDialogBuilder<tauri::Wry>, oneshot::Sender<T>),
) -> Option<T> {
    let (tell, told) = oneshot::channel();
    let mut dialog = app.dialog().file();
    if let Some(window) = app.get_webview_window(crate::window::MAIN) {
        dialog = dialog.set_parent(&window);
    }
    show(dialog, tell);
    told.await.ok()
}

async fn one(
    app: &AppHandle,
    show: impl FnOnce(FileDialogBuilder<tauri::Wry>, oneshot::Sender<Option<FilePath>>),
) -> Value {
    json!(paths(ask(app, show).await.flatten().into_iter().collect()).into_iter().next())
}

fn paths(files: Vec<FilePath>) -> Vec<String> {
    files.into_iter().filter_map(|file| file.into_path().ok()).map(|path| path.display().to_string()).collect()
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
