//! The languages spoken.

use serde::{Deserialize, Serialize};

/// A language: of what is said to people, by the pack, and of what the agent reads, by choice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    /// Where nothing else is said.
    #[default]
    #[serde(rename = "es")]
    Spanish,
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// Every language with its code of two letters (ISO 639-1), the usual one first.
    pub const ALL: [(&'static str, Self); 2] = [("es", Self::Spanish), ("en", Self::English)];

    /// Its code.
    pub const fn code(self) -> &'static str {
        Self::ALL[self as usize].0
    }

    /// The language of a code, in capitals or not; `None` for any other text.
    pub fn of_code(code: &str) -> Option<Self> {
        let known = |(known, _): &(&str, Self)| known.eq_ignore_ascii_case(code.trim());
        Self::ALL.into_iter().find(known).map(|(_, l)| l)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_its_code() {
        assert_eq!(Language::of_code(" EN"), Some(Language::English));
        assert_eq!(Language::of_code("fr"), None);
        for (place, (code, language)) in Language::ALL.into_iter().enumerate() {
            assert_eq!(Language::of_code(code), Some(language));
            assert_eq!((language as usize, language.code()), (place, code));
        }
    }
}
