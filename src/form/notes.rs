//! Several lines: what the person tells, in their words.

use std::cell::Cell;

use ratatui::Frame;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use ratatui::layout::{Position, Rect};

use super::edit::{Edit, boundary};
use super::view::{self, Signs, columns};
use super::wrap::{Row, Rows};
use super::{Editor, FormContext, Reaction, words};
use crate::protocol::Answer;
use crate::texts::texts;
use crate::ui::theme::Theme;

/// Columns of the bar at the left with its space, and of the cursor after a full row.
const FRAME: u16 = 3;
/// The rows of notes: at least, and at most before they scroll.
const ROWS: (u16, u16) = (2, 8);

/// Notes: wrapped by words, with a bar at the left.
pub(super) struct Notes {
    edit: Edit,
    /// The columns last drawn, for the ways up and down.
    width: Cell<usize>,
    /// The first row shown.
    top: Cell<usize>,
    /// The column that the cursor keeps on its way through shorter rows.
    goal: Option<usize>,
}

impl Notes {
    pub(super) fn new(answer: Option<&Answer>) -> Self {
        Self {
            edit: Edit::block(&answer.map(words).unwrap_or_default()),
            width: Cell::new(usize::MAX),
            top: Cell::new(0),
            goal: None,
        }
    }

    fn rows(&self) -> Rows<'_> {
        Rows::new(self.edit.text(), self.width.get())
    }

    /// The row of the cursor, counted from the first.
    fn row(&self) -> (usize, Row) {
        let byte = self.edit.byte();
        let whole = Row {
            start: 0,
            end: self.edit.text().len(),
            next: self.edit.text().len(),
            soft: false,
        };
        let mut rows = self.rows().enumerate();
        rows.find(|(_, r)| r.holds(byte)).unwrap_or((0, whole))
    }

    /// The last place in a row: where it was only wrapped, before its last letter.
    fn last(&self, row: Row) -> usize {
        if row.soft {
            boundary(self.edit.text(), row.end.saturating_sub(1), false)
        } else {
            row.end
        }
    }

    /// To the row above or below, as near to the column as it allows; at the edge the key is the screen's.
    fn vertical(&mut self, down: bool) -> Reaction {
        let (index, row) = self.row();
        let wanted = if down {
            Some(index + 1)
        } else {
            index.checked_sub(1)
        };
        let Some(there) = wanted.and_then(|w| self.rows().nth(w)) else {
            return Reaction::Ignored;
        };
        let text = self.edit.text();
        let goal = self
            .goal
            .unwrap_or_else(|| columns(&text[row.start..self.edit.byte()]));
        let mut to = there.start;
        while to < self.last(there) {
            let next = boundary(text, to + 1, true);
            if columns(&text[there.start..next]) > goal {
                break;
            }
            to = next;
        }
        self.edit.place(to);
        self.goal = Some(goal);
        Reaction::Moved
    }
}

impl Editor for Notes {
    fn key(&mut self, key: KeyEvent, _: &FormContext) -> Reaction {
        let control = key.modifiers == KeyModifiers::CONTROL;
        let plain = (key.modifiers - KeyModifiers::SHIFT).is_empty();
        if key.kind == KeyEventKind::Release {
            return Reaction::Ignored;
        }
        if plain && matches!(key.code, KeyCode::Up | KeyCode::Down) {
            return self.vertical(key.code == KeyCode::Down);
        }
        self.goal = None;
        match key.code {
            KeyCode::Char('j') if control => self.edit.insert("\n"),
            KeyCode::Home if plain => {
                let start = self.row().1.start;
                self.edit.place(start);
                Reaction::Moved
            }
            KeyCode::End if plain => {
                let end = self.last(self.row().1);
                self.edit.place(end);
                Reaction::Moved
            }
            _ => self.edit.key(key),
        }
    }

    fn paste(&mut self, text: &str, _: &FormContext) -> Reaction {
        self.goal = None;
        self.edit.paste(text)
    }

    fn answer(&self, _: &FormContext) -> Answer {
        Answer::Text(self.edit.text().to_owned())
    }

    fn cursor(&self) -> u32 {
        self.edit.cursor()
    }

    fn set_cursor(&mut self, cursor: u32) {
        self.goal = None;
        self.edit.set_cursor(cursor);
    }

    fn leave(&mut self, _: &FormContext) {
        self.goal = None;
        self.edit.trim();
    }

    fn height(&self, width: u16) -> u16 {
        let rows = Rows::new(self.edit.text(), text_columns(width));
        let rows = rows.take(usize::from(ROWS.1)).count();
        u16::try_from(rows).unwrap_or(ROWS.1).clamp(ROWS.0, ROWS.1)
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
        let signs = Signs::of(cx);
        self.width.set(text_columns(area.width));
        let bar = if focused { theme.here } else { theme.quiet };
        for y in area.top()..area.bottom() {
            buf.set_stringn(area.x, y, signs.bar, 1, bar);
        }
        let left = area.x + 2.min(area.width - 1);
        let room = usize::from(area.right() - left);
        let shown = usize::from(area.height);
        let (index, row) = self.row();
        let top = if focused {
            self.top
                .get()
                .clamp((index + 1).saturating_sub(shown), index)
        } else {
            0
        };
        self.top.set(top);
        let text = self.edit.text();
        let mut hidden = false;
        for (i, row) in self.rows().enumerate().skip(top) {
            let Some(y) = u16::try_from(i - top).ok().filter(|y| *y < area.height) else {
                hidden = true;
                break;
            };
            let shown = &text[row.start..row.end];
            buf.set_stringn(left, area.y + y, shown, room, theme.text);
        }
        if hidden {
            // The column after a full row is the cursor's alone, so nothing is covered.
            let last = area.right() - 1;
            buf.set_stringn(last, area.bottom() - 1, signs.more, 1, theme.quiet);
        }
        if !focused {
            if text.is_empty() {
                let row = Rect::new(left, area.y, area.right() - left, 1);
                view::empty(buf, row, theme, cx);
            }
            return None;
        }
        let column = columns(&text[row.start..self.edit.byte()]);
        let x = left.saturating_add(u16::try_from(column).unwrap_or(u16::MAX));
        let y = area.y + u16::try_from(index - top).unwrap_or(0);
        Some(Position::new(x.min(area.right() - 1), y))
    }

    fn hint(&self, _: &FormContext) -> Option<String> {
        let form = &texts().form;
        if self.edit.is_full() {
            return Some(form.full.to_string());
        }
        self.edit.is_empty().then(|| form.notes_hint.to_string())
    }
}

/// The columns for text in so many columns.
fn text_columns(width: u16) -> usize {
    usize::from(width.saturating_sub(FRAME).max(2))
}
