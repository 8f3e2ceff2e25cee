//! The key of the data, in a file of the configuration folder.
//!
//! The file records the path of the data folder it belongs to: a copied folder is refused, because two copies writing would
//! fork the chain.

use std::fs;
use std::path::{Path, PathBuf};

use hmac::digest::KeyInit;
use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use uuid::Uuid;

use super::super::{Error, Paths, Result, disk};

/// The key of the data.
#[derive(Clone)]
pub(in crate::journal) struct DataKey([u8; 32]);

/// What the key file holds, as JSON.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyFile {
    version: u32,
    /// The data folder, with no links in its path.
    data: PathBuf,
    /// Hexadecimal.
    key: String,
}

impl DataKey {
    /// A new key from the system's randomness.
    pub(in crate::journal) fn random() -> Result<Self> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|_| Error::NoRandomness)?;
        Ok(Self(bytes))
    }

    /// The key as 64 hexadecimal digits: how `SQLCipher` takes a raw key.
    pub(in crate::journal) fn hex(&self) -> String {
        hex(&self.0)
    }

    /// A code that only the holder of the key can compute; the purpose keeps the uses of the key apart.
    pub(in crate::journal) fn authenticate(&self, purpose: &[u8], message: &[u8]) -> [u8; 32] {
        let mac = |key: &[u8; 32], message: &[u8]| -> [u8; 32] {
            let mut block = [0; 64];
            block[..32].copy_from_slice(key);
            let mut mac = <Hmac<Sha256> as KeyInit>::new(&block.into());
            mac.update(message);
            mac.finalize().into_bytes().into()
        };
        mac(&mac(&self.0, purpose), message)
    }

    /// Writes the key file of a new journal.
    pub(in crate::journal) fn store(&self, paths: &Paths, journal: Uuid) -> Result<()> {
        let file = paths.key(journal);
        let content = KeyFile {
            version: 1,
            data: folder(paths)?,
            key: self.hex(),
        };
        let text = serde_json::to_string_pretty(&content)
            .map_err(|_| Error::BadKey { file: file.clone() })?;
        disk::private_folder(&paths.keys())?;
        disk::write_private(&file, text.as_bytes())?;
        disk::sync(&paths.keys())
    }

    /// The key of the journal in the data folder, and the journal's identifier.
    pub(in crate::journal) fn load(paths: &Paths) -> Result<(Self, Uuid)> {
        if !super::super::exists(paths) {
            return Err(Error::NoJournal {
                file: paths.database(),
            });
        }
        let identity = paths.identity();
        let journal = fs::read_to_string(&identity)
            .ok()
            .and_then(|t| Uuid::parse_str(t.trim()).ok());
        let journal = journal.ok_or(Error::NoIdentity { file: identity })?;
        Ok((Self::load_of(paths, journal)?, journal))
    }

    /// The key of this journal for the data folder, whether or not the journal is there.
    pub(in crate::journal) fn load_of(paths: &Paths, journal: Uuid) -> Result<Self> {
        let file = paths.key(journal);
        let (key, recorded) = Self::read(&file)?;
        let found = folder(paths)?;
        if recorded == found {
            Ok(key)
        } else {
            Err(Error::FolderMoved {
                recorded,
                found,
                key: file,
            })
        }
    }

    /// The key in a key file, and the data folder that the file says it is for.
    pub(in crate::journal) fn read(file: &Path) -> Result<(Self, PathBuf)> {
        let text = match fs::read_to_string(file) {
            Ok(text) => text,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                return Err(Error::NoKey {
                    file: file.to_owned(),
                });
            }
            Err(e) => return Err(Error::io(file, &e)),
        };
        let content: Option<KeyFile> = serde_json::from_str(&text).ok();
        let content = content.and_then(|c| unhex(&c.key).map(|key| (Self(key), c.data)));
        content.ok_or_else(|| Error::BadKey {
            file: file.to_owned(),
        })
    }
}

/// The data folder without links.
fn folder(paths: &Paths) -> Result<PathBuf> {
    fs::canonicalize(&paths.data).map_err(|e| Error::io(&paths.data, &e))
}

/// Hexadecimal digits of some bytes.
pub(in crate::journal) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| char::from(DIGITS[usize::from(nibble)]);
    bytes
        .iter()
        .flat_map(|b| [digit(b >> 4), digit(b & 15)])
        .collect()
}

pub(in crate::journal) fn unhex(text: &str) -> Option<[u8; 32]> {
    let digits = text.as_bytes();
    if digits.len() != 64 || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_it_was_written() {
        let key = DataKey::random().unwrap();
        assert_eq!(unhex(&key.hex()), Some(key.0));
        assert_eq!(unhex("00"), None);
        assert_eq!(unhex(&"+f".repeat(32)), None);
    }

    #[test]
    fn codes_differ_by_key_purpose_and_message() {
        let (a, b) = (DataKey([1; 32]), DataKey([2; 32]));
        let code = a.authenticate(b"mark", b"x");
        assert_eq!(code, a.authenticate(b"mark", b"x"));
        for other in [
            a.authenticate(b"mark", b"y"),
            a.authenticate(b"other", b"x"),
            b.authenticate(b"mark", b"x"),
        ] {
            assert_ne!(code, other);
        }
    }
}
