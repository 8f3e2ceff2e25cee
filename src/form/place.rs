//! A place of a list, found as it is typed; what is not in the list is kept as text.

use ratatui::Frame;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use super::edit::typed;
use super::line::LineEdit;
use super::view::{self, Signs};
use super::{Editor, FormContext, Reaction, words};
use crate::places::{self, Found};
use crate::protocol::{Answer, PlaceList};
use crate::texts::texts;
use crate::ui::theme::Theme;

/// Rows of the list: always as many once something is typed, so that nothing below moves with a letter.
const ROWS: u16 = 4;
/// Columns of a row's mark and the space after it.
const MARK: u16 = 4;

/// A line, with the places that it may mean below it.
pub(super) struct PlaceEditor {
    list: PlaceList,
    line: LineEdit,
    found: Found,
    /// The row chosen, with what was answered before it was.
    front: Option<usize>,
    /// What is answered: the row chosen, or the place that the text can only mean.
    picked: Option<Picked>,
    /// Whether the text is still what the stored place was written out as.
    restored: bool,
}

/// A place of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Picked {
    code: String,
    name: String,
}

impl PlaceEditor {
    pub(super) fn new(list: PlaceList, answer: Option<&Answer>) -> Self {
        let picked = match answer {
            Some(Answer::Place { code, name }) => Some(Picked {
                code: code.clone(),
                name: name.clone(),
            }),
            _ => None,
        };
        Self {
            list,
            line: LineEdit::new(&answer.map(words).unwrap_or_default()),
            found: Found::default(),
            front: None,
            restored: picked.is_some(),
            picked,
        }
    }

    fn look_up(&mut self, reaction: Reaction) -> Reaction {
        if reaction == Reaction::Changed {
            self.found = match self.list {
                PlaceList::Peru => places::find(self.line.0.text(), usize::from(ROWS)),
            };
            self.front = None;
            self.take_meant();
        }
        if reaction != Reaction::Ignored {
            self.restored = false;
        }
        reaction
    }

    fn take_meant(&mut self) {
        self.picked = self.found.meant.map(Picked::of);
    }

    /// Down goes into the list and through it; up leads back to what was typed.
    fn row(&mut self, down: bool) -> Reaction {
        let last = self.found.best.len().checked_sub(1);
        let to = match (self.front, last, down) {
            (None, Some(_), true) => Some(0),
            (Some(row), Some(last), true) if row < last => Some(row + 1),
            (Some(row), _, false) => row.checked_sub(1),
            _ => return Reaction::Ignored,
        };
        let before = self.picked.clone();
        self.front = to;
        match to.and_then(|row| self.found.best.get(row)) {
            Some(district) => self.picked = Some(Picked::of(district)),
            None => self.take_meant(),
        }
        if self.picked == before {
            Reaction::Moved
        } else {
            Reaction::Changed
        }
    }

    /// Whether the list is shown: something is typed, and not what was picked before.
    fn is_open(&self) -> bool {
        !self.restored && !self.line.0.is_empty()
    }

    fn is_picked(&self, district: &places::District) -> bool {
        let picked = self.picked.as_ref();
        picked.is_some_and(|p| p.code == district.code)
    }
}

impl Picked {
    fn of(district: &places::District) -> Self {
        Self {
            code: district.code.to_owned(),
            name: district.name(),
        }
    }
}

impl Editor for PlaceEditor {
    fn key(&mut self, key: KeyEvent, _: &FormContext) -> Reaction {
        let plain = (key.modifiers - KeyModifiers::SHIFT).is_empty();
        if plain && key.kind != KeyEventKind::Release {
            match key.code {
                KeyCode::Up => return self.row(false),
                KeyCode::Down => return self.row(true),
                _ => {}
            }
        }
        if self.restored && typed(key).is_some() {
            // Another place is looked for anew, not written behind the first.
            self.line = LineEdit::new("");
        }
        let reaction = self.line.0.key(key);
        self.look_up(reaction)
    }

    fn paste(&mut self, text: &str, _: &FormContext) -> Reaction {
        if self.restored {
            self.line.0.set_cursor(u32::MAX);
        }
        let reaction = self.line.0.paste(text);
        self.look_up(reaction)
    }

    fn answer(&self, _: &FormContext) -> Answer {
        match &self.picked {
            Some(Picked { code, name }) => Answer::Place {
                code: code.clone(),
                name: name.clone(),
            },
            None => Answer::Text(self.line.0.text().to_owned()),
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
        if let Some(picked) = &self.picked {
            self.line = LineEdit::new(&picked.name);
            self.found = Found::default();
            self.front = None;
            self.restored = true;
        } else {
            self.line.0.trim();
        }
    }

    fn height(&self, _: u16) -> u16 {
        1
    }

    fn open_height(&self, _: u16) -> u16 {
        if self.is_open() { 1 + ROWS } else { 1 }
    }

    fn draw(
        &self,
        frame: &mut Frame,
        area: Rect,
        focused: bool,
        theme: &Theme,
        cx: &FormContext,
    ) -> Option<Position> {
        if !focused {
            let resting = match &self.picked {
                Some(picked) => &picked.name,
                None => self.line.0.text(),
            };
            return self.line.draw(frame, area, focused, theme, cx, resting);
        }
        let top = Rect {
            height: area.height.min(1),
            ..area
        };
        let cursor = self.line.draw(frame, top, focused, theme, cx, "");
        let buf = frame.buffer_mut();
        let area = view::within(buf, area);
        let rows = usize::from(area.height.saturating_sub(1));
        // In a low area the list scrolls to the row in front.
        let first = self.front.map_or(0, |f| (f + 1).saturating_sub(rows));
        let mut at_front = None;
        if self.is_open() && self.found.best.is_empty() && rows > 0 {
            let row = Rect::new(area.x, area.y + 1, area.width, 1);
            let more = Signs::of(cx).more;
            view::label(buf, row, &texts().form.place_unlisted, theme.quiet, more);
        }
        let listed = self.found.best.iter().enumerate().skip(first).take(rows);
        for ((i, district), y) in listed.zip(area.y + 1..) {
            let row = Rect::new(area.x, y, area.width, 1);
            let signs = Signs::of(cx);
            let mark = if self.is_picked(district) {
                signs.chosen
            } else {
                "( )"
            };
            let is_front = self.front == Some(i);
            let style = if is_front { theme.here } else { theme.text };
            view::label(buf, row, mark, theme.text, "");
            if row.width > MARK {
                let rest = Rect::new(row.x + MARK, y, row.width - MARK, 1);
                view::label(buf, rest, &district.name(), style, signs.more);
            }
            if is_front {
                let marked = Rect::new(row.x, y, row.width.min(3), 1);
                buf.set_style(marked, Style::new().add_modifier(Modifier::UNDERLINED));
                at_front = Some(Position::new(row.x + 1.min(row.width.saturating_sub(1)), y));
            }
        }
        at_front.or(cursor)
    }

    fn hint(&self, _: &FormContext) -> Option<String> {
        let form = &texts().form;
        if let Some(full) = self.line.full() {
            return Some(full);
        }
        let all = self.found.all;
        let hint = if all > self.found.best.len() {
            form.place_more
                .fill(&[("n", &self.found.best.len()), ("all", &all)])
        } else if all > 0 && self.picked.is_none() {
            form.place_pick.to_string()
        } else {
            form.place_hint.to_string()
        };
        Some(hint)
    }
}
