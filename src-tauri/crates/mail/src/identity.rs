//! When two messages are one: the same bytes, or the same Message-ID, sender and date.

use sha2::{Digest, Sha256};

use crate::model::{Address, Parsed};

/// SHA-256 of a message's raw bytes, in lower-case hex: the first key against importing twice.
pub fn fingerprint(raw: &[u8]) -> String {
    hex::encode(Sha256::digest(raw))
}

/// The second key against importing twice: Message-ID, sender's address and Date, as one SHA-256 in hex. It holds the
/// copy of a message together whose bytes differ (another route, other line ends). `None` when one of the three is
/// missing: then only the bytes can tell.
pub fn identity(parsed: &Parsed) -> Option<String> {
    let id = parsed.message_id.as_deref()?;
    let from = parsed.from.as_ref()?.email.to_lowercase();
    let date = parsed.date?.timestamp();
    Some(fingerprint(format!("{id}\n{from}\n{date}").as_bytes()))
}

/// Whether the desk itself wrote the message: its sender is one of the desk's own addresses. Letter case never matters,
/// and `service+lot7@…` is `service@…`, unless the desk's list itself names the tag.
pub fn is_own(parsed: &Parsed, own: &[String]) -> bool {
    parsed.from.as_ref().is_some_and(|from| is_own_address(from, own))
}

/// [`is_own`] for one address.
pub fn is_own_address(address: &Address, own: &[String]) -> bool {
    let email = address.email.trim().to_lowercase();
    let untagged = without_tag(&email);
    own.iter().map(|o| o.trim().to_lowercase()).any(|o| !o.is_empty() && (o == email || o == untagged))
}

fn without_tag(email: &str) -> String {
    match email.rsplit_once('@') {
        Some((local, domain)) => format!("{}@{domain}", local.split('+').next().unwrap_or(local)),
        None => email.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("service@desk.example", true)]
    #[case("Service@DESK.example", true)]
    #[case("service+lot7@desk.example", true)]
    #[case("sales@desk.example", false)]
    #[case("service@desk.example.evil.example", false)]
    #[case("ana+desk@shop.example", true)]
    #[case("ana@shop.example", false)]
    #[case("", false)]
    fn own_addresses(#[case] email: &str, #[case] own: bool) {
        let list = ["service@desk.example".to_owned(), " Ana+Desk@shop.example".to_owned(), String::new()];
        assert_eq!(is_own_address(&Address { name: None, email: email.to_owned() }, &list), own);
    }
}
