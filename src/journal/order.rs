//! The canonical order of entries, which does not depend on when they were received: those of one device by epoch and place,
//! none before one that its author had seen, and otherwise by their instants, then by device.

use std::collections::{BTreeMap, HashMap};

use uuid::Uuid;

use super::{Body, Entry};

/// Where an entry stands among those of all devices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) device: Uuid,
    pub(super) epoch: u32,
    pub(super) seq: u32,
    pub(super) id: Uuid,
    /// Milliseconds since 1970.
    pub(super) at: i64,
    /// Entries that its author names as seen.
    pub(super) saw: Vec<Uuid>,
}

impl Place {
    /// Where an entry stands; `body` is what it says, where that can be read.
    pub(super) fn of(entry: &Entry, body: Option<&Body>) -> Self {
        Self {
            device: entry.device,
            epoch: entry.epoch,
            seq: entry.seq,
            id: entry.id,
            at: entry.at.timestamp_millis(),
            saw: body.map_or_else(Vec::new, |b| b.saw().to_vec()),
        }
    }
}

/// The canonical order of some entries, as their places in the slice.
pub(super) fn canonical(places: &[Place]) -> Vec<usize> {
    let mut queues: BTreeMap<Uuid, Vec<usize>> = BTreeMap::new();
    for (i, place) in places.iter().enumerate() {
        queues.entry(place.device).or_default().push(i);
    }
    if queues.len() == 1 {
        let mut one = queues.into_values().next().unwrap_or_default();
        one.sort_by_key(|i| (places[*i].epoch, places[*i].seq));
        return one;
    }
    for queue in queues.values_mut() {
        // The next one is taken from the end.
        queue.sort_by_key(|i| std::cmp::Reverse((places[*i].epoch, places[*i].seq)));
    }
    let ids: HashMap<Uuid, usize> = places.iter().enumerate().map(|(i, p)| (p.id, i)).collect();
    let mut done = vec![false; places.len()];
    let mut order = Vec::with_capacity(places.len());
    while order.len() < places.len() {
        let waits = |i: usize| {
            let seen = places[i].saw.iter().filter_map(|id| ids.get(id));
            seen.into_iter().any(|j| !done[*j])
        };
        let next = queues.values().filter_map(|q| q.last().copied());
        // Nobody honest sees what follows; where somebody says so, the instants decide.
        let Some(next) = next.min_by_key(|i| (waits(*i), places[*i].at, places[*i].device)) else {
            break;
        };
        if let Some(queue) = queues.get_mut(&places[next].device) {
            queue.pop();
        }
        done[next] = true;
        order.push(next);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(device: u128, epoch: u32, seq: u32, at: i64, saw: &[(u128, u32, u32)]) -> Place {
        let id = |device: u128, epoch: u32, seq: u32| {
            Uuid::from_u128(device << 64 | u128::from(epoch) << 32 | u128::from(seq))
        };
        Place {
            device: Uuid::from_u128(device),
            epoch,
            seq,
            id: id(device, epoch, seq),
            at,
            saw: saw.iter().map(|(d, e, s)| id(*d, *e, *s)).collect(),
        }
    }

    fn ordered(places: &[Place]) -> Vec<(u128, u32)> {
        let order = canonical(places);
        order
            .iter()
            .map(|i| (places[*i].device.as_u128(), places[*i].seq))
            .collect()
    }

    #[test]
    fn chains_then_sight_then_clocks() {
        let mut places = vec![
            place(1, 1, 1, 10, &[]),
            // A clock set back stays behind what its device wrote before.
            place(1, 1, 2, 2, &[]),
            place(2, 1, 1, 5, &[]),
            // A slow clock saw what a fast one wrote.
            place(2, 1, 2, 6, &[(1, 1, 2)]),
            place(3, 1, 9, 10, &[]),
        ];
        let right = [(2, 1), (1, 1), (1, 2), (2, 2), (3, 9)];
        for _ in 0..places.len() {
            places.rotate_left(1);
            assert_eq!(ordered(&places), right);
        }
        places.reverse();
        assert_eq!(ordered(&places), right);
        // An epoch comes after those before it.
        let epochs = [place(1, 2, 1, 1, &[]), place(1, 1, 7, 9, &[])];
        assert_eq!(ordered(&epochs), [(1, 7), (1, 1)]);
    }

    #[test]
    fn those_that_claim_to_have_seen_each_other_still_come_in_one_order() {
        let mut places = vec![
            place(1, 1, 1, 10, &[(2, 1, 1)]),
            place(2, 1, 1, 5, &[(1, 1, 1)]),
        ];
        let first = ordered(&places);
        places.reverse();
        assert_eq!(ordered(&places), first);
        assert_eq!(first.len(), 2);
    }
}
