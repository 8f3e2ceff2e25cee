//! A text with named blanks.

use std::fmt::{self, Display};
use std::ops::Deref;

use serde::Deserialize;

use crate::safe::foreign;

/// One text of the catalogue; blanks are written `{name}`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Text(Box<str>);

impl Text {
    /// The text with its blanks filled; a blank that is not given stays as it is, so that a test sees it.
    pub fn fill(&self, blanks: &[(&str, &dyn Display)]) -> String {
        let mut out = String::with_capacity(self.0.len() + 16);
        let mut rest: &str = &self.0;
        while let Some(start) = rest.find('{') {
            out.push_str(&rest[..start]);
            let Some(length) = rest[start..].find('}') else {
                break;
            };
            let name = &rest[start + 1..start + length];
            match blanks.iter().find(|(n, _)| *n == name) {
                // Whoever gave it, it is shown with what it lacks in sight.
                Some((_, value)) => out.push_str(&foreign(&value.to_string())),
                None => out.push_str(&rest[start..=start + length]),
            }
            rest = &rest[start + length + 1..];
        }
        out.push_str(rest);
        out
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A text for one and one for any other number; the number is the blank `{n}`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plural {
    one: Text,
    other: Text,
}

impl Plural {
    /// The text for this many.
    pub fn of(&self, n: u64) -> String {
        let text = if n == 1 { &self.one } else { &self.other };
        text.fill(&[("n", &n)])
    }
}

#[cfg(test)]
mod tests {
    use super::Text;

    #[test]
    fn blanks_are_filled_by_name() {
        let text = Text("Faltan {n} de {total}.".into());
        assert_eq!(text.fill(&[("total", &8), ("n", &3)]), "Faltan 3 de 8.");
        assert_eq!(
            text.fill(&[("n", &"{total}")]),
            "Faltan {total} de {total}."
        );
    }
}
