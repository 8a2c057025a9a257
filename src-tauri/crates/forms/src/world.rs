//! The only world a template can see: its own source, `data.json`, `code.svg`, the shipped fonts and a given date.

use std::path::PathBuf;
use std::sync::LazyLock;

use serde_json::Value;
use typst::diag::{FileError, FileResult, PackageError};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::fonts::FONTS;

#[allow(clippy::expect_used, reason = "called with the literal names below only; each is a valid virtual path")]
fn name(path: &str) -> FileId {
    RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).expect("literal path")).intern()
}

pub(crate) static MAIN: LazyLock<FileId> = LazyLock::new(|| name("form.typ"));
static DATA: LazyLock<FileId> = LazyLock::new(|| name("data.json"));
static CODE: LazyLock<FileId> = LazyLock::new(|| name("code.svg"));
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

pub(crate) struct FormWorld {
    source: Source,
    data: Bytes,
    code: Option<Bytes>,
    today: Datetime,
}

impl FormWorld {
    pub(crate) fn new(source: Source, doc: &Value, code: Option<&str>, today: Datetime) -> Self {
        Self {
            source,
            data: Bytes::from_string(doc.to_string()),
            code: code.map(|svg| Bytes::from_string(svg.to_owned())),
            today,
        }
    }
}

impl World for FormWorld {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        *MAIN
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == *MAIN { Ok(self.source.clone()) } else { Err(refused(id)) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == *DATA {
            return Ok(self.data.clone());
        }
        match &self.code {
            Some(code) if id == *CODE => Ok(code.clone()),
            _ => Err(refused(id)),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        Some(self.today)
    }
}

fn refused(id: FileId) -> FileError {
    match id.root() {
        VirtualRoot::Package(spec) => FileError::Package(PackageError::NotFound(spec.clone())),
        VirtualRoot::Project => FileError::NotFound(PathBuf::from(id.vpath().get_without_slash())),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use rstest::rstest;
    use serde_json::json;
    use typst_layout::PagedDocument;

    use super::*;

    #[rstest]
    #[case("#read(\"/etc/passwd\")", "not found")]
    #[case("#read(\"../../Cargo.toml\")", "")]
    #[case("#import \"@preview/cetz:0.3.0\"", "package")]
    #[case("#image(\"code.svg\")", "not found")]
    #[case("#include \"other.typ\"", "not found")]
    fn a_template_reaches_no_file_and_no_package(#[case] markup: &str, #[case] said: &str) {
        let world = FormWorld::new(
            Source::new(*MAIN, markup.into()),
            &json!({}),
            None,
            Datetime::from_ymd(2026, 11, 20).unwrap(),
        );
        let errors = typst::compile::<PagedDocument>(&world).output.unwrap_err();
        assert!(errors[0].message.contains(said), "{}", errors[0].message);
    }

    #[test]
    fn today_is_the_given_date() {
        let markup = "#assert.eq(datetime.today().display(), \"2026-11-20\")".to_owned();
        let world =
            FormWorld::new(Source::new(*MAIN, markup), &json!({}), None, Datetime::from_ymd(2026, 11, 20).unwrap());
        assert!(typst::compile::<PagedDocument>(&world).output.is_ok());
    }
}
