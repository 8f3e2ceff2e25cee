//! What a journal holds, in few words: of each device and epoch the places, as ranges.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Which entries a journal holds. Places of one epoch are ranges, both ends included, in order and apart.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Vector(BTreeMap<Uuid, BTreeMap<u32, Vec<(u32, u32)>>>);

impl Vector {
    /// Whether it holds this place.
    pub fn holds(&self, device: Uuid, epoch: u32, seq: u32) -> bool {
        self.0
            .get(&device)
            .and_then(|epochs| epochs.get(&epoch))
            .is_some_and(|ranges| ranges.iter().any(|(from, to)| (*from..=*to).contains(&seq)))
    }

    /// The devices in it.
    pub fn devices(&self) -> impl Iterator<Item = Uuid> {
        self.0.keys().copied()
    }

    /// How many places of a device lie before its last ones and are not held.
    pub fn gaps(&self, device: Uuid) -> u32 {
        let of = |ranges: &Vec<(u32, u32)>| {
            let last = ranges.last().map_or(0, |(_, to)| *to);
            let held = ranges
                .iter()
                .map(|(from, to)| to.saturating_sub(*from) + 1)
                .sum::<u32>();
            last.saturating_sub(held)
        };
        let epochs = self.0.get(&device).into_iter().flat_map(BTreeMap::values);
        epochs.map(of).fold(0, u32::saturating_add)
    }

    /// Adds a place behind all of its epoch that were added before.
    pub(in crate::journal) fn push(&mut self, device: Uuid, epoch: u32, seq: u32) {
        let epochs = self.0.entry(device).or_default();
        let ranges = epochs.entry(epoch).or_default();
        match ranges.last_mut() {
            Some((_, to)) if to.checked_add(1) == Some(seq) => *to = seq,
            _ => ranges.push((seq, seq)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_ranges() {
        let (a, b) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let mut vector = Vector::default();
        for (device, epoch, seq) in [(a, 1, 1), (a, 1, 2), (a, 1, 5), (a, 2, 3), (b, 1, 1)] {
            vector.push(device, epoch, seq);
        }
        assert!(vector.holds(a, 1, 2) && vector.holds(a, 1, 5) && vector.holds(b, 1, 1));
        assert!(!vector.holds(a, 1, 3) && !vector.holds(a, 2, 1) && !vector.holds(b, 2, 1));
        assert_eq!((vector.gaps(a), vector.gaps(b)), (2 + 2, 0));
        let text = serde_json::to_string(&vector).unwrap();
        assert!(text.contains("[[1,2],[5,5]]"), "{text}");
        assert_eq!(serde_json::from_str::<Vector>(&text).unwrap(), vector);
    }
}
