//! What can go wrong with a form, typed; the sentences stand in the interface's own texts.

use typst::diag::SourceDiagnostic;

/// Why a form could not be made.
#[derive(Debug, thiserror::Error)]
pub enum FormError {
    /// The data is not of the form's type; names the field and what was expected.
    #[error("form data: {0}")]
    Data(String),
    /// No template of this version exists in this program; an older program meets a newer form.
    #[error("form template version {0} unknown")]
    Version(u32),
    /// The code text does not fit a QR code.
    #[error("code text too long for a QR code")]
    Code,
    /// The date can't be written in a PDF.
    #[error("date out of range")]
    Date,
    /// The template failed; the compiler's messages.
    #[error("layout: {}", .0.join("; "))]
    Layout(Vec<String>),
    /// The pages can't be written as PDF/A; the exporter's messages.
    #[error("pdf: {}", .0.join("; "))]
    Pdf(Vec<String>),
}

impl FormError {
    /// A stable code for the interface.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Data(_) => "form_data",
            Self::Version(_) => "form_version",
            Self::Code => "form_code",
            Self::Date => "form_date",
            Self::Layout(_) => "form_layout",
            Self::Pdf(_) => "form_pdf",
        }
    }
}

/// What a person should know about a form that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormWarning {
    /// Signs that the shipped fonts lack; each is printed as `[U+1F600]`. In order of code, each once.
    MissingGlyphs(Vec<char>),
    /// Text reaches beyond the paper on this page, counted from zero.
    OutsidePaper {
        /// The page.
        page: usize,
    },
    /// The layout engine's own remark about the template.
    Template(String),
}

pub(crate) fn messages(errors: &[SourceDiagnostic]) -> Vec<String> {
    errors
        .iter()
        .map(|e| {
            let hints: Vec<_> = e.hints.iter().map(|h| h.v.as_str()).collect();
            if hints.is_empty() { e.message.to_string() } else { format!("{} ({})", e.message, hints.join(", ")) }
        })
        .collect()
}
