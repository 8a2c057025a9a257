//! A rehearsal: which open deadlines a calendar would move, counted by the same function that then moves them.
//!
//! Rows are read in pages while the pages before them are counted. Nothing is written.

use super::{Asked, draft};
use crate::api::calendar::{DeadlineMove, Rehearsal, Rehearse, SurveyMove};
use crate::api::{ApiError, ErrorCode};
use crate::desk::count;
use crate::{App, Event, errors, show};
use aftercare_core::calendar::event::Revision;
use aftercare_core::clock::ClockName;
use aftercare_core::ids::CaseId;
use aftercare_core::journal::Hash;
use aftercare_core::policy::Book;
use aftercare_core::survey::plan;
use aftercare_core::time::Instant;
use aftercare_store::{Onward, OpenClock, StoreError};
use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Rows read at once.
const PAGE: u32 = 4_000;
/// Pages counted while the next is read.
const AHEAD: usize = 4;
/// Surveys that are named.
const SURVEYS: usize = 100;

/// A deadline that would move.
#[derive(Clone, Debug)]
struct Moved {
    case: CaseId,
    clock: ClockName,
    cycle: u32,
    from: Option<Instant>,
    to: Option<Instant>,
    late: bool,
}

/// What was rehearsed last, for its further pages.
#[derive(Default)]
pub(crate) struct Rehearsed(Mutex<Option<(Hash, Arc<Found>)>>);

struct Found {
    answer: Rehearsal,
    moves: Vec<Moved>,
}

impl App {
    /// What would happen. Further pages are those of the first one's count.
    pub(crate) async fn rehearse(&self, ask: Rehearse) -> Result<Rehearsal, ApiError> {
        let asked = self.calendar_asked(&ask.pack, &ask.name)?;
        let standing = asked.standing()?.number;
        let tried = serde_json::to_string(&(&ask.pack, &ask.name, &ask.draft, standing, &ask.job));
        let key = Hash::of(tried.map_err(errors::internal)?.as_bytes());
        let kept = || self.inner.rehearsed.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = kept().as_ref().filter(|(of, _)| *of == key && ask.offset > 0).map(|(_, found)| Arc::clone(found));
        let found = match known {
            Some(found) => found,
            None => {
                let stop = self.begin_job(&ask.job);
                let found = self.try_out(&asked, &ask, &stop).await;
                self.jobs().remove(&ask.job);
                let found = Arc::new(found?);
                *kept() = Some((key, Arc::clone(&found)));
                found
            }
        };
        let mut answer = found.answer.clone();
        let mut look = self.look().await?;
        let (offset, limit) = (ask.offset as usize, ask.limit.clamp(1, 500) as usize);
        for one in found.moves.iter().skip(offset).take(limit) {
            let Some(row) = look.case_row(one.case).await? else { continue };
            answer.moves.push(DeadlineMove {
                case: one.case.0,
                label: show::label(row.number),
                subject: row.subject,
                party: row.party,
                clock: one.clock,
                cycle: one.cycle,
                from: one.from,
                to: one.to,
                seconds: one.from.zip(one.to).map(|(from, to)| (to - from).num_seconds()),
                late: one.late,
            });
        }
        Ok(answer)
    }

    async fn try_out(&self, asked: &Asked, ask: &Rehearse, stop: &AtomicBool) -> Result<Found, ApiError> {
        let read = match &ask.draft {
            Some(draft) => Some((draft::read(draft)?, draft::years(draft, asked.published()?.as_ref()))),
            None => None,
        };
        let standing = asked.standing()?;
        let mut revisions = asked.book.revisions().clone();
        let (spec, years) = read.map_or((None, Vec::new()), |(spec, years)| (Some(spec), years));
        let next = Revision { number: standing.number + 1, from: asked.from(), spec, years };
        revisions.entry((asked.pack.id.clone(), asked.name.clone())).or_default().push(next);
        let (before, then) = (asked.book.clone(), asked.book.with_revisions(revisions)?);
        let books = Arc::new((before, then, asked.pack.id.clone(), asked.now));

        let mut look = self.look().await?;
        let total = look.open_clocks_count().await?;
        let (mut moves, mut looked) = (Vec::new(), 0_u64);
        let mut onward = Some(Onward::default());
        let mut counting = VecDeque::new();
        while let Some(from) = onward {
            if stop.load(Ordering::Acquire) {
                return Err(ApiError::new(ErrorCode::Cancelled));
            }
            let (page, next) = look.open_clocks(&asked.pack.id, &from, PAGE).await?;
            onward = next;
            looked += page.len() as u64;
            let books = Arc::clone(&books);
            counting.push_back(tokio::task::spawn_blocking(move || counted(&page, &books)));
            if counting.len() >= AHEAD
                && let Some(first) = counting.pop_front()
            {
                moves.extend(first.await.map_err(errors::internal)??);
            }
            self.tell(Event::Progress { job: ask.job.clone(), done: looked.min(total), total: Some(total) });
        }
        for page in counting {
            moves.extend(page.await.map_err(errors::internal)??);
        }
        moves.sort_unstable_by_key(|one: &Moved| (one.to.is_none(), one.to, one.case, one.clock, one.cycle));
        let of = |test: fn(&Moved) -> bool| count(moves.iter().filter(|one| test(one)).count() as u64);
        let later = |one: &Moved| one.from.zip(one.to).is_some_and(|(from, to)| to > from);
        let earlier = |one: &Moved| one.from.zip(one.to).is_some_and(|(from, to)| to < from);
        let (surveys_moved, surveys) = self.surveys_moved(asked, &books.1).await?;
        let answer = Rehearsal {
            revision: standing.number,
            now: asked.now,
            looked: count(looked),
            moved: count(moves.len() as u64),
            late: of(|one| one.late),
            earlier: of(earlier),
            later: of(later),
            moves: Vec::new(),
            surveys_moved,
            surveys,
        };
        Ok(Found { answer, moves })
    }

    /// Surveys whose days move: those of the desk's pack, when its zone is another one then.
    async fn surveys_moved(&self, asked: &Asked, then: &Book) -> Result<(i64, Vec<SurveyMove>), ApiError> {
        let (pack, now) = (&asked.pack, asked.now);
        let zone = |book: &Book| book.service(&pack.id, pack.version).map(|service| service.calendar.tz());
        let (old, new) = (zone(&asked.book)?, zone(then)?);
        if old == new || self.state().settings.as_ref().is_none_or(|settings| settings.pack != pack.id) {
            return Ok((0, Vec::new()));
        }
        let mut look = self.look().await?;
        let (mut moved, mut named, mut after) = (0_u64, Vec::new(), None);
        loop {
            let (rows, next) = look.customers("", after.as_ref(), 500).await?;
            for row in rows {
                let Some(customer) = look.customer(row.id).await? else { continue };
                let (was, will) = (plan(&customer, &pack.surveys, now, old), plan(&customer, &pack.surveys, now, new));
                let open = was.iter().filter(|owed| owed.sent_on.is_none());
                for was in open {
                    let will = will.iter().find(|will| will.duty == was.duty && will.sent_on.is_none());
                    let Some(will) =
                        will.filter(|will| (will.planned_on, will.last_day) != (was.planned_on, was.last_day))
                    else {
                        continue;
                    };
                    moved += 1;
                    if named.len() < SURVEYS {
                        named.push(SurveyMove {
                            customer: row.id.0,
                            name: row.name.clone(),
                            planned_from: was.planned_on,
                            planned_to: will.planned_on,
                            last_from: was.last_day,
                            last_to: will.last_day,
                        });
                    }
                }
            }
            match next {
                Some(next) => after = Some(next),
                None => return Ok((count(moved), named)),
            }
        }
    }
}

type Books = (Book, Book, String, Instant);

/// The moves of a page.
fn counted(page: &[OpenClock], (before, then, pack, now): &Books) -> Result<Vec<Moved>, ApiError> {
    let mut moves = Vec::new();
    for open in page {
        let run = open.run().map_err(|error: StoreError| ApiError::from(error))?;
        let Some((new, _)) = then.recount(before, (pack, open.version), &run, None)? else { continue };
        if new.due != run.due {
            moves.push(Moved {
                case: open.case,
                clock: run.clock,
                cycle: run.cycle,
                from: run.due,
                to: new.due,
                late: new.breach(*now).is_some(),
            });
        }
    }
    Ok(moves)
}
