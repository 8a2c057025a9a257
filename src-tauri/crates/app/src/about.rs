//! "About": what runs here, and where its traces are.

use crate::App;
use crate::api::ApiError;
use crate::api::views::About;
use aftercare_core::calendar::{PublicDays, tzdb_version};

impl App {
    pub(crate) async fn about(&self, (): ()) -> Result<About, ApiError> {
        let (store, options) = (self.store(), &self.inner.options);
        let until = PublicDays::china()?.years.last().map_or(0, |year| year.year);
        Ok(About {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            data_folder: options.folder.display().to_string(),
            database: store.place().database().display().to_string(),
            schema: store.schema(),
            log_folder: options.log_folder.display().to_string(),
            crash: options.crash.as_ref().map(|path| path.display().to_string()),
            tzdb: tzdb_version().to_owned(),
            holidays_until: until,
            backups: self.backup_views().await?,
            notices: options.notices.clone(),
            events: crate::desk::count(store.look().await?.events().await?),
        })
    }
}
