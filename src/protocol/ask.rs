//! What a field asks for: one variant a kind.

use crate::identity::DocumentKind;

/// The kind of a field, with what the kind needs to know.
#[derive(Debug, Clone, PartialEq)]
pub enum Ask {
    /// One line.
    Text,
    /// Several lines.
    Notes,
    YesNo,
    /// One of a list.
    Choice(Vec<Choice>),
    /// Any number of a list.
    Choices(Vec<Choice>),
    /// An identity document of one of these kinds, the first proposed.
    Document(Vec<DocumentKind>),
    Phone,
    /// A date and an hour, in the office's zone.
    Moment,
    /// Whole minutes from 1 to this many.
    Minutes(u16),
    /// A mark from 1 to this many.
    Rating(u8),
    /// A place, as text.
    Place,
}

impl Ask {
    /// The names of the kinds in packs, in the order of the variants.
    pub const NAMES: [&'static str; 11] = [
        "text", "notes", "yes_no", "choice", "choices", "document", "phone", "moment", "minutes",
        "rating", "place",
    ];

    /// The name of this kind in packs.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Notes => "notes",
            Self::YesNo => "yes_no",
            Self::Choice(_) => "choice",
            Self::Choices(_) => "choices",
            Self::Document(_) => "document",
            Self::Phone => "phone",
            Self::Moment => "moment",
            Self::Minutes(_) => "minutes",
            Self::Rating(_) => "rating",
            Self::Place => "place",
        }
    }

    /// The options of a choice; empty for every other kind.
    pub fn options(&self) -> &[Choice] {
        match self {
            Self::Choice(options) | Self::Choices(options) => options,
            _ => &[],
        }
    }
}

/// One option of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is recorded.
    pub id: String,
    /// What is shown.
    pub label: String,
}

/// The unit of a term in days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DueUnit {
    BusinessDays,
    CalendarDays,
}

impl DueUnit {
    /// Every unit with its name in packs.
    pub const ALL: [(&'static str, Self); 2] = [
        ("business_days", Self::BusinessDays),
        ("calendar_days", Self::CalendarDays),
    ];
}
