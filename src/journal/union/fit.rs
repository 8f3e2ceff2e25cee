//! Whether an entry fits among those that are here: at its place, under its identifier, between its neighbours.

use rusqlite::{Connection, OptionalExtension, params};

use super::super::{Digest, Result};
use super::{Carried, Fork};

/// How an entry fits.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fit {
    New,
    /// The same entry is here.
    Known,
    Fork(Fork),
    /// Its identifier belongs to an entry at another place.
    OtherPlace,
}

/// Compares an entry with what is here.
pub(super) fn fit(connection: &Connection, entry: &Carried) -> Result<Fit> {
    let fork = |seq, ours, theirs| {
        Ok(Fit::Fork(Fork {
            device: entry.device,
            epoch: entry.epoch,
            seq,
            ours,
            theirs,
        }))
    };
    if let Some((digest, _)) = at(connection, entry, entry.seq)? {
        return if digest == entry.digest {
            Ok(Fit::Known)
        } else {
            fork(entry.seq, digest, entry.digest)
        };
    }
    let mut statement = connection.prepare_cached("SELECT 1 FROM entry WHERE id = ?1")?;
    if statement.exists([entry.id.as_bytes()])? {
        return Ok(Fit::OtherPlace);
    }
    let before = entry.seq - 1;
    if let Some((digest, _)) = at(connection, entry, before)?
        && digest != entry.prev
    {
        return fork(before, digest, entry.prev);
    }
    if let Some((_, prev)) = at(connection, entry, entry.seq.saturating_add(1))?
        && prev != entry.digest
    {
        return fork(entry.seq, prev, entry.digest);
    }
    Ok(Fit::New)
}

/// The digest of the entry of this chain at a place, and of the one it follows.
fn at(connection: &Connection, entry: &Carried, seq: u32) -> Result<Option<(Digest, Digest)>> {
    let sql = "SELECT digest, prev FROM entry WHERE device = ?1 AND epoch = ?2 AND seq = ?3";
    let mut statement = connection.prepare_cached(sql)?;
    let place = params![entry.device.as_bytes(), entry.epoch, seq];
    Ok(statement
        .query_row(place, |r| Ok((r.get(0)?, r.get(1)?)))
        .optional()?)
}
