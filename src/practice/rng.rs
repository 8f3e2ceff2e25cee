//! A small generator of numbers that is the same on every machine: `xoshiro256**` (Blackman and Vigna, 2018), its state
//! filled by `SplitMix64`. Not for secrets.

use chrono::{DateTime, Utc};
use uuid::{Builder, Uuid};

/// Numbers that follow from a seed.
#[derive(Debug, Clone)]
pub(super) struct Rng([u64; 4]);

/// One step of `SplitMix64`: the state moves on, and its scrambled value is given back.
fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

impl Rng {
    /// The numbers of a seed; each `stream` of it is another sequence.
    pub(super) fn new(seed: u64, stream: u64) -> Self {
        let mut state = seed;
        let mut state = split_mix(&mut state) ^ stream;
        Self([(); 4].map(|()| split_mix(&mut state)))
    }

    /// The next number.
    pub(super) fn next(&mut self) -> u64 {
        let s = &mut self.0;
        let result = s[1].wrapping_mul(5).rotate_left(7).wrapping_mul(9);
        let t = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= t;
        s[3] = s[3].rotate_left(45);
        result
    }

    /// A number below `n`; 0 where `n` is 0. The bias of the multiplication is beyond notice for the small `n` used here.
    pub(super) fn below(&mut self, n: u64) -> u64 {
        let wide = u128::from(self.next()) * u128::from(n);
        u64::try_from(wide >> 64).unwrap_or_default()
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high - low).unwrap_or_default() + 1;
        low + i64::try_from(self.below(span)).unwrap_or_default()
    }

    /// True so many times in a thousand.
    pub(super) fn chance(&mut self, in_a_thousand: u64) -> bool {
        self.below(1000) < in_a_thousand
    }

    /// One of a list that is not empty.
    pub(super) fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        let place = self.below(u64::try_from(list.len()).unwrap_or_default());
        list[usize::try_from(place).unwrap_or_default()]
    }

    /// One of a list that is not empty, by Zipf's law: the second half as often as the first, the third a third …
    pub(super) fn usual<T: Copy>(&mut self, list: &[T]) -> T {
        self.by_rank(list, 1)
    }

    /// One of a list that is not empty, the first ones more often, none of them very often: as surnames are.
    pub(super) fn common<T: Copy>(&mut self, list: &[T]) -> T {
        self.by_rank(list, 8)
    }

    /// One of a list that is not empty, each by one over its place counted from `first`.
    fn by_rank<T: Copy>(&mut self, list: &[T], first: u64) -> T {
        let weight = |place: usize| 1_000_000 / (u64::try_from(place).unwrap_or_default() + first);
        let mut left = self.below((0..list.len()).map(weight).sum());
        let place = (0..list.len()).find(|p| {
            let found = left < weight(*p);
            left = left.saturating_sub(weight(*p));
            found
        });
        list[place.unwrap_or_default()]
    }

    /// One of a list of weights, each with what it stands for.
    pub(super) fn weighed<T: Copy>(&mut self, list: &[(u64, T)]) -> T {
        let mut left = self.below(list.iter().map(|(weight, _)| weight).sum());
        let found = list.iter().find(|(weight, _)| {
            let found = left < *weight;
            left = left.saturating_sub(*weight);
            found
        });
        found.unwrap_or(&list[0]).1
    }

    /// Sixteen bytes: the salt of an entry.
    pub(super) fn salt(&mut self) -> [u8; 16] {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&self.next().to_le_bytes());
        bytes[8..].copy_from_slice(&self.next().to_le_bytes());
        bytes
    }

    /// A UUID v7 of this instant.
    pub(super) fn id(&mut self, at: DateTime<Utc>) -> Uuid {
        let millis = u64::try_from(at.timestamp_millis()).unwrap_or_default();
        let mut random = [0; 10];
        random.copy_from_slice(&self.salt()[..10]);
        Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generator_is_the_published_one() {
        // First outputs of xoshiro256** from the state 1, 2, 3, 4, as in the reference implementation.
        let mut rng = Rng([1, 2, 3, 4]);
        let first: [u64; 4] = [(); 4].map(|()| rng.next());
        assert_eq!(first, [11520, 0, 1_509_978_240, 1_215_971_899_390_074_240]);
        // First output of SplitMix64 from 1234567.
        assert_eq!(split_mix(&mut 1_234_567), 6_457_827_717_110_365_317);
    }

    #[test]
    fn what_is_usual_comes_more_often() {
        let mut rng = Rng::new(1, 0);
        let mut counts = [0; 4];
        for _ in 0..10_000 {
            counts[rng.usual(&[0usize, 1, 2, 3])] += 1;
        }
        assert!(counts.is_sorted_by(|a, b| a > b), "{counts:?}");
        assert!((4500..5100).contains(&counts[0]), "{counts:?}");
    }

    #[test]
    fn numbers_stay_within_their_bounds() {
        let mut rng = Rng::new(7, 3);
        assert_eq!(rng.below(0), 0);
        assert!((0..1000).all(|_| (-3..=5).contains(&rng.between(-3, 5))));
        assert!((0..1000).all(|_| rng.weighed(&[(0, false), (1, true)])));
    }
}
