//! Putting a bundle under its name: whole and on the disk, or not at all.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use super::super::{Error, Result, disk};

/// Writes a new file beside its name, waits for the disk, has it `checked` by reading it again, and gives it its name. What
/// was under the name is not touched; where anything fails, nothing is left.
pub(in crate::journal) fn write_file<T>(
    target: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> Result<T>,
    checked: impl FnOnce(File) -> Result<()>,
) -> Result<T> {
    let refused = || Error::Exists {
        file: target.to_owned(),
    };
    if target.symlink_metadata().is_ok() {
        return Err(refused());
    }
    let partial = partial(target);
    disk::remove(&partial)?;
    let made = (|| {
        let io = |e: std::io::Error| Error::io(target, &e);
        let mut out = BufWriter::new(disk::private_file(&partial)?);
        let written = write(&mut out)?;
        out.flush().map_err(io)?;
        let file = out.into_inner().map_err(|e| io(e.into_error()))?;
        file.sync_all().map_err(io)?;
        drop(file);
        checked(File::open(&partial).map_err(io)?)?;
        if target.symlink_metadata().is_ok() {
            return Err(refused());
        }
        fs::rename(&partial, target).map_err(io)?;
        let folder = target.parent().filter(|f| !f.as_os_str().is_empty());
        disk::sync(folder.unwrap_or(Path::new(".")))?;
        Ok(written)
    })();
    if made.is_err() {
        // The first error is the one that tells.
        let _gone = disk::remove(&partial);
    }
    made
}

/// The name that a file has while it is being written.
fn partial(target: &Path) -> PathBuf {
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(".parcial");
    target.with_file_name(name)
}
