//! Brings open cases into line with what is declared, some at a time: alerts come in between.

use crate::api::ApiError;
use crate::declare::DONE;
use crate::{App, Event};
use aftercare_core::ids::CaseId;
use aftercare_store::CaseFilter;

/// Cases looked at in one go.
const SLICE: u32 = 500;
/// Where the last go ended: the event it was for, the case, how many were seen.
const AT: &str = "declared_at";

/// Sees to the next cases for the desk's event `seq`; true when all are done. A place that is lost means that the walk begins
/// anew, and finds the first cases in line.
pub(super) async fn run(app: &App, seq: u64) -> Result<bool, ApiError> {
    let place = app.look().await?.local(AT).await?.unwrap_or_default();
    let mut words = place.split(' ');
    let mine = words.next().and_then(|word| word.parse::<u64>().ok()) == Some(seq);
    let after: Option<CaseId> = words.next().and_then(|word| word.parse().ok()).filter(|_| mine);
    let seen: u64 = words.next().and_then(|word| word.parse().ok()).filter(|_| mine).unwrap_or(0);
    let next = app.bring_declared(after, SLICE).await?;
    let store = app.store();
    if let Some(id) = next {
        let done = seen + u64::from(SLICE);
        store.set_local(AT, &format!("{seq} {id} {done}")).await?;
        let total = app.look().await?.cases(CaseFilter::Open, "", None, 1).await?.total;
        app.tell(Event::Progress { job: "declare".to_owned(), done, total: Some(total.max(done)) });
        return Ok(false);
    }
    store.set_local(AT, "").await?;
    store.set_local(DONE, &seq.to_string()).await?;
    app.changed(&["declarations".to_owned()]);
    Ok(true)
}
