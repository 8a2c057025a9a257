//! The tokens of servers, in the computer's keyring.
//!
//! A keyring may be missing, locked, or wait for a person's answer in a window of its own; so it is asked on a thread that
//! may block, and not for ever. Each ask opens the store anew: what was missing or hung before does not stay so. The variable
//! `AFTERCARE_TOKEN` stands in for it where there is none. A token is never written to a file or a log.

use aftercare_app::api::{ApiError, ErrorCode};
use aftercare_app::place::IDENTIFIER;
#[cfg(target_os = "macos")]
use apple_native_keyring_store::keychain::Store;
use keyring_core::api::CredentialStoreApi;
use keyring_core::{Entry, Error};
use std::time::Duration;
use tokio::sync::oneshot;
#[cfg(windows)]
use windows_native_keyring_store::Store;
#[cfg(all(unix, not(target_os = "macos")))]
use zbus_secret_service_keyring_store::Store;

/// Gives the token for one run.
pub const VARIABLE: &str = "AFTERCARE_TOKEN";

/// Long enough for a person to unlock the keyring.
const PATIENCE: Duration = Duration::from_secs(45);

/// The token for this server.
///
/// # Errors
/// [`ErrorCode::Keyring`] with the `reason`: `no_entry`, `locked`, `slow` or `absent`.
pub async fn token(address: &str) -> Result<String, ApiError> {
    if let Some(token) = std::env::var(VARIABLE).ok().filter(|token| !token.trim().is_empty()) {
        return Ok(token.trim().to_owned());
    }
    asked(address, PATIENCE, |entry| entry.get_password()).await
}

/// Keeps the token for this server.
///
/// # Errors
/// As [`token`].
pub async fn keep(address: &str, token: &str) -> Result<(), ApiError> {
    let token = token.to_owned();
    asked(address, PATIENCE, move |entry| entry.set_password(&token)).await
}

async fn asked<T: Send + 'static>(
    address: &str,
    patience: Duration,
    ask: impl FnOnce(&Entry) -> Result<T, Error> + Send + 'static,
) -> Result<T, ApiError> {
    let (tell, told) = oneshot::channel();
    let address = address.to_owned();
    let begun = std::thread::Builder::new().name("keyring".into()).spawn(move || {
        let entry = Store::new().and_then(|store| store.build(IDENTIFIER, &address, None));
        let answer = entry.and_then(|entry| ask(&entry));
        // Nobody waits any more when the time was up.
        let _ = tell.send(answer);
    });
    if begun.is_err() {
        return Err(refused("absent"));
    }
    match tokio::time::timeout(patience, told).await {
        Ok(Ok(Ok(answer))) => Ok(answer),
        Ok(Ok(Err(error))) => {
            tracing::warn!(%error, "keyring");
            Err(refused(reason(&error)))
        }
        Ok(Err(_)) => Err(refused("absent")),
        Err(_) => Err(refused("slow")),
    }
}

fn refused(reason: &str) -> ApiError {
    ApiError::new(ErrorCode::Keyring).with("reason", reason)
}

fn reason(error: &Error) -> &'static str {
    match error {
        Error::NoEntry | Error::BadEncoding(_) | Error::BadDataFormat(..) => "no_entry",
        Error::NoStorageAccess(_) | Error::Ambiguous(_) => "locked",
        _ => "absent",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_fault_has_a_way_out() {
        assert_eq!(reason(&Error::NoEntry), "no_entry");
        assert_eq!(reason(&Error::NoStorageAccess("locked".into())), "locked");
        assert_eq!(reason(&Error::NoDefaultStore), "absent");
        assert_eq!(reason(&Error::PlatformFailure("no bus".into())), "absent");
    }
}

#[cfg(all(test, target_os = "linux"))]
#[path = "secrets/real.rs"]
mod real;
