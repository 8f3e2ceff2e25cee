//! What a protocol is: the steps of a conversation, with what to say, what to remember and what to ask at each.
//!
//! A protocol is data (a *pack*, see [`load`]). Nothing here knows a clock, a file, a terminal or a word of Spanish.

mod answer;
mod ask;
mod channel;
mod check;
pub mod coverage;
mod email;
pub mod keys;
mod kind;
mod language;
mod load;
mod number;
mod phrase;
mod problem;
mod reach;
mod review;
mod walk;
mod when;

pub use answer::{Answer, Fault};
pub use ask::{Ask, Bounds, Choice, Days, DueUnit, Look, PlaceList};
pub use channel::Channel;
pub use email::EmailFault;
pub use kind::MatterKind;
pub use language::Language;
pub use load::{load, review};
pub use number::{NotANumber, Number};
pub use phrase::{Phrase, Piece};
pub use problem::{Place, Problem, ProblemKind};
pub(crate) use walk::nearest;
pub use when::When;

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// A whole pack, checked: every name it uses exists and every phrase can be rendered.
#[derive(Debug, Clone, PartialEq)]
pub struct Protocol {
    /// Stable identifier, such as `juntos-telefonico`.
    pub id: String,
    /// What the agent reads in the header.
    pub title: String,
    /// The institution whose protocol this is.
    pub institution: String,
    /// The ways by which it is used, the usual one first; never empty.
    pub channels: Vec<Channel>,
    /// ISO 3166 alpha-2 code of the country whose documents and terms apply.
    pub country: String,
    /// In which its phrases are said to people.
    pub language: Language,
    pub control: Control,
    /// The pack by which whoever takes up what was escalated goes on; none: by this one.
    pub hands_over_to: Option<String>,
    /// Names usable in phrases beside the built-in ones: telephone lines, systems, places.
    pub data: BTreeMap<String, String>,
    /// The institution's offices, for referral.
    pub offices: Vec<OfficeContact>,
    pub steps: Vec<Step>,
    /// How each outcome is closed.
    pub closings: Vec<Closing>,
    /// What whoever attends may need to look up in the middle of a conversation.
    pub knowledge: Vec<Knowledge>,
    /// Requirements that every attention records by itself: its channel, day, hour and number, and the document control.
    pub cites: Vec<String>,
    /// SHA-256 of the pack's text, in hexadecimal; given by whoever loads it.
    pub hash: String,
}

/// Document control of a pack, as institutions keep it for their own protocols.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Control {
    pub code: String,
    pub version: String,
    pub prepared: String,
    pub reviewed: String,
    pub approved: String,
    /// ISO date of this version.
    pub date: String,
    pub source: String,
}

/// One office of the institution: where to send a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeContact {
    pub name: String,
    pub address: String,
    pub phone: String,
}

/// The part of the conversation a step belongs to: the five of the mission, the door and the teach-back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    Entry,
    Greet,
    Identify,
    Listen,
    Resolve,
    Verify,
    Farewell,
}

impl Phase {
    /// Every phase with its name in packs.
    pub const ALL: [(&'static str, Self); 7] = [
        ("entry", Self::Entry),
        ("greet", Self::Greet),
        ("identify", Self::Identify),
        ("listen", Self::Listen),
        ("resolve", Self::Resolve),
        ("verify", Self::Verify),
        ("farewell", Self::Farewell),
    ];
}

/// One step of the conversation.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    pub id: String,
    pub title: String,
    /// A word or two, for the one-line list of steps at 80 columns.
    pub short: String,
    pub phase: Phase,
    pub say: Vec<Line>,
    pub remember: Vec<Line>,
    pub fields: Vec<Field>,
    /// Shown and walked only while this holds.
    pub when: Option<When>,
    /// Where advancing leads instead of to the next step; the first rule that holds wins.
    pub next: Vec<Branch>,
    pub cites: Vec<String>,
}

/// Where advancing leads when a condition holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Branch {
    pub when: When,
    /// Identifier of the step to go to.
    pub to: String,
    /// Fields to be asked anew after the jump; what they held stays in the acts.
    pub reset: Vec<String>,
}

/// A phrase to say or to remember, shown while its condition holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub phrase: Phrase,
    pub when: Option<When>,
    pub cites: Vec<String>,
}

/// Something the form asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Unique in the pack; the well-known ones are in [`keys`].
    pub key: String,
    pub label: String,
    pub hint: Option<String>,
    pub ask: Ask,
    /// Whether the person may prefer not to answer, which is then an answer.
    pub may_decline: bool,
    /// The transitions that need this field answered. A hidden field is never required.
    pub required_for: Vec<Transition>,
    pub when: Option<When>,
    /// Whether its value goes on to the next form of a pile: the office, the day.
    pub keep: bool,
    /// What to say while this field is asked.
    pub say: Vec<Line>,
    pub cites: Vec<String>,
}

impl Field {
    /// Whether an answer answers it; an empty answer has no fault, it is only missing.
    pub fn check(&self, answer: &Answer) -> Result<(), Fault> {
        match answer {
            Answer::Declined if self.may_decline => Ok(()),
            answer => answer.check(&self.ask),
        }
    }

    /// Whether an answer is there and answers it.
    pub fn answers(&self, answer: &Answer) -> bool {
        !answer.is_empty() && self.check(answer).is_ok()
    }
}

/// How one outcome is closed: the phrase, the fields, and the term promised.
#[derive(Debug, Clone, PartialEq)]
pub struct Closing {
    pub outcome: Outcome,
    /// What has to be so for this ending to be the one proposed. It is offered all the same.
    pub proposed_when: Option<When>,
    pub say: Vec<Line>,
    pub remember: Vec<Line>,
    pub fields: Vec<Field>,
    pub term: Option<TermRule>,
    pub cites: Vec<String>,
}

/// Something to be known, under a title: points of payment, services, a directory.
#[derive(Debug, Clone, PartialEq)]
pub struct Knowledge {
    pub title: String,
    pub text: Vec<Line>,
    pub cites: Vec<String>,
}

/// What is told at farewell of when the answer comes: which field holds it, as so many days or as an hour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermRule {
    /// Key of a choice field whose chosen id is the number of days or, without a unit, of a field that holds the moment.
    pub field: String,
    pub unit: Option<DueUnit>,
    /// The unit that answers still has to confirm the amount.
    pub to_be_confirmed: bool,
}

/// How an attention ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Resolved,
    /// Another unit of the institution answers.
    Escalated,
    /// Another institution attends, called first.
    Referred,
    Pending,
    Callback,
    /// No, with reasons.
    Declined,
    CutOff,
    Abandoned,
}

impl Outcome {
    /// Every outcome with its name in packs and in the journal.
    pub const ALL: [(&'static str, Self); 8] = [
        ("resolved", Self::Resolved),
        ("escalated", Self::Escalated),
        ("referred", Self::Referred),
        ("pending", Self::Pending),
        ("callback", Self::Callback),
        ("declined", Self::Declined),
        ("cut_off", Self::CutOff),
        ("abandoned", Self::Abandoned),
    ];

    /// The name in packs and in the journal.
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(_, o)| *o == self)
            .map_or("", |(n, _)| n)
    }

    /// Whether the person is told goodbye: a line that dropped or a person who left cannot be.
    pub fn has_farewell(self) -> bool {
        !matches!(self, Self::CutOff | Self::Abandoned)
    }
}

/// What a requirement is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Transition {
    /// None: Enter stops at the field while it is empty, and nothing insists.
    Visit,
    /// Leaving the step forward.
    Advance,
    /// Any outcome that has a farewell.
    Conclude,
    /// One outcome.
    Outcome(Outcome),
    /// Saying goodbye.
    Farewell,
    /// Filing, after work included.
    File,
}

impl fmt::Display for Transition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Visit => "visit",
            Self::Advance => "advance",
            Self::Conclude => "conclude",
            Self::Outcome(o) => o.name(),
            Self::Farewell => "farewell",
            Self::File => "file",
        })
    }
}

impl Protocol {
    /// The channel it is used by unless another is said.
    pub fn channel(&self) -> Channel {
        self.channels.first().copied().unwrap_or(Channel::Telephone)
    }

    /// Whether it leads conversations, by one of its channels at least.
    pub fn is_conversation(&self) -> bool {
        self.channels.iter().any(|c| c.is_conversation())
    }

    /// The step with this identifier and its place in the order.
    pub fn step(&self, id: &str) -> Option<(usize, &Step)> {
        self.steps.iter().enumerate().find(|(_, s)| s.id == id)
    }

    /// The closing of an outcome, where the pack has one.
    pub fn closing(&self, outcome: Outcome) -> Option<&Closing> {
        self.closings.iter().find(|c| c.outcome == outcome)
    }

    /// The field with this key, wherever it is asked.
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields().find(|f| f.key == key)
    }

    /// Every field of the pack: those of the steps in order, then those of the closings.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        let steps = self.steps.iter().flat_map(|s| &s.fields);
        steps.chain(self.closings.iter().flat_map(|c| &c.fields))
    }

    /// The step in which goodbye is said: the first of its phase.
    pub fn farewell_step(&self) -> Option<&Step> {
        self.steps.iter().find(|s| s.phase == Phase::Farewell)
    }
}
