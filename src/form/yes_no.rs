//! Yes or no; neither at first.

use ratatui::Frame;
use ratatui::crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::{Position, Rect};

use super::edit::typed;
use super::options::Options;
use super::pick::Pick;
use super::view::{self, Signs};
use super::{Editor, FormContext, Reaction, words};
use crate::protocol::Answer;
use crate::texts::texts;
use crate::ui::theme::Theme;

/// The option not to answer, where there is one.
const DECLINED: usize = 2;

/// `( ) Sí   (•) No`, by the initial, the arrows or the space bar; with `0`, not to answer.
pub(super) struct YesNo {
    options: Options,
    pick: Pick,
}

impl YesNo {
    pub(super) fn new(may_decline: bool, answer: Option<&Answer>) -> Self {
        let form = &texts().form;
        let mut options = Options::new([("", &*form.yes), ("", &*form.no)].into_iter());
        if may_decline {
            options.push("", &form.declined);
        }
        let chosen = match answer {
            Some(Answer::YesNo(yes)) => Some(usize::from(!yes)),
            Some(Answer::Declined) if may_decline => Some(DECLINED),
            _ => None,
        };
        Self {
            pick: Pick::new(options.len(), chosen, answer),
            options,
        }
    }
}

impl Editor for YesNo {
    fn key(&mut self, key: KeyEvent, _: &FormContext) -> Reaction {
        match typed(key) {
            Some(' ') => self.pick.key(KeyEvent::from(KeyCode::Right)),
            Some('0') => self.pick.choose(DECLINED),
            Some(c) => {
                // Round from the end: «no» comes before not to answer.
                let last = self.options.len() - 1;
                let found = self.options.starting(c.encode_utf8(&mut [0; 4]), last);
                found.map_or(Reaction::Ignored, |i| self.pick.choose(i))
            }
            None => self.pick.key(key),
        }
    }

    fn paste(&mut self, text: &str, _: &FormContext) -> Reaction {
        match self.options.named(text) {
            Some(i) => self.pick.choose(i),
            None => self.pick.keep(text),
        }
    }

    fn answer(&self, _: &FormContext) -> Answer {
        match (self.pick.chosen(), self.pick.stray()) {
            (Some(DECLINED), _) => Answer::Declined,
            (Some(i), _) => Answer::YesNo(i == 0),
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
        let buf = frame.buffer_mut();
        let chosen = self.pick.chosen();
        let mark = |i| {
            if chosen == Some(i) {
                Signs::of(cx).chosen
            } else {
                "( )"
            }
        };
        let front = focused.then(|| self.pick.front());
        if let (false, Some(stray)) = (focused, self.pick.stray()) {
            let area = view::within(buf, area);
            view::label(buf, area, &shown(stray), theme.text, Signs::of(cx).more);
            return None;
        }
        let cursor = self.options.draw(buf, area, mark, front, theme, cx);
        focused.then_some(cursor)
    }

    fn hint(&self, _: &FormContext) -> Option<String> {
        stray_hint(&self.pick).or_else(|| {
            let unanswered = self.pick.chosen().is_none();
            unanswered.then(|| texts().form.yes_no_hint.to_string())
        })
    }
}

/// What was answered before and is no option, fit to be shown.
pub(super) fn shown(stray: &Answer) -> String {
    crate::safe::foreign_line(&words(stray)).into_owned()
}

/// Says that what was answered before is no option, where it is so.
pub(super) fn stray_hint(pick: &Pick) -> Option<String> {
    let stray = pick.stray()?;
    Some(texts().form.stray.fill(&[("text", &shown(stray))]))
}
