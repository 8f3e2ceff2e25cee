//! The recovery code: 128 bits on paper, in a sealed envelope.
//!
//! Written in Crockford's base 32 (<https://www.crockford.com/base32.html>): 26 characters and his check character, the
//! remainder by 37, which finds every single wrong character and every two that changed places.

use std::fmt;

use zeroize::Zeroizing;

use super::super::Result;
use super::cipher::{self, Key, Pair};

const LETTERS: &[u8; 37] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U";
/// Characters that carry the code; the check character follows.
const CARRIERS: usize = 26;
/// Characters between hyphens.
const GROUP: usize = 3;
const PURPOSE: &[u8] = b"ventanilla/keys/recovery/1";

/// A recovery code. Wiped when it is no longer used; shown only by [`RecoveryCode::shown`].
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode(Zeroizing<[u8; 16]>);

/// Why a text is no recovery code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadCode {
    /// So many characters are there, hyphens and spaces aside; 27 are needed.
    Length { found: usize },
    /// A character that no code has, at this place from 1, hyphens and spaces aside.
    Character { place: usize },
    /// The check character says that something was mistyped.
    Check,
}

impl RecoveryCode {
    /// A new code from the system's randomness.
    pub fn random() -> Result<Self> {
        cipher::random().map(Self)
    }

    /// How it is written on paper: nine groups of three.
    pub fn shown(&self) -> Zeroizing<String> {
        let number = u128::from_be_bytes(*self.0);
        let mut text = Zeroizing::new(String::with_capacity(CARRIERS + 1 + CARRIERS / GROUP));
        for place in 0..=CARRIERS {
            if place > 0 && place % GROUP == 0 {
                text.push('-');
            }
            let value = if place < CARRIERS {
                (number >> (5 * (CARRIERS - 1 - place))) & 31
            } else {
                number % 37
            };
            // Below 37, as the remainders above are.
            text.push(char::from(LETTERS[usize::try_from(value).unwrap_or(0)]));
        }
        text
    }

    /// Reads a code as people type it: in any case, with or without spaces and hyphens, O for 0, I and L for 1.
    pub fn parse(text: &str) -> Result<Self, BadCode> {
        let typed = Zeroizing::new(
            text.chars()
                .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '‐' | '–'))
                .collect::<String>(),
        );
        let mut number = 0_u128;
        let mut check = None;
        for (place, typed) in typed.chars().enumerate() {
            let bad = BadCode::Character { place: place + 1 };
            let letter = match typed.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let value = LETTERS.iter().position(|l| char::from(*l) == letter);
            let value = value.ok_or(bad)? as u128;
            match place {
                // 26 characters hold two bits more than the code has.
                0 if value > 7 => return Err(bad),
                0..CARRIERS if value > 31 => return Err(bad),
                0..CARRIERS => number = (number << 5) | value,
                CARRIERS => check = Some(value),
                _ => {}
            }
        }
        let found = typed.chars().count();
        match check {
            Some(check) if found == CARRIERS + 1 => {
                if check == number % 37 {
                    Ok(Self(Zeroizing::new(number.to_be_bytes())))
                } else {
                    Err(BadCode::Check)
                }
            }
            _ => Err(BadCode::Length { found }),
        }
    }

    /// The key pair of the recovery slot.
    pub(super) fn pair(&self, journal: &[u8]) -> Result<Pair> {
        let private: Key = cipher::derive(&*self.0, journal, PURPOSE)?;
        Ok(Pair::from_private(private))
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode")
    }
}
