//! From what the crates below say to what the interface understands.

use crate::api::{ApiError, ErrorCode};
use aftercare_core::calendar::CalendarError;
use aftercare_core::case::Case;
use aftercare_core::case::acts::{Refusal, form_owed};
use aftercare_core::policy::{Pack, PackError};
use aftercare_forms::FormError;
use aftercare_mail::ComposeError;
use aftercare_store::StoreError;
use std::io::ErrorKind;

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        let code = match &error {
            StoreError::NotFound => ErrorCode::NotFound,
            StoreError::Conflict { .. } | StoreError::Duplicate(_) => ErrorCode::Conflict,
            StoreError::DiskFull => ErrorCode::DiskFull,
            StoreError::ReadOnly(_) => ErrorCode::ReadOnly,
            StoreError::Away(_) => ErrorCode::Away,
            StoreError::Locked => ErrorCode::Locked,
            StoreError::Damaged(_) | StoreError::Flawed(_) => ErrorCode::Damaged,
            StoreError::Newer { .. } => ErrorCode::Newer,
            StoreError::Read(aftercare_core::journal::ReadError::Newer { .. }) => ErrorCode::Newer,
            StoreError::Read(_) => ErrorCode::Damaged,
            StoreError::Network { .. } => ErrorCode::Network,
            StoreError::Io(_) | StoreError::Policy(_) => ErrorCode::Internal,
        };
        if code == ErrorCode::Internal {
            tracing::error!(%error, "store");
        }
        match &error {
            StoreError::Network { folder, system } => {
                Self::new(code).with("folder", folder.display()).with("system", system)
            }
            StoreError::Flawed(flaw) => {
                let values = flaw.values().into_iter();
                values.fold(Self::new(code).with("flaw", flaw.code()), |said, (name, value)| said.with(&name, value))
            }
            // What it is about, not its id: that is nobody's word.
            StoreError::Conflict { stream, .. } => Self::new(code).with("what", stream.kind.name()),
            _ => Self::new(code).with("detail", error),
        }
    }
}

impl From<PackError> for ApiError {
    fn from(error: PackError) -> Self {
        Self::new(ErrorCode::Internal).with("detail", error)
    }
}

impl From<CalendarError> for ApiError {
    fn from(error: CalendarError) -> Self {
        Self::new(ErrorCode::Internal).with("detail", error)
    }
}

impl From<FormError> for ApiError {
    fn from(error: FormError) -> Self {
        Self::new(ErrorCode::Form).with("detail", error)
    }
}

impl From<ComposeError> for ApiError {
    fn from(error: ComposeError) -> Self {
        let code = match error {
            ComposeError::Address(_) | ComposeError::NoRecipient => ErrorCode::Address,
            _ => ErrorCode::Internal,
        };
        Self::new(code).with("detail", error)
    }
}

/// A step that is refused, with the clause of the case's pack that stands behind it, where one does.
pub(crate) fn refused(refusal: Refusal, case: &Case, pack: &Pack) -> ApiError {
    let quoted = |id: &'static str| pack.clause(id).map(|clause| clause.id.as_str());
    let clause = match refusal {
        Refusal::NeedsForm => form_owed(case, pack).map(|form| form.clause),
        Refusal::NotClassified => quoted("HX-11"),
        _ => None,
    };
    let error = ApiError::from(refusal);
    match clause {
        Some(id) => error.clause(id),
        None => error,
    }
}

impl From<Refusal> for ApiError {
    fn from(refusal: Refusal) -> Self {
        let word = serde_json::to_value(refusal).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
        Self::new(ErrorCode::Refused).with("refusal", word)
    }
}

/// A file that could not be written.
pub(crate) fn unwritable(path: &std::path::Path, error: &std::io::Error) -> ApiError {
    let code = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => ErrorCode::DiskFull,
        _ => ErrorCode::FileUnwritable,
    };
    ApiError::new(code).with("path", path.display()).with("detail", error)
}

/// A fault of ours, with words for the log.
pub(crate) fn internal(detail: impl ToString) -> ApiError {
    ApiError::new(ErrorCode::Internal).with("detail", detail)
}
