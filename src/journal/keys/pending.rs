//! From the slots into the chain: a change of the people is in their file first, and its entry with it, under the identifier
//! that it will have. Whoever opens the journal to write puts it into the chain, once.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::super::opening::Held;
use super::super::{Error, NewEntry, Paths, Result};
use super::Unlocked;
use super::file::DataKey;
use super::store::{self, Latch};
use super::vault::PendingEntry;

/// What waits in the slots for the chain.
#[derive(Default)]
pub(in crate::journal) struct Waiting {
    pub(in crate::journal) entries: Vec<NewEntry>,
    /// How many changes of people there were.
    pub(in crate::journal) changes: u64,
}

/// What waits in the slots for the chain.
pub(in crate::journal) fn pending(paths: &Paths, key: &DataKey) -> Result<Waiting> {
    let Some((slots, _)) = store::read(paths)? else {
        return Ok(Waiting::default());
    };
    let (roster, vault) = slots.read(key)?;
    Ok(Waiting {
        entries: vault.pending.iter().map(PendingEntry::entry).collect(),
        changes: roster.changes,
    })
}

/// Forgets what is in the chain, and the mark knows of.
pub(in crate::journal) fn settled(paths: &Paths, key: &DataKey, ids: &[Uuid]) -> Result<()> {
    let latch = Latch::take(paths)?;
    let Some((mut slots, generation)) = store::read(paths)? else {
        return Ok(());
    };
    let (roster, mut vault) = slots.read(key)?;
    vault.pending.retain(|p| !ids.contains(&p.id()));
    slots.set(&roster, &vault, key)?;
    store::write(&latch, paths, &slots, generation + 1)
}

/// Puts what waits into the chain now, where nobody else is writing; otherwise whoever writes does it later.
pub(super) fn write_now(unlocked: &Unlocked, now: DateTime<Utc>) -> Result<()> {
    match Held::take(unlocked) {
        Ok(held) => held.writer(now, &mut Vec::new()).map(drop),
        Err(Error::Locked { .. }) => Ok(()),
        Err(other) => Err(other),
    }
}
