//! A copy on a new disk: who is enrolled comes into the empty folder first, so that somebody can say who they are.

use std::path::Path;

use super::super::{Paths, Result, disk, exists};
use super::Medium;

/// What keeps people's slots.
pub(super) const SLOTS: [&str; 2] = ["diario.llaves", "diario.llaves.2"];

/// Whether a folder has people's slots.
pub(super) fn has_slots(folder: &Path) -> bool {
    SLOTS.iter().any(|name| folder.join(name).exists())
}

/// Puts the slots of a copy into a folder that has neither a journal nor slots; gives back whether it did. The recovery
/// code opens them there: the folder is not the one they were made in.
pub fn bring_people(paths: &Paths, copy: &Path) -> Result<bool> {
    if exists(paths) || has_slots(&paths.data) || !has_slots(copy) {
        return Ok(false);
    }
    disk::private_folder(&paths.data)?;
    // With the journal's identifier: where the restoring is not gone through with, the next try enters by PIN.
    for name in SLOTS.into_iter().chain(["diario.id"]) {
        let from = copy.join(name);
        if from.exists() && !paths.data.join(name).exists() {
            Medium::default().copy(&from, &paths.data.join(name))?;
        }
    }
    disk::sync(&paths.data)?;
    Ok(true)
}

/// Takes them out again, where nobody could enter with them.
pub fn leave_people(paths: &Paths) -> Result<()> {
    for name in SLOTS {
        disk::remove(&paths.data.join(name))?;
    }
    disk::sync(&paths.data)
}
