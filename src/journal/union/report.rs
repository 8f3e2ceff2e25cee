//! What taking in a file came to, for whoever has to be told.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::super::Digest;

/// What taking in a file came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Admitted {
    /// Of each device with entries in the file.
    pub stations: BTreeMap<Uuid, Counts>,
    /// The first of each device and epoch where two journals wrote under one name.
    pub forks: Vec<Fork>,
    /// Lines that could not be taken in, forks among them.
    pub bad: u32,
    /// Texts of packs that came in.
    pub packs: u32,
    /// Whether entries of our own came back that our journal had lost without knowing: a new epoch was begun.
    pub own_lost: bool,
}

/// The entries of one device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    pub new: u32,
    /// Were here already.
    pub known: u32,
    /// Refused: at a fork, or after one.
    pub forked: u32,
    pub bad: u32,
    /// Of those that are new, of kinds of a later version: kept and handed on as they are.
    pub unknown: u32,
    /// Of those that are new, with an instant well ahead of our clock.
    pub doubtful: u32,
    /// Places that are missing before the last ones that are here.
    pub gaps: u32,
}

/// Two journals wrote under the name of one device: a copy put back, or two of one folder at work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fork {
    pub device: Uuid,
    pub epoch: u32,
    /// The place at which they differ.
    pub seq: u32,
    /// The digest here.
    pub ours: Digest,
    /// The digest in the file.
    pub theirs: Digest,
}

impl Admitted {
    /// Entries that came in.
    pub fn new_entries(&self) -> u32 {
        self.stations
            .values()
            .fold(0, |sum, c| sum.saturating_add(c.new))
    }
}

/// What an entry of kind `imported` says: entries of other stations came in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Imported {
    /// Whose file it was, in words.
    pub from: String,
    /// Entries that came in, by device.
    pub new: BTreeMap<Uuid, u32>,
    /// Devices of which two journals were found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forks: Vec<Uuid>,
    /// Lines put in quarantine.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub bad: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_zero(n: &u32) -> bool {
    *n == 0
}

impl Imported {
    /// Whether nothing came in and nothing is to be told.
    pub(super) fn is_empty(&self) -> bool {
        self.new.is_empty() && self.forks.is_empty() && self.bad == 0
    }
}
