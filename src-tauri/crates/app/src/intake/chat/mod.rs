//! A chat comes in as a text that a person exported or copied: looked at first ([`App::chat_preview`]), then each message
//! becomes an entry of a case at its own time, once only.
//!
//! The text itself is not kept: no message of it has bytes of its own that its traces could be read from again. What a
//! message is recognised by is its id (`aftercare_core::case::chat_id`). Left out: what the program wrote, and messages that were taken back.

mod put;
mod sides;
mod source;

use crate::api::chat::{ChatJoins, ChatParticipant, ChatPreview, ChatReading, ChatReport, ImportChat, PreviewChat};
use crate::api::{ApiError, ErrorCode};
use crate::exchange::DayOrder;
use crate::show;
use crate::{App, Event};
use aftercare_core::ids::CaseId;
use aftercare_core::journal::Hash;
use aftercare_core::time::Instant;
use aftercare_mail::chat::{ChatSort, Order, Said, identities};
use aftercare_store::Look;
use chrono::{LocalResult, NaiveDateTime, TimeDelta, TimeZone};
use chrono_tz::Tz;
use put::{Put, Target};
use source::Source;
use std::sync::atomic::{AtomicBool, Ordering};

/// Messages filed in one transaction.
const BATCH: usize = 50;

/// A message of a chat with the instant it counts from.
struct Message {
    said: Said,
    at: Instant,
    identity: Hash,
    ours: bool,
}

fn order(asked: DayOrder) -> Order {
    match asked {
        DayOrder::Dmy => Order::DayFirst,
        DayOrder::Mdy => Order::MonthFirst,
        DayOrder::Ymd => Order::YearFirst,
    }
}

fn day_order(order: Order) -> DayOrder {
    match order {
        Order::DayFirst => DayOrder::Dmy,
        Order::MonthFirst => DayOrder::Mdy,
        Order::YearFirst => DayOrder::Ymd,
    }
}

impl App {
    pub(crate) async fn chat_preview(&self, ask: PreviewChat) -> Result<ChatPreview, ApiError> {
        let state = self.state();
        state.settings()?;
        let zone = self.chat_zone(ask.zone.as_deref())?;
        let source = self.chat_source(ask.path.as_deref(), ask.text).await?;
        let mut look = self.look().await?;
        let (chosen, said) = self.chosen(&mut look, &source, ask.order.map(order), zone).await?;
        let ours = match ask.ours {
            Some(ours) => ours,
            None => sides::guess(&mut look, &state, said, &source.name).await?,
        };
        let messages = messages(said, &ours, zone);
        let mut known = 0;
        let mut joins = None;
        for message in &messages {
            if let Some((case, _)) = look.filed_message(&message.identity).await? {
                known += 1;
                joins = Some(case);
            }
        }
        let joins = match joins {
            Some(case) => Some(ChatJoins { case: case.0, label: label(&mut look, case).await? }),
            None => None,
        };
        let count = |sort: ChatSort| said.iter().filter(|one| one.sort == sort).count() as u64;
        let files = said.iter().flat_map(|said| &said.files);
        let here = |name: &str| source.archive.as_ref().is_some_and(|archive| archive.has(name));
        let (files, missing): (Vec<_>, Vec<_>) = files.partition(|file| file.name.as_deref().is_some_and(here));
        let now = self.now();
        let participants = sides::authors(said).into_iter().map(|(name, messages)| ChatParticipant {
            ours: ours.contains(&name),
            name,
            messages,
        });
        let readings = source.readings.iter().map(|(reading, likely, _)| ChatReading {
            order: day_order(reading.order),
            first: reading.first,
            last: reading.last,
            likely: *likely,
        });
        Ok(ChatPreview {
            participants: participants.collect(),
            order: chosen.map(day_order),
            readings: readings.collect(),
            zone: zone.name().to_owned(),
            first_at: messages.first().map(|message| message.at),
            last_at: messages.iter().map(|message| message.at).max(),
            new: messages.len() as u64 - known,
            known,
            notices: count(ChatSort::Notice),
            deleted: count(ChatSort::Deleted),
            missed_calls: count(ChatSort::MissedCall),
            files: files.len() as u64,
            files_missing: missing.len() as u64,
            future: messages.iter().filter(|message| message.at > now).count() as u64,
            skipped: source.skipped as u64,
            joins,
        })
    }

    pub(crate) async fn import_chat(&self, ask: ImportChat) -> Result<ChatReport, ApiError> {
        let stop = self.begin_job(&ask.job);
        let done = self.import_messages(&ask, &stop).await;
        self.jobs().remove(&ask.job);
        done
    }

    async fn import_messages(&self, ask: &ImportChat, stop: &AtomicBool) -> Result<ChatReport, ApiError> {
        let state = self.state();
        state.me()?;
        let zone = self.chat_zone(Some(&ask.zone))?;
        let mut source = self.chat_source(ask.path.as_deref(), ask.text.clone()).await?;
        let mut look = self.look().await?;
        let (chosen, said) = self.chosen(&mut look, &source, ask.order.map(order), zone).await?;
        if chosen.is_none() {
            return Err(ApiError::field("order", "ambiguous"));
        }
        let messages = messages(said, &ask.ours, zone);
        let mut report = ChatReport::default();
        let (mut new, mut before) = (Vec::new(), None);
        for message in messages {
            match look.filed_message(&message.identity).await? {
                Some((case, _)) => {
                    before = Some(case);
                    report.known += 1;
                }
                None => new.push(message),
            }
        }
        drop(look);
        let into = ask.case.map(CaseId).or(before);
        report.case = into.map(|case| case.0);
        if into.is_none() && new.iter().all(|message| message.ours) {
            return Err(ApiError::field("ours", "nobody_else"));
        }
        let total = Some(report.known + new.len() as u64);
        let mut target = Target::new(into, ask.customer, &new);
        let mut waiting = new.into_iter().peekable();
        while waiting.peek().is_some() {
            if stop.load(Ordering::Acquire) {
                report.cancelled = true;
                break;
            }
            let batch: Vec<Message> = waiting.by_ref().take(BATCH).collect();
            let put = Put { app: self, state: &state, archive: &mut source.archive };
            let added = put.all(batch, &mut target).await?;
            report.added += added;
            report.case = target.case.map(|case| case.0);
            report.opened = target.opened;
            self.tell(Event::Progress { job: ask.job.clone(), done: report.known + report.added, total });
        }
        Ok(report)
    }

    fn chat_zone(&self, asked: Option<&str>) -> Result<Tz, ApiError> {
        match asked {
            Some(name) => name.parse().map_err(|_| ApiError::field("zone", "unknown").with("value", name)),
            None => {
                let (book, pack) = self.pack_now()?;
                Ok(book.service(&pack.id, pack.version)?.calendar.tz())
            }
        }
    }

    /// The order in which the dates are read, and the messages read so; the first likely ones where a person must choose.
    async fn chosen<'a>(
        &self,
        look: &mut Look<'_>,
        source: &'a Source,
        asked: Option<Order>,
        zone: Tz,
    ) -> Result<(Option<Order>, &'a [Said]), ApiError> {
        if let Some(order) = asked {
            let said = source.read_as(order).ok_or_else(|| ApiError::field("order", "impossible"))?;
            return Ok((Some(order), said));
        }
        let mut likely: Vec<(Order, &[Said])> = Vec::new();
        for (reading, _, said) in source.readings.iter().filter(|(_, likely, _)| *likely) {
            likely.push((reading.order, said));
        }
        let Some(first) = likely.first().copied() else { return Err(ApiError::field("file", "no_chat")) };
        // What would lie in the future was not meant; a clock may be a day ahead of ours and yet right.
        let latest = self.now() + TimeDelta::days(1);
        let past: Vec<_> =
            likely.iter().copied().filter(|(_, said)| !said.iter().any(|one| utc(zone, one.at) > latest)).collect();
        if !past.is_empty() {
            likely = past;
        }
        if likely.len() > 1 {
            // Whoever said how to read it the last time has said it for good.
            for (order, said) in &likely {
                if begins_known(look, said).await? {
                    return Ok((Some(*order), said));
                }
            }
        }
        match likely[..] {
            [(order, said)] => Ok((Some(order), said)),
            _ => Ok((None, first.1)),
        }
    }
}

/// Whether the first messages are filed already, as a customer's.
async fn begins_known(look: &mut Look<'_>, said: &[Said]) -> Result<bool, ApiError> {
    for identity in identities(said, &[]).into_iter().flatten().take(10) {
        if look.filed_message(&Hash(identity)).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn label(look: &mut Look<'_>, case: CaseId) -> Result<String, ApiError> {
    let number = look.case_number(case).await?.ok_or_else(|| ApiError::new(ErrorCode::NotFound).with("case", case))?;
    Ok(show::label(number))
}

/// What people wrote, with instants and identities.
fn messages(said: &[Said], ours: &[String], zone: Tz) -> Vec<Message> {
    let mut before = Instant::UNIX_EPOCH;
    let with = said.iter().zip(identities(said, ours));
    let messages = with.filter_map(|(said, identity)| {
        let at = after(zone, said.at, before);
        before = at;
        let ours = said.author.as_ref().is_some_and(|author| ours.contains(author));
        Some(Message { said: said.clone(), at, identity: Hash(identity?), ours })
    });
    messages.collect()
}

fn utc(zone: Tz, at: NaiveDateTime) -> Instant {
    after(zone, at, Instant::UNIX_EPOCH)
}

/// The instant at which a clock of this zone showed this. Of the hour that is there twice, the one that comes after the
/// message before; the hour that is not there counts on from its beginning.
fn after(zone: Tz, at: NaiveDateTime, before: Instant) -> Instant {
    let instant = match zone.from_local_datetime(&at) {
        LocalResult::Single(one) => Some(one),
        LocalResult::Ambiguous(one, other) => Some(if one.to_utc() >= before { one } else { other }),
        LocalResult::None => {
            at.checked_add_signed(TimeDelta::hours(1)).and_then(|later| zone.from_local_datetime(&later).earliest())
        }
    };
    instant.map_or_else(|| at.and_utc(), |one| one.to_utc())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_hour_that_is_there_twice_and_the_one_that_is_not() {
        let zone = chrono_tz::Europe::Dublin;
        let at = |text: &str| text.parse::<NaiveDateTime>().unwrap();
        let first = after(zone, at("2026-10-25T01:50:00"), Instant::UNIX_EPOCH);
        assert_eq!(first.to_rfc3339(), "2026-10-25T00:50:00+00:00");
        let second = after(zone, at("2026-10-25T01:05:00"), first);
        assert_eq!(second.to_rfc3339(), "2026-10-25T01:05:00+00:00");
        let skipped = after(zone, at("2026-03-29T01:30:00"), Instant::UNIX_EPOCH);
        assert_eq!(skipped.to_rfc3339(), "2026-03-29T01:30:00+00:00");
    }
}
