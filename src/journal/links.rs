//! The chains of a journal while they are walked: each device and epoch is a chain of its own, and the pieces that are here
//! of it grow together as entries come, in whatever order they were received.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::chain::BEGINNING;
use super::{Digest, Head, Loss};

/// The chains seen so far.
pub(super) struct Links {
    /// The device whose chain has to be whole.
    own: Uuid,
    /// Whether the walk began in the middle: what came before is taken for right.
    midway: bool,
    /// Of each device and epoch its pieces, by their first place.
    chains: BTreeMap<(Uuid, u32), BTreeMap<u32, Piece>>,
    /// Own epochs that are known to have lost their tail, and the last place found of each. What was written since stands in
    /// a later epoch, so whatever comes back of the tail, in whatever parts, is no fault.
    lost: Vec<(u32, u32)>,
    /// Own epochs of which nobody knows how much there was: after the first, before the second.
    unknown: Vec<(u32, u32)>,
    /// Own epochs whose first entry follows nothing that was there then, with its place in the database.
    orphans: Vec<(u32, i64)>,
}

/// Entries that follow one another without a gap.
struct Piece {
    /// The place of the first in the database.
    entry: i64,
    /// What the first follows.
    prev: Digest,
    last: u32,
    digest: Digest,
}

impl Links {
    pub(super) fn new(own: Uuid, midway: bool) -> Self {
        Self {
            own,
            midway,
            chains: BTreeMap::new(),
            lost: Vec::new(),
            unknown: Vec::new(),
            orphans: Vec::new(),
        }
    }

    /// An own entry says what was lost.
    pub(super) fn forgive(&mut self, loss: &Loss) {
        let (epoch, last) = loss.after.unwrap_or((loss.epoch, loss.found));
        self.forgive_restoring((epoch, last), loss.epoch.saturating_add(1));
    }

    /// An own entry of this epoch says that a copy was put back, which ended here: whatever was written between is lost.
    pub(super) fn forgive_restoring(&mut self, from: (u32, u32), epoch: u32) {
        self.lost.push(from);
        self.unknown.push((from.0, epoch));
    }

    /// Whether nobody knows how much there was of an own epoch.
    fn is_unknown(&self, epoch: u32) -> bool {
        let within = |(after, before): &(u32, u32)| epoch > *after && epoch < *before;
        self.unknown.iter().any(within)
    }

    /// Adds an entry; whether it fits to what is beside it.
    pub(super) fn add(&mut self, entry: i64, head: &Head<'_>, digest: Digest) -> bool {
        let mut fits = head.seq != 1 || head.epoch != 1 || head.prev == BEGINNING;
        if !self.follows(head) {
            self.orphans.push((head.epoch, entry));
        }
        let chain = self.chains.entry((head.device, head.epoch)).or_default();
        let before = chain
            .range(..head.seq)
            .next_back()
            .filter(|(_, piece)| piece.last.checked_add(1) == Some(head.seq))
            .map(|(first, _)| *first);
        let before = before.and_then(|first| chain.get_mut(&first).map(|p| (first, p)));
        let first = if let Some((first, piece)) = before {
            fits &= piece.digest == head.prev;
            (piece.last, piece.digest) = (head.seq, digest);
            first
        } else {
            let piece = Piece {
                entry,
                prev: head.prev,
                last: head.seq,
                digest,
            };
            fits &= chain.insert(head.seq, piece).is_none();
            head.seq
        };
        let next = head.seq.checked_add(1).and_then(|n| chain.remove(&n));
        if let (Some(next), Some(piece)) = (next, chain.get_mut(&first)) {
            fits &= next.prev == digest;
            (piece.last, piece.digest) = (next.last, next.digest);
            piece.entry = piece.entry.min(next.entry);
        }
        fits
    }

    /// Whether the first entry of a later epoch follows what was there then. Of others that may never have been received.
    fn follows(&self, head: &Head<'_>) -> bool {
        if head.seq != 1 || head.epoch == 1 {
            return true;
        }
        let earlier = self
            .chains
            .range((head.device, 0)..(head.device, head.epoch));
        let mut ends = earlier.flat_map(|(_, chain)| chain.values());
        head.device != self.own || self.midway || ends.any(|piece| piece.digest == head.prev)
    }

    /// Own entries before which something is missing that nobody knows to be lost. Asked when all have been added: what
    /// came back stands before the entry that tells of the loss.
    pub(super) fn broken(&self) -> Vec<i64> {
        let own = self.chains.range((self.own, 0)..=(self.own, u32::MAX));
        let newest = own.clone().next_back().map(|((_, epoch), _)| *epoch);
        let orphans = self.orphans.iter().filter(|(e, _)| !self.is_unknown(*e));
        let mut broken: Vec<i64> = orphans.map(|(_, entry)| *entry).collect();
        for ((_, epoch), chain) in own {
            if self.midway && Some(*epoch) != newest {
                continue;
            }
            let mut last = if self.midway { None } else { Some(0) };
            for (first, piece) in chain {
                let missing = last.is_some_and(|last| last + 1 != *first);
                let known = |(e, found): &(u32, u32)| e == epoch && last >= Some(*found);
                if missing && !self.is_unknown(*epoch) && !self.lost.iter().any(known) {
                    broken.push(piece.entry);
                }
                last = Some(piece.last);
            }
        }
        broken
    }

    /// Places of others that are missing before those that are here.
    pub(super) fn gaps(&self) -> u32 {
        if self.midway {
            return 0;
        }
        let others = self.chains.iter().filter(|((d, _), _)| *d != self.own);
        let missing = |chain: &BTreeMap<u32, Piece>| {
            let mut last = 0;
            let mut missing = 0u32;
            for (first, piece) in chain {
                missing = missing.saturating_add(first.saturating_sub(last + 1));
                last = piece.last;
            }
            missing
        };
        others.fold(0, |sum, (_, chain)| sum.saturating_add(missing(chain)))
    }

    /// Devices with entries among those that were added, but our own.
    pub(super) fn others(&self) -> u32 {
        let mut devices: Vec<Uuid> = self.chains.keys().map(|(device, _)| *device).collect();
        devices.dedup();
        devices.retain(|d| *d != self.own);
        u32::try_from(devices.len()).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    const OWN: Uuid = Uuid::from_u128(1);
    const OTHER: Uuid = Uuid::from_u128(2);

    /// Adds the entry at a place of a chain whose digests are its places; whether all fit.
    fn add(links: &mut Links, device: Uuid, epoch: u32, seqs: &[u32]) -> bool {
        let digest = |seq| match seq {
            0 if epoch == 1 => BEGINNING,
            0 => [1, 9].map(|n: u8| [n; 16]).concat().try_into().unwrap(),
            seq => [u8::try_from(epoch).unwrap(), seq]
                .map(|n| [n; 16])
                .concat()
                .try_into()
                .unwrap(),
        };
        seqs.iter().all(|seq| {
            let small = u8::try_from(*seq).unwrap();
            let head = Head {
                prev: digest(small - 1),
                device,
                epoch,
                seq: *seq,
                id: OWN,
                at: DateTime::UNIX_EPOCH,
                agent: "",
                kind: "note",
                kind_version: 1,
                body_digest: [0; 32],
            };
            links.add(
                i64::from(*seq) + i64::from(epoch) * 100,
                &head,
                digest(small),
            )
        })
    }

    #[test]
    fn pieces_grow_together_in_any_order() {
        for order in [[1, 2, 3, 4], [4, 3, 2, 1], [2, 4, 1, 3], [3, 1, 4, 2]] {
            let mut links = Links::new(OWN, false);
            assert!(add(&mut links, OTHER, 1, &order));
            assert_eq!((links.gaps(), links.others()), (0, 1), "{order:?}");
        }
        let mut links = Links::new(OWN, false);
        assert!(add(&mut links, OTHER, 1, &[7, 2, 3]));
        assert_eq!((links.gaps(), links.broken()), (1 + 3, vec![]));
    }

    #[test]
    fn an_own_gap_is_broken_unless_it_was_told() {
        let mut links = Links::new(OWN, false);
        assert!(add(&mut links, OWN, 1, &[1, 2, 3, 6]));
        assert_eq!(links.broken(), [106]);
        links.forgive(&Loss {
            epoch: 1,
            found: 3,
            marked: 6,
            after: None,
        });
        assert_eq!(links.broken(), [0; 0]);
        // It says nothing of what lies before.
        let mut links = Links::new(OWN, false);
        assert!(add(&mut links, OWN, 1, &[1, 3]));
        links.forgive(&Loss {
            epoch: 1,
            found: 3,
            marked: 6,
            after: None,
        });
        assert_eq!(links.broken(), [103]);
    }

    #[test]
    fn what_was_lost_may_come_back_in_parts_from_several_epochs() {
        let mut links = Links::new(OWN, false);
        assert!(add(&mut links, OWN, 1, &[1, 2, 3, 7]));
        assert!(add(&mut links, OWN, 2, &[1, 5]));
        assert!(add(&mut links, OWN, 3, &[4]));
        assert!(!links.broken().is_empty());
        links.forgive(&Loss {
            epoch: 3,
            found: 0,
            marked: 4,
            after: Some((1, 3)),
        });
        // Farther than what was known to be lost, too.
        assert!(add(&mut links, OWN, 3, &[9]));
        assert!(add(&mut links, OWN, 1, &[11]));
        assert_eq!(links.broken(), [0; 0]);
        // What is written after it is not forgiven.
        assert!(add(&mut links, OWN, 4, &[2]));
        assert_eq!(links.broken(), [402]);
    }

    #[test]
    fn what_a_restoring_left_behind_may_come_back_in_part() {
        let mut links = Links::new(OWN, false);
        assert!(add(&mut links, OWN, 1, &[1, 2, 3]));
        links.forgive_restoring((1, 3), 4);
        // Of the first epoch beyond the copy, and of two that were begun after it.
        assert!(add(&mut links, OWN, 1, &[7]));
        assert!(add(&mut links, OWN, 2, &[2]));
        assert!(add(&mut links, OWN, 3, &[1, 5]));
        assert_eq!(links.broken(), [0; 0]);
        // What was in the copy is not forgiven, nor what came after it was put back.
        let mut links = Links::new(OWN, false);
        assert!(add(&mut links, OWN, 1, &[1, 3]));
        links.forgive_restoring((1, 3), 2);
        assert_eq!(links.broken(), [103]);
        assert!(add(&mut links, OWN, 4, &[2]));
        assert_eq!(links.broken().len(), 2);
    }

    #[test]
    fn an_epoch_follows_what_was_the_end_then() {
        let mut links = Links::new(OWN, false);
        assert!(add(&mut links, OWN, 1, &[1, 2, 3, 4, 5, 6, 7, 8, 9]));
        assert!(add(&mut links, OWN, 2, &[1, 2]));
        let mut links = Links::new(OWN, false);
        assert!(add(&mut links, OWN, 1, &[1, 2]));
        assert!(add(&mut links, OWN, 2, &[1]));
        assert_eq!(links.broken(), [201]);
        assert!(add(&mut links, OTHER, 2, &[1]));
        assert_eq!(links.broken(), [201]);
    }
}
