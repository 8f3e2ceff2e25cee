//! The file of the slots on the disk: two copies, each whole or not at all, of which the newer valid one counts.

use std::fs::{self, File, TryLockError};
use std::path::Path;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::super::{Error, Paths, Result, disk};
use super::file::hex;
use super::slots::Slots;

/// How long somebody waits for whoever is writing the slots; a change takes milliseconds.
const PATIENCE: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(15);
/// No file is ever written so often: what says more was made by hand, and would have no next generation.
const MOST_GENERATIONS: u64 = u64::MAX / 2;
/// The version of the file that this program writes.
const KNOWN: u32 = 1;

/// What a copy holds, as one line of JSON. A second line is the SHA-256 of the first.
#[derive(Serialize, Deserialize)]
struct Copy<T> {
    version: u32,
    /// Grows with every write.
    generation: u64,
    slots: T,
}

/// The slots, kept from everybody else for as long as it lives.
pub(super) struct Latch(#[expect(dead_code, reason = "held, never read")] File);

impl Latch {
    /// Waits until nobody else works on the slots.
    pub(super) fn take(paths: &Paths) -> Result<Self> {
        let path = paths.slots_lock();
        let file = File::options()
            .create(true)
            .append(true)
            .open(&path)
            .map_err(|e| Error::io(&path, &e))?;
        let start = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self(file)),
                Err(TryLockError::WouldBlock) if start.elapsed() < PATIENCE => {
                    std::thread::sleep(PAUSE);
                }
                Err(TryLockError::WouldBlock) => {
                    return Err(Error::KeysBusy {
                        file: paths.slots(),
                    });
                }
                Err(TryLockError::Error(e)) => return Err(Error::io(&path, &e)),
            }
        }
    }
}

/// Whether anybody was ever enrolled here.
pub(super) fn exist(paths: &Paths) -> bool {
    paths.slots().exists() || paths.slots_again().exists()
}

/// The slots and their generation; `None` where nobody was ever enrolled. A damaged copy is passed over, and two are an
/// error.
pub(super) fn read(paths: &Paths) -> Result<Option<(Slots, u64)>> {
    let copies = [paths.slots(), paths.slots_again()].map(|path| copy(&path));
    if copies.iter().all(|c| matches!(c, Ok(None))) {
        return Ok(None);
    }
    let mut newest: Option<(Slots, u64)> = None;
    let mut failure = None;
    for copy in copies {
        match copy {
            Ok(Some((slots, generation))) if newest.as_ref().is_none_or(|n| n.1 < generation) => {
                newest = Some((slots, generation));
            }
            Ok(_) => {}
            Err(error) => failure = failure.or(Some(error)),
        }
    }
    match (newest, failure) {
        // What a later version of this program wrote may be newer than what can be read here.
        (_, Some(newer @ Error::Newer { .. })) => Err(newer),
        (Some(newest), _) => Ok(Some(newest)),
        (None, failure) => Err(failure.unwrap_or(Error::KeysDamaged {
            file: paths.slots(),
        })),
    }
}

/// Writes both copies, one after the other, so that at every moment one is whole.
pub(super) fn write(_held: &Latch, paths: &Paths, slots: &Slots, generation: u64) -> Result<()> {
    let copy = Copy {
        version: KNOWN,
        generation,
        slots,
    };
    let mut text = serde_json::to_string(&copy).map_err(|e| Error::Refused {
        detail: e.to_string(),
    })?;
    let sum = hex(&Sha256::digest(text.as_bytes()));
    text.push('\n');
    text.push_str(&sum);
    text.push('\n');
    for path in [paths.slots(), paths.slots_again()] {
        replace(&path, text.as_bytes())?;
        disk::sync(&paths.data)?;
    }
    Ok(())
}

/// Puts a file in the place of another, whole or not at all.
fn replace(path: &Path, content: &[u8]) -> Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".nuevo");
    let new = path.with_file_name(name);
    disk::remove(&new)?;
    disk::write_private(&new, content)?;
    fs::rename(&new, path).map_err(|e| Error::io(path, &e))
}

/// What one copy holds; `None` where it is not there.
fn copy(path: &Path) -> Result<Option<(Slots, u64)>> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(Error::io(path, &e)),
    };
    let damaged = || Error::KeysDamaged {
        file: path.to_owned(),
    };
    let text = std::str::from_utf8(&bytes).map_err(|_| damaged())?;
    let (text, sum) = text.split_once('\n').ok_or_else(damaged)?;
    if sum.strip_suffix('\n') != Some(hex(&Sha256::digest(text.as_bytes())).as_str()) {
        return Err(damaged());
    }
    let read: Copy<serde_json::Value> = serde_json::from_str(text).map_err(|_| damaged())?;
    if read.version > KNOWN {
        return Err(Error::Newer {
            found: read.version,
            known: KNOWN,
        });
    }
    if read.generation > MOST_GENERATIONS {
        return Err(damaged());
    }
    let slots = serde_json::from_value(read.slots).map_err(|_| damaged())?;
    Ok(Some((slots, read.generation)))
}

#[cfg(test)]
#[path = "store_tests.rs"]
mod tests;
