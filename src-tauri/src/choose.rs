//! Where the desk stands, and putting it elsewhere: another folder, or a server. A choice is tried first and remembered
//! only when it works; what was open stays open until then. The program needs no new start.

use crate::desk::{Desk, Opened, said};
use crate::secrets;
use aftercare_app::api::{ApiError, ErrorCode};
use aftercare_app::place::{self, Place};
use aftercare_app::remote::{Address, Link, connection};
use serde_json::value::RawValue;
use serde_json::{Value, json};
use std::io;
use std::path::{Path, PathBuf};

/// The host's calls that are answered here.
pub const CALLS: [&str; 4] = ["host_place", "host_choose_folder", "host_choose_server", "host_try_now"];

impl Desk {
    /// Answers a call about the desk's place, or hands it to the desk.
    ///
    /// # Errors
    /// The call's own, or why the desk can't be opened.
    pub async fn answer(&self, name: &str, args: Value) -> Result<Box<RawValue>, ApiError> {
        let word = |name: &str| args.get(name).and_then(Value::as_str).unwrap_or_default().trim().to_owned();
        match name {
            "host_place" => said(&self.place().await),
            "host_choose_folder" => said(&self.choose_folder(&word("path")).await?),
            "host_choose_server" => said(&self.choose_server(&word("url"), word("token")).await?),
            "host_try_now" => {
                if let Some(Ok(Opened::Remote(remote))) = &self.standing.lock().await.opened {
                    remote.try_now();
                }
                said(&Value::Null)
            }
            _ => self.call(name, args).await,
        }
    }

    async fn place(&self) -> Value {
        let standing = self.standing.lock().await;
        let (kind, url) = match &standing.place {
            Place::Folder => ("folder", None),
            Place::Server(url) => ("server", Some(url)),
        };
        let link = match &standing.opened {
            Some(Ok(Opened::Remote(remote))) => remote.link(),
            Some(Ok(Opened::Local(_))) => Link::Connected,
            _ => Link::Connecting,
        };
        json!({
            "kind": kind,
            "folder": standing.folder.display().to_string(),
            "url": url,
            "fixed": standing.fixed,
            "link": connection(&link),
        })
    }

    async fn choose_folder(&self, path: &str) -> Result<Value, ApiError> {
        let folder = PathBuf::from(path);
        if !folder.is_absolute() {
            return Err(ApiError::field("folder", "not_absolute"));
        }
        let mut standing = self.standing.lock().await;
        let settings = free_to_choose(standing.fixed)?;
        let app = self.open_folder(&folder).await?;
        place::remember_folder(&settings, &folder).map_err(|error| unwritten(&settings, &error))?;
        standing.place = Place::Folder;
        standing.folder = folder;
        self.take(&mut standing, Opened::Local(app));
        Ok(Value::Null)
    }

    async fn choose_server(&self, url: &str, token: String) -> Result<Value, ApiError> {
        let (address, pasted) = Address::read(url)?;
        let settings = free_to_choose(self.standing.lock().await.fixed)?;
        let name = address.to_string();
        let typed = Some(token).filter(|token| !token.is_empty()).or(pasted);
        let (token, new) = match typed {
            Some(token) => (token, true),
            None => (secrets::token(&name).await.map_err(|_| ApiError::field("token", "missing"))?, false),
        };
        let remote = self.reach(address, token.clone())?;
        remote.call("desk", Value::Null).await?;
        // A computer without a keyring can still work: the token is then asked for at each start.
        let kept = if new { secrets::keep(&name, &token).await } else { Ok(()) };
        place::remember_server(&settings, &name).map_err(|error| unwritten(&settings, &error))?;
        let mut standing = self.standing.lock().await;
        standing.place = Place::Server(name);
        self.take(&mut standing, Opened::Remote(remote));
        Ok(json!({ "unkept": kept.err() }))
    }
}

/// The folder of settings, unless a variable decides.
fn free_to_choose(fixed: Option<&str>) -> Result<PathBuf, ApiError> {
    if let Some(variable) = fixed {
        return Err(ApiError::field("place", "fixed").with("variable", variable));
    }
    place::settings().ok_or_else(|| ApiError::new(ErrorCode::FileUnwritable).with("detail", "no settings folder"))
}

fn unwritten(settings: &Path, error: &io::Error) -> ApiError {
    ApiError::new(ErrorCode::FileUnwritable).with("path", settings.display()).with("detail", error)
}
