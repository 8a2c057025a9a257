//! The desktop host: a window and the strip beside calls, notifications, printing, dialogs, and one command that hands everything to the app crate.
//!
//! It decides nothing. What a case is, what is due and what may be done stands in `aftercare-app` and `aftercare-core`;
//! here stands only what needs an operating system with a screen. Left out on purpose: a tray (it comes with the
//! background work), auto-update, and any file access from the page.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod choose;
mod desk;
mod dialogs;
mod link;
mod notify;
mod opener;
mod print;
mod rpc;
mod secrets;
mod shortcut;
mod strip;
mod trace;
mod window;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use tauri::Manager;
use tauri_plugin_window_state::StateFlags;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "the window could not be opened");
            eprintln!("Aftercare could not open its window: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> tauri::Result<()> {
    let folder = aftercare_app::place::folder();
    let _log = trace::begin(&folder);
    trace::crashes_into(&folder);

    let context = tauri::generate_context!();
    let remembered = StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED;
    tauri::Builder::default()
        // First, so that a second start ends before it opens anything. Its link goes to the first by `link`.
        .plugin(tauri_plugin_single_instance::init(|app, args, cwd| {
            window::focus(app);
            window::dropped(app, mail_files(args, &PathBuf::from(cwd)));
        }))
        .plugin(tauri_plugin_deep_link::init())
        .plugin(tauri_plugin_window_state::Builder::new().with_state_flags(remembered).build())
        .plugin(tauri_plugin_notification::init())
        .plugin(tauri_plugin_dialog::init())
        .invoke_handler(tauri::generate_handler![rpc::rpc])
        .setup(move |app| {
            let cwd = std::env::current_dir().unwrap_or_default();
            window::keep(app.handle(), mail_files(std::env::args().collect(), &cwd));
            link::follow_all(app.handle());
            shortcut::prepare(app.handle());
            notify::clicks_open_cases(app.handle());
            app.manage(Arc::new(desk::Desk::new(app.handle().clone(), folder)));
            window::open(app.handle())?;
            Ok(())
        })
        .build(context)?
        .run(|_, _| {});
    Ok(())
}

/// The files named on a command line, without the program's own name and without options.
fn mail_files(args: Vec<String>, cwd: &std::path::Path) -> Vec<String> {
    args.into_iter()
        .skip(1)
        .filter(|arg| !arg.starts_with('-'))
        .map(|arg| cwd.join(arg))
        .filter(|path| path.is_file())
        .map(|path| path.display().to_string())
        .collect()
}
