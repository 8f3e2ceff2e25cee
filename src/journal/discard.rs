//! The end of a practice journal. No other journal can be discarded.

use std::path::Path;

use super::opening::Held;
use super::{Paths, Reader, Result, by_file, disk};

/// Removes a practice journal with its key. Gives back false, and touches nothing, where the journal is not one, or where
/// it cannot be told. One that somebody writes in is refused.
pub fn discard(paths: &Paths) -> Result<bool> {
    let practice = |reader: Reader| reader.station().is_ok_and(|s| s.practice);
    let Ok(unlocked) = by_file(paths) else {
        return Ok(false);
    };
    if !Reader::open(&unlocked).is_ok_and(practice) {
        return Ok(false);
    }
    let _held = Held::take(&unlocked)?;
    let key = paths.key(unlocked.device);
    let database = paths.database();
    let index = database.with_extension("db-shm");
    // The log first: one that was left behind would be taken for the log of the next journal. A discarding that is cut
    // short leaves a journal that is behind its mark and can still be discarded.
    let files: [&Path; 9] = [
        &paths.log(),
        &index,
        &database,
        &paths.mark(),
        &paths.identity(),
        &key,
        &paths.slots(),
        &paths.slots_again(),
        &paths.slots_lock(),
    ];
    for file in files {
        disk::remove(file)?;
    }
    disk::sync(&paths.data)?;
    Ok(true)
}
