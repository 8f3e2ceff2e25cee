//! Who may be at the keys of a station and what each may do. Pure: no clock, no file, no key.

mod permission;
mod record;
mod role;
mod secret;
mod throttle;

pub use permission::{Grant, Permission};
pub use record::{PeopleChange, Presence};
pub use role::Role;
pub use secret::{SecretKind, Weak, check_device_passphrase, check_secret, kind_of, same_name};
pub use throttle::{Attempts, wait_after};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Somebody who is enrolled at a station.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub id: Uuid,
    /// As it stands in entries and on the screen; no two people of a station ever have the same.
    pub name: String,
    pub role: Role,
}
