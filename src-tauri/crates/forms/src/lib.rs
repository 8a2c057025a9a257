//! Printed forms: Typst templates with typed data.
//!
//! One compile gives the preview (SVG), the PDF (PDF/A-2b) and with it the print, so what is shown is what is filed.
//! A filed form keeps its data, number, paper, languages and template version; [`compile`] takes them back and gives
//! the same bytes. A template sees its data as JSON text values and can reach nothing else: no file, no package, no
//! clock, and data never becomes markup.
//!
//! Left out on purpose: numbering, filing and printing (the app does them), the clock (dates are parameters), and
//! every rule of a company: a clause id such as HX-6 arrives as data.

mod clean;
mod data;
mod error;
mod fonts;
mod hash;
mod inspect;
mod moment;
mod qr;
mod template;
pub mod why;
mod world;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

pub use data::{Brand, CustomerInformation, Decided, Done, Due, Field, Moment, ProblemType, Redacted, Urgency};
pub use error::{FormError, FormWarning};
pub use hash::{canonical_bytes, content_hash};
pub use moment::{moment, moment_to_the_second};
pub use template::{template_hash, template_hash_of, template_version};

/// The forms that can be printed, one template folder each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FormKind {
    /// Customer Information Processing Form 客户信息处理单 (HX-12); its data is [`CustomerInformation`].
    CustomerInformation,
    /// Why this deadline 期限的由来, and the verdict: a print-out that is never filed; its data is [`why::Why`].
    Why,
}

/// The paper a form is laid out for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 148 × 210 mm.
    A5,
    /// 8.5 × 11 in.
    Letter,
}

impl Paper {
    fn typst_name(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::A5 => "a5",
            Self::Letter => "us-letter",
        }
    }
}

/// The languages a form is printed in. A text that exists in one language only is printed in that one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Languages {
    /// English and Chinese side by side.
    #[default]
    Both,
    /// English.
    En,
    /// Chinese.
    Zh,
}

impl Languages {
    fn name(self) -> &'static str {
        match self {
            Self::Both => "both",
            Self::En => "en",
            Self::Zh => "zh",
        }
    }
}

/// Everything that decides what a form looks like. Equal requests give equal bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// Which form.
    pub kind: FormKind,
    /// The template version a filed form was made with; none is the newest.
    pub version: Option<u32>,
    /// The form's data, of the type the kind names.
    pub data: Value,
    /// The paper.
    pub paper: Paper,
    /// The languages.
    pub languages: Languages,
    /// The form's number; none is a preview, marked DRAFT 草稿.
    pub number: Option<String>,
    /// The text of the QR code that brings the record back on screen.
    pub code: Option<String>,
    /// The desk's civil date of filing, or of the preview. Printed on a numbered form, and the PDF's creation date.
    pub today: NaiveDate,
    /// Names the document in the PDF for good; only its hash is written.
    pub ident: String,
    /// The content hash stored at filing. Give it when a filed form is printed again: after an erasure the data no
    /// longer yields it. None computes it from this request.
    pub filed_hash: Option<String>,
}

impl Request {
    /// A preview of `data` on A4 in both languages with the newest template.
    pub fn preview(kind: FormKind, data: Value, today: NaiveDate) -> Self {
        Self {
            kind,
            version: None,
            data,
            paper: Paper::A4,
            languages: Languages::Both,
            number: None,
            code: None,
            today,
            ident: "preview".into(),
            filed_hash: None,
        }
    }

    /// The content hash of this request, to be stored with a filed form.
    ///
    /// # Errors
    /// [`FormError::Version`] when the template version is unknown.
    pub fn content_hash(&self) -> Result<String, FormError> {
        let version = self.version.unwrap_or_else(|| template_version(self.kind));
        let template = template_hash_of(self.kind, version)?;
        Ok(content_hash(self.number.as_deref(), &canonical_bytes(&self.data), &template, self.paper, self.languages))
    }
}

/// A laid-out form.
pub struct Compiled {
    document: PagedDocument,
    ident: String,
    today: Datetime,
    version: u32,
    content_hash: String,
    warnings: Vec<FormWarning>,
}

impl std::fmt::Debug for Compiled {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Compiled")
            .field("pages", &self.pages())
            .field("version", &self.version)
            .field("content_hash", &self.content_hash)
            .field("warnings", &self.warnings)
            .finish_non_exhaustive()
    }
}

impl Compiled {
    /// How many pages the form has.
    pub fn pages(&self) -> usize {
        self.document.pages().len()
    }

    /// One page as SVG, counted from zero; empty beyond the last page. Letters are outlines: it looks the same
    /// everywhere and holds no selectable text.
    pub fn svg(&self, page: usize) -> String {
        self.document
            .pages()
            .get(page)
            .map(|page| typst_svg::svg(page, &typst_svg::SvgOptions::default()))
            .unwrap_or_default()
    }

    /// The form as PDF/A-2b. Equal requests give equal bytes.
    ///
    /// # Errors
    /// [`FormError::Pdf`] when the document can't be archived as PDF/A; the messages are the exporter's.
    pub fn pdf(&self) -> Result<Vec<u8>, FormError> {
        let standards = PdfStandards::new(&[PdfStandard::A_2b]).map_err(|e| FormError::Pdf(vec![format!("{e:?}")]))?;
        let options = PdfOptions {
            ident: Smart::Custom(self.ident.clone()),
            creator: Smart::Custom(Some("Aftercare".into())),
            timestamp: Some(Timestamp::new_utc(self.today)),
            standards,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&self.document, &options).map_err(|e| FormError::Pdf(error::messages(&e)))
    }

    /// The template version used.
    pub fn version(&self) -> u32 {
        self.version
    }

    /// The full content hash (hex SHA-256) whose beginning the footer shows.
    pub fn content_hash(&self) -> &str {
        &self.content_hash
    }

    /// What the person should know before printing; empty is the rule.
    pub fn warnings(&self) -> &[FormWarning] {
        &self.warnings
    }
}

/// Lays a form out.
///
/// # Errors
/// [`FormError::Data`] for data of another type, [`FormError::Version`] for an unknown template version,
/// [`FormError::Code`] for a code text too long for a QR code, [`FormError::Layout`] when the template fails.
pub fn compile(request: &Request) -> Result<Compiled, FormError> {
    let version = request.version.unwrap_or_else(|| template_version(request.kind));
    let source = template::source(request.kind, version)?;
    let room = match request.kind {
        FormKind::CustomerInformation => CustomerInformation::deserialize(&request.data).map(|form| form.leaves_room()),
        FormKind::Why => why::Why::deserialize(&request.data).map(|_| false),
    }
    .map_err(|e| FormError::Data(e.to_string()))?;
    let content_hash = match &request.filed_hash {
        Some(hash) => hash.clone(),
        None => request.content_hash()?,
    };
    let qr = request.code.as_deref().map(qr::svg).transpose()?;

    let today = Datetime::from_ymd_hms(
        request.today.year(),
        u8::try_from(request.today.month()).unwrap_or(1),
        u8::try_from(request.today.day()).unwrap_or(1),
        0,
        0,
        0,
    )
    .ok_or(FormError::Date)?;

    let mut doc = json!({
        "form": request.data,
        "number": request.number,
        "code": request.code,
        "languages": request.languages.name(),
        "paper": request.paper.typst_name(),
        "version": version,
        "hash": hash::short(&content_hash),
        "filed": request.number.as_ref().map(|_| request.today.to_string()),
        "redacted": data::has_redacted(&request.data),
        "room": room,
    });
    let mut missing = clean::Missing::default();
    clean::clean(&mut doc, &mut missing);

    // A sign can be in the fonts and still fail beside another one, so the laid-out pages are asked as well.
    for round in 0.. {
        let world = world::FormWorld::new(source.clone(), &doc, qr.as_deref(), today);
        let result = typst::compile::<PagedDocument>(&world);
        typst::comemo::evict(8);
        let document = result.output.map_err(|e| FormError::Layout(error::messages(&e)))?;
        let seen = inspect::inspect(&document);
        if !seen.broken.is_empty() && round < 4 {
            clean::spell_out(&mut doc, &seen.broken, &mut missing);
            continue;
        }
        let mut warnings = missing.into_warnings();
        warnings.extend(seen.outside.into_iter().map(|page| FormWarning::OutsidePaper { page }));
        warnings.extend(result.warnings.iter().map(|w| FormWarning::Template(w.message.to_string())));
        return Ok(Compiled { document, ident: request.ident.clone(), today, version, content_hash, warnings });
    }
    Err(FormError::Layout(Vec::new()))
}
