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
}

impl Default for Window {
    fn default() -> Self {
        Self { language: "en".to_owned(), theme: "system".to_owned(), text_scale: 100 }
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
        })
    }
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
        self.set_window(Window { language: ask.language, theme: ask.theme, text_scale: ask.text_scale }).await?;
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
