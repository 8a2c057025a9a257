//! A wall clock that a test sets while programs run: libfaketime, which reads its offset from a file.
//!
//! Only the wall clock jumps. The steady clock goes on as it is, which is what a real computer does when its clock is set, and
//! what Linux does when it wakes from sleep.

use anyhow::Result;
use std::fs;
use std::path::{Path, PathBuf};

const LIBRARIES: [&str; 4] = [
    "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
    "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
    "/usr/lib/faketime/libfaketimeMT.so.1",
    "/usr/lib64/faketime/libfaketimeMT.so.1",
];

/// A clock for the programs that are started with [`FakeClock::variables`].
pub struct FakeClock {
    library: &'static str,
    file: PathBuf,
    base: i64,
}

impl FakeClock {
    /// `None` where libfaketime is not installed. `base`: seconds that are added to every offset, to begin at a chosen hour.
    ///
    /// # Errors
    /// When the file can't be written.
    pub fn new(folder: &Path, base: i64) -> Result<Option<Self>> {
        let Some(library) = LIBRARIES.into_iter().find(|path| Path::new(path).is_file()) else { return Ok(None) };
        let clock = Self { library, file: folder.join("faketime"), base };
        clock.set(0)?;
        Ok(Some(clock))
    }

    /// Sets the clock to so many seconds from where it would stand.
    ///
    /// # Errors
    /// When the file can't be written.
    pub fn set(&self, seconds: i64) -> Result<()> {
        // Whole or not at all: it is read at every look at the clock.
        let draft = self.file.with_extension("part");
        fs::write(&draft, format!("{:+}\n", self.base + seconds))?;
        Ok(fs::rename(draft, &self.file)?)
    }

    /// What a program needs to live by this clock.
    #[must_use]
    pub fn variables(&self) -> Vec<(String, String)> {
        [
            ("LD_PRELOAD", self.library.to_owned()),
            ("FAKETIME_TIMESTAMP_FILE", self.file.display().to_string()),
            ("FAKETIME_NO_CACHE", "1".to_owned()),
            ("FAKETIME_DONT_FAKE_MONOTONIC", "1".to_owned()),
            ("FAKETIME_DISABLE_SHM", "1".to_owned()),
            ("NO_FAKE_STAT", "1".to_owned()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .to_vec()
    }
}
