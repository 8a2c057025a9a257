//! Settings: the desk's, which everybody shares and the journal keeps, and this computer's, which it does not.

use crate::App;
use crate::api::views::SettingsView;
use crate::api::{ApiError, ErrorCode};
use crate::cases::is_address;
use aftercare_core::desk::{DeskEvent, Settings};
use aftercare_core::journal::Actor;
use aftercare_store::Store;
use std::path::Path;

/// What belongs to this computer and its window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    /// `en` or `zh-CN`.
    pub(crate) language: String,
    /// `light`, `dark` or `system`.
    pub(crate) theme: String,
    /// 100, 125 or 150.
    pub(crate) text_scale: u32,
    /// Whether keys open the call card from any program.
    pub(crate) shortcut_on: bool,
    /// Which keys.
    pub(crate) shortcut: String,
}

/// The keys that open the call card from any program, until somebody chooses others.
pub(crate) const SHORTCUT: &str = if cfg!(target_os = "macos") { "Alt+Cmd+N" } else { "Ctrl+Alt+N" };

impl Default for Window {
    fn default() -> Self {
        Self {
            language: "en".to_owned(),
            theme: "system".to_owned(),
            text_scale: 100,
            shortcut_on: true,
            shortcut: SHORTCUT.to_owned(),
        }
    }
}

impl Window {
    pub(crate) async fn read(store: &Store) -> Result<Self, ApiError> {
        let mut look = store.look().await?;
        let first = Self::default();
        let scale = look.local("text_scale").await?.and_then(|text| text.parse().ok());
        Ok(Self {
            language: look.local("language").await?.unwrap_or(first.language),
            theme: look.local("theme").await?.unwrap_or(first.theme),
            text_scale: scale.unwrap_or(first.text_scale),
            shortcut_on: look.local("shortcut_on").await?.map_or(first.shortcut_on, |word| word == "true"),
            shortcut: look.local("shortcut").await?.unwrap_or(first.shortcut),
        })
    }
}

/// Keys as they are written in one way: `ctrl + alt + n` is `Ctrl+Alt+N`. None for what no keyboard has, and for keys that
/// would be taken from writing: there has to be Ctrl, Alt or Cmd among them.
pub(crate) fn shortcut(typed: &str) -> Option<String> {
    let mut parts: Vec<String> = typed.split('+').map(|part| part.trim().to_lowercase()).collect();
    let key = parts.pop()?.to_uppercase();
    let letter = key.len() == 1 && key.chars().all(|c| c.is_ascii_alphanumeric());
    let function = key.strip_prefix('F').and_then(|n| n.parse::<u8>().ok());
    if !letter && !function.is_some_and(|n| (1..=24).contains(&n) && key == format!("F{n}")) {
        return None;
    }
    let known = |part: &str| match part {
        "ctrl" | "control" => Some("Ctrl"),
        "alt" | "option" => Some("Alt"),
        "shift" => Some("Shift"),
        "cmd" | "command" | "super" => Some("Cmd"),
        _ => None,
    };
    let held = parts.iter().map(|part| known(part)).collect::<Option<Vec<_>>>()?;
    let once = held.iter().enumerate().all(|(place, part)| !held[..place].contains(part));
    if !once || held.iter().all(|part| *part == "Shift") {
        return None;
    }
    let in_order = ["Ctrl", "Alt", "Shift", "Cmd"].into_iter().filter(|part| held.contains(part));
    Some(in_order.chain([key.as_str()]).collect::<Vec<_>>().join("+"))
}

/// Mail addresses, trimmed, each once.
pub(crate) fn addresses(typed: &[String]) -> Result<Vec<String>, ApiError> {
    let mut good: Vec<String> = Vec::new();
    for address in typed.iter().map(|a| a.trim()).filter(|a| !a.is_empty()) {
        if !is_address(address) {
            return Err(ApiError::field("addresses", "not_an_address").with("value", address));
        }
        if !good.iter().any(|known| known.eq_ignore_ascii_case(address)) {
            good.push(address.to_owned());
        }
    }
    Ok(good)
}

impl App {
    pub(crate) async fn settings(&self, (): ()) -> Result<SettingsView, ApiError> {
        let state = self.state();
        let settings = state.settings.clone().unwrap_or_else(crate::desk::first_settings);
        Ok(SettingsView {
            house: settings.house,
            pack: settings.pack,
            addresses: settings.addresses,
            phone: settings.phone,
            lead_minutes: settings.lead_minutes,
            backup_days: settings.backup_days,
            backup_folder: settings.backup_folder,
            language: state.window.language.clone(),
            theme: state.window.theme.clone(),
            text_scale: state.window.text_scale,
            shortcut_on: state.window.shortcut_on,
            shortcut: state.window.shortcut.clone(),
        })
    }

    /// Saves what changed. Before the desk is set up only this computer's part can be saved.
    pub(crate) async fn save_settings(&self, ask: SettingsView) -> Result<(), ApiError> {
        if !["en", "zh-CN"].contains(&ask.language.as_str()) {
            return Err(ApiError::field("language", "unknown"));
        }
        if !["light", "dark", "system"].contains(&ask.theme.as_str()) {
            return Err(ApiError::field("theme", "unknown"));
        }
        if ![100, 125, 150].contains(&ask.text_scale) {
            return Err(ApiError::field("text_scale", "unknown"));
        }
        let Some(keys) = shortcut(&ask.shortcut) else {
            return Err(ApiError::field("shortcut", "unknown").with("value", ask.shortcut));
        };
        let state = self.state();
        if let Some(old) = &state.settings {
            let new = checked(&ask, old)?;
            if self.book().in_force(&new.pack, self.now()).is_err() {
                return Err(ApiError::field("pack", "unknown"));
            }
            if new != *old {
                let mut write = self.write().await?;
                let (mut seq, actor) = (state.seq, Actor::Staff(state.me()?));
                write.desk(&mut seq, actor, self.now(), |_| DeskEvent::SettingsSet { settings: new }).await?;
                write.commit(&["surveys", "cases"]).await?;
            }
        }
        let window = Window {
            language: ask.language,
            theme: ask.theme,
            text_scale: ask.text_scale,
            shortcut_on: ask.shortcut_on,
            shortcut: keys,
        };
        self.set_window(window).await?;
        self.changed(&["settings".to_owned(), "desk".to_owned()]);
        Ok(())
    }

    pub(crate) async fn set_window(&self, window: Window) -> Result<(), ApiError> {
        let store = self.store();
        let old = self.state().window.clone();
        if old.language != window.language {
            store.set_local("language", &window.language).await?;
        }
        if old.theme != window.theme {
            store.set_local("theme", &window.theme).await?;
        }
        if old.text_scale != window.text_scale {
            store.set_local("text_scale", &window.text_scale.to_string()).await?;
        }
        if old.shortcut_on != window.shortcut_on {
            store.set_local("shortcut_on", &window.shortcut_on.to_string()).await?;
        }
        if old.shortcut != window.shortcut {
            store.set_local("shortcut", &window.shortcut).await?;
        }
        self.refresh().await
    }
}

fn checked(ask: &SettingsView, old: &Settings) -> Result<Settings, ApiError> {
    let mut leads = ask.lead_minutes.clone();
    leads.sort_unstable_by(|a, b| b.cmp(a));
    leads.dedup();
    if leads.len() > 6 || leads.iter().any(|minutes| *minutes == 0 || *minutes > 7 * 24 * 60) {
        return Err(ApiError::field("lead_minutes", "out_of_range"));
    }
    if !(1..=3650).contains(&ask.backup_days) {
        return Err(ApiError::field("backup_days", "out_of_range"));
    }
    let folder = ask.backup_folder.as_deref().map(str::trim).filter(|folder| !folder.is_empty());
    if let Some(folder) = folder.filter(|folder| Some(*folder) != old.backup_folder.as_deref()) {
        if !Path::new(folder).is_absolute() {
            return Err(ApiError::field("backup_folder", "not_absolute"));
        }
        std::fs::create_dir_all(folder)
            .map_err(|error| ApiError::new(ErrorCode::FileUnwritable).with("path", folder).with("detail", error))?;
    }
    Ok(Settings {
        house: ask.house.trim().to_owned(),
        pack: ask.pack.clone(),
        addresses: addresses(&ask.addresses)?,
        phone: ask.phone.trim().to_owned(),
        lead_minutes: leads,
        sample: old.sample,
        backup_days: ask.backup_days,
        backup_folder: folder.map(str::to_owned),
    })
}

#[cfg(test)]
mod tests {
    use super::shortcut;
    use rstest::rstest;

    #[rstest]
    #[case("ctrl + alt + n", Some("Ctrl+Alt+N"))]
    #[case("Cmd+Alt+N", Some("Alt+Cmd+N"))]
    #[case("Shift+Ctrl+F9", Some("Ctrl+Shift+F9"))]
    #[case("Alt+7", Some("Alt+7"))]
    #[case("N", None)]
    #[case("Shift+N", None)]
    #[case("F9", None)]
    #[case("Ctrl", None)]
    #[case("Ctrl+", None)]
    #[case("Ctrl+Alt", None)]
    #[case("N+Ctrl", None)]
    #[case("Ctrl+Ctrl+N", None)]
    #[case("Ctrl+Alt+N+M", None)]
    #[case("Ctrl+F25", None)]
    #[case("Ctrl+F09", None)]
    #[case("Ctrl+é", None)]
    #[case("Hyper+N", None)]
    #[case("", None)]
    fn keys_that_take_nothing_from_writing(#[case] typed: &str, #[case] kept: Option<&str>) {
        assert_eq!(shortcut(typed).as_deref(), kept);
    }
}
