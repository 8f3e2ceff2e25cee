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
use zeroize::Zeroizing;

use super::super::{Error, Paths, Result, disk};
use super::cipher::{self, Key};

/// The key of the data. Wiped when it is no longer used; there is no way to print it.
#[derive(Clone)]
pub(in crate::journal) struct DataKey(Key);

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
        cipher::random().map(Self)
    }

    /// The key with these bytes; `None` where they are not 32.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut key = Key::default();
        if bytes.len() != key.len() {
            return None;
        }
        key.copy_from_slice(bytes);
        Some(Self(key))
    }

    pub(super) fn bytes(&self) -> &Key {
        &self.0
    }

    /// What the key is called where it must not be told.
    pub(in crate::journal) fn id(&self) -> String {
        hex(&self.authenticate(b"ventanilla/keys/id/1", b"")[..16])
    }

    /// The key as 64 hexadecimal digits: how `SQLCipher` takes a raw key.
    pub(in crate::journal) fn hex(&self) -> Zeroizing<String> {
        Zeroizing::new(hex(&*self.0))
    }

    /// A code that only the holder of the key can compute; the purpose keeps the uses of the key apart.
    pub(in crate::journal) fn authenticate(&self, purpose: &[u8], message: &[u8]) -> [u8; 32] {
        let mac = |key: &[u8; 32], message: &[u8]| -> [u8; 32] {
            let mut block = Zeroizing::new([0; 64]);
            block[..32].copy_from_slice(key);
            let mut mac = <Hmac<Sha256> as KeyInit>::new((&*block).into());
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
            key: self.hex().to_string(),
        };
        let text = serde_json::to_string_pretty(&content)
            .map(Zeroizing::new)
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
        let journal = identity(paths)?;
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
            Ok(text) => Zeroizing::new(text),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                return Err(Error::NoKey {
                    file: file.to_owned(),
                });
            }
            Err(e) => return Err(Error::io(file, &e)),
        };
        let content: Option<KeyFile> = serde_json::from_str(&text).ok();
        let read = content.and_then(|content| {
            let digits = Zeroizing::new(content.key);
            let key = unhex_bytes(&digits).map(Zeroizing::new)?;
            Some((Self::from_bytes(&key)?, content.data))
        });
        read.ok_or_else(|| Error::BadKey {
            file: file.to_owned(),
        })
    }
}

/// Which journal the data folder holds.
pub(super) fn identity(paths: &Paths) -> Result<Uuid> {
    let file = paths.identity();
    fs::read_to_string(&file)
        .ok()
        .and_then(|t| Uuid::parse_str(t.trim()).ok())
        .ok_or(Error::NoIdentity { file })
}

/// The data folder without links.
pub(super) fn folder(paths: &Paths) -> Result<PathBuf> {
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

/// The bytes of hexadecimal digits; `None` for anything else.
pub(super) fn unhex_bytes(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes();
    if !digits.len().is_multiple_of(2) || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    digits
        .chunks_exact(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect()
}

/// The bytes that as many hexadecimal digits stand for.
pub(in crate::journal) fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    unhex_bytes(text)?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_it_was_written() {
        let key = DataKey::random().unwrap();
        assert_eq!(unhex(&key.hex()), Some(*key.0));
        assert_eq!(unhex_bytes("000"), None);
        assert!(DataKey::from_bytes(&[0; 31]).is_none());
        assert_eq!(unhex::<32>("00"), None);
        assert_eq!(unhex::<32>(&"+f".repeat(32)), None);
    }

    #[test]
    fn codes_differ_by_key_purpose_and_message() {
        let [a, b] = [[1; 32], [2; 32]].map(|k| DataKey::from_bytes(&k).unwrap());
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
