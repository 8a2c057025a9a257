//! File names of attachments, made safe on every system: they come from strangers and end up on disk.

/// Longest name in characters, extension included.
const LONGEST: usize = 120;

/// A name without folders, control and direction characters, reserved words, or characters that some system refuses.
/// `None` when nothing usable is left.
pub fn sanitise_name(name: &str) -> Option<String> {
    let base = name.rsplit(['/', '\\']).find(|part| !part.trim().is_empty())?;
    let plain: String = base
        .chars()
        .filter(|c| !is_invisible(*c))
        .map(|c| match c {
            '<' | '>' | ':' | '"' | '|' | '?' | '*' => '_',
            c if c.is_control() => ' ',
            c => c,
        })
        .collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = plain.trim_matches(|c| matches!(c, '.' | ' '));
    if plain.is_empty() {
        return None;
    }
    let (stem, extension) = match plain.rsplit_once('.') {
        Some((stem, ext)) if !stem.is_empty() && ext.chars().count() <= 12 => (stem, Some(ext)),
        _ => (plain, None),
    };
    let room = LONGEST - extension.map_or(0, |e| e.chars().count() + 1);
    let short: String = stem.chars().take(room).collect();
    let mut safe = short.trim_end_matches([' ', '.']).to_owned();
    let device = safe.split('.').next().unwrap_or_default().to_ascii_uppercase();
    let numbered = device.len() == 4
        && (device.starts_with("COM") || device.starts_with("LPT"))
        && device.ends_with(|c: char| c.is_ascii_digit());
    if numbered || matches!(device.as_str(), "CON" | "PRN" | "AUX" | "NUL") {
        safe.insert(0, '_');
    }
    if let Some(extension) = extension {
        safe.push('.');
        safe.push_str(extension);
    }
    Some(safe)
}

/// Marks that change how a name is shown without being seen: direction overrides, joiners, byte order marks.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\0')
}

/// The usual extension of a MIME type, for attachments without a name.
pub(crate) fn extension_of(mime: &str) -> &'static str {
    match mime {
        "image/jpeg" | "image/jpg" => "jpg",
        "image/png" => "png",
        "image/gif" => "gif",
        "image/webp" => "webp",
        "image/heic" => "heic",
        "image/bmp" => "bmp",
        "application/pdf" => "pdf",
        "application/zip" => "zip",
        "text/plain" => "txt",
        "text/html" => "html",
        "text/calendar" => "ics",
        "text/csv" => "csv",
        "video/mp4" => "mp4",
        "video/quicktime" => "mov",
        "message/rfc822" => "eml",
        "message/delivery-status" | "text/rfc822-headers" => "txt",
        _ => "bin",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("photo.jpg", Some("photo.jpg"))]
    #[case("../../etc/passwd", Some("passwd"))]
    #[case("C:\\Users\\x\\拉链照片.png", Some("拉链照片.png"))]
    #[case("in\u{202E}gpj.exe", Some("ingpj.exe"))]
    #[case("a<b>:c?.txt", Some("a_b__c_.txt"))]
    #[case("NUL.txt", Some("_NUL.txt"))]
    #[case("com1", Some("_com1"))]
    #[case(".hidden.", Some("hidden"))]
    #[case("line\r\nbreak.pdf", Some("line break.pdf"))]
    #[case("...", None)]
    #[case("", None)]
    fn names(#[case] raw: &str, #[case] safe: Option<&str>) {
        assert_eq!(sanitise_name(raw).as_deref(), safe);
    }

    proptest! {
        #[test]
        fn always_safe(raw in "\\PC{0,300}|[./\\\\ \u{0}-\u{1f}a]{0,20}") {
            if let Some(name) = sanitise_name(&raw) {
                prop_assert!(!name.is_empty() && name.chars().count() <= LONGEST + 1);
                prop_assert!(!name.contains(['/', '\\', '\0', '\n', ':']) && !name.ends_with('.') && !name.ends_with(' '), "{name:?}");
                prop_assert_eq!(sanitise_name(&name), Some(name.clone()));
            }
        }
    }
}
