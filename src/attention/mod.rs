//! One conversation with one person, from greeting to farewell: its state, what may be asked of it and what follows.
//!
//! [`Attention::decide`] holds every rule and is pure; [`Attention::apply`] is total and never fails. Time and ids come in
//! as arguments.

mod apply;
mod clocks;
mod decide;
mod ending;
mod event;
mod number;
mod record;
mod refusal;
mod view;
mod walking;

pub use clocks::Clocks;
pub use event::{Act, Command, Event};
pub use number::{NumberFault, PRACTICE_OFFICE, RegistryNumber};
pub use record::{ActRecord, AttentionRecord, Resolution};
pub use refusal::Refusal;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::promise::Promise;
use crate::protocol::{Answer, Channel, Outcome};

/// The state of one conversation: a fold of its acts, with the last value of each field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attention {
    pub id: Uuid,
    /// Reserved at the first saved field or act; until then a mistaken key leaves nothing.
    pub number: Option<RegistryNumber>,
    pub opening: Opening,
    /// Identifier of the step the agent is at.
    pub step: String,
    /// Steps the agent has been at.
    pub visited: BTreeSet<String>,
    pub answers: BTreeMap<String, Given>,
    /// Every event but answers, in order.
    pub acts: Vec<Act>,
    pub hold: Option<Hold>,
    /// Seconds spent in holds that ended.
    pub held_seconds: i64,
    pub cut: Option<Cut>,
    pub consult: Option<Consult>,
    /// Seconds spent in consultations that ended.
    pub consulted_seconds: i64,
    pub promises: Vec<Promise>,
    pub outcome: Option<Outcome>,
    pub goodbye_at: Option<DateTime<Utc>>,
    pub filed_at: Option<DateTime<Utc>>,
}

/// How an attention began.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    pub at: DateTime<Utc>,
    /// Who attends.
    pub agent: String,
    /// Three letters.
    pub office: String,
    pub station: u8,
    pub channel: Channel,
    pub protocol: ProtocolRef,
    /// The promise this attention answers, when it is a callback.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<Uuid>,
}

/// The very pack an attention began with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProtocolRef {
    pub id: String,
    pub version: String,
    /// SHA-256 of the text, hexadecimal; the journal keeps each text once under it.
    pub hash: String,
}

/// A value and when it was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    pub answer: Answer,
    pub at: DateTime<Utc>,
}

/// The person is waiting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    pub since: DateTime<Utc>,
    /// Everything promised for this hold.
    pub minutes: u16,
}

/// The line dropped and the person is not back yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    pub since: DateTime<Utc>,
    /// Calls made without success.
    pub attempts: u32,
}

/// A supervisor or support desk is being asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consult {
    pub since: DateTime<Utc>,
    pub whom: String,
    pub question: String,
}

impl Attention {
    /// An attention before its first act.
    fn unopened(id: Uuid, opening: Opening) -> Self {
        Self {
            id,
            number: None,
            opening,
            step: String::new(),
            visited: BTreeSet::new(),
            answers: BTreeMap::new(),
            acts: Vec::new(),
            hold: None,
            held_seconds: 0,
            cut: None,
            consult: None,
            consulted_seconds: 0,
            promises: Vec::new(),
            outcome: None,
            goodbye_at: None,
            filed_at: None,
        }
    }

    /// The answer a field holds now.
    pub fn answer(&self, key: &str) -> Option<&Answer> {
        self.answers.get(key).map(|g| &g.answer)
    }

    /// The words a field holds, without surrounding space; `None` where it is empty.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.answer(key)
            .and_then(Answer::text)
            .map(str::trim)
            .filter(|t| !t.is_empty())
    }

    /// Whether it is closed for good: filed, or abandoned.
    pub fn is_filed(&self) -> bool {
        self.filed_at.is_some()
    }
}
