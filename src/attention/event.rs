//! What happened in an attention. Additive: a variant is never renamed or reused; new members have defaults.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::RegistryNumber;
use crate::promise::Promise;
use crate::protocol::{Answer, MatterKind, Outcome};

/// One thing that happened; its instant is beside it, in [`Act`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    Opened {
        step: String,
    },
    /// The number was reserved: something is saved from now on.
    Numbered {
        number: RegistryNumber,
    },
    /// A field holds this now. The journal keeps only the last value of each field, not these.
    Answered {
        field: String,
        answer: Answer,
    },
    /// The agent is at this step now.
    Moved {
        to: String,
    },
    /// A field is to be asked anew; it held this.
    Reset {
        field: String,
        was: Answer,
    },
    /// The person waits; so many minutes were promised.
    Held {
        minutes: u16,
    },
    /// More minutes were promised during the same hold.
    HeldLonger {
        minutes: u16,
    },
    Resumed,
    /// The line dropped.
    CutOff,
    /// A call to a person whose line dropped, without success.
    Attempted,
    /// The person is back, at the same step.
    Recovered,
    /// A supervisor or support desk was asked; the person waits or listens.
    Consulted {
        whom: String,
        question: String,
    },
    /// What they said.
    Advised {
        answer: String,
    },
    Noted {
        text: String,
    },
    /// A complaint, a claim, a suggestion or a denunciation was raised in the middle of another matter.
    Voiced {
        kind: MatterKind,
        text: String,
    },
    Promised {
        promise: Promise,
    },
    Concluded {
        outcome: Outcome,
    },
    /// Goodbye was said; what follows is after-work.
    SaidGoodbye,
    Filed,
    /// The person left or the agent stopped; filed as such.
    Abandoned {
        reason: String,
    },
    /// A filed value was wrong; both stay.
    Corrected {
        field: String,
        from: Option<Answer>,
        to: Answer,
        reason: String,
    },
    Reopened {
        reason: String,
    },
}

/// An event with its instant and who caused it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    pub at: DateTime<Utc>,
    pub by: String,
    pub event: Event,
}

/// What an agent asks of an attention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Give it this registry number; it is asked once, at the first thing saved.
    Reserve {
        number: RegistryNumber,
    },
    Answer {
        field: String,
        answer: Answer,
    },
    /// The person themselves keyed the answer to a question about the service.
    Evaluate {
        field: String,
        answer: Answer,
    },
    Advance,
    /// One step back.
    Back,
    GoTo {
        step: String,
    },
    /// Promise this many minutes, 1–60.
    Hold {
        minutes: u16,
    },
    HoldLonger {
        minutes: u16,
    },
    Resume,
    CutOff,
    Attempt,
    Recover,
    Consult {
        whom: String,
        question: String,
    },
    Advise {
        answer: String,
    },
    Note {
        text: String,
    },
    /// Take down a complaint, a claim, a suggestion or a denunciation beside the matter at hand; with `answer`, the id of a
    /// new promise, an answer to it is owed.
    Voice {
        kind: MatterKind,
        text: String,
        answer: Option<Uuid>,
    },
    /// A call at an agreed hour; the id is new, the instant lies ahead.
    PromiseCallback {
        id: Uuid,
        phone: String,
        at: DateTime<Utc>,
        what: String,
    },
    Conclude {
        outcome: Outcome,
    },
    /// Say goodbye. The id is new, for the promise the outcome may make; the date and zone are the office's.
    SayGoodbye {
        promise: Uuid,
        today: chrono::NaiveDate,
        zone: chrono::FixedOffset,
    },
    File,
    Abandon {
        reason: String,
    },
    Correct {
        field: String,
        answer: Answer,
        reason: String,
    },
    Reopen {
        reason: String,
    },
}
