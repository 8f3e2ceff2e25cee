//! The registry number: what the citizen is told and shown.
//!
//! `CAJ-02-2026-000038-20`: office (three letters, or digits for practice), station, year, sequence and two check digits by
//! ISO 7064 MOD 97-10 over the whole, letters counting A = 10 … Z = 35.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A registry number with right check digits: one that is wrong cannot be built.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RegistryNumber {
    office: [u8; 3],
    station: u8,
    year: u16,
    sequence: u32,
}

/// Why a text is not a registry number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberFault {
    /// Not of the shape `AAA-00-0000-000000-00`.
    Shape,
    /// The shape is right and the check digits disagree: a character was misread.
    CheckDigits,
}

/// The office code of practice journals.
pub const PRACTICE_OFFICE: &str = "000";

impl RegistryNumber {
    /// Builds a number. `None` outside three letters A–Z (or `000`), station 0–99, year 0–9999, sequence 0–999999.
    pub fn new(office: &str, station: u8, year: u16, sequence: u32) -> Option<Self> {
        let office: [u8; 3] = office.as_bytes().try_into().ok()?;
        let letters =
            office.iter().all(u8::is_ascii_uppercase) || office == *PRACTICE_OFFICE.as_bytes();
        (letters && station <= 99 && year <= 9999 && sequence <= 999_999).then_some(Self {
            office,
            station,
            year,
            sequence,
        })
    }

    /// The three letters of the office.
    pub fn office(&self) -> &str {
        std::str::from_utf8(&self.office).unwrap_or_default()
    }

    /// The station, 0–99.
    pub fn station(&self) -> u8 {
        self.station
    }

    /// The station that gave it, as it begins: `CAJ-02`.
    pub fn station_code(&self) -> String {
        format!("{}-{:02}", self.office(), self.station)
    }

    pub fn year(&self) -> u16 {
        self.year
    }

    /// The place in the year's series, 0–999999.
    pub fn sequence(&self) -> u32 {
        self.sequence
    }

    /// The two check digits, 02–98: they make the whole, read as digits, leave 1 when divided by 97.
    pub fn check_digits(&self) -> u8 {
        let body = format!(
            "{}{:02}{:04}{:06}00",
            self.office(),
            self.station,
            self.year,
            self.sequence
        );
        let remainder = remainder_97(body.bytes());
        // Both are below 98, so the difference fits.
        98 - remainder
    }
}

/// The remainder by 97 of the digits, a letter counting as two.
fn remainder_97(characters: impl Iterator<Item = u8>) -> u8 {
    let rest = characters.fold(0u32, |rest, c| match c {
        b'0'..=b'9' => (rest * 10 + u32::from(c - b'0')) % 97,
        _ => (rest * 100 + u32::from(c.to_ascii_uppercase().wrapping_sub(b'A')) + 10) % 97,
    });
    u8::try_from(rest).unwrap_or_default()
}

impl fmt::Display for RegistryNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}-{:02}-{:04}-{:06}-{:02}",
            self.office(),
            self.station,
            self.year,
            self.sequence,
            self.check_digits()
        )
    }
}

impl FromStr for RegistryNumber {
    type Err = NumberFault;

    /// Reads a whole number; hyphens and spaces may be missing, letters may be small.
    fn from_str(text: &str) -> Result<Self, NumberFault> {
        let compact: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .collect();
        if compact.len() != 17 || !compact.is_ascii() {
            return Err(NumberFault::Shape);
        }
        let compact = compact.to_ascii_uppercase();
        let digits = |range: std::ops::Range<usize>| {
            let part = &compact[range];
            if part.bytes().all(|b| b.is_ascii_digit()) {
                part.parse::<u32>().map_err(|_| NumberFault::Shape)
            } else {
                Err(NumberFault::Shape)
            }
        };
        let (station, year, sequence, check) = (
            digits(3..5)?,
            digits(5..9)?,
            digits(9..15)?,
            digits(15..17)?,
        );
        let narrow = |n: u32| u16::try_from(n).map_err(|_| NumberFault::Shape);
        let station = u8::try_from(station).map_err(|_| NumberFault::Shape)?;
        let number =
            Self::new(&compact[..3], station, narrow(year)?, sequence).ok_or(NumberFault::Shape)?;
        if u32::from(number.check_digits()) == check {
            Ok(number)
        } else {
            Err(NumberFault::CheckDigits)
        }
    }
}

impl TryFrom<String> for RegistryNumber {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse().map_err(|fault| format!("{text}: {fault:?}"))
    }
}

impl From<RegistryNumber> for String {
    fn from(number: RegistryNumber) -> Self {
        number.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_the_design_card() {
        let number = RegistryNumber::new("CAJ", 2, 2026, 38).unwrap();
        assert_eq!(number.to_string(), "CAJ-02-2026-000038-20");
        assert_eq!("caj 02 2026 000038 20".parse(), Ok(number));
        assert_eq!("CAJ022026000038-20".parse(), Ok(number));
    }

    #[test]
    fn practice_numbers_have_office_zero() {
        assert!(RegistryNumber::new("000", 1, 2026, 1).is_some());
        for bad in ["001", "caj", "CA", "CAJA", "ÑA"] {
            assert_eq!(RegistryNumber::new(bad, 1, 2026, 1), None, "{bad}");
        }
    }

    /// Every single wrong character and every swap of two different neighbours is caught, over many numbers.
    #[test]
    fn every_misread_character_and_every_swap_is_caught() {
        for (office, station, sequence) in [
            ("CAJ", 2, 38),
            ("AAA", 0, 0),
            ("ZZZ", 99, 999_999),
            ("QRS", 10, 100_001),
            ("000", 1, 7),
        ] {
            for year in [2024, 2026, 2030, 2099] {
                let right = RegistryNumber::new(office, station, year, sequence).unwrap();
                let compact: Vec<u8> = right.to_string().bytes().filter(|b| *b != b'-').collect();
                for at in 0..compact.len() {
                    for other in b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ" {
                        let mut wrong = compact.clone();
                        wrong[at] = *other;
                        let text = String::from_utf8(wrong.clone()).unwrap();
                        assert!(
                            wrong == compact || text.parse::<RegistryNumber>().is_err(),
                            "{text}"
                        );
                    }
                    if at + 1 < compact.len() && compact[at] != compact[at + 1] {
                        let mut swapped = compact.clone();
                        swapped.swap(at, at + 1);
                        let text = String::from_utf8(swapped).unwrap();
                        assert!(text.parse::<RegistryNumber>().is_err(), "{text}");
                    }
                }
            }
        }
    }
}
