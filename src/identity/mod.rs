//! Identity documents: kinds, normalising, and whether a number has the shape of its kind.

use serde::{Deserialize, Serialize};

/// A kind of identity document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// Peru's national identity document: eight digits, leading zeros kept.
    Dni,
    /// Peru's card for foreigners: nine digits.
    Ce,
    Passport,
    /// Peru's taxpayer number: eleven digits.
    Ruc,
    Other,
    /// The person shows none; the number holds the reason. Never a ground to refuse attention.
    None,
}

impl DocumentKind {
    /// Every kind with its name in packs and in the journal.
    pub const ALL: [(&'static str, Self); 6] = [
        ("dni", Self::Dni),
        ("ce", Self::Ce),
        ("passport", Self::Passport),
        ("ruc", Self::Ruc),
        ("other", Self::Other),
        ("none", Self::None),
    ];

    /// The name in packs and in the journal.
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(_, k)| *k == self)
            .map_or("", |(n, _)| n)
    }
}

/// A document as the person gave it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    pub kind: DocumentKind,
    /// Normalised by [`normalise`]; for [`DocumentKind::None`], the reason in words.
    pub number: String,
}

/// What is wrong with the shape of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// So many characters were given where so many are needed.
    Length { given: usize, needed: usize },
    /// A character other than a digit.
    NotDigits,
    /// All zeros: it passes the format and belongs to nobody.
    Zeros,
}

impl Document {
    /// A document with its number normalised.
    pub fn new(kind: DocumentKind, number: &str) -> Self {
        Self {
            kind,
            number: normalise(kind, number),
        }
    }

    /// Whether nothing was given: for «shows none» the kind alone says enough.
    pub fn is_blank(&self) -> bool {
        self.kind != DocumentKind::None && self.number.is_empty()
    }

    /// Whether the number has the shape of its kind.
    pub fn check(&self) -> Result<(), Fault> {
        let needed = match self.kind {
            DocumentKind::Dni => 8,
            DocumentKind::Ce => 9,
            DocumentKind::Ruc => 11,
            DocumentKind::Passport | DocumentKind::Other | DocumentKind::None => return Ok(()),
        };
        if !self.number.bytes().all(|b| b.is_ascii_digit()) {
            return Err(Fault::NotDigits);
        }
        let given = self.number.len();
        if given != needed {
            return Err(Fault::Length { given, needed });
        }
        if self.number.bytes().all(|b| b == b'0') {
            return Err(Fault::Zeros);
        }
        Ok(())
    }
}

/// The number without the spaces, dots and hyphens people read aloud; letters in upper case, leading zeros kept.
/// The reason of [`DocumentKind::None`] stays as it was typed.
pub fn normalise(kind: DocumentKind, number: &str) -> String {
    if kind == DocumentKind::None {
        return number.trim().to_owned();
    }
    let kept = number
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-' | '‐' | '–'));
    kept.flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spoken_separators_are_dropped_and_leading_zeros_kept() {
        assert_eq!(
            Document::new(DocumentKind::Dni, " 01.234-567 ").number,
            "01234567"
        );
        assert_eq!(
            Document::new(DocumentKind::None, " lo perdió ").number,
            "lo perdió"
        );
    }

    #[test]
    fn shapes_of_peruvian_documents() {
        let check = |kind, number| Document::new(kind, number).check();
        assert_eq!(check(DocumentKind::Dni, "45678901"), Ok(()));
        assert_eq!(
            check(DocumentKind::Dni, "4567890"),
            Err(Fault::Length {
                given: 7,
                needed: 8
            })
        );
        assert_eq!(check(DocumentKind::Dni, "4567890X"), Err(Fault::NotDigits));
        assert_eq!(check(DocumentKind::Dni, "00000000"), Err(Fault::Zeros));
        assert_eq!(check(DocumentKind::Ce, "001234567"), Ok(()));
        assert_eq!(check(DocumentKind::Passport, "XZ123"), Ok(()));
    }

    #[test]
    fn showing_no_document_is_an_answer() {
        assert!(!Document::new(DocumentKind::None, "").is_blank());
        assert!(Document::new(DocumentKind::Dni, " - ").is_blank());
    }
}
