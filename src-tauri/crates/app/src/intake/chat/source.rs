//! Where a chat's text comes from: what was pasted, a text file, or the archive in which WhatsApp packs it with its files.

use crate::App;
use crate::api::{ApiError, ErrorCode};
use aftercare_mail::chat::{Chat, Order, Reading, Said, decode_chat};
use aftercare_mail::sanitise_name;
use std::collections::HashMap;
use std::fs::File;
use std::io::{Read, Seek};
use std::path::PathBuf;
use zip::ZipArchive;

/// A text is shorter, and so is a file of a chat; what is larger stays outside.
const LARGEST: u64 = 200 * 1000 * 1000;

/// A chat as it was read.
pub(super) struct Source {
    /// What a person calls the file; empty for a pasted text.
    pub(super) name: String,
    /// Each likely reading with its messages, then the others.
    pub(super) readings: Vec<(Reading, bool, Vec<Said>)>,
    /// Lines before the first message.
    pub(super) skipped: usize,
    pub(super) archive: Option<Archive>,
}

impl Source {
    /// The messages in this order.
    pub(super) fn read_as(&self, order: Order) -> Option<&[Said]> {
        self.readings.iter().find(|(reading, ..)| reading.order == order).map(|(_, _, messages)| &messages[..])
    }
}

/// The files beside the text, in a `.zip`.
pub(super) struct Archive {
    zip: ZipArchive<File>,
    /// Where each file lies: the text names files without their folders.
    paths: HashMap<String, String>,
}

impl Archive {
    /// Whether it has a file of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.paths.contains_key(name)
    }

    /// The file of this name; none where it can't be read or is too large.
    pub(super) fn file(&mut self, name: &str) -> Option<Vec<u8>> {
        bytes(&mut self.zip, self.paths.get(name)?, LARGEST)
    }
}

/// The bytes of one file of an archive. Its directory may lie about their number.
fn bytes<R: Read + Seek>(zip: &mut ZipArchive<R>, name: &str, most: u64) -> Option<Vec<u8>> {
    let file = zip.by_name(name).ok()?;
    let mut bytes = Vec::new();
    file.take(most + 1).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 <= most).then_some(bytes)
}

/// The names that can be read.
fn names(zip: &ZipArchive<File>) -> impl Iterator<Item = String> {
    zip.file_names().filter_map(|name| Some(name.ok()?.into_owned()))
}

/// The text of a chat in an archive: `_chat.txt` or `WhatsApp Chat with ….txt`.
fn text_in(zip: &mut ZipArchive<File>) -> Option<Vec<u8>> {
    let is_text = |name: &String| name.to_ascii_lowercase().ends_with(".txt") && !name.starts_with("__MACOSX");
    let rank = |name: &String| (!name.ends_with("_chat.txt"), !name.contains("Chat"), name.len());
    let name = names(zip).filter(is_text).min_by_key(rank)?;
    bytes(zip, &name, LARGEST)
}

fn no_chat() -> ApiError {
    ApiError::field("file", "no_chat")
}

impl App {
    /// Reads a chat from where the person has it.
    pub(super) async fn chat_source(&self, path: Option<&str>, text: Option<String>) -> Result<Source, ApiError> {
        let (name, local) = match path {
            Some(path) => (self.path_name(path), Some(self.local_path(path)?)),
            None => (String::new(), None),
        };
        // The name a person knows, without the folders it lies in.
        let name = sanitise_name(&name).unwrap_or_default();
        let read = move || {
            let (text, archive) = match local {
                Some(path) => from_file(&path)?,
                None => (text.unwrap_or_default(), None),
            };
            let chat = Chat::read(&text).ok_or_else(no_chat)?;
            let likely = chat.readings().iter().map(|reading| (reading, true));
            let all = likely.chain(chat.others().iter().map(|reading| (reading, false)));
            let readings = all.map(|(reading, likely)| (*reading, likely, chat.messages(reading.order))).collect();
            Ok(Source { name, readings, skipped: chat.before(), archive })
        };
        tokio::task::spawn_blocking(read).await.map_err(crate::errors::internal)?
    }
}

fn from_file(path: &PathBuf) -> Result<(String, Option<Archive>), ApiError> {
    let failed = |error: std::io::Error| {
        ApiError::new(ErrorCode::FileUnreadable).with("path", path.display()).with("detail", error)
    };
    let mut file = File::open(path).map_err(failed)?;
    let about = file.metadata().map_err(failed)?;
    if about.is_dir() {
        return Err(failed(std::io::ErrorKind::IsADirectory.into()));
    }
    let mut head = [0; 4];
    let read = file.read(&mut head).map_err(failed)?;
    file.rewind().map_err(failed)?;
    if head.get(..read) == Some(b"PK\x03\x04") {
        let mut zip = ZipArchive::new(file).map_err(|_| no_chat())?;
        let bytes = text_in(&mut zip).ok_or_else(no_chat)?;
        let base = |path: &String| path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        let paths = names(&zip).map(|path| (base(&path), path)).collect();
        return Ok((decode_chat(&bytes), Some(Archive { zip, paths })));
    }
    if about.len() > LARGEST {
        return Err(ApiError::field("file", "too_large"));
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(failed)?;
    Ok((decode_chat(&bytes), None))
}
