//! Sorted open intervals with prefix sums: the whole arithmetic of "count only while open".
//!
//! Every question is one look into a bucket table and a short binary search inside that bucket, so a deadline years
//! away costs the same as one tomorrow. Unit: integer microseconds since the epoch.
//!
//! Left out: where the intervals come from (zones, holidays), which is the module above.

use super::{FIRST, LAST};

/// Disjoint half-open intervals, ascending, within the engine's years.
#[derive(Debug)]
pub(crate) struct Intervals {
    starts: Box<[i64]>,
    /// Amount open before interval `i`; one longer than `starts`, the last is the total.
    before: Box<[i64]>,
    by_time: Index,
    by_amount: Index,
}

/// For each bucket of `1 << shift`, how many keys are smaller than its beginning.
#[derive(Debug)]
struct Index {
    shift: u32,
    counts: Box<[u32]>,
}

impl Index {
    /// `keys` ascend from 0 at least and stay below or at `end`.
    fn new(keys: impl Iterator<Item = i64>, len: usize, end: i64) -> Self {
        let width = (end / i64::try_from(len.max(1)).unwrap_or(i64::MAX)).max(1);
        let shift = width.ilog2();
        let mut counts = Vec::with_capacity(len * 2 + 3);
        let mut n = 0;
        for key in keys {
            while (i64::try_from(counts.len()).unwrap_or(i64::MAX) << shift) <= key {
                counts.push(n);
            }
            n += 1;
        }
        while (i64::try_from(counts.len()).unwrap_or(i64::MAX) << shift) <= end + (1 << shift) {
            counts.push(n);
        }
        Self { shift, counts: counts.into() }
    }

    /// The range of indices between which a partition point for `key` lies.
    #[inline]
    fn bounds(&self, key: i64) -> (usize, usize) {
        let b = usize::try_from(key >> self.shift).unwrap_or(0).min(self.counts.len() - 2);
        (self.counts[b] as usize, self.counts[b + 1] as usize)
    }
}

impl Intervals {
    /// From spans in any order; touching and overlapping ones unite, and all are cut to the engine's years.
    pub fn new(mut spans: Vec<(i64, i64)>) -> Self {
        if !spans.is_sorted() {
            spans.sort_unstable();
        }
        let mut united: Vec<(i64, i64)> = Vec::with_capacity(spans.len());
        for (from, to) in spans {
            let (from, to) = (from.max(FIRST), to.min(LAST));
            match united.last_mut() {
                _ if from >= to => {}
                Some(last) if from <= last.1 => last.1 = last.1.max(to),
                _ => united.push((from, to)),
            }
        }
        let starts: Box<[i64]> = united.iter().map(|s| s.0).collect();
        let mut before = Vec::with_capacity(united.len() + 1);
        let mut sum = 0;
        before.push(0);
        for (from, to) in &united {
            sum += to - from;
            before.push(sum);
        }
        let by_time = Index::new(starts.iter().map(|s| s - FIRST), starts.len(), LAST - FIRST);
        let by_amount = Index::new(before.iter().copied(), before.len(), sum);
        Self { starts, before: before.into(), by_time, by_amount }
    }

    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    #[inline]
    fn end(&self, i: usize) -> i64 {
        self.starts[i] + self.before[i + 1] - self.before[i]
    }

    /// How many intervals start at or before `t`.
    #[inline]
    fn started(&self, t: i64) -> usize {
        if t < FIRST {
            return 0;
        }
        let (lo, hi) = self.by_time.bounds(t - FIRST);
        lo + self.starts[lo..hi].partition_point(|&s| s <= t)
    }

    /// Amount open in `(-∞, t)`.
    #[inline]
    pub fn served(&self, t: i64) -> i64 {
        match self.started(t) {
            0 => 0,
            n => self.before[n].min(self.before[n - 1] + (t - self.starts[n - 1])),
        }
    }

    /// Amount open in `[from, to)`; negative when `to` is the earlier.
    #[inline]
    pub fn between(&self, from: i64, to: i64) -> i64 {
        self.served(to) - self.served(from)
    }

    /// The earliest instant by which `amount > 0` has been served after `at`.
    #[inline]
    pub fn add(&self, at: i64, amount: i64) -> Option<i64> {
        let target = self.served(at).checked_add(amount)?;
        if target > self.before[self.before.len() - 1] {
            return None;
        }
        let (lo, hi) = self.by_amount.bounds(target);
        let i = lo + self.before[lo..hi].partition_point(|&b| b < target) - 1;
        Some(self.starts[i] + target - self.before[i])
    }

    /// The latest instant from which on `amount > 0` is served until `at`.
    #[inline]
    pub fn sub(&self, at: i64, amount: i64) -> Option<i64> {
        let target = self.served(at).checked_sub(amount)?;
        if target < 0 {
            return None;
        }
        let (lo, hi) = self.by_amount.bounds(target);
        let i = lo + self.before[lo..hi].partition_point(|&b| b <= target) - 1;
        Some(self.starts[i] + target - self.before[i])
    }

    #[inline]
    pub fn contains(&self, t: i64) -> bool {
        match self.started(t) {
            0 => false,
            n => t < self.end(n - 1),
        }
    }

    /// `t` itself inside an interval, else the start of the next.
    #[inline]
    pub fn next(&self, t: i64) -> Option<i64> {
        match self.started(t) {
            n if n > 0 && t < self.end(n - 1) => Some(t),
            n => self.starts.get(n).copied(),
        }
    }

    /// The intervals that meet `[from, to)`, cut to it.
    pub fn within(&self, from: i64, to: i64) -> impl Iterator<Item = (i64, i64)> + '_ {
        let first = self.started(from).saturating_sub(1);
        (first..self.starts.len())
            .map(move |i| (self.starts[i].max(from), self.end(i).min(to)))
            .take_while(move |s| s.0 < to)
            .filter(|s| s.0 < s.1)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn touching_spans_unite_and_order_does_not_matter() {
        let t = |n: i64| FIRST + n;
        let v = Intervals::new(vec![(t(50), t(60)), (t(10), t(20)), (t(20), t(30)), (t(25), t(28))]);
        assert_eq!(v.within(FIRST, LAST).collect::<Vec<_>>(), [(t(10), t(30)), (t(50), t(60))]);
        assert_eq!(v.between(t(0), t(55)), 25);
        assert_eq!(v.add(t(0), 20), Some(t(30)));
        assert_eq!(v.add(t(0), 21), Some(t(51)));
        assert_eq!(v.sub(t(60), 10), Some(t(50)));
        assert_eq!(v.sub(t(60), 11), Some(t(29)));
        assert_eq!(v.add(t(0), 31), None);
        assert_eq!(v.sub(t(60), 31), None);
    }

    #[test]
    fn one_interval_over_all_years() {
        let v = Intervals::new(vec![(i64::MIN, i64::MAX)]);
        assert_eq!(v.add(FIRST, LAST - FIRST), Some(LAST));
        assert_eq!(v.sub(LAST, LAST - FIRST), Some(FIRST));
        assert!(v.contains(FIRST) && v.contains(LAST - 1) && !v.contains(LAST));
    }
}
