//! The large window: made in code, shown when its page stands, and closed to every address but its own.
//!
//! Pushes to the page go through [`push`] alone, as the event `aftercare`. What comes before the page listens
//! (files named at the start, a click on an old notification) is kept and handed over once it says `host_ready`.

use crate::strip;
use serde_json::{Value, json};
use std::sync::Mutex;
use std::time::Duration;
use tauri::webview::PageLoadEvent;
use tauri::window::Color;
use tauri::{
    AppHandle, DragDropEvent, Emitter, Manager, Theme, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder,
    WindowEvent,
};

/// The window's label, also named in the capability.
pub const MAIN: &str = "main";
/// The one event that the page listens to.
pub const EVENT: &str = "aftercare";
/// A page that never finishes loading is shown all the same, so that nobody waits before nothing.
const SHOWN_AT_THE_LATEST: Duration = Duration::from_secs(4);
/// `--bg-0` of the tokens, so that no other colour flashes before the page is drawn.
const LIGHT: Color = Color(0xEC, 0xE8, 0xE0, 0xFF);
const DARK: Color = Color(0x14, 0x12, 0x10, 0xFF);

/// What waits for the page to listen; none once it does.
pub struct Waiting(Mutex<Option<Vec<Value>>>);

/// Keeps what the program was started with until the page listens.
pub fn keep(app: &AppHandle, files: Vec<String>) {
    app.manage(Waiting(Mutex::new(Some(Vec::new()))));
    dropped(app, files);
}

/// Makes the window, hidden until its page stands.
pub fn open(app: &AppHandle) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::App("index.html".into()))
        .title("Aftercare")
        .inner_size(1280.0, 800.0)
        .min_inner_size(960.0, 600.0)
        .visible(false)
        .on_navigation(is_ours)
        .on_page_load(|window, load| {
            if load.event() == PageLoadEvent::Finished {
                show(&window);
            }
        })
        .build()?;
    dress(&window)?;
    let handle = app.clone();
    window.on_window_event(move |event| match event {
        WindowEvent::DragDrop(event) => dragged(&handle, event),
        // A page that is loaded anew has to say again that it listens.
        WindowEvent::Destroyed => {
            tracing::info!("window closed");
            // It would hold the program open, with nothing behind it.
            strip::close(&handle);
        }
        _ => {}
    });
    let late = window.clone();
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(SHOWN_AT_THE_LATEST).await;
        show(&late);
    });
    Ok(())
}

/// The page's own colour before the page is drawn.
pub fn dress(window: &WebviewWindow) -> tauri::Result<()> {
    let dark = window.theme().is_ok_and(|theme| theme == Theme::Dark);
    window.set_background_color(Some(if dark { DARK } else { LIGHT }))
}

/// Only the program's own pages, and frames without an address (a sandboxed original of a mail).
pub fn is_ours(url: &Url) -> bool {
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        // Windows serves the same pages under this name.
        "http" | "https" => url.host_str() == Some("tauri.localhost"),
        "about" => matches!(url.path(), "blank" | "srcdoc"),
        _ => false,
    }
}

fn show(window: &WebviewWindow) {
    if !window.is_visible().unwrap_or(false)
        && let Err(error) = window.show().and_then(|()| window.set_focus())
    {
        tracing::warn!(%error, "the window could not be shown");
    }
}

/// Brings the window before the person.
pub fn focus(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(MAIN) {
        let steps = [window.unminimize(), window.show(), window.set_focus()];
        for error in steps.into_iter().filter_map(Result::err) {
            tracing::warn!(%error, "the window could not be brought forward");
        }
    }
}

fn dragged(app: &AppHandle, event: &DragDropEvent) {
    match event {
        DragDropEvent::Enter { .. } => push(app, json!({ "type": "drag", "over": true })),
        DragDropEvent::Leave => push(app, json!({ "type": "drag", "over": false })),
        DragDropEvent::Drop { paths, .. } => {
            push(app, json!({ "type": "drag", "over": false }));
            dropped(app, paths.iter().map(|path| path.display().to_string()).collect());
        }
        _ => {}
    }
}

/// Files dropped on the window or named at a start.
pub fn dropped(app: &AppHandle, paths: Vec<String>) {
    if !paths.is_empty() {
        push(app, json!({ "type": "dropped", "paths": paths }));
    }
}

/// Tells the page something, now or as soon as it listens.
pub fn push(app: &AppHandle, event: Value) {
    // The strip asks anew what changed; all else is the large window's.
    if matches!(event["type"].as_str(), Some("changed" | "connection")) {
        strip::tell(app, &event);
    }
    let waiting = app.state::<Waiting>();
    let mut kept = waiting.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    match kept.as_mut() {
        Some(kept) => kept.push(event),
        None => emit(app, &event),
    }
}

/// The page listens: it gets what was kept, in order.
pub fn listens(app: &AppHandle) {
    let waiting = app.state::<Waiting>();
    let mut kept = waiting.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    for event in kept.take().unwrap_or_default() {
        emit(app, &event);
    }
}

fn emit(app: &AppHandle, event: &Value) {
    if let Err(error) = app.emit_to(MAIN, EVENT, event) {
        tracing::warn!(%error, "the window did not take an event");
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn the_window_stays_on_its_own_pages() {
        for ours in
            ["tauri://localhost/", "tauri://localhost/index.html#/cases", "http://tauri.localhost/", "about:srcdoc"]
        {
            assert!(is_ours(&ours.parse().unwrap()), "{ours}");
        }
        for foreign in [
            "https://example.com/",
            "http://localhost:5173/",
            "file:///etc/passwd",
            "tauri://elsewhere/",
            "javascript:alert(1)",
            "data:text/html,x",
            "mailto:a@example.com",
        ] {
            assert!(!is_ours(&foreign.parse().unwrap()), "{foreign}");
        }
    }
}
