//! How a person reached the institution.

use serde::{Deserialize, Serialize};

/// The way by which something came in. Two are conversations; of the others there is what came, when, and what was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    Telephone,
    InPerson,
    Chat,
    Email,
    /// Letters and the single window for correspondence.
    Post,
    /// A form of the institution's site.
    Web,
    /// Social networks.
    Social,
    /// A box for suggestions, complaints or claims.
    Box,
    /// Applications of the electronic administration.
    Electronic,
    /// A form filled by hand, transcribed later.
    Paper,
}

impl Channel {
    /// Every channel with its name in packs and in the journal.
    pub const ALL: [(&'static str, Self); 10] = [
        ("telephone", Self::Telephone),
        ("in_person", Self::InPerson),
        ("chat", Self::Chat),
        ("email", Self::Email),
        ("post", Self::Post),
        ("web", Self::Web),
        ("social", Self::Social),
        ("box", Self::Box),
        ("electronic", Self::Electronic),
        ("paper", Self::Paper),
    ];

    /// The name in packs and in the journal.
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(_, c)| *c == self)
            .map_or("", |(n, _)| n)
    }

    /// Whether somebody is there to be spoken to: held, told goodbye, called again.
    pub fn is_conversation(self) -> bool {
        self.has_line() || self == Self::InPerson
    }

    /// Whether there is a line that can drop.
    pub fn has_line(self) -> bool {
        self == Self::Telephone
    }
}
