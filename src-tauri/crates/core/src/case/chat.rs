//! The id of a chat's message. Chat programs export none, so one is made of what the message is recognised by, and stands
//! where a mail's Message-ID does: the event tells it, and it can be erased with the person.

use crate::journal::Hash;

const SCHEME: &str = "chat:";

/// The id of a message with this identity.
#[must_use]
pub fn chat_id(identity: &Hash) -> String {
    format!("{SCHEME}{identity}")
}

/// The identity that an id stands for; none where it is a mail's.
#[must_use]
pub fn chat_identity(id: &str) -> Option<Hash> {
    Hash::parse(id.strip_prefix(SCHEME)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_leads_back_to_its_identity_and_a_mails_does_not() {
        let identity = Hash::of(b"Orla, 10:32, wet boxes");
        assert_eq!(chat_identity(&chat_id(&identity)), Some(identity));
        for other in ["one@tidemark.example", "chat:", "chat:00", ""] {
            assert_eq!(chat_identity(other), None, "{other}");
        }
    }
}
