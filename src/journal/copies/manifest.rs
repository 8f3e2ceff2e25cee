//! What a copy says of itself, and a code that shows whether it was changed.

use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::super::keys::DataKey;
use super::super::{Digest, Tip};
use super::CopyFault;
use crate::attention::RegistryNumber;

/// Name of the file in the folder of a copy.
pub(super) const FILE: &str = "copia.json";
/// The version written.
const VERSION: u32 = 1;
const PURPOSE: &[u8] = b"ventanilla/journal/copy/1";

/// What a copy says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub version: u32,
    pub made_at: DateTime<Utc>,
    /// The same moment on the office's clock.
    pub local: NaiveDateTime,
    pub device: Uuid,
    pub office: String,
    pub station: u8,
    pub entries: u32,
    pub attentions: u32,
    /// The last entry of the device's own chain.
    pub last: Place,
    /// The highest number of each series, drafts included.
    pub highest: Vec<RegistryNumber>,
    /// Version of the database.
    pub schema: u32,
    /// Which key opens it: tells keys apart, and nothing about them.
    pub key: String,
    pub files: Vec<Listed>,
}

/// A place in a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    pub id: Uuid,
    pub epoch: u32,
    pub seq: u32,
    #[serde(with = "hexadecimal")]
    pub digest: Digest,
}

/// A file of a copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    pub name: String,
    pub bytes: u64,
    #[serde(with = "hexadecimal")]
    pub sha256: Digest,
}

impl From<Tip> for Place {
    fn from(tip: Tip) -> Self {
        Self {
            id: tip.id,
            epoch: tip.epoch,
            seq: tip.seq,
            digest: tip.digest,
        }
    }
}

/// The file: the manifest, and its code under the key.
#[derive(Serialize, Deserialize)]
struct Sealed {
    copy: Manifest,
    #[serde(with = "hexadecimal")]
    code: Digest,
}

/// Only this is read of a manifest before its version is known.
#[derive(Deserialize)]
struct Versioned {
    copy: Version,
}

#[derive(Deserialize)]
struct Version {
    version: u32,
}

impl Manifest {
    /// The version of manifests that this program writes.
    pub(super) const VERSION: u32 = VERSION;

    /// The bytes of the file.
    pub(super) fn seal(&self, key: &DataKey) -> Result<Vec<u8>, CopyFault> {
        let code = key.authenticate(PURPOSE, &self.bytes()?);
        let sealed = Sealed {
            copy: self.clone(),
            code,
        };
        serde_json::to_vec_pretty(&sealed).map_err(|_| CopyFault::Manifest)
    }

    /// Reads the file. One of the keys must have sealed it; it is given back too.
    pub(super) fn open<'k>(
        bytes: &[u8],
        keys: &'k [DataKey],
    ) -> Result<(Self, &'k DataKey), CopyFault> {
        let (manifest, code) = Self::read(bytes)?;
        let key = keys.iter().find(|k| k.id() == manifest.key);
        let key = key.ok_or(CopyFault::Key)?;
        if key.authenticate(PURPOSE, &manifest.bytes()?) != code {
            return Err(CopyFault::Altered);
        }
        Ok((manifest, key))
    }

    /// Reads what the file says, whoever wrote it.
    pub(super) fn read(bytes: &[u8]) -> Result<(Self, Digest), CopyFault> {
        let Versioned { copy } = serde_json::from_slice(bytes).map_err(|_| CopyFault::Manifest)?;
        if copy.version > VERSION {
            return Err(CopyFault::Newer);
        }
        let sealed: Sealed = serde_json::from_slice(bytes).map_err(|_| CopyFault::Manifest)?;
        Ok((sealed.copy, sealed.code))
    }

    /// What the code covers: the same for the same manifest, however the file is laid out.
    fn bytes(&self) -> Result<Vec<u8>, CopyFault> {
        serde_json::to_vec(self).map_err(|_| CopyFault::Manifest)
    }
}

/// Digests as hexadecimal digits.
mod hexadecimal {
    use serde::{Deserialize, Deserializer, Serializer};

    use super::super::super::keys::{hex, unhex};
    use super::Digest;

    pub(super) fn serialize<S: Serializer>(digest: &Digest, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&hex(digest))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Digest, D::Error> {
        let text = String::deserialize(from)?;
        unhex(&text).ok_or_else(|| serde::de::Error::custom("no digest"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(key: &DataKey) -> Manifest {
        Manifest {
            version: VERSION,
            made_at: DateTime::UNIX_EPOCH,
            local: DateTime::UNIX_EPOCH.naive_utc(),
            device: Uuid::from_u128(7),
            office: "CAJ".into(),
            station: 2,
            entries: 3,
            attentions: 1,
            last: Place {
                id: Uuid::from_u128(8),
                epoch: 1,
                seq: 3,
                digest: [9; 32],
            },
            highest: vec![RegistryNumber::new("CAJ", 2, 2026, 38).unwrap()],
            schema: 3,
            key: key.id(),
            files: vec![Listed {
                name: "diario.db".into(),
                bytes: 8192,
                sha256: [1; 32],
            }],
        }
    }

    #[test]
    fn every_changed_byte_of_a_manifest_is_seen() {
        let key = DataKey::random().unwrap();
        let keys = [DataKey::random().unwrap(), key.clone()];
        let whole = manifest(&key);
        let bytes = whole.seal(&key).unwrap();
        assert_eq!(Manifest::open(&bytes, &keys).unwrap().0, whole);
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            match Manifest::open(&changed, &keys) {
                Err(_) => {}
                // White space may be any; a capital digit says the same.
                Ok((read, _)) => assert_eq!(read, whole, "{at}"),
            }
        }
        let fault = |bytes: &[u8], keys: &[DataKey]| Manifest::open(bytes, keys).err();
        assert_eq!(fault(&bytes, &keys[..1]), Some(CopyFault::Key));
        let newer = String::from_utf8(bytes)
            .unwrap()
            .replace("\"version\": 1", "\"version\": 2");
        assert_eq!(fault(newer.as_bytes(), &keys), Some(CopyFault::Newer));
    }
}
