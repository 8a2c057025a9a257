//! What can go wrong with a store, in words the program acts on. Sentences for people stand elsewhere.

use crate::flaw::Flaw;
use aftercare_core::journal::{ReadError, StreamId};
use aftercare_core::policy::PackError;
use std::io::ErrorKind;
use std::path::PathBuf;

/// Why the store did not do what it was asked. Whatever the variant, nothing half done is left behind.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No such case, customer, form, file or backup.
    #[error("not found")]
    NotFound,
    /// Somebody else wrote to the stream meanwhile.
    #[error("{stream} stands at {found}, not at {expected}")]
    Conflict {
        /// The stream.
        stream: StreamId,
        /// The number the caller had seen.
        expected: u64,
        /// The number it has.
        found: u64,
    },
    /// A key that must be unique is there already: the same message or the same form number.
    #[error("already there: {0}")]
    Duplicate(String),
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// The folder or file can't be written.
    #[error("read-only: {0}")]
    ReadOnly(String),
    /// Another process holds the database, longer than we wait.
    #[error("the database is busy elsewhere")]
    Locked,
    /// The folder stands on a network share, where SQLite's write-ahead log is not safe.
    #[error("{folder:?} is on a network share ({system})")]
    Network {
        /// The folder.
        folder: PathBuf,
        /// The file system's name.
        system: String,
    },
    /// The database, a backup or a blob is not what it should be. It was not written to.
    #[error("damaged: {0}")]
    Damaged(String),
    /// A backup, or a desk as lines, is not whole, or a journal is cut off. Nothing was written.
    #[error("flawed: {0}")]
    Flawed(Box<Flaw>),
    /// A newer program wrote the database. It was not written to.
    #[error("schema {found} is newer than {known}")]
    Newer {
        /// The database's schema version.
        found: i64,
        /// The newest this program knows.
        known: i64,
    },
    /// The database server can't be reached, or let go of us. Nothing is known to be done; ask again when it is back.
    #[error("the database is away: {0}")]
    Away(String),
    /// The operating system refused.
    #[error("{0}")]
    Io(String),
    /// An event can't be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A pack can't be read, or a case names one that is not there.
    #[error(transparent)]
    Policy(#[from] PackError),
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::DiskFull,
            ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => Self::ReadOnly(error.to_string()),
            ErrorKind::NotFound => Self::NotFound,
            _ => Self::Io(error.to_string()),
        }
    }
}

/// What an operating system says when the other side of a connection is gone.
fn is_away(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::ConnectionRefused
            | ErrorKind::ConnectionReset
            | ErrorKind::ConnectionAborted
            | ErrorKind::NotConnected
            | ErrorKind::BrokenPipe
            | ErrorKind::UnexpectedEof
            | ErrorKind::TimedOut
            | ErrorKind::HostUnreachable
            | ErrorKind::NetworkUnreachable
    )
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::RowNotFound => Self::NotFound,
            sqlx::Error::PoolTimedOut => Self::Locked,
            sqlx::Error::Io(error) if is_away(error.kind()) => Self::Away(error.to_string()),
            sqlx::Error::Io(error) => error.into(),
            sqlx::Error::Database(error) if error.is_unique_violation() => Self::Duplicate(error.message().to_owned()),
            sqlx::Error::Database(error) => match error.try_downcast_ref::<sqlx::postgres::PgDatabaseError>() {
                Some(error) => crate::postgres::error(error),
                None => crate::sqlite::error(error.as_ref()),
            },
            sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => Self::Damaged(error.to_string()),
            _ => Self::Io(error.to_string()),
        }
    }
}

impl From<sqlx::migrate::MigrateError> for StoreError {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        use sqlx::migrate::MigrateError::{Execute, ExecuteMigration, VersionMismatch, VersionMissing};
        match error {
            Execute(error) | ExecuteMigration(error, _) => error.into(),
            VersionMissing(found) => Self::Newer { found, known: crate::sqlite::known_schema() },
            VersionMismatch(version) => Self::Damaged(format!("migration {version} is not the released one")),
            other => Self::Io(other.to_string()),
        }
    }
}

/// What most functions of this crate return.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;

#[cfg(test)]
mod tests {
    use super::*;
    use aftercare_core::journal::StreamKind;

    #[test]
    fn a_conflict_is_said_in_plain_words() {
        let stream = StreamId::new(StreamKind::Desk, uuid::Uuid::nil());
        let said = StoreError::Conflict { stream, expected: 0, found: 2 }.to_string();
        assert_eq!(said, "desk 00000000-0000-0000-0000-000000000000 stands at 2, not at 0");
    }
}
