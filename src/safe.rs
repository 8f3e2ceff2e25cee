//! Text hygiene: the one place where text is made fit to be kept, shown, printed or logged.
//!
//! What each character is, is in `signs`; what a terminal's cells can hold, in `cells`. The rules are those of
//! `reliability.md` §6 and Unicode TR36, with these decisions for an office that writes Spanish, Quechua and Aimara and
//! meets names from anywhere:
//!
//! - Every script stays, composed (NFC), with up to four marks a letter. The saltillo and the quotes of Quechua and Aimara
//!   are letters and signs like any other.
//! - Whatever cannot be seen goes, joiners too: they change how Persian, Indic letters and emoji are drawn, never which they
//!   are, and two names that look alike have to be alike. Joined emoji come apart.
//! - Every space is the ordinary one, every line or paragraph separator a line break. A flag is its two letters.
//! - Characters for private use go: what they are is agreed nowhere.

mod cells;
mod signs;

use std::borrow::Cow;
use std::fmt::{self, Write as _};
use std::ops::Deref;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

pub use cells::{Held, held, spread};
use signs::{Fate, fate};

/// Most combining marks kept on one base character: enough for every living script.
const MARKS_PER_BASE: usize = 4;

/// Stands for what was taken out of foreign text.
pub const REMOVED: char = '·';

/// Text that cannot drive a terminal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Safe(String);

impl Safe {
    /// Cleans a text for one line: line breaks and tabs become spaces.
    pub fn line(text: &str) -> Self {
        Self(clean_line(text).into_owned())
    }

    /// Cleans a text of several lines: line breaks stay, tabs become spaces.
    pub fn block(text: &str) -> Self {
        Self(clean_block(text).into_owned())
    }

    /// Cleans a text that others wrote, of one line or several: old data, entries of another station, packs of the office,
    /// names of files, what the system says. What is taken out leaves a sign, one for each run.
    pub fn foreign(text: &str) -> Self {
        Self(foreign(text).into_owned())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn into_string(self) -> String {
        self.0
    }
}

impl Deref for Safe {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Safe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One line, clean; borrowed when nothing had to change.
pub fn clean_line(text: &str) -> Cow<'_, str> {
    clean(
        text,
        Kind {
            breaks: false,
            told: false,
        },
    )
}

/// Several lines, clean; CR LF, CR and the separators of Unicode count as one line break each.
pub fn clean_block(text: &str) -> Cow<'_, str> {
    clean(
        text,
        Kind {
            breaks: true,
            told: false,
        },
    )
}

/// [`Safe::foreign`], borrowed when nothing had to change.
pub fn foreign(text: &str) -> Cow<'_, str> {
    clean(
        text,
        Kind {
            breaks: true,
            told: true,
        },
    )
}

/// [`foreign`] in one line.
pub fn foreign_line(text: &str) -> Cow<'_, str> {
    clean(
        text,
        Kind {
            breaks: false,
            told: true,
        },
    )
}

/// How much of a text fits in so many letters and so many bytes, ending between two letters.
pub fn fitting(text: &str, letters: usize, bytes: usize) -> &str {
    if text.len() <= letters.min(bytes) {
        return text;
    }
    let ends = text.grapheme_indices(true).map(|(i, g)| i + g.len());
    let end = ends.take(letters).take_while(|end| *end <= bytes).last();
    &text[..end.unwrap_or(0)]
}

/// What is made of JSON before it is printed: characters that JSON leaves as they are and a terminal obeys are escaped.
/// They stand only inside its strings, so that the same text is read back.
pub fn escape_json(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| fate(c) != Fate::Hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if fate(c) == Fate::Hidden {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a String cannot fail.
                let _written = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

#[derive(Clone, Copy)]
struct Kind {
    /// Line breaks stay.
    breaks: bool,
    /// What is taken out leaves a sign.
    told: bool,
}

fn clean(text: &str, kind: Kind) -> Cow<'_, str> {
    if text
        .chars()
        .all(|c| signs::is_plain(c) || (kind.breaks && c == '\n'))
    {
        return Cow::Borrowed(text);
    }
    // What is taken out may bring together what then composes: until nothing changes.
    let mut clean = once(text, kind);
    loop {
        let again = once(&clean, kind);
        if again == clean {
            return Cow::Owned(clean);
        }
        clean = again;
    }
}

fn once(text: &str, kind: Kind) -> String {
    let mut out = Out {
        text: String::with_capacity(text.len()),
        marks: 0,
        kind,
    };
    let mut run = false;
    // What hides goes first: between a letter and its mark it would keep them from being one.
    let shown = text.chars().filter_map(|c| {
        let shown = match fate(c) {
            Fate::Shown => Some(c),
            Fate::Space => Some(' '),
            // A break of two characters is told from two breaks below.
            Fate::Break => Some(if c == '\r' { c } else { '\n' }),
            Fate::Letter(letter) => Some(letter),
            Fate::Look => return None,
            Fate::Hidden => (kind.told && !run).then_some(REMOVED),
        };
        run = fate(c) == Fate::Hidden;
        shown
    });
    let mut previous = '\0';
    for c in shown.nfc() {
        match (c, std::mem::replace(&mut previous, c)) {
            ('\n', '\r') => {}
            ('\n' | '\r', _) => out.base(if kind.breaks { '\n' } else { ' ' }),
            (c, _) if signs::is_mark(c) => out.mark(c),
            // A part of a Korean syllable that found none.
            (c, _) if signs::is_invisible_alone(c) => out.gone(),
            (c, _) => out.base(c),
        }
    }
    out.text
}

/// A clean text as it grows.
struct Out {
    text: String,
    /// On the last base.
    marks: usize,
    kind: Kind,
}

impl Out {
    fn base(&mut self, c: char) {
        self.text.push(c);
        self.marks = 0;
    }

    fn mark(&mut self, c: char) {
        if self.text.is_empty() || self.text.ends_with('\n') || self.marks == MARKS_PER_BASE {
            return self.gone();
        }
        self.text.push(c);
        self.marks += 1;
    }

    fn gone(&mut self) {
        if self.kind.told && !self.text.ends_with(REMOVED) {
            self.base(REMOVED);
        }
    }
}

#[cfg(test)]
mod tests;
