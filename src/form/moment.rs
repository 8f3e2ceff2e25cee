//! A date and an hour, typed as people say them.

use chrono::NaiveDateTime;
use ratatui::Frame;
use ratatui::crossterm::event::KeyEvent;
use ratatui::layout::{Position, Rect};

use super::edit::typed;
use super::line::LineEdit;
use super::moment_said::{describe_moment, in_figures, in_full};
use super::moment_words::read_moment;
use super::view::columns;
use super::{Editor, FormContext, Reaction, words};
use crate::protocol::{Answer, Fault, Look};
use crate::texts::{self, texts};
use crate::ui::theme::Theme;

/// What is typed, and how it was read when it was typed: «en 20 min» must not wander with the clock.
pub(super) struct Moment {
    line: LineEdit,
    look: Look,
    read: Option<NaiveDateTime>,
    /// Whether the moment read is still to come and the field asks for what was: it is kept as it was typed.
    outside: bool,
    /// Whether the text is still what the moment was written out as: its cursor counted in other words.
    restored: bool,
}

impl Moment {
    pub(super) fn new(look: Look, answer: Option<&Answer>) -> Self {
        let (text, read) = match answer {
            Some(Answer::Moment(at)) => (in_full(*at), Some(*at)),
            other => (other.map(words).unwrap_or_default(), None),
        };
        Self {
            line: LineEdit::new(&text),
            restored: read.is_some(),
            look,
            read,
            outside: false,
        }
    }

    fn reread(&mut self, reaction: Reaction, cx: &FormContext) -> Reaction {
        if reaction == Reaction::Changed {
            self.read = read_moment(self.line.0.text(), cx.now, self.look);
            self.outside = self.look == Look::Back && self.read.is_some_and(|at| at > cx.now);
        }
        if reaction != Reaction::Ignored {
            self.restored = false;
        }
        reaction
    }
}

impl Editor for Moment {
    fn key(&mut self, key: KeyEvent, cx: &FormContext) -> Reaction {
        if self.restored && typed(key).is_some() {
            // Another moment is said anew, not written behind the first.
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
            Some(at) if !self.outside => Answer::Moment(at),
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
        match self.read {
            Some(at) => {
                let text = in_full(at);
                self.line.0.put(&text, text.len());
                self.restored = true;
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
        if !focused && let Some(at) = self.read {
            let mut text = describe_moment(at, cx.now);
            if columns(&text) > usize::from(area.width) {
                // The hour stands last, and must not be what is cut.
                text = in_figures(at);
            }
            return self.line.draw(frame, area, focused, theme, cx, &text);
        }
        let resting = self.line.0.text();
        self.line.draw(frame, area, focused, theme, cx, resting)
    }

    fn hint(&self, cx: &FormContext) -> Option<String> {
        let form = &texts().form;
        if let Some(full) = self.line.full() {
            return Some(full);
        }
        let Some(at) = self.read else {
            let empty = self.line.0.text().trim().is_empty();
            let hint = match (empty, self.look) {
                (false, _) => &form.moment_unread,
                (true, Look::Back) => &form.moment_hint_back,
                (true, _) => &form.moment_hint,
            };
            return Some(hint.to_string());
        };
        let read = describe_moment(at, cx.now);
        Some(if self.outside {
            format!("{read} · {}", texts::fault(&Fault::Side(self.look)))
        } else if at < cx.now && self.look != Look::Back {
            form.moment_past.fill(&[("moment", &read)])
        } else {
            read
        })
    }
}
