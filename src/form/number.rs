//! A number, whole or decimal.

use ratatui::Frame;
use ratatui::crossterm::event::KeyEvent;
use ratatui::layout::{Position, Rect};

use super::line::LineEdit;
use super::number_words::{Read, read_number};
use super::{Editor, FormContext, Reaction, words};
use crate::protocol::{Answer, Bounds};
use crate::texts::{self, texts};
use crate::ui::theme::Theme;

/// What is typed, and how it was read when it was typed: what is said back must not be read as another.
pub(super) struct NumberEditor {
    bounds: Bounds,
    line: LineEdit,
    read: Read,
}

impl NumberEditor {
    pub(super) fn new(bounds: Bounds, answer: Option<&Answer>) -> Self {
        let text = answer.map(words).unwrap_or_default();
        let read = match answer {
            Some(Answer::Number(number)) => Read::Number(*number),
            _ => Read::No,
        };
        Self {
            bounds,
            line: LineEdit::new(&text),
            read,
        }
    }

    fn reread(&mut self, reaction: Reaction) -> Reaction {
        if reaction == Reaction::Changed {
            self.read = read_number(self.line.0.text(), self.bounds.decimals);
        }
        reaction
    }
}

impl Editor for NumberEditor {
    fn key(&mut self, key: KeyEvent, _: &FormContext) -> Reaction {
        let reaction = self.line.0.key(key);
        self.reread(reaction)
    }

    fn paste(&mut self, text: &str, _: &FormContext) -> Reaction {
        let reaction = self.line.0.paste(text);
        self.reread(reaction)
    }

    fn answer(&self, _: &FormContext) -> Answer {
        let text = self.line.0.text();
        match self.read {
            Read::Number(number) => Answer::Number(number),
            _ if text.trim().is_empty() => Answer::Text(String::new()),
            _ => Answer::Unread(text.to_owned()),
        }
    }

    fn cursor(&self) -> u32 {
        self.line.0.cursor()
    }

    fn set_cursor(&mut self, cursor: u32) {
        self.line.0.set_cursor(cursor);
    }

    fn leave(&mut self, _: &FormContext) {
        match self.read {
            Read::Number(number) => {
                let text = texts::amount(number);
                if self.line.0.text() != text {
                    self.line.0.put(&text, text.len());
                }
            }
            _ => self.line.0.trim(),
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
        let resting = match self.read {
            Read::Number(number) if !focused => texts::amount(number),
            _ => self.line.0.text().to_owned(),
        };
        self.line.draw(frame, area, focused, theme, cx, &resting)
    }

    fn hint(&self, _: &FormContext) -> Option<String> {
        let form = &texts().form;
        if let Some(full) = self.line.full() {
            return Some(full);
        }
        match self.read {
            Read::Number(number) => {
                let said = texts::amount(number);
                (said != self.line.0.text().trim()).then_some(said)
            }
            Read::Either => Some(form.number_either.to_string()),
            Read::No if !self.line.0.text().trim().is_empty() => {
                Some(form.number_unread.to_string())
            }
            Read::No => {
                let bounds = texts::bounds(self.bounds.least, self.bounds.most);
                (!bounds.is_empty()).then_some(bounds)
            }
        }
    }
}
