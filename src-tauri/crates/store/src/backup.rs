//! Backups.
use crate::error::Result;
use crate::place::Place;
use aftercare_core::time::Instant;
pub(crate) async fn before_migration(_place: &Place, _found: i64, _now: Instant) -> Result<()> { Ok(()) }
