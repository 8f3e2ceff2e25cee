//! The key of the data, and who may bring it.
//!
//! Before anybody is enrolled the key lies in a file. Then each person has a slot in the data folder, which their secret and
//! the device secret open; see «Keys» in `ARCHITECTURE.md` for what is where and in which order it changes.

mod age;
mod change;
mod cipher;
mod cost;
mod device;
mod file;
mod first;
mod guard;
mod pending;
mod recovery;
mod rekey;
mod secret;
mod slots;
mod store;
mod trouble;
mod unlock;
mod vault;

#[cfg(test)]
mod house_tests;
#[cfg(test)]
mod storm_tests;

use uuid::Uuid;

use super::{Error, Paths, Result};
use crate::people::{Person, Role};

pub use change::{
    change_role, change_secret, end_wait, enrol, remove, replace_device_secret, replace_recovery,
    reset_secret,
};
pub use device::{DeviceKind, DeviceSecret};
pub use first::enrol_first;
pub use guard::{Guard, Seat, guard};
pub use recovery::{BadCode, RecoveryCode};
pub use secret::Secret;
pub use trouble::{DeviceTrouble, PeopleError, UnlockError};
pub use unlock::{recover, unlock};

pub(super) use age::{check as check_age, remember};
pub(super) use file::{DataKey, hex, unhex};
pub(super) use pending::{pending, settled};

/// A journal whose key is at hand.
#[derive(Clone)]
pub struct Unlocked {
    pub(super) paths: Paths,
    pub(super) key: DataKey,
    pub(super) device: Uuid,
    pub(super) by: Opener,
}

/// Who brought the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opener {
    /// Whoever can read the key file: nobody is enrolled.
    KeyFile,
    Person(Person),
    /// Whoever has the recovery code, and said that this is their name.
    Recovery {
        name: String,
    },
}

impl Opener {
    fn name(&self) -> Option<&str> {
        match self {
            Self::Person(Person { name, .. }) | Self::Recovery { name } => Some(name),
            Self::KeyFile => None,
        }
    }
}

impl Unlocked {
    /// The journal's folders.
    pub fn paths(&self) -> &Paths {
        &self.paths
    }

    /// Who brought the key.
    pub fn by(&self) -> &Opener {
        &self.by
    }

    /// Whose secret opened it; `None` while nobody is enrolled, and where the recovery code opened it.
    pub fn person(&self) -> Option<&Person> {
        match &self.by {
            Opener::Person(person) => Some(person),
            Opener::KeyFile | Opener::Recovery { .. } => None,
        }
    }

    /// What who opened it may do; `None` while nobody is enrolled. The recovery code gives the powers of an administrator.
    pub fn role(&self) -> Option<Role> {
        match &self.by {
            Opener::Person(person) => Some(person.role),
            Opener::Recovery { .. } => Some(Role::Administrator),
            Opener::KeyFile => None,
        }
    }

    /// By which name entries are written; `None` while nobody is enrolled.
    pub fn name(&self) -> Option<&str> {
        self.by.name()
    }

    /// The device secret as this journal knows it: the next person at the same desk need not bring the carrier again.
    pub fn device_secret(&self) -> Result<DeviceSecret> {
        let file = self.paths.slots();
        let (slots, _) = store::read(&self.paths)?.ok_or(Error::KeysDamaged { file })?;
        let secret = slots.read(&self.key)?.1.device()?;
        Ok(DeviceSecret(device::Carrier::Known(secret)))
    }

    /// The keys that open copies of this journal: the one in use, then those that were.
    pub(super) fn keys(&self) -> Result<Vec<DataKey>> {
        let earlier = match store::read(&self.paths)? {
            Some((slots, _)) => slots.read(&self.key)?.1.earlier(),
            None => Vec::new(),
        };
        Ok(std::iter::once(self.key.clone()).chain(earlier).collect())
    }
}

/// Whether anybody was ever enrolled here.
pub(super) fn are_enrolled(paths: &Paths) -> bool {
    store::exist(paths)
}

/// Whether the data key is another one now than the one that was brought.
pub(super) fn is_replaced(paths: &Paths, key: &DataKey) -> bool {
    let roster = store::read(paths).ok().flatten().map(|(s, _)| s.roster());
    matches!(roster, Some(Ok(roster)) if roster.key != key.id())
}

/// Takes the key from its file in the configuration folder: for as long as nobody is enrolled.
pub fn by_file(paths: &Paths) -> Result<Unlocked> {
    super::restore::finish(paths)?;
    if store::exist(paths) {
        return Err(Error::PeopleEnrolled {
            file: paths.slots(),
        });
    }
    let (key, device) = DataKey::load(paths)?;
    Ok(Unlocked {
        paths: paths.clone(),
        key,
        device,
        by: Opener::KeyFile,
    })
}
