//! Any number of a list.

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
pub(super) struct ManyChoices(Marks);

impl ManyChoices {
    pub(super) fn new(choices: &[Choice], answer: Option<&Answer>) -> Self {
        Self(Marks::new(Options::of(choices), answer))
    }
}

impl Editor for ManyChoices {
    fn key(&mut self, key: KeyEvent, _: &FormContext) -> Reaction {
        self.0.key(key)
    }

    fn paste(&mut self, text: &str, _: &FormContext) -> Reaction {
        self.0.paste(text)
    }

    fn answer(&self, _: &FormContext) -> Answer {
        self.0.answer()
    }

    fn cursor(&self) -> u32 {
        self.0.cursor()
    }

    fn set_cursor(&mut self, cursor: u32) {
        self.0.set_cursor(cursor);
    }

    fn leave(&mut self, _: &FormContext) {}

    fn height(&self, width: u16) -> u16 {
        self.0.options.rows(width)
    }

    fn draw(
        &self,
        frame: &mut Frame,
        area: Rect,
        focused: bool,
        theme: &Theme,
        cx: &FormContext,
    ) -> Option<Position> {
        let front = focused.then_some(self.0.front());
        let cursor = self.0.draw(frame.buffer_mut(), area, front, theme, cx);
        focused.then_some(cursor)
    }

    fn hint(&self, _: &FormContext) -> Option<String> {
        let hint = self.0.stray_hint();
        hint.or_else(|| Some(texts().form.choices_hint.to_string()))
    }
}
