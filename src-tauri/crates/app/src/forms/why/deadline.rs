//! A deadline on paper: each interval that counted on a line of its own, so that the sum can be checked by hand. Pure.

use super::{both, named};
use crate::api::ApiError;
use crate::api::views::{ClockView, Lane, MeasureView, OtherDue, PauseView, Why};
use crate::policy::say::Say;
use crate::show;
use aftercare_core::case::Case;
use aftercare_core::clock::ClockState;
use aftercare_core::policy::Pack;
use aftercare_core::time::Instant;
use aftercare_forms::why::{self as paper, Deadline, Hop, Line, Other, Promise};
use aftercare_forms::{Field, Moment, moment, moment_to_the_second};
use chrono::{Datelike, NaiveDate, Offset, TimeDelta, Timelike};
use chrono_tz::Tz;

/// How exactly instants are printed: to the minute where all of them stand on one, else to the second.
#[derive(Clone, Copy)]
pub(super) struct Exact {
    zone: Tz,
    seconds: bool,
}

impl Exact {
    /// As exactly as this instant needs.
    pub(super) fn of(at: Instant, zone: Tz) -> Self {
        Self { zone, seconds: at.second() != 0 || at.nanosecond() != 0 }
    }

    pub(super) fn moment(self, at: Instant) -> Moment {
        if self.seconds { moment_to_the_second(at, self.zone) } else { moment(at, self.zone) }
    }

    fn civil(self, at: Instant) -> String {
        self.moment(at).civil
    }

    fn time(self, at: Instant) -> String {
        at.with_timezone(&self.zone).format(if self.seconds { "%H:%M:%S" } else { "%H:%M" }).to_string()
    }

    /// "6:58", "6:58:30".
    fn amount(self, seconds: i64) -> String {
        let (h, m, s) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        if self.seconds { format!("{h}:{m:02}:{s:02}") } else { format!("{h}:{m:02}") }
    }

    fn distance(self, at: Instant) -> i32 {
        at.with_timezone(&self.zone).offset().fix().local_minus_utc()
    }
}

/// The deadline as the sheet has it.
pub(super) fn deadline(why: &Why, case: &Case, pack: &Pack, zone: Tz) -> Result<Deadline, ApiError> {
    let clock = &why.clock;
    let days = clock.measure.days.is_some();
    let counted = || why.lanes.iter().flat_map(|lane| &lane.counted).flat_map(|span| [span.from, span.to]);
    let single = [Some(clock.started), clock.due, clock.stopped, why.reached].into_iter().flatten();
    let paused = why.pauses.iter().flat_map(|pause| [Some(pause.from), pause.to]).flatten();
    let odd = |at: Instant| Exact::of(at, zone).seconds;
    let exact = Exact { zone, seconds: !days && counted().chain(single).chain(paused).any(odd) };
    let calendar = show::calendar(pack, &clock.measure).map(|rule| Field::both(&rule.name.en, &rule.name.zh));
    let mut sum = Sum { exact, days, micros: 0, said: 0 };
    let (before, also): (Vec<&OtherDue>, Vec<&OtherDue>) =
        why.others.iter().partition(|other| other.superseded_at.is_some());
    let put_off = |other: &&&OtherDue| why.normal.is_none() || other.due != why.normal;
    Ok(Deadline {
        headline: both(|say| {
            let name = say.plain(&format!("why-clock-{}", clock.clock.as_str()));
            let head = say.say(if clock.stopped.is_some() { "why-was-due" } else { "why-is-due" }, &[("clock", name)]);
            if clock.cycle > 1 {
                say.aside(&head, &say.say("paper-cycle", &[("n", clock.cycle.to_string())]))
            } else {
                head
            }
        }),
        due: clock.due.map(|at| exact.moment(at)),
        state: both(|say| state(say, clock, why.now, exact)),
        normal: why.normal.map(|at| exact.moment(at)),
        say: both(|say| sentence(say, why)),
        target: both(|say| measure(say, &clock.measure)),
        days,
        cut: !days && counted().any(|at| at.nanosecond() != 0),
        axis: axis(&why.lanes),
        lanes: why.lanes.iter().enumerate().map(|(n, lane)| sum.lane(n, lane, why)).collect(),
        total: sum.total(),
        hop: why.reached.zip(clock.due).map(|(from, to)| Hop { from: exact.moment(from), to: exact.moment(to) }),
        promise: Promise {
            quote: why.quote.clone(),
            section: section(&why.section),
            clause: clock.clause.clone(),
            stated: clock.stated,
            reading: reading(why.reading_en.as_ref(), why.reading_zh.as_ref()),
        },
        declared: case
            .declared
            .iter()
            .filter(|state| state.to.is_none_or(|to| state.from < to))
            .map(|state| paper::Span {
                from: exact.moment(state.from),
                to: state.to.map(|at| exact.moment(at)),
                what: both(|say| say.word("declared", &show::word(&state.sort))),
                why: Some(state.reason.as_str()).filter(|reason| !reason.is_empty()).map(Field::from),
                length: None,
            })
            .collect(),
        pauses: why.pauses.iter().map(|pause| waiting(pause, exact)).collect(),
        before: before.iter().filter(put_off).map(|due| other(due, exact)).collect(),
        also: also.iter().map(|due| other(due, exact)).collect(),
        pack: named(pack),
        calendar: calendar.unwrap_or_else(|| Field::from(why.calendar.as_str())),
        revision: why.calendar_revision.clone(),
        zone: why.zone.clone(),
    })
}

/// "§1.2", whether or not the pack writes the sign.
pub(super) fn section(of: &str) -> String {
    let number = of.trim_start_matches('§').trim();
    if number.is_empty() { String::new() } else { format!("§{number}") }
}

fn reading(en: Option<&String>, zh: Option<&String>) -> Option<Field> {
    (en.is_some() || zh.is_some()).then(|| Field::Both { en: en.cloned(), zh: zh.cloned() })
}

fn whom(say: Say, reason: &impl serde::Serialize) -> String {
    say.plain(&format!("time-for-{}", show::word(reason)))
}

fn measure(say: Say, of: &MeasureView) -> String {
    match (of.seconds, of.days.unwrap_or_default().to_string()) {
        (Some(seconds), _) => say.length(seconds),
        (None, days) if of.kind == "natural_days" => say.say("time-natural-days", &[("d", days)]),
        (None, days) => say.say("time-business-days", &[("d", days)]),
    }
}

fn state(say: Say, clock: &ClockView, now: Instant, exact: Exact) -> String {
    let late = |until: Instant| {
        let missed = clock.breached_at.or(clock.due).unwrap_or(until);
        say.length((until - missed).num_seconds())
    };
    let at = |at: Instant| ("at", exact.civil(at));
    match (clock.state, clock.stopped) {
        (ClockState::Cancelled, _) => say.plain("time-cancelled"),
        (ClockState::Breached, Some(done)) => say.say("paper-kept-late", &[at(done), ("length", late(done))]),
        (_, Some(done)) => say.say("paper-kept", &[at(done)]),
        (ClockState::Breached, None) => say.say("paper-late", &[("length", late(now))]),
        (ClockState::Paused, None) => match clock.paused_since.zip(clock.pause_reason) {
            Some((since, reason)) => say.say("paper-paused", &[at(since), ("whom", whom(say, &reason))]),
            None => say.plain("why-waiting"),
        },
        (ClockState::Running | ClockState::Met, None) => say.plain("paper-running"),
    }
}

/// The sum in a sentence or three, as the screen says it.
fn sentence(say: Say, why: &Why) -> String {
    let of = &why.clock.measure;
    let mut said = vec![say.say(&format!("why-say-{}", of.kind), &[("amount", measure(say, of))])];
    let waited = waited(&why.pauses, why.now);
    if waited >= TimeDelta::minutes(1) {
        said.push(say.say("why-say-waiting", &[("length", say.length(waited.num_seconds()))]));
    }
    if why.clock.due.is_none() {
        said.push(say.plain("why-say-waiting-open"));
    }
    if why.reached.zip(why.clock.due).is_some_and(|(reached, due)| reached < due) {
        said.push(say.plain("why-say-hop"));
    }
    say.in_a_row(&said)
}

/// All waiting, up to `now` where it goes on; what overlaps counts once.
fn waited(pauses: &[PauseView], now: Instant) -> TimeDelta {
    let mut spans: Vec<(Instant, Instant)> = pauses.iter().map(|p| (p.from, p.to.unwrap_or(now))).collect();
    spans.sort_unstable();
    let mut sum = TimeDelta::zero();
    let mut until = Instant::MIN_UTC;
    for (from, to) in spans {
        sum += (to - from.max(until)).max(TimeDelta::zero());
        until = until.max(to);
    }
    sum
}

fn waiting(pause: &PauseView, exact: Exact) -> paper::Span {
    paper::Span {
        from: exact.moment(pause.from),
        to: pause.to.map(|at| exact.moment(at)),
        what: both(|say| whom(say, &pause.reason)),
        why: pause.what.as_deref().map(Field::from),
        length: pause.to.map(|to| both(|say| say.length((to - pause.from).num_seconds()))),
    }
}

fn other(of: &OtherDue, exact: Exact) -> Other {
    Other {
        target: both(|say| measure(say, &of.measure)),
        due: of.due.map(|at| exact.moment(at)),
        until: of.superseded_at.map(|at| exact.moment(at)),
        clause: of.clause.clone(),
    }
}

/// Hours to write over the lanes: every sixth, and those at which the first day with an opening opens and closes.
fn axis(lanes: &[Lane]) -> Vec<u8> {
    let mut hours = vec![0, 6, 12, 18, 24];
    let first = lanes.iter().find(|lane| !lane.open.is_empty());
    for at in
        first.iter().flat_map(|lane| lane.open.iter().flat_map(|span| [share(span.from, lane), share(span.to, lane)]))
    {
        let (hour, rest) = ((u32::from(at) * 24 + 500) / 1000, (u32::from(at) * 24) % 1000);
        let whole = !(25..=975).contains(&rest);
        let hour = u8::try_from(hour).unwrap_or(24);
        if whole && hours.iter().all(|known: &u8| known.abs_diff(hour) >= 2) {
            hours.push(hour);
        }
    }
    hours.sort_unstable();
    hours
}

/// Where an instant stands in its day, in thousandths, also on days of 23 and 25 hours.
fn share(at: Instant, lane: &Lane) -> u16 {
    let (whole, part) = ((lane.ends - lane.starts).num_seconds().max(1), (at - lane.starts).num_seconds());
    u16::try_from(((part * 1000 + whole / 2) / whole).clamp(0, 1000)).unwrap_or(1000)
}

/// What is added up, line by line. Whole seconds are given out as they fill, so that the lines make the total exactly.
struct Sum {
    exact: Exact,
    days: bool,
    micros: i64,
    /// Seconds, or days, given out so far.
    said: i64,
}

impl Sum {
    fn total(&self) -> String {
        if self.days { self.said.to_string() } else { self.exact.amount(self.said) }
    }

    fn lane(&mut self, n: usize, lane: &Lane, why: &Why) -> paper::Lane {
        let shares = |spans: &[crate::api::views::Span]| -> Vec<[u16; 2]> {
            spans.iter().map(|span| [share(span.from, lane), share(span.to, lane)]).filter(|s| s[0] < s[1]).collect()
        };
        let within = |at: Instant| lane.until.is_none() && lane.starts <= at && at < lane.ends;
        // A due instant at midnight ends the lane before it.
        let ends = |at: Instant| within(at) || at == lane.ends && why.lanes.len() == n + 1;
        paper::Lane {
            day: lane.date.to_string(),
            weekday: Some(weekday(lane.date)),
            until: lane.until.map(|day| day.to_string()),
            until_weekday: lane.until.map(weekday),
            open: shares(&lane.open),
            counted: shares(&lane.counted),
            paused: if lane.until.is_some() && !lane.paused.is_empty() {
                vec![[0, 1000]]
            } else {
                shares(&lane.paused)
            },
            start: Some(why.clock.started).filter(|at| within(*at)).map(|at| share(at, lane)),
            due: why.clock.due.filter(|at| ends(*at)).map(|at| share(at, lane)),
            lines: self.lines(n, lane, why),
        }
    }

    fn lines(&mut self, n: usize, lane: &Lane, why: &Why) -> Vec<Line> {
        let folded = lane.until.is_some();
        let held_up = |from: Instant, to: Instant| {
            let over = |pause: &&PauseView| pause.from < to && pause.to.is_none_or(|end| from < end);
            let mut reasons: Vec<_> = why.pauses.iter().filter(over).map(|pause| pause.reason).collect();
            reasons.dedup();
            both(|say| {
                let whom: Vec<String> = reasons.iter().map(|reason| whom(say, reason)).collect();
                say.say("paper-waiting", &[("whom", say.list(&whom))])
            })
        };
        if folded || lane.counted.is_empty() && lane.paused.is_empty() {
            let what = if let (Some(first), Some(last)) = (lane.paused.first(), lane.paused.last()) {
                held_up(first.from, last.to)
            } else {
                let (first, open) = (n == 0, !lane.open.is_empty());
                both(|say| {
                    say.plain(if first && self.days {
                        "paper-day-of-notice"
                    } else if open {
                        "paper-not-counted"
                    } else {
                        "paper-closed"
                    })
                })
            };
            return vec![Line { what: Some(what), ..Line::default() }];
        }
        let counted = lane.counted.iter().map(|span| (span, true));
        let mut parts: Vec<_> = counted.chain(lane.paused.iter().map(|span| (span, false))).collect();
        parts.sort_by_key(|(span, _)| span.from);
        let mut day = lane.seconds;
        let line = |(span, counts): (&crate::api::views::Span, bool)| {
            let between = Some(self.between(span.from, span.to, lane));
            if !counts {
                return Line { span: between, what: Some(held_up(span.from, span.to)), ..Line::default() };
            }
            // Of a counted day the first line carries the one.
            let amount = if self.days { std::mem::take(&mut day) } else { self.fill(span.to - span.from) };
            if self.days && amount == 0 {
                return Line { span: between, ..Line::default() };
            }
            self.said += amount;
            let say = |amount: i64| if self.days { amount.to_string() } else { self.exact.amount(amount) };
            Line { span: between, what: None, amount: Some(say(amount)), sum: Some(say(self.said)) }
        };
        parts.into_iter().map(line).collect()
    }

    /// Whole seconds that a length fills up.
    fn fill(&mut self, length: TimeDelta) -> i64 {
        self.micros += length.num_microseconds().unwrap_or_default();
        self.micros / 1_000_000 - self.said
    }

    /// "10:12–17:10"; with the distance from UTC on a day on which clocks are changed.
    fn between(&self, from: Instant, to: Instant, lane: &Lane) -> String {
        let changes = self.exact.distance(lane.starts) != self.exact.distance(lane.ends - TimeDelta::seconds(1));
        let time = |at: Instant| {
            let civil = if at == lane.ends { "24:00".to_owned() } else { self.exact.time(at) };
            let offset = self.exact.moment(if at == lane.ends { at - TimeDelta::seconds(1) } else { at }).offset;
            if changes { format!("{civil} {}", offset.unwrap_or_default()) } else { civil }
        };
        format!("{}–{}", time(from), time(to))
    }
}

fn weekday(day: NaiveDate) -> Field {
    both(|say| say.plain(&format!("policy-weekday-{}", day.weekday().number_from_monday())))
}
