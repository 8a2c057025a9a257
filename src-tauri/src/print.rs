//! Paper. Where CUPS is (Linux, macOS) a PDF goes straight to a queue of this computer.
//!
//! Elsewhere the spooler would pass the PDF's bytes to a printer that may not understand them, so the document is opened in
//! the system's PDF program and printed from there; the one "printer" offered says so by its name. The document is handed
//! over as a file that only this user can read, because the printing library's own one stays behind for everybody.

use aftercare_app::api::views::Printer;
use aftercare_app::ports::{Print, PrintJob};

/// The printers of this computer.
pub struct Paper;

impl Print for Paper {
    fn printers(&self) -> Vec<Printer> {
        imp::printers()
    }

    fn print(&self, job: &PrintJob) -> Result<(), String> {
        imp::print(job)
    }
}

#[cfg(unix)]
mod imp {
    use super::{PrintJob, Printer};
    use printers::common::base::job::PrinterJobOptions;
    use printers::common::base::printer::PrinterState;
    use printers::common::converters::Converter;
    use std::io::Write;

    pub fn printers() -> Vec<Printer> {
        printers::get_printers()
            .into_iter()
            .map(|found| Printer {
                ready: !matches!(found.state, PrinterState::OFFLINE | PrinterState::PAUSED),
                default: found.is_default,
                label: if found.name.is_empty() { found.system_name.clone() } else { found.name },
                name: found.system_name,
            })
            .collect()
    }

    /// The paper by the name that every queue knows; a queue's own default would be another.
    fn media(paper: &str) -> &'static str {
        match paper {
            "a5" => "iso_a5_148x210mm",
            "letter" => "na_letter_8.5x11in",
            _ => "iso_a4_210x297mm",
        }
    }

    pub fn print(job: &PrintJob) -> Result<(), String> {
        let printer = printers::get_printers()
            .into_iter()
            .find(|found| found.system_name == job.printer)
            .ok_or_else(|| format!("no printer {}", job.printer))?;
        let mut file = tempfile::Builder::new().suffix(".pdf").tempfile().map_err(|error| error.to_string())?;
        file.write_all(&job.pdf).and_then(|()| file.flush()).map_err(|error| error.to_string())?;
        let copies = job.copies.max(1).to_string();
        let options = PrinterJobOptions {
            name: Some(&job.title),
            raw_properties: &[
                ("copies", &copies),
                ("document-format", "application/pdf"),
                ("media", media(&job.paper)),
            ],
            converter: Converter::None,
        };
        // The queue has its own copy when this returns; the file goes with `file`.
        let number = printer.print_file(&file.path().display().to_string(), options).map_err(|error| error.message)?;
        tracing::info!(number, "a form went to the printer's queue");
        Ok(())
    }
}

#[cfg(not(unix))]
mod imp {
    use super::{PrintJob, Printer};
    use std::fs;

    const VIEWER: &str = "pdf-program";

    pub fn printers() -> Vec<Printer> {
        vec![Printer { name: VIEWER.to_owned(), label: "PDF".to_owned(), default: true, ready: true }]
    }

    /// The file has to outlive the program that shows it, so it stays in the user's own temporary folder.
    pub fn print(job: &PrintJob) -> Result<(), String> {
        let name: String = job.title.chars().filter(|c| c.is_alphanumeric() || *c == '-').collect();
        let path = std::env::temp_dir().join(format!("{name}.pdf"));
        fs::write(&path, &job.pdf).map_err(|error| error.to_string())?;
        tauri_plugin_opener::open_path(&path, None::<&str>).map_err(|error| error.to_string())
    }
}
