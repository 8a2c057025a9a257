//! The QR code as a small vector picture: one path, black, without the quiet zone (the page leaves it).

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};

use crate::FormError;

pub(crate) fn svg(code: &str) -> Result<String, FormError> {
    // Level Q still reads with a quarter of it smudged or stamped over; a long text falls back to what fits.
    let qr = [EcLevel::Q, EcLevel::L]
        .into_iter()
        .find_map(|level| QrCode::with_error_correction_level(code, level).ok())
        .ok_or(FormError::Code)?;
    let width = qr.width();
    let mut path = String::new();
    for (y, row) in qr.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        while x < width {
            let run = row.iter().skip(x).take_while(|c| **c == Color::Dark).count();
            if run > 0 {
                let _ = write!(path, "M{x} {y}h{run}v1h-{run}z");
            }
            x += run + 1;
        }
    }
    Ok(format!(r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {width}"><path d="{path}"/></svg>"#))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn a_code_has_its_finder_and_a_text_too_long_is_refused() {
        assert!(svg("CIP-2026-0318").unwrap().contains("M0 0h7v1h-7z"));
        assert!(matches!(svg(&"客".repeat(3000)), Err(FormError::Code)));
    }
}
