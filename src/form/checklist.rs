//! Things to tick one after the other.

use ratatui::Frame;
use ratatui::crossterm::event::KeyEvent;
use ratatui::layout::{Position, Rect};

use super::marks::Marks;
use super::options::Options;
use super::view::{self, Signs};
use super::yes_no::shown;
use super::{Editor, FormContext, Reaction};
use crate::protocol::{Answer, Choice};
use crate::texts::texts;
use crate::ui::theme::Theme;

/// One line with how far it is and what comes next; one point below the other while it is edited.
pub(super) struct Checklist {
    marks: Marks,
}

impl Checklist {
    pub(super) fn new(points: &[Choice], answer: Option<&Answer>) -> Self {
        let mut marks = Marks::new(Options::of(points).listed(), answer);
        // Where it was left: at the first point that is not ticked.
        let next = marks.unmarked(0).unwrap_or(0);
        marks.set_cursor(u32::try_from(next).unwrap_or(0));
        Self { marks }
    }

    /// «2 de 4».
    fn progress(&self) -> String {
        let (ticked, all) = (self.marks.count(), self.marks.options.len());
        texts().form.progress.fill(&[("n", &ticked), ("all", &all)])
    }
}

impl Editor for Checklist {
    fn key(&mut self, key: KeyEvent, _: &FormContext) -> Reaction {
        let before = self.marks.count();
        let reaction = self.marks.key(key);
        // What was ticked is done: the next point comes to the front.
        if self.marks.count() > before
            && let Some(next) = self.marks.unmarked(self.marks.front())
        {
            self.marks.set_cursor(u32::try_from(next).unwrap_or(0));
        }
        reaction
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

    fn height(&self, _: u16) -> u16 {
        1
    }

    fn open_height(&self, width: u16) -> u16 {
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
        let buf = frame.buffer_mut();
        let area = view::within(buf, area);
        let signs = Signs::of(cx);
        let marks = &self.marks;
        if focused {
            return Some(marks.draw(buf, area, Some(marks.front()), theme, cx));
        }
        let next = marks.unmarked(0).map(|i| marks.options.label(i));
        let text = match (marks.stray(), next) {
            (Some(stray), _) => shown(stray),
            (None, None) => self.progress(),
            (None, Some(next)) => texts()
                .form
                .progress_next
                .fill(&[("progress", &self.progress()), ("next", &next)]),
        };
        if area.width > 2 {
            let room = Rect {
                width: area.width - 2,
                ..area
            };
            view::label(buf, room, &text, theme.text, signs.more);
            let last = Rect::new(area.right() - 1, area.y, 1, area.height);
            view::label(buf, last, signs.open, theme.quiet, "");
        }
        None
    }

    fn hint(&self, _: &FormContext) -> Option<String> {
        self.marks.stray_hint().or_else(|| {
            let form = &texts().form;
            let progress = self.progress();
            Some(form.checklist_hint.fill(&[("progress", &progress)]))
        })
    }
}
