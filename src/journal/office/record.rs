//! What the journal keeps of the office: how its key came to be and how stations came in. Never the key itself.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Certificate;

/// Something about the office, by the entry's agent. Names go into journals: never renamed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfficeChange {
    /// The office's key was made at this station.
    Founded { station: Certificate },
    /// An invitation for another station was written.
    Invited { invitation: Uuid },
    /// This station came in by an invitation.
    Joined {
        invitation: Uuid,
        station: Certificate,
    },
}
