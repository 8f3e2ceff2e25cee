//! Finding an attention: by words, document, phone, or the number as people say it. Newest first, as one types.

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::footer::{footer, header, row, rule};
use super::{Action, Cx, Input, Screen, View, common};
use crate::desk::find;
use crate::form::{self, Editor};
use crate::journal::Summary;
use crate::protocol::Ask;
use crate::texts;
use crate::ui::keys::{self, Act, Scope};
use crate::ui::put;
use crate::ui::text::{fit, pad};

/// Rows asked of the journal at once.
const ROWS: u32 = 50;

/// The search line and what it found.
pub(super) struct SearchScreen {
    line: Box<dyn Editor>,
    typed: String,
    rows: Vec<Summary>,
    selected: usize,
    scroll: usize,
    loaded: bool,
}

impl Default for SearchScreen {
    fn default() -> Self {
        Self {
            line: form::build(&Ask::Text, None),
            typed: String::new(),
            rows: Vec::new(),
            selected: 0,
            scroll: 0,
            loaded: false,
        }
    }
}

impl SearchScreen {
    fn search(&mut self, cx: &mut Cx) {
        let form = cx.form();
        let answer = self.line.answer(&form);
        answer
            .text()
            .unwrap_or_default()
            .trim()
            .clone_into(&mut self.typed);
        let found = find(cx.desk.reader(), &self.typed, ROWS);
        match found {
            Ok(rows) => self.rows = rows,
            Err(error) => cx.deny(&error.into()),
        }
        self.selected = 0;
        self.scroll = 0;
        self.loaded = true;
    }
}

impl Screen for SearchScreen {
    fn input(&mut self, input: &Input, cx: &mut Cx) -> Action {
        let form = cx.form();
        match input {
            Input::Key(key) => match (key.code, keys::act(Scope::Search, *key)) {
                (KeyCode::Up, _) => self.selected = self.selected.saturating_sub(1),
                (KeyCode::Down, _) => {
                    self.selected = (self.selected + 1).min(self.rows.len().saturating_sub(1));
                }
                (KeyCode::PageUp, _) => self.selected = self.selected.saturating_sub(10),
                (KeyCode::PageDown, _) => {
                    self.selected = (self.selected + 10).min(self.rows.len().saturating_sub(1));
                }
                (_, Some(act)) => return self.act(act, cx),
                _ => {
                    if self.line.key(*key, &form) == form::Reaction::Changed {
                        self.search(cx);
                    }
                }
            },
            Input::Paste(text) => {
                if self.line.paste(text, &form) == form::Reaction::Changed {
                    self.search(cx);
                }
            }
            Input::Tick if !self.loaded => self.search(cx),
            Input::Tick => {}
        }
        Action::Stay
    }

    fn draw(&mut self, frame: &mut Frame, cx: &View) {
        let t = &cx.texts().search;
        let area = frame.area();
        header(frame, row(area, 0), cx);
        rule(frame, row(area, 1), cx);
        let label = pad(&format!("  {}", t.label), 12);
        let at = row(area, 2);
        put::line(frame, at, &Line::styled(label, cx.theme.here));
        let field = Rect {
            x: at.x + 12,
            width: at.width.saturating_sub(14),
            ..at
        };
        let cursor = self.line.draw(frame, field, true, cx.theme, &cx.form());
        let about = if self.typed.is_empty() {
            t.recent.to_string()
        } else {
            self.found(t)
        };
        put::line(
            frame,
            row(area, 3),
            &Line::styled(format!("  {about}"), cx.theme.quiet),
        );
        let list = Rect {
            y: area.y + 5,
            height: area.height.saturating_sub(7),
            ..area
        };
        if self.rows.is_empty() {
            let empty = if self.typed.is_empty() {
                &t.empty
            } else {
                &t.nothing
            };
            put::line(
                frame,
                row(list, 0),
                &Line::styled(format!("  {empty}"), cx.theme.quiet),
            );
        }
        let visible = usize::from(list.height).max(1);
        self.scroll = self
            .scroll
            .min(self.selected)
            .max((self.selected + 1).saturating_sub(visible));
        for (n, (i, found)) in self
            .rows
            .iter()
            .enumerate()
            .skip(self.scroll)
            .take(visible)
            .enumerate()
        {
            let here = i == self.selected;
            let line = result(found, here, usize::from(list.width), cx);
            put::line(
                frame,
                row(list, u16::try_from(n).unwrap_or(u16::MAX)),
                &line,
            );
        }
        rule(frame, row(area, area.height.saturating_sub(2)), cx);
        footer(
            frame,
            row(area, area.height.saturating_sub(1)),
            Scope::Search,
            &[],
            cx,
        );
        if let Some(cursor) = cursor {
            frame.set_cursor_position(cursor);
        }
    }

    fn scope(&self) -> Option<Scope> {
        Some(Scope::Search)
    }

    fn act(&mut self, act: Act, cx: &mut Cx) -> Action {
        match act {
            Act::Back => Action::Pop,
            Act::OpenRow => match self.rows.get(self.selected) {
                Some(row) => super::history::open(row.id, cx),
                None => Action::Stay,
            },
            _ => common(act, Scope::Search, cx),
        }
    }
}

impl SearchScreen {
    /// How many were found; where the list was cut, that it was.
    fn found(&self, t: &texts::SearchWords) -> String {
        let found = self.rows.len();
        if found >= ROWS as usize {
            t.found_many.fill(&[("n", &found)])
        } else {
            t.found.of(found as u64)
        }
    }
}

/// One attention in a row; the document is masked in lists.
fn result(found: &Summary, here: bool, room: usize, cx: &View) -> Line<'static> {
    let at = found
        .opened_at
        .with_timezone(&cx.desk.world.zone())
        .naive_local();
    let who = texts::name(found.surnames.as_deref(), found.given_names.as_deref());
    let document = found
        .document
        .as_ref()
        .map(|d| texts::masked(&d.number))
        .unwrap_or_default();
    let outcome = cx.texts().outcomes.name(found.outcome);
    let mark = if here { cx.sign("▸ ", "> ") } else { "  " };
    let wide = room >= 120;
    let date = texts::short_moment(at, cx.desk.local());
    let head = format!(
        "{mark}{}  {}  {}  ",
        pad(&date, 12),
        found.number,
        pad(&who, if wide { 34 } else { 24 })
    );
    let mut tail = pad(outcome, 13);
    if wide {
        tail = format!(
            "{}{}{}",
            pad(&document, 14),
            tail,
            found.reason.clone().unwrap_or_default()
        );
    }
    let style = if here {
        cx.theme.selected
    } else {
        cx.theme.text
    };
    let quiet = if here {
        cx.theme.selected
    } else {
        cx.theme.quiet
    };
    let tail = pad(&tail, room.saturating_sub(crate::ui::text::width(&head)));
    Line::from(vec![
        Span::styled(fit(&head, room), style),
        Span::styled(tail, quiet),
    ])
}
