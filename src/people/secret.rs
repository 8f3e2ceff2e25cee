//! Which PINs and passphrases are good enough. A six-digit PIN falls to whoever may try often, so that what people choose
//! first is refused; with the device secret and the waits the rest holds.

use serde::{Deserialize, Serialize};

/// Fewest digits of a PIN.
pub(super) const PIN_DIGITS: usize = 6;
/// Fewest characters and words of a passphrase.
pub(super) const PASSPHRASE_CHARACTERS: usize = 12;
pub(super) const PASSPHRASE_WORDS: usize = 3;
/// Fewest words of a passphrase that stands for the device: nothing else slows down who tries it on a copied disk.
pub(super) const DEVICE_WORDS: usize = 5;
/// Most characters of any secret.
pub(super) const LONGEST: usize = 256;

/// How somebody opens their slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SecretKind {
    Pin,
    Passphrase,
}

/// Why a secret is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weak {
    /// Nothing was given.
    Empty,
    /// Digits, and fewer than [`PIN_DIGITS`].
    ShortPin,
    /// Words, and fewer or shorter than a passphrase has.
    ShortPassphrase,
    /// A passphrase for the device with fewer than [`DEVICE_WORDS`] words.
    FewWords,
    TooLong,
    /// One character or word over and over.
    Same,
    /// Digits up or down: 123456, 987654.
    Run,
    /// A short piece over and over: 121212, 123123.
    Repeated,
    /// Digits there and back: 123321.
    Mirrored,
    /// A column or row of the keypad: 147258, 159753.
    Keypad,
    /// A day: 150385, 15031985, 19850315.
    Date,
    /// Eight digits are a DNI, nine beginning with 9 a mobile number of Peru.
    Personal,
    /// One of those that everybody chooses.
    Common,
    /// It holds the person's own name.
    Name,
}

/// Those that lead the published lists of leaked PINs and that no rule here finds.
const COMMON: [&str; 12] = [
    "100200", "112358", "123654", "135790", "159357", "246810", "314159", "420420", "666999",
    "696969", "147852", "102030",
];
/// Ways over a keypad, in both of its layouts, column by column and crosswise.
const KEYPAD: [&str; 8] = [
    "147258369",
    "369258147",
    "741852963",
    "963852741",
    "159753",
    "753159",
    "951357",
    "357951",
];

/// What kind of secret a text is: digits alone are a PIN.
pub fn kind_of(text: &str) -> SecretKind {
    if text.chars().all(|c| c.is_ascii_digit()) {
        SecretKind::Pin
    } else {
        SecretKind::Passphrase
    }
}

/// Whether a text will do as the secret of somebody of this name; what kind it is.
pub fn check_secret(text: &str, name: &str) -> Result<SecretKind, Weak> {
    if text.is_empty() {
        return Err(Weak::Empty);
    }
    if text.chars().count() > LONGEST {
        return Err(Weak::TooLong);
    }
    let kind = kind_of(text);
    match kind {
        SecretKind::Pin => check_pin(text.as_bytes())?,
        SecretKind::Passphrase => check_passphrase(text, PASSPHRASE_WORDS, Weak::ShortPassphrase)?,
    }
    let own = folded(name);
    if kind == SecretKind::Passphrase && !own.is_empty() && folded(text).contains(&own) {
        return Err(Weak::Name);
    }
    Ok(kind)
}

/// Whether a text will do as the passphrase of the device.
pub fn check_device_passphrase(text: &str) -> Result<(), Weak> {
    if text.is_empty() {
        return Err(Weak::Empty);
    }
    if text.chars().count() > LONGEST {
        return Err(Weak::TooLong);
    }
    check_passphrase(text, DEVICE_WORDS, Weak::FewWords)
}

fn check_passphrase(text: &str, least: usize, few: Weak) -> Result<(), Weak> {
    let mut words: Vec<String> = text.split_whitespace().map(folded).collect();
    if words.len() < least || text.chars().count() < PASSPHRASE_CHARACTERS {
        return Err(few);
    }
    words.sort_unstable();
    words.dedup();
    // As many different words as it must have: «sol sol sol» is one.
    if words.len() == 1 {
        Err(Weak::Same)
    } else if words.len() < least {
        Err(Weak::Repeated)
    } else {
        Ok(())
    }
}

/// Digits of a PIN, as ASCII.
fn check_pin(digits: &[u8]) -> Result<(), Weak> {
    if digits.len() < PIN_DIGITS {
        return Err(Weak::ShortPin);
    }
    let steps = |by: i8| {
        digits
            .windows(2)
            // 9 is followed by 0 on the row of keys.
            .all(|w| (w[0].cast_signed() + by - 48).rem_euclid(10) == w[1].cast_signed() - 48)
    };
    let repeats = |n: usize| digits.iter().zip(&digits[n..]).all(|(a, b)| a == b);
    let back: Vec<u8> = digits.iter().rev().copied().collect();
    let is = |list: &[&str]| list.iter().any(|l| l.as_bytes() == digits);
    if repeats(1) {
        Err(Weak::Same)
    } else if steps(1) || steps(-1) {
        Err(Weak::Run)
    } else if (2..=digits.len() / 2).any(repeats) || in_pairs(digits) {
        Err(Weak::Repeated)
    } else if back == digits {
        Err(Weak::Mirrored)
    } else if KEYPAD.iter().any(|way| within(way.as_bytes(), digits)) {
        Err(Weak::Keypad)
    } else if is(&COMMON) {
        Err(Weak::Common)
    } else if is_date(digits) {
        Err(Weak::Date)
    } else if digits.len() == 8 || (digits.len() == 9 && digits[0] == b'9') {
        Err(Weak::Personal)
    } else {
        Ok(())
    }
}

/// Whether each digit stands twice or more in a row and the next one is its neighbour or the first: 112233, 111222.
fn in_pairs(digits: &[u8]) -> bool {
    let runs: Vec<&[u8]> = digits.chunk_by(|a, b| a == b).collect();
    runs.len() <= digits.len() / 2 && runs.iter().all(|r| r.len() == runs[0].len())
}

fn within(way: &[u8], digits: &[u8]) -> bool {
    way.windows(digits.len()).any(|w| w == digits)
}

/// Whether digits read as a day of a life: day, month and year in the orders in which people write them.
fn is_date(digits: &[u8]) -> bool {
    let number = |range: std::ops::Range<usize>| {
        digits[range]
            .iter()
            .fold(0_u32, |n, d| n * 10 + u32::from(d - b'0'))
    };
    let day_month = |day: u32, month: u32| (1..=31).contains(&day) && (1..=12).contains(&month);
    let life = |year: u32| (1900..=2099).contains(&year);
    match digits.len() {
        6 => {
            let (a, b, c) = (number(0..2), number(2..4), number(4..6));
            // Either end may be the year of two digits; a month in the middle is what all have.
            day_month(a, b) || day_month(c, b)
        }
        8 => {
            day_month(number(0..2), number(2..4)) && life(number(4..8))
                || day_month(number(6..8), number(4..6)) && life(number(0..4))
        }
        _ => false,
    }
}

/// Whether two names would be taken for one another: by case, accents or spaces alone.
pub fn same_name(a: &str, b: &str) -> bool {
    folded(a) == folded(b)
}

/// Letters and digits alone, without accents that Spanish has and without case.
fn folded(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'á' => 'a',
            'é' => 'e',
            'í' => 'i',
            'ó' => 'o',
            'ú' | 'ü' => 'u',
            other => other,
        })
        .filter(|c| c.is_alphanumeric())
        .collect()
}

#[cfg(test)]
#[path = "secret_tests.rs"]
mod tests;
