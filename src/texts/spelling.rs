//! Numbers and letters said aloud in Spanish: grammar, so it is code and not catalogue.

use super::people::title_case;
use crate::attention::RegistryNumber;

const UNITS: [&str; 30] = [
    "cero",
    "uno",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciséis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
    "veintiuno",
    "veintidós",
    "veintitrés",
    "veinticuatro",
    "veinticinco",
    "veintiséis",
    "veintisiete",
    "veintiocho",
    "veintinueve",
];
const TENS: [&str; 10] = [
    "",
    "",
    "veinte",
    "treinta",
    "cuarenta",
    "cincuenta",
    "sesenta",
    "setenta",
    "ochenta",
    "noventa",
];
const HUNDREDS: [&str; 10] = [
    "",
    "ciento",
    "doscientos",
    "trescientos",
    "cuatrocientos",
    "quinientos",
    "seiscientos",
    "setecientos",
    "ochocientos",
    "novecientos",
];

/// Names of the letters A to Z; ñ is apart (Ortografía de la lengua española, 2010).
const LETTERS: [&str; 26] = [
    "a",
    "be",
    "ce",
    "de",
    "e",
    "efe",
    "ge",
    "hache",
    "i",
    "jota",
    "ka",
    "ele",
    "eme",
    "ene",
    "o",
    "pe",
    "cu",
    "erre",
    "ese",
    "te",
    "u",
    "uve",
    "uve doble",
    "equis",
    "ye",
    "zeta",
];

/// A number from 0 to 999,999 in words; feminine for «la treinta y una».
pub fn number_in_words(n: u32, feminine: bool) -> String {
    let small = |n: u32| {
        UNITS
            .get(n as usize)
            .copied()
            .unwrap_or_default()
            .to_owned()
    };
    let words = match n {
        0..=29 => small(n),
        30..=99 => {
            let tens = TENS[(n / 10 % 10) as usize];
            if n.is_multiple_of(10) {
                tens.to_owned()
            } else {
                format!("{tens} y {}", small(n % 10))
            }
        }
        100 => "cien".to_owned(),
        101..=999 => {
            let hundreds = HUNDREDS[(n / 100 % 10) as usize];
            let hundreds = if feminine {
                hundreds
                    .replace("cientos", "cientas")
                    .replace("quinientos", "quinientas")
            } else {
                hundreds.to_owned()
            };
            if n.is_multiple_of(100) {
                hundreds
            } else {
                format!("{hundreds} {}", number_in_words(n % 100, feminine))
            }
        }
        _ => {
            let thousands = match n / 1000 {
                1 => "mil".to_owned(),
                many => format!(
                    "{} mil",
                    shortened(&number_in_words(many, feminine), feminine)
                ),
            };
            if n.is_multiple_of(1000) {
                thousands
            } else {
                format!("{thousands} {}", number_in_words(n % 1000, feminine))
            }
        }
    };
    if !feminine || n % 100 == 11 {
        return words;
    }
    match words.strip_suffix("uno") {
        Some(stem) if n < 1000 || !n.is_multiple_of(1000) => format!("{stem}una"),
        _ => words,
    }
}

/// The number that a text says in words, with or without what people put before it: «la treinta y ocho» is 38.
/// `None` where a word is not part of a number.
pub fn number_said(text: &str) -> Option<u32> {
    let plain = super::people::plain(text);
    let mut words = plain
        .split_whitespace()
        .filter(|w| !matches!(*w, "la" | "el" | "numero" | "atencion" | "y"))
        .peekable();
    words.peek()?;
    let (mut total, mut part) = (0u32, 0u32);
    for word in words {
        let value = |list: &[&str]| {
            list.iter()
                .position(|w| !w.is_empty() && super::people::plain(w) == word)
        };
        let small = value(&UNITS).or(match word {
            "un" | "una" => Some(1),
            "veintiun" | "veintiuna" => Some(21),
            _ => None,
        });
        let tens = || value(&TENS).map(|n| n * 10);
        let hundreds = || value(&HUNDREDS).map(|n| n * 100);
        let feminine = || {
            word.strip_suffix("as")
                .and_then(|stem| {
                    HUNDREDS
                        .iter()
                        .position(|h| h.strip_suffix("os") == Some(stem))
                })
                .map(|n| n * 100)
        };
        if word == "mil" {
            total = total.checked_add(part.max(1).checked_mul(1000)?)?;
            part = 0;
            continue;
        }
        let hundred = || (word == "cien").then_some(100);
        let value = small
            .or_else(tens)
            .or_else(hundred)
            .or_else(hundreds)
            .or_else(feminine)?;
        part = part.checked_add(u32::try_from(value).ok()?)?;
    }
    total.checked_add(part)
}

/// «veintiuno» is «veintiún» and «uno» is «un» before «mil».
fn shortened(words: &str, feminine: bool) -> String {
    if feminine {
        return words.to_owned();
    }
    match words.strip_suffix("veintiuno") {
        Some(stem) => format!("{stem}veintiún"),
        None => words
            .strip_suffix("uno")
            .map_or_else(|| words.to_owned(), |stem| format!("{stem}un")),
    }
}

/// A registry number, group by group: «ce a jota — cero dos — dos mil veintiséis — treinta y ocho — veinte».
pub fn spell_number(number: &RegistryNumber) -> String {
    let office = if number.office() == crate::attention::PRACTICE_OFFICE {
        "cero cero cero".to_owned()
    } else {
        spell_letters(number.office()).replace(", ", " ")
    };
    let two = |n: u32| {
        if n < 10 {
            format!("cero {}", number_in_words(n, false))
        } else {
            number_in_words(n, false)
        }
    };
    [
        office,
        two(u32::from(number.station())),
        number_in_words(u32::from(number.year()), false),
        number_in_words(number.sequence(), false),
        two(u32::from(number.check_digits())),
    ]
    .join(" — ")
}

/// How people will ask for it: «su atención es la treinta y ocho de Cajamarca dos».
pub fn number_aloud(number: &RegistryNumber, office: &str) -> String {
    let sequence = number_in_words(number.sequence(), true);
    let station = number_in_words(u32::from(number.station()), false);
    super::texts().attention.number_aloud.fill(&[
        ("sequence", &sequence),
        ("office", &title_case(office)),
        ("station", &station),
    ])
}

/// A name letter by letter: «ere, a, eme…», words apart.
pub fn spell_letters(text: &str) -> String {
    let letter = |c: char| -> String {
        let upper = c.to_uppercase().next().unwrap_or(c);
        match upper {
            'A'..='Z' => LETTERS[(upper as usize) - ('A' as usize)].to_owned(),
            'Ñ' => "eñe".to_owned(),
            'Á' => "a con tilde".to_owned(),
            'É' => "e con tilde".to_owned(),
            'Í' => "i con tilde".to_owned(),
            'Ó' => "o con tilde".to_owned(),
            'Ú' => "u con tilde".to_owned(),
            'Ü' => "u con diéresis".to_owned(),
            '-' => "guion".to_owned(),
            other => other.to_string(),
        }
    };
    let word = |word: &str| word.chars().map(letter).collect::<Vec<_>>().join(", ");
    text.split_whitespace()
        .map(word)
        .collect::<Vec<_>>()
        .join(" · ")
}

/// A document or phone digit by digit, in pairs for the ear: «cuatro cinco, seis siete…».
pub fn spell_digits(text: &str) -> String {
    let name = |c: char| {
        c.to_digit(10).map_or_else(
            || spell_letters(&c.to_string()),
            |d| UNITS[d as usize].to_owned(),
        )
    };
    let names: Vec<String> = text
        .chars()
        .filter(|c| c.is_alphanumeric())
        .map(name)
        .collect();
    names
        .chunks(2)
        .map(|pair| pair.join(" "))
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_words() {
        let cases = [
            (0, "cero"),
            (16, "dieciséis"),
            (21, "veintiuno"),
            (31, "treinta y uno"),
            (38, "treinta y ocho"),
            (100, "cien"),
            (101, "ciento uno"),
            (500, "quinientos"),
            (1000, "mil"),
            (2026, "dos mil veintiséis"),
            (21_000, "veintiún mil"),
            (31_001, "treinta y un mil uno"),
            (
                999_999,
                "novecientos noventa y nueve mil novecientos noventa y nueve",
            ),
        ];
        for (n, words) in cases {
            assert_eq!(number_in_words(n, false), words);
        }
    }

    #[test]
    fn numbers_are_understood_as_they_are_said() {
        for n in (0..2000).chain([21_000, 31_001, 200_001, 999_999]) {
            assert_eq!(number_said(&number_in_words(n, false)), Some(n));
            assert_eq!(
                number_said(&format!("la {}", number_in_words(n, true))),
                Some(n)
            );
        }
        assert_eq!(number_said("la treinta y ocho de Cajamarca"), None);
        assert_eq!(number_said("la"), None);
    }

    #[test]
    fn an_attention_is_feminine() {
        assert_eq!(number_in_words(1, true), "una");
        assert_eq!(number_in_words(31, true), "treinta y una");
        assert_eq!(number_in_words(211, true), "doscientas once");
        assert_eq!(number_in_words(521, true), "quinientas veintiuna");
        assert_eq!(number_in_words(200_001, true), "doscientas mil una");
    }

    #[test]
    fn the_number_of_the_sketch_is_read_as_in_the_sketch() {
        let number: RegistryNumber = "CAJ-02-2026-000038-20".parse().unwrap();
        assert_eq!(
            spell_number(&number),
            "ce a jota — cero dos — dos mil veintiséis — treinta y ocho — veinte"
        );
        assert!(number_aloud(&number, "CAJAMARCA").contains("treinta y ocho de Cajamarca dos"));
    }

    #[test]
    fn names_and_documents_are_spelled() {
        assert_eq!(spell_letters("Ñé A"), "eñe, e con tilde · a");
        assert_eq!(spell_digits("456 7"), "cuatro cinco, seis siete");
    }
}
