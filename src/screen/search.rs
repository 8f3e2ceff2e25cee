//! Finding an attention: by words, document, phone, or the number as people say it, and by filters. Newest first, as one
//! types; the search runs beside the screen, and the old list stays until the new one is there.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::footer::{footer, header, row, rule};
use super::search_filters::{Filters, Step};
use super::search_rows::result;
use super::{Action, Cx, Input, Screen, View, common};
use crate::desk::query;
use crate::form::{self, Editor};
use crate::journal::{News, Summary};
use crate::protocol::Ask;
use crate::texts;
use crate::ui::keys::{self, Act, Scope};
use crate::ui::put;
use crate::ui::text::{fit, pad};

/// Rows asked of the journal at once.
const ROWS: u32 = 50;
/// Rows that a page key goes.
const PAGE: usize = 10;

/// The search line, its filters and what they found.
pub(super) struct SearchScreen {
    line: Box<dyn Editor>,
    filters: Filters,
    /// What the rows were found by.
    typed: String,
    rows: Vec<Summary>,
    /// Where older rows begin, where there may be some.
    next: Option<i64>,
    /// Time was over before all was looked at.
    partial: bool,
    selected: usize,
    scroll: usize,
    asked: Option<Asked>,
    loaded: bool,
}

/// A question on its way.
struct Asked {
    ticket: u64,
    text: String,
    /// Whether its rows come behind those that are there.
    older: bool,
    /// It takes so long that it has to be said.
    still: bool,
}

impl Default for SearchScreen {
    fn default() -> Self {
        Self {
            line: form::build(&Ask::Text, None),
            filters: Filters::default(),
            typed: String::new(),
            rows: Vec::new(),
            next: None,
            partial: false,
            selected: 0,
            scroll: 0,
            asked: None,
            loaded: false,
        }
    }
}

impl SearchScreen {
    /// Asks for the newest that answer to what is typed now.
    fn search(&mut self, cx: &mut Cx) {
        self.ask(false, false, cx);
    }

    /// Asks for what follows the last row; after a part, without a limit of time.
    fn older(&mut self, cx: &mut Cx) {
        let waiting = self.asked.as_ref().is_some_and(|a| a.older);
        if self.next.is_some() && !waiting {
            self.ask(true, self.partial, cx);
        }
    }

    fn ask(&mut self, older: bool, patient: bool, cx: &mut Cx) {
        let form = cx.form();
        let answer = self.line.answer(&form);
        let text = answer.text().unwrap_or_default().trim().to_owned();
        let before = self.next.filter(|_| older);
        let query = query(&text, self.filters.filter().clone(), ROWS, before);
        match cx.desk.seek(query, patient) {
            Ok(ticket) => {
                self.asked = Some(Asked {
                    ticket,
                    text,
                    older,
                    still: false,
                });
            }
            Err(denied) => cx.deny(&denied),
        }
        self.loaded = true;
    }

    /// Takes what was found, if it is what was asked last.
    fn take(&mut self, cx: &mut Cx) {
        let Some(sought) = cx.shared.sought.take() else {
            return;
        };
        let Some(asked) = self.asked.as_mut().filter(|a| a.ticket == sought.ticket) else {
            return;
        };
        let page = match sought.news {
            News::Still => {
                asked.still = true;
                return;
            }
            News::Found(Ok(page)) => page,
            News::Found(Err(error)) => {
                self.asked = None;
                cx.deny(&error.into());
                return;
            }
        };
        if asked.older {
            let before = self.rows.len();
            self.rows.extend(page.rows);
            // The key that asked for more goes on to them.
            if before < self.rows.len() && self.selected + 1 == before {
                self.selected += 1;
            }
        } else {
            self.typed = std::mem::take(&mut asked.text);
            self.rows = page.rows;
            self.selected = 0;
            self.scroll = 0;
        }
        self.next = page.next;
        self.partial = page.partial;
        self.asked = None;
    }

    fn move_by(&mut self, rows: usize, cx: &mut Cx) {
        let last = self.rows.len().saturating_sub(1);
        if self.selected == last {
            self.older(cx);
        }
        self.selected = (self.selected + rows).min(last);
    }

    fn key(&mut self, key: KeyEvent, cx: &mut Cx) -> Action {
        if self.filters.is_open() {
            if self.filters.key(key, cx) == Step::Changed {
                self.search(cx);
            }
            return Action::Stay;
        }
        let form = cx.form();
        match (key.code, keys::act(Scope::Search, key)) {
            (KeyCode::Up, _) => self.selected = self.selected.saturating_sub(1),
            (KeyCode::Down, _) => self.move_by(1, cx),
            (KeyCode::PageUp, _) => self.selected = self.selected.saturating_sub(PAGE),
            (_, Some(act)) => return self.act(act, cx),
            _ => match self.line.key(key, &form) {
                form::Reaction::Changed => self.search(cx),
                form::Reaction::Moved | form::Reaction::Ignored => {
                    let empty = self.line.answer(&form).is_empty();
                    if key.code == KeyCode::Backspace && empty {
                        self.unfilter(cx);
                    }
                }
            },
        }
        Action::Stay
    }

    fn unfilter(&mut self, cx: &mut Cx) {
        if self.filters.drop_last() {
            self.search(cx);
        }
    }
}

impl Screen for SearchScreen {
    fn input(&mut self, input: &Input, cx: &mut Cx) -> Action {
        self.take(cx);
        match input {
            Input::Key(key) => return self.key(*key, cx),
            Input::Paste(text) => {
                let form = cx.form();
                if self.filters.is_open() {
                    self.filters.paste(text, cx);
                } else if self.line.paste(text, &form) == form::Reaction::Changed {
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
        let room = usize::from(area.width);
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
        let about = fit(&format!("  {}", self.about(t)), room);
        put::line(frame, row(area, 3), &Line::styled(about, cx.theme.quiet));
        if let Some(words) = self.filters.words(t) {
            let only = fit(&format!("  {words}"), room);
            put::line(frame, row(area, 4), &Line::styled(only, cx.theme.here));
        }
        let list = Rect {
            y: area.y + 5,
            height: area.height.saturating_sub(7),
            ..area
        };
        if self.rows.is_empty() && self.loaded && self.asked.is_none() && !self.partial {
            let empty = if !self.filters.filter().is_empty() {
                &t.nothing_filtered
            } else if self.typed.is_empty() {
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
        let shown = self.rows.iter().enumerate().skip(self.scroll).take(visible);
        for (y, (i, found)) in (0u16..).zip(shown) {
            let line = result(found, i == self.selected, usize::from(list.width), cx);
            put::line(frame, row(list, y), &line);
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
        self.filters.draw(frame, cx);
    }

    fn scope(&self) -> Option<Scope> {
        Some(Scope::Search)
    }

    fn act(&mut self, act: Act, cx: &mut Cx) -> Action {
        match act {
            Act::Older => self.move_by(PAGE, cx),
            Act::Back => {
                if self.asked.take_if(|a| a.still).is_some() {
                    // Long searches are stopped before the screen is left.
                    cx.desk.stop_search();
                } else {
                    cx.desk.leave_search();
                    return Action::Pop;
                }
            }
            Act::Filter => self.filters.open(cx),
            Act::Unfilter => self.unfilter(cx),
            Act::OwnStation => {
                self.filters.own_station(cx);
                self.search(cx);
            }
            Act::OpenRow => match self.rows.get(self.selected).map(|r| r.id) {
                Some(id) => return super::history::open(id, cx),
                None => self.older(cx),
            },
            _ => return common(act, Scope::Search, cx),
        }
        Action::Stay
    }
}

impl SearchScreen {
    /// How many were found, and whether that is all.
    fn about(&self, t: &texts::SearchWords) -> String {
        let found = self.rows.len();
        if self.asked.as_ref().is_some_and(|a| a.still) {
            return t.still.to_string();
        }
        if self.partial && found == 0 {
            return t.partial_nothing.to_string();
        }
        if self.partial {
            return t.partial.fill(&[("n", &found)]);
        }
        if self.typed.is_empty() && self.filters.filter().is_empty() {
            return t.recent.to_string();
        }
        if self.next.is_some() {
            return t.found_many.fill(&[("n", &found)]);
        }
        t.found.of(found as u64)
    }
}
