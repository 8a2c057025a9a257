//! The one key of a server. Whoever has it may do everything, so it is long, random, readable by one user only, and never
//! logged.

use crate::serve::ServeError;
use std::fmt;
use std::io::{ErrorKind, Write};
use std::path::Path;
use subtle::ConstantTimeEq;

/// The file in the server's folder.
pub(crate) const FILE: &str = "server.token";
/// A shorter one could be guessed.
const SHORTEST: usize = 32;
const LONGEST: usize = 256;

/// A token that is fit to use.
#[derive(Clone)]
pub(crate) struct Token(String);

/// Says nothing.
impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token")
    }
}

impl Token {
    /// What stands in this file.
    pub(crate) fn read(path: &Path) -> Result<Self, ServeError> {
        let text = std::fs::read_to_string(path).map_err(|source| ServeError::Token { path: path.into(), source })?;
        Self::parse(&text).ok_or_else(|| ServeError::BadToken { path: path.into() })
    }

    /// What stands in the server's folder; made there at the first start.
    pub(crate) fn of_folder(folder: &Path) -> Result<Self, ServeError> {
        let path = folder.join(FILE);
        match Self::read(&path) {
            Err(ServeError::Token { source, .. }) if source.kind() == ErrorKind::NotFound => {}
            read => return read,
        }
        let failed = |source| ServeError::Token { path: path.clone(), source };
        aftercare_app::place::make(folder).map_err(failed)?;
        // Complete before it has its name, and readable by this user only; a server that was quicker keeps its own.
        let mut draft = tempfile::Builder::new().prefix(".token-").tempfile_in(folder).map_err(failed)?;
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|error| failed(std::io::Error::other(error.to_string())))?;
        writeln!(draft, "{}", hex::encode(bytes)).map_err(failed)?;
        draft.as_file().sync_all().map_err(failed)?;
        match draft.persist_noclobber(&path) {
            Err(error) if error.error.kind() != ErrorKind::AlreadyExists => return Err(failed(error.error)),
            Ok(_) | Err(_) => {}
        }
        Self::read(&path)
    }

    /// A text that fits into a header, a cookie and a link as it is.
    fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let fits = |sign: u8| sign.is_ascii_alphanumeric() || b"-._~".contains(&sign);
        let good = (SHORTEST..=LONGEST).contains(&text.len()) && text.bytes().all(fits);
        good.then(|| Self(text.to_owned()))
    }

    /// Whether this is the token; how long it takes tells nothing about where they differ.
    pub(crate) fn is(&self, given: &str) -> bool {
        self.0.as_bytes().ct_eq(given.as_bytes()).into()
    }

    /// For the link and the cookie.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("0123456789abcdef0123456789abcdef", true)]
    #[case(" 0123456789abcdef0123456789abcdef\n", true)]
    #[case("0123456789abcdef0123456789abcde", false)]
    #[case("0123456789abcdef 123456789abcdef", false)]
    #[case("0123456789abcdef;123456789abcdef", false)]
    #[case("", false)]
    fn what_can_be_a_token(#[case] text: &str, #[case] good: bool) {
        assert_eq!(Token::parse(text).is_some(), good);
    }

    #[test]
    fn it_is_made_once_for_this_user_only_and_says_nothing_in_logs() {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("desk");
        let made = Token::of_folder(&home).unwrap();
        assert_eq!(made.as_str().len(), 64);
        assert!(Token::of_folder(&home).unwrap().is(made.as_str()));
        assert!(!made.is(&made.as_str()[1..]));
        assert_eq!(format!("{made:?}"), "Token");
        assert_eq!(std::fs::read_dir(&home).unwrap().count(), 1, "no draft is left behind");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(home.join(FILE)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
            assert_eq!(std::fs::metadata(&home).unwrap().permissions().mode() & 0o777, 0o700);
        }
    }
}
