//! Typed text with a cursor that never stands inside a letter.

use std::borrow::Cow;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use tui_input::{Input, InputRequest};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::Reaction;
use crate::safe;

/// Most letters in a field of one line.
const LINE_LIMIT: usize = 2_000;
/// Most letters in notes.
const BLOCK_LIMIT: usize = 20_000;
/// Most bytes, by the letters allowed: one with marks takes more, and in some scripts one letter has no end.
const BYTES: usize = 4;

/// Text being typed: always clean, always within its limit.
///
/// Motions and deletions are `tui-input`'s, by whole letters; what it does not keep true (clean text, composed letters, a
/// cursor between letters after two of them have joined) is put right here after each change.
pub(super) struct Edit {
    input: Input,
    limit: usize,
    clean: fn(&str) -> Cow<'_, str>,
}

impl Edit {
    /// One line, with the cursor at its end.
    pub(super) fn line(text: &str) -> Self {
        Self::new(text, LINE_LIMIT, safe::clean_line)
    }

    /// Several lines, with the cursor at the end of the last.
    pub(super) fn block(text: &str) -> Self {
        Self::new(text, BLOCK_LIMIT, safe::clean_block)
    }

    fn new(text: &str, limit: usize, clean: fn(&str) -> Cow<'_, str>) -> Self {
        let mut edit = Self {
            input: Input::default(),
            limit,
            clean,
        };
        edit.put(text, text.len());
        edit
    }

    pub(super) fn text(&self) -> &str {
        self.input.value()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    /// Whether no more letters fit.
    pub(super) fn is_full(&self) -> bool {
        self.room() == 0
    }

    /// The cursor in characters from the start, as it is stored.
    pub(super) fn cursor(&self) -> u32 {
        u32::try_from(self.input.cursor()).unwrap_or(u32::MAX)
    }

    pub(super) fn set_cursor(&mut self, cursor: u32) {
        let wanted = usize::try_from(cursor).unwrap_or(usize::MAX);
        let chars = self.text().char_indices();
        let byte = chars.map(|(i, _)| i).nth(wanted);
        self.place(byte.unwrap_or(self.text().len()));
    }

    /// The cursor in bytes from the start.
    pub(super) fn byte(&self) -> usize {
        let chars = self.text().char_indices();
        let byte = chars.map(|(i, _)| i).nth(self.input.cursor());
        byte.unwrap_or(self.text().len())
    }

    /// Puts the cursor at this byte, or before the letter that it lies in.
    pub(super) fn place(&mut self, byte: usize) {
        let text = self.text();
        let chars = text[..boundary(text, byte, false)].chars().count();
        self.input.handle(InputRequest::SetCursor(chars));
    }

    /// Replaces the text, cleaned; the cursor goes after what stood before `byte`.
    pub(super) fn put(&mut self, text: &str, byte: usize) {
        let before = (self.clean)(&text[..byte]).len();
        let mut text = (self.clean)(text).into_owned();
        text.truncate(safe::fitting(&text, self.limit, self.limit * BYTES).len());
        let byte = boundary(&text, before, true);
        let chars = text[..byte].chars().count();
        self.input = Input::new(text).with_cursor(chars);
    }

    /// Inserts what was pasted or typed at the cursor, as much of it as fits.
    pub(super) fn insert(&mut self, text: &str) -> Reaction {
        let bytes = (self.limit * BYTES).saturating_sub(self.text().len());
        let text = safe::fitting(text, self.room(), bytes);
        let at = self.byte();
        let before = self.text().to_owned();
        let mut whole = before.clone();
        whole.insert_str(at, text);
        self.put(&whole, at + text.len());
        if self.text() == before {
            Reaction::Moved
        } else {
            Reaction::Changed
        }
    }

    /// Inserts a paste: cleaned, and without the line ending that copied lines and scanners bring along.
    pub(super) fn paste(&mut self, text: &str) -> Reaction {
        let text = (self.clean)(text.trim_end_matches(['\r', '\n'])).into_owned();
        self.insert(&text)
    }

    /// Cuts the spaces at both ends.
    pub(super) fn trim(&mut self) {
        let text = self.text();
        let trimmed = text.trim();
        if trimmed.len() != text.len() {
            let start = text.len() - text.trim_start().len();
            let byte = self.byte().saturating_sub(start).min(trimmed.len());
            let trimmed = trimmed.to_owned();
            let byte = boundary(&trimmed, byte, false);
            self.put(&trimmed, byte);
        }
    }

    /// Typing, deleting and moving within a line.
    pub(super) fn key(&mut self, key: KeyEvent) -> Reaction {
        use InputRequest as R;
        if let Some(c) = typed(key) {
            return self.insert(c.encode_utf8(&mut [0; 4]));
        }
        if key.kind == KeyEventKind::Release {
            return Reaction::Ignored;
        }
        let control = key.modifiers == KeyModifiers::CONTROL;
        if !control && !(key.modifiers - KeyModifiers::SHIFT).is_empty() {
            return Reaction::Ignored;
        }
        let request = match (key.code, control) {
            (KeyCode::Backspace, false) => R::DeletePrevChar,
            (KeyCode::Backspace | KeyCode::Char('w'), true) => R::DeletePrevWord,
            (KeyCode::Delete, false) => R::DeleteNextChar,
            (KeyCode::Delete, true) => R::DeleteNextWord,
            (KeyCode::Char('u'), true) => R::DeleteFromStart,
            (KeyCode::Left, false) => R::GoToPrevChar,
            (KeyCode::Left, true) => R::GoToPrevWord,
            (KeyCode::Right, false) => R::GoToNextChar,
            (KeyCode::Right, true) => R::GoToNextWord,
            (KeyCode::Home, _) => R::GoToStart,
            (KeyCode::End, _) => R::GoToEnd,
            _ => return Reaction::Ignored,
        };
        let changed = self.input.handle(request).is_some_and(|c| c.value);
        if changed {
            let (text, byte) = (self.text().to_owned(), self.byte());
            self.put(&text, byte);
            Reaction::Changed
        } else {
            self.place(self.byte());
            Reaction::Moved
        }
    }

    /// How many letters still fit.
    fn room(&self) -> usize {
        let text = self.text();
        if text.len() >= self.limit * BYTES {
            return 0;
        }
        // Counting is for long texts only: there are never more letters than bytes.
        if text.len() * 2 <= self.limit {
            return self.limit - text.len();
        }
        self.limit.saturating_sub(text.graphemes(true).count())
    }
}

/// The character that a key types; Spanish layouts send their third level (`AltGr`) as Ctrl+Alt.
pub(super) fn typed(key: KeyEvent) -> Option<char> {
    let altgr = KeyModifiers::CONTROL | KeyModifiers::ALT;
    let modifiers = key.modifiers - KeyModifiers::SHIFT;
    match key.code {
        KeyCode::Char(c)
            if key.kind != KeyEventKind::Release
                && (modifiers.is_empty() || modifiers == altgr)
                && !c.is_control() =>
        {
            Some(c)
        }
        _ => None,
    }
}

/// The place between two letters at `byte`, else the next one, `up` or down the text.
pub(super) fn boundary(text: &str, byte: usize, up: bool) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte = if up { byte + 1 } else { byte - 1 };
    }
    let mut cursor = GraphemeCursor::new(byte, text.len(), true);
    if cursor.is_boundary(text, 0).unwrap_or(true) {
        return byte;
    }
    let found = if up {
        cursor.next_boundary(text, 0)
    } else {
        cursor.prev_boundary(text, 0)
    };
    found
        .ok()
        .flatten()
        .unwrap_or(if up { text.len() } else { 0 })
}
