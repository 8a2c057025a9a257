//! Timed work, a file each. A piece of work is a row with a key that says when it belongs; whichever process leases the row
//! does it, the others pass, and one that dies leaves it to the next. What fails is tried again after a growing pause.

mod backup;
mod declare;

use crate::App;
use crate::api::{ApiError, ErrorCode};
use aftercare_store::Job;
use chrono::{NaiveDate, TimeDelta};

/// Names in keys and rows.
const BACKUP: &str = "backup";
const DECLARE: &str = "declare";
/// What is done, and for how long it is leased: longer than it takes; a process that died in it keeps the others waiting so
/// long. What another program's version named is left to it.
const KINDS: [(&str, TimeDelta); 2] = [(BACKUP, TimeDelta::minutes(30)), (DECLARE, TimeDelta::minutes(1))];
/// So long a finished piece of work is remembered; older declarations are not looked at again.
const REMEMBERED: TimeDelta = TimeDelta::days(30);

/// Names today's work and does what waits. A fault is logged and kept with its row.
pub(crate) async fn run(app: &App, today: NaiveDate) {
    if let Err(error) = all(app, today).await {
        tracing::warn!(%error, "timed work was not done");
    }
}

async fn all(app: &App, today: NaiveDate) -> Result<(), ApiError> {
    let store = app.store();
    if app.state().settings.is_none() {
        return Ok(());
    }
    store.offer_job(&format!("{BACKUP}:{today}"), BACKUP, app.now()).await?;
    if let Some((seq, at)) = app.state().declared_last.filter(|(_, at)| app.now() - *at < REMEMBERED) {
        store.offer_job(&declaring(seq), DECLARE, at.min(app.now())).await?;
    }
    for (kind, lease) in KINDS {
        while let Some(job) = store.lease_job_of(kind, app.now(), lease).await? {
            if !done(app, &job, today).await? {
                break;
            }
        }
    }
    store.sweep(app.now()).await?;
    Ok(())
}

/// The day whose backup was tried and is not there yet, and the code of what is in the way.
pub(crate) async fn backup_fault(app: &App) -> Result<Option<(String, String)>, ApiError> {
    let fault = app.look().await?.job_fault(BACKUP).await?;
    Ok(fault.map(|(key, fault)| {
        let day = key.split_once(':').map_or("", |(_, day)| day);
        (day.to_owned(), fault.split(' ').next().unwrap_or_default().to_owned())
    }))
}

/// Does a leased piece of work and says so; false when it has to go on later.
async fn done(app: &App, job: &Job, today: NaiveDate) -> Result<bool, ApiError> {
    let store = app.store();
    match one(app, job, today).await {
        Ok(false) => {
            // It goes on at the next look, so that alerts come in between.
            store.rest_job(job, app.now()).await?;
            app.work_soon();
            return Ok(false);
        }
        Ok(true) => {
            if !store.finish_job(job, app.now()).await? {
                tracing::warn!(job.key, "took longer than its lease; another process has it now");
            }
        }
        Err(error) => {
            tracing::warn!(job.key, job.tries, %error, "timed work failed and will be tried again");
            store.fail_job(job, app.now(), &format!("{} {error}", error.word())).await?;
            app.changed(&["desk".to_owned()]);
        }
    }
    Ok(true)
}

/// The key of bringing cases into line with the desk's event `seq`.
fn declaring(seq: u64) -> String {
    format!("{DECLARE}:{seq}")
}

/// Does a piece of work; false when it has to go on later.
async fn one(app: &App, job: &Job, today: NaiveDate) -> Result<bool, ApiError> {
    match job.kind.as_str() {
        // A day that went by without its backup has no other one; the next day's stands for it.
        BACKUP if job.key != format!("{BACKUP}:{today}") => Ok(true),
        BACKUP => backup::run(app, today).await.map(|()| true),
        // What was declared since stands for it.
        DECLARE => match app.state().declared_last {
            Some((seq, _)) if job.key == declaring(seq) => declare::run(app, seq).await,
            _ => Ok(true),
        },
        kind => Err(ApiError::new(ErrorCode::Internal).with("detail", format!("work of an unknown kind: {kind}"))),
    }
}
