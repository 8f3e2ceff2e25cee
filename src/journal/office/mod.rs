//! The office: the secret that its stations share, the key of each station, and how a station comes in.
//!
//! All of it lives inside the encrypted journal. The secret gives two keys: one that every station opens bundles with, one
//! that says which stations are the office's. Each station signs with a key of its own, which never leaves it.

mod certificate;
mod code;
mod invitation;
mod keep;
mod record;
mod secret;

pub use certificate::Certificate;
pub use invitation::Invitation;
pub use keep::{Exchange, Known, Membership, Office};
pub use record::OfficeChange;

pub(super) use keep::{keep, put};
pub(super) use secret::{OfficeSecret, derived, hexed};

use uuid::Uuid;

/// Why something about the office was not done. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OfficeFault {
    /// This station has no office key yet.
    NoOffice,
    /// What was given is no invitation.
    NotAnInvitation,
    /// Written by a later version of this program.
    NewerInvitation { version: u32 },
    /// The code has a letter too many, too few or a wrong one.
    Misspelt,
    /// The code is well written and does not open this invitation.
    WrongCode,
    /// The invitation is of an office with another code.
    OtherOffice { theirs: String, ours: String },
    /// This station belongs to an office with another key, and has exchanged entries there.
    OtherSecret,
    /// Another installation of the office has this station's number.
    NumberTaken { station: u8, device: Uuid },
}
