//! The fonts that ship with the program (see `fonts/README.md`). No font of the computer is ever used: a form has to
//! look the same on every desk and in ten years.

use std::sync::LazyLock;

use sha2::{Digest, Sha256};
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

static FILES: [&[u8]; 8] = [
    include_bytes!("../fonts/Inter-Regular.otf"),
    include_bytes!("../fonts/Inter-SemiBold.otf"),
    include_bytes!("../fonts/NotoSansCJKsc-Regular.otf"),
    include_bytes!("../fonts/NotoSansCJKsc-Bold.otf"),
    include_bytes!("../fonts/NotoSansArabic-Regular.ttf"),
    include_bytes!("../fonts/NotoSansHebrew-Regular.ttf"),
    include_bytes!("../fonts/NotoSansThai-Regular.ttf"),
    include_bytes!("../fonts/NotoSansDevanagari-Regular.ttf"),
];

/// The parsed fonts and their index, for the life of the process.
pub(crate) struct Fonts {
    pub fonts: Vec<Font>,
    pub book: LazyHash<FontBook>,
}

pub(crate) static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let fonts: Vec<Font> = FILES.iter().filter_map(|file| Font::new(Bytes::new(*file), 0)).collect();
    let book = LazyHash::new(FontBook::from_fonts(&fonts));
    Fonts { fonts, book }
});

/// SHA-256 over the SHA-256 of each file, in order.
pub(crate) static FONTS_HASH: LazyLock<[u8; 32]> = LazyLock::new(|| {
    let mut all = Sha256::new();
    for file in FILES {
        all.update(Sha256::digest(file));
    }
    all.finalize().into()
});

/// Whether some shipped font has this sign.
pub(crate) fn covers(c: char) -> bool {
    FONTS.fonts.iter().any(|font| font.info().coverage.contains(u32::from(c)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn every_file_is_a_font_of_the_expected_family() {
        let families: Vec<_> =
            FONTS.fonts.iter().map(|f| (f.info().family.as_str(), f.info().variant.weight.to_number())).collect();
        assert_eq!(
            families,
            [
                ("Inter", 400),
                ("Inter", 600),
                ("Noto Sans CJK SC", 400),
                ("Noto Sans CJK SC", 700),
                ("Noto Sans Arabic", 400),
                ("Noto Sans Hebrew", 400),
                ("Noto Sans Thai", 400),
                ("Noto Sans Devanagari", 400),
            ]
        );
    }

    #[test]
    fn the_scripts_customers_write_in_are_covered() {
        for c in "Aé ß Ğ Ž Ω Я ё ґ 客 戶 龘 㐂 𠮷 かナ 한글 ￥ € № “” 《》 ① ‰ العربية עברית ภาษาไทย हिन्दी".chars()
        {
            assert!(covers(c), "{c} U+{:04X}", u32::from(c));
        }
        assert!(!covers('😀'));
    }
}
