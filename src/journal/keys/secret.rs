//! What somebody types to open their slot.

use std::fmt;

use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, Zeroizing};

use crate::people::{SecretKind, kind_of};

/// A PIN or passphrase as typed. Wiped when it is no longer used, and never shown.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// The same whatever keyboard it was typed on: letters composed, words parted by one space, nothing around them.
    pub fn new(mut typed: String) -> Self {
        // Room for what composing can make of it, so that no copy is left behind by growing.
        let mut text = String::with_capacity(typed.len() * 4 + 4);
        for word in typed.split_whitespace() {
            if !text.is_empty() {
                text.push(' ');
            }
            text.extend(word.nfkc());
        }
        typed.zeroize();
        Self(Zeroizing::new(text))
    }

    /// Digits alone are a PIN.
    pub fn kind(&self) -> SecretKind {
        kind_of(&self.0)
    }

    pub(super) fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}
