//! Letters as message bytes, the way a mail server would have delivered them. The sample's story and the demo share it.

use crate::api::ApiError;
use aftercare_core::journal::Hash;
use aftercare_core::time::Instant;
use aftercare_mail::{Address, OutgoingDraft, OutgoingFile, compose_eml};

/// A letter to be written.
pub(crate) struct Letter<'a> {
    pub(crate) at: Instant,
    pub(crate) subject: &'a str,
    pub(crate) text: &'a str,
    /// An attached picture: its name, and its bytes as PNG.
    pub(crate) photo: Option<(&'a str, &'static [u8])>,
    /// Written by a machine.
    pub(crate) machine: bool,
    /// Its Message-ID.
    pub(crate) id: &'a str,
    /// The Message-ID of the letter before it.
    pub(crate) thread: Option<&'a str>,
}

/// A file in a letter: name, type, bytes.
pub(crate) type Picture = (String, &'static str, Vec<u8>);

impl Letter<'_> {
    /// Its bytes, and the picture in them.
    pub(crate) fn write(
        &self,
        from: (Option<&str>, &str),
        to: (Option<&str>, &str),
    ) -> Result<(Vec<u8>, Option<Picture>), ApiError> {
        let address =
            |(name, email): (Option<&str>, &str)| Address { name: name.map(str::to_owned), email: email.to_owned() };
        let domain = from.1.rsplit_once('@').map_or("example.com", |(_, domain)| domain);
        let picture = self.photo.map(|(name, bytes)| (name.to_owned(), "image/png", bytes.to_vec()));
        let attachments = picture.iter().map(|(name, mime, bytes)| OutgoingFile {
            name: name.clone(),
            mime: (*mime).to_owned(),
            bytes: bytes.clone(),
        });
        let eml = compose_eml(&OutgoingDraft {
            from: address(from),
            to: vec![address(to)],
            cc: Vec::new(),
            subject: self.subject.to_owned(),
            text: self.text.to_owned(),
            message_id: self.id.to_owned(),
            in_reply_to: self.thread.map(str::to_owned),
            references: self.thread.into_iter().map(str::to_owned).collect(),
            date: self.at,
            automatic: self.machine,
            attachments: attachments.collect(),
        })?;
        let turn = &Hash::of(self.id.as_bytes()).to_string()[..8];
        let date = self.at.to_rfc2822();
        let hop = format!("Received: from mail.{domain} by mx.example.com with ESMTPS id {turn}; {date}\r\n");
        Ok(([hop.into_bytes(), eml].concat(), picture))
    }
}
