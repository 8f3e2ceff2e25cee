//! What the file of the slots says, and the parts of it that are locked.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::super::{Error, Paths, Result};
use super::cipher::{self, Key, Pair};
use super::cost::Cost;
use super::device::DeviceSlot;
use super::file::{DataKey, folder, hex, unhex_bytes};
use super::secret::Secret;
use super::vault::Vault;
use crate::people::{Attempts, Person, SecretKind};

/// Whom the recovery slot is sealed for, where others have their identifier.
pub(super) const RECOVERY: Uuid = Uuid::nil();
const SEAT: &[u8] = b"ventanilla/keys/seat/1";
const CODE: &[u8] = b"ventanilla/keys/code/1";
const VAULT: &[u8] = b"ventanilla/keys/vault/1";

/// Bytes as hexadecimal digits.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Hex(pub(super) Vec<u8>);

impl Serialize for Hex {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&hex(&self.0))
    }
}

impl<'de> Deserialize<'de> for Hex {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Zeroizing::new(String::deserialize(deserializer)?);
        unhex_bytes(&text)
            .map(Self)
            .ok_or_else(|| serde::de::Error::custom("hexadecimal"))
    }
}

/// The file.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Slots {
    /// A [`Roster`] as JSON, kept as it was written, because the code is over its bytes.
    roster: String,
    /// A [`Vault`], locked under the data key.
    vault: Hex,
    /// What only the holder of the data key can compute over roster and vault.
    code: Hex,
    /// Tries since the last good opening; written by who has no key, so under no code.
    pub(super) attempts: BTreeMap<Uuid, Attempts>,
    /// Who opened the journal last.
    pub(super) last: Option<Uuid>,
}

/// Who may open the journal. Everybody may read it; nobody changes it without the data key.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Roster {
    pub(super) journal: Uuid,
    /// The data folder, with no links in its path.
    pub(super) folder: PathBuf,
    /// Grows with every change of people.
    pub(super) changes: u64,
    /// Which data key the code and the vault are under.
    pub(super) key: String,
    /// Whether another data key is about to take its place.
    pub(super) rekeying: bool,
    pub(super) device: DeviceSlot,
    pub(super) seats: Vec<SeatSlot>,
    pub(super) recovery: Sealed,
}

/// Something that opens with the private half of this public one: the data key, and the next one beside it while it is being
/// replaced.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Sealed {
    pub(super) public: Hex,
    pub(super) keys: Hex,
}

/// Somebody's slot.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct SeatSlot {
    pub(super) person: Person,
    pub(super) kind: SecretKind,
    cost: Cost,
    salt: Hex,
    /// The private half, locked under what the secret and the device secret give.
    private: Hex,
    pub(super) sealed: Sealed,
}

/// The data key, and the one that is to take its place.
#[derive(Clone)]
pub(super) struct Keys {
    pub(super) current: DataKey,
    pub(super) next: Option<DataKey>,
}

impl Keys {
    fn bytes(&self) -> Zeroizing<Vec<u8>> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(64));
        bytes.extend_from_slice(&**self.current.bytes());
        if let Some(next) = &self.next {
            bytes.extend_from_slice(&**next.bytes());
        }
        bytes
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let (current, next) = bytes.split_at_checked(32)?;
        Some(Self {
            current: DataKey::from_bytes(current)?,
            next: match next {
                [] => None,
                next => Some(DataKey::from_bytes(next)?),
            },
        })
    }
}

impl Sealed {
    /// Seals to a public half, for the slot of `whom`.
    pub(super) fn new(public: [u8; 32], journal: Uuid, whom: Uuid, keys: &Keys) -> Result<Self> {
        let sealed = cipher::seal(&public, &context(journal, whom), &keys.bytes())?;
        Ok(Self {
            public: Hex(public.to_vec()),
            keys: Hex(sealed),
        })
    }

    /// The same slot with other keys in it.
    pub(super) fn again(&self, journal: Uuid, whom: Uuid, keys: &Keys) -> Result<Self> {
        let public = <[u8; 32]>::try_from(self.public.0.as_slice());
        Self::new(public.map_err(|_| Error::KeysAltered)?, journal, whom, keys)
    }

    /// The keys, for who has the private half.
    pub(super) fn open(&self, pair: &Pair, journal: Uuid, whom: Uuid) -> Option<Keys> {
        Keys::read(&pair.unseal(&context(journal, whom), &self.keys.0)?)
    }
}

fn context(journal: Uuid, whom: Uuid) -> Vec<u8> {
    [journal.as_bytes().as_slice(), whom.as_bytes()].concat()
}

impl SeatSlot {
    /// A slot for somebody, with a new key pair: what was sealed to an earlier one stays out of reach of the new secret, and
    /// what will be sealed out of reach of the old.
    pub(super) fn new(
        person: Person,
        secret: &Secret,
        device: &Key,
        journal: Uuid,
        keys: &Keys,
    ) -> Result<Self> {
        let pair = Pair::random()?;
        let mut slot = Self {
            kind: secret.kind(),
            cost: Cost::measured()?,
            salt: Hex(cipher::random::<16>()?.to_vec()),
            private: Hex(Vec::new()),
            sealed: Sealed::new(pair.public, journal, person.id, keys)?,
            person,
        };
        let key = slot.key(secret, device)?.ok_or(Error::KeysAltered)?;
        slot.private = Hex(cipher::lock(&key, &slot.context(journal), &*pair.private)?);
        Ok(slot)
    }

    /// The private half, where the secret is right. Takes as long as the cost says.
    pub(super) fn open(
        &self,
        secret: &Secret,
        device: &Key,
        journal: Uuid,
    ) -> Result<Option<Pair>> {
        let Some(key) = self.key(secret, device)? else {
            return Err(Error::KeysAltered);
        };
        let opened = cipher::open(&key, &self.context(journal), &self.private.0);
        Ok(opened.and_then(|bytes| {
            let mut private = Key::default();
            (bytes.len() == private.len()).then(|| {
                private.copy_from_slice(&bytes);
                Pair::from_private(private)
            })
        }))
    }

    fn key(&self, secret: &Secret, device: &Key) -> Result<Option<Key>> {
        let stretched = self.cost.stretch(secret.text().as_bytes(), &self.salt.0)?;
        stretched
            .map(|key| cipher::derive(&*key, &**device, SEAT))
            .transpose()
    }

    /// Everything that has to be as it was when the slot was made; the role may change without the secret.
    fn context(&self, journal: Uuid) -> Vec<u8> {
        [
            SEAT,
            journal.as_bytes(),
            self.person.id.as_bytes(),
            &self.cost.memory.to_be_bytes(),
            &self.cost.passes.to_be_bytes(),
            &self.salt.0,
            &self.sealed.public.0,
        ]
        .concat()
    }
}

impl Slots {
    /// The file with this in it, under a data key.
    pub(super) fn new(roster: &Roster, vault: &Vault, key: &DataKey) -> Result<Self> {
        let mut slots = Self {
            roster: String::new(),
            vault: Hex(Vec::new()),
            code: Hex(Vec::new()),
            attempts: BTreeMap::new(),
            last: None,
        };
        slots.set(roster, vault, key)?;
        Ok(slots)
    }

    /// Puts this in it, under a data key.
    pub(super) fn set(&mut self, roster: &Roster, vault: &Vault, key: &DataKey) -> Result<()> {
        let refused = |e: serde_json::Error| Error::Refused {
            detail: e.to_string(),
        };
        let plain = Zeroizing::new(serde_json::to_string(vault).map_err(refused)?);
        self.roster = serde_json::to_string(roster).map_err(refused)?;
        self.vault = Hex(cipher::lock(
            &vault_key(key)?,
            roster.journal.as_bytes(),
            plain.as_bytes(),
        )?);
        self.code = Hex(self.code(key).to_vec());
        Ok(())
    }

    /// Who may open the journal, as the file says it: to be believed only once the code was looked at.
    pub(super) fn roster(&self) -> Result<Roster> {
        serde_json::from_str(&self.roster).map_err(|_| Error::KeysAltered)
    }

    /// The same with what is locked, where the holder of this data key wrote it.
    pub(super) fn read(&self, key: &DataKey) -> Result<(Roster, Vault)> {
        let roster = self.roster()?;
        if roster.key != key.id() {
            return Err(Error::KeyReplaced);
        }
        if self.code.0 != self.code(key) {
            return Err(Error::KeysAltered);
        }
        let plain = cipher::open(&vault_key(key)?, roster.journal.as_bytes(), &self.vault.0);
        let vault = plain.and_then(|p| serde_json::from_slice(&p).ok());
        Ok((roster, vault.ok_or(Error::KeysAltered)?))
    }

    /// Puts another roster in, as somebody without the key would.
    #[cfg(test)]
    pub(super) fn put_roster(&mut self, roster: &Roster) {
        self.roster = serde_json::to_string(roster).unwrap();
    }

    fn code(&self, key: &DataKey) -> [u8; 32] {
        let length = (self.roster.len() as u64).to_be_bytes();
        let message = [&length, self.roster.as_bytes(), &self.vault.0].concat();
        key.authenticate(CODE, &message)
    }
}

fn vault_key(key: &DataKey) -> Result<Key> {
    cipher::derive(&**key.bytes(), &[], VAULT)
}

impl Roster {
    pub(super) fn seat(&self, who: Uuid) -> Option<&SeatSlot> {
        self.seats.iter().find(|s| s.person.id == who)
    }

    pub(super) fn seat_mut(&mut self, who: Uuid) -> Option<&mut SeatSlot> {
        self.seats.iter_mut().find(|s| s.person.id == who)
    }

    /// Seals other keys to every slot.
    pub(super) fn reseal(&mut self, keys: &Keys) -> Result<()> {
        let journal = self.journal;
        for seat in &mut self.seats {
            seat.sealed = seat.sealed.again(journal, seat.person.id, keys)?;
        }
        self.recovery = self.recovery.again(journal, RECOVERY, keys)?;
        self.key = keys.current.id();
        self.rekeying = keys.next.is_some();
        Ok(())
    }

    /// Refuses a folder that is not the one the slots were made for: two copies writing would fork the chain.
    pub(super) fn check_folder(&self, paths: &Paths) -> Result<()> {
        let found = folder(paths)?;
        if self.folder == found {
            Ok(())
        } else {
            Err(Error::SlotsMoved {
                recorded: self.folder.clone(),
                found,
            })
        }
    }
}
