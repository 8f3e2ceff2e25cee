//! One line of text: names, places, telephone numbers.

use ratatui::Frame;
use ratatui::crossterm::event::KeyEvent;
use ratatui::layout::{Position, Rect};

use super::edit::Edit;
use super::view::{self, Signs};
use super::{Editor, FormContext, Reaction, words};
use crate::protocol::Answer;
use crate::texts::texts;
use crate::ui::theme::Theme;

/// Text of one line, drawn with a view that follows the cursor.
pub(super) struct LineEdit(pub(super) Edit);

impl LineEdit {
    pub(super) fn new(text: &str) -> Self {
        Self(Edit::line(text))
    }

    /// Draws it, with `resting` in the place of the text while another field is edited.
    pub(super) fn draw(
        &self,
        frame: &mut Frame,
        area: Rect,
        focused: bool,
        theme: &Theme,
        cx: &FormContext,
        resting: &str,
    ) -> Option<Position> {
        let buf = frame.buffer_mut();
        let area = view::within(buf, area);
        if focused {
            let (text, byte) = (self.0.text(), self.0.byte());
            return Some(view::edited(buf, area, text, byte, theme));
        }
        if resting.is_empty() {
            view::empty(buf, area, theme, cx);
        } else {
            view::label(buf, area, resting, theme.text, Signs::of(cx).more);
        }
        None
    }

    /// That no more letters fit, once it is so.
    pub(super) fn full(&self) -> Option<String> {
        self.0.is_full().then(|| texts().form.full.to_string())
    }
}

/// Any text of one line.
pub(super) struct Line(LineEdit);

impl Line {
    pub(super) fn new(answer: Option<&Answer>) -> Self {
        Self(LineEdit::new(&answer.map(words).unwrap_or_default()))
    }
}

impl Editor for Line {
    fn key(&mut self, key: KeyEvent, _: &FormContext) -> Reaction {
        self.0.0.key(key)
    }

    fn paste(&mut self, text: &str, _: &FormContext) -> Reaction {
        self.0.0.paste(text)
    }

    fn answer(&self, _: &FormContext) -> Answer {
        Answer::Text(self.0.0.text().to_owned())
    }

    fn cursor(&self) -> u32 {
        self.0.0.cursor()
    }

    fn set_cursor(&mut self, cursor: u32) {
        self.0.0.set_cursor(cursor);
    }

    fn leave(&mut self, _: &FormContext) {
        self.0.0.trim();
    }

    fn height(&self, _: u16) -> u16 {
        1
    }

    fn draw(
        &self,
        frame: &mut Frame,
        area: Rect,
        focused: bool,
        theme: &Theme,
        cx: &FormContext,
    ) -> Option<Position> {
        let resting = self.0.0.text();
        self.0.draw(frame, area, focused, theme, cx, resting)
    }

    fn hint(&self, _: &FormContext) -> Option<String> {
        self.0.full()
    }
}
