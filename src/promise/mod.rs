//! What was promised to a person: to whom, what, by when, and how it ended.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::protocol::{DueUnit, MatterKind};

/// Something said to the person that falls due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    pub id: Uuid,
    /// The attention in which it was made.
    pub attention: Uuid,
    pub kind: PromiseKind,
    pub due: Due,
    /// What was said, in words.
    pub what: String,
    /// The number to call, for a callback.
    pub phone: Option<String>,
    /// The unit or institution that has to answer.
    pub unit: Option<String>,
    pub made_at: DateTime<Utc>,
    /// The agent who made it.
    pub by: String,
    /// The promise of the same attention that this one takes the place of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<Uuid>,
    /// What it answers, where that was raised beside the matter of the attention; `None` for the matter itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voiced: Option<MatterKind>,
}

/// What kind of thing was promised. A hold is a promise too; it lives and ends inside its attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PromiseKind {
    /// To call the person at an agreed hour.
    Callback,
    /// An answer by another unit, or later by this one.
    Answer,
}

impl PromiseKind {
    /// Every kind with its name in the journal.
    pub const ALL: [(&'static str, Self); 2] =
        [("callback", Self::Callback), ("answer", Self::Answer)];

    /// The name in the journal.
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(_, k)| *k == self)
            .map_or("", |(n, _)| n)
    }
}

/// When a promise falls due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Due {
    At(DateTime<Utc>),
    /// A legal term, kept as facts and never as a lone date: the date follows from the calendar in force.
    Term {
        /// Local date of receipt; by the general rule it does not count.
        start: NaiveDate,
        /// Days.
        amount: u16,
        unit: DueUnit,
        /// The unit that answers still has to confirm the amount.
        to_be_confirmed: bool,
    },
    /// No hour was agreed.
    Open,
}

impl Due {
    /// The instant, where there is one.
    pub fn at(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::At(at) => Some(*at),
            Self::Term { .. } | Self::Open => None,
        }
    }
}

/// How a promise ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromiseEnd {
    pub promise: Uuid,
    pub attention: Uuid,
    pub how: Ending,
    /// Why, in words; may be empty when kept.
    pub note: String,
    pub at: DateTime<Utc>,
    pub by: String,
}

/// The ways a promise ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    Kept,
    /// The person no longer wants it.
    Withdrawn,
    /// Another promise took its place.
    Replaced,
}

impl Ending {
    /// The name in the journal.
    pub fn name(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Withdrawn => "withdrawn",
            Self::Replaced => "replaced",
        }
    }
}
