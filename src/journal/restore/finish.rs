//! The change itself, written down before it begins: whoever opens the folder next finishes what was cut short.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::super::{Error, Paths, Result, disk, opening};

/// What is to be done. While this file is there nothing of the folder is opened.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Intent {
    pub(super) version: u32,
    /// Name of the folder, in `anteriores`, that takes what was there.
    pub(super) old: String,
    /// Files that leave and that nothing replaces.
    pub(super) away: Vec<String>,
    /// Files that come out of the staged folder.
    pub(super) put: Vec<String>,
}

/// Whether a restoring was begun and is not finished.
pub(in crate::journal) fn is_under_way(paths: &Paths) -> bool {
    paths.restoring().exists()
}

/// Finishes a restoring that was cut short, if there is one. Somebody else may be doing it: then it is waited for.
pub(in crate::journal) fn finish(paths: &Paths) -> Result<()> {
    if !is_under_way(paths) {
        return Ok(());
    }
    let _lock = opening::lock(paths)?;
    finish_held(paths)
}

/// The same, for who holds the lock.
pub(in crate::journal) fn finish_held(paths: &Paths) -> Result<()> {
    let file = paths.restoring();
    let text = match fs::read_to_string(&file) {
        Ok(text) => text,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(e) => return Err(Error::io(&file, &e)),
    };
    let intent: Intent =
        serde_json::from_str(&text).map_err(|e| Error::unreadable("diario.restauracion", &e))?;
    let (staged, old) = (paths.staged(), paths.earlier().join(&intent.old));
    disk::private_folder(&old)?;
    // First everything away, and on the disk; then what replaces it: no name is ever taken from two files at once.
    for name in &intent.away {
        leave(&paths.data.join(name), &old)?;
    }
    for name in &intent.put {
        // What is staged still has not replaced what is there.
        if staged.join(name).exists() {
            leave(&paths.data.join(name), &old)?;
        }
    }
    for folder in [&old, &paths.earlier(), &paths.data] {
        disk::sync(folder)?;
    }
    for name in &intent.put {
        let (from, to) = (staged.join(name), paths.data.join(name));
        if from.exists() {
            fs::rename(&from, &to).map_err(|e| Error::io(&to, &e))?;
        }
    }
    disk::sync(&paths.data)?;
    disk::sync(&staged)?;
    disk::remove(&file)?;
    disk::sync(&paths.data)?;
    // Empty now; what cannot be removed is in nobody's way.
    let _left = fs::remove_dir(&staged);
    let _empty = fs::remove_dir(&old);
    Ok(())
}

/// Moves a file, if it is there, under a name in the folder that nothing has.
fn leave(file: &Path, folder: &Path) -> Result<()> {
    if fs::symlink_metadata(file).is_err() {
        return Ok(());
    }
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let mut to = folder.join(&*name);
    let mut n = 1;
    while fs::symlink_metadata(&to).is_ok() {
        n += 1;
        to = folder.join(format!("{name}-{n}"));
    }
    fs::rename(file, &to).map_err(|e| Error::io(&to, &e))
}

impl Intent {
    /// Writes it: from here on the new journal is the journal.
    pub(super) fn declare(&self, paths: &Paths) -> Result<()> {
        let text = serde_json::to_string(self).map_err(|e| Error::Refused {
            detail: e.to_string(),
        })?;
        let file = paths.restoring();
        let next = file.with_extension("nuevo");
        disk::remove(&next)?;
        disk::write_private(&next, text.as_bytes())?;
        fs::rename(&next, &file).map_err(|e| Error::io(&file, &e))?;
        disk::sync(&paths.data)
    }
}

/// A folder in `anteriores` of this name, or of one like it that nothing has.
pub(super) fn free(paths: &Paths, name: &str) -> PathBuf {
    let mut folder = paths.earlier().join(name);
    let mut n = 1;
    while folder.exists() {
        n += 1;
        folder = paths.earlier().join(format!("{name}-{n}"));
    }
    folder
}

/// What is left of a staging that was never declared.
pub(super) fn clear_staged(paths: &Paths, _lock: &File) -> Result<()> {
    match fs::remove_dir_all(paths.staged()) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(Error::io(&paths.staged(), &e)),
        _ => Ok(()),
    }
}
