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
    /// An address of e-mail.
    Email,
    /// A whole or decimal number.
    Number(Bounds),
    /// A day.
    Date(Days),
    /// A date and an hour, in the office's zone.
    Moment(Look),
    /// Whole minutes from 1 to this many.
    Minutes(u16),
    /// A mark from 1 to this many.
    Rating(u8),
    /// Things to tick one after the other, answered when all are ticked.
    Checklist(Vec<Choice>),
    /// A place, as text or from a list.
    Place(Option<PlaceList>),
}

impl Ask {
    /// The names of the kinds in packs, in the order of the variants.
    pub const NAMES: [&'static str; 15] = [
        "text",
        "notes",
        "yes_no",
        "choice",
        "choices",
        "document",
        "phone",
        "email",
        "number",
        "date",
        "moment",
        "minutes",
        "rating",
        "checklist",
        "place",
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
            Self::Email => "email",
            Self::Number(_) => "number",
            Self::Date(_) => "date",
            Self::Moment(_) => "moment",
            Self::Minutes(_) => "minutes",
            Self::Rating(_) => "rating",
            Self::Checklist(_) => "checklist",
            Self::Place(_) => "place",
        }
    }

    /// The options of a choice or the points of a checklist; empty for every other kind.
    pub fn options(&self) -> &[Choice] {
        match self {
            Self::Choice(options) | Self::Choices(options) | Self::Checklist(options) => options,
            _ => &[],
        }
    }

    /// Whether a person can be given the option not to answer.
    pub fn can_be_declined(&self) -> bool {
        matches!(self, Self::YesNo | Self::Choice(_) | Self::Rating(_))
    }
}

/// Which numbers answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    pub least: Option<i64>,
    pub most: Option<i64>,
    /// Most decimals, 0 to 4; it is shown with as many.
    pub decimals: u8,
}

/// On which side of today a day may lie; today itself is always allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    pub past: bool,
    pub future: bool,
}

/// Where a moment or a day is looked for when what is said of it leaves that open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// What is to come: the next Monday.
    Ahead,
    /// What was: the last Monday.
    Back,
    /// Whichever is nearer.
    Near,
}

impl Days {
    /// Where a day is looked for.
    pub fn look(self) -> Look {
        match (self.past, self.future) {
            (false, _) => Look::Ahead,
            (true, false) => Look::Back,
            (true, true) => Look::Near,
        }
    }
}

/// A list that places are taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceList {
    /// The districts of Peru.
    Peru,
}

impl PlaceList {
    /// Every list with its name in packs.
    pub const ALL: [(&'static str, Self); 1] = [("peru", Self::Peru)];
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
