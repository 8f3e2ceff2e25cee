//! What a copied disk lacks: the device secret, without which six digits would fall to one graphics card in minutes.
//!
//! The device secret itself is random and stays for as long as the journal does, because every slot is bound to it. What is
//! brought, a key file on a USB stick or a passphrase, is its carrier: it unwraps the secret, and another carrier can take
//! its place without touching a slot.

use std::fmt;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::super::{Error, Paths, Result, disk};
use super::cipher::{self, Key};
use super::cost::Cost;
use super::file::{hex, identity, unhex_bytes};
use super::secret::Secret;
use super::slots::Hex;
use super::trouble::DeviceTrouble;

const PURPOSE: &[u8] = b"ventanilla/keys/device/1";
/// What a key file on a USB stick says of itself.
const FORMAT: &str = "ventanilla: llave de turno";
/// Most bytes of a key file: whoever names a film by mistake does not wait for it.
const LARGEST: u64 = 4096;

/// Which carrier a journal asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeviceKind {
    /// A key file; `hint` is the name it was given.
    UsbFile {
        hint: String,
    },
    Passphrase,
}

/// A carrier of the device secret, or the secret itself as an open journal knows it. Wiped when it is no longer used.
#[derive(Clone)]
pub struct DeviceSecret(pub(super) Carrier);

#[derive(Clone)]
pub(super) enum Carrier {
    File {
        secret: Key,
        hint: String,
    },
    Passphrase(Secret),
    /// What a carrier unwrapped before.
    Known(Key),
}

/// The device secret, wrapped for its carrier.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct DeviceSlot {
    pub(super) kind: DeviceKind,
    /// Of a passphrase.
    cost: Option<Cost>,
    salt: Hex,
    wrapped: Hex,
}

/// The key file, as JSON.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyFile {
    format: String,
    version: u32,
    journal: Uuid,
    /// Hexadecimal.
    secret: String,
    /// SHA-256 of the others: tells a damaged file from a wrong one.
    check: String,
}

impl KeyFile {
    fn sum(&self) -> String {
        let text = format!(
            "{}\n{}\n{}\n{}",
            self.format, self.version, self.journal, self.secret
        );
        hex(&Sha256::digest(Zeroizing::new(text).as_bytes()))
    }
}

impl DeviceSecret {
    /// Makes a new key file for the journal, for the owner alone. An existing file is not touched.
    pub fn make_file(paths: &Paths, file: &Path) -> Result<Self> {
        if file.exists() {
            return Err(Error::Exists {
                file: file.to_owned(),
            });
        }
        let secret = cipher::random::<32>()?;
        let mut content = KeyFile {
            format: FORMAT.to_owned(),
            version: 1,
            journal: identity(paths)?,
            secret: hex(&*secret),
            check: String::new(),
        };
        content.check = content.sum();
        let text = serde_json::to_string_pretty(&content)
            .map(Zeroizing::new)
            .map_err(|e| Error::Refused {
                detail: e.to_string(),
            })?;
        disk::write_private(file, text.as_bytes())?;
        if let Some(folder) = file.parent().filter(|f| !f.as_os_str().is_empty()) {
            disk::sync(folder)?;
        }
        Ok(Self(Carrier::File {
            secret,
            hint: name(file),
        }))
    }

    /// Reads a key file that was made for this journal.
    pub fn read_file(paths: &Paths, file: &Path) -> Result<Self, DeviceTrouble> {
        let path = file.to_owned();
        let size = fs::metadata(file).map(|m| (m.is_file(), m.len()));
        match size {
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                return Err(DeviceTrouble::NoFile { file: path });
            }
            Err(e) => return Err(Error::io(file, &e).into()),
            Ok((true, ..=LARGEST)) => {}
            Ok(_) => return Err(DeviceTrouble::NotAKey { file: path }),
        }
        let bytes = fs::read(file)
            .map(Zeroizing::new)
            .map_err(|e| Error::io(file, &e))?;
        let named = bytes.windows(FORMAT.len()).any(|w| w == FORMAT.as_bytes());
        let Ok(content) = serde_json::from_slice::<KeyFile>(&bytes) else {
            return Err(if named {
                DeviceTrouble::Damaged { file: path }
            } else {
                DeviceTrouble::NotAKey { file: path }
            });
        };
        let whole = content.check == content.sum();
        let digits = Zeroizing::new(content.secret);
        let bytes = unhex_bytes(&digits).map(Zeroizing::new);
        let secret = bytes.and_then(|b| <[u8; 32]>::try_from(b.as_slice()).ok());
        match secret.map(Zeroizing::new) {
            Some(_) if whole && content.format != FORMAT => {
                Err(DeviceTrouble::NotAKey { file: path })
            }
            Some(_) if whole && content.journal != identity(paths)? => {
                Err(DeviceTrouble::OtherJournal { file: path })
            }
            Some(secret) if whole => Ok(Self(Carrier::File {
                secret,
                hint: name(file),
            })),
            _ => Err(DeviceTrouble::Damaged { file: path }),
        }
    }

    /// The passphrase given when the machine is started.
    pub fn passphrase(typed: String) -> Self {
        Self(Carrier::Passphrase(Secret::new(typed)))
    }

    /// Which kind it is; `None` for what an open journal lends to the next person.
    pub fn kind(&self) -> Option<DeviceKind> {
        match &self.0 {
            Carrier::File { hint, .. } => Some(DeviceKind::UsbFile { hint: hint.clone() }),
            Carrier::Passphrase(_) => Some(DeviceKind::Passphrase),
            Carrier::Known(_) => None,
        }
    }
}

impl fmt::Debug for DeviceSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DeviceSecret")
    }
}

fn name(file: &Path) -> String {
    file.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

impl DeviceSlot {
    /// Wraps the device secret for a carrier; `None` for what is no carrier.
    pub(super) fn new(secret: &Key, carrier: &DeviceSecret, journal: Uuid) -> Result<Option<Self>> {
        let Some(kind) = carrier.kind() else {
            return Ok(None);
        };
        let mut slot = Self {
            cost: match &carrier.0 {
                Carrier::Passphrase(_) => Some(Cost::measured()?),
                Carrier::File { .. } | Carrier::Known(_) => None,
            },
            kind,
            salt: Hex(cipher::random::<16>()?.to_vec()),
            wrapped: Hex(Vec::new()),
        };
        let Some(key) = slot.key(carrier)? else {
            return Ok(None);
        };
        slot.wrapped = Hex(cipher::lock(&key, journal.as_bytes(), &**secret)?);
        Ok(Some(slot))
    }

    /// The device secret, for who brings the carrier. Takes as long as the cost of a passphrase says.
    pub(super) fn open(&self, carrier: &DeviceSecret, journal: Uuid) -> Result<Key, DeviceTrouble> {
        if let Carrier::Known(secret) = &carrier.0 {
            return Ok(secret.clone());
        }
        let wanted = || DeviceTrouble::OtherKind {
            wanted: self.kind.clone(),
        };
        let key = self.key(carrier)?.ok_or_else(wanted)?;
        let opened = cipher::open(&key, journal.as_bytes(), &self.wrapped.0);
        let mut secret = Key::default();
        match opened {
            Some(bytes) if bytes.len() == secret.len() => {
                secret.copy_from_slice(&bytes);
                Ok(secret)
            }
            _ => Err(DeviceTrouble::Wrong {
                wanted: self.kind.clone(),
            }),
        }
    }

    /// What a carrier of this slot's kind gives; `None` for one of another kind.
    fn key(&self, carrier: &DeviceSecret) -> Result<Option<Key>> {
        let stretched = match (&carrier.0, &self.kind, self.cost) {
            (Carrier::File { secret, .. }, DeviceKind::UsbFile { .. }, _) => secret.clone(),
            (Carrier::Passphrase(typed), DeviceKind::Passphrase, Some(cost)) => {
                let key = cost.stretch(typed.text().as_bytes(), &self.salt.0)?;
                key.ok_or(Error::KeysAltered)?
            }
            _ => return Ok(None),
        };
        cipher::derive(&*stretched, &self.salt.0, PURPOSE).map(Some)
    }
}
