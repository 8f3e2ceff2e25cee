//! Marking several of a list: what choices of many and checklists have in common.

use std::cell::Cell;

use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use ratatui::layout::{Position, Rect};

use super::edit::typed;
use super::options::Options;
use super::{FormContext, Reaction, words};
use crate::protocol::Answer;
use crate::safe;
use crate::texts::texts;
use crate::ui::theme::Theme;

/// Options with a mark each, and the one in front.
pub(super) struct Marks {
    pub(super) options: Options,
    marked: Vec<bool>,
    front: usize,
    /// What was answered before and is no list: kept until something is marked.
    stray: Option<Answer>,
    /// The width last drawn, for the ways up and down.
    width: Cell<u16>,
}

impl Marks {
    pub(super) fn new(mut options: Options, answer: Option<&Answer>) -> Self {
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

    /// Draws them with their marks, the one in front told where there is one. Gives back where the cursor goes.
    pub(super) fn draw(
        &self,
        buf: &mut Buffer,
        area: Rect,
        front: Option<usize>,
        theme: &Theme,
        cx: &FormContext,
    ) -> Position {
        self.width.set(area.width);
        let is_marked = |i: usize| self.marked.get(i).copied().unwrap_or_default();
        let mark = |i: usize| if is_marked(i) { "[x]" } else { "[ ]" };
        self.options.draw(buf, area, mark, front, theme, cx)
    }

    /// How many are marked.
    pub(super) fn count(&self) -> usize {
        self.marked.iter().filter(|m| **m).count()
    }

    /// The first option after `from`, or from the top, that has no mark.
    pub(super) fn unmarked(&self, from: usize) -> Option<usize> {
        let open = |i: &usize| !self.marked[*i];
        (from..self.marked.len())
            .find(open)
            .or_else(|| (0..from.min(self.marked.len())).find(open))
    }

    /// The option that the cursor stands on.
    pub(super) fn front(&self) -> usize {
        self.front
    }

    pub(super) fn cursor(&self) -> u32 {
        u32::try_from(self.front).unwrap_or(0)
    }

    pub(super) fn set_cursor(&mut self, cursor: u32) {
        let last = self.options.len().saturating_sub(1);
        self.front = usize::try_from(cursor).unwrap_or(last).min(last);
    }

    /// What was answered before and is no list.
    pub(super) fn stray(&self) -> Option<&Answer> {
        self.stray.as_ref()
    }

    pub(super) fn stray_hint(&self) -> Option<String> {
        let shown = words(self.stray()?);
        let shown = safe::foreign_line(&shown);
        Some(texts().form.stray.fill(&[("text", &shown)]))
    }

    pub(super) fn answer(&self) -> Answer {
        if let Some(stray) = &self.stray {
            return stray.clone();
        }
        let marked = self.marked.iter().enumerate().filter(|(_, m)| **m);
        Answer::Choices(marked.map(|(i, _)| self.options.id(i).to_owned()).collect())
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

    /// The space bar and figures mark, letters and arrows move.
    pub(super) fn key(&mut self, key: KeyEvent) -> Reaction {
        let Some(c) = typed(key) else {
            let plain = (key.modifiers - KeyModifiers::SHIFT).is_empty();
            if key.kind == KeyEventKind::Release || !plain {
                return Reaction::Ignored;
            }
            return self.arrow(key.code);
        };
        if c == ' ' {
            return self.toggle(self.front);
        }
        match c.to_digit(10) {
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
        }
    }

    fn arrow(&mut self, code: KeyCode) -> Reaction {
        let width = self.width.get();
        let last = self.options.len().saturating_sub(1);
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

    pub(super) fn paste(&mut self, text: &str) -> Reaction {
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
}
