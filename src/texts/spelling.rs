//! Numbers, names and documents read aloud, letter by letter and digit by digit.

use super::Texts;
use super::people::title_case;
use crate::attention::RegistryNumber;

impl Texts {
    /// A registry number, group by group: «ce a jota — cero dos — dos mil veintiséis — treinta y ocho — veinte».
    pub fn spell_number(&self, number: &RegistryNumber) -> String {
        let say = |n: u32| self.numbers.say(n, false);
        let office: Vec<String> = number
            .office()
            .chars()
            .map(|c| c.to_digit(10).map_or_else(|| self.letter(c), say))
            .collect();
        [
            office.join(" "),
            self.two_digits(u32::from(number.station())),
            say(u32::from(number.year())),
            say(number.sequence()),
            self.two_digits(u32::from(number.check_digits())),
        ]
        .join(" — ")
    }

    /// How people will ask for it: «su atención es la treinta y ocho de Cajamarca dos».
    pub fn number_aloud(&self, number: &RegistryNumber, office: &str) -> String {
        self.attention.number_aloud.fill(&[
            ("sequence", &self.numbers.say(number.sequence(), true)),
            ("office", &title_case(office)),
            (
                "station",
                &self.numbers.say(u32::from(number.station()), false),
            ),
        ])
    }

    /// A name letter by letter: «erre, a, eme…», words apart.
    pub fn spell_letters(&self, text: &str) -> String {
        let word = |word: &str| {
            let letters: Vec<String> = word.chars().map(|c| self.letter(c)).collect();
            letters.join(", ")
        };
        let words: Vec<String> = text.split_whitespace().map(word).collect();
        words.join(" · ")
    }

    /// A document or phone digit by digit, in pairs for the ear: «cuatro cinco, seis siete…».
    pub fn spell_digits(&self, text: &str) -> String {
        let name = |c: char| {
            c.to_digit(10)
                .map_or_else(|| self.letter(c), |d| self.numbers.say(d, false))
        };
        let names: Vec<String> = text
            .chars()
            .filter(|c| c.is_alphanumeric())
            .map(name)
            .collect();
        let pairs: Vec<String> = names.chunks(2).map(|pair| pair.join(" ")).collect();
        pairs.join(", ")
    }

    /// The name of a letter or sign; one without a name is itself.
    fn letter(&self, c: char) -> String {
        let upper = c.to_uppercase().next().unwrap_or(c);
        let plain = u32::from(upper).checked_sub(u32::from('A'));
        let name = plain
            .and_then(|place| self.spelling.letters.get(place as usize))
            .or_else(|| self.spelling.others.get(&upper));
        name.map_or_else(|| upper.to_string(), ToString::to_string)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Language::{English, Spanish};
    use super::*;

    #[test]
    fn the_number_of_the_sketch_is_read_as_in_the_sketch() {
        let number: RegistryNumber = "CAJ-02-2026-000038-20".parse().unwrap();
        assert_eq!(
            Spanish.texts().spell_number(&number),
            "ce a jota — cero dos — dos mil veintiséis — treinta y ocho — veinte"
        );
        let said = Spanish.texts().number_aloud(&number, "CAJAMARCA");
        assert!(said.contains("treinta y ocho de Cajamarca dos"), "{said}");
        assert_eq!(
            English.texts().spell_number(&number),
            "cee a jay — zero two — two thousand and twenty-six — thirty-eight — twenty"
        );
        let said = English.texts().number_aloud(&number, "CAJAMARCA");
        assert!(said.contains("thirty-eight of Cajamarca two"), "{said}");
    }

    #[test]
    fn the_office_of_practice_is_three_zeros() {
        let number = RegistryNumber::new(crate::attention::PRACTICE_OFFICE, 1, 2026, 1).unwrap();
        let said = Spanish.texts().spell_number(&number);
        assert!(said.starts_with("cero cero cero — cero uno — "), "{said}");
    }

    #[test]
    fn names_and_documents_are_spelled() {
        assert_eq!(
            Spanish.texts().spell_letters("Ñé A"),
            "eñe, e con tilde · a"
        );
        assert_eq!(
            Spanish.texts().spell_digits("456 7"),
            "cuatro cinco, seis siete"
        );
        assert_eq!(
            English.texts().spell_letters("Ñu-w"),
            "n with tilde, u, hyphen, double u"
        );
        assert_eq!(
            English.texts().spell_digits("456 7"),
            "four five, six seven"
        );
    }

    #[test]
    fn every_letter_has_a_name_in_every_language() {
        for language in [Spanish, English] {
            for c in ('a'..='z').chain("áéíóúüñ-".chars()) {
                let name = language.texts().letter(c);
                assert!(name.chars().all(|c| !c.is_uppercase()), "{c}: {name}");
            }
        }
    }
}
