//! The keys that open the call card from any program. They are taken by Rust alone; the page can neither take nor free keys.
//!
//! A system may have given them to another program, or give none to one in the background (Wayland). Then the desk works on:
//! within the window they open the card all the same, and Settings say how it stands.

use crate::window;
use serde::Serialize;
use serde_json::json;
use std::sync::{Mutex, PoisonError};
use tauri::{AppHandle, Manager};
use tauri_plugin_global_shortcut::{Builder, GlobalShortcutExt, Shortcut, ShortcutState};

/// How it stands with the keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Not wanted.
    #[default]
    Off,
    /// They open the card from anywhere.
    Registered,
    /// Another program has them.
    Taken,
    /// This system gives no keys to a program in the background.
    Unsupported,
}

/// What is wanted, the keys that are held, and how it stands.
#[derive(Default)]
struct Keys {
    wanted: Option<String>,
    held: Option<Shortcut>,
    state: State,
}

/// The keys of this program.
#[derive(Default)]
pub struct CallKeys(Mutex<Keys>);

/// Prepares for keys; none are taken before the settings say which.
pub fn prepare(app: &AppHandle) {
    app.manage(CallKeys::default());
    // Not with the other plugins: one that can't begin would take the whole program with it.
    if let Err(error) = app.plugin(Builder::new().build()) {
        tracing::warn!(%error, "no keys from other programs");
    }
}

/// How it stands with the keys.
pub fn state(app: &AppHandle) -> State {
    app.state::<CallKeys>().0.lock().unwrap_or_else(PoisonError::into_inner).state
}

/// Takes these keys instead of the present ones; none frees them.
pub fn set(app: &AppHandle, wanted: Option<String>) {
    let keys = app.state::<CallKeys>();
    let mut keys = keys.0.lock().unwrap_or_else(PoisonError::into_inner);
    // Keys that another program had may be free by now.
    if keys.wanted == wanted && keys.state != State::Taken {
        return;
    }
    if let Some(held) = keys.held.take()
        && let Err(error) = app.global_shortcut().unregister(held)
    {
        tracing::warn!(%error, "the keys of the call card were not given back");
    }
    (keys.held, keys.state) = match &wanted {
        None => (None, State::Off),
        Some(text) => take(app, text),
    };
    tracing::info!(state = ?keys.state, "keys of the call card");
    keys.wanted = wanted;
    window::push(app, json!({ "type": "changed", "tags": ["shortcut"] }));
}

fn take(app: &AppHandle, text: &str) -> (Option<Shortcut>, State) {
    let Ok(shortcut) = text.parse::<Shortcut>() else { return (None, State::Unsupported) };
    if !gives_keys(|name| std::env::var(name).ok()) || app.try_state::<GlobalKeys>().is_none() {
        return (None, State::Unsupported);
    }
    let pressed = |app: &AppHandle, _: &Shortcut, event: tauri_plugin_global_shortcut::ShortcutEvent| {
        if event.state == ShortcutState::Pressed {
            window::focus(app);
            window::push(app, json!({ "type": "call", "number": null, "name": null }));
        }
    };
    match app.global_shortcut().on_shortcut(shortcut, pressed) {
        Ok(()) => (Some(shortcut), State::Registered),
        Err(error) => {
            tracing::warn!(%error, "the keys of the call card are taken");
            (None, State::Taken)
        }
    }
}

type GlobalKeys = tauri_plugin_global_shortcut::GlobalShortcut<tauri::Wry>;

/// Whether the system gives keys to a program in the background. Under Wayland none are given, and what an X server beside it
/// takes is heard only while one of its own windows has the focus.
fn gives_keys(variable: impl Fn(&str) -> Option<String>) -> bool {
    let set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || (set("DISPLAY") && !set("WAYLAND_DISPLAY"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn only_an_x_server_gives_keys() {
        let of = |pairs: &'static [(&str, &str)]| {
            move |name: &str| pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        };
        assert!(gives_keys(of(&[("DISPLAY", ":0")])));
        assert!(gives_keys(of(&[("DISPLAY", ":0"), ("WAYLAND_DISPLAY", "")])));
        assert!(!gives_keys(of(&[("DISPLAY", ":0"), ("WAYLAND_DISPLAY", "wayland-0")])));
        assert!(!gives_keys(of(&[])));
    }

    #[test]
    fn the_settings_way_of_writing_keys_is_understood() {
        for text in ["Ctrl+Alt+N", "Alt+Cmd+N", "Ctrl+Shift+F24", "Alt+7", "Ctrl+Alt+Shift+Cmd+Z"] {
            text.parse::<Shortcut>().unwrap();
        }
    }
}
