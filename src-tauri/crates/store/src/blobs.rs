//! Files beside the database, named by the SHA-256 of their bytes: the same bytes are kept once, and a wrong byte shows.
//!
//! A file is complete and on disk before any row names it. Files that no row names are harmless leftovers of a crash.

use crate::error::{Result, StoreError};
use crate::place::Place;
use aftercare_core::journal::Hash;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// A file that is safely kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Blob {
    /// SHA-256 of its bytes, and its name.
    pub sha256: Hash,
    /// Bytes.
    pub size: u64,
}

/// The folder of blobs.
#[derive(Clone, Debug)]
pub struct Blobs {
    root: PathBuf,
}

static TURN: AtomicU64 = AtomicU64::new(0);

impl Blobs {
    /// Blobs under this folder, which is made when the first one comes.
    pub fn new(root: PathBuf) -> Self {
        Self { root }
    }

    /// The folder itself.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Where a blob stands: two levels of two digits, so that no folder grows large.
    pub fn path(&self, sha256: &Hash) -> PathBuf {
        let name = sha256.to_string();
        self.root.join(&name[..2]).join(&name[2..4]).join(&name)
    }

    /// Keeps these bytes. When it returns they are on disk under their name.
    ///
    /// # Errors
    /// [`StoreError::DiskFull`], [`StoreError::ReadOnly`], [`StoreError::Io`].
    pub fn put(&self, bytes: &[u8]) -> Result<Blob> {
        let blob = Blob { sha256: Hash::of(bytes), size: bytes.len() as u64 };
        let path = self.path(&blob.sha256);
        if self.holds(&blob) {
            return Ok(blob);
        }
        let folder = path.parent().unwrap_or(&self.root);
        Place::make(&self.root)?;
        fs::create_dir_all(folder)?;
        let turn = TURN.fetch_add(1, Ordering::Relaxed);
        let draft = folder.join(format!("{}.{}-{turn}.part", blob.sha256, std::process::id()));
        let written = write_through(&draft, bytes).and_then(|()| Ok(fs::rename(&draft, &path)?));
        if let Err(error) = written {
            let _ = fs::remove_file(&draft);
            return Err(error);
        }
        sync_folder(folder)?;
        Ok(blob)
    }

    /// Reads a blob and checks that its bytes are still those it is named by.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], or [`StoreError::Damaged`] when a byte changed.
    pub fn get(&self, sha256: &Hash) -> Result<Vec<u8>> {
        let bytes = fs::read(self.path(sha256))?;
        match Hash::of(&bytes) == *sha256 {
            true => Ok(bytes),
            false => Err(StoreError::Damaged(format!("blob {sha256}"))),
        }
    }

    /// Deletes a blob. One that is not there is no fault.
    ///
    /// # Errors
    /// [`StoreError::ReadOnly`], [`StoreError::Io`].
    pub(crate) fn remove(&self, sha256: &Hash) -> Result<()> {
        match fs::remove_file(self.path(sha256)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// Whether a file of that name and size is there.
    pub fn holds(&self, blob: &Blob) -> bool {
        fs::metadata(self.path(&blob.sha256)).is_ok_and(|m| m.is_file() && m.len() == blob.size)
    }
}

/// Writes a file and waits until the disk has it.
pub(crate) fn write_through(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    Ok(())
}

/// Waits until the disk has a folder's entries. Windows has no such call and needs none: its renames are journaled.
pub(crate) fn sync_folder(folder: &Path) -> Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn bytes_come_back_once_however_often_they_were_put() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Blobs::new(folder.path().join("blobs"));
        let blob = blobs.put(b"a photo").unwrap();
        assert_eq!(blobs.put(b"a photo").unwrap(), blob);
        assert_eq!(blobs.get(&blob.sha256).unwrap(), b"a photo");
        assert!(blobs.holds(&blob));
        let kept = fs::read_dir(blobs.path(&blob.sha256).parent().unwrap()).unwrap().count();
        assert_eq!(kept, 1, "no draft is left behind");
    }

    #[test]
    fn a_changed_byte_and_a_missing_file_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Blobs::new(folder.path().to_owned());
        let blob = blobs.put(b"a photo").unwrap();
        fs::write(blobs.path(&blob.sha256), b"b photo").unwrap();
        assert!(matches!(blobs.get(&blob.sha256), Err(StoreError::Damaged(_))));
        fs::remove_file(blobs.path(&blob.sha256)).unwrap();
        assert!(matches!(blobs.get(&blob.sha256), Err(StoreError::NotFound)));
        assert!(!blobs.holds(&blob));
    }
}
