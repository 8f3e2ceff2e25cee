//! What entries say, and under which kind.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Error, Imported, LastCopy, OfficeChange, Restored, Result};
use crate::attention::{ActRecord, AttentionRecord, Event, RegistryNumber, Resolution};
use crate::people::{PeopleChange, Presence};
use crate::promise::PromiseEnd;

/// The version of every kind written by this program; an entry of a later one is kept and shown as it came.
pub(super) const KIND_VERSION: u32 = 1;

/// What a station is: where it stands and who sits at it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Station {
    pub institution: String,
    /// Three letters.
    pub office: String,
    pub station: u8,
    pub agent: String,
    /// Identifier of the pack an attention begins with unless another is asked for.
    pub protocol: String,
    /// Where the series of registry numbers begins: paper may already hold some.
    pub first_sequence: u32,
    /// Whether nothing in it is real.
    pub practice: bool,
}

impl Station {
    /// Its office and number as registry numbers begin: `CAJ-02`.
    pub fn code(&self) -> String {
        format!("{}-{:02}", self.office, self.station)
    }

    /// Whether a number is of the series that this station gives.
    pub fn gives(&self, number: RegistryNumber) -> bool {
        number.office() == self.office && number.station() == self.station
    }
}

/// The database was behind its mark when it was opened: entries are lost, and a new epoch begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loss {
    /// The epoch that lost its tail.
    pub epoch: u32,
    /// The last entry found of it.
    pub found: u32,
    /// The last entry known to have been written in it.
    pub marked: u32,
    /// Where the journal ended, as epoch and place, when that was in an earlier epoch: nobody knows what the ones between
    /// held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<(u32, u32)>,
}

/// What an entry says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// The journal began at this station.
    Genesis(Station),
    Loss(Loss),
    /// A copy was made, read back and verified.
    Copy(LastCopy),
    /// A copy was put in the place of the journal, and a new epoch begins.
    Restored(Restored),
    /// Who came to the keys or left them.
    Presence(Presence),
    /// Who may be at the keys was changed.
    People(PeopleChange),
    /// How the office got its key, and how stations came in.
    Office(OfficeChange),
    /// Entries of other stations came in.
    Imported(Imported),
    /// An attention was filed, or filed again.
    Attention(Box<AttentionRecord>),
    /// Something that happened in an attention and is written at once.
    Act(Box<ActRecord>),
    PromiseEnd(PromiseEnd),
    /// One of the versions of an attention was chosen.
    Resolution(Resolution),
}

impl Body {
    /// The name of the kind in the journal.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Genesis(_) => "genesis",
            Self::Loss(_) => "loss",
            Self::Copy(_) => "copy",
            Self::Restored(_) => "restored",
            Self::Presence(_) => "presence",
            Self::People(_) => "people",
            Self::Office(_) => "office",
            Self::Imported(_) => "imported",
            Self::Attention(_) => "attention",
            Self::PromiseEnd(_) => "promise_end",
            Self::Resolution(_) => "resolution",
            Self::Act(record) => act_kind(&record.act.event),
        }
    }

    /// The attention it speaks of.
    pub fn attention(&self) -> Option<Uuid> {
        match self {
            Self::Genesis(_)
            | Self::Loss(_)
            | Self::Copy(_)
            | Self::Restored(_)
            | Self::Presence(_)
            | Self::People(_)
            | Self::Office(_)
            | Self::Imported(_) => None,
            Self::Attention(record) => Some(record.id),
            Self::Act(record) => Some(record.attention),
            Self::PromiseEnd(end) => Some(end.attention),
            Self::Resolution(resolution) => Some(resolution.attention),
        }
    }

    /// Whether it changes how a filed attention stands, notes apart.
    pub(super) fn is_edit(&self) -> bool {
        match self {
            Self::Attention(_) | Self::Resolution(_) => true,
            Self::Act(record) => matches!(
                record.act.event,
                Event::Corrected { .. } | Event::Reopened { .. }
            ),
            _ => false,
        }
    }

    /// The edits that its author names as seen. None named, it is everything earlier of the same device; [`Uuid::nil`]
    /// stands for nothing.
    pub(super) fn saw(&self) -> &[Uuid] {
        match self {
            Self::Attention(record) => &record.saw,
            Self::Act(record) => &record.saw,
            Self::Resolution(resolution) => &resolution.saw,
            _ => &[],
        }
    }

    /// The same with the edits that its author saw.
    pub(super) fn having_seen(mut self, saw: Vec<Uuid>) -> Self {
        match &mut self {
            Self::Attention(record) => record.saw = saw,
            Self::Act(record) => record.saw = saw,
            Self::Resolution(resolution) => resolution.saw = saw,
            _ => {}
        }
        self
    }

    /// The registry number it names.
    pub fn number(&self) -> Option<RegistryNumber> {
        match self {
            Self::Attention(record) => Some(record.number),
            Self::Act(record) => Some(record.number),
            _ => None,
        }
    }

    /// The bytes to store.
    pub(super) fn encode(&self) -> Result<String> {
        match self {
            Self::Genesis(station) => serde_json::to_string(station),
            Self::Loss(loss) => serde_json::to_string(loss),
            Self::Copy(copy) => serde_json::to_string(copy),
            Self::Restored(restored) => serde_json::to_string(restored),
            Self::Presence(presence) => serde_json::to_string(presence),
            Self::People(change) => serde_json::to_string(change),
            Self::Office(change) => serde_json::to_string(change),
            Self::Imported(imported) => serde_json::to_string(imported),
            Self::Attention(record) => serde_json::to_string(record),
            Self::Act(record) => serde_json::to_string(record),
            Self::PromiseEnd(end) => serde_json::to_string(end),
            Self::Resolution(resolution) => serde_json::to_string(resolution),
        }
        .map_err(|e| Error::Refused {
            detail: e.to_string(),
        })
    }

    /// What stored bytes say; `None` for a kind this program does not know. Unreadable bytes of a known kind are damage.
    pub(super) fn decode(kind: &str, kind_version: u32, body: &str) -> Result<Option<Self>> {
        if kind_version > KIND_VERSION {
            return Ok(None);
        }
        match kind {
            "genesis" => serde_json::from_str(body).map(Self::Genesis),
            "loss" => serde_json::from_str(body).map(Self::Loss),
            "copy" => serde_json::from_str(body).map(Self::Copy),
            "restored" => serde_json::from_str(body).map(Self::Restored),
            "presence" => serde_json::from_str(body).map(Self::Presence),
            "people" => serde_json::from_str(body).map(Self::People),
            "office" => serde_json::from_str(body).map(Self::Office),
            "imported" => serde_json::from_str(body).map(Self::Imported),
            "attention" => serde_json::from_str(body).map(Self::Attention),
            "promise_end" => serde_json::from_str(body).map(Self::PromiseEnd),
            "resolution" => serde_json::from_str(body).map(Self::Resolution),
            act if ACT_KINDS.contains(&act) => serde_json::from_str(body).map(Self::Act),
            _ => return Ok(None),
        }
        .map(Some)
        .map_err(|e| Error::unreadable(kind, &e))
    }
}

/// Every name that [`act_kind`] gives.
const ACT_KINDS: [&str; 22] = [
    "opened",
    "numbered",
    "answered",
    "moved",
    "reset",
    "hold",
    "hold_longer",
    "resumed",
    "cut_off",
    "attempt",
    "recovered",
    "consultation",
    "advice",
    "note",
    "voiced",
    "promise",
    "concluded",
    "goodbye",
    "filed",
    "abandoned",
    "correction",
    "reopened",
];

/// The kind of the entry that holds an act with this event.
fn act_kind(event: &Event) -> &'static str {
    match event {
        Event::Opened { .. } => "opened",
        Event::Numbered { .. } => "numbered",
        Event::Answered { .. } => "answered",
        Event::Moved { .. } => "moved",
        Event::Reset { .. } => "reset",
        Event::Held { .. } => "hold",
        Event::HeldLonger { .. } => "hold_longer",
        Event::Resumed => "resumed",
        Event::CutOff => "cut_off",
        Event::Attempted => "attempt",
        Event::Recovered => "recovered",
        Event::Consulted { .. } => "consultation",
        Event::Advised { .. } => "advice",
        Event::Noted { .. } => "note",
        Event::Voiced { .. } => "voiced",
        Event::Promised { .. } => "promise",
        Event::Concluded { .. } => "concluded",
        Event::SaidGoodbye => "goodbye",
        Event::Filed => "filed",
        Event::Abandoned { .. } => "abandoned",
        Event::Corrected { .. } => "correction",
        Event::Reopened { .. } => "reopened",
    }
}
