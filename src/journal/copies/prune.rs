//! Letting old copies go, once a new one was verified.

use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use rusqlite::Connection;

use super::super::connect::{Access, connect};
use super::super::keys::DataKey;
use super::super::{Error, Result};
use super::check::{bad, bytes, light};
use super::medium::Medium;
use super::{CopyFault, DATABASE, Manifest, PARTIAL, Place, folders, keep};

/// What became of the copies that were there.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Pruned {
    pub(super) removed: Vec<PathBuf>,
    /// Copies of this journal that are not what was written. They are not counted, and nobody touches them.
    pub(super) spoilt: Vec<PathBuf>,
}

struct Candidate {
    folder: PathBuf,
    made: NaiveDateTime,
    /// Every byte of it was read back in this run.
    proven: bool,
}

/// The entries of the new copy.
struct Entries(Connection);

impl Entries {
    fn of(new: (&Path, &Manifest), keys: &[DataKey]) -> Result<Self> {
        let key = keys.iter().find(|k| k.id() == new.1.key);
        let key = key.ok_or_else(|| bad(new.0, CopyFault::Key))?;
        Ok(Self(connect(
            &new.0.join(DATABASE),
            key,
            Access::Immutable,
        )?))
    }

    /// Whether the last entry of a copy is among them; a chain leads from it to all that were before it.
    fn have(&self, copy: &Manifest) -> Result<bool> {
        let sql =
            "SELECT 1 FROM entry WHERE device = ?1 AND epoch = ?2 AND seq = ?3 AND digest = ?4";
        let mut found = self.0.prepare_cached(sql)?;
        let Place {
            epoch, seq, digest, ..
        } = copy.last;
        Ok(found.exists(rusqlite::params![
            copy.device.as_bytes(),
            epoch,
            seq,
            digest
        ])?)
    }
}

/// Removes what the rule does not keep; only a copy whose every entry the new one holds gives way. A copy that others give way to is read back whole before they do. What cannot be
/// removed stays for the next time: the new copy is none the worse for it.
pub(super) fn prune(
    medium: &Medium,
    place: &Path,
    prefix: &str,
    new: (&Path, &Manifest),
    keys: &[DataKey],
) -> Result<Pruned> {
    let mut pruned = Pruned::default();
    let mut there = Vec::new();
    let held = Entries::of(new, keys)?;
    let found = folders(place, prefix, false).map_err(|e| Error::io(place, &e))?;
    for folder in found {
        match light(medium, &folder, keys) {
            // One that alone holds entries, because a log was lost or an older copy put back since, stays and counts for
            // nothing.
            Ok((manifest, _)) if manifest.device == new.1.device && held.have(&manifest)? => {
                there.push(Candidate {
                    proven: folder == new.0,
                    made: manifest.local,
                    folder,
                });
            }
            // Of another journal: not ours to count or remove.
            Ok(_)
            | Err(Error::Copy {
                fault: CopyFault::Key | CopyFault::Newer,
                ..
            }) => {}
            Err(Error::Copy { .. }) => pruned.spoilt.push(folder),
            Err(error) => return Err(error),
        }
    }
    let gone = loop {
        let made: Vec<NaiveDateTime> = there.iter().map(|c| c.made).collect();
        let mut kept = keep::kept(&made);
        // Made now, whatever the clock says.
        for (kept, candidate) in kept.iter_mut().zip(&there) {
            *kept |= candidate.folder == new.0;
        }
        let leaves = |i: usize| !kept[i];
        let unproven = (0..there.len()).find(|i| {
            let gives_way = |j: usize| leaves(j) && keep::stands_for(made[*i], made[j]);
            kept[*i] && !there[*i].proven && (0..there.len()).any(gives_way)
        });
        let Some(i) = unproven else {
            let mut kept = kept.into_iter();
            break there
                .into_iter()
                .filter(|_| !kept.next().unwrap_or(true))
                .collect::<Vec<_>>();
        };
        match bytes(medium, &there[i].folder, keys) {
            Ok(_) => there[i].proven = true,
            Err(Error::Copy { .. }) => pruned.spoilt.push(there.remove(i).folder),
            Err(error) => return Err(error),
        }
    };
    for candidate in gone {
        let mut name = candidate.folder.file_name().unwrap_or_default().to_owned();
        name.push(PARTIAL);
        // First its name: half a copy never stands under the name of one.
        let partial = candidate.folder.with_file_name(name);
        let removed = medium
            .rename(&candidate.folder, &partial)
            .and_then(|()| medium.remove_folder(&partial));
        if removed.is_ok() {
            pruned.removed.push(candidate.folder);
        }
    }
    Ok(pruned)
}
