//! Errors as the interface gets them: a code, values for its sentence, the clause behind a refusal.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// What went wrong. The sentences stand in the .ftl files under `error-<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// No such query or command, or its arguments do not fit: interface and program differ.
    BadCall,
    /// The desk was not set up yet.
    NotSetUp,
    /// The desk is set up already.
    AlreadySetUp,
    /// No such case, customer, form or file.
    NotFound,
    /// The customer still has open cases; `count` says how many.
    CasesOpen,
    /// The step is not lawful now; `refusal` says why.
    Refused,
    /// A field is missing or wrong; `field` and `problem` say which.
    BadInput,
    /// Somebody else changed it meanwhile.
    Conflict,
    /// The disk is full.
    DiskFull,
    /// The folder or file can't be written.
    ReadOnly,
    /// The folder stands on another computer's disk (`folder`, `system`), where a database is not safe.
    Network,
    /// The database is busy elsewhere.
    Locked,
    /// The database is damaged.
    Damaged,
    /// The database is newer than this program.
    Newer,
    /// A file can't be read.
    FileUnreadable,
    /// A file can't be written.
    FileUnwritable,
    /// No printer of that name, or it refused.
    Printer,
    /// The form could not be made.
    Form,
    /// A mail address is missing or wrong.
    Address,
    /// Only a sample desk can do this.
    SampleOnly,
    /// The person cancelled.
    Cancelled,
    /// The server gives no answer. Only the client's side says so.
    Away,
    /// The server does not know the token.
    Unauthorised,
    /// A command of this id was done before, and its answer is not known any more.
    AlreadyDone,
    /// Server and program are of different versions; `theirs` and `ours` say which.
    OtherVersion,
    /// Something answers at this address, and it is no Aftercare server.
    NoServer,
    /// By https, and this computer does not trust what answers; `reason` says why, `host` whom. Only the client's side says so.
    Untrusted,
    /// The computer's keyring can't be used; `reason` says why.
    Keyring,
    /// An uploaded file is not on the server any more.
    UploadGone,
    /// More bytes than are taken at once; `limit` says how many, in MB.
    TooLarge,
    /// Reads or writes files of the computer that has the records: not from afar.
    NotHere,
    /// A fault of the program; the log has more.
    Internal,
}

/// An error with what belongs in its sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[error("{code:?} {args:?}")]
pub struct ApiError {
    /// The code.
    pub code: ErrorCode,
    /// Values by name.
    pub args: BTreeMap<String, String>,
    /// Such as HX-12.
    pub clause: Option<String>,
}

impl ApiError {
    /// An error without values.
    pub fn new(code: ErrorCode) -> Self {
        Self { code, args: BTreeMap::new(), clause: None }
    }

    /// The code as the interface and scripts read it, such as `disk_full`.
    #[must_use]
    pub fn word(&self) -> String {
        serde_json::to_value(self.code).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// Adds a value.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.args.insert(name.to_owned(), value.to_string());
        self
    }

    /// Names the clause behind it.
    #[must_use]
    pub fn clause(mut self, clause: &str) -> Self {
        self.clause = Some(clause.to_owned());
        self
    }

    /// A missing or wrong field.
    pub fn field(field: &str, problem: &str) -> Self {
        Self::new(ErrorCode::BadInput).with("field", field).with("problem", problem)
    }
}
