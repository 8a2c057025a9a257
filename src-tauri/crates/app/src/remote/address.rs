//! Where a server is: its address as typed or pasted, brought to one form.
//!
//! The link that a server shows at its start carries the token; pasted whole, it gives both. Without TLS the token would
//! travel in clear, so plain `http` reaches this computer only; a tunnel ends here too.

use crate::api::ApiError;
use reqwest::Url;
use std::fmt;
use std::net::IpAddr;

/// A server's address: scheme, host, port, and nothing behind them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(Url);

impl Address {
    /// Reads an address, and the token that a pasted link carries.
    ///
    /// # Errors
    /// [`crate::api::ErrorCode::BadInput`] on the field `url`: `unreadable`, or `needs_https` for a server elsewhere.
    pub fn read(typed: &str) -> Result<(Self, Option<String>), ApiError> {
        let unreadable = || ApiError::field("url", "unreadable");
        let typed = typed.trim();
        let whole = if typed.contains("://") { typed.to_owned() } else { format!("http://{typed}") };
        let mut url = Url::parse(&whole).map_err(|_| unreadable())?;
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or_else(unreadable)?;
        if !matches!(url.scheme(), "http" | "https") || !url.username().is_empty() || url.password().is_some() {
            return Err(unreadable());
        }
        if url.scheme() == "http" && !is_here(host) {
            return Err(ApiError::field("url", "needs_https"));
        }
        let token = url.query_pairs().find(|(name, _)| name == "token").map(|(_, token)| token.into_owned());
        url.set_path("");
        url.set_query(None);
        url.set_fragment(None);
        Ok((Self(url), token.filter(|token| !token.is_empty())))
    }

    /// The address of one of the server's own pages.
    pub(super) fn join(&self, path: &str) -> Url {
        let mut url = self.0.clone();
        url.set_path(path);
        url
    }

    /// The server's name, or its number.
    pub(super) fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    pub(super) fn is_plain(&self) -> bool {
        self.0.scheme() == "http"
    }
}

/// Without the closing slash: `http://127.0.0.1:8080`.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

/// Whether a host's name stands for this computer.
fn is_here(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    bare == "localhost" || bare.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("http://127.0.0.1:8080", "http://127.0.0.1:8080", None)]
    #[case("  127.0.0.1:8080/ ", "http://127.0.0.1:8080", None)]
    #[case("http://localhost:9000/?token=ab12#/cases", "http://localhost:9000", Some("ab12"))]
    #[case("http://[::1]:9000", "http://[::1]:9000", None)]
    #[case("https://desk.example.com/some/page?token=", "https://desk.example.com", None)]
    fn addresses_come_to_one_form(#[case] typed: &str, #[case] form: &str, #[case] token: Option<&str>) {
        let (address, found) = Address::read(typed).unwrap();
        assert_eq!(address.to_string(), form);
        assert_eq!(found.as_deref(), token);
        assert_eq!(Address::read(&address.to_string()).unwrap().0, address);
        assert_eq!(address.join("/api/desk").as_str(), format!("{form}/api/desk"));
    }

    #[rstest]
    #[case("", "unreadable")]
    #[case("ftp://127.0.0.1", "unreadable")]
    #[case("http://me:secret@127.0.0.1", "unreadable")]
    #[case("http://desk.example.com:8080", "needs_https")]
    #[case("10.0.0.4:8080", "needs_https")]
    #[case("http://127.0.0.1.example.com", "needs_https")]
    fn others_are_refused(#[case] typed: &str, #[case] problem: &str) {
        assert_eq!(Address::read(typed).unwrap_err().args["problem"], problem);
    }
}
