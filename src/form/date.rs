//! A day, typed as people say it.

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::crossterm::event::KeyEvent;
use ratatui::layout::{Position, Rect};

use super::edit::typed;
use super::line::LineEdit;
use super::moment_words::read_date;
use super::view::columns;
use super::{Editor, FormContext, Reaction, words};
use crate::protocol::{Answer, Days, Fault, Look};
use crate::texts::{self, texts};
use crate::ui::theme::Theme;

/// What is typed, and how it was read when it was typed: «ayer» must not wander with the clock.
pub(super) struct DateEditor {
    days: Days,
    line: LineEdit,
    read: Option<NaiveDate>,
    /// Whether the day read lies on the side that was not asked: it is kept as it was typed.
    outside: bool,
    /// Whether the text is still what the stored day was written out as.
    restored: bool,
}

impl DateEditor {
    pub(super) fn new(days: Days, answer: Option<&Answer>) -> Self {
        let read = match answer {
            Some(Answer::Date(day)) => Some(*day),
            _ => None,
        };
        Self {
            days,
            line: LineEdit::new(&answer.map(words).unwrap_or_default()),
            read,
            outside: false,
            restored: read.is_some(),
        }
    }

    fn reread(&mut self, reaction: Reaction, cx: &FormContext) -> Reaction {
        if reaction == Reaction::Changed {
            let today = cx.now.date();
            self.read = read_date(self.line.0.text(), today, self.days.look());
            self.outside = self.read.is_some_and(|day| {
                (day < today && !self.days.past) || (day > today && !self.days.future)
            });
        }
        if reaction != Reaction::Ignored {
            self.restored = false;
        }
        reaction
    }
}

impl Editor for DateEditor {
    fn key(&mut self, key: KeyEvent, cx: &FormContext) -> Reaction {
        if self.restored && typed(key).is_some() {
            // Another day is said anew, not written behind the first.
            self.line = LineEdit::new("");
        }
        let reaction = self.line.0.key(key);
        self.reread(reaction, cx)
    }

    fn paste(&mut self, text: &str, cx: &FormContext) -> Reaction {
        let reaction = self.line.0.paste(text);
        self.reread(reaction, cx)
    }

    fn answer(&self, _: &FormContext) -> Answer {
        let text = self.line.0.text();
        match self.read {
            Some(day) if !self.outside => Answer::Date(day),
            _ if text.trim().is_empty() => Answer::Text(String::new()),
            _ => Answer::Unread(text.to_owned()),
        }
    }

    fn cursor(&self) -> u32 {
        self.line.0.cursor()
    }

    fn set_cursor(&mut self, cursor: u32) {
        if !self.restored {
            self.line.0.set_cursor(cursor);
        }
    }

    fn leave(&mut self, _: &FormContext) {
        if let Some(day) = self.read {
            // Outside as well: tomorrow «mañana» would be another day.
            let text = texts::full_date(day);
            self.line.0.put(&text, text.len());
            self.restored = true;
        } else {
            self.line.0.trim();
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
        if !focused && let Some(day) = self.read {
            let mut text = texts::full_date(day);
            if columns(&text) > usize::from(area.width) {
                // The year stands last, and must not be what is cut.
                text = day.format("%d/%m/%Y").to_string();
            }
            return self.line.draw(frame, area, focused, theme, cx, &text);
        }
        let resting = self.line.0.text();
        self.line.draw(frame, area, focused, theme, cx, resting)
    }

    fn hint(&self, _: &FormContext) -> Option<String> {
        let form = &texts().form;
        if let Some(full) = self.line.full() {
            return Some(full);
        }
        Some(match self.read {
            Some(day) if self.outside => {
                let fault = texts::fault(&Fault::Side(self.days.look()));
                format!("{} · {fault}", texts::full_date(day))
            }
            Some(day) => texts::full_date(day),
            None if !self.line.0.text().trim().is_empty() => form.date_unread.to_string(),
            None if self.days.look() == Look::Ahead => form.date_hint_ahead.to_string(),
            None => form.date_hint.to_string(),
        })
    }
}
