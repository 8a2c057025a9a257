//! Links from other programs: `aftercare://call?from=+86…&name=…` from a softphone, `aftercare://case/C-4127` from anywhere.
//!
//! Anybody can make such a link, a web page too. So [`read`] takes exactly these two and nothing near them, and all they do
//! is show: a card that a person fills and saves, a case that a person reads.

use crate::window;
use serde_json::{Value, json};
use tauri::AppHandle;
use tauri_plugin_deep_link::DeepLinkExt;

/// No link that means well is longer.
const LONGEST: usize = 512;
/// As long as a name in the journal can be for one who calls.
const LONGEST_NAME: usize = 120;

/// What a link asks for.
#[derive(Debug, PartialEq, Eq)]
pub enum Link {
    /// Somebody calls.
    Call { number: Option<String>, name: Option<String> },
    /// Show this case.
    Case { label: String },
}

impl Link {
    /// As the page is told it.
    fn event(self) -> Value {
        match self {
            Self::Call { number, name } => json!({ "type": "call", "number": number, "name": name }),
            Self::Case { label } => json!({ "type": "show_case", "label": label }),
        }
    }
}

/// From here on links are followed, the one that the program was started with first.
pub fn follow_all(app: &AppHandle) {
    let links = app.deep_link();
    match links.get_current() {
        Ok(begun) => begun.unwrap_or_default().iter().for_each(|url| follow(app, url.as_str())),
        Err(error) => tracing::warn!(%error, "the link of this start is not known"),
    }
    let handle = app.clone();
    links.on_open_url(move |event| event.urls().iter().for_each(|url| follow(&handle, url.as_str())));
}

fn follow(app: &AppHandle, text: &str) {
    match read(text) {
        Some(link) => {
            window::focus(app);
            window::push(app, link.event());
        }
        // Not what it says: whoever sent it chose the words.
        None => tracing::warn!(length = text.len(), "a link was not followed"),
    }
}

/// Reads a link; none for whatever is not exactly one of the two.
pub fn read(text: &str) -> Option<Link> {
    if text.len() > LONGEST || text.chars().any(char::is_control) {
        return None;
    }
    let (scheme, rest) = text.split_once("://")?;
    if !scheme.eq_ignore_ascii_case("aftercare") || rest.contains('#') {
        return None;
    }
    let (place, query) = rest.split_once('?').map_or((rest, None), |(place, query)| (place, Some(query)));
    match place.split_once('/').unwrap_or((place, "")) {
        ("call", "") => call(query.unwrap_or_default()),
        ("case", label) if query.is_none() => {
            let label = label.strip_suffix('/').unwrap_or(label);
            is_label(label).then(|| Link::Case { label: label.to_owned() })
        }
        _ => None,
    }
}

fn call(query: &str) -> Option<Link> {
    let (mut number, mut name) = (None, None);
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (key, value) = pair.split_once('=')?;
        let (slot, good): (_, fn(&str) -> bool) = match key {
            "from" => (&mut number, is_number),
            "name" => (&mut name, is_name),
            _ => return None,
        };
        let value = decoded(value)?;
        let value = value.trim();
        // Said twice it is nobody's word; empty it is a caller who withholds it.
        if slot.is_some() || !(value.is_empty() || good(value)) {
            return None;
        }
        *slot = Some(value.to_owned());
    }
    let said = |text: &String| !text.is_empty();
    Some(Link::Call { number: number.filter(said), name: name.filter(said) })
}

/// Percent signs undone. A plus stays a plus, because numbers begin with it.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let half = |byte: Option<u8>| char::from(byte?).to_digit(16);
        let (high, low) = (half(rest.next())?, half(rest.next())?);
        bytes.push(u8::try_from(high * 16 + low).ok()?);
    }
    String::from_utf8(bytes).ok()
}

/// A telephone number: digits, and what people write between them.
fn is_number(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let plain = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '.' | '/' | '(' | ')');
    (3..=20).contains(&digits) && text.len() <= 40 && text.strip_prefix('+').unwrap_or(text).chars().all(plain)
}

/// A name of one line, without the signs that would turn the text around it.
fn is_name(text: &str) -> bool {
    let turns = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}');
    text.chars().count() <= LONGEST_NAME && !text.chars().any(|c| c.is_control() || turns(c))
}

/// As in C-4127.
fn is_label(text: &str) -> bool {
    text.strip_prefix("C-").is_some_and(|digits| {
        (1..=9).contains(&digits.len()) && !digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calls(text: &str) -> Option<(String, String)> {
        match read(text) {
            Some(Link::Call { number, name }) => Some((number.unwrap_or_default(), name.unwrap_or_default())),
            _ => None,
        }
    }

    #[test]
    fn a_call_brings_number_and_name() {
        for (text, number, name) in [
            ("aftercare://call?from=+8613800138000", "+8613800138000", ""),
            ("aftercare://call?from=%2B86%20138-0013-8000&name=Lan%20Xin", "+86 138-0013-8000", "Lan Xin"),
            ("aftercare://call?name=%E5%85%B0%E5%BF%83&from=(020)5550.0100", "(020)5550.0100", "兰心"),
            // Without its plus, as some telephones show it.
            ("aftercare://call?from=8613800138000", "8613800138000", ""),
            ("aftercare://call?from=%208613800138000", "8613800138000", ""),
            ("AFTERCARE://call/?from=021%206437", "021 6437", ""),
            // A caller who shows nothing.
            ("aftercare://call?from=", "", ""),
            ("aftercare://call", "", ""),
        ] {
            assert_eq!(calls(text), Some((number.to_owned(), name.to_owned())), "{text}");
        }
    }

    #[test]
    fn a_case_is_named_by_its_number() {
        for text in ["aftercare://case/C-4127", "aftercare://case/C-4127/"] {
            assert_eq!(read(text), Some(Link::Case { label: "C-4127".to_owned() }), "{text}");
        }
    }

    #[test]
    fn nothing_else_is_followed() {
        let long = format!("aftercare://call?name={}", "a".repeat(LONGEST));
        let name = format!("aftercare://call?name={}", "a".repeat(LONGEST_NAME + 1));
        let digits = format!("aftercare://call?from={}", "1".repeat(21));
        for text in [
            "",
            "call",
            "call?from=+8613800138000",
            "https://call?from=+8613800138000",
            "aftercare:call?from=+8613800138000",
            "aftercare:///call?from=+8613800138000",
            "aftercare://CALL?from=+8613800138000",
            "aftercare://call.example?from=+8613800138000",
            "aftercare://me@call?from=+8613800138000",
            "aftercare://call:1?from=+8613800138000",
            "aftercare://call/now?from=+8613800138000",
            "aftercare://call?from=+8613800138000#x",
            "aftercare://call?from=+8613800138000&from=110",
            "aftercare://call?from=+8613800138000&run=1",
            "aftercare://call?from",
            "aftercare://call?FROM=110",
            "aftercare://call?from=12",
            "aftercare://call?from=anonymous",
            "aftercare://call?from=+86+138",
            "aftercare://call?from=110;reboot",
            "aftercare://call?from=110%",
            "aftercare://call?from=110%2",
            "aftercare://call?from=110%ZZ",
            "aftercare://call?from=110%00",
            "aftercare://call?name=a%0Ab",
            "aftercare://call?name=a%0ab",
            "aftercare://call?name=%FF",
            "aftercare://call?name=%E2%80%AEevil",
            "aftercare://call?from=110\n",
            "aftercare://call?na\u{7}me=a",
            "aftercare://case/C-0",
            "aftercare://case/C-01",
            "aftercare://case/c-1",
            "aftercare://case/C-1234567890",
            "aftercare://case/C-1?delete",
            "aftercare://case/C-1/close",
            "aftercare://case/C-%31",
            "aftercare://case/../settings",
            "aftercare://case",
            "aftercare://settings",
            "aftercare://close/C-4127",
            "aftercare://",
            long.as_str(),
            name.as_str(),
            digits.as_str(),
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
