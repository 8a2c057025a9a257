//! One use case, one transaction. Seals personal texts with fresh salts and hands event and rows to the store together.

use crate::App;
use crate::api::{ApiError, ErrorCode};
use aftercare_core::case::CaseEvent;
use aftercare_core::customer::CustomerEvent;
use aftercare_core::desk::{DeskEvent, STREAM};
use aftercare_core::ids::{CaseId, CustomerId};
use aftercare_core::journal::{Actor, Payload, Sealer, StreamId, StreamKind};
use aftercare_core::time::Instant;
use aftercare_store::{Expected, StoreError, Trace, Work};

/// A transaction under way. Dropping it undoes it.
pub(crate) struct Write {
    pub(crate) work: Work,
    app: App,
}

impl App {
    /// Begins to write; everything in it is recorded as of now.
    pub(crate) async fn write(&self) -> Result<Write, ApiError> {
        let mut work = self.store().begin(self.now()).await?;
        if let Some(request) = self.request.as_ref().filter(|request| request.unwritten()) {
            work.once(request.id).await.map_err(|error| match error {
                StoreError::Duplicate(_) => ApiError::new(ErrorCode::AlreadyDone),
                error => error.into(),
            })?;
        }
        Ok(Write { work, app: self.clone() })
    }
}

impl Write {
    /// Whose it is.
    pub(crate) fn app(&self) -> &App {
        &self.app
    }

    /// Appends an event after number `seq` (0 for a new stream) and counts `seq` on.
    pub(crate) async fn put<P: Payload + Sync>(
        &mut self,
        stream: StreamId,
        seq: &mut u64,
        actor: Actor,
        at: Instant,
        event: impl FnOnce(&mut Sealer<'_>) -> P,
    ) -> Result<(), ApiError> {
        let (event, rows) = {
            let mut salt = crate::random::<16>;
            let mut sealer = Sealer::new(&mut salt);
            let event = event(&mut sealer);
            (event, sealer.into_rows())
        };
        let expected = if *seq == 0 { Expected::New } else { Expected::At(*seq) };
        *seq = self.work.append(stream, expected, actor, at, &event, &rows).await?;
        Ok(())
    }

    pub(crate) async fn case(
        &mut self,
        id: CaseId,
        seq: &mut u64,
        actor: Actor,
        at: Instant,
        event: impl FnOnce(&mut Sealer<'_>) -> CaseEvent,
    ) -> Result<(), ApiError> {
        self.put(StreamId::new(StreamKind::Case, id.0), seq, actor, at, event).await
    }

    /// A case event that files a message, with the traces by which it is recognised.
    pub(crate) async fn message(
        &mut self,
        id: CaseId,
        seq: &mut u64,
        actor: Actor,
        at: Instant,
        trace: Trace,
        event: impl FnOnce(&mut Sealer<'_>) -> CaseEvent,
    ) -> Result<(), ApiError> {
        self.case(id, seq, actor, at, event).await?;
        Ok(self.work.trace(id, *seq, &trace).await?)
    }

    pub(crate) async fn customer(
        &mut self,
        id: CustomerId,
        seq: &mut u64,
        actor: Actor,
        at: Instant,
        event: impl FnOnce(&mut Sealer<'_>) -> CustomerEvent,
    ) -> Result<(), ApiError> {
        self.put(StreamId::new(StreamKind::Customer, id.0), seq, actor, at, event).await
    }

    pub(crate) async fn desk(
        &mut self,
        seq: &mut u64,
        actor: Actor,
        at: Instant,
        event: impl FnOnce(&mut Sealer<'_>) -> DeskEvent,
    ) -> Result<(), ApiError> {
        self.put(STREAM, seq, actor, at, event).await
    }

    /// Makes it so, then tells everybody what to ask again.
    pub(crate) async fn commit(self, tags: &[&str]) -> Result<(), ApiError> {
        self.work.commit().await?;
        if let Some(request) = &self.app.request {
            request.written();
        }
        if !tags.is_empty() {
            let tags: Vec<String> = tags.iter().map(|tag| (*tag).to_owned()).collect();
            self.app.changed(&tags);
        }
        Ok(())
    }
}
