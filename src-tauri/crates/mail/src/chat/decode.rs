//! From the bytes of a text file to text. WhatsApp writes UTF-8; WeChat on Windows gives UTF-16 or GBK.

use crate::charset::decode_unlabelled;
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// Bytes that are looked at for the zeros of UTF-16.
const HEAD: usize = 4096;

/// Decodes a text by the mark at its beginning, its zeros, or its look.
#[must_use]
pub fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let text = bytes.get(mark..).unwrap_or_default();
        return encoding.decode_without_bom_handling(text).0.into_owned();
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    // Line ends and figures alone give UTF-16 many zeros, also in Chinese, whose own characters rarely have one.
    let many = |of: usize, others: usize| of * 16 > head.len() && of > others * 4;
    let (even, odd) = (zeros(0), zeros(1));
    let encoding = match () {
        () if many(odd, even) => UTF_16LE,
        () if many(even, odd) => UTF_16BE,
        () => return decode_unlabelled(bytes),
    };
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}
