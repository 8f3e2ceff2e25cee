//! What somebody is at a station.

use serde::{Deserialize, Serialize};

/// What somebody is at a station. The name goes into journals: never renamed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Attends the public.
    Agent,
    /// Answers for agents and deadlines.
    Supervisor,
    /// Stands at the door.
    Guard,
    /// Reads and reports, and changes nothing.
    Reader,
    /// Keeps the station: people, keys, copies.
    Administrator,
}

impl Role {
    /// Every role, in the order of the table of permissions.
    pub const ALL: [Role; 5] = [
        Role::Agent,
        Role::Supervisor,
        Role::Guard,
        Role::Reader,
        Role::Administrator,
    ];
}
