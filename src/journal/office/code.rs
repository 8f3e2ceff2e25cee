//! The code that opens an invitation: 26 letters and digits that are read aloud or copied from a slip.
//!
//! Crockford's base 32 (no I, L, O or U; small letters, I, L and O are read as what they look like). 24 characters are 120
//! random bits; the last two follow from them, so that a slip of the hand is told from the wrong code.

use sha2::{Digest as _, Sha256};
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::super::{Error, Result};

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Random characters, and those that follow from them.
const RANDOM: usize = 24;
const CHECK: usize = 2;
/// Characters that are shown together.
const GROUP: usize = 4;

/// A code, as values of its characters from 0 to 31.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub(super) struct Code([u8; RANDOM + CHECK]);

impl Code {
    /// A new one from the system's randomness.
    pub(super) fn random() -> Result<Self> {
        let mut bytes = [0; RANDOM];
        getrandom::fill(&mut bytes).map_err(|_| Error::NoRandomness)?;
        Ok(Self::with_check(bytes.map(|b| b & 31)))
    }

    /// Reads what somebody typed, with spaces and hyphens anywhere; `None` where it cannot be a code.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut values = Vec::with_capacity(RANDOM + CHECK);
        for c in text.chars().filter(|c| !c.is_whitespace() && *c != '-') {
            let c = match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                c => c,
            };
            let value = ALPHABET.iter().position(|a| char::from(*a) == c)?;
            values.push(u8::try_from(value).ok()?);
        }
        let random: [u8; RANDOM] = values.get(..RANDOM)?.try_into().ok()?;
        let code = Self::with_check(random);
        (values == code.0).then_some(code)
    }

    /// What is shown: groups of four.
    pub(super) fn shown(&self) -> String {
        let mut out = String::new();
        for (place, value) in self.0.iter().enumerate() {
            if place > 0 && place.is_multiple_of(GROUP) {
                out.push('-');
            }
            out.push(char::from(ALPHABET[usize::from(*value & 31)]));
        }
        out
    }

    /// The secret in it.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }

    fn with_check(random: [u8; RANDOM]) -> Self {
        let digest = Sha256::new()
            .chain_update(b"ventanilla/office/1/code")
            .chain_update(random)
            .finalize();
        let mut values = [0; RANDOM + CHECK];
        values[..RANDOM].copy_from_slice(&random);
        for (value, byte) in values[RANDOM..].iter_mut().zip(digest) {
            *value = byte & 31;
        }
        Self(values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_write_it() {
        let code = Code::random().unwrap();
        let shown = code.shown();
        assert_eq!(shown.len(), 26 + 6);
        for written in [
            shown.clone(),
            shown.to_lowercase(),
            shown.replace('-', " "),
            shown.replace('-', ""),
            shown.replace('0', "o").replace('1', "l"),
        ] {
            assert!(Code::read(&written) == Some(code.clone()), "{written}");
        }
    }

    #[test]
    fn nearly_every_slip_is_told() {
        let code = Code::with_check([5; RANDOM]);
        let shown: Vec<char> = code.shown().chars().filter(|c| *c != '-').collect();
        let (mut slips, mut passed) = (0, 0);
        for place in 0..shown.len() {
            for other in ALPHABET {
                let mut wrong = shown.clone();
                wrong[place] = char::from(*other);
                if wrong != shown {
                    slips += 1;
                    passed += usize::from(Code::read(&wrong.iter().collect::<String>()).is_some());
                }
            }
        }
        assert!(passed * 200 < slips, "{passed} of {slips}");
        for wrong in ["", "1234", &"U".repeat(26), &format!("{}0", code.shown())] {
            assert!(Code::read(wrong).is_none(), "{wrong}");
        }
    }
}
