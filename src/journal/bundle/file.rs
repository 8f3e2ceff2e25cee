//! Putting a file under a name that somebody chose: whole and on the disk, or not at all.

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use super::super::{Error, Result, disk};

/// Writes a new file beside its name, waits for the disk, has it `checked` by reading it again, and gives it its name. What
/// was under the name is not touched; where anything fails, nothing is left.
pub(in crate::journal) fn write_file<T>(
    target: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> Result<T>,
    checked: impl FnOnce(File) -> Result<()>,
) -> Result<T> {
    let failed = |e: std::io::Error| Error::outside(target, &e);
    let partial = partial(target);
    is_free(target)?;
    // What an earlier one left that was cut short.
    if let Err(e) = fs::remove_file(&partial)
        && e.kind() != std::io::ErrorKind::NotFound
    {
        return Err(failed(e));
    }
    let made = (|| {
        let mut out = BufWriter::new(disk::new_private(&partial).map_err(failed)?);
        let written = write(&mut out)?;
        let file = out.into_inner().map_err(|e| failed(e.into_error()))?;
        file.sync_all().map_err(failed)?;
        forget(&file);
        drop(file);
        checked(File::open(&partial).map_err(failed)?)?;
        is_free(target)?;
        fs::rename(&partial, target).map_err(failed)?;
        let folder = target.parent().filter(|f| !f.as_os_str().is_empty());
        disk::sync(folder.unwrap_or(Path::new(".")))?;
        Ok(written)
    })();
    if made.is_err() {
        // The first error is the one that tells.
        let _gone = fs::remove_file(&partial);
    }
    made
}

/// Asks the system to let go what it holds of a file in memory, so that it is read from the stick. It may not do so.
fn forget(file: &File) {
    #[cfg(target_os = "linux")]
    let _asked = rustix::fs::fadvise(file, 0, None, rustix::fs::Advice::DontNeed);
    #[cfg(not(target_os = "linux"))]
    let _ = file;
}

/// Nothing has this name.
fn is_free(target: &Path) -> Result<()> {
    match target.symlink_metadata() {
        Err(_) => Ok(()),
        Ok(_) => Err(Error::Exists {
            file: target.to_owned(),
        }),
    }
}

/// The name that a file has while it is being written.
fn partial(target: &Path) -> PathBuf {
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(".parcial");
    target.with_file_name(name)
}
