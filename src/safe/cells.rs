//! What the cells of a terminal can hold, so that every emulator puts the same into them.
//!
//! Emulators agree on a character that takes one or two cells, with marks upon it. On what several characters make
//! together they do not: flags, joined emoji, the old letters of Korean, vowels of Indic scripts with a cell of their own.
//! These are spread over the cells that they take, one character a cell, as a terminal does that knows nothing of them.

use unicode_width::UnicodeWidthChar;

use super::signs::{Fate, fate, is_mark, is_plain};
use super::{MARKS_PER_BASE, REMOVED};

/// What a cell's text takes on every emulator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// This cell.
    One,
    /// This cell and the next.
    Two,
    /// Nobody can say: see [`spread`].
    Unsure,
}

/// What a cell's text takes.
pub fn held(symbol: &str) -> Held {
    if let [b' '..=b'~'] = symbol.as_bytes() {
        return Held::One;
    }
    let mut chars = symbol.chars();
    let Some(first) = chars.next() else {
        return Held::Unsure;
    };
    let rest = chars.as_str();
    if is_plain(first) && rest.is_empty() {
        return Held::One;
    }
    let cells = base(first);
    if cells == 0 || rest.chars().count() > MARKS_PER_BASE || !rest.chars().all(is_upon) {
        return Held::Unsure;
    }
    if cells == 1 { Held::One } else { Held::Two }
}

/// The text over so many cells: what stands in each, and how many it takes. What is left stays blank; what no cell can hold
/// leaves a sign where there is room for it.
pub fn spread(symbol: &str, room: usize) -> Vec<(String, usize)> {
    let mut cells: Vec<(String, usize)> = Vec::new();
    let (mut used, mut marks) = (0, 0);
    for c in symbol.chars() {
        if is_upon(c) {
            if let Some((last, _)) = cells.last_mut()
                && marks < MARKS_PER_BASE
            {
                last.push(c);
                marks += 1;
            }
            continue;
        }
        let (c, takes) = match (base(c), fate(c)) {
            // Joiners and the like were never seen.
            (0, Fate::Look | Fate::Hidden) if !cells.is_empty() => continue,
            (0, Fate::Letter(letter)) => (letter, base(letter)),
            (0, _) => (REMOVED, 1),
            (takes, _) => (c, takes),
        };
        if used + takes > room {
            break;
        }
        cells.push((c.to_string(), takes));
        used += takes;
        marks = 0;
    }
    if cells.is_empty() && room > 0 {
        cells.push((REMOVED.to_string(), 1));
    }
    cells
}

/// The cells of a character that stands alone; none where nobody can say.
fn base(c: char) -> usize {
    match fate(c) {
        Fate::Shown if c == ' ' => 1,
        Fate::Shown => c.width().filter(|w| *w <= 2).unwrap_or(0),
        _ => 0,
    }
}

/// Whether it takes no cell and stands on the letter before it.
fn is_upon(c: char) -> bool {
    is_mark(c) && fate(c) == Fate::Shown && c.width() == Some(0)
}
