//! Another data key in the place of the one in use: always the old one or the new one, and the slots know both meanwhile.
//!
//! The order: slots that say {old, new} · the database, in one transaction · the mark · slots that say {new}, with the old
//! one in the keyring · the key file of before the first enrolment, if there is one. A kill leaves some of these done; the
//! next opening does the rest.

use std::fs::File;

use rusqlite::Connection;
use uuid::Uuid;

use super::super::connect::{Access, connect, with_key};
use super::super::{Error, Paths, Result, checkpoint, disk, mark, opening, schema};
use super::file::DataKey;
use super::slots::{Hex, Keys};
use super::store::{self, Latch};

/// The journal with nobody else in it.
pub(super) struct Alone {
    lock: File,
    connection: Connection,
    /// The key that opened it.
    key: DataKey,
}

impl Alone {
    /// Takes the lock, and the database with whichever of the keys opens it. Refused while anybody reads or writes there.
    pub(super) fn take(paths: &Paths, keys: &Keys) -> Result<Self> {
        let lock = opening::lock(paths)?;
        let file = paths.database();
        let mut wrong = None;
        for key in std::iter::once(&keys.current).chain(&keys.next) {
            match connect(&file, key, Access::Alone) {
                Ok(connection) => {
                    return Ok(Self {
                        lock,
                        connection,
                        key: key.clone(),
                    });
                }
                Err(error @ Error::Damaged { .. }) => {
                    let found = mark::read(paths, key)?;
                    wrong = Some(schema::recognise(error, paths, key, &found));
                }
                Err(other) => return Err(other),
            }
        }
        Err(wrong.unwrap_or(Error::WrongKey { file }))
    }
}

/// Does what is left of a change of the data key, and gives back the key that is in use from now on.
pub(super) fn finish(latch: &Latch, paths: &Paths, keys: &Keys, alone: Alone) -> Result<DataKey> {
    let Some(next) = &keys.next else {
        return Ok(keys.current.clone());
    };
    let Alone {
        lock,
        connection,
        key,
    } = alone;
    if key.bytes() == keys.current.bytes() {
        settle(&connection)?;
        connection.execute_batch(&with_key("rekey", next))?;
        settle(&connection)?;
    }
    connection.close().map_err(|(_, e)| Error::from(e))?;
    // What the library says of its own success is not enough.
    drop(connect(&paths.database(), next, Access::Alone)?);
    mark::carry_over(paths, &keys.current, next)?;
    let file = paths.slots();
    let (mut slots, generation) = store::read(paths)?.ok_or(Error::KeysDamaged { file })?;
    let (mut roster, mut vault) = slots.read(&keys.current)?;
    roster.reseal(&Keys {
        current: next.clone(),
        next: None,
    })?;
    vault.earlier.insert(0, Hex(keys.current.bytes().to_vec()));
    slots.set(&roster, &vault, next)?;
    store::write(latch, paths, &slots, generation + 1)?;
    remove_key_file(paths, roster.journal)?;
    drop(lock);
    Ok(next.clone())
}

/// Removes the key file of before the first enrolment, which opens nothing but earlier copies any more.
pub(super) fn remove_key_file(paths: &Paths, journal: Uuid) -> Result<()> {
    let left = paths.key(journal);
    if left.exists() {
        disk::remove(&left)?;
        disk::sync(&paths.keys())?;
    }
    Ok(())
}

/// Moves all of the log into the database.
fn settle(connection: &Connection) -> Result<()> {
    if checkpoint::truncate(connection)? {
        Ok(())
    } else {
        Err(Error::Refused {
            detail: "checkpoint".to_owned(),
        })
    }
}
