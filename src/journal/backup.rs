//! Copies of a running journal. One is called good only when it was opened again and its chain held.

use std::path::{Path, PathBuf};

use super::connect::{Access, connect};
use super::{Broken, Error, Reader, Result, Tip, disk, verify};

/// What a good copy holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    pub file: PathBuf,
    pub entries: u32,
    pub tip: Option<Tip>,
}

impl Reader {
    /// Copies the journal to a file, under the same key. It stands under its name only when it is on the disk, whole, and
    /// its chain was verified; an existing file is not touched.
    pub fn backup(&self, file: &Path) -> Result<Backup> {
        if file.exists() {
            return Err(Error::Exists {
                file: file.to_owned(),
            });
        }
        let mut name = file.file_name().unwrap_or_default().to_owned();
        name.push(".parcial");
        let partial = file.with_file_name(name);
        disk::remove(&partial)?;
        let made = self.copy(&partial).and_then(|found| {
            std::fs::rename(&partial, file).map_err(|e| Error::io(file, &e))?;
            if let Some(folder) = file.parent() {
                disk::sync(if folder.as_os_str().is_empty() {
                    Path::new(".")
                } else {
                    folder
                })?;
            }
            Ok(found)
        });
        if made.is_err() {
            disk::remove(&partial)?;
        }
        let (entries, tip) = made?;
        Ok(Backup {
            file: file.to_owned(),
            entries,
            tip,
        })
    }

    fn copy(&self, partial: &Path) -> Result<(u32, Option<Tip>)> {
        // An empty file is taken for a new database; made here so that only the owner can read it.
        drop(disk::private_file(partial)?);
        let path = partial.to_str().ok_or_else(|| Error::Refused {
            detail: partial.display().to_string(),
        })?;
        self.connection.execute("VACUUM INTO ?1", [path])?;
        disk::sync(partial)?;
        let copy = connect(partial, &self.key, Access::Immutable)?;
        let found = verify::walk(&copy, self.device, 0)?;
        match found.broken.first() {
            None => Ok((found.entries, found.tip)),
            Some(Broken { entry, fault }) => Err(Error::Damaged {
                detail: format!("{entry}: {fault:?}"),
            }),
        }
    }
}
