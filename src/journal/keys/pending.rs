//! From the slots into the chain: a change of the people is in their file first, and its entry with it, under the identifier
//! that it will have. Whoever opens the journal to write puts it into the chain, once.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension};
use uuid::Uuid;

use super::super::index::Pending;
use super::super::opening::Held;
use super::super::writer::End;
use super::super::{Error, Result};
use super::Unlocked;
use super::slots::PendingEntry;
use super::store::{self, Latch};

/// Appends what is not in the chain yet. Gives back what is now, to be told to [`settled`] once the mark says so too.
pub(in crate::journal) fn append(
    unlocked: &Unlocked,
    connection: &Connection,
    end: &mut End,
) -> Result<Vec<Uuid>> {
    let pending = pending(unlocked)?;
    let missing = |p: &&PendingEntry| !matches!(is_there(connection, p.id()), Ok(true));
    let new: Vec<&PendingEntry> = pending.iter().filter(missing).collect();
    if !new.is_empty() {
        connection.execute_batch("BEGIN IMMEDIATE")?;
        let mut search = Pending::default();
        let mut to = *end;
        let done = new
            .iter()
            .try_for_each(|p| to.append(connection, &mut search, &p.entry()).map(drop))
            .and_then(|()| search.write(connection))
            .and_then(|()| Ok(connection.execute_batch("COMMIT")?));
        if let Err(error) = done {
            if !connection.is_autocommit() {
                connection.execute_batch("ROLLBACK")?;
            }
            return Err(error);
        }
        *end = to;
    }
    Ok(pending.iter().map(PendingEntry::id).collect())
}

/// What waits in the slots.
fn pending(unlocked: &Unlocked) -> Result<Vec<PendingEntry>> {
    match store::read(&unlocked.paths)? {
        Some((slots, _)) => Ok(slots.read(&unlocked.key)?.1.pending.clone()),
        None => Ok(Vec::new()),
    }
}

fn is_there(connection: &Connection, id: Uuid) -> Result<bool> {
    let mut statement = connection.prepare_cached("SELECT 1 FROM entry WHERE id = ?1")?;
    let found: Option<i64> = statement
        .query_row([id.as_bytes()], |r| r.get(0))
        .optional()?;
    Ok(found.is_some())
}

/// Forgets what is in the chain, and the mark knows of.
pub(in crate::journal) fn settled(unlocked: &Unlocked, ids: &[Uuid]) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    let paths = &unlocked.paths;
    let latch = Latch::take(paths)?;
    let Some((mut slots, generation)) = store::read(paths)? else {
        return Ok(());
    };
    let (roster, mut vault) = slots.read(&unlocked.key)?;
    vault.pending.retain(|p| !ids.contains(&p.id()));
    slots.set(&roster, &vault, &unlocked.key)?;
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
