//! Any number of a list.

use std::cell::Cell;

use ratatui::Frame;
use ratatui::crossterm::event::KeyEvent;
use ratatui::layout::{Position, Rect};

use super::marks::Marks;
use super::options::Options;
use super::{Editor, FormContext, Reaction};
use crate::protocol::{Answer, Choice};
use crate::texts::texts;
use crate::ui::theme::Theme;

/// `[x] …  [ ] …`, marked with the space bar or the number of the option.
pub(super) struct ManyChoices {
    marks: Marks,
    /// The width last drawn, for the ways up and down.
    width: Cell<u16>,
}

impl ManyChoices {
    pub(super) fn new(choices: &[Choice], answer: Option<&Answer>) -> Self {
        Self {
            marks: Marks::new(Options::of(choices), answer),
            width: Cell::new(u16::MAX),
        }
    }
}

impl Editor for ManyChoices {
    fn key(&mut self, key: KeyEvent, _: &FormContext) -> Reaction {
        self.marks.key(key, self.width.get())
    }

    fn paste(&mut self, text: &str, _: &FormContext) -> Reaction {
        self.marks.paste(text)
    }

    fn answer(&self, _: &FormContext) -> Answer {
        self.marks.answer()
    }

    fn cursor(&self) -> u32 {
        self.marks.cursor()
    }

    fn set_cursor(&mut self, cursor: u32) {
        self.marks.set_cursor(cursor);
    }

    fn leave(&mut self, _: &FormContext) {}

    fn height(&self, width: u16) -> u16 {
        self.marks.options.rows(width)
    }

    fn draw(
        &self,
        frame: &mut Frame,
        area: Rect,
        focused: bool,
        theme: &Theme,
        cx: &FormContext,
    ) -> Option<Position> {
        self.width.set(area.width);
        let mark = |i: usize| {
            if self.marks.is_marked(i) {
                "[x]"
            } else {
                "[ ]"
            }
        };
        let front = focused.then_some(self.marks.front());
        let buf = frame.buffer_mut();
        let cursor = self.marks.options.draw(buf, area, mark, front, theme, cx);
        focused.then_some(cursor)
    }

    fn hint(&self, _: &FormContext) -> Option<String> {
        let hint = self.marks.stray_hint();
        hint.or_else(|| Some(texts().form.choices_hint.to_string()))
    }
}
