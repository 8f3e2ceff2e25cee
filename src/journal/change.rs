//! What can be asked of the recorder, and what it answers.

use std::collections::BTreeMap;
use std::time::SystemTime;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Body, Digest, Error, Office, Station};
use crate::attention::{Act, Given, Opening, RegistryNumber};
use crate::protocol::Answer;

/// One change to the journal. Those submitted together are durable together or not at all.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// Where an attention in progress stands; replaces what was there.
    Draft(DraftHead),
    /// What a field of a draft holds; replaces what was there.
    Field {
        attention: Uuid,
        field: String,
        answer: Answer,
        /// In characters.
        cursor: u32,
        at: DateTime<Utc>,
    },
    FieldGone {
        attention: Uuid,
        field: String,
    },
    /// An act of a draft, at its place among the draft's acts, from 0; replaces what was there.
    Act {
        attention: Uuid,
        index: u32,
        act: Act,
    },
    /// The draft is no longer: filed, or nothing was in it.
    EndDraft(Uuid),
    Entry(NewEntry),
    Station(Station),
    /// What the station is in its office and whom it knows there; replaces what was there.
    Office(Box<Office>),
    /// The text of a pack, kept once per hash.
    Protocol {
        /// SHA-256 of the text, hexadecimal.
        hash: String,
        id: String,
        version: String,
        text: String,
    },
}

/// An entry to append. The recorder gives it its place in the chain.
#[derive(Debug, Clone, PartialEq)]
pub struct NewEntry {
    pub id: Uuid,
    /// Kept in whole milliseconds.
    pub at: DateTime<Utc>,
    pub agent: String,
    /// Random: it keeps a short body from being guessed by its digest.
    pub salt: [u8; 16],
    pub body: Body,
}

/// An attention in progress, without its answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftHead {
    pub attention: Uuid,
    pub opening: Opening,
    /// Identifier of the step the agent is at.
    pub step: String,
    /// Key of the field the agent is in.
    pub field: Option<String>,
    /// Reserved by being stored here: it is in the mark before this change is acknowledged.
    pub number: Option<RegistryNumber>,
    /// Whether it is the one on screen; the others are parked.
    pub front: bool,
    pub updated_at: DateTime<Utc>,
}

/// A draft as it was last saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDraft {
    pub head: DraftHead,
    pub answers: BTreeMap<String, Given>,
    /// Where the cursor stood in each field, in characters.
    pub cursors: BTreeMap<String, u32>,
    pub acts: Vec<Act>,
}

/// Tells which submission an acknowledgement answers; later ones are greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ticket(pub(super) u64);

/// The answer to one submission.
#[derive(Debug, Clone)]
pub struct Ack {
    pub ticket: Ticket,
    /// When it was on the disk, or failed.
    pub at: SystemTime,
    /// The entries written, in order; or why nothing of the submission may be taken for saved.
    pub result: Result<Vec<Tip>, Error>,
}

/// An entry's place in the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tip {
    pub id: Uuid,
    pub epoch: u32,
    pub seq: u32,
    pub digest: Digest,
}
