//! Names, as they are shown and said.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::texts;
use crate::journal::Owed;

/// Surnames in capitals, then the names; whatever of it is known.
pub fn name(surnames: Option<&str>, given: Option<&str>) -> String {
    let clean = |text: &str| crate::safe::foreign_line(text.trim()).into_owned();
    match (surnames.map(clean), given.map(clean)) {
        (Some(surnames), Some(given)) => format!("{}, {given}", surnames.to_uppercase()),
        (Some(surnames), None) => surnames.to_uppercase(),
        (None, Some(given)) => given,
        (None, None) => texts().home.somebody.to_string(),
    }
}

/// To whom something is owed.
pub fn owed_to(owed: &Owed) -> String {
    name(owed.surnames.as_deref(), owed.given_names.as_deref())
}

/// Whether a word in small letters belongs to the surname behind it: «de la Cruz».
fn is_particle(word: &str) -> bool {
    texts().people.particles.iter().any(|p| **p == *word)
}

/// A name with capitals where people write them: «RAMOS FLORES» and «ramos flores» are «Ramos Flores».
pub fn title_case(text: &str) -> String {
    let word = |(i, word): (usize, &str)| {
        let lower = word.to_lowercase();
        if i > 0 && is_particle(&lower) {
            return lower;
        }
        let mut out = String::with_capacity(lower.len());
        let mut begins = true;
        for c in lower.chars() {
            if begins {
                out.extend(c.to_uppercase());
            } else {
                out.push(c);
            }
            begins = matches!(c, '-' | '\'' | '’');
        }
        out
    };
    text.split_whitespace()
        .enumerate()
        .map(word)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The first surname, with the particles that belong to it, as the person is called.
pub fn first_surname(surnames: &str) -> String {
    let mut words = Vec::new();
    for word in surnames.split_whitespace() {
        words.push(word);
        if !is_particle(&word.to_lowercase()) {
            break;
        }
    }
    title_case(&words.join(" "))
}

/// Small letters without accents, for comparing what people type; ñ stays a letter of its own… as n.
pub fn plain(text: &str) -> String {
    text.nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

/// A document or phone in a list: only its last four characters.
pub fn masked(number: &str) -> String {
    let count = number.chars().count();
    let hidden = count.saturating_sub(4);
    number
        .chars()
        .enumerate()
        .map(|(i, c)| if i < hidden { '•' } else { c })
        .collect()
}

/// A phone in groups of three where it has nine digits, as mobile numbers are said; any other as it was written.
pub fn phone(number: &str) -> String {
    let digits: String = number.chars().filter(|c| !c.is_whitespace()).collect();
    if digits.len() == 9 && digits.bytes().all(|b| b.is_ascii_digit()) {
        format!("{} {} {}", &digits[..3], &digits[3..6], &digits[6..])
    } else {
        number.to_owned()
    }
}

/// The first eight characters of a digest: what is printed on a receipt.
pub fn short_code(digest: &[u8]) -> String {
    use std::fmt::Write as _;
    digest
        .iter()
        .take(4)
        .fold(String::with_capacity(8), |mut out, byte| {
            // Writing to a String cannot fail.
            let _written = write!(out, "{byte:02X}");
            out
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_called_by_their_first_surname() {
        assert_eq!(first_surname("RAMOS FLORES"), "Ramos");
        assert_eq!(first_surname("de la cruz quispe"), "De la Cruz");
        assert_eq!(first_surname("DEL ÁGUILA"), "Del Águila");
    }

    #[test]
    fn names_have_capitals_where_spanish_has_them() {
        assert_eq!(title_case("LA LIBERTAD"), "La Libertad");
        assert_eq!(title_case("loreto-iquitos"), "Loreto-Iquitos");
        assert_eq!(title_case("MARÍA DE LOS ÁNGELES"), "María de los Ángeles");
    }

    #[test]
    fn accents_do_not_count_in_comparisons() {
        assert_eq!(plain("ÁNCASH Ñusta"), "ancash nusta");
    }

    #[test]
    fn lists_show_the_last_four() {
        assert_eq!(masked("45678901"), "••••8901");
        assert_eq!(masked("12"), "12");
    }
}
