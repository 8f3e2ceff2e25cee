//! What each character is to whoever reads it.

use unicode_normalization::char::is_combining_mark;
use unicode_width::UnicodeWidthChar;

/// What becomes of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    Shown,
    /// It is one of the many spaces.
    Space,
    Break,
    /// Another letter stands for it.
    Letter(char),
    /// It only changes the look of its neighbour, and nobody agrees on how many cells that then takes.
    Look,
    /// It moves the cursor, turns the line round, hides, or is agreed nowhere.
    Hidden,
}

pub(super) fn fate(c: char) -> Fate {
    match c {
        c if is_plain(c) => Fate::Shown,
        '\n' | '\r' | '\u{2028}' | '\u{2029}' => Fate::Break,
        '\t' | '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => {
            Fate::Space
        }
        // Variation selectors, tones of skin.
        '\u{180B}'..='\u{180D}'
        | '\u{180F}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{1F3FB}'..='\u{1F3FF}'
        | '\u{E0100}'..='\u{E01EF}' => Fate::Look,
        // A flag is written with two of these.
        '\u{1F1E6}'..='\u{1F1FF}' => Fate::Letter(flag_letter(c)),
        // The voiced marks of narrow katakana: one cell to some, none or two to others.
        '\u{FF9E}' => Fate::Letter('\u{309B}'),
        '\u{FF9F}' => Fate::Letter('\u{309C}'),
        c if is_hidden(c) => Fate::Hidden,
        _ => Fate::Shown,
    }
}

/// The usual characters, which need no second look: visible, composed, one cell, no mark.
pub(super) fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{A1}'..='\u{AC}' | '\u{AE}'..='\u{2FF}' | '\u{2010}'..='\u{2027}')
}

/// A sign that stands on the letter before it.
pub(super) fn is_mark(c: char) -> bool {
    is_combining_mark(c)
}

/// Takes no cell and stands on nothing: a vowel or an ending of Korean, once composition has taken what belongs together.
pub(super) fn is_invisible_alone(c: char) -> bool {
    c.width() == Some(0) && !is_mark(c)
}

fn flag_letter(c: char) -> char {
    let from_a = u32::from(c).saturating_sub(0x1_F1E6);
    char::from_u32(u32::from('A') + from_a).unwrap_or('A')
}

/// Controls, format characters (general category Cf), what Unicode says to ignore, blanks that are no spaces, characters
/// for private use and those that will never be any.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || u32::from(c) & 0xFFFE == 0xFFFE
        || matches!(c,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{0600}'..='\u{0605}' | '\u{06DD}' | '\u{070F}' | '\u{0890}' | '\u{0891}' | '\u{08E2}'
            | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180E}'
            | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}'
            | '\u{E000}'..='\u{F8FF}' | '\u{FDD0}'..='\u{FDEF}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
            | '\u{110BD}' | '\u{110CD}' | '\u{13430}'..='\u{1343F}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}' | '\u{F0000}'..='\u{10FFFF}')
}
