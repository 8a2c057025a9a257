//! Content transfer encodings, read leniently: what is broken costs the broken bytes, not the rest.

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::problem::{Code, Problems};

const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Decodes a part's body. `what` names the part in a problem's detail.
pub(crate) fn decode(bytes: &[u8], encoding: Option<&str>, what: &str, problems: &mut Problems) -> Vec<u8> {
    let name = encoding.unwrap_or_default().trim().trim_end_matches(';').to_ascii_lowercase();
    match name.as_str() {
        "base64" => {
            let (decoded, broken) = lenient_base64(bytes);
            if broken {
                problems.add(Code::BrokenBase64, what);
            }
            decoded
        }
        "quoted-printable" => lenient_quoted_printable(bytes),
        "" | "7bit" | "8bit" | "binary" | "none" | "8-bit" | "7-bit" | "utf-8" => bytes.to_vec(),
        other => {
            problems.add(Code::UnknownEncoding, other);
            bytes.to_vec()
        }
    }
}

/// Decodes as much base64 as there is. The second value says whether anything was wrong with it.
pub(crate) fn lenient_base64(text: &[u8]) -> (Vec<u8>, bool) {
    let mut out = Vec::with_capacity(text.len() / 4 * 3 + 3);
    let mut run = Vec::with_capacity(text.len());
    let (mut broken, mut padded) = (false, false);
    for &byte in text {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'+' | b'/' => {
                // Letters after padding: two encodings were pasted together. Both count.
                if padded {
                    broken |= finish_run(&mut run, true, &mut out);
                    padded = false;
                }
                run.push(byte);
            }
            b'=' => padded = true,
            b' ' | b'\t' | b'\r' | b'\n' => {}
            _ => broken = true,
        }
    }
    broken |= finish_run(&mut run, padded, &mut out);
    (out, broken)
}

fn finish_run(run: &mut Vec<u8>, padded: bool, out: &mut Vec<u8>) -> bool {
    let left = run.len() % 4;
    if left == 1 {
        run.pop();
    }
    out.extend(LENIENT.decode(&run).unwrap_or_default());
    run.clear();
    left == 1 || (left > 1 && !padded)
}

/// Decodes quoted-printable; a sequence that is none stands for itself.
pub(crate) fn lenient_quoted_printable(text: &[u8]) -> Vec<u8> {
    let hex = |b: Option<&u8>| b.and_then(|b| (*b as char).to_digit(16)).map(|d| d as u8);
    let mut out = Vec::with_capacity(text.len());
    let mut i = 0;
    while i < text.len() {
        if text[i] != b'=' {
            out.push(text[i]);
            i += 1;
            continue;
        }
        if let (Some(high), Some(low)) = (hex(text.get(i + 1)), hex(text.get(i + 2))) {
            out.push(high << 4 | low);
            i += 3;
            continue;
        }
        // A soft line break, perhaps with blanks that a relay added before its end.
        let blanks = text[i + 1..].iter().take_while(|b| matches!(b, b' ' | b'\t' | b'\r')).count();
        match text.get(i + 1 + blanks) {
            Some(b'\n') => i += blanks + 2,
            None => break,
            Some(_) => {
                out.push(b'=');
                i += 1;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn base64_with_its_end_missing_keeps_what_there_is() {
        assert_eq!(lenient_base64(b"aGVsbG8="), (b"hello".to_vec(), false));
        assert_eq!(lenient_base64(b"aGVs bG8"), (b"hello".to_vec(), true));
        assert_eq!(lenient_base64(b"aGVsb"), (b"hel".to_vec(), true));
        assert_eq!(lenient_base64(b"aGV!sbG8="), (b"hello".to_vec(), true));
        assert_eq!(lenient_base64(b"aGVsbG8=\naGVsbG8="), (b"hellohello".to_vec(), false));
    }

    #[test]
    fn quoted_printable_keeps_what_is_none() {
        assert_eq!(lenient_quoted_printable(b"a=3Db =\r\nc=\nd=ZZ=e"), b"a=b cd=ZZ=e");
        assert_eq!(lenient_quoted_printable(b"50 %=20= \t\nx="), b"50 % x");
    }

    proptest! {
        #[test]
        fn never_panics(bytes: Vec<u8>) {
            let _ = lenient_base64(&bytes);
            let _ = lenient_quoted_printable(&bytes);
        }

        #[test]
        fn base64_comes_back(bytes: Vec<u8>) {
            let text = base64::engine::general_purpose::STANDARD.encode(&bytes);
            prop_assert_eq!(lenient_base64(text.as_bytes()), (bytes, false));
        }
    }
}
