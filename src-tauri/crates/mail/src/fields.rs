//! Header fields as text: split, unfolded, in Unicode, with encoded words joined.
//!
//! Written here because real mail breaks RFC 2047 in ways a general parser leaves alone: a Chinese character split over
//! two encoded words, encoded words inside quotes, raw GBK bytes with no encoding at all. Structured values are handed
//! to mail-parser only after that repair.

use std::borrow::Cow;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use mail_parser::parsers::MessageStream;
use mail_parser::{ContentType, HeaderValue};

use crate::charset;
use crate::model::Address;
use crate::problem::{Code, Problems};
use crate::transfer::{lenient_base64, lenient_quoted_printable};

/// A field longer than this is cut: no honest one comes near (a References chain of a thousand messages is 64 KiB).
const LONGEST_FIELD: usize = 128 * 1024;
/// Fields read of one header; the rest is ignored.
const MOST_FIELDS: usize = 2_000;
/// Addresses read of one header field.
const MOST_ADDRESSES: usize = 500;

/// The fields of one header, in order, names in lower case.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    fields: Vec<(String, String)>,
}

impl Fields {
    /// Reads fields up to the first empty line. Also returns where the body starts.
    pub fn read(bytes: &[u8], problems: &mut Problems) -> (Self, usize) {
        let mut fields: Vec<(String, Vec<u8>)> = Vec::new();
        let mut at = 0;
        let mut body = bytes.len();
        let mut started = false;
        let mut open = false;
        while at < bytes.len() {
            let end = bytes[at..].iter().position(|b| *b == b'\n').map_or(bytes.len(), |n| at + n + 1);
            let line = trim_line_end(&bytes[at..end]);
            at = end;
            if line.is_empty() {
                if !started {
                    continue;
                }
                body = end;
                break;
            }
            if matches!(line[0], b' ' | b'\t') {
                if let (true, Some((_, value))) = (open, fields.last_mut()) {
                    if value.len() < LONGEST_FIELD {
                        value.extend_from_slice(line);
                    } else {
                        problems.add(Code::HeaderTooLong, fields.last().map_or("", |f| f.0.as_str()));
                    }
                }
                continue;
            }
            started = true;
            open = false;
            match split_field(line) {
                Some((name, value)) if fields.len() < MOST_FIELDS => {
                    fields.push((name, value.to_vec()));
                    open = true;
                }
                Some(_) => problems.add(Code::HeaderTooLong, "too many fields"),
                None if line.starts_with(b"From ") || line.starts_with(b">From ") => {}
                None => problems.add(Code::StrayHeaderLines, String::from_utf8_lossy(line)),
            }
        }
        let fields = fields
            .into_iter()
            .map(|(name, mut value)| {
                if value.len() > LONGEST_FIELD {
                    problems.add(Code::HeaderTooLong, &name);
                    value.truncate(LONGEST_FIELD);
                }
                if value.contains(&0) {
                    problems.add(Code::NulBytes, &name);
                }
                let text = match String::from_utf8(value) {
                    Ok(text) => text,
                    Err(e) => charset::decode_unlabelled(e.as_bytes()),
                };
                (name, text.replace(['\0', '\r', '\n'], " ").trim().to_owned())
            })
            .collect();
        (Self { fields }, body)
    }

    /// The first value of a field (name in lower case), undecoded.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// All values of a field, the topmost first.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// Whether the field is there.
    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Whether any of the fields that make a message is there.
    pub fn look_like_a_message(&self) -> bool {
        const KNOWN: &[&str] = &[
            "from",
            "to",
            "cc",
            "subject",
            "date",
            "message-id",
            "received",
            "return-path",
            "mime-version",
            "sender",
            "content-type",
            "reply-to",
            "delivered-to",
            "in-reply-to",
            "references",
            "content-transfer-encoding",
        ];
        self.fields.iter().any(|(name, _)| KNOWN.contains(&name.as_str()))
    }

    /// An unstructured value in Unicode, as one line.
    pub fn text(&self, name: &str) -> Option<String> {
        self.get(name).map(|value| one_line(&decode_words(value)))
    }

    /// The addresses of all fields with this name, groups flattened.
    pub fn addresses(&self, name: &str, problems: &mut Problems) -> Vec<Address> {
        let mut found = Vec::new();
        for value in self.all(name) {
            found.extend(addresses_in(value));
        }
        if found.len() > MOST_ADDRESSES {
            problems.add(Code::TooManyAddresses, format!("{name}: {}", found.len()));
            found.truncate(MOST_ADDRESSES);
        }
        found
    }

    /// A value with parameters (Content-Type, Content-Disposition).
    pub fn with_params(&self, name: &str) -> Option<ContentType<'static>> {
        let mut line = join_continuations(&recode_words(self.get(name)?));
        line.push('\n');
        match MessageStream::new(line.as_bytes()).parse_content_type() {
            HeaderValue::ContentType(value) => HeaderValue::ContentType(value).into_owned().into_content_type(),
            _ => None,
        }
    }

    /// The message ids of all fields with this name, without angle brackets, each once.
    pub fn ids(&self, name: &str) -> Vec<String> {
        let mut ids: Vec<String> = Vec::new();
        for value in self.all(name) {
            for id in ids_in(value) {
                if !ids.contains(&id) && ids.len() < 1_000 {
                    ids.push(id);
                }
            }
        }
        ids
    }
}

fn trim_line_end(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// Splits `Name: value`; a name has printable ASCII only, and blanks before the colon are forgiven.
pub(crate) fn split_field(line: &[u8]) -> Option<(String, &[u8])> {
    let colon = line.iter().take(100).position(|b| *b == b':')?;
    let name = std::str::from_utf8(&line[..colon]).ok()?.trim_end();
    if name.is_empty() || !name.bytes().all(|b| b.is_ascii_graphic()) {
        return None;
    }
    Some((name.to_ascii_lowercase(), &line[colon + 1..]))
}

fn addresses_in(value: &str) -> Vec<Address> {
    let mut line = recode_words(value).into_owned();
    line.push('\n');
    let HeaderValue::Address(list) = MessageStream::new(line.as_bytes()).parse_address() else { return Vec::new() };
    list.iter()
        .filter_map(|entry| {
            let email = one_line(entry.address.as_deref().unwrap_or_default());
            let name =
                entry.name.as_deref().map(|n| one_line(&decode_words(n))).filter(|n| !n.is_empty() && *n != email);
            let bare =
                email.trim_matches(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '\'' | '"' | ';' | ','));
            if bare.contains('@') {
                return Some(Address { name, email: bare.to_owned() });
            }
            // Some programs put the address where the name belongs.
            let name = name?;
            let inner = name.trim_matches(|c| matches!(c, '<' | '>' | '\'' | '"'));
            (inner.contains('@') && !inner.contains(char::is_whitespace))
                .then(|| Address { name: None, email: inner.to_owned() })
        })
        .collect()
}

/// Message ids in a value: what stands in angle brackets; without any, words that contain an at sign.
pub(crate) fn ids_in(value: &str) -> Vec<String> {
    let mut ids = Vec::new();
    let mut rest = value;
    while let Some(open) = rest.find('<') {
        let Some(close) = rest[open..].find('>') else { break };
        let id: String = rest[open + 1..open + close].split_whitespace().collect();
        if !id.is_empty() && id.len() <= 998 {
            ids.push(id);
        }
        rest = &rest[open + close + 1..];
    }
    if ids.is_empty() {
        ids = value
            .split_whitespace()
            .map(|w| w.trim_matches(|c| matches!(c, '<' | '>' | ',' | ';')))
            .filter(|w| w.contains('@') && w.len() <= 998)
            .map(str::to_owned)
            .collect();
    }
    ids
}

/// One line, no control characters, runs of blanks as one.
pub(crate) fn one_line(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split([' ', '\t']).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Joins parameters that RFC 2231 split (`name*0*=…; name*1*=…`) before their bytes are decoded: the split may fall inside
/// a character.
fn join_continuations(value: &str) -> String {
    if !value.contains("*1") {
        return value.to_owned();
    }
    let mut out = String::with_capacity(value.len());
    let mut joined: Vec<(String, String)> = Vec::new();
    for (i, param) in split_params(value).into_iter().enumerate() {
        let split = param.split_once('=').and_then(|(key, content)| {
            let (base, rest) = key.trim().split_once('*')?;
            let number = rest.strip_suffix('*').unwrap_or(rest);
            let numbered = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
            numbered.then(|| (base.to_ascii_lowercase(), rest.ends_with('*'), content.trim()))
        });
        let Some((base, extended, content)) = split else {
            if i > 0 {
                out.push_str("; ");
            }
            out.push_str(param.trim());
            continue;
        };
        let content = content.trim_matches('"');
        let content = if extended { content.to_owned() } else { percent_encoded(content) };
        match joined.iter_mut().find(|(name, _)| *name == base) {
            Some((_, whole)) => whole.push_str(&content),
            None if extended => joined.push((base, content)),
            None => joined.push((base, format!("utf-8''{content}"))),
        }
    }
    for (base, content) in joined {
        out.push_str(&format!("; {base}*={content}"));
    }
    out
}

/// Splits at semicolons that stand outside quotes.
fn split_params(value: &str) -> Vec<&str> {
    let (mut quoted, mut escaped, mut start) = (false, false, 0);
    let mut params = Vec::new();
    for (at, c) in value.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            ';' if !quoted => {
                params.push(&value[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    params.push(&value[start..]);
    params
}

fn percent_encoded(text: &str) -> String {
    text.bytes()
        .map(|b| {
            if b.is_ascii_alphanumeric() || b"-._".contains(&b) {
                char::from(b).to_string()
            } else {
                format!("%{b:02X}")
            }
        })
        .collect()
}

enum Piece<'a> {
    Plain(&'a str),
    Word { charset: &'a str, bytes: Vec<u8> },
}

/// Decodes RFC 2047 encoded words wherever they stand.
pub(crate) fn decode_words(value: &str) -> String {
    rebuild(value, |text, out| out.push_str(text))
}

/// Rewrites encoded words as single UTF-8 ones, so that a parser that decodes them one by one gets whole characters.
fn recode_words(value: &str) -> Cow<'_, str> {
    if !value.contains("=?") {
        return Cow::Borrowed(value);
    }
    Cow::Owned(rebuild(value, |text, out| {
        out.push_str("=?utf-8?B?");
        out.push_str(&STANDARD.encode(text));
        out.push_str("?=");
    }))
}

fn rebuild(value: &str, emit: impl Fn(&str, &mut String)) -> String {
    let mut out = String::with_capacity(value.len());
    let mut pending: Option<(String, Vec<u8>)> = None;
    let flush = |pending: &mut Option<(String, Vec<u8>)>, out: &mut String| {
        if let Some((charset, bytes)) = pending.take() {
            let mut unseen = Problems::default();
            emit(&charset::decode(&bytes, Some(&charset), &mut unseen), out);
        }
    };
    let pieces = split_words(value);
    for (i, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Plain(text) => {
                let between = pending.is_some() && matches!(pieces.get(i + 1), Some(Piece::Word { .. }));
                if between && text.chars().all(char::is_whitespace) {
                    continue;
                }
                flush(&mut pending, &mut out);
                out.push_str(text);
            }
            Piece::Word { charset, bytes } => match &mut pending {
                Some((open, joined)) if open.eq_ignore_ascii_case(charset) => joined.extend_from_slice(bytes),
                _ => {
                    flush(&mut pending, &mut out);
                    pending = Some(((*charset).to_owned(), bytes.clone()));
                }
            },
        }
    }
    flush(&mut pending, &mut out);
    out
}

fn split_words(value: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut plain, mut at) = (0, 0);
    while let Some(found) = value[at..].find("=?") {
        let start = at + found;
        match read_word(&value[start..]) {
            Some((charset, bytes, length)) => {
                if plain < start {
                    pieces.push(Piece::Plain(&value[plain..start]));
                }
                pieces.push(Piece::Word { charset, bytes });
                at = start + length;
                plain = at;
            }
            None => at = start + 2,
        }
    }
    if plain < value.len() {
        pieces.push(Piece::Plain(&value[plain..]));
    }
    pieces
}

/// Reads `=?charset?B|Q?text?=` at the start of `text`; the length is in bytes.
fn read_word(text: &str) -> Option<(&str, Vec<u8>, usize)> {
    let inner = &text[2..];
    let first = inner.find('?').filter(|n| *n > 0 && *n < 60)?;
    let charset = inner[..first].split('*').next().unwrap_or_default();
    if charset.is_empty() || !charset.bytes().all(|b| b.is_ascii_graphic()) {
        return None;
    }
    let rest = &inner[first + 1..];
    let kind = rest.get(..2)?;
    let payload = &rest[2..];
    let close = payload.find("?=")?;
    let encoded = &payload[..close];
    let bytes = match kind {
        "B?" | "b?" => lenient_base64(encoded.as_bytes()).0,
        "Q?" | "q?" => lenient_quoted_printable(encoded.replace('_', " ").as_bytes()),
        _ => return None,
    };
    Some((charset, bytes, 2 + first + 1 + 2 + close + 2))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn fields(text: &[u8]) -> Fields {
        Fields::read(text, &mut Problems::default()).0
    }

    #[rstest]
    #[case("=?utf-8?B?5oKo5aW9?=", "您好")]
    #[case("=?gb2312?Q?=C4=FA=BA=C3?= ok", "您好 ok")]
    #[case("=?utf-8?B?5oI=?= =?utf-8?B?qOWlvQ==?=", "您好")]
    #[case("=?GBK?B?xPo=?=\t=?gbk?B?usM=?=", "您好")]
    #[case("=?utf-8*zh?Q?a_b?=c", "a bc")]
    #[case("=?utf-8?X?abc?=", "=?utf-8?X?abc?=")]
    #[case("=?utf-8?B?5oKo", "=?utf-8?B?5oKo")]
    #[case("a =?", "a =?")]
    #[case("plain", "plain")]
    fn encoded_words(#[case] raw: &str, #[case] text: &str) {
        assert_eq!(decode_words(raw), text);
    }

    #[test]
    fn names_in_every_bad_form() {
        let f = fields(b"From: \"=?gb2312?B?1cXI/Q==?=\" <san@example.com>\nTo: \xd5\xc5\xc8\xfd <a@example.com>, b@example.com,\n \"Last, First\" <c@example.com>\nCc: friends: x@example.com, y@example.com;\nSender: 'z@example.com'\n\n");
        let mut p = Problems::default();
        let from = f.addresses("from", &mut p);
        assert_eq!(from, [Address { name: Some("张三".into()), email: "san@example.com".into() }]);
        let to = f.addresses("to", &mut p);
        assert_eq!(to[0].name.as_deref(), Some("张三"));
        assert_eq!(to[1].email, "b@example.com");
        assert_eq!(to[2].name.as_deref(), Some("Last, First"));
        assert_eq!(f.addresses("cc", &mut p).len(), 2);
        assert_eq!(f.addresses("sender", &mut p)[0].email, "z@example.com");
    }

    #[test]
    fn an_encoded_comma_makes_no_second_person() {
        let f = fields(b"From: =?utf-8?Q?Li=2C_Wei?= <li@example.com>\n\n");
        let from = f.addresses("from", &mut Problems::default());
        assert_eq!(from, [Address { name: Some("Li, Wei".into()), email: "li@example.com".into() }]);
    }

    #[test]
    fn ids_with_and_without_brackets() {
        assert_eq!(ids_in("Your message of Monday <a@b.example> <c@\r\n d.example>"), ["a@b.example", "c@d.example"]);
        assert_eq!(ids_in("a@b.example"), ["a@b.example"]);
        assert!(ids_in("nothing").is_empty());
    }

    proptest! {
        #[test]
        fn never_panics(bytes: Vec<u8>, text in ".{0,80}") {
            let f = fields(&bytes);
            let _ = f.addresses("from", &mut Problems::default());
            let _ = decode_words(&text);
            let _ = addresses_in(&text);
        }

        #[test]
        fn words_we_encode_come_back(text in "\\PC{1,30}") {
            let word = format!("=?utf-8?B?{}?=", STANDARD.encode(&text));
            prop_assert_eq!(decode_words(&word), text);
        }
    }
}
