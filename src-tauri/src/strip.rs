//! The session strip: a small window that stays above FaceTime, ToDesk or any other call. There is one; asked for again it comes
//! forward and shows what was asked for last. Its place is remembered as the large window's is.

use crate::window::{EVENT, dress, is_ours};
use aftercare_app::api::{ApiError, ErrorCode};
use serde_json::{Value, json};
use tauri::{AppHandle, DragDropEvent, Emitter, Manager, WebviewUrl, WebviewWindowBuilder, WindowEvent};

/// The window's label, also named in the capability.
pub const STRIP: &str = "strip";

/// Shows the strip for a case, with a session that goes on where there is one.
///
/// # Errors
/// When its arguments are no ids, or no window can be made.
pub fn show(app: &AppHandle, args: &Value) -> Result<(), ApiError> {
    let id = |name: &str| args.get(name).and_then(Value::as_str).filter(|text| is_id(text));
    let case = id("case").ok_or_else(|| ApiError::field("case", "missing"))?;
    let session = id("session");
    if let Some(window) = app.get_webview_window(STRIP) {
        tell(app, &json!({ "type": "strip", "case": case, "session": session }));
        let steps = [window.unminimize(), window.show(), window.set_focus()];
        for error in steps.into_iter().filter_map(Result::err) {
            tracing::warn!(%error, "the strip could not be brought forward");
        }
        return Ok(());
    }
    let place = session.map_or_else(|| case.to_owned(), |session| format!("{case}/{session}"));
    open(app, &format!("index.html#/strip/{place}")).map_err(|error| {
        tracing::error!(%error, "the strip could not be opened");
        ApiError::new(ErrorCode::Internal).with("detail", error)
    })
}

/// An id as the app writes it; it becomes part of the page's address.
fn is_id(text: &str) -> bool {
    text.len() == 36 && text.chars().all(|sign| sign.is_ascii_hexdigit() || sign == '-')
}

fn open(app: &AppHandle, page: &str) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, STRIP, WebviewUrl::App(page.into()))
        .title("Aftercare")
        .inner_size(360.0, 520.0)
        .min_inner_size(320.0, 420.0)
        .always_on_top(true)
        .maximizable(false)
        .on_navigation(is_ours)
        .build()?;
    dress(&window)?;
    let handle = app.clone();
    window.on_window_event(move |event| {
        if let WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) = event {
            let paths: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
            tell(&handle, &json!({ "type": "dropped", "paths": paths }));
        }
    });
    Ok(())
}

/// Tells the strip's page something, where there is one.
pub fn tell(app: &AppHandle, event: &Value) {
    if app.get_webview_window(STRIP).is_some()
        && let Err(error) = app.emit_to(STRIP, EVENT, event)
    {
        tracing::warn!(%error, "the strip did not take an event");
    }
}

/// Closes the strip; what was noted is kept.
pub fn close(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(STRIP)
        && let Err(error) = window.close()
    {
        tracing::warn!(%error, "the strip does not close");
    }
}
