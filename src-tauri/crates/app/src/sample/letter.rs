//! The sample's letters as message bytes, the way a mail server would have delivered them.

use crate::api::ApiError;
use aftercare_core::time::Instant;
use aftercare_mail::{Address, OutgoingDraft, OutgoingFile, compose_eml};

/// A letter to be written.
pub(super) struct Letter<'a> {
    /// Its place in the story; makes its Message-ID.
    pub number: usize,
    pub at: Instant,
    pub subject: &'a str,
    pub text: &'a str,
    /// The name of an attached picture.
    pub photo: Option<&'a str>,
    /// Written by a machine.
    pub machine: bool,
}

/// The smallest picture there is: one grey dot.
const PICTURE: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 0,
    0, 0, 0, 0x3A, 0x7E, 0x9B, 0x55, 0, 0, 0, 10, b'I', b'D', b'A', b'T', 0x78, 0x9C, 0x63, 0x68, 0, 0, 0, 0x82, 0,
    0x81, 0x77, 0xCD, 0x72, 0xB6, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xAE, 0x42, 0x60, 0x82,
];

impl Letter<'_> {
    /// Its Message-ID and its bytes; `thread` is the letter before it.
    pub(super) fn write(
        &self,
        from: (Option<&str>, &str),
        to: (Option<&str>, &str),
        thread: Option<&(String, String)>,
    ) -> Result<(String, Vec<u8>), ApiError> {
        let address =
            |(name, email): (Option<&str>, &str)| Address { name: name.map(str::to_owned), email: email.to_owned() };
        let domain = from.1.rsplit_once('@').map_or("example.com", |(_, domain)| domain);
        let id = format!("sample-{:03}@{domain}", self.number);
        let mut attachments = Vec::new();
        if let Some(name) = self.photo {
            attachments.push(OutgoingFile {
                name: name.to_owned(),
                mime: if name.ends_with("png") { "image/png" } else { "image/jpeg" }.to_owned(),
                bytes: PICTURE.to_vec(),
            });
        }
        let eml = compose_eml(&OutgoingDraft {
            from: address(from),
            to: vec![address(to)],
            cc: Vec::new(),
            subject: self.subject.to_owned(),
            text: self.text.to_owned(),
            message_id: id.clone(),
            in_reply_to: thread.map(|(id, _)| id.clone()),
            references: thread.map(|(id, _)| id.clone()).into_iter().collect(),
            date: self.at,
            automatic: self.machine,
            attachments,
        })?;
        let hop = format!(
            "Received: from mail.{domain} by mx.example.com with ESMTPS id S{:04}; {}\r\n",
            self.number,
            self.at.to_rfc2822()
        );
        Ok((id, [hop.into_bytes(), eml].concat()))
    }
}
