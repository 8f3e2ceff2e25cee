//! A secret while it is typed: shown as dots, wiped when it is let go.

use zeroize::Zeroizing;

use crate::safe::clean_line;

/// Most characters that are taken.
const LONGEST: usize = 256;

/// What was typed of a secret. There is room from the start, so that growing leaves no copy behind.
pub(super) struct Typed(Zeroizing<String>);

impl Default for Typed {
    fn default() -> Self {
        Self(Zeroizing::new(String::with_capacity(LONGEST * 4)))
    }
}

impl Typed {
    pub(super) fn push(&mut self, letter: char) {
        if !letter.is_control() && self.len() < LONGEST {
            self.0.push(letter);
        }
    }

    /// What was pasted, in one line; what surrounds it came with the copying.
    pub(super) fn paste(&mut self, text: &str) {
        let clean = Zeroizing::new(clean_line(text.trim()).into_owned());
        clean.chars().for_each(|c| self.push(c));
    }

    pub(super) fn pop(&mut self) {
        self.0.pop();
    }

    /// Lets go of what was typed.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Gives away what was typed.
    pub(super) fn take(&mut self) -> String {
        std::mem::take(&mut *std::mem::take(self).0)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.0.chars().count()
    }

    pub(super) fn text(&self) -> &str {
        &self.0
    }

    /// A dot for each character, the last ones where there is not room for all.
    pub(super) fn dots(&self, room: usize, dot: &str) -> String {
        dot.repeat(self.len().min(room))
    }
}
