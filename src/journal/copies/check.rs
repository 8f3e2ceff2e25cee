//! Reading a copy back: every byte against its manifest, then every page, every link of the chain, and where it ends.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::super::connect::{Access, connect};
use super::super::keys::DataKey;
use super::super::{Error, Result, Unlocked, verify, writer};
use super::make::{DATABASE, keys_for};
use super::manifest::{FILE, Place};
use super::medium::Medium;
use super::{CopyFault, Manifest};

/// A copy that was read back and is what was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    pub folder: PathBuf,
    pub manifest: Manifest,
}

/// Reads a copy back whole and verifies it.
pub fn check_copy(unlocked: &Unlocked, folder: &Path) -> Result<Checked> {
    let (manifest, _) = whole(&Medium::default(), folder, &keys_for(unlocked))?;
    Ok(Checked {
        folder: folder.to_owned(),
        manifest,
    })
}

/// What a copy says of itself, whoever made it and whether or not it is true.
pub fn look_at_copy(folder: &Path) -> Result<Manifest> {
    let bytes = manifest_bytes(&Medium::default(), folder)?;
    let (manifest, _) = Manifest::read(&bytes).map_err(|fault| bad(folder, fault))?;
    Ok(manifest)
}

fn manifest_bytes(medium: &Medium, folder: &Path) -> Result<Vec<u8>> {
    match medium.read(&folder.join(FILE)) {
        Err(Error::Io {
            kind: std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory,
            ..
        }) => Err(bad(folder, CopyFault::Manifest)),
        other => other,
    }
}

/// The manifest, sealed by one of the keys, with every file of it there in its length; nothing else of them is read.
pub(super) fn light<'k>(
    medium: &Medium,
    folder: &Path,
    keys: &'k [DataKey],
) -> Result<(Manifest, &'k DataKey)> {
    let bytes = manifest_bytes(medium, folder)?;
    let (manifest, key) = Manifest::open(&bytes, keys).map_err(|fault| bad(folder, fault))?;
    for listed in &manifest.files {
        // A name leads nowhere else: the code covers it, and still.
        if Path::new(&listed.name).components().count() != 1 || listed.name.starts_with('.') {
            return Err(bad(folder, CopyFault::Altered));
        }
        match std::fs::metadata(folder.join(&listed.name)) {
            Err(_) => return Err(bad(folder, CopyFault::Missing(listed.name.clone()))),
            Ok(found) if found.len() != listed.bytes => {
                return Err(bad(folder, CopyFault::Differs(listed.name.clone())));
            }
            Ok(_) => {}
        }
    }
    if !manifest.files.iter().any(|f| f.name == DATABASE) {
        return Err(bad(folder, CopyFault::Missing(DATABASE.to_owned())));
    }
    Ok((manifest, key))
}

/// As [`light`], and every byte is what was written.
pub(super) fn bytes<'k>(
    medium: &Medium,
    folder: &Path,
    keys: &'k [DataKey],
) -> Result<(Manifest, &'k DataKey)> {
    let (manifest, key) = light(medium, folder, keys)?;
    for listed in &manifest.files {
        let found = medium.read_back(&folder.join(&listed.name))?;
        if (found.bytes, found.sha256) != (listed.bytes, listed.sha256) {
            return Err(bad(folder, CopyFault::Differs(listed.name.clone())));
        }
    }
    Ok((manifest, key))
}

/// As [`bytes`], and the database is whole, its chain holds and ends where the manifest says.
pub(super) fn whole<'k>(
    medium: &Medium,
    folder: &Path,
    keys: &'k [DataKey],
) -> Result<(Manifest, &'k DataKey)> {
    let (manifest, key) = bytes(medium, folder, keys)?;
    let connection = connect(&folder.join(DATABASE), key, Access::Immutable)
        .map_err(|e| same_or_copy_fault(folder, e))?;
    let found = database(&connection, &manifest);
    match found.map_err(|e| same_or_copy_fault(folder, e))? {
        Some(fault) => Err(bad(folder, fault)),
        None => Ok((manifest, key)),
    }
}

/// What is wrong with the database of a copy.
fn database(connection: &Connection, manifest: &Manifest) -> Result<Option<CopyFault>> {
    if let Some(said) = verify::bad_pages(connection)? {
        return Ok(Some(CopyFault::Pages(said)));
    }
    let walked = verify::walk(connection, manifest.device, 0)?;
    if !walked.broken.is_empty() {
        return Ok(Some(CopyFault::Chain));
    }
    let last = writer::last_of(connection, manifest.device)?.map(Place::from);
    let same = walked.entries == manifest.entries && last == Some(manifest.last);
    Ok((!same).then_some(CopyFault::NotAsSaid))
}

/// Damage that was met while a copy was read is the copy's, not the journal's.
pub(in crate::journal) fn same_or_copy_fault(folder: &Path, error: Error) -> Error {
    match error {
        Error::Damaged { detail } => bad(folder, CopyFault::Pages(detail)),
        other => other,
    }
}

pub(super) fn bad(folder: &Path, fault: CopyFault) -> Error {
    Error::Copy {
        folder: folder.to_owned(),
        fault,
    }
}
