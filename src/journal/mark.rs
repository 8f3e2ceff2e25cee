//! The high-water mark: how far the journal is known to have got.
//!
//! A chain cannot see that its own tail is missing: a deleted or damaged write-ahead log opens clean. This file stands
//! outside the database. Its two slots lie on separate blocks and are written in turn, so that a torn write spoils one.

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::PathBuf;

use uuid::Uuid;

use super::keys::DataKey;
use super::{Digest, Error, Paths, Result, disk};
use crate::attention::RegistryNumber;

const PURPOSE: &[u8] = b"ventanilla/journal/mark/1";
const MAGIC: [u8; 8] = *b"VNTMARK1";
/// Distance between the slots, in bytes: a block of the disk.
const BLOCK: usize = 4096;
/// Bytes of a slot before its code.
const SIGNED: usize = 8 + 8 + 16 + 4 + 4 + 32 + 10;
const SLOT: usize = SIGNED + 32;

/// What the mark says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) device: Uuid,
    pub(super) epoch: u32,
    pub(super) seq: u32,
    pub(super) digest: Digest,
    /// The highest registry number given.
    pub(super) number: Option<RegistryNumber>,
    /// Grows with every write.
    pub(super) counter: u64,
}

/// What is found where the mark should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    Mark(Mark),
    Missing,
    /// No slot was written with this key.
    Foreign,
}

/// The open file, with what it says.
pub(super) struct MarkFile {
    file: File,
    path: PathBuf,
    key: DataKey,
    current: Mark,
}

impl Mark {
    fn encode(&self, key: &DataKey) -> [u8; SLOT] {
        let mut number = [0; 10];
        if let Some(n) = self.number {
            number[..3].copy_from_slice(n.office().as_bytes());
            number[3] = n.station();
            number[4..6].copy_from_slice(&n.year().to_be_bytes());
            number[6..].copy_from_slice(&n.sequence().to_be_bytes());
        }
        let mut slot = [0; SLOT];
        let mut rest = &mut slot[..];
        let members: [&[u8]; 7] = [
            &MAGIC,
            &self.counter.to_be_bytes(),
            self.device.as_bytes(),
            &self.epoch.to_be_bytes(),
            &self.seq.to_be_bytes(),
            &self.digest,
            &number,
        ];
        for member in members {
            let (head, tail) = rest.split_at_mut(member.len());
            head.copy_from_slice(member);
            rest = tail;
        }
        let code = key.authenticate(PURPOSE, &slot[..SIGNED]);
        slot[SIGNED..].copy_from_slice(&code);
        slot
    }

    fn decode(slot: &[u8], key: &DataKey) -> Option<Self> {
        let (signed, code) = slot.split_at_checked(SIGNED)?;
        if code.get(..32)? != key.authenticate(PURPOSE, signed) {
            return None;
        }
        let mut rest = signed.strip_prefix(&MAGIC)?;
        let counter = u64::from_be_bytes(take(&mut rest)?);
        let device = Uuid::from_bytes(take(&mut rest)?);
        let epoch = u32::from_be_bytes(take(&mut rest)?);
        let seq = u32::from_be_bytes(take(&mut rest)?);
        let digest = take(&mut rest)?;
        let office: [u8; 3] = take(&mut rest)?;
        let [station] = take(&mut rest)?;
        let year = u16::from_be_bytes(take(&mut rest)?);
        let sequence = u32::from_be_bytes(take(&mut rest)?);
        let office = std::str::from_utf8(&office).ok()?;
        let number = RegistryNumber::new(office, station, year, sequence);
        Some(Self {
            device,
            epoch,
            seq,
            digest,
            number,
            counter,
        })
    }
}

/// Whether a number was given after another: numbers grow within a year.
pub(super) fn is_beyond(number: RegistryNumber, given: RegistryNumber) -> bool {
    (number.year(), number.sequence()) > (given.year(), given.sequence())
}

/// The next bytes, taken off the front.
fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (head, tail) = rest.split_first_chunk::<N>()?;
    *rest = tail;
    Some(*head)
}

/// Reads the mark: the newer of the slots that were written with this key.
pub(super) fn read(paths: &Paths, key: &DataKey) -> Result<Found> {
    let path = paths.mark();
    let mut bytes = Vec::with_capacity(2 * BLOCK);
    match File::open(&path).and_then(|mut f| f.read_to_end(&mut bytes)) {
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Found::Missing),
        Err(e) => return Err(Error::io(&path, &e)),
        Ok(_) => {}
    }
    let slots = bytes
        .chunks(BLOCK)
        .filter_map(|block| Mark::decode(block.get(..SLOT)?, key));
    Ok(slots
        .max_by_key(|m| m.counter)
        .map_or(Found::Foreign, Found::Mark))
}

/// Writes the mark that was written with one key again with another, whole or not at all: what it says stays. Where it was
/// written with the other already, or with neither, it is left as it is.
pub(super) fn carry_over(paths: &Paths, from: &DataKey, to: &DataKey) -> Result<()> {
    if let Found::Mark(_) = read(paths, to)? {
        return Ok(());
    }
    let Found::Mark(mark) = read(paths, from)? else {
        return Ok(());
    };
    let new = paths.unfinished_mark();
    disk::remove(&new)?;
    disk::write_private(&new, &both(&mark, to))?;
    std::fs::rename(&new, paths.mark()).map_err(|e| Error::io(&paths.mark(), &e))?;
    disk::sync(&paths.data)
}

/// A file with the mark in both slots.
fn both(mark: &Mark, key: &DataKey) -> [u8; 2 * BLOCK] {
    let mut blocks = [0; 2 * BLOCK];
    for slot in blocks.chunks_mut(BLOCK) {
        slot[..SLOT].copy_from_slice(&mark.encode(key));
    }
    blocks
}

impl MarkFile {
    /// Makes the file anew, with this mark in both slots.
    pub(super) fn create(paths: &Paths, key: &DataKey, mark: Mark) -> Result<Self> {
        let path = paths.mark();
        disk::remove(&path)?;
        let mut file = disk::private_file(&path)?;
        file.write_all(&both(&mark, key))
            .and_then(|()| file.sync_all())
            .map_err(|e| Error::io(&path, &e))?;
        disk::sync(&paths.data)?;
        Ok(Self {
            file,
            path,
            key: key.clone(),
            current: mark,
        })
    }

    /// Opens the file that says `mark`, for writing.
    pub(super) fn open(paths: &Paths, key: &DataKey, mark: Mark) -> Result<Self> {
        let path = paths.mark();
        let file = OpenOptions::new()
            .write(true)
            .open(&path)
            .map_err(|e| Error::io(&path, &e))?;
        Ok(Self {
            file,
            path,
            key: key.clone(),
            current: mark,
        })
    }

    /// The data key, which every mark is written with.
    pub(super) fn key(&self) -> &DataKey {
        &self.key
    }

    pub(super) fn current(&self) -> &Mark {
        &self.current
    }

    /// Writes the next mark over the older slot and waits for the disk. Its counter is set here.
    pub(super) fn advance(&mut self, mut mark: Mark) -> Result<()> {
        mark.counter = self.current.counter + 1;
        let offset = if mark.counter.is_multiple_of(2) {
            0
        } else {
            BLOCK as u64
        };
        let slot = mark.encode(&self.key);
        let written = self
            .file
            .seek(SeekFrom::Start(offset))
            .and_then(|_| self.file.write_all(&slot));
        written
            .and_then(|()| self.file.sync_data())
            .map_err(|e| Error::Io {
                // Never «the disk is full», after which work goes on: the commit was made.
                file: self.path.clone(),
                kind: e.kind(),
                detail: e.to_string(),
            })?;
        self.current = mark;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(seq: u32) -> Mark {
        Mark {
            device: Uuid::from_u128(7),
            epoch: 1,
            seq,
            digest: [3; 32],
            number: RegistryNumber::new("CAJ", 2, 2026, seq),
            counter: 0,
        }
    }

    #[test]
    fn a_torn_write_leaves_the_mark_before_it() {
        let folder = tempfile::tempdir().unwrap();
        let paths = Paths {
            data: folder.path().into(),
            config: folder.path().into(),
        };
        let key = DataKey::random().unwrap();
        assert_eq!(read(&paths, &key).unwrap(), Found::Missing);
        let mut file = MarkFile::create(&paths, &key, mark(1)).unwrap();
        for seq in 2..9 {
            file.advance(mark(seq)).unwrap();
            assert_eq!(read(&paths, &key).unwrap(), Found::Mark(*file.current()));
        }
        let whole = std::fs::read(paths.mark()).unwrap();
        let newer = if file.current().counter.is_multiple_of(2) {
            0
        } else {
            BLOCK
        };
        for at in 0..SLOT {
            let mut torn = whole.clone();
            torn[newer + at] ^= 1;
            std::fs::write(paths.mark(), &torn).unwrap();
            assert!(
                matches!(read(&paths, &key).unwrap(), Found::Mark(m) if m.seq == 7),
                "{at}"
            );
        }
        assert_eq!(
            read(&paths, &DataKey::random().unwrap()).unwrap(),
            Found::Foreign
        );
        std::fs::write(paths.mark(), b"short").unwrap();
        assert_eq!(read(&paths, &key).unwrap(), Found::Foreign);
    }

    /// The commit before it was made: what waits must not be handed over again, under ids that are on the disk already.
    #[test]
    fn a_mark_that_cannot_be_written_stops_the_work() {
        let folder = tempfile::tempdir().unwrap();
        let paths = Paths {
            data: folder.path().into(),
            config: folder.path().into(),
        };
        let key = DataKey::random().unwrap();
        let mut file = MarkFile::create(&paths, &key, mark(1)).unwrap();
        for unwritable in [
            File::open(paths.mark()).unwrap(),
            OpenOptions::new().write(true).open("/dev/full").unwrap(),
        ] {
            file.file = unwritable;
            let error = file.advance(mark(2)).unwrap_err();
            assert!(error.is_fatal(), "{error:?}");
            assert_eq!(file.current().seq, 1);
        }
        assert!(matches!(read(&paths, &key).unwrap(), Found::Mark(m) if m.seq == 1));
    }

    #[test]
    fn the_highest_number_is_of_the_last_year() {
        let number = |year, sequence| RegistryNumber::new("CAJ", 2, year, sequence).unwrap();
        let given = number(2026, 38);
        assert!(is_beyond(number(2026, 39), given) && is_beyond(number(2027, 1), given));
        assert!(!is_beyond(given, given) && !is_beyond(number(2025, 999), given));
    }
}
