//! From bytes to text, also when the label is missing or wrong.
//!
//! Mail from Chinese programs is often GBK under the label `iso-8859-1`, `us-ascii` or none. A label that anybody could
//! have written without thinking (those three) is therefore only a hint: valid UTF-8 wins, then a test for GB 2312, then
//! a general detector. A label that means something (Big5, Shift_JIS, KOI8-R) is believed unless the bytes contradict it.
//!
//! Known limit: unlabelled Korean EUC-KR looks like GB 2312 byte for byte; it is read as Chinese.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GBK, UTF_8, WINDOWS_1252};
use mail_parser::decoders::charsets::map::charset_decoder;

use crate::problem::{Code, Problems};
use crate::transfer::lenient_base64;

/// Decodes `bytes`; `label` is the declared character set. What had to be guessed or replaced goes to `problems`.
pub(crate) fn decode(bytes: &[u8], label: Option<&str>, problems: &mut Problems) -> String {
    let label =
        label.map(|l| l.trim_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'').to_ascii_lowercase());
    let label = label.as_deref().filter(|l| !l.is_empty());
    let name = label.unwrap_or("none");
    if matches!(label, Some("utf-7" | "utf7" | "unicode-1-1-utf-7")) {
        return utf_7(bytes);
    }
    let declared = label.and_then(encoding_of);
    // Encodings that look like ASCII on the wire must not be taken for it.
    let seven_bit = declared.is_some_and(|e| !e.is_ascii_compatible());
    if bytes.is_ascii() && !seven_bit {
        if bytes.contains(&0x1B) && declared.is_none() {
            return decode_with(guess(bytes), bytes).0;
        }
        return String::from_utf8_lossy(bytes).into_owned();
    }
    let weak = label.is_none_or(is_weak);
    if let (false, Some(encoding)) = (weak, declared) {
        let (text, clean) = decode_with(encoding, bytes);
        if clean {
            return text;
        }
        let broken = text.chars().filter(|c| *c == '\u{FFFD}').count();
        let cut_at_end = broken == 1 && text.ends_with('\u{FFFD}');
        if broken * 50 <= text.chars().count() || cut_at_end || seven_bit {
            problems.add(Code::BadCharset, format!("{broken} characters are not {name}"));
            return text;
        }
        return guessed(bytes, name, problems);
    }
    if !weak {
        if let Some(text) = label.and_then(|l| other_decoder(bytes, l)) {
            return text;
        }
        problems.add(Code::BadCharset, format!("unknown character set {name}"));
        return guessed(bytes, name, problems);
    }
    if label.is_some_and(|l| declared == Some(WINDOWS_1252) && l != "us-ascii") && is_plausibly_latin(bytes) {
        return decode_with(WINDOWS_1252, bytes).0;
    }
    guessed(bytes, name, problems)
}

/// Decodes bytes that carry no label at all, such as raw 8-bit header fields.
pub(crate) fn decode_unlabelled(bytes: &[u8]) -> String {
    decode_with(guess(bytes), bytes).0
}

fn guessed(bytes: &[u8], declared: &str, problems: &mut Problems) -> String {
    let encoding = guess(bytes);
    let (text, clean) = decode_with(encoding, bytes);
    problems.add(Code::CharsetGuessed, format!("declared {declared}, read as {}", encoding.name()));
    if !clean {
        problems.add(Code::BadCharset, format!("some characters are not {}", encoding.name()));
    }
    text
}

fn decode_with(encoding: &'static Encoding, bytes: &[u8]) -> (String, bool) {
    let (text, _, errors) = encoding.decode(bytes);
    (text.into_owned(), !errors)
}

/// The encoding a label means, including names that mailers made up. GB 2312 and GBK are read as their superset.
fn encoding_of(label: &str) -> Option<&'static Encoding> {
    if let Some(encoding) = Encoding::for_label_no_replacement(label.as_bytes()) {
        return Some(encoding);
    }
    let plain: String = label.chars().filter(char::is_ascii_alphanumeric).collect();
    let name = match plain.as_str() {
        "gb2312" | "gb231280" | "gbk" | "cp936" | "ms936" | "windows936" | "ansi936" | "936" | "euccn"
        | "gb180302000" | "gb18030" | "xgbk" => "gb18030",
        "utf8" | "utf8mb4" | "cputf8" | "unicode11utf8" | "65001" => "utf-8",
        "cp932" | "ms932" | "932" | "shiftjis" | "xsjis" | "sjis" => "shift_jis",
        "cp950" | "950" | "big5hkscs" | "xbig5" => "big5",
        "cp949" | "949" | "uhc" => "euc-kr",
        "koi8" | "koi8ru" => "koi8-u",
        "latin1" | "ansi" | "8859" | "iso88591" | "cp1252" => "windows-1252",
        _ => return None,
    };
    Encoding::for_label(name.as_bytes())
}

/// Labels that say nothing: mailers write them without looking at the bytes.
fn is_weak(label: &str) -> bool {
    matches!(
        label,
        "us-ascii"
            | "ascii"
            | "ansi_x3.4-1968"
            | "iso-8859-1"
            | "iso8859-1"
            | "latin1"
            | "latin-1"
            | "windows-1252"
            | "cp1252"
            | "unknown-8bit"
            | "x-unknown"
            | "unknown"
            | "default"
            | "default_charset"
            | "ansi"
            | "binary"
            | "8bit"
            | "7bit"
    )
}

/// UTF-7 (RFC 2152): ASCII with stretches of UTF-16 in base64 between `+` and the first other character.
fn utf_7(bytes: &[u8]) -> String {
    let mut out = String::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        if byte != b'+' {
            out.push(char::from(byte));
            continue;
        }
        let length = bytes[at..].iter().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/')).count();
        if length == 0 {
            out.push('+');
        }
        let (packed, _) = lenient_base64(&bytes[at..at + length]);
        let units: Vec<u16> = packed.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
        out.push_str(&String::from_utf16_lossy(&units));
        at += length;
        at += usize::from(bytes.get(at) == Some(&b'-'));
    }
    out
}

/// Rare sets that the web forgot but mail did not (DOS code pages, old Macintosh).
fn other_decoder(bytes: &[u8], label: &str) -> Option<String> {
    charset_decoder(label.as_bytes()).map(|decode| decode(bytes))
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() && !bytes.contains(&0x1B) {
        return UTF_8;
    }
    // A cut in the middle of the last character does not make a text something else than UTF-8.
    if let Err(e) = std::str::from_utf8(bytes)
        && e.error_len().is_none()
        && bytes[..e.valid_up_to()].iter().any(|b| *b >= 0x80)
    {
        return UTF_8;
    }
    if is_gb2312(bytes) {
        return GBK;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// Whether the high bytes pair up as GB 2312 does: nearly all in whole pairs of its common characters and punctuation.
fn is_gb2312(bytes: &[u8]) -> bool {
    let (mut common, mut rare, mut kana, mut broken) = (0usize, 0usize, 0usize, 0usize);
    let mut i = 0;
    while let Some(&lead) = bytes.get(i) {
        if lead < 0x80 {
            i += 1;
            continue;
        }
        match (lead, bytes.get(i + 1)) {
            (0xB0..=0xD7, Some(0xA1..=0xFE)) => common += 1,
            (0xA1..=0xA3, Some(0xA1..=0xFE)) | (0xD8..=0xF7, Some(0xA1..=0xFE)) => rare += 1,
            (0xA4..=0xA5, Some(0xA1..=0xFE)) => kana += 1,
            (0x81..=0xFE, Some(0x40..=0x7E | 0x80..=0xFE)) => broken += 1,
            _ => {
                broken += 1;
                i += 1;
                continue;
            }
        }
        i += 2;
    }
    common > 0 && broken * 20 <= common && kana * 4 <= common && rare <= common * 2
}

/// Whether text labelled Latin-1 may well be: few letters outside ASCII, and no bytes that pair up as Chinese.
fn is_plausibly_latin(bytes: &[u8]) -> bool {
    if std::str::from_utf8(bytes).is_ok() || is_gb2312(bytes) {
        return false;
    }
    let high = bytes.iter().filter(|b| **b >= 0x80).count();
    let low = bytes.iter().filter(|b| b.is_ascii_alphabetic()).count();
    high <= low / 2
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    const ZH: &str = "您好，我们收到的皮具拉链有问题，请尽快处理。";

    fn read(bytes: &[u8], label: Option<&str>) -> (String, Vec<Code>) {
        let mut problems = Problems::default();
        let text = decode(bytes, label, &mut problems);
        (text, problems.0.iter().map(|p| p.code).collect())
    }

    #[rstest]
    #[case("gb2312", "gb18030", ZH, false)]
    #[case("GB18030", "gb18030", ZH, false)]
    #[case("cp936", "gb18030", ZH, false)]
    #[case("iso-8859-1", "gb18030", ZH, true)]
    #[case("us-ascii", "gb18030", ZH, true)]
    #[case("utf-8", "gb18030", ZH, true)]
    #[case("us-ascii", "utf-8", ZH, true)]
    #[case("iso-8859-1", "iso-8859-1", "Schöne Grüße, der Reißverschluß ist kaputt.", false)]
    #[case("big5", "big5", "您好，拉鏈壞了，請盡快處理。", false)]
    #[case("iso-8859-1", "big5", "您好，我們收到的皮包拉鏈壞了，請盡快處理這個問題，謝謝您的幫忙。", true)]
    #[case("shift_jis", "shift_jis", "ファスナーが壊れました。", false)]
    #[case("us-ascii", "shift_jis", "ファスナーが壊れました。よろしくお願いします。", true)]
    #[case("koi8-r", "koi8-r", "Молния сломана", false)]
    #[case("iso-2022-jp", "iso-2022-jp", "ファスナーが壊れました。", false)]
    #[case("windows-1251", "windows-1251", "Молния сломана", false)]
    fn labels_right_and_wrong(#[case] label: &str, #[case] real: &str, #[case] text: &str, #[case] guessed: bool) {
        let bytes = Encoding::for_label(real.as_bytes()).unwrap().encode(text).0.into_owned();
        let (read, problems) = read(&bytes, Some(label));
        assert_eq!(read, text);
        assert_eq!(problems.contains(&Code::CharsetGuessed), guessed, "{problems:?}");
    }

    #[test]
    fn no_label_at_all() {
        assert_eq!(read(&GBK.encode(ZH).0, None).0, ZH);
        assert_eq!(read(ZH.as_bytes(), None).0, ZH);
        assert_eq!(decode_unlabelled(&GBK.encode("皮具拉链问题").0), "皮具拉链问题");
        assert_eq!(decode_unlabelled(b"M\xfcller"), "Müller");
    }

    #[test]
    fn utf_7_survives() {
        assert_eq!(read(b"+YKhZfQ- 1+-1 +YKhZfQ ok", Some("utf-7")).0, "您好 1+1 您好 ok");
    }

    #[test]
    fn a_cut_character_is_one_problem_not_a_new_language() {
        let (text, problems) = read(&ZH.as_bytes()[..ZH.len() - 1], Some("utf-8"));
        assert!(text.starts_with("您好"));
        assert_eq!(problems, [Code::BadCharset]);
    }

    #[test]
    fn an_unknown_set_is_said_and_read_anyway() {
        let (text, problems) = read(&GBK.encode(ZH).0, Some("x-klingon"));
        assert_eq!(text, ZH);
        assert_eq!(problems, [Code::BadCharset, Code::CharsetGuessed]);
    }

    proptest! {
        #[test]
        fn never_panics(bytes: Vec<u8>, label in "[a-z0-9-]{0,12}") {
            let _ = read(&bytes, Some(&label));
            let _ = decode_unlabelled(&bytes);
        }

        #[test]
        fn utf_8_is_kept(text in "\\PC{1,40}") {
            prop_assert_eq!(read(text.as_bytes(), Some("utf-8")).0, text);
        }
    }
}
