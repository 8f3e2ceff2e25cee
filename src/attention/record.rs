//! The filed form of an attention: what one entry of the journal holds.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Act, Attention, Event, Given, Opening, RegistryNumber};
use crate::protocol::Outcome;

/// An attention as it is filed: its opening, its acts with their times and the last value of each field, never keystrokes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttentionRecord {
    pub id: Uuid,
    pub number: RegistryNumber,
    pub opening: Opening,
    pub filed_at: DateTime<Utc>,
    pub outcome: Outcome,
    pub answers: BTreeMap<String, Given>,
    pub acts: Vec<Act>,
    /// The entries that changed it last, as whoever filed it knew them; empty for everything earlier of the same chain.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub saw: Vec<Uuid>,
}

/// Something written at once, before its attention is filed or after, because others must see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActRecord {
    pub attention: Uuid,
    pub number: RegistryNumber,
    pub act: Act,
    /// For what changes a filed attention: the entries that changed it last, as its author knew them; empty for everything
    /// earlier of the same chain.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub saw: Vec<Uuid>,
}

/// A decision between the versions of an attention that was changed at two stations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolution {
    pub attention: Uuid,
    /// The entry whose version stands.
    pub chosen: Uuid,
    /// The entries between which it decides, the chosen one among them.
    pub saw: Vec<Uuid>,
    /// Why, in words.
    pub reason: String,
    pub at: DateTime<Utc>,
    pub by: String,
}

impl Attention {
    /// The record to file; `None` until the attention is filed or abandoned, and for one that saved nothing.
    pub fn record(&self) -> Option<AttentionRecord> {
        Some(AttentionRecord {
            id: self.id,
            number: self.number?,
            opening: self.opening.clone(),
            filed_at: self.filed_at?,
            outcome: self.outcome?,
            answers: self.answers.clone(),
            acts: self.acts.clone(),
            saw: Vec::new(),
        })
    }

    /// The attention as it was when filed.
    pub fn from_record(record: &AttentionRecord) -> Self {
        Self::replay(
            record.id,
            record.opening.clone(),
            &record.answers,
            &record.acts,
        )
    }

    /// An attention from its acts and the last value of each field: what a draft and a filed entry both keep.
    pub fn replay(
        id: Uuid,
        opening: Opening,
        answers: &BTreeMap<String, Given>,
        acts: &[Act],
    ) -> Self {
        let mut attention = Self::unopened(id, opening);
        for act in acts {
            attention.apply(act);
        }
        attention.answers = answers.clone();
        attention
    }
}

impl Event {
    /// Whether the event is written to the journal at once instead of waiting for the filing.
    pub fn is_urgent(&self) -> bool {
        matches!(
            self,
            Self::CutOff
                | Self::Consulted { .. }
                | Self::Voiced { .. }
                | Self::Promised { .. }
                | Self::Corrected { .. }
                | Self::Reopened { .. }
        )
    }
}
