//! Texts that terminals stumble over, made by seed.

use std::fmt::Write as _;

/// A generator that gives the same numbers for the same seed (splitmix64).
#[derive(Debug, Clone)]
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n as u64).unwrap()
    }

    pub(crate) fn one<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }
}

/// Pieces that move the cursor, turn the line round, hide, join, or are counted differently.
const PIECES: [&str; 64] = [
    "\u{1b}[2J",
    "\u{1b}]0;x\u{7}",
    "\u{1b}[31m",
    "\u{1b}P+q\u{1b}\\",
    "\u{9b}2J",
    "\u{9d}0;x\u{9c}",
    "\u{85}",
    "\u{7f}",
    "\u{7}",
    "\u{8}\u{8}\u{8}",
    "\r",
    "\n",
    "\t",
    "\u{b}",
    "\u{c}",
    "\0",
    "\u{202e}",
    "\u{202c}",
    "\u{2066}",
    "\u{2069}",
    "\u{200e}",
    "\u{200b}",
    "\u{200c}",
    "\u{200d}",
    "\u{2028}",
    "\u{2029}",
    "\u{feff}",
    "\u{ad}",
    "\u{34f}",
    "\u{61c}",
    "\u{e0041}",
    "\u{e007f}",
    "\u{1f1f5}\u{1f1ea}",
    "\u{1f1f5}",
    "👩\u{200d}🌾",
    "👩‍❤️‍💋‍👨",
    "👍🏽",
    "🏽",
    "☎\u{fe0f}",
    "1\u{fe0f}\u{20e3}",
    "\u{1100}",
    "\u{1100}\u{1161}\u{11a8}",
    "\u{1161}",
    "\u{d7b0}",
    "\u{600}1",
    "\u{6dd}",
    "क्षि",
    "\u{93f}",
    "ｶ\u{ff9e}",
    "لا",
    "漢字",
    "한국",
    "ไก่ำ",
    "\u{e000}",
    "\u{fdd0}",
    "\u{10ffff}",
    "z\u{335}\u{335}\u{335}\u{335}\u{335}\u{335}\u{335}",
    "\u{301}",
    "e\u{301}",
    "\u{3164}",
    "\u{2800}",
    "\u{3000}",
    "\u{fdfd}",
    "\u{17d8}",
];

/// What people write, between the pieces.
const PLAIN: [&str; 8] = [
    "Ana",
    " ",
    "María ",
    "Ñusta",
    "45678901",
    "-",
    "a",
    "Quispe Huamán",
];

/// A text of so many pieces, half of them hostile.
pub(crate) fn text(random: &mut Random, pieces: usize) -> String {
    let mut text = String::new();
    for _ in 0..pieces {
        match random.below(8) {
            0..=3 => text.push_str(random.one(&PIECES)),
            4 => {
                let any = u32::try_from(random.below(0x11_0000)).unwrap();
                text.extend(char::from_u32(any));
            }
            _ => text.push_str(random.one(&PLAIN)),
        }
    }
    text
}

/// The same as TOML writes it inside quotes.
pub(crate) fn as_toml(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        write!(out, "\\U{:08x}", u32::from(c)).unwrap();
    }
    out
}
