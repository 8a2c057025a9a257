//! "Why this deadline?": core's sum, with the document's words beside it.

use crate::App;
use crate::api::acts::WhyAsk;
use crate::api::views::{Lane, OtherDue, PauseView, Why};
use crate::api::{ApiError, ErrorCode};
use crate::cases::Past;
use crate::show;
use aftercare_core::case::{Case, CaseEvent, Entry};
use aftercare_core::clock::{ClockName, Due, Pause, PauseReason, explain};
use aftercare_core::ids::CaseId;
use aftercare_core::time::Instant;

impl App {
    pub(crate) async fn why(&self, ask: WhyAsk) -> Result<Why, ApiError> {
        let mut look = self.look().await?;
        let past = self.past(&mut look, CaseId(ask.case), ask.at).await?;
        drop(look);
        self.why_of(&past, ask.clock, ask.cycle).await
    }

    /// The sum behind a deadline of a case as it stands, or stood.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] when it has no such clock then.
    pub(crate) async fn why_of(&self, past: &Past, clock: ClockName, cycle: u32) -> Result<Why, ApiError> {
        let Past { file, book, now, .. } = past;
        let (case, now) = (&file.case, *now);
        let pack = book.pack(&case.pack, case.pack_version)?;
        let missing = || ApiError::new(ErrorCode::NotFound);
        let clocks = book.clocks(case, &file.entries)?;
        let mut runs = clocks.runs.iter().zip(&clocks.revisions);
        let (run, revision) = runs.find(|(r, _)| r.clock == clock && r.cycle == cycle).ok_or_else(missing)?;
        let calendars = book.counted_by(&case.pack, case.pack_version, revision)?;
        let sum = explain(run, calendars, now).ok_or_else(missing)?;
        let facts = case.facts();
        let rule = pack.rule(&sum.target, &facts);
        let clause = pack.clause(&sum.target.clause);
        let reading = rule.and_then(|rule| rule.reading.as_ref());
        let calendar = &show::calendar(pack, &show::measure(&sum.target)).ok_or_else(missing)?.name;
        let other = |due: &Due| OtherDue {
            measure: show::measure(&due.target),
            clause: due.target.clause.clone(),
            due: due.due,
            superseded_at: due.until,
        };
        Ok(Why {
            label: show::label(case.number),
            party: self.party(case).await?,
            clock: show::clock(run, now, calendars, pack, &facts).ok_or_else(missing)?,
            quote: clause.map(|c| c.quote.clone()).unwrap_or_default(),
            section: clause.map(|c| c.section.clone()).unwrap_or_default(),
            reading_en: reading.map(|text| text.en.clone()),
            reading_zh: reading.map(|text| text.zh.clone()),
            zone: calendars.of(sum.target.measure).tz().name().to_owned(),
            lanes: folded(&sum.lanes),
            normal: normal(past, clock, cycle)?.filter(|due| sum.due != Some(*due)),
            total: sum.lanes.iter().map(|lane| lane.amount).sum(),
            reached: sum.hop.map(|hop| hop.from),
            pauses: sum.pauses.iter().map(|pause| named(pause, case, &file.entries)).collect(),
            others: sum.earlier.iter().chain(&sum.beside).map(other).collect(),
            pack: case.pack.clone(),
            pack_version: case.pack_version,
            calendar: if self.language().starts_with("zh") { calendar.zh.clone() } else { calendar.en.clone() },
            calendar_revision: revision.clone(),
            now,
        })
    }
}

/// When a run would be due had nothing been declared; none where nothing was.
fn normal(past: &Past, clock: ClockName, cycle: u32) -> Result<Option<Instant>, ApiError> {
    if past.file.case.declared.is_empty() {
        return Ok(None);
    }
    let undeclared =
        |entry: &&Entry| !matches!(entry.event, CaseEvent::Declared { .. } | CaseEvent::DeclarationEnded { .. });
    let entries: Vec<Entry> = past.file.entries.iter().filter(undeclared).cloned().collect();
    let Some(case) = Case::fold(&entries) else { return Ok(None) };
    let runs = past.book.clocks(&case, &entries)?.runs;
    Ok(runs.iter().find(|run| run.clock == clock && run.cycle == cycle).and_then(|run| run.due))
}

/// A pause with what was asked for.
fn named(pause: &Pause, case: &Case, entries: &[Entry]) -> PauseView {
    let what = entries.iter().find_map(|entry| match &entry.event {
        CaseEvent::Waiting { reason, what } if *reason == pause.reason && entry.at == pause.from => {
            Some(what.as_str().to_owned())
        }
        _ => None,
    });
    let declared = |_: &PauseReason| case.declared.iter().find(|state| state.from.max(case.notice) == pause.from);
    let why = Some(pause.reason).filter(|reason| *reason == PauseReason::ForceMajeure).as_ref().and_then(declared);
    let what = what.or_else(|| why.map(|state| state.reason.as_str().to_owned()));
    PauseView { from: pause.from, to: pause.to, reason: pause.reason, what: what.filter(|w| !w.is_empty()) }
}

/// Days in between that count nothing become one lane; a single one keeps its hours.
fn folded(lanes: &[aftercare_core::clock::Lane]) -> Vec<Lane> {
    let mut out: Vec<Lane> = Vec::new();
    let last = lanes.len().saturating_sub(1);
    for (i, lane) in lanes.iter().enumerate() {
        let empty = |seconds: i64, counted: bool| seconds == 0 && !counted;
        let foldable = i > 0 && i < last && empty(lane.amount, !lane.counted.is_empty());
        if foldable
            && out.len() > 1
            && let Some(before) = out.last_mut()
            && empty(before.seconds, !before.counted.is_empty())
        {
            before.until = Some(lane.day);
            before.ends = lane.to;
            before.open.clear();
            before.paused.extend(show::spans(&lane.paused));
            continue;
        }
        out.push(Lane {
            date: lane.day,
            until: None,
            starts: lane.from,
            ends: lane.to,
            open: show::spans(&lane.open),
            counted: show::spans(&lane.counted),
            paused: show::spans(&lane.paused),
            seconds: lane.amount,
        });
    }
    out
}
