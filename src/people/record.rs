//! What the journal keeps of people: who came and went at the keys, and who was enrolled, changed or removed.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Person, Role};

/// Something about who is at the keys. Names go into journals: never renamed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// The desk was opened.
    Started,
    /// The desk was closed.
    Ended,
    /// The screen was locked; by itself after a time without keys.
    Locked { by_itself: bool },
    /// The same person came back.
    Returned,
    /// Another person sat down; `from` is who was there.
    TookOver { from: String },
    /// Wrong PINs or passphrases were given for somebody.
    Failed {
        against: String,
        times: u32,
        first: DateTime<Utc>,
        last: DateTime<Utc>,
    },
    /// The open work was handed over and accepted; who accepted is the entry's agent.
    HandedOver {
        from: String,
        /// Attentions in progress.
        drafts: Vec<Uuid>,
        promises: Vec<Uuid>,
    },
}

/// A change of who may be at the keys, by the entry's agent. Names go into journals: never renamed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeopleChange {
    Enrolled {
        person: Person,
    },
    RoleChanged {
        person: Person,
        before: Role,
    },
    /// A new PIN or passphrase; given by somebody else where `reset`.
    SecretChanged {
        person: Person,
        reset: bool,
    },
    /// Somebody else ended the wait after wrong ones.
    WaitEnded {
        person: Person,
    },
    /// Removed, and the key of the data replaced.
    Removed {
        person: Person,
    },
    /// The recovery code was used to open the journal.
    RecoveryUsed,
    RecoveryReplaced,
    DeviceSecretReplaced,
}
