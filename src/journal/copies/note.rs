//! Writing into the chain that a copy was made, by who is not at the desk.

use chrono::{DateTime, Utc};

use super::super::opening::{self, Held};
use super::super::unforeseen::unforeseen;
use super::super::{
    Body, Change, Error, MarkState, NewEntry, Reader, Result, Unlocked, checkpoint, schema,
};
use super::last_copy;

/// Writes the entry of the last copy, if the chain does not know of it. Left to the desk where that is open, or where
/// something is wrong that has to be said there first; gives back whether the chain knows of it now.
pub fn note_copy(unlocked: &Unlocked, now: DateTime<Utc>) -> Result<bool> {
    let Some(copy) = last_copy(&unlocked.paths) else {
        return Ok(false);
    };
    {
        let reader = Reader::open(unlocked)?;
        if reader.last_copy()?.as_ref() == Some(&copy) {
            return Ok(true);
        }
        if reader.verify_quick()?.mark != MarkState::Met {
            return Ok(false);
        }
    }
    let held = match Held::take(unlocked) {
        Err(Error::Locked { .. } | Error::ReadOnly { .. }) => return Ok(false),
        other => other?,
    };
    let (mut writer, clean) = held.writer(now, &mut Vec::new())?;
    // Who made it, not whoever comes after and tells the chain.
    let agent = match copy.by.as_deref().or(unlocked.name()) {
        Some(name) => name.to_owned(),
        None => opening::station(&writer.connection)?.agent,
    };
    let entry = NewEntry {
        agent,
        ..unforeseen(now, Body::Copy(copy))?
    };
    let changes = [Change::Entry(entry)];
    writer.commit(std::iter::once(changes.as_slice()))?;
    if clean {
        schema::set(&writer.connection, "clean", "1")?;
    }
    checkpoint::truncate(&writer.connection)?;
    Ok(true)
}
