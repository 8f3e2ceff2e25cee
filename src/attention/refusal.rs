//! Why the protocol says no. Always names what is in the way; the words for it are in `texts`.

use crate::protocol::{Fault, Transition};

/// A command the rules do not allow now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Fields (by key, in the order they are asked) that the transition needs.
    Missing {
        transition: Transition,
        fields: Vec<String>,
    },
    /// A field that the transition needs holds something else than what was asked.
    Faulty {
        transition: Transition,
        field: String,
        fault: Fault,
    },
    UnknownField {
        field: String,
    },
    /// No step with this identifier, or one hidden by its condition.
    UnknownStep {
        step: String,
    },
    /// There is no step before the first.
    FirstStep,
    /// Goodbye needs an outcome first.
    NoOutcome,
    /// Goodbye was said: only fields, notes and filing are left.
    SaidGoodbye,
    /// Filing comes after goodbye.
    NoGoodbye,
    Filed,
    NotFiled,
    OnHold,
    NotOnHold,
    /// Minutes outside 1–60.
    Minutes {
        given: u16,
    },
    LineCut,
    LineNotCut,
    /// This channel has no line that can drop.
    NoLine,
    /// What came in writing has nobody who waits.
    NobodyThere,
    Consulting,
    NotConsulting,
    /// A reason, note, question or number that is needed is empty.
    Empty,
    /// A promise for an hour that has passed.
    Past,
    /// The value is the same as before.
    Same,
}
