//! Choosing one of a few: what yes/no, choices of one and ratings have in common.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::Reaction;
use crate::protocol::Answer;

/// One of so many options, or none yet.
pub(super) struct Pick {
    count: usize,
    chosen: Option<usize>,
    front: usize,
    /// What was answered before and is no option: kept and shown until another is chosen.
    stray: Option<Answer>,
}

impl Pick {
    /// With the option answered before, or the answer itself where it names none.
    pub(super) fn new(count: usize, chosen: Option<usize>, answer: Option<&Answer>) -> Self {
        let stray = answer.filter(|a| chosen.is_none() && !a.is_empty());
        Self {
            count,
            chosen,
            front: chosen.unwrap_or(0),
            stray: stray.cloned(),
        }
    }

    pub(super) fn chosen(&self) -> Option<usize> {
        self.chosen
    }

    pub(super) fn stray(&self) -> Option<&Answer> {
        self.stray.as_ref()
    }

    /// The option that the cursor stands on.
    pub(super) fn front(&self) -> usize {
        self.front
    }

    pub(super) fn cursor(&self) -> u32 {
        u32::try_from(self.front).unwrap_or(0)
    }

    /// Moves the cursor only; a chosen option keeps it.
    pub(super) fn set_cursor(&mut self, cursor: u32) {
        if self.chosen.is_none() {
            let last = self.count.saturating_sub(1);
            self.front = usize::try_from(cursor).unwrap_or(last).min(last);
        }
    }

    pub(super) fn choose(&mut self, option: usize) -> Reaction {
        if option >= self.count {
            return Reaction::Ignored;
        }
        self.stray = None;
        self.front = option;
        if self.chosen.replace(option) == Some(option) {
            Reaction::Moved
        } else {
            Reaction::Changed
        }
    }

    /// Keeps a text that names no option, where nothing better was chosen.
    pub(super) fn keep(&mut self, text: &str) -> Reaction {
        let text = crate::safe::clean_line(text).trim().to_owned();
        if self.chosen.is_some() || text.is_empty() {
            return Reaction::Ignored;
        }
        self.stray = Some(Answer::Unread(text));
        Reaction::Changed
    }

    /// Arrows choose the neighbour, round the ends; the first press chooses the option under the cursor. Backspace and
    /// Delete take the choice back.
    pub(super) fn key(&mut self, key: KeyEvent) -> Reaction {
        let plain = (key.modifiers - KeyModifiers::SHIFT).is_empty();
        if !plain || key.kind == KeyEventKind::Release || self.count == 0 {
            return Reaction::Ignored;
        }
        let step = match key.code {
            KeyCode::Right => 1,
            KeyCode::Left => self.count - 1,
            KeyCode::Backspace | KeyCode::Delete => {
                let had = self.chosen.take().is_some() | self.stray.take().is_some();
                return if had {
                    Reaction::Changed
                } else {
                    Reaction::Moved
                };
            }
            _ => return Reaction::Ignored,
        };
        match self.chosen {
            Some(chosen) => self.choose((chosen + step) % self.count),
            None => self.choose(self.front),
        }
    }
}
