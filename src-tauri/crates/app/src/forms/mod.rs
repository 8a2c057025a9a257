//! Forms: made from a case, shown, filed (numbered, hashed, immutable), printed and saved again exactly as filed (HX-12);
//! print-outs that are never filed: [`why`].

mod facts;
mod why;

pub(crate) use facts::{Known, data};

use crate::api::acts::{FormRef, MakeForm, PrintForm, SaveForm};
use crate::api::views::{FiledFormView, FormSheet, Happened, Printer, Warning};
use crate::api::{ApiError, ErrorCode};
use crate::cases::save;
use crate::file::{self, File};
use crate::ports::PrintJob;
use crate::timeline::{self, Names};
use crate::{App, errors, show};
use aftercare_core::case::acts::Act;
use aftercare_core::case::{BlobRef, CaseEvent};
use aftercare_core::ids::{CaseId, FormId};
use aftercare_core::journal::{Actor, Hash, Sealed};
use aftercare_forms::{Compiled, FormKind, FormWarning, Languages, Paper, Request, compile, template_hash_of};
use chrono::Datelike;
use serde_json::Value;
use std::path::Path;
use uuid::Uuid;

/// The one form there is so far.
const CUSTOMER_INFORMATION: &str = "customer-information";

/// The paper form's kind, paper and languages by their words.
fn chosen(sort: &str, paper: &str, languages: &str) -> Result<(FormKind, Paper, Languages), ApiError> {
    let kind = match sort {
        CUSTOMER_INFORMATION => FormKind::CustomerInformation,
        _ => return Err(ApiError::field("sort", "unknown")),
    };
    let (paper, languages) = laid_on(paper, languages)?;
    Ok((kind, paper, languages))
}

/// Paper and languages by their words.
fn laid_on(paper: &str, languages: &str) -> Result<(Paper, Languages), ApiError> {
    let paper = match paper {
        "a4" => Paper::A4,
        "a5" => Paper::A5,
        "letter" => Paper::Letter,
        _ => return Err(ApiError::field("paper", "unknown")),
    };
    let languages = match languages {
        "both" => Languages::Both,
        "en" => Languages::En,
        "zh" => Languages::Zh,
        _ => return Err(ApiError::field("languages", "unknown")),
    };
    Ok((paper, languages))
}

/// What a filed form's event holds, ready to be laid out again.
struct Filed {
    file: File,
    view: FiledFormView,
    request: Request,
    /// The PDF as filed, unless it was erased or its file is lost.
    pdf: Option<Vec<u8>>,
    erased: bool,
}

/// Pages, PDF and what should be known before printing.
struct Laid {
    pages: Vec<String>,
    pdf: Vec<u8>,
    warnings: Vec<Warning>,
    version: u32,
}

impl App {
    pub(crate) async fn form_preview(&self, ask: MakeForm) -> Result<FormSheet, ApiError> {
        let (kind, paper, languages) = chosen(&ask.sort, &ask.paper, &ask.languages)?;
        let mut look = self.look().await?;
        let file = file::read(&mut look, CaseId(ask.case)).await?;
        let data = self.form_data(&mut look, &file, &ask.finding).await?;
        drop(look);
        let request = Request { paper, languages, ..Request::preview(kind, data, self.civil_today()?) };
        let laid = lay_out(request).await?;
        Ok(FormSheet {
            sort: ask.sort,
            case: ask.case,
            label: show::label(file.case.number),
            pages: laid.pages,
            filed: None,
            log: Vec::new(),
            warnings: laid.warnings,
            same_as_filed: None,
        })
    }

    /// Files the form on its case: numbered, hashed, for good.
    pub(crate) async fn file_form(&self, ask: MakeForm) -> Result<Uuid, ApiError> {
        let me = self.state().me()?;
        let (kind, paper, languages) = chosen(&ask.sort, &ask.paper, &ask.languages)?;
        let (now, today) = (self.now(), self.civil_today()?);
        // The number belongs to the transaction: a form that is not filed leaves no gap.
        let mut write = self.write().await?;
        let file = file::read(&mut write.work.look(), CaseId(ask.case)).await?;
        self.lawful(write.work.book(), &file.case, Act::FileForm, true)?;
        let data = self.form_data(&mut write.work.look(), &file, &ask.finding).await?;
        let row = write.work.next_number(&format!("CIP-{}", today.year())).await?;
        let number = format!("CIP-{}-{row:04}", today.year());
        let id = FormId::at(now, crate::random());
        let laid = lay_out(request(kind, None, data.clone(), paper, languages, &number, today, id)).await?;
        let kept = self.store().put_blob(laid.pdf).await?;
        write.work.keep_blob(&kept).await?;
        let pdf = BlobRef {
            sha256: kept.sha256.to_string(),
            name: format!("{number}.pdf"),
            mime: "application/pdf".to_owned(),
            size: kept.size,
            inline: false,
        };
        let pdf_hash = pdf.sha256.clone();
        let template_hash = template_hash_of(kind, laid.version)?;
        let mut seq = file.case.seq;
        write
            .case(file.id, &mut seq, Actor::Staff(me), file.moment(now), |seal| CaseEvent::FormFiled {
                form: id,
                sort: ask.sort,
                number,
                template: laid.version,
                template_hash,
                paper: ask.paper,
                languages: ask.languages,
                data: seal.seal(data.to_string()),
                pdf_hash,
                pdf: seal.seal(serde_json::to_string(&pdf).unwrap_or_default()),
                pages: u32::try_from(laid.pages.len()).unwrap_or(u32::MAX),
            })
            .await?;
        write.commit(&["cases", "forms", "desk", &format!("case:{}", ask.case)]).await?;
        Ok(id.0)
    }

    async fn filed(&self, form: Uuid) -> Result<Filed, ApiError> {
        let missing = || ApiError::new(ErrorCode::NotFound).with("form", form);
        let mut look = self.look().await?;
        let row = look.form(FormId(form)).await?.ok_or_else(missing)?;
        let file = file::read(&mut look, row.case).await?;
        let view = timeline::filed(&file.entries, &self.state()).into_iter().find(|view| view.id == form);
        let view = view.ok_or_else(missing)?;
        let entry = file.entry(row.seq)?;
        let CaseEvent::FormFiled { data, pdf, .. } = &entry.event else { return Err(missing()) };
        let pdf = self.kept(pdf, &view.pdf_hash).await?;
        let erased = data.text.is_none();
        let data: Value = match &data.text {
            Some(text) => serde_json::from_str(text).map_err(errors::internal)?,
            // Blacked out: the sheet still tells number, day and hash.
            None => facts::blacked_out(),
        };
        let (kind, paper, languages) = chosen(&view.sort, &view.paper, &view.languages)?;
        let (book, case) = (self.book(), &file.case);
        let today = book.service(&case.pack, case.pack_version)?.calendar.day_of(entry.at);
        let request = request(kind, Some(view.template), data, paper, languages, &view.number, today, FormId(form));
        Ok(Filed { file, view, request, pdf, erased })
    }

    /// The bytes as filed, if they stand on disk and are the ones that were filed.
    async fn kept(&self, pdf: &Sealed, pdf_hash: &str) -> Result<Option<Vec<u8>>, ApiError> {
        let Some(hash) = pdf.text.as_ref().and_then(|_| Hash::parse(pdf_hash)) else { return Ok(None) };
        Ok(self.store().blob(&hash).await.ok().filter(|bytes| Hash::of(bytes) == hash))
    }

    /// What is saved and printed: the bytes as filed; where they are gone, the form laid out again from its data.
    async fn pdf(&self, filed: &Filed) -> Result<Vec<u8>, ApiError> {
        match &filed.pdf {
            Some(pdf) => Ok(pdf.clone()),
            None => Ok(lay_out(filed.request.clone()).await?.pdf),
        }
    }

    pub(crate) async fn form(&self, ask: FormRef) -> Result<FormSheet, ApiError> {
        let filed = self.filed(ask.form).await?;
        let laid = lay_out(filed.request).await?;
        let again = || Hash::of(&laid.pdf).to_string() == filed.view.pdf_hash;
        let same = !filed.erased && (filed.pdf.is_some() || again());
        let names = Names::default();
        let book = self.book();
        let pack = book.pack(&filed.file.case.pack, filed.file.case.pack_version)?;
        let log = timeline::timeline(&filed.file.entries, &self.state(), &names, pack)
            .into_iter()
            .filter(|entry| match &entry.what {
                Happened::FormFiled { form, .. } => *form == ask.form,
                Happened::FormPrinted { number, .. } => *number == filed.view.number,
                _ => false,
            })
            .collect();
        Ok(FormSheet {
            sort: filed.view.sort.clone(),
            case: filed.file.id.0,
            label: show::label(filed.file.case.number),
            pages: laid.pages,
            filed: Some(filed.view),
            log,
            warnings: laid.warnings,
            same_as_filed: Some(same),
        })
    }

    pub(crate) async fn printers(&self, (): ()) -> Result<Vec<Printer>, ApiError> {
        let inner = std::sync::Arc::clone(&self.inner);
        let ask = move || inner.options.printer.printers();
        tokio::task::spawn_blocking(ask).await.map_err(errors::internal)
    }

    /// Saves a filed form as PDF/A, the same bytes as filed.
    pub(crate) async fn save_form(&self, ask: SaveForm) -> Result<(), ApiError> {
        let filed = self.filed(ask.form).await?;
        let pdf = self.pdf(&filed).await?;
        save(Path::new(&ask.path), pdf).await?;
        self.printed(&filed, "pdf", 1).await
    }

    /// The bytes that [`App::save_form`] saves, with the name for their file: for a side that saves or prints them itself and
    /// then says [`App::form_printed`].
    ///
    /// # Errors
    /// When there is no such form, or it can't be laid out any more.
    pub async fn form_bytes(&self, form: Uuid) -> Result<(String, Vec<u8>), ApiError> {
        let filed = self.filed(form).await?;
        let pdf = self.pdf(&filed).await?;
        Ok((format!("{}.pdf", filed.view.number), pdf))
    }

    /// Somebody printed a filed form elsewhere: on a desk's own printer, or from a browser.
    pub(crate) async fn form_printed(&self, ask: PrintForm) -> Result<(), ApiError> {
        countable(ask.copies)?;
        let filed = self.filed(ask.form).await?;
        self.printed(&filed, &ask.printer, ask.copies).await
    }

    /// Prints a filed form, the same bytes as filed.
    pub(crate) async fn print_form(&self, ask: PrintForm) -> Result<(), ApiError> {
        countable(ask.copies)?;
        let filed = self.filed(ask.form).await?;
        let title = filed.view.number.clone();
        let pdf = self.pdf(&filed).await?;
        let job =
            PrintJob { printer: ask.printer.clone(), title, pdf, paper: filed.view.paper.clone(), copies: ask.copies };
        self.put_on_paper(job).await?;
        self.printed(&filed, &ask.printer, ask.copies).await
    }

    /// Hands a job to its printer.
    async fn put_on_paper(&self, job: PrintJob) -> Result<(), ApiError> {
        let (inner, printer) = (std::sync::Arc::clone(&self.inner), job.printer.clone());
        let print = move || inner.options.printer.print(&job);
        tokio::task::spawn_blocking(print)
            .await
            .map_err(errors::internal)?
            .map_err(|detail| ApiError::new(ErrorCode::Printer).with("printer", printer).with("detail", detail))
    }

    async fn printed(&self, filed: &Filed, printer: &str, copies: u32) -> Result<(), ApiError> {
        let me = self.state().me()?;
        let id = filed.file.id;
        let form = FormId(filed.view.id);
        let mut write = self.write().await?;
        // Paper came out: that holds, whatever else happened on the case meanwhile.
        let file = file::read(&mut write.work.look(), id).await?;
        let (mut seq, at) = (file.case.seq, file.moment(self.now()));
        let printer = printer.to_owned();
        let event = CaseEvent::FormPrinted { form, printer, copies };
        write.case(id, &mut seq, Actor::Staff(me), at, |_| event).await?;
        write.commit(&["forms", &format!("case:{id}")]).await
    }
}

#[allow(clippy::too_many_arguments, reason = "exactly what decides a form's bytes")]
fn request(
    kind: FormKind,
    version: Option<u32>,
    data: Value,
    paper: Paper,
    languages: Languages,
    number: &str,
    today: chrono::NaiveDate,
    id: FormId,
) -> Request {
    Request {
        kind,
        version,
        data,
        paper,
        languages,
        number: Some(number.to_owned()),
        code: Some(number.to_owned()),
        today,
        ident: id.to_string(),
        filed_hash: None,
    }
}

/// So many copies can be asked for at once.
fn countable(copies: u32) -> Result<(), ApiError> {
    if (1..=99).contains(&copies) { Ok(()) } else { Err(ApiError::field("copies", "out_of_range")) }
}

/// A form laid out for filing.
pub(crate) struct Sheet {
    pub(crate) pdf: Vec<u8>,
    pub(crate) pages: u32,
    pub(crate) version: u32,
    pub(crate) template_hash: String,
}

/// The Customer Information Processing Form as it is filed, without a desk around it.
pub(crate) fn sheet(data: Value, number: &str, day: chrono::NaiveDate, id: FormId) -> Result<Sheet, ApiError> {
    let kind = FormKind::CustomerInformation;
    let compiled = compile(&request(kind, None, data, Paper::A4, Languages::Both, number, day, id))?;
    Ok(Sheet {
        pdf: compiled.pdf()?,
        pages: u32::try_from(compiled.pages()).unwrap_or(u32::MAX),
        version: compiled.version(),
        template_hash: template_hash_of(kind, compiled.version())?,
    })
}

/// Lays a form out, off the app's own threads.
async fn lay_out(request: Request) -> Result<Laid, ApiError> {
    let work = move || -> Result<Laid, ApiError> {
        let compiled: Compiled = compile(&request)?;
        Ok(Laid {
            pages: (0..compiled.pages()).map(|page| compiled.svg(page)).collect(),
            pdf: compiled.pdf()?,
            warnings: compiled.warnings().iter().map(warning).collect(),
            version: compiled.version(),
        })
    };
    tokio::task::spawn_blocking(work).await.map_err(errors::internal)?
}

fn warning(warning: &FormWarning) -> Warning {
    let (code, value) = match warning {
        FormWarning::OutsidePaper { page } => ("form_outside_paper", page.to_string()),
        FormWarning::Template(text) => ("form_template", text.clone()),
        FormWarning::MissingGlyphs(signs) => ("form_missing_signs", signs.iter().collect()),
    };
    Warning { code: code.to_owned(), args: [("value".to_owned(), value)].into() }
}
