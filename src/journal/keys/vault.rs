//! The part of the slots that only the holder of the data key reads.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::Zeroize;

use super::super::{Body, Error, NewEntry, Result};
use super::cipher::{self, Key};
use super::file::DataKey;
use super::slots::Hex;
use crate::people::{PeopleChange, Presence};

/// What only the holder of the data key reads.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Vault {
    /// The device secret, for enrolling and for another carrier.
    pub(super) device: Hex,
    /// Earlier data keys, the latest first: copies made under them still open.
    pub(super) earlier: Vec<Hex>,
    /// Entries that are not known to be in the chain yet.
    pub(super) pending: Vec<PendingEntry>,
    /// Names of people who were removed: nobody else ever gets one.
    pub(super) gone: Vec<String>,
}

impl Drop for Vault {
    fn drop(&mut self) {
        self.device.0.zeroize();
        self.earlier.iter_mut().for_each(|k| k.0.zeroize());
    }
}

/// An entry as it will be written.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct PendingEntry {
    id: Uuid,
    at: DateTime<Utc>,
    agent: String,
    salt: [u8; 16],
    says: Says,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Says {
    People(PeopleChange),
    Presence(Presence),
}

impl Vault {
    /// The device secret.
    pub(super) fn device(&self) -> Result<Key> {
        let mut key = Key::default();
        if self.device.0.len() != key.len() {
            return Err(Error::KeysAltered);
        }
        key.copy_from_slice(&self.device.0);
        Ok(key)
    }

    /// The earlier data keys, the latest first.
    pub(super) fn earlier(&self) -> Vec<DataKey> {
        let keys = self.earlier.iter();
        keys.filter_map(|k| DataKey::from_bytes(&k.0)).collect()
    }

    /// Keeps an entry until it is in the chain.
    pub(super) fn note(&mut self, at: DateTime<Utc>, agent: &str, says: Says) -> Result<()> {
        let random = cipher::random::<26>()?;
        let (id, salt) = random.split_at(10);
        let (mut id10, mut salt16) = ([0; 10], [0; 16]);
        id10.copy_from_slice(id);
        salt16.copy_from_slice(salt);
        let millis = u64::try_from(at.timestamp_millis()).unwrap_or(0);
        self.pending.push(PendingEntry {
            id: uuid::Builder::from_unix_timestamp_millis(millis, &id10).into_uuid(),
            at,
            agent: agent.to_owned(),
            salt: salt16,
            says,
        });
        Ok(())
    }
}

impl PendingEntry {
    pub(super) fn id(&self) -> Uuid {
        self.id
    }

    /// What will be in the chain.
    pub(super) fn entry(&self) -> NewEntry {
        NewEntry {
            id: self.id,
            at: self.at,
            agent: self.agent.clone(),
            salt: self.salt,
            body: match &self.says {
                Says::People(change) => Body::People(change.clone()),
                Says::Presence(presence) => Body::Presence(presence.clone()),
            },
        }
    }
}
