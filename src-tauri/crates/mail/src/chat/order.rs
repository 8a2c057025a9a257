//! In which order a text writes its dates. All of them together decide: a number above twelve is no month, and a chat does
//! not go back in time. Where that leaves several readings, a person chooses.

use super::Reading;
use super::stamp::Stamp;
use chrono::{NaiveDateTime, TimeDelta};

/// The order of day, month and year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Order {
    /// 20/11/2026.
    DayFirst,
    /// 11/20/2026.
    MonthFirst,
    /// 2026/11/20.
    YearFirst,
}

impl Order {
    /// All of them, the likeliest first.
    pub const ALL: [Self; 3] = [Self::DayFirst, Self::MonthFirst, Self::YearFirst];
}

/// Messages that waited for a network may stand a little before those they came after, and a clock is set back in autumn.
const BACK: TimeDelta = TimeDelta::hours(2);

/// How ill an order fits: dates that don't exist in it, then steps back in time.
type Misfit = (usize, usize);

type Tried = (Misfit, Reading, Vec<NaiveDateTime>);

/// The readings that fit best, several only where they differ in what they say; and others in which every date exists.
pub(super) fn readings(stamps: &[Stamp]) -> (Vec<Reading>, Vec<Reading>) {
    let mut tried: Vec<Tried> = Order::ALL.into_iter().filter_map(|order| attempt(stamps, order)).collect();
    let whole = tried.iter().filter(|((wrong, _), ..)| *wrong == 0).cloned().collect();
    let fits = |tried: &[Tried], order: Order| {
        tried.iter().any(|((wrong, _), reading, _)| reading.order == order && *wrong == 0)
    };
    // Nobody writes a year of two digits first, or a month before a dot, unless nothing else can be meant.
    if fits(&tried, Order::DayFirst) || fits(&tried, Order::MonthFirst) {
        tried.retain(|(_, reading, _)| reading.order != Order::YearFirst);
    }
    if fits(&tried, Order::DayFirst) && stamps.iter().all(|stamp| stamp.date.dotted) {
        tried.retain(|(_, reading, _)| reading.order == Order::DayFirst);
    }
    let least = tried.iter().map(|(misfit, ..)| *misfit).min();
    tried.retain(|(misfit, ..)| Some(*misfit) == least);
    let likely = different(tried, &mut Vec::new());
    let mut known: Vec<Vec<NaiveDateTime>> = likely.iter().map(|(_, times)| times.clone()).collect();
    let others = different(whole, &mut known);
    let readings = |of: Vec<(Reading, _)>| of.into_iter().map(|(reading, _)| reading).collect();
    (readings(likely), readings(others))
}

/// Of those that say the same, the first.
fn different(tried: Vec<Tried>, known: &mut Vec<Vec<NaiveDateTime>>) -> Vec<(Reading, Vec<NaiveDateTime>)> {
    let mut found = Vec::new();
    for (_, reading, times) in tried {
        if !known.contains(&times) {
            known.push(times.clone());
            found.push((reading, times));
        }
    }
    found
}

fn attempt(stamps: &[Stamp], order: Order) -> Option<Tried> {
    let times: Vec<NaiveDateTime> = stamps.iter().filter_map(|stamp| stamp.civil(order)).collect();
    let (first, last) = (*times.first()?, *times.iter().max()?);
    let back = times.windows(2).filter(|pair| matches!(pair, [one, next] if *next < *one - BACK)).count();
    Some(((stamps.len() - times.len(), back), Reading { order, first, last }, times))
}
