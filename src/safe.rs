//! Text hygiene: the one place where text is made fit to be shown, printed or logged.
//!
//! Removed are control characters (C0, DEL, C1), bidirectional overrides and isolates, invisible and tag characters, line
//! separators, and combining marks beyond four on one base; see `reliability.md` §6 and Unicode TR36.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Most combining marks kept on one base character: enough for every living script.
const MARKS_PER_BASE: usize = 4;

/// Text that cannot drive a terminal: screens, reports and lists are built from this alone.
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
    clean(text, false)
}

/// Several lines, clean; CR LF and CR count as one line break.
pub fn clean_block(text: &str) -> Cow<'_, str> {
    clean(text, true)
}

fn clean(text: &str, breaks: bool) -> Cow<'_, str> {
    if text
        .bytes()
        .all(|b| matches!(b, b' '..=b'~') || (breaks && b == b'\n'))
    {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut marks = 0;
    let mut previous = '\0';
    // What hides goes first: between a letter and its mark it would keep them from being one.
    let shown = text
        .chars()
        .filter(|c| matches!(c, '\n' | '\r' | '\t') || !is_forbidden(*c));
    for c in shown.nfc() {
        let before = std::mem::replace(&mut previous, c);
        match c {
            '\n' if before == '\r' => continue,
            '\n' | '\r' => out.push(if breaks { '\n' } else { ' ' }),
            '\t' => out.push(' '),
            c if is_combining_mark(c) => {
                marks += 1;
                if marks > MARKS_PER_BASE || out.is_empty() {
                    continue;
                }
                out.push(c);
                continue;
            }
            c => out.push(c),
        }
        marks = 0;
    }
    Cow::Owned(out)
}

/// Characters that are never shown: they move the cursor, reorder the line or hide.
fn is_forbidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180E}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}'
            | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FFF0}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_not_copied() {
        assert!(matches!(
            clean_line("Rosa Quispe 45678901"),
            Cow::Borrowed(_)
        ));
        assert_eq!(clean_line("Ñusta Huamán, ¿sí?"), "Ñusta Huamán, ¿sí?");
    }

    #[test]
    fn nothing_reaches_the_terminal_raw() {
        assert_eq!(clean_line("\u{1b}[31mrojo\u{7}\u{9b}2J"), "[31mrojo2J");
        assert_eq!(
            clean_line("a\u{202e}b\u{2066}c\u{feff}d\u{e0041}e"),
            "abcde"
        );
        assert_eq!(clean_line("uno\r\ndos\ttres"), "uno dos tres");
        assert_eq!(
            clean_block("uno\r\ndos\rtres\ncuatro"),
            "uno\ndos\ntres\ncuatro"
        );
    }

    #[test]
    fn at_most_four_marks_a_base() {
        let zalgo = format!("z{}", "\u{0335}".repeat(200));
        assert_eq!(clean_line(&zalgo).chars().count(), 5);
    }

    #[test]
    fn composed_and_decomposed_are_one() {
        assert_eq!(clean_line("e\u{301}"), "é");
    }

    #[test]
    fn cleaning_twice_is_cleaning_once() {
        for text in [
            "e\u{301}\u{301}",
            "\u{1b}]0;x\u{7}",
            "a\u{200d}b",
            "👩\u{200d}🌾",
            "a\r\r\n b",
        ] {
            let once = clean_block(text).into_owned();
            assert_eq!(clean_block(&once), once, "{text:?}");
        }
    }
}
