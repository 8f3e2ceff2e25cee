//! A mark from 1 to a few.

use ratatui::Frame;
use ratatui::crossterm::event::KeyEvent;
use ratatui::layout::{Position, Rect};

use super::edit::typed;
use super::pick::Pick;
use super::view::{self, Signs};
use super::yes_no::stray_hint;
use super::{Editor, FormContext, Reaction};
use crate::protocol::Answer;
use crate::texts::texts;
use crate::ui::theme::Theme;

/// Columns of one mark: room for two digits and the brackets around the chosen one.
const STEP: u16 = 4;

/// ` 1   2  (3)  4   5 `, by digit or arrow; with `0`, not to answer.
pub(super) struct Rating {
    most: u8,
    /// Whether there is one option more: not to answer.
    may_decline: bool,
    pick: Pick,
}

impl Rating {
    pub(super) fn new(most: u8, may_decline: bool, answer: Option<&Answer>) -> Self {
        let chosen = match answer {
            Some(Answer::Rating(mark)) if (1..=most).contains(mark) => Some(usize::from(*mark) - 1),
            Some(Answer::Declined) if may_decline => Some(usize::from(most)),
            _ => None,
        };
        let count = usize::from(most) + usize::from(may_decline);
        Self {
            most,
            may_decline,
            pick: Pick::new(count, chosen, answer),
        }
    }

    /// The mark of an option.
    fn mark(option: usize) -> u8 {
        u8::try_from(option + 1).unwrap_or(u8::MAX)
    }

    /// A digit after another makes a mark of two digits where there is such a mark.
    fn digit(&mut self, digit: usize) -> Reaction {
        let marks = usize::from(self.most);
        let chosen = self.pick.chosen().filter(|chosen| *chosen < marks);
        let tens = chosen.map_or(0, |chosen| (chosen + 1) * 10);
        let mark = if tens > 0 && tens + digit <= usize::from(self.most) {
            tens + digit
        } else {
            digit
        };
        match mark.checked_sub(1) {
            Some(option) => self.pick.choose(option),
            // Without that option there is nothing at this place, and nothing happens.
            None => self.pick.choose(marks),
        }
    }

    fn count(&self) -> usize {
        usize::from(self.most) + usize::from(self.may_decline)
    }

    fn is_declined(&self, option: usize) -> bool {
        option == usize::from(self.most)
    }
}

impl Editor for Rating {
    fn key(&mut self, key: KeyEvent, _: &FormContext) -> Reaction {
        match typed(key) {
            Some(c) => match c.to_digit(10).and_then(|d| usize::try_from(d).ok()) {
                Some(digit) => self.digit(digit),
                None => Reaction::Ignored,
            },
            None => self.pick.key(key),
        }
    }

    fn paste(&mut self, text: &str, _: &FormContext) -> Reaction {
        let mark = text.trim().parse::<usize>().ok();
        match mark.filter(|m| (1..=usize::from(self.most)).contains(m)) {
            Some(mark) => self.pick.choose(mark - 1),
            None => self.pick.keep(text),
        }
    }

    fn answer(&self, _: &FormContext) -> Answer {
        match (self.pick.chosen(), self.pick.stray()) {
            (Some(option), _) if self.is_declined(option) => Answer::Declined,
            (Some(option), _) => Answer::Rating(Self::mark(option)),
            (None, Some(stray)) => stray.clone(),
            (None, None) => Answer::Text(String::new()),
        }
    }

    fn cursor(&self) -> u32 {
        self.pick.cursor()
    }

    fn set_cursor(&mut self, cursor: u32) {
        self.pick.set_cursor(cursor);
    }

    fn leave(&mut self, _: &FormContext) {}

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
        let buf = frame.buffer_mut();
        let area = view::within(buf, area);
        if area.is_empty() {
            return focused.then_some(area.as_position());
        }
        let mut cursor = area.as_position();
        // In a narrow area the marks before the one in front go out at the left.
        let room = usize::from((area.width / STEP).max(1));
        let first = (self.pick.front() + 1).saturating_sub(room);
        let mut x = area.x;
        for option in (first..self.count()).take(room) {
            let chosen = self.pick.chosen() == Some(option);
            let front = focused && self.pick.front() == option;
            let style = if chosen {
                theme.selected
            } else if front {
                theme.here
            } else {
                theme.text
            };
            let style = if focused || chosen {
                style
            } else {
                theme.quiet
            };
            let (mark, words) = if self.is_declined(option) {
                (0, &*texts().form.declined)
            } else {
                (Self::mark(option), "")
            };
            let sign = if chosen {
                format!("({mark})")
            } else {
                format!(" {mark} ")
            };
            let width = usize::from((area.right() - x).min(STEP));
            buf.set_stringn(x, area.y, sign, width, style);
            if !words.is_empty() && area.right() > x + STEP {
                let rest = Rect::new(x + STEP, area.y, area.right() - x - STEP, 1);
                view::label(buf, rest, words, style, Signs::of(cx).more);
            }
            if front {
                cursor = Position::new(x + 1.min(area.right() - 1 - x), area.y);
            }
            x += STEP;
        }
        focused.then_some(cursor)
    }

    fn hint(&self, _: &FormContext) -> Option<String> {
        stray_hint(&self.pick)
            .or_else(|| Some(texts().form.rating_hint.fill(&[("most", &self.most)])))
    }
}
