//! The little that the journal asks of the file system directly.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::Write;
use std::path::Path;

use super::{Error, Result};

/// Which file a path leads to: device and inode.
pub(super) type Inode = (u64, u64);

/// Which file the path leads to now; `None` where there is none, or where the system has no such numbers.
#[cfg(unix)]
pub(super) fn inode(path: &Path) -> Option<Inode> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).ok().map(|m| (m.dev(), m.ino()))
}

#[cfg(not(unix))]
pub(super) fn inode(_: &Path) -> Option<Inode> {
    None
}

/// Makes a folder and those above it, for the owner alone.
pub(super) fn private_folder(path: &Path) -> Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(|e| Error::io(path, &e))
}

/// A new file, for the owner alone.
pub(super) fn private_file(path: &Path) -> Result<File> {
    new_private(path).map_err(|e| Error::io(path, &e))
}

/// The same, with the system's own error.
pub(super) fn new_private(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// A new file, for the owner alone, with this in it and on the disk.
pub(super) fn write_private(path: &Path, content: &[u8]) -> Result<()> {
    let mut file = private_file(path)?;
    file.write_all(content)
        .and_then(|()| file.sync_all())
        .map_err(|e| Error::io(path, &e))
}

/// Waits until the file at this path is on the disk; for a folder, its list of names.
pub(super) fn sync(path: &Path) -> Result<()> {
    File::open(path)
        .and_then(|f| f.sync_all())
        .map_err(|e| Error::io(path, &e))
}

/// Removes a file if it is there.
pub(super) fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(Error::io(path, &e)),
        _ => Ok(()),
    }
}
