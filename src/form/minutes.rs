//! Whole minutes, in digits.

use ratatui::Frame;
use ratatui::crossterm::event::KeyEvent;
use ratatui::layout::{Position, Rect};

use super::line::LineEdit;
use super::{Editor, FormContext, Reaction, words};
use crate::protocol::Answer;
use crate::texts::{plain, texts};
use crate::ui::theme::Theme;

/// A number of minutes, with or without the unit behind it.
pub(super) struct Minutes {
    most: u16,
    line: LineEdit,
}

impl Minutes {
    pub(super) fn new(most: u16, answer: Option<&Answer>) -> Self {
        Self {
            most,
            line: LineEdit::new(&answer.map(words).unwrap_or_default()),
        }
    }

    fn read(&self) -> Option<u16> {
        let text = plain(self.line.0.text().trim());
        let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
        let unit = text[digits.len()..].trim().trim_end_matches('.');
        let units = &texts().form.moment_words.minutes;
        if !unit.is_empty() && !units.iter().any(|u| **u == *unit) {
            return None;
        }
        digits.parse().ok()
    }
}

impl Editor for Minutes {
    fn key(&mut self, key: KeyEvent, _: &FormContext) -> Reaction {
        self.line.0.key(key)
    }

    fn paste(&mut self, text: &str, _: &FormContext) -> Reaction {
        self.line.0.paste(text)
    }

    fn answer(&self, _: &FormContext) -> Answer {
        let text = self.line.0.text();
        match self.read() {
            Some(minutes) => Answer::Minutes(minutes),
            None if text.trim().is_empty() => Answer::Text(String::new()),
            None => Answer::Unread(text.to_owned()),
        }
    }

    fn cursor(&self) -> u32 {
        self.line.0.cursor()
    }

    fn set_cursor(&mut self, cursor: u32) {
        self.line.0.set_cursor(cursor);
    }

    fn leave(&mut self, _: &FormContext) {
        match self.read() {
            Some(minutes) => {
                let text = minutes.to_string();
                self.line.0.put(&text, text.len());
            }
            None => self.line.0.trim(),
        }
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
        let resting = self.line.0.text();
        self.line.draw(frame, area, focused, theme, cx, resting)
    }

    fn hint(&self, _: &FormContext) -> Option<String> {
        let full = self.line.full();
        full.or_else(|| Some(texts().form.minutes_hint.fill(&[("most", &self.most)])))
    }
}
