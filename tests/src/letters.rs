//! Mail files as customers write them, for scenes.

use anyhow::Result;
use std::fs;
use std::path::{Path, PathBuf};

/// A letter to the desk.
pub struct Letter<'a> {
    /// Makes its Message-ID.
    pub id: &'a str,
    /// Name and address.
    pub from: &'a str,
    /// Subject, in any script.
    pub subject: &'a str,
    /// As in `Fri, 20 Nov 2026 10:12:00 +0800`.
    pub date: &'a str,
    /// The text.
    pub text: &'a str,
}

impl Letter<'_> {
    /// The message as bytes.
    #[must_use]
    pub fn eml(&self) -> String {
        format!(
            "From: {}\r\nTo: Aftercare <service@hx-leather.example>\r\nSubject: {}\r\nDate: {}\r\nMessage-ID: <{}@letters.example>\r\n\
             MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{}\r\n",
            self.from,
            self.subject,
            self.date,
            self.id,
            self.text.replace('\n', "\r\n")
        )
    }

    /// Writes it into a folder.
    ///
    /// # Errors
    /// When the file can't be written.
    pub fn write(&self, folder: &Path) -> Result<PathBuf> {
        let path = folder.join(format!("{}.eml", self.id));
        fs::write(&path, self.eml())?;
        Ok(path)
    }
}
