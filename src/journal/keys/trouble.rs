//! Why somebody could not open the journal, or not change who may: as data, with the words elsewhere.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::super::Error;
use super::{BadCode, DeviceKind};
use crate::people::Weak;

/// What is wrong with what carries the device secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeviceTrouble {
    NoFile {
        file: PathBuf,
    },
    /// Not a key file of this program.
    NotAKey {
        file: PathBuf,
    },
    /// A key file that is not whole.
    Damaged {
        file: PathBuf,
    },
    /// The key file of another journal.
    OtherJournal {
        file: PathBuf,
    },
    /// A file where a passphrase is asked for, or the other way round.
    OtherKind {
        wanted: DeviceKind,
    },
    /// The passphrase is another one; or the key file was made for this journal and replaced since.
    Wrong {
        wanted: DeviceKind,
    },
    Journal(Error),
}

/// Why the journal did not open for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnlockError {
    /// Another PIN or passphrase; from `wait_until` on the next one may be tried.
    Wrong {
        tries_left: u32,
        wait_until: Option<DateTime<Utc>>,
    },
    /// Not looked at: too many were wrong.
    Wait {
        until: DateTime<Utc>,
    },
    /// Not the recovery code of this journal.
    WrongCode,
    /// Nobody with this identifier is enrolled.
    Unknown {
        who: Uuid,
    },
    /// Nobody is enrolled: the key lies in its file.
    NobodyEnrolled,
    Device(DeviceTrouble),
    /// The file of the slots was changed by somebody without the key.
    Altered,
    Journal(Error),
}

/// Why who may open the journal was left as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PeopleError {
    Weak(Weak),
    /// A passphrase for the device that is not good enough.
    WeakDevice(Weak),
    /// The same as before.
    SameSecret,
    BadName,
    /// Somebody has this name, or had it.
    NameTaken {
        name: String,
    },
    Unknown {
        who: Uuid,
    },
    /// The only administrator would be no more.
    LastAdministrator,
    /// Fewer than two slots would open the journal.
    TooFewSlots,
    /// Whoever has the journal open has no slot: nobody is enrolled, or the recovery code opened it.
    NoSlot,
    /// People are enrolled here already.
    AlreadyEnrolled,
    Code(BadCode),
    Unlock(UnlockError),
    Journal(Error),
}

macro_rules! from {
    ($($of:ident => $into:ident::$variant:ident),+ $(,)?) => {
        $(impl From<$of> for $into {
            fn from(error: $of) -> Self {
                Self::$variant(error)
            }
        })+
    };
}

from! {
    Error => DeviceTrouble::Journal,
    Error => PeopleError::Journal,
    UnlockError => PeopleError::Unlock,
    BadCode => PeopleError::Code,
}

impl From<Error> for UnlockError {
    fn from(error: Error) -> Self {
        match error {
            Error::KeysAltered => Self::Altered,
            other => Self::Journal(other),
        }
    }
}

impl From<DeviceTrouble> for UnlockError {
    fn from(trouble: DeviceTrouble) -> Self {
        match trouble {
            DeviceTrouble::Journal(error) => error.into(),
            other => Self::Device(other),
        }
    }
}

impl From<DeviceTrouble> for PeopleError {
    fn from(trouble: DeviceTrouble) -> Self {
        Self::Unlock(trouble.into())
    }
}
