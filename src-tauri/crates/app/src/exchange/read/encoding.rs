//! From bytes to text: the mark at the beginning, else strict UTF-8, else the look of GB 2312, else a detector's guess.
//! The person sees which and can say otherwise.

use super::{NoTable, no};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// A text with the encoding it was in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Decoded {
    /// As in `UTF-8`, `gb18030`, `windows-1252`.
    pub(crate) name: &'static str,
    /// Nothing in the file says so.
    pub(crate) guessed: bool,
    /// Some bytes are not of it; they show as U+FFFD.
    pub(crate) broken: bool,
}

/// Decodes a whole file.
pub(crate) fn decode(bytes: &[u8], forced: Option<&str>) -> Result<(String, Decoded), NoTable> {
    let (encoding, guessed) = match forced.filter(|label| !label.trim().is_empty()) {
        Some(label) => (named(label)?, false),
        None => found(bytes)?,
    };
    let (text, broken) = encoding.decode_with_bom_removal(bytes);
    let decoded = Decoded { name: encoding.name(), guessed, broken };
    Ok((text.into_owned(), decoded))
}

fn named(label: &str) -> Result<&'static Encoding, NoTable> {
    let found = Encoding::for_label(label.trim().as_bytes()).filter(|encoding| encoding.name() != "replacement");
    // GB 18030 holds all of GBK.
    match found.ok_or_else(|| no("unknown_encoding", label))? {
        encoding if encoding.name() == "GBK" => Ok(GB18030),
        encoding => Ok(encoding),
    }
}

fn found(bytes: &[u8]) -> Result<(&'static Encoding, bool), NoTable> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Ok((encoding, false));
    }
    let head = &bytes[..bytes.len().min(4096)];
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if even + odd > 0 {
        // Separators and line ends alone make many zeros, even in Chinese text.
        return match () {
            () if odd > head.len() / 16 && even == 0 => Ok((UTF_16LE, true)),
            () if even > head.len() / 16 && odd == 0 => Ok((UTF_16BE, true)),
            () => Err(no("not_a_table", "")),
        };
    }
    if std::str::from_utf8(bytes).is_ok() {
        return Ok((UTF_8, false));
    }
    if is_gb_2312(bytes) {
        return Ok((GB18030, true));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Allow);
    Ok((if guess.name() == "GBK" { GB18030 } else { guess }, true))
}

/// Whether all high bytes come in pairs of GB 2312. German or French text has single ones.
fn is_gb_2312(bytes: &[u8]) -> bool {
    let (mut pairs, mut odd) = (0_usize, 0_usize);
    let mut at = 0;
    while at < bytes.len() {
        match (bytes[at], bytes.get(at + 1)) {
            (0xA1..=0xF7, Some(0xA1..=0xFE)) => {
                pairs += 1;
                at += 2;
            }
            (0x81..=0xFE, Some(0x40..=0xFE)) => {
                odd += 1;
                at += 2;
            }
            (0x80.., _) => return false,
            _ => at += 1,
        }
    }
    pairs > 0 && odd * 20 <= pairs
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use rstest::rstest;

    const TEXT: &str = "客户名称,电话\n温州华兴皮具有限公司,0577-86501234\n";

    #[test]
    fn chinese_text_is_found_in_every_dress() {
        let gbk = encoding_rs::GBK.encode(TEXT).0.into_owned();
        let mut bom = vec![0xEF, 0xBB, 0xBF];
        bom.extend(TEXT.as_bytes());
        let le: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let mut marked = vec![0xFF, 0xFE];
        marked.extend(&le);
        for (bytes, name, guessed) in [
            (TEXT.as_bytes().to_vec(), "UTF-8", false),
            (bom, "UTF-8", false),
            (gbk, "gb18030", true),
            (marked, "UTF-16LE", false),
            (le, "UTF-16LE", true),
            (be, "UTF-16BE", true),
        ] {
            let (text, decoded) = decode(&bytes, None).unwrap();
            assert_eq!(text, TEXT, "{name}");
            assert_eq!(decoded, Decoded { name, guessed, broken: false });
        }
    }

    #[rstest]
    #[case("Müller & Söhne;Größe\nJürgen;groß\n")]
    #[case("Société Générale;déjà\nFrançois;hôtel\n")]
    fn european_text_is_no_chinese(#[case] text: &str) {
        let bytes = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
        let (read, decoded) = decode(&bytes, None).unwrap();
        assert_eq!(read, text);
        assert!(decoded.guessed);
    }

    #[test]
    fn a_forced_encoding_holds_and_an_unknown_one_is_refused() {
        let gbk = encoding_rs::GBK.encode(TEXT).0.into_owned();
        assert_eq!(decode(&gbk, Some("gbk")).unwrap().0, TEXT);
        assert!(decode(&gbk, Some("utf-8")).unwrap().1.broken);
        assert_eq!(decode(&gbk, Some("klingon")).unwrap_err().code, "unknown_encoding");
        assert_eq!(decode(b"\x7fELF\0\0\x01", None).unwrap_err().code, "not_a_table");
    }
}
