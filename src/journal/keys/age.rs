//! An older file of the slots put back in the place of a newer one: with its code it would bring back who was removed, a
//! role or a PIN. The journal knows how many changes it has seen.

use rusqlite::Connection;

use super::super::connect::{Access, connect};
use super::super::mark::{self, Found};
use super::super::{Error, Paths, Result, schema};
use super::slots::Keys;
use super::{Opener, Unlocked, store};

/// The setting of the journal that holds the number.
const SETTING: &str = "people_changes";

/// Writes how many changes of people the journal has seen.
pub(in crate::journal) fn remember(connection: &Connection, changes: u64) -> Result<()> {
    let seen = seen(connection)?;
    if changes > seen {
        schema::set(connection, SETTING, &changes.to_string())?;
    }
    Ok(())
}

/// Refuses slots that are older than the journal which somebody opened by them: when they came in the journal may have been
/// out of reach for a moment. Whoever has the recovery code adopts them.
pub(in crate::journal) fn check(unlocked: &Unlocked, connection: &Connection) -> Result<()> {
    let Opener::Person(_) = unlocked.by else {
        return Ok(());
    };
    // In this order: a change is in the slots first.
    let seen = seen(connection)?;
    let Some((slots, _)) = store::read(&unlocked.paths)? else {
        return Ok(());
    };
    if slots.read(&unlocked.key)?.0.changes < seen {
        return Err(Error::KeysOlder);
    }
    Ok(())
}

/// How many changes of people the journal has seen; `None` where it does not open with the keys of the slots, nor was its
/// mark written with one: they are of another time. A journal that is damaged is no sign of age.
pub(super) fn seen_with(paths: &Paths, keys: &Keys) -> Result<Option<u64>> {
    let file = paths.database();
    let mut marked = false;
    for key in std::iter::once(&keys.current).chain(&keys.next) {
        match connect(&file, key, Access::Read) {
            Ok(connection) => return seen(&connection).map(Some),
            Err(Error::Damaged { .. }) => {
                marked |= !matches!(mark::read(paths, key)?, Found::Foreign);
            }
            // Whoever opens it next is told.
            Err(_) => marked = true,
        }
    }
    Ok(marked.then_some(0))
}

fn seen(connection: &Connection) -> Result<u64> {
    let text = schema::setting(connection, SETTING)?;
    Ok(text.and_then(|t| t.parse().ok()).unwrap_or(0))
}
