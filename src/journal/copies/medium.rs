//! What a copy is written on: every touch of it goes through here, so that a test can pull it out at each one.

use std::fs::{self, File};
use std::io::{ErrorKind, Read, Write};
use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::super::{Digest, Error, Result, disk};

/// Bytes read or written at once.
const PIECE: usize = 1 << 20;

/// The file system as copies use it.
#[derive(Debug, Default)]
pub(in crate::journal) struct Medium {
    #[cfg(test)]
    pub(in crate::journal) fault: super::faulty::Fault,
}

/// What is about to be done to the medium.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::journal) enum Touch {
    Write,
    Sync,
    Rename,
    Remove,
    Read,
}

/// A file as it was read or written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::journal) struct Content {
    pub(in crate::journal) bytes: u64,
    pub(in crate::journal) sha256: Digest,
}

impl Medium {
    #[cfg(not(test))]
    #[expect(
        clippy::unused_self,
        clippy::unnecessary_wraps,
        reason = "in tests the medium may be gone"
    )]
    fn touch(&self, _touch: Touch, _path: &Path) -> Result<()> {
        Ok(())
    }

    #[cfg(test)]
    fn touch(&self, touch: Touch, path: &Path) -> Result<()> {
        self.fault.meet(touch).map_err(|e| Error::io(path, &e))
    }

    #[cfg(not(test))]
    #[expect(clippy::unused_self, reason = "in tests pieces are small")]
    fn piece(&self) -> usize {
        PIECE
    }

    #[cfg(test)]
    fn piece(&self) -> usize {
        self.fault.piece().unwrap_or(PIECE)
    }

    /// A folder of its own, for the owner alone where the medium knows owners.
    pub(in crate::journal) fn folder(&self, path: &Path) -> Result<()> {
        self.touch(Touch::Write, path)?;
        disk::private_folder(path)
    }

    /// A new file with this in it, on the disk.
    pub(in crate::journal) fn write(&self, path: &Path, content: &[u8]) -> Result<Content> {
        self.fill(path, &mut &*content)
    }

    /// A new file with what another holds, on the disk. What was read from there is what is told of it.
    pub(in crate::journal) fn copy(&self, from: &Path, to: &Path) -> Result<Content> {
        let mut source = File::open(from).map_err(|e| Error::io(from, &e))?;
        self.fill(to, &mut source)
    }

    fn fill(&self, path: &Path, source: &mut impl Read) -> Result<Content> {
        self.touch(Touch::Write, path)?;
        let mut file = disk::private_file(path)?;
        let mut hash = Sha256::new();
        let mut bytes = 0;
        let mut piece = vec![0; self.piece()];
        loop {
            let read = source.read(&mut piece).map_err(|e| Error::io(path, &e))?;
            let Some(read) = piece.get(..read).filter(|p| !p.is_empty()) else {
                break;
            };
            if let Err(error) = self.touch(Touch::Write, path) {
                // As a stick does that is pulled out: half of it is there.
                let _torn = file.write_all(&read[..read.len() / 2]);
                return Err(error);
            }
            file.write_all(read).map_err(|e| Error::io(path, &e))?;
            hash.update(read);
            bytes += read.len() as u64;
        }
        self.touch(Touch::Sync, path)?;
        file.sync_all().map_err(|e| Error::io(path, &e))?;
        Ok(Content {
            bytes,
            sha256: hash.finalize().into(),
        })
    }

    /// Waits until a folder's list of names is on the disk, where its file system knows such a wait.
    pub(in crate::journal) fn sync_folder(&self, path: &Path) -> Result<()> {
        self.touch(Touch::Sync, path)?;
        match File::open(path).and_then(|f| f.sync_all()) {
            Err(e) if !matches!(e.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => {
                Err(Error::io(path, &e))
            }
            _ => Ok(()),
        }
    }

    /// Gives a file or folder another name, which nothing has yet.
    pub(in crate::journal) fn rename(&self, from: &Path, to: &Path) -> Result<()> {
        self.touch(Touch::Rename, to)?;
        if fs::symlink_metadata(to).is_ok() {
            return Err(Error::Exists {
                file: to.to_owned(),
            });
        }
        fs::rename(from, to).map_err(|e| Error::io(to, &e))
    }

    /// Removes a folder with all that is in it, if it is there.
    pub(in crate::journal) fn remove_folder(&self, path: &Path) -> Result<()> {
        self.touch(Touch::Remove, path)?;
        match fs::remove_dir_all(path) {
            Err(e) if e.kind() != ErrorKind::NotFound => Err(Error::io(path, &e)),
            _ => Ok(()),
        }
    }

    /// What a file holds, read from the disk and not from memory where the system lets itself be asked for that.
    pub(in crate::journal) fn read_back(&self, path: &Path) -> Result<Content> {
        self.touch(Touch::Read, path)?;
        let mut file = File::open(path).map_err(|e| Error::io(path, &e))?;
        forget(&file);
        let mut hash = Sha256::new();
        let mut bytes = 0;
        let mut piece = vec![0; self.piece()];
        loop {
            let read = file.read(&mut piece).map_err(|e| Error::io(path, &e))?;
            let Some(read) = piece.get(..read).filter(|p| !p.is_empty()) else {
                break;
            };
            hash.update(read);
            bytes += read.len() as u64;
        }
        Ok(Content {
            bytes,
            sha256: hash.finalize().into(),
        })
    }

    /// The bytes of a small file.
    pub(in crate::journal) fn read(&self, path: &Path) -> Result<Vec<u8>> {
        self.touch(Touch::Read, path)?;
        fs::read(path).map_err(|e| Error::io(path, &e))
    }
}

/// Asks the system to let go what it holds of a file in memory. It may not do so; nothing rests on it but rigour.
fn forget(file: &File) {
    #[cfg(target_os = "linux")]
    let _asked = rustix::fs::fadvise(file, 0, None, rustix::fs::Advice::DontNeed);
    #[cfg(not(target_os = "linux"))]
    let _ = file;
}
