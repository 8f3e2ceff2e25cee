//! What is chosen once for a station: how the program looks and sounds, and the usual protocol. Nothing personal.
//! Kept in a small file beside the journal, read before the journal is opened.

mod keep;
mod read;

pub use keep::Keeper;
pub use read::read;

pub use crate::protocol::Language;

use std::path::PathBuf;

/// Name of the file, in the data folder.
pub const FILE: &str = "ajustes.toml";

/// Everything that can be chosen. What the file does not say is as here by default.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    pub theme: ThemeName,
    pub language: Language,
    pub ascii: Ascii,
    /// The pack that a new attention begins with; where none is named, the station's own.
    pub protocol: Option<String>,
    pub bell: Bell,
    pub lock_after: LockAfter,
    /// The folder in which copies are kept; where none is named, `copias` beside the journal.
    pub copies: Option<String>,
}

/// How colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ThemeName {
    /// Light letters on the terminal's own dark ground.
    #[default]
    Dark,
    /// Dark letters on white.
    Light,
    /// White on black, no grey, weight and reverse.
    HighContrast,
    /// No colour at all.
    Monochrome,
}

/// Whether signs are drawn that a bare console does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ascii {
    /// As the terminal says of itself.
    #[default]
    Auto,
    Always,
    Never,
}

/// Whether the end of a hold rings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Bell {
    #[default]
    On,
    Off,
}

/// Minutes without a key after which the screen locks itself, where people are enrolled; 0 is never.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LockAfter(pub u16);

impl LockAfter {
    /// The most minutes that can be chosen: four hours.
    pub const MOST: u16 = 240;
    /// What is offered to choose from, never last.
    pub const OFFERED: [Self; 7] = [
        Self(1),
        Self(2),
        Self(5),
        Self(10),
        Self(15),
        Self(30),
        Self(0),
    ];
}

impl Default for LockAfter {
    fn default() -> Self {
        Self(5)
    }
}

/// A closed list of values, each with its word in the file and on the command line.
pub trait Named: Copy + PartialEq + 'static {
    /// Every value, in the order in which it is offered.
    const ALL: &'static [(&'static str, Self)];

    /// The word for this value.
    fn word(self) -> &'static str {
        let found = Self::ALL.iter().find(|(_, value)| *value == self);
        found.map_or("", |(word, _)| word)
    }

    /// The value of a word.
    fn of_word(word: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(known, _)| *known == word);
        found.map(|(_, value)| *value)
    }
}

impl Named for ThemeName {
    const ALL: &'static [(&'static str, Self)] = &[
        ("oscuro", Self::Dark),
        ("claro", Self::Light),
        ("alto-contraste", Self::HighContrast),
        ("sin-color", Self::Monochrome),
    ];
}

impl Named for Language {
    const ALL: &'static [(&'static str, Self)] = &Self::ALL;
}

impl Named for Ascii {
    const ALL: &'static [(&'static str, Self)] = &[
        ("auto", Self::Auto),
        ("siempre", Self::Always),
        ("nunca", Self::Never),
    ];
}

impl Named for Bell {
    const ALL: &'static [(&'static str, Self)] = &[("si", Self::On), ("no", Self::Off)];
}

/// Why the file cannot be used, or could not be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub file: PathBuf,
    /// Counted from 1; 0 where no line is to blame.
    pub line: usize,
    pub kind: FaultKind,
}

/// What is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// The system refused, in its own words.
    Disk(String),
    /// No TOML.
    Syntax,
    UnknownKey {
        key: String,
        meant: Option<String>,
    },
    NotOneOf {
        key: &'static str,
        given: String,
        allowed: Vec<&'static str>,
    },
}
