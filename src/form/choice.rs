//! One of a list.

use ratatui::Frame;
use ratatui::crossterm::event::KeyEvent;
use ratatui::layout::{Position, Rect};

use super::edit::typed;
use super::options::Options;
use super::pick::Pick;
use super::view::{self, Signs};
use super::yes_no::{shown, stray_hint};
use super::{Editor, FormContext, Reaction};
use crate::protocol::{Answer, Choice};
use crate::texts::texts;
use crate::ui::theme::Theme;

/// One line with what was chosen; the options while it is edited.
pub(super) struct OneChoice {
    options: Options,
    pick: Pick,
    /// The option not to answer, where there is one: the last.
    declined: Option<usize>,
    /// The letters typed so far of the option looked for.
    prefix: String,
}

impl OneChoice {
    pub(super) fn new(choices: &[Choice], may_decline: bool, answer: Option<&Answer>) -> Self {
        let mut options = Options::of(choices);
        let declined = may_decline.then_some(options.len());
        let chosen = match answer {
            Some(Answer::Choice(id)) => options.position(id),
            Some(Answer::Declined) => declined,
            _ => None,
        };
        if may_decline {
            options.push("", &texts().form.declined);
        }
        Self {
            pick: Pick::new(options.len(), chosen, answer),
            options,
            declined,
            prefix: String::new(),
        }
    }

    /// Letters gather into a prefix while some option begins so; a letter that does not fit begins anew, so that the same
    /// letter again goes to the next option with it.
    fn search(&mut self, c: char) -> Reaction {
        self.prefix.push(c);
        let from = self.pick.front();
        let here = (from + self.options.len()).saturating_sub(1);
        let longer = (self.prefix.chars().nth(1).is_some())
            .then(|| self.options.starting(&self.prefix, here))
            .flatten();
        let found = longer.or_else(|| {
            self.prefix.clear();
            self.prefix.push(c);
            let before = if self.pick.chosen().is_some() {
                from
            } else {
                here
            };
            self.options.starting(&self.prefix, before)
        });
        let Some(option) = found else {
            self.prefix.clear();
            return Reaction::Ignored;
        };
        self.pick.choose(option)
    }
}

impl Editor for OneChoice {
    fn key(&mut self, key: KeyEvent, _: &FormContext) -> Reaction {
        let Some(c) = typed(key) else {
            self.prefix.clear();
            return self.pick.key(key);
        };
        if self.options.len() == 0 || (c == ' ' && self.prefix.is_empty()) {
            return Reaction::Ignored;
        }
        if let ('0', true, Some(declined)) = (c, self.prefix.is_empty(), self.declined) {
            return self.pick.choose(declined);
        }
        match c.to_digit(10) {
            // Where the labels themselves begin with figures, figures are what is meant.
            Some(digit)
                if digit > 0 && self.prefix.is_empty() && !self.options.begin_with_figures() =>
            {
                let option = usize::try_from(digit - 1).unwrap_or(usize::MAX);
                self.pick.choose(option)
            }
            _ => self.search(c),
        }
    }

    fn paste(&mut self, text: &str, _: &FormContext) -> Reaction {
        match self.options.named(text) {
            Some(option) => self.pick.choose(option),
            None => self.pick.keep(text),
        }
    }

    fn answer(&self, _: &FormContext) -> Answer {
        match (self.pick.chosen(), self.pick.stray()) {
            (Some(option), _) if self.declined == Some(option) => Answer::Declined,
            (Some(option), _) => Answer::Choice(self.options.id(option).to_owned()),
            (None, Some(stray)) => stray.clone(),
            (None, None) => Answer::Choice(String::new()),
        }
    }

    fn cursor(&self) -> u32 {
        self.pick.cursor()
    }

    fn set_cursor(&mut self, cursor: u32) {
        self.pick.set_cursor(cursor);
    }

    fn leave(&mut self, _: &FormContext) {
        self.prefix.clear();
    }

    fn height(&self, _: u16) -> u16 {
        1
    }

    fn open_height(&self, width: u16) -> u16 {
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
        let buf = frame.buffer_mut();
        let area = view::within(buf, area);
        let signs = Signs::of(cx);
        let chosen = self.pick.chosen();
        if focused {
            let mark = |i| {
                if chosen == Some(i) {
                    signs.chosen
                } else {
                    "( )"
                }
            };
            let front = Some(self.pick.front());
            return Some(self.options.draw(buf, area, mark, front, theme, cx));
        }
        if area.width > 2 {
            let text = Rect {
                width: area.width - 2,
                ..area
            };
            match (chosen, self.pick.stray()) {
                (Some(option), _) => {
                    let label = self.options.label(option);
                    view::label(buf, text, label, theme.text, signs.more);
                }
                (None, Some(stray)) => {
                    view::label(buf, text, &shown(stray), theme.text, signs.more);
                }
                (None, None) => view::empty(buf, text, theme, cx),
            }
            let last = Rect::new(area.right() - 1, area.y, 1, area.height);
            view::label(buf, last, signs.open, theme.quiet, "");
        }
        None
    }

    fn hint(&self, _: &FormContext) -> Option<String> {
        stray_hint(&self.pick).or_else(|| {
            let form = &texts().form;
            let declined = self.declined.map(|_| &form.declined_hint);
            Some(declined.map_or_else(
                || form.choice_hint.to_string(),
                |declined| format!("{} · {declined}", form.choice_hint),
            ))
        })
    }
}
