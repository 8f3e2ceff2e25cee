//! A list in a box: one key chooses, by its letter or digit or by arrows and Enter.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::View;
use super::footer::row;
use crate::ui::popup;
use crate::ui::put;
use crate::ui::text::{fit, pad, width};

/// Where the cursor is in a list of choices.
#[derive(Debug, Default)]
pub(super) struct Choices {
    pub(super) selected: usize,
    scroll: usize,
    /// Digits are letters here: they choose nothing and are not shown.
    pub(super) no_digits: bool,
}

/// What a key did in the list.
pub(super) enum Chosen {
    Nothing,
    Leave,
    Item(usize),
}

impl Choices {
    pub(super) fn at(selected: usize) -> Self {
        Self {
            selected,
            ..Self::default()
        }
    }

    /// Moves, chooses or leaves; digits choose directly.
    pub(super) fn key(&mut self, key: KeyEvent, count: usize) -> Chosen {
        match key.code {
            KeyCode::Esc => return Chosen::Leave,
            KeyCode::Enter if count > 0 => return Chosen::Item(self.selected),
            KeyCode::Up | KeyCode::BackTab => {
                self.selected = self
                    .selected
                    .checked_sub(1)
                    .unwrap_or(count.saturating_sub(1));
            }
            KeyCode::Down | KeyCode::Tab => {
                self.selected = if self.selected + 1 < count {
                    self.selected + 1
                } else {
                    0
                }
            }
            KeyCode::Home | KeyCode::PageUp => self.selected = 0,
            KeyCode::End | KeyCode::PageDown => self.selected = count.saturating_sub(1),
            KeyCode::Char(c @ '1'..='9') if !self.no_digits => {
                let index = c.to_digit(10).map_or(0, |d| d as usize - 1);
                if index < count {
                    return Chosen::Item(index);
                }
            }
            _ => {}
        }
        Chosen::Nothing
    }

    /// Draws a box with a title, a line of explanation and the items, each with its digit and a quiet word behind it.
    pub(super) fn draw(
        &mut self,
        frame: &mut Frame,
        title: &str,
        above: &str,
        items: &[(String, String)],
        cx: &View,
    ) {
        let above_rows = if above.is_empty() { 1 } else { 3 };
        let rows = u16::try_from(items.len())
            .unwrap_or(u16::MAX)
            .min(frame.area().height.saturating_sub(4 + above_rows));
        let inside = popup::frame(frame, title, 74, rows + above_rows + 3, cx.theme);
        let room = usize::from(inside.width);
        if !above.is_empty() {
            put::line(
                frame,
                row(inside, 1),
                &Line::styled(fit(above, room), cx.theme.say),
            );
        }
        let list = Rect {
            y: inside.y + above_rows,
            height: inside.height.saturating_sub(above_rows),
            ..inside
        };
        if items.is_empty() {
            frame
                .set_cursor_position((inside.x, inside.y + 1.min(inside.height.saturating_sub(1))));
        }
        let visible = usize::from(list.height).max(1);
        self.scroll = self
            .scroll
            .min(self.selected)
            .max((self.selected + 1).saturating_sub(visible));
        let widest = |of: fn(&(String, String)) -> &String| {
            items.iter().map(|i| width(of(i))).max().unwrap_or(0)
        };
        // The names have what the words behind them leave, and those at least a third.
        let behind = widest(|i| &i.1).min(room / 3);
        let column = (widest(|i| &i.0) + 2).min(room.saturating_sub(behind + 4));
        for (n, (i, (name, quiet))) in items
            .iter()
            .enumerate()
            .skip(self.scroll)
            .take(visible)
            .enumerate()
        {
            let digit = if i < 9 && !self.no_digits {
                format!("{} ", i + 1)
            } else {
                "  ".to_owned()
            };
            let here = i == self.selected;
            let (name_style, quiet_style) = if here {
                (cx.theme.selected, cx.theme.selected)
            } else {
                (cx.theme.text, cx.theme.quiet)
            };
            let mark = if here { cx.sign("▸", ">") } else { " " };
            let name = fit(name, column.saturating_sub(1));
            let head = format!("{mark}{digit}{}", pad(&name, column));
            let tail = pad(quiet, room.saturating_sub(width(&head)));
            let at = row(list, u16::try_from(n).unwrap_or(u16::MAX));
            put::line(
                frame,
                at,
                &Line::from(vec![
                    Span::styled(head, name_style),
                    Span::styled(tail, quiet_style),
                ]),
            );
            if here {
                frame.set_cursor_position((at.x, at.y));
            }
        }
    }
}
