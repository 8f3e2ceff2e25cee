//! What a field holds, and whether that answers what was asked.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::Ask;
use crate::identity::{self, Document};

/// What was typed or chosen in a field.
///
/// Nothing typed is refused: what cannot be read as the kind asked is kept as [`Answer::Unread`], which answers no requirement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Text, notes, phone, place.
    Text(String),
    YesNo(bool),
    /// The id of the option.
    Choice(String),
    /// The ids of the options, in the order of the pack.
    Choices(Vec<String>),
    Document(Document),
    /// Date and hour in the office's zone.
    Moment(NaiveDateTime),
    Minutes(u16),
    Rating(u8),
    /// Typed, kept, and not understood as the kind asked.
    Unread(String),
}

/// Why an answer does not answer what was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The answer is of another kind than the question.
    Kind,
    /// Typed, but not readable as this kind.
    Unread,
    /// Not an option of the list.
    NotAnOption(String),
    /// The document has the wrong shape for its kind.
    Document(identity::Fault),
    /// Fewer than six digits or more than fifteen (ITU-T E.164).
    PhoneLength(usize),
    /// Outside 1 to this maximum.
    Range(u16),
}

impl Answer {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Text(t) | Self::Unread(t) => t.trim().is_empty(),
            Self::Choice(id) => id.is_empty(),
            Self::Choices(ids) => ids.is_empty(),
            Self::Document(d) => d.is_blank(),
            Self::YesNo(_) | Self::Moment(_) | Self::Minutes(_) | Self::Rating(_) => false,
        }
    }

    /// The words in it, for conditions on text, search and lists; `None` where there are none.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(t) | Self::Unread(t) | Self::Choice(t) => Some(t),
            Self::Document(d) => Some(&d.number),
            _ => None,
        }
    }

    /// Whether it answers `ask`; an empty answer has no fault, it is only missing.
    pub fn check(&self, ask: &Ask) -> Result<(), Fault> {
        if self.is_empty() {
            return Ok(());
        }
        let among = |ids: &[String], options: &[super::Choice]| {
            let stray = ids.iter().find(|id| !options.iter().any(|o| &o.id == *id));
            stray.map_or(Ok(()), |id| Err(Fault::NotAnOption(id.clone())))
        };
        match (self, ask) {
            (Self::Unread(_), _) => Err(Fault::Unread),
            (Self::Text(_), Ask::Text | Ask::Notes | Ask::Place)
            | (Self::YesNo(_), Ask::YesNo)
            | (Self::Moment(_), Ask::Moment) => Ok(()),
            (Self::Text(t), Ask::Phone) => {
                let digits = t.chars().filter(char::is_ascii_digit).count();
                if (6..=15).contains(&digits) {
                    Ok(())
                } else {
                    Err(Fault::PhoneLength(digits))
                }
            }
            (Self::Choice(id), Ask::Choice(options)) => among(std::slice::from_ref(id), options),
            (Self::Choices(ids), Ask::Choices(options)) => among(ids, options),
            (Self::Document(d), Ask::Document(kinds)) => {
                if !kinds.contains(&d.kind) {
                    return Err(Fault::NotAnOption(d.kind.name().to_owned()));
                }
                d.check().map_err(Fault::Document)
            }
            (Self::Minutes(n), Ask::Minutes(most)) => {
                if (1..=*most).contains(n) {
                    Ok(())
                } else {
                    Err(Fault::Range(*most))
                }
            }
            (Self::Rating(n), Ask::Rating(most)) => {
                if (1..=*most).contains(n) {
                    Ok(())
                } else {
                    Err(Fault::Range(u16::from(*most)))
                }
            }
            _ => Err(Fault::Kind),
        }
    }

    /// Whether it is there and answers `ask`.
    pub fn answers(&self, ask: &Ask) -> bool {
        !self.is_empty() && self.check(ask).is_ok()
    }
}
