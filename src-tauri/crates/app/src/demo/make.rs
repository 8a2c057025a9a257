//! Tells a story into the store's bulk path: folded on all cores, a stretch of time after the other.

use super::{Ask, Story, lots};
use crate::api::{ApiError, ErrorCode};
use crate::errors::internal;
use aftercare_core::goods::LotEvent;
use aftercare_core::ids::LotId;
use aftercare_core::time::Instant;
use aftercare_store::StoreError;
use aftercare_store::bulk::{Bulk, Folder, Happened, Made, Stream};
use chrono::TimeDelta;
use futures::{StreamExt, stream};
use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// Cases or customers told at once.
const STRETCH: u64 = 400;

/// Cases planned at once, to number their forms.
const PLANNED: u64 = 20_000;

/// Where a demo goes.
#[derive(Clone, Copy, Debug)]
pub struct Where<'a> {
    /// The data folder.
    pub folder: &'a Path,
    /// A PostgreSQL database; without it the desk is a file in the folder.
    pub database: Option<&'a str>,
    /// The computer's time: the desk's clock will stand as far from it as its story ends from now.
    pub now: Instant,
}

type ToldLot = (LotId, Happened<LotEvent>);

/// A stretch of the story: whom and what it tells (lots by their place), and the instant before which nothing later begins.
struct Stretch {
    customers: Range<u64>,
    cases: Range<u64>,
    lots: Range<usize>,
    next: Instant,
}

/// Makes a demo desk in a place without one. `progress` hears how many cases are told, of how many; dropping the future
/// leaves no desk behind.
///
/// # Errors
/// [`crate::api::ErrorCode::AlreadySetUp`] when a desk stands there; as [`crate::App::open`].
pub async fn make(ask: &Ask, place: Where<'_>, mut progress: impl FnMut(u64, u64)) -> Result<Made, ApiError> {
    crate::place::make(place.folder).map_err(|error| crate::errors::unwritable(place.folder, &error))?;
    let book = aftercare_core::policy::Book::builtin().map_err(internal)?;
    let story = Arc::new(Story::new(ask, book)?);
    let begun = Bulk::begin(place.folder, place.database, story.settings.clone(), story.until).await;
    let mut bulk = begun.map_err(|error| match error {
        StoreError::Duplicate(_) => ApiError::new(ErrorCode::AlreadySetUp),
        error => error.into(),
    })?;
    progress(0, story.cases);
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    let mut filed = Vec::new();
    let planned = stream::iter((1..=story.cases).step_by(PLANNED as usize)).map(|from| {
        let story = Arc::clone(&story);
        tokio::task::spawn_blocking(move || story.filed(from..(from + PLANNED).min(story.cases + 1)))
    });
    let mut planned = Box::pin(planned.buffered(cores));
    while let Some(some) = planned.next().await {
        filed.extend(some.map_err(internal)?);
    }
    let filings = story.filings(filed);
    let counted = stream::iter((0..story.customers).step_by(PLANNED as usize)).map(|from| {
        let story = Arc::clone(&story);
        tokio::task::spawn_blocking(move || story.sales(from..(from + PLANNED).min(story.customers)))
    });
    let mut counted = Box::pin(counted.buffered(cores));
    let mut sales = lots::Sales::new();
    while let Some(some) = counted.next().await {
        lots::join(&mut sales, some.map_err(internal)?);
    }
    let lots = Arc::new(story.tell_lots(&sales));
    let mut rows = HashMap::<String, u64>::new();
    for number in filings.values() {
        if let Some((series, _)) = number.rsplit_once('-') {
            *rows.entry(series.to_owned()).or_default() += 1;
        }
    }
    let filings = Arc::new(filings);
    let folder = bulk.folder();
    bulk.write(vec![folder.desk(story.tell_desk())?], story.begun).await?;
    let told = stream::iter(story.stretches(&lots)).map(|stretch| {
        let (story, filings, folder) = (Arc::clone(&story), Arc::clone(&filings), folder.clone());
        let lots = Arc::clone(&lots);
        async move {
            let tell = move || story.stretch(&stretch, &filings, &lots, &folder).map(|told| (told, stretch));
            tokio::task::spawn_blocking(tell).await.map_err(internal)?
        }
    });
    let mut told = Box::pin(told.buffered(cores + 1));
    while let Some(done) = told.next().await {
        let (streams, stretch) = done?;
        bulk.write(streams, stretch.next).await?;
        progress(stretch.cases.end.saturating_sub(1).min(story.cases), story.cases);
    }
    let mut numbers: Vec<(String, u64)> = rows.into_iter().collect();
    numbers.push(("case".to_owned(), story.cases));
    let apart = (story.until - place.now).num_seconds().to_string();
    Ok(bulk.finish(&numbers, &[(aftercare_store::CLOCK_APART, apart)]).await?)
}

impl Story {
    /// The story in stretches of time, one after the other.
    fn stretches(&self, lots: &[ToldLot]) -> Vec<Stretch> {
        let mut out: Vec<Stretch> = Vec::new();
        let mut lot = 0;
        let mut before = |next: Instant| {
            let from = lot;
            lot += lots[from..].partition_point(|(_, told)| told.recorded < next);
            from..lot
        };
        let founders = self.founders();
        let mut from = 0;
        while from < founders {
            let to = (from + STRETCH).min(founders);
            let next = if to < founders { self.joined(to) } else { self.arrivals.at(0) };
            out.push(Stretch { customers: from..to, cases: 1..1, lots: before(next), next });
            from = to;
        }
        let mut case = 1;
        while case <= self.cases {
            let to = (case + STRETCH).min(self.cases + 1);
            // The earliest that the first case after this stretch can come.
            let part = u128::from(to - 1) * u128::from(super::time::WHOLE) / u128::from(self.cases);
            let next = if to <= self.cases { self.arrivals.at(part as u64) } else { self.until + TimeDelta::days(1) };
            let until = self.joined_before(next, from);
            out.push(Stretch { customers: from..until, cases: case..to, lots: before(next), next });
            (from, case) = (until, to);
        }
        out
    }

    /// The first customer, from `from` on, who joins at that instant or later.
    fn joined_before(&self, at: Instant, from: u64) -> u64 {
        let (mut low, mut high) = (from, self.customers);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.joined(middle) < at { low = middle + 1 } else { high = middle }
        }
        low
    }

    fn stretch(
        &self,
        stretch: &Stretch,
        filings: &HashMap<u64, String>,
        lots: &[ToldLot],
        folder: &Folder,
    ) -> Result<Vec<Stream>, ApiError> {
        let mut streams = Vec::new();
        for number in stretch.customers.clone() {
            let told = self.tell_customer(number);
            if !told.events.is_empty() {
                streams.push(folder.customer(told.id, told.events)?);
            }
            for (id, unit) in told.units {
                streams.push(folder.unit(id, vec![unit])?);
            }
        }
        for (id, lot) in &lots[stretch.lots.clone()] {
            streams.push(folder.lot(*id, vec![lot.clone()])?);
        }
        for number in stretch.cases.clone() {
            let plan = self.plan(number);
            if plan.steps.is_empty() {
                continue;
            }
            let (id, told) = self.tell(&plan, filings.get(&number).map(String::as_str))?;
            streams.push(folder.case(id, told)?);
        }
        Ok(streams)
    }
}
