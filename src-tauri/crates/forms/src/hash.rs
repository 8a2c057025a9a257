//! What a filed form is known by: one hash over all that decides its content.

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::{Languages, Paper};

/// The data as bytes that don't depend on the order in which keys were written or read.
pub fn canonical_bytes(data: &Value) -> Vec<u8> {
    fn write(value: &Value, out: &mut String) {
        match value {
            Value::Object(map) => {
                let mut entries: Vec<_> = map.iter().collect();
                entries.sort_by_key(|(key, _)| *key);
                out.push('{');
                for (i, (key, value)) in entries.into_iter().enumerate() {
                    if i > 0 {
                        out.push(',');
                    }
                    out.push_str(&Value::from(key.as_str()).to_string());
                    out.push(':');
                    write(value, out);
                }
                out.push('}');
            }
            Value::Array(items) => {
                out.push('[');
                for (i, item) in items.iter().enumerate() {
                    if i > 0 {
                        out.push(',');
                    }
                    write(item, out);
                }
                out.push(']');
            }
            plain => out.push_str(&plain.to_string()),
        }
    }
    let mut out = String::new();
    write(data, &mut out);
    out.into_bytes()
}

/// Hex SHA-256 over number, data ([`canonical_bytes`]), template hash, paper and languages, each with its length.
pub fn content_hash(
    number: Option<&str>,
    data: &[u8],
    template_hash: &str,
    paper: Paper,
    languages: Languages,
) -> String {
    let mut hash = Sha256::new();
    for part in [
        number.unwrap_or_default().as_bytes(),
        data,
        template_hash.as_bytes(),
        paper.typst_name().as_bytes(),
        languages.name().as_bytes(),
    ] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hex::encode(hash.finalize())
}

/// The first sixteen digits in groups of four, as the footer shows them.
pub(crate) fn short(hash: &str) -> String {
    let digits: Vec<char> = hash.chars().take(16).collect();
    digits.chunks(4).map(|c| c.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn key_order_does_not_matter_and_content_does() {
        let bytes = |text: &str| canonical_bytes(&serde_json::from_str(text).unwrap());
        assert_eq!(
            bytes(r#"{"b":[1,{"y":"\"","x":null}],"a":"客"}"#),
            bytes(r#"{"a":"客","b":[1,{"x":null,"y":"\""}]}"#)
        );
        assert_eq!(String::from_utf8(bytes(r#"{"b":1,"a":"客"}"#)).unwrap(), r#"{"a":"客","b":1}"#);
        assert_ne!(bytes(r#"{"a":"1"}"#), bytes(r#"{"a":1}"#));
    }

    #[test]
    fn each_part_changes_the_hash() {
        let of = |n, d: &[u8], t, p, l| content_hash(n, d, t, p, l);
        let base = of(None, b"{}", "t", Paper::A4, Languages::Both);
        assert_eq!(base.len(), 64);
        for other in [
            of(Some("CIP-1"), b"{}", "t", Paper::A4, Languages::Both),
            of(None, b"[]", "t", Paper::A4, Languages::Both),
            of(None, b"{}", "u", Paper::A4, Languages::Both),
            of(None, b"{}", "t", Paper::A5, Languages::Both),
            of(None, b"{}", "t", Paper::A4, Languages::En),
        ] {
            assert_ne!(base, other);
        }
        assert_eq!(short("9f3c41d07be2a71e00"), "9f3c 41d0 7be2 a71e");
    }
}
