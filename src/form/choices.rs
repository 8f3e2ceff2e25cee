//! Any number of a list.

use std::cell::Cell;

use ratatui::Frame;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use ratatui::layout::{Position, Rect};

use super::edit::typed;
use super::options::Options;
use super::{Editor, FormContext, Reaction, words};
use crate::protocol::{Answer, Choice};
use crate::safe;
use crate::texts::texts;
use crate::ui::theme::Theme;

/// `[x] …  [ ] …`, marked with the space bar or the number of the option.
pub(super) struct ManyChoices {
    options: Options,
    marked: Vec<bool>,
    front: usize,
    /// What was answered before and is no list: kept until something is marked.
    stray: Option<Answer>,
    /// The width last drawn, for the ways up and down.
    width: Cell<u16>,
}

impl ManyChoices {
    pub(super) fn new(choices: &[Choice], answer: Option<&Answer>) -> Self {
        let mut options = Options::of(choices);
        let mut stray = None;
        let mut marked = vec![false; options.len()];
        match answer {
            Some(Answer::Choices(ids)) => {
                for id in ids {
                    if let Some(option) = options.position(id) {
                        marked[option] = true;
                    } else {
                        // No longer offered, but it was answered: it stays to be seen, and to be unmarked.
                        options.push(id, id);
                        marked.push(true);
                    }
                }
            }
            Some(other) if !other.is_empty() => stray = Some(other.clone()),
            _ => {}
        }
        Self {
            options,
            marked,
            front: 0,
            stray,
            width: Cell::new(u16::MAX),
        }
    }

    fn toggle(&mut self, option: usize) -> Reaction {
        let Some(mark) = self.marked.get_mut(option) else {
            return Reaction::Ignored;
        };
        *mark = !*mark;
        self.front = option;
        self.stray = None;
        Reaction::Changed
    }

    fn arrow(&mut self, code: KeyCode) -> Reaction {
        let last = self.options.len().saturating_sub(1);
        let width = self.width.get();
        let to = match code {
            KeyCode::Left => Some(self.front.saturating_sub(1)),
            KeyCode::Right => Some((self.front + 1).min(last)),
            KeyCode::Home => Some(0),
            KeyCode::End => Some(last),
            KeyCode::Up => self.options.beside(width, self.front, false),
            KeyCode::Down => self.options.beside(width, self.front, true),
            _ => None,
        };
        to.map_or(Reaction::Ignored, |to| {
            self.front = to;
            Reaction::Moved
        })
    }
}

impl Editor for ManyChoices {
    fn key(&mut self, key: KeyEvent, _: &FormContext) -> Reaction {
        match typed(key) {
            Some(' ') => self.toggle(self.front),
            Some(c) => match c.to_digit(10) {
                Some(digit) if digit > 0 => {
                    self.toggle(usize::try_from(digit - 1).unwrap_or(usize::MAX))
                }
                _ => {
                    let found = self
                        .options
                        .starting(c.encode_utf8(&mut [0; 4]), self.front);
                    found.map_or(Reaction::Ignored, |i| {
                        self.front = i;
                        Reaction::Moved
                    })
                }
            },
            None if key.kind == KeyEventKind::Release
                || !(key.modifiers - KeyModifiers::SHIFT).is_empty() =>
            {
                Reaction::Ignored
            }
            None => self.arrow(key.code),
        }
    }

    fn paste(&mut self, text: &str, _: &FormContext) -> Reaction {
        if let Some(option) = self.options.named(text) {
            self.front = option;
            if self.marked[option] {
                return Reaction::Moved;
            }
            return self.toggle(option);
        }
        let text = safe::clean_line(text).trim().to_owned();
        if text.is_empty() || self.marked.contains(&true) {
            return Reaction::Ignored;
        }
        self.stray = Some(Answer::Unread(text));
        Reaction::Changed
    }

    fn answer(&self, _: &FormContext) -> Answer {
        if let Some(stray) = &self.stray {
            return stray.clone();
        }
        let marked = self.marked.iter().enumerate().filter(|(_, m)| **m);
        Answer::Choices(marked.map(|(i, _)| self.options.id(i).to_owned()).collect())
    }

    fn cursor(&self) -> u32 {
        u32::try_from(self.front).unwrap_or(0)
    }

    fn set_cursor(&mut self, cursor: u32) {
        let last = self.options.len().saturating_sub(1);
        self.front = usize::try_from(cursor).unwrap_or(last).min(last);
    }

    fn leave(&mut self, _: &FormContext) {}

    fn height(&self, width: u16) -> u16 {
        self.options.rows(width)
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
        let mark = |i: usize| if self.marked[i] { "[x]" } else { "[ ]" };
        let front = focused.then_some(self.front);
        let buf = frame.buffer_mut();
        let cursor = self.options.draw(buf, area, mark, front, theme, cx);
        focused.then_some(cursor)
    }

    fn hint(&self, _: &FormContext) -> Option<String> {
        let form = &texts().form;
        Some(match &self.stray {
            Some(stray) => {
                let shown = safe::Safe::line(&words(stray));
                form.stray.fill(&[("text", &shown)])
            }
            None => form.choices_hint.to_string(),
        })
    }
}
