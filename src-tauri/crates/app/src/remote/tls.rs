//! The client, and why a server's https is not trusted.
//!
//! Whom a computer trusts, its own list of authorities says: the system's certificates, or on Linux what the variables
//! `SSL_CERT_FILE` and `SSL_CERT_DIR` name in their place. A house with an authority of its own adds it there; no setting of ours
//! lets a certificate pass that the system refuses.

use super::{Address, Pace};
use crate::api::{ApiError, ErrorCode};
use reqwest::{Client, redirect};
use rustls::CertificateError as Certificate;
use rustls::crypto::ring;
use serde::Serialize;
use std::error::Error;
use std::io;
use std::sync::Arc;

/// Why a server is not trusted. Nothing was sent to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Distrust {
    /// Nobody whom this computer trusts signed its certificate.
    UnknownIssuer,
    /// The certificate is made out to another name.
    WrongName,
    /// The certificate is too old.
    Expired,
    /// The certificate holds later only.
    NotYet,
    /// The certificate was taken back.
    Revoked,
    /// It is an authority's own certificate, as one that signed itself mostly is, and no server's.
    Authority,
    /// What answers there speaks without encryption.
    Plain,
    /// This computer has no list of authorities.
    NoAuthorities,
    /// Something else about its certificate, or about the encryption that it offers.
    Other,
}

impl Distrust {
    /// As scripts and sentences have it, such as `wrong_name`.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::UnknownIssuer => "unknown_issuer",
            Self::WrongName => "wrong_name",
            Self::Expired => "expired",
            Self::NotYet => "not_yet",
            Self::Revoked => "revoked",
            Self::Authority => "authority",
            Self::Plain => "plain",
            Self::NoAuthorities => "no_authorities",
            Self::Other => "other",
        }
    }

    /// What to tell a person about the server at this address.
    pub(super) fn error(self, address: &Address, detail: impl ToString) -> ApiError {
        ApiError::new(ErrorCode::Untrusted)
            .with("reason", self.word())
            .with("url", address)
            .with("host", address.host())
            .with("detail", detail)
    }

    fn of(error: &rustls::Error) -> Option<Self> {
        let certificate = match error {
            rustls::Error::InvalidCertificate(certificate) => certificate,
            rustls::Error::InvalidMessage(_) => return Some(Self::Plain),
            rustls::Error::PeerIncompatible(_) | rustls::Error::AlertReceived(_) => return Some(Self::Other),
            _ => return None,
        };
        Some(match certificate {
            Certificate::UnknownIssuer => Self::UnknownIssuer,
            Certificate::NotValidForName | Certificate::NotValidForNameContext { .. } => Self::WrongName,
            Certificate::Expired | Certificate::ExpiredContext { .. } => Self::Expired,
            Certificate::NotValidYet | Certificate::NotValidYetContext { .. } => Self::NotYet,
            Certificate::Revoked => Self::Revoked,
            // TLS has no word of its own for it.
            Certificate::Other(other) if other.to_string().contains("CaUsedAsEndEntity") => Self::Authority,
            _ => Self::Other,
        })
    }
}

/// Why a connection was not made to a server that is not trusted, with what TLS says; none where something else was the matter.
pub(super) fn distrust(error: &reqwest::Error) -> Option<(Distrust, String)> {
    let tls = if error.is_connect() { tls_error(error) } else { None }?;
    Some((Distrust::of(tls)?, tls.to_string()))
}

/// What TLS says, anywhere in a chain of causes; one inside an error of reading or writing is no cause of its own.
fn tls_error<'e>(error: &'e (dyn Error + 'static)) -> Option<&'e rustls::Error> {
    let inside = || error.downcast_ref::<io::Error>()?.get_ref().and_then(|inner| tls_error(inner));
    error.downcast_ref().or_else(inside).or_else(|| error.source().and_then(tls_error))
}

/// A client for this address. The list of authorities is read anew with each.
pub(super) fn client(address: &Address, pace: &Pace) -> Result<Client, ApiError> {
    let failed = |error: &dyn std::fmt::Display| ApiError::new(ErrorCode::Internal).with("detail", error);
    let mut builder = Client::builder()
        .no_proxy()
        .redirect(redirect::Policy::none())
        .connect_timeout(pace.connect)
        .tcp_keepalive(pace.connect);
    if address.is_plain() {
        // No TLS will happen; the system's certificates need not be there, nor be read.
        let none = rustls::ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|error| failed(&error))?
            .with_root_certificates(rustls::RootCertStore::empty())
            .with_no_client_auth();
        builder = builder.tls_backend_preconfigured(none);
    } else {
        // An error says that one is installed already.
        let _ = ring::default_provider().install_default();
    }
    builder.build().map_err(|error| match tls_error(&error) {
        Some(tls @ rustls::Error::General(_)) => Distrust::NoAuthorities.error(address, tls),
        _ => failed(&error),
    })
}
