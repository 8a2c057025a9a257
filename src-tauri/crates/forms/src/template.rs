//! The templates and their versions.
//!
//! The rule: `form.typ` is the newest version. Once a program with it has been released it is never edited; to change
//! it, copy it to `form.vN.typ`, add that file here as version N, and give `form.typ` the next number. Data types
//! only ever gain optional fields, so that an old version still finds what it prints. `released.txt` holds the hash
//! of every version and a test compares.
//!
//! `parts.typ` stands before a form's own text and is part of its version: to change it once a released form has it, copy it
//! to `parts.vN.typ` and let the released versions name the copy.
//!
//! The layout engine is part of how a page looks, so its version is in the hash; after an upgrade of the engine a
//! form filed before prints from the PDF stored with it.

use std::sync::LazyLock;

use sha2::{Digest, Sha256};
use typst::syntax::Source;

use crate::fonts::FONTS_HASH;
use crate::world::MAIN;
use crate::{FormError, FormKind};

struct Template {
    kind: FormKind,
    version: u32,
    text: &'static str,
}

/// Newest last within a kind.
static TEMPLATES: [Template; 2] = [
    Template {
        kind: FormKind::CustomerInformation,
        version: 1,
        text: include_str!("../templates/customer-information/form.typ"),
    },
    Template {
        kind: FormKind::Why,
        version: 1,
        text: concat!(include_str!("../templates/parts.typ"), include_str!("../templates/why/form.typ")),
    },
];

/// Parsed once. Line ends are made equal first: a checkout on Windows may have changed them.
static SOURCES: LazyLock<Vec<Source>> =
    LazyLock::new(|| TEMPLATES.iter().map(|t| Source::new(*MAIN, t.text.replace("\r\n", "\n"))).collect());

fn find(kind: FormKind, version: u32) -> Result<usize, FormError> {
    TEMPLATES.iter().position(|t| t.kind == kind && t.version == version).ok_or(FormError::Version(version))
}

pub(crate) fn source(kind: FormKind, version: u32) -> Result<Source, FormError> {
    find(kind, version).and_then(|i| SOURCES.get(i).cloned().ok_or(FormError::Version(version)))
}

/// The newest template version of a form, from 1.
pub fn template_version(kind: FormKind) -> u32 {
    TEMPLATES.iter().filter(|t| t.kind == kind).map(|t| t.version).max().unwrap_or(0)
}

/// The hash of the newest template; see [`template_hash_of`].
pub fn template_hash(kind: FormKind) -> String {
    template_hash_of(kind, template_version(kind)).unwrap_or_default()
}

/// Hex SHA-256 over the template's text, the fonts' hashes and the layout engine's version.
///
/// # Errors
/// [`FormError::Version`] when this program has no such version.
pub fn template_hash_of(kind: FormKind, version: u32) -> Result<String, FormError> {
    let source = source(kind, version)?;
    let mut hash = Sha256::new();
    hash.update(Sha256::digest(source.text()));
    hash.update(*FONTS_HASH);
    hash.update(typst::utils::version().raw());
    Ok(hex::encode(hash.finalize()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use rstest::rstest;

    use super::*;

    /// `UPDATE_REFS=1` writes the newest version's line anew, never an older one.
    #[rstest]
    #[case(FormKind::CustomerInformation, "customer-information")]
    #[case(FormKind::Why, "why")]
    fn released_templates_are_unchanged(#[case] kind: FormKind, #[case] folder: &str) {
        let path = format!("{}/templates/{folder}/released.txt", env!("CARGO_MANIFEST_DIR"));
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        let newest = template_version(kind);
        let mut lines = Vec::new();
        for t in TEMPLATES.iter().filter(|t| t.kind == kind) {
            let line = format!("{} {}", t.version, hex::encode(Sha256::digest(t.text.replace("\r\n", "\n"))));
            let update = t.version == newest && std::env::var_os("UPDATE_REFS").is_some();
            assert!(update || kept.lines().any(|l| l == line), "version {} changed; see this module's rule", t.version);
            lines.push(line);
        }
        if std::env::var_os("UPDATE_REFS").is_some() {
            std::fs::write(path, lines.join("\n") + "\n").unwrap();
        }
    }

    #[test]
    fn an_unknown_version_is_refused() {
        assert!(matches!(source(FormKind::CustomerInformation, 99), Err(FormError::Version(99))));
    }
}
