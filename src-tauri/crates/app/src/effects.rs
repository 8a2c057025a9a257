//! What a step would do to the clocks, said before it is taken. Found by folding the case with the step in it, so it
//! can't say anything else than what then happens.

use crate::api::ApiError;
use crate::api::views::ActView;
use aftercare_core::case::acts::{Act, check};
use aftercare_core::case::{Case, CaseEvent, Channel, Entry, SentHow};
use aftercare_core::clock::{ClockName, ClockRun, PauseReason};
use aftercare_core::ids::EntryId;
use aftercare_core::journal::{Actor, Hash, Sealed};
use aftercare_core::policy::Book;
use aftercare_core::time::Instant;

/// Every act with its refusal and its effect at `now`.
pub(crate) fn acts(book: &Book, case: &Case, entries: &[Entry], now: Instant) -> Result<Vec<ActView>, ApiError> {
    let before = book.clocks(case, entries)?.runs;
    let pack = book.pack(&case.pack, case.pack_version)?;
    Act::ALL
        .into_iter()
        .map(|act| {
            // A missing text is no obstacle yet: the form for it opens first. A missing form is (HX-12).
            let refused = check(case, pack, act, act != Act::Close).err();
            let after = match step(act) {
                Some(event) if refused.is_none() => with(book, case, entries, event, now)?,
                _ => before.clone(),
            };
            let moved = |test: fn(Option<&ClockRun>, &ClockRun, Instant) -> bool| changed(&before, &after, now, test);
            Ok(ActView {
                act,
                refused,
                stops: moved(|old, new, _| old.is_some_and(|o| o.ended.is_none()) && new.ended.is_some()),
                starts: moved(|old, new, now| match old {
                    None => new.ended.is_none(),
                    Some(old) => (old.ended.is_some() || old.paused(now)) && new.ended.is_none() && !new.paused(now),
                }),
                pauses: moved(|old, new, now| {
                    old.is_some_and(|o| !o.paused(now)) && new.ended.is_none() && new.paused(now)
                }),
            })
        })
        .collect()
}

fn changed(
    before: &[ClockRun],
    after: &[ClockRun],
    now: Instant,
    test: fn(Option<&ClockRun>, &ClockRun, Instant) -> bool,
) -> Vec<ClockName> {
    let mut names: Vec<ClockName> = after
        .iter()
        .filter(|new| test(before.iter().find(|old| (old.clock, old.cycle) == (new.clock, new.cycle)), new, now))
        .map(|run| run.clock)
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn with(
    book: &Book,
    case: &Case,
    entries: &[Entry],
    event: CaseEvent,
    now: Instant,
) -> Result<Vec<ClockRun>, ApiError> {
    let mut entries = entries.to_vec();
    let at = now.max(case.last_at);
    entries.push(Entry { seq: case.seq + 1, actor: Actor::Desk, at, recorded_at: at, event });
    Ok(book.clocks(case, &entries)?.runs)
}

fn step(act: Act) -> Option<CaseEvent> {
    let sealed = || Sealed { commitment: Hash::ZERO, text: None };
    Some(match act {
        Act::Reply => CaseEvent::MessageSent {
            entry: EntryId(uuid::Uuid::nil()),
            channel: Channel::Mail,
            how: SentHow::PersonSaid,
            to: sealed(),
            subject: None,
            text: sealed(),
            message_id: None,
            raw: None,
            files: Vec::new(),
        },
        Act::Wait => CaseEvent::Waiting { reason: PauseReason::Customer, what: sealed() },
        Act::Resume => CaseEvent::Resumed {},
        Act::Solve => CaseEvent::Solved { solution: sealed() },
        Act::Close => CaseEvent::Closed { without_form: None },
        Act::Reopen => CaseEvent::Reopened { reason: None },
        Act::Note | Act::Classify | Act::FileForm | Act::HandOver => return None,
    })
}
