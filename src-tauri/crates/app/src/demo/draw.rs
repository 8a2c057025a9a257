//! Chance that comes from a seed alone: the same seed, purpose and number give the same draws on every machine and in
//! every order of work. (SplitMix64; never for secrets.)

use chrono::TimeDelta;

/// What a sequence of draws is for, so that no two purposes share one.
#[derive(Clone, Copy, Debug)]
pub(super) enum For {
    Desk = 1,
    Company = 2,
    Dealings = 3,
    CustomerStream = 4,
    Arrival = 5,
    Plan = 6,
    Words = 7,
    Orders = 8,
    Lot = 9,
}

/// A sequence of draws.
#[derive(Clone, Debug)]
pub(super) struct Draw(u64);

impl Draw {
    pub(super) fn new(seed: u64, purpose: For, number: u64) -> Self {
        let mut mixed = Self(seed ^ (purpose as u64).wrapping_mul(0xD1B5_4A32_D192_ED03));
        let first = mixed.next();
        Self(first ^ number.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(17))
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 up to `n`, without it; 0 for nothing to choose from.
    pub(super) fn below(&mut self, n: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(n)) >> 64) as u64
    }

    /// Between two numbers, both included.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below((high - low + 1).max(1) as u64) as i64
    }

    /// The same, with the low end likelier.
    pub(super) fn rather_low(&mut self, low: i64, high: i64) -> i64 {
        self.between(low, high).min(self.between(low, high))
    }

    /// Whether it happens, so many times in a thousand.
    pub(super) fn permille(&mut self, times: u64) -> bool {
        self.below(1000) < times
    }

    pub(super) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len() as u64) as usize]
    }

    /// An index, each as likely as its weight says.
    pub(super) fn weighed(&mut self, weights: impl Iterator<Item = u32> + Clone) -> usize {
        let total: u64 = weights.clone().map(u64::from).sum();
        let mut left = self.below(total);
        for (index, weight) in weights.enumerate() {
            match left.checked_sub(u64::from(weight)) {
                Some(rest) => left = rest,
                None => return index,
            }
        }
        0
    }

    pub(super) fn seconds(&mut self, low: i64, high: i64) -> TimeDelta {
        TimeDelta::seconds(self.between(low, high)) + TimeDelta::milliseconds(self.between(0, 999))
    }

    pub(super) fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        for chunk in bytes.chunks_mut(8) {
            chunk.copy_from_slice(&self.next().to_le_bytes()[..chunk.len()]);
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_draws_the_same_and_another_purpose_or_number_something_else() {
        let take = |seed, purpose, number| {
            let mut draw = Draw::new(seed, purpose, number);
            [draw.next(), draw.next(), draw.next()]
        };
        assert_eq!(take(1, For::Plan, 7), take(1, For::Plan, 7));
        for other in [take(2, For::Plan, 7), take(1, For::Words, 7), take(1, For::Plan, 8)] {
            assert_ne!(take(1, For::Plan, 7), other);
        }
    }

    #[test]
    fn draws_stay_in_their_bounds_and_reach_both_ends() {
        let mut draw = Draw::new(1, For::Plan, 1);
        let drawn: Vec<i64> = (0..400).map(|_| draw.between(-2, 2)).collect();
        assert!(drawn.iter().all(|n| (-2..=2).contains(n)));
        assert!(drawn.contains(&-2) && drawn.contains(&2));
        assert_eq!(draw.below(0), 0);
        let weighed: Vec<usize> = (0..400).map(|_| draw.weighed([0, 3, 1].into_iter())).collect();
        assert!(!weighed.contains(&0) && weighed.contains(&1) && weighed.contains(&2));
    }
}
